/*
 * html_rows.h
 *		The stream under construction: lines, tables, rows and cells.
 */
#ifndef GR_HTML_ROWS_H
#define GR_HTML_ROWS_H

#include "html_reader.h"

/* Appends an item; where memory fails, something else to write to. */
extern gr_html_item *gr_html_emit(gr_html_reader *r, gr_html_item_kind kind, size_t from, size_t to);

/* Moves the text of a line to an item, and empties the line. */
extern void gr_html_take_line(gr_html_line *line, gr_html_item *item);

/* The line becomes an item, if there is anything in it. */
extern void gr_html_flush_line(gr_html_reader *r);

/* A line of the source becomes an item. */
extern void gr_html_emit_line(gr_html_reader *r, const gr_html_frame *f, gr_slice words);

/* The end of a line in which something stands: of the item, or inside the text of a cell. */
extern void gr_html_end_line(gr_html_reader *r);

/* The border of a block. */
static inline void
gr_html_border(gr_html_reader *r)
{
	if (r->line.text.len == 0)
		r->line.blank = NULL;
	else
		gr_html_end_line(r);
}

/* There must be one; what is behind the pointer is otherwise no element. */
static inline gr_html_element *
gr_html_innermost_table(gr_html_reader *r, gr_html_frame *f)
{
	return &r->elements[f->base + f->last[GR_TAG_TABLE]];
}

/* A row group begins, */
extern void gr_html_start_group(gr_html_reader *r);

/* and ends: no cell reaches beyond it. */
extern void gr_html_end_group(gr_html_reader *r);

/*
 * The tables from this one outward are layout.  It ends at one that is: all around
 * that one are already, so that every table is marked once.
 */
extern void gr_html_mark_layout(gr_html_reader *r, gr_html_frame *f, uint32_t table);

/* The innermost table gets its first row or caption: only now it is one. */
extern void gr_html_inhabit_table(gr_html_reader *r, gr_html_frame *f);

extern void gr_html_start_row(gr_html_reader *r, gr_html_frame *f);
extern void gr_html_start_cell(gr_html_reader *r, gr_html_frame *f, const gr_html_token *token);
extern void gr_html_end_cell(gr_html_reader *r);

/*
 * The cell whose start tag was read, with a row on top of the stack, and those behind
 * it as long as all that stands in them are words with single blanks between, and
 * their end tags are there: most cells of most tables, which need no stack.  False,
 * and nothing done, if already the first is another one.
 */
extern bool gr_html_read_plain_cells(gr_html_reader *r, gr_html_frame *f, const gr_html_token *token);

#endif							/* GR_HTML_ROWS_H */
