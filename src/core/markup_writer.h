/*
 * markup_writer.h
 *		HTML and SVG written piece by piece: text escaped, numbers the same in every locale.
 */
#ifndef GR_MARKUP_WRITER_H
#define GR_MARKUP_WRITER_H

#include "buffer.h"

/*
 * Writes a template in which stands
 *	%n a coordinate (double), with at most two decimals
 *	%i an int
 *	%s words of ours (const char *), as they are
 *	%t text of somebody else's (gr_slice), escaped; what XML does not allow and what
 *	   turns the direction of text is left out
 *	%% a percent sign
 */
extern void gr_markup_write(gr_writer *writer, const char *template, ...);

/* What %t leaves out: controls, what is no character, and what turns or isolates the direction of text. */
extern bool gr_markup_drops(uint32_t code_point);

/* The first such character from a byte on: its byte, what it is and how long; text.len where there is none. */
extern size_t gr_markup_find_dropped(gr_slice text, size_t from, uint32_t *code_point, size_t *length);

#endif							/* GR_MARKUP_WRITER_H */
