#include "beginnings.h"

#include "bits.h"
#include "utf8.h"
#include "vector.h"

/* Bytes between two looks at the cancel hook. */
#define CANCEL_EVERY ((size_t) 1 << 16)

#define BIT(third) (UINT64_C(1) << ((third) & 63))

/* FIGURES(second byte, third bytes), and what else may be of interest. */
#define SIGN_LIST(FIGURES, BOTH, OTHERS) \
	BOTH(0x80, BIT(0x87), BIT(0x82) | BIT(0x8A))	/* 〇, 。 《 */ \
	FIGURES(0x85, BIT(0xAD) | BIT(0xAB))	/* 六 八 */ \
	FIGURES(0x8D, BIT(0x81) | BIT(0x83))	/* 十 千 */ \
	FIGURES(0x97, BIT(0x8B) | BIT(0xA0))	/* ○ 无 */ \
	FIGURES(0x99, BIT(0xBE))	/* 百 */ \
	FIGURES(0x9B, BIT(0xB6) | BIT(0x9B))	/* 零 四 */ \
	FIGURES(0x9C, BIT(0xAA))	/* 未 */ \
	OTHERS(0xAC, BIT(0xAC))	/* 第 */ \
	FIGURES(0xB2, BIT(0xA1))	/* 没 */ \
	FIGURES(0xB8, BIT(0x80) | BIT(0xA4) | BIT(0x89) | BIT(0x83) | BIT(0x87))	/* 一 两 三 七 万 */ \
	FIGURES(0xB9, BIT(0x9D))	/* 九 */ \
	FIGURES(0xBA, BIT(0x8C) | BIT(0x94))	/* 二 五 */ \
	BOTH(0xBC, UINT64_C(0x3FF) << 0x10, BIT(0x81) | BIT(0x9F))	/* ０ … ９, ！ ？ */

#define NO_SIGNS(second, others)
#define FIGURES_ONLY(second, figures) [(second) & 63] = figures,
#define FIGURES_OF_BOTH(second, figures, others) [(second) & 63] = (figures),
#define ALL_OF_BOTH(second, figures, others) [(second) & 63] = (figures) | (others),

const uint64_t gr_figure_signs[64] = {
	SIGN_LIST(FIGURES_ONLY, FIGURES_OF_BOTH, NO_SIGNS)
};

static const uint64_t signs[64] = {
	SIGN_LIST(FIGURES_ONLY, ALL_OF_BOTH, FIGURES_ONLY)
};

/* ASCII signs, as a set of gr_beginning. */
#define KIND(kind) (1u << (kind))
#define DIGIT (KIND(GR_BEGINS_FIGURE) | KIND(GR_BEGINS_CITATION))
#define LETTER KIND(GR_BEGINS_CITATION)
#define END KIND(GR_ENDS_SENTENCE)

static unsigned
kinds_of_ascii(unsigned char c)
{
	if (c >= '0' && c <= '9')
		return DIGIT;
	if ((unsigned char) ((c | 0x20) - 'a') < 26)
		return LETTER;
	return c == '\n' || c == '!' ? END : 0;
}

static unsigned
kinds_of(const char *character)
{
	const unsigned char *u = (const unsigned char *) character;
	unsigned	kinds = gr_may_begin_figure(character) ? KIND(GR_BEGINS_FIGURE) : 0;

	switch ((uint32_t) u[0] << 16 | (uint32_t) u[1] << 8 | u[2])
	{
		case 0xE38082:			/* 。 */
		case 0xEFBC81:			/* ！ */
		case 0xEFBC9F:			/* ？ */
			return kinds | END;
		case 0xE3808A:			/* 《 */
		case 0xE38087:			/* 〇 */
		case 0xE2978B:			/* ○ */
		case 0xE7ACAC:			/* 第 */
			return kinds | KIND(GR_BEGINS_CITATION);
	}
	return u[0] == 0xEF && u[1] == 0xBC ? kinds | KIND(GR_BEGINS_CITATION) : kinds;
}

