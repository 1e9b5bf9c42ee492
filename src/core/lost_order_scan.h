/*
 * lost_order_scan.h
 *		The figures of a text that are cells of tables whose order is lost; private to lost_order.
 */
#ifndef GR_LOST_ORDER_SCAN_H
#define GR_LOST_ORDER_SCAN_H

#include "lost_order_search.h"
#include "slice.h"

/* Figures of both tables and some that are none of theirs; more are not read. */
#define GR_LOST_TOKENS 320

/* Pages that a table may stretch over. */
#define GR_LOST_PAGES 12

typedef struct gr_lost_figures
{
	gr_lost_token tokens[GR_LOST_TOKENS];
	int			count;
	int			edge[GR_LOST_PAGES];	/* the figure that may be the number of its page; -1: none */
	int			pages;
	bool		overflow;
	int			proceedings;	/* the first figure behind the heading of the proceedings; -1: none was met */
	size_t		proceedings_heading;	/* byte of the text where it ends */
	int			evidence_2019;
	int			evidence_2021;
} gr_lost_figures;

/* Quickly: whether so many lines are a figure that a table may have lost its order.  GR_OK or GR_CANCELLED. */
extern gr_status gr_lost_has_figures(gr_arena *arena, gr_slice text, bool *result);

/*
 * The figures from the first label of the table of applications to the end of the
 * page with the heading that follows the tables; those right under a label of the
 * table of disclosure are left out.  GR_OK or GR_CANCELLED.
 */
extern gr_status gr_lost_scan(gr_arena *arena, gr_slice text, gr_lost_figures *found);

/* A whole number, with separators of thousands or without; -1: none. */
extern int64_t gr_lost_figure(gr_slice piece);

/* Whether these words stand in a text. */
extern bool gr_lost_holds(gr_slice text, const char *words);

#endif							/* GR_LOST_ORDER_SCAN_H */
