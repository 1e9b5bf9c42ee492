/*
 * labels.c
 *		How labels and figures are spelled: forms.md §6 and §7.
 */
#include "internal.h"

#include <stdio.h>
#include <stdlib.h>

typedef struct spelling
{
	int			row;
	const char *text;
} spelling;

/* Other spellings of rows; a row may have several. */
static const spelling other_rows[] = {
	{GR_ROW_NORMATIVE_DOCUMENTS, "规范性文件"},
	{GR_ROW_NORMATIVE_DOCUMENTS, "行政规范性文件"},
	{GR_ROW_OTHER_SERVICES, "其它对外管理服务事项"},
	{GR_ROW_FEES, "行政事业性 收费"},
	{GR_ROW_RECEIVED, "一、本年新收政府信息公开申请数"},
	{GR_ROW_CARRIED_IN, "二、上年转结政府信息公开申请数量"},
	{GR_ROW_CARRIED_IN, "二、上年结转政府信息"},
	{GR_ROW_CARRIED_IN, "二、上年结转政府信息公开申请数"},
	{GR_ROW_PARTLY_GRANTED, "（二）部分公开（区分处理的，只计一情形，不计其他情形）"},
	{GR_ROW_PARTLY_GRANTED, "（二）部分公开"},
	{GR_ROW_PARTLY_GRANTED, "（二）部分公开 (区分处理的, 只计这一情形, 不计其他情形)"},
	{GR_ROW_DENIED_LAW, "2.其他法律法规禁止公开"},
	{GR_ROW_DENIED_ENFORCEMENT_FILE, "7.属于行政执法案件"},
	{GR_ROW_OTHER_UNCORRECTED, "1.申请人无正当理由逾期不补正，行政机关不再处理其政府信息公开申请"},
	{GR_ROW_OTHER_UNCORRECTED, "1.逾期不补正"},
	{GR_ROW_OTHER_UNPAID, "2.逾期不缴费"},
	{GR_ROW_OTHER_UNPAID, "2.申请人逾期未按收费通知要求缴纳费用，行政机关不再处理其政府信息公开申请"},
	{GR_ROW_CONCLUDED, "（七）合计"},
	{GR_ROW_LITIGATION_DIRECT, "未经复议直接诉讼"},
	{GR_ROW_LITIGATION_AFTER_RECONSIDERATION, "复议后诉讼"},
};

/* Labels that carry an instruction of the office that collects the reports. */
static const spelling noted_rows[] = {
	{GR_ROW_RULES, "规章（设区的市、自治州人民政府应提供相关数据）"},
	{GR_ROW_NORMATIVE_DOCUMENTS, "规范性文件（行政机关制定发布的决定、公告、通告等，一般情况下属于规范性文件）"},
	{GR_ROW_OTHER_SERVICES, "其他对外管理服务事项（指除行政许可、行政处罚、行政强制以外的行政权力事项）"},
	{GR_ROW_RECEIVED, "一、本年新收政府信息公开申请数量（含当面、网络、信函3种方式）"},
	{GR_ROW_CARRIED_IN, "二、上年结转政府信息公开申请数量（即2019年未办结的）"},
	{GR_ROW_OTHER_OTHER, "3.其他（含申请人主动撤回）"},
	{GR_ROW_CONCLUDED, "（七）总计（等于以上各项之和）"},
	{GR_ROW_DENIED_SAFETY, "3.危及“三安全一稳定”（国家安全、公共安全、经济安全、社会稳定）"},
};

static const spelling other_columns[] = {
	{GR_COLUMN_MADE, "本年新 制作数量"},
	{GR_COLUMN_DISCLOSED, "本年新 公开数量"},
	{GR_COLUMN_PUBLIC_TOTAL, "对外公开 总数量"},
	{GR_COLUMN_PUBLIC_TOTAL, "公开总数量"},
	{GR_COLUMN_IN_FORCE, "现行有效件"},
	{GR_COLUMN_PRIOR_ITEMS, "上一年项目 数量"},
	{GR_COLUMN_CHANGE, "本年增/"},
	{GR_COLUMN_CHANGE, "本年增／减"},
	{GR_COLUMN_CHANGE, "本年增减"},
	{GR_COLUMN_BUSINESS, "商业 企业"},
	{GR_COLUMN_RESEARCH, "科研 机构"},
};