static void
note(gr_beginnings *b, size_t at, unsigned kinds)
{
	uint64_t   *block = b->blocks[at / GR_BEGINNINGS_BLOCK];
	unsigned	bit = at % GR_BEGINNINGS_BLOCK;

	block[GR_BEGINS_FIGURE] |= (uint64_t) (kinds >> GR_BEGINS_FIGURE & 1) << bit;
	block[GR_BEGINS_CITATION] |= (uint64_t) (kinds >> GR_BEGINS_CITATION & 1) << bit;
	block[GR_ENDS_SENTENCE] |= (uint64_t) (kinds >> GR_ENDS_SENTENCE & 1) << bit;
}

/* Whether a character of three bytes is of interest. */
static bool
is_sign(const char *character)
{
	return (signs[character[1] & 63] >> (character[2] & 63) & 1) != 0;
}

/* The first character from p on that is of interest, or not of three bytes, or not before "end". */
static const char *
skip_words(const char *p, const char *end)
{
	while (p < end && ((unsigned char) p[0] & 0xF0) == 0xE0 && !is_sign(p))
		p += 3;
	return p;
}

/* From the character at "at" to the first at or after "stop", which is returned. */
static size_t
find(gr_beginnings *b, gr_slice text, size_t at, size_t stop)
{
	/* Behind this place a character of three bytes may be cut short. */
	size_t		whole = text.len < 3 ? 0 : text.len - 2;

	if (whole > stop)
		whole = stop;
	for (;;)
	{
		unsigned char c;
		unsigned	kinds;

		if (at < whole)
			at = (size_t) (skip_words(text.data + at, text.data + whole) - text.data);
		if (at >= stop)
			return at;
		c = (unsigned char) text.data[at];
		kinds = c < 0x80 ? kinds_of_ascii(c) : (c & 0xF0) == 0xE0 && at < whole ? kinds_of(text.data + at) : 0;
		if (kinds != 0)
			note(b, at, kinds);
		at += gr_utf8_length(c);
	}
}

/* ---------- a block in one step ---------- */

#ifdef GR_AVX2

/*
 * The signs, filed by their second and third bytes under eight bits; IN asks whether a byte has a nibble.  A character
 * passes whose two bytes are filed under one bit, nibble by nibble: all of the signs do, and a few more.
 */
#define SECOND_BYTES(IN, nibble) \
	IN(0, 0x80, nibble) IN(1, 0x85, nibble) IN(1, 0x8D, nibble) IN(2, 0x97, nibble) IN(2, 0x99, nibble) IN(3, 0x9B, nibble) IN(3, 0x9C, nibble) \
	IN(4, 0xAC, nibble) IN(4, 0xB2, nibble) IN(5, 0xB8, nibble) IN(6, 0xB9, nibble) IN(6, 0xBA, nibble) IN(7, 0xBC, nibble)

#define THIRD_BYTES(IN, nibble) \
	IN(0, 0x82, nibble) IN(0, 0x87, nibble) IN(0, 0x8A, nibble) IN(1, 0xAD, nibble) IN(1, 0xAB, nibble) IN(1, 0x81, nibble) IN(1, 0x83, nibble) \
	IN(2, 0x8B, nibble) IN(2, 0xA0, nibble) IN(2, 0xBE, nibble) IN(3, 0xB6, nibble) IN(3, 0x9B, nibble) IN(3, 0xAA, nibble) \
	IN(4, 0xAC, nibble) IN(4, 0xA1, nibble) IN(5, 0x80, nibble) IN(5, 0xA4, nibble) IN(5, 0x89, nibble) IN(5, 0x83, nibble) IN(5, 0x87, nibble) \
	IN(6, 0x9D, nibble) IN(6, 0x8C, nibble) IN(6, 0x94, nibble) IN(7, 0x81, nibble) IN(7, 0x9F, nibble) \
	IN(7, 0x90, nibble) IN(7, 0x91, nibble) IN(7, 0x92, nibble) IN(7, 0x93, nibble) IN(7, 0x94, nibble) \
	IN(7, 0x95, nibble) IN(7, 0x96, nibble) IN(7, 0x97, nibble) IN(7, 0x98, nibble) IN(7, 0x99, nibble)

