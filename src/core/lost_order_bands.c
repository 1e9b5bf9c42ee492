#include "lost_order_bands.h"

#include "sort.h"

#include <stdlib.h>
#include <string.h>

#define TOTAL (GR_LOST_COLUMNS - 1)

/* From the simplest on. */
typedef enum band_kind
{
	ROWS,						/* each row as printed */
	COLUMNS,					/* column after column */
	GROUPS						/* of columns, row by row */
} band_kind;

/* A division of the rows before some row. */
typedef struct division
{
	uint64_t	content;
	uint64_t	mark;			/* of the sums of all columns: zero if all identities hold */
	short		previous;		/* the division it continues */
	unsigned char rows;			/* of its last band */
	unsigned char groups;		/* of that band's columns */
	bool		late;			/* its first column comes last */
	short		cost;			/* rows in bands of several: of divisions with the same figures in their cells the one with fewest is kept */
} division;

typedef struct reader
{
	const gr_lost_band_table *table;
	division   *divisions[GR_LOST_ROWS + 1];
	int			counts[GR_LOST_ROWS + 1];
	bool		too_many;
} reader;

/* ---------- divisions ---------- */

/*
 * Columns that stand next to each other may be taken together, row by row: a band is
 * one group of columns after the other.
 */
typedef struct shape
{
	int			first;			/* row */
	int			rows;
	unsigned	groups;			/* bit c: a group begins with column c */
	bool		late;			/* the figures of the first column, a group, come behind the others: they stand among the labels */
	short		index[GR_LOST_COLUMNS]; /* of the figure of the first row in that column */
	short		step[GR_LOST_COLUMNS];	/* from there to that of the next row */
} shape;

/* Each column a group of its own; the first begins one anyway. */
#define ALL_GROUPS ((1u << GR_LOST_COLUMNS) - 1)

static shape
make_shape(int first, int rows, unsigned groups, bool late)
{
	shape		s = {.first = first, .rows = rows, .groups = groups, .late = late};
	int			from = first * GR_LOST_COLUMNS;
	int			begin = 0;

	if (late)
	{
		s.index[0] = (short) (from + rows * TOTAL);
		s.step[0] = 1;
		from -= rows;
		begin = 1;
	}
	while (begin < GR_LOST_COLUMNS)
	{
		int			end = begin + 1;

		while (end < GR_LOST_COLUMNS && (groups >> end & 1) == 0)
			end++;
		for (int c = begin; c < end; c++)
		{
			s.index[c] = (short) (from + rows * begin + c - begin);
			s.step[c] = (short) (end - begin);
		}
		begin = end;
	}
	return s;
}

static const gr_lost_token *
figure_of(const gr_lost_band_table *t, const shape *s, int row, int column)
{
	return &t->tokens[s->index[column] + (row - s->first) * s->step[column]];
}

/* Bands of several rows lie on one page, and all rows add up. */
static bool
is_band(const gr_lost_band_table *t, const shape *s)
{
	if ((s->rows > 1 || s->late) && t->tokens[s->first * GR_LOST_COLUMNS].page != t->tokens[(s->first + s->rows) * GR_LOST_COLUMNS - 1].page)
		return false;
	for (int row = s->first; row < s->first + s->rows; row++)
	{
		int64_t		sum = 0;

		for (int c = 0; c < TOTAL; c++)
			sum += figure_of(t, s, row, c)->value;
		if (sum != figure_of(t, s, row, TOTAL)->value)
			return false;
	}
	return true;
}

static void
add_band(reader *r, const shape *s)
{
	const gr_lost_band_table *t = r->table;
	uint64_t	content = 0;
	uint64_t	mark = 0;
	int			end = s->first + s->rows;

	for (int row = s->first; row < end; row++)
		for (int c = 0; c < GR_LOST_COLUMNS; c++)
		{
			uint64_t	value = (uint64_t) figure_of(t, s, row, c)->value;
			uint64_t	sum = gr_lost_mix((uint64_t) c + 101) | 1;
			uint64_t	balance = gr_lost_mix((uint64_t) c + 1) | 1;

			content += gr_lost_mix(gr_lost_mix(value) ^ (uint64_t) (row * GR_LOST_COLUMNS + c));
			mark += value * (sum * (uint64_t) t->signs[row].sum + balance * (uint64_t) t->signs[row].balance);
		}
	for (int i = 0; i < r->counts[s->first]; i++)
	{
		const division *before = &r->divisions[s->first][i];
		division	d = {before->content + content, before->mark + mark, (short) i, (unsigned char) s->rows, (unsigned char) s->groups, s->late,
		(short) (before->cost + (s->rows > 1 ? s->rows : 0))};
		int			k = 0;

		while (k < r->counts[end] && (r->divisions[end][k].content != d.content || r->divisions[end][k].mark != d.mark))
			k++;
		if (k < r->counts[end])
		{
			if (d.cost < r->divisions[end][k].cost)
				r->divisions[end][k] = d;
			continue;
		}
		if (k == GR_LOST_DIVISIONS)
		{
			r->too_many = true;
			return;
		}
		r->divisions[end][r->counts[end]++] = d;
	}
}

