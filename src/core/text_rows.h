/*
 * text_rows.h
 *		Two texts side by side: paragraphs that belong together in a row.
 */
#ifndef GR_TEXT_ROWS_H
#define GR_TEXT_ROWS_H

#include "repetition.h"

/* Bytes from … to - 1 of each text; one of them may be empty. */
typedef struct gr_text_row
{
	size_t		from_a;
	size_t		to_a;
	size_t		from_b;
	size_t		to_b;
	bool		same;			/* no letter differs */
} gr_text_row;

typedef struct gr_text_rows
{
	gr_text_row *rows;
	size_t		count;
	gr_text_change *changes;	/* in their order; none reaches over the end of a row */
	size_t		change_count;
	gr_repetition repetition;	/* of the texts */
} gr_text_rows;

/*
 * Aligns two texts of paragraphs, a line each.  Changes with few common letters between them
 * are one: scattered letters that two sentences happen to share tell a reader nothing.
 * The repetition counts these letters all the same.
 */
extern gr_status gr_text_rows_of(gr_arena *arena, gr_slice a, gr_slice b, gr_text_rows *rows);

#endif							/* GR_TEXT_ROWS_H */
