/* LIBS: -lgumbo */
/*
 * html_gumbo.c
 *		The tables of generated and mutated pages, as gumbo's tree has them.
 *
 * gumbo (Debian libgumbo-dev) builds the tree of the HTML standard of 2015; the
 * cells of the tables in it, read by the rules of html_tables.h, are what our
 * reader has to find without a tree.
 *
 * Left out, because the difference is meant or the standard has moved since:
 *  - select (today's standard lets tables stand in it), svg, math, frameset;
 *  - pages where a mutation made a script or textarea swallow a "<table": we read
 *    tables in scripts, gumbo does not (counted below);
 *  - form and headings inside cells: of <form><b></form>x or <h1><b><h2> gumbo knows
 *    that b is open, which decides whether a line ends there; we do not keep b;
 *  - object and marquee in one page: gumbo lets </object> reach through a marquee,
 *    and the other way round, which the standard does not.
 *
 * Where a cell holds a table without rows, only what is not blank is compared: text
 * in such a table ends up in the cell, and where its line ends depends on elements
 * that we do not keep, and on quirks mode.
 */
#include "html_entities.h"
#include "html_positions.h"
#include "tap.h"

#include <gumbo.h>
#include <stdlib.h>

/* BUILD: plain, with more pages. */
#ifdef __SANITIZE_ADDRESS__
#define PAGES 4000
#else
#define PAGES 20000
#endif
#define BATCHES 20

/* A growing string. */
typedef struct
{
	char	   *data;
	size_t		len;
	size_t		room;
} string;

static void
append(string *s, const char *data, size_t len)
{
	if (s->len + len + 1 > s->room)
	{
		s->room = (s->len + len + 1) * 2;
		s->data = realloc(s->data, s->room);
	}
	memcpy(s->data + s->len, data, len);
	s->len += len;
	s->data[s->len] = '\0';
}

static void
put(string *s, const char *text)
{
	append(s, text, strlen(text));
}

/*
 * Random numbers, the same everywhere (xorshift)
 */

static uint64_t seed;

static unsigned
below(unsigned n)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return (unsigned) (seed >> 33) % n;
}

static bool
chance(unsigned percent)
{
	return below(100) < percent;
}

#define PICK(array) ((array)[below(sizeof(array) / sizeof((array)[0]))])

/*
 * The generator
 */

static void
put_text(string *s)
{
	static const char *const words[] = {
		"本年新收政府信息公开申请数量", "规章", "12", "0", "1,113", "a < b", "&nbsp;", "&lt;", "&amp;", "&#20013;", "&copy", "&nosuch;", "&",
		"\n", "  ", "\t ", " \r\n ", "（一）", "结果", "x", "&#x4e2d;文", "&notit;", "&#0;", "&#128;", "—", "1 288", "a<3"
	};
	unsigned	n = below(5);

	while (n-- > 0)
	{
		put(s, PICK(words));
		if (chance(30))
			put(s, " ");
	}
}

static void
put_attributes(string *s)
{
	static const char *const attributes[] = {
		" class=\"a b\"", " style='width:12px; border:\"1\"'", " colspan=2", " rowspan=\"3\"", " width = 100", " a",
		" ROWSPAN=0", " title=\"<td>\"",
		" title='a>b'", " x=\"&quot;\"", " href=http://x/y/", " colspan=x", " /"
	};
	unsigned	n = chance(40) ? below(4) : 0;

	while (n-- > 0)
		put(s, PICK(attributes));
}

static void
open_tag(string *s, const char *name)
{
	put(s, "<");
	put(s, name);
	put_attributes(s);
	put(s, chance(3) ? " >" : ">");
}

static void
close_tag(string *s, const char *name)
{
	put(s, "</");
	put(s, name);
	put(s, chance(3) ? " >" : ">");
}

static void put_table(string *s, int depth);

/* One of those a page: see above. */
static const char *scope_name;

