/*
 * core.c
 *		Throughput of the core alone: core FILE... reads each file again and again.
 *
 * Prints for each function the best of several rounds: microseconds a report, MB/s.  Then what the parts of
 * parse take, by a clock that is read between them while all of it runs.  Texts count as plain there.
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
#define LAP_ROUNDS 60

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

/* What the clock is read behind.  The outline is read line by line with the tables, so these are read once more without it. */
typedef enum lap
{
	LAP_HEADER,
	LAP_TABLES,					/* lines, and what they say of the tables */
	LAP_TABLES_AND_OUTLINE,		/* and paragraphs and headings */
	LAP_CELLS,
	LAP_CHECKS,					/* the table of statistics, lost order, damage */
	LAP_CITATIONS,
	LAP_FACTS,
	LAP_SECTIONS,
	LAP_ENCODE,
	LAPS
} lap;

/* Seconds of the clock: that of the processor takes longer to read than some of the parts. */
static double
seconds(void)
{
	struct timespec t;

	timespec_get(&t, TIME_UTC);
	return (double) t.tv_sec + (double) t.tv_nsec / 1e9;
}

/* Ends a lap: the least time that it ever took counts. */
static void
end_lap(double best[LAPS], lap which, double *began)
{
	double		now = seconds();

	if (best[which] == 0 || now - *began < best[which])
		best[which] = now - *began;
	*began = now;
}

/*
 * What was just read is read faster, its branches being guessed.  So of the two readings of the tables only the first
 * counts, the one alone in every other round; before it, as before all others, other texts were read.
 */
static void
time_laps(gr_slice text, bool tables_alone, double best[LAPS])
{
	static gr_report report;
	gr_arena	arena;
	gr_raw_tables *raw;
	gr_raw_tables *alone;
	gr_report_prose *prose;
	gr_writer	writer;
	double		began;

	begin_arena(&arena);
	raw = must(gr_arena_alloc(&arena, sizeof(gr_raw_tables)));
	alone = must(gr_arena_alloc(&arena, sizeof(gr_raw_tables)));
	began = seconds();
	gr_report_init(&report);
	prose = must(gr_report_prose_begin(&arena, text, &report));
	gr_header_read(text, NULL, &report.header);
	end_lap(best, LAP_HEADER, &began);
	if (tables_alone)
	{
		check(gr_tables_read(&arena, text, NULL, NULL, alone));
		end_lap(best, LAP_TABLES, &began);
	}
	check(gr_tables_read(&arena, text, NULL, &prose->prose, raw));
	if (tables_alone)
		began = seconds();
	else
		end_lap(best, LAP_TABLES_AND_OUTLINE, &began);
	check(gr_cells_assign(&arena, raw, &report));
	end_lap(best, LAP_CELLS, &began);
	if (raw->statistics || gr_statistics_hinted(&arena, text, report.forms[GR_TABLE_APPLICATIONS] != GR_FORM_NONE))
		check(gr_statistics_read(&arena, text, NULL, &report, &raw->layouts));
	check(gr_lost_order_read(&arena, text, &report));
	check(gr_damage_note(&arena, text, &report));
	end_lap(best, LAP_CHECKS, &began);
	check(gr_report_prose_citations(prose));
	end_lap(best, LAP_CITATIONS, &began);
	check(gr_report_prose_facts(prose));
	end_lap(best, LAP_FACTS, &began);
	check(gr_report_prose_end(prose, &report));
	end_lap(best, LAP_SECTIONS, &began);
	gr_writer_init(&writer, &arena);
	check(gr_report_encode(&writer, &report));
	end_lap(best, LAP_ENCODE, &began);
	gr_arena_free(&arena);
}

static void
measure_parts(const sample *samples, int count)
{
	double	  (*best)[LAPS] = must(calloc((size_t) count, sizeof(*best)));
	double		sum[LAPS] = {0};

	for (int round = 0; round < LAP_ROUNDS; round++)
		for (int i = 0; i < count; i++)
			time_laps(samples[i].text, round % 2 == 0, best[i]);
	for (int i = 0; i < count; i++)
		for (int l = 0; l < LAPS; l++)
			sum[l] += best[i][l] / count;
	free(best);

	const struct
	{
		const char *name;
		double		time;
	}			parts[] = {
		{"header", sum[LAP_HEADER]},
		{"tables", sum[LAP_TABLES] + sum[LAP_CELLS]},
		{"checks", sum[LAP_CHECKS]},
		{"outline", sum[LAP_TABLES_AND_OUTLINE] - sum[LAP_TABLES] + sum[LAP_SECTIONS]},
		{"citations", sum[LAP_CITATIONS]},
		{"facts", sum[LAP_FACTS]},
		{"encode", sum[LAP_ENCODE]},
	};
	const size_t part_count = sizeof(parts) / sizeof(parts[0]);
	double		all = 0;

	for (size_t p = 0; p < part_count; p++)
		all += parts[p].time;
	for (size_t p = 0; p < part_count; p++)
		printf("of parse: %-10s %8.2f us/report %6.1f %%\n", parts[p].name, parts[p].time * 1e6, 100 * parts[p].time / all);
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
	measure_parts(samples, count);
	return 0;
}
