/*
 * prose.c
 *		The words around the tables: title, lead, chapters, notes, page furniture.  Places are invented.
 */
#include "internal.h"

/* ---------- places ---------- */

void
gen_choose_words(gen_writer *w)
{
	static const char *const first[] = {"澄", "望", "霁", "栖", "砚", "怀", "青", "柏", "云", "临", "沅", "翠"};
	static const char *const second[] = {"岭", "垣", "渡", "箐", "桐", "川", "棠", "苇", "沙", "洼", "坪", "湾"};
	static const char *const kinds[] = {"市", "县", "区", "县", "镇", "乡"};
	static const char *const organs[] = {"人民政府", "人民政府", "人民政府办公室", "教育局", "自然资源局", "卫生健康委员会"};
	const char *kind = gen_pick(&w->words, kinds);
	const gen_given *given = w->given;
	bool		town = strcmp(kind, "镇") == 0 || strcmp(kind, "乡") == 0;

	w->place = gen_format(w, "%s%s%s", gen_pick(&w->words, first), gen_pick(&w->words, second), kind);
	w->organ = gen_format(w, "%s%s", w->place, town ? "人民政府" : gen_pick(&w->words, organs));
	w->year = w->options->form == GR_FORM_2019 ? 2019 + gen_below(&w->words, 2) : 2021 + gen_below(&w->words, 5);
	if (given != NULL)
	{
		w->place = given->place;
		w->organ = given->organ;
		w->year = given->year;
	}
	w->report->year = w->year;
}

/* ---------- spam and lost separators ---------- */

static const char *
spoil(gen_writer *w, const char *text)
{
	static const char *const words[][2] = {
		{"新时代", "188比分直播:新时代"},
		{"国务院", "雷速体育:国务院"},
		{"关于", "比分直播,篮球比分直播"},
		{"年1月1日", "11日"},
		{"〕", ""},
		{"年12月31日", "1231日"},
		{"人民政府", "365bet官网人民政府"},
		{"政府网站", "皇冠体育app政府网站"},
	};

	for (size_t i = 0; i < LENGTH(words); i++)
	{
		const char *hit = strstr(text, words[i][0]);

		if (hit != NULL && gen_chance(&w->look, 35))
			text = gen_format(w, "%.*s%s%s", (int) (hit - text), text, words[i][1], hit + strlen(words[i][0]));
	}
	return text;
}

/* ---------- paragraphs ---------- */

static void
put_paragraph(gen_writer *w, const char *text, const char *tag)
{
	if (gen_has(w, GEN_SPAM))
		text = spoil(w, text);
	if (w->html)
	{
		gen_put(w->report, gen_format(w, w->style.dirty && gen_chance(&w->look, 40) ? "<%s style=\"text-indent:2em\">" : "<%s>", tag));
		gen_put_words(w, text, false, true);
		gen_put(w->report, gen_format(w, "</%s>\n", tag));
		return;
	}
	gen_put(w->report, w->style.indent);
	gen_put_words(w, text, false, false);
	gen_put(w->report, w->style.blank_lines || w->layout == GEN_SPACED ? "\n\n" : "\n");
}

void
gen_paragraph(gen_writer *w, const char *text)
{
	put_paragraph(w, text, "p");
}

/* ---------- sentences ---------- */

static int64_t
figure(const gen_writer *w, int slot)
{
	return w->report->cells[slot].value;
}

static const char *
sentence_on_disclosure(gen_writer *w)
{
	int			n = gen_below(&w->words, 3000);

	switch (gen_below(&w->words, 6))
	{
		case 0:
			return gen_format(w, "%d年，通过政府网站主动公开政府信息%d条，其中规范性文件%d件，政策解读%d条。", w->year, n + 40, n % 17, n % 29);
		case 1:
			return gen_format(w, "及时公开民生信息%d余条，回应社会关切%d次，召开新闻发布会%d场。", n + 100, n % 40, n % 7);
		case 2:
			return gen_format(w, "编印政府公报%d期，共计%d本，政务微博、微信发布信息%d条。", 1 + n % 12, n, n / 2);
		case 3:
			return "按照《中华人民共和国政府信息公开条例》要求，坚持以公开为常态、不公开为例外，推进决策、执行、管理、服务、结果公开。";
		case 4:
			return gen_format(w, "围绕重点领域，公开财政预决算信息%d条，行政许可、行政处罚信息%d条，公开率达100%%。", n % 200, n % 900);
		default:
			return gen_format(w, "动态调整权责清单，承接下放事项%d项，取消%d项，%s政务服务中心设立信息查阅点%d个。", n % 90, n % 31, w->place, 1 + n % 5);
	}
}

