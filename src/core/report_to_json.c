/*
 * report_to_json.c
 *		Reports as text; the form is described in report_json.h.
 */
#include "report_json.h"

#include <stdio.h>

#include "codec.h"
#include "json_members.h"
#include "report_prose_json.h"
#include "rollup.h"

static void
slice_member(gr_json_writer *w, const char *name, gr_slice value)
{
	if (value.data == NULL)
		return;
	gr_json_key(w, name);
	gr_json_write_string(w, value);
}

static void
write_date(gr_json_writer *w, gr_date date)
{
	char		text[40];
	int			length = snprintf(text, sizeof(text), "%04d-%02d-%02d", date.year, date.month, date.day);

	gr_json_write_string(w, gr_slice_make(text, (size_t) length));
}

static void
write_header(gr_json_writer *w, const gr_header *h)
{
	gr_json_begin_object(w);
	slice_member(w, "title", h->title);
	slice_member(w, "issuer", h->issuer);
	gr_json_string_member(w, "level", gr_level_name(h->level));
	gr_json_string_member(w, "kind", gr_organ_kind_name(h->kind));
	if (h->year != 0)
		gr_json_int_member(w, "year", h->year);
	if (h->period_from.year != 0)
	{
		gr_json_key(w, "period");
		gr_json_begin_array(w);
		write_date(w, h->period_from);
		write_date(w, h->period_to);
		gr_json_end_array(w);
	}
	if (h->published.year != 0)
	{
		gr_json_key(w, "published");
		write_date(w, h->published);
	}
	slice_member(w, "site_code", h->site_code);
	gr_json_string_member(w, "layout", gr_layout_name(h->layout));
	gr_json_end_object(w);
}

/* The unit is left out where it is the one that the form has. */
static void
value_members(gr_json_writer *w, const gr_cell *cell, int form_unit)
{
	if (gr_cell_has_value(cell))
	{
		gr_json_value_member(w, "value", gr_wide_of(cell->value), cell->scale);
		if (cell->unit != form_unit)
		{
			gr_json_key(w, "unit");
			if (cell->unit == GR_UNIT_NONE)
				gr_json_write_null(w);
			else
				gr_json_write_string(w, gr_slice_cstring(gr_units[cell->unit].text));
		}
	}
	if (cell->status != GR_CELL_GIVEN)
		gr_json_string_member(w, "status", gr_cell_status_name(cell->status));
}

static void
write_printed(gr_json_writer *w, const gr_printed *printed)
{
	gr_cell		cell;

	memset(&cell, 0, sizeof(cell));
	cell.value = printed->value;
	cell.scale = printed->scale;
	cell.unit = printed->unit;
	cell.status = printed->status;
	gr_json_key(w, "printed");
	gr_json_begin_object(w);
	value_members(w, &cell, gr_slots[printed->slot].unit);
	gr_json_end_object(w);
}

static void
write_cell(gr_json_writer *w, const gr_report *report, int slot)
{
	const gr_printed *printed = report->cells[slot].status == GR_CELL_REPAIRED ? gr_report_printed(report, slot) : NULL;

	gr_json_begin_object(w);
	gr_json_string_member(w, "column", gr_columns[gr_slots[slot].column].key);
	value_members(w, &report->cells[slot], gr_slots[slot].unit);
	if (printed != NULL)
		write_printed(w, printed);
	gr_json_span_members(w, report->cells[slot].span);
	gr_json_end_object(w);
}

static bool
row_is_met(const gr_report *report, int form, int row, int first, int end)
{
	if (report->labels[row].len > 0)
		return true;
	for (int slot = first; slot < end; slot++)
		if (gr_form_has(form, slot) && report->cells[slot].status != GR_CELL_MISSING)
			return true;
	return false;
}

static int
end_of_row(int slot)
{
	int			end = slot;

	while (end < GR_SLOTS && gr_slots[end].row == gr_slots[slot].row)
		end++;
	return end;
}

