/*
 * html_rows.c
 *		Items and lines as they come out; cells in their columns by the standard's table model.
 */
#include "html_rows.h"

#include "html_entities.h"

/*
 * Items and lines
 */

bool
gr_html_grow_items(gr_html_reader *r)
{
	gr_html_item *items = gr_arena_grow(r->arena, r->items, &r->room, r->count + 1, sizeof(*items));

	if (items == NULL)
	{
		r->status = GR_OUT_OF_MEMORY;
		return false;
	}
	r->items = items;
	return true;
}

void
gr_html_take_line(gr_html_line *line, gr_html_item *item)
{
	const gr_html_segment *segments;
	size_t		count;

	if (line->solid > 0)
	{
		item->from = (uint32_t) line->from;
		item->to = (uint32_t) line->to;
	}
	if (gr_html_line_take(line, &item->text))
		return;
	item->text = gr_html_line_finish(line, &segments, &count);
	item->segments = segments;
	item->segment_count = (uint32_t) count;
}

static inline gr_html_item *
emit_text_line(gr_html_reader *r, const gr_html_frame *f)
{
	gr_html_item *item = gr_html_emit(r, GR_HTML_TEXT_LINE, 0, 0);

	if (f->last[GR_TAG_H1] > f->part)
		item->heading = r->elements[f->base + f->last[GR_TAG_H1]].level;
	return item;
}

void
gr_html_flush_line(gr_html_reader *r)
{
	if (r->line.solid == 0)
		gr_html_line_break(&r->line);
	else
		gr_html_take_line(&r->line, emit_text_line(r, &r->frames[r->level]));
}

void
gr_html_emit_line(gr_html_reader *r, const gr_html_frame *f, gr_slice words)
{
	gr_html_point_item(emit_text_line(r, f), &f->view, words);
}

void
gr_html_end_line(gr_html_reader *r)
{
	if (r->in_cell)
		gr_html_line_break(&r->line);
	else
		gr_html_flush_line(r);
}

/*
 * Columns
 */

void
gr_html_start_group(gr_html_reader *r)
{
	gr_html_columns *c = &r->columns;

	c->row = 0;
	c->next = UINT32_MAX;
	c->spans = false;
	c->first_item = r->count;
	memset(c->taken, 0, sizeof(c->taken));
}

static void
next_row(gr_html_columns *c)
{
	c->row++;
	c->column = 0;
	if (c->row < c->next)
		return;
	/* At least one column becomes free, so cells with a rowspan pay for this. */
	c->next = UINT32_MAX;
	for (unsigned word = 0; word < GR_HTML_COLUMNS / 64; word++)
	{
		unsigned	i = word * 64;

		for (uint64_t left = c->taken[word]; left != 0; left >>= 1, i++)
		{
			if (!(left & 1))
				continue;
			if (c->until[i] <= c->row)
				c->taken[word] &= ~(UINT64_C(1) << i % 64);
			else if (c->until[i] < c->next)
				c->next = c->until[i];
		}
	}
}

void
gr_html_end_group(gr_html_reader *r)
{
	uint32_t	left = r->columns.row + 1;
	size_t		i;

	for (i = r->columns.first_item; r->columns.spans && i < r->count; i++)
	{
		gr_html_item *item = &r->items[i];

		if (item->kind == GR_HTML_ROW_START)
			left--;
		else if (item->kind == GR_HTML_CELL && (item->rowspan == 0 || item->rowspan > left))
			item->rowspan = (uint16_t) left;
	}
}

/* "Rules for parsing non-negative integers"; absent for what is none. */
static unsigned
parse_span(gr_slice value, unsigned absent, unsigned most)
{
	char		decoded[GR_HTML_DECODE_ROOM(32)];
	size_t		i = 0;
	unsigned	number = 0;
	bool		digits = false;

	if (value.len > 32)
		value.len = 32;
	if (value.len > 0 && memchr(value.data, '&', value.len) != NULL)
	{
		value.len = gr_html_decode(value, true, decoded);
		value.data = decoded;
	}
	while (i < value.len && gr_html_is_space(value.data[i]))
		i++;
	if (i < value.len && value.data[i] == '+')
		i++;
	for (; i < value.len && value.data[i] >= '0' && value.data[i] <= '9'; i++)
	{
		digits = true;
		if (number <= most)
			number = number * 10 + (unsigned) (value.data[i] - '0');
	}
	return !digits ? absent : number > most ? most : number;
}

void
gr_html_place_spans(gr_html_reader *r, const gr_html_token *token)
{
	unsigned	colspan = 1;
	unsigned	rowspan = 1;

	if (token->colspan.data != NULL)
		colspan = parse_span(token->colspan, 1, GR_HTML_COLSPAN_MAX);
	if (token->rowspan.data != NULL)
		rowspan = parse_span(token->rowspan, 1, GR_HTML_ROWSPAN_MAX);
	gr_html_place_cell(&r->columns, &r->cell, colspan + (colspan == 0), rowspan);
}

/*
 * Tables
 */

void
gr_html_end_cell(gr_html_reader *r)
{
	if (!r->in_cell)
	{
		gr_html_flush_line(r);
		return;
	}
	r->in_cell = false;
	gr_html_take_line(&r->line, gr_html_emit_cell(r));
}

void
gr_html_mark_layout(gr_html_reader *r, gr_html_frame *f, uint32_t table)
{
	for (; table != 0; table = r->elements[f->base + table].same)
	{
		gr_html_element *e = &r->elements[f->base + table];

		if (e->layout)
			break;
		e->layout = true;
		if (e->item != GR_HTML_NO_ITEM)
		{
			r->items[e->item].header = true;
			if (e->item < r->first_layout)
				r->first_layout = e->item;
		}
	}
	gr_html_end_cell(r);
}

void
gr_html_inhabit_table(gr_html_reader *r, gr_html_frame *f)
{
	gr_html_element *table = gr_html_innermost_table(r, f);

	if (!table->inhabited)
	{
		table->inhabited = true;
		gr_html_mark_layout(r, f, table->same);
	}
}

void
gr_html_start_row(gr_html_reader *r, gr_html_frame *f)
{
	gr_html_element *table = gr_html_innermost_table(r, f);
	gr_html_item *item;

	gr_html_inhabit_table(r, f);
	gr_html_flush_line(r);
	if (table->layout)
		return;
	if (table->item == GR_HTML_NO_ITEM)
	{
		table->item = (uint32_t) r->count;
		gr_html_emit(r, GR_HTML_TABLE_START, table->at, table->at);
		gr_html_start_group(r);
	}
	item = gr_html_emit(r, GR_HTML_ROW_START, r->at, r->at);
	item->header = f->last[GR_TAG_THEAD] > f->last[GR_TAG_TABLE];
	next_row(&r->columns);
}

void
gr_html_start_cell(gr_html_reader *r, gr_html_frame *f, const gr_html_token *token)
{
	gr_html_flush_line(r);
	if (gr_html_innermost_table(r, f)->layout)
		return;
	r->in_cell = true;
	gr_html_begin_cell(r, token);
}
