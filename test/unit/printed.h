/*
 * printed.h
 *		When a cell that was printed and read again is the same.
 */
#ifndef GR_PRINTED_H
#define GR_PRINTED_H

#include "render.h"
#include "rollup.h"
#include "sample.h"

/* The figure in the unit that is added, and its unit: money in 万元 where its unit is known. */
static TAP_UNUSED bool
addend_of(const gr_cell *cell, int slot, gr_sum *sum, int *unit)
{
	if (!gr_cell_has_value(cell))
		return false;
	*unit = cell->unit == GR_UNIT_NONE ? gr_slots[slot].unit : cell->unit;
	if (gr_cell_addend(cell, slot, sum))
	{
		if (gr_slots[slot].quantity == GR_QUANTITY_MONEY && cell->unit != GR_UNIT_NONE)
			*unit = GR_UNIT_WAN_YUAN;
	}
	else if (*unit != GR_UNIT_NONE)
		return false;			/* 万元 would be a guess */
	else
	{
		sum->value = gr_wide_of(cell->value);
		sum->scale = cell->scale;
	}
	gr_sum_normalize(sum);
	return true;
}

/* Whether a cell that was printed has been read back. */
static TAP_UNUSED bool
same_cell(const gr_cell *cell, const gr_cell *again, int slot)
{
	gr_sum		a;
	gr_sum		b;
	int			unit_a = 0;
	int			unit_b = 0;

	if (!addend_of(cell, slot, &a, &unit_a))
		return !gr_cell_has_value(again);
	return addend_of(again, slot, &b, &unit_b) && unit_a == unit_b && a.scale == b.scale && gr_wide_equal(a.value, b.value);
}

#endif							/* GR_PRINTED_H */
