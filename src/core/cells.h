/*
 * cells.h
 *		From the rows of the tables to the cells of a report.
 */
#ifndef GR_CELLS_H
#define GR_CELLS_H

#include "tables.h"

/*
 * Decides the form of each table, which cell of a row is which column, and what
 * its figure is.  Where the text does not say, the cell is ambiguous.  Fills
 * forms, tables, labels, cells and diagnostics of the report, and the layout.
 */
extern gr_status gr_cells_assign(gr_arena *arena, gr_raw_tables *raw, gr_report *report);

#endif							/* GR_CELLS_H */
