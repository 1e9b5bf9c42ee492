/*
 * layout.c
 *		Lines and their cells: what each is, where it stands, and how long it takes.
 *
 * BUILD: plain, with larger texts.
 */
#include "bare_line.h"
#include "layout.h"
#include "parse.h"
#include "sample.h"

#include <time.h>

/* Megabytes of a hostile text of one sign, and of one of words. */
#ifdef __SANITIZE_ADDRESS__
#define SIGNS_MB 2
#define WORDS_MB 1
#else
#define SIGNS_MB 16
#define WORDS_MB 8
#endif

static gr_line line;

static void
read_line(const char *content)
{
	gr_origin	origin = {content, NULL};

	gr_line_of_text(&line, gr_slice_cstring(content), origin);
}

static const char *
kind_word(int kind)
{
	static const char *const words[] = {"B", "V", "L", "G", "T"};

	return kind >= GR_ITEM_BLANK && kind <= GR_ITEM_TEXT ? words[kind] : "?";
}

/* A letter for each item: B blank, V value, L label, G glued figures, T text; each where its text is, or its cell begins. */
static void
items(const char *content, gr_border border, const char *kinds)
{
	char		found[GR_LINE_ITEMS + 1] = "";
	bool		placed = true;

	read_line(content);
	for (size_t i = 0; i < line.count; i++)
	{
		const gr_item *item = &line.items[i];

		strcat(found, kind_word(item->kind));
		placed = placed && item->from <= item->to && item->to <= strlen(content) && item->to - item->from == item->text.len &&
			(item->text.len == 0 || memcmp(content + item->from, item->text.data, item->text.len) == 0) &&
			(i == 0 || item->from >= line.items[i - 1].to) && (item->kind == GR_ITEM_BLANK) == (item->text.len == 0) &&
			(item->kind != GR_ITEM_BLANK || item->from == 0 || strchr("|\t", content[item->from - 1]) != NULL);
	}
	if (!ok(line.border == border && strcmp(found, kinds) == 0 && placed, "[%s] is %s", content, kinds[0] == '\0' ? "empty" : kinds))
		diag("border %d, %s%s", line.border, found, placed ? "" : ", not in their places");
}

static void
test_items(void)
{
	items("", GR_BORDER_NONE, "");
	items("规章 | 0 | 20 |", GR_BORDER_PIPE, "LVVB");
	items("| 规章 | 0 | 20 |", GR_BORDER_PIPE, "BLVVB");
	items("规章|0|20", GR_BORDER_PIPE, "LVV");
	items("规章\t0\t\t20", GR_BORDER_TAB, "LVBV");
	items("规章\t0 | 1", GR_BORDER_PIPE, "LVV");
	items("||||", GR_BORDER_PIPE, "BBBBB");
	items("\t\t", GR_BORDER_TAB, "BBB");
	items("规章", GR_BORDER_NONE, "L");
	items("  规章  ", GR_BORDER_NONE, "L");
	items("0", GR_BORDER_NONE, "V");
	items("—", GR_BORDER_NONE, "V");
	items("全区各级行政机关认真贯彻落实条例。", GR_BORDER_NONE, "T");
	items("规章000", GR_BORDER_NONE, "LG");
	items("规章 257", GR_BORDER_NONE, "LV");
	items("规章\xE3\x80\x80\xE3\x80\x80" "257", GR_BORDER_NONE, "LV");
	items("规范性文件321557", GR_BORDER_NONE, "LG");
	items("（三）不予公开1.属于国家秘密0000000", GR_BORDER_NONE, "LLG");
	items("结果维持结果纠正其他结果尚未审结总计", GR_BORDER_NONE, "LLLLL");
	items("行政许可类信息979条", GR_BORDER_NONE, "T");
	items("上年结转政府信息公开申请数量0件。", GR_BORDER_NONE, "T");
	items("3.其他", GR_BORDER_NONE, "L");
	items("3.其他 | 5", GR_BORDER_PIPE, "LV");
	items("| 12,34 | 1,234 | 约5 |", GR_BORDER_PIPE, "BVVTB");
	items("1 288 | 5", GR_BORDER_PIPE, "VV");
	items("| 12|123456789 |1234567890 | 123456789012345678 |12 3|12项 |", GR_BORDER_PIPE, "BVVVVVVB");
	items("12\t  \t 3", GR_BORDER_TAB, "VBV");
	items("12|", GR_BORDER_PIPE, "VB");
	items("|12", GR_BORDER_PIPE, "BV");
	items("\xE3\x80\x80|\xC2\xA0| ", GR_BORDER_PIPE, "BBB");
	items("规章| \xE3\x80\x80| \xC2\xA0 |  | 0", GR_BORDER_PIPE, "LBBBV");
	items("2020年，我区认真贯彻落实条例，做好政府信息公开工作。", GR_BORDER_NONE, "T");
}

