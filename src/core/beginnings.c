#include "beginnings.h"

#include "bits.h"
#include "fold.h"
#include "vector.h"

/* Bytes between two looks at the cancel hook: whole blocks. */
#define CANCEL_EVERY ((size_t) 1 << 16)

/* Blocks that gr_beginnings.filled has bits for, besides the last one. */
#define BLOCKS_TOLD 63

#define BIT(third) (UINT64_C(1) << ((third) & 63))

/* SIGN(first byte, second byte, lowest third byte; third bytes of figures, of citations, of ends) */
#define SIGN_LIST(SIGN) \
	SIGN(0xE2, 0x97, 0x8B, BIT(0x8B), BIT(0x8B), 0)	/* ○ */ \
	SIGN(0xE3, 0x80, 0x82, BIT(0x87), BIT(0x87) | BIT(0x8A), BIT(0x82))	/* 〇 《 。 */ \
	SIGN(0xE4, 0xB8, 0x80, BIT(0x80) | BIT(0xA4) | BIT(0x89) | BIT(0x83) | BIT(0x87), 0, 0)	/* 一 两 三 七 万 */ \
	SIGN(0xE4, 0xB9, 0x9D, BIT(0x9D), 0, 0)	/* 九 */ \
	SIGN(0xE4, 0xBA, 0x8C, BIT(0x8C) | BIT(0x94), 0, 0)	/* 二 五 */ \
	SIGN(0xE5, 0x85, 0xAB, BIT(0xAD) | BIT(0xAB), 0, 0)	/* 六 八 */ \
	SIGN(0xE5, 0x8D, 0x81, BIT(0x81) | BIT(0x83), 0, 0)	/* 十 千 */ \
	SIGN(0xE5, 0x9B, 0x9B, BIT(0x9B), 0, 0)	/* 四 */ \
	SIGN(0xE6, 0x97, 0xA0, BIT(0xA0), 0, 0)	/* 无 */ \
	SIGN(0xE6, 0x9C, 0xAA, BIT(0xAA), 0, 0)	/* 未 */ \
	SIGN(0xE6, 0xB2, 0xA1, BIT(0xA1), 0, 0)	/* 没 */ \
	SIGN(0xE7, 0x99, 0xBE, BIT(0xBE), 0, 0)	/* 百 */ \
	SIGN(0xE7, 0xAC, 0xAC, 0, BIT(0xAC), 0)	/* 第 */ \
	SIGN(0xE9, 0x9B, 0xB6, BIT(0xB6), 0, 0)	/* 零 */ \
	SIGN(0xEF, 0xBC, 0x81, WIDE_DIGITS, WIDE_DIGITS, BIT(0x81) | BIT(0x9F))	/* ０ … ９, ！ ？ */

#define WIDE_DIGITS (UINT64_C(0x3FF) << 0x10)

#define FIGURES(first, second, lowest, figures, citations, ends) [GR_SIGN_PLACE(first, second)] = figures,
#define EACH(first, second, lowest, figures, citations, ends) \
	[GR_SIGN_PLACE(first, second)] = {{figures, citations, ends}, (figures) | (citations) | (ends), first, second},

const uint64_t gr_figure_signs[64] = {
	SIGN_LIST(FIGURES)
};

/* The signs that begin with two bytes, as bits by the third: of each kind, and of any. */
typedef struct beginning
{
	uint64_t	of[GR_BEGINNINGS];
	uint64_t	of_any;
	unsigned char first;
	unsigned char second;
} beginning;

static const beginning signs[64] = {
	SIGN_LIST(EACH)
};

static inline const beginning *
signs_like(const char *character)
{
	return &signs[GR_SIGN_PLACE((unsigned char) character[0], (unsigned char) character[1])];
}

/* Adds what begins with an ASCII sign to its block, whose bit that is. */
static void
note_ascii(unsigned char c, unsigned bit, uint64_t block[GR_BEGINNINGS])
{
	uint64_t	digit = gr_is_digit(c);
	uint64_t	letter = gr_is_ascii_letter(c);
	uint64_t	end = c == '\n' || c == '!';

	block[GR_BEGINS_FIGURE] |= digit << bit;
	block[GR_BEGINS_CITATION] |= (digit | letter) << bit;
	block[GR_ENDS_SENTENCE] |= end << bit;
}

