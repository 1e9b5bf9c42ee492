/*
 * html_tables.c
 *		Pages become lines, rows and cells; hostile pages in linear time and bounded memory.
 */
#include "html_positions.h"
#include "tap.h"

#include <stdlib.h>
#include <time.h>

#define PAGE_COLUMNS 1			/* cells as text@column+colspan*rowspan */

/*
 * Titles as <text>, lines as "text", headings as 1"text", tables as [rows], rows as
 * (cells), cells as text|.
 */
static const char *
page_of(gr_slice source, unsigned flags, unsigned show)
{
	static char *written;
	gr_arena	arena;
	gr_html_page page;
	size_t		i,
				room = source.len * 20 + 10000,
				len = 0;
	bool		held = true;

	free(written);
	written = malloc(room);
	gr_arena_init(&arena, &gr_host_libc);
	if (gr_html_read(&arena, source, flags, &page) != GR_OK)
		return "status";
	for (i = 0; i < page.count && len + 1000 < room; i++)
	{
		const gr_html_item *item = &page.items[i];
		int			n = (int) item->text.len;

		held = held && positions_hold(source, item);
		if (item->kind == GR_HTML_TITLE)
			len += (size_t) sprintf(written + len, "<%.*s>", n, item->text.data);
		else if (item->kind == GR_HTML_TEXT_LINE && item->heading > 0)
			len += (size_t) sprintf(written + len, "%d\"%.*s\"", item->heading, n, item->text.data);
		else if (item->kind == GR_HTML_TEXT_LINE)
			len += (size_t) sprintf(written + len, "\"%.*s\"", n, item->text.data);
		else if (item->kind == GR_HTML_CELL && (show & PAGE_COLUMNS))
			len += (size_t) sprintf(written + len, "%.*s@%u+%u*%u|", n, item->text.data, item->column, item->colspan, item->rowspan);
		else if (item->kind == GR_HTML_CELL)
			len += (size_t) sprintf(written + len, "%.*s|", n, item->text.data);
		else
			len += (size_t) sprintf(written + len, "%s", item->kind == GR_HTML_TABLE_START ? "[" : item->kind == GR_HTML_ROW_START ? "(" :
									item->kind == GR_HTML_ROW_END ? ")" : "]");
	}
	written[len] = '\0';
	if (page.read_to != source.len)
		sprintf(written + len, " up to %zu", page.read_to);
	gr_arena_free(&arena);
	return held ? written : "a position is wrong";
}

/* is_str looks at its arguments more than once, and the string lives until the next page. */
static void
check_page(gr_slice source, unsigned flags, unsigned show, const char *expected)
{
	const char *actual = page_of(source, flags, show);

	is_str(actual, expected, "%s%s", show & PAGE_COLUMNS ? "columns of " : flags != 0 ? "lines kept in " : "", source.data);
}

#define PAGE(source, expected) check_page(GR_SLICE(source), 0, 0, expected)
#define COLUMNS(source, expected) check_page(GR_SLICE(source), 0, PAGE_COLUMNS, expected)

static void
test_lines(void)
{
	PAGE("", "");
	PAGE(" \n ", "");
	PAGE("a", "\"a\"");
	PAGE("<html><head><title> a &amp; b </title></head><body>c</body></html>", "<a & b>\"c\"");
	PAGE("<p>a<p>b", "\"a\"\"b\"");
	PAGE("a<p>b</p>c</p>d", "\"a\"\"b\"\"c\"\"d\"");
	PAGE("<div>a<div>b</div>c</div>d", "\"a\"\"b\"\"c\"\"d\"");
	PAGE("a</div>b", "\"ab\"");
	PAGE("a<br>b<br/>c</br>d<hr>e", "\"a\"\"b\"\"c\"\"d\"\"e\"");
	PAGE("<h1>a</h1><h2>b<span>c</span></h2>d", "1\"a\"2\"bc\"\"d\"");
	PAGE("<h3>a</h2>b", "3\"a\"\"b\"");
	PAGE("<h1>a<h2>b</h2>c", "1\"a\"2\"b\"\"c\"");
	PAGE("<ul><li>a<li>b<ul><li>c</ul>d</ul>e", "\"a\"\"b\"\"c\"\"d\"\"e\"");
	PAGE("<dl><dt>a<dd>b<dt>c</dl>", "\"a\"\"b\"\"c\"");
	PAGE("a <b> b</b><span>c </span> d", "\"a bc d\"");
	PAGE("a\n\t<!-- x --> b", "\"a b\"");
	PAGE("a&nbsp; b", "\"a\xC2\xA0 b\"");
	PAGE("a<style>b</style><script>c</script><iframe>d</iframe><noframes>e</noframes><noembed>f</noembed>g", "\"ag\"");
	PAGE("a<template>b<template>c</template><table><tr><td>d</template>e", "\"ae\"");
	PAGE("a<noscript>b</noscript>c", "\"abc\"");
	PAGE("a<svg><title>t</title><td>b</svg>c<svg/>d", "\"abcd\"");
	PAGE("a<svg><p>b", "\"a\"\"b\"");
	PAGE("<select><option>a<option>b</select>c", "\"a\"\"b\"\"c\"");
	PAGE("a<td>b<td>c<tr>d", "\"a\"\"b\"\"c\"\"d\"");
	PAGE("<pre>  a  b\n\n c \n</pre>d", "\"  a  b\"\" c\"\"d\"");
	PAGE("<xmp>a<p>\n b</xmp>c", "\"a<p>\"\" b\"\"c\"");
	PAGE("a<plaintext>b\n</plaintext>", "\"a\"\"b\"\"</plaintext>\"");
	PAGE("<form>a<div>b</form>c</div>d", "\"a\"\"bc\"\"d\"");
	PAGE("<p>a<marquee>b</p>c</marquee>d</p>e", "\"ab\"\"cd\"\"e\"");
	PAGE("<div>a<button>b</div>c</button>d", "\"ab\"\"cd\"");
	PAGE("\xEF\xBB\xBF""a", "\"a\"");
}

