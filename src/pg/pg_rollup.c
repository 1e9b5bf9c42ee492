/*
 * pg_rollup.c
 *		plus, minus, and the aggregate rollup.
 *
 * The state of the aggregate is a report.  While it lives inside one aggregate it
 * is an expanded object, so that a row is added without writing bytes anew; to
 * everybody else it is the varlena that it flattens to.
 */
#include "pg_host.h"

#include "utils/expandeddatum.h"
#include "utils/memutils.h"

#include "rollup.h"

PG_FUNCTION_INFO_V1(govreport_plus);
PG_FUNCTION_INFO_V1(govreport_minus);
PG_FUNCTION_INFO_V1(govreport_rollup_accum);
PG_FUNCTION_INFO_V1(govreport_rollup_moving);
PG_FUNCTION_INFO_V1(govreport_rollup_inverse);
PG_FUNCTION_INFO_V1(govreport_rollup_combine);
PG_FUNCTION_INFO_V1(govreport_rollup_final);

/* "GVFP": like those of the server, our expanded objects say what they are. */
#define STATE_MAGIC 0x47564650

typedef struct rollup_state
{
	ExpandedObjectHeader header;
	int			magic;
	int64		inputs;			/* reports added less those taken away again: of none there is no roll-up */
	gr_rollup	rollup;
	gr_slice	flat;			/* bytes of the last flattening, or none */
} rollup_state;

static gr_slice
encode(gr_arena *arena, const gr_rollup *rollup)
{
	gr_writer	writer;
	gr_error	error = {0, NULL};

	gr_arena_init(arena, &gr_host_server);
	gr_writer_init(&writer, arena);
	gr_check(gr_rollup_encode(&writer, rollup), &error);
	return gr_slice_make(writer.data, writer.len);
}

static Size
flat_size(ExpandedObjectHeader *header)
{
	rollup_state *state = (rollup_state *) header;

	if (state->flat.data == NULL)
	{
		MemoryContext caller = MemoryContextSwitchTo(header->eoh_context);
		gr_arena	arena;
		gr_slice	bytes = encode(&arena, &state->rollup);
		char	   *copy = palloc(bytes.len);

		memcpy(copy, bytes.data, bytes.len);
		state->flat = gr_slice_make(copy, bytes.len);
		gr_arena_free(&arena);
		MemoryContextSwitchTo(caller);
	}
	return state->flat.len + VARHDRSZ;
}

static void
flatten(ExpandedObjectHeader *header, void *result, Size size)
{
	rollup_state *state = (rollup_state *) header;

	SET_VARSIZE(result, size);
	memcpy(VARDATA(result), state->flat.data, state->flat.len);
}

static const ExpandedObjectMethods methods = {flat_size, flatten};

/* sign 1 adds, -1 takes away. */
static void
add(gr_rollup *rollup, gr_slice bytes, int sign)
{
	gr_error	error = {0, NULL};

	gr_check(gr_rollup_add(rollup, bytes, sign, &error), &error);
}

static rollup_state *
new_state(MemoryContext parent)
{
	MemoryContext context = AllocSetContextCreate(parent, "govreport roll-up", ALLOCSET_START_SMALL_SIZES);
	rollup_state *state = MemoryContextAlloc(context, sizeof(rollup_state));

	EOH_init_header(&state->header, &methods, context);
	state->magic = STATE_MAGIC;
	state->inputs = 0;
	state->flat = gr_slice_make(NULL, 0);
	gr_rollup_init(&state->rollup);
	return state;
}

static rollup_state *
state_of(Datum datum)
{
	rollup_state *state;

	if (!VARATT_IS_EXTERNAL_EXPANDED(DatumGetPointer(datum)))
		return NULL;
	state = (rollup_state *) DatumGetEOHP(datum);
	return state->header.eoh_methods == &methods && state->magic == STATE_MAGIC ? state : NULL;
}