#define IN_LOW(bit, byte, nibble) | (((byte) & 15) == (nibble) ? 1 << (bit) : 0)
#define IN_HIGH(bit, byte, nibble) | ((byte) >> 4 == (nibble) ? 1 << (bit) : 0)
#define NIBBLES(BYTES, IN) \
	{0 BYTES(IN, 0), 0 BYTES(IN, 1), 0 BYTES(IN, 2), 0 BYTES(IN, 3), 0 BYTES(IN, 4), 0 BYTES(IN, 5), 0 BYTES(IN, 6), 0 BYTES(IN, 7), \
	0 BYTES(IN, 8), 0 BYTES(IN, 9), 0 BYTES(IN, 10), 0 BYTES(IN, 11), 0 BYTES(IN, 12), 0 BYTES(IN, 13), 0 BYTES(IN, 14), 0 BYTES(IN, 15)}

static const unsigned char low_of_second[16] = NIBBLES(SECOND_BYTES, IN_LOW);
static const unsigned char high_of_second[16] = NIBBLES(SECOND_BYTES, IN_HIGH);
static const unsigned char low_of_third[16] = NIBBLES(THIRD_BYTES, IN_LOW);
static const unsigned char high_of_third[16] = NIBBLES(THIRD_BYTES, IN_HIGH);

GR_AVX2 static inline __m256i
load(const char *at)
{
	return _mm256_loadu_si256((const __m256i *) (const void *) at);
}

GR_AVX2 static inline uint64_t
mask_of(__m256i bytes)
{
	return (uint32_t) _mm256_movemask_epi8(bytes);
}

GR_AVX2 static inline __m256i
equal(__m256i bytes, unsigned char byte)
{
	return _mm256_cmpeq_epi8(bytes, _mm256_set1_epi8((char) byte));
}

/* The bytes from "first" to "last". */
GR_AVX2 static inline __m256i
in_range(__m256i bytes, char first, char last)
{
	__m256i		behind_first = _mm256_sub_epi8(bytes, _mm256_set1_epi8(first));

	return _mm256_cmpeq_epi8(_mm256_min_epu8(behind_first, _mm256_set1_epi8((char) (last - first))), behind_first);
}

/* The bits that each byte is filed under. */
GR_AVX2 static inline __m256i
filed(__m256i bytes, const unsigned char *low, const unsigned char *high)
{
	const __m256i nibble = _mm256_set1_epi8(15);
	__m256i		of_low = _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *) (const void *) low));
	__m256i		of_high = _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *) (const void *) high));

	return _mm256_and_si256(_mm256_shuffle_epi8(of_low, _mm256_and_si256(bytes, nibble)),
							_mm256_shuffle_epi8(of_high, _mm256_and_si256(_mm256_srli_epi16(bytes, 4), nibble)));
}

/* Half a block, from "at" on; two bytes behind it are looked at.  Returns where signs may begin. */
GR_AVX2 static inline uint64_t
read_half(const char *at, unsigned shift, uint64_t block[GR_BEGINNINGS])
{
	__m256i		bytes = load(at);
	__m256i		lead = equal(_mm256_and_si256(bytes, _mm256_set1_epi8((char) 0xF0)), 0xE0);
	__m256i		bits = _mm256_and_si256(filed(load(at + 1), low_of_second, high_of_second), filed(load(at + 2), low_of_third, high_of_third));
	uint64_t	digits = mask_of(in_range(bytes, '0', '9'));
	uint64_t	letters = mask_of(in_range(_mm256_or_si256(bytes, _mm256_set1_epi8(0x20)), 'a', 'z'));

	block[GR_BEGINS_FIGURE] |= digits << shift;
	block[GR_BEGINS_CITATION] |= (digits | letters) << shift;
	block[GR_ENDS_SENTENCE] |= mask_of(_mm256_or_si256(equal(bytes, '\n'), equal(bytes, '!'))) << shift;
	return mask_of(_mm256_andnot_si256(equal(bits, 0), lead)) << shift;
}

