#include "checker.h"
#include "identities.h"
#include "narrative.h"
#include "number.h"

/* Official tables are asked for from this report year on. */
#define FIRST_YEAR_OF_TABLES 2019

static gr_finding
cell_finding(const gr_checker *c, int rule, int severity, int slot)
{
	gr_finding	f = gr_finding_new(rule, severity, gr_slots[slot].table);

	f.row = gr_slots[slot].row;
	f.column = gr_slots[slot].column;
	f.span = c->report->cells[slot].span;
	return f;
}

/* ---------- single cells ---------- */

/* A cell that is not a whole number, zero or more, of a parsed report. */
static void
check_cell(gr_checker *c, int slot)
{
	const gr_cell *cell = &c->report->cells[slot];
	bool		readable = cell->status != GR_CELL_INVALID;
	bool		certain = cell->status != GR_CELL_AMBIGUOUS;
	bool		count = gr_slots[slot].quantity != GR_QUANTITY_MONEY;
	gr_finding	f;

	if (cell->status == GR_CELL_MISSING || cell->status == GR_CELL_BLANK || cell->status == GR_CELL_PLACEHOLDER)
		return;
	gr_checker_assess(c, GR_RULE_TABLE_UNREADABLE, readable, !readable);
	gr_checker_assess(c, GR_RULE_TABLE_AMBIGUOUS, certain, !certain);
	if (!readable || !certain)
	{
		gr_checker_add(c, cell_finding(c, readable ? GR_RULE_TABLE_AMBIGUOUS : GR_RULE_TABLE_UNREADABLE, GR_SEVERITY_WARNING, slot));
		return;
	}
	if (!count)
		return;
	/* The difference of two reports may be negative. */
	if (gr_slots[slot].quantity == GR_QUANTITY_COUNT && !c->report->rollup)
	{
		gr_checker_assess(c, GR_RULE_TABLE_NEGATIVE, cell->value >= 0, cell->value < 0);
		if (cell->value < 0)
		{
			f = cell_finding(c, GR_RULE_TABLE_NEGATIVE, GR_SEVERITY_ERROR, slot);
			f.actual = gr_figure_of(cell->value, cell->scale);
			gr_checker_add(c, f);
		}
	}
	if (cell->scale == 0)
		gr_checker_assess(c, GR_RULE_TABLE_FRACTIONAL, true, false);
	else
	{
		bool		whole = cell->scale <= 18 && cell->value % gr_power_of_ten(cell->scale) == 0;

		gr_checker_assess(c, GR_RULE_TABLE_FRACTIONAL, whole, !whole);
		if (!whole)
		{
			f = cell_finding(c, GR_RULE_TABLE_FRACTIONAL, GR_SEVERITY_ERROR, slot);
			f.actual = gr_figure_of(cell->value, cell->scale);
			gr_checker_add(c, f);
		}
	}
}

/* The same for "count" cells that are such numbers: they pass all the rules. */
static void
assess_plain_cells(gr_checker *c, int count)
{
	static const unsigned char rules[] = {GR_RULE_TABLE_UNREADABLE, GR_RULE_TABLE_AMBIGUOUS, GR_RULE_TABLE_NEGATIVE, GR_RULE_TABLE_FRACTIONAL};

	for (size_t i = 0; i < sizeof(rules); i++)
	{
		c->findings->rules[rules[i]].instances += count;
		c->findings->rules[rules[i]].passed += count;
	}
}

/* The figures of a report's table as gr_identity_gaps takes them. */
typedef struct figures
{
	int64_t		values[GR_SLOTS];
	unsigned char unknown[GR_SLOTS];
	bool		complete;		/* none is unknown */
} figures;

/* A whole number of a size that parse can have read: as many as an identity has add up in an int64. */
static inline bool
is_plain(const gr_cell *cell)
{
	return gr_cell_has_value(cell) && cell->scale == 0 && (uint64_t) cell->value + GR_LARGEST_FIGURE <= 2 * (uint64_t) GR_LARGEST_FIGURE;
}

/* What remains of check_cells for a cell that is no given whole number, zero or more. */
static void
check_other_cell(gr_checker *c, int slot, figures *figures)
{
	const gr_cell *cell = &c->report->cells[slot];
	bool		plain = is_plain(cell);

	if (plain)
		figures->values[slot] = cell->value;
	figures->unknown[slot] = !plain;
	figures->complete = figures->complete && plain;
	check_cell(c, slot);
}

