/*
 * findings.c
 *		What does not add up, how grave it is, and which cell it names.
 *
 * The severities are those of the design: an identity is an error only if no
 * filling of its open cells with nothing negative satisfies it; a warning if only
 * a filling other than zero does; a remark (info) if zero does.
 */
#include "codec.h"
#include "facts.h"
#include "findings.h"
#include "identities.h"
#include "rollup.h"
#include "same_findings.h"
#include "sample.h"

/* One past the slots of the tables 二 to 四. */
#define END_OF_FORM ((int) gr_tables[GR_TABLE_PROCEEDINGS].end_slot)

/* ---------- reports that add up ---------- */

static void
give(gr_report *report, int slot, int64_t value)
{
	gr_cell    *cell = &report->cells[slot];

	cell->value = value;
	cell->scale = 0;
	cell->unit = gr_slots[slot].unit;
	cell->status = GR_CELL_GIVEN;
	cell->reports = 1;
	cell->span.pos = (uint32_t) slot * 10 + 7;
	cell->span.len = 3;
}

static int64_t
value_at(const gr_report *report, int row, int column)
{
	return report->cells[gr_slot_of(row, column)].value;
}

/* A row of applications: six random figures and their sum. */
static void
fill_row(gr_report *report, int row, unsigned below)
{
	int64_t		total = 0;

	for (int column = GR_COLUMN_NATURAL_PERSON; column < GR_COLUMN_TOTAL; column++)
	{
		int64_t		value = random_below(below);

		give(report, gr_slot_of(row, column), value);
		total += value;
	}
	give(report, gr_slot_of(row, GR_COLUMN_TOTAL), total);
}

/* All cells of the form are given and everything holds. */
static void
consistent(gr_report *report, int form, unsigned below)
{
	gr_report_init(report);
	report->header.year = form == GR_FORM_2019 ? 2020 : 2022;
	for (int t = 0; t < GR_TABLES; t++)
		report->forms[t] = (unsigned char) (t == GR_TABLE_STATISTICS ? GR_FORM_NONE : form);
	for (int slot = gr_tables[GR_TABLE_DISCLOSURE].first_slot; slot < (int) gr_tables[GR_TABLE_DISCLOSURE].end_slot; slot++)
		if (gr_form_has(form, slot))
			give(report, slot, random_below(below));
	for (int column = GR_COLUMN_NATURAL_PERSON; column <= GR_COLUMN_TOTAL; column++)
		give(report, gr_slot_of(GR_ROW_CONCLUDED, column), 0);
	for (int row = GR_ROW_GRANTED; row < GR_ROW_CONCLUDED; row++)
	{
		int			slot = gr_slot_of(row, GR_COLUMN_TOTAL);

		if (slot < 0 || !gr_form_has(form, slot))
			continue;
		fill_row(report, row, below);
		for (int column = GR_COLUMN_NATURAL_PERSON; column <= GR_COLUMN_TOTAL; column++)
			report->cells[gr_slot_of(GR_ROW_CONCLUDED, column)].value += value_at(report, row, column);
	}
	fill_row(report, GR_ROW_CARRIED_OUT, below);
	for (int column = GR_COLUMN_NATURAL_PERSON; column <= GR_COLUMN_TOTAL; column++)
	{
		int64_t		in = value_at(report, GR_ROW_CONCLUDED, column) + value_at(report, GR_ROW_CARRIED_OUT, column);
		int64_t		carried = column == GR_COLUMN_TOTAL ? 0 : in > 0 ? random_below((unsigned) in + 1) : 0;

		if (column == GR_COLUMN_TOTAL)
			for (int c = GR_COLUMN_NATURAL_PERSON; c < GR_COLUMN_TOTAL; c++)
				carried += value_at(report, GR_ROW_CARRIED_IN, c);
		give(report, gr_slot_of(GR_ROW_CARRIED_IN, column), carried);
		give(report, gr_slot_of(GR_ROW_RECEIVED, column), in - carried);
	}
	for (int row = GR_ROW_RECONSIDERATION; row <= GR_ROW_LITIGATION_AFTER_RECONSIDERATION; row++)
	{
		int64_t		total = 0;

		if (gr_slot_of(row, GR_COLUMN_UPHELD) < 0)
			continue;
		for (int column = GR_COLUMN_UPHELD; column < GR_COLUMN_PROCEEDING_TOTAL; column++)
		{
			give(report, gr_slot_of(row, column), random_below(below));
			total += value_at(report, row, column);
		}
		give(report, gr_slot_of(row, GR_COLUMN_PROCEEDING_TOTAL), total);
	}
}

/* ---------- the identities, written down once more by hand ---------- */

typedef struct equality
{
	int			rule;
	int			named;
	int			terms[32];
	int			signs[32];
	int			count;
} equality;

static int
equalities(int form, equality list[64])
{
	int			n = 0;

	for (int slot = 0; slot < GR_SLOTS; slot++)
	{
		const gr_slot_info *s = &gr_slots[slot];
		bool		row_total = s->column == GR_COLUMN_TOTAL || s->column == GR_COLUMN_PROCEEDING_TOTAL;
		equality   *e;

		if (!gr_form_has(form, slot))
			continue;
		if (row_total)
		{
			e = &list[n++];
			e->rule = s->table == GR_TABLE_APPLICATIONS ? GR_RULE_APPLICATIONS_ROW_SUM : GR_RULE_PROCEEDINGS_ROW_SUM;
			e->named = slot;
			e->count = s->table == GR_TABLE_APPLICATIONS ? 6 : 4;
			for (int i = 0; i < e->count; i++)
				e->terms[i] = slot - e->count + i, e->signs[i] = 1;
		}
		if (s->row == GR_ROW_CONCLUDED)
		{
			e = &list[n++];
			e->rule = GR_RULE_APPLICATIONS_COLUMN_SUM;
			e->named = slot;
			e->count = 0;
			for (int other = 0; other < GR_SLOTS; other++)
				if (gr_slots[other].column == s->column && gr_form_has(form, other) && gr_slots[other].row >= GR_ROW_GRANTED &&
					gr_slots[other].row < GR_ROW_CONCLUDED)
					e->terms[e->count] = other, e->signs[e->count++] = 1;
		}
		if (s->row == GR_ROW_CARRIED_OUT)
		{
			e = &list[n++];
			e->rule = GR_RULE_APPLICATIONS_BALANCE;
			e->named = slot;
			e->count = 3;
			e->terms[0] = gr_slot_of(GR_ROW_RECEIVED, s->column), e->signs[0] = 1;
			e->terms[1] = gr_slot_of(GR_ROW_CARRIED_IN, s->column), e->signs[1] = 1;
			e->terms[2] = gr_slot_of(GR_ROW_CONCLUDED, s->column), e->signs[2] = -1;
		}
	}
	return n;
}

static bool
contains(const equality *e, int slot)
{
	bool		found = e->named == slot;

	for (int i = 0; i < e->count; i++)
		found = found || e->terms[i] == slot;
	return found;
}

