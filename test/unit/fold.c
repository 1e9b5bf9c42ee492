/* LIBS: -licuuc */
/*
 * fold.c
 *		Our folding against ICU's NFKC, and the trimming that rests on it.
 */
#include "fold.h"
#include "sample.h"

#include <unicode/unorm2.h>
#include <unicode/uchar.h>
#include <unicode/ustring.h>

/* The one ASCII character, or Han character of a radical, that NFKC makes of it, or 0. */
static uint32_t
nfkc_single(const UNormalizer2 *nfkc, uint32_t c)
{
	UErrorCode	status = U_ZERO_ERROR;
	UChar		from[2];
	UChar		to[64];
	int32_t		n = 0;
	int32_t		len;
	bool		radical = c >= 0x2F00 && c <= 0x2FDF;

	U16_APPEND_UNSAFE(from, n, c);
	len = unorm2_normalize(nfkc, from, n, to, 64, &status);
	if (U_FAILURE(status) || len != 1 || (to[0] >= 0x80 && !radical))
		return 0;
	return to[0];
}

/*
 * Letters and digits in a style of their own (², ①, Ⅰ, ℃'s kin, mathematical
 * ones) stay what they are: ① numbers a heading, ² a footnote, and neither is a
 * digit of a figure.  Full-width ones are plain letters and digits.
 */
static bool
is_styled(uint32_t c, uint32_t ascii)
{
	bool		letter_or_digit = (ascii >= '0' && ascii <= '9') || (ascii >= 'A' && ascii <= 'Z') || (ascii >= 'a' && ascii <= 'z');

	return letter_or_digit && !(c >= 0xFF01 && c <= 0xFF5E);
}

