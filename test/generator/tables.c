/*
 * tables.c
 *		The official tables as a grid of cells with spans, as the form of the office prints them.
 */
#include "internal.h"

#include <stdio.h>

static grid_row *
add_row(grid *g, grid_row_kind kind)
{
	grid_row   *row = &g->rows[g->count++];

	row->kind = (unsigned char) kind;
	row->short_of_cells = false;
	row->text = NULL;
	row->count = 0;
	return row;
}

static grid_cell *
add_cell(grid_row *row, gen_kind kind, const char *text, int colspan, int rowspan)
{
	grid_cell  *cell = &row->cells[row->count++];

	cell->text = text;
	cell->slot = -1;
	cell->kind = (unsigned char) kind;
	cell->colspan = (unsigned char) colspan;
	cell->rowspan = (unsigned char) rowspan;
	cell->line_end = false;
	return cell;
}

static void
add_value(gen_writer *w, grid *g, grid_row *row, int row_id, int column, int colspan)
{
	int			slot = gr_slot_of(row_id, column);
	grid_cell  *cell = add_cell(row, KIND_VALUE, "", colspan, 1);

	cell->slot = (short) slot;
	cell->text = gen_value_text(w, slot);
	if (cell->text[0] == '\0')
		g->has_blank = true;
}

/* The cells of a row that no form has. */
static void
add_strange_values(gen_writer *w, grid_row *row, int count, int colspan)
{
	int			sum = 0;
	bool		zero = gen_chance(&w->look, 50);

	for (int i = 0; i < count; i++)
	{
		int			value = zero ? 0 : gen_below(&w->look, 4);

		if (i == count - 1 && count == 7)
			value = sum;
		sum += value;
		add_cell(row, KIND_VALUE, gen_format(w, "%d", value), i == count - 1 ? colspan : 1, 1);
	}
}

static void
add_text(grid *g, const char *text)
{
	add_row(g, ROW_TEXT)->text = text;
}

/* ---------- disclosure ---------- */

typedef struct block
{
	int			caption;
	int			columns[3];
	int			column_count;
	int			rows[2];
	int			row_count;
} block;

static const block blocks_2019[] = {
	{0, {GR_COLUMN_MADE, GR_COLUMN_DISCLOSED, GR_COLUMN_PUBLIC_TOTAL}, 3, {GR_ROW_RULES, GR_ROW_NORMATIVE_DOCUMENTS}, 2},
	{1, {GR_COLUMN_PRIOR_ITEMS, GR_COLUMN_CHANGE, GR_COLUMN_DECISIONS}, 3, {GR_ROW_LICENSING, GR_ROW_OTHER_SERVICES}, 2},
	{2, {GR_COLUMN_PRIOR_ITEMS, GR_COLUMN_CHANGE, GR_COLUMN_DECISIONS}, 3, {GR_ROW_PENALTY, GR_ROW_COMPULSION}, 2},
	{3, {GR_COLUMN_PRIOR_ITEMS, GR_COLUMN_CHANGE, 0}, 2, {GR_ROW_FEES, 0}, 1},
	{4, {GR_COLUMN_PURCHASES, GR_COLUMN_AMOUNT, 0}, 2, {GR_ROW_PROCUREMENT, 0}, 1},
};

static const block blocks_2021[] = {
	{0, {GR_COLUMN_ISSUED, GR_COLUMN_REPEALED, GR_COLUMN_IN_FORCE}, 3, {GR_ROW_RULES, GR_ROW_NORMATIVE_DOCUMENTS}, 2},
	{1, {GR_COLUMN_DECISIONS, 0, 0}, 1, {GR_ROW_LICENSING, 0}, 1},
	{2, {GR_COLUMN_DECISIONS, 0, 0}, 1, {GR_ROW_PENALTY, GR_ROW_COMPULSION}, 2},
	{3, {GR_COLUMN_AMOUNT, 0, 0}, 1, {GR_ROW_FEES, 0}, 1},
};

static void
build_block(gen_writer *w, grid *g, const block *b)
{
	int			rows[8];
	int			count = b->row_count;
	int			last_span = g->width - b->column_count;
	grid_row   *row = add_row(g, ROW_CAPTION);

	memcpy(rows, b->rows, sizeof(b->rows));
	count = gen_damage_rows(w, GR_TABLE_DISCLOSURE, rows, count, (int) LENGTH(rows));
	add_cell(row, KIND_HEAD, gen_caption(w, b->caption), g->width, 1);
	row = add_row(g, ROW_HEAD);
	add_cell(row, KIND_HEAD, gen_dress(w, "信息内容"), 1, 1);
	for (int i = 0; i < b->column_count; i++)
		add_cell(row, KIND_HEAD, gen_column_label(w, b->columns[i]), i == b->column_count - 1 ? last_span : 1, 1);
	for (int r = 0; r < count; r++)
	{
		row = add_row(g, ROW_DATA);
		if (rows[r] >= EXTRA_ROW)
		{
			add_cell(row, KIND_LABEL, gen_dress(w, gen_extra_label(w, rows[r])), 1, 1);
			add_strange_values(w, row, b->column_count, last_span);
			continue;
		}
		add_cell(row, KIND_LABEL, gen_row_label(w, rows[r]), 1, 1);
		for (int i = 0; i < b->column_count; i++)
			add_value(w, g, row, rows[r], b->columns[i], i == b->column_count - 1 ? last_span : 1);
	}
}

