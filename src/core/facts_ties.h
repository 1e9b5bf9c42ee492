/*
 * facts_ties.h
 *		What stands at digits or a numeral and makes them part of something longer: 第12条, 12a, 2020/1, 统一.
 */
#ifndef GR_FACTS_TIES_H
#define GR_FACTS_TIES_H

#include "facts_numerals.h"

/* 第 前 */
static inline bool
gr_is_ordinal(uint32_t c)
{
	return c == 0x7B2C || c == 0x524D;
}

extern bool gr_figure_is_tied_to_sign(gr_slice text, size_t from);

/* Whether what stands before a figure of digits makes it part of something else. */
static inline bool
gr_figure_is_tied(gr_slice text, size_t from)
{
	/* Mostly a Han character stands there. */
	if (from >= 3 && gr_starts_han((unsigned char) text.data[from - 3]))
		return gr_is_ordinal(gr_han_at(text.data + from - 3));
	return from > 0 && gr_figure_is_tied_to_sign(text, from);
}

/* Whether the digits that end at "at" are part of something longer: 12a, 2020/1, 3+2. */
extern bool gr_figure_goes_on(gr_slice text, size_t at);

/* Behind everything that digits, letters and ties run on with. */
extern size_t gr_figure_end_of_run(gr_slice text, size_t at);

/* Whether the character before makes the Chinese numeral part of a word: 第三, 统一, 数十, 每一. */
extern bool gr_numeral_is_in_word(gr_slice text, size_t from);

#endif							/* GR_FACTS_TIES_H */