static void
check_cells(gr_checker *c, int table, figures *figures)
{
	const gr_cell *cells = c->report->cells;
	int			form = c->report->forms[table];
	int			end = (int) gr_tables[table].end_slot;
	int			count = 0;

	memset(figures->unknown, 0, sizeof(figures->unknown));
	figures->complete = true;
	for (int slot = (int) gr_tables[table].first_slot; slot < end; slot++)
	{
		int64_t		value = cells[slot].value;

		figures->values[slot] = 0;
		if (!gr_form_has(form, slot))
			continue;
		if (cells[slot].status == GR_CELL_GIVEN && cells[slot].scale == 0 && (uint64_t) value <= GR_LARGEST_FIGURE &&
			gr_slots[slot].quantity == GR_QUANTITY_COUNT)
		{
			figures->values[slot] = value;
			count++;
		}
		else
			check_other_cell(c, slot, figures);
	}
	assess_plain_cells(c, count);
}

/* ---------- identities ---------- */

/* An equality as far as its cells are known: named - sum = gap + what the open cells hold. */
typedef struct balance_sheet
{
	int			scale;
	gr_wide		gap;
	gr_wide		expected;		/* open cells as zero */
	int			known;
	bool		raise;			/* an open cell could make the gap larger */
	bool		lower;
	bool		unreadable;
	bool		overflow;
} balance_sheet;

/*
 * How many reports have the cell and gave no value for it.  In a roll-up a cell is
 * often known only in part; less than zero: of reports that were taken away.
 */
static int64_t
reports_without(const gr_report *report, int slot)
{
	int64_t		reports = 0;
	int			table = gr_slots[slot].table;

	if (!report->rollup)
		return !gr_cell_has_value(&report->cells[slot]);
	for (int form = 0; form < GR_FORMS; form++)
		if (gr_form_has(form, slot))
			reports += report->form_reports[table][form];
	return reports - report->cells[slot].reports;
}

/* "sign" is that of the cell in the gap. */
static void
enter(balance_sheet *b, const gr_report *report, int slot, int sign, bool named)
{
	const gr_cell *cell = &report->cells[slot];
	int64_t		open = reports_without(report, slot);
	bool		more;
	bool		less;
	gr_wide		value;

	if (cell->status == GR_CELL_INVALID)
		b->unreadable = true;
	/* No value, and as many reports taken away as added: it may be anything. */
	more = open > 0 || (open == 0 && !gr_cell_has_value(cell));
	less = open < 0 || (open == 0 && !gr_cell_has_value(cell));
	b->raise = b->raise || (sign > 0 ? more : less);
	b->lower = b->lower || (sign > 0 ? less : more);
	if (!gr_cell_has_value(cell))
		return;
	b->known++;
	value = gr_wide_of(cell->value);
	for (int scale = cell->scale; scale < b->scale; scale++)
		if (!gr_wide_multiply(&value, 10))
			b->overflow = true;
	if (sign > 0 ? !gr_wide_add(&b->gap, value) : !gr_wide_subtract(&b->gap, value))
		b->overflow = true;
	if (!named && (sign < 0 ? !gr_wide_add(&b->expected, value) : !gr_wide_subtract(&b->expected, value)))
		b->overflow = true;
}

/* No two local tables have the same rows: what one does not print may be none of it. */
static bool
has_local(const gr_report *report, int table)
{
	return report->forms[table] == GR_FORM_LOCAL || (report->rollup && report->form_reports[table][GR_FORM_LOCAL] != 0);
}

static bool
is_left_out(const gr_report *report, int slot)
{
	return has_local(report, gr_slots[slot].table) && report->cells[slot].status == GR_CELL_MISSING;
}

static int
parts_left_out(const gr_report *report, const gr_identity *identity)
{
	int			count = 0;

	if (!has_local(report, gr_slots[identity->named].table))
		return 0;
	for (int i = 0; i < identity->count; i++)
		count += is_left_out(report, identity->terms[i]);
	return count;
}

