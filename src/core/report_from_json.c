/*
 * report_from_json.c
 *		Reports from text; the form is described in report_json.h.
 */
#include "report_json.h"

#include "codec.h"
#include "date.h"
#include "json_members.h"
#include "number.h"
#include "report_prose_json.h"
#include "rollup.h"


static bool
take_text(gr_json_taker *r, const gr_json *node, gr_slice *text)
{
	if (node == NULL)
		return true;
	if (!gr_json_is_string(node))
		return gr_json_refuse(r, node, "A string is expected here.");
	*text = node->text;
	/* An empty string of the reader may lie nowhere, and nowhere means unknown. */
	if (text->data == NULL)
		text->data = "";
	return true;
}

static bool
take_date(gr_json_taker *r, const gr_json *node, gr_date *date)
{
	size_t		end = 0;
	bool		form = gr_json_is_string(node) && node->text.len == 10 && node->text.data[4] == '-' && node->text.data[7] == '-';

	for (int i = 0; form && i < 10; i++)
		form = i == 4 || i == 7 || (node->text.data[i] >= '0' && node->text.data[i] <= '9');
	if (form)
		*date = gr_date_read(node->text, 0, &end);
	return (form && date->year != 0) || gr_json_refuse(r, node, "A date of the form YYYY-MM-DD is expected here.");
}

/* ---------- header ---------- */

static bool
take_period(gr_json_taker *r, const gr_json *node, gr_header *h)
{
	const gr_json *first;

	if (node == NULL)
		return true;
	first = gr_json_take_elements(r, node);
	if (first == NULL || node->count != 2)
		return gr_json_refuse(r, node, "A period is an array of two dates.");
	return take_date(r, first, &h->period_from) && take_date(r, first->next_sibling, &h->period_to);
}

static bool
take_header(gr_json_taker *r, const gr_json *node, gr_header *h)
{
	static const char *const names[] = {"title", "issuer", "level", "kind", "year", "period", "published", "site_code", "layout"};
	const gr_json *m[9];
	int64_t		year = 0;

	if (!gr_json_take_members(r, node, names, 9, m))
		return false;
	if (m[4] != NULL && !gr_json_take_int(r, m[4], GR_FIRST_YEAR, GR_LAST_YEAR, &year))
		return false;
	h->year = (int) year;
	if (m[8] == NULL)
		return gr_json_refuse(r, node, "The header has no layout.");
	return take_text(r, m[0], &h->title) && take_text(r, m[1], &h->issuer) &&
		gr_json_take_name(r, m[2], gr_level_name, GR_LEVELS, &h->level) &&
		gr_json_take_name(r, m[3], gr_organ_kind_name, GR_ORGAN_KINDS, &h->kind) &&
		take_period(r, m[5], h) && (m[6] == NULL || take_date(r, m[6], &h->published)) &&
		take_text(r, m[7], &h->site_code) && gr_json_take_name(r, m[8], gr_layout_name, GR_LAYOUTS, &h->layout);
}

/* ---------- cells ---------- */

static bool
take_unit(gr_json_taker *r, const gr_json *node, gr_cell *cell)
{
	int			unit;

	if (node == NULL)
		return true;
	if (node->kind == GR_JSON_NULL)
	{
		cell->unit = GR_UNIT_NONE;
		return true;
	}
	unit = gr_json_is_string(node) && node->text.len > 0 ? gr_unit_by_text(node->text) : GR_UNITS;
	if (unit == GR_UNITS)
		return gr_json_refuse(r, node, "This unit is not known.");
	cell->unit = (unsigned char) unit;
	return true;
}

static bool
take_value(gr_json_taker *r, const gr_json *object, const gr_json *value, const gr_json *unit, gr_cell *cell)
{
	gr_wide		wide;
	int			scale;

	if (gr_cell_has_value(cell) != (value != NULL))
		return gr_json_refuse(r, object, "A cell has a value exactly where its status says so.");
	if (value == NULL && unit != NULL)
		return gr_json_refuse(r, unit, "A cell without a value has no unit.");
	if (value == NULL)
		return true;
	if (!gr_json_take_decimal(r, value, GR_LARGEST_SCALE, &wide, &scale))
		return false;
	if (!gr_wide_fits(wide, &cell->value))
		return gr_json_refuse(r, value, "The number is out of range.");
	cell->scale = (unsigned char) scale;
	cell->reports = 1;
	return true;
}

