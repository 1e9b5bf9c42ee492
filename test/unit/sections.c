/*
 * sections.c
 *		The outline of a report, what is wrong with it, and that no row of a table is in it.
 *
 * SOURCES: test/generator/?*.c
 * BUILD: plain, with more reports and a larger hostile text.
 */
#include "sample.h"

#include <dirent.h>
#include <time.h>

#include "../generator/generator.h"
#include "cells.h"
#include "chapter_order.h"
#include "sections.h"
#include "tables.h"
#include "utf8.h"

/* Reports of the generator for each layout and form, and for each damage of them. */
#ifdef __SANITIZE_ADDRESS__
#define REPORTS 60
#define DAMAGED_REPORTS 4
#define HOSTILE_MB 8
#else
#define REPORTS 200
#define DAMAGED_REPORTS 8
#define HOSTILE_MB 32
#endif

static gr_report report;
static gr_section *sections;
static size_t count;
static gr_slice source;

static gr_status
read_outline(gr_arena *arena, gr_slice from, bool html)
{
	gr_raw_tables *raw = gr_arena_alloc(arena, sizeof(gr_raw_tables));
	gr_outline *outline = gr_arena_alloc(arena, sizeof(gr_outline));
	gr_prose   *prose = gr_arena_alloc(arena, sizeof(gr_prose));
	const gr_positions *positions = gr_positions_new(arena, from);
	gr_prose_sink sink;
	gr_html_page page;
	gr_status	status = GR_OK;

	source = from;
	gr_report_init(&report);
	if (raw == NULL || outline == NULL || prose == NULL || positions == NULL)
		return GR_OUT_OF_MEMORY;
	/* As parse has it: a text with tables in it keeps its lines. */
	if (html)
		status = gr_html_read(arena, from, from.data[0] == '<' ? 0 : GR_HTML_KEEP_LINES, &page);
	gr_outline_begin(outline, arena, positions);
	sink = gr_outline_sink(outline);
	gr_prose_begin(prose, arena, &sink, 1);
	if (status == GR_OK)
		status = gr_tables_read(arena, from, html ? &page : NULL, prose, raw);
	if (status == GR_OK)
		status = gr_cells_assign(arena, raw, &report);
	return status == GR_OK ? gr_outline_end(outline, gr_prose_content_end(prose), &report, &sections, &count) : status;
}

/* ---------- outlines as text ---------- */

static void
add_span(text *to, gr_span span)
{
	gr_slice	words = text_at(source, span);

	if (span.pos == 0)
		text_add(to, "-");
	else
		text_bytes(to, words.data, words.len);
}

/* "1 overview 一|总体情况|the body" a line, then "rule actual" of each finding about the outline. */
static void
write_outline(text *to, bool bodies)
{
	char		buffer[64];

	for (size_t i = 0; i < count; i++)
	{
		const gr_section *s = &sections[i];

		snprintf(buffer, sizeof(buffer), "%d %s ", s->level, s->chapter == GR_CHAPTER_NONE ? "-" : gr_chapters[s->chapter].key);
		text_add(to, buffer);
		add_span(to, s->number);
		text_add(to, "|");
		add_span(to, s->title);
		if (bodies)
		{
			text_add(to, "|");
			add_span(to, s->body);
		}
		text_add(to, "\n");
	}
	for (size_t i = 0; i < report.diagnostic_count; i++)
	{
		const gr_diagnostic *d = &report.diagnostics[i];

		if (d->rule < GR_RULE_SECTION_MISSING || d->rule > GR_RULE_SECTION_EMPTY)
			continue;
		snprintf(buffer, sizeof(buffer), "%s %d\n", gr_rules[d->rule].id, (int) d->actual);
		text_add(to, buffer);
	}
}

static void
outline_is(const char *from, bool html, bool bodies, const char *expected, const char *name)
{
	text		t = {NULL, 0, 0};
	gr_arena	arena;

	gr_arena_init(&arena, &gr_host_libc);
	is_int(read_outline(&arena, gr_slice_cstring(from), html), GR_OK, "%s: read", name);
	write_outline(&t, bodies);
	is_str(t.data == NULL ? "" : t.data, expected, "%s", name);
	text_free(&t);
	gr_arena_free(&arena);
}

