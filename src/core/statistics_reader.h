/*
 * statistics_reader.h
 *		What the two readers of rows share: that of lines with borders and that of lines without.
 */
#ifndef GR_STATISTICS_READER_H
#define GR_STATISTICS_READER_H

#include "statistics_rows.h"

/* Words of a label broken over lines, in bytes. */
#define GR_STATISTIC_PARTIAL 240

typedef struct gr_statistic_cell
{
	gr_slice	text;			/* trimmed */
	gr_origin	origin;
} gr_statistic_cell;

/* What a row is followed by. */
typedef enum gr_statistic_next
{
	GR_NEXT_ROW,				/* a row or a heading of rows: its number, if it has one, came before */
	GR_NEXT_OTHER
} gr_statistic_next;

typedef struct gr_statistic_reader
{
	gr_arena   *arena;
	gr_position position;
	gr_statistic_rows *out;
	bool		failed;			/* out of memory */
	gr_statistic_columns columns;
	bool		in_table;
	int			last_row;		/* the last that is known, or NONE */
	bool		several;		/* rows without heads had several figures */
	bool		open;			/* the last row still takes figures, one a line */
	bool		unit_lines;		/* units came on lines of their own */
	bool		unit_came;		/* that of the last row did, or stands beside its label */
	bool		blank;			/* its cell was blank; */
	gr_span		blank_span;		/* figures may come all the same */
	int			note_lines;		/* how many more lines the bracket behind its label may go on */
	char		partial[GR_STATISTIC_PARTIAL];	/* a label that may go on, or the beginning of one */
	size_t		partial_len;
	gr_statistic_cell partial_words;	/* where it stands */
	gr_slice	partial_figures;	/* of the lines it is broken over, those of the first */
} gr_statistic_reader;

extern gr_span gr_statistic_span(gr_statistic_reader *r, gr_origin origin, gr_slice text);

/* The last row; there is one while the reader is open. */
extern gr_statistic_row *gr_statistic_last(gr_statistic_reader *r);

/* A new row, or NULL where there are too many, or no memory. */
extern gr_statistic_row *gr_statistic_add_row(gr_statistic_reader *r, int row, gr_span label, int unit);

extern void gr_statistic_add_value(gr_statistic_reader *r, gr_statistic_row *row, gr_origin origin, gr_slice text, int head);

/* Ends a row whose figures came one after the other, without borders. */
extern void gr_statistic_close_row(gr_statistic_reader *r, gr_statistic_next next);

/* The row that a label stands for where it stands, or NONE. */
extern int	gr_statistic_row_of(const gr_statistic_reader *r, const gr_statistic_label *label);

/* A label, behind a bare number in front of it; *text begins with the label then. */
extern bool gr_statistic_find_label(gr_slice *text, gr_statistic_label *label);

/* The row of a label that was found, or NULL. */
extern gr_statistic_row *gr_statistic_begin_row(gr_statistic_reader *r, gr_statistic_cell cell, const gr_statistic_label *label, int id);

/* ---------- statistics_words.c: words and figures behind a label ---------- */

extern bool gr_statistic_is_figure(gr_slice text);
extern bool gr_statistic_is_placeholder(gr_slice text);

/* The unit that the text is, or GR_UNITS. */
extern int	gr_statistic_unit_of(gr_slice text);

/* Whether words behind a label are a unit, figures, or nothing. */
extern bool gr_statistic_is_tail(gr_slice text);

/* The unit that stands right before a figure: 件525; GR_UNITS: none. */
extern int	gr_statistic_leading_unit(gr_slice text, size_t *length);

/* 单位负责人, 填报人: what stands below the table. */
extern bool gr_statistic_is_footer(gr_slice text);

/* ---------- statistics_lines.c: lines of the text ---------- */

/* |---|:---:| as Markdown has it below the heads; "-- |" is a cell. */
extern bool gr_statistic_is_rule(gr_slice content);

/* A label may be broken within its cell: the line that was read, with those that hold the rest of the row. */
extern void gr_statistic_join_lines(gr_line_reader *lines, gr_slice *content);

/* The cells of a line with borders, trimmed; how many they are, at most GR_STATISTIC_CELLS. */
extern int	gr_statistic_split(gr_slice content, char border, gr_origin origin, gr_statistic_cell *cells);

/* Whether no row has so many cells: the text lost its line ends. */
extern bool gr_statistic_is_whole_text(gr_slice content, char border);

/* Where the next label stands behind one of these cells, or the end: two rows may share a line. */
extern int	gr_statistic_end_of_row(const gr_statistic_reader *r, const gr_statistic_cell *cells, int at, int count);

/* ---------- statistics_loose.c ---------- */

/* A line, or a cell that takes one, without borders.  Whether it gave something. */
extern bool gr_statistic_read_loose(gr_statistic_reader *r, gr_origin origin, gr_slice text);

#endif							/* GR_STATISTICS_READER_H */
