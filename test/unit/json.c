/*
 * json.c
 *		The reader and the writer of src/core/json.c.
 */
#include "json.h"
#include "tap.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

/* Far more than linear work takes under a sanitizer, far less than quadratic work. */
#define SECONDS 10.0

/*
 * A host that fails and cancels on demand, and counts.
 */
typedef struct host_state
{
	size_t		allocations;
	size_t		allowed;		/* allocations before the one that fails */
	size_t		live;
	size_t		polls;
	size_t		patience;		/* polls before the one that cancels */
} host_state;

static void *
host_allocate(void *context, size_t size)
{
	host_state *state = context;

	if (state->allocations == state->allowed)
		return NULL;
	state->allocations++;
	state->live++;
	return malloc(size);
}

static void
host_release(void *context, void *memory)
{
	host_state *state = context;

	state->live--;
	free(memory);
}

static bool
host_cancelled(void *context)
{
	host_state *state = context;

	return state->polls++ == state->patience;
}

static const host_state patient = {.allowed = SIZE_MAX,.patience = SIZE_MAX};

/* Above what any text of these tests holds, but for the one that is refused. */
#define NODES ((size_t) 5000000)

/*
 * A text that has been read.
 */
typedef struct document
{
	host_state	state;
	gr_host		host;
	gr_arena	arena;
	char	   *copy;
	const gr_json *root;
	gr_error	error;
	gr_status	status;
} document;

/* Reads from memory that ends where the text ends, so that ASan sees each byte read past it. */
static void
open_with(document *d, gr_slice text, host_state state)
{
	d->state = state;
	d->host = (gr_host) {host_allocate, host_release, host_cancelled, &d->state};
	gr_arena_init(&d->arena, &d->host);
	d->copy = malloc(text.len == 0 ? 1 : text.len);
	if (text.len > 0)
		memcpy(d->copy, text.data, text.len);
	d->root = (const gr_json *) d;
	d->error = (gr_error) {77, "stale"};
	d->status = gr_json_read(&d->arena, text.data == NULL ? text : gr_slice_make(d->copy, text.len), NODES, &d->root, &d->error);
}

static void
open_text(document *d, gr_slice text)
{
	open_with(d, text, patient);
}

/* Returns how many allocations were not released. */
static size_t
close_text(document *d)
{
	gr_arena_free(&d->arena);
	free(d->copy);
	return d->state.live;
}

static bool
good(const document *d)
{
	return d->status == GR_OK && d->root != NULL && d->error.position == 0 && d->error.detail == NULL;
}

static bool
stopped_by(const document *d, gr_status status)
{
	return d->status == status && d->root == NULL && d->error.position == 0 && d->error.detail == NULL;
}

static bool
refused(const document *d, size_t position, const char *detail)
{
	return d->status == GR_BAD_JSON && d->root == NULL && d->error.position == position && strcmp(d->error.detail, detail) == 0;
}

static bool
accepts(gr_slice text)
{
	document	d;
	bool		accepted;

	open_text(&d, text);
	accepted = good(&d);
	close_text(&d);
	return accepted;
}

static bool
refuses(gr_slice text, size_t position, const char *detail)
{
	document	d;
	bool		as_told;

	open_text(&d, text);
	as_told = refused(&d, position, detail);
	if (!as_told)
		printf("# status %d, position %zu, %s\n", (int) d.status, d.error.position, d.error.detail == NULL ? "no detail" : d.error.detail);
	close_text(&d);
	return as_told;
}

static void
write_tree(gr_json_writer *w, const gr_json *node)
{
	switch (node->kind)
	{
		case GR_JSON_NULL:
			gr_json_write_null(w);
			return;
		case GR_JSON_FALSE:
		case GR_JSON_TRUE:
			gr_json_write_bool(w, node->kind == GR_JSON_TRUE);
			return;
		case GR_JSON_NUMBER:
			gr_json_write_number(w, node->text);
			return;
		case GR_JSON_STRING:
			gr_json_write_string(w, node->text);
			return;
		case GR_JSON_ARRAY:
			gr_json_begin_array(w);
			for (const gr_json *child = node->first_child; child != NULL; child = child->next_sibling)
				write_tree(w, child);
			gr_json_end_array(w);
			return;
		case GR_JSON_OBJECT:
			gr_json_begin_object(w);
			for (const gr_json *child = node->first_child; child != NULL; child = child->next_sibling)
			{
				gr_json_write_key(w, child->key);
				write_tree(w, child);
			}
			gr_json_end_object(w);
			return;
	}
}

/* Reads, writes, and compares with what is expected. */
static bool
becomes(gr_slice text, gr_slice expected)
{
	document	d;
	gr_json_writer w;
	gr_slice	written = GR_SLICE("");
	bool		same = false;

	open_text(&d, text);
	if (good(&d))
	{
		gr_json_writer_init(&w, &d.arena);
		write_tree(&w, d.root);
		same = gr_json_finish(&w, &written) == GR_OK && gr_slice_equal(written, expected);
	}
	if (!same)
		printf("# became %.*s\n", (int) written.len, written.data);
	close_text(&d);
	return same;
}

/*
 * Texts too long to write out; data also ends with NUL.
 */
typedef struct builder
{
	char	   *data;
	size_t		len;
	size_t		capacity;
} builder;

static void
append(builder *b, const char *string)
{
	size_t		len = strlen(string);

	if (b->len + len >= b->capacity)
	{
		b->capacity = 2 * (b->len + len + 1);
		b->data = realloc(b->data, b->capacity);
	}
	memcpy(b->data + b->len, string, len + 1);
	b->len += len;
}

