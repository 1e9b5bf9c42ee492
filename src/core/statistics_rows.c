#include "statistics_rows.h"

#include "fold.h"

/* Lines between two looks at the cancel hook. */
#define LINES_PER_CHECK 1024

/* Words of a label broken over lines, in bytes. */
#define PARTIAL_LIMIT 240

typedef struct cell
{
	gr_slice	text;			/* trimmed */
	gr_origin	origin;
} cell;

typedef struct rows_reader
{
	gr_arena   *arena;
	gr_position position;
	gr_statistic_rows *out;
	bool		failed;			/* out of memory */
	unsigned char roles[GR_STATISTIC_CELLS];	/* gr_statistic_head of each column */
	int			role_count;
	int			label_role;		/* which of them is the label's */
	bool		heads_open;		/* no row was met since the heads */
	bool		in_table;
	int			last_row;
	bool		open;			/* the last row still takes figures, one a line */
	bool		seen[GR_ROWS];
	char		partial[PARTIAL_LIMIT];	/* the beginning of a label */
	size_t		partial_len;
	gr_span		partial_span;
	gr_slice	partial_figures;	/* of the lines it is broken over, those of the first */
	gr_origin	partial_origin;
} rows_reader;

static gr_span
span_of(rows_reader *r, gr_origin origin, gr_slice text)
{
	return gr_position_span(&r->position, gr_source_offset(origin, text.data), gr_source_offset(origin, text.data + text.len));
}

static gr_statistic_row *
last(rows_reader *r)
{
	return &r->out->rows[r->out->count - 1];
}

/* ---------- words and figures behind a label ---------- */

static bool
is_figure(gr_slice text)
{
	gr_number	number = gr_number_read(text);

	return number.kind == GR_NUMBER_VALUE || number.kind == GR_NUMBER_PLACEHOLDER;
}

static bool
is_placeholder(gr_slice text)
{
	return gr_number_read(text).kind == GR_NUMBER_PLACEHOLDER;
}

/* The unit that the text is, or GR_UNITS; brackets around it do not matter. */
static int
unit_of(gr_slice text)
{
	return text.len == 0 ? GR_UNITS : gr_unit_by_text(text);
}

/* The unit that stands right before a figure: 件525. */
static int
leading_unit(gr_slice text, size_t *length)
{
	int			found = GR_UNITS;

	*length = 0;
	for (int unit = GR_UNIT_NONE + 1; unit < GR_UNITS; unit++)
	{
		gr_slice	word = gr_slice_cstring(gr_units[unit].text);

		if (word.len > *length && gr_slice_starts(text, word))
		{
			found = unit;
			*length = word.len;
		}
	}
	return found;
}

/* Whether words behind a label are a unit, figures, or nothing. */
static bool
is_tail(gr_slice text)
{
	size_t		length;

	if (leading_unit(text, &length) != GR_UNITS)
		text = gr_trim(gr_slice_sub(text, length, text.len));
	while (text.len > 0)
	{
		size_t		end = 0;

		while (end < text.len && gr_skip_blanks(text, end) == end)
			end += gr_utf8_length((unsigned char) text.data[end]);
		if (end > text.len || !is_figure(gr_slice_sub(text, 0, end)))
			return false;
		text = gr_trim(gr_slice_sub(text, end, text.len));
	}
	return true;
}

/* ---------- rows ---------- */

static gr_statistic_row *
add_row(rows_reader *r, int row, gr_span label, int unit)
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
	grown = last(r);
	grown->row = (unsigned char) row;
	grown->unit = (unsigned char) unit;
	grown->label = label;
	grown->count = 0;
	r->heads_open = false;
	r->in_table = true;
	if (row != GR_ROW_NONE)
	{
		r->last_row = row;
		r->seen[row] = true;
	}
	return grown;
}

static void
add_value(rows_reader *r, gr_statistic_row *row, gr_origin origin, gr_slice text, int head)
{
	gr_statistic_value *value;

	if (row->count == GR_STATISTIC_VALUES)
		return;
	value = &row->values[row->count++];
	value->head = (unsigned char) head;
	value->uncertain = false;
	value->text = text;
	value->span = span_of(r, origin, text);
}

