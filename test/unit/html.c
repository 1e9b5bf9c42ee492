/*
 * html.c
 *		The tokenizer finds the tokens of the HTML standard, and where they stand; the
 *		strings of scripts and JSON that hold tables are found too.
 */
#include "html.h"
#include "html_strings.h"
#include "tap.h"

#include <stdlib.h>

/*
 * The tokens of a source in one string: <table>, </td>, <br/>, "text", 'raw text',
 * ! for what is skipped.  Names of elements that we do not know are "other".
 */
static char written[100000];

static const char *const names[] = {
	"other",
#define GR_HTML_TAG(symbol, name, first, second, last) name,
	GR_HTML_TAGS(GR_HTML_TAG)
#undef GR_HTML_TAG
};

static const char *
tokens_of(gr_slice source, bool foreign)
{
	gr_html_tokenizer t;
	gr_html_token token;
	size_t		len = 0,
				behind = 0;
	bool		in_order = true;

	gr_html_start(&t, source, NULL);
	t.foreign = foreign;
	while (gr_html_next(&t, &token))
	{
		in_order = in_order && token.from >= behind && token.to >= token.from && token.to <= source.len;
		behind = token.to;
		if (token.kind == GR_HTML_START_TAG)
			len += (size_t) sprintf(written + len, "<%s%s>", names[token.tag], token.self_closing ? "/" : "");
		else if (token.kind == GR_HTML_END_TAG)
			len += (size_t) sprintf(written + len, "</%s>", names[token.tag]);
		else if (token.kind == GR_HTML_COMMENT)
			len += (size_t) sprintf(written + len, "!");
		else
			len += (size_t) sprintf(written + len, token.content == GR_HTML_DATA ? "\"%.*s\"" : "'%.*s'",
									(int) (token.to - token.from), source.data + token.from);
	}
	written[len] = '\0';
	return in_order ? written : "tokens overlap or leave the source";
}

#define TOKENS(source, expected) is_str(tokens_of(GR_SLICE(source), false), expected, "tokens of %s", source)

static void
test_names(void)
{
	gr_html_tag tag;

	for (tag = 1; tag < GR_TAG_COUNT; tag++)
	{
		char		upper[16];
		size_t		i;
		gr_html_tag found = gr_html_tag_of(gr_slice_cstring(names[tag]));

		for (i = 0; names[tag][i] != '\0'; i++)
			upper[i] = names[tag][i] >= 'a' && names[tag][i] <= 'z' ? (char) (names[tag][i] - 32) : names[tag][i];
		upper[i] = '\0';
		if (found != tag || gr_html_tag_of(gr_slice_cstring(upper)) != tag)
			break;
	}
	is_int(tag, GR_TAG_COUNT, "every element is found by its name, in any case");
	is_int(gr_html_tag_of(GR_SLICE("tab")), GR_TAG_OTHER, "the beginning of a name is another name");
	is_int(gr_html_tag_of(GR_SLICE("tables")), GR_TAG_OTHER, "so is one with a letter more");
	is_int(gr_html_tag_of(GR_SLICE("blockquotes")), GR_TAG_OTHER, "also behind the longest");
	is_int(gr_html_tag_of(GR_SLICE("tXbXe")), GR_TAG_OTHER, "a name with the hash of another");
	is_int(gr_html_tag_of(GR_SLICE("")), GR_TAG_OTHER, "no name");
	is_int(gr_html_tag_of(GR_SLICE("H\x11")), GR_TAG_OTHER, "a control character is no digit");
}

static void
test_tags(void)
{
	TOKENS("", "");
	TOKENS("a", "\"a\"");
	TOKENS("a<td>b</td>c", "\"a\"<td>\"b\"</td>\"c\"");
	TOKENS("<TD><Th ><tR\n><tr\t/>", "<td><th><tr><tr/>");
	TOKENS("<td/ ><td / /><td//>", "<td><td/><td/>");
	TOKENS("<o:p></o:p><table-x>", "<other></other><other>");
	TOKENS("a < b <3 <= <", "\"a < b <3 <= <\"");
	TOKENS("a<", "\"a<\"");
	TOKENS("a</", "\"a</\"");
	TOKENS("a</>b", "\"a\"!\"b\"");
	TOKENS("a</ td>b", "\"a\"!\"b\"");
	TOKENS("a</3>b", "\"a\"!\"b\"");
	TOKENS("<<td>", "\"<\"<td>");
	TOKENS("<td<tr>", "<other>");
	TOKENS("\xEF\xBB\xBF<p>", "<p>");
	is_str(tokens_of(GR_SLICE("<t\0d>x"), false), "<other>\"x\"", "a NUL in a name");

	/* The end of the source inside a tag drops the tag. */
	TOKENS("a<td", "\"a\"");
	TOKENS("a<td ", "\"a\"");
	TOKENS("a<td x", "\"a\"");
	TOKENS("a<td x=", "\"a\"");
	TOKENS("a<td x=\"<td>b", "\"a\"");
	TOKENS("a<td x='<td>b", "\"a\"");
	TOKENS("a<td/", "\"a\"");
	TOKENS("a</td", "\"a\"");
}

