/*
 * pg_words.h
 *		Words of the raw text that a report was read from.
 */
#ifndef GR_PG_WORDS_H
#define GR_PG_WORDS_H

#include "pg_host.h"

#include "pg_rows.h"
#include "position.h"

typedef struct gr_raw_words
{
	gr_position raw;			/* its text is NULL where none was given */
	const gr_positions *all;	/* once the places lead far back: the way is short from any to any other */
	bool		asked;			/* whether the text has markup is known */
	bool		html;
} gr_raw_words;

/* The raw text in an argument, or none. */
extern gr_raw_words gr_arg_raw(FunctionCallInfo fcinfo, int n);

/* The words of a place, those of a page without its markup, in the raw text or the arena; none without a text or a place. */
extern gr_slice gr_words_at(gr_raw_words *words, gr_arena *arena, gr_span span);
extern void gr_put_words(gr_row_values *row, gr_raw_words *words, gr_span span);

#endif							/* GR_PG_WORDS_H */
