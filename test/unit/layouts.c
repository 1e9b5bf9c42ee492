/*
 * layouts.c
 *		Property test: made-up reports in every layout and with every damage, read and compared with the truth.
 *
 * SOURCES: test/generator/?*.c
 * BUILD: plain, with as many reports as the rates ask for.
 *
 * A cell is right (value and unit as printed, or the status that an empty cell
 * has), null (no value, but the text has one), or wrong: a value that differs from
 * the truth, or that the text does not have.  No cell may be wrong, anywhere.
 *
 * LAYOUT_FAILURES=directory in the environment: the first texts of each kind that fail are written there.
 */
#include "../generator/generator.h"
#include "codec.h"
#include "findings.h"
#include "parse.h"
#include "rollup.h"
#include "tap.h"
#include "utf8.h"

#include <stdlib.h>
#if !defined(__STDC_NO_THREADS__)
#include <stdatomic.h>
#include <threads.h>
#define WORKERS 4
#endif

/* Reports for each form and layout, and for each form, layout and damage. */
#ifdef __SANITIZE_ADDRESS__
#define REPORTS 200
#define DAMAGED_REPORTS 10
#else
#define REPORTS 1000
#define DAMAGED_REPORTS 40
#endif

/* Positions are compared in every so-manieth report. */
#define POSITIONS_EVERY 8

/* Every so-manieth report does not add up. */
#define CHANGED_EVERY 4

#define EXAMPLES 3

/* 99.9 percent */
#define SHARE_KEPT 999
/* Below these a target that is missed is a failure: 99 percent of undamaged texts, 90 of damaged ones. */
#define FLOOR_KEPT 990
#define FLOOR_DAMAGED 900
/* Tables of applications without borders that come out whole: 98 percent. */
#define SHARE_GLUED 980

static const int forms[] = {GR_FORM_2019, GR_FORM_2021};

#define FORMS ((int) (sizeof(forms) / sizeof(forms[0])))
#define KINDS (GEN_DAMAGES + 1)
#define UNDAMAGED GEN_DAMAGES

/* What header.layout should say; GR_LAYOUTS: any. */
static const unsigned char layout_named[GEN_LAYOUTS] = {
	[GEN_PIPE] = GR_LAYOUT_PIPE,[GEN_TAB] = GR_LAYOUT_TAB,[GEN_GLUED] = GR_LAYOUT_GLUED,[GEN_MARKDOWN] = GR_LAYOUT_MARKDOWN,
	[GEN_LINES] = GR_LAYOUT_LINES,[GEN_SPACED] = GR_LAYOUT_LINES,[GEN_PIPE_END] = GR_LAYOUTS,[GEN_PIPE_OPEN] = GR_LAYOUTS,
	[GEN_HTML] = GR_LAYOUT_HTML,[GEN_BROKEN] = GR_LAYOUT_PIPE,[GEN_TRUNCATED] = GR_LAYOUT_PIPE,[GEN_MIXED] = GR_LAYOUTS,
};

typedef struct example
{
	gen_options options;
	int			slot;			/* -1: of the report as a whole */
	char		what[200];
} example;

typedef struct tally
{
	long		reports;
	long		right;
	long		null;			/* a value, or an empty cell, that is strictly there */
	long		excused;		/* not read, and need not be */
	long		wrong;
	long		misplaced;		/* right, but the position is another's */
	long		unnamed;		/* header.layout is not what it should be */
	long		unequal;		/* not what the pipes gave */
	long		tables;			/* of applications, without borders */
	long		solved;
	int			example_count;
	example		examples[EXAMPLES];
	int			unequal_count;	/* an example of its own */
	example		unequal_example;
} tally;

typedef struct results
{
	tally		of[FORMS][GEN_LAYOUTS][KINDS];
} results;

/* ---------- one report ---------- */

typedef struct reading
{
	gr_report	report;
	gr_findings findings;
	gr_slice	rollup;			/* of this report alone, encoded */
	gr_status	status;
} reading;

