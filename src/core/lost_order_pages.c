#include "lost_order_pages.h"

#include "lost_order_proceedings.h"
#include "sort.h"

/* Ways to combine pages, and ways that satisfy all identities. */
#define COMBINATION_LIMIT 20000
#define SOLUTION_LIMIT 512

/* Combinations whose pages cost so much more than their cheapest layouts are not tried. */
#define COMBINATION_WINDOW 40

/* A layout that costs so much more than the cheapest one that adds up is no rival. */
#define RIVAL_COST 1

bool
gr_lost_divide(const gr_lost_figures *f, int rows, bool with_proceedings, gr_lost_token *room, gr_lost_division *d)
{
	int			sum = 0;
	int			last = f->count > 0 ? f->tokens[f->count - 1].page : -1;

	/* That page may hold its own number and nothing else. */
	if (with_proceedings && last > 0 && f->count > 1 && f->edge[last] == f->count - 1 && f->tokens[f->count - 2].page < last)
		last = f->tokens[f->count - 2].page;
	d->tokens = room;
	d->count = 0;
	d->proceedings_count = with_proceedings ? GR_LOST_PROCEEDINGS : 0;
	for (int page = 0, at = 0; page < f->pages; page++)
	{
		int			from = at;
		int			count;
		bool		drop;

		while (at < f->count && f->tokens[at].page == page)
			at++;
		count = at - from;
		if (page == last && with_proceedings)
			count -= GR_LOST_PROCEEDINGS;
		drop = count % GR_LOST_COLUMNS == 1 && f->edge[page] >= 0;
		count -= drop;
		if (count < 0 || count % GR_LOST_COLUMNS != 0)
			return false;
		d->rows[page] = count / GR_LOST_COLUMNS;
		sum += d->rows[page];
		for (int i = from; i < at; i++)
			if (!drop || i != f->edge[page])
				room[d->count++] = f->tokens[i];
	}
	d->count -= d->proceedings_count;
	d->proceedings = room + d->count;
	return sum == rows;
}

typedef struct combination
{
	int			cost;
	uint64_t	mark;
	unsigned short layouts[GR_LOST_PAGES];
} combination;

typedef struct solver
{
	gr_arena   *arena;
	const gr_lost_form *rows;
	gr_lost_page pages[GR_LOST_PAGES];
	int			page_count;
	combination *partial;
	int			partial_count;
	combination *solutions;
	int			solution_count;
	int			unseen;			/* cost of the cheapest combination that may have been missed */
	bool		too_many;
} solver;

static int
by_cost(const void *a, const void *b)
{
	const combination *x = a;
	const combination *y = b;

	return x->cost != y->cost ? (x->cost < y->cost ? -1 : 1) : memcmp(x->layouts, y->layouts, sizeof(x->layouts));
}

static int
least_cost(const solver *s)
{
	int			sum = 0;

	for (int i = 0; i < s->page_count; i++)
		sum += s->pages[i].layouts[0].cost;
	return sum;
}

/* Adds one more page to the combinations. */
static bool
add_page(solver *s, int page)
{
	const gr_lost_page *p = &s->pages[page];
	combination *more = gr_arena_alloc(s->arena, COMBINATION_LIMIT * sizeof(combination));
	int			least = least_cost(s);
	int			base = s->partial[0].cost + p->layouts[0].cost;
	int			count = 0;

	if (more == NULL)
		return false;
	for (int window = 0; window <= COMBINATION_WINDOW; window++)
		for (int i = 0; i < s->partial_count; i++)
			for (int k = 0; k < p->count; k++)
			{
				int			over = s->partial[i].cost + p->layouts[k].cost - base;

				if (over > window)
					break;
				if (over < window)
					continue;
				if (count == COMBINATION_LIMIT)
				{
					s->unseen = s->unseen < least + window ? s->unseen : least + window;
					window = COMBINATION_WINDOW;
					i = s->partial_count;
					break;
				}
				more[count] = s->partial[i];
				more[count].cost += p->layouts[k].cost;
				more[count].mark += p->layouts[k].mark;
				more[count++].layouts[page] = (unsigned short) k;
			}
	s->unseen = s->unseen < least + COMBINATION_WINDOW + 1 ? s->unseen : least + COMBINATION_WINDOW + 1;
	s->partial = more;
	s->partial_count = count;
	return true;
}

typedef struct marked
{
	uint64_t	mark;
	unsigned short layout;
} marked;

static int
by_mark(const void *a, const void *b)
{
	const marked *x = a;
	const marked *y = b;

	return x->mark != y->mark ? (x->mark < y->mark ? -1 : 1) : x->layout - y->layout;
}

