#include "pg_host.h"

#include "codec.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/memutils.h"

static void *
server_allocate(void *context, size_t size)
{
	/* Never NULL: without memory the server leaves by ereport. */
	return palloc_extended(size, MCXT_ALLOC_HUGE);
}

static void
server_release(void *context, void *memory)
{
	pfree(memory);
}

static bool
server_cancelled(void *context)
{
	CHECK_FOR_INTERRUPTS();
	return false;
}

const gr_host gr_host_server = {server_allocate, server_release, server_cancelled, NULL};

static int
sqlstate_of(gr_status status)
{
	switch (status)
	{
		case GR_OK:
			return ERRCODE_SUCCESSFUL_COMPLETION;
#define GR_STATUS(name, sqlstate, message, hint) \
		case GR_##name: \
			return sqlstate;
#include "status.def"
#undef GR_STATUS
	}
	return ERRCODE_INTERNAL_ERROR;
}

static const char *
hint_of(gr_status status)
{
	switch (status)
	{
		case GR_OK:
			return NULL;
#define GR_STATUS(name, sqlstate, message, hint) \
		case GR_##name: \
			return hint;
#include "status.def"
#undef GR_STATUS
	}
	return NULL;
}

static int
detail_of(const gr_error *error)
{
	if (error->detail != NULL && error->position != 0)
		return errdetail("%s (byte %zu)", error->detail, error->position);
	if (error->detail != NULL)
		return errdetail("%s", error->detail);
	if (error->position != 0)
		return errdetail("The first such byte is byte %zu.", error->position);
	return 0;
}

bool
gr_check_input(gr_status status, const gr_error *error, Node *escontext)
{
	const char *hint = hint_of(status);

	if (status == GR_OK)
		return true;
	errsave(escontext,
			(errcode(sqlstate_of(status)),
			 errmsg("%s", gr_status_message(status)),
			 detail_of(error),
			 hint != NULL ? errhint("%s", hint) : 0));
	return false;
}

void
gr_check(gr_status status, const gr_error *error)
{
	gr_check_input(status, error, NULL);
}

void
gr_check_database_encoding(void)
{
	if (GetDatabaseEncoding() != PG_UTF8)
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("govreport needs a database with encoding UTF8"),
				 errdetail("The encoding of this database is %s.", GetDatabaseEncodingName()),
				 errhint("Create one with CREATE DATABASE ... ENCODING 'UTF8' TEMPLATE template0.")));
}

gr_slice
gr_arg_bytes(FunctionCallInfo fcinfo, int n)
{
	struct varlena *value = PG_GETARG_VARLENA_PP(n);

	return gr_slice_make(VARDATA_ANY(value), VARSIZE_ANY_EXHDR(value));
}

gr_report *
gr_arg_report(FunctionCallInfo fcinfo, int n, gr_arena *arena)
{
	gr_report  *report = palloc(sizeof(gr_report));
	gr_error	error = {0, NULL};

	gr_arena_init(arena, &gr_host_server);
	gr_check(gr_report_decode(arena, gr_arg_bytes(fcinfo, n), report, &error), &error);
	return report;
}

/* Bytes of a result between two looks for an interrupt. */
#define COPIED_AT_ONCE ((size_t) 1 << 22)

Datum
gr_varlena(gr_slice bytes)
{
	struct varlena *value = palloc(bytes.len + VARHDRSZ);

	SET_VARSIZE(value, bytes.len + VARHDRSZ);
	for (size_t at = 0, len; at < bytes.len; at += len)
	{
		CHECK_FOR_INTERRUPTS();
		len = Min(bytes.len - at, COPIED_AT_ONCE);
		memcpy(VARDATA(value) + at, bytes.data + at, len);
	}
	return PointerGetDatum(value);
}

Datum
gr_written(const gr_writer *writer, gr_arena *arena)
{
	Datum		result = gr_varlena(gr_slice_make(writer->data, writer->len));

	gr_arena_free(arena);
	return result;
}

Datum
gr_text_or_null(gr_slice text, bool *is_null)
{
	*is_null = text.data == NULL;
	return *is_null ? (Datum) 0 : PointerGetDatum(cstring_to_text_with_len(text.data, (int) text.len));
}

Datum
gr_cstring_or_null(const char *string, bool *is_null)
{
	*is_null = string == NULL;
	return *is_null ? (Datum) 0 : CStringGetTextDatum(string);
}