static int64_t
power_of_ten(int n)
{
	int64_t		power = 1;

	while (n-- > 0)
		power *= 10;
	return power;
}

/* The same figure, whatever zeros it ends with. */
static bool
same_figure(const gr_cell *cell, const gen_cell *truth)
{
	int64_t		a = cell->value;
	int64_t		b = truth->value;

	if (cell->unit != truth->unit)
		return false;
	if (cell->scale < truth->scale)
		a *= power_of_ten(truth->scale - cell->scale);
	else
		b *= power_of_ten(cell->scale - truth->scale);
	return a == b;
}

static void
note_example(tally *t, const gen_options *options, int slot, const char *what, const gr_cell *cell, const gen_cell *truth)
{
	static const char *const presences[] = {"not in form", "value", "blank", "placeholder", "absent"};
	example    *e;

	if (t->example_count == EXAMPLES)
		return;
	e = &t->examples[t->example_count++];
	e->options = *options;
	e->slot = slot;
	snprintf(e->what, sizeof(e->what), "%s: %s/%s is %s %lld e-%d %s, truth %s %lld e-%d %s", what, gr_rows[gr_slots[slot].row].key,
			 gr_columns[gr_slots[slot].column].key, gr_cell_status_name(cell->status), (long long) cell->value, cell->scale,
			 gr_units[cell->unit].text, presences[truth->presence], (long long) truth->value, truth->scale, gr_units[truth->unit].text);
}

static void
judge_cell(tally *t, const gen_options *options, int slot, const gr_cell *cell, const gen_cell *truth)
{
	bool		has = gr_cell_has_value(cell);
	bool		right = false;

	switch ((gen_presence) truth->presence)
	{
		case GEN_NOT_IN_FORM:
			if (has)
				break;
			return;
		case GEN_VALUE:
			right = has && same_figure(cell, truth);
			break;
		case GEN_ABSENT:
			/* What arithmetic finds may be what stood there. */
			right = !has || (same_figure(cell, truth) && (cell->status == GR_CELL_SOLVED || truth->loose));
			break;
		case GEN_BLANK:
			right = cell->status == GR_CELL_BLANK;
			break;
		case GEN_PLACEHOLDER:
			right = cell->status == GR_CELL_PLACEHOLDER;
			break;
	}
	if (right)
		t->right++;
	else if (has)
	{
		if (t->wrong++ == 0 && t->example_count == EXAMPLES)
			t->example_count--;
		note_example(t, options, slot, "WRONG", cell, truth);
	}
	else if (truth->loose)
		t->excused++;
	else
	{
		t->null++;
		/* Room for what is worse. */
		if (t->example_count < EXAMPLES - 1)
			note_example(t, options, slot, "null", cell, truth);
	}
}

/* Whether the position lies in the cell. */
static void
judge_positions(tally *t, const gen_options *options, const gen_report *made, const gr_report *report)
{
	uint32_t   *characters = malloc((made->len + 1) * sizeof(*characters));
	uint32_t	count = 0;

	if (characters == NULL)
		abort();
	for (size_t i = 0; i <= made->len; i++)
	{
		characters[i] = count;
		count += i < made->len && ((unsigned char) made->text[i] & 0xC0) != 0x80;
	}
	/* Before the byte that starts a character stand as many as before the next one, less one. */
	for (int slot = 0; slot < GR_SLOTS; slot++)
	{
		const gen_cell *truth = &made->cells[slot];
		const gr_cell *cell = &report->cells[slot];

		if (truth->presence != GEN_VALUE || truth->loose || truth->to == 0 || !gr_cell_has_value(cell))
			continue;
		if (cell->span.len == 0 || cell->span.pos < characters[truth->from] + 1 ||
			cell->span.pos + cell->span.len > characters[truth->to] + 1)
		{
			if (t->misplaced++ == 0 || t->example_count < EXAMPLES - 1)
				note_example(t, options, slot, "misplaced", cell, truth);
		}
	}
	free(characters);
}

