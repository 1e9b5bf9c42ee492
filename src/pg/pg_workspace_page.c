/*
 * pg_workspace_page.c
 *		workspace_page: a year of a workspace as one HTML page.
 */
#include "pg_host.h"

#include "utils/jsonb.h"

#include "pg_language.h"
#include "workspace_page.h"

PG_FUNCTION_INFO_V1(govreport_workspace_page);

/* data, lang, sheets */
Datum
govreport_workspace_page(PG_FUNCTION_ARGS)
{
	Jsonb	   *data = PG_GETARG_JSONB_P(0);
	gr_workspace_page page = {.language = gr_arg_language(fcinfo, 1),.sheets = gr_arg_bytes(fcinfo, 2)};
	gr_error	error = {0, NULL};
	gr_arena	arena;
	gr_writer	writer;
	char	   *text;

	if (!gr_workspace_page_links(page.sheets))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("links of a page cannot begin with \"%.*s\"", (int) page.sheets.len, page.sheets.data),
				 errhint("Use a relative address such as 'sheets/', or one that begins with http:, https: or file:.")));
	text = JsonbToCString(NULL, &data->root, VARSIZE(data));
	gr_arena_init(&arena, &gr_host_server);
	if (gr_json_read(&arena, gr_slice_cstring(text), SIZE_MAX, &page.data, &error) == GR_BAD_JSON)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("data of a page is nested too deeply")));
	gr_writer_init(&writer, &arena);
	gr_check(gr_workspace_page_write(&arena, &page, &writer), &error);
	PG_RETURN_DATUM(gr_written(&writer, &arena));
}
