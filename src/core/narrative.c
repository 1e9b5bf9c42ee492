#include "narrative.h"

#include "facts.h"
#include "series.h"

/*
 * Which cell a fact states.  Where the column is NONE it is the sum of the columns of
 * legal persons and other organizations.
 */
#define STATED_CELLS \
	CELL(RECEIVED, RECEIVED, TOTAL, RECEIVED), \
	CELL(RECEIVED_NATURAL_PERSON, RECEIVED, NATURAL_PERSON, RECEIVED), \
	CELL(RECEIVED_ORGANIZATION, RECEIVED, NONE, RECEIVED), \
	CELL(RECEIVED_BUSINESS, RECEIVED, BUSINESS, RECEIVED), \
	CELL(RECEIVED_RESEARCH, RECEIVED, RESEARCH, RECEIVED), \
	CELL(RECEIVED_WELFARE, RECEIVED, WELFARE, RECEIVED), \
	CELL(RECEIVED_LEGAL_SERVICE, RECEIVED, LEGAL_SERVICE, RECEIVED), \
	CELL(RECEIVED_IN_PERSON, STAT_RECEIVED_IN_PERSON, STAT_TOTAL, RECEIVED), \
	CELL(RECEIVED_FAX, STAT_RECEIVED_FAX, STAT_TOTAL, RECEIVED), \
	CELL(RECEIVED_ONLINE, STAT_RECEIVED_ONLINE, STAT_TOTAL, RECEIVED), \
	CELL(RECEIVED_LETTER, STAT_RECEIVED_LETTER, STAT_TOTAL, RECEIVED), \
	CELL(CARRIED_IN, CARRIED_IN, TOTAL, CARRIED_IN), \
	CELL(CONCLUDED, CONCLUDED, TOTAL, CONCLUDED), \
	CELL(CONCLUDED_ON_TIME, STAT_CONCLUDED_ON_TIME, STAT_TOTAL, CONCLUDED), \
	CELL(CONCLUDED_EXTENDED, STAT_CONCLUDED_EXTENDED, STAT_TOTAL, CONCLUDED), \
	CELL(CARRIED_OUT, CARRIED_OUT, TOTAL, CARRIED_OUT), \
	CELL(GRANTED, GRANTED, TOTAL, GRANTED), \
	CELL(PARTLY_GRANTED, PARTLY_GRANTED, TOTAL, PARTLY_GRANTED), \
	CELL(DENIED, DENIED, TOTAL, DENIED), \
	CELL(UNAVAILABLE, UNAVAILABLE, TOTAL, UNAVAILABLE), \
	CELL(REJECTED, REJECTED, TOTAL, REJECTED), \
	CELL(OTHER, OTHER, TOTAL, OTHER), \
	CELL(RECONSIDERATION, RECONSIDERATION, PROCEEDING_TOTAL, RECONSIDERATION), \
	CELL(RECONSIDERATION_UPHELD, RECONSIDERATION, UPHELD, RECONSIDERATION), \
	CELL(RECONSIDERATION_CORRECTED, RECONSIDERATION, CORRECTED, RECONSIDERATION), \
	CELL(RECONSIDERATION_OTHER, RECONSIDERATION, OTHER_RESULT, RECONSIDERATION), \
	CELL(RECONSIDERATION_PENDING, RECONSIDERATION, PENDING, RECONSIDERATION), \
	CELL(LITIGATION, LITIGATION, PROCEEDING_TOTAL, LITIGATION), \
	CELL(LITIGATION_DIRECT, LITIGATION_DIRECT, PROCEEDING_TOTAL, LITIGATION), \
	CELL(LITIGATION_AFTER_RECONSIDERATION, LITIGATION_AFTER_RECONSIDERATION, PROCEEDING_TOTAL, LITIGATION), \
	CELL(LITIGATION_UPHELD, LITIGATION, UPHELD, LITIGATION), \
	CELL(LITIGATION_CORRECTED, LITIGATION, CORRECTED, LITIGATION), \
	CELL(LITIGATION_OTHER, LITIGATION, OTHER_RESULT, LITIGATION), \
	CELL(LITIGATION_PENDING, LITIGATION, PENDING, LITIGATION), \
	CELL(NORMATIVE_DOCUMENTS, NORMATIVE_DOCUMENTS, ISSUED, NORMATIVE_DOCUMENTS), \
	CELL(FEE, STAT_FEE, STAT_TOTAL, FEE)

