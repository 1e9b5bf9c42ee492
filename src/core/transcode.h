/*
 * transcode.h
 *		Bytes of a known encoding to UTF-8.
 *
 * UTF-8, UTF-16 and UTF-32 are converted here; the tables of all others are ICU's,
 * and where those of GB18030 differ between versions (see transcode.c) we settle it.
 */
#ifndef GR_TRANSCODE_H
#define GR_TRANSCODE_H

#include "arena.h"
#include "encoding_declaration.h"
#include "slice.h"
#include "status.h"

/* Bytes between two calls of the cancel hook. */
#define GR_TRANSCODE_CHUNK ((size_t) 64 << 10)

/* How the bytes of one code unit lie. */
typedef struct gr_byte_order
{
	gr_encoding_kind kind;
	size_t		unit;			/* bytes */
	bool		big_endian;
} gr_byte_order;

#define GR_BYTE_ORDERS 4

extern const gr_byte_order gr_byte_orders[GR_BYTE_ORDERS];

/* The code point at s.data[*at], which moves on; UINT32_MAX for a unit, or a part of one at the end, that is none. */
extern uint32_t gr_next_code_point(const gr_byte_order *order, gr_slice s, size_t *at);

/* What the bytes at the beginning of broken or valid UTF-8 are, and how many of them. */
typedef enum gr_utf8_verdict
{
	GR_UTF8_WHOLE,
	GR_UTF8_BROKEN,				/* a maximal part of a sequence: one U+FFFD */
	GR_UTF8_CUT					/* the same, at the end */
} gr_utf8_verdict;

/* Of a byte that is not ASCII; left is at least 1. */
extern gr_utf8_verdict gr_utf8_examine(const unsigned char *p, size_t left, size_t *length);

/*
 * The text of the bytes, without U+0000, in the arena, and how many U+FFFD it had to
 * put in.  Memory is at most three times the input and a constant.  GR_OUT_OF_MEMORY;
 * GR_CANCELLED; GR_UNKNOWN_ENCODING when the installed ICU lacks the converter.
 */
extern gr_status gr_transcode(gr_arena *arena, const gr_encoding *encoding, gr_slice bytes, gr_slice *text, size_t *replaced);

#endif							/* GR_TRANSCODE_H */
