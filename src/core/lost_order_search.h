/*
 * lost_order_search.h
 *		How the figures of one page may lie in its rows and columns; private to lost_order.
 *
 * The figures come in the order of the text.  A layout puts one after the other into
 * the page's cells so that above each cell there is none that comes later, and left
 * of it neither, but for columns whose head stands before their figures and for the
 * first column, whose figures may stand among the labels of the rows.  Runs down a column or along a row, and the turn to the next column or row,
 * cost nothing; every leap elsewhere has a cost, less where the text has a break.
 * Layouts that give all cells the same figures are one.
 */
#ifndef GR_LOST_ORDER_SEARCH_H
#define GR_LOST_ORDER_SEARCH_H

#include "arena.h"
#include "status.h"

#include <stdint.h>

#define GR_LOST_COLUMNS 7
#define GR_LOST_ROWS 25
#define GR_LOST_CELLS (GR_LOST_COLUMNS * GR_LOST_ROWS)

/* Layouts that are followed at one time; the cheapest are kept. */
#define GR_LOST_BEAM 300

/* Layouts of a page that are kept. */
#define GR_LOST_LAYOUTS 2000

/* No layout was dropped. */
#define GR_LOST_NO_COST 30000

/* What parts a figure from the one before it. */
typedef enum gr_lost_break
{
	GR_LOST_TOGETHER,			/* on the next line, or the same */
	GR_LOST_BLANK,				/* blank lines */
	GR_LOST_TEXT				/* lines of text */
} gr_lost_break;

typedef struct gr_lost_token
{
	int64_t		value;
	uint32_t	pos;			/* characters from 1 */
	uint32_t	len;
	size_t		from;			/* bytes of the text */
	size_t		to;
	unsigned char parted;		/* gr_lost_break */
	signed char column;			/* that the words before it name, -1: none or several */
	bool		alone;			/* the only figure of its line, and the line has no label */
	bool		labelled;		/* the line before it is the label of a row, and nothing else */
	int			page;
} gr_lost_token;

/* One way to lay out a page, with a figure in every cell and all row sums right. */
typedef struct gr_lost_layout
{
	int			cost;
	uint64_t	content;		/* layouts with the same figures in all cells have the same */
	uint64_t	mark;			/* sum over the cells of figure times the factor of its cell */
	const short *cells;			/* which figure is in each cell, row after row */
} gr_lost_layout;

typedef struct gr_lost_page
{
	const gr_lost_token *tokens;
	int			first_row;		/* of the table, from 0 */
	int			rows;
	gr_lost_layout *layouts;	/* cheapest first, no two alike */
	int			count;
	int			dropped;		/* cost of the cheapest that was not followed */
} gr_lost_page;

/* What the search of a page needs, made once for all of them; NULL: no memory. */
typedef struct gr_lost_room gr_lost_room;

extern gr_lost_room *gr_lost_room_make(gr_arena *arena);

/* Spreads the bits of a number. */
extern uint64_t gr_lost_mix(uint64_t x);

/*
 * Finds the layouts.  factors: one for each cell of the table.
 * GR_OK, GR_OUT_OF_MEMORY or GR_CANCELLED.
 */
extern gr_status gr_lost_page_read(gr_arena *arena, gr_lost_room *room, gr_lost_page *page, const uint64_t *factors);

#endif							/* GR_LOST_ORDER_SEARCH_H */
