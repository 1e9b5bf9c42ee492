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

#endif							/* GR_PARSE_H */
