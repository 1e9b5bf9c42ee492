/*
 * audit_text.h
 *		The raw text on an audit sheet, with places that links lead to.
 */
#ifndef GR_AUDIT_TEXT_H
#define GR_AUDIT_TEXT_H

#include "audit_sheet.h"

/* Places in the order of the text; none overlaps another. */
typedef struct gr_audit_text
{
	gr_span    *places;
	size_t		count;
	uint32_t	end;			/* the first character that is not shown */
} gr_audit_text;

/* The places of the report's cells and of the findings; none without raw text. */
extern gr_status gr_audit_text_places(gr_arena *arena, const gr_sheet *sheet, gr_audit_text *text);

/* The position that names the place a span lies in; 0: the text does not show it. */
extern uint32_t gr_audit_text_anchor(const gr_audit_text *text, gr_span span);

extern void gr_audit_text_write(const gr_sheet *sheet, const gr_audit_text *text, gr_writer *to);

#endif							/* GR_AUDIT_TEXT_H */
