#include "facts_tokens.h"

#include "facts_plain.h"
#include "fold.h"
#include "guess.h"
#include "rare.h"
#include "utf8.h"

/* Bytes in which the end of a quotation or a title is looked for. */
#define QUOTE_LIMIT 360

/* Bytes in which the next figure is looked for at once, so that looking is linear where a sentence is read in parts. */
#define AHEAD 512

/* Bytes before a figure in which its sentence may begin. */
#define BACK_LIMIT 3000

void
gr_fact_reader_init(gr_fact_reader *r, gr_slice paragraph, const gr_beginnings *beginnings, const gr_raw_citations *citations)
{
	r->text = paragraph;
	r->beginnings = beginnings;
	r->citations = citations;
	r->citation = 0;
	r->skimmed.from = 0;
	r->skimmed.end = 0;
	r->quoted_to = 0;
	r->disguised = false;
	memset(r->searched, 0, sizeof(r->searched));
}

static bool
ends_sentence(gr_slice text, size_t at)
{
	switch ((unsigned char) text.data[at])
	{
		case '\n':
		case '!':
			return true;
		case 0xE3:
			return gr_slice_starts(gr_slice_sub(text, at, text.len), GR_SLICE("。"));
		case 0xEF:
			return gr_slice_starts(gr_slice_sub(text, at, text.len), GR_SLICE("！")) || gr_slice_starts(gr_slice_sub(text, at, text.len), GR_SLICE("？"));
	}
	return false;
}

/* Whether a negation goes on as one that states a zero can. */
GR_RARE static bool
negates(const gr_fact_reader *r, size_t at)
{
	const gr_fact_word *w = gr_fact_word_at(r->text, at);

	if (w == NULL || w->class != GR_WORD_NEGATION)
		return false;
	at += w->len;
	w = at < r->text.len ? gr_fact_word_at(r->text, at) : NULL;
	/* 行政诉讼无。 */
	return w != NULL || at == r->text.len || (unsigned char) r->text.data[at] == 0xE3 || (unsigned char) r->text.data[at] == 0xEF;
}

/* The first figure, or negation, at or after "at", or where it was given up. */
static size_t
next_candidate(gr_fact_reader *r, size_t at, size_t limit, bool *found)
{
	const unsigned char *data = (const unsigned char *) r->text.data;
	size_t		len = r->text.len;
	size_t		stop = len - at > limit ? at + limit : len;

	*found = false;
	while ((at = gr_beginning_next(r->beginnings, GR_BEGINS_FIGURE, at, stop)) < stop)
	{
		unsigned char c = data[at];

		/* 未 无 没 are E6, 零 is E9, ０ EF, 〇 ○ E3 E2. */
		if (c >= 0xE4 && c <= 0xE7 && c != 0xE6 && gr_figure_is_lone(r->text, at))
		{
			at += 3;
			continue;
		}
		if (gr_figure_begins(r->text, at))
		{
			gr_fact_figure  *f = &r->skimmed;

			gr_figure_skim(r->text, at, f);
			/* 均为零: the figure is none, but the word is. */
			*found = f->kind == GR_FIGURE_QUANTITY || f->kind == GR_FIGURE_BARE || (c == 0xE9 && memcmp(data + at, "零", 3) == 0);
			if (*found)
				return at;
			at = f->end;
		}
		else if ((*found = negates(r, at)))
			return at;
		else
			at += gr_utf8_length(c);
	}
	return at < len ? at : len;
}

size_t
gr_fact_next_sentence(gr_fact_reader *r, size_t at, size_t limit, bool *found)
{
	size_t		candidate = next_candidate(r, at, limit, found);
	size_t		from = candidate - at > BACK_LIMIT ? candidate - BACK_LIMIT : at;
	size_t		end;

	if (!*found)
		return candidate;
	end = gr_beginning_before(r->beginnings, GR_ENDS_SENTENCE, from, candidate);
	if (end != GR_NOT_FOUND)
		return end + gr_utf8_length((unsigned char) r->text.data[end]);
	/* Not inside of a character, where the way back was too long. */
	while (from < candidate && ((unsigned char) r->text.data[from] & 0xC0) == 0x80)
		from++;
	return from;
}

