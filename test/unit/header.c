/*
 * header.c
 *		Title, issuer, year, period, publication and site code, as pages print them.
 */
#include "header.h"
#include "parse.h"
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
	title("2018年东河县人民政府信息公开工作年度报告", "东河县人民政府", 2018);
	title("东河县人民政府信息公开2018年度报告", "东河县人民政府", 2018);
	title("北山区财政局2015年度政府信息公开工作总结报告", "北山区财政局", 2015);
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
	ok(h.title.data == NULL && h.issuer.data == NULL, "a text without title has none");
	is_int(h.year, 2020, "the year of the first sentence");
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
	period("自2020年1月1日始，至2020年12月31日止", 2020, 1, 2020, 12, 31);
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
	published("2021-01-30", 2021, 1, 30);
	published("2021-01-30前报送", 0, 0, 0);
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

/* ---------- who reports, in all layouts of the head ---------- */

/* "issuer level kind year published", a dash for what is unknown. */
static void
header_words(text *t, const gr_header *h)
{
	char		figures[60];

	text_bytes(t, h->issuer.data == NULL ? "-" : h->issuer.data, h->issuer.data == NULL ? 1 : h->issuer.len);
	text_add(t, " ");
	text_add(t, gr_level_name(h->level) == NULL ? "-" : gr_level_name(h->level));
	text_add(t, " ");
	text_add(t, gr_organ_kind_name(h->kind) == NULL ? "-" : gr_organ_kind_name(h->kind));
	snprintf(figures, sizeof(figures), " %d", h->year);
	text_add(t, figures);
	if (h->published.year != 0)
	{
		snprintf(figures, sizeof(figures), " %d-%d-%d", h->published.year, h->published.month, h->published.day);
		text_add(t, figures);
	}
}

static void
who(const char *whole, const char *wanted)
{
	gr_header	h = read_header(whole);
	text		t = {NULL, 0, 0};

	header_words(&t, &h);
	is_str(t.data, wanted, "%s", whole);
	text_free(&t);
}

