#include "sections.h"

#include "bits.h"
#include "chapter_order.h"
#include "rare.h"

/* Findings of one rule; a text with more is no report. */
#define DIAGNOSTICS_OF_RULE 50

/* Chapters of one run that make it a report's own, and not topics of its overview. */
#define OWN_CHAPTERS 4

/* From level 0, which no section has, to one below the lowest: as many as a word has bytes. */
#define LEVELS 8

_Static_assert(GR_SECTION_LEVELS + 1 < LEVELS, "a word has a byte for each level and one below");

/* A table of contents has at least so many lines. */
#define CONTENTS_LINES 3

/* What is wrong with where a chapter stands. */
enum fault
{
	NO_FAULT,
	TOLD,						/* which a finding tells */
	BEHIND_TABLE				/* and is to be told unless it is out of the order */
};

typedef struct gr_raw_section
{
	gr_section	section;
	uint32_t	essence;
	uint32_t	before;			/* where the content before it ended */
	unsigned char style;		/* the level of its number; 0: none */
	unsigned char number;
	unsigned char own;			/* the chapter that its title heads, or GR_CHAPTER_NONE */
	bool		part;
	bool		top;			/* level 1, or what would be without parts */
	bool		removed;
	bool		anew;			/* the order of the chapters begins with it once more */
	unsigned char fault;		/* enum fault */
	unsigned	run;			/* numbering began anew so many times before it */
} raw_section;

/* ---------- building ---------- */

void
gr_outline_begin(gr_outline *outline, gr_arena *arena, const gr_positions *positions)
{
	memset(outline, 0, sizeof(*outline));
	outline->arena = arena;
	outline->positions = positions;
}

static int
clamp(int level)
{
	return level < 1 ? 1 : level > GR_SECTION_LEVELS ? GR_SECTION_LEVELS : level;
}

static int
level_of(gr_outline *o, const gr_heading *h)
{
	if (h->part)
	{
		o->parts = true;
		return 1;
	}
	if (h->marks > 0 && (h->level == 1 || h->chapter != GR_CHAPTER_NONE) && (o->base == 0 || h->marks < o->base))
		o->base = h->marks;
	if (h->level > 0)
		return clamp(h->level + o->parts);
	if (h->marks == 0 || h->marks == o->base)
		return 1;
	/* Above chapters stands the title of the report. */
	return clamp(h->marks - (o->base > 0 ? o->base : 2) + 1);
}

/* Where a heading stands, its number, which it begins with, and its title, which it ends with; it may have but one of them. */
static void
place(gr_outline *o, gr_origin origin, const gr_heading *h, gr_section *s)
{
	size_t		from = gr_source_offset(origin, h->whole.data);
	size_t		to = gr_source_offset(origin, h->whole.data + h->whole.len);

	s->heading = gr_positions_span(o->positions, from, to);
	if (h->printed.len > 0)
	{
		s->number.pos = s->heading.pos;
		s->number.len = gr_positions_at(o->positions, gr_source_offset(origin, h->printed.data + h->printed.len)) - s->heading.pos;
	}
	if (h->title.len > 0)
	{
		s->title.pos = gr_positions_at(o->positions, gr_source_offset(origin, h->title.data));
		s->title.len = s->heading.pos + s->heading.len - s->title.pos;
	}
}

/* The title of a chapter that is open already, once more and without a number, or in a cell: the caption of its table. */
static bool
repeats_chapter(const gr_outline *o, const gr_heading *h, gr_origin origin)
{
	const raw_section *open;

	if (h->chapter == GR_CHAPTER_NONE || o->top == 0)
		return false;
	open = &o->sections[o->top - 1];
	return open->own == h->chapter &&
		(h->level == 0 || (origin.item != NULL && origin.item->kind == GR_HTML_CELL && gr_chapters[h->chapter].table != GR_TABLE_NONE &&
						   open->essence == h->essence && open->number == h->number));
}

/* Of a report whose chapters are numbered （一） or 1.: from 总体情况 on, as long as there is no heading of level 1. */
GR_RARE static int
loose_chapter(gr_outline *o, const gr_heading *h, uint32_t *essence)
{
	size_t		end;

	if (o->loose == 0 && h->title.len > 0 && gr_chapter_at(h->title, &end) == GR_CHAPTER_OVERVIEW && end == h->title.len)
		o->loose = h->level;
	return h->title.len > 0 && o->loose == h->level ? gr_chapter_of_title(h->title, essence) : GR_CHAPTER_NONE;
}

