/*
 * statistics_labels.c
 *		How tables of statistics are labelled: as the form prints it, as cities do, by shape.
 */
#include "statistics_internal.h"

#include <stdio.h>

typedef struct spelling
{
	int			row;
	const char *text;
} spelling;

/* forms.md §3, variants. */
static const spelling variants[] = {
	{GR_ROW_STAT_PUBLISHED, "（一）主动公开政府信息数"},
	{GR_ROW_STAT_PUBLISHED, "（一）主动公开政府信息数（条）"},
	{GR_ROW_STAT_HOT_TOPICS, "（一）回应公众关注热点或重大舆情数"},
	{GR_ROW_STAT_RECEIVED_ONLINE, "3.网上申请"},
	{GR_ROW_STAT_RECEIVED_ONLINE, "3.网上申请数"},
	{GR_ROW_STAT_RECEIVED_LETTER, "4.书面申请"},
	{GR_ROW_STAT_RECEIVED_LETTER, "4.书面申请数"},
	{GR_ROW_STAT_ANSWERED_ALREADY_PUBLIC, "1.属于已主动公开范围"},
	{GR_ROW_STAT_ANSWERED_DENIED, "4.不予公开"},
	{GR_ROW_STAT_ANSWERED_DENIED_SAFETY, "4.危及国家安全、公共安全、经济安全或社会稳定"},
	{GR_ROW_STAT_ANSWERED_NOT_OWN, "5.不属于本行政机关公开的"},
	{GR_ROW_STAT_ANSWERED_NOT_OWN, "5.不属于本机关"},
	{GR_ROW_STAT_ANSWERED_NOT_EXISTING, "6.信息不存在"},
	{GR_ROW_STAT_ANSWERED_NOT_EXISTING, "6.信息不存在数"},
	{GR_ROW_STAT_ANSWERED_AMENDMENT, "7.申请补正信息"},
	{GR_ROW_STAT_RECONSIDERATION, "四、行政复议数"},
	{GR_ROW_STAT_LITIGATION, "五、行政诉讼数"},
	{GR_ROW_STAT_COMPLAINTS, "六、举报投诉数"},
	{GR_ROW_STAT_STAFF_FULL_TIME, "1.专职人员数"},
	{GR_ROW_STAT_BUDGET, "（四）政府信息公开专项经费"},
};

static const spelling fujian[] = {
	{GR_ROW_STAT_PUBLISHED, "主动公开信息数"}, {GR_ROW_STAT_PUBLISHED_WEBSITE, "其中：1.政府网站"}, {GR_ROW_STAT_PUBLISHED_GAZETTE, "2.政府公报"},
	{GR_ROW_STAT_RECEIVED, "受理依申请公开信息总数"}, {GR_ROW_STAT_RECEIVED_IN_PERSON, "其中：1.当面"}, {GR_ROW_STAT_RECEIVED_FAX, "2.传真"},
	{GR_ROW_STAT_RECEIVED_EMAIL, "3.电子邮件"}, {GR_ROW_STAT_RECEIVED_ONLINE, "4.网上"}, {GR_ROW_STAT_RECEIVED_LETTER, "5.信函"},
	{GR_ROW_STAT_RECEIVED_OTHER, "6.其它形式"}, {GR_ROW_STAT_ANSWERED, "本年度对申请的答复总数"},
	{GR_ROW_STAT_ANSWERED_GRANTED, "其中：1.同意公开"}, {GR_ROW_STAT_ANSWERED_PARTLY_GRANTED, "2.同意部分公开"},
	{GR_ROW_STAT_ANSWERED_REFUSED, "3.否决公开答复总数"}, {GR_ROW_STAT_RECONSIDERATION, "行政复议数"}, {GR_ROW_STAT_LITIGATION, "行政诉讼数"},
	{GR_ROW_STAT_APPEALS, "行政申诉数"},
};

