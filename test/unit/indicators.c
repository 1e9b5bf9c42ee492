/*
 * indicators.c
 *		Indicators: each from all of its cells or not at all, of one report and of roll-ups.
 */
#include "indicators.h"
#include "sample.h"

static const struct
{
	unsigned char indicator;
	unsigned char side;
	unsigned char row;
	unsigned char column;
}			cells[] = {
#define GR_INDICATOR_CELL(indicator, side, row, column) {GR_INDICATOR_##indicator, GR_INDICATOR_##side, GR_ROW_##row, GR_COLUMN_##column},
#include "indicators.def"
};

#define CELLS (sizeof(cells) / sizeof(cells[0]))

/* Whether a slot is the cell, or a row of the group that the cell is. */
static bool
belongs(int slot, size_t cell)
{
	return gr_slots[slot].column == cells[cell].column && (gr_slots[slot].row == cells[cell].row || gr_rows[gr_slots[slot].row].parent == cells[cell].row);
}

/* A report in which every cell of the form has a count of its own. */
static void
fill(gr_report *report, int form, int64_t reports)
{
	memset(report, 0, sizeof(*report));
	report->rollup = reports > 1;
	report->reports = reports;
	for (int table = 0; table < GR_TABLES; table++)
		report->forms[table] = (unsigned char) (table == GR_TABLE_STATISTICS ? GR_FORM_NONE : form);
	for (int slot = 0; slot < GR_SLOTS; slot++)
		if (gr_slots[slot].table != GR_TABLE_STATISTICS && gr_form_has(form, slot))
		{
			report->cells[slot].status = reports > 1 ? GR_CELL_SUMMED : GR_CELL_GIVEN;
			report->cells[slot].value = 3 * slot + 1;
			report->cells[slot].reports = reports;
			report->cells[slot].unit = gr_slots[slot].unit;
		}
}

/* The sum of the cells of a side, written out. */
static int64_t
expected(const gr_report *report, int form, int indicator, int side)
{
	int64_t		sum = 0;

	for (size_t i = 0; i < CELLS; i++)
		for (int slot = 0; slot < GR_SLOTS && cells[i].indicator == indicator && cells[i].side == side; slot++)
			if (belongs(slot, i) && gr_form_has(form, slot))
				sum += report->cells[slot].value;
	return sum;
}

/* Each cell made useless in turn takes away its indicators, and no other. */
static int
wrong_without(gr_report *report, int form, void (*spoil) (gr_cell *cell))
{
	int			wrong = 0;

	for (int slot = 0; slot < GR_SLOTS; slot++)
	{
		gr_cell		kept = report->cells[slot];

		if (gr_slots[slot].table == GR_TABLE_STATISTICS || !gr_form_has(form, slot))
			continue;
		spoil(&report->cells[slot]);
		for (int indicator = 0; indicator < GR_INDICATORS; indicator++)
		{
			gr_wide		parts[GR_INDICATOR_SIDES];
			bool		needed = false;

			for (size_t i = 0; i < CELLS; i++)
				needed = needed || (cells[i].indicator == indicator && belongs(slot, i));
			if (gr_indicator_of_report(indicator) && gr_indicator_parts(report, indicator, parts) == needed)
			{
				diag("%s without %s %s", gr_indicators[indicator].key, gr_rows[gr_slots[slot].row].key, gr_columns[gr_slots[slot].column].key);
				wrong++;
			}
		}
		report->cells[slot] = kept;
	}
	return wrong;
}

static void
blank(gr_cell *cell)
{
	cell->status = GR_CELL_BLANK;
	cell->value = cell->reports = 0;
}

static void
ambiguous(gr_cell *cell)
{
	blank(cell);
	cell->status = GR_CELL_AMBIGUOUS;
}

static void
negative(gr_cell *cell)
{
	/* Whatever the others of a group are. */
	cell->value = -1000000;
}

static void
fraction(gr_cell *cell)
{
	cell->scale = 1;
}

static void
of_fewer_reports(gr_cell *cell)
{
	cell->reports--;
}

static void
test_form(int form, int64_t reports)
{
	gr_report  *report = malloc(sizeof(gr_report));
	const char *key = gr_forms[form].key;
	int			wrong = 0;

	fill(report, form, reports);
	for (int indicator = 0; indicator < GR_INDICATORS; indicator++)
	{
		gr_wide		parts[GR_INDICATOR_SIDES];
		bool		told = gr_indicator_parts(report, indicator, parts);

		wrong += told != gr_indicator_of_report(indicator);
		for (int side = 0; told && side < GR_INDICATOR_SIDES; side++)
			wrong += !gr_wide_equal(parts[side], gr_wide_of(expected(report, form, indicator, side)));
	}
	is_int(wrong, 0, "%s, %d reports: the sums of the cells", key, (int) reports);
	if (reports == 1)
	{
		is_int(wrong_without(report, form, blank), 0, "%s: none without a cell that it needs", key);
		is_int(wrong_without(report, form, ambiguous), 0, "%s: none with an ambiguous cell", key);
		is_int(wrong_without(report, form, negative), 0, "%s: none with a negative count", key);
		is_int(wrong_without(report, form, fraction), 0, "%s: none with a fraction", key);
	}
	else
		is_int(wrong_without(report, form, of_fewer_reports), 0, "%s: none of a roll-up where a report does not give it", key);
	free(report);
}

static void
test_definitions(void)
{
	int			wrong = 0;

	for (int indicator = 0; indicator < GR_INDICATORS; indicator++)
		for (int side = 0; side < GR_INDICATOR_SIDES; side++)
		{
			gr_arena	arena;
			gr_writer	writer;

			gr_arena_init(&arena, &gr_host_libc);
			gr_writer_init(&writer, &arena);
			gr_indicator_write_side(&writer, indicator, (gr_indicator_side) side);
			wrong += writer.len == 0;
			if (indicator == GR_INDICATOR_SHARE_GRANTED)
				is_slice(gr_slice_make(writer.data, writer.len), side == GR_INDICATOR_NUMERATOR ? "applications.granted.total + applications.partly_granted.total" : "applications.concluded.total", "side %d", side);
			gr_arena_free(&arena);
		}
	is_int(wrong, 0, "both sides of each say what they are");
}

int
main(void)
{
	test_form(GR_FORM_2019, 1);
	test_form(GR_FORM_2021, 1);
	test_form(GR_FORM_2019, 7);
	test_form(GR_FORM_2021, 7);
	test_definitions();
	return done_testing();
}
