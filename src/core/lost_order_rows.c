#include "lost_order_rows.h"

#include "lost_order_scan.h"
#include "position.h"

/* A longer line is a sentence. */
#define LINE_LIMIT 600

/* Figures of a line that are looked at: one more than the row of proceedings has. */
#define LINE_FIGURES 16

/* Lines of one figure that stand one after the other: rows of a page that come column by column. */
#define STAGGERED (GR_LOST_COLUMNS * 8)

/* Lines between two looks at the cancel hook. */
#define LINES_PER_CHECK 1024

typedef struct figure
{
	int64_t		value;
	size_t		from;
	size_t		to;
	int			column;			/* characters of the line before its end */
} figure;

typedef struct reader
{
	gr_slice	text;
	gr_position position;
	gr_lost_lines *found;
	figure		staggered[STAGGERED];
	int			staggered_count;
	bool		overlong;		/* more than that */
	bool		blank;			/* blank lines since the last words */
	bool		bare;			/* the last line that was not blank is a row without words */
} reader;

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

/* The bytes that gr_lost_figure takes. */
static bool
is_of_figure(char c)
{
	return (c >= '0' && c <= '9') || c == ',';
}

static void
add_row(reader *r, const figure *row)
{
	gr_lost_lines *found = r->found;

	if (found->count == GR_LOST_LINES)
		return;
	for (int c = 0; c < GR_LOST_COLUMNS; c++)
	{
		gr_lost_token *token = &found->tokens[found->count * GR_LOST_COLUMNS + c];

		memset(token, 0, sizeof(*token));
		token->value = row[c].value;
		token->pos = gr_position_of(&r->position, row[c].from);
		token->len = (uint32_t) (row[c].to - row[c].from);
		token->from = row[c].from;
		token->to = row[c].to;
		token->column = -1;
	}
	found->count++;
}

static bool
row_adds_up(const figure *row)
{
	int64_t		sum = 0;

	for (int c = 0; c + 1 < GR_LOST_COLUMNS; c++)
		sum += row[c].value;
	return sum == row[GR_LOST_COLUMNS - 1].value;
}

/* Figures one a line, column by column: whole columns, each to the right of the one before. */
static void
end_staggered(reader *r)
{
	int			rows = r->staggered_count / GR_LOST_COLUMNS;
	figure		row[GR_LOST_COLUMNS];
	bool		fits = rows > 0 && rows * GR_LOST_COLUMNS == r->staggered_count && !r->overlong;

	for (int c = 1; fits && c < GR_LOST_COLUMNS; c++)
		for (int i = 0; fits && i < rows; i++)
			for (int k = 0; fits && k < rows; k++)
				fits = r->staggered[(c - 1) * rows + i].column < r->staggered[c * rows + k].column;
	for (int i = 0; fits && i < rows; i++)
	{
		for (int c = 0; c < GR_LOST_COLUMNS; c++)
			row[c] = r->staggered[c * rows + i];
		fits = row_adds_up(row);
		if (fits)
			add_row(r, row);
	}
	r->staggered_count = 0;
	r->overlong = false;
}

/* The figures at the end of a line, the last one first; *rest: where they begin. */
static int
figures_at_end(gr_slice text, size_t from, size_t to, figure figures[LINE_FIGURES], size_t *rest)
{
	int			count = 0;

	*rest = to;
	while (count < LINE_FIGURES)
	{
		size_t		end = *rest;
		size_t		begin;

		while (end > from && is_blank(text.data[end - 1]))
			end--;
		begin = end;
		while (begin > from && is_of_figure(text.data[begin - 1]))
			begin--;
		/* Most lines end with words: these need not be read back to their beginning. */
		if (begin == end || (begin > from && !is_blank(text.data[begin - 1])))
			break;
		figures[count].value = gr_lost_figure(gr_slice_sub(text, begin, end));
		if (figures[count].value < 0)
			break;
		figures[count].from = begin;
		figures[count++].to = end;
		*rest = begin;
	}
	return count;
}

/* A figure right behind the last word of a label, with no blank between them. */
static bool
figure_of_word(gr_slice text, size_t from, size_t to, figure *f)
{
	size_t		begin;

	while (to > from && is_blank(text.data[to - 1]))
		to--;
	begin = to;
	while (begin > from && text.data[begin - 1] >= '0' && text.data[begin - 1] <= '9')
		begin--;
	if (begin == to || begin == from || (unsigned char) text.data[begin - 1] < 0x80)
		return false;
	f->value = gr_lost_figure(gr_slice_sub(text, begin, to));
	f->from = begin;
	f->to = to;
	return f->value >= 0;
}

