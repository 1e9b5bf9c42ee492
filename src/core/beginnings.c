#include "beginnings.h"

#include "bits.h"
#include "fold.h"
#include "vector.h"

/* Bytes between two looks at the cancel hook: whole blocks. */
#define CANCEL_EVERY ((size_t) 1 << 16)

#define BIT(third) (UINT64_C(1) << ((third) & 63))

/* SIGN(first byte, second byte, third bytes of figures, of citations, of ends) */
#define SIGN_LIST(SIGN) \
	SIGN(0xE2, 0x97, BIT(0x8B), BIT(0x8B), 0)	/* ○ */ \
	SIGN(0xE3, 0x80, BIT(0x87), BIT(0x87) | BIT(0x8A), BIT(0x82))	/* 〇 《 。 */ \
	SIGN(0xE4, 0xB8, BIT(0x80) | BIT(0xA4) | BIT(0x89) | BIT(0x83) | BIT(0x87), 0, 0)	/* 一 两 三 七 万 */ \
	SIGN(0xE4, 0xB9, BIT(0x9D), 0, 0)	/* 九 */ \
	SIGN(0xE4, 0xBA, BIT(0x8C) | BIT(0x94), 0, 0)	/* 二 五 */ \
	SIGN(0xE5, 0x85, BIT(0xAD) | BIT(0xAB), 0, 0)	/* 六 八 */ \
	SIGN(0xE5, 0x8D, BIT(0x81) | BIT(0x83), 0, 0)	/* 十 千 */ \
	SIGN(0xE5, 0x9B, BIT(0x9B), 0, 0)	/* 四 */ \
	SIGN(0xE6, 0x97, BIT(0xA0), 0, 0)	/* 无 */ \
	SIGN(0xE6, 0x9C, BIT(0xAA), 0, 0)	/* 未 */ \
	SIGN(0xE6, 0xB2, BIT(0xA1), 0, 0)	/* 没 */ \
	SIGN(0xE7, 0x99, BIT(0xBE), 0, 0)	/* 百 */ \
	SIGN(0xE7, 0xAC, 0, BIT(0xAC), 0)	/* 第 */ \
	SIGN(0xE9, 0x9B, BIT(0xB6), 0, 0)	/* 零 */ \
	SIGN(0xEF, 0xBC, WIDE_DIGITS, WIDE_DIGITS, BIT(0x81) | BIT(0x9F))	/* ０ … ９, ！ ？ */

#define WIDE_DIGITS (UINT64_C(0x3FF) << 0x10)

#define FIGURES(first, second, figures, citations, ends) [GR_SIGN_PLACE(first, second)] = figures,
#define EACH(first, second, figures, citations, ends) \
	[GR_SIGN_PLACE(first, second)] = {{figures, citations, ends}, (figures) | (citations) | (ends), first, second},

const uint64_t gr_figure_signs[64] = {
	SIGN_LIST(FIGURES)
};

/* The signs that begin with two bytes, as bits by the third: of each kind, and of any. */
typedef struct beginning
{
	uint64_t	of[GR_BEGINNINGS];
	uint64_t	of_any;
	unsigned char first;
	unsigned char second;
} beginning;

static const beginning signs[64] = {
	SIGN_LIST(EACH)
};

static inline const beginning *
signs_like(const char *character)
{
	return &signs[GR_SIGN_PLACE((unsigned char) character[0], (unsigned char) character[1])];
}

/* Adds what begins with an ASCII sign to its block, whose bit that is. */
static void
note_ascii(unsigned char c, unsigned bit, uint64_t block[GR_BEGINNINGS])
{
	uint64_t	digit = gr_is_digit(c);
	uint64_t	letter = gr_is_ascii_letter(c);
	uint64_t	end = c == '\n' || c == '!';

	block[GR_BEGINS_FIGURE] |= digit << bit;
	block[GR_BEGINS_CITATION] |= (digit | letter) << bit;
	block[GR_ENDS_SENTENCE] |= end << bit;
}

