/*
 * load_main.c
 *		govreport-load: options, threads, signals, exit status.
 */
#include "load.h"

#include <errno.h>
#include <getopt.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

load_counts load_counted;

/* The bar moves five times a second. */
#define SHOW_MILLISECONDS 200

static const char help[] =
	"govreport-load loads a directory of crawled reports into a workspace of govreport.\n"
	"\n"
	"Usage:\n"
	"  govreport-load [OPTION]... --schema=NAME DIRECTORY\n"
	"\n"
	"What to load, and where:\n"
	"  -n, --schema=NAME        the workspace, as made by govreport.create_workspace\n"
	"  -f, --files-from=FILE    load what FILE lists, a name below DIRECTORY a line, and\n"
	"                           behind a tab the address it came from; - is standard input\n"
	"  -0, --null               names in the list end with a zero byte\n"
	"      --prefix=NAME        what the names begin with in the workspace\n"
	"                           (default: the name of DIRECTORY itself)\n"
	"      --max-size=SIZE      set larger files aside; k and M may follow\n"
	"                           (default and most: 64M)\n"
	"  -c, --checksum           read files whose size and time are those of the last run, too\n"
	"\n"
	"How:\n"
	"  -j, --jobs=NUMBER        connections that load at the same time (default: 4)\n"
	"      --batch=NUMBER       most files a transaction (default: 500)\n"
	"  -q, --quiet              no progress, no summary; errors only\n"
	"\n"
	"Connection:\n"
	"  -d, --dbname=DBNAME      database, or a connection string\n"
	"  -h, --host=HOSTNAME      server, or directory of its socket\n"
	"  -p, --port=PORT          port of the server\n"
	"  -U, --username=NAME      user\n"
	"\n"
	"  -V, --version            print the version and end\n"
	"  -?, --help               print this help and end\n"
	"\n"
	"An interrupted load is resumed by the same command.  Files that could not be loaded\n"
	"are in the table loaded_files of the workspace, with the reason.\n"
	"\n"
	"Exit status: 0 all files are loaded, 1 some were set aside, 2 wrong usage, 3 the load\n"
	"did not come to its end, 128 and more: ended by a signal.\n";

/* ---------- memory ---------- */

static void
no_memory(void)
{
	fputs("govreport-load: out of memory\n", stderr);
	/* Other threads may be at work: no handlers of exit.  What they have not committed, the next run loads. */
	_exit(LOAD_FAILED);
}

void *
load_alloc(size_t size)
{
	return load_realloc(NULL, size);
}

void *
load_realloc(void *p, size_t size)
{
	p = realloc(p, size == 0 ? 1 : size);
	if (p == NULL)
		no_memory();
	return p;
}

char *
load_format(const char *format, ...)
{
	va_list		arguments;
	int			len;
	char	   *text;

	va_start(arguments, format);
	len = vsnprintf(NULL, 0, format, arguments);
	va_end(arguments);
	text = load_alloc((size_t) len + 1);
	va_start(arguments, format);
	vsnprintf(text, (size_t) len + 1, format, arguments);
	va_end(arguments);
	return text;
}

/* ---------- the end ---------- */

static pthread_mutex_t failure_lock = PTHREAD_MUTEX_INITIALIZER;
static char *failure;			/* the first one */
static atomic_bool stopping;
static atomic_int running;		/* workers */
static pthread_t main_thread;

bool
load_stopping(void)
{
	return stopping;
}

void
load_wait(int milliseconds)
{
	for (; milliseconds > 0 && !stopping; milliseconds -= 50)
	{
		struct timespec pause = {0, (milliseconds < 50 ? milliseconds : 50) * 1000000L};

		nanosleep(&pause, NULL);
	}
}

void
load_fail(const char *format, ...)
{
	va_list		arguments;
	char		text[2000];

	va_start(arguments, format);
	vsnprintf(text, sizeof(text), format, arguments);
	va_end(arguments);
	pthread_mutex_lock(&failure_lock);
	if (failure == NULL)
		failure = load_format("%s", text);
	pthread_mutex_unlock(&failure_lock);
	stopping = true;
}

/* ---------- options ---------- */

