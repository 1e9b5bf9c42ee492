/*
 * html_tables.c
 *		Tree construction without the tree: a stack of the open elements that matter.
 *
 * Elements that neither hold a table together nor end a line (span, b, a, unknown
 * ones) are not even on the stack: the standard's rules for them move no text from
 * one cell to another.
 */
#include "html_tables.h"

#include "html.h"
#include "html_entities.h"
#include "html_line.h"
#include "html_strings.h"

#define NONE UINT32_MAX

/* Bytes of work between two looks at the cancel hook. */
#define POLL_BYTES 65536

/* What an element is to the rules. */
#define BLOCK 1					/* its borders end a line */
#define SCOPE 2					/* hides what is below it from end tags */
#define THIN 4					/* an <li> looks through it for the <li> that it ends */
#define PART 8					/* of a table: sets the insertion mode */
#define BREAK 16				/* its start tag ends a line */
#define HTML 32					/* its start tag ends svg and math */

static const unsigned char traits[GR_TAG_COUNT] = {
	[GR_TAG_TABLE] = SCOPE | PART | HTML,[GR_TAG_CAPTION] = BLOCK | SCOPE | PART,[GR_TAG_COLGROUP] = PART,
	[GR_TAG_TBODY] = PART,[GR_TAG_THEAD] = PART,[GR_TAG_TFOOT] = PART,[GR_TAG_TR] = PART,
	[GR_TAG_TD] = SCOPE | PART,[GR_TAG_TH] = SCOPE | PART,
	[GR_TAG_OBJECT] = SCOPE,[GR_TAG_APPLET] = SCOPE,[GR_TAG_MARQUEE] = SCOPE,
	[GR_TAG_P] = BLOCK | THIN | HTML,[GR_TAG_DIV] = BLOCK | THIN | HTML,[GR_TAG_ADDRESS] = BLOCK | THIN,
	[GR_TAG_UL] = BLOCK | HTML,[GR_TAG_OL] = BLOCK | HTML,[GR_TAG_LI] = BLOCK | HTML,[GR_TAG_DL] = BLOCK | HTML,
	[GR_TAG_DT] = BLOCK | HTML,[GR_TAG_DD] = BLOCK | HTML,[GR_TAG_MENU] = BLOCK | HTML,[GR_TAG_DIR] = BLOCK,
	[GR_TAG_H1] = BLOCK | HTML,[GR_TAG_H2] = BLOCK | HTML,[GR_TAG_H3] = BLOCK | HTML,
	[GR_TAG_H4] = BLOCK | HTML,[GR_TAG_H5] = BLOCK | HTML,[GR_TAG_H6] = BLOCK | HTML,
	[GR_TAG_PRE] = BLOCK | HTML,[GR_TAG_LISTING] = BLOCK | HTML,[GR_TAG_CENTER] = BLOCK | HTML,[GR_TAG_BLOCKQUOTE] = BLOCK | HTML,
	[GR_TAG_SECTION] = BLOCK,[GR_TAG_ARTICLE] = BLOCK,[GR_TAG_HEADER] = BLOCK,[GR_TAG_FOOTER] = BLOCK,[GR_TAG_NAV] = BLOCK,
	[GR_TAG_ASIDE] = BLOCK,[GR_TAG_MAIN] = BLOCK,[GR_TAG_DETAILS] = BLOCK,[GR_TAG_DIALOG] = BLOCK,[GR_TAG_FIELDSET] = BLOCK,
	[GR_TAG_FIGCAPTION] = BLOCK,[GR_TAG_FIGURE] = BLOCK,[GR_TAG_HGROUP] = BLOCK,[GR_TAG_SEARCH] = BLOCK,[GR_TAG_SUMMARY] = BLOCK,
	[GR_TAG_FORM] = BLOCK,
	[GR_TAG_BR] = BREAK | HTML,[GR_TAG_SELECT] = BREAK,[GR_TAG_OPTION] = BREAK,[GR_TAG_OPTGROUP] = BREAK,
	[GR_TAG_HR] = BREAK | HTML,[GR_TAG_XMP] = BREAK,[GR_TAG_PLAINTEXT] = BREAK,
	[GR_TAG_BODY] = HTML,[GR_TAG_HEAD] = HTML,[GR_TAG_IMG] = HTML,[GR_TAG_SPAN] = HTML
};

/* An open element.  The indexes, in the stack of its frame, make every question about scopes one comparison. */
typedef struct element
{
	unsigned char tag;			/* gr_html_tag; h1 to h6 are all H1; OTHER: a form closed out of order */
	unsigned char level;		/* of h1 to h6 */
	bool		layout;			/* a table with a table inside */
	bool		inhabited;		/* a table with a row or a caption */
	uint32_t	same;			/* the next one below with the same tag, 0 if there is none; */
	uint32_t	scope;			/* what the frame's members of these names were below it */
	uint32_t	wall;
	uint32_t	part;
	uint32_t	at;				/* source offset of its start tag */
	uint32_t	item;			/* of a table: its GR_HTML_TABLE_START, or NONE */
} element;

