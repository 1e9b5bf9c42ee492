#include "statistics_reader.h"

#include "enumerator.h"
#include "fold.h"

/* Lines that a note in brackets behind a label may take. */
#define NOTE_LINES 4

/* Bytes of a label that no form has. */
#define UNKNOWN_LABEL 6

/* A unit and figures with blanks between them, behind a label or on a line of their own. */
static void
add_tail(gr_statistic_reader *r, gr_statistic_row *row, gr_origin origin, gr_slice text)
{
	size_t		length;
	int			unit = gr_statistic_leading_unit(text, &length);

	if (unit != GR_UNITS)
	{
		row->unit = (unsigned char) unit;
		r->unit_came = true;
		text = gr_trim(gr_slice_sub(text, length, text.len));
	}
	while (text.len > 0)
	{
		size_t		end = gr_end_of_word(text, 0);

		gr_statistic_add_value(r, row, origin, gr_slice_sub(text, 0, end), GR_HEAD_TOTAL);
		text = gr_trim(gr_slice_sub(text, end, text.len));
	}
}

/* A tail without the words that a column of remarks has behind its figures. */
static gr_slice
without_remark(const gr_statistic_reader *r, gr_slice tail)
{
	size_t		length;
	size_t		at;
	size_t		end = 0;

	if (!gr_statistic_has_remarks(&r->columns) || gr_statistic_is_tail(tail))
		return tail;
	gr_statistic_leading_unit(tail, &length);
	at = gr_skip_blanks(tail, length);
	while (at < tail.len)
	{
		size_t		next = gr_end_of_word(tail, at);

		if (!gr_statistic_is_figure(gr_slice_sub(tail, at, next)))
			break;
		end = next;
		at = gr_skip_blanks(tail, next);
	}
	return end == 0 ? tail : gr_slice_sub(tail, 0, end);
}

/* Words, a blank, and a unit or figures behind it: the earliest blank that has them.  Bounded. */
static bool
split_figures(gr_slice text, gr_slice *words, gr_slice *figures)
{
	*words = text;
	*figures = gr_slice_sub(text, text.len, text.len);
	if (text.len > GR_STATISTIC_PARTIAL)
		return false;
	for (size_t at = 0; at < text.len; at += gr_utf8_length((unsigned char) text.data[at]))
	{
		gr_slice	rest;

		if (gr_skip_blanks(text, at) == at)
			continue;
		rest = gr_trim(gr_slice_sub(text, at, text.len));
		if (rest.len == 0 || !gr_statistic_is_tail(rest))
			continue;
		*words = gr_trim(gr_slice_sub(text, 0, at));
		*figures = rest;
		return true;
	}
	return false;
}

/* ---------- labels broken over lines ---------- */

/* 二、回应解读情况, with or without a number in front. */
static bool
is_heading(gr_slice text)
{
	gr_enumerator e = gr_enumerator_read(text, 0);
	size_t		at = 0;

	while (at < text.len && at < 3 && text.data[at] >= '0' && text.data[at] <= '9')
		at++;
	if (e.level == 0)
		e = gr_enumerator_read(text, gr_skip_blanks(text, at));
	/* 12① is a figure with a mark. */
	return e.level != 0 && e.end < text.len;
}

static void
keep_words(gr_statistic_reader *r, gr_origin origin, gr_slice words, gr_slice figures)
{
	if (words.len > GR_STATISTIC_PARTIAL / 2)
		return;
	memcpy(r->partial, words.data, words.len);
	r->partial_len = words.len;
	r->partial_words = (gr_statistic_cell) {words, origin};
	r->partial_figures = figures;
}

/* 4.危及国家安全、公共安全、经济   件   3: the figures stand beside the first line. */
static void
keep_partial(gr_statistic_reader *r, gr_origin origin, gr_slice text)
{
	gr_slice	words;
	gr_slice	figures;

	if (text.len > GR_STATISTIC_PARTIAL)
		return;
	split_figures(text, &words, &figures);
	if (gr_statistic_label_begins(words))
		keep_words(r, origin, words, figures);
}

/* A row whose label is complete with this line: a new one, or the one that its beginning was taken for. */
static gr_statistic_row *
complete_row(gr_statistic_reader *r, const gr_statistic_label *label, int id)
{
	gr_statistic_row *row;

	if (!r->open)
		row = gr_statistic_add_row(r, id, gr_statistic_span(r, r->partial_words.origin, r->partial_words.text), label->unit);
	else
	{
		row = gr_statistic_last(r);
		row->row = (unsigned char) id;
		r->last_row = id;
	}
	if (row != NULL)
		row->shared = label->row_count > 1;
	return row;
}

