/*
 * repairs_exact.c
 *		The search for repairs against brute force: small networks, every set of cells, every figure.
 */
#include "repair_search.h"
#include "sample.h"

/* BUILD: plain, where it looks at more networks. */
#ifdef __SANITIZE_ADDRESS__
#define NETWORKS 1500
#else
#define NETWORKS 4000
#endif

#define MOST_EDGES 9

/* Figures that brute force tries: 0 … LARGEST; what has more of them than GR_REPAIR_VALUES has no end. */
#define LARGEST 40

/* ---------- random networks ---------- */

static gr_network network;
static gr_figures figures;

static void
random_network(void)
{
	int			nodes = 2 + (int) random_below(4);
	int			edges = nodes + (int) random_below((unsigned) (MOST_EDGES + 1 - nodes));
	bool		grounded = random_below(2) != 0;

	gr_network_begin(&network, nodes);
	for (int e = 0; e < edges; e++)
	{
		int			head = grounded || nodes == 2 ? (int) random_below((unsigned) nodes) : 1 + (int) random_below((unsigned) nodes - 1);
		int			tail;

		do
			tail = grounded || nodes == 2 ? (int) random_below((unsigned) nodes) : 1 + (int) random_below((unsigned) nodes - 1);
		while (tail == head);
		gr_network_add(&network, e, head, tail);
	}
}

/* Figures that hold, or nearly, or not at all; some open, some false. */
static void
random_figures(void)
{
	int64_t		wants[GR_REPAIR_NODES];

	memset(&figures, 0, sizeof(figures));
	for (int e = 0; e < network.edges; e++)
		figures.values[e] = random_below(3) == 0 ? 0 : random_below(4);
	/* Cells with the ground as an end mend what they can. */
	gr_network_wants(&network, &figures, wants);
	for (int e = 0; e < network.edges && random_below(8) != 0; e++)
	{
		int			head = network.head[e];
		int64_t		more = wants[head];

		if (network.tail[e] == GR_GROUND && figures.values[e] + more >= 0 && figures.values[e] + more <= 10)
		{
			figures.values[e] += more;
			wants[head] = 0;
		}
	}
	for (unsigned i = random_below(3); i > 0; i--)
		figures.values[random_below((unsigned) network.edges)] = random_below(6);
	for (unsigned i = random_below(3); i > 0; i--)
	{
		int			e = (int) random_below((unsigned) network.edges);

		figures.values[e] = 0;
		gr_edge_add(random_below(6) == 0 ? &figures.false_ones : &figures.open, e);
	}
	for (int e = 0; e < network.edges; e++)
		if (gr_edge_in(&figures.false_ones, e))
			gr_edge_remove(&figures.open, e);
}

/* ---------- brute force ---------- */

/* What there is for one set of released cells. */
typedef struct found
{
	unsigned	released;
	int			vectors;		/* different figures of the changed cells, up to one more than told apart */
	int64_t		figures[GR_REPAIR_VALUES + 1][MOST_EDGES];
	int64_t		low[GR_REPAIR_VALUES + 1][MOST_EDGES];	/* of open cells, for these figures */
	int64_t		high[GR_REPAIR_VALUES + 1][MOST_EDGES];
	int64_t		least[MOST_EDGES];	/* of all */
	int64_t		most[MOST_EDGES];
} found;

static unsigned open_bits;
static unsigned false_bits;

static void
note(found *f, unsigned free_bits, const int64_t *values)
{
	unsigned	changed = free_bits & ~open_bits;
	int			at = 0;

	for (int e = 0; e < network.edges; e++)
	{
		if (f->vectors == 0 || values[e] < f->least[e])
			f->least[e] = values[e];
		if (f->vectors == 0 || values[e] > f->most[e])
			f->most[e] = values[e];
	}
	for (; at < f->vectors; at++)
	{
		bool		same = true;

		for (int e = 0; e < network.edges; e++)
			same = same && ((changed >> e & 1) == 0 || f->figures[at][e] == values[e]);
		if (same)
			break;
	}
	if (at == f->vectors)
	{
		if (at > GR_REPAIR_VALUES)
			return;
		f->vectors++;
		memcpy(f->figures[at], values, sizeof(f->figures[at]));
		memcpy(f->low[at], values, sizeof(f->low[at]));
		memcpy(f->high[at], values, sizeof(f->high[at]));
	}
	for (int e = 0; e < network.edges; e++)
	{
		if (values[e] < f->low[at][e])
			f->low[at][e] = values[e];
		if (values[e] > f->high[at][e])
			f->high[at][e] = values[e];
	}
}

