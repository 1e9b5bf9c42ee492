#include "citation_parts.h"

#include "han.h"

/* Bytes of a title; what is not closed by then lost its 》. */
#define TITLE_LIMIT ((size_t) 600)

/* 《》 inside 《》. */
#define TITLE_DEPTH 4

/* Bytes of a title without marks, and of a short name. */
#define UNMARKED_LIMIT ((size_t) 90)
#define SHORT_NAME_LIMIT ((size_t) 90)

/* Bytes of （试行） and its kin. */
#define SUFFIX_LIMIT ((size_t) 36)

#define TITLE_OPENS 0x300Au
#define TITLE_CLOSES 0x300Bu

/* The offset of the 》 that closes the title whose 《 stands at "from", or of where it gives up, *closed false. */
static size_t
end_of_title(gr_slice text, size_t from, bool *closed)
{
	size_t		limit = text.len - from < TITLE_LIMIT ? text.len : from + TITLE_LIMIT;
	/* The last character before the limit may end behind it. */
	gr_slice	words = gr_slice_sub(text, 0, text.len - limit < 2 ? text.len : limit + 2);
	size_t		at = from + strlen("《");
	int			depth = 1;

	*closed = false;
	while ((at = gr_skip_han(words, at)) < limit)
	{
		size_t		after;
		uint32_t	c = gr_sign_at(text, at, &after);

		if (c == TITLE_OPENS && ++depth > TITLE_DEPTH)
			return at;
		if (c == TITLE_CLOSES && --depth == 0)
		{
			*closed = true;
			return at;
		}
		if (c == '\n')
			return at;
		at = after;
	}
	return at;
}

/* Where a title without 》 can have ended at most: its words are not known. */
static size_t
end_of_open_title(gr_slice text, size_t from, size_t limit)
{
	size_t		at = from;

	while (at < limit)
	{
		size_t		after;
		uint32_t	c = gr_sign_at(text, at, &after);

		/* Folded: ， ; ： ( ) and 。 、 。 */
		if (c == ',' || c == ';' || c == ':' || c == '(' || c == ')' || c == '\n' || c == 0x3002 || c == 0x3001 || c == 0x3009 ||
			(at > from && c == TITLE_OPENS))
			break;
		at = after;
	}
	return at;
}

/* The words of 《《…》》 are inside both. */
static gr_stretch
words_of_title(gr_slice text, size_t from, size_t to)
{
	gr_stretch	title = {from, to};
	size_t		after;
	size_t		before;

	for (int i = 0; i < TITLE_DEPTH && title.from < title.to; i++)
	{
		size_t		end;
		bool		closed;

		if (gr_sign_at(text, title.from, &after) != TITLE_OPENS || gr_sign_before(text, from, title.to, &before) != TITLE_CLOSES)
			break;
		end = end_of_title(text, title.from, &closed);
		if (!closed || end != before)
			break;
		title.from = after;
		title.to = before;
	}
	return title;
}

/* Whether one of the words of end_of_suffix() begins with the character. */
static bool
begins_suffix(uint32_t c)
{
	switch (c)
	{
		case 0x8BD5:			/* 试 */
		case 0x6682:			/* 暂 */
		case 0x4FEE:			/* 修 */
		case 0x5F81:			/* 征 */
		case 0x9001:			/* 送 */
		case 0x8349:			/* 草 */
		case 0x5E74:			/* 年 */
		case 0x7248:			/* 版 */
			return true;
	}
	return false;
}

/* （试行）, (2020年), （2024版） right behind a title. */
static size_t
end_of_suffix(gr_slice text, size_t at)
{
	static const char *const words[] = {"试行", "暂行", "修订", "修正", "征求意见", "送审", "草案", "年)", "版)", "年版", "年本", NULL};
	size_t		limit = text.len - at < SUFFIX_LIMIT ? text.len : at + SUFFIX_LIMIT;
	size_t		place;
	bool		found = false;

	if (gr_sign_at(text, at, &place) != '(')
		return at;
	while (place < limit)
	{
		size_t		after = place;
		uint32_t	c = gr_sign_at(text, place, &place);

		if (c == ')')
			return found ? place : at;
		found = found || (begins_suffix(gr_simplify(c)) && gr_take_any_word(text, &after, words));
	}
	return at;
}

#define NAMING_LIST(X) X("以下简称") X("以下统称") X("以下称") X("简称") X("下称") X("统称")

#define BEHIND(word) word,
#define BEFORE(word) GR_ENDING(word),
static const char *const naming[] = {NAMING_LIST(BEHIND) NULL};
static const gr_slice naming_before[] = {NAMING_LIST(BEFORE) GR_NO_ENDING};

/* 以下简称 at "at", with the sign that comes first. */
static bool
take_naming(gr_slice text, size_t *at)
{
	size_t		place = *at;
	size_t		after;
	uint32_t	c = gr_sign_behind_blanks(text, &place, &after);

	if (c == '(' || c == ',' || c == ';' || c == ':')
	{
		place = after;
		c = gr_sign_behind_blanks(text, &place, &after);
	}
	c = gr_simplify(c);
	/* 以 简 下 统 */
	if ((c != 0x4EE5 && c != 0x7B80 && c != 0x4E0B && c != 0x7EDF) || !gr_take_any_word(text, &place, naming))
		return false;
	gr_take_word(text, &place, "为");
	gr_take_word(text, &place, "：");
	gr_take_word(text, &place, "新");
	*at = gr_skip_blanks(text, place);
	return true;
}