/* What we fold beyond NFKC, all of it. */
static uint32_t
addition(uint32_t c)
{
	/* Dashes of every length and height, box drawing lines, and the vertical ones. */
	if ((c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0x207B || c == 0x208B || c == 0x2500 || c == 0x2501 || c == 0xFE31 || c == 0xFE32 ||
		c == 0xFE58)
		return '-';
	/* Blanks, also those that print nothing; line ends within a cell. */
	if ((c >= 0x09 && c <= 0x0D) || c == 0x85 || c == 0xAD || c == 0x1680 || c == 0x180E || (c >= 0x200B && c <= 0x200F) || c == 0x2028 || c == 0x2029 ||
		c == 0x2060 || c == 0x3164 || c == 0xFEFF || c == 0xFFA0)
		return ' ';
	/* ∕ and ∶, mathematical signs that are typed for / and : */
	if (c == 0x2215)
		return '/';
	if (c == 0x2236)
		return ':';
	return 0;
}

static void
test_nfkc(void)
{
	UErrorCode	status = U_ZERO_ERROR;
	const UNormalizer2 *nfkc = unorm2_getNFKCInstance(&status);
	int			compared = 0;
	int			styled = 0;
	int			added = 0;
	int			wrong = 0;

	if (!ok(U_SUCCESS(status), "ICU has NFKC"))
		return;
	for (uint32_t c = 0; c <= 0x10FFFF; c++)
	{
		uint32_t	ours = gr_fold(c);
		uint32_t	single;
		uint32_t	expected;

		if (c >= 0xD800 && c <= 0xDFFF)
			continue;
		single = nfkc_single(nfkc, c);
		expected = c;
		if (addition(c) != 0)
			expected = addition(c), added++;
		else if (single != 0 && is_styled(c, single) && c >= 0x80)
			styled++;
		else if (single != 0)
			expected = single, compared++;
		if (ours != expected && wrong++ < 40)
			diag("U+%04X: folded to U+%04X, expected U+%04X", c, ours, expected);
	}
	is_int(wrong, 0, "every code point: as NFKC where that is one ASCII sign or the Han character of a radical, else as named here, else itself");
	ok(compared > 200 && styled > 500 && added > 20, "(%d as NFKC, %d letters and digits in styles left alone, %d additions)", compared, styled, added);
}

/* Folding twice is folding once. */
static void
test_idempotent(void)
{
	int			wrong = 0;

	for (uint32_t c = 0; c <= 0x10FFFF; c++)
		wrong += gr_fold(gr_fold(c)) != gr_fold(c);
	is_int(wrong, 0, "what is folded stays");
}

static void
test_quotes(void)
{
	static const char *const quotes[] = {"\"", "'", "“", "”", "‘", "’", "「", "」", "『", "』", "《", "》", "＂", "＇"};

	for (size_t i = 0; i < sizeof(quotes) / sizeof(quotes[0]); i++)
	{
		size_t		length;

		ok(gr_is_quote(gr_fold_next(quotes[i], quotes[i] + strlen(quotes[i]), &length)) && length == strlen(quotes[i]), "%s is a quotation mark", quotes[i]);
	}
	ok(!gr_is_quote('(') && !gr_is_quote(0x3010) && !gr_is_quote(' ') && !gr_is_quote(0x4E00), "brackets, blanks and words are not");
}

static void
trims(const char *text, const char *expected)
{
	gr_slice	whole = gr_slice_cstring(text);
	gr_slice	trimmed = gr_trim(whole);

	is_slice(trimmed, expected, "trimmed");
	ok(trimmed.data >= whole.data && trimmed.data + trimmed.len <= whole.data + whole.len, "in its place");
}

static void
test_trim(void)
{
	int			outside = 0;
	int			different = 0;

	trims("", "");
	trims("   ", "");
	trims(" \t\r\n", "");
	trims("　\xC2\xA0\xE2\x80\x8B\xEF\xBB\xBF", "");
	trims("规章", "规章");
	trims("  规 章　", "规 章");
	trims("\xE2\x80\x83" "a" "\xE2\x80\x83", "a");
	trims("　　12　件　", "12　件");
	for (int i = 0; i < 50000; i++)
	{
		static const char pieces[] = " \xE3\x80\x80\xC2\xA0x\xEF\xBB\xBF\t\xE8\xA7\x84";
		size_t		len = random_below(12);
		char	   *exact = malloc(len == 0 ? 1 : len);
		gr_slice	trimmed;

		for (size_t k = 0; k < len; k++)
			exact[k] = pieces[random_below(sizeof(pieces) - 1)];
		trimmed = gr_trim(gr_slice_make(exact, len));
		outside += trimmed.data < exact || trimmed.data + trimmed.len > exact + len;
		different += !gr_slice_equal(trimmed, gr_trim_slow(gr_slice_make(exact, len)));
		free(exact);
	}
	is_int(outside, 0, "50000 random byte strings: always a part of what came in");
	is_int(different, 0, "the same with and without a look at both ends first");
}

static void
test_end_of_digits(void)
{
	int			wrong = 0;

	/* Digits, and bytes that differ from one in one bit or stand beside one. */
	for (int i = 0; i < 50000; i++)
	{
		static const char pieces[] = "0123456789012345678901234567890123456789/:\xB0\x39\x70\x10";
		size_t		len = 1 + random_below(40);
		size_t		from = random_below(len);
		size_t		end = from;
		char	   *exact = malloc(len);

		for (size_t k = 0; k < len; k++)
			exact[k] = pieces[random_below(sizeof(pieces) - 1)];
		while (end < len && exact[end] >= '0' && exact[end] <= '9')
			end++;
		wrong += gr_end_of_digits(gr_slice_make(exact, len), from) != end;
		free(exact);
	}
	is_int(wrong, 0, "50000 random runs of digits: each ends where a walk over it does");
}

/* The usual signs are told by their bytes; all are what folding makes of them. */
static void
test_signs(void)
{
	int			wrong = 0;

	for (uint32_t c = 1; c <= 0x10FFFF; c++)
	{
		char		text[8] = {0};
		size_t		after;
		size_t		len;

		if (c >= 0xD800 && c <= 0xDFFF)
			continue;
		len = gr_utf8_write(text, c);
		/* At the end of a text, and with more behind. */
		wrong += gr_sign_at(gr_slice_make(text, len), 0, &after) != gr_fold(c) || after != len;
		wrong += gr_sign_at(gr_slice_make(text, sizeof(text)), 0, &after) != gr_fold(c) || after != len;
	}
	is_int(wrong, 0, "every sign is the folded character");
}

int
main(void)
{
	test_signs();
	test_end_of_digits();
	test_nfkc();
	test_idempotent();
	test_quotes();
	test_trim();
	return done_testing();
}