static void
build_disclosure(gen_writer *w, grid *g)
{
	bool		old = w->options->form == GR_FORM_2019;
	const block *blocks = old ? blocks_2019 : blocks_2021;
	int			count = old ? (int) LENGTH(blocks_2019) : (int) LENGTH(blocks_2021);

	g->width = 4;
	if (w->style.table_caption)
		add_cell(add_row(g, ROW_CAPTION), KIND_HEAD, "主动公开政府信息情况", g->width, 1);
	for (int i = 0; i < count; i++)
	{
		if (i > 0 && gen_has(w, GEN_PAGE_BREAKS) && gen_chance(&w->look, 20))
			add_text(g, gen_page_number(w));
		if (i > 0 && gen_has(w, GEN_PROSE) && gen_chance(&w->look, 25))
			add_text(g, gen_trap_sentence(w));
		build_block(w, g, &blocks[i]);
	}
}

/* ---------- applications ---------- */

#define LABEL_COLUMNS 3
#define APPLICANTS 7

static void
applicant_heads(gen_writer *w, grid *g)
{
	static const int columns[] = {GR_COLUMN_BUSINESS, GR_COLUMN_RESEARCH, GR_COLUMN_WELFARE, GR_COLUMN_LEGAL_SERVICE,
		GR_COLUMN_OTHER_APPLICANT};
	grid_row   *row = add_row(g, ROW_HEAD);
	bool		cut = w->layout == GEN_TRUNCATED;
	bool		before = w->style.total_before;

	add_cell(row, KIND_HEAD, gen_dress(w, "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"), LABEL_COLUMNS, 3);
	/* Some print the total beside the heads of all applicants, others below them. */
	add_cell(row, KIND_HEAD, "申请人情况", before ? APPLICANTS - 1 : APPLICANTS, 1);
	if (before)
		add_cell(row, KIND_HEAD, "总计", 1, 3);
	row = add_row(g, ROW_HEAD);
	add_cell(row, KIND_HEAD, "自然人", 1, 2);
	add_cell(row, KIND_HEAD, cut ? "法人或其他" : gen_dress(w, gen_chance(&w->look, w->style.spelling / 2) ? "法人或者其他组织" : "法人或其他组织"),
			 5, 1);
	if (!before)
		add_cell(row, KIND_HEAD, "总计", 1, 2);
	row = add_row(g, ROW_HEAD);
	for (size_t i = 0; i < LENGTH(columns); i++)
		add_cell(row, KIND_HEAD, gen_column_label(w, columns[i]), 1, 1);
}

static bool
is_result(int row)
{
	return row >= EXTRA_ROW || (row >= GR_ROW_GRANTED && row <= GR_ROW_CONCLUDED);
}

static int
parent_of(const gen_writer *w, int row)
{
	int			parent = row >= EXTRA_ROW ? gen_extra_parent(row) : gr_rows[row].parent;

	/* In 2019 the last group is a row. */
	return parent == GR_ROW_OTHER && w->options->form == GR_FORM_2019 ? GR_ROW_NONE : parent;
}

/* How many rows from this one on stand in the same cell: of the results, or of the group. */
static int
run(const gen_writer *w, const int *rows, int from, int end, bool group)
{
	int			at = from;

	while (at < end && (group ? parent_of(w, rows[at]) == parent_of(w, rows[from]) : is_result(rows[at])))
		at++;
	return at - from;
}

