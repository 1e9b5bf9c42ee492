/*
 * narrative.h
 *		The prose of a report against its tables, and against itself.
 *
 * Only quantities of the report's own year and reach are held against the tables: of
 * a government's report those of the whole area (全市), of other organs' their own.
 * Where it is not known what the organ is, quantities of the whole area count if one of
 * them is that of the table.
 */
#ifndef GR_NARRATIVE_H
#define GR_NARRATIVE_H

#include "checker.h"
#include "rollup.h"

/* Facts behind a total among which its parts are looked for: they stand in the same paragraph. */
#define GR_PARTS_REACH 256

/* Stated quantities against the cells of the tables. */
extern void gr_narrative_check_tables(gr_checker *c);

/*
 * What the prose states of a series that no table gives, in its unit: one exact figure,
 * be it stated once or several times.  False where there is none, or there are several.
 */
extern bool gr_narrative_value_of(const gr_report *report, int series, gr_sum *sum);

/* Whether the prose states this very figure for a cell. */
extern bool gr_narrative_states(const gr_report *report, int row, int column, int64_t value);

/* A cell of which the prose states another figure, and only others. */
typedef struct gr_contradiction
{
	unsigned char row;
	unsigned char column;
	gr_sum		printed;		/* money in 万元 */
	gr_sum		stated;			/* exactly, the first time */
} gr_contradiction;

#define GR_CONTRADICTIONS 16

/* Fills the list; returns how many there are, GR_CONTRADICTIONS at most. */
extern int	gr_narrative_contradictions(const gr_report *report, gr_contradiction list[GR_CONTRADICTIONS]);

/* Parts against their totals, percentages and changes against their counts. */
extern void gr_narrative_check_sums(gr_checker *c);

/* A stated percentage against 100 * part / whole: right, cut off instead of rounded (info), or wrong. */
extern void gr_narrative_judge_percentage(gr_checker *c, int rule, const gr_fact *fact, int64_t part, int64_t whole);

#endif							/* GR_NARRATIVE_H */
