#include "prose.h"

#include "fold.h"
#include "line_kind.h"

/* A shorter line was not broken by its page: 18 Han characters. */
#define BROKEN_LINE 54

/* A bare number of at most so many digits may be a page's. */
#define PAGE_DIGITS 4

/* Rows of the official tables are numbered 一、 to 四、. */
#define ROWS_NUMBERED 4

/* ---------- paragraphs ---------- */

size_t
gr_paragraph_source(const gr_paragraph *paragraph, size_t offset)
{
	size_t		low = 0;
	size_t		high = paragraph->piece_count;
	const gr_prose_piece *piece;

	/* The last piece that begins at or before the offset. */
	while (high - low > 1)
	{
		size_t		middle = low + (high - low) / 2;

		if (paragraph->pieces[middle].at <= offset)
			low = middle;
		else
			high = middle;
	}
	piece = &paragraph->pieces[low];
	offset -= piece->at;
	if (offset > piece->line.len)
		offset = piece->line.len;
	return gr_source_offset(piece->origin, piece->line.data + offset);
}

static void
tell_paragraph(gr_prose *p, const gr_paragraph *paragraph)
{
	for (size_t i = 0; i < p->sink_count && p->status == GR_OK; i++)
		if (p->sinks[i].paragraph != NULL)
			p->status = p->sinks[i].paragraph(p->sinks[i].context, paragraph);
}

static void
tell_line(gr_prose *p, gr_paragraph_kind kind, gr_slice words, gr_origin origin)
{
	gr_prose_piece piece = {0, words, origin};
	gr_paragraph paragraph = {kind, words, &piece, 1};

	tell_paragraph(p, &paragraph);
}

static void
finish_paragraph(gr_prose *p)
{
	gr_paragraph paragraph = {GR_PARAGRAPH_PROSE, p->first.line, &p->first, 1};

	if (p->piece_count > 1)
	{
		paragraph.text = gr_slice_make(p->joined, p->joined_length);
		paragraph.pieces = p->pieces;
		paragraph.piece_count = p->piece_count;
	}
	if (p->piece_count > 0)
		tell_paragraph(p, &paragraph);
	p->piece_count = 0;
}

/* The next line of a joined paragraph, behind so many blanks. */
static void
append(gr_prose *p, const gr_prose_line *line, size_t blanks)
{
	if (p->pieces == NULL)
	{
		p->pieces = gr_arena_alloc(p->arena, GR_PARAGRAPH_LINES * sizeof(gr_prose_piece));
		p->joined = gr_arena_alloc(p->arena, GR_PARAGRAPH_LIMIT);
	}
	if (p->pieces == NULL || p->joined == NULL)
	{
		p->status = GR_OUT_OF_MEMORY;
		return;
	}
	if (p->piece_count == 1)
	{
		p->pieces[0] = p->first;
		memcpy(p->joined, p->first.line.data, p->first.line.len);
	}
	memset(p->joined + p->joined_length, ' ', blanks);
	p->joined_length += blanks;
	memcpy(p->joined + p->joined_length, line->words.data, line->words.len);
	p->pieces[p->piece_count].at = p->joined_length;
	p->pieces[p->piece_count].line = line->words;
	p->pieces[p->piece_count].origin = line->origin;
	p->piece_count++;
	p->joined_length += line->words.len;
	p->indent = line->indent;
}

static void
begin_paragraph(gr_prose *p, const gr_prose_line *line)
{
	finish_paragraph(p);
	p->first.at = 0;
	p->first.line = line->words;
	p->first.origin = line->origin;
	p->piece_count = 1;
	p->joined_length = line->words.len;
	p->indent = line->indent;
}

static bool
has_room(const gr_prose *p, const gr_prose_line *line)
{
	return p->piece_count > 0 && p->piece_count < GR_PARAGRAPH_LINES && p->joined_length < GR_PARAGRAPH_LIMIT &&
		line->words.len < GR_PARAGRAPH_LIMIT - p->joined_length;
}

/* Whether a line breaks off: it is long, and ends neither a sentence nor a clause that introduces others. */
static bool
breaks_off(gr_slice line)
{
	gr_slice	report = GR_SLICE("报告");
	const char *last = line.data + line.len;
	size_t		length;

	if (line.len < BROKEN_LINE || memcmp(last - report.len, report.data, report.len) == 0)
		return false;
	do
		last--;
	while (last > line.data && ((unsigned char) *last & 0xC0) == 0x80);
	switch (gr_fold_next(last, line.data + line.len, &length))
	{
		case 0x3002:
		case ';':
		case ':':
		case '!':
		case '?':
			return false;
	}
	return true;
}

