/*
 * glued_readings.h
 *		One run of glued cells, and all ways to read it; the inside of glued.c.
 */
#ifndef GR_GLUED_READINGS_H
#define GR_GLUED_READINGS_H

#include "glued.h"

/* Readings of one row that are kept, those without blanks and those with blanks apart. */
#define GR_GLUED_READINGS 1024

/* Steps to find either, and those of all rows of a table; each places one figure. */
#define GR_GLUED_READING_STEPS 30000
#define GR_GLUED_LIST_STEPS 300000

/* Steps between two looks at the cancel hook. */
#define GR_GLUED_POLL 4096

/* A character of a run: 0 … 9, or one of these. */
typedef enum gr_glued_symbol
{
	GR_GLUED_PLUS = 10,
	GR_GLUED_MINUS,				/* may be a placeholder, too, */
	GR_GLUED_DECREASE,			/* and 减 may not */
	GR_GLUED_POINT,
	GR_GLUED_PLACEHOLDER
} gr_glued_symbol;

typedef struct gr_glued_row
{
	const gr_glued_run *run;
	int			length;			/* characters; -1: has a character that no cell has, or too many */
	bool		only_digits;
	unsigned char *symbols;
	uint64_t   *prefix;			/* the first i digits as a number, modulo 2^64 */
	short	   *digit_sum;		/* of the first i digits */

	/* The cells "first" … "total" - 1 add up to the cell "total", for each cell of such a group; -1: no group */
	signed char total[GR_GLUED_CELLS];
	bool		has_sums;		/* every cell belongs to a group */
	int			blanks;			/* that a rival reading may have */

	/* Cells that have one reading, whatever the sums: from and length, -1 where there are several. */
	short		forced_from[GR_GLUED_CELLS];
	short		forced_length[GR_GLUED_CELLS];

	/* Readings that the sums of the row allow: first those without blanks. */
	int			full;
	int			readings;
	bool		full_cut;		/* there are more */
	bool		readings_cut;
	size_t		value_room;
	size_t		length_room;
	int64_t    *values;			/* run->count of each reading; 0 for a blank */
	unsigned char *lengths;		/* in digits, 0 for a blank */
} gr_glued_row;

/*
 * What the run says by itself: its symbols and the cells that leave no choice, be it
 * that cells may be blank or that all are printed.  False: out of memory.
 */
extern bool gr_glued_read(gr_arena *arena, gr_glued_row *row, const gr_glued_run *run, bool blanks);

/*
 * Fills the readings of a row of digits with sums (row->total), those with blanks
 * only where there is one without.  *steps is what is left of GR_GLUED_LIST_STEPS.
 * GR_OK, GR_OUT_OF_MEMORY or GR_CANCELLED.
 */
extern gr_status gr_glued_list(gr_arena *arena, gr_glued_row *row, int *steps);

/* The figure at a place that gr_glued_read found; false for a placeholder. */
extern bool gr_glued_figure(const gr_glued_row *row, int from, int length, int64_t *value, int *scale);

static inline int64_t
gr_glued_value(const gr_glued_row *row, int reading, int cell)
{
	return row->values[(size_t) reading * (size_t) row->run->count + (size_t) cell];
}

static inline int
gr_glued_length(const gr_glued_row *row, int reading, int cell)
{
	return row->lengths[(size_t) reading * (size_t) row->run->count + (size_t) cell];
}

#endif							/* GR_GLUED_READINGS_H */
