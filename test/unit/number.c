/*
 * number.c
 *		What a cell can hold: figures in every writing that was seen, placeholders, words.
 */
#include "number.h"
#include "sample.h"
#include "utf8.h"

/* A cell, and what it is: kind, value / 10^scale, unit. */
static void
reads(const char *cell, gr_number_kind kind, int64_t value, int scale, int unit)
{
	gr_number	n = gr_number_read(gr_slice_cstring(cell));
	bool		right = n.kind == kind && n.value == value && n.scale == scale && n.unit == unit && n.from <= n.to && n.to <= strlen(cell);

	if (!ok(right, "[%s]", cell))
		diag("kind %d value %" PRId64 " scale %d unit %d from %zu to %zu", n.kind, n.value, n.scale, n.unit, n.from, n.to);
}

static void
value(const char *cell, int64_t expected)
{
	reads(cell, GR_NUMBER_VALUE, expected, 0, GR_UNIT_NONE);
}

static void
of_kind(const char *cell, gr_number_kind kind)
{
	reads(cell, kind, 0, 0, GR_UNIT_NONE);
}

/* What one way reads at once and the other sign by sign: all the same but for the bytes. */
static void
reads_alike(const char *at_once, const char *by_sign)
{
	gr_number	a = gr_number_read(gr_slice_cstring(at_once));
	gr_number	b = gr_number_read(gr_slice_cstring(by_sign));

	ok(a.kind == b.kind && a.value == b.value && a.scale == b.scale && a.unit == b.unit && a.has_sign == b.has_sign && a.only_digits == b.only_digits &&
	   a.from == b.from && strlen(at_once) - a.to == strlen(by_sign) - b.to, "[%s] is read as [%s] is", at_once, by_sign);
}

static void
test_plain(void)
{
	value("182376", 182376);
	value("0", 0);
	value("007", 7);
	value("  12  ", 12);
	value("\xE3\x80\x80" "12" "\xC2\xA0", 12);	/* U+3000, U+00A0 */
	value("１２３", 123);
	value("０", 0);
	value("１２3", 123);
	value("1000000000000", INT64_C(1000000000000));
	value("999999999999999999", INT64_C(999999999999999999));	/* 18 digits */
	of_kind("1000000000000000000", GR_NUMBER_UNREADABLE);	/* 19 */
	of_kind("99999999999999999999999999", GR_NUMBER_UNREADABLE);
	of_kind("18446744073709551617", GR_NUMBER_UNREADABLE);	/* 2^64 + 1 */
}

static void
test_groups(void)
{
	value("1,113", 1113);
	value("1，234", 1234);
	value("1 288", 1288);
	value("1,234,567", 1234567);
	value("12,345", 12345);
	value("１，２３４", 1234);
	value("123 456 789", 123456789);
	of_kind("12,34", GR_NUMBER_UNREADABLE);
	of_kind("1,2,3", GR_NUMBER_UNREADABLE);
	of_kind("1234,567", GR_NUMBER_UNREADABLE);
	of_kind("1,2345", GR_NUMBER_UNREADABLE);
	of_kind("1,234 567", GR_NUMBER_UNREADABLE);	/* two kinds of grouping */
	of_kind("1,234,56", GR_NUMBER_UNREADABLE);
	of_kind("1 2", GR_NUMBER_UNREADABLE);
	of_kind("0 0 0", GR_NUMBER_UNREADABLE);
	of_kind("1  288", GR_NUMBER_UNREADABLE);	/* two blanks: two figures */
	of_kind("1,234,", GR_NUMBER_UNREADABLE);
	of_kind("1,,234", GR_NUMBER_UNREADABLE);
}