/* The columns behind the label that hold something of a row's own: neither unit nor remark. */
static int
value_roles(const rows_reader *r, unsigned char roles[GR_STATISTIC_CELLS])
{
	int			count = 0;

	for (int i = r->label_role + 1; i < r->role_count; i++)
		if (r->roles[i] != GR_HEAD_UNIT && r->roles[i] != GR_HEAD_REMARK)
			roles[count++] = r->roles[i];
	return count;
}

static bool
code_before_label(const rows_reader *r)
{
	for (int i = 0; i < r->label_role; i++)
		if (r->roles[i] == GR_HEAD_CODE)
			return true;
	return false;
}

/*
 * Figures that came one after the other, without borders: they are of the columns in
 * their order, if there are as many.  With a number in front of each label the number
 * of the next row has come too.
 */
static void
close_row(rows_reader *r, bool next_follows)
{
	gr_statistic_row *row;
	unsigned char roles[GR_STATISTIC_CELLS];
	int			count;
	size_t		kept = 0;

	if (!r->open)
		return;
	r->open = false;
	row = last(r);
	if (next_follows && code_before_label(r) && row->count > 0)
		row->count--;
	count = value_roles(r, roles);
	if (count == 0)
		roles[count++] = GR_HEAD_TOTAL;
	for (size_t i = 0; i < row->count; i++)
	{
		row->values[i].uncertain = row->count != (size_t) count;
		row->values[i].head = row->values[i].uncertain ? GR_HEAD_TOTAL : roles[i];
		if (row->values[i].head != GR_HEAD_CODE)
			row->values[kept++] = row->values[i];
	}
	row->count = kept;
}

/* A unit and figures with blanks between them, behind a label or on a line of their own. */
static void
add_tail(rows_reader *r, gr_statistic_row *row, gr_origin origin, gr_slice text)
{
	size_t		length;
	int			unit = leading_unit(text, &length);

	if (unit != GR_UNITS)
	{
		row->unit = (unsigned char) unit;
		text = gr_trim(gr_slice_sub(text, length, text.len));
	}
	while (text.len > 0)
	{
		size_t		end = 0;

		while (end < text.len && gr_skip_blanks(text, end) == end)
			end += gr_utf8_length((unsigned char) text.data[end]);
		add_value(r, row, origin, gr_slice_sub(text, 0, end), GR_HEAD_TOTAL);
		text = gr_trim(gr_slice_sub(text, end, text.len));
	}
}

/*
 * The row that a label stands for: the child of the nearest group that is open, else
 * the only one, else the next in the order of the form.
 */
static int
row_of(const rows_reader *r, const gr_statistic_label *label)
{
	for (int group = r->last_row; group != GR_ROW_NONE; group = gr_rows[group].parent)
		for (int i = 0; i < label->row_count; i++)
			if (gr_rows[label->rows[i]].parent == group)
				return label->rows[i];
	if (label->row_count == 1)
		return label->rows[0];
	for (int i = 0; i < label->row_count; i++)
		if (r->last_row != GR_ROW_NONE && label->rows[i] > r->last_row)
			return label->rows[i];
	return GR_ROW_NONE;
}

/* ---------- heads ---------- */

static void
set_roles(rows_reader *r, const gr_statistic_head *heads, int count)
{
	r->role_count = 0;
	r->label_role = -1;
	for (int i = 0; i < count && i < GR_STATISTIC_CELLS; i++)
	{
		if (heads[i] == GR_HEAD_LABEL && r->label_role < 0)
			r->label_role = i;
		if (heads[i] == GR_HEAD_PERIOD || heads[i] == GR_HEAD_CUMULATIVE)
			r->out->local_heads++;
		r->roles[r->role_count++] = (unsigned char) heads[i];
	}
	if (r->label_role < 0)
		r->label_role = 0;
	r->heads_open = true;
	r->in_table = true;
	r->out->headed = true;
}

/* With 合计 beside it, 统计数 is the group of columns that 合计 is one of. */
static void
weaken(gr_statistic_head *heads, const bool *strong, int count)
{
	bool		any = false;

	for (int i = 0; i < count; i++)
		any = any || strong[i];
	for (int i = 0; i < count && any; i++)
		if (heads[i] == GR_HEAD_TOTAL && !strong[i])
			heads[i] = GR_HEAD_NONE;
}