static long
number(const char *option, const char *text, long least, long most)
{
	char	   *end;
	long		n;

	errno = 0;
	n = strtol(text, &end, 10);
	if (errno != 0 || end == text || *end != '\0' || n < least || n > most)
	{
		fprintf(stderr, "govreport-load: %s must be a number from %ld to %ld, not \"%s\"\n", option, least, most, text);
		exit(LOAD_USAGE);
	}
	return n;
}

static size_t
size_of(const char *option, const char *text)
{
	char	   *end;
	unsigned long long n;
	unsigned long long unit = 1;

	errno = 0;
	n = strtoull(text, &end, 10);
	if (end != text && (*end == 'k' || *end == 'M'))
		unit = *end++ == 'k' ? 1024 : 1024 * 1024;
	if (errno != 0 || *text < '0' || *text > '9' || *end != '\0' || n == 0 || n > LOAD_SIZE_LIMIT / unit)
	{
		fprintf(stderr, "govreport-load: %s must be a size from 1 to 64M, not \"%s\"\n", option, text);
		exit(LOAD_USAGE);
	}
	return (size_t) (n * unit);
}

static void
wrong_usage(const char *message)
{
	if (message != NULL)
		fprintf(stderr, "govreport-load: %s\n", message);
	fputs("govreport-load: try --help\n", stderr);
	exit(LOAD_USAGE);
}

enum
{
	OPTION_PREFIX = 256,
	OPTION_MAX_SIZE,
	OPTION_BATCH,
	OPTION_HELP
};

static const struct option long_options[] = {
	{"schema", required_argument, NULL, 'n'},
	{"files-from", required_argument, NULL, 'f'},
	{"null", no_argument, NULL, '0'},
	{"prefix", required_argument, NULL, OPTION_PREFIX},
	{"max-size", required_argument, NULL, OPTION_MAX_SIZE},
	{"checksum", no_argument, NULL, 'c'},
	{"jobs", required_argument, NULL, 'j'},
	{"batch", required_argument, NULL, OPTION_BATCH},
	{"quiet", no_argument, NULL, 'q'},
	{"dbname", required_argument, NULL, 'd'},
	{"host", required_argument, NULL, 'h'},
	{"port", required_argument, NULL, 'p'},
	{"username", required_argument, NULL, 'U'},
	{"version", no_argument, NULL, 'V'},
	{"help", no_argument, NULL, OPTION_HELP},
	{NULL, 0, NULL, 0}
};

/* Help and version are told to standard output, and that is all. */
static void
print_and_exit(const char *text)
{
	fputs(text, stdout);
	exit(fflush(stdout) == 0 ? LOAD_DONE : LOAD_FAILED);
}

static void
set_option(load_options *options, int option)
{
	switch (option)
	{
		case 'n':
			options->schema = optarg;
			break;
		case 'f':
			options->list = optarg;
			break;
		case '0':
			options->list_null = true;
			break;
		case OPTION_PREFIX:
			options->prefix = optarg;
			break;
		case OPTION_MAX_SIZE:
			options->max_size = size_of("--max-size", optarg);
			break;
		case 'c':
			options->checksum = true;
			break;
		case 'j':
			options->jobs = (int) number("--jobs", optarg, 1, LOAD_MAX_JOBS);
			break;
		case OPTION_BATCH:
			options->batch_files = (int) number("--batch", optarg, 1, LOAD_MAX_BATCH_FILES);
			break;
		case 'q':
			options->quiet = true;
			break;
		case 'd':
			options->dbname = optarg;
			break;
		case 'h':
			options->host = optarg;
			break;
		case 'p':
			options->port = optarg;
			break;
		case 'U':
			options->user = optarg;
			break;
		case 'V':
			print_and_exit("govreport-load " GOVREPORT_VERSION "\n");
			break;
		case OPTION_HELP:
			print_and_exit(help);
			break;
		default:
			wrong_usage(NULL);
	}
}

static void
read_options(load_options *options, int argc, char **argv)
{
	int			option;

	/* getopt says '?' of what it does not know, so that this one is ours. */
	if (argc > 1 && strcmp(argv[1], "-?") == 0)
		print_and_exit(help);
	while ((option = getopt_long(argc, argv, "n:f:0cj:qd:h:p:U:V", long_options, NULL)) != -1)
		set_option(options, option);
	if (optind + 1 != argc)
		wrong_usage(optind == argc ? "the directory is missing" : "only one directory can be loaded");
	options->directory = argv[optind];
	if (options->schema == NULL)
		wrong_usage("the workspace is missing: --schema=NAME");
	if (options->list_null && options->list == NULL)
		wrong_usage("--null goes with --files-from");
}

