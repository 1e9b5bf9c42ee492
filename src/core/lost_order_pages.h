/*
 * lost_order_pages.h
 *		A table read from the layouts of its pages that add up together; private to lost_order.
 */
#ifndef GR_LOST_ORDER_PAGES_H
#define GR_LOST_ORDER_PAGES_H

#include "lost_order_form.h"
#include "lost_order_scan.h"

/* Which figures are those of the table. */
typedef struct gr_lost_division
{
	gr_lost_token *tokens;		/* of the applications, without the numbers of pages */
	int			count;
	gr_lost_token *proceedings;
	int			proceedings_count;
	int			rows[GR_LOST_PAGES];
} gr_lost_division;

/* Leaves out numbers of pages; false where the figures are not whole rows. */
extern bool gr_lost_divide(const gr_lost_figures *f, int rows, bool with_proceedings, gr_lost_token *room, gr_lost_division *d);

/* Fills what all layouts that are as simple agree on.  GR_OK, GR_OUT_OF_MEMORY or GR_CANCELLED. */
extern gr_status gr_lost_pages_solve(gr_arena *arena, const gr_lost_form *rows, const gr_lost_division *d, gr_report *report);

#endif							/* GR_LOST_ORDER_PAGES_H */