/* A text that is being read: the page, or a string in it. */
typedef struct frame
{
	gr_html_tokenizer tokenizer;
	gr_html_view view;			/* of the same text */

	size_t		base;			/* of its stack, in the reader's elements; [0] is no element */
	uint32_t	top;
	uint32_t	last[GR_TAG_COUNT]; /* the uppermost element with this tag, 0 if none is open */
	uint32_t	scope;			/* the uppermost one that is SCOPE, */
	uint32_t	wall;			/* that is not THIN, */
	uint32_t	part;			/* that is PART */
	bool		form_open;
	bool		script_is_html; /* the script being opened has a type such as text/plain */
	uint32_t	templates;		/* open ones; all inside is left out */

	/* Literals that are read before the text goes on. */
	bool		in_strings;
	bool		held;			/* held_from and held_to are the next one */
	gr_html_strings strings;
	size_t		strings_at;		/* offset of the script in the text */
	size_t		held_from;
	size_t		held_to;
} frame;

/* Which columns of the current row cells from above reach into. */
typedef struct columns
{
	uint32_t	row;			/* in the row group, from 1 */
	uint32_t	next;			/* the first row that some column is free in again */
	unsigned	column;			/* for the next cell, unless taken */
	bool		spans;			/* some cell of the group had a rowspan */
	size_t		first_item;		/* of the group */
	uint64_t	taken[GR_HTML_COLUMNS / 64];
	uint32_t	until[GR_HTML_COLUMNS]; /* of a taken column: the first row it is free in */
} columns;

typedef struct reader
{
	gr_arena   *arena;
	gr_status	status;
	unsigned	flags;
	size_t		work;			/* bytes since the last poll */

	gr_html_item *items;
	size_t		count;
	size_t		room;
	size_t		limit;
	bool		full;			/* too many items or segments: */
	size_t		stop;			/* the source offset where reading ends */
	bool		has_layout;

	element    *elements;
	size_t		elements_room;
	frame		frames[GR_HTML_STRING_LEVELS + 1];
	gr_html_text decoded[GR_HTML_STRING_LEVELS + 1];
	int			level;			/* of the frame being read; -1 at the end */
	size_t		at;				/* source offsets of the current token */
	size_t		behind;

	gr_html_line line;
	gr_html_line title;
	bool		in_cell;		/* the line is the text of "cell", in a table that is not layout */
	gr_html_item cell;
	uint16_t	depth;
	columns		columns;
} reader;

static void
poll(reader *r)
{
	r->work = 0;
	if (gr_cancelled(r->arena))
		r->status = GR_CANCELLED;
}

static inline bool
tick(reader *r, size_t bytes)
{
	r->work += bytes;
	if (r->work >= POLL_BYTES)
		poll(r);
	return r->status == GR_OK;
}

/* After something was added to a text that began at this source offset. */
static inline void
check_text(reader *r, const gr_html_text *text, size_t source)
{
	if (text->failed)
		r->status = GR_OUT_OF_MEMORY;
	if (text->full && !r->full)
	{
		r->full = true;
		r->stop = source;
	}
}

/*
 * Items and lines
 */

static gr_html_item *
emit(reader *r, gr_html_item_kind kind, size_t from, size_t to)
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
	memset(item, 0, sizeof(*item));
	item->text = gr_slice_make("", 0);
	item->kind = (unsigned char) kind;
	item->depth = r->depth;
	item->from = (uint32_t) from;
	item->to = (uint32_t) to;
	return item;
}

/* Moves the text of a line to an item, and empties the line. */
static void
take_line(gr_html_line *line, gr_html_item *item)
{
	const gr_html_segment *segments;
	size_t		count;

	if (line->solid > 0)
	{
		item->from = (uint32_t) line->from;
		item->to = (uint32_t) line->to;
	}
	item->text = gr_html_line_finish(line, &segments, &count);
	item->segments = segments;
	item->segment_count = (uint32_t) count;
}

static void
flush_line(reader *r)
{
	frame	   *f = &r->frames[r->level];
	gr_html_item *item;

	if (r->line.solid == 0)
	{
		gr_html_line_break(&r->line);
		return;
	}
	item = emit(r, GR_HTML_TEXT_LINE, 0, 0);
	take_line(&r->line, item);
	if (f->last[GR_TAG_H1] > f->part)
		item->heading = r->elements[f->base + f->last[GR_TAG_H1]].level;
}

/* The end of a line: of the item, or inside the text of a cell. */
static void
border(reader *r)
{
	if (r->line.text.len == 0)
		r->line.blank = NULL;
	else if (r->in_cell)
		gr_html_line_break(&r->line);
	else
		flush_line(r);
}

/*
 * Columns
 */

static void
start_group(reader *r)
{
	columns    *c = &r->columns;

	c->row = 0;
	c->next = UINT32_MAX;
	c->spans = false;
	c->first_item = r->count;
	memset(c->taken, 0, sizeof(c->taken));
}

static void
next_row(columns *c)
{
	unsigned	i;

	c->row++;
	c->column = 0;
	if (c->row < c->next)
		return;
	/* At least one column becomes free, so cells with a rowspan pay for this. */
	c->next = UINT32_MAX;
	for (i = 0; i < GR_HTML_COLUMNS; i++)
	{
		if (!(c->taken[i / 64] >> i % 64 & 1))
			continue;
		if (c->until[i] <= c->row)
			c->taken[i / 64] &= ~(UINT64_C(1) << i % 64);
		else if (c->until[i] < c->next)
			c->next = c->until[i];
	}
}

