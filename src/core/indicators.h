/*
 * indicators.h
 *		The figures by which reports are compared, each with its numerator and its denominator.
 *
 * As printed, and never from part of the cells: where one that is needed is blank, uncertain
 * or no count, numerator and denominator are both unknown; in a roll-up where one of its
 * reports does not give it.  So numerators and denominators of any reports can be added.
 */
#ifndef GR_INDICATORS_H
#define GR_INDICATORS_H

#include "series.h"

typedef enum gr_indicator_id
{
#define GR_INDICATOR(name, key, per, zh, en, numerator, denominator) GR_INDICATOR_##name,
#include "indicators.def"
	GR_INDICATORS
} gr_indicator_id;

typedef enum gr_indicator_side
{
	GR_INDICATOR_NUMERATOR,
	GR_INDICATOR_DENOMINATOR,
	GR_INDICATOR_SIDES
} gr_indicator_side;

typedef struct gr_indicator_info
{
	const char *key;
	int			per;			/* the value is per * numerator / denominator */
	const char *zh;
	const char *en;
	const char *words[GR_INDICATOR_SIDES];	/* NULL: it is made of cells */
} gr_indicator_info;

extern const gr_indicator_info gr_indicators[GR_INDICATORS];

/* Whether a single report tells it. */
extern bool gr_indicator_of_report(int indicator);

/* The two figures; false where one of them is not known.  The denominator may be 0. */
extern bool gr_indicator_parts(const gr_report *report, int indicator, gr_wide parts[GR_INDICATOR_SIDES]);

/* What a side is, such as "applications.granted.total + applications.partly_granted.total". */
extern void gr_indicator_write_side(gr_writer *writer, int indicator, gr_indicator_side side);

#endif							/* GR_INDICATORS_H */
