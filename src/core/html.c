/*
 * html.c
 *		The tokenizer states of the HTML standard, run by searching for what ends them.
 */
#include "html.h"

#include "html_scan.h"

/* Bytes of one token between two looks at the cancel hook. */
#define LOOK_BYTES ((size_t) 1 << 20)

/* Classes of bytes: inside a tag, and behind the "<" of one. */
#define SPACE 1
#define SLASH 2
#define GREATER 4
#define OPENS 8
#define LETTER 16

static const unsigned char class_of[256] = {
	['\t'] = SPACE,['\n'] = SPACE,['\f'] = SPACE,['\r'] = SPACE,[' '] = SPACE,['/'] = SLASH,['>'] = GREATER,['!'] = OPENS,['?'] = OPENS,
	['a'] = LETTER,['b'] = LETTER,['c'] = LETTER,['d'] = LETTER,['e'] = LETTER,['f'] = LETTER,['g'] = LETTER,['h'] = LETTER,
	['i'] = LETTER,['j'] = LETTER,['k'] = LETTER,['l'] = LETTER,['m'] = LETTER,['n'] = LETTER,['o'] = LETTER,['p'] = LETTER,
	['q'] = LETTER,['r'] = LETTER,['s'] = LETTER,['t'] = LETTER,['u'] = LETTER,['v'] = LETTER,['w'] = LETTER,['x'] = LETTER,
	['y'] = LETTER,['z'] = LETTER,['A'] = LETTER,['B'] = LETTER,['C'] = LETTER,['D'] = LETTER,['E'] = LETTER,['F'] = LETTER,
	['G'] = LETTER,['H'] = LETTER,['I'] = LETTER,['J'] = LETTER,['K'] = LETTER,['L'] = LETTER,['M'] = LETTER,['N'] = LETTER,
	['O'] = LETTER,['P'] = LETTER,['Q'] = LETTER,['R'] = LETTER,['S'] = LETTER,['T'] = LETTER,['U'] = LETTER,['V'] = LETTER,
	['W'] = LETTER,['X'] = LETTER,['Y'] = LETTER,['Z'] = LETTER
};

static inline bool
is(char c, int classes)
{
	return (class_of[(unsigned char) c] & classes) != 0;
}

/*
 * Names are found by a hash of three letters, with factors chosen so that no two
 * meet: if they did, the compiler would warn of an initializer given twice.
 */
#define HASH(two, last) (((unsigned) (two) + (unsigned) (last) * 33u) * 810611u >> 16 & 0xFF)
#define TWO(first, second) ((unsigned) (first) | (unsigned) (second) << 8)
#define LONGEST_NAME 10

static const unsigned char tag_with_hash[256] = {
#define GR_HTML_TAG(symbol, name, first, second, last) [HASH(TWO(first, second), last)] = GR_TAG_##symbol,
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
	tag = tag_with_hash[HASH(TWO(lower(name.data[0]), name.len > 1 ? lower(name.data[1]) : 0), lower(name.data[name.len - 1]))];
	for (i = 0; i < name.len; i++)
	{
		if (lower(name.data[i]) != (unsigned char) tag_names[tag][i])
			return GR_TAG_OTHER;
	}
	return tag_names[tag][i] == '\0' ? tag : GR_TAG_OTHER;
}

/* The same for a name in front of "end". */
static inline gr_html_tag
tag_in(const char *name, size_t len, const char *end)
{
#ifdef __SSE2__
	if (len < 8 && end - name >= 8)
	{
		/* A short name is one number, of which the first letter is the lowest byte. */
		uint64_t	letters,
					expected;
		unsigned char tag;

		memcpy(&letters, name, 8);
		letters &= ~(~UINT64_C(0) << 8 * len);
		letters |= (letters & UINT64_C(0x4040404040404040)) >> 1;
		/* Half of the tags of a table, known before they are looked up. */
		if (letters == TWO('t', 'd'))
			return GR_TAG_TD;
		tag = tag_with_hash[HASH(letters & 0xFFFF, letters >> 8 * (len - 1))];
		memcpy(&expected, tag_names[tag], 8);
		/* Names of no interest are too frequent to branch. */
		return (gr_html_tag) (tag * (letters == expected));
	}
#else
	(void) end;
#endif
	return gr_html_tag_of(gr_slice_make(name, len));
}

/* Attribute states: p is at the first byte of a name.  Returns what follows the attribute, or end. */
static inline const char *
read_attribute(const char *p, const char *end, gr_html_attribute *attribute)
{
	const char *from = p;

	/* An equals sign in front of a name is part of it. */
	p = gr_html_name_end(p + 1, end, true);
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
		p = gr_html_find(from, end, *p);
		if (p == end)
			return end;
		attribute->value = gr_slice_make(from, (size_t) (p - from));
		return p + 1;
	}
	p = gr_html_value_end(p, end);
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

