/*
 * chart_heat.c
 *		A heat map: rows and columns by name, a cell darker the larger its figure.
 *
 * The steps of the colours are those of an axis, so their bounds are round.  Figures below zero
 * have colours of their own.  A cell has its figure in it where that fits.
 */
#include "chart_internal.h"
#include "sort.h"

/* Pixels of a cell. */
#define ROW 22
#define COLUMN_MIN 16
#define COLUMN_MAX 72

/* Labels of columns stand upright where they do not fit; this high at most. */
#define HEAD_MAX 150

/* Steps of colour, of one sign or of each of two. */
#define STEPS 5
#define STEPS_OF_TWO 3

typedef struct drawing
{
	gr_writer  *to;
	const gr_chart *chart;
	int			width;
	gr_slice   *columns;		/* sorted */
	size_t		column_count;
	size_t		row_count;
	gr_chart_axis axis;			/* of the colours, from zero */
	bool		negative;		/* there are figures below zero */
	bool		positive;
	double		left;
	double		top;
	double		column;			/* width of one */
	double		head;			/* height of the labels of columns */
} drawing;

static int
by_cell(const void *first, const void *second)
{
	const gr_chart_point *p = first;
	const gr_chart_point *q = second;
	int			order = gr_chart_compare_labels(p->label, q->label);

	return order != 0 ? order : gr_chart_compare_labels(p->x, q->x);
}

static int
by_column(const void *first, const void *second)
{
	const gr_chart_point *p = first;
	const gr_chart_point *q = second;
	int			order = gr_chart_compare_labels(p->x, q->x);

	return order != 0 ? order : gr_chart_compare_labels(p->label, q->label);
}

static gr_status
find_columns(gr_arena *arena, drawing *d)
{
	gr_chart_point *points = d->chart->points;

	d->columns = gr_arena_alloc(arena, (GR_CHART_COLUMNS + 1) * sizeof(gr_slice));
	if (d->columns == NULL)
		return GR_OUT_OF_MEMORY;
	gr_sort(points, d->chart->count, sizeof(gr_chart_point), by_column);
	d->column_count = 0;
	for (size_t i = 0; i < d->chart->count; i++)
	{
		if (i > 0 && gr_chart_compare_labels(points[i].x, points[i - 1].x) == 0)
			continue;
		if (d->column_count == GR_CHART_COLUMNS)
			return GR_CHART_TOO_LARGE;
		d->columns[d->column_count++] = points[i].x;
	}
	return GR_OK;
}

/* The rows, the range of the figures, and what cannot be drawn. */
static gr_status
survey(drawing *d)
{
	gr_chart_point *points = d->chart->points;
	double		largest = 0;

	gr_sort(points, d->chart->count, sizeof(gr_chart_point), by_cell);
	d->row_count = 0;
	d->negative = d->positive = false;
	for (size_t i = 0; i < d->chart->count; i++)
	{
		double		value;

		if (i > 0 && by_cell(&points[i], &points[i - 1]) == 0)
			return GR_CHART_TWICE;
		d->row_count += i == 0 || gr_chart_compare_labels(points[i].label, points[i - 1].label) != 0;
		if (points[i].y.data == NULL)
			continue;
		if (!gr_chart_value(points[i].y, &value))
			return GR_CHART_OUT_OF_RANGE;
		d->negative = d->negative || value < 0;
		d->positive = d->positive || value > 0;
		value = value < 0 ? -value : value;
		largest = value > largest ? value : largest;
	}
	d->axis = gr_chart_axis_of(0, largest == 0 ? 1 : largest, d->negative && d->positive ? STEPS_OF_TWO : STEPS, false);
	return d->row_count > GR_CHART_ROWS ? GR_CHART_TOO_LARGE : GR_OK;
}

