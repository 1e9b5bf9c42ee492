#include "cells.h"

#include "column_offset.h"
#include "glued.h"
#include "identities.h"
#include "rare.h"
#include "row_order.h"
#include "utf8.h"

/* Rows of figures one a line that may fail to add up before their order is doubted. */
#define LONE_ROWS_BROKEN 4

/* ---------- forms ---------- */

static bool
table_has_content(const gr_raw_table *table)
{
	for (int i = 0; i < GR_RAW_ROWS; i++)
		if (table->rows[i] != NULL && table->rows[i]->count > 0)
			return true;
	return false;
}

/*
 * The labels decide, never the year.  A table whose labels are those of both
 * forms takes the form of the table that has it, else the form in force.
 */
static void
decide_forms(const gr_raw_tables *raw, gr_report *report)
{
	int			shared = GR_FORM_NONE;

	for (int t = 0; t < GR_TABLES; t++)
	{
		const gr_raw_table *table = &raw->tables[t];

		report->forms[t] = GR_FORM_NONE;
		if (!table_has_content(table))
			continue;
		if (table->evidence_2019 != table->evidence_2021)
			report->forms[t] = table->evidence_2019 > table->evidence_2021 ? GR_FORM_2019 : GR_FORM_2021;
		else
			report->forms[t] = GR_FORMS;
		if (report->forms[t] != GR_FORMS && (shared == GR_FORM_NONE || t == GR_TABLE_APPLICATIONS))
			shared = report->forms[t];
	}
	for (int t = 0; t < GR_TABLES; t++)
		if (report->forms[t] == GR_FORMS)
			report->forms[t] = (unsigned char) (shared == GR_FORM_NONE ? GR_FORM_2021 : shared);
}

/* ---------- figures ---------- */

static void
take_value(gr_cell *cell, int64_t value, int scale, int unit, gr_cell_status status)
{
	cell->value = value;
	cell->scale = (unsigned char) scale;
	cell->unit = (unsigned char) unit;
	cell->status = (unsigned char) status;
	cell->reports = 1;
}

/* Another row may have had a figure for it. */
static void
take_nothing(gr_cell *cell, gr_cell_status status)
{
	*cell = (gr_cell) {.span = cell->span, .status = (unsigned char) status};
}

static void
take_figure(gr_cell *cell, const gr_slot_info *slot, int64_t value, int scale, int unit, int header_unit)
{
	bool		money = slot->quantity == GR_QUANTITY_MONEY;

	if (unit == GR_UNIT_NONE)
		unit = header_unit != GR_UNIT_NONE ? header_unit : slot->unit;
	/* Money among counts, or things among money, is no figure of that cell. */
	if ((unit != GR_UNIT_NONE && (gr_units[unit].exponent >= 0) != money) || !gr_is_in_range(value, scale))
		take_nothing(cell, GR_CELL_INVALID);
	else
		take_value(cell, value, scale, unit, GR_CELL_GIVEN);
}

/* A cell that the reader of figures has to look at. */
static void
take_read(gr_cell *cell, const gr_slot_info *slot, gr_slice text, int header_unit)
{
	gr_number	number = gr_number_read(text);

	switch (number.kind)
	{
		case GR_NUMBER_BLANK:
			take_nothing(cell, GR_CELL_BLANK);
			break;
		case GR_NUMBER_PLACEHOLDER:
			take_nothing(cell, GR_CELL_PLACEHOLDER);
			break;
		case GR_NUMBER_UNCHANGED:
			if (slot->quantity == GR_QUANTITY_CHANGE)
				take_value(cell, 0, 0, slot->unit, GR_CELL_GIVEN);
			else
				take_nothing(cell, GR_CELL_INVALID);
			break;
		case GR_NUMBER_VALUE:
			/* 12.5万 of money is 万 of 元, whatever the head counts in. */
			if (number.multiplied && number.unit == GR_UNIT_NONE && slot->quantity == GR_QUANTITY_MONEY)
				number.unit = GR_UNIT_YUAN;
			take_figure(cell, slot, number.value, number.scale, number.unit, header_unit);
			break;
		case GR_NUMBER_NONE:
		case GR_NUMBER_UNREADABLE:
			take_nothing(cell, GR_CELL_INVALID);
			break;
	}
}

