#include "number.h"

#include "fold.h"
#include "utf8.h"

/* A figure has at most this many digits, so that it fits in an int64. */
#define DIGITS_LIMIT 18

/* Bytes of signs that stand for nothing, with the blanks between them. */
#define PLACEHOLDER_LIMIT 256

typedef struct scanner
{
	gr_slice	text;
	size_t		at;
} scanner;

int64_t
gr_power_of_ten(int exponent)
{
	static const int64_t powers[] = {
		INT64_C(1), INT64_C(10), INT64_C(100), INT64_C(1000), INT64_C(10000), INT64_C(100000), INT64_C(1000000),
		INT64_C(10000000), INT64_C(100000000), INT64_C(1000000000), INT64_C(10000000000), INT64_C(100000000000),
		INT64_C(1000000000000), INT64_C(10000000000000), INT64_C(100000000000000), INT64_C(1000000000000000),
		INT64_C(10000000000000000), INT64_C(100000000000000000), INT64_C(1000000000000000000),
	};

	return powers[exponent];
}

/* 0 at the end: text of a report holds no NUL. */
static inline uint32_t
peek(const scanner *s, size_t *length)
{
	size_t		after = s->at;
	uint32_t	c = s->at < s->text.len ? gr_sign_at(s->text, s->at, &after) : 0;

	*length = after - s->at;
	return c;
}

int
gr_money_unit_in(gr_slice note)
{
	static const int money[] = {GR_UNIT_YI_YUAN, GR_UNIT_WAN_YUAN, GR_UNIT_YUAN};

	/* The first unit counts: 元 itself begins none of the others. */
	for (size_t at = 0; at < note.len; at += gr_utf8_length((unsigned char) note.data[at]))
	{
		gr_slice	rest = gr_slice_sub(note, at, note.len);
		size_t		length;

		for (size_t i = 0; i < sizeof(money) / sizeof(money[0]); i++)
			if (gr_starts_word(rest, gr_units[money[i]].text, &length))
				return money[i];
		/* 千元, 百万元 and the like are no unit of ours. */
		if (gr_starts_word(rest, "千", &length) || gr_starts_word(rest, "百", &length) || gr_starts_word(rest, "十", &length))
			return GR_UNIT_NONE;
	}
	return GR_UNIT_NONE;
}

static size_t
skip_blanks(scanner *s)
{
	size_t		start = s->at;
	size_t		length;

	while (peek(s, &length) == ' ')
		s->at += length;
	return s->at - start;
}

static bool
take(scanner *s, const char *word)
{
	return gr_take_word(s->text, &s->at, word);
}

/* By the first character of figures, and of what is a sign, a placeholder or no change: most cells of words begin with another. */
bool
gr_may_be_number(gr_slice trimmed)
{
	size_t		behind;
	uint32_t	c = gr_sign_at(trimmed, 0, &behind);

	if (gr_is_digit(c))
		return true;
	switch (c < 0x3400 ? c : gr_simplify(c))
	{
		case '+':
		case '-':
		case '/':
		case '\\':
		case '*':
		case '_':
		case 'N':				/* N/A */
		case 'n':
		case 0x2191:			/* ↑ */
		case 0x2193:			/* ↓ */
		case 0x589E:			/* 增 */
		case 0x65B0:			/* 新 */
		case 0x51C0:			/* 净 */
		case 0x51CF:			/* 减 */
		case 0x65E0:			/* 无 */
		case 0x7A7A:			/* 空 */
		case 0x4E0D:			/* 不 */
		case 0x672A:			/* 未 */
		case 0x6682:			/* 暂 */
		case 0x7565:			/* 略 */
		case 0x6301:			/* 持 */
		case 0x6CA1:			/* 没 */
			return true;
	}
	return false;
}

#define WORD(text) {text, sizeof(text) - 1}

static bool
is_word(gr_slice text, const gr_slice *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (gr_slice_equal(text, words[i]))
			return true;
	return false;
}

static bool
is_placeholder(gr_slice text)
{
	static const gr_slice words[] = {
		WORD("无"), WORD("空"), WORD("不涉及"), WORD("未涉及"), WORD("暂无"), WORD("无数据"), WORD("无此项"), WORD("N/A"), WORD("n/a"),
		WORD("略"),
	};
	scanner		s = {text, 0};
	size_t		length;

	if (is_word(text, words, sizeof(words) / sizeof(words[0])))
		return true;
	/* That would be a line drawn, and no cell is so wide. */
	if (text.len > PLACEHOLDER_LIMIT)
		return false;
	while (s.at < text.len)
	{
		uint32_t	c = peek(&s, &length);

		if (c != '-' && c != '/' && c != '\\' && c != '*' && c != '_' && c != ' ')
			return false;
		s.at += length;
	}
	return true;
}

