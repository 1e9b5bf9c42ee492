/*
 * label.h
 *		Recognising a label: as a whole, by its own beginning, whatever stands around it.
 */
#ifndef GR_LABEL_H
#define GR_LABEL_H

#include "dictionary.h"
#include "enumerator.h"

typedef struct gr_label_match
{
	gr_label	label;
	gr_enumerator enumerator;	/* in front of the label; level 0: none */
	size_t		begin;			/* offset of the enumerator, or of the label */
	size_t		end;			/* offset behind the label */
	size_t		note_end;		/* offset behind the bracketed note that follows, or end */
	bool		traditional;	/* written with traditional characters */
	bool		gloss;			/* with a pronunciation inside, 國(guó) */
	bool		open;			/* with more text behind it the label may be another one, or may be one at all */
} gr_label_match;

/*
 * Reads the longest label that starts at "from", blanks and quotation marks left
 * aside.  What follows it is for the caller to judge.  Returns false, and leaves
 * all of *match but "open" undefined, when no label starts there.
 */
extern bool gr_label_read(gr_slice text, size_t from, gr_label_match *match);

/* For gr_label_read, of a text that lost characters from "from" on: label and end, only if a single label is possible. */
extern void gr_label_read_damaged(gr_slice text, size_t from, gr_label_match *match);

/* The spellings, sorted by bytes; for tests and dictionaries. */
typedef struct gr_spelling
{
	const char *text;
	unsigned short len;			/* bytes */
	unsigned char label;
} gr_spelling;

extern const gr_spelling gr_spellings[];
extern const size_t gr_spelling_count;

/* Whether a spelling begins with the character. */
extern bool gr_begins_spelling(uint32_t c);

#endif							/* GR_LABEL_H */
