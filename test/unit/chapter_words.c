/*
 * chapter_words.c
 *		The prose of a report and of its chapters, in text and in HTML, and beside a text that is another one.
 */
#include "chapter_words.h"

#include "parse.h"
#include "sample.h"

static const char plain[] =
"鹭岚县人民政府2021年政府信息公开工作年度报告\n"
"一、总体情况\n"
"全县主动公开信息120条。\n"
"（一）组织领导。召开会议2次。\n"
"二、主动公开政府信息情况\n"
"第二十条第（八）项\n"
"信息内容 | 本年收费金额（单位：万元）\n"
"行政事业性收费 | 15\n"
"以上为本级数据。\n"
"五、存在的主要问题及改进情况\n"
"公开的范围不够广。\n"
"六、其他需要报告的事项\n"
"无。\n";

static const char html[] =
"<html><head><title>报告</title><style>p{color:red}</style></head><body><h1>鹭岚县人民政府2021年政府信息公开工作年度报告</h1>"
"<p>一、总体情况</p><p>全县主动公开<b>信息</b>120&nbsp;条。</p><p>（一）组织领导。召开会议2次。</p><p>二、主动公开政府信息情况</p>"
"<table><tr><td>第二十条第（八）项</td></tr><tr><td>信息内容</td><td>本年收费金额（单位：万元）</td></tr>"
"<tr><td>行政事业性收费</td><td>15</td></tr></table><p>以上为本级数据。</p>"
"<p>五、存在的主要问题及改进情况</p><p>公开的范围不够广。</p><p>六、其他需要报告的事项</p><p>无。</p></body></html>";

static gr_report *
parsed(gr_arena *arena, const char *raw)
{
	gr_report  *report = gr_arena_alloc(arena, sizeof(gr_report));
	gr_error	error = {0, NULL};

	if (gr_parse(arena, gr_slice_cstring(raw), report, &error) != GR_OK)
		abort();
	return report;
}

static void
has_words(const gr_report *report, const char *raw, int chapter, const char *expected)
{
	gr_arena	arena;
	gr_writer	writer;

	gr_arena_init(&arena, &gr_host_libc);
	gr_writer_init(&writer, &arena);
	is_int(gr_chapter_words(&arena, report, gr_slice_cstring(raw), chapter, &writer), GR_OK, "words of %s", chapter == GR_CHAPTER_NONE ? "all" : gr_chapters[chapter].key);
	is_bytes(writer.len == 0 ? "" : writer.data, writer.len, expected, strlen(expected), "are these");
	gr_arena_free(&arena);
}

static void
test_words(const char *raw, const char *first)
{
	gr_arena	arena;
	gr_report  *report;
	char		all[400];
	char		overview[200];

	gr_arena_init(&arena, &gr_host_libc);
	report = parsed(&arena, raw);
	snprintf(overview, sizeof(overview), "%s\n（一）组织领导。召开会议2次。", first);
	snprintf(all, sizeof(all), "%s\n以上为本级数据。\n公开的范围不够广。\n无。", overview);
	has_words(report, raw, GR_CHAPTER_NONE, all);
	has_words(report, raw, GR_CHAPTER_OVERVIEW, overview);
	has_words(report, raw, GR_CHAPTER_DISCLOSURE, "以上为本级数据。");
	has_words(report, raw, GR_CHAPTER_PROBLEMS, "公开的范围不够广。");
	has_words(report, raw, GR_CHAPTER_OTHER, "无。");
	has_words(report, raw, GR_CHAPTER_FEES, "");
	gr_arena_free(&arena);
}

/* All chapters in one go: the same words. */
static void
test_chapters(const char *raw)
{
	gr_arena	arena;
	gr_report  *report;
	gr_writer	all[GR_CHAPTERS + 1];
	int			wrong = 0;

	gr_arena_init(&arena, &gr_host_libc);
	report = parsed(&arena, raw);
	for (int chapter = 0; chapter <= GR_CHAPTERS; chapter++)
		gr_writer_init(&all[chapter], &arena);
	is_int(gr_words_by_chapter(&arena, report, gr_slice_cstring(raw), all), GR_OK, "the words of each chapter");
	for (int chapter = 0; chapter < GR_CHAPTERS; chapter++)
	{
		gr_writer	one;

		gr_writer_init(&one, &arena);
		wrong += gr_chapter_words(&arena, report, gr_slice_cstring(raw), chapter, &one) != GR_OK;
		wrong += !gr_slice_equal(gr_slice_make(one.data, one.len), gr_slice_make(all[chapter].data, all[chapter].len));
	}
	is_int(wrong, 0, "are those of one");
	is_int(all[GR_CHAPTER_OVERVIEW].len > 0, true, "there are some");
	is_int(all[GR_CHAPTER_NONE].len, 0, "none stand outside");
	report->section_count = 0;
	is_int(gr_words_by_chapter(&arena, report, gr_slice_cstring("没有标题的文字。"), all), GR_OK, "a text without headings");
	is_bytes(all[GR_CHAPTER_NONE].data, all[GR_CHAPTER_NONE].len, "没有标题的文字。", strlen("没有标题的文字。"), "is in no chapter");
	gr_arena_free(&arena);
}

