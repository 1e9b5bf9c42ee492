/*
 * prose.c
 *		Which lines of a text are prose, which are headings, and which sentences its lines make.
 *
 * BUILD: plain, with larger hostile texts.
 */
#include "sample.h"

#include <time.h>

#include "html_tables.h"
#include "tables.h"

/* What the sinks were told, a line each: "# title", "kind text". */
typedef struct told
{
	text		out;
	gr_slice	source;
	bool		astray;			/* a byte of a paragraph that is not that of the source */
	long		headings;
	long		paragraphs;
	size_t		longest;
} told;

static gr_status
tell_heading(void *context, const gr_heading *heading, gr_origin origin, size_t before)
{
	told	   *t = context;

	(void) before;
	t->headings++;
	if (origin.item == NULL && heading->whole.data != t->source.data + gr_source_offset(origin, heading->whole.data))
		t->astray = true;
	if (t->headings > 1000)
		return GR_OK;
	text_add(&t->out, "# ");
	text_bytes(&t->out, heading->title.data, heading->title.len);
	text_add(&t->out, "\n");
	return GR_OK;
}

static gr_status
tell_paragraph(void *context, const gr_paragraph *p)
{
	static const char *const kinds[] = {"P ", "H ", "F ", "C "};
	told	   *t = context;

	t->paragraphs++;
	if (p->text.len > t->longest)
		t->longest = p->text.len;
	if (t->paragraphs > 1000)
		return GR_OK;
	/* Where a page has references, one byte of text is several of source. */
	for (size_t i = 0; i < p->text.len && p->pieces[0].origin.item == NULL; i++)
		if (p->kind == GR_PARAGRAPH_PROSE && p->text.data[i] != t->source.data[gr_paragraph_source(p, i)])
			t->astray = true;
	text_add(&t->out, kinds[p->kind]);
	text_bytes(&t->out, p->text.data, p->text.len);
	text_add(&t->out, "\n");
	return GR_OK;
}

static told result;

static gr_status
read_with(gr_arena *arena, gr_slice source, bool html)
{
	gr_prose_sink sink = {tell_heading, NULL, tell_paragraph, &result};
	gr_raw_tables *raw = gr_arena_alloc(arena, sizeof(gr_raw_tables));
	gr_prose   *prose = gr_arena_alloc(arena, sizeof(gr_prose));
	gr_html_page page;
	gr_status	status = GR_OK;

	text_free(&result.out);
	memset(&result, 0, sizeof(result));
	result.source = source;
	if (raw == NULL || prose == NULL)
		return GR_OUT_OF_MEMORY;
	if (html)
		status = gr_html_read(arena, source, 0, &page);
	gr_prose_begin(prose, arena, &sink, 1);
	return status == GR_OK ? gr_tables_read(arena, source, html ? &page : NULL, prose, raw) : status;
}

static void
told_is(const char *source, bool html, const char *expected, const char *name)
{
	gr_arena	arena;

	gr_arena_init(&arena, &gr_host_libc);
	is_int(read_with(&arena, gr_slice_cstring(source), html), GR_OK, "%s: read", name);
	is_str(result.out.data == NULL ? "" : result.out.data, expected, "%s", name);
	ok(!result.astray, "%s: each byte is where the source has it", name);
	gr_arena_free(&arena);
}

#define LONG_HEAD "全区各单位全年通过门户网站公开栏目主动公开各类政府信息共计"