/* The rest of a label whose beginning stood on the line before. */
static bool
read_partial(gr_statistic_reader *r, gr_origin origin, gr_slice text)
{
	gr_slice	joined = {r->partial, r->partial_len};
	gr_slice	whole = text;
	gr_statistic_label label;
	gr_slice	tail;
	gr_statistic_row *row;
	int			id;

	if (r->partial_len == 0 || r->partial_len + text.len > GR_STATISTIC_PARTIAL || (r->open && gr_statistic_last(r)->count > 0))
		return false;
	memcpy(r->partial + r->partial_len, text.data, text.len);
	joined.len += text.len;
	if (!gr_statistic_label_read(joined, &label) || label.words_end <= r->partial_len)
	{
		if (is_heading(text) || gr_statistic_find_label(&whole, &label) || !gr_statistic_label_begins(joined))
			return false;
		r->partial_len = joined.len;
		return true;
	}
	tail = gr_trim(gr_slice_sub(text, label.end - r->partial_len, text.len));
	id = gr_statistic_row_of(r, &label);
	if (label.note_open || id == GR_ROW_NONE || !gr_statistic_is_tail(tail) || (r->partial_figures.len > 0 && tail.len > 0))
		return false;
	row = complete_row(r, &label, id);
	r->partial_len = 0;
	if (row == NULL)
		return true;
	if (r->partial_figures.len > 0)
		add_tail(r, row, r->partial_words.origin, r->partial_figures);
	else
		add_tail(r, row, origin, tail);
	r->open = true;
	if (row->count > 0)
	{
		gr_statistic_close_row(r, GR_NEXT_OTHER);
		r->out->layouts |= 1u << GR_LAYOUT_ALIGNED;
	}
	else
		r->out->layouts |= 1u << GR_LAYOUT_LINES;
	return true;
}

/* ---------- notes ---------- */

/* A bracket that a label goes on with on a line of its own. */
static gr_slice
behind_note(gr_slice text)
{
	size_t		depth = 0;
	size_t		at = 0;

	while (at < text.len)
	{
		size_t		length;
		uint32_t	c = gr_fold_next(text.data + at, text.data + text.len, &length);

		if (c == '(')
			depth++;
		else if (depth == 0)
			break;
		else if (c == ')')
			depth--;
		at += length;
	}
	return gr_trim(gr_slice_sub(text, at, text.len));
}

/* The text behind the bracket that a line before opened; false when it does not close here. */
static bool
leave_note(gr_slice text, gr_slice *rest)
{
	for (size_t at = 0; at < text.len;)
	{
		size_t		length;
		uint32_t	c = gr_fold_next(text.data + at, text.data + text.len, &length);

		at += length;
		if (c != ')')
			continue;
		*rest = gr_trim(gr_slice_sub(text, at, text.len));
		return true;
	}
	return false;
}

/* A line inside a note; true when nothing is left of it.  Figures may stand beside it. */
static bool
read_note(gr_statistic_reader *r, gr_origin origin, gr_slice *text)
{
	gr_statistic_label label;
	gr_slice	line = *text;
	gr_slice	words;
	gr_slice	figures;

	r->note_lines--;
	if (leave_note(*text, &words))
	{
		r->note_lines = 0;
		*text = words;
		return words.len == 0;
	}
	if (gr_statistic_find_label(&line, &label))
	{
		r->note_lines = 0;
		return false;
	}
	if (split_figures(*text, &words, &figures) && r->open && gr_statistic_last(r)->count == 0)
		add_tail(r, gr_statistic_last(r), origin, figures);
	return true;
}

/* ---------- rows ---------- */

static void
note_layout(gr_statistic_reader *r, const gr_statistic_row *row, bool blank)
{
	r->out->layouts |= 1u << (row->count == 0 ? GR_LAYOUT_LINES : blank ? GR_LAYOUT_ALIGNED : GR_LAYOUT_GLUED);
}

static bool
read_labelled(gr_statistic_reader *r, gr_statistic_cell cell, const gr_statistic_label *label)
{
	gr_slice	behind = gr_slice_sub(cell.text, label->end, cell.text.len);
	gr_slice	tail = without_remark(r, gr_trim(behind));
	int			id = gr_statistic_row_of(r, label);
	bool		blank = behind.len != gr_trim(behind).len || cell.text.data[label->end - 1] == ' ';
	gr_slice	words;
	gr_statistic_row *row;

	/* The figures may stand beside the first line of a note. */
	if (label->note_open)
		split_figures(gr_slice_sub(cell.text, label->words_end, cell.text.len), &words, &tail);
	if (id == GR_ROW_NONE || !gr_statistic_is_tail(tail))
		return false;
	gr_statistic_close_row(r, GR_NEXT_ROW);
	row = gr_statistic_begin_row(r, cell, label, id);
	if (row == NULL)
		return true;
	add_tail(r, row, cell.origin, tail);
	note_layout(r, row, blank || label->note_open);
	r->open = true;
	r->note_lines = label->note_open ? NOTE_LINES : 0;
	if (row->count > 0)
		gr_statistic_close_row(r, GR_NEXT_OTHER);
	else if (!label->note_open)
		keep_words(r, cell.origin, gr_slice_sub(cell.text, 0, label->words_end), tail);
	return true;
}

