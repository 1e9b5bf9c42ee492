/*
 * draw.h
 *		Reports drawn from the bytes that the fuzzer tries: any bytes are a legal report.
 *
 * A change of one byte changes little, so that what the fuzzer keeps says something.
 */
#ifndef GR_FUZZ_DRAW_H
#define GR_FUZZ_DRAW_H

#include "../unit/sample.h"

/* Bytes not taken yet; at the end zeros come. */
typedef struct draw
{
	const uint8_t *at;
	const uint8_t *end;
} draw;

static TAP_UNUSED draw
draw_begin(const uint8_t *data, size_t size)
{
	draw		d = {data, size == 0 ? data : data + size};

	return d;
}

static TAP_UNUSED unsigned
draw_byte(draw *d)
{
	return d->at == d->end ? 0 : *d->at++;
}

static TAP_UNUSED unsigned
draw_below(draw *d, unsigned n)
{
	return draw_byte(d) % n;
}

/* Mostly what such tables have; now and then as large as a figure may be. */
static TAP_UNUSED int64_t
draw_figure(draw *d)
{
	unsigned	how = draw_byte(d);
	int64_t		value = 0;

	if (how < 160)
		return how % 16;
	for (int bytes = how < 210 ? 1 : how < 240 ? 2 : 5; bytes > 0; bytes--)
		value = value << 8 | draw_byte(d);
	if (value > GR_LARGEST_FIGURE)
		value = GR_LARGEST_FIGURE;
	return how % 16 == 0 ? -value : value;
}

static TAP_UNUSED void
draw_value(draw *d, gr_cell *cell, int slot)
{
	static const unsigned char money_units[] = {GR_UNIT_NONE, GR_UNIT_YUAN, GR_UNIT_WAN_YUAN, GR_UNIT_YI_YUAN};
	unsigned	detail = draw_byte(d);

	cell->value = draw_figure(d);
	cell->scale = detail % 8 == 7 ? (unsigned char) (1 + detail / 8 % GR_LARGEST_SCALE) : 0;
	cell->unit = gr_slots[slot].unit;
	if (gr_slots[slot].quantity == GR_QUANTITY_MONEY)
		cell->unit = money_units[detail / 64];
	else if (detail % 8 == 6)
		cell->unit = (unsigned char) (GR_UNIT_DOCUMENT + detail / 8 % (GR_CELL_UNITS - GR_UNIT_DOCUMENT));
	cell->reports = 1;
}

/* A cell that parse could have read; places lie one behind the other. */
static TAP_UNUSED void
draw_cell(draw *d, gr_cell *cell, int slot, uint32_t *at)
{
	static const unsigned char statuses[] = {
		GR_CELL_MISSING, GR_CELL_BLANK, GR_CELL_PLACEHOLDER, GR_CELL_AMBIGUOUS, GR_CELL_INVALID, GR_CELL_SOLVED,
	};
	unsigned	how = draw_byte(d);

	memset(cell, 0, sizeof(*cell));
	cell->status = how < 200 ? GR_CELL_GIVEN : statuses[how % sizeof(statuses)];
	if (gr_cell_has_value(cell))
		draw_value(d, cell, slot);
	if (cell->status == GR_CELL_MISSING)
		return;
	cell->span.pos = *at += 2;
	cell->span.len = cell->status == GR_CELL_BLANK ? 0 : 1 + how % 3;
	*at += cell->span.len;
}

/* The tables of a report, each in one of its forms or absent. */
static TAP_UNUSED void
draw_tables(draw *d, gr_report *report)
{
	uint32_t	at = 10;

	for (int t = 0; t < GR_TABLES; t++)
	{
		unsigned	how = draw_byte(d);
		int			row = GR_ROW_NONE;

		if (how % 4 == 3)
			continue;
		report->forms[t] = (unsigned char) form_of_table(t, how % 2 == 0);
		report->tables[t].pos = at;
		for (int slot = gr_tables[t].first_slot; slot < (int) gr_tables[t].end_slot; slot++)
		{
			if (!gr_form_has(report->forms[t], slot))
				continue;
			if (gr_slots[slot].row != row)
			{
				row = gr_slots[slot].row;
				report->labels[row].pos = at += 2;
				report->labels[row].len = 4;
				at += 4;
			}
			draw_cell(d, &report->cells[slot], slot, &at);
		}
		report->tables[t].len = at - report->tables[t].pos;
	}
}

/* A report with its year and its tables. */
static TAP_UNUSED void
draw_report(draw *d, gr_report *report)
{
	gr_report_init(report);
	report->header.year = 2008 + (int) draw_below(d, 20);
	draw_tables(d, report);
}

#endif							/* GR_FUZZ_DRAW_H */