static void
test_titles_of_organs(void)
{
	who("河阳省人民政府2020年政府信息公开工作年度报告", "河阳省人民政府 province government 2020");
	who("河阳省人民政府办公厅2020年政府信息公开工作年度报告", "河阳省人民政府办公厅 province gov_office 2020");
	who("河阳省教育厅2020年政府信息公开工作年度报告", "河阳省教育厅 province department 2020");
	who("北原自治区发展和改革委员会2020年政府信息公开工作年度报告", "北原自治区发展和改革委员会 province department 2020");
	who("重庆市2020年政府信息公开工作年度报告", "重庆市 province government 2020");
	who("天津市青田区人民政府2020年政府信息公开工作年度报告", "天津市青田区人民政府 county government 2020");
	who("河阳省临川市人民政府2020年政府信息公开工作年度报告", "河阳省临川市人民政府 prefecture government 2020");
	who("临川市人民政府2020年政府信息公开工作年度报告", "临川市人民政府 - government 2020");
	who("临川市财政局2020年政府信息公开工作年度报告", "临川市财政局 - department 2020");
	who("临川市南河市2020年政府信息公开工作年度报告", "临川市南河市 county government 2020");
	who("南山自治州人民政府2020年政府信息公开工作年度报告", "南山自治州人民政府 prefecture government 2020");
	who("西岭地区行政公署2020年政府信息公开工作年度报告", "西岭地区行政公署 prefecture government 2020");
	who("东沙盟行政公署2020年政府信息公开工作年度报告", "东沙盟行政公署 prefecture government 2020");
	who("东沙旗人民政府2020年政府信息公开工作年度报告", "东沙旗人民政府 county government 2020");
	who("青石自治县2020年政府信息公开工作年度报告", "青石自治县 county government 2020");
	who("东河县应急管理局2020年政府信息公开工作年度报告", "东河县应急管理局 county department 2020");
	who("东河县公安局交通警察大队2020年政府信息公开工作年度报告", "东河县公安局交通警察大队 county department 2020");
	who("国家税务总局东河县税务局2020年政府信息公开工作年度报告", "国家税务总局东河县税务局 county department 2020");
	who("国家税务总局办公厅2020年政府信息公开工作年度报告", "国家税务总局办公厅 state department 2020");
	/* An organ of the state in some place has a rank that its name does not tell. */
	who("中华人民共和国澜江海关2020年政府信息公开工作年度报告", "中华人民共和国澜江海关 - department 2020");
	who("国家统计局临川调查队2020年政府信息公开工作年度报告", "国家统计局临川调查队 - department 2020");
	who("国家粮食总局2020年政府信息公开工作年度报告", "国家粮食总局 state department 2020");
	/* So does a ministry; parts of other organs end likewise. */
	who("商务部2020年政府信息公开工作年度报告", "商务部 state department 2020");
	who("规划建设部2020年政府信息公开工作年度报告", "规划建设部 - department 2020");
	who("海关总署2020年政府信息公开工作年度报告", "海关总署 state department 2020");
	who("市委宣传部2020年政府信息公开工作年度报告", "市委宣传部 - department 2020");
	who("东河县柳河镇人民政府2020年政府信息公开工作年度报告", "东河县柳河镇人民政府 township township_gov 2020");
	who("石桥乡人民政府2020年政府信息公开工作年度报告", "石桥乡人民政府 township township_gov 2020");
	who("白云苏木2020年政府信息公开工作年度报告", "白云苏木 township township_gov 2020");
	who("北山区人民路街道办事处2020年政府信息公开工作年度报告", "北山区人民路街道办事处 township township_gov 2020");
	who("北山区柳河地区办事处2020年政府信息公开工作年度报告", "北山区柳河地区办事处 township township_gov 2020");
	who("柳河镇人民政府办公室2020年政府信息公开工作年度报告", "柳河镇人民政府办公室 township gov_office 2020");
	who("临川经济技术开发区管理委员会2020年政府信息公开工作年度报告", "临川经济技术开发区管理委员会 - zone 2020");
	who("河阳省临川市高新技术产业开发区2020年政府信息公开工作年度报告", "河阳省临川市高新技术产业开发区 - zone 2020");
	/* A department of a zone has the zone's rank, which nobody knows. */
	who("临川经济技术开发区财政局2020年政府信息公开工作年度报告", "临川经济技术开发区财政局 - department 2020");
	who("青田新区人民政府2020年政府信息公开工作年度报告", "青田新区人民政府 county government 2020");
	who("青田新区财政局2020年政府信息公开工作年度报告", "青田新区财政局 - department 2020");
	who("北山区疾病预防控制中心2020年政府信息公开工作年度报告", "北山区疾病预防控制中心 county institution 2020");
	who("东河县第一中学2020年政府信息公开工作年度报告", "东河县第一中学 county institution 2020");
	who("东河县城市建设投资公司2020年政府信息公开工作年度报告", "东河县城市建设投资公司 county institution 2020");
	/* What manages a place is a zone, what manages a matter is none. */
	who("临川市国有资产监督管理委员会2020年政府信息公开工作年度报告", "临川市国有资产监督管理委员会 - department 2020");
	who("北京市城市管理委员会2020年政府信息公开工作年度报告", "北京市城市管理委员会 province department 2020");
	who("国务院国有资产监督管理委员会2020年政府信息公开工作年度报告", "国务院国有资产监督管理委员会 state department 2020");
	/* Another name of the organ tells nothing of it. */
	who("东河县人民政府办公室（东河县外事办公室）2020年政府信息公开工作年度报告", "东河县人民政府办公室（东河县外事办公室） county gov_office 2020");
	who("东河县水务局(原水利局)2020年政府信息公开工作年度报告", "东河县水务局(原水利局) county department 2020");
	who("河阳省残疾人联合会2020年政府信息公开工作年度报告", "河阳省残疾人联合会 province - 2020");
	who("中共东河县委机构编制委员会办公室2020年政府信息公开工作年度报告", "中共东河县委机构编制委员会办公室 county department 2020");
	/* A regiment has no rank among the others. */
	who("第四师七十三团2020年政府信息公开工作年度报告", "第四师七十三团 - - 2020");
	who("七彩艺术团2020年政府信息公开工作年度报告", "- - - 2020");
	who("青山林场2020年政府信息公开工作年度报告", "青山林场 - institution 2020");
	who("青江水利管理处2020年政府信息公开工作年度报告", "青江水利管理处 - institution 2020");
	who("县财政局2020年政府信息公开工作年度报告", "县财政局 county department 2020");
	who("市财政局2020年政府信息公开工作年度报告", "市财政局 - department 2020");
}