static void
place_cell(columns *c, gr_html_item *cell, unsigned colspan, unsigned rowspan)
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

/* No cell reaches beyond its row group. */
static void
end_group(reader *r)
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

static void
read_spans(gr_slice attributes, unsigned *colspan, unsigned *rowspan)
{
	gr_html_attribute a;
	bool		has_colspan = false,
				has_rowspan = false;

	*colspan = *rowspan = 1;
	while (gr_html_next_attribute(&attributes, &a))
	{
		if (a.name.len != 7)
			continue;
		if (!has_colspan && gr_html_starts_word(a.name.data, a.name.data + 7, "colspan", 7))
		{
			*colspan = parse_span(a.value, 1, GR_HTML_COLSPAN_MAX);
			*colspan += *colspan == 0;
			has_colspan = true;
		}
		else if (!has_rowspan && gr_html_starts_word(a.name.data, a.name.data + 7, "rowspan", 7))
		{
			*rowspan = parse_span(a.value, 1, GR_HTML_ROWSPAN_MAX);
			has_rowspan = true;
		}
	}
}

/*
 * Tables
 */

/* There must be one; what is behind the pointer is otherwise no element. */
static element *
innermost_table(reader *r, frame *f)
{
	return &r->elements[f->base + f->last[GR_TAG_TABLE]];
}

static void
end_cell(reader *r)
{
	gr_html_item *item;

	if (!r->in_cell)
	{
		flush_line(r);
		return;
	}
	r->in_cell = false;
	item = emit(r, GR_HTML_CELL, r->cell.from, r->cell.from);
	item->header = r->cell.header;
	item->depth = r->cell.depth;
	item->column = r->cell.column;
	item->colspan = r->cell.colspan;
	item->rowspan = r->cell.rowspan;
	take_line(&r->line, item);
}

/*
 * The tables from this one outward are layout.  It ends at one that is: all around
 * that one are already, so that every table is marked once.
 */
static void
mark_layout(reader *r, frame *f, uint32_t table)
{
	for (; table != 0; table = r->elements[f->base + table].same)
	{
		element    *e = &r->elements[f->base + table];

		if (e->layout)
			break;
		e->layout = true;
		if (e->item != NONE)
		{
			r->items[e->item].header = true;
			r->has_layout = true;
		}
	}
	end_cell(r);
}

/* The innermost table gets its first row or caption: only now it is one. */
static void
inhabit_table(reader *r, frame *f)
{
	element    *table = innermost_table(r, f);

	if (!table->inhabited)
	{
		table->inhabited = true;
		mark_layout(r, f, table->same);
	}
}

static void
start_row(reader *r, frame *f)
{
	element    *table = innermost_table(r, f);
	gr_html_item *item;

	inhabit_table(r, f);
	flush_line(r);
	if (table->layout)
		return;
	if (table->item == NONE)
	{
		table->item = (uint32_t) r->count;
		emit(r, GR_HTML_TABLE_START, table->at, table->at);
		start_group(r);
	}
	item = emit(r, GR_HTML_ROW_START, r->at, r->at);
	item->header = f->last[GR_TAG_THEAD] > f->last[GR_TAG_TABLE];
	next_row(&r->columns);
}

static void
start_cell(reader *r, frame *f, const gr_html_token *token)
{
	unsigned	colspan,
				rowspan;

	flush_line(r);
	if (innermost_table(r, f)->layout)
		return;
	read_spans(token->attributes, &colspan, &rowspan);
	r->in_cell = true;
	r->cell.header = token->tag == GR_TAG_TH;
	r->cell.depth = r->depth;
	r->cell.from = (uint32_t) r->behind;
	place_cell(&r->columns, &r->cell, colspan, rowspan);
}

/*
 * The stack
 */

static inline gr_html_tag
tag_at(reader *r, frame *f, uint32_t index)
{
	return index == 0 ? GR_TAG_OTHER : r->elements[f->base + index].tag;
}

static bool
is_foreign(gr_html_tag tag)
{
	return tag == GR_TAG_SVG || tag == GR_TAG_MATH;
}

static bool
push(reader *r, frame *f, gr_html_tag tag)
{
	size_t		place = f->base + f->top + 1;
	element    *e;

	if (place >= GR_HTML_DEPTH)
		return false;
	if (place >= r->elements_room)
	{
		element    *elements = gr_arena_grow(r->arena, r->elements, &r->elements_room, place + 1, sizeof(*elements));

		if (elements == NULL)
		{
			r->status = GR_OUT_OF_MEMORY;
			return false;
		}
		r->elements = elements;
	}
	e = &r->elements[place];
	f->top++;
	e->tag = (unsigned char) tag;
	e->level = 0;
	e->layout = e->inhabited = false;
	e->same = f->last[tag];
	e->scope = f->scope;
	e->wall = f->wall;
	e->part = f->part;
	e->at = (uint32_t) r->at;
	e->item = NONE;
	f->last[tag] = f->top;
	if (traits[tag] & SCOPE)
		f->scope = f->top;
	if (!(traits[tag] & THIN))
		f->wall = f->top;
	if (traits[tag] & PART)
		f->part = f->top;
	f->tokenizer.foreign = is_foreign(tag);
	return true;
}

