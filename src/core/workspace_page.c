#include "workspace_page.h"

#include "audit_style.h"
#include "chart.h"
#include "fold.h"
#include "indicators.h"
#include "page_parts.h"

/* ---------- charts ---------- */

static void
draw(gr_page *p, gr_chart_kind kind, gr_page_word title, gr_chart_point *points, size_t count)
{
	gr_chart	chart = {.kind = kind,.points = points,.count = count};

	if (count == 0 || p->status != GR_OK)
		return;
	chart.options.title = gr_slice_cstring(gr_page_say(p, title));
	gr_markup_write(p->to, "<div class=\"scroll chart\" tabindex=\"0\" role=\"group\" aria-label=\"%s\">", gr_page_say(p, title));
	p->status = gr_chart_draw(p->arena, &chart, p->to);
	gr_markup_write(p->to, "</div>\n");
}

static gr_chart_point *
new_points(gr_page *p, size_t count)
{
	gr_chart_point *points = gr_arena_alloc(p->arena, (count + 1) * sizeof(gr_chart_point));

	if (points == NULL)
		p->status = GR_OUT_OF_MEMORY;
	return points;
}

/* ---------- sections ---------- */

static void
write_fact(gr_page *p, gr_page_word name, const gr_json *value)
{
	gr_markup_write(p->to, "<div><dt>%s</dt><dd>", gr_page_say(p, name));
	gr_page_figure(p, value);
	gr_markup_write(p->to, "</dd></div>\n");
}

static void
write_overview(gr_page *p)
{
	gr_page_begin_section(p, "overview", GR_PAGE_OVERVIEW);
	gr_markup_write(p->to, "<dl class=\"facts\">\n");
	write_fact(p, GR_PAGE_REPORTS, gr_page_member(p, "reports"));
	write_fact(p, GR_PAGE_LOWEST, gr_page_member(p, "lowest"));
	write_fact(p, GR_PAGE_WITH_ERRORS, gr_page_member(p, "with_errors"));
	write_fact(p, GR_PAGE_WITH_FINDINGS, gr_page_member(p, "with_findings"));
	gr_markup_write(p->to, "</dl>\n");
	if (gr_page_integer(gr_page_member(p, "reports")) == 0)
		gr_markup_write(p->to, "<p>%s</p>\n", gr_page_say(p, GR_PAGE_NO_REPORTS));
	gr_page_end_section(p);
}

static void
write_names(gr_page *p, gr_page_word title, const char *key, int64_t in_all)
{
	if (gr_page_length(p, key) == 0)
		return;
	gr_markup_write(p->to, "<h3>%s</h3>\n<ul class=\"names\" lang=\"zh\">\n", gr_page_say(p, title));
	for (const gr_json *row = gr_page_rows(p, key); row != NULL; row = row->next_sibling)
	{
		gr_slice	above = gr_page_text(gr_page_at(row, 1));

		gr_markup_write(p->to, above.len > 0 && gr_page_at(row, 1)->kind == GR_JSON_STRING ? "<li>%t <small>%t</small></li>\n" : "<li>%t</li>\n", gr_page_text(gr_page_at(row, 0)), above);
	}
	gr_markup_write(p->to, "</ul>\n");
	gr_page_more(p, in_all, gr_page_length(p, key));
}