static void
test_forms_of_titles(void)
{
	who("北山区财政局关于2021年度政府信息公开工作情况的报告", "北山区财政局 county department 2021");
	who("北山区财政局关于报送2021年政府信息公开工作年度报告的函", "北山区财政局 county department 2021");
	who("北山区财政局关于2021年政府信息公开工作的报告", "北山区财政局 county department 2021");
	who("北山区财政局政府信息公开2021年度报告", "北山区财政局 county department 2021");
	who("北山区财政局政府信息公开工作年度报告（2021年）", "北山区财政局 county department 2021");
	who("北山区财政局政府信息公开工作年度报告（2021年度）", "北山区财政局 county department 2021");
	who("北山区财政局2021年信息公开年度报告", "北山区财政局 county department 2021");
	who("北山区财政局2021年政务信息公开工作年度报告", "北山区财政局 county department 2021");
	who("北山区财政局2021年政府信息与政务公开工作年度报告", "北山区财政局 county department 2021");
	who("2021年北山区财政局政府信息公开年报", "北山区财政局 county department 2021");
	who("2021年度北山区财政局政府信息公开工作年度报告（图解）", "北山区财政局 county department 2021");
	who("2021年度关于北山区财政局政府信息公开工作年度报告", "北山区财政局 county department 2021");
	who("《北山区财政局2021年政府信息公开工作年度报告》", "北山区财政局 county department 2021");
	who("【北山区财政局】2021年政府信息公开工作年度报告", "北山区财政局 county department 2021");
	who("[信息名称] 北山区财政局2021年政府信息公开工作年度报告", "北山区财政局 county department 2021");
	who("（2021年度）北山区财政局政府信息公开工作年度报告", "北山区财政局 county department 2021");
	who("# 北山区财政局2021年政府信息公开工作年度报告", "北山区财政局 county department 2021");
	who("**北山区财政局2021年政府信息公开工作年度报告**", "北山区财政局 county department 2021");
	who("标题：北山区财政局2021年政府信息公开工作年度报告", "北山区财政局 county department 2021");
	who("名称 | 北山区财政局2021年政府信息公开工作年度报告 | 索引号 | 12", "北山区财政局 county department 2021");
	who("首页>政务公开>年报>北山区财政局2021年政府信息公开工作年度报告", "北山区财政局 county department 2021");
	who("北山区财政局２０２１年度政府信息公开工作年度报告", "北山区财政局 county department 2021");
	who("北山区财政局 2021 年 政府信息公开工作 年度报告", "北山区财政局 county department 2021");
	who("北山区财政局2021年政府信息公开⼯作年度报告", "北山区财政局 county department 2021");
	who("北山区财政局2008年政府信息公开年度报告\n自2008年5月1日至2008年12月31日", "北山区财政局 county department 2008");
	who("北山区财政局：2021年政府信息公开工作年度报告", "北山区财政局 county department 2021");
	who("2021年政府信息公开工作年度报告（北山区财政局）", "北山区财政局 county department 2021");
	who("2021年政府信息公开工作年度报告（公布稿）", "- - - 2021");
	who("2021年政府信息公开工作年度报告\n（北山区财政局）\n", "北山区财政局 county department 2021");
	who("2021年政府信息公开工作年度报告\n\n北山区财政局\n2021年，我局公开信息。\n", "北山区财政局 county department 2021");
	who("2021年政府信息公开工作年度报告\n北山区财政局\n2021年，我镇公开信息。\n", "- township township_gov 2021");
	who("2021年政府信息公开工作年度报告\n北山区人民政府办公室\n", "- - - 2021");
	/* A school year is of two years. */
	who("东河县第一中学2020-2021学年信息公开工作报告\n", "东河县第一中学 county institution 0");
	who("临川大学2020—2021学年度信息公开年度报告\n统计时间为2020年9月1日至2021年8月31日。\n2021年11月6日\n", "临川大学 - institution 2021 2021-11-6");
	who("北山区人民政府 政府信息公开 北山区财政局2021年政府信息公开工作年度报告", "北山区财政局 county department 2021");
	who("北山区人民政府-北山区财政局2021年政府信息公开工作年度报告", "北山区财政局 county department 2021");
	who("临川市住房和城乡 建设局2021年政府信息公开工作年度报告", "- - - 2021");
	who("发布机构：2021年政府信息公开工作年度报告", "- - - 2021");
	who("北山区财政局2021年政府信息公开工作总结及年度报告", "北山区财政局 county department 2021");
	who("北山区财政局政府信息公开工作年度报告\n2021年度\n一、总体情况", "北山区财政局 county department 2021");
	who("北山区财政局政府信息公开工作年度报告\n2021年1月20日\n一、总体情况", "- - - 0");
	who("政府信息公开工作年度报告\n2021年\n2020年\n", "- - - 0");
	who("北山区财政局\n2021年政府信息公开工作年度报告", "北山区财政局 county department 2021");
	who("北山区财政局2021年\n政府信息公开工作年度报告", "北山区财政局 county department 2021");
	who("北山区财政局2021年政府信息公开工作年度报\n告\n一、总体情况", "北山区财政局 county department 2021");
	who("北山区财政局2021年政府信息公开工作\n\n      年度报告\n\n一、总体情况", "北山区财政局 county department 2021");
	who("北山区财政局2021年政府信息公\n开工作年度报告\n一、总体情况", "北山区财政局 county department 2021");
	who("北山区财政局2021年政府信\n息公开工作年度报告\n一、总体情况", "北山区财政局 county department 2021");
	who("北山区住房和城乡\n建设局2021年政府信息公开工作年度报告", "- - - 2021");
	/* 办公室 alone is the end of a name that another line begins. */
	who("东河县人民政府\n办公室2021年政府信息公开工作年度报告", "- - - 2021");
	/* Names in sentences; those that only seem to be names. */
	who("根据要求，现将东河县水务局2021年政府信息公开工作年度报告公布如下。", "东河县水务局 county department 2021");
	who("根据条例规定，现公布东河县2021年政府信息公开工作年度报告。", "东河县 county government 2021");
	who("根据条例现公布东河县2021年政府信息公开工作年度报告，欢迎查阅。", "东河县 county government 2021");
	who("三是及时公布2019年政府信息公开工作年度报告", "- - - 0");
	who("我局按时编制了2019年政府信息公开工作年度报告，并上网公布。", "- - department 0");
	who("河阳省政府网站的栏目包括2019年政府信息公开工作年度报告，全文。", "- - - 0");
	who("政府信息公开工作年度报告", "- - - 0");
	who("往年2019年政府信息公开工作年度报告", "- - - 2019");
	who("上一篇：北山区2019年政府信息公开工作年度报告\n北山区2020年政府信息公开工作年度报告\n", "北山区 county government 2020");
}

