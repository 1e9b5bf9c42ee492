/*
 * table_rows.c
 *		Rows being filled, on one line or one cell a line.
 */
#include "table_reader.h"

/* A figure below its label that is none: no count has so many digits, none begins with zeros. */
static bool
is_run(const gr_raw_row *row)
{
	gr_slice	text = row->cells[0].text;

	return text.len >= row->wanted && gr_end_of_digits(text, 0) == text.len && (row->table == GR_TABLE_APPLICATIONS || text.data[0] == '0');
}

bool
gr_row_is_glued(const gr_raw_row *row)
{
	if (row->count != 1 || row->border != GR_BORDER_NONE)
		return false;
	return row->cells[0].kind == GR_ITEM_GLUED || (row->label.pos == 0 && row->cells[0].text.len >= row->wanted) || (row->wanted > 1 && is_run(row));
}

static void
note_layout(gr_table_reader *r, const gr_raw_row *row)
{
	gr_layout	layout;

	switch ((gr_border) row->border)
	{
		case GR_BORDER_PIPE:
			layout = r->markdown ? GR_LAYOUT_MARKDOWN : GR_LAYOUT_PIPE;
			break;
		case GR_BORDER_TAB:
			layout = GR_LAYOUT_TAB;
			break;
		case GR_BORDER_HTML:
			layout = GR_LAYOUT_HTML;
			break;
		case GR_BORDER_BLANK:
			layout = GR_LAYOUT_ALIGNED;
			break;
		default:
			layout = gr_row_is_glued(row) ? GR_LAYOUT_GLUED : GR_LAYOUT_LINES;
			break;
	}
	r->result->layouts |= 1u << layout;
}

bool
gr_has_content(const gr_raw_row *row)
{
	for (size_t i = 0; i < row->count; i++)
		if (row->cells[i].kind != GR_ITEM_BLANK)
			return true;
	return false;
}

/*
 * A row below heads that stand in each of the cells that were merged: where its figures
 * are repeated with them they count once.
 */
static void
merge_repeated(gr_raw_row *row)
{
	const gr_block *block = &row->block;
	size_t		first = 0;
	size_t		at;

	while (first < row->count && row->cells[first].kind == GR_ITEM_BLANK)
		first++;
	at = first;
	for (size_t i = 0; i < block->count; i++)
		for (size_t k = 0; k < block->repeats[i]; k++, at++)
			if (at >= row->count || !gr_slice_equal(row->cells[at].text, row->cells[at - k].text))
				return;
	at = first;
	for (size_t i = 0; i < block->count; at += block->repeats[i], i++)
		row->cells[first + i] = row->cells[at];
	first += block->count;
	while (at < row->count)
		row->cells[first++] = row->cells[at++];
	row->count = first;
}

/* The end of a row whose cells came one a line. */
static void
finish_narrow(const gr_table_reader *r, gr_raw_row *row)
{
	/* Words behind its last figure may be anything. */
	while (row->border == GR_BORDER_NONE && row->count > 0 && row->cells[row->count - 1].kind == GR_ITEM_TEXT)
		row->count--;
	row->narrow = row->count > 0;
	if (row->count == 0 && r->label_closed)
	{
		/* Nothing followed: what closed the label was the border before a blank cell. */
		row->count = 1;
		row->closes = true;
	}
}

/* Hands the row being filled over to its table; the first of a kind stays. */
void
gr_finish_row(gr_table_reader *r)
{
	gr_raw_row *row = r->row;
	gr_raw_table *table;

	r->row = NULL;
	if (row == NULL)
		return;
	if (row->block.repeated && row->table == GR_TABLE_DISCLOSURE)
		merge_repeated(row);
	if (r->narrow)
		finish_narrow(r, row);
	table = &r->result->tables[row->table];
	if (table->rows[row->row] != NULL && gr_has_content(table->rows[row->row]))
	{
		if (gr_has_content(row) && table->again.pos == 0)
			table->again = row->label.pos != 0 ? row->label : row->cells[0].span;
		r->spare = row;
		return;
	}
	if (!gr_has_content(row) && row->border == GR_BORDER_NONE)
	{
		/* A heading, or words of a sentence. */
		gr_note_bare_label(r, row->row);
		r->spare = row;
		return;
	}
	if (gr_has_content(row))
	{
		note_layout(r, row);
		/* In the form of 2021 it has no figures of its own. */
		table->evidence_2019 += row->row == GR_ROW_OTHER;
		gr_weigh_gap(r, row->table, row->row, row->wanted);
		gr_weigh_lone_figures(r, row);
		r->last_full[row->table] = row->row;
		for (int i = table->orphan_count; i > 0 && table->orphans[i - 1].next == GR_ROW_NONE; i--)
			table->orphans[i - 1].next = row->row;
	}
	r->spare = table->rows[row->row];
	table->rows[row->row] = row;
}

