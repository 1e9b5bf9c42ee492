/*
 * utf8.h
 *		Reading UTF-8: code points, validity, characters counted.
 */
#ifndef GR_UTF8_H
#define GR_UTF8_H

#include "arena.h"
#include "bits.h"
#include "slice.h"
#include "status.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#define GR_REPLACEMENT_CHARACTER 0xFFFDu

/* The bytes of the character that starts with this byte; 1 for a byte that starts none. */
static inline size_t
gr_utf8_length(unsigned char first)
{
	return first < 0xC0 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
}

/* The code point of a character of three bytes: what marks these is taken off at once. */
static inline uint32_t
gr_utf8_three(const char *p)
{
	const unsigned char *u = (const unsigned char *) p;

	return ((uint32_t) u[0] << 12) + ((uint32_t) u[1] << 6) + u[2] - ((UINT32_C(0xE0) << 12) + (UINT32_C(0x80) << 6) + 0x80);
}

/*
 * The code point at p, p < end; *length is the number of bytes it takes.  Never
 * reads past end: a sequence cut short, or a byte that starts none, is one U+FFFD of
 * one byte.  Otherwise the text is taken to be valid (gr_utf8_valid_prefix).
 */
static inline uint32_t
gr_utf8_next(const char *p, const char *end, size_t *length)
{
	const unsigned char *u = (const unsigned char *) p;
	size_t		n;

	*length = 1;
	if (u[0] < 0x80)
		return u[0];
	/* Nearly all others. */
	if ((u[0] & 0xF0) == 0xE0 && end - p >= 3)
	{
		*length = 3;
		return gr_utf8_three(p);
	}
	n = gr_utf8_length(u[0]);
	if (n == 1 || (size_t) (end - p) < n)
		return GR_REPLACEMENT_CHARACTER;
	*length = n;
	if (n == 2)
		return (uint32_t) (u[0] & 0x1F) << 6 | (u[1] & 0x3F);
	return (uint32_t) (u[0] & 0x07) << 18 | (uint32_t) (u[1] & 0x3F) << 12 | (uint32_t) (u[2] & 0x3F) << 6 | (u[3] & 0x3F);
}

/* Writes at most four bytes; returns how many. */
extern size_t gr_utf8_write(char *to, uint32_t code_point);

/* The same for a character of three bytes, as Han characters are. */
static inline void
gr_utf8_write_three(char *to, uint32_t code_point)
{
	to[0] = (char) (0xE0 | code_point >> 12);
	to[1] = (char) (0x80 | (code_point >> 6 & 0x3F));
	to[2] = (char) (0x80 | (code_point & 0x3F));
}

/* The number of characters in valid UTF-8 (of bytes that start one, in any text). */
extern size_t gr_utf8_count(gr_slice text);

/* The same for machines without SSE2. */
extern size_t gr_utf8_count_plain(gr_slice text);

/* The bytes that gr_utf8_count_last reads before the end. */
#define GR_UTF8_LAST 16

/* The same for the last n bytes, at most GR_UTF8_LAST, before the end of a text that has at least as many. */
static inline size_t
gr_utf8_count_last(const char *end, size_t n)
{
#ifdef __SSE2__
	const __m128i last_continuation = _mm_set1_epi8((char) 0xBF);
	__m128i		bytes = _mm_loadu_si128((const __m128i *) (const void *) (end - GR_UTF8_LAST));
	unsigned	starts = (unsigned) _mm_movemask_epi8(_mm_cmpgt_epi8(bytes, last_continuation)) >> (GR_UTF8_LAST - n);

	return (size_t) gr_count_bits(starts);
#else
	return gr_utf8_count(gr_slice_make(end - n, n));
#endif
}

/* The offset of the first byte that breaks UTF-8 (no surrogates, nothing overlong), or text.len. */
extern size_t gr_utf8_valid_prefix(gr_slice text);

/* The same of a text of any length, with a look at the cancel hook now and then: GR_OK or GR_CANCELLED. */
extern gr_status gr_utf8_check(const gr_arena *arena, gr_slice text, size_t *valid);

#endif							/* GR_UTF8_H */