/* What the end of an element does to the stream. */
static void
end_element(reader *r, frame *f, const element *e)
{
	element    *table = innermost_table(r, f);
	bool		shown = f->last[GR_TAG_TABLE] != 0 && table->item != NONE && !table->layout;

	switch (e->tag)
	{
		case GR_TAG_TD:
		case GR_TAG_TH:
			end_cell(r);
			break;
		case GR_TAG_TR:
			flush_line(r);
			if (shown)
				emit(r, GR_HTML_ROW_END, r->at, r->at);
			break;
		case GR_TAG_TBODY:
		case GR_TAG_THEAD:
		case GR_TAG_TFOOT:
			if (!r->in_cell)
				flush_line(r);
			if (shown)
				end_group(r);
			break;
		case GR_TAG_TABLE:
			border(r);
			if (shown)
				emit(r, GR_HTML_TABLE_END, r->at, r->at);
			r->depth--;
			break;
		default:
			if (traits[e->tag] & BLOCK)
				border(r);
			break;
	}
}

/* Closes the elements from the uppermost one down to this one. */
static void
pop_to(reader *r, frame *f, uint32_t index)
{
	while (f->top >= index)
	{
		element    *e = &r->elements[f->base + f->top];

		end_element(r, f, e);
		f->last[e->tag] = e->same;
		f->scope = e->scope;
		f->wall = e->wall;
		f->part = e->part;
		f->top--;
		if (f->tokenizer.foreign)
			f->tokenizer.foreign = is_foreign(tag_at(r, f, f->top));
	}
}

static inline bool
in_scope(const frame *f, gr_html_tag tag)
{
	return f->last[tag] != 0 && f->last[tag] >= f->scope;
}

static inline bool
in_button_scope(const frame *f, gr_html_tag tag)
{
	return in_scope(f, tag) && f->last[tag] > f->last[GR_TAG_BUTTON];
}

static inline bool
in_list_scope(const frame *f, gr_html_tag tag)
{
	return in_scope(f, tag) && f->last[tag] > f->last[GR_TAG_UL] && f->last[tag] > f->last[GR_TAG_OL];
}

static inline bool
in_table_scope(const frame *f, gr_html_tag tag)
{
	return f->last[tag] != 0 && f->last[tag] >= f->last[GR_TAG_TABLE];
}

static void
close_paragraph(reader *r, frame *f)
{
	if (in_button_scope(f, GR_TAG_P))
		pop_to(r, f, f->last[GR_TAG_P]);
}

static bool
is_group(gr_html_tag tag)
{
	return tag == GR_TAG_TBODY || tag == GR_TAG_THEAD || tag == GR_TAG_TFOOT;
}

/* Does the insertion mode hand what is not of the table to its surroundings? */
static bool
is_between_cells(gr_html_tag part)
{
	return part == GR_TAG_TABLE || part == GR_TAG_TR || part == GR_TAG_COLGROUP || is_group(part);
}

/*
 * A start tag that is part of a table (caption to th), or table itself between
 * cells.  Goes down through the insertion modes until one takes it.
 */
static void
start_table_part(reader *r, frame *f, const gr_html_token *token)
{
	gr_html_tag tag = token->tag;

	while (r->status == GR_OK)
	{
		gr_html_tag part = tag_at(r, f, f->part);
		bool		is_cell = tag == GR_TAG_TD || tag == GR_TAG_TH;
		gr_html_tag opens = tag;

		if (part == GR_TAG_OTHER)
		{
			border(r);
			return;
		}
		if (part == GR_TAG_TR && !is_cell)
		{
			pop_to(r, f, f->part);
			continue;
		}
		if (is_group(part) && is_cell)
			opens = GR_TAG_TR;
		else if (part == GR_TAG_TABLE && (is_cell || tag == GR_TAG_TR))
			opens = GR_TAG_TBODY;
		else if (part == GR_TAG_TABLE && tag == GR_TAG_COL)
			opens = GR_TAG_COLGROUP;
		else if (part == GR_TAG_COLGROUP && tag == GR_TAG_COL)
			return;
		else if ((part != GR_TAG_TABLE && part != GR_TAG_TR && !(is_group(part) && tag == GR_TAG_TR)) ||
				 (part == GR_TAG_TABLE && tag == GR_TAG_TABLE))
		{
			/* A cell, caption, column group or row group ends; so does a table that meets another. */
			pop_to(r, f, f->part);
			if (tag == GR_TAG_TABLE && part == GR_TAG_TABLE)
				return;
			continue;
		}
		pop_to(r, f, f->part + 1);
		if (is_group(opens) && innermost_table(r, f)->item != NONE)
			start_group(r);
		if (!push(r, f, opens))
			return;
		if (opens == GR_TAG_TR)
			start_row(r, f);
		else if (opens == GR_TAG_CAPTION)
			inhabit_table(r, f);
		if (opens == tag)
		{
			if (is_cell)
				start_cell(r, f, token);
			return;
		}
	}
}

