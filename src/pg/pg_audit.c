/*
 * pg_audit.c
 *		audit_sheet, compare_sheet, continuity_sheet: HTML pages about what was found.
 */
#include "pg_host.h"

#include "audit_sheet.h"
#include "compare.h"
#include "pg_language.h"

PG_FUNCTION_INFO_V1(govreport_audit_sheet);
PG_FUNCTION_INFO_V1(govreport_compare_sheet);
PG_FUNCTION_INFO_V1(govreport_continuity_sheet);

static Datum
write_sheet(gr_arena *arena, const gr_sheet *sheet)
{
	gr_error	error = {0, NULL};
	gr_writer	writer;

	gr_writer_init(&writer, arena);
	gr_check(gr_sheet_write(arena, sheet, &writer), &error);
	return gr_written(&writer, arena);
}

Datum
govreport_audit_sheet(PG_FUNCTION_ARGS)
{
	gr_arena	arena;
	gr_findings findings;
	gr_repairs	repairs;
	gr_error	error = {0, NULL};
	gr_sheet	sheet = {.kind = GR_SHEET_AUDIT,.findings = &findings,.repairs = &repairs};

	sheet.report = gr_arg_report(fcinfo, 0, &arena);
	sheet.raw = PG_NARGS() > 1 ? gr_arg_bytes(fcinfo, 1) : gr_slice_make(NULL, 0);
	sheet.language = gr_arg_language(fcinfo, 2);
	gr_check(gr_findings_of(&arena, sheet.report, &findings), &error);
	gr_check(gr_repairs_of(&arena, sheet.report, NULL, &repairs), &error);
	PG_RETURN_DATUM(write_sheet(&arena, &sheet));
}

static Datum
sheet_of_two(FunctionCallInfo fcinfo, gr_sheet_kind kind)
{
	gr_arena	arena;
	gr_arena	other_arena;
	gr_findings findings;
	gr_error	error = {0, NULL};
	bool		compare = kind == GR_SHEET_COMPARE;
	gr_sheet	sheet = {.kind = kind,.findings = &findings};

	/* A year stands beside the one before, whatever the order of the arguments. */
	sheet.report = gr_arg_report(fcinfo, compare ? 0 : 1, &arena);
	sheet.other = gr_arg_report(fcinfo, compare ? 1 : 0, &other_arena);
	/* (report, report [, raw, raw] [, lang]) */
	if (PG_NARGS() > 3)
	{
		sheet.raw = gr_arg_bytes(fcinfo, compare ? 2 : 3);
		sheet.other_raw = gr_arg_bytes(fcinfo, compare ? 3 : 2);
	}
	sheet.language = gr_arg_language(fcinfo, PG_NARGS() > 3 ? 4 : 2);
	gr_check(compare ? gr_compare(&arena, sheet.report, sheet.other, &findings) :
			 gr_continuity(&arena, sheet.other, sheet.report, &findings), &error);
	PG_RETURN_DATUM(write_sheet(&arena, &sheet));
}

Datum
govreport_compare_sheet(PG_FUNCTION_ARGS)
{
	return sheet_of_two(fcinfo, GR_SHEET_COMPARE);
}

Datum
govreport_continuity_sheet(PG_FUNCTION_ARGS)
{
	return sheet_of_two(fcinfo, GR_SHEET_CONTINUITY);
}
