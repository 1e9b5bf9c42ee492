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

/* The array for the characters before each block. */
static gr_positions *
allocate(gr_arena *arena, gr_slice text, uint32_t **before)
{
	gr_positions *p = gr_arena_alloc(arena, sizeof(gr_positions));

	*before = gr_arena_alloc(arena, (text.len / GR_POSITION_BLOCK + 1) * sizeof(uint32_t));
	if (p == NULL || *before == NULL)
		return NULL;
	p->text = text;
	p->before = *before;
	return p;
}

const gr_positions *
gr_positions_new_plain(gr_arena *arena, gr_slice text)
{
	uint32_t   *before;
	gr_positions *p = allocate(arena, text, &before);
	uint32_t	count = 0;

	if (p == NULL)
		return NULL;
	for (size_t i = 0; i < text.len / GR_POSITION_BLOCK; i++)
	{
		before[i] = count;
		count += (uint32_t) gr_count_bits(starts_of(text.data + i * GR_POSITION_BLOCK));
	}
	before[text.len / GR_POSITION_BLOCK] = count;
	return p;
}

uint32_t
gr_positions_at_plain(const gr_positions *p, size_t offset)
{
	size_t		block = offset / GR_POSITION_BLOCK;
	uint64_t	part = (UINT64_C(1) << offset % GR_POSITION_BLOCK) - 1;

	/* No byte of the block is needed, and there may be none. */
	if (part == 0)
		return p->before[block] + 1;
	return p->before[block] + (uint32_t) gr_count_bits(starts_of_block(p->text, block) & part) + 1;
}

#ifdef GR_AVX2

/* The same as starts_of(). */
GR_AVX2 static inline uint64_t
wide_starts_of(const char *bytes)
{
	const __m256i highest = _mm256_set1_epi8((char) 0xBF);
	__m256i		front = _mm256_loadu_si256((const __m256i *) (const void *) bytes);
	__m256i		back = _mm256_loadu_si256((const __m256i *) (const void *) (bytes + 32));

	return (uint32_t) _mm256_movemask_epi8(_mm256_cmpgt_epi8(front, highest)) |
		(uint64_t) (uint32_t) _mm256_movemask_epi8(_mm256_cmpgt_epi8(back, highest)) << 32;
}

/* Machines that have these vectors count bits in one step. */
GR_AVX2 static const gr_positions *
wide_new(gr_arena *arena, gr_slice text)
{
	uint32_t   *before;
	gr_positions *p = allocate(arena, text, &before);
	uint32_t	count = 0;

	if (p == NULL)
		return NULL;
	for (size_t i = 0; i < text.len / GR_POSITION_BLOCK; i++)
	{
		before[i] = count;
		count += (uint32_t) __builtin_popcountll(wide_starts_of(text.data + i * GR_POSITION_BLOCK));
	}
	before[text.len / GR_POSITION_BLOCK] = count;
	return p;
}

/* Of an offset in a whole block. */
GR_AVX2 static inline uint32_t
wide_at(const gr_positions *p, size_t offset)
{
	uint64_t	starts = wide_starts_of(p->text.data + offset / GR_POSITION_BLOCK * GR_POSITION_BLOCK);
	uint64_t	part = (UINT64_C(1) << offset % GR_POSITION_BLOCK) - 1;

	return p->before[offset / GR_POSITION_BLOCK] + (uint32_t) __builtin_popcountll(starts & part) + 1;
}

GR_AVX2 static gr_span
wide_span(const gr_positions *p, size_t from, size_t to)
{
	uint32_t	pos = wide_at(p, from);

	return (gr_span) {pos, wide_at(p, to) - pos};
}

#endif

const gr_positions *
gr_positions_new(gr_arena *arena, gr_slice text)
{
#ifdef GR_AVX2
	if (gr_has_avx2())
		return wide_new(arena, text);
#endif
	return gr_positions_new_plain(arena, text);
}

uint32_t
gr_positions_at(const gr_positions *p, size_t offset)
{
#ifdef GR_AVX2
	if (offset / GR_POSITION_BLOCK < p->text.len / GR_POSITION_BLOCK && gr_has_avx2())
		return wide_at(p, offset);
#endif
	return gr_positions_at_plain(p, offset);
}

gr_span
gr_positions_span(const gr_positions *p, size_t from, size_t to)
{
	uint32_t	pos;

#ifdef GR_AVX2
	if (from <= to && to / GR_POSITION_BLOCK < p->text.len / GR_POSITION_BLOCK && gr_has_avx2())
		return wide_span(p, from, to);
#endif
	pos = gr_positions_at_plain(p, from);
	return (gr_span) {pos, gr_positions_at_plain(p, to) - pos};
}

size_t
gr_positions_offset(const gr_positions *p, uint32_t pos)
{
	size_t		low = 0;
	size_t		high = p->text.len / GR_POSITION_BLOCK;
	size_t		at;
	uint32_t	before;

	/* The last block before which there are fewer characters than pos. */
	while (low < high)
	{
		size_t		middle = low + (high - low + 1) / 2;

		if (p->before[middle] < pos)
			low = middle;
		else
			high = middle - 1;
	}
	at = low * GR_POSITION_BLOCK;
	before = p->before[low];
	for (; at < p->text.len; at++)
	{
		before += ((unsigned char) p->text.data[at] & 0xC0) != 0x80;
		if (before == pos)
			break;
	}
	return at;
}
