/*
 * enumerator.c
 *		The numbers in front of headings and labels.
 */
#include "enumerator.h"
#include "sample.h"
#include "utf8.h"

/* The text behind the enumerator tells where it ended. */
static void
reads(const char *text, int level, int number, const char *rest)
{
	gr_enumerator e = gr_enumerator_read(gr_slice_cstring(text), 0);
	bool		right = e.level == level && (level == 0 || e.number == number) && e.end <= strlen(text) && strcmp(text + e.end, rest) == 0;

	if (!ok(right, "[%s]", text))
		diag("level %d number %d, rest [%s]", e.level, e.number, text + e.end);
}

static void
none(const char *text)
{
	reads(text, 0, 0, text);
}

static void
test_levels(void)
{
	reads("一、总体情况", 1, 1, "总体情况");
	reads("六、其他", 1, 6, "其他");
	reads("十、其他", 1, 10, "其他");
	reads("十一、其他", 1, 11, "其他");
	reads("二十、其他", 1, 20, "其他");
	reads("二十一、其他", 1, 21, "其他");
	reads("九十九、其他", 1, 99, "其他");
	reads("一.总体", 1, 1, "总体");
	reads("一．总体", 1, 1, "总体");
	reads("一,总体", 1, 1, "总体");
	reads("一，总体", 1, 1, "总体");
	reads("三 、本年度", 1, 3, "本年度");
	reads("三　、本年度", 1, 3, "本年度");
	reads("（一）予以公开", 2, 1, "予以公开");
	reads("(七)总计", 2, 7, "总计");
	reads("(十一)总计", 2, 11, "总计");
	reads("（ 七 ）总计", 2, 7, "总计");
	reads("（一、予以公开", 2, 1, "予以公开");
	reads("一)予以公开", 2, 1, "予以公开");
	reads("㈠予以公开", 2, 1, "予以公开");
	reads("㈩予以公开", 2, 10, "予以公开");
	reads("1.属于国家秘密", 3, 1, "属于国家秘密");
	reads("1．属于", 3, 1, "属于");
	reads("１．属于", 3, 1, "属于");
	reads("1、申请人", 3, 1, "申请人");
	reads("1.2023年全县", 3, 1, "2023年全县");
	reads("2、2023年办理", 3, 2, "2023年办理");
	reads("1 .属于", 3, 1, "属于");
	reads("12.属于", 3, 12, "属于");
	reads("99.属于", 3, 99, "属于");
	reads("1. 勇于", 3, 1, " 勇于");
	reads("⒈属于", 3, 1, "属于");
	reads("1\\.属于", 3, 1, "属于");
	none("1\\属于");
	reads("⒛属于", 3, 20, "属于");
	reads("（1）属于", 4, 1, "属于");
	reads("(1)属于", 4, 1, "属于");
	reads("(12)属于", 4, 12, "属于");
	reads("1）属于", 4, 1, "属于");
	reads("1)属于", 4, 1, "属于");
	reads("⑴属于", 4, 1, "属于");
	reads("①属于", 4, 1, "属于");
	reads("⑳属于", 4, 20, "属于");
}

static void
test_none(void)
{
	static const char *const texts[] = {
		"", "总体情况", "1", "一", "12", "1.5", "1,234", "1，234", "1．５", "1.2023", "1.2023万", "1.2023元", "0.", "0、", "〇、", "100、", "100.x", "一般、", "一二、", "十十、", "1一、",
		"（", "（）", "（一", "（x）", "（1、", "（100）", "第一、", "-1.", "一是", "2020年", " 1.x", "一 总体", "十九届四中",
	};

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		none(texts[i]);
}

/* It begins at the given offset, and never reads behind the end. */
static void
test_bounds(void)
{
	gr_enumerator e = gr_enumerator_read(GR_SLICE("总计（七）总计"), 6);
	static const char *const whole[] = {"（十一）", "二十一、", "12.3", "①", "（ 七 ）", "⒈"};
	int			wrong = 0;

	ok(e.level == 2 && e.number == 7 && e.end == 15, "an enumerator in the middle of the text");
	e = gr_enumerator_read(GR_SLICE("一、"), 6);
	ok(e.level == 0 && e.end == 6, "none at the end");
	for (size_t i = 0; i < sizeof(whole) / sizeof(whole[0]); i++)
		for (size_t len = 0; len <= strlen(whole[i]); len++)
		{
			char	   *exact = malloc(len == 0 ? 1 : len);

			memcpy(exact, whole[i], len);
			e = gr_enumerator_read(gr_slice_make(exact, len), 0);
			wrong += e.end > len || (e.level == 0 && e.end != 0) || (len < strlen(whole[i]) && e.level != 0 && i != 2);
			free(exact);
		}
	is_int(wrong, 0, "cut at any byte: no enumerator before the last, nothing read behind the end");
}

static void
test_digits(void)
{
	static const char *const digits[] = {"〇", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十"};

	for (int i = 0; i <= 10; i++)
	{
		size_t		length;

		is_int(gr_chinese_digit(gr_utf8_next(digits[i], digits[i] + strlen(digits[i]), &length)), i, "%s", digits[i]);
	}
	is_int(gr_chinese_digit(0x25CB), 0, "○ is a zero");
	is_int(gr_chinese_digit(0x96F6), 0, "零 is a zero");
	is_int(gr_chinese_digit('1'), -1, "1 is no Chinese digit");
	is_int(gr_chinese_digit(0x767E), -1, "百 is none");
}

/* The usual forms are read by themselves: random texts of their characters, and of blanks. */
static void
test_usual(void)
{
	static const char *const pieces[] = {"0", "1", "2", "9", ".", "．", "（", "）", "(", ")", "、", "一", "二", "九", "十", "〇", "信", "零", "x", " ", "　", "①", "㈠"};
	int			different = 0;
	int			read = 0;

	for (int i = 0; i < 200000; i++)
	{
		char		text[32] = "";
		gr_enumerator usual;
		gr_enumerator slow;

		for (size_t count = random_below(8); count > 0; count--)
			strcat(text, pieces[random_below(sizeof(pieces) / sizeof(pieces[0]))]);
		usual = gr_enumerator_read(gr_slice_cstring(text), 0);
		slow = gr_enumerator_read_slow(gr_slice_cstring(text), 0);
		read += slow.level != 0;
		different += usual.level != slow.level || usual.end != slow.end || (slow.level != 0 && usual.number != slow.number);
	}
	is_int(different, 0, "200000 random texts: the same by the usual forms and by all");
	ok(read > 10000, "many of them are enumerators");
}

int
main(void)
{
	test_levels();
	test_none();
	test_bounds();
	test_digits();
	test_usual();
	return done_testing();
}
