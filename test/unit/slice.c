/*
 * slice.c
 *		Words found in texts, by each search.
 */
#include "slice.h"
#include "tap.h"

#include <stdlib.h>

/* The plainest search there is. */
static size_t
find_slowly(gr_slice s, size_t from, gr_slice word)
{
	for (; from + word.len <= s.len; from++)
		if (memcmp(s.data + from, word.data, word.len) == 0)
			return from;
	return GR_NOT_FOUND;
}

/* A text of few different bytes, so that words are found and nearly found often; in memory that ends with it. */
static char *
make_text(size_t len)
{
	char	   *text = malloc(len + (len == 0));

	for (size_t i = 0; i < len; i++)
		text[i] = (char) ("\xE6\x97\xA5z"[rand() % 4]);
	return text;
}

static void
test_searches_agree(void)
{
	int			wrong = 0;
	int			found = 0;

	for (int round = 0; round < 20000; round++)
	{
		size_t		len = (size_t) (rand() % 300);
		char	   *text = make_text(len);
		size_t		word_len = 1 + (size_t) (rand() % 5);
		char	   *letters = make_text(word_len);
		gr_slice	s = gr_slice_make(text, len);
		gr_slice	word = gr_slice_make(letters, word_len);
		size_t		from = len == 0 ? 0 : (size_t) rand() % (len + 1);
		size_t		telling = (size_t) rand() % word_len;
		size_t		expected = find_slowly(s, from, word);

		found += expected != GR_NOT_FOUND;
		wrong += gr_slice_find(s, from, word, telling) != expected;
		wrong += gr_slice_find_narrow(s, from, word, telling) != expected;
		wrong += gr_slice_find_plain(s, from, word, telling) != expected;
		free(letters);
		free(text);
	}
	ok(wrong == 0, "all searches find what the plainest one finds");
	ok(found > 5000 && found < 19000, "words that are there and words that are not: %d of 20000", found);
}

static void
test_ends(void)
{
	gr_slice	text = GR_SLICE("0123456789012345678901234567890123456789012345678901234567890123456789ab");

	ok(gr_slice_find(text, 0, GR_SLICE("ab"), 1) == text.len - 2, "at the end");
	ok(gr_slice_find(text, 0, GR_SLICE("0"), 0) == 0, "at the start");
	ok(gr_slice_find(text, 1, GR_SLICE("01"), 0) == 10, "behind the start");
	ok(gr_slice_find(text, text.len - 1, GR_SLICE("ab"), 1) == GR_NOT_FOUND, "cut off by the start");
	ok(gr_slice_find(gr_slice_sub(text, 0, text.len - 1), 0, GR_SLICE("ab"), 1) == GR_NOT_FOUND, "cut off by the end");
	ok(gr_slice_find(gr_slice_make(NULL, 0), 0, GR_SLICE("ab"), 1) == GR_NOT_FOUND, "nothing in no text");
}

static void
test_places_before(void)
{
	int			wrong = 0;
	int			found = 0;

	for (int i = 0; i < 20000; i++)
	{
		size_t		len = (size_t) (rand() % 200);
		size_t		to = (size_t) rand() % (len + 1);
		char	   *text = make_text(len);
		/* Those of the text, and as many that differ from them in one bit. */
		char		byte = (char) ("\xE6\x97\xA5z\x66\x17\xA4{"[rand() % 8]);
		uint64_t	expected = 0;

		for (size_t back = 1; back <= 64 && back <= to; back++)
			expected |= (uint64_t) (text[to - back] == byte) << (64 - back);
		wrong += gr_slice_places_before(gr_slice_make(text, len), to, byte) != expected;
		found += expected != 0;
		free(text);
	}
	ok(wrong == 0, "the places of a byte before another");
	ok(found > 2000 && found < 19000, "bytes that are there and bytes that are not: %d of 20000", found);
	ok(gr_slice_places_before(gr_slice_make(NULL, 0), 0, 'a') == 0, "nothing in no text");
}

int
main(void)
{
	srand(1);
	test_searches_agree();
	test_places_before();
	test_ends();
	return done_testing();
}
