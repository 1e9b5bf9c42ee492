/*
 * utf8.c
 *		Characters counted, checked, written and read, each against the plain way to do it.
 */
#include "sample.h"
#include "utf8.h"

/* ---------- counting ---------- */

static size_t
naive_count(const char *data, size_t len)
{
	size_t		count = 0;

	for (size_t i = 0; i < len; i++)
		count += ((unsigned char) data[i] & 0xC0) != 0x80;
	return count;
}

static void
test_count(void)
{
	static const char *const characters[] = {"a", "é", "件", "𠮷", "\n", "|", "　", "0"};
	char		buffer[600];
	int			wrong = 0;
	int			tried = 0;
	char	   *large;
	const size_t large_len = 255 * 8 * 3 + 5;

	for (size_t i = 0; i < sizeof(buffer);)
	{
		const char *c = characters[random_below(8)];

		for (size_t k = 0; c[k] != '\0' && i < sizeof(buffer); k++)
			buffer[i++] = c[k];
	}
	/* Every alignment, every length around the word size, starting also within a character. */
	for (size_t from = 0; from < 16; from++)
		for (size_t len = 0; from + len <= sizeof(buffer); len++, tried++)
		{
			gr_slice	slice = gr_slice_make(buffer + from, len);
			size_t		expected = naive_count(buffer + from, len);

			wrong += gr_utf8_count(slice) != expected || gr_utf8_count_plain(slice) != expected;
		}
	is_int(wrong, 0, "counts as a plain loop does, %d slices at 16 alignments", tried);

	/* Longer than the lanes can count without being added up: only starts, only continuations, mixed. */
	large = malloc(large_len);
	for (int kind = 0; kind < 3; kind++)
	{
		for (size_t i = 0; i < large_len; i++)
			large[i] = (char) (kind == 0 ? 'x' : kind == 1 ? 0x80 : random64());
		is_int(gr_utf8_count(gr_slice_make(large, large_len)), naive_count(large, large_len), "%zu bytes, kind %d", large_len, kind);
		is_int(gr_utf8_count(gr_slice_make(large, 255 * 8)), naive_count(large, 255 * 8), "exactly 255 words, kind %d", kind);
		is_int(gr_utf8_count(gr_slice_make(large, 256 * 8)), naive_count(large, 256 * 8), "256 words, kind %d", kind);
		is_int(gr_utf8_count_plain(gr_slice_make(large, 256 * 8)), naive_count(large, 256 * 8), "256 words, plain, kind %d", kind);
		is_int(gr_utf8_count(gr_slice_make(large, 256 * 16)), naive_count(large, 256 * 16), "256 blocks, kind %d", kind);
	}
	free(large);
	is_int(gr_utf8_count(GR_SLICE("政府信息公开")), 6, "六个字");
	is_int(gr_utf8_count(GR_SLICE("")), 0, "nothing has no characters");
}

/* ---------- validity ---------- */

