/*
 * statistics_truth.c
 *		Which rows a table of statistics has, and figures that add up.
 */
#include "statistics_internal.h"

const char *const gen_shape_keys[GEN_SHAPES] = {
#define GEN_SHAPE(name, key, forms) key,
	GEN_SHAPE_LIST
#undef GEN_SHAPE
};

static const unsigned char shape_forms[GEN_SHAPES] = {
#define GEN_SHAPE(name, key, forms) forms,
	GEN_SHAPE_LIST
#undef GEN_SHAPE
};

gen_shape
gen_shape_of(const gen_options *options)
{
	int			of_form = 0;
	int			pick;

	for (int shape = 0; shape < GEN_SHAPES; shape++)
		of_form += (shape_forms[shape] >> options->form & 1) != 0;
	pick = (int) (options->seed % (uint64_t) of_form);
	for (int shape = 0; shape < GEN_SHAPES; shape++)
		if ((shape_forms[shape] >> options->form & 1) != 0 && pick-- == 0)
			return (gen_shape) shape;
	return GEN_SHAPE_PLAIN;
}

/* ---------- rows ---------- */

/* Fujian. */
static const unsigned char short_rows[] = {
	GR_ROW_STAT_PUBLISHED, GR_ROW_STAT_PUBLISHED_WEBSITE, GR_ROW_STAT_PUBLISHED_GAZETTE, GR_ROW_STAT_RECEIVED, GR_ROW_STAT_RECEIVED_IN_PERSON,
	GR_ROW_STAT_RECEIVED_FAX, GR_ROW_STAT_RECEIVED_EMAIL, GR_ROW_STAT_RECEIVED_ONLINE, GR_ROW_STAT_RECEIVED_LETTER, GR_ROW_STAT_RECEIVED_OTHER,
	GR_ROW_STAT_ANSWERED, GR_ROW_STAT_ANSWERED_GRANTED, GR_ROW_STAT_ANSWERED_PARTLY_GRANTED, GR_ROW_STAT_ANSWERED_REFUSED,
	GR_ROW_STAT_RECONSIDERATION, GR_ROW_STAT_LITIGATION, GR_ROW_STAT_APPEALS,
};

/* The lineage of Shanghai, as Dingxi has it. */
static const unsigned char long_rows[] = {
	GR_ROW_STAT_PUBLISHED, GR_ROW_STAT_PUBLISHED_DIGITIZED, GR_ROW_STAT_PUBLISHED_NEW_NORMATIVE, GR_ROW_STAT_SERVICE_ENTRIES,
	GR_ROW_STAT_PAGE_VIEWS, GR_ROW_STAT_VISITORS, GR_ROW_STAT_INQUIRIES_ONLINE, GR_ROW_STAT_INQUIRIES_PHONE, GR_ROW_STAT_CATALOGUE_ENTRIES,
	GR_ROW_STAT_RECEIVED, GR_ROW_STAT_RECEIVED_IN_PERSON, GR_ROW_STAT_RECEIVED_FAX, GR_ROW_STAT_RECEIVED_EMAIL, GR_ROW_STAT_RECEIVED_ONLINE,
	GR_ROW_STAT_RECEIVED_LETTER, GR_ROW_STAT_RECEIVED_OTHER, GR_ROW_STAT_ANSWERED, GR_ROW_STAT_ANSWERED_GRANTED,
	GR_ROW_STAT_ANSWERED_PARTLY_GRANTED, GR_ROW_STAT_ANSWERED_REFUSED, GR_ROW_STAT_REFUSED_NOT_INFORMATION, GR_ROW_STAT_REFUSED_NOT_EXISTING,
	GR_ROW_STAT_REFUSED_NOT_OWN, GR_ROW_STAT_REFUSED_UNCLEAR, GR_ROW_STAT_REFUSED_STATE_SECRET, GR_ROW_STAT_REFUSED_TRADE_SECRET,
	GR_ROW_STAT_REFUSED_PRIVACY, GR_ROW_STAT_REFUSED_PENDING_MATTER, GR_ROW_STAT_REFUSED_ENFORCEMENT, GR_ROW_STAT_REFUSED_LAW,
	GR_ROW_STAT_REFUSED_OTHER, GR_ROW_STAT_RECONSIDERATION, GR_ROW_STAT_LITIGATION, GR_ROW_STAT_APPEALS, GR_ROW_STAT_APPEALS_FIRST_HANDLING,
};

