/*
 * load_session.c
 *		One connection: made, lost, made again; and the statements that are run on it.
 */
#include "load.h"

#include <stdlib.h>
#include <string.h>

/* Of the characters of a text, fewer than one in so many are lost. */
#define LOST_CHARACTERS "5"

/*
 * Names are looked up in pg_catalog alone, whatever else lies in the database.  Each
 * batch sees what other sessions committed before its statements, hence the level.
 * What was told to be loaded has to be there after a crash, hence the last one.
 */
static const char settings[] =
	"SET search_path = pg_catalog, pg_temp;"
	"SET default_transaction_isolation = 'read committed';"
	"SET statement_timeout = 0;"
	"SET lock_timeout = 0;"
	"SET idle_in_transaction_session_timeout = 0;"
	"SET client_min_messages = error;"
	"SET jit = off;"
	"SET work_mem = '32MB';"
	"SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'";

/* Files lie here, as they are, until the end of the transaction. */
static const char staging[] =
	"CREATE TEMPORARY TABLE govreport_load (path text COLLATE \"C\", size bigint, modified bigint, url text, reason text, bytes bytea)"
	" ON COMMIT DELETE ROWS;"
	"ALTER TABLE pg_temp.govreport_load ALTER bytes SET STORAGE EXTERNAL";

/*
 * $1 keys, $2 sizes, $3 times, $4 whether size and time prove nothing: the ordinal of
 * each file that is to be read, once where a list names it twice.
 */
static const char unchanged[] =
	"SELECT min(c.ordinal)"
	" FROM unnest($1::text[], $2::bigint[], $3::bigint[]) WITH ORDINALITY AS c(path, size, modified, ordinal)"
	" LEFT JOIN %1$s.loaded_files AS l ON l.path = c.path COLLATE \"C\" AND l.state = 'loaded' AND l.size = c.size"
	"  AND l.modified = timestamptz 'epoch' + c.modified * interval '1 microsecond' AND NOT $4::boolean"
	" WHERE l.path IS NULL"
	" GROUP BY c.path COLLATE \"C\" ORDER BY 1";

/*
 * From the staging table into the workspace, in one statement.  Files that are known
 * are locked first, in one order.  One that another session adds at the same time
 * breaks the primary key: then the batch is begun anew and finds it.  A new version
 * replaces the last one, which may have come by another way.
 * %1$s the schema, %2$s the name of its table of reports as a literal.
 */
static const char load[] =
	"WITH known AS MATERIALIZED ("
	"  SELECT l.path, latest.id AS previous, l.sha256 FROM %1$s.loaded_files AS l"
	"  LEFT JOIN LATERAL ("
	"    WITH RECURSIVE versions AS ("
	"      SELECT r.id FROM %1$s.reports AS r WHERE r.id = l.report_id"
	"      UNION SELECT r.id FROM versions AS v JOIN %1$s.reports AS r ON r.replaces = v.id"
	"    ) SELECT v.id FROM versions AS v WHERE NOT EXISTS (SELECT FROM %1$s.reports AS r WHERE r.replaces = v.id)"
	"  ) AS latest ON true"
	"  WHERE l.path IN (SELECT path FROM pg_temp.govreport_load) ORDER BY l.path FOR UPDATE OF l"
	"), read AS MATERIALIZED ("
	"  SELECT f.path, nullif(f.size, -1) AS size,"
	"    CASE WHEN f.size <> -1 THEN timestamptz 'epoch' + f.modified * interval '1 microsecond' END AS modified, f.url, f.reason, f.sha256,"
	"    k.path IS NOT NULL AS known, k.previous,"
	"    CASE WHEN f.reason IS NULL AND f.sha256 IS DISTINCT FROM k.sha256 THEN govreport.decode(f.bytes) END AS raw"
	"  FROM (SELECT *, sha256(bytes) AS sha256 FROM pg_temp.govreport_load OFFSET 0) AS f LEFT JOIN known AS k USING (path)"
	"), judged AS MATERIALIZED ("
	"  SELECT r.*, coalesce(r.reason, CASE WHEN c.lost * " LOST_CHARACTERS " > c.all_characters"
	"      THEN format('not text: %%s of %%s characters cannot be decoded', c.lost, c.all_characters) END) AS verdict"
	"  FROM read AS r, LATERAL (SELECT (octet_length(r.raw) - octet_length(replace(r.raw, chr(65533), ''))) / 3 AS lost,"
	"    char_length(r.raw) AS all_characters OFFSET 0) AS c"
	"), numbered AS MATERIALIZED ("
	"  SELECT j.*, CASE WHEN j.raw IS NOT NULL AND j.verdict IS NULL THEN nextval((SELECT pg_get_serial_sequence(%2$s, 'id'))::regclass) END AS id"
	"  FROM judged AS j"
	"), new_reports AS ("
	"  INSERT INTO %1$s.reports (id, source_url, fetched_at, raw, replaces) OVERRIDING SYSTEM VALUE"
	"  SELECT id, url, modified, raw, previous FROM numbered WHERE id IS NOT NULL ORDER BY id"
	"), new_files AS ("
	"  INSERT INTO %1$s.loaded_files (path, state, reason, report_id, size, modified, sha256)"
	"  SELECT path, CASE WHEN verdict IS NULL THEN 'loaded' ELSE 'set_aside' END, verdict, id, size, modified, CASE WHEN id IS NOT NULL THEN sha256 END"
	"  FROM numbered WHERE NOT known ORDER BY path"
	"), known_files AS ("
	"  UPDATE %1$s.loaded_files AS l"
	"  SET state = CASE WHEN n.verdict IS NULL THEN 'loaded' ELSE 'set_aside' END, reason = n.verdict, size = n.size, modified = n.modified,"
	"    checked_at = now(), report_id = CASE WHEN n.id IS NULL THEN l.report_id ELSE n.id END, sha256 = CASE WHEN n.id IS NULL THEN l.sha256 ELSE n.sha256 END"
	"  FROM numbered AS n WHERE n.known AND l.path = n.path"
	")"
	"SELECT path, verdict, id IS NOT NULL, id IS NOT NULL AND known AND previous IS NOT NULL, coalesce(size, 0) FROM numbered";

