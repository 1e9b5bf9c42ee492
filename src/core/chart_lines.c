/*
 * chart_lines.c
 *		A chart of lines: figures over an axis of numbers, such as years.
 */
#include "chart_internal.h"
#include "sort.h"

/* Lines with more points than this have no markers. */
#define MARKED_POINTS 80

/* Pixels: of the sample of a line in the legend, and of an entry's label at most. */
#define SAMPLE 30
#define ENTRY_LABEL 220
#define ENTRY_GAP 16

#define Y_TICKS 6

typedef struct drawing
{
	gr_writer  *to;
	const gr_chart *chart;
	int			width;
	gr_chart_axis x;
	gr_chart_axis y;
	bool		whole;			/* all x are whole numbers */
	bool		empty;			/* no point has a figure */
	size_t		lines;
	double		left;			/* of the plot */
	double		right;
	double		top;
	double		bottom;
} drawing;

static const char *const dashes[] = {"", "7 3", "2 3", "9 3 2 3", "5 2 2 2 2 2", "12 4"};

/* By line, then by x; equal figures are told by their digits where doubles do not. */
static int
by_point(const void *first, const void *second)
{
	const gr_chart_point *p = first;
	const gr_chart_point *q = second;
	int			order = gr_chart_compare_labels(p->label, q->label);
	double		x;
	double		y;

	if (order != 0)
		return order;
	gr_chart_value(p->x, &x);
	gr_chart_value(q->x, &y);
	if (x != y)
		return x < y ? -1 : 1;
	return gr_chart_compare_labels(p->x, q->x);
}

static bool
same_line(const gr_chart_point *p, const gr_chart_point *q)
{
	return gr_chart_compare_labels(p->label, q->label) == 0;
}

/* Ranges of the figures, the number of lines, and what cannot be drawn. */
static gr_status
survey(drawing *d)
{
	const gr_chart *chart = d->chart;
	double		min[2] = {0, 0};
	double		max[2] = {0, 0};
	bool		none = true;

	d->empty = d->whole = true;
	d->lines = 0;
	for (size_t i = 0; i < chart->count; i++)
	{
		const gr_chart_point *p = &chart->points[i];
		bool		first = i == 0 || !same_line(p, p - 1);
		double		value[2];

		d->lines += first;
		if (!first && gr_chart_compare_labels(p->x, p[-1].x) == 0)
			return GR_CHART_TWICE;
		if (!gr_chart_value(p->x, &value[0]) || (p->y.data != NULL && !gr_chart_value(p->y, &value[1])))
			return GR_CHART_OUT_OF_RANGE;
		d->whole = d->whole && memchr(p->x.data, '.', p->x.len) == NULL;
		min[0] = none || value[0] < min[0] ? value[0] : min[0];
		max[0] = none || value[0] > max[0] ? value[0] : max[0];
		none = false;
		if (p->y.data == NULL)
			continue;
		min[1] = d->empty || value[1] < min[1] ? value[1] : min[1];
		max[1] = d->empty || value[1] > max[1] ? value[1] : max[1];
		d->empty = false;
	}
	/* From zero, unless that would leave most of the plot empty. */
	if (min[1] > 0 && min[1] < max[1] * 0.75)
		min[1] = 0;
	d->y = gr_chart_axis_of(min[1], max[1], Y_TICKS, false);
	d->x = gr_chart_axis_of(min[0], max[0], d->width / 70 < 2 ? 2 : d->width / 70, d->whole);
	/* The plot ends at its figures, not at ticks. */
	d->x.low = min[0];
	d->x.high = max[0];
	return d->lines > GR_CHART_SERIES ? GR_CHART_TOO_LARGE : GR_OK;
}

static double
x_place(const drawing *d, double x)
{
	double		inner = 14;

	if (d->x.high == d->x.low)
		return (d->left + d->right) / 2;
	return d->left + inner + (x - d->x.low) / (d->x.high - d->x.low) * (d->right - d->left - 2 * inner);
}

static double
y_place(const drawing *d, double y)
{
	return d->bottom - (y - d->y.low) / (d->y.high - d->y.low) * (d->bottom - d->top);
}

/* ---------- legend ---------- */

static bool
has_legend(const drawing *d)
{
	return d->lines > 1 || (d->lines == 1 && d->chart->points[0].label.data != NULL);
}

static double
entry_width(gr_slice label)
{
	double		width = gr_svg_width(label) * 12;

	return SAMPLE + 6 + (width < ENTRY_LABEL ? width : ENTRY_LABEL) + ENTRY_GAP;
}