static const gr_finding *
finding_of(const gr_findings *f, int rule, int slot)
{
	for (size_t i = 0; i < f->count; i++)
		if (f->items[i].rule == rule && f->items[i].row == gr_slots[slot].row && f->items[i].column == gr_slots[slot].column)
			return &f->items[i];
	return NULL;
}

static bool
figure_is(const gr_figure *f, int64_t value)
{
	int64_t		actual;

	return f->known && f->scale == 0 && gr_wide_fits(f->value, &actual) && actual == value;
}

/* The parts of every assessment add up. */
static bool
assessments_add_up(const gr_findings *f)
{
	for (int rule = 0; rule < GR_RULES; rule++)
		if (f->rules[rule].passed + f->rules[rule].failed + f->rules[rule].unassessable != f->rules[rule].instances)
			return false;
	return true;
}

static int
count_of(const gr_findings *f, int severity)
{
	int			n = 0;

	for (size_t i = 0; i < f->count; i++)
		n += f->items[i].severity == severity;
	return n;
}

static bool
is_identity(int rule)
{
	return rule >= GR_RULE_APPLICATIONS_ROW_SUM && rule <= GR_RULE_PROCEEDINGS_ROW_SUM;
}

/* ---------- what holds ---------- */

static void
assessed(const gr_findings *f, int rule, int instances, int passed, int failed, int unassessable)
{
	const gr_assessment *a = &f->rules[rule];

	if (!ok(a->instances == instances && a->passed == passed && a->failed == failed && a->unassessable == unassessable, "%s: %d, %d, %d, %d",
			gr_rules[rule].id, instances, passed, failed, unassessable))
		diag("is %d, %d, %d, %d", a->instances, a->passed, a->failed, a->unassessable);
}

static void
test_consistent(void)
{
	for (int form = GR_FORM_2019; form <= GR_FORM_2021; form += GR_FORM_2021 - GR_FORM_2019)
	{
		gr_arena	arena;
		gr_report	report;
		gr_findings f;
		int			cells = form == GR_FORM_2019 ? 22 + 161 + 15 : 10 + 175 + 15;
		int			counts = form == GR_FORM_2019 ? cells - 1 : cells - 1;
		int			changes = form == GR_FORM_2019 ? 5 : 0;

		gr_arena_init(&arena, &gr_host_libc);
		consistent(&report, form, 50);
		is_int(gr_findings_of(&arena, &report, &f), GR_OK, "form %s: checked", gr_forms[form].key);
		is_int(f.count, 0, "a report that adds up has no finding");
		is_int(gr_verdict_of(&f), GR_RECONCILES, "and reconciles");
		assessed(&f, GR_RULE_APPLICATIONS_ROW_SUM, form == GR_FORM_2019 ? 23 : 25, form == GR_FORM_2019 ? 23 : 25, 0, 0);
		assessed(&f, GR_RULE_APPLICATIONS_COLUMN_SUM, 7, 7, 0, 0);
		assessed(&f, GR_RULE_APPLICATIONS_BALANCE, 7, 7, 0, 0);
		assessed(&f, GR_RULE_PROCEEDINGS_ROW_SUM, 3, 3, 0, 0);
		assessed(&f, GR_RULE_TABLE_UNREADABLE, cells, cells, 0, 0);
		assessed(&f, GR_RULE_TABLE_AMBIGUOUS, cells, cells, 0, 0);
		assessed(&f, GR_RULE_TABLE_NEGATIVE, counts - changes, counts - changes, 0, 0);
		assessed(&f, GR_RULE_TABLE_FRACTIONAL, counts, counts, 0, 0);
		assessed(&f, GR_RULE_TABLE_MISSING, 3, 3, 0, 0);
		assessed(&f, GR_RULE_TABLE_DUPLICATE, 3, 3, 0, 0);
		assessed(&f, GR_RULE_HEADER_YEAR, 0, 0, 0, 0);
		assessed(&f, GR_RULE_TEXT_LIMIT, 1, 1, 0, 0);
		assessed(&f, GR_RULE_TEXT_REPLACEMENT, 1, 1, 0, 0);
		gr_arena_free(&arena);
	}
}

/* One cell changed: the errors are exactly the identities that contain it. */
static void
test_each_cell(void)
{
	for (int form = GR_FORM_2019; form <= GR_FORM_2021; form += GR_FORM_2021 - GR_FORM_2019)
	{
		equality	list[64];
		int			n = equalities(form, list);
		gr_report	report;
		int			wrong = 0;
		int			cells = 0;

		consistent(&report, form, 50);
		for (int slot = gr_tables[GR_TABLE_APPLICATIONS].first_slot; slot < END_OF_FORM; slot++)
		{
			int64_t		by = random_below(2) != 0 ? 1 : 100;
			gr_arena	arena;
			gr_findings f;
			int			expected = 0;

			if (!gr_form_has(form, slot))
				continue;
			cells++;
			gr_arena_init(&arena, &gr_host_libc);
			report.cells[slot].value += by;
			gr_findings_of(&arena, &report, &f);
			for (int i = 0; i < n; i++)
			{
				const gr_finding *found = finding_of(&f, list[i].rule, list[i].named);
				int64_t		sum = 0;
				int64_t		printed = report.cells[list[i].named].value;

				for (int k = 0; k < list[i].count; k++)
					sum += list[i].signs[k] * report.cells[list[i].terms[k]].value;
				if (!contains(&list[i], slot))
				{
					wrong += found != NULL;
					continue;
				}
				expected++;
				if (found == NULL || found->severity != GR_SEVERITY_ERROR || found->table != gr_slots[slot].table || !figure_is(&found->expected, sum) ||
					!figure_is(&found->actual, printed) || !figure_is(&found->difference, printed - sum) ||
					found->span.pos != (uint32_t) list[i].named * 10 + 7 || found->span.len != 3)
					wrong++;
			}
			wrong += (int) f.count != expected || gr_verdict_of(&f) != GR_DOES_NOT_RECONCILE || !assessments_add_up(&f);
			report.cells[slot].value -= by;
			gr_arena_free(&arena);
		}
		is_int(cells, form == GR_FORM_2019 ? 161 + 15 : 175 + 15, "form %s: each cell of tables 三 and 四 changed", gr_forms[form].key);
		is_int(wrong, 0, "the errors are exactly the identities with that cell, with its figures and its place");
	}
}

/* ---------- open cells ---------- */

/* By trying: whether some filling, from 0 up, of at most two open cells closes the gap. */
static bool
can_close(const equality *e, const gr_report *report)
{
	int64_t		gap = 0;
	int			open = 0;
	int			signs[2] = {0, 0};

	for (int i = 0; i <= e->count; i++)
	{
		const gr_cell *cell = &report->cells[i == e->count ? e->named : e->terms[i]];
		int			sign = i == e->count ? 1 : -e->signs[i];

		if (gr_cell_has_value(cell))
			gap += sign * cell->value;
		else
			signs[open++] = sign;
	}
	for (int64_t first = 0; first <= (open > 0 ? 500 : 0); first++)
		for (int64_t second = 0; second <= (open > 1 ? 500 : 0); second++)
			if (gap + signs[0] * first + signs[1] * second == 0)
				return true;
	return false;
}

