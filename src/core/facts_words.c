#include "facts_words.h"

#include "bits.h"
#include "fold.h"
#include "vector.h"

const gr_fact_word gr_fact_words[] = {
#define GR_FACT_FIRST(code_point)
#define GR_FACT_WORD(text, class, which) {text, sizeof(text) - 1, GR_WORD_##class, which},
#include "facts_words.def"
};

const size_t gr_fact_word_count = sizeof(gr_fact_words) / sizeof(gr_fact_words[0]);

typedef struct unit_word
{
	const char *text;
	unsigned char len;
	unsigned char unit;			/* NONE: only begins like one */
} unit_word;

static const unit_word unit_words[] = {
#define GR_FACT_FIRST(code_point)
#define GR_FACT_UNIT(name, text) {text, sizeof(text) - 1, GR_UNIT_##name},
#define GR_FACT_NO_UNIT(text) {text, sizeof(text) - 1, GR_UNIT_NONE},
#include "facts_units.def"
};

/* ---------- words by their first character ---------- */

/* FIRST_WORD_x is the index of the first word that begins with x; the words themselves only count. */
#define PASTE(a, b) a##b
#define NAME(a, b) PASTE(a, b)

enum
{
#define GR_FACT_FIRST(code_point) FIRST_WORD_##code_point, BEFORE_WORD_##code_point = FIRST_WORD_##code_point - 1,
#define GR_FACT_WORD(text, class, which) NAME(WORD_OF_LINE_, __LINE__),
#include "facts_words.def"
	WORDS
};

enum
{
#define GR_FACT_FIRST(code_point) FIRST_UNIT_##code_point, BEFORE_UNIT_##code_point = FIRST_UNIT_##code_point - 1,
#define GR_FACT_UNIT(name, text) NAME(UNIT_OF_LINE_, __LINE__),
#define GR_FACT_NO_UNIT(text) NAME(UNIT_OF_LINE_, __LINE__),
#include "facts_units.def"
	UNITS
};

/* Groups are numbered from 1. */
enum
{
	NO_WORDS,
#define GR_FACT_FIRST(code_point) WORDS_OF_##code_point,
#define GR_FACT_WORD(text, class, which)
#include "facts_words.def"
};

enum
{
	NO_UNITS,
#define GR_FACT_FIRST(code_point) UNITS_OF_##code_point,
#define GR_FACT_UNIT(name, text)
#define GR_FACT_NO_UNIT(text)
#include "facts_units.def"
};

const uint16_t gr_fact_word_groups[GR_FACT_FIRSTS] = {
#define GR_FACT_FIRST(code_point) [code_point - GR_FACT_LOWEST_FIRST] = WORDS_OF_##code_point,
#define GR_FACT_WORD(text, class, which)
#include "facts_words.def"
};

static const uint8_t unit_groups[GR_FACT_FIRSTS] = {
#define GR_FACT_FIRST(code_point) [code_point - GR_FACT_LOWEST_FIRST] = UNITS_OF_##code_point,
#define GR_FACT_UNIT(name, text)
#define GR_FACT_NO_UNIT(text)
#include "facts_units.def"
};

/* Where each group begins, and the last of them ends. */
static const uint16_t word_starts[] = {
	0,
#define GR_FACT_FIRST(code_point) FIRST_WORD_##code_point,
#define GR_FACT_WORD(text, class, which)
#include "facts_words.def"
	WORDS
};

static const uint8_t unit_starts[] = {
	0,
#define GR_FACT_FIRST(code_point) FIRST_UNIT_##code_point,
#define GR_FACT_UNIT(name, text)
#define GR_FACT_NO_UNIT(text)
#include "facts_units.def"
	UNITS
};

#define BITS_OF(text, at) ((unsigned) (unsigned char) (text)[at] & 0x3F)
#define SECOND_BIT(text) (sizeof(text) <= 4 ? 0 : UINT64_C(1) << BITS_OF(text "\0\0\0", 5))

const uint64_t gr_fact_word_seconds[] = {
	0
#define GR_FACT_FIRST(code_point) , 0
#define GR_FACT_WORD(text, class, which) | SECOND_BIT(text)
#include "facts_words.def"
};

const uint16_t gr_fact_lone_words[] = {
	0
#define GR_FACT_FIRST(code_point) , 0
#define GR_FACT_WORD(text, class, which) | (sizeof(text) == 4 ? NAME(WORD_OF_LINE_, __LINE__) + 1 : 0)
#include "facts_words.def"
};

/* Words that are looked at in one step; as many stand behind the last. */
#define STEP 8

/* The last two bytes of a word's second and third characters, apart from the words, so that many are told by one look; 0: none. */
#define TAIL_OF(text, at) {(unsigned char) (text "\0\0\0\0\0\0")[(at) + 1], (unsigned char) (text "\0\0\0\0\0\0")[(at) + 2]}

