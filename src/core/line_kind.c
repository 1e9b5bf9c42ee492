#include "line_kind.h"

#include "blocks.h"
#include "fold.h"
#include "heading_rows.h"

/* A page number with what surrounds it, in bytes. */
#define PAGE_NUMBER_LIMIT 40

/* Bytes of a unit: 万元 */
#define UNIT_LIMIT 6

/* Bytes of the title of a table of statistics, with the name of the organ. */
#define STATISTICS_TITLE_LIMIT 120

/* Bytes of a cell from which on a full stop in it makes the line a sentence. */
#define SENTENCE_IN_CELLS 60

static bool
is_page_number(gr_slice words)
{
	const char *end = words.data + words.len;
	int			figures = 0;
	int			run = 0;
	int			dashes = 0;
	bool		slash = false;
	bool		page = false;

	if (words.len > PAGE_NUMBER_LIMIT)
		return false;
	for (const char *p = words.data; p < end;)
	{
		size_t		length;
		uint32_t	c = gr_fold_next(p, end, &length);

		p += length;
		run = c >= '0' && c <= '9' ? run + 1 : 0;
		if (run > 3)
			return false;
		if (run > 0)
			figures += run == 1;
		else if (c == '-' || c == 0x2500 || c == 0x00B7)
			dashes++;
		else if (c == '/')
			slash = figures == 1;
		else if (c == 0x9875)
			page = figures > 0;
		/* 第, 共 */
		else if (c != ' ' && c != 0x7B2C && c != 0x5171 && c != ',')
			return false;
	}
	return figures > 0 && (page || (slash && figures == 2 && run > 0) || (dashes == 2 && figures == 1 && run == 0));
}

/* The sign that words begin with, as gr_starts_word compares it. */
static uint32_t
first_sign(gr_slice words)
{
	size_t		behind;

	return gr_simplify(gr_sign_at(words, 0, &behind));
}

/* Whether the number of a page may begin with the sign: most words begin with a Han character, which is none of 第 共 页. */
static bool
may_begin_page_number(uint32_t first)
{
	return first < 0x3400 || first == 0x7B2C || first == 0x5171 || first == 0x9875;
}

/* Words that stand before the first row of the applications and are no label: their identity. */
static bool
starts_identity(gr_slice words)
{
	size_t		behind;
	size_t		length;
	gr_slice	inside = words;

	if (gr_sign_at(words, 0, &behind) == '(')
		inside = gr_slice_sub(words, behind, words.len);
	/* 本 */
	return first_sign(inside) == 0x672C && gr_starts_word(inside, "本列数据的勾稽", &length);
}

/* The heads of a table of statistics, or its title. */
static bool
heads_statistics(gr_slice words)
{
	gr_slice	title = GR_SLICE("统计表");
	size_t		length;
	uint32_t	first = first_sign(words);

	if (first == 0x7EDF ? gr_starts_word(words, "统计指标", &length) : first == 0x6307 && gr_starts_word(words, "指标名称", &length))
		return true;
	return words.len > title.len && gr_slice_ends(words, title) &&
		gr_enumerator_read(words, 0).level == 0;
}

gr_line_kind
gr_words_kind(gr_slice words, int *table)
{
	*table = GR_TABLE_NONE;
	if (words.len == 0)
		return GR_LINE_BLANK;
	if (words.len <= PAGE_NUMBER_LIMIT && may_begin_page_number(first_sign(words)) && is_page_number(words))
		return GR_LINE_PAGE_NUMBER;
	if (words.len <= UNIT_LIMIT && gr_unit_by_text(words) != GR_UNITS)
		return GR_LINE_UNIT;
	if (words.len <= STATISTICS_TITLE_LIMIT && heads_statistics(words))
		return GR_LINE_HEAD;
	if (starts_identity(words))
	{
		*table = GR_TABLE_APPLICATIONS;
		return GR_LINE_HEAD;
	}
	if (gr_is_digit((unsigned char) words.data[words.len - 1]) && gr_is_row_of_statistics(words))
		return GR_LINE_ROW;
	return GR_LINE_WORDS;
}

static int
table_of_label(int label)
{
	int			table = gr_table_of_header(label);

	if (table == GR_TABLE_NONE && label >= GR_LABEL_ROW_RULES && label <= GR_LABEL_ROW_LITIGATION_AFTER_RECONSIDERATION)
		table = gr_rows[label - GR_LABEL_ROW_RULES + GR_ROW_RULES].table;
	return label == GR_LABEL_RESULT ? GR_TABLE_APPLICATIONS : table;
}

/* A line with a full stop in one of its cells is a sentence that has a tab or a pipe in it. */
static bool
is_sentence_with_borders(const gr_line *line)
{
	for (size_t i = 0; i < line->count; i++)
	{
		gr_slice	text = line->items[i].text;

		if (line->items[i].kind != GR_ITEM_TEXT || text.len < SENTENCE_IN_CELLS)
			continue;
		for (size_t at = 0; at + 3 <= text.len; at++)
			if (memcmp(text.data + at, "。", 3) == 0)
				return true;
	}
	return false;
}

