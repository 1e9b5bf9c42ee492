/*
 * heading_rows.h
 *		Rows of tables that look like headings: they are numbered, and blanks or nothing are their borders.
 */
#ifndef GR_HEADING_ROWS_H
#define GR_HEADING_ROWS_H

#include "slice.h"

/* Whether what stands behind a number is such a row: 政府公报公开数 条 0, 主动公开情况 —, 网络申请数10件. */
extern bool gr_is_row_of_figures(gr_slice text);

/* Whether a line is a row of the statistics table without borders: 网络申请数件10, its unit and its figure. */
extern bool gr_is_row_of_statistics(gr_slice text);

#endif							/* GR_HEADING_ROWS_H */
