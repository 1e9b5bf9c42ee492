/*
 * damage.c
 *		What happens to rows and cells on their way: forms.md §6.1 K and M, §6.2.
 */
#include "internal.h"

#include <stdlib.h>

/* ---------- rows ---------- */

const char *
gen_extra_label(gen_writer *w, int row)
{
	static const char *const labels[] = {
		"其他主动公开文件（除规章、规范性文件以外的公文）",
		"9.属于工作秘密",
		"其中：申请人主动撤回申请",
		"备案的规范性文件目录",
	};

	(void) w;
	return labels[row - EXTRA_ROW];
}

int
gen_extra_parent(int row)
{
	return row == EXTRA_ROW + 1 ? GR_ROW_DENIED : row == EXTRA_ROW + 2 ? GR_ROW_OTHER : GR_ROW_NONE;
}

void
gen_mark_row(gen_writer *w, int row, gen_presence presence)
{
	for (int slot = 0; slot < GR_SLOTS; slot++)
	{
		gen_cell   *cell = &w->report->cells[slot];

		if (gr_slots[slot].row == row && cell->presence != GEN_NOT_IN_FORM)
			cell->presence = (unsigned char) presence;
	}
}

static int
remove_row(gen_writer *w, int *rows, int count, int at)
{
	gen_mark_row(w, rows[at], GEN_ABSENT);
	for (int i = at; i + 1 < count; i++)
		rows[i] = rows[i + 1];
	return count - 1;
}

static int
insert_row(int *rows, int count, int limit, int at, int row)
{
	if (count == limit)
		return count;
	for (int i = count; i > at; i--)
		rows[i] = rows[i - 1];
	rows[at] = row;
	return count + 1;
}

static int
index_of(const int *rows, int count, int row)
{
	for (int i = 0; i < count; i++)
		if (rows[i] == row)
			return i;
	return -1;
}

static int
add_extra_rows(gen_writer *w, int table, int *rows, int count, int limit)
{
	int			at;

	if (table == GR_TABLE_DISCLOSURE)
	{
		if ((at = index_of(rows, count, GR_ROW_NORMATIVE_DOCUMENTS)) >= 0)
			count = insert_row(rows, count, limit, at + gen_below(&w->look, 2), EXTRA_ROW + (gen_chance(&w->look, 50) ? 0 : 3));
		return count;
	}
	if (gen_chance(&w->look, 70) && (at = index_of(rows, count, GR_ROW_DENIED_INQUIRY)) >= 0)
		count = insert_row(rows, count, limit, at + 1, EXTRA_ROW + 1);
	if (gen_chance(&w->look, 70) && (at = index_of(rows, count, GR_ROW_CONCLUDED)) >= 0)
		count = insert_row(rows, count, limit, at, EXTRA_ROW + 2);
	return count;
}

/* Neighbours of one group change places. */
static void
swap_rows(gen_writer *w, int table, int *rows, int count)
{
	int			tries = table == GR_TABLE_DISCLOSURE ? 1 : 1 + gen_below(&w->look, 4);

	while (tries-- > 0 && count > 1)
	{
		int			i = gen_below(&w->look, count - 1);

		if (gr_rows[rows[i]].parent == gr_rows[rows[i + 1]].parent && rows[i] != GR_ROW_CARRIED_IN && rows[i + 1] != GR_ROW_CONCLUDED &&
			rows[i] != GR_ROW_CONCLUDED)
		{
			int			row = rows[i];

			rows[i] = rows[i + 1];
			rows[i + 1] = row;
		}
	}
}

