/*
 * pg_render.c
 *		render, blank_form: the official tables as their forms print them.
 */
#include "pg_host.h"

#include "render.h"

PG_FUNCTION_INFO_V1(govreport_render);
PG_FUNCTION_INFO_V1(govreport_blank_form);

static gr_format
arg_format(FunctionCallInfo fcinfo, int n)
{
	gr_slice	name = gr_arg_bytes(fcinfo, n);
	gr_format	format = gr_format_by_name(name);

	if (format == GR_FORMATS)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("unknown format \"%.*s\"", (int) name.len, name.data),
				 errhint("Use 'text', 'markdown' or 'html'.")));
	return format;
}

Datum
govreport_render(PG_FUNCTION_ARGS)
{
	gr_format	format = arg_format(fcinfo, 1);
	gr_arena	arena;
	const gr_report *report = gr_arg_report(fcinfo, 0, &arena);
	gr_writer	writer;

	gr_writer_init(&writer, &arena);
	gr_render(&writer, report, format);
	PG_RETURN_DATUM(gr_written(&writer, &arena));
}

Datum
govreport_blank_form(PG_FUNCTION_ARGS)
{
	gr_slice	key = gr_arg_bytes(fcinfo, 0);
	gr_format	format = arg_format(fcinfo, 1);
	int			form = gr_form_by_key(key);
	gr_arena	arena;
	gr_writer	writer;

	gr_arena_init(&arena, &gr_host_server);
	gr_writer_init(&writer, &arena);
	if (form == GR_FORMS || !gr_render_blank(&writer, form, format))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 form == GR_FORMS ? errmsg("unknown form \"%.*s\"", (int) key.len, key.data) :
				 errmsg("form \"%.*s\" cannot be filled in", (int) key.len, key.data),
				 errhint("Use '2014', '2019', '2021' or 'local'; SELECT * FROM govreport.forms() lists them.")));
	PG_RETURN_DATUM(gr_written(&writer, &arena));
}
