/*
 * tables.h
 *		Finding the official tables by their own labels, and the rows in them.
 *
 * Lines go in one after the other; rows come out, each a label and the cells
 * that follow it, still as text.  Nothing is known here of headings or years.
 */
#ifndef GR_TABLES_H
#define GR_TABLES_H

#include "layout.h"
#include "prose.h"
#include "report.h"

/* Cells of a row that are kept: proceedings have 15, and borders add some. */
#define GR_ROW_CELLS 32

/* Rows of the official tables: those of the statistics, which are read elsewhere, come behind them. */
#define GR_RAW_ROWS ((int) GR_ROW_STAT_PUBLISHED)

/* Columns of a block of the table of disclosure; forms have at most three. */
#define GR_BLOCK_COLUMNS 8

typedef struct gr_raw_cell
{
	unsigned char kind;			/* gr_item_kind: BLANK, VALUE, GLUED or TEXT */
	gr_slice	text;			/* trimmed */
	gr_span		span;
} gr_raw_cell;

/* The columns that a header announces, and the unit its note names. */
typedef struct gr_block
{
	unsigned char columns[GR_BLOCK_COLUMNS];	/* gr_column_id; GR_COLUMN_NONE: words not understood */
	unsigned char units[GR_BLOCK_COLUMNS];	/* gr_unit_id, NONE where the header names none */
	size_t		count;
	unsigned char repeats[GR_BLOCK_COLUMNS];	/* how often the head stands there, one behind the other: its cells were merged */
	bool		repeated;		/* some head more than once */
	int			article;		/* the item of article 20 that the caption names, 0: none */
	bool		by_form;		/* the heads were lost: the first three columns are those of the form */
	bool		assumed;		/* neither heads nor cells tell how many columns: they are those of the form */
	int			offset;			/* cells between the head of the rows and the first column, -1: not known */
	int			cells;			/* of the line of heads behind that of the rows, -1: not known */
} gr_block;

typedef struct gr_raw_row
{
	unsigned char table;
	unsigned char row;			/* gr_row_id; for the proceedings' row of fifteen, RECONSIDERATION */
	unsigned char wanted;		/* cells that the form has in this row */
	unsigned char border;		/* gr_border of its line */
	bool		overlong;		/* more cells than GR_ROW_CELLS */
	bool		opens;			/* its line begins with a separator */
	bool		closes;			/* its line ends with one: the last cell is blank, or there is none */
	unsigned char before;		/* cells of the line up to the label; 0 where that says nothing */
	bool		placed;			/* found by its place among the rows, not by its label */
	bool		pieced;			/* of figures on two lines, with blanks between them */
	bool		apart;			/* its figures have lines of their own, which are not those of the page */
	bool		doubted;		/* they may be another row's */
	short		begins;			/* which cell of its line the first one is, -1: not known */
	bool		narrow;			/* its cells came one a line, */
	bool		followed;		/* and the label of another row right behind them */
	size_t		tail;			/* cells at its end that borders alone on a line gave: they may be none */
	gr_span		label;			/* pos 0: a row without label */
	gr_slice	words;			/* before the figures of a row without label; part of a label, perhaps */
	gr_block	block;			/* of the table of disclosure */
	size_t		count;
	gr_raw_cell cells[GR_ROW_CELLS];
} gr_raw_row;

/*
 * Whether the figures of a row lost the borders between them: they stick to the
 * label, or are the fifteen of the proceedings.  One figure on a line of its own is one.
 */
extern bool gr_row_is_glued(const gr_raw_row *row);

/* Whether any cell is not blank. */
extern bool gr_has_content(const gr_raw_row *row);

/* Rows of figures whose label is broken over lines, as in text out of PDF files. */
#define GR_ORPHANS 32

/* Such a row, and the rows of the same table that were met around it; GR_ROW_NONE: none. */
typedef struct gr_orphan
{
	gr_raw_row *row;
	unsigned char previous;
	unsigned char next;
} gr_orphan;

typedef struct gr_raw_table
{
	gr_orphan	orphans[GR_ORPHANS];
	int			orphan_count;
	bool		orphans_lost;	/* there were more */
	gr_raw_row *rows[GR_RAW_ROWS];	/* at the row's id; NULL: not met */
	int			evidence_2019;	/* labels met that only one form has */
	int			evidence_2021;
	gr_span		again;			/* a row that was met before; pos 0: none */
	short		columns_at;		/* the cell of the lines of heads where the first column stands, -1: not known */
	short		columns_end;	/* cells of such a line */
	int			lone_figures;	/* figures of rows that have one a line */
	int			loose_figures;	/* figures that no row has room for */
	int			bare_labels;	/* labels of rows with no figures before the next */
	bool		crowded;		/* a whole row of loose figures where the form has no row */
} gr_raw_table;

typedef struct gr_raw_tables
{
	gr_raw_table tables[GR_TABLES];
	gr_raw_row **extras;		/* rows that no form has, in the order of the text */
	size_t		extra_count;
	size_t		extra_capacity;
	gr_span		traditional;	/* the first label in traditional characters; pos 0: none */
	gr_span		gloss;			/* the first with a pronunciation inside */
	bool		statistics;		/* a word of the statistics table was met */
	unsigned	layouts;		/* bits 1 << gr_layout, of the lines that gave rows */
} gr_raw_tables;

/*
 * Reads the whole text; page holds it as read by html_tables.h, or is NULL for
 * plain text.  Tells prose, begun by the caller and ended here, each line it reads; NULL:
 * nobody asks.  GR_OK, GR_OUT_OF_MEMORY, GR_CANCELLED, or what the sinks of the prose say.
 */
extern gr_status gr_tables_read(gr_arena *arena, gr_slice text, const gr_html_page *page, gr_prose *prose, gr_raw_tables *result);

#endif							/* GR_TABLES_H */
