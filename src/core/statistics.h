/*
 * statistics.h
 *		The statistics table of 2014 to 2018 and the local tables before it.
 *
 * One row has one figure, or one for each of several columns.  Labels are told by
 * themselves and, where one stands in two groups, by the rows before it.
 */
#ifndef GR_STATISTICS_H
#define GR_STATISTICS_H

#include "html_tables.h"
#include "report.h"

/*
 * Whether the text has words of the table anywhere: behind a number a line has none in
 * front.  Beside the official tables of later years it is looked for by its title and head.
 */
extern bool gr_statistics_hinted(const gr_arena *arena, gr_slice text, bool official);

/*
 * Reads the table into the report: figures of the year into the cells of the form,
 * other columns and rows into its extras.  page is the text as html_tables.h read
 * it, or NULL.  *layouts: bits 1 << gr_layout of the lines that gave rows, added.
 * GR_OK, GR_OUT_OF_MEMORY or GR_CANCELLED.
 */
extern gr_status gr_statistics_read(gr_arena *arena, gr_slice text, const gr_html_page *page, gr_report *report, unsigned *layouts);

#endif							/* GR_STATISTICS_H */
