/*
 * html_scan.h
 *		Where runs of bytes end, sixteen bytes at a time.
 *
 * Tags and the words between them are short: a call to memchr costs more than it
 * saves.  Each search is there twice, and both find the same; the plain one also
 * takes what is left at the end of a text.
 */
#ifndef GR_HTML_SCAN_H
#define GR_HTML_SCAN_H

#include "bits.h"
#include "html.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#define GR_HTML_SCAN_BLOCK 16

/* What may end a name: bytes up to the blank, "/", ">", and of attributes "=". */
static inline bool
gr_html_ends_name(char c, bool attribute)
{
	return gr_html_is_space(c) || c == '/' || c == '>' || (attribute && c == '=');
}

/* The end of the name of a tag or attribute of which p is a byte, or end. */
static inline const char *
gr_html_name_end_plain(const char *p, const char *end, bool attribute)
{
	while (p < end && !gr_html_ends_name(*p, attribute))
		p++;
	return p;
}

/* The end of an attribute's value without quotes, or end. */
static inline const char *
gr_html_value_end_plain(const char *p, const char *end)
{
	while (p < end && !gr_html_is_space(*p) && *p != '>')
		p++;
	return p;
}

/* The first c from p on, or end. */
static inline const char *
gr_html_find_plain(const char *p, const char *end, char c)
{
	while (p < end && *p != c)
		p++;
	return p;
}

/* The first place from p on where the two small letters stand side by side, of any case, or end. */
static inline const char *
gr_html_find_pair_plain(const char *p, const char *end, char first, char second)
{
	for (; end - p > 1; p++)
		if ((*p | 0x20) == first && (p[1] | 0x20) == second)
			return p;
	return end;
}

/* The first "<" from p on with one of three signs behind it, small letters being of any case, or end. */
static inline const char *
gr_html_find_tag_plain(const char *p, const char *end, const char signs[3])
{
	for (; end - p > 1; p++)
		if (*p == '<' && ((p[1] | 0x20) == signs[0] || (p[1] | 0x20) == signs[1] || (p[1] | 0x20) == signs[2]))
			return p;
	return end;
}

static inline bool
gr_html_is_plain(char c, bool markup)
{
	return (unsigned char) c > ' ' && c != '&' && !(markup && c == '<');
}

/* The first byte from p on that is white space, a control character, an ampersand or, in markup, a "<", or end. */
static inline const char *
gr_html_word_end_plain(const char *p, const char *end, bool markup)
{
	while (p < end && gr_html_is_plain(*p, markup))
		p++;
	return p;
}

/* What does not stand for itself even where blanks do. */
static inline bool
gr_html_ends_verbatim(char c)
{
	return c == '\n' || c == '\r' || c == '&' || c == '\0';
}

/* The first byte from p on that is a line end, an ampersand or NUL, or end. */
static inline const char *
gr_html_verbatim_end_plain(const char *p, const char *end)
{
	while (p < end && !gr_html_ends_verbatim(*p))
		p++;
	return p;
}

#ifdef __SSE2__

static inline __m128i
gr_html_block(const char *p)
{
	return _mm_loadu_si128((const __m128i *) (const void *) p);
}

static inline __m128i
gr_html_are(__m128i block, char c)
{
	return _mm_cmpeq_epi8(block, _mm_set1_epi8(c));
}

static inline __m128i
gr_html_are_blank_or_control(__m128i block)
{
	return _mm_cmpeq_epi8(_mm_min_epu8(block, _mm_set1_epi8(' ')), block);
}

/* The place of the first byte of a block that a comparison chose; GR_HTML_SCAN_BLOCK if it chose none. */
static inline unsigned
gr_html_first(__m128i chosen)
{
	return (unsigned) gr_lowest_bit((unsigned) _mm_movemask_epi8(chosen) | 1u << GR_HTML_SCAN_BLOCK);
}

static inline const char *
gr_html_name_end(const char *p, const char *end, bool attribute)
{
	while (end - p >= GR_HTML_SCAN_BLOCK)
	{
		__m128i		block = gr_html_block(p);
		__m128i		ends = _mm_or_si128(_mm_or_si128(gr_html_are(block, '/'), gr_html_are(block, '>')),
										gr_html_are_blank_or_control(block));
		unsigned	first = gr_html_first(attribute ? _mm_or_si128(ends, gr_html_are(block, '=')) : ends);

		p += first;
		/* Of what is below the blank some bytes end no name. */
		if (first < GR_HTML_SCAN_BLOCK)
			return (unsigned char) *p >= ' ' ? p : gr_html_name_end_plain(p, end, attribute);
	}
	return gr_html_name_end_plain(p, end, attribute);
}

static inline const char *
gr_html_value_end(const char *p, const char *end)
{
	while (end - p >= GR_HTML_SCAN_BLOCK)
	{
		__m128i		block = gr_html_block(p);
		unsigned	first = gr_html_first(_mm_or_si128(gr_html_are(block, '>'), gr_html_are_blank_or_control(block)));

		p += first;
		/* The same. */
		if (first < GR_HTML_SCAN_BLOCK)
			return (unsigned char) *p >= ' ' ? p : gr_html_value_end_plain(p, end);
	}
	return gr_html_value_end_plain(p, end);
}

