/*
 * load_progress.c
 *		What one sees meanwhile: a bar on a terminal, a line now and then elsewhere.
 */
#include "load.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#define BAR_WIDTH 30
/* Seconds until the first line where there is no terminal, and from one to the next. */
#define FIRST_LINE_SECONDS 1
#define LINE_SECONDS 10
/* The rate is that of about the last so many seconds. */
#define RATE_SECONDS 15
#define SET_ASIDE_TOLD 20

static struct
{
	const load_options *options;
	pthread_mutex_t lock;		/* a line of a worker does not come into the bar */
	bool		terminal;
	bool		bar_shown;
	long long	total;			/* -1: not known */
	double		start;
	double		last_time;
	double		next_line;
	long long	last_done;
	double		rate;			/* files a second */
	long long	told;
}			progress = {.lock = PTHREAD_MUTEX_INITIALIZER};

double
load_clock(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double) now.tv_sec + (double) now.tv_nsec / 1e9;
}

static long long
done(void)
{
	return load_counted.loaded + load_counted.unchanged + load_counted.set_aside;
}

void
load_progress_start(const load_options *options, long long total)
{
	progress.options = options;
	progress.terminal = isatty(STDERR_FILENO);
	progress.total = total;
	progress.start = progress.last_time = load_clock();
	progress.next_line = progress.start + FIRST_LINE_SECONDS;
}

static void
measure(double now)
{
	double		passed = now - progress.last_time;
	double		weight;

	if (passed < 0.1)
		return;
	/* At the beginning all that has passed counts. */
	weight = passed / (now - progress.start < RATE_SECONDS ? now - progress.start : RATE_SECONDS);
	progress.rate += ((double) (done() - progress.last_done) / passed - progress.rate) * (weight > 1 ? 1 : weight);
	progress.last_time = now;
	progress.last_done = done();
}

/* As 0:07, 12:34 or 1:02:03. */
static void
format_time(char *text, size_t size, double seconds)
{
	long long	s = (long long) (seconds + 0.5);

	if (s >= 3600)
		snprintf(text, size, "%lld:%02lld:%02lld", s / 3600, s / 60 % 60, s % 60);
	else
		snprintf(text, size, "%lld:%02lld", s / 60, s % 60);
}

static int
columns(void)
{
	struct winsize window;

	if (ioctl(STDERR_FILENO, TIOCGWINSZ, &window) == 0 && window.ws_col > 0)
		return window.ws_col;
	return 80;
}

/* "1234 of 19000 files, 1234/s, 0:12 left, 3 set aside" */
static void
format_state(char *text, size_t size)
{
	long long	so_far = done();
	long long	aside = load_counted.set_aside;
	char		left[32];
	size_t		len;

	if (progress.total >= 0)
		len = (size_t) snprintf(text, size, "%lld of %lld files, %.0f/s", so_far, progress.total, progress.rate);
	else
		len = (size_t) snprintf(text, size, "%lld files, %.0f/s", so_far, progress.rate);
	if (progress.total > so_far && progress.rate > 0)
	{
		format_time(left, sizeof(left), (double) (progress.total - so_far) / progress.rate);
		len += (size_t) snprintf(text + len, size - len, ", %s left", left);
	}
	if (aside > 0)
		snprintf(text + len, size - len, ", %lld set aside", aside);
}

static void
show_bar(void)
{
	char		state[200];
	char		bar[BAR_WIDTH + 1];
	char		line[300];
	double		share = progress.total > 0 ? (double) done() / (double) progress.total : 1;
	int			filled = (int) (BAR_WIDTH * (share > 1 ? 1 : share));
	int			width = columns() - 1;

	format_state(state, sizeof(state));
	memset(bar, ' ', BAR_WIDTH);
	memset(bar, '#', (size_t) filled);
	bar[BAR_WIDTH] = '\0';
	if (progress.total >= 0)
		snprintf(line, sizeof(line), "[%s] %3.0f %% %s", bar, 100 * (share > 1 ? 1 : share), state);
	else
		snprintf(line, sizeof(line), "%s", state);
	/* A longer line would wrap, and stay. */
	fprintf(stderr, "\r%.*s\033[K", width < 1 ? 1 : width, line);
	fflush(stderr);
	progress.bar_shown = true;
}

static void
clear_bar(void)
{
	if (progress.bar_shown)
		fputs("\r\033[K", stderr);
	progress.bar_shown = false;
}

void
load_progress_show(void)
{
	double		now = load_clock();

	pthread_mutex_lock(&progress.lock);
	measure(now);
	if (progress.options->quiet)
		;
	else if (progress.terminal)
		show_bar();
	else if (now >= progress.next_line)
	{
		char		state[200];

		format_state(state, sizeof(state));
		fprintf(stderr, "govreport-load: %s\n", state);
		progress.next_line = now + LINE_SECONDS;
	}
	pthread_mutex_unlock(&progress.lock);
}

void
load_progress_set_aside(const char *key, const char *reason)
{
	pthread_mutex_lock(&progress.lock);
	if (!progress.options->quiet)
	{
		clear_bar();
		if (progress.told < SET_ASIDE_TOLD)
			fprintf(stderr, "govreport-load: set aside: %s: %s\n", key, reason);
		else if (progress.told == SET_ASIDE_TOLD)
			fprintf(stderr, "govreport-load: more was set aside; all of it is in the table \"loaded_files\"\n");
		progress.told++;
	}
	pthread_mutex_unlock(&progress.lock);
}

void
load_progress_end(void)
{
	double		seconds = load_clock() - progress.start;
	char		time[32];

	pthread_mutex_lock(&progress.lock);
	clear_bar();
	pthread_mutex_unlock(&progress.lock);
	if (progress.options->quiet)
		return;
	format_time(time, sizeof(time), seconds);
	printf("%lld files: %lld loaded (%lld as new versions), %lld unchanged, %lld set aside; %.1f MB in %s, %.0f files/s\n",
		   done(), (long long) load_counted.loaded, (long long) load_counted.versions, (long long) load_counted.unchanged,
		   (long long) load_counted.set_aside, (double) load_counted.bytes / 1e6, time,
		   seconds > 0 ? (double) done() / seconds : 0.0);
}
