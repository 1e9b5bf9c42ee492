/*
 * glued_search.h
 *		Choosing one reading for each row of a table; the inside of glued.c.
 */
#ifndef GR_GLUED_SEARCH_H
#define GR_GLUED_SEARCH_H

#include "glued_readings.h"
#include "identities.h"

/* Readings looked at in one call; a nanosecond or two each. */
#define GR_GLUED_STEPS 4000000

typedef struct gr_glued_term
{
	short		row;
	signed char cell;
	signed char sign;
} gr_glued_term;

/*
 * One identity: its terms and a figure between low and high add up to 0.  The figure
 * is the sum of the cells that leave no choice, and of those that are not known.
 */
typedef struct gr_glued_equation
{
	int			count;
	int64_t		low;
	int64_t		high;
	gr_glued_term terms[GR_IDENTITY_TERMS + 1];
} gr_glued_equation;

typedef enum gr_glued_outcome
{
	GR_GLUED_FOUND,
	GR_GLUED_NONE,
	GR_GLUED_STOPPED			/* out of steps, or cancelled */
} gr_glued_outcome;

/* What is left of the readings of a row: the first "live" of "order". */
typedef struct gr_glued_candidates
{
	unsigned short *order;
	int			live;			/* 0: open, any figure may stand in its cells */
	uint64_t	equations;		/* that it stands in */
} gr_glued_candidates;

typedef struct gr_glued_solver
{
	gr_arena   *arena;
	gr_report  *report;
	const gr_glued_run *runs;
	int			count;
	gr_glued_row *rows;
	short	   *owner;			/* of each slot: row * GR_GLUED_CELLS + cell, or -1 */
	gr_glued_candidates *candidates;
	gr_glued_equation *equations;
	int			equation_count;
	int		   *saved;			/* live counts, "count" for each half level of the search */
	unsigned short *found;		/* a reading of each row: the last solution */
	unsigned short *base;		/* the first solution */
	unsigned short *differs;	/* of each row, bits of the cells in which another solution differs from the base */
	int			steps;
	gr_status	status;
} gr_glued_solver;

static inline bool
gr_glued_is_open(const gr_glued_solver *s, int row)
{
	return s->candidates[row].live == 0;
}

static inline int
gr_glued_row_of(const gr_glued_solver *s, int slot)
{
	return s->owner[slot] < 0 ? -1 : s->owner[slot] / GR_GLUED_CELLS;
}

static inline int
gr_glued_cell_of(const gr_glued_solver *s, int slot)
{
	return s->owner[slot] < 0 ? -1 : s->owner[slot] % GR_GLUED_CELLS;
}

/*
 * The equations between rows, for the candidates as they are.  False when an identity
 * does not hold whatever the choice.
 */
extern bool gr_glued_equations(gr_glued_solver *s, const gr_identity *identities, int count);

/* Looks for one solution, s->found, and leaves the candidates as they were. */
extern gr_glued_outcome gr_glued_search(gr_glued_solver *s);

/* Fills s->differs for s->base, which is a solution.  Readings that no solution has are dropped. */
extern void gr_glued_compare(gr_glued_solver *s);

/* Whether a cell has the same figure, or none, in two readings. */
extern bool gr_glued_same_cell(const gr_glued_row *row, int a, int b, int cell);

#endif							/* GR_GLUED_SEARCH_H */
