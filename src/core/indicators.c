#include "indicators.h"

const gr_indicator_info gr_indicators[GR_INDICATORS] = {
#define GR_INDICATOR(name, key, per, zh, en, numerator, denominator) {key, per, zh, en, {numerator, denominator}},
#include "indicators.def"
};

static const struct
{
	unsigned char indicator;
	unsigned char side;
	unsigned char row;
	unsigned char column;
}			cells[] = {
#define GR_INDICATOR_CELL(indicator, side, row, column) {GR_INDICATOR_##indicator, GR_INDICATOR_##side, GR_ROW_##row, GR_COLUMN_##column},
#include "indicators.def"
};

#define CELLS (sizeof(cells) / sizeof(cells[0]))

bool
gr_indicator_of_report(int indicator)
{
	return gr_indicators[indicator].words[GR_INDICATOR_NUMERATOR] == NULL;
}

/* Whether all rows of a group have the figures of as many reports; true for a row of its own. */
static bool
is_even(const gr_report *report, int row, int column)
{
	int			form = report->forms[gr_rows[row].table];
	int64_t		reports = -1;

	if (gr_slot_of(row, column) >= 0)
		return true;
	for (int child = row + 1; child < GR_ROWS && gr_rows[child].parent == row; child++)
	{
		int			slot = gr_slot_of(child, column);

		if (slot < 0 || !gr_form_has(form, slot))
			continue;
		if (reports >= 0 && report->cells[slot].reports != reports)
			return false;
		reports = report->cells[slot].reports;
	}
	return true;
}

bool
gr_indicator_parts(const gr_report *report, int indicator, gr_wide parts[GR_INDICATOR_SIDES])
{
	if (!gr_indicator_of_report(indicator))
		return false;
	parts[GR_INDICATOR_NUMERATOR] = gr_wide_of(0);
	parts[GR_INDICATOR_DENOMINATOR] = gr_wide_of(0);
	for (size_t i = 0; i < CELLS; i++)
	{
		gr_sum		sum;

		if (cells[i].indicator != indicator)
			continue;
		if (!gr_value_of(report, cells[i].row, cells[i].column, &sum))
			return false;
		/* A fraction or a negative figure is no count, whatever it should have been. */
		if (sum.scale != 0 || gr_wide_negative(sum.value))
			return false;
		/* Of some of the reports only: the other side may be of others. */
		if (report->rollup && (sum.reports != report->reports || !is_even(report, cells[i].row, cells[i].column)))
			return false;
		if (!gr_wide_add(&parts[cells[i].side], sum.value))
			return false;
	}
	return true;
}

void
gr_indicator_write_side(gr_writer *writer, int indicator, gr_indicator_side side)
{
	bool		first = true;

	if (gr_indicators[indicator].words[side] != NULL)
	{
		gr_write_bytes(writer, gr_slice_cstring(gr_indicators[indicator].words[side]));
		return;
	}
	for (size_t i = 0; i < CELLS; i++)
	{
		const gr_row_info *row = &gr_rows[cells[i].row];

		if (cells[i].indicator != indicator || cells[i].side != side)
			continue;
		gr_write_bytes(writer, gr_slice_cstring(first ? "" : " + "));
		gr_write_bytes(writer, gr_slice_cstring(gr_tables[row->table].key));
		gr_write_byte(writer, '.');
		gr_write_bytes(writer, gr_slice_cstring(row->key));
		gr_write_byte(writer, '.');
		gr_write_bytes(writer, gr_slice_cstring(gr_columns[cells[i].column].key));
		first = false;
	}
}
