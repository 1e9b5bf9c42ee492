/*
 * repairs.c
 *		Tables that add up, and what is changed in them, until they are mended.
 *
 * The first bytes choose a made-up report, the others change cells of it, or, one time in
 * four, say what stands in all of its cells.
 *
 * SOURCES: test/generator/?*.c
 */
#include "check.h"
#include "draw.h"

#include "../generator/generator.h"
#include "identities.h"
#include "repairs.h"

int			LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* ---------- a report ---------- */

static void
give(gr_cell *cell, int slot, int64_t value, int scale)
{
	memset(cell, 0, sizeof(*cell));
	cell->value = value;
	cell->scale = (unsigned char) scale;
	cell->unit = gr_slots[slot].unit;
	cell->status = GR_CELL_GIVEN;
	cell->reports = 1;
	cell->span.pos = (uint32_t) slot * 10 + 7;
	cell->span.len = 3;
}

static void
draw_made(draw *d, int form, gr_report *report)
{
	static gen_report made;
	gen_options options = {form, GEN_LINES, 0, 0, 0};

	options.seed = draw_byte(d) << 8 | draw_byte(d);
	gen_make(&options, &made);
	gr_report_init(report);
	report->header.year = made.year;
	for (int slot = 0; slot < GR_SLOTS; slot++)
	{
		if (!gr_form_has(form, slot))
			continue;
		report->forms[gr_slots[slot].table] = (unsigned char) form;
		if (made.cells[slot].presence == GEN_VALUE)
			give(&report->cells[slot], slot, made.cells[slot].value, made.cells[slot].scale);
	}
}

/* Another figure, the digits of which differ a little or all, or none. */
static void
draw_change(draw *d, gr_report *report)
{
	int			slot = (int) ((draw_byte(d) << 8 | draw_byte(d)) % GR_SLOTS);
	gr_cell    *cell = &report->cells[slot];
	uint32_t	at = (uint32_t) slot * 10 + 5;

	if (!gr_form_has(report->forms[gr_slots[slot].table], slot))
		return;
	switch (draw_below(d, 4))
	{
		case 0:
			draw_cell(d, cell, slot, &at);
			break;
		case 1:
			give(cell, slot, draw_figure(d), 0);
			break;
		case 2:
			if (cell->value < GR_LARGEST_FIGURE / 100)
				give(cell, slot, cell->value * 10 + (int) draw_below(d, 10), 0);
			break;
		default:
			if (cell->value < GR_LARGEST_FIGURE - 9 && cell->value > 9 - GR_LARGEST_FIGURE)
				give(cell, slot, cell->value + (int) draw_below(d, 9) - 4, 0);
			break;
	}
}

static void
draw_wrong(draw *d, gr_report *report)
{
	unsigned	how = draw_byte(d);

	if (how % 4 == 3)
		draw_report(d, report);
	else
	{
		draw_made(d, how % 2 == 0 ? GR_FORM_2021 : GR_FORM_2019, report);
		for (unsigned changes = how / 4 % 8; changes > 0; changes--)
			draw_change(d, report);
	}
}

/* ---------- what must hold ---------- */

__extension__ typedef __int128 fine_figure;

/* A figure in its eighth decimal. */
static fine_figure
fine(const gr_cell *cell)
{
	fine_figure value = cell->value;

	for (int i = cell->scale; i < GR_LARGEST_SCALE; i++)
		value *= 10;
	return value;
}

/* Whether every identity of a table holds whose cells all have a figure. */
static bool
holds(const gr_report *report, int table)
{
	gr_identity identities[GR_IDENTITIES];
	int			count = gr_identities_of(table, report->forms[table], identities);

	for (int i = 0; i < count; i++)
	{
		const gr_identity *identity = &identities[i];
		fine_figure gap = fine(&report->cells[identity->named]);
		bool		known = gr_cell_has_value(&report->cells[identity->named]);

		for (int k = 0; k < identity->count; k++)
		{
			const gr_cell *cell = &report->cells[identity->terms[k]];

			known = known && gr_cell_has_value(cell);
			gap -= identity->signs[k] * fine(cell);
		}
		if (known && gap != 0)
			return false;
	}
	return true;
}