static const unsigned char seconds[WORDS + STEP][2] = {
#define GR_FACT_FIRST(code_point)
#define GR_FACT_WORD(text, class, which) TAIL_OF(text, 3),
#include "facts_words.def"
};

static const unsigned char thirds[WORDS + STEP][2] = {
#define GR_FACT_FIRST(code_point)
#define GR_FACT_WORD(text, class, which) TAIL_OF(text, 6),
#include "facts_words.def"
};

/* As one number, in whatever order the machine has its bytes. */
static inline uint16_t
tail_at(const void *bytes)
{
	uint16_t	tail;

	memcpy(&tail, bytes, sizeof(tail));
	return tail;
}

/* Which of eight words from w on go on with these characters, as bits; a word of two goes on with any third. */
static inline unsigned
words_with(size_t w, uint16_t second, uint16_t third)
{
#ifdef __SSE2__
	__m128i		of_second = _mm_loadu_si128((const __m128i *) (const void *) (seconds + w));
	__m128i		of_third = _mm_loadu_si128((const __m128i *) (const void *) (thirds + w));
	__m128i		same = _mm_or_si128(_mm_cmpeq_epi16(of_third, _mm_set1_epi16((short) third)), _mm_cmpeq_epi16(of_third, _mm_setzero_si128()));

	same = _mm_and_si128(same, _mm_cmpeq_epi16(of_second, _mm_set1_epi16((short) second)));
	return (unsigned) _mm_movemask_epi8(_mm_packs_epi16(same, _mm_setzero_si128()));
#else
	unsigned	same = 0;

	for (unsigned i = 0; i < STEP; i++)
		same |= (unsigned) (tail_at(seconds[w + i]) == second && (tail_at(thirds[w + i]) == third || tail_at(thirds[w + i]) == 0)) << i;
	return same;
#endif
}

/* From the end: words that begin alike are many. */
static bool
is_same(const char *a, const char *b, size_t len)
{
	while (len > 0)
	{
		len--;
		if (a[len] != b[len])
			return false;
	}
	return true;
}

/* Whether a word of two characters or more, whose tails are the text's, stands there. */
static inline bool
stands_at(const gr_fact_word *w, const char *at, size_t left)
{
	if (w->text[3] != at[3])
		return false;
	return w->len == 6 || (w->len <= left && w->text[6] == at[6] && (w->len == 9 || is_same(at + 9, w->text + 9, w->len - 9u)));
}

const gr_fact_word *
gr_fact_word_of_group(size_t group, gr_slice text, size_t at)
{
	const char *here = text.data + at;
	size_t		left = text.len - at;
	size_t		end = word_starts[group + 1] - (gr_fact_lone_words[group] != 0);
	uint16_t	second = tail_at(here + 4);
	uint16_t	third = left < 9 ? 0 : tail_at(here + 7);

	for (size_t from = word_starts[group]; from < end; from += STEP)
		for (unsigned same = words_with(from, second, third); same != 0; same &= same - 1)
		{
			size_t		i = from + (size_t) gr_lowest_bit(same);

			if (i < end && stands_at(&gr_fact_words[i], here, left))
				return &gr_fact_words[i];
		}
	return gr_fact_lone_word(group);
}

bool
gr_fact_unit_begins(gr_slice text, size_t at)
{
	size_t		first;

	if (at >= text.len)
		return false;
	first = gr_fact_first_at(text, at);
	return first < GR_FACT_FIRSTS ? unit_groups[first] != NO_UNITS : text.data[at] == '%' || gr_slice_starts(gr_slice_sub(text, at, text.len), GR_SLICE("‰"));
}

/* The signs for parts of a hundred and of a thousand. */
static int
sign_at(gr_slice text, size_t at, size_t *length)
{
	gr_slice	here = gr_slice_sub(text, at, text.len);

	*length = here.data[0] == '%' ? 1 : 3;
	if (here.data[0] == '%' || gr_slice_starts(here, GR_SLICE("％")))
		return GR_UNIT_PERCENT;
	if (gr_slice_starts(here, GR_SLICE("‰")))
		return GR_UNIT_PER_MILLE;
	*length = 0;
	return GR_UNIT_NONE;
}

int
gr_fact_unit_at(gr_slice text, size_t at, size_t *length)
{
	size_t		first;
	size_t		group;

	*length = 0;
	if (at >= text.len)
		return GR_UNIT_NONE;
	first = gr_fact_first_at(text, at);
	if (first >= GR_FACT_FIRSTS)
		return sign_at(text, at, length);
	group = unit_groups[first];
	for (size_t i = unit_starts[group]; group != NO_UNITS && i < unit_starts[group + 1]; i++)
	{
		const unit_word *u = &unit_words[i];

		if (text.len - at < u->len || !is_same(text.data + at + 3, u->text + 3, u->len - 3u))
			continue;
		*length = u->unit == GR_UNIT_NONE ? 0 : u->len;
		return u->unit;
	}
	return GR_UNIT_NONE;
}