static void
append_times(builder *b, const char *string, size_t times)
{
	while (times-- > 0)
		append(b, string);
}

static gr_slice
built(const builder *b)
{
	return gr_slice_make(b->data, b->len);
}

/* {"<prefix><first>":0,...}: n members of names counted by step (modulo n). */
static builder
object_of(size_t n, size_t first, size_t step, const char *prefix)
{
	builder		b = {NULL, 0, 0};

	append(&b, "{");
	for (size_t i = 0; i < n; i++)
	{
		char		number[32];

		append(&b, i == 0 ? "\"" : ",\"");
		append(&b, prefix);
		snprintf(number, sizeof(number), "%06zu\":0", (size_t) ((first + (uint64_t) i * step) % n));
		append(&b, number);
	}
	append(&b, "}");
	return b;
}

static void
test_kinds(void)
{
	static const struct
	{
		const char *text;
		gr_json_kind kind;
		size_t		position;
		const char *decoded;
		size_t		count;
	}			cases[] = {
		{"null", GR_JSON_NULL, 1, "", 0},
		{" true ", GR_JSON_TRUE, 2, "", 0},
		{"\t\r\n false\t\r\n ", GR_JSON_FALSE, 5, "", 0},
		{"0", GR_JSON_NUMBER, 1, "0", 0},
		{"-0", GR_JSON_NUMBER, 1, "-0", 0},
		{" -10.250e+07 ", GR_JSON_NUMBER, 2, "-10.250e+07", 0},
		{"1E-2", GR_JSON_NUMBER, 1, "1E-2", 0},
		{"0e0", GR_JSON_NUMBER, 1, "0e0", 0},
		{"123456789012345678901234567890", GR_JSON_NUMBER, 1, "123456789012345678901234567890", 0},
		{"\"\"", GR_JSON_STRING, 1, "", 0},
		{" \"\xE9\x98\xB4\xE6\x80\xA7 \x7F\" ", GR_JSON_STRING, 2, "\xE9\x98\xB4\xE6\x80\xA7 \x7F", 0},
		{"[]", GR_JSON_ARRAY, 1, "", 0},
		{"[ 1 , [ 2 ] , { } ]", GR_JSON_ARRAY, 1, "", 3},
		{"{ }", GR_JSON_OBJECT, 1, "", 0},
		{" { \"a\" : 1 , \"\" : [ ] } ", GR_JSON_OBJECT, 2, "", 2},
	};

	for (size_t i = 0; i < LENGTH(cases); i++)
	{
		document	d;

		open_text(&d, gr_slice_cstring(cases[i].text));
		ok(good(&d) && d.root->kind == cases[i].kind && d.root->position == cases[i].position &&
		   gr_slice_equal(d.root->text, gr_slice_cstring(cases[i].decoded)) && d.root->count == cases[i].count &&
		   d.root->next_sibling == NULL && (d.root->first_child != NULL) == (cases[i].count > 0) &&
		   d.root->key.len == 0 && d.root->key_position == 0,
		   "reads a lone value, case %zu", i);
		close_text(&d);
	}
}

static void
test_tree(void)
{
	document	d;
	const gr_json *a;
	const gr_json *b;

	open_text(&d, GR_SLICE("{\"b\":[10,\"x\"], \"\\u0061\\n\" : \"y\\\"\"}"));
	ok(good(&d), "reads a tree");
	b = gr_json_member(d.root, "b");
	a = gr_json_member(d.root, "a\n");
	ok(b != NULL && b == d.root->first_child && b->next_sibling == a && a != NULL && a->next_sibling == NULL,
	   "members are found by name, and stay in the order of the text");
	ok(b->position == 6 && b->key_position == 2 && a->position == 29 && a->key_position == 16, "members know their places");
	ok(b->count == 2 && b->first_child->position == 7 && b->first_child->next_sibling->position == 10 &&
	   b->first_child->key.len == 0 && b->first_child->key_position == 0 && b->first_child->next_sibling->next_sibling == NULL,
	   "elements know their places, and have no name");
	ok(b->key.data == d.copy + 2 && b->first_child->text.data == d.copy + 6, "what has no escape is not copied");
	ok(gr_slice_equal(a->text, GR_SLICE("y\"")), "what has escapes is decoded");
	ok(gr_json_member(d.root, "") == NULL && gr_json_member(d.root, "a") == NULL && gr_json_member(d.root, "bb") == NULL,
	   "other names are not found");
	ok(gr_json_member(NULL, "b") == NULL && gr_json_member(b, "b") == NULL && gr_json_member(a, "b") == NULL,
	   "nothing but an object has members");
	close_text(&d);

	open_with(&d, gr_slice_make(NULL, 0), patient);
	ok(refused(&d, 1, "The input string ended unexpectedly."), "a slice without data is an empty text");
	close_text(&d);
}

