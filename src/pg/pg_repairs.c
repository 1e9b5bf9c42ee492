/*
 * pg_repairs.c
 *		repairs, apply_repairs, child_repairs.
 */
#include "pg_repairs.h"

#include "lib/stringinfo.h"

#include "codec.h"
#include "pg_host.h"
#include "pg_rows.h"
#include "repair_children.h"

PG_FUNCTION_INFO_V1(govreport_repairs);
PG_FUNCTION_INFO_V1(govreport_apply_repairs);
PG_FUNCTION_INFO_V1(govreport_child_repairs);

/* Repairs told in a HINT. */
#define HINT_REPAIRS 10

static void
return_repairs(FunctionCallInfo fcinfo, const gr_repairs *repairs)
{
	gr_row_values row = {.count = 0};
	gr_row_set	rows;

	gr_rows_begin(fcinfo, &rows);
	for (size_t i = 0; i < repairs->count; i++)
	{
		const gr_repair *r = &repairs->items[i];

		gr_put_int_or_null(&row, r->solution, r->solution != 0);
		gr_put_string(&row, gr_tables[r->table].key);
		gr_put_string(&row, r->slot < 0 ? NULL : gr_rows[gr_slots[r->slot].row].key);
		gr_put_string(&row, r->slot < 0 ? NULL : gr_columns[gr_slots[r->slot].column].key);
		gr_put_figure(&row, &r->printed);
		gr_put_figure(&row, &r->proposed);
		gr_put_string(&row, gr_repair_kind_name(r->kind));
		gr_put_bool(&row, r->certain);
		gr_rows_add(&rows, &row);
	}
}

Datum
govreport_repairs(PG_FUNCTION_ARGS)
{
	gr_arena	arenas[2];
	const gr_report *report = gr_arg_report(fcinfo, 0, &arenas[0]);
	const gr_report *previous = PG_NARGS() > 1 ? gr_arg_report(fcinfo, 1, &arenas[1]) : NULL;
	gr_error	error = {0, NULL};
	gr_repairs	repairs;

	gr_check(gr_repairs_of(&arenas[0], report, previous, &repairs), &error);
	return_repairs(fcinfo, &repairs);
	gr_arena_free(&arenas[0]);
	if (previous != NULL)
		gr_arena_free(&arenas[1]);
	return (Datum) 0;
}

Datum
govreport_apply_repairs(PG_FUNCTION_ARGS)
{
	gr_arena	arena;
	gr_report  *report = gr_arg_report(fcinfo, 0, &arena);
	gr_error	error = {0, NULL};
	gr_repairs	repairs;
	gr_writer	writer;

	/* Of a roll-up there are none. */
	if (report->rollup)
		PG_RETURN_DATUM(gr_varlena(gr_arg_bytes(fcinfo, 0)));
	gr_check(gr_repairs_of(&arena, report, NULL, &repairs), &error);
	gr_check(gr_repairs_apply(&arena, report, &repairs), &error);
	gr_writer_init(&writer, &arena);
	gr_check(gr_report_encode(&writer, report), &error);
	PG_RETURN_DATUM(gr_written(&writer, &arena));
}

Datum
govreport_child_repairs(PG_FUNCTION_ARGS)
{
	gr_arena	arenas[3];
	const gr_report *published = gr_arg_report(fcinfo, 0, &arenas[0]);
	const gr_report *computed = gr_arg_report(fcinfo, 1, &arenas[1]);
	const gr_report *child = gr_arg_report(fcinfo, 2, &arenas[2]);
	gr_error	error = {0, NULL};
	gr_repairs	repairs;

	gr_check(gr_repair_child(&arenas[0], published, computed, child, &repairs), &error);
	return_repairs(fcinfo, &repairs);
	for (int i = 0; i < 3; i++)
		gr_arena_free(&arenas[i]);
	return (Datum) 0;
}

char *
gr_certain_repairs(gr_arena *arena, const gr_report *report)
{
	gr_error	error = {0, NULL};
	gr_repairs	repairs;
	StringInfoData text;
	int			count = 0;

	gr_check(gr_repairs_of(arena, report, NULL, &repairs), &error);
	initStringInfo(&text);
	for (size_t i = 0; i < repairs.count; i++)
	{
		const gr_repair *r = &repairs.items[i];

		/* A fill mends nothing that is wrong. */
		if (!r->certain || r->solution != 1 || r->kind == GR_REPAIR_FILL || count++ >= HINT_REPAIRS)
			continue;
		appendStringInfo(&text, "%s%s.%s.%s ", count > 1 ? ", " : "", gr_tables[r->table].key,
						 gr_rows[gr_slots[r->slot].row].key, gr_columns[gr_slots[r->slot].column].key);
		if (r->printed.known)
			appendStringInfo(&text, "%s ", gr_figure_text(&r->printed).data);
		appendStringInfo(&text, "-> %s", gr_figure_text(&r->proposed).data);
	}
	if (count > HINT_REPAIRS)
		appendStringInfo(&text, " and %d more", count - HINT_REPAIRS);
	return count == 0 ? NULL : text.data;
}
