/*
 * chart_bars.c
 *		A chart of bars: a figure for each label, bars to the right, so that labels have room.
 *
 * Labels that begin with a digit, such as years, are in their order; others by their figures,
 * the greatest first.
 */
#include "chart_internal.h"
#include "sort.h"

/* Pixels of a bar with the space around it, and of the bar. */
#define PITCH 24
#define THICKNESS 16

#define TICKS 6

typedef struct drawing
{
	gr_writer  *to;
	const gr_chart *chart;
	int			width;
	gr_chart_axis axis;
	bool		empty;
	double		labels;			/* where they end */
	double		left;			/* of the plot */
	double		right;
	double		top;
	double		bottom;
} drawing;

static int
by_label(const void *first, const void *second)
{
	const gr_chart_point *p = first;
	const gr_chart_point *q = second;

	return gr_chart_compare_labels(p->label, q->label);
}

/* The greatest figure first, gaps last. */
static int
by_figure(const void *first, const void *second)
{
	const gr_chart_point *p = first;
	const gr_chart_point *q = second;
	double		a;
	double		b;

	if (p->y.data == NULL || q->y.data == NULL)
	{
		if (p->y.data != NULL || q->y.data != NULL)
			return p->y.data != NULL ? -1 : 1;
		return by_label(p, q);
	}
	gr_chart_value(p->y, &a);
	gr_chart_value(q->y, &b);
	if (a != b)
		return a > b ? -1 : 1;
	return by_label(p, q);
}

static bool
begin_with_digits(const gr_chart *chart)
{
	for (size_t i = 0; i < chart->count; i++)
		if (chart->points[i].label.len == 0 || *chart->points[i].label.data < '0' || *chart->points[i].label.data > '9')
			return false;
	return true;
}

/* The range of the figures, which has zero in it, and what cannot be drawn. */
static gr_status
survey(drawing *d)
{
	double		min = 0;
	double		max = 0;

	d->empty = true;
	for (size_t i = 0; i < d->chart->count; i++)
	{
		const gr_chart_point *p = &d->chart->points[i];
		double		y;

		if (i > 0 && gr_chart_compare_labels(p->label, p[-1].label) == 0)
			return GR_CHART_TWICE;
		if (p->y.data == NULL)
			continue;
		if (!gr_chart_value(p->y, &y))
			return GR_CHART_OUT_OF_RANGE;
		d->empty = false;
		min = y < min ? y : min;
		max = y > max ? y : max;
	}
	/* Nothing but zeros: an axis from zero on. */
	d->axis = gr_chart_axis_of(min, min == 0 && max == 0 ? 1 : max, d->width / 110 < 2 ? 2 : d->width / 110 > TICKS ? TICKS : d->width / 110, false);
	/* A small figure below zero asks for no tick of its own. */
	if (min > d->axis.low)
		d->axis.low = min;
	return d->chart->count > GR_CHART_BARS ? GR_CHART_TOO_LARGE : GR_OK;
}

static double
place(const drawing *d, double value)
{
	return d->left + (value - d->axis.low) / (d->axis.high - d->axis.low) * (d->right - d->left);
}

/* Room for labels, and for the figures at the ends of the bars. */
static void
lay_out(drawing *d)
{
	double		labels = 0;
	double		figures[2] = {0, 0};

	for (size_t i = 0; i < d->chart->count; i++)
	{
		const gr_chart_point *p = &d->chart->points[i];
		char		text[GR_CHART_TICK_LENGTH];
		double		width = gr_svg_width(p->label) * 12;
		bool		negative = p->y.data != NULL && *p->y.data == '-';

		labels = width > labels ? width : labels;
		if (p->y.data == NULL)
			continue;
		width = gr_svg_width(gr_chart_grouped(p->y, text)) * 12 + 8;
		figures[negative] = width > figures[negative] ? width : figures[negative];
	}
	if (labels > d->width * 0.4)
		labels = d->width * 0.4;
	d->labels = GR_CHART_MARGIN + labels;
	d->left = d->labels + 10 + figures[1];
	d->right = d->width - GR_CHART_MARGIN - (figures[0] < 12 ? 12 : figures[0]);
	/* Figures of very many digits on a narrow page. */
	if (d->right < d->left + 60)
		d->right = d->left + 60;
}

