#include "facts_figure.h"

#include "date.h"
#include "enumerator.h"
#include "facts_ties.h"
#include "number.h"
#include "rare.h"

/* The digits behind a point, where one stands.  False: no figure. */
static bool
read_fraction(gr_numeral_reader *r, gr_fact_figure *f)
{
	size_t		length;
	size_t		point;

	if (gr_numeral_peek(r, &point) != '.')
		return true;
	if (!gr_is_digit(gr_numeral_peek_at(r->text, r->at + point, &length)))
		return false;
	r->at += point;
	for (;;)
	{
		uint32_t	c = gr_numeral_peek(r, &length);

		if (!gr_is_digit(c))
			break;
		if (f->scale == GR_LARGEST_SCALE || f->value > INT64_MAX / 100)
			return false;
		f->value = f->value * 10 + (int64_t) (c - '0');
		f->scale++;
		r->at += length;
	}
	return gr_numeral_peek(r, &length) != '.';
}

static bool
multiply(gr_fact_figure *f, int64_t by)
{
	while (by >= 10 && f->scale > 0)
	{
		f->scale--;
		by /= 10;
	}
	if (f->value > GR_LARGEST_FIGURE * 1000 / by)
		return false;
	f->value *= by;
	return true;
}

/* The width of what 余 leaves open: one unit of the last figure that is not zero. */
static int64_t
last_place(int64_t value)
{
	int64_t		place = 1;

	while (value != 0 && value % (place * 10) == 0)
		place *= 10;
	return place;
}

static bool
take_and_some(gr_numeral_reader *r, gr_fact_figure *f)
{
	size_t		at = r->at;
	size_t		length;
	uint32_t	c = gr_numeral_peek(r, &length);

	if (c == ' ' || c == '*')
		c = gr_numeral_peek_at(r->text, at = gr_skip_to_unit(r->text, at), &length);
	switch (c)
	{
		case 0x4F59:			/* 余 */
		case 0x9980:			/* 馀 */
			f->qualifier = GR_QUALIFIER_AND_SOME;
			break;
		case 0x591A:			/* 多 */
		case 0x51E0:			/* 几 */
			f->qualifier = GR_QUALIFIER_MANY;
			break;
		default:
			return false;
	}
	r->at = at + length;
	return true;
}

static bool
read_unit(gr_numeral_reader *r, gr_fact_figure *f)
{
	size_t		at = gr_skip_blanks(r->text, r->at);
	size_t		length;
	int			unit = gr_fact_unit_at(r->text, at, &length);

	if (unit == GR_UNIT_NONE && at < r->text.len && r->text.data[at] == '*')
		unit = gr_fact_unit_at(r->text, at = gr_skip_to_unit(r->text, at), &length);
	if (unit == GR_UNIT_NONE)
		return false;
	r->at = at + length;
	f->unit = (unsigned char) unit;
	return true;
}

/* 余, 万, 亿 and the unit behind the digits; the bounds that follow from them.  False: no figure. */
static bool
read_tail(gr_numeral_reader *r, gr_fact_figure *f)
{
	int64_t		written = f->value;
	int64_t		multiple = 1;	/* of the last place of what is written, with 余 */
	bool		some = take_and_some(r, f);

	f->low = f->high = f->value;
	if (!read_unit(r, f))
	{
		size_t		at = gr_skip_blanks(r->text, r->at);
		size_t		length;
		int64_t		by = 1;
		int			power;

		while ((power = gr_chinese_power(gr_numeral_peek_at(r->text, at, &length))) > 0)
		{
			at += length;
			if (by > 100000000)
				return false;
			by *= gr_power_of_ten(power);
		}
		if (by > 1)
		{
			int			scale = f->scale;
			int64_t		lower = 0;

			r->at = at;
			f->multiplied = by >= 10000;
			if (!multiply(f, by))
				return false;
			if (!some && scale == 0 && gr_numeral_read_lower(r, &by, &lower))
				f->value += lower;
			f->low = f->high = f->value;
			if (some)
				multiple = by;
			else if (take_and_some(r, f))
			{
				/* 1.8万余 leaves open what is below its last figure. */
				f->high = f->value + (lower > 0 ? last_place(lower) : by * gr_power_of_ten(f->scale) / gr_power_of_ten(scale));
			}
			else
			{
				/* What is printed in 万 is rounded at its last figure. */
				int64_t		half = by * gr_power_of_ten(f->scale) / gr_power_of_ten(scale) / 2;

				f->low -= half;
				f->high += half;
			}
			read_unit(r, f);
		}
	}
	if (some)
		f->high = f->value + last_place(written) * multiple;
	return true;
}

