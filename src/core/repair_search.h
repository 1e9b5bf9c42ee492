/*
 * repair_search.h
 *		The smallest sets of cells whose change makes every identity of a system hold.
 */
#ifndef GR_REPAIR_SEARCH_H
#define GR_REPAIR_SEARCH_H

#include "repair_network.h"

/* Changed cells of one solution; more are undecided. */
#define GR_REPAIR_CHANGES 6

/* Solutions of one system; more are undecided. */
#define GR_REPAIR_SOLUTIONS 1000

/* Figures that one set of cells may take, each a solution of its own; of more the set is told without figures. */
#define GR_REPAIR_VALUES 16

/*
 * What one search may do: sets of cells looked at and cells walked along, some nanoseconds
 * each.  Beyond it the answer is undecided.
 */
#define GR_REPAIR_STEPS 600000

typedef struct gr_solution
{
	int			changes;		/* released cells; the false ones are not counted */
	gr_edge_set changed;		/* released cells and false ones */
	gr_edge_set known;			/* of those and the open ones: which have only one figure here */
	int64_t    *values;			/* of all cells, as this solution has them where known */
	int			systematic;		/* gr_repair_kind of an error of many cells, or -1 */
	int64_t		rank;			/* the lower the likelier */
} gr_solution;

typedef struct gr_solutions
{
	gr_solution *items;
	size_t		count;
	size_t		capacity;
} gr_solutions;

typedef enum gr_search_end
{
	GR_SEARCH_COMPLETE,			/* all there are */
	GR_SEARCH_EXHAUSTED			/* a limit was met */
} gr_search_end;

typedef struct gr_search
{
	gr_arena   *arena;
	const gr_network *network;
	const gr_figures *figures;
	gr_edge_set positive;		/* fixed cells that can be lowered */
	int64_t		wants[GR_REPAIR_NODES];
	gr_solutions *solutions;	/* found ones are added here */
	long		steps;			/* left */
	size_t		most;			/* solutions: one more ends the search */
	gr_search_end end;
	gr_status	status;
} gr_search;

extern void gr_search_begin(gr_search *search, gr_arena *arena, const gr_network *network, const gr_figures *figures,
							gr_solutions *solutions);

/* Fewest cells that any solution changes, as far as sums tell; above GR_REPAIR_CHANGES: too many. */
extern int	gr_search_bound(gr_search *search);

/* Whether "changes" cells may be enough, as far as sums tell; soon false where far too much is wrong. */
extern bool gr_search_may_end(gr_search *search, int changes);

/*
 * Adds every set of up to "changes" cells that solves the system and of which no cell
 * can be left out, with all its figures.  GR_OK, GR_OUT_OF_MEMORY or GR_CANCELLED; where
 * search->end is EXHAUSTED there may be more.
 */
extern gr_status gr_search_run(gr_search *search, int changes);

#endif							/* GR_REPAIR_SEARCH_H */