static void
write_coverage(gr_page *p)
{
	const gr_json *counts = gr_page_member(p, "coverage");

	gr_page_begin_section(p, "coverage", GR_PAGE_COVERAGE);
	gr_markup_write(p->to, "<dl class=\"facts\">\n");
	write_fact(p, GR_PAGE_EXPECTED, gr_json_member(counts, "expected"));
	write_fact(p, GR_PAGE_REPORTED, gr_json_member(counts, "reported"));
	write_fact(p, GR_PAGE_MISSING, gr_json_member(counts, "missing"));
	write_fact(p, GR_PAGE_TWICE, gr_json_member(counts, "twice"));
	write_fact(p, GR_PAGE_SUPERSEDED, gr_json_member(counts, "superseded"));
	write_fact(p, GR_PAGE_UNATTACHED, gr_page_member(p, "unattached"));
	gr_markup_write(p->to, "</dl>\n");
	if (gr_page_rows(p, "levels") != NULL)
	{
		gr_page_begin_table(p, GR_PAGE_COVERAGE);
		GR_PAGE_HEADS(p, GR_PAGE_LEVEL, GR_PAGE_KIND, GR_PAGE_ORGANS, GR_PAGE_REPORTED, GR_PAGE_RATE);
		gr_page_begin_rows(p);
		for (const gr_json *row = gr_page_rows(p, "levels"); row != NULL; row = row->next_sibling)
		{
			gr_markup_write(p->to, "<tr><th scope=\"row\">%t</th><td>%t</td>", gr_page_level(p, gr_page_text(gr_page_at(row, 0))),
							gr_page_kind(p, gr_page_text(gr_page_at(row, 1))));
			gr_page_cell_figure(p, gr_page_at(row, 2));
			gr_page_cell_figure(p, gr_page_at(row, 3));
			gr_markup_write(p->to, "<td>");
			gr_page_ratio(p, gr_page_integer(gr_page_at(row, 3)), gr_page_integer(gr_page_at(row, 2)));
			gr_markup_write(p->to, "</td></tr>\n");
		}
		gr_page_end_table(p);
	}
	write_names(p, GR_PAGE_MISSING, "missing", gr_page_integer(gr_json_member(counts, "missing")));
	write_names(p, GR_PAGE_TWICE, "twice", gr_page_integer(gr_json_member(counts, "twice")));
	gr_page_end_section(p);
}

/* The row of a quantity; NULL where nobody gave it. */
static const gr_json *
figure_row(const gr_page *p, const char *key)
{
	for (const gr_json *row = gr_page_rows(p, "figures"); row != NULL; row = row->next_sibling)
		if (gr_slice_equal(gr_page_text(gr_page_at(row, 0)), gr_slice_cstring(key)))
			return row;
	return NULL;
}

static void
write_figures(gr_page *p)
{
	gr_page_begin_section(p, "figures", GR_PAGE_FIGURES);
	if (gr_page_rows(p, "figures") == NULL)
	{
		gr_markup_write(p->to, "<p>%s</p>\n", gr_page_say(p, GR_PAGE_NONE));
		gr_page_end_section(p);
		return;
	}
	gr_markup_write(p->to, "<p class=\"soft\">%s</p>\n", gr_page_say(p, GR_PAGE_FIGURES_NOTE));
	gr_page_begin_table(p, GR_PAGE_FIGURES);
	GR_PAGE_HEADS(p, GR_PAGE_FIGURE, GR_PAGE_UNIT, GR_PAGE_THIS_YEAR, GR_PAGE_REPORTS, GR_PAGE_LAST_YEAR, GR_PAGE_REPORTS_BEFORE,
				GR_PAGE_SAME_ORGANS, GR_PAGE_SAME_THIS_YEAR, GR_PAGE_SAME_LAST_YEAR, GR_PAGE_CHANGE);
	gr_page_begin_rows(p);
	for (int series = 0; series < GR_SERIES_COUNT; series++)
	{
		const gr_json *row = figure_row(p, gr_series[series].key);
		static const int order[] = {2, 3, 4, 5, 8, 6, 7};
		gr_slice	change = gr_page_text(gr_page_at(row, 9));

		if (row == NULL)
			continue;
		gr_markup_write(p->to, "<tr><th scope=\"row\" class=\"name\">%s</th><td lang=\"zh\">%t</td>", p->in->language == GR_LANGUAGE_ZH ? gr_series[series].zh : gr_series[series].en,
						gr_page_text(gr_page_at(row, 1)));
		for (size_t i = 0; i < sizeof(order) / sizeof(order[0]); i++)
			gr_page_cell_figure(p, gr_page_at(row, order[i]));
		gr_markup_write(p->to, "<td>");
		gr_page_figure(p, gr_page_at(row, 9));
		gr_markup_write(p->to, "%s</td></tr>\n", change.len > 0 ? "%" : "");
	}
	gr_page_end_table(p);
	gr_page_end_section(p);
}