static void
test_levels(void)
{
	outline_is("一、概述\n县里平稳。\n1. 窗口。开了3个。\n2. 平台。改版一次。\n二、今后\n（一）人员\n人手不足。\n①轮训\n（1）请进来\n（二）经费。已列入。\n", false, true,
			   "1 overview 一|概述|县里平稳。\n1. 窗口。开了3个。\n2. 平台。改版一次。\n3 overview 1|窗口|开了3个。\n3 overview 2|平台|改版一次。\n"
			   "1 - 二|今后|（一）人员\n人手不足。\n①轮训\n（1）请进来\n（二）经费。已列入。\n2 - （一）|人员|人手不足。\n①轮训\n（1）请进来\n4 - ①|轮训|\n4 - （1）|请进来|\n2 - （二）|经费|已列入。\n",
			   "levels, a skipped one, and bodies");
	outline_is("第一部分 概述\n平稳。\n第二部分　重点领域\n一、财政\n（一）预算\n已上网。\n二、教育\n已上网。\n第三章、其他需要报告的事项\n无\n", false, false,
			   "1 overview 第一部分|概述\n1 - 第二部分|重点领域\n2 - 一|财政\n3 - （一）|预算\n2 - 二|教育\n1 other 第三章|其他需要报告的事项\n", "parts");
	outline_is("第一部分 总体情况\n（一）公开\n平稳。\n1.窗口\n3个。\n第二部分 其他需要报告的事项\n无\n", false, false,
			   "1 overview 第一部分|总体情况\n2 overview （一）|公开\n3 overview 1|窗口\n1 other 第二部分|其他需要报告的事项\n", "parts with nothing between");
	outline_is("㈠申请受理\n已受理。\n⒈答复\n已答复。\n1）送达\n已送达。\n１．归档\n已归档。\n", false, false,
			   "2 - ㈠|申请受理\n3 - ⒈|答复\n4 - 1）|送达\n3 - １|归档\n", "signs of 2008");
	outline_is("# 雁回县2023年政府信息公开工作年度报告\n导语。\n## 总体情况\n平稳。\n### 主动公开\n上网12条。\n#### 预算\n已上网。\n## 其他需要报告的事项\n无\n", false, true,
			   "1 overview -|总体情况|平稳。\n### 主动公开\n上网12条。\n#### 预算\n已上网。\n2 overview -|主动公开|上网12条。\n#### 预算\n已上网。\n3 overview -|预算|已上网。\n1 other -|其他需要报告的事项|无\n",
			   "Markdown without numbers");
	outline_is("## 一、总体情况\n### （一）公开\n上网12条。\n", false, false, "1 overview 一|总体情况\n2 overview （一）|公开\n", "and with them");
	outline_is("总体情况\n平稳。\n主动公开政府信息情况\n见表。\n", false, false, "1 overview -|总体情况\n1 disclosure -|主动公开政府信息情况\n", "titles of the form without a number");
	outline_is("导语。\n没有标题。\n", false, false, "", "no heading");
	outline_is("", false, false, "", "no text");
}

static void
test_bodies(void)
{
	outline_is("首页 公开\n一、概述\n\n  平稳。  \n\n打印 关闭\n— 2 —\n二、其他需要报告的事项\n无。\n主办：雁回县档案馆 承办：信息中心\n地址：人民路1号\n", false, true,
			   "1 overview 一|概述|平稳。\n1 other 二|其他需要报告的事项|无。\n", "furniture is outside");
	outline_is("网站首页 | 政务公开\n一、概述\n会议 | 3次\n二、其他需要报告的事项\n无。\n网站声明 | 网站地图 | 联系我们\n主办：雁回县档案馆\n备案 | 2012\n", false, true,
			   "1 overview 一|概述|会议 | 3次\n1 other 二|其他需要报告的事项|无。\n", "furniture in cells, too");
	outline_is("一、概述\n平稳。\n（责任编辑：李四）\n〖打印〗〖关闭〗\n您是第 12 位访问者\n【返回顶部】\n", false, true, "1 overview 一|概述|平稳。\n", "furniture in brackets");
	outline_is("<table><tr><td>统计指标</td><td>单位</td><td>统计数</td></tr><tr><td>一、主动公开情况</td><td></td><td></td></tr><tr><td>（一）主动公开政府信息数</td><td>条</td><td>12</td></tr>"
			   "<tr><td>（二）通过不同渠道和方式公开政府信息的情况</td><td></td><td>&nbsp;</td></tr><tr><td>1.政府公报公开政府信息数</td><td>条</td><td>3</td></tr></table><p>一、概述</p><p>好。</p>", true, false,
			   "1 overview 一|概述\n", "groups of statistics with empty cells are no headings");
	outline_is("<p>三、收到和处理政府信息公开申请情况</p><p>表格如下：</p><table><tr><td colspan=3>三、收到和处理政府信息公开申请情况</td></tr>"
			   "<tr><td>一、本年新收政府信息公开申请数量</td><td>1</td><td>1</td></tr></table>", true, false,
			   "1 applications 三|收到和处理政府信息公开申请情况\n", "the number of a caption is no second heading");
	outline_is("<html><body><ul><li>首页</li><li>主动公开</li></ul><p>一、概述</p><p>平稳&amp;<b>有序</b></p><p>（一）公开。上网。</p><p>版权所有</p></body></html>", true, true,
			   "1 overview 一|概述|平稳&amp;<b>有序</b></p><p>（一）公开。上网。\n2 overview （一）|公开|上网。\n", "positions are those of the page's source");
	outline_is("二、主动公开政府信息情况\n信息内容 | 本年处理决定数量 |\n行政处罚 | 12 |\n行政强制 | 3 |\n五、今后\n无\n", false, true,
			   "1 disclosure 二|主动公开政府信息情况|信息内容 | 本年处理决定数量 |\n行政处罚 | 12 |\n行政强制 | 3 |\n1 - 五|今后|无\nsection.number 5\n",
			   "a table is the body of its chapter");
}

