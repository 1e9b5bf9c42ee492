/*
 * facts_numerals.h
 *		Digits and Chinese numerals as the prose writes them, without their unit.
 */
#ifndef GR_FACTS_NUMERALS_H
#define GR_FACTS_NUMERALS_H

#include "bits.h"
#include "facts_words.h"
#include "fold.h"

typedef struct gr_numeral_reader
{
	gr_slice	text;
	size_t		at;
} gr_numeral_reader;

/* The folded character there, or 0 at the end. */
static inline uint32_t
gr_numeral_peek_at(gr_slice text, size_t at, size_t *length)
{
	size_t		after;
	uint32_t	c = gr_sign_at(text, at, &after);

	*length = after - at;
	return c;
}

static inline uint32_t
gr_numeral_peek(const gr_numeral_reader *r, size_t *length)
{
	return gr_numeral_peek_at(r->text, r->at, length);
}

static inline bool
gr_numeral_take(gr_numeral_reader *r, const char *word)
{
	size_t		len = strlen(word);

	if (r->text.len - r->at < len || memcmp(r->text.data + r->at, word, len) != 0)
		return false;
	r->at += len;
	return true;
}

/* The value of a Chinese numeral below ten, or -1. */
extern int	gr_chinese_numeral(uint32_t c);

/* The exponent of 十 百 千 万 亿, or 0. */
extern int	gr_chinese_power(uint32_t c);

/* Behind the end of what Markdown prints bold, if it stands at "at": **12**件, but not the signs of 138****1234.  Else "at". */
extern size_t gr_skip_bold(gr_slice text, size_t at);

/* Behind the blanks, and the end of bold print, at "at". */
extern size_t gr_skip_to_unit(gr_slice text, size_t at);

/*
 * Digits, in one run, in groups of three with commas or blanks between them, or one by
 * one with blanks between them.  False where the groups make no one figure.
 */
extern bool gr_numeral_read_digits(gr_numeral_reader *r, int64_t *value, int *digits);

/* What follows 万 or its like, *place, at once: 3万5千, 10万零500.  Its own place then; false, and nothing read, where nothing does. */
extern bool gr_numeral_read_lower(gr_numeral_reader *r, int64_t *place, int64_t *value);

/* A whole number in Chinese numerals; *plain where it is digits only, such as 二〇二〇. */
extern bool gr_numeral_read_chinese(gr_numeral_reader *r, int64_t *value, int *digits, bool *plain);

/* 近百件, 超百万次: whether the words before "from" make a figure even of a power that stands alone. */
extern bool gr_numeral_is_approached(gr_slice text, size_t from);

#endif							/* GR_FACTS_NUMERALS_H */
