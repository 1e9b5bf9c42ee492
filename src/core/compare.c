#include "compare.h"

#include "facts.h"
#include "narrative.h"
#include "series.h"

static gr_figure
figure_of_sum(const gr_sum *sum)
{
	gr_figure	f = {true, sum->value, sum->scale};

	return f;
}

/* a - b with the decimals of both; false beyond 128 bits. */
static bool
subtract(gr_sum a, gr_sum b, gr_figure *difference)
{
	for (; a.scale < b.scale; a.scale++)
		if (!gr_wide_multiply(&a.value, 10))
			return false;
	for (; b.scale < a.scale; b.scale++)
		if (!gr_wide_multiply(&b.value, 10))
			return false;
	if (!gr_wide_subtract(&a.value, b.value))
		return false;
	*difference = figure_of_sum(&a);
	return true;
}

/* ---------- parent and children ---------- */

/* Whether every report of the roll-up that has the table has this cell, and gave it. */
static bool
is_complete(const gr_report *computed, int slot)
{
	int			table = gr_slots[slot].table;
	int64_t		with = 0;
	int64_t		reports = 0;

	if (!computed->rollup)
		return gr_cell_has_value(&computed->cells[slot]);
	for (int form = 0; form < GR_FORMS; form++)
	{
		reports += computed->form_reports[table][form];
		if (gr_form_has(form, slot))
			with += computed->form_reports[table][form];
	}
	return reports > 0 && with == reports && computed->cells[slot].reports == reports;
}

static void
compare_cell(gr_checker *c, const gr_report *published, const gr_report *computed, int slot)
{
	const gr_slot_info *info = &gr_slots[slot];
	gr_sum		printed;
	gr_sum		sum;
	gr_finding	f;
	bool		same;

	if (!gr_cell_addend(&published->cells[slot], slot, &printed))
		return;
	f = gr_finding_new(GR_RULE_COMPARE_TOTAL, GR_SEVERITY_WARNING, info->table);
	if (!is_complete(computed, slot) || !gr_cell_addend(&computed->cells[slot], slot, &sum) || !subtract(printed, sum, &f.difference))
	{
		gr_checker_assess(c, GR_RULE_COMPARE_TOTAL, false, false);
		return;
	}
	same = gr_wide_is_zero(f.difference.value);
	gr_checker_assess(c, GR_RULE_COMPARE_TOTAL, same, !same);
	if (same)
		return;
	f.row = info->row;
	f.column = info->column;
	f.expected = figure_of_sum(&sum);
	f.actual = figure_of_sum(&printed);
	f.span = published->cells[slot].span;
	gr_checker_add(c, f);
}

gr_status
gr_compare(gr_arena *arena, const gr_report *published, const gr_report *computed, gr_findings *findings)
{
	gr_checker	c = {arena, published, findings, false};

	memset(findings, 0, sizeof(*findings));
	for (int slot = 0; slot < GR_SLOTS; slot++)
		if (gr_form_has(published->forms[gr_slots[slot].table], slot))
			compare_cell(&c, published, computed, slot);
	return c.failed ? GR_OUT_OF_MEMORY : GR_OK;
}

/* ---------- year and year ---------- */

typedef struct carry_term
{
	const gr_report *report;
	int			slot;
	int			sign;
} carry_term;

/* A cell of the current report that others lead to: named = sum of sign * cell. */
static void
check_carry(gr_checker *c, int rule, int named, const carry_term *terms, int count)
{
	const gr_cell *cell = &c->report->cells[named];
	gr_wide		sum = gr_wide_of(0);
	gr_wide		difference = gr_wide_of(cell->value);
	bool		known = gr_cell_has_value(cell) && cell->scale == 0;
	bool		holds;
	gr_finding	f;

	for (int i = 0; i < count && known; i++)
	{
		const gr_cell *term = &terms[i].report->cells[terms[i].slot];

		/* Those of roll-ups may be as large as an int64. */
		known = gr_cell_has_value(term) && term->scale == 0 &&
			(terms[i].sign > 0 ? gr_wide_add(&sum, gr_wide_of(term->value)) : gr_wide_subtract(&sum, gr_wide_of(term->value)));
	}
	known = known && gr_wide_subtract(&difference, sum);
	holds = known && gr_wide_is_zero(difference);
	gr_checker_assess(c, rule, holds, known && !holds);
	if (!known || holds)
		return;
	f = gr_finding_new(rule, GR_SEVERITY_WARNING, gr_slots[named].table);
	f.row = gr_slots[named].row;
	f.column = gr_slots[named].column;
	f.expected = (gr_figure) {true, sum, 0};
	f.actual = gr_figure_of(cell->value, 0);
	f.difference = (gr_figure) {true, difference, 0};
	f.span = cell->span;
	gr_checker_add(c, f);
}

/* What was left over last year comes in this year, whatever forms the two tables have. */
static void
check_carried_in(gr_checker *c, const gr_report *previous)
{
	if (previous->forms[GR_TABLE_APPLICATIONS] == GR_FORM_NONE || c->report->forms[GR_TABLE_APPLICATIONS] == GR_FORM_NONE)
		return;
	for (int column = GR_COLUMN_NATURAL_PERSON; column <= GR_COLUMN_TOTAL; column++)
	{
		carry_term	left = {previous, gr_slot_of(GR_ROW_CARRIED_OUT, column), 1};

		check_carry(c, GR_RULE_CONTINUITY_CARRIED_IN, gr_slot_of(GR_ROW_CARRIED_IN, column), &left, 1);
	}
}