static bool
all_read(const gen_report *made, const gr_report *report)
{
	for (int slot = (int) gr_tables[GR_TABLE_APPLICATIONS].first_slot; slot < (int) gr_tables[GR_TABLE_APPLICATIONS].end_slot; slot++)
		if (made->cells[slot].presence == GEN_VALUE && !gr_cell_has_value(&report->cells[slot]))
			return false;
	return true;
}

static void
judge(tally *t, const gen_options *options, const gen_report *made, const reading *r)
{
	t->reports++;
	for (int slot = 0; slot < GR_SLOTS; slot++)
		judge_cell(t, options, slot, &r->report.cells[slot], &made->cells[slot]);
	if (options->seed % POSITIONS_EVERY == 0)
		judge_positions(t, options, made, &r->report);
	if (options->layout == GEN_GLUED)
	{
		t->tables++;
		t->solved += all_read(made, &r->report);
	}
	if (layout_named[options->layout] != GR_LAYOUTS && r->report.header.layout != layout_named[options->layout])
		t->unnamed++;
}

static void
read_report(gr_arena *arena, const gen_report *made, reading *r)
{
	gr_error	error = {0, NULL};

	memset(&r->findings, 0, sizeof(r->findings));
	r->status = gr_parse(arena, gr_slice_make(made->text, made->len), &r->report, &error);
	if (r->status != GR_OK)
		gr_report_init(&r->report);
}

static bool
same_known_figure(const gr_figure *a, const gr_figure *b)
{
	return a->known == b->known && (!a->known || (gr_wide_equal(a->value, b->value) && a->scale == b->scale));
}

/* The bytes of its roll-up; empty, and different from any, where there is none. */
static gr_slice
rollup_of(gr_arena *arena, const gr_report *report)
{
	gr_rollup  *rollup = gr_arena_alloc(arena, sizeof(gr_rollup));
	gr_error	error = {0, NULL};
	gr_writer	bytes;
	gr_writer	sum;

	gr_writer_init(&bytes, arena);
	gr_writer_init(&sum, arena);
	if (rollup == NULL || gr_report_encode(&bytes, report) != GR_OK)
		return gr_slice_make(NULL, 0);
	gr_rollup_init(rollup);
	if (gr_rollup_add(rollup, gr_slice_make(bytes.data, bytes.len), 1, &error) != GR_OK || gr_rollup_encode(&sum, rollup) != GR_OK)
		return gr_slice_make(NULL, 0);
	return gr_slice_make(sum.data, sum.len);
}

/* Values, statuses, findings and roll-up; a table solved is as good as one given. */
static bool
same_reading(const reading *a, const reading *b)
{
	for (int slot = 0; slot < GR_SLOTS; slot++)
	{
		const gr_cell *x = &a->report.cells[slot];
		const gr_cell *y = &b->report.cells[slot];

		if (x->status != y->status || x->value != y->value || x->scale != y->scale || x->unit != y->unit)
			return false;
	}
	if (a->rollup.len == 0 || !gr_slice_equal(a->rollup, b->rollup) || a->findings.count != b->findings.count)
		return false;
	for (size_t i = 0; i < a->findings.count; i++)
	{
		const gr_finding *x = &a->findings.items[i];
		const gr_finding *y = &b->findings.items[i];

		if (x->rule != y->rule || x->severity != y->severity || x->table != y->table || x->row != y->row || x->column != y->column ||
			!same_known_figure(&x->expected, &y->expected) || !same_known_figure(&x->actual, &y->actual) ||
			!same_known_figure(&x->difference, &y->difference))
			return false;
	}
	return true;
}

/* ---------- jobs ---------- */

/* Layouts in which the same report reads the same. */
static bool
keeps_everything(int layout)
{
	return layout != GEN_GLUED && layout != GEN_BROKEN;
}

