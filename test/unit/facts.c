/*
 * facts.c
 *		The quantities of the prose, against sentences that say what they state.
 *
 * test/data/facts.labels was labelled before there was code, facts_held_out.labels when
 * it first worked, facts_late.labels last of all, facts_found.labels has what was
 * misread once; the figures of each are printed, with what was missed.  A sentence that
 * is misread fails, unless it is marked as one that is.
 */
#include <dirent.h>

#include "facts_sample.h"
#include "json.h"

/* Of the facts with a key. */
#define PRECISION_WANTED 0.98
#define RECALL_WANTED 0.95

#define FACTS_LIMIT 64

/* ---------- labels ---------- */

typedef struct label
{
	int			key;
	int64_t		value;
	int64_t		low;
	int64_t		high;
	int			scale;
	int			unit;
	int			qualifier;
	int			scope;
	bool		past;
	bool		whole;
	int			of;				/* labels from 1; 0: none */
	int			relation;
	int			first;
	int			second;
	int			found;			/* number of the fact, -1 for none */
} label;

typedef struct tally
{
	int			sentences;
	int			labelled;
	int			keyed_right;
	int			keyed_extra;
	int			keyed_missed;
	int			plain_right;
	int			plain_extra;
	int			plain_missed;
	int			links_right;
	int			links_wrong;
	int			links_missed;
} tally;

/* A decimal in at most 8 places; false when it is none. */
static bool
read_decimal(gr_slice s, int64_t *value, int *scale)
{
	bool		negative = s.len > 0 && s.data[0] == '-';
	bool		point = false;

	*value = 0;
	*scale = 0;
	for (size_t i = negative; i < s.len; i++)
	{
		if (s.data[i] == '.' && !point)
			point = true;
		else if (s.data[i] >= '0' && s.data[i] <= '9')
		{
			*value = *value * 10 + (s.data[i] - '0');
			*scale += point;
		}
		else
			return false;
	}
	if (negative)
		*value = -*value;
	return s.len > negative;
}

/* "text" up to the first of "stops", and what is behind it. */
static gr_slice
split(gr_slice *text, char stop)
{
	gr_slice	part = *text;
	const char *at = text->len == 0 ? NULL : memchr(text->data, stop, text->len);

	if (at == NULL)
	{
		*text = gr_slice_make(text->data + text->len, 0);
		return part;
	}
	part.len = (size_t) (at - text->data);
	*text = gr_slice_sub(*text, part.len + 1, text->len);
	return part;
}

static bool
read_number(gr_slice s, int *number)
{
	int64_t		value;
	int			scale;

	if (!read_decimal(s, &value, &scale) || scale != 0)
		return false;
	*number = (int) value;
	return true;
}

static bool
starts(gr_slice *s, const char *prefix)
{
	if (!gr_slice_starts(*s, gr_slice_cstring(prefix)))
		return false;
	*s = gr_slice_sub(*s, strlen(prefix), s->len);
	return true;
}

static bool
read_pair(gr_slice s, int *first, int *second)
{
	gr_slice	a = split(&s, '/');

	*second = 0;
	return read_number(a, first) && (s.len == 0 || read_number(s, second));
}

static bool
read_bound(gr_slice s, const label *l, int64_t none, int64_t *bound)
{
	int			scale;

	if (s.len == 0)
	{
		*bound = none;
		return true;
	}
	return read_decimal(s, bound, &scale) && scale == l->scale;
}

