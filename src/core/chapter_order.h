/*
 * chapter_order.h
 *		Which chapters stand out of the order of the form.
 */
#ifndef GR_CHAPTER_ORDER_H
#define GR_CHAPTER_ORDER_H

#include "chapters.h"

/*
 * The fewest of "count" chapters that could be put elsewhere, so that each of the others comes behind those that the
 * form has before it: displaced[i] is 1 for them, else 0.  Of two that changed places it is the second.  Chapters that
 * the form does not have, and GR_CHAPTER_NONE, are nowhere out of place.
 */
extern void gr_chapters_displaced(const unsigned char *chapters, size_t count, unsigned char *displaced);

#endif							/* GR_CHAPTER_ORDER_H */
