/*
 * extra_rows.c
 *		Rows that an organ added to an official table: kept, though no form has them.
 */
#include "cells.h"
#include "table_reader.h"

/* Words of a longer label, in bytes, are a note or a sentence. */
#define EXTRA_LABEL_LIMIT 240

/* A line with borders, in a table of which a row was met, whose words have figures behind them and no other words. */
static bool
is_extra_row(const gr_table_reader *r, const gr_line *line, size_t label_at)
{
	bool		figures = false;

	if (line->border != GR_BORDER_PIPE && line->border != GR_BORDER_TAB && line->border != GR_BORDER_HTML)
		return false;
	if (r->table != GR_TABLE_APPLICATIONS && (r->table != GR_TABLE_DISCLOSURE || r->block.count == 0))
		return false;
	if (r->result->extra_count == GR_EXTRAS_LIMIT || line->items[label_at].text.len > EXTRA_LABEL_LIMIT)
		return false;
	if (r->away || r->last_row == GR_ROW_NONE)
		return false;
	for (size_t i = label_at + 1; i < line->count; i++)
	{
		if (line->items[i].kind != GR_ITEM_VALUE && line->items[i].kind != GR_ITEM_BLANK)
			return false;
		figures = figures || line->items[i].kind == GR_ITEM_VALUE;
	}
	return figures;
}

bool
gr_keep_extra_row(gr_table_reader *r, const gr_line *line, size_t label_at)
{
	const gr_item *item = &line->items[label_at];
	gr_raw_tables *result = r->result;
	int			last_row = r->last_row;
	gr_raw_row **grown;

	if (!is_extra_row(r, line, label_at))
	{
		gr_finish_row(r);
		return true;
	}
	grown = gr_arena_grow(r->arena, result->extras, &result->extra_capacity, result->extra_count + 1, sizeof(gr_raw_row *));
	if (grown == NULL)
		return false;
	result->extras = grown;
	if (!gr_start_row(r, r->table, GR_ROW_NONE, r->table == GR_TABLE_APPLICATIONS ? 7 : (int) r->block.count, line))
		return false;
	r->last_row = last_row;
	r->row->label = gr_position_span(&r->position, item->from, item->to);
	if (line->border != GR_BORDER_HTML)
		r->row->before = (unsigned char) (item->cell + 1);
	gr_add_cells(r, line, label_at + 1);
	result->extras[result->extra_count++] = r->row;
	r->row = NULL;
	return true;
}

/* A column has no slot in a row that no form has: the unit is that of the row's figure or its head. */
static gr_slot_info
slot_for(const gr_raw_row *row, int i)
{
	gr_slot_info slot = {row->table, GR_ROW_NONE, GR_COLUMN_NONE, 0, GR_UNIT_NONE, GR_QUANTITY_COUNT};

	if (row->table == GR_TABLE_APPLICATIONS)
		slot.unit = GR_UNIT_DOCUMENT;
	else if (i >= 0 && row->block.columns[i] == GR_COLUMN_AMOUNT)
		slot.quantity = GR_QUANTITY_MONEY;
	else if (i >= 0 && row->block.columns[i] == GR_COLUMN_CHANGE)
		slot.quantity = GR_QUANTITY_CHANGE;
	return slot;
}

static gr_status
add_cell(gr_arena *arena, gr_report *report, const gr_raw_row *row, int column, int i, const gr_raw_cell *raw)
{
	gr_slot_info slot = slot_for(row, i);
	gr_extra	extra;

	memset(&extra, 0, sizeof(extra));
	extra.table = row->table;
	extra.row = GR_ROW_NONE;
	extra.column = (unsigned char) column;
	extra.label = row->label;
	gr_take_cell(&extra.cell, &slot, raw, i >= 0 && row->table == GR_TABLE_DISCLOSURE ? row->block.units[i] : GR_UNIT_NONE);
	return gr_report_add_extra(arena, report, extra);
}

gr_status
gr_extra_rows_assign(gr_arena *arena, const gr_raw_tables *raw, const gr_habits *all, gr_report *report)
{
	gr_status	status = GR_OK;

	for (size_t n = 0; n < raw->extra_count && status == GR_OK; n++)
	{
		const gr_raw_row *row = raw->extras[n];
		int			offset;

		if (report->forms[row->table] == GR_FORM_NONE)
			continue;
		offset = gr_offset_of(&raw->tables[row->table], row, all);
		for (size_t c = 0; c < row->count && status == GR_OK; c++)
		{
			int			i = offset == GR_NO_OFFSET ? -1 : (int) c - offset;
			bool		column = i >= 0 && i < row->wanted;

			if (row->cells[c].kind == GR_ITEM_BLANK)
				continue;
			status = add_cell(arena, report, row, !column ? GR_COLUMN_NONE : row->table == GR_TABLE_APPLICATIONS ? GR_COLUMN_NATURAL_PERSON + i : row->block.columns[i],
							  column ? i : -1, &row->cells[c]);
		}
	}
	return status;
}
