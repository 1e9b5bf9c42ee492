/*
 * arena.c
 *		Blocks of doubling size, released together.
 */
#include "arena.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define FIRST_BLOCK ((size_t) 8192)
#define LARGEST_STEP ((size_t) 1 << 20)

typedef struct gr_arena_block
{
	struct gr_arena_block *previous;
	size_t		size;
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

static bool
add_block(gr_arena *arena, size_t payload)
{
	size_t		size = arena->blocks == NULL ? FIRST_BLOCK : arena->blocks->size * 2;
	gr_arena_block *block;

	if (size > LARGEST_STEP)
		size = LARGEST_STEP;
	if (size < payload + BLOCK_HEADER)
		size = payload + BLOCK_HEADER;
	block = arena->host->allocate(arena->host->context, size);
	if (block == NULL)
		return false;
	block->previous = arena->blocks;
	block->size = size;
	arena->blocks = block;
	arena->next = (char *) block + BLOCK_HEADER;
	arena->limit = (char *) block + size;
	arena->used += size;
	return true;
}

void *
gr_arena_alloc(gr_arena *arena, size_t size)
{
	void	   *memory;

	if (size > SIZE_MAX / 4)
		return NULL;
	size = ALIGN_UP(size);
	if ((size_t) (arena->limit - arena->next) < size || arena->next == NULL)
	{
		if (!add_block(arena, size))
			return NULL;
	}
	memory = arena->next;
	arena->next += size;
	return memory;
}

void *
gr_arena_grow(gr_arena *arena, void *array, size_t *capacity, size_t need, size_t element_size)
{
	size_t		room = *capacity == 0 ? 16 : *capacity;
	void	   *grown;

	if (need <= *capacity)
		return array;
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