bool
gr_start_row(gr_table_reader *r, int table, int row_id, int wanted, const gr_line *line)
{
	gr_raw_row *row;

	gr_finish_row(r);
	r->loose_before = r->loose;
	row = r->spare != NULL ? r->spare : gr_arena_alloc(r->arena, sizeof(gr_raw_row));
	r->spare = NULL;
	if (row == NULL)
		return false;
	row->table = (unsigned char) table;
	row->row = (unsigned char) row_id;
	row->wanted = (unsigned char) wanted;
	row->border = (unsigned char) line->border;
	row->overlong = false;
	row->opens = line->opens;
	row->closes = false;
	row->before = 0;
	row->placed = false;
	row->pieced = false;
	row->apart = false;
	row->doubted = false;
	row->words = gr_slice_make(NULL, 0);
	row->begins = -1;
	row->narrow = false;
	row->followed = false;
	row->tail = 0;
	row->label.pos = 0;
	row->label.len = 0;
	row->block = r->block;
	row->count = 0;
	r->row = row;
	r->table = table;
	r->last_row = row_id;
	r->away = false;
	r->narrow = false;
	r->misnumbered = false;
	return true;
}

/* The next cell of the row, but for its place; NULL where it has no room. */
static inline gr_raw_cell *
next_cell(gr_raw_row *row, gr_item_kind kind, gr_slice text)
{
	gr_raw_cell *cell;

	if (row->count == GR_ROW_CELLS)
	{
		row->overlong = row->overlong || kind != GR_ITEM_BLANK;
		return NULL;
	}
	cell = &row->cells[row->count++];
	cell->kind = kind == GR_ITEM_LABEL ? GR_ITEM_TEXT : kind;
	cell->text = text;
	return cell;
}

/* Adds the cell that stands there in the source. */
static inline void
add_cell_at(gr_table_reader *r, gr_item_kind kind, gr_slice text, size_t from, size_t to)
{
	gr_raw_cell *cell = next_cell(r->row, kind, text);

	if (cell == NULL)
		return;
	/* One byte is one character. */
	if (to - from <= 1)
		cell->span = (gr_span) {gr_position_of(&r->position, from), (uint32_t) (to - from)};
	else
		cell->span = gr_position_span(&r->position, from, to);
}

void
gr_add_raw_cell(gr_table_reader *r, const gr_item *item)
{
	add_cell_at(r, item->kind, item->text, item->from, item->to);
}

static inline void
add_cell_of_line(gr_table_reader *r, const gr_bare_line *bare, gr_item_kind kind, gr_slice text)
{
	size_t		from = gr_source_offset(bare->origin, text.data);

	add_cell_at(r, kind, text, from, text.len == 0 ? from : gr_source_offset(bare->origin, text.data + text.len));
}

/* Cells of a line of text that are ASCII, and so is what stands between them: characters are bytes.  False for any others. */
static bool
add_ascii_cells(gr_table_reader *r, const gr_line *line, size_t first)
{
	size_t		from;
	size_t		bytes;
	gr_span		whole;

	if (line->origin.item != NULL || first + 1 >= line->count)
		return false;
	from = line->items[first].from;
	bytes = line->items[line->count - 1].to - from;
	whole = gr_position_span(&r->position, from, from + bytes);
	if (whole.len != bytes)
		return false;
	for (size_t i = first; i < line->count; i++)
	{
		const gr_item *item = &line->items[i];
		gr_raw_cell *cell = next_cell(r->row, item->kind, item->text);

		if (cell != NULL)
			cell->span = (gr_span) {whole.pos + (uint32_t) (item->from - from), (uint32_t) (item->to - item->from)};
	}
	return true;
}

void
gr_add_cells(gr_table_reader *r, const gr_line *line, size_t first)
{
	gr_raw_row *row = r->row;

	/* Cells that took several columns, or share one, leave no place for those behind them. */
	if (row->count == 0 && first < line->count &&
		line->items[line->count - 1].cell - line->items[first].cell == (int) (line->count - first) - 1)
		row->begins = (short) line->items[first].cell;
	if (!add_ascii_cells(r, line, first))
		for (size_t i = first; i < line->count; i++)
			gr_add_raw_cell(r, &line->items[i]);
	row->overlong = row->overlong || line->cut;
	row->closes = line->closes;
	row->tail = 0;
}

