#include "column_offset.h"

#include "rare.h"

/* A label may be followed by so many cells of its own before the first column. */
#define OFFSET_LIMIT 8

/* Rows that show together that they have lost no cell. */
#define EXACT_ROWS 4

int
gr_first_content(const gr_raw_row *row)
{
	for (size_t i = 0; i < row->count; i++)
		if (row->cells[i].kind != GR_ITEM_BLANK)
			return (int) i;
	return -1;
}

int
gr_last_content(const gr_raw_row *row)
{
	for (size_t i = row->count; i > 0; i--)
		if (row->cells[i - 1].kind != GR_ITEM_BLANK)
			return (int) i - 1;
	return -1;
}

typedef struct usual
{
	int			offset;			/* cells between the label and the first column; GR_NO_OFFSET: not known */
	int			moved;			/* the same, for columns that stand below those of rows with another label cell */
	bool		same;			/* told by rows whose label stands in the same cell */
	bool		as_many;		/* and that have as many columns */
	bool		counted;		/* told by rows, and not by heads alone */
} usual;

static bool
is_full(const gr_raw_row *row)
{
	int			first = gr_first_content(row);

	return first >= 0 && gr_last_content(row) - first + 1 == row->wanted;
}

bool
gr_has_borders(const gr_raw_row *row)
{
	return row->border != GR_BORDER_NONE && row->border != GR_BORDER_BLANK;
}

/* One row that ends with a figure, and not with a separator, shows that separators at the end are cells. */
gr_habits
gr_habits_of(const gr_raw_tables *raw)
{
	gr_habits	all;

	memset(&all, 0, sizeof(all));
	for (int t = 0; t < GR_TABLES; t++)
		for (int i = 0; i < GR_RAW_ROWS; i++)
		{
			const gr_raw_row *row = raw->tables[t].rows[i];
			gr_habit	   *h;

			if (row == NULL || !gr_has_borders(row) || !is_full(row))
				continue;
			h = &all.of[row->border][row->opens];
			h->closes = row->closes && (h->closes || !h->known);
			h->known = true;
		}
	return all;
}

/* Whether the separator at the end of the row is taken for its border: what opens with one ends with one. */
static bool
ends_with_border(const gr_raw_row *row, const gr_habits *all)
{
	const gr_habit *h = &all->of[row->border][row->opens];

	return row->closes && (h->known ? h->closes : row->opens && row->border == GR_BORDER_PIPE);
}

/* Whether that is more than a guess. */
static bool
end_is_known(const gr_raw_row *row, const gr_habits *all)
{
	return !row->closes || all->of[row->border][row->opens].known || (row->opens && row->border == GR_BORDER_PIPE);
}

/* Whether the columns may begin at that offset among so many cells: no figure lies outside them, and none is cut off. */
static bool
offset_fits(const gr_raw_row *row, int offset, int cells)
{
	int			first = gr_first_content(row);
	int			last = gr_last_content(row);

	return offset >= 0 && offset + row->wanted <= cells && (first < 0 || (first >= offset && last < offset + row->wanted));
}

int
gr_cells_of(const gr_raw_row *row, const gr_habits *all)
{
	return (int) row->count - ends_with_border(row, all);
}

/* The only offset that fits, or GR_NO_OFFSET. */
static int
only_offset(const gr_raw_row *row, const gr_habits *all)
{
	int			cells = gr_cells_of(row, all);
	int			found = GR_NO_OFFSET;

	for (int offset = 0; offset + row->wanted <= cells; offset++)
	{
		if (!offset_fits(row, offset, cells))
			continue;
		if (found != GR_NO_OFFSET)
			return GR_NO_OFFSET;
		found = offset;
	}
	/* A last cell that may be no cell must not be needed. */
	if (found != GR_NO_OFFSET && !end_is_known(row, all) && found + row->wanted > cells - 1)
		return GR_NO_OFFSET;
	return found;
}

/* Whether a row with all its figures tells something of a row like that. */
static bool
is_example(const gr_raw_row *row, const gr_raw_row *like, const usual *u)
{
	return row != NULL && gr_has_borders(row) && is_full(row) && (!u->same || row->before == like->before) &&
		(!u->as_many || (row->wanted == like->wanted && gr_first_content(row) == u->offset));
}

