#include "position.h"

/* Characters that begin among the bytes of a block; without a branch, so that compilers do many bytes at once. */
static uint32_t
count_block(const char *restrict bytes)
{
	unsigned char count = 0;

	for (int i = 0; i < GR_POSITION_BLOCK; i++)
		count = (unsigned char) (count + ((signed char) bytes[i] >= -0x40));
	return count;
}

/* The same for the first bytes of one. */
static uint32_t
count_part(gr_slice part)
{
	const uint64_t ones = UINT64_C(0x0101010101010101);
	uint64_t	lanes = 0;
	uint32_t	count = 0;
	size_t		i = 0;

	for (; i + 8 <= part.len; i += 8)
	{
		uint64_t	word;

		/* A continuation byte has bit 7 set and bit 6 clear. */
		memcpy(&word, part.data + i, sizeof(word));
		lanes += ((~word >> 7) | (word >> 6)) & ones;
	}
	for (; i < part.len; i++)
		count += (signed char) part.data[i] >= -0x40;
	return count + (uint32_t) (lanes * ones >> 56);
}

const gr_positions *
gr_positions_new(gr_arena *arena, gr_slice text)
{
	size_t		blocks = text.len / GR_POSITION_BLOCK;
	gr_positions *p = gr_arena_alloc(arena, sizeof(gr_positions));
	uint32_t   *before = gr_arena_alloc(arena, (blocks + 1) * sizeof(uint32_t));
	uint32_t	count = 0;

	if (p == NULL || before == NULL)
		return NULL;
	for (size_t i = 0; i < blocks; i++)
	{
		before[i] = count;
		count += count_block(text.data + i * GR_POSITION_BLOCK);
	}
	before[blocks] = count;
	p->text = text;
	p->before = before;
	return p;
}

uint32_t
gr_positions_at(const gr_positions *p, size_t offset)
{
	size_t		part = offset % GR_POSITION_BLOCK;

	return p->before[offset / GR_POSITION_BLOCK] + count_part(gr_slice_sub(p->text, offset - part, offset)) + 1;
}