static bool
read_option(gr_slice option, label *l)
{
	if (starts(&option, "~"))
		return (l->qualifier = gr_qualifier_by_text(option)) != GR_QUALIFIERS;
	if (starts(&option, "["))
	{
		gr_slice	low = split(&option, ',');

		return option.len > 0 && option.data[option.len - 1] == ']' && read_bound(low, l, INT64_MIN, &l->low) &&
			read_bound(gr_slice_sub(option, 0, option.len - 1), l, INT64_MAX, &l->high);
	}
	if (starts(&option, "of="))
		return read_number(option, &l->of);
	if (starts(&option, "share="))
	{
		l->relation = GR_RELATION_SHARE;
		return read_pair(option, &l->first, &l->second);
	}
	if (starts(&option, "change="))
	{
		l->relation = GR_RELATION_CHANGE;
		return read_pair(option, &l->first, &l->second);
	}
	if (gr_slice_equal(option, GR_SLICE("past")))
		return l->past = true;
	if (gr_slice_equal(option, GR_SLICE("whole")))
		return l->whole = true;
	return (l->scope = gr_scope_by_text(option)) != GR_SCOPES;
}

static bool
read_label(gr_slice line, label *l)
{
	gr_slice	key = split(&line, ' ');
	gr_slice	value = split(&line, ' ');
	gr_slice	unit = split(&line, ' ');

	memset(l, 0, sizeof(*l));
	l->found = -1;
	l->key = gr_slice_equal(key, GR_SLICE("-")) ? GR_FACT_NONE : gr_fact_by_key(key);
	l->unit = gr_slice_equal(unit, GR_SLICE("_")) ? GR_UNIT_NONE : gr_unit_by_text(unit);
	if ((l->key == GR_FACT_NONE && key.len > 1) || l->unit == GR_UNITS || !read_decimal(value, &l->value, &l->scale))
		return false;
	l->low = l->high = l->value;
	while (line.len > 0)
		if (!read_option(split(&line, ' '), l))
			return false;
	return true;
}

/* ---------- comparing ---------- */

/* value / 10^scale with no zero at its end. */
static void
normalise(int64_t *value, int *scale)
{
	while (*scale > 0 && *value % 10 == 0)
	{
		*value /= 10;
		--*scale;
	}
}

static bool
equal_decimals(int64_t a, int a_scale, int64_t b, int b_scale)
{
	if (a == INT64_MIN || a == INT64_MAX || b == INT64_MIN || b == INT64_MAX)
		return a == b;
	normalise(&a, &a_scale);
	normalise(&b, &b_scale);
	return a == b && a_scale == b_scale;
}

static bool
is_same(const label *l, const gr_raw_fact *f)
{
	return l->key == f->key && l->unit == f->unit && l->qualifier == f->qualifier && l->scope == f->scope && l->past == f->other_year &&
		equal_decimals(l->value, l->scale, f->value, f->scale) && equal_decimals(l->low, l->scale, f->low, f->scale) &&
		equal_decimals(l->high, l->scale, f->high, f->scale);
}

static void
show_fact(const char *what, const gr_raw_fact *f)
{
	char		bounds[80] = "";

	if (f->low != f->value || f->high != f->value)
		snprintf(bounds, sizeof(bounds), " [%" PRId64 ",%" PRId64 "]", f->low, f->high);
	diag("  %s: %s %" PRId64 "e-%d %s %s %s%s%s", what, f->key == GR_FACT_NONE ? "-" : gr_fact_key(f->key), f->value, f->scale,
		 f->unit == GR_UNIT_NONE ? "_" : gr_units[f->unit].text, gr_scope_text(f->scope), gr_qualifier_text(f->qualifier), bounds,
		 f->other_year ? " past" : "");
}

/* The label, from 1, that a fact was found as; 0 for none, -1 for a fact that has no label. */
static int
label_of(const label *labels, int count, int fact)
{
	if (fact < 0)
		return 0;
	for (int i = 0; i < count; i++)
		if (labels[i].found == fact)
			return i + 1;
	return -1;
}

/* Whether they are the same. */
static bool
compare_link(tally *t, const char *what, gr_slice sentence, int i, int expected, int actual)
{
	if (expected == 0 && actual == 0)
		return true;
	if (expected == actual)
	{
		t->links_right++;
		return true;
	}
	if (actual != 0)
		t->links_wrong++;
	else
		t->links_missed++;
	diag("%s link of fact %d: %d, expected %d: %.*s", what, i + 1, actual, expected, (int) sentence.len, sentence.data);
	return false;
}

