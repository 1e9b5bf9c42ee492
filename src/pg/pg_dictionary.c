/*
 * pg_dictionary.c
 *		forms(), labels(), rules(), full_version(): the dictionaries, as the code has them.
 */
#include "pg_host.h"

#include <unicode/uversion.h>

#include "catalog/pg_type.h"
#include "utils/array.h"
#include "utils/builtins.h"

#include "label.h"
#include "pg_rows.h"

PG_FUNCTION_INFO_V1(govreport_forms);
PG_FUNCTION_INFO_V1(govreport_labels);
PG_FUNCTION_INFO_V1(govreport_rules);
PG_FUNCTION_INFO_V1(govreport_full_version);

Datum
govreport_forms(PG_FUNCTION_ARGS)
{
	gr_row_values row = {.count = 0};
	gr_row_set	rows;

	gr_rows_begin(fcinfo, &rows);
	for (int form = 0; form < GR_FORMS; form++)
	{
		const gr_form_info *info = &gr_forms[form];

		gr_put_string(&row, info->key);
		gr_put_string(&row, info->zh);
		gr_put_string(&row, info->en);
		gr_put_string(&row, info->document);
		gr_put_int_or_null(&row, info->first_year, info->first_year != 0);
		gr_put_int_or_null(&row, info->last_year, info->last_year != 0);
		gr_rows_add(&rows, &row);
	}
	return (Datum) 0;
}

/* The forms in which a row or a column has a cell, as text[]. */
static Datum
forms_array(unsigned forms)
{
	Datum		keys[GR_FORMS];
	int			count = 0;

	for (int form = 0; form < GR_FORMS; form++)
		if ((forms >> form & 1) != 0)
			keys[count++] = CStringGetTextDatum(gr_forms[form].key);
	return PointerGetDatum(construct_array(keys, count, TEXTOID, -1, false, TYPALIGN_INT));
}

static unsigned
forms_of_row(int row)
{
	unsigned	forms = 0;

	for (int slot = 0; slot < GR_SLOTS; slot++)
		if (gr_slots[slot].row == row || gr_rows[gr_slots[slot].row].parent == row)
			forms |= gr_slots[slot].forms;
	return forms;
}

/* The unit that all cells of a row, or of its children, have; none where they differ. */
static const char *
unit_of_row(int row)
{
	int			unit = GR_UNITS;

	for (int slot = 0; slot < GR_SLOTS; slot++)
	{
		int			own = gr_slots[slot].quantity == GR_QUANTITY_MONEY ? GR_UNIT_WAN_YUAN : gr_slots[slot].unit;

		if (gr_slots[slot].row != row && gr_rows[gr_slots[slot].row].parent != row)
			continue;
		if (unit != GR_UNITS && unit != own)
			return NULL;
		unit = own;
	}
	return unit == GR_UNITS ? NULL : gr_units[unit].text;
}

static void
put_row_labels(gr_row_set *rows, int table)
{
	gr_row_values row = {.count = 0};
	int			ordinal = 0;

	for (int id = 0; id < GR_ROWS; id++)
	{
		const gr_row_info *info = &gr_rows[id];

		if (info->table != table)
			continue;
		gr_put_string(&row, gr_tables[table].key);
		gr_put_string(&row, info->key);
		gr_put_null(&row);
		gr_put_int(&row, ++ordinal);
		gr_put_string(&row, info->zh);
		gr_put_string(&row, info->en);
		gr_put_string(&row, info->parent == GR_ROW_NONE ? NULL : gr_rows[info->parent].key);
		gr_put_string(&row, unit_of_row(id));
		gr_put_datum(&row, forms_array(forms_of_row(id)), false);
		gr_put_string(&row, info->article);
		gr_rows_add(rows, &row);
	}
}

static void
put_column_labels(gr_row_set *rows, int table)
{
	gr_row_values row = {.count = 0};
	int			ordinal = 0;

	for (int column = 0; column < GR_COLUMNS; column++)
	{
		unsigned	forms = 0;
		int			unit = GR_UNIT_NONE;

		if (gr_columns[column].table != table)
			continue;
		for (int slot = 0; slot < GR_SLOTS; slot++)
		{
			if (gr_slots[slot].column != column)
				continue;
			forms |= gr_slots[slot].forms;
			unit = gr_slots[slot].quantity == GR_QUANTITY_MONEY ? GR_UNIT_WAN_YUAN : gr_slots[slot].unit;
		}
		gr_put_string(&row, gr_tables[table].key);
		gr_put_null(&row);
		gr_put_string(&row, gr_columns[column].key);
		gr_put_int(&row, ++ordinal);
		gr_put_string(&row, gr_columns[column].zh);
		gr_put_string(&row, gr_columns[column].en);
		gr_put_null(&row);
		gr_put_string(&row, table == GR_TABLE_STATISTICS ? NULL : gr_units[unit].text);
		gr_put_datum(&row, forms_array(forms), false);
		gr_put_null(&row);
		gr_rows_add(rows, &row);
	}
}

Datum
govreport_labels(PG_FUNCTION_ARGS)
{
	gr_row_values row = {.count = 0};
	gr_row_set	rows;

	gr_rows_begin(fcinfo, &rows);
	for (int table = 0; table < GR_TABLES; table++)
	{
		unsigned	forms = 0;

		for (int slot = gr_tables[table].first_slot; slot < (int) gr_tables[table].end_slot; slot++)
			forms |= gr_slots[slot].forms;
		gr_put_string(&row, gr_tables[table].key);
		gr_put_null(&row);
		gr_put_null(&row);
		gr_put_int(&row, table + 1);
		gr_put_string(&row, gr_tables[table].zh);
		gr_put_string(&row, gr_tables[table].en);
		gr_put_null(&row);
		gr_put_null(&row);
		gr_put_datum(&row, forms_array(forms), false);
		gr_put_string(&row, gr_tables[table].article);
		gr_rows_add(&rows, &row);
		put_row_labels(&rows, table);
		put_column_labels(&rows, table);
	}
	return (Datum) 0;
}

Datum
govreport_rules(PG_FUNCTION_ARGS)
{
	gr_row_values row = {.count = 0};
	gr_row_set	rows;

	gr_rows_begin(fcinfo, &rows);
	for (int rule = 0; rule < GR_RULES; rule++)
	{
		const gr_rule_info *info = &gr_rules[rule];

		gr_put_string(&row, info->id);
		gr_put_string(&row, gr_severity_name(info->severity));
		gr_put_string(&row, info->table == GR_TABLE_NONE ? NULL : gr_tables[info->table].key);
		gr_put_string(&row, info->zh);
		gr_put_string(&row, info->en);
		gr_put_string(&row, info->article);
		gr_rows_add(&rows, &row);
	}
	return (Datum) 0;
}

Datum
govreport_full_version(PG_FUNCTION_ARGS)
{
	UVersionInfo version;
	char		icu[U_MAX_VERSION_STRING_LENGTH];
	char		text[160];

	u_getVersion(version);
	u_versionToString(version, icu);
	snprintf(text, sizeof(text), "govreport %s, dictionary of %d cells and %d spellings, ICU %s",
			 GOVREPORT_VERSION, GR_SLOTS, (int) gr_spelling_count, icu);
	PG_RETURN_TEXT_P(cstring_to_text(text));
}