/* A list whose items close with semicolons heads nothing, nor does the last of them; nor does the name of a file. */
static void
test_lists(void)
{
	outline_is("五、今后\n1.轮训；\n2.评议；\n3.督查。\n六、其他需要报告的事项\n无。\n", false, true,
			   "1 - 五|今后|1.轮训；\n2.评议；\n3.督查。\n1 other 六|其他需要报告的事项|无。\nsection.number 5\n", "a list");
	outline_is("1.轮训。请进来；\n2.督查。\n3.评议。\n", false, false, "3 - 1|轮训\n3 - 2|督查\n3 - 3|评议\n", "a paragraph that closes with one is another thing");
	outline_is("六、其他需要报告的事项\n1.2023年全县未收费。\n2.2023年办理提案。\n", false, false,
			   "1 other 六|其他需要报告的事项\n3 other 1|2023年全县未收费\n3 other 2|2023年办理提案\n", "a year behind the number");
	outline_is("1.轮训；\n一、概述\n平稳。\n", false, false, "1 overview 一|概述\n", "a number of another kind");
	outline_is("一、概述\n平稳。\n二、其他需要报告的事项\n无。\n相关附件：\n1.年报.docx\n2.年报.pdf\n【返回顶部】【打印本页】\n", false, true,
			   "1 overview 一|概述|平稳。\n1 other 二|其他需要报告的事项|无。\n", "files to be fetched");
	outline_is("一、概述\n平稳。\n二、其他需要报告的事项\n无。\n附件：1.目录\n2.流程图\n3.表样\n三、今后\n4.轮训\n", false, true,
			   "1 overview 一|概述|平稳。\n1 other 二|其他需要报告的事项|无。\n附件：1.目录\n2.流程图\n3.表样\n1 - 三|今后|4.轮训\n3 - 4|轮训|\nsection.number 4\n", "annexes");
	outline_is("五、存在的主要问题及改进情况 主要问题：人手不足。\n六、其他需要报告的事项 无\n", false, true,
			   "1 problems 五|存在的主要问题及改进情况|主要问题：人手不足。\n1 other 六|其他需要报告的事项|无\n", "text behind a title and a blank");
	outline_is("一、概述\n平稳。\n二、其他需要报告的事项\n附件下载：\n年报.doc\n", false, true,
			   "1 overview 一|概述|平稳。\n1 other 二|其他需要报告的事项|\n", "and nothing else");
}