static balance_sheet
draw_up(const gr_report *report, const gr_identity *identity)
{
	balance_sheet b;

	memset(&b, 0, sizeof(b));
	b.scale = report->cells[identity->named].scale;
	for (int i = 0; i < identity->count; i++)
		if (report->cells[identity->terms[i]].scale > b.scale)
			b.scale = report->cells[identity->terms[i]].scale;
	enter(&b, report, identity->named, 1, true);
	for (int i = 0; i < identity->count; i++)
		if (!is_left_out(report, identity->terms[i]))
			enter(&b, report, identity->terms[i], -identity->signs[i], false);
	return b;
}

/* The same, of a report, from what its known cells leave over: only the others are entered. */
static balance_sheet
complete(const gr_report *report, const gr_identity *identity, const figures *figures, const gr_gap *gap)
{
	balance_sheet b;

	memset(&b, 0, sizeof(b));
	b.gap = gr_wide_of(gap->gap);
	b.expected = gr_wide_of(figures->values[identity->named] - gap->gap);
	b.known = identity->count + 1 - gap->unknown;
	if (figures->unknown[identity->named])
		enter(&b, report, identity->named, 1, true);
	for (int i = 0; i < identity->count; i++)
	{
		int			slot = identity->terms[i];

		if (!figures->unknown[slot])
			continue;
		if (report->cells[slot].scale != 0)
			return draw_up(report, identity);
		if (!is_left_out(report, slot))
			enter(&b, report, slot, -identity->signs[i], false);
	}
	return report->cells[identity->named].scale != 0 ? draw_up(report, identity) : b;
}

static void
report_gap(gr_checker *c, const gr_identity *identity, const balance_sheet *b, int severity)
{
	const gr_cell *named = &c->report->cells[identity->named];
	gr_finding	f = cell_finding(c, identity->rule, severity, identity->named);

	f.expected.known = true;
	f.expected.value = b->expected;
	f.expected.scale = b->scale;
	if (gr_cell_has_value(named))
	{
		f.actual = gr_figure_of(named->value, named->scale);
		f.difference.known = true;
		f.difference.value = b->gap;
		f.difference.scale = b->scale;
	}
	gr_checker_add(c, f);
}

/*
 * Open cells hold what nobody knows, but nothing negative: an equality that no
 * filling satisfies is an error, one that zeros satisfy only a remark.  Rows that a
 * local table does not have can fill a gap, but nobody misses them; and what only
 * some of several local tables print adds up in none of them.  Of a roll-up figures
 * and gap are NULL.
 */
static void
check_identity(gr_checker *c, const gr_identity *identity, const figures *figures, const gr_gap *gap)
{
	int			left_out = parts_left_out(c->report, identity);
	bool		several = c->report->rollup && has_local(c->report, gr_slots[identity->named].table);
	balance_sheet b;
	bool		open;

	if (is_left_out(c->report, identity->named) || left_out == identity->count)
		return;
	b = figures == NULL ? draw_up(c->report, identity) : complete(c->report, identity, figures, gap);
	open = (b.raise || b.lower) && !several;
	b.lower = b.lower || left_out > 0;
	if (b.known == 0 || b.unreadable || b.overflow)
		gr_checker_assess(c, identity->rule, false, false);
	else if (gr_wide_is_zero(b.gap))
	{
		gr_checker_assess(c, identity->rule, !open, false);
		if (open)
			report_gap(c, identity, &b, GR_SEVERITY_INFO);
	}
	else if (gr_wide_negative(b.gap) ? b.raise : b.lower)
	{
		gr_checker_assess(c, identity->rule, false, false);
		if (!several)
			report_gap(c, identity, &b, GR_SEVERITY_WARNING);
	}
	else
	{
		gr_checker_assess(c, identity->rule, false, true);
		report_gap(c, identity, &b, GR_SEVERITY_ERROR);
	}
}

/* The same where all cells are known: whole numbers, and of a report. */
static void
check_gap(gr_checker *c, const gr_gap *gap)
{
	const gr_cell *named = &c->report->cells[gap->named];
	gr_finding	f;

	gr_checker_assess(c, gap->rule, gap->gap == 0, gap->gap != 0);
	if (gap->gap == 0)
		return;
	f = cell_finding(c, gap->rule, GR_SEVERITY_ERROR, gap->named);
	f.expected = gr_figure_of(named->value - gap->gap, 0);
	f.actual = gr_figure_of(named->value, 0);
	f.difference = gr_figure_of(gap->gap, 0);
	gr_checker_add(c, f);
}