/* What may stand in a cell as well as outside. */
static void
put_flow(string *s, int depth)
{
	static const char *const inlines[] = {"b", "span", "a", "font", "u", "strong", "o:p", "label", "nobr", "noscript"};
	static const char *const blocks[] = {"p", "div", "center", "section", "blockquote", "ul", "ol", "li", "dl", "dt", "dd", "pre", "address",
	"button", "P", "fieldset"};
	static const char *const raws[] = {
		"<style>td > p {}</style>", "<script>if (a<b) '</p>';</script>", "<!-- <td> -->", "<!-->", "<iframe><td></iframe>",
		"<template><td>t</td></template>", "<xmp> a <b>\n c</xmp>", "<title>t</title>", "<![if !x]>", "<?xml?>",
		"<script><!-- <script> </script> --></script>", "<noframes><p></noframes>"
	};
	const char *name;

	if (depth > 4)
		return;
	switch (below(9))
	{
		case 0:
		case 1:
			name = PICK(inlines);
			open_tag(s, name);
			put_flow(s, depth + 1);
			if (chance(90))
				close_tag(s, name);
			break;
		case 2:
		case 3:
			name = chance(10) ? scope_name : PICK(blocks);
			open_tag(s, name);
			put_flow(s, depth + 1);
			put_text(s);
			if (chance(80))
				close_tag(s, name);
			break;
		case 4:
			put(s, chance(50) ? "<br>" : chance(50) ? "<br/>" : "<hr>");
			break;
		case 5:
			put(s, chance(30) ? PICK(raws) : "<img src=x>");
			break;
		default:
			put_text(s);
			break;
	}
	if (chance(30))
		put_flow(s, depth + 1);
}

static void
put_rows(string *s, int depth)
{
	unsigned	rows = below(4);

	while (rows-- > 0)
	{
		unsigned	cells = below(5);

		if (chance(90))
			open_tag(s, chance(95) ? "tr" : "TR");
		while (cells-- > 0)
		{
			const char *name = chance(80) ? "td" : "th";

			open_tag(s, name);
			if (chance(60))
				put_text(s);
			else
				put_flow(s, 0);
			if (chance(6))
				put_table(s, depth + 1);
			if (chance(70))
				close_tag(s, name);
			if (chance(2))
				put_text(s);
		}
		if (chance(70))
			close_tag(s, "tr");
		if (chance(20))
			put(s, "\n");
		if (chance(2))
			put_flow(s, 0);
	}
}

static void
put_table(string *s, int depth)
{
	static const char *const groups[] = {"thead", "tbody", "tfoot"};
	unsigned	n = below(3);

	if (depth > 3)
		return;
	open_tag(s, "table");
	if (chance(15))
	{
		put(s, "<caption>");
		put_flow(s, 0);
		put(s, chance(70) ? "</caption>" : "");
	}
	if (chance(15))
	{
		put(s, "<colgroup><col span=2>");
		put(s, chance(70) ? "</colgroup>" : "<col>");
	}
	put_rows(s, depth);
	while (n-- > 0)
	{
		const char *name = PICK(groups);

		open_tag(s, name);
		put_rows(s, depth);
		if (chance(70))
			close_tag(s, name);
	}
	if (chance(90))
		close_tag(s, "table");
}

static void
put_page(string *s)
{
	unsigned	n = 1 + below(5);

	scope_name = chance(50) ? "object" : "marquee";
	if (chance(60))
		put(s, "<!DOCTYPE html>\n");
	if (chance(60))
		put(s, "<html><head><meta charset=utf-8><title>a<b>&amp;</title><style>a{}</style></head>\n<body>");
	while (n-- > 0)
	{
		if (chance(50))
			put_flow(s, 0);
		if (chance(20))
			put(s, "<h2>二、</h2>");
		if (chance(10))
			put(s, "<form>");
		put_table(s, 0);
		if (chance(10))
			put(s, "</form>");
	}
	if (chance(60))
		put(s, "</body></html>");
}

