/*
 * bits.h
 *		Sets of up to 64 things, or of places in a text, as the bits of a word.
 */
#ifndef GR_BITS_H
#define GR_BITS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* The number of the lowest bit that is set; "bits" is not 0. */
static inline int
gr_lowest_bit(uint64_t bits)
{
#ifdef __GNUC__
	return __builtin_ctzll(bits);
#else
	int			bit = 0;

	while ((bits >> bit & 1) == 0)
		bit++;
	return bit;
#endif
}

/* That of the highest; "bits" is not 0. */
static inline int
gr_highest_bit(uint64_t bits)
{
#ifdef __GNUC__
	return 63 - __builtin_clzll(bits);
#else
	int			bit = 63;

	while ((bits >> bit & 1) == 0)
		bit--;
	return bit;
#endif
}

/* How many are set: of pairs, of fours, of bytes, of all; x86-64 has no instruction for it that is always there. */
static inline int
gr_count_bits(uint64_t bits)
{
	bits -= bits >> 1 & UINT64_C(0x5555555555555555);
	bits = (bits & UINT64_C(0x3333333333333333)) + (bits >> 2 & UINT64_C(0x3333333333333333));
	bits = (bits + (bits >> 4)) & UINT64_C(0x0F0F0F0F0F0F0F0F);
	return (int) (bits * UINT64_C(0x0101010101010101) >> 56);
}

/* Whether a byte is in a set of bytes, whose upper two bits say in which word its bit is: 0 or 1. */
static inline uint64_t
gr_has_byte(const uint64_t set[4], unsigned char byte)
{
	return set[byte >> 6] >> (byte & 63) & 1;
}

/*
 * A list of characters, LIST(IS) with IS(code point) for each, as two sets of bits by which few others pass: most characters
 * are told not to be in it by one look instead of many.
 */
#define GR_LOW_BIT(c) | UINT64_C(1) << ((c) & 63)
#define GR_HIGH_BIT(c) | UINT64_C(1) << ((c) >> 6 & 63)
#define GR_MAY_BE_IN(LIST, c) gr_passes(0 LIST(GR_LOW_BIT), 0 LIST(GR_HIGH_BIT), c)

static inline bool
gr_passes(uint64_t low, uint64_t high, uint32_t c)
{
	return (low >> (c & 63) & high >> (c >> 6 & 63) & 1) != 0;
}

/* Eight bytes, the first the lowest: one load where the machine has them in that order. */
static inline uint64_t
gr_word_at(const void *bytes)
{
	const unsigned char *b = bytes;

	return (uint64_t) b[0] | (uint64_t) b[1] << 8 | (uint64_t) b[2] << 16 | (uint64_t) b[3] << 24 |
		(uint64_t) b[4] << 32 | (uint64_t) b[5] << 40 | (uint64_t) b[6] << 48 | (uint64_t) b[7] << 56;
}

/* Four bytes, to compare: in whatever order the machine has them. */
static inline uint32_t
gr_half_word_at(const void *bytes)
{
	uint32_t	word;

	memcpy(&word, bytes, sizeof(word));
	return word;
}

/* The ASCII digits that begin the eight bytes, first the lowest: returns how many there are, eight being too many for a value. */
static inline size_t
gr_leading_digits(uint64_t bytes, int64_t *value)
{
	uint64_t	digits = bytes ^ UINT64_C(0x3030303030303030);
	uint64_t	others = ((digits + UINT64_C(0x7676767676767676)) | digits) & UINT64_C(0x8080808080808080);
	size_t		count = others == 0 ? 8 : (size_t) gr_lowest_bit(others) / 8;

	if (count == 0 || count == 8)
		return count;
	/* In pairs, in fours, in all, the zeros that are shifted in before them. */
	digits <<= 64 - 8 * count;
	digits = (digits * 10 + (digits >> 8)) & UINT64_C(0x00FF00FF00FF00FF);
	digits = (digits * 100 + (digits >> 16)) & UINT64_C(0x0000FFFF0000FFFF);
	*value = (int64_t) ((digits * 10000 + (digits >> 32)) & UINT32_MAX);
	return count;
}

#endif							/* GR_BITS_H */
