/*
 * line_signs.h
 *		The signs of a line that tell its layout, found in one pass; and those of its cells, as bits.
 *
 * Each search is there twice, and both find the same: the plain one is for machines without wide vectors.
 */
#ifndef GR_LINE_SIGNS_H
#define GR_LINE_SIGNS_H

#include "slice.h"

/* What a line has at least one of. */
enum
{
	GR_LINE_HAS_PIPE = 1,
	GR_LINE_HAS_TAB = 2,
	GR_LINE_HAS_BLANK = 4		/* a space, U+3000, or what begins with the first byte of U+00A0, which few other characters have */
};

/* Bytes that are looked at together: of a text, or of a line from some place on. */
#define GR_SIGN_BLOCK 64

/* Where the signs of a block stand, the first byte in the lowest bit; behind the text are none. */
typedef struct gr_sign_block
{
	uint64_t	ends;			/* of lines */
	uint64_t	pipes;
	uint64_t	tabs;
	uint64_t	blanks;
} gr_sign_block;

/* Lines of a text, from "next" on; short ones share a block, which is kept. */
typedef struct gr_line_scan
{
	gr_slice	text;
	size_t		next;
	size_t		block_end;		/* offset behind the block; 0: none was read */
	gr_sign_block block;
} gr_line_scan;

/* The next line without its end, and its signs; false at the end of the text. */
extern bool gr_line_scan_next(gr_line_scan *scan, gr_slice *line, unsigned *signs);
extern bool gr_line_scan_next_plain(gr_line_scan *scan, gr_slice *line, unsigned *signs);

/* What stands from "from" up to "to" of a text, line ends or not. */
extern unsigned gr_line_signs_within(gr_slice text, size_t from, size_t to);
extern unsigned gr_line_signs_within_plain(gr_slice text, size_t from, size_t to);

/* What the bytes of a line are from some place on, the first in the lowest bit; behind the line none are set. */
typedef struct gr_cell_window
{
	uint64_t	separators;
	uint64_t	digits;
	uint64_t	spaces;
} gr_cell_window;

/* Of the line from "at" on, which may be its end. */
extern gr_cell_window gr_cell_window_at(gr_slice line, size_t at, char separator);
extern gr_cell_window gr_cell_window_plain(gr_slice line, size_t at, char separator);

#endif							/* GR_LINE_SIGNS_H */
