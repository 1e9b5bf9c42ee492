#include "section_list.h"

#include "bits.h"
#include "rare.h"

/* Chapters of one run that make it a report's own, and not topics of its overview. */
#define OWN_CHAPTERS 4

/* A table of contents has at least so many lines. */
#define CONTENTS_LINES 3

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
	const gr_raw_section *open;

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
	gr_raw_section *grown;
	gr_raw_section *raw;
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
	grown = gr_arena_grow(o->arena, o->sections, &o->capacity, o->count + 1, sizeof(gr_raw_section));
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
		gr_raw_section *s = &o->sections[i];

		if (!s->part && s->style != 0 && s->section.level == s->style + 1)
			s->section.level = s->style;
	}
}

/* The content of a section ends before the next heading of its level or above, or at "end". */
static void
close_sections(gr_outline *o, uint32_t end)
{
	uint32_t	ends[GR_SECTION_PLACES];

	for (int l = 0; l < GR_SECTION_PLACES; l++)
		ends[l] = o->beyond != 0 && l >= o->beyond_level ? o->beyond_before : end;
	for (size_t i = o->count; i > 0; i--)
	{
		gr_section *s = &o->sections[i - 1].section;
		uint32_t	before = o->sections[i - 1].before;
		uint32_t	to = ends[s->level];
		bool		filled = (s->body.pos != 0) & (to > s->body.pos);

		s->body.len = filled ? to - s->body.pos : 0;
		s->body.pos = filled ? s->body.pos : s->heading.pos + s->heading.len;
		for (int l = 0; l < GR_SECTION_PLACES; l++)
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
	const gr_raw_section *previous = NULL;
	unsigned	run = 0;

	for (size_t i = 0; i < o->count; i++)
	{
		gr_raw_section *s = &o->sections[i];

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
		gr_raw_section *s = &o->sections[i - 1];
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

/* Each section is in the chapter of what it stands under; topics behind the overview, numbered anew, are in it. */
static void
assign_chapters(gr_outline *o, unsigned runs)
{
	uint64_t	chapters = gr_put_from_level(0, 0, GR_CHAPTER_NONE);
	const gr_raw_section *before = NULL;

	/* Mostly there is one run. */
	if (runs > 0)
		find_topics(o);
	for (size_t i = 0; i < o->count; i++)
	{
		gr_raw_section *s = &o->sections[i];
		int			level = s->section.level;
		unsigned char above = gr_at_level(chapters, level - 1);
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
		chapters = gr_put_from_level(chapters, level, chapter);
	}
}

gr_status
gr_outline_end(gr_outline *o, size_t end, gr_report *report, gr_section **sections, size_t *count)
{
	gr_section *kept = gr_arena_alloc(o->arena, o->count * sizeof(gr_section));
	unsigned	runs;			/* behind the first */
	gr_status	status;

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
	status = gr_sections_inspect(o, report);
	*sections = kept;
	*count = 0;
	for (size_t i = 0; i < o->count; i++)
	{
		kept[*count] = o->sections[i].section;
		*count += !o->sections[i].removed;
	}
	return status;
}
