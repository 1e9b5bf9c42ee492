#include "lost_order_search.h"

#include "sort.h"

#include <string.h>

/* States of one level before the cheapest are chosen. */
#define LEVEL_LIMIT (GR_LOST_BEAM * GR_LOST_COLUMNS)

/* Slots of the table that finds states again: a power of two, well above those of one level. */
#define TABLE_BITS 13
#define TABLE_SIZE (1 << TABLE_BITS)

/* One more, that of states which are not in the table. */
#define NO_SLOT TABLE_SIZE

_Static_assert(TABLE_SIZE > 3 * LEVEL_LIMIT, "the table has to have room for the states of a level");

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

/* Where the last figure of a state stands, and in what block. */
typedef struct turn
{
	unsigned	direction;
	int			begin;			/* of the block: its first row (DOWN) or column (ALONG) */
	int			end;			/* one past its last; 0: not known */
	int			row;			/* of the last figure */
	int			column;
} turn;

typedef struct state
{
	uint64_t	content;		/* of the cells filled, whatever the order */
	uint64_t	filled;			/* rows of each column, from the top: a byte each, that of the first column lowest */
	uint64_t	turn;			/* packed */
	uint64_t	mark;
	unsigned short parent;
	unsigned short at;			/* its slot of the table */
	short		cost;
} state;

/* Of each row the figures so far, the total taken off.  Only states that are kept have them. */
typedef int64_t row_sums[GR_LOST_ROWS];

struct gr_lost_room
{
	step	   *steps;
	state	   *now;
	state	   *next;
	row_sums   *sums;
	row_sums   *next_sums;
	unsigned short *table;		/* all zero between two pages */
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
	row_sums   *sums;			/* of the states to go on from */
	row_sums   *next_sums;
	int			now_count;
	int			next_count;
	unsigned short *table;		/* numbers of states of the next level, from 1; 0: free */
	long		made;			/* states so far */
	uint64_t	mixed;			/* the figure that is put, its bits spread */
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

static inline uint64_t
pack(turn t)
{
	return (uint64_t) t.direction << 32 | (uint64_t) t.begin << 24 | (uint64_t) t.end << 16 | (uint64_t) t.row << 8 | (uint64_t) t.column;
}

static inline turn
unpack(uint64_t packed)
{
	return (turn) {(unsigned) (packed >> 32), (int) (packed >> 24 & 0xFF), (int) (packed >> 16 & 0xFF), (int) (packed >> 8 & 0xFF), (int) (packed & 0xFF)};
}

/* The rows of a column that are filled. */
static inline int
rows_of(uint64_t filled, int column)
{
	return (int) (filled >> 8 * column & 0xFF);
}

/* Whether a row has a figure in each of so many columns: their bytes are larger, and below 128. */
static inline bool
is_full(uint64_t filled, int row, int columns)
{
	const uint64_t each = UINT64_C(0x0101010101010101) >> 8 * (8 - columns);

	return ((filled + each * (uint64_t) (127 - row)) & each << 7) == each << 7;
}

/* Where a state is looked for first. */
static inline size_t
slot_of(const state *s)
{
	uint64_t	key = s->content ^ s->filled * UINT64_C(0x9FB21C651E98DF25) ^ s->turn * UINT64_C(0xD6E8FEB86659FD93);

	return (size_t) ((key ^ key >> 32) * UINT64_C(0x7FB5D329728EA185) >> (64 - TABLE_BITS));
}

static inline bool
same_state(const state *a, const state *b)
{
	return a->content == b->content && a->filled == b->filled && a->turn == b->turn;
}

/* Adds a state to the next level, or makes the one that is there cheaper. */
static void
add_state(search *s, const state *new)
{
	size_t		at = slot_of(new);
	state	   *added;

	s->made++;
	for (; s->table[at] != 0; at = (at + 1) & (TABLE_SIZE - 1))
	{
		state	   *there = &s->next[s->table[at] - 1];

		if (!same_state(there, new))
			continue;
		if (new->cost < there->cost)
		{
			*there = *new;
			there->at = (unsigned short) at;
		}
		return;
	}
	added = &s->next[s->next_count++];
	*added = *new;
	added->at = (unsigned short) at;
	s->table[at] = (unsigned short) s->next_count;
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
move_cost(const search *s, const turn *from, int column, int row, const gr_lost_token *token, turn *to)
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
			to->end = from->row + 1;
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
			to->end = from->column + 1;
			return leap;
		}
	}
	/* A page of one row: its block never turns. */
	to->direction = OPEN;
	to->begin = 0;
	to->end = 0;
	return leap;
}

