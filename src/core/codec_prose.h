/*
 * codec_prose.h
 *		The prose of a report in its binary form: the end of what codec.h describes.
 *
 *	sections: their number, for each a byte level + 8 for a number + 16 for a title, a
 *	byte chapter, the place of the heading; of the number its len (it begins the heading),
 *	of the title its distance from the heading and its len, of the body distance from the
 *	heading's end and len
 *	facts: their number, for each bytes key and flags (below) and unit, its place, signed
 *	value, and what the flags say: scale; scope; a byte qualifier + 16 for low + 32 for
 *	high, signed low and high less value; how far before the fact the total stands;
 *	a byte relation, how far before stand its two facts, + 1, or 0
 *	citations: their number, for each bytes kind and flags, its place, and what the flags
 *	say: year, serial, and number, organ and title, signed distance from the citation
 *	and len
 *
 * A place is the signed distance from the end of the one before and the len.
 */
#ifndef GR_CODEC_PROSE_H
#define GR_CODEC_PROSE_H

#include "buffer.h"
#include "report.h"

extern void gr_prose_encode(gr_writer *writer, const gr_report *report);

/* GR_CORRUPT with error->detail for what no encode wrote. */
extern gr_status gr_prose_decode(gr_arena *arena, gr_reader *reader, gr_report *report, gr_error *error);

/* Reads the facts.  Sections and citations are counted: there is no place for them. */
extern gr_status gr_prose_skim(gr_arena *arena, gr_reader *reader, gr_report *report, gr_error *error);

#endif							/* GR_CODEC_PROSE_H */