static void
test_open_cells(void)
{
	static const unsigned char open[] = {GR_CELL_BLANK, GR_CELL_PLACEHOLDER, GR_CELL_AMBIGUOUS, GR_CELL_MISSING};
	int			wrong = 0;
	int			seen[3] = {0};

	for (int round = 0; round < 1500; round++)
	{
		int			form = random_below(2) != 0 ? GR_FORM_2019 : GR_FORM_2021;
		equality	list[64];
		int			n = equalities(form, list);
		gr_arena	arena;
		gr_report	report;
		gr_findings f;
		int			open_in[64] = {0};

		gr_arena_init(&arena, &gr_host_libc);
		consistent(&report, form, round % 3 == 0 ? 1 : 2);
		/* Small figures, a few wrong, a few open: no more than two open ones in an identity, so that all fillings can be tried. */
		for (unsigned k = random_below(6); k > 0; k--)
		{
			int			slot = gr_tables[GR_TABLE_APPLICATIONS].first_slot + (int) random_below(END_OF_FORM - GR_SLOT_RECEIVED_NATURAL_PERSON);

			if (gr_form_has(form, slot))
				report.cells[slot].value += random_below(3);
		}
		for (int k = 0; k < 12; k++)
		{
			int			slot = gr_tables[GR_TABLE_APPLICATIONS].first_slot + (int) random_below(END_OF_FORM - GR_SLOT_RECEIVED_NATURAL_PERSON);
			bool		allowed = gr_form_has(form, slot) && gr_cell_has_value(&report.cells[slot]);

			for (int i = 0; i < n; i++)
				allowed = allowed && (!contains(&list[i], slot) || open_in[i] < 2);
			if (!allowed)
				continue;
			for (int i = 0; i < n; i++)
				open_in[i] += contains(&list[i], slot);
			report.cells[slot].status = open[random_below(4)];
			report.cells[slot].value = 0;
			report.cells[slot].reports = 0;
			report.cells[slot].unit = GR_UNIT_NONE;
		}
		gr_findings_of(&arena, &report, &f);
		for (int i = 0; i < n; i++)
		{
			const gr_finding *found = finding_of(&f, list[i].rule, list[i].named);
			int64_t		gap = report.cells[list[i].named].value;
			int			expected = -1;

			for (int k = 0; k < list[i].count; k++)
				gap -= list[i].signs[k] * report.cells[list[i].terms[k]].value;
			if (!can_close(&list[i], &report))
				expected = GR_SEVERITY_ERROR;
			else if (gap != 0)
				expected = GR_SEVERITY_WARNING;
			else if (open_in[i] > 0)
				expected = GR_SEVERITY_INFO;
			if ((found == NULL ? -1 : found->severity) != expected && wrong++ < 5)
				diag("rule %s: severity %d, expected %d, gap %" PRId64 ", %d open", gr_rules[list[i].rule].id, found == NULL ? -1 : found->severity,
					 expected, gap, open_in[i]);
			if (expected >= 0)
				seen[expected]++;
			if (found != NULL && !gr_cell_has_value(&report.cells[list[i].named]))
				wrong += found->actual.known || found->difference.known;
		}
		wrong += !assessments_add_up(&f);
		wrong += (gr_verdict_of(&f) == GR_DOES_NOT_RECONCILE) != (count_of(&f, GR_SEVERITY_ERROR) > 0);
		gr_arena_free(&arena);
	}
	is_int(wrong, 0, "1500 reports with open cells: every severity as trying all fillings finds it");
	ok(seen[GR_SEVERITY_ERROR] > 100 && seen[GR_SEVERITY_WARNING] > 100 && seen[GR_SEVERITY_INFO] > 100, "(%d errors, %d warnings, %d remarks)",
	   seen[GR_SEVERITY_ERROR], seen[GR_SEVERITY_WARNING], seen[GR_SEVERITY_INFO]);
}

/* Where no cell of an identity is known there is nothing to say about it. */
static void
test_nothing_known(void)
{
	gr_arena	arena;
	gr_report	report;
	gr_findings f;

	gr_arena_init(&arena, &gr_host_libc);
	gr_report_init(&report);
	report.header.year = 2022;
	for (int t = 0; t < GR_TABLE_STATISTICS; t++)
		report.forms[t] = GR_FORM_2021;
	gr_findings_of(&arena, &report, &f);
	is_int(f.count, 0, "a blank form has no finding");
	is_int(gr_verdict_of(&f), GR_NOTHING_TO_RECONCILE, "and nothing to reconcile");
	assessed(&f, GR_RULE_APPLICATIONS_ROW_SUM, 25, 0, 0, 25);
	assessed(&f, GR_RULE_TABLE_UNREADABLE, 0, 0, 0, 0);
	gr_report_init(&report);
	report.header.year = 2018;
	gr_findings_of(&arena, &report, &f);
	is_int(f.count, 0, "a report of 2018 without tables lacks none");
	is_int(gr_verdict_of(&f), GR_NOTHING_TO_RECONCILE, "and has nothing to reconcile");
	assessed(&f, GR_RULE_TABLE_MISSING, 0, 0, 0, 0);
	gr_arena_free(&arena);
}

/* ---------- single cells ---------- */

static void
cell_finding_is(const char *what, int form, int slot, gr_cell cell, int rule, int severity)
{
	gr_arena	arena;
	gr_report	report;
	gr_findings f;
	const gr_finding *found = NULL;
	int			others = 0;

	gr_arena_init(&arena, &gr_host_libc);
	consistent(&report, form, 50);
	cell.span = report.cells[slot].span;
	report.cells[slot] = cell;
	gr_findings_of(&arena, &report, &f);
	for (size_t i = 0; i < f.count; i++)
	{
		if (is_identity(f.items[i].rule))
			continue;
		if (f.items[i].rule == rule && f.items[i].row == gr_slots[slot].row && f.items[i].column == gr_slots[slot].column)
			found = &f.items[i];
		else
			others++;
	}
	if (rule < 0)
		ok(f.count == 0 || (found == NULL && others == 0), "%s: nothing to find in the cell itself", what);
	else
		ok(found != NULL && others == 0 && found->severity == severity && found->span.pos == cell.span.pos, "%s: %s", what, gr_rules[rule].id);
	gr_arena_free(&arena);
}

static gr_cell
cell_of(int64_t value, int scale, int unit, gr_cell_status status)
{
	gr_cell		cell = {value, gr_status_has_value(status), {0, 0}, (unsigned char) status, (unsigned char) scale, (unsigned char) unit};

	return cell;
}