/* Whether a node has a free cell from "edge" on. */
static bool
has_more(unsigned free_bits, int edge, int node)
{
	for (int e = edge; e < network.edges; e++)
		if ((free_bits >> e & 1) != 0 && (network.head[e] == node || network.tail[e] == node))
			return true;
	return false;
}

/* All figures of the free cells from "edge" on; wants are what is left to bring. */
static void
try_figures(found *f, unsigned free_bits, int edge, int64_t *values, int64_t *wants)
{
	int64_t		low = 0;
	int64_t		high = LARGEST;
	int			head;
	int			tail;

	while (edge < network.edges && (free_bits >> edge & 1) == 0)
		edge++;
	if (edge == network.edges)
	{
		for (int v = 1; v < network.nodes; v++)
			if (wants[v] != 0)
				return;
		note(f, free_bits, values);
		return;
	}
	head = network.head[edge];
	tail = network.tail[edge];
	/* The last free cell of a node has no choice. */
	if (head != GR_GROUND && !has_more(free_bits, edge + 1, head))
		low = high = wants[head];
	else if (tail != GR_GROUND && !has_more(free_bits, edge + 1, tail))
		low = high = -wants[tail];
	for (int64_t value = low; value <= high && value >= 0; value++)
	{
		values[edge] = value;
		wants[head] -= value;
		wants[tail] += value;
		try_figures(f, free_bits, edge + 1, values, wants);
		wants[head] += value;
		wants[tail] -= value;
	}
	values[edge] = figures.values[edge];
}

static void
brute_force(unsigned released, found *f)
{
	unsigned	free_bits = released | open_bits | false_bits;
	int64_t		wants[GR_REPAIR_NODES] = {0};
	int64_t		values[MOST_EDGES];

	memset(f, 0, sizeof(*f));
	f->released = released;
	for (int e = 0; e < network.edges; e++)
	{
		values[e] = figures.values[e];
		if ((free_bits >> e & 1) != 0)
			continue;
		wants[network.head[e]] -= values[e];
		wants[network.tail[e]] += values[e];
	}
	try_figures(f, free_bits, 0, values, wants);
}

static int
bits(unsigned set)
{
	int			count = 0;

	for (; set != 0; set &= set - 1)
		count++;
	return count;
}

/* ---------- the two against each other ---------- */

static const char *complaint;

static void
complain(const char *what)
{
	if (complaint == NULL)
		complaint = what;
}

/* One solution of the search among those of brute force. */
static void
compare_solution(const gr_solution *s, const found *f)
{
	unsigned	changed = f->released | false_bits;
	bool		told = f->vectors <= GR_REPAIR_VALUES;
	int			at = 0;

	for (int e = 0; e < network.edges; e++)
		if (gr_edge_in(&s->changed, e) != ((changed >> e & 1) != 0))
			complain("the changed cells are those released and those false");
	for (; told && at < f->vectors; at++)
	{
		bool		same = true;

		for (int e = 0; e < network.edges; e++)
			same = same && ((changed >> e & 1) == 0 || f->figures[at][e] == s->values[e]);
		if (same)
			break;
	}
	if (told && at == f->vectors)
		complain("figures that brute force has not");
	for (int e = 0; e < network.edges && complaint == NULL; e++)
	{
		int64_t		low = told ? f->low[at][e] : f->least[e];
		int64_t		high = told ? f->high[at][e] : f->most[e];

		if ((changed >> e & 1) == 0 && (open_bits >> e & 1) == 0)
			continue;
		if (gr_edge_in(&s->known, e) != (low == high))
			complain("a figure is known where it is the only one");
		else if (low == high && s->values[e] != low)
			complain("the only figure");
	}
}

