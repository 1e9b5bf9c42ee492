/*
 * lost_order_bands.h
 *		A table whose figures come band by band, each band column after column; private to lost_order.
 *
 * Readers of PDF files take the cells of a few rows together and go down their
 * columns, one after the other, or through a few columns row by row; a band of one
 * row is a row as printed.  Where the bands end is not in the text: every division in which all rows add up is followed,
 * and the identities of the table choose.
 */
#ifndef GR_LOST_ORDER_BANDS_H
#define GR_LOST_ORDER_BANDS_H

#include "lost_order_search.h"
#include "slice.h"

/* Divisions of the rows so far that are followed at one time, all with other figures in their cells. */
#define GR_LOST_DIVISIONS 256

/* Divisions of the whole table that satisfy all identities. */
#define GR_LOST_BAND_SOLUTIONS 16

/* Sums of columns that are told apart. */
#define GR_LOST_BAND_SUMS 2048

/* What the identities make of a row: its sign in the sum of the outcomes, and in the balance. */
typedef struct gr_lost_sign
{
	signed char sum;
	signed char balance;
} gr_lost_sign;

typedef struct gr_lost_band_table
{
	gr_slice	text;
	const gr_lost_token *tokens;	/* seven for each row, in the order of the text */
	int			rows;
	const gr_lost_sign *signs;	/* of each row */
} gr_lost_band_table;

/*
 * cells: the figure of each cell, row after row.  differs: where divisions have
 * another one, or where columns of bands may be exchanged and all identities still
 * hold.  *found is false, and nothing set, where no division satisfies them or too
 * many do.  Bounded by the constants above.  GR_OK, GR_OUT_OF_MEMORY or GR_CANCELLED.
 */
extern gr_status gr_lost_bands_read(gr_arena *arena, const gr_lost_band_table *table, const gr_lost_token **cells, bool *differs, bool *found);

/*
 * Whether figures that come column after column, so many rows each, can only be those
 * of the columns from the first to the last.  A reader of PDF files sorts what it has
 * put together; columns come out of turn only where one was put together with words
 * above or below, and these then stand beside it: before the figures, or among them, or
 * behind a last column that is not the total.
 */
extern bool gr_lost_in_turn(const gr_lost_token *first, int rows);

/* Turns to another column with nothing between, where breaks in the midst of columns are none. */
#define GR_LOST_TURNS_UNPARTED 1

/*
 * Whether the columns of a reading are not those of the text: "together" turns from one to
 * another have nothing between, and "amidst" breaks are within one.
 */
static inline bool
gr_lost_are_cut(int together, int amidst)
{
	return together > GR_LOST_TURNS_UNPARTED && amidst > 0;
}

#endif							/* GR_LOST_ORDER_BANDS_H */