/* Deletes, doubles or inserts bytes where the markup is. */
static void
mutate(string *s)
{
	static const char markup[] = "<>/\"'=!-";
	static const char *const inserted[] = {
		"<", ">", "/", "\"", "'", "=", "!", "-", "&", "<td>", "</td>", "<tr>", "</tr>", "<table>", "</table>", "<p>",
		"</p>", "<tbody>", "</tbody>",
		"<!--", "-->", "</", "<a", " ", "<caption>", "</caption>", "<col>", "</div>", "<li>", "</ul>", "</b>",
		"<thead>", "</th>", "<th>", "</br>",
		"</html>", "<body>", "<button>", "</object>"
	};
	unsigned	n = below(6);

	while (n-- > 0 && s->len > 0)
	{
		size_t		at = below((unsigned) s->len);
		size_t		tries;
		char	   *p;

		/* The next byte of markup, or of a name in it; never a part of a character. */
		for (tries = 0; tries < s->len; tries++, at++)
		{
			char		c = s->data[at % s->len];

			if (strchr(markup, c) != NULL || (c >= 'a' && c <= 'z' && chance(20)))
				break;
		}
		at %= s->len;
		p = s->data + at;
		if ((unsigned char) *p >= 0x80 || *p == '\0')
			continue;
		if (chance(40))
		{
			memmove(p, p + 1, s->len - at);
			s->len--;
		}
		else
		{
			string		tail = {0};
			char		twice[2] = {*p, '\0'};

			append(&tail, p, s->len - at);
			s->len = at;
			put(s, chance(30) ? twice : PICK(inserted));
			append(s, tail.data, tail.len);
			free(tail.data);
		}
	}
}

/*
 * The oracle: tables as "[" rows "]", rows as "(" cells ")", cells as their text and "|"
 */

/* The text of a cell, by the rules of html_tables.h. */
typedef struct
{
	string		text;
	size_t		solid;
	bool		blank;
	bool		broken;
} cell_text;

static void
break_line(cell_text *c)
{
	c->text.len = c->solid;
	c->blank = false;
	c->broken = c->solid > 0;
}

static void
add_characters(cell_text *c, const char *p, bool verbatim)
{
	for (; *p != '\0'; p++)
	{
		bool		space = strchr(" \t\n\r\f", *p) != NULL;

		if (verbatim && (*p == '\n' || *p == '\r'))
			break_line(c);
		else if (space && !verbatim)
			c->blank = true;
		else
		{
			if (c->broken)
				append(&c->text, "\n", 1);
			else if (c->blank && c->text.len > 0)
				append(&c->text, " ", 1);
			c->blank = c->broken = false;
			append(&c->text, p, 1);
			if (!space)
				c->solid = c->text.len;
		}
	}
}

static bool
is_block(GumboTag tag)
{
	switch (tag)
	{
		case GUMBO_TAG_ADDRESS: case GUMBO_TAG_ARTICLE: case GUMBO_TAG_ASIDE: case GUMBO_TAG_BLOCKQUOTE: case GUMBO_TAG_CENTER:
		case GUMBO_TAG_DETAILS: case GUMBO_TAG_DIR: case GUMBO_TAG_DIV: case GUMBO_TAG_DL: case GUMBO_TAG_DD: case GUMBO_TAG_DT:
		case GUMBO_TAG_FIELDSET: case GUMBO_TAG_FIGCAPTION: case GUMBO_TAG_FIGURE: case GUMBO_TAG_FOOTER: case GUMBO_TAG_FORM:
		case GUMBO_TAG_H1: case GUMBO_TAG_H2: case GUMBO_TAG_H3: case GUMBO_TAG_H4: case GUMBO_TAG_H5: case GUMBO_TAG_H6:
		case GUMBO_TAG_HEADER: case GUMBO_TAG_HGROUP: case GUMBO_TAG_HR: case GUMBO_TAG_LI: case GUMBO_TAG_LISTING: case GUMBO_TAG_MAIN:
		case GUMBO_TAG_MENU: case GUMBO_TAG_NAV: case GUMBO_TAG_OL: case GUMBO_TAG_P: case GUMBO_TAG_PLAINTEXT: case GUMBO_TAG_PRE:
		case GUMBO_TAG_SECTION: case GUMBO_TAG_SUMMARY: case GUMBO_TAG_UL: case GUMBO_TAG_XMP: case GUMBO_TAG_TABLE: case GUMBO_TAG_BR:
			return true;
		default:
			return false;
	}
}