static bool
is_unchanged(gr_slice text)
{
	static const gr_slice words[] = {
		WORD("持平"), WORD("未增未减"), WORD("无增减"), WORD("无变化"), WORD("不变"), WORD("没有变化"), WORD("未变"),
	};

	return is_word(text, words, sizeof(words) / sizeof(words[0]));
}

/* Returns -1, 1, or 0 where no sign stands. */
static int
read_sign(scanner *s)
{
	size_t		length;
	uint32_t	c = peek(s, &length);

	switch (c)
	{
		case '+':
		case 0x2191:
			s->at += length;
			return 1;
		case '-':
		case 0x2193:
			s->at += length;
			return -1;
	}
	switch (gr_simplify(c))
	{
		case 0x589E:			/* 增 */
			return take(s, "增加") || take(s, "增") ? 1 : 0;
		case 0x65B0:			/* 新 */
			return take(s, "新增") ? 1 : 0;
		case 0x51C0:			/* 净 */
			return take(s, "净增") ? 1 : take(s, "净减") ? -1 : 0;
		case 0x51CF:			/* 减 */
			return take(s, "减少") || take(s, "减") ? -1 : 0;
	}
	return 0;
}

/*
 * Digits with at most one kind of grouping: commas, or single blanks, before
 * groups of three.  False when what stands there is no whole number.
 */
static bool
read_digits(scanner *s, int64_t *value, int *count, bool *grouped)
{
	int			group = 0;
	uint32_t	separator = 0;
	size_t		length;
	uint32_t	c;

	*value = 0;
	*count = 0;
	*grouped = false;
	for (;;)
	{
		c = peek(s, &length);
		if (gr_is_digit(c))
		{
			if (++*count > DIGITS_LIMIT)
				return false;
			*value = *value * 10 + (int64_t) (c - '0');
			group++;
			s->at += length;
		}
		else if ((c == ',' || c == ' ') && group > 0)
		{
			scanner		ahead = *s;

			/* A line end parts two figures. */
			if (s->text.data[s->at] == '\n')
				break;
			ahead.at += length;
			if (!gr_is_digit(peek(&ahead, &length)))
				break;
			/* The first group has one to three digits and is not zero, every other exactly three. */
			if (group > 3 || (!*grouped && *value == 0) || (*grouped && (group != 3 || c != separator)))
				return false;
			separator = c;
			*grouped = true;
			group = 0;
			*s = ahead;
		}
		else
			break;
	}
	return *count > 0 && (!*grouped || group == 3);
}

static bool
read_fraction(scanner *s, gr_number *n)
{
	size_t		length;
	int			count = 0;

	if (peek(s, &length) != '.')
		return true;
	s->at += length;
	for (;;)
	{
		uint32_t	c = peek(s, &length);

		if (!gr_is_digit(c))
			break;
		if (++count > GR_LARGEST_SCALE || n->value > (INT64_MAX - 9) / 10)
			return false;
		n->value = n->value * 10 + (int64_t) (c - '0');
		s->at += length;
	}
	n->scale = count;
	return count > 0;
}

/* 万 and 亿 in front of what is not 元. */
static bool
multiply(gr_number *n, int exponent)
{
	while (exponent > 0 && n->scale > 0)
	{
		n->scale--;
		exponent--;
	}
	if (n->value > INT64_MAX / gr_power_of_ten(exponent))
		return false;
	n->value *= gr_power_of_ten(exponent);
	return true;
}

static void
read_unit(scanner *s, gr_number *n)
{
	size_t		longest = 0;
	size_t		length;
	uint32_t	first = gr_simplify(peek(s, &length));

	n->unit = GR_UNIT_NONE;
	/* All units are Han characters. */
	if (first < 0x3400)
		return;
	for (int i = GR_UNIT_NONE + 1; i < GR_CELL_UNITS; i++)
		if (first == gr_han_at(gr_units[i].text) && gr_starts_word(gr_slice_sub(s->text, s->at, s->text.len), gr_units[i].text, &length) && length > longest)
		{
			longest = length;
			n->unit = i;
		}
	s->at += longest;
}

