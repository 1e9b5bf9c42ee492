/*
 * repairs.c
 *		Wrong cells planted in made-up tables: whether they are found, and never told wrongly.
 *
 * SOURCES: test/generator/?*.c
 * BUILD: plain, where it makes as many tables as the rates ask for.
 */
#include "repairs.h"

#include "../generator/internal.h"
#include "../generator/statistics.h"
#include "repair_children.h"
#include "rollup.h"
#include "sample.h"

#ifdef __SANITIZE_ADDRESS__
#define TABLES 250
#else
#define TABLES 5000
#endif

#define ERRORS_LIMIT 8

/* ---------- tables ---------- */

static gen_report made = {0};

static void
give(gr_report *report, int slot, int64_t value)
{
	gr_cell    *cell = &report->cells[slot];

	memset(cell, 0, sizeof(*cell));
	cell->value = value;
	cell->unit = gr_slots[slot].unit;
	cell->status = GR_CELL_GIVEN;
	cell->reports = 1;
	cell->span.pos = (uint32_t) slot * 10 + 7;
	cell->span.len = 3;
}

static void
blank(gr_report *report, int slot)
{
	memset(&report->cells[slot], 0, sizeof(gr_cell));
	report->cells[slot].status = GR_CELL_BLANK;
	report->cells[slot].span.pos = (uint32_t) slot * 10 + 7;
}

/* A report of the generator whose tables add up. */
static void
make(gr_report *report, int form, uint64_t seed)
{
	gen_options options = {form, GEN_PIPE, 0, seed, 0};

	gen_make(&options, &made);
	gr_report_init(report);
	report->header.year = made.year;
	for (int slot = 0; slot < GR_SLOTS; slot++)
	{
		if (!gr_form_has(form, slot))
			continue;
		report->forms[gr_slots[slot].table] = (unsigned char) form;
		if (made.cells[slot].presence == GEN_VALUE)
		{
			give(report, slot, made.cells[slot].value);
			report->cells[slot].scale = made.cells[slot].scale;
		}
	}
}

static int64_t
figure(const gr_report *report, int row, int column)
{
	int			slot = gr_slot_of(row, column);

	return slot < 0 ? 0 : report->cells[slot].value;
}

static void
set(gr_report *report, int row, int column, int64_t value)
{
	int			slot = gr_slot_of(row, column);

	if (slot >= 0)
		give(report, slot, value);
}

/* ---------- wrong cells ---------- */

typedef enum model
{
	ANY_FIGURE,
	TYPING						/* a digit changed, added or lost, two exchanged */
} model;

static int64_t
mistyped(int64_t value)
{
	int64_t		power = 1;
	int64_t		other;

	for (unsigned n = random_below(4); n > 0 && power <= value / 10; n--)
		power *= 10;
	switch (random_below(4))
	{
		case 0:
			return value / (10 * power) * power + value % power;
		case 1:
			return (value / power * 10 + random_below(10)) * power + value % power;
		case 2:
			other = value / power % 10 * 10 + value / (10 * power) % 10;
			return (value / (100 * power) * 100 + other) * power + value % power;
		default:
			return value + (random_below(10) - value / power % 10) * power;
	}
}

static int64_t
another(int64_t value, model m)
{
	int64_t		other;

	do
		other = m == TYPING ? mistyped(value) : (int64_t) random_below(value > 250 ? (unsigned) value * 4 : 1000);
	while (other == value || other < 0);
	return other;
}

/* A random cell of the table of applications; row and column -1: any. */
static int
some_cell(int form, int row, int column)
{
	for (;;)
	{
		int			slot = GR_SLOT_RECEIVED_NATURAL_PERSON + (int) random_below(GR_SLOT_RECONSIDERATION_UPHELD - GR_SLOT_RECEIVED_NATURAL_PERSON);

		if (gr_form_has(form, slot) && (row < 0 || gr_slots[slot].row == row) && (column < 0 || gr_slots[slot].column == column))
			return slot;
	}
}

typedef enum place
{
	ANYWHERE,
	IN_A_ROW,
	IN_A_COLUMN,
	IN_A_CROSS
} place;

/* Different cells. */
static void
choose(int form, place where, int count, int *slots)
{
	int			center = some_cell(form, -1, -1);
	int			chosen = 0;

	while (chosen < count)
	{
		bool		row = where == IN_A_ROW || (where == IN_A_CROSS && chosen % 2 == 0);
		bool		column = where == IN_A_COLUMN || (where == IN_A_CROSS && chosen % 2 == 1);
		int			slot = some_cell(form, row ? gr_slots[center].row : -1, column ? gr_slots[center].column : -1);
		bool		again = false;

		for (int i = 0; i < chosen; i++)
			again = again || slots[i] == slot;
		if (!again)
			slots[chosen++] = slot;
	}
}

/* ---------- what comes of it ---------- */

typedef struct tally
{
	int			tables;
	int			only;			/* the truth is the only smallest solution */
	int			put_right;		/* and all of it certain */
	int			tied;			/* the truth is one of several */
	int			first;			/* and the first of them */
	int			smaller;		/* fewer changes explain it */
	int			undecided;
	int			missed;			/* as small as the truth, and without it */
	int			wrong;			/* tables in which something certain is wrong */
} tally;

static bool
is_told_right(const gr_repair *r, const gr_report *truth)
{
	int64_t		value;

	return r->proposed.known && r->proposed.scale == 0 && gr_wide_fits(r->proposed.value, &value) && value == truth->cells[r->slot].value;
}

/* Which solution is the truth, 0 for none; how many cells it and the first solution change. */
static int
true_solution(const gr_repairs *list, const gr_report *truth, int planted, int *solutions, int *changes)
{
	int			found = 0;

	*solutions = 0;
	*changes = 0;
	for (size_t i = 0; i < list->count;)
	{
		int			number = list->items[i].solution;
		int			cells = 0;
		bool		right = true;

		for (; i < list->count && list->items[i].solution == number; i++)
		{
			const gr_repair *r = &list->items[i];

			if (r->kind == GR_REPAIR_FILL)
				continue;
			cells++;
			right = right && is_told_right(r, truth);
		}
		++*solutions;
		if (number == 1)
			*changes = cells;
		if (right && cells == planted)
			found = number;
	}
	return found;
}

