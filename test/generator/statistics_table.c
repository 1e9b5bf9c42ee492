/*
 * statistics_table.c
 *		A table of statistics as a grid: heads by its shape, rows, units and figures.
 */
#include "statistics_internal.h"

/* ---------- cells ---------- */

static void
put(grid_row *row, const char *text, gen_kind kind, int slot)
{
	grid_cell  *cell = &row->cells[row->count++];

	cell->text = text;
	cell->slot = (short) slot;
	cell->kind = (unsigned char) kind;
	cell->colspan = 1;
	cell->rowspan = 1;
	cell->line_end = false;
}

static grid_row *
begin(grid *g, grid_row_kind kind)
{
	grid_row   *row = &g->rows[g->count++];

	memset(row, 0, sizeof(*row));
	row->kind = (unsigned char) kind;
	return row;
}

static const char *
plain(gen_writer *w, int64_t value, int scale)
{
	int64_t		power = 1;

	for (int i = 0; i < scale; i++)
		power *= 10;
	return scale == 0 ? gen_format(w, "%lld", (long long) value) :
		gen_format(w, "%lld.%0*lld", (long long) (value / power), scale, (long long) (value % power));
}

/* ---------- heads ---------- */

static const char *const levels[] = {"区政府", "区直单位", "乡镇（街道）"};

static bool
has_units(gen_shape shape)
{
	return shape != GEN_SHAPE_UNITLESS;
}

static void
put_front_heads(gen_writer *w, const statistic_table *t, grid_row *row)
{
	static const char *const units[] = {"单位", "单  位", "计量单位"};
	bool		named = t->shape == GEN_SHAPE_FUJIAN || t->shape == GEN_SHAPE_CODED;

	if (t->shape == GEN_SHAPE_NUMBERED)
		put(row, "序号", KIND_HEAD, -1);
	put(row, named ? "指标名称" : t->shape == GEN_SHAPE_MEASURED ? "指标" : gen_chance(&w->look, 80) ? "统计指标" : "统 计 指 标", KIND_HEAD, -1);
	if (has_units(t->shape))
		put(row, named || t->shape == GEN_SHAPE_MEASURED ? "计量单位" : gen_pick(&w->look, units), KIND_HEAD, -1);
}

static const char *
two_characters(gen_writer *w, const char *text)
{
	int			count = 0;
	size_t		len = 0;

	for (; text[len] != '\0'; len++)
		if (((unsigned char) text[len] & 0xC0) != 0x80 && count++ == 2)
			break;
	return gen_format(w, "%.*s", (int) len, text);
}

static void
put_heads(gen_writer *w, const statistic_table *t, grid *g)
{
	static const char *const totals[] = {"统计数", "统计数", "数量", "统计数据", "数值"};
	grid_row   *row = begin(g, ROW_HEAD);

	put_front_heads(w, t, row);
	switch (t->shape)
	{
		case GEN_SHAPE_FUJIAN:
			put(row, gen_chance(&w->look, 50) ? gen_format(w, "%d年度", w->year) : "年度", KIND_HEAD, -1);
			put(row, "历年累计", KIND_HEAD, -1);
			break;
		case GEN_SHAPE_CODED:
			put(row, "代码", KIND_HEAD, -1);
			put(row, "本期实际", KIND_HEAD, -1);
			put(row, "本年累计", KIND_HEAD, -1);
			break;
		case GEN_SHAPE_LEVELS:
		case GEN_SHAPE_LEVELS_ONLY:
			if (t->total)
				put(row, "合计", KIND_HEAD, -1);
			for (int i = 0; i < 3; i++)
				put(row, levels[i], KIND_HEAD, -1);
			break;
		case GEN_SHAPE_LEVELS_BELOW:
			for (int i = 0; i < row->count; i++)
				row->cells[i].rowspan = 2;
			put(row, "统计数", KIND_HEAD, -1);
			row->cells[row->count - 1].colspan = 4;
			row = begin(g, ROW_HEAD);
			put(row, "合计", KIND_HEAD, -1);
			for (int i = 0; i < 3; i++)
				put(row, levels[i], KIND_HEAD, -1);
			break;
		default:
			put(row, gen_pick(&w->look, totals), KIND_HEAD, -1);
			break;
	}
	if (t->shape == GEN_SHAPE_REMARKED)
		put(row, "备注", KIND_HEAD, -1);
	if (w->options->layout == GEN_TRUNCATED)
		for (int i = 0; i < g->count; i++)
			for (int k = 0; k < g->rows[i].count && g->rows[i].kind == ROW_HEAD; k++)
				g->rows[i].cells[k].text = two_characters(w, g->rows[i].cells[k].text);
}

/* ---------- rows ---------- */