/* The cost of going on in that column with a piece of it, or -1: not possible. */
static inline int
piece_cost(uint64_t filled, const turn *from, int column, int row, const gr_lost_token *token)
{
	int			cost = 0;

	if ((from->column == column && row == from->row + 1) || token->column == column)
		return 0;
	for (int c = 1; c < column && column < GR_LOST_COLUMNS - 1; c++)
		if (rows_of(filled, c) <= row)
			return -1;
	if (column > 0 && (rows_of(filled, 0) <= row || (column == GR_LOST_COLUMNS - 1 && !is_full(filled, row, GR_LOST_COLUMNS - 1))))
		cost = LATE_COST;
	return cost + (column == from->column + 1 ? 0 : PIECE_COST);
}

/* What a figure adds to the sum of its row. */
static inline int64_t
balance_of(const gr_lost_token *token, int column)
{
	return column == GR_LOST_COLUMNS - 1 ? -token->value : token->value;
}

/*
 * Whether a row, filled so far, may still be right once that figure makes its sum: with the total in it, it adds up or may
 * do so yet; without, what is to come has to be large enough.
 */
static inline bool
may_add_up(const search *s, uint64_t filled, int row, int64_t sum, int index)
{
	bool		total = rows_of(filled, GR_LOST_COLUMNS - 1) > row;

	return sum <= (total ? 0 : s->largest[index + 1]) && (sum == 0 || !is_full(filled, row, GR_LOST_COLUMNS));
}

static inline uint64_t
content_with(const search *s, const state *from, int cell)
{
	return from->content + gr_lost_mix(s->mixed ^ (uint64_t) cell);
}

static inline uint64_t
mark_with(const search *s, const state *from, int cell, int index)
{
	return from->mark + (uint64_t) s->page->tokens[index].value * s->factors[s->page->first_row * GR_LOST_COLUMNS + cell];
}

/* Puts the figure into a column of a state; "last" is that state's turn. */
static inline void
put_figure(search *s, int parent, const turn *last, int column, int index)
{
	const gr_lost_token *token = &s->page->tokens[index];
	const state *from = &s->now[parent];
	int			row = rows_of(from->filled, column);
	int			cell = row * GR_LOST_COLUMNS + column;
	turn		now = *last;
	state		to = {.filled = from->filled + (UINT64_C(1) << 8 * column)};
	int			cost = 0;

	if (!may_add_up(s, to.filled, row, s->sums[parent][row] + balance_of(token, column), index))
		return;
	if (s->cuts != 0)
	{
		cost = index == 0 ? column * LATE_COST : piece_cost(from->filled, last, column, row, token);
		if (cost < 0 || (index == 0 && column > 1) || from->cost + cost > PIECES_COST_LIMIT)
			return;
	}
	else
	{
		/* Out of turn only under a head, or going on there. */
		if (column > 0 && rows_of(from->filled, column - 1) <= row && token->column != column &&
			!(index > 0 && last->column == column && last->direction != ALONG))
			return;
		if (index > 0)
			cost = move_cost(s, last, column, row, token, &now);
	}
	/* A layout that costs as much as what was dropped is of no use: nobody knows its rivals. */
	if (from->cost + cost >= s->page->dropped)
		return;
	now.row = row;
	now.column = column;
	to.turn = pack(now);
	to.cost = (short) (from->cost + cost);
	to.content = content_with(s, from, cell);
	to.mark = mark_with(s, from, cell, index);
	to.parent = (unsigned short) parent;
	add_state(s, &to);
}

/* Whether the figure has to go on with the piece of the one before, which is not whole yet. */
static bool
is_within_piece(const search *s, const turn *last, int index)
{
	return s->cuts != 0 && index > 0 && last->row + 1 < s->page->rows && (s->cuts >> (last->row + 1) & 1) == 0;
}

