#include "lost_order_search.h"

#include <stdlib.h>
#include <string.h>

/* Slots of the table that finds states again: a power of two, well above those of one level. */
#define TABLE_SIZE 65536

/* States of one level before the cheapest are chosen. */
#define LEVEL_LIMIT (GR_LOST_BEAM * GR_LOST_COLUMNS)

/* Costs of one state above the cheapest of its level: past it, it is not followed. */
#define COST_WINDOW 24

static const unsigned char leap_cost[] = {
	[GR_LOST_TOGETHER] = 5,[GR_LOST_BLANK] = 3,[GR_LOST_TEXT] = 2,
};

/* To a column whose head stands before the figure. */
#define HEADED_COST 1

/* Of layouts in pieces: of each cut, of a piece that is not beside or below the one before, of one out of turn. */
#define CUT_COST 1
#define PIECE_COST 1
#define LATE_COST 2

/* Layouts in pieces that cost more are none. */
#define PIECES_COST_LIMIT 3

/* States that are made for one page: past it, no more cuts are tried, and the page stays open. */
#define STATE_LIMIT 400000

typedef enum direction
{
	OPEN,						/* the block has one cell so far */
	DOWN,
	ALONG
} direction;

/* How a state came about. */
typedef struct step
{
	unsigned short parent;
	unsigned char column;
	unsigned char row;
} step;

typedef struct state
{
	uint64_t	content;		/* of the cells filled, whatever the order */
	unsigned char filled[GR_LOST_COLUMNS];	/* rows of each column, from the top */
	unsigned char direction;
	unsigned char begin;		/* of the block: its first row (DOWN) or column (ALONG) */
	unsigned char end;			/* one past its last; 0: not known */
	unsigned char row;			/* of the last figure */
	unsigned char column;
	unsigned short parent;
	short		cost;
	uint32_t	at;				/* its slot of the table */
	uint64_t	mark;
	int64_t		sums[GR_LOST_ROWS]; /* of the figures so far, the total taken off */
} state;

struct gr_lost_room
{
	step	   *steps;
	state	   *now;
	state	   *next;
	uint32_t   *table;			/* all zero between two pages */
	int64_t    *largest;
};

typedef struct search
{
	gr_lost_page *page;
	const uint64_t *factors;
	uint32_t	cuts;			/* bit n: row n begins a piece; 0: no pieces */
	step	   *steps;			/* GR_LOST_BEAM to a figure */
	state	   *now;
	state	   *next;
	int			now_count;
	int			next_count;
	uint32_t   *table;
	long		made;			/* states so far */
	int64_t    *largest;		/* of the figures from there on */
} search;

uint64_t
gr_lost_mix(uint64_t x)
{
	x ^= x >> 31;
	x *= UINT64_C(0x7FB5D329728EA185);
	x ^= x >> 27;
	x *= UINT64_C(0x81DADEF4BC2DD44D);
	return x ^ x >> 33;
}

static uint64_t
key_of(const state *s)
{
	uint64_t	shape = 0;

	for (int c = 0; c < GR_LOST_COLUMNS; c++)
		shape = shape << 5 | s->filled[c];
	return gr_lost_mix(s->content ^ gr_lost_mix(shape)) ^
		gr_lost_mix((uint64_t) s->direction << 40 | (uint64_t) s->begin << 32 | (uint64_t) s->end << 24 | (uint64_t) s->row << 8 | s->column);
}

static bool
same_state(const state *a, const state *b)
{
	return a->content == b->content && memcmp(a->filled, b->filled, sizeof(a->filled)) == 0 && a->direction == b->direction &&
		a->begin == b->begin && a->end == b->end && a->row == b->row && a->column == b->column;
}

