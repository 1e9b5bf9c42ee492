/*
 * repetition.c
 *		The share that two texts have in common and their differences, against the textbook.
 */
#include "repetition.h"

#include <unicode/uchar.h>

#include "fold.h"
#include "letters.h"
#include "sample.h"

/* BUILD: plain */

/* ---------- letters ---------- */

/* What ICU calls blank, punctuation, sign or control, unless it folds to a letter. */
static bool
icu_drops(uint32_t c)
{
	uint32_t	mask = U_GET_GC_MASK((UChar32) gr_fold(c));

	return (mask & (U_GC_Z_MASK | U_GC_P_MASK | U_GC_S_MASK | U_GC_CC_MASK | U_GC_CF_MASK)) != 0;
}

static void
test_letters(void)
{
	static const struct
	{
		uint32_t	first;
		uint32_t	last;
		const char *name;
	}			blocks[] = {
		{0x00, 0xFF, "Latin-1"}, {0x2000, 0x209C, "General Punctuation, superscripts"}, {0x20A0, 0x20C0, "currency"},
		{0x2190, 0x23FF, "arrows, operators, technical signs"}, {0x2500, 0x2BFF, "shapes, dingbats"}, {0x2E00, 0x2E5D, "Supplemental Punctuation"},
		{0x3000, 0x303E, "CJK Symbols and Punctuation"}, {0x3040, 0x30FF, "Kana"}, {0x3400, 0x4DBF, "Han A"}, {0x4E00, 0x9FFF, "Han"}, {0xFE30, 0xFE6B, "vertical and small forms"},
		{0xFF01, 0xFFEE, "widths"},
	};

	for (size_t i = 0; i < sizeof(blocks) / sizeof(blocks[0]); i++)
	{
		int			differ = 0;

		for (uint32_t c = blocks[i].first; c <= blocks[i].last; c++)
		{
			/* A later ICU may know more of them, and 〾 is a sign that describes a character. */
			if (!u_isdefined((UChar32) c) || gr_is_letter(gr_fold(c)) == !icu_drops(c))
				continue;
			differ++;
			diag("U+%04X", c);
		}
		is_int(differ, 0, "%s as ICU has them", blocks[i].name);
	}
	ok(gr_is_letter(0x2F00 + 5), "a radical stands for a character");
	ok(gr_is_letter(GR_REPLACEMENT_CHARACTER), "a lost character was one");
	ok(gr_is_letter(0x2460) && gr_is_letter(0x20000) && !gr_is_letter(0x1F600), "① and 𠀀 count, a picture does not");
}

/* ---------- against the textbook ---------- */

#define LONGEST 400

static size_t
textbook(const uint32_t *a, size_t na, const uint32_t *b, size_t nb)
{
	static size_t table[LONGEST + 1][LONGEST + 1];

	for (size_t i = 0; i <= na; i++)
		for (size_t j = 0; j <= nb; j++)
		{
			if (i == 0 || j == 0)
				table[i][j] = 0;
			else if (a[i - 1] == b[j - 1])
				table[i][j] = table[i - 1][j - 1] + 1;
			else
				table[i][j] = table[i - 1][j] > table[i][j - 1] ? table[i - 1][j] : table[i][j - 1];
		}
	return table[na][nb];
}

typedef struct random_text
{
	text		bytes;
	uint32_t	letters[LONGEST];
	size_t		count;
} random_text;

static void
add_character(random_text *t, uint32_t c)
{
	char		utf8[4];

	text_bytes(&t->bytes, utf8, gr_utf8_write(utf8, c));
}

/* Letters of an alphabet of that size, with signs between them. */
static void
fill(random_text *t, size_t letters, unsigned alphabet)
{
	static const uint32_t between[] = {' ', 0x3000, 0xFF0C, 0x3002, '|', '\n', 0x201C};

	memset(t, 0, sizeof(*t));
	while (t->count < letters)
	{
		/* Every second one beyond a page of the table of classes. */
		uint32_t	c = 0x4E00 + random_below(alphabet) * 37;

		add_character(t, c);
		t->letters[t->count++] = c;
		if (random_below(6) == 0)
			add_character(t, between[random_below(7)]);
	}
}

/* A copy with edits: what consecutive reports are. */
static void
edit(random_text *t, const random_text *from, unsigned alphabet)
{
	memset(t, 0, sizeof(*t));
	for (size_t i = 0; i < from->count && t->count < LONGEST; i++)
	{
		uint32_t	c = from->letters[i];

		switch (random_below(12))
		{
			case 0:
				continue;
			case 1:
				c = 0x4E00 + random_below(alphabet) * 37;
				break;
			case 2:
				if (i > 0)
					i--;
				break;
		}
		add_character(t, c);
		t->letters[t->count++] = c;
	}
}

