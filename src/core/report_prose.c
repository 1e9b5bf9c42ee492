#include "report_prose.h"

#include "rare.h"

static gr_span
span_of(gr_report_prose *p, const gr_paragraph *paragraph, gr_stretch stretch)
{
	size_t		from = gr_paragraph_source(paragraph, stretch.from);
	size_t		to = gr_paragraph_source(paragraph, stretch.to);

	return gr_positions_span(p->positions, from, to);
}

/* That of a part of a citation, which most do not have. */
static inline gr_span
span_of_part(gr_report_prose *p, const gr_paragraph *paragraph, gr_stretch part)
{
	gr_span		none = {0, 0};

	return part.from == part.to ? none : span_of(p, paragraph, part);
}

/* Those that a paragraph added. */
static gr_status
keep_citations(gr_report_prose *p, const gr_queued_paragraph *q)
{
	gr_report  *report = p->report;
	gr_citation *grown = gr_arena_grow(p->arena, report->citations, &p->citation_capacity,
									   report->citation_count + p->citations.count - q->citations_from, sizeof(gr_citation));

	if (grown == NULL)
		return GR_OUT_OF_MEMORY;
	report->citations = grown;
	for (size_t i = q->citations_from; i < p->citations.count; i++)
	{
		const gr_raw_citation *raw = &p->citations.citations[i];
		gr_citation *c = &report->citations[report->citation_count++];

		memset(c, 0, sizeof(*c));
		c->whole = span_of(p, &q->paragraph, raw->whole);
		c->number = raw->number.from == raw->whole.from && raw->number.to == raw->whole.to ? c->whole : span_of_part(p, &q->paragraph, raw->number);
		c->organ = span_of_part(p, &q->paragraph, raw->organ);
		c->title = span_of_part(p, &q->paragraph, raw->title);
		if (raw->full_title.from != raw->full_title.to)
			c->title = gr_positions_span(p->positions, raw->full_title.from, raw->full_title.to);
		c->serial = raw->serial;
		c->year = raw->year;
		c->kind = raw->kind;
		c->damaged = raw->damaged;
	}
	return GR_OK;
}

/* The facts that a paragraph added; the next paragraph's places are other ones. */
static gr_status
keep_facts(gr_report_prose *p, const gr_paragraph *paragraph)
{
	gr_report  *report = p->report;
	gr_fact    *grown;

	grown = gr_arena_grow(p->arena, report->facts, &p->fact_capacity, p->facts.count, sizeof(gr_fact));
	if (grown == NULL)
		return GR_OUT_OF_MEMORY;
	report->facts = grown;
	for (; report->fact_count < p->facts.count && report->fact_count < GR_FACTS_LIMIT; report->fact_count++)
	{
		const gr_raw_fact *raw = &p->facts.facts[report->fact_count];
		gr_fact    *f = &report->facts[report->fact_count];
		gr_stretch	stretch = {raw->from, raw->to};

		f->value = raw->value;
		f->low = raw->low;
		f->high = raw->high;
		f->span = span_of(p, paragraph, stretch);
		f->part_of = raw->part_of;
		f->first = raw->first;
		f->second = raw->second;
		f->key = raw->key;
		f->scope = raw->scope;
		f->unit = raw->unit;
		f->qualifier = raw->qualifier;
		f->scale = raw->scale;
		f->relation = raw->relation;
		f->other_year = raw->other_year;
		f->partitioned = raw->partitioned;
	}
	if (p->facts.count > GR_FACTS_LIMIT)
	{
		gr_stretch	first = {p->facts.facts[GR_FACTS_LIMIT].from, p->facts.facts[GR_FACTS_LIMIT].to};

		p->beyond = span_of(p, paragraph, first);
	}
	return GR_OK;
}

static gr_status
read_citations(gr_report_prose *p, gr_queued_paragraph *q)
{
	gr_status	status;

	q->citations_from = p->citations.count;
	status = gr_citations_read(p->reader, &q->paragraph, &q->beginnings, &p->citations);
	return status == GR_OK && p->citations.count > q->citations_from ? keep_citations(p, q) : status;
}

