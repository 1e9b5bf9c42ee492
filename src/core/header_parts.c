#include "header_parts.h"

#include "date.h"
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

size_t
gr_school_year_before(gr_slice line, size_t at)
{
	static const char *const ends[] = {"学年", "学年度", NULL};
	gr_slice	head = gr_trim(gr_slice_sub(line, 0, at));
	size_t		from;
	size_t		before;

	if (!gr_strip_end(&head, ends))
		return GR_NO_PLACE;
	/* Digits and what stands between two years. */
	for (from = head.len; from > 0; from = before)
	{
		uint32_t	c = gr_sign_before(head, 0, from, &before);

		if (!gr_is_digit(c) && c != ' ' && c != '-' && c != '~' && c != gr_han_at("至") && c != gr_han_at("年"))
			break;
	}
	from = gr_skip_blanks(head, from);
	return gr_year_read(head, from, &before) != 0 ? from : GR_NO_PLACE;
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