static void
test_chapters(void)
{
	static const struct
	{
		const char *title;
		int			chapter;
	}			cases[] = {
		{"二、主动公开政府信息的情况", GR_CHAPTER_DISCLOSURE}, {"二、行政机关主动公开政府信息情况", GR_CHAPTER_DISCLOSURE}, {"2、政府信息主动公开情况", GR_CHAPTER_NONE},
		{"二、 政府信息主动公开情况", GR_CHAPTER_DISCLOSURE}, {"一．总体情况", GR_CHAPTER_OVERVIEW}, {"一,总体情况", GR_CHAPTER_OVERVIEW}, {"一 总体情况", GR_CHAPTER_OVERVIEW},
		{"一、2009年政府信息公开工作概述", GR_CHAPTER_OVERVIEW}, {"一、2021年度政府信息公开工作总体情况", GR_CHAPTER_OVERVIEW},
		{"一、总体情况 2021年，我局公开信息12条。", GR_CHAPTER_OVERVIEW}, {"* 一、总体情况", GR_CHAPTER_OVERVIEW}, {"- 五、存在的主要问题及改进情况", GR_CHAPTER_PROBLEMS}, {"一、信息公开工作基本概况", GR_CHAPTER_OVERVIEW},
		{"三、政府信息公开申请接收与办理情况", GR_CHAPTER_APPLICATIONS}, {"三、行政机关收到和处理政府信息公开申请情况", GR_CHAPTER_APPLICATIONS}, {"三、依申请公开政府信息和不予公开政府信息的情况", GR_CHAPTER_APPLICATIONS}, {"三、收到和處理政府信息公開申請情況", GR_CHAPTER_APPLICATIONS},
		{"四、因政府信息公开工作被申请行政复议、提起行政诉讼情况", GR_CHAPTER_PROCEEDINGS}, {"五、复议、诉讼和申诉办理情况", GR_CHAPTER_PROCEEDINGS}, {"五、复议情况", GR_CHAPTER_PROCEEDINGS},
		{"五、现存问题与改进举措", GR_CHAPTER_PROBLEMS}, {"六、问题与不足", GR_CHAPTER_PROBLEMS}, {"六、存在问题和下一步工作", GR_CHAPTER_PROBLEMS}, {"六、存在的不足和努力方向", GR_CHAPTER_PROBLEMS},
		{"四、行政复议数量", GR_CHAPTER_PROCEEDINGS}, {"五、行政诉讼数量", GR_CHAPTER_PROCEEDINGS}, {"五、政府信息公开工作存在的主要问题及改进情况", GR_CHAPTER_PROBLEMS},
		{"六、其他需要汇报的事项", GR_CHAPTER_OTHER}, {"七、需要说明的事项与附表", GR_CHAPTER_OTHER}, {"七、说明与附表", GR_CHAPTER_OTHER}, {"六、存在不足及下步打算", GR_CHAPTER_PROBLEMS}, {"六、其它需要报告的事项（含收费）", GR_CHAPTER_OTHER},
		{"四、回应解读情况", GR_CHAPTER_RESPONSES}, {"四、回应社会关切情况", GR_CHAPTER_RESPONSES}, {"三、政策解读与回应关切情况", GR_CHAPTER_RESPONSES}, {"五、政府信息公开咨询情况", GR_CHAPTER_INQUIRIES}, {"六、政府信息公开的收费及减免情况", GR_CHAPTER_FEES},
		{"六、依申请公开收费情况", GR_CHAPTER_FEES}, {"七、依申请公开信息收取的费用", GR_CHAPTER_FEES},
		{"八、举报投诉处理情况", GR_CHAPTER_COMPLAINTS}, {"九、机构建设、保障经费和培训会议情况", GR_CHAPTER_ORGANIZATION}, {"六、机构建设和保障培训情况", GR_CHAPTER_ORGANIZATION}, {"十、人大代表建议和政协委员提案办理结果公开情况", GR_CHAPTER_PROPOSALS},
		{"十一、附表", GR_CHAPTER_APPENDIX}, {"一、加强组织领导", GR_CHAPTER_NONE}, {"二、政府信息公开工作情况", GR_CHAPTER_NONE},
	};
	char		essence[GR_ESSENCE_LIMIT];

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
	{
		gr_heading	h;

		if (ok(gr_heading_read(gr_slice_cstring(cases[i].title), 0, &h), "%s is a heading", cases[i].title))
			is_int(h.chapter, cases[i].chapter, "%s: its chapter", cases[i].title);
	}
	for (size_t i = 0; i < gr_chapter_title_count; i++)
	{
		gr_slice	title = gr_slice_cstring(gr_chapter_titles[i].essence);
		size_t		length = gr_title_essence(title, essence);

		is_bytes(essence, length, title.data, title.len, "%s: what is left of it is itself", title.data);
		is_int(gr_chapter_of_essence(title), gr_chapter_titles[i].chapter, "%s: found", title.data);
		if (i > 0)
			ok(strcmp(gr_chapter_titles[i - 1].essence, title.data) < 0, "%s: in order", title.data);
	}
	for (int c = 0; c < GR_CHAPTERS; c++)
	{
		size_t		length = gr_title_essence(gr_slice_cstring(gr_chapters[c].zh), essence);

		is_int(gr_chapter_of_essence(gr_slice_make(essence, length)), c, "%s: by its own title", gr_chapters[c].key);
		is_int(gr_chapter_by_key(gr_slice_cstring(gr_chapters[c].key)), c, "%s: by its key", gr_chapters[c].key);
		ok((c < GR_STATUTORY_CHAPTERS) == (gr_chapters[c].number != 0) && (gr_chapters[c].number == 0 || gr_chapters[c].number == c + 1), "%s: its number", gr_chapters[c].key);
	}
	is_int(gr_chapter_by_key(GR_SLICE("none")), GR_CHAPTER_NONE, "no such chapter");
}

/* The usual titles are read without a look at their words. */
static void
test_usual_titles(void)
{
	static const char *const titles[] = {
#define GR_CHAPTER_USUAL(title, essence, chapter) title,
#include "chapters.def"
		"主动公开政府信息的情况", "总体情况说明", "总体", "", "其他需要報告的事项",
	};

	for (size_t i = 0; i < sizeof(titles) / sizeof(titles[0]); i++)
	{
		uint32_t	mark;
		uint32_t	plain_mark;
		int			plain = gr_chapter_of_title_plain(gr_slice_cstring(titles[i]), &plain_mark);

		is_int(gr_chapter_of_title(gr_slice_cstring(titles[i]), &mark), plain, "%s: its chapter", titles[i]);
		is_int(mark, plain_mark, "%s: its mark", titles[i]);
	}
}

