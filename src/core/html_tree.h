/*
 * html_tree.h
 *		What tags do to the open elements and to the stream.
 */
#ifndef GR_HTML_TREE_H
#define GR_HTML_TREE_H

#include "html_reader.h"

extern void gr_html_read_start_tag(gr_html_reader *r, gr_html_frame *f, const gr_html_token *token);
extern void gr_html_read_end_tag(gr_html_reader *r, gr_html_frame *f, gr_html_tag tag);

#endif							/* GR_HTML_TREE_H */