/* Without a title: the sentences tell, or nobody. */
static void
test_speakers(void)
{
	who("一、总体情况\n2020年，东河县严格按照要求推进公开。\n", "东河县 county government 2020");
	who("一、总体情况\n2020 年，东河县严格按照要求推进公开。\n", "东河县 county government 2020");
	who("一、总体情况\n2020年，临川市北山区认真贯彻条例，我区公开信息30条。\n", "临川市北山区 county government 2020");
	who("2020年，北山区财政局坚持以公开为常态，我局公开信息30条。\n", "北山区财政局 county department 2020");
	who("2020年北山区财政局认真落实要求。\n", "北山区财政局 county department 2020");
	who("2020年度，柳河镇人民政府认真落实要求。\n", "柳河镇人民政府 township township_gov 2020");
	who("2020年，我县认真落实要求。\n", "- county government 2020");
	who("2020年，我市认真落实要求。\n", "- - government 2020");
	who("2020年，我省认真落实要求。\n", "- province government 2020");
	who("2020年，我州认真落实要求。\n", "- prefecture government 2020");
	who("2020年，我旗认真落实要求。\n", "- county government 2020");
	who("2020年，我镇认真落实要求。\n", "- township township_gov 2020");
	who("2020年，我街道认真落实要求。\n", "- township township_gov 2020");
	who("2020年，我局认真落实要求。\n", "- - department 2020");
	who("2020年，我厅认真落实要求。\n", "- province department 2020");
	who("2020年，我中心认真落实要求。\n", "- - institution 2020");
	who("2020年，本县认真落实要求。\n", "- county government 2020");
	/* A zone and an autonomous region say 我区 too; an office may be of anything. */
	who("2020年，我区认真落实要求。\n", "- - - 2020");
	who("2020年，我办认真落实要求。\n", "- - - 2020");
	who("2020年，本市场主体增加，本办法施行，我们努力。\n", "- - - 2020");
	who("2020年，全市各级机关认真落实要求。\n", "- - - 2020");
	/* Text copied from elsewhere: two speakers are none. */
	who("2020年，我县认真落实要求。\n我局加强监督。\n", "- - - 2020");
	who("2020年，东河县认真落实要求。\n我局加强监督。\n", "- - department 2020");
	/* Years that disagree are none. */
	who("2020年，我县认真落实要求。\n2019年，我县印发通知。\n", "- county government 0");
}

static void
test_compilers(void)
{
	who("本报告由东河县财政局编制。\n2020年，我局公开信息。\n", "东河县财政局 county department 2020");
	who("本报告由东河县人民政府办公室编制。\n2020年，我县公开信息。\n", "东河县 county government 2020");
	who("本报告由东河县人民政府办公室编制。\n2020年，我办公开信息。\n", "东河县人民政府办公室 county gov_office 2020");
	/* For itself or for the county, nothing says which. */
	who("本报告由东河县人民政府办公室编制。\n", "- - - 0");
	who("本报告由东河县政务服务局编制。\n", "- - - 0");
	who("本报告由东河县水务局负责编制。\n", "东河县水务局 county department 0");
	who("根据要求，东河县水务局编制了本报告。\n", "东河县水务局 county department 0");
	who("本报告由东河县水务局根据《条例》编制。\n", "东河县水务局 county department 0");
	who("本年度报告由东河县水务局按照《条例》第五十条的要求编制而成。\n", "东河县水务局 county department 0");
	who("各项工作由东河县水务局按照《条例》要求开展。\n", "- - - 0");
	who("2020年，在县委、县政府的正确领导下，东河县水务局认真贯彻《条例》。\n", "东河县水务局 county department 2020");
	who("2020年，在县委、县政府的正确领导下，我县认真贯彻《条例》。\n", "- county government 2020");
	who("由市政务服务局综合各县报告编制而成。\n2020年，我市公开信息。\n", "- - government 2020");
	who("东河县水务局（以下简称“我局”）认真落实要求。\n", "东河县水务局 county department 0");
	who("根据东河县人民政府(以下简称本县)的要求。\n", "东河县人民政府 county government 0");
	/* A department that speaks cannot be the government that compiled. */
	who("本报告由东河县人民政府编制。\n2020年，我局公开信息。\n", "- - department 2020");
}

