#include "chapters.h"

#include "fold.h"
#include "utf8.h"

const gr_chapter_info gr_chapters[GR_CHAPTERS] = {
#define GR_CHAPTER(name, key, number, table, zh, en) {key, zh, en, number, GR_TABLE_##table},
#include "chapters.def"
};

const gr_chapter_title gr_chapter_titles[] = {
#define GR_CHAPTER_TITLE(essence, chapter) {essence, sizeof(essence) - 1, GR_CHAPTER_##chapter},
#include "chapters.def"
};

const size_t gr_chapter_title_count = sizeof(gr_chapter_titles) / sizeof(gr_chapter_titles[0]);

int
gr_chapter_by_key(gr_slice key)
{
	for (int c = 0; c < GR_CHAPTERS; c++)
		if (gr_slice_equal(key, gr_slice_cstring(gr_chapters[c].key)))
			return c;
	return GR_CHAPTER_NONE;
}

/* By the last byte of the character. */
static bool
may_begin_filler(char last)
{
	const uint64_t beginnings = 0
#define GR_CHAPTER_FILLER(words) | UINT64_C(1) << (words[2] & 63)
#include "chapters.def"
	;

	return (beginnings >> (last & 63) & 1) != 0;
}

/* Bytes of the longest filler at the start of text, which is whole Han characters; 0 for none. */
static size_t
filler_at(gr_slice text)
{
	static const struct
	{
		char		words[24];
		unsigned char len;
	}			fillers[] = {
#define GR_CHAPTER_FILLER(words) {words, sizeof(words) - 1},
#include "chapters.def"
	};

	if (!may_begin_filler(text.data[2]))
		return 0;
	for (size_t i = 0; i < sizeof(fillers) / sizeof(fillers[0]); i++)
		/* Most first characters differ in their last byte. */
		if (text.data[2] == fillers[i].words[2] && text.len >= fillers[i].len && memcmp(text.data, fillers[i].words, fillers[i].len) == 0)
			return fillers[i].len;
	return 0;
}

/* Letters, with the marks of tones or without. */
static bool
is_letter(uint32_t c)
{
	return (c >= 'a' && c <= 'z') || (c >= 0x00E0 && c <= 0x01DC);
}

/* Behind the pronunciation that begins at p, as in 國(guó); NULL where none does. */
static const char *
skip_gloss(const char *p, const char *end)
{
	const char *begin = p;

	while (p < end)
	{
		size_t		length;
		uint32_t	c = gr_fold_next(p, end, &length);

		if (c == ')' && p > begin)
			return p + length;
		if (!is_letter(c))
			return NULL;
		p += length;
	}
	return NULL;
}

/* The Han characters of a title, up to a bracket, and whether any of them is traditional; 0 where they are too many. */
static size_t
han_characters(gr_slice title, bool simplify, char *to, bool *traditional)
{
	const char *end = title.data + title.len;
	size_t		count = 0;
	size_t		after;

	for (size_t at = 0; at < title.len; at = after)
	{
		uint32_t	c = gr_sign_at(title, at, &after);
		uint32_t	simple;

		if (c == '(' && skip_gloss(title.data + after, end) != NULL)
		{
			after = (size_t) (skip_gloss(title.data + after, end) - title.data);
			continue;
		}
		if (c == '(' || c == 0x3014)
			break;
		if (!gr_is_han(c))
			continue;
		if (count + 3 > GR_ESSENCE_LIMIT)
			return 0;
		simple = gr_simplify(c);
		*traditional = *traditional || simple != c;
		if (simplify)
			c = simple;
		/* 其它 is 其他. */
		if (c == 0x5B83)
			c = 0x4ED6;
		gr_utf8_write_three(to + count, c);
		count += 3;
	}
	return count;
}

static size_t
essence_of(gr_slice title, bool simplify, char essence[GR_ESSENCE_LIMIT], bool *traditional)
{
	char		han[GR_ESSENCE_LIMIT];
	gr_slice	rest = {han, han_characters(title, simplify, han, traditional)};
	size_t		count = 0;

	/* 2020年度… */
	if (rest.len > 3 && gr_slice_starts(rest, GR_SLICE("年")) && gr_starts_word(title, "20", &count))
		rest = gr_slice_sub(rest, gr_slice_starts(rest, GR_SLICE("年度")) ? 6 : 3, rest.len);
	count = 0;
	while (rest.len > 0)
	{
		size_t		length = filler_at(rest);

		if (length == 0)
		{
			length = 3;
			memcpy(essence + count, rest.data, 3);
			count += 3;
		}
		rest = gr_slice_sub(rest, length, rest.len);
	}
	return count;
}

