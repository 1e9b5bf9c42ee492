#include "header.h"

#include "fold.h"
#include "html_scan.h"

/* Metadata stand in the first bytes of a page, and are short. */
#define META_BYTES ((size_t) 65536)
#define META_LENGTH ((size_t) 600)

static unsigned char
lower(char c)
{
	return (unsigned char) (c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

static bool
equal_word(gr_slice text, const char *word)
{
	size_t		n = strlen(word);

	if (text.len != n)
		return false;
	for (size_t i = 0; i < n; i++)
		if (lower(text.data[i]) != (unsigned char) word[i])
			return false;
	return true;
}

static bool
is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static size_t
skip_spaces(gr_slice tag, size_t at)
{
	while (at < tag.len && (is_space(tag.data[at]) || tag.data[at] == '/'))
		at++;
	return at;
}

/* The next attribute of a tag; false at its end. */
static bool
next_attribute(gr_slice tag, size_t *at, gr_slice *name, gr_slice *value)
{
	size_t		from = skip_spaces(tag, *at);
	size_t		to = from;
	char		quote;

	while (to < tag.len && !is_space(tag.data[to]) && tag.data[to] != '=')
		to++;
	*name = gr_slice_sub(tag, from, to);
	*value = gr_slice_sub(tag, to, to);
	*at = skip_spaces(tag, to);
	if (*at >= tag.len || tag.data[*at] != '=')
	{
		*at = *at == from ? tag.len : *at;
		return name->len > 0;
	}
	from = skip_spaces(tag, *at + 1);
	quote = from < tag.len ? tag.data[from] : 0;
	to = quote == '"' || quote == '\'' ? ++from : from;
	while (to < tag.len && (quote == '"' || quote == '\'' ? tag.data[to] != quote : !is_space(tag.data[to])))
		to++;
	*value = gr_slice_sub(tag, from, to);
	*at = to < tag.len ? to + 1 : to;
	return true;
}

/* The names that the standard for government sites gives. */
static void
note_meta(gr_page_names *names, gr_slice name, gr_slice content)
{
	content = gr_trim(content);
	/* A reference would have to be decoded, and the strings point into the page. */
	if (content.len == 0 || memchr(content.data, '&', content.len) != NULL || memchr(content.data, '\n', content.len) != NULL)
		return;
	if (equal_word(name, "articletitle") && names->article_title.data == NULL)
		names->article_title = content;
	else if (equal_word(name, "sitename") && names->site_name.data == NULL)
		names->site_name = content;
	else if (equal_word(name, "siteidcode") && names->site_code.data == NULL)
		names->site_code = content;
	else if (equal_word(name, "pubdate") && names->published.data == NULL)
		names->published = content;
}

static void
read_meta(gr_page_names *names, gr_slice tag)
{
	gr_slice	name = {NULL, 0};
	gr_slice	content = {NULL, 0};
	gr_slice	attribute;
	gr_slice	value;
	size_t		at = 0;

	while (next_attribute(tag, &at, &attribute, &value))
	{
		if (equal_word(attribute, "name"))
			name = value;
		else if (equal_word(attribute, "content"))
			content = value;
	}
	note_meta(names, name, content);
}

void
gr_page_names_read(gr_slice markup, gr_page_names *names)
{
	gr_slice	head = gr_slice_sub(markup, 0, markup.len < META_BYTES ? markup.len : META_BYTES);
	const char *last = head.data + head.len;
	const char *hit;

	memset(names, 0, sizeof(*names));
	/* Of all tags few begin so. */
	for (hit = gr_html_find_tag(head.data, last, "mmm"); hit < last; hit = gr_html_find_tag(hit + 1, last, "mmm"))
	{
		size_t		at = (size_t) (hit - head.data) + 1;
		const char *end;

		if (head.len - at < 6 || !equal_word(gr_slice_sub(head, at, at + 4), "meta") || !is_space(head.data[at + 4]))
			continue;
		at += 4;
		end = memchr(head.data + at, '>', head.len - at < META_LENGTH ? head.len - at : META_LENGTH);
		if (end != NULL)
			read_meta(names, gr_slice_sub(head, at, (size_t) (end - head.data)));
	}
}
