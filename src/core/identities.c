#include "identities.h"

static gr_identity *
add_identity(gr_identity *identities, int *count, int rule, int named)
{
	gr_identity *identity = &identities[(*count)++];

	identity->rule = (unsigned char) rule;
	identity->named = (short) named;
	identity->count = 0;
	return identity;
}

static void
add_term(gr_identity *identity, int slot, int sign)
{
	identity->terms[identity->count] = (short) slot;
	identity->signs[identity->count] = (signed char) sign;
	identity->count++;
}

/* Every row of the table: the column "total" is the sum of the columns before it, which lie before it in the order of the slots. */
static void
row_sums(int table, int form, int rule, int first, int total, gr_identity *identities, int *count)
{
	int			width = total - first + 1;

	for (int slot = gr_tables[table].first_slot; slot < (int) gr_tables[table].end_slot; slot += width)
	{
		gr_identity *identity;

		if (!gr_form_has(form, slot))
			continue;
		identity = add_identity(identities, count, rule, slot + width - 1);
		for (int column = 0; column < width - 1; column++)
			add_term(identity, slot + column, 1);
	}
}

/* Every result, not the groups they belong to: the rows from GRANTED up to CONCLUDED. */
static void
column_sum(int form, int column, gr_identity *identities, int *count)
{
	int			named = gr_slot_of(GR_ROW_CONCLUDED, column);
	gr_identity *identity = add_identity(identities, count, GR_RULE_APPLICATIONS_COLUMN_SUM, named);

	for (int slot = gr_slot_of(GR_ROW_GRANTED, column); slot < named; slot += GR_APPLICANT_CELLS)
		if (gr_form_has(form, slot))
			add_term(identity, slot, 1);
}

static void
balance(int column, gr_identity *identities, int *count)
{
	gr_identity *identity = add_identity(identities, count, GR_RULE_APPLICATIONS_BALANCE, gr_slot_of(GR_ROW_CARRIED_OUT, column));

	add_term(identity, gr_slot_of(GR_ROW_RECEIVED, column), 1);
	add_term(identity, gr_slot_of(GR_ROW_CARRIED_IN, column), 1);
	add_term(identity, gr_slot_of(GR_ROW_CONCLUDED, column), -1);
}

/* Rows of the statistics that others add up to: those others have them as parents. */
static const struct
{
	unsigned char row;
	unsigned char rule;
}			sums_of_statistics[] = {
	{GR_ROW_STAT_RECEIVED, GR_RULE_STATISTICS_RECEIVED},
	{GR_ROW_STAT_CONCLUDED, GR_RULE_STATISTICS_CONCLUDED},
	{GR_ROW_STAT_ANSWERED, GR_RULE_STATISTICS_ANSWERED},
	{GR_ROW_STAT_ANSWERED_DENIED, GR_RULE_STATISTICS_DENIED},
	{GR_ROW_STAT_ANSWERED_REFUSED, GR_RULE_STATISTICS_REFUSED},
	{GR_ROW_STAT_RECONSIDERATION, GR_RULE_STATISTICS_RECONSIDERATION},
	{GR_ROW_STAT_LITIGATION, GR_RULE_STATISTICS_LITIGATION},
	{GR_ROW_STAT_STAFF, GR_RULE_STATISTICS_STAFF},
};

static void
statistics_sums(int form, gr_identity *identities, int *count)
{
	for (size_t i = 0; i < sizeof(sums_of_statistics) / sizeof(sums_of_statistics[0]); i++)
	{
		int			named = gr_slot_of(sums_of_statistics[i].row, GR_COLUMN_STAT_TOTAL);
		gr_identity *identity;

		if (!gr_form_has(form, named))
			continue;
		identity = add_identity(identities, count, sums_of_statistics[i].rule, named);
		for (int slot = gr_tables[GR_TABLE_STATISTICS].first_slot; slot < (int) gr_tables[GR_TABLE_STATISTICS].end_slot; slot++)
			if (gr_rows[gr_slots[slot].row].parent == sums_of_statistics[i].row && gr_form_has(form, slot))
				add_term(identity, slot, 1);
	}
}