static void
write_rows(gr_json_writer *w, const gr_report *report, int table)
{
	int			form = report->forms[table];

	gr_json_begin_array(w);
	for (int slot = gr_tables[table].first_slot; slot < (int) gr_tables[table].end_slot; slot = end_of_row(slot))
	{
		int			row = gr_slots[slot].row;
		int			end = end_of_row(slot);

		if (!row_is_met(report, form, row, slot, end))
			continue;
		gr_json_begin_object(w);
		gr_json_string_member(w, "row", gr_rows[row].key);
		gr_json_span_members(w, report->labels[row]);
		gr_json_key(w, "cells");
		gr_json_begin_array(w);
		for (int s = slot; s < end; s++)
			if (gr_form_has(form, s) && report->cells[s].status != GR_CELL_MISSING)
				write_cell(w, report, s);
		gr_json_end_array(w);
		gr_json_end_object(w);
	}
	gr_json_end_array(w);
}

static void
write_extras(gr_json_writer *w, const gr_report *report)
{
	gr_json_begin_array(w);
	for (size_t i = 0; i < report->extra_count; i++)
	{
		const gr_extra *extra = &report->extras[i];

		gr_json_begin_object(w);
		gr_json_string_member(w, "table", gr_tables[extra->table].key);
		if (extra->row != GR_ROW_NONE)
			gr_json_string_member(w, "row", gr_rows[extra->row].key);
		if (extra->column != GR_COLUMN_NONE)
			gr_json_string_member(w, "column", gr_columns[extra->column].key);
		if (extra->label.pos != 0)
		{
			gr_json_key(w, "label");
			gr_json_begin_object(w);
			gr_json_span_members(w, extra->label);
			gr_json_end_object(w);
		}
		value_members(w, &extra->cell, GR_UNIT_NONE);
		gr_json_span_members(w, extra->cell.span);
		gr_json_end_object(w);
	}
	gr_json_end_array(w);
}

static void
write_diagnostics(gr_json_writer *w, const gr_report *report)
{
	gr_json_begin_array(w);
	for (size_t i = 0; i < report->diagnostic_count; i++)
	{
		const gr_diagnostic *d = &report->diagnostics[i];

		gr_json_begin_object(w);
		gr_json_string_member(w, "rule", gr_rules[d->rule].id);
		if (d->table != GR_TABLE_NONE)
			gr_json_string_member(w, "table", gr_tables[d->table].key);
		gr_json_span_members(w, d->span);
		if (d->actual != 0)
			gr_json_int_member(w, "actual", d->actual);
		gr_json_end_object(w);
	}
	gr_json_end_array(w);
}

static void
write_report(gr_json_writer *w, const gr_report *report)
{
	gr_json_begin_object(w);
	gr_json_int_member(w, "version", GR_FORMAT_VERSION);
	gr_json_key(w, "header");
	write_header(w, &report->header);
	gr_json_key(w, "tables");
	gr_json_begin_array(w);
	for (int t = 0; t < GR_TABLES; t++)
	{
		if (report->forms[t] == GR_FORM_NONE)
			continue;
		gr_json_begin_object(w);
		gr_json_string_member(w, "table", gr_tables[t].key);
		gr_json_string_member(w, "form", gr_forms[report->forms[t]].key);
		gr_json_span_members(w, report->tables[t]);
		gr_json_key(w, "rows");
		write_rows(w, report, t);
		gr_json_end_object(w);
	}
	gr_json_end_array(w);
	if (report->extra_count > 0)
	{
		gr_json_key(w, "extras");
		write_extras(w, report);
	}
	gr_prose_to_json(w, report);
	gr_json_key(w, "diagnostics");
	write_diagnostics(w, report);
	gr_json_end_object(w);
}

/* ---------- roll-ups ---------- */

static bool
sum_is_met(const gr_sum *sum)
{
	return sum->reports != 0 || !gr_wide_is_zero(sum->value);
}

