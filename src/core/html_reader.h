/*
 * html_reader.h
 *		What the parts of gr_html_read share: the reader and the texts it is in.
 *
 * The parts, each of which uses those before it: html_rows (items, rows, cells),
 * html_stack (open elements), html_cells (cells of words alone), html_tree (tags), html_nested (texts inside texts) and
 * html_tables, which reads on until the end; html_flatten comes behind it.
 */
#ifndef GR_HTML_READER_H
#define GR_HTML_READER_H

#include "html.h"
#include "html_line.h"
#include "html_strings.h"
#include "html_tables.h"

/* No item yet. */
#define GR_HTML_NO_ITEM UINT32_MAX

/* Bytes of work between two looks at the cancel hook. */
#define GR_HTML_POLL_BYTES 65536

/* An open element.  The indexes, in the stack of its frame, make every question about scopes one comparison. */
typedef struct gr_html_element
{
	unsigned char tag;			/* gr_html_tag; h1 to h6 are all H1; OTHER: a form closed out of order */
	unsigned char level;		/* of h1 to h6 */
	bool		layout;			/* a table with a table inside */
	bool		inhabited;		/* a table with a row or a caption */
	uint32_t	same;			/* the next one below with the same tag, 0 if there is none; */
	uint32_t	scope;			/* what the frame's members of these names were below it */
	uint32_t	wall;
	uint32_t	part;
	uint32_t	at;				/* source offset of its start tag */
	uint32_t	item;			/* of a table: its GR_HTML_TABLE_START, or GR_HTML_NO_ITEM */
} gr_html_element;

/* A text that is being read: the page, or a string in it. */
typedef struct gr_html_frame
{
	gr_html_tokenizer tokenizer;
	gr_html_view view;			/* of the same text */

	size_t		base;			/* of its stack, in the reader's elements; [0] is no element */
	uint32_t	top;
	uint32_t	last[GR_TAG_COUNT]; /* the uppermost element with this tag, 0 if none is open */
	uint32_t	scope;			/* the uppermost one that is GR_IS_SCOPE, */
	uint32_t	wall;			/* that is not GR_IS_THIN, */
	uint32_t	part;			/* that is GR_IS_PART */
	bool		form_open;
	bool		script_is_html; /* the script being opened has a type such as text/plain */
	uint32_t	templates;		/* open ones; all inside is left out */

	/* Literals that are read before the text goes on. */
	bool		in_strings;
	bool		held;			/* held_from and held_to are the next one */
	gr_html_strings strings;
	size_t		strings_at;		/* offset of the script in the text */
	size_t		held_from;
	size_t		held_to;
} gr_html_frame;

/* Which columns of the current row cells from above reach into. */
typedef struct gr_html_columns
{
	uint32_t	row;			/* in the row group, from 1 */
	uint32_t	next;			/* the first row that some column is free in again */
	unsigned	column;			/* for the next cell, unless taken */
	bool		spans;			/* some cell of the group had a rowspan */
	size_t		first_item;		/* of the group */
	uint64_t	taken[GR_HTML_COLUMNS / 64];
	uint32_t	until[GR_HTML_COLUMNS]; /* of a taken column: the first row it is free in */
} gr_html_columns;

typedef struct gr_html_reader
{
	gr_arena   *arena;
	gr_status	status;
	unsigned	flags;
	size_t		work;			/* bytes since the last poll */

	gr_html_item *items;
	size_t		count;
	size_t		room;
	size_t		limit;
	bool		full;			/* too many items or segments: */
	size_t		stop;			/* the source offset where reading ends */
	size_t		first_layout;	/* the first item of a layout table; SIZE_MAX: there is none */

	gr_html_element *elements;
	size_t		elements_room;
	gr_html_frame frames[GR_HTML_STRING_LEVELS + 1];
	gr_html_text decoded[GR_HTML_STRING_LEVELS + 1];
	int			level;			/* of the frame being read; -1 at the end */
	size_t		at;				/* source offsets of the current token */
	size_t		behind;

	gr_html_line line;
	gr_html_line title;
	bool		in_cell;		/* the line is the text of "cell", in a table that is not layout */
	gr_html_item cell;
	uint16_t	depth;
	gr_html_columns columns;
} gr_html_reader;

extern void gr_html_poll(gr_html_reader *r);

/* After so many bytes of work; false if the reader is to stop. */
static inline bool
gr_html_tick(gr_html_reader *r, size_t bytes)
{
	r->work += bytes;
	if (r->work >= GR_HTML_POLL_BYTES)
		gr_html_poll(r);
	return r->status == GR_OK;
}

/* After something was added to a text that began at this source offset. */
static inline void
gr_html_check_text(gr_html_reader *r, const gr_html_text *text, size_t source)
{
	if (text->failed)
		r->status = GR_OUT_OF_MEMORY;
	if (text->full && !r->full)
	{
		r->full = true;
		r->stop = source;
	}
}

#endif							/* GR_HTML_READER_H */
