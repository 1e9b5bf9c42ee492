#include "contents_sentence.h"

#include "bits.h"
#include "enumerator.h"
#include "fold.h"

/* It stands at the beginning of a report. */
#define PARAGRAPHS 8

/* Bytes of a paragraph that are looked at, and of the parts that the sentence names. */
#define TEXT_LIMIT 4096
#define LIST_LIMIT 600

/* Numbers of parts in a paragraph that are looked behind: 提出部分问题 is none. */
#define TRIES 4

/* Commas inside the title of a chapter, at most one less. */
#define JOINED_PIECES 3

/* The number that ends at "to" (六, 十一, 6), and where it begins; 0 where there is none. */
static int
number_before(gr_slice text, size_t to, size_t *from)
{
	int			tens = 0;
	int			ones = 0;
	bool		ten = false;

	*from = to;
	for (int count = 0; *from > 0 && count < 3; count++)
	{
		size_t		at = *from - 1;
		size_t		length;
		uint32_t	c;
		int			digit;

		while (at > 0 && ((unsigned char) text.data[at] & 0xC0) == 0x80)
			at--;
		c = gr_fold_next(text.data + at, text.data + text.len, &length);
		digit = c >= '0' && c <= '9' ? (int) (c - '0') : gr_chinese_digit(c);
		if (digit < 0 || (count > 0 && !ten && c > '9' && digit != 10))
			break;
		*from = at;
		if (count == 0 && digit < 10)
			ones = digit;
		else
			tens = digit == 10 ? 1 : digit;
		ten = digit == 10;
	}
	return tens * 10 + ones;
}

static bool
is_border(uint32_t c)
{
	return c == 0x3001 || c == ',' || c == ';' || c == ' ';
}

/* The offset of the next border at or after "at", and of what stands behind it. */
static size_t
end_of_piece(gr_slice list, size_t at, size_t *next)
{
	while (at < list.len)
	{
		size_t		length;
		uint32_t	c = gr_fold_next(list.data + at, list.data + list.len, &length);

		*next = at + length;
		if (is_border(c))
			return at;
		at += length;
	}
	*next = at;
	return at;
}

static void
add_chapter(gr_contents_sentence *s, int chapter, int *before)
{
	s->named |= UINT32_C(1) << chapter;
	s->most++;
	s->fewest += chapter != *before;
	*before = chapter;
}

/* The last two parts may have a word between them in place of a comma; where the two together were taken for one chapter, they must be two. */
static bool
add_last_two(gr_contents_sentence *s, gr_slice piece, int together, int *before)
{
	static const gr_slice words[] = {{"以及", 6}, {"及", 3}, {"和", 3}};
	uint32_t	mark;

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		for (size_t at = 0; (at = gr_slice_find(piece, at, words[i], 1)) != GR_NOT_FOUND; at++)
		{
			int			first = gr_chapter_of_title(gr_slice_sub(piece, 0, at), &mark);
			int			second = gr_chapter_of_title(gr_slice_sub(piece, at + words[i].len, piece.len), &mark);

			if (first == GR_CHAPTER_NONE || second == GR_CHAPTER_NONE || (together != GR_CHAPTER_NONE && first == second))
				continue;
			add_chapter(s, first, before);
			add_chapter(s, second, before);
			return true;
		}
	return false;
}

/* Whether a list is one of chapters from its first word to its last. */
static bool
read_list(gr_contents_sentence *s, gr_slice list)
{
	int			before = GR_CHAPTER_NONE;

	s->named = 0;
	s->fewest = 0;
	s->most = 0;
	while (list.len > 0)
	{
		size_t		end = 0;
		size_t		next = 0;
		int			chapter = GR_CHAPTER_NONE;
		uint32_t	mark;

		/* A comma may stand inside a title: then the words up to the next one are looked at, too. */
		for (int pieces = 0; pieces < JOINED_PIECES && chapter == GR_CHAPTER_NONE && next < list.len; pieces++)
		{
			end = end_of_piece(list, next, &next);
			if (end > 0)
				chapter = gr_chapter_of_title(gr_slice_sub(list, 0, end), &mark);
		}
		/* 存在的问题及改进情况和其他事项, at the end of the list, has the words of a chapter as well. */
		if (end > 0 && !((chapter == GR_CHAPTER_NONE || next == list.len) && add_last_two(s, gr_slice_sub(list, 0, end), chapter, &before)))
		{
			if (chapter == GR_CHAPTER_NONE)
				return false;
			add_chapter(s, chapter, &before);
		}
		list = gr_slice_sub(list, next, list.len);
	}
	return s->most > 1;
}

