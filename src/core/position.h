/*
 * position.h
 *		Byte offsets in a text as positions of characters.
 *
 * gr_position is for offsets that come in the order of the text, each stretch counted
 * once; gr_positions, which counts the whole text first, for those in any order.
 */
#ifndef GR_POSITION_H
#define GR_POSITION_H

#include "arena.h"
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
	/* From cell to cell it is a few bytes. */
	if (offset - p->byte <= GR_UTF8_LAST && offset >= GR_UTF8_LAST)
		p->characters += gr_utf8_count_last(p->text.data + offset, offset - p->byte);
	else if (offset > p->byte)
		p->characters += gr_utf8_count(gr_slice_sub(p->text, p->byte, offset));
	else if (offset < p->byte)
		p->characters -= gr_utf8_count(gr_slice_sub(p->text, offset, p->byte));
	p->byte = offset;
	return (uint32_t) (p->characters + 1);
}

/* The byte offset of the character at a position, from 1; the end of the text for one behind it. */
static inline size_t
gr_position_offset(gr_position *p, uint32_t pos)
{
	while (p->characters + 1 > pos && p->byte > 0)
	{
		p->byte--;
		p->characters -= ((unsigned char) p->text.data[p->byte] & 0xC0) != 0x80;
	}
	while (p->characters + 1 < pos && p->byte < p->text.len)
	{
		p->byte += gr_utf8_length((unsigned char) p->text.data[p->byte]);
		p->characters++;
	}
	return p->byte < p->text.len ? p->byte : p->text.len;
}

/* The words at a span, none where it has no place. */
static inline gr_slice
gr_position_words(gr_position *p, gr_span span)
{
	gr_slice	none = {NULL, 0};
	size_t		from;

	if (span.pos == 0)
		return none;
	from = gr_position_offset(p, span.pos);
	return gr_slice_sub(p->text, from, gr_position_offset(p, span.pos + span.len));
}

static inline gr_span
gr_position_span(gr_position *p, size_t from, size_t to)
{
	gr_span		span;

	span.pos = gr_position_of(p, from);
	span.len = gr_position_of(p, to) - span.pos;
	return span;
}

/* ---------- in any order ---------- */

#define GR_POSITION_BLOCK 64

typedef struct gr_positions
{
	gr_slice	text;
	const uint32_t *before;		/* the characters before each block, the last of which may be cut short */
} gr_positions;

/* In the arena; NULL when there is no memory.  The plain ones are the same for machines without vector instructions. */
extern const gr_positions *gr_positions_new(gr_arena *arena, gr_slice text);
extern const gr_positions *gr_positions_new_plain(gr_arena *arena, gr_slice text);

/* The position, from 1, of the character that begins at a byte offset. */
extern uint32_t gr_positions_at(const gr_positions *positions, size_t offset);
extern uint32_t gr_positions_at_plain(const gr_positions *positions, size_t offset);

extern gr_span gr_positions_span(const gr_positions *positions, size_t from, size_t to);

/* The byte offset of the character at a position, from 1; the end of the text for one behind it.  No way is long. */
extern size_t gr_positions_offset(const gr_positions *positions, uint32_t pos);

#endif							/* GR_POSITION_H */