static void
test_single_cells(void)
{
	const int	count = GR_SLOT_RULES_MADE;
	const int	change = GR_SLOT_LICENSING_CHANGE;
	const int	money = GR_SLOT_PROCUREMENT_AMOUNT;

	cell_finding_is("a negative count", GR_FORM_2019, count, cell_of(-1, 0, GR_UNIT_DOCUMENT, GR_CELL_GIVEN), GR_RULE_TABLE_NEGATIVE, GR_SEVERITY_ERROR);
	cell_finding_is("a negative change", GR_FORM_2019, change, cell_of(-47, 0, GR_UNIT_ITEM, GR_CELL_GIVEN), -1, 0);
	cell_finding_is("negative money", GR_FORM_2019, money, cell_of(-47, 0, GR_UNIT_YUAN, GR_CELL_GIVEN), -1, 0);
	cell_finding_is("half a rule", GR_FORM_2019, count, cell_of(25, 1, GR_UNIT_DOCUMENT, GR_CELL_GIVEN), GR_RULE_TABLE_FRACTIONAL, GR_SEVERITY_ERROR);
	cell_finding_is("half a change", GR_FORM_2019, change, cell_of(-25, 1, GR_UNIT_ITEM, GR_CELL_GIVEN), GR_RULE_TABLE_FRACTIONAL, GR_SEVERITY_ERROR);
	cell_finding_is("2.0 rules", GR_FORM_2019, count, cell_of(20, 1, GR_UNIT_DOCUMENT, GR_CELL_GIVEN), -1, 0);
	cell_finding_is("2926.8311 万元", GR_FORM_2019, money, cell_of(29268311, 4, GR_UNIT_WAN_YUAN, GR_CELL_GIVEN), -1, 0);
	cell_finding_is("words", GR_FORM_2019, count, cell_of(0, 0, GR_UNIT_NONE, GR_CELL_INVALID), GR_RULE_TABLE_UNREADABLE, GR_SEVERITY_WARNING);
	cell_finding_is("glued figures", GR_FORM_2019, count, cell_of(0, 0, GR_UNIT_NONE, GR_CELL_AMBIGUOUS), GR_RULE_TABLE_AMBIGUOUS, GR_SEVERITY_WARNING);
	cell_finding_is("a blank", GR_FORM_2019, count, cell_of(0, 0, GR_UNIT_NONE, GR_CELL_BLANK), -1, 0);
	cell_finding_is("a placeholder", GR_FORM_2019, count, cell_of(0, 0, GR_UNIT_NONE, GR_CELL_PLACEHOLDER), -1, 0);
	cell_finding_is("a solved figure", GR_FORM_2019, count, cell_of(3, 0, GR_UNIT_DOCUMENT, GR_CELL_SOLVED), -1, 0);
}

/* An unreadable cell leaves its identities open: nobody knows what stands there. */
static void
test_unreadable_in_identity(void)
{
	gr_arena	arena;
	gr_report	report;
	gr_findings f;
	int			slot = GR_SLOT_GRANTED_BUSINESS;

	gr_arena_init(&arena, &gr_host_libc);
	consistent(&report, GR_FORM_2021, 50);
	report.cells[slot] = cell_of(0, 0, GR_UNIT_NONE, GR_CELL_INVALID);
	gr_findings_of(&arena, &report, &f);
	is_int(f.count, 1, "one unreadable cell, one finding");
	assessed(&f, GR_RULE_APPLICATIONS_ROW_SUM, 25, 24, 0, 1);
	assessed(&f, GR_RULE_APPLICATIONS_COLUMN_SUM, 7, 6, 0, 1);
	assessed(&f, GR_RULE_APPLICATIONS_BALANCE, 7, 7, 0, 0);
	gr_arena_free(&arena);
}

/* Decimals in an identity: 2.5 + 1.5 is 4. */
static void
test_scales(void)
{
	gr_arena	arena;
	gr_report	report;
	gr_findings f;
	const gr_finding *found;

	gr_arena_init(&arena, &gr_host_libc);
	gr_report_init(&report);
	report.forms[GR_TABLE_PROCEEDINGS] = GR_FORM_2021;
	for (int slot = GR_SLOT_RECONSIDERATION_UPHELD; slot <= GR_SLOT_RECONSIDERATION_PROCEEDING_TOTAL; slot++)
		give(&report, slot, 0);
	report.cells[GR_SLOT_RECONSIDERATION_UPHELD] = cell_of(250, 2, GR_UNIT_DOCUMENT, GR_CELL_GIVEN);
	report.cells[GR_SLOT_RECONSIDERATION_PENDING] = cell_of(15, 1, GR_UNIT_DOCUMENT, GR_CELL_GIVEN);
	report.cells[GR_SLOT_RECONSIDERATION_PROCEEDING_TOTAL] = cell_of(4, 0, GR_UNIT_DOCUMENT, GR_CELL_GIVEN);
	gr_findings_of(&arena, &report, &f);
	ok(finding_of(&f, GR_RULE_PROCEEDINGS_ROW_SUM, GR_SLOT_RECONSIDERATION_PROCEEDING_TOTAL) == NULL, "2.50 + 1.5 = 4 holds");
	report.cells[GR_SLOT_RECONSIDERATION_PROCEEDING_TOTAL].value = 5;
	gr_findings_of(&arena, &report, &f);
	found = finding_of(&f, GR_RULE_PROCEEDINGS_ROW_SUM, GR_SLOT_RECONSIDERATION_PROCEEDING_TOTAL);
	ok(found != NULL && found->expected.scale == 2 && found->expected.value.low == 400 && found->difference.scale == 2 && found->difference.value.low == 100,
	   "2.50 + 1.5 = 5 is out by 1.00");
	gr_arena_free(&arena);
}

/* ---------- tables, header, text ---------- */

static void
test_missing_tables(void)
{
	for (int t = 0; t < GR_TABLE_STATISTICS; t++)
	{
		gr_arena	arena;
		gr_report	report;
		gr_findings f;

		gr_arena_init(&arena, &gr_host_libc);
		consistent(&report, GR_FORM_2021, 50);
		report.header.year = 0;
		report.forms[t] = GR_FORM_NONE;
		gr_findings_of(&arena, &report, &f);
		ok(f.count == 1 && f.items[0].rule == GR_RULE_TABLE_MISSING && f.items[0].table == t && f.items[0].severity == GR_SEVERITY_WARNING &&
		   f.items[0].row == GR_ROW_NONE && f.items[0].span.pos == 0, "without table %s that table is missing, whatever the year", gr_tables[t].key);
		assessed(&f, GR_RULE_TABLE_MISSING, 3, 2, 1, 0);
		gr_report_init(&report);
		report.header.year = 2019;
		gr_findings_of(&arena, &report, &f);
		is_int(f.count, 3, "a report of 2019 without tables lacks three");
		gr_arena_free(&arena);
	}
}

