/*
 * html_entities.c
 *		Character references, and texts that know where their bytes came from.
 */
#include "html_entities.h"
#include "html_line.h"
#include "tap.h"
#include "utf8.h"

#include <stdlib.h>

static char decoded[1000];

static const char *
decode(gr_slice text, bool in_attribute)
{
	decoded[gr_html_decode(text, in_attribute, decoded)] = '\0';
	return decoded;
}

#define TEXT(text, expected) is_str(decode(GR_SLICE(text), false), expected, "%s", text)
#define ATTRIBUTE(text, expected) is_str(decode(GR_SLICE(text), true), expected, "in an attribute: %s", text)

static void
test_table(void)
{
	size_t		i,
				unsorted = 0,
				wrong = 0,
				invalid = 0,
				longer = 0;

	is_int(gr_html_reference_count(), 2231, "the named references of the standard, all of them");
	for (i = 0; i < gr_html_reference_count(); i++)
	{
		const char *name = gr_html_reference_name(i);
		const char *text = gr_html_reference_text(i);
		char		source[64];
		char		out[GR_HTML_REFERENCE_BYTES];
		size_t		length = 0;
		size_t		len = (size_t) sprintf(source, "&%s", name);

		unsorted += i > 0 && strcmp(gr_html_reference_name(i - 1), name) >= 0;
		wrong += gr_html_reference(source, source + len, false, out, &length) != len || length != strlen(text) ||
			memcmp(out, text, length) != 0;
		invalid += gr_utf8_valid_prefix(gr_slice_cstring(text)) != strlen(text);
		longer += strlen(text) > GR_HTML_DECODE_ROOM(len);
	}
	is_int(unsorted, 0, "sorted, none twice");
	is_int(wrong, 0, "each is found and gives its text");
	is_int(invalid, 0, "which is valid UTF-8");
	is_int(longer, 0, "and fits into the room that is said to suffice");
}

static void
test_names(void)
{
	TEXT("", "");
	TEXT("abc", "abc");
	TEXT("a&lt;b&gt;&amp;&quot;", "a<b>&\"");
	TEXT("&nbsp;", "\xC2\xA0");
	TEXT("&nbspx", "\xC2\xA0x");
	TEXT("&ltx&LT;&Lt;", "<x<\xE2\x89\xAA");
	TEXT("&notit;", "\xC2\xACit;");
	TEXT("&notin;", "\xE2\x88\x89");
	TEXT("&notinx", "\xC2\xACinx");
	TEXT("&nosuch; &; & && &", "&nosuch; &; & && &");
	TEXT("&hellip", "&hellip");
	TEXT("&hellip;", "\xE2\x80\xA6");
	TEXT("&nGt;", "\xE2\x89\xAB\xE2\x83\x92");
	TEXT("&CounterClockwiseContourIntegral;", "\xE2\x88\xB3");
	TEXT("&CounterClockwiseContourIntegra", "&CounterClockwiseContourIntegra");
	TEXT("&\xE4\xB8\xAD", "&\xE4\xB8\xAD");
	is_str(decode(gr_slice_make("&lt\0;", 5), false), "<", "a NUL behind a name");
	is_str(decode(gr_slice_make("&CounterClockwiseContourIntegral;\0\0\0", 36), false), "\xE2\x88\xB3", "and behind the longest");

	ATTRIBUTE("a=1&copy=2", "a=1&copy=2");
	ATTRIBUTE("a=1&copyx", "a=1&copyx");
	ATTRIBUTE("a=1&copy7", "a=1&copy7");
	ATTRIBUTE("a=1&copy;=2", "a=1\xC2\xA9=2");
	ATTRIBUTE("a=1&copy", "a=1\xC2\xA9");
	ATTRIBUTE("a=1&copy b", "a=1\xC2\xA9 b");
	ATTRIBUTE("&notit;", "&notit;");
	ATTRIBUTE("&#50;&#x32", "22");
}

static void
test_numbers(void)
{
	TEXT("&#20013;&#x4e2d;&#X4E2D;", "\xE4\xB8\xAD\xE4\xB8\xAD\xE4\xB8\xAD");
	TEXT("&#65&#66x&#x43g", "ABxCg");
	TEXT("&#;&#x;&#xg;&#", "&#;&#x;&#xg;&#");
	TEXT("&#0;", "\xEF\xBF\xBD");
	TEXT("&#xD800;&#xDFFF;", "\xEF\xBF\xBD\xEF\xBF\xBD");
	TEXT("&#x10FFFF;", "\xF4\x8F\xBF\xBF");
	TEXT("&#x110000;", "\xEF\xBF\xBD");
	TEXT("&#99999999999999999999999;", "\xEF\xBF\xBD");
	TEXT("&#x100000041;", "\xEF\xBF\xBD");
	TEXT("&#128;&#x80;", "\xE2\x82\xAC\xE2\x82\xAC");
	TEXT("&#129;", "\xC2\x81");
	TEXT("&#150;&#151;&#x9F;", "\xE2\x80\x93\xE2\x80\x94\xC5\xB8");
	TEXT("&#160;&#xFFFE;", "\xC2\xA0\xEF\xBF\xBE");
	TEXT("&#1;&#13;", "\x01\r");
	TEXT("&#00000000000000065;", "A");
}