int
gr_identities_of(int table, int form, gr_identity identities[GR_IDENTITIES])
{
	int			count = 0;

	if (form == GR_FORM_NONE)
		return 0;
	if (table == GR_TABLE_APPLICATIONS)
	{
		row_sums(table, form, GR_RULE_APPLICATIONS_ROW_SUM, GR_COLUMN_NATURAL_PERSON, GR_COLUMN_TOTAL, identities, &count);
		for (int column = GR_COLUMN_NATURAL_PERSON; column <= GR_COLUMN_TOTAL; column++)
			column_sum(form, column, identities, &count);
		for (int column = GR_COLUMN_NATURAL_PERSON; column <= GR_COLUMN_TOTAL; column++)
			balance(column, identities, &count);
	}
	else if (table == GR_TABLE_PROCEEDINGS)
		row_sums(table, form, GR_RULE_PROCEEDINGS_ROW_SUM, GR_COLUMN_UPHELD, GR_COLUMN_PROCEEDING_TOTAL, identities, &count);
	else if (table == GR_TABLE_STATISTICS)
		statistics_sums(form, identities, &count);
	return count;
}

/* ---------- gaps ---------- */

static inline gr_gap *
add_gap(gr_gap *gaps, int *count, int rule, int named)
{
	gr_gap	   *gap = &gaps[(*count)++];

	gap->gap = 0;
	gap->named = (short) named;
	gap->rule = (unsigned char) rule;
	gap->unknown = 0;
	return gap;
}

/* A cell with its sign; the compiler makes a second copy of what follows, for tables in which all is known. */
static inline void
enter(gr_gap *gap, const gr_cell *cells, const unsigned char *unknown, int slot, int sign)
{
	if (unknown == NULL || unknown[slot] == 0)
		gap->gap += sign * cells[slot].value;
	else
		gap->unknown++;
}

static inline void
row_gap(gr_gap *gap, int width, const gr_cell *cells, const unsigned char *unknown)
{
	enter(gap, cells, unknown, gap->named, 1);
	for (int i = 1; i < width; i++)
		enter(gap, cells, unknown, gap->named - i, -1);
}

static inline int
gaps_of_applications(int form, const gr_cell *cells, const unsigned char *unknown, gr_gap *gaps)
{
	gr_gap		columns[GR_APPLICANT_CELLS];
	int			count = 0;

	for (int i = 0; i < GR_APPLICANT_CELLS; i++)
	{
		int			sums = 0;

		enter(add_gap(&columns[i], &sums, GR_RULE_APPLICATIONS_COLUMN_SUM, GR_SLOT_CONCLUDED_NATURAL_PERSON + i), cells, unknown,
			  GR_SLOT_CONCLUDED_NATURAL_PERSON + i, 1);
	}
	for (int slot = GR_SLOT_RECEIVED_NATURAL_PERSON; slot < GR_SLOT_RECONSIDERATION_UPHELD; slot += GR_APPLICANT_CELLS)
	{
		if (!gr_form_has(form, slot))
			continue;
		row_gap(add_gap(gaps, &count, GR_RULE_APPLICATIONS_ROW_SUM, slot + GR_APPLICANT_CELLS - 1), GR_APPLICANT_CELLS, cells, unknown);
		if (slot >= GR_SLOT_GRANTED_NATURAL_PERSON && slot < GR_SLOT_CONCLUDED_NATURAL_PERSON)
			for (int i = 0; i < GR_APPLICANT_CELLS; i++)
				enter(&columns[i], cells, unknown, slot + i, -1);
	}
	memcpy(gaps + count, columns, sizeof(columns));
	count += GR_APPLICANT_CELLS;
	for (int i = 0; i < GR_APPLICANT_CELLS; i++)
	{
		gr_gap	   *gap = add_gap(gaps, &count, GR_RULE_APPLICATIONS_BALANCE, GR_SLOT_CARRIED_OUT_NATURAL_PERSON + i);

		enter(gap, cells, unknown, gap->named, 1);
		enter(gap, cells, unknown, GR_SLOT_RECEIVED_NATURAL_PERSON + i, -1);
		enter(gap, cells, unknown, GR_SLOT_CARRIED_IN_NATURAL_PERSON + i, -1);
		enter(gap, cells, unknown, GR_SLOT_CONCLUDED_NATURAL_PERSON + i, 1);
	}
	return count;
}

