/*
 * hostile.c
 *		Large files that are no reports: time that grows with the text, bounded memory, and a host that is asked in time.
 *
 * BUILD: plain
 *
 * Run a second time without sanitizers, with files as large as parse accepts.
 */
#include "parse.h"
#include "tap.h"

#include <stdlib.h>
#include <time.h>

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED
#endif
#endif

/* The largest file; a half and a quarter of it show how time grows. */
#ifdef SANITIZED
#define LARGEST ((size_t) 4 << 20)
#define SECONDS_UNASKED 2.0
#else
#define LARGEST GR_TEXT_LIMIT
#define SECONDS_UNASKED 0.1
#endif

/* Twice the text in twice the time, four times at most: something quadratic takes sixteen times as long for the whole as for a quarter. */
#define GROWTH 8.0

/* How often a figure that is too large is taken anew. */
#define AGAIN 3

/* Times that are too short to tell. */
#define SECONDS_SHORT 0.05

/* Memory of the arena: so many times the text, and what a small text takes, too. */
#define TEXT_TIMES 4
#define MEMORY_BASE ((size_t) 16 << 20)

typedef struct hostile
{
	const char *name;
	const char *piece;			/* again and again */
} hostile;

static const hostile files[] = {
	{"digits", "0123456789"},
	{"digits in lines", "7\n"},
	{"pipes", "|"},
	{"pipes in lines", "|||||||||\n"},
	{"cells of HTML", "<td>"},
	{"rows of HTML", "<table><tr><td>1"},
	{"headings", "一、总体情况\n"},
	{"headings in one line", "一、总体情况"},
	{"dates", "2020年1月1日"},
	{"damaged dates", "202011日"},
	{"document numbers", "〔202012号"},
	{"labels", "规章 1 2 3\n"},
	{"labels and figures in one line", "规章1"},
	{"planted words", "足球比分直播"},
	{"line ends", "\n"},
	{"blanks", " "},
};

/* A host that notes how long it was not asked. */
typedef struct watch
{
	clock_t		last;
	clock_t		longest;
	bool		stop;
} watch;

static void
look(watch *w)
{
	clock_t		now = clock();

	if (now - w->last > w->longest)
		w->longest = now - w->last;
	w->last = now;
}

static bool
cancelled(void *context)
{
	look(context);
	return ((watch *) context)->stop;
}

typedef struct measure
{
	gr_status	status;
	double		seconds;
	double		unasked;		/* the longest time */
	size_t		memory;
} measure;

static measure
parse(const char *text, size_t len, bool stop)
{
	static gr_report report;
	watch		w = {clock(), 0, stop};
	gr_host		host = gr_host_libc;
	clock_t		start = w.last;
	gr_arena	arena;
	gr_error	error = {0, NULL};
	measure		m;

	host.cancelled = cancelled;
	host.context = &w;
	gr_arena_init(&arena, &host);
	m.status = gr_parse(&arena, gr_slice_make(text, len), &report, &error);
	look(&w);
	m.seconds = (double) (clock() - start) / CLOCKS_PER_SEC;
	m.unasked = (double) w.longest / CLOCKS_PER_SEC;
	m.memory = arena.used;
	gr_arena_free(&arena);
	return m;
}

static bool
grows_linearly(double quarter, double whole)
{
	return whole < SECONDS_SHORT || whole <= quarter * GROWTH;
}

static void
test_file(const hostile *file, char *text)
{
	size_t		n = strlen(file->piece);
	size_t		len = LARGEST / n * n;
	size_t		bound = TEXT_TIMES * len + MEMORY_BASE;
	measure		quarter;
	measure		half;
	measure		whole;
	measure		stopped;
	double		unasked;

	for (size_t i = 0; i < len; i += n)
		memcpy(text + i, file->piece, n);
	quarter = parse(text, len / 4 / n * n, false);
	half = parse(text, len / 2 / n * n, false);
	whole = parse(text, len, false);
	/* Again, should something else have held the machine up. */
	for (int i = 0; i < AGAIN && (!grows_linearly(quarter.seconds, whole.seconds) || whole.unasked > SECONDS_UNASKED); i++)
	{
		quarter = parse(text, len / 4 / n * n, false);
		whole = parse(text, len, false);
	}
	stopped = parse(text, len, true);
	ok(quarter.status == GR_OK && half.status == GR_OK && whole.status == GR_OK, "%zu MB of %s: read", LARGEST >> 20, file->name);
	ok(grows_linearly(quarter.seconds, whole.seconds), "time grows with the text: %.3f s, %.3f s, %.3f s for a quarter, a half, all of it",
	   quarter.seconds, half.seconds, whole.seconds);
	ok(whole.memory <= bound, "memory is bounded: %.2f MB per MB of text", (double) whole.memory / (double) len);
	unasked = whole.unasked > stopped.unasked ? whole.unasked : stopped.unasked;
	ok(unasked <= SECONDS_UNASKED, "the host is asked in time: %.0f ms at most between two looks", unasked * 1000);
	ok(stopped.status == GR_CANCELLED && stopped.seconds <= SECONDS_UNASKED, "and can stop it (after %.0f ms)", stopped.seconds * 1000);
}

int
main(void)
{
	char	   *text = malloc(LARGEST);

	if (text == NULL)
		return 2;
	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++)
		test_file(&files[i], text);
	free(text);
	return done_testing();
}
