/*
 * json.c
 *		JSON to a tree of nodes without recursion, and back.
 */
#include "json.h"

#include "fold.h"
#include "json_unique.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* Nodes between two looks at the cancel hook; and bytes of one string, number or gap. */
#define POLL_EVERY 4096
#define POLL_BYTES ((size_t) 1 << 20)

#define TOKEN_TEXT(x) #x
#define VALUE_TEXT(x) TOKEN_TEXT(x)

typedef struct open_container
{
	gr_json    *node;
	gr_json    *last_child;
} open_container;

typedef struct reader
{
	gr_arena   *arena;
	gr_error   *error;
	const char *start;
	const char *at;
	const char *end;
	gr_json    *root;
	gr_slice	key;			/* of the member whose value comes next */
	size_t		key_position;
	size_t		work;
	size_t		nodes;			/* that may still be added */
	size_t		look;			/* offset from which on the cancel hook is asked inside a token */
	unsigned int depth;
	open_container stack[GR_JSON_DEPTH];
} reader;

static size_t
position_of(const reader *r, const char *at)
{
	return (size_t) (at - r->start) + 1;
}

static gr_status
refuse(reader *r, const char *at, const char *detail)
{
	r->error->position = position_of(r, at);
	r->error->detail = at == r->end ? "The input string ended unexpectedly." : detail;
	return GR_BAD_JSON;
}

static bool
stopped(reader *r)
{
	return ++r->work % POLL_EVERY == 0 && gr_cancelled(r->arena);
}

/* Inside a token that may be as long as the text. */
static bool
stopped_at(reader *r, const char *at)
{
	if ((size_t) (at - r->start) < r->look)
		return false;
	r->look = (size_t) (at - r->start) + POLL_BYTES;
	return gr_cancelled(r->arena);
}

/* Fails only when the host cancels. */
static gr_status
skip_space(reader *r)
{
	while (r->at < r->end && (*r->at == ' ' || *r->at == '\t' || *r->at == '\n' || *r->at == '\r'))
	{
		if (stopped_at(r, r->at++))
			return GR_CANCELLED;
	}
	return GR_OK;
}

static bool
take(reader *r, char c)
{
	if (r->at == r->end || *r->at != c)
		return false;
	r->at++;
	return true;
}

/*
 * Strings
 */

/* The bytes of the well-formed sequence that begins with this byte above 0x7F, or 0. */
static size_t
utf8_sequence(const char *at, const char *end)
{
	size_t		len = gr_utf8_length((unsigned char) *at);

	if ((size_t) (end - at) < len || gr_utf8_valid_prefix(gr_slice_make(at, len)) < len)
		return 0;
	return len;
}

/* Reads \uXXXX, without regard to what it stands for. */
static bool
hex_escape(const char *at, const char *end, uint32_t *unit)
{
	if (end - at < 6 || at[0] != '\\' || at[1] != 'u')
		return false;
	*unit = 0;
	for (int i = 2; i < 6; i++)
	{
		char		c = at[i];

		if (gr_is_digit(c))
			*unit = *unit << 4 | (uint32_t) (c - '0');
		else if (c >= 'a' && c <= 'f')
			*unit = *unit << 4 | (uint32_t) (c - 'a' + 10);
		else if (c >= 'A' && c <= 'F')
			*unit = *unit << 4 | (uint32_t) (c - 'A' + 10);
		else
			return false;
	}
	return true;
}

/*
 * The bytes of the escape, or of the two that make a surrogate pair, that begins
 * at this backslash, and the character it stands for; 0 and the detail when it is bad.
 */
static size_t
escape(const char *at, const char *end, uint32_t *code, const char **detail)
{
	uint32_t	low;

	*detail = "The escape sequence is invalid.";
	if (end - at < 2)
		return 0;
	switch (at[1])
	{
		case '"':
		case '\\':
		case '/':
			*code = (unsigned char) at[1];
			return 2;
		case 'b':
			*code = '\b';
			return 2;
		case 'f':
			*code = '\f';
			return 2;
		case 'n':
			*code = '\n';
			return 2;
		case 'r':
			*code = '\r';
			return 2;
		case 't':
			*code = '\t';
			return 2;
		case 'u':
			break;
		default:
			return 0;
	}

	*detail = "\"\\u\" must be followed by four hexadecimal digits.";
	if (!hex_escape(at, end, code))
		return 0;
	*detail = "\\u0000 cannot be converted to text.";
	if (*code == 0)
		return 0;
	*detail = "Unicode low surrogate must follow a high surrogate.";
	if (*code >= 0xDC00 && *code <= 0xDFFF)
		return 0;
	if (*code < 0xD800 || *code > 0xDBFF)
		return 6;
	*detail = "Unicode high surrogate must be followed by a low surrogate.";
	if (!hex_escape(at + 6, end, &low) || low < 0xDC00 || low > 0xDFFF)
		return 0;
	*code = 0x10000 + ((*code - 0xD800) << 10) + (low - 0xDC00);
	return 12;
}