static inline int
gaps_of_proceedings(int form, const gr_cell *cells, const unsigned char *unknown, gr_gap *gaps)
{
	int			count = 0;

	for (int slot = GR_SLOT_RECONSIDERATION_UPHELD; slot < GR_SLOT_STAT_PUBLISHED_STAT_TOTAL; slot += GR_OUTCOME_CELLS)
		if (gr_form_has(form, slot))
			row_gap(add_gap(gaps, &count, GR_RULE_PROCEEDINGS_ROW_SUM, slot + GR_OUTCOME_CELLS - 1), GR_OUTCOME_CELLS, cells, unknown);
	return count;
}

static inline int
gaps_of_statistics(int form, const gr_cell *cells, const unsigned char *unknown, gr_gap *gaps)
{
	gr_gap	   *sum_of[GR_ROWS + 1] = {NULL};	/* by the row that is the sum; NONE is none */
	int			count = 0;

	for (size_t i = 0; i < sizeof(sums_of_statistics) / sizeof(sums_of_statistics[0]); i++)
	{
		int			named = gr_slot_of(sums_of_statistics[i].row, GR_COLUMN_STAT_TOTAL);

		if (!gr_form_has(form, named))
			continue;
		sum_of[sums_of_statistics[i].row] = add_gap(gaps, &count, sums_of_statistics[i].rule, named);
		enter(&gaps[count - 1], cells, unknown, named, 1);
	}
	for (int slot = GR_SLOT_STAT_PUBLISHED_STAT_TOTAL; slot < GR_SLOTS; slot++)
	{
		gr_gap	   *gap = sum_of[gr_rows[gr_slots[slot].row].parent];

		if (gap != NULL && gr_form_has(form, slot))
			enter(gap, cells, unknown, slot, -1);
	}
	return count;
}

int
gr_identity_gaps(int table, int form, const gr_cell *cells, const unsigned char *unknown, gr_gap gaps[GR_IDENTITIES])
{
	switch (table)
	{
		case GR_TABLE_APPLICATIONS:
			return unknown == NULL ? gaps_of_applications(form, cells, NULL, gaps) : gaps_of_applications(form, cells, unknown, gaps);
		case GR_TABLE_PROCEEDINGS:
			return unknown == NULL ? gaps_of_proceedings(form, cells, NULL, gaps) : gaps_of_proceedings(form, cells, unknown, gaps);
		case GR_TABLE_STATISTICS:
			return unknown == NULL ? gaps_of_statistics(form, cells, NULL, gaps) : gaps_of_statistics(form, cells, unknown, gaps);
	}
	return 0;
}

/* ---------- gaps of what is filled ---------- */

#define FIRST_APPLICATION GR_SLOT_RECEIVED_NATURAL_PERSON
#define FIRST_PROCEEDING GR_SLOT_RECONSIDERATION_UPHELD
#define APPLICATION_ROWS ((FIRST_PROCEEDING - FIRST_APPLICATION) / GR_APPLICANT_CELLS)
#define PROCEEDING_ROWS ((GR_SLOT_STAT_PUBLISHED_STAT_TOTAL - FIRST_PROCEEDING) / GR_OUTCOME_CELLS)

/* Received, carried in, the results, concluded, carried out: every row that is no result is in the balance. */
_Static_assert(GR_SLOT_CARRIED_IN_NATURAL_PERSON == FIRST_APPLICATION + GR_APPLICANT_CELLS &&
			   GR_SLOT_GRANTED_NATURAL_PERSON == GR_SLOT_CARRIED_IN_NATURAL_PERSON + GR_APPLICANT_CELLS, "results follow what came in");
_Static_assert(GR_SLOT_CARRIED_OUT_NATURAL_PERSON == GR_SLOT_CONCLUDED_NATURAL_PERSON + GR_APPLICANT_CELLS &&
			   FIRST_PROCEEDING == GR_SLOT_CARRIED_OUT_NATURAL_PERSON + GR_APPLICANT_CELLS, "what is carried out is the last row");

/* Adds those that are not zero; the first of them has this rule and names this slot, each other one so many slots later. */
static void
add_open(gr_gap *gaps, int *count, int rule, int named, int step, const int64_t *left, int n)
{
	for (int i = 0; i < n; i++)
		if (left[i] != 0)
			add_gap(gaps, count, rule, named + i * step)->gap = left[i];
}

