/*
 * facts_figures.c
 *		How figures of the prose are written, what only looks like one, and hostile text.
 */
#include <time.h>

#include "facts_figure.h"
#include "facts_sample.h"

/* ---------- the rules of figures, one by one ---------- */

/* What stays of it for the comparison: the facts as one line of text. */
static void
reads(const char *paragraph, const char *expected)
{
	gr_arena	arena;
	gr_raw_facts facts = {0};
	text		t = {NULL, 0, 0};
	char		one[200];

	gr_arena_init(&arena, &gr_host_libc);
	if (read_facts_beside(&arena, gr_slice_cstring(paragraph), NULL, 2020, &facts) != GR_OK)
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
	reads("公开一亿二千万条", "120000000条");
	reads("公开三亿零五十万零二条", "300500002条");
	reads("公开二万三千亿条", "2300000000000条");
	reads("公开一万亿亿亿条", "");
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
	reads("百分之一二三四五六七八九一二三四五点一二三四五六七八", "");
}

/* Nothing in a citation is a fact, and reading goes on behind it. */
static void
test_citations(void)
{
	static const char paragraph[] = "依据第3件通知5件，公开政府信息8条。";
	gr_raw_citation spans[2];
	gr_raw_citations citations = {spans, 2, 2};
	gr_raw_facts facts = {0};
	gr_arena	arena;

	memset(spans, 0, sizeof(spans));
	spans[0].whole.from = strlen("依据");
	spans[0].whole.to = strlen("依据第3件通知5");
	spans[1].whole.from = strlen("依据第3件通知5件，");
	spans[1].whole.to = strlen("依据第3件通知5件，公开");
	gr_arena_init(&arena, &gr_host_libc);
	is_int(read_facts_beside(&arena, gr_slice_cstring(paragraph), &citations, 2020, &facts), GR_OK, "read with citations");
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
	gr_raw_facts facts = {0};
	gr_arena	arena;

	gr_arena_init(&arena, &gr_host_libc);
	read_facts_beside(&arena, GR_SLICE("收到申请5件，其中当面申请2件。"), NULL, 2020, &facts);
	read_facts_beside(&arena, GR_SLICE("收到申请7件，其中网络申请3件。"), NULL, 2020, &facts);
	if (is_int(facts.count, 4, "facts of two paragraphs"))
	{
		is_int(facts.facts[1].part_of, 0, "a part of the first");
		is_int(facts.facts[3].part_of, 2, "a part of the second");
		is_int(facts.facts[2].from, strlen("收到申请"), "offsets are the paragraph's");
	}
	/* A list that ended with its paragraph. */
	read_facts_beside(&arena, GR_SLICE("其中信函申请1件。"), NULL, 2020, &facts);
	is_int(facts.facts[facts.count - 1].part_of, -1, "no part of another paragraph's");
	gr_arena_free(&arena);
}

/* Without the year of the report, what names a year is taken for its own. */
static void
test_years(void)
{
	gr_raw_facts facts = {0};
	gr_arena	arena;

	gr_arena_init(&arena, &gr_host_libc);
	read_facts_beside(&arena, GR_SLICE("2019年收到申请5件。上年收到申请6件。"), NULL, 0, &facts);
	if (is_int(facts.count, 2, "two facts"))
	{
		is_int(facts.facts[0].key, GR_FACT_RECEIVED, "a year that is named");
		ok(facts.facts[1].key == GR_FACT_NONE && facts.facts[1].other_year, "but 上年 never is");
	}
	gr_arena_free(&arena);
}

static bool
same_figure(const gr_fact_figure *a, const gr_fact_figure *b)
{
	if (a->kind != b->kind || a->end != b->end || a->from != b->from)
		return false;
	return a->kind == GR_FIGURE_NOTHING || (a->kind == GR_FIGURE_YEAR && a->value == b->value) ||
		(a->value == b->value && a->low == b->low && a->high == b->high && a->to == b->to && a->unit == b->unit && a->qualifier == b->qualifier &&
		 a->scale == b->scale && a->spelled == b->spelled && a->multiplied == b->multiplied);
}

/* Both ways of reading a figure, over texts of what stands in and around figures. */
static void
test_skimming(void)
{
	static const char *const parts[] = {
		"0", "1", "2", "20", "2020", "1949", "123456789", "3", "件", "条", "个", "工作日", "元", "%", "年", "月", "日", "号", "万", "亿", "十", "百", "余", "多", "几",
		"至", "到", "占", "第", "前", "约", "的", "部门", "，", "。", "、", "：", ":", "-", "~", ".", "/", "+", "a", " ", "　", "（", ")", "２", "一", "二", "〔", "馀", "⽇", "分", "之", "百分之", "是", "步", "零", "四", "〇", "“", "％", "〕", "公", "公里", "三级", "推进", "千",
	};
	int			wrong = 0;

	for (int round = 0; round < 200000; round++)
	{
		gr_fact_figure fast;
		gr_fact_figure slow;
		char		bytes[200] = "";
		gr_slice	here;

		for (int i = rand() % 8; i >= 0; i--)
			strcat(bytes, parts[(size_t) rand() % (sizeof(parts) / sizeof(parts[0]))]);
		here = gr_slice_cstring(bytes);
		for (size_t at = 0; at < here.len; at += gr_utf8_length((unsigned char) bytes[at]))
		{
			if (!gr_figure_begins(here, at))
				continue;
			gr_figure_skim(here, at, &fast);
			gr_figure_skim_slow(here, at, &slow);
			if (!same_figure(&fast, &slow) && wrong++ == 0)
				diag("%s at %zu", bytes, at);
		}
	}
	ok(wrong == 0, "a figure is read the same at once and part by part");
}