static void
write_outcome_chart(gr_page *p)
{
	static const int outcomes[] = {GR_SERIES_GRANTED, GR_SERIES_PARTLY_GRANTED, GR_SERIES_DENIED, GR_SERIES_UNAVAILABLE, GR_SERIES_REJECTED, GR_SERIES_OTHER};
	size_t		count = sizeof(outcomes) / sizeof(outcomes[0]);
	gr_chart_point *points = new_points(p, count);
	size_t		known = 0;

	for (size_t i = 0; i < count && points != NULL; i++)
	{
		const gr_series_info *info = &gr_series[outcomes[i]];
		gr_slice	value = gr_page_text(gr_page_at(figure_row(p, info->key), 2));

		if (value.len > 0)
			points[known++] = (gr_chart_point) {gr_slice_cstring(p->in->language == GR_LANGUAGE_ZH ? info->zh : info->en), {NULL, 0}, value};
	}
	draw(p, GR_CHART_KIND_BARS, GR_PAGE_OUTCOMES_CHART, points, known);
}

static void
write_indicator_value(gr_page *p, const gr_indicator_info *info, const gr_json *value)
{
	if (info->per == 1)
		gr_page_cell_share(p, value);
	else
		gr_page_cell_figure(p, value);
}

static void
write_indicators(gr_page *p)
{
	if (gr_page_rows(p, "indicators") == NULL)
	{
		gr_markup_write(p->to, "<p>%s</p>\n", gr_page_say(p, GR_PAGE_NONE));
		return;
	}
	gr_page_begin_table(p, GR_PAGE_INDICATORS);
	GR_PAGE_HEADS(p, GR_PAGE_INDICATOR, GR_PAGE_NUMERATOR, GR_PAGE_DENOMINATOR, GR_PAGE_REPORTS, GR_PAGE_VALUE, GR_PAGE_LAST_YEAR);
	gr_page_begin_rows(p);
	for (int i = 0; i < GR_INDICATORS; i++)
		for (const gr_json *row = gr_page_rows(p, "indicators"); row != NULL; row = row->next_sibling)
		{
			const gr_indicator_info *info = &gr_indicators[i];

			if (!gr_slice_equal(gr_page_text(gr_page_at(row, 0)), gr_slice_cstring(info->key)))
				continue;
			gr_markup_write(p->to, "<tr><th scope=\"row\" class=\"name\">%s</th>", p->in->language == GR_LANGUAGE_ZH ? info->zh : info->en);
			gr_page_cell_figure(p, gr_page_at(row, 1));
			gr_page_cell_figure(p, gr_page_at(row, 2));
			gr_page_cell_figure(p, gr_page_at(row, 4));
			write_indicator_value(p, info, gr_page_at(row, 3));
			write_indicator_value(p, info, gr_page_at(row, 5));
			gr_markup_write(p->to, "</tr>\n");
		}
	gr_page_end_table(p);
}

static void
write_outcomes(gr_page *p)
{
	static const int shares[] = {GR_INDICATOR_SHARE_GRANTED, GR_INDICATOR_SHARE_DENIED, GR_INDICATOR_SHARE_UNAVAILABLE, GR_INDICATOR_SHARE_REJECTED, GR_INDICATOR_SHARE_CARRIED_OVER};

	gr_page_begin_section(p, "outcomes", GR_PAGE_OUTCOMES);
	write_outcome_chart(p);
	write_indicators(p);
	if (gr_page_rows(p, "children") != NULL)
	{
		gr_page_begin_table(p, GR_PAGE_CHILDREN);
		GR_PAGE_HEADS(p, GR_PAGE_ORGAN, GR_PAGE_RECEIVED, GR_PAGE_CONCLUDED);
		for (size_t i = 0; i < sizeof(shares) / sizeof(shares[0]); i++)
			gr_page_head(p, "", p->in->language == GR_LANGUAGE_ZH ? gr_indicators[shares[i]].zh : gr_indicators[shares[i]].en);
		gr_page_begin_rows(p);
		for (const gr_json *row = gr_page_rows(p, "children"); row != NULL; row = row->next_sibling)
		{
			gr_markup_write(p->to, "<tr><th scope=\"row\" class=\"name\">");
			gr_page_organ(p, "audit", gr_page_at(row, 0), gr_page_at(row, 1), NULL);
			gr_markup_write(p->to, "</th>");
			gr_page_cell_figure(p, gr_page_at(row, 2));
			gr_page_cell_figure(p, gr_page_at(row, 3));
			for (int i = 4; i < 9; i++)
				gr_page_cell_share(p, gr_page_at(row, i));
			gr_markup_write(p->to, "</tr>\n");
		}
		gr_page_end_table(p);
		gr_page_more(p, gr_page_integer(gr_page_member(p, "children_in_all")), gr_page_length(p, "children"));
	}
	gr_page_end_section(p);
}