static void
test_segments(void)
{
	static const char source[] = "abcdefghij";
	gr_arena	arena;
	gr_html_text text;
	const gr_html_segment *s;
	gr_slice	result;
	size_t		count;

	gr_arena_init(&arena, &gr_host_libc);
	gr_html_text_init(&text, &arena, 100);
	gr_html_text_add(&text, source, 3, 0, true);
	gr_html_text_add(&text, source + 3, 2, 3, true);
	result = gr_html_text_finish(&text, &s, &count);
	is_slice(result, "abcde", "pieces that lie side by side");
	ok(result.data == source && count == 0, "are not copied, and need no segments");

	gr_html_text_add(&text, source, 3, 10, true);
	gr_html_text_add(&text, source + 4, 2, 14, true);
	gr_html_text_add(&text, "\n", 1, 16, false);
	result = gr_html_text_finish(&text, &s, &count);
	is_slice(result, "abcef\n", "pieces with a gap");
	is_int(count, 2, "are two segments");
	ok(s[0].text == 0 && s[0].source == 10 && s[1].text == 3 && s[1].source == 14, "which say where they come from");

	gr_html_text_add(&text, "x", 1, 5, false);
	gr_html_text_add(&text, "y", 1, 6, false);
	result = gr_html_text_finish(&text, &s, &count);
	is_slice(result, "xy", "a copy in step with its source");
	is_int(count, 0, "needs no segments");

	gr_html_text_add(&text, source, 4, 0, true);
	gr_html_text_cut(&text, 2);
	gr_html_text_add(&text, source + 2, 2, 2, true);
	result = gr_html_text_finish(&text, &s, &count);
	is_slice(result, "abcd", "what follows a cut");
	is_int(count, 2, "starts a segment");
	result = gr_html_text_finish(&text, &s, &count);
	ok(result.len == 0 && result.data != NULL && count == 0, "no text");
	gr_arena_free(&arena);
}

/* A text long enough for many blocks comes out whole, and so do its segments. */
static void
test_growth(void)
{
	enum
	{
		PIECES = 300000
	};
	gr_arena	arena;
	gr_html_text text;
	const gr_html_segment *s;
	gr_slice	result;
	size_t		count,
				i,
				wrong = 0;

	gr_arena_init(&arena, &gr_host_libc);
	gr_html_text_init(&text, &arena, PIECES + 10);
	gr_html_text_add(&text, "first", 5, 0, false);
	gr_html_text_add(&text, "x", 1, 99, false);
	result = gr_html_text_finish(&text, &s, &count);
	for (i = 0; i < PIECES; i++)
	{
		char		c = (char) ('a' + i % 26);

		gr_html_text_add(&text, &c, 1, i * 3, false);
	}
	is_slice(result, "firstx", "a text stays while the next one grows");
	is_int(s[1].source, 99, "with its segments");
	result = gr_html_text_finish(&text, &s, &count);
	is_int(result.len, PIECES, "a long text");
	is_int(count, PIECES, "of as many segments");
	for (i = 0; i < count; i++)
		wrong += s[i].text != i || s[i].source != i * 3 || result.data[i] != (char) ('a' + i % 26);
	is_int(wrong, 0, "all of them right");

	gr_html_text_init(&text, &arena, 3);
	for (i = 0; i < 5; i++)
		gr_html_text_add(&text, "z", 1, i * 3, false);
	ok(text.full, "more segments than allowed");
	result = gr_html_text_finish(&text, &s, &count);
	is_slice(result, "zzz", "cut the text");
	gr_arena_free(&arena);
}