/* ---------- what is wrong ---------- */

static const char *const titles[] = {
	"总体情况", "主动公开政府信息情况", "收到和处理政府信息公开申请情况", "政府信息公开行政复议、行政诉讼情况", "存在的主要问题及改进情况", "其他需要报告的事项",
};
static const char *const numbers[] = {"一", "二", "三", "四", "五", "六"};

static void
add_chapter(text *t, int number, int title)
{
	text_add(t, numbers[number]);
	text_add(t, "、");
	text_add(t, titles[title]);
	text_add(t, "\n");
}

/* A report with its tables: chapter c is left out, comes twice, or stands behind its table; -1: none does. */
static void
write_report(text *t, int missing, int twice, int behind)
{
	sample		s;

	sample_init(&s, GR_FORM_2021, '\n');
	for (int c = 0; c < 6; c++)
	{
		if (c != missing && c != behind)
			add_chapter(t, c, c);
		if (c == twice)
			add_chapter(t, c, c);
		if (c == 1)
			sample_disclosure(t, &s);
		else if (c == 2)
			sample_applications(t, &s);
		else if (c == 3)
			sample_proceedings(t, &s);
		else
			text_add(t, "全年平稳，没有别的。\n");
		if (c == behind)
			add_chapter(t, c, c);
	}
}

static void
findings_are(const text *t, const char *expected, const char *name)
{
	text		out = {NULL, 0, 0};
	gr_arena	arena;

	gr_arena_init(&arena, &gr_host_libc);
	is_int(read_outline(&arena, text_slice(t), false), GR_OK, "%s: read", name);
	count = 0;
	write_outline(&out, false);
	is_str(out.data == NULL ? "" : out.data, expected, "%s", name);
	text_free(&out);
	gr_arena_free(&arena);
}

/* Chapters by the numbers that the form gives them, 0 for one that it does not have; x marks those out of place. */
static void
displaced_are(const char *numbers, const char *expected)
{
	unsigned char chapters[40] = {0};
	unsigned char displaced[40];
	char		actual[41] = "";
	size_t		length = strlen(numbers);

	for (size_t i = 0; i < length; i++)
		chapters[i] = numbers[i] == '0' ? GR_CHAPTER_NONE : (unsigned char) (numbers[i] - '1');
	gr_chapters_displaced(chapters, length, displaced);
	for (size_t i = 0; i < length; i++)
		actual[i] = displaced[i] ? 'x' : '.';
	is_str(actual, expected, "out of place in %s", numbers);
}

static void
test_order(void)
{
	displaced_are("", "");
	displaced_are("123456", "......");
	displaced_are("001020", "......");
	displaced_are("124356", "...x..");
	displaced_are("152346", ".x....");
	displaced_are("612345", "x.....");
	displaced_are("561234", "xx....");
	displaced_are("234561", ".....x");
	displaced_are("654321", ".xxxxx");
	/* One in two parts, one that comes again. */
	displaced_are("1122345566", "..........");
	displaced_are("1322456", "..xx...");
	displaced_are("12321456", "...xx...");
	displaced_are("1232222456", "...xxxx...");
}

static void
test_findings(void)
{
	text		t = {NULL, 0, 0};
	char		expected[80];
	size_t		last_two;

	write_report(&t, -1, -1, -1);
	findings_are(&t, "", "a report as it should be");
	for (int c = 0; c < 6; c++)
	{
		t.len = 0;
		write_report(&t, c, -1, -1);
		snprintf(expected, sizeof(expected), "section.missing %d\n", c + 1);
		findings_are(&t, expected, "a chapter is missing");
		t.len = 0;
		write_report(&t, -1, c, -1);
		snprintf(expected, sizeof(expected), "section.duplicate %d\n", c + 1);
		findings_are(&t, expected, "a chapter comes twice");
		if (c == 0 || c > 3)
			continue;
		t.len = 0;
		write_report(&t, -1, -1, c);
		snprintf(expected, sizeof(expected), "section.misplaced %d\n", c + 1);
		findings_are(&t, expected, "a heading stands behind its table");
	}
	t.len = 0;
	write_report(&t, 4, -1, -1);
	t.len -= strlen("六、其他需要报告的事项\n全年平稳，没有别的。\n");
	text_add(&t, "六、其他需要报告的事项\n无\n五、存在的主要问题及改进情况\n人手不足。\n");
	findings_are(&t, "section.order 5\n", "chapters in another order");
	t.len = 0;
	text_add(&t, "六、其他需要报告的事项\n全年平稳，没有别的。\n");
	write_report(&t, 5, -1, -1);
	findings_are(&t, "section.order 6\n", "the last chapter comes first");
	t.len = 0;
	for (int c = 4; c < 6; c++)
	{
		add_chapter(&t, c, c);
		text_add(&t, "全年平稳，没有别的。\n");
	}
	last_two = t.len;
	write_report(&t, -1, -1, -1);
	t.len -= last_two;
	findings_are(&t, "section.order 5\nsection.order 6\n", "the last two come first");
	t.len = 0;
	write_report(&t, 5, -1, -1);
	text_add(&t, "六、其他需要报告的事项\n打印 关闭\n");
	findings_are(&t, "section.empty 6\n", "nothing below a heading");
	text_free(&t);
	outline_is("一、概述\n（一）公开\n好。\n（二）申请\n好。\n（二）平台\n好。\n（五）保障\n好。\n1.经费\n好。\n3.人员\n好。\n1.车辆\n好。\n二、今后\n（二）人员\n好。\n", false, false,
			   "1 overview 一|概述\n2 overview （一）|公开\n2 overview （二）|申请\n2 overview （二）|平台\n2 overview （五）|保障\n3 overview 1|经费\n3 overview 3|人员\n3 overview 1|车辆\n1 - 二|今后\n2 - （二）|人员\n"
			   "section.number 2\nsection.number 5\nsection.number 3\nsection.number 2\n", "numbers repeated, skipped, and a lone （二）");
}