static bool
has_comma(gr_slice text)
{
	size_t		length;

	for (size_t at = 0; at < text.len; at += length)
	{
		uint32_t	c = gr_fold_next(text.data + at, text.data + text.len, &length);

		if (c == ',' || c == 0x3002)
			return true;
	}
	return false;
}

/*
 * Whether a line goes on with the paragraph.  Text from a PDF may have a blank line behind
 * every line: then a sentence that breaks off goes on in a line that is not indented.
 */
static bool
goes_on(const gr_prose *p, const gr_prose_line *line)
{
	const gr_prose_piece *last = p->piece_count > 1 ? &p->pieces[p->piece_count - 1] : &p->first;

	/* A page has no broken lines but those that it shows. */
	if (!has_room(p, line) || line->origin.item != NULL || last->origin.item != NULL || line->indent > p->indent || !breaks_off(last->line))
		return false;
	return !line->apart || p->page_turned || (line->indent == 0 && has_comma(last->line));
}

/* ---------- content ---------- */

static void
note_content(gr_prose *p, gr_slice words, gr_origin origin)
{
	if (words.len == 0)
		return;
	if (p->heading_open)
	{
		size_t		from = gr_source_offset(origin, words.data);

		p->heading_open = false;
		for (size_t i = 0; i < p->sink_count && p->status == GR_OK; i++)
			if (p->sinks[i].content != NULL)
				p->status = p->sinks[i].content(p->sinks[i].context, from);
	}
	/* A line that waited may be told behind one that did not. */
	if (origin.item == NULL && p->last_origin.item == NULL && words.data < p->last.data)
		return;
	p->last = words;
	p->last_origin = origin;
}

size_t
gr_prose_content_end(const gr_prose *p)
{
	return p->last.len == 0 ? 0 : gr_source_offset(p->last_origin, p->last.data + p->last.len);
}

/* ---------- lines that are no part of a table ---------- */

static bool
has_digit(gr_slice text)
{
	size_t		length;

	for (size_t at = 0; at < text.len; at += length)
	{
		uint32_t	c = gr_fold_next(text.data + at, text.data + text.len, &length);

		if (c >= '0' && c <= '9')
			return true;
	}
	return false;
}

static void
tell_heading(gr_prose *p, const gr_heading *heading, gr_origin origin)
{
	size_t		before = gr_prose_content_end(p);

	note_content(p, heading->whole, origin);
	for (size_t i = 0; i < p->sink_count && p->status == GR_OK; i++)
		if (p->sinks[i].heading != NULL)
			p->status = p->sinks[i].heading(p->sinks[i].context, heading, origin, before);
	p->started = true;
	p->footer = false;
	p->heading_open = true;
}

/* A line that begins with a heading; there may be another one behind it: 一、总体情况（一）… */
static void
put_heading(gr_prose *p, const gr_prose_line *line, gr_heading heading)
{
	gr_prose_line rest = *line;

	finish_paragraph(p);
	for (;;)
	{
		gr_heading	next;
		gr_slice	behind = gr_slice_sub(rest.words, heading.body, rest.words.len);

		tell_heading(p, &heading, line->origin);
		if (behind.len == 0)
		{
			if (has_digit(heading.title))
				tell_line(p, GR_PARAGRAPH_HEADING, heading.whole, line->origin);
			return;
		}
		if (heading.chapter == GR_CHAPTER_NONE || !gr_heading_read(behind, 0, &next) || next.level <= heading.level)
		{
			begin_paragraph(p, &rest);
			note_content(p, behind, line->origin);
			return;
		}
		rest.words = behind;
		heading = next;
	}
}

/* A line is asked up to three times, one after the other. */
static bool
read_heading(gr_prose *p, const gr_prose_line *line, gr_heading *heading)
{
	if (p->asked.data != line->words.data || p->asked.len != line->words.len)
	{
		p->asked = line->words;
		p->is_heading = gr_heading_read(line->words, line->marks, &p->heading);
	}
	if (p->is_heading)
		*heading = p->heading;
	return p->is_heading;
}

/* Behind a footer only a new part of the report is one. */
static bool
ends_footer(const gr_heading *heading)
{
	return heading->level == 1 || heading->level == 2;
}

static void
put_line(gr_prose *p, const gr_prose_line *line)
{
	gr_heading	heading;
	gr_furniture furniture;

	if (read_heading(p, line, &heading) && (!p->footer || ends_footer(&heading)))
	{
		put_heading(p, line, heading);
		p->page_turned = false;
		return;
	}
	furniture = p->footer ? GR_FURNITURE_FOOTER : gr_furniture_of(line->words);
	if (furniture != GR_FURNITURE_NONE)
	{
		finish_paragraph(p);
		p->footer = p->started && furniture == GR_FURNITURE_FOOTER;
		tell_line(p, GR_PARAGRAPH_FURNITURE, line->words, line->origin);
		return;
	}
	if (goes_on(p, line))
		append(p, line, 0);
	else
		begin_paragraph(p, line);
	note_content(p, line->words, line->origin);
	p->page_turned = false;
}