static bool
is_hidden(const GumboNode *node)
{
	if (node->type == GUMBO_NODE_TEMPLATE)
		return true;
	switch (node->v.element.tag)
	{
		case GUMBO_TAG_SCRIPT: case GUMBO_TAG_STYLE: case GUMBO_TAG_TITLE: case GUMBO_TAG_IFRAME: case GUMBO_TAG_NOEMBED:
		case GUMBO_TAG_NOFRAMES: case GUMBO_TAG_TEMPLATE:
			return true;
		default:
			return false;
	}
}

static bool
is_element(const GumboNode *node)
{
	return node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE;
}

static void
collect_text(cell_text *c, const GumboNode *node, bool verbatim)
{
	unsigned	i;

	if (!is_element(node))
	{
		if (node->type != GUMBO_NODE_COMMENT)
			add_characters(c, node->v.text.text, verbatim);
		return;
	}
	if (is_hidden(node))
		return;
	if (is_block(node->v.element.tag))
		break_line(c);
	verbatim = verbatim || node->v.element.tag == GUMBO_TAG_PRE || node->v.element.tag == GUMBO_TAG_LISTING ||
		node->v.element.tag == GUMBO_TAG_XMP || node->v.element.tag == GUMBO_TAG_PLAINTEXT;
	for (i = 0; i < node->v.element.children.length; i++)
		collect_text(c, node->v.element.children.data[i], verbatim);
	if (is_block(node->v.element.tag))
		break_line(c);
}

/* Is there a row or caption of a table inside?  Of the node itself if it is a table, too, when own. */
static bool
has_inhabited_table(const GumboNode *node, bool inside)
{
	unsigned	i;

	if (!is_element(node) || is_hidden(node))
		return false;
	if (inside && (node->v.element.tag == GUMBO_TAG_TR || node->v.element.tag == GUMBO_TAG_CAPTION))
		return true;
	for (i = 0; i < node->v.element.children.length; i++)
	{
		const GumboNode *child = node->v.element.children.data[i];

		if (has_inhabited_table(child, inside || (is_element(child) && child->v.element.tag == GUMBO_TAG_TABLE)))
			return true;
	}
	return false;
}

/* Is there, in a cell, a table without rows or caption? */
static bool
has_empty_table(const GumboNode *node, bool in_cell)
{
	unsigned	i;

	if (!is_element(node) || is_hidden(node))
		return false;
	if (in_cell && node->v.element.tag == GUMBO_TAG_TABLE && !has_inhabited_table(node, true))
		return true;
	in_cell = in_cell || node->v.element.tag == GUMBO_TAG_TD || node->v.element.tag == GUMBO_TAG_TH;
	for (i = 0; i < node->v.element.children.length; i++)
	{
		if (has_empty_table(node->v.element.children.data[i], in_cell))
			return true;
	}
	return false;
}

static void
drop_blanks(string *s)
{
	size_t		i,
				len = 0;

	for (i = 0; i < s->len; i++)
	{
		if (strchr(" \t\n\r\f", s->data[i]) == NULL)
			s->data[len++] = s->data[i];
	}
	s->data[s->len = len] = '\0';
}

static void
print_rows(string *out, const GumboNode *node, bool *any)
{
	unsigned	i,
				j;

	for (i = 0; i < node->v.element.children.length; i++)
	{
		const GumboNode *row = node->v.element.children.data[i];

		if (!is_element(row) || is_hidden(row) || row->v.element.tag == GUMBO_TAG_CAPTION)
			continue;
		if (row->v.element.tag != GUMBO_TAG_TR)
		{
			print_rows(out, row, any);
			continue;
		}
		put(out, *any ? "(" : "[(");
		*any = true;
		for (j = 0; j < row->v.element.children.length; j++)
		{
			const GumboNode *cell = row->v.element.children.data[j];
			cell_text	c = {0};
			unsigned	k;

			if (!is_element(cell) || (cell->v.element.tag != GUMBO_TAG_TD && cell->v.element.tag != GUMBO_TAG_TH))
				continue;
			for (k = 0; k < cell->v.element.children.length; k++)
				collect_text(&c, cell->v.element.children.data[k], false);
			append(out, c.text.data == NULL ? "" : c.text.data, c.solid);
			put(out, "|");
			free(c.text.data);
		}
		put(out, ")");
	}
}