/* An organ that signs is the issuer where nothing above says who it is. */
static void
test_signatures(void)
{
	who("2020年政府信息公开工作年度报告\n一、总体情况\n我局公开信息30条。\n东河县水务局\n2021年1月15日\n", "东河县水务局 county department 2020 2021-1-15");
	who("一、总体情况\n2020年，我局公开信息30条。\n　　　　东河县水务局\n　　　　2021年1月15日\n", "东河县水务局 county department 2020 2021-1-15");
	who("一、总体情况\n2020年，我县公开信息30条。\n东河县人民政府办公室\n2021年1月15日\n", "东河县 county government 2020 2021-1-15");
	/* an office may write for its government */
	who("2020年政府信息公开工作年度报告\n一、总体情况\n公开信息30条。\n东河县人民政府办公室\n2021年1月15日\n", "- - - 2020 2021-1-15");
	/* a bureau is not the county that speaks */
	who("一、总体情况\n2020年，我镇公开信息30条。\n东河县水务局\n2021年1月15日\n", "- township township_gov 2020 2021-1-15");
	who("东河县财政局2020年政府信息公开工作年度报告\n一、总体情况\n东河县水务局\n2021年1月15日\n", "东河县财政局 county department 2020 2021-1-15");
}

static void
test_dates_below_titles(void)
{
#define BELOW(line) "东河县财政局2020年政府信息公开工作年度报告\n" line "\n一、总体情况\n"
	who(BELOW("日期：2021年01月10日 10:20 浏览：123次"), "东河县财政局 county department 2020 2021-1-10");
	who(BELOW("时间：2021-01-10 10:20 作者：办公室 点击：123"), "东河县财政局 county department 2020 2021-1-10");
	who(BELOW("[2021-01-10] 【字体：大 中 小】"), "东河县财政局 county department 2020 2021-1-10");
	who(BELOW("2021-01-10　来源：财政局"), "东河县财政局 county department 2020 2021-1-10");
	who(BELOW("来源：办公室  作者：办公室  时间：2021-01-10  点击：85"), "东河县财政局 county department 2020 2021-1-10");
	who(BELOW("来源：财政局 2021-01-10 10:20　浏览：123次"), "东河县财政局 county department 2020 2021-1-10");
	who(BELOW("文章来源：办公室 2021-01-10 10:30:11"), "东河县财政局 county department 2020 2021-1-10");
	who(BELOW("【日期：2021-01-10】【来源：本站】【阅读：12次】"), "东河县财政局 county department 2020 2021-1-10");
	who(BELOW("【打印】 【关闭】 2021-01-10"), "东河县财政局 county department 2020 2021-1-10");
	who(BELOW("【发布日期】：2021-01-10 【来源】：财政局"), "东河县财政局 county department 2020 2021-1-10");
	who(BELOW("单位：东河县财政局 时间：2021-01-10 09:10:00"), "东河县财政局 county department 2020 2021-1-10");
	who(BELOW("录入时间：2021-01-10 11:00 点击率：33"), "东河县财政局 county department 2020 2021-1-10");
	who(BELOW("信息提供日期：2021-01-10 10:11 来源：财政局"), "东河县财政局 county department 2020 2021-1-10");
	who(BELOW("http://www.donghe.gov.cn 2021年01月10日 来源：财政局"), "东河县财政局 county department 2020 2021-1-10");
	who(BELOW("2021/1/10 9:20:00 东河县财政局"), "东河县财政局 county department 2020 2021-1-10");
	who(BELOW("（东河县财政局 2021年1月10日）"), "东河县财政局 county department 2020 2021-1-10");
	who(BELOW("东河县财政局 2021年1月10日起执行"), "东河县财政局 county department 2020");
	who(BELOW("【信息时间：2021/1/10   阅读次数：  】【我要打印】【关闭】"), "东河县财政局 county department 2020 2021-1-10");
	who(BELOW("发稿时间：2021-01-10"), "东河县财政局 county department 2020 2021-1-10");
	who(BELOW("更新时间：2021-01-10"), "东河县财政局 county department 2020");
	who(BELOW("来源：财政局 更新时间：2021-01-10"), "东河县财政局 county department 2020");
	who(BELOW("来源：财政局2021-01-10号文"), "东河县财政局 county department 2020");
	who(BELOW("时间：2021-01-10前报送"), "东河县财政局 county department 2020");
	who(BELOW("日期：20210110 浏览：12"), "东河县财政局 county department 2020 2021-1-10");
	who(BELOW("发布：2021/1/10"), "东河县财政局 county department 2020 2021-1-10");
	who(BELOW("发表时间：2021年1月10日 责任编辑：王某"), "东河县财政局 county department 2020 2021-1-10");
	who(BELOW("[信息时间：2021-01-10 阅读次数：166 ]"), "东河县财政局 county department 2020 2021-1-10");
	who(BELOW("2021年1月10日 星期日 来源：财政局"), "东河县财政局 county department 2020 2021-1-10");
	who(BELOW("2021-01-10T10:20:00"), "东河县财政局 county department 2020 2021-1-10");
	who(BELOW("编号：20210110"), "东河县财政局 county department 2020");
	who(BELOW("日期：202101101"), "东河县财政局 county department 2020");
	who(BELOW("日期：20210230"), "东河县财政局 county department 2020");
	who(BELOW("日期：2020-03-10"), "东河县财政局 county department 2020");
#undef BELOW
}

