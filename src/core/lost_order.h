/*
 * lost_order.h
 *		Tables whose figures lost their place: which of them is which cell, by arithmetic.
 *
 * In text taken out of a PDF file labels stand apart from their figures, and the
 * figures come row by row, column by column, or in pieces of both.  How many there
 * are on a page tells how many rows it has; the order in which they come leaves few
 * ways to lay them out that are as simple; the identities of the table choose.
 */
#ifndef GR_LOST_ORDER_H
#define GR_LOST_ORDER_H

#include "report.h"

/*
 * Fills tables of applications and of proceedings in which at most a third of the
 * cells has a value, after gr_cells_assign and for plain text only.  The cells
 * become GR_CELL_SOLVED with the place of their figure, or GR_CELL_AMBIGUOUS where
 * several layouts satisfy all identities and differ; a table that cannot be told
 * stays as it is.
 *
 * Where no table is to fill it takes no time; else linear time and a bounded search.
 * GR_OK, GR_OUT_OF_MEMORY or GR_CANCELLED.
 */
extern gr_status gr_lost_order_read(gr_arena *arena, gr_slice text, gr_report *report);

#endif							/* GR_LOST_ORDER_H */