/* Chapters numbered （一） or 1. */
static void
test_loose_chapters(void)
{
	outline_is("（一）、总体情况\n好。\n1.平台\n好。\n（二）、主动公开政府信息情况\n好。\n（五）存在的主要问题及改进情况\n好。\n", false, false,
			   "2 overview （一）|总体情况\n3 overview 1|平台\n2 disclosure （二）|主动公开政府信息情况\n2 problems （五）|存在的主要问题及改进情况\n"
			   "section.number 5\n", "chapters numbered like what is below them");
	outline_is("1.总体情况\n好。\n2.主动公开政府信息情况\n好。\n", false, false, "3 overview 1|总体情况\n3 disclosure 2|主动公开政府信息情况\n", "by figures");
	outline_is("（一）主动公开政府信息情况\n好。\n", false, false, "2 - （一）|主动公开政府信息情况\n", "not below a chapter that is lost");
	outline_is("1.总体情况\n好。\n2.主动公开政府信息情况\n好。\n一、总体情况\n好。\n", false, false,
			   "3 - 1|总体情况\n3 - 2|主动公开政府信息情况\n1 overview 一|总体情况\n", "nor before the chapters themselves");
}

static void
test_runs(void)
{
	text		t = {NULL, 0, 0};

	text_add(&t, "目录\n");
	for (int c = 0; c < 6; c++)
		add_chapter(&t, c, c);
	write_report(&t, -1, -1, -1);
	findings_are(&t, "", "a table of contents is no outline");
	t.len = 0;
	text_add(&t, "一、加强领导\n定了专人。\n二、主动公开\n上网12条。\n三、监督保障\n培训两次。\n");
	for (int c = 1; c < 6; c++)
	{
		add_chapter(&t, c - 1, c);
		text_add(&t, "全年平稳。\n");
	}
	outline_is(t.data, false, false,
			   "1 overview 一|加强领导\n1 overview 二|主动公开\n1 overview 三|监督保障\n1 disclosure 一|主动公开政府信息情况\n1 applications 二|收到和处理政府信息公开申请情况\n"
			   "1 proceedings 三|政府信息公开行政复议、行政诉讼情况\n1 problems 四|存在的主要问题及改进情况\n1 other 五|其他需要报告的事项\n", "topics of the overview, then chapters");
	text_free(&t);
}

/* ---------- the generator's reports ---------- */

static bool
is_same_title(gr_slice title, const char *known)
{
	char		essence[GR_ESSENCE_LIMIT];
	char		expected[GR_ESSENCE_LIMIT];
	size_t		length = gr_title_essence(title, essence);

	return gr_slice_equal(gr_slice_make(essence, length), gr_slice_make(expected, gr_title_essence(gr_slice_cstring(known), expected)));
}

/* What the generator writes in its own words, with the damages of characters; everything else would be a row of a table. */
static bool
is_known_title(gr_slice title)
{
	static const char *const topics[] = {"主动公开", "依申请公开", "监督保障", "監督保障"};

	for (size_t i = 0; i < sizeof(titles) / sizeof(titles[0]); i++)
		if (is_same_title(title, titles[i]))
			return true;
	for (size_t i = 0; i < sizeof(topics) / sizeof(topics[0]); i++)
		if (is_same_title(title, topics[i]))
			return true;
	return false;
}

typedef struct tally
{
	long		reports;
	long		rows;			/* sections that are none */
	long		complete;		/* reports with all nine sections */
	char		example[200];
} tally;

