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
	return count;
}
