#include "statistics_columns.h"

#include "enumerator.h"
#include "fold.h"
#include "number.h"
#include "utf8.h"

/* A line that may be the head of a column, in bytes. */
#define GUESS_LIMIT 36

static void
add_column(gr_statistic_columns *columns, gr_statistic_head head, bool guessed)
{
	if (columns->count == GR_STATISTIC_CELLS)
		return;
	if (head == GR_HEAD_PERIOD || head == GR_HEAD_CUMULATIVE)
		columns->local++;
	columns->guessed[columns->count] = guessed;
	columns->heads[columns->count++] = (unsigned char) head;
}

static void
begin_columns(gr_statistic_columns *columns)
{
	columns->count = 0;
	columns->cells = 0;
	columns->line = 0;
	columns->label = 0;
	columns->unknown = false;
	columns->open = true;
	columns->single = false;
	columns->code_waits = false;
}

/*
 * With 合计 beside it, 统计数 is the group of columns that 合计 is one of.  Of two
 * that are alike, such as two years, neither is known to be the one.
 */
static void
weaken(gr_statistic_head *heads, const bool *strong, int count)
{
	int			strongs = 0;
	int			weaks = 0;

	for (int i = 0; i < count; i++)
		if (heads[i] == GR_HEAD_TOTAL)
			strong[i] ? strongs++ : weaks++;
	for (int i = 0; i < count; i++)
		if (heads[i] == GR_HEAD_TOTAL && (strong[i] ? strongs > 1 : strongs > 0 || weaks > 1))
			heads[i] = GR_HEAD_NONE;
}

static void
set_columns(gr_statistic_columns *columns, gr_statistic_head *heads, const bool *strong, int count, int label)
{
	begin_columns(columns);
	weaken(heads, strong, count);
	for (int i = 0; i < count; i++)
		add_column(columns, heads[i], false);
	columns->label = label;
}

/* In the line below 统计数 the columns it is split into: 合计, 区政府, 区直单位. */
static void
set_lower_columns(gr_statistic_columns *columns, gr_statistic_head *heads, const bool *strong, int count)
{
	int			at = columns->label + 1;

	while (at < columns->count && (columns->heads[at] == GR_HEAD_UNIT || columns->heads[at] == GR_HEAD_CODE))
		at++;
	columns->count = at;
	columns->line = 0;
	weaken(heads, strong, count);
	for (int i = 0; i < count; i++)
		add_column(columns, heads[i], false);
}

static int
label_among(const gr_statistic_head *heads, int count)
{
	for (int i = 0; i < count; i++)
		if (heads[i] == GR_HEAD_LABEL)
			return i;
	return -1;
}

bool
gr_statistic_heads_of_cells(gr_statistic_columns *columns, const gr_slice *cells, int count)
{
	gr_statistic_head heads[GR_STATISTIC_CELLS];
	bool		strong[GR_STATISTIC_CELLS];
	gr_statistic_head lower[GR_STATISTIC_CELLS];
	bool		lower_strong[GR_STATISTIC_CELLS];
	int			known = 0;
	int			end = 0;
	int			filled = 0;
	bool		any_strong = false;

	for (int i = 0; i < count; i++)
	{
		heads[i] = cells[i].len == 0 ? GR_HEAD_NONE : gr_statistic_head_of(cells[i], &strong[i]);
		if (cells[i].len == 0)
			continue;
		known += heads[i] != GR_HEAD_NONE;
		any_strong = any_strong || (heads[i] == GR_HEAD_TOTAL && strong[i]);
		lower[filled] = heads[i];
		lower_strong[filled++] = strong[i];
		end = i + 1;
	}
	if (known >= 2 && label_among(heads, end) >= 0)
	{
		int			label = label_among(heads, end);
		bool		several = false;

		/* Of two tables side by side the heads are the same. */
		for (int i = label + 1; i < end; i++)
			if (heads[i] == GR_HEAD_LABEL)
			{
				end = i - (heads[i - 1] == GR_HEAD_CODE);
				several = true;
			}
		set_columns(columns, heads, strong, end, label);
		columns->cells = several ? end : count;
		columns->line = several ? count : 0;
		return true;
	}
	if (!columns->open || !any_strong)
		return false;
	set_lower_columns(columns, lower, lower_strong, filled);
	return true;
}

/* ---------- lines without borders ---------- */

