/*
 * render.c
 *		Any report, printed in every format and read back: the same figures in the same cells.
 *
 * The bytes say what stands in its tables (draw.h), so that every input is a report.
 */
#include "check.h"
#include "draw.h"

int			LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The row or column of a drawn cell beyond the form, or none. */
static gr_extra
draw_extra(draw *d, int table)
{
	uint32_t	at = 5000 + 20 * draw_byte(d);
	gr_extra	extra;

	memset(&extra, 0, sizeof(extra));
	extra.table = (unsigned char) table;
	extra.row = (unsigned char) draw_below(d, GR_ROWS + 1);
	extra.column = (unsigned char) draw_below(d, GR_COLUMNS + 1);
	if (extra.row < GR_ROWS && gr_rows[extra.row].table != table)
		extra.row = GR_ROW_NONE;
	if (extra.column < GR_COLUMNS && gr_columns[extra.column].table != table)
		extra.column = GR_COLUMN_NONE;
	extra.label.pos = at;
	extra.label.len = 4;
	draw_cell(d, &extra.cell, gr_tables[table].first_slot, &at);
	if (extra.cell.status == GR_CELL_MISSING)
	{
		extra.cell.status = GR_CELL_INVALID;
		extra.cell.span = extra.label;
	}
	return extra;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	draw		d = draw_begin(data, size);
	gr_arena	arena;
	gr_report  *report;

	gr_arena_init(&arena, &gr_host_libc);
	report = gr_arena_alloc(&arena, sizeof(gr_report));
	draw_report(&d, report);
	for (unsigned extras = draw_below(&d, 8); extras > 0; extras--)
	{
		int			table = (int) draw_below(&d, GR_TABLES);

		if (report->forms[table] != GR_FORM_NONE)
			gr_report_add_extra(&arena, report, draw_extra(&d, table));
	}
	for (int format = 0; format < GR_FORMATS; format++)
		check_print(&arena, report, format);
	gr_arena_free(&arena);
	return 0;
}
