#include "narrative.h"

#include "facts.h"
#include "number.h"
#include "rare.h"

/* A total is divided in several ways, by applicant and by channel: each is added up by itself. */
typedef enum division
{
	BY_APPLICANT,
	BY_CHANNEL,
	BY_OUTCOME,
	BY_TIME,
	BY_ORIGIN,
	OTHERWISE,
	DIVISIONS
} division;

static division
division_of(int key)
{
	if (key >= GR_FACT_RECEIVED_NATURAL_PERSON && key <= GR_FACT_RECEIVED_LEGAL_SERVICE)
		return BY_APPLICANT;
	if ((key >= GR_FACT_RECEIVED_IN_PERSON && key <= GR_FACT_RECEIVED_LETTER) || (key >= GR_FACT_PUBLISHED_WEBSITE && key <= GR_FACT_PUBLISHED_OTHER))
		return BY_CHANNEL;
	if (key >= GR_FACT_CONCLUDED_ON_TIME && key <= GR_FACT_CONCLUDED_EXTENDED)
		return BY_TIME;
	if (key == GR_FACT_CARRIED_IN || (key >= GR_FACT_LITIGATION_DIRECT && key <= GR_FACT_LITIGATION_AFTER_RECONSIDERATION))
		return BY_ORIGIN;
	if ((key >= GR_FACT_GRANTED && key <= GR_FACT_OTHER) ||
		(key >= GR_FACT_RECONSIDERATION_UPHELD && key <= GR_FACT_RECONSIDERATION_PENDING) ||
		(key >= GR_FACT_LITIGATION_UPHELD && key <= GR_FACT_LITIGATION_PENDING))
		return BY_OUTCOME;
	return OTHERWISE;
}

static bool
is_exact(const gr_fact *fact)
{
	return fact->low == fact->value && fact->high == fact->value;
}

/* The parts of one total, one division of it, as far as they are figures of the same kind. */
typedef struct parts
{
	int64_t		sum;
	int			count;
	bool		inexact;		/* about as many, or figures that cannot be added */
} parts;

static void
add_part(parts *p, const gr_fact *total, const gr_fact *part)
{
	p->count++;
	if (!is_exact(part) || part->scale != total->scale || part->unit != total->unit || part->value < 0 || p->sum > INT64_MAX - part->value)
		p->inexact = true;
	else
		p->sum += part->value;
}

/* Of a list that claims to be whole: 41件予以公开、12件不予公开、其他9件.  Its parts without a name belong to the one division that it has. */
static bool
unite_whole(parts sums[DIVISIONS])
{
	parts	   *rest = &sums[OTHERWISE];
	parts	   *named = NULL;

	for (int d = 0; d < OTHERWISE; d++)
	{
		if (sums[d].count == 0)
			continue;
		/* Of several, nobody says which one is whole. */
		if (named != NULL)
			return false;
		named = &sums[d];
	}
	if (named == NULL || rest->count == 0)
		return true;
	named->inexact = named->inexact || rest->inexact || named->sum > INT64_MAX - rest->sum;
	if (!named->inexact)
		named->sum += rest->sum;
	rest->count = 0;
	return true;
}

/* Parts without a name that exceed their total: those behind a part with one are no more of the list before it (当面52件，邮件61件，信函64件). */
GR_RARE static void
take_largest_list(const gr_report *report, size_t i, parts *rest)
{
	parts		list = {0, 0, false};

	rest->sum = 0;
	for (size_t n = i + 1; n < report->fact_count && n <= i + GR_PARTS_REACH; n++)
	{
		if (report->facts[n].part_of != (int32_t) i)
			continue;
		if (division_of(report->facts[n].key) == OTHERWISE)
			add_part(&list, &report->facts[i], &report->facts[n]);
		else
			list = (parts) {0, 0, false};
		if (rest->sum < list.sum)
			rest->sum = list.sum;
	}
}