static void
count(tally *t, const gr_repairs *list, const gr_report *truth, int planted)
{
	bool		certain = true;
	bool		wrong = false;
	int			solutions;
	int			changes;
	int			found;

	t->tables++;
	for (size_t i = 0; i < list->count; i++)
	{
		const gr_repair *r = &list->items[i];

		if (r->kind == GR_REPAIR_UNDECIDED)
		{
			t->undecided++;
			return;
		}
		certain = certain && r->certain;
		wrong = wrong || (r->certain && !is_told_right(r, truth));
	}
	t->wrong += wrong;
	found = true_solution(list, truth, planted, &solutions, &changes);
	if (found != 0 && solutions == 1)
	{
		t->only++;
		t->put_right += certain;
	}
	else if (found != 0)
	{
		t->tied++;
		t->first += found == 1;
	}
	else if (changes < planted)
		t->smaller++;
	else
		t->missed++;
}

static double
percent(int part, int whole)
{
	return 100.0 * part / whole;
}

static tally
plant(const char *name, place where, int planted, model m, int tables)
{
	tally		t;
	static gr_report truth;
	static gr_report report;

	memset(&t, 0, sizeof(t));
	for (int n = 0; n < tables; n++)
	{
		int			form = n % 2 == 0 ? GR_FORM_2021 : GR_FORM_2019;
		int			slots[ERRORS_LIMIT];
		gr_arena	memory;
		gr_repairs	found;

		make(&truth, form, (uint64_t) n);
		report = truth;
		choose(form, where, planted, slots);
		for (int i = 0; i < planted; i++)
			report.cells[slots[i]].value = another(report.cells[slots[i]].value, m);
		gr_arena_init(&memory, &gr_host_libc);
		if (gr_repairs_of(&memory, &report, NULL, &found) != GR_OK)
			fail("repairs of a table");
		count(&t, &found, &truth, planted);
		gr_arena_free(&memory);
	}
	diag("%-10s %-7s %6d tables: only %6.2f %%, put right %6.2f %%, tied %5.2f %% (first %5.2f %%), smaller %5.2f %%, undecided %5.2f %%, "
		 "missed %d, certain and wrong %d", name, m == TYPING ? "typed" : "any", t.tables, percent(t.only, t.tables),
		 percent(t.put_right, t.tables), percent(t.tied, t.tables), percent(t.first, t.tables), percent(t.smaller, t.tables),
		 percent(t.undecided, t.tables), t.missed, t.wrong);
	return t;
}

static void
test_rates(void)
{
	tally		t = plant("one", ANYWHERE, 1, ANY_FIGURE, TABLES);

	is_int(t.put_right, t.tables, "one wrong cell is found and put right, always");
	t = plant("one", ANYWHERE, 1, TYPING, TABLES);
	is_int(t.put_right, t.tables, "one mistyped cell, too");
	t = plant("two", ANYWHERE, 2, ANY_FIGURE, TABLES);
	ok(percent(t.only, t.tables) >= 99, "two wrong cells are the only smallest solution");
	is_int(t.wrong, 0, "of two wrong cells nothing is told as certain that is not");
	is_int(t.missed + t.undecided, 0, "the truth is one of the smallest solutions, or larger than they are");
	t = plant("two", ANYWHERE, 2, TYPING, TABLES);
	is_int(t.wrong, 0, "nor of two mistyped ones");
	is_int(t.missed + t.undecided, 0, "nor is the truth missed");
	t = plant("two", IN_A_ROW, 2, TYPING, TABLES);
	is_int(t.wrong, 0, "nor in one row");
	t = plant("two", IN_A_COLUMN, 2, TYPING, TABLES);
	is_int(t.wrong, 0, "nor in one column");
	t = plant("three", ANYWHERE, 3, ANY_FIGURE, TABLES);
	ok(percent(t.only, t.tables) >= 98, "three wrong cells are the only smallest solution");
	ok(t.wrong * 1000 <= t.tables, "of three wrong cells something is told wrongly as certain in %d of %d tables", t.wrong, t.tables);
	is_int(t.missed + t.undecided, 0, "the truth is not missed");
	t = plant("three", ANYWHERE, 3, TYPING, TABLES);
	ok(t.wrong * 1000 <= t.tables, "of three mistyped ones in %d", t.wrong);
	t = plant("row", IN_A_ROW, 3, ANY_FIGURE, TABLES);
	ok(percent(t.only, t.tables) >= 95, "three wrong cells of a row");
	t = plant("column", IN_A_COLUMN, 3, ANY_FIGURE, TABLES);
	ok(percent(t.only, t.tables) >= 95, "three wrong cells of a column");
	t = plant("cross", IN_A_CROSS, 3, ANY_FIGURE, TABLES);
	ok(percent(t.only, t.tables) >= 95, "three wrong cells of a row and a column that cross");
	t = plant("cross", IN_A_CROSS, 4, ANY_FIGURE, TABLES);
	ok(percent(t.only, t.tables) >= 95, "four wrong cells of a row and a column that cross");
	plant("four", ANYWHERE, 4, ANY_FIGURE, TABLES / 5);
	plant("five", ANYWHERE, 5, ANY_FIGURE, TABLES / 5);
}

/* ---------- what a report comes to ---------- */

static gr_arena arena;
static gr_repairs repairs;

static void
repair(const gr_report *report, const gr_report *previous)
{
	gr_arena_free(&arena);
	gr_arena_init(&arena, &gr_host_libc);
	if (gr_repairs_of(&arena, report, previous, &repairs) != GR_OK)
		fail("repairs of a report");
}

static int
solutions_of(int table)
{
	int			most = 0;

	for (size_t i = 0; i < repairs.count; i++)
		if (repairs.items[i].table == table && repairs.items[i].solution > most)
			most = repairs.items[i].solution;
	return most;
}

/* The repair of a cell in a solution, or NULL. */
static const gr_repair *
repair_of(int solution, int slot)
{
	for (size_t i = 0; i < repairs.count; i++)
		if (repairs.items[i].solution == solution && repairs.items[i].slot == slot)
			return &repairs.items[i];
	return NULL;
}

static bool
proposes(const gr_repair *r, int64_t value)
{
	int64_t		proposed;

	return r != NULL && r->proposed.known && r->proposed.scale == 0 && gr_wide_fits(r->proposed.value, &proposed) && proposed == value;
}

/* Whether the first solution leads from the report to the truth in every cell of a table. */
static bool
leads_to(const gr_report *report, const gr_report *truth, int table)
{
	for (int slot = gr_tables[table].first_slot; slot < (int) gr_tables[table].end_slot; slot++)
	{
		const gr_repair *r = repair_of(1, slot);

		if (!gr_form_has(report->forms[table], slot) || !gr_cell_has_value(&truth->cells[slot]))
			continue;
		if (r == NULL ? report->cells[slot].value != truth->cells[slot].value || !gr_cell_has_value(&report->cells[slot]) :
			!proposes(r, truth->cells[slot].value))
			return false;
	}
	return true;
}

