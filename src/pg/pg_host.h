/*
 * pg_host.h
 *		The server as host of the core: memory, cancellation, errors, values.
 */
#ifndef GR_PG_HOST_H
#define GR_PG_HOST_H

#include "pg_compat.h"

#include "buffer.h"
#include "report.h"

/* palloc in the context that is current when an arena begins; CHECK_FOR_INTERRUPTS. */
extern const gr_host gr_host_server;

/* Raises what a status means, with its SQLSTATE, DETAIL and HINT; returns on GR_OK. */
extern void gr_check(gr_status status, const gr_error *error);

/* The same for an input function: true when all is well, false after a soft error. */
extern bool gr_check_input(gr_status status, const gr_error *error, Node *escontext);

/* Refuses a database whose encoding is not UTF8. */
extern void gr_check_database_encoding(void);

/* The bytes of an argument of type text, bytea or report, detoasted where need be. */
extern gr_slice gr_arg_bytes(FunctionCallInfo fcinfo, int n);

/*
 * Reads an argument of type report.  The arena is initialised here; memory and
 * report live as long as the current memory context.
 */
extern gr_report *gr_arg_report(FunctionCallInfo fcinfo, int n, gr_arena *arena);

/* A varlena with these bytes. */
extern Datum gr_varlena(gr_slice bytes);

/* The same of what was written into the arena, which ends here. */
extern Datum gr_written(const gr_writer *writer, gr_arena *arena);

/* A text datum, or NULL (is_null set) for a slice or string that is none. */
extern Datum gr_text_or_null(gr_slice text, bool *is_null);
extern Datum gr_cstring_or_null(const char *string, bool *is_null);

#endif							/* GR_PG_HOST_H */