/* Whether a line is bare; if it is, its cells tell the same. */
static void
bare(const char *content, bool is_bare)
{
	gr_origin	origin = {content, NULL};
	gr_bare_line read;
	const gr_item *first = &line.items[0];
	const gr_item *behind = &line.items[1];

	if (!ok(gr_bare_line_read(gr_slice_cstring(content), origin, &read) == is_bare, "[%s] is %s", content, is_bare ? "bare" : "not bare") || !is_bare)
		return;
	read_line(content);
	ok(line.border == (read.pipe ? GR_BORDER_PIPE : GR_BORDER_NONE) && line.count == 1 + (size_t) read.pipe && line.opens == (read.digits == 0) && line.closes == read.pipe,
	   "and has as many borders cell by cell");
	ok(first->kind == (read.digits > 0 ? GR_ITEM_VALUE : GR_ITEM_BLANK) && first->from == 0 && first->to == read.digits, "the same figure");
	if (read.pipe)
		ok(behind->kind == GR_ITEM_BLANK && behind->from == strlen(content) && behind->to == behind->from, "and nothing behind the pipe");
}

static void
test_bare(void)
{
	bare("0", true);
	bare("123456789", true);
	bare("12|", true);
	bare("12 |", true);
	bare("123456789 |", true);
	bare("|", true);
	bare("", false);
	bare(" ", false);
	bare(" |", false);
	bare(" 12", false);
	bare("12 ", false);
	bare("1234567890", false);
	bare("1234567890|", false);
	bare("12  |", false);
	bare("12 | ", false);
	bare("| 12", false);
	bare("||", false);
	bare("12||", false);
	bare("1,234", false);
	bare("一", false);
	bare("12项", false);
	bare("12\t|", false);
}

static void
test_labels(void)
{
	read_line("（七）总计 | 3.其他 | 采购总金额（单位：万元，保留4位小数）| 规章");
	ok(line.items[0].label == GR_LABEL_TOTAL && line.items[0].level == 2 && line.items[0].number == 7, "（七）总计 keeps its number");
	ok(line.items[1].label == GR_LABEL_OTHER && line.items[1].level == 3 && line.items[1].number == 3, "so does 3.其他");
	ok(line.items[2].label == GR_LABEL_PURCHASE_AMOUNT, "采购总金额");
	is_slice(line.items[2].text, "采购总金额", "without its note");
	is_slice(line.items[2].note, "（单位：万元，保留4位小数）", "which is kept beside it");
	ok(line.items[3].level == 0 && line.items[3].note.len == 0, "规章 has neither");
	is_int(line.items[3].cell, 3, "cells are counted");
}

static void
test_borders(void)
{
	read_line("| 规章 | 0 |");
	ok(line.opens && line.closes, "a border before and behind");
	read_line("  | 规章 | 0 |  ");
	ok(line.opens && line.closes, "blanks aside");
	read_line("规章 | 0");
	ok(!line.opens && !line.closes, "none");
	read_line("规章 | 0 |");
	ok(!line.opens && line.closes, "behind only");
	read_line("\t规章\t0");
	ok(line.opens && !line.closes, "before only");
	read_line("规章");
	ok(!line.opens && !line.closes, "a line of one cell has none");
}

/* So many cells of a line are looked at, and no more. */
static void
test_limit(void)
{
	for (int cells = GR_LINE_ITEMS - 1; cells <= GR_LINE_ITEMS + 1; cells++)
	{
		text		t = {NULL, 0, 0};

		for (int i = 0; i < cells; i++)
			text_add(&t, i == 0 ? "规章" : "|1");
		read_line(t.data);
		is_int(line.count, cells < GR_LINE_ITEMS ? cells : GR_LINE_ITEMS, "%d cells", cells);
		is_int(line.cut, cells > GR_LINE_ITEMS, "cut only above the limit");
		text_free(&t);
	}
}