/* Whether all is as the labels say. */
static bool
compare(tally *t, gr_slice sentence, label *labels, int count, const gr_raw_facts *facts)
{
	bool		used[FACTS_LIMIT] = {false};
	bool		missed = false;
	bool		linked = true;

	t->sentences++;
	t->labelled += count;
	for (int i = 0; i < count; i++)
	{
		for (size_t j = 0; j < facts->count && j < FACTS_LIMIT && labels[i].found < 0; j++)
			if (!used[j] && is_same(&labels[i], &facts->facts[j]))
			{
				used[j] = true;
				labels[i].found = (int) j;
			}
		if (labels[i].key == GR_FACT_NONE)
			*(labels[i].found < 0 ? &t->plain_missed : &t->plain_right) += 1;
		else
			*(labels[i].found < 0 ? &t->keyed_missed : &t->keyed_right) += 1;
		missed = missed || labels[i].found < 0;
	}
	for (size_t j = 0; j < facts->count && j < FACTS_LIMIT; j++)
		if (!used[j])
		{
			*(facts->facts[j].key == GR_FACT_NONE ? &t->plain_extra : &t->keyed_extra) += 1;
			missed = true;
		}
	if (missed)
	{
		diag("%.*s", (int) sentence.len, sentence.data);
		for (int i = 0; i < count; i++)
			if (labels[i].found < 0)
				diag("  missed: %s %" PRId64 "e-%d %s", labels[i].key == GR_FACT_NONE ? "-" : gr_fact_key(labels[i].key), labels[i].value,
					 labels[i].scale, gr_units[labels[i].unit].text);
		for (size_t j = 0; j < facts->count && j < FACTS_LIMIT; j++)
			if (!used[j])
				show_fact("instead", &facts->facts[j]);
	}
	for (int i = 0; i < count; i++)
	{
		const gr_raw_fact *f;

		if (labels[i].found < 0)
			continue;
		f = &facts->facts[labels[i].found];
		linked &= compare_link(t, "part", sentence, i, labels[i].of, label_of(labels, count, f->part_of));
		linked &= compare_link(t, "first", sentence, i, labels[i].first, label_of(labels, count, f->first));
		linked &= compare_link(t, "second", sentence, i, labels[i].second, label_of(labels, count, f->second));
		if (labels[i].whole != f->partitioned)
			linked &= compare_link(t, "whole", sentence, i, labels[i].whole, f->partitioned);
		else if (labels[i].whole)
			t->links_right++;
	}
	return linked && !missed;
}

/* Reads a sentence and compares it with its labels; "known" ones are misread, and are to be told when they no longer are. */
static void
sentence(tally *t, gr_slice text, bool known, int year, label *labels, int count)
{
	gr_arena	arena;
	gr_raw_facts facts = {0};

	gr_arena_init(&arena, &gr_host_libc);
	if (read_facts(&arena, text, year, &facts) != GR_OK || !is_sound(text, &facts))
		fail("sound: %.*s", (int) text.len, text.data);
	else if (compare(t, text, labels, count, &facts) == known)
		fail(known ? "read as labelled: its mark can go: %.*s" : "read as labelled: %.*s", (int) text.len, text.data);
	gr_arena_free(&arena);
}

static double
part(int a, int b)
{
	return a + b == 0 ? 1.0 : (double) a / (a + b);
}

