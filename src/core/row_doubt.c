/*
 * row_doubt.c
 *		Rows of plain text whose figures may be those of the row above or below.
 */
#include "table_reader.h"

/* Lone figures that make no mismatch: the number of a page is one. */
#define LOOSE_FIGURES 2

static bool
has_digit(gr_slice text)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.data[i] >= '0' && text.data[i] <= '9')
			return true;
	return false;
}

/* Figures with no room in the row they follow; lines of a page keep their rows, and "- 3 -" is its number. */
void
gr_note_loose_figures(gr_table_reader *r, const gr_line *line, size_t first)
{
	int			figures = (int) (line->count - first);

	if (r->table == GR_TABLE_NONE || r->indented)
		return;
	if (figures == 3 && !has_digit(line->items[first].text) && !has_digit(line->items[first + 2].text))
		return;
	r->loose += figures;
	r->result->tables[r->table].loose_figures += figures;
}

void
gr_note_bare_label(gr_table_reader *r, int row)
{
	if (row == GR_ROW_OTHER || row == r->bare_row)
		return;
	r->bare_row = row;
	r->bare_labels++;
}

void
gr_forget_bare_labels(gr_table_reader *r)
{
	r->bare_row = GR_ROW_NONE;
	r->bare_labels = 0;
}

/* Rows that the form has between two others; of another form some, too. */
static int
rows_between(int previous, int next)
{
	int			count = 0;

	for (int row = previous + 1; row < next; row++)
		count += row != GR_ROW_DENIED && row != GR_ROW_UNAVAILABLE && row != GR_ROW_REJECTED;
	return count;
}

/*
 * Figures without a label must be those of rows without figures, and labels without
 * figures must find theirs.
 */
void
gr_weigh_gap(gr_table_reader *r, int table, int row, int wanted)
{
	gr_raw_table *t = &r->result->tables[table];
	int			previous = r->last_full[table] == GR_ROW_NONE ? GR_ROW_RECEIVED - 1 : r->last_full[table];

	/* The beginning of its own label. */
	r->bare_labels -= r->bare_row == row;
	if (table == GR_TABLE_DISCLOSURE)
		t->crowded = t->crowded || (r->block_empty && r->loose_before >= wanted);
	else if (row > previous)
		t->crowded = t->crowded || r->loose_before >= wanted * (1 + rows_between(previous, row));
	if (r->loose_before < wanted * r->bare_labels)
		t->bare_labels += r->bare_labels;
	gr_forget_bare_labels(r);
	r->block_empty = false;
	r->loose -= r->loose_before;
	r->loose_before = 0;
}

/* Figures of a row that has one a line: as many as it should have? */
void
gr_weigh_lone_figures(gr_table_reader *r, const gr_raw_row *row)
{
	gr_raw_table *t = &r->result->tables[row->table];
	int			over = (int) row->count - row->wanted;

	if (!row->apart || row->border != GR_BORDER_NONE)
		return;
	t->lone_figures += (int) row->count;
	t->bare_labels += over < 0;
	if (over > 0)
	{
		r->loose += over;
		t->loose_figures += over;
	}
}

/* Whether a label is followed by a blank and what may be one figure: no other begins with a zero. */
static bool
is_one_figure(gr_slice figure, gr_slice text)
{
	return figure.data > text.data && figure.data[-1] == ' ' && (figure.len == 1 || figure.data[0] != '0');
}

/* One figure on the line of its label, others on the next lines, or more columns than the heads that were met. */
static bool
is_half_read(const gr_table_reader *r, const gr_raw_table *table, const gr_raw_row *row)
{
	if (row->border != GR_BORDER_NONE || row->count == 0)
		return false;
	/* Heads that come behind the figures are met too late: what stands below the label may be a cell of another block. */
	if (row->block.assumed && row->apart && table->loose_figures >= LOOSE_FIGURES)
		return true;
	if (row->wanted == 1)
		return row->table == GR_TABLE_DISCLOSURE && table->evidence_2019 > table->evidence_2021;
	return table->lone_figures + table->loose_figures >= LOOSE_FIGURES && gr_row_is_glued(row) && is_one_figure(row->cells[0].text, r->text);
}

/* Whether a row of the form has no figures. */
static bool
lacks_row(const gr_raw_table *table, int id)
{
	bool		other = table->rows[GR_ROW_OTHER] != NULL && gr_has_content(table->rows[GR_ROW_OTHER]);

	for (int row = 0; row < GR_RAW_ROWS; row++)
	{
		if (gr_rows[row].table != id || gr_is_group(row) || (other && gr_rows[row].parent == GR_ROW_OTHER))
			continue;
		if (table->rows[row] == NULL || !gr_has_content(table->rows[row]))
			return true;
	}
	return false;
}

/*
 * Where labels and lines of figures do not pair off, what stands below a label may be
 * the figures of the row above or below, as in text out of PDF files.
 */
void
gr_doubt_rows(const gr_table_reader *r)
{
	for (int t = 0; t < GR_TABLES; t++)
	{
		gr_raw_table *table = &r->result->tables[t];
		bool		mismatch = (table->crowded && lacks_row(table, t)) || (table->bare_labels > 0 && table->loose_figures >= LOOSE_FIGURES);

		for (int i = 0; i < GR_RAW_ROWS; i++)
			if (table->rows[i] != NULL)
				table->rows[i]->doubted = (mismatch && table->rows[i]->apart) || is_half_read(r, table, table->rows[i]);
		for (int i = 0; i < table->orphan_count; i++)
			table->orphans[i].row->doubted = mismatch && table->orphans[i].row->apart;
	}
}
