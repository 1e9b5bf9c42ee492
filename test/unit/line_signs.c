/*
 * line_signs.c
 *		Line ends, the signs before them, and the bits of cells, by each search.
 */
#include "line_signs.h"
#include "tap.h"

#include <stdlib.h>

#define ROUNDS 20000

/* Bytes of all kinds that matter, the first the most frequent ones; in memory that ends with them. */
static gr_slice
make_text(size_t len)
{
	static const char bytes[] = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\xE3\x80\x80\x80\xE3\x80\x81\xC2\xA0 3|\t\n\r\x01\x0C\x1A";
	size_t		kinds = 32 + (size_t) rand() % (sizeof(bytes) - 32);
	char	   *text = malloc(len + (len == 0));

	for (size_t i = 0; i < len; i++)
		text[i] = bytes[(size_t) rand() % kinds];
	/* Whole blanks are rare by chance. */
	for (size_t i = 0; i + 3 <= len; i++)
		if (rand() % 150 == 0)
			memcpy(text + i, "\xE3\x80\x80", 3);
	return gr_slice_make(text, len);
}

static void
test_lines_agree(void)
{
	int			wrong = 0;
	int			met[8] = {0};
	int			lines = 0;

	for (int round = 0; round < ROUNDS; round++)
	{
		gr_slice	text = make_text((size_t) rand() % 300);
		gr_line_scan scan = {.text = text};
		gr_line_scan plain = {.text = text};
		gr_slice	line;
		gr_slice	wanted;
		unsigned	signs;
		unsigned	wanted_signs;

		while (gr_line_scan_next_plain(&plain, &wanted, &wanted_signs))
		{
			bool		found = gr_line_scan_next(&scan, &line, &signs);
			size_t		from = (size_t) (wanted.data - text.data);

			wrong += !found || line.data != wanted.data || line.len != wanted.len || signs != wanted_signs;
			wrong += gr_line_signs_within(text, from, from + wanted.len) != wanted_signs;
			wrong += gr_line_signs_within_plain(text, from, from + wanted.len) != wanted_signs;
			met[wanted_signs]++;
			lines++;
		}
		wrong += gr_line_scan_next(&scan, &line, &signs);
		free((void *) text.data);
	}
	ok(wrong == 0, "both searches find the same lines and signs");
	ok(lines > ROUNDS * 3 / 2, "in texts of several lines: %d", lines);
	for (int i = 0; i < 8; i++)
		ok(met[i] > 20, "signs %d: %d times", i, met[i]);
}

static void
test_windows_agree(void)
{
	int			wrong = 0;
	int			behind = 0;

	for (int round = 0; round < ROUNDS; round++)
	{
		gr_slice	line = make_text((size_t) rand() % 200);
		size_t		at = (size_t) rand() % (line.len + 1);
		char		separator = "|\t"[rand() % 2];
		gr_cell_window w = gr_cell_window_at(line, at, separator);
		gr_cell_window plain = gr_cell_window_plain(line, at, separator);
		size_t		left = line.len - at;

		wrong += w.separators != plain.separators || w.digits != plain.digits || w.spaces != plain.spaces;
		behind += left < GR_SIGN_BLOCK && (w.separators | w.digits | w.spaces) >> left != 0;
		free((void *) line.data);
	}
	ok(wrong == 0, "both windows show the same");
	ok(behind == 0, "and nothing behind the line");
}

/* The first line of a text. */
static void
is_line(const char *text, const char *wanted, unsigned wanted_signs)
{
	gr_line_scan scan = {.text = gr_slice_cstring(text)};
	gr_slice	line;
	unsigned	signs;
	bool		found = gr_line_scan_next(&scan, &line, &signs);

	if (!ok(found && gr_slice_equal(line, gr_slice_cstring(wanted)) && signs == wanted_signs, "[%s]", text) && found)
		diag("[%.*s], signs %u", (int) line.len, line.data, signs);
}

static void
test_signs(void)
{
	gr_line_scan none = {.text = GR_SLICE("")};
	gr_slice	line;
	unsigned	signs;

	ok(!gr_line_scan_next(&none, &line, &signs), "no text has no line");
	is_line("\n| ", "", 0);
	is_line("\r\n| ", "", 0);
	is_line("规章|0|0\r\n 行政", "规章|0|0", GR_LINE_HAS_PIPE);
	is_line("规章\t0\n", "规章\t0", GR_LINE_HAS_TAB);
	is_line("规章 0 ｜\n", "规章 0 ｜", GR_LINE_HAS_BLANK);
	is_line("规章\xE3\x80\x80""0", "规章\xE3\x80\x80""0", GR_LINE_HAS_BLANK);
	is_line("规章\xC2\xA0""0", "规章\xC2\xA0""0", GR_LINE_HAS_BLANK);
	is_line("规章、耀州。", "规章、耀州。", 0);
	ok(gr_line_signs_within(GR_SLICE("规章\n|\n\t"), 0, 10) == (GR_LINE_HAS_PIPE | GR_LINE_HAS_TAB), "signs of all lines");
	ok(gr_line_signs_within(GR_SLICE(" |\t"), 1, 2) == GR_LINE_HAS_PIPE, "but none around them");
	ok(gr_line_signs_within(GR_SLICE(""), 0, 0) == 0, "and none of none");
}

int
main(void)
{
	srand(1);
	test_lines_agree();
	test_windows_agree();
	test_signs();
	return done_testing();
}
