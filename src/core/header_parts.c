#include "header_parts.h"

#include "enumerator.h"
#include "fold.h"
#include "issuer.h"
#include "utf8.h"

/* Characters of a name. */
#define NAME_SHORTEST 2
#define NAME_LONGEST 60

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
		if (!(gr_is_han(c) || c == '(' || c == ')' || c == 0x00B7))
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
