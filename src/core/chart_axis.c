/*
 * chart_axis.c
 *		Figures and axes of charts: see chart_internal.h.
 */
#include "chart_internal.h"

#include "number.h"

/* Digits before the point that a figure may have. */
#define INTEGER_DIGITS 18

/* Decimals that places on the page take note of, and the smallest step of an axis. */
#define DECIMALS 12

/* Of the largest figure of an axis, what it shows at least from end to end: doubles have no more digits. */
#define SMALLEST_RANGE 1e-9

bool
gr_chart_value(gr_slice decimal, double *value)
{
	size_t		i = decimal.len > 0 && decimal.data[0] == '-';
	int			digits = 0;
	double		unit = 1;

	*value = 0;
	for (; i < decimal.len && decimal.data[i] != '.'; i++)
	{
		digits += digits > 0 || decimal.data[i] != '0';
		if (digits > INTEGER_DIGITS)
			return false;
		*value = *value * 10 + (decimal.data[i] - '0');
	}
	for (int n = 0; n < DECIMALS && i + 1 < decimal.len; n++, i++)
	{
		unit /= 10;
		*value += unit * (decimal.data[i + 1] - '0');
	}
	if (decimal.len > 0 && decimal.data[0] == '-')
		*value = -*value;
	return true;
}

static double
power_of_ten(int exponent)
{
	return exponent < 0 ? 1 / (double) gr_power_of_ten(-exponent) : (double) gr_power_of_ten(exponent);
}

/* The largest whole number that is not above a value of int64. */
static int64_t
floor_of(double value)
{
	int64_t		whole = (int64_t) value;

	return whole - (value < (double) whole);
}

gr_chart_axis
gr_chart_axis_of(double min, double max, int ticks, bool whole)
{
	static const int steps[] = {1, 2, 5, 10};
	gr_chart_axis axis;
	double		largest = max > -min ? max : -min;
	double		smallest = whole ? 1 : largest * SMALLEST_RANGE;
	int			s = 0;
	double		step;

	if (smallest < power_of_ten(1 - DECIMALS))
		smallest = largest == 0 ? 1 : power_of_ten(1 - DECIMALS);
	/* One figure stands in the middle. */
	if (max - min < smallest)
	{
		smallest = whole || largest == 0 ? 1 : largest / 2 > smallest ? largest / 2 : smallest;
		min -= smallest;
		max += smallest;
	}
	axis.exponent = whole ? 0 : -DECIMALS;
	while (axis.exponent < INTEGER_DIGITS - 1 && power_of_ten(axis.exponent + 1) * ticks < max - min)
		axis.exponent++;
	while (s < 3 && steps[s] * power_of_ten(axis.exponent) * ticks < max - min)
		s++;
	if (steps[s] == 10)
		axis.exponent++;
	axis.step = steps[s] == 10 ? 1 : steps[s];
	step = axis.step * power_of_ten(axis.exponent);
	/* A hair beside a tick is that tick. */
	axis.first = floor_of(min / step + 1e-9);
	axis.count = (int) (-floor_of(-(max / step) + 1e-9) - axis.first) + 1;
	axis.low = (double) axis.first * step;
	axis.high = (double) (axis.first + axis.count - 1) * step;
	return axis;
}

double
gr_chart_tick(const gr_chart_axis *axis, int i)
{
	return (double) (axis->first + i) * axis->step * power_of_ten(axis->exponent);
}

gr_slice
gr_chart_tick_text(const gr_chart_axis *axis, int i, char text[GR_CHART_TICK_LENGTH])
{
	gr_wide		value = gr_wide_of(axis->first + i);
	int			length;

	gr_wide_multiply(&value, (uint32_t) axis->step);
	for (int e = 0; e < axis->exponent; e++)
		gr_wide_multiply(&value, 10);
	length = gr_wide_write_decimal(text, value, axis->exponent < 0 ? -axis->exponent : 0);
	return gr_slice_make(text, (size_t) length);
}

gr_slice
gr_chart_grouped(gr_slice decimal, char text[GR_CHART_TICK_LENGTH])
{
	static const char minus[] = "\xE2\x88\x92";	/* U+2212 */
	size_t		at = 0;
	size_t		from = decimal.len > 0 && decimal.data[0] == '-';
	size_t		point = from;

	while (point < decimal.len && decimal.data[point] != '.')
		point++;
	if (from > 0)
	{
		memcpy(text, minus, sizeof(minus) - 1);
		at = sizeof(minus) - 1;
	}
	for (size_t i = from; i < decimal.len && at + 2 < GR_CHART_TICK_LENGTH; i++)
	{
		if (i > from && i < point && (point - i) % 3 == 0)
			text[at++] = ',';
		text[at++] = decimal.data[i];
	}
	return gr_slice_make(text, at);
}
