/*
 * html.c
 *		The tokenizer states of the HTML standard, run by searching for what ends them.
 */
#include "html.h"

#include "utf8.h"

/* Classes of bytes inside a tag. */
#define SPACE 1
#define SLASH 2
#define GREATER 4
#define EQUALS 8

static const unsigned char class_of[256] = {
	['\t'] = SPACE,['\n'] = SPACE,['\f'] = SPACE,['\r'] = SPACE,[' '] = SPACE,['/'] = SLASH,['>'] = GREATER,['='] = EQUALS
};

static inline bool
is(char c, int classes)
{
	return (class_of[(unsigned char) c] & classes) != 0;
}

static inline bool
is_letter(char c)
{
	return (unsigned char) ((c | 0x20) - 'a') < 26;
}

/*
 * Names are found by a hash of three letters and the length, chosen so that no two
 * meet: if they did, the compiler would warn of an initializer given twice.
 */
#define HASH(length, first, second, last) \
	(((unsigned) (length) * 7u + (unsigned) (first) * 8u + (unsigned) (second) * 17u + (unsigned) (last)) & 0xFF)
#define LONGEST_NAME 10

static const unsigned char tag_with_hash[256] = {
#define GR_HTML_TAG(symbol, name, first, second, last) [HASH(sizeof(name) - 1, first, second, last)] = GR_TAG_##symbol,
	GR_HTML_TAGS(GR_HTML_TAG)
#undef GR_HTML_TAG
};

static const char tag_names[GR_TAG_COUNT][LONGEST_NAME + 2] = {
	"",
#define GR_HTML_TAG(symbol, name, first, second, last) name,
	GR_HTML_TAGS(GR_HTML_TAG)
#undef GR_HTML_TAG
};

static inline unsigned char
lower(char c)
{
	return (unsigned char) (c >= 'A' && c <= 'Z' ? c | 0x20 : c);
}

gr_html_tag
gr_html_tag_of(gr_slice name)
{
	unsigned char tag;
	size_t		i;

	if (name.len == 0 || name.len > LONGEST_NAME)
		return GR_TAG_OTHER;
	tag = tag_with_hash[HASH(name.len, lower(name.data[0]), lower(name.data[name.len > 1]), lower(name.data[name.len - 1]))];
	for (i = 0; i < name.len; i++)
	{
		if (lower(name.data[i]) != (unsigned char) tag_names[tag][i])
			return GR_TAG_OTHER;
	}
	return tag_names[tag][i] == '\0' ? tag : GR_TAG_OTHER;
}

/* Attribute states: p is at the first byte of a name.  Returns what follows the attribute, or end. */
static const char *
read_attribute(const char *p, const char *end, gr_html_attribute *attribute)
{
	const char *from = p;

	/* An equals sign in front of a name is part of it. */
	for (p++; p < end && class_of[(unsigned char) *p] == 0; p++)
		;
	attribute->name = gr_slice_make(from, (size_t) (p - from));
	attribute->value = gr_slice_make(p, 0);
	while (p < end && is(*p, SPACE))
		p++;
	if (p == end || *p != '=')
		return p;
	for (p++; p < end && is(*p, SPACE); p++)
		;
	from = p;
	if (p < end && (*p == '"' || *p == '\''))
	{
		from++;
		p = memchr(from, *p, (size_t) (end - from));
		if (p == NULL)
			return end;
		attribute->value = gr_slice_make(from, (size_t) (p - from));
		return p + 1;
	}
	while (p < end && !is(*p, SPACE | GREATER))
		p++;
	attribute->value = gr_slice_make(from, (size_t) (p - from));
	return p;
}

bool
gr_html_next_attribute(gr_slice *attributes, gr_html_attribute *attribute)
{
	const char *p = attributes->data;
	const char *end = p + attributes->len;

	while (p < end && is(*p, SPACE | SLASH))
		p++;
	if (p < end)
	{
		const char *behind = read_attribute(p, end, attribute);

		*attributes = gr_slice_make(behind, (size_t) (end - behind));
		return true;
	}
	*attributes = gr_slice_make(end, 0);
	return false;
}

