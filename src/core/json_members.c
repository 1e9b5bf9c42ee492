#include "json_members.h"

/* ---------- out ---------- */

void
gr_json_key(gr_json_writer *w, const char *name)
{
	gr_json_write_key(w, gr_slice_cstring(name));
}

void
gr_json_string_member(gr_json_writer *w, const char *name, const char *value)
{
	if (value == NULL)
		return;
	gr_json_key(w, name);
	gr_json_write_string(w, gr_slice_cstring(value));
}

void
gr_json_int_member(gr_json_writer *w, const char *name, int64_t value)
{
	gr_json_key(w, name);
	gr_json_write_int64(w, value);
}

void
gr_json_span_members(gr_json_writer *w, gr_span span)
{
	if (span.pos == 0)
		return;
	gr_json_int_member(w, "pos", span.pos);
	gr_json_int_member(w, "len", span.len);
}

void
gr_json_value_member(gr_json_writer *w, const char *name, gr_wide value, int scale)
{
	char		text[GR_DECIMAL_LENGTH];
	int			length = gr_wide_write_decimal(text, value, scale);

	gr_json_key(w, name);
	gr_json_write_number(w, gr_slice_make(text, (size_t) length));
}

/* ---------- in ---------- */

bool
gr_json_refuse(gr_json_taker *r, const gr_json *at, const char *detail)
{
	if (r->status == GR_OK)
	{
		r->status = GR_BAD_REPORT_TEXT;
		r->error->position = at == NULL ? 0 : at->position;
		r->error->detail = at == NULL ? "A member that belongs here is left out." : detail;
	}
	return false;
}

bool
gr_json_take_members(gr_json_taker *r, const gr_json *object, const char *const *names, int count, const gr_json **found)
{
	if (object == NULL || object->kind != GR_JSON_OBJECT)
		return gr_json_refuse(r, object, "An object is expected here.");
	for (int i = 0; i < count; i++)
		found[i] = NULL;
	for (const gr_json *member = object->first_child; member != NULL; member = member->next_sibling)
	{
		int			i = 0;

		while (i < count && !gr_slice_equal(member->key, gr_slice_cstring(names[i])))
			i++;
		if (i == count)
			return gr_json_refuse(r, member, "This member is not part of a report.");
		found[i] = member;
	}
	return true;
}

const gr_json *
gr_json_take_elements(gr_json_taker *r, const gr_json *array)
{
	if (array == NULL || array->kind != GR_JSON_ARRAY)
	{
		gr_json_refuse(r, array, "An array is expected here.");
		return NULL;
	}
	return array->first_child;
}

bool
gr_json_is_string(const gr_json *node)
{
	return node != NULL && node->kind == GR_JSON_STRING;
}

bool
gr_json_take_int(gr_json_taker *r, const gr_json *node, int64_t min, int64_t max, int64_t *value)
{
	return gr_json_int64(node, min, max, value) || gr_json_refuse(r, node, "An integer in range is expected here.");
}

bool
gr_json_take_span(gr_json_taker *r, const gr_json *pos, const gr_json *len, gr_span *span)
{
	int64_t		p;
	int64_t		l;

	if (pos == NULL && len == NULL)
		return true;
	if (!gr_json_take_int(r, pos, 1, (int64_t) GR_TEXT_LIMIT + 1, &p) || !gr_json_take_int(r, len, 0, (int64_t) GR_TEXT_LIMIT + 1, &l))
		return false;
	span->pos = (uint32_t) p;
	span->len = (uint32_t) l;
	return true;
}

bool
gr_json_take_place(gr_json_taker *r, const gr_json *node, gr_span *span)
{
	static const char *const names[] = {"pos", "len"};
	const gr_json *m[2];

	return node == NULL || (gr_json_take_members(r, node, names, 2, m) && gr_json_take_span(r, m[0], m[1], span));
}

bool
gr_json_take_name(gr_json_taker *r, const gr_json *node, const char *(*name) (int), int count, unsigned char *value)
{
	if (node == NULL)
		return true;
	for (int i = 0; gr_json_is_string(node) && i < count; i++)
	{
		if (name(i) != NULL && gr_slice_equal(node->text, gr_slice_cstring(name(i))))
		{
			*value = (unsigned char) i;
			return true;
		}
	}
	return gr_json_refuse(r, node, "This is none of the words that may stand here.");
}

bool
gr_json_take_decimal(gr_json_taker *r, const gr_json *node, int scale_limit, gr_wide *value, int *scale)
{
	bool		fraction = false;
	bool		negative;

	*value = gr_wide_of(0);
	*scale = 0;
	if (node == NULL || node->kind != GR_JSON_NUMBER)
		return gr_json_refuse(r, node, "A number is expected here.");
	negative = node->text.data[0] == '-';
	for (size_t i = negative; i < node->text.len; i++)
	{
		char		c = node->text.data[i];

		if (c == '.')
		{
			fraction = true;
			continue;
		}
		if (c < '0' || c > '9' || (fraction && ++*scale > scale_limit) || !gr_wide_multiply(value, 10) ||
			!gr_wide_add(value, gr_wide_of(c - '0')))
			return gr_json_refuse(r, node, "The number has too many digits or an exponent.");
	}
	if (negative)
	{
		gr_wide		zero = gr_wide_of(0);

		gr_wide_subtract(&zero, *value);
		*value = zero;
	}
	return true;
}
