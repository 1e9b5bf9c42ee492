#include "facts_numerals.h"

#include "enumerator.h"
#include "facts_figure.h"
#include "number.h"
#include "rare.h"
#include "utf8.h"

/* A figure has at most this many digits, so that it fits in an int64 with 亿 behind it checked. */
#define DIGITS_LIMIT 15

/* What 万 or 亿 stands behind is no larger: 亿亿 is no figure. */
#define LARGEST_MULTIPLIED INT64_C(100000000)

/* Parts of a figure that blanks or commas separate; more are no figure. */
#define GROUPS_LIMIT 16

int
gr_chinese_numeral(uint32_t c)
{
	int			digit = c == 0x4E24 ? 2 : gr_chinese_digit(c);	/* 两 */

	return digit == 10 ? -1 : digit;
}

int
gr_chinese_power(uint32_t c)
{
	switch (c)
	{
		case 0x5341:
			return 1;
		case 0x767E:
			return 2;
		case 0x5343:
			return 3;
		case 0x4E07:
			return 4;
		case 0x4EBF:
			return 8;
	}
	return 0;
}

/* Whether a figure may go on behind its first digits: behind a comma, a blank, or in digits of the other width. */
static bool
may_go_on(gr_slice text, size_t at)
{
	unsigned char c = at < text.len ? (unsigned char) text.data[at] : 'x';

	return c == ',' || !gr_starts_no_blank(c);
}

/* The groups behind the first one, which ends at r->at, or the rest of it in digits of the other width. */
static bool
read_groups(gr_numeral_reader *r, int64_t *value, int *digits)
{
	int			sizes[GROUPS_LIMIT];
	int			groups = 0;
	int			size = *digits;
	uint32_t	separator = 0;
	bool		ones = true;
	bool		threes = true;
	size_t		length;

	for (;;)
	{
		uint32_t	c = gr_numeral_peek(r, &length);
		size_t		behind;

		if (gr_is_digit(c))
		{
			if (++*digits > DIGITS_LIMIT)
				return false;
			*value = *value * 10 + (int64_t) (c - '0');
			size++;
			r->at += length;
			continue;
		}
		if ((c != ',' && c != ' ') || r->text.data[r->at] == '\n')
			break;
		behind = c == ' ' ? gr_skip_blanks(r->text, r->at) : r->at + length;
		if (!gr_is_digit(gr_numeral_peek_at(r->text, behind, &length)))
			break;
		if (c == ',')
		{
			/* Exactly three digits make it one figure, else the comma parts two. */
			size_t		p = behind;
			int			n = 0;

			while (n < 4 && gr_is_digit(gr_numeral_peek_at(r->text, p, &length)))
			{
				p += length;
				n++;
			}
			if (n != 3 || separator == ' ' || (groups == 0 && (size > 3 || *value == 0)))
				break;
		}
		else if (separator == ',')
			break;
		separator = c;
		if (groups == GROUPS_LIMIT)
			return false;
		sizes[groups++] = size;
		size = 0;
		r->at = behind;
	}
	if (groups == 0 || separator == ',')
		return true;
	for (int i = 0; i < groups; i++)
	{
		ones = ones && sizes[i] == 1;
		threes = threes && (i == 0 ? sizes[i] <= 3 : sizes[i] == 3);
	}
	return (ones && size == 1) || (threes && size == 3);
}

bool
gr_numeral_read_digits(gr_numeral_reader *r, int64_t *value, int *digits)
{
	gr_slice	text = r->text;
	size_t		at = r->at;
	int64_t		number = 0;

	while (at < text.len && at - r->at <= DIGITS_LIMIT && gr_is_digit((unsigned char) text.data[at]))
		number = number * 10 + (text.data[at++] - '0');
	*value = number;
	*digits = (int) (at - r->at);
	r->at = at;
	if (*digits > DIGITS_LIMIT)
		return false;
	return !may_go_on(text, at) || read_groups(r, value, digits);
}

