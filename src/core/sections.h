/*
 * sections.h
 *		The outline of a report, and what is wrong with it.
 *
 * A section is a heading and the text below it, up to the next heading of the same or
 * a higher level.  Levels are those of the numbers: 1 一、 2 （一） 3 1. 4 （1） ①; they may
 * be skipped.  Where a report has parts (第一部分), these are level 1 and all others one
 * level lower.  Headings without a number have the level of their marks, or are chapters.
 */
#ifndef GR_SECTIONS_H
#define GR_SECTIONS_H

#include "position.h"
#include "prose.h"

/* Sections of one report; further ones are a diagnostic text.limit. */
#define GR_SECTIONS_LIMIT 4000

/* Levels of sections, from 1. */
#define GR_SECTION_LEVELS 6

typedef struct gr_outline
{
	gr_arena   *arena;
	const gr_positions *positions;
	struct gr_raw_section *sections;
	size_t		count;
	size_t		capacity;
	size_t		top;			/* 1 + the last section of level 1; 0: none */
	bool		parts;
	int			base;			/* marks of a chapter; 0: none was met */
	int			loose;			/* what chapters are numbered with where it is neither 一、 nor 第一部分; 0: that is not known */
	size_t		beyond;			/* offset of the first heading beyond the limit, from 1; 0: none */
	int			beyond_level;	/* and what a section would know of it */
	uint32_t	beyond_before;
} gr_outline;

/* positions: those of the text that the lines come from. */
extern void gr_outline_begin(gr_outline *outline, gr_arena *arena, const gr_positions *positions);

/* What gr_prose tells; the outline is the context. */
extern gr_prose_sink gr_outline_sink(gr_outline *outline);

/*
 * The sections, after gr_prose_end, whose gr_prose_content_end is "end".  What is wrong
 * with them becomes diagnostics of the report, whose tables have been read.
 */
extern gr_status gr_outline_end(gr_outline *outline, size_t end, gr_report *report, gr_section **sections, size_t *count);

#endif							/* GR_SECTIONS_H */
