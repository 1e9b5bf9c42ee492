#include "statistics_reader.h"

#include "fold.h"

bool
gr_statistic_is_figure(gr_slice text)
{
	gr_number	number = gr_number_read(text);

	return number.kind == GR_NUMBER_VALUE || number.kind == GR_NUMBER_PLACEHOLDER;
}

bool
gr_statistic_is_placeholder(gr_slice text)
{
	return gr_number_read(text).kind == GR_NUMBER_PLACEHOLDER;
}

/* The bytes that a unit takes at the start of the text, in simplified characters or not; 0: it does not stand there. */
static size_t
unit_length(gr_slice text, const char *unit)
{
	const char *unit_end = unit + strlen(unit);
	size_t		at = 0;

	while (unit < unit_end)
	{
		size_t		length;
		size_t		taken;
		uint32_t	wanted = gr_fold_next(unit, unit_end, &length);

		if (at >= text.len || gr_simplify(gr_fold_next(text.data + at, text.data + text.len, &taken)) != wanted)
			return 0;
		unit += length;
		at += taken;
	}
	return at;
}

int
gr_statistic_leading_unit(gr_slice text, size_t *length)
{
	int			found = GR_UNITS;

	*length = 0;
	for (int unit = GR_UNIT_NONE + 1; unit < GR_UNITS; unit++)
	{
		size_t		taken = unit_length(text, gr_units[unit].text);

		if (taken > *length)
		{
			found = unit;
			*length = taken;
		}
	}
	return found;
}

int
gr_statistic_unit_of(gr_slice text)
{
	size_t		length;
	int			unit = gr_statistic_leading_unit(text, &length);

	return length == text.len ? unit : GR_UNITS;
}

bool
gr_statistic_is_tail(gr_slice text)
{
	size_t		length;

	if (gr_statistic_leading_unit(text, &length) != GR_UNITS)
		text = gr_trim(gr_slice_sub(text, length, text.len));
	while (text.len > 0)
	{
		size_t		end = gr_end_of_word(text, 0);

		if (!gr_statistic_is_figure(gr_slice_sub(text, 0, end)))
			return false;
		text = gr_trim(gr_slice_sub(text, end, text.len));
	}
	return true;
}

bool
gr_statistic_is_footer(gr_slice text)
{
	static const char *const words[] = {"单位负责人", "填报人", "审核人", "联系电话", "填报日期", "填报单位", "填表人", "负责人", "制表"};
	size_t		length;

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (gr_starts_word(text, words[i], &length))
			return true;
	return false;
}