static void
read_made(const gen_options *options, gen_report *made, tally *t)
{
	gr_arena	arena;
	size_t		known = 0;

	gen_make(options, made);
	gr_arena_init(&arena, &gr_host_libc);
	if (read_outline(&arena, gr_slice_make(made->text, made->len), options->layout == GEN_HTML || strstr(made->text, "<td") != NULL) != GR_OK)
		t->rows++;
	for (size_t i = 0; i < count; i++)
	{
		gr_slice	title = text_at(source, sections[i].title);

		if (sections[i].title.pos != 0 && is_known_title(title))
		{
			known++;
			continue;
		}
		t->rows++;
		title = text_at(source, sections[i].heading);
		snprintf(t->example, sizeof(t->example), "seed %d: %.*s", (int) options->seed, (int) title.len, title.data);
	}
	t->complete += known == 9;
	t->reports++;
	gr_arena_free(&arena);
}

static void
test_generator(void)
{
	static const int forms[] = {GR_FORM_2019, GR_FORM_2021};
	gen_report	made = {0};

	for (int layout = 0; layout < GEN_LAYOUTS; layout++)
	{
		tally		whole = {0};
		tally		damaged = {0};

		for (int f = 0; f < 2; f++)
		{
			gen_options options = {(gr_form_id) forms[f], (gen_layout) layout, 0, 0, 0};

			for (int i = 0; i < REPORTS / 2; i++)
			{
				options.seed = (uint64_t) i * 2 + (uint64_t) f;
				read_made(&options, &made, &whole);
			}
			for (int d = 0; d < GEN_DAMAGES; d++)
				for (int i = 0; i < DAMAGED_REPORTS && (gen_damages[d].detail >> layout & 1) != 0; i++)
				{
					options.damages = 1u << d;
					options.seed = (uint64_t) i;
					read_made(&options, &made, &damaged);
				}
		}
		is_int(whole.rows, 0, "%s: no row is a section in %ld reports %s", gen_layouts[layout].key, whole.reports, whole.example);
		is_int(whole.complete, whole.reports, "%s: all sections are met", gen_layouts[layout].key);
		is_int(damaged.rows, 0, "%s: no row is a section in %ld damaged reports %s", gen_layouts[layout].key, damaged.reports, damaged.example);
		ok(damaged.complete * 100 >= damaged.reports * 85, "%s: sections of damaged reports are met (%ld of %ld)", gen_layouts[layout].key, damaged.complete, damaged.reports);
	}
	gen_free(&made);
}

/* ---------- files ---------- */

static char *
read_file(const char *directory, const char *name, size_t *len)
{
	char		path[1024];
	char	   *data;
	FILE	   *file;
	long		size;

	snprintf(path, sizeof(path), "%s/%s", directory, name);
	file = fopen(path, "rb");
	if (file == NULL || fseek(file, 0, SEEK_END) != 0 || (size = ftell(file)) < 0)
		abort();
	rewind(file);
	data = malloc((size_t) size + 1);
	*len = data == NULL ? 0 : fread(data, 1, (size_t) size, file);
	fclose(file);
	return data;
}

/* Texts taken out of PDF files: all chapters are met, and nothing else but known titles. */
static void
test_pdf(void)
{
	static const char *const topics[] = {"主动公开", "依申请公开", "政府信息管理", "平台建设", "监督保障"};
	DIR		   *directory = opendir("test/data/pdf");
	struct dirent *entry;
	long		files = 0;
	long		rows = 0;
	long		chapters = 0;

	while (directory != NULL && (entry = readdir(directory)) != NULL)
	{
		size_t		len;
		char	   *data;
		gr_arena	arena;

		if (strstr(entry->d_name, ".txt") == NULL)
			continue;
		data = read_file("test/data/pdf", entry->d_name, &len);
		gr_arena_init(&arena, &gr_host_libc);
		read_outline(&arena, gr_slice_make(data, len), false);
		files++;
		for (size_t i = 0; i < count; i++)
		{
			gr_slice	title = text_at(source, sections[i].title);
			bool		topic = false;

			for (size_t k = 0; k < 5; k++)
				topic = topic || gr_slice_equal(title, gr_slice_cstring(topics[k]));
			chapters += sections[i].level == 1;
			/* Some of the files write 行 with the sign of its radical. */
			if ((sections[i].level == 1 && sections[i].chapter == GR_CHAPTER_NONE) || (sections[i].level > 1 && !topic))
			{
				rows++;
				diag("%s: %.*s", entry->d_name, (int) title.len, title.data);
			}
		}
		gr_arena_free(&arena);
		free(data);
	}
	if (directory != NULL)
		closedir(directory);
	ok(files > 100, "texts out of PDF files: %ld", files);
	is_int(rows, 0, "in them no row is a section");
	is_int(chapters, files * 6, "and each chapter is met once");
}

