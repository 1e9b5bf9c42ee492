/*
 * beginnings.h
 *		Where in a paragraph something can begin: one look at each character for all its readers.
 *
 * Most characters of a report are those of words that say nothing to us.  So a paragraph
 * is looked through once, and each reader is led from one place of its kind to the next.
 */
#ifndef GR_BEGINNINGS_H
#define GR_BEGINNINGS_H

#include "arena.h"
#include "bits.h"
#include "slice.h"
#include "status.h"

typedef enum gr_beginning
{
	GR_BEGINS_FIGURE,			/* digits, what may be a Chinese numeral, or one of 未 无 没 */
	GR_BEGINS_CITATION,			/* ASCII letters, digits, 《 〇 ○ 第 */
	GR_ENDS_SENTENCE,			/* 。 ！ ？ and a line end */
	GR_BEGINNINGS
} gr_beginning;

/* Bytes of a paragraph that have a bit each. */
#define GR_BEGINNINGS_BLOCK 64

typedef struct gr_beginnings
{
	uint64_t  (*blocks)[GR_BEGINNINGS];
	size_t		capacity;		/* in blocks */

	/* A bit for each block that has such bits, and for a last one, behind them, that has them all; 0 where they are too many. */
	uint64_t	filled[GR_BEGINNINGS];
} gr_beginnings;

/*
 * Those of a paragraph, in place of the last one's.  GR_OK, GR_OUT_OF_MEMORY or GR_CANCELLED.  The plain one is the same
 * for machines without vector instructions.
 */
extern gr_status gr_beginnings_find(gr_beginnings *beginnings, gr_arena *arena, gr_slice paragraph);
extern gr_status gr_beginnings_find_plain(gr_beginnings *beginnings, gr_arena *arena, gr_slice paragraph);

/* The same as gr_beginning_next, block by block; at < stop. */
extern size_t gr_beginning_far(const gr_beginnings *beginnings, gr_beginning kind, size_t at, size_t stop);

/* The first at or after "at", or "stop"; "at" itself where that is behind. */
static inline size_t
gr_beginning_next(const gr_beginnings *b, gr_beginning kind, size_t at, size_t stop)
{
	size_t		block = at / GR_BEGINNINGS_BLOCK;
	uint64_t	behind;
	size_t		from;

	if (at >= stop)
		return at;
	behind = b->filled[kind] & ~UINT64_C(1) << block % 64;
	if (behind == 0)
		return gr_beginning_far(b, kind, at, stop);
	/* Whether there is one in the same block cannot be guessed. */
	behind |= (uint64_t) (b->blocks[block][kind] >> at % GR_BEGINNINGS_BLOCK != 0) << block;
	from = (size_t) gr_lowest_bit(behind) * GR_BEGINNINGS_BLOCK;
	from = from > at ? from : at;
	at = from + (size_t) gr_lowest_bit(b->blocks[from / GR_BEGINNINGS_BLOCK][kind] >> from % GR_BEGINNINGS_BLOCK);
	return at < stop ? at : stop;
}

/* The last from "floor" on before "at", or GR_NOT_FOUND. */
extern size_t gr_beginning_before(const gr_beginnings *beginnings, gr_beginning kind, size_t floor, size_t at);

/* No two beginnings of a sign, its first byte and its second one, have the same place. */
#define GR_SIGN_PLACE(first, second) (((second) + 2u * (first)) & 63)

/* By those two bytes, then the third. */
extern const uint64_t gr_figure_signs[64];

/* Whether a character of three bytes may be a Chinese numeral, a wide digit or a negation: a few others pass as well. */
static inline bool
gr_may_begin_figure(const char *character)
{
	return (gr_figure_signs[GR_SIGN_PLACE((unsigned char) character[0], (unsigned char) character[1])] >> (character[2] & 63) & 1) != 0;
}

#endif							/* GR_BEGINNINGS_H */
