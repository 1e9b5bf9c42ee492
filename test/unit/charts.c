/*
 * charts.c
 *		Charts: axes, order, escaping, what cannot be drawn, and that no order of the points matters.
 */
#include "chart_internal.h"
#include "markup.h"
#include "utf8.h"

/* ---------- axes and figures ---------- */

static void
ticks(double min, double max, int most, bool whole, const char *first, const char *last, int count)
{
	gr_chart_axis axis = gr_chart_axis_of(min, max, most, whole);
	char		a[GR_CHART_TICK_LENGTH];
	char		b[GR_CHART_TICK_LENGTH];
	gr_slice	f = gr_chart_tick_text(&axis, 0, a);
	gr_slice	l = gr_chart_tick_text(&axis, axis.count - 1, b);

	if (!ok(axis.count == count && gr_slice_equal(f, gr_slice_cstring(first)) && gr_slice_equal(l, gr_slice_cstring(last)), "ticks of %g … %g", min, max))
		diag("%.*s … %.*s, %d", (int) f.len, f.data, (int) l.len, l.data, axis.count);
}

static void
test_axes(void)
{
	int			wrong = 0;

	ticks(0, 250, 6, false, "0", "250", 6);
	ticks(0, 231.5, 6, false, "0", "250", 6);
	ticks(0, 7, 6, false, "0", "8", 5);
	ticks(2008, 2023, 8, true, "2008", "2024", 9);
	ticks(2018, 2020, 8, true, "2018", "2020", 3);
	ticks(-25, 1234, 6, false, "-500", "1500", 5);
	ticks(0, 0.3, 6, false, "0.00", "0.30", 7);
	ticks(0.1, 0.3, 4, false, "0.10", "0.30", 5);
	ticks(5, 5, 6, false, "2", "8", 7);
	ticks(0, 0, 6, false, "-1.0", "1.0", 5);
	ticks(2020, 2020, 6, true, "2019", "2021", 3);
	ticks(0, 999999999999999999.0, 6, false, "0", "1000000000000000000", 6);
	for (int i = 0; i < 20000; i++)
	{
		double		scale = 1;
		double		min;
		double		max;
		int			most = 2 + (int) random_below(9);
		bool		whole = random_below(2) == 0;
		gr_chart_axis axis;

		for (unsigned n = random_below(17); n > 0; n--)
			scale *= 10;
		min = ((double) random_below(2000) - 1000) * (whole ? 1 : scale / 1e4);
		max = min + (double) random_below(1000) * (whole ? 1 : scale / 1e4);
		axis = gr_chart_axis_of(min, max, most, whole);
		/* All figures are on it, no tick too many, and the step is a round one. */
		if (axis.low > min + 1e-6 * scale || axis.high < max - 1e-6 * scale || axis.count < 2 || axis.count > most + 3 ||
			(axis.step != 1 && axis.step != 2 && axis.step != 5) || (whole && axis.exponent < 0))
		{
			if (wrong++ < 5)
				diag("%.17g %.17g at most %d: %.17g %.17g %d ticks of %d e%d", min, max, most, axis.low, axis.high, axis.count, axis.step, axis.exponent);
		}
	}
	is_int(wrong, 0, "20,000 random ranges");
}

static void
grouped(const char *decimal, const char *expected)
{
	char		text[GR_CHART_TICK_LENGTH];
	gr_slice	g = gr_chart_grouped(gr_slice_cstring(decimal), text);

	is_slice(g, expected, "%s in groups", decimal);
}

static void
test_figures(void)
{
	char		digits[400];
	char		text[GR_CHART_TICK_LENGTH];
	double		value;

	grouped("0", "0");
	grouped("999", "999");
	grouped("1000", "1,000");
	grouped("-1234567.891", "−1,234,567.891");
	grouped("0.0001", "0.0001");
	memset(digits, '7', sizeof(digits));
	ok(gr_chart_grouped(gr_slice_make(digits, sizeof(digits)), text).len <= GR_CHART_TICK_LENGTH, "a long figure is cut");
	ok(gr_chart_value(GR_SLICE("999999999999999999.5"), &value) && value > 9.9e17, "18 digits");
	ok(!gr_chart_value(GR_SLICE("1000000000000000000"), &value), "19 are too many");
	ok(gr_chart_value(GR_SLICE("0000000000000000000000001.5"), &value) && value == 1.5, "zeros in front are none");
	ok(gr_chart_value(GR_SLICE("-0.25"), &value) && value == -0.25, "a fraction below zero");
	ok(gr_chart_compare_labels(GR_SLICE("县2"), GR_SLICE("县10")) < 0 && gr_chart_compare_labels(GR_SLICE("县02"), GR_SLICE("县2")) != 0 &&
	   gr_chart_compare_labels(GR_SLICE("a"), GR_SLICE("b")) < 0 && gr_chart_compare_labels(GR_SLICE("2"), GR_SLICE("")) > 0, "labels in their order");
}

