/*
 * load_batch.c
 *		Files into the workspace, a transaction a batch.
 *
 * What can go wrong, and what follows:
 *
 *		the connection is lost     the batch is begun anew on another one; what had been
 *		                           committed is found in the ledger and not done twice
 *		sessions are in each       the batch is begun anew
 *		other's way
 *		the server refuses data    the files of the batch are loaded one by one, and the
 *		                           one that is refused is set aside, with the server's words
 *		the connection is lost     one by one as well; a file with which it is lost again
 *		again and again            and again, while nothing else is loaded, is set aside:
 *		                           it may be what brings the server down
 *		anything else              the load ends; it can be run again
 */
#include "load.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LOSSES_OF_A_BATCH 2
#define LOSSES_OF_A_FILE 4
#define RETRIES 20
#define PIECE_BYTES ((size_t) 64 << 10)

typedef enum outcome
{
	DONE,
	LOST,						/* the connection */
	IN_THE_WAY,
	REFUSED,
	IMPOSSIBLE
} outcome;

/* ---------- alone, or beside the others ---------- */

static struct
{
	pthread_mutex_t lock;
	pthread_cond_t changed;
	int			working;
	int			waiting_alone;
	bool		alone;
}			gate = {PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER, 0, 0, false};

static void
gate_enter(bool alone)
{
	pthread_mutex_lock(&gate.lock);
	if (alone)
	{
		gate.waiting_alone++;
		while (gate.alone || gate.working > 0)
			pthread_cond_wait(&gate.changed, &gate.lock);
		gate.waiting_alone--;
		gate.alone = true;
	}
	else
	{
		while (gate.alone || gate.waiting_alone > 0)
			pthread_cond_wait(&gate.changed, &gate.lock);
		gate.working++;
	}
	pthread_mutex_unlock(&gate.lock);
}

static void
gate_leave(bool alone)
{
	pthread_mutex_lock(&gate.lock);
	if (alone)
		gate.alone = false;
	else
		gate.working--;
	pthread_cond_broadcast(&gate.changed);
	pthread_mutex_unlock(&gate.lock);
}

/* ---------- COPY ---------- */

static size_t
put_int(char *to, uint64_t value, size_t bytes)
{
	for (size_t i = 0; i < bytes; i++)
		to[i] = (char) (value >> 8 * (bytes - 1 - i));
	return bytes;
}

/* Fields in the binary format of COPY: a length, -1 for NULL, and the bytes. */
static bool
send_int8(PGconn *connection, int64_t value)
{
	char		field[12];

	put_int(field, 8, 4);
	put_int(field + 4, (uint64_t) value, 8);
	return PQputCopyData(connection, field, sizeof(field)) == 1;
}

static bool
send_bytes(PGconn *connection, const char *data, size_t len)
{
	char		head[4];

	put_int(head, data == NULL ? UINT32_MAX : len, 4);
	if (PQputCopyData(connection, head, sizeof(head)) != 1)
		return false;
	/* In pieces: libpq would make room for the whole, and keep it. */
	for (size_t piece; len > 0; data += piece, len -= piece)
	{
		piece = len < PIECE_BYTES ? len : PIECE_BYTES;
		if (PQputCopyData(connection, data, (int) piece) != 1)
			return false;
	}
	return true;
}

static bool
send_string(PGconn *connection, const char *string)
{
	return send_bytes(connection, string, string == NULL ? 0 : strlen(string));
}

static bool
send_item(PGconn *connection, const load_item *item)
{
	char		fields[2];

	put_int(fields, 6, 2);
	return PQputCopyData(connection, fields, sizeof(fields)) == 1 &&
		send_string(connection, item->key) && send_int8(connection, item->size) && send_int8(connection, item->modified) &&
		send_string(connection, item->url) && send_string(connection, item->reason) &&
		send_bytes(connection, item->data, item->len);
}

