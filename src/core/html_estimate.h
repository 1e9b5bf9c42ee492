/*
 * html_estimate.h
 *		How many items a page gives, before it is read.
 */
#ifndef GR_HTML_ESTIMATE_H
#define GR_HTML_ESTIMATE_H

#include "slice.h"

/* The start tags that give items: rows two, cells, list items, paragraphs and breaks one. */
extern size_t gr_html_estimate_items(gr_slice source);

/* The same, a tag at a time. */
extern size_t gr_html_estimate_items_plain(gr_slice source);

#endif							/* GR_HTML_ESTIMATE_H */