/* Heads of a line, with blanks between them or without; words that are none are columns of their own. */
static int
split_heads(gr_slice line, gr_statistic_head *heads, bool *strong, int *known, bool *unknown)
{
	size_t		at = gr_skip_blanks(line, 0);
	int			count = 0;

	*known = 0;
	*unknown = false;
	while (at < line.len && count < GR_STATISTIC_CELLS)
	{
		size_t		end;

		heads[count] = gr_statistic_head_begins(gr_slice_sub(line, at, line.len), &strong[count], &end);
		/* A line that does not begin with a head is none. */
		if (heads[count] == GR_HEAD_NONE && count == 0)
			return 0;
		*known += heads[count] != GR_HEAD_NONE;
		if (heads[count++] != GR_HEAD_NONE)
			at = gr_skip_blanks(line, at + end);
		else
		{
			/* Glued to a head: 区政府区直单位 may be one or two. */
			*unknown = *unknown || gr_skip_blanks(line, at - 1) == at - 1 || (unsigned char) line.data[at - 1] >= 0x80;
			at = gr_skip_blanks(line, gr_end_of_word(line, at));
		}
	}
	return count;
}

static bool
heads_on_line(gr_statistic_columns *columns, gr_slice line)
{
	gr_statistic_head heads[GR_STATISTIC_CELLS];
	bool		strong[GR_STATISTIC_CELLS];
	bool		unknown;
	int			known;
	int			count = split_heads(line, heads, strong, &known, &unknown);
	int			label = label_among(heads, count < 2 ? count : 2);

	if (count < 2)
		return false;
	if (label >= 0 && known >= 2)
		set_columns(columns, heads, strong, count, label);
	else if (columns->open && !columns->single && heads[0] == GR_HEAD_TOTAL && strong[0])
		set_lower_columns(columns, heads, strong, count);
	else
		return false;
	columns->unknown = unknown;
	return true;
}

static bool
may_be_head(gr_slice line)
{
	gr_number	number = gr_number_read(line);
	gr_statistic_label label;

	return line.len <= GUESS_LIMIT && line.len >= 6 && number.kind == GR_NUMBER_NONE && gr_unit_by_text(line) == GR_UNITS &&
		gr_enumerator_read(line, 0).level == 0 && memchr(line.data, ':', line.len) == NULL && !gr_statistic_label_read(line, &label) &&
		!gr_statistic_label_begins(line);
}

bool
gr_statistic_heads_of_line(gr_statistic_columns *columns, gr_slice line)
{
	bool		strong;
	gr_statistic_head head = gr_statistic_head_of(line, &strong);
	bool		code = columns->code_waits;

	columns->code_waits = false;
	if (head == GR_HEAD_LABEL)
	{
		begin_columns(columns);
		columns->single = true;
		if (code)
			add_column(columns, GR_HEAD_CODE, false);
		columns->label = columns->count;
		add_column(columns, head, false);
		return true;
	}
	if (head == GR_HEAD_CODE && !columns->open)
	{
		columns->code_waits = true;
		return true;
	}
	if (head != GR_HEAD_NONE && columns->open)
	{
		/* 统计数 before 合计 is the group of columns that 合计 is one of. */
		for (int i = 0; i < columns->count && strong; i++)
			if (columns->heads[i] == GR_HEAD_TOTAL)
				columns->count = i;
		add_column(columns, head, false);
		return true;
	}
	if (head != GR_HEAD_NONE)
		return false;
	if (heads_on_line(columns, line))
		return true;
	if (!columns->open || !columns->single || !may_be_head(line))
		return false;
	add_column(columns, GR_HEAD_NONE, true);
	return true;
}

/* ---------- the columns of a row ---------- */

bool
gr_statistic_heads_of_figures(const gr_statistic_columns *columns, int count, unsigned char heads[GR_STATISTIC_CELLS])
{
	if (columns->unknown)
		return false;
	for (int guesses = 0; guesses < 2; guesses++)
	{
		int			wanted = 0;

		for (int i = columns->label + 1; i < columns->count; i++)
			if (columns->heads[i] != GR_HEAD_UNIT && columns->heads[i] != GR_HEAD_REMARK && (guesses == 1 || !columns->guessed[i]))
				heads[wanted++] = columns->heads[i];
		/* Without the head of any figure a lone one is that of the year. */
		if (wanted == 0 && guesses == 0 && (columns->count == 0 || !columns->guessed[columns->count - 1]))
			heads[wanted++] = GR_HEAD_TOTAL;
		if (wanted == count)
			return true;
	}
	return false;
}

bool
gr_statistic_lost_cell(const gr_statistic_columns *columns, int count, size_t figures)
{
	size_t		wanted = 0;

	for (int i = columns->label + 1; i < columns->count; i++)
		wanted += columns->heads[i] != GR_HEAD_UNIT && columns->heads[i] != GR_HEAD_CODE && columns->heads[i] != GR_HEAD_REMARK;
	return columns->label + 1 + count < columns->cells && figures > 1 && figures != wanted;
}

bool
gr_statistic_code_first(const gr_statistic_columns *columns)
{
	for (int i = 0; i < columns->label; i++)
		if (columns->heads[i] == GR_HEAD_CODE)
			return true;
	return false;
}

bool
gr_statistic_has_remarks(const gr_statistic_columns *columns)
{
	return columns->count > 0 && columns->heads[columns->count - 1] == GR_HEAD_REMARK;
}