/* A line of heads: at least two that are known, one of them that of the labels or of a figure. */
static bool
read_heads(rows_reader *r, const cell *cells, int count)
{
	gr_statistic_head heads[GR_STATISTIC_CELLS];
	bool		strong[GR_STATISTIC_CELLS];
	int			known = 0;
	bool		label = false;
	int			end = 0;

	for (int i = 0; i < count; i++)
	{
		heads[i] = gr_statistic_head_of(cells[i].text, &strong[i]);
		known += heads[i] != GR_HEAD_NONE;
		label = label || heads[i] == GR_HEAD_LABEL;
		if (cells[i].text.len > 0)
			end = i + 1;
	}
	if (known < 2 || !label)
		return false;
	weaken(heads, strong, end);
	set_roles(r, heads, end);
	return true;
}

/* Below 统计数 the columns it is split into: 合计, 区政府, 区直单位. */
static bool
read_second_heads(rows_reader *r, const cell *cells, int count)
{
	int			at = r->label_role + 1;
	bool		any = false;
	bool		strong;

	if (!r->heads_open)
		return false;
	for (int i = 0; i < count; i++)
		any = any || (gr_statistic_head_of(cells[i].text, &strong) == GR_HEAD_TOTAL && strong);
	if (!any)
		return false;
	while (at < r->role_count && (r->roles[at] == GR_HEAD_UNIT || r->roles[at] == GR_HEAD_CODE))
		at++;
	r->role_count = at;
	for (int i = 0; i < count && r->role_count < GR_STATISTIC_CELLS; i++)
	{
		gr_statistic_head head = gr_statistic_head_of(cells[i].text, &strong);

		if (cells[i].text.len > 0)
			r->roles[r->role_count++] = (unsigned char) (head == GR_HEAD_TOTAL && !strong ? GR_HEAD_NONE : head);
	}
	return true;
}

/* Heads one a line, or with blanks between them. */
static bool
read_loose_heads(rows_reader *r, gr_slice text)
{
	cell		cells[GR_STATISTIC_CELLS];
	int			count = 0;
	gr_slice	rest = text;
	gr_statistic_head head;
	bool		strong;

	head = gr_statistic_head_of(text, &strong);
	if (head == GR_HEAD_LABEL)
	{
		set_roles(r, &head, 1);
		return true;
	}
	if (head != GR_HEAD_NONE)
	{
		if (r->heads_open && r->role_count < GR_STATISTIC_CELLS)
		{
			for (int i = 0; i < r->role_count && strong; i++)
				if (r->roles[i] == GR_HEAD_TOTAL)
					r->role_count = i;
			r->out->local_heads += head == GR_HEAD_PERIOD || head == GR_HEAD_CUMULATIVE;
			r->roles[r->role_count++] = (unsigned char) head;
		}
		return r->heads_open;
	}
	while (rest.len > 0 && count < GR_STATISTIC_CELLS)
	{
		size_t		end = 0;

		while (end < rest.len && gr_skip_blanks(rest, end) == end)
			end += gr_utf8_length((unsigned char) rest.data[end]);
		if (end > rest.len)
			return false;
		cells[count++].text = gr_slice_sub(rest, 0, end);
		rest = gr_trim(gr_slice_sub(rest, end, rest.len));
	}
	return count >= 2 && read_heads(r, cells, count);
}

/* ---------- lines with borders ---------- */

