#include "cells.h"

#include "glued.h"
#include "identities.h"
#include "row_order.h"
#include "utf8.h"

/* A label may be followed by so many cells of its own before the first column. */
#define OFFSET_LIMIT 8

/* Rows of figures one a line that may fail to add up before their order is doubted. */
#define LONE_ROWS_BROKEN 4

/* Rows that show together that they have lost no cell. */
#define EXACT_ROWS 4

/* The offset is not known. */
#define NO_OFFSET (-1)

/* ---------- forms ---------- */

static bool
table_has_content(const gr_raw_table *table)
{
	for (int i = 0; i < GR_ROWS; i++)
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

/* ---------- which cell is which column ---------- */

static int
first_content(const gr_raw_row *row)
{
	for (size_t i = 0; i < row->count; i++)
		if (row->cells[i].kind != GR_ITEM_BLANK)
			return (int) i;
	return -1;
}

static int
last_content(const gr_raw_row *row)
{
	for (size_t i = row->count; i > 0; i--)
		if (row->cells[i - 1].kind != GR_ITEM_BLANK)
			return (int) i - 1;
	return -1;
}

/*
 * What the rows of a text with the same border have in common, those that begin with it
 * and those that do not.
 */
typedef struct habit
{
	bool		known;			/* some row with all its figures was met */
	bool		closes;			/* all such rows end with a separator, so that it is no cell */
} habit;

typedef struct habits
{
	habit		of[GR_BORDER_HTML + 1][2];
} habits;

typedef struct usual
{
	int			offset;			/* cells between the label and the first column; NO_OFFSET: not known */
	int			moved;			/* the same, for columns that stand below those of rows with another label cell */
	bool		same;			/* told by rows whose label stands in the same cell */
	bool		as_many;		/* and that have as many columns */
	bool		counted;		/* told by rows, and not by heads alone */
} usual;

static bool
is_full(const gr_raw_row *row)
{
	int			first = first_content(row);

	return first >= 0 && last_content(row) - first + 1 == row->wanted;
}

static bool
has_borders(const gr_raw_row *row)
{
	return row->border != GR_BORDER_NONE && row->border != GR_BORDER_BLANK;
}

/* One row that ends with a figure, and not with a separator, shows that separators at the end are cells. */
static habits
habits_of(const gr_raw_tables *raw)
{
	habits		all;

	memset(&all, 0, sizeof(all));
	for (int t = 0; t < GR_TABLES; t++)
		for (int i = 0; i < GR_ROWS; i++)
		{
			const gr_raw_row *row = raw->tables[t].rows[i];
			habit	   *h;

			if (row == NULL || !has_borders(row) || !is_full(row))
				continue;
			h = &all.of[row->border][row->opens];
			h->closes = row->closes && (h->closes || !h->known);
			h->known = true;
		}
	return all;
}

/* Whether the separator at the end of the row is taken for its border: what opens with one ends with one. */
static bool
ends_with_border(const gr_raw_row *row, const habits *all)
{
	const habit *h = &all->of[row->border][row->opens];

	return row->closes && (h->known ? h->closes : row->opens && row->border == GR_BORDER_PIPE);
}

/* Whether that is more than a guess. */
static bool
end_is_known(const gr_raw_row *row, const habits *all)
{
	return !row->closes || all->of[row->border][row->opens].known || (row->opens && row->border == GR_BORDER_PIPE);
}

/* Whether the columns may begin at that offset among so many cells: no figure lies outside them, and none is cut off. */
static bool
offset_fits(const gr_raw_row *row, int offset, int cells)
{
	int			first = first_content(row);
	int			last = last_content(row);

	return offset >= 0 && offset + row->wanted <= cells && (first < 0 || (first >= offset && last < offset + row->wanted));
}

/* The cells that the row certainly has, or might have where a separator at the end may be a blank cell. */
static int
cells_of(const gr_raw_row *row, const habits *all)
{
	return (int) row->count - ends_with_border(row, all);
}

/* The only offset that fits, or NO_OFFSET. */
static int
only_offset(const gr_raw_row *row, const habits *all)
{
	int			cells = cells_of(row, all);
	int			found = NO_OFFSET;

	for (int offset = 0; offset + row->wanted <= cells; offset++)
	{
		if (!offset_fits(row, offset, cells))
			continue;
		if (found != NO_OFFSET)
			return NO_OFFSET;
		found = offset;
	}
	/* A last cell that may be no cell must not be needed. */
	if (found != NO_OFFSET && !end_is_known(row, all) && found + row->wanted > cells - 1)
		return NO_OFFSET;
	return found;
}

/* Whether a row with all its figures tells something of a row like that. */
static bool
is_example(const gr_raw_row *row, const gr_raw_row *like, const usual *u)
{
	return row != NULL && has_borders(row) && is_full(row) && (!u->same || row->before == like->before) &&
		(!u->as_many || (row->wanted == like->wanted && first_content(row) == u->offset));
}

/*
 * The offset that most full rows have whose label stands in the same cell.  Without
 * such rows, that of the others; "moved" is then what it would be if the columns stand
 * below one another.
 */
static usual
usual_of(const gr_raw_table *table, const gr_raw_row *like)
{
	usual		u = {NO_OFFSET, NO_OFFSET, true, false, false};
	int			votes[OFFSET_LIMIT] = {0};
	bool		same = false;

	for (int i = 0; i < GR_ROWS; i++)
		same = same || is_example(table->rows[i], like, &u);
	u.same = same;
	for (int i = 0; i < GR_ROWS; i++)
	{
		const gr_raw_row *row = table->rows[i];
		bool		example = is_example(row, like, &u);
		int			offset;

		if (row == NULL || !has_borders(row) || row->wanted == 0 || (u.same && row->before != like->before))
			continue;
		/* A block is what the heads of the table of disclosure say; other tables have none. */
		offset = example ? first_content(row) : row->table == GR_TABLE_DISCLOSURE ? row->block.offset : NO_OFFSET;
		if (offset < 0 || offset >= OFFSET_LIMIT)
			continue;
		votes[offset]++;
		if (u.offset != NO_OFFSET && votes[offset] <= votes[u.offset])
			continue;
		u.offset = offset;
		u.moved = u.same || row->before == 0 || like->before == 0 ? offset : offset + row->before - like->before;
	}
	for (int i = 0; i < GR_ROWS && u.offset != NO_OFFSET; i++)
	{
		const gr_raw_row *row = table->rows[i];

		if (!is_example(row, like, &u) || first_content(row) != u.offset)
			continue;
		u.counted = true;
		u.as_many = u.as_many || row->wanted == like->wanted;
	}
	return u;
}

static bool
keeps_distance(const gr_raw_table *table, int offset)
{
	int			before = 0;

	for (int i = 0; i < GR_ROWS; i++)
	{
		const gr_raw_row *row = table->rows[i];

		if (row == NULL || !has_borders(row) || row->before == 0 || !is_full(row) || first_content(row) != offset)
			continue;
		if (before != 0 && row->before != before)
			return true;
		before = row->before;
	}
	return false;
}

/* Cells of the whole line of a full row: what a blank line below it gave is none of it. */
static int
length_of(const gr_raw_row *row)
{
	return row->before + (int) (row->count - row->tail);
}

/* Cells behind the last column of a full row. */
static int
surplus_of(const gr_raw_row *row)
{
	return (int) (row->count - row->tail) - first_content(row) - row->wanted;
}

/* Blank cells at its end, among so many. */
static int
blanks_behind(const gr_raw_row *row, size_t count)
{
	return (int) count - 1 - last_content(row);
}

/*
 * Whether a full row shows that a row of so many cells has lost none.  Rows of the
 * blocks of a table are of one length, or have as many cells behind their last column:
 * a longer one is sure to be whole, and so is one with fewer blanks at its end.
 */
static bool
is_alike(const gr_raw_row *full, const gr_raw_row *row, int offset, size_t count)
{
	if (length_of(full) == row->before + (int) count)
		return full->wanted >= row->wanted || blanks_behind(row, count) < surplus_of(full);
	return (full->wanted != row->wanted || row->before > full->before) && (int) count - offset - row->wanted == surplus_of(full);
}

/* The cells that the line of heads of its block has behind the last column, -1: not known. */
static int
surplus_of_heads(const gr_raw_row *row)
{
	const gr_block *block = &row->block;

	if (row->table != GR_TABLE_DISCLOSURE || block->cells < 0 || block->count != row->wanted)
		return -1;
	return block->cells - block->offset - row->wanted;
}

/*
 * Whether half of the full rows show that the row is whole: one may be the last of its
 * table.  Heads of a block are as good as they.
 */
static bool
has_usual_length(const gr_raw_table *table, const gr_raw_row *row, const usual *u, size_t count)
{
	int			surplus = surplus_of_heads(row);
	int			examples = 0;
	int			alike = 0;

	if (surplus >= 0 && row->block.offset == u->offset && (int) count - u->offset - row->wanted == surplus)
		return true;

	for (int i = 0; i < GR_ROWS; i++)
	{
		const gr_raw_row *full = table->rows[i];

		if (!is_example(full, row, u) || first_content(full) != u->offset)
			continue;
		examples++;
		alike += is_alike(full, row, u->offset, count);
	}
	return alike > 0 && alike * 2 >= examples;
}

/*
 * Whether the row ends with its last column where all others go on with empty cells, as
 * the last row of a table may.  Of a row that lost a cell the others would follow.
 */
static bool
ends_with_columns(const gr_raw_table *table, const gr_raw_row *row, const usual *u, const habits *all)
{
	int			cells = cells_of(row, all);
	int			blank = blanks_behind(row, (size_t) cells);

	if (!end_is_known(row, all) || cells != u->offset + row->wanted)
		return false;
	if (surplus_of_heads(row) - ends_with_border(row, all) > blank && row->block.offset == u->offset)
		return true;
	for (int i = 0; i < GR_ROWS; i++)
	{
		const gr_raw_row *full = table->rows[i];

		if (is_example(full, row, u) && first_content(full) == u->offset && surplus_of(full) - ends_with_border(full, all) <= blank)
			return false;
	}
	return u->counted;
}

/*
 * Cells one a line lose none at the end of a line: where three rows of four have as many
 * as columns they are these.
 */
static bool
are_exact(const gr_raw_table *table, const gr_raw_row *like)
{
	int			rows = 0;
	int			exact = 0;

	for (int i = 0; i < GR_ROWS; i++)
	{
		const gr_raw_row *row = table->rows[i];

		if (row == NULL || !row->narrow || row->wanted != like->wanted)
			continue;
		rows++;
		exact += row->count == row->wanted;
	}
	return rows >= EXACT_ROWS && exact * 4 >= rows * 3;
}

/* Whether the whole line is longer than those of all full rows, so that the columns are not below one another. */
static bool
is_longer_line(const gr_raw_table *table, const gr_raw_row *row, const usual *u)
{
	for (int i = 0; i < GR_ROWS; i++)
		if (is_example(table->rows[i], row, u) && length_of(table->rows[i]) >= length_of(row))
			return false;
	return true;
}

/* The offset that full rows of the table tell of one that is not. */
static int
offset_like_others(const gr_raw_table *table, const gr_raw_row *row, const habits *all)
{
	int			cells = cells_of(row, all);
	usual		u = usual_of(table, row);

	/* Full rows whose labels stand in different cells, at the same distance: distances count, not columns. */
	if (u.moved != u.offset && keeps_distance(table, u.offset))
		u.moved = u.offset;
	if (u.offset == NO_OFFSET)
	{
		int			offset = only_offset(row, all);

		if (row->narrow && row->count == row->wanted && are_exact(table, row))
			return 0;
		/* A row without label begins with its first column. */
		if (row->label.pos == 0 && cells == row->wanted && end_is_known(row, all))
			return offset;
		/* No row tells where the columns begin: a blank there may be a cell of the label, and a cell lost behind. */
		return offset != NO_OFFSET && offset == first_content(row) ? offset : NO_OFFSET;
	}
	if (u.counted && !has_usual_length(table, row, &u, row->count))
	{
		if (has_usual_length(table, row, &u, row->count - row->tail))
			cells -= (int) row->tail;
		else if (!ends_with_columns(table, row, &u, all))
			return NO_OFFSET;
	}
	if (u.moved != u.offset && is_longer_line(table, row, &u))
		u.moved = u.offset;
	if (u.moved != u.offset && offset_fits(row, u.moved, cells))
		return offset_fits(row, u.offset, cells) ? NO_OFFSET : u.moved;
	return offset_fits(row, u.offset, cells) ? u.offset : NO_OFFSET;
}

/* The offset that the heads tell, for a row as long as their line, unless a full row belies them. */
static int
offset_below_heads(const gr_raw_table *table, const gr_raw_row *row)
{
	const usual any = {NO_OFFSET, NO_OFFSET, false, false, false};
	int			offset = table->columns_at - row->begins;

	if (table->columns_at < 0 || row->begins < 0 || row->begins + (int) row->count != table->columns_end)
		return NO_OFFSET;
	for (int i = 0; i < GR_ROWS; i++)
		if (is_example(table->rows[i], row, &any) && table->rows[i]->begins + first_content(table->rows[i]) != table->columns_at)
			return NO_OFFSET;
	return offset_fits(row, offset, (int) row->count) ? offset : NO_OFFSET;
}

/* The border that a line opens with may fill a page, where other labels begin their lines. */
static int
offset_behind_filler(const gr_raw_table *table, const gr_raw_row *row, const habits *all)
{
	gr_raw_row	bare = *row;

	bare.opens = false;
	bare.before = 1;
	for (int i = 0; i < GR_ROWS; i++)
		if (table->rows[i] != NULL && is_full(table->rows[i]) && table->rows[i]->before == 1 && !table->rows[i]->opens)
			return offset_like_others(table, &bare, all);
	return NO_OFFSET;
}

/*
 * Where the columns of a row with borders begin, or NO_OFFSET.  A row with blanks at
 * its ends counts only if it is as long as those without.
 */
static int
offset_of(const gr_raw_table *table, const gr_raw_row *row, const habits *all)
{
	int			offset;

	if (row->overlong || row->wanted == 0)
		return NO_OFFSET;
	if (is_full(row))
		return first_content(row);
	/* Of a row without label nothing else tells that it has lost no cell. */
	if (row->label.pos == 0 && table->columns_at >= 0)
		return offset_below_heads(table, row);
	offset = offset_like_others(table, row, all);
	if (offset == NO_OFFSET)
		offset = offset_below_heads(table, row);
	return offset == NO_OFFSET && row->opens && row->before == 2 ? offset_behind_filler(table, row, all) : offset;
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

static void
take_figure(gr_cell *cell, const gr_slot_info *slot, const gr_number *number, int header_unit)
{
	bool		money = slot->quantity == GR_QUANTITY_MONEY;
	int64_t		limit = number->value / gr_power_of_ten(number->scale);
	int			unit = number->unit;

	if (unit == GR_UNIT_NONE)
		unit = header_unit != GR_UNIT_NONE ? header_unit : slot->unit;
	/* Money among counts, or things among money, is no figure of that cell. */
	if ((unit != GR_UNIT_NONE && (gr_units[unit].exponent >= 0) != money) || limit > GR_LARGEST_FIGURE || limit < -GR_LARGEST_FIGURE)
		cell->status = GR_CELL_INVALID;
	else
		take_value(cell, number->value, number->scale, unit, GR_CELL_GIVEN);
}

static void
take_cell(gr_cell *cell, const gr_slot_info *slot, const gr_raw_cell *raw, int header_unit)
{
	gr_number	number;

	cell->span = raw->span;
	if (raw->kind == GR_ITEM_VALUE && raw->text.len == 1 && raw->text.data[0] >= '0' && raw->text.data[0] <= '9')
	{
		/* The usual cell, without the reader of figures. */
		number.value = raw->text.data[0] - '0';
		number.scale = 0;
		number.unit = GR_UNIT_NONE;
		take_figure(cell, slot, &number, header_unit);
		return;
	}
	number = gr_number_read(raw->text);
	switch (number.kind)
	{
		case GR_NUMBER_BLANK:
			cell->status = GR_CELL_BLANK;
			break;
		case GR_NUMBER_PLACEHOLDER:
			cell->status = GR_CELL_PLACEHOLDER;
			break;
		case GR_NUMBER_UNCHANGED:
			if (slot->quantity == GR_QUANTITY_CHANGE)
				take_value(cell, 0, 0, slot->unit, GR_CELL_GIVEN);
			else
				cell->status = GR_CELL_INVALID;
			break;
		case GR_NUMBER_VALUE:
			take_figure(cell, slot, &number, header_unit);
			break;
		case GR_NUMBER_NONE:
		case GR_NUMBER_UNREADABLE:
			cell->status = GR_CELL_INVALID;
			break;
	}
}

/* ---------- rows ---------- */

/* The slot and the header's unit of column i of a row; slot -1 where the form has no such cell. */
static int
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
			/* The row of fifteen: five cells for each of the three kinds. */
			if (row->wanted == 15)
				row_id = i < 5 ? GR_ROW_RECONSIDERATION : i < 10 ? GR_ROW_LITIGATION_DIRECT : GR_ROW_LITIGATION_AFTER_RECONSIDERATION;
			column = GR_COLUMN_UPHELD + i % 5;
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
	return row->wanted > 1 && row->wanted <= GR_GLUED_CELLS && gr_row_is_glued(row);
}

static gr_span
span_of_content(const gr_raw_row *row)
{
	int			first = first_content(row);
	int			last = last_content(row);
	gr_span		span = {0, 0};

	if (first >= 0)
	{
		span.pos = row->cells[first].span.pos;
		span.len = row->cells[last].span.pos + row->cells[last].span.len - span.pos;
	}
	return span;
}

/* Two cells that may be one figure with a blank inside: three digits behind one to three. */
static bool
may_be_split(const gr_raw_row *row)
{
	for (size_t i = 0; i + 1 < row->count; i++)
	{
		gr_slice	left = row->cells[i].text;
		gr_slice	right = row->cells[i + 1].text;

		if (right.len == 3 && left.len >= 1 && left.len <= 3 && left.data[0] >= '1' && left.data[0] <= '9')
			return true;
	}
	return false;
}

static bool
row_adds_up(const gr_report *report, int row)
{
	int64_t		sum = 0;

	for (int column = GR_COLUMN_NATURAL_PERSON; column < GR_COLUMN_TOTAL; column++)
		sum += report->cells[gr_slot_of(row, column)].value;
	return sum == report->cells[gr_slot_of(row, GR_COLUMN_TOTAL)].value;
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

static void
assign_row(gr_report *report, const gr_raw_table *table, const gr_raw_row *row, const habits *all)
{
	int			offset;

	if (row->count == 0)
		return;
	/* Without borders a blank cell leaves no trace: only a full row can be told. */
	if (row->border == GR_BORDER_NONE || row->border == GR_BORDER_BLANK)
		offset = row->count == row->wanted && !row->overlong ? 0 : NO_OFFSET;
	else
		offset = offset_of(table, row, all);
	if (row->border == GR_BORDER_NONE && !in_order(&row->block))
		offset = NO_OFFSET;
	if (offset == NO_OFFSET)
	{
		/* Of nothing but blank cells it does not matter where the columns begin. */
		if (first_content(row) < 0 && has_borders(row) && cells_of(row, all) >= row->wanted)
			mark_row(report, row, GR_CELL_BLANK, row->cells[0].span);
		else if (first_content(row) >= 0)
			mark_row(report, row, GR_CELL_AMBIGUOUS, span_of_content(row));
		return;
	}
	for (int i = 0; i < row->wanted; i++)
	{
		int			header_unit;
		int			slot = slot_of_column(report, row, i, &header_unit);

		if (slot >= 0)
			take_cell(&report->cells[slot], &gr_slots[slot], &row->cells[offset + i], header_unit);
	}
	/* As many figures as cells by chance: one was split, and another lost. */
	if (row->border == GR_BORDER_BLANK && row->table == GR_TABLE_APPLICATIONS && may_be_split(row) && !row_adds_up(report, row->row))
		mark_row(report, row, GR_CELL_AMBIGUOUS, span_of_content(row));
}

/* ---------- tables ---------- */

static void
widen(gr_span *table, gr_span part)
{
	uint32_t	end;

	if (part.pos == 0)
		return;
	if (table->pos == 0)
	{
		*table = part;
		return;
	}
	end = table->pos + table->len;
	if (part.pos + part.len > end)
		end = part.pos + part.len;
	if (part.pos < table->pos)
		table->pos = part.pos;
	table->len = end - table->pos;
}

static gr_status
assign_table(gr_arena *arena, gr_report *report, const gr_raw_table *table, int id, const habits *all)
{
	gr_glued_run *runs = NULL;
	int			count = 0;

	for (int i = 0; i < GR_ROWS; i++)
	{
		const gr_raw_row *row = table->rows[i];

		if (row == NULL)
			continue;
		if (row->label.pos != 0)
			report->labels[row->row] = row->label;
		if (is_glued(row))
		{
			if (runs == NULL)
				runs = gr_arena_alloc(arena, GR_ROWS * sizeof(gr_glued_run));
			if (runs == NULL)
				return GR_OUT_OF_MEMORY;
			add_run(report, row, &runs[count++]);
		}
		else
			assign_row(report, table, row, all);
		widen(&report->tables[id], row->label);
		widen(&report->tables[id], span_of_content(row));
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
	for (int i = 0; i < GR_ROWS; i++)
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

static gr_layout
layout_of(unsigned layouts)
{
	/* Markdown needs no rule in every table. */
	if ((layouts & 1u << GR_LAYOUT_MARKDOWN) != 0)
		layouts &= ~(1u << GR_LAYOUT_PIPE);
	for (int i = GR_LAYOUT_NONE + 1; i < GR_LAYOUT_MIXED; i++)
		if (layouts == 1u << i)
			return (gr_layout) i;
	return layouts == 0 ? GR_LAYOUT_NONE : GR_LAYOUT_MIXED;
}

/* Rows whose label is followed by another, without and with a border alone on a line between. */
typedef struct borders_between
{
	int			rows[2];
	int			full[2];
} borders_between;

static void
count_borders(const gr_raw_table *table, borders_between *count)
{
	for (int i = 0; i < GR_ROWS; i++)
	{
		const gr_raw_row *row = table->rows[i];

		if (row == NULL || !row->followed || !has_borders(row))
			continue;
		count->rows[row->tail > 0]++;
		count->full[row->tail > 0] += is_full(row);
	}
}

/*
 * A border alone on a line before a label may open its row, and is then no cell of the
 * row before.  Full rows tell, those of the table first; without them nearly all rows
 * must have one.
 */
static void
settle_last_borders(gr_raw_tables *raw)
{
	borders_between text = {{0, 0}, {0, 0}};

	for (int t = 0; t < GR_TABLES; t++)
		count_borders(&raw->tables[t], &text);
	for (int t = 0; t < GR_TABLES; t++)
	{
		borders_between count = {{0, 0}, {0, 0}};
		bool		open;

		count_borders(&raw->tables[t], &count);
		if (count.full[0] + count.full[1] == 0)
			count = text;
		open = count.full[0] + count.full[1] > 0 ? count.full[1] > count.full[0] : count.rows[1] > 9 * count.rows[0];
		for (int i = 0; i < GR_ROWS; i++)
		{
			gr_raw_row *row = raw->tables[t].rows[i];

			if (row == NULL || !row->narrow)
				continue;
			row->count -= open ? row->tail : 0;
			row->tail = 0;
		}
	}
}

gr_status
gr_cells_assign(gr_arena *arena, gr_raw_tables *raw, gr_report *report)
{
	habits		all;

	settle_last_borders(raw);
	decide_forms(raw, report);
	all = habits_of(raw);
	report->header.layout = (unsigned char) layout_of(raw->layouts);
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
		if (raw->tables[t].again.pos != 0)
		{
			gr_diagnostic again = {GR_RULE_TABLE_DUPLICATE, (unsigned char) t, raw->tables[t].again, 0};

			status = gr_report_diagnose(arena, report, again);
			if (status != GR_OK)
				return status;
		}
	}
	return GR_OK;
}
