#include "checker.h"
#include "codec.h"
#include "narrative.h"

/* Official tables are asked for from this report year on. */
#define FIRST_YEAR_OF_TABLES 2019

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
	f = gr_cell_finding(c, GR_RULE_STATISTICS_NORMATIVE, GR_SEVERITY_WARNING, part_slot);
	f.expected = gr_figure_of(whole->value, 0);
	f.actual = gr_figure_of(part->value, 0);
	f.difference = gr_figure_less(part->value, whole->value, 0);
	gr_checker_add(c, f);
}

/* ---------- tables and the whole ---------- */

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
		f.difference = gr_figure_less(d->actual, c->report->header.period_to.year, 0);
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

/* "skimmed" is what is known of a report that was skimmed, or NULL. */
static gr_status
find(gr_arena *arena, const gr_report *report, const gr_skimmed *skimmed, gr_findings *findings)
{
	gr_checker	c = {arena, report, findings, false};

	memset(findings, 0, sizeof(*findings));
	for (int t = 0; t < GR_TABLES; t++)
	{
		if (report->forms[t] == GR_FORM_NONE)
			continue;
		if (report->rollup)
			gr_check_summed_table(&c, t);
		else
			gr_check_table(&c, t, skimmed != NULL && skimmed->values[t].given ? &skimmed->values[t] : NULL);
	}
	check_normative(&c);
	check_presence(&c);
	check_form_years(&c);
	gr_narrative_check_tables(&c);
	gr_narrative_check_sums(&c);
	check_diagnostics(&c);
	return c.failed ? GR_OUT_OF_MEMORY : GR_OK;
}

gr_status
gr_findings_of(gr_arena *arena, const gr_report *report, gr_findings *findings)
{
	return find(arena, report, NULL, findings);
}

/* The cell that a finding names, where its place has not been read; NULL where it has. */
static const gr_cell *
unplaced_cell(const gr_report *report, const gr_finding *finding)
{
	int			slot = gr_slot_of(finding->row, finding->column);

	return slot < 0 || finding->span.pos != 0 ? NULL : &report->cells[slot];
}

gr_status
gr_findings_of_bytes(gr_arena *arena, gr_slice bytes, gr_report *report, gr_findings *findings, gr_error *error)
{
	gr_skimmed	skimmed;
	bool		placed[GR_TABLES] = {false};
	gr_status	status = gr_report_skim(arena, bytes, report, &skimmed, error);

	if (status == GR_OK)
		status = find(arena, report, &skimmed, findings);
	/* A roll-up has no places. */
	for (size_t i = 0; status == GR_OK && !report->rollup && i < findings->count; i++)
	{
		int			table = findings->items[i].table;
		const gr_cell *cell = unplaced_cell(report, &findings->items[i]);

		if (cell == NULL)
			continue;
		if (!placed[table] && report->forms[table] != GR_FORM_NONE)
			status = gr_skimmed_places(&skimmed, report, table, error);
		placed[table] = true;
		findings->items[i].span = cell->span;
	}
	return status;
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
