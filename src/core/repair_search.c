/*
 * repair_search.c
 *		A search over sets of cells, one more cell in each turn, that leaves out nothing.
 *
 * Cells that may change join the nodes they stand at.  What is joined and does not add up
 * needs a cell that leads out of it: one of them is in every solution (a conflict set),
 * so these are tried, each without those before it.  A bound cuts what cannot end
 * in time: n groups of nodes that do not add up need at least n cells less the number of
 * parts they can be split into that add up to zero by themselves.
 */
#include "repair_search.h"

#include "repair_flow.h"

/* Groups that do not add up, as many as GR_REPAIR_CHANGES cells can mend. */
#define GROUPS (2 * GR_REPAIR_CHANGES)

/* How far the search is; copied for every cell that is tried. */
typedef struct turn
{
	unsigned char group[GR_REPAIR_NODES];	/* of each node: a node that stands for it */
	unsigned char wrong[GROUPS];	/* groups that do not add up, without that of the ground */
	int64_t		want[GROUPS];	/* what each of them wants */
	int			count;
	gr_edge_set free;
	gr_edge_set refused;		/* tried before */
} turn;

/* ---------- groups ---------- */

static void
drop_wrong(turn *t, int at)
{
	t->count--;
	t->wrong[at] = t->wrong[t->count];
	t->want[at] = t->want[t->count];
}

static int
index_of(const turn *t, int group)
{
	for (int i = 0; i < t->count; i++)
		if (t->wrong[i] == group)
			return i;
	return -1;
}

/* A cell that may change joins its two groups.  The ground takes everything. */
static void
join(turn *t, const gr_network *n, int edge)
{
	int			a = t->group[n->head[edge]];
	int			b = t->group[n->tail[edge]];
	int			ground = t->group[GR_GROUND];
	int			at_a;
	int			at_b;

	gr_edge_add(&t->free, edge);
	if (a == b)
		return;
	if (b == ground)
	{
		b = a;
		a = ground;
	}
	for (int v = 0; v < GR_REPAIR_NODES; v++)
		t->group[v] = t->group[v] == b ? (unsigned char) a : t->group[v];
	at_b = index_of(t, b);
	if (at_b < 0)
		return;
	if (a == ground)
	{
		drop_wrong(t, at_b);
		return;
	}
	at_a = index_of(t, a);
	if (at_a < 0)
	{
		t->wrong[at_b] = (unsigned char) a;
		return;
	}
	t->want[at_a] += t->want[at_b];
	drop_wrong(t, at_b);
	at_a = index_of(t, a);
	if (t->want[at_a] == 0)
		drop_wrong(t, at_a);
}

/* False where more groups do not add up than any search could mend. */
static bool
first_turn(const gr_search *s, turn *t)
{
	const gr_network *n = s->network;
	int64_t		want[GR_REPAIR_NODES] = {0};

	memset(&t->refused, 0, sizeof(t->refused));
	memset(&t->free, 0, sizeof(t->free));
	t->count = 0;
	for (int v = 0; v < GR_REPAIR_NODES; v++)
		t->group[v] = (unsigned char) v;
	/* Without groups that do not add up join() only joins. */
	for (int i = 0; i < GR_EDGE_WORDS; i++)
		t->free.words[i] = s->figures->open.words[i] | s->figures->false_ones.words[i];
	for (int edge = gr_edge_next(&t->free, 0); edge >= 0; edge = gr_edge_next(&t->free, edge + 1))
		join(t, n, edge);
	for (int v = 0; v < n->nodes; v++)
		want[t->group[v]] += s->wants[v];
	for (int v = 0; v < n->nodes; v++)
	{
		if (want[v] == 0 || v == t->group[GR_GROUND])
			continue;
		if (t->count == GROUPS)
			return false;
		t->wrong[t->count] = (unsigned char) v;
		t->want[t->count++] = want[v];
	}
	return true;
}

/* ---------- the bound ---------- */

/*
 * Into how many parts that add up to zero the groups can be split, groups for the ground
 * left over.  Adding one group after the other in the best order meets zero that often.
 */
