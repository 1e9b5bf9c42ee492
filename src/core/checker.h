/*
 * checker.h
 *		What the checks of a report share: findings going out, rules being counted.
 */
#ifndef GR_CHECKER_H
#define GR_CHECKER_H

#include "codec.h"
#include "findings.h"

typedef struct gr_checker
{
	gr_arena   *arena;
	const gr_report *report;
	gr_findings *findings;
	bool		failed;			/* out of memory */
} gr_checker;

extern gr_figure gr_figure_of(int64_t value, int scale);

/* value - other, both of that scale: they may be as far apart as stored values can be. */
extern gr_figure gr_figure_less(int64_t value, int64_t other, int scale);

/* A finding that names no cell, its figures unknown. */
extern gr_finding gr_finding_new(int rule, int severity, int table);

/* Sets "failed" when there is no memory. */
extern void gr_checker_add(gr_checker *c, gr_finding finding);

/* One instance of a rule: passed, failed or, with neither, unassessable. */
static inline void
gr_checker_assess(gr_checker *c, int rule, bool passed, bool failed)
{
	gr_assessment *a = &c->findings->rules[rule];

	a->instances++;
	a->passed += passed;
	a->failed += failed;
	a->unassessable += !passed && !failed;
}

/* A finding that names a cell, and its place. */
extern gr_finding gr_cell_finding(const gr_checker *c, int rule, int severity, int slot);

/* Cells and identities of a table of a report; "given": its values where all are known to be given, or NULL. */
extern void gr_check_table(gr_checker *c, int table, const gr_table_values *given);

/* The same of a roll-up.  Its sums are not known or unknown, but known of so many reports. */
extern void gr_check_summed_table(gr_checker *c, int table);

#endif							/* GR_CHECKER_H */
