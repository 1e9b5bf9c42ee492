/*
 * series.h
 *		One vocabulary over all forms: the quantities that several forms print.
 */
#ifndef GR_SERIES_H
#define GR_SERIES_H

#include "rollup.h"

typedef enum gr_series_id
{
#define GR_SERIES(name, key, zh, en, unit) GR_SERIES_##name,
#include "series.def"
	GR_SERIES_COUNT,
	GR_SERIES_NONE = GR_SERIES_COUNT
} gr_series_id;

typedef struct gr_series_info
{
	const char *key;
	const char *zh;
	const char *en;
	unsigned char unit;			/* gr_unit_id; money is in 万元 */
} gr_series_info;

extern const gr_series_info gr_series[GR_SERIES_COUNT];

/* The series that a row and a column belong to, or NONE. */
extern int	gr_series_of(int row, int column);

typedef struct gr_series_value
{
	gr_sum		sum;			/* in the unit of the series */
	unsigned char table;		/* where it stands; of a roll-up, the first of several */
	unsigned char row;
	unsigned char column;
} gr_series_value;

/* False where the report has no value for it. */
extern bool gr_series_value_of(const gr_report *report, int series, gr_series_value *value);

/*
 * The value of a row (of a group, too) and a column, money in 万元.  Where the form of
 * the report has no such cell and another one means the same, that one's.  In a roll-up
 * the cells that mean the same are added.  False where there is none.
 */
extern bool gr_value_of(const gr_report *report, int row, int column, gr_sum *sum);

#endif							/* GR_SERIES_H */
