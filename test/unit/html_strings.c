/*
 * html_strings.c
 *		What stands for what in the string literals of scripts and of JSON.
 */
#include "html_strings.h"
#include "tap.h"

/* The escape at the beginning of the text stands for "out", and takes so many of its bytes. */
static void
escape(const char *text, const char *out, size_t taken)
{
	char		bytes[4];
	size_t		length = 99;
	size_t		end = strlen(text);
	size_t		found = gr_html_string_escape(text, text + end, bytes, &length);

	ok(found == taken && length <= sizeof(bytes) && gr_slice_equal(gr_slice_make(bytes, length), gr_slice_cstring(out)), "%s", text);
}

static void
test_escapes(void)
{
	escape("\\n", "\n", 2);
	escape("\\t", "\t", 2);
	escape("\\r", "\r", 2);
	escape("\\b", "\b", 2);
	escape("\\f", "\f", 2);
	escape("\\v", "\v", 2);
	escape("\\\"x", "\"", 2);
	escape("\\\\n", "\\", 2);
	escape("\\/td", "/", 2);
	escape("\\x3cb", "<", 4);
	escape("\\xe9", "é", 4);
	escape("\\xzz", "x", 2);
	escape("\\x3", "x", 2);
	diag("a line end behind a backslash, of one or two bytes, is none");
	escape("\\\nx", "", 2);
	escape("\\\r\nx", "", 3);
	escape("\\\rx", "", 2);
	diag("a backslash at the end is one");
	escape("\\", "", 1);
}

static void
test_code_points(void)
{
	escape("\\u003ctd", "<", 6);
	escape("\\u653F府", "政", 6);
	escape("\\ud842\\udfb7野", "𠮷", 12);
	escape("\\u{20BB7}野", "𠮷", 9);
	escape("\\u{3c}", "<", 6);
	diag("half a pair, what is no character, and what is no escape");
	escape("\\ud842x", "\xEF\xBF\xBD", 6);
	escape("\\ud842\\u0041", "\xEF\xBF\xBD", 6);
	escape("\\udfb7", "\xEF\xBF\xBD", 6);
	escape("\\u{110000}", "\xEF\xBF\xBD", 10);
	escape("\\u12", "u", 2);
	escape("\\u{}", "u", 2);
	escape("\\u{12", "u", 2);
	escape("\\u{1234567}", "u", 2);
	escape("\\uxyzw", "u", 2);
}

/* JSON, or a call with JSON, by the way it begins. */
static void
test_json(void)
{
	ok(gr_html_is_json(GR_SLICE(" {\"content\": \"<table>\"}")), "an object");
	ok(gr_html_is_json(GR_SLICE("[{\"id\": 1}]")), "a list of objects");
	ok(gr_html_is_json(GR_SLICE("jsonp_1({\"id\": 1});")), "a call");
	ok(!gr_html_is_json(GR_SLICE("<table>{\"a\": 1}</table>")), "a page is not");
	ok(!gr_html_is_json(GR_SLICE("一、总体情况 {\"a\"")), "nor is prose");
	ok(!gr_html_is_json(GR_SLICE("")), "nor nothing");
}

int
main(void)
{
	test_escapes();
	test_code_points();
	test_json();
	return done_testing();
}
