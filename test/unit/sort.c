/*
 * sort.c
 *		gr_sort against the library's, with items of every size and in orders that undo a sort.
 */
#include "sort.h"
#include "tap.h"

#include <stdlib.h>

#define ITEMS 400

/* Longer than what is exchanged at one time. */
typedef struct item
{
	int			key;
	char		rest[200];
} item;

static size_t compared;

static int
by_key(const void *a, const void *b)
{
	const item *x = a;
	const item *y = b;

	compared++;
	return (x->key > y->key) - (x->key < y->key);
}

static int
by_byte(const void *a, const void *b)
{
	return *(const unsigned char *) a - *(const unsigned char *) b;
}

static item
item_of(int key)
{
	item		made = {.key = key};

	memset(made.rest, key & 0xFF, sizeof(made.rest));
	return made;
}

/* The keys of one order: ascending, descending, all the same, saw teeth, an organ pipe, at random. */
static int
key_of(int order, size_t i, size_t count)
{
	switch (order)
	{
		case 0:
			return (int) i;
		case 1:
			return (int) (count - i);
		case 2:
			return 7;
		case 3:
			return (int) (i % 5);
		case 4:
			return (int) (i < count / 2 ? i : count - i);
		default:
			return (int) (i * 2654435761u % 1009);
	}
}

static void
test_orders(void)
{
	static item items[ITEMS];
	static item wanted[ITEMS];
	int			wrong = 0;
	size_t		most = 0;

	for (int order = 0; order < 6; order++)
		for (size_t count = 0; count <= ITEMS; count++)
		{
			for (size_t i = 0; i < count; i++)
				items[i] = wanted[i] = item_of(key_of(order, i, count));
			qsort(wanted, count, sizeof(item), by_key);
			compared = 0;
			gr_sort(items, count, sizeof(item), by_key);
			most = compared > most ? compared : most;
			wrong += memcmp(items, wanted, count * sizeof(item)) != 0;
		}
	is_int(wrong, 0, "sorted as the library does, whole items");
	/* Two comparisons a level of the heap, nine levels, once to make it and once to take it down. */
	ok(most <= 2 * 9 * (size_t) ITEMS + 2 * (size_t) ITEMS, "no order takes long");
}

static void
test_sizes(void)
{
	char		bytes[] = "the quick brown fox";

	gr_sort(bytes, sizeof(bytes) - 1, 1, by_byte);
	is_str(bytes, "   bcefhiknooqrtuwx", "items of one byte");
	gr_sort(NULL, 0, sizeof(item), by_key);
	gr_sort(bytes, 1, 1, by_byte);
	is_str(bytes, "   bcefhiknooqrtuwx", "none and one stay as they are");
}

int
main(void)
{
	test_orders();
	test_sizes();
	return done_testing();
}
