/*
 * generator.c
 *		From options to a report: random numbers, text, style.
 */
#include "statistics_internal.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

const gen_name gen_layouts[GEN_LAYOUTS] = {
#define GEN_LAYOUT(name, key, letter) {key, letter},
	GEN_LAYOUT_LIST
#undef GEN_LAYOUT
};

const gen_name gen_damages[GEN_DAMAGES] = {
#define GEN_DAMAGE(name, key, layouts) {key, layouts},
	GEN_DAMAGE_LIST
#undef GEN_DAMAGE
};

gen_layout
gen_layout_by_key(const char *key)
{
	int			i = 0;

	while (i < GEN_LAYOUTS && strcmp(gen_layouts[i].key, key) != 0)
		i++;
	return (gen_layout) i;
}

gen_damage
gen_damage_by_key(const char *key)
{
	int			i = 0;

	while (i < GEN_DAMAGES && strcmp(gen_damages[i].key, key) != 0)
		i++;
	return (gen_damage) i;
}

/* ---------- random numbers ---------- */

/* splitmix64 (Steele, Lea and Flood): one word of state, and any seed is good. */
uint64_t
gen_next(gen_random *random)
{
	uint64_t	z = (random->state += UINT64_C(0x9E3779B97F4A7C15));

	z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
	return z ^ (z >> 31);
}

gen_random
gen_seed(uint64_t seed, uint64_t stream)
{
	gen_random	random = {seed * UINT64_C(0xD1342543DE82EF95) + stream};

	random.state = gen_next(&random) ^ stream;
	return random;
}

int
gen_below(gen_random *random, int n)
{
	return (int) (gen_next(random) >> 33) % n;
}

bool
gen_chance(gen_random *random, int percent)
{
	return gen_below(random, 100) < percent;
}

/* ---------- text ---------- */

static void
no_memory(void)
{
	fputs("generator: out of memory\n", stderr);
	abort();
}

const char *
gen_format(gen_writer *w, const char *format, ...)
{
	va_list		arguments;
	va_list		again;
	int			len;
	char	   *text;

	va_start(arguments, format);
	va_copy(again, arguments);
	len = vsnprintf(NULL, 0, format, arguments);
	va_end(arguments);
	text = gr_arena_alloc(&w->arena, (size_t) len + 1);
	if (text == NULL)
		no_memory();
	vsnprintf(text, (size_t) len + 1, format, again);
	va_end(again);
	return text;
}

void
gen_put_bytes(gen_report *report, const char *bytes, size_t len)
{
	if (report->len + len + 1 > report->capacity)
	{
		size_t		capacity = report->capacity == 0 ? 32768 : report->capacity * 2;
		char	   *text;

		while (capacity < report->len + len + 1)
			capacity *= 2;
		text = realloc(report->text, capacity);
		if (text == NULL)
			no_memory();
		report->text = text;
		report->capacity = capacity;
	}
	memcpy(report->text + report->len, bytes, len);
	report->len += len;
	report->text[report->len] = '\0';
}

void
gen_put(gen_report *report, const char *string)
{
	gen_put_bytes(report, string, strlen(string));
}

void
gen_free(gen_report *report)
{
	free(report->text);
	memset(report, 0, sizeof(*report));
}

/* ---------- style ---------- */

static void
choose_style(gen_writer *w)
{
	static const char *const indents[] = {"", "", "　　", "  "};
	gen_random *look = &w->look;
	gen_style  *style = &w->style;

	style->width = gen_below(look, 3);
	style->dot = gen_chance(look, 60) ? 0 : 1 + gen_below(look, 3);
	style->blank_after_enumerator = gen_chance(look, 20);
	style->spelling = gen_chance(look, 50) ? 0 : 5 + gen_below(look, 40);
	style->blanks = gen_chance(look, 60) ? 0 : 3 + gen_below(look, 15);
	style->result_cell = gen_chance(look, 60) ? RESULT_OWN : gen_chance(look, 50) ? RESULT_MISSING : RESULT_GLUED;
	style->quotes = gen_chance(look, 60) ? 0 : 1 + gen_below(look, 5);
	style->change_words = gen_chance(look, 25);
	style->unit_in_cell = gen_chance(look, 30);
	style->total_before = gen_chance(look, 25);
	style->table_caption = gen_chance(look, 10);
	style->pipe = gen_chance(look, 50) ? PIPE_PADDED : gen_below(look, PIPE_STYLES);
	style->spacers = gen_chance(look, 60) ? 1 : gen_chance(look, 70) ? 2 * gen_below(look, 2) : -1;
	style->page = gen_below(look, 3);
	style->dirty = gen_chance(look, 50);
	style->indent = gen_pick(look, indents);
	style->blank_lines = gen_chance(look, 40);
	if (gen_has(w, GEN_REPEATED_LINES))
	{
		/* What is alike has to be alike to the byte. */
		style->spelling = 0;
		style->blanks = 0;
	}
}

void
gen_make(const gen_options *options, gen_report *report)
{
	gen_make_given(options, NULL, report);
}