static bool
all_of_kind(int kind, bool certain)
{
	for (size_t i = 0; i < repairs.count; i++)
		if (repairs.items[i].kind != kind || repairs.items[i].certain != certain)
			return false;
	return repairs.count > 0;
}

/* A solution that is called by that name, but for fills; 0 where none is. */
static int
solution_of_kind(int kind)
{
	for (int number = 1; number <= GR_REPAIR_TOLD; number++)
	{
		bool		any = false;
		bool		other = false;
		bool		met = false;

		for (size_t i = 0; i < repairs.count; i++)
		{
			if (repairs.items[i].solution != number)
				continue;
			met = true;
			any = any || repairs.items[i].kind == kind;
			other = other || (repairs.items[i].kind != kind && repairs.items[i].kind != GR_REPAIR_FILL);
		}
		if (any && !other)
			return number;
		if (!met)
			break;
	}
	return 0;
}

/* ---------- blanks ---------- */

static void
test_blanks(void)
{
	static gr_report truth;
	static gr_report report;
	int			filled[4] = {0};
	int			tried = 0;

	for (int n = 0; n < 200; n++)
	{
		int			form = n % 2 == 0 ? GR_FORM_2021 : GR_FORM_2019;

		make(&truth, form, (uint64_t) n + 70000);
		tried++;
		report = truth;
		for (int row = 0; row < GR_ROWS; row++)
			if (gr_rows[row].table == GR_TABLE_APPLICATIONS && gr_slot_of(row, GR_COLUMN_TOTAL) >= 0 &&
				gr_form_has(form, gr_slot_of(row, GR_COLUMN_TOTAL)))
				blank(&report, gr_slot_of(row, GR_COLUMN_TOTAL));
		repair(&report, NULL);
		filled[0] += all_of_kind(GR_REPAIR_FILL, true) && leads_to(&report, &truth, GR_TABLE_APPLICATIONS) && solutions_of(GR_TABLE_APPLICATIONS) == 1;
		report = truth;
		for (int column = GR_COLUMN_NATURAL_PERSON; column <= GR_COLUMN_TOTAL; column++)
			blank(&report, gr_slot_of(GR_ROW_CONCLUDED, column));
		repair(&report, NULL);
		filled[1] += all_of_kind(GR_REPAIR_FILL, true) && leads_to(&report, &truth, GR_TABLE_APPLICATIONS);
		report = truth;
		for (int row = GR_ROW_RECONSIDERATION; row <= GR_ROW_LITIGATION_AFTER_RECONSIDERATION; row++)
			if (gr_slot_of(row, GR_COLUMN_PROCEEDING_TOTAL) >= 0)
				blank(&report, gr_slot_of(row, GR_COLUMN_PROCEEDING_TOTAL));
		repair(&report, NULL);
		filled[2] += all_of_kind(GR_REPAIR_FILL, true) && leads_to(&report, &truth, GR_TABLE_PROCEEDINGS);
		/* And a wrong cell beside them. */
		report = truth;
		for (int column = GR_COLUMN_NATURAL_PERSON; column <= GR_COLUMN_TOTAL; column++)
			blank(&report, gr_slot_of(GR_ROW_CONCLUDED, column));
		report.cells[GR_SLOT_GRANTED_BUSINESS].value += 7;
		repair(&report, NULL);
		filled[3] += leads_to(&report, &truth, GR_TABLE_APPLICATIONS) && repair_of(1, GR_SLOT_GRANTED_BUSINESS) != NULL &&
			repair_of(1, GR_SLOT_GRANTED_BUSINESS)->kind != GR_REPAIR_FILL;
	}
	is_int(filled[0], tried, "a blank column of totals is filled, all certain");
	is_int(filled[1], tried, "a blank row of totals");
	is_int(filled[2], tried, "blank totals of proceedings");
	is_int(filled[3], tried, "a wrong cell beside a blank row of totals is found, and the row filled");

	make(&report, GR_FORM_2021, 3);
	blank(&report, GR_SLOT_RECONSIDERATION_UPHELD);
	blank(&report, GR_SLOT_RECONSIDERATION_CORRECTED);
	give(&report, GR_SLOT_RECONSIDERATION_OTHER_RESULT, 1);
	give(&report, GR_SLOT_RECONSIDERATION_PENDING, 0);
	give(&report, GR_SLOT_RECONSIDERATION_PROCEEDING_TOTAL, 3);
	repair(&report, NULL);
	is_int(repairs.count, 0, "blanks that several figures would fill are left alone");
	give(&report, GR_SLOT_RECONSIDERATION_PROCEEDING_TOTAL, 1);
	repair(&report, NULL);
	ok(repairs.count == 2 && all_of_kind(GR_REPAIR_FILL, true) && proposes(repair_of(1, GR_SLOT_RECONSIDERATION_UPHELD), 0),
	   "those that can only be zero are zero");
}

/* ---------- errors of many cells ---------- */

typedef void (*spoiler) (gr_report *report, int form);

static void
swap(gr_report *report, int a, int b)
{
	gr_cell		cell = report->cells[a];

	report->cells[a] = report->cells[b];
	report->cells[b] = cell;
}

static int
some_row(int form)
{
	return gr_slots[some_cell(form, -1, -1)].row;
}

static void
shift_right(gr_report *report, int form)
{
	int			row = some_row(form);

	for (int column = GR_COLUMN_TOTAL; column > GR_COLUMN_NATURAL_PERSON; column--)
		report->cells[gr_slot_of(row, column)].value = figure(report, row, column - 1);
	if (random_below(2) == 0)
		set(report, row, GR_COLUMN_NATURAL_PERSON, 0);
	else
		blank(report, gr_slot_of(row, GR_COLUMN_NATURAL_PERSON));
}

static void
shift_left(gr_report *report, int form)
{
	int			row = some_row(form);

	for (int column = GR_COLUMN_NATURAL_PERSON; column < GR_COLUMN_TOTAL; column++)
		report->cells[gr_slot_of(row, column)].value = figure(report, row, column + 1);
	if (random_below(2) == 0)
		set(report, row, GR_COLUMN_TOTAL, 0);
	else
		blank(report, gr_slot_of(row, GR_COLUMN_TOTAL));
}