static void
test_escapes(void)
{
	static const struct
	{
		const char *text;
		const char *decoded;
	}			cases[] = {
		{"\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\\/\b\f\n\r\t"},
		{"\"\\u0001\\u0041\\u007f\"", "\x01" "A\x7F"},
		{"\"\\u0080\\u07FF\\u07ff\"", "\xC2\x80\xDF\xBF\xDF\xBF"},
		{"\"\\u0800\\ud7ff\\uE000\\uffff\"", "\xE0\xA0\x80\xED\x9F\xBF\xEE\x80\x80\xEF\xBF\xBF"},
		{"\"\\ud800\\udc00\\uDBFF\\uDFFF\"", "\xF0\x90\x80\x80\xF4\x8F\xBF\xBF"},
		{"\"a\\ud83d\\ude00b\"", "a\xF0\x9F\x98\x80" "b"},
		{"\"\\\\u0041\"", "\\u0041"},
	};

	for (size_t i = 0; i < LENGTH(cases); i++)
	{
		document	d;

		open_text(&d, gr_slice_cstring(cases[i].text));
		ok(good(&d) && gr_slice_equal(d.root->text, gr_slice_cstring(cases[i].decoded)), "decodes %s", cases[i].text);
		close_text(&d);
	}
}

static void
test_errors(void)
{
#define ENDED "The input string ended unexpectedly."
#define VALUE "Expected a JSON value."
#define DIGIT "Expected a digit in the number."
#define ZERO "A number must not have a leading zero."
#define CLOSED "The string is not closed."
#define CONTROL "A control character in a string must be escaped."
#define ESCAPE "The escape sequence is invalid."
#define HEX "\"\\u\" must be followed by four hexadecimal digits."
#define HIGH "Unicode high surrogate must be followed by a low surrogate."
#define LOW "Unicode low surrogate must follow a high surrogate."
#define ENCODING "The string is not valid UTF-8."
#define TWICE "The object has this member name twice."
	static const struct
	{
		gr_slice	text;
		size_t		position;
		const char *detail;
	}			cases[] = {
		{{"", 0}, 1, ENDED},
		{{" \n", 2}, 3, ENDED},
		{{"nul", 3}, 1, VALUE},
		{{"True", 4}, 1, VALUE},
		{{"NaN", 3}, 1, VALUE},
		{{"'a'", 3}, 1, VALUE},
		{{"\0", 1}, 1, VALUE},
		{{"\f1", 2}, 1, VALUE},
		{{"\xC2\xA0" "1", 3}, 1, VALUE},
		{{"\xEF\xBB\xBF" "1", 4}, 1, VALUE},
		{{"// c\n1", 6}, 1, VALUE},
		{{"nullx", 5}, 5, "Expected end of input."},
		{{"1 2", 3}, 3, "Expected end of input."},
		{{"1\0", 2}, 2, "Expected end of input."},
		{{"[]]", 3}, 3, "Expected end of input."},
		{{"{},", 3}, 3, "Expected end of input."},
		{{"+1", 2}, 1, VALUE},
		{{".5", 2}, 1, VALUE},
		{{"-", 1}, 2, ENDED},
		{{"-a", 2}, 2, DIGIT},
		{{"1.", 2}, 3, ENDED},
		{{"[1.]", 4}, 4, DIGIT},
		{{"1.e1", 4}, 3, DIGIT},
		{{"1e", 2}, 3, ENDED},
		{{"1e+", 3}, 4, ENDED},
		{{"1e+-1", 5}, 4, DIGIT},
		{{"0x1F", 4}, 2, "Expected end of input."},
		{{"01", 2}, 1, ZERO},
		{{" -00.5", 6}, 3, ZERO},
		{{"[", 1}, 2, ENDED},
		{{"[1", 2}, 3, ENDED},
		{{"[1,", 3}, 4, ENDED},
		{{"[1,]", 4}, 4, VALUE},
		{{"[,1]", 4}, 2, VALUE},
		{{"[1 2]", 5}, 4, "Expected \",\" or \"]\"."},
		{{"[1}", 3}, 3, "Expected \",\" or \"]\"."},
		{{"[1:2]", 5}, 3, "Expected \",\" or \"]\"."},
		{{"{", 1}, 2, ENDED},
		{{"{1:2}", 5}, 2, "Expected a string or \"}\"."},
		{{"{]", 2}, 2, "Expected a string or \"}\"."},
		{{"{,}", 3}, 2, "Expected a string or \"}\"."},
		{{"{\"a\"", 4}, 5, ENDED},
		{{"{\"a\"}", 5}, 5, "Expected \":\"."},
		{{"{\"a\" 1}", 7}, 6, "Expected \":\"."},
		{{"{\"a\":}", 6}, 6, VALUE},
		{{"{\"a\":1", 6}, 7, ENDED},
		{{"{\"a\":1]", 7}, 7, "Expected \",\" or \"}\"."},
		{{"{\"a\":1 \"b\":2}", 13}, 8, "Expected \",\" or \"}\"."},
		{{"{\"a\":1,}", 8}, 8, "Expected a string."},
		{{"{\"a\":1,", 7}, 8, ENDED},
		{{"\"", 1}, 1, CLOSED},
		{{" \"abc", 5}, 2, CLOSED},
		{{"[\"a\\\"]", 6}, 2, CLOSED},
		{{"{\"a", 3}, 2, CLOSED},
		{{"\"a\nb\"", 5}, 3, CONTROL},
		{{"\"\x1F\"", 3}, 2, CONTROL},
		{{"\"ab\0\"", 5}, 4, CONTROL},
		{{"{\"\t\":1}", 7}, 3, CONTROL},
		{{"\"a\\", 3}, 3, ESCAPE},
		{{"\"\\x41\"", 6}, 2, ESCAPE},
		{{"\"\\U0041\"", 8}, 2, ESCAPE},
		{{"\"\\'\"", 4}, 2, ESCAPE},
		{{"\"\\\n\"", 4}, 2, ESCAPE},
		{{"\"a\\u", 4}, 3, HEX},
		{{"\"\\u004\"", 7}, 2, HEX},
		{{"\"\\u00g0\"", 8}, 2, HEX},
		{{"\"\\u-041\"", 8}, 2, HEX},
		{{"\"ab\\u0000\"", 10}, 4, "\\u0000 cannot be converted to text."},
		{{"\"\\ud800\"", 8}, 2, HIGH},
		{{"\"\\ud800", 7}, 2, HIGH},
		{{"\"\\udbff\\n\"", 10}, 2, HIGH},
		{{"\"\\ud800x\\udc00\"", 15}, 2, HIGH},
		{{"\"\\ud800\\ud800\\udc00\"", 20}, 2, HIGH},
		{{"\"\\ud800\\ue000\"", 14}, 2, HIGH},
		{{"\"a\\udc00\"", 9}, 3, LOW},
		{{"\"\\udfff\\ud800\"", 14}, 2, LOW},
		{{"\"\xFF\"", 3}, 2, ENCODING},
		{{"\"a\x80\"", 4}, 3, ENCODING},
		{{"\"\xC3\"", 3}, 2, ENCODING},
		{{"\"\xE4\xB8", 3}, 2, ENCODING},
		{{"\"\xED\xA0\x80\"", 5}, 2, ENCODING},
		{{"{\"\xC0\x80\":1}", 7}, 3, ENCODING},
		{{"{\"a\":1,\"a\":2}", 13}, 8, TWICE},
		{{"{\"\":1,\"\":2}", 11}, 7, TWICE},
		{{"{\"a\":1,\"\\u0061\":2}", 18}, 8, TWICE},
		{{"{\"b\":1,\"a\":2,\"b\":{},\"a\":3}", 26}, 14, TWICE},
		{{"{\"b\":1,\"a\":2,\"a\":{},\"b\":3}", 26}, 14, TWICE},
		{{"[{\"a\":{\"b\":0,\"b\":0},\"a\":1}]", 27}, 14, TWICE},
	};

	for (size_t i = 0; i < LENGTH(cases); i++)
		ok(refuses(cases[i].text, cases[i].position, cases[i].detail), "case %zu, at byte %zu: %s", i, cases[i].position, cases[i].detail);

	ok(accepts(GR_SLICE("[{\"a\":{\"a\":1}},{\"a\":1,\"A\":1,\"aa\":1,\"\":1}]")), "the same name in different objects is no repetition");
}