/* Adds a state to the next level, or makes the one that is there cheaper. */
static void
add_state(search *s, const state *new)
{
	size_t		at = key_of(new) & (TABLE_SIZE - 1);

	s->made++;
	while (s->table[at] != 0)
	{
		state	   *there = &s->next[s->table[at] - 1];

		if (same_state(there, new))
		{
			if (new->cost < there->cost)
			{
				*there = *new;
				there->at = (uint32_t) at;
			}
			return;
		}
		at = (at + 1) & (TABLE_SIZE - 1);
	}
	s->next[s->next_count] = *new;
	s->next[s->next_count++].at = (uint32_t) at;
	s->table[at] = (uint32_t) s->next_count;
}

/* Empties the table that led to the states of the next level, slot after slot. */
static void
empty_table(search *s)
{
	for (int i = 0; i < s->next_count; i++)
		s->table[s->next[i].at] = 0;
}

/*
 * The cost of going on in that column, and what the block is then.  The state is the
 * one before the figure.
 */
static int
move_cost(const search *s, const state *from, int column, int row, const gr_lost_token *token, state *to)
{
	int			rows = s->page->rows;
	int			leap = token->column == column ? HEADED_COST : leap_cost[token->parted];

	if (from->direction != ALONG && column == from->column && row == from->row + 1 && (from->end == 0 || row < from->end))
	{
		if (from->direction == OPEN)
		{
			to->direction = DOWN;
			to->begin = from->row;
			to->end = 0;
		}
		return 0;
	}
	if (from->direction != DOWN && row == from->row && column == from->column + 1 && (from->end == 0 || column < from->end))
	{
		if (from->direction == OPEN)
		{
			to->direction = ALONG;
			to->begin = from->column;
			to->end = 0;
		}
		return 0;
	}
	if (from->direction == DOWN && column == from->column + 1 && row == from->begin)
	{
		int			end = from->end != 0 ? from->end : rows;

		if (from->row + 1 == end)
			return 0;
		if (from->end == 0)
		{
			to->end = (unsigned char) (from->row + 1);
			return leap;
		}
	}
	if (from->direction == ALONG && row == from->row + 1 && column == from->begin)
	{
		int			end = from->end != 0 ? from->end : GR_LOST_COLUMNS;

		if (from->column + 1 == end)
			return 0;
		if (from->end == 0)
		{
			to->end = (unsigned char) (from->column + 1);
			return leap;
		}
	}
	/* A page of one row: its block never turns. */
	to->direction = OPEN;
	to->begin = 0;
	to->end = 0;
	return leap;
}

static bool
is_full(const state *s, int row, int columns)
{
	for (int c = 0; c < columns; c++)
		if (s->filled[c] <= row)
			return false;
	return true;
}

/* The cost of going on in that column with a piece of it, or -1: not possible. */
static int
piece_cost(const search *s, const state *from, int column, int row, const gr_lost_token *token)
{
	int			cost = 0;

	if (from->column == column && row == from->row + 1)
		return 0;
	/* The piece before has to be whole. */
	if (from->row + 1 < s->page->rows && (s->cuts >> (from->row + 1) & 1) == 0)
		return -1;
	if (token->column == column)
		return 0;
	for (int c = 1; c < column && column < GR_LOST_COLUMNS - 1; c++)
		if (from->filled[c] <= row)
			return -1;
	if (column > 0 && (from->filled[0] <= row || (column == GR_LOST_COLUMNS - 1 && !is_full(from, row, GR_LOST_COLUMNS - 1))))
		cost = LATE_COST;
	return cost + (column == from->column + 1 ? 0 : PIECE_COST);
}