void
gr_take_cell(gr_cell *cell, const gr_slot_info *slot, const gr_raw_cell *raw, int header_unit)
{
	bool		digit = raw->kind == GR_ITEM_VALUE && raw->text.len == 1 && raw->text.data[0] >= '0' && raw->text.data[0] <= '9';

	cell->span = raw->span;
	/* The usual cell: a count, whose unit is none of money. */
	if (digit && slot->quantity != GR_QUANTITY_MONEY && header_unit == GR_UNIT_NONE)
		take_value(cell, raw->text.data[0] - '0', 0, slot->unit, GR_CELL_GIVEN);
	else
		take_read(cell, slot, raw->text, header_unit);
}

/* ---------- rows ---------- */

/* The slot and the header's unit of column i of a row; slot -1 where the form has no such cell. */
static inline int
slot_of_column(const gr_report *report, const gr_raw_row *row, int i, int *header_unit)
{
	int			row_id = row->row;
	int			column;
	int			slot;

	*header_unit = GR_UNIT_NONE;
	switch (row->table)
	{
		case GR_TABLE_DISCLOSURE:
			column = row->block.columns[i];
			/* Lost heads: the two forms have three columns each, one after the other. */
			if (row->block.by_form && report->forms[GR_TABLE_DISCLOSURE] == GR_FORM_2021 && column >= GR_COLUMN_MADE && column <= GR_COLUMN_PUBLIC_TOTAL)
				column += GR_COLUMN_ISSUED - GR_COLUMN_MADE;
			*header_unit = row->block.units[i];
			break;
		case GR_TABLE_APPLICATIONS:
			column = GR_COLUMN_NATURAL_PERSON + i;
			break;
		default:
			if (row->wanted == GR_PROCEEDINGS_CELLS)
				row_id = i < GR_OUTCOME_CELLS ? GR_ROW_RECONSIDERATION : i < 2 * GR_OUTCOME_CELLS ? GR_ROW_LITIGATION_DIRECT : GR_ROW_LITIGATION_AFTER_RECONSIDERATION;
			column = GR_COLUMN_UPHELD + i % GR_OUTCOME_CELLS;
			break;
	}
	slot = column == GR_COLUMN_NONE ? -1 : gr_slot_of(row_id, column);
	return slot >= 0 && gr_form_has(report->forms[row->table], slot) ? slot : -1;
}

/* Every cell of the row gets this status and the place of its figures. */
static void
mark_row(gr_report *report, const gr_raw_row *row, gr_cell_status status, gr_span span)
{
	int			unit;

	for (int i = 0; i < row->wanted; i++)
	{
		int			slot = slot_of_column(report, row, i, &unit);

		if (slot < 0)
			continue;
		memset(&report->cells[slot], 0, sizeof(gr_cell));
		report->cells[slot].status = (unsigned char) status;
		report->cells[slot].span = span;
	}
}

/* The unit of an amount that ends the run is no figure. */
static void
take_unit(gr_glued_run *run)
{
	int			last = run->count - 1;
	size_t		digits = run->text.len;
	gr_number	number;
	gr_slice	amount;

	while (digits > 0 && (run->text.data[digits - 1] < '0' || run->text.data[digits - 1] > '9'))
		digits--;
	if (digits == 0 || digits == run->text.len || run->slots[last] < 0 || gr_slots[run->slots[last]].quantity != GR_QUANTITY_MONEY)
		return;
	amount = gr_slice_sub(run->text, digits - 1, run->text.len);
	number = gr_number_read(amount);
	if (number.kind != GR_NUMBER_VALUE || number.to < amount.len || number.unit == GR_UNIT_NONE || gr_units[number.unit].exponent < 0)
		return;
	run->units[last] = (unsigned char) number.unit;
	/* The place counts characters. */
	run->span.len -= (uint32_t) gr_utf8_count(gr_slice_sub(amount, 1, amount.len));
	run->text.len = digits;
}