/* Says by decoding whether the sequence is the shortest form of a character that may occur. */
static bool
well_formed(const unsigned char *byte, size_t len)
{
	static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
	uint32_t	code = byte[0] & (0x7Fu >> len);

	for (size_t i = 1; i < len; i++)
	{
		if (byte[i] < 0x80 || byte[i] > 0xBF)
			return false;
		code = code << 6 | (byte[i] & 0x3F);
	}
	return code >= least[len] && code <= 0x10FFFF && (code < 0xD800 || code > 0xDFFF);
}

static void
test_utf8(void)
{
	static const unsigned char later[] = {0x22, 0x7F, 0x80, 0xBF, 0xC0};
	size_t		wrong = 0;
	size_t		tried = 0;

	for (unsigned int first = 0x80; first <= 0xFF; first++)
	{
		size_t		len = first >= 0xF0 && first < 0xF8 ? 4 : first >= 0xE0 ? 3 : 2;

		for (unsigned int second = 0x20; second <= 0xFF; second++)
		{
			for (size_t k = 0; k < LENGTH(later) * LENGTH(later); k++)
			{
				unsigned char text[6] = {'"', 0, 0, 0, 0, 0};
				bool		expected;

				text[1] = (unsigned char) first;
				text[2] = (unsigned char) second;
				text[3] = later[k % LENGTH(later)];
				text[4] = later[k / LENGTH(later)];
				text[1 + len] = '"';
				expected = first >= 0xC0 && first < 0xF8 && well_formed(text + 1, len);
				if (accepts(gr_slice_make((char *) text, len + 2)) != expected)
					wrong++;
				tried++;
			}
		}
	}
	ok(tried > 0 && wrong == 0, "UTF-8 is accepted when it is well-formed, and only then: %zu of %zu wrong", wrong, tried);
}

static void
test_depth(void)
{
	static const char too_deep[] = "Arrays and objects can be nested at most 32 deep.";
	builder		arrays = {NULL, 0, 0};
	builder		objects = {NULL, 0, 0};
	builder		flat = {NULL, 0, 0};

	append_times(&arrays, "[", GR_JSON_DEPTH);
	append_times(&arrays, "]", GR_JSON_DEPTH);
	ok(accepts(built(&arrays)), "arrays at the depth limit");
	arrays.len = 0;
	append_times(&arrays, "[", GR_JSON_DEPTH + 1);
	append_times(&arrays, "]", GR_JSON_DEPTH + 1);
	ok(refuses(built(&arrays), GR_JSON_DEPTH + 1, too_deep), "arrays one past the depth limit");

	append_times(&objects, "{\"a\":", GR_JSON_DEPTH);
	append(&objects, "0");
	append_times(&objects, "}", GR_JSON_DEPTH);
	ok(accepts(built(&objects)), "objects at the depth limit");
	objects.len = 0;
	append_times(&objects, "{\"a\":", GR_JSON_DEPTH);
	append(&objects, "{}");
	append_times(&objects, "}", GR_JSON_DEPTH);
	ok(refuses(built(&objects), GR_JSON_DEPTH * 5 + 1, too_deep), "objects one past the depth limit");

	append(&flat, "[[]");
	append_times(&flat, ",[{}]", 2 * GR_JSON_DEPTH);
	append(&flat, "]");
	ok(accepts(built(&flat)), "containers side by side are not deep");
	free(arrays.data);
	free(objects.data);
	free(flat.data);
}