static void
test_tables(void)
{
	PAGE("<table><tr><td>a</td><th>b</th></tr></table>", "[(a|b|)]");
	PAGE("a<table><tbody><tr><td>b</td></tr></tbody></table>c", "\"a\"[(b|)]\"c\"");
	PAGE("<table><tr><td>a<td>b<tr><td>c", "[(a|b|)(c|)]");
	PAGE("<table><td>a<td>b</table>", "[(a|b|)]");
	PAGE("<table><thead><tr><th>a<tbody><tr><td>b<tfoot><td>c</table>", "[(a|)(b|)(c|)]");
	PAGE("<table><caption>a<p>b</caption><colgroup><col><tr><td>c</table>", "\"a\"\"b\"[(c|)]");
	PAGE("<table><caption>a<tr><td>c</table>", "\"a\"[(c|)]");
	PAGE("<table><col><col><tr><td>c</table>", "[(c|)]");
	PAGE("<table><tr></tr><tr><td></table>", "[()(|)]");
	PAGE("<table></table>a<table><tbody></tbody></table>b", "\"a\"\"b\"");
	PAGE("<table>a<tr>b<td>c</td>d</tr>e</table>f", "\"a\"[(\"b\"c|\"d\")\"e\"]\"f\"");
	PAGE("<table> <tr> <td>c</td> </tr> </table>", "[(c|)]");
	PAGE("<table><tr><td>a</table><table><tr><td>b</table>", "[(a|)][(b|)]");
	PAGE("<table><tr><td>a</td></tr><table><tr><td>b</table>", "[(a|)][(b|)]");
	PAGE("<table><tr><td>a</td></tr><p>x<table><tr><td>b</table>", "[(a|)\"x\"][(b|)]");
	PAGE("<table><tr><td>a</th>b</td><th>c</td>d</table>", "[(ab|cd|)]");
	PAGE("<table><tr><td>a</tbody>b</thead>c</table>", "[(a|)\"bc\"]");
	PAGE("<table><tr><td>a</body></html>b</table>", "[(ab|)]");
	PAGE("<table><tr><td><p>a</tr><tr><td>b</table>", "[(a|)(b|)]");
	PAGE("<table><tr><td><div>a</td><td>b</div>c</table>", "[(a|bc|)]");
	PAGE("<p>a<table><tr><td>b</p>c</table>d", "\"a\"[(b\nc|)]\"d\"");
	PAGE("<table><tr><td><button><table><tr><td>x</td></tr></table></button></table>", "[(x|)]");
	PAGE("<table><tr><td><svg><td>a</td></svg>b</table>", "[(a|\"b\")]");
	PAGE("<table><tr><td><template><td>x</template>a<td><script></td></script>b</table>", "[(a|b|)]");
	PAGE("<table><tr><td><title>t</title>a</table>", "[(<t>a|)]");
	PAGE("<table><tr><td><!-- </td> -->a<td title='<td>'>b</table>", "[(a|b|)]");
	PAGE("<table><tr><td>a<select><option>b<option>c</select></table>", "[(a\nb\nc|)]");
}