/* ---------- drawing ---------- */

static gr_chart_point
point(const char *label, const char *x, const char *y)
{
	gr_slice	none = {NULL, 0};
	gr_chart_point p = {label == NULL ? none : gr_slice_cstring(label), x == NULL ? none : gr_slice_cstring(x), y == NULL ? none : gr_slice_cstring(y)};

	return p;
}

static gr_status
draw(gr_chart_kind kind, const gr_chart_point *points, size_t count, const char *title, text *svg)
{
	gr_chart	chart = {kind, {{NULL, 0}, {NULL, 0}, {NULL, 0}, 0}, NULL, count};
	gr_arena	arena;
	gr_writer	writer;
	gr_status	status;

	gr_arena_init(&arena, &gr_host_libc);
	gr_writer_init(&writer, &arena);
	chart.points = gr_arena_alloc(&arena, (count + 1) * sizeof(gr_chart_point));
	memcpy(chart.points, points, count * sizeof(gr_chart_point));
	if (title != NULL)
		chart.options.title = chart.options.x_title = chart.options.y_title = gr_slice_cstring(title);
	status = gr_chart_draw(&arena, &chart, &writer);
	memset(svg, 0, sizeof(*svg));
	if (status == GR_OK)
		text_bytes(svg, writer.data, writer.len);
	gr_arena_free(&arena);
	return status;
}

static void
test_lines(void)
{
	static const char *const years[] = {"2018", "2019", "2020", "2021", "2022", "2023"};
	gr_chart_point points[12];
	text		svg;

	for (int i = 0; i < 12; i++)
		points[i] = point(i < 6 ? "北岑区" : "石桥区", years[i % 6], i == 2 ? NULL : i < 6 ? "12.5" : "1234");
	is_int(draw(GR_CHART_KIND_LINES, points, 12, "申请", &svg), GR_OK, "two lines");
	ok(well_formed(&svg, "svg"), "are an SVG");
	is_int(occurrences(&svg, "<title>北岑区, "), 5, "a marker for each figure");
	is_int(occurrences(&svg, "<title>石桥区, 2019: 1234</title>"), 1, "with its digits");
	is_int(occurrences(&svg, "role=\"img\""), 1, "it is an image");
	is_int(occurrences(&svg, "<title>申请</title>"), 1, "with a title");
	is_int(occurrences(&svg, "<desc>折线图：2 条线，12 个点，纵轴 0 至 1500</desc>"), 1, "and a description");
	/* The line of the first district: begun, broken off, begun again. */
	{
		const char *d = strstr(strstr(svg.data, "H704"), "stroke-dasharray=\"none\" d=\"M");
		int			moves = 0;

		for (const char *p = d == NULL ? "" : strstr(d, " d=\"") + 4; *p != '"' && *p != '\0'; p++)
			moves += *p == 'M';
		is_int(moves, 2, "a gap is a gap");
	}
	text_free(&svg);
	points[5].y = points[6].y = GR_SLICE("0");
	points[11] = points[10];
	is_int(draw(GR_CHART_KIND_LINES, points, 12, NULL, &svg), GR_CHART_TWICE, "two figures at one place");
	text_free(&svg);
	is_int(draw(GR_CHART_KIND_LINES, points, 0, NULL, &svg), GR_OK, "no point");
	ok(well_formed(&svg, "svg") && occurrences(&svg, "无数据") == 1, "says so");
	text_free(&svg);
	points[0] = point(NULL, "1", "99999999999999999999");
	is_int(draw(GR_CHART_KIND_LINES, points, 1, NULL, &svg), GR_CHART_OUT_OF_RANGE, "a figure of twenty digits");
	text_free(&svg);
	points[0] = point(NULL, "1", "5");
	is_int(draw(GR_CHART_KIND_LINES, points, 1, NULL, &svg), GR_OK, "one point");
	ok(well_formed(&svg, "svg") && occurrences(&svg, "<circle") == 1, "is a marker");
	text_free(&svg);
}