/* There were chapters of level 1 after all. */
GR_RARE static void
forget_loose_chapters(gr_outline *o)
{
	for (size_t i = 0; i < o->count; i++)
		if (o->sections[i].section.level > 1 + o->parts)
			o->sections[i].own = GR_CHAPTER_NONE;
}

static gr_status
take_heading(void *context, const gr_heading *h, gr_origin origin, size_t before)
{
	gr_outline *o = context;
	raw_section *grown;
	raw_section *raw;
	uint32_t	end;
	int			level;

	if (o->beyond != 0 || repeats_chapter(o, h, origin))
		return GR_OK;
	level = level_of(o, h);
	end = gr_positions_at(o->positions, before);
	if (o->count == GR_SECTIONS_LIMIT)
	{
		o->beyond_level = level;
		o->beyond_before = end;
		o->beyond = gr_source_offset(origin, h->whole.data) + 1;
		return GR_OK;
	}
	grown = gr_arena_grow(o->arena, o->sections, &o->capacity, o->count + 1, sizeof(raw_section));
	if (grown == NULL)
		return GR_OUT_OF_MEMORY;
	o->sections = grown;
	raw = &grown[o->count++];
	memset(raw, 0, sizeof(*raw));
	place(o, origin, h, &raw->section);
	raw->section.level = (unsigned char) level;
	raw->section.chapter = GR_CHAPTER_NONE;
	raw->essence = h->essence;
	raw->before = end;
	raw->style = (unsigned char) h->level;
	raw->number = (unsigned char) h->number;
	raw->own = (unsigned char) (level <= 1 + o->parts ? h->chapter : o->top == 0 ? loose_chapter(o, h, &raw->essence) : GR_CHAPTER_NONE);
	raw->part = h->part;
	raw->top = level == 1 || (h->level == 1 && !h->part);
	o->top = level == 1 ? o->count : o->top;
	return GR_OK;
}

/* The content behind the last heading: the bodies of it and of those that had none begin here. */
static gr_status
take_content(void *context, size_t from)
{
	gr_outline *o = context;
	gr_section *s;

	if (o->count == 0 || o->beyond != 0)
		return GR_OK;
	s = &o->sections[o->count - 1].section;
	if (s->body.pos == 0)
		s->body.pos = gr_positions_at(o->positions, from);
	return GR_OK;
}

gr_prose_sink
gr_outline_sink(gr_outline *outline)
{
	gr_prose_sink sink = {take_heading, take_content, NULL, outline};

	return sink;
}

/* Below 第一部分 there is mostly 一、; where there is none, what follows is one level higher. */
static void
lift_levels(gr_outline *o)
{
	for (size_t i = 0; i < o->count; i++)
		if (o->sections[i].style == 1 && !o->sections[i].part)
			return;
	for (size_t i = 0; i < o->count; i++)
	{
		raw_section *s = &o->sections[i];

		if (!s->part && s->style != 0 && s->section.level == s->style + 1)
			s->section.level = s->style;
	}
}

/* The content of a section ends before the next heading of its level or above, or at "end". */
static void
close_sections(gr_outline *o, uint32_t end)
{
	uint32_t	ends[LEVELS];

	for (int l = 0; l < LEVELS; l++)
		ends[l] = o->beyond != 0 && l >= o->beyond_level ? o->beyond_before : end;
	for (size_t i = o->count; i > 0; i--)
	{
		gr_section *s = &o->sections[i - 1].section;
		uint32_t	before = o->sections[i - 1].before;
		uint32_t	to = ends[s->level];
		bool		filled = (s->body.pos != 0) & (to > s->body.pos);

		s->body.len = filled ? to - s->body.pos : 0;
		s->body.pos = filled ? s->body.pos : s->heading.pos + s->heading.len;
		for (int l = 0; l < LEVELS; l++)
		{
			/* All bits above the section's level, without a jump. */
			uint32_t	above = 0 - ((uint32_t) (l - s->level) >> 31);

			ends[l] = (ends[l] & above) | (before & ~above);
		}
	}
}

/* ---------- runs of numbers ---------- */

/* Numbering begins anew at 一, but not where a title is printed twice; returns how often. */
static unsigned
find_runs(gr_outline *o)
{
	const raw_section *previous = NULL;
	unsigned	run = 0;

	for (size_t i = 0; i < o->count; i++)
	{
		raw_section *s = &o->sections[i];

		if ((s->top & (s->number == 1)) != 0 && previous != NULL && previous->number >= 1 && previous->part == s->part &&
			!(previous->number == 1 && previous->essence == s->essence))
			run++;
		s->run = run;
		previous = s->top ? s : previous;
	}
	return run;
}