static const char *
sentence_on_applications(gen_writer *w)
{
	if (gen_chance(&w->words, 50))
		return gen_format(w, "%d年共收到政府信息公开申请%lld件，上年结转%lld件，均依法按时办理。", w->year,
						  (long long) figure(w, GR_SLOT_RECEIVED_TOTAL), (long long) figure(w, GR_SLOT_CARRIED_IN_TOTAL));
	return gen_format(w, "全年办结政府信息公开申请%lld件，结转下年度继续办理%lld件，申请内容主要涉及土地征收、住房保障等方面。",
					  (long long) figure(w, GR_SLOT_CONCLUDED_TOTAL), (long long) figure(w, GR_SLOT_CARRIED_OUT_TOTAL));
}

static const char *
sentence_on_support(gen_writer *w)
{
	int			n = gen_below(&w->words, 400);

	switch (gen_below(&w->words, 4))
	{
		case 0:
			return gen_format(w, "全年组织政务公开培训%d次，培训%d人次，本年度未发生责任追究。", 1 + n % 9, 20 + n);
		case 1:
			return "严格执行信息发布“三审三校”制度，做到先审查、后公开。";
		case 2:
			return gen_format(w, "落实《%s政府信息公开办法》（%s府发〔%d〕%d号），将政务公开纳入年度绩效考核，分值权重为%d%%。", w->place, w->place,
							  w->year, 1 + n % 90, 4 + n % 6);
		default:
			return "以习近平新时代中国特色社会主义思想为指导，认真落实国务院、省政府关于政务公开工作的部署。";
	}
}

/* Words of the tables in a sentence: no row. */
const char *
gen_trap_sentence(gen_writer *w)
{
	int			n = gen_below(&w->look, 900);

	switch (gen_below(&w->look, 7))
	{
		case 0:
			return gen_format(w, "上年结转政府信息公开申请数量%d件。", n);
		case 1:
			return gen_format(w, "行政许可类信息%d条。", n);
		case 2:
			return gen_format(w, "行政处罚%d件，行政强制%d件，均已在网站公示。", n, n % 7);
		case 3:
			return gen_format(w, "其中，自然人申请%d件，商业企业申请%d件，总计%d件。", n, n % 5, n + n % 5);
		case 4:
			return gen_format(w, "予以公开%d件、不予公开%d件、无法提供%d件。", n, n % 11, n % 13);
		case 5:
			return gen_format(w, "以上数据统计至%d年12月31日，共%d项。", w->year, n);
		default:
			return gen_format(w, "规范性文件%d件均已公开，政府集中采购%d项已公示。", n % 50, n % 77);
	}
}

static const char *
note(gen_writer *w)
{
	static const char *const notes[] = {
		"注：行政复议、行政诉讼数量含上年度结转数量。",
		"备注：本表数据由各科室填报，统计口径以办公室解释为准。",
		"说明：1.“总计”为各列之和；2.“其他”包括社会团体3家。",
		"（单位：件）",
		"填报人：张某  联系电话：0000-8123456  填报日期：1月15日",
		"注：表中“其他处理”2件为申请人主动撤回。",
	};

	return gen_pick(&w->look, notes);
}

const char *
gen_page_number(gen_writer *w)
{
	int			page = 2 + gen_below(&w->look, 7);
	bool		bare = w->layout == GEN_PIPE || w->layout == GEN_TAB || w->layout == GEN_HTML || w->layout == GEN_MARKDOWN;

	switch (gen_below(&w->look, bare ? 5 : 4))
	{
		case 0:
			return gen_format(w, "— %d —", page);
		case 1:
			return gen_format(w, "- %d -", page);
		case 2:
			return gen_format(w, "第%d页 共%d页", page, page + 3);
		case 3:
			return gen_format(w, "第 %d 页", page);
		default:
			return gen_format(w, "%d", page);
	}
}

/* ---------- tables that are none of ours ---------- */

static void
put_foreign_row(gen_writer *w, const char *const *cells, int count)
{
	static const char *const separators[GEN_LAYOUTS] = {
		[GEN_PIPE] = " | ", [GEN_TAB] = "\t", [GEN_GLUED] = "", [GEN_MARKDOWN] = " | ", [GEN_LINES] = "\n", [GEN_SPACED] = "\n\n",
		[GEN_PIPE_END] = "\n|\n", [GEN_PIPE_OPEN] = " |\n", [GEN_HTML] = "</td><td>", [GEN_BROKEN] = " | ", [GEN_TRUNCATED] = " | ",
		[GEN_MIXED] = " | ",
	};

	if (w->layout == GEN_HTML)
		gen_put(w->report, "<tr><td>");
	if (w->layout == GEN_MARKDOWN)
		gen_put(w->report, "| ");
	for (int i = 0; i < count; i++)
	{
		if (i > 0)
			gen_put(w->report, separators[w->layout]);
		gen_put_words(w, cells[i], false, w->layout == GEN_HTML);
	}
	gen_put(w->report, w->layout == GEN_HTML ? "</td></tr>\n" : w->layout == GEN_MARKDOWN ? " |\n" : w->layout == GEN_SPACED ? "\n\n" : "\n");
}

