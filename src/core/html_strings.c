/*
 * html_strings.c
 *		Where a table begins, and the literals of a script or of JSON, without a parser for either.
 */
#include "html_strings.h"

#include "html_scan.h"
#include "utf8.h"

/* How the "<" in front of the word at offset "at" is written, if there is one. */
static gr_html_marker
marker_before(gr_slice s, size_t at)
{
	static const struct
	{
		const char *written;
		unsigned char len;
		unsigned char marker;
	}			ways[] = {
		{"<", 1, GR_HTML_TABLE_PLAIN}, {"\\u003c", 6, GR_HTML_TABLE_PLAIN}, {"\\x3c", 4, GR_HTML_TABLE_PLAIN},
		/* Also behind an escaped ampersand: \u0026lt; */
		{"lt;", 3, GR_HTML_TABLE_ESCAPED}, {"#60;", 4, GR_HTML_TABLE_ESCAPED}, {"#x3c;", 5, GR_HTML_TABLE_ESCAPED}
	};
	size_t		i;

	for (i = 0; i < sizeof(ways) / sizeof(ways[0]); i++)
	{
		if (at >= ways[i].len && gr_html_starts_word(s.data + at - ways[i].len, s.data + at, ways[i].written, ways[i].len))
			return ways[i].marker;
	}
	return GR_HTML_NO_TABLE;
}

gr_html_marker
gr_html_find_table(gr_slice s, size_t *at)
{
	const char *end = s.data + s.len;
	const char *p = s.len - *at < 5 ? end : s.data + *at + 2;

	/* "bl" is rarer than any single letter of "table". */
	for (; (p = gr_html_find_pair(p, end, 'b', 'l')) < end; p++)
	{
		size_t		i = (size_t) (p - s.data) - 2;

		if (gr_html_starts_word(p - 2, end, "table", 5) &&
			(i + 5 == s.len || !(gr_html_is_letter(s.data[i + 5]) || s.data[i + 5] == '-')))
		{
			gr_html_marker marker = marker_before(s, i);

			if (marker != GR_HTML_NO_TABLE)
			{
				*at = i;
				return marker;
			}
		}
	}
	*at = s.len;
	return GR_HTML_NO_TABLE;
}

bool
gr_html_is_json(gr_slice s)
{
	const char *end = s.data + s.len;
	const char *p = s.data + (gr_slice_starts(s, GR_SLICE("\xEF\xBB\xBF")) ? 3 : 0);
	const char *call;

	p = gr_html_skip_spaces(p, end);
	for (call = p; call < end && (gr_html_is_letter(*call) || (*call >= '0' && *call <= '9') || *call == '_' || *call == '$' || *call == '.');)
		call++;
	if (call > p && call < end && *call == '(')
		p = gr_html_skip_spaces(call + 1, end);
	if (p == end || (*p != '{' && *p != '['))
		return false;
	call = p;
	p = gr_html_skip_spaces(p + 1, end);
	return p < end && (*p == '"' || (*call == '[' && (*p == '{' || *p == '[')));
}

void
gr_html_strings_start(gr_html_strings *strings, gr_slice script, bool json)
{
	memset(strings, 0, sizeof(*strings));
	strings->script = script;
	strings->json = json;
	strings->significant = '(';
	gr_html_find_table(script, &strings->marker);
}

/*
 * The quote that closes the literal whose text begins at p; where the literal is
 * broken off (a line ends, which JSON in the wild often lets pass) *closed is false.
 */
static const char *
literal_end(const gr_html_strings *strings, const char *p, const char *end, char quote, bool *closed)
{
	*closed = false;
	for (; p < end; p++)
	{
		if (*p == quote)
		{
			*closed = true;
			return p;
		}
		if (*p == '\\' && end - p > 1)
			p++;
		else if (*p == '\n' && quote != '`' && !strings->json)
			return p;
	}
	return end;
}

/* Behind the regular expression whose text begins at p, or behind the "/" that opens none. */
static const char *
regex_end(gr_html_strings *strings, const char *p, const char *end)
{
	const char *start = p;
	bool		in_class = false;

	for (; p < end && *p != '\n'; p++)
	{
		if (*p == '\\' && end - p > 1 && p[1] != '\n')
			p++;
		else if (*p == '[' || *p == ']')
			in_class = *p == '[';
		else if (*p == '/' && !in_class)
			return p + 1;
	}
	/* None ends on this line; do not look again for each further "/". */
	strings->no_regex_before = (size_t) (p - strings->script.data);
	return start;
}

/* Behind the comment, regular expression or division at p, where a "/" stands. */
static const char *
skip_slash(gr_html_strings *strings, const char *p, const char *end)
{
	const char *to;

	if (end - p > 1 && p[1] == '/')
	{
		to = memchr(p, '\n', (size_t) (end - p));
		return to == NULL ? end : to;
	}
	if (end - p > 1 && p[1] == '*')
	{
		for (to = p + 2; (to = memchr(to, '/', (size_t) (end - to))) != NULL; to++)
		{
			if (to[-1] == '*' && to - p >= 3)
				return to + 1;
		}
		return end;
	}
	/* Behind a name, a number or a closing bracket it divides. */
	if (strchr("(,=:[!&|?{};+-*%~^<>", strings->significant) == NULL ||
		(size_t) (p - strings->script.data) < strings->no_regex_before)
	{
		strings->significant = '/';
		return p + 1;
	}
	strings->significant = ')';
	return regex_end(strings, p + 1, end);
}