static void
test_cell_text(void)
{
	PAGE("<table><tr><td> a <td>\n<td>&nbsp;<td>a  b\n c</table>", "[(a||\xC2\xA0|a b c|)]");
	PAGE("<table><tr><td>a<br>b<td><p>a</p> <p>b</p><td><br>a<br><br>b<br></table>", "[(a\nb|a\nb|a\nb|)]");
	PAGE("<table><tr><td><ul><li>a<li>b</ul><td>a<div></div>b</table>", "[(a\nb|a\nb|)]");
	PAGE("<table><tr><td>1<b>2</b>3<td>&lt;&gt;<td>a<!-- -->b</table>", "[(123|<>|ab|)]");
	PAGE("<table><tr><td><pre> a\n  b </pre><td> c\n d</table>", "[( a\n  b|c d|)]");
	PAGE("<pre><table><tr><td> a  b</table> c  d", "[(a b|)]\" c  d\"");
}

static void
test_nested(void)
{
	PAGE("<table><tr><td>a<table><tr><td>b</table>c<td>d</table>e", "\"a\"[(b|)]\"c\"\"d\"\"e\"");
	PAGE("<table><tr><td>n1<td>n2<tr><td>x<br>y<table><tr><td>b</table></table>", "\"n1\"\"n2\"\"x\"\"y\"[(b|)]");
	PAGE("<table><tr><td><table><tr><td><table><tr><td>a</table><table><tr><td>b</table></table></table>", "[(a|)][(b|)]");
	PAGE("<table><tr><td>a<table></table>b</table>", "[(a\nb|)]");
	PAGE("<table><tr><td>a<table>x</table>b</table>", "[(ax\nb|)]");
	PAGE("<table><tr><td>a<table><caption>x</table>b</table>", "\"a\"\"x\"\"b\"");
	PAGE("<table><tr><td>a<table><tr></table>b</table>", "\"a\"[()]\"b\"");
	PAGE("<table><caption><table><tr><td>a</table></caption><tr><td>b</table>", "[(a|)]\"b\"");
	PAGE("<table><tr><td>a&lt;b<br>c&gt;<table><tr><td>b</table></table>", "\"a<b\"\"c>\"[(b|)]");
	PAGE("<table><tr><td>a</td></tr></table><table><tr><td><table><tr><td>b</table></table><table><tr><td>c</table>", "[(a|)][(b|)][(c|)]");
}

static void
test_columns(void)
{
	COLUMNS("<table><tr><td>a<td>b<td>c</table>", "[(a@0+1*1|b@1+1*1|c@2+1*1|)]");
	COLUMNS("<table><tr><td colspan=2>a<td>b</table>", "[(a@0+2*1|b@2+1*1|)]");
	COLUMNS("<table><tr><td rowspan=2>a<td>b<tr><td>c<tr><td>d</table>", "[(a@0+1*2|b@1+1*1|)(c@1+1*1|)(d@0+1*1|)]");
	COLUMNS("<table><tr><td>a<td rowspan=3>b<td>c<tr><td>d<td>e<tr><td>f<td>g</table>",
			"[(a@0+1*1|b@1+1*3|c@2+1*1|)(d@0+1*1|e@2+1*1|)(f@0+1*1|g@2+1*1|)]");
	COLUMNS("<table><tr><td rowspan=2 colspan=2>a<td>b<tr><td>c</table>", "[(a@0+2*2|b@2+1*1|)(c@2+1*1|)]");
	COLUMNS("<table><tr><td rowspan=9>a<td>b<tr><td>c</table>", "[(a@0+1*2|b@1+1*1|)(c@1+1*1|)]");
	COLUMNS("<table><tr><td rowspan=0>a<td>b<tr><td>c<tr><td>d</table>", "[(a@0+1*3|b@1+1*1|)(c@1+1*1|)(d@1+1*1|)]");
	COLUMNS("<table><thead><tr><td rowspan=3>a<tbody><tr><td>b</table>", "[(a@0+1*1|)(b@0+1*1|)]");
	COLUMNS("<table><tr><td rowspan=3>a<tr><tr><td>b</table>", "[(a@0+1*3|)()(b@1+1*1|)]");
	/* Where cells overlap, the next one goes behind the longer. */
	COLUMNS("<table><tr><td>a<td rowspan=3>b<tr><td colspan=2 rowspan=2>c<td>d<tr><td>e</table>",
			"[(a@0+1*1|b@1+1*3|)(c@0+2*2|d@2+1*1|)(e@2+1*1|)]");
	COLUMNS("<table><tr><td>a<td rowspan=4>b<tr><td colspan=2 rowspan=2>c<td>d<tr><td>e<tr><td>f<td>g</table>",
			"[(a@0+1*1|b@1+1*4|)(c@0+2*2|d@2+1*1|)(e@2+1*1|)(f@0+1*1|g@2+1*1|)]");
	COLUMNS("<table><tr><td colspan=0>a<td colspan=x>b<td colspan=-1>c<td colspan=' +2px'>d<td>e</table>",
			"[(a@0+1*1|b@1+1*1|c@2+1*1|d@3+2*1|e@5+1*1|)]");
	COLUMNS("<table><tr><td COLSPAN='&#50;' colspan=3>a<td>b</table>", "[(a@0+2*1|b@2+1*1|)]");
	COLUMNS("<table><tr><td colspan=255>a<td>b<td>c<td>d<tr><td>e</table>", "[(a@0+255*1|b@255+1*1|c@256+1*1|d@256+1*1|)(e@0+1*1|)]");
	COLUMNS("<table><tr><td colspan=1000>a<td>b</table>", "[(a@0+256*1|b@256+1*1|)]");
	COLUMNS("<table><tr><td colspan=99999999999999999999>a</table>", "[(a@0+256*1|)]");
	COLUMNS("<table><tr><td rowspan=99999999999999999999>a<tr><td>b</table>", "[(a@0+1*2|)(b@1+1*1|)]");
	COLUMNS("<table><tr><td colspan=256 rowspan=2>a<tr><td>b<tr><td>c</table>", "[(a@0+256*2|)(b@256+1*1|)(c@0+1*1|)]");
	/* A table that turns out to be none leaves the columns alone. */
	COLUMNS("<table><tr><td rowspan=2>a<table><tbody></table><td>b<tr><td>c</table>", "[(a@0+1*2|b@1+1*1|)(c@1+1*1|)]");
}

