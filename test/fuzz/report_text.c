/*
 * report_text.c
 *		Any bytes as the text form of a report.
 *
 * SEEDS: json
 * WORDS: units
 * KEYS: json
 */
#include "check.h"

int			LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	gr_slice	json = gr_slice_make(size == 0 ? "" : (const char *) data, size);
	gr_arena	arena;
	gr_slice	bytes;
	gr_error	error = {0, NULL};
	gr_status	status;

	gr_arena_init(&arena, &gr_host_libc);
	status = gr_report_from_json(&arena, json, &bytes, &error);
	if (status == GR_OK)
		check_value(&arena, bytes);
	else
	{
		CHECK(status == GR_BAD_JSON || status == GR_BAD_REPORT_TEXT || status == GR_BAD_VERSION);
		CHECK(error.position <= size + 1);
		CHECK(status == GR_BAD_VERSION || error.detail != NULL);
	}
	gr_arena_free(&arena);
	return 0;
}