static int
total_slot(int row)
{
	return gr_slot_of(row, GR_COLUMN_STAT_TOTAL);
}

static statistic_line *
insert_line(statistic_table *t, int at, int kind, int row, const char *label)
{
	statistic_line *line = &t->lines[at];

	for (int i = t->count; i > at; i--)
		t->lines[i] = t->lines[i - 1];
	t->count++;
	line->kind = kind;
	line->row = row;
	line->label = label;
	line->unit = "";
	for (int i = 0; i <= STATISTIC_COLUMNS; i++)
		line->extras[i] = -1;
	return line;
}

static void
remove_line(statistic_table *t, int at)
{
	t->count--;
	for (int i = at; i < t->count; i++)
		t->lines[i] = t->lines[i + 1];
}

static void
add_rows(gen_writer *w, statistic_table *t)
{
	bool		whole = w->options->form == GR_FORM_2014;
	bool		brief = t->shape == GEN_SHAPE_FUJIAN || (t->shape != GEN_SHAPE_CODED && w->options->seed / GEN_SHAPES % 3 == 0);
	const unsigned char *rows = brief ? short_rows : long_rows;
	int			count = (int) (brief ? LENGTH(short_rows) : LENGTH(long_rows));

	if (whole)
		count = GR_ROWS;
	for (int i = 0; i < count; i++)
	{
		int			row = whole ? i : rows[i];

		if (gr_rows[row].table != GR_TABLE_STATISTICS || !gr_form_has(w->options->form, total_slot(row)))
			continue;
		if (whole && gen_heading_before(row) != NULL)
			insert_line(t, t->count, STATISTIC_HEADING, GR_ROW_NONE, gen_heading_before(row));
		insert_line(t, t->count, STATISTIC_OF_FORM, row, NULL);
	}
}

static bool
is_figure_row(const statistic_line *line)
{
	return line->kind == STATISTIC_OF_FORM;
}

/* Local additions, as cities make them. */
static void
add_unknown_rows(gen_writer *w, statistic_table *t)
{
	static const char *const rows[][2] = {
		{"公开机构领导信息数", "条"}, {"公开规划计划类信息数", "条"}, {"公开“三公”经费信息数", "条"}, {"门户网站留言办理件数", "件"},
		{"政务新媒体账号数", "个"}, {"备案的规范性文件目录", "件"}, {"开展政策宣讲场次", "次"},
	};

	for (int n = 1 + gen_below(&w->look, 3); n > 0; n--)
	{
		int			pick = gen_below(&w->look, (int) LENGTH(rows));
		bool		met = false;

		for (int i = 0; i < t->count; i++)
			met = met || t->lines[i].label == rows[pick][0];
		if (!met)
			insert_line(t, 2 + gen_below(&w->look, t->count - 2), STATISTIC_UNKNOWN, GR_ROW_NONE, rows[pick][0])->unit = rows[pick][1];
	}
}

