#include "citation_parts.h"

#include "date.h"
#include "enumerator.h"

/* Years in a row: 2018、2019和2020年. */
#define YEARS_IN_A_ROW 8

/* One end of a period, or all there is. */
typedef struct moment
{
	int			year;			/* 0: not named */
	bool		month;
	bool		day;
	bool		damaged;
	size_t		end;
} moment;

/* 至, 到, dashes and waves between the ends of a period. */
static bool
take_until(gr_slice text, size_t *at)
{
	static const char *const words[] = {"截至", "至", "到", NULL};
	size_t		place = gr_skip_blanks(text, *at);
	size_t		after;
	uint32_t	c = gr_sign_at(text, place, &after);

	if (c != '-' && c != '~')
	{
		/* 截 至 到 */
		if ((c != 0x622A && c != 0x81F3 && c != 0x5230) || !gr_take_any_word(text, &place, words))
			return false;
		*at = gr_skip_blanks(text, place);
		return true;
	}
	for (int i = 0; i < 4 && gr_sign_at(text, place, &after) == c; i++)
		place = after;
	*at = gr_skip_blanks(text, place);
	return true;
}

/* M, with one or two digits where they are ASCII; 0: none. */
static int
month_number(gr_slice text, size_t *at)
{
	size_t		place = *at;
	size_t		after;
	uint32_t	first = gr_sign_at(text, place, &after);
	uint32_t	next;
	int			number;

	/* Behind most years there is a word. */
	if (gr_is_han(first) && gr_chinese_digit(first) <= 0)
		return 0;
	number = gr_day_number_read(text, &place);
	next = gr_sign_at(text, place, &after);
	if (number == 0 || (next >= '0' && next <= '9'))
		return 0;
	*at = gr_skip_blanks(text, place);
	return number;
}

/* D日 behind a month, or D号; what the calendar does not have is damaged. */
static void
read_day(gr_slice text, int month, moment *m)
{
	size_t		at = gr_skip_blanks(text, m->end);
	int			day = month_number(text, &at);
	gr_date		date;

	if (day == 0 || (!gr_take_han(text, &at, "日") && !gr_take_han(text, &at, "号")))
		return;
	/* Without a year 29 February is possible. */
	date.year = (short) (m->year >= GR_FIRST_YEAR ? m->year : 2000);
	date.month = (unsigned char) month;
	date.day = (unsigned char) day;
	m->day = true;
	m->damaged = !gr_date_valid(date);
	m->end = at;
}

/* M月, M-M月, with the day; behind a year or alone. */
static bool
read_month(gr_slice text, size_t at, moment *m)
{
	int			month = month_number(text, &at);
	int			last;
	size_t		until = at;

	if (month == 0)
		return false;
	/* 2019年11日: one of the two numbers is gone. */
	if (m->year != 0 && gr_take_han(text, &at, "日"))
	{
		m->damaged = true;
		m->end = at;
		return true;
	}
	if (take_until(text, &until) && (last = month_number(text, &until)) != 0 && gr_take_han(text, &until, "月"))
		at = until;
	else if (gr_take_han(text, &at, "月"))
		last = month;
	else
		return false;
	m->month = true;
	m->damaged = month > 12 || last > 12;
	gr_take_han(text, &at, "份");
	m->end = at;
	if (!m->damaged && last == month)
		read_day(text, month, m);
	return true;
}

/* 一季度, 第1季度, at "at". */
static bool
take_quarter(gr_slice text, size_t *at)
{
	size_t		place = *at;
	size_t		after;
	uint32_t	c;

	gr_take_han(text, &place, "第");
	c = gr_sign_at(text, place, &after);
	if (!(c >= '1' && c <= '4') && c != 0x4E00 && c != 0x4E8C && c != 0x4E09 && c != 0x56DB)
		return false;
	if (!gr_take_word(text, &after, "季度"))
		return false;
	*at = after;
	return true;
}

/* What stands behind 年 without being a month. */
static void
read_part_of_year(gr_slice text, moment *m)
{
	static const char *const parts[] = {"度", "上半年", "下半年", "底", "末", "初", NULL};
	size_t		after;

	switch (gr_sign_at(text, m->end, &after))
	{
		case 0x5EA6:			/* 度 */
		case 0x4E0A:			/* 上 */
		case 0x4E0B:			/* 下 */
		case 0x5E95:			/* 底 */
		case 0x672B:			/* 末 */
		case 0x521D:			/* 初 */
			gr_take_any_word(text, &m->end, parts);
			return;
	}
	take_quarter(text, &m->end);
}

/* A year of four digits, ASCII ones without blanks between them; d: those at "at"; 0: none. */
static int
four_digits(gr_slice text, size_t at, const gr_digits *d, size_t *end)
{
	if (d->count == 0)
		return gr_year_read(text, at, end);
	*end = d->to;
	return d->count == 4 && gr_is_year(d->value) ? d->value : 0;
}

/* 201711日, 2020119日: nobody can tell which sign is gone. */
static bool
read_glued(gr_slice text, const gr_digits *d, moment *m)
{
	size_t		at;

	if (d->count > 8 || !gr_is_year(d->leading))
		return false;
	at = gr_skip_blanks(text, d->to);
	if (!gr_take_han(text, &at, "日"))
	{
		if (!gr_take_han(text, &at, "月"))
			return false;
		m->end = at;
		read_day(text, 1, m);
		at = m->end;
	}
	m->damaged = true;
	m->end = at;
	return true;
}