/* What an item knows beside its text. */
static void
test_items(void)
{
	gr_slice	source = GR_SLICE("a<table><thead><tr><th>b<tbody><tr><td></table><table><tr><td><table><tr><td>c&amp;</table></table>");
	gr_arena	arena;
	gr_html_page page;

	gr_arena_init(&arena, &gr_host_libc);
	is_int(gr_html_read(&arena, source, 0, &page), GR_OK, "a page");
	is_int(page.count, 14, "of 14 items");
	is_int(page.items[0].depth, 0, "a line outside");
	is_int(page.items[1].from, 1, "a table starts at its tag");
	is_int(page.items[1].depth, 1, "and is in no other");
	is_int(page.items[2].from, 15, "a row too");
	ok(page.items[2].header, "a row of the head");
	ok(page.items[3].header, "a header cell");
	ok(page.items[3].text.data == source.data + page.items[3].from, "its text lies in the source");
	ok(!page.items[5].header && !page.items[6].header, "a row and a cell of the body");
	is_int(page.items[6].from, 39, "an empty cell stands behind its tag");
	is_int(page.items[6].to, 39, "where it ends");
	is_int(page.items[9].kind, GR_HTML_TABLE_START, "a table in a layout table");
	is_int(page.items[9].depth, 2, "knows how deep it is");
	is_slice(page.items[11].text, "c&", "a cell with a reference");
	is_slice(gr_slice_sub(source, page.items[11].from, page.items[11].to), "c&amp;", "ends behind it");
	gr_arena_free(&arena);
}

static void
test_keep_lines(void)
{
	gr_slice	source = GR_SLICE("a\n b\t12  3\n\n<table>\n<tr><td>c\nd</table>\n&lt;e<b>\nf</b> g\r\nh\n");

	check_page(source, GR_HTML_KEEP_LINES, 0, "\"a\"\" b\t12  3\"[(c d|)]\"<e\"\"f g\"\"h\"");
	check_page(source, 0, 0, "\"a b 12 3\"[(c d|)]\"<e f g h\"");
}

/*
 * Tables in the strings of scripts and JSON, in textareas and templates
 */

static void
test_strings(void)
{
	PAGE("a<script>x('<table><tr><td>1<\\/td><td>2</table>')</script>b", "\"a\"[(1|2|)]\"b\"");
	PAGE("<script>x(\"<table><tr><td class=\\\"a\\\">\\u4e2d\\u6587 \\n\\tx&nbsp;y\\u0026lt;<td>2</table>\")</script>",
		 "[(\xE4\xB8\xAD\xE6\x96\x87 x\xC2\xA0y<|2|)]");
	PAGE("<script>x(\"\\u003cp\\u003eA\\u003c/p\\u003e\\u003ctable\\u003e\\u003ctr\\u003e\\u003ctd\\u003e\\u0022\")</script>", "\"A\"[(\"|)]");
	PAGE("<script>x('<table>' + '<tr><td>1' +\n'<td>2')</script>", "[(1|2|)]");
	PAGE("<script>x('&lt;table&gt;&lt;tr&gt;&lt;td&gt;a &amp;lt; b&amp;nbsp;')</script>", "[(a < b\xC2\xA0|)]");
	PAGE("<script>var a='<p>'; b=\"<td>\"</script>x", "\"x\"");
	PAGE("<script>'<table>'</script>x", "\"x\"");
	PAGE("<script>'<table><tr><td>1'; '<table><tr><td>2'</script>", "[(1|)][(2|)]");
	PAGE("<table><tr><td>a<td>b<script>'<table><tr><td>1</table>z'</script>c</table>", "\"a\"\"b\"[(1|)]\"z\"\"c\"");
	PAGE("<script>'<table><tr><td>1</td></tr></table></div></table>'</script><p>x", "[(1|)]\"x\"");
	PAGE("<script type='text/plain'><p>a<table><tr><td>1</td></table></script>", "\"a\"[(1|)]");
	PAGE("<script type=text/x-template><table><tr><td>\"1\"</td></table></script>", "[(\"1\"|)]");
	PAGE("<script type='text/javascript'><table><tr><td>1</td></table></script>", "");
	PAGE("<textarea>a&lt;table&gt;&lt;tr>&lt;td>&amp;lt;</textarea>b", "\"a\"[(<|)]\"b\"");
	PAGE("<textarea><table><tr><td>1</table></textarea>", "[(1|)]");
	PAGE("<textarea>a &lt; b</textarea>", "\"a < b\"");
}

