/*
 * decode.h
 *		Bytes of unknown or known encoding to UTF-8.
 *
 * Without a name the encoding is found out in this order:
 *
 * 1. a byte order mark (UTF-8, UTF-32, UTF-16, GB18030);
 * 2. valid UTF-8, unless zero bytes lie in it in the pattern of UTF-16 or UTF-32;
 *    that pattern, and Chinese code points, also tell UTF-16 and UTF-32 where the
 *    bytes are not UTF-8;
 * 3. a declaration (encoding_declaration.h), unless the bytes speak against it:
 *    pages declare what their template says;
 * 4. the bytes: UTF-8 with some damage, else GB18030 or Big5, whichever makes more
 *    of them frequent characters, that is level 1 of GB 2312 and of Big5;
 * 5. ICU's detector.
 *
 * Steps 1 to 4 are our own code and tables: they decide the same with any version
 * of ICU.  The detector may change from version to version; it is asked only about
 * bytes that are no Chinese text in any of these encodings.  UTF-8, UTF-16 and
 * UTF-32 are converted here; the tables of all others are ICU's, where those of
 * GB18030 differ between versions (see transcode.c) we settle it.
 */
#ifndef GR_DECODE_H
#define GR_DECODE_H

#include "arena.h"
#include "slice.h"
#include "status.h"

/* Bytes of a text, decoded or not. */
#ifndef GR_TEXT_LIMIT
#define GR_TEXT_LIMIT ((size_t) 64 << 20)
#endif

typedef enum gr_decoded_by
{
	GR_DECODED_BY_ARGUMENT,
	GR_DECODED_BY_BOM,
	GR_DECODED_BY_DECLARATION,
	GR_DECODED_BY_VALIDITY,		/* steps 2 and 4 */
	GR_DECODED_BY_DETECTOR
} gr_decoded_by;

typedef struct gr_decoded
{
	gr_slice	text;			/* valid UTF-8 without U+0000 and without the BOM; in the arena, or part of the input */
	const char *encoding;		/* canonical name, static: UTF-8, UTF-16LE, GB18030, Big5, windows-1252, ... */
	gr_decoded_by decided_by;
	size_t		replaced;		/* U+FFFD put in for bytes that are no character, and for U+0000 */
} gr_decoded;

/*
 * The text of the bytes in that encoding, or in the one found out when encoding is
 * NULL.  A name is taken at its word, also against a BOM of another encoding, except
 * that "UTF-16" and "UTF-32" leave the byte order to the BOM or the bytes.
 *
 * Each maximal part of a broken UTF-8 sequence is one U+FFFD, as the Unicode Standard
 * recommends, and so is each sequence that ICU rejects in other encodings.  U+0000,
 * which text in PostgreSQL cannot hold, is one too.
 *
 * Valid UTF-8 is not copied.  Otherwise the text takes arena memory of at most three
 * times the input, and time is linear in it.
 *
 * GR_TEXT_TOO_LONG beyond GR_TEXT_LIMIT; GR_UNKNOWN_ENCODING with a detail;
 * GR_OUT_OF_MEMORY; GR_CANCELLED.  After each of them *result is left alone.
 * Bytes are never the reason of a failure.
 */
extern gr_status gr_decode(gr_arena *arena, gr_slice bytes, const gr_slice *encoding, gr_decoded *result, gr_error *error);

#endif							/* GR_DECODE_H */