/* The issuer's name where it is a government or its office, else nothing. */
static gr_slice
government_of(const gr_header *h)
{
	bool		government = h->kind == GR_ORGAN_GOVERNMENT || h->kind == GR_ORGAN_GOV_OFFICE || h->kind == GR_ORGAN_TOWNSHIP_GOV;

	return government ? h->issuer : gr_slice_make(NULL, 0);
}

/* Those of a paragraph whose citations are the ones up to another's. */
static gr_status
read_facts(gr_report_prose *p, const gr_queued_paragraph *q, size_t citations_to)
{
	size_t		count = citations_to - q->citations_from;
	gr_raw_citations citations = {count == 0 ? NULL : p->citations.citations + q->citations_from, count, 0};
	gr_fact_context context = {p->report->header.year, q->chapter, government_of(&p->report->header)};
	gr_status	status;

	/* What a page says of itself, and tables of other kinds, state no quantities of the report. */
	if (q->paragraph.kind == GR_PARAGRAPH_FURNITURE || q->paragraph.kind == GR_PARAGRAPH_CELLS || p->beyond.pos != 0)
		return GR_OK;
	status = gr_facts_read(p->arena, q->paragraph.text, &q->beginnings, &citations, &context, &p->facts);
	return status == GR_OK && p->facts.count > p->report->fact_count ? keep_facts(p, &q->paragraph) : status;
}

gr_status
gr_report_prose_citations(gr_report_prose *p)
{
	gr_status	status = GR_OK;

	p->citations.count = 0;
	for (size_t i = 0; i < p->queued && status == GR_OK; i++)
		status = gr_beginnings_find(&p->queue[i].beginnings, p->arena, p->queue[i].paragraph.text);
	for (size_t i = 0; i < p->queued && status == GR_OK; i++)
		status = read_citations(p, &p->queue[i]);
	return status;
}

gr_status
gr_report_prose_facts(gr_report_prose *p)
{
	gr_status	status = GR_OK;

	for (size_t i = 0; i < p->queued && status == GR_OK; i++)
		status = read_facts(p, &p->queue[i], i + 1 < p->queued ? p->queue[i + 1].citations_from : p->citations.count);
	p->queued = 0;
	return status;
}

static gr_status
read_queue(gr_report_prose *p)
{
	gr_status	status = gr_report_prose_citations(p);

	return status == GR_OK ? gr_report_prose_facts(p) : status;
}

/* A paragraph that was put together of several lines, which the next one overwrites. */
static gr_status
copy_joined(gr_report_prose *p, gr_paragraph *paragraph)
{
	size_t		size = paragraph->piece_count * sizeof(gr_prose_piece);
	gr_prose_piece *pieces = gr_arena_alloc(p->arena, size);
	char	   *text = gr_arena_alloc(p->arena, paragraph->text.len);

	if (pieces == NULL || text == NULL)
		return GR_OUT_OF_MEMORY;
	memcpy(pieces, paragraph->pieces, size);
	memcpy(text, paragraph->text.data, paragraph->text.len);
	paragraph->pieces = pieces;
	paragraph->text.data = text;
	return GR_OK;
}

static bool
tells_of_fees(gr_slice title)
{
	return gr_slice_find(title, 0, GR_SLICE("收费"), 0) != GR_NOT_FOUND || gr_slice_find(title, 0, GR_SLICE("处理费"), 0) != GR_NOT_FOUND;
}

/* 四、行政复议数量: on one of the two alone? */
GR_RARE static unsigned char
chapter_of_proceedings(const gr_heading *heading)
{
	bool		reviews;
	bool		suits;

	/* The shortest that is usual and has both. */
	if (heading->title.len >= sizeof("行政复议、行政诉讼情况") - 1)
		return GR_CHAPTER_PROCEEDINGS;
	reviews = gr_slice_find(heading->title, 0, GR_SLICE("复议"), 1) != GR_NOT_FOUND;
	suits = gr_slice_find(heading->title, 0, GR_SLICE("诉讼"), 1) != GR_NOT_FOUND;
	return reviews == suits ? GR_CHAPTER_PROCEEDINGS : reviews ? GR_CHAPTER_OF_REVIEWS : GR_CHAPTER_OF_SUITS;
}