static tally
test_file(const char *path)
{
	gr_arena	arena;
	gr_slice	text;
	gr_slice	current = {NULL, 0};
	bool		known = false;
	label		labels[FACTS_LIMIT];
	int			count = 0;
	int			year = 0;
	int			line = 0;
	tally		t = {0};

	gr_arena_init(&arena, &gr_host_libc);
	text = read_file(&arena, path);
	if (!ok(text.data != NULL, "%s is there", path))
		return t;
	while (text.len > 0)
	{
		gr_slice	l = split(&text, '\n');
		bool		last = text.len == 0;

		line++;
		if (l.len == 0 || l.data[0] == '#')
			;
		else if (l.data[0] == '@' || l.data[0] == '>' || l.data[0] == '?')
		{
			if (current.data != NULL)
				sentence(&t, current, known, year, labels, count);
			current.data = NULL;
			count = 0;
			known = l.data[0] == '?';
			if (l.data[0] != '@')
				current = gr_slice_sub(l, 2, l.len);
			else if (!read_number(gr_slice_sub(l, 1, l.len), &year))
				fail("%s:%d: a year", path, line);
		}
		else if (count == FACTS_LIMIT || !read_label(l, &labels[count++]))
			fail("%s:%d: a label: %.*s", path, line, (int) l.len, l.data);
		if (last && current.data != NULL)
			sentence(&t, current, known, year, labels, count);
	}
	gr_arena_free(&arena);
	diag("%s: %d sentences, %d facts", path, t.sentences, t.labelled);
	diag("  with a key: %d right, %d wrong, %d missed: precision %.2f %%, recall %.2f %%", t.keyed_right, t.keyed_extra, t.keyed_missed,
		 100 * part(t.keyed_right, t.keyed_extra), 100 * part(t.keyed_right, t.keyed_missed));
	diag("  without: %d right, %d wrong, %d missed; links: %d right, %d wrong, %d missed", t.plain_right, t.plain_extra, t.plain_missed,
		 t.links_right, t.links_wrong, t.links_missed);
	ok(part(t.keyed_right, t.keyed_extra) >= PRECISION_WANTED, "%s: precision of facts with a key", path);
	ok(part(t.keyed_right, t.keyed_missed) >= RECALL_WANTED, "%s: recall of facts with a key", path);
	ok(part(t.plain_right, t.plain_extra) >= PRECISION_WANTED, "%s: precision of facts without", path);
	ok(part(t.plain_right, t.plain_missed) >= RECALL_WANTED, "%s: recall of facts without", path);
	ok(part(t.links_right, t.links_wrong) >= PRECISION_WANTED, "%s: links", path);
	return t;
}

/* ---------- real reports ---------- */

