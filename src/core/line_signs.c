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

/* Signs of bytes that are at least one. */
static unsigned
signs_of_plain(gr_slice part)
{
	return (memchr(part.data, '|', part.len) != NULL) * GR_LINE_HAS_PIPE | (memchr(part.data, '\t', part.len) != NULL) * GR_LINE_HAS_TAB |
		has_blank(part) * GR_LINE_HAS_BLANK;
}

/* The line from "next" up to "end"; an end of two bytes has a carriage return first. */
static inline void
take_line(gr_line_scan *scan, size_t end, gr_slice *line)
{
	/* Blank lines come as they like: no branch tells them from others. */
	bool		any = end > scan->next;
	bool		carriage = any & (scan->text.data[end - any] == '\r');

	*line = gr_slice_sub(scan->text, scan->next, end - carriage);
	scan->next = end + 1;
}

bool
gr_line_scan_next_plain(gr_line_scan *scan, gr_slice *line, unsigned *signs)
{
	gr_slice	rest = gr_slice_sub(scan->text, scan->next, scan->next < scan->text.len ? scan->text.len : scan->next);
	const char *end;

	if (rest.len == 0)
		return false;
	end = memchr(rest.data, '\n', rest.len);
	take_line(scan, end == NULL ? scan->text.len : (size_t) (end - scan->text.data), line);
	*signs = line->len == 0 ? 0 : signs_of_plain(*line);
	return true;
}

unsigned
gr_line_signs_within_plain(gr_slice text, size_t from, size_t to)
{
	return from == to ? 0 : signs_of_plain(gr_slice_sub(text, from, to));
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

	for (size_t i = 0; i < GR_SIGN_BLOCK && at + i < line.len; i++)
	{
		char		c = line.data[at + i];

		w.separators |= bit_if(c == separator, i);
		w.digits |= bit_if(c >= '0' && c <= '9', i);
		w.spaces |= bit_if(c == ' ', i);
	}
	return w;
}

#ifdef GR_AVX2

/* Bytes behind a block that are looked at, too: a character may begin with its last one. */
#define BEHIND 2

GR_AVX2 static inline uint64_t
both(__m256i first, __m256i second)
{
	return gr_vector_mask(first) | (uint64_t) gr_vector_mask(second) << GR_VECTOR;
}

/* Where blanks of any width begin. */
GR_AVX2 static inline __m256i
blanks_at(const char *at, __m256i bytes)
{
	__m256i		wide = _mm256_and_si256(gr_vector_equal(bytes, (unsigned char) WIDE_BLANK[0]), _mm256_and_si256(gr_vector_equal(gr_vector_at(at + 1), (unsigned char) WIDE_BLANK[1]), gr_vector_equal(gr_vector_at(at + 2), (unsigned char) WIDE_BLANK[2])));

	return _mm256_or_si256(wide, _mm256_or_si256(gr_vector_equal(bytes, ' '), gr_vector_equal(bytes, 0xC2)));
}

/* The block at "from", which is before the end of the text. */
GR_AVX2 static inline gr_sign_block
block_at(gr_slice text, size_t from)
{
	char		copy[GR_SIGN_BLOCK + BEHIND];
	const char *at = text.data + from;
	__m256i		first;
	__m256i		second;

	if (text.len - from < sizeof(copy))
	{
		memset(copy, 0, sizeof(copy));
		at = memcpy(copy, at, text.len - from);
	}
	first = gr_vector_at(at);
	second = gr_vector_at(at + GR_VECTOR);
	return (gr_sign_block) {
		both(gr_vector_equal(first, '\n'), gr_vector_equal(second, '\n')), both(gr_vector_equal(first, '|'), gr_vector_equal(second, '|')),
		both(gr_vector_equal(first, '\t'), gr_vector_equal(second, '\t')), both(blanks_at(at, first), blanks_at(at + GR_VECTOR, second))
	};
}

