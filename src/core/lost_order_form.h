/*
 * lost_order_form.h
 *		The table of applications of one form, and figures as its cells; private to lost_order.
 */
#ifndef GR_LOST_ORDER_FORM_H
#define GR_LOST_ORDER_FORM_H

#include "identities.h"
#include "lost_order_bands.h"
#include "report.h"

typedef struct gr_lost_form
{
	int			form;
	int			rows;
	short		slots[GR_LOST_CELLS];
	uint64_t	factors[GR_LOST_CELLS];	/* of the marks of layouts: over all cells they are 0 where the columns add up */
	gr_lost_sign signs[GR_LOST_ROWS];
} gr_lost_form;

extern void gr_lost_form_make(gr_lost_form *t, int form);

/* Whether all identities of the form hold, exactly; room for GR_IDENTITIES. */
extern bool gr_lost_adds_up(const gr_lost_form *rows, const gr_lost_token *const cells[GR_LOST_CELLS], gr_identity *identities);

/*
 * Gives the cells their figures, but for those that differ; nothing, and false, where
 * that contradicts what was read before.
 */
extern bool gr_lost_fill_table(gr_report *report, const gr_lost_form *rows, const gr_lost_token *const figures[GR_LOST_CELLS], const bool *differs);

#endif							/* GR_LOST_ORDER_FORM_H */
