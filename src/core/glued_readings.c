#include "glued_readings.h"

#include "fold.h"
#include "number.h"

/* ---------- symbols ---------- */

/* The symbol of a character, or -1. */
static int
symbol_of(uint32_t c)
{
	if (c >= '0' && c <= '9')
		return (int) (c - '0');
	switch (c)
	{
		case '+':
		case 0x2191:			/* ↑ */
		case 0x589E:			/* 增 */
			return GR_GLUED_PLUS;
		case '-':
			return GR_GLUED_MINUS;
		case 0x2193:			/* ↓ */
		case 0x51CF:			/* 减 */
			return GR_GLUED_DECREASE;
		case '.':
			return GR_GLUED_POINT;
		case '/':
		case 0x65E0:			/* 无 */
			return GR_GLUED_PLACEHOLDER;
	}
	return -1;
}

/* Room for a run, by its bytes: most have as many characters. */
static bool
allocate(gr_arena *arena, gr_glued_row *row)
{
	size_t		bytes = row->run->text.len;
	size_t		room = (bytes < GR_GLUED_CHARACTERS ? bytes : GR_GLUED_CHARACTERS) + 1;
	uint64_t   *memory = gr_arena_alloc(arena, room * (sizeof(*row->prefix) + sizeof(*row->digit_sum) + sizeof(*row->symbols)));

	if (memory == NULL)
		return false;
	row->prefix = memory;
	row->digit_sum = (short *) (row->prefix + room);
	row->symbols = (unsigned char *) (row->digit_sum + room);
	return true;
}

static void
read_symbols(gr_glued_row *row)
{
	const char *p = row->run->text.data;
	const char *end = p + row->run->text.len;

	row->length = 0;
	row->only_digits = true;
	row->prefix[0] = 0;
	row->digit_sum[0] = 0;
	while (p < end)
	{
		size_t		bytes;
		int			symbol = symbol_of(gr_fold_next(p, end, &bytes));
		int			i = row->length;

		if (symbol < 0 || i == GR_GLUED_CHARACTERS)
		{
			row->length = -1;
			return;
		}
		row->symbols[i] = (unsigned char) symbol;
		/* A number begins anew behind what is no digit. */
		if (symbol > 9)
			row->only_digits = false;
		row->prefix[i + 1] = symbol > 9 ? 0 : row->prefix[i] * 10 + (uint64_t) symbol;
		row->digit_sum[i + 1] = (short) (row->digit_sum[i] + (symbol > 9 ? 0 : symbol));
		row->length++;
		p += bytes;
	}
}

static bool
digit_at(const gr_glued_row *row, int at)
{
	return at < row->length && row->symbols[at] <= 9;
}

/* The number of the digits from … to - 1, of which there are at most 18. */
static int64_t
number_of(const gr_glued_row *row, int from, int to)
{
	return (int64_t) (row->prefix[to] - row->prefix[from] * (uint64_t) gr_power_of_ten(to - from));
}

/* ---------- cells that leave no choice ---------- */

/* Digits of a figure before its point, and all its digits, so that it fits in an int64. */
#define WHOLE_DIGITS 13
#define FIGURE_DIGITS 18

/* Ends that one begin may have: of placeholders, and of figures with and without decimals. */
#define FIGURE_ENDS (GR_GLUED_CHARACTERS + WHOLE_DIGITS * (GR_LARGEST_SCALE + 1))

/* The figure has so many digits before its point. */
static int
add_decimals(const gr_glued_row *row, int point, int digits, int *ends, int count)
{
	for (int n = 1; n <= GR_LARGEST_SCALE && digits + n <= FIGURE_DIGITS && digit_at(row, point + n); n++)
		ends[count++] = point + n + 1;
	return count;
}