/* An end tag of a table or a part of it. */
static void
end_table_part(reader *r, frame *f, gr_html_tag tag)
{
	while (r->status == GR_OK)
	{
		gr_html_tag part = tag_at(r, f, f->part);
		bool		leaves;

		switch (part)
		{
			case GR_TAG_TD:
			case GR_TAG_TH:
				leaves = tag == GR_TAG_TABLE || tag == GR_TAG_TR || (is_group(tag) && in_table_scope(f, tag));
				break;
			case GR_TAG_TR:
				leaves = tag == GR_TAG_TABLE || (is_group(tag) && in_table_scope(f, tag));
				break;
			case GR_TAG_CAPTION:
			case GR_TAG_TBODY:
			case GR_TAG_THEAD:
			case GR_TAG_TFOOT:
				leaves = tag == GR_TAG_TABLE;
				break;
			case GR_TAG_COLGROUP:
				leaves = tag != GR_TAG_COL && tag != GR_TAG_COLGROUP;
				break;
			case GR_TAG_TABLE:
				leaves = false;
				break;
			default:
				border(r);
				return;
		}
		if (leaves || part == tag)
			pop_to(r, f, f->part);
		if (!leaves)
			return;
	}
}

/*
 * Content
 */

static bool
is_heading(gr_html_tag tag)
{
	return tag >= GR_TAG_H1 && tag <= GR_TAG_H6;
}

static void
start_block(reader *r, frame *f, gr_html_tag tag)
{
	close_paragraph(r, f);
	border(r);
	if (!is_heading(tag))
	{
		push(r, f, tag);
		return;
	}
	if (tag_at(r, f, f->top) == GR_TAG_H1)
		pop_to(r, f, f->top);
	if (push(r, f, GR_TAG_H1))
		r->elements[f->base + f->top].level = (unsigned char) (tag - GR_TAG_H1 + 1);
}

static void
start_table(reader *r, frame *f)
{
	close_paragraph(r, f);
	/* In front of a table that turns out to have no rows the text of a cell goes on. */
	if (!r->in_cell)
		border(r);
	if (push(r, f, GR_TAG_TABLE))
		r->depth++;
}

/* The start tag of what is no part of a table. */
static void
start_element(reader *r, frame *f, const gr_html_token *token)
{
	gr_html_tag tag = token->tag;
	gr_html_tag wall = tag_at(r, f, f->wall);

	switch (tag)
	{
		case GR_TAG_TABLE:
			start_table(r, f);
			return;
		case GR_TAG_LI:
			if (wall == GR_TAG_LI)
				pop_to(r, f, f->wall);
			break;
		case GR_TAG_DD:
		case GR_TAG_DT:
			if (wall == GR_TAG_DD || wall == GR_TAG_DT)
				pop_to(r, f, f->wall);
			break;
		case GR_TAG_FORM:
			if (f->form_open)
				return;
			f->form_open = true;
			if (is_between_cells(tag_at(r, f, f->part)))
				return;
			break;
		case GR_TAG_BUTTON:
			if (in_scope(f, tag))
				pop_to(r, f, f->last[tag]);
			break;
		case GR_TAG_TEMPLATE:
			f->templates++;
			return;
		case GR_TAG_HR:
		case GR_TAG_XMP:
		case GR_TAG_PLAINTEXT:
			close_paragraph(r, f);
			break;
		default:
			break;
	}
	if (traits[tag] & BLOCK)
		start_block(r, f, tag);
	else if (traits[tag] & BREAK)
		border(r);
	else if ((traits[tag] & SCOPE) || tag == GR_TAG_BUTTON || tag == GR_TAG_NOSCRIPT || (is_foreign(tag) && !token->self_closing))
		push(r, f, tag);
}

/* The end of the form that the last start tag opened; false if something in it stays open. */
static bool
ends_form(reader *r, frame *f)
{
	bool		open = f->form_open && in_scope(f, GR_TAG_FORM);

	f->form_open = false;
	if (open && tag_at(r, f, f->top) != GR_TAG_FORM)
	{
		r->elements[f->base + f->last[GR_TAG_FORM]].tag = GR_TAG_OTHER;
		f->last[GR_TAG_FORM] = 0;
		open = false;
	}
	return open;
}

/* The end tag of what is no part of a table. */
static void
end_tag(reader *r, frame *f, gr_html_tag tag)
{
	bool		ends;

	if (is_heading(tag))
		tag = GR_TAG_H1;
	switch (tag)
	{
		case GR_TAG_P:
			/* Without a start tag it is an empty paragraph. */
			ends = in_button_scope(f, tag);
			if (!ends)
				border(r);
			break;
		case GR_TAG_LI:
			ends = in_list_scope(f, tag);
			break;
		case GR_TAG_FORM:
			ends = ends_form(r, f);
			break;
		case GR_TAG_NOSCRIPT:
			ends = tag_at(r, f, f->top) == tag;
			break;
		case GR_TAG_SVG:
		case GR_TAG_MATH:
			ends = f->tokenizer.foreign && f->last[tag] != 0;
			break;
		case GR_TAG_BR:
		case GR_TAG_SELECT:
			border(r);
			return;
		default:
			ends = in_scope(f, tag);
			break;
	}
	if (ends)
		pop_to(r, f, f->last[tag]);
}

