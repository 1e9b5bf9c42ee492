/*
 * bits.h
 *		Sets of up to 64 things, or of places in a text, as the bits of a word.
 */
#ifndef GR_BITS_H
#define GR_BITS_H

#include <stdint.h>

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

/* Eight bytes, the first the lowest: one load where the machine has them in that order. */
static inline uint64_t
gr_word_at(const void *bytes)
{
	const unsigned char *b = bytes;

	return (uint64_t) b[0] | (uint64_t) b[1] << 8 | (uint64_t) b[2] << 16 | (uint64_t) b[3] << 24 |
		(uint64_t) b[4] << 32 | (uint64_t) b[5] << 40 | (uint64_t) b[6] << 48 | (uint64_t) b[7] << 56;
}

#endif							/* GR_BITS_H */
