/*
 * lcs.h
 *		The longest common subsequence of two strings of letters, 64 at a time.
 *
 * The rows of the textbook table differ by one between neighbours at most; a row is kept
 * as these differences, a bit each, and the next one comes of it by an addition, an "and"
 * and an "or" (Crochemore, Iliopoulos, Pinzon and Reid 2001; Hyyrö 2004).  A bit that is
 * not set in row j, at i, says that letter i of a makes the subsequence of a[0 … i] and
 * b[0 … j] longer.
 *
 * Where a letter occurs is kept for the words that have it only, so memory is linear in a, and
 * most words of a row are not looked at.  Time is at most |a|/64 * |b| words.
 */
#ifndef GR_LCS_H
#define GR_LCS_H

#include "letters.h"

/* The places of a letter among 64 neighbours in a. */
typedef struct gr_lcs_match
{
	uint64_t	bits;
	size_t		word;
} gr_lcs_match;

typedef struct gr_lcs
{
	gr_arena   *arena;
	gr_lcs_match *matches;		/* those of a class are neighbours */
	uint32_t   *first;			/* of a class: its matches */
	uint32_t   *end;
	uint64_t   *row;
	size_t		words;			/* of the row */
} gr_lcs;

/* A stretch of letters, perhaps read from its end. */
typedef struct gr_lcs_string
{
	const uint32_t *class;
	size_t		count;
	bool		backwards;
} gr_lcs_string;

/* Room for strings a of at most "longest" letters. */
extern gr_status gr_lcs_init(gr_lcs *lcs, gr_arena *arena, uint32_t classes, size_t longest);

/*
 * Leaves the last row of a and b in lcs->row.  "rows", unless NULL, takes all of them, one
 * for each letter of b.  GR_CANCELLED may come.
 */
extern gr_status gr_lcs_run(gr_lcs *lcs, gr_lcs_string a, gr_lcs_string b, uint64_t *rows);

/* The length of the subsequence that the row tells. */
extern size_t gr_lcs_length(const gr_lcs *lcs);

/* Whether bit i of a row is set. */
static inline bool
gr_lcs_bit(const uint64_t *row, size_t i)
{
	return (row[i / 64] >> i % 64 & 1) != 0;
}

#endif							/* GR_LCS_H */