/* Inside a token that may be as long as the source: has the host cancelled? */
static inline bool
cancelled(gr_html_tokenizer *tokenizer, const char *p)
{
	size_t		at = (size_t) (p - tokenizer->source.data);

	if (at < tokenizer->look)
		return false;
	tokenizer->look = at + LOOK_BYTES;
	tokenizer->cancelled = tokenizer->arena != NULL && gr_cancelled(tokenizer->arena);
	return tokenizer->cancelled;
}

void
gr_html_start(gr_html_tokenizer *tokenizer, gr_slice source, const gr_arena *arena)
{
	tokenizer->arena = arena;
	tokenizer->look = LOOK_BYTES;
	tokenizer->cancelled = false;
	tokenizer->source = source;
	tokenizer->next = gr_slice_starts(source, GR_SLICE("\xEF\xBB\xBF")) ? 3 : 0;
	tokenizer->foreign = false;
	tokenizer->content = GR_HTML_DATA;
	tokenizer->raw = GR_TAG_OTHER;
	memset(tokenizer->seen, 0, sizeof(tokenizer->seen));
}

/* What follows a start tag; noscript is ordinary content to a reader that runs no scripts. */
static const unsigned char content_of[GR_TAG_COUNT] = {
	[GR_TAG_TITLE] = GR_HTML_RCDATA,[GR_TAG_TEXTAREA] = GR_HTML_RCDATA,
	[GR_TAG_STYLE] = GR_HTML_RAWTEXT,[GR_TAG_XMP] = GR_HTML_RAWTEXT,[GR_TAG_IFRAME] = GR_HTML_RAWTEXT,
	[GR_TAG_NOEMBED] = GR_HTML_RAWTEXT,[GR_TAG_NOFRAMES] = GR_HTML_RAWTEXT,
	[GR_TAG_SCRIPT] = GR_HTML_SCRIPT,[GR_TAG_PLAINTEXT] = GR_HTML_PLAINTEXT
};

static inline bool
is_named(const gr_html_attribute *attribute, const char *name)
{
	const char *from = attribute->name.data;

	return (*from | 0x20) == *name && (memcmp(from, name, 7) == 0 || gr_html_starts_word(from, from + 7, name, 7));
}

/* Keeps what cells are asked for again and again; the first of a name counts. */
static inline void
note_span(gr_html_token *token, const gr_html_attribute *attribute)
{
	if (attribute->name.len != 7)
		return;
	if (token->colspan.data == NULL && is_named(attribute, "colspan"))
		token->colspan = attribute->value;
	else if (token->rowspan.data == NULL && is_named(attribute, "rowspan"))
		token->rowspan = attribute->value;
}

/*
 * The attributes of a tag, from behind its name to its ">".  Returns that, or NULL if
 * the source ends inside, or the host has cancelled.
 */
static inline const char *
read_attributes(gr_html_tokenizer *tokenizer, const char *p, const char *end, gr_html_token *token)
{
	bool		slash = false;

	for (;;)
	{
		gr_html_attribute attribute;

		for (; p < end && is(*p, SPACE | SLASH); p++)
			slash = *p == '/';
		if (p == end || cancelled(tokenizer, p))
			return NULL;
		if (*p == '>')
			break;
		slash = false;
		p = read_attribute(p, end, &attribute);
		note_span(token, &attribute);
	}
	token->self_closing = slash;
	return p;
}

/* Bytes by which attributes are told apart. */
#define SEEN_KEY 16

static inline gr_html_seen_attributes *
place_of_seen(gr_html_tokenizer *tokenizer, const char *p)
{
	uint64_t	key = gr_word_at(p) * UINT64_C(0x9E3779B97F4A7C15) ^ gr_word_at(p + 8);

	return &tokenizer->seen[(key * UINT64_C(0x9E3779B97F4A7C15)) >> 32 & (GR_HTML_SEEN - 1)];
}

static inline gr_slice
seen_value(const char *p, uint32_t from, uint32_t len)
{
	return from == 0 ? gr_slice_make(NULL, 0) : gr_slice_make(p + from, len);
}

static inline void
keep_value(const char *p, gr_slice value, uint32_t *from, uint32_t *len)
{
	*from = *len = 0;
	if (value.data == NULL)
		return;
	*from = (uint32_t) (value.data - p);
	*len = (uint32_t) value.len;
}

