#include "facts_plain.h"

#include "fold.h"
#include "rare.h"

/* Of the radicals that have no folding those that simplified characters look like, ascending. */
static const struct
{
	uint16_t	radical;
	uint16_t	character;
}			simplified_radicals[] = {
	{0x2EA0, 0x6C11}, {0x2EC5, 0x89C1}, {0x2EC8, 0x8BA0}, {0x2EC9, 0x8D1D}, {0x2ECB, 0x8F66}, {0x2ED3, 0x957F},
	{0x2ED4, 0x95E8}, {0x2ED8, 0x9752}, {0x2EDA, 0x9875}, {0x2EDB, 0x98CE}, {0x2EDC, 0x98DE}, {0x2EDD, 0x98DF},
	{0x2EE2, 0x9A6C}, {0x2EE3, 0x9AA8}, {0x2EE5, 0x9C7C}, {0x2EE6, 0x9E1F}, {0x2EE8, 0x9EA6}, {0x2EE9, 0x9EC4},
	{0x2EEC, 0x9F50}, {0x2EF0, 0x9F99},
};

/* The Han character that a radical stands for, or 0. */
GR_RARE static uint32_t
character_of(uint32_t c)
{
	if (c < 0x2E80 || c > 0x2FDF)
		return 0;
	for (size_t i = 0; i < sizeof(simplified_radicals) / sizeof(simplified_radicals[0]); i++)
		if (simplified_radicals[i].radical == c)
			return simplified_radicals[i].character;
	return gr_is_han(gr_fold(c)) ? gr_fold(c) : 0;
}

static bool
prints_nothing(uint32_t c)
{
	return (c >= 0x200B && c <= 0x200F) || c == 0x2060 || c == 0xFEFF || c == 0x00AD || c == 0x180E;
}

/* Whether one blank stands there, Han characters at both sides. */
static bool
parts_characters(gr_slice text, size_t at, size_t length, uint32_t c)
{
	return c != '\n' && c != '\r' && gr_fold(c) == ' ' && at >= 3 && gr_starts_han((unsigned char) text.data[at - 3]) && gr_has_han_at(text, at + length);
}

GR_RARE bool
gr_is_disguise(gr_slice text, size_t at, size_t length)
{
	uint32_t	c = gr_utf8_next(text.data + at, text.data + at + length, &length);

	return prints_nothing(c) || character_of(c) != 0 || parts_characters(text, at, length, c);
}

/* The whole of each citation, whose bounds are those of the plain text that begin there or behind. */
static void
move_citations(gr_plain_text *plain, size_t *next, size_t at)
{
	gr_raw_citations *c = &plain->citations;

	while (*next < 2 * c->count)
	{
		gr_stretch *whole = &c->citations[*next / 2].whole;
		size_t	   *bound = *next % 2 == 0 ? &whole->from : &whole->to;

		if (*bound > at)
			return;
		*bound = plain->text.len;
		++*next;
	}
}

GR_RARE bool
gr_plain_text_make(gr_arena *arena, gr_slice paragraph, const gr_raw_citations *citations, gr_plain_text *plain)
{
	char	   *text = gr_arena_alloc(arena, paragraph.len + 1);
	size_t		count = citations == NULL ? 0 : citations->count;
	size_t		bound = 0;
	size_t		length;

	plain->source = gr_arena_alloc(arena, (paragraph.len + 1) * sizeof(*plain->source));
	plain->citations = (gr_raw_citations) {gr_arena_alloc(arena, (count + 1) * sizeof(gr_raw_citation)), count, count};
	if (text == NULL || plain->source == NULL || plain->citations.citations == NULL)
		return false;
	if (count > 0)
		memcpy(plain->citations.citations, citations->citations, count * sizeof(gr_raw_citation));
	plain->text = gr_slice_make(text, 0);
	plain->source[0] = 0;
	for (size_t at = 0; at < paragraph.len; at += length)
	{
		uint32_t	c = gr_utf8_next(paragraph.data + at, paragraph.data + paragraph.len, &length);
		uint32_t	character = character_of(c);

		move_citations(plain, &bound, at);
		if (prints_nothing(c) || parts_characters(paragraph, at, length, c))
			continue;
		memcpy(text + plain->text.len, paragraph.data + at, length);
		/* Both are characters of three bytes. */
		if (character != 0)
		{
			text[plain->text.len] = (char) (0xE0 | character >> 12);
			text[plain->text.len + 1] = (char) (0x80 | (character >> 6 & 0x3F));
			text[plain->text.len + 2] = (char) (0x80 | (character & 0x3F));
		}
		for (size_t i = 0; i < length; i++)
			plain->source[plain->text.len++] = (unsigned short) (at + i);
	}
	plain->source[plain->text.len] = (unsigned short) paragraph.len;
	move_citations(plain, &bound, paragraph.len);
	return true;
}

gr_stretch
gr_plain_text_source(const gr_plain_text *plain, size_t from, size_t to)
{
	return (gr_stretch) {plain->source[from], to > from ? (size_t) plain->source[to - 1] + 1 : plain->source[from]};
}