bool
gr_numeral_read_chinese(gr_numeral_reader *r, int64_t *value, int *digits, bool *plain)
{
	int64_t		total = 0;
	int64_t		section = 0;	/* below 万 */
	int64_t		digit = -1;
	int64_t		string = 0;
	size_t		length;

	*digits = 0;
	*plain = true;
	for (;; r->at += length)
	{
		uint32_t	c = gr_numeral_peek(r, &length);
		int			d = gr_chinese_numeral(c);
		int			power = gr_chinese_power(c);

		if (d >= 0)
		{
			if (++*digits > DIGITS_LIMIT)
				return false;
			string = string * 10 + d;
			digit = d;
			continue;
		}
		if (power == 0)
			break;
		/* 万 alone, and 百 or 千 without a digit, are words unless 余 follows. */
		if (*plain && digit < 0 && power != 1)
		{
			*digits = 1;
			digit = 1;
		}
		*plain = false;
		if (++*digits > DIGITS_LIMIT || total > INT64_C(10000000000000))
			return false;
		if (power >= 4)
		{
			int64_t		unit = gr_power_of_ten(power);

			section += digit > 0 ? digit : 0;
			/* 一亿二千万, but 一万亿 and 二万三千亿 */
			if (section > 0 && total >= unit)
				total += section * unit;
			else if (total > LARGEST_MULTIPLIED)
				return false;
			else
				total = (total + section) * unit;
			section = 0;
		}
		else
			section += (digit < 0 ? 1 : digit) * gr_power_of_ten(power);
		digit = 0;
	}
	*value = *plain ? string : total + section + (digit > 0 ? digit : 0);
	return true;
}

GR_RARE size_t
gr_skip_bold(gr_slice text, size_t at)
{
	size_t		behind = at + strlen("**");
	size_t		after;
	uint32_t	c;

	if (!gr_slice_starts(gr_slice_sub(text, at, text.len), GR_SLICE("**")))
		return at;
	c = gr_sign_at(text, behind, &after);
	return c == '*' || gr_is_digit(c) || gr_is_ascii_letter(c) ? at : behind;
}

GR_RARE size_t
gr_skip_to_unit(gr_slice text, size_t at)
{
	return gr_skip_blanks(text, gr_skip_bold(text, gr_skip_blanks(text, at)));
}

bool
gr_numeral_read_lower(gr_numeral_reader *r, int64_t *place, int64_t *value)
{
	gr_numeral_reader ahead = *r;
	int64_t		by = 1;
	int64_t		low;
	bool		zero = gr_numeral_take(&ahead, "零");
	size_t		length;
	int			digits;
	int			power;

	if (!gr_is_digit(gr_numeral_peek(&ahead, &length)) || !gr_numeral_read_digits(&ahead, &low, &digits))
		return false;
	while ((power = gr_chinese_power(gr_numeral_peek(&ahead, &length))) > 0 && by < *place)
	{
		by *= gr_power_of_ten(power);
		ahead.at += length;
	}
	/* 3万5000, 10万零500, 1亿500万: the second part ends below the first. */
	if (by >= *place || low >= *place / by || (!zero && by == 1 && low < *place / 10))
		return false;
	*place = by;
	*value = low * by;
	r->at = ahead.at;
	return true;
}

bool
gr_numeral_is_approached(gr_slice text, size_t from)
{
	size_t		start;

	switch (gr_sign_before(text, 0, from, &start))
	{
		case 0x8FD1:			/* 近 */
		case 0x903E:			/* 逾 */
		case 0x8D85:			/* 超 */
		case 0x8FC7:			/* 过, of 超过 */
		case 0x7834:			/* 破, of 突破 */
		case 0x7EA6:			/* 约 */
			return true;
	}
	return false;
}

bool
gr_figure_begins_slow(gr_slice text, size_t at)
{
	size_t		length;
	uint32_t	code;

	if (text.len - at < 3 || !gr_may_begin_figure(text.data + at))
		return false;
	code = gr_utf8_next(text.data + at, text.data + text.len, &length);
	return (code >= 0xFF10 && code <= 0xFF19) || gr_chinese_numeral(code) >= 0 || gr_chinese_power(code) > 0;
}