static void
undamaged_job(results *all, gen_report *made, int form, uint64_t seed)
{
	static _Thread_local reading first;
	static _Thread_local reading other;
	gr_arena	first_arena;

	gr_arena_init(&first_arena, &gr_host_libc);
	for (int layout = 0; layout < GEN_LAYOUTS; layout++)
	{
		gen_options options = {forms[form], (gen_layout) layout, 0, seed, 0};
		tally	   *t = &all->of[form][layout][UNDAMAGED];
		gr_arena	other_arena;
		bool		is_first = layout == GEN_PIPE;
		reading    *r = is_first ? &first : &other;
		gr_arena   *arena = is_first ? &first_arena : &other_arena;

		/* Without borders arithmetic reads the figures: they have to add up. */
		if (seed % CHANGED_EVERY == 0 && layout != GEN_GLUED)
			options.changed = 1 + (int) (seed / CHANGED_EVERY % 3);
		gr_arena_init(&other_arena, &gr_host_libc);
		gen_make(&options, made);
		read_report(arena, made, r);
		judge(t, &options, made, r);
		r->rollup = rollup_of(arena, &r->report);
		if (keeps_everything(layout) && gr_findings_of(arena, &r->report, &r->findings) == GR_OK && !is_first &&
			!same_reading(&first, &other) && t->unequal++ == 0)
		{
			t->unequal_count = 1;
			t->unequal_example.options = options;
		}
		gr_arena_free(&other_arena);
	}
	gr_arena_free(&first_arena);
}

static void
damaged_job(results *all, gen_report *made, int form, int damage, uint64_t seed)
{
	static _Thread_local reading r;

	for (int layout = 0; layout < GEN_LAYOUTS; layout++)
	{
		gen_options options = {forms[form], (gen_layout) layout, 1u << damage, seed, 0};
		gr_arena	arena;

		if ((gen_damages[damage].detail >> layout & 1) == 0)
			continue;
		gr_arena_init(&arena, &gr_host_libc);
		gen_make(&options, made);
		read_report(&arena, made, &r);
		judge(&all->of[form][layout][damage], &options, made, &r);
		gr_arena_free(&arena);
	}
}

#define UNDAMAGED_JOBS (FORMS * REPORTS)
#define JOBS (UNDAMAGED_JOBS + FORMS * GEN_DAMAGES * DAMAGED_REPORTS)

static void
do_job(results *all, gen_report *made, int job)
{
	if (job < UNDAMAGED_JOBS)
	{
		undamaged_job(all, made, job % FORMS, 1 + (uint64_t) (job / FORMS));
		return;
	}
	job -= UNDAMAGED_JOBS;
	damaged_job(all, made, job % FORMS, job / FORMS % GEN_DAMAGES, 1000001 + (uint64_t) (job / FORMS / GEN_DAMAGES));
}

static void
add_tally(tally *sum, const tally *t)
{
	sum->reports += t->reports;
	sum->right += t->right;
	sum->null += t->null;
	sum->excused += t->excused;
	sum->wrong += t->wrong;
	sum->misplaced += t->misplaced;
	sum->unnamed += t->unnamed;
	sum->unequal += t->unequal;
	sum->tables += t->tables;
	sum->solved += t->solved;
	for (int i = 0; i < t->example_count; i++)
	{
		bool		wrong = strncmp(t->examples[i].what, "WRONG", 5) == 0;

		if (sum->example_count < EXAMPLES)
			sum->examples[sum->example_count++] = t->examples[i];
		else if (wrong && strncmp(sum->examples[EXAMPLES - 1].what, "WRONG", 5) != 0)
			sum->examples[EXAMPLES - 1] = t->examples[i];
	}
	if (sum->unequal_count == 0 && t->unequal_count > 0)
	{
		sum->unequal_count = 1;
		sum->unequal_example = t->unequal_example;
	}
}

static results *
new_results(void)
{
	results    *r = calloc(1, sizeof(results));

	if (r == NULL)
		abort();
	return r;
}

#ifdef WORKERS
static atomic_int next_job;

static int
work(void *argument)
{
	gen_report	made = {0};
	int			job;

	while ((job = atomic_fetch_add(&next_job, 1)) < JOBS)
		do_job(argument, &made, job);
	gen_free(&made);
	return 0;
}
#endif