static void
test_diagnostics(void)
{
	gr_arena	arena;
	gr_report	report;
	gr_findings f;
	gr_diagnostic year = {GR_RULE_HEADER_YEAR, GR_TABLE_NONE, {1, 20}, 2019};
	gr_diagnostic again = {GR_RULE_TABLE_DUPLICATE, GR_TABLE_APPLICATIONS, {500, 12}, 0};
	gr_diagnostic broken = {GR_RULE_TEXT_REPLACEMENT, GR_TABLE_NONE, {77, 1}, 3};

	gr_arena_init(&arena, &gr_host_libc);
	consistent(&report, GR_FORM_2019, 50);
	report.header.title = GR_SLICE("北山区2019年政府信息公开工作年度报告");
	report.header.period_from = (gr_date) {2020, 1, 1};
	report.header.period_to = (gr_date) {2020, 12, 31};
	gr_report_diagnose(&arena, &report, year);
	gr_report_diagnose(&arena, &report, again);
	gr_report_diagnose(&arena, &report, broken);
	gr_findings_of(&arena, &report, &f);
	is_int(f.count, 3, "three diagnostics, three findings");
	ok(f.items[0].severity == GR_SEVERITY_WARNING && figure_is(&f.items[0].expected, 2020) && figure_is(&f.items[0].actual, 2019) &&
	   figure_is(&f.items[0].difference, -1) && f.items[0].span.pos == 1 && f.items[0].span.len == 20, "header.year: 2019 in the title, 2020 in the period");
	ok(f.items[1].severity == GR_SEVERITY_WARNING && f.items[1].table == GR_TABLE_APPLICATIONS && f.items[1].span.pos == 500, "table.duplicate");
	ok(f.items[2].severity == GR_SEVERITY_INFO && figure_is(&f.items[2].actual, 3) && f.items[2].span.pos == 77, "text.replacement");
	assessed(&f, GR_RULE_HEADER_YEAR, 1, 0, 1, 0);
	assessed(&f, GR_RULE_TABLE_DUPLICATE, 3, 2, 1, 0);
	assessed(&f, GR_RULE_TEXT_REPLACEMENT, 1, 0, 1, 0);
	is_int(gr_verdict_of(&f), GR_RECONCILES, "warnings do not keep a report from reconciling");
	gr_arena_free(&arena);
}

/* What a stored value may hold, though no text says it: figures as far apart as they can be. */
static void
test_far_apart(void)
{
	gr_arena	arena;
	gr_report	report;
	gr_findings f;
	gr_wide		expected = gr_wide_of(INT64_MIN);
	gr_diagnostic year = {GR_RULE_HEADER_YEAR, GR_TABLE_NONE, {1, 20}, INT64_MIN};
	gr_fact		facts[3];

	gr_arena_init(&arena, &gr_host_libc);
	gr_report_init(&report);
	report.header.period_from = (gr_date) {2020, 1, 1};
	report.header.period_to = (gr_date) {2020, 12, 31};
	gr_report_diagnose(&arena, &report, year);
	gr_findings_of(&arena, &report, &f);
	gr_wide_subtract(&expected, gr_wide_of(2020));
	ok(f.count == 1 && f.items[0].rule == GR_RULE_HEADER_YEAR && gr_wide_equal(f.items[0].difference.value, expected), "a year beyond all years");

	/* So many of one are another share than minus as many percent. */
	report.diagnostic_count = 0;
	report.facts = facts;
	report.fact_count = 3;
	memset(facts, 0, sizeof(facts));
	for (int i = 0; i < 3; i++)
	{
		facts[i].key = GR_FACT_NONE;
		facts[i].span = (gr_span) {(uint32_t) i + 1, 1};
		facts[i].part_of = facts[i].first = facts[i].second = -1;
	}
	facts[0].value = facts[0].low = facts[0].high = INT64_MAX / 100;
	facts[1].value = facts[1].low = facts[1].high = 1;
	facts[2].value = facts[2].low = facts[2].high = -GR_FACT_LIMIT;
	facts[2].unit = GR_UNIT_PERCENT;
	facts[2].relation = GR_RELATION_SHARE;
	facts[2].first = 0;
	facts[2].second = 1;
	gr_findings_of(&arena, &report, &f);
	expected = gr_wide_of(-GR_FACT_LIMIT);
	gr_wide_subtract(&expected, gr_wide_of(INT64_MAX / 100 * 100));
	ok(f.count == 1 && f.items[0].rule == GR_RULE_NARRATIVE_PERCENT && gr_wide_equal(f.items[0].difference.value, expected), "a share beyond all shares");
	gr_arena_free(&arena);
}

/* ---------- roll-ups ---------- */

static gr_slice
rolled(gr_arena *arena, const gr_report *a, int sign_a, const gr_report *b, int sign_b)
{
	gr_rollup  *rollup = gr_arena_alloc(arena, sizeof(gr_rollup));
	gr_writer	writer;
	gr_error	error;

	gr_rollup_init(rollup);
	gr_rollup_add(rollup, encoded(arena, a), sign_a, &error);
	gr_rollup_add(rollup, encoded(arena, b), sign_b, &error);
	gr_writer_init(&writer, arena);
	gr_rollup_encode(&writer, rollup);
	return gr_slice_make(writer.data, writer.len);
}

static gr_status
findings_of_rollup(gr_arena *arena, const gr_report *a, int sign_a, const gr_report *b, int sign_b, gr_findings *f)
{
	gr_report  *sum = gr_arena_alloc(arena, sizeof(gr_report));
	gr_error	error;
	gr_status	status = gr_report_decode(arena, rolled(arena, a, sign_a, b, sign_b), sum, &error);

	return status == GR_OK ? gr_findings_of(arena, sum, f) : status;
}

static void
blank(gr_report *report, int slot)
{
	report->cells[slot] = cell_of(0, 0, GR_UNIT_NONE, GR_CELL_BLANK);
}