static void
swap_rows(gr_report *report, int form)
{
	static const int sums[] = {GR_ROW_CONCLUDED, GR_ROW_CARRIED_OUT, GR_ROW_RECEIVED};
	int			a = sums[random_below(3)];
	int			b = some_row(form);

	for (int column = GR_COLUMN_NATURAL_PERSON; column <= GR_COLUMN_TOTAL; column++)
		swap(report, gr_slot_of(a, column), gr_slot_of(b, column));
}

static void
swap_columns(gr_report *report, int form)
{
	int			other = GR_COLUMN_NATURAL_PERSON + (int) random_below(6);

	for (int row = GR_ROW_RECEIVED; row <= GR_ROW_CARRIED_OUT; row++)
		if (gr_slot_of(row, other) >= 0 && gr_form_has(form, gr_slot_of(row, other)))
			swap(report, gr_slot_of(row, other), gr_slot_of(row, GR_COLUMN_TOTAL));
}

static void
count_group_twice(gr_report *report, int form)
{
	static const int groups[] = {GR_ROW_DENIED, GR_ROW_UNAVAILABLE, GR_ROW_REJECTED};
	int			group = groups[random_below(3)];

	for (int row = 0; row < GR_ROWS; row++)
		for (int column = GR_COLUMN_NATURAL_PERSON; gr_rows[row].parent == group && column <= GR_COLUMN_TOTAL; column++)
			if (gr_form_has(form, gr_slot_of(row, column)))
				report->cells[gr_slot_of(GR_ROW_CONCLUDED, column)].value += figure(report, row, column);
}

static void
count_organizations_twice(gr_report *report, int form)
{
	for (int row = GR_ROW_RECEIVED; row <= GR_ROW_CARRIED_OUT; row++)
		for (int column = GR_COLUMN_BUSINESS; column < GR_COLUMN_TOTAL; column++)
			if (gr_slot_of(row, column) >= 0 && gr_form_has(form, gr_slot_of(row, column)))
				report->cells[gr_slot_of(row, GR_COLUMN_TOTAL)].value += figure(report, row, column);
}

static void
write_row_in_ones(gr_report *report, int form)
{
	int			row = some_row(form);

	for (int column = GR_COLUMN_NATURAL_PERSON; column <= GR_COLUMN_TOTAL; column++)
		report->cells[gr_slot_of(row, column)].value *= 10000;
}

static void
write_column_in_wan(gr_report *report, int form)
{
	int			column = GR_COLUMN_NATURAL_PERSON + (int) random_below(7);

	for (int row = GR_ROW_RECEIVED; row <= GR_ROW_CARRIED_OUT; row++)
		if (gr_slot_of(row, column) >= 0 && gr_form_has(form, gr_slot_of(row, column)))
			report->cells[gr_slot_of(row, column)].scale = figure(report, row, column) == 0 ? 0 : 4;
}

/* 2021 under the labels of 2019: the three rows 其他 make one, and two rows are left over. */
static gr_extra rows_left_over[14];

static void
print_new_figures(gr_report *report, int form)
{
	report->extras = rows_left_over;
	report->extra_count = form == GR_FORM_2019 ? 14 : 0;
	for (int column = GR_COLUMN_NATURAL_PERSON; form == GR_FORM_2019 && column <= GR_COLUMN_TOTAL; column++)
	{
		int			at = column - GR_COLUMN_NATURAL_PERSON;
		int64_t		other = figure(report, GR_ROW_OTHER, column);

		for (int row = 0; row < 2; row++)
		{
			gr_extra   *extra = &rows_left_over[row * 7 + at];

			memset(extra, 0, sizeof(*extra));
			extra->table = GR_TABLE_APPLICATIONS;
			extra->row = GR_ROW_NONE;
			extra->column = (unsigned char) column;
			extra->cell = report->cells[gr_slot_of(row == 0 ? GR_ROW_CONCLUDED : GR_ROW_CARRIED_OUT, column)];
		}
		set(report, GR_ROW_OTHER, column, other / 2);
		set(report, GR_ROW_CONCLUDED, column, other - other / 2);
		set(report, GR_ROW_CARRIED_OUT, column, 0);
	}
}

/* 2019 under the labels of 2021: made of a table of 2021 whose first and third 其他 are empty. */
static void
print_old_figures(gr_report *report, int form)
{
	for (int column = GR_COLUMN_NATURAL_PERSON; form == GR_FORM_2021 && column <= GR_COLUMN_TOTAL; column++)
	{
		int64_t		other = figure(report, GR_ROW_OTHER_UNCORRECTED, column) + figure(report, GR_ROW_OTHER_UNPAID, column) +
			figure(report, GR_ROW_OTHER_OTHER, column);

		set(report, GR_ROW_OTHER_UNCORRECTED, column, other);
		set(report, GR_ROW_OTHER_UNPAID, column, figure(report, GR_ROW_CONCLUDED, column));
		set(report, GR_ROW_OTHER_OTHER, column, figure(report, GR_ROW_CARRIED_OUT, column));
		blank(report, gr_slot_of(GR_ROW_CONCLUDED, column));
		blank(report, gr_slot_of(GR_ROW_CARRIED_OUT, column));
	}
}

/* Cells in which two reports differ, of one table. */
static int
differing(const gr_report *a, const gr_report *b, int table)
{
	int			count = 0;

	for (int slot = gr_tables[table].first_slot; slot < (int) gr_tables[table].end_slot; slot++)
		count += gr_cell_has_value(&b->cells[slot]) && (a->cells[slot].value != b->cells[slot].value || a->cells[slot].scale != b->cells[slot].scale);
	return count;
}

/* How many identities do not hold, blanks read as zero. */
static int
broken(const gr_report *report, int table)
{
	gr_identity identities[GR_IDENTITIES];
	int			count = gr_identities_of(table, report->forms[table], identities);
	int			wrong = 0;

	for (int i = 0; i < count; i++)
	{
		int64_t		gap = report->cells[identities[i].named].value;

		for (int k = 0; k < identities[i].count; k++)
			gap -= identities[i].signs[k] * report->cells[identities[i].terms[k]].value;
		wrong += gap != 0;
	}
	for (int slot = gr_tables[table].first_slot; slot < (int) gr_tables[table].end_slot; slot++)
		wrong += report->cells[slot].scale > 0;
	return wrong;
}

