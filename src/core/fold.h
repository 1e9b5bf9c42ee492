/*
 * fold.h
 *		One sign for the many that stand for it: widths, blanks, dashes, brackets.
 *
 * Where NFKC maps a character to one ASCII sign, so does gr_fold; of letters and
 * digits it folds the full-width ones only, since ① numbers a heading and ² a
 * footnote.  Beyond NFKC it unites what these reports mix: dashes, and blanks that
 * print nothing.
 */
#ifndef GR_FOLD_H
#define GR_FOLD_H

#include "utf8.h"

/* Whether it is an ASCII digit, which those of all widths are once they are folded. */
static inline bool
gr_is_digit(uint32_t c)
{
	return c >= '0' && c <= '9';
}

static inline bool
gr_is_ascii_letter(uint32_t c)
{
	return (c | 0x20) - 'a' < 26;
}

/* Whether it is a Han character: so is, for us, all from U+3400 up to the compatibility forms, none of which is a sign or has another folding. */
static inline bool
gr_is_han(uint32_t c)
{
	return c - 0x3400 < 0xF900 - 0x3400;
}

/* The folded code point.  Blanks of every width, and zero-width ones, become U+0020. */
extern uint32_t gr_fold_slow(uint32_t code_point);

static inline uint32_t
gr_fold(uint32_t code_point)
{
	/* Han characters and ASCII letters, almost everything here, are their own folding. */
	if (gr_is_han(code_point) || code_point - 0x20 < 0x80 - 0x20)
		return code_point;
	if (code_point < 0x20)
		return code_point >= 0x09 && code_point <= 0x0D ? 0x20 : code_point;
	return gr_fold_slow(code_point);
}

/*
 * The simplified character for a traditional one, or itself: for the characters
 * that labels, units and titles are written with.
 */
extern uint32_t gr_simplify(uint32_t code_point);

/* Moves *at behind the word where it stands there, as gr_starts_word has it. */
extern bool gr_take_word(gr_slice text, size_t *at, const char *word);

/* The same over a list that NULL ends. */
extern bool gr_take_any_word(gr_slice text, size_t *at, const char *const *words);