static void
check_identities(gr_checker *c, int table, const figures *figures)
{
	int			form = c->report->forms[table];
	gr_identity identities[GR_IDENTITIES];
	gr_gap		gaps[GR_IDENTITIES];
	int			count = gr_identity_gaps(table, form, figures->values, figures->complete ? NULL : figures->unknown, gaps);

	if (!figures->complete)
		gr_identities_of(table, form, identities);
	for (int i = 0; i < count; i++)
	{
		if (gaps[i].unknown > 0)
			check_identity(c, &identities[i], figures, &gaps[i]);
		else
			check_gap(c, &gaps[i]);
	}
}

/* Part of the information disclosed: normative documents cannot be more than all of it. */
static void
check_normative(gr_checker *c)
{
	int			part_slot = GR_SLOT_STAT_PUBLISHED_NORMATIVE_STAT_TOTAL;
	const gr_cell *part = &c->report->cells[part_slot];
	const gr_cell *whole = &c->report->cells[GR_SLOT_STAT_PUBLISHED_STAT_TOTAL];
	bool		known = gr_cell_has_value(part) && gr_cell_has_value(whole) && part->scale == 0 && whole->scale == 0;
	gr_finding	f;

	if (c->report->forms[GR_TABLE_STATISTICS] == GR_FORM_NONE || c->report->rollup)
		return;
	gr_checker_assess(c, GR_RULE_STATISTICS_NORMATIVE, known && part->value <= whole->value, known && part->value > whole->value);
	if (!known || part->value <= whole->value)
		return;
	f = cell_finding(c, GR_RULE_STATISTICS_NORMATIVE, GR_SEVERITY_WARNING, part_slot);
	f.expected = gr_figure_of(whole->value, 0);
	f.actual = gr_figure_of(part->value, 0);
	f.difference = gr_figure_of(part->value - whole->value, 0);
	gr_checker_add(c, f);
}

/* ---------- tables and the whole ---------- */

static void
check_table(gr_checker *c, int table)
{
	figures		figures;

	check_cells(c, table, &figures);
	check_identities(c, table, &figures);
}

/* Sums are not known or unknown, but known of so many reports. */
static void
check_summed_table(gr_checker *c, int table)
{
	int			form = c->report->forms[table];
	gr_identity identities[GR_IDENTITIES];
	int			count = gr_identities_of(table, form, identities);

	for (int slot = gr_tables[table].first_slot; slot < (int) gr_tables[table].end_slot; slot++)
		if (gr_form_has(form, slot))
			check_cell(c, slot);
	for (int i = 0; i < count; i++)
		check_identity(c, &identities[i], NULL, NULL);
}

/* From 2019 on a report has its three tables; before, and in a roll-up, nothing is asked for. */
static void
check_presence(gr_checker *c)
{
	const gr_report *report = c->report;
	bool		wanted = report->header.year >= FIRST_YEAR_OF_TABLES;

	if (report->rollup)
		return;
	for (int t = 0; t < GR_TABLE_STATISTICS; t++)
		wanted = wanted || report->forms[t] == GR_FORM_2019 || report->forms[t] == GR_FORM_2021;
	for (int t = 0; t < GR_TABLE_STATISTICS && wanted; t++)
	{
		bool		present = report->forms[t] != GR_FORM_NONE;

		gr_checker_assess(c, GR_RULE_TABLE_MISSING, present, !present);
		if (!present)
			gr_checker_add(c, gr_finding_new(GR_RULE_TABLE_MISSING, GR_SEVERITY_WARNING, t));
	}
}

/* Local tables went on for years beside the official form. */
static void
check_form_years(gr_checker *c)
{
	int			year = c->report->header.year;

	if (c->report->rollup || year == 0)
		return;
	for (int t = 0; t < GR_TABLES; t++)
	{
		int			id = c->report->forms[t];
		const gr_form_info *form = &gr_forms[id];
		bool		fits = year >= form->first_year && (form->last_year == 0 || year <= form->last_year);
		gr_finding	f;

		if (id == GR_FORM_NONE || id == GR_FORM_LOCAL)
			continue;
		gr_checker_assess(c, GR_RULE_TABLE_FORM_YEAR, fits, !fits);
		if (fits)
			continue;
		f = gr_finding_new(GR_RULE_TABLE_FORM_YEAR, GR_SEVERITY_INFO, t);
		f.expected = gr_figure_of(year, 0);
		f.actual = gr_figure_of(form->first_year, 0);
		f.span = c->report->tables[t];
		gr_checker_add(c, f);
	}
}