static int
zero_parts(gr_search *s, const turn *t)
{
	unsigned char best[1 << GROUPS];
	int64_t		sum[1 << GROUPS];
	unsigned	all = (1u << t->count) - 1;

	best[0] = 0;
	sum[0] = 0;
	for (unsigned set = 1; set <= all; set++)
	{
		unsigned	rest = set & (set - 1);
		unsigned	most = 0;
		int			lowest = 0;

		while ((set >> lowest & 1) == 0)
			lowest++;
		sum[set] = sum[rest] + t->want[lowest];
		for (int i = lowest; i < t->count; i++)
			if ((set >> i & 1) != 0 && best[set ^ 1u << i] > most)
				most = best[set ^ 1u << i];
		best[set] = (unsigned char) (most + (sum[set] == 0));
	}
	s->steps -= (long) all;
	return best[all];
}

/* Cells that are needed at least. */
static int
needed(gr_search *s, const turn *t)
{
	return t->count == 0 ? 0 : t->count - zero_parts(s, t);
}

/* ---------- solutions ---------- */

static gr_solution *
add_solution(gr_search *s, const turn *t, int changes)
{
	gr_solutions *list = s->solutions;
	gr_solution *grown;
	gr_solution *solution;

	if (list->count == s->most)
	{
		s->end = GR_SEARCH_EXHAUSTED;
		return NULL;
	}
	grown = gr_arena_grow(s->arena, list->items, &list->capacity, list->count + 1, sizeof(gr_solution));
	if (grown == NULL)
	{
		s->status = GR_OUT_OF_MEMORY;
		return NULL;
	}
	list->items = grown;
	solution = &list->items[list->count];
	solution->values = gr_arena_alloc(s->arena, sizeof(int64_t) * (size_t) (s->network->edges > 0 ? s->network->edges : 1));
	if (solution->values == NULL)
	{
		s->status = GR_OUT_OF_MEMORY;
		return NULL;
	}
	list->count++;
	solution->changes = changes;
	solution->systematic = -1;
	solution->rank = 0;
	for (int i = 0; i < GR_EDGE_WORDS; i++)
		solution->changed.words[i] = t->free.words[i] & ~s->figures->open.words[i];
	return solution;
}

static void
keep(gr_search *s, const turn *t, int changes, const gr_flow *flow, const gr_edge_set *known, const gr_edge_set *given)
{
	gr_solution *solution = add_solution(s, t, changes);

	if (solution == NULL)
		return;
	memcpy(solution->values, s->figures->values, sizeof(int64_t) * (size_t) s->network->edges);
	for (int i = 0; i < GR_EDGE_WORDS; i++)
		solution->known.words[i] = known->words[i] | given->words[i];
	for (int edge = gr_edge_next(&t->free, 0); edge >= 0; edge = gr_edge_next(&t->free, edge + 1))
		solution->values[edge] = flow->values[edge];
}

/* What the nodes want of the free cells, given the others. */
static void
wants_of(const gr_search *s, const turn *t, gr_flow *flow)
{
	const gr_network *n = s->network;

	flow->network = n;
	flow->free = t->free;
	flow->steps = 0;
	memset(flow->values, 0, sizeof(int64_t) * (size_t) n->edges);
	memcpy(flow->wants, s->wants, sizeof(int64_t) * (size_t) n->nodes);
	for (int edge = gr_edge_next(&t->free, 0); edge >= 0; edge = gr_edge_next(&t->free, edge + 1))
	{
		flow->wants[n->head[edge]] += s->figures->values[edge];
		flow->wants[n->tail[edge]] -= s->figures->values[edge];
	}
}

/*
 * Changed cells with several figures: as many solutions as there are figures, where these
 * are few.  "given" cells have theirs already; false when there are too many.
 */