static void
write_axis(const drawing *d)
{
	char		text[GR_CHART_TICK_LENGTH];
	char		grouped[GR_CHART_TICK_LENGTH];

	for (int i = 0; i < d->axis.count; i++)
	{
		double		tick = gr_chart_tick(&d->axis, i);
		double		x = place(d, tick);

		if (tick < d->axis.low)
			continue;
		gr_markup_write(d->to, "<path class=\"gr-grid\" d=\"M%n %nV%n\"/>\n<text class=\"gr-soft\" x=\"%n\" y=\"%n\" text-anchor=\"middle\">%t</text>\n",
					 x, d->top, d->bottom, x, d->bottom + 16, gr_chart_grouped(gr_chart_tick_text(&d->axis, i, text), grouped));
	}
}

static void
write_bar(const drawing *d, const gr_chart_point *p, double y)
{
	double		zero = place(d, 0);
	double		middle = y + PITCH / 2.0;
	char		text[GR_CHART_TICK_LENGTH];
	double		value;
	double		end;

	gr_svg_label(d->to, "gr-key", d->labels, middle + 4, "end", p->label, d->width * 0.4);
	if (p->y.data == NULL)
	{
		gr_markup_write(d->to, "<rect class=\"gr-gap\" x=\"%n\" y=\"%n\" width=\"18\" height=\"%i\"><title>%t: 无数据</title></rect>\n",
					 zero + 2, middle - THICKNESS / 2.0, THICKNESS, p->label);
		return;
	}
	gr_chart_value(p->y, &value);
	end = place(d, value);
	gr_markup_write(d->to, "<rect class=\"gr-m%i\" x=\"%n\" y=\"%n\" width=\"%n\" height=\"%i\"><title>%t: %t</title></rect>\n",
				 value < 0 ? 1 : 0, end < zero ? end : zero, middle - THICKNESS / 2.0, end < zero ? zero - end : end - zero, THICKNESS, p->label, p->y);
	gr_markup_write(d->to, "<text class=\"gr-figure\" x=\"%n\" y=\"%n\" text-anchor=\"%s\">%t</text>\n",
				 value < 0 ? end - 4 : end + 4, middle + 4, value < 0 ? "end" : "start", gr_chart_grouped(p->y, text));
}

gr_status
gr_chart_draw_bars(gr_arena *arena, gr_chart *chart, gr_writer *to)
{
	drawing		d = {.to = to,.chart = chart,.width = gr_chart_width(chart)};
	gr_writer	description;
	gr_status	status;
	double		height;

	gr_sort(chart->points, chart->count, sizeof(gr_chart_point), by_label);
	status = survey(&d);
	if (status != GR_OK)
		return status;
	if (!begin_with_digits(chart))
		gr_sort(chart->points, chart->count, sizeof(gr_chart_point), by_figure);
	lay_out(&d);
	d.top = gr_chart_top(chart) + (chart->options.y_title.data == NULL ? 2 : 24);
	d.bottom = d.top + (chart->count == 0 ? 3 : (double) chart->count) * PITCH;
	height = d.bottom + 28;
	gr_writer_init(&description, arena);
	gr_markup_write(&description, "条形图：%i 条", (int) chart->count);
	if (description.failed)
		return GR_OUT_OF_MEMORY;
	gr_chart_begin(to, chart, d.width, height, gr_slice_make(description.data, description.len));
	if (chart->options.y_title.data != NULL)
		gr_svg_label(to, "gr-soft", d.left, d.top - 8, "start", chart->options.y_title, d.width - d.left - GR_CHART_MARGIN);
	if (d.empty)
		gr_chart_nothing(to, d.width, (d.top + d.bottom) / 2);
	else
		write_axis(&d);
	for (size_t i = 0; i < chart->count; i++)
		write_bar(&d, &chart->points[i], d.top + (double) i * PITCH);
	gr_markup_write(to, "<path class=\"gr-axis\" d=\"M%n %nV%n\"/>\n", place(&d, 0), d.top, d.bottom);
	gr_chart_end(to);
	return GR_OK;
}
