/*
 * audit_text.h
 *		The raw text on an audit sheet, with places that links lead to.
 */
#ifndef GR_AUDIT_TEXT_H
#define GR_AUDIT_TEXT_H

#include "audit_sheet.h"

/* Words that links lead to. */
typedef struct gr_audit_place
{
	gr_span		span;
	bool		of_cell;		/* a cell was read from them */
	int			slot;			/* of that cell; -1: none, or a cell beyond the form */
	uint32_t	first;			/* one more than the first finding about them; 0: none */
} gr_audit_place;

/* Places in the order of the text; none overlaps another. */
typedef struct gr_audit_text
{
	gr_audit_place *places;
	size_t		count;
	uint32_t	end;			/* the first character that is not shown */
	uint32_t   *next;			/* of a finding: one more than the next one about the same place; 0: none */
} gr_audit_text;

/* The places of the report's cells and of the findings; none without raw text or of two reports. */
extern gr_status gr_audit_text_places(gr_arena *arena, const gr_sheet *sheet, gr_audit_text *text);

/* The position that names the place a span lies in; 0: the text does not show it. */
extern uint32_t gr_audit_text_anchor(const gr_audit_text *text, gr_span span);

/* How a place is written: its beginning and its end around the words. */
typedef struct gr_audit_marks
{
	void		(*begin) (void *context, const gr_audit_place *place);
	void		(*end) (void *context, const gr_audit_place *place);
	void	   *context;
} gr_audit_marks;

extern void gr_audit_text_write(const gr_sheet *sheet, const gr_audit_text *text, const gr_audit_marks *marks, gr_writer *to);

/* The first so many bytes of a text, by whole characters. */
extern gr_slice gr_audit_shown(gr_slice text, size_t limit);

/* Words of a text with what would not be seen made visible: it may be why two lines look alike. */
extern void gr_audit_words_write(gr_writer *to, gr_slice words);

#endif							/* GR_AUDIT_TEXT_H */