static results *
run_all(void)
{
	results    *sum = new_results();

#ifdef WORKERS
	thrd_t		threads[WORKERS];
	results    *parts[WORKERS];

	for (int i = 0; i < WORKERS; i++)
	{
		parts[i] = new_results();
		if (thrd_create(&threads[i], work, parts[i]) != thrd_success)
			abort();
	}
	for (int i = 0; i < WORKERS; i++)
	{
		thrd_join(threads[i], NULL);
		for (int f = 0; f < FORMS; f++)
			for (int l = 0; l < GEN_LAYOUTS; l++)
				for (int k = 0; k < KINDS; k++)
					add_tally(&sum->of[f][l][k], &parts[i]->of[f][l][k]);
		free(parts[i]);
	}
#else
	gen_report	made = {0};

	for (int job = 0; job < JOBS; job++)
		do_job(sum, &made, job);
	gen_free(&made);
#endif
	return sum;
}

/* ---------- what came out ---------- */

/* Per mille of the cells that are strictly there. */
static long
share_right(const tally *t)
{
	return t->right + t->null + t->wrong == 0 ? 1000 : t->right * 1000 / (t->right + t->null + t->wrong);
}

static void
save_text(const gen_options *options, int damage, int number, const char *what)
{
	const char *directory = getenv("LAYOUT_FAILURES");
	gen_report	made = {0};
	char		path[4096];
	FILE	   *file;

	if (directory == NULL)
		return;
	snprintf(path, sizeof(path), "%s/%s-%s-%s-%d.txt", directory, gr_forms[options->form].key, gen_layouts[options->layout].key,
			 damage == UNDAMAGED ? "undamaged" : gen_damages[damage].key, number);
	file = fopen(path, "w");
	if (file == NULL)
		return;
	gen_make(options, &made);
	fwrite(made.text, 1, made.len, file);
	fprintf(file, "\n<!-- seed %llu changed %d: %s -->\n", (unsigned long long) options->seed, options->changed, what);
	fclose(file);
	gen_free(&made);
}

static void
show_examples(const tally *t, int damage)
{
	for (int i = 0; i < t->example_count; i++)
	{
		const example *e = &t->examples[i];

		diag("  seed %llu%s: %s", (unsigned long long) e->options.seed, e->options.changed > 0 ? " (changed)" : "", e->what);
		save_text(&e->options, damage, i, e->what);
	}
}

static void
show_table(const results *all, int kind)
{
	diag("%-16s %-10s %8s %8s %8s %6s %6s %7s %7s", kind == UNDAMAGED ? "undamaged" : gen_damages[kind].key, "form", "right %", "null %",
		 "excused", "wrong", "place", "layout", "unequal");
	for (int l = 0; l < GEN_LAYOUTS; l++)
		for (int f = 0; f < FORMS; f++)
		{
			const tally *t = &all->of[f][l][kind];
			double		cells = (double) (t->right + t->null + t->wrong);

			if (t->reports == 0)
				continue;
			diag("%c %-14s %-10s %8.3f %8.3f %8ld %6ld %6ld %7ld %7ld", (char) gen_layouts[l].detail, gen_layouts[l].key,
				 gr_forms[forms[f]].key, cells > 0 ? (double) t->right * 100 / cells : 100.0,
				 cells > 0 ? (double) t->null * 100 / cells : 0.0, t->excused, t->wrong, t->misplaced, t->unnamed, t->unequal);
			if (l == GEN_GLUED && kind == UNDAMAGED)
				diag("  %ld of %ld tables of applications read whole", t->solved, t->tables);
		}
}