static void
compare_size(const gr_solutions *solutions, int size, const unsigned *smaller, int smaller_count)
{
	for (unsigned released = 0; released < 1u << network.edges; released++)
	{
		static found f;
		int			count = 0;
		bool		reducible = false;

		if (bits(released) != size || (released & (open_bits | false_bits)) != 0)
			continue;
		for (int i = 0; i < smaller_count; i++)
			reducible = reducible || (released & smaller[i]) == smaller[i];
		if (reducible)
			continue;
		brute_force(released, &f);
		for (size_t i = 0; i < solutions->count; i++)
		{
			unsigned	changed = 0;

			for (int e = 0; e < network.edges; e++)
				changed |= gr_edge_in(&solutions->items[i].changed, e) ? 1u << e : 0;
			if (changed != (released | false_bits))
				continue;
			count++;
			if (f.vectors > 0)
				compare_solution(&solutions->items[i], &f);
		}
		if (count != (f.vectors > GR_REPAIR_VALUES ? 1 : f.vectors))
			complain(f.vectors > count ? "a solution is missing" : "a solution too many");
	}
}

static bool
any_of_size(int size, unsigned *sets, int *count)
{
	*count = 0;
	for (unsigned released = 0; released < 1u << network.edges; released++)
	{
		static found f;

		if (bits(released) != size || (released & (open_bits | false_bits)) != 0)
			continue;
		brute_force(released, &f);
		if (f.vectors > 0)
			sets[(*count)++] = released;
	}
	return *count > 0;
}

static int	sizes[GR_REPAIR_CHANGES + 1];

static void
compare_network(gr_arena *arena)
{
	static unsigned sets[1 << MOST_EDGES];
	gr_solutions none = {NULL, 0, 0};
	gr_solutions solutions = none;
	gr_search	search;
	int			count = 0;
	int			size = 0;

	open_bits = false_bits = 0;
	for (int e = 0; e < network.edges; e++)
	{
		open_bits |= gr_edge_in(&figures.open, e) ? 1u << e : 0;
		false_bits |= gr_edge_in(&figures.false_ones, e) ? 1u << e : 0;
	}
	while (size <= 3 && !any_of_size(size, sets, &count))
		size++;
	if (size > 3)
		return;
	sizes[size]++;
	gr_search_begin(&search, arena, &network, &figures, &solutions);
	if (gr_search_bound(&search) > size)
		complain("the bound is one");
	for (int k = 0; k < size; k++)
	{
		gr_search_run(&search, k);
		if (solutions.count > 0)
			complain("nothing smaller solves it");
	}
	gr_search_run(&search, size);
	if (search.end != GR_SEARCH_COMPLETE || search.status != GR_OK)
		complain("it comes to its end");
	compare_size(&solutions, size, NULL, 0);
	if (size == 3)
		return;
	solutions = none;
	gr_search_begin(&search, arena, &network, &figures, &solutions);
	gr_search_run(&search, size + 1);
	compare_size(&solutions, size, NULL, 0);
	compare_size(&solutions, size + 1, sets, count);
}

static void
print_network(void)
{
	for (int e = 0; e < network.edges; e++)
		diag("cell %d from %d to %d: %s%d", e, network.tail[e], network.head[e],
			 gr_edge_in(&figures.open, e) ? "open " : gr_edge_in(&figures.false_ones, e) ? "false " : "", (int) figures.values[e]);
}

int
main(void)
{
	int			agreed = 0;

	for (int i = 0; i < NETWORKS; i++)
	{
		gr_arena	arena;

		gr_arena_init(&arena, &gr_host_libc);
		random_network();
		random_figures();
		complaint = NULL;
		compare_network(&arena);
		gr_arena_free(&arena);
		if (complaint == NULL)
			agreed++;
		else if (agreed + 3 > i)
		{
			diag("network %d: %s", i, complaint);
			print_network();
		}
	}
	is_int(agreed, NETWORKS, "the search finds what brute force finds: every smallest set, every figure, and one cell beyond");
	for (int size = 0; size <= 3; size++)
		ok(sizes[size] > NETWORKS / 100, "networks that %d changes mend: %d", size, sizes[size]);
	return done_testing();
}
