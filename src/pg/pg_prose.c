/*
 * pg_prose.c
 *		The prose as rows: sections, facts, citations.
 *
 * A report keeps places, not words: with the raw text that was parsed the words are read there.
 */
#include "pg_host.h"

#include "chapters.h"
#include "facts.h"
#include "pg_rows.h"
#include "pg_words.h"

PG_FUNCTION_INFO_V1(govreport_sections);
PG_FUNCTION_INFO_V1(govreport_facts);
PG_FUNCTION_INFO_V1(govreport_citations);

Datum
govreport_sections(PG_FUNCTION_ARGS)
{
	gr_arena	arena;
	const gr_report *report = gr_arg_report(fcinfo, 0, &arena);
	gr_raw_words raw = gr_arg_raw(fcinfo, 1);
	gr_row_values row = {.count = 0};
	gr_row_set	rows;

	gr_rows_begin(fcinfo, &rows);
	for (size_t i = 0; i < report->section_count; i++)
	{
		const gr_section *section = &report->sections[i];

		gr_put_int(&row, (int) i + 1);
		gr_put_int(&row, section->level);
		gr_put_words(&row, &raw, section->number);
		gr_put_words(&row, &raw, section->title);
		gr_put_string(&row, section->chapter == GR_CHAPTER_NONE ? NULL : gr_chapters[section->chapter].key);
		gr_put_span(&row, section->heading);
		gr_put_span(&row, section->body);
		gr_rows_add(&rows, &row);
	}
	gr_arena_free(&arena);
	return (Datum) 0;
}

Datum
govreport_facts(PG_FUNCTION_ARGS)
{
	gr_arena	arena;
	const gr_report *report = gr_arg_report(fcinfo, 0, &arena);
	gr_row_values row = {.count = 0};
	gr_row_set	rows;

	gr_rows_begin(fcinfo, &rows);
	for (size_t i = 0; i < report->fact_count; i++)
	{
		const gr_fact *fact = &report->facts[i];

		gr_put_int(&row, (int) i + 1);
		gr_put_string(&row, gr_fact_key(fact->key));
		gr_put_string(&row, fact->scope == GR_SCOPE_NONE ? NULL : gr_scope_text(fact->scope));
		gr_put_numeric_or_null(&row, gr_wide_of(fact->value), fact->scale, true);
		gr_put_numeric_or_null(&row, gr_wide_of(fact->low), fact->scale, fact->low != INT64_MIN);
		gr_put_numeric_or_null(&row, gr_wide_of(fact->high), fact->scale, fact->high != INT64_MAX);
		gr_put_string(&row, fact->unit == GR_UNIT_NONE ? NULL : gr_units[fact->unit].text);
		gr_put_string(&row, fact->qualifier == GR_QUALIFIER_NONE ? NULL : gr_qualifier_text(fact->qualifier));
		gr_put_span(&row, fact->span);
		gr_rows_add(&rows, &row);
	}
	gr_arena_free(&arena);
	return (Datum) 0;
}

Datum
govreport_citations(PG_FUNCTION_ARGS)
{
	gr_arena	arena;
	const gr_report *report = gr_arg_report(fcinfo, 0, &arena);
	gr_raw_words raw = gr_arg_raw(fcinfo, 1);
	gr_row_values row = {.count = 0};
	gr_row_set	rows;

	gr_rows_begin(fcinfo, &rows);
	for (size_t i = 0; i < report->citation_count; i++)
	{
		const gr_citation *citation = &report->citations[i];

		gr_put_int(&row, (int) i + 1);
		gr_put_string(&row, gr_citation_kind_name(citation->kind));
		gr_put_words(&row, &raw, citation->number);
		gr_put_int_or_null(&row, citation->year, citation->year != 0);
		gr_put_int_or_null(&row, citation->serial, citation->serial != 0);
		gr_put_words(&row, &raw, citation->organ);
		gr_put_words(&row, &raw, citation->title);
		gr_put_span(&row, citation->whole);
		gr_rows_add(&rows, &row);
	}
	gr_arena_free(&arena);
	return (Datum) 0;
}