static void
test_attributes(void)
{
	TOKENS("<td a='>'>x", "<td>\"x\"");
	TOKENS("<td a=\">\">x", "<td>\"x\"");
	TOKENS("<td a=>x", "<td>\"x\"");
	TOKENS("<td a=b/>x", "<td>\"x\"");
	TOKENS("<td a=b />x", "<td/>\"x\"");
	TOKENS("<td a=\"b\"/>x", "<td/>\"x\"");
	TOKENS("<td a = \"b>\" c>x", "<td>\"x\"");
	TOKENS("<td =\">\"x", "<td>\"\"x\"");
	TOKENS("<td a\">\">x", "<td>\"\">x\"");
	TOKENS("<td a=\"b\"c='>'>x", "<td>\"x\"");
	TOKENS("<td a=b\">x", "<td>\"x\"");
	TOKENS("</td a='>'>x", "</td>\"x\"");
}

static const char *
attributes_of(gr_slice source)
{
	gr_html_tokenizer t;
	gr_html_token token;
	gr_html_attribute a;
	gr_slice	rest;
	size_t		len = 0;

	gr_html_start(&t, source, NULL);
	if (!gr_html_next(&t, &token))
		return "no token";
	rest = token.attributes;
	written[0] = '\0';
	while (gr_html_next_attribute(&rest, &a))
		len += (size_t) sprintf(written + len, "[%.*s=%.*s]", (int) a.name.len, a.name.data, (int) a.value.len, a.value.data);
	return written;
}

#define ATTRIBUTES(source, expected) is_str(attributes_of(GR_SLICE(source)), expected, "attributes of %s", source)

static void
test_attribute_values(void)
{
	gr_html_tokenizer t;
	gr_html_token token;
	gr_slice	value;
	gr_slice	source = GR_SLICE("x<td ColSpan='2' colspan=3 align>");

	ATTRIBUTES("<td>", "");
	ATTRIBUTES("<td  >", "");
	ATTRIBUTES("<td/>", "");
	ATTRIBUTES("<td a>", "[a=]");
	ATTRIBUTES("<td a b>", "[a=][b=]");
	ATTRIBUTES("<td a=1 b='2' c=\"3\" d = 4 e\n=\n'5'>", "[a=1][b=2][c=3][d=4][e=5]");
	ATTRIBUTES("<td a=\"b\"c='d'e>", "[a=b][c=d][e=]");
	ATTRIBUTES("<td a='\"' b=\"'\">", "[a=\"][b=']");
	ATTRIBUTES("<td/a/b=c/>", "[a=][b=c/]");
	ATTRIBUTES("<td a= >", "[a=]");
	ATTRIBUTES("<td a==b>", "[a==b]");
	ATTRIBUTES("<td =a=b>", "[=a=b]");
	ATTRIBUTES("<td a=''>", "[a=]");
	ATTRIBUTES("<td a=&quot;>", "[a=&quot;]");

	gr_html_start(&t, source, NULL);
	gr_html_next(&t, &token);
	gr_html_next(&t, &token);
	value = gr_html_attribute_value(&token, GR_SLICE("colspan"));
	is_slice(value, "2", "the first of two attributes of a name, in any case");
	is_int(value.data - source.data, 14, "its value lies in the source");
	value = gr_html_attribute_value(&token, GR_SLICE("align"));
	ok(value.data != NULL && value.len == 0, "an attribute without a value");
	ok(gr_html_attribute_value(&token, GR_SLICE("rowspan")).data == NULL, "an attribute that is not there");
	ok(gr_html_attribute_value(&token, GR_SLICE("col")).data == NULL, "nor is the beginning of a name");
	is_int(token.from, 1, "the token starts at its <");
	is_int(token.to, source.len, "and ends behind its >");
}