/* A report and the beginning of its text, however long; and places that no text has. */
static void
test_other_text(const char *raw)
{
	gr_arena	arena;
	gr_report  *report;
	bool		right = true;

	gr_arena_init(&arena, &gr_host_libc);
	report = parsed(&arena, raw);
	for (size_t len = 0; len < strlen(raw); len++)
	{
		gr_arena	own;
		gr_writer	writer;

		gr_arena_init(&own, &gr_host_libc);
		gr_writer_init(&writer, &own);
		right = right && gr_chapter_words(&own, report, gr_slice_make(raw, len), GR_CHAPTER_NONE, &writer) == GR_OK && writer.len < strlen(raw) + 100;
		gr_arena_free(&own);
	}
	ok(right, "the words of a text cut short anywhere");
	for (size_t i = 0; i < report->section_count; i++)
		report->sections[i].body = (gr_span) {(uint32_t) (i % 2 == 0 ? 5 : UINT32_MAX), UINT32_MAX - 3};
	for (int chapter = 0; chapter <= GR_CHAPTER_NONE; chapter++)
	{
		gr_writer	writer;

		gr_writer_init(&writer, &arena);
		right = right && gr_chapter_words(&arena, report, gr_slice_cstring(raw), chapter, &writer) == GR_OK;
	}
	ok(right, "and of places beyond every text");
	gr_arena_free(&arena);
}

static void
test_memory(void)
{
	gr_arena	arena;
	gr_report  *report;
	bool		right = true;

	gr_arena_init(&arena, &gr_host_libc);
	report = parsed(&arena, html);
	for (long at = 1;; at++)
	{
		counting	c;
		gr_host		host = counting_host(&c);
		gr_arena	own;
		gr_writer	writer;
		gr_status	status;

		c.fail_at = at;
		gr_arena_init(&own, &host);
		gr_writer_init(&writer, &own);
		status = gr_chapter_words(&own, report, gr_slice_cstring(html), GR_CHAPTER_NONE, &writer);
		gr_arena_free(&own);
		right = right && c.allocations == c.releases;
		if (c.allocations < at)
			break;
		right = right && status == GR_OUT_OF_MEMORY;
	}
	ok(right, "each allocation may fail");
	gr_arena_free(&arena);
}

/* Places of a stored value may lead to and fro over the whole text: between any two the host is asked. */
static void
test_cancelled(void)
{
	gr_arena	arena;
	gr_arena	own;
	gr_writer	writer;
	gr_report  *report;
	counting	c;
	gr_host		host = counting_host(&c);

	gr_arena_init(&arena, &gr_host_libc);
	report = gr_arena_alloc(&arena, sizeof(gr_report));
	gr_report_init(report);
	report->section_count = 100;
	report->sections = gr_arena_alloc(&arena, report->section_count * sizeof(gr_section));
	memset(report->sections, 0, report->section_count * sizeof(gr_section));
	for (size_t i = 0; i < report->section_count; i++)
		report->sections[i].body = (gr_span) {i % 2 == 0 ? 1 : 1000000, 1};
	c.cancel_at = (long) report->section_count;
	gr_arena_init(&own, &host);
	gr_writer_init(&writer, &own);
	is_int(gr_chapter_words(&own, report, gr_slice_cstring(plain), GR_CHAPTER_NONE, &writer), GR_CANCELLED, "cancelled between two places");
	gr_arena_free(&own);
	gr_arena_free(&arena);
}

int
main(void)
{
	test_cancelled();
	test_words(plain, "全县主动公开信息120条。");
	test_words(html, "全县主动公开信息120\xC2\xA0条。");
	test_chapters(plain);
	test_chapters(html);
	test_other_text(plain);
	test_other_text(html);
	test_memory();
	return done_testing();
}