static void
test_bars(void)
{
	gr_chart_point points[4] = {point("教育局", NULL, "3"), point("公安局", NULL, "120"), point("财政局", NULL, NULL), point("民政局", NULL, "-7.5")};
	text		svg;

	is_int(draw(GR_CHART_KIND_BARS, points, 4, "数量", &svg), GR_OK, "four bars");
	ok(well_formed(&svg, "svg"), "are an SVG");
	ok(strstr(svg.data, ">公安局<") < strstr(svg.data, ">教育局<") && strstr(svg.data, ">民政局<") < strstr(svg.data, ">财政局<"), "the greatest first, gaps last");
	is_int(occurrences(&svg, "<title>财政局: 无数据</title>"), 1, "the gap says so");
	is_int(occurrences(&svg, ">−7.5</text>"), 1, "a figure below zero, exactly");
	text_free(&svg);
	points[0] = point("2021", NULL, "3");
	points[1] = point("2019", NULL, "1");
	points[2] = point("2020", NULL, "2");
	is_int(draw(GR_CHART_KIND_BARS, points, 3, NULL, &svg), GR_OK, "three years");
	ok(strstr(svg.data, ">2019<") < strstr(svg.data, ">2020<") && strstr(svg.data, ">2020<") < strstr(svg.data, ">2021<"), "in their order");
	text_free(&svg);
	points[1] = points[0];
	is_int(draw(GR_CHART_KIND_BARS, points, 2, NULL, &svg), GR_CHART_TWICE, "a label twice");
	text_free(&svg);
	points[0] = point("甲", NULL, "0");
	is_int(draw(GR_CHART_KIND_BARS, points, 1, NULL, &svg), GR_OK, "nothing but zero");
	ok(well_formed(&svg, "svg"), "is drawn");
	text_free(&svg);
}

static void
test_heat(void)
{
	gr_chart_point points[6] = {point("甲", "a", "0"), point("甲", "b", "17"), point("乙", "a", NULL), point("乙", "c", "25"), point("丙", "b", "3.25"), point("丙", "c", "9")};
	text		svg;

	is_int(draw(GR_CHART_KIND_HEAT, points, 6, "热力", &svg), GR_OK, "six cells");
	ok(well_formed(&svg, "svg"), "are an SVG");
	is_int(occurrences(&svg, "<desc>热力图：3 行，3 列</desc>"), 1, "of three rows and columns");
	is_int(occurrences(&svg, "class=\"gr-gap\""), 1, "one of them a gap");
	is_int(occurrences(&svg, "<title>丙, b: 3.25</title>"), 1, "each tells its figure");
	is_int(occurrences(&svg, "20 – 25"), 1, "the bounds of the steps are round");
	text_free(&svg);
	points[0] = point("甲", "a", "-12");
	is_int(draw(GR_CHART_KIND_HEAT, points, 6, NULL, &svg), GR_OK, "one below zero");
	ok(well_formed(&svg, "svg") && occurrences(&svg, "class=\"gr-n") > 1 && occurrences(&svg, "−20 – −10") == 1, "has a colour of its own");
	text_free(&svg);
	points[1] = points[0];
	is_int(draw(GR_CHART_KIND_HEAT, points, 6, NULL, &svg), GR_CHART_TWICE, "a cell twice");
	text_free(&svg);
	is_int(draw(GR_CHART_KIND_HEAT, points, 0, NULL, &svg), GR_OK, "no cell");
	ok(well_formed(&svg, "svg"), "is drawn");
	text_free(&svg);
}

/* ---------- what no text may do ---------- */