/* The place of a line. */
enum
{
#define CELL(fact, row, column, rule) LINE_##fact
	STATED_CELLS
#undef CELL
};

static const struct
{
	unsigned char fact;
	unsigned char row;
	unsigned char column;
	unsigned char rule;
}			cells[] = {
#define CELL(fact, row, column, rule) {GR_FACT_##fact, GR_ROW_##row, GR_COLUMN_##column, GR_RULE_NARRATIVE_##rule}
	STATED_CELLS
#undef CELL
};

#define CELLS ((int) (sizeof(cells) / sizeof(cells[0])))

static bool
table_value(const gr_report *report, int i, gr_sum *sum)
{
	if (cells[i].column != GR_COLUMN_NONE)
		return gr_value_of(report, cells[i].row, cells[i].column, sum);
	memset(sum, 0, sizeof(*sum));
	for (int column = GR_COLUMN_BUSINESS; column <= GR_COLUMN_OTHER_APPLICANT; column++)
	{
		gr_sum		part;

		if (!gr_value_of(report, cells[i].row, column, &part) || part.scale != 0 || !gr_wide_add(&sum->value, part.value))
			return false;
	}
	return true;
}

_Static_assert(CELLS <= 64, "a set of lines of cells[] fits in 64 bits");

/* One more than the line of cells[], so that 0 is "no cell". */
static const unsigned char line_of_fact[GR_FACT_KEYS + 1] = {
#define CELL(fact, row, column, rule) [GR_FACT_##fact] = LINE_##fact + 1
	STATED_CELLS
#undef CELL
};

static inline int
cell_of_fact(int key)
{
	return (int) line_of_fact[key] - 1;
}

/* The facts that state a cell, of the report's own year: a few of them all, and in their order. */
typedef struct statements
{
	const gr_fact **facts;
	size_t		count;
	uint64_t	lines;			/* those of cells[] that they state, as bits */
	bool		rate;			/* and whether there is one of how many are concluded */
} statements;

/* False when there is no memory. */
static bool
gather_statements(gr_arena *arena, const gr_report *report, statements *s)
{
	s->facts = gr_arena_alloc(arena, report->fact_count * sizeof(*s->facts));
	s->count = 0;
	s->lines = 0;
	s->rate = false;
	for (size_t n = 0; n < report->fact_count && s->facts != NULL; n++)
	{
		const gr_fact *fact = &report->facts[n];
		int			i = cell_of_fact(fact->key);

		s->rate = s->rate || fact->key == GR_FACT_RATE_CONCLUDED;
		if (i < 0 || fact->other_year)
			continue;
		s->facts[s->count++] = fact;
		s->lines |= UINT64_C(1) << i;
	}
	return s->facts != NULL;
}

/* Whether the unit can be that of the cell: 件 and its kin for counts, money for money. */
static bool
unit_fits(const gr_fact *fact)
{
	bool		money = fact->unit != GR_UNIT_NONE && gr_units[fact->unit].exponent >= 0;

	return money == (fact->key == GR_FACT_FEE) || (fact->key == GR_FACT_FEE && fact->value == 0);
}

/* A figure of the prose and one of the table with the same decimals; money in 万元. */
static bool
align(int64_t figure, int scale, int exponent, gr_wide *prose, gr_sum *table)
{
	*prose = gr_wide_of(figure);
	scale -= exponent;
	for (; scale < 0; scale++)
		if (!gr_wide_multiply(prose, 10))
			return false;
	for (; table->scale < scale; table->scale++)
		if (!gr_wide_multiply(&table->value, 10))
			return false;
	for (; scale < table->scale; scale++)
		if (!gr_wide_multiply(prose, 10))
			return false;
	return true;
}

