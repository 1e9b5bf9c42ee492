/*
 * render_text.c
 *		A grid as text: pipes, tabs, Markdown, cells as lines, and no borders at all.
 */
#include "internal.h"

/* A cell, and where it stands in the text. */
void
gen_put_cell(gen_writer *w, const grid_cell *cell)
{
	gen_report *report = w->report;
	size_t		from = report->len;

	if (cell->kind == KIND_VALUE)
		gen_put(report, cell->text);
	else
		gen_put_words(w, cell->text, true, false);
	if (cell->slot >= 0)
	{
		report->cells[cell->slot].from = from;
		report->cells[cell->slot].to = report->len;
	}
}

static void
put_line(gen_writer *w, const char *text)
{
	gen_put_words(w, text, false, false);
	gen_put(w->report, "\n");
}

static void
put_times(gen_writer *w, const char *text, int times)
{
	while (times-- > 0)
		gen_put(w->report, text);
}

/* Labels that no cell holds: a group whose label is missing, or stands elsewhere. */
static bool
is_nothing(const grid_cell *cell)
{
	return cell->kind == KIND_LABEL && cell->text[0] == '\0';
}

static int
cells_shown(const grid_row *row)
{
	int			count = 0;

	for (int i = 0; i < row->count; i++)
		count += !is_nothing(&row->cells[i]);
	return count;
}

/* ---------- spans as empty cells ---------- */

typedef struct expansion
{
	const grid_cell *cells[GRID_CELLS + 8];	/* NULL: empty */
	int			count;
} expansion;

/* Rows still covered by a cell above, column by column. */
typedef struct cover
{
	int			rows[GRID_CELLS + 8];
} cover;

static void
expand(const grid_row *row, int width, cover *c, expansion *e)
{
	int			column = 0;

	e->count = 0;
	for (int i = 0; i <= row->count; i++)
	{
		const grid_cell *cell = i < row->count ? &row->cells[i] : NULL;

		while (column < width && c->rows[column] > 0)
		{
			c->rows[column++]--;
			e->cells[e->count++] = NULL;
		}
		if (cell == NULL)
			break;
		for (int s = 0; s < cell->colspan; s++, column++)
		{
			e->cells[e->count++] = s == 0 ? cell : NULL;
			c->rows[column] = cell->rowspan - 1;
		}
	}
	/* A row that lost cells stays short. */
}

/*
 * Where empty cells may stand for a span as well as for a figure, a row that has
 * its first and its last figure shows where the columns begin.  Without one nobody knows.
 */
static void
loosen_unanchored(gen_writer *w, const grid *g)
{
	if (g->table != GR_TABLE_APPLICATIONS || !g->has_blank)
		return;
	for (int i = 0; i < g->count; i++)
	{
		const grid_row *row = &g->rows[i];

		if (row->kind == ROW_DATA && row->count > 7 && row->cells[row->count - 7].text[0] != '\0' &&
			row->cells[row->count - 1].text[0] != '\0' && row->cells[row->count - 7].kind == KIND_VALUE)
			return;
	}
	for (int i = 0; i < g->count; i++)
		if (g->rows[i].kind == ROW_DATA)
			gen_loosen_row(w, &g->rows[i]);
}

/* ---------- pipes ---------- */

static void
put_filler(gen_writer *w)
{
	static const char *const fillers[] = {"||||\n", "---|---\n", "| | | |\n", "|\n", "---|---|---|---\n"};

	if (gen_has(w, GEN_FILLERS) && gen_chance(&w->look, 8))
		gen_put(w->report, gen_pick(&w->look, fillers));
}

/* The samples: an empty cell that holds a line end breaks the row. */
static void
put_pipe_cell(gen_writer *w, const grid_cell *cell)
{
	gen_put_cell(w, cell);
	if (cell->line_end)
		gen_put(w->report, "\n");
}

