/*
 * arena.c
 *		Blocks, each half as large as all before it, released together.
 */
#include "arena.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define FIRST_BLOCK ((size_t) 8192)
#define LARGEST_BLOCK ((size_t) 1 << 20)

/* What takes more than this part of the next block gets one of its own, and the current one stays in use. */
#define OWN_BLOCK_PART 4

typedef struct gr_arena_block
{
	struct gr_arena_block *previous;
} gr_arena_block;

#define ALIGNMENT sizeof(max_align_t)
#define ALIGN_UP(n) (((n) + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT)
#define BLOCK_HEADER ALIGN_UP(sizeof(gr_arena_block))

static void *
libc_allocate(void *context, size_t size)
{
	(void) context;
	return malloc(size);
}

static void
libc_release(void *context, void *memory)
{
	(void) context;
	free(memory);
}

const gr_host gr_host_libc = {libc_allocate, libc_release, NULL, NULL};

void
gr_arena_init(gr_arena *arena, const gr_host *host)
{
	arena->host = host;
	arena->blocks = NULL;
	arena->next = NULL;
	arena->limit = NULL;
	arena->used = 0;
}

void
gr_arena_init_in(gr_arena *arena, const gr_host *host, void *memory, size_t size)
{
	gr_arena_init(arena, host);
	arena->next = memory;
	arena->limit = (char *) memory + size;
	arena->used = size;
}

void
gr_arena_free(gr_arena *arena)
{
	gr_arena_block *block = arena->blocks;

	while (block != NULL)
	{
		gr_arena_block *previous = block->previous;

		arena->host->release(arena->host->context, block);
		block = previous;
	}
	gr_arena_init(arena, arena->host);
}

/* A block at the head of the list, which is the current one, or behind it. */
static gr_arena_block *
add_block(gr_arena *arena, size_t size, bool current)
{
	gr_arena_block *block = arena->host->allocate(arena->host->context, size);
	gr_arena_block **link = current || arena->blocks == NULL ? &arena->blocks : &arena->blocks->previous;

	if (block == NULL)
		return NULL;
	block->previous = *link;
	*link = block;
	arena->used += size;
	return block;
}

/* The size of the next block. */
static size_t
next_size(const gr_arena *arena)
{
	size_t		size = arena->used / 2;

	return size < FIRST_BLOCK ? FIRST_BLOCK : size > LARGEST_BLOCK ? LARGEST_BLOCK : size;
}

static void *
alloc_from_new_block(gr_arena *arena, size_t size)
{
	size_t		block_size = next_size(arena);
	bool		own = size > block_size / OWN_BLOCK_PART;
	gr_arena_block *block = add_block(arena, own ? BLOCK_HEADER + size : block_size, !own);

	if (block == NULL)
		return NULL;
	if (!own)
	{
		arena->next = (char *) block + BLOCK_HEADER + size;
		arena->limit = (char *) block + block_size;
	}
	return (char *) block + BLOCK_HEADER;
}

void *
gr_arena_alloc(gr_arena *arena, size_t size)
{
	void	   *memory;

	if (size > SIZE_MAX / 4)
		return NULL;
	size = ALIGN_UP(size);
	if ((size_t) (arena->limit - arena->next) < size || arena->next == NULL)
		return alloc_from_new_block(arena, size);
	memory = arena->next;
	arena->next += size;
	return memory;
}

void *
gr_arena_grow_slow(gr_arena *arena, void *array, size_t *capacity, size_t need, size_t element_size)
{
	size_t		room = *capacity == 0 ? 16 : *capacity;
	void	   *grown;

	while (room < need)
	{
		if (room > SIZE_MAX / 2)
			return NULL;
		room *= 2;
	}
	if (room > SIZE_MAX / 4 / element_size)
		return NULL;
	grown = gr_arena_alloc(arena, room * element_size);
	if (grown == NULL)
		return NULL;
	if (*capacity > 0)
		memcpy(grown, array, *capacity * element_size);
	*capacity = room;
	return grown;
}
