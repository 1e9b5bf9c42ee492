#include "slice.h"

#include "bits.h"
#include "vector.h"

/* Words are short: their beginning and their end, which overlap, are all of most. */
static inline bool
stands_at(const char *at, gr_slice word)
{
	const char *end = at + word.len;
	const char *word_end = word.data + word.len;

	if (word.len < 4)
		return ((at[0] ^ word.data[0]) | (at[word.len / 2] ^ word.data[word.len / 2]) | (end[-1] ^ word_end[-1])) == 0;
	if (word.len < 8)
		return ((gr_half_word_at(at) ^ gr_half_word_at(word.data)) | (gr_half_word_at(end - 4) ^ gr_half_word_at(word_end - 4))) == 0;
	return ((gr_word_at(at) ^ gr_word_at(word.data)) | (gr_word_at(end - 8) ^ gr_word_at(word_end - 8))) == 0 &&
		(word.len <= 16 || memcmp(at + 8, word.data + 8, word.len - 16) == 0);
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

#define BLOCK ((size_t) 16)
#define WIDE_BLOCK (2 * BLOCK)

/* Bytes that are passed over in one step where the two looked for are not beside each other. */
#define STRIDE (4 * WIDE_BLOCK)

/* Two bytes of a word that are looked for together: the words of a text share one more often than both. */
typedef struct pair
{
	size_t		first;			/* offsets in the word */
	size_t		second;
} pair;

/* The byte that tells and the last one; where that is the one, the end of the first character with it. */
static inline pair
pair_of(gr_slice word, size_t telling)
{
	size_t		last = word.len - 1;

	return (pair) {telling < last ? telling : last > 2 ? 2 : last - 1, last};
}

/* The first of some places, as bits, where the whole word stands. */
static inline size_t
place_among(gr_slice s, size_t at, uint64_t places, gr_slice word)
{
	for (; places != 0; places &= places - 1)
	{
		size_t		place = at + (size_t) gr_lowest_bit(places);

		if (stands_at(s.data + place, word))
			return place;
	}
	return GR_NOT_FOUND;
}

static inline __m128i
block_at(const char *at)
{
	return _mm_loadu_si128((const __m128i *) (const void *) at);
}

/* The places in a block where the two bytes stand, as bits. */
static inline uint32_t
pairs_at(const char *at, __m128i first, __m128i second, size_t apart)
{
	return (uint32_t) _mm_movemask_epi8(_mm_and_si128(_mm_cmpeq_epi8(block_at(at), first), _mm_cmpeq_epi8(block_at(at + apart), second)));
}

size_t
gr_slice_find_narrow(gr_slice s, size_t from, gr_slice word, size_t telling)
{
	pair		p;
	__m128i		first;
	__m128i		second;
	const char *begin;
	size_t		end;

	if (word.len < 2 || s.len < word.len - 1 + BLOCK)
		return gr_slice_find_plain(s, from, word, telling);
	p = pair_of(word, telling);
	first = _mm_set1_epi8(word.data[p.first]);
	second = _mm_set1_epi8(word.data[p.second]);
	begin = s.data + p.first;
	end = s.len - word.len + 1;
	for (; from < end; from += 2 * BLOCK)
	{
		/* The last blocks reach back, over places that were seen. */
		size_t		at = end - from < BLOCK ? end - BLOCK : from;
		size_t		next = end - from < 2 * BLOCK ? end - BLOCK : from + BLOCK;
		uint32_t	places = pairs_at(begin + at, first, second, p.second - p.first) | pairs_at(begin + next, first, second, p.second - p.first) << (next - at);
		size_t		place = place_among(s, from, places >> (from - at), word);

		if (place != GR_NOT_FOUND)
			return place;
	}
	return GR_NOT_FOUND;
}

#ifdef GR_AVX2

/* The two bytes, each in every place of a block. */
typedef struct wide_pair
{
	__m256i		first;
	__m256i		second;
	size_t		apart;			/* from the first to the second */
} wide_pair;

GR_AVX2 static inline __m256i
wide_pairs_at(const char *at, const wide_pair *p)
{
	return _mm256_and_si256(_mm256_cmpeq_epi8(_mm256_loadu_si256((const __m256i *) (const void *) at), p->first),
							_mm256_cmpeq_epi8(_mm256_loadu_si256((const __m256i *) (const void *) (at + p->apart)), p->second));
}

/* The places in two blocks where the two stand, as bits; the second one follows or overlaps the first. */
GR_AVX2 static inline uint64_t
places_of_two(const char *at, size_t apart, const wide_pair *p)
{
	uint64_t	places = (uint32_t) _mm256_movemask_epi8(wide_pairs_at(at, p));

	return places | (uint64_t) (uint32_t) _mm256_movemask_epi8(wide_pairs_at(at + apart, p)) << apart;
}

/* The first half of a stride in which the two stand, from "at" on, where whole strides go up to "end"; or the end of the last one. */
GR_AVX2 static inline const char *
pass_strides(const char *at, const char *end, const wide_pair *p)
{
	for (size_t left = (size_t) (end - at) / STRIDE; left > 0; left--, at += STRIDE)
	{
		__m256i		front = _mm256_or_si256(wide_pairs_at(at, p), wide_pairs_at(at + WIDE_BLOCK, p));
		__m256i		back = _mm256_or_si256(wide_pairs_at(at + 2 * WIDE_BLOCK, p), wide_pairs_at(at + 3 * WIDE_BLOCK, p));

		if (_mm256_movemask_epi8(_mm256_or_si256(front, back)) != 0)
			return at + (_mm256_movemask_epi8(front) == 0) * 2 * WIDE_BLOCK;
	}
	return at;
}

/* In a text with room for the word at WIDE_BLOCK places. */
GR_AVX2 static size_t
find_in_wide_blocks(gr_slice s, size_t from, gr_slice word, size_t telling)
{
	const pair	p = pair_of(word, telling);
	const wide_pair both = {_mm256_set1_epi8(word.data[p.first]), _mm256_set1_epi8(word.data[p.second]), p.second - p.first};
	const char *begin = s.data + p.first;
	size_t		end = s.len - word.len + 1;

	while (from < end)
	{
		size_t		at;
		size_t		next;
		size_t		place;

		from = (size_t) (pass_strides(begin + from, begin + end, &both) - begin);
		if (from == end)
			break;
		/* Two blocks at once; the last ones reach back, over places that were seen. */
		at = end - from < WIDE_BLOCK ? end - WIDE_BLOCK : from;
		next = end - from < 2 * WIDE_BLOCK ? end - WIDE_BLOCK : from + WIDE_BLOCK;
		place = place_among(s, from, places_of_two(begin + at, next - at, &both) >> (from - at), word);
		if (place != GR_NOT_FOUND)
			return place;
		from += 2 * WIDE_BLOCK;
	}
	return GR_NOT_FOUND;
}

#endif

#else

size_t
gr_slice_find_narrow(gr_slice s, size_t from, gr_slice word, size_t telling)
{
	return gr_slice_find_plain(s, from, word, telling);
}

#endif

size_t
gr_slice_find(gr_slice s, size_t from, gr_slice word, size_t telling)
{
#ifdef GR_AVX2
	if (word.len >= 2 && s.len >= word.len - 1 + WIDE_BLOCK && gr_has_avx2())
		return find_in_wide_blocks(s, from, word, telling);
#endif
	return gr_slice_find_narrow(s, from, word, telling);
}

uint64_t
gr_slice_places_before(gr_slice s, size_t to, char byte)
{
	uint64_t	places = 0;
	size_t		from = to < 64 ? 0 : to - 64;

#ifdef __SSE2__
	/* The block may reach behind the place instead. */
	if (s.len >= 64)
	{
		for (size_t block = 0; block < 4; block++)
			places |= (uint64_t) (unsigned) _mm_movemask_epi8(_mm_cmpeq_epi8(block_at(s.data + from + block * BLOCK), _mm_set1_epi8(byte))) << block * BLOCK;
		return to == 0 ? 0 : places << (from + 64 - to);
	}
#endif
	while (from < to)
		places = places >> 1 | (uint64_t) (s.data[from++] == byte) << 63;
	return places;
}
