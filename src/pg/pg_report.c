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

/*
 * Bytes first, then length: any total order that agrees with equality of the canonical bytes.  A sort or the
 * build of an index calls in one context from its beginning to its end, so what was detoasted is released.
 */
static int
compare(FunctionCallInfo fcinfo)
{
	struct varlena *a = PG_GETARG_VARLENA_PP(0);
	struct varlena *b = PG_GETARG_VARLENA_PP(1);
	int			order = gr_slice_compare(gr_slice_make(VARDATA_ANY(a), VARSIZE_ANY_EXHDR(a)), gr_slice_make(VARDATA_ANY(b), VARSIZE_ANY_EXHDR(b)));

	PG_FREE_IF_COPY(a, 0);
	PG_FREE_IF_COPY(b, 1);
	return order;
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
	struct varlena *value = PG_GETARG_VARLENA_PP(0);
	Datum		hash = hash_any((const unsigned char *) VARDATA_ANY(value), (int) VARSIZE_ANY_EXHDR(value));

	PG_FREE_IF_COPY(value, 0);
	return hash;
}

Datum
govreport_report_hash_extended(PG_FUNCTION_ARGS)
{
	struct varlena *value = PG_GETARG_VARLENA_PP(0);
	Datum		hash = hash_any_extended((const unsigned char *) VARDATA_ANY(value), (int) VARSIZE_ANY_EXHDR(value), (uint64) PG_GETARG_INT64(1));

	PG_FREE_IF_COPY(value, 0);
	return hash;
}
