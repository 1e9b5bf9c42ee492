/*
 * headings.c
 *		Which lines begin with a heading, where it is short of a whole report: leaders, and first characters.
 */
#include "headings.h"
#include "sample.h"

static bool
is_heading(const char *line)
{
	gr_heading	heading;

	return gr_heading_read(gr_slice_cstring(line), 0, &heading);
}

/* Leaders behind the mark of a title, of every kind of dot, as far behind it as they count. */
static void
test_leaders(void)
{
	static const struct
	{
		const char *dots;
		bool		heading;
	}			all[] = {
		{"....", false}, {"……", false}, {"….", false}, {"····", false}, {"・・・・", false}, {"．．．．", false}, {"﹒﹒﹒﹒", false}, {"․․․․", false},
		{". . . .", false}, {".…", false}, {"...", true}, {"…", true}, {"··", true}, {". .", true}, {"２２２２", true}, {"〻〻〻〻", true}, {"――――", true},
		{"5.4.3.", true},
	};
	int			wrong = 0;

	for (int words = 0; words <= 40; words++)
		for (int rest = 0; rest < 12; rest++)
		{
			text		line = {NULL, 0, 0};
			size_t		before;

			text_add(&line, "（一）主动公开。");
			for (int i = 0; i < words; i++)
				text_add(&line, i % 7 == 6 ? "，" : "今");
			before = line.len;
			for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++)
			{
				line.len = before;
				text_add(&line, all[i].dots);
				for (int k = 0; k < rest; k++)
					text_add(&line, "后");
				if (is_heading(line.data) != all[i].heading)
					wrong++, diag("%s", line.data);
			}
			text_free(&line);
		}
	is_int(wrong, 0, "leaders make a line of contents, wherever they stand, and nothing else does");
	ok(!is_heading("一、总体情况..1") && !is_heading("一、总体情况…12") && is_heading("一、总体情况5.1"), "before a page number two are enough");
	ok(!is_heading("一、总体情况……1") && !is_heading("一、总体情况：....1"), "with a mark before them or without");
}

/* What a heading may begin with, and the neighbours of it. */
static void
test_first_characters(void)
{
	static const char *const numbers[] = {"一、", "二、", "三、", "四、", "五、", "六、", "七、", "八、", "九、", "十、", "（一）", "(1)", "1.", "９．", "①", "⑴", "⒈", "㈠", "#", "**一、"};
	static const char *const titles[] = {"总体情况", "總體情況", "主动公开政府信息情况", "收到和处理政府信息公开申请情况",
		"政府信息公开行政复议、行政诉讼情况", "存在的主要问题及改进情况", "其他需要报告的事项"};
	static const char *const none[] = {"丁、总体情况", "万、总体情况", "百、总体情况", "今年总体情况", "a.总体情况", "-总体情况", "", "。总体情况"};
	char		line[200];

	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++)
	{
		snprintf(line, sizeof(line), "%s总体情况", numbers[i]);
		ok(is_heading(line), "%s", line);
	}
	ok(is_heading("第一部分 总体情况"), "a part");
	ok(is_heading("- 一、总体情况") && is_heading("* 一、总体情况"), "an item of a list");
	for (size_t i = 0; i < sizeof(titles) / sizeof(titles[0]); i++)
		ok(is_heading(titles[i]), "%s, without a number", titles[i]);
	for (size_t i = 0; i < sizeof(none) / sizeof(none[0]); i++)
		ok(!is_heading(none[i]), "%s is none", none[i]);
}

/* What stands in a row, with blanks for borders, heads nothing. */
static void
test_rows(void)
{
	static const char *const rows[] = {"（三）接受培训人员数    人次    96", "2.政府公报公开数 条 0", "3.其他方式公开数 条 17 58", "（四）政府信息公开专项经费　万元　1.5", "一、主动公开情况 —", "九、会议和培训情况    ——",
		"3.网络申请数10件", "七、依申请公开信息收取的费用0.5万元", "（三）接受培训人员数96人次"};
	static const char *const none[] = {"（三）接受培训人员 96", "1.第20条 第3款", "1.收到申请96", "1.收到申请96件", "一、主动公开情况—", "（一）全年办理"};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		ok(!is_heading(rows[i]), "%s is a row", rows[i]);
	for (size_t i = 0; i < sizeof(none) / sizeof(none[0]); i++)
		ok(is_heading(none[i]), "%s is none", none[i]);
}

int
main(void)
{
	test_leaders();
	test_first_characters();
	test_rows();
	return done_testing();
}