/*
 * The offset that most full rows have whose label stands in the same cell.  Without
 * such rows, that of the others; "moved" is then what it would be if the columns stand
 * below one another.
 */
static usual
usual_of(const gr_raw_table *table, const gr_raw_row *like)
{
	usual		u = {GR_NO_OFFSET, GR_NO_OFFSET, true, false, false};
	int			votes[OFFSET_LIMIT] = {0};
	bool		same = false;

	for (int i = 0; i < GR_RAW_ROWS; i++)
		same = same || is_example(table->rows[i], like, &u);
	u.same = same;
	for (int i = 0; i < GR_RAW_ROWS; i++)
	{
		const gr_raw_row *row = table->rows[i];
		bool		example = is_example(row, like, &u);
		int			offset;

		if (row == NULL || !gr_has_borders(row) || row->wanted == 0 || (u.same && row->before != like->before))
			continue;
		/* A block is what the heads of the table of disclosure say; other tables have none. */
		offset = example ? gr_first_content(row) : row->table == GR_TABLE_DISCLOSURE ? row->block.offset : GR_NO_OFFSET;
		if (offset < 0 || offset >= OFFSET_LIMIT)
			continue;
		votes[offset]++;
		if (u.offset != GR_NO_OFFSET && votes[offset] <= votes[u.offset])
			continue;
		u.offset = offset;
		u.moved = u.same || row->before == 0 || like->before == 0 ? offset : offset + row->before - like->before;
	}
	for (int i = 0; i < GR_RAW_ROWS && u.offset != GR_NO_OFFSET; i++)
	{
		const gr_raw_row *row = table->rows[i];

		if (!is_example(row, like, &u) || gr_first_content(row) != u.offset)
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

	for (int i = 0; i < GR_RAW_ROWS; i++)
	{
		const gr_raw_row *row = table->rows[i];

		if (row == NULL || !gr_has_borders(row) || row->before == 0 || !is_full(row) || gr_first_content(row) != offset)
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
	return (int) (row->count - row->tail) - gr_first_content(row) - row->wanted;
}

/* Blank cells at its end, among so many. */
static int
blanks_behind(const gr_raw_row *row, size_t count)
{
	return (int) count - 1 - gr_last_content(row);
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

	for (int i = 0; i < GR_RAW_ROWS; i++)
	{
		const gr_raw_row *full = table->rows[i];

		if (!is_example(full, row, u) || gr_first_content(full) != u->offset)
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
ends_with_columns(const gr_raw_table *table, const gr_raw_row *row, const usual *u, const gr_habits *all)
{
	int			cells = gr_cells_of(row, all);
	int			blank = blanks_behind(row, (size_t) cells);

	if (!end_is_known(row, all) || cells != u->offset + row->wanted)
		return false;
	if (surplus_of_heads(row) - ends_with_border(row, all) > blank && row->block.offset == u->offset)
		return true;
	for (int i = 0; i < GR_RAW_ROWS; i++)
	{
		const gr_raw_row *full = table->rows[i];

		if (is_example(full, row, u) && gr_first_content(full) == u->offset && surplus_of(full) - ends_with_border(full, all) <= blank)
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

	for (int i = 0; i < GR_RAW_ROWS; i++)
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
	for (int i = 0; i < GR_RAW_ROWS; i++)
		if (is_example(table->rows[i], row, u) && length_of(table->rows[i]) >= length_of(row))
			return false;
	return true;
}

/* The offset that full rows of the table tell of one that is not. */
static int
offset_like_others(const gr_raw_table *table, const gr_raw_row *row, const gr_habits *all)
{
	int			cells = gr_cells_of(row, all);
	usual		u = usual_of(table, row);

	/* Full rows whose labels stand in different cells, at the same distance: distances count, not columns. */
	if (u.moved != u.offset && keeps_distance(table, u.offset))
		u.moved = u.offset;
	if (u.offset == GR_NO_OFFSET)
	{
		int			offset = only_offset(row, all);

		if (row->narrow && row->count == row->wanted && are_exact(table, row))
			return 0;
		/* A row without label begins with its first column. */
		if (row->label.pos == 0 && cells == row->wanted && end_is_known(row, all))
			return offset;
		/* No row tells where the columns begin: a blank there may be a cell of the label, and a cell lost behind. */
		return offset != GR_NO_OFFSET && offset == gr_first_content(row) ? offset : GR_NO_OFFSET;
	}
	if (u.counted && !has_usual_length(table, row, &u, row->count))
	{
		if (has_usual_length(table, row, &u, row->count - row->tail))
			cells -= (int) row->tail;
		else if (!ends_with_columns(table, row, &u, all))
			return GR_NO_OFFSET;
	}
	if (u.moved != u.offset && is_longer_line(table, row, &u))
		u.moved = u.offset;
	if (u.moved != u.offset && offset_fits(row, u.moved, cells))
		return offset_fits(row, u.offset, cells) ? GR_NO_OFFSET : u.moved;
	return offset_fits(row, u.offset, cells) ? u.offset : GR_NO_OFFSET;
}

/* The offset that the heads tell, for a row as long as their line, unless a full row belies them. */
static int
offset_below_heads(const gr_raw_table *table, const gr_raw_row *row)
{
	const usual any = {GR_NO_OFFSET, GR_NO_OFFSET, false, false, false};
	int			offset = table->columns_at - row->begins;

	if (table->columns_at < 0 || row->begins < 0 || row->begins + (int) row->count != table->columns_end)
		return GR_NO_OFFSET;
	for (int i = 0; i < GR_RAW_ROWS; i++)
		if (is_example(table->rows[i], row, &any) && table->rows[i]->begins + gr_first_content(table->rows[i]) != table->columns_at)
			return GR_NO_OFFSET;
	return offset_fits(row, offset, (int) row->count) ? offset : GR_NO_OFFSET;
}

/* The border that a line opens with may fill a page, where other labels begin their lines. */
static int
offset_behind_filler(const gr_raw_table *table, const gr_raw_row *row, const gr_habits *all)
{
	gr_raw_row	bare = *row;

	bare.opens = false;
	bare.before = 1;
	for (int i = 0; i < GR_RAW_ROWS; i++)
		if (table->rows[i] != NULL && is_full(table->rows[i]) && table->rows[i]->before == 1 && !table->rows[i]->opens)
			return offset_like_others(table, &bare, all);
	return GR_NO_OFFSET;
}

/* Words right behind figures in all columns are a note on the row, below 备注. */
GR_RARE static int
offset_before_note(const gr_raw_row *row)
{
	int			first = gr_first_content(row);
	int			last = gr_last_content(row);

	if (first < 0 || last - first != row->wanted || row->cells[last].kind != GR_ITEM_TEXT)
		return GR_NO_OFFSET;
	for (int i = first; i < last; i++)
		if (row->cells[i].kind != GR_ITEM_VALUE)
			return GR_NO_OFFSET;
	return first;
}

/* Whether each total of the fifteen outcomes from "offset" on is the sum of the four before it; what is no figure counts nothing. */
static bool
outcomes_add_up(const gr_raw_row *row, int offset)
{
	int64_t		sum = 0;

	for (int i = 0; i < GR_PROCEEDINGS_CELLS; i++)
	{
		gr_number	number = gr_number_read(row->cells[offset + i].text);
		int64_t		value = number.kind == GR_NUMBER_VALUE && number.scale == 0 ? number.value : 0;

		if (i % GR_OUTCOME_CELLS == GR_OUTCOME_CELLS - 1 && sum != value)
			return false;
		if (value < 0 || value > GR_LARGEST_FIGURE)
			return false;
		sum = i % GR_OUTCOME_CELLS == GR_OUTCOME_CELLS - 1 ? 0 : sum + value;
	}
	return true;
}

/*
 * Outcomes that are full but for one end, where a cell is blank, or one is lost and the blank stands outside the
 * border: the offset where they add up, if it is the only one or the one that all else tells.  A total that is blank
 * adds up with zeros alone, and so do these where another of them was lost.  A pipe before the first group may be a
 * border, and the group have lost a zero from its midst: only among zeros it does not matter.
 */
GR_RARE static int
offset_of_outcomes(const gr_raw_row *row, int told)
{
	int			found = GR_NO_OFFSET;

	for (int offset = 0; offset + GR_PROCEEDINGS_CELLS <= (int) row->count; offset++)
	{
		if (!offset_fits(row, offset, (int) row->count) || !outcomes_add_up(row, offset))
			continue;
		if (found != GR_NO_OFFSET)
			return told;
		found = offset;
	}
	if (told == GR_NO_OFFSET && found != GR_NO_OFFSET &&
		(row->cells[found + GR_PROCEEDINGS_CELLS - 1].kind == GR_ITEM_BLANK ||
		 (row->border == GR_BORDER_PIPE && row->cells[found].kind == GR_ITEM_BLANK && gr_number_read(row->cells[found + GR_OUTCOME_CELLS - 1].text).value != 0)))
		return GR_NO_OFFSET;
	return told == GR_NO_OFFSET || told == found ? found : GR_NO_OFFSET;
}

/* Whether a row of outcomes without label is full but for one end. */
GR_RARE static bool
lacks_end(const gr_raw_row *row)
{
	int			first = gr_first_content(row);
	int			last = gr_last_content(row);

	if (row->label.pos != 0 || last - first + 2 != GR_PROCEEDINGS_CELLS)
		return false;
	while (first <= last && row->cells[first].kind != GR_ITEM_BLANK)
		first++;
	return first > last;
}

int
gr_offset_of(const gr_raw_table *table, const gr_raw_row *row, const gr_habits *all)
{
	int			offset;

	if (row->overlong || row->wanted == 0)
		return GR_NO_OFFSET;
	if (is_full(row))
		return gr_first_content(row);
	/* Of a row without label nothing else tells that it has lost no cell. */
	if (row->label.pos == 0 && table->columns_at >= 0)
	{
		offset = offset_below_heads(table, row);
		return offset == GR_NO_OFFSET && row->wanted == GR_PROCEEDINGS_CELLS && lacks_end(row) ? offset_of_outcomes(row, offset) : offset;
	}
	if (row->wanted == GR_PROCEEDINGS_CELLS && lacks_end(row))
		return offset_of_outcomes(row, offset_like_others(table, row, all));
	offset = offset_like_others(table, row, all);
	if (offset == GR_NO_OFFSET)
		offset = offset_below_heads(table, row);
	if (offset == GR_NO_OFFSET)
		offset = offset_before_note(row);
	return offset == GR_NO_OFFSET && row->opens && row->before == 2 ? offset_behind_filler(table, row, all) : offset;
}

/* ---------- borders alone on a line ---------- */

/* Rows whose label is followed by another, without and with a border alone on a line between. */
typedef struct borders_between
{
	int			rows[2];
	int			full[2];
} borders_between;

static bool
has_narrow_rows(const gr_raw_tables *raw)
{
	for (int t = 0; t < GR_TABLES; t++)
		for (int i = 0; i < GR_RAW_ROWS; i++)
			if (raw->tables[t].rows[i] != NULL && raw->tables[t].rows[i]->narrow)
				return true;
	return false;
}

static void
count_borders(const gr_raw_table *table, borders_between *count)
{
	for (int i = 0; i < GR_RAW_ROWS; i++)
	{
		const gr_raw_row *row = table->rows[i];

		if (row == NULL || !row->followed || !gr_has_borders(row))
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
void
gr_settle_last_borders(gr_raw_tables *raw)
{
	borders_between text = {{0, 0}, {0, 0}};

	if (!has_narrow_rows(raw))
		return;
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
		for (int i = 0; i < GR_RAW_ROWS; i++)
		{
			gr_raw_row *row = raw->tables[t].rows[i];

			if (row == NULL || !row->narrow)
				continue;
			row->count -= open ? row->tail : 0;
			row->tail = 0;
		}
	}
}
