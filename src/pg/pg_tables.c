/*
 * pg_tables.c
 *		The official tables as rows: cells, applications, proceedings, disclosure, statistics,
 *		quantities, value, form.
 */
#include "pg_host.h"

#include "pg_rows.h"
#include "pg_words.h"
#include "narrative.h"
#include "series.h"

PG_FUNCTION_INFO_V1(govreport_form);
PG_FUNCTION_INFO_V1(govreport_cells);
PG_FUNCTION_INFO_V1(govreport_applications);
PG_FUNCTION_INFO_V1(govreport_proceedings);
PG_FUNCTION_INFO_V1(govreport_disclosure);
PG_FUNCTION_INFO_V1(govreport_statistics);
PG_FUNCTION_INFO_V1(govreport_quantities);
PG_FUNCTION_INFO_V1(govreport_value);

/* A key that is no member of the dictionary is a mistake of the caller, not a missing value. */
static void
unknown_key(const char *what, gr_slice key)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("unknown %s key \"%.*s\"", what, (int) key.len, key.data),
			 errhint("SELECT * FROM govreport.labels() lists the keys.")));
}

static int
arg_table(FunctionCallInfo fcinfo, int n)
{
	gr_slice	key = gr_arg_bytes(fcinfo, n);
	int			table = gr_table_by_key(key);

	if (table == GR_TABLE_NONE)
		unknown_key("table", key);
	return table;
}

Datum
govreport_form(PG_FUNCTION_ARGS)
{
	gr_arena	arena;
	const gr_report *report = gr_arg_report(fcinfo, 0, &arena);
	int			table = arg_table(fcinfo, 1);
	bool		is_null;

	PG_RETURN_DATUM(gr_cstring_or_null(gr_forms[report->forms[table]].key, &is_null));
}

/* A cell of the form, or beyond it: row and column may then be NONE. */
static void
put_cell(gr_row_values *row, const gr_report *report, int table, int row_id, int column, const gr_cell *cell, gr_span label)
{
	bool		known = gr_cell_has_value(cell);

	gr_put_string(row, gr_tables[table].key);
	gr_put_string(row, row_id == GR_ROW_NONE ? NULL : gr_rows[row_id].key);
	gr_put_string(row, column == GR_COLUMN_NONE ? NULL : gr_columns[column].key);
	gr_put_numeric_or_null(row, gr_wide_of(cell->value), cell->scale, known);
	gr_put_string(row, known && cell->unit != GR_UNIT_NONE ? gr_units[cell->unit].text : NULL);
	gr_put_string(row, gr_cell_status_name(cell->status));
	gr_put_string(row, gr_forms[report->forms[table]].key);
	gr_put_count(row, cell->reports);
	gr_put_span(row, cell->span);
	gr_put_span(row, label);
}

/* No two local tables have the same rows: what one does not print is not missing from it. */
static bool
is_shown(const gr_report *report, int slot)
{
	int			form = report->forms[gr_slots[slot].table];

	return gr_form_has(form, slot) && (form != GR_FORM_LOCAL || report->cells[slot].status != GR_CELL_MISSING);
}

Datum
govreport_cells(PG_FUNCTION_ARGS)
{
	gr_arena	arena;
	const gr_report *report = gr_arg_report(fcinfo, 0, &arena);
	gr_row_values row = {.count = 0};
	gr_row_set	rows;

	gr_rows_begin(fcinfo, &rows);
	for (int slot = 0; slot < GR_SLOTS; slot++)
	{
		const gr_slot_info *info = &gr_slots[slot];

		if (!is_shown(report, slot))
			continue;
		put_cell(&row, report, info->table, info->row, info->column, &report->cells[slot], report->labels[info->row]);
		gr_rows_add(&rows, &row);
	}
	for (size_t i = 0; i < report->extra_count; i++)
	{
		const gr_extra *extra = &report->extras[i];

		put_cell(&row, report, extra->table, extra->row, extra->column, &extra->cell, extra->label);
		gr_rows_add(&rows, &row);
	}
	gr_arena_free(&arena);
	return (Datum) 0;
}

