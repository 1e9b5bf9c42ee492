#include "line_signs.h"

#include "bits.h"
#include "vector.h"

/* U+3000. */
#define WIDE_BLANK "\xE3\x80\x80"

static bool
has_blank(gr_slice line)
{
	return memchr(line.data, ' ', line.len) != NULL || memchr(line.data, 0xC2, line.len) != NULL ||
		gr_slice_find(line, 0, GR_SLICE(WIDE_BLANK), 2) != GR_NOT_FOUND;
}

size_t
gr_line_end_plain(gr_slice text, size_t from, unsigned *signs)
{
	gr_slice	line = gr_slice_sub(text, from, text.len);
	const char *end = line.len > 0 ? memchr(line.data, '\n', line.len) : NULL;

	if (end != NULL)
		line.len = (size_t) (end - line.data);
	if (line.len == 0)
		return from;
	if (memchr(line.data, '|', line.len) != NULL)
		*signs |= GR_LINE_HAS_PIPE;
	if (memchr(line.data, '\t', line.len) != NULL)
		*signs |= GR_LINE_HAS_TAB;
	if (has_blank(line))
		*signs |= GR_LINE_HAS_BLANK;
	return from + line.len;
}

static inline uint64_t
bit_if(bool set, size_t place)
{
	return (uint64_t) set << place;
}

gr_cell_window
gr_cell_window_plain(gr_slice line, size_t at, char separator)
{
	gr_cell_window w = {0, 0, 0};

	for (size_t i = 0; i < GR_CELL_WINDOW && at + i < line.len; i++)
	{
		char		c = line.data[at + i];

		w.separators |= bit_if(c == separator, i);
		w.digits |= bit_if(c >= '0' && c <= '9', i);
		w.spaces |= bit_if(c == ' ', i);
	}
	return w;
}

#ifdef GR_AVX2

#define BLOCK 32

/* A look at a block takes two bytes behind it, too: a character may begin with its last one. */
#define BEHIND 2

GR_AVX2 static inline __m256i
load(const char *at)
{
	return _mm256_loadu_si256((const __m256i *) (const void *) at);
}

GR_AVX2 static inline __m256i
equal(__m256i bytes, char c)
{
	return _mm256_cmpeq_epi8(bytes, _mm256_set1_epi8(c));
}

GR_AVX2 static inline uint32_t
mask_of(__m256i bytes)
{
	return (uint32_t) _mm256_movemask_epi8(bytes);
}

/* Bytes of a block that may be signs: most blocks of prose have none. */
GR_AVX2 static inline uint32_t
candidates_at(const char *at, __m256i bytes)
{
	/* No two of the signs have the same lower half, by which a shuffle picks the one to compare with. */
	const __m256i sign_of_half = _mm256_setr_epi8(' ', 1, (char) 0xC2, 1, 1, 1, 1, 1, 1, '\t', '\n', 1, '|', 1, 1, 1,
												  ' ', 1, (char) 0xC2, 1, 1, 1, 1, 1, 1, '\t', '\n', 1, '|', 1, 1, 1);
	__m256i		half = _mm256_and_si256(bytes, _mm256_set1_epi8(15));
	__m256i		wide = _mm256_and_si256(equal(load(at + 1), WIDE_BLANK[1]), equal(load(at + 2), WIDE_BLANK[2]));

	return mask_of(_mm256_or_si256(wide, _mm256_cmpeq_epi8(_mm256_shuffle_epi8(sign_of_half, half), bytes)));
}

/* The signs that stand at some places of a block, which are those of candidates or more. */
GR_AVX2 static inline unsigned
signs_at(__m256i bytes, uint32_t candidates, uint32_t places)
{
	/* What else is a candidate is no wide blank without its first byte. */
	uint32_t	blanks = candidates & mask_of(_mm256_or_si256(equal(bytes, WIDE_BLANK[0]), _mm256_or_si256(equal(bytes, ' '), equal(bytes, (char) 0xC2))));

	return ((mask_of(equal(bytes, '|')) & places) != 0) * GR_LINE_HAS_PIPE | ((mask_of(equal(bytes, '\t')) & places) != 0) * GR_LINE_HAS_TAB |
		((blanks & places) != 0) * GR_LINE_HAS_BLANK;
}

