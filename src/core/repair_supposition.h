/*
 * repair_supposition.h
 *		The cells of a system as one error would have had them, and whether they add up then.
 */
#ifndef GR_REPAIR_SUPPOSITION_H
#define GR_REPAIR_SUPPOSITION_H

#include "repair_table.h"

/* Rows of a table that are tried as swapped, shifted and so on. */
#define GR_SUPPOSITION_ROWS 40

/* A system as a grid, and the cells as one supposition has them. */
typedef struct gr_supposition
{
	gr_repair_table *t;
	gr_repair_system *system;
	int			more;			/* wrong cells beside the systematic error */
	int			rows[GR_SUPPOSITION_ROWS];	/* gr_row_id, in the order of the form */
	int			row_count;
	int			wrong_rows;		/* whose sum does not hold */
	bool		wrong[GR_SUPPOSITION_ROWS];
	int			columns[8];		/* the sum is the last */
	int			column_count;
	short		edges[GR_SUPPOSITION_ROWS][8]; /* -1: none */
	gr_figures	figures;
	gr_edge_set touched;		/* cells that the supposition changes */
	gr_edge_set vague;			/* of those: which have no single figure */
	gr_status	status;
} gr_supposition;

/* A cell that is there and has a figure. */
extern bool gr_has_figure(const gr_figures *figures, int edge);

/* Lays the cells of the system out as a grid. */
extern void gr_supposition_lay_out(gr_supposition *s);

/* All cells as they are printed. */
extern void gr_suppose_nothing(gr_supposition *s);

/* One cell has that figure, has none, or has what was printed in the other. */
extern void gr_suppose(gr_supposition *s, int edge, int64_t value);
extern void gr_suppose_open(gr_supposition *s, int edge);
extern void gr_suppose_from(gr_supposition *s, int edge, int from);

/* In terms of what was printed: which cells changed, and what is known of them. */
extern void gr_supposition_translate(const gr_supposition *s, gr_repair_kind kind, const gr_edge_set *wrong_cells, gr_solution *solution);

/* Keeps the supposition as a solution where it explains everything, and more than one cell. */
extern void gr_supposition_judge(gr_supposition *s, gr_repair_kind kind);

#endif							/* GR_REPAIR_SUPPOSITION_H */
