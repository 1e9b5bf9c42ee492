/*
 * compare.c
 *		A published report against those below it, and a year against the one before.
 */
#include "compare.h"
#include "parse.h"
#include "rollup.h"
#include "sample.h"

static gr_arena arena;

/* ---------- reports ---------- */

static void
give(gr_report *report, int row, int column, int64_t value)
{
	int			slot = gr_slot_of(row, column);
	gr_cell    *cell = &report->cells[slot];

	memset(cell, 0, sizeof(*cell));
	cell->value = value;
	cell->unit = gr_slots[slot].unit;
	cell->status = GR_CELL_GIVEN;
	cell->reports = 1;
	cell->span.pos = (uint32_t) slot * 10 + 7;
	cell->span.len = 3;
}

/* A year in which so many applications came in and were left over; all else is blank. */
static gr_report
year_of(int form, int year, int64_t received, int64_t carried_in, int64_t carried_out)
{
	gr_report	report;

	gr_report_init(&report);
	report.header.year = year;
	report.forms[GR_TABLE_DISCLOSURE] = report.forms[GR_TABLE_APPLICATIONS] = (unsigned char) form;
	for (int table = GR_TABLE_DISCLOSURE; table <= GR_TABLE_APPLICATIONS; table++)
		for (int slot = gr_tables[table].first_slot; slot < (int) gr_tables[table].end_slot; slot++)
			if (gr_form_has(form, slot))
				report.cells[slot].status = GR_CELL_BLANK;
	give(&report, GR_ROW_RECEIVED, GR_COLUMN_TOTAL, received);
	give(&report, GR_ROW_CARRIED_IN, GR_COLUMN_TOTAL, carried_in);
	give(&report, GR_ROW_CARRIED_OUT, GR_COLUMN_TOTAL, carried_out);
	return report;
}

static gr_report
sum_of(const gr_report *a, const gr_report *b)
{
	gr_rollup  *rollup = gr_arena_alloc(&arena, sizeof(gr_rollup));
	gr_error	error = {0, NULL};
	gr_writer	writer;
	gr_report	sum;

	gr_rollup_init(rollup);
	gr_writer_init(&writer, &arena);
	if (gr_rollup_add(rollup, encoded(&arena, a), 1, &error) != GR_OK || gr_rollup_add(rollup, encoded(&arena, b), 1, &error) != GR_OK ||
		gr_rollup_encode(&writer, rollup) != GR_OK || gr_rollup_read(&arena, gr_slice_make(writer.data, writer.len), &sum, &error) != GR_OK)
		abort();
	return sum;
}

static bool
figure_is(gr_figure figure, int64_t value, int scale)
{
	int64_t		v;

	return figure.known && gr_wide_fits(figure.value, &v) && v == value && figure.scale == scale;
}

static void
is_finding(const gr_finding *f, int rule, int row, int column, int64_t expected, int64_t actual, const char *what)
{
	ok(f->rule == rule && f->row == row && f->column == column && figure_is(f->expected, expected, 0) && figure_is(f->actual, actual, 0) &&
	   figure_is(f->difference, actual - expected, 0), "%s", what);
}

/* ---------- a parent and its children ---------- */

