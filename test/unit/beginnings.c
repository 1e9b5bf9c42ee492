/*
 * beginnings.c
 *		Where figures, citations and sentences may begin, found by either search.
 */
#include "beginnings.h"
#include "tap.h"
#include "utf8.h"

#include <stdlib.h>

static gr_arena arena;
static gr_beginnings fast;
static gr_beginnings plain;

/* Whether both searches find the same in a text. */
static bool
agree(gr_slice text)
{
	size_t		blocks = text.len / GR_BEGINNINGS_BLOCK + 1;

	return gr_beginnings_find(&fast, &arena, text) == GR_OK && gr_beginnings_find_plain(&plain, &arena, text) == GR_OK &&
		memcmp(fast.blocks, plain.blocks, blocks * sizeof(*fast.blocks)) == 0 && memcmp(fast.filled, plain.filled, sizeof(fast.filled)) == 0;
}

/* A character, behind others so that it stands at the end of one block or the begin of the next; returns the length. */
static size_t
put(char *to, size_t at, uint32_t c)
{
	return at + gr_utf8_write(to + at, c);
}

/* Each character of the basic plane, at every place relative to a block. */
static void
test_characters(void)
{
	static char text[4 * GR_BEGINNINGS_BLOCK];
	uint32_t	differs = 0;

	for (uint32_t c = 1; c < 0x10000 && differs == 0; c++)
	{
		size_t		len = 0;

		if (c >= 0xD800 && c < 0xE000)
			continue;
		while (len < 3 * GR_BEGINNINGS_BLOCK)
			len = put(text, len, len % 7 == c % 7 ? ',' : c);
		if (!agree(gr_slice_make(text, len)))
			differs = c;
	}
	ok(differs == 0, "both searches tell each character alike (U+%04X)", (unsigned) differs);
}

/* Those beyond, whose bytes are like those of others, many at a time. */
static void
test_planes(void)
{
	static char text[256 * 4];
	uint32_t	differs = 0;

	for (uint32_t c = 0x10000; c < 0x110000 && differs == 0; c += 256)
	{
		size_t		len = 0;

		for (uint32_t i = 0; i < 256; i++)
			len = put(text, len, c + i);
		if (!agree(gr_slice_make(text, len)))
			differs = c;
	}
	ok(differs == 0, "and those beyond the basic plane (U+%06X)", (unsigned) differs);
}

static uint32_t
any_character(void)
{
	static const uint32_t signs[] = {'0', '9', 'a', 'Z', '\n', '!', ' ', '|', 0x4E00, 0x300A, 0x3002, 0xFF10, 0xFF08, 0x7B2C, 0x1F600, 0xE9};

	return rand() % 2 == 0 ? signs[(size_t) rand() % (sizeof(signs) / sizeof(signs[0]))] : 0x4E00 + (uint32_t) rand() % 0x5000;
}

static void
test_texts(void)
{
	int			wrong = 0;

	for (int round = 0; round < 20000; round++)
	{
		size_t		limit = (size_t) (rand() % 400);
		char	   *text = malloc(limit + 4);
		char	   *exact;
		size_t		len = 0;

		while (len < limit)
			len = put(text, len, any_character());
		/* In memory that ends with it. */
		exact = malloc(len + (len == 0));
		memcpy(exact, text, len);
		wrong += !agree(gr_slice_make(exact, len));
		free(exact);
		free(text);
	}
	ok(wrong == 0, "and texts of any length");
}

/* Beyond the bytes between two looks at the cancel hook, which may end within a character. */
static void
test_long(void)
{
	size_t		len = 0;
	char	   *text = malloc(400004);

	while (len < 400000)
		len = put(text, len, any_character());
	ok(agree(gr_slice_make(text, len)), "and a long one");
	free(text);
}

static void
test_walk(void)
{
	gr_slice	text = GR_SLICE("全年共制发《办法》12件。其中三件已废止！");

	ok(gr_beginnings_find(&fast, &arena, text) == GR_OK, "found");
	ok(gr_beginning_next(&fast, GR_BEGINS_FIGURE, 0, text.len) == strlen("全年共制发《办法》"), "the first figure");
	ok(gr_beginning_next(&fast, GR_BEGINS_CITATION, 0, text.len) == strlen("全年共制发"), "the first citation");
	ok(gr_beginning_next(&fast, GR_ENDS_SENTENCE, 0, text.len) == strlen("全年共制发《办法》12件"), "the end of the sentence");
	ok(gr_beginning_before(&fast, GR_ENDS_SENTENCE, 0, text.len) == text.len - strlen("！"), "the last end");
	ok(gr_beginning_next(&fast, GR_BEGINS_FIGURE, text.len - 3, text.len) == text.len, "none is left");
	ok(gr_beginning_before(&fast, GR_ENDS_SENTENCE, 0, 3) == GR_NOT_FOUND, "none stands before");
}

/* Whether something of the kind begins there. */
static bool
begins(gr_beginning kind, size_t at)
{
	return (fast.blocks[at / GR_BEGINNINGS_BLOCK][kind] >> at % GR_BEGINNINGS_BLOCK & 1) != 0;
}

static size_t
next_by_hand(gr_beginning kind, size_t at, size_t stop)
{
	while (at < stop && !begins(kind, at))
		at++;
	return at;
}

static size_t
before_by_hand(gr_beginning kind, size_t floor, size_t at)
{
	while (at > floor)
		if (begins(kind, --at))
			return at;
	return GR_NOT_FOUND;
}

/* From and to any places of texts that have few beginnings, some of them longer than what is told by whole blocks. */
static void
test_steps(void)
{
	static char text[6000];
	static const int shares[] = {5, 60, 700};
	int			wrong = 0;

	for (int round = 0; round < 3000; round++)
	{
		size_t		limit = (size_t) rand() % (round % 10 == 0 ? sizeof(text) - 4 : 500) + 1;
		size_t		len = 0;

		while (len < limit)
			len = put(text, len, rand() % shares[round % 3] == 0 ? any_character() : 0x7684);
		wrong += gr_beginnings_find(&fast, &arena, gr_slice_make(text, len)) != GR_OK;
		for (int i = 0; i < 200; i++)
		{
			gr_beginning kind = (gr_beginning) (rand() % GR_BEGINNINGS);
			size_t		from = (size_t) rand() % (len + 1);
			size_t		to = (size_t) rand() % (len + 1);

			wrong += gr_beginning_next(&fast, kind, from, to) != next_by_hand(kind, from, to);
			wrong += gr_beginning_before(&fast, kind, from, to) != before_by_hand(kind, from, to);
		}
	}
	ok(wrong == 0, "the next and the last beginning of any place");
}

int
main(void)
{
	srand(1);
	gr_arena_init(&arena, &gr_host_libc);
	test_characters();
	test_planes();
	test_texts();
	test_long();
	test_walk();
	test_steps();
	gr_arena_free(&arena);
	return done_testing();
}