static bool
has_words(gr_slice text, size_t from, size_t to)
{
	while (from < to && is_blank(text.data[from]))
		from++;
	return from < to;
}

static void
take_staggered(reader *r, size_t line, const figure *f)
{
	if (r->staggered_count == STAGGERED)
	{
		r->overlong = true;
		return;
	}
	r->staggered[r->staggered_count] = *f;
	r->staggered[r->staggered_count++].column = (int) gr_utf8_count(gr_slice_sub(r->text, line, f->to));
}

static void
read_line(reader *r, size_t from, size_t to)
{
	figure		last_first[LINE_FIGURES];
	figure		row[GR_LOST_COLUMNS];
	size_t		rest;
	int			count;
	bool		whole = false;
	bool		bare;

	if (to - from > LINE_LIMIT)
	{
		r->bare = false;
		r->blank = false;
		return;
	}
	if (!has_words(r->text, from, to))
	{
		r->blank = true;
		return;
	}
	count = figures_at_end(r->text, from, to, last_first, &rest);
	/* Blank lines count behind a bare row only. */
	if (count == 0 && !r->bare)
		return;
	/* Tabs and pipes are borders: such a line says itself which cell is which. */
	if (memchr(r->text.data + from, '\t', to - from) != NULL || memchr(r->text.data + from, '|', to - from) != NULL)
		return;
	bare = count > 0 && !has_words(r->text, from, rest);
	if (count == GR_LOST_COLUMNS || count == GR_LOST_COLUMNS - 1)
	{
		for (int i = 0; i < count; i++)
			row[GR_LOST_COLUMNS - 1 - i] = last_first[i];
		whole = count == GR_LOST_COLUMNS;
		if (!whole && figure_of_word(r->text, from, rest, &row[0]))
			whole = row_adds_up(row);
		else if (!whole && r->staggered_count > 0)
		{
			/* The first figure ends the line above. */
			row[0] = r->staggered[r->staggered_count - 1];
			whole = row_adds_up(row);
			r->staggered_count -= whole;
		}
	}
	if (count == 1)
		take_staggered(r, from, &last_first[0]);
	else if (count > 1)
		end_staggered(r);
	if (whole)
	{
		r->found->unsure = r->found->unsure || (bare && r->bare && r->blank);
		add_row(r, row);
	}
	r->bare = whole && bare;
	r->blank = false;
}

/* The first place of a byte at or after "from", or text.len. */
static size_t
place_of(gr_slice text, size_t from, char byte)
{
	const char *place = memchr(text.data + from, byte, text.len - from);

	return place == NULL ? text.len : (size_t) (place - text.data);
}

gr_status
gr_lost_lines_read(gr_arena *arena, gr_slice text, gr_lost_lines *found)
{
	reader	   *r = gr_arena_alloc(arena, sizeof(reader));
	size_t		from = 0;
	size_t		line_end = 0;	/* of the line that "from" is in, which pages may part */
	size_t		page_end = 0;	/* of the page that it is in */
	int			polled = 0;

	if (r == NULL)
		return GR_OUT_OF_MEMORY;
	memset(r, 0, sizeof(*r));
	r->text = text;
	r->position = gr_position_begin(text);
	r->found = found;
	found->count = 0;
	found->unsure = false;
	while (from < text.len && found->count < GR_LOST_LINES)
	{
		size_t		to;

		/* Both ends are looked for where they were not yet: lines and pages may be long, or many. */
		if (line_end < from || from == 0)
			line_end = place_of(text, from, '\n');
		if (page_end < from || from == 0)
			page_end = place_of(text, from, '\f');
		to = line_end < page_end ? line_end : page_end;
		if (++polled % LINES_PER_CHECK == 0 && gr_cancelled(arena))
			return GR_CANCELLED;
		read_line(r, from, to);
		if (to < text.len && text.data[to] == '\f')
		{
			/* The last line of a page may be its number. */
			if (r->staggered_count % GR_LOST_COLUMNS == 1)
				r->staggered_count--;
			end_staggered(r);
		}
		from = to + 1;
	}
	end_staggered(r);
	return GR_OK;
}
