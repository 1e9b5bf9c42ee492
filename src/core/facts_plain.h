/*
 * facts_plain.h
 *		A paragraph without what stands inside its words and prints nothing, or only looks like their characters.
 *
 * Editors of pages leave signs of no width behind, PDF files give radicals in place of
 * the characters that look like them, and a text that was set to a width has blanks
 * between its characters: no word is met in 行政 复议 as it stands.
 */
#ifndef GR_FACTS_PLAIN_H
#define GR_FACTS_PLAIN_H

#include "arena.h"
#include "citations.h"

/* A longer paragraph is read as it stands. */
#define GR_PLAIN_LIMIT 16384

typedef struct gr_plain_text
{
	gr_slice	text;
	unsigned short *source;		/* where each byte of it stands in the paragraph */
	gr_raw_citations citations;	/* those of the paragraph, of which only the whole counts here */
} gr_plain_text;

/* Whether the sign of "length" bytes at "at", which is no Han character, is such a one. */
extern bool gr_is_disguise(gr_slice text, size_t at, size_t length);

/* False when there is no memory; the paragraph is within the limit. */
extern bool gr_plain_text_make(gr_arena *arena, gr_slice paragraph, const gr_raw_citations *citations, gr_plain_text *plain);

/* Where a stretch of the plain text stands in the paragraph. */
extern gr_stretch gr_plain_text_source(const gr_plain_text *plain, size_t from, size_t to);

#endif							/* GR_FACTS_PLAIN_H */