/* What a quotation or title that begins here ends with, or NULL; *kind numbers it. */
static const char *
closing(uint32_t c, int *kind)
{
	switch (c)
	{
		case 0x201C:
			*kind = 0;
			return "”";
		case 0x300A:
			*kind = 1;
			return "》";
		case 0x2018:
			*kind = 2;
			return "’";
		case '"':
			*kind = 3;
			return "\"";
	}
	return NULL;
}

/* Finds the end of a quotation; each byte is looked at once per kind of mark. */
GR_RARE static void
open_quote(gr_fact_reader *r, size_t at, size_t length, const char *close, int kind)
{
	gr_slice	mark = gr_slice_cstring(close);
	size_t		from = at + length > r->searched[kind] ? at + length : r->searched[kind];
	size_t		to = r->text.len - at > QUOTE_LIMIT ? at + QUOTE_LIMIT : r->text.len;
	size_t		end = gr_slice_find(gr_slice_sub(r->text, 0, to), from, mark, mark.len - 1);

	if (end != GR_NOT_FOUND)
		r->quoted_to = end;
	else
		end = to < mark.len || to - mark.len + 1 < from ? from : to - mark.len + 1;
	r->searched[kind] = end;
}

/* Whether "at" lies in a citation. */
static bool
is_cited(gr_fact_reader *r, size_t at)
{
	const gr_raw_citations *c = r->citations;

	if (c == NULL)
		return false;
	while (r->citation < c->count && c->citations[r->citation].whole.to <= at)
		r->citation++;
	return r->citation < c->count && c->citations[r->citation].whole.from <= at;
}

static int
mark_class(uint32_t c)
{
	switch (c)
	{
		case ',':
			return GR_WORD_COMMA;
		case ';':
			return GR_WORD_SEMICOLON;
		case ':':
			return GR_WORD_COLON;
		case 0x3001:
			return GR_WORD_ENUM;
		case '(':
		case '[':
		case 0x3010:
			return GR_WORD_OPEN;
		case ')':
		case ']':
		case 0x3011:
			return GR_WORD_CLOSE;
		case '+':
			return GR_WORD_PLUS;
	}
	return -1;
}

static gr_fact_token *
add(gr_fact_sentence *s, int class, size_t from, size_t to, size_t gap)
{
	gr_fact_token *token = &s->tokens[s->count];

	gr_class_add(&s->classes, class);
	s->acting[s->acting_count] = (unsigned short) s->count++;
	s->acting_count += (gr_fact_roles[class] & GR_ROLES_THAT_ACT) != 0;
	token->class = (unsigned char) class;
	token->which = 0;
	token->from = from;
	token->to = to;
	token->gap = (unsigned short) (gap > 1000 ? 1000 : gap);
	token->year = 0;
	token->figure = -1;
	return token;
}

static inline bool
ends_month(gr_slice text, size_t at)
{
	return text.len - at >= 3 && memcmp(text.data + at, "月", 3) == 0;
}

/* The month that is written in digits before *at, which then stands before it; 0: none. */
static int
month_before(gr_slice text, size_t *at)
{
	int			month = 0;
	int			place = 1;

	for (; *at > 0 && text.data[*at - 1] >= '0' && text.data[*at - 1] <= '9' && place <= 100; place *= 10)
		month += (text.data[--*at] - '0') * place;
	return month <= 12 ? month : 0;
}

/* 1至6月, 7月—12月: whether the months that end at "at" are several, but not all twelve. */
GR_RARE static bool
ends_part_of_year(gr_slice text, size_t at)
{
	int			last = month_before(text, &at);
	int			first;

	if (last == 0 || at == 0)
		return false;
	if (text.data[at - 1] == '-')
		at--;
	else if (at >= 3 && (memcmp(text.data + at - 3, "至", 3) == 0 || memcmp(text.data + at - 3, "—", 3) == 0))
		at -= 3;
	else
		return false;
	if (gr_slice_ends(gr_slice_sub(text, 0, at), GR_SLICE("月")))
		at -= strlen("月");
	first = month_before(text, &at);
	return first > 0 && (first > 1 || last < 12);
}

