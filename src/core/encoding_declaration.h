/*
 * encoding_declaration.h
 *		Names of encodings, and where a page declares one.
 *
 * Names are the labels of the WHATWG Encoding Standard and, beside them, the
 * aliases that ICU knows.  Labels of our table come first: they say the same
 * whatever ICU is installed, and they read the older Chinese names as the
 * superset that pages mean by them (gb2312, gbk and cp936 are GB18030).
 */
#ifndef GR_ENCODING_DECLARATION_H
#define GR_ENCODING_DECLARATION_H

#include <stdbool.h>

#include "slice.h"
#include "status.h"

/* Bytes of a page that are searched for a declaration.  The HTML standard looks at 1024; real pages put scripts first. */
#define GR_DECLARATION_LIMIT ((size_t) 64 << 10)

typedef enum gr_encoding_kind
{
	GR_ENCODING_UTF8,
	GR_ENCODING_UTF16,			/* byte order not said */
	GR_ENCODING_UTF16LE,
	GR_ENCODING_UTF16BE,
	GR_ENCODING_UTF32,			/* byte order not said */
	GR_ENCODING_UTF32LE,
	GR_ENCODING_UTF32BE,
	GR_ENCODING_GB18030,
	GR_ENCODING_BIG5,
	GR_ENCODING_WESTERN,		/* windows-1252: what servers declare when nobody told them */
	GR_ENCODING_OTHER
} gr_encoding_kind;

typedef struct gr_encoding
{
	gr_encoding_kind kind;
	const char *name;			/* canonical, static */
	const char *converter;		/* ICU's name, static; NULL for the Unicode encodings, which need no ICU */
} gr_encoding;

/* The encoding of a kind that is one encoding: any but GR_ENCODING_OTHER. */
extern gr_encoding gr_encoding_of_kind(gr_encoding_kind kind);

/*
 * The encoding of that name, whatever its case, punctuation and surrounding
 * spaces.  GR_UNKNOWN_ENCODING, with a detail, for a name that nobody knows and
 * for encodings with shift states (ISO-2022-CN, HZ, UTF-7): their text cannot be
 * taken up again in the middle, so a long one could not be cancelled.
 */
extern gr_status gr_encoding_named(gr_slice name, gr_encoding *encoding, gr_error *error);

/*
 * The first declaration with a known name: <meta charset> and <meta http-equiv>
 * after "prescan a byte stream to determine its encoding" of the HTML standard,
 * else <?xml encoding?>.  False when there is none.  A declared UTF-16 or UTF-32
 * is UTF-8, as the standard has it: who can read it bytewise has proved it wrong.
 */
extern bool gr_encoding_declared(gr_slice bytes, gr_encoding *encoding);

#endif							/* GR_ENCODING_DECLARATION_H */
