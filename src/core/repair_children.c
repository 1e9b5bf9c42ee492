#include "repair_children.h"

#include "checker.h"
#include "compare.h"
#include "number.h"
#include "repair_table.h"

/* By how much each cell of the child would have to change; none where there is nothing to say. */
typedef struct differences
{
	bool		any[GR_TABLES];
	bool		disagrees[GR_SLOTS];
	int64_t		change[GR_SLOTS];
} differences;

static void
find_differences(const gr_report *child, const gr_findings *findings, differences *d)
{
	memset(d, 0, sizeof(*d));
	for (size_t i = 0; i < findings->count; i++)
	{
		const gr_finding *f = &findings->items[i];
		int			slot = gr_slot_of(f->row, f->column);
		int64_t		difference;

		/* Money may be printed in another unit than it is added in: judge_money(). */
		if (slot < 0 || gr_slots[slot].quantity == GR_QUANTITY_MONEY || !f->difference.known || f->difference.scale != 0 ||
			!gr_wide_fits(f->difference.value, &difference) || difference > GR_LARGEST_FIGURE || difference < -GR_LARGEST_FIGURE ||
			!gr_form_has(child->forms[gr_slots[slot].table], slot) || !gr_cell_has_value(&child->cells[slot]) || child->cells[slot].scale != 0)
			continue;
		d->any[gr_slots[slot].table] = true;
		d->disagrees[slot] = true;
		d->change[slot] = difference;
	}
}

/* Identities of a table that a report breaks whatever its open cells hold. */
static int
broken(gr_arena *arena, const gr_report *report, int table, gr_status *status)
{
	gr_findings findings;
	int			count = 0;

	*status = gr_findings_of(arena, report, &findings);
	for (size_t i = 0; i < findings.count && *status == GR_OK; i++)
		count += findings.items[i].severity == GR_SEVERITY_ERROR && findings.items[i].table == table;
	return count;
}

static gr_status
tell(gr_arena *arena, const gr_report *child, int slot, gr_figure proposed, int kind, bool certain, gr_repairs *repairs)
{
	gr_repair	r;

	memset(&r, 0, sizeof(r));
	r.solution = 1;
	r.table = gr_slots[slot].table;
	r.slot = (short) slot;
	r.printed = gr_figure_of(child->cells[slot].value, child->cells[slot].scale);
	r.proposed = proposed;
	r.kind = (unsigned char) kind;
	r.certain = certain;
	return gr_repairs_tell(arena, repairs, r);
}

/* Money that is 10^4 times too much or too little: what the parent leaves for the child is its figure in the other unit. */
static gr_status
judge_money(gr_arena *arena, const gr_report *child, const gr_findings *findings, int table, gr_repairs *repairs)
{
	gr_status	status = GR_OK;

	for (size_t i = 0; i < findings->count && status == GR_OK; i++)
	{
		const gr_finding *f = &findings->items[i];
		int			slot = gr_slot_of(f->row, f->column);
		gr_sum		right;
		gr_wide		difference = f->difference.value;
		gr_figure	proposed;

		if (slot < 0 || f->table != table || !f->difference.known || !gr_form_has(child->forms[table], slot) ||
			gr_slots[slot].quantity != GR_QUANTITY_MONEY || !gr_cell_addend(&child->cells[slot], slot, &right))
			continue;
		for (; right.scale < f->difference.scale; right.scale++)
			if (!gr_wide_multiply(&right.value, 10))
				break;
		for (int scale = f->difference.scale; scale < right.scale; scale++)
			if (!gr_wide_multiply(&difference, 10))
				break;
		if (gr_wide_add(&right.value, difference) && gr_repair_in_other_unit(&child->cells[slot], slot, right, &proposed))
			status = tell(arena, child, slot, proposed, GR_REPAIR_WRONG_UNIT, false, repairs);
	}
	return status;
}

/* The child with the whole difference of a table; false where a figure would not be one. */
static bool
takes_all(const gr_report *child, const differences *d, int table, gr_report *mended)
{
	*mended = *child;
	for (int slot = gr_tables[table].first_slot; slot < (int) gr_tables[table].end_slot; slot++)
	{
		int64_t		value = child->cells[slot].value + d->change[slot];

		if (!d->disagrees[slot])
			continue;
		if ((value < 0 && gr_slots[slot].quantity == GR_QUANTITY_COUNT) || value > GR_LARGEST_FIGURE)
			return false;
		mended->cells[slot].value = value;
	}
	return true;
}

static bool
own_repair(const gr_repairs *own, int slot, int64_t value, int *kind)
{
	for (size_t i = 0; i < own->count; i++)
	{
		const gr_repair *r = &own->items[i];
		int64_t		proposed;

		if (r->slot != slot || !r->proposed.known || !gr_wide_fits(r->proposed.value, &proposed) || proposed != value)
			continue;
		*kind = r->kind;
		return true;
	}
	return false;
}

static gr_status
judge_table(gr_arena *arena, const gr_report *child, const differences *d, const gr_repairs *own, int table, gr_report *mended,
			gr_repairs *repairs)
{
	gr_status	status;
	bool		whole = takes_all(child, d, table, mended);
	int			before = broken(arena, child, table, &status);
	int			after = whole && status == GR_OK ? broken(arena, mended, table, &status) : 0;

	whole = whole && after == 0;
	for (int slot = gr_tables[table].first_slot; slot < (int) gr_tables[table].end_slot && status == GR_OK; slot++)
	{
		int			kind = GR_REPAIR_CELL;
		bool		repaired;

		if (!d->disagrees[slot])
			continue;
		repaired = own_repair(own, slot, child->cells[slot].value + d->change[slot], &kind);
		if (repaired || whole)
			status = tell(arena, child, slot, gr_figure_of(child->cells[slot].value + d->change[slot], 0), kind, repaired || before > 0, repairs);
	}
	return status;
}

gr_status
gr_repair_child(gr_arena *arena, const gr_report *published, const gr_report *computed, const gr_report *child, gr_repairs *repairs)
{
	differences *d = gr_arena_alloc(arena, sizeof(differences));
	gr_report  *mended = gr_arena_alloc(arena, sizeof(gr_report));
	gr_findings findings;
	gr_repairs	own;
	gr_status	status;

	memset(repairs, 0, sizeof(*repairs));
	if (d == NULL || mended == NULL)
		return GR_OUT_OF_MEMORY;
	if (child->rollup)
		return GR_OK;
	status = gr_compare(arena, published, computed, &findings);
	if (status == GR_OK)
		status = gr_repairs_of(arena, child, NULL, &own);
	if (status == GR_OK)
		find_differences(child, &findings, d);
	for (int t = 0; t < GR_TABLES && status == GR_OK; t++)
	{
		if (d->any[t])
			status = judge_table(arena, child, d, &own, t, mended, repairs);
		if (status == GR_OK)
			status = judge_money(arena, child, &findings, t, repairs);
	}
	return status;
}
