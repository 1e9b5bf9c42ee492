#include "json_unique.h"

#include <string.h>

/* Steps of a sort between two looks at the cancel hook. */
#define POLL_EVERY 4096

/* The members of an object up to this size are sorted on the stack. */
#define SMALL_OBJECT 16

typedef struct sorting
{
	gr_arena   *arena;
	size_t		steps;
} sorting;

/* The order of jsonb, so that what a jsonb prints needs no sort. */
static int
compare_keys(const gr_json *a, const gr_json *b)
{
	if (a->key.len != b->key.len)
		return a->key.len < b->key.len ? -1 : 1;
	return memcmp(a->key.data, b->key.data, a->key.len);
}

/* True when each member comes after the one before it: then no two are equal. */
static bool
members_ascend(const gr_json *object)
{
	for (const gr_json *member = object->first_child; member != NULL && member->next_sibling != NULL; member = member->next_sibling)
	{
		if (compare_keys(member, member->next_sibling) >= 0)
			return false;
	}
	return true;
}

/*
 * Merges the sorted runs [0, middle) and [middle, n).  qsort would not do: it may
 * allocate outside the arena, may take quadratic time, and cannot be cancelled.
 */
static gr_status
merge(sorting *s, const gr_json **from, size_t middle, size_t n, const gr_json **to)
{
	size_t		left = 0;
	size_t		right = middle;

	while (left < middle || right < n)
	{
		if (++s->steps % POLL_EVERY == 0 && gr_cancelled(s->arena))
			return GR_CANCELLED;
		if (right == n || (left < middle && compare_keys(from[left], from[right]) <= 0))
			*to++ = from[left++];
		else
			*to++ = from[right++];
	}
	return GR_OK;
}

/* Sorts n members, stably; *sorted is one of the two arrays. */
static gr_status
sort_members(sorting *s, const gr_json **from, const gr_json **to, size_t n, const gr_json ***sorted)
{
	for (size_t width = 1; width < n; width *= 2)
	{
		const gr_json **swap = from;

		for (size_t low = 0; low < n; low += 2 * width)
		{
			size_t		len = n - low < 2 * width ? n - low : 2 * width;
			gr_status	status = merge(s, from + low, len < width ? len : width, len, to + low);

			if (status != GR_OK)
				return status;
		}
		from = to;
		to = swap;
	}
	*sorted = from;
	return GR_OK;
}

gr_status
gr_json_repeated(gr_arena *arena, const gr_json *object, const gr_json **repeated)
{
	const gr_json *small[2 * SMALL_OBJECT];
	const gr_json **members = small;
	const gr_json **sorted;
	sorting		s = {arena, 0};
	size_t		n = 0;
	gr_status	status;

	*repeated = NULL;
	if (members_ascend(object))
		return GR_OK;
	if (object->count > SMALL_OBJECT)
		members = gr_arena_alloc(arena, 2 * object->count * sizeof(*members));
	if (members == NULL)
		return GR_OUT_OF_MEMORY;
	for (const gr_json *member = object->first_child; member != NULL; member = member->next_sibling)
		members[n++] = member;
	status = sort_members(&s, members, members + n, n, &sorted);
	if (status != GR_OK)
		return status;
	for (size_t i = 1; i < n; i++)
		if (compare_keys(sorted[i - 1], sorted[i]) == 0 && (*repeated == NULL || sorted[i]->key_position < (*repeated)->key_position))
			*repeated = sorted[i];
	return GR_OK;
}
