#include "statistics_reader.h"

#include "fold.h"
#include "label.h"
#include "rare.h"

/* Lines between two looks at the cancel hook. */
#define LINES_PER_CHECK 1024

/* Cells in front of a label: a number, a group. */
#define CELLS_IN_FRONT 3

gr_span
gr_statistic_span(gr_statistic_reader *r, gr_origin origin, gr_slice text)
{
	return gr_position_span(&r->position, gr_source_offset(origin, text.data), gr_source_offset(origin, text.data + text.len));
}

gr_statistic_row *
gr_statistic_last(gr_statistic_reader *r)
{
	return &r->out->rows[r->out->count - 1];
}

/* ---------- rows ---------- */

gr_statistic_row *
gr_statistic_add_row(gr_statistic_reader *r, int row, gr_span label, int unit)
{
	gr_statistic_rows *out = r->out;
	gr_statistic_row *grown;

	r->open = false;
	if (out->count == GR_STATISTIC_ROW_LIMIT)
	{
		out->full = true;
		return NULL;
	}
	grown = gr_arena_grow(r->arena, out->rows, &out->capacity, out->count + 1, sizeof(gr_statistic_row));
	if (grown == NULL)
	{
		r->failed = true;
		return NULL;
	}
	out->rows = grown;
	out->count++;
	grown = gr_statistic_last(r);
	memset(grown, 0, sizeof(*grown));
	grown->row = (unsigned char) row;
	grown->unit = (unsigned char) unit;
	grown->label = label;
	grown->headed = r->columns.count > 0;
	r->columns.open = false;
	r->in_table = true;
	r->blank = false;
	r->unit_came = false;
	r->note_lines = 0;
	if (row != GR_ROW_NONE)
		r->last_row = row;
	return grown;
}

void
gr_statistic_add_value(gr_statistic_reader *r, gr_statistic_row *row, gr_origin origin, gr_slice text, int head)
{
	gr_statistic_value *value;

	if (row->count == GR_STATISTIC_VALUES)
		return;
	value = &row->values[row->count++];
	value->head = (unsigned char) head;
	value->uncertain = false;
	value->text = text;
	value->span = gr_statistic_span(r, origin, text);
}

/* The head of each figure of a row, in their order; where that cannot be told they are uncertain. */
static void
assign_heads(gr_statistic_reader *r, gr_statistic_row *row)
{
	unsigned char heads[GR_STATISTIC_CELLS];
	bool		certain = gr_statistic_heads_of_figures(&r->columns, (int) row->count, heads) && !row->unit_lost;
	size_t		kept = 0;

	for (size_t i = 0; i < row->count; i++)
	{
		row->values[i].uncertain = !certain;
		row->values[i].head = (unsigned char) (certain ? heads[i] : GR_HEAD_TOTAL);
		if (row->values[i].head != GR_HEAD_CODE)
			row->values[kept++] = row->values[i];
	}
	row->count = kept;
}

/*
 * Cells one a line, with a number in front of each label: the number of the next row
 * came last.  Of a row that lost its figure it would look like that.
 */
static void
drop_next_number(gr_statistic_reader *r, gr_statistic_row *row, gr_statistic_next next)
{
	unsigned char heads[GR_STATISTIC_CELLS];

	if (!r->columns.single || !gr_statistic_code_first(&r->columns) || row->count == 0)
		return;
	if (next == GR_NEXT_ROW || gr_statistic_heads_of_figures(&r->columns, (int) row->count - 1, heads))
		row->count--;
}

void
gr_statistic_close_row(gr_statistic_reader *r, gr_statistic_next next)
{
	gr_statistic_row *row;

	if (!r->open)
		return;
	r->open = false;
	row = gr_statistic_last(r);
	drop_next_number(r, row, next);
	if (row->count > 0 || !r->blank)
	{
		assign_heads(r, row);
		return;
	}
	row->values[0] = (gr_statistic_value) {GR_HEAD_TOTAL, false, gr_slice_make("", 0), r->blank_span};
	row->count = 1;
}

/* Whether the last row met is the head of the key's group, or one below it: received, received.fax. */
static bool
is_in_group_of(int row, int last)
{
	const char *key = gr_rows[row].key;
	const char *point = strrchr(key, '.');
	size_t		len = point == NULL ? 0 : (size_t) (point - key);

	if (last == GR_ROW_NONE || len == 0 || strncmp(gr_rows[last].key, key, len) != 0)
		return false;
	return gr_rows[last].key[len] == '\0' || gr_rows[last].key[len] == '.';
}

