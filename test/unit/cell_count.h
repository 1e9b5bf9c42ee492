/*
 * cell_count.h
 *		Counting the cells of a table by their status.
 */
#ifndef GR_CELL_COUNT_H
#define GR_CELL_COUNT_H

#include "report.h"

static int
with_status(const gr_report *report, int table, gr_cell_status status)
{
	int			count = 0;

	for (int slot = gr_tables[table].first_slot; slot < (int) gr_tables[table].end_slot; slot++)
		count += report->cells[slot].status == status;
	return count;
}

#endif							/* GR_CELL_COUNT_H */
