/*
 * report_binary.c
 *		Any bytes as the binary form of a report.
 */
#include "check.h"

#include "../unit/same_findings.h"

/* What is read of a report for its findings alone does no harm either, and where all of it is sound it tells the same. */
static void
check_skimmed(gr_arena *arena, gr_slice bytes, const gr_report *whole)
{
	gr_report  *skimmed = gr_arena_alloc(arena, sizeof(gr_report));
	gr_error	error = {0, NULL};
	gr_findings of_skimmed;
	gr_findings of_whole;
	gr_status	status = gr_findings_of_bytes(arena, bytes, skimmed, &of_skimmed, &error);

	if (whole == NULL)
		return;
	CHECK(status == GR_OK && gr_findings_of(arena, whole, &of_whole) == GR_OK);
	CHECK(same_findings(&of_skimmed, &of_whole));
}

int			LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	gr_slice	bytes = gr_slice_make(size == 0 ? "" : (const char *) data, size);
	gr_arena	arena;
	gr_report  *report;
	gr_report  *loose;
	gr_error	error = {0, NULL};
	gr_status	status;
	gr_status	loose_status;

	gr_arena_init(&arena, &gr_host_libc);
	report = gr_arena_alloc(&arena, sizeof(gr_report));
	loose = gr_arena_alloc(&arena, sizeof(gr_report));
	loose_status = gr_report_decode(&arena, bytes, loose, &error);
	status = gr_report_decode_strict(&arena, bytes, report, &error);
	CHECK(status == GR_OK || status == GR_BAD_VERSION || (status == GR_CORRUPT && error.detail != NULL));
	if (status == GR_OK)
	{
		CHECK(loose_status == GR_OK);
		if (!report->rollup)
			CHECK(gr_slice_equal(encoded(&arena, report), bytes));
		check_value(&arena, bytes);
	}
	check_skimmed(&arena, bytes, loose_status == GR_OK ? loose : NULL);
	/* Stored values are read without the strict check: nothing they hold may do harm. */
	if (loose_status == GR_OK)
	{
		check_findings(&arena, loose);
		for (int format = 0; format < GR_FORMATS; format++)
			printed(&arena, loose, format);
	}
	gr_arena_free(&arena);
	return 0;
}