/* A second figure behind a dash or 至: a range has one unit for both. */
GR_RARE static bool
read_range(gr_numeral_reader *r, gr_fact_figure *f)
{
	gr_numeral_reader		ahead = *r;
	size_t		length;
	uint32_t	c = gr_numeral_peek(r, &length);
	int64_t		second;
	int			digits;

	if (c != '-' && c != '~' && c != 0x81F3 && c != 0x5230)
		return false;
	ahead.at += length;
	if (!gr_is_digit(gr_numeral_peek(&ahead, &length)) || !gr_numeral_read_digits(&ahead, &second, &digits) || digits > 6 || f->scale > 0 || second <= f->value)
		return false;
	if (!read_unit(&ahead, f))
		return false;
	f->low = f->value;
	f->high = second;
	r->at = ahead.at;
	return true;
}

/* Whether the text goes on so that a figure without a unit is complete. */
static bool
ends_here(gr_slice text, size_t at)
{
	size_t		length;
	uint32_t	c;

	at = gr_skip_blanks(text, at);
	c = gr_numeral_peek_at(text, at, &length);
	/* （二） begins the next row of a table whose cells lost the borders between them. */
	if (c == '(' && gr_enumerator_read(text, at).level == 2)
		return false;
	return c == 0 || c == ',' || c == 0x3002 || c == 0x3001 || c == ';' || c == '(' || c == ')' || c == 0x5360 || c == '!' ||
		(gr_is_han(c) && !gr_has_han_at(text, at));	/* a radical in place of a character, with which a unit may begin */
}

/* The years are those of two millennia; 一 二 */
static bool
may_begin_year(uint32_t c)
{
	return c == '1' || c == '2' || c == 0x4E00 || c == 0x4E8C;
}

/* The year whose 年 ends there; 度 may follow. */
static void
take_year(gr_slice text, gr_fact_figure *f, int year, size_t end)
{
	gr_slice	degree = GR_SLICE("度");

	f->kind = GR_FIGURE_YEAR;
	f->value = year;
	f->to = f->end = end + degree.len * (size_t) gr_slice_starts(gr_slice_sub(text, end, text.len), degree);
}

/* Whether figures like this one stand without a unit; it ends at "at". */
static bool
may_be_bare(gr_slice text, const gr_fact_figure *f, int digits, size_t at)
{
	/* A row of zeros, a year without 年, and the long numbers of telephones, need their noun too. */
	return digits <= 8 && (digits == 1 || f->scale > 0 || text.data[f->from] != '0') &&
		!(digits == 4 && f->value >= GR_FIRST_YEAR && f->value <= GR_LAST_YEAR) && ends_here(text, at);
}

/* What belongs to the digits before a unit: a fraction, the end of a range.  False: they are no figure. */
static bool
read_rest(gr_numeral_reader *r, gr_fact_figure *f, bool *range)
{
	size_t		length;
	uint32_t	c = gr_numeral_peek(r, &length);

	/* 12件 */
	if (gr_is_han(c) && c != 0x81F3 && c != 0x5230)
		return true;
	if (!read_fraction(r, f))
		return false;
	*range = read_range(r, f);
	return *range || !gr_figure_goes_on(r->text, r->at);
}

