/*
 * arena.c
 *		The arena gives aligned, separate, lasting memory, and survives a host that has none.
 */
#include "arena.h"
#include "tap.h"

#include <stdalign.h>
#include <stdlib.h>

/* A host that counts, and that fails from a given allocation on. */
typedef struct
{
	int			allocations;
	int			releases;
	int			fail_from;		/* 0: never */
	size_t		asked;
	bool		cancel;
} counting;

static void *
counting_allocate(void *context, size_t size)
{
	counting   *c = context;

	c->allocations++;
	if (c->fail_from != 0 && c->allocations >= c->fail_from)
		return NULL;
	c->asked += size;
	return malloc(size);
}

static void
counting_release(void *context, void *memory)
{
	((counting *) context)->releases++;
	free(memory);
}

static bool
counting_cancelled(void *context)
{
	return ((counting *) context)->cancel;
}

static gr_host
counting_host(counting *c)
{
	gr_host		host = {counting_allocate, counting_release, counting_cancelled, c};

	memset(c, 0, sizeof(*c));
	return host;
}

static void
test_allocation(void)
{
	enum
	{
		PIECES = 4000
	};
	static unsigned char *pieces[PIECES];
	static size_t sizes[PIECES];
	counting	c;
	gr_host		host = counting_host(&c);
	gr_arena	arena;
	int			misaligned = 0,
				damaged = 0;
	int			i;
	size_t		j;

	gr_arena_init(&arena, &host);
	is_int(c.allocations, 0, "an arena costs nothing before its first use");

	/* Every piece filled with its own byte: an overlap would show in a neighbour. */
	for (i = 0; i < PIECES; i++)
	{
		sizes[i] = (size_t) (i * 37 % 701);
		pieces[i] = gr_arena_alloc(&arena, sizes[i]);
		if (pieces[i] == NULL)
			break;
		if ((uintptr_t) pieces[i] % alignof(max_align_t) != 0)
			misaligned++;
		memset(pieces[i], i & 0xff, sizes[i]);
	}
	is_int(i, PIECES, "%d pieces of 0 to 700 bytes", PIECES);
	is_int(misaligned, 0, "each is aligned for any type");
	for (i = 0; i < PIECES; i++)
		for (j = 0; j < sizes[i]; j++)
			if (pieces[i][j] != (unsigned char) (i & 0xff))
				damaged++;
	is_int(damaged, 0, "none overlaps another");
	ok(c.allocations < 20, "blocks grow: %d calls of the host for all of them", c.allocations);
	is_int(arena.used, c.asked, "used is what the host was asked for");

	gr_arena_free(&arena);
	is_int(c.releases, c.allocations, "every block is given back");
	is_int(arena.used, 0, "a freed arena is empty");
	ok(gr_arena_alloc(&arena, 1) != NULL, "and can be used again");
	gr_arena_free(&arena);
	gr_arena_free(&arena);
	is_int(c.releases, c.allocations, "freeing twice gives nothing back twice");
}

static void
test_sizes(void)
{
	counting	c;
	gr_host		host = counting_host(&c);
	gr_arena	arena;
	char	   *large;
	char	   *small;

	gr_arena_init(&arena, &host);
	ok(gr_arena_alloc(&arena, 0) != NULL, "size 0 gives a pointer, also from an arena without a block");
	large = gr_arena_alloc(&arena, (size_t) 3 << 20);
	ok(large != NULL, "a piece larger than the largest step");
	memset(large, 'x', (size_t) 3 << 20);
	small = gr_arena_alloc(&arena, 10);
	ok(small != NULL, "a small piece after it");
	memset(small, 'y', 10);
	ok(large[((size_t) 3 << 20) - 1] == 'x', "which does not touch it");

	c.allocations = 0;
	ok(gr_arena_alloc(&arena, SIZE_MAX) == NULL, "SIZE_MAX bytes are refused");
	ok(gr_arena_alloc(&arena, SIZE_MAX - 31) == NULL, "and what would wrap when rounded up");
	ok(gr_arena_alloc(&arena, SIZE_MAX / 2) == NULL, "and half of it");
	is_int(c.allocations, 0, "without asking the host for a size that wrapped");
	gr_arena_free(&arena);
}

static void
test_memory_of_the_caller(void)
{
	max_align_t memory[64];
	counting	c;
	gr_host		host = counting_host(&c);
	gr_arena	arena;
	char	   *inside;
	char	   *outside;

	gr_arena_init_in(&arena, &host, memory, sizeof(memory));
	inside = gr_arena_alloc(&arena, sizeof(memory) - sizeof(max_align_t));
	ok(inside == (char *) memory, "what fits is taken from the caller's memory");
	ok(gr_arena_alloc(&arena, 1) == inside + sizeof(memory) - sizeof(max_align_t), "to its last piece");
	is_int(c.allocations, 0, "without asking the host");
	outside = gr_arena_alloc(&arena, 1);
	ok(outside != NULL && (outside < (char *) memory || outside >= (char *) memory + sizeof(memory)), "what follows is not");
	is_int(c.allocations, 1, "but asked of the host");
	gr_arena_free(&arena);
	is_int(c.releases, 1, "which gets back what is its own");
	is_int(arena.used, 0, "and the arena is empty");
}

