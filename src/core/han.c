#include "han.h"

#include "bits.h"
#include "fold.h"
#include "vector.h"

size_t
gr_skip_han_plain(gr_slice text, size_t at)
{
	while (at + 3 <= text.len && gr_starts_han((unsigned char) text.data[at]))
		at += 3;
	return at;
}

#ifdef __SSE2__

#define BLOCK ((size_t) 16)

/* The bytes of a block that are neither the first of a common Han character nor a later one, as bits. */
static inline unsigned
others_at(const char *at)
{
	__m128i		bytes = _mm_loadu_si128((const __m128i *) (const void *) at);
	__m128i		behind_first = _mm_sub_epi8(bytes, _mm_set1_epi8((char) 0xE4));
	__m128i		first = _mm_cmpeq_epi8(_mm_min_epu8(behind_first, _mm_set1_epi8(0xE9 - 0xE4)), behind_first);

	/* As signed bytes, 0x80 to 0xBF are the lowest. */
	return (unsigned) _mm_movemask_epi8(_mm_andnot_si128(first, _mm_cmpgt_epi8(bytes, _mm_set1_epi8((char) 0xBF))));
}

size_t
gr_skip_han(gr_slice text, size_t at)
{
	size_t		from = at;

	if (text.len < BLOCK)
		return gr_skip_han_plain(text, at);
	for (; at < text.len; at += BLOCK)
	{
		/* The last block reaches back, over bytes that were seen. */
		size_t		block = text.len - at < BLOCK ? text.len - BLOCK : at;
		unsigned	others = others_at(text.data + block) >> (at - block);

		if (others != 0)
			return at + (size_t) gr_lowest_bit(others);
	}
	/* The text may end inside of a character. */
	return from >= text.len ? from : text.len - (text.len - from) % 3;
}

#else

size_t
gr_skip_han(gr_slice text, size_t at)
{
	return gr_skip_han_plain(text, at);
}

#endif