static void
swap_lines(gen_writer *w, statistic_table *t)
{
	for (int tries = 2 + gen_below(&w->look, 5); tries > 0; tries--)
	{
		int			i = gen_below(&w->look, t->count - 1);
		statistic_line line = t->lines[i];

		/* Rows of one group, without rows of their own below them. */
		if (!is_figure_row(&line) || !is_figure_row(&t->lines[i + 1]) || gr_rows[line.row].parent != gr_rows[t->lines[i + 1].row].parent ||
			(gr_rows[line.row].parent == GR_ROW_NONE && strchr(gr_rows[line.row].key, '.') == NULL) ||
			(i + 2 < t->count && is_figure_row(&t->lines[i + 2]) && gr_rows[t->lines[i + 2].row].parent == t->lines[i + 1].row))
			continue;
		if (t->lines[i + 1].row == GR_ROW_STAT_ANSWERED_REFUSED || t->lines[i + 1].row == GR_ROW_STAT_ANSWERED_DENIED)
			continue;
		t->lines[i] = t->lines[i + 1];
		t->lines[i + 1] = line;
	}
}

static void
lose_lines(gen_writer *w, statistic_table *t)
{
	if (gen_has(w, GEN_MISSING_ROWS))
		for (int n = 1 + gen_below(&w->look, 6); n > 0 && t->count > 4; n--)
			remove_line(t, gen_below(&w->look, t->count));
	if (gen_has(w, GEN_CUT_TABLE))
		for (int keep = 6 + gen_below(&w->look, t->count - 6); t->count > keep;)
			remove_line(t, t->count - 1);
}

void
gen_statistics_lines(gen_writer *w, statistic_table *t)
{
	t->shape = gen_shape_of(w->options);
	t->columns = t->shape == GEN_SHAPE_LEVELS || t->shape == GEN_SHAPE_LEVELS_BELOW || t->shape == GEN_SHAPE_LEVELS_ONLY ? 3 :
		t->shape == GEN_SHAPE_FUJIAN || t->shape == GEN_SHAPE_CODED ? 1 : 0;
	t->total = t->shape != GEN_SHAPE_LEVELS_ONLY;
	t->count = 0;
	add_rows(w, t);
}

/* ---------- figures ---------- */

static int64_t
leaf_value(gen_writer *w, int slot)
{
	gen_random *r = &w->figures;
	int			size = gen_below(r, 10);

	if (gr_slots[slot].quantity == GR_QUANTITY_MONEY)
		return size < 5 ? 0 : gen_below(r, size < 8 ? 900 : 90000);
	return size < 4 ? 0 : size < 7 ? gen_below(r, 10) : size < 9 ? gen_below(r, 300) : gen_below(r, 20000);
}

/* From the last row to the first: groups come before their parts. */
static void
set_values(gen_writer *w, statistic_table *t)
{
	gen_cell   *cells = w->report->cells;

	for (int i = t->count - 1; i >= 0; i--)
	{
		int			slot = is_figure_row(&t->lines[i]) ? total_slot(t->lines[i].row) : -1;
		bool		group = false;

		if (slot < 0)
			continue;
		cells[slot].presence = GEN_VALUE;
		cells[slot].unit = gr_slots[slot].unit;
		for (int k = i + 1; k < t->count; k++)
			if (is_figure_row(&t->lines[k]) && gr_rows[t->lines[k].row].parent == t->lines[i].row)
			{
				cells[slot].value += cells[total_slot(t->lines[k].row)].value;
				group = true;
			}
		if (!group)
			cells[slot].value = leaf_value(w, slot);
		if (gr_slots[slot].quantity == GR_QUANTITY_MONEY && cells[slot].value != 0)
			cells[slot].scale = (unsigned char) gen_below(&w->figures, 3);
	}
	cells[GR_SLOT_STAT_PUBLISHED_STAT_TOTAL].value += cells[GR_SLOT_STAT_PUBLISHED_NORMATIVE_STAT_TOTAL].value;
}

static void
break_sums(gen_writer *w, const statistic_table *t)
{
	for (int n = w->options->changed; n > 0; n--)
	{
		int			row = t->lines[gen_below(&w->figures, t->count)].row;

		if (row != GR_ROW_NONE)
			w->report->cells[total_slot(row)].value += 1 + gen_below(&w->figures, 20);
	}
}

