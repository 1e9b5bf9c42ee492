/*
 * layout.h
 *		From text to lines, and from lines to cells that know what they are.
 *
 * A line with pipes or tabs has the cells between them; any other line is one
 * cell.  A cell gives one item, or several where labels and digits lost the
 * border between them.
 */
#ifndef GR_LAYOUT_H
#define GR_LAYOUT_H

#include "label.h"
#include "number.h"

/* Cells of a line that are looked at; no form has half as many columns. */
#define GR_LINE_ITEMS 128

typedef enum gr_item_kind
{
	GR_ITEM_BLANK,
	GR_ITEM_VALUE,				/* a figure, a placeholder, or a figure that cannot be read */
	GR_ITEM_LABEL,
	GR_ITEM_GLUED,				/* figures right behind a label, without a border */
	GR_ITEM_TEXT
} gr_item_kind;

typedef struct gr_item
{
	unsigned char kind;			/* gr_item_kind */
	unsigned char label;		/* gr_label, of a label */
	unsigned char level;		/* of its enumerator */
	unsigned char number;
	unsigned short cell;		/* which cell of the line, from 0 */
	size_t		from;			/* byte offsets in the text, blanks at both ends left out; */
	size_t		to;				/* equal for a blank cell */
	size_t		note_to;		/* label: behind its note */
} gr_item;

typedef struct gr_line
{
	size_t		from;			/* byte offsets in the text, without the line end */
	size_t		to;
	char		separator;		/* '|', '\t', or 0 */
	bool		opens;			/* a separator comes first, blanks aside */
	bool		closes;			/* a separator comes last, blanks aside */
	bool		cut;			/* more cells than GR_LINE_ITEMS */
	size_t		count;
	gr_item		items[GR_LINE_ITEMS];
} gr_line;

typedef struct gr_line_reader
{
	gr_slice	text;
	size_t		next;
} gr_line_reader;

/* The next line; false at the end of the text. */
extern bool gr_line_next(gr_line_reader *reader, gr_line *line);

#endif							/* GR_LAYOUT_H */
