/*
 * pg_divisions.c
 *		divisions, locate, organ_level, organ_kind: the administrative divisions, and what an organ's name tells.
 */
#include "pg_host.h"

#include "utils/builtins.h"

#include "issuer.h"
#include "locate.h"
#include "pg_rows.h"

PG_FUNCTION_INFO_V1(govreport_divisions);
PG_FUNCTION_INFO_V1(govreport_locate);
PG_FUNCTION_INFO_V1(govreport_organ_level);
PG_FUNCTION_INFO_V1(govreport_organ_kind);

static int
by_code(const void *a, const void *b)
{
	const gr_division *x = *(const gr_division *const *) a;
	const gr_division *y = *(const gr_division *const *) b;

	if (x->code != y->code)
		return x->code < y->code ? -1 : 1;
	/* Today's name first; two former names of a code have different last years. */
	return (x->until == 0 ? 0 : GR_DIVISIONS_LAST - x->until + 1) - (y->until == 0 ? 0 : GR_DIVISIONS_LAST - y->until + 1);
}

static void
put_code(gr_row_values *row, uint32_t code)
{
	char		digits[16];

	snprintf(digits, sizeof(digits), "%u", code);
	gr_put_string(row, code == 0 ? NULL : digits);
}

Datum
govreport_divisions(PG_FUNCTION_ARGS)
{
	const gr_division **sorted = palloc(gr_division_count * sizeof(gr_division *));
	gr_row_values row = {.count = 0};
	gr_row_set	rows;

	gr_rows_begin(fcinfo, &rows);
	for (size_t i = 0; i < gr_division_count; i++)
		sorted[i] = &gr_divisions[i];
	qsort(sorted, gr_division_count, sizeof(gr_division *), by_code);
	for (size_t i = 0; i < gr_division_count; i++)
	{
		const gr_division *d = sorted[i];

		put_code(&row, d->code);
		gr_put_string(&row, d->name);
		gr_put_string(&row, gr_level_name(gr_division_level(d->code)));
		put_code(&row, gr_division_parent(d->code));
		gr_put_int(&row, d->since == 0 ? GR_DIVISIONS_FIRST : d->since);
		gr_put_int_or_null(&row, d->until, d->until != 0);
		put_code(&row, d->successor);
		gr_rows_add(&rows, &row);
	}
	pfree(sorted);
	return (Datum) 0;
}

Datum
govreport_locate(PG_FUNCTION_ARGS)
{
	gr_slice	within = PG_NARGS() > 1 ? gr_arg_bytes(fcinfo, 1) : gr_slice_make("", 0);
	uint32_t	code = gr_locate(gr_arg_bytes(fcinfo, 0), within);
	char		digits[16];

	if (code == 0)
		PG_RETURN_NULL();
	snprintf(digits, sizeof(digits), "%u", code);
	PG_RETURN_TEXT_P(cstring_to_text(digits));
}

static Datum
name_or_null(FunctionCallInfo fcinfo, const char *name)
{
	bool		is_null;
	Datum		datum = gr_cstring_or_null(name, &is_null);

	if (is_null)
		PG_RETURN_NULL();
	return datum;
}

Datum
govreport_organ_level(PG_FUNCTION_ARGS)
{
	gr_issuer_parts parts;

	gr_issuer_read(gr_arg_bytes(fcinfo, 0), &parts);
	return name_or_null(fcinfo, gr_level_name(parts.level));
}

Datum
govreport_organ_kind(PG_FUNCTION_ARGS)
{
	gr_issuer_parts parts;

	gr_issuer_read(gr_arg_bytes(fcinfo, 0), &parts);
	return name_or_null(fcinfo, gr_organ_kind_name(parts.kind));
}