/* Figures without borders: kept until the rest of the table is known. */
static void
add_run(const gr_report *report, const gr_raw_row *row, gr_glued_run *run)
{
	run->text = row->cells[0].text;
	run->span = row->cells[0].span;
	run->count = row->wanted;
	for (int i = 0; i < row->wanted; i++)
	{
		int			header_unit;

		run->slots[i] = (short) slot_of_column(report, row, i, &header_unit);
		run->units[i] = (unsigned char) header_unit;
	}
	take_unit(run);
}

static bool
is_glued(const gr_raw_row *row)
{
	return !row->doubted && row->wanted > 1 && row->wanted <= GR_GLUED_CELLS && gr_row_is_glued(row);
}

static gr_span
span_of_content(const gr_raw_row *row)
{
	int			first = gr_first_content(row);
	int			last = gr_last_content(row);
	gr_span		span = {0, 0};

	if (first >= 0)
	{
		span.pos = row->cells[first].span.pos;
		span.len = row->cells[last].span.pos + row->cells[last].span.len - span.pos;
	}
	return span;
}

/* Two cells that may be one figure with a blank inside: three digits close behind one to three. */
static bool
may_be_split(const gr_raw_row *row)
{
	for (size_t i = 0; i + 1 < row->count; i++)
	{
		gr_slice	left = row->cells[i].text;
		gr_slice	right = row->cells[i + 1].text;

		if (right.len == 3 && left.len >= 1 && left.len <= 3 && left.data[0] >= '1' && left.data[0] <= '9' &&
			row->cells[i + 1].span.pos <= row->cells[i].span.pos + row->cells[i].span.len + 1)
			return true;
	}
	return false;
}

static bool
row_adds_up(const gr_report *report, int row)
{
	int64_t		sum = 0;
	int			total = gr_slot_of(row, GR_COLUMN_TOTAL);

	for (int column = GR_COLUMN_NATURAL_PERSON; column < GR_COLUMN_TOTAL; column++)
	{
		int			slot = gr_slot_of(row, column);

		sum += slot < 0 ? 0 : report->cells[slot].value;
	}
	return total >= 0 && sum == report->cells[total].value;
}

/* Heads one a line that are not in the order of any form have lost it, and so have the figures. */
static bool
in_order(const gr_block *block)
{
	for (size_t i = 0; i + 1 < block->count; i++)
		if (block->columns[i] != GR_COLUMN_NONE && block->columns[i + 1] <= block->columns[i])
			return false;
	return true;
}

/* Heads one a line, of which one is that of no cell of the row: it is left from another block. */
static bool
has_foreign_head(const gr_raw_row *row)
{
	if (row->table != GR_TABLE_DISCLOSURE || row->block.by_form)
		return false;
	for (int i = 0; i < row->wanted; i++)
		if (row->block.columns[i] != GR_COLUMN_NONE && gr_slot_of(row->row, row->block.columns[i]) < 0)
			return true;
	return false;
}

/* A row of a page with a figure for each column and nothing else but blanks, which are columns that keep others apart. */
GR_RARE static bool
leave_out_blanks(const gr_raw_row *row, gr_raw_row *dense)
{
	if (row->border != GR_BORDER_HTML || row->overlong || row->wanted < GR_OUTCOME_CELLS)
		return false;
	*dense = *row;
	dense->count = 0;
	for (size_t i = 0; i < row->count; i++)
		if (row->cells[i].kind == GR_ITEM_VALUE)
			dense->cells[dense->count++] = row->cells[i];
		else if (row->cells[i].kind != GR_ITEM_BLANK)
			return false;
	return dense->count == row->wanted;
}

