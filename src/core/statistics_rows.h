/*
 * statistics_rows.h
 *		From lines to rows of the statistics table: a label and its cells, still as text.
 */
#ifndef GR_STATISTICS_ROWS_H
#define GR_STATISTICS_ROWS_H

#include "html_tables.h"
#include "layout.h"
#include "position.h"
#include "statistics_columns.h"

/* Figures of a row: levels of government, or years. */
#define GR_STATISTIC_VALUES 12

/* Rows that are kept; a superset of the form has some hundred. */
#define GR_STATISTIC_ROW_LIMIT 400

typedef struct gr_statistic_value
{
	unsigned char head;			/* gr_statistic_head; NONE: a column of its own */
	bool		uncertain;		/* which column it is of cannot be told */
	gr_slice	text;
	gr_span		span;
} gr_statistic_value;

typedef struct gr_statistic_row
{
	unsigned char row;			/* gr_row_id; NONE: the label is not known */
	unsigned char unit;			/* gr_unit_id, as printed */
	bool		shared;			/* its label stands for rows of other groups, too */
	bool		modern;			/* the forms of 2019 and 2021 have such a label, too */
	bool		headed;			/* below heads */
	bool		own_lines;		/* its figures came one a line */
	bool		unit_lost;		/* other rows have theirs on a line of its own */
	gr_span		label;
	size_t		count;
	gr_statistic_value values[GR_STATISTIC_VALUES];
} gr_statistic_row;

typedef struct gr_statistic_rows
{
	gr_statistic_row *rows;
	size_t		count;
	size_t		capacity;
	bool		full;			/* there were more */
	bool		headed;			/* the heads of the columns were met */
	int			local_heads;	/* heads that only local tables have */
	gr_span		traditional;	/* the first label in traditional characters */
	unsigned	layouts;
} gr_statistic_rows;

/* All rows in the order of the text, whether they are a table or not. */
extern gr_status gr_statistic_rows_read(gr_arena *arena, gr_slice text, const gr_html_page *page, gr_statistic_rows *rows);

#endif							/* GR_STATISTICS_ROWS_H */
