/*
 * report_binary.c
 *		Any bytes as the binary form of a report.
 *
 * SEEDS: binary
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

static bool
is_refusal(gr_status status)
{
	return status == GR_CORRUPT || status == GR_BAD_VERSION || status == GR_OVERFLOW;
}

/* As a stored value, which nobody has looked through: added up, taken away and printed, or refused. */
static void
check_stored(gr_arena *arena, gr_slice bytes)
{
	gr_report  *sum = gr_arena_alloc(arena, sizeof(gr_report));
	gr_rollup  *rollup = gr_arena_alloc(arena, sizeof(gr_rollup));
	gr_error	error = {0, NULL};
	gr_slice	json;
	gr_status	status;

	for (int sign = -1; sign <= 1; sign += 2)
	{
		gr_writer	writer;

		gr_rollup_init(rollup);
		gr_writer_init(&writer, arena);
		status = gr_rollup_add(rollup, bytes, sign, &error);
		if (status == GR_OK)
			status = gr_rollup_encode(&writer, rollup);
		CHECK(status == GR_OK ? gr_report_decode_strict(arena, gr_slice_make(writer.data, writer.len), sum, &error) == GR_OK : is_refusal(status));
	}
	status = gr_report_to_json(arena, bytes, &json, &error);
	CHECK(status == GR_OK ? gr_utf8_valid_prefix(json) == json.len : is_refusal(status));
}

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
	check_stored(&arena, bytes);
	check_skimmed(&arena, bytes, loose_status == GR_OK ? loose : NULL);
	/* Stored values are read without the strict check: nothing they hold may do harm. */
	if (loose_status == GR_OK)
	{
		check_findings(&arena, loose);
		check_words(&arena, loose, GR_SLICE("一、总体情况\n全县收到申请12件。\n二、主动公开政府信息情况\n无。\n"));
		for (int format = 0; format < GR_FORMATS; format++)
			printed(&arena, loose, format);
	}
	gr_arena_free(&arena);
	return 0;
}
