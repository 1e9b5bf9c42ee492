#include "page_parts.h"

#include "chart_internal.h"
#include "fold.h"

/* ---------- words ---------- */

static const char *const words[GR_PAGE_WORDS][2] = {
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

/* ---------- what comes in ---------- */

const char *
gr_page_say(const gr_page *p, gr_page_word w)
{
	return words[w][p->in->language];
}

const gr_json *
gr_page_member(const gr_page *p, const char *key)
{
	return gr_json_member(p->in->data, key);
}

const gr_json *
gr_page_rows(const gr_page *p, const char *key)
{
	const gr_json *list = gr_page_member(p, key);

	return list != NULL && list->kind == GR_JSON_ARRAY ? list->first_child : NULL;
}

const gr_json *
gr_page_at(const gr_json *row, int n)
{
	const gr_json *element = row != NULL && row->kind == GR_JSON_ARRAY ? row->first_child : NULL;

	while (element != NULL && n-- > 0)
		element = element->next_sibling;
	return element;
}

gr_slice
gr_page_text(const gr_json *node)
{
	return node != NULL && (node->kind == GR_JSON_STRING || node->kind == GR_JSON_NUMBER) ? node->text : gr_slice_make(NULL, 0);
}

int64_t
gr_page_integer(const gr_json *node)
{
	int64_t		value = 0;

	gr_json_int64(node, 0, INT64_MAX, &value);
	return value;
}

size_t
gr_page_length(const gr_page *p, const char *key)
{
	const gr_json *list = gr_page_member(p, key);

	return list != NULL && list->kind == GR_JSON_ARRAY ? list->count : 0;
}

/* ---------- pieces ---------- */

void
gr_page_figure(gr_page *p, const gr_json *node)
{
	char		grouped[GR_CHART_TICK_LENGTH];
	gr_slice	text = gr_page_text(node);

	gr_markup_write(p->to, "%t", text.len == 0 ? gr_slice_cstring(gr_page_say(p, GR_PAGE_NOT_TOLD)) :
					node->kind == GR_JSON_NUMBER ? gr_chart_grouped(text, grouped) : text);
}

void
gr_page_count(gr_page *p, int64_t value)
{
	char		digits[GR_DECIMAL_LENGTH];
	char		grouped[GR_CHART_TICK_LENGTH];
	gr_slice	text = gr_slice_make(digits, (size_t) gr_wide_write(digits, gr_wide_of(value)));

	gr_markup_write(p->to, "%t", gr_chart_grouped(text, grouped));
}

void
gr_page_share(gr_page *p, gr_slice share)
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
		gr_markup_write(p->to, "%t", share.len > 0 ? share : gr_slice_cstring(gr_page_say(p, GR_PAGE_NOT_TOLD)));
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

void
gr_page_ratio(gr_page *p, int64_t numerator, int64_t denominator)
{
	char		digits[GR_DECIMAL_LENGTH];
	int64_t		tenthousandths;

	if (denominator <= 0 || numerator > INT64_MAX / 20000)
	{
		gr_markup_write(p->to, "%s", gr_page_say(p, GR_PAGE_NOT_TOLD));
		return;
	}
	tenthousandths = (numerator * 20000 + denominator) / (2 * denominator);
	gr_page_share(p, gr_slice_make(digits, (size_t) gr_wide_write_decimal(digits, gr_wide_of(tenthousandths), 4)));
}

void
gr_page_organ(gr_page *p, const char *sheet, const gr_json *name, const gr_json *report, const gr_json *finding)
{
	gr_slice	label = gr_trim(gr_page_text(name));
	int64_t		id = 0;

	if (label.len == 0)
		label = gr_slice_cstring(gr_page_say(p, GR_PAGE_UNKNOWN));
	if (!gr_json_int64(report, 1, INT64_MAX, &id))
	{
		gr_markup_write(p->to, "%t", label);
		return;
	}
	gr_markup_write(p->to, "<a href=\"%t%s-%t.html", p->in->sheets, sheet, gr_page_text(report));
	if (gr_page_integer(finding) > 0)
		gr_markup_write(p->to, "#f%t", gr_page_text(finding));
	gr_markup_write(p->to, "\"><span lang=\"zh\">%t</span></a>", label);
}

void
gr_page_begin_section(gr_page *p, const char *id, gr_page_word title)
{
	p->section = title;
	gr_markup_write(p->to, "<section aria-labelledby=\"%s\">\n<h2 id=\"%s\">%s</h2>\n", id, id, gr_page_say(p, title));
}

void
gr_page_end_section(gr_page *p)
{
	gr_markup_write(p->to, "</section>\n");
}

void
gr_page_begin_table(gr_page *p, gr_page_word title)
{
	gr_markup_write(p->to, "<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"%s\">\n<table>\n<caption>", gr_page_say(p, title));
	gr_markup_write(p->to, title == p->section ? "<span class=\"sr\">%s</span></caption>\n<thead><tr>" : "%s</caption>\n<thead><tr>", gr_page_say(p, title));
}

void
gr_page_head(gr_page *p, const char *sign, const char *head)
{
	gr_markup_write(p->to, *sign == '\0' ? "<th scope=\"col\">%s%s</th>" : "<th scope=\"col\"><span aria-hidden=\"true\">%s</span> %s</th>", sign, head);
}

void
gr_page_heads(gr_page *p, const gr_page_word *columns, size_t count)
{
	for (size_t i = 0; i < count; i++)
		gr_page_head(p, "", gr_page_say(p, columns[i]));
}

void
gr_page_severity_heads(gr_page *p)
{
	for (size_t i = 0; i < sizeof(severities) / sizeof(severities[0]); i++)
		gr_page_head(p, severities[i].sign, severities[i].words[p->in->language]);
}

void
gr_page_begin_rows(gr_page *p)
{
	gr_markup_write(p->to, "</tr></thead>\n<tbody>\n");
}

void
gr_page_end_table(gr_page *p)
{
	gr_markup_write(p->to, "</tbody>\n</table>\n</div>\n");
}

void
gr_page_more(gr_page *p, int64_t in_all, size_t shown)
{
	if (in_all <= (int64_t) shown)
		return;
	gr_markup_write(p->to, "<p class=\"soft\">… %s ", gr_page_say(p, GR_PAGE_MORE));
	gr_page_count(p, in_all - (int64_t) shown);
	gr_markup_write(p->to, " %s</p>\n", gr_page_say(p, GR_PAGE_MORE_END));
}

void
gr_page_cell_figure(gr_page *p, const gr_json *node)
{
	gr_markup_write(p->to, "<td>");
	gr_page_figure(p, node);
	gr_markup_write(p->to, "</td>");
}

void
gr_page_cell_share(gr_page *p, const gr_json *node)
{
	gr_markup_write(p->to, "<td>");
	gr_page_share(p, gr_page_text(node));
	gr_markup_write(p->to, "</td>");
}

void
gr_page_severity(gr_page *p, gr_slice key)
{
	for (size_t i = 0; i < sizeof(severities) / sizeof(severities[0]); i++)
		if (gr_slice_equal(key, gr_slice_cstring(severities[i].key)))
		{
			gr_markup_write(p->to, "<span class=\"severity\"><span aria-hidden=\"true\">%s</span> %s</span>", severities[i].sign, severities[i].words[p->in->language]);
			return;
		}
	gr_markup_write(p->to, "%t", key);
}

/* The words for a level or a kind; what users of their own wrote there as it is. */
static gr_slice
term_of(const gr_page *p, gr_slice key, const char *const *zh, const char *(*name) (int), int count)
{
	if (key.len == 0)
		return gr_slice_cstring(gr_page_say(p, GR_PAGE_UNKNOWN));
	for (int i = 1; i < count && p->in->language == GR_LANGUAGE_ZH; i++)
		if (gr_slice_equal(key, gr_slice_cstring(name(i))))
			return gr_slice_cstring(zh[i]);
	return key;
}

gr_slice
gr_page_level(const gr_page *p, gr_slice key)
{
	return term_of(p, key, levels, gr_level_name, GR_LEVELS);
}

gr_slice
gr_page_kind(const gr_page *p, gr_slice key)
{
	return term_of(p, key, kinds, gr_organ_kind_name, GR_ORGAN_KINDS);
}