/* All bands of so many rows. */
static void
add_bands(reader *r, int first, int rows, band_kind kind)
{
	for (unsigned groups = rows == 1 || kind != GROUPS ? ALL_GROUPS : 1; groups <= ALL_GROUPS && !r->too_many; groups += 2)
	{
		shape		s = make_shape(first, rows, groups, false);

		if (is_band(r->table, &s))
			add_band(r, &s);
		if (kind != GROUPS || (groups & 2) == 0)
			continue;
		s = make_shape(first, rows, groups, true);
		if (figure_of(r->table, &s, first, 0)->parted == GR_LOST_TEXT && is_band(r->table, &s))
			add_band(r, &s);
	}
}

/* The bands of a division of the whole table, from the first; returns how many. */
static int
bands_of(const reader *r, int solution, shape bands[GR_LOST_ROWS])
{
	int			end = r->table->rows;
	int			at = solution;
	int			count = 0;

	for (int row = end; row > 0; count++)
	{
		const division *d = &r->divisions[row][at];

		at = d->previous;
		row -= d->rows;
	}
	at = solution;
	for (int i = count - 1; i >= 0; i--)
	{
		const division *d = &r->divisions[end][at];

		end -= d->rows;
		bands[i] = make_shape(end, d->rows, d->groups, d->late);
		at = d->previous;
	}
	return count;
}

/* ---------- exchanged columns ---------- */

bool
gr_lost_in_turn(const gr_lost_token *first, int rows)
{
	const gr_lost_token *total = first + (GR_LOST_COLUMNS - 1) * rows;

	if (!first->labelled)
		return false;
	for (int i = 1; i < rows * GR_LOST_COLUMNS; i++)
		if (first[i].parted == GR_LOST_TEXT)
			return false;
	/* A column like that of the totals may be it. */
	for (const gr_lost_token *column = first; column < total; column += rows)
	{
		int			row = 0;

		while (row < rows && column[row].value == total[row].value)
			row++;
		if (row == rows)
			return false;
	}
	return true;
}

typedef struct sums
{
	int64_t		sum;
	int64_t		balance;
} sums;

typedef struct sum_set
{
	sums		of[GR_LOST_BAND_SUMS];
	int			count;
	bool		full;
} sum_set;

static int
compare_sums(const void *a, const void *b)
{
	const sums *x = a;
	const sums *y = b;

	if (x->sum != y->sum)
		return x->sum < y->sum ? -1 : 1;
	return (x->balance > y->balance) - (x->balance < y->balance);
}

static bool
set_has(const sum_set *set, sums wanted)
{
	return bsearch(&wanted, set->of, (size_t) set->count, sizeof(sums), compare_sums) != NULL;
}

/* Every sum of the one set with each of the others; sorted, each once. */
static void
set_add(sum_set *to, const sum_set *from, const sums *parts, int count)
{
	int			kept = 0;

	to->count = 0;
	to->full = from->full;
	for (int i = 0; i < from->count && !to->full; i++)
		for (int k = 0; k < count; k++)
		{
			if (to->count == GR_LOST_BAND_SUMS)
			{
				to->full = true;
				return;
			}
			to->of[to->count++] = (sums) {from->of[i].sum + parts[k].sum, from->of[i].balance + parts[k].balance};
		}
	gr_sort(to->of, (size_t) to->count, sizeof(sums), compare_sums);
	for (int i = 0; i < to->count; i++)
		if (i == 0 || compare_sums(&to->of[i], &to->of[kept - 1]) != 0)
			to->of[kept++] = to->of[i];
	to->count = kept;
}

typedef struct band
{
	const shape *shape;
	bool		sure[GR_LOST_COLUMNS];	/* the head of the column stands before its figures, or they are in line with others */
	sums		of[GR_LOST_COLUMNS];
} band;

/* The columns that may stand in that place of a band. */
static int
candidates_of(const band *b, int column, int candidates[GR_LOST_COLUMNS])
{
	int			count = 0;

	if (b->sure[column])
	{
		candidates[0] = column;
		return 1;
	}
	for (int c = 0; c < TOTAL; c++)
		if (!b->sure[c])
			candidates[count++] = c;
	return count;
}