static void
test_total(void)
{
	gr_report	a = year_of(GR_FORM_2021, 2022, 10, 1, 2);
	gr_report	b = year_of(GR_FORM_2021, 2022, 20, 0, 3);
	gr_report	published = year_of(GR_FORM_2021, 2022, 30, 1, 5);
	gr_report	sum = sum_of(&a, &b);
	gr_findings found;
	const gr_assessment *total = &found.rules[GR_RULE_COMPARE_TOTAL];

	is_int(gr_compare(&arena, &published, &sum, &found), GR_OK, "a district and its offices");
	is_int(found.count, 0, "agree");
	ok(total->instances == 3 && total->passed == 3, "in the three cells that the district gives");
	give(&published, GR_ROW_RECEIVED, GR_COLUMN_TOTAL, 29);
	is_int(gr_compare(&arena, &published, &sum, &found), GR_OK, "one application less");
	if (ok(found.count == 1, "is found"))
	{
		is_finding(&found.items[0], GR_RULE_COMPARE_TOTAL, GR_ROW_RECEIVED, GR_COLUMN_TOTAL, 30, 29, "as less than the sum");
		is_int(found.items[0].span.pos, published.cells[gr_slot_of(GR_ROW_RECEIVED, GR_COLUMN_TOTAL)].span.pos, "at its place in the published text");
	}
	b.cells[gr_slot_of(GR_ROW_RECEIVED, GR_COLUMN_TOTAL)] = (gr_cell) {.status = GR_CELL_BLANK};
	sum = sum_of(&a, &b);
	is_int(gr_compare(&arena, &published, &sum, &found), GR_OK, "an office that left it blank");
	ok(found.count == 0 && total->unassessable == 1, "leaves it open");
	is_int(gr_compare(&arena, &published, &a, &found), GR_OK, "a report that is no roll-up");
	is_int(found.count, 2, "is compared as it is: less came in and less was left over");
	gr_arena_free(&arena);
}

/* 1.5 万元 is 5,000 and 10,000 元. */
static void
test_money(void)
{
	int			slot = gr_slot_of(GR_ROW_FEES, GR_COLUMN_AMOUNT);
	gr_report	a = year_of(GR_FORM_2021, 2022, 1, 0, 0);
	gr_report	b = year_of(GR_FORM_2021, 2022, 1, 0, 0);
	gr_report	published = year_of(GR_FORM_2021, 2022, 2, 0, 0);
	gr_report	sum;
	gr_findings found;

	give(&a, GR_ROW_FEES, GR_COLUMN_AMOUNT, 5000);
	give(&b, GR_ROW_FEES, GR_COLUMN_AMOUNT, 10000);
	give(&published, GR_ROW_FEES, GR_COLUMN_AMOUNT, 15);
	a.cells[slot].unit = b.cells[slot].unit = GR_UNIT_YUAN;
	published.cells[slot].unit = GR_UNIT_WAN_YUAN;
	published.cells[slot].scale = 1;
	sum = sum_of(&a, &b);
	is_int(gr_compare(&arena, &published, &sum, &found), GR_OK, "money in two units");
	is_int(found.count, 0, "agrees");
	published.cells[slot].value = 150;
	is_int(gr_compare(&arena, &published, &sum, &found), GR_OK, "ten times as much");
	ok(found.count == 1 && figure_is(found.items[0].expected, 15, 1) && figure_is(found.items[0].difference, 135, 1), "does not");
	published.cells[slot].value = 1525;
	published.cells[slot].scale = 3;
	is_int(gr_compare(&arena, &published, &sum, &found), GR_OK, "other decimals");
	ok(found.count == 1 && figure_is(found.items[0].difference, 25, 3), "are taken from each other");
	gr_arena_free(&arena);
}

/* ---------- a year and the one before ---------- */

static void
test_carried_in(void)
{
	gr_report	before = year_of(GR_FORM_2019, 2020, 10, 1, 2);
	gr_report	now = year_of(GR_FORM_2021, 2021, 12, 2, 0);
	gr_findings found;

	is_int(gr_continuity(&arena, &before, &now, &found), GR_OK, "what was left over comes in, whatever the forms");
	ok(found.count == 0 && found.rules[GR_RULE_CONTINUITY_CARRIED_IN].passed == 1 && found.rules[GR_RULE_CONTINUITY_YEAR].passed == 1, "and holds");
	is_int(found.rules[GR_RULE_CONTINUITY_CARRIED_IN].unassessable, 6, "the blank columns stay open");
	give(&now, GR_ROW_CARRIED_IN, GR_COLUMN_TOTAL, 3);
	is_int(gr_continuity(&arena, &before, &now, &found), GR_OK, "one more");
	if (ok(found.count == 1, "is found"))
		is_finding(&found.items[0], GR_RULE_CONTINUITY_CARRIED_IN, GR_ROW_CARRIED_IN, GR_COLUMN_TOTAL, 2, 3, "in the row of this year");
	now.forms[GR_TABLE_APPLICATIONS] = GR_FORM_NONE;
	is_int(gr_continuity(&arena, &before, &now, &found), GR_OK, "a year without the table");
	is_int(found.rules[GR_RULE_CONTINUITY_CARRIED_IN].instances, 0, "says nothing");
	gr_arena_free(&arena);
}

