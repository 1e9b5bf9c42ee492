#include "statistics.h"

#include "cells.h"
#include "statistics_rows.h"

/* So many rows that are sure to be of statistics make a table; fewer where heads stand above them. */
#define ROWS_OF_A_TABLE 3
#define ROWS_BELOW_HEADS 2

/* So many rows of the form of 2014, which has 58, are no short local table. */
#define ROWS_OF_2014 20

/* Years of the form of 2014. */
#define FIRST_YEAR_OF_2014 2014
#define LAST_YEAR_OF_2014 2018

static int
total_slot(int row)
{
	return gr_slot_of(row, GR_COLUMN_STAT_TOTAL);
}

/*
 * Rows that the form of 2014 has and no older table (1), and the other way round (-1).
 * E-mail and other ways of applying, which cities add to the form, say nothing.
 */
static int
evidence(int row)
{
	int			slot = total_slot(row);

	if (slot < 0 || row == GR_ROW_STAT_RECEIVED_EMAIL || row == GR_ROW_STAT_RECEIVED_OTHER)
		return 0;
	if (!gr_form_has(GR_FORM_2014, slot))
		return -1;
	switch (row)
	{
		case GR_ROW_STAT_PUBLISHED_WEIBO:
		case GR_ROW_STAT_PUBLISHED_WECHAT:
		case GR_ROW_STAT_HOT_TOPICS:
		case GR_ROW_STAT_PRESS_CONFERENCES_LED:
		case GR_ROW_STAT_INTERVIEWS_LED:
		case GR_ROW_STAT_INTERPRETATIONS:
		case GR_ROW_STAT_RESPONSES_SOCIAL:
		case GR_ROW_STAT_RESPONSES_OTHER:
		case GR_ROW_STAT_CONCLUDED_ON_TIME:
		case GR_ROW_STAT_CONCLUDED_EXTENDED:
		case GR_ROW_STAT_ANSWERED_ALREADY_PUBLIC:
		case GR_ROW_STAT_ANSWERED_AMENDMENT:
		case GR_ROW_STAT_STAFF_FULL_TIME:
		case GR_ROW_STAT_STAFF_PART_TIME:
		case GR_ROW_STAT_BUDGET:
			return 1;
		default:
			return 0;
	}
}

/*
 * What is certain is the local form: it has every row.  Rows that only one of the two
 * has decide, then the year with enough rows; heads such as 历年累计 are local ones.
 */
static int
form_of(const gr_statistic_rows *rows, int year)
{
	bool		met[GR_ROWS] = {false};
	int			weight = -rows->local_heads;
	int			known = 0;

	for (size_t i = 0; i < rows->count; i++)
	{
		int			row = rows->rows[i].row;

		if (row == GR_ROW_NONE || met[row])
			continue;
		met[row] = true;
		known++;
		weight += evidence(row);
	}
	if (weight != 0)
		return weight < 0 ? GR_FORM_LOCAL : GR_FORM_2014;
	return known >= ROWS_OF_2014 && year >= FIRST_YEAR_OF_2014 && year <= LAST_YEAR_OF_2014 ? GR_FORM_2014 : GR_FORM_LOCAL;
}

static bool
is_certain(const gr_statistic_row *row)
{
	for (size_t i = 0; i < row->count; i++)
		if (row->values[i].uncertain)
			return false;
	return true;
}

/* Rows of the table of applications have the label of some, and as many figures as there are applicants. */
static bool
is_of_later_form(const gr_statistic_row *row)
{
	return row->modern && !is_certain(row);
}

static bool
is_table(const gr_statistic_rows *rows)
{
	bool		met[GR_ROWS] = {false};
	int			known = 0;

	for (size_t i = 0; i < rows->count; i++)
	{
		const gr_statistic_row *row = &rows->rows[i];

		if (row->row == GR_ROW_NONE || row->modern || row->count == 0 || met[row->row] || (!is_certain(row) && !row->headed))
			continue;
		met[row->row] = true;
		known++;
	}
	return known >= (rows->headed ? ROWS_BELOW_HEADS : ROWS_OF_A_TABLE);
}

