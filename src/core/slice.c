#include "slice.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

static bool
stands_at(const char *at, gr_slice word)
{
	/* Two bytes tell most of the others apart, without a call. */
	return *at == *word.data && at[word.len - 1] == word.data[word.len - 1] && memcmp(at, word.data, word.len) == 0;
}

size_t
gr_slice_find_plain(gr_slice s, size_t from, gr_slice word, size_t telling)
{
	while (from + word.len <= s.len)
	{
		const char *hit = memchr(s.data + from + telling, word.data[telling], s.len - from - word.len + 1);

		if (hit == NULL)
			break;
		hit -= telling;
		if (stands_at(hit, word))
			return (size_t) (hit - s.data);
		from = (size_t) (hit - s.data) + 1;
	}
	return GR_NOT_FOUND;
}

#ifdef __SSE2__

#define BLOCK 16

static inline __m128i
block_at(const char *at)
{
	return _mm_loadu_si128((const __m128i *) (const void *) at);
}

/* The bytes of a block that are the first of the two looked for, with the other behind. */
static inline __m128i
pairs_at(const char *at, __m128i first, __m128i second)
{
	return _mm_and_si128(_mm_cmpeq_epi8(block_at(at), first), _mm_cmpeq_epi8(block_at(at + 1), second));
}

/* Looks for two bytes beside each other, which few characters share, at 64 places in one step. */
size_t
gr_slice_find(gr_slice s, size_t from, gr_slice word, size_t telling)
{
	size_t		offset = telling == 0 ? 0 : telling - 1;
	__m128i		first;
	__m128i		second;

	if (word.len < 2)
		return gr_slice_find_plain(s, from, word, telling);
	first = _mm_set1_epi8(word.data[offset]);
	second = _mm_set1_epi8(word.data[offset + 1]);
	while (from + word.len + BLOCK - 1 <= s.len)
	{
		const char *at = s.data + from + offset;
		unsigned	mask;

		if (from + word.len + 4 * BLOCK - 1 <= s.len &&
			_mm_movemask_epi8(_mm_or_si128(_mm_or_si128(pairs_at(at, first, second), pairs_at(at + BLOCK, first, second)),
										   _mm_or_si128(pairs_at(at + 2 * BLOCK, first, second), pairs_at(at + 3 * BLOCK, first, second)))) == 0)
		{
			from += 4 * BLOCK;
			continue;
		}
		mask = (unsigned) _mm_movemask_epi8(pairs_at(at, first, second));
		for (; mask != 0; mask &= mask - 1)
		{
			size_t		place = from + (size_t) __builtin_ctz(mask);

			if (stands_at(s.data + place, word))
				return place;
		}
		from += BLOCK;
	}
	return gr_slice_find_plain(s, from, word, telling);
}

#else

size_t
gr_slice_find(gr_slice s, size_t from, gr_slice word, size_t telling)
{
	return gr_slice_find_plain(s, from, word, telling);
}

#endif