static void
write_marker(gr_writer *to, size_t line, double x, double y)
{
	int			colour = (int) (line % GR_CHART_COLOURS);

	switch (line % 6)
	{
		case 0:
			gr_markup_write(to, "<circle class=\"gr-m%i\" cx=\"%n\" cy=\"%n\" r=\"3.5\"", colour, x, y);
			break;
		case 1:
			gr_markup_write(to, "<rect class=\"gr-m%i\" x=\"%n\" y=\"%n\" width=\"7\" height=\"7\"", colour, x - 3.5, y - 3.5);
			break;
		case 2:
			gr_markup_write(to, "<path class=\"gr-m%i\" d=\"M%n %nl4.5 8h-9z\"", colour, x, y - 4.5);
			break;
		case 3:
			gr_markup_write(to, "<path class=\"gr-m%i\" d=\"M%n %nl4.5 4.5-4.5 4.5-4.5-4.5z\"", colour, x, y - 4.5);
			break;
		case 4:
			gr_markup_write(to, "<path class=\"gr-m%i\" d=\"M%n %nl4.5-8h-9z\"", colour, x, y + 4.5);
			break;
		default:
			gr_markup_write(to, "<path class=\"gr-m%i\" d=\"M%n %nh3v-3h3v3h3v3h-3v3h-3v-3h-3z\"", colour, x - 4.5, y - 1.5);
	}
}

/* The second six lines have the colours and markers of the first, and other dashes. */
static const char *
dash_of(size_t line)
{
	return dashes[(line + (line >= 6 ? 3 : 0)) % 6];
}

/* The rows that the legend takes; draws it at y unless that is negative. */
static int
legend(const drawing *d, double y)
{
	const gr_chart *chart = d->chart;
	double		x = GR_CHART_MARGIN;
	int			rows = 1;
	size_t		line = 0;

	if (!has_legend(d))
		return 0;
	for (size_t i = 0; i < chart->count; i++)
	{
		const gr_chart_point *p = &chart->points[i];
		gr_slice	label = p->label.data == NULL ? GR_SLICE("—") : p->label;

		if (i > 0 && same_line(p, p - 1))
			continue;
		if (x > GR_CHART_MARGIN && x + entry_width(label) > d->width - GR_CHART_MARGIN)
		{
			x = GR_CHART_MARGIN;
			rows++;
		}
		if (y >= 0)
		{
			double		middle = y + (rows - 1) * GR_CHART_LINE + 5;

			gr_markup_write(d->to, "<path class=\"gr-line gr-s%i\" stroke-dasharray=\"%s\" d=\"M%n %nh%i\"/>\n",
						 (int) (line % GR_CHART_COLOURS), *dash_of(line) == '\0' ? "none" : dash_of(line), x, middle, SAMPLE);
			write_marker(d->to, line, x + SAMPLE / 2.0, middle);
			gr_markup_write(d->to, "/>\n");
			gr_svg_label(d->to, "gr-key", x + SAMPLE + 6, middle + 4, "start", label, ENTRY_LABEL);
		}
		x += entry_width(label);
		line++;
	}
	return rows;
}

/* ---------- axes ---------- */

static void
write_axes(const drawing *d)
{
	gr_writer  *to = d->to;
	char		text[GR_CHART_TICK_LENGTH];
	char		grouped[GR_CHART_TICK_LENGTH];

	for (int i = 0; i < d->y.count && !d->empty; i++)
	{
		double		y = y_place(d, gr_chart_tick(&d->y, i));

		gr_markup_write(to, "<path class=\"gr-grid\" d=\"M%n %nH%n\"/>\n<text class=\"gr-soft\" x=\"%n\" y=\"%n\" text-anchor=\"end\">%t</text>\n",
					 d->left, y, d->right, d->left - 6, y + 4, gr_chart_grouped(gr_chart_tick_text(&d->y, i, text), grouped));
	}
	gr_markup_write(to, "<path class=\"gr-axis\" d=\"M%n %nH%n\"/>\n", d->left, d->bottom, d->right);
	for (int i = 0; i < d->x.count && d->chart->count > 0; i++)
	{
		double		tick = gr_chart_tick(&d->x, i);

		if (tick < d->x.low || tick > d->x.high)
			continue;
		/* Not grouped: these are years more often than not. */
		gr_markup_write(to, "<path class=\"gr-axis\" d=\"M%n %nv5\"/>\n<text class=\"gr-soft\" x=\"%n\" y=\"%n\" text-anchor=\"middle\">%t</text>\n",
					 x_place(d, tick), d->bottom, x_place(d, tick), d->bottom + 18, gr_chart_tick_text(&d->x, i, text));
	}
	if (d->chart->options.y_title.data != NULL)
		gr_svg_label(to, "gr-soft", GR_CHART_MARGIN, d->top - 12, "start", d->chart->options.y_title, d->width - 2 * GR_CHART_MARGIN);
	if (d->chart->options.x_title.data != NULL)
		gr_svg_label(to, "gr-soft", d->right, d->bottom + 36, "end", d->chart->options.x_title, d->right - d->left);
}

