#include "date.h"

#include "enumerator.h"
#include "fold.h"

/* The digit at "at", of either width or Chinese, or -1; *end is behind it.  二O一二: a letter for the sign that keyboards lack. */
static int
year_digit(gr_slice text, size_t at, size_t *end)
{
	uint32_t	c = gr_sign_at(text, at, end);
	int			digit;

	if (c < 0x80)
		return c >= '0' && c <= '9' ? (int) (c - '0') : c == 'O' ? 0 : -1;
	digit = gr_chinese_digit(c);
	return digit > 9 ? -1 : digit;
}

int
gr_year_read(gr_slice text, size_t from, size_t *end)
{
	size_t		behind;
	int			year = year_digit(text, from, &behind);

	/* Most digits are those of a figure. */
	if (year != GR_FIRST_YEAR / 1000 && year != GR_LAST_YEAR / 1000)
		return 0;
	for (int i = 1; i < 4; i++)
	{
		int			digit = year_digit(text, gr_skip_blanks(text, behind), &behind);

		if (digit < 0)
			return 0;
		year = year * 10 + digit;
	}
	if (year < GR_FIRST_YEAR || year > GR_LAST_YEAR)
		return 0;
	*end = behind;
	return year;
}

int
gr_day_number_read(gr_slice text, size_t *at)
{
	int			value = 0;
	int			count = 0;

	while (count < 3)
	{
		size_t		after;
		uint32_t	c = gr_sign_at(text, *at, &after);
		int			digit = gr_chinese_digit(c);

		if (c >= '0' && c <= '9' && count < 2)
			value = value * 10 + (int) (c - '0');
		else if (digit == 10 && value <= 9)
			value = value == 0 ? 10 : value * 10;
		else if (digit > 0 && digit < 10 && value % 10 == 0)
			value += digit;
		else
			break;
		count++;
		*at = after;
	}
	return value;
}

bool
gr_date_valid(gr_date date)
{
	static const unsigned char days[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool		leap = (date.year % 4 == 0 && date.year % 100 != 0) || date.year % 400 == 0;

	if (date.year < GR_FIRST_YEAR || date.year > GR_LAST_YEAR || date.month < 1 || date.month > 12 || date.day < 1)
		return false;
	return date.day <= days[date.month - 1] && (date.month != 2 || date.day <= 28 || leap);
}

int
gr_date_compare(gr_date a, gr_date b)
{
	int			left = (a.year * 16 + a.month) * 32 + a.day;
	int			right = (b.year * 16 + b.month) * 32 + b.day;

	return (left > right) - (left < right);
}

/* Month, its sign, day, its sign; "year_sign" is what stood behind the year. */
static gr_date
month_and_day(gr_slice text, size_t at, int year, uint32_t year_sign, size_t *end)
{
	gr_date		none = {0, 0, 0};
	gr_date		date;
	size_t		after;
	bool		words = year_sign == 0x5E74;
	int			number;

	at = gr_skip_blanks(text, at);
	number = gr_day_number_read(text, &at);
	date.year = (short) year;
	date.month = (unsigned char) number;
	at = gr_skip_blanks(text, at);
	if (number == 0 || gr_sign_at(text, at, &after) != (words ? 0x6708 : year_sign))
		return none;
	at = gr_skip_blanks(text, after);
	number = gr_day_number_read(text, &at);
	date.day = (unsigned char) number;
	*end = at;
	at = gr_skip_blanks(text, at);
	if (words)
	{
		uint32_t	sign = gr_sign_at(text, at, &after);

		if (sign != 0x65E5 && sign != 0x53F7)
			return none;
		*end = after;
	}
	return gr_date_valid(date) ? date : none;
}

gr_date
gr_date_read_in_year(gr_slice text, size_t from, int year, size_t *end)
{
	*end = from;
	return month_and_day(text, from, year, 0x5E74, end);
}

gr_date
gr_date_read(gr_slice text, size_t from, size_t *end)
{
	gr_date		none = {0, 0, 0};
	size_t		at;
	size_t		after;
	uint32_t	sign;
	int			year = gr_year_read(text, from, &at);

	*end = from;
	if (year == 0)
		return none;
	sign = gr_sign_at(text, gr_skip_blanks(text, at), &after);
	if (sign != 0x5E74 && sign != '-' && sign != '.' && sign != '/')
		return none;
	return month_and_day(text, after, year, sign, end);
}

gr_date
gr_date_of_digits(gr_slice text, size_t from, size_t *end)
{
	gr_date		none = {0, 0, 0};
	int			number = 0;
	size_t		at = from;

	*end = from;
	for (int i = 0; i <= 8; i++)
	{
		size_t		after;
		uint32_t	c = gr_sign_at(text, at, &after);

		if (gr_is_digit(c) != (i < 8))
			return none;
		if (i < 8)
		{
			number = number * 10 + (int) (c - '0');
			at = after;
		}
	}
	*end = at;
	none.year = (short) (number / 10000);
	none.month = (unsigned char) (number / 100 % 100);
	none.day = (unsigned char) (number % 100);
	return gr_date_valid(none) ? none : (gr_date) {0, 0, 0};
}