/* ---------- labels of several groups ---------- */

static void
doubt(gr_statistic_row *row)
{
	for (size_t i = 0; i < row->count; i++)
		row->values[i].uncertain = true;
}

static const gr_statistic_row *
row_among(const gr_statistic_rows *rows, int row)
{
	for (size_t i = 0; i < rows->count; i++)
		if (rows->rows[i].row == row)
			return &rows->rows[i];
	return NULL;
}

/* The figure of the year, if the row has one for certain. */
static bool
plain_value(const gr_statistic_row *row, int64_t *value)
{
	for (size_t i = 0; row != NULL && i < row->count; i++)
	{
		gr_number	number = gr_number_read(row->values[i].text);

		if (row->values[i].head != GR_HEAD_TOTAL || row->values[i].uncertain)
			continue;
		*value = number.value;
		return number.kind == GR_NUMBER_VALUE && number.scale == 0;
	}
	return false;
}

/* Three outcomes that add up to their group are its own. */
static bool
outcomes_add_up(const gr_statistic_rows *rows)
{
	int64_t		sum = 0;
	int64_t		value;

	for (int row = GR_ROW_STAT_RECONSIDERATION_UPHELD; row <= GR_ROW_STAT_RECONSIDERATION_OTHER; row++)
	{
		if (!plain_value(row_among(rows, row), &value) || value < 0 || value > GR_LARGEST_FIGURE)
			return false;
		sum += value;
	}
	return plain_value(row_among(rows, GR_ROW_STAT_RECONSIDERATION), &value) && value == sum;
}

/*
 * A label that several groups have goes with the group whose row came before.  Where
 * the row of the other group was lost its parts look like those of this one, once more.
 */
static void
doubt_shared(gr_statistic_rows *rows, int form)
{
	bool		suits = row_among(rows, GR_ROW_STAT_LITIGATION) != NULL || outcomes_add_up(rows);
	bool		refused = row_among(rows, GR_ROW_STAT_ANSWERED_REFUSED) != NULL;
	int			last = GR_ROW_NONE;

	for (size_t i = rows->count; i > 0; i--)
	{
		gr_statistic_row *row = &rows->rows[i - 1];
		int			parent = row->row == GR_ROW_NONE ? GR_ROW_NONE : gr_rows[row->row].parent;

		for (size_t k = 0; k + 1 < i && row->shared; k++)
			if (rows->rows[k].row == row->row)
			{
				doubt(row);
				break;
			}
		/* A table that ends in the group was cut, and lost no row. */
		if (row->shared && parent == GR_ROW_STAT_RECONSIDERATION && !suits && last != GR_ROW_NONE)
			doubt(row);
		else if (row->shared && parent == GR_ROW_STAT_ANSWERED && form == GR_FORM_LOCAL && !refused)
			doubt(row);
		else if (row->row != GR_ROW_NONE && parent != GR_ROW_STAT_RECONSIDERATION)
			last = row->row;
	}
}

/* ---------- lines that were removed ---------- */

/* Rows one cell a line, and those of them without a figure, that show that lines were removed. */
#define ROWS_ON_LINES 8
#define ROWS_WITHOUT 3

/* Whether the row's first figure is that of an earlier row on lines, too. */
static bool
is_repeated(const gr_statistic_rows *rows, size_t at)
{
	for (size_t i = 0; i < at; i++)
		if (rows->rows[i].own_lines && rows->rows[i].count > 0 && gr_slice_equal(rows->rows[i].values[0].text, rows->rows[at].values[0].text))
			return true;
	return false;
}

/*
 * Some extractors keep only the first of lines that are alike.  Where rows lack
 * figures and no two have the same one, a figure may be that of a label that is gone.
 */
static void
doubt_removed(gr_statistic_rows *rows)
{
	int			with = 0;
	int			without = 0;

	for (size_t i = 0; i < rows->count; i++)
	{
		without += rows->rows[i].count == 0;
		if (!rows->rows[i].own_lines || rows->rows[i].count == 0)
			continue;
		with++;
		if (is_repeated(rows, i))
			return;
	}
	for (size_t i = 0; i < rows->count && with >= ROWS_ON_LINES && without >= ROWS_WITHOUT; i++)
		if (rows->rows[i].own_lines)
			doubt(&rows->rows[i]);
}

