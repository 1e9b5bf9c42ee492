/*
 * load.h
 *		What the parts of govreport-load share.
 *
 *		load_main.c      options, threads, signals, exit status
 *		load_source.c    which files there are: a directory, walked, or a list
 *		load_file.c      one file: opened safely, read, looked at; names as the database can hold them
 *		load_session.c   one connection: made, lost, made again
 *		load_batch.c     files into the workspace, a transaction a batch
 *		load_progress.c  what one sees meanwhile
 *
 * A worker is a thread with a connection of its own.  It takes some files from the
 * source, asks the workspace which of them it has, reads the others and hands them
 * over.  Nothing is remembered outside the workspace: the table loaded_files is
 * written in the transaction of the reports, so that any run may end anywhere.
 */
#ifndef GOVREPORT_LOAD_H
#define GOVREPORT_LOAD_H

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "libpq-fe.h"

/* The program's exit status; after a signal 128 and its number. */
typedef enum load_status
{
	LOAD_DONE = 0,
	LOAD_SET_ASIDE = 1,			/* all was done, some files were set aside */
	LOAD_USAGE = 2,
	LOAD_FAILED = 3				/* not everything was looked at: run again */
} load_status;

/* The server takes no longer text. */
#define LOAD_SIZE_LIMIT ((size_t) 64 << 20)
#define LOAD_MAX_JOBS 64
#define LOAD_MAX_BATCH_FILES 10000
/* Memory a worker holds is about this, or one file. */
#define LOAD_BATCH_BYTES ((size_t) 8 << 20)
/* What may be a key of the ledger: an entry of an index is at most 2,704 bytes. */
#define LOAD_KEY_LIMIT 2000
#define LOAD_DEPTH_LIMIT 64
#define LOAD_RECONNECT_SECONDS 60

typedef struct load_options
{
	const char *dbname;
	const char *host;
	const char *port;
	const char *user;
	const char *schema;
	const char *directory;
	const char *prefix;			/* NULL: the directory's own name */
	const char *list;			/* NULL: everything in the directory */
	bool		list_null;		/* names in the list end with NUL */
	bool		checksum;		/* size and time of a file prove nothing */
	bool		quiet;
	int			jobs;
	int			batch_files;
	size_t		max_size;
} load_options;

/* A file on its way; strings are of malloc. */
typedef struct load_item
{
	char	   *path;			/* below the directory, as the file system has it */
	char	   *key;			/* as the ledger has it */
	char	   *url;			/* or NULL */
	char	   *reason;			/* why it is set aside, or NULL */
	int64_t		size;			/* bytes; -1 where it is not known */
	int64_t		modified;		/* microseconds since 1970 */
	char	   *data;			/* what it holds, when it was read */
	size_t		len;
} load_item;

/* ---------- load_main.c ---------- */

/* Counted by the workers, read by the one who shows it. */
typedef struct load_counts
{
	atomic_llong files;			/* all of them: those below, and more to come */
	atomic_llong loaded;		/* new reports, versions included */
	atomic_llong versions;		/* of files that had changed */
	atomic_llong unchanged;
	atomic_llong set_aside;
	atomic_llong bytes;			/* of files loaded */
} load_counts;

extern load_counts load_counted;

extern void *load_alloc(size_t size);
extern void *load_realloc(void *p, size_t size);
#if defined(__GNUC__)
__attribute__((format(printf, 1, 2)))
#endif
extern char *load_format(const char *format, ...);

/* Whether to stop: after a signal, or a failure. */
extern bool load_stopping(void);

/* Waits, unless it is time to stop. */
extern void load_wait(int milliseconds);

/* The first failure is told at the end; everything stops. */
#if defined(__GNUC__)
__attribute__((format(printf, 1, 2)))
#endif
extern void load_fail(const char *format, ...);

/* ---------- load_source.c ---------- */

typedef struct load_source load_source;

/* NULL after a message. */
extern load_source *load_source_open(const load_options *options);

/* How many files there are, or -1 where that cannot be told beforehand. */
extern long long load_source_count(load_source *source);

/* Up to "limit" files, each with path, key, url and perhaps a reason; 0 at the end.  Any thread may ask. */
extern int	load_source_next(load_source *source, load_item *items, int limit);
extern int	load_source_directory(const load_source *source);
extern void load_source_close(load_source *source);

/* ---------- load_file.c ---------- */

/*
 * Bytes as a text that says them exactly: printable UTF-8 as it is, a backslash
 * doubled, every other byte as \xHH.
 */
extern char *load_escape(const char *bytes, size_t len);

/* The key of a path below a prefix; sets *reason when it is longer than a key can be. */
extern char *load_key(const char *prefix, const char *path, char **reason);

/* Sets size and time, or the reason why this is no file to read. */
extern void load_file_look(int directory, load_item *item, size_t max_size);

/* Sets data and len, or the reason. */
extern void load_file_read(int directory, load_item *item, size_t max_size);

extern void load_item_free(load_item *item);

/* ---------- load_session.c ---------- */

typedef struct load_session
{
	const load_options *options;
	PGconn	   *connection;		/* NULL: there is none */
	char	   *unchanged_query;	/* which of these files are to be read */
	char	   *load_query;		/* from the staging table into the workspace */
} load_session;

/* A connection that is ready for batches; false after *message. */
extern bool load_session_open(load_session *session, const load_options *options, char **message);

/* The same again, for some time; false when it is time to stop, after load_fail perhaps. */
extern bool load_session_reopen(load_session *session);
extern void load_session_close(load_session *session);

/* ---------- load_batch.c ---------- */

/* What a worker does until the source is at its end, or it is time to stop. */
extern void load_work(load_source *source, const load_options *options);

/* ---------- load_progress.c ---------- */

extern void load_progress_start(const load_options *options, long long total);

/* To be called now and then. */
extern void load_progress_show(void);
extern void load_progress_end(void);

/* A file that was set aside: the first ones are told. */
extern void load_progress_set_aside(const char *key, const char *reason);

/* Seconds on a clock that only goes on. */
extern double load_clock(void);

#endif							/* GOVREPORT_LOAD_H */