/* Spoils tables and asks what the first solution calls it. */
static void
spoil(const char *name, int form, spoiler how, int kind)
{
	static gr_report truth;
	static gr_report report;
	int			tried = 0;
	int			named = 0;
	int			first = 0;
	int			right = 0;
	int			wrong = 0;

	for (int n = 0; n < TABLES / 5 + 150; n++)
	{
		make(&truth, form, (uint64_t) n + 90000);
		report = truth;
		how(&report, form);
		/* What spoils one figure at most is no error of many cells. */
		if (differing(&truth, &report, GR_TABLE_APPLICATIONS) < 2 || broken(&report, GR_TABLE_APPLICATIONS) < 3)
			continue;
		tried++;
		repair(&report, NULL);
		named += solution_of_kind(kind) > 0;
		first += solution_of_kind(kind) == 1;
		right += leads_to(&report, &truth, GR_TABLE_APPLICATIONS);
		for (size_t i = 0; i < repairs.count; i++)
			wrong += repairs.items[i].certain && !is_told_right(&repairs.items[i], &truth);
	}
	diag("%s, %s: %d tables, %d named as such, %d in the first solution, %d put right by it", name, gr_forms[form].key, tried, named, first, right);
	ok(tried > 10 && named == tried, "%s is named as such", name);
	is_int(wrong, 0, "and nothing certain is wrong");
}

static void
test_systematic(void)
{
	static const int forms[] = {GR_FORM_2021, GR_FORM_2019};

	for (int i = 0; i < 2; i++)
	{
		spoil("a row shifted to the right", forms[i], shift_right, GR_REPAIR_SHIFTED_ROW);
		spoil("a row shifted to the left", forms[i], shift_left, GR_REPAIR_SHIFTED_ROW);
		spoil("rows that changed places", forms[i], swap_rows, GR_REPAIR_SWAPPED_ROWS);
		spoil("a column that changed places with the totals", forms[i], swap_columns, GR_REPAIR_SWAPPED_COLUMNS);
		spoil("a group counted twice", forms[i], count_group_twice, GR_REPAIR_DOUBLE_COUNTED);
		spoil("organizations counted twice", forms[i], count_organizations_twice, GR_REPAIR_DOUBLE_COUNTED);
		spoil("a row 10^4 times too large", forms[i], write_row_in_ones, GR_REPAIR_WRONG_UNIT);
		spoil("a column in 万", forms[i], write_column_in_wan, GR_REPAIR_WRONG_UNIT);
	}
	spoil("figures of 2019 under the labels of 2021", GR_FORM_2021, print_old_figures, GR_REPAIR_WRONG_FORM);
	spoil("figures of 2021 under the labels of 2019", GR_FORM_2019, print_new_figures, GR_REPAIR_WRONG_FORM);
}

/* ---------- other tables ---------- */

/* A table of 2014 that adds up. */
static void
make_statistics(gr_report *report)
{
	gr_identity identities[GR_IDENTITIES];
	int			count = gr_identities_of(GR_TABLE_STATISTICS, GR_FORM_2014, identities);

	gr_report_init(report);
	report->forms[GR_TABLE_STATISTICS] = GR_FORM_2014;
	for (int slot = gr_tables[GR_TABLE_STATISTICS].first_slot; slot < (int) gr_tables[GR_TABLE_STATISTICS].end_slot; slot++)
		if (gr_form_has(GR_FORM_2014, slot))
			give(report, slot, random_below(3) == 0 ? 0 : random_below(60));
	/* Sums of sums come first in the form: from the last to the first. */
	for (int i = count - 1; i >= 0; i--)
	{
		int64_t		sum = 0;

		for (int k = 0; k < identities[i].count; k++)
			sum += identities[i].signs[k] * report->cells[identities[i].terms[k]].value;
		give(report, identities[i].named, sum);
	}
}

static void
test_statistics(void)
{
	static gr_report truth;
	static gr_report report;
	int			total = GR_SLOT_STAT_ANSWERED_STAT_TOTAL;
	int			among = 0;
	int			wrong = 0;
	int			swapped = 0;
	int			doubled = 0;
	int			unit = 0;
	int			filled = 0;
	int			tables = TABLES / 10;
	int64_t		denied;

	for (int n = 0; n < tables; n++)
	{
		int			slot;

		make_statistics(&truth);
		give(&truth, GR_SLOT_STAT_RECEIVED_LETTER_STAT_TOTAL, 3);
		truth.cells[GR_SLOT_STAT_RECEIVED_STAT_TOTAL].value = 0;
		for (slot = GR_SLOT_STAT_RECEIVED_STAT_TOTAL + 1; gr_rows[gr_slots[slot].row].parent == GR_ROW_STAT_RECEIVED; slot++)
			if (gr_form_has(GR_FORM_2014, slot))
				truth.cells[GR_SLOT_STAT_RECEIVED_STAT_TOTAL].value += truth.cells[slot].value;
		do
			slot = (int) gr_tables[GR_TABLE_STATISTICS].first_slot +
				(int) random_below(gr_tables[GR_TABLE_STATISTICS].end_slot - gr_tables[GR_TABLE_STATISTICS].first_slot);
		while (!gr_form_has(GR_FORM_2014, slot) || gr_rows[gr_slots[slot].row].parent == GR_ROW_NONE);
		report = truth;
		report.cells[slot].value += 1 + random_below(9);
		repair(&report, NULL);
		for (int number = 1; number <= solutions_of(GR_TABLE_STATISTICS); number++)
			if (proposes(repair_of(number, slot), truth.cells[slot].value))
			{
				among++;
				break;
			}
		for (size_t i = 0; i < repairs.count; i++)
			wrong += repairs.items[i].certain && !is_told_right(&repairs.items[i], &truth);

		report = truth;
		swap(&report, GR_SLOT_STAT_RECEIVED_STAT_TOTAL, GR_SLOT_STAT_RECEIVED_LETTER_STAT_TOTAL);
		repair(&report, NULL);
		swapped += truth.cells[GR_SLOT_STAT_RECEIVED_STAT_TOTAL].value == 3 ? repairs.count == 0 : solution_of_kind(GR_REPAIR_SWAPPED_ROWS) > 0;

		report = truth;
		denied = truth.cells[GR_SLOT_STAT_ANSWERED_DENIED_STAT_TOTAL].value;
		report.cells[total].value += denied;
		repair(&report, NULL);
		doubled += denied < 2 || solution_of_kind(GR_REPAIR_DOUBLE_COUNTED) > 0;

		report = truth;
		report.cells[GR_SLOT_STAT_RECEIVED_STAT_TOTAL].value *= 10000;
		repair(&report, NULL);
		unit += solution_of_kind(GR_REPAIR_WRONG_UNIT) == 1;

		report = truth;
		blank(&report, total);
		blank(&report, GR_SLOT_STAT_RECEIVED_STAT_TOTAL);
		repair(&report, NULL);
		filled += repairs.count == 2 && all_of_kind(GR_REPAIR_FILL, true) && proposes(repair_of(1, total), truth.cells[total].value);
	}
	is_int(among, tables, "a wrong figure of 2014 is among the solutions");
	is_int(wrong, 0, "and none is told as certain");
	is_int(swapped, tables, "a total and its part that changed places");
	is_int(doubled, tables, "refusals counted once more by their reasons");
	is_int(unit, tables, "a total in the wrong unit");
	is_int(filled, tables, "blank totals");
}

