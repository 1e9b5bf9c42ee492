/*
 * html_estimate.c
 *		Counts tags by their first two letters.
 */
#include "html_estimate.h"

#include "html_scan.h"

size_t
gr_html_estimate_items_plain(gr_slice source)
{
	const char *end = source.data + source.len;
	const char *p;
	size_t		count = 0;

	for (p = gr_html_find(source.data, end, '<'); end - p > 2; p = gr_html_find(p + 1, end, '<'))
	{
		char		first = (char) (p[1] | 0x20),
					second = (char) (p[2] | 0x20);

		if (first == 't')
			count += second == 'r' ? 2 : second == 'd' || second == 'h';
		else
			count += first == 'p' || (first == 'l' && second == 'i') || (first == 'b' && second == 'r');
	}
	return count;
}

#ifdef __SSE2__

/* In each byte, less how many items the tag gives whose "<" stands there. */
static inline __m128i
items_at(const char *p)
{
	const __m128i small = _mm_set1_epi8(0x20);
	__m128i		first = _mm_or_si128(gr_html_block(p + 1), small);
	__m128i		second = _mm_or_si128(gr_html_block(p + 2), small);
	__m128i		opens = gr_html_are(gr_html_block(p), '<');
	__m128i		table = gr_html_are(first, 't');
	__m128i		r = gr_html_are(second, 'r');
	__m128i		row = _mm_and_si128(table, r);
	__m128i		cell = _mm_and_si128(table, _mm_or_si128(gr_html_are(second, 'd'), gr_html_are(second, 'h')));
	__m128i		item = _mm_and_si128(gr_html_are(first, 'l'), gr_html_are(second, 'i'));
	__m128i		line = _mm_or_si128(gr_html_are(first, 'p'), _mm_and_si128(gr_html_are(first, 'b'), r));
	__m128i		one = _mm_or_si128(_mm_or_si128(row, cell), _mm_or_si128(item, line));

	return _mm_and_si128(opens, _mm_add_epi8(one, row));
}

size_t
gr_html_estimate_items(gr_slice source)
{
	const __m128i zero = _mm_setzero_si128();
	__m128i		sums = zero;
	size_t		i = 0;

	while (source.len - i >= GR_HTML_SCAN_BLOCK + 2)
	{
		/* Each of the sixteen counts up to 254 before it would overflow. */
		size_t		blocks = (source.len - i - 2) / GR_HTML_SCAN_BLOCK;
		__m128i		counts = zero;

		for (blocks = blocks < 127 ? blocks : 127; blocks > 0; blocks--, i += GR_HTML_SCAN_BLOCK)
			counts = _mm_sub_epi8(counts, items_at(source.data + i));
		sums = _mm_add_epi64(sums, _mm_sad_epu8(counts, zero));
	}
	sums = _mm_add_epi64(sums, _mm_srli_si128(sums, 8));
	return (size_t) _mm_cvtsi128_si64(sums) + gr_html_estimate_items_plain(gr_slice_sub(source, i, source.len));
}

#else

size_t
gr_html_estimate_items(gr_slice source)
{
	return gr_html_estimate_items_plain(source);
}

#endif