static void
test_line_ends(void)
{
	static const char whole[] = "a\nb\r\n\n\r\nc\rd\n\ne";
	static const char *const expected[] = {"a", "b", "", "", "c\rd", "", "e"};
	gr_line_reader reader = {GR_SLICE(whole), 0};
	gr_slice	content;
	size_t		n = 0;

	while (gr_line_next(&reader, &content))
	{
		if (n < 7)
			is_slice(content, expected[n], "line %zu", n + 1);
		n++;
	}
	is_int(n, 7, "seven lines");
	reader = (gr_line_reader) {GR_SLICE(""), 0};
	ok(!gr_line_next(&reader, &content), "an empty text has none");
	reader = (gr_line_reader) {GR_SLICE("\n"), 0};
	ok(gr_line_next(&reader, &content) && content.len == 0 && !gr_line_next(&reader, &content), "a line end alone has one");
}

/* ---------- time ---------- */

static double
seconds_to_parse(const char *piece, size_t size)
{
	char	   *whole = malloc(size);
	size_t		n = strlen(piece);
	size_t		used = size / n * n;
	gr_report  *report = malloc(sizeof(gr_report));
	gr_arena	arena;
	gr_error	error;
	struct timespec a;
	struct timespec b;

	for (size_t i = 0; i < used; i++)
		whole[i] = piece[i % n];
	gr_arena_init(&arena, &gr_host_libc);
	timespec_get(&a, TIME_UTC);
	if (gr_parse(&arena, gr_slice_make(whole, used), report, &error) != GR_OK)
		fail("the text is read");
	timespec_get(&b, TIME_UTC);
	gr_arena_free(&arena);
	free(whole);
	free(report);
	return (double) (b.tv_sec - a.tv_sec) + (double) (b.tv_nsec - a.tv_nsec) * 1e-9;
}

/*
 * Eight times the text may take eight times as long; something quadratic would
 * take 64 times as long.  The bound lies between, and times too short to tell are let pass.
 */
static void
test_linear(void)
{
	static const char *const pieces[] = {
		"|", "\t", "\n", " ", "0", "1|", "0\t", "1\n", "1 ", "-", "，", "\xE3\x80\x80", "规章", "规章|", "规章\n", "规章0", "总计", "其他\n", "（", "(", "()", "规章(",
		"第二十条第（一）项", "一、本年新收政府信息公开申请数量|1|2|3|4|5|6|21|\n", "信息内容|本年新制作数量\n", "行政复议\n", "结果维持\n", "“", "政", "政府信息公开工作年度报告",
		"2020年", "2020年1月1日至", "1 288 ", "1,", "\xEF\xBF\xBD", "<td>", "<table><tr><td>", "<", "&", "&#", "<!--", "]]>", "{\"", "自然人\n1\n", "三、\n本\n年\n", "|\n",
		"规\n章\n", "其他处理\n3.其他\n", "（三）不予公开\n1.属于国家秘密000000\n", "发布时间：", "标识码", "國(guó)", "規章", "12\n34\n\n",
	};

	for (size_t i = 0; i < sizeof(pieces) / sizeof(pieces[0]); i++)
	{
		size_t		large = (size_t) (i < 18 ? SIGNS_MB : WORDS_MB) << 20;
		size_t		small = large / 8;
		double		few = seconds_to_parse(pieces[i], small);
		double		many = seconds_to_parse(pieces[i], large);

		/* Once more, should something else have held the machine up. */
		if (many > 0.5 && many > few * 24)
		{
			few = seconds_to_parse(pieces[i], small);
			many = seconds_to_parse(pieces[i], large);
		}
		ok(many <= 0.5 || many <= few * 24, "%zu MB of [%s]: %.2f s, an eighth of it: %.2f s", large >> 20, pieces[i], many, few);
	}
}

int
main(void)
{
	test_items();
	test_bare();
	test_labels();
	test_borders();
	test_limit();
	test_line_ends();
	test_linear();
	return done_testing();
}