/* The child of the nearest group that is open, else the only one that has the label. */
int
gr_statistic_row_of(const gr_statistic_reader *r, const gr_statistic_label *label)
{
	for (int group = r->last_row; group != GR_ROW_NONE; group = gr_rows[group].parent)
		for (int i = 0; i < label->row_count; i++)
			if (gr_rows[label->rows[i]].parent == group)
				return label->rows[i];
	if (label->row_count > 1 || (label->part && !is_in_group_of(label->rows[0], r->last_row)))
		return GR_ROW_NONE;
	return label->rows[0];
}

bool
gr_statistic_find_label(gr_slice *text, gr_statistic_label *label)
{
	size_t		at = 0;

	if (gr_statistic_label_read(*text, label))
		return true;
	while (at < text->len && at < 3 && text->data[at] >= '0' && text->data[at] <= '9')
		at++;
	if (at == 0)
		return false;
	*text = gr_trim(gr_slice_sub(*text, at, text->len));
	return gr_statistic_label_read(*text, label);
}

gr_statistic_row *
gr_statistic_begin_row(gr_statistic_reader *r, gr_statistic_cell cell, const gr_statistic_label *label, int id)
{
	gr_slice	words = gr_trim(gr_slice_sub(cell.text, 0, label->note_open ? label->words_end : label->end));
	gr_span		span = gr_statistic_span(r, cell.origin, words);
	gr_label_match match;
	gr_statistic_row *row;

	if (label->traditional && r->out->traditional.pos == 0)
		r->out->traditional = span;
	row = gr_statistic_add_row(r, id, span, label->unit);
	if (row == NULL)
		return NULL;
	row->shared = label->row_count > 1;
	row->modern = gr_label_read(cell.text, 0, &match) && match.label != GR_LABEL_STATISTICS && match.end >= label->words_end;
	return row;
}

/* ---------- lines with borders ---------- */

/* Whether figures and units stand below their heads. */
static bool
fits_columns(const gr_statistic_columns *columns, const gr_statistic_cell *cells, int count)
{
	bool		units = false;

	if (columns->count <= columns->label + 1 || columns->unknown)
		return false;
	for (int i = 0; i < columns->count; i++)
	{
		units = units || columns->heads[i] == GR_HEAD_UNIT;
		if (columns->guessed[i])
			return false;
	}
	for (int i = 0; i < count; i++)
	{
		int			at = columns->label + 1 + i;
		bool		unit = gr_statistic_unit_of(cells[i].text) != GR_UNITS;

		if (at >= columns->count && cells[i].text.len > 0)
			return false;
		if (at < columns->count && columns->heads[at] == GR_HEAD_UNIT && !unit && gr_number_read(cells[i].text).kind == GR_NUMBER_VALUE)
			return false;
		if (at < columns->count && columns->heads[at] != GR_HEAD_UNIT && unit && (units || columns->heads[at] != GR_HEAD_NONE))
			return false;
	}
	return true;
}

/* Below their heads. */
static void
add_in_columns(gr_statistic_reader *r, gr_statistic_row *row, const gr_statistic_cell *cells, int count)
{
	size_t		figures = 0;

	for (int i = 0; i < count && r->columns.label + 1 + i < r->columns.count; i++)
	{
		int			head = r->columns.heads[r->columns.label + 1 + i];

		if (head != GR_HEAD_UNIT && head != GR_HEAD_CODE && head != GR_HEAD_REMARK && gr_statistic_unit_of(cells[i].text) == GR_UNITS)
			gr_statistic_add_value(r, row, cells[i].origin, cells[i].text, head);
	}
	for (size_t i = 0; i < row->count; i++)
		figures += row->values[i].text.len > 0;
	for (size_t i = 0; i < row->count && gr_statistic_lost_cell(&r->columns, count, figures); i++)
		row->values[i].uncertain = true;
}

/* Without heads: the first cell behind the unit, or behind the label and blanks where it has none. */
static int
first_place(const gr_statistic_cell *cells, int count, int unit)
{
	int			at = unit + 1;

	while (unit < 0 && at + 1 < count && cells[at].text.len == 0)
		at++;
	return at;
}

