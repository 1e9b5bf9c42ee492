#include "chart_internal.h"

#include "fold.h"

/* Light and dark; each colour has a contrast of 4.5 or more against its ground. */
static const char style[] =
"<style>"
".gr-chart text{font:12px \"Noto Sans CJK SC\",\"Noto Sans SC\",\"PingFang SC\",\"Microsoft YaHei\",sans-serif;fill:#24292f}"
".gr-chart .gr-title{font-size:16px;font-weight:bold}"
".gr-chart .gr-soft{fill:#57606a}"
".gr-chart .gr-ground{fill:#fff}"
".gr-chart .gr-grid{stroke:#d8dee4;fill:none}"
".gr-chart .gr-axis{stroke:#57606a;fill:none}"
".gr-chart .gr-gap{fill:none;stroke:#8c959f;stroke-dasharray:2 2}"
".gr-chart .gr-line{fill:none;stroke-width:2;stroke-linejoin:round}"
".gr-chart .gr-s0{stroke:#0072b2}.gr-chart .gr-m0{fill:#0072b2}"
".gr-chart .gr-s1{stroke:#b84a00}.gr-chart .gr-m1{fill:#b84a00}"
".gr-chart .gr-s2{stroke:#007a5a}.gr-chart .gr-m2{fill:#007a5a}"
".gr-chart .gr-s3{stroke:#a3387a}.gr-chart .gr-m3{fill:#a3387a}"
".gr-chart .gr-s4{stroke:#7d5c00}.gr-chart .gr-m4{fill:#7d5c00}"
".gr-chart .gr-s5{stroke:#4a4fb0}.gr-chart .gr-m5{fill:#4a4fb0}"
".gr-chart .gr-h0{fill:#f0f5fa;stroke:#c4ccd4}.gr-chart .gr-h1{fill:#cfe1f2}.gr-chart .gr-h2{fill:#93c3df}"
".gr-chart .gr-h3{fill:#4b97c9}.gr-chart .gr-h4{fill:#1764ab}.gr-chart .gr-h5{fill:#08306b}"
".gr-chart .gr-n1{fill:#fddbc0}.gr-chart .gr-n2{fill:#f4a261}.gr-chart .gr-n3{fill:#a63c06}"
".gr-chart .gr-on{fill:#fff}"
"@media screen and (prefers-color-scheme:dark){"
".gr-chart text{fill:#e6edf3}"
".gr-chart .gr-soft{fill:#9da7b3}"
".gr-chart .gr-ground{fill:#16191d}"
".gr-chart .gr-grid{stroke:#30363d}"
".gr-chart .gr-axis{stroke:#9da7b3}"
".gr-chart .gr-s0{stroke:#58b4f0}.gr-chart .gr-m0{fill:#58b4f0}"
".gr-chart .gr-s1{stroke:#ff9a57}.gr-chart .gr-m1{fill:#ff9a57}"
".gr-chart .gr-s2{stroke:#3ccf9f}.gr-chart .gr-m2{fill:#3ccf9f}"
".gr-chart .gr-s3{stroke:#ef9fce}.gr-chart .gr-m3{fill:#ef9fce}"
".gr-chart .gr-s4{stroke:#e6c34a}.gr-chart .gr-m4{fill:#e6c34a}"
".gr-chart .gr-s5{stroke:#adaef7}.gr-chart .gr-m5{fill:#adaef7}"
".gr-chart .gr-cell{fill:#24292f}.gr-chart .gr-on{fill:#fff}"
"}</style>\n";

int
gr_chart_width(const gr_chart *chart)
{
	return chart->options.width == 0 ? GR_CHART_WIDTH : chart->options.width;
}

double
gr_chart_top(const gr_chart *chart)
{
	return GR_CHART_MARGIN + (chart->options.title.data == NULL ? 0 : 30);
}

void
gr_chart_begin(gr_writer *to, const gr_chart *chart, int width, double height, gr_slice description)
{
	gr_slice	title = chart->options.title;

	gr_markup_write(to, "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"gr-chart\" role=\"img\" width=\"%i\" height=\"%n\" viewBox=\"0 0 %i %n\" aria-label=\"%t\">\n",
				 width, height, width, height, title.data == NULL ? description : title);
	if (title.data != NULL)
		gr_markup_write(to, "<title>%t</title>\n", title);
	gr_markup_write(to, "<desc>%t</desc>\n%s<rect class=\"gr-ground\" width=\"%i\" height=\"%n\"/>\n", description, style, width, height);
	if (title.data != NULL)
	{
		bool		cut;
		gr_slice	shown = gr_svg_fit(title, (width - 2 * GR_CHART_MARGIN) / 16.0, &cut);

		gr_markup_write(to, "<text class=\"gr-title\" x=\"%i\" y=\"%i\">%t%s</text>\n", GR_CHART_MARGIN, GR_CHART_MARGIN + 15, shown, cut ? "…" : "");
	}
}

void
gr_chart_end(gr_writer *to)
{
	gr_markup_write(to, "</svg>");
}

void
gr_chart_nothing(gr_writer *to, int width, double y)
{
	gr_markup_write(to, "<text class=\"gr-soft\" x=\"%n\" y=\"%n\" text-anchor=\"middle\">无数据</text>\n", width / 2.0, y);
}

static size_t
digits_end(gr_slice s, size_t at)
{
	while (at < s.len && gr_is_digit(s.data[at]))
		at++;
	return at;
}

/* Of two runs of digits, without leading zeros: the longer one is greater. */
static int
compare_digits(gr_slice a, gr_slice b)
{
	while (a.len > 1 && *a.data == '0')
		a = gr_slice_sub(a, 1, a.len);
	while (b.len > 1 && *b.data == '0')
		b = gr_slice_sub(b, 1, b.len);
	if (a.len != b.len)
		return a.len < b.len ? -1 : 1;
	return memcmp(a.data, b.data, a.len);
}

int
gr_chart_compare_labels(gr_slice a, gr_slice b)
{
	size_t		i = 0;
	size_t		j = 0;

	if (a.data == NULL || b.data == NULL)
		return (a.data != NULL) - (b.data != NULL);
	while (i < a.len && j < b.len)
	{
		int			order;

		if (gr_is_digit(a.data[i]) && gr_is_digit(b.data[j]))
		{
			size_t		end_i = digits_end(a, i);
			size_t		end_j = digits_end(b, j);

			order = compare_digits(gr_slice_sub(a, i, end_i), gr_slice_sub(b, j, end_j));
			i = end_i;
			j = end_j;
		}
		else
			order = (int) (unsigned char) a.data[i++] - (int) (unsigned char) b.data[j++];
		if (order != 0)
			return order;
	}
	if (i < a.len || j < b.len)
		return i < a.len ? 1 : -1;
	/* 01 and 1 are two labels. */
	return a.len == b.len ? memcmp(a.data, b.data, a.len) : a.len < b.len ? -1 : 1;
}

gr_status
gr_chart_draw(gr_arena *arena, gr_chart *chart, gr_writer *to)
{
	gr_status	status = GR_BAD_CHART;

	switch (chart->kind)
	{
		case GR_CHART_KIND_LINES:
			status = gr_chart_draw_lines(arena, chart, to);
			break;
		case GR_CHART_KIND_BARS:
			status = gr_chart_draw_bars(arena, chart, to);
			break;
		case GR_CHART_KIND_HEAT:
			status = gr_chart_draw_heat(arena, chart, to);
			break;
		case GR_CHART_KINDS:
			break;
	}
	return status == GR_OK && to->failed ? GR_OUT_OF_MEMORY : status;
}
