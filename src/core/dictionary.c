#include "dictionary.h"

#define FIRST_OF_DISCLOSURE GR_SLOT_RULES_MADE
#define FIRST_OF_APPLICATIONS GR_SLOT_RECEIVED_NATURAL_PERSON
#define FIRST_OF_PROCEEDINGS GR_SLOT_RECONSIDERATION_UPHELD
#define END_OF_DISCLOSURE FIRST_OF_APPLICATIONS
#define END_OF_APPLICATIONS FIRST_OF_PROCEEDINGS
#define FIRST_OF_STATISTICS GR_SLOT_STAT_PUBLISHED_STAT_TOTAL
#define END_OF_PROCEEDINGS FIRST_OF_STATISTICS
#define END_OF_STATISTICS GR_SLOTS
#define BLOCK_OF_DISCLOSURE 1
#define BLOCK_OF_APPLICATIONS (GR_COLUMN_TOTAL - GR_COLUMN_NATURAL_PERSON + 1)
#define BLOCK_OF_PROCEEDINGS (GR_COLUMN_PROCEEDING_TOTAL - GR_COLUMN_UPHELD + 1)
#define BLOCK_OF_STATISTICS 1

_Static_assert(BLOCK_OF_APPLICATIONS < 8, "eight bytes hold what there is of a block");
_Static_assert((END_OF_APPLICATIONS - FIRST_OF_APPLICATIONS) % BLOCK_OF_APPLICATIONS == 0, "each row has a cell for each applicant");
_Static_assert((END_OF_PROCEEDINGS - FIRST_OF_PROCEEDINGS) % BLOCK_OF_PROCEEDINGS == 0, "each row has a cell for each outcome");

const gr_table_info gr_tables[GR_TABLES] = {
#define GR_TABLE(name, key, zh, en, article) {key, zh, en, article, FIRST_OF_##name, END_OF_##name, BLOCK_OF_##name},
#include "labels.def"
};

const gr_form_info gr_forms[GR_FORMS] = {
#define GR_FORM(name, key, zh, en, document, first_year, last_year) {key, zh, en, document, first_year, last_year},
#include "forms.def"
};

const gr_row_info gr_rows[GR_ROWS] = {
#define GR_ROW(name, table, key, parent, zh, en, article) {key, zh, en, article, GR_TABLE_##table, GR_ROW_##parent},
#include "labels.def"
};

const gr_column_info gr_columns[GR_COLUMNS] = {
#define GR_COLUMN(name, table, key, zh, en) {key, zh, en, GR_TABLE_##table},
#include "labels.def"
};

const gr_slot_info gr_slots[GR_SLOTS] = {
#define GR_CELL(table, row, column, forms, unit, quantity) \
	{GR_TABLE_##table, GR_ROW_##row, GR_COLUMN_##column, forms, GR_UNIT_##unit, GR_QUANTITY_##quantity},
#include "forms.def"
};

const gr_unit_info gr_units[GR_UNITS] = {
#define GR_UNIT(name, text, exponent) {text, sizeof(text) - 1, exponent},
#include "units.def"
#undef GR_UNIT
};

const gr_rule_info gr_rules[GR_RULES] = {
#define GR_RULE(name, id, severity, table, zh, en, article, sentence_zh, sentence_en) \
	{id, GR_SEVERITY_##severity, GR_TABLE_##table, zh, en, article, sentence_zh, sentence_en},
#include "rules.def"
};

const unsigned short gr_slot_at[GR_ROWS][GR_COLUMNS] = {
#define GR_CELL(table, row, column, forms, unit, quantity) [GR_ROW_##row][GR_COLUMN_##column] = GR_SLOT_##row##_##column + 1,
#include "forms.def"
};

const char *
gr_row_label(int form, int row)
{
#define GR_FORM_LABEL(of_form, of_row, label) \
	if (form == GR_FORM_##of_form && row == GR_ROW_##of_row) \
		return label;
#include "forms.def"
	return gr_rows[row].zh;
}

#define GR_FORM_ANY GR_FORMS
#define GR_ROW_ANY GR_ROWS

const char *
gr_column_head(int form, int row, int column)
{
#define GR_FORM_HEAD(of_form, of_row, of_column, label) \
	if ((GR_FORM_##of_form == GR_FORM_ANY || form == GR_FORM_##of_form) && \
		(GR_ROW_##of_row == GR_ROW_ANY || row == GR_ROW_##of_row) && column == GR_COLUMN_##of_column) \
		return label;
#include "forms.def"
	return gr_columns[column].zh;
}

const char *
gr_severity_name(gr_severity severity)
{
	switch (severity)
	{
		case GR_SEVERITY_ERROR:
			return "error";
		case GR_SEVERITY_WARNING:
			return "warning";
		case GR_SEVERITY_INFO:
			return "info";
	}
	return "unknown";
}

static bool
is_key(gr_slice key, const char *candidate)
{
	return strlen(candidate) == key.len && memcmp(candidate, key.data, key.len) == 0;
}

gr_severity
gr_severity_by_name(gr_slice name)
{
	for (int severity = GR_SEVERITY_WARNING; severity <= GR_SEVERITY_INFO; severity++)
		if (is_key(name, gr_severity_name((gr_severity) severity)))
			return (gr_severity) severity;
	return GR_SEVERITY_ERROR;
}

int
gr_table_by_key(gr_slice key)
{
	for (int i = 0; i < GR_TABLES; i++)
		if (is_key(key, gr_tables[i].key))
			return i;
	return GR_TABLE_NONE;
}

int
gr_form_by_key(gr_slice key)
{
	for (int i = 0; i < GR_FORMS; i++)
		if (is_key(key, gr_forms[i].key))
			return i;
	return GR_FORMS;
}

int
gr_row_by_key(int table, gr_slice key)
{
	for (int i = 0; i < GR_ROWS; i++)
		if (gr_rows[i].table == table && is_key(key, gr_rows[i].key))
			return i;
	return GR_ROW_NONE;
}

int
gr_column_by_key(int table, gr_slice key)
{
	for (int i = 0; i < GR_COLUMNS; i++)
		if (gr_columns[i].table == table && is_key(key, gr_columns[i].key))
			return i;
	return GR_COLUMN_NONE;
}

int
gr_rule_by_id(gr_slice id)
{
	for (int i = 0; i < GR_RULES; i++)
		if (is_key(id, gr_rules[i].id))
			return i;
	return GR_RULES;
}

int
gr_unit_by_text(gr_slice text)
{
	for (int i = 0; i < GR_UNITS; i++)
		if (gr_slice_equal(gr_slice_make(gr_units[i].text, gr_units[i].len), text))
			return i;
	return GR_UNITS;
}