static double
y_labels_width(const drawing *d)
{
	char		text[GR_CHART_TICK_LENGTH];
	char		grouped[GR_CHART_TICK_LENGTH];
	double		widest = 0;

	for (int i = 0; i < d->y.count; i++)
	{
		double		width = gr_svg_width(gr_chart_grouped(gr_chart_tick_text(&d->y, i, text), grouped)) * 12;

		widest = width > widest ? width : widest;
	}
	return widest;
}

/* ---------- lines ---------- */

static void
write_path(const drawing *d, const gr_chart_point *points, size_t count, size_t line)
{
	bool		open = false;

	gr_markup_write(d->to, "<path class=\"gr-line gr-s%i\" stroke-dasharray=\"%s\" d=\"",
				 (int) (line % GR_CHART_COLOURS), *dash_of(line) == '\0' ? "none" : dash_of(line));
	for (size_t i = 0; i < count; i++)
	{
		double		x;
		double		y;

		if (points[i].y.data == NULL)
		{
			open = false;
			continue;
		}
		gr_chart_value(points[i].x, &x);
		gr_chart_value(points[i].y, &y);
		gr_markup_write(d->to, "%s%n %n", open ? "L" : "M", x_place(d, x), y_place(d, y));
		open = true;
	}
	gr_markup_write(d->to, "\"/>\n");
}

static void
write_markers(const drawing *d, const gr_chart_point *points, size_t count, size_t line)
{
	for (size_t i = 0; i < count; i++)
	{
		bool		alone = (i == 0 || points[i - 1].y.data == NULL) && (i + 1 == count || points[i + 1].y.data == NULL);
		double		x;
		double		y;

		/* Of a long line only what no stroke shows. */
		if (points[i].y.data == NULL || (count > MARKED_POINTS && !alone))
			continue;
		gr_chart_value(points[i].x, &x);
		gr_chart_value(points[i].y, &y);
		write_marker(d->to, line, x_place(d, x), y_place(d, y));
		gr_markup_write(d->to, "><title>%t%s%t: %t</title></%s>\n", points[i].label.data == NULL ? GR_SLICE("") : points[i].label,
					 points[i].label.data == NULL ? "" : ", ", points[i].x, points[i].y,
					 line % 6 == 0 ? "circle" : line % 6 == 1 ? "rect" : "path");
	}
}

static void
write_lines(const drawing *d)
{
	const gr_chart *chart = d->chart;
	size_t		line = 0;

	for (size_t from = 0; from < chart->count; line++)
	{
		size_t		to = from + 1;

		while (to < chart->count && same_line(&chart->points[to], &chart->points[from]))
			to++;
		write_path(d, chart->points + from, to - from, line);
		write_markers(d, chart->points + from, to - from, line);
		from = to;
	}
}

static void
describe(const drawing *d, gr_writer *text)
{
	char		first[GR_CHART_TICK_LENGTH];
	char		last[GR_CHART_TICK_LENGTH];

	gr_markup_write(text, "折线图：%i 条线，%i 个点", (int) d->lines, (int) d->chart->count);
	if (!d->empty)
		gr_markup_write(text, "，纵轴 %t 至 %t", gr_chart_tick_text(&d->y, 0, first), gr_chart_tick_text(&d->y, d->y.count - 1, last));
}

gr_status
gr_chart_draw_lines(gr_arena *arena, gr_chart *chart, gr_writer *to)
{
	drawing		d = {.to = to,.chart = chart,.width = gr_chart_width(chart)};
	gr_writer	description;
	double		plot;
	double		height;
	int			rows;
	gr_status	status;

	gr_sort(chart->points, chart->count, sizeof(gr_chart_point), by_point);
	status = survey(&d);
	if (status != GR_OK)
		return status;
	plot = d.width * 0.45 < 180 ? 180 : d.width * 0.45 > 400 ? 400 : d.width * 0.45;
	d.left = GR_CHART_MARGIN + y_labels_width(&d) + 6;
	d.right = d.width - GR_CHART_MARGIN;
	d.top = gr_chart_top(chart) + (chart->options.y_title.data == NULL ? 6 : 28);
	d.bottom = d.top + plot;
	rows = legend(&d, -1);
	height = d.bottom + 28 + (chart->options.x_title.data == NULL ? 0 : GR_CHART_LINE) + (rows == 0 ? 0 : rows * GR_CHART_LINE + 10) + 6;
	gr_writer_init(&description, arena);
	describe(&d, &description);
	if (description.failed)
		return GR_OUT_OF_MEMORY;
	gr_chart_begin(to, chart, d.width, height, gr_slice_make(description.data, description.len));
	write_axes(&d);
	if (d.empty)
		gr_chart_nothing(to, d.width, (d.top + d.bottom) / 2);
	else
		write_lines(&d);
	legend(&d, height - rows * GR_CHART_LINE - 6);
	gr_chart_end(to);
	return GR_OK;
}