/* Decodes a string that has been found valid; no escape is shorter than its character. */
static gr_status
unescape(reader *r, gr_slice raw, gr_slice *text)
{
	const char *at = raw.data;
	const char *end = raw.data + raw.len;
	char	   *data = gr_arena_alloc(r->arena, raw.len);
	char	   *to = data;

	if (data == NULL)
		return GR_OUT_OF_MEMORY;
	/* The same bytes a second time. */
	r->look = (size_t) (raw.data - r->start);
	while (at < end)
	{
		const char *detail;
		uint32_t	code = 0;

		if (stopped_at(r, at))
			return GR_CANCELLED;
		if (*at != '\\')
		{
			*to++ = *at++;
			continue;
		}
		at += escape(at, end, &code, &detail);
		to += gr_utf8_write(to, code);
	}
	*text = gr_slice_make(data, (size_t) (to - data));
	return GR_OK;
}

static gr_status
read_string(reader *r, gr_slice *text)
{
	const char *quote = r->at;
	const char *at = quote + 1;
	bool		escaped = false;
	gr_slice	raw;

	while (at < r->end && *at != '"')
	{
		unsigned char c = (unsigned char) *at;
		const char *detail;
		uint32_t	code;
		size_t		len = 1;

		if (stopped_at(r, at))
			return GR_CANCELLED;
		if (c < 0x20)
			return refuse(r, at, "A control character in a string must be escaped.");
		if (c == '\\')
		{
			escaped = true;
			len = escape(at, r->end, &code, &detail);
			if (len == 0)
				return refuse(r, at, detail);
		}
		else if (c >= 0x80)
		{
			len = utf8_sequence(at, r->end);
			if (len == 0)
				return refuse(r, at, "The string is not valid UTF-8.");
		}
		at += len;
	}
	if (at == r->end)
		return refuse(r, quote, "The string is not closed.");
	raw = gr_slice_make(quote + 1, (size_t) (at - quote) - 1);
	r->at = at + 1;
	if (escaped)
		return unescape(r, raw, text);
	*text = raw;
	return GR_OK;
}

/*
 * Numbers and words
 */

static gr_status
read_digits(reader *r)
{
	if (r->at == r->end || !gr_is_digit(*r->at))
		return refuse(r, r->at, "Expected a digit in the number.");
	while (r->at < r->end && gr_is_digit(*r->at))
	{
		if (stopped_at(r, r->at++))
			return GR_CANCELLED;
	}
	return GR_OK;
}

static gr_status
read_number(reader *r, gr_slice *text)
{
	const char *start = r->at;
	const char *digits;
	gr_status	status;

	take(r, '-');
	digits = r->at;
	status = read_digits(r);
	if (status == GR_OK && *digits == '0' && r->at - digits > 1)
		return refuse(r, digits, "A number must not have a leading zero.");
	if (status == GR_OK && take(r, '.'))
		status = read_digits(r);
	if (status == GR_OK && (take(r, 'e') || take(r, 'E')))
	{
		if (!take(r, '+'))
			take(r, '-');
		status = read_digits(r);
	}
	*text = gr_slice_make(start, (size_t) (r->at - start));
	return status;
}

static bool
take_word(reader *r, gr_slice word)
{
	if (!gr_slice_starts(gr_slice_make(r->at, (size_t) (r->end - r->at)), word))
		return false;
	r->at += word.len;
	return true;
}

/*
 * The tree
 */

static gr_status
add_node(reader *r, gr_json_kind kind, const char *at, gr_json **node)
{
	gr_json    *new;

	if (r->nodes == 0)
		return refuse(r, at, "There are too many values.");
	r->nodes--;
	new = gr_arena_alloc(r->arena, sizeof(*new));
	if (new == NULL)
		return GR_OUT_OF_MEMORY;
	*new = (gr_json) {.kind = kind,.position = position_of(r, at),.text = GR_SLICE(""),.key = GR_SLICE("")};
	if (r->depth == 0)
		r->root = new;
	else
	{
		open_container *parent = &r->stack[r->depth - 1];

		if (parent->node->kind == GR_JSON_OBJECT)
		{
			new->key = r->key;
			new->key_position = r->key_position;
		}
		if (parent->last_child == NULL)
			parent->node->first_child = new;
		else
			parent->last_child->next_sibling = new;
		parent->last_child = new;
		parent->node->count++;
	}
	*node = new;
	return stopped(r) ? GR_CANCELLED : GR_OK;
}

static gr_status
open_node(reader *r, gr_json_kind kind)
{
	gr_json    *node;
	gr_status	status;

	if (r->depth == GR_JSON_DEPTH)
		return refuse(r, r->at, "Arrays and objects can be nested at most " VALUE_TEXT(GR_JSON_DEPTH) " deep.");
	status = add_node(r, kind, r->at, &node);
	if (status != GR_OK)
		return status;
	r->stack[r->depth++] = (open_container) {node, NULL};
	r->at++;
	return GR_OK;
}