int
gen_damage_rows(gen_writer *w, int table, int *rows, int count, int limit)
{
	bool		disclosure = table == GR_TABLE_DISCLOSURE;

	if (gen_has(w, GEN_SWAPPED_ROWS))
		swap_rows(w, table, rows, count);
	if (gen_has(w, GEN_MISSING_ROWS))
	{
		for (int n = disclosure ? gen_below(&w->look, 2) : 1 + gen_below(&w->look, 4); n > 0 && count > 1; n--)
			count = remove_row(w, rows, count, gen_below(&w->look, count));
	}
	if (gen_has(w, GEN_CUT_TABLE) && !disclosure)
	{
		int			keep = 4 + gen_below(&w->look, count - 4);

		while (count > keep)
			count = remove_row(w, rows, count, count - 1);
	}
	if (gen_has(w, GEN_EXTRA_ROWS))
		count = add_extra_rows(w, table, rows, count, limit);
	return count;
}

/* ---------- cells ---------- */

void
gen_loosen_row(gen_writer *w, const grid_row *row)
{
	for (int i = 0; i < row->count; i++)
		if (row->cells[i].slot >= 0)
			w->report->cells[row->cells[i].slot].loose = true;
}

static int
values_of(const grid_row *row)
{
	int			count = 0;

	for (int i = 0; i < row->count; i++)
		count += row->cells[i].slot >= 0;
	return count;
}

static bool
has_blank(const grid_row *row)
{
	for (int i = 0; i < row->count; i++)
		if (row->cells[i].slot >= 0 && row->cells[i].text[0] == '\0')
			return true;
	return false;
}

static void
remove_cell(grid_row *row, int at)
{
	for (int i = at; i + 1 < row->count; i++)
		row->cells[i] = row->cells[i + 1];
	row->count--;
}

/* Nothing may look like the cells that went: no spans, no border behind the last. */
static void
drop_blanks(gen_writer *w, grid_row *row)
{
	gen_loosen_row(w, row);
	row->short_of_cells = true;
	for (int i = row->count - 1; i >= 0; i--)
	{
		if (row->cells[i].slot < 0)
			continue;
		row->cells[i].colspan = 1;
		if (row->cells[i].text[0] == '\0')
			remove_cell(row, i);
	}
}

/*
 * One figure is left of a row: the total where the totals stand, or any zero of a
 * row of zeros; in HTML one cell may have taken all columns.
 */
static void
merge_cells(gen_writer *w, grid_row *row)
{
	int			first = row->count - values_of(row);
	int			last = row->count - 1;
	bool		zeros = true;
	int			keep = last;

	for (int i = first; i <= last; i++)
		zeros = zeros && strcmp(row->cells[i].text, "0") == 0;
	if (zeros)
		keep = first + gen_below(&w->look, last - first + 1);
	gen_loosen_row(w, row);
	if (w->layout == GEN_HTML && gen_chance(&w->look, 50))
	{
		row->cells[first].colspan = (unsigned char) (last - first + 1);
		row->cells[first].text = row->cells[keep].text;
		for (int i = first; i <= last; i++)
			w->report->cells[row->cells[i].slot].presence = zeros ? GEN_VALUE : GEN_ABSENT;
		row->cells[first].slot = -1;
		row->count = first + 1;
		return;
	}
	for (int i = first; i <= last; i++)
	{
		if (i == keep)
			continue;
		row->cells[i].text = "";
		w->report->cells[row->cells[i].slot].presence = GEN_ABSENT;
	}
}

/* An empty cell that holds a line end; at the end of a row without border it would be the row's. */
static void
break_row(gen_writer *w, grid_row *row)
{
	for (int i = 0; i + 1 < row->count; i++)
		if (row->cells[i].slot >= 0 && row->cells[i].text[0] == '\0' && gen_chance(&w->look, 70))
		{
			row->cells[i].line_end = true;
			return;
		}
}

/* The label of a row is gone; its figures are not. */
static void
lose_label(gen_writer *w, grid *g, int at)
{
	grid_row   *row = &g->rows[at];
	int			label = row->count - values_of(row) - 1;

	if (label != 0 || at == 0 || g->rows[at - 1].kind != ROW_DATA)
		return;
	row->cells[label].text = "";
	gen_loosen_row(w, row);
	/* Where a row is a run of lines, nobody knows where it begins. */
	if (w->layout == GEN_LINES || w->layout == GEN_SPACED || w->layout == GEN_PIPE_END || w->layout == GEN_PIPE_OPEN)
		gen_loosen_row(w, &g->rows[at - 1]);
}