/* The same of a character of three bytes. */
static inline void
note_sign(const char *character, unsigned bit, uint64_t block[GR_BEGINNINGS])
{
	const beginning *b = signs_like(character);
	unsigned	third = (unsigned char) character[2] & 63;
	uint64_t	same = (unsigned char) character[0] == b->first && (unsigned char) character[1] == b->second;

	block[GR_BEGINS_FIGURE] |= (b->of[GR_BEGINS_FIGURE] >> third & same) << bit;
	block[GR_BEGINS_CITATION] |= (b->of[GR_BEGINS_CITATION] >> third & same) << bit;
	block[GR_ENDS_SENTENCE] |= (b->of[GR_ENDS_SENTENCE] >> third & same) << bit;
}

/* Whether a character of three bytes may be of interest. */
static bool
may_be_sign(const char *character)
{
	return (signs_like(character)->of_any >> (character[2] & 63) & 1) != 0;
}

/* The first character from p on that may be of interest, or not of three bytes, or not before "end". */
static const char *
skip_words(const char *p, const char *end)
{
	while (p < end && ((unsigned char) p[0] & 0xF0) == 0xE0 && !may_be_sign(p))
		p += 3;
	return p;
}

/* From the character at "at" to the first at or after "stop", which is returned. */
static size_t
find(gr_beginnings *b, gr_slice text, size_t at, size_t stop)
{
	/* Behind this place a character of three bytes may be cut short. */
	size_t		whole = text.len < 3 ? 0 : text.len - 2;

	if (whole > stop)
		whole = stop;
	if (at == 0)
		memset(b->blocks, 0, (text.len / GR_BEGINNINGS_BLOCK + 1) * sizeof(*b->blocks));
	for (;;)
	{
		unsigned char c;

		if (at < whole)
			at = (size_t) (skip_words(text.data + at, text.data + whole) - text.data);
		if (at >= stop)
			break;
		c = (unsigned char) text.data[at];
		if (c < 0x80)
			note_ascii(c, at % GR_BEGINNINGS_BLOCK, b->blocks[at / GR_BEGINNINGS_BLOCK]);
		else if ((c & 0xF0) == 0xE0 && at < whole)
			note_sign(text.data + at, at % GR_BEGINNINGS_BLOCK, b->blocks[at / GR_BEGINNINGS_BLOCK]);
		at += gr_utf8_length(c);
	}
	for (int kind = 0; kind < GR_BEGINNINGS; kind++)
	{
		b->filled[kind] = 0;
		for (size_t block = 0; block < BLOCKS_TOLD && block * GR_BEGINNINGS_BLOCK < stop; block++)
			b->filled[kind] |= (uint64_t) (b->blocks[block][kind] != 0) << block;
	}
	return at;
}

/* ---------- a block in one step ---------- */

#ifdef GR_AVX2

/*
 * The first two bytes of the signs give them one of 16 slots: the low bits of the second, moved on by what no two first bytes
 * have in common.  In a slot the third bytes count from 1 for its lowest sign on.  Few counts are left then, filed under
 * eight bits: in no slot some of those under a bit are signs of a kind and others are not.
 */
#define MOVED_BY(first) ((first) == 0xE6 ? 15 : (first) == 0xE7 ? 12 : (first) == 0xEF ? 11 : (first) & 15)
#define SLOT(first, second) (((second) + MOVED_BY(first)) & 15)

/* None of the signs has this one, which is left to ASCII. */
#define ASCII_SLOT 15

/* Shuffles see nothing above 0x7F, where only a second byte that has its highest bit, too, leads from there. */
#define MOVE(first) [(first) & 15] = 0x80 | MOVED_BY(first)
#define SECOND(first, second, lowest, figures, citations, ends) [SLOT(first, second)] = second,
#define BEFORE_LOWEST(first, second, lowest, figures, citations, ends) [SLOT(first, second)] = (lowest) - 1,