static bool
is_table_part(gr_html_tag tag)
{
	return tag >= GR_TAG_CAPTION && tag <= GR_TAG_TH;
}

/* A script that browsers keep, but do not run: its text may be a page. */
static bool
has_html_type(const gr_html_token *script)
{
	gr_slice	type = gr_html_attribute_value(script, GR_SLICE("type"));
	static const char *const kinds[] = {"text/plain", "text/html", "text/template", "text/x-"};
	size_t		i;

	for (i = 0; type.len > 0 && i < sizeof(kinds) / sizeof(kinds[0]); i++)
	{
		if (gr_html_starts_word(type.data, type.data + type.len, kinds[i], strlen(kinds[i])))
			return true;
	}
	return false;
}

static void
read_start_tag(reader *r, frame *f, const gr_html_token *token)
{
	gr_html_tag tag = token->tag;

	if (tag == GR_TAG_OTHER)
		return;
	if (f->templates > 0)
	{
		f->templates += tag == GR_TAG_TEMPLATE;
		return;
	}
	if (tag == GR_TAG_SCRIPT)
		f->script_is_html = has_html_type(token);
	if (f->tokenizer.foreign && !is_foreign(tag))
	{
		if (!(traits[tag] & HTML))
			return;
		while (is_foreign(tag_at(r, f, f->top)))
			pop_to(r, f, f->top);
	}
	if (is_table_part(tag) || (tag == GR_TAG_TABLE && is_between_cells(tag_at(r, f, f->part))))
		start_table_part(r, f, token);
	if (!is_table_part(tag))
		start_element(r, f, token);
}

static void
read_end_tag(reader *r, frame *f, gr_html_tag tag)
{
	if (tag == GR_TAG_OTHER)
		return;
	if (f->templates > 0)
		f->templates -= tag == GR_TAG_TEMPLATE;
	else if (tag == GR_TAG_TABLE || is_table_part(tag))
		end_table_part(r, f, tag);
	else
		end_tag(r, f, tag);
}

/* Adds characters to a line of the reader; a line end among them ends it. */
static void
add_text(reader *r, frame *f, gr_html_line *line, const gr_html_token *token, unsigned how)
{
	size_t		from = token->from;

	while (from < token->to)
	{
		size_t		start = from;
		bool		ended;

		from = gr_html_line_add(line, &f->view, from, token->to, how, &ended);
		check_text(r, &line->text, line->to);
		if (ended && line == &r->line)
			border(r);
		if (!tick(r, from - start) || r->full)
			return;
	}
}

/* Is there a pre in the innermost cell, or outside all? */
static bool
is_preformatted(const frame *f)
{
	uint32_t	pre = f->last[GR_TAG_PRE] > f->last[GR_TAG_LISTING] ? f->last[GR_TAG_PRE] : f->last[GR_TAG_LISTING];

	return pre > f->last[GR_TAG_TD] && pre > f->last[GR_TAG_TH] && pre > f->last[GR_TAG_CAPTION];
}

/*
 * Between cells too: the line is then none of a cell (or still that of the cell
 * around, while the table has no rows), and white space alone gives none.
 */
static void
read_text(reader *r, frame *f, const gr_html_token *token)
{
	unsigned	how = token->content == GR_HTML_DATA || token->content == GR_HTML_RCDATA ? GR_HTML_DECODE : 0;

	if (is_preformatted(f) || token->content == GR_HTML_PLAINTEXT || token->tag == GR_TAG_XMP ||
		((r->flags & GR_HTML_KEEP_LINES) && r->level == 0 && f->last[GR_TAG_TABLE] == 0))
		how |= GR_HTML_VERBATIM;
	add_text(r, f, &r->line, token, how);
}

static void
read_title(reader *r, frame *f, const gr_html_token *token)
{
	if (!r->in_cell)
		flush_line(r);
	add_text(r, f, &r->title, token, GR_HTML_DECODE);
	if (r->title.solid > 0)
		take_line(&r->title, emit(r, GR_HTML_TITLE, 0, 0));
}

/*
 * Texts inside texts
 */

/* Starts to read a text, a page of its own. */
static void
push_frame(reader *r, const gr_html_view *view)
{
	frame	   *f;
	size_t		base = 0,
				at = 0;

	if (r->level >= 0)
	{
		frame	   *outer = &r->frames[r->level];

		/* Its tables are inside those that are open. */
		mark_layout(r, outer, outer->last[GR_TAG_TABLE]);
		base = outer->base + outer->top + 1;
	}
	f = &r->frames[++r->level];
	memset(f, 0, sizeof(*f));
	f->view = *view;
	f->base = base;
	gr_html_start(&f->tokenizer, view->text);
	if (r->level < GR_HTML_STRING_LEVELS && gr_html_is_json(view->text) &&
		gr_html_find_table(view->text, &at) != GR_HTML_NO_TABLE)
	{
		f->in_strings = true;
		f->tokenizer.next = view->text.len;
		gr_html_strings_start(&f->strings, view->text, true);
	}
}

static void
pop_frame(reader *r)
{
	frame	   *f = &r->frames[r->level];

	pop_to(r, f, 1);
	flush_line(r);
	r->level--;
}

