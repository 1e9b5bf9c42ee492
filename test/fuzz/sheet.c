/*
 * sheet.c
 *		The pages about a report: whatever its text says, they are well-formed and nothing of it breaks out.
 *
 * The first byte is the kind of page and its language.  A page of one report is made of a text,
 * as parse reads it; one of two, of drawn tables.
 *
 * SEEDS: sheets
 * WORDS: labels spellings chapters facts_words facts_units furniture frames scopes units statistics
 */
#include "check.h"
#include "draw.h"
#include "lines.h"

#include "../unit/markup.h"
#include "audit_sheet.h"
#include "compare.h"

int			LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Elements that only a text can have brought in; the pages have no script, and all that they load they hold. */
static void
check_page(gr_slice html)
{
	static const char *const foreign[] = {"<script", "<img", "<iframe", "<object", "<link", "<form", "<input", "<svg"};
	text		page = {NULL, 0, 0};

	text_bytes(&page, html.data, html.len);
	CHECK(well_formed(&page, "html"));
	for (size_t i = 0; i < sizeof(foreign) / sizeof(foreign[0]); i++)
		CHECK(occurrences(&page, foreign[i]) == 0);
	text_free(&page);
}

static void
write_sheet(gr_arena *arena, gr_sheet *sheet)
{
	gr_writer	writer;
	gr_repairs	repairs;

	CHECK(gr_repairs_of(arena, sheet->report, sheet->kind == GR_SHEET_CONTINUITY ? sheet->other : NULL, &repairs) == GR_OK);
	sheet->repairs = &repairs;
	gr_writer_init(&writer, arena);
	CHECK(gr_sheet_write(arena, sheet, &writer) == GR_OK);
	check_page(gr_slice_make(writer.data, writer.len));
}

/* A text as parse takes it: up to what is broken or zero. */
static gr_slice
text_of(const uint8_t *data, size_t size)
{
	const char *zero = size == 0 ? NULL : memchr(data, 0, size);
	gr_slice	s = gr_slice_make(size == 0 ? "" : (const char *) data, zero == NULL ? size : (size_t) (zero - (const char *) data));

	s.len = gr_utf8_valid_prefix(s);
	return s;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	unsigned	choice = size == 0 ? 0 : data[0];
	draw		d = draw_begin(data + (size > 0), size - (size > 0));
	gr_arena	arena;
	gr_report  *report;
	gr_report  *other;
	gr_findings findings;
	gr_sheet	sheet = {.language = choice % 2 == 0 ? GR_LANGUAGE_ZH : GR_LANGUAGE_EN,.findings = &findings};
	gr_error	error = {0, NULL};

	gr_arena_init(&arena, &gr_host_libc);
	sheet.report = report = gr_arena_alloc(&arena, sizeof(gr_report));
	other = gr_arena_alloc(&arena, sizeof(gr_report));
	if (choice / 2 % 4 < 2)
	{
		sheet.kind = GR_SHEET_AUDIT;
		sheet.raw = text_of(d.at, (size_t) (d.end - d.at));
		CHECK(gr_parse(&arena, sheet.raw, report, &error) == GR_OK);
		CHECK(gr_findings_of(&arena, report, &findings) == GR_OK);
	}
	else
	{
		sheet.kind = choice / 2 % 4 == 2 ? GR_SHEET_COMPARE : GR_SHEET_CONTINUITY;
		sheet.other = other;
		draw_report(&d, report);
		draw_report(&d, other);
		CHECK((sheet.kind == GR_SHEET_COMPARE ? gr_compare(&arena, report, other, &findings) :
			   gr_continuity(&arena, other, report, &findings)) == GR_OK);
	}
	write_sheet(&arena, &sheet);
	gr_arena_free(&arena);
	return 0;
}