/* The same of a character of three bytes. */
static inline void
note_sign(const char *character, unsigned bit, uint64_t block[GR_BEGINNINGS])
{
	const beginning *b = signs_like(character);
	unsigned	third = (unsigned char) character[2] & 63;
	uint64_t	same = (unsigned char) character[0] == b->first && (unsigned char) character[1] == b->second;

	block[GR_BEGINS_FIGURE] |= (b->of[GR_BEGINS_FIGURE] >> third & same) << bit;
	block[GR_BEGINS_CITATION] |= (b->of[GR_BEGINS_CITATION] >> third & same) << bit;
	block[GR_ENDS_SENTENCE] |= (b->of[GR_ENDS_SENTENCE] >> third & same) << bit;
}

/* Whether a character of three bytes may be of interest. */
static bool
may_be_sign(const char *character)
{
	return (signs_like(character)->of_any >> (character[2] & 63) & 1) != 0;
}

/* The first character from p on that may be of interest, or not of three bytes, or not before "end". */
static const char *
skip_words(const char *p, const char *end)
{
	while (p < end && ((unsigned char) p[0] & 0xF0) == 0xE0 && !may_be_sign(p))
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
	if (at == 0)
		memset(b->blocks, 0, (text.len / GR_BEGINNINGS_BLOCK + 1) * sizeof(*b->blocks));
	for (;;)
	{
		unsigned char c;

		if (at < whole)
			at = (size_t) (skip_words(text.data + at, text.data + whole) - text.data);
		if (at >= stop)
			return at;
		c = (unsigned char) text.data[at];
		if (c < 0x80)
			note_ascii(c, at % GR_BEGINNINGS_BLOCK, b->blocks[at / GR_BEGINNINGS_BLOCK]);
		else if ((c & 0xF0) == 0xE0 && at < whole)
			note_sign(text.data + at, at % GR_BEGINNINGS_BLOCK, b->blocks[at / GR_BEGINNINGS_BLOCK]);
		at += gr_utf8_length(c);
	}
}

/* ---------- a block in one step ---------- */

#ifdef GR_AVX2

/*
 * The signs, filed by their three bytes under eight bits; IN asks whether a byte has a nibble.  A character passes whose
 * bytes are filed under one bit, nibble by nibble: all of the signs do, and a few more.  Of a first byte the low nibble tells.
 */
#define FIRST_BYTES(IN, nibble) \
	IN(0, 0xE3, nibble) IN(1, 0xE5, nibble) IN(2, 0xE2, nibble) IN(2, 0xE6, nibble) IN(2, 0xE7, nibble) IN(3, 0xE9, nibble) IN(3, 0xE5, nibble) \
	IN(3, 0xE6, nibble) IN(4, 0xE7, nibble) IN(4, 0xE6, nibble) IN(5, 0xE4, nibble) IN(6, 0xE4, nibble) IN(7, 0xEF, nibble)

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

static const unsigned char low_of_first[16] = NIBBLES(FIRST_BYTES, IN_LOW);
static const unsigned char low_of_second[16] = NIBBLES(SECOND_BYTES, IN_LOW);
static const unsigned char high_of_second[16] = NIBBLES(SECOND_BYTES, IN_HIGH);
static const unsigned char low_of_third[16] = NIBBLES(THIRD_BYTES, IN_LOW);
static const unsigned char high_of_third[16] = NIBBLES(THIRD_BYTES, IN_HIGH);

GR_AVX2 static inline __m256i
of_nibbles(__m256i nibbles, const unsigned char *table)
{
	return _mm256_shuffle_epi8(_mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *) (const void *) table)), nibbles);
}

/* The bits that each byte is filed under. */
GR_AVX2 static inline __m256i
filed(__m256i bytes, const unsigned char *low, const unsigned char *high)
{
	const __m256i nibble = _mm256_set1_epi8(15);

	return _mm256_and_si256(of_nibbles(_mm256_and_si256(bytes, nibble), low), of_nibbles(_mm256_and_si256(_mm256_srli_epi16(bytes, 4), nibble), high));
}