static bool
send_items(PGconn *connection, const load_item *items, int count)
{
	static const char head[] = "PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0";
	bool		good = PQputCopyData(connection, head, 19) == 1;

	for (int i = 0; good && i < count; i++)
		good = send_item(connection, &items[i]);
	return good && PQputCopyData(connection, "\377\377", 2) == 1;
}

/* ---------- what the server says ---------- */

static bool
is_class(const char *state, const char *class)
{
	return strncmp(state, class, 2) == 0;
}

static outcome
judge(PGconn *connection, const PGresult *result)
{
	const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
	const char *table = PQresultErrorField(result, PG_DIAG_TABLE_NAME);

	if (PQstatus(connection) != CONNECTION_OK || state == NULL || is_class(state, "08") || strncmp(state, "57P", 3) == 0)
		return LOST;
	if (is_class(state, "40") || strcmp(state, "55P03") == 0)
		return IN_THE_WAY;
	if (strcmp(state, "23505") == 0 && table != NULL && strcmp(table, "loaded_files") == 0)
		return IN_THE_WAY;
	if (is_class(state, "22") || is_class(state, "23") || is_class(state, "44") || is_class(state, "54") || is_class(state, "P0") ||
		is_class(state, "XX") || strcmp(state, "53200") == 0 || strcmp(state, "57014") == 0)
		return REFUSED;
	return IMPOSSIBLE;
}

/* The words of the server, which may hold words of the file: nothing in them moves a cursor.  The caller frees them. */
static char *
words_of(PGconn *connection, const PGresult *result)
{
	const char *primary = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
	const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
	const char *message = primary != NULL ? primary : PQerrorMessage(connection);
	size_t		len = strlen(message);
	char	   *escaped;
	char	   *words;

	while (len > 0 && message[len - 1] == '\n')
		len--;
	escaped = load_escape(message, len);
	words = state == NULL ? escaped : load_format("%s (SQLSTATE %s)", escaped, state);
	if (words != escaped)
		free(escaped);
	return words;
}

/* Takes the result; DONE when it is the status that is wanted. */
static outcome
check(PGconn *connection, PGresult *result, ExecStatusType wanted, char **words)
{
	outcome		outcome = DONE;

	if (PQresultStatus(result) != wanted)
	{
		outcome = judge(connection, result);
		free(*words);
		*words = words_of(connection, result);
	}
	PQclear(result);
	return outcome;
}

static outcome
copy(PGconn *connection, const load_item *items, int count, char **words)
{
	outcome		outcome = check(connection, PQexec(connection, "COPY pg_temp.govreport_load FROM STDIN (FORMAT binary)"), PGRES_COPY_IN, words);
	PGresult   *result;

	if (outcome != DONE)
		return outcome;
	/* A failure shows in the result. */
	if (send_items(connection, items, count))
		PQputCopyEnd(connection, NULL);
	else
		PQputCopyEnd(connection, "the client failed");
	while ((result = PQgetResult(connection)) != NULL)
	{
		if (outcome == DONE)
			outcome = check(connection, result, PGRES_COMMAND_OK, words);
		else
			PQclear(result);
		if (PQstatus(connection) != CONNECTION_OK)
			break;
	}
	return PQstatus(connection) != CONNECTION_OK ? LOST : outcome;
}

/* Columns: key, reason, whether it is a new report, whether it replaces one, size. */
static void
count_rows(const PGresult *result)
{
	for (int i = 0; i < PQntuples(result); i++)
	{
		if (!PQgetisnull(result, i, 1))
		{
			load_counted.set_aside++;
			load_progress_set_aside(PQgetvalue(result, i, 0), PQgetvalue(result, i, 1));
		}
		else if (*PQgetvalue(result, i, 2) == 't')
		{
			load_counted.loaded++;
			load_counted.bytes += strtoll(PQgetvalue(result, i, 4), NULL, 10);
			if (*PQgetvalue(result, i, 3) == 't')
				load_counted.versions++;
		}
		else
			load_counted.unchanged++;
	}
}