static int
proceeding(int n)
{
	return GR_SLOT_RECONSIDERATION_UPHELD + n;
}

static void
test_proceedings(void)
{
	static gr_report truth;
	static gr_report report;
	int			shifted = 0;
	int			swapped = 0;
	int			tables = TABLES / 10;

	for (int n = 0; n < tables; n++)
	{
		make(&truth, GR_FORM_2021, (uint64_t) n);
		for (int group = 0; group < 3; group++)
		{
			int64_t		sum = 0;

			for (int i = 0; i < 4; i++)
			{
				give(&truth, proceeding(group * 5 + i), 1 + random_below(9));
				sum += truth.cells[proceeding(group * 5 + i)].value;
			}
			give(&truth, proceeding(group * 5 + 4), sum);
		}
		report = truth;
		for (int i = 14; i > 0; i--)
			report.cells[proceeding(i)].value = report.cells[proceeding(i - 1)].value;
		blank(&report, proceeding(0));
		repair(&report, NULL);
		shifted += solution_of_kind(GR_REPAIR_SHIFTED_ROW) == 1 && leads_to(&report, &truth, GR_TABLE_PROCEEDINGS);
		report = truth;
		for (int group = 0; group < 3; group++)
			swap(&report, proceeding(group * 5 + 1), proceeding(group * 5 + 4));
		repair(&report, NULL);
		swapped += solution_of_kind(GR_REPAIR_SWAPPED_COLUMNS) == 1 && leads_to(&report, &truth, GR_TABLE_PROCEEDINGS);
	}
	is_int(shifted, tables, "proceedings shifted by a cell");
	is_int(swapped, tables, "a column of proceedings that changed places with the totals");

	make(&report, GR_FORM_2021, 1);
	for (int i = 0; i < 15; i++)
		give(&report, proceeding(i), 0);
	give(&report, proceeding(4), 2);
	repair(&report, NULL);
	is_int(solutions_of(GR_TABLE_PROCEEDINGS), 5, "a sum without parts: each of five cells may be wrong");
	ok(repairs.count == 5 && repairs.items[0].kind == GR_REPAIR_DIGIT && !repairs.items[0].certain, "none of them for certain");
	give(&report, proceeding(9), 1);
	repair(&report, NULL);
	is_int(solutions_of(GR_TABLE_PROCEEDINGS), 25, "of two such sums every pair is a solution of the table");
	give(&report, proceeding(0), 3);
	give(&report, proceeding(1), 3);
	give(&report, proceeding(2), 3);
	give(&report, proceeding(4), 1);
	give(&report, proceeding(9), 0);
	repair(&report, NULL);
	ok(repairs.count == 1 && proposes(&repairs.items[0], 9) && !repairs.items[0].certain,
	   "the only smallest solution is not certain where two wrong cells could be others");
}

/* ---------- single cases ---------- */

/* More applications with this result: everything adds up as before. */
static void
grow(gr_report *report, int row, int column, int64_t by)
{
	const int	rows[] = {GR_ROW_RECEIVED, row, GR_ROW_CONCLUDED};

	for (int i = 0; i < 3; i++)
	{
		set(report, rows[i], column, figure(report, rows[i], column) + by);
		set(report, rows[i], GR_COLUMN_TOTAL, figure(report, rows[i], GR_COLUMN_TOTAL) + by);
	}
}

static void
test_cases(void)
{
	static gr_report truth;
	static gr_report report;
	int			slot = GR_SLOT_RECEIVED_BUSINESS;
	int64_t		fourth;

	make(&truth, GR_FORM_2021, 21);
	repair(&truth, NULL);
	is_int(repairs.count, 0, "a table that adds up needs no repair");

	report = truth;
	report.cells[slot].value += 5;
	report.cells[slot].value = -report.cells[slot].value;
	repair(&report, NULL);
	ok(repairs.count == 1 && repairs.items[0].certain && proposes(repair_of(1, slot), truth.cells[slot].value), "a negative figure is wrong");
	report.cells[slot].value = truth.cells[slot].value * 10 + 5;
	report.cells[slot].scale = 1;
	repair(&report, NULL);
	ok(repairs.count == 1 && repairs.items[0].certain && proposes(repair_of(1, slot), truth.cells[slot].value), "a figure with decimals");
	report = truth;
	report.cells[slot].value = (truth.cells[slot].value + 3) * 10000;
	report.cells[slot].scale = 4;
	repair(&report, NULL);
	ok(repairs.count == 1 && proposes(repair_of(1, slot), truth.cells[slot].value), "decimals that are zeros are none");

	/* Three equal errors on the corners of a rectangle look like one on the fourth. */
	report = truth;
	grow(&report, GR_ROW_GRANTED, GR_COLUMN_RESEARCH, 9);
	grow(&report, GR_ROW_PARTLY_GRANTED, GR_COLUMN_BUSINESS, 9);
	repair(&report, NULL);
	is_int(repairs.count, 0, "it adds up");
	fourth = report.cells[GR_SLOT_PARTLY_GRANTED_RESEARCH].value;
	report.cells[GR_SLOT_GRANTED_BUSINESS].value += 4;
	report.cells[GR_SLOT_GRANTED_RESEARCH].value -= 4;
	report.cells[GR_SLOT_PARTLY_GRANTED_BUSINESS].value -= 4;
	repair(&report, NULL);
	ok(repairs.count == 1 && repairs.items[0].certain && proposes(repair_of(1, GR_SLOT_PARTLY_GRANTED_RESEARCH), fourth + 4),
	   "three equal errors of a rectangle: arithmetic sees one");

	/* Garbage: the search gives up, and soon. */
	for (int s = GR_SLOT_RECEIVED_NATURAL_PERSON; s < GR_SLOT_RECONSIDERATION_UPHELD; s++)
		if (gr_form_has(GR_FORM_2021, s))
			give(&report, s, random_below(500));
	repair(&report, NULL);
	ok(repairs.count == 1 && repairs.items[0].kind == GR_REPAIR_UNDECIDED && repairs.items[0].slot == -1 && !repairs.items[0].certain,
	   "what is wrong all over is undecided");
	report.rollup = true;
	repair(&report, NULL);
	is_int(repairs.count, 0, "of a roll-up there are none");
}