static void
test_unique_names(void)
{
	static const size_t sizes[] = {2, 3, 15, 16, 17, 31, 33, 64, 1000};

	for (size_t i = 0; i < LENGTH(sizes); i++)
	{
		size_t		n = sizes[i];
		size_t		member = strlen("\"000000\":0,");
		size_t		wrong = 0;
		size_t		tried = 0;
		builder		ascending = object_of(n, 0, 1, "");
		builder		shuffled = object_of(n, n / 2, n - 1, "");

		ok(accepts(built(&ascending)) && accepts(built(&shuffled)), "%zu different names, in order and not", n);
		ok(becomes(built(&shuffled), built(&shuffled)), "looking for repeated names leaves %zu members where they are", n);

		/* A copy of one name over another one behind it. */
		for (size_t to = 1; to < n; to += n < 100 ? 1 : 111)
		{
			for (size_t from = 0; from < to; from += n < 100 ? 1 : 37)
			{
				builder    *object = tried % 2 == 0 ? &ascending : &shuffled;
				char		saved[6];

				memcpy(saved, object->data + 2 + to * member, 6);
				memcpy(object->data + 2 + to * member, object->data + 2 + from * member, 6);
				if (!refuses(built(object), 2 + to * member, TWICE))
					wrong++;
				memcpy(object->data + 2 + to * member, saved, 6);
				tried++;
			}
		}
		ok(tried > 0 && wrong == 0, "a repeated name among %zu is found, and its place told: %zu of %zu wrong", n, wrong, tried);
		free(ascending.data);
		free(shuffled.data);
	}
}

static void
test_int64(void)
{
	static const struct
	{
		const char *text;
		int64_t		min;
		int64_t		max;
		bool		accepted;
		int64_t		value;
	}			cases[] = {
		{"0", INT64_MIN, INT64_MAX, true, 0},
		{"-0", INT64_MIN, INT64_MAX, true, 0},
		{"-17", INT64_MIN, INT64_MAX, true, -17},
		{"9223372036854775807", INT64_MIN, INT64_MAX, true, INT64_MAX},
		{"9223372036854775808", INT64_MIN, INT64_MAX, false, 0},
		{"-9223372036854775808", INT64_MIN, INT64_MAX, true, INT64_MIN},
		{"-9223372036854775809", INT64_MIN, INT64_MAX, false, 0},
		{"-9223372036854775810", INT64_MIN, INT64_MAX, false, 0},
		{"10000000000000000000", INT64_MIN, INT64_MAX, false, 0},
		{"92233720368547758070", INT64_MIN, INT64_MAX, false, 0},
		{"123456789012345678901234567890", INT64_MIN, INT64_MAX, false, 0},
		{"1", 1, 31, true, 1},
		{"31", 1, 31, true, 31},
		{"0", 1, 31, false, 0},
		{"32", 1, 31, false, 0},
		{"-1", 1, 31, false, 0},
		{"1.0", INT64_MIN, INT64_MAX, false, 0},
		{"1e3", INT64_MIN, INT64_MAX, false, 0},
		{"\"1\"", INT64_MIN, INT64_MAX, false, 0},
		{"true", INT64_MIN, INT64_MAX, false, 0},
		{"[1]", INT64_MIN, INT64_MAX, false, 0},
	};
	int64_t		value = 42;

	for (size_t i = 0; i < LENGTH(cases); i++)
	{
		document	d;
		bool		accepted;

		value = 42;
		open_text(&d, gr_slice_cstring(cases[i].text));
		accepted = gr_json_int64(d.root, cases[i].min, cases[i].max, &value);
		ok(good(&d) && accepted == cases[i].accepted && value == (accepted ? cases[i].value : 42), "%s as an integer", cases[i].text);
		close_text(&d);
	}
	value = 42;
	ok(!gr_json_int64(NULL, INT64_MIN, INT64_MAX, &value) && value == 42, "no node is no integer");
}

static void
test_writer(void)
{
	gr_arena	arena;
	gr_json_writer w;
	gr_slice	text;

	gr_arena_init(&arena, &gr_host_libc);
	gr_json_writer_init(&w, &arena);
	gr_json_begin_object(&w);
	gr_json_write_key(&w, GR_SLICE("a\""));
	gr_json_begin_array(&w);
	gr_json_write_int64(&w, INT64_MIN);
	gr_json_write_int64(&w, INT64_MAX);
	gr_json_write_number(&w, GR_SLICE("1.50"));
	gr_json_write_bool(&w, true);
	gr_json_write_bool(&w, false);
	gr_json_write_null(&w);
	gr_json_begin_object(&w);
	gr_json_end_object(&w);
	gr_json_begin_array(&w);
	gr_json_end_array(&w);
	gr_json_end_array(&w);
	gr_json_write_key(&w, gr_slice_make(NULL, 0));
	gr_json_write_string(&w, GR_SLICE("\"\\/\b\t\n\v\f\r\x01\x1F\x7F \xE9\x98\xB4"));
	gr_json_write_key(&w, GR_SLICE("b"));
	gr_json_begin_object(&w);
	gr_json_write_key(&w, GR_SLICE("c"));
	gr_json_write_int64(&w, -1);
	gr_json_end_object(&w);
	gr_json_end_object(&w);
	ok(gr_json_finish(&w, &text) == GR_OK &&
	   gr_slice_equal(text, GR_SLICE("{\"a\\\"\":[-9223372036854775808,9223372036854775807,1.50,true,false,null,{},[]],"
									 "\"\":\"\\\"\\\\/\\b\\t\\n\\u000b\\f\\r\\u0001\\u001f\x7F \xE9\x98\xB4\",\"b\":{\"c\":-1}}")),
	   "writes every kind, with commas and escapes");
	gr_arena_free(&arena);
}