static void
test_comments(void)
{
	TOKENS("a<!-- <td> -->b", "\"a\"!\"b\"");
	TOKENS("a<!-->b", "\"a\"!\"b\"");
	TOKENS("a<!--->b", "\"a\"!\"b\"");
	TOKENS("a<!---->b", "\"a\"!\"b\"");
	TOKENS("a<!-- -- > -->b", "\"a\"!\"b\"");
	TOKENS("a<!-- --!>b", "\"a\"!\"b\"");
	TOKENS("a<!--!>-->b", "\"a\"!\"b\"");
	TOKENS("a<!---!>-->b", "\"a\"!\"b\"");
	TOKENS("a<!----!>b", "\"a\"!\"b\"");
	TOKENS("a<!-- --- --->b", "\"a\"!\"b\"");
	TOKENS("a<!-- <!-- -->b", "\"a\"!\"b\"");
	TOKENS("a<!-- -- ->b", "\"a\"!");
	TOKENS("a<!--", "\"a\"!");
	TOKENS("a<!-b>c", "\"a\"!\"c\"");
	TOKENS("a<!b>c", "\"a\"!\"c\"");
	TOKENS("<!DOCTYPE html PUBLIC \"-//W3C//DTD\" >a", "!\"a\"");
	TOKENS("a<?xml version='1.0'?>b", "\"a\"!\"b\"");
	TOKENS("a<![if !supportLists]>b<![endif]>c", "\"a\"!\"b\"!\"c\"");
	TOKENS("a<![CDATA[x>y]]>b", "\"a\"!\"y]]>b\"");
	TOKENS("a<!", "\"a\"!");
	TOKENS("a<?", "\"a\"!");
	is_str(tokens_of(GR_SLICE("a<![CDATA[x>y]]z]]]>b"), true), "\"a\"'x>y]]z]'\"b\"", "CDATA inside svg is text");
	is_str(tokens_of(GR_SLICE("a<![CDATA[x"), true), "\"a\"'x'", "to the end of the source, if need be");
}

static void
test_raw(void)
{
	TOKENS("<title>a<b>&amp;</title>c", "<title>'a<b>&amp;'</title>\"c\"");
	TOKENS("<title></title>c", "<title>''</title>\"c\"");
	TOKENS("<TITLE>a</TiTlE >c", "<title>'a'</title>\"c\"");
	TOKENS("<title>a</titles></title/x>c", "<title>'a</titles>'</title>\"c\"");
	TOKENS("<title>a</title", "<title>'a</title'");
	TOKENS("<title>a</title ", "<title>'a'");
	TOKENS("<textarea><td></textarea>", "<textarea>'<td>'</textarea>");
	TOKENS("<style>td{}</style><p>", "<style>'td{}'</style><p>");
	TOKENS("<xmp><!-- </xmp> -->", "<xmp>'<!-- '</xmp>\" -->\"");
	TOKENS("<iframe><td></iframe>", "<iframe>'<td>'</iframe>");
	TOKENS("<noembed><td></noembed>", "<noembed>'<td>'</noembed>");
	TOKENS("<noframes><td></noframes>", "<noframes>'<td>'</noframes>");
	TOKENS("<noscript><td></noscript>", "<noscript><td></noscript>");
	TOKENS("<plaintext><td></plaintext>", "<plaintext>'<td></plaintext>'");
	TOKENS("</title><td>", "</title><td>");
	TOKENS("<title/>a", "<title/>'a'");
	is_str(tokens_of(GR_SLICE("<title/>a<style/><td>"), true), "<title/>\"a\"<style/><td>",
		   "inside svg a tag that closes itself opens nothing");
}

static void
test_scripts(void)
{
	TOKENS("<script>a<b</script>c", "<script>'a<b'</script>\"c\"");
	TOKENS("<script>'</p>'</script>c", "<script>''</p>''</script>\"c\"");
	TOKENS("<script></scriptx></script>", "<script>'</scriptx>'</script>");
	TOKENS("<script><!-- </script>c", "<script>'<!-- '</script>\"c\"");
	TOKENS("<script><!-- <script> </script> --></script>c", "<script>'<!-- <script> </script> -->'</script>\"c\"");
	TOKENS("<script><!-- <script> </script> </script>c", "<script>'<!-- <script> </script> '</script>\"c\"");
	TOKENS("<script><!-- <script> --> </script>c", "<script>'<!-- <script> --> '</script>\"c\"");
	TOKENS("<script><!-- <scripty> </script>c", "<script>'<!-- <scripty> '</script>\"c\"");
	TOKENS("<script><!--><script></script>c", "<script>'<!--><script>'</script>\"c\"");
	TOKENS("<script><!-- <SCRIPT/> </SCRIPT> </script>c", "<script>'<!-- <SCRIPT/> </SCRIPT> '</script>\"c\"");
	TOKENS("<script> <script> </script>c", "<script>' <script> '</script>\"c\"");
	TOKENS("<script>a", "<script>'a'");
	TOKENS("<script><!-- <script> </script>", "<script>'<!-- <script> </script>'");
}

