#include "workspace_page.h"

#include "audit_style.h"
#include "chart_internal.h"
#include "indicators.h"

/* ---------- words ---------- */

typedef enum word
{
#define GR_PAGE_WORD(name, zh, en) WORD_##name,
#include "workspace_page.def"
	WORDS
} word;

static const char *const words[WORDS][2] = {
#define GR_PAGE_WORD(name, zh, en) {zh, en},
#include "workspace_page.def"
};

/* The key of a severity is its English word. */
typedef struct term
{
	const char *key;
	const char *sign;
	const char *words[2];
} term;

#define GR_SHEET_SEVERITY(name, sign, zh, en) {en, sign, {zh, en}},
static const term severities[] = {
#include "audit_sheet.def"
};

static const char *const levels[GR_LEVELS] = {
#define GR_SHEET_LEVEL(name, zh) [GR_LEVEL_##name] = zh,
#include "audit_sheet.def"
};

static const char *const kinds[GR_ORGAN_KINDS] = {
#define GR_SHEET_KIND(name, zh) [GR_ORGAN_##name] = zh,
#include "audit_sheet.def"
};

/* ---------- the page ---------- */

typedef struct page
{
	const gr_workspace_page *in;
	gr_arena   *arena;
	gr_writer  *to;
	word		section;		/* the one that is written */
	gr_status	status;
} page;

static const char *
say(const page *p, word w)
{
	return words[w][p->in->language];
}

static const gr_json *
member(const page *p, const char *key)
{
	return gr_json_member(p->in->data, key);
}

/* The rows of a member; NULL where it is no list. */
static const gr_json *
rows_of(const page *p, const char *key)
{
	const gr_json *list = member(p, key);

	return list != NULL && list->kind == GR_JSON_ARRAY ? list->first_child : NULL;
}

/* An element of a row; NULL where there is none. */
static const gr_json *
at(const gr_json *row, int n)
{
	const gr_json *element = row != NULL && row->kind == GR_JSON_ARRAY ? row->first_child : NULL;

	while (element != NULL && n-- > 0)
		element = element->next_sibling;
	return element;
}

/* Of a string or a number; empty for all else. */
static gr_slice
text_of(const gr_json *node)
{
	return node != NULL && (node->kind == GR_JSON_STRING || node->kind == GR_JSON_NUMBER) ? node->text : gr_slice_make(NULL, 0);
}

static int64_t
count_of(const gr_json *node)
{
	int64_t		value = 0;

	gr_json_int64(node, 0, INT64_MAX, &value);
	return value;
}

static size_t
length_of(const page *p, const char *key)
{
	const gr_json *list = member(p, key);

	return list != NULL && list->kind == GR_JSON_ARRAY ? list->count : 0;
}

/* ---------- pieces ---------- */

static void
write_figure(page *p, const gr_json *node)
{
	char		grouped[GR_CHART_TICK_LENGTH];
	gr_slice	text = text_of(node);

	gr_markup_write(p->to, "%t", text.len == 0 ? gr_slice_cstring(say(p, WORD_NOT_TOLD)) :
					node->kind == GR_JSON_NUMBER ? gr_chart_grouped(text, grouped) : text);
}

static void
write_count(page *p, int64_t value)
{
	char		digits[GR_DECIMAL_LENGTH];
	char		grouped[GR_CHART_TICK_LENGTH];
	gr_slice	text = gr_slice_make(digits, (size_t) gr_wide_write(digits, gr_wide_of(value)));

	gr_markup_write(p->to, "%t", gr_chart_grouped(text, grouped));
}

/* A share such as 0.6538 as 65.38%; what is no plain decimal as it is. */
static void
write_share(page *p, gr_slice share)
{
	char		digits[GR_CHART_TICK_LENGTH];
	size_t		start = 0;
	size_t		count = 0;
	size_t		decimals = 0;
	bool		point = false;
	bool		plain = share.len > 0 && share.len < GR_CHART_TICK_LENGTH / 2;

	for (size_t i = 0; i < share.len && plain; i++)
	{
		bool		digit = share.data[i] >= '0' && share.data[i] <= '9';

		if (digit)
			digits[count++] = share.data[i];
		decimals += digit && point;
		plain = digit || (share.data[i] == '.' && !point);
		point = point || share.data[i] == '.';
	}
	if (!plain)
	{
		gr_markup_write(p->to, "%t", share.len > 0 ? share : gr_slice_cstring(say(p, WORD_NOT_TOLD)));
		return;
	}
	for (; decimals < 4; decimals++)
		digits[count++] = '0';
	/* The point two places to the right, and one digit at least before it. */
	decimals -= 2;
	while (count - start > decimals + 1 && digits[start] == '0')
		start++;
	gr_write_bytes(p->to, gr_slice_make(digits + start, count - start - decimals));
	gr_write_byte(p->to, '.');
	gr_write_bytes(p->to, gr_slice_make(digits + count - decimals, decimals));
	gr_write_byte(p->to, '%');
}

