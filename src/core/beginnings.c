#include "beginnings.h"

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

/* The first character from p on that is of interest, or not of three bytes, or not before "end". */
static const unsigned char *
skip_words(const unsigned char *p, const unsigned char *end)
{
	while (p < end && (p[0] & 0xF0) == 0xE0 && (signs[p[1] & 63] >> (p[2] & 63) & 1) == 0)
		p += 3;
	return p;
}

/* From the character at "at" to the first at or after "stop", which is returned. */
static size_t
find(gr_beginnings *b, gr_slice text, size_t at, size_t stop)
{
	const unsigned char *begin = (const unsigned char *) text.data;
	/* Behind this place a character of three bytes may be cut short. */
	size_t		whole = text.len < 3 ? 0 : text.len - 2;

	if (whole > stop)
		whole = stop;
	for (;;)
	{
		unsigned char c;
		unsigned	kinds;

		if (at < whole)
			at = (size_t) (skip_words(begin + at, begin + whole) - begin);
		if (at >= stop)
			return at;
		c = begin[at];
		kinds = c < 0x80 ? kinds_of_ascii(c) : (c & 0xF0) == 0xE0 && at < whole ? kinds_of(text.data + at) : 0;
		if (kinds != 0)
			note(b, at, kinds);
		at += gr_utf8_length(c);
	}
}

gr_status
gr_beginnings_find(gr_beginnings *b, gr_arena *arena, gr_slice paragraph)
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
		at = find(b, paragraph, at, paragraph.len - at > CANCEL_EVERY ? at + CANCEL_EVERY : paragraph.len);
	}
	return GR_OK;
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
	at = block * GR_BEGINNINGS_BLOCK + gr_lowest_bit(bits);
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
