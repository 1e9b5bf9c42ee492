/*
 * html_entities.c
 *		Character references by the standard's tables.
 */
#include "html_entities.h"

#include "utf8.h"

typedef struct entity
{
	char		name[33];
	char		text[GR_HTML_REFERENCE_BYTES + 1];
} entity;

static const entity entities[] = {
#define GR_ENTITY(name, text) {name, text},
#include "html_entities.def"
#undef GR_ENTITY
};

#define ENTITIES (sizeof(entities) / sizeof(entities[0]))

size_t
gr_html_reference_count(void)
{
	return ENTITIES;
}

const char *
gr_html_reference_name(size_t i)
{
	return entities[i].name;
}

const char *
gr_html_reference_text(size_t i)
{
	return entities[i].text;
}

/* What 0x80 to 0x9F stand for: pages wrote windows-1252. */
static const uint16_t windows_1252[32] = {
	0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D, 0x017D, 0x8F,
	0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D, 0x017E, 0x0178
};

static inline int
digit_value(char c, bool hexadecimal)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (hexadecimal && (c | 0x20) >= 'a' && (c | 0x20) <= 'f')
		return (c | 0x20) - 'a' + 10;
	return -1;
}

/* p is behind "&#". */
static size_t
numeric_reference(const char *p, const char *end, char *out, size_t *length)
{
	const char *from = p;
	bool		hexadecimal = p < end && (*p | 0x20) == 'x';
	uint32_t	code = 0;
	const char *digits;

	p += hexadecimal;
	for (digits = p; p < end && digit_value(*p, hexadecimal) >= 0; p++)
	{
		if (code <= 0x10FFFF)
			code = code * (hexadecimal ? 16 : 10) + (uint32_t) digit_value(*p, hexadecimal);
	}
	if (p == digits)
		return 0;
	if (code >= 0x80 && code < 0xA0)
		code = windows_1252[code - 0x80];
	else if (code == 0 || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000))
		code = GR_REPLACEMENT_CHARACTER;
	*length = gr_utf8_write(out, code);
	return (size_t) (p - from) + (p < end && *p == ';' ? 3 : 2);
}

/* The index of the longest name in the table that the text at p begins with, or -1. */
static int
find_entity(const char *p, const char *end)
{
	size_t		low = 0,
				high = ENTITIES;
	size_t		depth;
	int			found = -1;

	/* Names from low up to high share their first depth letters with the text. */
	for (depth = 0; p + depth < end && p[depth] != '\0' && low < high; depth++)
	{
		char		c = p[depth];
		size_t		to = high;

		while (low < to)
		{
			size_t		middle = low + (to - low) / 2;

			if (entities[middle].name[depth] < c)
				low = middle + 1;
			else
				to = middle;
		}
		for (to = high, high = low; high < to;)
		{
			size_t		middle = high + (to - high) / 2;

			if (entities[middle].name[depth] <= c)
				high = middle + 1;
			else
				to = middle;
		}
		if (low < high && entities[low].name[depth + 1] == '\0')
			found = (int) low;
	}
	return found;
}

static bool
is_alphanumeric(char c)
{
	return (unsigned char) ((c | 0x20) - 'a') < 26 || (unsigned char) (c - '0') < 10;
}

size_t
gr_html_reference(const char *p, const char *end, bool in_attribute, char *out, size_t *length)
{
	int			found;
	size_t		len;

	if (end - p < 2)
		return 0;
	if (p[1] == '#')
		return numeric_reference(p + 2, end, out, length);
	/* By far the most frequent one. */
	if (end - p >= 6 && memcmp(p, "&nbsp;", 6) == 0)
	{
		memcpy(out, "\xC2\xA0", 2);
		*length = 2;
		return 6;
	}
	if (!is_alphanumeric(p[1]))
		return 0;
	found = find_entity(p + 1, end);
	if (found < 0)
		return 0;
	len = strlen(entities[found].name);
	/* "?a=1&copy=2" is an address, not a copyright sign. */
	if (in_attribute && entities[found].name[len - 1] != ';' && p + 1 + len < end &&
		(p[1 + len] == '=' || is_alphanumeric(p[1 + len])))
		return 0;
	*length = strlen(entities[found].text);
	memcpy(out, entities[found].text, *length);
	return len + 1;
}

size_t
gr_html_decode(gr_slice text, bool in_attribute, char *out)
{
	const char *p = text.data;
	const char *end = p + text.len;
	char	   *to = out;

	while (p < end)
	{
		const char *ampersand = memchr(p, '&', (size_t) (end - p));
		size_t		plain = (size_t) ((ampersand == NULL ? end : ampersand) - p);
		size_t		taken,
					length;

		memcpy(to, p, plain);
		to += plain;
		p += plain;
		if (p == end)
			break;
		taken = gr_html_reference(p, end, in_attribute, to, &length);
		if (taken == 0)
		{
			*to = '&';
			taken = length = 1;
		}
		to += length;
		p += taken;
	}
	return (size_t) (to - out);
}