static bool
is_bare_number(gr_slice words)
{
	for (size_t i = 0; i < words.len; i++)
		if (words.data[i] < '0' || words.data[i] > '9')
			return false;
	return words.len <= PAGE_DIGITS;
}

/* A figure that is in no table: the number of a page, or a piece of a sentence. */
static void
put_figure(gr_prose *p, const gr_prose_line *line)
{
	if (is_bare_number(line->words))
		p->page_turned = true;
	else
		put_line(p, line);
}

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

/* Whether a numbered line is the beginning of a label: （五）不予, in a text from a PDF. */
static bool
is_piece_of_label(gr_slice words)
{
	gr_enumerator e = gr_enumerator_read(words, 0);
	gr_slice	rest = gr_slice_sub(words, gr_skip_blanks(words, e.end), words.len);
	gr_label_match label;

	if (e.level == 0)
		return false;
	/* A group and its first row: （三） 1.属于国家秘密 */
	if (gr_label_read(rest, 0, &label) && label.enumerator.level > e.level)
		return true;
	for (size_t i = 0; i < gr_spelling_count; i++)
		if (gr_slice_starts(gr_slice_make(gr_spellings[i].text, gr_spellings[i].len), rest) && has_number(gr_spellings[i].label, e))
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
			put_figure(p, line);
		else if (is_label_of_form(line) || is_piece_of_label(line->words))
			note_content(p, line->words, line->origin);
		else
			put_line(p, line);
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

		note_content(p, p->waiting[0].words, p->waiting[0].origin);
		note_content(p, last->words, last->origin);
	}
	p->waiting_count = 0;
}

static void
enter(gr_prose *p, int table)
{
	finish_paragraph(p);
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
	gr_heading	heading;

	if (gr_is_sentence(line->words))
		return true;
	if (!read_heading(p, line, &heading))
		return false;
	/* Tables of statistics have groups that are called, and numbered, like chapters. */
	if (heading.marks > 0 || p->table == GR_TABLE_NONE)
		return heading.marks > 0;
	return heading.body == line->words.len && (heading.chapter != GR_CHAPTER_NONE || heading.part || (heading.level == 1 && heading.number > ROWS_NUMBERED));
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
			if (line->table != p->table && line->table != GR_TABLE_NONE)
				release(p);
			drop(p);
			if (line->table != GR_TABLE_NONE)
				enter(p, line->table);
			break;
		case GR_LINE_UNIT:
		case GR_LINE_FIGURE:
		case GR_LINE_MIXED:
			drop(p);
			break;
		case GR_LINE_CELLS:
		case GR_LINE_PAGE_NUMBER:
		case GR_LINE_BLANK:
			break;
	}
	if (line->kind != GR_LINE_PAGE_NUMBER && p->waiting_count == 0)
		note_content(p, line->words, line->origin);
}

/* ---------- outside ---------- */

static void
take_words(gr_prose *p, const gr_prose_line *line)
{
	size_t		figures = count_waiting(p, GR_LINE_FIGURE) + count_waiting(p, GR_LINE_UNIT);
	gr_heading	heading;
	bool		numbered = read_heading(p, line, &heading) && heading.level > 0 && heading.marks == 0;

	/* Numbered lines with figures between them are a table, whatever it is about. */
	if (numbered && figures > 0)
	{
		drop(p);
		enter(p, GR_TABLE_NONE);
		wait(p, line);
		return;
	}
	release(p);
	if (numbered && heading.body == line->words.len && (heading.chapter == GR_CHAPTER_NONE || gr_chapters[heading.chapter].number == 0))
		wait(p, line);
	else
		put_line(p, line);
	/* Below its heading a table is expected, and pieces of its heads are no prose. */
	if (numbered && heading.body == line->words.len && heading.chapter != GR_CHAPTER_NONE && gr_chapters[heading.chapter].table != GR_TABLE_NONE)
		enter(p, gr_chapters[heading.chapter].table);
}

/* A figure or a unit behind a line that waits: with a second one it is a row. */
static void
take_figure(gr_prose *p, const gr_prose_line *line)
{
	if (p->waiting_count == 0)
	{
		put_figure(p, line);
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
	note_content(p, line->words, line->origin);
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
			put_line(p, line);
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
			note_content(p, line->words, line->origin);
			break;
		case GR_LINE_ROW:
		case GR_LINE_HEAD:
			if (count_waiting(p, GR_LINE_LABEL) == 0)
				release(p);
			drop(p);
			enter(p, line->table);
			note_content(p, line->words, line->origin);
			break;
		case GR_LINE_CELLS:
			release(p);
			finish_paragraph(p);
			note_content(p, line->words, line->origin);
			tell_line(p, GR_PARAGRAPH_CELLS, line->words, line->origin);
			break;
	}
}

