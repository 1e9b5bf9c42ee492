/*
 * sort.h
 *		Sorting in place.  The library's qsort would not do: it may ask for memory that is not
 *		the arena's, and may take quadratic time.
 */
#ifndef GR_SORT_H
#define GR_SORT_H

#include <stddef.h>

/* Below zero, zero or above it where a comes before b, either way round, or behind it. */
typedef int (*gr_compare_items) (const void *a, const void *b);

/* Sorts "count" items of "size" bytes each; of two that compare as equal either may come first. */
extern void gr_sort(void *items, size_t count, size_t size, gr_compare_items compare);

#endif							/* GR_SORT_H */
