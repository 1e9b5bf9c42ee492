#include "repair_flow.h"

/* A way through the network: from a node back along these edges. */
typedef struct walk
{
	short		edge[GR_REPAIR_NODES];	/* by which a node was reached; -1 at its beginning */
	bool		reached[GR_REPAIR_NODES];
	unsigned char queue[GR_REPAIR_NODES];
	int			count;
} walk;

static inline void
step_to(walk *w, int node, int edge)
{
	if (w->reached[node])
		return;
	w->reached[node] = true;
	w->edge[node] = (short) edge;
	w->queue[w->count++] = (unsigned char) node;
}

/* Onward from a node: cells can be raised without end and lowered to zero. */
static void
step_from(gr_flow *flow, walk *w, int node, const gr_edge_set *usable)
{
	gr_edge_set set;
	int			edge;

	for (int i = 0; i < GR_EDGE_WORDS; i++)
		set.words[i] = flow->network->tails[node].words[i] & usable->words[i];
	for (edge = gr_edge_next(&set, 0); edge >= 0; edge = gr_edge_next(&set, edge + 1))
	{
		step_to(w, flow->network->head[edge], edge);
		flow->steps++;
	}
	for (int i = 0; i < GR_EDGE_WORDS; i++)
		set.words[i] = flow->network->heads[node].words[i] & usable->words[i];
	for (edge = gr_edge_next(&set, 0); edge >= 0; edge = gr_edge_next(&set, edge + 1))
	{
		if (flow->values[edge] > 0)
			step_to(w, flow->network->tail[edge], edge);
		flow->steps++;
	}
}

static void
walk_begin(const gr_flow *flow, walk *w)
{
	memset(w->reached, 0, (size_t) flow->network->nodes);
	w->count = 0;
}

/* How much can go along the way that ends at "node", at most "most". */
static int64_t
narrowest(const gr_flow *flow, const walk *w, int node, int64_t most)
{
	while (w->edge[node] >= 0)
	{
		int			edge = w->edge[node];
		bool		onward = flow->network->head[edge] == node && flow->network->tail[edge] != node;

		if (onward)
			node = flow->network->tail[edge];
		else
		{
			if (flow->values[edge] < most)
				most = flow->values[edge];
			node = flow->network->head[edge];
		}
	}
	return most;
}

/* Returns where the way begins. */
static int
send(gr_flow *flow, const walk *w, int node, int64_t amount)
{
	while (w->edge[node] >= 0)
	{
		int			edge = w->edge[node];

		if (flow->network->head[edge] == node)
		{
			flow->values[edge] += amount;
			node = flow->network->tail[edge];
		}
		else
		{
			flow->values[edge] -= amount;
			node = flow->network->head[edge];
		}
	}
	return node;
}

bool
gr_flow_solve(gr_flow *flow)
{
	const gr_network *n = flow->network;

	for (;;)
	{
		walk		w;
		int			sink = -1;
		int64_t		amount;
		int			source;

		walk_begin(flow, &w);
		for (int v = 0; v < n->nodes; v++)
			if (flow->wants[v] < 0)
				step_to(&w, v, -1);
		if (w.count == 0)
			return true;
		for (int i = 0; i < w.count && sink < 0; i++)
		{
			step_from(flow, &w, w.queue[i], &flow->free);
			for (int k = i + 1; k < w.count && sink < 0; k++)
				if (flow->wants[w.queue[k]] > 0)
					sink = w.queue[k];
		}
		if (sink < 0)
		{
			memcpy(flow->reached, w.reached, (size_t) n->nodes);
			return false;
		}
		amount = narrowest(flow, &w, sink, flow->wants[sink]);
		for (source = sink; w.edge[source] >= 0;)
			source = n->head[w.edge[source]] == source ? n->tail[w.edge[source]] : n->head[w.edge[source]];
		if (-flow->wants[source] < amount)
			amount = -flow->wants[source];
		send(flow, &w, sink, amount);
		flow->wants[source] += amount;
		flow->wants[sink] -= amount;
	}
}

/* A way from one node to another that does without a cell. */
static bool
find_way(gr_flow *flow, int from, int to, int without, walk *w)
{
	gr_edge_set usable = flow->free;

	gr_edge_remove(&usable, without);
	walk_begin(flow, w);
	step_to(w, from, -1);
	for (int i = 0; i < w->count && !w->reached[to]; i++)
		step_from(flow, w, w->queue[i], &usable);
	return w->reached[to];
}

