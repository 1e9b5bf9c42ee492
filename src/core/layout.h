/*
 * layout.h
 *		From lines to cells that know what they are.
 *
 * A line with pipes or tabs has the cells between them, a row of an HTML table has
 * its cells, and any other line is one cell, or a label and figures with blanks
 * between them.  A cell gives one item, or several where labels and digits lost the
 * border between them.
 */
#ifndef GR_LAYOUT_H
#define GR_LAYOUT_H

#include "html_tables.h"
#include "label.h"
#include "line_signs.h"
#include "number.h"

/* Cells of a line that are looked at; no form has half as many columns. */
#define GR_LINE_ITEMS 128

/* A cell of so many digits, or fewer, is a figure without a look at the reader of figures. */
#define GR_PLAIN_DIGITS 9

typedef enum gr_item_kind
{
	GR_ITEM_BLANK,
	GR_ITEM_VALUE,				/* a figure, a placeholder, or a figure that cannot be read */
	GR_ITEM_LABEL,
	GR_ITEM_GLUED,				/* figures right behind a label, without a border */
	GR_ITEM_TEXT
} gr_item_kind;

/* What stands between the cells of a line. */
typedef enum gr_border
{
	GR_BORDER_NONE,				/* one cell, or figures glued to their label */
	GR_BORDER_PIPE,
	GR_BORDER_TAB,
	GR_BORDER_BLANK,			/* figures with blanks between them */
	GR_BORDER_HTML
} gr_border;

typedef struct gr_item
{
	unsigned char kind;			/* gr_item_kind */
	unsigned char label;		/* gr_label, of a label */
	unsigned char level;		/* of its enumerator */
	unsigned char number;
	bool		traditional;	/* of a label, as label.h has it; so is the next */
	bool		gloss;
	unsigned short cell;		/* which cell of the line, from 0 */
	gr_slice	text;			/* blanks at both ends left out; empty for a blank cell */
	gr_slice	note;			/* of a label: what stands in brackets behind it */
	size_t		from;			/* byte offsets in the source, */
	size_t		to;				/* equal for a blank cell */
} gr_item;

/* Where a text stands in the source: at an offset, or where an item of a page says. */
typedef struct gr_origin
{
	const char *base;			/* its byte 0 is byte 0 of the source */
	const gr_html_item *item;	/* or NULL */
} gr_origin;

static inline size_t
gr_source_offset(gr_origin origin, const char *at)
{
	if (origin.item != NULL)
		return gr_html_source_offset(origin.item, (size_t) (at - origin.item->text.data));
	return (size_t) (at - origin.base);
}

typedef struct gr_line
{
	gr_origin	origin;			/* of the line, or of the cell that was added last */
	gr_border	border;
	bool		opens;			/* a separator comes first, blanks aside */
	bool		closes;			/* a separator comes last, blanks aside */
	bool		cut;			/* more cells than GR_LINE_ITEMS */
	bool		open;			/* with more text behind it a cell of words may be labels, or other ones */
	bool		statistics;		/* a cell begins with a word of the statistics table */
	int			columns;		/* that the cells take, spans counted; 0 in a line of text */
	size_t		count;
	gr_item		items[GR_LINE_ITEMS];
} gr_line;

/* Lines of a text, without their ends. */
typedef struct gr_line_reader
{
	gr_slice	text;
	size_t		next;
} gr_line_reader;

/* The next line; false at the end of the text. */
extern bool gr_line_next(gr_line_reader *reader, gr_slice *content);

/* Tells the cells of a line of text, which has these signs of line_signs.h. */
extern void gr_line_of_signs(gr_line *line, gr_slice content, unsigned signs, gr_origin origin);
extern void gr_line_of_text(gr_line *line, gr_slice content, gr_origin origin);

/* The same for words without blanks around them that are one cell, labels or text. */
extern void gr_line_of_words(gr_line *line, gr_slice words, gr_origin origin);

/* The cell of a line that begins at *at, which is then behind its border; past the end of the line behind the last. */
extern gr_slice gr_next_cell(gr_slice content, char border, size_t *at);

/* The word at the end of text, and what stands before it without the blanks between. */
extern gr_slice gr_last_word(gr_slice text, gr_slice *before);

/* The figure at the end of a line of words, empty where there is none. */
extern gr_slice gr_last_figure(gr_slice content);

/* A row of an HTML table, cell by cell. */
extern void gr_line_begin_row(gr_line *line);
extern void gr_line_add_cell(gr_line *line, const gr_html_item *cell);

#endif							/* GR_LAYOUT_H */