static void
test_joining(void)
{
	told_is(LONG_HEAD "\n1234条，比上年增加。\n次年再议。\n", false, "P " LONG_HEAD "1234条，比上年增加。\nP 次年再议。\n", "a line that a page broke");
	told_is(LONG_HEAD "。\n1234条。\n", false, "P " LONG_HEAD "。\nP 1234条。\n", "a sentence that ended goes no further");
	told_is("领导小组\n办公室设在档案馆。\n", false, "P 领导小组\nP 办公室设在档案馆。\n", "a short line was not broken");
	told_is(LONG_HEAD "\n\n1234条。\n", false, "P " LONG_HEAD "\nP 1234条。\n", "a blank line ends a paragraph");
	told_is("截至年底，" LONG_HEAD "\n\n1234条。\n", false, "P 截至年底，" LONG_HEAD "1234条。\n", "but not where a sentence broke off");
	told_is("　　截至年底，" LONG_HEAD "\n\n　　另有1234条。\n", false, "P 截至年底，" LONG_HEAD "\nP 另有1234条。\n", "unless the next is indented");
	told_is(LONG_HEAD "\n\n— 3 —\n\n1234条。\n", false, "P " LONG_HEAD "1234条。\n", "over the number of a page");
	told_is(LONG_HEAD "\n3\n1234条。\n", false, "P " LONG_HEAD "1234条。\n", "and over a bare one");
	told_is(LONG_HEAD "\n- 12 -\n1234条。\n", false, "P " LONG_HEAD "1234条。\n", "with dashes and blanks");
	told_is(LONG_HEAD "\n第3页 共12页\n1234条。\n", false, "P " LONG_HEAD "1234条。\n", "and in words");
	told_is(LONG_HEAD "\n　　1234条。\n", false, "P " LONG_HEAD "\nP 1234条。\n", "an indented line begins a paragraph");
	told_is(LONG_HEAD "\n（二）平台。另有1234条。\n", false, "P " LONG_HEAD "\n# 平台\nP （二）平台。另有1234条。\n", "so does a heading");
	told_is("雁回县档案馆二〇一二年度政府信息公开年度工作报告\n现将本馆情况报告如下。\n", false,
			"P 雁回县档案馆二〇一二年度政府信息公开年度工作报告\nP 现将本馆情况报告如下。\n", "a title is no piece of a sentence");
	told_is("（三）其中，" LONG_HEAD "\n等7项。第二十条第\n", false, "# \nP （三）其中，" LONG_HEAD "等7项。第二十条第\n", "a heading's paragraph goes on, too");
}

static void
test_headings(void)
{
	told_is("一、总体情况\n全年平稳。\n", false, "# 总体情况\nP 全年平稳。\n", "a heading is no paragraph");
	told_is("（二）2012年的重点\n全年平稳。\n", false, "# 2012年的重点\nH （二）2012年的重点\nP 全年平稳。\n", "but is handed on with a figure in it");
	told_is("（二）全年未收到申请。\n（三）网站无障碍服务\n", false, "# 全年未收到申请\nH （二）全年未收到申请\n# 网站无障碍服务\n", "or as a sentence that denies");
	told_is("一、总体情况（一）主动公开。上网34条。\n", false, "# 总体情况\n# 主动公开\nP （一）主动公开。上网34条。\n", "two headings glued together");
	told_is("二、主动公开政府信息情况本部分以表格形式报告。\n", false, "# 主动公开政府信息情况\nP 二、主动公开政府信息情况本部分以表格形式报告。\n",
			"a heading glued to its text");
	told_is("一、总体情况2011年，全县平稳。\n", false, "# 总体情况\nP 一、总体情况2011年，全县平稳。\n", "also a short one before a year");
	told_is("一、总体情况良好，任务完成。\n", false, "# 总体情况良好，任务完成\n", "a title that begins like one of the forms");
	told_is("一、总体情况……………1\n二、主动公开政府信息情况......2\n", false, "P 一、总体情况……………1\nP 二、主动公开政府信息情况......2\n", "a table of contents");
	told_is("一、二、三季度各办一次培训。\n", false, "P 一、二、三季度各办一次培训。\n", "numbers in a sentence");
	told_is("（一）项所列信息已经上网。\n3、4月份开展检查。\n", false, "P （一）项所列信息已经上网。\nP 3、4月份开展检查。\n", "an item of an article, months");
	told_is("1.全年办理12件。均已答复。\n", false, "# \nP 1.全年办理12件。均已答复。\n", "a statement with a count is no title");
	told_is("要求如下：1.及时；2.准确。\n1.逐条登记；\n", false, "P 要求如下：1.及时；2.准确。\nP 1.逐条登记；\n", "items of a list");
	told_is("1.逐条登记；\n2.按时答复；\n3.定期通报。\n4.考核\n", false, "P 1.逐条登记；\nP 2.按时答复；\nP 3.定期通报。\n# 考核\n", "up to the last");
	told_is("五、行政复议数量\n全年发生6件。\n六、行政诉讼数量\n2\n", false, "# 行政复议数量\nP 全年发生6件。\n", "what a row is called heads a sentence");
	told_is("# 雁回县2023年政府信息公开工作年度报告\n## 一、总体情况\n平稳。\n### 下一步\n**（一）培训**\n", false,
			"P # 雁回县2023年政府信息公开工作年度报告\n# 总体情况\nP 平稳。\n# 下一步\n# 培训\n", "Markdown");
}

