#include "sort.h"

#include <string.h>

/* Bytes that are exchanged at one time. */
#define EXCHANGED_AT_ONCE 64

static void
exchange(char *a, char *b, size_t size)
{
	char		part[EXCHANGED_AT_ONCE];

	for (size_t done = 0, len; done < size; done += len)
	{
		len = size - done < sizeof(part) ? size - done : sizeof(part);
		memcpy(part, a + done, len);
		memcpy(a + done, b + done, len);
		memcpy(b + done, part, len);
	}
}

/* Lets an item sink in the heap below it, which has the last one at its root. */
static void
sink(char *items, size_t at, size_t count, size_t size, gr_compare_items compare)
{
	for (size_t child; (child = 2 * at + 1) < count; at = child)
	{
		child += child + 1 < count && compare(items + child * size, items + (child + 1) * size) < 0;
		if (compare(items + at * size, items + child * size) >= 0)
			return;
		exchange(items + at * size, items + child * size, size);
	}
}

void
gr_sort(void *items, size_t count, size_t size, gr_compare_items compare)
{
	for (size_t i = count / 2; i > 0; i--)
		sink(items, i - 1, count, size, compare);
	for (size_t i = count; i > 1; i--)
	{
		exchange(items, (char *) items + (i - 1) * size, size);
		sink(items, 0, i - 1, size, compare);
	}
}
