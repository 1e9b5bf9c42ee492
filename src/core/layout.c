#include "layout.h"

#include "bits.h"
#include "fold.h"

/* A longer line is a sentence, not a row of cells that lie apart. */
#define ALIGNED_LIMIT 600

/* Bytes of a word at the end of a line that are looked at: the longest label has 108. */
#define LAST_WORD_LIMIT 120

/* Figures at the end of a line: the proceedings have fifteen. */
#define GR_BLANK_FIGURES 24

/* A longer line that begins with a digit is a sentence, not a figure that cannot be read. */
#define LONE_FIGURE_LIMIT 32

/* Where an item stands in the source of a page. */
static gr_item *
place_in_page(gr_item *item, gr_origin origin)
{
	item->from = gr_source_offset(origin, item->text.data);
	item->to = item->text.len == 0 ? item->from : gr_source_offset(origin, item->text.data + item->text.len);
	return item;
}

static inline gr_item *
add_item(gr_line *line, gr_item_kind kind, gr_slice text, unsigned short cell)
{
	gr_item    *item;

	if (line->count == GR_LINE_ITEMS)
	{
		line->cut = true;
		return NULL;
	}
	item = &line->items[line->count++];
	*item = (gr_item) {.kind = (unsigned char) kind, .label = GR_LABEL_NONE, .cell = cell, .text = text, .note = {text.data + text.len, 0}};
	if (line->origin.item != NULL)
		return place_in_page(item, line->origin);
	item->from = (size_t) (text.data - line->origin.base);
	item->to = item->from + text.len;
	return item;
}

static bool
starts_figure(gr_slice text)
{
	size_t		length;
	uint32_t	c;

	if (text.len == 0)
		return false;
	c = gr_fold_next(text.data, text.data + text.len, &length);
	return (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '/' || c == 0x2191 || c == 0x2193 ||
		c == 0x589E || c == 0x51CF || c == 0x65E0;
}

gr_slice
gr_last_word(gr_slice text, gr_slice *before)
{
	const char *end;
	const char *p;

	*before = text;
	/* No words may be words at no place. */
	if (text.len == 0)
		return text;
	end = text.data + text.len;
	p = end;
	/* A longer word is no figure and no label: where it begins does not matter. */
	while (p > text.data && end - p < LAST_WORD_LIMIT)
	{
		const char *previous = p - 1;
		size_t		length;

		if (p - text.data >= 3 && gr_starts_han((unsigned char) p[-3]))
		{
			p -= 3;
			continue;
		}
		while (previous > text.data && ((unsigned char) *previous & 0xC0) == 0x80)
			previous--;
		if (!gr_starts_no_blank((unsigned char) *previous) && gr_fold_next(previous, end, &length) == ' ')
			break;
		p = previous;
	}
	*before = gr_trim(gr_slice_make(text.data, (size_t) (p - text.data)));
	return gr_slice_make(p, (size_t) (end - p));
}

gr_slice
gr_last_figure(gr_slice content)
{
	gr_slice	before;
	gr_slice	word = gr_last_word(gr_trim(content), &before);

	if (gr_number_read(word).kind != GR_NUMBER_VALUE)
		word.len = 0;
	return word;
}

static bool
is_sign(gr_slice word)
{
	static const char *const signs[] = {"增", "减", "增加", "减少", "净增", "净减", "新增", "+"};

	for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++)
		if (gr_slice_equal(word, gr_slice_cstring(signs[i])))
			return true;
	return false;
}

/* The figure at the end of trimmed text that is a few digits behind a space, as nearly all are, and what stands before it; false for any other. */
static bool
take_plain_figure(gr_slice *text, gr_slice *word)
{
	size_t		begin = text->len;
	size_t		end;

	while (begin > 0 && gr_is_digit((unsigned char) text->data[begin - 1]))
		begin--;
	if (begin == text->len || text->len - begin > GR_PLAIN_DIGITS || begin == 0 || text->data[begin - 1] != ' ')
		return false;
	for (end = begin - 1; end > 0 && text->data[end - 1] == ' ';)
		end--;
	*word = gr_slice_sub(*text, begin, text->len);
	*text = gr_trim(gr_slice_sub(*text, 0, end));
	return true;
}

