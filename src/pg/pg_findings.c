/*
 * pg_findings.c
 *		findings, compare, continuity, assessment, reconciles, assert_reconciles, describe.
 */
#include "pg_host.h"

#include <stddef.h>

#include "executor/executor.h"
#include "lib/stringinfo.h"
#include "utils/builtins.h"
#include "utils/numeric.h"

#include "compare.h"
#include "describe.h"
#include "findings.h"
#include "pg_language.h"
#include "pg_repairs.h"
#include "pg_rows.h"

PG_FUNCTION_INFO_V1(govreport_findings);
PG_FUNCTION_INFO_V1(govreport_compare);
PG_FUNCTION_INFO_V1(govreport_continuity);
PG_FUNCTION_INFO_V1(govreport_assessment);
PG_FUNCTION_INFO_V1(govreport_reconciles);
PG_FUNCTION_INFO_V1(govreport_assert_reconciles);
PG_FUNCTION_INFO_V1(govreport_describe);

/* Findings told in the DETAIL of assert_reconciles. */
#define DETAIL_FINDINGS 10

/* What the findings of nearly every report take: there is no palloc for it. */
#define MEMORY_OF_FINDINGS 16384

typedef struct checked_report
{
	gr_report	report;			/* skimmed */
	gr_findings findings;
	gr_arena	arena;
	max_align_t memory[MEMORY_OF_FINDINGS / sizeof(max_align_t)];
} checked_report;

static const gr_findings *
arg_findings(FunctionCallInfo fcinfo, checked_report *checked)
{
	gr_error	error = {0, NULL};

	gr_arena_init_in(&checked->arena, &gr_host_server, checked->memory, sizeof(checked->memory));
	gr_check(gr_findings_of_bytes(&checked->arena, gr_arg_bytes(fcinfo, 0), &checked->report, &checked->findings, &error), &error);
	return &checked->findings;
}

static void
return_findings(FunctionCallInfo fcinfo, const gr_findings *findings)
{
	gr_row_values row = {.count = 0};
	gr_row_set	rows;

	gr_rows_begin(fcinfo, &rows);
	for (size_t i = 0; i < findings->count; i++)
	{
		const gr_finding *f = &findings->items[i];

		gr_put_string(&row, gr_rules[f->rule].id);
		gr_put_string(&row, gr_severity_name(f->severity));
		gr_put_string(&row, f->table == GR_TABLE_NONE ? NULL : gr_tables[f->table].key);
		gr_put_string(&row, f->row == GR_ROW_NONE ? NULL : gr_rows[f->row].key);
		gr_put_string(&row, f->column == GR_COLUMN_NONE ? NULL : gr_columns[f->column].key);
		gr_put_figure(&row, &f->expected);
		gr_put_figure(&row, &f->actual);
		gr_put_figure(&row, &f->difference);
		gr_put_span(&row, f->span);
		gr_rows_add(&rows, &row);
	}
}

Datum
govreport_findings(PG_FUNCTION_ARGS)
{
	checked_report checked;

	return_findings(fcinfo, arg_findings(fcinfo, &checked));
	gr_arena_free(&checked.arena);
	return (Datum) 0;
}

/* Two reports, and what one says of the other. */
static Datum
findings_of_two(FunctionCallInfo fcinfo, gr_status (*check) (gr_arena *, const gr_report *, const gr_report *, gr_findings *))
{
	gr_arena	arenas[2];
	const gr_report *first = gr_arg_report(fcinfo, 0, &arenas[0]);
	const gr_report *second = gr_arg_report(fcinfo, 1, &arenas[1]);
	gr_error	error = {0, NULL};
	gr_findings findings;

	gr_check(check(&arenas[0], first, second, &findings), &error);
	return_findings(fcinfo, &findings);
	gr_arena_free(&arenas[0]);
	gr_arena_free(&arenas[1]);
	return (Datum) 0;
}

Datum
govreport_compare(PG_FUNCTION_ARGS)
{
	return findings_of_two(fcinfo, gr_compare);
}

Datum
govreport_continuity(PG_FUNCTION_ARGS)
{
	return findings_of_two(fcinfo, gr_continuity);
}

Datum
govreport_assessment(PG_FUNCTION_ARGS)
{
	checked_report checked;
	const gr_findings *findings = arg_findings(fcinfo, &checked);
	gr_row_values row = {.count = 0};
	gr_row_set	rows;

	gr_rows_begin(fcinfo, &rows);
	for (int rule = 0; rule < GR_RULES; rule++)
	{
		const gr_assessment *a = &findings->rules[rule];

		if (a->instances == 0)
			continue;
		gr_put_string(&row, gr_rules[rule].id);
		gr_put_string(&row, gr_severity_name(gr_rules[rule].severity));
		gr_put_int(&row, a->instances);
		gr_put_int(&row, a->passed);
		gr_put_int(&row, a->failed);
		gr_put_int(&row, a->unassessable);
		gr_rows_add(&rows, &row);
	}
	gr_arena_free(&checked.arena);
	return (Datum) 0;
}

Datum
govreport_reconciles(PG_FUNCTION_ARGS)
{
	checked_report checked;
	gr_verdict	verdict = gr_verdict_of(arg_findings(fcinfo, &checked));

	gr_arena_free(&checked.arena);
	if (verdict == GR_NOTHING_TO_RECONCILE)
		PG_RETURN_NULL();
	PG_RETURN_BOOL(verdict == GR_RECONCILES);
}