GR_RARE static void
read_arabic(gr_slice text, uint32_t first, gr_fact_figure *f)
{
	gr_numeral_reader r = {text, f->from};
	bool		tied = gr_figure_is_tied(text, f->from);
	bool		range = false;
	int			year;
	int			digits;
	size_t		end;

	if (!tied && may_begin_year(first) && (year = gr_year_read(text, f->from, &end)) != 0 &&
		gr_sign_at(text, gr_skip_blanks(text, end), &end) == 0x5E74)
	{
		take_year(text, f, year, end);
		return;
	}
	if (!gr_numeral_read_digits(&r, &f->value, &digits) || tied || !read_rest(&r, f, &range))
	{
		f->end = gr_figure_end_of_run(text, r.at);
		return;
	}
	if (!range && !read_tail(&r, f))
	{
		f->end = r.at;
		return;
	}
	f->to = f->end = r.at;
	if (f->unit != GR_UNIT_NONE)
		f->kind = GR_FIGURE_QUANTITY;
	else if (may_be_bare(text, f, digits, r.at))
		f->kind = GR_FIGURE_BARE;
}

/* Units that Chinese numerals make names with: 四类, 三位一体, 两种. */
static bool
spelled_unit(int unit)
{
	switch (unit)
	{
		case GR_UNIT_KIND:
		case GR_UNIT_SORT:
		case GR_UNIT_HONOURED_PERSON:
		case GR_UNIT_SCORE:
		case GR_UNIT_VILLAGE:
			return false;
	}
	return true;
}

/* Behind 百分之 or 千分之 a number, which begins at "at". */
GR_RARE static void
read_parts_of(gr_slice text, size_t at, int unit, gr_fact_figure *f)
{
	gr_numeral_reader r = {text, at};
	int			digits = 0;
	bool		plain;
	size_t		length;

	f->end = at;
	if (gr_is_digit(gr_numeral_peek(&r, &length)))
	{
		if (!gr_numeral_read_digits(&r, &f->value, &digits) || !read_fraction(&r, f))
			return;
	}
	else
	{
		if (!gr_numeral_read_chinese(&r, &f->value, &digits, &plain) || digits == 0)
			return;
		if (gr_numeral_take(&r, "点"))
			for (int d; f->scale < GR_LARGEST_SCALE && (d = gr_chinese_numeral(gr_numeral_peek(&r, &length))) >= 0; r.at += length)
			{
				/* As many digits before the point leave no room for so many behind it. */
				if (f->value > INT64_MAX / 100)
					return;
				f->value = f->value * 10 + d;
				f->scale++;
			}
	}
	f->kind = GR_FIGURE_QUANTITY;
	f->unit = (unsigned char) unit;
	f->low = f->high = f->value;
	f->to = f->end = r.at;
}

GR_RARE static void
read_spelled(gr_slice text, uint32_t first, gr_fact_figure *f)
{
	gr_numeral_reader r = {text, f->from};
	int			year;
	int			digits;
	bool		plain;
	bool		some;
	bool		alone;
	size_t		end;

	f->spelled = true;
	/* 百 千 */
	if (first == 0x767E && gr_numeral_take(&r, "百分之"))
	{
		read_parts_of(text, r.at, GR_UNIT_PERCENT, f);
		return;
	}
	if (first == 0x5343 && gr_numeral_take(&r, "千分之"))
	{
		read_parts_of(text, r.at, GR_UNIT_PER_MILLE, f);
		return;
	}
	if (may_begin_year(first) && (year = gr_year_read(text, f->from, &end)) != 0 && gr_sign_at(text, end, &end) == 0x5E74)
	{
		take_year(text, f, year, end);
		return;
	}
	alone = gr_chinese_power(first) > 1;
	if (!gr_numeral_read_chinese(&r, &f->value, &digits, &plain) || gr_numeral_is_in_word(text, f->from) || (plain && digits > 1))
	{
		f->end = r.at;
		return;
	}
	f->end = r.at;
	some = take_and_some(&r, f);
	if (alone && !some && !gr_numeral_is_approached(text, f->from))
		return;
	f->low = f->high = f->value;
	if (some)
		f->high += last_place(f->value);
	if (some && gr_numeral_take(&r, "万"))
	{
		if (!multiply(f, 10000))
			return;
		f->low = f->value;
		f->high *= 10000;
	}
	if (!read_unit(&r, f) || !spelled_unit(f->unit))
	{
		f->unit = GR_UNIT_NONE;
		return;
	}
	f->to = f->end = r.at;
	f->kind = GR_FIGURE_QUANTITY;
}

