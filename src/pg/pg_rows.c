#include "pg_rows.h"

#include "miscadmin.h"
#include "pg_host.h"
#include "utils/builtins.h"
#include "utils/numeric.h"

void
gr_put_datum(gr_row_values *row, Datum value, bool is_null)
{
	Assert(row->count < GR_ROW_ATTRIBUTES);
	row->values[row->count] = is_null ? (Datum) 0 : value;
	row->nulls[row->count++] = is_null;
}

void
gr_put_null(gr_row_values *row)
{
	gr_put_datum(row, (Datum) 0, true);
}

void
gr_put_int(gr_row_values *row, int value)
{
	gr_put_datum(row, Int32GetDatum(value), false);
}

void
gr_put_count(gr_row_values *row, int64 value)
{
	gr_put_int(row, value > PG_INT32_MAX ? PG_INT32_MAX : value < PG_INT32_MIN ? PG_INT32_MIN : (int) value);
}

void
gr_put_int_or_null(gr_row_values *row, int value, bool known)
{
	gr_put_datum(row, Int32GetDatum(value), !known);
}

void
gr_put_bigint_or_null(gr_row_values *row, int64 value, bool known)
{
	gr_put_datum(row, Int64GetDatum(value), !known);
}

void
gr_put_bool(gr_row_values *row, bool value)
{
	gr_put_datum(row, BoolGetDatum(value), false);
}

void
gr_put_string(gr_row_values *row, const char *value)
{
	gr_slice	none = {NULL, 0};

	gr_put_slice(row, value == NULL ? none : gr_slice_cstring(value));
}

void
gr_put_slice(gr_row_values *row, gr_slice value)
{
	size_t		size = value.len + VARHDRSZ_SHORT;
	char	   *text = row->text + row->text_length;
	bool		is_null;

	if (value.data == NULL || size > VARATT_SHORT_MAX || size > (size_t) (GR_ROW_TEXT - row->text_length))
	{
		Datum		datum = gr_text_or_null(value, &is_null);

		gr_put_datum(row, datum, is_null);
		return;
	}
	SET_VARSIZE_SHORT(text, size);
	memcpy(text + VARHDRSZ_SHORT, value.data, value.len);
	row->text_length += (int) size;
	gr_put_datum(row, PointerGetDatum(text), false);
}

void
gr_put_span(gr_row_values *row, gr_span span)
{
	gr_put_int_or_null(row, (int) span.pos, span.pos != 0);
	gr_put_int_or_null(row, (int) span.len, span.pos != 0);
}

Datum
gr_numeric(gr_wide value, int scale)
{
	int64_t		small;
	char		digits[48];
	char		text[64];
	int			length;

	if (gr_wide_fits(value, &small))
		return NumericGetDatum(scale == 0 ? int64_to_numeric(small) : int64_div_fast_to_numeric(small, scale));
	length = gr_wide_write(digits, value);
	snprintf(text, sizeof(text), "%.*se-%d", length, digits, scale);
	return DirectFunctionCall3(numeric_in, CStringGetDatum(text), ObjectIdGetDatum(InvalidOid), Int32GetDatum(-1));
}

void
gr_put_numeric_or_null(gr_row_values *row, gr_wide value, int scale, bool known)
{
	gr_put_datum(row, known ? gr_numeric(value, scale) : (Datum) 0, !known);
}

void
gr_put_figure(gr_row_values *row, const gr_figure *figure)
{
	gr_put_numeric_or_null(row, figure->value, figure->scale, figure->known);
}

gr_slice
gr_figure_text(const gr_figure *figure)
{
	if (!figure->known)
		return gr_slice_make(NULL, 0);
	return gr_slice_cstring(numeric_normalize(DatumGetNumeric(gr_numeric(figure->value, figure->scale))));
}

/* The type in the database is of another release until ALTER EXTENSION UPDATE, and its owner can change it. */
static void
check_attributes(const gr_row_values *row, TupleDesc descriptor)
{
	if (row->count != descriptor->natts)
		ereport(ERROR,
				(errcode(ERRCODE_DATATYPE_MISMATCH),
				 errmsg("row type of a govreport function does not match its library"),
				 errdetail("The function gives %d attributes, the type has %d.", row->count, descriptor->natts),
				 errhint("ALTER EXTENSION govreport UPDATE makes the types those of the library.")));
}

void
gr_rows_begin(FunctionCallInfo fcinfo, gr_row_set *rows)
{
	ReturnSetInfo *info = (ReturnSetInfo *) fcinfo->resultinfo;

	if (info == NULL || !IsA(info, ReturnSetInfo) || (info->allowedModes & SFRM_Materialize) == 0)
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("set-valued function called in context that cannot accept a set")));
	info->returnMode = SFRM_Materialize;
	rows->info = info;
	rows->store = NULL;
	/* The executor knows the type, and looking it up costs more than most reports. */
	rows->descriptor = info->expectedDesc;
	if (rows->descriptor == NULL)
	{
		MemoryContext caller = MemoryContextSwitchTo(info->econtext->ecxt_per_query_memory);

		if (get_call_result_type(fcinfo, NULL, &rows->descriptor) != TYPEFUNC_COMPOSITE)
			elog(ERROR, "return type must be a row type");
		info->setDesc = rows->descriptor;
		MemoryContextSwitchTo(caller);
	}
}

static void
begin_store(gr_row_set *rows)
{
	ReturnSetInfo *info = rows->info;
	MemoryContext caller = MemoryContextSwitchTo(info->econtext->ecxt_per_query_memory);

	rows->store = tuplestore_begin_heap((info->allowedModes & SFRM_Materialize_Random) != 0, false, work_mem);
	info->setResult = rows->store;
	MemoryContextSwitchTo(caller);
}

void
gr_rows_add(gr_row_set *rows, gr_row_values *row)
{
	CHECK_FOR_INTERRUPTS();
	check_attributes(row, rows->descriptor);
	if (rows->store == NULL)
		begin_store(rows);
	tuplestore_putvalues(rows->store, rows->descriptor, row->values, row->nulls);
	row->count = 0;
	row->text_length = 0;
}

Datum
gr_row_result(FunctionCallInfo fcinfo, gr_row_values *row)
{
	TupleDesc	descriptor;

	if (get_call_result_type(fcinfo, NULL, &descriptor) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "return type must be a row type");
	check_attributes(row, descriptor);
	return HeapTupleGetDatum(heap_form_tuple(BlessTupleDesc(descriptor), row->values, row->nulls));
}