/* Is the literal worth reading?  In JSON every value that may be text, elsewhere those with a table. */
static bool
is_wanted(gr_html_strings *strings, const char *from, const char *to, const char *end)
{
	size_t		at = (size_t) (from - strings->script.data);

	if (strings->json)
	{
		const char *behind = gr_html_skip_spaces(to + 1 < end ? to + 1 : end, end);

		if (behind < end && *behind == ':')
			return false;
		for (; from < to; from++)
		{
			if ((unsigned char) *from >= 0x80 || *from == '<' || *from == '&' || (*from == '\\' && from[1] == 'u'))
				return true;
		}
		return false;
	}
	if (strings->marker < at)
	{
		strings->marker = at;
		gr_html_find_table(strings->script, &strings->marker);
	}
	return strings->marker < (size_t) (to - strings->script.data);
}

bool
gr_html_next_string(gr_html_strings *strings, size_t *from, size_t *to, bool *joined)
{
	const char *start = strings->script.data;
	const char *end = start + strings->script.len;
	const char *p = start + strings->next;

	while (p < end && (strings->json || strings->marker < strings->script.len || strings->read_previous || strings->joined))
	{
		char		c = *p;

		if (c == '"' || (!strings->json && (c == '\'' || c == '`')))
		{
			bool		closed;
			const char *close = literal_end(strings, p + 1, end, c, &closed);
			bool		wanted = closed && (is_wanted(strings, p + 1, close, end) || strings->joined);

			*joined = strings->joined;
			*from = (size_t) (p + 1 - start);
			*to = (size_t) (close - start);
			p = close < end ? close + 1 : end;
			strings->significant = ')';
			strings->joined = false;
			strings->read_previous = wanted;
			if (wanted)
			{
				strings->next = (size_t) (p - start);
				return true;
			}
			continue;
		}
		if (c == '/' && !strings->json)
		{
			p = skip_slash(strings, p, end);
			continue;
		}
		p++;
		if (gr_html_is_space(c))
			continue;
		strings->joined = c == '+' && strings->read_previous;
		strings->read_previous = false;
		strings->significant = c;
	}
	strings->next = (size_t) (p - start);
	return false;
}

/* The value of n hexadecimal digits at p, or -1. */
static int32_t
hexadecimal(const char *p, const char *end, int n)
{
	int32_t		value = 0;

	if (end - p < n)
		return -1;
	for (; n > 0; n--, p++)
	{
		char		lower = (char) (*p | 0x20);

		if (*p >= '0' && *p <= '9')
			value = value * 16 + (*p - '0');
		else if (lower >= 'a' && lower <= 'f')
			value = value * 16 + (lower - 'a' + 10);
		else
			return -1;
	}
	return value;
}

/* \u four digits, or two of them for a character beyond the first plane; \u{…}; half a pair is U+FFFD. */
static size_t
unicode_escape(const char *p, const char *end, char *out, size_t *length)
{
	int32_t		code = hexadecimal(p + 2, end, 4);
	size_t		taken = 6;

	if (end - p > 3 && p[2] == '{')
	{
		const char *digits = p + 3;
		int			n = 0;

		while (n < 7 && hexadecimal(digits + n, end, 1) >= 0)
			n++;
		if (n > 0 && n < 7 && digits + n < end && digits[n] == '}')
		{
			code = hexadecimal(digits, end, n);
			taken = (size_t) n + 4;
		}
	}
	if (code < 0)
	{
		*length = gr_utf8_write(out, 'u');
		return 2;
	}
	if (code >= 0xD800 && code < 0xDC00 && end - p > 7 && p[6] == '\\' && p[7] == 'u')
	{
		int32_t		low = hexadecimal(p + 8, end, 4);

		if (low >= 0xDC00 && low < 0xE000)
		{
			code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
			taken = 12;
		}
	}
	if (code > 0x10FFFF || (code >= 0xD800 && code < 0xE000))
		code = GR_REPLACEMENT_CHARACTER;
	*length = gr_utf8_write(out, (uint32_t) code);
	return taken;
}

/* What a backslash and this letter stand for, most of them themselves. */
static char
letter_escape(char letter)
{
	switch (letter)
	{
		case 'n':
			return '\n';
		case 'r':
			return '\r';
		case 't':
			return '\t';
		case 'b':
			return '\b';
		case 'f':
			return '\f';
		case 'v':
			return '\v';
		default:
			return letter;
	}
}

size_t
gr_html_string_escape(const char *p, const char *end, char *out, size_t *length)
{
	*length = 0;
	if (end - p < 2)
		return 1;
	if (p[1] == 'u')
		return unicode_escape(p, end, out, length);
	if (p[1] == 'x' && hexadecimal(p + 2, end, 2) >= 0)
	{
		*length = gr_utf8_write(out, (uint32_t) hexadecimal(p + 2, end, 2));
		return 4;
	}
	/* A line end behind a backslash continues the literal. */
	if (p[1] == '\n')
		return 2;
	if (p[1] == '\r')
		return end - p > 2 && p[2] == '\n' ? 3 : 2;
	out[0] = letter_escape(p[1]);
	*length = 1;
	return 2;
}