/* Two cells, a number and the words of the heading it stands before. */
static bool
is_numbered(const gr_item *first)
{
	return first->kind == GR_ITEM_TEXT && gr_enumerator_read(first->text, 0).level != 0 && gr_enumerator_read(first->text, 0).end == first->text.len;
}

/* A few digits and nothing else are a figure, whatever page they stand on. */
static inline bool
is_plain_figure(gr_slice text)
{
	return text.len <= GR_PLAIN_DIGITS && gr_end_of_digits(text, 0) == text.len;
}

typedef struct contents
{
	uint64_t	counts;			/* of the cells of each kind, in a byte for each */
	const gr_item *label;		/* the first, or NULL */
	int			table;			/* that it belongs to, or the first label that belongs to one */
} contents;

_Static_assert(GR_LINE_ITEMS <= UINT8_MAX, "the cells of a line of one kind are counted in a byte");

#define COUNT_OF(kind) (UINT64_C(0xFF) << (kind) * 8)
#define FIGURES (COUNT_OF(GR_ITEM_VALUE) | COUNT_OF(GR_ITEM_GLUED))

static inline size_t
count_of(contents c, gr_item_kind kind)
{
	return (size_t) (c.counts >> kind * 8 & 0xFF);
}

/* Looks at the cells up to the one that makes the line a row of a table, if one does. */
static contents
look_at(const gr_line *line)
{
	contents	c = {0, NULL, GR_TABLE_NONE};

	for (size_t i = 0; i < line->count && (c.table == GR_TABLE_NONE || (c.counts & FIGURES) == 0); i++)
	{
		const gr_item *item = &line->items[i];

		c.counts += UINT64_C(1) << item->kind * 8;
		if (item->kind != GR_ITEM_LABEL || c.table != GR_TABLE_NONE)
			continue;
		c.table = table_of_label(item->label);
		if (c.label == NULL)
			c.label = item;
	}
	return c;
}

/* The first cell that is not blank; there is one. */
static const gr_item *
first_of(const gr_line *line)
{
	const gr_item *item = line->items;

	while (item->kind == GR_ITEM_BLANK)
		item++;
	return item;
}

static gr_line_kind
kind_of_labels(const contents *c, const gr_line *line)
{
	bool		texts = count_of(*c, GR_ITEM_TEXT) > 0;

	if (c->table == GR_TABLE_NONE && texts)
		return heads_statistics(first_of(line)->text) ? GR_LINE_HEAD : GR_LINE_CELLS;
	if ((c->counts & FIGURES) != 0)
		return GR_LINE_ROW;
	/* Heads side by side, some of them no labels as they stand. */
	if (texts && line->border == GR_BORDER_BLANK)
		return GR_LINE_HEAD;
	return gr_table_of_header(c->label->label) != GR_TABLE_NONE ? GR_LINE_HEAD : GR_LINE_LABEL;
}

/* A line of figures. */
static gr_line_kind
kind_of_figures(const gr_line *line, gr_slice words, size_t cells)
{
	gr_number_kind number;

	if (cells == 1 && is_plain_figure(words))
		return GR_LINE_FIGURE;
	if ((cells == 1 || line->border == GR_BORDER_BLANK) && is_page_number(words))
		return GR_LINE_PAGE_NUMBER;
	number = gr_number_read(first_of(line)->text).kind;
	/* 2021年1月28日 begins like a figure. */
	return cells == 1 && number == GR_NUMBER_UNREADABLE ? GR_LINE_WORDS : GR_LINE_FIGURE;
}

static gr_line_kind
kind_of_cells(const gr_line *line, gr_slice content, gr_slice *words, int *table)
{
	contents	c = look_at(line);
	size_t		cells = line->count - count_of(c, GR_ITEM_BLANK);	/* at least two of a row, whatever comes behind */
	size_t		texts = count_of(c, GR_ITEM_TEXT);

	*table = c.table;
	if (cells == 1)
		*words = first_of(line)->text;
	else
		*words = gr_trim(content);
	if (cells == 0)
		return line->border == GR_BORDER_PIPE ? GR_LINE_CELLS : GR_LINE_BLANK;
	if (c.label != NULL)
	{
		/* A label may have been read from this line and those before it. */
		if (line->border == GR_BORDER_NONE)
			*words = gr_trim(content);
		return kind_of_labels(&c, line);
	}
	if (cells == 1 && texts == 1)
		return gr_words_kind(*words, table);
	if (texts == 0)
		return kind_of_figures(line, *words, cells);
	if (line->border == GR_BORDER_BLANK)
		return texts < cells ? GR_LINE_MIXED : gr_words_kind(*words, table);
	if (is_sentence_with_borders(line))
		return GR_LINE_WORDS;
	if (heads_statistics(first_of(line)->text))
		return GR_LINE_HEAD;
	return line->border == GR_BORDER_TAB && cells == 2 && is_numbered(first_of(line)) ? GR_LINE_WORDS : GR_LINE_CELLS;
}

gr_line_kind
gr_line_kind_of(const gr_line *line, gr_slice content, gr_slice *words, int *table)
{
	/* As nearly all lines of prose are. */
	if (line->count == 1 && line->items[0].kind == GR_ITEM_TEXT)
	{
		*words = line->items[0].text;
		return gr_words_kind(*words, table);
	}
	return kind_of_cells(line, content, words, table);
}
