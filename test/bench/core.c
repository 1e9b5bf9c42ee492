/*
 * core.c
 *		Throughput of the core alone: core FILE... reads each file again and again.
 *
 * Prints for each phase the best of several rounds: microseconds a report, MB/s.  Then what the parts of
 * parse take: it is put together from its parts, one more in each step, and the steps take turns, so that a slow
 * moment of the machine hits all of them.  Texts count as plain there.
 */
#include "bench.h"
#include "cells.h"
#include "damage.h"
#include "findings.h"
#include "header.h"
#include "lost_order.h"
#include "report_prose.h"
#include "rollup.h"
#include "statistics.h"

/* Reports read in a round: each of them as often as it takes. */
#define ROUNDS 15
#define ROUND_REPORTS 1000
#define STEP_ROUNDS 60
#define STEP_REPORTS 100

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

static int
repeats_for(int reports, int count)
{
	return reports > count ? reports / count : 1;
}

static void
measure(const char *name, void (*phase) (const sample *), const sample *samples, int count, double bytes)
{
	double		best = 1e9;
	int			repeats = repeats_for(ROUND_REPORTS, count);

	for (int round = 0; round < ROUNDS; round++)
	{
		double		start = now();
		double		time;

		for (int repeat = 0; repeat < repeats; repeat++)
			for (int i = 0; i < count; i++)
				phase(&samples[i]);
		time = (now() - start) / repeats;
		if (time < best)
			best = time;
	}
	printf("core %-10s %8.2f us/report %8.1f MB/s of text\n", name, best / count * 1e6, bytes / best / 1e6);
}

/* ---------- the parts of parse ---------- */

/* Each step does what the one before it does, and one part more. */
typedef enum step
{
	STEP_HEADER,
	STEP_TABLES,
	STEP_CHECKS,				/* the table of statistics, lost order, damage */
	STEP_OUTLINE,				/* paragraphs and sections */
	STEP_CITATIONS,
	STEP_FACTS,
	STEP_ENCODE,
	STEPS
} step;

static const char *const step_names[STEPS] = {"header", "tables", "checks", "outline", "citations", "facts", "encode"};

/* What is left of the sinks of a report's prose. */
static gr_prose *
sinks_of(gr_report_prose *p, step last)
{
	if (last < STEP_OUTLINE)
		return NULL;
	if (last == STEP_OUTLINE)
		p->prose.sink_count = 1;
	/* As if there had been as many as are read of a report. */
	if (last == STEP_CITATIONS)
		p->facts.limited = true;
	return &p->prose;
}

static void
parse_up_to(gr_slice text, step last)
{
	static gr_report report;
	/* As in the server: fresh memory for every report would cost more than some of the steps. */
	static max_align_t memory[GR_PARSE_MEMORY / sizeof(max_align_t)];
	gr_arena	arena;
	gr_raw_tables *raw;
	gr_report_prose *prose;
	gr_writer	writer;

	gr_arena_init_in(&arena, &gr_host_libc, memory, sizeof(memory));
	gr_report_init(&report);
	gr_header_read(text, NULL, &report.header);
	if (last >= STEP_TABLES)
	{
		raw = must(gr_arena_alloc(&arena, sizeof(gr_raw_tables)));
		prose = must(gr_report_prose_begin(&arena, text, &report));
		check(gr_tables_read(&arena, text, NULL, sinks_of(prose, last), raw));
		check(gr_cells_assign(&arena, raw, &report));
		if (last >= STEP_CHECKS)
		{
			if (raw->statistics || gr_statistics_hinted(&arena, text, report.forms[GR_TABLE_APPLICATIONS] != GR_FORM_NONE))
				check(gr_statistics_read(&arena, text, NULL, &report, &raw->layouts));
			check(gr_lost_order_read(&arena, text, &report));
			check(gr_damage_note(&arena, text, &report));
		}
		if (last >= STEP_OUTLINE)
			check(gr_report_prose_end(prose, &report));
		if (last >= STEP_ENCODE)
		{
			gr_writer_init(&writer, &arena);
			check(gr_report_encode(&writer, &report));
		}
	}
	gr_arena_free(&arena);
}

static void
measure_steps(const sample *samples, int count)
{
	double		best[STEPS];
	int			repeats = repeats_for(STEP_REPORTS, count);

	for (int s = 0; s < STEPS; s++)
		best[s] = 1e9;
	for (int round = 0; round < STEP_ROUNDS; round++)
		for (int s = 0; s < STEPS; s++)
		{
			double		start = now();
			double		time;

			for (int repeat = 0; repeat < repeats; repeat++)
				for (int i = 0; i < count; i++)
					parse_up_to(samples[i].text, (step) s);
			time = (now() - start) / repeats;
			if (time < best[s])
				best[s] = time;
		}
	for (int s = 0; s < STEPS; s++)
	{
		double		part = best[s] - (s > 0 ? best[s - 1] : 0);

		printf("of parse: %-10s %8.2f us/report %6.1f %%\n", step_names[s], part / count * 1e6, 100 * part / best[STEPS - 1]);
	}
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
	measure_steps(samples, count);
	return 0;
}