/* The cells behind a label, by the heads; without heads a lone figure is the one of the year. */
static void
add_cells(rows_reader *r, gr_statistic_row *row, const cell *cells, int count)
{
	unsigned char roles[GR_STATISTIC_CELLS];
	int			figures = 0;
	int			wanted = value_roles(r, roles);
	bool		shifted = false;

	for (int i = 0; i < count; i++)
	{
		int			role = r->label_role + 1 + i;

		figures += is_figure(cells[i].text) && !is_placeholder(cells[i].text);
		if (unit_of(cells[i].text) != GR_UNITS)
			row->unit = (unsigned char) unit_of(cells[i].text);
		if (role < r->role_count && r->roles[role] == GR_HEAD_UNIT)
			shifted = shifted || (gr_number_read(cells[i].text).kind == GR_NUMBER_VALUE && unit_of(cells[i].text) == GR_UNITS);
		else if (unit_of(cells[i].text) != GR_UNITS)
			shifted = true;
	}
	if (wanted > 0 && !shifted)
	{
		for (int i = 0; i < count; i++)
		{
			int			role = r->label_role + 1 + i;

			if (role < r->role_count && r->roles[role] != GR_HEAD_UNIT && r->roles[role] != GR_HEAD_CODE && r->roles[role] != GR_HEAD_REMARK)
				add_value(r, row, cells[i].origin, cells[i].text, r->roles[role]);
		}
		return;
	}
	if (wanted == 0)
		roles[wanted++] = GR_HEAD_TOTAL;
	for (int i = 0, at = 0; i < count; i++)
	{
		if (!is_figure(cells[i].text) || is_placeholder(cells[i].text) || unit_of(cells[i].text) != GR_UNITS)
			continue;
		if (figures != wanted)
		{
			add_value(r, row, cells[i].origin, cells[i].text, figures == 1 && wanted == 1 ? GR_HEAD_TOTAL : GR_HEAD_NONE);
			if (row->count > 0)
				row->values[row->count - 1].uncertain = true;
		}
		else if (roles[at++] != GR_HEAD_CODE)
			add_value(r, row, cells[i].origin, cells[i].text, roles[at - 1]);
	}
}

static gr_span
label_span(rows_reader *r, const cell *c, const gr_statistic_label *label)
{
	gr_span		span = span_of(r, c->origin, gr_trim(gr_slice_sub(c->text, 0, label->end)));

	if (label->traditional && r->out->traditional.pos == 0)
		r->out->traditional = span;
	return span;
}

/* A label in one of the first cells, with nothing, a unit or figures behind it there. */
static bool
read_bordered_row(rows_reader *r, const cell *cells, int count)
{
	for (int i = 0; i < count && i < 4; i++)
	{
		gr_statistic_label label;
		gr_slice	tail;
		gr_statistic_row *row;
		int			id;

		if (!gr_statistic_label_read(cells[i].text, &label))
			continue;
		tail = gr_trim(gr_slice_sub(cells[i].text, label.end, cells[i].text.len));
		id = row_of(r, &label);
		if (id == GR_ROW_NONE || !is_tail(tail))
			continue;
		close_row(r, true);
		row = add_row(r, id, label_span(r, &cells[i], &label), label.unit);
		if (row == NULL)
			return true;
		add_tail(r, row, cells[i].origin, tail);
		add_cells(r, row, cells + i + 1, count - i - 1);
		/* Its figures may follow, one a line. */
		r->open = count - i <= 2 && row->count <= 1 && (row->count == 0 || row->values[0].text.len == 0);
		if (r->open)
			row->count = 0;
		return true;
	}
	return false;
}

static bool
is_footer(gr_slice text)
{
	static const char *const words[] = {"单位负责人", "填报人", "审核人", "联系电话", "填报日期", "填报单位", "填表人", "负责人", "制表"};
	size_t		length;

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (gr_starts_word(text, words[i], &length))
			return true;
	return false;
}

/* A row that was added to the form: its label is not known, its figures are kept. */
static void
read_unknown_row(rows_reader *r, const cell *cells, int count)
{
	int			label = 0;
	gr_statistic_row *row;
	bool		figures = false;

	while (label < count && (cells[label].text.len == 0 || is_figure(cells[label].text)))
		label++;
	if (label == count || !r->in_table || is_footer(cells[label].text) || unit_of(cells[label].text) != GR_UNITS)
		return;
	for (int i = label + 1; i < count; i++)
		figures = figures || gr_number_read(cells[i].text).kind == GR_NUMBER_VALUE;
	if (!figures)
		return;
	row = add_row(r, GR_ROW_NONE, span_of(r, cells[label].origin, cells[label].text), GR_UNIT_NONE);
	if (row != NULL)
		add_cells(r, row, cells + label + 1, count - label - 1);
}

static bool read_loose(rows_reader *r, gr_origin origin, gr_slice text);