static void
test_metadata_and_footers(void)
{
	who("发布机构：东河县水务局\n2020年，我局公开信息。\n", "东河县水务局 county department 2020");
	who("索引号 | 000 | 发布机构 | 东河县人民政府办公室 |\n2020年，我县公开信息。\n", "东河县 county government 2020");
	who("发布机构：东河县政务服务局\n2020年，全县公开信息。\n", "- - - 2020");
	who("[发布机构] 东河县水务局\n2020年，我局公开信息。\n", "东河县水务局 county department 2020");
	who("来源：东河县人民政府办公室\n2020年，我镇公开信息。\n", "- township township_gov 2020");
	who("2020年，我县公开信息。\n主办：东河县人民政府办公室 承办：东河县大数据局\n", "东河县 county government 2020");
	who("2020年，我县公开信息。\n主办单位：东河县人民政府\n", "东河县人民政府 county government 2020");
	who("2020年，我局公开信息。\n主办：东河县人民政府办公室\n", "- - department 2020");
	who("2020年，我市公开信息。\n主办：东河县人民政府办公室\n", "- - government 2020");
	who("2020年，我市公开信息。\n主办：临川市人民政府办公室\n政府网站标识码：4107000001\n", "临川市 prefecture government 2020");
	who("2020年，我市公开信息。\n主办：临川市人民政府办公室\n政府网站标识码：4107820001\n", "临川市 county government 2020");
	who("2020年，我市公开信息。\n版权所有：临川市人民政府\n", "临川市人民政府 - government 2020");
	who("临川市水务局2020年政府信息公开工作年度报告\n主办：临川市人民政府\n政府网站标识码：4107000001\n", "临川市水务局 prefecture department 2020");
	/* On the site of another city, it may be one of two levels. */
	who("南河市水务局2020年政府信息公开工作年度报告\n主办：临川市人民政府\n政府网站标识码：4107000001\n", "南河市水务局 - department 2020");
	who("南河市水务局2020年政府信息公开工作年度报告\n政府网站标识码：4107000001\n", "南河市水务局 - department 2020");
	who("南河市水务局2020年政府信息公开工作年度报告\n政府网站标识码：4107820001\n", "南河市水务局 county department 2020");
	who("2020年政府信息公开工作年度报告\n2020年，我局公开信息。\n来源：东河县水务局\n", "东河县水务局 county department 2020");
}

