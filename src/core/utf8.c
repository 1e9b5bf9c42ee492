#include "utf8.h"

#define HIGH_BITS UINT64_C(0x8080808080808080)
#define LOW_BITS UINT64_C(0x0101010101010101)

/* Bytes between two looks at the cancel hook. */
#define CHECKED_AT_ONCE ((size_t) 1 << 20)

size_t
gr_utf8_write(char *to, uint32_t code_point)
{
	if (code_point < 0x80)
	{
		to[0] = (char) code_point;
		return 1;
	}
	if (code_point < 0x800)
	{
		to[0] = (char) (0xC0 | code_point >> 6);
		to[1] = (char) (0x80 | (code_point & 0x3F));
		return 2;
	}
	if (code_point < 0x10000)
	{
		to[0] = (char) (0xE0 | code_point >> 12);
		to[1] = (char) (0x80 | (code_point >> 6 & 0x3F));
		to[2] = (char) (0x80 | (code_point & 0x3F));
		return 3;
	}
	to[0] = (char) (0xF0 | code_point >> 18);
	to[1] = (char) (0x80 | (code_point >> 12 & 0x3F));
	to[2] = (char) (0x80 | (code_point >> 6 & 0x3F));
	to[3] = (char) (0x80 | (code_point & 0x3F));
	return 4;
}

size_t
gr_utf8_count_plain(gr_slice text)
{
	size_t		count = 0;
	size_t		i = 0;

	while (text.len - i >= 8)
	{
		/* Eight lanes count up to 255 words before they would overflow. */
		size_t		words = (text.len - i) / 8;
		uint64_t	lanes = 0;

		if (words > 255)
			words = 255;
		for (size_t w = 0; w < words; w++, i += 8)
		{
			uint64_t	word = gr_word_at(text.data + i);

			/* A continuation byte has bit 7 set and bit 6 clear. */
			lanes += ((~word >> 7) | (word >> 6)) & LOW_BITS;
		}
		count += (size_t) (((lanes & UINT64_C(0x00FF00FF00FF00FF)) + (lanes >> 8 & UINT64_C(0x00FF00FF00FF00FF))) *
						   UINT64_C(0x0001000100010001) >> 48);
	}
	for (; i < text.len; i++)
		count += ((unsigned char) text.data[i] & 0xC0) != 0x80;
	return count;
}

#ifdef __SSE2__

size_t
gr_utf8_count(gr_slice text)
{
	/* As signed bytes, 0x80 to 0xBF are the lowest. */
	const __m128i last_continuation = _mm_set1_epi8((char) 0xBF);
	const __m128i zero = _mm_setzero_si128();
	__m128i		sums = zero;
	size_t		i = 0;

	while (text.len - i >= 16)
	{
		/* Sixteen lanes count up to 255 blocks before they would overflow. */
		size_t		blocks = (text.len - i) / 16;
		__m128i		lanes = zero;

		if (blocks > 255)
			blocks = 255;
		for (size_t b = 0; b < blocks; b++, i += 16)
			lanes = _mm_sub_epi8(lanes, _mm_cmpgt_epi8(_mm_loadu_si128((const __m128i *) (const void *) (text.data + i)), last_continuation));
		sums = _mm_add_epi64(sums, _mm_sad_epu8(lanes, zero));
	}
	if (text.len < GR_UTF8_LAST)
		return gr_utf8_count_plain(text);
	sums = _mm_add_epi64(sums, _mm_srli_si128(sums, 8));
	return (size_t) _mm_cvtsi128_si64(sums) + gr_utf8_count_last(text.data + text.len, text.len - i);
}

#else

size_t
gr_utf8_count(gr_slice text)
{
	return gr_utf8_count_plain(text);
}

#endif

static bool
continuation(unsigned char byte)
{
	return (byte & 0xC0) == 0x80;
}

static bool
two_continuations(const unsigned char *u)
{
	return ((u[0] ^ 0x80) | (u[1] ^ 0x80)) < 0x40;
}

size_t
gr_utf8_valid_prefix(gr_slice text)
{
	const unsigned char *u = (const unsigned char *) text.data;
	size_t		i = 0;

	while (i < text.len)
	{
		size_t		left = text.len - i;

		/* Han characters come in runs. */
		while (left >= 3 && u[i] >= 0xE1 && u[i] <= 0xEC && two_continuations(u + i + 1))
		{
			i += 3;
			left -= 3;
		}
		if (left >= 8 && (gr_word_at(text.data + i) & HIGH_BITS) == 0)
		{
			i += 8;
			continue;
		}
		if (left == 0)
			break;
		if (u[i] < 0x80)
			i++;
		else if (u[i] >= 0xC2 && u[i] <= 0xDF && left >= 2 && continuation(u[i + 1]))
			i += 2;
		else if ((u[i] & 0xF0) == 0xE0 && left >= 3 && two_continuations(u + i + 1) &&
				 !(u[i] == 0xE0 && u[i + 1] < 0xA0) && !(u[i] == 0xED && u[i + 1] > 0x9F))
			i += 3;
		else if (u[i] >= 0xF0 && u[i] <= 0xF4 && left >= 4 && continuation(u[i + 1]) && two_continuations(u + i + 2) &&
				 !(u[i] == 0xF0 && u[i + 1] < 0x90) && !(u[i] == 0xF4 && u[i + 1] > 0x8F))
			i += 4;
		else
			return i;
	}
	return i;
}

gr_status
gr_utf8_check(const gr_arena *arena, gr_slice text, size_t *valid)
{
	size_t		step = 1;

	/* A piece may end within a character; the next one starts with it. */
	for (*valid = 0; *valid < text.len && step > 0; *valid += step)
	{
		size_t		stop = text.len - *valid > CHECKED_AT_ONCE ? *valid + CHECKED_AT_ONCE : text.len;

		step = gr_utf8_valid_prefix(gr_slice_sub(text, *valid, stop));
		if (gr_cancelled(arena))
			return GR_CANCELLED;
	}
	return GR_OK;
}
