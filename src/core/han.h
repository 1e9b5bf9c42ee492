/*
 * han.h
 *		Passing over the words of a text, which are Han characters, to the next sign among them.
 */
#ifndef GR_HAN_H
#define GR_HAN_H

#include "slice.h"

/*
 * The offset of the first character at or after "at" that is not one of the common Han characters (gr_starts_han), or is
 * cut short by the end; "at" is where a character begins, in valid UTF-8.  The plain one is the same for machines without
 * vector instructions.
 */
extern size_t gr_skip_han(gr_slice text, size_t at);
extern size_t gr_skip_han_plain(gr_slice text, size_t at);

#endif							/* GR_HAN_H */
