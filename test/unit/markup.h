/*
 * markup.h
 *		Whether what we write as SVG and HTML is that: elements closed in order, nothing broken out.
 */
#ifndef GR_TEST_MARKUP_H
#define GR_TEST_MARKUP_H

#include "sample.h"
#include "utf8.h"

#define MARKUP_DEPTH 24

static TAP_UNUSED int
occurrences(const text *t, const char *word)
{
	int			n = 0;

	for (const char *p = t->data; p != NULL && (p = strstr(p, word)) != NULL; p += strlen(word))
		n++;
	return n;
}

static TAP_UNUSED bool
is_reference(const char *p)
{
	static const char *const references[] = {"&amp;", "&lt;", "&gt;", "&quot;", "&#39;"};

	for (size_t i = 0; i < sizeof(references) / sizeof(references[0]); i++)
		if (strncmp(p, references[i], strlen(references[i])) == 0)
			return true;
	return false;
}

/* The end of a tag, whose attributes must be quoted and hold no "<"; NULL where they do not. */
static TAP_UNUSED const char *
tag_end(const char *p)
{
	for (; *p != '>'; p++)
	{
		if (*p == '"')
		{
			p += 1 + strcspn(p + 1, "\"<");
			if (*p != '"')
				return NULL;
		}
		else if (*p == '<' || *p == '\0' || *p == '\'')
			return NULL;
	}
	return p;
}

/* One root element of that name, every element closed in order, "meta" aside; references those of XML; no controls. */
static TAP_UNUSED bool
well_formed(const text *t, const char *root)
{
	const char *open[MARKUP_DEPTH];
	size_t		length[MARKUP_DEPTH];
	int			depth = 0;
	int			roots = 0;

	if (t->len == 0 || gr_utf8_valid_prefix(text_slice(t)) != t->len || strlen(t->data) != t->len)
		return false;
	for (const char *p = strncmp(t->data, "<!DOCTYPE html>", 15) == 0 ? t->data + 15 : t->data; *p != '\0'; p++)
	{
		const char *name = p + 1;
		size_t		n;

		if (((unsigned char) *p < 0x20 && *p != '\n' && *p != '\t' && *p != '\r') || (*p == '&' && !is_reference(p)))
			return false;
		if (*p != '<')
			continue;
		if (*name == '/')
		{
			n = strcspn(name + 1, ">");
			if (depth == 0 || n != length[--depth] || memcmp(open[depth], name + 1, n) != 0)
				return false;
			p = name + n + 1;
			continue;
		}
		n = strcspn(name, " />");
		p = tag_end(name + n);
		if (p == NULL || depth == MARKUP_DEPTH)
			return false;
		if (depth == 0 && (roots++ > 0 || n != strlen(root) || memcmp(name, root, n) != 0))
			return false;
		if (p[-1] == '/' || (n == 4 && memcmp(name, "meta", 4) == 0))
			continue;
		open[depth] = name;
		length[depth++] = n;
	}
	return depth == 0 && roots == 1;
}

#endif							/* GR_TEST_MARKUP_H */
