/*
 * header.h
 *		Who reports on which year: title, issuer, year, period, publication, site code.
 */
#ifndef GR_HEADER_H
#define GR_HEADER_H

#include "report.h"

/*
 * Reads the header from the lines of a text, tables left out or not; what is
 * uncertain stays unknown.  The strings of the header point into the text.
 */
extern void gr_header_read(gr_slice text, gr_header *header);

/* The year in a title, or 0. */
extern int	gr_title_year(gr_slice title);

#endif							/* GR_HEADER_H */