/* Where a figure, or a placeholder, that begins at "from" may end in that cell. */
static int
figure_ends(const gr_glued_row *row, int cell, int from, int ends[FIGURE_ENDS])
{
	int			slot = row->run->slots[cell];
	bool		signs = slot < 0 || gr_slots[slot].quantity == GR_QUANTITY_CHANGE;
	bool		decimals = slot < 0 || gr_slots[slot].quantity == GR_QUANTITY_MONEY;
	int			symbol = row->symbols[from];
	int			whole = from;
	int			count = 0;

	if (symbol == GR_GLUED_MINUS || symbol == GR_GLUED_PLACEHOLDER)
		for (int to = from; to < row->length && row->symbols[to] == symbol; to++)
			ends[count++] = to + 1;
	if ((symbol == GR_GLUED_PLUS || symbol == GR_GLUED_MINUS || symbol == GR_GLUED_DECREASE) && signs)
	{
		/* A placeholder of one dash ends where the sign does, a figure does not. */
		whole++;
		if (!digit_at(row, whole))
			return count;
	}
	for (int to = whole; digit_at(row, to) && to < whole + WHOLE_DIGITS; to++)
	{
		if (number_of(row, whole, to + 1) > GR_LARGEST_FIGURE)
			break;
		ends[count++] = to + 1;
		if (decimals && to + 1 < row->length && row->symbols[to + 1] == GR_GLUED_POINT)
			count = add_decimals(row, to + 1, to + 1 - whole, ends, count);
		if (row->symbols[whole] == 0)
			break;
	}
	return count;
}

/* Whether a row of digits has a reading with a blank in it: then any of its cells may be that blank, and none is forced. */
static bool
has_cell_to_spare(const gr_glued_row *row)
{
	int			figures = 0;

	/* Each figure as long as it may be: not always the fewest, but enough to know. */
	for (int from = 0; from < row->length; figures++)
	{
		int			to = from + 1;

		while (row->symbols[from] != 0 && to < row->length && to - from < WHOLE_DIGITS && number_of(row, from, to + 1) <= GR_LARGEST_FIGURE)
			to++;
		from = to;
	}
	return figures < row->run->count;
}

/*
 * A reading is a way through a net: from (cell 0, character 0) to (all cells, all
 * characters), each step a figure or a blank.  A cell is forced when all ways take
 * the same step there, and it is no blank.
 */
static void
find_forced(gr_glued_row *row, bool blanks)
{
	bool		reached[GR_GLUED_CELLS + 1][GR_GLUED_CHARACTERS + 1];
	bool		leads[GR_GLUED_CELLS + 1][GR_GLUED_CHARACTERS + 1];
	int			ends[FIGURE_ENDS];
	int			cells = row->run->count;

	memset(reached, 0, sizeof(reached));
	memset(leads, 0, sizeof(leads));
	reached[0][0] = true;
	leads[cells][row->length] = true;
	for (int cell = 0; cell < cells; cell++)
		for (int from = 0; from <= row->length; from++)
		{
			int			count = reached[cell][from] && from < row->length ? figure_ends(row, cell, from, ends) : 0;

			if (reached[cell][from] && blanks)
				reached[cell + 1][from] = true;
			for (int i = 0; i < count; i++)
				reached[cell + 1][ends[i]] = true;
		}
	for (int cell = cells - 1; cell >= 0; cell--)
	{
		int			ways = 0;

		for (int from = 0; from <= row->length; from++)
		{
			int			count = reached[cell][from] && from < row->length ? figure_ends(row, cell, from, ends) : 0;

			for (int i = 0; i < count; i++)
			{
				if (!leads[cell + 1][ends[i]])
					continue;
				leads[cell][from] = true;
				ways++;
				row->forced_from[cell] = (short) from;
				row->forced_length[cell] = (short) (ends[i] - from);
			}
			if (blanks && reached[cell][from] && leads[cell + 1][from])
			{
				leads[cell][from] = true;
				ways = 2;
			}
		}
		if (ways != 1)
			row->forced_from[cell] = -1;
	}
}

/* Whether the run is a zero for each cell. */
static bool
is_zeros(const gr_glued_row *row)
{
	return row->length == row->run->count && row->only_digits && row->digit_sum[row->length] == 0;
}

bool
gr_glued_read(gr_arena *arena, gr_glued_row *row, const gr_glued_run *run, bool blanks)
{
	bool		zeros;

	row->run = run;
	if (!allocate(arena, row))
		return false;
	row->has_sums = false;
	row->blanks = GR_GLUED_BLANKS;
	row->full = 0;
	row->readings = 0;
	row->full_cut = false;
	row->readings_cut = false;
	row->value_room = 0;
	row->length_room = 0;
	row->values = NULL;
	row->lengths = NULL;
	read_symbols(row);
	zeros = is_zeros(row);
	for (int cell = 0; cell < run->count; cell++)
	{
		row->total[cell] = -1;
		row->forced_from[cell] = zeros ? (short) cell : -1;
		row->forced_length[cell] = 1;
	}
	if (!zeros && row->length > 0 && !(blanks && row->only_digits && has_cell_to_spare(row)))
		find_forced(row, blanks);
	return true;
}