static void
test_literals(void)
{
	static const char source[] = "x=\"a\\u4e2d\\\"b\\n\\/\\x41\\ud83d\\ude00\\ud83d\\q\\\n.\"";
	gr_arena	arena;
	gr_html_text text;
	gr_html_view view = {0},
				inner = {0};

	gr_arena_init(&arena, &gr_host_libc);
	gr_html_text_init(&text, &arena, 100);
	view.text = GR_SLICE(source);
	gr_html_text_add_literal(&text, &view, 3, sizeof(source) - 2);
	inner.text = gr_html_text_finish(&text, &inner.map, &inner.map_count);
	is_slice(inner.text, "a\xE4\xB8\xAD\"b\n/A\xF0\x9F\x98\x80\xEF\xBF\xBDq.", "the escapes of a string literal");
	is_int(gr_html_view_source(&inner, 0), 3, "its first byte");
	is_int(gr_html_view_source(&inner, 1), 4, "an escape begins at its backslash");
	is_int(gr_html_view_behind(&inner, 4), 10, "and ends behind its last digit");
	is_int(gr_html_view_source(&inner, 4), 10, "where the next begins");
	is_int(gr_html_view_source(&inner, inner.text.len), sizeof(source) - 2, "its end is the closing quote");
	is_int(gr_html_view_source(&inner, 0), 3, "going back is possible");

	/* References inside: two levels of positions in one. */
	view.text = GR_SLICE("\\u0026lt;\\u0026amp;lt;");
	gr_html_text_add_literal(&text, &view, 0, view.text.len);
	memset(&inner, 0, sizeof(inner));
	inner.text = gr_html_text_finish(&text, &inner.map, &inner.map_count);
	is_slice(inner.text, "&lt;&amp;lt;", "escaped ampersands");
	gr_html_text_add_decoded(&text, &inner, 0, inner.text.len);
	memset(&view, 0, sizeof(view));
	view.text = gr_html_text_finish(&text, &view.map, &view.map_count);
	is_slice(view.text, "<&lt;", "and the references that they begin");
	is_int(gr_html_view_source(&view, 1), 9, "positions lead to the source");
	is_int(gr_html_view_source(&view, 2), 19, "over both levels");
	gr_arena_free(&arena);
}

static const char *
line_of(gr_slice source, unsigned how)
{
	gr_arena	arena;
	gr_html_line line;
	gr_html_view view = {0};
	const gr_html_segment *segments;
	size_t		count,
				from = 0;
	gr_slice	result;

	gr_arena_init(&arena, &gr_host_libc);
	gr_html_line_init(&line, &arena, 1000);
	view.text = source;
	while (from < source.len)
	{
		bool		ended;

		from = gr_html_line_add(&line, &view, from, source.len, how, &ended);
		if (ended)
			gr_html_line_break(&line);
	}
	sprintf(decoded, "%zu-%zu:", line.solid > 0 ? line.from : 0, line.solid > 0 ? line.to : 0);
	result = gr_html_line_finish(&line, &segments, &count);
	strncat(decoded, result.data, result.len);
	gr_arena_free(&arena);
	return decoded;
}

#define LINE(source, how, expected) is_str(line_of(GR_SLICE(source), how), expected, "line of \"%s\"", source)

static void
test_lines(void)
{
	LINE("", 0, "0-0:");
	LINE(" \t\r\n\f", 0, "0-0:");
	LINE(" a ", 0, "1-2:a");
	LINE("a b", 0, "0-3:a b");
	LINE("  a \n\t b  c  ", 0, "2-11:a b c");
	LINE("                 a                 b", 0, "17-36:a b");
	LINE("&nbsp; a", GR_HTML_DECODE, "0-8:\xC2\xA0 a");
	LINE("&#32;a&#10;b&#9;", GR_HTML_DECODE, "5-12:a b");
	LINE("a&lt;b", GR_HTML_DECODE, "0-6:a<b");
	LINE("a&lt;b", 0, "0-6:a&lt;b");
	LINE("a&b", GR_HTML_DECODE, "0-3:a&b");
	LINE("a&", GR_HTML_DECODE, "0-2:a&");
	LINE("abcdefgh&amp;ijklmnopqrstuvwx yz", GR_HTML_DECODE, "0-32:abcdefgh&ijklmnopqrstuvwx yz");
	LINE("\x01\x1f", 0, "0-2:\x01\x1f");
	is_str(line_of(gr_slice_make("a\0b\0", 4), 0), "0-3:ab", "NUL gives nothing");
	LINE("  a  b  ", GR_HTML_VERBATIM, "0-6:  a  b");
	LINE(" a \n\n  b\r\nc\rd\t\n ", GR_HTML_VERBATIM, "0-13: a\n  b\nc\nd");
	LINE("\n\n", GR_HTML_VERBATIM, "0-0:");
	LINE("   ", GR_HTML_VERBATIM, "0-0:");
	LINE("a&#10;b&#32;&#32;", GR_HTML_VERBATIM | GR_HTML_DECODE, "0-7:a\nb");
}

int
main(void)
{
	test_table();
	test_names();
	test_numbers();
	test_segments();
	test_growth();
	test_literals();
	test_lines();
	return done_testing();
}
