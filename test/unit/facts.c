/*
 * facts.c
 *		The quantities of the prose, against sentences that say what they state.
 *
 * test/data/facts.txt was labelled before there was code, test/data/facts_held_out.txt
 * when it first worked; the figures of each are printed, with what was missed.
 */
#include <dirent.h>
#include <time.h>

#include "facts.h"
#include "facts_words.h"
#include "json.h"
#include "sample.h"
#include "utf8.h"

/* Of the facts with a key. */
#define PRECISION_WANTED 0.98
#define RECALL_WANTED 0.95

#define FACTS_LIMIT 64

#if defined(__has_include)
#if __has_include("citations.c")
#define HAVE_CITATIONS
#endif
#endif

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

static gr_slice
read_file(gr_arena *arena, const char *path)
{
	FILE	   *file = fopen(path, "rb");
	char	   *data;
	size_t		len;
	long		size;

	if (file == NULL)
		return gr_slice_make(NULL, 0);
	fseek(file, 0, SEEK_END);
	size = ftell(file);
	rewind(file);
	data = gr_arena_alloc(arena, (size_t) size + 1);
	if (data == NULL)
		abort();
	len = fread(data, 1, (size_t) size, file);
	data[len] = '\0';
	fclose(file);
	return gr_slice_make(data, len);
}

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

static void
compare_link(tally *t, const char *what, gr_slice sentence, int i, int expected, int actual)
{
	if (expected == 0 && actual == 0)
		return;
	if (expected == actual)
	{
		t->links_right++;
		return;
	}
	if (actual != 0)
		t->links_wrong++;
	else
		t->links_missed++;
	diag("%s link of fact %d: %d, expected %d: %.*s", what, i + 1, actual, expected, (int) sentence.len, sentence.data);
}

static void
compare(tally *t, gr_slice sentence, label *labels, int count, const gr_raw_facts *facts)
{
	bool		used[FACTS_LIMIT] = {false};
	bool		missed = false;

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
		compare_link(t, "part", sentence, i, labels[i].of, label_of(labels, count, f->part_of));
		compare_link(t, "first", sentence, i, labels[i].first, label_of(labels, count, f->first));
		compare_link(t, "second", sentence, i, labels[i].second, label_of(labels, count, f->second));
		if (labels[i].whole != f->partitioned)
			compare_link(t, "whole", sentence, i, labels[i].whole, f->partitioned);
		else if (labels[i].whole)
			t->links_right++;
	}
}

/* Whether facts come in the order of the text, each inside of it, and links go back. */
static bool
is_sound(gr_slice text, const gr_raw_facts *facts)
{
	for (size_t i = 0; i < facts->count; i++)
	{
		const gr_raw_fact *f = &facts->facts[i];

		if (f->from >= f->to || f->to > text.len || (i > 0 && f->from < facts->facts[i - 1].from))
			return false;
		if (f->part_of >= (int32_t) i || f->first >= (int32_t) i || f->second >= (int32_t) i)
			return false;
		if (f->key > GR_FACT_NONE || f->scope >= GR_SCOPES || f->unit >= GR_UNITS || f->qualifier >= GR_QUALIFIERS || f->low > f->high ||
			f->value < f->low || f->value > f->high)
			return false;
		if (f->other_year && f->key != GR_FACT_NONE)
			return false;
		if (((unsigned char) text.data[f->from] & 0xC0) == 0x80 || (f->to < text.len && ((unsigned char) text.data[f->to] & 0xC0) == 0x80))
			return false;
	}
	return true;
}

static gr_status
read_facts(gr_arena *arena, gr_slice text, int year, gr_raw_facts *facts)
{
	gr_raw_citations citations = {NULL, 0, 0};

#ifdef HAVE_CITATIONS
	gr_status	status = gr_citations_read(arena, text, &citations);

	if (status != GR_OK)
		return status;
#endif
	return gr_facts_read(arena, text, &citations, year, facts);
}

