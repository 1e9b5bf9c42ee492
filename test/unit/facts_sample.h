/*
 * facts_sample.h
 *		What the tests of facts share: reading a paragraph, and what holds of any facts.
 */
#ifndef GR_FACTS_SAMPLE_H
#define GR_FACTS_SAMPLE_H

#include "facts.h"
#include "sample.h"
#include "utf8.h"

/* NULL when there is no such file. */
static TAP_UNUSED gr_slice
read_file(gr_arena *arena, const char *path)
{
	FILE	   *file = fopen(path, "rb");
	char	   *data;
	size_t		len;
	long		size;

	if (file == NULL)
		return gr_slice_make(NULL, 0);
	fseek(file, 0, SEEK_END);
	size = ftell(file);
	rewind(file);
	data = gr_arena_alloc(arena, (size_t) size + 1);
	if (data == NULL)
		abort();
	len = fread(data, 1, (size_t) size, file);
	data[len] = '\0';
	fclose(file);
	return gr_slice_make(data, len);
}

/* Whether facts come in the order of the text, each inside of it, and links go back. */
static TAP_UNUSED bool
is_sound(gr_slice text, const gr_raw_facts *facts)
{
	for (size_t i = 0; i < facts->count; i++)
	{
		const gr_raw_fact *f = &facts->facts[i];

		if (f->from >= f->to || f->to > text.len || (i > 0 && f->from < facts->facts[i - 1].from))
			return false;
		if (f->part_of >= (int32_t) i || f->first >= (int32_t) i || f->second >= (int32_t) i)
			return false;
		if (f->key > GR_FACT_NONE || f->scope >= GR_SCOPES || f->unit >= GR_UNITS || f->qualifier >= GR_QUALIFIERS || f->low > f->high ||
			f->value < f->low || f->value > f->high)
			return false;
		if (f->other_year && f->key != GR_FACT_NONE)
			return false;
		if (((unsigned char) text.data[f->from] & 0xC0) == 0x80 || (f->to < text.len && ((unsigned char) text.data[f->to] & 0xC0) == 0x80))
			return false;
	}
	return true;
}

/* The citations of a text that is one paragraph. */
static TAP_UNUSED gr_status
read_citations(gr_arena *arena, gr_slice text, gr_raw_citations *citations)
{
	gr_citation_reader *reader = gr_citation_reader_new(arena);
	gr_prose_piece piece = {.at = 0, .line = text};
	gr_paragraph paragraph = {GR_PARAGRAPH_PROSE, text, &piece, 1};
	gr_beginnings beginnings = {0};

	if (reader == NULL || gr_beginnings_find(&beginnings, arena, text) != GR_OK)
		return GR_OUT_OF_MEMORY;
	return gr_citations_read(reader, &paragraph, &beginnings, citations);
}

/* The facts of a text that is one paragraph. */
static TAP_UNUSED gr_status
read_facts_beside(gr_arena *arena, gr_slice text, const gr_raw_citations *citations, int year, gr_raw_facts *facts)
{
	gr_beginnings beginnings = {0};
	gr_status	status = gr_beginnings_find(&beginnings, arena, text);
	gr_fact_context context = {year, GR_CHAPTER_NONE, {NULL, 0}};

	return status != GR_OK ? status : gr_facts_read(arena, text, &beginnings, citations, &context, facts);
}

static TAP_UNUSED gr_status
read_facts(gr_arena *arena, gr_slice text, int year, gr_raw_facts *facts)
{
	gr_raw_citations citations = {NULL, 0, 0};
	gr_status	status = read_citations(arena, text, &citations);

	return status != GR_OK ? status : read_facts_beside(arena, text, &citations, year, facts);
}

#endif							/* GR_FACTS_SAMPLE_H */