static uint32_t
character_at(const random_text *t, uint32_t pos)
{
	gr_slice	c = text_at(text_slice(&t->bytes), (gr_span) {pos, 1});
	size_t		length;

	return c.len == 0 ? 0 : gr_utf8_next(c.data, c.data + c.len, &length);
}

/* The letters of a text outside its changes, and whether the changes are in order and begin and end with letters. */
static bool
unchanged_letters(const random_text *t, const gr_text_change *changes, size_t count, bool of_b, uint32_t *letters, size_t *n)
{
	gr_slice	whole = text_slice(&t->bytes);
	size_t		characters = gr_utf8_count(whole);
	uint32_t	pos = 1;
	size_t		next = 0;

	*n = 0;
	while (pos <= characters || next < count)
	{
		gr_span		span = next < count ? (of_b ? changes[next].b : changes[next].a) : (gr_span) {0, 0};

		if (next < count && span.pos < pos)
			return false;
		if (next < count && span.pos == pos)
		{
			if (span.len > 0 && (!gr_is_letter(character_at(t, pos)) || !gr_is_letter(character_at(t, pos + span.len - 1))))
				return false;
			if (pos + span.len > characters + 1)
				return false;
			pos += span.len;
			next++;
			continue;
		}
		if (gr_is_letter(gr_fold(character_at(t, pos))))
			letters[(*n)++] = character_at(t, pos);
		pos++;
	}
	return true;
}

static bool
changes_are_right(const random_text *a, const random_text *b, size_t common)
{
	static uint32_t left[LONGEST];
	static uint32_t right[LONGEST];
	gr_arena	arena;
	gr_text_change *changes;
	size_t		count;
	size_t		n_left;
	size_t		n_right;
	bool		right_ones;

	gr_arena_init(&arena, &gr_host_libc);
	right_ones = gr_text_changes(&arena, text_slice(&a->bytes), text_slice(&b->bytes), &changes, &count) == GR_OK;
	for (size_t i = 0; i < count && right_ones; i++)
	{
		gr_change_kind kind = changes[i].a.len == 0 ? GR_CHANGE_ADDED : changes[i].b.len == 0 ? GR_CHANGE_REMOVED : GR_CHANGE_REPLACED;

		right_ones = changes[i].kind == kind && changes[i].a.len + changes[i].b.len > 0;
	}
	right_ones = right_ones && unchanged_letters(a, changes, count, false, left, &n_left) && unchanged_letters(b, changes, count, true, right, &n_right) &&
		n_left == common && n_right == common && memcmp(left, right, common * sizeof(uint32_t)) == 0;
	gr_arena_free(&arena);
	return right_ones;
}

static gr_repetition
repetition(gr_slice a, gr_slice b)
{
	gr_repetition r = {0, 0, 0};
	gr_arena	arena;

	gr_arena_init(&arena, &gr_host_libc);
	if (gr_repetition_of(&arena, a, b, &r) != GR_OK)
		r.a = r.b = r.common = SIZE_MAX;
	gr_arena_free(&arena);
	return r;
}

static void
test_random(void)
{
	static random_text a;
	static random_text b;
	int			wrong = 0;
	int			wrong_changes = 0;
	int			related = 0;

	for (int i = 0; i < 1500; i++)
	{
		unsigned	alphabet = i % 3 == 0 ? 2 : i % 3 == 1 ? 12 : 300;
		gr_repetition r;
		size_t		expected;

		fill(&a, random_below(LONGEST), alphabet);
		if (i % 2 == 0)
			fill(&b, random_below(LONGEST), alphabet);
		else
			edit(&b, &a, alphabet);
		expected = textbook(a.letters, a.count, b.letters, b.count);
		related += expected * 2 > a.count;
		r = repetition(text_slice(&a.bytes), text_slice(&b.bytes));
		wrong += r.common != expected || r.a != a.count || r.b != b.count;
		wrong_changes += !changes_are_right(&a, &b, expected);
		text_free(&a.bytes);
		text_free(&b.bytes);
	}
	is_int(wrong, 0, "1,500 random pairs: as the textbook has it");
	is_int(wrong_changes, 0, "their changes leave exactly the common letters");
	ok(related > 500 && related < 1500, "among them texts with much and with little in common: %d", related);
}