void
gen_make_given(const gen_options *options, const gen_given *given, gen_report *report)
{
	gen_writer	w;

	memset(&w, 0, sizeof(w));
	w.options = options;
	w.given = given;
	w.report = report;
	w.layout = options->layout;
	w.figures = gen_seed(options->seed, 1);
	w.words = gen_seed(options->seed, 4);
	w.look = gen_seed(options->seed, 100 + (uint64_t) options->layout + (uint64_t) options->damages * 100);
	report->len = 0;
	report->extra_count = 0;
	gr_arena_init(&w.arena, &gr_host_libc);
	if (given != NULL)
	{
		memset(report->cells, 0, sizeof(report->cells));
		memcpy(report->cells, given->cells, sizeof(gen_cell) * GR_SLOTS);
	}
	else if (!gen_is_statistics(options->form))
	{
		gen_figures(&w);
		gen_break_identities(&w, options->changed);
		gen_empty_cells(&w);
	}
	choose_style(&w);
	gen_choose_words(&w);
	if (gen_is_statistics(options->form))
		gen_statistics_document(&w);
	else
		gen_document(&w);
	if (gen_has(&w, GEN_REPEATED_LINES))
		gen_drop_repeated_lines(&w);
	if (options->layout == GEN_GLUED && !gen_is_statistics(options->form))
		gen_judge_glued(&w);
	gr_arena_free(&w.arena);
}

/* ---------- the truth as JSON ---------- */

static const char *
presence_name(int presence)
{
	switch ((gen_presence) presence)
	{
		case GEN_NOT_IN_FORM:
			break;
		case GEN_VALUE:
			return "value";
		case GEN_BLANK:
			return "blank";
		case GEN_PLACEHOLDER:
			return "placeholder";
		case GEN_ABSENT:
			return "absent";
	}
	return "not in form";
}

static void
put_format(gen_report *json, const char *format, ...)
{
	char		text[512];
	va_list		arguments;

	va_start(arguments, format);
	vsnprintf(text, sizeof(text), format, arguments);
	va_end(arguments);
	gen_put(json, text);
}

static void
put_json_cell(const gen_cell *cell, int table, int row, int column, gen_report *json)
{
	int64_t		value = cell->value < 0 ? -cell->value : cell->value;
	int64_t		power = 1;

	for (int i = 0; i < cell->scale; i++)
		power *= 10;
	put_format(json, "{\"table\": \"%s\"", gr_tables[table].key);
	if (row != GR_ROW_NONE)
		put_format(json, ", \"row\": \"%s\"", gr_rows[row].key);
	if (column != GR_COLUMN_NONE)
		put_format(json, ", \"column\": \"%s\"", gr_columns[column].key);
	put_format(json, ", \"presence\": \"%s\"", presence_name(cell->presence));
	if (cell->presence == GEN_VALUE || cell->presence == GEN_ABSENT)
	{
		put_format(json, ", \"value\": %s%lld", cell->value < 0 ? "-" : "", (long long) (value / power));
		if (cell->scale > 0)
			put_format(json, ".%0*lld", cell->scale, (long long) (value % power));
		put_format(json, ", \"unit\": \"%s\"", gr_units[cell->unit].text);
	}
	if (cell->loose)
		gen_put(json, ", \"loose\": true");
	if (cell->to > 0)
		put_format(json, ", \"from_byte\": %zu, \"to_byte\": %zu", cell->from, cell->to);
	gen_put(json, "}");
}

void
gen_truth_json(const gen_options *options, const gen_report *report, gen_report *json)
{
	bool		first = true;

	json->len = 0;
	put_format(json, "{\"form\": \"%s\", \"layout\": \"%s\", \"seed\": %llu, \"changed\": %d, \"year\": %d, \"damages\": [",
			   gr_forms[options->form].key, gen_statistics_layout_key((int) options->layout), (unsigned long long) options->seed, options->changed, report->year);
	for (int i = 0; i < GEN_DAMAGES; i++)
	{
		if ((options->damages >> i & 1) == 0)
			continue;
		put_format(json, "%s\"%s\"", first ? "" : ", ", gen_damages[i].key);
		first = false;
	}
	gen_put(json, "], \"cells\": [");
	first = true;
	for (int slot = 0; slot < GR_SLOTS; slot++)
	{
		if (report->cells[slot].presence == GEN_NOT_IN_FORM)
			continue;
		gen_put(json, first ? "\n " : ",\n ");
		put_json_cell(&report->cells[slot], gr_slots[slot].table, gr_slots[slot].row, gr_slots[slot].column, json);
		first = false;
	}
	gen_put(json, "\n], \"extras\": [");
	for (int i = 0; i < report->extra_count; i++)
	{
		gen_put(json, i == 0 ? "\n " : ",\n ");
		put_json_cell(&report->cells[GR_SLOTS + i], GR_TABLE_STATISTICS, report->extras[i].row, report->extras[i].column, json);
	}
	gen_put(json, "\n]}\n");
}
