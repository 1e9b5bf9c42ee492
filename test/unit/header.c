/*
 * header.c
 *		Title, issuer, year, period, publication and site code, as pages print them.
 */
#include "header.h"
#include "sample.h"

static gr_header
read_header(const char *whole)
{
	gr_header	h;

	memset(&h, 0, sizeof(h));
	gr_header_read(gr_slice_cstring(whole), NULL, &h);
	return h;
}

static void
title(const char *line, const char *issuer, int year)
{
	gr_header	h = read_header(line);

	is_slice(h.title, line, "%s is a title", line);
	is_slice(h.issuer, issuer, "its issuer");
	is_int(h.year, year, "its year");
}

static void
test_titles(void)
{
	title("河阳省临川市北山区2020年政府信息公开工作年度报告", "河阳省临川市北山区", 2020);
	title("东河县人民政府办公室2020年政府信息公开工作年度报告", "东河县人民政府办公室", 2020);
	title("北山区财政局2021年度政府信息公开工作报告", "北山区财政局", 2021);
	title("北山区财政局2021年政务公开工作年度报告", "北山区财政局", 2021);
	title("北山区财政局2021年政府信息公开年报", "北山区财政局", 2021);
	title("北山区财政局2021年政府信息公开年度报告", "北山区财政局", 2021);
	title("北山区财政局 2021 年政府信息公开工作年度报告", "北山区财政局", 2021);
	title("北山区财政局２０２１年政府信息公开工作年度报告", "北山区财政局", 2021);
	title("北山区财政局二〇二一年政府信息公开工作年度报告", "北山区财政局", 2021);
	title("2024年上海市科委政府信息公开工作年度报告", "上海市科委", 2024);
	title("2022年度柳河镇政府信息公开工作年度报告", "柳河镇", 2022);
	title("北山区财政局2021年政府信息公开工作年度报告（图解）", "北山区财政局", 2021);
	title("临川开发区(新区)管委会2021年政府信息公开工作年度报告", "临川开发区(新区)管委会", 2021);
	title("2021年政府信息公开工作年度报告", NULL, 2021);
}

static void
test_title_year(void)
{
	is_int(gr_title_year(GR_SLICE("北山区2020年政府信息公开工作年度报告")), 2020, "the year of a title");
	is_int(gr_title_year(GR_SLICE("2021年1月30日发布 北山区2020年政府信息公开工作年度报告")), 2020, "of two the last before the words");
	is_int(gr_title_year(GR_SLICE("北山区2020年政府信息公开工作年度报告（2021年修订）")), 2020, "and none behind them");
	is_int(gr_title_year(GR_SLICE("北山区政府信息公开工作年度报告")), 0, "a title without year");
	is_int(gr_title_year(GR_SLICE("北山区2020政府信息公开")), 0, "digits without 年 are no year");
}

static void
test_sentences(void)
{
	gr_header	h = read_header("根据要求，现公布北山区2018年政府信息公开工作年度报告。全文包括概述、主动公开情况等部分。\n");

	is_slice(h.issuer, "北山区", "a sentence names the issuer");
	is_int(h.year, 2018, "and the year");
	is_slice(h.title, NULL, "but is no title");
	h = read_header("首页 > 政务公开 > 北山区财政局2021年政府信息公开工作年度报告\n");
	is_slice(h.issuer, "北山区财政局", "behind the path of a page");
	h = read_header("一、总体情况\n2020年，我区认真贯彻落实条例。\n");
	ok(h.title.data == NULL && h.issuer.data == NULL && h.year == 0, "a text without title has none, and no year is taken from a sentence");
	h = read_header("关于印发《北山区2021年政府信息公开工作年度报告》的通知\n");
	is_int(h.year, 2021, "a title in a notice");
}

