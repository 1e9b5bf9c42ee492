/*
 * repetition.h
 *		How much two texts have in common, and what differs.
 *
 * Letters in the sense of letters.h are compared, and the longest common subsequence is exact.
 */
#ifndef GR_REPETITION_H
#define GR_REPETITION_H

#include "report.h"

/* The share that repeats is 2 * common / (a + b). */
typedef struct gr_repetition
{
	size_t		common;
	size_t		a;				/* letters of each text */
	size_t		b;
} gr_repetition;

extern gr_status gr_repetition_of(gr_arena *arena, gr_slice a, gr_slice b, gr_repetition *repetition);

typedef enum gr_change_kind
{
	GR_CHANGE_ADDED,
	GR_CHANGE_REMOVED,
	GR_CHANGE_REPLACED,
	GR_CHANGE_KINDS
} gr_change_kind;

extern const char *gr_change_kind_name(int kind);

/*
 * From the first to the last letter that is not common, in each text.  What is added has in a
 * length 0 and the place where it would stand, and the other way round.
 */
typedef struct gr_text_change
{
	gr_span		a;
	gr_span		b;
	unsigned char kind;			/* gr_change_kind */
} gr_text_change;

/* The changes that make b of a, in their order; no letters beside them are left out. */
extern gr_status gr_text_changes(gr_arena *arena, gr_slice a, gr_slice b, gr_text_change **changes, size_t *count);

#endif							/* GR_REPETITION_H */