/* The state to add to: the one that is passed if we may write to it, else a new one with its content. */
static rollup_state *
writable_state(FunctionCallInfo fcinfo, MemoryContext aggregate)
{
	rollup_state *state;

	if (PG_ARGISNULL(0))
		return new_state(aggregate);
	state = state_of(PG_GETARG_DATUM(0));
	if (state != NULL && VARATT_IS_EXTERNAL_EXPANDED_RW(DatumGetPointer(PG_GETARG_DATUM(0))))
	{
		if (state->flat.data != NULL)
		{
			pfree(unconstify(char *, state->flat.data));
			state->flat = gr_slice_make(NULL, 0);
		}
		return state;
	}
	state = new_state(aggregate);
	add(&state->rollup, gr_arg_bytes(fcinfo, 0), 1);
	state->inputs = 1;
	return state;
}

/* Transition and combination are one thing: a roll-up is a report.  sign -1 is the inverse. */
static Datum
accumulate(FunctionCallInfo fcinfo, const char *name, int sign)
{
	MemoryContext aggregate;
	rollup_state *state;

	if (!AggCheckCallContext(fcinfo, &aggregate))
		elog(ERROR, "%s called in non-aggregate context", name);
	if (PG_ARGISNULL(1))
	{
		if (PG_ARGISNULL(0))
			PG_RETURN_NULL();
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	}
	state = writable_state(fcinfo, aggregate);
	add(&state->rollup, gr_arg_bytes(fcinfo, 1), sign);
	state->inputs += sign;
	PG_RETURN_DATUM(EOHPGetRWDatum(&state->header));
}

Datum
govreport_rollup_accum(PG_FUNCTION_ARGS)
{
	return accumulate(fcinfo, "rollup_accum", 1);
}

/* A moving frame asks for a state from the first row on, be its report NULL. */
Datum
govreport_rollup_moving(PG_FUNCTION_ARGS)
{
	MemoryContext aggregate;

	if (AggCheckCallContext(fcinfo, &aggregate) && PG_ARGISNULL(0) && PG_ARGISNULL(1))
		PG_RETURN_DATUM(EOHPGetRWDatum(&new_state(aggregate)->header));
	return accumulate(fcinfo, "rollup_moving", 1);
}

Datum
govreport_rollup_inverse(PG_FUNCTION_ARGS)
{
	return accumulate(fcinfo, "rollup_inverse", -1);
}

Datum
govreport_rollup_combine(PG_FUNCTION_ARGS)
{
	return accumulate(fcinfo, "rollup_combine", 1);
}

/* A copy that nobody goes on writing to, as a moving frame would. */
Datum
govreport_rollup_final(PG_FUNCTION_ARGS)
{
	rollup_state *state;

	if (!AggCheckCallContext(fcinfo, NULL))
		elog(ERROR, "rollup_final called in non-aggregate context");
	state = state_of(PG_GETARG_DATUM(0));
	if (state != NULL && state->inputs == 0)
		PG_RETURN_NULL();
	PG_RETURN_DATUM(gr_varlena(gr_arg_bytes(fcinfo, 0)));
}

static Datum
add_two(FunctionCallInfo fcinfo, int sign)
{
	gr_rollup  *sum = palloc(sizeof(gr_rollup));
	gr_arena	arena;
	Datum		result;

	gr_rollup_init(sum);
	add(sum, gr_arg_bytes(fcinfo, 0), 1);
	add(sum, gr_arg_bytes(fcinfo, 1), sign);
	result = gr_varlena(encode(&arena, sum));
	gr_arena_free(&arena);
	pfree(sum);
	PG_RETURN_DATUM(result);
}

Datum
govreport_plus(PG_FUNCTION_ARGS)
{
	return add_two(fcinfo, 1);
}

Datum
govreport_minus(PG_FUNCTION_ARGS)
{
	return add_two(fcinfo, -1);
}
