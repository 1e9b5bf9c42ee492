#include "prose_parts.h"

#include "fold.h"
#include "line_kind.h"
#include "rare.h"

/* Rows of the official tables are numbered 一、 to 四、. */
#define ROWS_NUMBERED 4

/* Bytes of a unit: 人次 */
#define UNIT_LIMIT 6

/* ---------- lines that wait ---------- */

static void
wait(gr_prose *p, const gr_prose_line *line)
{
	p->waiting[p->waiting_count++] = *line;
}

static size_t
count_waiting(const gr_prose *p, gr_line_kind kind)
{
	size_t		count = 0;

	for (size_t i = 0; i < p->waiting_count; i++)
		count += p->waiting[i].kind == kind;
	return count;
}

/* Whether the forms print this number in front of the label. */
static bool
has_number(int label, gr_enumerator e)
{
	gr_enumerator printed;

	if (label == GR_LABEL_RESULT)
		return e.level == 1 && e.number == 3;
	if (label < GR_LABEL_ROW_RULES || label > GR_LABEL_ROW_LITIGATION_AFTER_RECONSIDERATION)
		return false;
	printed = gr_enumerator_read(gr_slice_cstring(gr_rows[label - GR_LABEL_ROW_RULES + GR_ROW_RULES].zh), 0);
	return printed.level == e.level && printed.number == e.number;
}

static gr_slice
spelling_at(size_t index)
{
	return gr_slice_make(gr_spellings[index].text, gr_spellings[index].len);
}