static void
pipe_list_row(gen_writer *w, const grid *g, const grid_row *row, bool last)
{
	bool		compact = w->style.pipe == PIPE_COMPACT;
	const char *separator = compact ? "|" : " | ";
	int			shown = 0;

	if (gen_has(w, GEN_FILLERS) && row->kind == ROW_DATA && row->cells[0].kind == KIND_LABEL && gen_chance(&w->look, 10))
		gen_put(w->report, "| ");
	for (int i = 0; i < row->count; i++)
	{
		const grid_cell *cell = &row->cells[i];

		if (is_nothing(cell))
			continue;
		if (shown++ > 0)
			gen_put(w->report, i > 0 && row->cells[i - 1].line_end ? "| " : separator);
		put_pipe_cell(w, cell);
	}
	if (gen_has(w, GEN_SURPLUS_COLUMN))
		gen_put(w->report, separator);
	if (w->style.pipe == PIPE_PADDED && !last && !row->short_of_cells)
	{
		gen_put(w->report, row->count > 0 && row->cells[row->count - 1].line_end ? "| " : " | ");
		put_times(w, "|", g->width - shown);
	}
	if (gen_has(w, GEN_FILLERS) && row->kind == ROW_CAPTION && gen_chance(&w->look, 30))
		gen_put(w->report, "|||");
	gen_put(w->report, "\n");
}

static void
pipe_rectangle_row(gen_writer *w, const expansion *e)
{
	bool		outer = w->style.pipe == PIPE_RECTANGLE;
	bool		broken = false;

	if (outer)
		gen_put(w->report, "| ");
	for (int i = 0; i < e->count; i++)
	{
		if (i > 0)
			gen_put(w->report, broken ? "| " : " | ");
		broken = false;
		if (e->cells[i] != NULL)
		{
			put_pipe_cell(w, e->cells[i]);
			broken = e->cells[i]->line_end;
		}
	}
	if (gen_has(w, GEN_SURPLUS_COLUMN))
		gen_put(w->report, " | ");
	gen_put(w->report, outer ? broken ? "|\n" : " |\n" : "\n");
}

static int
last_row(const grid *g)
{
	int			last = g->count - 1;

	while (last > 0 && g->rows[last].kind == ROW_TEXT)
		last--;
	return last;
}

static void
render_pipe(gen_writer *w, const grid *g)
{
	cover		c = {{0}};
	expansion	e;

	if (w->style.pipe == PIPE_PADDED)
		loosen_unanchored(w, g);
	for (int i = 0; i < g->count; i++)
	{
		const grid_row *row = &g->rows[i];

		if (row->kind == ROW_TEXT)
		{
			put_line(w, row->text);
			continue;
		}
		expand(row, g->width, &c, &e);
		put_filler(w);
		if (w->style.pipe == PIPE_RECTANGLE || w->style.pipe == PIPE_BARE_RECTANGLE)
			pipe_rectangle_row(w, &e);
		else
			pipe_list_row(w, g, row, i == last_row(g));
	}
}

/* ---------- tabs ---------- */

/* Cells between a label and its figures, as a copy from a word processor leaves them. */
static int
spacers_of(gen_writer *w, const grid *g)
{
	if (w->style.spacers >= 0 || g->has_blank || gen_has(w, GEN_MERGED_CELLS) || gen_has(w, GEN_DROPPED_CELLS))
		return w->style.spacers >= 0 ? w->style.spacers : 1;
	return gen_below(&w->look, 3);
}

