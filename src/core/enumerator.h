/*
 * enumerator.h
 *		The number in front of a heading or a label: 一、 （一） 1. ① and their kin.
 */
#ifndef GR_ENUMERATOR_H
#define GR_ENUMERATOR_H

#include "beginnings.h"
#include "slice.h"

typedef struct gr_enumerator
{
	int			level;			/* 1 一、  2 （一）  3 1.  4 （1） ①; 0: none */
	int			number;			/* 1 to 99 */
	size_t		end;			/* offset behind it and its separator */
} gr_enumerator;

/* All forms, with blanks and without. */
extern gr_enumerator gr_enumerator_read_slow(gr_slice text, size_t from);

/* The same, those that nearly all are first: 1. 一、 （一） */
extern gr_enumerator gr_enumerator_read_usual(gr_slice text, size_t from);

/* Reads the enumerator at text.data + from.  Level 0, end == from when there is none. */
static inline gr_enumerator
gr_enumerator_read(gr_slice text, size_t from)
{
	gr_enumerator none = {0, 0, from};
	unsigned char first = from < text.len ? (unsigned char) text.data[from] : 0xE9;

	/* Most begin with a Han character that is no numeral, some with a sign. */
	if (first < 0x80 && (first < '0' || first > '9') && first != '(')
		return none;
	if (first >= 0xE4 && first <= 0xE9 && (first >= 0xE6 || text.len - from < 3 || !gr_may_begin_figure(text.data + from)))
		return none;
	return gr_enumerator_read_usual(text, from);
}

/* The value of a Chinese digit 一 … 九 (〇 is 0), 10 for 十, or -1. */
extern int	gr_chinese_digit(uint32_t code_point);

/* Whether one begins at "at", which is in the text: 1.2023年全县… has no number with a point in front. */
extern bool gr_starts_with_year(gr_slice text, size_t at);

#endif							/* GR_ENUMERATOR_H */