static void
test_rollups(void)
{
	gr_arena	arena;
	gr_report	a;
	gr_report	b;
	gr_findings f;

	gr_arena_init(&arena, &gr_host_libc);
	consistent(&a, GR_FORM_2021, 50);
	consistent(&b, GR_FORM_2021, 50);
	is_int(findings_of_rollup(&arena, &a, 1, &b, 1, &f), GR_OK, "a roll-up is checked as a report is");
	ok(f.count == 0 && gr_verdict_of(&f) == GR_RECONCILES, "the sum of two reports that add up adds up");
	assessed(&f, GR_RULE_APPLICATIONS_BALANCE, 7, 7, 0, 0);
	assessed(&f, GR_RULE_TABLE_MISSING, 0, 0, 0, 0);
	consistent(&b, GR_FORM_2019, 50);
	findings_of_rollup(&arena, &a, 1, &b, 1, &f);
	ok(f.count == 0 && gr_verdict_of(&f) == GR_RECONCILES, "so does that of two forms: 其他处理 of 2019 and its parts of 2021 count together");
	assessed(&f, GR_RULE_APPLICATIONS_ROW_SUM, 26, 26, 0, 0);
	b.cells[GR_SLOT_OTHER_TOTAL].value++;
	findings_of_rollup(&arena, &a, 1, &b, 1, &f);
	is_int(count_of(&f, GR_SEVERITY_ERROR), 2, "a wrong cell of one is wrong in the sum");

	/* Partly given: one report left the cell blank. */
	consistent(&a, GR_FORM_2021, 50);
	consistent(&b, GR_FORM_2021, 50);
	b.cells[GR_SLOT_GRANTED_BUSINESS].value = 0;
	blank(&b, GR_SLOT_GRANTED_BUSINESS);
	findings_of_rollup(&arena, &a, 1, &b, 1, &f);
	is_int(count_of(&f, GR_SEVERITY_ERROR), 0, "a cell that one of two reports left blank makes no error");
	assessed(&f, GR_RULE_APPLICATIONS_ROW_SUM, 25, 24, 0, 1);

	/* The printed total of the other is below its parts: no filling can help that. */
	consistent(&b, GR_FORM_2021, 50);
	blank(&b, GR_SLOT_GRANTED_BUSINESS);
	b.cells[GR_SLOT_GRANTED_TOTAL].value = 0;
	give(&b, GR_SLOT_GRANTED_NATURAL_PERSON, 1000);
	findings_of_rollup(&arena, &a, 1, &b, 1, &f);
	ok(finding_of(&f, GR_RULE_APPLICATIONS_ROW_SUM, GR_SLOT_GRANTED_TOTAL) != NULL &&
	   finding_of(&f, GR_RULE_APPLICATIONS_ROW_SUM, GR_SLOT_GRANTED_TOTAL)->severity == GR_SEVERITY_ERROR, "parts above a total that all gave are an error still");
	gr_arena_free(&arena);
}

/* a - b: what b left blank lowers the difference, and nothing negative is wrong in it. */
static void
test_differences(void)
{
	gr_arena	arena;
	gr_report	a;
	gr_report	b;
	gr_findings f;
	int			errors = 0;

	for (int round = 0; round < 50; round++)
	{
		gr_arena_init(&arena, &gr_host_libc);
		consistent(&a, GR_FORM_2021, 50);
		consistent(&b, GR_FORM_2021, 50);
		findings_of_rollup(&arena, &a, 1, &b, -1, &f);
		errors += count_of(&f, GR_SEVERITY_ERROR);
		for (int k = 0; k < 10; k++)
		{
			int			slot = gr_tables[GR_TABLE_APPLICATIONS].first_slot + (int) random_below(END_OF_FORM - GR_SLOT_RECEIVED_NATURAL_PERSON);

			if (gr_form_has(GR_FORM_2021, slot))
				blank(random_below(2) != 0 ? &a : &b, slot);
		}
		findings_of_rollup(&arena, &a, 1, &b, -1, &f);
		errors += count_of(&f, GR_SEVERITY_ERROR);
		gr_arena_free(&arena);
	}
	is_int(errors, 0, "50 differences of reports that add up, whatever either left blank: no error");
}

/* ---------- statistics ---------- */

/* A table with every row of its form; groups are the sums of their parts. */
static void
consistent_statistics(gr_report *report, int form, unsigned below)
{
	int			first = gr_tables[GR_TABLE_STATISTICS].first_slot;

	gr_report_init(report);
	report->header.year = form == GR_FORM_2014 ? 2016 : 2011;
	report->forms[GR_TABLE_STATISTICS] = (unsigned char) form;
	for (int slot = GR_SLOTS - 1; slot >= first; slot--)
	{
		int64_t		sum = 0;
		bool		group = false;

		if (!gr_form_has(form, slot))
			continue;
		for (int part = slot + 1; part < GR_SLOTS; part++)
			if (gr_form_has(form, part) && gr_rows[gr_slots[part].row].parent == gr_slots[slot].row)
			{
				sum += report->cells[part].value;
				group = true;
			}
		give(report, slot, group ? sum : (int64_t) random_below(below));
	}
	report->cells[GR_SLOT_STAT_PUBLISHED_STAT_TOTAL].value += below;
}

static bool
is_sum_of_statistics(int rule)
{
	return rule >= GR_RULE_STATISTICS_RECEIVED && rule <= GR_RULE_STATISTICS_STAFF;
}

/* Each cell changed: an error for the sum it is named by, and for the one it is a part of, and no other. */
static void
test_statistics_cells(int form)
{
	gr_arena	arena;
	gr_report	report;
	gr_findings f;
	int			wrong = 0;

	gr_arena_init(&arena, &gr_host_libc);
	consistent_statistics(&report, form, 50);
	gr_findings_of(&arena, &report, &f);
	is_int(f.count, 0, "statistics of form %s that add up have no finding", gr_forms[form].key);
	is_int(gr_verdict_of(&f), GR_RECONCILES, "and reconcile");
	for (int slot = gr_tables[GR_TABLE_STATISTICS].first_slot; slot < GR_SLOTS; slot++)
	{
		int			row = gr_slots[slot].row;
		int			errors = 0;
		int			expected = 0;

		if (!gr_form_has(form, slot))
			continue;
		for (int r = 0; r < GR_ROWS; r++)
			expected += gr_rows[r].table == GR_TABLE_STATISTICS && gr_rows[r].parent == row && gr_form_has(form, gr_slot_of(r, GR_COLUMN_STAT_TOTAL)) &&
				(r == row + 1);
		expected += gr_rows[row].parent != GR_ROW_NONE;
		report.cells[slot].value++;
		gr_findings_of(&arena, &report, &f);
		for (size_t i = 0; i < f.count; i++)
			if (is_sum_of_statistics(f.items[i].rule))
			{
				errors += f.items[i].severity == GR_SEVERITY_ERROR;
				wrong += f.items[i].row != row && f.items[i].row != gr_rows[row].parent;
			}
		if (errors != expected && wrong++ < 5)
			diag("%s: %d errors, expected %d", gr_rows[row].key, errors, expected);
		report.cells[slot].value--;
	}
	is_int(wrong, 0, "form %s: the errors of a changed cell are the sums that have it", gr_forms[form].key);
	gr_arena_free(&arena);
}

static int
severity_of_sum(const gr_report *report, int rule)
{
	gr_arena	arena;
	gr_findings f;
	int			severity = -1;

	gr_arena_init(&arena, &gr_host_libc);
	gr_findings_of(&arena, report, &f);
	for (size_t i = 0; i < f.count; i++)
		if (f.items[i].rule == rule)
			severity = f.items[i].severity;
	gr_arena_free(&arena);
	return severity;
}

static void
leave_out(gr_report *report, int slot)
{
	report->cells[slot] = cell_of(0, 0, GR_UNIT_NONE, GR_CELL_MISSING);
}

