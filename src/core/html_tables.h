/*
 * html_tables.h
 *		A page as a flat stream: lines of text, and tables as rows of cells.
 *
 * The rules of the standard's tree construction (13.2.6) decide what is in which
 * cell: implied rows and row groups, ends left out, tables that close each other,
 * scopes, misnested blocks.  Only the open elements are kept, never a tree.
 *
 * Tables never nest in the stream.  A table inside a cell is the one that counts,
 * so a table with another one (of at least one row or a caption) inside is layout:
 * what stands in its cells comes out as lines, around the tables in it.  What stands
 * in a table but in no cell, a caption too, is a line, in source order: a caption
 * before GR_HTML_TABLE_START, the rest possibly between the rows and cells of a table.
 * A table without rows gives nothing.
 *
 * Text is as a browser shows it: white space collapses to one blank, U+00A0 stays,
 * <br> and the borders of blocks end a line, pre keeps its blanks and line ends.
 * Empty lines do not appear; the blanks that end a line, and those that begin one
 * outside pre, do not either.  Style, template, iframe and comments give nothing;
 * what is hidden by style sheets does.
 *
 * Tables that hide in string literals of scripts, in JSON (the whole text may be
 * JSON), in textareas and in scripts of a type such as text/plain are read where
 * they stand, as pages of their own, two levels deep.
 *
 * Where this differs from the standard: a cell or row outside any table begins a
 * line (there it is no border at all, and figures would run together); tables
 * inside select are tables; inside svg and math elements are not told apart.
 *
 * Cost: linear in the source.  A text that needs no change points into it, so that
 * usual pages ask the arena for half to twice their size, JSON and bare tables for two
 * to four times; the limits on items and segments below hold the worst to some eight.
 */
#ifndef GR_HTML_TABLES_H
#define GR_HTML_TABLES_H

#include "arena.h"
#include "html_text.h"
#include "slice.h"
#include "status.h"

/* Columns of a table; a cell further right has column GR_HTML_COLUMNS and is not told apart from its neighbours. */
#define GR_HTML_COLUMNS 256

/* A colspan or rowspan above these counts as these, by the standard. */
#define GR_HTML_COLSPAN_MAX 1000
#define GR_HTML_ROWSPAN_MAX 65534

/* Open elements; further ones are taken for closed at once. */
#define GR_HTML_DEPTH 65536

/* Levels of strings in strings that are read; the page itself is level 0. */
#define GR_HTML_STRING_LEVELS 2

/* Items of a page of so many bytes: more than any page of text has, less than one of nothing but "<td>". */
#define GR_HTML_ITEMS(bytes) (65536 + (bytes) / 32)

/* Segments of the texts of a page of so many bytes; as many again for the strings of each level in it. */
#define GR_HTML_SEGMENTS(bytes) (65536 + (bytes) / 4)

typedef enum gr_html_item_kind
{
	GR_HTML_TITLE,				/* the text of a title element */
	GR_HTML_TEXT_LINE,
	GR_HTML_TABLE_START,
	GR_HTML_ROW_START,
	GR_HTML_CELL,				/* its text may hold '\n', between lines, and may be empty */
	GR_HTML_ROW_END,
	GR_HTML_TABLE_END
} gr_html_item_kind;

typedef struct gr_html_item
{
	gr_slice	text;			/* UTF-8, in the source or in the arena */
	const gr_html_segment *segments;	/* see gr_html_source_offset */
	uint32_t	segment_count;	/* 0: text and source run in step */

	/*
	 * Byte offsets in the source: of the first character that gave text, and
	 * behind the last.  Equal for an empty cell, which is there, and for the
	 * starts and ends of tables and rows, whose tags (or what implied them) are.
	 */
	uint32_t	from;
	uint32_t	to;

	unsigned char kind;			/* gr_html_item_kind */
	unsigned char heading;		/* of a line: 1 to 6 if it stands in h1 to h6, else 0 */
	bool		header;			/* of a cell: th; of a row: in thead */
	uint16_t	depth;			/* tables around it; of tables, rows and cells 1 or more */

	/* Of a cell, by the standard's table model. */
	uint16_t	column;			/* from 0, at most GR_HTML_COLUMNS */
	uint16_t	colspan;		/* at least 1; cut at GR_HTML_COLUMNS */
	uint16_t	rowspan;		/* at least 1; cut at the end of the row group, and what 0 asks for */
} gr_html_item;

typedef struct gr_html_page
{
	const gr_html_item *items;
	size_t		count;
	size_t		read_to;		/* offset in the source where reading stopped: its length, or what a limit above left unread */
} gr_html_page;

/*
 * Flag: line ends and blanks outside tables stand for themselves, as in pre.  For
 * plain text in which only the tables are HTML.
 */
#define GR_HTML_KEEP_LINES 1u

/*
 * Reads a page, or any text with markup in it.  GR_OUT_OF_MEMORY, GR_CANCELLED, or
 * GR_TEXT_TOO_LONG for 4 GB and more; no text is an error.  The items live as long
 * as the arena and the source.
 */
extern gr_status gr_html_read(gr_arena *arena, gr_slice source, unsigned flags, gr_html_page *page);

/*
 * Where in the source the byte of the item's text stands; text.len gives item->to.
 * A byte that a reference or an escape stands for maps into it.
 */
extern size_t gr_html_source_offset(const gr_html_item *item, size_t text_offset);

#endif							/* GR_HTML_TABLES_H */
