/*
 * pg_charts.c
 *		chart_lines, chart_bars, chart_heat: aggregates that return SVG.
 *
 * The state is a bytea as chart.h describes it.  While it lives inside one aggregate it
 * is an expanded object, so that a row is added without writing the others anew.
 */
#include "pg_host.h"

#include "utils/builtins.h"
#include "utils/expandeddatum.h"
#include "utils/memutils.h"
#include "utils/numeric.h"

#include "chart.h"

PG_FUNCTION_INFO_V1(govreport_chart_lines_accum);
PG_FUNCTION_INFO_V1(govreport_chart_bars_accum);
PG_FUNCTION_INFO_V1(govreport_chart_heat_accum);
PG_FUNCTION_INFO_V1(govreport_chart_combine);
PG_FUNCTION_INFO_V1(govreport_chart_final);

/* "GVFS": like those of the server, our expanded objects say what they are. */
#define STATE_MAGIC 0x47564653

typedef struct chart_state
{
	ExpandedObjectHeader header;
	int			magic;
	gr_chart_kind kind;
	gr_chart_options options;	/* copied into the state's context */
	size_t		count;
	gr_arena	arena;
	gr_writer	points;
} chart_state;

/* The head in the caller's context. */
static gr_slice
head_of(const chart_state *state, gr_arena *arena)
{
	gr_writer	writer;

	gr_arena_init(arena, &gr_host_server);
	gr_writer_init(&writer, arena);
	gr_chart_write_head(&writer, state->kind, &state->options);
	return gr_slice_make(writer.data, writer.len);
}

static Size
flat_size(ExpandedObjectHeader *header)
{
	chart_state *state = (chart_state *) header;
	gr_arena	arena;
	Size		size = VARHDRSZ + head_of(state, &arena).len + state->points.len;

	gr_arena_free(&arena);
	return size;
}

static void
flatten(ExpandedObjectHeader *header, void *result, Size size)
{
	chart_state *state = (chart_state *) header;
	gr_arena	arena;
	gr_slice	head = head_of(state, &arena);

	SET_VARSIZE(result, size);
	memcpy(VARDATA(result), head.data, head.len);
	if (state->points.len > 0)
		memcpy(VARDATA(result) + head.len, state->points.data, state->points.len);
	gr_arena_free(&arena);
}

static const ExpandedObjectMethods methods = {flat_size, flatten};

static void
fail(gr_status status)
{
	gr_error	error = {0, NULL};

	gr_check(status, &error);
}

static chart_state *
new_state(MemoryContext parent, gr_chart_kind kind)
{
	MemoryContext context = AllocSetContextCreate(parent, "govreport chart", ALLOCSET_START_SMALL_SIZES);
	chart_state *state = MemoryContextAllocZero(context, sizeof(chart_state));
	MemoryContext caller = MemoryContextSwitchTo(context);

	EOH_init_header(&state->header, &methods, context);
	state->magic = STATE_MAGIC;
	state->kind = kind;
	gr_arena_init(&state->arena, &gr_host_server);
	gr_writer_init(&state->points, &state->arena);
	MemoryContextSwitchTo(caller);
	return state;
}

/* Takes over the greater options, as copies. */
static void
merge_options(chart_state *state, const gr_chart_options *other)
{
	gr_chart_options merged = state->options;
	gr_slice   *strings[] = {&merged.title, &merged.x_title, &merged.y_title};
	const gr_slice own[] = {state->options.title, state->options.x_title, state->options.y_title};

	gr_chart_merge_options(&merged, other);
	for (int i = 0; i < 3; i++)
	{
		char	   *copy;

		if (strings[i]->data == own[i].data)
			continue;
		copy = MemoryContextAlloc(state->header.eoh_context, strings[i]->len + 1);
		memcpy(copy, strings[i]->data, strings[i]->len);
		strings[i]->data = copy;
	}
	state->options = merged;
}

/* Room for more points; what is added lies in the state's context. */
static void
add_points(chart_state *state, gr_slice bytes, size_t count)
{
	MemoryContext caller = MemoryContextSwitchTo(state->header.eoh_context);

	if (count > GR_CHART_POINTS - state->count || bytes.len > GR_CHART_BYTES - state->points.len)
		fail(GR_CHART_TOO_LARGE);
	gr_write_bytes(&state->points, bytes);
	state->count += count;
	MemoryContextSwitchTo(caller);
}

/* Adds what a state, our own or from elsewhere, has as bytes. */
static void
add_bytes(chart_state *state, gr_slice bytes)
{
	gr_arena	arena;
	gr_chart	chart;
	size_t		points;

	gr_arena_init(&arena, &gr_host_server);
	fail(gr_chart_read(&arena, bytes, &chart, &points));
	if (chart.kind != state->kind)
		fail(GR_BAD_CHART);
	merge_options(state, &chart.options);
	add_points(state, gr_slice_sub(bytes, points, bytes.len), chart.count);
	gr_arena_free(&arena);
}

static chart_state *
state_of(Datum datum)
{
	chart_state *state;

	if (!VARATT_IS_EXTERNAL_EXPANDED_RW(DatumGetPointer(datum)))
		return NULL;
	state = (chart_state *) DatumGetEOHP(datum);
	return state->header.eoh_methods == &methods && state->magic == STATE_MAGIC ? state : NULL;
}

/* The state to add to: the one that is passed if we may write to it, else a new one with its content. */
static chart_state *
writable_state(FunctionCallInfo fcinfo, MemoryContext aggregate, gr_chart_kind kind)
{
	chart_state *state;

	if (PG_ARGISNULL(0))
		return new_state(aggregate, kind);
	state = state_of(PG_GETARG_DATUM(0));
	if (state == NULL)
	{
		state = new_state(aggregate, kind);
		add_bytes(state, gr_arg_bytes(fcinfo, 0));
	}
	else if (state->kind != kind)
		fail(GR_BAD_CHART);
	return state;
}

