/*
 * repairs.h
 *		Which cells of a report are wrong, and what they should be.
 *
 * Of each table the smallest sets of changes after which its identities hold: all of
 * them, each a solution.  An error of a known kind that spoils many cells (a shifted row)
 * counts as one change.  Cells without a figure may hold any that is not negative;
 * where only one is left it is a repair of the kind "fill".
 */
#ifndef GR_REPAIRS_H
#define GR_REPAIRS_H

#include "findings.h"
#include "repair_search.h"

#define GR_REPAIR_KIND_LIST(X) \
	X(DIGIT, "digit")			/* a digit changed, added, lost, two exchanged, a sign */ \
	X(CELL, "cell")				/* another figure altogether */ \
	X(FILL, "fill")				/* a cell without figure that can have only one */ \
	X(SHIFTED_ROW, "shifted_row") \
	X(SWAPPED_ROWS, "swapped_rows") \
	X(SWAPPED_COLUMNS, "swapped_columns") \
	X(DOUBLE_COUNTED, "double_counted") \
	X(WRONG_UNIT, "wrong_unit")	/* 10^4 times too much or too little */ \
	X(WRONG_FORM, "wrong_form")	/* the figures of one form under the labels of another */ \
	X(UNDECIDED, "undecided")	/* past a limit: no cell is named */

typedef enum gr_repair_kind
{
#define GR_REPAIR_KIND(name, key) GR_REPAIR_##name,
	GR_REPAIR_KIND_LIST(GR_REPAIR_KIND)
#undef GR_REPAIR_KIND
	GR_REPAIR_KINDS
} gr_repair_kind;

/* NULL out of range. */
extern const char *gr_repair_kind_name(int kind);

/*
 * Changes up to which a repair can be certain.  Of one or two wrong cells in a table none
 * is ever told wrongly as certain; of three that look like two or one it may happen.
 */
#define GR_REPAIR_CERTAIN_CHANGES 3

/* Solutions of a table that are told; of tables with more, only the parts that have one. */
#define GR_REPAIR_TOLD 1000

typedef struct gr_repair
{
	int			solution;		/* from 1 in each table, the likeliest first; 0: undecided */
	unsigned char table;
	short		slot;			/* -1: undecided */
	gr_figure	printed;		/* not known: nothing is printed that could be read */
	gr_figure	proposed;		/* not known: the cell is wrong, but no single figure follows */
	unsigned char kind;			/* gr_repair_kind */
	bool		certain;		/* all smallest solutions agree on cell and figure */
} gr_repair;

typedef struct gr_repairs
{
	gr_repair  *items;			/* by table, solution and cell */
	size_t		count;
	size_t		capacity;
} gr_repairs;

/*
 * previous: the report of the same issuer for the year before, or NULL; it decides on the
 * order of solutions only.  None for a roll-up.  GR_OK, GR_OUT_OF_MEMORY, GR_CANCELLED.
 */
extern gr_status gr_repairs_of(gr_arena *arena, const gr_report *report, const gr_report *previous, gr_repairs *repairs);

/* Puts the certain ones into the report, which remembers what was printed. */
extern gr_status gr_repairs_apply(gr_arena *arena, gr_report *report, const gr_repairs *repairs);

#endif							/* GR_REPAIRS_H */