/* The share of two counts, to hundredths of a percent. */
static void
write_ratio(page *p, int64_t numerator, int64_t denominator)
{
	char		digits[GR_DECIMAL_LENGTH];
	int64_t		tenthousandths;

	if (denominator <= 0 || numerator > INT64_MAX / 20000)
	{
		gr_markup_write(p->to, "%s", say(p, WORD_NOT_TOLD));
		return;
	}
	tenthousandths = (numerator * 20000 + denominator) / (2 * denominator);
	write_share(p, gr_slice_make(digits, (size_t) gr_wide_write_decimal(digits, gr_wide_of(tenthousandths), 4)));
}

/* Words of a cell that name an organ, with a link to a sheet of its report, or to a finding on it. */
static void
write_organ(page *p, const char *sheet, const gr_json *name, const gr_json *report, const gr_json *finding)
{
	gr_slice	label = text_of(name);
	int64_t		id = 0;

	if (label.len == 0)
		label = gr_slice_cstring(say(p, WORD_UNKNOWN));
	if (!gr_json_int64(report, 1, INT64_MAX, &id))
	{
		gr_markup_write(p->to, "%t", label);
		return;
	}
	gr_markup_write(p->to, "<a href=\"%t%s-%t.html", p->in->sheets, sheet, text_of(report));
	if (count_of(finding) > 0)
		gr_markup_write(p->to, "#f%t", text_of(finding));
	gr_markup_write(p->to, "\"><span lang=\"zh\">%t</span></a>", label);
}

static void
begin_section(page *p, const char *id, word title)
{
	p->section = title;
	gr_markup_write(p->to, "<section aria-labelledby=\"%s\">\n<h2 id=\"%s\">%s</h2>\n", id, id, say(p, title));
}

static void
end_section(page *p)
{
	gr_markup_write(p->to, "</section>\n");
}

/*
 * A table, wider than a telephone: scrolled by keyboard, too.  Its heads follow.  The title is
 * shown where it is not that of the section.
 */
static void
begin_table(page *p, word title)
{
	gr_markup_write(p->to, "<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"%s\">\n<table>\n<caption>", say(p, title));
	gr_markup_write(p->to, title == p->section ? "<span class=\"sr\">%s</span></caption>\n<thead><tr>" : "%s</caption>\n<thead><tr>", say(p, title));
}

static void
write_head(page *p, const char *sign, const char *head)
{
	gr_markup_write(p->to, *sign == '\0' ? "<th scope=\"col\">%s%s</th>" : "<th scope=\"col\"><span aria-hidden=\"true\">%s</span> %s</th>", sign, head);
}

static void
write_heads(page *p, const word *columns, size_t count)
{
	for (size_t i = 0; i < count; i++)
		write_head(p, "", say(p, columns[i]));
}

#define WRITE_HEADS(p, ...) \
	write_heads(p, (const word[]) {__VA_ARGS__}, sizeof((const word[]) {__VA_ARGS__}) / sizeof(word))

static void
begin_rows(page *p)
{
	gr_markup_write(p->to, "</tr></thead>\n<tbody>\n");
}

static void
end_table(page *p)
{
	gr_markup_write(p->to, "</tbody>\n</table>\n</div>\n");
}

/* How many of a list are not shown. */
static void
write_more(page *p, int64_t in_all, size_t shown)
{
	if (in_all <= (int64_t) shown)
		return;
	gr_markup_write(p->to, "<p class=\"soft\">… %s ", say(p, WORD_MORE));
	write_count(p, in_all - (int64_t) shown);
	gr_markup_write(p->to, " %s</p>\n", say(p, WORD_MORE_END));
}

