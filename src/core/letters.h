/*
 * letters.h
 *		The characters of a text that carry words: what two texts are compared by.
 *
 * Letters, digits and Han characters count, folded to one width; blanks, punctuation,
 * signs and what controls the display do not, so that layout and typing make no difference.
 * Decided for the blocks that Chinese text is set in; characters of others count.
 */
#ifndef GR_LETTERS_H
#define GR_LETTERS_H

#include "arena.h"
#include "slice.h"
#include "status.h"

/* Characters that count of a text that is compared: time grows with the product of two such numbers. */
#define GR_LETTERS_LIMIT 1000000

/* The class of a character of the second text that the first one does not have. */
#define GR_CLASS_NONE 0

typedef struct gr_letters
{
	uint32_t   *class;			/* equal numbers for equal characters, from 1 */
	uint32_t   *pos;			/* in the text, in characters from 1 */
	size_t		count;
} gr_letters;

/* Whether a character counts, as gr_fold gives it. */
extern bool gr_is_letter(uint32_t folded);

/*
 * The letters of two texts in valid UTF-8, numbered by the first; *classes is one more than the largest
 * number.  GR_COMPARED_TEXT_TOO_LONG beyond GR_LETTERS_LIMIT.
 */
extern gr_status gr_letters_read(gr_arena *arena, gr_slice a, gr_slice b, gr_letters *of_a, gr_letters *of_b, uint32_t *classes);

#endif							/* GR_LETTERS_H */