static void
test_json(void)
{
	PAGE("{\"title\":\"\xE5\xB9\xB4\xE6\x8A\xA5\",\"code\":\"200\","
		 "\"content\":\"<p>a<\\/p><table>\\n<tr><td align=\\\"x\\\">1<\\/td><\\/tr>\"}",
		 "\"\xE5\xB9\xB4\xE6\x8A\xA5\"\"a\"[(1|)]");
	PAGE("cb({\"a\":\"\\u003ctable>\\u003ctr>\\u003ctd>\\u4e2d\"})", "[(\xE4\xB8\xAD|)]");
	PAGE("[{\"a\":\"<table><tr><td>1\"},{\"a\":\"<table><tr><td>2\"}]", "[(1|)][(2|)]");
	PAGE("{\"a\":\"{\\\"b\\\":\\\"<table><tr><td>\\\\u4e2d\\\"}\"}", "[(\xE4\xB8\xAD|)]");
	PAGE("{\"a\":\"&lt;table&gt;&lt;tr&gt;&lt;td&gt;1\"}", "[(1|)]");
	PAGE("{\"a\":\"<script>'<table><tr><td>1'<\\/script>\"}", "[(1|)]");
	PAGE("{\"a\":\"b\"}", "\"{\"a\":\"b\"}\"");
	/* Three levels down nobody looks. */
	PAGE("{\"a\":\"<script>'<script>\\\\\\\"<table><tr><td>1\\\\\\\"<\\\\/script><table><tr><td>2'<\\/script>\"}", "[(2|)]");
}

/* The characters of a cell in a string, one by one. */
static void
test_string_positions(void)
{
	gr_slice	source = GR_SLICE("<script>a(\"<table><tr><td>\\u4e2d&nbsp;\\\"x\\\" \\n y<\\/td>\")</script>");
	gr_arena	arena;
	gr_html_page page;
	size_t		i;

	gr_arena_init(&arena, &gr_host_libc);
	is_int(gr_html_read(&arena, source, 0, &page), GR_OK, "a cell in a string");
	for (i = 0; i < page.count; i++)
	{
		const gr_html_item *cell = &page.items[i];

		if (cell->kind != GR_HTML_CELL)
			continue;
		is_slice(cell->text, "\xE4\xB8\xAD\xC2\xA0\"x\" y", "its text");
		is_slice(gr_slice_sub(source, cell->from, cell->to), "\\u4e2d&nbsp;\\\"x\\\" \\n y", "its source");
		is_slice(gr_slice_sub(source, gr_html_source_offset(cell, 0), gr_html_source_offset(cell, 3)), "\\u4e2d", "an escape");
		is_slice(gr_slice_sub(source, gr_html_source_offset(cell, 3), gr_html_source_offset(cell, 5)), "&nbsp;", "a reference");
		is_slice(gr_slice_sub(source, gr_html_source_offset(cell, 5), gr_html_source_offset(cell, 6)), "\\\"", "a quote");
		is_slice(gr_slice_sub(source, gr_html_source_offset(cell, 8), gr_html_source_offset(cell, 9)), " \\n ", "white space");
	}
	gr_arena_free(&arena);
}

/*
 * Hostile pages
 */

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

/*
 * A table of cells of all kinds.  The opener stands in front of what each of them
 * holds, and makes no difference to it.
 */