static const unsigned char moves[16] = {MOVE(0xE2), MOVE(0xE3), MOVE(0xE4), MOVE(0xE5), MOVE(0xE6), MOVE(0xE7), MOVE(0xE9), MOVE(0xEF)};
static const unsigned char seconds[16] = {SIGN_LIST(SECOND)};
static const unsigned char before_lowest[16] = {SIGN_LIST(BEFORE_LOWEST)};

/* IN asks whether a count has a nibble. */
#define COUNTS(IN, nibble) \
	IN(0, 0x01, nibble) IN(1, 0x03, nibble) IN(2, 0x06, nibble) IN(3, 0x09, nibble) \
	IN(4, 0x04, nibble) IN(4, 0x08, nibble) IN(4, 0x0A, nibble) IN(5, 0x25, nibble) \
	IN(6, 0x10, nibble) IN(6, 0x11, nibble) IN(6, 0x12, nibble) IN(6, 0x13, nibble) IN(6, 0x14, nibble) \
	IN(6, 0x15, nibble) IN(6, 0x16, nibble) IN(6, 0x17, nibble) IN(6, 0x18, nibble) IN(6, 0x19, nibble) IN(7, 0x1F, nibble)

#define IN_LOW(bit, byte, nibble) | (((byte) & 15) == (nibble) ? 1 << (bit) : 0)
#define IN_HIGH(bit, byte, nibble) | ((byte) >> 4 == (nibble) ? 1 << (bit) : 0)
#define NIBBLES(IN) \
	{0 COUNTS(IN, 0), 0 COUNTS(IN, 1), 0 COUNTS(IN, 2), 0 COUNTS(IN, 3), 0 COUNTS(IN, 4), 0 COUNTS(IN, 5), 0 COUNTS(IN, 6), 0 COUNTS(IN, 7), \
	0 COUNTS(IN, 8), 0 COUNTS(IN, 9), 0 COUNTS(IN, 10), 0 COUNTS(IN, 11), 0 COUNTS(IN, 12), 0 COUNTS(IN, 13), 0 COUNTS(IN, 14), 0 COUNTS(IN, 15)}

static const unsigned char low_of_count[16] = NIBBLES(IN_LOW);
static const unsigned char high_of_count[16] = NIBBLES(IN_HIGH);

/* The bits that are signs of a kind in each slot, by one count of each. */
#define HAS(thirds, lowest, count) (int) ((thirds) >> ((lowest) & 63) >> ((count) - 1) & 1)
#define BITS(thirds, lowest) \
	(HAS(thirds, lowest, 0x01) | HAS(thirds, lowest, 0x03) << 1 | HAS(thirds, lowest, 0x06) << 2 | HAS(thirds, lowest, 0x09) << 3 | \
	HAS(thirds, lowest, 0x04) << 4 | HAS(thirds, lowest, 0x25) << 5 | HAS(thirds, lowest, 0x10) << 6 | HAS(thirds, lowest, 0x1F) << 7)
#define FIGURE_BITS(first, second, lowest, figures, citations, ends) [SLOT(first, second)] = BITS(UINT64_C(0) | (figures), lowest),
#define CITATION_BITS(first, second, lowest, figures, citations, ends) [SLOT(first, second)] = BITS(UINT64_C(0) | (citations), lowest),
#define END_BITS(first, second, lowest, figures, citations, ends) [SLOT(first, second)] = BITS(UINT64_C(0) | (ends), lowest),

/* The same of ASCII: digits; letters up to O and behind it; the end of a line; the exclamation mark. */
#define ASCII_DIGITS 1
#define ASCII_LETTERS (2 | 4)
#define ASCII_ENDS (8 | 16)

static const unsigned char low_of_ascii[16] = {
	1 | 4, 1 | 2 | 4 | 16, 1 | 2 | 4, 1 | 2 | 4, 1 | 2 | 4, 1 | 2 | 4, 1 | 2 | 4, 1 | 2 | 4, 1 | 2 | 4, 1 | 2 | 4, 2 | 4 | 8, 2, 2, 2, 2, 2,
};
static const unsigned char high_of_ascii[16] = {8, 0, 16, 1, 2, 4, 2, 4};