gr_slice
gr_html_attribute_value(const gr_html_token *token, gr_slice name)
{
	gr_slice	rest = token->attributes;
	gr_html_attribute attribute;

	while (gr_html_next_attribute(&rest, &attribute))
	{
		if (attribute.name.len == name.len &&
			gr_html_starts_word(attribute.name.data, attribute.name.data + name.len, name.data, name.len))
			return attribute.value;
	}
	return gr_slice_make(NULL, 0);
}

void
gr_html_start(gr_html_tokenizer *tokenizer, gr_slice source)
{
	tokenizer->source = source;
	tokenizer->next = gr_slice_starts(source, GR_SLICE("\xEF\xBB\xBF")) ? 3 : 0;
	tokenizer->foreign = false;
	tokenizer->content = GR_HTML_DATA;
	tokenizer->raw = GR_TAG_OTHER;
}

static gr_html_content
content_of(gr_html_tag tag)
{
	switch (tag)
	{
		case GR_TAG_TITLE:
		case GR_TAG_TEXTAREA:
			return GR_HTML_RCDATA;
		case GR_TAG_STYLE:
		case GR_TAG_XMP:
		case GR_TAG_IFRAME:
		case GR_TAG_NOEMBED:
		case GR_TAG_NOFRAMES:
			return GR_HTML_RAWTEXT;
		case GR_TAG_SCRIPT:
			return GR_HTML_SCRIPT;
		case GR_TAG_PLAINTEXT:
			return GR_HTML_PLAINTEXT;
		default:
			/* noscript is ordinary content to a reader that runs no scripts. */
			return GR_HTML_DATA;
	}
}

/* A tag, of which p is the first letter.  False if the source ends inside: it then gives no token. */
static bool
read_tag(gr_html_tokenizer *tokenizer, const char *p, gr_html_token *token)
{
	const char *end = tokenizer->source.data + tokenizer->source.len;
	const char *name = p;
	const char *attributes;
	gr_html_attribute ignored;
	bool		slash = false;

	for (p++; p < end && !is(*p, SPACE | SLASH | GREATER); p++)
		;
	token->tag = (unsigned char) gr_html_tag_of(gr_slice_make(name, (size_t) (p - name)));
	attributes = p;
	for (;;)
	{
		for (slash = false; p < end && is(*p, SPACE | SLASH); p++)
			slash = *p == '/';
		if (p == end)
			return false;
		if (*p == '>')
			break;
		p = read_attribute(p, end, &ignored);
	}
	token->attributes = gr_slice_make(attributes, (size_t) (p - attributes));
	token->self_closing = slash;
	tokenizer->next = (size_t) (p + 1 - tokenizer->source.data);
	if (token->kind == GR_HTML_START_TAG && !(slash && tokenizer->foreign))
	{
		tokenizer->content = (unsigned char) content_of(token->tag);
		tokenizer->raw = token->tag;
	}
	return true;
}

/*
 * The end of a comment whose text begins at p, behind "<!--": the ">" of a "-->",
 * whose dashes may be those of the opening, or of a "--!>", whose may not.
 */
static const char *
comment_end(const char *p, const char *end)
{
	const char *from = p;

	while ((p = memchr(p, '>', (size_t) (end - p))) != NULL)
	{
		if (p[-1] == '-' && p[-2] == '-')
			return p + 1;
		if (p - from >= 3 && p[-1] == '!' && p[-2] == '-' && p[-3] == '-')
			return p + 1;
		p++;
	}
	return end;
}