static const spelling dingxi[] = {
	{GR_ROW_STAT_PUBLISHED, "主动公开信息数"}, {GR_ROW_STAT_PAGE_VIEWS, "网站专栏页面访问量（人次）"}, {GR_ROW_STAT_RECEIVED, "申请总数"},
	{GR_ROW_STAT_RECEIVED_IN_PERSON, "其中：1.当面申请数"}, {GR_ROW_STAT_RECEIVED_FAX, "2.传真申请数"},
	{GR_ROW_STAT_RECEIVED_EMAIL, "3.电子邮件申请数"}, {GR_ROW_STAT_RECEIVED_ONLINE, "4.网上申请数"}, {GR_ROW_STAT_RECEIVED_LETTER, "5.信函申请数"},
	{GR_ROW_STAT_RECEIVED_OTHER, "6.其他形式申请数"}, {GR_ROW_STAT_ANSWERED, "对申请的答复总数"},
	{GR_ROW_STAT_ANSWERED_GRANTED, "其中：1.同意公开答复数"}, {GR_ROW_STAT_ANSWERED_PARTLY_GRANTED, "2.同意部分公开答复数"},
	{GR_ROW_STAT_ANSWERED_REFUSED, "3.否决公开答复总数"}, {GR_ROW_STAT_REFUSED_NOT_INFORMATION, "其中：（1）“非《规定》所指政府信息”数"},
	{GR_ROW_STAT_REFUSED_NOT_EXISTING, "（2）“信息不存在”数"}, {GR_ROW_STAT_REFUSED_NOT_OWN, "（3）“非本部门掌握”数"},
	{GR_ROW_STAT_REFUSED_UNCLEAR, "（4）“申请内容不明确”数"}, {GR_ROW_STAT_REFUSED_STATE_SECRET, "（5）“免予公开范围1”数"},
	{GR_ROW_STAT_REFUSED_TRADE_SECRET, "（6）“免予公开范围2”数"}, {GR_ROW_STAT_REFUSED_PRIVACY, "（7）“免予公开范围3”数"},
	{GR_ROW_STAT_REFUSED_PENDING_MATTER, "（8）“免予公开范围4”数"}, {GR_ROW_STAT_REFUSED_ENFORCEMENT, "（9）“免予公开范围5”数"},
	{GR_ROW_STAT_REFUSED_LAW, "（10）“免予公开范围6”数"}, {GR_ROW_STAT_REFUSED_OTHER, "（11）其它原因"},
	{GR_ROW_STAT_RECONSIDERATION, "行政复议数"}, {GR_ROW_STAT_LITIGATION, "行政诉讼数"}, {GR_ROW_STAT_APPEALS, "行政申诉数"},
};

const char *
gen_heading_before(int row)
{
	switch (row)
	{
		case GR_ROW_STAT_PUBLISHED:
			return "一、主动公开情况";
		case GR_ROW_STAT_PUBLISHED_GAZETTE:
			return "（二）通过不同渠道和方式公开政府信息的情况";
		case GR_ROW_STAT_HOT_TOPICS:
			return "二、回应解读情况";
		case GR_ROW_STAT_PRESS_CONFERENCES:
			return "（二）通过不同渠道和方式回应解读的情况";
		case GR_ROW_STAT_RECEIVED:
			return "三、依申请公开情况";
		case GR_ROW_STAT_OFFICES:
			return "八、机构建设和保障经费情况";
		case GR_ROW_STAT_MEETINGS:
			return "九、政府信息公开会议和培训情况";
		default:
			return NULL;
	}
}

static const char *
spelled(gen_writer *w, const spelling *list, size_t count, int row)
{
	const char *found[4];
	int			n = 0;

	for (size_t i = 0; i < count && n < (int) LENGTH(found); i++)
		if (list[i].row == row)
			found[n++] = list[i].text;
	return n == 0 ? NULL : found[gen_below(&w->look, n)];
}

/* ①②③ for 1. 2. 3. */
static const char *
circled(gen_writer *w, const char *text)
{
	static const char *const circles[] = {"①", "②", "③", "④", "⑤", "⑥", "⑦", "⑧", "⑨"};
	const char *front = strncmp(text, "其中：", 9) == 0 ? "其中：" : "";
	const char *rest = text + strlen(front);

	if (rest[0] < '1' || rest[0] > '9' || rest[1] != '.')
		return text;
	return gen_format(w, "%s%s%s", front, circles[rest[0] - '1'], rest + 2);
}

const char *
gen_statistic_label(gen_writer *w, const statistic_table *t, const statistic_line *line)
{
	const char *text = line->label;

	if (line->kind == STATISTIC_OF_FORM)
	{
		bool		local = w->options->form == GR_FORM_LOCAL;

		text = NULL;
		if (local)
			text = t->count < 25 ? spelled(w, fujian, LENGTH(fujian), line->row) : spelled(w, dingxi, LENGTH(dingxi), line->row);
		else if (gen_chance(&w->look, w->style.spelling))
			text = spelled(w, variants, LENGTH(variants), line->row);
		if (text == NULL)
			text = gr_rows[line->row].zh;
		if (gen_has(w, GEN_LABEL_NOTES) && gen_chance(&w->look, 25) && strchr(text, '(') == NULL && strstr(text, "（条）") == NULL)
			text = gen_format(w, "%s（%s）", text, gen_chance(&w->look, 50) ? "截至12月31日" : "含下属单位2家");
		if (t->shape == GEN_SHAPE_UNITLESS && gen_chance(&w->look, 70) && strstr(text, "（条）") == NULL)
			text = gen_format(w, "%s（%s）", text, gr_units[gr_slots[gr_slot_of(line->row, GR_COLUMN_STAT_TOTAL)].unit].text);
	}
	if (t->shape == GEN_SHAPE_MEASURED)
		text = circled(w, text);
	return gen_dress(w, text);
}