/* -1, 0, 1: a figure of the fact against the table's. */
static bool
compare(const gr_fact *fact, int64_t figure, const gr_sum *table, int *order)
{
	int			exponent = gr_units[fact->unit].exponent >= 0 ? gr_units[fact->unit].exponent - 4 : 0;
	gr_sum		t = *table;
	gr_wide		prose;

	if (!align(figure, fact->scale, exponent, &prose, &t) || !gr_wide_subtract(&prose, t.value))
		return false;
	*order = gr_wide_is_zero(prose) ? 0 : gr_wide_negative(prose) ? -1 : 1;
	return true;
}

/* Whether the figure of the table lies in the interval that the prose states. */
static bool
agrees(const gr_fact *fact, const gr_sum *table)
{
	int			order;

	/* Nearly always: the very number, and nothing to convert. */
	if (fact->low == fact->high && fact->scale == 0 && table->scale == 0 && fact->qualifier == GR_QUALIFIER_NONE && gr_units[fact->unit].exponent < 0)
		return gr_wide_equal(gr_wide_of(fact->low), table->value);
	if (fact->low != INT64_MIN)
	{
		if (!compare(fact, fact->low, table, &order))
			return false;
		if (order > 0 || (order == 0 && fact->qualifier == GR_QUALIFIER_EXCEEDING))
			return false;
	}
	if (fact->high != INT64_MAX)
	{
		bool		open = fact->qualifier == GR_QUALIFIER_AND_SOME || fact->qualifier == GR_QUALIFIER_MANY ||
			fact->qualifier == GR_QUALIFIER_NEARLY || fact->qualifier == GR_QUALIFIER_SHORT_OF;

		if (!compare(fact, fact->high, table, &order))
			return false;
		if (order < 0 || (order == 0 && open))
			return false;
	}
	return true;
}

/* ---------- whose figures ---------- */

/* What quantities of the whole area, and of the organ itself, are to this report. */
typedef struct reach
{
	bool		wide;
	bool		own;
} reach;

static reach
reach_of(const gr_report *report)
{
	bool		government = report->header.kind == GR_ORGAN_GOVERNMENT || report->header.kind == GR_ORGAN_TOWNSHIP_GOV;
	reach		r = {government, !government};

	for (size_t i = 0; i < report->fact_count; i++)
	{
		const gr_fact *fact = &report->facts[i];
		int			cell = cell_of_fact(fact->key);
		gr_sum		sum;

		if (fact->scope == GR_SCOPE_NONE || cell < 0 || fact->value == 0 || fact->other_year || !unit_fits(fact) ||
			!table_value(report, cell, &sum) || !agrees(fact, &sum))
			continue;
		if (gr_scope_is_wide(fact->scope))
			r.wide = true;
		else
			r.own = true;
	}
	return r;
}

static bool
is_in_reach(const gr_fact *fact, reach r)
{
	if (fact->scope == GR_SCOPE_NONE)
		return true;
	return gr_scope_is_wide(fact->scope) ? r.wide : r.own;
}

/* ---------- against the tables ---------- */