/* A heading has no unit and no figure. */
static void
put_nothing(gen_writer *w, const statistic_table *t, grid_row *row, int figures)
{
	static const char *const marks[] = {"——", "——", "—", "----", "", "－"};
	const char *mark = gen_pick(&w->look, marks);
	bool		figures_too = mark[0] != '\0' && gen_chance(&w->look, 20);

	if (has_units(t->shape))
		put(row, mark, KIND_LABEL, -1);
	for (int i = 0; i < figures; i++)
		put(row, figures_too ? mark : "", KIND_VALUE, -1);
	/* The unit is an empty cell that holds a line end. */
	if (w->options->layout == GEN_BROKEN && mark[0] == '\0' && has_units(t->shape))
		row->cells[row->count - figures - 1].line_end = true;
}

static void
put_extra(gen_writer *w, grid_row *row, int extra)
{
	const gen_cell *cell = &w->report->cells[GR_SLOTS + extra];

	put(row, extra < 0 ? "" : plain(w, cell->value, cell->scale), KIND_VALUE, extra < 0 ? -1 : GR_SLOTS + extra);
}

static void
put_figures(gen_writer *w, const statistic_table *t, const statistic_line *line, grid_row *row)
{
	int			slot = line->kind == STATISTIC_OF_FORM ? gr_slot_of(line->row, GR_COLUMN_STAT_TOTAL) : -1;
	bool		year_last = t->shape == GEN_SHAPE_CODED;

	if (has_units(t->shape))
		put(row, slot < 0 ? line->unit : gr_units[gr_slots[slot].unit].text, KIND_LABEL, -1);
	if (t->shape == GEN_SHAPE_CODED)
		put(row, gen_format(w, "%02d", (int) (line - t->lines) + 1), KIND_LABEL, -1);
	if (year_last)
		put_extra(w, row, line->extras[1]);
	if (slot >= 0 && t->total)
		put(row, gen_value_text(w, slot), KIND_VALUE, slot);
	else if (t->total)
		put_extra(w, row, line->extras[0]);
	for (int c = 1; c <= t->columns && !year_last; c++)
		put_extra(w, row, line->extras[c]);
}

static int
label_place(const statistic_line *line)
{
	for (int i = 0; i <= STATISTIC_COLUMNS; i++)
		if (line->extras[i] >= 0)
			return GR_SLOTS + GEN_EXTRAS + line->extras[i];
	return -1;
}

static void
put_line(gen_writer *w, const statistic_table *t, const statistic_line *line, grid *g)
{
	grid_row   *row = begin(g, ROW_DATA);
	bool		lost = gen_has(w, GEN_LOST_LABELS) && g->count > 1 && line->kind == STATISTIC_OF_FORM && gen_chance(&w->look, 8);
	int			figures = t->columns + t->total;

	if (t->shape == GEN_SHAPE_NUMBERED)
		put(row, gen_format(w, "%d", (int) (line - t->lines) + 1), KIND_LABEL, -1);
	put(row, lost ? "" : gen_statistic_label(w, t, line), KIND_LABEL, label_place(line));
	if (line->kind == STATISTIC_HEADING)
		put_nothing(w, t, row, figures);
	else
		put_figures(w, t, line, row);
	if (t->shape == GEN_SHAPE_REMARKED)
		put(row, gen_chance(&w->look, 10) ? "含下属单位" : "", KIND_LABEL, -1);
	if (lost)
	{
		/* Figures without a label are of no row. */
		w->report->cells[gr_slot_of(line->row, GR_COLUMN_STAT_TOTAL)].presence = GEN_ABSENT;
		gen_loosen_row(w, row);
		/* Where a row is a run of lines, nobody knows where it begins. */
		if (w->layout == GEN_LINES || w->layout == GEN_SPACED || w->layout == GEN_PIPE_END || w->layout == GEN_PIPE_OPEN)
			gen_loosen_row(w, &g->rows[g->count - 2]);
	}
}

void
gen_statistics_grid(gen_writer *w, const statistic_table *t, int first, int count, bool heads, grid *g)
{
	memset(g, 0, sizeof(*g));
	g->table = GR_TABLE_STATISTICS;
	g->width = 1 + has_units(t->shape) + t->columns + t->total + (t->shape == GEN_SHAPE_NUMBERED) + (t->shape == GEN_SHAPE_CODED) +
		(t->shape == GEN_SHAPE_REMARKED);
	g->has_blank = gen_has(w, GEN_BLANK_CELLS);
	if (heads && t->shape != GEN_SHAPE_HEADLESS)
		put_heads(w, t, g);
	for (int i = first; i < first + count && i < t->count; i++)
	{
		if (gen_has(w, GEN_PAGE_BREAKS) && i > first && gen_chance(&w->look, 5) && g->count < GRID_ROWS - 16)
		{
			begin(g, ROW_TEXT)->text = gen_page_number(w);
			if (gen_chance(&w->look, 40) && t->shape != GEN_SHAPE_HEADLESS)
				put_heads(w, t, g);
		}
		put_line(w, t, &t->lines[i], g);
	}
}
