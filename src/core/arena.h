/*
 * arena.h
 *		Memory of the core: everything one call allocates goes with one call.
 *
 * The host supplies the allocator and the cancel hook.  In the server both may
 * leave by longjmp: the core holds nothing that only it could release.
 */
#ifndef GR_ARENA_H
#define GR_ARENA_H

#include <stdbool.h>
#include <stddef.h>

typedef struct gr_host
{
	/* Returns NULL when there is no memory; the core then reports GR_OUT_OF_MEMORY. */
	void	   *(*allocate) (void *context, size_t size);
	void		(*release) (void *context, void *memory);

	/* Called now and then by long loops; true asks the core to stop with GR_CANCELLED. */
	bool		(*cancelled) (void *context);
	void	   *context;
} gr_host;

/* malloc, free, never cancelled: for programs outside the server. */
extern const gr_host gr_host_libc;

typedef struct gr_arena
{
	const gr_host *host;
	struct gr_arena_block *blocks;
	char	   *next;
	char	   *limit;
	size_t		used;			/* bytes asked of the host, or given, so far */
} gr_arena;

extern void gr_arena_init(gr_arena *arena, const gr_host *host);

/* The same, but what fits in memory of the caller's, aligned for any type and theirs to release, is taken from there. */
extern void gr_arena_init_in(gr_arena *arena, const gr_host *host, void *memory, size_t size);
extern void gr_arena_free(gr_arena *arena);

/* Uninitialised memory, aligned for any type, or NULL.  size 0 gives a valid pointer. */
extern void *gr_arena_alloc(gr_arena *arena, size_t size);

extern void *gr_arena_grow_slow(gr_arena *arena, void *array, size_t *capacity, size_t need, size_t element_size);

/*
 * Room for at least "need" elements in an array that has room for *capacity: the
 * old array, or a copy at least twice as large.  NULL when there is no memory;
 * the old array stays valid.
 */
static inline void *
gr_arena_grow(gr_arena *arena, void *array, size_t *capacity, size_t need, size_t element_size)
{
	/* Mostly there is room. */
	return need <= *capacity ? array : gr_arena_grow_slow(arena, array, capacity, need, element_size);
}

static inline bool
gr_cancelled(const gr_arena *arena)
{
	return arena->host->cancelled != NULL && arena->host->cancelled(arena->host->context);
}

#endif							/* GR_ARENA_H */