/* The figures of all cells of the table, as indexes of tokens. */
static void
cells_of(const solver *s, const combination *c, const gr_lost_token *cells[GR_LOST_CELLS])
{
	for (int i = 0; i < s->page_count; i++)
	{
		const gr_lost_page *p = &s->pages[i];

		for (int k = 0; k < p->rows * GR_LOST_COLUMNS; k++)
			cells[p->first_row * GR_LOST_COLUMNS + k] = &p->tokens[p->layouts[c->layouts[i]].cells[k]];
	}
}

/* Combinations with the last page whose marks say that all columns add up. */
static bool
join_last(solver *s)
{
	const gr_lost_page *p = &s->pages[s->page_count - 1];
	marked	   *marks = gr_arena_alloc(s->arena, (size_t) p->count * sizeof(marked));

	s->solutions = gr_arena_alloc(s->arena, SOLUTION_LIMIT * sizeof(combination));
	if (marks == NULL || s->solutions == NULL)
		return false;
	for (int k = 0; k < p->count; k++)
		marks[k] = (marked) {p->layouts[k].mark, (unsigned short) k};
	gr_sort(marks, (size_t) p->count, sizeof(marked), by_mark);
	for (int i = 0; i < s->partial_count; i++)
	{
		uint64_t	wanted = 0 - s->partial[i].mark;
		int			low = 0;
		int			high = p->count;

		while (low < high)
		{
			int			middle = (low + high) / 2;

			if (marks[middle].mark < wanted)
				low = middle + 1;
			else
				high = middle;
		}
		for (; low < p->count && marks[low].mark == wanted; low++)
		{
			combination *c;

			if (s->solution_count == SOLUTION_LIMIT)
			{
				s->too_many = true;
				return true;
			}
			c = &s->solutions[s->solution_count++];
			*c = s->partial[i];
			c->layouts[s->page_count - 1] = marks[low].layout;
			c->cost += p->layouts[marks[low].layout].cost;
		}
	}
	gr_sort(s->solutions, (size_t) s->solution_count, sizeof(combination), by_cost);
	return true;
}

/* Whether the figures of a row stand in the text one after the other. */
static bool
is_line(const short *cells, int row)
{
	for (int c = 1; c < GR_LOST_COLUMNS; c++)
		if (cells[row * GR_LOST_COLUMNS + c] != cells[row * GR_LOST_COLUMNS + c - 1] + 1)
			return false;
	return true;
}

/* Whether the page comes column after column, from the first to the last. */
static bool
is_straight(const gr_lost_page *page, const short *cells)
{
	for (int k = 0; k < page->rows * GR_LOST_COLUMNS; k++)
		if (cells[k] != k % GR_LOST_COLUMNS * page->rows + k / GR_LOST_COLUMNS)
			return false;
	return true;
}

/*
 * Columns of a page come in any order, and no sum can tell one from another.  Only
 * a head right before its figures can: where columns have none, rows in which their
 * figures are not all the same stay open, but for rows that come as such.
 */
static void
doubt_columns(const gr_lost_page *page, const short *cells, bool *differs)
{
	bool		headed[GR_LOST_COLUMNS] = {false};

	if (is_straight(page, cells) && gr_lost_in_turn(page->tokens, page->rows))
		return;
	headed[GR_LOST_COLUMNS - 1] = true;
	for (int k = 0; k < page->rows * GR_LOST_COLUMNS; k++)
		if (page->tokens[cells[k]].column == k % GR_LOST_COLUMNS)
			headed[k % GR_LOST_COLUMNS] = true;
	for (int row = 0; row < page->rows; row++)
	{
		const short *in_row = cells + row * GR_LOST_COLUMNS;
		int			first = -1;
		bool		same = true;

		for (int c = 0; c < GR_LOST_COLUMNS; c++)
		{
			if (headed[c])
				continue;
			if (first < 0)
				first = c;
			same = same && page->tokens[in_row[c]].value == page->tokens[in_row[first]].value;
		}
		for (int c = 0; c < GR_LOST_COLUMNS; c++)
			if (!same && !headed[c] && !is_line(cells, row))
				differs[row * GR_LOST_COLUMNS + c] = true;
	}
}

/* Whether the columns of a layout are not those of the text: as in bands. */
static bool
cuts_columns(const gr_lost_page *page, const short *cells)
{
	short		place[GR_LOST_CELLS];
	int			together = 0;
	int			amidst = 0;

	for (int k = 0; k < page->rows * GR_LOST_COLUMNS; k++)
		place[cells[k]] = (short) k;
	for (int i = 1; i < page->rows * GR_LOST_COLUMNS; i++)
	{
		bool		parted = page->tokens[i].parted != GR_LOST_TOGETHER;

		if (place[i] == place[i - 1] + GR_LOST_COLUMNS)
			amidst += parted;
		else if (place[i] % GR_LOST_COLUMNS != place[i - 1] % GR_LOST_COLUMNS && place[i] != place[i - 1] + 1)
			together += !parted;
	}
	return gr_lost_are_cut(together, amidst);
}