static void
write_heat(gr_page *p)
{
	gr_chart_point *points = new_points(p, gr_page_length(p, "heat"));
	int64_t		more = gr_page_integer(gr_page_member(p, "with_findings")) - (int64_t) gr_page_length(p, "worst");
	size_t		count = 0;

	gr_page_begin_section(p, "heat", GR_PAGE_HEAT);
	if (gr_page_rows(p, "worst") == NULL)
	{
		gr_markup_write(p->to, "<p>%s</p>\n", gr_page_say(p, GR_PAGE_NO_FINDINGS));
		gr_page_end_section(p);
		return;
	}
	gr_markup_write(p->to, "<p class=\"soft\">%s ", gr_page_say(p, GR_PAGE_HEAT_NOTE));
	/* Data of another's making may say that there are fewer than it lists. */
	gr_page_count(p, more > 0 ? more : 0);
	gr_markup_write(p->to, "</p>\n");
	for (const gr_json *row = gr_page_rows(p, "heat"); row != NULL && points != NULL; row = row->next_sibling)
		if (gr_page_text(gr_page_at(row, 0)).len > 0 && gr_page_text(gr_page_at(row, 1)).len > 0)
			points[count++] = (gr_chart_point) {gr_page_text(gr_page_at(row, 0)), gr_page_text(gr_page_at(row, 1)), gr_page_text(gr_page_at(row, 2))};
	draw(p, GR_CHART_KIND_HEAT, GR_PAGE_HEAT_CHART, points, count);
	gr_page_begin_table(p, GR_PAGE_HEAT);
	GR_PAGE_HEADS(p, GR_PAGE_ORGAN);
	gr_page_severity_heads(p);
	gr_page_begin_rows(p);
	for (const gr_json *row = gr_page_rows(p, "worst"); row != NULL; row = row->next_sibling)
	{
		gr_markup_write(p->to, "<tr><th scope=\"row\" class=\"name\">");
		gr_page_organ(p, "audit", gr_page_at(row, 0), gr_page_at(row, 1), NULL);
		gr_markup_write(p->to, "</th>");
		for (int i = 2; i < 5; i++)
			gr_page_cell_figure(p, gr_page_at(row, i));
		gr_markup_write(p->to, "</tr>\n");
	}
	gr_page_end_table(p);
	gr_page_end_section(p);
}

static void
write_frequent(gr_page *p)
{
	gr_page_begin_section(p, "frequent", GR_PAGE_FREQUENT);
	if (gr_page_rows(p, "frequent") != NULL)
	{
		gr_page_begin_table(p, GR_PAGE_FREQUENT);
		GR_PAGE_HEADS(p, GR_PAGE_RULE, GR_PAGE_SEVERITY, GR_PAGE_FINDINGS, GR_PAGE_REPORTS, GR_PAGE_EXAMPLES);
		gr_page_begin_rows(p);
		for (const gr_json *row = gr_page_rows(p, "frequent"); row != NULL; row = row->next_sibling)
		{
			const gr_json *examples = gr_page_at(row, 5);
			const gr_json *first = examples != NULL && examples->kind == GR_JSON_ARRAY ? examples->first_child : NULL;

			gr_markup_write(p->to, "<tr><th scope=\"row\" class=\"name\">%t<br/><code>%t</code></th><td>", gr_page_text(gr_page_at(row, 1)), gr_page_text(gr_page_at(row, 0)));
			gr_page_severity(p, gr_page_text(gr_page_at(row, 2)));
			gr_markup_write(p->to, "</td>");
			gr_page_cell_figure(p, gr_page_at(row, 3));
			gr_page_cell_figure(p, gr_page_at(row, 4));
			gr_markup_write(p->to, "<td class=\"name\">");
			for (const gr_json *e = first; e != NULL; e = e->next_sibling)
			{
				gr_markup_write(p->to, e == first ? "" : "<br/>");
				gr_page_organ(p, "audit", gr_page_at(e, 0), gr_page_at(e, 1), gr_page_at(e, 2));
			}
			gr_markup_write(p->to, "</td></tr>\n");
		}
		gr_page_end_table(p);
	}
	else
		gr_markup_write(p->to, "<p>%s</p>\n", gr_page_say(p, GR_PAGE_NONE));
	gr_page_end_section(p);
}