static void
render_tab(gen_writer *w, const grid *g)
{
	cover		c = {{0}};
	expansion	e;
	int			trailing = gen_has(w, GEN_DROPPED_CELLS) ? 0 : gen_below(&w->look, 3);
	int			lost_from = gen_chance(&w->look, 30) ? gen_below(&w->look, g->count) : g->count;

	loosen_unanchored(w, g);
	for (int i = 0; i < g->count; i++)
	{
		const grid_row *row = &g->rows[i];
		bool		data = row->kind == ROW_DATA && g->table == GR_TABLE_APPLICATIONS;
		bool		begun = false;

		if (row->kind == ROW_TEXT)
		{
			put_line(w, row->text);
			continue;
		}
		expand(row, g->width, &c, &e);
		for (int k = 0; k < e.count; k++)
		{
			const grid_cell *cell = e.cells[k];
			bool		first_value = cell != NULL && cell->kind == KIND_VALUE && (k == 0 || e.cells[k - 1] == NULL ||
																				 e.cells[k - 1]->kind != KIND_VALUE);

			/* Tabs in front of a label may be lost; the spans of a label are spacers. */
			if (!begun && i >= lost_from && (cell == NULL || is_nothing(cell)))
				continue;
			if (data && begun && cell == NULL)
				continue;
			if (begun)
				gen_put(w->report, "\t");
			if (data && first_value && begun)
				put_times(w, "\t", spacers_of(w, g));
			if (!begun && (cell == NULL || is_nothing(cell)))
				gen_put(w->report, "\t");
			else
			{
				begun = true;
				gen_put_cell(w, cell != NULL ? cell : &(grid_cell) {"", -1, KIND_EMPTY, 1, 1, false});
			}
		}
		put_times(w, "\t", trailing + gen_has(w, GEN_SURPLUS_COLUMN));
		gen_put(w->report, "\n");
	}
}

/* ---------- Markdown ---------- */

static void
markdown_rule(gen_writer *w, int width, int style)
{
	static const char *const rules[] = {" --- |", "---|", " :---: |", " :--- |"};

	gen_put(w->report, "|");
	put_times(w, rules[style], width + gen_has(w, GEN_SURPLUS_COLUMN));
	gen_put(w->report, "\n");
}

static void
markdown_row(gen_writer *w, const expansion *e)
{
	gen_put(w->report, "| ");
	for (int i = 0; i < e->count; i++)
	{
		if (i > 0)
			gen_put(w->report, " | ");
		if (e->cells[i] != NULL)
			gen_put_cell(w, e->cells[i]);
	}
	gen_put(w->report, gen_has(w, GEN_SURPLUS_COLUMN) ? " |  |\n" : " |\n");
}

/* A head that the converter made up. */
static void
markdown_invented(gen_writer *w, int labels, int width)
{
	gen_put(w->report, "|");
	for (int i = 0; i < width; i++)
		gen_put(w->report, gen_format(w, i < labels ? " 项目%d |" : " 数据%d |", i < labels ? i + 1 : i - labels + 1));
	gen_put(w->report, gen_has(w, GEN_SURPLUS_COLUMN) ? " |\n" : "\n");
}

/* Whether a table of its own begins with this row: a block, the heads, a group. */
static bool
begins_group(const grid *g, int i)
{
	const grid_row *row = &g->rows[i];

	if (i == 0 || g->rows[i - 1].kind == ROW_TEXT)
		return true;
	if (row->kind == ROW_CAPTION)
		return true;
	if (g->table != GR_TABLE_APPLICATIONS || row->kind != ROW_DATA)
		return false;
	return g->rows[i - 1].kind != ROW_DATA || (row->cells[0].rowspan > 1 && row->cells[0].kind == KIND_LABEL);
}

static void
render_markdown(gen_writer *w, const grid *g)
{
	cover		c = {{0}};
	expansion	e;
	int			rule = gen_below(&w->look, 4);
	bool		groups = gen_chance(&w->look, 50);

	for (int i = 0; i < g->count; i++)
	{
		const grid_row *row = &g->rows[i];
		bool		first = i == 0 || g->rows[i - 1].kind == ROW_TEXT;

		if (row->kind == ROW_TEXT)
		{
			gen_put(w->report, "\n");
			put_line(w, row->text);
			gen_put(w->report, "\n");
			continue;
		}
		expand(row, g->width, &c, &e);
		if (groups && begins_group(g, i))
		{
			if (!first)
				gen_put(w->report, "\n");
			markdown_invented(w, g->table == GR_TABLE_PROCEEDINGS ? 0 : g->width == 10 ? 3 : 1, g->width);
			markdown_rule(w, g->width, rule);
		}
		markdown_row(w, &e);
		if (!groups && first)
			markdown_rule(w, g->width, rule);
	}
}

/* ---------- cells as lines ---------- */