/* Reads a sentence and compares it with its labels. */
static void
sentence(tally *t, gr_slice text, int year, label *labels, int count)
{
	gr_arena	arena;
	gr_raw_facts facts = {NULL, 0, 0, NULL};

	gr_arena_init(&arena, &gr_host_libc);
	if (read_facts(&arena, text, year, &facts) != GR_OK || !is_sound(text, &facts))
		fail("sound: %.*s", (int) text.len, text.data);
	else
		compare(t, text, labels, count, &facts);
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
		else if (l.data[0] == '@' || l.data[0] == '>')
		{
			if (current.data != NULL)
				sentence(&t, current, year, labels, count);
			current.data = NULL;
			count = 0;
			if (l.data[0] == '>')
				current = gr_slice_sub(l, 2, l.len);
			else if (!read_number(gr_slice_sub(l, 1, l.len), &year))
				fail("%s:%d: a year", path, line);
		}
		else if (count == FACTS_LIMIT || !read_label(l, &labels[count++]))
			fail("%s:%d: a label: %.*s", path, line, (int) l.len, l.data);
		if (last && current.data != NULL)
			sentence(&t, current, year, labels, count);
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

/* ---------- the rules of figures, one by one ---------- */

/* What stays of it for the comparison: the facts as one line of text. */
static void
reads(const char *paragraph, const char *expected)
{
	gr_arena	arena;
	gr_raw_facts facts = {NULL, 0, 0, NULL};
	text		t = {NULL, 0, 0};
	char		one[200];

	gr_arena_init(&arena, &gr_host_libc);
	if (gr_facts_read(&arena, gr_slice_cstring(paragraph), NULL, 2020, &facts) != GR_OK)
		fail("read: %s", paragraph);
	for (size_t i = 0; i < facts.count; i++)
	{
		const gr_raw_fact *f = &facts.facts[i];

		snprintf(one, sizeof(one), "%s%" PRId64 "%s%s", i == 0 ? "" : " ", f->value, f->scale == 0 ? "" : f->scale == 1 ? "e-1" : "e-2",
				 gr_units[f->unit].text);
		text_add(&t, one);
		text_add(&t, gr_qualifier_text(f->qualifier));
	}
	is_slice(text_slice(&t), expected, "%s", paragraph);
	text_free(&t);
	gr_arena_free(&arena);
}

static void
test_figures(void)
{
	reads("公开3至5个栏目", "3个");
	reads("办理时限10-15个工作日", "10个工作日");
	reads("公开 20 58件", "");
	reads("公开1 234件", "1234件");
	reads("公开12,34条", "34条");
	reads("公开1,234,567条", "1234567条");
	reads("公开999999999999999999999件", "");
	reads("公开１２．５％", "125e-1%");
	reads("公开3千余条", "3000条余");
	reads("公开两万三千件", "23000件");
	reads("公开一百零五件", "105件");
	reads("公开十件、二十一件", "10件 21件");
	reads("数十件、几十件、上百件、第十件", "");
	reads("百分之十二点五", "125e-1%");
	reads("千分之三", "3‰");
	reads("节约12万元", "12万元");
	reads("最近3次", "3次");
	reads("附近2处", "2处");
	reads("IPv6、H5、4A级、5G", "");
	reads("1+X、2+1件", "");
	reads("3.14.15条", "");
	reads("2020.11.30", "");
	reads("9:30", "");
	reads("三部门、26部门", "");
	reads("一件事、三项制度、四个方面、六个部分", "");
	reads("“三个一”工程3项", "3项");
	reads("《三年行动方案（3件）》2件", "2件");
	reads("《没有收尾的书名3件", "3件");
	reads("", "");
	reads("件", "");
	reads("1", "");
	reads("\xE4\xB8", "");
	reads("12\xE4", "");
	reads("百", "");
	reads("百分之", "");
}

/* Nothing in a citation is a fact, and reading goes on behind it. */
static void
test_citations(void)
{
	static const char paragraph[] = "依据第3件通知5件，公开政府信息8条。";
	gr_raw_citation spans[2];
	gr_raw_citations citations = {spans, 2, 2};
	gr_raw_facts facts = {NULL, 0, 0, NULL};
	gr_arena	arena;

	memset(spans, 0, sizeof(spans));
	spans[0].whole.from = strlen("依据");
	spans[0].whole.to = strlen("依据第3件通知5");
	spans[1].whole.from = strlen("依据第3件通知5件，");
	spans[1].whole.to = strlen("依据第3件通知5件，公开");
	gr_arena_init(&arena, &gr_host_libc);
	is_int(gr_facts_read(&arena, gr_slice_cstring(paragraph), &citations, 2020, &facts), GR_OK, "read with citations");
	is_int(facts.count, 1, "a fact that a citation touches is none");
	if (facts.count == 1)
	{
		is_int(facts.facts[0].value, 8, "the fact behind it is");
		is_slice(gr_slice_sub(gr_slice_cstring(paragraph), facts.facts[0].from, facts.facts[0].to), "8条", "its place");
	}
	gr_arena_free(&arena);
}

/* Several paragraphs go into one list; their links are indexes in it. */
static void
test_paragraphs(void)
{
	gr_raw_facts facts = {NULL, 0, 0, NULL};
	gr_arena	arena;

	gr_arena_init(&arena, &gr_host_libc);
	gr_facts_read(&arena, GR_SLICE("收到申请5件，其中当面申请2件。"), NULL, 2020, &facts);
	gr_facts_read(&arena, GR_SLICE("收到申请7件，其中网络申请3件。"), NULL, 2020, &facts);
	if (is_int(facts.count, 4, "facts of two paragraphs"))
	{
		is_int(facts.facts[1].part_of, 0, "a part of the first");
		is_int(facts.facts[3].part_of, 2, "a part of the second");
		is_int(facts.facts[2].from, strlen("收到申请"), "offsets are the paragraph's");
	}
	/* A list that ended with its paragraph. */
	gr_facts_read(&arena, GR_SLICE("其中信函申请1件。"), NULL, 2020, &facts);
	is_int(facts.facts[facts.count - 1].part_of, -1, "no part of another paragraph's");
	gr_arena_free(&arena);
}

/* Without the year of the report, what names a year is taken for its own. */
static void
test_years(void)
{
	gr_raw_facts facts = {NULL, 0, 0, NULL};
	gr_arena	arena;

	gr_arena_init(&arena, &gr_host_libc);
	gr_facts_read(&arena, GR_SLICE("2019年收到申请5件。上年收到申请6件。"), NULL, 0, &facts);
	if (is_int(facts.count, 2, "two facts"))
	{
		is_int(facts.facts[0].key, GR_FACT_RECEIVED, "a year that is named");
		ok(facts.facts[1].key == GR_FACT_NONE && facts.facts[1].other_year, "but 上年 never is");
	}
	gr_arena_free(&arena);
}

static void
test_names(void)
{
	bool		sorted = true;
	bool		found = true;
	gr_arena	arena;
	const gr_fact_index *index;

	for (int i = 0; i < GR_FACT_KEYS; i++)
		is_int(gr_fact_by_key(gr_slice_cstring(gr_fact_key(i))), i, "key %s", gr_fact_key(i));
	for (int i = 0; i < GR_SCOPES; i++)
		is_int(gr_scope_by_text(gr_slice_cstring(gr_scope_text(i))), i, "scope %d", i);
	for (int i = 0; i < GR_QUALIFIERS; i++)
		is_int(gr_qualifier_by_text(gr_slice_cstring(gr_qualifier_text(i))), i, "qualifier %d", i);
	ok(gr_fact_key(-1) == NULL && gr_fact_key(GR_FACT_NONE) == NULL && gr_scope_text(GR_SCOPES) == NULL, "no name out of range");
	ok(gr_scope_is_wide(GR_SCOPE_CITY) && !gr_scope_is_wide(GR_SCOPE_CITY_OWN) && !gr_scope_is_wide(GR_SCOPE_NONE), "reach of scopes");
	for (size_t i = 1; i < gr_fact_word_count; i++)
	{
		const gr_fact_word *a = &gr_fact_words[i - 1];
		const gr_fact_word *b = &gr_fact_words[i];
		size_t		n = a->len < b->len ? a->len : b->len;
		int			order = memcmp(a->text, b->text, n < 6 ? n : 6);

		/* By the first two characters; the longer first where one begins with the other. */
		if (order > 0 || (order == 0 && a->len < b->len && memcmp(a->text, b->text, n) == 0))
		{
			diag("%s before %s", a->text, b->text);
			sorted = false;
		}
	}
	ok(sorted, "the words are sorted");
	gr_arena_init(&arena, &gr_host_libc);
	index = gr_fact_index_make(&arena);
	for (size_t i = 0; i < gr_fact_word_count; i++)
		found = found && gr_fact_word_at(index, gr_slice_cstring(gr_fact_words[i].text), 0) == &gr_fact_words[i];
	ok(found, "each word is found as itself");
	for (int unit = GR_UNIT_NONE + 1; unit < GR_UNITS; unit++)
	{
		size_t		length;

		is_int(gr_fact_unit_at(index, gr_slice_cstring(gr_units[unit].text), 0, &length), unit, "unit %s", gr_units[unit].text);
	}
	gr_arena_free(&arena);
}

/* ---------- hostile text ---------- */

static double
now(void)
{
	struct timespec t;

	timespec_get(&t, TIME_UTC);
	return (double) t.tv_sec + (double) t.tv_nsec * 1e-9;
}

/* Seconds to read a text of that many bytes made of one pattern; *sound says whether it went well. */
static double
time_of(const char *pattern, size_t bytes, bool *sound)
{
	text		t = {NULL, 0, 0};
	gr_raw_facts facts = {NULL, 0, 0, NULL};
	gr_arena	arena;
	double		start;

	while (t.len < bytes)
		text_add(&t, pattern);
	gr_arena_init(&arena, &gr_host_libc);
	start = now();
	*sound = gr_facts_read(&arena, text_slice(&t), NULL, 2020, &facts) == GR_OK && is_sound(text_slice(&t), &facts);
	start = now() - start;
	gr_arena_free(&arena);
	text_free(&t);
	return start;
}

static void
test_hostile(void)
{
	static const char *const patterns[] = {
		"1", "12", "1,", "1,234", "1 ", "1.", "1.5", "1-", "１", "一", "一、", "十", "万", "百分之", "二〇", "《", "《《《", "“", "\"", "（", "（）", "）",
		"1件", "1件，", "1件、", "其中1件，", "其中", "收到申请1件，", "收到申请1件（其中", "分别为1件、", "、和", "行政复议、", "均为0件", "未", "未收到",
		"未收到行政复议和", "行政复议未发生", "行政诉讼无", "比2019年（", "上年", "占1%", "占", "增长1%，", "2020年", "2019年1件", "全市", "市本级", " ",
		"\xE3\x80\x80", "近", "约1件", "余", "件", "a", "a1", "http://1.2/", "。", "1件。", "；", "：1", "+1个", "累计", "主动公开政府信息", "公开", "结转", "的",
		"中", "\xE4\xB8", "\xF0\x9F\x98\x80", "\n", "结转2021年1件",
	};
	static const size_t small = (size_t) 1 << 15;

	for (size_t i = 0; i < sizeof(patterns) / sizeof(patterns[0]); i++)
	{
		bool		a;
		bool		b;
		double		once = time_of(patterns[i], small, &a);
		double		more = time_of(patterns[i], 16 * small, &b);

		ok(a && b, "sound: %s", patterns[i]);
		/* Linear is 16; a square would be 256. */
		if (!ok(more < 80 * once + 0.05, "linear: %s", patterns[i]))
			diag("%.4f s, then %.4f s", once, more);
	}
}

static void
test_random(void)
{
	static const char *const parts[] = {
		"其中", "收到", "申请", "政府信息", "主动公开", "1", "23", "件", "条", "，", "、", "。", "（", "）", "%", "占", "未", "行政复议", "和", "分别为", "均为",
		"2019年", "上年", "较上年", "增长", "下降", "一", "十", "余", "万", "其他", "其余", "全市", "《", "》", "“", "”", "；", "：", "结转", "2021年", "培训", "人次",
		"每", "将", "累计", "截至", "字", "\xE4", "\n", " ", "办结", "+", "-", ".", "0",
	};
	bool		sound = true;

	for (int round = 0; round < 3000 && sound; round++)
	{
		text		t = {NULL, 0, 0};
		gr_raw_facts facts = {NULL, 0, 0, NULL};
		gr_arena	arena;
		unsigned	count = 1 + random_below(120);

		gr_arena_init(&arena, &gr_host_libc);
		for (unsigned i = 0; i < count; i++)
			text_add(&t, parts[random_below(sizeof(parts) / sizeof(parts[0]))]);
		sound = read_facts(&arena, text_slice(&t), 2020, &facts) == GR_OK && is_sound(text_slice(&t), &facts);
		if (!sound)
			diag("%s", t.data);
		text_free(&t);
		gr_arena_free(&arena);
	}
	ok(sound, "facts of random text are in order, inside of it, and link back");
}

static void
test_memory(void)
{
	static const char paragraph[] = "收到申请5件，其中当面申请2件，网络申请3件，办结5件。";
	counting	c;
	gr_host		host = counting_host(&c);
	gr_status	status;
	long		fail_at = 0;
	bool		balanced = true;

	do
	{
		gr_arena	arena;
		gr_raw_facts facts = {NULL, 0, 0, NULL};

		memset(&c, 0, sizeof(c));
		c.fail_at = ++fail_at;
		gr_arena_init(&arena, &host);
		status = gr_facts_read(&arena, gr_slice_cstring(paragraph), NULL, 2020, &facts);
		gr_arena_free(&arena);
		balanced = balanced && c.allocations == c.releases && (status == GR_OK || status == GR_OUT_OF_MEMORY);
	} while (status != GR_OK && fail_at < 100);
	ok(balanced && fail_at > 1 && status == GR_OK, "no memory: says so at each of %ld allocations", fail_at - 1);
	{
		gr_arena	arena;
		gr_raw_facts facts = {NULL, 0, 0, NULL};
		text		t = {NULL, 0, 0};

		while (t.len < (size_t) 1 << 18)
			text_add(&t, "年度工作报告");
		memset(&c, 0, sizeof(c));
		c.cancel_at = 2;
		gr_arena_init(&arena, &host);
		is_int(gr_facts_read(&arena, text_slice(&t), NULL, 2020, &facts), GR_CANCELLED, "cancelled where no figure stands");
		gr_arena_free(&arena);
		text_free(&t);
	}
}

int
main(void)
{
	test_file("test/data/facts.txt");
	test_file("test/data/facts_held_out.txt");
	test_figures();
	test_citations();
	test_paragraphs();
	test_years();
	test_names();
	test_random();
	test_memory();
	test_hostile();
	return done_testing();
}