/* Blocks after which a run is long enough to be worth a call. */
#define GR_HTML_SHORT_RUN 4

static inline const char *
gr_html_find(const char *p, const char *end, char c)
{
	for (int i = 0; end - p >= GR_HTML_SCAN_BLOCK; i++)
	{
		unsigned	first = gr_html_first(gr_html_are(gr_html_block(p), c));

		p += first;
		if (first < GR_HTML_SCAN_BLOCK)
			return p;
		if (i == GR_HTML_SHORT_RUN)
		{
			p = memchr(p, c, (size_t) (end - p));
			return p == NULL ? end : p;
		}
	}
	return gr_html_find_plain(p, end, c);
}

/* The same where the bytes up to "readable" may be looked at, though the word ends at "end" at the latest. */
static inline const char *
gr_html_word_end_before(const char *p, const char *end, const char *readable, bool markup)
{
	while (readable - p >= GR_HTML_SCAN_BLOCK)
	{
		__m128i		block = gr_html_block(p);
		__m128i		ends = _mm_or_si128(gr_html_are_blank_or_control(block), gr_html_are(block, '&'));
		unsigned	first = gr_html_first(markup ? _mm_or_si128(ends, gr_html_are(block, '<')) : ends);

		p += first;
		if (first < GR_HTML_SCAN_BLOCK || p >= end)
			return p < end ? p : end;
	}
	return gr_html_word_end_plain(p, end, markup);
}

static inline const char *
gr_html_verbatim_end(const char *p, const char *end)
{
	while (end - p >= GR_HTML_SCAN_BLOCK)
	{
		__m128i		block = gr_html_block(p);
		unsigned	first = gr_html_first(_mm_or_si128(_mm_or_si128(gr_html_are(block, '\n'), gr_html_are(block, '\r')),
													   _mm_or_si128(gr_html_are(block, '&'), gr_html_are(block, '\0'))));

		p += first;
		if (first < GR_HTML_SCAN_BLOCK)
			return p;
	}
	return gr_html_verbatim_end_plain(p, end);
}

/* Where such tags begin in a block of which the byte behind is there, too. */
static inline __m128i
gr_html_tags_in(const char *p, const char signs[3])
{
	__m128i		behind = _mm_or_si128(gr_html_block(p + 1), _mm_set1_epi8(0x20));

	return _mm_and_si128(gr_html_are(gr_html_block(p), '<'),
						 _mm_or_si128(_mm_or_si128(gr_html_are(behind, signs[0]), gr_html_are(behind, signs[1])), gr_html_are(behind, signs[2])));
}

static inline const char *
gr_html_find_tag(const char *p, const char *end, const char signs[3])
{
	/* There are few: two blocks are one question. */
	for (; end - p > 2 * GR_HTML_SCAN_BLOCK; p += 2 * GR_HTML_SCAN_BLOCK)
	{
		__m128i		low = gr_html_tags_in(p, signs);
		__m128i		high = gr_html_tags_in(p + GR_HTML_SCAN_BLOCK, signs);

		if (_mm_movemask_epi8(_mm_or_si128(low, high)) != 0)
			return p + gr_lowest_bit((unsigned) _mm_movemask_epi8(low) | (uint64_t) (unsigned) _mm_movemask_epi8(high) << GR_HTML_SCAN_BLOCK);
	}
	return gr_html_find_tag_plain(p, end, signs);
}

static inline const char *
gr_html_find_pair(const char *p, const char *end, char first, char second)
{
	__m128i		small = _mm_set1_epi8(0x20);

	for (; end - p > GR_HTML_SCAN_BLOCK; p += GR_HTML_SCAN_BLOCK)
	{
		unsigned	at = gr_html_first(_mm_and_si128(gr_html_are(_mm_or_si128(gr_html_block(p), small), first),
													 gr_html_are(_mm_or_si128(gr_html_block(p + 1), small), second)));

		if (at < GR_HTML_SCAN_BLOCK)
			return p + at;
	}
	return gr_html_find_pair_plain(p, end, first, second);
}

#else

static inline const char *
gr_html_find_tag(const char *p, const char *end, const char signs[3])
{
	return gr_html_find_tag_plain(p, end, signs);
}

static inline const char *
gr_html_find_pair(const char *p, const char *end, char first, char second)
{
	return gr_html_find_pair_plain(p, end, first, second);
}

static inline const char *
gr_html_verbatim_end(const char *p, const char *end)
{
	return gr_html_verbatim_end_plain(p, end);
}

static inline const char *
gr_html_name_end(const char *p, const char *end, bool attribute)
{
	return gr_html_name_end_plain(p, end, attribute);
}

static inline const char *
gr_html_value_end(const char *p, const char *end)
{
	return gr_html_value_end_plain(p, end);
}

static inline const char *
gr_html_find(const char *p, const char *end, char c)
{
	p = p < end ? memchr(p, c, (size_t) (end - p)) : NULL;
	return p == NULL ? end : p;
}

static inline const char *
gr_html_word_end_before(const char *p, const char *end, const char *readable, bool markup)
{
	(void) readable;
	return gr_html_word_end_plain(p, end, markup);
}

#endif

static inline const char *
gr_html_word_end(const char *p, const char *end, bool markup)
{
	return gr_html_word_end_before(p, end, end, markup);
}

#endif							/* GR_HTML_SCAN_H */
