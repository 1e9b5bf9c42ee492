#include "checker.h"
#include "identities.h"
#include "number.h"

gr_finding
gr_cell_finding(const gr_checker *c, int rule, int severity, int slot)
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
		gr_checker_add(c, gr_cell_finding(c, readable ? GR_RULE_TABLE_AMBIGUOUS : GR_RULE_TABLE_UNREADABLE, GR_SEVERITY_WARNING, slot));
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
			f = gr_cell_finding(c, GR_RULE_TABLE_NEGATIVE, GR_SEVERITY_ERROR, slot);
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
			f = gr_cell_finding(c, GR_RULE_TABLE_FRACTIONAL, GR_SEVERITY_ERROR, slot);
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

/* Which cells of a report's table are not known, as gr_identity_gaps asks. */
typedef struct open_cells
{
	unsigned char unknown[GR_SLOTS];
	bool		any;
} open_cells;

/* A whole number of a size that parse can have read: as many as an identity has add up in an int64. */
static inline bool
is_plain(const gr_cell *cell)
{
	return gr_cell_has_value(cell) && cell->scale == 0 && (uint64_t) cell->value + GR_LARGEST_FIGURE <= 2 * (uint64_t) GR_LARGEST_FIGURE;
}

static bool
is_given_count(const gr_cell *cell)
{
	return cell->status == GR_CELL_GIVEN && cell->scale == 0 && (uint64_t) cell->value <= GR_LARGEST_FIGURE;
}

static void
check_cells(gr_checker *c, int table, open_cells *open)
{
	const gr_cell *cells = c->report->cells;
	int			form = c->report->forms[table];
	int			end = (int) gr_tables[table].end_slot;
	int			count = 0;

	memset(open->unknown, 0, sizeof(open->unknown));
	open->any = false;
	for (int slot = (int) gr_tables[table].first_slot; slot < end; slot++)
	{
		if (!gr_form_has(form, slot))
			continue;
		if (gr_slots[slot].quantity == GR_QUANTITY_COUNT && is_given_count(&cells[slot]))
		{
			count++;
			continue;
		}
		if (!is_plain(&cells[slot]))
		{
			open->unknown[slot] = 1;
			open->any = true;
		}
		check_cell(c, slot);
	}
	assess_plain_cells(c, count);
}

/* The same where all cells are given whole numbers, zero or more. */
static void
check_given_cells(gr_checker *c, int table, const gr_table_values *given)
{
	int			form = c->report->forms[table];
	int			end = (int) gr_tables[table].end_slot;

	assess_plain_cells(c, given->counts);
	if (given->counts == given->cells)
		return;
	for (int slot = (int) gr_tables[table].first_slot; slot < end; slot++)
		if (gr_form_has(form, slot) && gr_slots[slot].quantity != GR_QUANTITY_COUNT)
			check_cell(c, slot);
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
complete(const gr_report *report, const gr_identity *identity, const open_cells *open, const gr_gap *gap)
{
	balance_sheet b;

	memset(&b, 0, sizeof(b));
	b.gap = gr_wide_of(gap->gap);
	b.expected = gr_wide_of((open->unknown[identity->named] ? 0 : report->cells[identity->named].value) - gap->gap);
	b.known = identity->count + 1 - gap->unknown;
	if (open->unknown[identity->named])
		enter(&b, report, identity->named, 1, true);
	for (int i = 0; i < identity->count; i++)
	{
		int			slot = identity->terms[i];

		if (!open->unknown[slot])
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
	gr_finding	f = gr_cell_finding(c, identity->rule, severity, identity->named);

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
 * some of several local tables print adds up in none of them.  Of a roll-up cells
 * and gap are NULL.
 */
static void
check_identity(gr_checker *c, const gr_identity *identity, const open_cells *cells, const gr_gap *gap)
{
	int			left_out = parts_left_out(c->report, identity);
	bool		several = c->report->rollup && has_local(c->report, gr_slots[identity->named].table);
	balance_sheet b;
	bool		open;

	if (is_left_out(c->report, identity->named) || left_out == identity->count)
		return;
	b = cells == NULL ? draw_up(c->report, identity) : complete(c->report, identity, cells, gap);
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

/* The same where all cells are known, as whole numbers of a report, and leave something over. */
static void
report_known_gap(gr_checker *c, const gr_gap *gap)
{
	const gr_cell *named = &c->report->cells[gap->named];
	gr_finding	f = gr_cell_finding(c, gap->rule, GR_SEVERITY_ERROR, gap->named);

	f.expected = gr_figure_of(named->value - gap->gap, 0);
	f.actual = gr_figure_of(named->value, 0);
	f.difference = gr_figure_of(gap->gap, 0);
	gr_checker_add(c, f);
}

static void
check_identities(gr_checker *c, int table, const open_cells *open)
{
	int			form = c->report->forms[table];
	gr_identity identities[GR_IDENTITIES];
	gr_gap		gaps[GR_IDENTITIES];
	int			count = gr_identity_gaps(table, form, c->report->cells, open->any ? open->unknown : NULL, gaps);

	if (open->any)
		gr_identities_of(table, form, identities);
	for (int i = 0; i < count; i++)
	{
		if (gaps[i].unknown > 0)
		{
			check_identity(c, &identities[i], open, &gaps[i]);
			continue;
		}
		gr_checker_assess(c, gaps[i].rule, gaps[i].gap == 0, gaps[i].gap != 0);
		if (gaps[i].gap != 0)
			report_known_gap(c, &gaps[i]);
	}
}

/* The same of a table that is given: all identities pass but those that leave something over. */
static void
check_given_identities(gr_checker *c, int table, const gr_table_values *given)
{
	gr_gap		gaps[GR_IDENTITIES];
	gr_rule_count rules[GR_IDENTITY_RULES];
	int			rule_count = gr_identity_counts(table, given->cells, rules);
	int			count = gr_filled_gaps(table, c->report->cells, given->filled, given->filled_count, gaps);

	for (int i = 0; i < rule_count; i++)
	{
		c->findings->rules[rules[i].rule].instances += rules[i].count;
		c->findings->rules[rules[i].rule].passed += rules[i].count;
	}
	for (int i = 0; i < count; i++)
	{
		c->findings->rules[gaps[i].rule].passed--;
		c->findings->rules[gaps[i].rule].failed++;
		report_known_gap(c, &gaps[i]);
	}
}

void
gr_check_table(gr_checker *c, int table, const gr_table_values *given)
{
	open_cells	open;

	open.any = false;
	if (given != NULL)
		check_given_cells(c, table, given);
	else
		check_cells(c, table, &open);
	if (given != NULL && table != GR_TABLE_STATISTICS)
		check_given_identities(c, table, given);
	else
		check_identities(c, table, &open);
}

void
gr_check_summed_table(gr_checker *c, int table)
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