/* The blocks before "stop" that end two bytes before it or earlier; returns where they end. */
GR_AVX2 static size_t
find_in_blocks(gr_beginnings *b, gr_slice text, size_t at, size_t stop)
{
	for (; at + GR_BEGINNINGS_BLOCK + 2 <= stop; at += GR_BEGINNINGS_BLOCK)
	{
		const char *p = text.data + at;
		uint64_t   *block = b->blocks[at / GR_BEGINNINGS_BLOCK];
		uint64_t	candidates = read_half(p, 0, block) | read_half(p + GR_BEGINNINGS_BLOCK / 2, GR_BEGINNINGS_BLOCK / 2, block);

		for (; candidates != 0; candidates &= candidates - 1)
		{
			size_t		sign = (size_t) gr_lowest_bit(candidates);

			if (is_sign(p + sign))
				note(b, at + sign, kinds_of(p + sign));
		}
	}
	return at;
}

/* From a block on; the same as find(). */
static size_t
find_wide(gr_beginnings *b, gr_slice text, size_t at, size_t stop)
{
	at = find_in_blocks(b, text, at - at % GR_BEGINNINGS_BLOCK, stop);
	/* The rest of a character that was seen. */
	while (at < text.len && ((unsigned char) text.data[at] & 0xC0) == 0x80)
		at++;
	return find(b, text, at, stop);
}

#endif

typedef size_t (*finder) (gr_beginnings *b, gr_slice text, size_t at, size_t stop);

static gr_status
find_all(gr_beginnings *b, gr_arena *arena, gr_slice paragraph, finder find_some)
{
	size_t		count = paragraph.len / GR_BEGINNINGS_BLOCK + 1;
	void	   *blocks = gr_arena_grow(arena, b->blocks, &b->capacity, count, sizeof(*b->blocks));

	if (blocks == NULL)
		return GR_OUT_OF_MEMORY;
	b->blocks = blocks;
	memset(blocks, 0, count * sizeof(*b->blocks));
	for (size_t at = 0; at < paragraph.len;)
	{
		if (at > 0 && gr_cancelled(arena))
			return GR_CANCELLED;
		at = find_some(b, paragraph, at, paragraph.len - at > CANCEL_EVERY ? at + CANCEL_EVERY : paragraph.len);
	}
	return GR_OK;
}

gr_status
gr_beginnings_find_plain(gr_beginnings *b, gr_arena *arena, gr_slice paragraph)
{
	return find_all(b, arena, paragraph, find);
}

gr_status
gr_beginnings_find(gr_beginnings *b, gr_arena *arena, gr_slice paragraph)
{
#ifdef GR_AVX2
	if (gr_has_avx2())
		return find_all(b, arena, paragraph, find_wide);
#endif
	return find_all(b, arena, paragraph, find);
}

/* The number of the highest bit that is set; "bits" is not 0. */
static unsigned
highest(uint64_t bits)
{
	unsigned	n = 0;

	while ((bits >>= 1) != 0)
		n++;
	return n;
}

size_t
gr_beginning_next(const gr_beginnings *b, gr_beginning kind, size_t at, size_t stop)
{
	size_t		block = at / GR_BEGINNINGS_BLOCK;
	uint64_t	bits;

	if (at >= stop)
		return at;
	bits = b->blocks[block][kind] >> at % GR_BEGINNINGS_BLOCK << at % GR_BEGINNINGS_BLOCK;
	while (bits == 0)
	{
		if (++block * GR_BEGINNINGS_BLOCK >= stop)
			return stop;
		bits = b->blocks[block][kind];
	}
	at = block * GR_BEGINNINGS_BLOCK + (size_t) gr_lowest_bit(bits);
	return at < stop ? at : stop;
}

size_t
gr_beginning_before(const gr_beginnings *b, gr_beginning kind, size_t floor, size_t at)
{
	size_t		block = at / GR_BEGINNINGS_BLOCK;
	uint64_t	bits;

	if (at <= floor)
		return GR_NOT_FOUND;
	bits = b->blocks[block][kind] & ((UINT64_C(1) << at % GR_BEGINNINGS_BLOCK) - 1);
	while (bits == 0)
	{
		if (block * GR_BEGINNINGS_BLOCK <= floor)
			return GR_NOT_FOUND;
		bits = b->blocks[--block][kind];
	}
	at = block * GR_BEGINNINGS_BLOCK + highest(bits);
	return at >= floor ? at : GR_NOT_FOUND;
}
