/*
 * html_entities.h
 *		Character references.
 */
#ifndef GR_HTML_ENTITIES_H
#define GR_HTML_ENTITIES_H

#include "slice.h"

/* A reference decodes to at most this many bytes. */
#define GR_HTML_REFERENCE_BYTES 6

/*
 * The character reference at p, where an ampersand stands, by the rules of the
 * standard: the longest name in the table, with or without its semicolon; in an
 * attribute a name without one counts only if neither "=" nor a letter or digit
 * follows.  Its bytes go to out.  Returns how many bytes of the source it takes; 0
 * if it is no reference and the ampersand stands for itself.
 */
extern size_t gr_html_reference(const char *p, const char *end, bool in_attribute, char *out, size_t *length);

/* Room that decoding n bytes may need: two names (&nGt; and &nLt;) are shorter than what they stand for. */
#define GR_HTML_DECODE_ROOM(n) ((n) + (n) / 5)

/* Writes the text with all references decoded; returns the number of bytes written. */
extern size_t gr_html_decode(gr_slice text, bool in_attribute, char *out);

/* The table, for tests: the name (with its semicolon if it has one) and the text of each reference, in order of names. */
extern size_t gr_html_reference_count(void);
extern const char *gr_html_reference_name(size_t i);
extern const char *gr_html_reference_text(size_t i);

#endif							/* GR_HTML_ENTITIES_H */