/* The blanks that are one byte, by gr_fold. */
static inline bool
gr_is_ascii_blank(unsigned char byte)
{
	return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

/* The first byte of an ASCII sign or of most Han characters: certainly no blank. */
static inline bool
gr_starts_no_blank(unsigned char byte)
{
	return (byte > ' ' && byte < 0x80) || (byte >= 0xE4 && byte <= 0xE9);
}

/* The first byte of most Han characters, which are their own folding. */
static inline bool
gr_starts_han(unsigned char byte)
{
	return byte >= 0xE4 && byte <= 0xE9;
}

/* Whether such a character stands at "at", all of it. */
static inline bool
gr_has_han_at(gr_slice text, size_t at)
{
	return text.len - at >= 3 && gr_starts_han((unsigned char) text.data[at]);
}

/* The code point of a character of three bytes. */
static inline uint32_t
gr_han_at(const char *p)
{
	return gr_utf8_three(p);
}

extern bool gr_starts_word_slow(gr_slice text, const char *word, size_t *length);

/*
 * Whether text begins with the word, characters compared after gr_fold and
 * gr_simplify, blanks inside it left aside; *length is the bytes it takes in the text.
 */
static inline bool
gr_starts_word(gr_slice text, const char *word, size_t *length)
{
	unsigned char first = text.len > 0 ? (unsigned char) text.data[0] : 0;

	/* Most texts begin with a figure or a Han character, and the word with the other of them. */
	if (first < 0x80 ? (unsigned char) *word >= 0x80 : gr_starts_han(first) && (unsigned char) *word < 0x80)
		return false;
	return gr_starts_word_slow(text, word, length);
}

/* The same over a list that NULL ends: the first of its words that the text begins with, or NULL. */
extern const char *gr_starts_any_word(gr_slice text, const char *const *words, size_t *length);

/* The folded code point at p, and the bytes it takes; p < end. */
static inline uint32_t
gr_fold_next(const char *p, const char *end, size_t *length)
{
	return gr_fold(gr_utf8_next(p, end, length));
}

extern uint32_t gr_sign_at_slow(gr_slice text, size_t at, size_t *after);

/* The folded sign at "at", 0 at the end; *after is behind it. */
static inline uint32_t
gr_sign_at(gr_slice text, size_t at, size_t *after)
{
	unsigned char byte = at < text.len ? (unsigned char) text.data[at] : 0;

	if (gr_starts_han(byte) && text.len - at >= 3)
	{
		*after = at + 3;
		return gr_han_at(text.data + at);
	}
	if (byte <= ' ' || byte >= 0x80)
		return gr_sign_at_slow(text, at, after);
	*after = at + 1;
	return byte;
}

/* The folded sign that ends at "at", 0 at "border"; *before is where it begins. */
static inline uint32_t
gr_sign_before(gr_slice text, size_t border, size_t at, size_t *before)
{
	unsigned char last;
	size_t		length;

	*before = at;
	if (at <= border)
		return 0;
	/* Most signs are Han characters. */
	if (at - border >= 3 && gr_starts_han((unsigned char) text.data[at - 3]))
	{
		*before = at - 3;
		return gr_han_at(text.data + at - 3);
	}
	last = (unsigned char) text.data[--*before];
	if (last > ' ' && last < 0x80)
		return last;
	while (*before > border && ((unsigned char) text.data[*before] & 0xC0) == 0x80)
		--*before;
	return gr_fold_next(text.data + *before, text.data + at, &length);
}

/* The offset of the word of Han characters that ends at "at", blanks and line ends inside it left aside; or GR_NOT_FOUND. */
static inline size_t
gr_back_over_spaced(gr_slice text, size_t border, size_t at, gr_slice word)
{
	while (word.len > 0)
	{
		size_t		before;
		uint32_t	c = gr_sign_before(text, border, at, &before);
		size_t		length = at - before;

		if (c == 0)
			return GR_NOT_FOUND;
		if (c != ' ')
		{
			/* Han characters of three bytes each, here as there; the last byte differs more often than not. */
			if (length > word.len || word.data[word.len - 1] != text.data[at - 1] || memcmp(word.data + word.len - length, text.data + before, length) != 0)
				return GR_NOT_FOUND;
			word.len -= length;
		}
		at = before;
	}
	return at;
}

extern size_t gr_skip_blanks_slow(gr_slice text, size_t at);

/* The offset of the first character at or after "at" that is no blank, or text.len. */
static inline size_t
gr_skip_blanks(gr_slice text, size_t at)
{
	return at >= text.len || gr_starts_no_blank((unsigned char) text.data[at]) ? at : gr_skip_blanks_slow(text, at);
}

/* The offset of the first blank at or after "at", or text.len. */
extern size_t gr_end_of_word(gr_slice text, size_t at);

/* The offset behind the ASCII digits that begin at "at", of which there may be megabytes. */
extern size_t gr_end_of_digits(gr_slice text, size_t at);

/* Whether a text of at least three bytes ends with a Han character or one of the signs before them, as 。 is, that is no blank. */
static inline bool
gr_ends_with_han_or_sign(const char *end)
{
	uint32_t	c = gr_utf8_three(end - 3);

	return c - 0x3001 < 0xA000 - 0x3001 && c != 0x3164;
}

extern gr_slice gr_trim_slow(gr_slice s);

/* s without blanks, in the sense of gr_fold, at both ends. */
static inline gr_slice
gr_trim(gr_slice s)
{
	unsigned char last = s.len > 0 ? (unsigned char) s.data[s.len - 1] : ' ';

	/* Most have none, and end with an ASCII sign, a Han character or a full stop. */
	if ((last < 0x80 ? last > ' ' : s.len >= 3 && gr_ends_with_han_or_sign(s.data + s.len)) && gr_starts_no_blank((unsigned char) s.data[0]))
		return s;
	return gr_trim_slow(s);
}

/* Quotation marks of every kind; labels are compared without them. */
extern bool gr_is_quote(uint32_t code_point);

#endif							/* GR_FOLD_H */
