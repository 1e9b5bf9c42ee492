#include "enumerator.h"

#include "fold.h"

/* No two of the signs have the same place. */
#define PLACE(c) (((c) * 9 >> 1) & 31)

int
gr_chinese_digit(uint32_t c)
{
	static const struct
	{
		uint32_t	sign;
		signed char value;
	}			digits[32] = {
#define DIGIT(sign, value) [PLACE(sign)] = {sign, value}
		DIGIT(0x3007, 0), DIGIT(0x25CB, 0), DIGIT(0x96F6, 0),	/* 〇 ○ 零 */
		DIGIT(0x4E00, 1), DIGIT(0x4E8C, 2), DIGIT(0x4E09, 3), DIGIT(0x56DB, 4), DIGIT(0x4E94, 5),	/* 一 二 三 四 五 */
		DIGIT(0x516D, 6), DIGIT(0x4E03, 7), DIGIT(0x516B, 8), DIGIT(0x4E5D, 9), DIGIT(0x5341, 10),	/* 六 七 八 九 十 */
#undef DIGIT
	};

	/* Without a jump, which nobody could guess; what has the place of a digit and is none, as 0 has that of 一, is told by its sign. */
	return (digits[PLACE(c)].value + 1) * (digits[PLACE(c)].sign == c) - 1;
}

/* One character that is an enumerator by itself. */
static gr_enumerator
single_sign(uint32_t c, size_t end)
{
	gr_enumerator e = {0, 0, end};

	if (c >= 0x3220 && c <= 0x3229)
		e.level = 2, e.number = (int) (c - 0x3220 + 1);
	else if (c >= 0x2488 && c <= 0x249B)
		e.level = 3, e.number = (int) (c - 0x2488 + 1);
	else if (c >= 0x2474 && c <= 0x2487)
		e.level = 4, e.number = (int) (c - 0x2474 + 1);
	else if (c >= 0x2460 && c <= 0x2473)
		e.level = 4, e.number = (int) (c - 0x2460 + 1);
	return e;
}

/* 一 to 九十九, or 1 to 99; returns the number, 0 when there is none. */
static int
read_number(gr_slice text, size_t *at, bool *chinese)
{
	size_t		i = *at;
	int			tens = 0;
	int			ones = 0;
	int			count = 0;

	*chinese = false;
	while (i < text.len && count < 3)
	{
		size_t		after;
		uint32_t	c = gr_sign_at(text, i, &after);
		int			digit;

		if (c >= '0' && c <= '9')
		{
			if (*chinese || count == 2)
				break;
			ones = ones * 10 + (int) (c - '0');
		}
		else
		{
			/* A number in ASCII digits ends with an ASCII sign or a 、. */
			digit = c < 0x3400 ? -1 : gr_chinese_digit(c);
			if (digit == 10 && tens == 0 && (count == 0 || *chinese))
			{
				tens = ones == 0 ? 1 : ones;
				ones = 0;
			}
			else if (digit >= 1 && digit <= 9 && ones == 0 && (count == 0 || (*chinese && tens > 0)))
				ones = digit;
			else
				break;
			*chinese = true;
		}
		i = after;
		count++;
	}
	if (count == 0)
		return 0;
	*at = i;
	return tens * 10 + ones;
}

static bool
is_separator(uint32_t c)
{
	return c == 0x3001 || c == '.' || c == ',';
}

bool
gr_starts_with_year(gr_slice text, size_t at)
{
	return text.len - at >= 7 && memcmp(text.data + at, "20", 2) == 0 && text.data[at + 2] >= '0' && text.data[at + 2] <= '9' &&
		text.data[at + 3] >= '0' && text.data[at + 3] <= '9' && memcmp(text.data + at + 4, "年", 3) == 0;
}