static void
add_contradiction(gr_checker *c, int i, const gr_fact *fact, const gr_sum *sum)
{
	gr_finding	f = gr_finding_new(cells[i].rule, GR_SEVERITY_WARNING, gr_rows[cells[i].row].table);
	int			exponent = gr_units[fact->unit].exponent >= 0 ? gr_units[fact->unit].exponent - 4 : 0;
	gr_sum		table = *sum;
	gr_series_value where;
	gr_wide		prose;

	f.row = cells[i].row;
	f.column = cells[i].column;
	/* In an older form it is the cell that means the same. */
	if (c->report->forms[f.table] == GR_FORM_NONE && gr_series_value_of(c->report, gr_series_of(f.row, f.column), &where))
	{
		f.table = where.table;
		f.row = where.row;
		f.column = where.column;
	}
	f.span = fact->span;
	if (!align(fact->value, fact->scale, exponent, &prose, &table))
		return;
	f.expected.known = f.actual.known = f.difference.known = true;
	f.expected.value = table.value;
	f.actual.value = f.difference.value = prose;
	f.expected.scale = f.actual.scale = f.difference.scale = table.scale;
	if (!gr_wide_subtract(&f.difference.value, table.value))
		f.difference.known = false;
	gr_checker_add(c, f);
}

/* All applications of the year: 受理224件（含上年结转6件） and 共办理224件 count those carried in, too. */
static bool
counts_carried_in(const gr_report *report, const gr_fact *fact)
{
	gr_sum		all;
	gr_sum		carried_in;

	return (fact->key == GR_FACT_RECEIVED || fact->key == GR_FACT_CONCLUDED) &&
		gr_value_of(report, GR_ROW_RECEIVED, GR_COLUMN_TOTAL, &all) && gr_value_of(report, GR_ROW_CARRIED_IN, GR_COLUMN_TOTAL, &carried_in) &&
		!gr_wide_is_zero(carried_in.value) && all.scale == carried_in.scale && gr_wide_add(&all.value, carried_in.value) && agrees(fact, &all);
}

/* Whether the table has the sum of the quantities that are stated: 市政府制发8件，市政府部门制发23件. */
static bool
agree_together(const gr_report *report, int i, reach r, const gr_sum *table)
{
	gr_wide		all = gr_wide_of(0);
	size_t		count = 0;

	for (size_t n = 0; n < report->fact_count; n++)
	{
		const gr_fact *fact = &report->facts[n];

		if (fact->key != cells[i].fact || fact->other_year || fact->part_of >= 0 || !unit_fits(fact) || !is_in_reach(fact, r))
			continue;
		if (fact->low != fact->high || fact->scale != 0 || gr_units[fact->unit].exponent >= 0 || !gr_wide_add(&all, gr_wide_of(fact->value)))
			return false;
		count++;
	}
	return count > 1 && table->scale == 0 && gr_wide_equal(all, table->value);
}

/*
 * A quantity may be stated several times, also of some part of the organ that no word
 * tells from the whole: once it agrees with the table it holds.
 */
static void
check_cell(gr_checker *c, int i, const statements *s, reach r)
{
	const gr_report *report = c->report;
	const gr_fact *wrong = NULL;
	gr_sum		sum;

	if (!table_value(report, i, &sum))
		return;
	for (size_t n = 0; n < s->count; n++)
	{
		const gr_fact *fact = s->facts[n];

		if (fact->key != cells[i].fact || !unit_fits(fact) || !is_in_reach(fact, r))
			continue;
		if (agrees(fact, &sum))
		{
			gr_checker_assess(c, cells[i].rule, true, false);
			return;
		}
		if (wrong == NULL && !counts_carried_in(report, fact))
			wrong = fact;
	}
	if (wrong == NULL)
		return;
	if (agree_together(report, i, r, &sum))
	{
		gr_checker_assess(c, cells[i].rule, true, false);
		return;
	}
	gr_checker_assess(c, cells[i].rule, false, true);
	add_contradiction(c, i, wrong, &sum);
}

/* 答复率100%，结转下年度2件: whether a fact beside fact n says what is left, which was not due yet. */
static bool
says_what_is_left(const gr_report *report, size_t n)
{
	size_t		end = n + 2 < report->fact_count ? n + 3 : report->fact_count;

	for (size_t i = n > 2 ? n - 2 : 0; i < end; i++)
		if (report->facts[i].key == GR_FACT_CARRIED_OUT && report->facts[i].value > 0 && report->facts[i].scope == report->facts[n].scope)
			return true;
	return false;
}

