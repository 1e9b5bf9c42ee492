/*
 * decode.c
 *		Any bytes in any encoding, named, declared or to be found out.
 *
 * The first byte says which name is given: none, the first line of what follows, or one
 * of those below.
 *
 * SEEDS: bytes texts
 * WORDS: labels
 */
#include "check.h"

#include "decode.h"
#include "encoding_declaration.h"

int			LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *const names[] = {
	"UTF-8", "UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "UTF-32LE", "UTF-32BE", "GB18030", "gb2312", "gbk", "Big5", "windows-1252",
	"EUC-TW", "EUC-JP", "Shift_JIS", "EUC-KR", "ISO-8859-5", "KOI8-R", "HZ-GB-2312",
};

#define NAMES (sizeof(names) / sizeof(names[0]))

static size_t
replacements(gr_slice text)
{
	size_t		count = 0;

	for (size_t i = 0; i + 3 <= text.len; i++)
		count += memcmp(text.data + i, "\xEF\xBF\xBD", 3) == 0;
	return count;
}

/* A text of the server, in no more memory than promised. */
static void
check_text(const gr_arena *arena, gr_slice bytes, const gr_decoded *d)
{
	CHECK(d->encoding != NULL);
	CHECK(gr_utf8_valid_prefix(d->text) == d->text.len);
	CHECK(d->text.len == 0 || memchr(d->text.data, 0, d->text.len) == NULL);
	CHECK(d->text.len <= 3 * bytes.len);
	CHECK(replacements(d->text) >= d->replaced);
	CHECK(arena->used <= 3 * bytes.len + 16384);
}

/* What was decoded is UTF-8 and stays as it is, but for another byte order mark behind the first. */
static void
check_again(gr_arena *arena, gr_slice text)
{
	gr_decoded	again;
	gr_error	error = {0, NULL};
	size_t		mark = text.len >= 3 && memcmp(text.data, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;

	CHECK(gr_decode(arena, text, NULL, &again, &error) == GR_OK);
	CHECK(again.replaced == 0 && gr_slice_equal(again.text, gr_slice_sub(text, mark, text.len)));
}

/* The encoding that was found out, given by name, leads to the same text. */
static void
check_named(gr_arena *arena, gr_slice bytes, const gr_decoded *d)
{
	gr_slice	name = gr_slice_cstring(d->encoding);
	gr_decoded	again;
	gr_error	error = {0, NULL};

	CHECK(gr_decode(arena, bytes, &name, &again, &error) == GR_OK);
	CHECK(again.decided_by == GR_DECODED_BY_ARGUMENT && strcmp(again.encoding, d->encoding) == 0);
	CHECK(again.replaced == d->replaced && gr_slice_equal(again.text, d->text));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	size_t		choice = size == 0 ? 0 : data[0] % (NAMES + 2);
	gr_slice	bytes = gr_slice_make(size < 2 ? "" : (const char *) data + 1, size < 2 ? 0 : size - 1);
	gr_slice	name = {NULL, 0};
	gr_arena	arena;
	gr_decoded	decoded;
	gr_encoding declared;
	gr_error	error = {0, NULL};
	gr_status	status;

	if (choice > 1)
		name = gr_slice_cstring(names[choice - 2]);
	else if (choice == 1)
	{
		const char *end = memchr(bytes.data, '\n', bytes.len);

		name = gr_slice_make(bytes.data, end == NULL ? bytes.len : (size_t) (end - bytes.data));
		bytes = gr_slice_sub(bytes, end == NULL ? bytes.len : name.len + 1, bytes.len);
	}
	if (gr_encoding_declared(bytes, &declared))
		CHECK(declared.name != NULL);
	gr_arena_init(&arena, &gr_host_libc);
	status = gr_decode(&arena, bytes, choice == 0 ? NULL : &name, &decoded, &error);
	if (status == GR_OK)
	{
		check_text(&arena, bytes, &decoded);
		CHECK((decoded.decided_by == GR_DECODED_BY_ARGUMENT) == (choice > 0));
		if (choice == 0)
			check_named(&arena, bytes, &decoded);
		check_again(&arena, decoded.text);
	}
	else
		CHECK(choice > 0 && status == GR_UNKNOWN_ENCODING && error.detail != NULL);
	gr_arena_free(&arena);
	return 0;
}