void
gr_figure_skim_slow(gr_slice text, size_t at, gr_fact_figure *f)
{
	size_t		after;
	uint32_t	first = gr_sign_at(text, at, &after);

	memset(f, 0, sizeof(*f));
	f->from = at;
	if (gr_is_digit(first))
		read_arabic(text, first, f);
	else
		read_spelled(text, first, f);
	if (f->end <= at)
		f->end = after > at ? after : at + 1;
}

/*
 * 至 到 余 馀 多 几 占, 分 of 百分之, 十 百 千 万 亿, and the numerals, since 二 goes on with a year (202二年): digits without a unit,
 * or a numeral, may be a quantity or go on as one where such a character stands behind them.
 */
#define FOLLOWERS(IS) \
	IS(0x81F3) IS(0x5230) IS(0x4F59) IS(0x9980) IS(0x591A) IS(0x51E0) IS(0x5360) IS(0x5206) \
	IS(0x5341) IS(0x767E) IS(0x5343) IS(0x4E07) IS(0x4EBF) IS(0x3007) IS(0x25CB) IS(0x96F6) IS(0x4E00) IS(0x4E8C) IS(0x4E24) \
	IS(0x4E09) IS(0x56DB) IS(0x4E94) IS(0x516D) IS(0x4E03) IS(0x516B) IS(0x4E5D)

/* What ends digits without a Han character: 〕 of 〔2020〕58号, and the point of a number that a Han character follows (1.推进).  0: something else. */
static size_t
end_of_number(gr_slice text, size_t at)
{
	const char *here = text.data + at;

	if (here[0] == '.')
		return gr_starts_han((unsigned char) here[1]) ? at + 1 : 0;
	return memcmp(here, "〕", 3) == 0 ? at : 0;
}

/* Digits of one run with a Han character or % behind them: 12件, 2020年, 7月; or a number.  False where more is to be looked at. */
static bool
read_plain(gr_slice text, gr_fact_figure *f)
{
	const char *here = text.data + f->from;
	size_t		left = text.len - f->from;
	int64_t		value = 0;
	size_t		count = left < 8 ? 0 : gr_leading_digits(gr_word_at(here), &value);
	size_t		at = f->from + count;
	size_t		length;
	uint32_t	c;
	int			unit;

	if (count == 0 || count == 8 || left - count < 3)
		return false;
	f->end = at;
	if (!gr_starts_han((unsigned char) text.data[at]) && text.data[at] != '%')
		return (f->end = end_of_number(text, at)) != 0;
	c = text.data[at] == '%' ? '%' : gr_han_at(text.data + at);
	if (c == 0x5E74)			/* 年 */
	{
		if (count == 4 && value >= GR_FIRST_YEAR && value <= GR_LAST_YEAR && !gr_figure_is_tied(text, f->from))
			take_year(text, f, (int) value, at + 3);
		return true;
	}
	unit = gr_fact_unit_at(text, at, &length);
	if (unit == GR_UNIT_NONE)
		return !GR_MAY_BE_IN(FOLLOWERS, c);
	if (gr_figure_is_tied(text, f->from))
		return true;
	f->kind = GR_FIGURE_QUANTITY;
	f->value = f->low = f->high = value;
	f->unit = (unsigned char) unit;
	f->to = f->end = at + length;
	return true;
}

bool
gr_figure_is_lone(gr_slice text, size_t at)
{
	const unsigned char *behind = (const unsigned char *) text.data + at + 3;
	size_t		length;

	if (text.len - at < 6)
		return false;
	if (gr_starts_han(*behind))
		return !GR_MAY_BE_IN(FOLLOWERS, gr_han_at((const char *) behind)) && gr_fact_unit_at(text, at + 3, &length) == GR_UNIT_NONE;
	/* A blank may have a unit behind it. */
	return *behind < 0x80 && *behind > ' ' && *behind != '%';
}

void
gr_figure_skim(gr_slice text, size_t at, gr_fact_figure *f)
{
	memset(f, 0, sizeof(*f));
	f->from = at;
	if (gr_starts_han((unsigned char) text.data[at]) && gr_figure_is_lone(text, at))
		f->end = at + 3;
	else if (!read_plain(text, f))
		gr_figure_skim_slow(text, at, f);
}