/*
 * Strings in scripts and JSON
 */

static void
test_markers(void)
{
	static const struct
	{
		const char *text;
		int			at;
		gr_html_marker marker;
	}			cases[] = {
		{"<table", 1, GR_HTML_TABLE_PLAIN}, {"x <TABLE>", 3, GR_HTML_TABLE_PLAIN}, {"\\u003ctable ", 6, GR_HTML_TABLE_PLAIN},
		{"\\u003CTable ", 6, GR_HTML_TABLE_PLAIN}, {"\\x3ctable", 4, GR_HTML_TABLE_PLAIN}, {"&lt;table", 4, GR_HTML_TABLE_ESCAPED},
		{"\\u0026lt;table", 9, GR_HTML_TABLE_ESCAPED}, {"&#60;table", 5, GR_HTML_TABLE_ESCAPED}, {"&#x3C;table", 6, GR_HTML_TABLE_ESCAPED},
		{"table", 5, GR_HTML_NO_TABLE}, {"<tables", 7, GR_HTML_NO_TABLE}, {"<table-cell", 11, GR_HTML_NO_TABLE},
		{"</table>", 8, GR_HTML_NO_TABLE},
		{"", 0, GR_HTML_NO_TABLE}, {"<tabl", 5, GR_HTML_NO_TABLE}, {"tttable<tabtable table <table\\", 24, GR_HTML_TABLE_PLAIN}
	};
	size_t		i;

	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
	{
		size_t		at = 0;
		gr_html_marker marker = gr_html_find_table(gr_slice_cstring(cases[i].text), &at);

		ok(marker == cases[i].marker && (int) at == cases[i].at, "sign of a table in %s: at %zu", cases[i].text, at);
	}
}

static void
test_json_or_not(void)
{
	static const char *const json[] = {
		"{\"a\":1}", " {\n \"a\":1}", "[\"a\"]", "[{\"a\":1}]", "[[1]]",
		"\xEF\xBB\xBF{\"a\":1}", "callback({\"a\":1})", "$.cb_1( [\"a\"])"
	};
	static const char *const other[] = {
		"", "{", "{a:1}", "[link](x)", "<p>{\"a\":1}", "text {\"a\"", "(x)", "[1,2]", "{{x}}", "callback", "callback("
	};
	size_t		i;

	for (i = 0; i < sizeof(json) / sizeof(json[0]); i++)
		ok(gr_html_is_json(gr_slice_cstring(json[i])), "JSON: %s", json[i]);
	for (i = 0; i < sizeof(other) / sizeof(other[0]); i++)
		ok(!gr_html_is_json(gr_slice_cstring(other[i])), "not JSON: %s", other[i]);
}

/* The literals as [text], joined ones as +[text]. */
static const char *
strings_of(gr_slice script, bool json)
{
	static char written[2000];
	gr_html_strings strings;
	size_t		from,
				to,
				len = 0;
	bool		joined;

	written[0] = '\0';
	gr_html_strings_start(&strings, script, json);
	while (gr_html_next_string(&strings, &from, &to, &joined))
		len += (size_t) sprintf(written + len, "%s[%.*s]", joined ? "+" : "", (int) (to - from), script.data + from);
	return written;
}

#define STRINGS(script, expected) is_str(strings_of(GR_SLICE(script), false), expected, "strings of %s", script)
#define VALUES(json, expected) is_str(strings_of(GR_SLICE(json), true), expected, "values of %s", json)