static void
write_cell_figure(page *p, const gr_json *node)
{
	gr_markup_write(p->to, "<td>");
	write_figure(p, node);
	gr_markup_write(p->to, "</td>");
}

static void
write_cell_share(page *p, const gr_json *node)
{
	gr_markup_write(p->to, "<td>");
	write_share(p, text_of(node));
	gr_markup_write(p->to, "</td>");
}

static void
write_severity(page *p, gr_slice key)
{
	for (size_t i = 0; i < sizeof(severities) / sizeof(severities[0]); i++)
		if (gr_slice_equal(key, gr_slice_cstring(severities[i].key)))
		{
			gr_markup_write(p->to, "<span class=\"links\"><span aria-hidden=\"true\">%s</span> %s</span>", severities[i].sign, severities[i].words[p->in->language]);
			return;
		}
	gr_markup_write(p->to, "%t", key);
}

/* The words for a level or a kind; what users of their own wrote there as it is. */
static gr_slice
named(page *p, gr_slice key, const char *const *zh, const char *(*name) (int), int count)
{
	if (key.len == 0)
		return gr_slice_cstring(say(p, WORD_UNKNOWN));
	for (int i = 1; i < count && p->in->language == GR_LANGUAGE_ZH; i++)
		if (gr_slice_equal(key, gr_slice_cstring(name(i))))
			return gr_slice_cstring(zh[i]);
	return key;
}

/* ---------- charts ---------- */

static void
draw(page *p, gr_chart_kind kind, word title, gr_chart_point *points, size_t count)
{
	gr_chart	chart = {.kind = kind,.points = points,.count = count};

	if (count == 0 || p->status != GR_OK)
		return;
	chart.options.title = gr_slice_cstring(say(p, title));
	gr_markup_write(p->to, "<div class=\"scroll chart\" tabindex=\"0\" role=\"group\" aria-label=\"%s\">", say(p, title));
	p->status = gr_chart_draw(p->arena, &chart, p->to);
	gr_markup_write(p->to, "</div>\n");
}

static gr_chart_point *
new_points(page *p, size_t count)
{
	gr_chart_point *points = gr_arena_alloc(p->arena, (count + 1) * sizeof(gr_chart_point));

	if (points == NULL)
		p->status = GR_OUT_OF_MEMORY;
	return points;
}

/* ---------- sections ---------- */

static void
write_fact(page *p, word name, const gr_json *value)
{
	gr_markup_write(p->to, "<div><dt>%s</dt><dd>", say(p, name));
	write_figure(p, value);
	gr_markup_write(p->to, "</dd></div>\n");
}

static void
write_overview(page *p)
{
	begin_section(p, "overview", WORD_OVERVIEW);
	gr_markup_write(p->to, "<dl class=\"facts\">\n");
	write_fact(p, WORD_REPORTS, member(p, "reports"));
	write_fact(p, WORD_LOWEST, member(p, "lowest"));
	write_fact(p, WORD_WITH_ERRORS, member(p, "with_errors"));
	write_fact(p, WORD_WITH_FINDINGS, member(p, "with_findings"));
	gr_markup_write(p->to, "</dl>\n");
	if (count_of(member(p, "reports")) == 0)
		gr_markup_write(p->to, "<p>%s</p>\n", say(p, WORD_NO_REPORTS));
	end_section(p);
}

static void
write_names(page *p, word title, const char *key, int64_t in_all)
{
	if (length_of(p, key) == 0)
		return;
	gr_markup_write(p->to, "<h3>%s</h3>\n<ul class=\"names\" lang=\"zh\">\n", say(p, title));
	for (const gr_json *row = rows_of(p, key); row != NULL; row = row->next_sibling)
	{
		gr_slice	above = text_of(at(row, 1));

		gr_markup_write(p->to, above.len > 0 && at(row, 1)->kind == GR_JSON_STRING ? "<li>%t <small>%t</small></li>\n" : "<li>%t</li>\n", text_of(at(row, 0)), above);
	}
	gr_markup_write(p->to, "</ul>\n");
	write_more(p, in_all, length_of(p, key));
}