/* The figures in their order.  Where heads are missing a lone one may be of a second column. */
static void
add_in_order(gr_statistic_reader *r, gr_statistic_row *row, const gr_statistic_cell *cells, int count)
{
	bool		headless = r->columns.count == 0;
	int			unit = -1;
	int			place;
	bool		in_place = false;

	for (int i = 0; i < count; i++)
		if (gr_statistic_unit_of(cells[i].text) != GR_UNITS)
			unit = i;
	place = first_place(cells, count, unit);
	for (int i = 0; i < count; i++)
		if (i != unit && gr_statistic_is_figure(cells[i].text) && !gr_statistic_is_placeholder(cells[i].text))
		{
			in_place = in_place || i == place;
			gr_statistic_add_value(r, row, cells[i].origin, cells[i].text, GR_HEAD_TOTAL);
		}
	if (row->count == 0 && headless && place < count)
	{
		in_place = true;
		gr_statistic_add_value(r, row, cells[place].origin, cells[place].text, GR_HEAD_TOTAL);
	}
	if (row->count == 0)
		return;
	assign_heads(r, row);
	r->several = r->several || (headless && row->count > 1);
	if (headless && !in_place && (r->several || unit >= 0))
		row->values[0].uncertain = true;
	/* Among them may be those of the table beside it. */
	if (r->columns.line > 0 && r->columns.label + 1 + count > r->columns.count)
		for (size_t i = 0; i < row->count; i++)
			row->values[i].uncertain = true;
}

static void
add_cells(gr_statistic_reader *r, gr_statistic_row *row, const gr_statistic_cell *cells, int count)
{
	for (int i = 0; i < count; i++)
		if (gr_statistic_unit_of(cells[i].text) != GR_UNITS)
			row->unit = (unsigned char) gr_statistic_unit_of(cells[i].text);
	if (fits_columns(&r->columns, cells, count))
		add_in_columns(r, row, cells, count);
	else
		add_in_order(r, row, cells, count);
}

/* A figure that came in the cell of its label. */
static void
add_glued(gr_statistic_reader *r, gr_statistic_row *row, gr_origin origin, gr_slice tail)
{
	size_t		length;
	int			unit = gr_statistic_leading_unit(tail, &length);

	if (unit != GR_UNITS)
		row->unit = (unsigned char) unit;
	tail = gr_trim(gr_slice_sub(tail, length, tail.len));
	if (tail.len > 0)
		gr_statistic_add_value(r, row, origin, tail, GR_HEAD_TOTAL);
}

/* A label in one of the first cells, with nothing, a unit or figures behind it there; where its row ends, 0: there is none. */
static int
read_bordered_row(gr_statistic_reader *r, const gr_statistic_cell *cells, int count)
{
	for (int i = 0; i < count && i <= CELLS_IN_FRONT; i++)
	{
		gr_statistic_cell cell = cells[i];
		gr_statistic_label label;
		gr_slice	tail;
		gr_statistic_row *row;
		int			id;
		int			end;

		if (!gr_statistic_find_label(&cell.text, &label))
			continue;
		tail = gr_trim(gr_slice_sub(cell.text, label.end, cell.text.len));
		id = gr_statistic_row_of(r, &label);
		if (id == GR_ROW_NONE || !gr_statistic_is_tail(tail))
			continue;
		row = gr_statistic_begin_row(r, cell, &label, id);
		if (row == NULL)
			return count;
		end = gr_statistic_end_of_row(r, cells, i, count);
		add_cells(r, row, cells + i + 1, end - i - 1);
		if (row->count == 0)
			add_glued(r, row, cell.origin, tail);
		/* Its figures may follow, one a line. */
		r->open = count - i <= 2 && row->count <= 1 && (row->count == 0 || row->values[0].text.len == 0);
		r->blank = r->open && row->count == 1;
		if (r->blank)
			r->blank_span = row->values[0].span;
		if (r->open)
			row->count = 0;
		return end;
	}
	return 0;
}

