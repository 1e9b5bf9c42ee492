/*
 * guess.h
 *		Steps through a text that the processor guesses instead of waiting for them.
 *
 * Where reading goes on depends on how long the word is that stands there.  A length that is added to the place makes all
 * that follows wait for the tables that tell it.  One that a branch takes is guessed, mostly rightly, and reading goes on.
 */
#ifndef GR_GUESS_H
#define GR_GUESS_H

#include <stddef.h>

/* The place itself, of which the compiler knows nothing: a branch that leads to it is not made an addition again. */
static inline size_t
gr_untold(size_t place)
{
#ifdef __GNUC__
	__asm__ volatile ("" : "+r" (place));
#endif
	return place;
}

/* Behind a word of "length" bytes at "at": most have one to four characters of three bytes. */
static inline size_t
gr_step_over_word(size_t at, size_t length)
{
	switch (length)
	{
		case 3:
			return gr_untold(at + 3);
		case 6:
			return gr_untold(at + 6);
		case 9:
			return gr_untold(at + 9);
		case 12:
			return gr_untold(at + 12);
	}
	return at + length;
}

#endif							/* GR_GUESS_H */