/* Reads a scalar, or the bracket that opens a container. */
static gr_status
read_value(reader *r)
{
	const char *start;
	gr_slice	text = GR_SLICE("");
	gr_json_kind kind;
	gr_json    *node;
	gr_status	status = skip_space(r);

	start = r->at;
	if (status != GR_OK)
		return status;
	if (start == r->end)
		return refuse(r, start, NULL);
	if (*start == '[')
		return open_node(r, GR_JSON_ARRAY);
	if (*start == '{')
		return open_node(r, GR_JSON_OBJECT);
	if (*start == '"')
	{
		kind = GR_JSON_STRING;
		status = read_string(r, &text);
	}
	else if (*start == '-' || gr_is_digit(*start))
	{
		kind = GR_JSON_NUMBER;
		status = read_number(r, &text);
	}
	else if (take_word(r, GR_SLICE("null")))
		kind = GR_JSON_NULL;
	else if (take_word(r, GR_SLICE("false")))
		kind = GR_JSON_FALSE;
	else if (take_word(r, GR_SLICE("true")))
		kind = GR_JSON_TRUE;
	else
		return refuse(r, start, "Expected a JSON value.");

	if (status == GR_OK)
		status = add_node(r, kind, start, &node);
	if (status == GR_OK)
		node->text = text;
	return status;
}

static gr_status
read_key(reader *r, bool first)
{
	gr_status	status = skip_space(r);

	if (status != GR_OK)
		return status;
	if (r->at == r->end || *r->at != '"')
		return refuse(r, r->at, first ? "Expected a string or \"}\"." : "Expected a string.");
	r->key_position = position_of(r, r->at);
	status = read_string(r, &r->key);
	if (status == GR_OK)
		status = skip_space(r);
	if (status != GR_OK)
		return status;
	return take(r, ':') ? GR_OK : refuse(r, r->at, "Expected \":\".");
}

/* A name may stand once in an object. */
static gr_status
check_names(reader *r, const gr_json *object)
{
	const gr_json *repeated;
	gr_status	status = gr_json_repeated(r->arena, object, &repeated);

	if (status != GR_OK || repeated == NULL)
		return status;
	return refuse(r, r->start + (repeated->key_position - 1), "The object has this member name twice.");
}

/* From the end of a scalar or the beginning of a container to the next value; *more is false when there is none. */
static gr_status
read_between(reader *r, bool *more)
{
	gr_status	status = skip_space(r);

	while (status == GR_OK && r->depth > 0)
	{
		const gr_json *parent = r->stack[r->depth - 1].node;
		bool		object = parent->kind == GR_JSON_OBJECT;
		bool		first = parent->count == 0;

		if (!take(r, object ? '}' : ']'))
		{
			if (!first && !take(r, ','))
				return refuse(r, r->at, object ? "Expected \",\" or \"}\"." : "Expected \",\" or \"]\".");
			*more = true;
			return object ? read_key(r, first) : GR_OK;
		}
		if (object)
			status = check_names(r, parent);
		r->depth--;
		if (status == GR_OK)
			status = skip_space(r);
	}
	*more = false;
	if (status != GR_OK)
		return status;
	return r->at == r->end ? GR_OK : refuse(r, r->at, "Expected end of input.");
}

gr_status
gr_json_read(gr_arena *arena, gr_slice text, size_t nodes, const gr_json **root, gr_error *error)
{
	reader		r = {.arena = arena,.error = error,.nodes = nodes,.look = POLL_BYTES};
	bool		more = true;
	gr_status	status = GR_OK;

	*root = NULL;
	*error = (gr_error) {0, NULL};
	r.start = text.len == 0 ? "" : text.data;
	r.at = r.start;
	r.end = r.start + text.len;
	while (status == GR_OK && more)
	{
		status = read_value(&r);
		if (status == GR_OK)
			status = read_between(&r, &more);
	}
	if (status == GR_OK)
		*root = r.root;
	return status;
}

const gr_json *
gr_json_member(const gr_json *object, const char *key)
{
	gr_slice	name = gr_slice_cstring(key);

	if (object == NULL || object->kind != GR_JSON_OBJECT)
		return NULL;
	for (const gr_json *member = object->first_child; member != NULL; member = member->next_sibling)
	{
		if (gr_slice_equal(member->key, name))
			return member;
	}
	return NULL;
}

bool
gr_json_int64(const gr_json *node, int64_t min, int64_t max, int64_t *value)
{
	bool		negative;
	int64_t		sum = 0;

	if (node == NULL || node->kind != GR_JSON_NUMBER)
		return false;
	negative = node->text.data[0] == '-';
	for (size_t i = negative; i < node->text.len; i++)
	{
		char		c = node->text.data[i];
		int			digit = c - '0';

		if (!gr_is_digit(c))
			return false;
		/* Summed below zero, where there is room for INT64_MIN. */
		if (sum < (INT64_MIN + digit) / 10)
			return false;
		sum = sum * 10 - digit;
	}
	if (!negative)
	{
		if (sum == INT64_MIN)
			return false;
		sum = -sum;
	}
	if (sum < min || sum > max)
		return false;
	*value = sum;
	return true;
}
