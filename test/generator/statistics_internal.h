/*
 * statistics_internal.h
 *		What the parts of the generator that make statistics share.
 */
#ifndef GR_GENERATOR_STATISTICS_INTERNAL_H
#define GR_GENERATOR_STATISTICS_INTERNAL_H

#include "internal.h"
#include "statistics.h"

#define STATISTIC_LINES 88
#define STATISTIC_COLUMNS 3		/* beside the one of the year */

/* A row of the table: of the form, a heading without figures, or one that no form has. */
typedef enum statistic_kind
{
	STATISTIC_OF_FORM,
	STATISTIC_HEADING,
	STATISTIC_UNKNOWN
} statistic_kind;

typedef struct statistic_line
{
	int			kind;
	int			row;			/* gr_row_id; NONE: unknown */
	const char *label;			/* before it is dressed */
	const char *unit;			/* of an unknown row */
	int			extras[1 + STATISTIC_COLUMNS];	/* of each column, the one of the year first; -1: none */
} statistic_line;

typedef struct statistic_table
{
	gen_shape	shape;
	int			columns;		/* beside the one of the year */
	bool		total;			/* there is a column of the year */
	int			count;
	statistic_line lines[STATISTIC_LINES];
} statistic_table;

/* statistics_truth.c: the rows of the form and their figures. */
extern void gen_statistics_lines(gen_writer *w, statistic_table *t);
extern void gen_statistics_figures(gen_writer *w, statistic_table *t);

/* statistics_labels.c */
extern const char *gen_statistic_label(gen_writer *w, const statistic_table *t, const statistic_line *line);
extern const char *gen_heading_before(int row);

/* statistics_table.c: rows from "first" on, with or without the heads. */
extern void gen_statistics_grid(gen_writer *w, const statistic_table *t, int first, int count, bool heads, grid *g);

/* statistics_text.c */
extern void gen_statistics_document(gen_writer *w);
extern void gen_render_spaced(gen_writer *w, const grid *g);

#endif							/* GR_GENERATOR_STATISTICS_INTERNAL_H */
