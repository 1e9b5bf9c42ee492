/*
 * lost_order_rows.h
 *		Rows of a page told by their rank: the lines of seven figures, whatever their labels; private to lost_order.
 */
#ifndef GR_LOST_ORDER_ROWS_H
#define GR_LOST_ORDER_ROWS_H

#include "lost_order_search.h"
#include "slice.h"

/* More lines of seven figures belong to no table of ours. */
#define GR_LOST_LINES (GR_LOST_ROWS + 1)

typedef struct gr_lost_lines
{
	gr_lost_token tokens[GR_LOST_LINES * GR_LOST_COLUMNS];
	int			count;			/* rows */
	bool		unsure;			/* rows without a label stand in blocks of their own, in any order */
} gr_lost_lines;

/*
 * The rows of seven figures of a text, from its first line to its last: those on one
 * line; a first figure that sticks to the last word of a label, or ends the line
 * above; rows that come column by column, a figure on each line, further and further
 * to the right.  Where a page keeps its lines, the k-th row of the text is the k-th of
 * the table.  GR_OK, GR_OUT_OF_MEMORY or GR_CANCELLED.
 */
extern gr_status gr_lost_lines_read(gr_arena *arena, gr_slice text, gr_lost_lines *found);

#endif							/* GR_LOST_ORDER_ROWS_H */