/* The places in half a block where no sign begins; two bytes behind it are looked at. */
GR_AVX2 static inline uint32_t
without_sign(const char *at)
{
	/* No first byte is E0, and so is none below. */
	__m256i		of_lead = of_nibbles(_mm256_subs_epu8(gr_vector_at(at), _mm256_set1_epi8((char) 0xE0)), low_of_first);
	__m256i		bits = _mm256_and_si256(filed(gr_vector_at(at + 1), low_of_second, high_of_second), filed(gr_vector_at(at + 2), low_of_third, high_of_third));

	return gr_vector_mask(gr_vector_equal(_mm256_and_si256(bits, of_lead), 0));
}

static inline uint64_t
joined(uint64_t first, uint64_t second)
{
	return first | second << GR_BEGINNINGS_BLOCK / 2;
}

/* Notes the ASCII signs of a block. */
GR_AVX2 static inline void
find_ascii(__m256i first, __m256i second, uint64_t block[GR_BEGINNINGS])
{
	const __m256i small = _mm256_set1_epi8(0x20);
	uint64_t	digits = joined(gr_vector_mask(gr_vector_in_range(first, '0', '9')), gr_vector_mask(gr_vector_in_range(second, '0', '9')));
	uint64_t	letters = joined(gr_vector_mask(gr_vector_in_range(_mm256_or_si256(first, small), 'a', 'z')), gr_vector_mask(gr_vector_in_range(_mm256_or_si256(second, small), 'a', 'z')));

	block[GR_BEGINS_FIGURE] = digits;
	block[GR_BEGINS_CITATION] = digits | letters;
	block[GR_ENDS_SENTENCE] = joined(gr_vector_mask(_mm256_or_si256(gr_vector_equal(first, '\n'), gr_vector_equal(first, '!'))),
									 gr_vector_mask(_mm256_or_si256(gr_vector_equal(second, '\n'), gr_vector_equal(second, '!'))));
}

/* A block, from "at" on; two bytes behind it are looked at. */
GR_AVX2 static inline void
read_block(const char *at, uint64_t block[GR_BEGINNINGS])
{
	__m256i		first = gr_vector_at(at);
	__m256i		second = gr_vector_at(at + GR_BEGINNINGS_BLOCK / 2);
	uint64_t	found[GR_BEGINNINGS] = {0};

	/* Many blocks are Han characters all through. */
	if (gr_vector_mask(_mm256_and_si256(first, second)) != UINT32_MAX)
		find_ascii(first, second, found);
	for (uint64_t left = ~joined(without_sign(at), without_sign(at + GR_BEGINNINGS_BLOCK / 2)); left != 0; left &= left - 1)
	{
		unsigned	bit = (unsigned) gr_lowest_bit(left);

		note_sign(at + bit, bit, found);
	}
	/* One by one, as they were put together: a vector of them could not be read until all are written. */
	for (int kind = 0; kind < GR_BEGINNINGS; kind++)
		block[kind] = found[kind];
}

/* From a block on, up to another or the end of the text; the same as find(). */
GR_AVX2 static size_t
find_wide(gr_beginnings *b, gr_slice text, size_t at, size_t stop)
{
	/* The last bytes of a text, which those read behind a block may not be there for. */
	char		last[GR_BEGINNINGS_BLOCK + 2];

	for (; at < stop; at += GR_BEGINNINGS_BLOCK)
	{
		const char *from = text.data + at;

		if (text.len - at < sizeof(last))
		{
			memset(last, 0, sizeof(last));
			from = memcpy(last, from, text.len - at);
		}
		read_block(from, b->blocks[at / GR_BEGINNINGS_BLOCK]);
	}
	return at;
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
	/* Behind the last byte of whole blocks, which the finders need not write. */
	memset(b->blocks + count - 1, 0, sizeof(*b->blocks));
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
	at = block * GR_BEGINNINGS_BLOCK + (size_t) gr_highest_bit(bits);
	return at >= floor ? at : GR_NOT_FOUND;
}
