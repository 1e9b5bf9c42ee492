/*
 * parse.h
 *		The raw text of a report in, a report out.
 */
#ifndef GR_PARSE_H
#define GR_PARSE_H

#include "html_tables.h"
#include "report.h"

/*
 * text is UTF-8 of any content.  Fails only for a text above GR_TEXT_LIMIT, for
 * broken UTF-8 (error->position tells where), without memory, or when cancelled.
 * The strings of the report's header point into the text.
 */
extern gr_status gr_parse(gr_arena *arena, gr_slice text, gr_report *report, gr_error *error);

/*
 * The same for a text that the caller knows to be valid, as the server knows of its
 * own: nothing is looked through for that.  Of another text the figures may be
 * anything, but the report is one that can be written and read.
 */
extern gr_status gr_parse_valid(gr_arena *arena, gr_slice text, gr_report *report);

/*
 * Reads the markup of a text as parse does.  *html is false, and the page untouched, for
 * plain text.  GR_OUT_OF_MEMORY and GR_CANCELLED may come.
 */
extern gr_status gr_markup_read(gr_arena *arena, gr_slice text, gr_html_page *page, bool *html);

/* Whether there is any: what gr_markup_read tells of it, without reading it. */
extern gr_status gr_has_markup(const gr_arena *arena, gr_slice text, bool *html);

/* Words out of such a text as its reader sees them, without tags and references. */
extern gr_status gr_markup_words(gr_arena *arena, gr_slice words, gr_slice *seen);

/*
 * The memory that parse and encode take for a usual report.  Given from a stack
 * (gr_arena_init_in), it need not come from the kernel page by page in every call.
 */
#define GR_PARSE_MEMORY 196608

#endif							/* GR_PARSE_H */