/* ordinal, row_key, label, then a bigint for each column of a row that the form prints. */
static Datum
count_rows(FunctionCallInfo fcinfo, int table, int first_column, int last_column)
{
	gr_arena	arena;
	const gr_report *report = gr_arg_report(fcinfo, 0, &arena);
	gr_row_values row = {.count = 0};
	gr_row_set	rows;
	int			ordinal = 0;

	gr_rows_begin(fcinfo, &rows);
	for (int id = 0; id < GR_ROWS; id++)
	{
		int			slot = gr_slot_of(id, first_column);

		if (gr_rows[id].table != table || slot < 0 || !gr_form_has(report->forms[table], slot))
			continue;
		gr_put_int(&row, ++ordinal);
		gr_put_string(&row, gr_rows[id].key);
		gr_put_string(&row, gr_row_label(report->forms[table], id));
		for (int column = first_column; column <= last_column; column++)
		{
			const gr_cell *cell = &report->cells[gr_slot_of(id, column)];

			gr_put_bigint_or_null(&row, cell->value, gr_cell_has_value(cell) && cell->scale == 0);
		}
		gr_rows_add(&rows, &row);
	}
	gr_arena_free(&arena);
	return (Datum) 0;
}

Datum
govreport_applications(PG_FUNCTION_ARGS)
{
	return count_rows(fcinfo, GR_TABLE_APPLICATIONS, GR_COLUMN_NATURAL_PERSON, GR_COLUMN_TOTAL);
}

Datum
govreport_proceedings(PG_FUNCTION_ARGS)
{
	return count_rows(fcinfo, GR_TABLE_PROCEEDINGS, GR_COLUMN_UPHELD, GR_COLUMN_PROCEEDING_TOTAL);
}

Datum
govreport_disclosure(PG_FUNCTION_ARGS)
{
	gr_arena	arena;
	const gr_report *report = gr_arg_report(fcinfo, 0, &arena);
	int			form = report->forms[GR_TABLE_DISCLOSURE];
	gr_row_values row = {.count = 0};
	gr_row_set	rows;
	int			ordinal = 0;

	gr_rows_begin(fcinfo, &rows);
	for (int slot = gr_tables[GR_TABLE_DISCLOSURE].first_slot; slot < (int) gr_tables[GR_TABLE_DISCLOSURE].end_slot; slot++)
	{
		const gr_slot_info *info = &gr_slots[slot];
		gr_sum		addend;
		bool		known;

		if (!gr_form_has(form, slot))
			continue;
		known = gr_cell_addend(&report->cells[slot], slot, &addend);
		gr_put_int(&row, ++ordinal);
		gr_put_string(&row, gr_rows[info->row].article);
		gr_put_string(&row, gr_rows[info->row].key);
		gr_put_string(&row, gr_row_label(form, info->row));
		gr_put_string(&row, gr_columns[info->column].key);
		gr_put_numeric_or_null(&row, addend.value, addend.scale, known);
		gr_put_string(&row, !known ? NULL : gr_units[info->quantity == GR_QUANTITY_MONEY ? GR_UNIT_WAN_YUAN : info->unit].text);
		gr_rows_add(&rows, &row);
	}
	gr_arena_free(&arena);
	return (Datum) 0;
}

static void
put_statistic(gr_row_values *row, int ordinal, int row_id, int column, gr_slice label, const gr_cell *cell)
{
	int			slot = row_id == GR_ROW_NONE ? -1 : gr_slot_of(row_id, GR_COLUMN_STAT_TOTAL);
	bool		money = slot >= 0 && gr_slots[slot].quantity == GR_QUANTITY_MONEY;
	gr_sum		sum = {gr_wide_of(cell->value), 1, cell->scale};
	bool		known = gr_cell_has_value(cell) && (slot < 0 || gr_cell_addend(cell, slot, &sum));

	gr_put_int(row, ordinal);
	gr_put_string(row, row_id == GR_ROW_NONE ? NULL : gr_rows[row_id].key);
	gr_put_string(row, column == GR_COLUMN_NONE ? NULL : gr_columns[column].key);
	gr_put_slice(row, label);
	gr_put_numeric_or_null(row, sum.value, sum.scale, known);
	gr_put_string(row, !known || (cell->unit == GR_UNIT_NONE && !money) ? NULL : gr_units[money ? GR_UNIT_WAN_YUAN : cell->unit].text);
}

