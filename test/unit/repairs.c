/*
 * repairs.c
 *		Wrong cells planted in made-up tables: whether they are found, and never told wrongly.
 */
#include "repairs.h"

#include "../generator/internal.h"
#include "../generator/statistics.h"
#include "findings.h"
#include "sample.h"

/* SOURCES: test/generator/?*.c */
/* BUILD: plain, where it makes as many tables as the rates ask for. */
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
	return report->cells[gr_slot_of(row, column)].value;
}

static void
set(gr_report *report, int row, int column, int64_t value)
{
	give(report, gr_slot_of(row, column), value);
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
true_solution(const gr_repairs *repairs, const gr_report *truth, int planted, int *solutions, int *changes)
{
	int			found = 0;

	*solutions = 0;
	*changes = 0;
	for (size_t i = 0; i < repairs->count;)
	{
		int			number = repairs->items[i].solution;
		int			cells = 0;
		bool		right = true;

		for (; i < repairs->count && repairs->items[i].solution == number; i++)
		{
			const gr_repair *r = &repairs->items[i];

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
count(tally *t, const gr_repairs *repairs, const gr_report *truth, int planted)
{
	bool		certain = true;
	bool		wrong = false;
	int			solutions;
	int			changes;
	int			found;

	t->tables++;
	for (size_t i = 0; i < repairs->count; i++)
	{
		const gr_repair *r = &repairs->items[i];

		if (r->kind == GR_REPAIR_UNDECIDED)
		{
			t->undecided++;
			return;
		}
		certain = certain && r->certain;
		wrong = wrong || (r->certain && !is_told_right(r, truth));
	}
	t->wrong += wrong;
	found = true_solution(repairs, truth, planted, &solutions, &changes);
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
		gr_arena	arena;
		gr_repairs	repairs;

		make(&truth, form, (uint64_t) n);
		report = truth;
		choose(form, where, planted, slots);
		for (int i = 0; i < planted; i++)
			report.cells[slots[i]].value = another(report.cells[slots[i]].value, m);
		gr_arena_init(&arena, &gr_host_libc);
		if (gr_repairs_of(&arena, &report, NULL, &repairs) != GR_OK)
			fail("repairs of a table");
		count(&t, &repairs, &truth, planted);
		gr_arena_free(&arena);
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

int
main(void)
{
	test_rates();
	gen_free(&made);
	return done_testing();
}
