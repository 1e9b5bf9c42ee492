/*
 * table_reader.h
 *		What the parts of the reader of tables share: where its reading of the lines stands.
 */
#ifndef GR_TABLE_READER_H
#define GR_TABLE_READER_H

#include "bare_line.h"
#include "position.h"
#include "tables.h"

/* Lines that a label may be broken over, behind the first: one has a character a line. */
#define GR_BROKEN_LABEL_LINES 9

/* Words on a line of their own, or at its end behind the last border. */
typedef struct gr_broken_line
{
	size_t		from;			/* offset of their beginning */
	size_t		row;			/* and of that of the line */
	int			lines;			/* that were read since */
	bool		open;			/* a label that begins there may go on behind the last line read */
	bool		words;			/* of a cell: they are no label as they stand */
} gr_broken_line;

typedef struct gr_table_reader
{
	gr_arena   *arena;
	gr_slice	text;
	gr_raw_tables *result;
	gr_prose   *prose;			/* is told each line; or NULL */
	bool		markdown;		/* a rule of Markdown was met */
	int			table;			/* the table we are in, or GR_TABLE_NONE */
	int			group;			/* the row whose children are being read, or GR_ROW_NONE */
	int			last_row;
	bool		away;			/* words outside the table came since its last row */
	int			last_full[GR_TABLES];	/* the row with figures that was met last */
	gr_block	block;			/* of the table of disclosure */
	bool		block_open;		/* its header may still go on */
	size_t		last_head;		/* where its last head begins in the source */
	bool		await_outcomes;	/* the heads of the proceedings were met, their figures not yet */
	int			outcome_heads;	/* heads of their columns that were whole */
	bool		outcomes_open;	/* the first line of these heads begins with a border */
	bool		outcomes_lone;	/* a line that is a border alone opens their rows, one cell a line */
	bool		head_open;		/* no border came since the last of these heads */
	int			lone_borders;	/* lines since then that are a border alone, but for the one that closes it */
	int			blank_cells;	/* cells of the last line, of pipes alone, behind these heads */
	gr_raw_row *row;			/* being filled, or NULL */
	gr_raw_row *spare;			/* one that no table kept */
	gr_slice	previous;		/* the line before, of plain text */
	bool		tabs;			/* that of a page had some */
	bool		misnumbered;	/* its label has another number than the form prints */
	bool		narrow;			/* its cells come one a line */
	bool		cell_open;		/* narrow: no border came since the last label or figure */
	bool		label_opened;	/* narrow: the line of the label begins with a border */
	bool		label_closed;	/* narrow: a border came on the line of the label, and is no cell */
	bool		boxed;			/* the line of the last label or head has one on either side: one alone is what stood between two tags */
	bool		border_last;	/* narrow: the last cell is what a border alone on a line gave */
	gr_raw_row *doubted;		/* such a row, followed by words that may be a label, */
	bool		doubt_grows;	/* and these by a border alone */
	bool		indented;		/* the line begins with a blank: it is a line of the page */
	int			loose;			/* figures since the last row that no row has room for */
	int			loose_before;	/* of these, those before the label of the row */
	int			bare_labels;	/* labels since the last row with figures that have none */
	int			bare_row;		/* the last of them, or GR_ROW_NONE: a label may be read again as a longer one */
	bool		block_empty;	/* no row of the block was met */
	gr_broken_line broken[GR_BROKEN_LABEL_LINES];	/* lines of words, the last one last: a label may begin there */
	int			broken_lines;
	gr_position position;
} gr_table_reader;

/* ---------- lines (table_lines.c) ---------- */

/* What a line says of the tables; false when out of memory. */
extern bool gr_read_line(gr_table_reader *r, const gr_line *line);

/* A row that only holds others, in the form of some year. */
extern bool gr_is_group(int row);

/* ---------- rows (table_rows.c) ---------- */

/* Hands the row being filled over to its table; the first of a kind stays. */
extern void gr_finish_row(gr_table_reader *r);

/* Begins a row, after finishing the one before; false when out of memory. */
extern bool gr_start_row(gr_table_reader *r, int table, int row_id, int wanted, const gr_line *line);
extern void gr_add_raw_cell(gr_table_reader *r, const gr_item *item);

/* The items of the line from "first" on. */
extern void gr_add_cells(gr_table_reader *r, const gr_line *line, size_t first);

/* Rows whose cells come one a line. */
extern bool gr_is_boxed(const gr_line *line);
extern bool gr_is_narrow(const gr_line *line);
extern void gr_expect_narrow(gr_table_reader *r, const gr_line *line);
extern void gr_read_narrow(gr_table_reader *r, const gr_line *line, size_t first);
extern void gr_read_bare(gr_table_reader *r, const gr_bare_line *bare);
extern void gr_look_behind_narrow(gr_table_reader *r, const gr_line *line, size_t first);

/* ---------- heads (heads.c) ---------- */

extern void gr_read_block_header(gr_table_reader *r, const gr_line *line, size_t first);
extern void gr_note_columns(gr_table_reader *r, const gr_line *line);
extern void gr_note_head(gr_table_reader *r, const gr_line *line);
extern void gr_read_outcome_heads(gr_table_reader *r, const gr_line *line);

/* ---------- rows without a label (orphans.c) ---------- */

extern gr_slice gr_stray_figure(const gr_table_reader *r, const gr_line *line, size_t figures_at, int wanted);
extern bool gr_keep_orphan(gr_table_reader *r, const gr_line *line, size_t figures_at);

/* ---------- rows that no form has (extra_rows.c) ---------- */

/*
 * A row between those of an official table whose words at "label_at" are no label: kept
 * with its figures.  False when out of memory.
 */
extern bool gr_keep_extra_row(gr_table_reader *r, const gr_line *line, size_t label_at);

/* ---------- labels and lines of figures that do not pair off (row_doubt.c) ---------- */

extern void gr_note_loose_figures(gr_table_reader *r, const gr_line *line, size_t first);
extern void gr_note_bare_label(gr_table_reader *r, int row);
extern void gr_forget_bare_labels(gr_table_reader *r);

/* Between the last row with figures and this one, which has some. */
extern void gr_weigh_gap(gr_table_reader *r, int table, int row, int wanted);
extern void gr_weigh_lone_figures(gr_table_reader *r, const gr_raw_row *row);

/* Of plain text, once all of it is read. */
extern void gr_doubt_rows(const gr_table_reader *r);

#endif							/* GR_TABLE_READER_H */