static bool
fix_next(gr_search *s, const turn *t, int changes, gr_flow *flow, const gr_edge_set *given, int *left, bool only_count)
{
	gr_edge_set known;
	int64_t		low;
	int64_t		high;
	int			edge = -1;

	gr_flow_known(flow, &known);
	for (int e = gr_edge_next(&flow->free, 0); e >= 0 && edge < 0; e = gr_edge_next(&flow->free, e + 1))
		if (!gr_edge_in(&known, e) && !gr_edge_in(&s->figures->open, e))
			edge = e;
	if (edge < 0)
	{
		if (!only_count)
			keep(s, t, changes, flow, &known, given);
		return --*left >= 0;
	}
	if (!gr_flow_range(flow, edge, *left, &low, &high))
		return false;
	for (int64_t value = low; value <= high; value++)
	{
		gr_flow		fixed = *flow;
		gr_edge_set more = *given;

		/* The flow still holds: only this cell's share goes back to its nodes. */
		wants_of(s, t, &fixed);
		for (int e = gr_edge_next(given, 0); e >= 0; e = gr_edge_next(given, e + 1))
		{
			fixed.wants[s->network->head[e]] -= flow->values[e];
			fixed.wants[s->network->tail[e]] += flow->values[e];
			gr_edge_remove(&fixed.free, e);
			fixed.values[e] = flow->values[e];
		}
		fixed.wants[s->network->head[edge]] -= value;
		fixed.wants[s->network->tail[edge]] += value;
		gr_edge_remove(&fixed.free, edge);
		fixed.values[edge] = value;
		gr_edge_add(&more, edge);
		if (gr_flow_solve(&fixed) && !fix_next(s, t, changes, &fixed, &more, left, only_count))
			return false;
		s->steps -= fixed.steps;
	}
	return true;
}

static void
record(gr_search *s, const turn *t, int changes, gr_flow *flow)
{
	gr_edge_set none = {{0}};
	gr_edge_set known;
	bool		settled = true;
	gr_flow		trial;
	int			left = GR_REPAIR_VALUES;

	gr_flow_known(flow, &known);
	for (int i = 0; i < GR_EDGE_WORDS; i++)
		settled = settled && (t->free.words[i] & ~s->figures->open.words[i] & ~known.words[i]) == 0;
	s->steps -= flow->steps;
	if (settled)
	{
		keep(s, t, changes, flow, &known, &none);
		return;
	}
	trial = *flow;
	if (!fix_next(s, t, changes, &trial, &none, &left, true))
	{
		keep(s, t, changes, flow, &known, &none);
		return;
	}
	trial = *flow;
	left = GR_REPAIR_VALUES;
	fix_next(s, t, changes, &trial, &none, &left, false);
}

/* ---------- the search ---------- */

/* The cells that can take away what some nodes have too much, without those that were refused. */
static gr_edge_set
ways_out(const gr_search *s, const turn *t, const bool *inside)
{
	const gr_network *n = s->network;
	gr_edge_set cross = {{0}};
	gr_edge_set right = {{0}};	/* those that help by being raised */

	for (int v = 0; v < n->nodes; v++)
		for (int i = 0; i < GR_EDGE_WORDS && inside[v]; i++)
		{
			/* A cell with both ends inside comes twice and goes. */
			cross.words[i] ^= n->heads[v].words[i] | n->tails[v].words[i];
			right.words[i] |= n->tails[v].words[i];
		}
	for (int i = 0; i < GR_EDGE_WORDS; i++)
		cross.words[i] &= (right.words[i] | s->positive.words[i]) & ~t->free.words[i] & ~t->refused.words[i];
	return cross;
}