static gr_slice
arg_text_or_none(FunctionCallInfo fcinfo, int n)
{
	return PG_NARGS() <= n || PG_ARGISNULL(n) ? gr_slice_make(NULL, 0) : gr_arg_bytes(fcinfo, n);
}

/* A figure without superfluous zeros; none for NULL and for what is no number. */
static gr_slice
arg_figure(FunctionCallInfo fcinfo, int n)
{
	gr_slice	none = {NULL, 0};
	Numeric		value;

	if (PG_ARGISNULL(n))
		return none;
	value = PG_GETARG_NUMERIC(n);
	if (numeric_is_nan(value) || numeric_is_inf(value))
		return none;
	return gr_slice_cstring(numeric_normalize(value));
}

static int
arg_width(FunctionCallInfo fcinfo, int n)
{
	int			width;

	if (PG_NARGS() <= n || PG_ARGISNULL(n))
		return 0;
	width = PG_GETARG_INT32(n);
	if (width < GR_CHART_WIDTH_MIN || width > GR_CHART_WIDTH_MAX)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("width of a chart must be between %d and %d pixels", GR_CHART_WIDTH_MIN, GR_CHART_WIDTH_MAX)));
	return width;
}

/* One more row; "placed": it has a place in the chart. */
static Datum
accumulate(FunctionCallInfo fcinfo, gr_chart_kind kind, gr_chart_point point, bool placed, gr_chart_options options)
{
	MemoryContext aggregate;
	chart_state *state;

	if (!AggCheckCallContext(fcinfo, &aggregate))
		elog(ERROR, "transition function of a chart called in non-aggregate context");
	state = writable_state(fcinfo, aggregate, kind);
	merge_options(state, &options);
	if (placed)
	{
		gr_arena	arena;
		gr_writer	writer;

		gr_arena_init(&arena, &gr_host_server);
		gr_writer_init(&writer, &arena);
		gr_chart_write_point(&writer, &point);
		add_points(state, gr_slice_make(writer.data, writer.len), 1);
		gr_arena_free(&arena);
	}
	PG_RETURN_DATUM(EOHPGetRWDatum(&state->header));
}

/* state, label, x, y [, title [, x_title, y_title, width]] */
Datum
govreport_chart_lines_accum(PG_FUNCTION_ARGS)
{
	gr_chart_options options = {arg_text_or_none(fcinfo, 4), arg_text_or_none(fcinfo, 5), arg_text_or_none(fcinfo, 6), arg_width(fcinfo, 7)};
	gr_chart_point point = {arg_text_or_none(fcinfo, 1), arg_figure(fcinfo, 2), arg_figure(fcinfo, 3)};

	return accumulate(fcinfo, GR_CHART_KIND_LINES, point, point.x.data != NULL, options);
}

/* state, label, y [, title [, y_title, width]] */
Datum
govreport_chart_bars_accum(PG_FUNCTION_ARGS)
{
	gr_chart_options options = {arg_text_or_none(fcinfo, 3), {NULL, 0}, arg_text_or_none(fcinfo, 4), arg_width(fcinfo, 5)};
	gr_chart_point point = {arg_text_or_none(fcinfo, 1), {NULL, 0}, arg_figure(fcinfo, 2)};

	return accumulate(fcinfo, GR_CHART_KIND_BARS, point, point.label.data != NULL, options);
}

/* state, row, column, value [, title [, y_title, width]] */
Datum
govreport_chart_heat_accum(PG_FUNCTION_ARGS)
{
	gr_chart_options options = {arg_text_or_none(fcinfo, 4), {NULL, 0}, arg_text_or_none(fcinfo, 5), arg_width(fcinfo, 6)};
	gr_chart_point point = {arg_text_or_none(fcinfo, 1), arg_text_or_none(fcinfo, 2), arg_figure(fcinfo, 3)};

	return accumulate(fcinfo, GR_CHART_KIND_HEAT, point, point.label.data != NULL && point.x.data != NULL, options);
}

/* Strict: a state without rows is NULL, and the other one is the sum. */
Datum
govreport_chart_combine(PG_FUNCTION_ARGS)
{
	MemoryContext aggregate;
	chart_state *state;
	gr_arena	arena;
	gr_chart	chart;
	size_t		points;

	if (!AggCheckCallContext(fcinfo, &aggregate))
		elog(ERROR, "chart_combine called in non-aggregate context");
	state = state_of(PG_GETARG_DATUM(0));
	if (state == NULL)
	{
		gr_slice	bytes = gr_arg_bytes(fcinfo, 0);

		gr_arena_init(&arena, &gr_host_server);
		fail(gr_chart_read(&arena, bytes, &chart, &points));
		gr_arena_free(&arena);
		state = new_state(aggregate, chart.kind);
		add_bytes(state, bytes);
	}
	add_bytes(state, gr_arg_bytes(fcinfo, 1));
	PG_RETURN_DATUM(EOHPGetRWDatum(&state->header));
}

Datum
govreport_chart_final(PG_FUNCTION_ARGS)
{
	gr_arena	arena;
	gr_chart	chart;
	gr_writer	writer;
	size_t		points;

	gr_arena_init(&arena, &gr_host_server);
	fail(gr_chart_read(&arena, gr_arg_bytes(fcinfo, 0), &chart, &points));
	gr_writer_init(&writer, &arena);
	fail(gr_chart_draw(&arena, &chart, &writer));
	PG_RETURN_DATUM(gr_written(&writer, &arena));
}
