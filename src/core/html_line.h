/*
 * html_line.h
 *		Lines as a browser shows them.
 */
#ifndef GR_HTML_LINE_H
#define GR_HTML_LINE_H

#include "html_text.h"

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

/*
 * Hands out the text of a line that points into the source, and starts the next; the
 * text is without segments.  False, and nothing done, if it is another line.
 */
static inline bool
gr_html_line_take(gr_html_line *line, gr_slice *taken)
{
	gr_html_text *text = &line->text;

	if (line->solid == 0 || text->direct == NULL || text->segment_count != 1 || text->failed)
		return false;
	*taken = gr_slice_make(text->direct, line->solid);
	text->segments_left++;
	text->segment_count = 0;
	text->direct = NULL;
	text->len = 0;
	text->broken = false;
	line->blank = NULL;
	line->broken = false;
	line->solid = 0;
	return true;
}

/* Hands out any text, as gr_html_text_finish does, and starts the next line. */
extern gr_slice gr_html_line_finish(gr_html_line *line, const gr_html_segment **segments, size_t *count);

#endif							/* GR_HTML_LINE_H */