/* Words at the end of a line that are figures, at most as many as a form has in a row, last one first. */
static size_t
trailing_figures(gr_slice text, gr_slice *before, gr_slice words[GR_BLANK_FIGURES])
{
	size_t		count = 0;

	*before = text;
	while (before->len > 0 && count < GR_BLANK_FIGURES)
	{
		gr_slice	rest;
		gr_slice	word;
		gr_number_kind number;

		if (take_plain_figure(before, &words[count]))
		{
			count++;
			continue;
		}
		word = gr_last_word(*before, &rest);
		number = gr_may_be_number(word) ? gr_number_read(word).kind : GR_NUMBER_NONE;
		/* 减 1215: the sign has a blank behind it. */
		if (number == GR_NUMBER_NONE && count > 0 && is_sign(word))
		{
			gr_slice   *last = &words[count - 1];

			*last = gr_slice_make(word.data, (size_t) (last->data + last->len - word.data));
			*before = rest;
			continue;
		}
		if (number != GR_NUMBER_VALUE && number != GR_NUMBER_PLACEHOLDER && number != GR_NUMBER_UNCHANGED)
			break;
		words[count++] = word;
		*before = rest;
	}
	return count;
}

/* As in 上年结转政府信息公开申请数量0件。, which is no row of a table. */
static bool
is_sentence(gr_slice text)
{
	return gr_slice_find(text, 0, GR_SLICE("。"), 2) != GR_NOT_FOUND || gr_slice_find(text, 0, GR_SLICE("；"), 2) != GR_NOT_FOUND;
}

/* Whether words with a number before them end the text, as a label that is broken off does. */
static bool
is_numbered(gr_slice text)
{
	return text.len >= 3 && gr_enumerator_read(text, 0).level != 0 && gr_starts_han((unsigned char) text.data[text.len - 3]);
}

/*
 * A cell of words: labels, perhaps several, perhaps with figures behind the last.
 * Anything else behind a label makes the whole cell text.
 */
static void
add_words(gr_line *line, gr_slice words, unsigned short cell)
{
	size_t		first = line->count;
	size_t		at = 0;
	gr_label_match match;

	while (at < words.len && gr_label_read(words, at, &match))
	{
		size_t		match_end;
		gr_slice	rest;
		gr_item    *item = add_item(line, GR_ITEM_LABEL, gr_slice_sub(words, match.begin, match.end), cell);

		if (item == NULL)
			return;
		line->statistics = line->statistics || match.label == GR_LABEL_STATISTICS;
		item->label = (unsigned char) match.label;
		item->level = (unsigned char) match.enumerator.level;
		item->number = (unsigned char) match.enumerator.number;
		item->traditional = match.traditional;
		item->gloss = match.gloss;
		item->note = gr_slice_sub(words, match.end, match.note_end);
		line->open = line->open || match.open;
		match_end = match.note_end;
		if (match_end == words.len)
			return;
		rest = gr_trim(gr_slice_sub(words, match_end, words.len));
		at = (size_t) (rest.data - words.data);
		/* A label in one cell with what follows it begins anew, be it broken off there; a figure ends the cell. */
		if (rest.len > 0 && starts_figure(rest) && !gr_label_read(words, at, &match) && !(match.open && is_numbered(rest)) && !is_sentence(rest))
		{
			/* With a blank between, where the label may end, it is one figure, and not cells that lost their borders. */
			bool		close = rest.data == words.data + match_end;

			/* Without its highest bit the last byte of each blank is one at most. */
			if (close && (rest.data[-1] & 0x7F) <= ' ')
				close = gr_trim(gr_slice_sub(words, 0, match_end)).len == match_end;
			add_item(line, close ? GR_ITEM_GLUED : GR_ITEM_VALUE, rest, cell);
			return;
		}
	}
	if (at < words.len)
	{
		line->open = line->open || match.open;
		line->count = first;
		add_item(line, GR_ITEM_TEXT, words, cell);
	}
}

