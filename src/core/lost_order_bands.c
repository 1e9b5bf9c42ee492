#include "lost_order_bands.h"

#include <stdlib.h>
#include <string.h>

#define TOTAL (GR_LOST_COLUMNS - 1)

/* A division of the rows before some row. */
typedef struct division
{
	uint64_t	content;
	uint64_t	mark;			/* of the sums of all columns: zero if all identities hold */
	short		previous;		/* the division it continues */
	short		rows;			/* of its last band */
} division;

typedef struct reader
{
	const gr_lost_band_table *table;
	division   *divisions[GR_LOST_ROWS + 1];
	int			counts[GR_LOST_ROWS + 1];
	bool		too_many;
} reader;

/* ---------- divisions ---------- */

/* The figure in a cell of a band that begins with that row. */
static const gr_lost_token *
figure_of(const gr_lost_band_table *t, int first, int rows, int row, int column)
{
	return &t->tokens[first * GR_LOST_COLUMNS + column * rows + row - first];
}

/* Bands of several rows lie on one page, and all rows add up. */
static bool
is_band(const gr_lost_band_table *t, int first, int rows)
{
	if (rows > 1 && figure_of(t, first, rows, first, 0)->page != figure_of(t, first, rows, first + rows - 1, TOTAL)->page)
		return false;
	for (int row = first; row < first + rows; row++)
	{
		int64_t		sum = 0;

		for (int c = 0; c < TOTAL; c++)
			sum += figure_of(t, first, rows, row, c)->value;
		if (sum != figure_of(t, first, rows, row, TOTAL)->value)
			return false;
	}
	return true;
}

static void
add_band(reader *r, int first, int rows)
{
	const gr_lost_band_table *t = r->table;
	uint64_t	content = 0;
	uint64_t	mark = 0;
	int			end = first + rows;

	for (int row = first; row < end; row++)
		for (int c = 0; c < GR_LOST_COLUMNS; c++)
		{
			uint64_t	value = (uint64_t) figure_of(t, first, rows, row, c)->value;
			uint64_t	sum = gr_lost_mix((uint64_t) c + 101) | 1;
			uint64_t	balance = gr_lost_mix((uint64_t) c + 1) | 1;

			content += gr_lost_mix(gr_lost_mix(value) ^ (uint64_t) (row * GR_LOST_COLUMNS + c));
			mark += value * (sum * (uint64_t) t->signs[row].sum + balance * (uint64_t) t->signs[row].balance);
		}
	for (int i = 0; i < r->counts[first]; i++)
	{
		const division *before = &r->divisions[first][i];
		division	d = {before->content + content, before->mark + mark, (short) i, (short) rows};
		int			k = 0;

		while (k < r->counts[end] && (r->divisions[end][k].content != d.content || r->divisions[end][k].mark != d.mark))
			k++;
		if (k < r->counts[end])
			continue;
		if (k == GR_LOST_DIVISIONS)
		{
			r->too_many = true;
			return;
		}
		r->divisions[end][r->counts[end]++] = d;
	}
}

/* The bands of a division of the whole table: for each row the first of its band, and how many there are. */
static void
bands_of(const reader *r, int solution, int *first_of, int *rows_of)
{
	int			end = r->table->rows;

	while (end > 0)
	{
		const division *d = &r->divisions[end][solution];
		int			first = end - d->rows;

		for (int row = first; row < end; row++)
		{
			first_of[row] = first;
			rows_of[row] = d->rows;
		}
		solution = d->previous;
		end = first;
	}
}

/* ---------- exchanged columns ---------- */

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
	qsort(to->of, (size_t) to->count, sizeof(sums), compare_sums);
	for (int i = 0; i < to->count; i++)
		if (i == 0 || compare_sums(&to->of[i], &to->of[kept - 1]) != 0)
			to->of[kept++] = to->of[i];
	to->count = kept;
}

typedef struct band
{
	int			first;
	int			rows;
	bool		headed[GR_LOST_COLUMNS];	/* the head of the column stands before its figures */
	sums		of[GR_LOST_COLUMNS];
} band;

/* The columns that may stand in that place of a band. */
static int
candidates_of(const band *b, int column, int candidates[GR_LOST_COLUMNS])
{
	int			count = 0;

	if (b->headed[column])
	{
		candidates[0] = column;
		return 1;
	}
	for (int c = 0; c < TOTAL; c++)
		if (!b->headed[c])
			candidates[count++] = c;
	return count;
}

