#include "citation_parts.h"

#include "bits.h"
#include "enumerator.h"
#include "rare.h"

/* Signs between a word and what it introduces: 电话：（0564）, 邮编 | 021008, [ 索引号 ] 014320144/2015-00056. */
#define INTRODUCTION_SIGNS 6

/* Those that are too many, full-width or near the end of the text. */
GR_RARE static gr_digits
read_digits_slow(gr_slice text, size_t at)
{
	gr_digits	d = {at, at, 0, 0, 0};

	for (;;)
	{
		size_t		after = d.to + 1;
		uint32_t	c = d.to < text.len ? (unsigned char) text.data[d.to] : 0;

		/* Full-width digits are U+FF10 on. */
		if (c == 0xEF)
			c = gr_sign_at(text, d.to, &after);
		if (c < '0' || c > '9')
			break;
		d.to = after;
		if (++d.count > 9)
		{
			d.value = -1;
			after = gr_end_of_digits(text, d.to);
			d.count += after - d.to;
			d.to = after;
			continue;
		}
		d.value = d.value * 10 + (int) (c - '0');
		if (d.count == 4)
			d.leading = d.value;
	}
	if (d.count < 4)
		d.leading = d.value;
	return d;
}

gr_digits
gr_digits_read(gr_slice text, size_t at)
{
	gr_digits	d = {at, at, 0, 0, 0};
	int64_t		value = 0;

	if (at + 8 > text.len)
		return read_digits_slow(text, at);
	d.count = gr_leading_digits(gr_word_at(text.data + at), &value);
	d.to = at + d.count;
	if (d.count == 8 || (unsigned char) text.data[d.to] == 0xEF)
		return read_digits_slow(text, at);
	d.value = (int) value;
	if (d.count > 4)
		gr_leading_digits(gr_word_at(text.data + at) & UINT32_MAX, &value);
	d.leading = (int) value;
	return d;
}

int
gr_chinese_number_read(gr_slice text, size_t at, size_t *end)
{
	int			value = 0;
	int			digit = 0;

	*end = at;
	while (value < 10000)
	{
		size_t		after;
		uint32_t	c = gr_sign_at(text, *end, &after);
		int			number = gr_chinese_digit(c);
		int			power = number == 10 ? 10 : c == 0x767E ? 100 : c == 0x5343 ? 1000 : 0;

		if (power != 0)
		{
			value += (digit == 0 ? 1 : digit) * power;
			digit = 0;
		}
		else if (number > 0 && digit == 0)
			digit = number;
		else if (c != 0x96F6 && number != 0)
			break;
		*end = after;
	}
	value += digit;
	return value < 10000 ? value : 0;
}

bool
gr_back_over_any_word(gr_slice text, size_t border, size_t *at, const gr_slice *words)
{
	if (*at <= border)
		return false;
	for (; words->len > 0; words++)
		/* The last byte differs more often than not. */
		if (words->data[words->len - 1] == text.data[*at - 1] && words->len <= *at - border &&
			memcmp(words->data, text.data + *at - words->len, words->len) == 0)
		{
			*at -= words->len;
			return true;
		}
	return false;
}

size_t
gr_back_over_blanks_slow(gr_slice text, size_t border, size_t at)
{
	size_t		before;

	for (int i = 0; i < INTRODUCTION_SIGNS && gr_sign_before(text, border, at, &before) == ' '; i++)
		at = before;
	return at;
}

/* Whether a blank may end with the byte: one of ASCII, U+3000 or U+00A0. */
static inline bool
may_end_blank(unsigned char byte)
{
	return byte == ' ' || byte == 0x80 || byte == 0xA0;
}

/* 邮　编, 索 引 号: whether one of the words ends at "at" with blanks inside it. */
GR_RARE static bool
back_over_spaced_word(const gr_citation_text *t, size_t at, const gr_slice *words)
{
	for (; words->len > 0; words++)
		if (gr_back_over_spaced(t->text, t->taken, at, *words) != GR_NOT_FOUND)
			return true;
	return false;
}

bool
gr_introduced_by(const gr_citation_text *t, size_t at, const gr_slice *words)
{
	for (int i = 0; i < INTRODUCTION_SIGNS; i++)
	{
		size_t		before;
		uint32_t	c = gr_sign_before(t->text, t->taken, at, &before);

		if (c != ' ' && c != ':' && c != '|' && c != '(' && c != ')' && c != ']' && c != 0x3011 && !gr_is_quote(c))
			break;
		at = before;
	}
	if (gr_back_over_any_word(t->text, t->taken, &at, words))
		return true;
	return at >= t->taken + 4 && may_end_blank((unsigned char) t->text.data[at - 4]) && back_over_spaced_word(t, at, words);
}

bool
gr_opens_bracket_slow(uint32_t c)
{
	return c == '(' || c == '[' || c == '<' || c == '{' || c == 0x3014 || c == 0xFE5D || c == 0x3010 || c == 0x3008 || c == 0x3016;
}

bool
gr_closes_bracket_slow(uint32_t c)
{
	return c == ')' || c == ']' || c == '>' || c == '}' || c == 0x3015 || c == 0xFE5E || c == 0x3011 || c == 0x3009 || c == 0x3017;
}
