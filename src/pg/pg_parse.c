/*
 * pg_parse.c
 *		parse(text), and the header with its scalar accessors.
 */
#include "pg_host.h"

#include <stddef.h>

#include "catalog/pg_type.h"
#include "utils/date.h"
#include "utils/datetime.h"
#include "utils/rangetypes.h"
#include "utils/typcache.h"

#include "codec.h"
#include "parse.h"
#include "pg_rows.h"

PG_FUNCTION_INFO_V1(govreport_parse);
PG_FUNCTION_INFO_V1(govreport_header);
PG_FUNCTION_INFO_V1(govreport_title);
PG_FUNCTION_INFO_V1(govreport_issuer);
PG_FUNCTION_INFO_V1(govreport_level);
PG_FUNCTION_INFO_V1(govreport_kind);
PG_FUNCTION_INFO_V1(govreport_report_year);
PG_FUNCTION_INFO_V1(govreport_period);
PG_FUNCTION_INFO_V1(govreport_published);
PG_FUNCTION_INFO_V1(govreport_site_code);
PG_FUNCTION_INFO_V1(govreport_layout);

Datum
govreport_parse(PG_FUNCTION_ARGS)
{
	max_align_t stack[GR_PARSE_MEMORY / sizeof(max_align_t)];
	gr_arena	arena;
	gr_writer	writer;
	gr_error	error = {0, NULL};
	gr_report  *report = palloc(sizeof(gr_report));
	Datum		result;

	gr_check_database_encoding();
	gr_arena_init_in(&arena, &gr_host_server, stack, sizeof(stack));
	gr_writer_init(&writer, &arena);
	gr_check(gr_parse_valid(&arena, gr_arg_bytes(fcinfo, 0), report), &error);
	gr_check(gr_report_encode(&writer, report), &error);
	result = gr_written(&writer, &arena);
	pfree(report);
	PG_RETURN_DATUM(result);
}

static DateADT
date_of(gr_date date)
{
	return date2j(date.year, date.month, date.day) - POSTGRES_EPOCH_JDATE;
}

static Datum
period_of(const gr_header *header, bool *is_null)
{
	RangeBound	lower = {0};
	RangeBound	upper = {0};

	*is_null = header->period_from.year == 0;
	if (*is_null)
		return (Datum) 0;
	lower.val = DateADTGetDatum(date_of(header->period_from));
	lower.inclusive = true;
	lower.lower = true;
	upper.val = DateADTGetDatum(date_of(header->period_to));
	upper.inclusive = true;
	return RangeTypePGetDatum(gr_make_range(lookup_type_cache(DATERANGEOID, TYPECACHE_RANGE_INFO), &lower, &upper, false));
}

Datum
govreport_header(PG_FUNCTION_ARGS)
{
	gr_arena	arena;
	const gr_report *report = gr_arg_report(fcinfo, 0, &arena);
	const gr_header *h = &report->header;
	gr_row_values row = {.count = 0};
	bool		is_null;
	Datum		period = period_of(h, &is_null);

	gr_put_slice(&row, h->title);
	gr_put_slice(&row, h->issuer);
	gr_put_string(&row, gr_level_name(h->level));
	gr_put_string(&row, gr_organ_kind_name(h->kind));
	gr_put_int_or_null(&row, h->year, h->year != 0);
	gr_put_datum(&row, period, is_null);
	gr_put_datum(&row, DateADTGetDatum(date_of(h->published)), h->published.year == 0);
	gr_put_slice(&row, h->site_code);
	gr_put_string(&row, report->rollup ? NULL : gr_layout_name(h->layout));
	gr_put_count(&row, report->reports);
	return gr_row_result(fcinfo, &row);
}

static Datum
return_slice(FunctionCallInfo fcinfo, gr_slice value)
{
	bool		is_null;
	Datum		text = gr_text_or_null(value, &is_null);

	if (is_null)
		PG_RETURN_NULL();
	PG_RETURN_DATUM(text);
}

static Datum
return_string(FunctionCallInfo fcinfo, const char *value)
{
	return return_slice(fcinfo, value == NULL ? gr_slice_make(NULL, 0) : gr_slice_cstring(value));
}

Datum
govreport_title(PG_FUNCTION_ARGS)
{
	gr_arena	arena;

	return return_slice(fcinfo, gr_arg_report(fcinfo, 0, &arena)->header.title);
}

Datum
govreport_issuer(PG_FUNCTION_ARGS)
{
	gr_arena	arena;

	return return_slice(fcinfo, gr_arg_report(fcinfo, 0, &arena)->header.issuer);
}

Datum
govreport_level(PG_FUNCTION_ARGS)
{
	gr_arena	arena;

	return return_string(fcinfo, gr_level_name(gr_arg_report(fcinfo, 0, &arena)->header.level));
}

Datum
govreport_kind(PG_FUNCTION_ARGS)
{
	gr_arena	arena;

	return return_string(fcinfo, gr_organ_kind_name(gr_arg_report(fcinfo, 0, &arena)->header.kind));
}

Datum
govreport_report_year(PG_FUNCTION_ARGS)
{
	gr_arena	arena;
	int			year = gr_arg_report(fcinfo, 0, &arena)->header.year;

	if (year == 0)
		PG_RETURN_NULL();
	PG_RETURN_INT32(year);
}

Datum
govreport_period(PG_FUNCTION_ARGS)
{
	gr_arena	arena;
	bool		is_null;
	Datum		period = period_of(&gr_arg_report(fcinfo, 0, &arena)->header, &is_null);

	if (is_null)
		PG_RETURN_NULL();
	PG_RETURN_DATUM(period);
}

Datum
govreport_published(PG_FUNCTION_ARGS)
{
	gr_arena	arena;
	gr_date		published = gr_arg_report(fcinfo, 0, &arena)->header.published;

	if (published.year == 0)
		PG_RETURN_NULL();
	PG_RETURN_DATEADT(date_of(published));
}

Datum
govreport_site_code(PG_FUNCTION_ARGS)
{
	gr_arena	arena;

	return return_slice(fcinfo, gr_arg_report(fcinfo, 0, &arena)->header.site_code);
}

Datum
govreport_layout(PG_FUNCTION_ARGS)
{
	gr_arena	arena;
	const gr_report *report = gr_arg_report(fcinfo, 0, &arena);

	return return_string(fcinfo, report->rollup ? NULL : gr_layout_name(report->header.layout));
}