static void
assign_row(gr_report *report, const gr_raw_table *table, const gr_raw_row *row, const gr_habits *all)
{
	gr_raw_row	dense;
	int			offset;

	if (row->count == 0)
		return;
	/* Without borders a blank cell leaves no trace: only a full row can be told. */
	if (row->border == GR_BORDER_NONE || row->border == GR_BORDER_BLANK)
		offset = row->count == row->wanted && !row->overlong ? 0 : GR_NO_OFFSET;
	else
		offset = gr_offset_of(table, row, all);
	if (row->doubted || (row->border == GR_BORDER_NONE && (!in_order(&row->block) || has_foreign_head(row))))
		offset = GR_NO_OFFSET;
	if (offset == GR_NO_OFFSET && !row->doubted && leave_out_blanks(row, &dense))
	{
		row = &dense;
		offset = 0;
	}
	if (offset == GR_NO_OFFSET)
	{
		/* Of nothing but blank cells it does not matter where the columns begin. */
		if (gr_first_content(row) < 0 && gr_has_borders(row) && gr_cells_of(row, all) >= row->wanted)
			mark_row(report, row, GR_CELL_BLANK, row->cells[0].span);
		else if (gr_first_content(row) >= 0)
			mark_row(report, row, GR_CELL_AMBIGUOUS, span_of_content(row));
		return;
	}
	for (int i = 0; i < row->wanted; i++)
	{
		int			header_unit;
		int			slot = slot_of_column(report, row, i, &header_unit);

		if (slot >= 0)
			gr_take_cell(&report->cells[slot], &gr_slots[slot], &row->cells[offset + i], header_unit);
	}
	/* As many figures as cells by chance: one was split, and another lost; or the second line has those of another row. */
	if (row->border == GR_BORDER_BLANK && row->table == GR_TABLE_APPLICATIONS && (row->pieced || may_be_split(row)) && !row_adds_up(report, row->row))
		mark_row(report, row, GR_CELL_AMBIGUOUS, span_of_content(row));
}

/* ---------- tables ---------- */

static gr_status
assign_table(gr_arena *arena, gr_report *report, const gr_raw_table *table, int id, const gr_habits *all)
{
	gr_glued_run *runs = NULL;
	int			count = 0;

	for (int i = 0; i < GR_RAW_ROWS; i++)
	{
		const gr_raw_row *row = table->rows[i];

		if (row == NULL)
			continue;
		if (row->label.pos != 0)
			report->labels[row->row] = row->label;
		if (is_glued(row))
		{
			if (runs == NULL)
				runs = gr_arena_alloc(arena, GR_RAW_ROWS * sizeof(gr_glued_run));
			if (runs == NULL)
				return GR_OUT_OF_MEMORY;
			add_run(report, row, &runs[count++]);
		}
		else
			assign_row(report, table, row, all);
		gr_span_widen(&report->tables[id], row->label);
		gr_span_widen(&report->tables[id], span_of_content(row));
	}
	return count == 0 ? GR_OK : gr_glued_solve(arena, report, id, runs, count);
}

/* Whether every identity of the table holds, all its cells known. */
static bool
adds_up(const gr_report *report, int table)
{
	gr_identity identities[GR_IDENTITIES];
	int			count = gr_identities_of(table, report->forms[table], identities);

	for (int i = 0; i < count; i++)
	{
		const gr_identity *identity = &identities[i];
		int64_t		sum = 0;

		for (int term = 0; term < identity->count; term++)
		{
			const gr_cell *cell = &report->cells[identity->terms[term]];

			if (!gr_cell_has_value(cell) || cell->scale != 0)
				return false;
			sum += identity->signs[term] * cell->value;
		}
		if (!gr_cell_has_value(&report->cells[identity->named]) || sum != report->cells[identity->named].value)
			return false;
	}
	return count > 0;
}

/* A row told by its place alone counts only in a table that adds up. */
static void
doubt_placed_rows(gr_report *report, const gr_raw_table *table, int id)
{
	if (table->orphan_count == 0 || adds_up(report, id))
		return;
	for (int i = 0; i < GR_RAW_ROWS; i++)
	{
		const gr_raw_row *row = table->rows[i];

		if (row != NULL && row->placed)
			mark_row(report, row, GR_CELL_AMBIGUOUS, span_of_content(row));
	}
}

