/*
 * statistics_text.c
 *		The document around a table of statistics, and its two layouts as pdftotext gives them.
 */
#include "statistics_internal.h"

const char *
gen_statistics_layout_key(int layout)
{
	return layout == GEN_ALIGNED ? "aligned" : layout == GEN_RAW ? "raw" : gen_layouts[layout].key;
}

int
gen_statistics_layout_by_key(const char *key)
{
	int			layout = 0;

	while (layout < GEN_STATISTICS_LAYOUTS && strcmp(gen_statistics_layout_key(layout), key) != 0)
		layout++;
	return layout;
}

/* ---------- without borders ---------- */

/* Columns of a terminal: Han characters and full-width signs take two. */
static int
width_of(const char *text)
{
	int			width = 0;

	for (const unsigned char *c = (const unsigned char *) text; *c != '\0'; c++)
		width += *c < 0x80 ? 1 : *c >= 0xE0 ? 2 : 0;
	return width;
}

static void
put_blanks(gen_writer *w, int count)
{
	while (count-- > 0)
		gen_put(w->report, " ");
}

/* A long label goes on below; its figures stand beside the first line, or the last. */
static size_t
first_part(gen_writer *w, const char *label)
{
	size_t		at = 0;
	int			width = 0;
	int			limit = 22 + 2 * gen_below(&w->look, 6);

	while (label[at] != '\0' && width < limit)
	{
		size_t		length = (unsigned char) label[at] < 0x80 ? 1 : (unsigned char) label[at] < 0xE0 ? 2 : 3;

		width += length == 3 ? 2 : 1;
		at += length;
	}
	return width_of(label + at) < 6 ? strlen(label) : at;
}

static void
put_aligned_cells(gen_writer *w, const grid_row *row, int from, int width)
{
	bool		raw = (int) w->options->layout == GEN_RAW;

	for (int i = from; i < row->count; i++)
	{
		const grid_cell *cell = &row->cells[i];

		if (cell->text[0] == '\0')
			continue;
		put_blanks(w, raw ? 1 : i == from && width < 40 ? 44 - width : 3 + gen_below(&w->look, 4));
		gen_put_cell(w, cell);
	}
}

static bool
has_empty_figure(const grid_row *row)
{
	for (int i = 0; i < row->count; i++)
		if (row->cells[i].slot >= 0 && row->cells[i].kind == KIND_VALUE && row->cells[i].text[0] == '\0')
			return true;
	return false;
}

static void
put_aligned_row(gen_writer *w, const grid *g, const grid_row *row)
{
	int			label = 0;
	size_t		part;
	bool		below;

	while (label + 1 < row->count && row->cells[label].kind == KIND_LABEL && width_of(row->cells[label].text) < 4)
		label++;
	part = gen_has(w, GEN_WRAPPED_LABELS) && row->kind == ROW_DATA && label == 0 ? first_part(w, row->cells[0].text) : strlen(row->cells[label].text);
	below = gen_chance(&w->look, 50);
	if (has_empty_figure(row))
		gen_loosen_row(w, row);
	if ((int) w->options->layout != GEN_RAW && g->width > 1 && row->kind == ROW_DATA && gen_chance(&w->look, 50))
		put_blanks(w, 2);
	if (part < strlen(row->cells[label].text))
	{
		gen_put_words(w, gen_format(w, "%.*s", (int) part, row->cells[0].text), true, false);
		if (!below)
			put_aligned_cells(w, row, 1, width_of(row->cells[0].text) / 2);
		gen_put(w->report, "\n");
		gen_put_words(w, row->cells[0].text + part, true, false);
		if (below)
			put_aligned_cells(w, row, 1, width_of(row->cells[0].text + part));
		gen_put(w->report, "\n");
		return;
	}
	for (int i = 0; i < label; i++)
	{
		gen_put_cell(w, &row->cells[i]);
		put_blanks(w, row->cells[i].text[0] == '\0' ? 0 : 1);
	}
	gen_put_cell(w, &row->cells[label]);
	put_aligned_cells(w, row, label + 1, width_of(row->cells[label].text));
	gen_put(w->report, "\n");
}

void
gen_render_spaced(gen_writer *w, const grid *g)
{
	for (int i = 0; i < g->count; i++)
	{
		if (g->rows[i].kind != ROW_TEXT)
			put_aligned_row(w, g, &g->rows[i]);
		else
		{
			gen_put(w->report, g->rows[i].text);
			gen_put(w->report, "\n\f");
		}
	}
}

/* ---------- what cannot be told ---------- */

static void
loosen_all(gen_report *report)
{
	for (size_t i = 0; i < LENGTH(report->cells); i++)
		report->cells[i].loose = true;
}