static void
test_decimals(void)
{
	reads("2926.8311", GR_NUMBER_VALUE, 29268311, 4, GR_UNIT_NONE);
	reads("59237.2449", GR_NUMBER_VALUE, INT64_C(592372449), 4, GR_UNIT_NONE);
	reads("4068.208", GR_NUMBER_VALUE, 4068208, 3, GR_UNIT_NONE);
	reads("１２．５", GR_NUMBER_VALUE, 125, 1, GR_UNIT_NONE);
	reads("34,993.1", GR_NUMBER_VALUE, 349931, 1, GR_UNIT_NONE);
	reads("0.00", GR_NUMBER_VALUE, 0, 2, GR_UNIT_NONE);
	reads("1.12345678", GR_NUMBER_VALUE, 112345678, 8, GR_UNIT_NONE);	/* eight decimals */
	of_kind("1.123456789", GR_NUMBER_UNREADABLE);	/* nine */
	of_kind("1.", GR_NUMBER_UNREADABLE);
	of_kind(".5", GR_NUMBER_NONE);
	of_kind("1.2.3", GR_NUMBER_UNREADABLE);
	of_kind("999999999999999999.99999999", GR_NUMBER_UNREADABLE);	/* beyond int64 */
	reads("12345678901.12345678", GR_NUMBER_VALUE, INT64_C(1234567890112345678), 8, GR_UNIT_NONE);
}