/* Goes on with the piece: no two states become one there, and none is like one that begins a piece. */
static void
go_on_with_piece(search *s, int parent, turn last, int index)
{
	const state *from = &s->now[parent];
	int			row = last.row + 1;
	int			cell = row * GR_LOST_COLUMNS + last.column;
	state	   *to = &s->next[s->next_count];

	to->filled = from->filled + (UINT64_C(1) << 8 * last.column);
	if (!may_add_up(s, to->filled, row, s->sums[parent][row] + balance_of(&s->page->tokens[index], last.column), index))
		return;
	last.row = row;
	to->turn = pack(last);
	to->content = content_with(s, from, cell);
	to->mark = mark_with(s, from, cell, index);
	to->parent = (unsigned short) parent;
	to->cost = from->cost;
	to->at = NO_SLOT;
	s->next_count++;
	s->made++;
}

/* Puts it into each column. */
static void
put_everywhere(search *s, int parent, int index)
{
	const state *from = &s->now[parent];
	turn		last = unpack(from->turn);

	if (is_within_piece(s, &last, index))
	{
		go_on_with_piece(s, parent, last, index);
		return;
	}
	for (int column = 0; column < GR_LOST_COLUMNS; column++)
		if (rows_of(from->filled, column) < s->page->rows)
			put_figure(s, parent, &last, column, index);
}

/* The level that was made becomes the one to go on from: its cheapest states. */
static void
keep_cheapest(search *s, int index)
{
	gr_lost_page *page = s->page;
	state	   *swap = s->now;
	row_sums   *swap_sums = s->sums;
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
		turn		last;

		if (from->cost > least + limit)
		{
			page->dropped = from->cost < page->dropped ? from->cost : page->dropped;
			continue;
		}
		last = unpack(from->turn);
		s->steps[(size_t) index * GR_LOST_BEAM + (size_t) kept] = (step) {from->parent, (unsigned char) last.column, (unsigned char) last.row};
		for (int row = 0; row < page->rows; row++)
			s->next_sums[kept][row] = s->sums[from->parent][row];
		s->next_sums[kept][last.row] += balance_of(&page->tokens[index], last.column);
		s->next[kept++] = *from;
	}
	s->now = s->next;
	s->next = swap;
	s->sums = s->next_sums;
	s->next_sums = swap_sums;
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
	memset(&s->sums[0], 0, sizeof(row_sums));
	for (uint32_t c = cuts >> 1; c != 0; c &= c - 1)
		s->now[0].cost += CUT_COST;
	for (int i = 0; i < count && s->now_count > 0; i++)
	{
		if (gr_cancelled(arena))
			return GR_CANCELLED;
		s->next_count = 0;
		s->mixed = gr_lost_mix((uint64_t) page->tokens[i].value);
		for (int k = 0; k < s->now_count; k++)
			put_everywhere(s, k, i);
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
		(room->sums = gr_arena_alloc(arena, GR_LOST_BEAM * sizeof(row_sums))) == NULL ||
		(room->next_sums = gr_arena_alloc(arena, GR_LOST_BEAM * sizeof(row_sums))) == NULL ||
		(room->table = gr_arena_alloc(arena, (TABLE_SIZE + 1) * sizeof(room->table[0]))) == NULL ||
		(room->largest = gr_arena_alloc(arena, (GR_LOST_CELLS + 1) * sizeof(int64_t))) == NULL)
		return NULL;
	memset(room->table, 0, (TABLE_SIZE + 1) * sizeof(room->table[0]));
	return room;
}

gr_status
gr_lost_page_read(gr_arena *arena, gr_lost_room *room, gr_lost_page *page, const uint64_t *factors)
{
	search		s = {.page = page, .factors = factors, .steps = room->steps, .now = room->now, .next = room->next,
		.sums = room->sums, .next_sums = room->next_sums, .table = room->table, .largest = room->largest};
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
	gr_sort(page->layouts, (size_t) page->count, sizeof(gr_lost_layout), by_cost);
	return status;
}