static void
loosen_row(gen_report *report, int row)
{
	report->cells[gr_slot_of(row, GR_COLUMN_STAT_TOTAL)].loose = true;
	for (int i = 0; i < report->extra_count; i++)
		if (report->extras[i].row == row)
			report->cells[GR_SLOTS + i].loose = true;
}

/* Parts whose group has lost its row, and those of a group that they might be taken for. */
static void
loosen_orphans(gen_report *report, int form)
{
	bool		lost[GR_ROWS];

	for (int row = 0; row < GR_ROWS; row++)
		lost[row] = gr_rows[row].table == GR_TABLE_STATISTICS &&
			report->cells[gr_slot_of(row, GR_COLUMN_STAT_TOTAL)].presence == GEN_ABSENT;
	for (int row = 0; row < GR_ROWS; row++)
	{
		int			parent = gr_rows[row].table == GR_TABLE_STATISTICS ? gr_rows[row].parent : GR_ROW_NONE;

		if (parent == GR_ROW_STAT_RECONSIDERATION || parent == GR_ROW_STAT_LITIGATION ? lost[GR_ROW_STAT_RECONSIDERATION] || lost[GR_ROW_STAT_LITIGATION] :
			parent != GR_ROW_NONE && lost[parent])
			loosen_row(report, row);
		else if (form == GR_FORM_LOCAL && lost[GR_ROW_STAT_PUBLISHED] && strncmp(gr_rows[row].key, "published.", 10) == 0)
			loosen_row(report, row);
	}
}

/*
 * Without borders or heads the figures of several columns are anybody's; a
 * placeholder, a word or a blank in a value is no figure of its own there.
 */
static void
judge(gen_writer *w, const statistic_table *t)
{
	gen_report *report = w->report;
	int			layout = w->options->layout;
	bool		glued = layout == GEN_GLUED;
	bool		borders = !glued && layout != GEN_LINES && layout != GEN_SPACED && layout < GEN_LAYOUTS;
	bool		lines = layout == GEN_LINES || layout == GEN_SPACED || layout == GEN_PIPE_END || layout == GEN_PIPE_OPEN || layout == GEN_MIXED;
	bool		several = t->columns > 0 || t->shape == GEN_SHAPE_CODED;

	if (several && (glued || layout == GEN_TRUNCATED || (t->shape == GEN_SHAPE_LEVELS_BELOW && gen_has(w, GEN_PAGE_BREAKS))))
		loosen_all(report);
	/* 免予公开范围1 and a figure: where the label ends nobody knows.  A number in front of a label may be its enumerator. */
	if (glued && (t->shape == GEN_SHAPE_UNITLESS || t->shape == GEN_SHAPE_NUMBERED || t->shape == GEN_SHAPE_REMARKED))
		loosen_all(report);
	/* Without heads a number in front of the next label is a figure of this one, and a remark no part of the row. */
	if ((!borders || lines) && (t->shape == GEN_SHAPE_NUMBERED || t->shape == GEN_SHAPE_REMARKED) && gen_has(w, GEN_HEADINGS_MISSING))
		loosen_all(report);
	if (gen_has(w, GEN_REPLACED) || gen_has(w, GEN_REPEATED_LINES))
		loosen_all(report);
	for (size_t i = 0; i < LENGTH(report->cells); i++)
		if ((!borders || lines) && (report->cells[i].presence == GEN_BLANK || (report->cells[i].presence == GEN_PLACEHOLDER && !borders && glued)))
			report->cells[i].loose = true;
	/* Where a blank is no line, the other figures of its row may be of any column. */
	for (int slot = gr_tables[GR_TABLE_STATISTICS].first_slot; slot < GR_SLOTS; slot++)
		if ((!borders || lines) && report->cells[slot].presence == GEN_BLANK)
			loosen_row(report, gr_slots[slot].row);
	loosen_orphans(report, w->options->form);
	/* A row that no form has is told by its borders alone. */
	for (int i = 0; i < report->extra_count; i++)
		if ((!borders || lines) && report->extras[i].row == GR_ROW_NONE)
			report->cells[GR_SLOTS + i].loose = true;
}

/* ---------- the document ---------- */

static void
put_table_part(gen_writer *w, const statistic_table *t, int first, int count, bool heads)
{
	static _Thread_local grid g;

	gen_statistics_grid(w, t, first, count, heads, &g);
	if ((int) w->options->layout >= GEN_LAYOUTS)
		gen_render_spaced(w, &g);
	else
		gen_render(w, &g);
	if (w->layout == GEN_HTML || w->layout == GEN_MARKDOWN || w->style.blank_lines)
		gen_put(w->report, "\n");
}