static void
append_sentence(StringInfo to, gr_arena *arena, const gr_finding *f, gr_language language)
{
	gr_description d = {f->rule, f->severity, f->table, f->row, f->column, gr_figure_text(&f->expected), gr_figure_text(&f->actual), gr_figure_text(&f->difference)};
	gr_writer	writer;

	gr_writer_init(&writer, arena);
	gr_describe(&writer, &d, language);
	appendBinaryStringInfo(to, writer.data, (int) writer.len);
}

static void
raise_findings(FunctionCallInfo fcinfo, const gr_findings *findings)
{
	gr_arena	arena;
	const char *repairs = gr_certain_repairs(&arena, gr_arg_report(fcinfo, 0, &arena));
	StringInfoData detail;
	int			errors = 0;

	initStringInfo(&detail);
	for (size_t i = 0; i < findings->count; i++)
	{
		const gr_finding *f = &findings->items[i];

		if (f->severity != GR_SEVERITY_ERROR || errors++ >= DETAIL_FINDINGS)
			continue;
		if (errors > 1)
			appendStringInfoChar(&detail, '\n');
		append_sentence(&detail, &arena, f, GR_LANGUAGE_ZH);
		if (f->span.pos != 0)
			appendStringInfo(&detail, " [%s, pos %u]", gr_rules[f->rule].id, f->span.pos);
		else
			appendStringInfo(&detail, " [%s]", gr_rules[f->rule].id);
	}
	ereport(ERROR,
			(errcode(ERRCODE_CHECK_VIOLATION),
			 errmsg_plural("report does not reconcile: %d error", "report does not reconcile: %d errors", errors, errors),
			 errdetail("%s", detail.data),
			 repairs != NULL ?
			 errhint("Certain repairs: %s. SELECT * FROM govreport.repairs(report) lists all of them.", repairs) :
			 errhint("SELECT * FROM govreport.findings(report) lists all findings; substr(raw, pos, len) is the place in the text.")));
}

Datum
govreport_assert_reconciles(PG_FUNCTION_ARGS)
{
	checked_report checked;
	const gr_findings *findings = arg_findings(fcinfo, &checked);

	switch (gr_verdict_of(findings))
	{
		case GR_NOTHING_TO_RECONCILE:
			PG_RETURN_NULL();
		case GR_RECONCILES:
			PG_RETURN_BOOL(true);
		case GR_DOES_NOT_RECONCILE:
			raise_findings(fcinfo, findings);
	}
	PG_RETURN_NULL();
}

/* ---------- describe ---------- */

/* Attributes of the type finding. */
enum
{
	FINDING_RULE = 1,
	FINDING_SEVERITY,
	FINDING_TABLE,
	FINDING_ROW,
	FINDING_COLUMN,
	FINDING_EXPECTED,
	FINDING_ACTUAL,
	FINDING_DIFFERENCE
};

static gr_slice
text_attribute(HeapTupleHeader tuple, AttrNumber number)
{
	gr_slice	none = {NULL, 0};
	bool		is_null;
	Datum		value = GetAttributeByNum(tuple, number, &is_null);

	return is_null ? none : gr_slice_cstring(TextDatumGetCString(value));
}

static gr_slice
numeric_attribute(HeapTupleHeader tuple, AttrNumber number)
{
	gr_slice	none = {NULL, 0};
	bool		is_null;
	Datum		value = GetAttributeByNum(tuple, number, &is_null);

	return is_null ? none : gr_slice_cstring(numeric_normalize(DatumGetNumeric(value)));
}

gr_language
gr_arg_language(FunctionCallInfo fcinfo, int n)
{
	gr_slice	language;

	if (PG_NARGS() <= n)
		return GR_LANGUAGE_ZH;
	language = gr_arg_bytes(fcinfo, n);
	if (gr_slice_equal(language, GR_SLICE("zh")))
		return GR_LANGUAGE_ZH;
	if (!gr_slice_equal(language, GR_SLICE("en")))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("unknown language \"%.*s\"", (int) language.len, language.data),
				 errhint("Use 'zh' or 'en'.")));
	return GR_LANGUAGE_EN;
}

Datum
govreport_describe(PG_FUNCTION_ARGS)
{
	HeapTupleHeader tuple = PG_GETARG_HEAPTUPLEHEADER(0);
	gr_language language = gr_arg_language(fcinfo, 1);
	gr_slice	rule = text_attribute(tuple, FINDING_RULE);
	gr_description d;
	gr_arena	arena;
	gr_writer	writer;

	if (rule.data == NULL)
		PG_RETURN_NULL();
	d.rule = gr_rule_by_id(rule);
	if (d.rule == GR_RULES)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("unknown rule \"%s\"", rule.data),
				 errhint("SELECT * FROM govreport.rules() lists the rules.")));
	d.severity = gr_severity_by_name(text_attribute(tuple, FINDING_SEVERITY));
	d.table = gr_table_by_key(text_attribute(tuple, FINDING_TABLE));
	d.row = gr_row_by_key(d.table, text_attribute(tuple, FINDING_ROW));
	d.column = gr_column_by_key(d.table, text_attribute(tuple, FINDING_COLUMN));
	d.expected = numeric_attribute(tuple, FINDING_EXPECTED);
	d.actual = numeric_attribute(tuple, FINDING_ACTUAL);
	d.difference = numeric_attribute(tuple, FINDING_DIFFERENCE);
	gr_arena_init(&arena, &gr_host_server);
	gr_writer_init(&writer, &arena);
	gr_describe(&writer, &d, language);
	PG_RETURN_DATUM(gr_written(&writer, &arena));
}