/* 10:45, 10:45:02 behind a date. */
static void
take_time(gr_slice text, size_t *at)
{
	size_t		place = gr_skip_blanks(text, *at);

	for (int part = 0; part < 3; part++)
	{
		gr_digits	d = gr_digits_read(text, place);
		size_t		after;

		if (d.count == 0 || d.count > 2)
			return;
		if (part > 0)
			*at = d.to;
		if (gr_sign_at(text, d.to, &after) != ':')
			return;
		place = after;
	}
}

/* 2021-01-30, 2021.1.30, 2021/1/30 with the time. */
static bool
read_numeric(gr_slice text, const gr_digits *year, moment *m)
{
	gr_date		date;
	gr_digits	d;
	size_t		end;
	size_t		after;
	uint32_t	separator = gr_sign_at(text, year->to, &after);

	if (year->count != 4 || (separator != '-' && separator != '/' && separator != '.'))
		return false;
	for (int part = 0; part < 2; part++)
	{
		d = gr_digits_read(text, after);
		if (d.count == 0 || d.count > 2 || (part == 0 && gr_sign_at(text, d.to, &after) != separator))
			return false;
	}
	date = gr_date_read(text, year->from, &end);
	/* 2021.13.50 is the number of a version, not a date with a lost sign. */
	m->damaged = date.year == 0;
	if (m->damaged && separator == '.')
		return false;
	m->year = date.year;
	m->month = m->day = true;
	m->end = d.to;
	take_time(text, &m->end);
	return true;
}

/* One end of a period, by the digits at its beginning, or by the year that they are, which ends at "end"; 0: they are none. */
static bool
read_moment(gr_slice text, const gr_digits *d, int year, size_t end, moment *m)
{
	memset(m, 0, sizeof(*m));
	if (d->count > 4)
		return read_glued(text, d, m);
	if (year == 0)
		return d->count <= 2 && read_month(text, d->from, m);
	if (read_numeric(text, d, m))
		return true;
	end = gr_skip_blanks(text, end);
	if (!gr_take_han(text, &end, "年"))
		return false;
	m->year = year;
	m->end = end;
	if (!read_month(text, gr_skip_blanks(text, end), m))
		read_part_of_year(text, m);
	return true;
}

/* A sign between two years: 、 和 与 及 */
static bool
take_joint(gr_slice text, size_t *at)
{
	size_t		after;
	uint32_t	c = gr_sign_at(text, *at, &after);

	if (c != 0x3001 && c != 0x548C && c != 0x53CA && gr_simplify(c) != 0x4E0E)
		return false;
	*at = after;
	return true;
}

/* 2016—2018年, 2019、2020年: years that share one 年; "end" is that of the first. */
static bool
read_years(gr_slice text, size_t end, moment *m)
{
	gr_digits	d;

	memset(m, 0, sizeof(*m));
	for (int i = 0; i < YEARS_IN_A_ROW; i++)
	{
		size_t		next = end;

		if (!take_until(text, &next) && !take_joint(text, &next))
			return false;
		d = gr_digits_read(text, next);
		if (four_digits(text, next, &d, &end) == 0)
			return false;
		next = gr_skip_blanks(text, end);
		if (gr_take_han(text, &next, "年"))
		{
			m->end = next;
			gr_take_han(text, &m->end, "度");
			return true;
		}
	}
	return false;
}

/* Whether a sign may lead to the other end of a period: 起, a comma, a blank, and what take_until() takes. */
static bool
may_lead_to_end(uint32_t c)
{
	return c == 0x8D77 || c == ',' || c == ' ' || c == '-' || c == '~' || c == 0x622A || c == 0x81F3 || c == 0x5230;
}

/* The other end of a period: it may leave out the year, and the month. */
static bool
read_end_of_period(gr_slice text, const moment *from, moment *to)
{
	size_t		at = from->end;
	size_t		after;
	size_t		day;
	size_t		end = at;
	int			year;
	gr_digits	d;

	if (!may_lead_to_end(gr_sign_at(text, at, &after)))
		return false;
	gr_take_han(text, &at, "起");
	at = gr_skip_blanks(text, at);
	if (gr_sign_at(text, at, &after) == ',')
		at = after;
	if (!take_until(text, &at))
		return false;
	d = gr_digits_read(text, at);
	year = four_digits(text, at, &d, &end);
	if (read_moment(text, &d, year, end, to))
		return to->month || to->damaged || (from->year != 0 && to->year != 0);
	/* 1月1日至30日 */
	day = at;
	if (from->day && month_number(text, &day) != 0 && gr_take_han(text, &day, "日"))
	{
		to->end = day;
		return true;
	}
	return false;
}

bool
gr_citation_date(const gr_citation_text *t, const gr_digits *d, gr_raw_citation *c)
{
	moment		from;
	moment		to;
	size_t		end = d->to;
	int			year = four_digits(t->text, d->from, d, &end);
	bool		by_itself = year != 0 && gr_slice_starts(gr_slice_sub(t->text, end, t->text.len), GR_SLICE("年"));

	if (year != 0 && !by_itself && read_years(t->text, end, &from))
		to = from;
	else if (!read_moment(t->text, d, year, end, &from))
		return false;
	else
	{
		to = from;
		if (!read_end_of_period(t->text, &from, &to))
			to = from;
	}
	c->kind = GR_CITATION_DATE;
	c->damaged = from.damaged || to.damaged;
	/* The year of both ends, where they have the same. */
	if (!c->damaged && (to.year == 0 || to.year == from.year))
		c->year = (short) from.year;
	c->whole.from = d->from;
	c->whole.to = to.end;
	c->number = c->whole;
	return true;
}