static void
report_diagnostic(gr_checker *c, const gr_diagnostic *d)
{
	gr_finding	f = gr_finding_new(d->rule, gr_rules[d->rule].severity, d->table);

	f.span = d->span;
	if (d->rule == GR_RULE_HEADER_YEAR)
	{
		f.expected = gr_figure_of(c->report->header.period_to.year, 0);
		f.actual = gr_figure_of(d->actual, 0);
		f.difference = gr_figure_of(d->actual - c->report->header.period_to.year, 0);
	}
	else if (d->rule == GR_RULE_TEXT_REPLACEMENT || (d->rule >= GR_RULE_SECTION_MISSING && d->rule <= GR_RULE_SECTION_CONTENTS))
		f.actual = gr_figure_of(d->actual, 0);
	gr_checker_add(c, f);
}

static bool
diagnosed(const gr_report *report, int rule, int table)
{
	for (size_t i = 0; i < report->diagnostic_count; i++)
		if (report->diagnostics[i].rule == rule && (table == GR_TABLE_NONE || report->diagnostics[i].table == table))
			return true;
	return false;
}

static bool
has_official_table(const gr_report *report)
{
	for (int t = 0; t < GR_TABLES; t++)
		if (report->forms[t] == GR_FORM_2019 || report->forms[t] == GR_FORM_2021)
			return true;
	return false;
}

/* What parse looked for in the text: a rule with no diagnostic passed. */
static void
check_diagnostics(gr_checker *c)
{
	const gr_report *report = c->report;
	bool		found;

	if (report->rollup)
		return;
	for (int t = 0; t < GR_TABLES; t++)
	{
		if (report->forms[t] == GR_FORM_NONE)
			continue;
		found = diagnosed(report, GR_RULE_TABLE_DUPLICATE, t);
		gr_checker_assess(c, GR_RULE_TABLE_DUPLICATE, !found, found);
	}
	if (report->header.title.data != NULL && report->header.period_to.year != 0)
	{
		found = diagnosed(report, GR_RULE_HEADER_YEAR, GR_TABLE_NONE);
		gr_checker_assess(c, GR_RULE_HEADER_YEAR, !found, found);
	}
	for (int rule = GR_RULE_SECTION_MISSING; rule <= GR_RULE_SECTION_CONTENTS; rule++)
	{
		found = diagnosed(report, rule, GR_TABLE_NONE);
		if (found || (report->section_count > 0 && has_official_table(report)))
			gr_checker_assess(c, rule, !found, found);
	}
	for (int rule = GR_RULE_TEXT_LIMIT; rule <= GR_RULE_TEXT_DAMAGED; rule++)
	{
		found = diagnosed(report, rule, GR_TABLE_NONE);
		gr_checker_assess(c, rule, !found, found);
	}
	for (size_t i = 0; i < report->diagnostic_count; i++)
		report_diagnostic(c, &report->diagnostics[i]);
}

gr_status
gr_findings_of(gr_arena *arena, const gr_report *report, gr_findings *findings)
{
	gr_checker	c = {arena, report, findings, false};

	memset(findings, 0, sizeof(*findings));
	for (int t = 0; t < GR_TABLES; t++)
	{
		if (report->forms[t] == GR_FORM_NONE)
			continue;
		if (report->rollup)
			check_summed_table(&c, t);
		else
			check_table(&c, t);
	}
	check_normative(&c);
	check_presence(&c);
	check_form_years(&c);
	gr_narrative_check_tables(&c);
	gr_narrative_check_sums(&c);
	check_diagnostics(&c);
	return c.failed ? GR_OUT_OF_MEMORY : GR_OK;
}

gr_verdict
gr_verdict_of(const gr_findings *findings)
{
	bool		assessed = false;

	for (size_t i = 0; i < findings->count; i++)
		if (findings->items[i].severity == GR_SEVERITY_ERROR)
			return GR_DOES_NOT_RECONCILE;
	for (int rule = GR_RULE_APPLICATIONS_ROW_SUM; rule <= GR_RULE_STATISTICS_STAFF; rule++)
		assessed = assessed || findings->rules[rule].passed > 0;
	return assessed ? GR_RECONCILES : GR_NOTHING_TO_RECONCILE;
}
