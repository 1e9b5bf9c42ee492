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
test_ends_agree(void)
{
	int			wrong = 0;
	int			met[8] = {0};
	int			ended = 0;

	for (int round = 0; round < ROUNDS; round++)
	{
		gr_slice	text = make_text((size_t) rand() % 200);
		size_t		from = (size_t) rand() % (text.len + 1);
		unsigned	signs = 0;
		unsigned	plain = 0;
		size_t		end = gr_line_end(text, from, &signs);

		wrong += gr_line_end_plain(text, from, &plain) != end || signs != plain;
		wrong += gr_line_signs_within(text, from, end) != signs || gr_line_signs_within_plain(text, from, end) != signs;
		met[signs]++;
		ended += end < text.len;
		free((void *) text.data);
	}
	ok(wrong == 0, "both searches find the same ends and signs");
	ok(ended > ROUNDS / 10 && ended < ROUNDS - ROUNDS / 10, "some lines end before the text, some with it: %d", ended);
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
		behind += left < GR_CELL_WINDOW && (w.separators | w.digits | w.spaces) >> left != 0;
		free((void *) line.data);
	}
	ok(wrong == 0, "both windows show the same");
	ok(behind == 0, "and nothing behind the line");
}

static void
is_end(const char *text, size_t wanted, unsigned wanted_signs)
{
	unsigned	signs = 0;
	size_t		end = gr_line_end(gr_slice_cstring(text), 0, &signs);

	if (!ok(end == wanted && signs == wanted_signs, "[%s]", text))
		diag("end %zu, signs %u", end, signs);
}

static void
test_signs(void)
{
	is_end("", 0, 0);
	is_end("\n| ", 0, 0);
	is_end("规章|0|0\n 行政", 10, GR_LINE_HAS_PIPE);
	is_end("规章\t0\n", 8, GR_LINE_HAS_TAB);
	is_end("规章 0 ｜\n", 12, GR_LINE_HAS_BLANK);
	is_end("规章\xE3\x80\x80""0", 10, GR_LINE_HAS_BLANK);
	is_end("规章\xC2\xA0""0", 9, GR_LINE_HAS_BLANK);
	is_end("规章、耀州。", 18, 0);
	ok(gr_line_signs_within(GR_SLICE("规章\n|\n\t"), 0, 10) == (GR_LINE_HAS_PIPE | GR_LINE_HAS_TAB), "signs of all lines");
	ok(gr_line_signs_within(GR_SLICE(" |\t"), 1, 2) == GR_LINE_HAS_PIPE, "but none around them");
	ok(gr_line_signs_within(GR_SLICE(""), 0, 0) == 0, "and none of none");
}

int
main(void)
{
	srand(1);
	test_ends_agree();
	test_windows_agree();
	test_signs();
	return done_testing();
}
