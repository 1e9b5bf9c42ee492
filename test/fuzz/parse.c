/*
 * parse.c
 *		Any bytes as the text of a report.
 *
 * What parse makes of them is a value like any other, its places lie in the text,
 * a figure that is given is the figure that stands at its place, and the tables as
 * they are printed are read to the same figures.
 *
 * SEEDS: texts
 * WORDS: labels spellings chapters facts_words facts_units furniture frames scopes units statistics
 */
#include "check.h"
#include "lines.h"

#include "parse.h"

int			LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	gr_slice	whole = gr_slice_make(size == 0 ? "" : (const char *) data, size);
	gr_arena	arena;
	gr_report  *report;
	gr_error	error = {0, NULL};
	gr_status	status;
	const char *broken;

	/* The host has no U+0000 in a text. */
	if (size > 0 && memchr(data, 0, size) != NULL)
		return 0;
	gr_arena_init(&arena, &gr_host_libc);
	report = gr_arena_alloc(&arena, sizeof(gr_report));
	status = gr_parse(&arena, whole, report, &error);
	if (status == GR_OK)
	{
		broken = parse_rule_broken(whole, gr_utf8_count(whole), report);
		if (broken != NULL)
			fprintf(stderr, "%s\n", broken);
		CHECK(broken == NULL);
		check_findings(&arena, report);
		check_words(&arena, report, whole);
		/* Each print costs another parse: render.c looks at every format. */
		check_print(&arena, report, (int) (size % GR_FORMATS));
		check_value(&arena, encoded(&arena, report));
	}
	else
	{
		CHECK(status == GR_BAD_ENCODING);
		CHECK(error.position == gr_utf8_valid_prefix(whole) + 1);
		/* Should the host be wrong about a text, the report is a value all the same. */
		CHECK(gr_parse_valid(&arena, whole, report) == GR_OK);
		check_findings(&arena, report);
		check_value(&arena, encoded(&arena, report));
	}
	gr_arena_free(&arena);
	return 0;
}