/* Whether the line ends in a block, and at which byte; the signs before its end are added. */
GR_AVX2 static inline bool
ends_in_block(const char *at, unsigned *signs, size_t *place)
{
	__m256i		bytes = load(at);
	uint32_t	candidates = candidates_at(at, bytes);
	uint32_t	ends;

	if (candidates == 0)
		return false;
	ends = mask_of(equal(bytes, '\n'));
	*signs |= signs_at(bytes, candidates, (ends & -ends) - 1);
	if (ends == 0)
		return false;
	*place = (size_t) gr_lowest_bit(ends);
	return true;
}

/* The bytes of a block at "from", or a copy of those that the text has left. */
static inline const char *
block_from(gr_slice text, size_t from, char copy[BLOCK + BEHIND])
{
	if (text.len - from >= BLOCK + BEHIND)
		return text.data + from;
	memset(copy, 0, BLOCK + BEHIND);
	return memcpy(copy, text.data + from, text.len - from);
}

GR_AVX2 static size_t
line_end_wide(gr_slice text, size_t from, unsigned *signs)
{
	char		last[BLOCK + BEHIND];
	size_t		place;

	for (; text.len - from >= sizeof(last); from += BLOCK)
		if (ends_in_block(text.data + from, signs, &place))
			return from + place;
	for (; from < text.len; from += BLOCK)
		if (ends_in_block(block_from(text, from, last), signs, &place))
			return from + place;
	return text.len;
}

GR_AVX2 static unsigned
signs_within_wide(gr_slice text, size_t from, size_t to)
{
	char		last[BLOCK + BEHIND];
	unsigned	signs = 0;

	for (; from < to; from += BLOCK)
	{
		const char *at = block_from(text, from, last);
		__m256i		bytes = load(at);

		signs |= signs_at(bytes, candidates_at(at, bytes), to - from < BLOCK ? (UINT32_C(1) << (to - from)) - 1 : UINT32_MAX);
	}
	return signs;
}

GR_AVX2 static inline uint64_t
both(__m256i first, __m256i second)
{
	return mask_of(first) | (uint64_t) mask_of(second) << BLOCK;
}

GR_AVX2 static inline __m256i
digits_of(__m256i bytes)
{
	__m256i		values = _mm256_sub_epi8(bytes, _mm256_set1_epi8('0'));

	return _mm256_cmpeq_epi8(_mm256_min_epu8(values, _mm256_set1_epi8(9)), values);
}

GR_AVX2 static gr_cell_window
cell_window_wide(gr_slice line, size_t at, char separator)
{
	char		copy[GR_CELL_WINDOW];
	const char *from = line.data + at;
	size_t		passed = 0;		/* bytes of the window that stand before "at" */
	__m256i		first;
	__m256i		second;

	if (line.len < sizeof(copy) || at == line.len)
	{
		memset(copy, 0, sizeof(copy));
		from = memcpy(copy, from, line.len - at);
	}
	else if (line.len - at < sizeof(copy))
	{
		passed = at + sizeof(copy) - line.len;
		from -= passed;
	}
	first = load(from);
	second = load(from + BLOCK);
	return (gr_cell_window) {
		both(equal(first, separator), equal(second, separator)) >> passed,
		both(digits_of(first), digits_of(second)) >> passed,
		both(equal(first, ' '), equal(second, ' ')) >> passed
	};
}

#endif

size_t
gr_line_end(gr_slice text, size_t from, unsigned *signs)
{
#ifdef GR_AVX2
	if (gr_has_avx2())
		return line_end_wide(text, from, signs);
#endif
	return gr_line_end_plain(text, from, signs);
}

unsigned
gr_line_signs_within_plain(gr_slice text, size_t from, size_t to)
{
	gr_slice	part = gr_slice_sub(text, 0, to);
	unsigned	signs = 0;

	while (from < to)
		from = gr_line_end_plain(part, from, &signs) + 1;
	return signs;
}

unsigned
gr_line_signs_within(gr_slice text, size_t from, size_t to)
{
#ifdef GR_AVX2
	if (gr_has_avx2())
		return signs_within_wide(text, from, to);
#endif
	return gr_line_signs_within_plain(text, from, to);
}

gr_cell_window
gr_cell_window_at(gr_slice line, size_t at, char separator)
{
#ifdef GR_AVX2
	if (gr_has_avx2())
		return cell_window_wide(line, at, separator);
#endif
	return gr_cell_window_plain(line, at, separator);
}