static band
make_band(const gr_lost_band_table *t, int first, int rows)
{
	band		b = {.first = first, .rows = rows};
	int			open = 0;
	int			last = 0;

	for (int c = 0; c < GR_LOST_COLUMNS; c++)
	{
		/* A band of one row is a row, and its columns are those of the form. */
		b.headed[c] = rows == 1 || c == TOTAL || figure_of(t, first, rows, first, c)->column == c;
		open += !b.headed[c];
		last = b.headed[c] ? last : c;
		for (int row = first; row < first + rows; row++)
		{
			int64_t		value = figure_of(t, first, rows, row, c)->value;

			b.of[c].sum += t->signs[row].sum * value;
			b.of[c].balance += t->signs[row].balance * value;
		}
	}
	if (open == 1)
		b.headed[last] = true;
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
			for (int row = b->first; possible && row < b->first + b->rows; row++)
				if (figure_of(t, b->first, b->rows, row, candidates[k])->value != figure_of(t, b->first, b->rows, row, column)->value)
					differs[row * GR_LOST_COLUMNS + column] = true;
		}
		set_add(spare, ahead, parts, n);
		*ahead = *spare;
	}
}

static gr_status
doubt_columns(gr_arena *arena, const gr_lost_band_table *t, const int *first_of, const int *rows_of, bool *differs)
{
	band	   *bands = gr_arena_alloc(arena, GR_LOST_ROWS * sizeof(band));
	sum_set    *sets = gr_arena_alloc(arena, (GR_LOST_ROWS + 3) * sizeof(sum_set));
	int			count = 0;

	if (bands == NULL || sets == NULL)
		return GR_OUT_OF_MEMORY;
	for (int row = 0; row < t->rows; row += rows_of[row])
		bands[count++] = make_band(t, first_of[row], rows_of[row]);
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
doubt_lines(const gr_lost_band_table *t, const int *rows_of, bool *differs)
{
	bool		line[GR_LOST_ROWS];
	bool		loose = false;

	for (int row = 0; row < t->rows; row++)
	{
		line[row] = rows_of[row] == 1 && is_line(t, row) && t->signs[row].sum > 0;
		loose = loose || (row > 0 && line[row] && line[row - 1] && t->tokens[row * GR_LOST_COLUMNS].parted == GR_LOST_BLANK);
	}
	for (int row = 0; loose && row < t->rows; row++)
		for (int other = 0; other < t->rows; other++)
			for (int c = 0; c < GR_LOST_COLUMNS; c++)
				if (line[row] && line[other] && t->tokens[row * GR_LOST_COLUMNS + c].value != t->tokens[other * GR_LOST_COLUMNS + c].value)
					differs[row * GR_LOST_COLUMNS + c] = true;
}

/* ---------- all ---------- */

static gr_status
take_solution(gr_arena *arena, const reader *r, int solution, bool first, const gr_lost_token **cells, bool *differs)
{
	const gr_lost_band_table *t = r->table;
	int			first_of[GR_LOST_ROWS];
	int			rows_of[GR_LOST_ROWS];

	bands_of(r, solution, first_of, rows_of);
	for (int row = 0; row < t->rows; row++)
		for (int c = 0; c < GR_LOST_COLUMNS; c++)
		{
			int			cell = row * GR_LOST_COLUMNS + c;
			const gr_lost_token *token = figure_of(t, first_of[row], rows_of[row], row, c);

			if (first)
				cells[cell] = token;
			else if (cells[cell]->value != token->value)
				differs[cell] = true;
		}
	doubt_lines(t, rows_of, differs);
	return doubt_columns(arena, t, first_of, rows_of, differs);
}

gr_status
gr_lost_bands_read(gr_arena *arena, const gr_lost_band_table *table, const gr_lost_token **cells, bool *differs, bool *found)
{
	reader		r = {.table = table};
	int			solutions[GR_LOST_BAND_SOLUTIONS];
	int			count = 0;

	*found = false;
	for (int row = 0; row <= table->rows; row++)
	{
		r.divisions[row] = gr_arena_alloc(arena, GR_LOST_DIVISIONS * sizeof(division));
		if (r.divisions[row] == NULL)
			return GR_OUT_OF_MEMORY;
	}
	r.divisions[0][0] = (division) {0, 0, 0, 0};
	r.counts[0] = 1;
	for (int row = 0; row < table->rows && !r.too_many; row++)
		for (int rows = 1; rows <= table->rows - row; rows++)
			if (r.counts[row] > 0 && is_band(table, row, rows))
				add_band(&r, row, rows);
	if (r.too_many)
		return GR_OK;
	for (int i = 0; i < r.counts[table->rows]; i++)
	{
		if (r.divisions[table->rows][i].mark != 0)
			continue;
		if (count == GR_LOST_BAND_SOLUTIONS)
			return GR_OK;
		solutions[count++] = i;
	}
	memset(differs, 0, (size_t) (table->rows * GR_LOST_COLUMNS) * sizeof(bool));
	for (int i = 0; i < count; i++)
	{
		gr_status	status = take_solution(arena, &r, solutions[i], i == 0, cells, differs);

		if (status != GR_OK)
			return status;
	}
	*found = count > 0;
	return GR_OK;
}
