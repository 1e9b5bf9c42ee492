/*
 * header.h
 *		Who reports on which year: title, issuer, year, period, publication, site code.
 *
 * The issuer is taken from the first of these that names one: the title; 本报告由…编制;
 * 现公布…; …（以下简称我局）; the subject of the first sentence; the metadata of the page; who
 * runs the site.  The last two, and who compiled the report, may be another organ than
 * the one that reports: 我区 or 我局 in the sentences decides, and where it does not, the
 * issuer stays unknown.
 */
#ifndef GR_HEADER_H
#define GR_HEADER_H

#include "report.h"

/* What a page says of itself outside its text; data NULL where it does not. */
typedef struct gr_page_names
{
	gr_slice	title;			/* of the page */
	gr_slice	article_title;	/* and in the metadata that government sites have */
	gr_slice	site_name;
	gr_slice	site_code;
	gr_slice	published;
} gr_page_names;

/* Reads the metadata of a page from its markup, but for the title. */
extern void gr_page_names_read(gr_slice markup, gr_page_names *names);

/*
 * Reads the header from the lines of a text, tables left out or not; what is
 * uncertain stays unknown.  page is NULL for plain text.  The strings of the header
 * point into the text or the page's names.
 */
extern void gr_header_read(gr_slice text, const gr_page_names *page, gr_header *header);

/* The year in a title, or 0. */
extern int	gr_title_year(gr_slice title);

#endif							/* GR_HEADER_H */