/* One cell, or none, between two borders; a border alone is both. */
bool
gr_is_boxed(const gr_line *line)
{
	return line->opens && line->closes && line->count > 0 && line->items[line->count - 1].cell <= 2;
}

/* A line of at most one cell, with or without a pipe on either side, or with a tab on both. */
bool
gr_is_narrow(const gr_line *line)
{
	size_t		cells = 0;
	size_t		content = 0;

	if (line->border != GR_BORDER_NONE && line->border != GR_BORDER_PIPE && (line->border != GR_BORDER_TAB || !gr_is_boxed(line)))
		return false;
	for (size_t i = 0; i < line->count; i++)
	{
		/* Several labels may stand in one cell. */
		if (i > 0 && line->items[i].cell == line->items[i - 1].cell && line->items[i].kind == GR_ITEM_LABEL)
			continue;
		cells++;
		content += line->items[i].kind != GR_ITEM_BLANK;
	}
	return content <= 1 && cells <= 3;
}

/* The cells of the row may follow, one a line. */
void
gr_expect_narrow(gr_table_reader *r, const gr_line *line)
{
	r->narrow = true;
	r->row->apart = line->border == GR_BORDER_NONE;
	r->border_last = false;
	r->cell_open = !line->closes;
	/* What follows the border of a label, or of a lone figure, is no cell. */
	r->label_opened = line->opens;
	r->label_closed = r->row->closes && r->row->count > 0;
	r->boxed = r->label_opened && r->label_closed;
	if (r->label_closed)
		r->row->count--;
	r->row->closes = false;
}

/*
 * A line of a row whose cells come one a line.  A pipe closes the cell before it,
 * on the same line or not; a pipe with none before it is an empty cell.
 */
void
gr_read_narrow(gr_table_reader *r, const gr_line *line, size_t first)
{
	if (line->border == GR_BORDER_PIPE)
	{
		r->row->border = GR_BORDER_PIPE;
		r->row->apart = false;
	}
	r->row->before = 0;
	if (first < line->count)
	{
		/* Between the border of the last cell and one that no other line begins with. */
		if (line->opens && !r->cell_open && !r->label_opened)
			gr_add_raw_cell(r, &line->items[0]);
		gr_add_raw_cell(r, &line->items[first]);
		r->cell_open = !line->closes;
		r->border_last = false;
		return;
	}
	for (size_t pipe = r->boxed ? 2 : 1; pipe < line->count; pipe++)
	{
		r->border_last = !r->cell_open;
		if (!r->cell_open)
			gr_add_raw_cell(r, &line->items[pipe]);
		r->cell_open = false;
	}
}

/* The same for a bare line. */
void
gr_read_bare(gr_table_reader *r, const gr_bare_line *bare)
{
	if (bare->pipe)
	{
		r->row->border = GR_BORDER_PIPE;
		r->row->apart = false;
	}
	r->row->before = 0;
	if (bare->digits == 0 && r->boxed)
		return;
	if (bare->digits > 0)
		add_cell_of_line(r, bare, GR_ITEM_VALUE, gr_slice_sub(bare->content, 0, bare->digits));
	else if (!r->cell_open)
		add_cell_of_line(r, bare, GR_ITEM_BLANK, gr_slice_sub(bare->content, bare->content.len, bare->content.len));
	r->border_last = bare->digits == 0 && !r->cell_open;
	r->cell_open = !bare->pipe;
}

/* Words behind a row are a label if a border closes them, and a figure or another border follows. */
static void
doubt_last_border(gr_table_reader *r, const gr_line *line, size_t first)
{
	bool		alone = first == line->count && line->border == GR_BORDER_PIPE;
	bool		words = first < line->count && line->items[first].kind != GR_ITEM_VALUE;

	if (r->doubted == NULL)
		return;
	if (r->doubt_grows && !words)
		r->doubted->tail = 1;
	if (r->doubt_grows || !alone)
		r->doubted = NULL;
	r->doubt_grows = true;
}

/*
 * Any line but one of figures, below a row whose cells come one a line.  A border alone
 * before the label of another row may be the one that opens that row.
 */
void
gr_look_behind_narrow(gr_table_reader *r, const gr_line *line, size_t first)
{
	doubt_last_border(r, line, first);
	if (first == line->count || r->row == NULL || !r->narrow)
		return;
	if (line->items[first].kind == GR_ITEM_LABEL || line->border == GR_BORDER_PIPE)
	{
		r->row->followed = true;
		r->row->tail = r->border_last && r->row->count > 0;
	}
	else if (line->items[first].kind == GR_ITEM_TEXT && r->border_last && r->row->count > 0)
	{
		r->doubted = r->row;
		r->doubt_grows = false;
	}
}