/* The short name at "at", in marks or, inside brackets, without. */
static bool
read_short_name(gr_slice text, size_t at, gr_raw_citation *c)
{
	size_t		limit = text.len - at < SHORT_NAME_LIMIT ? text.len : at + SHORT_NAME_LIMIT;
	size_t		after;
	bool		marked = false;

	c->whole.from = c->whole.to = at;
	while (at < limit && gr_is_quote(gr_sign_at(text, at, &after)))
	{
		marked = true;
		at = after;
	}
	c->title.from = at;
	while (at < limit)
	{
		uint32_t	sign = gr_sign_at(text, at, &after);

		if (gr_is_quote(sign) || sign == ')')
			break;
		if (!gr_is_han(sign) && !(sign >= '0' && sign <= '9'))
			return false;
		at = after;
	}
	c->title.to = at;
	if (at == c->title.from || at >= limit)
		return false;
	while (marked && gr_is_quote(gr_sign_at(text, at, &after)))
		at = after;
	/* Without marks a name of one or two signs would be found in any word. */
	if (!marked && c->title.to - c->title.from < 6)
		return false;
	c->kind = GR_CITATION_ABBREVIATION;
	c->whole.to = at;
	c->number = c->organ = (gr_stretch) {at, at};
	return true;
}

/* The number behind a title, in brackets or right there; "c" is the title's citation. */
static void
bind_number(const gr_citation_text *t, gr_raw_citation *c)
{
	gr_citation_text rest = *t;
	gr_raw_citation number;
	size_t		at = c->whole.to;
	size_t		inside;
	uint32_t	sign = gr_sign_behind_blanks(t->text, &at, &inside);
	bool		brackets = gr_opens_bracket(sign);

	if (brackets)
		at = gr_skip_blanks(t->text, inside);
	else if (!gr_is_han(sign) && (sign < '0' || sign > '9'))
		return;
	gr_citation_clear(&number);
	rest.taken = at;
	if (!gr_citation_number_at(&rest, at, &number) || number.whole.from != at)
		return;
	number.title = c->title;
	number.damaged = number.damaged || c->damaged;
	number.whole.from = c->whole.from;
	if (brackets && gr_closes_bracket(gr_sign_at(t->text, gr_skip_blanks(t->text, number.whole.to), &inside)))
		number.whole.to = inside;
	*c = number;
}

bool
gr_citation_title(const gr_citation_text *t, size_t at, gr_raw_citation *c, gr_raw_citation *short_name)
{
	size_t		from = at + strlen("《");
	size_t		place;
	bool		closed;
	size_t		end = end_of_title(t->text, at, &closed);

	short_name->whole.from = short_name->whole.to = 0;
	c->kind = GR_CITATION_TITLE;
	c->whole.from = at;
	if (!closed)
	{
		end = end_of_open_title(t->text, from, end);
		if (end == from)
			return false;
		c->damaged = true;
		/* 《…〉: the wrong mark closes it. */
		if (gr_sign_at(t->text, end, &place) == 0x3009)
		{
			c->title = (gr_stretch) {from, end};
			end = place;
		}
		c->whole.to = end;
		return true;
	}
	c->title = words_of_title(t->text, from, end);
	if (c->title.from >= c->title.to)
		return false;
	c->whole.to = end_of_suffix(t->text, end + strlen("》"));
	bind_number(t, c);
	place = c->whole.to;
	if (!take_naming(t->text, &place) || !read_short_name(t->text, place, short_name))
		short_name->whole.from = short_name->whole.to = 0;
	return true;
}

static bool
may_end_naming(uint32_t c)
{
	return c == 0x79F0 || c == 0x4E3A || c == 0x65B0;
}

/* Where the title begins that 以下简称 in front of "at" shortens; "at" where there is none. */
static size_t
unmarked_title_before(const gr_citation_text *t, size_t at)
{
	size_t		place = at;
	size_t		before;
	size_t		found = at;

	/* Nearly no title has 称, or 为 or 新 behind it, right before. */
	if (!may_end_naming(gr_sign_before(t->text, t->taken, at, &before)))
		return at;
	gr_back_over_word(t->text, t->taken, &place, "新");
	gr_back_over_word(t->text, t->taken, &place, "为");
	if (!gr_back_over_any_word(t->text, t->taken, &place, naming_before) || gr_sign_before(t->text, t->taken, place, &place) != '(')
		return at;
	/* Its first words are known, as those of few titles are. */
	while (at - place < UNMARKED_LIMIT && gr_is_han(gr_sign_before(t->text, t->taken, place, &before)))
	{
		size_t		first = place;

		if (gr_back_over_word(t->text, t->taken, &first, "中华人民共和国"))
			found = first;
		place = before;
	}
	return found;
}

bool
gr_citation_unmarked_title(const gr_citation_text *t, size_t at, gr_raw_citation *c, gr_raw_citation *short_name)
{
	size_t		from = unmarked_title_before(t, at);
	size_t		end = from;
	size_t		place;
	size_t		after;

	if (from == at)
		return false;
	while (gr_is_han(gr_sign_at(t->text, end, &after)))
		end = after;
	place = end;
	if (!take_naming(t->text, &place) || !read_short_name(t->text, place, short_name))
		return false;
	c->kind = GR_CITATION_TITLE;
	c->whole = c->title = (gr_stretch) {from, end};
	return true;
}
