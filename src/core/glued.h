/*
 * glued.h
 *		Cells that lost the borders between them: what arithmetic alone can give back.
 *
 * A row came as one run of digits.  A reading of it cuts the run into figures, one
 * a cell: none has a leading zero, none is above GR_LARGEST_FIGURE.  The identities
 * of the table (gr_identities_of) choose among the readings, first those of the row,
 * then those of the columns; a cell is solved when every choice that satisfies them
 * all gives it the same figure.
 *
 * About blank cells.  A blank leaves no digit, so that a run of n digits may have
 * lost cells as well as borders, and no arithmetic can tell in general: the row
 * 2000002 might be the figure 2000002 and six blanks.  These are the rules:
 *
 *	1. A cell is solved without arithmetic where its digits leave no other reading,
 *	   blanks included: 0000000 in seven cells, 0012 in three, the 406 of 406-47182376.
 *	   Rows without identities (the table of disclosure) get nothing else.  There
 *	   blanks count only if the table shows that it has some, by a row of fewer
 *	   digits than cells or a cell known to be blank: else 123 in three cells is
 *	   1, 2, 3, and may be 12, blank, 3 where 5 stands in three cells elsewhere.
 *	2. Everything else needs a table that prints all its cells: every glued row must
 *	   have a reading without blanks that its own sums allow, all of them together
 *	   must satisfy every identity, no cell of the table may be known to be blank, and
 *	   no labelled row may be without any figure.  Else 1 is all there is.
 *	3. Then readings in which cells are blank and count as zero are rivals on equal
 *	   terms: a cell is solved only if no choice of readings, with blanks or without,
 *	   satisfies the identities and has another figure, or none, in that cell.  In rows
 *	   that stand in no column sum (the proceedings) a rival has GR_GLUED_BLANKS blanks
 *	   at most: else 3 0 0 0 3 0 0 0 0 0 might always be 30 0 0 blank 30 0 0 0 blank 0.
 *
 * So no figure of the applications is wrong as long as the printed table obeys its
 * identities with the blanks among its glued cells taken as zeros, and none of the
 * proceedings if at most one cell of the row is blank besides.  What rule 3 does not
 * exclude is a row whose figure other than zero, say its total, was left blank, in a
 * table where nothing else is.  In the applications rule 2 catches it unless a false
 * reading of that row satisfies the row sum and all column sums at once; the same
 * goes for a table with a wrong sum, which otherwise falls under 1.  test/unit/glued.c
 * counts both, and finds none in thousands of tables.  Of proceedings that lost a
 * total, or two other cells, four in a thousand have a false reading.
 *
 * Cells that the identities need but that have no figure (rows cut off, runs past a
 * limit) may be anything from zero up.  Past the limits cells stay ambiguous.
 */
#ifndef GR_GLUED_H
#define GR_GLUED_H

#include "report.h"

/* Cells of one run: the row of the proceedings has fifteen. */
#define GR_GLUED_CELLS 15

/* Blanks of a rival reading in a row that only its own sums hold: rule 3 above. */
#define GR_GLUED_BLANKS 1

/* A longer run is not read. */
#define GR_GLUED_CHARACTERS 128

/* One run of figures that are the cells of these slots, in this order. */
typedef struct gr_glued_run
{
	gr_slice	text;			/* digits; signs, decimal points and placeholders where a cell may have them */
	gr_span		span;			/* of the text in the source */
	int			count;			/* of cells, 1 … GR_GLUED_CELLS */
	short		slots[GR_GLUED_CELLS];	/* -1: the form has no such cell */
	unsigned char units[GR_GLUED_CELLS];	/* gr_unit_id that the header names; NONE: as the form says */
} gr_glued_run;

/*
 * Reads all glued rows of one table.  report->forms[table] is set, and so are the
 * labels and all cells of the table that did not come glued: they take part in the
 * identities.  The cells of the runs become GR_CELL_SOLVED with the place of their
 * own digits (GR_CELL_PLACEHOLDER, GR_CELL_INVALID where rule 1 finds such a cell),
 * or GR_CELL_AMBIGUOUS with the place of the run.  A solved cell whose digits may be
 * at several places (the third of four zeros, or the fourth) has the place of the
 * run as well, and so have all cells when run.span does not count the characters of
 * run.text one by one.
 *
 * Takes a bounded number of steps, whatever the text.  GR_OK, GR_OUT_OF_MEMORY or
 * GR_CANCELLED.
 */
extern gr_status gr_glued_solve(gr_arena *arena, gr_report *report, int table, const gr_glued_run *runs, int count);

#endif							/* GR_GLUED_H */