static void
lay_out(drawing *d)
{
	double		rows = 0;
	double		heads = 0;
	double		room;

	for (size_t i = 0; i < d->chart->count; i++)
	{
		double		width = gr_svg_width(d->chart->points[i].label) * 12;

		rows = width > rows ? width : rows;
	}
	for (size_t c = 0; c < d->column_count; c++)
	{
		double		width = gr_svg_width(d->columns[c]) * 12;

		heads = width > heads ? width : heads;
	}
	if (rows > d->width * 0.4)
		rows = d->width * 0.4;
	d->left = GR_CHART_MARGIN + rows + 8;
	room = (d->width - GR_CHART_MARGIN - d->left) / (d->column_count == 0 ? 1 : (double) d->column_count);
	d->column = room < COLUMN_MIN ? COLUMN_MIN : room > COLUMN_MAX ? COLUMN_MAX : room;
	/* What does not fit into the width of the page makes the page wider. */
	if (d->left + d->column * (double) d->column_count + GR_CHART_MARGIN > d->width)
		d->width = (int) (d->left + d->column * (double) d->column_count + GR_CHART_MARGIN) + 1;
	d->head = heads + 4 <= d->column ? GR_CHART_LINE : (heads > HEAD_MAX ? HEAD_MAX : heads) + 8;
	d->top = gr_chart_top(d->chart) + (d->chart->options.y_title.data == NULL ? 0 : 22) + d->head;
}

/* ---------- colours ---------- */

/* The step of a figure: 0 for zero, else 1 … count - 1 by the tick that it does not pass. */
static int
step_of(const drawing *d, double value)
{
	int			step = 0;

	value = value < 0 ? -value : value;
	while (step < d->axis.count - 1 && value > gr_chart_tick(&d->axis, step))
		step++;
	return step;
}

/* The class of a step; the colours are spread over the steps that there are. */
static void
write_class(const drawing *d, int step, bool negative)
{
	int			steps = d->axis.count - 1;
	int			shades = negative ? STEPS_OF_TWO : STEPS;

	if (step == 0)
		gr_markup_write(d->to, "gr-h0");
	else
		gr_markup_write(d->to, "gr-%s%i", negative ? "n" : "h", steps < 2 ? (shades + 1) / 2 : 1 + (step - 1) * (shades - 1) / (steps - 1));
}

/* Whether light words stand on that step. */
static bool
is_dark(const drawing *d, int step, bool negative)
{
	int			steps = d->axis.count - 1;
	int			shades = negative ? STEPS_OF_TWO : STEPS;
	int			shade = step == 0 ? 0 : steps < 2 ? (shades + 1) / 2 : 1 + (step - 1) * (shades - 1) / (steps - 1);

	return negative ? shade >= 3 : shade >= 4;
}

/* ---------- drawing ---------- */

static void
write_heads(const drawing *d)
{
	for (size_t c = 0; c < d->column_count; c++)
	{
		double		x = d->left + ((double) c + 0.5) * d->column;
		bool		cut;
		gr_slice	shown;

		if (d->head == GR_CHART_LINE)
		{
			gr_svg_label(d->to, "gr-key", x, d->top - 6, "middle", d->columns[c], d->column);
			continue;
		}
		shown = gr_svg_fit(d->columns[c], HEAD_MAX / 12.0, &cut);
		gr_markup_write(d->to, "<text class=\"gr-key\" transform=\"translate(%n %n) rotate(-90)\">%s%t%s%t%s</text>\n", x + 4, d->top - 6,
					 cut ? "<title>" : "", cut ? d->columns[c] : GR_SLICE(""), cut ? "</title>" : "", shown, cut ? "…" : "");
	}
}

static void
write_cell(const drawing *d, const gr_chart_point *p, size_t row, size_t column)
{
	double		x = d->left + (double) column * d->column;
	double		y = d->top + (double) row * ROW;
	char		text[GR_CHART_TICK_LENGTH];
	gr_slice	figure;
	double		value;
	int			step;

	if (p->y.data == NULL)
	{
		gr_markup_write(d->to, "<rect class=\"gr-gap\" x=\"%n\" y=\"%n\" width=\"%n\" height=\"%i\"><title>%t, %t: 无数据</title></rect>\n",
					 x + 1.5, y + 1.5, d->column - 3, ROW - 3, p->label, p->x);
		return;
	}
	gr_chart_value(p->y, &value);
	step = step_of(d, value);
	gr_markup_write(d->to, "<rect class=\"");
	write_class(d, step, value < 0);
	gr_markup_write(d->to, "\" x=\"%n\" y=\"%n\" width=\"%n\" height=\"%i\"><title>%t, %t: %t</title></rect>\n",
				 x + 0.5, y + 0.5, d->column - 1, ROW - 1, p->label, p->x, p->y);
	figure = gr_chart_grouped(p->y, text);
	if (gr_svg_width(figure) * 12 + 2 <= d->column)
		gr_markup_write(d->to, "<text class=\"%s\" x=\"%n\" y=\"%n\" text-anchor=\"middle\">%t</text>\n",
					 is_dark(d, step, value < 0) ? "gr-on" : "gr-cell", x + d->column / 2, y + 15, figure);
}

