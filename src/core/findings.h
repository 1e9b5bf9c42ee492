/*
 * findings.h
 *		What does not hold in a report, and what was checked.
 */
#ifndef GR_FINDINGS_H
#define GR_FINDINGS_H

#include "buffer.h"
#include "report.h"

/* value / 10^scale, where known. */
typedef struct gr_figure
{
	bool		known;
	gr_wide		value;
	int			scale;
} gr_figure;

/* The cell is the one to look at first; GR_…_NONE where the finding is not about one. */
typedef struct gr_finding
{
	unsigned char rule;
	unsigned char severity;
	unsigned char table;
	unsigned char row;
	unsigned char column;
	gr_figure	expected;
	gr_figure	actual;
	gr_figure	difference;		/* actual - expected */
	gr_span		span;
} gr_finding;

/* How often a rule applied; the three parts add up to instances. */
typedef struct gr_assessment
{
	int			instances;
	int			passed;
	int			failed;			/* broken whatever empty cells hold */
	int			unassessable;	/* empty or unreadable cells leave it open */
} gr_assessment;

typedef struct gr_findings
{
	gr_finding *items;
	size_t		count;
	size_t		capacity;
	gr_assessment rules[GR_RULES];
} gr_findings;

/* Checks everything.  GR_OK or GR_OUT_OF_MEMORY. */
extern gr_status gr_findings_of(gr_arena *arena, const gr_report *report, gr_findings *findings);

/*
 * The same of a report in binary form, into "report" too, of which only what checks look at is read (gr_report_skim):
 * several times as fast as to decode it.  GR_CORRUPT, GR_BAD_VERSION, GR_OUT_OF_MEMORY.
 */
extern gr_status gr_findings_of_bytes(gr_arena *arena, gr_slice bytes, gr_report *report, gr_findings *findings, gr_error *error);

typedef enum gr_verdict
{
	GR_NOTHING_TO_RECONCILE,	/* no identity could be assessed, and nothing is wrong */
	GR_RECONCILES,
	GR_DOES_NOT_RECONCILE		/* a finding of severity error */
} gr_verdict;

extern gr_verdict gr_verdict_of(const gr_findings *findings);

#endif							/* GR_FINDINGS_H */