/* Calls of the writer: o { O } a [ A ] k key v value. */
static gr_status
write_calls(const char *calls)
{
	gr_arena	arena;
	gr_json_writer w;
	gr_slice	text = GR_SLICE("stale");
	gr_status	status;

	gr_arena_init(&arena, &gr_host_libc);
	gr_json_writer_init(&w, &arena);
	for (; *calls != '\0'; calls++)
	{
		if (*calls == 'o')
			gr_json_begin_object(&w);
		else if (*calls == 'O')
			gr_json_end_object(&w);
		else if (*calls == 'a')
			gr_json_begin_array(&w);
		else if (*calls == 'A')
			gr_json_end_array(&w);
		else if (*calls == 'k')
			gr_json_write_key(&w, GR_SLICE("k"));
		else
			gr_json_write_null(&w);
	}
	status = gr_json_finish(&w, &text);
	if ((status == GR_OK) != (text.len > 0))
		printf("# text of %zu bytes with status %d\n", text.len, (int) status);
	gr_arena_free(&arena);
	return (status == GR_OK) == (text.len > 0) ? status : GR_CORRUPT;
}

static void
test_writer_misuse(void)
{
	static const char *const right[] = {"v", "oO", "aA", "okvO", "okaAO", "aoOoOvA"};
	static const char *const wrong[] = {"", "vv", "aAv", "o", "a", "okv", "O", "A", "oA", "aO", "vA", "k", "kv", "akvA", "ovO", "okO", "okkvO",
	"okvvO", "oaAO", "okaO", "aAA"};
	builder		deep = {NULL, 0, 0};
	gr_arena	arena;
	gr_json_writer w;

	for (size_t i = 0; i < LENGTH(right); i++)
		ok(write_calls(right[i]) == GR_OK, "the writer accepts %s", right[i]);
	for (size_t i = 0; i < LENGTH(wrong); i++)
		ok(write_calls(wrong[i]) == GR_BAD_JSON, "the writer refuses \"%s\"", wrong[i]);

	append_times(&deep, "a", GR_JSON_DEPTH - 1);
	append(&deep, "vokvkvOv");
	append_times(&deep, "A", GR_JSON_DEPTH - 1);
	ok(write_calls(deep.data) == GR_OK, "the writer at the depth limit");
	deep.len = 0;
	append_times(&deep, "a", GR_JSON_DEPTH + 1);
	append_times(&deep, "A", GR_JSON_DEPTH + 1);
	ok(write_calls(deep.data) == GR_BAD_JSON, "the writer one past the depth limit");
	deep.len = 0;
	append_times(&deep, "a", 200);
	append_times(&deep, "okv", 200);
	ok(write_calls(deep.data) == GR_BAD_JSON, "the writer far past the depth limit");
	free(deep.data);

	gr_arena_init(&arena, &gr_host_libc);
	gr_json_writer_init(&w, &arena);
	gr_json_end_array(&w);
	gr_json_write_string(&w, GR_SLICE("late"));
	ok(w.status == GR_BAD_JSON && arena.used == 0, "after a failure the writer takes no memory");
	gr_arena_free(&arena);
}

static void
test_round_trip(void)
{
	static const char *const compact[] = {
		"0", "\"\"", "[]", "{}", "[[[]],{\"a\":{}}]", "{\"b\":1,\"a\":-1.5e+10,\"\":[true,false,null]}",
		"\"\\u0001\\u001f\\b\\t\\n\\u000b\\f\\r\\\"\\\\\"", "{\"\\n\":\"\xF0\x9F\x98\x80\"}"
	};
	document	d;
	gr_arena	arena;
	gr_json_writer w;
	gr_slice	text;
	char	   *all = malloc(4 * 0x110000);
	size_t		len = 0;

	for (size_t i = 0; i < LENGTH(compact); i++)
		ok(becomes(gr_slice_cstring(compact[i]), gr_slice_cstring(compact[i])), "%s read and written is the same", compact[i]);
	ok(becomes(GR_SLICE(" { \"\\u0062\" : [ 1 , \"\\/\\u00E9\" ] } "), GR_SLICE("{\"b\":[1,\"/\xC3\xA9\"]}")),
	   "white space and needless escapes go");

	for (uint32_t code = 1; code <= 0x10FFFF; code++)
	{
		if (code >= 0xD800 && code <= 0xDFFF)
			continue;
		if (code >= 0x10000)
		{
			all[len++] = (char) (0xF0 | code >> 18);
			all[len++] = (char) (0x80 | (code >> 12 & 0x3F));
		}
		else if (code >= 0x800)
			all[len++] = (char) (0xE0 | code >> 12);
		if (code >= 0x800)
			all[len++] = (char) (0x80 | (code >> 6 & 0x3F));
		else if (code >= 0x80)
			all[len++] = (char) (0xC0 | code >> 6);
		all[len++] = (char) (code >= 0x80 ? 0x80 | (code & 0x3F) : code);
	}
	gr_arena_init(&arena, &gr_host_libc);
	gr_json_writer_init(&w, &arena);
	gr_json_begin_object(&w);
	gr_json_write_key(&w, gr_slice_make(all, len));
	gr_json_write_string(&w, gr_slice_make(all, len));
	gr_json_end_object(&w);
	ok(gr_json_finish(&w, &text) == GR_OK, "writes every character but U+0000");
	open_text(&d, text);
	ok(good(&d) && gr_slice_equal(d.root->first_child->key, gr_slice_make(all, len)) &&
	   gr_slice_equal(d.root->first_child->text, gr_slice_make(all, len)), "reads every character back");
	close_text(&d);
	gr_arena_free(&arena);
	free(all);
}

