/*
 * date.c
 *		Years and dates as reports write them.
 */
#include "date.h"
#include "sample.h"

static void
year(const char *text, int expected, const char *rest)
{
	size_t		end = 0;
	int			found = gr_year_read(gr_slice_cstring(text), 0, &end);

	if (!ok(found == expected && (expected == 0 || strcmp(text + end, rest) == 0), "year [%s]", text))
		diag("%d, rest [%s]", found, text + end);
}

static void
test_years(void)
{
	year("2020年", 2020, "年");
	year("２０２０年", 2020, "年");
	year("二〇二〇年", 2020, "年");
	year("二○二○年", 2020, "年");
	year("二零二一年", 2021, "年");
	year("二O一二年", 2012, "年");
	year("二OO八年", 2008, "年");
	year("O012年", 0, "");
	year("2 0 2 0 年", 2020, " 年");
	year("20 20年", 2020, "年");
	year("１９９０", 1990, "");
	year("2099", 2099, "");
	year("1989年", 0, "");
	year("2100年", 0, "");
	year("202年", 0, "");
	year("年2020", 0, "");
	year("", 0, "");
	year("二十一十", 0, "");
	year("20201", 2020, "1");
}

static void
date(const char *text, int y, int m, int d, const char *rest)
{
	size_t		end = 0;
	gr_date		found = gr_date_read(gr_slice_cstring(text), 0, &end);
	bool		right = found.year == y && (y == 0 || (found.month == m && found.day == d && strcmp(text + end, rest) == 0));

	if (!ok(right && end <= strlen(text), "date [%s]", text))
		diag("%d-%d-%d, rest [%s]", found.year, found.month, found.day, text + end);
}

static void
test_dates(void)
{
	date("2021年1月30日", 2021, 1, 30, "");
	date("2021年01月30日起", 2021, 1, 30, "起");
	date("2021 年 1 月 30 日", 2021, 1, 30, "");
	date("２０２１年１月３０日", 2021, 1, 30, "");
	date("二〇二一年一月十五日", 2021, 1, 15, "");
	date("二〇二一年十二月三十一日", 2021, 12, 31, "");
	date("二○二一年十月二十日", 2021, 10, 20, "");
	date("2021年1月30号", 2021, 1, 30, "");
	date("2021-01-30", 2021, 1, 30, "");
	date("2021-01-30 10:45:02", 2021, 1, 30, " 10:45:02");
	date("2021.1.30", 2021, 1, 30, "");
	date("2021/1/30", 2021, 1, 30, "");
	date("2021－01－30", 2021, 1, 30, "");
	date("2020年2月29日", 2020, 2, 29, "");
	date("2000年2月29日", 2000, 2, 29, "");
	date("2021年2月29日", 0, 0, 0, "");
	date("2021年13月1日", 0, 0, 0, "");
	date("2021年0月1日", 0, 0, 0, "");
	date("2021年4月31日", 0, 0, 0, "");
	date("2021年1月0日", 0, 0, 0, "");
	date("2021年1月", 0, 0, 0, "");
	date("2021年", 0, 0, 0, "");
	date("2021", 0, 0, 0, "");
	date("", 0, 0, 0, "");
	date("2021-01", 0, 0, 0, "");
	date("2021-01/30", 0, 0, 0, "");
	date("2021年1-30", 0, 0, 0, "");
	date("1月30日", 0, 0, 0, "");
	/* Digits whose neighbours were lost are no date. */
	date("201711日至20171231日", 0, 0, 0, "");
	date("2020119日", 0, 0, 0, "");
	date("2019年11日", 0, 0, 0, "");
}

static void
test_in_year(void)
{
	size_t		end;
	gr_date		found = gr_date_read_in_year(GR_SLICE("12月31日止"), 0, 2020, &end);

	ok(found.year == 2020 && found.month == 12 && found.day == 31 && end == strlen("12月31日"), "12月31日 of 2020");
	found = gr_date_read_in_year(GR_SLICE("2月29日"), 0, 2021, &end);
	is_int(found.year, 0, "2月29日 of 2021 is none");
	found = gr_date_read_in_year(GR_SLICE("12-31"), 0, 2020, &end);
	is_int(found.year, 0, "12-31 is none");
}

/* Every day of the range, in every writing, and the calendar against a plain count. */
static void
test_calendar(void)
{
	int			days = 0;
	int			wrong = 0;
	gr_date		previous = {GR_FIRST_YEAR - 1, 12, 31};

	for (int y = GR_FIRST_YEAR; y <= GR_LAST_YEAR; y++)
		for (int m = 0; m <= 13; m++)
			for (int d = 0; d <= 32; d++)
			{
				gr_date		day = {(short) y, (unsigned char) m, (unsigned char) d};
				char		text[64];
				size_t		end;
				gr_date		found;

				if (!gr_date_valid(day))
					continue;
				days++;
				wrong += gr_date_compare(previous, day) != -1 || gr_date_compare(day, previous) != 1 || gr_date_compare(day, day) != 0;
				previous = day;
				snprintf(text, sizeof(text), d % 2 != 0 ? "%d年%d月%d日" : "%04d-%02d-%02d", y, m, d);
				found = gr_date_read(gr_slice_cstring(text), 0, &end);
				wrong += gr_date_compare(found, day) != 0 || end != strlen(text);
			}
	/* 110 years, 27 of them leap years. */
	is_int(days, 110 * 365 + 27, "the calendar has as many days as it should");
	is_int(wrong, 0, "each is in order, and read back");
	ok(!gr_date_valid((gr_date) {GR_FIRST_YEAR - 1, 1, 1}) && !gr_date_valid((gr_date) {GR_LAST_YEAR + 1, 1, 1}), "other years are not in the range");
}

static void
test_random(void)
{
	static const char *const pieces[] = {"2", "0", "21", "年", "月", "日", "-", ".", "/", " ", "二", "十", "〇", "１", "\xE5\xB9", "31", "至"};
	int			outside = 0;

	for (int i = 0; i < 50000; i++)
	{
		char		text[100];
		size_t		len = 0;
		size_t		end = 0;
		char	   *exact;
		gr_date		found;

		for (unsigned k = random_below(12); k > 0; k--)
		{
			const char *piece = pieces[random_below(sizeof(pieces) / sizeof(pieces[0]))];

			memcpy(text + len, piece, strlen(piece));
			len += strlen(piece);
		}
		exact = malloc(len == 0 ? 1 : len);
		memcpy(exact, text, len);
		found = gr_date_read(gr_slice_make(exact, len), 0, &end);
		outside += end > len || (found.year != 0 && !gr_date_valid(found));
		free(exact);
	}
	is_int(outside, 0, "50000 random texts: a date of the calendar or none, nothing read behind the end");
}

int
main(void)
{
	test_years();
	test_dates();
	test_in_year();
	test_calendar();
	test_random();
	return done_testing();
}
