/*
 * pg_report.c
 *		The type report: input and output, order, hash, jsonb.
 */
#include "pg_host.h"

#include "common/hashfn.h"
#include "libpq/pqformat.h"
#include "utils/builtins.h"
#include "utils/jsonb.h"

#include "codec.h"
#include "report_json.h"

PG_MODULE_MAGIC;

PG_FUNCTION_INFO_V1(govreport_report_in);
PG_FUNCTION_INFO_V1(govreport_report_out);
PG_FUNCTION_INFO_V1(govreport_report_recv);
PG_FUNCTION_INFO_V1(govreport_report_send);
PG_FUNCTION_INFO_V1(govreport_report_to_jsonb);
PG_FUNCTION_INFO_V1(govreport_report_eq);
PG_FUNCTION_INFO_V1(govreport_report_ne);
PG_FUNCTION_INFO_V1(govreport_report_lt);
PG_FUNCTION_INFO_V1(govreport_report_le);
PG_FUNCTION_INFO_V1(govreport_report_gt);
PG_FUNCTION_INFO_V1(govreport_report_ge);
PG_FUNCTION_INFO_V1(govreport_report_cmp);
PG_FUNCTION_INFO_V1(govreport_report_hash);
PG_FUNCTION_INFO_V1(govreport_report_hash_extended);

Datum
govreport_report_in(PG_FUNCTION_ARGS)
{
	const char *json = PG_GETARG_CSTRING(0);
	gr_arena	arena;
	gr_error	error = {0, NULL};
	gr_slice	bytes = {NULL, 0};
	gr_status	status;
	Datum		result;

	gr_check_database_encoding();
	gr_arena_init(&arena, &gr_host_server);
	status = gr_report_from_json(&arena, gr_slice_cstring(json), &bytes, &error);
	if (!gr_check_input(status, &error, GR_SOFT_ERROR_CONTEXT(fcinfo)))
		PG_RETURN_NULL();
	result = gr_varlena(bytes);
	gr_arena_free(&arena);
	PG_RETURN_DATUM(result);
}

static gr_slice
json_of(FunctionCallInfo fcinfo, gr_arena *arena)
{
	gr_error	error = {0, NULL};
	gr_slice	json = {NULL, 0};

	gr_arena_init(arena, &gr_host_server);
	gr_check(gr_report_to_json(arena, gr_arg_bytes(fcinfo, 0), &json, &error), &error);
	return json;
}

Datum
govreport_report_out(PG_FUNCTION_ARGS)
{
	gr_arena	arena;
	gr_slice	json = json_of(fcinfo, &arena);
	char	   *result = pnstrdup(json.data, json.len);

	gr_arena_free(&arena);
	PG_RETURN_CSTRING(result);
}

Datum
govreport_report_to_jsonb(PG_FUNCTION_ARGS)
{
	gr_arena	arena;
	gr_slice	json = json_of(fcinfo, &arena);
	char	   *text = pnstrdup(json.data, json.len);

	gr_arena_free(&arena);
	PG_RETURN_DATUM(DirectFunctionCall1(jsonb_in, CStringGetDatum(text)));
}

Datum
govreport_report_recv(PG_FUNCTION_ARGS)
{
	StringInfo	message = (StringInfo) PG_GETARG_POINTER(0);
	int			length = message->len - message->cursor;
	gr_slice	bytes = gr_slice_make(pq_getmsgbytes(message, length), (size_t) length);
	gr_arena	arena;
	gr_error	error = {0, NULL};
	gr_report  *report = palloc(sizeof(gr_report));
	gr_status	status;
	Datum		result;

	gr_check_database_encoding();
	gr_arena_init(&arena, &gr_host_server);
	status = gr_report_decode_strict(&arena, bytes, report, &error);
	/* What is damage in a stored value is a wrong argument here. */
	gr_check(status == GR_CORRUPT ? GR_BAD_BINARY : status, &error);
	result = gr_varlena(bytes);
	gr_arena_free(&arena);
	pfree(report);
	PG_RETURN_DATUM(result);
}

Datum
govreport_report_send(PG_FUNCTION_ARGS)
{
	PG_RETURN_DATUM(gr_varlena(gr_arg_bytes(fcinfo, 0)));
}

/* Bytes first, then length: any total order that agrees with equality of the canonical bytes. */
static int
compare(FunctionCallInfo fcinfo)
{
	gr_slice	a = gr_arg_bytes(fcinfo, 0);
	gr_slice	b = gr_arg_bytes(fcinfo, 1);
	int			order = memcmp(a.data, b.data, Min(a.len, b.len));

	return order != 0 ? order : (a.len > b.len) - (a.len < b.len);
}

Datum
govreport_report_eq(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(compare(fcinfo) == 0);
}

Datum
govreport_report_ne(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(compare(fcinfo) != 0);
}

Datum
govreport_report_lt(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(compare(fcinfo) < 0);
}

Datum
govreport_report_le(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(compare(fcinfo) <= 0);
}

Datum
govreport_report_gt(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(compare(fcinfo) > 0);
}

Datum
govreport_report_ge(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(compare(fcinfo) >= 0);
}

Datum
govreport_report_cmp(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32(compare(fcinfo));
}

Datum
govreport_report_hash(PG_FUNCTION_ARGS)
{
	gr_slice	bytes = gr_arg_bytes(fcinfo, 0);

	return hash_any((const unsigned char *) bytes.data, (int) bytes.len);
}

Datum
govreport_report_hash_extended(PG_FUNCTION_ARGS)
{
	gr_slice	bytes = gr_arg_bytes(fcinfo, 0);

	return hash_any_extended((const unsigned char *) bytes.data, (int) bytes.len, (uint64) PG_GETARG_INT64(1));
}
