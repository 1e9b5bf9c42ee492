/*
 * chart.c
 *		Any bytes as the state of a chart: what is read is drawn as an image that is well-formed, or refused.
 *
 * SEEDS: charts
 */
#include "check.h"

#include "../unit/markup.h"
#include "chart.h"

int			LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What can be read is what is written: the same head and points again. */
static void
check_written(gr_arena *arena, const gr_chart *chart, gr_slice bytes)
{
	gr_writer	writer;

	gr_writer_init(&writer, arena);
	gr_chart_write_head(&writer, chart->kind, &chart->options);
	for (size_t i = 0; i < chart->count; i++)
		gr_chart_write_point(&writer, &chart->points[i]);
	CHECK(!writer.failed && gr_slice_equal(gr_slice_make(writer.data, writer.len), bytes));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	gr_slice	bytes = gr_slice_make(size == 0 ? "" : (const char *) data, size);
	gr_arena	arena;
	gr_chart	chart;
	gr_writer	writer;
	gr_status	status;
	size_t		points;
	text		image = {NULL, 0, 0};

	gr_arena_init(&arena, &gr_host_libc);
	status = gr_chart_read(&arena, bytes, &chart, &points);
	CHECK(status == GR_OK || status == GR_BAD_CHART || status == GR_CHART_TOO_LARGE);
	if (status == GR_OK)
	{
		CHECK(points <= size);
		check_written(&arena, &chart, bytes);
		gr_writer_init(&writer, &arena);
		status = gr_chart_draw(&arena, &chart, &writer);
		CHECK(status == GR_OK || status == GR_CHART_TOO_LARGE || status == GR_CHART_OUT_OF_RANGE || status == GR_CHART_TWICE ||
			  status == GR_BAD_CHART);
		if (status == GR_OK)
		{
			text_bytes(&image, writer.data, writer.len);
			CHECK(well_formed(&image, "svg"));
		}
		text_free(&image);
	}
	gr_arena_free(&arena);
	return 0;
}
