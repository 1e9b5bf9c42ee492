/*
 * render.h
 *		The official tables of a report as their forms print them, and the empty forms.
 *
 * Each table is printed in its own form and with the labels of the dictionary; a
 * table that the report does not have is left out, a cell without a value is empty.
 * Figures have all their decimals.  Money is in 万元, with its unit in the cell where
 * the head of the column names none, or where 万元 would make it a figure that parse
 * refuses; money whose unit is not known stays empty below a head that names one.
 *
 * A local table has the rows that were met.  A table of several forms, in a roll-up,
 * has every row and column of any: it is for reading, parse takes it for one form.
 * Of the cells beyond the form those of the statistics table are printed whose row
 * and column the dictionary has.
 *
 * gr_parse reads what is written back to the same row, column, figure and unit.
 */
#ifndef GR_RENDER_H
#define GR_RENDER_H

#include "report.h"
#include "table_writer.h"

/* Appends to the writer, which fails where memory runs out; nothing for a report without tables. */
extern void gr_render(gr_writer *writer, const gr_report *report, gr_format format);

/* Writes a data cell of an HTML table in place of the plain one; cell is of the report or of its extras. */
typedef struct gr_render_cells
{
	void		(*write) (void *context, gr_writer *to, const gr_cell *cell, int slot, gr_slice figure, int colspan);
	void	   *context;
} gr_render_cells;

/* The same in HTML with cells of one's own. */
extern void gr_render_with(gr_writer *writer, const gr_report *report, const gr_render_cells *cells);

/* The figure of a cell as it is printed, with its unit where the form's is another one; empty without a value. */
#define GR_FIGURE_LENGTH (GR_DECIMAL_LENGTH + 16)
extern gr_slice gr_render_figure(const gr_cell *cell, int slot, char to[GR_FIGURE_LENGTH]);

/* The empty form: false, and nothing written, for NONE and MIXED, which are no form to fill in. */
extern bool gr_render_blank(gr_writer *writer, int form, gr_format format);

#endif							/* GR_RENDER_H */