static void
put_foreign_table(gen_writer *w, bool metadata)
{
	const char *index[] = {"索引号", "014320144/2021-00056", "分类", "政府信息公开年报"};
	const char *issuer[] = {"发布机构", w->organ, "文号", "无"};
	const char *numbers[] = {"3次", "2次", "21条", "400余条"};
	const char *heads[] = {"新闻发布会", "在线访谈", "政策解读", "其他"};
	const char *digits[] = {"12", "0", "7", "1"};

	if (w->layout == GEN_HTML)
		gen_put(w->report, "<table>\n");
	if (metadata)
	{
		put_foreign_row(w, index, 4);
		put_foreign_row(w, issuer, 4);
	}
	else
	{
		put_foreign_row(w, heads, 4);
		put_foreign_row(w, gen_chance(&w->look, 50) ? numbers : digits, 4);
	}
	if (w->layout == GEN_HTML)
		gen_put(w->report, "</table>\n");
}

/* ---------- the document ---------- */

static void
choose_table_layout(gen_writer *w)
{
	static const gen_layout mixture[] = {GEN_PIPE, GEN_TAB, GEN_MARKDOWN, GEN_LINES, GEN_SPACED, GEN_PIPE_END, GEN_PIPE_OPEN, GEN_HTML};

	if (w->options->layout == GEN_MIXED)
		w->layout = gen_pick(&w->look, mixture);
}

static void
put_table(gen_writer *w, int table)
{
	static _Thread_local grid g;

	if (gen_has(w, GEN_TABLES_MISSING))
	{
		for (int slot = (int) gr_tables[table].first_slot; slot < (int) gr_tables[table].end_slot; slot++)
			if (w->report->cells[slot].presence != GEN_NOT_IN_FORM)
				w->report->cells[slot].presence = GEN_ABSENT;
		return;
	}
	choose_table_layout(w);
	gen_build(w, table, &g);
	gen_render(w, &g);
	/* A table of lines and what follows need a border. */
	if (w->layout == GEN_HTML || w->layout == GEN_MARKDOWN || w->style.blank_lines)
		gen_put(w->report, "\n");
}

static const char *const headings[] = {
	"一、总体情况",
	"二、主动公开政府信息情况",
	"三、收到和处理政府信息公开申请情况",
	"四、政府信息公开行政复议、行政诉讼情况",
	"五、存在的主要问题及改进情况",
	"六、其他需要报告的事项",
};

static void
put_heading(gen_writer *w, int chapter)
{
	if (gen_has(w, GEN_HEADINGS_MISSING) && chapter > 0 && chapter < 4)
		return;
	put_paragraph(w, headings[chapter], w->html && w->style.page == 2 ? "h3" : "p");
}

static void
between_tables(gen_writer *w)
{
	if (gen_has(w, GEN_NOTES))
		gen_paragraph(w, note(w));
	if (gen_has(w, GEN_PROSE))
	{
		gen_paragraph(w, gen_trap_sentence(w));
		gen_paragraph(w, sentence_on_disclosure(w));
	}
	if (gen_has(w, GEN_PAGE_BREAKS) && gen_chance(&w->look, 50))
		gen_paragraph(w, gen_page_number(w));
}

static void
put_tables(gen_writer *w)
{
	if (gen_has(w, GEN_FOREIGN_TABLES))
		put_foreign_table(w, false);
	if (gen_has(w, GEN_HEADINGS_AFTER) && gen_chance(&w->look, 50))
	{
		/* As one report has it: two tables, then two headings, then the third. */
		put_heading(w, 1);
		put_table(w, GR_TABLE_DISCLOSURE);
		between_tables(w);
		put_table(w, GR_TABLE_APPLICATIONS);
		between_tables(w);
		put_heading(w, 2);
		put_heading(w, 3);
		put_table(w, GR_TABLE_PROCEEDINGS);
		return;
	}
	for (int table = GR_TABLE_DISCLOSURE; table <= GR_TABLE_PROCEEDINGS; table++)
	{
		int			chapter = 1 + table - GR_TABLE_DISCLOSURE;

		if (!gen_has(w, GEN_HEADINGS_AFTER))
			put_heading(w, chapter);
		put_table(w, table);
		if (gen_has(w, GEN_HEADINGS_AFTER))
			put_heading(w, chapter);
		between_tables(w);
	}
	if (gen_has(w, GEN_FOREIGN_TABLES))
		put_foreign_table(w, false);
}

