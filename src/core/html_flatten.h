/*
 * html_flatten.h
 *		Layout tables taken out of the stream.
 */
#ifndef GR_HTML_FLATTEN_H
#define GR_HTML_FLATTEN_H

#include "html_reader.h"

/* Takes the layout tables out of the items, where they lie if there is room. */
extern void gr_html_remove_layout(gr_html_reader *r);

#endif							/* GR_HTML_FLATTEN_H */