/* A decoded string becomes a page. */
static void
push_text(reader *r, gr_html_text *text, size_t source)
{
	gr_html_view view = {0};
	size_t		at = 0;

	check_text(r, text, source);
	view.text = gr_html_text_finish(text, &view.map, &view.map_count);
	if (r->status != GR_OK || r->full || view.text.len == 0)
		return;
	if (gr_html_find_table(view.text, &at) == GR_HTML_TABLE_ESCAPED)
	{
		gr_html_text_add_decoded(text, &view, 0, view.text.len);
		check_text(r, text, source);
		view.text = gr_html_text_finish(text, &view.map, &view.map_count);
		view.cursor = 0;
		if (r->status != GR_OK || r->full)
			return;
	}
	push_frame(r, &view);
}

/* Reads the next literal, and those that a "+" joins to it; false if there is none. */
static bool
read_string(reader *r, frame *f)
{
	gr_html_text *text = &r->decoded[r->level];
	size_t		source,
				from,
				to;
	bool		joined;

	if (!f->held && !gr_html_next_string(&f->strings, &f->held_from, &f->held_to, &joined))
		return false;
	from = f->held_from;
	to = f->held_to;
	f->held = false;
	source = gr_html_view_source(&f->view, f->strings_at + from);
	do
	{
		gr_html_text_add_literal(text, &f->view, f->strings_at + from, f->strings_at + to);
		if (!tick(r, to - from) || !gr_html_next_string(&f->strings, &from, &to, &joined))
			break;
		f->held = !joined;
	} while (joined);
	f->held_from = from;
	f->held_to = to;
	if (r->status == GR_OK)
		push_text(r, text, source);
	return true;
}

/* Content of script, textarea and the like: does it hold a page? */
static void
read_raw(reader *r, frame *f, const gr_html_token *token)
{
	gr_slice	content = gr_slice_sub(f->view.text, token->from, token->to);
	bool		readable = r->level < GR_HTML_STRING_LEVELS && (token->tag == GR_TAG_SCRIPT || token->tag == GR_TAG_TEXTAREA);
	size_t		at = 0;

	if (!tick(r, content.len) || (readable && gr_html_find_table(content, &at) == GR_HTML_NO_TABLE))
		readable = false;
	if (token->tag == GR_TAG_XMP || (token->tag == GR_TAG_TEXTAREA && !readable))
		read_text(r, f, token);
	if (token->tag == GR_TAG_XMP)
		border(r);
	if (!readable)
		return;
	if (token->tag == GR_TAG_TEXTAREA)
	{
		gr_html_text_add_decoded(&r->decoded[r->level], &f->view, token->from, token->to);
		push_text(r, &r->decoded[r->level], r->at);
	}
	else if (f->script_is_html)
	{
		gr_html_view view = f->view;

		view.text = content;
		view.origin += token->from;
		push_frame(r, &view);
	}
	else
	{
		f->in_strings = true;
		f->strings_at = token->from;
		gr_html_strings_start(&f->strings, content, false);
	}
}

static void
read_token(reader *r, frame *f, const gr_html_token *token)
{
	r->at = gr_html_view_source(&f->view, token->from);
	r->behind = gr_html_view_source(&f->view, token->to);
	if (token->kind != GR_HTML_TEXT && !tick(r, token->to - token->from))
		return;
	if (token->kind == GR_HTML_START_TAG)
		read_start_tag(r, f, token);
	else if (token->kind == GR_HTML_END_TAG)
		read_end_tag(r, f, token->tag);
	else if (token->kind == GR_HTML_COMMENT || f->templates > 0)
		return;
	else if (token->tag == GR_TAG_TITLE)
	{
		if (!f->tokenizer.foreign)
			read_title(r, f, token);
	}
	else if (token->tag == GR_TAG_OTHER || token->content == GR_HTML_PLAINTEXT)
		read_text(r, f, token);
	else
		read_raw(r, f, token);
}

/* Reads until the end of the page, or until there are too many items. */
static void
read_frames(reader *r)
{
	gr_html_token token;

	while (r->level >= 0 && r->status == GR_OK && !r->full)
	{
		frame	   *f = &r->frames[r->level];

		if (f->in_strings)
			f->in_strings = read_string(r, f);
		else if (gr_html_next(&f->tokenizer, &token))
			read_token(r, f, &token);
		else
		{
			r->at = r->behind = gr_html_view_source(&f->view, f->view.text.len);
			pop_frame(r);
		}
		if (r->count >= r->limit && r->level >= 0 && !r->full)
		{
			r->full = true;
			r->stop = r->behind;
		}
	}
}

/*
 * The stream
 */

/*
 * The text of a cell as lines.  Each of them, and each break between two, begins a
 * segment of its own.  Returns their number; to may be NULL.
 */