static void
write_sums(gr_json_writer *w, const gr_rollup *rollup, int table)
{
	gr_json_begin_array(w);
	for (int slot = gr_tables[table].first_slot; slot < (int) gr_tables[table].end_slot; slot = end_of_row(slot))
	{
		int			end = end_of_row(slot);
		bool		met = false;

		for (int s = slot; s < end; s++)
			met = met || sum_is_met(&rollup->sums[s]);
		if (!met)
			continue;
		gr_json_begin_object(w);
		gr_json_string_member(w, "row", gr_rows[gr_slots[slot].row].key);
		gr_json_key(w, "cells");
		gr_json_begin_array(w);
		for (int s = slot; s < end; s++)
		{
			gr_sum		sum = rollup->sums[s];

			if (!sum_is_met(&sum))
				continue;
			gr_sum_normalize(&sum);
			gr_json_begin_object(w);
			gr_json_string_member(w, "column", gr_columns[gr_slots[s].column].key);
			gr_json_value_member(w, "value", sum.value, sum.scale);
			gr_json_int_member(w, "reports", sum.reports);
			gr_json_end_object(w);
		}
		gr_json_end_array(w);
		gr_json_end_object(w);
	}
	gr_json_end_array(w);
}

static void
write_rollup(gr_json_writer *w, const gr_rollup *rollup)
{
	gr_json_begin_object(w);
	gr_json_int_member(w, "version", GR_FORMAT_VERSION);
	gr_json_int_member(w, "reports", rollup->reports);
	if (rollup->overlap != 0)
		gr_json_int_member(w, "overlap", rollup->overlap);
	gr_json_key(w, "years");
	gr_json_begin_array(w);
	for (size_t i = 0; i < rollup->year_count; i++)
	{
		gr_json_begin_object(w);
		if (rollup->years[i].year != 0)
			gr_json_int_member(w, "year", rollup->years[i].year);
		gr_json_int_member(w, "reports", rollup->years[i].reports);
		gr_json_end_object(w);
	}
	gr_json_end_array(w);
	gr_json_key(w, "tables");
	gr_json_begin_array(w);
	for (int t = 0; t < GR_TABLES; t++)
	{
		gr_json_begin_object(w);
		gr_json_string_member(w, "table", gr_tables[t].key);
		gr_json_key(w, "forms");
		gr_json_begin_array(w);
		for (int f = 0; f < GR_FORMS; f++)
		{
			if (rollup->form_reports[t][f] == 0)
				continue;
			gr_json_begin_object(w);
			gr_json_string_member(w, "form", gr_forms[f].key);
			gr_json_int_member(w, "reports", rollup->form_reports[t][f]);
			gr_json_end_object(w);
		}
		gr_json_end_array(w);
		gr_json_key(w, "rows");
		write_sums(w, rollup, t);
		gr_json_end_object(w);
	}
	gr_json_end_array(w);
	gr_json_end_object(w);
}

gr_status
gr_report_to_json(gr_arena *arena, gr_slice bytes, gr_slice *json, gr_error *error)
{
	gr_report  *report = gr_arena_alloc(arena, sizeof(gr_report));
	gr_json_writer w;
	gr_status	status;

	if (report == NULL)
		return GR_OUT_OF_MEMORY;
	status = gr_report_decode(arena, bytes, report, error);
	if (status != GR_OK)
		return status;
	gr_json_writer_init(&w, arena);
	if (report->rollup)
	{
		gr_rollup  *rollup = gr_arena_alloc(arena, sizeof(gr_rollup));

		if (rollup == NULL)
			return GR_OUT_OF_MEMORY;
		gr_rollup_init(rollup);
		status = gr_rollup_add(rollup, bytes, 1, error);
		if (status != GR_OK)
			return status;
		write_rollup(&w, rollup);
	}
	else
		write_report(&w, report);
	return gr_json_finish(&w, json);
}
