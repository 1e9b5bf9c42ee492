/*
 * core.c
 *		Throughput of the core alone: core FILE... reads each file again and again.
 *
 * Prints for each phase the best of several rounds: microseconds a report, MB/s.
 */
#include "bench.h"
#include "findings.h"
#include "rollup.h"

#define ROUNDS 15
#define REPEATS 200

typedef struct sample
{
	gr_slice	text;
	gr_slice	bytes;			/* the report, encoded */
} sample;

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
	sample	   *samples = must(calloc((size_t) count + 1, sizeof(sample)));
	double		bytes = 0;

	if (count == 0)
	{
		fprintf(stderr, "usage: core FILE...\n");
		return 2;
	}
	for (int i = 0; i < count; i++)
	{
		gr_arena	arena;

		samples[i].text = read_file(argv[i + 1]);
		bytes += (double) samples[i].text.len;
		samples[i].bytes = copy_of(parse(&arena, samples[i].text));
		gr_arena_free(&arena);
	}
	measure("parse", phase_parse, samples, count, bytes);
	measure("findings", phase_findings, samples, count, bytes);
	measure("rollup", phase_rollup, samples, count, bytes);
	return 0;
}
