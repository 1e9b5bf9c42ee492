/*
 * chart_points.c
 *		The points of a chart as bytes; see chart.h.
 */
#include "chart.h"

#include "utf8.h"

#define VERSION 1

static void
write_string(gr_writer *writer, gr_slice string)
{
	gr_write_unsigned(writer, string.data == NULL ? 0 : (uint64_t) string.len + 1);
	if (string.data != NULL)
		gr_write_bytes(writer, string);
}

void
gr_chart_write_head(gr_writer *writer, gr_chart_kind kind, const gr_chart_options *options)
{
	gr_write_byte(writer, VERSION);
	gr_write_byte(writer, kind);
	write_string(writer, options->title);
	write_string(writer, options->x_title);
	write_string(writer, options->y_title);
	gr_write_unsigned(writer, (uint64_t) options->width);
}

void
gr_chart_write_point(gr_writer *writer, const gr_chart_point *point)
{
	write_string(writer, point->label);
	write_string(writer, point->x);
	write_string(writer, point->y);
}

static int
compare_strings(gr_slice a, gr_slice b)
{
	int			order;

	if (a.data == NULL || b.data == NULL)
		return (a.data != NULL) - (b.data != NULL);
	order = memcmp(a.data, b.data, a.len < b.len ? a.len : b.len);
	return order != 0 ? order : a.len < b.len ? -1 : a.len > b.len;
}

void
gr_chart_merge_options(gr_chart_options *options, const gr_chart_options *other)
{
	if (compare_strings(options->title, other->title) < 0)
		options->title = other->title;
	if (compare_strings(options->x_title, other->x_title) < 0)
		options->x_title = other->x_title;
	if (compare_strings(options->y_title, other->y_title) < 0)
		options->y_title = other->y_title;
	if (options->width < other->width)
		options->width = other->width;
}

/* Text as the host has it: UTF-8 without U+0000. */
static gr_slice
read_string(gr_reader *reader)
{
	gr_slice	none = {NULL, 0};
	uint64_t	length = gr_read_unsigned(reader);
	gr_slice	string;

	if (length == 0 || length - 1 > GR_CHART_BYTES)
	{
		reader->failed = reader->failed || length != 0;
		return none;
	}
	string = gr_read_bytes(reader, (size_t) length - 1);
	if (!reader->failed && (gr_utf8_valid_prefix(string) != string.len || (string.len > 0 && memchr(string.data, 0, string.len) != NULL)))
		reader->failed = true;
	return string;
}

static bool
is_decimal(gr_slice s)
{
	size_t		digits = 0;
	bool		point = false;

	for (size_t i = s.len > 0 && s.data[0] == '-'; i < s.len; i++)
	{
		if (s.data[i] >= '0' && s.data[i] <= '9')
			digits++;
		else if (s.data[i] == '.' && !point && digits > 0)
			point = true;
		else
			return false;
	}
	return digits > 0 && s.data[s.len - 1] != '.';
}

/* Whether a point is one of a chart of this kind. */
static bool
is_point(gr_chart_kind kind, const gr_chart_point *p)
{
	if (p->y.data != NULL && !is_decimal(p->y))
		return false;
	switch (kind)
	{
		case GR_CHART_KIND_LINES:
			return p->x.data != NULL && is_decimal(p->x);
		case GR_CHART_KIND_BARS:
			return p->label.data != NULL && p->x.data == NULL;
		case GR_CHART_KIND_HEAT:
			return p->label.data != NULL && p->x.data != NULL;
		case GR_CHART_KINDS:
			break;
	}
	return false;
}

gr_status
gr_chart_read(gr_arena *arena, gr_slice bytes, gr_chart *chart, size_t *points)
{
	gr_reader	reader = gr_reader_of(bytes);
	unsigned	version = gr_read_byte(&reader);
	unsigned	kind = gr_read_byte(&reader);
	size_t		capacity = 0;
	uint64_t	width;

	chart->points = NULL;
	chart->count = 0;
	chart->options.title = read_string(&reader);
	chart->options.x_title = read_string(&reader);
	chart->options.y_title = read_string(&reader);
	width = gr_read_unsigned(&reader);
	if (reader.failed || version != VERSION || kind >= GR_CHART_KINDS || width > GR_CHART_WIDTH_MAX || (width != 0 && width < GR_CHART_WIDTH_MIN))
		return GR_BAD_CHART;
	chart->kind = (gr_chart_kind) kind;
	chart->options.width = (int) width;
	*points = bytes.len - (size_t) (reader.end - reader.at);
	while (reader.at < reader.end)
	{
		gr_chart_point point = {read_string(&reader), {NULL, 0}, {NULL, 0}};
		gr_chart_point *grown;

		point.x = read_string(&reader);
		point.y = read_string(&reader);
		if (reader.failed || !is_point(chart->kind, &point) || chart->count == GR_CHART_POINTS)
			return GR_BAD_CHART;
		grown = gr_arena_grow(arena, chart->points, &capacity, chart->count + 1, sizeof(gr_chart_point));
		if (grown == NULL)
			return GR_OUT_OF_MEMORY;
		chart->points = grown;
		chart->points[chart->count++] = point;
	}
	return GR_OK;
}
