/*
 * repair_network.h
 *		A table as a network: its identities are nodes, its cells edges between two of them.
 *
 * A cell of an official table stands in at most two identities that do not follow from
 * the others.  With the sign of some identities turned it enters one with plus (its head)
 * and the other with minus (its tail); a cell that stands in one only has the ground for
 * its other end.  So the figures are a flow, and what does not hold is a surplus or a want
 * at a node.  That makes everything exact: whatever cells are released, figures that
 * fill them are whole numbers if there are any, and where there are none a set of nodes
 * proves it.
 */
#ifndef GR_REPAIR_NETWORK_H
#define GR_REPAIR_NETWORK_H

#include "bits.h"
#include "identities.h"
#include "report.h"

/* Identities of one system and the ground, which is node 0; cells of one system. */
#define GR_REPAIR_NODES 48
#define GR_REPAIR_EDGES 192
#define GR_GROUND 0

#define GR_EDGE_WORDS (GR_REPAIR_EDGES / 64)

typedef struct gr_edge_set
{
	uint64_t	words[GR_EDGE_WORDS];
} gr_edge_set;

static inline void
gr_edge_add(gr_edge_set *set, int edge)
{
	set->words[edge / 64] |= UINT64_C(1) << edge % 64;
}

static inline void
gr_edge_remove(gr_edge_set *set, int edge)
{
	set->words[edge / 64] &= ~(UINT64_C(1) << edge % 64);
}

static inline bool
gr_edge_in(const gr_edge_set *set, int edge)
{
	return (set->words[edge / 64] >> edge % 64 & 1) != 0;
}

static inline bool
gr_edges_empty(const gr_edge_set *set)
{
	uint64_t	all = 0;

	for (int w = 0; w < GR_EDGE_WORDS; w++)
		all |= set->words[w];
	return all == 0;
}

/* The first edge of the set from "edge" on, or -1. */
static inline int
gr_edge_next(const gr_edge_set *set, int edge)
{
	int			w = edge / 64;
	uint64_t	word;

	if (w >= GR_EDGE_WORDS)
		return -1;
	word = set->words[w] & ~UINT64_C(0) << edge % 64;
	while (word == 0)
	{
		if (++w == GR_EDGE_WORDS)
			return -1;
		word = set->words[w];
	}
	return w * 64 + gr_lowest_bit(word);
}

extern int	gr_edges_count(const gr_edge_set *set);

/* Cells that identities tie together, directly or through others. */
typedef struct gr_network
{
	int			nodes;			/* with the ground */
	int			edges;
	short		slots[GR_REPAIR_EDGES];
	unsigned char head[GR_REPAIR_EDGES];
	unsigned char tail[GR_REPAIR_EDGES];
	gr_edge_set heads[GR_REPAIR_NODES];	/* the edges whose head a node is */
	gr_edge_set tails[GR_REPAIR_NODES];
} gr_network;

/* What stands in the cells. */
typedef struct gr_figures
{
	int64_t		values[GR_REPAIR_EDGES];	/* of the cells that are neither open nor false */
	gr_edge_set open;			/* no figure: any that is not negative, at no cost */
	gr_edge_set false_ones;		/* a figure that no count can be: it has to change */
} gr_figures;

/* Systems of one table: of the statistics there are six. */
#define GR_REPAIR_SYSTEMS 16

/*
 * The systems of a table, of its identities.  Returns how many there are; 0 where there
 * are no identities.  networks has room for GR_REPAIR_SYSTEMS.
 */
extern int	gr_networks_of(int table, const gr_identity *identities, int count, gr_network *networks);

extern void gr_network_begin(gr_network *network, int nodes);

/* Adds an edge; for a node that is no end of it give the ground. */
extern void gr_network_add(gr_network *network, int slot, int head, int tail);

/* What the cells of a report hold. */
extern void gr_network_figures(const gr_report *report, const gr_network *network, gr_figures *figures);

/* What every node still wants of the cells that may change, the ground too: the sum is zero. */
extern void gr_network_wants(const gr_network *network, const gr_figures *figures, int64_t wants[GR_REPAIR_NODES]);

#endif							/* GR_REPAIR_NETWORK_H */
