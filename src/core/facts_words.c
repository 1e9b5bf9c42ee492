#include "facts_words.h"

#include "bits.h"
#include "fold.h"
#include "rare.h"
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

#define BYTE(text, at) ((unsigned char) (text "\0\0\0\0\0\0")[at])
#define IS_LONE(text) (sizeof(text) == 4)
#define SECOND_BITS(text) (IS_LONE(text) ? UINT64_MAX : UINT64_C(1) << (BYTE(text, 5) & 63))

const uint64_t gr_fact_word_seconds[] = {
	0
#define GR_FACT_FIRST(code_point) , 0
#define GR_FACT_WORD(text, class, which) | SECOND_BITS(text)
#include "facts_words.def"
};

/* The same of the units: their second characters, */
static const uint64_t unit_seconds[] = {
	0
#define GR_FACT_FIRST(code_point) , 0
#define GR_FACT_UNIT(name, text) | (IS_LONE(text) ? 0 : SECOND_BITS(text))
#define GR_FACT_NO_UNIT(text) | (IS_LONE(text) ? 0 : SECOND_BITS(text))
#include "facts_units.def"
};

/* and which is the one of one character; where there is none the end of the group. */
static const uint8_t lone_units[] = {
	0
#define GR_FACT_FIRST(code_point) , FIRST_UNIT_##code_point
#define GR_FACT_UNIT(name, text) + !IS_LONE(text)
#define GR_FACT_NO_UNIT(text) + !IS_LONE(text)
#include "facts_units.def"
};

/* Words that are looked at in one step; as many stand behind the last. */
#define STEP 16

/* The last two bytes of a word's second and third characters, apart from the words, so that many are told by one look; 0: none. */
#define TAIL_OF(text, at) {BYTE(text, (at) + 1), BYTE(text, (at) + 2)}

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

#ifdef __SSE2__
/* All bits of the words of eight that go on with this character, or with none. */
static inline __m128i
eight_with(const unsigned char (*tails)[2], __m128i tail)
{
	__m128i		of_words = _mm_loadu_si128((const __m128i *) (const void *) tails);

	return _mm_or_si128(_mm_cmpeq_epi16(of_words, tail), _mm_cmpeq_epi16(of_words, _mm_setzero_si128()));
}
#endif

/* Which of the words of a step, from w on, go on with these characters, as bits; a shorter one goes on with any. */
static inline unsigned
words_with(size_t w, uint16_t second, uint16_t third)
{
#ifdef __SSE2__
	__m128i		of_second = _mm_set1_epi16((short) second);
	__m128i		of_third = _mm_set1_epi16((short) third);
	__m128i		first_half = _mm_and_si128(eight_with(seconds + w, of_second), eight_with(thirds + w, of_third));
	__m128i		other_half = _mm_and_si128(eight_with(seconds + w + STEP / 2, of_second), eight_with(thirds + w + STEP / 2, of_third));

	return (unsigned) _mm_movemask_epi8(_mm_packs_epi16(first_half, other_half));
#else
	unsigned	same = 0;

	for (unsigned i = 0; i < STEP; i++)
	{
		uint16_t	of_second = tail_at(seconds[w + i]);
		uint16_t	of_third = tail_at(thirds[w + i]);

		same |= (unsigned) ((of_second == second || of_second == 0) && (of_third == third || of_third == 0)) << i;
	}
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

/* Bytes of a word that are compared in one step; as many are there. */
#define HEAD 16

/* Whether the word stands there, where so many bytes are left at least. */
static inline bool
stands_at(const gr_fact_word *w, gr_slice here)
{
#ifdef __SSE2__
	__m128i		same = _mm_cmpeq_epi8(_mm_loadu_si128((const __m128i *) (const void *) w->text), _mm_loadu_si128((const __m128i *) (const void *) here.data));
	uint32_t	wanted = (uint32_t) ((UINT64_C(1) << w->len) - 1) & 0xFFFF;

	if (((uint32_t) _mm_movemask_epi8(same) & wanted) != wanted)
		return false;
	return w->len <= HEAD || (w->len <= here.len && is_same(here.data + HEAD, w->text + HEAD, w->len - (size_t) HEAD));
#else
	return w->len <= here.len && is_same(here.data, w->text, w->len);
#endif
}

/* The same of the last characters of a text, one word by the other. */
GR_RARE static const gr_fact_word *
last_word(size_t group, gr_slice here)
{
	for (size_t i = word_starts[group]; i < word_starts[group + 1]; i++)
	{
		const gr_fact_word *w = &gr_fact_words[i];

		if (w->len <= here.len && is_same(here.data, w->text, w->len))
			return w;
	}
	return NULL;
}

const gr_fact_word *
gr_fact_word_of_group(size_t group, gr_slice text, size_t at)
{
	gr_slice	here = {text.data + at, text.len - at};
	size_t		from = word_starts[group];
	size_t		end = word_starts[group + 1];
	uint16_t	second;
	uint16_t	third;

	if (here.len < HEAD)
		return last_word(group, here);
	second = tail_at(here.data + 4);
	third = tail_at(here.data + 7);
	for (; from < end; from += STEP)
	{
		/* Those of the next group, which the last step meets, are none of them. */
		size_t		count = end - from < STEP ? end - from : STEP;

		for (unsigned same = words_with(from, second, third) & ((1u << count) - 1); same != 0; same &= same - 1)
		{
			const gr_fact_word *w = &gr_fact_words[from + (size_t) gr_lowest_bit(same)];

			if (stands_at(w, here))
				return w;
		}
	}
	return NULL;
}

static inline size_t
unit_group(const char *character)
{
	return unit_groups[gr_fact_first(character)];
}

/* The signs for parts of a hundred and of a thousand. */
GR_RARE static int
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
	size_t		group;
	size_t		i;

	*length = 0;
	if (at >= text.len)
		return GR_UNIT_NONE;
	if (!gr_has_han_at(text, at))
		return sign_at(text, at, length);
	group = unit_group(text.data + at);
	if (group == NO_UNITS)
		return GR_UNIT_NONE;
	/* Most units are one character. */
	i = text.len - at < 6 || (unit_seconds[group] >> (text.data[at + 5] & 63) & 1) == 0 ? lone_units[group] : unit_starts[group];
	for (; i < unit_starts[group + 1]; i++)
	{
		const unit_word *u = &unit_words[i];

		if (text.len - at < u->len || !is_same(text.data + at + 3, u->text + 3, u->len - 3u))
			continue;
		*length = u->unit == GR_UNIT_NONE ? 0 : u->len;
		return u->unit;
	}
	return GR_UNIT_NONE;
}