/* Fills what all rivals agree on. */
static gr_status
settle(solver *s, gr_report *report)
{
	const gr_lost_token *best[GR_LOST_CELLS];
	const gr_lost_token *other[GR_LOST_CELLS];
	bool		differs[GR_LOST_CELLS] = {false};
	gr_identity *identities = gr_arena_alloc(s->arena, GR_IDENTITIES * sizeof(gr_identity));
	int			count = s->rows->rows * GR_LOST_COLUMNS;

	if (identities == NULL)
		return GR_OUT_OF_MEMORY;
	if (s->solution_count == 0 || s->too_many || s->solutions[0].cost + RIVAL_COST >= s->unseen)
		return GR_OK;
	cells_of(s, &s->solutions[0], best);
	/* Exactly: marks may agree by chance. */
	if (!gr_lost_adds_up(s->rows, best, identities))
		return GR_OK;
	for (int i = 1; i < s->solution_count && s->solutions[i].cost <= s->solutions[0].cost + RIVAL_COST; i++)
	{
		cells_of(s, &s->solutions[i], other);
		for (int k = 0; k < count; k++)
			differs[k] = differs[k] || other[k]->value != best[k]->value;
	}
	for (int i = 0; i < s->page_count; i++)
	{
		const gr_lost_page *p = &s->pages[i];

		if (cuts_columns(p, p->layouts[s->solutions[0].layouts[i]].cells))
			return GR_OK;
		doubt_columns(p, p->layouts[s->solutions[0].layouts[i]].cells, differs + p->first_row * GR_LOST_COLUMNS);
	}
	gr_lost_fill_table(report, s->rows, best, differs);
	return GR_OK;
}

/* Reads the pages, those of few rows first: one that leaves no hope ends it all.  False in *hope where one does. */
static gr_status
read_pages(solver *s, gr_lost_room *room, bool *hope)
{
	gr_status	status = GR_OK;

	*hope = true;
	for (int rows = 1; rows <= s->rows->rows; rows++)
		for (int i = 0; i < s->page_count && status == GR_OK && *hope; i++)
		{
			gr_lost_page *p = &s->pages[i];

			if (p->rows != rows)
				continue;
			status = gr_lost_page_read(s->arena, room, p, s->rows->factors);
			/* What was dropped would be a rival of any solution. */
			*hope = status == GR_OK && p->count > 0 && p->layouts[0].cost + RIVAL_COST < p->dropped;
		}
	return status;
}

gr_status
gr_lost_pages_solve(gr_arena *arena, const gr_lost_form *rows, const gr_lost_division *d, gr_report *report)
{
	solver		s = {.arena = arena, .rows = rows, .unseen = GR_LOST_NO_COST};
	const gr_lost_token *tokens = d->tokens;
	gr_lost_room *room = gr_lost_room_make(arena);
	gr_status	status;
	int			first_row = 0;
	int			least;
	bool		hope;

	if (room == NULL)
		return GR_OUT_OF_MEMORY;
	for (int page = 0; page < GR_LOST_PAGES && first_row < rows->rows; page++)
	{
		gr_lost_page *p = &s.pages[s.page_count];

		if (d->rows[page] == 0)
			continue;
		p->tokens = tokens;
		p->first_row = first_row;
		p->rows = d->rows[page];
		tokens += p->rows * GR_LOST_COLUMNS;
		first_row += p->rows;
		s.page_count++;
	}
	status = read_pages(&s, room, &hope);
	if (status != GR_OK || !hope)
		return status;
	least = least_cost(&s);
	for (int i = 0; i < s.page_count; i++)
	{
		int			missed = least - s.pages[i].layouts[0].cost + s.pages[i].dropped;

		s.unseen = missed < s.unseen ? missed : s.unseen;
	}
	s.partial = gr_arena_alloc(arena, sizeof(combination));
	if (s.partial == NULL)
		return GR_OUT_OF_MEMORY;
	memset(s.partial, 0, sizeof(combination));
	s.partial_count = 1;
	for (int i = 0; i + 1 < s.page_count; i++)
		if (!add_page(&s, i))
			return GR_OUT_OF_MEMORY;
	if (!join_last(&s))
		return GR_OUT_OF_MEMORY;
	return settle(&s, report);
}
