/*
 * position.h
 *		Byte offsets in a text as positions of characters, each stretch counted once.
 */
#ifndef GR_POSITION_H
#define GR_POSITION_H

#include "report.h"
#include "utf8.h"

/* Where counting stands; offsets may go back, at the cost of the way. */
typedef struct gr_position
{
	gr_slice	text;
	size_t		byte;
	size_t		characters;		/* before that byte */
} gr_position;

static inline gr_position
gr_position_begin(gr_slice text)
{
	gr_position p = {text, 0, 0};

	return p;
}

/* The position, from 1, of the character that begins at a byte offset. */
static inline uint32_t
gr_position_of(gr_position *p, size_t offset)
{
	if (offset > p->byte)
		p->characters += gr_utf8_count(gr_slice_sub(p->text, p->byte, offset));
	else if (offset < p->byte)
		p->characters -= gr_utf8_count(gr_slice_sub(p->text, offset, p->byte));
	p->byte = offset;
	return (uint32_t) (p->characters + 1);
}

static inline gr_span
gr_position_span(gr_position *p, size_t from, size_t to)
{
	gr_span		span;

	span.pos = gr_position_of(p, from);
	span.len = gr_position_of(p, to) - span.pos;
	return span;
}

#endif							/* GR_POSITION_H */
