/*
 * row_order.h
 *		Rows without a label of their own, told by the rows around them.
 */
#ifndef GR_ROW_ORDER_H
#define GR_ROW_ORDER_H

#include "tables.h"

/*
 * Between two rows that are known the form has so many others.  Where the text has
 * exactly as many rows of figures without label there, and no word before them
 * speaks against it, they are these rows, in the order of the form.
 */
extern void gr_rows_place(gr_raw_table *table, int table_id, int form);

#endif							/* GR_ROW_ORDER_H */