bool
gr_glued_figure(const gr_glued_row *row, int from, int length, int64_t *value, int *scale)
{
	bool		minus = false;
	bool		point = false;

	*value = 0;
	*scale = 0;
	for (int i = from; i < from + length; i++)
	{
		int			symbol = row->symbols[i];

		if (symbol <= 9)
		{
			*value = *value * 10 + symbol;
			*scale += point;
		}
		else if (symbol == GR_GLUED_POINT)
			point = true;
		else if (symbol == GR_GLUED_MINUS || symbol == GR_GLUED_DECREASE)
			minus = true;
	}
	if (minus)
		*value = -*value;
	return row->symbols[from + length - 1] <= 9;
}

/* ---------- readings with the sums of the row ---------- */

typedef struct generator
{
	gr_arena   *arena;
	gr_glued_row *row;
	bool		rivals;			/* looks for readings with blanks */
	int			blanks;			/* that may still be placed */
	int			steps;			/* left */
	int			limit;			/* of readings */
	bool		cut;
	gr_status	status;
	int64_t		values[GR_GLUED_CELLS];
	unsigned char lengths[GR_GLUED_CELLS];
} generator;

static void read_group(generator *g, int cell, int from);

static void
emit(generator *g)
{
	gr_glued_row *row = g->row;
	size_t		cells = (size_t) row->run->count;
	size_t		used = (size_t) row->readings * cells;

	if (g->rivals && memchr(g->lengths, 0, cells) == NULL)
		return;
	if (row->readings == g->limit)
	{
		g->cut = true;
		return;
	}
	row->values = gr_arena_grow(g->arena, row->values, &row->value_room, used + cells, sizeof(int64_t));
	if (row->values != NULL)
		row->lengths = gr_arena_grow(g->arena, row->lengths, &row->length_room, used + cells, 1);
	if (row->values == NULL || row->lengths == NULL)
	{
		g->status = GR_OUT_OF_MEMORY;
		return;
	}
	memcpy(row->values + used, g->values, cells * sizeof(int64_t));
	memcpy(row->lengths + used, g->lengths, cells);
	row->readings++;
}

/* Counts a step; false when it was the last. */
static bool
step(generator *g)
{
	if (g->status != GR_OK || g->cut)
		return false;
	if (--g->steps <= 0)
		g->cut = true;
	else if (g->steps % GR_GLUED_POLL == 0 && gr_cancelled(g->arena))
		g->status = GR_CANCELLED;
	return g->status == GR_OK && !g->cut;
}

static void
place(generator *g, int cell, int length, int64_t value)
{
	g->lengths[cell] = (unsigned char) length;
	g->values[cell] = value;
}

/* Whether these digits can stand in one cell. */
static bool
is_figure(const gr_glued_row *row, int from, int to)
{
	return to > from && to - from <= WHOLE_DIGITS && (row->symbols[from] != 0 || to - from == 1);
}

/* Whether so many cells can share the digits from … to - 1 and add up to the sum. */
static bool
sum_in_reach(const generator *g, int cells, int from, int to, int64_t sum)
{
	int			digits = to - from;
	int			longest;

	if (cells == 0)
		return digits == 0 && sum == 0;
	if (digits < cells - g->blanks)
		return false;
	/* Digits apart give the least, in one figure the most; some figure has its share of them. */
	if (g->row->digit_sum[to] - g->row->digit_sum[from] > sum)
		return false;
	if (digits <= WHOLE_DIGITS && number_of(g->row, from, to) < sum)
		return false;
	longest = (digits + cells - 1) / cells;
	return longest <= WHOLE_DIGITS && (longest < 2 || gr_power_of_ten(longest - 1) <= sum);
}