static const char *const hostile[] = {
	"<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onload='alert(1)", "&lt;b&gt; &amp; &#0; &x;", "]]></style><g>", "</text></svg>",
	"\x01\x02\x08\x0b\x1f\x7f", ("\xE2\x80\xAE" "gnp.exe"), "\xE2\x81\xA6\xE2\x81\xA9\xE2\x80\x8F", "\xEF\xBF\xBF", "%n%s%t", "", "\n\t\r",
	"非常非常非常非常非常非常非常非常非常非常非常非常非常非常非常非常非常非常非常非常非常非常非常非常非常非常非常非常非常非常非常非常长的名称<b>",
};

#define HOSTILE (sizeof(hostile) / sizeof(hostile[0]))

static void
test_hostile(void)
{
	int			wrong = 0;

	for (int kind = 0; kind < GR_CHART_KINDS; kind++)
		for (size_t h = 0; h < HOSTILE; h++)
		{
			gr_chart_point points[3];
			text		svg;

			for (int i = 0; i < 3; i++)
				points[i] = kind == GR_CHART_KIND_LINES ? point(hostile[h], i == 0 ? "1" : i == 1 ? "2" : "3", "4") :
					kind == GR_CHART_KIND_BARS ? point(i == 0 ? hostile[h] : i == 1 ? "x" : "y", NULL, "1") :
					point(hostile[h], i == 0 ? hostile[h] : i == 1 ? "x" : "y", "1");
			if (draw((gr_chart_kind) kind, points, 3, hostile[h], &svg) != GR_OK || !well_formed(&svg, "svg") || strstr(svg.data, "<script") != NULL ||
				strstr(svg.data, "<img") != NULL || strstr(svg.data, "\xE2\x80\xAE") != NULL || strstr(svg.data, "\xE2\x81\xA6") != NULL)
			{
				wrong++;
				diag("kind %d: %s", kind, hostile[h]);
			}
			text_free(&svg);
		}
	is_int(wrong, 0, "no text breaks out of its place");
}

/* ---------- order, limits, states ---------- */

static void
test_order(void)
{
	gr_chart_point points[60];
	char		words[60][3][16];
	int			differ = 0;

	for (int kind = 0; kind < GR_CHART_KINDS; kind++)
	{
		text		first;

		for (int i = 0; i < 60; i++)
		{
			snprintf(words[i][0], 16, "%d区", kind == GR_CHART_KIND_BARS ? i : i % 6);
			snprintf(words[i][1], 16, "%d", 1990 + i / 6);
			snprintf(words[i][2], 16, "%d.%d", (int) random_below(50), (int) random_below(100));
			points[i] = point(words[i][0], kind == GR_CHART_KIND_BARS ? NULL : words[i][1], i % 7 == 0 ? NULL : words[i][2]);
		}
		is_int(draw((gr_chart_kind) kind, points, 60, NULL, &first), GR_OK, "sixty points");
		for (int round = 0; round < 50; round++)
		{
			text		again;

			for (unsigned i = 59; i > 0; i--)
			{
				unsigned	j = random_below(i + 1);
				gr_chart_point p = points[i];

				points[i] = points[j];
				points[j] = p;
			}
			draw((gr_chart_kind) kind, points, 60, NULL, &again);
			differ += !gr_slice_equal(text_slice(&first), text_slice(&again));
			text_free(&again);
		}
		text_free(&first);
	}
	is_int(differ, 0, "in any order the same chart");
}

static void
limit(gr_chart_kind kind, int most, const char *what)
{
	gr_chart_point *points = malloc(((size_t) most + 1) * sizeof(gr_chart_point));
	char	  (*words)[16] = malloc(((size_t) most + 1) * sizeof(*words));
	bool		columns = kind == GR_CHART_KIND_HEAT && most == GR_CHART_COLUMNS;
	text		svg;

	for (int i = 0; i <= most; i++)
	{
		snprintf(words[i], 16, "%d", i);
		points[i] = point(columns ? "a" : words[i], kind == GR_CHART_KIND_BARS ? NULL : columns ? words[i] : "1", "1");
	}
	is_int(draw(kind, points, (size_t) most, NULL, &svg), GR_OK, "%d %s", most, what);
	ok(well_formed(&svg, "svg"), "are drawn");
	text_free(&svg);
	is_int(draw(kind, points, (size_t) most + 1, NULL, &svg), GR_CHART_TOO_LARGE, "one more is too many");
	text_free(&svg);
	free(points);
	free(words);
}