/* Whether nothing, a note in brackets or a footnote mark is what remains. */
static bool
only_note_follows(scanner *s)
{
	size_t		length;
	uint32_t	c;

	skip_blanks(s);
	c = peek(s, &length);
	if (c == 0 || c == '(' || c == '[')
		return true;
	while (c == '*' || c == 0x203B || (c >= 0x2460 && c <= 0x2473) || c == 0x00B9 || c == 0x00B2 || c == 0x00B3 || c == 0x6CE8)
	{
		s->at += length;
		c = peek(s, &length);
		if (c == 0)
			return true;
	}
	return false;
}

/* From the first digit on; false when it is no figure after all. */
static bool
read_figure(scanner *s, gr_number *n)
{
	scanner		before;
	int			count;
	bool		grouped;
	bool		wan;
	size_t		length;

	if (!read_digits(s, &n->value, &count, &grouped))
		return false;
	n->only_digits = !grouped && !n->has_sign && s->at == s->text.len;
	if (!read_fraction(s, n))
		return false;
	n->to = s->at;
	before = *s;
	skip_blanks(s);
	read_unit(s, n);
	if (n->unit == GR_UNIT_NONE && peek(s, &length) >= 0x3400 && ((wan = take(s, "万")) || take(s, "亿")))
	{
		if (!multiply(n, wan ? 4 : 8))
			return false;
		n->multiplied = true;
		n->to = s->at;
		before = *s;
		skip_blanks(s);
		read_unit(s, n);
	}
	if (n->unit != GR_UNIT_NONE)
		n->to = s->at;
	else
		*s = before;
	/* 1 2 in one cell: not a group of three, so two figures. */
	if (gr_is_digit(peek(s, &length)))
		return false;
	return only_note_follows(s);
}

/* The figure of most cells: ASCII digits and nothing else. */
static bool
read_plain(gr_slice cell, gr_number *n)
{
	int64_t		value = 0;

	if (cell.len == 0 || cell.len > DIGITS_LIMIT)
		return false;
	for (size_t i = 0; i < cell.len; i++)
	{
		if (cell.data[i] < '0' || cell.data[i] > '9')
			return false;
		value = value * 10 + (cell.data[i] - '0');
	}
	n->kind = GR_NUMBER_VALUE;
	n->value = value;
	n->only_digits = true;
	n->to = cell.len;
	return true;
}

/* A cell that may be a figure or a word that stands for one; *n is a blank one. */
static void
read_trimmed(gr_slice trimmed, gr_number *n)
{
	scanner		s = {trimmed, 0};
	size_t		length;
	int			sign = read_sign(&s);

	n->has_sign = sign != 0;
	if (n->has_sign)
		skip_blanks(&s);
	if (!gr_is_digit(peek(&s, &length)))
		n->kind = is_placeholder(trimmed) ? GR_NUMBER_PLACEHOLDER : is_unchanged(trimmed) ? GR_NUMBER_UNCHANGED : GR_NUMBER_NONE;
	else if (read_figure(&s, n))
	{
		n->kind = GR_NUMBER_VALUE;
		if (sign < 0)
			n->value = -n->value;
	}
	else
	{
		n->kind = GR_NUMBER_UNREADABLE;
		n->value = 0;
		n->scale = 0;
		n->unit = GR_UNIT_NONE;
		n->to = trimmed.len;
	}
}

/* 3.其他: a number of one or two digits before a word, which makes no figure. */
static bool
is_numbered_word(gr_slice trimmed)
{
	size_t		point = trimmed.len > 1 && trimmed.data[1] != '.' ? 2 : 1;

	return trimmed.len > point + 1 && trimmed.data[point] == '.' && gr_starts_han((unsigned char) trimmed.data[point + 1]) &&
		gr_is_digit((unsigned char) trimmed.data[0]) && gr_is_digit((unsigned char) trimmed.data[point - 1]);
}

gr_number
gr_number_read(gr_slice cell)
{
	gr_number	n = {GR_NUMBER_BLANK, 0, 0, GR_UNIT_NONE, false, false, false, 0, 0};
	gr_slice	trimmed;

	if (read_plain(cell, &n))
		return n;
	trimmed = gr_trim(cell);
	n.to = trimmed.len;
	/* Most cells that begin like a figure and are none. */
	if (is_numbered_word(trimmed))
		n.kind = GR_NUMBER_UNREADABLE;
	else if (trimmed.len > 0 && !gr_may_be_number(trimmed))
		n.kind = GR_NUMBER_NONE;
	else if (trimmed.len > 0)
		read_trimmed(trimmed, &n);
	n.from = (size_t) (trimmed.data - cell.data);
	n.to += n.from;
	return n;
}
