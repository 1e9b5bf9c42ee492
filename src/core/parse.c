#include "parse.h"

#include "cells.h"
#include "damage.h"
#include "fold.h"
#include "header.h"
#include "html_scan.h"
#include "html_tables.h"
#include "lost_order.h"
#include "position.h"
#include "rare.h"
#include "report_prose.h"
#include "statistics.h"

/* Brackets between two looks at the cancel hook. */
#define BRACKETS_PER_CHECK 65536

/* ---------- HTML or not ---------- */

static unsigned char
lower(char c)
{
	return (unsigned char) (c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

static bool
starts_tag(gr_slice text, const char *tag)
{
	size_t		n;
	unsigned char after;

	if (text.len == 0 || lower(text.data[0]) != (unsigned char) tag[0])
		return false;
	n = strlen(tag);
	if (text.len <= n)
		return false;
	for (size_t i = 1; i < n; i++)
		if (lower(text.data[i]) != (unsigned char) tag[i])
			return false;
	after = lower(text.data[n]);
	return !(after >= 'a' && after <= 'z') && !(after >= '0' && after <= '9');
}

static bool
starts_any_tag(gr_slice text, const char *const *tags, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (starts_tag(text, tags[i]))
			return true;
	return false;
}

/* With which signs tags begin that may say that all is a page; most tags are other ones. */
static const char page_signs[3] = {'!', 'h', 'b'};

/* The next "<" that is of interest: of any tag until there was one of a page in the text, then of a whole page. */
static inline const char *
next_bracket(const char *p, const char *end, bool any)
{
	return any ? gr_html_find(p, end, '<') : gr_html_find_tag(p, end, page_signs);
}

typedef enum markup
{
	PLAIN,
	TABLES_IN_TEXT,				/* line ends stand for themselves around the tables */
	WHOLE_PAGE
} markup;

/* The escape that hides the brackets of a page inside a JSON string. */
static gr_status
has_escaped_bracket(const gr_arena *arena, gr_slice text, bool *result)
{
	size_t		at = 0;

	*result = false;
	for (size_t count = 1; !*result; count++)
	{
		const char *hit = memchr(text.data + at, '\\', text.len - at);

		if (hit == NULL)
			break;
		if (count % BRACKETS_PER_CHECK == 0 && gr_cancelled(arena))
			return GR_CANCELLED;
		at = (size_t) (hit - text.data) + 1;
		*result = text.len - at > 5 && memcmp(hit + 1, "u003", 4) == 0 && lower(hit[5]) == 'c';
	}
	return GR_OK;
}

/*
 * A page begins with a tag or says that it is one.  Anything else with tags in it is
 * text, and its line ends count.
 */
static gr_status
markup_of(const gr_arena *arena, gr_slice text, markup *kind)
{
	static const char *const page[] = {"!doctype", "html", "head", "body"};
	static const char *const parts[] = {"table", "tr", "td", "th", "br", "p", "div", "span", "script", "section", "article"};
	size_t		start = gr_skip_blanks(text, 0);
	const char *end = text.data + text.len;
	const char *hit;
	size_t		brackets = 0;
	gr_status	status = GR_OK;
	bool		escaped = false;

	*kind = PLAIN;
	for (hit = next_bracket(text.data, end, true); hit < end; hit = next_bracket(hit + 1, end, *kind == PLAIN))
	{
		size_t		at = (size_t) (hit - text.data) + 1;
		gr_slice	tag = gr_slice_sub(text, at, text.len);

		if (++brackets % BRACKETS_PER_CHECK == 0 && gr_cancelled(arena))
			return GR_CANCELLED;
		if (starts_any_tag(tag, page, sizeof(page) / sizeof(page[0])))
		{
			*kind = WHOLE_PAGE;
			return GR_OK;
		}
		if (*kind == PLAIN && starts_any_tag(tag, parts, sizeof(parts) / sizeof(parts[0])))
		{
			*kind = at == start + 1 ? WHOLE_PAGE : TABLES_IN_TEXT;
			if (*kind == WHOLE_PAGE)
				return GR_OK;
		}
	}
	if (*kind == PLAIN)
		status = has_escaped_bracket(arena, text, &escaped);
	if (escaped)
		*kind = WHOLE_PAGE;
	return status;
}

/* ---------- the lines of a page as one text ---------- */

/* All lines outside tables, each with its end; the header is read from them. */
static bool
lines_of_page(gr_arena *arena, const gr_html_page *page, gr_slice *text, gr_slice *title)
{
	size_t		length = 0;
	char	   *to;

	for (size_t i = 0; i < page->count; i++)
		if (page->items[i].kind == GR_HTML_TEXT_LINE)
			length += page->items[i].text.len + 1;
	to = gr_arena_alloc(arena, length);
	if (to == NULL)
		return false;
	*text = gr_slice_make(to, length);
	for (size_t i = 0; i < page->count; i++)
	{
		gr_slice	line = page->items[i].text;

		if (page->items[i].kind == GR_HTML_TITLE && title->data == NULL)
			*title = line;
		if (page->items[i].kind != GR_HTML_TEXT_LINE)
			continue;
		if (line.len > 0)
			memcpy(to, line.data, line.len);
		to[line.len] = '\n';
		to += line.len + 1;
	}
	return true;
}

/* Where a byte of that text stands in the source. */
static size_t
source_of(const gr_html_page *page, size_t offset)
{
	for (size_t i = 0; i < page->count; i++)
	{
		const gr_html_item *item = &page->items[i];

		if (item->kind != GR_HTML_TEXT_LINE)
			continue;
		if (offset <= item->text.len)
			return gr_html_source_offset(item, offset);
		offset -= item->text.len + 1;
	}
	return 0;
}

/* ---------- the header ---------- */

/* A title whose year is not that of the period. */
static gr_status
check_year(gr_arena *arena, gr_slice source, gr_slice text, const gr_html_page *page, gr_report *report)
{
	const gr_header *h = &report->header;
	gr_diagnostic conflict = {GR_RULE_HEADER_YEAR, GR_TABLE_NONE, {0, 0}, 0};
	gr_position position = gr_position_begin(source);
	size_t		from;
	size_t		to;

	if (h->title.data == NULL || h->period_to.year == 0)
		return GR_OK;
	conflict.actual = gr_title_year(h->title);
	if (conflict.actual == 0 || conflict.actual == h->period_to.year)
		return GR_OK;
	/* That of the page's metadata is not among the lines. */
	if ((uintptr_t) h->title.data < (uintptr_t) text.data || (uintptr_t) h->title.data >= (uintptr_t) text.data + text.len)
		return gr_report_diagnose(arena, report, conflict);
	from = (size_t) (h->title.data - text.data);
	to = from + h->title.len;
	if (page != NULL)
	{
		from = source_of(page, from);
		to = source_of(page, to);
	}
	conflict.span = gr_position_span(&position, from, to);
	return gr_report_diagnose(arena, report, conflict);
}

/* A string that is no UTF-8 after all could be written, but not read again. */
static void
drop_broken(gr_slice *string)
{
	if (gr_utf8_valid_prefix(*string) < string->len)
		*string = gr_slice_make(NULL, 0);
}

static gr_status
read_header(gr_arena *arena, gr_slice source, const gr_html_page *page, gr_report *report)
{
	gr_slice	text = source;
	gr_page_names names;

	if (page == NULL)
		gr_header_read(text, NULL, &report->header);
	else
	{
		gr_page_names_read(source, &names);
		if (!lines_of_page(arena, page, &text, &names.title))
			return GR_OUT_OF_MEMORY;
		gr_header_read(text, &names, &report->header);
	}
	drop_broken(&report->header.title);
	drop_broken(&report->header.issuer);
	return check_year(arena, source, text, page, report);
}

/* Labels that were understood, though not as the forms print them. */
static gr_status
note_labels(gr_arena *arena, const gr_raw_tables *raw, gr_report *report)
{
	gr_diagnostic d = {GR_RULE_TEXT_TRADITIONAL, GR_TABLE_NONE, raw->traditional, 0};
	gr_status	status = GR_OK;

	if (d.span.pos != 0)
		status = gr_report_diagnose(arena, report, d);
	d.rule = GR_RULE_TEXT_GLOSS;
	d.span = raw->gloss;
	if (status == GR_OK && d.span.pos != 0)
		status = gr_report_diagnose(arena, report, d);
	return status;
}

/* Nothing behind the last item of a page was read. */
static gr_status
note_limit(gr_arena *arena, gr_slice text, const gr_html_page *page, gr_report *report)
{
	gr_diagnostic limit = {GR_RULE_TEXT_LIMIT, GR_TABLE_NONE, {0, 0}, 0};
	gr_position position = gr_position_begin(text);

	if (page == NULL || page->read_to >= text.len)
		return GR_OK;
	limit.span = gr_position_span(&position, page->read_to, page->read_to);
	return gr_report_diagnose(arena, report, limit);
}

gr_status
gr_markup_read(gr_arena *arena, gr_slice text, gr_html_page *page, bool *html)
{
	markup		kind;
	gr_status	status = markup_of(arena, text, &kind);

	*html = kind != PLAIN;
	return status != GR_OK || kind == PLAIN ? status : gr_html_read(arena, text, kind == TABLES_IN_TEXT ? GR_HTML_KEEP_LINES : 0, page);
}

gr_status
gr_has_markup(const gr_arena *arena, gr_slice text, bool *html)
{
	markup		kind;
	gr_status	status = markup_of(arena, text, &kind);

	*html = kind != PLAIN;
	return status;
}

gr_status
gr_markup_words(gr_arena *arena, gr_slice words, gr_slice *seen)
{
	gr_html_page page;
	gr_status	status = gr_html_read(arena, words, 0, &page);
	size_t		length = 0;
	char	   *to;

	if (status != GR_OK)
		return status;
	for (size_t i = 0; i < page.count; i++)
		length += page.items[i].text.len;
	to = gr_arena_alloc(arena, length + 1);
	if (to == NULL)
		return GR_OUT_OF_MEMORY;
	*seen = gr_slice_make(to, length);
	for (size_t i = 0; i < page.count; i++)
	{
		if (page.items[i].text.len > 0)
			memcpy(to, page.items[i].text.data, page.items[i].text.len);
		to += page.items[i].text.len;
	}
	return GR_OK;
}

gr_status
gr_parse(gr_arena *arena, gr_slice text, gr_report *report, gr_error *error)
{
	gr_status	status;
	size_t		valid;

	gr_report_init(report);
	if (text.len > GR_TEXT_LIMIT)
		return GR_TEXT_TOO_LONG;
	status = gr_utf8_check(arena, text, &valid);
	if (status != GR_OK)
		return status;
	if (valid < text.len)
	{
		error->position = valid + 1;
		return GR_BAD_ENCODING;
	}
	return gr_parse_valid(arena, text, report);
}

/* Between two steps: a line as long as the text is one step of each. */
static bool
go_on(const gr_arena *arena, gr_status *status)
{
	if (*status == GR_OK && gr_cancelled(arena))
		*status = GR_CANCELLED;
	return *status == GR_OK;
}

/* The text with newlines for its line ends, where all of those are carriage returns alone: nothing moves. */
GR_RARE static bool
end_lines(gr_arena *arena, gr_slice *text)
{
	char	   *copy;

	if (text->len == 0 || memchr(text->data, '\r', text->len) == NULL)
		return true;
	copy = gr_arena_alloc(arena, text->len);
	if (copy == NULL)
		return false;
	for (size_t i = 0; i < text->len; i++)
		copy[i] = text->data[i] == '\r' ? '\n' : text->data[i];
	text->data = copy;
	return true;
}

gr_status
gr_parse_valid(gr_arena *arena, gr_slice text, gr_report *report)
{
	gr_raw_tables *raw;
	gr_report_prose *prose;
	gr_html_page page;
	const gr_html_page *html = NULL;
	gr_status	status = GR_OK;
	bool		marked_up = false;

	gr_report_init(report);
	if (text.len > GR_TEXT_LIMIT)
		return GR_TEXT_TOO_LONG;
	if ((text.len == 0 || memchr(text.data, '\n', text.len) == NULL) && !end_lines(arena, &text))
		return GR_OUT_OF_MEMORY;
	raw = gr_arena_alloc(arena, sizeof(gr_raw_tables));
	prose = gr_report_prose_begin(arena, text, report);
	if (raw == NULL || prose == NULL)
		return GR_OUT_OF_MEMORY;
	if (go_on(arena, &status))
		status = gr_markup_read(arena, text, &page, &marked_up);
	if (marked_up)
		html = &page;
	if (go_on(arena, &status))
		status = read_header(arena, text, html, report);
	if (go_on(arena, &status))
		status = gr_tables_read(arena, text, html, &prose->prose, raw);
	if (go_on(arena, &status))
		status = gr_cells_assign(arena, raw, report);
	if (go_on(arena, &status) && (raw->statistics || gr_statistics_hinted(arena, text, report->forms[GR_TABLE_APPLICATIONS] != GR_FORM_NONE)))
		status = gr_statistics_read(arena, text, html, report, &raw->layouts);
	if (status == GR_OK)
		report->header.layout = (unsigned char) gr_layout_of(raw->layouts);
	if (go_on(arena, &status) && html == NULL)
		status = gr_lost_order_read(arena, text, report);
	if (go_on(arena, &status))
		status = gr_report_prose_end(prose, report);
	if (go_on(arena, &status))
		status = note_labels(arena, raw, report);
	if (go_on(arena, &status))
		status = gr_damage_note(arena, text, report);
	return status == GR_OK ? note_limit(arena, text, html, report) : status;
}
