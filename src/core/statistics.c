#include "statistics.h"

#include "cells.h"
#include "statistics_rows.h"

/* Without the heads of its columns, so many rows with figures make a table. */
#define ROWS_OF_A_TABLE 3

/* Labels that the form of 2014 has and no older table, and the other way round. */
static int
evidence(int row)
{
	if ((gr_slots[gr_slot_of(row, GR_COLUMN_STAT_TOTAL)].forms & GR_IN_2014) == 0)
		return -1;
	switch (row)
	{
		case GR_ROW_STAT_PUBLISHED_WEIBO:
		case GR_ROW_STAT_PUBLISHED_WECHAT:
		case GR_ROW_STAT_HOT_TOPICS:
		case GR_ROW_STAT_PRESS_CONFERENCES_LED:
		case GR_ROW_STAT_INTERPRETATIONS:
		case GR_ROW_STAT_RESPONSES_SOCIAL:
		case GR_ROW_STAT_CONCLUDED_ON_TIME:
		case GR_ROW_STAT_CONCLUDED_EXTENDED:
		case GR_ROW_STAT_ANSWERED_ALREADY_PUBLIC:
		case GR_ROW_STAT_ANSWERED_AMENDMENT:
		case GR_ROW_STAT_STAFF_FULL_TIME:
		case GR_ROW_STAT_BUDGET:
			return 1;
		default:
			return 0;
	}
}

static int
form_of(const gr_statistic_rows *rows)
{
	int			weight = -rows->local_heads;

	for (size_t i = 0; i < rows->count; i++)
		if (rows->rows[i].row != GR_ROW_NONE)
			weight += evidence(rows->rows[i].row);
	return weight < 0 ? GR_FORM_LOCAL : GR_FORM_2014;
}

static bool
is_table(const gr_statistic_rows *rows)
{
	int			known = 0;

	for (size_t i = 0; i < rows->count; i++)
		known += rows->rows[i].row != GR_ROW_NONE && rows->rows[i].count > 0;
	return known >= (rows->headed ? 1 : ROWS_OF_A_TABLE);
}

static int
column_of(int head)
{
	switch ((gr_statistic_head) head)
	{
		case GR_HEAD_TOTAL:
			return GR_COLUMN_STAT_TOTAL;
		case GR_HEAD_PERIOD:
			return GR_COLUMN_STAT_PERIOD;
		case GR_HEAD_CUMULATIVE:
			return GR_COLUMN_STAT_CUMULATIVE;
		default:
			return GR_COLUMN_NONE;
	}
}

/* The figure as it stands: of a column without a slot it takes the unit and kind of its row. */
static void
read_cell(const gr_statistic_row *row, const gr_statistic_value *value, gr_cell *cell)
{
	static const gr_slot_info unknown = {GR_TABLE_STATISTICS, GR_ROW_NONE, GR_COLUMN_NONE, 0, GR_UNIT_NONE, GR_QUANTITY_COUNT};
	gr_slot_info slot = row->row == GR_ROW_NONE ? unknown : gr_slots[gr_slot_of(row->row, GR_COLUMN_STAT_TOTAL)];
	gr_raw_cell raw = {GR_ITEM_VALUE, value->text, value->span};
	int			unit = row->unit;

	memset(cell, 0, sizeof(*cell));
	if (row->row == GR_ROW_NONE && unit != GR_UNIT_NONE && gr_units[unit].exponent >= 0)
		slot.quantity = GR_QUANTITY_MONEY;
	gr_take_cell(cell, &slot, &raw, unit);
	if (value->uncertain && gr_cell_has_value(cell))
	{
		cell->status = GR_CELL_AMBIGUOUS;
		cell->value = 0;
		cell->scale = 0;
		cell->unit = GR_UNIT_NONE;
		cell->reports = 0;
	}
}

static gr_status
keep_value(gr_arena *arena, gr_report *report, const gr_statistic_row *row, const gr_statistic_value *value, gr_span *again)
{
	int			column = column_of(value->head);
	int			slot = row->row == GR_ROW_NONE ? -1 : gr_slot_of(row->row, column);
	gr_extra	extra;
	gr_cell		cell;

	read_cell(row, value, &cell);
	if (slot >= 0 && gr_form_has(report->forms[GR_TABLE_STATISTICS], slot))
	{
		if (report->cells[slot].status == GR_CELL_MISSING)
		{
			report->cells[slot] = cell;
			report->labels[row->row] = row->label;
		}
		else if (again->pos == 0)
			*again = row->label;
		return GR_OK;
	}
	extra.table = GR_TABLE_STATISTICS;
	extra.row = row->row;
	extra.column = (unsigned char) column;
	extra.label = row->label;
	extra.cell = cell;
	return gr_report_add_extra(arena, report, extra);
}

static gr_status
keep_rows(gr_arena *arena, const gr_statistic_rows *rows, gr_report *report)
{
	gr_diagnostic d = {GR_RULE_TABLE_DUPLICATE, GR_TABLE_STATISTICS, {0, 0}, 0};
	gr_status	status = GR_OK;

	for (size_t i = 0; i < rows->count; i++)
	{
		const gr_statistic_row *row = &rows->rows[i];

		gr_span_widen(&report->tables[GR_TABLE_STATISTICS], row->label);
		if (row->row != GR_ROW_NONE && report->labels[row->row].pos == 0 &&
			gr_form_has(report->forms[GR_TABLE_STATISTICS], gr_slot_of(row->row, GR_COLUMN_STAT_TOTAL)))
			report->labels[row->row] = row->label;
		for (size_t v = 0; v < row->count && status == GR_OK; v++)
		{
			gr_span_widen(&report->tables[GR_TABLE_STATISTICS], row->values[v].span);
			status = keep_value(arena, report, row, &row->values[v], &d.span);
		}
	}
	if (status == GR_OK && d.span.pos != 0)
		status = gr_report_diagnose(arena, report, d);
	if (status == GR_OK && rows->full)
	{
		d.rule = GR_RULE_TEXT_LIMIT;
		d.span = rows->rows[rows->count - 1].label;
		status = gr_report_diagnose(arena, report, d);
	}
	return status;
}

gr_status
gr_statistics_read(gr_arena *arena, gr_slice text, const gr_html_page *page, gr_report *report, unsigned *layouts)
{
	gr_statistic_rows rows;
	gr_status	status = gr_statistic_rows_read(arena, text, page, &rows);

	if (status != GR_OK || !is_table(&rows))
		return status;
	report->forms[GR_TABLE_STATISTICS] = (unsigned char) form_of(&rows);
	*layouts |= rows.layouts;
	return keep_rows(arena, &rows, report);
}