static size_t
split_cell(gr_html_item cell, gr_html_item *to)
{
	gr_html_segment *segment = (gr_html_segment *) cell.segments;
	size_t		left = cell.segment_count,
				lines = 0,
				from = 0;

	for (; from < cell.text.len; lines++)
	{
		const char *line_end = memchr(cell.text.data + from, '\n', cell.text.len - from);
		size_t		behind = line_end == NULL ? cell.text.len : (size_t) (line_end - cell.text.data);
		gr_html_item *line = to == NULL ? &cell : &to[lines];

		if (to != NULL)
		{
			*line = cell;
			line->kind = GR_HTML_TEXT_LINE;
			line->header = false;
			line->column = line->colspan = line->rowspan = 0;
			line->text = gr_slice_sub(cell.text, from, behind);
			line->from = segment == NULL ? cell.from : segment->source;
			line->segments = segment;
			for (line->segment_count = 0; left > 0 && segment->text < behind; segment++, left--)
			{
				segment->text -= (uint32_t) from;
				line->segment_count++;
			}
			if (line->segment_count < 2)
				line->segment_count = 0;
			if (line_end != NULL)
			{
				line->to = segment->source;
				segment++;
				left--;
			}
		}
		from = behind + 1;
	}
	return lines;
}

/*
 * Copies the items, from those of layout tables only the text; returns their number.
 * to may be NULL: *ahead is then how far the copies would at most run ahead of what
 * they are made from.
 */
static size_t
flatten(const reader *r, gr_html_item *to, size_t *ahead)
{
	bool		in_table = false;
	size_t		count = 0;
	size_t		i;

	for (i = 0; i < r->count; i++)
	{
		gr_html_item item = r->items[i];

		if (item.kind == GR_HTML_TABLE_START && !item.header)
			in_table = true;
		if (item.kind == GR_HTML_CELL && !in_table)
			count += split_cell(item, to == NULL ? NULL : to + count);
		else if (in_table || item.kind == GR_HTML_TEXT_LINE || item.kind == GR_HTML_TITLE)
		{
			if (to != NULL)
				to[count] = item;
			count++;
		}
		if (item.kind == GR_HTML_TABLE_END)
			in_table = false;
		if (ahead != NULL && count > i + 1 && count - i - 1 > *ahead)
			*ahead = count - i - 1;
	}
	return count;
}

/* Takes the layout tables out of the items, where they lie if there is room. */
static void
remove_layout(reader *r)
{
	size_t		ahead = 0;
	size_t		count = flatten(r, NULL, &ahead);
	gr_html_item *items = r->items;

	if (ahead > 0)
		items = gr_arena_alloc(r->arena, count * sizeof(*items));
	if (items == NULL)
	{
		r->status = GR_OUT_OF_MEMORY;
		return;
	}
	flatten(r, items, NULL);
	r->items = items;
	r->count = count;
}

/* About how many items a page gives, from its tags: an array that grew would leave its old places behind. */
static size_t
estimate_items(const reader *r, gr_slice source)
{
	const char *p = source.data;
	const char *end = p + source.len;
	size_t		count = 16 + source.len / 1024;

	while (p < end && (p = memchr(p, '<', (size_t) (end - p))) != NULL && end - ++p > 2)
	{
		char		first = (char) (*p | 0x20),
					second = (char) (p[1] | 0x20);

		if (first == 't')
			count += second == 'r' ? 2 : second == 'd' || second == 'h';
		else
			count += first == 'p' || (first == 'l' && second == 'i') || (first == 'b' && second == 'r');
	}
	return count < r->limit + 16 ? count : r->limit + 16;
}

gr_status
gr_html_read(gr_arena *arena, gr_slice source, unsigned flags, gr_html_page *page)
{
	reader		r;
	gr_html_view view = {0};
	int			i;

	memset(page, 0, sizeof(*page));
	if (source.len > UINT32_MAX - 1)
		return GR_TEXT_TOO_LONG;
	memset(&r, 0, sizeof(r));
	r.arena = arena;
	r.flags = flags;
	r.limit = GR_HTML_ITEMS(source.len);
	r.level = -1;
	gr_html_line_init(&r.line, arena, GR_HTML_SEGMENTS(source.len));
	gr_html_line_init(&r.title, arena, GR_HTML_SEGMENTS(source.len));
	for (i = 0; i <= GR_HTML_STRING_LEVELS; i++)
		gr_html_text_init(&r.decoded[i], arena, GR_HTML_SEGMENTS(source.len));
	r.room = estimate_items(&r, source);
	r.items = gr_arena_alloc(arena, r.room * sizeof(*r.items));
	if (r.items == NULL)
		return GR_OUT_OF_MEMORY;
	view.text = source;
	push_frame(&r, &view);
	read_frames(&r);
	page->read_to = r.full ? r.stop : source.len;
	while (r.level >= 0 && r.status == GR_OK)
		pop_frame(&r);
	if (r.status == GR_OK && r.has_layout)
		remove_layout(&r);
	page->items = r.items;
	page->count = r.count;
	return r.status;
}

size_t
gr_html_source_offset(const gr_html_item *item, size_t text_offset)
{
	size_t		low = 0,
				high = item->segment_count;

	if (text_offset >= item->text.len)
		return item->to;
	if (item->segment_count == 0)
		return item->from + text_offset;
	while (high - low > 1)
	{
		size_t		middle = low + (high - low) / 2;

		if (item->segments[middle].text <= text_offset)
			low = middle;
		else
			high = middle;
	}
	return item->segments[low].source + (text_offset - item->segments[low].text);
}