static size_t
write_cells(char *to, const char *opener)
{
	static const char *const tags[] = {
		"<td>", "<td>", "<td>", "<td >", "<TD>", "<th>", "<td colspan=2>", "<td rowspan='2'>", "<td class=\"c\">"
	};
	static const char *const contents[] = {
		"1", "0", "", " ", "12 345", " a ", "\n\t\tb\n", "a  b", "a\tb", "a&amp;b", "&nbsp;", "<p>a</p>", "a<br>b", "a < b", "a</b>",
		"<!-- a -->b", "\xE4\xB8\xAD\xE6\x96\x87", "\xE4\xB8\xAD \xE6\x96\x87 c", "a\vb", "a<table></table>b",
		"<table><tr><td>a</td></tr></table>", "a long text that fills more than one block of bytes", "<pre> a\n b</pre>",
		"<p style=\"a:b\"><span>a</span></p>", "<p>a</p>\n<p>b</p>", "<span>a</span> <span lang=b>b</span>", "<P>a<o:p></o:p></P>",
		"<div><font face='x>y' size=2>a b</font></div>", "<p><!-- a -->\n<span>\n</span>a</p> ", "<br>a<br/>", "<h2>a</h2>",
		"<ul><li>a<li>b</ul>", "<p><p>a</div></span></p></p>", "<script>b</script>a", "<svg><p>a", "<form>a</form>", "<select>a",
		"<span>a</span", "<template>a</template>b", "<textarea>a</textarea>", "<object><p>a</object>", "<caption>a", "</tbody>a"
	};
	static const char *const ends[] = {"</td>", "</td>", "</td>", "</TD>", "</td >", "", "</th>", "</td>x", "</td>\n", "</td>\n  "};
	static const char *const between[] = {"", "<tr>", "</tr>\n<tr>\n", "</tr><tr> y ", "<tbody>", "<pre>", "</pre>"};
	size_t		len = (size_t) sprintf(to, "%s<table><tr>", rand() % 10 == 0 ? "<pre>" : "");

	for (int left = 1 + rand() % 30; left > 0; left--)
	{
		const char *tag = tags[(size_t) rand() % LENGTH(tags)];
		const char *content = contents[(size_t) rand() % (rand() % 2 == 0 ? 6 : LENGTH(contents))];
		const char *end = ends[(size_t) rand() % LENGTH(ends)];
		const char *next = rand() % 4 == 0 ? between[(size_t) rand() % LENGTH(between)] : "";

		if (strcmp(tag, "<th>") == 0 && rand() % 8 > 0)
			end = "</th>";
		len += (size_t) sprintf(to + len, "%s%s%s%s%s", tag, opener, content, end, next);
	}
	return len + (size_t) sprintf(to + len, "</table>z");
}

/* Cells with one run of words are read in one go; behind an element that stays on the stack they are not. */
static void
test_plain_cells(void)
{
	enum
	{
		ROUNDS = 5000
	};
	static char plain[8192],
				tagged[8192];
	int			wrong = 0;

	for (int round = 0; round < ROUNDS; round++)
	{
		unsigned	seed = (unsigned) rand();
		size_t		len;
		char	   *expected;

		srand(seed);
		len = write_cells(tagged, "<noscript>");
		expected = malloc(len * 20 + 10000);
		strcpy(expected, page_of(gr_slice_make(tagged, len), 0, PAGE_COLUMNS));
		srand(seed);
		len = write_cells(plain, "");
		if (strcmp(expected, page_of(gr_slice_make(plain, len), 0, PAGE_COLUMNS)) != 0 && wrong++ < 3)
			diag("%s", plain);
		wrong += strcmp(expected, "a position is wrong") == 0;
		free(expected);
		srand(seed + (unsigned) round);
	}
	is_int(wrong, 0, "plain cells are what they are with a tag inside");

	PAGE("<table><tr><td>1</td> <td>2</td></tr><tr><td> a b </td>c<td>d</td></table>", "[(1|2|)(a b|\"c\"d|)]");
	COLUMNS("<table><tr><td rowspan=2>1</td><td>2</td><td>3</td></tr><tr><td>4</td><td>5</td></table>",
			"[(1@0+1*2|2@1+1*1|3@2+1*1|)(4@1+1*1|5@2+1*1|)]");
	PAGE("<table><caption><table><tr><td>x</td></tr></table></caption><tr><td>a</td><td>b</td></tr></table>", "[(x|)]\"a\"\"b\"");
	PAGE("<table><tr><td>1</td><td>2", "[(1|2|)]");
	PAGE("<table><tr><td>1</td><td>2</td", "[(1|2|)]");
	PAGE("<table><tr><td>1</td><td>2</th>3</td>", "[(1|23|)]");
}