static int
filled_applications(const gr_cell *cells, const short *filled, int filled_count, gr_gap *gaps)
{
	int64_t		rows[APPLICATION_ROWS] = {0};
	int64_t		columns[GR_APPLICANT_CELLS] = {0};
	int64_t		balances[GR_APPLICANT_CELLS] = {0};
	int			count = 0;

	for (int i = 0; i < filled_count; i++)
	{
		int			slot = filled[i];
		int64_t		value = cells[slot].value;
		unsigned	row = (unsigned) (slot - FIRST_APPLICATION) / GR_APPLICANT_CELLS;
		int			column = slot - FIRST_APPLICATION - (int) row * GR_APPLICANT_CELLS;

		rows[row] += column == GR_APPLICANT_CELLS - 1 ? value : -value;
		if (slot < GR_SLOT_GRANTED_NATURAL_PERSON)
			balances[column] -= value;
		else if (slot < GR_SLOT_CONCLUDED_NATURAL_PERSON)
			columns[column] -= value;
		else
		{
			balances[column] += value;
			columns[column] += slot < GR_SLOT_CARRIED_OUT_NATURAL_PERSON ? value : 0;
		}
	}
	add_open(gaps, &count, GR_RULE_APPLICATIONS_ROW_SUM, FIRST_APPLICATION + GR_APPLICANT_CELLS - 1, GR_APPLICANT_CELLS, rows, APPLICATION_ROWS);
	add_open(gaps, &count, GR_RULE_APPLICATIONS_COLUMN_SUM, GR_SLOT_CONCLUDED_NATURAL_PERSON, 1, columns, GR_APPLICANT_CELLS);
	add_open(gaps, &count, GR_RULE_APPLICATIONS_BALANCE, GR_SLOT_CARRIED_OUT_NATURAL_PERSON, 1, balances, GR_APPLICANT_CELLS);
	return count;
}

static int
filled_proceedings(const gr_cell *cells, const short *filled, int filled_count, gr_gap *gaps)
{
	int64_t		rows[PROCEEDING_ROWS] = {0};
	int			count = 0;

	for (int i = 0; i < filled_count; i++)
	{
		unsigned	row = (unsigned) (filled[i] - FIRST_PROCEEDING) / GR_OUTCOME_CELLS;
		int			column = filled[i] - FIRST_PROCEEDING - (int) row * GR_OUTCOME_CELLS;

		rows[row] += column == GR_OUTCOME_CELLS - 1 ? cells[filled[i]].value : -cells[filled[i]].value;
	}
	add_open(gaps, &count, GR_RULE_PROCEEDINGS_ROW_SUM, FIRST_PROCEEDING + GR_OUTCOME_CELLS - 1, GR_OUTCOME_CELLS, rows, PROCEEDING_ROWS);
	return count;
}

int
gr_filled_gaps(int table, const gr_cell *cells, const short *filled, int filled_count, gr_gap gaps[GR_IDENTITIES])
{
	switch (table)
	{
		case GR_TABLE_APPLICATIONS:
			return filled_applications(cells, filled, filled_count, gaps);
		case GR_TABLE_PROCEEDINGS:
			return filled_proceedings(cells, filled, filled_count, gaps);
	}
	return 0;
}

int
gr_identity_counts(int table, int cells, gr_rule_count counts[GR_IDENTITY_RULES])
{
	static const gr_rule_count columns = {GR_RULE_APPLICATIONS_COLUMN_SUM, GR_APPLICANT_CELLS};
	static const gr_rule_count balances = {GR_RULE_APPLICATIONS_BALANCE, GR_APPLICANT_CELLS};

	switch (table)
	{
		case GR_TABLE_APPLICATIONS:
			counts[0].rule = GR_RULE_APPLICATIONS_ROW_SUM;
			counts[0].count = cells / GR_APPLICANT_CELLS;
			counts[1] = columns;
			counts[2] = balances;
			return 3;
		case GR_TABLE_PROCEEDINGS:
			counts[0].rule = GR_RULE_PROCEEDINGS_ROW_SUM;
			counts[0].count = cells / GR_OUTCOME_CELLS;
			return 1;
	}
	return 0;
}