/* Each of them names a cell of its table, and none a figure that no cell holds. */
static void
check_repair(const gr_report *report, const gr_repair *r)
{
	int64_t		value;

	CHECK(r->table < GR_TABLES && gr_repair_kind_name(r->kind) != NULL);
	if (r->kind == GR_REPAIR_UNDECIDED)
	{
		CHECK(r->slot == -1 && r->solution == 0 && !r->certain);
		return;
	}
	CHECK(r->solution >= 1 && r->slot >= 0 && r->slot < GR_SLOTS && gr_slots[r->slot].table == r->table);
	CHECK(gr_form_has(report->forms[r->table], r->slot));
	CHECK(!r->certain || r->proposed.known);
	if (r->proposed.known)
		CHECK(r->proposed.scale <= GR_LARGEST_SCALE && gr_wide_fits(r->proposed.value, &value) && value >= 0);
	if (r->printed.known)
		CHECK(gr_cell_has_value(&report->cells[r->slot]));
}

/* Every solution that is told whole makes the table add up. */
static void
check_solutions(const gr_report *report, const gr_repairs *repairs)
{
	bool		undecided[GR_TABLES] = {false};
	gr_report	mended;

	for (size_t i = 0; i < repairs->count; i++)
		if (repairs->items[i].kind == GR_REPAIR_UNDECIDED)
			undecided[repairs->items[i].table] = true;
	for (size_t i = 0; i < repairs->count;)
	{
		int			table = repairs->items[i].table;
		int			solution = repairs->items[i].solution;

		mended = *report;
		for (; i < repairs->count && repairs->items[i].table == table && repairs->items[i].solution == solution; i++)
		{
			const gr_repair *r = &repairs->items[i];
			int64_t		value;

			if (r->kind == GR_REPAIR_UNDECIDED)
				continue;
			memset(&mended.cells[r->slot], 0, sizeof(gr_cell));
			if (r->proposed.known && gr_wide_fits(r->proposed.value, &value))
				give(&mended.cells[r->slot], r->slot, value, r->proposed.scale);
		}
		CHECK(undecided[table] || holds(&mended, table));
	}
}

/* The certain ones are put in; a table in which all was certain needs no further change. */
static void
check_applied(gr_arena *arena, gr_report *report, const gr_repairs *repairs)
{
	bool		open[GR_TABLES] = {false};
	gr_repairs	again;

	for (size_t i = 0; i < repairs->count; i++)
		if (!repairs->items[i].certain)
			open[repairs->items[i].table] = true;
	CHECK(gr_repairs_apply(arena, report, repairs) == GR_OK);
	check_value(arena, encoded(arena, report));
	CHECK(gr_repairs_of(arena, report, NULL, &again) == GR_OK);
	for (size_t i = 0; i < again.count; i++)
		CHECK(open[again.items[i].table] || again.items[i].kind == GR_REPAIR_FILL);
	for (int t = 0; t < GR_TABLES; t++)
		CHECK(open[t] || holds(report, t));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	draw		d = draw_begin(data, size);
	gr_arena	arena;
	gr_report  *report;
	gr_report  *previous;
	gr_repairs	repairs;
	gr_repairs	ranked;

	gr_arena_init(&arena, &gr_host_libc);
	report = gr_arena_alloc(&arena, sizeof(gr_report));
	previous = gr_arena_alloc(&arena, sizeof(gr_report));
	draw_wrong(&d, report);
	CHECK(gr_repairs_of(&arena, report, NULL, &repairs) == GR_OK);
	for (size_t i = 0; i < repairs.count; i++)
		check_repair(report, &repairs.items[i]);
	check_solutions(report, &repairs);
	/* The year before decides on their order only. */
	if (draw_below(&d, 4) == 3)
	{
		draw_wrong(&d, previous);
		CHECK(gr_repairs_of(&arena, report, previous, &ranked) == GR_OK);
		for (size_t i = 0; i < ranked.count; i++)
			check_repair(report, &ranked.items[i]);
		check_solutions(report, &ranked);
	}
	check_applied(&arena, report, &repairs);
	gr_arena_free(&arena);
	return 0;
}