/* Looks for the words that open the list, from the beginning of the sentence on. */
static bool
read_sentence(gr_contents_sentence *s, gr_slice sentence, size_t *list_from)
{
	static const gr_slice openers[] = {{"由", 3}, {"包括", 6}, {"包含", 6}, {"分为", 6}, {"分成", 6}};

	for (size_t i = 0; i < sizeof(openers) / sizeof(openers[0]); i++)
		for (size_t at = 0; (at = gr_slice_find(sentence, at, openers[i], 2)) != GR_NOT_FOUND; at++)
		{
			*list_from = at + openers[i].len;
			if (sentence.len - *list_from <= LIST_LIMIT && read_list(s, gr_slice_sub(sentence, *list_from, sentence.len)))
				return true;
		}
	return false;
}

/* Cuts the word off the end of a text. */
static bool
cut_end(gr_slice *text, gr_slice word)
{
	bool		ends = text->len > word.len && gr_slice_ends(*text, word);

	text->len -= ends ? word.len : 0;
	return ends;
}

static gr_status
read_paragraph(void *context, const gr_paragraph *paragraph)
{
	gr_contents_sentence *s = context;
	gr_slice	text = paragraph->text;
	gr_slice	part = GR_SLICE("部分");
	gr_slice	of = GR_SLICE("个");
	int			tries = 0;

	if (s->found || s->paragraphs == PARAGRAPHS || paragraph->kind != GR_PARAGRAPH_PROSE)
		return GR_OK;
	s->paragraphs++;
	if (text.len > TEXT_LIMIT)
		text.len = TEXT_LIMIT;
	for (size_t at = 0, begin = 0; tries < TRIES && (at = gr_slice_find(text, at, part, 1)) != GR_NOT_FOUND; at += part.len)
	{
		size_t		stop;
		size_t		number_at = at;
		size_t		list_from;
		gr_slice	sentence;
		bool		such;

		while ((stop = gr_slice_find(gr_slice_sub(text, 0, at), begin, GR_SLICE("。"), 2)) != GR_NOT_FOUND)
			begin = stop + 3;
		if (number_at >= of.len && memcmp(text.data + number_at - of.len, of.data, of.len) == 0)
			number_at -= of.len;
		s->stated = number_before(text, number_at, &number_at);
		if (s->stated == 0)
			continue;
		tries++;
		if (number_at < begin || number_at - begin > 2 * LIST_LIMIT)
			continue;
		sentence = gr_slice_sub(text, begin, number_at);
		cut_end(&sentence, GR_SLICE("共"));
		such = cut_end(&sentence, GR_SLICE("等"));
		/* 总体情况、主动公开等六部分 does not name all of them. */
		if (!read_sentence(s, sentence, &list_from) || (such && s->most < s->stated))
			continue;
		s->found = true;
		s->from = gr_paragraph_source(paragraph, begin + list_from);
		s->to = gr_paragraph_source(paragraph, at + part.len);
		return GR_OK;
	}
	return GR_OK;
}

gr_prose_sink
gr_contents_sink(gr_contents_sentence *contents)
{
	gr_prose_sink sink = {.paragraph = read_paragraph, .context = contents};

	return sink;
}

bool
gr_contents_differ(const gr_contents_sentence *s, const gr_section *sections, size_t count)
{
	/* Appended tables are no part that a sentence names. */
	uint32_t	appended = UINT32_C(1) << GR_CHAPTER_APPENDIX;
	uint32_t	headed = 0;

	for (size_t i = 0; i < count; i++)
		if (sections[i].chapter != GR_CHAPTER_NONE)
			headed |= UINT32_C(1) << sections[i].chapter;
	headed &= ~appended;
	/* One chapter and no more is an excerpt. */
	if (!s->found || gr_count_bits(headed) < 2)
		return false;
	return (s->named & ~appended) != headed || s->stated < s->fewest || s->stated > s->most;
}
