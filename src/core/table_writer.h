/*
 * table_writer.h
 *		Tables with spans, written as text, Markdown or HTML.
 *
 * Rows and cells come in the order of reading; a cell that spans columns or rows is
 * given once, where it begins.  Text has the cells of a row between tabs and Markdown
 * between pipes; in both the places that a span covers stay empty, so that every row
 * has as many cells as the table has columns.  Everything written is escaped.
 */
#ifndef GR_TABLE_WRITER_H
#define GR_TABLE_WRITER_H

#include "buffer.h"

/* Columns of the widest table: fifteen of the proceedings. */
#define GR_TABLE_COLUMNS 16

typedef enum gr_format
{
	GR_FORMAT_TEXT,
	GR_FORMAT_MARKDOWN,
	GR_FORMAT_HTML,
	GR_FORMATS
} gr_format;

/* By its name ('text', 'markdown', 'html'); GR_FORMATS when there is none. */
extern gr_format gr_format_by_name(gr_slice name);

typedef enum gr_table_part
{
	GR_PART_NONE,
	GR_PART_HEAD,
	GR_PART_BODY,
	GR_PART_NEW_BODY			/* the row begins a group of rows of its own */
} gr_table_part;

typedef enum gr_table_cell
{
	GR_TABLE_COLUMN_HEAD,
	GR_TABLE_ROW_HEAD,
	GR_TABLE_DATA
} gr_table_cell;

typedef struct gr_table_writer
{
	gr_writer  *out;			/* which fails where memory runs out */
	gr_format	format;
	int			width;
	int			column;			/* of the next cell */
	int			row;			/* from 1; 0: none begun */
	unsigned char part;			/* gr_table_part of the row */
	unsigned char covered[GR_TABLE_COLUMNS];	/* rows below that a span from above still takes */
} gr_table_writer;

extern void gr_table_writer_init(gr_table_writer *table, gr_writer *out, gr_format format);

/* The title, in two parts, and a table of so many columns below it. */
extern void gr_table_begin(gr_table_writer *table, const char *number, const char *title, int width);

/* Ends the row before, if any. */
extern void gr_table_row(gr_table_writer *table, gr_table_part part);
extern void gr_table_put(gr_table_writer *table, gr_table_cell kind, gr_slice text, int colspan, int rowspan);
extern void gr_table_end(gr_table_writer *table);

#endif							/* GR_TABLE_WRITER_H */