static void
write_largest_of(gr_page *p, bool money)
{
	bool		begun = false;

	for (const gr_json *row = gr_page_rows(p, "largest"); row != NULL; row = row->next_sibling)
	{
		const gr_json *kind = gr_page_at(row, 5);

		if ((kind != NULL && kind->kind == GR_JSON_TRUE) != money)
			continue;
		if (!begun)
		{
			gr_page_begin_table(p, money ? GR_PAGE_MONEY : GR_PAGE_COUNTS);
			GR_PAGE_HEADS(p, GR_PAGE_ORGAN, GR_PAGE_SEVERITY, GR_PAGE_DIFFERENCE, GR_PAGE_FINDING);
			gr_page_begin_rows(p);
		}
		begun = true;
		gr_markup_write(p->to, "<tr><th scope=\"row\" class=\"name\">");
		gr_page_organ(p, "audit", gr_page_at(row, 0), gr_page_at(row, 1), gr_page_at(row, 2));
		gr_markup_write(p->to, "</th><td>");
		gr_page_severity(p, gr_page_text(gr_page_at(row, 3)));
		gr_markup_write(p->to, "</td>");
		gr_page_cell_figure(p, gr_page_at(row, 4));
		gr_markup_write(p->to, "<td class=\"name\">%t</td></tr>\n", gr_page_text(gr_page_at(row, 6)));
	}
	if (begun)
		gr_page_end_table(p);
}

static void
write_largest(gr_page *p)
{
	gr_page_begin_section(p, "largest", GR_PAGE_LARGEST);
	write_largest_of(p, false);
	write_largest_of(p, true);
	if (gr_page_rows(p, "largest") == NULL)
		gr_markup_write(p->to, "<p>%s</p>\n", gr_page_say(p, GR_PAGE_NONE));
	gr_page_end_section(p);
}

static void
write_pairs(gr_page *p, gr_page_word title, const char *key, const char *in_all, const char *sheet)
{
	if (gr_page_rows(p, key) == NULL)
	{
		gr_markup_write(p->to, "<p>%s: %s</p>\n", gr_page_say(p, title), gr_page_say(p, GR_PAGE_NONE));
		return;
	}
	gr_page_begin_table(p, title);
	GR_PAGE_HEADS(p, GR_PAGE_ORGAN, GR_PAGE_CELLS);
	gr_page_begin_rows(p);
	for (const gr_json *row = gr_page_rows(p, key); row != NULL; row = row->next_sibling)
	{
		gr_markup_write(p->to, "<tr><th scope=\"row\" class=\"name\">");
		gr_page_organ(p, sheet, gr_page_at(row, 0), gr_page_at(row, 1), NULL);
		gr_markup_write(p->to, "</th>");
		gr_page_cell_figure(p, gr_page_at(row, 2));
		gr_markup_write(p->to, "</tr>\n");
	}
	gr_page_end_table(p);
	gr_page_more(p, gr_page_integer(gr_page_member(p, in_all)), gr_page_length(p, key));
}

static void
write_against(gr_page *p)
{
	gr_page_begin_section(p, "against", GR_PAGE_AGAINST);
	write_pairs(p, GR_PAGE_DIFFERING, "differing", "differing_in_all", "compare");
	write_pairs(p, GR_PAGE_BROKEN, "broken", "broken_in_all", "continuity");
	gr_page_end_section(p);
}

/* ---------- the whole ---------- */

