/*
 * pg_indicators.c
 *		indicators: the figures by which reports are compared, and what they are made of.
 */
#include "pg_host.h"

#include "utils/builtins.h"
#include "utils/numeric.h"

#include "indicators.h"
#include "pg_rows.h"

PG_FUNCTION_INFO_V1(govreport_indicators);
PG_FUNCTION_INFO_V1(govreport_indicator_definitions);

/* Decimals of a value. */
#define VALUE_SCALE 4

/* per * numerator / denominator, rounded. */
static Datum
value_of(int per, Datum numerator, Datum denominator)
{
	Datum		scaled = DirectFunctionCall2(numeric_mul, numerator, NumericGetDatum(int64_to_numeric(per)));

	return DirectFunctionCall2(numeric_round, DirectFunctionCall2(numeric_div, scaled, denominator), Int32GetDatum(VALUE_SCALE));
}

Datum
govreport_indicators(PG_FUNCTION_ARGS)
{
	gr_arena	arena;
	const gr_report *report = gr_arg_report(fcinfo, 0, &arena);
	gr_row_values row = {.count = 0};
	gr_row_set	rows;

	gr_rows_begin(fcinfo, &rows);
	for (int indicator = 0; indicator < GR_INDICATORS; indicator++)
	{
		gr_wide		parts[GR_INDICATOR_SIDES];
		Datum		numerics[GR_INDICATOR_SIDES] = {0};
		bool		known;

		if (!gr_indicator_of_report(indicator))
			continue;
		known = gr_indicator_parts(report, indicator, parts);
		gr_put_string(&row, gr_indicators[indicator].key);
		for (int side = 0; side < GR_INDICATOR_SIDES; side++)
		{
			if (known)
				numerics[side] = gr_numeric(parts[side], 0);
			gr_put_datum(&row, numerics[side], !known);
		}
		if (known && !gr_wide_is_zero(parts[GR_INDICATOR_DENOMINATOR]))
			gr_put_datum(&row, value_of(gr_indicators[indicator].per, numerics[GR_INDICATOR_NUMERATOR], numerics[GR_INDICATOR_DENOMINATOR]), false);
		else
			gr_put_null(&row);
		gr_rows_add(&rows, &row);
	}
	gr_arena_free(&arena);
	return (Datum) 0;
}

Datum
govreport_indicator_definitions(PG_FUNCTION_ARGS)
{
	gr_row_values row = {.count = 0};
	gr_row_set	rows;

	gr_rows_begin(fcinfo, &rows);
	for (int indicator = 0; indicator < GR_INDICATORS; indicator++)
	{
		const gr_indicator_info *info = &gr_indicators[indicator];
		gr_arena	arena;

		gr_arena_init(&arena, &gr_host_server);
		gr_put_string(&row, info->key);
		gr_put_string(&row, info->zh);
		gr_put_string(&row, info->en);
		gr_put_int(&row, info->per);
		for (int side = 0; side < GR_INDICATOR_SIDES; side++)
		{
			gr_writer	writer;

			gr_writer_init(&writer, &arena);
			gr_indicator_write_side(&writer, indicator, (gr_indicator_side) side);
			gr_put_slice(&row, gr_slice_make(writer.data, writer.len));
		}
		gr_rows_add(&rows, &row);
		gr_arena_free(&arena);
	}
	return (Datum) 0;
}
