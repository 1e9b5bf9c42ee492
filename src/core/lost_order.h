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
 * Fills tables of applications and of proceedings of which cells have no value, after
 * gr_cells_assign and for plain text only.  In this order: rows of seven figures by
 * their rank, where there are as many as the form has and the table adds up; all
 * figures in the order of the text, as bands of rows (lost_order_bands.h); layouts of
 * its pages (lost_order_search.h).  The cells become GR_CELL_SOLVED with the place of
 * their figure, or GR_CELL_AMBIGUOUS where several readings satisfy all identities and
 * differ; a table that cannot be told stays as it is, and so does one whose cells with
 * a value disagree: but where rows by their rank do, those become ambiguous.
 *
 * Where no table is to fill it takes no time; else linear time and a bounded search of
 * a few milliseconds.  GR_OK, GR_OUT_OF_MEMORY or GR_CANCELLED.
 */
extern gr_status gr_lost_order_read(gr_arena *arena, gr_slice text, gr_report *report);

#endif							/* GR_LOST_ORDER_H */