/* The spellings that begin with the words, if any, stand from here on: the first that is not less, by bytes. */
static size_t
first_spelling(gr_slice words)
{
	size_t		low = 0;
	size_t		high = gr_spelling_count;

	while (low < high)
	{
		size_t		middle = low + (high - low) / 2;

		if (gr_slice_compare(spelling_at(middle), words) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Whether a numbered line is the beginning of a label: （五）不予, in a text from a PDF. */
static bool
is_piece_of_label(gr_slice words)
{
	gr_enumerator e = gr_enumerator_read(words, 0);
	gr_slice	rest = gr_slice_sub(words, gr_skip_blanks(words, e.end), words.len);
	bool		han = gr_has_han_at(rest, 0);
	gr_label_match label;

	if (e.level == 0)
		return false;
	/* A group and its first row: （三） 1.属于国家秘密 */
	if ((!han || gr_enumerator_read(rest, 0).level > e.level) && gr_label_read(rest, 0, &label) && label.enumerator.level > e.level)
		return true;
	if (han && !gr_begins_spelling(gr_han_at(rest.data)))
		return false;
	for (size_t i = first_spelling(rest); i < gr_spelling_count && gr_slice_starts(spelling_at(i), rest); i++)
		if (has_number(gr_spellings[i].label, e))
			return true;
	return false;
}

static bool
is_label_of_form(const gr_prose_line *line)
{
	return line->kind == GR_LINE_LABEL && gr_enumerator_read(line->words, 0).level != 0;
}

/* The lines that wait were no part of a table, but for labels of rows and pieces of them. */
static void
release(gr_prose *p)
{
	for (size_t i = 0; i < p->waiting_count; i++)
	{
		const gr_prose_line *line = &p->waiting[i];

		if (line->kind == GR_LINE_FIGURE)
			gr_prose_put_figure(p, line);
		else if (is_label_of_form(line) || is_piece_of_label(line->words))
			gr_prose_note_content(p, line->words, line->origin);
		else
			gr_prose_put_line(p, line);
	}
	p->waiting_count = 0;
}

/* They were a part of it. */
static void
drop(gr_prose *p)
{
	if (p->waiting_count > 0)
	{
		const gr_prose_line *last = &p->waiting[p->waiting_count - 1];

		gr_prose_note_content(p, p->waiting[0].words, p->waiting[0].origin);
		gr_prose_note_content(p, last->words, last->origin);
	}
	p->waiting_count = 0;
}

/* They were, from the first number on; before it stand the year of the table and whose it is. */
GR_RARE static void
drop_numbered(gr_prose *p)
{
	size_t		count = p->waiting_count;
	size_t		first = 0;

	while (first < count && gr_enumerator_read(p->waiting[first].words, 0).level == 0)
		first++;
	p->waiting_count = first;
	release(p);
	for (size_t i = first; i < count; i++)
		wait(p, &p->waiting[i]);
	drop(p);
}

static void
enter(gr_prose *p, int table)
{
	gr_prose_finish_paragraph(p);
	p->inside = true;
	p->table = table;
}

static void
leave(gr_prose *p)
{
	release(p);
	p->inside = false;
}

/* ---------- inside a table ---------- */

/* Whether words cannot stand in a table: they are a sentence, or head a chapter. */
static bool
ends_table(gr_prose *p, const gr_prose_line *line)
{
	const gr_heading *heading;

	if (gr_is_sentence(line->words))
		return true;
	heading = gr_prose_heading_of(p, line);
	if (heading == NULL)
		return false;
	/* Tables of statistics have groups that are called, and numbered, like chapters. */
	if (heading->marks > 0 || p->table == GR_TABLE_NONE)
		return heading->marks > 0;
	return heading->body == line->words.len &&
		(heading->chapter != GR_CHAPTER_NONE || heading->part || (heading->level == 1 && heading->number > ROWS_NUMBERED));
}

/* Not 4.不予公开 in a table of statistics: a label of an official table has its number. */
static bool
begins_table(const gr_prose *p, const gr_prose_line *line)
{
	gr_label_match label;

	if (line->table == GR_TABLE_NONE || p->table != GR_TABLE_NONE || line->kind == GR_LINE_HEAD)
		return line->table != GR_TABLE_NONE;
	return !gr_label_read(line->words, 0, &label) || label.enumerator.level == 0 || has_number(label.label, label.enumerator);
}

/* 12, 12条; a border may close the row. */
GR_RARE static bool
ends_with_figure(gr_slice words)
{
	size_t		before;

	if (gr_slice_ends(words, GR_SLICE("|")))
		words = gr_trim(gr_slice_sub(words, 0, words.len - 1));
	for (size_t at = words.len; at > 0 && words.len - at <= UNIT_LIMIT; at = before)
		if (gr_is_digit(gr_sign_before(words, 0, at, &before)))
			return at == words.len || gr_unit_by_text(gr_slice_sub(words, at, words.len)) != GR_UNITS;
	return false;
}

static void take_outside(gr_prose *p, const gr_prose_line *line);

static void
take_inside(gr_prose *p, const gr_prose_line *line)
{
	switch ((gr_line_kind) line->kind)
	{
		case GR_LINE_WORDS:
			if (ends_table(p, line) || p->waiting_count == GR_PROSE_WAITING)
			{
				leave(p);
				take_outside(p, line);
			}
			else
				wait(p, line);
			return;
		case GR_LINE_LABEL:
		case GR_LINE_ROW:
		case GR_LINE_HEAD:
			/* Another table begins: what waits stands between the two. */
			if (line->table != p->table && begins_table(p, line))
				release(p);
			else if (line->table == GR_TABLE_NONE && (line->kind == GR_LINE_HEAD || (line->kind == GR_LINE_ROW && p->table == GR_TABLE_NONE)))
				drop_numbered(p);
			drop(p);
			if (begins_table(p, line))
				enter(p, line->table);
			break;
		case GR_LINE_UNIT:
		case GR_LINE_FIGURE:
		case GR_LINE_MIXED:
			drop(p);
			break;
		case GR_LINE_CELLS:
			/* A row of statistics: what waits are groups above it. */
			if (p->waiting_count > 0 && p->table == GR_TABLE_NONE && ends_with_figure(line->words))
				drop_numbered(p);
			break;
		case GR_LINE_PAGE_NUMBER:
		case GR_LINE_BLANK:
			break;
	}
	if (line->kind != GR_LINE_PAGE_NUMBER && p->waiting_count == 0)
		gr_prose_note_content(p, line->words, line->origin);
}

/* ---------- outside ---------- */

/*
 * Chapters of 2014 to 2018 are called like the rows of their table, 四、行政复议数量: what a sentence follows, and nothing
 * else waits with, is the heading of it.
 */
static bool
heads_sentence(gr_prose *p, const gr_prose_line *line)
{
	const gr_heading *heading;

	if (p->waiting_count != 1 || p->waiting[0].kind != GR_LINE_LABEL || !gr_is_sentence(line->words))
		return false;
	heading = gr_prose_heading_of(p, &p->waiting[0]);
	return heading != NULL && heading->level == 1 && heading->chapter != GR_CHAPTER_NONE;
}

static void
take_words(gr_prose *p, const gr_prose_line *line)
{
	size_t		figures = count_waiting(p, GR_LINE_FIGURE) + count_waiting(p, GR_LINE_UNIT);
	const gr_heading *heading = gr_prose_heading_of(p, line);
	bool		numbered = heading != NULL && heading->level > 0 && heading->marks == 0;
	bool		alone = numbered && heading->body == line->words.len;
	int			chapter = alone ? heading->chapter : GR_CHAPTER_NONE;

	p->cut = false;
	/* Numbered lines with figures between them are a table, whatever it is about. */
	if (numbered && figures > 0)
	{
		drop(p);
		enter(p, GR_TABLE_NONE);
		wait(p, line);
		return;
	}
	if (heads_sentence(p, line))
	{
		gr_prose_put_line(p, &p->waiting[0]);
		p->waiting_count = 0;
	}
	release(p);
	if (alone && (chapter == GR_CHAPTER_NONE || gr_chapters[chapter].number == 0))
		wait(p, line);
	else
		gr_prose_put_line(p, line);
	/* Below its heading a table is expected, and pieces of its heads are no prose. */
	if (chapter != GR_CHAPTER_NONE && gr_chapters[chapter].table != GR_TABLE_NONE)
		enter(p, gr_chapters[chapter].table);
}

/* A figure or a unit behind a line that waits: with a second one it is a row. */
static void
take_figure(gr_prose *p, const gr_prose_line *line)
{
	if (p->waiting_count == 0)
	{
		gr_prose_put_figure(p, line);
		return;
	}
	if (count_waiting(p, GR_LINE_LABEL) == 0 && count_waiting(p, GR_LINE_FIGURE) + count_waiting(p, GR_LINE_UNIT) == 0)
	{
		wait(p, line);
		return;
	}
	/* It is a label's table, if it is one. */
	enter(p, p->waiting[0].table);
	drop(p);
	gr_prose_note_content(p, line->words, line->origin);
}

static void
take_outside(gr_prose *p, const gr_prose_line *line)
{
	switch ((gr_line_kind) line->kind)
	{
		case GR_LINE_BLANK:
			break;
		case GR_LINE_PAGE_NUMBER:
			p->page_turned = true;
			break;
		case GR_LINE_WORDS:
			take_words(p, line);
			break;
		case GR_LINE_MIXED:
			release(p);
			gr_prose_put_line(p, line);
			break;
		case GR_LINE_UNIT:
		case GR_LINE_FIGURE:
			take_figure(p, line);
			break;
		case GR_LINE_LABEL:
			if (count_waiting(p, GR_LINE_LABEL) == 0)
			{
				release(p);
				wait(p, line);
				break;
			}
			drop(p);
			enter(p, line->table);
			gr_prose_note_content(p, line->words, line->origin);
			break;
		case GR_LINE_ROW:
		case GR_LINE_HEAD:
			if (count_waiting(p, GR_LINE_LABEL) == 0)
				release(p);
			drop(p);
			enter(p, line->table);
			gr_prose_note_content(p, line->words, line->origin);
			break;
		case GR_LINE_CELLS:
			release(p);
			gr_prose_put_cells(p, line);
			break;
	}
}

/* ---------- lines as they come ---------- */

void
gr_prose_begin(gr_prose *p, gr_arena *arena, const gr_prose_sink *sinks, size_t sink_count)
{
	/* What waits and what is told is written before it is read. */
	memset(p, 0, offsetof(gr_prose, waiting));
	p->arena = arena;
	p->sinks = sinks;
	p->sink_count = sink_count;
	p->table = GR_TABLE_NONE;
}

static void
take(gr_prose *p, gr_prose_line *line)
{
	line->apart = p->apart;
	p->apart = line->kind == GR_LINE_BLANK || (p->apart && line->kind == GR_LINE_PAGE_NUMBER);
	if (p->inside)
		take_inside(p, line);
	else
		take_outside(p, line);
}

/* A table of one cell is no table: its lines are lines of the page. */
static void
take_lines_of_cell(gr_prose *p, const gr_html_item *cell)
{
	gr_line_reader lines = {cell->text, 0};
	gr_origin	origin = {NULL, cell};
	gr_slice	content;

	while (p->status == GR_OK && gr_line_next(&lines, &content))
	{
		gr_prose_line line = {.origin = origin, .words = gr_trim(content)};
		int			table;

		line.kind = (unsigned char) gr_words_kind(line.words, &table);
		line.table = (unsigned char) table;
		take(p, &line);
	}
}

static void
take_row(gr_prose *p, const gr_html_item *cells, size_t count, gr_prose_line *line)
{
	const gr_html_item *first = NULL;
	const gr_html_item *last = NULL;
	gr_line_kind kind = line->kind;
	gr_heading	heading;
	size_t		filled = 0;

	for (size_t i = 0; i < count; i++)
		if (cells[i].kind == GR_HTML_CELL && gr_trim(cells[i].text).len > 0)
		{
			if (filled++ == 0)
				first = &cells[i];
			last = &cells[i];
		}
	/* The other half of a table that a page break cut in two. */
	if (p->cut && !p->inside)
		enter(p, GR_TABLE_NONE);
	if (filled == 1 && kind == GR_LINE_WORDS && (gr_is_sentence(first->text) || (gr_heading_read(gr_trim(first->text), 0, &heading) && heading.level > 0)))
		take_lines_of_cell(p, first);
	else if (filled > 0 && (kind == GR_LINE_CELLS || kind == GR_LINE_WORDS) && !p->inside)
	{
		release(p);
		gr_prose_tell_cells(p, cells, count);
	}
	else if (filled > 0)
	{
		line->kind = kind == GR_LINE_WORDS ? GR_LINE_CELLS : kind;
		line->words = gr_trim(last->text);
		line->origin.item = last;
		if (p->waiting_count == 0)
		{
			gr_origin	origin = {NULL, first};

			gr_prose_note_content(p, gr_trim(first->text), origin);
		}
		take(p, line);
	}
}

GR_RARE static void
end_table(gr_prose *p)
{
	p->cut = p->inside && p->table == GR_TABLE_NONE;
	if (p->inside)
		leave(p);
}

static void
take_told(gr_prose *p)
{
	for (size_t i = 0; i < p->told_count && p->status == GR_OK; i++)
	{
		gr_prose_told *t = &p->told[i];

		p->apart = p->apart || t->line.apart;
		if (t->items == NULL)
			take(p, &t->line);
		else if (t->item_count > 0)
			take_row(p, t->items, t->item_count, &t->line);
		else if (p->inside || p->cut)
			end_table(p);
	}
	p->told_count = 0;
}

/* The place of what is told next. */
static gr_prose_told *
tell(gr_prose *p, const gr_html_item *items, size_t item_count)
{
	gr_prose_told *t;

	if (p->told_count == GR_LINES_TOGETHER)
		take_told(p);
	t = &p->told[p->told_count++];
	memset(t, 0, sizeof(*t));
	t->items = items;
	t->item_count = item_count;
	t->line.apart = p->blank_told;
	p->blank_told = false;
	return t;
}

gr_status
gr_prose_text(gr_prose *p, gr_slice content, gr_origin origin, const gr_line *as, int marks)
{
	gr_prose_line *line;
	int			table;

	if (content.len == 0)
	{
		p->blank_told = true;
		return p->status;
	}
	line = &tell(p, NULL, 0)->line;
	line->kind = (unsigned char) gr_line_kind_of(as, content, &line->words, &table);
	line->table = (unsigned char) table;
	line->marks = (unsigned char) marks;
	line->origin = origin;
	if (line->words.len > 0)
		line->indent = (size_t) (line->words.data - content.data);
	return p->status;
}

gr_status
gr_prose_bare(gr_prose *p, const gr_bare_line *bare)
{
	gr_prose_line *line = &tell(p, NULL, 0)->line;

	line->kind = bare->digits > 0 ? GR_LINE_FIGURE : GR_LINE_CELLS;
	line->table = (unsigned char) GR_TABLE_NONE;
	line->words = bare->digits > 0 ? gr_slice_sub(bare->content, 0, bare->digits) : bare->content;
	line->origin = bare->origin;
	return p->status;
}

gr_status
gr_prose_row(gr_prose *p, const gr_html_item *items, size_t count, const gr_line *as)
{
	gr_slice	words;
	int			table;
	gr_line_kind kind = gr_line_kind_of(as, GR_SLICE(""), &words, &table);

	if (count > 0)
	{
		gr_prose_line *line = &tell(p, items, count)->line;

		line->kind = (unsigned char) kind;
		line->table = (unsigned char) table;
	}
	return p->status;
}

gr_status
gr_prose_table_end(gr_prose *p, const gr_html_item *end)
{
	tell(p, end, 0);
	return p->status;
}

gr_status
gr_prose_end(gr_prose *p)
{
	take_told(p);
	leave(p);
	gr_prose_finish_paragraph(p);
	return p->status;
}
