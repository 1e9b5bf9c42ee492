/*
 * statistics_columns.h
 *		The columns of the statistics table, from the heads above it.
 */
#ifndef GR_STATISTICS_COLUMNS_H
#define GR_STATISTICS_COLUMNS_H

#include "statistics_labels.h"

/* Cells of a line that are looked at. */
#define GR_STATISTIC_CELLS 32

typedef struct gr_statistic_columns
{
	unsigned char heads[GR_STATISTIC_CELLS];	/* gr_statistic_head; NONE: a column of its own */
	bool		guessed[GR_STATISTIC_CELLS];	/* a word on a line of its own, which may be no head */
	int			count;			/* 0: no heads were met */
	int			cells;			/* of their line, or of the first table in it, with blank ones at its end; 0: they came one a line */
	int			line;			/* cells of the line of two tables or more side by side, which have the same heads; 0: there is one */
	int			label;			/* which of them is the label's */
	bool		unknown;		/* how many they are cannot be told */
	bool		open;			/* no row was met since */
	bool		single;			/* they came one a line */
	bool		code_waits;		/* 序号 on the line before */
	int			local;			/* heads that only local tables have, of all tables */
} gr_statistic_columns;

/* Whether the cells are heads; if so, they are the columns from here on. */
extern bool gr_statistic_heads_of_cells(gr_statistic_columns *columns, const gr_slice *cells, int count);

/* Whether a line without borders has heads: one, several with blanks between them, or glued. */
extern bool gr_statistic_heads_of_line(gr_statistic_columns *columns, gr_slice line);

/*
 * The heads of so many figures that stand behind a label, codes among them, units
 * and remarks not.  False when it cannot be told which columns they are of.
 */
extern bool gr_statistic_heads_of_figures(const gr_statistic_columns *columns, int count, unsigned char heads[GR_STATISTIC_CELLS]);

/*
 * Whether a row with so many cells behind its label, some of them figures, lost one: its line is
 * shorter than that of the heads, and what it lost may be any of them.
 */
extern bool gr_statistic_lost_cell(const gr_statistic_columns *columns, int count, size_t figures);

/* Whether a code stands in front of each label. */
extern bool gr_statistic_code_first(const gr_statistic_columns *columns);

/* Whether a remark may stand behind the figures. */
extern bool gr_statistic_has_remarks(const gr_statistic_columns *columns);

#endif							/* GR_STATISTICS_COLUMNS_H */