static void
test_dates_of_publication(void)
{
	const char *title = "北山区财政局2020年政府信息公开工作年度报告\n";
	static const struct
	{
		const char *rest;
		const char *date;
	}			cases[] = {
		{"2021年1月30日\n一、总体情况\n", " 2021-1-30"},
		{"（2021年1月30日）\n一、总体情况\n", " 2021-1-30"},
		{"2021-01-30 10:45\n一、总体情况\n", " 2021-1-30"},
		{"二〇二一年一月三十日\n一、总体情况\n", " 2021-1-30"},
		{"日期：2021年1月30日\n", " 2021-1-30"},
		{"更新日期：2021年1月30日\n", ""},
		{"2021年1月30日 星期六\n一、总体情况\n", ""},
		{"一、总体情况\n六、其他\n无。\n北山区财政局\n2021年1月30日\n", " 2021-1-30"},
		{"一、总体情况\n六、其他\n无。\n北山区财政局\n2021年1月30日\n主办：北山区人民政府\n", " 2021-1-30"},
		{"一、总体情况\n六、其他\n无。\n2021年1月30日\n", ""},
		/* The report cannot be older than its year. */
		{"2019年1月30日\n一、总体情况\n", ""},
		{"发布时间：2019-01-30\n", ""},
		{"成文日期：2021-01-20\n发布日期：2021-01-30\n", " 2021-1-30"},
		{"发布时间 | 2021-01-30 | 来源\n", " 2021-1-30"},
		{"【发布时间】2021-01-30\n", " 2021-1-30"},
		{"一\n二\n三\n四\n2021年1月30日\n", ""},
		{"发布日期：20210130\n", " 2021-1-30"},
		{"发布日期：20210130/2\n", " 2021-1-30"},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
	{
		text		whole = {NULL, 0, 0};
		text		wanted = {NULL, 0, 0};

		text_add(&whole, title);
		text_add(&whole, cases[i].rest);
		text_add(&wanted, "北山区财政局 county department 2020");
		text_add(&wanted, cases[i].date);
		who(whole.data, wanted.data);
		text_free(&whole);
		text_free(&wanted);
	}
	who("2024年5月6日\n北山区财政局2020年政府信息公开工作年度报告\n一、总体情况\n", "北山区财政局 county department 2020");
	/* Metadata above the title, with blanks in their words. */
	who("发 布 日 期：2021-01-30\n名    称：北山区财政局2020年政府信息公开工作年度报告\n", "北山区财政局 county department 2020 2021-1-30");
	who("生 成 日 期：2021-01-30\n北山区财政局2020年政府信息公开工作年度报告\n", "北山区财政局 county department 2020");
}

/* ---------- pages ---------- */

static void
page(const char *html, const char *title, const char *wanted)
{
	gr_arena	arena;
	gr_report	report;
	gr_error	error = {0, NULL};
	text		t = {NULL, 0, 0};

	gr_arena_init(&arena, &gr_host_libc);
	if (gr_parse(&arena, gr_slice_cstring(html), &report, &error) != GR_OK)
		abort();
	header_words(&t, &report.header);
	is_str(t.data, wanted, "%s", html);
	is_slice(report.header.title, title, "its title");
	text_free(&t);
	gr_arena_free(&arena);
}

static void
test_pages(void)
{
	page("<html><head><title>北山区财政局2020年政府信息公开工作年度报告</title></head><body><p>一、总体情况</p></body></html>",
		 "北山区财政局2020年政府信息公开工作年度报告", "北山区财政局 county department 2020");
	page("<html><head><title>北山区财政局2020年政府信息公开工作年度报告_北山区人民政府门户网站</title></head><body><p>无</p></body></html>",
		 "北山区财政局2020年政府信息公开工作年度报告", "北山区财政局 county department 2020");
	page("<html><head><title>北山区人民政府 - 北山区财政局2020年政府信息公开工作年度报告</title></head><body><p>无</p></body></html>",
		 "北山区财政局2020年政府信息公开工作年度报告", "北山区财政局 county department 2020");
	page("<html><head><title>北山区门户网站</title></head><body><h1>北山区财政局2020年政府信息公开工作年度报告</h1>"
		 "<p>发布时间：2021-01-30</p></body></html>",
		 "北山区财政局2020年政府信息公开工作年度报告", "北山区财政局 county department 2020 2021-1-30");
	page("<html><head><meta name=\"ArticleTitle\" content=\"北山区财政局2020年政府信息公开工作年度报告\">"
		 "<meta name=\"PubDate\" content=\"2021-01-30 10:45\"></head><body><p>一、总体情况</p></body></html>",
		 "北山区财政局2020年政府信息公开工作年度报告", "北山区财政局 county department 2020 2021-1-30");
	page("<html><head><META content='北山区财政局2020年政府信息公开工作年度报告' name='ArticleTitle' /></head><body>无</body></html>",
		 "北山区财政局2020年政府信息公开工作年度报告", "北山区财政局 county department 2020");
	page("<html><head><meta name=ArticleTitle content=2020年政府信息公开工作年度报告><meta name=SiteName content=东河县人民政府></head>"
		 "<body><p>2020年，我县公开信息。</p></body></html>",
		 "2020年政府信息公开工作年度报告", "东河县人民政府 county government 2020");
	page("<html><head><meta name=\"SiteName\" content=\"临川市人民政府\"><meta name=\"SiteIDCode\" content=\"4107000001\"></head>"
		 "<body><h1>临川市水务局2020年政府信息公开工作年度报告</h1></body></html>",
		 "临川市水务局2020年政府信息公开工作年度报告", "临川市水务局 prefecture department 2020");
	page("<html><head><meta name=\"SiteName\" content=\"东河县&nbsp;政府\"></head><body><p>2020年，我县公开信息。</p></body></html>",
		 NULL, "- county government 2020");
	page("<html><head><title>东河县人民政府门户网站</title></head><body><p>2020年，我县公开信息。</p></body></html>", NULL,
		 "东河县人民政府 county government 2020");
	page("<html><head><title>东河县人民政府门户网站</title></head><body><p>2020年，我局公开信息。</p></body></html>", NULL, "- - department 2020");
	page("<html><body><p>2020年，我市公开信息。</p><div>主办：临川市人民政府办公室</div><div>政府网站标识码：4107000001</div></body></html>", NULL,
		 "临川市 prefecture government 2020");
	page("<html><body><p>首页 &gt; 年报</p><h2>柳河镇2020年政府信息公开工作年度报告</h2><p>2021年1月30日</p></body></html>",
		 "柳河镇2020年政府信息公开工作年度报告", "柳河镇 township township_gov 2020 2021-1-30");
	page("<div><p>东河县水务局</p><p>2020年政府信息公开工作年度报告</p></div>", "2020年政府信息公开工作年度报告", "东河县水务局 county department 2020");
	/* Tags cut short, attributes without end. */
	page("<html><head><meta name=\"ArticleTitle\" content=\"北山区<p>2020年，我县公开信息。</p>", NULL, "- - - 0");
	page("<html><head><meta><meta ><meta name><meta name= content=><p>2020年，我县公开信息。</p>", NULL, "- county government 2020");
}

/* The finding on years has its place, or none where the metadata have the title. */
static void
test_conflict_of_years(void)
{
	static const char *const pages[] = {
		"<html><body><h1>北山区2019年政府信息公开工作年度报告</h1><p>统计期限为2020年1月1日至12月31日。</p></body></html>",
		"<html><head><title>北山区2019年政府信息公开工作年度报告</title></head><body><p>统计期限为2020年1月1日至12月31日。</p></body></html>",
	};

	for (int i = 0; i < 2; i++)
	{
		gr_arena	arena;
		gr_report	report;
		gr_error	error = {0, NULL};
		bool		found = false;

		gr_arena_init(&arena, &gr_host_libc);
		if (gr_parse(&arena, gr_slice_cstring(pages[i]), &report, &error) != GR_OK)
			abort();
		for (size_t k = 0; k < report.diagnostic_count; k++)
			if (report.diagnostics[k].rule == GR_RULE_HEADER_YEAR)
				found = (report.diagnostics[k].span.pos != 0) == (i == 0) && report.diagnostics[k].actual == 2019;
		ok(found && report.header.year == 2020, "%s", pages[i]);
		gr_arena_free(&arena);
	}
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

/* Tags of metadata, whole and cut: what is read lies in the markup. */
static void
test_random_markup(void)
{
	static const char *const pieces[] = {
		"<meta ", "<META\n", ">", "/>", "name", "content", "=", "\"", "'", "SiteName", "ArticleTitle", "SiteIDCode", "PubDate", " ", "北山区", "1507000006", "&amp;", "<", "x",
		"name=\"SiteName\" ", "name='PubDate' ", "content=\"北山区\" ", "content=1507000006 ", "<meta name=SiteIDCode ",
	};
	int			outside = 0;
	int			found = 0;

	for (int i = 0; i < 40000; i++)
	{
		text		t = {NULL, 0, 0};
		char	   *exact;
		gr_page_names names;
		const gr_slice *strings[] = {&names.article_title, &names.site_name, &names.site_code, &names.published};

		text_add(&t, "<meta ");
		for (unsigned k = random_below(16); k > 0; k--)
			text_add(&t, pieces[random_below(sizeof(pieces) / sizeof(pieces[0]))]);
		exact = malloc(t.len);
		memcpy(exact, t.data, t.len);
		gr_page_names_read(gr_slice_make(exact, t.len), &names);
		for (int k = 0; k < 4; k++)
		{
			outside += strings[k]->data != NULL && (strings[k]->data < exact || strings[k]->data + strings[k]->len > exact + t.len);
			found += strings[k]->data != NULL;
		}
		free(exact);
		text_free(&t);
	}
	is_int(outside, 0, "40000 random pieces of markup: names lie in them");
	ok(found > 20, "(%d names)", found);
}

/* ---------- real reports, where they are ---------- */

static bool
read_file(const char *path, text *t)
{
	char		buffer[4096];
	FILE	   *f = fopen(path, "rb");
	size_t		n;

	if (f == NULL)
		return false;
	while ((n = fread(buffer, 1, sizeof(buffer), f)) > 0)
		text_bytes(t, buffer, n);
	fclose(f);
	return true;
}

/* What the gold file says behind a key; it begins with the issuer as the text has it, and notes may follow. */
static const char *
gold_value(const text *gold, const char *key)
{
	const char *at = strstr(gold->data, key);

	return at == NULL ? "" : at + strlen(key);
}

static void
test_real(void)
{
	static const char *const names[] = {
		"000_68a8c5bdb68e9915", "001_44d6bdc10f146279", "002_ce6ac6f1327dbed6", "003_91b7c3b427fd0bbb", "004_0f3172fa03440804",
	};
	const char *directory = getenv("GOVREPORT_REAL_REPORTS");

	if (directory == NULL || directory[0] == '\0')
	{
		skip(1, "no real reports here");
		return;
	}
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
	{
		char		path[2000];
		text		raw = {NULL, 0, 0};
		text		gold = {NULL, 0, 0};
		gr_header	h;
		bool		there;

		snprintf(path, sizeof(path), "%s/%s.txt", directory, names[i]);
		there = read_file(path, &raw);
		snprintf(path, sizeof(path), "%s/%s.gold.json", directory, names[i]);
		if (!ok(there && read_file(path, &gold), "%.3s can be read", names[i]))
			continue;
		h = read_header(raw.data);
		ok(h.issuer.data != NULL && strncmp(gold_value(&gold, "\"issuer_in_text\": \""), h.issuer.data, h.issuer.len) == 0, "%.3s: its issuer", names[i]);
		is_int(h.year, atoi(gold_value(&gold, "\"year\": ")), "%.3s: its year", names[i]);
		ok(h.level != GR_LEVEL_UNKNOWN && h.kind != GR_ORGAN_UNKNOWN, "%.3s: its level and kind", names[i]);
		text_free(&raw);
		text_free(&gold);
	}
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
	test_titles_of_organs();
	test_forms_of_titles();
	test_speakers();
	test_compilers();
	test_signatures();
	test_dates_below_titles();
	test_metadata_and_footers();
	test_dates_of_publication();
	test_pages();
	test_conflict_of_years();
	test_long();
	test_random();
	test_random_markup();
	test_real();
	return done_testing();
}
