/*
 * number.h
 *		The figure in a cell: exact decimals, signs, separators, units, placeholders.
 */
#ifndef GR_NUMBER_H
#define GR_NUMBER_H

#include "dictionary.h"

/* A printed figure above this is a mistake, not a figure. */
#define GR_LARGEST_FIGURE INT64_C(1000000000000)

/* Decimals that are kept; what prints more is no figure of a report. */
#define GR_LARGEST_SCALE 8

/* The units that a cell can have come first; the others are the prose's. */
enum
{
	GR_CELL_UNITS = 0
#define GR_UNIT(name, text, exponent) + 1
#define GR_PROSE_UNIT(name, text, exponent)
#include "units.def"
#undef GR_UNIT
};

typedef enum gr_number_kind
{
	GR_NUMBER_NONE,				/* words, or nothing that begins like a figure */
	GR_NUMBER_BLANK,
	GR_NUMBER_PLACEHOLDER,		/* — / 无 and the like */
	GR_NUMBER_UNCHANGED,		/* 持平: zero in a column of changes */
	GR_NUMBER_VALUE,
	GR_NUMBER_UNREADABLE		/* begins like a figure, but is none */
} gr_number_kind;

typedef struct gr_number
{
	gr_number_kind kind;
	int64_t		value;			/* the figure is value / 10^scale */
	int			scale;
	int			unit;			/* gr_unit_id as printed behind the figure */
	bool		multiplied;		/* 万 or 亿 stood behind it, and no 元 */
	bool		has_sign;
	bool		only_digits;	/* one unbroken run of digits: may be cells that lost their border */
	size_t		from;			/* offsets of sign, figure and unit in the cell; */
	size_t		to;				/* a note behind them is left out */
} gr_number;

/* Whether trimmed words may be anything but words: false only for what gr_number_read calls GR_NUMBER_NONE. */
extern bool gr_may_be_number(gr_slice trimmed);

/* Reads a cell.  Never fails: the kind says what was found. */
extern gr_number gr_number_read(gr_slice cell);

/* The unit of money in a note such as （单位：万元，保留4位小数); GR_UNIT_NONE when it names none. */
extern int	gr_money_unit_in(gr_slice note);

/* 10^exponent for 0 … 18. */
extern int64_t gr_power_of_ten(int exponent);

/* Whether value / 10^scale is no larger than a figure may be, on either side of zero. */
static inline bool
gr_is_in_range(int64_t value, int scale)
{
	int64_t		limit = scale == 0 ? GR_LARGEST_FIGURE : scale > 6 ? INT64_MAX : GR_LARGEST_FIGURE * gr_power_of_ten(scale);

	return value <= limit && value >= -limit;
}

#endif							/* GR_NUMBER_H */