/* A row that was added to the form: its label is not known, its figures are kept. */
static void
read_unknown_row(gr_statistic_reader *r, const gr_statistic_cell *cells, int count)
{
	int			label = 0;
	gr_statistic_row *row;
	bool		figures = false;

	while (label < count && (cells[label].text.len == 0 || gr_statistic_is_figure(cells[label].text)))
		label++;
	if (label == count || label > CELLS_IN_FRONT || !r->in_table || gr_statistic_is_footer(cells[label].text) ||
		gr_statistic_unit_of(cells[label].text) != GR_UNITS)
		return;
	for (int i = label + 1; i < count; i++)
		figures = figures || gr_number_read(cells[i].text).kind == GR_NUMBER_VALUE;
	if (!figures)
		return;
	row = gr_statistic_add_row(r, GR_ROW_NONE, gr_statistic_span(r, cells[label].origin, cells[label].text), GR_UNIT_NONE);
	if (row != NULL)
		add_cells(r, row, cells + label + 1, count - label - 1);
}

/* Below heads that stand in the line more than once: each row has its place, whatever its label. */
GR_RARE static void
read_side_by_side(gr_statistic_reader *r, const gr_statistic_cell *cells, int count)
{
	int			width = r->columns.count - r->columns.label + gr_statistic_code_first(&r->columns);

	for (int from = 0, to = r->columns.count; from < count; from = to, to += width)
	{
		to = to < count ? to : count;
		gr_statistic_close_row(r, GR_NEXT_OTHER);
		if (read_bordered_row(r, cells + from, to - from) == 0)
			read_unknown_row(r, cells + from, to - from);
	}
}

/* The rows of a line. */
static void
read_rows(gr_statistic_reader *r, const gr_statistic_cell *cells, int count)
{
	int			end = read_bordered_row(r, cells, count);

	if (end == 0)
		read_unknown_row(r, cells, count);
	for (int next = end; next > 0 && end < count; end += next)
		next = read_bordered_row(r, cells + end, count - end);
}

static bool
heads_of_cells(gr_statistic_reader *r, const gr_statistic_cell *cells, int count)
{
	gr_slice	texts[GR_STATISTIC_CELLS];

	for (int i = 0; i < count; i++)
		texts[i] = cells[i].text;
	return gr_statistic_heads_of_cells(&r->columns, texts, count);
}

/* One cell a line, each with its border. */
static bool
read_lone_cell(gr_statistic_reader *r, const gr_statistic_cell *cells, int at, int count)
{
	if (!gr_statistic_read_loose(r, cells[at].origin, cells[at].text))
		return false;
	if (r->open && gr_statistic_last(r)->count == 0 && at + 1 < count && !r->blank)
	{
		r->blank = true;
		r->blank_span = gr_statistic_span(r, cells[at + 1].origin, cells[at + 1].text);
	}
	return true;
}

static void
read_bordered(gr_statistic_reader *r, const gr_statistic_cell *cells, int count, gr_layout layout)
{
	int			content = 0;
	int			only = 0;
	size_t		before = r->out->count;

	for (int i = 0; i < count; i++)
	{
		if (cells[i].text.len > 0)
			only = i;
		content += cells[i].text.len > 0;
	}
	if (content == 0)
		return;
	if (content == 1 && count <= 3 && layout == GR_LAYOUT_PIPE && read_lone_cell(r, cells, only, count))
	{
		r->out->layouts |= 1u << layout;
		return;
	}
	r->partial_len = 0;
	gr_statistic_close_row(r, GR_NEXT_OTHER);
	if (!heads_of_cells(r, cells, count))
	{
		r->columns.open = false;
		if (r->columns.line == count)
			read_side_by_side(r, cells, count);
		else
			read_rows(r, cells, count);
	}
	if (r->out->count > before)
		r->out->layouts |= 1u << layout;
}

/* ---------- texts and pages ---------- */

/* A line with borders; where a line is the whole text each cell is one. */
static gr_status
read_cells(gr_statistic_reader *r, gr_slice content, gr_origin origin, char border, gr_layout layout)
{
	gr_statistic_cell cells[GR_STATISTIC_CELLS];
	int			count = gr_statistic_split(content, border, origin, cells);
	unsigned	number = 0;

	if (count < GR_STATISTIC_CELLS || !gr_statistic_is_whole_text(content, border))
	{
		read_bordered(r, cells, count, layout);
		return GR_OK;
	}
	for (size_t at = 0; at < content.len && !r->failed;)
	{
		gr_slice	cell = gr_trim(gr_next_cell(content, border, &at));

		if (++number % LINES_PER_CHECK == 0 && gr_cancelled(r->arena))
			return GR_CANCELLED;
		if (cell.len > 0)
			gr_statistic_read_loose(r, origin, cell);
	}
	return GR_OK;
}

