/*
 * heads.c
 *		The heads of the tables: which columns a block has, and below which cells they stand.
 */
#include "blocks.h"
#include "table_reader.h"

static void
open_block(gr_table_reader *r)
{
	r->block.count = 0;
	r->block.by_form = false;
	r->block.assumed = false;
	r->block.repeated = false;
	r->block.offset = -1;
	r->block.cells = -1;
	r->block_open = true;
	r->block_empty = true;
	r->loose = 0;
}

static int
cells_of_line(const gr_line *line)
{
	return line->columns > 0 ? line->columns : line->items[line->count - 1].cell + 1;
}

/* A header line of the table of disclosure: the columns in their order. */
void
gr_read_block_header(gr_table_reader *r, const gr_line *line, size_t first)
{
	int			head = -1;
	bool		row_labels = false;

	for (size_t i = first; i < line->count; i++)
	{
		const gr_item *item = &line->items[i];

		if (item->kind == GR_ITEM_LABEL && (item->label == GR_LABEL_ITEM || item->label == GR_LABEL_CAPTION))
		{
			open_block(r);
			head = item->label == GR_LABEL_ITEM ? item->cell : -1;
			if (item->label == GR_LABEL_CAPTION)
				r->block.article = gr_article_of(item->text);
			continue;
		}
		if (item->kind == GR_ITEM_BLANK || row_labels)
			continue;
		if (!r->block_open)
			open_block(r);
		if (item->kind == GR_ITEM_LABEL && gr_table_of_header(item->label) != GR_TABLE_DISCLOSURE)
		{
			row_labels = true;
			continue;
		}
		if (r->block.count == 0 && head >= 0 && item->cell > head)
		{
			r->block.offset = item->cell - head - 1;
			r->block.cells = cells_of_line(line) - head - 1;
		}
		gr_block_add_column(&r->block, item, item->from != r->last_head);
		r->last_head = item->from;
		gr_weigh_form(&r->result->tables[GR_TABLE_DISCLOSURE], item->label);
	}
	r->table = GR_TABLE_DISCLOSURE;
}

/* Which cell of the line the first of these labels is, -1 for none. */
static int
cell_of_label(const gr_line *line, int label)
{
	for (size_t i = 0; i < line->count; i++)
		if (line->items[i].kind == GR_ITEM_LABEL && line->items[i].label == label)
			return line->items[i].cell;
	return -1;
}

/*
 * Heads with as many cells between them as there are columns: the cells of merged ones
 * are kept, and the columns stand below their heads in every line that is as long.
 */
void
gr_note_columns(gr_table_reader *r, const gr_line *line)
{
	static const struct
	{
		unsigned char table;
		unsigned char first;	/* the label of two heads, */
		unsigned char second;
		unsigned char distance;	/* the columns from one to the other, */
		unsigned char column;	/* and which column the first stands above */
	}			heads[] = {
		{GR_TABLE_APPLICATIONS, GR_LABEL_COLUMN_NATURAL_PERSON, GR_LABEL_TOTAL, 6, 0},
		{GR_TABLE_APPLICATIONS, GR_LABEL_APPLICANTS, GR_LABEL_TOTAL, 6, 0},
		{GR_TABLE_PROCEEDINGS, GR_LABEL_ROW_LITIGATION_DIRECT, GR_LABEL_ROW_LITIGATION_AFTER_RECONSIDERATION, 5, 5},
	};

	if (line->border == GR_BORDER_NONE || line->border == GR_BORDER_BLANK)
		return;
	for (size_t i = 0; i < sizeof(heads) / sizeof(heads[0]); i++)
	{
		int			at = cell_of_label(line, heads[i].first);

		if (at < heads[i].column || cell_of_label(line, heads[i].second) != at + heads[i].distance)
			continue;
		r->result->tables[heads[i].table].columns_at = (short) (at - heads[i].column);
		r->result->tables[heads[i].table].columns_end = (short) cells_of_line(line);
	}
}

/* What the borders between the heads of the proceedings tell, where they come one a line. */
void
gr_note_head(gr_table_reader *r, const gr_line *line)
{
	r->outcomes_lone = r->outcomes_lone || r->lone_borders > 0;
	r->lone_borders = 0;
	r->blank_cells = 0;
	r->head_open = !line->closes;
	r->boxed = gr_is_boxed(line);
}

/* The heads of the proceedings, in however many lines they come. */
void
gr_read_outcome_heads(gr_table_reader *r, const gr_line *line)
{
	gr_finish_row(r);
	if (r->table == GR_TABLE_APPLICATIONS)
	{
		r->loose_before = r->loose;
		gr_weigh_gap(r, GR_TABLE_APPLICATIONS, GR_ROW_CARRIED_OUT + 1, 7);
	}
	r->table = GR_TABLE_PROCEEDINGS;
	gr_note_columns(r, line);
	if (!r->await_outcomes)
	{
		r->outcomes_open = line->opens;
		r->outcome_heads = 0;
		r->outcomes_lone = false;
		r->lone_borders = 0;
	}
	for (size_t i = 0; i < line->count; i++)
		r->outcome_heads += line->items[i].kind == GR_ITEM_LABEL && gr_table_of_header(line->items[i].label) == GR_TABLE_PROCEEDINGS;
	r->await_outcomes = true;
	gr_note_head(r, line);
}