static void
write_cells(const drawing *d)
{
	const gr_chart_point *points = d->chart->points;
	size_t		row = 0;
	size_t		column = 0;

	for (size_t i = 0; i < d->chart->count; i++)
	{
		if (i > 0 && gr_chart_compare_labels(points[i].label, points[i - 1].label) != 0)
		{
			row++;
			column = 0;
		}
		if (column == 0)
			gr_svg_label(d->to, "gr-key", d->left - 8, d->top + (double) row * ROW + 15, "end", points[i].label, d->width * 0.4);
		while (gr_chart_compare_labels(d->columns[column], points[i].x) != 0)
			column++;
		write_cell(d, &points[i], row, column);
		column++;
	}
}

/* One step, with its bounds; returns where the next one begins. */
static double
write_key(const drawing *d, double x, double y, int step, bool negative)
{
	char		low[GR_CHART_TICK_LENGTH];
	char		high[GR_CHART_TICK_LENGTH];
	char		grouped_low[GR_CHART_TICK_LENGTH];
	char		grouped_high[GR_CHART_TICK_LENGTH];
	gr_slice	from = gr_chart_grouped(gr_chart_tick_text(&d->axis, step == 0 ? 0 : step - 1, low), grouped_low);
	gr_slice	to = gr_chart_grouped(gr_chart_tick_text(&d->axis, step, high), grouped_high);

	gr_markup_write(d->to, "<rect class=\"");
	write_class(d, step, negative);
	gr_markup_write(d->to, "\" x=\"%n\" y=\"%n\" width=\"14\" height=\"14\"/>\n<text class=\"gr-soft\" x=\"%n\" y=\"%n\">", x, y, x + 19, y + 12);
	if (step == 0)
		gr_markup_write(d->to, "0</text>\n");
	else
		gr_markup_write(d->to, "%s%t – %s%t</text>\n", negative ? "−" : "", negative ? to : from, negative && step > 1 ? "−" : "", negative ? from : to);
	return x + 19 + (step == 0 ? 8 : (gr_svg_width(from) + gr_svg_width(to) + (negative ? 2.4 : 1.2)) * 12) + 14;
}

static void
write_legend(const drawing *d, double y)
{
	double		x = GR_CHART_MARGIN;

	for (int step = d->axis.count - 1; step > 0 && d->negative; step--)
		x = write_key(d, x, y, step, true);
	x = write_key(d, x, y, 0, false);
	for (int step = 1; step < d->axis.count && d->positive; step++)
		x = write_key(d, x, y, step, false);
}

gr_status
gr_chart_draw_heat(gr_arena *arena, gr_chart *chart, gr_writer *to)
{
	drawing		d = {.to = to,.chart = chart,.width = gr_chart_width(chart)};
	gr_writer	description;
	gr_status	status = find_columns(arena, &d);
	double		bottom;

	if (status == GR_OK)
		status = survey(&d);
	if (status != GR_OK)
		return status;
	lay_out(&d);
	bottom = d.top + (d.row_count == 0 ? 3 : (double) d.row_count) * ROW;
	gr_writer_init(&description, arena);
	gr_markup_write(&description, "热力图：%i 行，%i 列", (int) d.row_count, (int) d.column_count);
	if (description.failed)
		return GR_OUT_OF_MEMORY;
	gr_chart_begin(to, chart, d.width, bottom + 44, gr_slice_make(description.data, description.len));
	if (chart->options.y_title.data != NULL)
		gr_svg_label(to, "gr-soft", GR_CHART_MARGIN, gr_chart_top(chart) + 12, "start", chart->options.y_title, d.width - 2 * GR_CHART_MARGIN);
	if (chart->count == 0)
		gr_chart_nothing(to, d.width, (d.top + bottom) / 2);
	else
	{
		write_heads(&d);
		write_cells(&d);
		write_legend(&d, bottom + 16);
	}
	gr_chart_end(to);
	return GR_OK;
}
