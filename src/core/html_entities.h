/*
 * html_entities.h
 *		Character references, and decoded text that knows where it came from.
 */
#ifndef GR_HTML_ENTITIES_H
#define GR_HTML_ENTITIES_H

#include "arena.h"
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

/* From this byte of a text on, until the next segment, text and source run in step. */
typedef struct gr_html_segment
{
	uint32_t	text;
	uint32_t	source;
} gr_html_segment;

/* What is left of a block of memory, and what is under construction at its beginning. */
typedef struct gr_html_stock
{
	char	   *at;
	size_t		room;			/* bytes */
	size_t		block;			/* size of the next block */
} gr_html_stock;

/*
 * A text under construction.  As long as what is added lies side by side in
 * lasting memory, the text points there; from the first difference on it is a copy.
 * When memory fails or no more segments are allowed, the text stays as it is.
 */
typedef struct gr_html_text
{
	gr_arena   *arena;
	bool		failed;
	bool		full;			/* there are no segments left */
	bool		broken;			/* the next bytes start a segment of their own */
	const char *direct;			/* the text where it lies, or NULL when it is a copy */
	size_t		len;
	size_t		expected;		/* the source offset at which the next bytes are in step */

	gr_html_stock bytes;		/* the copy */
	gr_html_stock segments;
	size_t		segment_count;
	size_t		segments_left;	/* for this text and all that come after it */
} gr_html_text;

extern void gr_html_text_init(gr_html_text *text, gr_arena *arena, size_t segment_limit);

/* Makes room for so many more bytes and segments at once; without so many segments left the text is full. */
extern void gr_html_text_reserve(gr_html_text *text, size_t bytes, size_t segments);

/*
 * Appends bytes of which the i-th stands for source offset "source" + i.  lasting:
 * they stay where they are as long as the arena.
 */
extern void gr_html_text_add(gr_html_text *text, const char *bytes, size_t len, size_t source, bool lasting);

/* What comes next starts a segment, whose predecessor ends at this source offset. */
extern void gr_html_text_mark(gr_html_text *text, size_t source);

/* Cuts the text to its first len bytes; what follows starts a segment. */
extern void gr_html_text_cut(gr_html_text *text, size_t len);

/*
 * Hands out the text and its segments, and starts the next.  A single segment is
 * no news to who knows where the text starts: *count is 0 then.
 */
extern gr_slice gr_html_text_finish(gr_html_text *text, const gr_html_segment **segments, size_t *count);

/* A text to be read, and where its bytes come from. */
typedef struct gr_html_view
{
	gr_slice	text;
	const gr_html_segment *map; /* in order, from 0; NULL: the text is a piece of the source */
	size_t		map_count;
	size_t		cursor;			/* in map, where it was last asked */
	size_t		origin;			/* of the text, in the offsets that map knows, or in the source */
} gr_html_view;

/* The same for a text with a map. */
extern size_t gr_html_view_mapped(gr_html_view *view, size_t offset);

/* The source offset of the byte at this offset of the text; quick for offsets that grow. */
static inline size_t
gr_html_view_source(gr_html_view *view, size_t offset)
{
	return view->map == NULL ? view->origin + offset : gr_html_view_mapped(view, offset);
}

/* The source offset behind the byte in front of this offset, which is not 0: behind its escape, if it is one. */
extern size_t gr_html_view_behind(gr_html_view *view, size_t offset);

/* Appends bytes of a view. */
extern void gr_html_text_add_view(gr_html_text *text, gr_html_view *view, size_t offset, size_t len);

/* Appends bytes of a view with their references decoded, */
extern void gr_html_text_add_decoded(gr_html_text *text, gr_html_view *view, size_t from, size_t to);

/* or the string literal between the offsets with its escapes decoded, and marks its end. */
extern void gr_html_text_add_literal(gr_html_text *text, gr_html_view *view, size_t from, size_t to);

/*
 * A line under construction: white space collapses to one blank, and at both ends
 * to none.  It may hold breaks, '\n', never at its ends nor two in a row.
 */
typedef struct gr_html_line
{
	gr_html_text text;
	const char *blank;			/* the blank that goes in front of the next word, or NULL */
	size_t		blank_source;
	bool		broken;			/* a break goes in front of the next word */
	size_t		solid;			/* length without the blanks at the end; 0: the line is empty */
	size_t		from;			/* source offsets: of the first byte that gave text */
	size_t		to;				/* and behind the last, that of the solid part */
} gr_html_line;

/* How a run of characters goes into a line. */
#define GR_HTML_DECODE 1u		/* references decode */
#define GR_HTML_VERBATIM 2u		/* blanks stand for themselves, except at the end, and line ends end the line */

extern void gr_html_line_init(gr_html_line *line, gr_arena *arena, size_t segment_limit);

/*
 * Adds the bytes of the view between the offsets.  Stops early behind a line end
 * that ends the line (*ended), and now and then for the caller to look up from
 * his work; returns the offset of what is left.
 */
extern size_t gr_html_line_add(gr_html_line *line, gr_html_view *view, size_t from, size_t to, unsigned how, bool *ended);

/* What follows stands on a line of its own. */
extern void gr_html_line_break(gr_html_line *line);

/* Hands out the text, as gr_html_text_finish does, and starts the next line. */
extern gr_slice gr_html_line_finish(gr_html_line *line, const gr_html_segment **segments, size_t *count);

#endif							/* GR_HTML_ENTITIES_H */