static band
make_band(const gr_lost_band_table *t, const shape *s)
{
	band		b = {.shape = s};
	bool		in_turn = s->rows > 1 && s->groups == ALL_GROUPS && !s->late && gr_lost_in_turn(figure_of(t, s, s->first, 0), s->rows);
	int			open = 0;
	int			last = 0;

	for (int c = GR_LOST_COLUMNS - 1; c >= 0; c--)
	{
		/* What comes row by row up to the total has the columns of the form. */
		b.sure[c] = in_turn || s->rows == 1 || c == TOTAL || s->groups >> (c + 1) == 0 || figure_of(t, s, s->first, c)->column == c;
		open += !b.sure[c];
		last = b.sure[c] ? last : c;
		for (int row = s->first; row < s->first + s->rows; row++)
		{
			int64_t		value = figure_of(t, s, row, c)->value;

			b.of[c].sum += t->signs[row].sum * value;
			b.of[c].balance += t->signs[row].balance * value;
		}
	}
	if (open == 1)
		b.sure[last] = true;
	return b;
}

/* Marks the cells of one column in which an exchange would put another figure. */
static void
doubt_column(const gr_lost_band_table *t, const band *bands, int count, int column, sum_set *ahead, sum_set *behind, sum_set *spare, bool *differs)
{
	int			candidates[GR_LOST_COLUMNS];
	sums		parts[GR_LOST_COLUMNS];

	/* behind[i]: what bands i … may add up to; ahead: the bands before. */
	behind[count].count = 1;
	behind[count].full = false;
	behind[count].of[0] = (sums) {0, 0};
	for (int i = count - 1; i >= 0; i--)
	{
		int			n = candidates_of(&bands[i], column, candidates);

		for (int k = 0; k < n; k++)
			parts[k] = bands[i].of[candidates[k]];
		set_add(&behind[i], &behind[i + 1], parts, n);
	}
	*ahead = behind[count];
	for (int i = 0; i < count; i++)
	{
		const band *b = &bands[i];
		int			n = candidates_of(b, column, candidates);

		for (int k = 0; k < n; k++)
		{
			bool		possible = ahead->full || behind[i + 1].full;

			parts[k] = b->of[candidates[k]];
			for (int s = 0; s < ahead->count && !possible; s++)
				possible = set_has(&behind[i + 1], (sums) {-ahead->of[s].sum - parts[k].sum, -ahead->of[s].balance - parts[k].balance});
			for (int row = b->shape->first; possible && row < b->shape->first + b->shape->rows; row++)
				if (figure_of(t, b->shape, row, candidates[k])->value != figure_of(t, b->shape, row, column)->value)
					differs[row * GR_LOST_COLUMNS + column] = true;
		}
		set_add(spare, ahead, parts, n);
		*ahead = *spare;
	}
}

static gr_status
doubt_columns(gr_arena *arena, const gr_lost_band_table *t, const shape *shapes, int count, bool *differs)
{
	band	   *bands = gr_arena_alloc(arena, GR_LOST_ROWS * sizeof(band));
	sum_set    *sets = gr_arena_alloc(arena, (GR_LOST_ROWS + 3) * sizeof(sum_set));

	if (bands == NULL || sets == NULL)
		return GR_OUT_OF_MEMORY;
	for (int i = 0; i < count; i++)
		bands[i] = make_band(t, &shapes[i]);
	for (int c = 0; c < TOTAL; c++)
	{
		if (gr_cancelled(arena))
			return GR_CANCELLED;
		doubt_column(t, bands, count, c, &sets[0], &sets[2], &sets[1], differs);
	}
	return GR_OK;
}

/* ---------- exchanged rows ---------- */

/* Whether the row stands on one line, with no other row or label on it. */
static bool
is_line(const gr_lost_band_table *t, int row)
{
	const gr_lost_token *first = &t->tokens[row * GR_LOST_COLUMNS];

	return memchr(t->text.data + first->from, '\n', first[TOTAL].to - first->from) == NULL;
}

/*
 * Lines that are whole rows, with blank lines and nothing else between them, may come
 * in any order: no sum tells one outcome from another.
 */
static void
doubt_lines(const gr_lost_band_table *t, const shape *bands, int count, bool *differs)
{
	bool		line[GR_LOST_ROWS] = {false};
	bool		loose = false;

	for (int i = 0; i < count; i++)
	{
		int			row = bands[i].first;

		line[row] = bands[i].rows == 1 && !bands[i].late && is_line(t, row) && t->signs[row].sum > 0;
		loose = loose || (row > 0 && line[row] && line[row - 1] && t->tokens[row * GR_LOST_COLUMNS].parted == GR_LOST_BLANK);
	}
	for (int row = 0; loose && row < t->rows; row++)
		for (int other = 0; other < t->rows; other++)
			for (int c = 0; c < GR_LOST_COLUMNS; c++)
				if (line[row] && line[other] && t->tokens[row * GR_LOST_COLUMNS + c].value != t->tokens[other * GR_LOST_COLUMNS + c].value)
					differs[row * GR_LOST_COLUMNS + c] = true;
}