static void
read_bordered(rows_reader *r, const cell *cells, int count, gr_layout layout)
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
	/* One cell a line, each with its border. */
	if (content == 1 && count <= 3 && layout == GR_LAYOUT_PIPE && read_loose(r, cells[only].origin, cells[only].text))
	{
		r->out->layouts |= 1u << layout;
		return;
	}
	if (read_heads(r, cells, count))
		r->open = false;
	else if (!read_bordered_row(r, cells, count) && !read_second_heads(r, cells, count))
	{
		close_row(r, false);
		read_unknown_row(r, cells, count);
	}
	if (r->out->count > before)
		r->out->layouts |= 1u << layout;
}

/* ---------- lines without ---------- */

static void
keep_partial(rows_reader *r, gr_origin origin, gr_slice text)
{
	gr_slice	words = text;
	gr_slice	figures = {text.data + text.len, 0};

	r->partial_len = 0;
	if (text.len > PARTIAL_LIMIT)
		return;
	/* 4.危及国家安全、公共安全、经济   件   3: the figures stand beside the first line. */
	for (size_t i = 0; i + 1 < text.len; i++)
	{
		gr_slice	rest;

		if (text.data[i] != ' ')
			continue;
		rest = gr_trim(gr_slice_sub(text, i, text.len));
		if (rest.len > 0 && is_tail(rest))
		{
			words = gr_trim(gr_slice_sub(text, 0, i));
			figures = rest;
			break;
		}
	}
	if (words.len > PARTIAL_LIMIT / 2 || !gr_statistic_label_begins(words))
		return;
	memcpy(r->partial, words.data, words.len);
	r->partial_len = words.len;
	r->partial_span = span_of(r, origin, words);
	r->partial_figures = figures;
	r->partial_origin = origin;
}

/* The rest of a label whose beginning stood on the line before. */
static bool
read_partial(rows_reader *r, gr_origin origin, gr_slice text)
{
	gr_slice	joined = {r->partial, r->partial_len};
	gr_statistic_label label;
	gr_slice	tail;
	gr_statistic_row *row;
	int			id;
	size_t		taken;

	if (r->partial_len == 0 || text.len > PARTIAL_LIMIT / 2)
		return false;
	memcpy(r->partial + r->partial_len, text.data, text.len);
	joined.len += text.len;
	if (!gr_statistic_label_read(joined, &label) || label.end <= r->partial_len)
		return false;
	taken = label.end - r->partial_len;
	tail = gr_trim(gr_slice_sub(text, taken, text.len));
	id = row_of(r, &label);
	if (id == GR_ROW_NONE || !is_tail(tail) || (r->partial_figures.len > 0 && tail.len > 0))
		return false;
	close_row(r, true);
	row = add_row(r, id, r->partial_span, label.unit);
	r->partial_len = 0;
	if (row == NULL)
		return true;
	if (r->partial_figures.len > 0)
		add_tail(r, row, r->partial_origin, r->partial_figures);
	else
		add_tail(r, row, origin, tail);
	r->open = true;
	if (row->count > 0)
		close_row(r, false);
	r->out->layouts |= 1u << GR_LAYOUT_ALIGNED;
	return true;
}

/* A bracket that a label goes on with on a line of its own. */
static gr_slice
behind_note(gr_slice text)
{
	size_t		depth = 0;
	size_t		at = 0;

	while (at < text.len)
	{
		size_t		length;
		uint32_t	c = gr_fold_next(text.data + at, text.data + text.len, &length);

		if (c == '(')
			depth++;
		else if (depth == 0)
			break;
		else if (c == ')')
			depth--;
		at += length;
	}
	return gr_trim(gr_slice_sub(text, at, text.len));
}

