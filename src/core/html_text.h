/*
 * html_text.h
 *		Text that knows where it came from: pieces of a source, with what was decoded among them.
 */
#ifndef GR_HTML_TEXT_H
#define GR_HTML_TEXT_H

#include "arena.h"
#include "slice.h"

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

/*
 * The same for lasting bytes that can be pointed to: the first ones of a text, or
 * those that go on where it ends.  False, and nothing done, if they are neither.
 */
static inline bool
gr_html_text_point(gr_html_text *text, const char *bytes, size_t len, size_t source)
{
	if (text->failed || text->full)
		return false;
	if (text->len == 0)
	{
		gr_html_segment segment = {0, (uint32_t) source};

		if (text->segment_count > 0 || text->segments_left == 0 || text->segments.room < sizeof(segment))
			return false;
		memcpy(text->segments.at, &segment, sizeof(segment));
		text->segment_count = 1;
		text->segments_left--;
		text->direct = bytes;
		text->broken = false;
	}
	else if (text->direct == NULL || bytes != text->direct + text->len || text->broken || source != text->expected)
		return false;
	text->len += len;
	text->expected = source + len;
	return true;
}

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

/*
 * Appends what a reference or escape of so many bytes, which begins at this source
 * offset, stands for: no byte of it maps behind its end.
 */
extern void gr_html_text_add_escape(gr_html_text *text, const char *bytes, size_t len, size_t source, size_t taken);

/* Appends bytes of a view with their references decoded, */
extern void gr_html_text_add_decoded(gr_html_text *text, gr_html_view *view, size_t from, size_t to);

/* or the string literal between the offsets with its escapes decoded, and marks its end. */
extern void gr_html_text_add_literal(gr_html_text *text, gr_html_view *view, size_t from, size_t to);

#endif							/* GR_HTML_TEXT_H */