static void
print_tables(string *out, const GumboNode *node)
{
	unsigned	i;

	if (!is_element(node) || is_hidden(node))
		return;
	if (node->v.element.tag == GUMBO_TAG_TABLE && !has_inhabited_table(node, false))
	{
		bool		any = false;

		print_rows(out, node, &any);
		if (any)
			put(out, "]\n");
		return;
	}
	for (i = 0; i < node->v.element.children.length; i++)
		print_tables(out, node->v.element.children.data[i]);
}

/* Does a script or textarea hold what we take for a table? */
static bool
swallows_table(const GumboNode *node)
{
	unsigned	i;

	if (!is_element(node))
		return false;
	for (i = 0; i < node->v.element.children.length; i++)
	{
		const GumboNode *child = node->v.element.children.data[i];

		if (node->v.element.tag == GUMBO_TAG_SCRIPT || node->v.element.tag == GUMBO_TAG_TEXTAREA)
		{
			if (!is_element(child) && strstr(child->v.text.text, "<table") != NULL)
				return true;
		}
		else if (swallows_table(child))
			return true;
	}
	return false;
}

/*
 * Ours
 */

/* The tables by our reader; false if it fails or a position is wrong. */
static bool
print_page(string *out, const string *page)
{
	gr_arena	arena;
	gr_html_page read;
	bool		good;
	size_t		i;

	gr_arena_init(&arena, &gr_host_libc);
	good = gr_html_read(&arena, gr_slice_make(page->data, page->len), 0, &read) == GR_OK && read.read_to == page->len;
	for (i = 0; good && i < read.count; i++)
	{
		const gr_html_item *item = &read.items[i];

		if (!positions_hold(gr_slice_make(page->data, page->len), item))
			good = false;
		if (item->kind == GR_HTML_ROW_START)
			put(out, i > 0 && read.items[i - 1].kind == GR_HTML_TABLE_START ? "[(" : "(");
		else if (item->kind == GR_HTML_CELL)
		{
			append(out, item->text.data, item->text.len);
			put(out, "|");
		}
		else if (item->kind == GR_HTML_ROW_END)
			put(out, ")");
		else if (item->kind == GR_HTML_TABLE_END)
			put(out, "]\n");
	}
	gr_arena_free(&arena);
	return good;
}

/*
 * References
 */

/* The text of the page's only paragraph, or the value of its attribute. */
static const char *
gumbo_value(const GumboNode *node, bool attribute)
{
	unsigned	i;

	if (!is_element(node))
		return NULL;
	if (node->v.element.tag == GUMBO_TAG_P)
	{
		const GumboNode *text;

		if (attribute)
			return gumbo_get_attribute(&node->v.element.attributes, "x")->value;
		text = node->v.element.children.data[0];
		return text->v.text.text;
	}
	for (i = 0; i < node->v.element.children.length; i++)
	{
		const char *value = gumbo_value(node->v.element.children.data[i], attribute);

		if (value != NULL)
			return value;
	}
	return NULL;
}

/* Does the text decode as gumbo decodes it, as text and as an attribute? */
static bool
decodes_alike(const char *text)
{
	int			attribute;
	bool		alike = true;

	for (attribute = 0; attribute < 2; attribute++)
	{
		char		page[200];
		char		decoded[200];
		GumboOutput *tree;

		sprintf(page, attribute ? "<p x=\"%s\">" : "<p>%s", text);
		decoded[gr_html_decode(gr_slice_cstring(text), attribute, decoded)] = '\0';
		tree = gumbo_parse(page);
		alike = alike && strcmp(gumbo_value(tree->root, attribute), decoded) == 0;
		gumbo_destroy_output(&kGumboDefaultOptions, tree);
	}
	return alike;
}