/* A line that is one cell, or a label with its unit and figures. */
static bool
read_loose(rows_reader *r, gr_origin origin, gr_slice text)
{
	gr_statistic_label label;
	cell		whole = {text, origin};
	gr_slice	tail;
	gr_statistic_row *row;
	int			id;

	if (r->open && is_tail(behind_note(text)))
	{
		add_tail(r, last(r), origin, behind_note(text));
		return true;
	}
	if (read_loose_heads(r, text))
	{
		close_row(r, false);
		return true;
	}
	if (read_partial(r, origin, text))
		return true;
	if (!gr_statistic_label_read(text, &label))
	{
		keep_partial(r, origin, text);
		close_row(r, r->partial_len > 0);
		return false;
	}
	tail = gr_trim(gr_slice_sub(text, label.end, text.len));
	id = row_of(r, &label);
	if (id == GR_ROW_NONE || !is_tail(tail))
	{
		keep_partial(r, origin, text);
		close_row(r, r->partial_len > 0);
		return false;
	}
	close_row(r, true);
	r->partial_len = 0;
	row = add_row(r, id, label_span(r, &whole, &label), label.unit);
	if (row == NULL)
		return true;
	add_tail(r, row, origin, tail);
	r->open = true;
	if (row->count > 0)
	{
		bool		blank = gr_slice_sub(text, label.end, text.len).len != tail.len || text.data[label.end - 1] == ' ';

		close_row(r, false);
		r->out->layouts |= 1u << (blank ? GR_LAYOUT_ALIGNED : GR_LAYOUT_GLUED);
	}
	else
		r->out->layouts |= 1u << GR_LAYOUT_LINES;
	return true;
}

/* ---------- texts and pages ---------- */

static int
split(gr_slice content, char border, gr_origin origin, cell *cells)
{
	int			count = 0;

	while (count < GR_STATISTIC_CELLS)
	{
		const char *end = memchr(content.data, border, content.len);
		size_t		length = end == NULL ? content.len : (size_t) (end - content.data);

		cells[count].text = gr_trim(gr_slice_make(content.data, length));
		cells[count++].origin = origin;
		if (end == NULL)
			break;
		content = gr_slice_sub(content, length + 1, content.len);
	}
	return count;
}

/* |---|:---:| as Markdown has it below the heads. */
static bool
is_rule(gr_slice content)
{
	for (size_t i = 0; i < content.len; i++)
		if (content.data[i] == '\0' || strchr("|-: ", content.data[i]) == NULL)
			return false;
	return memchr(content.data, '-', content.len) != NULL;
}

static void
read_line(rows_reader *r, gr_slice content, gr_origin origin, bool *markdown)
{
	cell		cells[GR_STATISTIC_CELLS];
	gr_slice	text = gr_trim(content);

	if (text.len == 0)
		return;
	if (memchr(content.data, '|', content.len) != NULL)
	{
		if (is_rule(content))
			*markdown = true;
		else
			read_bordered(r, cells, split(content, '|', origin, cells), GR_LAYOUT_PIPE);
	}
	else if (memchr(text.data, '\t', text.len) != NULL)
		read_bordered(r, cells, split(content, '\t', origin, cells), GR_LAYOUT_TAB);
	else
		read_loose(r, origin, text);
}

static gr_status
read_plain(rows_reader *r, gr_slice text)
{
	gr_line_reader lines = {text, 0};
	gr_origin	origin = {text.data, NULL};
	gr_slice	content;
	unsigned	number = 0;
	bool		markdown = false;

	while (!r->failed && gr_line_next(&lines, &content))
	{
		if (++number % LINES_PER_CHECK == 0 && gr_cancelled(r->arena))
			return GR_CANCELLED;
		if (content.len > 0)
			read_line(r, content, origin, &markdown);
	}
	if (markdown && (r->out->layouts & 1u << GR_LAYOUT_PIPE) != 0)
		r->out->layouts ^= 1u << GR_LAYOUT_PIPE | 1u << GR_LAYOUT_MARKDOWN;
	return GR_OK;
}

static gr_status
read_page(rows_reader *r, const gr_html_page *page)
{
	cell		cells[GR_STATISTIC_CELLS];
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
				close_row(r, false);
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
	rows_reader *r = gr_arena_alloc(arena, sizeof(rows_reader));
	gr_status	status;

	if (r == NULL)
		return GR_OUT_OF_MEMORY;
	memset(r, 0, sizeof(*r));
	memset(rows, 0, sizeof(*rows));
	r->arena = arena;
	r->position = gr_position_begin(text);
	r->out = rows;
	r->last_row = GR_ROW_NONE;
	r->label_role = 0;
	status = page == NULL ? read_plain(r, text) : read_page(r, page);
	close_row(r, false);
	if (status == GR_OK && r->failed)
		status = GR_OUT_OF_MEMORY;
	return status;
}
