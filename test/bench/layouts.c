/*
 * layouts.c
 *		What parse costs in each layout: the same made-up reports in all of them, and texts out of PDF files.
 *
 *	layouts DIRECTORY...
 *
 * Each file *.txt of a directory is a text of the layout that its name ends with: NAME.LAYOUT.txt.
 * Prints for each layout the best of several turns; the layouts take turns, so that a slow moment of the machine hits all
 * of them.  A line that misses its target ends with "slow".
 */
#define _POSIX_C_SOURCE 200809L

#include <dirent.h>

#include "../generator/generator.h"
#include "bench.h"

#define TURNS 15
#define REPEATS 4

/* A layout that has taken this long has had turns enough. */
#define SECONDS_ENOUGH 3.0

/* Reports of each form. */
#define REPORTS 20

#define KINDS 64
#define NAME_SIZE 32

/* The targets: nanoseconds a byte of a page, microseconds a report of text against pipes. */
#define HTML_NANOSECONDS 5.0
#define TEXT_RATIO 1.5

typedef struct kind
{
	char		name[NAME_SIZE];
	gr_slice   *texts;
	size_t		count;
	size_t		capacity;
	double		bytes;
	double		seconds;		/* for all texts once */
	double		spent;
} kind;

static kind kinds[KINDS];
static size_t kind_count;

static kind *
kind_of(const char *name)
{
	for (size_t i = 0; i < kind_count; i++)
		if (strcmp(kinds[i].name, name) == 0)
			return &kinds[i];
	if (kind_count == KINDS)
	{
		fprintf(stderr, "layouts: more than %d kinds\n", KINDS);
		exit(2);
	}
	snprintf(kinds[kind_count].name, NAME_SIZE, "%s", name);
	kinds[kind_count].seconds = 1e9;
	return &kinds[kind_count++];
}

static void
add_text(kind *k, gr_slice text)
{
	if (k->count == k->capacity)
	{
		k->capacity = k->capacity * 2 + 16;
		k->texts = must(realloc(k->texts, k->capacity * sizeof(gr_slice)));
	}
	k->texts[k->count++] = text;
	k->bytes += (double) text.len;
}

/* Of the reports that mix layouts those that have HTML among them are shown by themselves: they are neither text nor a page. */
static const char *
name_of(int layout, gr_slice text)
{
	if (layout == GEN_MIXED && gr_slice_find(text, 0, GR_SLICE("<t"), 0) != GR_NOT_FOUND)
		return "mixed html";
	return gen_layouts[layout].key;
}

static void
make_reports(void)
{
	static const int forms[] = {GR_FORM_2019, GR_FORM_2021};
	gen_report	made = {0};

	for (int layout = 0; layout < GEN_LAYOUTS; layout++)
		for (int i = 0; i < 2 * REPORTS; i++)
		{
			gen_options options = {forms[i % 2], (gen_layout) layout, 0, 1 + (uint64_t) i / 2, 0};

			gr_slice	text;

			gen_make(&options, &made);
			text = copy_of(gr_slice_make(made.text, made.len));
			add_text(kind_of(name_of(layout, text)), text);
		}
	gen_free(&made);
}

/* 2021-001-chromium.layout.txt is "pdf layout". */
static void
read_directory(const char *directory)
{
	DIR		   *files = opendir(directory);
	struct dirent *entry;

	must(files);
	while ((entry = readdir(files)) != NULL)
	{
		char		path[4096];
		char		name[NAME_SIZE];
		const char *end = strrchr(entry->d_name, '.');
		const char *from = strchr(entry->d_name, '.');

		if (end == NULL || strcmp(end, ".txt") != 0 || from == end)
			continue;
		snprintf(path, sizeof(path), "%s/%s", directory, entry->d_name);
		snprintf(name, sizeof(name), "pdf %.*s", (int) (end - from - 1), from + 1);
		add_text(kind_of(name), read_file(path));
	}
	closedir(files);
}

static void
take_turn(kind *k)
{
	double		start = now();
	double		seconds;
	int			repeat = 0;

	if (k->spent > SECONDS_ENOUGH)
		return;
	for (; repeat == 0 || (repeat < REPEATS && now() - start < SECONDS_ENOUGH); repeat++)
		for (size_t i = 0; i < k->count; i++)
		{
			gr_arena	arena;

			parse(&arena, k->texts[i]);
			gr_arena_free(&arena);
		}
	k->spent += now() - start;
	seconds = (now() - start) / repeat;
	if (seconds < k->seconds)
		k->seconds = seconds;
}

static double
per_report(const kind *k)
{
	return k->seconds / (double) k->count;
}

int
main(int argc, char **argv)
{
	const kind *pipes;

	make_reports();
	for (int i = 1; i < argc; i++)
		read_directory(argv[i]);
	for (int turn = 0; turn < TURNS; turn++)
		for (size_t i = 0; i < kind_count; i++)
			take_turn(&kinds[i]);
	pipes = kind_of(gen_layouts[GEN_PIPE].key);
	printf("%-16s %8s %10s %9s %9s\n", "layout", "bytes", "us/report", "ns/byte", "to pipes");
	for (size_t i = 0; i < kind_count; i++)
	{
		const kind *k = &kinds[i];
		double		ratio = per_report(k) / per_report(pipes);
		double		nanoseconds = k->seconds / k->bytes * 1e9;
		bool		page = strcmp(k->name, gen_layouts[GEN_HTML].key) == 0;

		printf("%-16s %8.0f %10.2f %9.2f %9.2f%s\n", k->name, k->bytes / (double) k->count, per_report(k) * 1e6, nanoseconds, ratio,
			   (page ? nanoseconds > HTML_NANOSECONDS : ratio > TEXT_RATIO) ? "  slow" : "");
	}
	return 0;
}
