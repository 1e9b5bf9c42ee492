/*
 * pdf_text.c
 *		Tables as readers of PDF files hand them out: labels broken over lines, figures stuck to them.
 */
#include "parse.h"
#include "tap.h"

#include <stdio.h>
#include <string.h>

static gr_arena arena;
static gr_report report;

static void
parse(const char *text)
{
	gr_error	error;

	gr_arena_free(&arena);
	gr_arena_init(&arena, &gr_host_libc);
	if (gr_parse(&arena, gr_slice_cstring(text), &report, &error) != GR_OK)
		fail("the text cannot be read");
}

/* The cells of a row with a blank between them, "." for one without a value, "?" for one that is ambiguous. */
static void
row_is(int row, const char *expected, const char *what)
{
	char		found[200] = "";

	for (int column = 0; column < GR_COLUMNS; column++)
	{
		int			slot = gr_slot_of(row, column);
		char		one[32] = ".";

		if (slot < 0 || (report.forms[gr_rows[row].table] != GR_FORM_NONE && !gr_form_has(report.forms[gr_rows[row].table], slot)))
			continue;
		if (gr_cell_has_value(&report.cells[slot]))
			snprintf(one, sizeof(one), "%lld", (long long) report.cells[slot].value);
		else if (report.cells[slot].status == GR_CELL_AMBIGUOUS)
			strcpy(one, "?");
		snprintf(found + strlen(found), sizeof(found) - strlen(found), "%s%s", found[0] == '\0' ? "" : " ", one);
	}
	ok(strcmp(found, expected) == 0, "%s: %s (%s)", gr_rows[row].key, what, found);
}

#define HEADS "三、收到和处理政府信息公开申请情况\n（本列数据的勾稽关系为：第一\n项加第二项之和，等于第三项加\n第四项之和）申请人情况\n自然人法人或其他组织\n总计\n" \
	"商业企业科研机构社会公益\n组织法律服务\n机构其他\n"

/* Figures stuck to the last piece of a label that is broken over lines. */
static void
test_glued_to_a_piece(void)
{
	parse(HEADS
		  "一、本年新收政府信息公开申请\n数量143000017\n"
		  "二、上年结转政府信息公开申请\n数量0000000\n"
		  "三\n、\n本\n年\n度\n办\n理\n结\n果（一）予以公开1030000013\n"
		  "（二）部分公开（区分处理的，\n只计这一情形，不计其他情\n形）2000002\n"
		  "（三）\n不予\n公开1.属于国家\n秘密0000000\n"
		  "2.其他法律\n行政法规禁\n止公开0000000\n"
		  "（四）无法提供1.本机关不\n掌握相关政\n府信息2000002\n"
		  "5.要求行政\n机关确认或\n重新出具已\n获取信息0000000\n"
		  "（六）\n其他\n处理1.申请人无\n正当理由逾\n期不补正、\n行政机关不\n再处理其政\n府信息公开\n申请0000000\n");
	row_is(GR_ROW_RECEIVED, "? ? ? ? ? ? ?", "a label of two lines");
	row_is(GR_ROW_CARRIED_IN, "0 0 0 0 0 0 0", "zeros");
	row_is(GR_ROW_GRANTED, "? ? ? ? ? ? ?", "behind a group that has one character a line");
	row_is(GR_ROW_PARTLY_GRANTED, "? ? ? ? ? ? ?", "behind a note");
	row_is(GR_ROW_DENIED_STATE_SECRET, "0 0 0 0 0 0 0", "behind a group that is broken, too");
	row_is(GR_ROW_DENIED_LAW, "0 0 0 0 0 0 0", "a label of three lines");
	row_is(GR_ROW_UNAVAILABLE_NOT_HELD, "? ? ? ? ? ? ?", "behind a group on its first line");
	row_is(GR_ROW_REJECTED_REISSUE, "0 0 0 0 0 0 0", "a label of four lines");
	row_is(GR_ROW_OTHER_UNCORRECTED, "0 0 0 0 0 0 0", "of seven, behind a group");
	parse(HEADS "一、本年新收政府信息公开申请\n数量为17件，比上年多4\n二、上年结转政府信息公开申请\n数量4件\n");
	row_is(GR_ROW_RECEIVED, ". . . . . . .", "words that are no label");
	row_is(GR_ROW_CARRIED_IN, ". . . . . . .", "a figure with its unit");
	parse("二、主动公开政府信息情况\n第二十条第（八）项\n信息内容本年收费金额（单位：万元）\n行政事业性收费15187284元\n");
	row_is(GR_ROW_FEES, "15187284", "figures with a unit that stick to a whole label");
}