/* The cells cell … total - 1 take the digits from … to - 1 and add up to the sum; the next group begins at "next". */
static void
share(generator *g, int cell, int total, int from, int to, int64_t sum, int next)
{
	const gr_glued_row *row = g->row;
	int64_t		value = 0;

	if (cell == total)
	{
		read_group(g, total + 1, next);
		return;
	}
	if (g->blanks > 0)
	{
		g->blanks--;
		if (sum_in_reach(g, total - cell - 1, from, to, sum) && step(g))
		{
			place(g, cell, 0, 0);
			share(g, cell + 1, total, from, to, sum, next);
		}
		g->blanks++;
	}
	/* The last one takes all that are left. */
	if (cell + 1 == total)
	{
		if (is_figure(row, from, to) && number_of(row, from, to) == sum && step(g))
		{
			place(g, cell, to - from, sum);
			share(g, total, total, to, to, 0, next);
		}
		return;
	}
	for (int end = from + 1; end <= to && end - from <= WHOLE_DIGITS; end++)
	{
		value = value * 10 + row->symbols[end - 1];
		if (value > sum)
			break;
		if (sum_in_reach(g, total - cell - 1, end, to, sum - value))
		{
			if (!step(g))
				return;
			place(g, cell, end - from, value);
			share(g, cell + 1, total, end, to, sum - value, next);
		}
		if (row->symbols[from] == 0)
			break;
	}
}

/* The group that begins at that cell and at that digit ends before "end": its total comes first. */
static void
read_total(generator *g, int cell, int from, int end)
{
	const gr_glued_row *row = g->row;
	int			total = row->total[cell];

	for (int begin = end; begin >= from && end - begin <= WHOLE_DIGITS; begin--)
	{
		int64_t		sum = number_of(row, begin, end);
		int			left = row->digit_sum[begin] - row->digit_sum[from];
		int			right = row->digit_sum[end] - row->digit_sum[begin];

		/* A blank total is that of nothing; every sum leaves the rest by nine that its digits leave. */
		if (begin == end ? g->blanks == 0 : row->symbols[begin] == 0 && end - begin > 1)
			continue;
		if (sum > GR_LARGEST_FIGURE)
			break;
		if ((left - right) % 9 != 0 || !sum_in_reach(g, total - cell, from, begin, sum))
			continue;
		if (!step(g))
			return;
		place(g, total, end - begin, sum);
		g->blanks -= begin == end;
		share(g, cell, total, from, begin, sum, end);
		g->blanks += begin == end;
	}
}

static void
read_group(generator *g, int cell, int from)
{
	const gr_glued_row *row = g->row;
	int			cells = row->run->count;
	int			total;

	if (cell == cells)
	{
		if (from == row->length)
			emit(g);
		return;
	}
	total = row->total[cell];
	/* The cells of the group and those behind it need their digits; the last group takes all that are left. */
	for (int end = total == cells - 1 ? row->length : from; end <= row->length && g->status == GR_OK && !g->cut; end++)
		if (end - from >= total - cell + 1 - g->blanks && row->length - end >= cells - 1 - total - g->blanks)
			read_total(g, cell, from, end);
}

/* One pass, within its own limit of steps and that of the table. */
static void
list(generator *g, int blanks, int *steps)
{
	int			allowed = *steps < GR_GLUED_READING_STEPS ? *steps : GR_GLUED_READING_STEPS;

	g->rivals = blanks > 0;
	g->blanks = blanks;
	g->steps = allowed;
	g->limit = g->row->readings + GR_GLUED_READINGS;
	read_group(g, 0, 0);
	*steps -= allowed - g->steps;
}

gr_status
gr_glued_list(gr_arena *arena, gr_glued_row *row, int *steps)
{
	generator	g = {.arena = arena, .row = row, .status = GR_OK};

	if (is_zeros(row))
	{
		/* No figure of several digits begins with a zero: each is a cell, and none is blank. */
		memset(g.lengths, 1, (size_t) row->run->count);
		g.limit = 1;
		emit(&g);
		row->full = row->readings;
		return g.status;
	}
	list(&g, 0, steps);
	row->full = row->readings;
	row->full_cut = g.cut;
	if (g.status != GR_OK || g.cut || row->full == 0)
		return g.status;
	list(&g, row->blanks, steps);
	row->readings_cut = g.cut;
	return g.status;
}
