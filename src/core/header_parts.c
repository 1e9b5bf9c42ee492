#include "header_parts.h"

#include "enumerator.h"
#include "fold.h"
#include "issuer.h"
#include "utf8.h"

/* Characters of a name. */
#define NAME_SHORTEST 2
#define NAME_LONGEST 60

/*
 * Which byte of a word is looked for: that which the fewest other characters have, by how
 * often the bytes 0x80 to 0xBF occur among ten thousand of Chinese reports.
 */
static size_t
telling_byte(gr_slice word)
{
	static const unsigned char often[64] = {
		173, 111, 46, 40, 70, 142, 82, 69, 80, 75, 83, 35, 109, 69, 45, 72,
		46, 31, 21, 36, 109, 52, 58, 29, 25, 8, 67, 69, 122, 33, 53, 28,
		35, 176, 26, 24, 55, 37, 32, 38, 41, 4, 21, 9, 131, 47, 114, 100,
		53, 34, 8, 69, 65, 20, 64, 45, 125, 114, 172, 142, 154, 50, 41, 116,
	};
	size_t		telling = 0;
	unsigned	least = 255;

	/* Two characters are choice enough. */
	for (size_t i = 0; i < word.len && i < 6; i++)
	{
		unsigned char c = (unsigned char) word.data[i];

		if ((c & 0xC0) == 0x80 && often[c & 63] < least)
		{
			least = often[c & 63];
			telling = i;
		}
	}
	return telling;
}

size_t
gr_find(gr_slice text, size_t from, const char *word)
{
	gr_slice	wanted = gr_slice_cstring(word);

	return from + wanted.len > text.len ? GR_NO_PLACE : gr_slice_find(text, from, wanted, telling_byte(wanted));
}

bool
gr_strip_end(gr_slice *name, const char *const *words)
{
	for (; *words != NULL; words++)
	{
		size_t		n = strlen(*words);

		/* The last byte differs more often than not. */
		if (name->len > n && name->data[name->len - 1] == (*words)[n - 1] && memcmp(name->data + name->len - n, *words, n) == 0)
		{
			name->len -= n;
			return true;
		}
	}
	return false;
}

bool
gr_ends_with_digit(gr_slice text)
{
	size_t		at = text.len;
	uint32_t	c;

	do
		c = gr_sign_before(text, 0, at, &at);
	while (c == ' ');
	return (c >= '0' && c <= '9') || gr_chinese_digit(c) >= 0;
}

bool
gr_is_name(gr_slice name)
{
	const char *end;
	size_t		characters;

	if (name.data == NULL || name.len > NAME_LONGEST * 4)
		return false;
	end = name.data + name.len;
	characters = gr_utf8_count(name);
	if (characters < NAME_SHORTEST || characters > NAME_LONGEST)
		return false;
	for (const char *p = name.data; p < end;)
	{
		size_t		length;
		uint32_t	c = gr_fold_next(p, end, &length);

		/* Han characters, and brackets as in 开发区(新区). */
		if (!((c >= 0x3400 && c < 0xF900) || c == '(' || c == ')' || c == 0x00B7))
			return false;
		p += length;
	}
	return true;
}

bool
gr_is_organ(gr_slice name)
{
	gr_level	level;
	gr_organ_kind kind;

	if (!gr_is_name(name))
		return false;
	gr_issuer_classify(name, &level, &kind);
	return kind != GR_ORGAN_UNKNOWN;
}
