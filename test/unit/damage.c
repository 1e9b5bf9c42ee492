/*
 * damage.c
 *		Signs of damage found in a text, by either search, and what is told of them.
 */
#include "damage.h"
#include "damage_signs.h"
#include "position.h"
#include "tap.h"

#include <stdlib.h>

/* The signs, pieces of them and other characters, in memory that ends with the text. */
static char *
make_text(size_t pieces, size_t *len)
{
	static const char *const some[] = {
		"\xEF\xBF\xBD", "比分", "比", "分", "雷速", "雷", "速", "bet", "be", "b", "日", "号", "2", "年", "。", "\n", "部", "\xEF\xBF\xBC", "春", "巷",
	};
	char	   *text = malloc(pieces * 6 + 1);

	*len = 0;
	for (size_t i = 0; i < pieces; i++)
	{
		/* Long stretches without any sign, too. */
		const char *piece = some[rand() % 8 == 0 ? rand() % 20 : 12 + rand() % 8];

		memcpy(text + *len, piece, strlen(piece));
		*len += strlen(piece);
	}
	return realloc(text, *len + (*len == 0));
}

/* The plainest search there is. */
static size_t
find_slowly(gr_slice text, size_t at, size_t end, gr_damage_sign *sign)
{
	for (; at < end; at++)
		for (int i = 0; i < GR_DAMAGE_SIGNS; i++)
			if (gr_slice_starts(gr_slice_sub(text, at, text.len), gr_damage_signs[i]))
			{
				*sign = (gr_damage_sign) i;
				return at;
			}
	return GR_NOT_FOUND;
}

/* Signs of a text, looked through in pieces, that a search does not find where they are; *found counts those that are there. */
static int
count_wrong(gr_slice text, size_t piece, size_t (*next) (gr_sign_search *, size_t, gr_damage_sign *), int *found)
{
	gr_sign_search s = gr_sign_search_begin(text);
	size_t		at = 0;
	int			wrong = 0;

	for (size_t end = piece < text.len ? piece : text.len; at < text.len; end = text.len - end < piece ? text.len : end + piece)
	{
		gr_damage_sign expected = GR_DAMAGE_SIGNS;
		gr_damage_sign sign = GR_DAMAGE_SIGNS;
		size_t		place;

		while ((place = find_slowly(text, at, end, &expected)) != GR_NOT_FOUND)
		{
			wrong += next(&s, end, &sign) != place || sign != expected;
			at = place + 1;
			++*found;
		}
		wrong += next(&s, end, &sign) != GR_NOT_FOUND;
		at = end;
	}
	return wrong;
}

static void
test_searches_agree(void)
{
	int			wrong = 0;
	int			found = 0;

	for (int round = 0; round < 3000; round++)
	{
		size_t		len;
		char	   *text = make_text((size_t) (rand() % 120), &len);
		size_t		piece = rand() % 2 == 0 ? len + 1 : 1 + (size_t) (rand() % 100);

		wrong += count_wrong(gr_slice_make(text, len), piece, gr_sign_next, &found);
		wrong += count_wrong(gr_slice_make(text, len), piece, gr_sign_next_plain, &found);
		free(text);
	}
	ok(wrong == 0, "both searches find what the plainest one finds");
	ok(found > 10000, "in texts with signs: %d", found);
}

/* The rules told of a text, in their order, with what stands at their places. */
static void
test_told(void)
{
	static const char text[] = "2017年12月，市局发出\xEF\xBF\xBD号文。截至201711日，公开〔201724号和〔2017〕25号。看比分直播，比分网\xEF\xBF\xBD，2020119日止";
	static const struct
	{
		int			rule;
		const char *words;
	}			expected[] = {
		{GR_RULE_TEXT_REPLACEMENT, "\xEF\xBF\xBD"}, {GR_RULE_TEXT_SPAM, "比分直播"}, {GR_RULE_TEXT_SPAM, "比分网"},
		{GR_RULE_TEXT_DAMAGED, "201711日"}, {GR_RULE_TEXT_DAMAGED, "2020119日"}, {GR_RULE_TEXT_DAMAGED, "〔201724号"},
	};
	gr_slice	source = GR_SLICE(text);
	gr_report	report;
	gr_arena	arena;

	gr_arena_init(&arena, &gr_host_libc);
	gr_report_init(&report);
	ok(gr_damage_note(&arena, source, &report) == GR_OK && report.diagnostic_count == sizeof(expected) / sizeof(expected[0]), "all are told");
	for (size_t i = 0; i < report.diagnostic_count && i < sizeof(expected) / sizeof(expected[0]); i++)
	{
		gr_position p = gr_position_begin(source);
		gr_slice	words = gr_position_words(&p, report.diagnostics[i].span);

		ok(report.diagnostics[i].rule == expected[i].rule && gr_slice_equal(words, gr_slice_cstring(expected[i].words)), "%s", expected[i].words);
	}
	is_int(report.diagnostics[0].actual, 2, "replacements are counted");
	gr_arena_free(&arena);
}

/* Each sign alone may be the damage. */
static void
test_limit(void)
{
	char		text[64 * 16];
	size_t		len = 0;
	gr_report	report;
	gr_arena	arena;

	for (int i = 0; i < 64; i++)
		len += (size_t) snprintf(text + len, sizeof(text) - len, "201711日");
	gr_arena_init(&arena, &gr_host_libc);
	gr_report_init(&report);
	ok(gr_damage_note(&arena, gr_slice_make(text, len), &report) == GR_OK, "more than are told");
	is_int((int64_t) report.diagnostic_count, GR_DAMAGE_LIMIT, "up to the limit");
	gr_arena_free(&arena);
}

int
main(void)
{
	srand(1);
	test_searches_agree();
	test_told();
	test_limit();
	return done_testing();
}