/* Every beginning of a text, and every text with one byte changed, is read or refused, without a wrong access. */
static void
test_damage(void)
{
	static const char text[] = "{\"a\":[1,-2.5e3,\"x\\ud83d\\ude00\\n\xE9\x98\xB4\"],\"b\":{\"c\":null,\"d\":[true,false]},\"c\":0}";
	static const char bytes[] = "\"\\{}[],:0-.eE+u a\n\xC2\x80\xFF";
	size_t		wrong = 0;
	size_t		len = sizeof(text) - 1;
	char		damaged[sizeof(text)];

	ok(accepts(gr_slice_make(text, len)), "an undamaged text");
	for (size_t i = 0; i < len; i++)
	{
		document	d;

		open_text(&d, gr_slice_make(text, i));
		wrong += d.status != GR_BAD_JSON || d.error.position == 0 || d.error.position > i + 1;
		wrong += close_text(&d) != 0;
	}
	ok(wrong == 0, "no proper beginning of it is accepted");
	for (size_t i = 0; i < len * sizeof(bytes); i++)
	{
		document	d;

		memcpy(damaged, text, len);
		damaged[i / sizeof(bytes)] = bytes[i % sizeof(bytes)];
		open_text(&d, gr_slice_make(damaged, len));
		wrong += !good(&d) && (d.status != GR_BAD_JSON || d.error.position == 0 || d.error.position > len + 1);
		wrong += close_text(&d) != 0;
	}
	ok(wrong == 0, "with one byte changed it is read, or refused with a place inside it");
}

/* Fails each allocation in turn; returns how many allocations success takes, 0 when a failure is not reported. */
static size_t
fail_each(gr_slice text)
{
	host_state	state = patient;

	for (state.allowed = 0;; state.allowed++)
	{
		document	d;
		bool		done;
		bool		reported;

		open_with(&d, text, state);
		done = good(&d);
		reported = stopped_by(&d, GR_OUT_OF_MEMORY);
		if (close_text(&d) != 0 || (!done && !reported))
			return 0;
		if (done)
			return state.allowed;
	}
}

static void
test_out_of_memory(void)
{
	static const char *const first[] = {"0", "\"a\"", "\"\\n\"", "[]", "{}", "{\"\\n\":0}"};
	builder		long_array = {NULL, 0, 0};
	bool		sort_failed = false;
	size_t		wrong = 0;

	for (size_t i = 0; i < LENGTH(first); i++)
		ok(fail_each(gr_slice_cstring(first[i])) == 1, "no memory at all for %s", first[i]);

	append(&long_array, "[0");
	append_times(&long_array, ",{\"b\\n\":[\"\\\\\"],\"a\":1}", 2000);
	append(&long_array, "]");
	ok(fail_each(built(&long_array)) > 4, "each allocation of a long text fails in turn");
	free(long_array.data);

	/* Some size needs a block more for the sort than for the nodes. */
	for (size_t n = 17; n < 400; n++)
	{
		builder		ascending = object_of(n, 0, 1, "");
		builder		descending = object_of(n, n - 1, n - 1, "");
		size_t		nodes = fail_each(built(&ascending));
		size_t		sorted = fail_each(built(&descending));

		wrong += nodes == 0 || sorted < nodes;
		sort_failed = sort_failed || sorted > nodes;
		free(ascending.data);
		free(descending.data);
	}
	ok(wrong == 0 && sort_failed, "each allocation of a sort of names fails in turn");
}

static void
test_writer_out_of_memory(void)
{
	host_state	state = patient;
	size_t		wrong = 0;
	bool		done = false;

	for (state.allowed = 0; !done && state.allowed < 100; state.allowed++)
	{
		document	d;
		gr_json_writer w;
		gr_slice	text;
		gr_status	status;

		d.state = state;
		d.host = (gr_host) {host_allocate, host_release, host_cancelled, &d.state};
		gr_arena_init(&d.arena, &d.host);
		gr_json_writer_init(&w, &d.arena);
		gr_json_begin_array(&w);
		for (int64_t i = 0; i < 20000; i++)
		{
			gr_json_begin_object(&w);
			gr_json_write_key(&w, GR_SLICE("k"));
			gr_json_write_int64(&w, i);
			gr_json_end_object(&w);
		}
		gr_json_end_array(&w);
		status = gr_json_finish(&w, &text);
		done = status == GR_OK;
		wrong += status != w.status || (done ? text.len != 228891 : status != GR_OUT_OF_MEMORY || text.len != 0);
		/* It stays failed after the memory is there again. */
		d.state.allowed = SIZE_MAX;
		if (!done)
		{
			gr_json_write_null(&w);
			wrong += gr_json_finish(&w, &text) != GR_OUT_OF_MEMORY || text.len != 0;
		}
		gr_arena_free(&d.arena);
		wrong += d.state.live != 0;
	}
	ok(done && state.allowed > 5 && wrong == 0, "each allocation of the writer fails in turn, and it stays failed");
}