static const char *const patterns[] = {
	"<td>", "<tr>", "<table>", "<table><tr><td>", "<tr><td>1</td>", "<td>1</td>\n", "<td> a b </td>", "<td>1</td><td>&amp;</td>",
	"<td a='1' colspan=2>x", "<!--", "<!-", "<![CDATA[", "<td a=\"", "<td a='",
	"<td a=", "<", "</", "</a", "&", "&nbsp;",
	"&nGt", "&#", "&#1", "<div>", "</div>", "<p>", "<li>", "</li>", "<div><li></li>", "<ul><li>", "<dd>", "</dd>",
	"1", "\xE4\xB8\xAD", " ", "\n", "a  b", "a&lt;",
	"<b>", "</b>", "<svg>", "<svg></svg>", "<math></svg>", "<button>", "</button>", "<form>", "<form></form>", "<h1>",
	"</h1>", "<object><p>", "</object>",
	"<pre> a\n", "<script>", "<script></script>", "<script>'<table", "<script>\"<table>\"+", "<script>=/[ <table",
	"<script>\"<table>\"</script>",
	"<!--<script>", "<textarea>&lt;table", "<textarea><table></textarea>", "<template>", "</template>", "<caption>",
	"<table><caption>",
	"<tr><td>x<br>y", "<table>x", "<table><td><table></table>", "<title>", "<title>x</title>", "x<a href=",
	"<a b c d=e/", "<td><p>a</table>",
	"<tr><td rowspan=65534 colspan=1000>", "<tr><td rowspan=65534 colspan=255><td>", "<tr><td rowspan=256>",
	"<tr><td rowspan=9 colspan=256>",
	"<tbody><tr><td rowspan=0>", "<script type=text/html><table></script>", "{\"<table>\":\"\\u4e2d\",", "[\"<table>",
	"<noscript>", "</noscript>"
};

/* Nanoseconds a byte of a page that begins with <table> and repeats the pattern; memory as a multiple of the page. */
static double
cost(const char *pattern, size_t len, double *memory)
{
	char	   *page = malloc(len);
	size_t		begin = *pattern == '{' || *pattern == '[' ? 0 : 7;
	size_t		i;
	gr_arena	arena;
	gr_html_page read;
	clock_t		start;
	double		seconds;

	memcpy(page, "<table>", 7);
	for (i = begin; i < len; i++)
		page[i] = pattern[(i - begin) % strlen(pattern)];
	gr_arena_init(&arena, &gr_host_libc);
	start = clock();
	if (gr_html_read(&arena, gr_slice_make(page, len), 0, &read) != GR_OK)
		fail("%s", pattern);
	seconds = (double) (clock() - start) / CLOCKS_PER_SEC;
	*memory = (double) arena.used / (double) len;
	gr_arena_free(&arena);
	free(page);
	return seconds * 1e9 / (double) len;
}

static void
test_hostile(void)
{
	enum
	{
		SHORT = 1 << 17,
		LONG = 1 << 21
	};
	size_t		i;

	for (i = 0; i < sizeof(patterns) / sizeof(patterns[0]); i++)
	{
		double		memory;
		double		brief = cost(patterns[i], SHORT, &memory);
		double		lengthy = cost(patterns[i], LONG, &memory);

		/* Sixteen times the page: quadratic work would cost sixteen times as much a byte. */
		ok(lengthy < 6 * brief || lengthy < 50, "%s over and over: %.0f and %.0f ns a byte", patterns[i], brief, lengthy);
		ok(memory < 16, "in %.1f times its memory", memory);
	}
}

/* Cells without end: what is too much is left unread, and said so. */
static void
test_limits(void)
{
	enum
	{
		LEN = 1 << 20
	};
	char	   *page = malloc(LEN);
	gr_arena	arena;
	gr_html_page read;
	size_t		i;

	memcpy(page, "<table><tr>", 11);
	for (i = 11; i < LEN; i++)
		page[i] = "<td>"[(i - 11) % 4];
	gr_arena_init(&arena, &gr_host_libc);
	is_int(gr_html_read(&arena, gr_slice_make(page, LEN), 0, &read), GR_OK, "a page of nothing but cells");
	ok(read.read_to < LEN, "is read up to %zu", read.read_to);
	is_int(read.count, GR_HTML_ITEMS(LEN) + 2, "as many items as allowed, and the ends of what was open");
	is_int(read.items[read.count - 1].kind, GR_HTML_TABLE_END, "the table ends");
	is_int(read.items[read.count - 2].kind, GR_HTML_ROW_END, "behind its row");
	is_int(read.items[300].column, GR_HTML_COLUMNS, "a cell beyond the last column");
	gr_arena_free(&arena);

	/* At the limit of open elements, and beyond it. */
	for (i = 0; i < LEN; i++)
		page[i] = "<div>"[i % 5];
	memcpy(page + LEN - 41, "<table><tr><td>a</td></tr></table>b      ", 41);
	is_int(gr_html_read(&arena, gr_slice_make(page, LEN), 0, &read), GR_OK, "a page of nothing but open blocks");
	is_int(read.count, 2, "what cannot be opened any more");
	is_slice(read.items[0].text, "a", "is a line");
	is_slice(read.items[1].text, "b", "of its own");
	gr_arena_free(&arena);

	memset(page, 'a', LEN);
	for (i = 0; i + 5 < LEN; i += 2)
		page[i] = '\0';
	is_int(gr_html_read(&arena, gr_slice_make(page, LEN), 0, &read), GR_OK, "a text with more segments than allowed");
	ok(read.read_to < LEN && read.count == 1, "is read up to %zu", read.read_to);
	is_int(read.items[0].segment_count, GR_HTML_SEGMENTS(LEN), "as many as allowed");
	gr_arena_free(&arena);

	memcpy(page, "<p>b<script>'<table>", 20);
	for (i = 20; i < LEN; i++)
		page[i] = "\\n"[i % 2];
	memcpy(page + LEN - 30, "'; '<table><tr><td>a'</script>", 30);
	is_int(gr_html_read(&arena, gr_slice_make(page, LEN), 0, &read), GR_OK, "a string with more escapes than allowed");
	is_int(read.read_to, 13, "is not read");
	is_int(read.count, 1, "nor is what comes after it");
	gr_arena_free(&arena);
	free(page);
}