static void
test_script_strings(void)
{
	STRINGS("", "");
	STRINGS("var a = 'x', b = \"y\";", "");
	STRINGS("a('<table>')", "[<table>]");
	STRINGS("a(\"<table a=\\\"b\\\">\")", "[<table a=\\\"b\\\">]");
	STRINGS("a(`<table>\n</table>`)", "[<table>\n</table>]");
	STRINGS("a(\"'<table>'\"); b('x')", "['<table>']");
	STRINGS("a = 'x' + '<table>' + \"<tr>\"\n + '<td>'; b('y')", "[<table>]+[<tr>]+[<td>]");
	STRINGS("a = '<table>' + x + '<tr>'", "[<table>]");
	STRINGS("a = '<table>'; a += '<tr>'; b = '<table>'", "[<table>][<table>]");
	STRINGS("// don't\na('<table>')", "[<table>]");
	STRINGS("/* don't */ a('<table>')", "[<table>]");
	STRINGS("/*/ don't */ a('<table>')", "[<table>]");
	STRINGS("a = /['\"]/; b('<table>')", "[<table>]");
	STRINGS("a = /\\/'/; b('<table>')", "[<table>]");
	STRINGS("a = b / c; d('<table>') / '<table>'", "[<table>][<table>]");
	STRINGS("a = (b) / 2; c('<table>')", "[<table>]");
	STRINGS("a = 'broken\nb('<table>')", "[<table>]");
	STRINGS("a = /broken\nb('<table>')", "[<table>]");
	STRINGS("a = 'x\\\ny<table>'", "[x\\\ny<table>]");
	STRINGS("a('<table>", "");
	STRINGS("a('<table>\\", "");
	STRINGS("a('<table>\\'", "");
	STRINGS("/* a('<table>')", "");
	STRINGS("<table>", "");
	STRINGS("a('\\u003ctable\\u003e')", "[\\u003ctable\\u003e]");
	STRINGS("a('&lt;table&gt;')", "[&lt;table&gt;]");

	VALUES("{\"a\":\"b\"}", "");
	VALUES("{\"\xE4\xB8\xAD\" : \"\xE5\xB9\xB4\", \"b\":\"\\u4e2d\"}", "[\xE5\xB9\xB4][\\u4e2d]");
	VALUES("{\"<p>\":\"<p>\\\"x\\\"\",\"c\":[\"&amp;\",\"200\"]}", "[<p>\\\"x\\\"][&amp;]");
	VALUES("{\"a\":\"<p>\nx\",\"b\":\"it's // <b>\"}", "[<p>\nx][it's // <b>]");
	VALUES("{\"a\":\"<p>", "");
}

/* Every prefix and every suffix of a page: no byte outside it is read (the sanitizer watches). */
static void
test_pieces(void)
{
	static const char page[] = "<!DOCTYPE html><title>a</title><script><!-- <script>'\\u003ctable' </script>--></script>"
		"<table a='b' c=\"d\" e=f/><tr><td colspan = 2>x &lt; y<!-- - -- --!><![CDATA[ ]]></td></table><textarea></textarea>";
	size_t		from,
				to,
				good = 0;

	for (from = 0; from < sizeof(page); from++)
	{
		for (to = from; to < sizeof(page); to++)
		{
			char	   *copy = malloc(to - from + 1);

			memcpy(copy, page + from, to - from);
			good += strcmp(tokens_of(gr_slice_make(copy, to - from), (from & 1) != 0), "tokens overlap or leave the source") != 0;
			free(copy);
		}
	}
	is_int(good, sizeof(page) * (sizeof(page) + 1) / 2, "every piece of a page");
}

/* Names next to those we know, read out of a tag with much and with nothing behind it. */
static void
test_names_in_tags(void)
{
	static const char changes[] = "\x01\v\x14@[`{-0aAzZ\xC1\xE1";
	int			wrong = 0,
				known = 0;

	for (int tag = 1; tag < GR_TAG_COUNT; tag++)
		for (size_t at = 0; at < strlen(names[tag]); at++)
			for (size_t change = 0; change < sizeof(changes); change++)
			{
				char		name[32];
				char		page[64];
				gr_html_tag expected;

				strcpy(name, names[tag]);
				/* The last change is none, but for the case. */
				name[at] = change < sizeof(changes) - 1 ? changes[change] : (char) (name[at] >= 'a' ? name[at] & ~0x20 : name[at]);
				if (!gr_html_is_letter(name[0]))
					continue;
				expected = gr_html_tag_of(gr_slice_cstring(name));
				known += expected != GR_TAG_OTHER;
				for (int tail = 0; tail < 20; tail += 19)
				{
					char	   *copy;
					size_t		len = (size_t) sprintf(page, "<%s>%.*s", name, tail, "                   ");
					gr_html_tokenizer t;
					gr_html_token token;

					copy = malloc(len);
					memcpy(copy, page, len);
					gr_html_start(&t, gr_slice_make(copy, len), NULL);
					wrong += !gr_html_next(&t, &token) || token.tag != expected;
					free(copy);
				}
			}
	is_int(wrong, 0, "a name is the same element in a tag as alone");
	ok(known > 2 * GR_TAG_COUNT, "%d of them known", known);
}

