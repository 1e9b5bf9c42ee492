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

/* The code point of a word's character that begins at a byte, or NO_CHARACTER, which is larger than any, behind its end. */
#define NO_CHARACTER 0xFFFF
#define CODE_POINT(text, at) ((uint16_t) (((unsigned) (unsigned char) (text)[at] & 0x0F) << 12 | BITS_OF(text, (at) + 1) << 6 | BITS_OF(text, (at) + 2)))
#define CHARACTER_OF(text, at) (sizeof(text) <= (at) + 3 ? NO_CHARACTER : CODE_POINT(text "\0\0\0\0\0\0", at))

/* Words that are looked at in one step; as many stand behind the last. */
#define STEP 8

/* What the words begin with but for the first character, apart from them, so that many are told by one look. */
static const uint16_t seconds[WORDS + STEP] = {
#define GR_FACT_FIRST(code_point)
#define GR_FACT_WORD(text, class, which) CHARACTER_OF(text, 3),
#include "facts_words.def"
};

static const uint16_t thirds[WORDS + STEP] = {
#define GR_FACT_FIRST(code_point)
#define GR_FACT_WORD(text, class, which) CHARACTER_OF(text, 6),
#include "facts_words.def"
};

/* Which of eight words from w on go on with these characters, as bits; a word of two goes on with any third. */
static inline unsigned
words_with(size_t w, uint16_t second, uint16_t third)
{
#ifdef __SSE2__
	__m128i		of_second = _mm_loadu_si128((const __m128i *) (const void *) (seconds + w));
	__m128i		of_third = _mm_loadu_si128((const __m128i *) (const void *) (thirds + w));
	__m128i		same = _mm_or_si128(_mm_cmpeq_epi16(of_third, _mm_set1_epi16((short) third)), _mm_cmpeq_epi16(of_third, _mm_set1_epi16((short) NO_CHARACTER)));

	same = _mm_and_si128(same, _mm_cmpeq_epi16(of_second, _mm_set1_epi16((short) second)));
	return (unsigned) _mm_movemask_epi8(_mm_packs_epi16(same, _mm_setzero_si128()));
#else
	unsigned	same = 0;

	for (unsigned i = 0; i < STEP; i++)
		same |= (unsigned) (seconds[w + i] == second && (thirds[w + i] == third || thirds[w + i] == NO_CHARACTER)) << i;
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

/* The character at "at" as in those tables; 0, which no word has, for one that is not of three bytes. */
static inline uint16_t
character_at(gr_slice text, size_t at)
{
	uint16_t	character;

	if (at + 3 > text.len || ((unsigned char) text.data[at] & 0xF0) != 0xE0)
		return 0;
	character = (uint16_t) gr_han_at(text.data + at);
	return character == NO_CHARACTER ? 0 : character;
}

const gr_fact_word *
gr_fact_word_of_group(size_t group, gr_slice text, size_t at)
{
	size_t		end = word_starts[group + 1];
	size_t		left = text.len - at;
	uint16_t	second = character_at(text, at + 3);
	uint16_t	third = character_at(text, at + 6);

	for (size_t from = word_starts[group]; from < end; from += STEP)
	{
		for (unsigned same = words_with(from, second, third); same != 0; same &= same - 1)
		{
			size_t		i = from + (size_t) gr_lowest_bit(same);
			const gr_fact_word *w = &gr_fact_words[i];

			/* Three characters are compared already. */
			if (i < end && (w->len <= 9 || (left >= w->len && is_same(text.data + at + 9, w->text + 9, w->len - 9u))))
				return w;
		}
		if (seconds[from + STEP - 1] > second)
			break;
	}
	/* A word of one character is the last. */
	return seconds[end - 1] == NO_CHARACTER ? &gr_fact_words[end - 1] : NULL;
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