size_t
gr_title_essence(gr_slice title, char essence[GR_ESSENCE_LIMIT])
{
	bool		traditional = false;

	return essence_of(title, true, essence, &traditional);
}

/* A word of Han characters: few share the third byte of its first. */
static bool
has_word(gr_slice text, gr_slice word)
{
	return gr_slice_find(text, 0, word, 2) != GR_NOT_FOUND;
}

int
gr_chapter_of_essence(gr_slice essence)
{
	static const struct
	{
		gr_slice	first;
		gr_slice	second;
		int			chapter;
	}			pairs[] = {
#define GR_CHAPTER_PAIR(first, second, chapter) {{first, sizeof(first) - 1}, {second, sizeof(second) - 1}, GR_CHAPTER_##chapter},
#include "chapters.def"
	};
	size_t		low = 0;
	size_t		high = gr_chapter_title_count;

	if (essence.len == 0)
		return GR_CHAPTER_NONE;
	while (low < high)
	{
		size_t		middle = low + (high - low) / 2;
		int			order = gr_slice_compare(gr_slice_make(gr_chapter_titles[middle].essence, gr_chapter_titles[middle].len), essence);

		if (order == 0)
			return gr_chapter_titles[middle].chapter;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++)
		if (has_word(essence, pairs[i].first) && has_word(essence, pairs[i].second))
			return pairs[i].chapter;
	return GR_CHAPTER_NONE;
}

/* The same for titles of one essence, which is whole Han characters. */
static uint32_t
mark_of(gr_slice essence)
{
	uint32_t	mark = UINT32_C(2166136261);

	for (size_t i = 0; i + 3 <= essence.len; i += 3)
		mark = (mark ^ gr_han_at(essence.data + i)) * UINT32_C(16777619);
	return mark;
}

int
gr_chapter_of_title_plain(gr_slice title, uint32_t *mark)
{
	char		essence[GR_ESSENCE_LIMIT];
	bool		traditional = false;
	size_t		length = essence_of(title, false, essence, &traditional);
	int			chapter = gr_chapter_of_essence(gr_slice_make(essence, length));

	/* Few titles are in traditional characters. */
	if (chapter == GR_CHAPTER_NONE && length > 0 && traditional)
	{
		length = essence_of(title, true, essence, &traditional);
		chapter = gr_chapter_of_essence(gr_slice_make(essence, length));
	}
	*mark = mark_of(gr_slice_make(essence, length));
	return chapter;
}

int
gr_chapter_of_title(gr_slice title, uint32_t *mark)
{
	static const struct
	{
		gr_slice	title;
		gr_slice	essence;
		int			chapter;
	}			usual[] = {
#define GR_CHAPTER_USUAL(title, essence, chapter) {{title, sizeof(title) - 1}, {essence, sizeof(essence) - 1}, GR_CHAPTER_##chapter},
#include "chapters.def"
	};

	for (size_t i = 0; i < sizeof(usual) / sizeof(usual[0]); i++)
		if (gr_slice_equal(title, usual[i].title))
		{
			*mark = mark_of(usual[i].essence);
			return usual[i].chapter;
		}
	return gr_chapter_of_title_plain(title, mark);
}

/* Whether a title of the forms may begin with the character: by its last bits, which few others have. */
static bool
may_begin_title(uint32_t c)
{
	const uint64_t beginnings = 0
#define GR_CHAPTER(name, key, number, table, zh, en) | (uint64_t) (GR_CHAPTER_##name < GR_STATUTORY_CHAPTERS) << (zh[2] & 63)
#include "chapters.def"
	;

	return (beginnings >> (c & 63) & 1) != 0;
}

int
gr_chapter_at(gr_slice text, size_t *length)
{
	static const char *const titles[] = {
#define GR_CHAPTER(name, key, number, table, zh, en) [GR_CHAPTER_##name] = GR_CHAPTER_##name < GR_STATUTORY_CHAPTERS ? zh : NULL,
#include "chapters.def"
	};
	size_t		after;
	uint32_t	first = gr_simplify(gr_sign_at(text, 0, &after));

	if (may_begin_title(first))
		for (int c = 0; c < GR_STATUTORY_CHAPTERS; c++)
			if (first == gr_han_at(titles[c]) && gr_starts_word(text, titles[c], length))
				return c;
	return GR_CHAPTER_NONE;
}