/* By the definition: decode, and encode again. */
static size_t
naive_sequence(const unsigned char *u, size_t left)
{
	static const uint32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
	size_t		n = u[0] < 0x80 ? 1 : u[0] < 0xC0 ? 0 : u[0] < 0xE0 ? 2 : u[0] < 0xF0 ? 3 : u[0] < 0xF8 ? 4 : 0;
	uint32_t	c;

	if (n == 0 || n > left)
		return 0;
	if (n == 1)
		return 1;
	c = u[0] & (0x7Fu >> n);
	for (size_t i = 1; i < n; i++)
	{
		if ((u[i] & 0xC0) != 0x80)
			return 0;
		c = c << 6 | (u[i] & 0x3F);
	}
	if (c < smallest[n] || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
		return 0;
	return n;
}

static size_t
naive_prefix(const char *data, size_t len)
{
	size_t		i = 0;

	while (i < len)
	{
		size_t		n = naive_sequence((const unsigned char *) data + i, len - i);

		if (n == 0)
			break;
		i += n;
	}
	return i;
}

static bool
same_prefix(const char *data, size_t len)
{
	return gr_utf8_valid_prefix(gr_slice_make(data, len)) == naive_prefix(data, len);
}

static void
test_validity(void)
{
	static const unsigned char edges[] = {
		0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC, 0xED, 0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5,
		0xF7, 0xF8, 0xFE, 0xFF,
	};
	const int	edge_count = (int) sizeof(edges);
	char		s[4];
	int			wrong = 0;
	int			tried = 0;

	for (int a = 0; a < 256; a++)
		for (int b = 0; b < 256; b++)
		{
			s[0] = (char) a;
			s[1] = (char) b;
			wrong += !same_prefix(s, 1) + !same_prefix(s, 2);
			tried += 2;
		}
	is_int(wrong, 0, "all sequences of one and two bytes (%d)", tried);
	tried = wrong = 0;
	for (int a = 0; a < 256; a++)
		for (int b = 0; b < edge_count; b++)
			for (int c = 0; c < edge_count; c++)
				for (int d = 0; d < edge_count; d++, tried++)
				{
					s[0] = (char) a;
					s[1] = (char) edges[b];
					s[2] = (char) edges[c];
					s[3] = (char) edges[d];
					wrong += !same_prefix(s, 3) + !same_prefix(s, 4);
				}
	is_int(wrong, 0, "sequences of three and four bytes at the boundaries (%d)", tried);
	wrong = 0;
	for (int i = 0; i < 200000; i++)
	{
		char		text[40];
		size_t		len = random_below(sizeof(text));

		/* ASCII runs, so that words are skipped, with something else at any place. */
		memset(text, 'x', sizeof(text));
		for (unsigned k = random_below(4); k > 0 && len > 4; k--)
		{
			size_t		at = random_below((unsigned) len - 4);

			memcpy(text + at, random_below(2) != 0 ? "件" : "\xF0\x9F\x98\x80", 3 + random_below(2));
		}
		if (random_below(3) == 0 && len > 0)
			text[random_below((unsigned) len)] = (char) random64();
		wrong += !same_prefix(text, len);
	}
	is_int(wrong, 0, "200000 random texts");
	is_int(gr_utf8_valid_prefix(GR_SLICE("")), 0, "nothing is valid");
	is_int(gr_utf8_valid_prefix(GR_SLICE("政府\xE4\xBF")), 6, "a character cut off at the end breaks the text where it begins");
}

/* ---------- writing and reading ---------- */

static void
test_round_trip(void)
{
	int			wrong = 0;

	for (uint32_t c = 0; c <= 0x10FFFF; c++)
	{
		char		bytes[4];
		size_t		n;
		size_t		length = 0;
		bool		surrogate = c >= 0xD800 && c <= 0xDFFF;

		n = gr_utf8_write(bytes, c);
		if (gr_utf8_next(bytes, bytes + n, &length) != c || length != n || gr_utf8_length((unsigned char) bytes[0]) != n)
			wrong++;
		if ((gr_utf8_valid_prefix(gr_slice_make(bytes, n)) == n) == surrogate)
			wrong++;
	}
	is_int(wrong, 0, "every code point is written and read back; all but surrogates are valid");
}

/* A sequence that the text cuts short is one replacement character of one byte. */
static void
test_cut(void)
{
	static const char *const characters[] = {"é", "件", "𠮷"};
	int			wrong = 0;

	for (size_t i = 0; i < 3; i++)
		for (size_t len = 1; len < strlen(characters[i]); len++)
		{
			char	   *exact = malloc(len);
			size_t		length;

			memcpy(exact, characters[i], len);
			wrong += gr_utf8_next(exact, exact + len, &length) != GR_REPLACEMENT_CHARACTER || length != 1;
			free(exact);
		}
	is_int(wrong, 0, "a sequence cut short is U+FFFD of one byte, and nothing behind the end is read");
	for (int byte = 0x80; byte < 0xC0; byte++)
	{
		char		bytes[2] = {(char) byte, 'x'};
		size_t		length;

		wrong += gr_utf8_next(bytes, bytes + 2, &length) != GR_REPLACEMENT_CHARACTER || length != 1;
	}
	is_int(wrong, 0, "so is a continuation byte without a start");
}

int
main(void)
{
	test_count();
	test_validity();
	test_round_trip();
	test_cut();
	return done_testing();
}
