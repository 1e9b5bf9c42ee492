/*
 * workspace_page.h
 *		A year of many reports as one HTML page, for people.
 *
 * Who reported, the figures against last year, outcomes, where findings are and which are the
 * most frequent and the largest, each with a link to its sheet.  As audit_sheet.h says of its
 * pages: nothing from outside, no script, nothing that only colour tells.
 *
 * What is shown comes as JSON, an object whose members are lists of rows; see page_data of
 * a workspace.  What is not there, or of another kind, is shown as not known.
 */
#ifndef GR_WORKSPACE_PAGE_H
#define GR_WORKSPACE_PAGE_H

#include "describe.h"
#include "json.h"

typedef struct gr_workspace_page
{
	const gr_json *data;
	gr_language language;
	gr_slice	sheets;			/* what stands before the names of sheets in links */
} gr_workspace_page;

/* Whether links may begin so: a relative address, or one of http, https or file. */
extern bool gr_workspace_page_links(gr_slice sheets);

/* Appends the page.  GR_OK, GR_OUT_OF_MEMORY, or what gr_chart_draw says. */
extern gr_status gr_workspace_page_write(gr_arena *arena, const gr_workspace_page *page, gr_writer *to);

#endif							/* GR_WORKSPACE_PAGE_H */