static void
put_figure(search *s, int parent, int column, int index)
{
	const gr_lost_token *token = &s->page->tokens[index];
	const state *from = &s->now[parent];
	int			row = from->filled[column];
	int			cell = row * GR_LOST_COLUMNS + column;
	state		to;
	int			cost = 0;

	if (s->cuts != 0)
	{
		cost = index == 0 ? column * LATE_COST : piece_cost(s, from, column, row, token);
		if (cost < 0 || (index == 0 && column > 1) || from->cost + cost > PIECES_COST_LIMIT)
			return;
		to = *from;
	}
	else
	{
		/* Out of turn only under a head, or going on there. */
		if (column > 0 && from->filled[column - 1] <= row && token->column != column &&
			!(index > 0 && from->column == column && from->direction != ALONG))
			return;
		to = *from;
		if (index > 0)
			cost = move_cost(s, from, column, row, token, &to);
	}
	to.cost = (short) (from->cost + cost);
	to.sums[row] += column == GR_LOST_COLUMNS - 1 ? -token->value : token->value;
	to.content += gr_lost_mix(gr_lost_mix((uint64_t) token->value) ^ (uint64_t) cell);
	to.mark += (uint64_t) token->value * s->factors[s->page->first_row * GR_LOST_COLUMNS + cell];
	to.filled[column]++;
	to.row = (unsigned char) row;
	to.column = (unsigned char) column;
	to.parent = (unsigned short) parent;
	if (to.filled[GR_LOST_COLUMNS - 1] > row)
	{
		if (to.sums[row] > 0 || (to.sums[row] != 0 && is_full(&to, row, GR_LOST_COLUMNS - 1)))
			return;
	}
	else if (to.sums[row] > s->largest[index + 1])
		return;
	add_state(s, &to);
}

/* The level that was made becomes the one to go on from: its cheapest states. */
static void
keep_cheapest(search *s, int index)
{
	gr_lost_page *page = s->page;
	state	   *swap = s->now;
	int			of_cost[COST_WINDOW + 1] = {0};
	int			least = GR_LOST_NO_COST;
	int			limit = -1;
	int			sum = 0;
	int			kept = 0;

	for (int i = 0; i < s->next_count; i++)
		least = s->next[i].cost < least ? s->next[i].cost : least;
	for (int i = 0; i < s->next_count; i++)
		if (s->next[i].cost <= least + COST_WINDOW)
			of_cost[s->next[i].cost - least]++;
	while (limit < COST_WINDOW && sum + of_cost[limit + 1] <= GR_LOST_BEAM)
		sum += of_cost[++limit];
	for (int i = 0; i < s->next_count; i++)
	{
		const state *from = &s->next[i];

		if (from->cost > least + limit)
		{
			page->dropped = from->cost < page->dropped ? from->cost : page->dropped;
			continue;
		}
		s->steps[(size_t) index * GR_LOST_BEAM + (size_t) kept] = (step) {from->parent, from->column, from->row};
		if (kept != i)
			s->next[kept] = *from;
		kept++;
	}
	s->now = s->next;
	s->next = swap;
	s->now_count = kept;
}

static int
by_cost(const void *a, const void *b)
{
	const gr_lost_layout *x = a;
	const gr_lost_layout *y = b;

	if (x->cost != y->cost)
		return x->cost < y->cost ? -1 : 1;
	return x->content < y->content ? -1 : x->content > y->content;
}

/* Which figure is in which cell of a state of the last level. */
static bool
trace(gr_arena *arena, const search *s, int at, gr_lost_layout *layout)
{
	int			count = s->page->rows * GR_LOST_COLUMNS;
	short	   *cells = gr_arena_alloc(arena, (size_t) count * sizeof(short));

	if (cells == NULL)
		return false;
	for (int i = count - 1; i >= 0; i--)
	{
		const step *how = &s->steps[(size_t) i * GR_LOST_BEAM + (size_t) at];

		cells[how->row * GR_LOST_COLUMNS + how->column] = (short) i;
		at = how->parent;
	}
	layout->cells = cells;
	return true;
}

/* States that are full are layouts; those that differ only in how they came about are one. */
static gr_status
take_layouts(gr_arena *arena, search *s)
{
	gr_lost_page *page = s->page;

	for (int i = 0; i < s->now_count; i++)
	{
		const state *full = &s->now[i];
		gr_lost_layout layout = {full->cost, full->content, full->mark, NULL};
		int			k = 0;

		while (k < page->count && page->layouts[k].content != full->content)
			k++;
		if (k == GR_LOST_LAYOUTS)
		{
			page->dropped = full->cost < page->dropped ? full->cost : page->dropped;
			continue;
		}
		if (k < page->count && page->layouts[k].cost <= full->cost)
			continue;
		if (!trace(arena, s, i, &layout))
			return GR_OUT_OF_MEMORY;
		page->layouts[k] = layout;
		page->count += k == page->count;
	}
	return GR_OK;
}