/* The chapter that the paragraphs behind a heading stand in, as its title says or one above it. */
static gr_status
note_chapter(void *context, const gr_heading *heading, gr_origin origin, size_t before)
{
	gr_report_prose *p = context;

	(void) origin;
	(void) before;
	if (heading->chapter != GR_CHAPTER_NONE || heading->level <= p->chapter_level)
	{
		p->chapter = heading->chapter == GR_CHAPTER_PROCEEDINGS ? chapter_of_proceedings(heading) : (unsigned char) heading->chapter;
		p->chapter_level = (unsigned char) heading->level;
	}
	/* 六、其他需要报告的事项（一）收费情况 */
	if (p->chapter == GR_CHAPTER_OTHER && heading->level > p->chapter_level && tells_of_fees(heading->title))
	{
		p->chapter = GR_CHAPTER_FEES;
		p->chapter_level = (unsigned char) heading->level;
	}
	return GR_OK;
}

static gr_status
queue_paragraph(void *context, const gr_paragraph *paragraph)
{
	gr_report_prose *p = context;
	gr_queued_paragraph *q = &p->queue[p->queued++];
	gr_status	status = GR_OK;

	if (p->queued > p->places)
	{
		q->beginnings = (gr_beginnings) {0};
		p->places = p->queued;
	}
	q->chapter = p->chapter;
	q->paragraph = *paragraph;
	q->piece = paragraph->pieces[0];
	q->paragraph.pieces = &q->piece;
	if (paragraph->piece_count > 1)
	{
		q->paragraph.pieces = paragraph->pieces;
		status = copy_joined(p, &q->paragraph);
	}
	return status == GR_OK && p->queued == GR_PARAGRAPHS_TOGETHER ? read_queue(p) : status;
}

gr_report_prose *
gr_report_prose_begin(gr_arena *arena, gr_slice text, gr_report *report)
{
	gr_report_prose *p = gr_arena_alloc(arena, sizeof(gr_report_prose));

	if (p == NULL)
		return NULL;
	/* What is told the lines clears itself, and the queue is as it comes into use. */
	memset(p, 0, offsetof(gr_report_prose, prose));
	p->arena = arena;
	p->report = report;
	p->positions = gr_positions_new(arena, text);
	p->reader = gr_citation_reader_new(arena);
	if (p->positions == NULL || p->reader == NULL)
		return NULL;
	gr_outline_begin(&p->outline, arena, p->positions);
	p->sinks[0] = gr_outline_sink(&p->outline);
	p->chapter = GR_CHAPTER_NONE;
	p->sinks[1].heading = note_chapter;
	p->sinks[1].paragraph = queue_paragraph;
	p->sinks[1].context = p;
	p->sinks[2] = gr_contents_sink(&p->contents);
	gr_prose_begin(&p->prose, arena, p->sinks, sizeof(p->sinks) / sizeof(p->sinks[0]));
	return p;
}

static gr_status
diagnose_contents(gr_report_prose *p, gr_report *report)
{
	gr_diagnostic d = {GR_RULE_SECTION_CONTENTS, GR_TABLE_NONE, gr_positions_span(p->positions, p->contents.from, p->contents.to), p->contents.stated};

	return gr_report_diagnose(p->arena, report, d);
}

gr_status
gr_report_prose_end(gr_report_prose *p, gr_report *report)
{
	gr_diagnostic limit = {GR_RULE_TEXT_LIMIT, GR_TABLE_NONE, {0, 0}, 0};
	gr_status	status = read_queue(p);

	if (status == GR_OK)
		status = gr_outline_end(&p->outline, gr_prose_content_end(&p->prose), report, &report->sections, &report->section_count);
	if (status == GR_OK && gr_contents_differ(&p->contents, report->sections, report->section_count))
		status = diagnose_contents(p, report);
	limit.span = p->beyond;
	if (status == GR_OK && limit.span.pos != 0)
		status = gr_report_diagnose(p->arena, report, limit);
	if (status == GR_OK && p->reader->limited)
	{
		limit.span = gr_positions_span(p->positions, p->reader->limited_at, p->reader->limited_at);
		status = gr_report_diagnose(p->arena, report, limit);
	}
	return status;
}
