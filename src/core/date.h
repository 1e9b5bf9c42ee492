/*
 * date.h
 *		Dates and years as the reports write them.
 */
#ifndef GR_DATE_H
#define GR_DATE_H

#include "report.h"

/* Report years are looked for in this range only. */
#define GR_FIRST_YEAR 1990
#define GR_LAST_YEAR 2099

/*
 * A year at "from", four digits (2020, ２０２０, 二〇二〇), blanks between them allowed:
 * the year and *end behind it, or 0.
 */
extern int	gr_year_read(gr_slice text, size_t from, size_t *end);

/*
 * A date at "from": 2021年1月30日, 2021-01-30, 2021.1.30, 2021/1/30.  year is 0 when
 * none stands there or it is not in the calendar; *end is behind it.
 */
extern gr_date gr_date_read(gr_slice text, size_t from, size_t *end);

/* 20210130 at "from", and no digit behind it: eight digits are a date only where a word says so. */
extern gr_date gr_date_of_digits(gr_slice text, size_t from, size_t *end);

/* M月D日 at "from", in that year. */
extern gr_date gr_date_read_in_year(gr_slice text, size_t from, int year, size_t *end);

/* The number of a month or a day at *at, one or two digits or 一 to 三十一, and *at behind it; 0 when there is none. */
extern int	gr_day_number_read(gr_slice text, size_t *at);

/* Whether the day is in the calendar. */
extern bool gr_date_valid(gr_date date);

/* -1, 0, 1. */
extern int	gr_date_compare(gr_date a, gr_date b);

#endif							/* GR_DATE_H */