static int
add_extra(gen_writer *w, int row, int column, int unit, int64_t value, int scale)
{
	gen_report *report = w->report;
	gen_cell   *cell = &report->cells[GR_SLOTS + report->extra_count];

	if (report->extra_count == GEN_EXTRAS)
		return -1;
	memset(cell, 0, sizeof(*cell));
	cell->value = value;
	cell->scale = (unsigned char) scale;
	cell->unit = (unsigned char) unit;
	cell->presence = GEN_VALUE;
	memset(&report->cells[GR_SLOTS + GEN_EXTRAS + report->extra_count], 0, sizeof(gen_cell));
	report->extras[report->extra_count].row = row;
	report->extras[report->extra_count].column = column;
	return report->extra_count++;
}

/* What the other columns hold: parts of the year's figure, or something above it. */
static void
add_columns(gen_writer *w, const statistic_table *t, statistic_line *line, int64_t value, int scale, int unit)
{
	int			column = t->shape == GEN_SHAPE_CODED ? GR_COLUMN_STAT_PERIOD : t->shape == GEN_SHAPE_FUJIAN ? GR_COLUMN_STAT_CUMULATIVE :
		GR_COLUMN_NONE;

	for (int c = 1; c <= t->columns; c++)
	{
		int64_t		part = c == t->columns ? value : gen_below(&w->figures, (int) value + 1);

		if (column == GR_COLUMN_STAT_PERIOD)
			part = gen_below(&w->figures, (int) value + 1);
		else if (column == GR_COLUMN_STAT_CUMULATIVE)
			part = value + gen_below(&w->figures, 5000);
		line->extras[c] = add_extra(w, line->row, column, unit, part, part == 0 ? 0 : scale);
		value -= part;
	}
}

static int
empty_presence(gen_writer *w)
{
	int			size = gen_below(&w->look, 100);

	if (gen_has(w, GEN_BLANK_CELLS) && size < 20)
		return GEN_BLANK;
	return gen_has(w, GEN_PLACEHOLDERS) && size < 20 ? GEN_PLACEHOLDER : GEN_VALUE;
}

void
gen_statistics_figures(gen_writer *w, statistic_table *t)
{
	gen_cell   *cells = w->report->cells;
	bool		printed[GR_ROWS] = {false};

	memset(cells, 0, sizeof(w->report->cells));
	w->report->extra_count = 0;
	set_values(w, t);
	break_sums(w, t);
	if (gen_has(w, GEN_SWAPPED_ROWS))
		swap_lines(w, t);
	lose_lines(w, t);
	if (gen_has(w, GEN_EXTRA_ROWS))
		add_unknown_rows(w, t);
	for (int i = 0; i < t->count; i++)
	{
		statistic_line *line = &t->lines[i];
		int64_t		value = gen_below(&w->figures, 900);

		if (is_figure_row(line))
		{
			gen_cell   *cell = &cells[total_slot(line->row)];

			printed[line->row] = true;
			add_columns(w, t, line, cell->value, cell->scale, cell->unit);
			cell->presence = (unsigned char) (t->total ? empty_presence(w) : GEN_ABSENT);
		}
		else if (line->kind == STATISTIC_UNKNOWN)
		{
			int			unit = gr_unit_by_text(gr_slice_cstring(line->unit));

			if (t->total)
				line->extras[0] = add_extra(w, GR_ROW_NONE, GR_COLUMN_STAT_TOTAL, unit, value, 0);
			add_columns(w, t, line, value, 0, unit);
		}
	}
	for (int slot = gr_tables[GR_TABLE_STATISTICS].first_slot; slot < (int) gr_tables[GR_TABLE_STATISTICS].end_slot; slot++)
		if (cells[slot].presence != GEN_NOT_IN_FORM && !printed[gr_slots[slot].row])
			cells[slot].presence = GEN_ABSENT;
}
