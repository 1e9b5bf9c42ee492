/*
 * prose.h
 *		The prose of a report, as paragraphs: what is neither a table nor a heading.
 *
 * Lines go in one after the other.  Those that a text from a PDF broke are put
 * together again, so that a sentence is read as a whole.
 */
#ifndef GR_PROSE_H
#define GR_PROSE_H

#include "layout.h"

/* Where a part of a paragraph comes from: text from "at" on is this line, byte by byte. */
typedef struct gr_prose_piece
{
	size_t		at;
	gr_slice	line;
	gr_origin	origin;
} gr_prose_piece;

typedef struct gr_paragraph
{
	gr_slice	text;			/* in the source where it is one line, else in the arena */
	const gr_prose_piece *pieces;	/* at least one, ascending */
	size_t		piece_count;
} gr_paragraph;

/* Where in the source the byte of the paragraph stands; text.len is allowed. */
extern size_t gr_paragraph_source(const gr_paragraph *paragraph, size_t offset);

#endif							/* GR_PROSE_H */
