/*
 * html_rows.c
 *		Items and lines as they come out; cells in their columns by the standard's table model.
 */
#include "html_rows.h"

#include "html_entities.h"
#include "html_scan.h"

/*
 * Items and lines
 */

gr_html_item *
gr_html_emit(gr_html_reader *r, gr_html_item_kind kind, size_t from, size_t to)
{
	gr_html_item *item;

	if (r->count == r->room)
	{
		gr_html_item *items = gr_arena_grow(r->arena, r->items, &r->room, r->count + 1, sizeof(*items));

		if (items == NULL)
		{
			/* Something to write to, for callers that need not know. */
			r->status = GR_OUT_OF_MEMORY;
			return &r->cell;
		}
		r->items = items;
	}
	item = &r->items[r->count++];
	*item = (gr_html_item) {
		.text = {"", 0}, .kind = (unsigned char) kind, .depth = r->depth, .from = (uint32_t) from, .to = (uint32_t) to
	};
	return item;
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
	gr_html_item *item = emit_text_line(r, f);

	item->text = words;
	item->from = (uint32_t) (f->view.origin + (size_t) (words.data - f->view.text.data));
	item->to = item->from + (uint32_t) words.len;
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

static void
place_cell(gr_html_columns *c, gr_html_item *cell, unsigned colspan, unsigned rowspan)
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

static inline void
read_spans(const gr_html_token *token, unsigned *colspan, unsigned *rowspan)
{
	*colspan = *rowspan = 1;
	if (token->colspan.data != NULL)
		*colspan = parse_span(token->colspan, 1, GR_HTML_COLSPAN_MAX);
	*colspan += *colspan == 0;
	if (token->rowspan.data != NULL)
		*rowspan = parse_span(token->rowspan, 1, GR_HTML_ROWSPAN_MAX);
}

/*
 * Tables
 */

static inline gr_html_item *
emit_cell(gr_html_reader *r)
{
	gr_html_item *item = gr_html_emit(r, GR_HTML_CELL, r->cell.from, r->cell.from);

	item->header = r->cell.header;
	item->depth = r->cell.depth;
	item->column = r->cell.column;
	item->colspan = r->cell.colspan;
	item->rowspan = r->cell.rowspan;
	return item;
}

void
gr_html_end_cell(gr_html_reader *r)
{
	if (!r->in_cell)
	{
		gr_html_flush_line(r);
		return;
	}
	r->in_cell = false;
	gr_html_take_line(&r->line, emit_cell(r));
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
	unsigned	colspan,
				rowspan;

	gr_html_flush_line(r);
	if (gr_html_innermost_table(r, f)->layout)
		return;
	read_spans(token, &colspan, &rowspan);
	r->in_cell = true;
	r->cell.header = token->tag == GR_TAG_TH;
	r->cell.depth = r->depth;
	r->cell.from = (uint32_t) r->behind;
	place_cell(&r->columns, &r->cell, colspan, rowspan);
}

/* Those of "</td>". */
#define CELL_END_BYTES 5

/*
 * The words at p, at which a cell begins, and the end tag behind them: returns what
 * follows that, or NULL if there is anything else.
 */
static inline const char *
plain_cell_end(const char *p, const char *end, gr_html_tag tag, gr_slice *words)
{
	const char *from = gr_html_skip_spaces(p, end);

	p = gr_html_word_end(from, end, true);
	while (end - p > 1 && *p == ' ' && gr_html_is_plain(p[1], true))
		p = gr_html_word_end(p + 1, end, true);
	*words = gr_slice_make(from, (size_t) (p - from));
	p = gr_html_skip_spaces(p, end);
	if (end - p < CELL_END_BYTES || p[0] != '<' || p[1] != '/' || (p[2] | 0x20) != 't' ||
		(p[3] | 0x20) != (tag == GR_TAG_TD ? 'd' : 'h') || p[4] != '>')
		return NULL;
	return p + CELL_END_BYTES;
}

/* Is there room for a cell at every limit, in a text that items can point to, and does no line end here? */
static bool
may_be_plain(gr_html_reader *r, gr_html_frame *f)
{
	return f->view.map == NULL && f->base + f->top + 1 < GR_HTML_DEPTH && r->line.text.len == 0 &&
		r->line.text.segments_left > 0 && r->count < r->limit && !gr_html_innermost_table(r, f)->layout;
}

bool
gr_html_read_plain_cells(gr_html_reader *r, gr_html_frame *f, const gr_html_token *token)
{
	const char *start = f->view.text.data;
	const char *end = start + f->view.text.len;
	const char *p = start + token->to;
	gr_slice	words;
	const char *behind;

	if (!may_be_plain(r, f) || (behind = plain_cell_end(p, end, token->tag, &words)) == NULL)
		return false;
	gr_html_start_cell(r, f, token);
	r->in_cell = false;
	for (;;)
	{
		gr_html_item *item = emit_cell(r);

		if (words.len > 0)
		{
			item->text = words;
			item->from = (uint32_t) (f->view.origin + (size_t) (words.data - start));
			item->to = item->from + (uint32_t) words.len;
		}
		f->tokenizer.next = (size_t) (behind - start);
		r->behind = f->view.origin + f->tokenizer.next;
		r->at = r->behind - CELL_END_BYTES;
		if (!gr_html_tick(r, (size_t) (behind - p)) || r->count >= r->limit)
			return true;
		/* White space in front of a cell gives nothing, not even in a pre. */
		p = gr_html_skip_spaces(behind, end);
		if (end - p < 4 || memcmp(p, "<td>", 4) != 0 || (behind = plain_cell_end(p + 4, end, GR_TAG_TD, &words)) == NULL)
			return true;
		r->cell.header = false;
		r->cell.from = (uint32_t) (f->view.origin + (size_t) (p + 4 - start));
		place_cell(&r->columns, &r->cell, 1, 1);
	}
}