/* Whether the figures of the row do not add up to its total, whatever those stand for that are no values. */
static bool
misses_total(const gr_report *report, int row)
{
	const gr_cell *total = &report->cells[gr_slot_of(row, GR_COLUMN_TOTAL)];
	int64_t		sum = 0;
	bool		whole = true;

	for (int column = GR_COLUMN_NATURAL_PERSON; column < GR_COLUMN_TOTAL; column++)
	{
		const gr_cell *cell = &report->cells[gr_slot_of(row, column)];

		if (gr_cell_has_value(cell))
			sum += cell->value;
		else
			whole = false;
	}
	return gr_cell_has_value(total) && (whole ? sum != total->value : sum > total->value);
}

/*
 * One figure a line: where the lines lost their order the rows of the applications do
 * not add up.  One that does not is a finding, many are none of the rows' figures.
 */
static void
doubt_lone_figures(gr_report *report, const gr_raw_table *table)
{
	int			rows = 0;
	int			broken = 0;

	for (int i = GR_ROW_RECEIVED; i <= GR_ROW_CARRIED_OUT; i++)
	{
		const gr_raw_row *row = table->rows[i];

		if (row == NULL || row->border != GR_BORDER_NONE || row->count != row->wanted)
			continue;
		rows++;
		broken += misses_total(report, i);
	}
	if (broken <= LONE_ROWS_BROKEN && broken * 2 < rows)
		return;
	for (int i = GR_ROW_RECEIVED; i <= GR_ROW_CARRIED_OUT; i++)
		if (table->rows[i] != NULL && table->rows[i]->border == GR_BORDER_NONE && table->rows[i]->count == table->rows[i]->wanted)
			mark_row(report, table->rows[i], GR_CELL_AMBIGUOUS, span_of_content(table->rows[i]));
}

/* Fifteen figures one a line, below heads that are broken: the order is the form's if they add up. */
static void
doubt_outcomes(gr_report *report, const gr_raw_table *table)
{
	const gr_raw_row *row = table->rows[GR_ROW_RECONSIDERATION];

	if (row != NULL && row->apart && !adds_up(report, GR_TABLE_PROCEEDINGS))
		mark_row(report, row, GR_CELL_AMBIGUOUS, span_of_content(row));
}

gr_layout
gr_layout_of(unsigned layouts)
{
	/* Markdown needs no rule in every table. */
	if ((layouts & 1u << GR_LAYOUT_MARKDOWN) != 0)
		layouts &= ~(1u << GR_LAYOUT_PIPE);
	for (int i = GR_LAYOUT_NONE + 1; i < GR_LAYOUT_MIXED; i++)
		if (layouts == 1u << i)
			return (gr_layout) i;
	return layouts == 0 ? GR_LAYOUT_NONE : GR_LAYOUT_MIXED;
}

gr_status
gr_cells_assign(gr_arena *arena, gr_raw_tables *raw, gr_report *report)
{
	gr_habits	all;

	gr_settle_last_borders(raw);
	decide_forms(raw, report);
	all = gr_habits_of(raw);
	for (int t = 0; t < GR_TABLES; t++)
	{
		gr_status	status;

		if (report->forms[t] == GR_FORM_NONE)
			continue;
		gr_rows_place(&raw->tables[t], t, report->forms[t]);
		status = assign_table(arena, report, &raw->tables[t], t, &all);
		if (status != GR_OK)
			return status;
		doubt_placed_rows(report, &raw->tables[t], t);
		if (t == GR_TABLE_APPLICATIONS)
			doubt_lone_figures(report, &raw->tables[t]);
		if (t == GR_TABLE_PROCEEDINGS)
			doubt_outcomes(report, &raw->tables[t]);
		if (raw->tables[t].again.pos != 0)
		{
			gr_diagnostic again = {GR_RULE_TABLE_DUPLICATE, (unsigned char) t, raw->tables[t].again, 0};

			status = gr_report_diagnose(arena, report, again);
			if (status != GR_OK)
				return status;
		}
	}
	return gr_extra_rows_assign(arena, raw, &all, report);
}