/* The real reports: their outlines, as a reader would draw them. */
static void
test_real(void)
{
	static const struct
	{
		const char *name;
		size_t		chapters;
		size_t		sections;
		const char *findings;
	}			cases[] = {
		{"000", 6, 11, "section.misplaced 3\n"}, {"001", 6, 22, ""}, {"002", 7, 16, "section.duplicate 1\nsection.number 3\n"}, {"003", 6, 10, ""}, {"004", 6, 16, ""},
	};
	const char *path = getenv("GOVREPORT_REAL_REPORTS");
	DIR		   *directory = path == NULL || *path == '\0' ? NULL : opendir(path);
	struct dirent *entry;

	if (directory == NULL)
	{
		skip(1, "no real reports: set GOVREPORT_REAL_REPORTS to their directory");
		return;
	}
	while ((entry = readdir(directory)) != NULL)
		for (size_t c = 0; c < sizeof(cases) / sizeof(cases[0]); c++)
		{
			size_t		len;
			char	   *data;
			text		t = {NULL, 0, 0};
			gr_arena	arena;
			size_t		chapters = 0;

			if (strncmp(entry->d_name, cases[c].name, 3) != 0 || strstr(entry->d_name, ".txt") == NULL)
				continue;
			data = read_file(path, entry->d_name, &len);
			gr_arena_init(&arena, &gr_host_libc);
			is_int(read_outline(&arena, gr_slice_make(data, len), false), GR_OK, "%s: read", cases[c].name);
			for (size_t i = 0; i < count; i++)
				chapters += sections[i].level == 1;
			is_int(chapters, cases[c].chapters, "%s: chapters", cases[c].name);
			is_int(count, cases[c].sections, "%s: sections", cases[c].name);
			count = 0;
			write_outline(&t, false);
			is_str(t.data == NULL ? "" : t.data, cases[c].findings, "%s: what is wrong with its outline", cases[c].name);
			text_free(&t);
			gr_arena_free(&arena);
			free(data);
		}
	closedir(directory);
}

/* ---------- limits ---------- */

#define HOSTILE_BYTES ((size_t) HOSTILE_MB << 20)

static void
hostile(const char *unit, size_t sections_met, const char *name)
{
	size_t		n = strlen(unit);
	char	   *data = malloc(HOSTILE_BYTES);
	size_t		len = 0;
	gr_arena	arena;
	clock_t		begin;
	double		seconds;

	while (len + n <= HOSTILE_BYTES)
	{
		memcpy(data + len, unit, n);
		len += n;
	}
	gr_arena_init(&arena, &gr_host_libc);
	begin = clock();
	is_int(read_outline(&arena, gr_slice_make(data, len), false), GR_OK, "%d MB of %s: read", HOSTILE_MB, name);
	seconds = (double) (clock() - begin) / CLOCKS_PER_SEC;
	ok(seconds < 60, "%d MB of %s: %.1f s", HOSTILE_MB, name, seconds);
	ok(arena.used < 4 << 20, "%d MB of %s: %zu bytes of memory", HOSTILE_MB, name, arena.used);
	is_int(count, sections_met, "%d MB of %s: sections", HOSTILE_MB, name);
	gr_arena_free(&arena);
	free(data);
}

static void
test_limits(void)
{
	text		t = {NULL, 0, 0};
	gr_arena	arena;

	for (int i = 0; i < GR_SECTIONS_LIMIT; i++)
		text_add(&t, i % 2 == 0 ? "（一）公开\n" : "（二）平台\n");
	gr_arena_init(&arena, &gr_host_libc);
	read_outline(&arena, text_slice(&t), false);
	is_int(count, GR_SECTIONS_LIMIT, "as many sections as there may be");
	is_int(report.diagnostic_count, 0, "nothing is beyond the limit");
	gr_arena_free(&arena);
	text_add(&t, "（三）保障\n好。\n");
	gr_arena_init(&arena, &gr_host_libc);
	read_outline(&arena, text_slice(&t), false);
	is_int(count, GR_SECTIONS_LIMIT, "one more");
	if (is_int(report.diagnostic_count, 1, "is told of"))
	{
		is_int(report.diagnostics[0].rule, GR_RULE_TEXT_LIMIT, "as text.limit");
		is_int(report.diagnostics[0].span.pos, 6 * GR_SECTIONS_LIMIT + 1, "where it stands");
	}
	is_slice(text_at(source, sections[GR_SECTIONS_LIMIT - 1].body), "", "the last section ends before it");
	gr_arena_free(&arena);
	text_free(&t);
	hostile("一、总体情况\n", GR_SECTIONS_LIMIT, "headings");
}

int
main(void)
{
	test_levels();
	test_bodies();
	test_lists();
	test_chapters();
	test_usual_titles();
	test_order();
	test_findings();
	test_loose_chapters();
	test_runs();
	test_generator();
	test_pdf();
	test_real();
	test_limits();
	return done_testing();
}
