#include "chapter_words.h"

#include "fold.h"
#include "parse.h"
#include "position.h"
#include "tables.h"

/* Bytes from … to - 1. */
typedef struct stretch
{
	size_t		from;
	size_t		to;
	gr_writer  *writer;			/* of its words */
} stretch;

typedef struct words
{
	gr_slice	raw;
	stretch    *stretches;		/* wanted, in the order of the text */
	size_t		count;
	size_t		next;			/* of the stretches */
} words;

/* The bodies of the sections that stand in no other one of them; to: a writer, with "apart" one for each chapter. */
static gr_status
find_stretches(gr_arena *arena, const gr_report *report, int chapter, bool apart, gr_writer *to, words *w)
{
	gr_position position = gr_position_begin(w->raw);

	w->count = 0;
	w->stretches = gr_arena_alloc(arena, (report->section_count + 1) * sizeof(stretch));
	if (w->stretches == NULL)
		return GR_OUT_OF_MEMORY;
	for (size_t i = 0; i < report->section_count; i++)
	{
		const gr_section *s = &report->sections[i];
		stretch		body;

		if (s->body.len == 0 || (chapter != GR_CHAPTER_NONE && s->chapter != chapter))
			continue;
		/* Places of a stored value may lead to and fro over the whole text. */
		if (gr_cancelled(arena))
			return GR_CANCELLED;
		body.from = gr_position_offset(&position, s->body.pos);
		if (w->count > 0 && body.from < w->stretches[w->count - 1].to)
			continue;
		body.to = gr_position_offset(&position, s->body.pos + s->body.len);
		body.writer = apart ? &to[s->chapter] : to;
		w->stretches[w->count++] = body;
	}
	if (report->section_count == 0 && chapter == GR_CHAPTER_NONE)
		w->stretches[w->count++] = (stretch) {0, w->raw.len, apart ? &to[GR_CHAPTER_NONE] : to};
	return GR_OK;
}

/* A paragraph whose words stand in a stretch; what of it heads the stretch is left out. */
static gr_status
write_paragraph(void *context, const gr_paragraph *paragraph)
{
	words	   *w = context;
	gr_slice	text = paragraph->text;
	size_t		from = 0;
	gr_writer  *to;

	if (paragraph->kind != GR_PARAGRAPH_PROSE)
		return GR_OK;
	/* Paragraphs come in the order of the text. */
	while (w->next < w->count && gr_paragraph_source(paragraph, 0) >= w->stretches[w->next].to)
		w->next++;
	if (w->next == w->count || gr_paragraph_source(paragraph, text.len) <= w->stretches[w->next].from)
		return GR_OK;
	while (from < text.len && gr_paragraph_source(paragraph, from) < w->stretches[w->next].from)
		from += gr_utf8_length((unsigned char) text.data[from]);
	if (from >= text.len)
		return GR_OK;
	to = w->stretches[w->next].writer;
	if (to->len > 0)
		gr_write_byte(to, '\n');
	gr_write_bytes(to, gr_trim(gr_slice_sub(text, from, text.len)));
	return to->failed ? GR_OUT_OF_MEMORY : GR_OK;
}

static gr_status
write_words(gr_arena *arena, words *w)
{
	gr_prose_sink sink = {.paragraph = write_paragraph,.context = w};
	gr_prose   *prose = gr_arena_alloc(arena, sizeof(gr_prose));
	gr_raw_tables *tables = gr_arena_alloc(arena, sizeof(gr_raw_tables));
	gr_html_page page;
	bool		html = false;
	gr_status	status;

	if (prose == NULL || tables == NULL)
		return GR_OUT_OF_MEMORY;
	if (w->count == 0)
		return GR_OK;
	gr_prose_begin(prose, arena, &sink, 1);
	status = gr_markup_read(arena, w->raw, &page, &html);
	return status == GR_OK ? gr_tables_read(arena, w->raw, html ? &page : NULL, prose, tables) : status;
}

gr_status
gr_chapter_words(gr_arena *arena, const gr_report *report, gr_slice raw, int chapter, gr_writer *to)
{
	words		w = {.raw = raw};
	gr_status	status = find_stretches(arena, report, chapter, false, to, &w);

	return status == GR_OK ? write_words(arena, &w) : status;
}

gr_status
gr_words_by_chapter(gr_arena *arena, const gr_report *report, gr_slice raw, gr_writer to[GR_CHAPTERS + 1])
{
	words		w = {.raw = raw};
	gr_status	status = find_stretches(arena, report, GR_CHAPTER_NONE, true, to, &w);

	return status == GR_OK ? write_words(arena, &w) : status;
}
