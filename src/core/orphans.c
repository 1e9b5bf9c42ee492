/*
 * orphans.c
 *		Rows of figures whose label is elsewhere, kept until all rows are known.
 */
#include "table_reader.h"

/* The sum that a row of the applications ends with. */
static bool
figures_add_up(gr_slice first, const gr_item *rest, size_t count)
{
	int64_t		sum = gr_number_read(first).value;

	for (size_t i = 0; i + 1 < count; i++)
		sum += gr_number_read(rest[i].text).value;
	return sum == gr_number_read(rest[count - 1].text).value;
}

/*
 * The first figure of a row may have stayed on the line above, behind the words there:
 * taken if the row then adds up.
 */
gr_slice
gr_stray_figure(const gr_table_reader *r, const gr_line *line, size_t figures_at, int wanted)
{
	gr_slice	none = {NULL, 0};
	gr_slice	figure;

	if (r->table != GR_TABLE_APPLICATIONS || r->previous.len == 0 || line->count - figures_at + 1 != (size_t) wanted)
		return none;
	figure = gr_last_figure(r->previous);
	return figure.len > 0 && figures_add_up(figure, &line->items[figures_at], line->count - figures_at) ? figure : none;
}

/* As many figures as a row has, behind words that are no label: kept until all rows are known. */
bool
gr_keep_orphan(gr_table_reader *r, const gr_line *line, size_t figures_at)
{
	gr_raw_table *table = &r->result->tables[r->table];
	int			wanted = r->table == GR_TABLE_APPLICATIONS ? 7 : (int) r->block.count;
	int			last_row = r->last_row;
	gr_slice	stray = gr_stray_figure(r, line, figures_at, wanted);
	gr_orphan  *orphan;
	int			previous;

	gr_finish_row(r);
	gr_note_loose_figures(r, line, figures_at);
	if (r->table == GR_TABLE_PROCEEDINGS || line->count - figures_at + (stray.len > 0) != (size_t) wanted)
		return true;
	if (table->orphan_count == GR_ORPHANS)
	{
		table->orphans_lost = true;
		return true;
	}
	previous = r->last_full[r->table];
	if (table->orphan_count > 0 && table->orphans[table->orphan_count - 1].next == GR_ROW_NONE)
		previous = table->orphans[table->orphan_count - 1].previous;
	if (!gr_start_row(r, r->table, GR_ROW_NONE, wanted, line))
		return false;
	r->last_row = last_row;
	r->row->placed = true;
	r->row->apart = figures_at == 0 && !r->indented;
	if (figures_at > 0)
		r->row->words = line->items[figures_at - 1].text;
	if (stray.len > 0)
	{
		gr_item		item = {.kind = GR_ITEM_VALUE, .text = stray};

		item.from = (size_t) (stray.data - r->text.data);
		item.to = item.from + stray.len;
		gr_add_raw_cell(r, &item);
	}
	gr_add_cells(r, line, figures_at);
	orphan = &table->orphans[table->orphan_count++];
	orphan->row = r->row;
	orphan->previous = (unsigned char) previous;
	orphan->next = GR_ROW_NONE;
	r->row = NULL;
	return true;
}