/* Cancels at each poll in turn; returns how many polls success takes, 0 when one is not obeyed. */
static size_t
cancel_each(gr_slice text)
{
	host_state	state = patient;

	for (state.patience = 0;; state.patience++)
	{
		document	d;
		bool		done;
		bool		obeyed;

		open_with(&d, text, state);
		done = good(&d);
		obeyed = stopped_by(&d, GR_CANCELLED);
		if (close_text(&d) != 0 || (!done && !obeyed))
			return 0;
		if (done)
			return state.patience;
	}
}

static void
test_cancel(void)
{
	builder		array = {NULL, 0, 0};
	builder		ascending = object_of(20000, 0, 1, "");
	builder		descending = object_of(20000, 19999, 19999, "");
	builder		characters = {NULL, 0, 0};
	builder		escapes = {NULL, 0, 0};
	size_t		nodes;

	append(&array, "[0");
	append_times(&array, ",0", 20000);
	append(&array, "]");
	ok(cancel_each(built(&array)) >= 3, "a long array can be cancelled");
	nodes = cancel_each(built(&ascending));
	ok(nodes >= 3, "a long object can be cancelled");
	ok(cancel_each(built(&descending)) > 2 * nodes, "the sort of its names can be cancelled");
	/* Three million bytes; what is not at an even place is no reason to look at the hook less often. */
	append(&characters, "\"x");
	append_times(&characters, "abcdef", 500000);
	append(&characters, "\"");
	append(&escapes, "\"x");
	append_times(&escapes, "\\u4e2d", 500000);
	append(&escapes, "\"");
	nodes = cancel_each(built(&characters));
	ok(nodes >= 2, "a long string can be cancelled");
	ok(cancel_each(built(&escapes)) >= 2 * nodes, "its escapes can be cancelled");
	free(characters.data);
	free(escapes.data);
	free(array.data);
	free(ascending.data);
	free(descending.data);
}

static void
linear(builder text, const char *what)
{
	document	d;
	clock_t		start = clock();
	double		seconds;

	open_text(&d, built(&text));
	seconds = (double) (clock() - start) / CLOCKS_PER_SEC;
	ok(good(&d) && seconds < SECONDS, "%s: %zu bytes in %.2f s", what, text.len, seconds);
	close_text(&d);
	free(text.data);
}

static void
test_linear(void)
{
	static const struct
	{
		const char *what;
		const char *before;
		const char *repeated;
		const char *after;
	}			cases[] = {
		{"a long array", "[0", ",0", "]"},
		{"an array of objects", "[0", ",{\"b\":1,\"a\":2}", "]"},
		{"an array of empty arrays", "[0", ",[]", "]"},
		{"an array of strings with escapes", "[0", ",\"\\n\"", "]"},
		{"a long string", "\"", "a", "\""},
		{"a long string of escapes", "\"", "\\ud83d\\ude00", "\""},
		{"a long string of backslashes", "\"", "\\\\", "\""},
		{"a long number", "1", "0", ""},
		{"much white space", "[", " ", "]"},
	};
	document	d;
	builder		brackets = {NULL, 0, 0};
	builder		quotes = {NULL, 0, 0};
	builder		zeros = {NULL, 0, 0};
	char		prefix[101];

	for (size_t i = 0; i < LENGTH(cases); i++)
	{
		builder		text = {NULL, 0, 0};

		append(&text, cases[i].before);
		append_times(&text, cases[i].repeated, 300000);
		append(&text, cases[i].after);
		linear(text, cases[i].what);
	}
	memset(prefix, 'p', sizeof(prefix) - 1);
	prefix[sizeof(prefix) - 1] = '\0';
	linear(object_of(300000, 0, 1, prefix), "names in order with a long common prefix");
	linear(object_of(300000, 299999, 299999, prefix), "names in reverse with a long common prefix");
	linear(object_of(300000, 0, 123457, prefix), "names in disorder with a long common prefix");

	append_times(&brackets, "[", 4000000);
	open_text(&d, built(&brackets));
	ok(refused(&d, GR_JSON_DEPTH + 1, "Arrays and objects can be nested at most 32 deep.") && d.state.allocations == 1,
	   "four million brackets are refused at the limit, with one block of memory");
	close_text(&d);
	free(brackets.data);

	append(&zeros, "[0");
	append_times(&zeros, ",0", NODES - 2);
	append(&zeros, "]");
	ok(accepts(built(&zeros)), "as many values as were allowed");
	zeros.len--;
	append(&zeros, ",0]");
	open_text(&d, built(&zeros));
	ok(refused(&d, 2 * NODES, "There are too many values."), "one more is refused where it stands");
	close_text(&d);
	free(zeros.data);

	/* A failed look for the end of a string must not be repeated. */
	append(&quotes, "[\"\"");
	append_times(&quotes, ",\"\"", 300000);
	append(&quotes, ",\"");
	ok(refuses(built(&quotes), quotes.len, CLOSED), "many strings and one that is not closed");
	free(quotes.data);
}

int
main(void)
{
	test_kinds();
	test_tree();
	test_escapes();
	test_errors();
	test_utf8();
	test_depth();
	test_unique_names();
	test_int64();
	test_writer();
	test_writer_misuse();
	test_round_trip();
	test_damage();
	test_out_of_memory();
	test_writer_out_of_memory();
	test_cancel();
	test_linear();
	return done_testing();
}