/* Headings of the first run that come again in the second. */
static size_t
count_repeated(const gr_outline *o, size_t end)
{
	size_t		count = 0;

	for (size_t i = 0; i < end; i++)
	{
		/* Both are in one order. */
		for (size_t j = end; j < o->count && j < end * 4 && o->sections[j].run == 1; j++)
			if (o->sections[i].top && o->sections[j].top && o->sections[i].essence == o->sections[j].essence &&
				o->sections[i].number == o->sections[j].number)
			{
				count++;
				break;
			}
	}
	return count;
}

/* A table of contents: headings with nothing between them that come again with text. */
static void
remove_contents(gr_outline *o)
{
	size_t		end = 0;
	size_t		filled = 0;

	while (end < o->count && o->sections[end].run == 0)
	{
		/* What is below the last line is the beginning of the report. */
		filled += o->sections[end].section.body.len > 0 && o->sections[end].top;
		end++;
	}
	if (end < CONTENTS_LINES || end > 2 * GR_CHAPTERS || end == o->count || filled > 1 || count_repeated(o, end) < CONTENTS_LINES)
		return;
	for (size_t i = 0; i < end; i++)
		o->sections[i].removed = true;
}

/* ---------- chapters ---------- */

static int
count_statutory(unsigned chapters)
{
	return gr_count_bits(chapters & ((1u << GR_STATUTORY_CHAPTERS) - 1));
}

static unsigned
chapters_of_run(const gr_outline *o, size_t any)
{
	unsigned	chapters = 0;
	unsigned	run = o->sections[any].run;

	for (size_t i = any; i < o->count && o->sections[i].run == run; i++)
		if (o->sections[i].own != GR_CHAPTER_NONE)
			chapters |= 1u << o->sections[i].own;
	return chapters;
}

/*
 * Topics of the overview that are numbered like chapters, before the chapters themselves:
 * 一、主动公开 … 五、监督保障, and then 一、主动公开政府信息情况.
 */
static void
find_topics(gr_outline *o)
{
	unsigned	later = 0;		/* chapters of the runs behind */
	unsigned	of_run = 0;

	for (size_t i = o->count; i > 0; i--)
	{
		raw_section *s = &o->sections[i - 1];
		bool		last_of_run = i == o->count || o->sections[i].run != s->run;
		size_t		first = i - 1;

		if (last_of_run)
		{
			later |= of_run;
			while (first > 0 && o->sections[first - 1].run == s->run)
				first--;
			of_run = chapters_of_run(o, first);
		}
		if (!s->top || s->removed || count_statutory(later) < OWN_CHAPTERS || count_statutory(of_run) >= OWN_CHAPTERS)
			continue;
		if (s->own == GR_CHAPTER_NONE || (s->own != GR_CHAPTER_OVERVIEW && (later >> s->own & 1) != 0))
		{
			s->own = GR_CHAPTER_NONE;
			s->section.chapter = GR_CHAPTER_OVERVIEW;
		}
	}
}

/* Something of each level, in the bytes of a word; what is above a level stays. */
static uint64_t
put_from_level(uint64_t levels, int level, unsigned char value)
{
	uint64_t	above = (UINT64_C(1) << level * 8) - 1;

	return (levels & above) | ((UINT64_C(0x0101010101010101) * value) & ~above);
}

static unsigned char
at_level(uint64_t levels, int level)
{
	return (unsigned char) (levels >> level * 8);
}

/* Each section is in the chapter of what it stands under; topics behind the overview, numbered anew, are in it. */
static void
assign_chapters(gr_outline *o, unsigned runs)
{
	uint64_t	chapters = put_from_level(0, 0, GR_CHAPTER_NONE);
	const raw_section *before = NULL;

	/* Mostly there is one run. */
	if (runs > 0)
		find_topics(o);
	for (size_t i = 0; i < o->count; i++)
	{
		raw_section *s = &o->sections[i];
		int			level = s->section.level;
		unsigned char above = at_level(chapters, level - 1);
		unsigned char own = s->own;
		unsigned char chapter = s->section.chapter;

		chapter = own != GR_CHAPTER_NONE ? own : chapter;
		chapter = above != GR_CHAPTER_NONE ? above : chapter;
		s->own = above != GR_CHAPTER_NONE ? GR_CHAPTER_NONE : own;
		if (chapter == GR_CHAPTER_NONE && s->top && before != NULL && before->section.chapter == GR_CHAPTER_OVERVIEW &&
			(s->run != before->run || before->own == GR_CHAPTER_NONE))
			chapter = GR_CHAPTER_OVERVIEW;
		s->section.chapter = chapter;
		before = s->top ? s : before;
		chapters = put_from_level(chapters, level, chapter);
	}
}