/* All figures of a row stuck together, on a line of their own. */
static void
test_glued_below(void)
{
	parse(HEADS
		  "一、本年新收政府信息公开申请\n数量\n0000000\n二、上年结转政府信息公开申请\n数量\n1346303880213014064\n（一）予以公开\n1234567\n"
		  "1.属于国家\n秘密\n0000000\n");
	row_is(GR_ROW_RECEIVED, "0 0 0 0 0 0 0", "no figure begins with zeros");
	row_is(GR_ROW_CARRIED_IN, "? ? ? ? ? ? ?", "no count has nineteen digits");
	row_is(GR_ROW_GRANTED, "? ? ? ? ? ? ?", "nor seven");
	parse("二、主动公开政府信息情况\n第二十条第（一）项\n信息内容本年制发件数本年废止件数现行有效件数\n规章\n000\n行政规范性文件\n240172\n");
	row_is(GR_ROW_RULES, "0 0 0", "three zeros");
	row_is(GR_ROW_NORMATIVE_DOCUMENTS, "? ? ?", "one figure, or three");
}

/* Heads of the table of disclosure whose pieces come line by line. */
static void
test_broken_heads(void)
{
	parse("二、主动公开政府信息情况\n第二十条第（一）项\n信息\n本年制\n本年废\n现行有\n内容\n发件数\n止件数\n效件数\n规章\n0\n0\n0\n行政规范性文件\n154\n0\n319\n"
		  "第二十条第（五）项\n信息\n内容\n本年处理决定数量\n行政许可\n463\n");
	is_int(report.forms[GR_TABLE_DISCLOSURE], GR_FORM_2021, "the form that later heads name");
	row_is(GR_ROW_NORMATIVE_DOCUMENTS, "154 0 319", "three columns, whatever the form");
	row_is(GR_ROW_LICENSING, "463", "one");
	parse("二、主动公开政府信息情况\n        第二十条第（一）项\n信息     本年新制作数量     本年新公开数量     对外公开总数量\n内容\n规章     0     0     687\n");
	is_int(report.forms[GR_TABLE_DISCLOSURE], GR_FORM_2019, "heads behind a piece of another tell the form");
	row_is(GR_ROW_RULES, "0 0 687", "and the columns");
}

/* Lines of a page whose figures stand half a row below their labels, so that some share the line of the next label. */
static void
test_between_labels(void)
{
	parse("三、收到和处理政府信息公开申请情况\n"
		  "一、本年新收政府信息公开申请数量      15   0   0   0   0   1   16\n"
		  "二、上年结转政府信息公开申请数量       0   0   0   0   0   0    0\n"
		  "  （一）予以公开                 0   0   0   0   0   0    0\n"
		  "  （二）部分公开                 0   0   0   0   0   0    0\n"
		  "        1.属于国家秘密            0   0   0   0   0   0    0\n"
		  "        2.其他法律行政法规禁止公开      0   0   0   0   0   0    0\n"
		  "        3.危及“三安全一稳定”        0   0   0   0   0   0    0\n"
		  "   （三） 4.保护第三方合法权益\n"
		  "    不予 5.属于三类内部事务信息        4   0   0   0   0   1    5\n"
		  "\n"
		  "    公开                      7   0   0   0   0   0    7\n"
		  "        6.属于四类过程性信息          0   0   0   0   0   0    0\n"
		  "        7.属于行政执法案卷           0   0   0   0   0   0    0\n"
		  "        8.属于行政查询事项           0   0   0   0   0   0    0\n"
		  "        1.本机关不掌握相关政府信息       4   0   0   0   0   0    4\n"
		  "        2.没有现成信息需要另行制作       0   0   0   0   0   0    0\n"
		  "        3.补正后申请内容仍不明确        0   0   0   0   0   0    0\n"
		  "        1.信访举报投诉类申请          0   0   0   0   0   0    0\n"
		  "        2.重复申请               0   0   0   0   0   0    0\n"
		  "        3.要求提供公开出版物          0   0   0   0   0   0    0\n"
		  "        4.无正当理由大量反复申请        0   0   0   0   0   0    0\n"
		  "        5.要求行政机关确认或重新出具已获取信息 0   0   0   0   0   0    0\n"
		  "  （六）其他处理                 0   0   0   0   0   0    0\n"
		  "  （七）总计                  15   0   0   0   0   1   16\n"
		  "四、结转下年度继续办理               0   0   0   0   0   0    0\n");
	row_is(GR_ROW_DENIED_INTERNAL, "? ? ? ? ? ? ?", "by its label the one, by its rank the other");
	row_is(GR_ROW_UNAVAILABLE_NOT_HELD, "4 0 0 0 0 0 4", "where both agree");
}

