#include "parse.h"

#include "cells.h"
#include "header.h"
#include "utf8.h"

/* U+FFFD in the text: somebody decoded it with the wrong encoding, or from broken bytes. */
static gr_status
note_replacements(gr_arena *arena, gr_slice text, gr_report *report)
{
	gr_diagnostic found = {GR_RULE_TEXT_REPLACEMENT, GR_TABLE_NONE, {0, 0}, 0};
	size_t		at = 0;

	for (;;)
	{
		const char *hit = memchr(text.data + at, 0xEF, text.len - at);

		if (hit == NULL)
			break;
		at = (size_t) (hit - text.data);
		if (gr_slice_starts(gr_slice_sub(text, at, text.len), GR_SLICE("\xEF\xBF\xBD")))
		{
			if (found.actual++ == 0)
			{
				found.span.pos = (uint32_t) gr_utf8_count(gr_slice_make(text.data, at)) + 1;
				found.span.len = 1;
			}
		}
		at++;
	}
	return found.actual == 0 ? GR_OK : gr_report_diagnose(arena, report, found);
}

gr_status
gr_parse(gr_arena *arena, gr_slice text, gr_report *report, gr_error *error)
{
	gr_raw_tables *raw;
	gr_status	status;
	size_t		valid;

	gr_report_init(report);
	if (text.len > GR_TEXT_LIMIT)
		return GR_TEXT_TOO_LONG;
	valid = gr_utf8_valid_prefix(text);
	if (valid < text.len)
	{
		error->position = valid + 1;
		return GR_BAD_ENCODING;
	}
	raw = gr_arena_alloc(arena, sizeof(gr_raw_tables));
	if (raw == NULL)
		return GR_OUT_OF_MEMORY;
	status = gr_header_read(arena, text, report);
	if (status == GR_OK)
		status = gr_tables_read(arena, text, raw);
	if (status == GR_OK)
		status = gr_cells_assign(arena, raw, report);
	if (status == GR_OK)
		status = note_replacements(arena, text, report);
	return status;
}
