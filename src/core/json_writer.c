/*
 * json_writer.c
 *		JSON text, piece by piece; see json.h.
 */
#include "json.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

void
gr_json_writer_init(gr_json_writer *writer, gr_arena *arena)
{
	*writer = (gr_json_writer) {.arena = arena,.status = GR_OK};
}

static void
fail(gr_json_writer *writer, gr_status status)
{
	if (writer->status == GR_OK)
		writer->status = status;
}

static bool
inside_object(const gr_json_writer *writer)
{
	return (writer->objects >> writer->depth & 1) != 0;
}

static void
put(gr_json_writer *writer, const char *data, size_t len)
{
	char	   *grown;

	if (writer->status != GR_OK || len == 0)
		return;
	/* Two lengths of things in memory: the sum does not overflow. */
	grown = gr_arena_grow(writer->arena, writer->data, &writer->capacity, writer->len + len, 1);
	if (grown == NULL)
	{
		fail(writer, GR_OUT_OF_MEMORY);
		return;
	}
	writer->data = grown;
	memcpy(writer->data + writer->len, data, len);
	writer->len += len;
}

/* Before each key, and each value without one: the comma, unless it is the first. */
static void
begin_entry(gr_json_writer *writer)
{
	uint64_t	bit = (uint64_t) 1 << writer->depth;

	if ((writer->filled & bit) != 0)
	{
		if (writer->depth == 0)
			fail(writer, GR_BAD_JSON);
		put(writer, ",", 1);
	}
	writer->filled |= bit;
}

static void
begin_value(gr_json_writer *writer)
{
	if (inside_object(writer))
	{
		if (!writer->keyed)
			fail(writer, GR_BAD_JSON);
		writer->keyed = false;
	}
	else
		begin_entry(writer);
}

static void
begin_container(gr_json_writer *writer, bool object)
{
	uint64_t	bit;

	begin_value(writer);
	if (writer->depth == GR_JSON_DEPTH)
		fail(writer, GR_BAD_JSON);
	if (writer->status != GR_OK)
		return;
	put(writer, object ? "{" : "[", 1);
	bit = (uint64_t) 1 << ++writer->depth;
	writer->filled &= ~bit;
	if (object)
		writer->objects |= bit;
	else
		writer->objects &= ~bit;
}

static void
end_container(gr_json_writer *writer, bool object)
{
	if (writer->depth == 0 || writer->keyed || inside_object(writer) != object)
		fail(writer, GR_BAD_JSON);
	if (writer->status != GR_OK)
		return;
	put(writer, object ? "}" : "]", 1);
	writer->depth--;
}

/* Writes a string as PostgreSQL's escape_json() does. */
static void
put_string(gr_json_writer *writer, gr_slice string)
{
	size_t		done = 0;

	put(writer, "\"", 1);
	for (size_t i = 0; i < string.len; i++)
	{
		static const char letters[] = "btn?fr";
		unsigned char c = (unsigned char) string.data[i];
		char		escaped[sizeof("\\u0000")];

		if (c >= 0x20 && c != '"' && c != '\\')
			continue;
		put(writer, string.data + done, i - done);
		done = i + 1;
		if (c >= 0x20)
			snprintf(escaped, sizeof(escaped), "\\%c", c);
		else if (c >= '\b' && c <= '\r' && c != '\v')
			snprintf(escaped, sizeof(escaped), "\\%c", letters[c - '\b']);
		else
			snprintf(escaped, sizeof(escaped), "\\u%04x", c);
		put(writer, escaped, strlen(escaped));
	}
	if (done < string.len)
		put(writer, string.data + done, string.len - done);
	put(writer, "\"", 1);
}

void
gr_json_begin_object(gr_json_writer *writer)
{
	begin_container(writer, true);
}

void
gr_json_end_object(gr_json_writer *writer)
{
	end_container(writer, true);
}

void
gr_json_begin_array(gr_json_writer *writer)
{
	begin_container(writer, false);
}

void
gr_json_end_array(gr_json_writer *writer)
{
	end_container(writer, false);
}

void
gr_json_write_key(gr_json_writer *writer, gr_slice key)
{
	if (!inside_object(writer) || writer->keyed)
		fail(writer, GR_BAD_JSON);
	begin_entry(writer);
	put_string(writer, key);
	put(writer, ":", 1);
	writer->keyed = true;
}

void
gr_json_write_string(gr_json_writer *writer, gr_slice string)
{
	begin_value(writer);
	put_string(writer, string);
}

void
gr_json_write_number(gr_json_writer *writer, gr_slice literal)
{
	begin_value(writer);
	put(writer, literal.data, literal.len);
}

void
gr_json_write_int64(gr_json_writer *writer, int64_t value)
{
	char		literal[sizeof("-9223372036854775808")];

	snprintf(literal, sizeof(literal), "%" PRId64, value);
	gr_json_write_number(writer, gr_slice_cstring(literal));
}

void
gr_json_write_bool(gr_json_writer *writer, bool value)
{
	begin_value(writer);
	if (value)
		put(writer, "true", 4);
	else
		put(writer, "false", 5);
}

void
gr_json_write_null(gr_json_writer *writer)
{
	begin_value(writer);
	put(writer, "null", 4);
}

gr_status
gr_json_finish(gr_json_writer *writer, gr_slice *text)
{
	if (writer->depth > 0 || writer->filled == 0)
		fail(writer, GR_BAD_JSON);
	*text = writer->status == GR_OK ? gr_slice_make(writer->data, writer->len) : GR_SLICE("");
	return writer->status;
}