/* Items and documents in stock; in forms that differ they are not comparable. */
static void
check_stock(gr_checker *c, const gr_report *previous)
{
	int			form = c->report->forms[GR_TABLE_DISCLOSURE];

	if (form != previous->forms[GR_TABLE_DISCLOSURE])
		return;
	for (int row = GR_ROW_RULES; row <= GR_ROW_PROCUREMENT; row++)
	{
		int			items = gr_slot_of(row, GR_COLUMN_PRIOR_ITEMS);
		int			in_force = gr_slot_of(row, GR_COLUMN_IN_FORCE);

		if (form == GR_FORM_2019 && items >= 0)
		{
			carry_term	terms[] = {{previous, items, 1}, {previous, gr_slot_of(row, GR_COLUMN_CHANGE), 1}};

			check_carry(c, GR_RULE_CONTINUITY_PRIOR_ITEMS, items, terms, 2);
		}
		if (form == GR_FORM_2021 && in_force >= 0)
		{
			carry_term	terms[] = {{previous, in_force, 1}, {c->report, gr_slot_of(row, GR_COLUMN_ISSUED), 1},
			{c->report, gr_slot_of(row, GR_COLUMN_REPEALED), -1}};

			check_carry(c, GR_RULE_CONTINUITY_IN_FORCE, in_force, terms, 3);
		}
	}
}

/* 较上年增长12.5%, against what both tables say of applications received. */
static void
check_growth(gr_checker *c, const gr_report *previous)
{
	gr_sum		before;
	gr_sum		now;
	int64_t		last;
	int64_t		difference;

	if (!gr_value_of(previous, GR_ROW_RECEIVED, GR_COLUMN_TOTAL, &before) || !gr_value_of(c->report, GR_ROW_RECEIVED, GR_COLUMN_TOTAL, &now) ||
		before.scale != 0 || now.scale != 0 || !gr_wide_fits(before.value, &last) || !gr_wide_subtract(&now.value, before.value) ||
		!gr_wide_fits(now.value, &difference))
		return;
	for (size_t i = 0; i < c->report->fact_count; i++)
	{
		const gr_fact *fact = &c->report->facts[i];

		/* Where the sentence has last year's figure it is held against that. */
		if (fact->key == GR_FACT_CHANGE_RECEIVED && !fact->other_year && fact->unit == GR_UNIT_PERCENT && fact->second < 0)
			gr_narrative_judge_percentage(c, GR_RULE_CONTINUITY_GROWTH, fact, difference, last);
	}
}

/* Two reports that give the same figure in every cell, and some figure that is not zero: a copy. */
static void
check_identical(gr_checker *c, const gr_report *previous)
{
	bool		any = false;
	gr_finding	f;

	for (int slot = 0; slot < GR_SLOTS; slot++)
	{
		const gr_cell *a = &previous->cells[slot];
		const gr_cell *b = &c->report->cells[slot];

		if (gr_cell_has_value(a) != gr_cell_has_value(b) || a->value != b->value || a->scale != b->scale)
		{
			gr_checker_assess(c, GR_RULE_CONTINUITY_IDENTICAL, true, false);
			return;
		}
		any = any || a->value != 0;
	}
	if (!any)
		return;
	gr_checker_assess(c, GR_RULE_CONTINUITY_IDENTICAL, false, true);
	f = gr_finding_new(GR_RULE_CONTINUITY_IDENTICAL, GR_SEVERITY_INFO, GR_TABLE_NONE);
	gr_checker_add(c, f);
}

/* Years that follow each other; false where they do not, or are not known. */
static bool
check_years(gr_checker *c, const gr_report *previous)
{
	int			before = previous->header.year;
	int			now = c->report->header.year;
	bool		next = now == before + 1;
	gr_finding	f;

	if (before == 0 || now == 0)
	{
		gr_checker_assess(c, GR_RULE_CONTINUITY_YEAR, false, false);
		return true;
	}
	gr_checker_assess(c, GR_RULE_CONTINUITY_YEAR, next, !next);
	if (next)
		return true;
	f = gr_finding_new(GR_RULE_CONTINUITY_YEAR, GR_SEVERITY_WARNING, GR_TABLE_NONE);
	f.expected = gr_figure_of(before + 1, 0);
	f.actual = gr_figure_of(now, 0);
	f.difference = gr_figure_of(now - before - 1, 0);
	gr_checker_add(c, f);
	return false;
}

gr_status
gr_continuity(gr_arena *arena, const gr_report *previous, const gr_report *current, gr_findings *findings)
{
	gr_checker	c = {arena, current, findings, false};

	memset(findings, 0, sizeof(*findings));
	if (check_years(&c, previous))
	{
		check_carried_in(&c, previous);
		check_stock(&c, previous);
		check_growth(&c, previous);
	}
	check_identical(&c, previous);
	return c.failed ? GR_OUT_OF_MEMORY : GR_OK;
}