/* The longest word that the text begins with, by looking at all. */
static const gr_fact_word *
longest_word(gr_slice text)
{
	const gr_fact_word *longest = NULL;

	for (size_t i = 0; i < gr_fact_word_count; i++)
	{
		const gr_fact_word *w = &gr_fact_words[i];

		if ((longest == NULL || w->len > longest->len) && gr_slice_starts(text, gr_slice_make(w->text, w->len)))
			longest = w;
	}
	return longest;
}

/* Whether the words are found, cut short behind any character, with other text behind them and with another second character. */
static bool
all_lookups_agree(void)
{
	static const char *const endings[] = {"", "件", "a", "，"};
	char		text[GR_FACT_LONGEST_WORD + 4];

	for (size_t i = 0; i < gr_fact_word_count; i++)
		for (size_t len = 3; len <= gr_fact_words[i].len; len += 3)
			for (int j = 0; j < 8; j++)
			{
				gr_slice	here;

				snprintf(text, sizeof(text), "%.*s%s", (int) len, gr_fact_words[i].text, endings[j % 4]);
				if (j >= 4)
					text[len < 6 ? 0 : len - 3] = (char) (0xE4 + (i + len) % 6);
				here = gr_slice_cstring(text);
				if (gr_fact_word_at(here, 0) != longest_word(here))
				{
					diag("%s", text);
					return false;
				}
			}
	return true;
}

static void
test_names(void)
{
	bool		sorted = true;
	bool		found = true;

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
	for (size_t i = 0; i < gr_fact_word_count; i++)
		found = found && gr_fact_word_at(gr_slice_cstring(gr_fact_words[i].text), 0) == &gr_fact_words[i];
	ok(found, "each word is found as itself");
	ok(all_lookups_agree(), "a word is found where one by one it would be");
	for (int unit = GR_UNIT_NONE + 1; unit < GR_UNITS; unit++)
	{
		size_t		length;

		is_int(gr_fact_unit_at(gr_slice_cstring(gr_units[unit].text), 0, &length), unit, "unit %s", gr_units[unit].text);
	}
}

/* As many facts as the limit allows, and the next one named. */
static void
test_limit(void)
{
	for (int more = 0; more <= 1; more++)
	{
		gr_raw_facts facts = {0};
		gr_arena	arena;
		text		t = {NULL, 0, 0};

		for (int i = 0; i < GR_FACTS_LIMIT + more; i++)
			text_add(&t, "公开3件。");
		gr_arena_init(&arena, &gr_host_libc);
		is_int(read_facts_beside(&arena, text_slice(&t), NULL, 2020, &facts), GR_OK, "%s the limit", more ? "past" : "at");
		is_int(facts.count, GR_FACTS_LIMIT, "facts up to the limit");
		is_int(facts.limited, more, "whether there were more");
		if (more)
			is_int(facts.limited_at, strlen("公开3件。") * GR_FACTS_LIMIT + strlen("公开"), "where the first of those stands");
		text_free(&t);
		gr_arena_free(&arena);
	}
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
	gr_raw_facts facts = {0};
	gr_arena	arena;
	double		start;

	while (t.len < bytes)
		text_add(&t, pattern);
	gr_arena_init(&arena, &gr_host_libc);
	start = now();
	*sound = read_facts_beside(&arena, text_slice(&t), NULL, 2020, &facts) == GR_OK && is_sound(text_slice(&t), &facts);
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
		gr_raw_facts facts = {0};
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
		gr_raw_facts facts = {0};

		memset(&c, 0, sizeof(c));
		c.fail_at = ++fail_at;
		gr_arena_init(&arena, &host);
		status = read_facts_beside(&arena, gr_slice_cstring(paragraph), NULL, 2020, &facts);
		gr_arena_free(&arena);
		balanced = balanced && c.allocations == c.releases && (status == GR_OK || status == GR_OUT_OF_MEMORY);
	} while (status != GR_OK && fail_at < 100);
	ok(balanced && fail_at > 1 && status == GR_OK, "no memory: says so at each of %ld allocations", fail_at - 1);
	{
		gr_arena	arena;
		gr_raw_facts facts = {0};
		text		t = {NULL, 0, 0};

		while (t.len < (size_t) 1 << 18)
			text_add(&t, "年度工作报告");
		memset(&c, 0, sizeof(c));
		c.cancel_at = 2;
		gr_arena_init(&arena, &host);
		is_int(read_facts_beside(&arena, text_slice(&t), NULL, 2020, &facts), GR_CANCELLED, "cancelled where no figure stands");
		gr_arena_free(&arena);
		text_free(&t);
	}
}

int
main(void)
{
	test_figures();
	test_skimming();
	test_citations();
	test_paragraphs();
	test_years();
	test_names();
	test_limit();
	test_random();
	test_memory();
	test_hostile();
	return done_testing();
}
