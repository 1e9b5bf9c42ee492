/*
 * chart.h
 *		Charts of lines, bars and heat maps as SVG, from points in any order.
 *
 * What is drawn depends on the set of points alone: they are sorted before.  A figure
 * keeps the digits that it came with; doubles are used for places on the page only.
 *
 * The pages are light or dark as the reader's are, and say everything without colour,
 * too: by dashes and markers, or by the figures themselves.
 */
#ifndef GR_CHART_H
#define GR_CHART_H

#include "buffer.h"
#include "status.h"

/* What one chart can show. */
#define GR_CHART_POINTS 10000
#define GR_CHART_SERIES 12
#define GR_CHART_BARS 200
#define GR_CHART_ROWS 500
#define GR_CHART_COLUMNS 60

/* Bytes of the points of a chart, labels and all. */
#define GR_CHART_BYTES ((size_t) 8 << 20)

/* Pixels. */
#define GR_CHART_WIDTH 720
#define GR_CHART_WIDTH_MIN 240
#define GR_CHART_WIDTH_MAX 4000

typedef enum gr_chart_kind
{
	GR_CHART_KIND_LINES,
	GR_CHART_KIND_BARS,
	GR_CHART_KIND_HEAT,
	GR_CHART_KINDS
} gr_chart_kind;

/* data NULL: none. */
typedef struct gr_chart_options
{
	gr_slice	title;
	gr_slice	x_title;
	gr_slice	y_title;
	int			width;			/* 0: the default */
} gr_chart_options;

/*
 * Of lines the name of a line (NULL: it has none), x and y; of bars the label and y; of a
 * heat map row, column and value.  Figures are decimals: sign, digits, point, digits.
 */
typedef struct gr_chart_point
{
	gr_slice	label;
	gr_slice	x;
	gr_slice	y;				/* data NULL: a gap */
} gr_chart_point;

typedef struct gr_chart
{
	gr_chart_kind kind;
	gr_chart_options options;
	gr_chart_point *points;
	size_t		count;
} gr_chart;

/* Keeps of two sets of options the greater ones, so that no order matters. */
extern void gr_chart_merge_options(gr_chart_options *options, const gr_chart_options *other);

/*
 * The form in which points travel: a head (version, kind, options), and behind it points, a
 * string of bytes each, so that two sets are put together by appending.
 */
extern void gr_chart_write_head(gr_writer *writer, gr_chart_kind kind, const gr_chart_options *options);
extern void gr_chart_write_point(gr_writer *writer, const gr_chart_point *point);

/* Reads them; strings point into the bytes.  GR_BAD_CHART for what was not written so; *points: where they begin. */
extern gr_status gr_chart_read(gr_arena *arena, gr_slice bytes, gr_chart *chart, size_t *points);

/*
 * Appends the SVG.  Sorts the points.  GR_CHART_TOO_LARGE, GR_CHART_OUT_OF_RANGE for a figure of
 * more than 18 digits before the point, GR_CHART_TWICE for two figures at one place.
 */
extern gr_status gr_chart_draw(gr_arena *arena, gr_chart *chart, gr_writer *to);

#endif							/* GR_CHART_H */
