#include "slice.h"

#include "bits.h"
#include "vector.h"

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

/* Bytes that are passed over in one step where the two looked for are not beside each other. */
#define STRIDE ((size_t) 4 * BLOCK)
#define WIDE_STRIDE (2 * STRIDE)

static inline __m128i
block_at(const char *at)
{
	return _mm_loadu_si128((const __m128i *) (const void *) at);
}

/* Two bytes of a word that are looked for together: the words of a text share one more often than both. */
typedef struct pair
{
	char		first;
	char		second;
	size_t		apart;			/* bytes from the first to the second */
} pair;

/* The places of a block at which the two stand. */
static inline __m128i
pairs_at(const char *at, __m128i first, __m128i second, size_t apart)
{
	return _mm_and_si128(_mm_cmpeq_epi8(block_at(at), first), _mm_cmpeq_epi8(block_at(at + apart), second));
}

/* How many of the places from "at" on, of "room", can be passed over, in whole strides. */
static inline size_t
strides_without(const char *at, size_t room, const pair *p)
{
	const __m128i one = _mm_set1_epi8(p->first);
	const __m128i two = _mm_set1_epi8(p->second);
	const size_t apart = p->apart;
	size_t		passed = 0;

	for (; room - passed >= STRIDE; passed += STRIDE, at += STRIDE)
		if (_mm_movemask_epi8(_mm_or_si128(_mm_or_si128(pairs_at(at, one, two, apart), pairs_at(at + BLOCK, one, two, apart)),
										   _mm_or_si128(pairs_at(at + 2 * BLOCK, one, two, apart), pairs_at(at + 3 * BLOCK, one, two, apart)))) != 0)
			break;
	return passed;
}

#ifdef GR_AVX2

GR_AVX2 static inline __m256i
wide_pairs_at(const char *at, __m256i first, __m256i second, size_t apart)
{
	return _mm256_and_si256(_mm256_cmpeq_epi8(_mm256_loadu_si256((const __m256i *) (const void *) at), first),
							_mm256_cmpeq_epi8(_mm256_loadu_si256((const __m256i *) (const void *) (at + apart)), second));
}

GR_AVX2 static size_t
wide_strides_without(const char *at, size_t room, const pair *p)
{
	const __m256i one = _mm256_set1_epi8(p->first);
	const __m256i two = _mm256_set1_epi8(p->second);
	const size_t apart = p->apart;
	size_t		passed = 0;

	for (; room - passed >= WIDE_STRIDE; passed += WIDE_STRIDE, at += WIDE_STRIDE)
		if (_mm256_movemask_epi8(_mm256_or_si256(_mm256_or_si256(wide_pairs_at(at, one, two, apart), wide_pairs_at(at + 2 * BLOCK, one, two, apart)),
												 _mm256_or_si256(wide_pairs_at(at + 4 * BLOCK, one, two, apart),
																 wide_pairs_at(at + 6 * BLOCK, one, two, apart)))) != 0)
			break;
	return passed;
}

#endif

size_t
gr_slice_find(gr_slice s, size_t from, gr_slice word, size_t telling)
{
	size_t		offset = telling;
	size_t		last = word.len - 1;
	pair		p;

	if (word.len < 2)
		return gr_slice_find_plain(s, from, word, telling);
	/* The last byte with it, or that is the one; then the end of the first character. */
	if (telling == last)
		offset = last > 2 ? 2 : last - 1;
	p = (pair) {word.data[offset], word.data[last], last - offset};
	if (s.len < last + BLOCK)
		return gr_slice_find_plain(s, from, word, telling);
	while (from + last < s.len)
	{
		/* Places at which the word may begin. */
		size_t		room = s.len - from - last;
		const char *at = s.data + from + offset;
		size_t		passed = 0;
		size_t		seen = 0;	/* of a block that reaches back from the end */
		unsigned	mask;

#ifdef GR_AVX2
		if (room >= WIDE_STRIDE && gr_has_avx2())
			passed = wide_strides_without(at, room, &p);
#endif
		passed += strides_without(at + passed, room - passed, &p);
		from += passed;
		if (room - passed < BLOCK)
			seen = BLOCK - (room - passed);
		from -= seen;
		mask = (unsigned) _mm_movemask_epi8(pairs_at(s.data + from + offset, _mm_set1_epi8(p.first), _mm_set1_epi8(p.second), p.apart));
		for (mask = mask >> seen << seen; mask != 0; mask &= mask - 1)
		{
			size_t		place = from + (size_t) gr_lowest_bit(mask);

			if (stands_at(s.data + place, word))
				return place;
		}
		from += BLOCK;
	}
	return GR_NOT_FOUND;
}

#else

size_t
gr_slice_find(gr_slice s, size_t from, gr_slice word, size_t telling)
{
	return gr_slice_find_plain(s, from, word, telling);
}

#endif