/* Texts whose rows do not fit at once: the cuts are met, which the random pairs are too short for. */
static void
test_cuts(void)
{
	text		a = {NULL, 0, 0};
	text		b = {NULL, 0, 0};
	gr_arena	arena;
	gr_text_change *changes;
	size_t		count;
	size_t		removed = 0;
	size_t		added = 0;
	gr_repetition r;

	for (int i = 0; i < 12000; i++)
	{
		char		utf8[4];
		size_t		n = gr_utf8_write(utf8, 0x4E00 + random_below(40));

		if (random_below(5) != 0)
			text_bytes(&a, utf8, n);
		if (random_below(5) != 0)
			text_bytes(&b, utf8, n);
	}
	r = repetition(text_slice(&a), text_slice(&b));
	gr_arena_init(&arena, &gr_host_libc);
	is_int(gr_text_changes(&arena, text_slice(&a), text_slice(&b), &changes, &count), GR_OK, "two texts of ten thousand characters");
	for (size_t i = 0; i < count; i++)
	{
		removed += changes[i].a.len;
		added += changes[i].b.len;
	}
	ok(count > 1000, "which have many changes: %zu", count);
	is_int(r.a - removed, r.common, "what is not removed is common");
	is_int(r.b - added, r.common, "what is not added is common");
	gr_arena_free(&arena);
	text_free(&a);
	text_free(&b);
}

/* ---------- small texts ---------- */

static void
shares(const char *a, const char *b, size_t common, size_t of_a, size_t of_b)
{
	gr_repetition r = repetition(gr_slice_cstring(a), gr_slice_cstring(b));

	if (!ok(r.common == common && r.a == of_a && r.b == of_b, "[%s] [%s]", a, b))
		diag("%zu of %zu and %zu", r.common, r.a, r.b);
}

static void
test_small(void)
{
	shares("", "", 0, 0, 0);
	shares("", "公开", 0, 0, 2);
	shares("，。 \n", "|", 0, 0, 0);
	shares("公开", "公开", 2, 2, 2);
	shares("主动公开", "公开主动", 2, 4, 4);
	shares("全年共受理申请12件。", "全年 共受理申请１２件", 10, 10, 10);
	shares("一、二、三", "三二一", 1, 3, 3);
	shares("ABC", "abc", 0, 3, 3);
}

typedef struct expected_change
{
	gr_change_kind kind;
	gr_span		a;
	gr_span		b;
} expected_change;

static void
changes(const char *a, const char *b, const expected_change *expected, size_t n)
{
	gr_arena	arena;
	gr_text_change *found;
	size_t		count;
	bool		right;

	gr_arena_init(&arena, &gr_host_libc);
	right = gr_text_changes(&arena, gr_slice_cstring(a), gr_slice_cstring(b), &found, &count) == GR_OK && count == n;
	for (size_t i = 0; i < n && right; i++)
		right = found[i].kind == expected[i].kind && found[i].a.pos == expected[i].a.pos && found[i].a.len == expected[i].a.len &&
			found[i].b.pos == expected[i].b.pos && found[i].b.len == expected[i].b.len;
	if (!ok(right, "changes of [%s] and [%s]", a, b))
		for (size_t i = 0; i < count; i++)
			diag("%s a %u %u b %u %u", gr_change_kind_name(found[i].kind), found[i].a.pos, found[i].a.len, found[i].b.pos, found[i].b.len);
	gr_arena_free(&arena);
}

static void
test_changes(void)
{
	changes("", "", NULL, 0);
	changes("公开，信息", "公开 信息。", NULL, 0);
	changes("", "公开。", (expected_change[]) {{GR_CHANGE_ADDED, {1, 0}, {1, 2}}}, 1);
	changes("《公开》", "", (expected_change[]) {{GR_CHANGE_REMOVED, {2, 2}, {1, 0}}}, 1);
	changes("受理 12 件", "受理9件", (expected_change[]) {{GR_CHANGE_REPLACED, {4, 2}, {3, 1}}}, 1);
	changes("受理申请，办结", "受理办结", (expected_change[]) {{GR_CHANGE_REMOVED, {3, 2}, {3, 0}}}, 1);
	changes("受理，办结", "受理，依法办结", (expected_change[]) {{GR_CHANGE_ADDED, {3, 0}, {4, 2}}}, 1);
	changes("甲乙丙", "甲丁丙戊", (expected_change[]) {{GR_CHANGE_REPLACED, {2, 1}, {2, 1}}, {GR_CHANGE_ADDED, {4, 0}, {4, 1}}}, 2);
	is_str(gr_change_kind_name(GR_CHANGE_REPLACED), "replaced", "the name of a kind");
	ok(gr_change_kind_name(-1) == NULL && gr_change_kind_name(GR_CHANGE_KINDS) == NULL, "of none");
}

/* ---------- large texts ---------- */

/* Letters of an alphabet of that size, "at" and "by" of their own sequence. */
static text
large(size_t letters, unsigned alphabet)
{
	text		t = {NULL, 0, 0};

	for (size_t i = 0; i < letters; i++)
	{
		char		utf8[4];

		text_bytes(&t, utf8, gr_utf8_write(utf8, 0x4E00 + random_below(alphabet)));
	}
	return t;
}