static void
put_overview(gen_writer *w)
{
	put_heading(w, 0);
	gen_paragraph(w, gen_format(w, "（一）主动公开。%s%s", sentence_on_disclosure(w), sentence_on_disclosure(w)));
	gen_paragraph(w, gen_format(w, "（二）依申请公开。%s", sentence_on_applications(w)));
	gen_paragraph(w, gen_format(w, "（三）监督保障。%s%s", sentence_on_support(w), sentence_on_support(w)));
}

static void
put_end(gen_writer *w)
{
	put_heading(w, 4);
	gen_paragraph(w, gen_format(w, "%d年，%s政府信息公开工作取得了一定成效，但仍存在一些问题：一是政策解读形式单一；二是公开的时效有待提高。",
								w->year, w->place));
	gen_paragraph(w, "下一步，将完善信息公开目录，拓宽公开渠道，加强业务培训，不断提高政府信息公开水平。");
	put_heading(w, 5);
	gen_paragraph(w, gen_chance(&w->words, 50) ? "无其他需要报告的事项，本年度无收取信息处理费的情况。" : "无。");
}

static void
put_front(gen_writer *w)
{
	const char *title = gen_format(w, gen_chance(&w->words, 70) ? "%s%d年政府信息公开工作年度报告" : "%s%d年度政府信息公开工作报告", w->organ, w->year);

	put_paragraph(w, title, w->html && w->style.page == 2 ? "h1" : "p");
	if (gen_chance(&w->words, 60))
		gen_paragraph(w, gen_format(w, "发布时间：%d-01-%02d 10:45:02 来源：%s", w->year + 1, 10 + gen_below(&w->words, 20), w->organ));
	if (gen_has(w, GEN_FOREIGN_TABLES))
		put_foreign_table(w, true);
	gen_paragraph(w, gen_format(w,
								"根据《中华人民共和国政府信息公开条例》（以下简称《条例》）和国务院办公厅%s的要求，编制本报告。"
								"本报告所列数据的统计期限自%d年1月1日起至%d年12月31日止。",
								w->options->form == GR_FORM_2019 ? "有关通知" : "国办公开办函〔2021〕30号文件", w->year, w->year));
}

void
gen_open_page(gen_writer *w)
{
	gen_report *report = w->report;

	gen_put(report, "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n<title>");
	gen_put_words(w, w->organ, false, true);
	gen_put(report, "</title>\n<style>table td { border: 1px solid; } .nav > li { float:left }</style>\n");
	gen_put(report, "<script>var page = {a: 1 < 2, t: '<table><tr><td>x<\\/td></tr></table>'}; if (page.a && 3 > 2) { show(\"规章 | 9 | 9 | 9\"); }</script>\n");
	gen_put(report, "</head>\n<body class=\"article\">\n<!-- <table><tr><td>规章</td><td>8</td></tr></table> -->\n");
	gen_put(report, "<div class=nav><ul><li><a href=\"/\">首页</a></li><li><a href=\"/zwgk?a=1&b=2\">政务公开</a></li><li>互动交流</li></ul></div>\n");
	if (w->style.dirty)
		gen_put(report, "<table width=1000 align=center><tr><td class=left>当前位置：首页 &gt; 政府信息公开年报</td></tr><tr><td>\n");
	gen_put(report, "<div id=\"content\">\n");
}

void
gen_close_page(gen_writer *w)
{
	gen_report *report = w->report;

	gen_put(report, "</div>\n");
	if (w->style.dirty)
		gen_put(report, "</td></tr></table>\n");
	gen_put(report, "<div class=\"footer\"><p>主办：");
	gen_put_words(w, w->organ, false, true);
	gen_put(report, "&nbsp;&nbsp;地址：人民路1号&nbsp;邮编：000000</p><p>某ICP备00000001号-1 &copy; 网站标识码：0000000001</p></div>\n");
	gen_put(report, "<script type=\"text/javascript\">document.write(\"<td>7</td>\");</script>\n</body>\n</html>\n");
}

void
gen_document(gen_writer *w)
{
	w->html = w->options->layout == GEN_HTML && w->style.page > 0;
	if (w->html && w->style.page == 2)
		gen_open_page(w);
	else if (!w->html && gen_chance(&w->look, 30))
		gen_paragraph(w, "首页 政务公开 政府信息公开年报  分享 打印 字体：大 中 小");
	put_front(w);
	put_overview(w);
	put_tables(w);
	put_end(w);
	if (w->html && w->style.page == 2)
		gen_close_page(w);
}