static int
take_slot(gr_json_taker *r, const gr_json *node, int table, int row)
{
	int			column = gr_json_is_string(node) ? gr_column_by_key(table, node->text) : GR_COLUMN_NONE;
	int			slot = gr_slot_of(row, column);

	if (slot < 0)
		gr_json_refuse(r, node, "The row has no such column.");
	return slot;
}

/* Where a cell is repaired, and only there, stands what it had before. */
static bool
take_printed(gr_json_taker *r, const gr_json *cell, const gr_json *node, gr_report *report, int slot)
{
	static const char *const names[] = {"value", "unit", "status"};
	const gr_json *m[3];
	gr_cell		was;
	gr_printed	printed;

	if ((report->cells[slot].status == GR_CELL_REPAIRED) != (node != NULL))
		return gr_json_refuse(r, cell, "A cell says what was printed exactly where it is repaired.");
	if (node == NULL)
		return true;
	memset(&was, 0, sizeof(was));
	was.status = GR_CELL_GIVEN;
	was.unit = gr_slots[slot].unit;
	if (!gr_json_take_members(r, node, names, 3, m) ||
		!gr_json_take_name(r, m[2], gr_cell_status_name, GR_CELL_STATUSES, &was.status) || !take_unit(r, m[1], &was))
		return false;
	if (was.status == GR_CELL_SUMMED || was.status == GR_CELL_REPAIRED)
		return gr_json_refuse(r, node, "Nothing is printed with this status.");
	if (!take_value(r, node, m[0], m[1], &was))
		return false;
	printed.slot = (short) slot;
	printed.status = was.status;
	printed.value = was.value;
	printed.scale = was.scale;
	printed.unit = (unsigned char) (gr_cell_has_value(&was) ? was.unit : GR_UNIT_NONE);
	if (gr_report_keep_printed(r->arena, report, printed) != GR_OK)
		r->status = GR_OUT_OF_MEMORY;
	return r->status == GR_OK;
}

static bool
take_cell(gr_json_taker *r, const gr_json *node, gr_report *report, int table, int row)
{
	static const char *const names[] = {"column", "value", "unit", "status", "pos", "len", "printed"};
	const gr_json *m[7];
	gr_cell    *cell;
	int			slot;

	if (!gr_json_take_members(r, node, names, 7, m))
		return false;
	slot = take_slot(r, m[0], table, row);
	if (slot < 0)
		return false;
	if (!gr_form_has(report->forms[table], slot))
		return gr_json_refuse(r, node, "The form has no such cell.");
	cell = &report->cells[slot];
	if (cell->status != GR_CELL_MISSING)
		return gr_json_refuse(r, node, "The cell stands here a second time.");
	cell->status = GR_CELL_GIVEN;
	cell->unit = gr_slots[slot].unit;
	if (!gr_json_take_name(r, m[3], gr_cell_status_name, GR_CELL_STATUSES, &cell->status) || !take_unit(r, m[2], cell))
		return false;
	if (cell->status == GR_CELL_MISSING || cell->status == GR_CELL_SUMMED)
		return gr_json_refuse(r, node, "A cell of a report does not have this status.");
	return take_value(r, node, m[1], m[2], cell) && gr_json_take_span(r, m[4], m[5], &cell->span) &&
		take_printed(r, node, m[6], report, slot);
}

static bool
take_row(gr_json_taker *r, const gr_json *node, gr_report *report, int table)
{
	static const char *const names[] = {"row", "pos", "len", "cells"};
	const gr_json *m[4];
	int			row;

	if (!gr_json_take_members(r, node, names, 4, m))
		return false;
	row = gr_json_is_string(m[0]) ? gr_row_by_key(table, m[0]->text) : GR_ROW_NONE;
	if (row == GR_ROW_NONE)
		return gr_json_refuse(r, node, "The table has no such row.");
	if (!gr_json_take_span(r, m[1], m[2], &report->labels[row]))
		return false;
	for (const gr_json *cell = gr_json_take_elements(r, m[3]); cell != NULL; cell = cell->next_sibling)
		if (!take_cell(r, cell, report, table, row))
			return false;
	return r->status == GR_OK;
}

