/*
 * pg_decode.c
 *		decode(bytea [, encoding]): bytes of any Chinese encoding to text.
 */
#include "pg_host.h"

#include "decode.h"

PG_FUNCTION_INFO_V1(govreport_decode);

Datum
govreport_decode(PG_FUNCTION_ARGS)
{
	gr_slice	bytes = gr_arg_bytes(fcinfo, 0);
	gr_slice	encoding = {NULL, 0};
	gr_arena	arena;
	gr_error	error = {0, NULL};
	gr_decoded	decoded = {{NULL, 0}, NULL, GR_DECODED_BY_VALIDITY, 0};
	Datum		result;

	gr_check_database_encoding();
	if (PG_NARGS() > 1)
		encoding = gr_arg_bytes(fcinfo, 1);
	gr_arena_init(&arena, &gr_host_server);
	gr_check(gr_decode(&arena, bytes, PG_NARGS() > 1 ? &encoding : NULL, &decoded, &error), &error);
	result = gr_varlena(decoded.text);
	gr_arena_free(&arena);
	PG_RETURN_DATUM(result);
}