/* The head of the totals before the second lines of others: the columns lost their order, and no sum tells. */
static void
test_heads_out_of_order(void)
{
	static const char begin[] = "三、收到和处理政府信息公开申请情况\n一、本年新收政府信息公开申请数量\n四、政府信息公开行政复议、行政诉讼情况\n行政复议\n";
	static const char end[] = "12\n\n11\n\n0\n\n3\n\n26\n\n结果 结果 其他\n尚未\n维持 纠正 结果\n审结\n0\n\n0\n\n0\n\n0\n\n总计\n0\n\n结果\n结果\n其他\n尚未\n"
		"维持\n纠正\n结果\n审结\n0\n\n0\n\n0\n\n0\n\n总计\n0\n\n五、存在的主要问题及改进情况\n";
	char		text[2000];

	snprintf(text, sizeof(text), "%s结果 结果\n其他\n尚未\n行政诉讼\n总计\n未经复议直接起诉\n复议后起诉\n维持 纠正\n结果\n审结\n%s", begin, end);
	parse(text);
	ok(!gr_cell_has_value(&report.cells[GR_SLOT_RECONSIDERATION_CORRECTED]), "heads out of their order: no value");
	snprintf(text, sizeof(text), "%s结果\n结果\n其他\n尚未\n行政诉讼\n未经复议直接起诉\n复议后起诉\n维持\n纠正\n结果\n审结\n总计\n%s", begin, end);
	parse(text);
	row_is(GR_ROW_RECONSIDERATION, "12 11 0 3 26", "in their order");
}

/* Seven figures that are not one row's. */
static void
test_pieced_rows(void)
{
	parse(HEADS "四、结转下年度继续办理\n0 0\n\n—4—\n\n0 1 0 0 2\n");
	row_is(GR_ROW_CARRIED_OUT, "? ? ? ? ? ? ?", "two lines that do not add up");
	parse(HEADS "四、结转下年度继续办理\n0 0\n\n0\n0\n\n0 0 0 0 0\n");
	row_is(GR_ROW_CARRIED_OUT, "? ? ? ? ? ? ?", "figures of no row between two lines");
	parse(HEADS "四、结转下年度继续办理\n2 0\n1 0 0 0 3\n");
	row_is(GR_ROW_CARRIED_OUT, "2 0 1 0 0 0 3", "two lines that do");
}

/* Heads one a line, left from the block before. */
static void
test_heads_of_two_blocks(void)
{
	parse("二、主动公开政府信息情况\n第二十条第（一）项\n对外公开总数量\n上一年项目数量\n本年增/减\n行政许可\n965\n0\n12\n");
	row_is(GR_ROW_LICENSING, "? ? .", "a head that no cell of the row has");
	parse("二、主动公开政府信息情况\n本年处理决定数量\n本年收费金额（单位：万元）\n行政事业性收费\n0\n1\n");
	row_is(GR_ROW_FEES, "?", "two figures of a row that has one cell");
}

#define OUTCOMES "三、收到和处理政府信息公开申请情况\n一、本年新收政府信息公开申请数量\n四、政府信息公开行政复议、行政诉讼情况\n行政\n\n行政\n\n复议\n\n诉讼\n\n"
#define FIRST_HEADS "结果\n\n结果\n\n其他\n\n尚未\n\n维持\n\n纠正\n\n结果\n\n审结\n\n"
#define SHARED_HEADS "结果 结果\n\n其他\n\n尚未\n\n维持 纠正\n\n结果\n\n审结\n\n"

/* The head of a group names no column, and heads that share lines do not tell the order. */
static void
test_outcomes_between_heads(void)
{
	parse(OUTCOMES FIRST_HEADS "0\n\n0\n\n0\n\n1\n\n未经复议直接起诉\n总计\n1\n\n"
		  FIRST_HEADS "3\n\n0\n\n0\n\n0\n\n复议后起诉\n总计\n3\n\n" FIRST_HEADS "0\n\n0\n\n0\n\n0\n\n总计\n0\n\n五、存在的主要问题及改进情况\n");
	row_is(GR_ROW_RECONSIDERATION, "0 0 0 1 1", "before 未经复议直接起诉");
	row_is(GR_ROW_LITIGATION_DIRECT, "3 0 0 0 3", "behind it");
	parse(OUTCOMES FIRST_HEADS "0\n\n0\n\n0\n\n1\n\n未经复议直接起诉\n总计\n1\n\n"
		  SHARED_HEADS "0\n\n0\n\n3\n\n5\n\n复议后起诉\n总计\n8\n\n" FIRST_HEADS "0\n\n0\n\n0\n\n0\n\n总计\n0\n\n五、存在的主要问题及改进情况\n");
	ok(!gr_cell_has_value(&report.cells[gr_slot_of(GR_ROW_LITIGATION_DIRECT, GR_COLUMN_UPHELD)]), "two heads on a line: no value");
}

int
main(void)
{
	gr_arena_init(&arena, &gr_host_libc);
	test_glued_to_a_piece();
	test_glued_below();
	test_broken_heads();
	test_between_labels();
	test_heads_out_of_order();
	test_pieced_rows();
	test_heads_of_two_blocks();
	test_outcomes_between_heads();
	gr_arena_free(&arena);
	return done_testing();
}
