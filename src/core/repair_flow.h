/*
 * repair_flow.h
 *		Figures for the cells that may change: whether there are any, and which are the only ones.
 */
#ifndef GR_REPAIR_FLOW_H
#define GR_REPAIR_FLOW_H

#include "repair_network.h"

typedef struct gr_flow
{
	const gr_network *network;
	gr_edge_set free;			/* the cells that may change */
	int64_t		values[GR_REPAIR_EDGES];	/* of free cells */
	int64_t		wants[GR_REPAIR_NODES];	/* what each node still wants of them: sum zero */
	bool		reached[GR_REPAIR_NODES];	/* where there is no solution: nodes that cannot give away what they have */
	long		steps;			/* counts what was done */
} gr_flow;

/* Begin with values 0 and the wants of all free cells as zero. */
extern bool gr_flow_solve(gr_flow *flow);

/* After solve: the free cells whose figure is the same in every solution. */
extern void gr_flow_known(gr_flow *flow, gr_edge_set *known);

/*
 * After solve: the least and the largest figure of a free cell, up to "most" of them.
 * False where there are more.  The flow is then another solution.
 */
extern bool gr_flow_range(gr_flow *flow, int edge, int64_t most, int64_t *low, int64_t *high);

/*
 * Whether one more wrong cell, which breaks no sum beside these free cells, would give a free cell
 * that has only one figure another one.  values: of all cells, the free ones as they are
 * solved; fixed: cells that have a figure and are not free.
 */
extern bool gr_flow_is_exposed(const gr_network *network, const gr_edge_set *free, const gr_edge_set *fixed,
							   const int64_t *values, int edge);

#endif							/* GR_REPAIR_FLOW_H */