/* ---------- columns and what parts them ---------- */

/*
 * Whether the columns of the bands are not those of the text: figures that stand right
 * below one another are of one column, and most turns to the next one are parted, or none.
 */
static bool
cuts_columns(const gr_lost_band_table *t, const shape *bands, int count)
{
	int			together = 0;
	int			amidst = 0;

	for (int i = 0; i < count; i++)
	{
		const shape *s = &bands[i];

		for (int c = 0; c < GR_LOST_COLUMNS && s->rows > 1; c++)
		{
			if (s->step[c] > 1)
				continue;
			together += c > 0 && figure_of(t, s, s->first, c)->parted == GR_LOST_TOGETHER;
			for (int row = s->first + 1; row < s->first + s->rows; row++)
				amidst += figure_of(t, s, row, c)->parted != GR_LOST_TOGETHER;
		}
	}
	return gr_lost_are_cut(together, amidst);
}

/* ---------- all ---------- */

static gr_status
take_solution(gr_arena *arena, const reader *r, int solution, bool first, const gr_lost_token **cells, bool *differs, bool *found)
{
	const gr_lost_band_table *t = r->table;
	shape		bands[GR_LOST_ROWS];
	int			count = bands_of(r, solution, bands);

	for (int i = 0; i < count; i++)
		for (int row = bands[i].first; row < bands[i].first + bands[i].rows; row++)
			for (int c = 0; c < GR_LOST_COLUMNS; c++)
			{
				int			cell = row * GR_LOST_COLUMNS + c;
				const gr_lost_token *token = figure_of(t, &bands[i], row, c);

				if (first)
					cells[cell] = token;
				else if (cells[cell]->value != token->value)
					differs[cell] = true;
			}
	*found = *found && !cuts_columns(t, bands, count);
	doubt_lines(t, bands, count, differs);
	return doubt_columns(arena, t, bands, count, differs);
}

/* Every division of the table into bands of that kind and simpler ones. */
static gr_status
divide(gr_arena *arena, reader *r, band_kind kind)
{
	memset(r->counts, 0, sizeof(r->counts));
	memset(&r->divisions[0][0], 0, sizeof(division));
	r->counts[0] = 1;
	r->too_many = false;
	for (int row = 0; row < r->table->rows && !r->too_many; row++)
	{
		if (gr_cancelled(arena))
			return GR_CANCELLED;
		for (int rows = 1; r->counts[row] > 0 && rows <= (kind == ROWS ? 1 : r->table->rows - row); rows++)
			add_bands(r, row, rows, kind);
	}
	return GR_OK;
}

/* Those of the whole table that satisfy all identities; none where there are too many. */
static int
solutions_of(const reader *r, int solutions[GR_LOST_BAND_SOLUTIONS])
{
	int			rows = r->table->rows;
	int			count = 0;

	if (r->too_many)
		return 0;
	for (int i = 0; i < r->counts[rows]; i++)
	{
		if (r->divisions[rows][i].mark != 0)
			continue;
		if (count == GR_LOST_BAND_SOLUTIONS)
			return 0;
		solutions[count++] = i;
	}
	return count;
}

gr_status
gr_lost_bands_read(gr_arena *arena, const gr_lost_band_table *table, const gr_lost_token **cells, bool *differs, bool *found)
{
	reader	   *r = gr_arena_alloc(arena, sizeof(reader));
	int			solutions[GR_LOST_BAND_SOLUTIONS];
	int			count = 0;

	*found = false;
	if (r == NULL)
		return GR_OUT_OF_MEMORY;
	r->table = table;
	for (int row = 0; row <= table->rows; row++)
	{
		r->divisions[row] = gr_arena_alloc(arena, GR_LOST_DIVISIONS * sizeof(division));
		if (r->divisions[row] == NULL)
			return GR_OUT_OF_MEMORY;
	}
	/* What satisfies all identities is no accident: less simple divisions are no rivals. */
	for (band_kind kind = ROWS; kind <= GROUPS && count == 0; kind++)
	{
		gr_status	status = divide(arena, r, kind);

		if (status != GR_OK)
			return status;
		if (r->too_many)
			return GR_OK;
		count = solutions_of(r, solutions);
	}
	memset(differs, 0, (size_t) (table->rows * GR_LOST_COLUMNS) * sizeof(bool));
	*found = count > 0;
	for (int i = 0; i < count; i++)
	{
		gr_status	status = take_solution(arena, r, solutions[i], i == 0, cells, differs, found);

		if (status != GR_OK)
			return status;
	}
	return GR_OK;
}