static char *
message_of(PGconn *connection, const char *what)
{
	const char *message = connection != NULL ? PQerrorMessage(connection) : "out of memory";
	size_t		len = strlen(message);

	while (len > 0 && message[len - 1] == '\n')
		len--;
	return load_format("%s: %.*s", what, (int) len, message);
}

static PGconn *
connect_to(const load_options *options)
{
	const char *keywords[] = {"dbname", "host", "port", "user", "fallback_application_name", "client_encoding", NULL};
	const char *values[] = {options->dbname, options->host, options->port, options->user, "govreport-load", "UTF8", NULL};

	/* The name of the database may be a whole connection string. */
	return PQconnectdbParams(keywords, values, 1);
}

static bool
run(load_session *session, const char *statements, char **message)
{
	PGresult   *result = PQexec(session->connection, statements);
	bool		good = PQresultStatus(result) == PGRES_COMMAND_OK || PQresultStatus(result) == PGRES_TUPLES_OK;

	PQclear(result);
	if (!good)
		*message = message_of(session->connection, "could not prepare the session");
	return good;
}

static bool
look_at_workspace(load_session *session, char **message)
{
	const char *schema = session->options->schema;
	PGresult   *result = PQexecParams(session->connection,
									  "SELECT bool_or(c.relname = 'reports'), bool_or(c.relname = 'loaded_files')"
									  " FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace WHERE n.nspname = $1",
									  1, NULL, &schema, NULL, NULL, 0);
	bool		good = false;

	if (PQresultStatus(result) != PGRES_TUPLES_OK)
		*message = message_of(session->connection, "could not look for the workspace");
	else if (*PQgetvalue(result, 0, 0) != 't')
		*message = load_format("there is no workspace \"%s\" in database \"%s\"; make one with: CALL govreport.create_workspace('%s')",
							   schema, PQdb(session->connection), schema);
	else if (*PQgetvalue(result, 0, 1) != 't')
		*message = load_format("workspace \"%s\" has no table \"loaded_files\": it was made by an older release of govreport", schema);
	else
		good = true;
	PQclear(result);
	return good;
}

static bool
make_queries(load_session *session, char **message)
{
	PGconn	   *connection = session->connection;
	char	   *schema = PQescapeIdentifier(connection, session->options->schema, strlen(session->options->schema));
	char	   *table = schema == NULL ? NULL : load_format("%s.reports", schema);
	char	   *literal = table == NULL ? NULL : PQescapeLiteral(connection, table, strlen(table));

	if (literal != NULL)
	{
		session->unchanged_query = load_format(unchanged, schema);
		session->load_query = load_format(load, schema, literal);
	}
	else
		*message = message_of(connection, "could not use the name of the workspace");
	PQfreemem(schema);
	PQfreemem(literal);
	free(table);
	return literal != NULL;
}

bool
load_session_open(load_session *session, const load_options *options, char **message)
{
	memset(session, 0, sizeof(*session));
	session->options = options;
	session->connection = connect_to(options);
	if (PQstatus(session->connection) != CONNECTION_OK)
	{
		*message = message_of(session->connection, PQconnectionNeedsPassword(session->connection) ?
							  "could not connect (a password goes into ~/.pgpass or PGPASSWORD)" : "could not connect");
		load_session_close(session);
		return false;
	}
	if (run(session, settings, message) && look_at_workspace(session, message) &&
		run(session, staging, message) && make_queries(session, message))
		return true;
	load_session_close(session);
	return false;
}

bool
load_session_reopen(load_session *session)
{
	const load_options *options = session->options;
	double		end = load_clock() + LOAD_RECONNECT_SECONDS;
	int			pause = 100;

	load_session_close(session);
	session->options = options;
	while (!load_stopping())
	{
		char	   *message = NULL;

		if (load_session_open(session, options, &message))
			return true;
		if (load_clock() > end)
			load_fail("the connection was lost, and for %d seconds there was no other: %s", LOAD_RECONNECT_SECONDS, message);
		free(message);
		load_wait(pause);
		if (pause < 3000)
			pause *= 2;
	}
	return false;
}

void
load_session_close(load_session *session)
{
	PQfinish(session->connection);
	free(session->unchanged_query);
	free(session->load_query);
	memset(session, 0, sizeof(*session));
}