static void
test_limit(void)
{
	text		t = {NULL, 0, 0};
	gr_arena	arena;
	gr_repetition r;
	gr_text_change *found;
	size_t		count;

	for (int i = 0; i < GR_LETTERS_LIMIT; i++)
		text_bytes(&t, i % 10 == 0 ? "a " : "b,", 2);
	gr_arena_init(&arena, &gr_host_libc);
	is_int(gr_repetition_of(&arena, text_slice(&t), text_slice(&t), &r), GR_OK, "a text at the limit");
	is_int(r.common, GR_LETTERS_LIMIT, "is compared whole");
	text_add(&t, "。");
	is_int(gr_repetition_of(&arena, text_slice(&t), GR_SLICE("b"), &r), GR_OK, "signs do not count");
	text_add(&t, "c");
	is_int(gr_repetition_of(&arena, text_slice(&t), GR_SLICE("b"), &r), GR_COMPARED_TEXT_TOO_LONG, "one letter more on the left");
	is_int(gr_repetition_of(&arena, GR_SLICE("b"), text_slice(&t), &r), GR_COMPARED_TEXT_TOO_LONG, "or on the right");
	is_int(gr_text_changes(&arena, text_slice(&t), GR_SLICE("b"), &found, &count), GR_COMPARED_TEXT_TOO_LONG, "is too long");
	gr_arena_free(&arena);
	text_free(&t);
}

/* Memory follows the length of the texts, whatever is in them. */
static void
test_memory(void)
{
	static const unsigned alphabets[] = {1, 2, 3000, 20000};

	for (size_t i = 0; i < sizeof(alphabets) / sizeof(alphabets[0]); i++)
	{
		text		a = large(20000, alphabets[i]);
		text		b = large(20000, alphabets[i]);
		gr_arena	arena;
		gr_repetition r;
		gr_text_change *found;
		size_t		count;

		gr_arena_init(&arena, &gr_host_libc);
		is_int(gr_repetition_of(&arena, text_slice(&a), text_slice(&b), &r), GR_OK, "20,000 letters of an alphabet of %u", alphabets[i]);
		ok(arena.used < 64 * 20000, "take little memory: %zu", arena.used);
		gr_arena_free(&arena);
		gr_arena_init(&arena, &gr_host_libc);
		is_int(gr_text_changes(&arena, text_slice(&a), text_slice(&b), &found, &count), GR_OK, "and their changes");
		ok(arena.used < (2 << 20) + 150 * 20000, "a little more: %zu", arena.used);
		gr_arena_free(&arena);
		text_free(&a);
		text_free(&b);
	}
}

static void
test_host(void)
{
	text		a = large(5000, 50);
	text		b = large(5000, 50);
	counting	c;
	gr_host		host = counting_host(&c);
	gr_arena	arena;
	gr_repetition r;
	gr_text_change *found;
	size_t		count;
	gr_status	status;
	long		looks;
	bool		all = true;

	gr_arena_init(&arena, &host);
	is_int(gr_text_changes(&arena, text_slice(&a), text_slice(&b), &found, &count), GR_OK, "a host that looks on");
	gr_arena_free(&arena);
	looks = c.looks;
	ok(looks > 20, "is asked often: %ld times", looks);
	for (long at = 1; at <= looks && all; at += 1 + looks / 50)
	{
		host = counting_host(&c);
		c.cancel_at = at;
		gr_arena_init(&arena, &host);
		all = gr_text_changes(&arena, text_slice(&a), text_slice(&b), &found, &count) == GR_CANCELLED;
		gr_arena_free(&arena);
		all = all && c.allocations == c.releases;
	}
	ok(all, "each look may cancel");
	host = counting_host(&c);
	c.cancel_at = 3;
	gr_arena_init(&arena, &host);
	is_int(gr_repetition_of(&arena, text_slice(&a), text_slice(&b), &r), GR_CANCELLED, "the share, too");
	gr_arena_free(&arena);
	all = true;
	for (long at = 1;; at++)
	{
		host = counting_host(&c);
		c.fail_at = at;
		gr_arena_init(&arena, &host);
		status = gr_text_changes(&arena, text_slice(&a), text_slice(&b), &found, &count);
		gr_arena_free(&arena);
		if (c.allocations < at)
			break;
		all = all && status == GR_OUT_OF_MEMORY && c.allocations == c.releases;
	}
	ok(all && status == GR_OK, "each allocation may fail");
	text_free(&a);
	text_free(&b);
}

int
main(void)
{
	test_letters();
	test_small();
	test_changes();
	test_random();
	test_cuts();
	test_limit();
	test_memory();
	test_host();
	return done_testing();
}
