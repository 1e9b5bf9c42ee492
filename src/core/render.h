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

/* The empty form: false, and nothing written, for NONE and MIXED, which are no form to fill in. */
extern bool gr_render_blank(gr_writer *writer, int form, gr_format format);

#endif							/* GR_RENDER_H */
