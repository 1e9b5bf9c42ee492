/*
 * parse.h
 *		The raw text of a report in, a report out.
 */
#ifndef GR_PARSE_H
#define GR_PARSE_H

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
 * The memory that parse and encode take for a usual report.  Given from a stack
 * (gr_arena_init_in), it need not come from the kernel page by page in every call.
 */
#define GR_PARSE_MEMORY 196608

#endif							/* GR_PARSE_H */