static const unsigned char bits_of[GR_BEGINNINGS][16] = {
	{SIGN_LIST(FIGURE_BITS) [ASCII_SLOT] = ASCII_DIGITS},
	{SIGN_LIST(CITATION_BITS) [ASCII_SLOT] = ASCII_DIGITS | ASCII_LETTERS},
	{SIGN_LIST(END_BITS) [ASCII_SLOT] = ASCII_ENDS},
};

GR_AVX2 static inline __m256i
looked_up(const unsigned char *table, __m256i at)
{
	return _mm256_shuffle_epi8(_mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *) (const void *) table)), at);
}

/* The bits that each byte is filed under. */
GR_AVX2 static inline __m256i
filed(__m256i bytes, const unsigned char *low, const unsigned char *high)
{
	__m256i		of_high = looked_up(high, _mm256_and_si256(_mm256_srli_epi16(bytes, 4), _mm256_set1_epi8(15)));

	/* Those above 0x7F under none. */
	return _mm256_and_si256(looked_up(low, bytes), of_high);
}

GR_AVX2 static inline uint32_t
without(__m256i bits, __m256i slots, gr_beginning kind)
{
	return gr_vector_mask(gr_vector_equal(_mm256_and_si256(bits, looked_up(bits_of[kind], slots)), 0));
}

/* The places in half a block where nothing of each kind begins; two bytes behind it are looked at. */
GR_AVX2 static inline void
read_half(const char *at, uint32_t places[GR_BEGINNINGS])
{
	__m256i		first = gr_vector_at(at);
	__m256i		second = gr_vector_at(at + 1);
	/* No first byte is E0, which stands for all below; what is above EF leads nowhere. */
	__m256i		leads = _mm256_adds_epu8(_mm256_subs_epu8(first, _mm256_set1_epi8((char) 0xE0)), _mm256_set1_epi8(0x70));
	__m256i		slots = _mm256_add_epi8(looked_up(moves, leads), second);
	__m256i		counts = _mm256_sub_epi8(gr_vector_at(at + 2), looked_up(before_lowest, slots));
	__m256i		of_signs = _mm256_and_si256(filed(counts, low_of_count, high_of_count), _mm256_cmpeq_epi8(looked_up(seconds, slots), second));
	__m256i		bits = _mm256_or_si256(of_signs, filed(first, low_of_ascii, high_of_ascii));

	slots = _mm256_blendv_epi8(_mm256_set1_epi8(ASCII_SLOT), slots, first);
	for (int kind = 0; kind < GR_BEGINNINGS; kind++)
		places[kind] = without(bits, slots, kind);
}

/* From a block on, up to another or the end of the text; the same as find(). */
GR_AVX2 static size_t
find_wide(gr_beginnings *b, gr_slice text, size_t at, size_t stop)
{
	/* The last bytes of a text, which those read behind a block may not be there for. */
	char		last[GR_BEGINNINGS_BLOCK + 2];
	uint64_t	filled[GR_BEGINNINGS] = {0};
	/* None from the 64th on. */
	uint64_t	bit = at == 0;

	for (; at < stop; at += GR_BEGINNINGS_BLOCK)
	{
		const char *from = text.data + at;
		uint64_t   *block = b->blocks[at / GR_BEGINNINGS_BLOCK];
		uint32_t	first[GR_BEGINNINGS];
		uint32_t	second[GR_BEGINNINGS];

		if (text.len - at < sizeof(last))
		{
			memset(last, 0, sizeof(last));
			from = memcpy(last, from, text.len - at);
		}
		read_half(from, first);
		read_half(from + GR_BEGINNINGS_BLOCK / 2, second);
		for (int kind = 0; kind < GR_BEGINNINGS; kind++)
		{
			uint64_t	places = ~(first[kind] | (uint64_t) second[kind] << GR_BEGINNINGS_BLOCK / 2);

			block[kind] = places;
			filled[kind] |= places != 0 ? bit : 0;
		}
		bit <<= 1;
	}
	for (int kind = 0; kind < GR_BEGINNINGS; kind++)
		b->filled[kind] = filled[kind];
	return at;
}

#endif

typedef size_t (*finder) (gr_beginnings *b, gr_slice text, size_t at, size_t stop);