static void
test_references(void)
{
	static const char *const tails[] = {"", ";", "x", "=", " ", "1", "&", "\xE4\xB8\xAD"};
	size_t		i,
				j,
				wrong = 0;
	unsigned	code;

	for (i = 0; i < gr_html_reference_count(); i++)
	{
		const char *name = gr_html_reference_name(i);

		/* Each name with what may follow it, and each beginning of a name. */
		for (j = 0; j < sizeof(tails) / sizeof(tails[0]) + strlen(name); j++)
		{
			char		text[100];

			if (j < sizeof(tails) / sizeof(tails[0]))
				sprintf(text, "a&%s%sb", name, tails[j]);
			else
				sprintf(text, "a&%.*s.b", (int) (j - sizeof(tails) / sizeof(tails[0])), name);
			if (!decodes_alike(text) && wrong++ < 5)
				diag("differs from gumbo: %s", text);
		}
	}
	is_int(wrong, 0, "named references, whole and in part, as gumbo reads them");
	for (code = 0, wrong = 0; code < 0x120000; code += code < 0x200 ? 1 : 0x101)
	{
		char		text[100];

		sprintf(text, "a&#%u;&#x%X;&#%ub", code, code, code);
		if (!decodes_alike(text) && wrong++ < 5)
			diag("differs from gumbo: %s", text);
	}
	is_int(wrong, 0, "numeric references as gumbo reads them");
}

int
main(int argc, char **argv)
{
	uint64_t	first = argc > 1 ? strtoull(argv[1], NULL, 10) : 0;
	unsigned	pages = argc > 2 ? (unsigned) atoi(argv[2]) : PAGES;
	unsigned	skipped = 0,
				loose = 0,
				tables = 0,
				mutated = 0;
	unsigned	batch,
				i;

	test_references();
	for (batch = 0; batch < BATCHES; batch++)
	{
		unsigned	wrong = 0;

		for (i = 0; i < pages / BATCHES; i++)
		{
			string		page = {0},
						expected = {0},
						actual = {0};
			GumboOutput *tree;
			bool		good;
			const char *p;

			seed = (first + batch * (pages / BATCHES) + i + 1) * UINT64_C(0x9E3779B97F4A7C15);
			put_page(&page);
			if (i % 4 != 0)
			{
				mutate(&page);
				mutated++;
			}
			tree = gumbo_parse_with_options(&kGumboDefaultOptions, page.data, page.len);
			put(&expected, "");
			put(&actual, "");
			print_tables(&expected, tree->root);
			good = print_page(&actual, &page);
			if (has_empty_table(tree->root, false))
			{
				drop_blanks(&expected);
				drop_blanks(&actual);
				loose++;
			}
			if (swallows_table(tree->root))
				skipped++;
			else if (!good || strcmp(expected.data, actual.data) != 0)
			{
				if (wrong++ == 0)
				{
					tap_show("page", page.data, page.len);
					tap_show("gumbo", expected.data, expected.len);
					tap_show("ours", actual.data, actual.len);
				}
			}
			for (p = expected.data; *p != '\0'; p++)
				tables += *p == '[';
			gumbo_destroy_output(&kGumboDefaultOptions, tree);
			free(page.data);
			free(expected.data);
			free(actual.data);
		}
		is_int(wrong, 0, "batch %u of %u pages: the tables of gumbo", batch + 1, pages / BATCHES);
	}
	diag("%u pages, %u of them mutated, %u tables", pages, mutated, tables);
	diag("%u pages left out: a table in a script; %u compared but for blanks: a table without rows in a cell", skipped, loose);
	ok(skipped * 50 < pages, "few pages are left out");
	ok(loose * 5 < pages, "few are compared but for blanks");
	ok(tables > pages, "there are tables to compare");
	return done_testing();
}