/* A figure at "at": adds its token, if it is one, and returns where reading goes on. */
static size_t
read_figure(gr_fact_reader *r, gr_fact_sentence *s, size_t at, size_t *gap)
{
	gr_fact_figure *f = &s->figures[s->figure_count];
	bool		cited = is_cited(r, at);

	if (r->skimmed.from == at && r->skimmed.end > at)
		*f = r->skimmed;
	else
		gr_figure_skim(r->text, at, f);
	if (f->kind == GR_FIGURE_QUANTITY || f->kind == GR_FIGURE_BARE)
		gr_figure_qualify(r->text, f);
	if (f->kind == GR_FIGURE_YEAR)
		add(s, GR_WORD_YEAR, at, f->end, *gap)->year = (short) f->value;
	else if (f->kind != GR_FIGURE_QUANTITY && ends_month(r->text, f->end) && ends_part_of_year(r->text, f->end))
	{
		f->end += strlen("月");
		add(s, GR_WORD_LAST_YEAR, at, f->end, *gap);
	}
	else if (f->kind == GR_FIGURE_NOTHING || cited || at < r->quoted_to || is_cited(r, f->to - 1))
	{
		++*gap;
		/* A citation that begins inside of what only looked like a figure is still read. */
		return f->end;
	}
	else
	{
		gr_fact_token *token;

		s->before[s->figure_count] = s->classes;
		token = add(s, GR_WORD_QUANTITY, at, f->end, *gap);
		token->which = f->kind == GR_FIGURE_QUANTITY;
		token->figure = (short) s->figure_count++;
	}
	*gap = 0;
	return f->end;
}

/* Where to go on behind the quotation that begins at "at", if it is the name of a channel that stands before or behind it: 公众号“某发布”.  Else 0. */
static size_t
end_of_name(const gr_fact_reader *r, const gr_fact_sentence *s, size_t at, size_t gap, const char *close)
{
	size_t		end = r->quoted_to + strlen(close);
	const gr_fact_word *w;

	if (r->quoted_to <= at)
		return 0;
	if (s->count > 0 && gap == 0 && s->tokens[s->count - 1].class == GR_WORD_CHANNEL)
		return end;
	w = end < r->text.len ? gr_fact_word_at(r->text, end) : NULL;
	return w != NULL && w->class == GR_WORD_CHANNEL ? end : 0;
}

/* A sign that is no Han character of ours, at "at": a mark, a quotation or a gap.  Returns where reading goes on. */
GR_RARE static size_t
read_sign(gr_fact_reader *r, gr_fact_sentence *s, size_t at, size_t *gap)
{
	size_t		length;
	uint32_t	c = gr_utf8_next(r->text.data + at, r->text.data + r->text.len, &length);
	const char *close;
	int			kind;

	/* The mark that ends a quotation may be the one that begins one. */
	if (c == '"' && at > 0 && at == r->quoted_to)
		return at + length;
	if (at >= r->quoted_to && (close = closing(c, &kind)) != NULL)
	{
		size_t		end;

		open_quote(r, at, length, close, kind);
		if ((end = end_of_name(r, s, at, *gap, close)) > 0)
			return end;
	}
	else if (!gr_is_han(c) && c != 0x300B)
	{
		uint32_t	folded = gr_fold(c);
		int			class = mark_class(folded);

		if (folded == ' ' || (c >= 0x2E80 && c <= 0x2FDF))
			r->disguised |= gr_is_disguise(r->text, at, length);

		if (class >= 0 && at >= r->quoted_to)
		{
			add(s, class, at, at + length, *gap);
			*gap = 0;
		}
		else if (class < 0 && folded != ' ' && folded != '*' && !gr_is_quote(c))
			++*gap;
	}
	else
		*gap += c != 0x300B;
	return at + length;
}

/* The usual marks: as ASCII signs, behind them those that begin with EF BC, then those with E3 80, by their third byte. */
#define WIDE(third) (0x80 + ((third) & 0x3F))
#define IDEOGRAPHIC(third) (0xC0 + ((third) & 0x3F))
#define NO_MARK 0