void
gen_damage_grid(gen_writer *w, grid *g)
{
	for (int i = 0; i < g->count; i++)
	{
		grid_row   *row = &g->rows[i];

		if (row->kind != ROW_DATA || values_of(row) == 0)
			continue;
		if (gen_has(w, GEN_DROPPED_CELLS) && has_blank(row))
			drop_blanks(w, row);
		if (gen_has(w, GEN_MERGED_CELLS) && g->table == GR_TABLE_APPLICATIONS && gen_chance(&w->look, 15))
			merge_cells(w, row);
		if (gen_has(w, GEN_LOST_LABELS) && g->table == GR_TABLE_APPLICATIONS && gen_chance(&w->look, 8))
			lose_label(w, g, i);
		if (w->layout == GEN_BROKEN)
			break_row(w, row);
	}
}

/* ---------- lines ---------- */

static void
move_cells(gen_report *report, size_t from, size_t to, size_t new_from, bool kept)
{
	for (size_t slot = 0; slot < LENGTH(report->cells); slot++)
	{
		gen_cell   *cell = &report->cells[slot];

		if (cell->to <= cell->from || cell->from < from || cell->from >= to)
			continue;
		if (kept)
		{
			cell->to = cell->to - from + new_from;
			cell->from = cell->from - from + new_from;
		}
		else
		{
			cell->presence = GEN_ABSENT;
			cell->from = cell->to = 0;
		}
	}
}

/* Rows that lost a figure: where the others belong nobody knows. */
static void
loosen_incomplete_rows(gen_report *report)
{
	bool		incomplete[GR_ROWS] = {false};
	bool		proceedings = false;

	for (int slot = 0; slot < GR_SLOTS; slot++)
	{
		if (report->cells[slot].presence != GEN_ABSENT)
			continue;
		incomplete[gr_slots[slot].row] = true;
		proceedings = proceedings || gr_slots[slot].table == GR_TABLE_PROCEEDINGS;
	}
	for (int slot = 0; slot < GR_SLOTS; slot++)
		if (incomplete[gr_slots[slot].row] || (proceedings && gr_slots[slot].table == GR_TABLE_PROCEEDINGS))
			report->cells[slot].loose = true;
}

/* FNV, for lines that were met before. */
static uint32_t
hash_line(const char *line, size_t len)
{
	uint32_t	hash = 2166136261u;

	for (size_t i = 0; i < len; i++)
		hash = (hash ^ (unsigned char) line[i]) * 16777619u;
	return hash;
}

#define SEEN_LINES 4096

/* The extractor kept only the first of lines that are alike. */
void
gen_drop_repeated_lines(gen_writer *w)
{
	gen_report *report = w->report;
	static _Thread_local struct
	{
		const char *text;
		size_t		len;
	}			seen[SEEN_LINES];
	size_t		read = 0;
	size_t		write = 0;

	memset(seen, 0, sizeof(seen));
	while (read < report->len)
	{
		char	   *line = report->text + read;
		char	   *end = memchr(line, '\n', report->len - read);
		size_t		len = end == NULL ? report->len - read : (size_t) (end - line);
		size_t		whole = len + (end != NULL);
		uint32_t	at = hash_line(line, len) % SEEN_LINES;
		bool		kept = true;

		while (len > 0 && seen[at].text != NULL && kept)
		{
			kept = seen[at].len != len || memcmp(seen[at].text, line, len) != 0;
			at = (at + 1) % SEEN_LINES;
		}
		move_cells(report, read, read + whole, write, kept);
		if (kept)
		{
			memmove(report->text + write, line, whole);
			if (len > 0)
			{
				seen[at].text = report->text + write;
				seen[at].len = len;
			}
			write += whole;
		}
		read += whole;
	}
	report->len = write;
	report->text[write] = '\0';
	loosen_incomplete_rows(report);
}