static void
test_layout(const results *all, int form, int layout)
{
	const tally *t = &all->of[form][layout][UNDAMAGED];
	const char *key = gr_forms[forms[form]].key;
	const char *name = gen_layouts[layout].key;
	bool		good = true;

	good &= is_int(t->wrong, 0, "%s %s: no wrong value in %ld reports", key, name, t->reports);
	good &= ok(share_right(t) >= FLOOR_KEPT, "%s %s: (%ld of %ld read)", key, name, t->right, t->right + t->null + t->wrong);
	good &= aim(share_right(t) >= SHARE_KEPT, "%s %s: at least 99.9 %% of the cells are read (%ld of %ld)", key, name, t->right,
			   t->right + t->null + t->wrong);
	good &= is_int(t->misplaced, 0, "%s %s: values point at their cells", key, name);
	if (layout == GEN_GLUED)
		ok(t->solved * 1000 >= t->tables * SHARE_GLUED, "%s %s: at least 98 %% of the tables of applications are whole (%ld of %ld)", key, name,
		   t->solved, t->tables);
	if (keeps_everything(layout) && layout != GEN_PIPE)
	{
		good &= is_int(t->unequal, 0, "%s %s: values, statuses, findings and roll-up are those of the pipes", key, name);
		if (t->unequal_count > 0)
			save_text(&t->unequal_example.options, UNDAMAGED, 9, "not what the pipes gave");
	}
	if (layout_named[layout] != GR_LAYOUTS)
		is_int(t->unnamed, 0, "%s %s: the layout has its name", key, name);
	if (!good)
		show_examples(t, UNDAMAGED);
}

static void
test_damage(const results *all, int damage, int layout)
{
	tally		sum;
	bool		good;

	memset(&sum, 0, sizeof(sum));
	for (int f = 0; f < FORMS; f++)
		add_tally(&sum, &all->of[f][layout][damage]);
	if (sum.reports == 0)
		return;
	good = is_int(sum.wrong, 0, "%s, %s: no wrong value in %ld reports", gen_damages[damage].key, gen_layouts[layout].key, sum.reports);
	good &= ok(share_right(&sum) >= FLOOR_DAMAGED, "%s, %s: (%ld of %ld read)", gen_damages[damage].key, gen_layouts[layout].key, sum.right,
			   sum.right + sum.null + sum.wrong);
	good &= aim(share_right(&sum) >= SHARE_KEPT, "%s, %s: cells that are in the text are read (%ld of %ld)", gen_damages[damage].key,
			   gen_layouts[layout].key, sum.right, sum.right + sum.null + sum.wrong);
	good &= is_int(sum.misplaced, 0, "%s, %s: values point at their cells", gen_damages[damage].key, gen_layouts[layout].key);
	if (!good)
		show_examples(&sum, damage);
}

static void
test_generator(void)
{
	gen_options options = {GR_FORM_2021, GEN_PIPE, 0, 42, 0};
	gen_report	first = {0};
	gen_report	again = {0};
	gen_report	json = {0};

	for (int layout = 0; layout < GEN_LAYOUTS; layout++)
	{
		options.layout = (gen_layout) layout;
		gen_make(&options, &first);
		gen_make(&options, &again);
		is_bytes(again.text, again.len, first.text, first.len, "%s: the same seed gives the same text", gen_layouts[layout].key);
		ok(gr_utf8_valid_prefix(gr_slice_make(first.text, first.len)) == first.len, "%s: the text is UTF-8", gen_layouts[layout].key);
	}
	gen_truth_json(&options, &first, &json);
	ok(json.len > 1000 && json.text[json.len - 2] == '}', "the truth is written as JSON");
	gen_free(&first);
	gen_free(&again);
	gen_free(&json);
}

int
main(void)
{
	results    *all;

	test_generator();
	all = run_all();
	for (int kind = KINDS - 1; kind >= 0; kind--)
		show_table(all, kind);
	for (int layout = 0; layout < GEN_LAYOUTS; layout++)
		for (int form = 0; form < FORMS; form++)
			test_layout(all, form, layout);
	for (int damage = 0; damage < GEN_DAMAGES; damage++)
		for (int layout = 0; layout < GEN_LAYOUTS; layout++)
			test_damage(all, damage, layout);
	free(all);
	return done_testing();
}
