/*
 * citation_parts.h
 *		What the readers of citations share: signs, runs of digits and words around a place.
 *
 * Each reader is called at a place where its kind of citation may stand, and fills
 * the citation where one does.  It looks a bounded way back and ahead, or past what
 * it then takes as a whole.
 */
#ifndef GR_CITATION_PARTS_H
#define GR_CITATION_PARTS_H

#include "citations.h"
#include "fold.h"
#include "utf8.h"

/* A paragraph, and where the last citation ended: what is before it is taken. */
typedef struct gr_citation_text
{
	gr_slice	text;
	size_t		taken;
	int			previous_kind;	/* of that citation; GR_CITATION_KINDS: none */
} gr_citation_text;

typedef struct gr_digits
{
	size_t		from;
	size_t		to;
	size_t		count;
	int			value;			/* -1 with more than nine digits */
	int			leading;		/* the first four */
} gr_digits;

static inline bool
gr_is_year(int year)
{
	return year >= 1900 && year <= 2099;
}

/* An empty citation, to be filled in; member by member, since the machine takes long to begin a memset of this size. */
static inline void
gr_citation_clear(gr_raw_citation *c)
{
	const gr_stretch none = {0, 0};

	c->kind = 0;
	c->damaged = false;
	c->year = 0;
	c->serial = 0;
	c->whole = c->number = c->organ = c->title = c->full_title = none;
}

/* The sign at *at, which goes behind blanks first; *after is behind the sign. */
static inline uint32_t
gr_sign_behind_blanks(gr_slice text, size_t *at, size_t *after)
{
	uint32_t	c = gr_sign_at(text, *at, after);

	if (c != ' ')
		return c;
	*at = gr_skip_blanks(text, *at);
	return gr_sign_at(text, *at, after);
}

/* The digits at "at", of both widths; count 0: none. */
extern gr_digits gr_digits_read(gr_slice text, size_t at);

/* A whole number of Chinese digits up to 9999 (二十, 一百零三, 七百一十一); 0: none. */
extern int	gr_chinese_number_read(gr_slice text, size_t at, size_t *end);

/* gr_take_word for a word of one Han character. */
static inline bool
gr_take_han(gr_slice text, size_t *at, const char *character)
{
	size_t		after;
	uint32_t	c = gr_sign_at(text, *at, &after);

	if (c != gr_han_at(character) && (c < 0x3400 || gr_simplify(c) != gr_han_at(character)))
		return false;
	*at = after;
	return true;
}

/* Moves *at in front of the word that ends there, byte by byte. */
static inline bool
gr_back_over_word(gr_slice text, size_t border, size_t *at, const char *word)
{
	size_t		n = strlen(word);

	/* The last byte differs more often than not. */
	if (*at < border + n || text.data[*at - 1] != word[n - 1] || memcmp(text.data + *at - n, word, n) != 0)
		return false;
	*at -= n;
	return true;
}

/* The same over a list of words that a text may end with. */
#define GR_ENDING(word) {(word), sizeof(word) - 1}
#define GR_NO_ENDING {NULL, 0}
extern bool gr_back_over_any_word(gr_slice text, size_t border, size_t *at, const gr_slice *words);

extern size_t gr_back_over_blanks_slow(gr_slice text, size_t border, size_t at);

/* The offset in front of the blanks that end at "at". */
static inline size_t
gr_back_over_blanks(gr_slice text, size_t border, size_t at)
{
	/* Mostly a Han character stands there, or an ASCII sign. */
	if (at <= border || (at - border >= 3 && gr_starts_han((unsigned char) text.data[at - 3])) || gr_starts_no_blank((unsigned char) text.data[at - 1]))
		return at;
	return gr_back_over_blanks_slow(text, border, at);
}

/* Whether one of the words introduces what begins at "at": 邮编：, 电话（. */
extern bool gr_introduced_by(const gr_citation_text *t, size_t at, const gr_slice *words);

/* ( [ 〔 ﹝ 【 〈 and their other side. */
extern bool gr_opens_bracket_slow(uint32_t sign);
extern bool gr_closes_bracket_slow(uint32_t sign);

/* Mostly the sign is a word. */
static inline bool
gr_opens_bracket(uint32_t sign)
{
	return !gr_is_han(sign) && gr_opens_bracket_slow(sign);
}

static inline bool
gr_closes_bracket(uint32_t sign)
{
	return !gr_is_han(sign) && gr_closes_bracket_slow(sign);
}

/* ---------- the readers; "at" is where the first digit, letter or sign stands ---------- */

/* 2020年, 2020年1月1日至12月31日, 2021-01-30 10:45, 1—6月, 二〇二一年, by the digits at its beginning. */
extern bool gr_citation_date(const gr_citation_text *t, const gr_digits *digits, gr_raw_citation *c);

/* 国办发〔2014〕32号 by the digits of its year, or what is left of them; 国务院令第711号 by its number. */
extern bool gr_citation_number(const gr_citation_text *t, const gr_digits *digits, gr_raw_citation *c);

/* One of the two whose organ begins at "at". */
extern bool gr_citation_number_at(const gr_citation_text *t, size_t at, gr_raw_citation *c);

/* 第二十条第（一）项, 第七百一十一号令; "at" is where 第 stands. */
extern bool gr_citation_ordinal(const gr_citation_text *t, size_t at, gr_raw_citation *c);

/* URLs, e-mail, ICP numbers and codes that begin with a letter; *next is behind what was looked at. */
extern bool gr_citation_address(const gr_citation_text *t, size_t at, gr_raw_citation *c, size_t *next);

/* Telephone numbers, postcodes and codes that begin with a digit. */
extern bool gr_citation_code(const gr_citation_text *t, const gr_digits *digits, gr_raw_citation *c);

/*
 * 《…》 with the number behind it, and the short name that follows, 以下简称《条例》, as
 * a citation of its own: its whole is empty where there is none.
 */
extern bool gr_citation_title(const gr_citation_text *t, size_t at, gr_raw_citation *c, gr_raw_citation *short_name);

/* A full title without 《》, 中华人民共和国…条例, in front of 以下简称 and the short name that begins at "at". */
extern bool gr_citation_unmarked_title(const gr_citation_text *t, size_t at, gr_raw_citation *c, gr_raw_citation *short_name);

#endif							/* GR_CITATION_PARTS_H */