/* A local table has the rows it has: none is missed, but a sum may be short of one. */
static void
test_local_rows(void)
{
	gr_report	report;

	consistent_statistics(&report, GR_FORM_LOCAL, 50);
	leave_out(&report, GR_SLOT_STAT_RECEIVED_STAT_TOTAL);
	is_int(severity_of_sum(&report, GR_RULE_STATISTICS_RECEIVED), -1, "parts without their total");
	consistent_statistics(&report, GR_FORM_LOCAL, 50);
	for (int slot = GR_SLOT_STAT_RECEIVED_IN_PERSON_STAT_TOTAL; slot <= GR_SLOT_STAT_RECEIVED_OTHER_STAT_TOTAL; slot++)
		leave_out(&report, slot);
	is_int(severity_of_sum(&report, GR_RULE_STATISTICS_RECEIVED), -1, "a total without its parts");
	give(&report, GR_SLOT_STAT_RECEIVED_FAX_STAT_TOTAL, report.cells[GR_SLOT_STAT_RECEIVED_STAT_TOTAL].value);
	is_int(severity_of_sum(&report, GR_RULE_STATISTICS_RECEIVED), -1, "one part that is all of it");
	report.cells[GR_SLOT_STAT_RECEIVED_STAT_TOTAL].value += 2;
	is_int(severity_of_sum(&report, GR_RULE_STATISTICS_RECEIVED), GR_SEVERITY_WARNING, "a total above the part that is printed: a row may be left out");
	report.cells[GR_SLOT_STAT_RECEIVED_STAT_TOTAL].value -= 3;
	is_int(severity_of_sum(&report, GR_RULE_STATISTICS_RECEIVED), GR_SEVERITY_ERROR, "a total below it: no row can help that");
	consistent_statistics(&report, GR_FORM_LOCAL, 50);
	report.cells[GR_SLOT_STAT_RECEIVED_FAX_STAT_TOTAL].value = 0;
	report.cells[GR_SLOT_STAT_RECEIVED_STAT_TOTAL].value = 0;
	for (int slot = GR_SLOT_STAT_RECEIVED_IN_PERSON_STAT_TOTAL; slot <= GR_SLOT_STAT_RECEIVED_OTHER_STAT_TOTAL; slot++)
		report.cells[GR_SLOT_STAT_RECEIVED_STAT_TOTAL].value += report.cells[slot].value;
	blank(&report, GR_SLOT_STAT_RECEIVED_FAX_STAT_TOTAL);
	is_int(severity_of_sum(&report, GR_RULE_STATISTICS_RECEIVED), GR_SEVERITY_INFO, "a row that is printed, but blank, is open");
	consistent_statistics(&report, GR_FORM_2014, 50);
	leave_out(&report, GR_SLOT_STAT_STAFF_PART_TIME_STAT_TOTAL);
	report.cells[GR_SLOT_STAT_STAFF_STAT_TOTAL].value = report.cells[GR_SLOT_STAT_STAFF_FULL_TIME_STAT_TOTAL].value;
	is_int(severity_of_sum(&report, GR_RULE_STATISTICS_STAFF), GR_SEVERITY_INFO, "the form of 2014 has all rows: one that is not printed is missed");
}

static void
test_normative(void)
{
	gr_report	report;

	consistent_statistics(&report, GR_FORM_2014, 50);
	report.cells[GR_SLOT_STAT_PUBLISHED_STAT_TOTAL].value = 7;
	report.cells[GR_SLOT_STAT_PUBLISHED_NORMATIVE_STAT_TOTAL].value = 7;
	is_int(severity_of_sum(&report, GR_RULE_STATISTICS_NORMATIVE), -1, "all information may be normative documents");
	report.cells[GR_SLOT_STAT_PUBLISHED_NORMATIVE_STAT_TOTAL].value = 8;
	is_int(severity_of_sum(&report, GR_RULE_STATISTICS_NORMATIVE), GR_SEVERITY_WARNING, "but no more than all");
	blank(&report, GR_SLOT_STAT_PUBLISHED_STAT_TOTAL);
	is_int(severity_of_sum(&report, GR_RULE_STATISTICS_NORMATIVE), -1, "of an unknown total nothing is known");
}

/* The form of a table against the year of the report. */
static void
test_form_years(void)
{
	static const struct
	{
		int			form;
		int			year;
		int			severity;
	}			cases[] = {
		{GR_FORM_2014, 2014, -1}, {GR_FORM_2014, 2018, -1}, {GR_FORM_2014, 2013, GR_SEVERITY_INFO}, {GR_FORM_2014, 2019, GR_SEVERITY_INFO},
		{GR_FORM_2014, 0, -1}, {GR_FORM_LOCAL, 2011, -1}, {GR_FORM_LOCAL, 2016, -1},
	};
	gr_report	report;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
	{
		consistent_statistics(&report, cases[i].form, 50);
		report.header.year = cases[i].year;
		is_int(severity_of_sum(&report, GR_RULE_TABLE_FORM_YEAR), cases[i].severity, "statistics of form %s in a report of %d", gr_forms[cases[i].form].key,
			   cases[i].year);
	}
	consistent(&report, GR_FORM_2021, 50);
	report.header.year = 2020;
	is_int(severity_of_sum(&report, GR_RULE_TABLE_FORM_YEAR), GR_SEVERITY_INFO, "the form of 2021 in a report of 2020");
}

static void
test_statistics_rollups(void)
{
	gr_arena	arena;
	gr_report	a;
	gr_report	b;
	gr_report	c;
	gr_findings f;

	gr_arena_init(&arena, &gr_host_libc);
	consistent_statistics(&a, GR_FORM_2014, 50);
	consistent(&b, GR_FORM_2021, 50);
	findings_of_rollup(&arena, &a, 1, &b, 1, &f);
	ok(f.count == 0 && gr_verdict_of(&f) == GR_RECONCILES, "the sum of a report of 2016 and one of 2022 adds up: their tables are others");
	assessed(&f, GR_RULE_STATISTICS_ANSWERED, 1, 1, 0, 0);
	assessed(&f, GR_RULE_APPLICATIONS_BALANCE, 7, 7, 0, 0);
	a.cells[GR_SLOT_STAT_ANSWERED_STAT_TOTAL].value++;
	findings_of_rollup(&arena, &a, 1, &b, 1, &f);
	is_int(count_of(&f, GR_SEVERITY_ERROR), 1, "a wrong total of the one is wrong in the sum");

	/* Two local tables: one prints a total alone. */
	consistent_statistics(&a, GR_FORM_LOCAL, 50);
	consistent_statistics(&c, GR_FORM_LOCAL, 50);
	for (int slot = GR_SLOT_STAT_RECEIVED_IN_PERSON_STAT_TOTAL; slot <= GR_SLOT_STAT_RECEIVED_OTHER_STAT_TOTAL; slot++)
		leave_out(&c, slot);
	findings_of_rollup(&arena, &a, 1, &c, 1, &f);
	is_int(f.count, 0, "what only one of two local tables prints makes no finding");
	consistent_statistics(&c, GR_FORM_2014, 50);
	findings_of_rollup(&arena, &a, 1, &c, 1, &f);
	is_int(f.count, 0, "a local table and one of 2014 that add up have none together");
	is_int(gr_verdict_of(&f), GR_RECONCILES, "and reconcile");
	gr_arena_free(&arena);
}