/* Whether one list behind the other gives the whole total: 网站41条，公告栏45条。其中财务24条，其他62条.  That nobody is of two sorts "by" tells. */
GR_RARE static bool
divides_again(const gr_report *report, size_t i, division by)
{
	const gr_fact *total = &report->facts[i];
	int64_t		rest = total->value;

	for (size_t n = i + 1; n < report->fact_count && n <= i + GR_PARTS_REACH; n++)
	{
		const gr_fact *part = &report->facts[n];

		if (part->part_of != (int32_t) i)
			continue;
		if (!is_exact(part) || part->scale != total->scale || part->unit != total->unit || part->value < 0 || part->value > rest)
			return false;
		/* 共10件，其中自然人10件、商业企业10件: none of them is a list. */
		if (part->value == total->value && total->value > 0 && by != BY_CHANNEL && by != OTHERWISE && division_of(part->key) == by)
			return false;
		rest = part->value == rest ? total->value : rest - part->value;
	}
	return is_exact(total) && rest == total->value;
}

static void
judge_parts(gr_checker *c, const gr_fact *total, const parts *p, division by, bool whole)
{
	bool		exceeds = total->high != INT64_MAX && p->sum > total->high;
	bool		wrong = exceeds || (whole && !p->inexact && is_exact(total) && p->sum != total->value);
	bool		judged = exceeds || !p->inexact;
	gr_finding	f;

	if (p->count == 0)
		return;
	wrong = wrong && !divides_again(c->report, (size_t) (total - c->report->facts), by);
	gr_checker_assess(c, GR_RULE_NARRATIVE_PARTS, judged && !wrong, wrong);
	if (!wrong)
		return;
	f = gr_finding_new(GR_RULE_NARRATIVE_PARTS, GR_SEVERITY_WARNING, GR_TABLE_NONE);
	f.span = total->span;
	f.expected = gr_figure_of(total->value, total->scale);
	f.actual = gr_figure_of(p->sum, total->scale);
	f.difference = gr_figure_less(p->sum, total->value, total->scale);
	gr_checker_add(c, f);
}

/* The facts that others are parts of, as bits. */
typedef struct totals
{
	unsigned char bits[GR_FACTS_LIMIT / 8 + 1];
} totals;

static bool
find_totals(const gr_report *report, totals *t)
{
	bool		any = false;

	memset(t->bits, 0, report->fact_count / 8 + 1);
	for (size_t n = 0; n < report->fact_count; n++)
	{
		int32_t		total = report->facts[n].part_of;

		if (total < 0)
			continue;
		t->bits[total / 8] |= (unsigned char) (1 << total % 8);
		any = true;
	}
	return any;
}

/* Parts follow their total within a sentence or two: all sums of a total are known at the next total that is no part. */
static void
check_parts(gr_checker *c)
{
	const gr_report *report = c->report;
	totals		t;

	if (!find_totals(report, &t))
		return;
	for (size_t i = 0; i < report->fact_count; i++)
	{
		parts		sums[DIVISIONS];
		bool		whole;

		if ((t.bits[i / 8] >> i % 8 & 1) == 0)
			continue;
		memset(sums, 0, sizeof(sums));
		for (size_t n = i + 1; n < report->fact_count && n <= i + GR_PARTS_REACH; n++)
			if (report->facts[n].part_of == (int32_t) i)
				add_part(&sums[division_of(report->facts[n].key)], &report->facts[i], &report->facts[n]);
		whole = report->facts[i].partitioned && unite_whole(sums);
		if (sums[OTHERWISE].sum > report->facts[i].high)
			take_largest_list(report, i, &sums[OTHERWISE]);
		for (int d = 0; d < DIVISIONS; d++)
			judge_parts(c, &report->facts[i], &sums[d], (division) d, whole);
	}
}

/* ---------- percentages ---------- */

/*
 * 100 * part / whole in units of the last decimal that is stated: what is left over
 * decides between rounding and cutting off.  False where it cannot be computed.
 */
static bool
percentage(int64_t part, int64_t whole, int scale, int64_t *cut, bool *round_up)
{
	int64_t		factor;
	int64_t		product;
	int64_t		rest;

	if (whole <= 0 || scale > 6)
		return false;
	factor = 100 * gr_power_of_ten(scale);
	if (part > INT64_MAX / factor || part < -(INT64_MAX / factor))
		return false;
	product = part * factor;
	*cut = product / whole;
	rest = product % whole;
	if (rest < 0)
		rest = -rest;
	*round_up = rest >= whole - rest && rest > 0;
	return true;
}

