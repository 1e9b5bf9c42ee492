/*
 * slice.h
 *		A piece of text that somebody else owns: never copied, never ended by NUL.
 */
#ifndef GR_SLICE_H
#define GR_SLICE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef struct gr_slice
{
	const char *data;
	size_t		len;			/* bytes */
} gr_slice;

#define GR_SLICE(literal) ((gr_slice) {(literal), sizeof(literal) - 1})

static inline gr_slice
gr_slice_make(const char *data, size_t len)
{
	gr_slice	s = {data, len};

	return s;
}

static inline gr_slice
gr_slice_cstring(const char *string)
{
	return gr_slice_make(string, strlen(string));
}

static inline bool
gr_slice_equal(gr_slice a, gr_slice b)
{
	return a.len == b.len && (a.len == 0 || memcmp(a.data, b.data, a.len) == 0);
}

/* By bytes: below 0 where a is less, above where it is more. */
static inline int
gr_slice_compare(gr_slice a, gr_slice b)
{
	size_t		shorter = a.len < b.len ? a.len : b.len;
	int			order = shorter == 0 ? 0 : memcmp(a.data, b.data, shorter);

	return order != 0 ? order : (a.len > b.len) - (a.len < b.len);
}

/* The bytes of s from "from" up to, and without, "to". */
static inline gr_slice
gr_slice_sub(gr_slice s, size_t from, size_t to)
{
	/* NULL + 0 is not defined in C. */
	return gr_slice_make(from == 0 ? s.data : s.data + from, to - from);
}

static inline bool
gr_slice_starts(gr_slice s, gr_slice prefix)
{
	return s.len >= prefix.len && memcmp(s.data, prefix.data, prefix.len) == 0;
}

/* The suffix has at least one byte. */
static inline bool
gr_slice_ends(gr_slice s, gr_slice suffix)
{
	/* Its last one differs more often than not. */
	return s.len >= suffix.len && s.data[s.len - 1] == suffix.data[suffix.len - 1] &&
		memcmp(s.data + (s.len - suffix.len), suffix.data, suffix.len) == 0;
}

#define GR_NOT_FOUND ((size_t) -1)

/*
 * The first place of a word, of at least one byte, at or after "from".  "telling" is
 * which of its bytes other characters have least often.  The others are the same for
 * machines with narrow vectors, and without any.
 */
extern size_t gr_slice_find(gr_slice s, size_t from, gr_slice word, size_t telling);
extern size_t gr_slice_find_narrow(gr_slice s, size_t from, gr_slice word, size_t telling);
extern size_t gr_slice_find_plain(gr_slice s, size_t from, gr_slice word, size_t telling);

/* Where a byte stands in the last 64 before "to", as bits: the highest is the one before it. */
extern uint64_t gr_slice_places_before(gr_slice s, size_t to, char byte);

#endif							/* GR_SLICE_H */
