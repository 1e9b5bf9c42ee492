/*
 * workspace_page.c
 *		The page of a workspace: markup that is well formed whatever the data are, figures as they should read.
 */
#include "markup.h"
#include "workspace_page.h"

/* Writes the page of some JSON; the text is empty where it fails. */
static gr_status
make_page(const char *json, gr_language language, const char *sheets, const gr_host *host, text *html)
{
	gr_arena	arena;
	gr_workspace_page page = {.language = language,.sheets = gr_slice_cstring(sheets)};
	gr_error	error;
	gr_writer	writer;
	gr_status	status;

	gr_arena_init(&arena, host);
	gr_writer_init(&writer, &arena);
	status = gr_json_read(&arena, gr_slice_cstring(json), SIZE_MAX, &page.data, &error);
	if (status == GR_OK)
		status = gr_workspace_page_write(&arena, &page, &writer);
	memset(html, 0, sizeof(*html));
	if (status == GR_OK)
		text_bytes(html, writer.data, writer.len);
	gr_arena_free(&arena);
	return status;
}

/* Everything that a page can show. */
static const char full[] =
"{\"year\": 2021, \"organ\": \"云棹市<人民>政府\", \"reports\": 1234567, \"lowest\": 3, \"with_errors\": 2, \"with_findings\": 50, \"unattached\": 1,"
"\"coverage\": {\"expected\": 3, \"reported\": 2, \"missing\": 1, \"twice\": 1, \"superseded\": 0},"
"\"levels\": [[\"county\", \"government\", 3, 2], [\"区\", null, 0, 0], [null, \"<i>\", 7, 7]],"
"\"missing\": [[\"甲局\", \"乙区\"], [\"丙局\", null]], \"twice\": [[\"丁局\", 2, 5]],"
"\"figures\": [[\"received\", \"件\", 12345, 3, 10.5, 2, 7, 7, 1, -12.5], [\"granted\", \"件\", 10, 1, null, 0, null, null, 0, null], [\"unheard_of\", \"件\", 1, 1, 1, 1, 1, 1, 1, 1]],"
"\"indicators\": [[\"share_granted\", 17, 26, 0.6538, 1, 1], [\"share_denied\", 1, 1000, 0.001, 1, 0.0000], [\"requests_per_10000_decisions\", 40, 3000, 133.3333, 1, null],"
"[\"share_rejected\", 12, 10, 1.2, 1, 0.05]],"
"\"children\": [[\"甲区\", 7, 27, 26, 0.5, 0.25, 0.125, 0.0625, null]], \"children_in_all\": 61,"
"\"worst\": [[\"甲区\", 7, 3, 2, 1], [\"'\\\"&\", 8, 1, 0, 0]], \"heat\": [[\"甲区\", \"applications.row_sum\", 3], [\"'\\\"&\", \"text.limit\", 1]],"
"\"frequent\": [[\"applications.row_sum\", \"words\", \"error\", 4, 2, [[\"甲区\", 7, 3], [\"乙区\", 8, 1]]], [\"x.y\", \"words\", \"unheard of\", 1, 1, null]],"
"\"largest\": [[\"甲区\", 7, 3, \"warning\", -1500, false, \"words\"], [\"乙区\", 8, 1, \"error\", 0.25, true, \"words\"]],"
"\"differing\": [[\"甲区\", 7, 12]], \"differing_in_all\": 21, \"broken\": [[\"乙区\", 8, 2]], \"broken_in_all\": 1}";

static void
shows(const text *html, const char *what, int times)
{
	is_int(occurrences(html, what), times, "%s", what);
}

/* What is told of the organs beyond those that are listed. */
static void
others_are(const char *with_findings, const char *expected)
{
	char		json[200];
	char		words[200];
	text		html;

	snprintf(json, sizeof(json), "{\"with_findings\": %s, \"worst\": [[\"甲\", 7, 3, 2, 1], [\"乙\", 8, 1, 0, 0]]}", with_findings);
	snprintf(words, sizeof(words), "Other organs with errors or warnings: %s</p>", expected);
	make_page(json, GR_LANGUAGE_EN, "", &gr_host_libc, &html);
	shows(&html, words, 1);
	text_free(&html);
}

/* A name that is nothing but blanks would be a link, and a title, that nobody sees. */
static void
test_blank_names(void)
{
	text		html;

	make_page("{\"year\": 2021, \"organ\": \" \u3000\", \"worst\": [[\"\u3000\", 7, 3, 2, 1]]}", GR_LANGUAGE_EN, "", &gr_host_libc, &html);
	shows(&html, "<span lang=\"zh\">　</span>", 0);
	shows(&html, "2021: <span", 0);
	text_free(&html);
}