/* A mixture: each part of the table came in its own layout, with the heads. */
static void
put_parts(gen_writer *w, const statistic_table *t)
{
	static const gen_layout mixture[] = {GEN_PIPE, GEN_TAB, GEN_MARKDOWN, GEN_LINES, GEN_SPACED, GEN_PIPE_END, GEN_HTML};
	int			first = 0;

	while (first < t->count)
	{
		int			count = 12 + gen_below(&w->look, 20);

		w->layout = gen_pick(&w->look, mixture);
		if (w->layout == GEN_HTML && first > 0)
			w->layout = GEN_PIPE;
		put_table_part(w, t, first, count, true);
		first += count;
		if (w->layout == GEN_HTML)
			break;
	}
	for (; first < t->count; first++)
		if (t->lines[first].kind == STATISTIC_OF_FORM)
			w->report->cells[gr_slot_of(t->lines[first].row, GR_COLUMN_STAT_TOTAL)].presence = GEN_ABSENT;
}

/* Words of the table in sentences: no rows. */
static const char *
trap(gen_writer *w)
{
	int			n = gen_below(&w->look, 900);

	switch (gen_below(&w->look, 6))
	{
		case 0:
			return gen_format(w, "%d年收到申请数%d件，申请办结数%d件，其中按时办结数%d件。", w->year, n, n, n);
		case 1:
			return gen_format(w, "收到申请%d件，其中当面申请%d件，网络申请%d件。", n, n % 7, n % 11);
		case 2:
			return gen_format(w, "主动公开政府信息%d条，其中政府网站公开%d条。", n, n / 2);
		case 3:
			return gen_format(w, "申请答复数%d件，同意公开答复数%d件，申请信息不存在数%d件，均按期答复。", n, n / 2, n % 9);
		case 4:
			return gen_format(w, "行政复议数量%d件，行政诉讼数量%d件，无举报投诉。", n % 9, n % 4);
		default:
			return gen_format(w, "专职人员%d人，兼职人员%d人，政府信息公开专项经费%d.5万元。", n % 9, n % 30, n % 40);
	}
}

static void
put_report(gen_writer *w)
{
	gen_paragraph(w, gen_format(w, "%s%d年政府信息公开工作年度报告", w->organ, w->year));
	gen_paragraph(w, gen_format(w, "本年度报告所列数据的统计期限自%d年1月1日起至%d年12月31日止。", w->year, w->year));
	gen_paragraph(w, "一、概述");
	gen_paragraph(w, trap(w));
	gen_paragraph(w, trap(w));
	gen_paragraph(w, "二、存在的主要问题和改进措施");
	gen_paragraph(w, "公开的内容需要进一步充实，工作人员的业务能力有待提高。");
}

static void
put_footer(gen_writer *w)
{
	gen_paragraph(w, gen_format(w, "单位负责人：%s 审核人：%s 填报人：%s", "赵某", "钱某", "孙某"));
	gen_paragraph(w, gen_format(w, "联系电话：0000-81%05d 填报日期：%d年1月%d日", gen_below(&w->words, 99999), w->year + 1, 5 + gen_below(&w->words, 20)));
}

void
gen_statistics_document(gen_writer *w)
{
	statistic_table t;
	bool		narrated = gen_chance(&w->words, 60);

	w->year = w->options->form == GR_FORM_2014 ? 2014 + gen_below(&w->words, 5) : 2008 + gen_below(&w->words, 6);
	w->report->year = w->year;
	gen_statistics_lines(w, &t);
	gen_statistics_figures(w, &t);
	w->html = w->options->layout == GEN_HTML && w->style.page > 0;
	if (w->html && w->style.page == 2)
		gen_open_page(w);
	if (narrated || gen_has(w, GEN_PROSE))
		put_report(w);
	if (!gen_has(w, GEN_HEADINGS_MISSING))
	{
		gen_paragraph(w, w->options->form == GR_FORM_2014 ? "政府信息公开情况统计表" : "附表：政府信息公开指标统计表");
		gen_paragraph(w, gen_format(w, "（%d年度）", w->year));
		gen_paragraph(w, gen_format(w, "填报单位（盖章）：%s", w->organ));
	}
	if (w->options->layout == GEN_MIXED)
		put_parts(w, &t);
	else
		put_table_part(w, &t, 0, t.count, !gen_has(w, GEN_HEADINGS_MISSING) || t.columns > 0 || t.shape == GEN_SHAPE_CODED);
	w->layout = w->options->layout < GEN_LAYOUTS ? w->options->layout : GEN_LINES;
	if (gen_has(w, GEN_NOTES))
		gen_paragraph(w, "注：1.收到申请数含上年结转2件；2.专项经费未含人员经费。");
	put_footer(w);
	if (gen_has(w, GEN_PROSE))
		gen_paragraph(w, trap(w));
	if (w->html && w->style.page == 2)
		gen_close_page(w);
	judge(w, &t);
}