static void
add_cell(gr_line *line, gr_slice cell, unsigned short index)
{
	gr_slice	trimmed;
	gr_number	number;

	if (cell.len == 1 && cell.data[0] >= '0' && cell.data[0] <= '9')
	{
		add_item(line, GR_ITEM_VALUE, cell, index);
		return;
	}
	trimmed = gr_trim(cell);
	if (trimmed.len == 0)
	{
		/* It stands where the cell begins. */
		add_item(line, GR_ITEM_BLANK, gr_slice_make(cell.data, 0), index);
		return;
	}
	/* Most of what is not blank are words. */
	if (!gr_may_be_number(trimmed))
	{
		add_words(line, trimmed, index);
		return;
	}
	number = gr_number_read(trimmed);
	if (number.kind == GR_NUMBER_NONE)
		add_words(line, trimmed, index);
	else if (number.kind == GR_NUMBER_UNREADABLE)
	{
		/* "3.其他" begins like a figure, and so does "12,34" that is none. */
		add_words(line, trimmed, index);
		if (line->items[line->count - 1].kind == GR_ITEM_TEXT && gr_enumerator_read(trimmed, 0).level == 0 && (line->border != GR_BORDER_NONE || trimmed.len <= LONE_FIGURE_LIMIT))
			line->items[line->count - 1].kind = GR_ITEM_VALUE;
	}
	else
		add_item(line, GR_ITEM_VALUE, trimmed, index);
}

/*
 * A cell that a window from "base" on shows: some of its places, of which "begin" is the first.  Nine in ten are a few
 * digits between spaces, or spaces.
 */
static inline void
add_seen_cell(gr_line *line, const char *base, gr_cell_window w, uint64_t cell, unsigned begin, unsigned short index)
{
	uint64_t	solid = cell & ~w.spaces;
	/* A blank one stands where the cell begins. */
	uint64_t	none = (uint64_t) (solid == 0) << begin;
	/* The bit behind the first run, which the separator keeps within the window. */
	uint64_t	sum = solid + (solid & -solid);
	unsigned	from = (unsigned) gr_lowest_bit(solid | none);
	unsigned	width = (unsigned) gr_lowest_bit(sum | none) - from;

	if ((solid & (sum | ~w.digits)) == 0 && width <= GR_PLAIN_DIGITS)
		add_item(line, solid == 0 ? GR_ITEM_BLANK : GR_ITEM_VALUE, gr_slice_make(base + from, width), index);
	else
		add_cell(line, gr_slice_make(base + begin, (size_t) gr_highest_bit(solid) + 1 - begin), index);
}

/* Adds the cell that begins at "at" and is longer than a window shows; returns where it ends. */
static size_t
add_long_cell(gr_line *line, gr_slice content, size_t at, char separator, unsigned short index)
{
	const char *border = memchr(content.data + at, separator, content.len - at);
	size_t		end = border == NULL ? content.len : (size_t) (border - content.data);

	add_cell(line, gr_slice_sub(content, at, end), index);
	return end;
}

/* Adds the cells that a window from "at" on shows to their ends; returns where the first begins that it does not, behind the content if it has none. */
static inline size_t
add_seen_cells(gr_line *line, gr_slice content, size_t at, char separator, unsigned short *index)
{
	gr_cell_window w = gr_cell_window_at(content, at, separator);
	uint64_t	separators = w.separators;
	uint64_t	rest = ~UINT64_C(0);
	unsigned	begin = 0;

	/* What ends the content ends its last cell. */
	if (content.len - at < GR_SIGN_BLOCK)
		separators |= UINT64_C(1) << (content.len - at);
	for (; separators != 0 && !line->cut; separators &= separators - 1)
	{
		/* The separator and what is before it. */
		uint64_t	to = separators ^ (separators - 1);

		add_seen_cell(line, content.data + at, w, to >> 1 & rest, begin, (*index)++);
		rest = ~to;
		begin = (unsigned) gr_lowest_bit(separators) + 1;
	}
	return at + begin;
}