/* ---------- what is wrong ---------- */

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
is_repeated(const raw_section *s, const raw_section *previous)
{
	return previous != NULL && previous->own == s->own && previous->essence == s->essence;
}

static bool
is_behind_table(const gr_report *report, const raw_section *s, int table)
{
	return table != GR_TABLE_NONE && is_official(report->forms[table]) && report->tables[table].pos != 0 &&
		s->section.heading.pos >= report->tables[table].pos + report->tables[table].len;
}

/* Of the sections from "from" to "to", in which some chapter stands behind one that should come later. */
static void
inspect_order_of(inspector *n, size_t from, size_t to, unsigned char *chapters, unsigned char *displaced)
{
	raw_section *sections = n->outline->sections + from;

	for (size_t i = 0; i < to - from; i++)
		chapters[i] = sections[i].removed ? GR_CHAPTER_NONE : sections[i].own;
	gr_chapters_displaced(chapters, to - from, displaced);
	for (size_t i = 0; i < to - from; i++)
	{
		if (displaced[i] != 0 && sections[i].fault != TOLD)
			diagnose(n, GR_RULE_SECTION_ORDER, gr_chapters[chapters[i]].table, sections[i].section.heading, sections[i].number);
		else if (sections[i].fault == BEHIND_TABLE)
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
	const raw_section *met[GR_CHAPTERS] = {NULL};
	bool		official = false;
	bool		prose = false;
	bool		disorder = false;
	int			furthest = -1;
	unsigned	run = 0;

	for (int t = 0; t < GR_TABLES; t++)
		official = official || is_official(n->report->forms[t]);
	for (size_t i = 0; i < n->outline->count; i++)
	{
		raw_section *s = &n->outline->sections[i];
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
			s->fault = TOLD;
			diagnose(n, GR_RULE_SECTION_DUPLICATE, table, s->section.heading, s->number);
		}
		else if (c < furthest && gr_chapters[c].number != 0)
		{
			disorder = true;
			s->fault = met[c] == NULL && is_behind_table(n->report, s, table) ? BEHIND_TABLE : NO_FAULT;
		}
		else if (met[c] == NULL && is_behind_table(n->report, s, table))
		{
			s->fault = TOLD;
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
is_misnumbered(const raw_section *s, int previous)
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
	const raw_section *before = NULL;

	for (size_t i = 0; i < n->outline->count; i++)
	{
		const raw_section *s = &n->outline->sections[i];
		int			level = s->section.level;
		unsigned char number = at_level(last, level);

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
		last = put_from_level(put_from_level(last, level, number), level + 1, 0);
		before = s->own != GR_CHAPTER_NONE ? s : before;
	}
}

static gr_status
note_limit(inspector *n)
{
	gr_outline *o = n->outline;

	if (o->beyond != 0)
		diagnose(n, GR_RULE_TEXT_LIMIT, GR_TABLE_NONE, gr_positions_span(o->positions, o->beyond - 1, o->beyond - 1), 0);
	return n->status;
}

gr_status
gr_outline_end(gr_outline *o, size_t end, gr_report *report, gr_section **sections, size_t *count)
{
	inspector	n = {o, report, GR_OK, {0}};
	gr_section *kept = gr_arena_alloc(o->arena, o->count * sizeof(gr_section));
	unsigned	runs;			/* behind the first */

	if (kept == NULL)
		return GR_OUT_OF_MEMORY;
	if (o->parts)
		lift_levels(o);
	if (o->loose != 0 && o->top != 0)
		forget_loose_chapters(o);
	close_sections(o, gr_positions_at(o->positions, end));
	runs = find_runs(o);
	if (runs > 0)
		remove_contents(o);
	assign_chapters(o, runs);
	inspect_chapters(&n);
	inspect_numbers(&n);
	*sections = kept;
	*count = 0;
	for (size_t i = 0; i < o->count; i++)
	{
		kept[*count] = o->sections[i].section;
		*count += !o->sections[i].removed;
	}
	return note_limit(&n);
}