static gr_status
find_all(gr_beginnings *b, gr_arena *arena, gr_slice paragraph, finder find_some)
{
	size_t		count = paragraph.len / GR_BEGINNINGS_BLOCK + 1;
	void	   *blocks = gr_arena_grow(arena, b->blocks, &b->capacity, count + 1, sizeof(*b->blocks));

	if (blocks == NULL)
		return GR_OUT_OF_MEMORY;
	b->blocks = blocks;
	/* Behind the last byte of whole blocks, which the finders need not write. */
	memset(b->blocks + count - 1, 0, sizeof(*b->blocks));
	memset(b->blocks + count, 0xFF, sizeof(*b->blocks));
	for (size_t at = 0; at < paragraph.len;)
	{
		if (at > 0 && gr_cancelled(arena))
			return GR_CANCELLED;
		at = find_some(b, paragraph, at, paragraph.len - at > CANCEL_EVERY ? at + CANCEL_EVERY : paragraph.len);
	}
	for (int kind = 0; kind < GR_BEGINNINGS; kind++)
		b->filled[kind] = count > BLOCKS_TOLD ? 0 : b->filled[kind] | UINT64_C(1) << count;
	return GR_OK;
}

gr_status
gr_beginnings_find_plain(gr_beginnings *b, gr_arena *arena, gr_slice paragraph)
{
	return find_all(b, arena, paragraph, find);
}

gr_status
gr_beginnings_find(gr_beginnings *b, gr_arena *arena, gr_slice paragraph)
{
#ifdef GR_AVX2
	if (gr_has_avx2())
		return find_all(b, arena, paragraph, find_wide);
#endif
	return find_all(b, arena, paragraph, find);
}

size_t
gr_beginning_far(const gr_beginnings *b, gr_beginning kind, size_t at, size_t stop)
{
	size_t		block = at / GR_BEGINNINGS_BLOCK;
	uint64_t	bits = b->blocks[block][kind] >> at % GR_BEGINNINGS_BLOCK << at % GR_BEGINNINGS_BLOCK;

	while (bits == 0)
	{
		if (++block * GR_BEGINNINGS_BLOCK >= stop)
			return stop;
		bits = b->blocks[block][kind];
	}
	at = block * GR_BEGINNINGS_BLOCK + (size_t) gr_lowest_bit(bits);
	return at < stop ? at : stop;
}

/* The same as gr_beginning_before, block by block. */
static size_t
before_far(const gr_beginnings *b, gr_beginning kind, size_t floor, size_t at)
{
	size_t		block = at / GR_BEGINNINGS_BLOCK;
	uint64_t	bits = b->blocks[block][kind] & ((UINT64_C(1) << at % GR_BEGINNINGS_BLOCK) - 1);

	while (bits == 0)
	{
		if (block * GR_BEGINNINGS_BLOCK <= floor)
			return GR_NOT_FOUND;
		bits = b->blocks[--block][kind];
	}
	at = block * GR_BEGINNINGS_BLOCK + (size_t) gr_highest_bit(bits);
	return at >= floor ? at : GR_NOT_FOUND;
}

size_t
gr_beginning_before(const gr_beginnings *b, gr_beginning kind, size_t floor, size_t at)
{
	size_t		last = at - 1;
	size_t		block = last / GR_BEGINNINGS_BLOCK;
	uint64_t	before;
	size_t		to;

	if (at <= floor)
		return GR_NOT_FOUND;
	if (b->filled[kind] == 0)
		return before_far(b, kind, floor, at);
	before = b->filled[kind] & ((UINT64_C(1) << block) - 1);
	before |= (uint64_t) (b->blocks[block][kind] << (GR_BEGINNINGS_BLOCK - 1 - last % GR_BEGINNINGS_BLOCK) != 0) << block;
	if (before == 0)
		return GR_NOT_FOUND;
	to = (size_t) gr_highest_bit(before) * GR_BEGINNINGS_BLOCK + GR_BEGINNINGS_BLOCK - 1;
	to = to < last ? to : last;
	at = to - (GR_BEGINNINGS_BLOCK - 1) + (size_t) gr_highest_bit(b->blocks[to / GR_BEGINNINGS_BLOCK][kind] << (GR_BEGINNINGS_BLOCK - 1 - to % GR_BEGINNINGS_BLOCK));
	return at >= floor ? at : GR_NOT_FOUND;
}