/* One cell a line, and rows that look like headings. */
static void
test_tables_of_lines(void)
{
	told_is("三、收到和处理政府信息公开申请情况\n（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）\n申请人情况\n自然人\n总计\n"
			"一、本年新收政府信息公开申请数量\n1\n0\n0\n0\n0\n0\n1\n三、本年度办理结果\n（一）予以公开\n1\n0\n0\n0\n0\n0\n1\n"
			"（三）不予公开\n1.属于国家秘密\n0\n0\n0\n0\n0\n0\n0\n9.属于工作秘密\n0\n0\n0\n0\n0\n0\n0\n（五）不予\n处理\n1.信访举报投诉类\n申请\n0\n0\n0\n0\n0\n0\n0\n"
			"四、结转下年度继续\n办理\n0\n0\n0\n0\n0\n0\n0\n五、存在的主要问题及改进情况\n人手不足。\n", false,
			"# 收到和处理政府信息公开申请情况\n# 存在的主要问题及改进情况\nP 人手不足。\n", "rows are no headings");
}

static void
test_edges_of_tables(void)
{
	told_is("信息内容\n本年处理决定数量\n行政处罚\n12\n行政强制\n0\n三、我镇怎样办理申请\n申请人情况\n自然人\n（七）总计\n1\n", false,
			"# 我镇怎样办理申请\n", "an unknown heading between two tables");
	told_is("信息内容\n本年处理决定数量\n行政处罚\n12\n五、今后的打算\n（一）人员\n人手不足。\n", false,
			"# 今后的打算\n# 人员\nP 人手不足。\n", "unknown headings behind a table");
	told_is("信息内容 | 本年处理决定数量 |\n行政处罚 | 12 |\n注：含派出所作出的决定。\n行政强制 | 0 |\n", false,
			"P 注：含派出所作出的决定。\n", "a sentence between rows is prose");
	told_is("栏目 | 次数\n公报 | 12\n刊登12期。\n", false, "C 栏目 | 次数\nC 公报 | 12\nP 刊登12期。\n", "rows of another table");
	told_is("一、\t总体情况\n\t（一）平台\n\t全年平稳。\n", false, "# 总体情况\n# 平台\nP 全年平稳。\n", "tabs that only indent");
	told_is("政府信息公开情况统计表\n统计指标\n单位\n统计数\n一、主动公开情况\n——\n（一）主动公开政府信息数\n条\n1520\n其中：主动公开规范性文件数\n条\n8\n"
			"三、依申请公开情况\n——\n（一）收到申请数\n件\n7\n1.当面申请数\n件\n5\n填报人已核对上述数字。\n一、概述\n平稳。\n", false,
			"P 填报人已核对上述数字。\n# 概述\nP 平稳。\n", "statistics, one cell a line");
	told_is("政府信息公开情况统计表\n（2016年度）\n一、主动公开情况\n（一）主动公开政府信息数条438\n其中：主动公开规范性文件数条205\n二、回应解读情况——\n"
			"（一）专项经费万元5\n四、行政复议数量件2\n填报人已核对上述数字。\n", false,
			"P （2016年度）\nP 填报人已核对上述数字。\n", "statistics without borders");
	told_is("（一）收到信件12\n附件1\n截至2018年1\n", false, "# 收到信件12\nH （一）收到信件12\nP 附件1\nP 截至2018年1\n", "a unit may end a word");
	told_is("| 统计指标 | 单位 | 统计数 |\n| （一）平台 | | |\n| 1.政府网站公开数 | 条 | 7 |\n三、依申请公开情况 | | |\n4.不予公开 | 件 | 5 |\n七、收取的费用 | | |\n"
			"| 万元 | 0 |\n填报人已核对上述数字。\n", false, "P 填报人已核对上述数字。\n", "groups in a row of their own, and a label of another form");
	told_is("（一）收到申请数\n7\n1.当面申请数\n5\n2.传真申请数\n2\n全年无投诉。\n", false, "P 全年无投诉。\n", "numbered lines with figures between them are a table");
	told_is("（一）申请受理\n7\n全年无投诉。\n", false, "# 申请受理\nP 全年无投诉。\n", "but a heading at the foot of a page is one");
	told_is("六、其他需要报告的事项\n无\n", false, "# 其他需要报告的事项\nP 无\n", "无 is an answer");
	told_is("六、其他需要报告的事项\n无。\n雁回县档案馆\n2013年1月18日\n", false, "# 其他需要报告的事项\nP 无。\nP 雁回县档案馆\nP 2013年1月18日\n", "a date is no figure");
}

