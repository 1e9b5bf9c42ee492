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
 * forms, tables, labels, cells and diagnostics of the report.
 */
extern gr_status gr_cells_assign(gr_arena *arena, gr_raw_tables *raw, gr_report *report);

/*
 * Reads what stands in a cell: value, unit and status, as the slot's quantity allows.
 * header_unit is the unit that its row or column names, NONE where none does.
 */
extern void gr_take_cell(gr_cell *cell, const gr_slot_info *slot, const gr_raw_cell *raw, int header_unit);

/* The one layout of a set of bits 1 << gr_layout, or MIXED. */
extern gr_layout gr_layout_of(unsigned layouts);

#endif							/* GR_CELLS_H */