/* ---------- lines as they come ---------- */

void
gr_prose_begin(gr_prose *p, gr_arena *arena, const gr_prose_sink *sinks, size_t sink_count)
{
	memset(p, 0, sizeof(*p));
	p->arena = arena;
	p->sinks = sinks;
	p->sink_count = sink_count;
	p->table = GR_TABLE_NONE;
}

static void
take(gr_prose *p, gr_prose_line *line, int table)
{
	line->table = (unsigned char) table;
	line->apart = p->apart;
	p->apart = line->kind == GR_LINE_BLANK || (p->apart && line->kind == GR_LINE_PAGE_NUMBER);
	if (p->inside)
		take_inside(p, line);
	else
		take_outside(p, line);
}

gr_status
gr_prose_text(gr_prose *p, gr_slice content, gr_origin origin, const gr_line *as, int marks)
{
	gr_prose_line line = {.origin = origin, .marks = (unsigned char) marks};
	int			table;

	line.kind = (unsigned char) gr_line_kind_of(as, content, &line.words, &table);
	if (line.words.len > 0)
		line.indent = (size_t) (line.words.data - content.data);
	take(p, &line, table);
	return p->status;
}

/* A table of one cell is no table: its lines are lines of the page. */
static void
take_lines(gr_prose *p, const gr_html_item *cell)
{
	gr_line_reader lines = {cell->text, 0};
	gr_origin	origin = {NULL, cell};
	gr_slice	content;

	while (p->status == GR_OK && gr_line_next(&lines, &content))
	{
		gr_prose_line line = {.origin = origin, .words = gr_trim(content)};
		int			table;

		line.kind = (unsigned char) gr_words_kind(line.words, &table);
		take(p, &line, table);
	}
}

/* The cells of a row that says nothing to us, side by side. */
static void
tell_cells(gr_prose *p, const gr_html_item *cells, size_t count)
{
	finish_paragraph(p);
	for (size_t i = 0; i < count && p->status == GR_OK; i++)
	{
		gr_origin	origin = {NULL, &cells[i]};
		gr_prose_line line = {.origin = origin, .words = gr_trim(cells[i].text)};

		if (cells[i].kind != GR_HTML_CELL || line.words.len == 0)
			continue;
		note_content(p, line.words, origin);
		if (p->piece_count == 0)
			begin_paragraph(p, &line);
		else if (has_room(p, &line))
			append(p, &line, 1);
	}
	if (p->piece_count > 0)
	{
		gr_paragraph paragraph = {GR_PARAGRAPH_CELLS, p->first.line, &p->first, 1};

		if (p->piece_count > 1)
		{
			paragraph.text = gr_slice_make(p->joined, p->joined_length);
			paragraph.pieces = p->pieces;
			paragraph.piece_count = p->piece_count;
		}
		tell_paragraph(p, &paragraph);
	}
	p->piece_count = 0;
}

gr_status
gr_prose_row(gr_prose *p, const gr_html_item *cells, size_t count, const gr_line *as)
{
	const gr_html_item *first = NULL;
	const gr_html_item *last = NULL;
	gr_heading	heading;
	size_t		filled = 0;
	gr_slice	words;
	int			table;
	gr_line_kind kind = gr_line_kind_of(as, GR_SLICE(""), &words, &table);

	for (size_t i = 0; i < count; i++)
		if (cells[i].kind == GR_HTML_CELL && gr_trim(cells[i].text).len > 0)
		{
			if (filled++ == 0)
				first = &cells[i];
			last = &cells[i];
		}
	if (filled == 1 && kind == GR_LINE_WORDS && (gr_is_sentence(first->text) || (gr_heading_read(gr_trim(first->text), 0, &heading) && heading.level > 0)))
		take_lines(p, first);
	else if (filled > 0 && (kind == GR_LINE_CELLS || kind == GR_LINE_WORDS) && !p->inside)
	{
		release(p);
		tell_cells(p, cells, count);
	}
	else if (filled > 0)
	{
		gr_origin	origin = {NULL, last};
		gr_prose_line line = {.kind = (unsigned char) (kind == GR_LINE_WORDS ? GR_LINE_CELLS : kind), .origin = origin, .words = gr_trim(last->text)};

		origin.item = first;
		if (p->waiting_count == 0)
			note_content(p, gr_trim(first->text), origin);
		take(p, &line, table);
	}
	return p->status;
}

gr_status
gr_prose_table_end(gr_prose *p)
{
	if (p->inside)
		leave(p);
	return p->status;
}

gr_status
gr_prose_end(gr_prose *p)
{
	leave(p);
	finish_paragraph(p);
	return p->status;
}
