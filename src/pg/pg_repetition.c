/*
 * pg_repetition.c
 *		prose, repetition, text_changes: what two texts have in common.
 */
#include "pg_host.h"

#include "utils/builtins.h"
#include "utils/numeric.h"

#include "chapter_words.h"
#include "pg_rows.h"
#include "repetition.h"

PG_FUNCTION_INFO_V1(govreport_prose);
PG_FUNCTION_INFO_V1(govreport_repetition);
PG_FUNCTION_INFO_V1(govreport_text_changes);

static int
arg_chapter(FunctionCallInfo fcinfo, int n)
{
	gr_slice	key;
	int			chapter;

	if (PG_NARGS() <= n)
		return GR_CHAPTER_NONE;
	key = gr_arg_bytes(fcinfo, n);
	chapter = gr_chapter_by_key(key);
	if (chapter == GR_CHAPTER_NONE)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("unknown chapter \"%.*s\"", (int) key.len, key.data),
				 errhint("Use a chapter that govreport.sections() tells, such as 'overview', 'problems' or 'other'.")));
	return chapter;
}

Datum
govreport_prose(PG_FUNCTION_ARGS)
{
	gr_arena	arena;
	const gr_report *report = gr_arg_report(fcinfo, 0, &arena);
	int			chapter = arg_chapter(fcinfo, 2);
	gr_error	error = {0, NULL};
	gr_writer	writer;

	gr_writer_init(&writer, &arena);
	gr_check(gr_chapter_words(&arena, report, gr_arg_bytes(fcinfo, 1), chapter, &writer), &error);
	if (writer.len == 0)
	{
		gr_arena_free(&arena);
		PG_RETURN_NULL();
	}
	PG_RETURN_DATUM(gr_written(&writer, &arena));
}

Datum
govreport_repetition(PG_FUNCTION_ARGS)
{
	gr_error	error = {0, NULL};
	gr_repetition r;
	gr_arena	arena;

	gr_arena_init(&arena, &gr_host_server);
	gr_check(gr_repetition_of(&arena, gr_arg_bytes(fcinfo, 0), gr_arg_bytes(fcinfo, 1), &r), &error);
	gr_arena_free(&arena);
	if (r.a + r.b == 0)
		PG_RETURN_NULL();
	PG_RETURN_DATUM(DirectFunctionCall2(numeric_div,
										NumericGetDatum(int64_to_numeric((int64) (2 * r.common))),
										NumericGetDatum(int64_to_numeric((int64) (r.a + r.b)))));
}

Datum
govreport_text_changes(PG_FUNCTION_ARGS)
{
	gr_error	error = {0, NULL};
	gr_row_values row = {.count = 0};
	gr_row_set	rows;
	gr_text_change *changes;
	size_t		count;
	gr_arena	arena;

	gr_arena_init(&arena, &gr_host_server);
	gr_check(gr_text_changes(&arena, gr_arg_bytes(fcinfo, 0), gr_arg_bytes(fcinfo, 1), &changes, &count), &error);
	gr_rows_begin(fcinfo, &rows);
	for (size_t i = 0; i < count; i++)
	{
		gr_put_string(&row, gr_change_kind_name(changes[i].kind));
		gr_put_int(&row, (int) changes[i].a.pos);
		gr_put_int(&row, (int) changes[i].a.len);
		gr_put_int(&row, (int) changes[i].b.pos);
		gr_put_int(&row, (int) changes[i].b.len);
		gr_rows_add(&rows, &row);
	}
	gr_arena_free(&arena);
	return (Datum) 0;
}
