#include "series.h"

const gr_series_info gr_series[GR_SERIES_COUNT] = {
#define GR_SERIES(name, key, zh, en, unit) {key, zh, en, GR_UNIT_##unit},
#include "series.def"
};

static const struct
{
	unsigned char series;
	unsigned char row;
	unsigned char column;
}			cells[] = {
#define GR_SERIES_CELL(series, row, column) {GR_SERIES_##series, GR_ROW_##row, GR_COLUMN_##column},
#include "series.def"
};

#define CELLS (sizeof(cells) / sizeof(cells[0]))

/* One more than the series, so that 0 is "none". */
static const unsigned char series_at[GR_ROWS][GR_COLUMNS] = {
#define GR_SERIES_CELL(series, row, column) [GR_ROW_##row][GR_COLUMN_##column] = GR_SERIES_##series + 1,
#include "series.def"
};

int
gr_series_of(int row, int column)
{
	int			series = row >= GR_ROWS || column >= GR_COLUMNS ? 0 : series_at[row][column];

	return series == 0 ? (int) GR_SERIES_NONE : series - 1;
}

/* Without the vocabulary: the cell, or the sum of the group, as the form of its table has it. */
static bool
own_value(const gr_report *report, int row, int column, gr_sum *sum)
{
	int			slot = gr_slot_of(row, column);
	gr_cell		cell;

	if (!gr_report_value(report, row, column, &cell))
		return false;
	if (slot >= 0)
		return gr_cell_addend(&cell, slot, sum);
	/* A group of rows is a count: it has no slot, and needs no conversion. */
	sum->value = gr_wide_of(cell.value);
	sum->scale = cell.scale;
	sum->reports = cell.reports;
	return true;
}

/* A cell beyond the form, as local tables have them in columns of their own. */
static bool
extra_value(const gr_report *report, int row, int column, gr_sum *sum)
{
	int			slot = gr_slot_of(row, GR_COLUMN_STAT_TOTAL);

	for (size_t i = 0; i < report->extra_count && slot >= 0; i++)
		if (report->extras[i].row == row && report->extras[i].column == column && gr_cell_has_value(&report->extras[i].cell))
			return gr_cell_addend(&report->extras[i].cell, slot, sum);
	return false;
}

bool
gr_series_value_of(const gr_report *report, int series, gr_series_value *value)
{
	bool		any = false;

	for (size_t i = 0; i < CELLS; i++)
	{
		gr_sum		sum;

		if (cells[i].series != series || !own_value(report, cells[i].row, cells[i].column, &sum))
			continue;
		if (any)
		{
			/* Of a roll-up: some reports print it here, and others there. */
			if (sum.scale != value->sum.scale || !gr_wide_add(&value->sum.value, sum.value))
				return false;
			value->sum.reports += sum.reports;
			continue;
		}
		value->sum = sum;
		value->table = gr_rows[cells[i].row].table;
		value->row = cells[i].row;
		value->column = cells[i].column;
		any = true;
		/* Reports with two tables that tell it are in both sums: only one of them counts. */
		if (!report->rollup || report->overlap != 0)
			break;
	}
	return any;
}

/* Whether the table of the report prints the row in that column. */
static bool
is_printed(const gr_report *report, int row, int column)
{
	int			form = report->forms[gr_rows[row].table];
	int			slot = gr_slot_of(row, column);

	if (form == GR_FORM_NONE)
		return false;
	if (slot >= 0 && gr_form_has(form, slot))
		return true;
	for (int child = row + 1; child < GR_ROWS && gr_rows[child].parent == row; child++)
		if ((slot = gr_slot_of(child, column)) >= 0 && gr_form_has(form, slot))
			return true;
	return false;
}

bool
gr_value_of(const gr_report *report, int row, int column, gr_sum *sum)
{
	int			series = gr_series_of(row, column);
	gr_series_value value;

	if (series == GR_SERIES_NONE || (is_printed(report, row, column) && (!report->rollup || report->overlap != 0)))
		return own_value(report, row, column, sum) || extra_value(report, row, column, sum);
	if (!gr_series_value_of(report, series, &value))
		return false;
	*sum = value.sum;
	return true;
}