/* Adds the signs that a block has at some of its places. */
static inline void
add_signs(gr_sign_block *all, const gr_sign_block *b, uint64_t places)
{
	all->pipes |= b->pipes & places;
	all->tabs |= b->tabs & places;
	all->blanks |= b->blanks & places;
}

static inline unsigned
signs_of(const gr_sign_block *b)
{
	return (b->pipes != 0) * GR_LINE_HAS_PIPE | (b->tabs != 0) * GR_LINE_HAS_TAB | (b->blanks != 0) * GR_LINE_HAS_BLANK;
}

GR_AVX2 static bool
scan_next_wide(gr_line_scan *scan, gr_slice *line, unsigned *signs)
{
	gr_sign_block found = {0, 0, 0, 0};
	uint64_t	places = ~UINT64_C(0) << scan->next % GR_SIGN_BLOCK;
	size_t		end = scan->text.len;

	if (scan->next >= scan->text.len)
		return false;
	for (size_t block = scan->next - scan->next % GR_SIGN_BLOCK; block < scan->text.len; block += GR_SIGN_BLOCK, places = ~UINT64_C(0))
	{
		uint64_t	ends;

		if (scan->block_end != block + GR_SIGN_BLOCK)
		{
			scan->block = block_at(scan->text, block);
			scan->block_end = block + GR_SIGN_BLOCK;
		}
		ends = scan->block.ends & places;
		add_signs(&found, &scan->block, places & ((ends & -ends) - 1));
		if (ends != 0)
		{
			end = block + (size_t) gr_lowest_bit(ends);
			break;
		}
	}
	*signs = signs_of(&found);
	take_line(scan, end, line);
	return true;
}

GR_AVX2 static unsigned
signs_within_wide(gr_slice text, size_t from, size_t to)
{
	gr_sign_block found = {0, 0, 0, 0};

	for (; from < to; from += GR_SIGN_BLOCK)
	{
		gr_sign_block b = block_at(text, from);

		add_signs(&found, &b, to - from < GR_SIGN_BLOCK ? (UINT64_C(1) << (to - from)) - 1 : ~UINT64_C(0));
	}
	return signs_of(&found);
}

/* Of half a window, all of which is there. */
GR_AVX2 static inline gr_cell_window
half_window(const char *from, char separator)
{
	__m256i		bytes = gr_vector_at(from);

	return (gr_cell_window) {gr_vector_mask(gr_vector_equal(bytes, (unsigned char) separator)), gr_vector_mask(gr_vector_in_range(bytes, '0', '9')), gr_vector_mask(gr_vector_equal(bytes, ' '))};
}

/* Of two halves, of which the second begins "behind" bytes behind the first. */
static inline gr_cell_window
joined(gr_cell_window first, gr_cell_window second, size_t behind)
{
	return (gr_cell_window) {
		first.separators | second.separators << behind, first.digits | second.digits << behind, first.spaces | second.spaces << behind
	};
}

GR_AVX2 static gr_cell_window
cell_window_wide(gr_slice line, size_t at, char separator)
{
	const char *from = line.data + at;
	size_t		left = line.len - at;
	size_t		second = left < GR_SIGN_BLOCK ? left - GR_VECTOR : GR_VECTOR;

	/* The halves of a shorter window overlap. */
	return joined(half_window(from, separator), half_window(from + second, separator), second);
}

#endif

bool
gr_line_scan_next(gr_line_scan *scan, gr_slice *line, unsigned *signs)
{
#ifdef GR_AVX2
	if (gr_has_avx2())
		return scan_next_wide(scan, line, signs);
#endif
	return gr_line_scan_next_plain(scan, line, signs);
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
	/* A few bytes are sooner looked at one by one than copied to where as many as a vector holds may be read. */
	if (line.len - at >= GR_VECTOR && gr_has_avx2())
		return cell_window_wide(line, at, separator);
#endif
	return gr_cell_window_plain(line, at, separator);
}
