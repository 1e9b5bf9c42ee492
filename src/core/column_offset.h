/*
 * column_offset.h
 *		Which cell of a row with borders is its first column, blank cells at its ends or not.
 *
 * Full rows, from the first column to the last without a blank at either end, tell of
 * the others where the columns begin and how many cells a line has; so do heads whose
 * merged cells are kept.  A row that may have lost a cell is not told.
 */
#ifndef GR_COLUMN_OFFSET_H
#define GR_COLUMN_OFFSET_H

#include "tables.h"

/* The offset is not known. */
#define GR_NO_OFFSET (-1)

/*
 * What the rows of a text with the same border have in common, those that begin with it
 * and those that do not.
 */
typedef struct gr_habit
{
	bool		known;			/* some row with all its figures was met */
	bool		closes;			/* all such rows end with a separator, so that it is no cell */
} gr_habit;

typedef struct gr_habits
{
	gr_habit	of[GR_BORDER_HTML + 1][2];
} gr_habits;

/* The first and the last cell of a row that is not blank, -1 for none. */
extern int	gr_first_content(const gr_raw_row *row);
extern int	gr_last_content(const gr_raw_row *row);

extern bool gr_has_borders(const gr_raw_row *row);

/* Settles which borders alone on a line are cells; comes before all else. */
extern void gr_settle_last_borders(gr_raw_tables *raw);

extern gr_habits gr_habits_of(const gr_raw_tables *raw);

/* The cells that the row certainly has, or might have where a separator at the end may be a blank cell. */
extern int	gr_cells_of(const gr_raw_row *row, const gr_habits *all);

/*
 * Where the columns of a row with borders begin, or GR_NO_OFFSET.  A row with blanks at
 * its ends counts only if it is as long as those without.
 */
extern int	gr_offset_of(const gr_raw_table *table, const gr_raw_row *row, const gr_habits *all);

#endif							/* GR_COLUMN_OFFSET_H */