static const unsigned char marks[0x100] = {
#define MARK(place, class) [place] = GR_WORD_##class + 1
	MARK(',', COMMA), MARK(WIDE(0x8C), COMMA), MARK(';', SEMICOLON), MARK(WIDE(0x9B), SEMICOLON),
	MARK(':', COLON), MARK(WIDE(0x9A), COLON), MARK('(', OPEN), MARK(WIDE(0x88), OPEN), MARK(')', CLOSE), MARK(WIDE(0x89), CLOSE),
	MARK(IDEOGRAPHIC(0x81), ENUM)
#undef MARK
};

/* The mark that begins with such a byte, by its number in the table from 1. */
static inline int
usual_mark(const unsigned char *p)
{
	if (p[0] < 0x80)
		return marks[p[0]];
	if (p[0] == 0xEF && p[1] == 0xBC)
		return marks[WIDE(p[2])];
	return p[0] == 0xE3 && p[1] == 0x80 ? marks[IDEOGRAPHIC(p[2])] : NO_MARK;
}

/*
 * Words, marks and gaps from "at" on, where no figure begins before "plain".  Returns where something else stands, or what
 * is to be looked at more closely.
 */
static size_t
read_words(const gr_fact_reader *r, size_t at, size_t plain, gr_fact_sentence *s, size_t *gap)
{
	size_t		skipped = *gap;

	while (at < plain && s->count < GR_FACT_TOKENS)
	{
		const char *here = r->text.data + at;

		if (gr_starts_han((unsigned char) *here))
		{
			size_t		group = gr_fact_word_group(here);
			const gr_fact_word *w;

			/* Most characters begin no word. */
			if (!gr_fact_may_be_word(group, here) || (w = gr_fact_word_of_group(group, r->text, at)) == NULL)
			{
				at += 3;
				skipped++;
				continue;
			}
			add(s, w->class, at, at + w->len, skipped)->which = w->which;
			at = gr_step_over_word(at, w->len);
		}
		else
		{
			int			mark = usual_mark((const unsigned char *) here);
			size_t		length = (unsigned char) *here < 0x80 ? 1 : 3;

			if (mark == NO_MARK || at < r->quoted_to)
				break;
			add(s, mark - 1, at, at + length, skipped);
			at += length;
		}
		skipped = 0;
	}
	*gap = skipped;
	return at;
}

/* The Han character at "at", which may begin a figure or end the text.  Returns where reading goes on. */
GR_RARE static size_t
read_han(gr_fact_reader *r, gr_fact_sentence *s, size_t at, size_t *gap)
{
	const gr_fact_word *w = gr_fact_word_at(r->text, at);

	if (w != NULL)
	{
		add(s, w->class, at, at + w->len, *gap)->which = w->which;
		*gap = 0;
		return at + w->len;
	}
	if (gr_figure_begins_slow(r->text, at))
		return read_figure(r, s, at, gap);
	++*gap;
	return at + 3;
}

/* Up to where no figure begins, from "at" on, and six bytes are left. */
static size_t
end_of_plain(const gr_fact_reader *r, size_t at)
{
	size_t		left = r->text.len - at;

	return left < 6 ? at : gr_beginning_next(r->beginnings, GR_BEGINS_FIGURE, at, left - 5 > AHEAD ? at + AHEAD : at + left - 5);
}

void
gr_fact_sentence_read(gr_fact_reader *r, size_t from, gr_fact_sentence *s)
{
	gr_slice	text = r->text;
	size_t		at = from;
	size_t		plain = from;
	size_t		gap = 0;

	s->text = text;
	s->from = from;
	s->classes = (gr_class_set) {{0, 0}};
	s->count = 0;
	s->figure_count = 0;
	s->acting_count = 0;
	while (at < text.len && s->count < GR_FACT_TOKENS)
	{
		if (at >= plain)
			plain = end_of_plain(r, at);
		at = read_words(r, at, plain, s, &gap);
		if (at >= text.len || s->count == GR_FACT_TOKENS)
			break;
		if (gr_has_han_at(text, at))
			at = read_han(r, s, at, &gap);
		else if (at >= plain && gr_figure_begins(text, at))
			at = read_figure(r, s, at, &gap);
		else if (ends_sentence(text, at))
		{
			at += gr_utf8_length((unsigned char) text.data[at]);
			break;
		}
		else
			at = read_sign(r, s, at, &gap);
	}
	s->to = at < text.len ? at : text.len;
	add(s, GR_WORD_END, s->to, s->to, gap);
}