/* The conflict set with the fewest cells.  tight: each cell has to join two groups that do not add up, or the ground. */
static gr_edge_set
narrowest_conflict(gr_search *s, const turn *t, bool tight)
{
	const gr_network *n = s->network;
	gr_edge_set cross[GROUPS + 1];
	gr_edge_set right[GROUPS + 1];
	gr_edge_set seen = {{0}};
	gr_edge_set twice = {{0}};
	int			best = 0;
	int			fewest = GR_REPAIR_EDGES + 1;

	memset(cross, 0, sizeof(cross[0]) * (size_t) (t->count + 1));
	memset(right, 0, sizeof(right[0]) * (size_t) (t->count + 1));
	for (int v = 0; v < n->nodes; v++)
	{
		int			at = t->group[v] == t->group[GR_GROUND] ? t->count : index_of(t, t->group[v]);
		const gr_edge_set *raised;

		if (at < 0)
			continue;
		raised = at < t->count && t->want[at] > 0 ? &n->heads[v] : &n->tails[v];
		for (int w = 0; w < GR_EDGE_WORDS; w++)
		{
			uint64_t	touching = n->heads[v].words[w] | n->tails[v].words[w];

			cross[at].words[w] ^= touching;
			right[at].words[w] |= raised->words[w];
			twice.words[w] |= seen.words[w] & touching;
			seen.words[w] |= touching;
		}
	}
	for (int i = 0; i < t->count; i++)
	{
		int			count;

		for (int w = 0; w < GR_EDGE_WORDS; w++)
		{
			cross[i].words[w] &= (right[i].words[w] | s->positive.words[w]) & ~t->free.words[w] & ~t->refused.words[w];
			if (tight)
				cross[i].words[w] &= twice.words[w];
		}
		count = gr_edges_count(&cross[i]);
		if (count < fewest)
		{
			fewest = count;
			best = i;
		}
	}
	s->steps -= 4 * t->count;
	return cross[best];
}

static void look(gr_search *s, const turn *t, int done, int left);

/* Tries every cell of a conflict set, each without those before it. */
static void
branch(gr_search *s, const turn *t, gr_edge_set conflict, int done, int left)
{
	turn		next = *t;

	for (int edge = gr_edge_next(&conflict, 0); edge >= 0; edge = gr_edge_next(&conflict, edge + 1))
	{
		turn		child = next;

		gr_edge_add(&next.refused, edge);
		join(&child, s->network, edge);
		if (--s->steps <= 0)
			s->end = GR_SEARCH_EXHAUSTED;
		if (s->status != GR_OK || s->end == GR_SEARCH_EXHAUSTED)
			return;
		if (child.count <= 2 * (left - 1))
			look(s, &child, done + 1, left - 1);
	}
}

/* All groups add up: are there figures that are not negative? */
static void
look_at_figures(gr_search *s, const turn *t, int done, int left)
{
	gr_flow		flow;

	wants_of(s, t, &flow);
	if (gr_flow_solve(&flow))
	{
		record(s, t, done, &flow);
		return;
	}
	s->steps -= flow.steps;
	/* What was reached has too much, and no free cell takes it away. */
	if (left > 0)
		branch(s, t, ways_out(s, t, flow.reached), done, left);
}

static void
look(gr_search *s, const turn *t, int done, int left)
{
	int			slack = left;

	if (t->count == 0)
	{
		look_at_figures(s, t, done, left);
		return;
	}
	if (left < t->count)
		slack = left - needed(s, t);
	else
		slack = 1;
	if (slack < 0)
		return;
	if (gr_cancelled(s->arena))
	{
		s->status = GR_CANCELLED;
		return;
	}
	branch(s, t, narrowest_conflict(s, t, slack == 0), done, left);
}

void
gr_search_begin(gr_search *s, gr_arena *arena, const gr_network *network, const gr_figures *figures, gr_solutions *solutions)
{
	s->arena = arena;
	s->network = network;
	s->figures = figures;
	s->solutions = solutions;
	s->steps = GR_REPAIR_STEPS;
	s->most = GR_REPAIR_SOLUTIONS;
	s->end = GR_SEARCH_COMPLETE;
	s->status = GR_OK;
	memset(&s->positive, 0, sizeof(s->positive));
	for (int edge = 0; edge < network->edges; edge++)
		if (figures->values[edge] > 0)
			gr_edge_add(&s->positive, edge);
	gr_network_wants(network, figures, s->wants);
}

int
gr_search_bound(gr_search *s)
{
	turn		t;

	return first_turn(s, &t) ? needed(s, &t) : GR_REPAIR_CHANGES + 1;
}

bool
gr_search_may_end(gr_search *s, int changes)
{
	turn		t;

	return first_turn(s, &t) && t.count <= 2 * changes && needed(s, &t) <= changes;
}

gr_status
gr_search_run(gr_search *s, int changes)
{
	turn		t;

	if (!first_turn(s, &t))
		s->end = GR_SEARCH_EXHAUSTED;
	else if (t.count <= 2 * changes)
		look(s, &t, 0, changes);
	return s->status;
}