static void
test_years(void)
{
	gr_report	before = year_of(GR_FORM_2021, 2021, 10, 1, 2);
	gr_report	now = year_of(GR_FORM_2021, 2023, 12, 9, 0);
	gr_findings found;

	is_int(gr_continuity(&arena, &before, &now, &found), GR_OK, "a year is missing between");
	if (ok(found.count == 1, "is told, and nothing else compared"))
		is_finding(&found.items[0], GR_RULE_CONTINUITY_YEAR, GR_ROW_NONE, GR_COLUMN_NONE, 2022, 2023, "with the year that was expected");
	now.header.year = 0;
	is_int(gr_continuity(&arena, &before, &now, &found), GR_OK, "a year that is not known");
	ok(found.rules[GR_RULE_CONTINUITY_YEAR].unassessable == 1 && found.count == 1 && found.items[0].rule == GR_RULE_CONTINUITY_CARRIED_IN,
	   "is taken for the next one");
	gr_arena_free(&arena);
}

/* Documents in force of 2021, items of 2019: what there was and what came and went. */
static void
test_stock(void)
{
	gr_report	before = year_of(GR_FORM_2021, 2021, 1, 0, 0);
	gr_report	now = year_of(GR_FORM_2021, 2022, 2, 0, 0);
	gr_findings found;

	give(&before, GR_ROW_NORMATIVE_DOCUMENTS, GR_COLUMN_IN_FORCE, 40);
	give(&now, GR_ROW_NORMATIVE_DOCUMENTS, GR_COLUMN_ISSUED, 5);
	give(&now, GR_ROW_NORMATIVE_DOCUMENTS, GR_COLUMN_REPEALED, 2);
	give(&now, GR_ROW_NORMATIVE_DOCUMENTS, GR_COLUMN_IN_FORCE, 43);
	is_int(gr_continuity(&arena, &before, &now, &found), GR_OK, "40 documents, 5 new ones, 2 repealed");
	ok(found.count == 0 && found.rules[GR_RULE_CONTINUITY_IN_FORCE].passed == 1, "are 43");
	give(&now, GR_ROW_NORMATIVE_DOCUMENTS, GR_COLUMN_IN_FORCE, 45);
	is_int(gr_continuity(&arena, &before, &now, &found), GR_OK, "not 45");
	if (ok(found.count == 1, "which is found"))
		is_finding(&found.items[0], GR_RULE_CONTINUITY_IN_FORCE, GR_ROW_NORMATIVE_DOCUMENTS, GR_COLUMN_IN_FORCE, 43, 45, "with both figures");
	/* Sums of roll-ups can be as large as an int64. */
	give(&before, GR_ROW_NORMATIVE_DOCUMENTS, GR_COLUMN_IN_FORCE, INT64_MAX);
	give(&now, GR_ROW_NORMATIVE_DOCUMENTS, GR_COLUMN_ISSUED, INT64_MAX);
	give(&now, GR_ROW_NORMATIVE_DOCUMENTS, GR_COLUMN_REPEALED, 0);
	give(&now, GR_ROW_NORMATIVE_DOCUMENTS, GR_COLUMN_IN_FORCE, -2);
	is_int(gr_continuity(&arena, &before, &now, &found), GR_OK, "nor twice the largest figure -2");
	ok(found.count == 1 && found.rules[GR_RULE_CONTINUITY_IN_FORCE].failed == 1, "which is found");
	before = year_of(GR_FORM_2019, 2019, 1, 0, 0);
	now = year_of(GR_FORM_2019, 2020, 2, 0, 0);
	give(&before, GR_ROW_PENALTY, GR_COLUMN_PRIOR_ITEMS, 120);
	give(&before, GR_ROW_PENALTY, GR_COLUMN_CHANGE, -20);
	give(&now, GR_ROW_PENALTY, GR_COLUMN_PRIOR_ITEMS, 100);
	is_int(gr_continuity(&arena, &before, &now, &found), GR_OK, "120 items less 20");
	ok(found.count == 0 && found.rules[GR_RULE_CONTINUITY_PRIOR_ITEMS].passed == 1, "are 100");
	give(&now, GR_ROW_PENALTY, GR_COLUMN_PRIOR_ITEMS, 120);
	is_int(gr_continuity(&arena, &before, &now, &found), GR_OK, "not 120");
	if (ok(found.count == 1, "which is found, too"))
		is_finding(&found.items[0], GR_RULE_CONTINUITY_PRIOR_ITEMS, GR_ROW_PENALTY, GR_COLUMN_PRIOR_ITEMS, 100, 120, "with both figures");
	gr_arena_free(&arena);
}