/* What begins with "<!", "<?" or "</" and is no tag: goes up to a ">", or what else its kind asks for. */
static void
read_other(gr_html_tokenizer *tokenizer, const char *p, gr_html_token *token)
{
	const char *end = tokenizer->source.data + tokenizer->source.len;
	const char *to;

	token->kind = GR_HTML_COMMENT;
	token->tag = GR_TAG_OTHER;
	if (gr_html_starts_word(p, end, "<!--", 4))
		to = comment_end(p + 4, end);
	else if (tokenizer->foreign && (size_t) (end - p) >= 9 && memcmp(p, "<![CDATA[", 9) == 0)
	{
		token->kind = GR_HTML_TEXT;
		token->content = GR_HTML_RAWTEXT;
		token->from = (size_t) (p + 9 - tokenizer->source.data);
		for (to = p + 9; (to = memchr(to, ']', (size_t) (end - to))) != NULL; to++)
		{
			if (end - to >= 3 && to[1] == ']' && to[2] == '>')
				break;
		}
		token->to = (size_t) ((to == NULL ? end : to) - tokenizer->source.data);
		to = to == NULL ? end : to + 3;
	}
	else
	{
		to = memchr(p + 2, '>', (size_t) (end - p - 2));
		to = to == NULL ? end : to + 1;
	}
	tokenizer->next = (size_t) (to - tokenizer->source.data);
	if (token->kind == GR_HTML_COMMENT)
		token->to = tokenizer->next;
}

/* Does markup begin at p, where a "<" stands? */
static inline bool
is_markup(const char *p, const char *end)
{
	if (end - p < 2)
		return false;
	return is_letter(p[1]) || p[1] == '!' || p[1] == '?' || (p[1] == '/' && end - p > 2);
}

/* Is the end tag of an element at p, where a "<" stands? */
static bool
is_end_tag(const char *p, const char *end, const char *name)
{
	size_t		len = strlen(name);

	return end - p > (ptrdiff_t) len + 2 && p[1] == '/' && is(p[len + 2], SPACE | SLASH | GREATER) &&
		gr_html_starts_word(p + 2, end, name, len);
}

/* RCDATA and RAWTEXT: up to the end tag of the element. */
static const char *
raw_end(const char *p, const char *end, const char *name)
{
	while ((p = memchr(p, '<', (size_t) (end - p))) != NULL)
	{
		if (is_end_tag(p, end, name))
			return p;
		p++;
	}
	return end;
}

/*
 * Script data: inside "<!--" a "<script" opens a second level, which hides one
 * "</script"; both levels end with "-->".
 */
static const char *
script_end(const char *p, const char *end)
{
	enum
	{
		PLAIN,
		ESCAPED,
		DOUBLY_ESCAPED
	}			state = PLAIN;

	for (; p < end; p++)
	{
		if (state == PLAIN)
		{
			p = memchr(p, '<', (size_t) (end - p));
			if (p == NULL)
				return end;
		}
		if (*p == '<')
		{
			if (state == PLAIN && gr_html_starts_word(p, end, "<!--", 4))
			{
				/* The dashes that open may be those that close: "<!-->". */
				state = ESCAPED;
				p++;
			}
			else if (is_end_tag(p, end, "script"))
			{
				if (state != DOUBLY_ESCAPED)
					return p;
				state = ESCAPED;
			}
			else if (state == ESCAPED && gr_html_starts_word(p, end, "<script", 7) && end - p > 7 &&
					 is(p[7], SPACE | SLASH | GREATER))
				state = DOUBLY_ESCAPED;
		}
		else if (*p == '-' && end - p >= 3 && p[1] == '-' && p[2] == '>')
			state = PLAIN;
	}
	return end;
}