/* ---------- threads and signals ---------- */

typedef struct work
{
	load_source *source;
	const load_options *options;
} work;

static void *
worker(void *argument)
{
	const work *w = argument;

	load_work(w->source, w->options);
	/* The main thread need not wait for the next tick. */
	if (--running == 0)
		pthread_kill(main_thread, SIGUSR1);
	return NULL;
}

/* Shows progress until the workers are done; returns the signal that ended the load, or 0. */
static int
watch(const load_options *options, const sigset_t *signals)
{
	int			caught = 0;

	while (running > 0)
	{
		struct timespec tick = {0, SHOW_MILLISECONDS * 1000000L};
		int			signal = sigtimedwait(signals, NULL, &tick);

		if (signal > 0 && signal != SIGUSR1)
		{
			/* The second time at once: the server rolls back what is not committed. */
			if (caught != 0)
				_exit(128 + signal);
			caught = signal;
			stopping = true;
			if (!options->quiet)
				fprintf(stderr, "\ngovreport-load: finishing what was begun; once more to stop at once\n");
		}
		load_progress_show();
	}
	return caught;
}

static int
run(load_source *source, const load_options *options, const sigset_t *signals)
{
	pthread_t	threads[LOAD_MAX_JOBS];
	work		w = {source, options};
	int			started = 0;
	int			caught;

	main_thread = pthread_self();
	running = options->jobs;
	for (; started < options->jobs; started++)
	{
		int			error = pthread_create(&threads[started], NULL, worker, &w);

		if (error == 0)
			continue;
		load_fail("could not start a thread: %s", strerror(error));
		running -= options->jobs - started;
		break;
	}
	caught = watch(options, signals);
	for (int i = 0; i < started; i++)
		pthread_join(threads[i], NULL);
	return caught;
}

/* Everything that can be wrong from the beginning is told before the work begins. */
static bool
try_session(const load_options *options)
{
	load_session session;
	char	   *message = NULL;

	if (load_session_open(&session, options, &message))
	{
		load_session_close(&session);
		return true;
	}
	fprintf(stderr, "govreport-load: %s\n", message);
	free(message);
	return false;
}

int
main(int argc, char **argv)
{
	load_options options = {.jobs = 4, .batch_files = 500, .max_size = LOAD_SIZE_LIMIT};
	load_source *source;
	sigset_t	signals;
	int			caught;

	read_options(&options, argc, argv);
	if (!PQisthreadsafe())
	{
		fputs("govreport-load: this libpq is not thread-safe\n", stderr);
		return LOAD_FAILED;
	}
	signal(SIGPIPE, SIG_IGN);
	source = load_source_open(&options);
	if (source == NULL)
		return LOAD_FAILED;
	if (!try_session(&options))
	{
		load_source_close(source);
		return LOAD_FAILED;
	}
	load_progress_start(&options, load_source_count(source));
	/* Signals are waited for, not handled: no thread is interrupted in the middle of anything. */
	sigemptyset(&signals);
	sigaddset(&signals, SIGINT);
	sigaddset(&signals, SIGTERM);
	sigaddset(&signals, SIGHUP);
	sigaddset(&signals, SIGUSR1);
	pthread_sigmask(SIG_BLOCK, &signals, NULL);
	caught = run(source, &options, &signals);
	load_progress_end();
	load_source_close(source);
	if (failure != NULL)
	{
		fprintf(stderr, "govreport-load: %s\ngovreport-load: the load did not come to its end; the same command goes on with it\n", failure);
		free(failure);
		return LOAD_FAILED;
	}
	if (fflush(stdout) != 0)
	{
		fputs("govreport-load: could not write to standard output\n", stderr);
		return LOAD_FAILED;
	}
	if (caught != 0)
		return 128 + caught;
	return load_counted.set_aside > 0 ? LOAD_SET_ASIDE : LOAD_DONE;
}
