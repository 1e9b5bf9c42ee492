/*
 * lost_order_proceedings.h
 *		The row of proceedings whose figures lost their heads, and filling cells; private to lost_order.
 */
#ifndef GR_LOST_ORDER_PROCEEDINGS_H
#define GR_LOST_ORDER_PROCEEDINGS_H

#include "lost_order_search.h"
#include "report.h"

#define GR_LOST_PROCEEDINGS 15

/*
 * Takes fifteen figures in their order, if the sums of the three groups hold and the
 * heads between them say nothing against it.  begin: where the words before the
 * first of them begin.
 */
extern void gr_lost_proceedings_read(gr_slice text, const gr_lost_token *t, size_t begin, int form, gr_report *report);

/* Gives a cell without a value that figure; "same": no other comes into question. */
extern void gr_lost_fill(gr_report *report, int slot, const gr_lost_token *token, bool same);

#endif							/* GR_LOST_ORDER_PROCEEDINGS_H */
