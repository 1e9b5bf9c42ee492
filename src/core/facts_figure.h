/*
 * facts_figure.h
 *		One figure of the prose with its unit: how it is written, and what only looks like one.
 */
#ifndef GR_FACTS_FIGURE_H
#define GR_FACTS_FIGURE_H

#include "facts_words.h"

typedef enum gr_figure_kind
{
	GR_FIGURE_NOTHING,			/* part of a date, a number, a name … */
	GR_FIGURE_YEAR,				/* value is the year */
	GR_FIGURE_QUANTITY,
	GR_FIGURE_BARE				/* without a unit: a quantity only where its noun says so */
} gr_figure_kind;

typedef struct gr_fact_figure
{
	gr_figure_kind kind;
	int64_t		value;
	int64_t		low;
	int64_t		high;
	size_t		from;
	size_t		to;				/* behind the unit */
	size_t		end;			/* where reading goes on: behind all that belongs to it */
	unsigned char unit;
	unsigned char qualifier;
	unsigned char scale;
	bool		spelled;		/* in Chinese numerals */
	bool		multiplied;		/* by 万 or 亿 */
} gr_fact_figure;

extern bool gr_figure_begins_slow(gr_slice text, size_t at);

/* Whether a figure can begin with this character: a digit, wide or not, or a Chinese numeral. */
static inline bool
gr_figure_begins(gr_slice text, size_t at)
{
	unsigned char c = (unsigned char) text.data[at];

	return c < 0x80 ? c >= '0' && c <= '9' : gr_figure_begins_slow(text, at);
}

/*
 * The figure at "at", where one can begin; end > at, whatever it is.  Without what qualifies it and the bounds that follow.
 * The slow one tells the same without a look at what most figures are.
 */
extern void gr_figure_skim(gr_slice text, size_t at, gr_fact_figure *figure);
extern void gr_figure_skim_slow(gr_slice text, size_t at, gr_fact_figure *figure);

/* Whether the Chinese numeral of three bytes at "at" is no figure, by what stands behind it: 进一步, 四是, 五公开.  False where more is to be looked at. */
extern bool gr_figure_is_lone(gr_slice text, size_t at);

/* What qualifies a figure before and behind it (约, 以上), and its bounds. */
extern void gr_figure_qualify(gr_slice text, gr_fact_figure *figure);

#endif							/* GR_FACTS_FIGURE_H */