/* Equal changes in two cells of a row: which row it was nobody knows, but last year's report says it. */
static void
test_order(void)
{
	static gr_report report;
	static gr_report previous;
	int			solutions;

	make(&report, GR_FORM_2021, 22);
	for (int row = GR_ROW_RECEIVED; row <= GR_ROW_CARRIED_IN; row++)
		for (int column = GR_COLUMN_NATURAL_PERSON; column < GR_COLUMN_TOTAL; column++)
			report.cells[gr_slot_of(row, column)].value += 10;
	for (int row = GR_ROW_RECEIVED; row <= GR_ROW_CARRIED_IN; row++)
		report.cells[gr_slot_of(row, GR_COLUMN_TOTAL)].value += 60;
	for (int column = GR_COLUMN_NATURAL_PERSON; column < GR_COLUMN_TOTAL; column++)
		report.cells[gr_slot_of(GR_ROW_CARRIED_OUT, column)].value += 20;
	report.cells[gr_slot_of(GR_ROW_CARRIED_OUT, GR_COLUMN_TOTAL)].value += 120;
	repair(&report, NULL);
	is_int(repairs.count, 0, "the table adds up");
	previous = report;
	previous.header.year = report.header.year - 1;
	for (int column = GR_COLUMN_NATURAL_PERSON; column <= GR_COLUMN_TOTAL; column++)
		previous.cells[gr_slot_of(GR_ROW_CARRIED_OUT, column)].value = figure(&report, GR_ROW_CARRIED_IN, column);
	report.cells[GR_SLOT_CARRIED_IN_BUSINESS].value += 3;
	report.cells[GR_SLOT_CARRIED_IN_WELFARE].value -= 3;
	repair(&report, NULL);
	solutions = solutions_of(GR_TABLE_APPLICATIONS);
	ok(solutions > 2, "it stood in one of several rows");
	for (size_t i = 0; i < repairs.count; i++)
		if (repairs.items[i].certain)
			fail("and none of them is certain");
	repair(&report, &previous);
	ok(repair_of(1, GR_SLOT_CARRIED_IN_BUSINESS) != NULL && repair_of(1, GR_SLOT_CARRIED_IN_WELFARE) != NULL,
	   "with last year's report the right one comes first");
	is_int(solutions_of(GR_TABLE_APPLICATIONS), solutions, "of as many");
	ok(!repairs.items[0].certain, "and is no more certain");
}

/* ---------- into the report ---------- */

static void
test_apply(void)
{
	static gr_report truth;
	static gr_report report;
	static gr_report again;
	int			slot = GR_SLOT_GRANTED_NATURAL_PERSON;
	int			total = GR_SLOT_RECEIVED_TOTAL;
	const gr_printed *printed;
	gr_error	error = {0, NULL};
	gr_arena	memory;
	gr_slice	bytes;

	gr_arena_init(&memory, &gr_host_libc);
	make(&truth, GR_FORM_2021, 33);
	report = truth;
	report.cells[slot].value = truth.cells[slot].value + 11;
	blank(&report, total);
	repair(&report, NULL);
	is_int(gr_repairs_apply(&arena, &report, &repairs), GR_OK, "repairs are applied");
	is_int(report.cells[slot].value, truth.cells[slot].value, "the cell has its figure");
	is_int(report.cells[slot].status, GR_CELL_REPAIRED, "and says that it was repaired");
	is_int(report.cells[total].value, truth.cells[total].value, "a blank is filled");
	bytes = encoded(&memory, &report);
	is_int(gr_report_decode_strict(&memory, bytes, &again, &error), GR_OK, "it can be stored");
	printed = gr_report_printed(&again, slot);
	ok(printed != NULL && printed->value == truth.cells[slot].value + 11 && printed->status == GR_CELL_GIVEN, "with what was printed");
	printed = gr_report_printed(&again, total);
	ok(printed != NULL && printed->status == GR_CELL_BLANK && printed->value == 0, "or that nothing was");
	ok(gr_report_printed(&again, slot + 1) == NULL, "and of no other cell");
	is_int(again.cells[slot].span.pos, truth.cells[slot].span.pos, "at its place");
	repair(&again, NULL);
	is_int(repairs.count, 0, "then nothing is left to repair");
	gr_report_repair(&memory, &again, slot, 1);
	is_int(gr_report_printed(&again, slot)->value, truth.cells[slot].value + 11, "a second repair keeps what was printed first");
	gr_arena_free(&memory);
}

/* ---------- a parent and its children ---------- */

static const gr_report *
roll_up(const gr_report *children, int count)
{
	static gr_report result;
	static gr_rollup sum;
	gr_error	error = {0, NULL};
	gr_writer	writer;

	gr_rollup_init(&sum);
	for (int i = 0; i < count; i++)
		gr_rollup_add(&sum, encoded(&arena, &children[i]), 1, &error);
	gr_writer_init(&writer, &arena);
	gr_rollup_encode(&writer, &sum);
	if (gr_report_decode(&arena, gr_slice_make(writer.data, writer.len), &result, &error) != GR_OK)
		fail("a roll-up");
	return &result;
}