static void
test_signs(void)
{
	static const struct
	{
		const char *cell;
		int			value;
	}			cases[] = {
		{"-47", -47}, {"－47", -47}, {"−47", -47}, {"﹣47", -47}, {"—47", -47}, {"–47", -47}, {"- 47", -47},
		{"+123", 123}, {"+0", 0}, {"-0", 0}, {"＋239", 239}, {"+1,036", 1036}, {"增12", 12}, {"减13", -13}, {"增821", 821},
		{"↑5", 5}, {"↓3", -3}, {"增加12", 12}, {"减少13", -13}, {"新增7", 7}, {"净增7", 7}, {"净减7", -7}, {"减 4", -4}, {"增　4", 4},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
	{
		value(cases[i].cell, cases[i].value);
		ok(gr_number_read(gr_slice_cstring(cases[i].cell)).has_sign, "%s has a sign", cases[i].cell);
	}
	ok(!gr_number_read(GR_SLICE("37")).has_sign, "37 has none");
	value("37", 37);
	of_kind("——47", GR_NUMBER_NONE);	/* a dash before a figure, or two signs: nobody knows */
	of_kind("+-5", GR_NUMBER_NONE);
	of_kind("增减5", GR_NUMBER_NONE);
	of_kind("+", GR_NUMBER_NONE);
	of_kind("增", GR_NUMBER_NONE);
	reads("减少3项", GR_NUMBER_VALUE, -3, 0, GR_UNIT_ITEM);
}

static void
test_empty(void)
{
	static const char *const blanks[] = {"", " ", "\t", "\xE3\x80\x80", "\xC2\xA0", "\xE2\x80\x8B", "\xEF\xBB\xBF", " \xC2\xA0 ", "\r"};
	static const char *const placeholders[] = {
		"/", "／", "-", "--", "—", "――", "－－", "——", "- -", "\\", "＼", "*", "_", "无", "空", "不涉及", "N/A", " / ", "暂无",
	};
	static const char *const unchanged[] = {"持平", "无变化", "未增未减", "无增减", "不变"};

	for (size_t i = 0; i < sizeof(blanks) / sizeof(blanks[0]); i++)
		of_kind(blanks[i], GR_NUMBER_BLANK);
	for (size_t i = 0; i < sizeof(placeholders) / sizeof(placeholders[0]); i++)
		of_kind(placeholders[i], GR_NUMBER_PLACEHOLDER);
	for (size_t i = 0; i < sizeof(unchanged) / sizeof(unchanged[0]); i++)
		of_kind(unchanged[i], GR_NUMBER_UNCHANGED);
}

static void
test_units(void)
{
	reads("10860.82万元", GR_NUMBER_VALUE, 1086082, 2, GR_UNIT_WAN_YUAN);
	reads("31.17亿元", GR_NUMBER_VALUE, 3117, 2, GR_UNIT_YI_YUAN);
	reads("251000元", GR_NUMBER_VALUE, 251000, 0, GR_UNIT_YUAN);
	reads("709455.9元", GR_NUMBER_VALUE, 7094559, 1, GR_UNIT_YUAN);
	reads("0元", GR_NUMBER_VALUE, 0, 0, GR_UNIT_YUAN);
	reads("34,993.1亿元", GR_NUMBER_VALUE, 349931, 1, GR_UNIT_YI_YUAN);
	reads("31批次", GR_NUMBER_VALUE, 31, 0, GR_UNIT_BATCH);
	reads("31批", GR_NUMBER_VALUE, 31, 0, GR_UNIT_LOT);
	reads("5 件", GR_NUMBER_VALUE, 5, 0, GR_UNIT_DOCUMENT);
	reads("5人次", GR_NUMBER_VALUE, 5, 0, GR_UNIT_PERSON_TIME);
	reads("5人", GR_NUMBER_VALUE, 5, 0, GR_UNIT_PERSON);
	reads("１２项", GR_NUMBER_VALUE, 12, 0, GR_UNIT_ITEM);
	/* 万 and 亿 are factors where no 元 follows. */
	value("2万", 20000);
	value("3亿", 300000000);
	reads("26.8万条", GR_NUMBER_VALUE, 268000, 0, GR_UNIT_ENTRY);
	reads("1.123456万", GR_NUMBER_VALUE, 1123456, 2, GR_UNIT_NONE);
	of_kind("999999999999999999万", GR_NUMBER_UNREADABLE);
	of_kind("5吨", GR_NUMBER_UNREADABLE);
	of_kind("5%", GR_NUMBER_UNREADABLE);
	of_kind("5件件", GR_NUMBER_UNREADABLE);
	for (int u = GR_UNIT_NONE + 1; u < GR_CELL_UNITS; u++)
	{
		char		cell[64];

		snprintf(cell, sizeof(cell), "7%s", gr_units[u].text);
		reads(cell, GR_NUMBER_VALUE, 7, 0, u);
	}
}

static void
test_notes(void)
{
	gr_number	n;

	value("22（其中修订16件）", 22);
	value("55(含自然失效29件)", 55);
	value("3（含上年结转1件）", 3);
	value("13000000(预算", 13000000);
	value("5*", 5);
	value("5※", 5);
	value("5①", 5);
	value("5²", 5);
	value("5注", 5);
	value("5[1]", 5);
	reads("5件（含1件）", GR_NUMBER_VALUE, 5, 0, GR_UNIT_DOCUMENT);
	n = gr_number_read(GR_SLICE(" 22 件（其中修订16件）"));
	is_int(n.from, 1, "the figure begins behind the blank");
	is_int(n.to, 1 + 2 + 1 + 3, "and ends behind its unit: the note is no part of it");
	n = gr_number_read(GR_SLICE("减13项"));
	is_int(n.from, 0, "the sign is part of the figure");
	is_int(n.to, 8, "so is the unit");
	of_kind("2020年", GR_NUMBER_UNREADABLE);
	of_kind("3/4", GR_NUMBER_UNREADABLE);
	of_kind("3-5", GR_NUMBER_UNREADABLE);
	of_kind("400余条", GR_NUMBER_UNREADABLE);
	of_kind("3.其他", GR_NUMBER_UNREADABLE);
	reads_alike("3.其他", "３.其他");
	reads_alike(" 12.其他 ", " １2.其他 ");
	reads_alike("0.万元", "０.万元");
	reads_alike("-3.其他", "-３.其他");
	reads_alike("3..其他", "３..其他");
	reads_alike("x.其他", "ｘ.其他");
	of_kind("1.属于国家秘密", GR_NUMBER_UNREADABLE);
	of_kind("12x", GR_NUMBER_UNREADABLE);
	of_kind("1e3", GR_NUMBER_UNREADABLE);
}

static void
test_words(void)
{
	static const char *const words[] = {
		"三十二件", "两次", "二十余项", "规章", "（一）予以公开", "约12", "第3项", "无法提供", "空调", "一百二十三", "IPv6", "(12)", "共5件", "未统计", "〇",
	};

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		of_kind(words[i], GR_NUMBER_NONE);
}

static void
test_only_digits(void)
{
	ok(gr_number_read(GR_SLICE("2000002")).only_digits, "2000002 may be seven cells");
	ok(!gr_number_read(GR_SLICE("2,000")).only_digits, "2,000 may not");
	ok(!gr_number_read(GR_SLICE("-47")).only_digits, "nor may -47");
	ok(!gr_number_read(GR_SLICE("47件")).only_digits, "nor may 47件");
	ok(!gr_number_read(GR_SLICE("4.7")).only_digits, "nor may 4.7");
}

/* Every writing of a number is read back as the number. */
static void
test_written(void)
{
	int			wrong = 0;

	for (int i = 0; i < 20000; i++)
	{
		int64_t		figure = (int64_t) (random64() >> (5 + random_below(59)));
		int			scale = (int) random_below(GR_LARGEST_SCALE + 1);
		int			unit = (int) random_below(GR_CELL_UNITS);
		bool		negative = random_below(2) != 0;
		bool		wide = random_below(2) != 0;
		int64_t		whole;
		char		digits[64];
		char		cell[256];
		size_t		len = 0;
		gr_number	n;

		figure %= INT64_C(999999999999999999);
		whole = figure / gr_power_of_ten(scale);
		if (scale > 0)
			snprintf(digits, sizeof(digits), "%" PRId64 ".%0*" PRId64, whole, scale, figure % gr_power_of_ten(scale));
		else
			snprintf(digits, sizeof(digits), "%" PRId64, whole);
		if (negative)
			len = (size_t) snprintf(cell, sizeof(cell), "%s", random_below(2) != 0 ? "-" : "减");
		for (const char *d = digits; *d != '\0'; d++)
		{
			if (wide)
				len += gr_utf8_write(cell + len, (uint32_t) (*d - 0x20) + 0xFF00);
			else
				cell[len++] = *d;
		}
		snprintf(cell + len, sizeof(cell) - len, "%s", gr_units[unit].text);
		n = gr_number_read(gr_slice_cstring(cell));
		if (n.kind != GR_NUMBER_VALUE || n.value != (negative ? -figure : figure) || n.scale != scale || n.unit != unit)
		{
			if (wrong++ < 5)
				diag("%s", cell);
		}
	}
	is_int(wrong, 0, "20000 random figures, signs, widths and units are read back");
}

/* Bytes of any kind, also broken UTF-8, in memory that ends where the cell ends. */
static void
test_random_bytes(void)
{
	static const char *const pieces[] = {
		"1", "23", ",", "，", ".", " ", "　", "-", "—", "增", "减少", "万", "亿", "元", "件", "(", "）", "无", "\xE5", "\xE5\xA2", "\xF0\x9F", "\xFF", "*", "①",
	};
	int			outside = 0;
	int			values = 0;

	for (int i = 0; i < 200000; i++)
	{
		char		cell[80];
		size_t		len = 0;
		char	   *exact;
		gr_number	n;

		for (unsigned k = random_below(8); k > 0; k--)
		{
			if (random_below(8) == 0)
				cell[len++] = (char) random64();
			else
			{
				const char *piece = pieces[random_below(sizeof(pieces) / sizeof(pieces[0]))];

				memcpy(cell + len, piece, strlen(piece));
				len += strlen(piece);
			}
		}
		exact = malloc(len == 0 ? 1 : len);
		memcpy(exact, cell, len);
		n = gr_number_read(gr_slice_make(exact, len));
		if (n.from > n.to || n.to > len || n.scale < 0 || n.scale > GR_LARGEST_SCALE || n.unit < 0 || n.unit >= GR_UNITS)
			outside++;
		if (n.kind != GR_NUMBER_VALUE && (n.value != 0 || n.unit != GR_UNIT_NONE))
			outside++;
		values += n.kind == GR_NUMBER_VALUE;
		free(exact);
	}
	is_int(outside, 0, "200000 random cells: offsets, scale and unit are in range, no value but for VALUE");
	ok(values > 1000, "(%d of them are figures)", values);
}

int
main(void)
{
	test_plain();
	test_groups();
	test_decimals();
	test_signs();
	test_empty();
	test_units();
	test_notes();
	test_words();
	test_only_digits();
	test_written();
	test_random_bytes();
	for (int i = 0, power = 1; i < 9; i++, power *= 10)
		is_int(gr_power_of_ten(i), power, "10^%d", i);
	is_int(gr_power_of_ten(18), INT64_C(1000000000000000000), "10^18");
	return done_testing();
}
