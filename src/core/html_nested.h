/*
 * html_nested.h
 *		Texts inside texts: pages of their own in string literals and the like.
 */
#ifndef GR_HTML_NESTED_H
#define GR_HTML_NESTED_H

#include "html_reader.h"

/* Starts to read a text, a page of its own, */
extern void gr_html_push_frame(gr_html_reader *r, const gr_html_view *view);

/* and ends it. */
extern void gr_html_pop_frame(gr_html_reader *r);

/* A decoded string becomes a page. */
extern void gr_html_push_text(gr_html_reader *r, gr_html_text *text, size_t source);

/* Reads the next literal, and those that a "+" joins to it; false if there is none. */
extern bool gr_html_read_string(gr_html_reader *r, gr_html_frame *f);

#endif							/* GR_HTML_NESTED_H */