/* Where the line broke in a header cell, and the rest is lost. */
static const spelling cut_columns[] = {
	{GR_COLUMN_MADE, "本年新"},
	{GR_COLUMN_DISCLOSED, "本年新"},
	{GR_COLUMN_PUBLIC_TOTAL, "对外公开"},
	{GR_COLUMN_ISSUED, "本年制"},
	{GR_COLUMN_REPEALED, "本年废"},
	{GR_COLUMN_IN_FORCE, "现行有"},
	{GR_COLUMN_PRIOR_ITEMS, "上一年项目"},
	{GR_COLUMN_CHANGE, "本年增/"},
	{GR_COLUMN_DECISIONS, "处理决定"},
	{GR_COLUMN_PURCHASES, "采购项目"},
	{GR_COLUMN_WELFARE, "社会公益"},
	{GR_COLUMN_LEGAL_SERVICE, "法律服务"},
};

static const char *
one_of(gen_writer *w, const spelling *spellings, size_t count, int key)
{
	const char *found = NULL;
	int			seen = 0;

	for (size_t i = 0; i < count; i++)
		if (spellings[i].row == key && gen_below(&w->look, ++seen) == 0)
			found = spellings[i].text;
	return found;
}

/* ---------- dressing ---------- */

static size_t
character_length(const char *c)
{
	unsigned char lead = (unsigned char) *c;

	return lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

/* Replaces every "from" by "to". */
static const char *
replace_all(gen_writer *w, const char *text, const char *from, const char *to)
{
	const char *hit;

	while ((hit = strstr(text, from)) != NULL)
		text = gen_format(w, "%.*s%s%s", (int) (hit - text), text, to, hit + strlen(from));
	return text;
}

static const char *
fold_width(gen_writer *w, const char *text)
{
	static const char *const pairs[][2] = {{"（", "("}, {"）", ")"}, {"：", ":"}, {"，", ","}};
	bool		half = w->style.width == 1 || (w->style.width == 2 && gen_chance(&w->look, 50));

	for (size_t i = 0; half && i < LENGTH(pairs); i++)
		text = replace_all(w, text, pairs[i][0], pairs[i][1]);
	return text;
}

static const char *
dress_enumerator(gen_writer *w, const char *text)
{
	static const char *const dots[] = {".", "．", "、", ". "};
	const char *rest;

	if (text[0] >= '1' && text[0] <= '9' && text[1] == '.')
		return gen_format(w, "%c%s%s", text[0], dots[w->style.dot], text + 2);
	if (!w->style.blank_after_enumerator)
		return text;
	if ((rest = strstr(text, "）")) != NULL && rest - text <= 6)
		rest += strlen("）");
	else if (text[0] == '(' && (rest = strchr(text, ')')) != NULL && rest - text <= 4)
		rest++;
	else
		return text;
	return gen_format(w, "%.*s %s", (int) (rest - text), text, rest);
}

static const char *
dress_quotes(gen_writer *w, const char *text)
{
	static const char *const quotes[][2] = {{"“", "”"}, {"\"", "\""}, {"", ""}, {"‘", "’"}, {"《", "》"}, {"「", "」"}};

	if (w->style.quotes == 0 || strstr(text, "“") == NULL)
		return text;
	text = replace_all(w, text, "“", quotes[w->style.quotes][0]);
	return replace_all(w, text, "”", quotes[w->style.quotes][1]);
}

/* The offset of a border between two Han characters somewhere in the middle, or 0. */
static size_t
some_border(gen_writer *w, const char *text, size_t first)
{
	size_t		borders[128];
	int			count = 0;

	for (size_t i = 0; text[i] != '\0' && count < (int) LENGTH(borders); i += character_length(text + i))
	{
		if (i >= first && (unsigned char) text[i] >= 0xE4 && i > 2 && (unsigned char) text[i - 3] >= 0xE4)
			borders[count++] = i;
	}
	return count == 0 ? 0 : borders[gen_below(&w->look, count)];
}

static const char *
insert_blank(gen_writer *w, const char *text)
{
	static const char *const blanks[] = {" ", "  ", "　"};
	size_t		at = some_border(w, text, 6);

	if (at == 0)
		return text;
	return gen_format(w, "%.*s%s%s", (int) at, text, gen_pick(&w->look, blanks), text + at);
}

/* A line end in a cell: it shows where cells are lines, or HTML. */
static const char *
wrap(gen_writer *w, const char *text)
{
	size_t		at = strlen(text) < 18 ? 0 : some_border(w, text, 9);

	return at == 0 ? text : gen_format(w, "%.*s\n%s", (int) at, text, text + at);
}

const char *
gen_dress(gen_writer *w, const char *text)
{
	text = dress_quotes(w, text);
	text = dress_enumerator(w, text);
	text = fold_width(w, text);
	if (gen_chance(&w->look, w->style.blanks))
		text = insert_blank(w, text);
	if (gen_has(w, GEN_WRAPPED_LABELS) && gen_chance(&w->look, 30) &&
		(w->layout == GEN_LINES || w->layout == GEN_SPACED || w->layout == GEN_HTML))
		text = wrap(w, text);
	return text;
}

/* ---------- labels ---------- */

const char *
gen_row_label(gen_writer *w, int row)
{
	const char *text = NULL;

	if (gen_has(w, GEN_LABEL_NOTES) && gen_chance(&w->look, 60))
		text = one_of(w, noted_rows, LENGTH(noted_rows), row);
	if (text == NULL && gen_chance(&w->look, w->style.spelling))
		text = one_of(w, other_rows, LENGTH(other_rows), row);
	if (text == NULL)
		text = gr_row_label(w->options->form, row);
	if (row == GR_ROW_OTHER && w->options->form == GR_FORM_2019 && gen_chance(&w->look, w->style.spelling / 2))
		text = "（六）其他";
	return gen_dress(w, text);
}

/* The unit that the head of a column of money names. */
static const char *
amount_label(gen_writer *w)
{
	const gen_cell *amount = &w->report->cells[GR_SLOT_PROCUREMENT_AMOUNT];
	const char *unit = gr_units[amount->unit].text;

	if (w->options->form == GR_FORM_2021)
		return gen_chance(&w->look, w->style.spelling) ? "本年收费金额（万元）" : "本年收费金额（单位：万元）";
	if (w->style.unit_in_cell || unit[0] == '\0')
		return "采购总金额";
	if (amount->unit == GR_UNIT_WAN_YUAN && gen_chance(&w->look, w->style.spelling))
		return "采购总金额（单位：万元，保留4位小数）";
	return gen_format(w, "采购总金额（单位：%s）", unit);
}

const char *
gen_column_label(gen_writer *w, int column)
{
	const char *text = NULL;

	if (w->layout == GEN_TRUNCATED && gen_chance(&w->look, 60))
		text = one_of(w, cut_columns, LENGTH(cut_columns), column);
	if (text != NULL)
		return column == GR_COLUMN_DECISIONS && w->options->form == GR_FORM_2021 ? "本年处理" : text;
	if (column == GR_COLUMN_AMOUNT)
		text = amount_label(w);
	else if (column == GR_COLUMN_DECISIONS)
		text = w->options->form == GR_FORM_2021 ? "本年处理决定数量" : "处理决定数量";
	else if (gen_has(w, GEN_LABEL_NOTES) && (column == GR_COLUMN_ISSUED || column == GR_COLUMN_REPEALED))
		text = gen_format(w, "本年(%d)%s件数", w->year, column == GR_COLUMN_ISSUED ? "制发" : "废止");
	else if (gen_chance(&w->look, w->style.spelling))
		text = one_of(w, other_columns, LENGTH(other_columns), column);
	if (text == NULL)
		text = gr_columns[column].zh;
	return gen_dress(w, text);
}

const char *
gen_caption(gen_writer *w, int block)
{
	static const char *const numbers[] = {"一", "五", "六", "八", "九"};
	const char *format = "第二十条第（%s）项";

	if (gen_chance(&w->look, w->style.spelling / 2))
		format = gen_chance(&w->look, 50) ? "第二十条  第（%s）项" : "第二十一条第（%s）项";
	return fold_width(w, gen_format(w, format, numbers[block]));
}

/* ---------- figures ---------- */

static const char *
plain(gen_writer *w, int64_t value, int scale)
{
	int64_t		power = 1;
	const char *sign = value < 0 ? "-" : "";

	if (value < 0)
		value = -value;
	for (int i = 0; i < scale; i++)
		power *= 10;
	if (scale == 0)
		return gen_format(w, "%s%lld", sign, (long long) value);
	return gen_format(w, "%s%lld.%0*lld", sign, (long long) (value / power), scale, (long long) (value % power));
}

static const char *
full_width(gen_writer *w, const char *digits)
{
	static const char *const full[] = {"０", "１", "２", "３", "４", "５", "６", "７", "８", "９"};
	const char *text = "";

	for (; *digits != '\0'; digits++)
		text = *digits >= '0' && *digits <= '9' ? gen_format(w, "%s%s", text, full[*digits - '0']) : gen_format(w, "%s%c", text, *digits);
	return text;
}

static const char *
thousands(gen_writer *w, const char *digits)
{
	const char *separators[] = {",", "，"};
	const char *separator = gen_pick(&w->look, separators);
	size_t		whole = strspn(digits, "0123456789");
	const char *text = "";

	for (size_t i = 0; i < whole; i++)
		text = gen_format(w, "%s%s%c", text, i > 0 && (whole - i) % 3 == 0 ? separator : "", digits[i]);
	return gen_format(w, "%s%s", text, digits + whole);
}

static const char *
change_text(gen_writer *w, int64_t value)
{
	static const char *const up[] = {"增", "+", "增加", "↑", "＋"};
	static const char *const down[] = {"减", "－", "−", "减少", "↓", "—", "﹣"};
	static const char *const same[] = {"持平", "未增未减", "无变化", "+0"};

	if (gen_has(w, GEN_VALUE_WORDS) && gen_chance(&w->look, 60))
	{
		if (value == 0)
			return gen_pick(&w->look, same);
		return gen_format(w, "%s%lld", value > 0 ? gen_pick(&w->look, up) : gen_pick(&w->look, down), (long long) llabs(value));
	}
	if (w->style.change_words && value != 0)
		return gen_format(w, "%s%lld", value > 0 ? "增" : "减", (long long) llabs(value));
	return plain(w, value, 0);
}

static const char *
money_text(gen_writer *w, int slot, gen_cell *cell)
{
	const char *digits = plain(w, cell->value, cell->scale);
	bool		by_head = cell->unit == GR_UNIT_WAN_YUAN || gr_slots[slot].row == GR_ROW_PROCUREMENT;

	if (gen_has(w, GEN_VALUE_WORDS) && gen_chance(&w->look, 30))
		digits = thousands(w, digits);
	if (!by_head || w->style.unit_in_cell)
		digits = gen_format(w, "%s%s", digits, gr_units[cell->unit].text);
	if (gen_has(w, GEN_VALUE_WORDS) && gen_chance(&w->look, 20))
		digits = gen_format(w, "%s（预算%d）", digits, gen_below(&w->look, 9000));
	return digits;
}

static const char *
count_text(gen_writer *w, gen_cell *cell)
{
	static const char *const marks[] = {"*", "①", "※"};
	const char *digits = plain(w, cell->value, 0);

	if (!gen_has(w, GEN_VALUE_WORDS) || !gen_chance(&w->look, 30))
		return digits;
	switch (gen_below(&w->look, 6))
	{
		case 0:
			return thousands(w, digits);
		case 1:
			return full_width(w, digits);
		case 2:
			return gen_format(w, "%s%s", digits, gr_units[cell->unit].text);
		case 3:
			cell->unit = GR_UNIT_BATCH;
			return gen_format(w, "%s批次", digits);
		case 4:
			return gen_format(w, cell->value > 0 ? "%s（其中修订%d件）" : "%s", digits, 1 + gen_below(&w->look, 9));
		default:
			return gen_format(w, "%s%s", digits, gen_pick(&w->look, marks));
	}
}

/* A digit that nobody can read any more. */
static const char *
damaged_text(gen_writer *w, gen_cell *cell)
{
	const char *digits = plain(w, cell->value, cell->scale);

	cell->presence = GEN_ABSENT;
	return gen_format(w, "%.*s\xEF\xBF\xBD%s", (int) strlen(digits) - 2, digits, digits + strlen(digits) - 1);
}

const char *
gen_value_text(gen_writer *w, int slot)
{
	static const char *const placeholders[] = {"—", "--", "/", "无", "-", "——", "不涉及", "／", "－－", "――", "空", "\\", "*"};
	gen_cell   *cell = &w->report->cells[slot];

	if (cell->presence == GEN_PLACEHOLDER)
		return gen_pick(&w->look, placeholders);
	if (cell->presence != GEN_VALUE)
		return "";
	if (gen_has(w, GEN_REPLACED) && (cell->value > 99 || cell->value < -99) && gen_chance(&w->look, 30))
		return damaged_text(w, cell);
	switch ((gr_quantity) gr_slots[slot].quantity)
	{
		case GR_QUANTITY_CHANGE:
			return change_text(w, cell->value);
		case GR_QUANTITY_MONEY:
			return money_text(w, slot, cell);
		case GR_QUANTITY_COUNT:
			break;
	}
	return count_text(w, cell);
}
