/*
 * html_cells.h
 *		The cells of most tables, read without the stack.
 */
#ifndef GR_HTML_CELLS_H
#define GR_HTML_CELLS_H

#include "html_reader.h"

/*
 * The cell whose start tag was read, with a row on top of the stack, and those behind it, as long as all that stands
 * in them are words with single blanks between, inside tags that leave no trace or are no more than borders: what is
 * opened in such a cell ends with it.  False, and nothing done, if already the first is another one.
 */
extern bool gr_html_read_plain_cells(gr_html_reader *r, gr_html_frame *f, const gr_html_token *token);

#endif							/* GR_HTML_CELLS_H */