/* One transaction, from its beginning to its end. */
static outcome
transact(load_session *session, const load_item *items, int count, char **words)
{
	PGconn	   *connection = session->connection;
	PGresult   *rows = NULL;
	outcome		outcome = check(connection, PQexec(connection, "BEGIN"), PGRES_COMMAND_OK, words);

	if (outcome == DONE)
		outcome = copy(connection, items, count, words);
	if (outcome == DONE)
	{
		rows = PQexec(connection, session->load_query);
		if (PQresultStatus(rows) != PGRES_TUPLES_OK)
		{
			outcome = check(connection, rows, PGRES_TUPLES_OK, words);
			rows = NULL;
		}
	}
	if (outcome == DONE)
		outcome = check(connection, PQexec(connection, "COMMIT"), PGRES_COMMAND_OK, words);
	if (outcome == DONE)
		count_rows(rows);
	else if (outcome != LOST)
		PQclear(PQexec(connection, "ROLLBACK"));
	PQclear(rows);
	if (outcome == LOST)
		load_session_close(session);
	return outcome;
}

/* ---------- a batch ---------- */

static void
set_aside(load_item *item, char *reason)
{
	item->reason = reason;
	free(item->data);
	item->data = NULL;
	item->len = 0;
}

static bool
load_items(load_session *session, const load_options *options, load_item *items, int count)
{
	int			losses = 0;
	int			retries = 0;
	bool		one_by_one = false;

	while (!one_by_one)
	{
		bool		alone = count == 1 && losses > 0;
		char	   *words = NULL;
		outcome		outcome;

		if (load_stopping())
			return false;
		session->options = options;
		if (session->connection == NULL && !load_session_reopen(session))
			return false;
		gate_enter(alone);
		outcome = transact(session, items, count, &words);
		gate_leave(alone);
		switch (outcome)
		{
			case DONE:
				free(words);
				return true;
			case LOST:
				losses++;
				if (count > 1)
					one_by_one = losses == LOSSES_OF_A_BATCH;
				else if (losses == LOSSES_OF_A_FILE)
				{
					if (items->reason != NULL)
						load_fail("the connection is lost each time that \"%s\" is set aside: %s", items->key, words);
					else
						set_aside(items, load_format("the server closes the connection each time it is loaded: %s", words));
					losses = 0;
				}
				break;
			case IN_THE_WAY:
				if (++retries > RETRIES)
					load_fail("other sessions are in the way: %s", words);
				load_wait(10 * retries);
				break;
			case REFUSED:
				if (count > 1)
					one_by_one = true;
				else if (items->reason != NULL)
					load_fail("could not set \"%s\" aside: %s", items->key, words);
				else
					set_aside(items, load_format("refused by the server: %s", words));
				break;
			case IMPOSSIBLE:
				load_fail("%s", words);
				break;
		}
		free(words);
	}
	for (int i = 0; i < count; i++)
		if (!load_items(session, options, &items[i], 1))
			return false;
	return true;
}

/* ---------- which files are to be read ---------- */

typedef struct buffer
{
	char	   *text;
	size_t		len;
	size_t		capacity;
} buffer;

static void
append(buffer *b, const char *bytes, size_t len)
{
	if (b->len + len + 1 > b->capacity)
	{
		b->capacity = (b->len + len + 1) * 2;
		b->text = load_realloc(b->text, b->capacity);
	}
	memcpy(b->text + b->len, bytes, len);
	b->len += len;
	b->text[b->len] = '\0';
}

/* An element of an array of the server. */
static void
append_string(buffer *b, const char *string)
{
	append(b, b->len == 0 ? "{\"" : ",\"", 2);
	for (; *string != '\0'; string++)
	{
		if (*string == '"' || *string == '\\')
			append(b, "\\", 1);
		append(b, string, 1);
	}
	append(b, "\"", 1);
}

static void
append_number(buffer *b, int64_t number)
{
	char		text[32];

	append(b, text, (size_t) snprintf(text, sizeof(text), "%s%" PRId64, b->len == 0 ? "{" : ",", number));
}