/* 办结率100% while applications are carried over to next year. */
static void
check_all_concluded(gr_checker *c, reach r)
{
	const gr_report *report = c->report;
	gr_sum		sum;

	for (size_t n = 0; n < report->fact_count; n++)
	{
		const gr_fact *fact = &report->facts[n];
		bool		left;
		gr_finding	f;

		if (fact->key != GR_FACT_RATE_CONCLUDED || fact->other_year || fact->scale > 8 ||
			fact->value != 100 * gr_power_of_ten(fact->scale) || !is_in_reach(fact, r))
			continue;
		if (!gr_value_of(report, GR_ROW_CARRIED_OUT, GR_COLUMN_TOTAL, &sum))
			return;
		left = !gr_wide_is_zero(sum.value);
		if (left && says_what_is_left(report, n))
			continue;
		gr_checker_assess(c, GR_RULE_NARRATIVE_ALL_CONCLUDED, !left, left);
		if (!left)
			return;
		f = gr_finding_new(GR_RULE_NARRATIVE_ALL_CONCLUDED, GR_SEVERITY_WARNING, GR_TABLE_APPLICATIONS);
		f.row = GR_ROW_CARRIED_OUT;
		f.column = GR_COLUMN_TOTAL;
		f.span = fact->span;
		f.expected = gr_figure_of(0, 0);
		f.actual.known = f.difference.known = true;
		f.actual.value = f.difference.value = sum.value;
		f.actual.scale = f.difference.scale = sum.scale;
		gr_checker_add(c, f);
		return;
	}
}

/* No fees in one sentence, an amount in another. */
static void
check_fee(gr_checker *c)
{
	const gr_report *report = c->report;
	const gr_fact *none = NULL;
	const gr_fact *some = NULL;
	bool		both;
	gr_finding	f;

	for (size_t n = 0; n < report->fact_count; n++)
	{
		const gr_fact *fact = &report->facts[n];

		if (fact->key != GR_FACT_FEE || fact->other_year || fact->part_of >= 0)
			continue;
		if (fact->value == 0)
			none = none == NULL ? fact : none;
		else
			some = some == NULL ? fact : some;
	}
	if (none == NULL && some == NULL)
		return;
	both = none != NULL && some != NULL && none->scope == some->scope;
	gr_checker_assess(c, GR_RULE_NARRATIVE_FEE, !both, both);
	if (!both)
		return;
	f = gr_finding_new(GR_RULE_NARRATIVE_FEE, GR_SEVERITY_WARNING, GR_TABLE_NONE);
	f.span = some->span;
	f.expected = gr_figure_of(0, 0);
	f.actual = gr_figure_of(some->value, some->scale);
	f.difference = f.actual;
	gr_checker_add(c, f);
}

void
gr_narrative_check_tables(gr_checker *c)
{
	statements	s;
	reach		r;

	if (c->report->rollup || c->report->fact_count == 0)
		return;
	if (!gather_statements(c->arena, c->report, &s))
	{
		c->failed = true;
		return;
	}
	r = reach_of(c->report);
	for (uint64_t left = s.lines; left != 0; left &= left - 1)
		check_cell(c, gr_lowest_bit(left), &s, r);
	if (s.rate)
		check_all_concluded(c, r);
	if ((s.lines >> LINE_FEE & 1) != 0)
		check_fee(c);
}

/* ---------- quantities that no table gives ---------- */

/* The figure in the unit of the series; false where it is not exact, or of another kind. */
static bool
stated_figure(const gr_fact *fact, int series, gr_sum *sum)
{
	bool		money = gr_units[gr_series[series].unit].exponent >= 0;
	int			exponent = gr_units[fact->unit].exponent;
	int			scale = fact->scale;

	if (fact->low != fact->value || fact->high != fact->value || fact->other_year)
		return false;
	sum->reports = 1;
	sum->value = gr_wide_of(fact->value);
	if (fact->value == 0)
		scale = 0;
	else if (money != (exponent >= 0))
		return false;
	else if (money)
		scale -= exponent - 4;
	for (; scale < 0; scale++)
		if (!gr_wide_multiply(&sum->value, 10))
			return false;
	sum->scale = (unsigned char) scale;
	gr_sum_normalize(sum);
	return true;
}

