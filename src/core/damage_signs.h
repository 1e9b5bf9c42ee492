/*
 * damage_signs.h
 *		Where in a text damage can show: all its signs in one pass.
 */
#ifndef GR_DAMAGE_SIGNS_H
#define GR_DAMAGE_SIGNS_H

#include "slice.h"

typedef enum gr_damage_sign
{
	GR_SIGN_REPLACEMENT,		/* U+FFFD */
	GR_SIGN_SCORES,				/* 比分, 雷速 and bet are in all planted words */
	GR_SIGN_THUNDER,
	GR_SIGN_BET,
	GR_SIGN_DAY,				/* 日 behind what may be a date */
	GR_SIGN_NUMBER,				/* 号 behind what may be the number of a document */
	GR_DAMAGE_SIGNS
} gr_damage_sign;

/* Bytes of each, at least three. */
extern const gr_slice gr_damage_signs[GR_DAMAGE_SIGNS];

typedef struct gr_sign_search
{
	gr_slice	text;
	size_t		at;				/* where to look on */
	size_t		next[GR_DAMAGE_SIGNS];	/* of the plain search: where each comes next; at or before "at": not looked for */
	size_t		seen;			/* of the other one: bytes that were looked at */
	size_t		block;			/* and from here on those, as bits, that may still be signs */
	uint64_t	left;
} gr_sign_search;

extern gr_sign_search gr_sign_search_begin(gr_slice text);

/*
 * The place of the next sign, in the order of the text, that begins before "end"; or GR_NOT_FOUND, and only then may
 * the next "end" be another one.  The plain one is the same for machines without vector instructions.
 */
extern size_t gr_sign_next(gr_sign_search *search, size_t end, gr_damage_sign *sign);
extern size_t gr_sign_next_plain(gr_sign_search *search, size_t end, gr_damage_sign *sign);

#endif							/* GR_DAMAGE_SIGNS_H */