static int
take_table_key(gr_json_taker *r, const gr_json *node)
{
	int			table = gr_json_is_string(node) ? gr_table_by_key(node->text) : GR_TABLE_NONE;

	if (table == GR_TABLE_NONE)
		gr_json_refuse(r, node, "This table is not known.");
	return table;
}

static int
take_form_key(gr_json_taker *r, const gr_json *node)
{
	int			form = gr_json_is_string(node) ? gr_form_by_key(node->text) : GR_FORMS;

	if (form == GR_FORMS || form == GR_FORM_NONE || form == GR_FORM_MIXED)
	{
		gr_json_refuse(r, node, "A table does not have this form.");
		return GR_FORM_NONE;
	}
	return form;
}

static bool
take_table(gr_json_taker *r, const gr_json *node, gr_report *report)
{
	static const char *const names[] = {"table", "form", "pos", "len", "rows"};
	const gr_json *m[5];
	int			table;

	if (!gr_json_take_members(r, node, names, 5, m))
		return false;
	table = take_table_key(r, m[0]);
	if (table == GR_TABLE_NONE)
		return false;
	if (report->forms[table] != GR_FORM_NONE)
		return gr_json_refuse(r, node, "The table stands here a second time.");
	report->forms[table] = (unsigned char) take_form_key(r, m[1]);
	if (report->forms[table] == GR_FORM_NONE || !gr_json_take_span(r, m[2], m[3], &report->tables[table]))
		return false;
	for (const gr_json *row = gr_json_take_elements(r, m[4]); row != NULL; row = row->next_sibling)
		if (!take_row(r, row, report, table))
			return false;
	return r->status == GR_OK;
}

static bool
take_extra(gr_json_taker *r, const gr_json *node, gr_report *report)
{
	static const char *const names[] = {"table", "row", "column", "label", "value", "unit", "status", "pos", "len"};
	const gr_json *m[9];
	gr_extra	extra;
	int			table;
	int			row = GR_ROW_NONE;
	int			column = GR_COLUMN_NONE;

	memset(&extra, 0, sizeof(extra));
	if (!gr_json_take_members(r, node, names, 9, m) || (table = take_table_key(r, m[0])) == GR_TABLE_NONE)
		return false;
	if (m[1] != NULL && (!gr_json_is_string(m[1]) || (row = gr_row_by_key(table, m[1]->text)) == GR_ROW_NONE))
		return gr_json_refuse(r, m[1], "The table has no such row.");
	if (m[2] != NULL && (!gr_json_is_string(m[2]) || (column = gr_column_by_key(table, m[2]->text)) == GR_COLUMN_NONE))
		return gr_json_refuse(r, m[2], "The row has no such column.");
	extra.table = (unsigned char) table;
	extra.row = (unsigned char) row;
	extra.column = (unsigned char) column;
	extra.cell.status = GR_CELL_GIVEN;
	if (!gr_json_take_place(r, m[3], &extra.label) || !gr_json_take_name(r, m[6], gr_cell_status_name, GR_CELL_STATUSES, &extra.cell.status) ||
		!take_unit(r, m[5], &extra.cell) || !take_value(r, node, m[4], m[5], &extra.cell) || !gr_json_take_span(r, m[7], m[8], &extra.cell.span))
		return false;
	if (report->extra_count == GR_EXTRAS_LIMIT)
		return gr_json_refuse(r, node, "There are too many cells beyond the forms.");
	r->status = gr_report_add_extra(r->arena, report, extra);
	return r->status == GR_OK;
}

static bool
take_diagnostic(gr_json_taker *r, const gr_json *node, gr_report *report)
{
	static const char *const names[] = {"rule", "table", "pos", "len", "actual"};
	const gr_json *m[5];
	gr_diagnostic d = {0, GR_TABLE_NONE, {0, 0}, 0};
	int			rule;

	if (!gr_json_take_members(r, node, names, 5, m))
		return false;
	rule = gr_json_is_string(m[0]) ? gr_rule_by_id(m[0]->text) : GR_RULES;
	if (rule == GR_RULES)
		return gr_json_refuse(r, node, "This rule is not known.");
	d.rule = (unsigned char) rule;
	if (m[1] != NULL)
		d.table = (unsigned char) take_table_key(r, m[1]);
	if (m[4] != NULL)
		gr_json_take_int(r, m[4], INT64_MIN, INT64_MAX, &d.actual);
	gr_json_take_span(r, m[2], m[3], &d.span);
	if (r->status == GR_OK && report->diagnostic_count == GR_DIAGNOSTICS_LIMIT)
		return gr_json_refuse(r, node, "There are too many diagnostics.");
	if (r->status == GR_OK)
		r->status = gr_report_diagnose(r->arena, report, d);
	return r->status == GR_OK;
}

