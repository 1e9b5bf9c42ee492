/*
 * header.h
 *		Who reports on which year: title, issuer, year, period, publication, site code.
 */
#ifndef GR_HEADER_H
#define GR_HEADER_H

#include "report.h"

/*
 * Reads the header from the text; what is uncertain stays unknown.  The strings
 * of the header point into the text.  A title whose year is not that of the
 * period becomes a diagnostic.
 */
extern gr_status gr_header_read(gr_arena *arena, gr_slice text, gr_report *report);

/* The year in a title, or 0. */
extern int	gr_title_year(gr_slice title);

#endif							/* GR_HEADER_H */
