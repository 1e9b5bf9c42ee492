/*
 * compare.h
 *		Two reports against each other: a parent and its children, a year and the one before.
 */
#ifndef GR_COMPARE_H
#define GR_COMPARE_H

#include "findings.h"

/*
 * A published report against what the reports below it add up to.  Each cell that the
 * published one gives is an instance of compare.total, judged where every report of
 * the roll-up whose table has that cell gave it; "expected" is the roll-up's.
 */
extern gr_status gr_compare(gr_arena *arena, const gr_report *published, const gr_report *computed, gr_findings *findings);

/*
 * A report against that of the year before, of one issuer; the findings name cells and
 * places of the current one.
 */
extern gr_status gr_continuity(gr_arena *arena, const gr_report *previous, const gr_report *current, gr_findings *findings);

#endif							/* GR_COMPARE_H */