/* Labels that are in no dictionary are words of the raw text, NULL without it. */
Datum
govreport_statistics(PG_FUNCTION_ARGS)
{
	gr_arena	arena;
	const gr_report *report = gr_arg_report(fcinfo, 0, &arena);
	gr_raw_words raw = gr_arg_raw(fcinfo, 1);
	gr_row_values row = {.count = 0};
	gr_row_set	rows;
	int			ordinal = 0;

	gr_rows_begin(fcinfo, &rows);
	for (int slot = gr_tables[GR_TABLE_STATISTICS].first_slot; slot < (int) gr_tables[GR_TABLE_STATISTICS].end_slot; slot++)
	{
		const gr_slot_info *info = &gr_slots[slot];

		if (!is_shown(report, slot))
			continue;
		put_statistic(&row, ++ordinal, info->row, info->column, gr_slice_cstring(gr_rows[info->row].zh), &report->cells[slot]);
		gr_rows_add(&rows, &row);
	}
	for (size_t i = 0; i < report->extra_count; i++)
	{
		const gr_extra *extra = &report->extras[i];
		gr_slice	label = {NULL, 0};

		if (extra->table != GR_TABLE_STATISTICS)
			continue;
		if (extra->row != GR_ROW_NONE)
			label = gr_slice_cstring(gr_rows[extra->row].zh);
		else
			label = gr_words_at(&raw, &arena, extra->label);
		put_statistic(&row, ++ordinal, extra->row, extra->column, label, &extra->cell);
		gr_rows_add(&rows, &row);
	}
	gr_arena_free(&arena);
	return (Datum) 0;
}

Datum
govreport_quantities(PG_FUNCTION_ARGS)
{
	gr_arena	arena;
	const gr_report *report = gr_arg_report(fcinfo, 0, &arena);
	gr_row_values row = {.count = 0};
	gr_row_set	rows;

	gr_rows_begin(fcinfo, &rows);
	for (int series = 0; series < GR_SERIES_COUNT; series++)
	{
		gr_series_value value;

		bool		table = gr_series_value_of(report, series, &value);

		if (!table && !gr_narrative_value_of(report, series, &value.sum))
			continue;
		gr_put_string(&row, gr_series[series].key);
		gr_put_datum(&row, gr_numeric(value.sum.value, value.sum.scale), false);
		gr_put_string(&row, gr_units[gr_series[series].unit].text);
		gr_put_string(&row, table ? "table" : "narrative");
		gr_put_string(&row, table ? gr_forms[report->forms[value.table]].key : NULL);
		gr_put_string(&row, table ? gr_tables[value.table].key : NULL);
		gr_put_string(&row, table ? gr_rows[value.row].key : NULL);
		gr_put_string(&row, table ? gr_columns[value.column].key : NULL);
		gr_rows_add(&rows, &row);
	}
	gr_arena_free(&arena);
	return (Datum) 0;
}

Datum
govreport_value(PG_FUNCTION_ARGS)
{
	gr_arena	arena;
	const gr_report *report = gr_arg_report(fcinfo, 0, &arena);
	int			table = arg_table(fcinfo, 1);
	gr_slice	row_key = gr_arg_bytes(fcinfo, 2);
	gr_slice	column_key = gr_arg_bytes(fcinfo, 3);
	int			row = gr_row_by_key(table, row_key);
	int			column = gr_column_by_key(table, column_key);
	gr_sum		sum;

	if (row == GR_ROW_NONE)
		unknown_key("row", row_key);
	if (column == GR_COLUMN_NONE)
		unknown_key("column", column_key);
	if (!gr_value_of(report, row, column, &sum))
		PG_RETURN_NULL();
	PG_RETURN_DATUM(gr_numeric(sum.value, sum.scale));
}