static void
test_copy(void)
{
	gr_report	before = year_of(GR_FORM_2021, 2021, 10, 2, 2);
	gr_report	now = year_of(GR_FORM_2021, 2022, 10, 2, 2);
	gr_findings found;

	is_int(gr_continuity(&arena, &before, &now, &found), GR_OK, "every figure of last year");
	ok(found.count == 1 && found.items[0].rule == GR_RULE_CONTINUITY_IDENTICAL && found.items[0].severity == GR_SEVERITY_INFO, "is a copy, perhaps");
	before = year_of(GR_FORM_2021, 2021, 0, 0, 0);
	now = year_of(GR_FORM_2021, 2022, 0, 0, 0);
	is_int(gr_continuity(&arena, &before, &now, &found), GR_OK, "nothing but zeros");
	ok(found.count == 0 && found.rules[GR_RULE_CONTINUITY_IDENTICAL].instances == 0, "says nothing of that");
	gr_arena_free(&arena);
}

/* 较上年增长, of which the sentence does not give last year's figure. */
static void
test_growth(void)
{
	static const struct
	{
		const char *percent;
		int			findings;
		int			severity;
		const char *what;
	}			stated[] = {
		{"31.6%", 0, 0, "from 38 to 50 is 31.6 % more"},
		{"31.57%", 1, GR_SEVERITY_INFO, "31.57 % is cut off instead of rounded"},
		{"30%", 1, GR_SEVERITY_WARNING, "30 % is wrong"},
	};

	for (size_t i = 0; i < sizeof(stated) / sizeof(stated[0]); i++)
	{
		gr_report	before = year_of(GR_FORM_2021, 2021, 38, 0, 0);
		gr_report  *now = gr_arena_alloc(&arena, sizeof(gr_report));
		gr_findings found;
		gr_error	error = {0, NULL};
		char		raw[1024];
		int			growth = 0;

		snprintf(raw, sizeof(raw), "鹭岚县人民政府2022年政府信息公开工作年度报告\n一、总体情况\n全年共收到政府信息公开申请50件，较上年增长%s。\n"
				 "三、收到和处理政府信息公开申请情况\n一、本年新收政府信息公开申请数量 | 50 | 0 | 0 | 0 | 0 | 0 | 50\n"
				 "二、上年结转政府信息公开申请数量 | 0 | 0 | 0 | 0 | 0 | 0 | 0\n（七）总计 | 50 | 0 | 0 | 0 | 0 | 0 | 50\n", stated[i].percent);
		is_int(gr_parse(&arena, gr_slice_cstring(raw), now, &error), GR_OK, "a report with a rate of growth");
		is_int(gr_continuity(&arena, &before, now, &found), GR_OK, "against the year before");
		for (size_t k = 0; k < found.count; k++)
			growth += found.items[k].rule == GR_RULE_CONTINUITY_GROWTH && found.items[k].severity == stated[i].severity;
		ok(found.rules[GR_RULE_CONTINUITY_GROWTH].instances == 1 && growth == stated[i].findings, "%s", stated[i].what);
		gr_arena_free(&arena);
	}
}

int
main(void)
{
	gr_arena_init(&arena, &gr_host_libc);
	test_total();
	test_money();
	test_carried_in();
	test_years();
	test_stock();
	test_copy();
	test_growth();
	gr_arena_free(&arena);
	return done_testing();
}