/* "organ": what stands around its name, which is Chinese; a title cannot have that. */
static void
write_title(gr_page *p, const char *before, const char *after)
{
	gr_slice	organ = gr_trim(gr_page_text(gr_page_member(p, "organ")));

	if (p->in->language == GR_LANGUAGE_ZH)
		gr_markup_write(p->to, "%t年%s：", gr_page_text(gr_page_member(p, "year")), gr_page_say(p, GR_PAGE_TITLE));
	else
		gr_markup_write(p->to, "%s, %t: ", gr_page_say(p, GR_PAGE_TITLE), gr_page_text(gr_page_member(p, "year")));
	if (organ.len > 0)
		gr_markup_write(p->to, "%s%t%s", before, organ, after);
	else
		gr_markup_write(p->to, "%s", gr_page_say(p, GR_PAGE_ALL_ORGANS));
}

/* Beside what audit sheets have: words to the left, long tables over several pages. */
static const char style[] =
"body{max-width:1100px}caption{text-align:left;font-weight:bold;padding:8px 0 4px}th.name,td.name{text-align:left;min-width:9em;overflow-wrap:break-word}"
"nav ul,ul.names{display:flex;flex-wrap:wrap;gap:4px 18px;margin:8px 0;padding:0;list-style:none}.soft,small{color:var(--soft)}thead th{font-weight:bold}"
".severity{white-space:nowrap}td.name a,th.name a{display:inline-block;padding:3px 0}.chart{margin:8px 0}.chart svg{max-width:100%;height:auto}"
"@media print{nav{display:none}.chart{break-inside:avoid}}";

static const struct
{
	const char *id;
	gr_page_word title;
	void		(*write) (gr_page *p);
}			sections[] = {
	{"overview", GR_PAGE_OVERVIEW, write_overview},
	{"coverage", GR_PAGE_COVERAGE, write_coverage},
	{"figures", GR_PAGE_FIGURES, write_figures},
	{"outcomes", GR_PAGE_OUTCOMES, write_outcomes},
	{"heat", GR_PAGE_HEAT, write_heat},
	{"frequent", GR_PAGE_FREQUENT, write_frequent},
	{"largest", GR_PAGE_LARGEST, write_largest},
	{"against", GR_PAGE_AGAINST, write_against},
};

#define SECTIONS (sizeof(sections) / sizeof(sections[0]))

bool
gr_workspace_page_links(gr_slice sheets)
{
	static const char *const schemes[] = {"http:", "https:", "file:"};

	for (size_t i = 0; i < sizeof(schemes) / sizeof(schemes[0]); i++)
		if (gr_slice_starts(sheets, gr_slice_cstring(schemes[i])))
			return true;
	/* A colon before any slash would make it a scheme, whatever stands around it. */
	for (size_t i = 0; i < sheets.len && sheets.data[i] != '/'; i++)
		if (sheets.data[i] == ':')
			return false;
	return true;
}

gr_status
gr_workspace_page_write(gr_arena *arena, const gr_workspace_page *in, gr_writer *to)
{
	gr_page		p = {.in = in,.arena = arena,.to = to,.status = GR_OK};

	gr_markup_write(to, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>",
					in->language == GR_LANGUAGE_ZH ? "zh" : "en");
	write_title(&p, "", "");
	gr_markup_write(to, "</title>\n<style>%s%s</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#main\">%s</a>\n<header><h1>", gr_audit_style, style, gr_page_say(&p, GR_PAGE_SKIP));
	write_title(&p, "<span lang=\"zh\">", "</span>");
	gr_markup_write(to, "</h1></header>\n<nav aria-label=\"%s\"><ul>\n", gr_page_say(&p, GR_PAGE_CONTENTS));
	for (size_t i = 0; i < SECTIONS; i++)
		gr_markup_write(to, "<li><a href=\"#%s\">%s</a></li>\n", sections[i].id, gr_page_say(&p, sections[i].title));
	gr_markup_write(to, "</ul></nav>\n<main id=\"main\">\n");
	for (size_t i = 0; i < SECTIONS && p.status == GR_OK; i++)
		sections[i].write(&p);
	gr_markup_write(to, "</main>\n</body>\n</html>");
	return p.status != GR_OK ? p.status : to->failed ? GR_OUT_OF_MEMORY : GR_OK;
}
