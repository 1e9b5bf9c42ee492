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

const gr_positions *
gr_positions_new(gr_arena *arena, gr_slice text)
{
	size_t		whole = text.len / GR_POSITION_BLOCK;
	char		last[GR_POSITION_BLOCK] = {0};
	gr_positions *p = gr_arena_alloc(arena, sizeof(gr_positions));
	gr_position_block *blocks = gr_arena_alloc(arena, (whole + 1) * sizeof(gr_position_block));
	uint32_t	before = 0;

	if (p == NULL || blocks == NULL)
		return NULL;
	for (size_t i = 0; i < whole; i++)
	{
		blocks[i] = (gr_position_block) {starts_of(text.data + i * GR_POSITION_BLOCK), before};
		before += (uint32_t) gr_count_bits(blocks[i].starts);
	}
	if (text.len % GR_POSITION_BLOCK != 0)
		memcpy(last, text.data + whole * GR_POSITION_BLOCK, text.len % GR_POSITION_BLOCK);
	blocks[whole] = (gr_position_block) {starts_of(last), before};
	p->blocks = blocks;
	return p;
}

uint32_t
gr_positions_at(const gr_positions *p, size_t offset)
{
	const gr_position_block *block = &p->blocks[offset / GR_POSITION_BLOCK];

	return block->before + (uint32_t) gr_count_bits(block->starts & ((UINT64_C(1) << offset % GR_POSITION_BLOCK) - 1)) + 1;
}