static void
period(const char *words, int from_year, int from_month, int to_year, int to_month, int to_day)
{
	char		whole[400];
	gr_header	h;
	bool		right;

	snprintf(whole, sizeof(whole), "本报告所列数据的统计期限%s。\n", words);
	h = read_header(whole);
	if (from_year == 0)
		right = h.period_from.year == 0 && h.period_to.year == 0;
	else
		right = h.period_from.year == from_year && h.period_from.month == from_month && h.period_from.day == 1 && h.period_to.year == to_year &&
			h.period_to.month == to_month && h.period_to.day == to_day && h.year == to_year;
	if (!ok(right, "%s", words))
		diag("%d-%d-%d to %d-%d-%d", h.period_from.year, h.period_from.month, h.period_from.day, h.period_to.year, h.period_to.month, h.period_to.day);
}

static void
test_periods(void)
{
	period("为2020年1月1日至2020年12月31日", 2020, 1, 2020, 12, 31);
	period("自2020年1月1日起至12月31日止", 2020, 1, 2020, 12, 31);
	period("自2020年1月1日起,至2020年12月31日止", 2020, 1, 2020, 12, 31);
	period("自2020年1月1日起，至12月31日止", 2020, 1, 2020, 12, 31);
	period("从2020年1月1日到2020年12月31日", 2020, 1, 2020, 12, 31);
	period("为2020年1月1日—12月31日", 2020, 1, 2020, 12, 31);
	period("为2020年1月1日——2020年12月31日", 2020, 1, 2020, 12, 31);
	period("为2020年1月1日-2020年12月31日", 2020, 1, 2020, 12, 31);
	period("为2020年1月1日~12月31日", 2020, 1, 2020, 12, 31);
	period("为2020年1月1日～12月31日", 2020, 1, 2020, 12, 31);
	period("为 2020 年 1 月 1 日 至 12 月 31 日", 2020, 1, 2020, 12, 31);
	period("为２０２０年１月１日至１２月３１日", 2020, 1, 2020, 12, 31);
	period("为二〇二〇年一月一日至十二月三十一日", 2020, 1, 2020, 12, 31);
	period("为2008年5月1日至12月31日", 2008, 5, 2008, 12, 31);
	period("为2020年12月1日至2021年1月31日", 2020, 12, 2021, 1, 31);
	/* What fails the calendar is not repaired. */
	period("为201711日至20171231日", 0, 0, 0, 0, 0);
	period("为2020年1月1日至2019年12月31日", 0, 0, 0, 0, 0);
	period("为2020年1月1日至2020年13月31日", 0, 0, 0, 0, 0);
	period("为2016年1月1日至2020年12月31日", 0, 0, 0, 0, 0);
	period("为2020年3月5日至12月31日", 0, 0, 0, 0, 0);
	period("为2020年1月1日", 0, 0, 0, 0, 0);
}

static void
test_period_decides(void)
{
	gr_header	h = read_header("北山区2019年政府信息公开工作年度报告\n2021年1月30日\n统计期限为2020年1月1日至12月31日。\n");

	is_int(h.year, 2020, "the period decides the year, not the title and no date");
	is_int(gr_title_year(h.title), 2019, "the title keeps its own");
}

static void
published(const char *words, int year, int month, int day)
{
	char		whole[300];
	gr_header	h;

	snprintf(whole, sizeof(whole), "北山区2020年政府信息公开工作年度报告\n%s 来源：北山区\n", words);
	h = read_header(whole);
	if (!ok(h.published.year == year && (year == 0 || (h.published.month == month && h.published.day == day)), "%s", words))
		diag("%d-%d-%d", h.published.year, h.published.month, h.published.day);
}

static void
test_published(void)
{
	published("发布时间:2021-01-30 10:45:02", 2021, 1, 30);
	published("发布时间：2021年1月30日", 2021, 1, 30);
	published("发布日期： 2021.1.30", 2021, 1, 30);
	published("成文日期：2021/01/30", 2021, 1, 30);
	published("发布时间：昨天", 0, 0, 0);
	published("发布时间：2021-02-30", 0, 0, 0);
	published("2021-01-30", 0, 0, 0);
}

