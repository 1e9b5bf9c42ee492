#include "prose_parts.h"

#include "fold.h"
#include "furniture.h"
#include "han.h"
#include "rare.h"

/* A shorter line was not broken by its page: 18 Han characters. */
#define BROKEN_LINE 54

/* A bare number of at most so many digits may be a page's. */
#define PAGE_DIGITS 4

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

void
gr_prose_tell_line(gr_prose *p, gr_paragraph_kind kind, gr_slice words, gr_origin origin)
{
	gr_prose_piece piece = {0, words, origin};
	gr_paragraph paragraph = {kind, words, &piece, 1};

	tell_paragraph(p, &paragraph);
}

/* Tells what was put together. */
static void
finish_paragraph(gr_prose *p, gr_paragraph_kind kind)
{
	gr_paragraph paragraph = {kind, p->first.line, &p->first, 1};

	if (p->piece_count > 1)
	{
		paragraph.text = gr_slice_make(p->joined, p->joined_length);
		paragraph.pieces = p->pieces;
		paragraph.piece_count = p->piece_count;
	}
	tell_paragraph(p, &paragraph);
	p->piece_count = 0;
}

void
gr_prose_finish_paragraph(gr_prose *p)
{
	if (p->piece_count > 0)
		finish_paragraph(p, GR_PARAGRAPH_PROSE);
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
	gr_prose_finish_paragraph(p);
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

/* The content behind a heading begins. */
static void
open_content(gr_prose *p, size_t from)
{
	p->heading_open = false;
	for (size_t i = 0; i < p->sink_count && p->status == GR_OK; i++)
		if (p->sinks[i].content != NULL)
			p->status = p->sinks[i].content(p->sinks[i].context, from);
}

void
gr_prose_note_content(gr_prose *p, gr_slice words, gr_origin origin)
{
	if (words.len == 0)
		return;
	if (p->heading_open)
		open_content(p, gr_source_offset(origin, words.data));
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
	size_t		after;

	for (size_t at = gr_skip_han(text, 0); at < text.len; at = gr_skip_han(text, after))
	{
		uint32_t	c = gr_sign_at(text, at, &after);

		if (c >= '0' && c <= '9')
			return true;
	}
	return false;
}

/* Bytes of a title in which a denial begins. */
#define DENIAL_WITHIN 36

/* 无行政复议、行政诉讼情况 is a statement, too, and so is what closes as a sentence: （三）今年未收到申请。 */
static bool
denies(gr_slice title, gr_slice line)
{
	bool		sentence = title.data + title.len < line.data + line.len;
	size_t		within = sentence ? DENIAL_WITHIN : strlen("无");
	const char *end = title.data + (title.len < within ? title.len : within);

	/* All three are in the same 4096 characters. */
	for (const char *c = title.data; end - c >= 3; c += (unsigned char) *c < 0x80 ? 1 : 3)
		if ((unsigned char) *c == 0xE6 && (memcmp(c, "未", 3) == 0 || memcmp(c, "无", 3) == 0 || memcmp(c, "没", 3) == 0))
			return true;
	return false;
}

static void
tell_heading(gr_prose *p, const gr_heading *heading, gr_origin origin)
{
	size_t		before = gr_prose_content_end(p);

	gr_prose_note_content(p, heading->whole, origin);
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

	gr_prose_finish_paragraph(p);
	for (;;)
	{
		gr_heading	next;
		gr_slice	behind = gr_slice_sub(rest.words, heading.body, rest.words.len);

		tell_heading(p, &heading, line->origin);
		if (behind.len == 0)
		{
			if (has_digit(heading.title) || denies(heading.title, line->words))
				gr_prose_tell_line(p, GR_PARAGRAPH_HEADING, heading.whole, line->origin);
			return;
		}
		if (heading.chapter == GR_CHAPTER_NONE || !gr_heading_read(behind, 0, &next) || next.level <= heading.level)
		{
			begin_paragraph(p, &rest);
			gr_prose_note_content(p, behind, line->origin);
			return;
		}
		rest.words = behind;
		heading = next;
	}
}

static bool
is_answer_for(const gr_prose_answer *a, const gr_prose_line *line)
{
	return a->asked.data == line->words.data && a->asked.len == line->words.len;
}

/* A line is asked up to three times, while the one before it waits and is asked once more. */
const gr_heading *
gr_prose_heading_of(gr_prose *p, const gr_prose_line *line)
{
	gr_prose_answer *a = &p->answers[p->last_answer];

	if (!is_answer_for(a, line))
	{
		p->last_answer = !p->last_answer;
		a = &p->answers[p->last_answer];
	}
	if (!is_answer_for(a, line))
	{
		a->asked = line->words;
		a->is_heading = gr_heading_read(line->words, line->marks, &a->heading);
	}
	return a->is_heading ? &a->heading : NULL;
}

/* Behind a footer only a new part of the report is one. */
static bool
ends_footer(const gr_heading *heading)
{
	return heading->level == 1 || heading->level == 2;
}

/* Whether the line before is the item before of a list, which closes with a semicolon and heads nothing: 1.加强学习； */
GR_RARE static bool
is_next_item(const gr_prose *p, const gr_heading *heading)
{
	gr_enumerator before;
	size_t		at;

	if (heading->number < 2 || gr_sign_before(p->last, 0, p->last.len, &at) != ';')
		return false;
	before = gr_enumerator_read(p->last, 0);
	return before.level == heading->level && before.number == heading->number - 1;
}

/* Whether the line before is 附件：1.目录, or the annex behind it that this line follows. */
GR_RARE static bool
is_next_annex(gr_prose *p, const gr_prose_line *line, const gr_heading *heading)
{
	static const char *const beginnings[] = {"附件：", "附件:", NULL};
	gr_enumerator before;
	size_t		at = 0;

	if (heading->number < 2 || p->heading_open)
		return false;
	if (gr_slice_starts(p->last, GR_SLICE("附件")) && gr_take_any_word(p->last, &at, beginnings))
		at = gr_skip_blanks(p->last, at);
	else if (p->last.data != p->annex)
		return false;
	before = gr_enumerator_read(p->last, at);
	if (before.level != heading->level || before.number != heading->number - 1)
		return false;
	p->annex = line->words.data;
	return true;
}

static inline bool
is_next_in_list(gr_prose *p, const gr_prose_line *line, const gr_heading *heading)
{
	char		last;

	if (p->last.len == 0)
		return false;
	/* Few lines end or begin so. */
	last = p->last.data[p->last.len - 1];
	if (last == ';' || last == "；"[2])
		return is_next_item(p, heading);
	return (p->last.data[0] == "附"[0] || p->last.data == p->annex) && is_next_annex(p, line, heading);
}

/* A line that is of the page, and not of the report. */
static bool
put_furniture(gr_prose *p, const gr_prose_line *line)
{
	gr_furniture furniture = p->footer ? GR_FURNITURE_FOOTER : gr_furniture_of(line->words);

	if (furniture == GR_FURNITURE_NONE)
		return false;
	gr_prose_finish_paragraph(p);
	p->footer = p->started && furniture == GR_FURNITURE_FOOTER;
	gr_prose_tell_line(p, GR_PARAGRAPH_FURNITURE, line->words, line->origin);
	return true;
}

void
gr_prose_put_line(gr_prose *p, const gr_prose_line *line)
{
	const gr_heading *heading = gr_prose_heading_of(p, line);

	if (heading != NULL && (!p->footer || ends_footer(heading)) && !is_next_in_list(p, line, heading))
	{
		put_heading(p, line, *heading);
		p->page_turned = false;
		return;
	}
	if (put_furniture(p, line))
		return;
	if (goes_on(p, line))
		append(p, line, 0);
	else
		begin_paragraph(p, line);
	gr_prose_note_content(p, line->words, line->origin);
	p->page_turned = false;
}

void
gr_prose_put_cells(gr_prose *p, const gr_prose_line *line)
{
	if (put_furniture(p, line))
		return;
	gr_prose_finish_paragraph(p);
	gr_prose_note_content(p, line->words, line->origin);
	gr_prose_tell_line(p, GR_PARAGRAPH_CELLS, line->words, line->origin);
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
void
gr_prose_put_figure(gr_prose *p, const gr_prose_line *line)
{
	if (is_bare_number(line->words))
		p->page_turned = true;
	else
		gr_prose_put_line(p, line);
}

/* The cells of a row that says nothing to us, side by side. */
void
gr_prose_tell_cells(gr_prose *p, const gr_html_item *cells, size_t count)
{
	gr_prose_finish_paragraph(p);
	for (size_t i = 0; i < count && p->status == GR_OK; i++)
	{
		gr_origin	origin = {NULL, &cells[i]};
		gr_prose_line line = {.origin = origin, .words = gr_trim(cells[i].text)};

		if (cells[i].kind != GR_HTML_CELL || line.words.len == 0)
			continue;
		gr_prose_note_content(p, line.words, origin);
		if (p->piece_count == 0)
			begin_paragraph(p, &line);
		else if (has_room(p, &line))
			append(p, &line, 1);
	}
	if (p->piece_count > 0)
		finish_paragraph(p, GR_PARAGRAPH_CELLS);
}
