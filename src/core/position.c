#include "position.h"

#include "bits.h"
#include "vector.h"

/* Which bytes of a block begin a character.  As signed bytes, those that go on with one are the lowest. */
static uint64_t
starts_of(const char *bytes)
{
	uint64_t	starts = 0;

#ifdef __SSE2__
	for (int i = 0; i < GR_POSITION_BLOCK; i += 16)
	{
		__m128i		sixteen = _mm_loadu_si128((const __m128i *) (const void *) (bytes + i));

		starts |= (uint64_t) (unsigned) _mm_movemask_epi8(_mm_cmpgt_epi8(sixteen, _mm_set1_epi8((char) 0xBF))) << i;
	}
#else
	for (int i = 0; i < GR_POSITION_BLOCK; i++)
		starts |= (uint64_t) ((signed char) bytes[i] >= -0x40) << i;
#endif
	return starts;
}

/* The same of a block of the text, the last of which may be cut short. */
static uint64_t
starts_of_block(gr_slice text, size_t block)
{
	char		last[GR_POSITION_BLOCK] = {0};
	const char *bytes = text.data + block * GR_POSITION_BLOCK;
	size_t		left = text.len - block * GR_POSITION_BLOCK;

	if (left >= GR_POSITION_BLOCK)
		return starts_of(bytes);
	memcpy(last, bytes, left);
	return starts_of(last);
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
		count += (uint32_t) gr_count_bits(starts_of(text.data + i * GR_POSITION_BLOCK));
	}
	before[blocks] = count;
	p->text = text;
	p->before = before;
	return p;
}

uint32_t
gr_positions_at(const gr_positions *p, size_t offset)
{
	size_t		block = offset / GR_POSITION_BLOCK;
	uint64_t	part = (UINT64_C(1) << offset % GR_POSITION_BLOCK) - 1;

	/* No byte of the block is needed, and there may be none. */
	if (part == 0)
		return p->before[block] + 1;
	return p->before[block] + (uint32_t) gr_count_bits(starts_of_block(p->text, block) & part) + 1;
}
