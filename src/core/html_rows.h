/*
 * html_rows.h
 *		The stream under construction: lines, tables, rows and cells.
 */
#ifndef GR_HTML_ROWS_H
#define GR_HTML_ROWS_H

#include "html_reader.h"

/* Makes room for another item; false if memory fails. */
extern bool gr_html_grow_items(gr_html_reader *r);

/* Appends an item; where memory fails, something else to write to. */
static inline gr_html_item *
gr_html_emit(gr_html_reader *r, gr_html_item_kind kind, size_t from, size_t to)
{
	gr_html_item *item;

	/* Something to write to, for callers that need not know. */
	if (r->count == r->room && !gr_html_grow_items(r))
		return &r->cell;
	item = &r->items[r->count++];
	*item = (gr_html_item) {
		.text = {"", 0}, .kind = (unsigned char) kind, .depth = r->depth, .from = (uint32_t) from, .to = (uint32_t) to
	};
	return item;
}

/* Gives an item words of the source. */
static inline void
gr_html_point_item(gr_html_item *item, const gr_html_view *view, gr_slice words)
{
	item->text = words;
	item->from = (uint32_t) (view->origin + (size_t) (words.data - view->text.data));
	item->to = item->from + (uint32_t) words.len;
}

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

/* Gives a cell, whose text may follow, its columns in the row: the next free ones. */
static inline void
gr_html_place_cell(gr_html_columns *c, gr_html_item *cell, unsigned colspan, unsigned rowspan)
{
	unsigned	i = c->column;
	uint32_t	until = rowspan == 0 ? UINT32_MAX : c->row + rowspan;

	while (i < GR_HTML_COLUMNS && (c->taken[i / 64] >> i % 64 & 1))
		i += i % 64 == 0 && c->taken[i / 64] == UINT64_MAX ? 64 : 1;
	cell->column = (uint16_t) i;
	cell->rowspan = (uint16_t) rowspan;
	if (colspan > GR_HTML_COLUMNS - i)
		colspan = GR_HTML_COLUMNS - i;
	cell->colspan = colspan == 0 ? 1 : (uint16_t) colspan;
	c->column = i + colspan;
	if (rowspan == 1)
		return;
	c->spans = true;
	if (until < c->next)
		c->next = until;
	for (; i < c->column; i++)
	{
		/* Where two cells overlap, the longer one holds the column. */
		if (!(c->taken[i / 64] >> i % 64 & 1) || c->until[i] < until)
			c->until[i] = until;
		c->taken[i / 64] |= UINT64_C(1) << i % 64;
	}
}

/* A cell begins behind its start tag, of which the spans are those of a token. */
extern void gr_html_place_spans(gr_html_reader *r, const gr_html_token *token);

static inline void
gr_html_begin_cell(gr_html_reader *r, const gr_html_token *token)
{
	r->cell.header = token->tag == GR_TAG_TH;
	r->cell.depth = r->depth;
	r->cell.from = (uint32_t) r->behind;
	if (token->colspan.data == NULL && token->rowspan.data == NULL)
		gr_html_place_cell(&r->columns, &r->cell, 1, 1);
	else
		gr_html_place_spans(r, token);
}

/* The item of the reader's cell, still without its text. */
static inline gr_html_item *
gr_html_emit_cell(gr_html_reader *r)
{
	gr_html_item *item = gr_html_emit(r, GR_HTML_CELL, r->cell.from, r->cell.from);

	item->header = r->cell.header;
	item->depth = r->cell.depth;
	item->column = r->cell.column;
	item->colspan = r->cell.colspan;
	item->rowspan = r->cell.rowspan;
	return item;
}

#endif							/* GR_HTML_ROWS_H */