static void
test_children(void)
{
	static gr_report children[3];
	static gr_report published;
	int			slot = GR_SLOT_DENIED_LAW_NATURAL_PERSON;
	const gr_report *sum;

	gr_arena_free(&arena);
	gr_arena_init(&arena, &gr_host_libc);
	for (int i = 0; i < 3; i++)
		make(&children[i], GR_FORM_2021, (uint64_t) i + 500);
	published = *roll_up(children, 3);
	children[1].cells[slot].value += 6;
	sum = roll_up(children, 3);
	for (int i = 0; i < 3; i++)
	{
		gr_repair_child(&arena, &published, sum, &children[i], &repairs);
		if (i == 1)
			ok(repairs.count == 1 && repairs.items[0].slot == slot && repairs.items[0].certain && proposes(&repairs.items[0], children[1].cells[slot].value - 6),
			   "the child whose own sums say so is the wrong one");
		else
			is_int(repairs.count, 0, "the others would only break theirs");
	}
	/* No sum of a child tells: any may be wrong. */
	children[1].cells[slot].value -= 6;
	children[2].cells[GR_SLOT_LICENSING_DECISIONS].value += 2;
	sum = roll_up(children, 3);
	for (int i = 0; i < 3; i++)
	{
		gr_repair_child(&arena, &published, sum, &children[i], &repairs);
		if (children[i].cells[GR_SLOT_LICENSING_DECISIONS].value >= 2)
			ok(repairs.count == 1 && !repairs.items[0].certain, "a cell that stands in no sum may be wrong in any child");
		else
			is_int(repairs.count, 0, "but not in one that has too little to take away");
	}
	/* Money in 元 where 万元 was meant. */
	for (int i = 0; i < 3; i++)
	{
		give(&children[i], GR_SLOT_FEES_AMOUNT, 12 + i);
		children[i].cells[GR_SLOT_FEES_AMOUNT].scale = 1;
	}
	children[2].cells[GR_SLOT_LICENSING_DECISIONS].value -= 2;
	published = *roll_up(children, 3);
	give(&children[1], GR_SLOT_FEES_AMOUNT, 13000);
	sum = roll_up(children, 3);
	gr_repair_child(&arena, &published, sum, &children[1], &repairs);
	ok(repairs.count == 1 && repairs.items[0].kind == GR_REPAIR_WRONG_UNIT && repairs.items[0].proposed.value.low == 13 &&
	   repairs.items[0].proposed.scale == 1 && !repairs.items[0].certain, "money that is 10^4 times too much");
	gr_repair_child(&arena, &published, sum, &children[0], &repairs);
	is_int(repairs.count, 0, "which the others are not");
	/* Two children have their share. */
	children[1].cells[GR_SLOT_FEES_AMOUNT] = children[0].cells[GR_SLOT_FEES_AMOUNT];
	published = *roll_up(children, 3);
	children[0].cells[slot].value += 5;
	children[1].cells[GR_SLOT_RECEIVED_BUSINESS].value += 9;
	sum = roll_up(children, 3);
	gr_repair_child(&arena, &published, sum, &children[0], &repairs);
	ok(repairs.count == 1 && repairs.items[0].slot == slot && repairs.items[0].certain, "the first has one of the cells");
	gr_repair_child(&arena, &published, sum, &children[1], &repairs);
	ok(repairs.count == 1 && repairs.items[0].slot == GR_SLOT_RECEIVED_BUSINESS && repairs.items[0].certain, "the second the other");
	gr_repair_child(&arena, &published, sum, &children[2], &repairs);
	is_int(repairs.count, 0, "the third none");
}

/* ---------- the network ---------- */

/* All identities hold exactly where no node wants anything, whatever stands in the cells. */
static void
test_network(int table, int form, int systems)
{
	static gr_network networks[GR_REPAIR_SYSTEMS];
	static gr_report report;
	gr_identity identities[GR_IDENTITIES];
	int			count = gr_identities_of(table, form, identities);
	int			agreed = 0;

	is_int(gr_networks_of(table, identities, count, networks), systems, "systems of %s in %s", gr_tables[table].key, gr_forms[form].key);
	for (int n = 0; n < 1000; n++)
	{
		bool		zero = true;

		gr_report_init(&report);
		report.forms[table] = (unsigned char) form;
		for (int slot = gr_tables[table].first_slot; slot < (int) gr_tables[table].end_slot; slot++)
			if (gr_form_has(form, slot))
				give(&report, slot, random_below(9));
		/* Every other time it adds up, as far as sums of sums let it: parts come behind their sums. */
		for (int pass = 0; n % 2 == 0 && pass < 3; pass++)
			for (int i = count - 1; i >= 0; i--)
			{
				int64_t		sum = 0;

				for (int k = 0; k < identities[i].count; k++)
					sum += identities[i].signs[k] * report.cells[identities[i].terms[k]].value;
				report.cells[identities[i].named].value = sum;
			}
		for (int s = 0; s < systems; s++)
		{
			int64_t		wants[GR_REPAIR_NODES];
			gr_figures	figures;

			memset(&figures, 0, sizeof(figures));
			for (int e = 0; e < networks[s].edges; e++)
				figures.values[e] = report.cells[networks[s].slots[e]].value;
			gr_network_wants(&networks[s], &figures, wants);
			for (int v = 1; v < networks[s].nodes; v++)
				zero = zero && wants[v] == 0;
		}
		agreed += zero == (broken(&report, table) == 0);
	}
	is_int(agreed, 1000, "the network of %s in %s says what the identities say", gr_tables[table].key, gr_forms[form].key);
}

/* ---------- without memory, and cancelled ---------- */

static void
test_host(void)
{
	static gr_report report;
	counting	c;
	gr_host		host = counting_host(&c);
	long		looks;
	int			ended = 0;
	gr_arena	memory;
	gr_repairs	found;

	make(&report, GR_FORM_2021, 8);
	for (int i = 0; i < 3; i++)
		report.cells[some_cell(GR_FORM_2021, -1, -1)].value += 3 + i;
	for (long at = 1;; at++)
	{
		gr_status	status;

		host = counting_host(&c);
		c.fail_at = at;
		gr_arena_init(&memory, &host);
		status = gr_repairs_of(&memory, &report, NULL, &found);
		gr_arena_free(&memory);
		if (c.allocations != c.releases || (status != GR_OK && status != GR_OUT_OF_MEMORY))
			fail("allocation %ld fails", at);
		if (status == GR_OK)
			break;
		ended++;
	}
	ok(ended > 0, "each of %d allocations may fail", ended);
	looks = c.looks;
	ok(looks > 0, "the host is asked whether to go on");
	host = counting_host(&c);
	c.cancel_at = looks;
	gr_arena_init(&memory, &host);
	is_int(gr_repairs_of(&memory, &report, NULL, &found), GR_CANCELLED, "and may say no");
	gr_arena_free(&memory);
}

int
main(void)
{
	gr_arena_init(&arena, &gr_host_libc);
	test_rates();
	test_blanks();
	test_systematic();
	test_statistics();
	test_proceedings();
	test_cases();
	test_order();
	test_apply();
	test_children();
	test_network(GR_TABLE_APPLICATIONS, GR_FORM_2021, 1);
	test_network(GR_TABLE_APPLICATIONS, GR_FORM_2019, 1);
	test_network(GR_TABLE_PROCEEDINGS, GR_FORM_2021, 3);
	test_network(GR_TABLE_PROCEEDINGS, GR_FORM_2019, 3);
	test_network(GR_TABLE_STATISTICS, GR_FORM_2014, 6);
	test_network(GR_TABLE_DISCLOSURE, GR_FORM_2021, 0);
	test_host();
	gr_arena_free(&arena);
	gen_free(&made);
	return done_testing();
}