static void
write_coverage(page *p)
{
	const gr_json *counts = member(p, "coverage");

	begin_section(p, "coverage", WORD_COVERAGE);
	gr_markup_write(p->to, "<dl class=\"facts\">\n");
	write_fact(p, WORD_EXPECTED, gr_json_member(counts, "expected"));
	write_fact(p, WORD_REPORTED, gr_json_member(counts, "reported"));
	write_fact(p, WORD_MISSING, gr_json_member(counts, "missing"));
	write_fact(p, WORD_TWICE, gr_json_member(counts, "twice"));
	write_fact(p, WORD_SUPERSEDED, gr_json_member(counts, "superseded"));
	write_fact(p, WORD_UNATTACHED, member(p, "unattached"));
	gr_markup_write(p->to, "</dl>\n");
	if (rows_of(p, "levels") != NULL)
	{
		begin_table(p, WORD_COVERAGE);
		WRITE_HEADS(p, WORD_LEVEL, WORD_KIND, WORD_ORGANS, WORD_REPORTED, WORD_RATE);
		begin_rows(p);
		for (const gr_json *row = rows_of(p, "levels"); row != NULL; row = row->next_sibling)
		{
			gr_markup_write(p->to, "<tr><th scope=\"row\">%t</th><td>%t</td>", named(p, text_of(at(row, 0)), levels, gr_level_name, GR_LEVELS),
							named(p, text_of(at(row, 1)), kinds, gr_organ_kind_name, GR_ORGAN_KINDS));
			write_cell_figure(p, at(row, 2));
			write_cell_figure(p, at(row, 3));
			gr_markup_write(p->to, "<td>");
			write_ratio(p, count_of(at(row, 3)), count_of(at(row, 2)));
			gr_markup_write(p->to, "</td></tr>\n");
		}
		end_table(p);
	}
	write_names(p, WORD_MISSING, "missing", count_of(gr_json_member(counts, "missing")));
	write_names(p, WORD_TWICE, "twice", count_of(gr_json_member(counts, "twice")));
	end_section(p);
}

/* The row of a quantity; NULL where nobody gave it. */
static const gr_json *
figure_row(const page *p, const char *key)
{
	for (const gr_json *row = rows_of(p, "figures"); row != NULL; row = row->next_sibling)
		if (gr_slice_equal(text_of(at(row, 0)), gr_slice_cstring(key)))
			return row;
	return NULL;
}

static void
write_figures(page *p)
{
	begin_section(p, "figures", WORD_FIGURES);
	gr_markup_write(p->to, "<p class=\"soft\">%s</p>\n", say(p, WORD_FIGURES_NOTE));
	begin_table(p, WORD_FIGURES);
	WRITE_HEADS(p, WORD_FIGURE, WORD_UNIT, WORD_THIS_YEAR, WORD_REPORTS, WORD_LAST_YEAR, WORD_REPORTS_BEFORE,
				WORD_SAME_ORGANS, WORD_SAME_THIS_YEAR, WORD_SAME_LAST_YEAR, WORD_CHANGE);
	begin_rows(p);
	for (int series = 0; series < GR_SERIES_COUNT; series++)
	{
		const gr_json *row = figure_row(p, gr_series[series].key);
		static const int order[] = {2, 3, 4, 5, 8, 6, 7};
		gr_slice	change = text_of(at(row, 9));

		if (row == NULL)
			continue;
		gr_markup_write(p->to, "<tr><th scope=\"row\" class=\"name\">%s</th><td lang=\"zh\">%t</td>", p->in->language == GR_LANGUAGE_ZH ? gr_series[series].zh : gr_series[series].en,
						text_of(at(row, 1)));
		for (size_t i = 0; i < sizeof(order) / sizeof(order[0]); i++)
			write_cell_figure(p, at(row, order[i]));
		gr_markup_write(p->to, "<td>");
		write_figure(p, at(row, 9));
		gr_markup_write(p->to, "%s</td></tr>\n", change.len > 0 ? "%" : "");
	}
	end_table(p);
	end_section(p);
}

static void
write_outcome_chart(page *p)
{
	static const int outcomes[] = {GR_SERIES_GRANTED, GR_SERIES_PARTLY_GRANTED, GR_SERIES_DENIED, GR_SERIES_UNAVAILABLE, GR_SERIES_REJECTED, GR_SERIES_OTHER};
	size_t		count = sizeof(outcomes) / sizeof(outcomes[0]);
	gr_chart_point *points = new_points(p, count);
	size_t		known = 0;

	for (size_t i = 0; i < count && points != NULL; i++)
	{
		const gr_series_info *info = &gr_series[outcomes[i]];
		gr_slice	value = text_of(at(figure_row(p, info->key), 2));

		if (value.len > 0)
			points[known++] = (gr_chart_point) {gr_slice_cstring(p->in->language == GR_LANGUAGE_ZH ? info->zh : info->en), {NULL, 0}, value};
	}
	draw(p, GR_CHART_KIND_BARS, WORD_OUTCOMES_CHART, points, known);
}