static gr_status
read_line(gr_statistic_reader *r, gr_slice content, gr_origin origin, bool *markdown)
{
	gr_slice	text = gr_trim(content);

	if (text.len == 0)
		return GR_OK;
	if (memchr(content.data, '|', content.len) != NULL)
	{
		if (!gr_statistic_is_rule(content))
			return read_cells(r, content, origin, '|', GR_LAYOUT_PIPE);
		*markdown = true;
	}
	else if (memchr(text.data, '\t', (size_t) (content.data + content.len - text.data)) != NULL)
		return read_cells(r, content, origin, '\t', GR_LAYOUT_TAB);
	else
		gr_statistic_read_loose(r, origin, text);
	return GR_OK;
}

static gr_status
read_plain(gr_statistic_reader *r, gr_slice text)
{
	gr_line_reader lines = {text, 0};
	gr_origin	origin = {text.data, NULL};
	gr_slice	content;
	gr_status	status = GR_OK;
	unsigned	number = 0;
	bool		markdown = false;

	while (status == GR_OK && !r->failed && gr_line_next(&lines, &content))
	{
		if (++number % LINES_PER_CHECK == 0 && gr_cancelled(r->arena))
			return GR_CANCELLED;
		if (content.len == 0)
			continue;
		gr_statistic_join_lines(&lines, &content);
		status = read_line(r, content, origin, &markdown);
	}
	if (markdown && (r->out->layouts & 1u << GR_LAYOUT_PIPE) != 0)
		r->out->layouts ^= 1u << GR_LAYOUT_PIPE | 1u << GR_LAYOUT_MARKDOWN;
	return status;
}

static gr_status
read_page(gr_statistic_reader *r, const gr_html_page *page)
{
	gr_statistic_cell cells[GR_STATISTIC_CELLS];
	int			count = 0;
	bool		markdown = false;

	for (size_t i = 0; i < page->count && !r->failed; i++)
	{
		const gr_html_item *item = &page->items[i];
		gr_origin	origin = {NULL, item};

		if (i % LINES_PER_CHECK == 0 && gr_cancelled(r->arena))
			return GR_CANCELLED;
		switch ((gr_html_item_kind) item->kind)
		{
			case GR_HTML_TEXT_LINE:
				read_line(r, item->text, origin, &markdown);
				break;
			case GR_HTML_ROW_START:
				count = 0;
				break;
			case GR_HTML_CELL:
				/* Columns that a cell above or before spans stay blank. */
				while (count < item->column && count < GR_STATISTIC_CELLS)
				{
					cells[count].text = gr_slice_make(item->text.data, 0);
					cells[count++].origin = origin;
				}
				if (count < GR_STATISTIC_CELLS)
				{
					cells[count].text = gr_trim(item->text);
					cells[count++].origin = origin;
				}
				break;
			case GR_HTML_ROW_END:
				if (count > 0)
					read_bordered(r, cells, count, GR_LAYOUT_HTML);
				break;
			case GR_HTML_TABLE_START:
			case GR_HTML_TABLE_END:
				gr_statistic_close_row(r, GR_NEXT_OTHER);
				r->in_table = false;
				break;
			case GR_HTML_TITLE:
				break;
		}
	}
	return GR_OK;
}

gr_status
gr_statistic_rows_read(gr_arena *arena, gr_slice text, const gr_html_page *page, gr_statistic_rows *rows)
{
	gr_statistic_reader *r = gr_arena_alloc(arena, sizeof(gr_statistic_reader));
	gr_status	status;

	if (r == NULL)
		return GR_OUT_OF_MEMORY;
	memset(r, 0, sizeof(*r));
	memset(rows, 0, sizeof(*rows));
	r->arena = arena;
	r->position = gr_position_begin(text);
	r->out = rows;
	r->last_row = GR_ROW_NONE;
	status = page == NULL ? read_plain(r, text) : read_page(r, page);
	gr_statistic_close_row(r, GR_NEXT_OTHER);
	rows->headed = r->columns.count > 0;
	rows->local_heads = r->columns.local;
	if (status == GR_OK && r->failed)
		status = GR_OUT_OF_MEMORY;
	return status;
}