gr_enumerator
gr_enumerator_read_slow(gr_slice text, size_t from)
{
	gr_enumerator none = {0, 0, from};
	gr_enumerator e;
	const char *end = text.data + text.len;
	size_t		i = from;
	size_t		length;
	uint32_t	c;
	bool		bracket;
	bool		chinese;

	if (i >= text.len)
		return none;
	c = gr_fold_next(text.data + i, end, &length);
	if (c >= 0x3400 && gr_chinese_digit(c) <= 0)
		return none;
	e = single_sign(c, i + length);
	if (e.level != 0)
		return e;
	bracket = c == '(';
	if (bracket)
		i = gr_skip_blanks(text, i + length);
	e.number = read_number(text, &i, &chinese);
	if (e.number == 0)
		return none;
	i = gr_skip_blanks(text, i);
	if (i >= text.len)
		return none;
	c = gr_fold_next(text.data + i, end, &length);
	e.end = i + length;
	if (bracket)
	{
		/* （一、 occurs for （一）. */
		if (c != ')' && !(chinese && c == 0x3001))
			return none;
		e.level = chinese ? 2 : 4;
		return e;
	}
	if (c == ')')
	{
		e.level = chinese ? 2 : 4;
		return e;
	}
	if (!is_separator(c))
	{
		/* Markdown writes 1\. where a line is no list. */
		if (c != '\\' || e.end >= text.len || !is_separator((unsigned char) text.data[e.end]))
			return none;
		e.end++;
	}
	/* 1.5 and 1,234 are numbers. */
	if (!chinese && e.end < text.len)
	{
		uint32_t	next = gr_fold_next(text.data + e.end, end, &length);

		if (next >= '0' && next <= '9' && !gr_starts_with_year(text, e.end))
			return none;
	}
	e.level = chinese ? 1 : 3;
	return e;
}

/* One or two digits: true where what stands behind them tells, a full stop before a Han character or no separator at all. */
static bool
read_arabic(gr_slice text, size_t from, gr_enumerator *e)
{
	size_t		at = from + 1;
	int			number = text.data[from] - '0';
	unsigned char behind;

	if (at < text.len && text.data[at] >= '0' && text.data[at] <= '9')
		number = number * 10 + text.data[at++] - '0';
	if (text.len - at < 2)
		return false;
	behind = (unsigned char) text.data[at];
	if (behind == '.' && number > 0 && gr_starts_han((unsigned char) text.data[at + 1]))
	{
		*e = (gr_enumerator) {3, number, at + 1};
		return true;
	}
	return (behind >= '0' && behind <= '9') || gr_starts_han(behind);
}

/* A numeral at "at" and the sign behind it, an enumerator of that level: true where they stand there, or no numeral does. */
static bool
read_chinese(gr_slice text, size_t at, gr_slice sign, int level, gr_enumerator *e)
{
	int			number;

	if (text.len < at + 3 + sign.len || !gr_starts_han((unsigned char) text.data[at]))
		return false;
	number = gr_chinese_digit(gr_han_at(text.data + at));
	if (number > 0 && memcmp(text.data + at + 3, sign.data, sign.len) != 0)
		return false;
	if (number > 0)
		*e = (gr_enumerator) {level, number, at + 3 + sign.len};
	return true;
}

gr_enumerator
gr_enumerator_read_usual(gr_slice text, size_t from)
{
	gr_slice	rest = gr_slice_sub(text, from, text.len);
	gr_enumerator e = {0, 0, from};
	bool		known = false;

	if (rest.len > 0 && *rest.data >= '0' && *rest.data <= '9')
		known = read_arabic(text, from, &e);
	else if (rest.len > 0 && gr_starts_han((unsigned char) *rest.data))
		known = read_chinese(text, from, GR_SLICE("、"), 1, &e);
	else if (rest.len > 0 && *rest.data == '(')
		known = read_chinese(text, from + 1, GR_SLICE(")"), 2, &e);
	else if (gr_slice_starts(rest, GR_SLICE("（")))
		known = read_chinese(text, from + 3, GR_SLICE("）"), 2, &e);
	return known ? e : gr_enumerator_read_slow(text, from);
}