static void
test_content(void)
{
	text		html;

	make_page(full, GR_LANGUAGE_EN, "a&b/", &gr_host_libc, &html);
	ok(well_formed(&html, "html"), "well formed");
	shows(&html, "<title>Annual reports on open government information, 2021: 云棹市&lt;人民&gt;政府</title>", 1);
	shows(&html, "1,234,567", 1);
	shows(&html, "<td>12,345</td>", 1);
	shows(&html, "<td>10.5</td>", 1);
	shows(&html, "−12.5%", 1);
	shows(&html, "65.38%", 1);
	shows(&html, "<td>100.00%</td><td>", 0);
	shows(&html, "<td>0.10%</td>", 1);
	shows(&html, "<td>0.00%</td>", 1);
	shows(&html, "<td>120.00%</td>", 1);
	shows(&html, "<td>5.00%</td>", 1);
	shows(&html, "<td>12.50%</td>", 1);
	shows(&html, "<td>6.25%</td>", 1);
	shows(&html, "133.3333", 1);
	shows(&html, "133.3333%", 0);
	shows(&html, "66.67%", 1);
	shows(&html, "unheard_of", 0);
	shows(&html, "−1,500", 1);
	shows(&html, "href=\"a&amp;b/audit-7.html\"", 2);
	shows(&html, "href=\"a&amp;b/audit-7.html#f3\"", 2);
	shows(&html, "href=\"a&amp;b/compare-7.html\"", 1);
	shows(&html, "href=\"a&amp;b/continuity-8.html\"", 1);
	shows(&html, "… and 60 more", 1);
	shows(&html, "… and 20 more", 1);
	shows(&html, "Other organs with errors or warnings: 48", 1);
	shows(&html, "<svg", 2);
	shows(&html, "Money (10,000 yuan)", 2);
	shows(&html, "not known", 2);
	text_free(&html);
	make_page(full, GR_LANGUAGE_ZH, "", &gr_host_libc, &html);
	ok(well_formed(&html, "html"), "well formed, in Chinese");
	shows(&html, "<title>2021年政府信息公开工作年度报告：云棹市&lt;人民&gt;政府</title>", 1);
	shows(&html, "<th scope=\"row\">县级</th><td>政府</td>", 1);
	shows(&html, "实质公开率", 2);
	text_free(&html);
}

/* Any JSON makes a page, or is refused by a chart. */
static void
test_hostile(void)
{
	static const char *const pieces[] = {"null", "true", "0", "-1", "1e5", "0.123456789", "99999999999999999999999999", "\"\"", "\"<script>\"", "\"甲\"", "\"\\u202e\\u0001\"",
	"[]", "{}", "[1, \"a\", 2, 3, [[\"x\", 1, 1]], 5, 6, 7, 8, 9]", "[\"a\", 7, 3, \"error\", 5, true, \"w\"]", "[\"甲\", \"乙\", 3]"};
	static const char *const members[] = {"year", "organ", "reports", "coverage", "levels", "missing", "twice", "figures", "indicators", "children", "worst", "heat", "frequent",
	"largest", "differing", "broken", "with_findings", "children_in_all"};
	int			wrong = 0;
	int			pages = 0;

	for (int i = 0; i < 3000; i++)
	{
		text		json = {NULL, 0, 0};
		text		html;
		gr_status	status;

		text_add(&json, "{");
		for (size_t m = 0; m < sizeof(members) / sizeof(members[0]); m++)
		{
			bool		list = random_below(2) == 0;

			if (random_below(4) == 0)
				continue;
			text_add(&json, json.len > 1 ? ", \"" : "\"");
			text_add(&json, members[m]);
			text_add(&json, list ? "\": [" : "\": ");
			for (unsigned n = list ? random_below(4) : 1, k = 0; k < n; k++)
			{
				text_add(&json, k > 0 ? ", " : "");
				text_add(&json, pieces[random_below(sizeof(pieces) / sizeof(pieces[0]))]);
			}
			text_add(&json, list ? "]" : "");
		}
		text_add(&json, "}");
		status = make_page(json.data, random_below(2) == 0 ? GR_LANGUAGE_ZH : GR_LANGUAGE_EN, "", &gr_host_libc, &html);
		pages += status == GR_OK;
		if (status == GR_OK ? !well_formed(&html, "html") || occurrences(&html, "<script") > 0 : status != GR_CHART_TWICE && status != GR_CHART_OUT_OF_RANGE)
		{
			if (wrong++ < 3)
				diag("%d %s", (int) status, json.data);
		}
		text_free(&json);
		text_free(&html);
	}
	is_int(wrong, 0, "whatever the data are");
	ok(pages > 2000, "most of them make a page");
}

static void
test_links(void)
{
	static const char *const good[] = {"", "sheets/", "../a:b/", "/a", "http://x/", "https://x/", "file:///x/", "//x/"};
	static const char *const bad[] = {"javascript:", "JAVASCRIPT:x/", " javascript:", "data:text/html,", "java\tscript:", "x:y/z", ":", "HTTPS:x"};

	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++)
		ok(gr_workspace_page_links(gr_slice_cstring(good[i])), "\"%s\"", good[i]);
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		ok(!gr_workspace_page_links(gr_slice_cstring(bad[i])), "not \"%s\"", bad[i]);
}

static void
test_memory(void)
{
	bool		right = true;

	for (long at = 1;; at++)
	{
		counting	c;
		gr_host		host = counting_host(&c);
		gr_status	status;
		text		html;

		c.fail_at = at;
		status = make_page(full, GR_LANGUAGE_EN, "", &host, &html);
		text_free(&html);
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
	test_blank_names();
	others_are("50", "48");
	others_are("2", "0");
	others_are("1", "0");
	others_are("null", "0");
	test_content();
	test_hostile();
	test_links();
	test_memory();
	return done_testing();
}