static void
test_furniture(void)
{
	told_is("首页 公开 年报\n分享\n发布时间：2013-01-18\n一、概述\n平稳。\n打印 关闭\n上一篇：无\n1.关于停水的通知\n", false,
			"F 首页 公开 年报\nF 分享\nF 发布时间：2013-01-18\n# 概述\nP 平稳。\nF 打印 关闭\nF 上一篇：无\nF 1.关于停水的通知\n", "lines of the page");
	told_is("一、概述\n平稳。\n版权所有：雁回县档案馆\n地址：人民路1号\n六、其他需要报告的事项\n无。\n某ICP备00000001号\n", false,
			"# 概述\nP 平稳。\nF 版权所有：雁回县档案馆\nF 地址：人民路1号\n# 其他需要报告的事项\nP 无。\nF 某ICP备00000001号\n", "a footer in the middle");
	told_is("分享经验12条。\n", false, "P 分享经验12条。\n", "a sentence is no furniture");
}

static void
test_pages(void)
{
	told_is("<html><body><h1>雁回县</h1><div>分享</div><p>一、概述</p><p>平稳&amp;有序<br>全年无投诉</p>"
			"<table><tr><td>索引号</td><td>990103</td></tr></table>"
			"<p>（一）公开</p><p>上网12条。</p></body></html>", true,
			"P 雁回县\nF 分享\n# 概述\nP 平稳&有序\nP 全年无投诉\nC 索引号 990103\n# 公开\nP 上网12条。\n", "a page");
	told_is("<table><tr><td>一、概述<br>全年平稳。<br>（一）公开<br>上网12条。</td></tr></table>", true,
			"# 概述\nP 全年平稳。\n# 公开\nP 上网12条。\n", "a table of one cell is the page");
	told_is("<p>雁回县政府信息公开情况统计表</p><p>（2016年度）</p><table><tr><td>统计指标</td><td>单位</td><td>统计数</td></tr><tr><td>一、主动公开情况</td><td></td><td></td></tr>"
			"<tr><td>（一）主动公开政府信息数</td><td>条</td><td>12</td></tr></table><p>五、今后的打算</p><p>人手不足。</p>", true,
			"P （2016年度）\n# 今后的打算\nP 人手不足。\n", "what stands between the title of statistics and their heads");
	told_is("<p>雁回县政府信息公开情况统计表</p><table><tr><td>统计指标</td><td>统计数</td></tr><tr><td>（一）收到申请数</td><td>12件</td></tr></table><p>- 3 -</p>"
			"<table><tr><td>八、机构建设和保障经费情况</td><td></td></tr><tr><td>（一）政府信息公开工作专门机构数</td><td>1个</td></tr></table><p>五、今后的打算</p><p>人手不足。</p>", true,
			"# 今后的打算\nP 人手不足。\n", "statistics that a page break cut in two");
	told_is("<h2>总体情况</h2><p>平稳。</p><h3>栏目导航</h3><table><tr><td>信息内容</td><td>本年处理决定数量</td></tr><tr><td>行政处罚</td><td>3</td></tr></table><p>五、今后的打算</p><p>人手不足。</p>",
			true, "# 总体情况\nP 平稳。\nP 栏目导航\n# 今后的打算\nP 人手不足。\n", "h elements");
}