static void
write_indicator_value(page *p, const gr_indicator_info *info, const gr_json *value)
{
	if (info->per == 1)
		write_cell_share(p, value);
	else
		write_cell_figure(p, value);
}

static void
write_indicators(page *p)
{
	begin_table(p, WORD_INDICATORS);
	WRITE_HEADS(p, WORD_INDICATOR, WORD_NUMERATOR, WORD_DENOMINATOR, WORD_REPORTS, WORD_VALUE, WORD_LAST_YEAR);
	begin_rows(p);
	for (int i = 0; i < GR_INDICATORS; i++)
		for (const gr_json *row = rows_of(p, "indicators"); row != NULL; row = row->next_sibling)
		{
			const gr_indicator_info *info = &gr_indicators[i];

			if (!gr_slice_equal(text_of(at(row, 0)), gr_slice_cstring(info->key)))
				continue;
			gr_markup_write(p->to, "<tr><th scope=\"row\" class=\"name\">%s</th>", p->in->language == GR_LANGUAGE_ZH ? info->zh : info->en);
			write_cell_figure(p, at(row, 1));
			write_cell_figure(p, at(row, 2));
			write_cell_figure(p, at(row, 4));
			write_indicator_value(p, info, at(row, 3));
			write_indicator_value(p, info, at(row, 5));
			gr_markup_write(p->to, "</tr>\n");
		}
	end_table(p);
}

static void
write_outcomes(page *p)
{
	static const int shares[] = {GR_INDICATOR_SHARE_GRANTED, GR_INDICATOR_SHARE_DENIED, GR_INDICATOR_SHARE_UNAVAILABLE, GR_INDICATOR_SHARE_REJECTED, GR_INDICATOR_SHARE_CARRIED_OVER};

	begin_section(p, "outcomes", WORD_OUTCOMES);
	write_outcome_chart(p);
	write_indicators(p);
	if (rows_of(p, "children") != NULL)
	{
		begin_table(p, WORD_CHILDREN);
		WRITE_HEADS(p, WORD_ORGAN, WORD_RECEIVED, WORD_CONCLUDED);
		for (size_t i = 0; i < sizeof(shares) / sizeof(shares[0]); i++)
			write_head(p, "", p->in->language == GR_LANGUAGE_ZH ? gr_indicators[shares[i]].zh : gr_indicators[shares[i]].en);
		begin_rows(p);
		for (const gr_json *row = rows_of(p, "children"); row != NULL; row = row->next_sibling)
		{
			gr_markup_write(p->to, "<tr><th scope=\"row\" class=\"name\">");
			write_organ(p, "audit", at(row, 0), at(row, 1), NULL);
			gr_markup_write(p->to, "</th>");
			write_cell_figure(p, at(row, 2));
			write_cell_figure(p, at(row, 3));
			for (int i = 4; i < 9; i++)
				write_cell_share(p, at(row, i));
			gr_markup_write(p->to, "</tr>\n");
		}
		end_table(p);
		write_more(p, count_of(member(p, "children_in_all")), length_of(p, "children"));
	}
	end_section(p);
}