static void
take_report(gr_json_taker *r, const gr_json *root, gr_writer *writer)
{
	static const char *const names[] = {"version", "header", "tables", "diagnostics", "extras", "sections", "facts", "citations"};
	const gr_json *m[8];
	gr_report  *report = gr_arena_alloc(r->arena, sizeof(gr_report));

	if (report == NULL)
	{
		r->status = GR_OUT_OF_MEMORY;
		return;
	}
	gr_report_init(report);
	if (!gr_json_take_members(r, root, names, 8, m) || !take_header(r, m[1], &report->header))
		return;
	for (const gr_json *table = gr_json_take_elements(r, m[2]); table != NULL; table = table->next_sibling)
		if (!take_table(r, table, report))
			return;
	if (m[4] != NULL)
		for (const gr_json *extra = gr_json_take_elements(r, m[4]); extra != NULL; extra = extra->next_sibling)
			if (!take_extra(r, extra, report))
				return;
	if (!gr_prose_from_json(r, m[5], m[6], m[7], report))
		return;
	for (const gr_json *d = gr_json_take_elements(r, m[3]); d != NULL; d = d->next_sibling)
		if (!take_diagnostic(r, d, report))
			return;
	if (r->status == GR_OK)
		r->status = gr_report_encode(writer, report);
}

/* ---------- roll-ups ---------- */

static bool
take_sum(gr_json_taker *r, const gr_json *node, gr_rollup *rollup, int table, int row)
{
	static const char *const names[] = {"column", "value", "reports"};
	const gr_json *m[3];
	gr_sum	   *sum;
	int			scale;
	int			slot;

	if (!gr_json_take_members(r, node, names, 3, m))
		return false;
	slot = take_slot(r, m[0], table, row);
	if (slot < 0)
		return false;
	sum = &rollup->sums[slot];
	if (sum->reports != 0 || !gr_wide_is_zero(sum->value))
		return gr_json_refuse(r, node, "The cell stands here a second time.");
	if (!gr_json_take_decimal(r, m[1], GR_SUM_SCALE, &sum->value, &scale) || !gr_json_take_int(r, m[2], INT64_MIN, INT64_MAX, &sum->reports))
		return false;
	sum->scale = (unsigned char) scale;
	return true;
}

static bool
take_forms(gr_json_taker *r, const gr_json *node, gr_rollup *rollup, int table)
{
	static const char *const names[] = {"form", "reports"};

	for (const gr_json *item = gr_json_take_elements(r, node); item != NULL; item = item->next_sibling)
	{
		const gr_json *m[2];
		int			form;

		if (!gr_json_take_members(r, item, names, 2, m))
			return false;
		form = take_form_key(r, m[0]);
		if (form == GR_FORM_NONE)
			return false;
		if (rollup->form_reports[table][form] != 0)
			return gr_json_refuse(r, item, "The form stands here a second time.");
		if (!gr_json_take_int(r, m[1], INT64_MIN, INT64_MAX, &rollup->form_reports[table][form]))
			return false;
	}
	return r->status == GR_OK;
}

static bool
take_sums(gr_json_taker *r, const gr_json *node, gr_rollup *rollup)
{
	static const char *const names[] = {"table", "forms", "rows"};
	static const char *const row_names[] = {"row", "cells"};
	const gr_json *m[3];
	int			table;

	if (!gr_json_take_members(r, node, names, 3, m))
		return false;
	table = take_table_key(r, m[0]);
	if (table == GR_TABLE_NONE || !take_forms(r, m[1], rollup, table))
		return false;
	for (const gr_json *item = gr_json_take_elements(r, m[2]); item != NULL; item = item->next_sibling)
	{
		const gr_json *row_members[2];
		int			row;

		if (!gr_json_take_members(r, item, row_names, 2, row_members))
			return false;
		row = gr_json_is_string(row_members[0]) ? gr_row_by_key(table, row_members[0]->text) : GR_ROW_NONE;
		if (row == GR_ROW_NONE)
			return gr_json_refuse(r, item, "The table has no such row.");
		for (const gr_json *cell = gr_json_take_elements(r, row_members[1]); cell != NULL; cell = cell->next_sibling)
			if (!take_sum(r, cell, rollup, table, row))
				return false;
	}
	return r->status == GR_OK;
}

