#include "slice.h"

/* Places that are looked at in one go. */
#define BLOCK 64

/* Flags the places where two bytes stand, and says whether there is one; without a branch, so that compilers do many at once. */
static bool
flag_pairs(const unsigned char *restrict a, const unsigned char *restrict b, unsigned char wanted_a, unsigned char wanted_b, unsigned char *restrict flags)
{
	unsigned char any = 0;

	for (int i = 0; i < BLOCK; i++)
	{
		unsigned char flag = (unsigned char) ((a[i] == wanted_a) & (b[i] == wanted_b));

		flags[i] = flag;
		any |= flag;
	}
	return any != 0;
}

/* The first place in the block that begins at "at", or GR_NOT_FOUND. */
static size_t
find_in_block(gr_slice s, size_t at, gr_slice word, size_t telling, size_t other)
{
	unsigned char flags[BLOCK];
	const unsigned char *data = (const unsigned char *) s.data + at;

	if (!flag_pairs(data + telling, data + other, (unsigned char) word.data[telling], (unsigned char) word.data[other], flags))
		return GR_NOT_FOUND;
	for (size_t k = 0; k < BLOCK; k++)
		if (flags[k] != 0 && memcmp(s.data + at + k, word.data, word.len) == 0)
			return at + k;
	return GR_NOT_FOUND;
}

size_t
gr_slice_find(gr_slice s, size_t from, gr_slice word, size_t telling)
{
	size_t		last = word.len - 1;
	size_t		other = telling != last ? last : last > 0 ? last - 1 : 0;

	for (; from < s.len && s.len - from >= BLOCK + last; from += BLOCK)
	{
		size_t		place = find_in_block(s, from, word, telling, other);

		if (place != GR_NOT_FOUND)
			return place;
	}
	while (from + word.len <= s.len)
	{
		const char *hit = memchr(s.data + from + telling, word.data[telling], s.len - from - word.len + 1);

		if (hit == NULL)
			break;
		hit -= telling;
		/* Two bytes tell most of the others apart, without a call. */
		if (*hit == *word.data && hit[last] == word.data[last] && memcmp(hit, word.data, word.len) == 0)
			return (size_t) (hit - s.data);
		from = (size_t) (hit - s.data) + 1;
	}
	return GR_NOT_FOUND;
}