/*
 * A host that has no memory, or no patience
 */

typedef struct
{
	int			allocations;
	int			fail_at;
	int			looks;
	int			cancel_at;
} counting;

static void *
counting_allocate(void *context, size_t size)
{
	counting   *c = context;

	return ++c->allocations == c->fail_at ? NULL : malloc(size);
}

static void
counting_release(void *context, void *memory)
{
	(void) context;
	free(memory);
}

static bool
counting_cancelled(void *context)
{
	counting   *c = context;

	return ++c->looks == c->cancel_at;
}

/* A page of so many pieces, with each allocation failing once, and cancelled at each look. */
static void
try_host(size_t pieces)
{
	static const char piece[] = "<div><table><tr><td>a&lt;b<table><tr><td>c  d<br>e</table>\n<p>f &amp; g</p></table>"
		"<script>'<table><tr><td>\\u4e2d</table>'</script><title>t &amp; u</title>";
	size_t		len = pieces * (sizeof(piece) - 1);
	char	   *page = malloc(len);
	counting	c = {0};
	gr_host		host = {counting_allocate, counting_release, counting_cancelled, &c};
	gr_arena	arena;
	gr_html_page read;
	size_t		i,
				count;
	int			needed,
				looks,
				wrong = 0;

	for (i = 0; i < pieces; i++)
		memcpy(page + i * (sizeof(piece) - 1), piece, sizeof(piece) - 1);
	gr_arena_init(&arena, &host);
	is_int(gr_html_read(&arena, gr_slice_make(page, len), 0, &read), GR_OK, "a page of %zu bytes", len);
	count = read.count;
	needed = c.allocations;
	looks = c.looks;
	gr_arena_free(&arena);
	ok(looks >= (int) (len / 65536) - 1, "asks %d times whether to go on", looks);
	for (i = 1; i <= (size_t) needed; i++)
	{
		memset(&c, 0, sizeof(c));
		c.fail_at = (int) i;
		gr_arena_init(&arena, &host);
		wrong += gr_html_read(&arena, gr_slice_make(page, len), 0, &read) != GR_OUT_OF_MEMORY;
		gr_arena_free(&arena);
	}
	is_int(wrong, 0, "when any one of its %d blocks of memory is not to be had, it says so", needed);
	for (i = 1; i <= (size_t) looks; i++)
	{
		memset(&c, 0, sizeof(c));
		c.cancel_at = (int) i;
		gr_arena_init(&arena, &host);
		wrong += gr_html_read(&arena, gr_slice_make(page, len), 0, &read) != GR_CANCELLED || c.looks != (int) i;
		gr_arena_free(&arena);
	}
	is_int(wrong, 0, "when told to stop, it stops there");
	memset(&c, 0, sizeof(c));
	gr_arena_init(&arena, &host);
	ok(gr_html_read(&arena, gr_slice_make(page, len), 0, &read) == GR_OK && read.count == count, "then all is as before");
	gr_arena_free(&arena);
	free(page);
}

static void
test_host(void)
{
	size_t		pieces;

	for (pieces = 1; pieces < 6000; pieces = pieces * 3 / 2 + 1)
		try_host(pieces);
}

int
main(void)
{
	test_lines();
	test_tables();
	test_cell_text();
	test_nested();
	test_columns();
	test_items();
	test_keep_lines();
	test_strings();
	test_json();
	test_string_positions();
	test_limits();
	test_host();
	test_plain_cells();
	test_hostile();
	return done_testing();
}