/* ---------- hostile texts ---------- */

/* A quarter of a hostile text is enough for the sanitizers. */
#ifdef __SANITIZE_ADDRESS__
#define MEGABYTE ((size_t) 1 << 18)
#else
#define MEGABYTE ((size_t) 1 << 20)
#endif

static void
hostile(const char *unit, size_t megabytes, const char *name)
{
	size_t		n = strlen(unit);
	size_t		limit = megabytes * MEGABYTE;
	char	   *data = malloc(limit);
	size_t		len = 0;
	gr_arena	arena;
	clock_t		begin;
	double		seconds;

	while (len + n <= limit)
	{
		memcpy(data + len, unit, n);
		len += n;
	}
	gr_arena_init(&arena, &gr_host_libc);
	begin = clock();
	is_int(read_with(&arena, gr_slice_make(data, len), false), GR_OK, "%zu bytes of %s: read", limit, name);
	seconds = (double) (clock() - begin) / CLOCKS_PER_SEC;
	ok(seconds < 60, "%zu bytes of %s: %.1f s", limit, name, seconds);
	/* The tables ask for what they need; a paragraph is never as long as the text. */
	ok(arena.used < 1 << 20, "%zu bytes of %s: %zu bytes of memory", limit, name, arena.used);
	gr_arena_free(&arena);
	free(data);
}

static void
test_hostile(void)
{
	hostile("一、总体情况\n", 32, "headings");
	hostile("（一）\n", 8, "numbers");
	hostile("\n", 32, "blank lines");
	hostile("全年公开", 32, "one line");
	hostile("截至年底，" LONG_HEAD "\n", 8, "lines that break off");
	hostile("（一）予以公开\n", 8, "labels");
	hostile("行政处罚\n12\n（九）工作秘密\n", 8, "rows and lines that wait");
	hostile("（九）工作秘密\n7\n", 8, "numbered lines with figures");
	hostile("一、总体情况（一）", 8, "headings on one line");
	ok(result.longest > GR_PARAGRAPH_LIMIT, "a line of its own may be as long as the text");
}

static void
test_limits(void)
{
	text		t = {NULL, 0, 0};
	gr_arena	arena;

	for (int i = 0; i < 3 * GR_PARAGRAPH_LINES; i++)
		text_add(&t, "截至年底，" LONG_HEAD "\n");
	gr_arena_init(&arena, &gr_host_libc);
	is_int(read_with(&arena, text_slice(&t), false), GR_OK, "a paragraph without end: read");
	ok(result.longest > GR_PARAGRAPH_LIMIT / 2 && result.longest <= GR_PARAGRAPH_LIMIT, "it is cut at the limit (%zu bytes)", result.longest);
	ok(!result.astray, "and each byte is where the source has it");
	gr_arena_free(&arena);
	text_free(&t);
}

static gr_status
refuse(void *context, const gr_paragraph *paragraph)
{
	(void) paragraph;
	return ++*(int *) context == 2 ? GR_CANCELLED : GR_OK;
}

static void
test_refusal(void)
{
	int			calls = 0;
	gr_prose_sink sink = {NULL, NULL, refuse, &calls};
	gr_arena	arena;
	gr_raw_tables *raw;
	gr_prose	prose;

	gr_arena_init(&arena, &gr_host_libc);
	raw = gr_arena_alloc(&arena, sizeof(gr_raw_tables));
	gr_prose_begin(&prose, &arena, &sink, 1);
	is_int(gr_tables_read(&arena, GR_SLICE("一。\n二。\n三。\n四。\n"), NULL, &prose, raw), GR_CANCELLED, "a sink that refuses ends the reading");
	is_int(calls, 2, "at once");
	gr_arena_free(&arena);
}

int
main(void)
{
	test_joining();
	test_headings();
	test_tables_of_lines();
	test_edges_of_tables();
	test_furniture();
	test_pages();
	test_limits();
	test_refusal();
	test_hostile();
	text_free(&result.out);
	return done_testing();
}