static void
site_code(const char *footer, const char *code)
{
	char		whole[300];
	gr_header	h;

	snprintf(whole, sizeof(whole), "北山区2020年政府信息公开工作年度报告\n\n%s", footer);
	h = read_header(whole);
	is_slice(h.site_code, code, "%s", footer);
}

static void
test_site_code(void)
{
	site_code("政府网站标识码:1507000006", "1507000006");
	site_code("政府网站标识码：1507000006 蒙ICP备16005794号", "1507000006");
	site_code("网站标识码 1507000006\n", "1507000006");
	site_code("政府网站标识码：bm12345678", "bm12345678");
	site_code("政府网站标识码：150700000", NULL);
	site_code("政府网站标识码：15070000061", NULL);
	site_code("政府网站标识码：", NULL);
	site_code("标识码", NULL);
	site_code("1507000006", NULL);
}

/* Long texts: only the head and the foot are read, cut at characters. */
static void
test_long(void)
{
	text		t = {NULL, 0, 0};
	gr_header	h;

	text_add(&t, "北山区2020年政府信息公开工作年度报告\n");
	for (int shift = 0; shift < 3; shift++)
	{
		text_add(&t, "x");
		for (int i = 0; i < 4000; i++)
			text_add(&t, "公");
	}
	text_add(&t, "\n政府网站标识码：1507000006\n");
	memset(&h, 0, sizeof(h));
	gr_header_read(text_slice(&t), NULL, &h);
	is_int(h.year, 2020, "the head of a long text");
	is_slice(h.site_code, "1507000006", "and its foot");
	text_free(&t);
	memset(&h, 0, sizeof(h));
	gr_header_read(GR_SLICE(""), NULL, &h);
	ok(h.title.data == NULL && h.year == 0 && h.level == GR_LEVEL_UNKNOWN, "nothing has no header");
}

static void
test_random(void)
{
	static const char *const pieces[] = {
		"政府信息公开", "政", "工作", "年度", "报告", "年报", "2020", "年", "1月1日", "至", "12月31日", "北山区", "，", ">", "\n", " ", "发布时间：", "标识码：",
		"1507000006", "2021-01-30", "北山区2020年政府信息公开工作年度报告", "《", "现公布", "#", "二〇二〇", "\xE3\x80\x80",
	};
	int			outside = 0;
	int			titles = 0;

	for (int i = 0; i < 40000; i++)
	{
		text		t = {NULL, 0, 0};
		char	   *exact;
		gr_header	h;
		const gr_slice *strings[3];

		for (unsigned k = random_below(14); k > 0; k--)
			text_add(&t, pieces[random_below(sizeof(pieces) / sizeof(pieces[0]))]);
		exact = malloc(t.len == 0 ? 1 : t.len);
		if (t.len > 0)
			memcpy(exact, t.data, t.len);
		memset(&h, 0, sizeof(h));
		gr_header_read(gr_slice_make(exact, t.len), NULL, &h);
		strings[0] = &h.title;
		strings[1] = &h.issuer;
		strings[2] = &h.site_code;
		for (int k = 0; k < 3; k++)
			outside += strings[k]->data != NULL && (strings[k]->data < exact || strings[k]->data + strings[k]->len > exact + t.len);
		outside += h.level >= GR_LEVELS || h.kind >= GR_ORGAN_KINDS || (h.period_from.year == 0) != (h.period_to.year == 0);
		titles += h.title.data != NULL;
		free(exact);
		text_free(&t);
	}
	is_int(outside, 0, "40000 random texts: strings of the header lie in the text, periods have both ends");
	ok(titles > 100, "(%d have a title)", titles);
}

int
main(void)
{
	test_titles();
	test_title_year();
	test_sentences();
	test_periods();
	test_period_decides();
	test_published();
	test_site_code();
	test_long();
	test_random();
	return done_testing();
}