void
gr_narrative_judge_percentage(gr_checker *c, int rule, const gr_fact *fact, int64_t part, int64_t whole)
{
	int64_t		cut;
	bool		up;
	int64_t		rounded;
	bool		right;
	bool		truncated;
	gr_finding	f;

	if (!is_exact(fact) || !percentage(part, whole, fact->scale, &cut, &up))
	{
		gr_checker_assess(c, rule, false, false);
		return;
	}
	rounded = cut + (up ? (part < 0 ? -1 : 1) : 0);
	right = fact->value == rounded;
	truncated = !right && fact->value == cut;
	gr_checker_assess(c, rule, right, !right);
	if (right)
		return;
	f = gr_finding_new(rule, truncated ? GR_SEVERITY_INFO : GR_SEVERITY_WARNING, GR_TABLE_NONE);
	f.span = fact->span;
	f.expected = gr_figure_of(rounded, fact->scale);
	f.actual = gr_figure_of(fact->value, fact->scale);
	f.difference = gr_figure_less(fact->value, rounded, fact->scale);
	gr_checker_add(c, f);
}

/* Whole numbers, both stated: the fact's two figures. */
static bool
figures_of(const gr_report *report, const gr_fact *fact, const gr_fact **first, const gr_fact **second)
{
	if (fact->first < 0 || fact->second < 0)
		return false;
	*first = &report->facts[fact->first];
	*second = &report->facts[fact->second];
	return is_exact(*first) && is_exact(*second) && (*first)->scale == (*second)->scale && (*first)->unit == (*second)->unit;
}

static void
check_share(gr_checker *c, const gr_fact *fact)
{
	const gr_fact *part;
	const gr_fact *whole;

	if (fact->unit == GR_UNIT_PERCENT && figures_of(c->report, fact, &part, &whole))
		gr_narrative_judge_percentage(c, GR_RULE_NARRATIVE_PERCENT, fact, part->value, whole->value);
}

/* 320件，比上年增加41件，上升14.7%: as many more say how many there were. */
static void
check_change_twice(gr_checker *c, const gr_fact *fact)
{
	const gr_fact *before = fact - 1;
	const gr_fact *now;

	if (fact == c->report->facts || fact->unit != GR_UNIT_PERCENT || fact->first < 0 || before->relation != GR_RELATION_CHANGE || before->first != fact->first ||
		before->second >= 0)
		return;
	now = &c->report->facts[fact->first];
	if (is_exact(now) && is_exact(before) && now->unit == before->unit && now->scale == before->scale && now->value >= 0 && now->value > before->value)
		gr_narrative_judge_percentage(c, GR_RULE_NARRATIVE_CHANGE, fact, before->value, now->value - before->value);
}

/* By how much: in per cent of last year's figure, or as many. */
static void
check_change(gr_checker *c, const gr_fact *fact)
{
	const gr_fact *now;
	const gr_fact *before;
	int64_t		difference;
	bool		right;
	gr_finding	f;

	if (fact->second < 0)
	{
		check_change_twice(c, fact);
		return;
	}
	if (!figures_of(c->report, fact, &now, &before) || now->value < 0 || before->value < 0)
		return;
	difference = now->value - before->value;
	if (fact->unit == GR_UNIT_PERCENT)
	{
		gr_narrative_judge_percentage(c, GR_RULE_NARRATIVE_CHANGE, fact, difference, before->value);
		return;
	}
	if (fact->unit != now->unit || fact->scale != now->scale || !is_exact(fact))
		return;
	right = fact->value == difference;
	gr_checker_assess(c, GR_RULE_NARRATIVE_CHANGE, right, !right);
	if (right)
		return;
	f = gr_finding_new(GR_RULE_NARRATIVE_CHANGE, GR_SEVERITY_WARNING, GR_TABLE_NONE);
	f.span = fact->span;
	f.expected = gr_figure_of(difference, fact->scale);
	f.actual = gr_figure_of(fact->value, fact->scale);
	f.difference = gr_figure_less(fact->value, difference, fact->scale);
	gr_checker_add(c, f);
}

void
gr_narrative_check_sums(gr_checker *c)
{
	const gr_report *report = c->report;

	if (report->rollup)
		return;
	check_parts(c);
	for (size_t i = 0; i < report->fact_count; i++)
	{
		if (report->facts[i].relation == GR_RELATION_SHARE)
			check_share(c, &report->facts[i]);
		else if (report->facts[i].relation == GR_RELATION_CHANGE)
			check_change(c, &report->facts[i]);
	}
}