/* A row that no form has: its unit tells that it is one. */
static bool
read_unknown(gr_statistic_reader *r, gr_origin origin, gr_slice text)
{
	gr_slice	words;
	gr_slice	figures;
	gr_statistic_row *row;
	size_t		length;

	if (!r->in_table || r->columns.single || !split_figures(text, &words, &figures) || words.len < UNKNOWN_LABEL ||
		gr_statistic_leading_unit(figures, &length) == GR_UNITS || gr_trim(gr_slice_sub(figures, length, figures.len)).len == 0 ||
		gr_statistic_is_footer(words))
		return false;
	gr_statistic_close_row(r, GR_NEXT_ROW);
	row = gr_statistic_add_row(r, GR_ROW_NONE, gr_statistic_span(r, origin, words), GR_UNIT_NONE);
	if (row == NULL)
		return true;
	add_tail(r, row, origin, figures);
	r->open = true;
	gr_statistic_close_row(r, GR_NEXT_OTHER);
	return true;
}

/* — 3 — */
static bool
is_page_number(gr_slice text)
{
	size_t		first = gr_end_of_word(text, 0);
	size_t		from = gr_skip_blanks(text, first);
	size_t		to = gr_end_of_word(text, from);
	size_t		last = gr_skip_blanks(text, to);

	return last < text.len && gr_end_of_word(text, last) == text.len && gr_slice_equal(gr_slice_sub(text, 0, first), gr_slice_sub(text, last, text.len)) &&
		gr_statistic_is_placeholder(gr_slice_sub(text, 0, first)) && gr_number_read(gr_slice_sub(text, from, to)).kind == GR_NUMBER_VALUE;
}

/*
 * A unit or figures on a line of their own.  Where an extractor removed lines that are
 * alike, the figure behind a label may be that of another one: its unit is gone then.
 */
static void
read_tail_line(gr_statistic_reader *r, gr_origin origin, gr_slice tail)
{
	gr_statistic_row *row = gr_statistic_last(r);
	size_t		length;

	if (gr_statistic_leading_unit(tail, &length) != GR_UNITS && row->count == 0)
		r->unit_lines = true;
	add_tail(r, row, origin, tail);
	row->own_lines = true;
	row->unit_lost = r->unit_lines && !r->unit_came;
}

/* Heads end a row below those before. */
static bool
read_heads(gr_statistic_reader *r, gr_slice text)
{
	gr_statistic_columns before = r->columns;
	gr_statistic_columns after;

	if (!gr_statistic_heads_of_line(&r->columns, text))
		return false;
	after = r->columns;
	r->columns = before;
	gr_statistic_close_row(r, GR_NEXT_OTHER);
	r->columns = after;
	r->in_table = true;
	return true;
}

bool
gr_statistic_read_loose(gr_statistic_reader *r, gr_origin origin, gr_slice text)
{
	gr_statistic_label label;
	gr_statistic_cell cell;
	bool		labelled;

	if (r->note_lines > 0 && read_note(r, origin, &text))
		return true;
	if (is_page_number(text))
	{
		gr_statistic_close_row(r, GR_NEXT_OTHER);
		return true;
	}
	cell = (gr_statistic_cell) {text, origin};
	labelled = gr_statistic_find_label(&cell.text, &label);
	/* 52（三）其他情形数 looks like a figure with a note. */
	if (r->open && !labelled && !is_heading(text) && gr_statistic_is_tail(behind_note(text)))
	{
		read_tail_line(r, origin, behind_note(text));
		return true;
	}
	if (read_heads(r, text))
		return true;
	r->columns.open = false;
	if (read_partial(r, origin, text))
		return true;
	r->partial_len = 0;
	if (labelled && read_labelled(r, cell, &label))
		return true;
	if (read_unknown(r, origin, text))
		return true;
	keep_partial(r, origin, text);
	gr_statistic_close_row(r, r->partial_len > 0 || is_heading(text) ? GR_NEXT_ROW : GR_NEXT_OTHER);
	return false;
}
