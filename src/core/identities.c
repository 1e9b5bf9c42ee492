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

/* Every row of the table: the column "total" is the sum of the columns before it. */
static void
row_sums(int table, int form, int rule, int first, int total, gr_identity *identities, int *count)
{
	for (int row = 0; row < GR_ROWS; row++)
	{
		int			named = gr_slot_of(row, total);
		gr_identity *identity;

		if (gr_rows[row].table != table || named < 0 || !gr_form_has(form, named))
			continue;
		identity = add_identity(identities, count, rule, named);
		for (int column = first; column < total; column++)
			add_term(identity, gr_slot_of(row, column), 1);
	}
}

/* Every result, not the groups they belong to: the rows from GRANTED up to CONCLUDED. */
static void
column_sum(int form, int column, gr_identity *identities, int *count)
{
	gr_identity *identity = add_identity(identities, count, GR_RULE_APPLICATIONS_COLUMN_SUM, gr_slot_of(GR_ROW_CONCLUDED, column));

	for (int row = GR_ROW_GRANTED; row < GR_ROW_CONCLUDED; row++)
	{
		int			slot = gr_slot_of(row, column);

		if (slot >= 0 && gr_form_has(form, slot))
			add_term(identity, slot, 1);
	}
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