/* The same, where they are mostly those of a tag before. */
static inline const char *
read_usual_attributes(gr_html_tokenizer *tokenizer, const char *p, const char *end, gr_html_token *token)
{
	gr_html_seen_attributes *seen;
	const char *to;

	if (end - p < SEEN_KEY)
		return read_attributes(tokenizer, p, end, token);
	seen = place_of_seen(tokenizer, p);
	if (seen->len > 0 && (size_t) (end - p) >= seen->len && memcmp(p, tokenizer->source.data + seen->from, seen->len) == 0)
	{
		token->self_closing = seen->self_closing;
		token->colspan = seen_value(p, seen->colspan, seen->colspan_len);
		token->rowspan = seen_value(p, seen->rowspan, seen->rowspan_len);
		return p + seen->len - 1;
	}
	to = read_attributes(tokenizer, p, end, token);
	if (to == NULL || to - p >= GR_HTML_SEEN_LENGTH)
		return to;
	seen->from = (size_t) (p - tokenizer->source.data);
	seen->len = (uint32_t) (to - p) + 1;
	seen->self_closing = token->self_closing;
	keep_value(p, token->colspan, &seen->colspan, &seen->colspan_len);
	keep_value(p, token->rowspan, &seen->rowspan, &seen->rowspan_len);
	return to;
}

/* A tag, of which p is the first letter.  False if the source ends inside: it then gives no token. */
static inline bool
read_tag(gr_html_tokenizer *tokenizer, const char *p, gr_html_token *token)
{
	const char *end = tokenizer->source.data + tokenizer->source.len;
	const char *name_end = gr_html_name_end(p, end, false);

	token->tag = (unsigned char) tag_in(p, (size_t) (name_end - p), end);
	token->colspan.data = token->rowspan.data = NULL;
	p = name_end;
	token->self_closing = false;
	if (p == end || *p != '>')
		p = read_usual_attributes(tokenizer, p, end, token);
	if (p == NULL)
		return false;
	token->attributes = gr_slice_make(name_end, (size_t) (p - name_end));
	tokenizer->next = token->to = (size_t) (p + 1 - tokenizer->source.data);
	if (token->kind == GR_HTML_START_TAG && !(token->self_closing && tokenizer->foreign))
	{
		tokenizer->content = content_of[token->tag];
		tokenizer->raw = token->tag;
	}
	return true;
}

/*
 * The end of a comment whose text begins at p, behind "<!--": the ">" of a "-->",
 * whose dashes may be those of the opening, or of a "--!>", whose may not.
 */
static const char *
comment_end(gr_html_tokenizer *tokenizer, const char *p, const char *end)
{
	const char *from = p;

	while ((p = memchr(p, '>', (size_t) (end - p))) != NULL && !cancelled(tokenizer, p))
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
		to = comment_end(tokenizer, p + 4, end);
	else if (tokenizer->foreign && (size_t) (end - p) >= 9 && memcmp(p, "<![CDATA[", 9) == 0)
	{
		token->kind = GR_HTML_TEXT;
		token->content = GR_HTML_RAWTEXT;
		token->from = (size_t) (p + 9 - tokenizer->source.data);
		for (to = p + 9; (to = memchr(to, ']', (size_t) (end - to))) != NULL; to++)
		{
			if (end - to >= 3 && to[1] == ']' && to[2] == '>')
				break;
			if (cancelled(tokenizer, to))
			{
				to = NULL;
				break;
			}
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
	return is(p[1], LETTER | OPENS) || (p[1] == '/' && end - p > 2);
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
raw_end(gr_html_tokenizer *tokenizer, const char *p, const char *end, const char *name)
{
	while ((p = memchr(p, '<', (size_t) (end - p))) != NULL && !cancelled(tokenizer, p))
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
script_end(gr_html_tokenizer *tokenizer, const char *p, const char *end)
{
	enum
	{
		PLAIN,
		ESCAPED,
		DOUBLY_ESCAPED
	}			state = PLAIN;

	for (; p < end && !cancelled(tokenizer, p); p++)
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
		to = script_end(tokenizer, p, end);
	else if (tokenizer->content != GR_HTML_PLAINTEXT)
		to = raw_end(tokenizer, p, end, tag_names[tokenizer->raw]);
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
		for (p = gr_html_find(p, end, '<'); p < end && !is_markup(p, end) && !cancelled(tokenizer, p);)
			p = gr_html_find(p + 1, end, '<');
		token->kind = GR_HTML_TEXT;
		token->content = GR_HTML_DATA;
		token->tag = GR_TAG_OTHER;
		token->from = tokenizer->next;
		tokenizer->next = token->to = (size_t) (p - tokenizer->source.data);
		return true;
	}
	token->from = tokenizer->next;
	token->kind = p[1] == '/' ? GR_HTML_END_TAG : GR_HTML_START_TAG;
	p += p[1] == '/' ? 2 : 1;
	if (!gr_html_is_letter(*p))
	{
		read_other(tokenizer, from, token);
		return true;
	}
	if (!read_tag(tokenizer, p, token))
	{
		tokenizer->next = tokenizer->source.len;
		return false;
	}
	return true;
}