static void
test_states(void)
{
	gr_chart_options options = {GR_SLICE("题"), {NULL, 0}, GR_SLICE(""), 500};
	gr_chart_options other = {GR_SLICE("名"), GR_SLICE("x"), {NULL, 0}, 300};
	gr_chart_options merged = options;
	gr_chart_point points[3] = {point("a", "1", "-2.5"), point(NULL, "3", NULL), point("b", "4", "5")};
	gr_arena	arena;
	gr_writer	writer;
	gr_chart	chart;
	size_t		from;
	int			accepted = 0;

	gr_arena_init(&arena, &gr_host_libc);
	gr_writer_init(&writer, &arena);
	gr_chart_write_head(&writer, GR_CHART_KIND_LINES, &options);
	for (int i = 0; i < 3; i++)
		gr_chart_write_point(&writer, &points[i]);
	is_int(gr_chart_read(&arena, gr_slice_make(writer.data, writer.len), &chart, &from), GR_OK, "a state is read back");
	ok(chart.count == 3 && chart.options.width == 500 && gr_slice_equal(chart.options.title, options.title) && chart.options.x_title.data == NULL &&
	   chart.options.y_title.data != NULL && chart.points[1].label.data == NULL && chart.points[1].y.data == NULL &&
	   gr_slice_equal(chart.points[2].y, GR_SLICE("5")), "with all it had");
	/* Cut short at each byte, or each byte another one: refused, or a chart that can be drawn. */
	for (size_t cut = 0; cut < writer.len; cut++)
		accepted += gr_chart_read(&arena, gr_slice_make(writer.data, cut), &chart, &from) == GR_OK && chart.count == 3;
	is_int(accepted, 0, "a state cut short is none");
	for (size_t at = 0; at < writer.len; at++)
		for (int byte = 0; byte < 256; byte++)
		{
			char		kept = writer.data[at];
			gr_writer	svg;

			writer.data[at] = (char) (unsigned char) byte;
			gr_writer_init(&svg, &arena);
			if (gr_chart_read(&arena, gr_slice_make(writer.data, writer.len), &chart, &from) == GR_OK)
				gr_chart_draw(&arena, &chart, &svg);
			writer.data[at] = kept;
		}
	pass("no byte breaks the reader");
	gr_chart_merge_options(&merged, &other);
	gr_chart_merge_options(&other, &options);
	ok(merged.width == other.width && gr_slice_equal(merged.title, other.title) && gr_slice_equal(merged.x_title, other.x_title) &&
	   gr_slice_equal(merged.y_title, other.y_title), "options are merged the same both ways");
	gr_arena_free(&arena);
}

static void
test_memory(void)
{
	gr_chart_point points[4] = {point("a", "1", "2"), point("b", "1", "3"), point("a", "2", "2"), point("b", "2", NULL)};
	bool		right = true;

	for (int kind = 0; kind < GR_CHART_KINDS; kind++)
		for (long at = 1;; at++)
		{
			gr_chart_point own[4];
			gr_chart	chart = {(gr_chart_kind) kind, {GR_SLICE("t"), {NULL, 0}, {NULL, 0}, 0}, own, kind == GR_CHART_KIND_BARS ? 2 : 4};
			counting	c;
			gr_host		host = counting_host(&c);
			gr_arena	arena;
			gr_writer	writer;
			gr_status	status;

			memcpy(own, points, sizeof(own));
			c.fail_at = at;
			gr_arena_init(&arena, &host);
			gr_writer_init(&writer, &arena);
			status = gr_chart_draw(&arena, &chart, &writer);
			gr_arena_free(&arena);
			right = right && c.allocations == c.releases;
			if (c.allocations < at)
				break;
			right = right && status == GR_OUT_OF_MEMORY;
		}
	ok(right, "each allocation may fail");
}

int
main(void)
{
	test_axes();
	test_figures();
	test_lines();
	test_bars();
	test_heat();
	test_hostile();
	test_order();
	limit(GR_CHART_KIND_LINES, GR_CHART_SERIES, "lines");
	limit(GR_CHART_KIND_BARS, GR_CHART_BARS, "bars");
	limit(GR_CHART_KIND_HEAT, GR_CHART_ROWS, "rows");
	limit(GR_CHART_KIND_HEAT, GR_CHART_COLUMNS, "columns");
	test_states();
	test_memory();
	return done_testing();
}