bool
gr_narrative_value_of(const gr_report *report, int series, gr_sum *sum)
{
	int			key = gr_fact_by_key(gr_slice_cstring(gr_series[series].key));
	bool		any = false;
	reach		r;

	if (key == GR_FACT_KEYS || report->rollup)
		return false;
	r = reach_of(report);
	for (size_t i = 0; i < report->fact_count; i++)
	{
		const gr_fact *fact = &report->facts[i];
		gr_sum		figure;

		if (fact->key != key || !is_in_reach(fact, r))
			continue;
		if (!stated_figure(fact, series, &figure))
			return false;
		if (any && (figure.scale != sum->scale || gr_wide_compare(figure.value, sum->value) != 0))
			return false;
		*sum = figure;
		any = true;
	}
	return any;
}

/* ---------- one cell ---------- */

bool
gr_narrative_states(const gr_report *report, int row, int column, int64_t value)
{
	gr_sum		sum = {gr_wide_of(value), 1, 0};

	for (size_t n = 0; n < report->fact_count; n++)
	{
		const gr_fact *fact = &report->facts[n];
		int			i = cell_of_fact(fact->key);

		if (i >= 0 && cells[i].row == row && cells[i].column == column && !fact->other_year && unit_fits(fact) &&
			fact->low == fact->value && fact->high == fact->value && agrees(fact, &sum))
			return true;
	}
	return false;
}

/* The cell that the i-th line of cells[] is, as far as the prose contradicts it; false where it does not. */
static bool
contradict(const gr_report *report, int i, reach r, gr_contradiction *c)
{
	bool		any = false;
	gr_sum		sum;

	if (cells[i].column == GR_COLUMN_NONE || gr_slot_of(cells[i].row, cells[i].column) < 0 || !table_value(report, i, &sum))
		return false;
	for (size_t n = 0; n < report->fact_count; n++)
	{
		const gr_fact *fact = &report->facts[n];
		int			exponent = gr_units[fact->unit].exponent >= 0 ? gr_units[fact->unit].exponent - 4 : 0;
		gr_wide		prose;

		if (fact->key != cells[i].fact || fact->other_year || !unit_fits(fact) || !is_in_reach(fact, r))
			continue;
		if (agrees(fact, &sum))
			return false;
		c->printed = sum;
		if (any || fact->low != fact->value || fact->high != fact->value || !align(fact->value, fact->scale, exponent, &prose, &c->printed))
			continue;
		any = true;
		c->stated.value = prose;
		c->stated.scale = c->printed.scale;
		c->stated.reports = 1;
	}
	c->row = cells[i].row;
	c->column = cells[i].column;
	return any && !agree_together(report, i, r, &sum);
}

int
gr_narrative_contradictions(const gr_report *report, gr_contradiction list[GR_CONTRADICTIONS])
{
	bool		stated[CELLS] = {false};
	int			count = 0;
	bool		any = false;
	reach		r;

	for (size_t n = 0; n < report->fact_count; n++)
	{
		const gr_fact *fact = &report->facts[n];
		int			i = cell_of_fact(fact->key);
		gr_sum		sum;

		if (i < 0 || fact->other_year || stated[i] || !table_value(report, i, &sum) || agrees(fact, &sum))
			continue;
		stated[i] = true;
		any = true;
	}
	if (!any)
		return 0;
	r = reach_of(report);
	for (int i = 0; i < CELLS && count < GR_CONTRADICTIONS; i++)
		if (stated[i])
			count += contradict(report, i, r, &list[count]);
	return count;
}
