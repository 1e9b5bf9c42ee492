/*
 * same_findings.h
 *		Whether two lots of findings are the same, in the same order.
 */
#ifndef GR_SAME_FINDINGS_H
#define GR_SAME_FINDINGS_H

#include "findings.h"

static inline bool
same_figure(const gr_figure *a, const gr_figure *b)
{
	return a->known == b->known && (!a->known || (gr_wide_equal(a->value, b->value) && a->scale == b->scale));
}

static inline bool
same_finding(const gr_finding *a, const gr_finding *b)
{
	return a->rule == b->rule && a->severity == b->severity && a->table == b->table && a->row == b->row && a->column == b->column &&
		a->span.pos == b->span.pos && a->span.len == b->span.len && same_figure(&a->expected, &b->expected) &&
		same_figure(&a->actual, &b->actual) && same_figure(&a->difference, &b->difference);
}

static inline bool
same_findings(const gr_findings *a, const gr_findings *b)
{
	bool		same = a->count == b->count;

	for (size_t i = 0; i < a->count && same; i++)
		same = same_finding(&a->items[i], &b->items[i]);
	for (int rule = 0; rule < GR_RULES && same; rule++)
		same = a->rules[rule].instances == b->rules[rule].instances && a->rules[rule].passed == b->rules[rule].passed &&
			a->rules[rule].failed == b->rules[rule].failed && a->rules[rule].unassessable == b->rules[rule].unassessable;
	return same;
}

#endif							/* GR_SAME_FINDINGS_H */
