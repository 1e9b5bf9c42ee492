/*
 * core.c
 *		Throughput of the core alone: core FILE... reads each file again and again.
 *
 * Prints for each phase the best of several rounds: microseconds a report, MB/s.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "codec.h"
#include "findings.h"
#include "parse.h"
#include "rollup.h"

#define ROUNDS 15
#define REPEATS 200

typedef struct sample
{
	gr_slice	text;
	gr_slice	bytes;			/* the report, encoded */
} sample;

static double
now(void)
{
	struct timespec t;

	timespec_get(&t, TIME_UTC);
	return (double) t.tv_sec + (double) t.tv_nsec / 1e9;
}

static gr_slice
read_file(const char *name)
{
	FILE	   *file = fopen(name, "rb");
	char	   *data;
	long		size;

	if (file == NULL || fseek(file, 0, SEEK_END) != 0 || (size = ftell(file)) < 0)
	{
		perror(name);
		exit(2);
	}
	rewind(file);
	data = malloc((size_t) size + 1);
	if (data == NULL || fread(data, 1, (size_t) size, file) != (size_t) size)
	{
		perror(name);
		exit(2);
	}
	fclose(file);
	return gr_slice_make(data, (size_t) size);
}

static void
check(gr_status status)
{
	if (status != GR_OK)
	{
		fprintf(stderr, "%s\n", gr_status_message(status));
		exit(2);
	}
}

/* What the server does for parse(raw). */
static gr_slice
parse(gr_arena *arena, gr_slice text)
{
	static gr_report report;
	gr_error	error = {0, NULL};
	gr_writer	writer;

	gr_arena_init(arena, &gr_host_libc);
	gr_writer_init(&writer, arena);
	check(gr_parse(arena, text, &report, &error));
	check(gr_report_encode(&writer, &report));
	return gr_slice_make(writer.data, writer.len);
}

static void
phase_parse(const sample *s)
{
	gr_arena	arena;

	parse(&arena, s->text);
	gr_arena_free(&arena);
}

static void
phase_findings(const sample *s)
{
	static gr_report report;
	gr_error	error = {0, NULL};
	gr_findings findings;
	gr_arena	arena;

	gr_arena_init(&arena, &gr_host_libc);
	check(gr_report_decode(&arena, s->bytes, &report, &error));
	check(gr_findings_of(&arena, &report, &findings));
	gr_arena_free(&arena);
}

static gr_rollup sum;

static void
phase_rollup(const sample *s)
{
	gr_error	error = {0, NULL};

	check(gr_rollup_add(&sum, s->bytes, 1, &error));
}

static void
measure(const char *name, void (*phase) (const sample *), const sample *samples, int count, double bytes)
{
	double		best = 1e9;

	for (int round = 0; round < ROUNDS; round++)
	{
		double		start = now();
		double		time;

		for (int repeat = 0; repeat < REPEATS; repeat++)
			for (int i = 0; i < count; i++)
				phase(&samples[i]);
		time = (now() - start) / REPEATS;
		if (time < best)
			best = time;
	}
	printf("core %-10s %8.2f us/report %8.1f MB/s of text\n", name, best / count * 1e6, bytes / best / 1e6);
}

int
main(int argc, char **argv)
{
	int			count = argc - 1;
	sample	   *samples = calloc((size_t) count + 1, sizeof(sample));
	double		bytes = 0;

	if (count == 0 || samples == NULL)
	{
		fprintf(stderr, "usage: core FILE...\n");
		return 2;
	}
	for (int i = 0; i < count; i++)
	{
		gr_arena	arena;
		gr_slice	encoded;
		char	   *copy;

		samples[i].text = read_file(argv[i + 1]);
		bytes += (double) samples[i].text.len;
		encoded = parse(&arena, samples[i].text);
		copy = malloc(encoded.len);
		if (copy == NULL)
			return 2;
		memcpy(copy, encoded.data, encoded.len);
		samples[i].bytes = gr_slice_make(copy, encoded.len);
		gr_arena_free(&arena);
	}
	measure("parse", phase_parse, samples, count, bytes);
	measure("findings", phase_findings, samples, count, bytes);
	measure("rollup", phase_rollup, samples, count, bytes);
	return 0;
}