static gr_slice
span_of(gr_slice tag, bool rows)
{
	gr_html_tokenizer t;
	gr_html_token token;

	gr_html_start(&t, tag, NULL);
	if (!gr_html_next(&t, &token))
		return GR_SLICE("no tag");
	return rows ? token.rowspan : token.colspan;
}

#define COLSPAN(tag, expected) \
	ok(gr_slice_equal(span_of(GR_SLICE(tag), false), GR_SLICE(expected)) && span_of(GR_SLICE(tag), false).data != NULL, "colspan of %s", tag)

static void
test_spans(void)
{
	COLSPAN("<td colspan=3>", "3");
	COLSPAN("<td class=\"a\" COLSPAN = \"3\" colspan=4>", "3");
	COLSPAN("<td bgcolor='c' rowspan=2 ColSpan>", "");
	COLSPAN("<td colspan='&#51;' title='>'>", "&#51;");
	ok(gr_slice_equal(span_of(GR_SLICE("<td colspan=3 rowSpan=\" 2\">"), true), GR_SLICE(" 2")), "rowspan beside colspan");
	ok(span_of(GR_SLICE("<td colspans=3 rowspa=2 charset=1 title='colspan=3'>"), false).data == NULL, "no colspan");
	ok(span_of(GR_SLICE("<td colspan=3>"), true).data == NULL, "no rowspan");
}

/* Attributes that were read are not read again: all tags of a text give what each of them gives by itself. */
static void
test_seen_attributes(void)
{
	enum
	{
		ROUNDS = 2000,
		TAGS = 40
	};
	static const char *const tags[] = {
		"<td colspan=2>", "<td colspan=3>", "<td colspan=\"4\" style=\"text-align:center\">", "<td colspan=\"4\" style=\"text-align:left\">",
		"<td colspan=\"4\" style=\"text-align:center\" rowspan=2>", "<td style=\"text-align:center\" rowspan=''>", "<td rowspan/>",
		"<p style=\"text-align:center\">", "<p style=\"text-align:center\"/>", "<p style=\"text-align:center\" >", "<th title='a > b'>",
		"<td colspan = \"2>\" x>", "<td =\"colspan=2>", "</td colspan=2>", "<td\ncolspan=2>", "<b class=x/>", "<b class=x />"
	};
	int			wrong = 0,
				spans = 0;

	for (int round = 0; round < ROUNDS; round++)
	{
		char		text[4096];
		gr_html_tokenizer all;
		size_t		len = 0;

		for (int i = 0; i < TAGS; i++)
			len += (size_t) sprintf(text + len, "%s", tags[(size_t) rand() % (sizeof(tags) / sizeof(tags[0]))]);
		gr_html_start(&all, gr_slice_make(text, len), NULL);
		for (int i = 0; i < TAGS; i++)
		{
			gr_html_tokenizer one;
			gr_html_token token,
						expected;
			size_t		from = all.next;

			gr_html_start(&one, gr_slice_make(text + from, len - from), NULL);
			if (!gr_html_next(&all, &token) || !gr_html_next(&one, &expected))
			{
				wrong++;
				break;
			}
			wrong += token.to != from + expected.to || token.tag != expected.tag || token.self_closing != expected.self_closing;
			wrong += token.colspan.data != expected.colspan.data || token.rowspan.data != expected.rowspan.data;
			wrong += token.colspan.data != NULL && token.colspan.len != expected.colspan.len;
			wrong += token.rowspan.data != NULL && token.rowspan.len != expected.rowspan.len;
			spans += token.colspan.data != NULL;
		}
	}
	is_int(wrong, 0, "tags give the same behind others");
	ok(spans > ROUNDS, "with and without spans: %d", spans);
}

int
main(void)
{
	test_names();
	test_names_in_tags();
	test_spans();
	test_tags();
	test_attributes();
	test_attribute_values();
	test_seen_attributes();
	test_comments();
	test_raw();
	test_scripts();
	test_markers();
	test_json_or_not();
	test_script_strings();
	test_pieces();
	return done_testing();
}