static bool
take_years(gr_json_taker *r, const gr_json *node, gr_rollup *rollup)
{
	static const char *const names[] = {"year", "reports"};

	for (const gr_json *item = gr_json_take_elements(r, node); item != NULL; item = item->next_sibling)
	{
		const gr_json *m[2];
		gr_year_count *count = &rollup->years[rollup->year_count];
		int64_t		year = 0;

		if (rollup->year_count == GR_ROLLUP_YEARS)
			return gr_json_refuse(r, item, "There are too many years.");
		if (!gr_json_take_members(r, item, names, 2, m) || (m[0] != NULL && !gr_json_take_int(r, m[0], GR_FIRST_YEAR, GR_LAST_YEAR, &year)) ||
			!gr_json_take_int(r, m[1], INT64_MIN, INT64_MAX, &count->reports))
			return false;
		count->year = (int) year;
		if (rollup->year_count++ > 0 && count[-1].year >= count->year)
			return gr_json_refuse(r, item, "The years are not in order.");
	}
	return r->status == GR_OK;
}

static void
take_rollup(gr_json_taker *r, const gr_json *root, gr_writer *writer)
{
	static const char *const names[] = {"version", "reports", "years", "tables", "overlap"};
	const gr_json *m[5];
	gr_rollup  *rollup = gr_arena_alloc(r->arena, sizeof(gr_rollup));

	if (rollup == NULL)
	{
		r->status = GR_OUT_OF_MEMORY;
		return;
	}
	gr_rollup_init(rollup);
	if (!gr_json_take_members(r, root, names, 5, m) || (m[4] != NULL && !gr_json_take_int(r, m[4], INT64_MIN, INT64_MAX, &rollup->overlap)) ||
		!gr_json_take_int(r, m[1], INT64_MIN, INT64_MAX, &rollup->reports) || !take_years(r, m[2], rollup))
		return;
	for (const gr_json *table = gr_json_take_elements(r, m[3]); table != NULL; table = table->next_sibling)
		if (!take_sums(r, table, rollup))
			return;
	if (r->status == GR_OK)
		r->status = gr_rollup_encode(writer, rollup);
	if (r->status == GR_OVERFLOW)
	{
		r->status = GR_OK;
		gr_json_refuse(r, root, "A sum or a number of reports is out of range.");
	}
}

gr_status
gr_report_from_json(gr_arena *arena, gr_slice json, gr_slice *bytes, gr_error *error)
{
	gr_json_taker r = {arena, error, GR_OK};
	const gr_json *root;
	gr_writer	writer;
	gr_report  *report;
	int64_t		version;
	gr_status	status = gr_json_read(arena, json, GR_REPORT_VALUES_LIMIT, &root, error);

	if (status != GR_OK)
		return status;
	if (!gr_json_int64(gr_json_member(root, "version"), 1, INT64_MAX, &version))
	{
		gr_json_refuse(&r, root, "The text is JSON, but no object with a version.");
		return r.status;
	}
	if (version != GR_FORMAT_VERSION)
		return GR_BAD_VERSION;
	gr_writer_init(&writer, arena);
	if (gr_json_member(root, "header") != NULL)
		take_report(&r, root, &writer);
	else
		take_rollup(&r, root, &writer);
	if (r.status != GR_OK)
		return r.status;

	/* The one validator: what it refuses in stored bytes it refuses here. */
	*bytes = gr_slice_make(writer.data, writer.len);
	report = gr_arena_alloc(arena, sizeof(gr_report));
	if (report == NULL)
		return GR_OUT_OF_MEMORY;
	status = gr_report_decode_strict(arena, *bytes, report, error);
	if (status == GR_CORRUPT)
	{
		error->position = 0;
		return GR_BAD_REPORT_TEXT;
	}
	return status;
}
