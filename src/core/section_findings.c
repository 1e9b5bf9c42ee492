#include "section_list.h"

#include "chapter_order.h"
#include "rare.h"

/* Findings of one rule; a text with more is no report. */
#define DIAGNOSTICS_OF_RULE 50

typedef struct inspector
{
	gr_outline *outline;
	gr_report  *report;
	gr_status	status;
	int			told[GR_RULES];
} inspector;

static void
diagnose(inspector *n, int rule, int table, gr_span span, int64_t actual)
{
	gr_diagnostic d = {(unsigned char) rule, (unsigned char) table, span, actual};

	if (n->status == GR_OK && n->told[rule]++ < DIAGNOSTICS_OF_RULE)
		n->status = gr_report_diagnose(n->outline->arena, n->report, d);
}

static bool
is_official(int form)
{
	return form == GR_FORM_2019 || form == GR_FORM_2021;
}

static bool
is_repeated(const gr_raw_section *s, const gr_raw_section *previous)
{
	return previous != NULL && previous->own == s->own && previous->essence == s->essence;
}

static bool
is_behind_table(const gr_report *report, const gr_raw_section *s, int table)
{
	return table != GR_TABLE_NONE && is_official(report->forms[table]) && report->tables[table].pos != 0 &&
		s->section.heading.pos >= report->tables[table].pos + report->tables[table].len;
}

/* Of the sections from "from" to "to", in which some chapter stands behind one that should come later. */
static void
inspect_order_of(inspector *n, size_t from, size_t to, unsigned char *chapters, unsigned char *displaced)
{
	gr_raw_section *sections = n->outline->sections + from;

	for (size_t i = 0; i < to - from; i++)
		chapters[i] = sections[i].removed ? GR_CHAPTER_NONE : sections[i].own;
	gr_chapters_displaced(chapters, to - from, displaced);
	for (size_t i = 0; i < to - from; i++)
	{
		if (displaced[i] != 0 && sections[i].fault != GR_FAULT_TOLD)
			diagnose(n, GR_RULE_SECTION_ORDER, gr_chapters[chapters[i]].table, sections[i].section.heading, sections[i].number);
		else if (sections[i].fault == GR_FAULT_BEHIND_TABLE)
			diagnose(n, GR_RULE_SECTION_MISPLACED, gr_chapters[chapters[i]].table, sections[i].section.heading, sections[i].number);
	}
}

GR_RARE static void
inspect_order(inspector *n)
{
	gr_outline *o = n->outline;
	unsigned char *room = gr_arena_alloc(o->arena, 2 * o->count);
	size_t		from = 0;

	if (room == NULL)
	{
		n->status = GR_OUT_OF_MEMORY;
		return;
	}
	for (size_t i = 1; i <= o->count; i++)
		if (i == o->count || o->sections[i].anew)
		{
			inspect_order_of(n, from, i, room, room + o->count);
			from = i;
		}
}

/* Chapters that are missing, come twice, in another order, or behind their table. */
static void
inspect_chapters(inspector *n)
{
	const gr_raw_section *met[GR_CHAPTERS] = {NULL};
	bool		official = false;
	bool		prose = false;
	bool		disorder = false;
	int			furthest = -1;
	unsigned	run = 0;

	for (int t = 0; t < GR_TABLES; t++)
		official = official || is_official(n->report->forms[t]);
	for (size_t i = 0; i < n->outline->count; i++)
	{
		gr_raw_section *s = &n->outline->sections[i];
		int			c = s->own;
		int			table = c == GR_CHAPTER_NONE ? GR_TABLE_NONE : gr_chapters[c].table;

		if (c == GR_CHAPTER_NONE || s->removed)
			continue;
		/* The report once more: a chapter that comes first here is only numbered anew. */
		if (s->run != run && met[c] != NULL)
		{
			furthest = -1;
			s->anew = true;
		}
		run = s->run;
		if (is_repeated(s, met[c]))
		{
			s->fault = GR_FAULT_TOLD;
			diagnose(n, GR_RULE_SECTION_DUPLICATE, table, s->section.heading, s->number);
		}
		else if (c < furthest && gr_chapters[c].number != 0)
		{
			disorder = true;
			s->fault = met[c] == NULL && is_behind_table(n->report, s, table) ? GR_FAULT_BEHIND_TABLE : GR_FAULT_NONE;
		}
		else if (met[c] == NULL && is_behind_table(n->report, s, table))
		{
			s->fault = GR_FAULT_TOLD;
			diagnose(n, GR_RULE_SECTION_MISPLACED, table, s->section.heading, s->number);
		}
		if (gr_chapters[c].number != 0 && c > furthest)
			furthest = c;
		met[c] = s;
		prose = prose || (gr_chapters[c].number != 0 && table == GR_TABLE_NONE);
	}
	if (disorder)
		inspect_order(n);
	/* Tables and their headings alone are an excerpt. */
	for (int c = 0; c < GR_STATUTORY_CHAPTERS && official && prose; c++)
	{
		gr_span		nowhere = {0, 0};

		if (met[c] == NULL)
			diagnose(n, GR_RULE_SECTION_MISSING, gr_chapters[c].table, nowhere, gr_chapters[c].number);
		else if (gr_chapters[c].table == GR_TABLE_NONE && met[c]->section.body.len == 0)
			diagnose(n, GR_RULE_SECTION_EMPTY, GR_TABLE_NONE, met[c]->section.heading, met[c]->number);
	}
}

/* Whether a number does not follow from the one before it at its level. */
static bool
is_misnumbered(const gr_raw_section *s, int previous)
{
	if (s->number == previous + 1)
		return false;
	if (s->number == 1)
		return previous == 1 && s->style == 2;
	/* The number that the form has: the chapter before it is missing, or its topics are numbered likewise. */
	return s->style != 1 || s->own == GR_CHAPTER_NONE || gr_chapters[s->own].number != s->number;
}

static void
inspect_numbers(inspector *n)
{
	uint64_t	last = 0;
	const gr_raw_section *before = NULL;

	for (size_t i = 0; i < n->outline->count; i++)
	{
		const gr_raw_section *s = &n->outline->sections[i];
		int			level = s->section.level;
		unsigned char number = gr_at_level(last, level);

		if (s->removed)
			continue;
		/* Below level 3 several kinds of numbers are mixed; and a title may be printed twice. */
		if (s->style >= 1 && s->style <= 3 && !s->part && is_misnumbered(s, number) &&
			(before == NULL || s->own == GR_CHAPTER_NONE || !is_repeated(s, before) || s->number != before->number))
			diagnose(n, GR_RULE_SECTION_NUMBER, GR_TABLE_NONE, s->section.number, s->number);
		if (s->style != 0)
			number = s->number;
		else if (s->own != GR_CHAPTER_NONE)
			number = gr_chapters[s->own].number;
		last = gr_put_from_level(gr_put_from_level(last, level, number), level + 1, 0);
		before = s->own != GR_CHAPTER_NONE ? s : before;
	}
}

gr_status
gr_sections_inspect(gr_outline *o, gr_report *report)
{
	inspector	n = {o, report, GR_OK, {0}};

	inspect_chapters(&n);
	inspect_numbers(&n);
	if (o->beyond != 0)
		diagnose(&n, GR_RULE_TEXT_LIMIT, GR_TABLE_NONE, gr_positions_span(o->positions, o->beyond - 1, o->beyond - 1), 0);
	return n.status;
}