static void
write_heat(page *p)
{
	gr_chart_point *points = new_points(p, length_of(p, "heat"));
	size_t		count = 0;

	begin_section(p, "heat", WORD_HEAT);
	if (rows_of(p, "worst") == NULL)
	{
		gr_markup_write(p->to, "<p>%s</p>\n", say(p, WORD_NO_FINDINGS));
		end_section(p);
		return;
	}
	gr_markup_write(p->to, "<p class=\"soft\">%s ", say(p, WORD_HEAT_NOTE));
	write_count(p, count_of(member(p, "with_findings")) - (int64_t) length_of(p, "worst"));
	gr_markup_write(p->to, "</p>\n");
	for (const gr_json *row = rows_of(p, "heat"); row != NULL && points != NULL; row = row->next_sibling)
		if (text_of(at(row, 0)).len > 0 && text_of(at(row, 1)).len > 0)
			points[count++] = (gr_chart_point) {text_of(at(row, 0)), text_of(at(row, 1)), text_of(at(row, 2))};
	draw(p, GR_CHART_KIND_HEAT, WORD_HEAT_CHART, points, count);
	begin_table(p, WORD_HEAT);
	WRITE_HEADS(p, WORD_ORGAN);
	for (size_t i = 0; i < sizeof(severities) / sizeof(severities[0]); i++)
		write_head(p, severities[i].sign, severities[i].words[p->in->language]);
	begin_rows(p);
	for (const gr_json *row = rows_of(p, "worst"); row != NULL; row = row->next_sibling)
	{
		gr_markup_write(p->to, "<tr><th scope=\"row\" class=\"name\">");
		write_organ(p, "audit", at(row, 0), at(row, 1), NULL);
		gr_markup_write(p->to, "</th>");
		for (int i = 2; i < 5; i++)
			write_cell_figure(p, at(row, i));
		gr_markup_write(p->to, "</tr>\n");
	}
	end_table(p);
	end_section(p);
}

static void
write_frequent(page *p)
{
	begin_section(p, "frequent", WORD_FREQUENT);
	if (rows_of(p, "frequent") != NULL)
	{
		begin_table(p, WORD_FREQUENT);
		WRITE_HEADS(p, WORD_RULE, WORD_SEVERITY, WORD_FINDINGS, WORD_REPORTS, WORD_EXAMPLES);
		begin_rows(p);
		for (const gr_json *row = rows_of(p, "frequent"); row != NULL; row = row->next_sibling)
		{
			const gr_json *examples = at(row, 5);
			const gr_json *first = examples != NULL && examples->kind == GR_JSON_ARRAY ? examples->first_child : NULL;

			gr_markup_write(p->to, "<tr><th scope=\"row\" class=\"name\">%t<br/><code>%t</code></th><td>", text_of(at(row, 1)), text_of(at(row, 0)));
			write_severity(p, text_of(at(row, 2)));
			gr_markup_write(p->to, "</td>");
			write_cell_figure(p, at(row, 3));
			write_cell_figure(p, at(row, 4));
			gr_markup_write(p->to, "<td class=\"name\">");
			for (const gr_json *e = first; e != NULL; e = e->next_sibling)
			{
				gr_markup_write(p->to, e == first ? "" : "<br/>");
				write_organ(p, "audit", at(e, 0), at(e, 1), at(e, 2));
			}
			gr_markup_write(p->to, "</td></tr>\n");
		}
		end_table(p);
	}
	else
		gr_markup_write(p->to, "<p>%s</p>\n", say(p, WORD_NONE));
	end_section(p);
}

static void
write_largest_of(page *p, bool money)
{
	bool		begun = false;

	for (const gr_json *row = rows_of(p, "largest"); row != NULL; row = row->next_sibling)
	{
		const gr_json *kind = at(row, 5);

		if ((kind != NULL && kind->kind == GR_JSON_TRUE) != money)
			continue;
		if (!begun)
		{
			begin_table(p, money ? WORD_MONEY : WORD_COUNTS);
			WRITE_HEADS(p, WORD_ORGAN, WORD_SEVERITY, WORD_DIFFERENCE, WORD_FINDING);
			begin_rows(p);
		}
		begun = true;
		gr_markup_write(p->to, "<tr><th scope=\"row\" class=\"name\">");
		write_organ(p, "audit", at(row, 0), at(row, 1), at(row, 2));
		gr_markup_write(p->to, "</th><td>");
		write_severity(p, text_of(at(row, 3)));
		gr_markup_write(p->to, "</td>");
		write_cell_figure(p, at(row, 4));
		gr_markup_write(p->to, "<td class=\"name\">%t</td></tr>\n", text_of(at(row, 6)));
	}
	if (begun)
		end_table(p);
}

static void
write_largest(page *p)
{
	begin_section(p, "largest", WORD_LARGEST);
	write_largest_of(p, false);
	write_largest_of(p, true);
	if (rows_of(p, "largest") == NULL)
		gr_markup_write(p->to, "<p>%s</p>\n", say(p, WORD_NONE));
	end_section(p);
}