static void
test_failing_host(void)
{
	counting	c;
	gr_host		host = counting_host(&c);
	gr_arena	arena;
	char	   *first;
	int			fail_from;
	size_t		room;
	char	   *array;

	c.fail_from = 1;
	gr_arena_init(&arena, &host);
	ok(gr_arena_alloc(&arena, 1) == NULL, "no memory: NULL");
	ok(gr_arena_alloc(&arena, 0) == NULL, "no memory: NULL for size 0 too");
	is_int(arena.used, 0, "nothing is counted as used");
	gr_arena_free(&arena);
	is_int(c.releases, 0, "nothing is given back that was not got");

	for (fail_from = 2; fail_from <= 6; fail_from++)
	{
		int			pieces = 0;

		host = counting_host(&c);
		c.fail_from = fail_from;
		gr_arena_init(&arena, &host);
		first = gr_arena_alloc(&arena, 1000);
		if (first != NULL)
			memset(first, 'a', 1000);
		while (pieces < 100000 && gr_arena_alloc(&arena, 1000) != NULL)
			pieces++;
		ok(pieces < 100000 && first != NULL && first[999] == 'a',
		   "memory ends with block %d: what was there before stays", fail_from);
		c.fail_from = 0;
		ok(gr_arena_alloc(&arena, 1000) != NULL, "and when there is memory again, it goes on");
		gr_arena_free(&arena);
		is_int(c.releases, fail_from, "and every block is given back");
	}

	/* An array that cannot grow is still there. */
	host = counting_host(&c);
	gr_arena_init(&arena, &host);
	room = 0;
	array = gr_arena_grow(&arena, NULL, &room, 100, 1);
	memset(array, 'b', room);
	c.fail_from = 1;
	{
		size_t		before = room;

		ok(gr_arena_grow(&arena, array, &room, 1 << 20, 1) == NULL, "an array that cannot grow: NULL");
		is_int(room, before, "its capacity is as before");
		ok(array[before - 1] == 'b', "its contents too");
	}
	gr_arena_free(&arena);
}

static void
test_grow(void)
{
	counting	c;
	gr_host		host = counting_host(&c);
	gr_arena	arena;
	size_t		room = 0,
				used = 0,
				before;
	uint64_t   *numbers = NULL;
	int			moves = 0,
				wrong = 0;

	gr_arena_init(&arena, &host);
	while (used < 100000)
	{
		uint64_t   *old = numbers;

		numbers = gr_arena_grow(&arena, numbers, &room, used + 1, sizeof(*numbers));
		if (numbers == NULL)
			break;
		if (numbers != old)
			moves++;
		numbers[used] = used * used;
		used++;
	}
	is_int(used, 100000, "an array grown one element at a time");
	ok(room >= used, "has room for them");
	ok(moves < 20, "moves %d times only", moves);
	for (used = 0; used < 100000; used++)
		wrong += numbers[used] != used * used;
	is_int(wrong, 0, "and keeps every element");

	before = room;
	ok(gr_arena_grow(&arena, numbers, &room, room, sizeof(*numbers)) == numbers, "room enough: the same array");
	is_int(room, before, "and the same capacity");
	ok(gr_arena_grow(&arena, numbers, &room, SIZE_MAX, sizeof(*numbers)) == NULL, "SIZE_MAX elements are refused");
	ok(gr_arena_grow(&arena, numbers, &room, SIZE_MAX / sizeof(*numbers), sizeof(*numbers)) == NULL,
	   "and as many as just fit into a size");
	is_int(room, before, "which leaves the capacity alone");

	room = 0;
	ok(gr_arena_grow(&arena, NULL, &room, 1000, 3) != NULL && room >= 1000, "a first need beyond the usual start");
	gr_arena_free(&arena);
	is_int(c.releases, c.allocations, "every block is given back");
}

static void
test_cancel(void)
{
	counting	c;
	gr_host		host = counting_host(&c);
	gr_arena	arena;

	gr_arena_init(&arena, &host);
	ok(!gr_cancelled(&arena), "not cancelled while the host says so");
	c.cancel = true;
	ok(gr_cancelled(&arena), "cancelled when the host says so");
	gr_arena_init(&arena, &gr_host_libc);
	ok(!gr_cancelled(&arena), "a host without a cancel hook never cancels");
	ok(gr_arena_alloc(&arena, 100) != NULL, "the host of libc gives memory");
	gr_arena_free(&arena);
}

int
main(void)
{
	test_allocation();
	test_sizes();
	test_memory_of_the_caller();
	test_failing_host();
	test_grow();
	test_cancel();
	return done_testing();
}
