/*
 * html_scan.c
 *		What searches bytes in blocks finds what is found a byte at a time, and reads no byte behind the end.
 */
#include "html_scan.h"

#include "html_estimate.h"
#include "tap.h"

#include <stdlib.h>

#define ROUNDS 20000

/* Mostly letters, so that runs cross blocks, in memory that ends with them. */
static char *
make_text(size_t len, const char *others, size_t count)
{
	char	   *text = malloc(len + (len == 0));

	for (size_t i = 0; i < len; i++)
		text[i] = rand() % 12 == 0 ? others[(size_t) rand() % count] : (char) ('a' + rand() % 26);
	return text;
}

static void
test_searches(void)
{
	static const char others[] = " \t\n\v\f\r\0\x1F</>=&\"'\x80\xFF!@[`{";
	int			wrong = 0,
				found = 0;

	for (int round = 0; round < ROUNDS; round++)
	{
		size_t		len = (size_t) (rand() % 120);
		char	   *text = make_text(len, others, sizeof(others) - 1);
		const char *p = text + (len == 0 ? 0 : (size_t) rand() % len);
		const char *end = text + len;
		const char *middle = p + (end - p) / 2;
		char		c = "<'"[rand() % 2];

		for (int i = 0; i < 2; i++)
		{
			wrong += gr_html_name_end(p, end, i == 1) != gr_html_name_end_plain(p, end, i == 1);
			wrong += gr_html_word_end(p, end, i == 1) != gr_html_word_end_plain(p, end, i == 1);
			wrong += gr_html_word_end_before(p, middle, end, i == 1) != gr_html_word_end_plain(p, middle, i == 1);
		}
		wrong += gr_html_find_pair(p, end, 'a', 'b') != gr_html_find_pair_plain(p, end, 'a', 'b');
		wrong += gr_html_find_tag(p, end, "abc") != gr_html_find_tag_plain(p, end, "abc");
		wrong += gr_html_value_end(p, end) != gr_html_value_end_plain(p, end);
		wrong += gr_html_verbatim_end(p, end) != gr_html_verbatim_end_plain(p, end);
		wrong += gr_html_find(p, end, c) != gr_html_find_plain(p, end, c);
		found += gr_html_find_plain(p, end, c) < end;
		free(text);
	}
	is_int(wrong, 0, "both searches end at the same byte");
	ok(found > ROUNDS / 20 && found < ROUNDS / 2, "bytes that are there and bytes that are not: %d of %d", found, ROUNDS);
}

static void
test_long_runs(void)
{
	char		text[1000];

	memset(text, 'x', sizeof(text));
	text[900] = '<';
	ok(gr_html_find(text, text + sizeof(text), '<') == text + 900, "far away");
	ok(gr_html_find(text, text + 900, '<') == text + 900, "nowhere, and right behind the end");
	ok(gr_html_word_end(text, text + sizeof(text), true) == text + 900, "a long word in markup");
	ok(gr_html_word_end(text, text + sizeof(text), false) == text + sizeof(text), "and in text");
	text[100] = '\v';
	text[110] = '=';
	ok(gr_html_name_end(text, text + sizeof(text), true) == text + 110, "a control character is a byte of a name");
	ok(gr_html_name_end(text, text + sizeof(text), false) == text + sizeof(text), "so is an equals sign, of tags");
	ok(gr_html_find(text, text, 'x') == text && gr_html_name_end(text, text, false) == text &&
	   gr_html_word_end(text, text, true) == text, "nothing in no text");
}

static void
test_estimate(void)
{
	static const char others[] = "<<<<<<<<<<ttttrdhTRDHpPlLiIbB/ >";
	int			wrong = 0;
	size_t		counted = 0;
	size_t		len = 100000;
	char	   *rows = malloc(len);

	for (int round = 0; round < ROUNDS / 4; round++)
	{
		size_t		bytes = (size_t) (rand() % 400);
		char	   *text = make_text(bytes, others, sizeof(others) - 1);
		gr_slice	s;

		for (size_t i = 0; i + 1 < bytes; i++)
			if (text[i] == '<')
				text[i + 1] = others[10 + (size_t) rand() % (sizeof(others) - 11)];
		s = gr_slice_make(text, bytes);
		wrong += gr_html_estimate_items(s) != gr_html_estimate_items_plain(s);
		counted += gr_html_estimate_items_plain(s);
		free(text);
	}
	is_int(wrong, 0, "both ways to count items agree");
	ok(counted > ROUNDS / 8, "on %zu items", counted);

	is_int(gr_html_estimate_items(GR_SLICE("<table><tr><td>1</td><TH>2</TH></tr></table><p>a<br>b</p><ul><li>c</ul><tt>d</tt>")), 7,
		   "a row is two items; cells, paragraphs, breaks and list items are one");
	/* Every lane of every block counts as often as it can. */
	for (size_t i = 0; i < len; i++)
		rows[i] = "<tr "[i % 4];
	is_int(gr_html_estimate_items(gr_slice_make(rows, len)), len / 4 * 2, "rows and nothing else");
	free(rows);
}

int
main(void)
{
	srand(1);
	test_searches();
	test_long_runs();
	test_estimate();
	return done_testing();
}
