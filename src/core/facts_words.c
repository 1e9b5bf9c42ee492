#include "facts_words.h"

const gr_fact_word gr_fact_words[] = {
#define GR_FACT_FIRST(code_point)
#define GR_FACT_WORD(text, class, which) {text, sizeof(text) - 1, GR_WORD_##class, which},
#include "facts_words.def"
};

const size_t gr_fact_word_count = sizeof(gr_fact_words) / sizeof(gr_fact_words[0]);

/* A group of so many words is looked through one by one. */
#define FEW_WORDS 12

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

/* The three bytes at p in their order. */
static uint32_t
three_bytes(const char *p)
{
	const unsigned char *u = (const unsigned char *) p;

	return (uint32_t) u[0] << 16 | (uint32_t) u[1] << 8 | u[2];
}

/* The second character of a word, larger than any for a word of one. */
static uint32_t
second_of(const gr_fact_word *w)
{
	return w->len < 6 ? 0xFFFFFF : three_bytes(w->text + 3);
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

/* Halves a large group until few words are left, or the halves have the second character in common. */
static const gr_fact_word *
narrow(const gr_fact_word *w, const gr_fact_word **end, uint32_t second)
{
	const gr_fact_word *stop = *end;

	while (stop - w > FEW_WORDS)
	{
		const gr_fact_word *middle = w + (stop - w) / 2;

		if (second_of(middle) < second)
			w = middle + 1;
		else if (second_of(middle) > second)
			stop = middle;
		else
			break;
	}
	*end = stop;
	return w;
}

const gr_fact_word *
gr_fact_word_of_group(size_t group, gr_slice text, size_t at)
{
	const gr_fact_word *w = &gr_fact_words[word_starts[group]];
	const gr_fact_word *end = &gr_fact_words[word_starts[group + 1]];
	const gr_fact_word *last = end - 1;
	const char *here = text.data + at;
	size_t		left = text.len - at;

	if (left >= 6)
	{
		if (end - w > FEW_WORDS)
			w = narrow(w, &end, three_bytes(here + 3));
		/* Characters differ in their last byte more often than not. */
		for (; w < end; w++)
			if (w->text[5] == here[5] && w->text[4] == here[4] && w->text[3] == here[3] && left >= w->len && is_same(here + 6, w->text + 6, w->len - 6u))
				return w;
	}
	/* A word of one character is the last. */
	return last->len < 6 ? last : NULL;
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