/* Sets wanted[i] for each file that the ledger does not have as it is. */
static outcome
ask_ledger(load_session *session, const load_item *items, int count, bool *wanted, char **words)
{
	buffer		b[3] = {{NULL, 0, 0}, {NULL, 0, 0}, {NULL, 0, 0}};
	const char *values[4];
	PGresult   *result;
	outcome		outcome = DONE;

	for (int i = 0; i < count; i++)
	{
		append_string(&b[0], items[i].key);
		/* What is set aside is no size that a loaded file can have. */
		append_number(&b[1], items[i].reason != NULL ? -1 : items[i].size);
		append_number(&b[2], items[i].modified);
		wanted[i] = false;
	}
	for (int i = 0; i < 3; i++)
	{
		append(&b[i], "}", 1);
		values[i] = b[i].text;
	}
	values[3] = session->options->checksum ? "t" : "f";
	result = PQexecParams(session->connection, session->unchanged_query, 4, NULL, values, NULL, NULL, 0);
	if (PQresultStatus(result) == PGRES_TUPLES_OK)
	{
		for (int i = 0; i < PQntuples(result); i++)
			wanted[atoi(PQgetvalue(result, i, 0)) - 1] = true;
		PQclear(result);
	}
	else
		outcome = check(session->connection, result, PGRES_TUPLES_OK, words);
	for (int i = 0; i < 3; i++)
		free(b[i].text);
	if (outcome == LOST)
		load_session_close(session);
	return outcome;
}

static bool
find_wanted(load_session *session, const load_options *options, const load_item *items, int count, bool *wanted)
{
	for (int tries = 0; !load_stopping(); tries++)
	{
		char	   *words = NULL;
		outcome		outcome;

		session->options = options;
		if (session->connection == NULL && !load_session_reopen(session))
			return false;
		outcome = ask_ledger(session, items, count, wanted, &words);
		if (outcome == DONE)
			return true;
		if ((outcome != LOST && outcome != IN_THE_WAY) || tries == RETRIES)
			load_fail("%s", words);
		free(words);
	}
	return false;
}

/* ---------- a worker ---------- */

/* Wanted ones to the front, so that a batch is a part of the array; returns how many. */
static int
gather(load_item *items, int count, const bool *wanted)
{
	int			gathered = 0;

	for (int i = 0; i < count; i++)
	{
		load_item	item = items[i];

		if (!wanted[i])
			continue;
		items[i] = items[gathered];
		items[gathered++] = item;
	}
	return gathered;
}

/* Reads as many as memory should hold, loads them, and so on. */
static bool
read_and_load(load_source *source, load_session *session, const load_options *options, load_item *items, int count)
{
	int			begin = 0;
	size_t		bytes = 0;

	for (int end = 0; end < count; end++)
	{
		if (load_stopping())
			return false;
		if (items[end].reason == NULL)
			load_file_read(load_source_directory(source), &items[end], options->max_size);
		bytes += items[end].len;
		if (bytes < LOAD_BATCH_BYTES && end + 1 < count)
			continue;
		if (!load_items(session, options, items + begin, end + 1 - begin))
			return false;
		for (; begin <= end; begin++)
			load_item_free(&items[begin]);
		bytes = 0;
	}
	return true;
}

void
load_work(load_source *source, const load_options *options)
{
	load_item  *items = load_alloc(sizeof(*items) * (size_t) options->batch_files);
	bool	   *wanted = load_alloc(sizeof(*wanted) * (size_t) options->batch_files);
	load_session session = {0};
	bool		going_on = true;
	int			count;

	while (going_on && (count = load_source_next(source, items, options->batch_files)) > 0)
	{
		for (int i = 0; i < count; i++)
			load_file_look(load_source_directory(source), &items[i], options->max_size);
		going_on = find_wanted(&session, options, items, count, wanted);
		if (going_on)
		{
			int			gathered = gather(items, count, wanted);

			load_counted.unchanged += count - gathered;
			going_on = read_and_load(source, &session, options, items, gathered);
		}
		for (int i = 0; i < count; i++)
			load_item_free(&items[i]);
	}
	load_session_close(&session);
	free(items);
	free(wanted);
}