/* The figures that the gold files of five reports say of their prose, and what they count. */
static const struct
{
	const char *report;			/* its name begins so */
	const char *value;
	int			unit;
	int			key;
}			expected[] = {
	{"000", "10981", GR_UNIT_ENTRY, GR_FACT_PUBLISHED_WEBSITE},
	{"000", "58", GR_UNIT_DOCUMENT, GR_FACT_RECEIVED},
	{"000", "57", GR_UNIT_DOCUMENT, GR_FACT_RECEIVED_NATURAL_PERSON},
	{"000", "1", GR_UNIT_DOCUMENT, GR_FACT_RECEIVED_BUSINESS},
	{"000", "42", GR_UNIT_DOCUMENT, GR_FACT_GRANTED},
	{"000", "7", GR_UNIT_DOCUMENT, GR_FACT_PARTLY_GRANTED},
	{"000", "7", GR_UNIT_DOCUMENT, GR_FACT_UNAVAILABLE},
	{"000", "3", GR_UNIT_DOCUMENT, GR_FACT_RECONSIDERATION},
	{"000", "3", GR_UNIT_DOCUMENT, GR_FACT_LITIGATION},
	{"000", "61", GR_UNIT_PIECE, GR_FACT_NEW_MEDIA_ACCOUNTS},
	{"001", "103615", GR_UNIT_ENTRY, GR_FACT_PUBLISHED},
	{"001", "33649", GR_UNIT_ENTRY, GR_FACT_NONE},
	{"001", "69966", GR_UNIT_ENTRY, GR_FACT_NONE},
	{"001", "224", GR_UNIT_DOCUMENT, GR_FACT_RECEIVED},
	{"001", "103.64", GR_UNIT_PERCENT, GR_FACT_CHANGE_RECEIVED},
	{"001", "222", GR_UNIT_DOCUMENT, GR_FACT_CONCLUDED},
	{"001", "2", GR_UNIT_DOCUMENT, GR_FACT_CARRIED_OUT},
	{"001", "12", GR_UNIT_DOCUMENT, GR_FACT_RECONSIDERATION},
	{"001", "4", GR_UNIT_DOCUMENT, GR_FACT_LITIGATION},
	{"001", "603", GR_UNIT_PIECE, GR_FACT_NEW_MEDIA_ACCOUNTS},
	{"002", "2305", GR_UNIT_ENTRY, GR_FACT_NONE},
	{"002", "33", GR_UNIT_DOCUMENT, GR_FACT_NONE},
	{"002", "12", GR_UNIT_DOCUMENT, GR_FACT_NONE},
	{"002", "18", GR_UNIT_DOCUMENT, GR_FACT_INTERPRETATIONS},
	{"002", "3", GR_UNIT_DOCUMENT, GR_FACT_CONCLUDED},
	{"002", "5", GR_UNIT_PIECE, GR_FACT_NEW_MEDIA_ACCOUNTS},
	{"003", "680", GR_UNIT_ENTRY, GR_FACT_PUBLISHED_WEBSITE},
	{"003", "10", GR_UNIT_PIECE, GR_FACT_INTERPRETATIONS},
	{"003", "37", GR_UNIT_PIECE, GR_FACT_NONE},
	{"003", "2", GR_UNIT_DOCUMENT, GR_FACT_RECEIVED},
	{"003", "1", GR_UNIT_DOCUMENT, GR_FACT_NONE},
	{"003", "1", GR_UNIT_DOCUMENT, GR_FACT_NONE},
	{"004", "12445", GR_UNIT_ENTRY, GR_FACT_PUBLISHED},
	{"004", "1451", GR_UNIT_ENTRY, GR_FACT_NONE},
	{"004", "287", GR_UNIT_DOCUMENT, GR_FACT_NORMATIVE_DOCUMENTS},
	{"004", "462", GR_UNIT_DOCUMENT, GR_FACT_RECEIVED},
	{"004", "35", GR_UNIT_DOCUMENT, GR_FACT_RECEIVED_ONLINE},
	{"004", "380", GR_UNIT_DOCUMENT, GR_FACT_NONE},
	{"004", "446", GR_UNIT_DOCUMENT, GR_FACT_CONCLUDED},
	{"004", "236", GR_UNIT_DOCUMENT, GR_FACT_GRANTED},
	{"004", "41", GR_UNIT_DOCUMENT, GR_FACT_RECONSIDERATION},
	{"004", "67", GR_UNIT_DOCUMENT, GR_FACT_LITIGATION},
};

#define EXPECTED (sizeof(expected) / sizeof(expected[0]))

/* Whether a line is prose: not a row of a table, nor a heading or a cell. */
static bool
is_prose(gr_slice line)
{
	int			borders = 0;

	for (size_t i = 0; i < line.len; i++)
		borders += line.data[i] == '|' || line.data[i] == '\t';
	return line.len > 30 && borders < 3;
}

/*
 * The facts of all prose of a file, paragraph by paragraph; false, with a comment, when
 * one is not sound, or lies in a citation.
 */
static bool
read_prose(gr_arena *arena, gr_slice file, int year, gr_raw_facts *facts)
{
	bool		good = true;

	while (file.len > 0)
	{
		gr_slice	line = split(&file, '\n');
		gr_raw_facts own = {0};
		gr_raw_citations citations = {NULL, 0, 0};

		if (!is_prose(line) || gr_utf8_valid_prefix(line) != line.len)
			continue;
		if (read_facts(arena, line, year, &own) != GR_OK || read_facts(arena, line, year, facts) != GR_OK || !is_sound(line, &own))
			good = false;
		good = good && read_citations(arena, line, &citations) == GR_OK;
		for (size_t c = 0; c < citations.count; c++)
			for (size_t f = 0; f < own.count; f++)
			{
				gr_stretch	whole = citations.citations[c].whole;

				if (own.facts[f].from < whole.to && own.facts[f].to > whole.from)
				{
					diag("in a citation: %.*s", (int) (own.facts[f].to - own.facts[f].from), line.data + own.facts[f].from);
					good = false;
				}
			}
	}
	return good;
}