/* Cells that are the last free one of a node, then of those that are left, have one figure. */
static void
peel(const gr_flow *flow, gr_edge_set *left)
{
	const gr_network *n = flow->network;
	bool		again = true;

	while (again)
	{
		again = false;
		for (int v = 0; v < n->nodes; v++)
		{
			gr_edge_set set;

			for (int i = 0; i < GR_EDGE_WORDS; i++)
				set.words[i] = (n->heads[v].words[i] | n->tails[v].words[i]) & left->words[i];
			if (gr_edges_count(&set) != 1)
				continue;
			gr_edge_remove(left, gr_edge_next(&set, 0));
			again = true;
		}
	}
}

void
gr_flow_known(gr_flow *flow, gr_edge_set *known)
{
	gr_edge_set left = flow->free;

	peel(flow, &left);
	*known = flow->free;
	for (int edge = gr_edge_next(&left, 0); edge >= 0; edge = gr_edge_next(&left, edge + 1))
	{
		int			head = flow->network->head[edge];
		int			tail = flow->network->tail[edge];
		walk		w;

		if (find_way(flow, head, tail, edge, &w) || (flow->values[edge] > 0 && find_way(flow, tail, head, edge, &w)))
			gr_edge_remove(known, edge);
	}
}

bool
gr_flow_range(gr_flow *flow, int edge, int64_t most, int64_t *low, int64_t *high)
{
	int			head = flow->network->head[edge];
	int			tail = flow->network->tail[edge];
	int64_t		start = flow->values[edge];
	int64_t		amount;
	walk		w;

	/* Down: what it no longer brings comes another way. */
	while (flow->values[edge] > 0 && find_way(flow, tail, head, edge, &w))
	{
		amount = narrowest(flow, &w, head, flow->values[edge]);
		if (start - (flow->values[edge] - amount) >= most)
			return false;
		send(flow, &w, head, amount);
		flow->values[edge] -= amount;
	}
	*low = flow->values[edge];
	while (find_way(flow, head, tail, edge, &w))
	{
		amount = narrowest(flow, &w, tail, most);
		if (flow->values[edge] + amount - *low >= most)
			return false;
		send(flow, &w, tail, amount);
		flow->values[edge] += amount;
	}
	*high = flow->values[edge];
	return true;
}

/* ---------- one more wrong cell ---------- */

/* A bit for each node. */
typedef uint64_t node_set;

#define NODE(v) (UINT64_C(1) << (v))

/* Where one can come from each node along free cells but one, which are raised, or lowered where there is something. */
static void
find_reach(const gr_network *n, const gr_edge_set *free, const int64_t *values, int without, node_set reach[GR_REPAIR_NODES])
{
	for (int v = 0; v < n->nodes; v++)
		reach[v] = NODE(v);
	for (int e = gr_edge_next(free, 0); e >= 0; e = gr_edge_next(free, e + 1))
	{
		if (e == without)
			continue;
		reach[n->tail[e]] |= NODE(n->head[e]);
		if (values[e] > 0)
			reach[n->head[e]] |= NODE(n->tail[e]);
	}
	for (int by = 0; by < n->nodes; by++)
		for (int v = 0; v < n->nodes; v++)
			if ((reach[v] & NODE(by)) != 0)
				reach[v] |= reach[by];
}

bool
gr_flow_is_exposed(const gr_network *n, const gr_edge_set *free, const gr_edge_set *fixed, const int64_t *values, int edge)
{
	node_set	reach[GR_REPAIR_NODES];
	int			head = n->head[edge];
	int			tail = n->tail[edge];

	find_reach(n, free, values, edge, reach);
	for (int g = gr_edge_next(fixed, 0); g >= 0; g = gr_edge_next(fixed, g + 1))
	{
		/* Raised, it takes from its tail and brings to its head: the way back must lead over the cell.  Or lowered. */
		for (int lowered = 0; lowered < (values[g] > 0 ? 2 : 1); lowered++)
		{
			int			from = lowered ? n->tail[g] : n->head[g];
			int			to = lowered ? n->head[g] : n->tail[g];

			if ((reach[from] & NODE(tail)) != 0 && (reach[head] & NODE(to)) != 0)
				return true;
			if (values[edge] > 0 && (reach[from] & NODE(head)) != 0 && (reach[tail] & NODE(to)) != 0)
				return true;
		}
	}
	return false;
}