/* Content has such a separator. */
static void
split(gr_line *line, gr_slice content, char separator)
{
	unsigned short index = 0;
	size_t		first = 0;
	size_t		last = content.len - 1;

	/* Tabs are blanks, too: only blanks that are no border may be left aside here. */
	while (content.data[first] == ' ')
		first++;
	while (content.data[last] == ' ')
		last--;
	line->opens = content.data[first] == separator;
	line->closes = content.data[last] == separator;
	for (size_t at = 0; at <= content.len && !line->cut;)
	{
		size_t		next = add_seen_cells(line, content, at, separator, &index);

		at = next > at ? next : add_long_cell(line, content, at, separator, index++) + 1;
	}
}

static void
begin_line(gr_line *line, gr_border border, gr_origin origin)
{
	line->origin = origin;
	line->border = border;
	line->opens = false;
	line->closes = false;
	line->cut = false;
	line->open = false;
	line->columns = 0;
	line->statistics = false;
	line->count = 0;
}

/* Where two or more blanks stand next to each other: the offset behind them, 0 for nowhere. */
static size_t
gap_end(gr_slice text)
{
	size_t		end = gr_slice_find(text, 0, GR_SLICE("  "), 0);

	if (end == GR_NOT_FOUND)
		return 0;
	while (end < text.len && text.data[end] == ' ')
		end++;
	return end;
}

static bool
has_gap(gr_slice text)
{
	return gap_end(text) != 0;
}

/* A cell of words; where it is no label its last word may be one, behind a piece of a group label. */
static void
add_chunk(gr_line *line, gr_slice chunk, unsigned short cell)
{
	size_t		first = line->count;
	gr_label_match match;
	gr_slice	before;
	gr_slice	word;

	add_words(line, chunk, cell);
	if (line->count != first + 1 || line->items[first].kind != GR_ITEM_TEXT)
		return;
	word = gr_last_word(chunk, &before);
	if (before.len == 0 || !gr_label_read(word, 0, &match) || match.note_end != word.len)
		return;
	line->count = first;
	add_item(line, GR_ITEM_TEXT, before, cell);
	add_words(line, word, cell);
}

/* Words of a line of text whose cells lie apart, unless they are labels as they stand. */
static void
add_chunks(gr_line *line, gr_slice words)
{
	unsigned short cell = 0;
	size_t		first = line->count;

	if (words.len == 0)
		return;
	add_words(line, words, 0);
	if (line->items[first].kind != GR_ITEM_TEXT)
		return;
	line->count = first;
	while (words.len > 0)
	{
		size_t		end = gap_end(words);
		gr_slice	chunk = gr_trim(end == 0 ? words : gr_slice_sub(words, 0, end));

		if (chunk.len > 0)
			add_chunk(line, chunk, cell++);
		if (end == 0)
			return;
		words = gr_slice_sub(words, end, words.len);
	}
}

/*
 * Whether a blank inside a figure may have made two of it: a group of three digits
 * close behind one to three others, in a line whose cells lie further apart.
 */
static bool
may_be_grouped(const gr_slice *figures, size_t count)
{
	size_t		widest = 0;
	bool		close = false;

	for (size_t i = 0; i + 1 < count; i++)
	{
		/* The last figure comes first. */
		gr_slice	left = figures[i + 1];
		gr_slice	right = figures[i];
		size_t		gap = (size_t) (right.data - (left.data + left.len));

		if (gap > widest)
			widest = gap;
		if (gap == 1 && right.len == 3 && left.len <= 3 && left.data[0] >= '1' && left.data[0] <= '9')
			close = true;
	}
	return close && widest > 1;
}

