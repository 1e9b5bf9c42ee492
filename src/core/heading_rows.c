#include "heading_rows.h"

#include "dictionary.h"
#include "fold.h"

/* Where the digits that end at "at" begin, or "at" for none. */
static size_t
begin_of_digits(gr_slice text, size_t at)
{
	size_t		start = at;
	uint32_t	c = gr_sign_before(text, 0, at, &start);

	if (!gr_is_digit(c))
		return at;
	for (; gr_is_digit(c) || c == '.'; c = gr_sign_before(text, 0, at, &start))
		at = start;
	return at;
}

static bool
is_unit(gr_slice words)
{
	return words.len > 0 && gr_unit_by_text(words) != GR_UNITS;
}

/* What the labels of statistics end with before their unit: 申请数, 行政复议数量, 收取的费用, 专项经费, and a bracket. */
static bool
may_stand_before_unit(uint32_t sign)
{
	return sign == 0x6570 || sign == 0x91CF || sign == 0x7528 || sign == 0x8D39 || sign == ')';
}

/* 3.网络申请数10件: the figure of a label, with its unit of one or two characters. */
static bool
ends_with_figure(gr_slice text)
{
	size_t		unit = text.len;

	for (int i = 0; i < 2; i++)
	{
		size_t		before;
		size_t		digits;

		gr_sign_before(text, 0, unit, &unit);
		digits = begin_of_digits(text, unit);
		if (digits < unit)
			return may_stand_before_unit(gr_sign_before(text, 0, digits, &before)) && is_unit(gr_slice_sub(text, unit, text.len));
	}
	return false;
}

bool
gr_is_row_of_statistics(gr_slice text)
{
	size_t		at = begin_of_digits(text, text.len);
	size_t		unit = at;

	for (int i = 0; i < 2 && at < text.len; i++)
	{
		size_t		before;

		gr_sign_before(text, 0, unit, &unit);
		if (may_stand_before_unit(gr_sign_before(text, 0, unit, &before)))
			return is_unit(gr_slice_sub(text, unit, at));
	}
	return false;
}

bool
gr_is_row_of_figures(gr_slice text)
{
	size_t		at = begin_of_digits(text, text.len);
	size_t		start;
	size_t		end;

	if (at == text.len)
	{
		uint32_t	c;

		while ((c = gr_sign_before(text, 0, at, &start)) == '-')
			at = start;
		return at < text.len ? c == ' ' : ends_with_figure(text);
	}
	if (gr_is_row_of_statistics(text))
		return true;
	/* Of several columns each has one. */
	do
	{
		if (gr_sign_before(text, 0, at, &start) != ' ')
			return false;
		end = gr_trim(gr_slice_sub(text, 0, at)).len;
		at = begin_of_digits(text, end);
	}
	while (at < end);
	for (at = end; at > 0 && gr_sign_before(text, 0, at, &start) != ' '; at = start)
		;
	return at > 0 && is_unit(gr_slice_sub(text, at, end));
}
