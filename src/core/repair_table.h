/*
 * repair_table.h
 *		What the parts of repairs share: a table, its systems, their solutions.
 */
#ifndef GR_REPAIR_TABLE_H
#define GR_REPAIR_TABLE_H

#include "repairs.h"
#include "rollup.h"

typedef struct gr_repair_system
{
	const gr_network *network;
	gr_figures	figures;
	gr_solutions solutions;		/* the smallest */
	gr_solutions others;		/* that speak against what is certain, but are no smallest */
	bool		undecided;
	bool		doubtful;		/* nothing is certain */
	gr_edge_set certain;		/* cells of which all that was looked at agrees on one figure */
	int			fewest;			/* changes of the smallest, false cells among them */
} gr_repair_system;

typedef struct gr_repair_table
{
	gr_arena   *arena;
	const gr_report *report;
	const gr_report *previous;
	int			table;
	int			form;
	gr_network *networks;
	gr_repair_system *systems;
	int			count;
} gr_repair_table;

/* ---------- repair_systematic.c ---------- */

/*
 * Adds to the solutions of a system those where one systematic error and "more" wrong
 * cells explain everything.
 */
extern gr_status gr_systematic_solve(gr_repair_table *t, gr_repair_system *system, int more);

/* The same for the figures of one form under the labels of another, which may leave nothing broken. */
extern gr_status gr_systematic_solve_form(gr_repair_table *t, gr_repair_system *system);

/* The same for errors over all systems of a table; true where one was found, for every system. */
extern gr_status gr_systematic_solve_table(gr_repair_table *t, bool *found);

/* ---------- repair_revealed.c ---------- */

/*
 * What breaks no sum, but the prose or last year's report reveals: rows or columns that changed
 * places, money in the wrong unit.  Nothing of it is certain.  Rows and columns only of
 * tables of which nothing was told.
 */
extern gr_status gr_repairs_reveal(gr_arena *arena, const gr_report *report, const gr_report *previous, gr_repairs *repairs);

/* A cell whose figure is "right" (money in 万元) in the other unit: the figure it should have as it is printed. */
extern bool gr_repair_in_other_unit(const gr_cell *cell, int slot, gr_sum right, gr_figure *proposed);

/* ---------- repairs.c ---------- */

extern gr_status gr_repairs_tell(gr_arena *arena, gr_repairs *repairs, gr_repair repair);

/* ---------- repair_ranking.c ---------- */

/* What kind a change of a cell by itself is. */
extern gr_repair_kind gr_repair_kind_of(const gr_repair_table *t, int slot, int64_t proposed);

/* Puts the likeliest solution first. */
extern void gr_repair_rank(const gr_repair_table *t, gr_repair_system *system);

#endif							/* GR_REPAIR_TABLE_H */