/* The raw content of the element just opened; may be empty. */
static void
read_raw(gr_html_tokenizer *tokenizer, gr_html_token *token)
{
	const char *p = tokenizer->source.data + tokenizer->next;
	const char *end = tokenizer->source.data + tokenizer->source.len;
	const char *to = end;

	if (tokenizer->content == GR_HTML_SCRIPT)
		to = script_end(p, end);
	else if (tokenizer->content != GR_HTML_PLAINTEXT)
		to = raw_end(p, end, tag_names[tokenizer->raw]);
	token->kind = GR_HTML_TEXT;
	token->content = tokenizer->content;
	token->tag = tokenizer->raw;
	token->from = tokenizer->next;
	token->to = (size_t) (to - tokenizer->source.data);
	tokenizer->next = token->to;
	tokenizer->content = GR_HTML_DATA;
	tokenizer->raw = GR_TAG_OTHER;
}

bool
gr_html_next(gr_html_tokenizer *tokenizer, gr_html_token *token)
{
	const char *from = tokenizer->source.data + tokenizer->next;
	const char *end = tokenizer->source.data + tokenizer->source.len;
	const char *p = from;

	if (from == end)
		return false;
	if (tokenizer->content != GR_HTML_DATA)
	{
		read_raw(tokenizer, token);
		return true;
	}
	if (*p != '<' || !is_markup(p, end))
	{
		while ((p = memchr(p, '<', (size_t) (end - p))) != NULL && !is_markup(p, end))
			p++;
		token->kind = GR_HTML_TEXT;
		token->content = GR_HTML_DATA;
		token->tag = GR_TAG_OTHER;
		token->from = tokenizer->next;
		tokenizer->next = token->to = p == NULL ? tokenizer->source.len : (size_t) (p - tokenizer->source.data);
		return true;
	}
	token->from = tokenizer->next;
	token->kind = p[1] == '/' ? GR_HTML_END_TAG : GR_HTML_START_TAG;
	p += p[1] == '/' ? 2 : 1;
	if (!is_letter(*p))
	{
		read_other(tokenizer, from, token);
		return true;
	}
	if (!read_tag(tokenizer, p, token))
	{
		tokenizer->next = tokenizer->source.len;
		return false;
	}
	token->to = tokenizer->next;
	return true;
}

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
	/* Horspool: how far the last letter of a window that is no "table" lets the window move, less five. */
	static const unsigned char less[256] = {
		['t'] = 1,['a'] = 2,['b'] = 3,['l'] = 4,['T'] = 1,['A'] = 2,['B'] = 3,['L'] = 4
	};
	size_t		i = *at;

	while (s.len >= 5 && i <= s.len - 5)
	{
		unsigned char last = (unsigned char) s.data[i + 4];

		if ((last | 0x20) == 'e' && gr_html_starts_word(s.data + i, s.data + s.len, "table", 5) &&
			(i + 5 == s.len || !(is_letter(s.data[i + 5]) || s.data[i + 5] == '-')))
		{
			gr_html_marker marker = marker_before(s, i);

			if (marker != GR_HTML_NO_TABLE)
			{
				*at = i;
				return marker;
			}
		}
		i += 5u - less[last];
	}
	*at = s.len;
	return GR_HTML_NO_TABLE;
}

static const char *
skip_spaces(const char *p, const char *end)
{
	while (p < end && gr_html_is_space(*p))
		p++;
	return p;
}

bool
gr_html_is_json(gr_slice s)
{
	const char *end = s.data + s.len;
	const char *p = s.data + (gr_slice_starts(s, GR_SLICE("\xEF\xBB\xBF")) ? 3 : 0);
	const char *call;

	p = skip_spaces(p, end);
	for (call = p; call < end && (is_letter(*call) || (*call >= '0' && *call <= '9') || *call == '_' || *call == '$' || *call == '.');)
		call++;
	if (call > p && call < end && *call == '(')
		p = skip_spaces(call + 1, end);
	if (p == end || (*p != '{' && *p != '['))
		return false;
	call = p;
	p = skip_spaces(p + 1, end);
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
		const char *behind = skip_spaces(to + 1 < end ? to + 1 : end, end);

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