/* ---------- the short ways ---------- */

#define RANDOM_TABLES 500
#define RANDOM_REPORTS 2000

/* The gap of an identity as its list of terms has it. */
static bool
is_gap_of(const gr_gap *gap, const gr_identity *identity, const gr_cell *cells, const unsigned char *unknown)
{
	int64_t		sum = unknown[identity->named] ? 0 : cells[identity->named].value;
	int			open = unknown[identity->named];

	for (int i = 0; i < identity->count; i++)
	{
		open += unknown[identity->terms[i]];
		if (!unknown[identity->terms[i]])
			sum -= identity->signs[i] * cells[identity->terms[i]].value;
	}
	return gap->gap == sum && gap->unknown == open && gap->named == identity->named && gap->rule == identity->rule;
}

/* Whether the short way by the cells that are not zero tells the same gaps, and how many identities of each rule there are. */
static bool
filled_tell_the_same(int table, int form, const gr_cell *cells, const gr_gap *gaps, int count)
{
	gr_gap		filled_gaps[GR_IDENTITIES];
	gr_rule_count rules[GR_IDENTITY_RULES];
	int			rule_count = gr_identity_counts(table, gr_form_cells(table, form), rules);
	short		filled[GR_SLOTS];
	int			filled_count = 0;
	int			left;
	int			seen = 0;
	bool		same = true;

	for (int slot = gr_tables[table].first_slot; slot < (int) gr_tables[table].end_slot; slot++)
		if (cells[slot].value != 0)
			filled[filled_count++] = (short) slot;
	left = gr_filled_gaps(table, cells, filled, filled_count, filled_gaps);
	for (int i = 0; i < count; i++)
	{
		const gr_gap *gap = &filled_gaps[seen];

		for (int r = 0; r < rule_count; r++)
			rules[r].count -= rules[r].rule == gaps[i].rule;
		if (gaps[i].gap != 0)
			same = same && seen++ < left && gap->gap == gaps[i].gap && gap->named == gaps[i].named && gap->rule == gaps[i].rule &&
				gap->unknown == 0;
	}
	for (int r = 0; r < rule_count; r++)
		same = same && rules[r].count == 0;
	return same && seen == left;
}

/* Sums by rows and columns against the lists of terms, in every form of every table. */
static void
test_gaps(void)
{
	static gr_cell cells[GR_SLOTS];

	for (int table = 0; table < GR_TABLES; table++)
		for (int form = GR_FORM_NONE + 1; form < GR_FORMS; form++)
		{
			gr_identity identities[GR_IDENTITIES];
			int			wrong = 0;
			int			looked_at = 0;

			if (gr_identities_of(table, form, identities) == 0 || (form != GR_FORM_MIXED && gr_form_cells(table, form) == 0))
				continue;
			for (int n = 0; n < RANDOM_TABLES; n++)
			{
				unsigned char unknown[GR_SLOTS] = {0};
				gr_gap		gaps[GR_IDENTITIES];
				int			count = gr_identities_of(table, form, identities);

				for (int slot = 0; slot < GR_SLOTS; slot++)
				{
					cells[slot].value = gr_form_has(form, slot) ? (int64_t) random_below(2001) - 1000 : 0;
					/* Most cells of a report are zero. */
					if (n % 4 == 0 && random_below(8) != 0)
						cells[slot].value = 0;
					unknown[slot] = n % 2 != 0 && gr_form_has(form, slot) && random_below(8) == 0;
				}
				if (gr_identity_gaps(table, form, cells, n % 2 != 0 ? unknown : NULL, gaps) != count)
					wrong++;
				for (int i = 0; i < count; i++, looked_at++)
					wrong += !is_gap_of(&gaps[i], &identities[i], cells, unknown);
				if (n % 2 == 0 && table != GR_TABLE_STATISTICS)
					wrong += !filled_tell_the_same(table, form, cells, gaps, count);
			}
			is_int(wrong, 0, "%s of %s: %d gaps are those of the identities", gr_tables[table].key, gr_forms[form].key, looked_at);
		}
}

/* What a skimmed report tells is what the whole of it tells. */
static void
test_skimmed(void)
{
	static gr_report report;
	static gr_report whole;
	static gr_report skimmed;
	int			different = 0;
	int			placed = 0;
	size_t		count = 0;

	for (int n = 0; n < RANDOM_REPORTS; n++)
	{
		gr_arena	arena;
		gr_writer	writer;
		gr_error	error = {0, NULL};
		gr_findings of_whole;
		gr_findings of_skimmed;
		gr_slice	bytes;

		gr_arena_init(&arena, &gr_host_libc);
		/* Every other one has all its cells. */
		if (n % 2 == 0)
			random_report(&arena, &report);
		else
		{
			consistent(&report, n % 4 == 1 ? GR_FORM_2019 : GR_FORM_2021, 50);
			if (n % 8 < 4)
				report.cells[GR_SLOT_GRANTED_TOTAL].value += (int64_t) random_below(5);
		}
		gr_writer_init(&writer, &arena);
		gr_report_encode(&writer, &report);
		bytes = gr_slice_make(writer.data, writer.len);
		if (gr_report_decode(&arena, bytes, &whole, &error) != GR_OK || gr_findings_of(&arena, &whole, &of_whole) != GR_OK ||
			gr_findings_of_bytes(&arena, bytes, &skimmed, &of_skimmed, &error) != GR_OK || !same_findings(&of_whole, &of_skimmed))
			different++;
		count += of_whole.count;
		for (size_t i = 0; i < of_skimmed.count; i++)
			placed += of_skimmed.items[i].span.pos != 0;
		gr_arena_free(&arena);
	}
	is_int(different, 0, "%d reports, skimmed, have the findings of the whole ones", RANDOM_REPORTS);
	ok(count > RANDOM_REPORTS && placed > RANDOM_REPORTS, "%zu of them, %d with a place", count, placed);
}

int
main(void)
{
	test_gaps();
	test_skimmed();
	test_consistent();
	test_each_cell();
	test_open_cells();
	test_nothing_known();
	test_single_cells();
	test_unreadable_in_identity();
	test_scales();
	test_missing_tables();
	test_diagnostics();
	test_far_apart();
	test_rollups();
	test_differences();
	test_statistics_cells(GR_FORM_2014);
	test_statistics_cells(GR_FORM_LOCAL);
	test_local_rows();
	test_normative();
	test_form_years();
	test_statistics_rollups();
	return done_testing();
}
