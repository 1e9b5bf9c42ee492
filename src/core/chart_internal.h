/*
 * chart_internal.h
 *		What the three kinds of charts share: figures, axes, frame, order of labels.
 */
#ifndef GR_CHART_INTERNAL_H
#define GR_CHART_INTERNAL_H

#include "chart.h"
#include "svg_writer.h"

/* Pixels around a chart, and of a line of text. */
#define GR_CHART_MARGIN 16
#define GR_CHART_LINE 18

/* Colours of lines; dashes and markers change with them, so that they are told apart without. */
#define GR_CHART_COLOURS 6

/* ---------- figures and axes ---------- */

/* The value of a decimal; false for more than 18 digits before the point. */
extern bool gr_chart_value(gr_slice decimal, double *value);

/* An axis from low to high with ticks (first + i) * step * 10^exponent, step 1, 2 or 5. */
typedef struct gr_chart_axis
{
	double		low;
	double		high;
	int64_t		first;
	int			count;			/* ticks */
	int			step;
	int			exponent;
} gr_chart_axis;

/* An axis that holds min … max, ends at ticks, and has at most so many; whole: no tick between whole numbers. */
extern gr_chart_axis gr_chart_axis_of(double min, double max, int ticks, bool whole);

extern double gr_chart_tick(const gr_chart_axis *axis, int i);

/* The tick as a decimal, with all the decimals of its step. */
#define GR_CHART_TICK_LENGTH 96
extern gr_slice gr_chart_tick_text(const gr_chart_axis *axis, int i, char text[GR_CHART_TICK_LENGTH]);

/* Copies a decimal with a comma between groups of three digits, a real minus sign in front; cut at the buffer's end. */
extern gr_slice gr_chart_grouped(gr_slice decimal, char text[GR_CHART_TICK_LENGTH]);

/* ---------- order ---------- */

/* By bytes, runs of digits by what they say: 2 before 10. */
extern int	gr_chart_compare_labels(gr_slice a, gr_slice b);

/* ---------- the frame ---------- */

/* Opens the picture, with title and description for those who do not see it; the title is drawn. */
extern void gr_chart_begin(gr_writer *to, const gr_chart *chart, int width, double height, gr_slice description);
extern void gr_chart_end(gr_writer *to);

/* Where the drawing begins below the title. */
extern double gr_chart_top(const gr_chart *chart);

/* What is drawn where no point has a figure. */
extern void gr_chart_nothing(gr_writer *to, int width, double y);

extern int	gr_chart_width(const gr_chart *chart);

/* ---------- the kinds; points are sorted by what the kind needs ---------- */

extern gr_status gr_chart_draw_lines(gr_arena *arena, gr_chart *chart, gr_writer *to);
extern gr_status gr_chart_draw_bars(gr_arena *arena, gr_chart *chart, gr_writer *to);
extern gr_status gr_chart_draw_heat(gr_arena *arena, gr_chart *chart, gr_writer *to);

#endif							/* GR_CHART_INTERNAL_H */