/* ---------- cells ---------- */

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

		if (is_of_later_form(row) && !row->headed)
			continue;
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

/* ---------- other tables ---------- */

/* Whether the place is in the label of a row of this table. */
static bool
is_own_label(const gr_statistic_rows *rows, uint32_t pos)
{
	for (size_t i = 0; i < rows->count; i++)
	{
		const gr_statistic_row *row = &rows->rows[i];

		if (row->row != GR_ROW_NONE && !is_of_later_form(row) && pos >= row->label.pos && pos < row->label.pos + row->label.len)
			return true;
	}
	return false;
}

/* What a table has beyond its form. */
static void
drop_extras(int table, gr_report *report)
{
	size_t		kept = 0;

	for (size_t i = 0; i < report->extra_count; i++)
		if (report->extras[i].table != table)
			report->extras[kept++] = report->extras[i];
	report->extra_count = kept;
}

/* 四、行政复议 数量 looks like the row of a later form: what was read of one from these rows goes. */
static void
drop_later_tables(const gr_statistic_rows *rows, gr_report *report)
{
	for (int row = 0; row < GR_ROWS; row++)
	{
		int			table = gr_rows[row].table;

		if (table == GR_TABLE_STATISTICS || report->labels[row].pos == 0 || !is_own_label(rows, report->labels[row].pos))
			continue;
		for (int slot = gr_tables[table].first_slot; slot < (int) gr_tables[table].end_slot; slot++)
			memset(&report->cells[slot], 0, sizeof(gr_cell));
		for (int r = 0; r < GR_ROWS; r++)
			if (gr_rows[r].table == table)
				report->labels[r] = (gr_span) {0, 0};
		drop_extras(table, report);
		report->forms[table] = GR_FORM_NONE;
		report->tables[table] = (gr_span) {0, 0};
	}
}

bool
gr_statistics_hinted(const gr_arena *arena, gr_slice text, bool official)
{
	/* Each word, and which of its bytes few other characters have. */
	static const struct
	{
		const char *word;
		size_t		telling;
	}			words[] = {
		{"指标名称", 10}, {"收到申请数", 4}, {"申请答复数", 7}, {"統計指標", 1}, {"指標名稱", 10}, {"統計表", 1}, {"收到申請數", 4}, {"申請答復數", 7},
	};
	static const char *const behind[] = {"指标", "表", "数"};
	size_t		at = 0;
	gr_slice	statistics = GR_SLICE("统计");

	while ((at = gr_slice_find(text, at, statistics, 2)) != GR_NOT_FOUND)
	{
		at += statistics.len;
		for (size_t i = 0; i < sizeof(behind) / sizeof(behind[0]); i++)
			if (gr_slice_starts(gr_slice_sub(text, at, text.len), gr_slice_cstring(behind[i])))
				return true;
	}
	for (size_t i = 0; !official && !gr_cancelled(arena) && i < sizeof(words) / sizeof(words[0]); i++)
		if (gr_slice_find(text, 0, gr_slice_cstring(words[i].word), words[i].telling) != GR_NOT_FOUND)
			return true;
	return false;
}

gr_status
gr_statistics_read(gr_arena *arena, gr_slice text, const gr_html_page *page, gr_report *report, unsigned *layouts)
{
	gr_statistic_rows rows;
	gr_status	status = gr_statistic_rows_read(arena, text, page, &rows);

	if (status != GR_OK || !is_table(&rows))
		return status;
	report->forms[GR_TABLE_STATISTICS] = (unsigned char) form_of(&rows, report->header.year);
	drop_later_tables(&rows, report);
	doubt_removed(&rows);
	doubt_shared(&rows, report->forms[GR_TABLE_STATISTICS]);
	*layouts |= rows.layouts;
	return keep_rows(arena, &rows, report);
}