static void
build_results(gen_writer *w, grid *g, const int *rows, int from, int end, bool continued, const int *all, int first)
{
	for (int i = from; i < end; i++)
	{
		grid_row   *row = add_row(g, ROW_DATA);
		int			parent = parent_of(w, rows[i]);
		bool		result = is_result(rows[i]);
		const char *label = rows[i] >= EXTRA_ROW ? gen_dress(w, gen_extra_label(w, rows[i])) : gen_row_label(w, rows[i]);
		int			span = LABEL_COLUMNS;

		if (result)
		{
			bool		glued = w->style.result_cell == RESULT_GLUED && parent == GR_ROW_NONE && w->layout != GEN_HTML;

			if (i == from || !is_result(rows[i - 1]))
			{
				/* Behind a page break the cell goes on, empty. */
				const char *head = (continued && i == from && first > 0 && is_result(all[first - 1])) ? "" : gen_dress(w, "三、本年度办理结果");

				if (glued)
					label = gen_format(w, "%s%s", head, label);
				if (glued || (w->style.result_cell == RESULT_MISSING && w->layout != GEN_HTML))
					head = "";
				add_cell(row, KIND_LABEL, head, 1, run(w, rows, i, end, false));
			}
			span--;
		}
		if (parent != GR_ROW_NONE)
		{
			if (i == from || parent_of(w, rows[i - 1]) != parent)
			{
				bool		goes_on = continued && i == from && first > 0 && parent_of(w, all[first - 1]) == parent;

				add_cell(row, KIND_LABEL, goes_on ? "" : gen_row_label(w, parent), 1, run(w, rows, i, end, true));
			}
			span--;
		}
		add_cell(row, KIND_LABEL, label, span, 1);
		if (rows[i] >= EXTRA_ROW)
			add_strange_values(w, row, APPLICANTS, 1);
		else
			for (int c = 0; c < APPLICANTS; c++)
				add_value(w, g, row, rows[i], GR_COLUMN_NATURAL_PERSON + c, 1);
	}
}

static void
build_applications(gen_writer *w, grid *g)
{
	int			rows[GR_ROWS + 8];
	int			count = 0;
	int			at = 0;

	for (int row = GR_ROW_RECEIVED; row <= GR_ROW_CARRIED_OUT; row++)
	{
		int			slot = gr_slot_of(row, GR_COLUMN_TOTAL);

		if (slot >= 0 && gr_form_has(w->options->form, slot))
			rows[count++] = row;
	}
	count = gen_damage_rows(w, GR_TABLE_APPLICATIONS, rows, count, (int) LENGTH(rows));
	g->width = LABEL_COLUMNS + APPLICANTS;
	applicant_heads(w, g);
	if (gen_has(w, GEN_PAGE_BREAKS))
	{
		for (int pages = 1 + gen_below(&w->look, 2); pages > 0 && at + 2 < count; pages--)
		{
			int			next = at + 1 + gen_below(&w->look, count - at - 1);

			build_results(w, g, rows + at, 0, next - at, at > 0, rows, at);
			add_text(g, gen_page_number(w));
			if (gen_chance(&w->look, 60))
				applicant_heads(w, g);
			at = next;
		}
	}
	build_results(w, g, rows + at, 0, count - at, at > 0, rows, at);
}

/* ---------- proceedings ---------- */

static void
outcome_heads(gen_writer *w, grid_row *row, int rowspan)
{
	bool		cut = w->layout == GEN_TRUNCATED && gen_chance(&w->look, 60);
	static const char *const cut_heads[] = {"结果", "结果", "其他", "尚未", "总计"};

	for (int c = GR_COLUMN_UPHELD; c <= GR_COLUMN_PROCEEDING_TOTAL; c++)
		add_cell(row, KIND_HEAD, cut ? cut_heads[c - GR_COLUMN_UPHELD] : gen_dress(w, gr_columns[c].zh), 1, rowspan);
}

static void
build_proceedings(gen_writer *w, grid *g)
{
	static const int rows[] = {GR_ROW_RECONSIDERATION, GR_ROW_LITIGATION_DIRECT, GR_ROW_LITIGATION_AFTER_RECONSIDERATION};
	grid_row   *row = add_row(g, ROW_HEAD);

	g->width = 15;
	add_cell(row, KIND_HEAD, gr_rows[GR_ROW_RECONSIDERATION].zh, 5, 1);
	add_cell(row, KIND_HEAD, gr_rows[GR_ROW_LITIGATION].zh, 10, 1);
	row = add_row(g, ROW_HEAD);
	outcome_heads(w, row, 2);
	add_cell(row, KIND_HEAD, gen_row_label(w, GR_ROW_LITIGATION_DIRECT), 5, 1);
	add_cell(row, KIND_HEAD, gen_row_label(w, GR_ROW_LITIGATION_AFTER_RECONSIDERATION), 5, 1);
	row = add_row(g, ROW_HEAD);
	outcome_heads(w, row, 1);
	outcome_heads(w, row, 1);
	row = add_row(g, ROW_DATA);
	for (size_t i = 0; i < LENGTH(rows); i++)
		for (int c = GR_COLUMN_UPHELD; c <= GR_COLUMN_PROCEEDING_TOTAL; c++)
			add_value(w, g, row, rows[i], c, 1);
}

void
gen_build(gen_writer *w, int table, grid *g)
{
	g->table = table;
	g->count = 0;
	g->has_blank = false;
	switch ((gr_table_id) table)
	{
		case GR_TABLE_DISCLOSURE:
			build_disclosure(w, g);
			break;
		case GR_TABLE_APPLICATIONS:
			build_applications(w, g);
			break;
		case GR_TABLE_PROCEEDINGS:
			build_proceedings(w, g);
			break;
		default:
			break;
	}
	gen_damage_grid(w, g);
}
