/*
 * pg_rows.h
 *		Rows for functions that return composites or sets of them.
 */
#ifndef GR_PG_ROWS_H
#define GR_PG_ROWS_H

#include "pg_compat.h"

#include "access/htup_details.h"
#include "funcapi.h"
#include "utils/tuplestore.h"

#include "findings.h"
#include "report.h"
#include "wide.h"

/* Attributes of the widest type. */
#define GR_ROW_ATTRIBUTES 16

/* Bytes of the short texts of one row, with a byte for each; more, and longer ones, go to palloc. */
#define GR_ROW_TEXT 256

/* One row being filled, attribute by attribute, in the order of the type.  It must stay where it is until it is added. */
typedef struct gr_row_values
{
	Datum		values[GR_ROW_ATTRIBUTES];
	bool		nulls[GR_ROW_ATTRIBUTES];
	int			count;
	int			text_length;
	char		text[GR_ROW_TEXT];
} gr_row_values;

extern void gr_put_null(gr_row_values *row);
extern void gr_put_int(gr_row_values *row, int value);

/* Of a count that is an int in SQL: one beyond that as the int next to it. */
extern void gr_put_count(gr_row_values *row, int64 value);
extern void gr_put_int_or_null(gr_row_values *row, int value, bool known);
extern void gr_put_bigint_or_null(gr_row_values *row, int64 value, bool known);
extern void gr_put_bool(gr_row_values *row, bool value);
extern void gr_put_string(gr_row_values *row, const char *value);	/* NULL: null */
extern void gr_put_slice(gr_row_values *row, gr_slice value);	/* data NULL: null */
extern void gr_put_datum(gr_row_values *row, Datum value, bool is_null);

/* pos and len, null where there is no place. */
extern void gr_put_span(gr_row_values *row, gr_span span);

/* value / 10^scale, with that many decimals. */
extern Datum gr_numeric(gr_wide value, int scale);
extern void gr_put_numeric_or_null(gr_row_values *row, gr_wide value, int scale, bool known);
extern void gr_put_figure(gr_row_values *row, const gr_figure *figure);

/* Digits without superfluous zeros; none (data NULL) where it is not known. */
extern gr_slice gr_figure_text(const gr_figure *figure);

/* A set, handed over whole in a tuplestore; there is none while it is empty. */
typedef struct gr_row_set
{
	ReturnSetInfo *info;
	Tuplestorestate *store;
	TupleDesc	descriptor;
} gr_row_set;

extern void gr_rows_begin(FunctionCallInfo fcinfo, gr_row_set *rows);

/* Adds the row, which must have all its attributes, and empties it. */
extern void gr_rows_add(gr_row_set *rows, gr_row_values *row);

/* A single composite result. */
extern Datum gr_row_result(FunctionCallInfo fcinfo, gr_row_values *row);

#endif							/* GR_PG_ROWS_H */