static bool
has_fact(const gr_raw_facts *facts, size_t e)
{
	int64_t		value;
	int			scale;

	read_decimal(gr_slice_cstring(expected[e].value), &value, &scale);
	for (size_t i = 0; i < facts->count; i++)
		if (facts->facts[i].key == expected[e].key && facts->facts[i].unit == expected[e].unit &&
			equal_decimals(facts->facts[i].value, facts->facts[i].scale, value, scale))
			return true;
	return false;
}

/* The facts that the gold file names: each found, and each in the list above. */
static void
check_gold(gr_arena *arena, const char *path, const char *name, const gr_raw_facts *facts)
{
	gr_slice	gold = read_file(arena, path);
	const gr_json *root = NULL;
	const gr_json *named;
	gr_error	error;
	size_t		listed = 0;

	if (!ok(gold.data != NULL && gr_json_read(arena, gold, SIZE_MAX, &root, &error) == GR_OK, "the gold of %s", name))
		return;
	named = gr_json_member(root, "narrative_facts");
	for (size_t e = 0; e < EXPECTED; e++)
	{
		bool		in_gold = false;

		if (strncmp(name, expected[e].report, 3) != 0)
			continue;
		listed++;
		for (const gr_json *n = named == NULL ? NULL : named->first_child; n != NULL; n = n->next_sibling)
		{
			const gr_json *value = gr_json_member(n, "value");
			const gr_json *unit = gr_json_member(n, "unit");

			in_gold = in_gold || (gr_slice_equal(value->text, gr_slice_cstring(expected[e].value)) && gr_unit_by_text(unit->text) == expected[e].unit);
		}
		ok(in_gold && has_fact(facts, e), "%.3s: %s%s as %s", name, expected[e].value, gr_units[expected[e].unit].text,
		   expected[e].key == GR_FACT_NONE ? "no key" : gr_fact_key(expected[e].key));
	}
	is_int(named == NULL ? 0 : named->count, listed, "%.3s: every fact of the gold is listed", name);
}

/* Every report in a directory: its facts are sound, and none lies in a citation. */
static void
test_directory(const char *directory, bool gold)
{
	DIR		   *d = directory == NULL ? NULL : opendir(directory);
	struct dirent *entry;
	int			files = 0;

	if (d == NULL)
	{
		skip(1, "%s", gold ? "GOVREPORT_REAL_REPORTS names no directory of real reports" : "no test/data");
		return;
	}
	while ((entry = readdir(d)) != NULL)
	{
		gr_arena	arena;
		gr_raw_facts facts = {0};
		char		path[1024];
		gr_slice	file;
		size_t		len = strlen(entry->d_name);

		if (len < 4 || strcmp(entry->d_name + len - 4, ".txt") != 0)
			continue;
		files++;
		gr_arena_init(&arena, &gr_host_libc);
		snprintf(path, sizeof(path), "%s/%s", directory, entry->d_name);
		file = read_file(&arena, path);
		/* The years of the five; of the others it does not matter here. */
		ok(file.data != NULL && read_prose(&arena, file, gold ? strncmp(entry->d_name, "004", 3) == 0 ? 2018 : 2020 : 0, &facts),
		   "sound, none in a citation: %s", entry->d_name);
		snprintf(path, sizeof(path), "%s/%.*s.gold.json", directory, (int) len - 4, entry->d_name);
		if (gold)
			check_gold(&arena, path, entry->d_name, &facts);
		gr_arena_free(&arena);
	}
	ok(files > 0, "reports in %s", directory);
	closedir(d);
}

int
main(void)
{
	test_file("test/data/facts.labels");
	test_file("test/data/facts_held_out.labels");
	test_file("test/data/facts_late.labels");
	test_file("test/data/facts_found.labels");
	test_directory("test/data", false);
	test_directory(getenv("GOVREPORT_REAL_REPORTS"), true);
	return done_testing();
}
