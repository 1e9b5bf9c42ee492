/*
 * rollup.h
 *		Reports added up: a commutative group, exact whatever the order.
 *
 * Figures are summed in 128 bits, money in 万元 (1 亿元 = 10^4 万元, 1 元 = 10^-4).
 * Money without a known unit is left out, unless it is zero.  Cells without a
 * value are left out; each sum knows how many reports gave one.
 */
#ifndef GR_ROLLUP_H
#define GR_ROLLUP_H

#include "buffer.h"
#include "report.h"

/* Decimals a sum can have: eight of a figure in 元, which is 10^-4 万元. */
#define GR_SUM_SCALE 12

/* Different years in a roll-up. */
#define GR_ROLLUP_YEARS 200

typedef struct gr_sum
{
	gr_wide		value;			/* the sum is value / 10^scale */
	int64_t		reports;
	unsigned char scale;
} gr_sum;

typedef struct gr_rollup
{
	int64_t		reports;
	int64_t		overlap;		/* reports with a statistics table and an official one of later years */
	gr_year_count years[GR_ROLLUP_YEARS];	/* ascending, none with 0 reports */
	size_t		year_count;
	int64_t		form_reports[GR_TABLES][GR_FORMS];
	gr_sum		sums[GR_SLOTS];
} gr_rollup;

extern void gr_rollup_init(gr_rollup *rollup);

/*
 * Adds (sign 1) or takes away (sign -1) a report or a roll-up in binary form.
 * GR_OVERFLOW when a sum leaves 128 bits; the roll-up is then undefined.
 */
extern gr_status gr_rollup_add(gr_rollup *rollup, gr_slice bytes, int sign, gr_error *error);

/* Adds another roll-up. */
extern gr_status gr_rollup_merge(gr_rollup *rollup, const gr_rollup *other, int sign);

/* Appends the canonical bytes: equal sums, equal bytes.  GR_OVERFLOW for sums that could not be read again. */
extern gr_status gr_rollup_encode(gr_writer *writer, const gr_rollup *rollup);

/*
 * Reads the bytes of a roll-up as a report: sums beyond int64 are invalid there,
 * header year and forms are set where only one remains.
 */
extern gr_status gr_rollup_read(gr_arena *arena, gr_slice bytes, gr_report *report, gr_error *error);

/* Decodes and encodes again, for the check that bytes are in their only form. */
extern gr_status gr_rollup_rewrite(gr_arena *arena, gr_slice bytes, gr_writer *writer, gr_error *error);

/*
 * A cell's figure in the unit that is added: 万元 for money, as it is otherwise.
 * False where it has no value, or money no unit.
 */
extern bool gr_cell_addend(const gr_cell *cell, int slot, gr_sum *addend);

/* Cuts zeros at the end of the decimals. */
extern void gr_sum_normalize(gr_sum *sum);

#endif							/* GR_ROLLUP_H */