/* Whether a label stands at the start, as a whole. */
static bool
starts_label(gr_slice content)
{
	gr_label_match match;

	return gr_label_read(content, 0, &match);
}

static bool
has_blank(gr_slice text)
{
	return (gr_line_signs_within(text, 0, text.len) & GR_LINE_HAS_BLANK) != 0;
}

/*
 * A line whose cells lie apart: two or more figures at its end, or gaps between its
 * words.  False, and nothing added, for any other line.
 */
static bool
add_aligned(gr_line *line, gr_slice content)
{
	gr_slice	figures[GR_BLANK_FIGURES];
	gr_slice	before;
	size_t		count;

	if (content.len < 3 || content.len > ALIGNED_LIMIT)
		return false;
	count = trailing_figures(content, &before, figures);
	if (may_be_grouped(figures, count) || (count < 2 && (!has_gap(content) || starts_label(content))))
		return false;
	line->border = GR_BORDER_BLANK;
	add_chunks(line, before);
	for (size_t i = count; i > 0; i--)
		add_item(line, GR_ITEM_VALUE, figures[i - 1], (unsigned short) (count - i + 1));
	return true;
}

void
gr_line_of_signs(gr_line *line, gr_slice content, unsigned signs, gr_origin origin)
{
	gr_slice	trimmed;

	begin_line(line, GR_BORDER_NONE, origin);
	if ((signs & GR_LINE_HAS_PIPE) != 0)
	{
		line->border = GR_BORDER_PIPE;
		split(line, content, '|');
	}
	else if ((signs & GR_LINE_HAS_TAB) != 0)
	{
		line->border = GR_BORDER_TAB;
		split(line, content, '\t');
	}
	else if (content.len > 0)
	{
		trimmed = gr_trim(content);
		if ((signs & GR_LINE_HAS_BLANK) == 0 || (trimmed.len < content.len && !has_blank(trimmed)) || !add_aligned(line, trimmed))
			/* A blank one stands where the line begins. */
			add_cell(line, trimmed.len > 0 ? trimmed : content, 0);
	}
}

gr_slice
gr_next_cell(gr_slice content, char border, size_t *at)
{
	const char *end = memchr(content.data + *at, border, content.len - *at);
	gr_slice	cell = gr_slice_sub(content, *at, end == NULL ? content.len : (size_t) (end - content.data));

	*at += cell.len + 1;
	return cell;
}

void
gr_line_of_words(gr_line *line, gr_slice words, gr_origin origin)
{
	begin_line(line, GR_BORDER_NONE, origin);
	add_words(line, words, 0);
}

void
gr_line_of_text(gr_line *line, gr_slice content, gr_origin origin)
{
	gr_line_of_signs(line, content, gr_line_signs_within(content, 0, content.len), origin);
}

void
gr_line_begin_row(gr_line *line)
{
	begin_line(line, GR_BORDER_HTML, (gr_origin) {NULL, NULL});
}

void
gr_line_add_cell(gr_line *line, const gr_html_item *cell)
{
	line->origin = (gr_origin) {NULL, cell};
	line->columns = cell->column + cell->colspan;
	if (!line->cut)
		add_cell(line, cell->text, cell->column);
}

bool
gr_line_next(gr_line_reader *reader, gr_slice *content)
{
	gr_slice	rest = gr_slice_sub(reader->text, reader->next, reader->text.len);
	const char *end;

	if (rest.len == 0)
		return false;
	end = memchr(rest.data, '\n', rest.len);
	*content = gr_slice_make(rest.data, end == NULL ? rest.len : (size_t) (end - rest.data));
	reader->next += content->len + (end != NULL);
	if (content->len > 0 && content->data[content->len - 1] == '\r')
		content->len--;
	return true;
}
