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

/* Facts behind a total among which its parts are looked for: they stand in the same paragraph. */
#define GR_PARTS_REACH 256

/* Stated quantities against the cells of the tables. */
extern void gr_narrative_check_tables(gr_checker *c);

/* Parts against their totals, percentages and changes against their counts. */
extern void gr_narrative_check_sums(gr_checker *c);

#endif							/* GR_NARRATIVE_H */