static void
render_lines(gen_writer *w, const grid *g, bool spaced)
{
	bool		empty_lines = !spaced && gen_chance(&w->look, 40);

	for (int i = 0; i < g->count; i++)
	{
		const grid_row *row = &g->rows[i];

		if (row->kind == ROW_TEXT)
		{
			put_line(w, row->text);
			if (spaced)
				gen_put(w->report, "\n");
			continue;
		}
		for (int k = 0; k < row->count; k++)
		{
			const grid_cell *cell = &row->cells[k];

			if (is_nothing(cell))
				continue;
			if (cell->kind == KIND_VALUE && cell->text[0] == '\0')
			{
				/* A blank cell leaves an empty line at most: where it stood nobody can tell. */
				gen_loosen_row(w, row);
				if (empty_lines)
					gen_put(w->report, "\n");
				continue;
			}
			gen_put_cell(w, cell);
			gen_put(w->report, spaced ? "\n\n" : "\n");
		}
	}
}

/* Each cell followed by a pipe, or by a line that holds only a pipe. */
static void
render_pipe_end(gen_writer *w, const grid *g)
{
	const char *end = gen_chance(&w->look, 50) ? "\n|\n" : gen_chance(&w->look, 50) ? " |\n" : "|\n";

	for (int i = 0; i < g->count; i++)
	{
		const grid_row *row = &g->rows[i];

		if (row->kind == ROW_TEXT)
		{
			put_line(w, row->text);
			continue;
		}
		for (int k = 0; k < row->count; k++)
		{
			const grid_cell *cell = &row->cells[k];

			if (is_nothing(cell))
				continue;
			gen_put_cell(w, cell);
			gen_put(w->report, cell->text[0] == '\0' ? "|\n" : end);
		}
		if (gen_has(w, GEN_SURPLUS_COLUMN))
			gen_put(w->report, "|\n");
	}
}

/* Each cell opens with a line end: "|", the label, "|", a figure … */
static void
render_pipe_open(gen_writer *w, const grid *g)
{
	bool		own_line = gen_chance(&w->look, 50);

	for (int i = 0; i < g->count; i++)
	{
		const grid_row *row = &g->rows[i];

		if (row->kind == ROW_TEXT)
		{
			put_line(w, row->text);
			continue;
		}
		gen_put(w->report, "|");
		for (int k = 0; k < row->count; k++)
		{
			const grid_cell *cell = &row->cells[k];

			if (is_nothing(cell))
				continue;
			gen_put(w->report, "\n");
			gen_put_cell(w, cell);
			gen_put(w->report, own_line && cell->text[0] != '\0' ? "\n|" : cell->text[0] == '\0' ? "|" : " |");
		}
		gen_put(w->report, gen_has(w, GEN_SURPLUS_COLUMN) ? "\n|\n" : "\n");
	}
}

/* ---------- no borders ---------- */

static void
render_glued(gen_writer *w, const grid *g)
{
	for (int i = 0; i < g->count; i++)
	{
		const grid_row *row = &g->rows[i];

		if (row->kind == ROW_TEXT)
		{
			put_line(w, row->text);
			continue;
		}
		for (int k = 0; k < row->count; k++)
			gen_put_cell(w, &row->cells[k]);
		if (cells_shown(row) > 0)
			gen_put(w->report, "\n");
	}
}

void
gen_render(gen_writer *w, const grid *g)
{
	switch (w->layout)
	{
		case GEN_PIPE:
		case GEN_BROKEN:
		case GEN_TRUNCATED:
		case GEN_MIXED:
			render_pipe(w, g);
			break;
		case GEN_TAB:
			render_tab(w, g);
			break;
		case GEN_GLUED:
			render_glued(w, g);
			break;
		case GEN_MARKDOWN:
			render_markdown(w, g);
			break;
		case GEN_LINES:
			render_lines(w, g, false);
			break;
		case GEN_SPACED:
			render_lines(w, g, true);
			break;
		case GEN_PIPE_END:
			render_pipe_end(w, g);
			break;
		case GEN_PIPE_OPEN:
			render_pipe_open(w, g);
			break;
		case GEN_HTML:
			gen_render_html(w, g);
			break;
		case GEN_LAYOUTS:
			break;
	}
}
