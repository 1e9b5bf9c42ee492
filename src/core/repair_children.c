#include "repair_children.h"

#include "checker.h"
#include "compare.h"
#include "number.h"

/* By how much each cell of the child would have to change; none where there is nothing to say. */
typedef struct differences
{
	bool		any[GR_TABLES];
	bool		disagrees[GR_SLOTS];
	int64_t		change[GR_SLOTS];
} differences;

static gr_status
find_differences(gr_arena *arena, const gr_report *published, const gr_report *computed, const gr_report *child, differences *d)
{
	gr_findings findings;
	gr_status	status = gr_compare(arena, published, computed, &findings);

	memset(d, 0, sizeof(*d));
	for (size_t i = 0; i < findings.count && status == GR_OK; i++)
	{
		const gr_finding *f = &findings.items[i];
		int			slot = gr_slot_of(f->row, f->column);
		int64_t		difference;

		/* Money may be printed in another unit than it is added in. */
		if (slot < 0 || gr_slots[slot].quantity == GR_QUANTITY_MONEY || !f->difference.known || f->difference.scale != 0 ||
			!gr_wide_fits(f->difference.value, &difference) || difference > GR_LARGEST_FIGURE || difference < -GR_LARGEST_FIGURE ||
			!gr_form_has(child->forms[gr_slots[slot].table], slot) || !gr_cell_has_value(&child->cells[slot]) || child->cells[slot].scale != 0)
			continue;
		d->any[gr_slots[slot].table] = true;
		d->disagrees[slot] = true;
		d->change[slot] = difference;
	}
	return status;
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
tell(gr_arena *arena, const gr_report *child, int slot, int64_t change, int kind, bool certain, gr_repairs *repairs)
{
	gr_repair  *grown = gr_arena_grow(arena, repairs->items, &repairs->capacity, repairs->count + 1, sizeof(gr_repair));
	gr_repair  *r;

	if (grown == NULL)
		return GR_OUT_OF_MEMORY;
	repairs->items = grown;
	r = &repairs->items[repairs->count++];
	memset(r, 0, sizeof(*r));
	r->solution = 1;
	r->table = gr_slots[slot].table;
	r->slot = (short) slot;
	r->printed = gr_figure_of(child->cells[slot].value, 0);
	r->proposed = gr_figure_of(child->cells[slot].value + change, 0);
	r->kind = (unsigned char) kind;
	r->certain = certain;
	return GR_OK;
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
			status = tell(arena, child, slot, d->change[slot], kind, repaired || before > 0, repairs);
	}
	return status;
}

gr_status
gr_repair_child(gr_arena *arena, const gr_report *published, const gr_report *computed, const gr_report *child, gr_repairs *repairs)
{
	differences *d = gr_arena_alloc(arena, sizeof(differences));
	gr_report  *mended = gr_arena_alloc(arena, sizeof(gr_report));
	gr_repairs	own;
	gr_status	status;

	memset(repairs, 0, sizeof(*repairs));
	if (d == NULL || mended == NULL)
		return GR_OUT_OF_MEMORY;
	if (child->rollup)
		return GR_OK;
	status = find_differences(arena, published, computed, child, d);
	if (status == GR_OK)
		status = gr_repairs_of(arena, child, NULL, &own);
	for (int t = 0; t < GR_TABLES && status == GR_OK; t++)
		if (d->any[t])
			status = judge_table(arena, child, d, &own, t, mended, repairs);
	return status;
}