/* All layouts, in one piece or with these cuts. */
static gr_status
follow(gr_arena *arena, search *s, uint32_t cuts)
{
	gr_lost_page *page = s->page;
	int			count = page->rows * GR_LOST_COLUMNS;

	if (s->made > STATE_LIMIT)
	{
		page->dropped = 0;
		return GR_OK;
	}
	s->cuts = cuts;
	s->now_count = 1;
	memset(&s->now[0], 0, sizeof(state));
	for (uint32_t c = cuts >> 1; c != 0; c &= c - 1)
		s->now[0].cost += CUT_COST;
	for (int i = 0; i < count && s->now_count > 0; i++)
	{
		if (gr_cancelled(arena))
			return GR_CANCELLED;
		s->next_count = 0;
		for (int k = 0; k < s->now_count; k++)
			for (int c = 0; c < GR_LOST_COLUMNS; c++)
				if (s->now[k].filled[c] < page->rows)
					put_figure(s, k, c, i);
		empty_table(s);
		keep_cheapest(s, i);
	}
	return take_layouts(arena, s);
}

static bool
has_simple(const gr_lost_page *page)
{
	for (int i = 0; i < page->count; i++)
		if (page->layouts[i].cost <= PIECES_COST_LIMIT)
			return true;
	return false;
}

gr_lost_room *
gr_lost_room_make(gr_arena *arena)
{
	gr_lost_room *room = gr_arena_alloc(arena, sizeof(gr_lost_room));

	if (room == NULL ||
		(room->steps = gr_arena_alloc(arena, (size_t) GR_LOST_CELLS * GR_LOST_BEAM * sizeof(step))) == NULL ||
		(room->now = gr_arena_alloc(arena, LEVEL_LIMIT * sizeof(state))) == NULL ||
		(room->next = gr_arena_alloc(arena, LEVEL_LIMIT * sizeof(state))) == NULL ||
		(room->table = gr_arena_alloc(arena, TABLE_SIZE * sizeof(uint32_t))) == NULL ||
		(room->largest = gr_arena_alloc(arena, (GR_LOST_CELLS + 1) * sizeof(int64_t))) == NULL)
		return NULL;
	memset(room->table, 0, TABLE_SIZE * sizeof(uint32_t));
	return room;
}

gr_status
gr_lost_page_read(gr_arena *arena, gr_lost_room *room, gr_lost_page *page, const uint64_t *factors)
{
	search		s = {.page = page, .factors = factors, .steps = room->steps, .now = room->now, .next = room->next,
		.table = room->table, .largest = room->largest};
	int			count = page->rows * GR_LOST_COLUMNS;
	gr_status	status;

	page->dropped = GR_LOST_NO_COST;
	page->count = 0;
	page->layouts = gr_arena_alloc(arena, GR_LOST_LAYOUTS * sizeof(gr_lost_layout));
	if (page->layouts == NULL)
		return GR_OUT_OF_MEMORY;
	s.largest[count] = -1;
	for (int i = count - 1; i >= 0; i--)
		s.largest[i] = page->tokens[i].value > s.largest[i + 1] ? page->tokens[i].value : s.largest[i + 1];
	status = follow(arena, &s, 0);
	/* One cut more only if there is no simple layout yet. */
	if (status == GR_OK && !has_simple(page))
		for (int row = 0; row < page->rows && status == GR_OK; row++)
			status = follow(arena, &s, UINT32_C(1) | UINT32_C(1) << row);
	if (status == GR_OK && !has_simple(page))
		for (int first = 1; first < page->rows; first++)
			for (int second = first + 1; second < page->rows && status == GR_OK; second++)
				status = follow(arena, &s, UINT32_C(1) | UINT32_C(1) << first | UINT32_C(1) << second);
	qsort(page->layouts, (size_t) page->count, sizeof(gr_lost_layout), by_cost);
	return status;
}