static void
write_pairs(page *p, word title, const char *key, const char *in_all, const char *sheet)
{
	if (rows_of(p, key) == NULL)
	{
		gr_markup_write(p->to, "<p>%s: %s</p>\n", say(p, title), say(p, WORD_NONE));
		return;
	}
	begin_table(p, title);
	WRITE_HEADS(p, WORD_ORGAN, WORD_CELLS);
	begin_rows(p);
	for (const gr_json *row = rows_of(p, key); row != NULL; row = row->next_sibling)
	{
		gr_markup_write(p->to, "<tr><th scope=\"row\" class=\"name\">");
		write_organ(p, sheet, at(row, 0), at(row, 1), NULL);
		gr_markup_write(p->to, "</th>");
		write_cell_figure(p, at(row, 2));
		gr_markup_write(p->to, "</tr>\n");
	}
	end_table(p);
	write_more(p, count_of(member(p, in_all)), length_of(p, key));
}

static void
write_against(page *p)
{
	begin_section(p, "against", WORD_AGAINST);
	write_pairs(p, WORD_DIFFERING, "differing", "differing_in_all", "compare");
	write_pairs(p, WORD_BROKEN, "broken", "broken_in_all", "continuity");
	end_section(p);
}

/* ---------- the whole ---------- */

/* "organ": what stands around its name, which is Chinese; a title cannot have that. */
static void
write_title(page *p, const char *before, const char *after)
{
	gr_slice	organ = text_of(member(p, "organ"));

	if (p->in->language == GR_LANGUAGE_ZH)
		gr_markup_write(p->to, "%t年%s：", text_of(member(p, "year")), say(p, WORD_TITLE));
	else
		gr_markup_write(p->to, "%s, %t: ", say(p, WORD_TITLE), text_of(member(p, "year")));
	if (organ.len > 0)
		gr_markup_write(p->to, "%s%t%s", before, organ, after);
	else
		gr_markup_write(p->to, "%s", say(p, WORD_ALL_ORGANS));
}

/* Beside what audit sheets have: words to the left, long tables over several pages. */
static const char style[] =
"body{max-width:1100px}caption{text-align:left;font-weight:bold;padding:8px 0 4px}th.name,td.name{text-align:left;min-width:9em;overflow-wrap:break-word}"
"nav ul,ul.names{display:flex;flex-wrap:wrap;gap:4px 18px;margin:8px 0;padding:0;list-style:none}.soft,small{color:var(--soft)}thead th{font-weight:bold}"
".chart{margin:8px 0}.chart svg{max-width:100%;height:auto}"
"@media print{table{break-inside:auto}nav{display:none}.chart{break-inside:avoid}}";

static const struct
{
	const char *id;
	word		title;
	void		(*write) (page *p);
}			sections[] = {
	{"overview", WORD_OVERVIEW, write_overview},
	{"coverage", WORD_COVERAGE, write_coverage},
	{"figures", WORD_FIGURES, write_figures},
	{"outcomes", WORD_OUTCOMES, write_outcomes},
	{"heat", WORD_HEAT, write_heat},
	{"frequent", WORD_FREQUENT, write_frequent},
	{"largest", WORD_LARGEST, write_largest},
	{"against", WORD_AGAINST, write_against},
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
	page		p = {.in = in,.arena = arena,.to = to,.status = GR_OK};

	gr_markup_write(to, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>",
					in->language == GR_LANGUAGE_ZH ? "zh" : "en");
	write_title(&p, "", "");
	gr_markup_write(to, "</title>\n<style>%s%s</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#main\">%s</a>\n<header><h1>", gr_audit_style, style, say(&p, WORD_SKIP));
	write_title(&p, "<span lang=\"zh\">", "</span>");
	gr_markup_write(to, "</h1></header>\n<nav aria-label=\"%s\"><ul>\n", say(&p, WORD_CONTENTS));
	for (size_t i = 0; i < SECTIONS; i++)
		gr_markup_write(to, "<li><a href=\"#%s\">%s</a></li>\n", sections[i].id, say(&p, sections[i].title));
	gr_markup_write(to, "</ul></nav>\n<main id=\"main\">\n");
	for (size_t i = 0; i < SECTIONS && p.status == GR_OK; i++)
		sections[i].write(&p);
	gr_markup_write(to, "</main>\n</body>\n</html>");
	return p.status != GR_OK ? p.status : to->failed ? GR_OUT_OF_MEMORY : GR_OK;
}
