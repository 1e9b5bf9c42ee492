#include "render.h"

#include "codec.h"
#include "number.h"
#include "rollup.h"

/* Columns of the statistics table that hold figures: of the year, of a period, since the beginning. */
#define STATISTIC_COLUMNS 3

typedef struct printer
{
	gr_table_writer table;
	const gr_report *report;
	int			form;			/* of the table that is being printed */
	bool		blank;			/* an empty form: a local table has all its rows */
	const gr_render_cells *cells;	/* NULL: plain ones */
} printer;

/* ---------- words ---------- */

typedef enum frame
{
#define GR_FRAME(name, text) FRAME_##name,
#include "frames.def"
	FRAMES
} frame;

static const char *const frames[FRAMES] = {
#define GR_FRAME(name, text) text,
#include "frames.def"
};

static const char *const chapters[GR_TABLES] = {
#define GR_CHAPTER(table, number) [GR_TABLE_##table] = number,
#include "frames.def"
};

static const char *
caption_of(const char *article)
{
#define GR_CAPTION(of, text) \
	if (strcmp(article, of) == 0) \
		return text;
#include "frames.def"
	return "";
}

/* The line of the form of 2014 that stands before a row, or NULL. */
static const char *
group_before(int row)
{
#define GR_STATISTIC_GROUP(before, text) \
	if (row == GR_ROW_STAT_##before) \
		return text;
#include "frames.def"
	return NULL;
}

/* ---------- cells ---------- */

static void
put_head(printer *p, const char *text, int colspan, int rowspan)
{
	gr_table_put(&p->table, GR_TABLE_COLUMN_HEAD, gr_slice_cstring(text), colspan, rowspan);
}

static void
put_label(printer *p, const char *text, int colspan, int rowspan)
{
	gr_table_put(&p->table, GR_TABLE_ROW_HEAD, gr_slice_cstring(text), colspan, rowspan);
}

static void
put_data(printer *p, const char *text)
{
	gr_table_put(&p->table, GR_TABLE_DATA, gr_slice_cstring(text), 1, 1);
}

/*
 * Money in 万元.  One with more decimals, or larger, than a cell may be is in 元 or 亿元:
 * the point moves, the digits stay.  False where its unit is not known.
 */
static bool
money_of(const gr_cell *cell, int slot, gr_sum *sum, int *unit)
{
	int64_t		whole;
	int64_t		rest;
	int64_t		fraction = 0;
	gr_wide		integer;

	if (!gr_cell_addend(cell, slot, sum))
		return false;
	if (cell->unit != GR_UNIT_WAN_YUAN)
		gr_sum_normalize(sum);
	integer = sum->value;
	for (int i = 0; i < sum->scale; i++)
	{
		integer = gr_wide_divide(integer, 10, &rest);
		fraction |= rest;
	}
	*unit = GR_UNIT_WAN_YUAN;
	if (sum->scale > GR_LARGEST_SCALE)
	{
		sum->scale -= gr_units[GR_UNIT_WAN_YUAN].exponent;
		*unit = GR_UNIT_YUAN;
	}
	else if (!gr_wide_fits(integer, &whole) || !gr_is_in_range(whole, 0) || (fraction != 0 && (whole == GR_LARGEST_FIGURE || whole == -GR_LARGEST_FIGURE)))
	{
		sum->scale += gr_units[GR_UNIT_YI_YUAN].exponent - gr_units[GR_UNIT_WAN_YUAN].exponent;
		*unit = GR_UNIT_YI_YUAN;
	}
	return true;
}

/* Beside a column that says which unit is meant. */
static gr_slice
figure_in_unit(const gr_cell *cell, int slot, int meant, char to[GR_FIGURE_LENGTH])
{
	const gr_slot_info *info = &gr_slots[slot];
	gr_sum		sum = {gr_wide_of(cell->value), 0, cell->scale};
	int			unit = cell->unit;
	size_t		length;
	gr_slice	words;

	if (!gr_cell_has_value(cell))
		return gr_slice_make(to, 0);
	if (info->quantity == GR_QUANTITY_MONEY && !(cell->unit == GR_UNIT_NONE && info->unit == GR_UNIT_NONE) && !money_of(cell, slot, &sum, &unit))
		return gr_slice_make(to, 0);
	length = (size_t) gr_wide_write_decimal(to, sum.value, sum.scale);
	words = gr_slice_cstring(unit == meant ? "" : gr_units[unit].text);
	memcpy(to + length, words.data, words.len);
	return gr_slice_make(to, length + words.len);
}

gr_slice
gr_render_figure(const gr_cell *cell, int slot, char to[GR_FIGURE_LENGTH])
{
	return figure_in_unit(cell, slot, gr_slots[slot].unit, to);
}

static void
put_figure(printer *p, const gr_cell *cell, int slot, int meant, int colspan)
{
	char		text[GR_FIGURE_LENGTH];
	gr_slice	figure = figure_in_unit(cell, slot, meant, text);

	/* No cell is read with such a unit: it must stand in a column of its own. */
	if (cell->unit >= GR_CELL_UNITS && cell->unit != meant)
		figure.len = 0;

	if (p->cells != NULL)
		p->cells->write(p->cells->context, p->table.out, cell, slot, figure, colspan);
	else
		gr_table_put(&p->table, GR_TABLE_DATA, figure, colspan, 1);
}

/* The cell of a row and a column; empty where the form has none. */
static void
put_cell(printer *p, int row, int column, int colspan)
{
	int			slot = gr_slot_of(row, column);

	if (slot >= 0 && gr_form_has(p->form, slot))
		put_figure(p, &p->report->cells[slot], slot, gr_slots[slot].unit, colspan);
	else
		gr_table_put(&p->table, GR_TABLE_DATA, gr_slice_make("", 0), colspan, 1);
}

/* ---------- disclosure ---------- */

/* Whether the form has the row, in some column. */
static bool
form_has_row(int form, int row)
{
	for (int column = 0; column < GR_COLUMNS; column++)
	{
		int			slot = gr_slot_of(row, column);

		if (slot >= 0 && gr_form_has(form, slot))
			return true;
	}
	return false;
}

/* A run of rows of one article, and the columns that any of them has. */
typedef struct block
{
	int			first_row;
	int			end_row;
	int			columns[GR_TABLE_COLUMNS];
	int			count;
} block;

static block
block_at(int form, int row)
{
	block		b = {row, row, {0}, 0};

	while (b.end_row < GR_ROWS && gr_rows[b.end_row].table == GR_TABLE_DISCLOSURE &&
		   strcmp(gr_rows[b.end_row].article, gr_rows[row].article) == 0)
		b.end_row++;
	for (int column = 0; column < GR_COLUMNS; column++)
	{
		bool		found = false;

		for (int r = b.first_row; r < b.end_row && !found; r++)
		{
			int			slot = gr_slot_of(r, column);

			found = slot >= 0 && gr_form_has(form, slot);
		}
		if (found)
			b.columns[b.count++] = column;
	}
	return b;
}

static void
put_block(printer *p, const block *b)
{
	int			width = p->table.width;

	gr_table_row(&p->table, p->table.row == 0 ? GR_PART_HEAD : GR_PART_NEW_BODY);
	put_head(p, caption_of(gr_rows[b->first_row].article), width, 1);
	gr_table_row(&p->table, (gr_table_part) p->table.part);
	put_head(p, frames[FRAME_ITEM], 1, 1);
	for (int i = 0; i < b->count; i++)
		put_head(p, gr_column_head(p->form, b->first_row, b->columns[i]), i + 1 < b->count ? 1 : width - b->count, 1);
	for (int row = b->first_row; row < b->end_row; row++)
	{
		if (!form_has_row(p->form, row))
			continue;
		gr_table_row(&p->table, GR_PART_BODY);
		put_label(p, gr_row_label(p->form, row), 1, 1);
		for (int i = 0; i < b->count; i++)
			put_cell(p, row, b->columns[i], i + 1 < b->count ? 1 : width - b->count);
	}
}

static void
put_disclosure(printer *p)
{
	int			width = 0;
	block		b;

	for (int row = GR_ROW_RULES; row <= GR_ROW_PROCUREMENT; row = b.end_row)
	{
		b = block_at(p->form, row);
		if (b.count + 1 > width)
			width = b.count + 1;
	}
	gr_table_begin(&p->table, chapters[GR_TABLE_DISCLOSURE], gr_tables[GR_TABLE_DISCLOSURE].zh, width);
	for (int row = GR_ROW_RULES; row <= GR_ROW_PROCUREMENT; row = b.end_row)
	{
		b = block_at(p->form, row);
		if (b.count > 0)
			put_block(p, &b);
	}
	gr_table_end(&p->table);
}

/* ---------- applications ---------- */

/* Columns in front of the figures: the result, its group, its kind. */
#define APPLICATION_LABELS 3

static void
put_applicant_heads(printer *p)
{
	int			form = p->form;

	gr_table_row(&p->table, GR_PART_HEAD);
	gr_table_put(&p->table, GR_TABLE_DATA, gr_slice_cstring(frames[FRAME_BALANCE]), APPLICATION_LABELS, 3);
	put_head(p, frames[FRAME_APPLICANTS], GR_APPLICANT_CELLS, 1);
	gr_table_row(&p->table, GR_PART_HEAD);
	put_head(p, gr_column_head(form, GR_ROW_RECEIVED, GR_COLUMN_NATURAL_PERSON), 1, 2);
	put_head(p, frames[FRAME_ORGANIZATIONS], GR_APPLICANT_CELLS - 2, 1);
	put_head(p, gr_column_head(form, GR_ROW_RECEIVED, GR_COLUMN_TOTAL), 1, 2);
	gr_table_row(&p->table, GR_PART_HEAD);
	for (int column = GR_COLUMN_BUSINESS; column <= GR_COLUMN_OTHER_APPLICANT; column++)
		put_head(p, gr_column_head(form, GR_ROW_RECEIVED, column), 1, 1);
}

static bool
is_result(int row)
{
	return row >= GR_ROW_GRANTED && row <= GR_ROW_CONCLUDED;
}

#define ANY_PARENT (GR_ROWS + 1)

/* Rows of the form from "first" to "last" that have this parent. */
static int
count_rows(int form, int first, int last, int parent)
{
	int			count = 0;

	for (int row = first; row <= last; row++)
		count += form_has_row(form, row) && (parent == ANY_PARENT || gr_rows[row].parent == parent);
	return count;
}

static void
put_application_labels(printer *p, int row, int previous)
{
	int			parent = gr_rows[row].parent;
	const char *label = gr_row_label(p->form, row);

	if (is_result(row) && !is_result(previous))
		put_label(p, frames[FRAME_RESULT], 1, count_rows(p->form, GR_ROW_GRANTED, GR_ROW_CONCLUDED, ANY_PARENT));
	if (parent == GR_ROW_NONE)
	{
		put_label(p, label, is_result(row) ? APPLICATION_LABELS - 1 : APPLICATION_LABELS, 1);
		return;
	}
	if (gr_rows[previous].parent != parent)
		put_label(p, gr_row_label(p->form, parent), 1, count_rows(p->form, row, GR_ROW_CARRIED_OUT, parent));
	put_label(p, label, 1, 1);
}

static void
put_applications(printer *p)
{
	int			previous = GR_ROW_RECEIVED;

	gr_table_begin(&p->table, chapters[GR_TABLE_APPLICATIONS], gr_tables[GR_TABLE_APPLICATIONS].zh, APPLICATION_LABELS + GR_APPLICANT_CELLS);
	put_applicant_heads(p);
	for (int row = GR_ROW_RECEIVED; row <= GR_ROW_CARRIED_OUT; row++)
	{
		if (!form_has_row(p->form, row))
			continue;
		gr_table_row(&p->table, GR_PART_BODY);
		put_application_labels(p, row, previous);
		for (int column = GR_COLUMN_NATURAL_PERSON; column <= GR_COLUMN_TOTAL; column++)
			put_cell(p, row, column, 1);
		previous = row;
	}
	gr_table_end(&p->table);
}

/* ---------- proceedings ---------- */

static void
put_outcome_heads(printer *p, int row, int rowspan)
{
	for (int column = GR_COLUMN_UPHELD; column <= GR_COLUMN_PROCEEDING_TOTAL; column++)
		put_head(p, gr_column_head(p->form, row, column), 1, rowspan);
}

/* All figures stand in one row; what elsewhere are labels of rows heads groups of columns. */
static void
put_proceedings(printer *p)
{
	static const int rows[] = {GR_ROW_RECONSIDERATION, GR_ROW_LITIGATION_DIRECT, GR_ROW_LITIGATION_AFTER_RECONSIDERATION};

	gr_table_begin(&p->table, chapters[GR_TABLE_PROCEEDINGS], gr_tables[GR_TABLE_PROCEEDINGS].zh, GR_PROCEEDINGS_CELLS);
	gr_table_row(&p->table, GR_PART_HEAD);
	put_head(p, gr_row_label(p->form, GR_ROW_RECONSIDERATION), GR_OUTCOME_CELLS, 1);
	put_head(p, gr_row_label(p->form, GR_ROW_LITIGATION), 2 * GR_OUTCOME_CELLS, 1);
	gr_table_row(&p->table, GR_PART_HEAD);
	put_outcome_heads(p, GR_ROW_RECONSIDERATION, 2);
	put_head(p, gr_row_label(p->form, GR_ROW_LITIGATION_DIRECT), GR_OUTCOME_CELLS, 1);
	put_head(p, gr_row_label(p->form, GR_ROW_LITIGATION_AFTER_RECONSIDERATION), GR_OUTCOME_CELLS, 1);
	gr_table_row(&p->table, GR_PART_HEAD);
	put_outcome_heads(p, GR_ROW_LITIGATION_DIRECT, 1);
	put_outcome_heads(p, GR_ROW_LITIGATION_AFTER_RECONSIDERATION, 1);
	gr_table_row(&p->table, GR_PART_BODY);
	for (int i = 0; i < 3; i++)
		for (int column = GR_COLUMN_UPHELD; column <= GR_COLUMN_PROCEEDING_TOTAL; column++)
			put_cell(p, rows[i], column, 1);
	gr_table_end(&p->table);
}

/* ---------- statistics ---------- */

/* What is printed of the statistics table. */
typedef struct statistics
{
	const gr_cell *cells[GR_ROWS][STATISTIC_COLUMNS];	/* NULL: none */
	bool		rows[GR_ROWS];
	bool		columns[STATISTIC_COLUMNS];
} statistics;

/* Cells of the form, then those beyond it that have a known place; of several for one place the first. */
static void
collect_statistics(const printer *p, statistics *s)
{
	const gr_report *report = p->report;

	memset(s, 0, sizeof(*s));
	s->columns[0] = true;
	for (int row = GR_ROW_STAT_PUBLISHED; row <= GR_ROW_STAT_TRAINING_PARTICIPANTS; row++)
	{
		int			slot = gr_slot_of(row, GR_COLUMN_STAT_TOTAL);

		if (!gr_form_has(p->form, slot))
			continue;
		s->cells[row][0] = &report->cells[slot];
		s->rows[row] = p->form != GR_FORM_LOCAL || p->blank || report->labels[row].pos != 0 || report->cells[slot].status != GR_CELL_MISSING;
	}
	for (size_t i = 0; i < report->extra_count; i++)
	{
		const gr_extra *extra = &report->extras[i];
		int			column = extra->column - GR_COLUMN_STAT_TOTAL;

		if (extra->table != GR_TABLE_STATISTICS || extra->row == GR_ROW_NONE || extra->column < GR_COLUMN_STAT_TOTAL || extra->column == GR_COLUMN_NONE)
			continue;
		s->rows[extra->row] = true;
		s->columns[column] = true;
		if (s->cells[extra->row][column] == NULL)
			s->cells[extra->row][column] = &extra->cell;
	}
	/* The rows around it tell what a row such as （三）其他情形数 is of. */
	for (int row = GR_ROW_STAT_TRAINING_PARTICIPANTS; row >= GR_ROW_STAT_PUBLISHED; row--)
		if (s->rows[row] && gr_rows[row].parent != GR_ROW_NONE)
			s->rows[gr_rows[row].parent] = true;
}

/* The unit of a row: that of the form, or one of its figures that only a column of units can tell. */
static int
unit_of_row(const statistics *s, int row, int slot)
{
	for (int i = 0; i < STATISTIC_COLUMNS; i++)
		if (s->cells[row][i] != NULL && gr_cell_has_value(s->cells[row][i]) && s->cells[row][i]->unit >= GR_CELL_UNITS)
			return s->cells[row][i]->unit;
	return gr_slots[slot].unit;
}

static void
put_statistic_row(printer *p, const statistics *s, int row)
{
	int			slot = gr_slot_of(row, GR_COLUMN_STAT_TOTAL);
	const char *group = p->form == GR_FORM_LOCAL ? NULL : group_before(row);
	int			unit = unit_of_row(s, row, slot);

	if (group != NULL)
	{
		gr_table_row(&p->table, GR_PART_BODY);
		put_label(p, group, 1, 1);
		put_data(p, frames[FRAME_NO_UNIT]);
		for (int i = 2; i < p->table.width; i++)
			put_data(p, "");
	}
	if (!s->rows[row])
		return;
	gr_table_row(&p->table, GR_PART_BODY);
	put_label(p, gr_row_label(p->form, row), 1, 1);
	put_data(p, gr_units[unit].text);
	for (int i = 0; i < STATISTIC_COLUMNS; i++)
	{
		if (!s->columns[i])
			continue;
		if (s->cells[row][i] != NULL)
			put_figure(p, s->cells[row][i], slot, unit, 1);
		else
			put_data(p, "");
	}
}

static void
put_statistics(printer *p)
{
	statistics	s;

	collect_statistics(p, &s);
	gr_table_begin(&p->table, chapters[GR_TABLE_STATISTICS], gr_tables[GR_TABLE_STATISTICS].zh, 2 + s.columns[0] + s.columns[1] + s.columns[2]);
	gr_table_row(&p->table, GR_PART_HEAD);
	put_head(p, frames[FRAME_INDICATOR], 1, 1);
	put_head(p, frames[FRAME_UNIT], 1, 1);
	for (int i = 0; i < STATISTIC_COLUMNS; i++)
		if (s.columns[i])
			put_head(p, gr_column_head(p->form, GR_ROW_NONE, GR_COLUMN_STAT_TOTAL + i), 1, 1);
	for (int row = GR_ROW_STAT_PUBLISHED; row <= GR_ROW_STAT_TRAINING_PARTICIPANTS; row++)
		put_statistic_row(p, &s, row);
	gr_table_end(&p->table);
}

/* ---------- reports ---------- */

static void
put_tables(printer *p)
{
	/* The statistics first: their labels may stand for rows of the other tables, were these before them. */
	static const unsigned char order[GR_TABLES] = {
		GR_TABLE_STATISTICS, GR_TABLE_DISCLOSURE, GR_TABLE_APPLICATIONS, GR_TABLE_PROCEEDINGS
	};
	static void (*const put[GR_TABLES]) (printer *p) = {
		[GR_TABLE_DISCLOSURE] = put_disclosure,[GR_TABLE_APPLICATIONS] = put_applications,
		[GR_TABLE_PROCEEDINGS] = put_proceedings,[GR_TABLE_STATISTICS] = put_statistics,
	};

	for (int i = 0; i < GR_TABLES; i++)
	{
		p->form = p->report->forms[order[i]];
		if (gr_form_cells(order[i], p->form) > 0)
			put[order[i]] (p);
	}
}

static void
print(gr_writer *writer, const gr_report *report, gr_format format, bool blank, const gr_render_cells *cells)
{
	size_t		start = writer->len;
	printer		p = {.report = report,.blank = blank,.cells = cells};

	gr_table_writer_init(&p.table, writer, format);
	put_tables(&p);
	/* Lines are parted by their ends, not ended by them. */
	if (!writer->failed && writer->len > start)
		writer->len--;
}

void
gr_render(gr_writer *writer, const gr_report *report, gr_format format)
{
	print(writer, report, format, false, NULL);
}

void
gr_render_with(gr_writer *writer, const gr_report *report, const gr_render_cells *cells)
{
	print(writer, report, GR_FORMAT_HTML, false, cells);
}

bool
gr_render_blank(gr_writer *writer, int form, gr_format format)
{
	gr_report  *report;

	if (form == GR_FORM_NONE || form == GR_FORM_MIXED)
		return false;
	report = gr_arena_alloc(writer->arena, sizeof(gr_report));
	if (report == NULL)
	{
		writer->failed = true;
		return true;
	}
	gr_report_init(report);
	for (int t = 0; t < GR_TABLES; t++)
		if (gr_form_cells(t, form) > 0)
			report->forms[t] = (unsigned char) form;
	print(writer, report, format, true, NULL);
	return true;
}
