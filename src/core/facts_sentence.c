#include "facts_sentence.h"

static const gr_fact_token *
token(const gr_fact_state *s, size_t i)
{
	return &s->sentence->tokens[i];
}

static gr_raw_fact *
fact(gr_fact_state *s, int32_t i)
{
	return &s->facts->facts[i];
}

static bool
is_rate(int unit)
{
	return unit == GR_UNIT_PERCENT || unit == GR_UNIT_PER_MILLE || unit == GR_UNIT_PERCENTAGE_POINT || unit == GR_UNIT_TIMES;
}

static bool
is_text(const gr_fact_state *s, size_t i, const char *text)
{
	const gr_fact_token *t = token(s, i);

	return gr_slice_equal(gr_slice_sub(s->sentence->text, t->from, t->to), gr_slice_cstring(text));
}

/* Ends the phrase that a figure's words are looked for in. */
static bool
is_boundary(int class)
{
	return (class <= GR_WORD_QUANTITY && class != GR_WORD_ENUM) || class == GR_WORD_END;
}

gr_raw_fact *
gr_fact_add(gr_fact_state *s, int key, size_t from, size_t to)
{
	gr_raw_facts *facts = s->facts;
	gr_raw_fact *f;

	if (facts->count == facts->capacity)
	{
		gr_raw_fact *grown = gr_arena_grow(s->arena, facts->facts, &facts->capacity, facts->count + 1, sizeof(*grown));

		if (grown == NULL)
		{
			s->failed = true;
			return NULL;
		}
		facts->facts = grown;
	}
	f = &facts->facts[facts->count++];
	memset(f, 0, sizeof(*f));
	f->from = from;
	f->to = to;
	f->part_of = f->first = f->second = -1;
	f->other_year = s->time == GR_TIME_OTHER;
	f->key = (unsigned char) (f->other_year || s->future ? GR_FACT_NONE : key);
	f->scope = s->scope;
	f->unit = GR_UNIT_NONE;
	return f;
}

static int
parent_key(gr_fact_state *s)
{
	return s->list.total < 0 ? -1 : fact(s, s->list.total)->key;
}

static gr_fact_phrase
phrase_of(gr_fact_state *s, size_t from, size_t figure, size_t to, int unit)
{
	gr_fact_phrase p = {s->sentence->tokens, from, figure, to, token(s, figure)->gap, token(s, to)->gap, unit, parent_key(s), s->topic, s->classes, s->verb};

	return p;
}

int
gr_fact_noun_key(gr_fact_state *s, size_t from, size_t to, int unit)
{
	gr_fact_phrase p = phrase_of(s, from, to, to + 1, unit);

	p.behind_gap = 0;
	return gr_fact_phrase_key(&p);
}

/* Where the words behind a figure end. */
static size_t
end_behind(const gr_fact_state *s, size_t i)
{
	for (i++; i + 1 < s->sentence->count; i++)
		if (is_boundary(token(s, i)->class) || token(s, i)->class == GR_WORD_ENUM)
			break;
	return i;
}

/* Whether the phrase has such a word; *at is the last. */
static bool
find(const gr_fact_state *s, size_t to, int class, size_t *at)
{
	for (size_t i = to; i-- > s->phrase_from;)
		if (token(s, i)->class == class)
		{
			*at = i;
			return true;
		}
	return false;
}

/* ---------- parts ---------- */

static void
close_list(gr_fact_state *s)
{
	s->list.total = -1;
	s->list.verb = -2;
}

static int
first_verb(const gr_fact_state *s, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		if (gr_fact_is_verb(token(s, i)->class))
			return token(s, i)->class;
	return -1;
}

/* Whether the phrase says 其余, and nothing that narrows it. */
static bool
is_rest(const gr_fact_state *s, size_t from, size_t to)
{
	bool		rest = false;

	for (size_t i = from; i < to; i++)
	{
		int			class = token(s, i)->class;

		if (class == GR_WORD_REST)
			rest = true;
		else if (rest && (token(s, i)->gap > 0 || (class != GR_WORD_FILL && class != GR_WORD_INFO && class != GR_WORD_APPLICATION)))
			return false;
	}
	return rest && token(s, to)->gap == 0;
}

/* Links a new fact to the total whose parts are listed, or finds that the list is over. */
static void
link_part(gr_fact_state *s, int32_t i, size_t from, size_t to)
{
	gr_raw_fact *f = fact(s, i);
	gr_raw_fact *total;
	int			verb = first_verb(s, from, to);

	if (s->list.total < 0)
		return;
	total = fact(s, s->list.total);
	if (f->unit != total->unit || f->other_year != total->other_year || !gr_fact_can_be_part(f->key, total->key) ||
		(f->key == GR_FACT_NONE && !s->list.bracket && s->list.verb != -2 && verb != s->list.verb && verb != -1))
	{
		if (!s->list.bracket)
			close_list(s);
		return;
	}
	if (s->list.verb == -2)
		s->list.verb = verb;
	if (f->key == total->key && f->scope == total->scope)
		f->key = GR_FACT_NONE;
	f->part_of = s->list.total;
	s->list.shared = false;
	if (is_rest(s, from, to))
		total->partitioned = true;
}

/* 其中: of the last count, where it is clear which. */
static void
open_list(gr_fact_state *s, size_t i)
{
	int32_t		total = s->list.last;

	if (i != s->phrase_from && !(i == s->phrase_from + 1 && token(s, i - 1)->class == GR_WORD_FILL))
		return;
	/* （含新制定1件）: the bracket says of what. */
	if (s->list.bracket && total < 0 && s->list.total >= 0)
		return;
	if (total < 0 && i == 0)
		total = s->previous_total;
	/* 复议6件、诉讼9件，其中: of both. */
	if (total > 0 && total > (int32_t) s->first && s->list.last == total && fact(s, total)->part_of < 0 && fact(s, total - 1)->part_of < 0)
	{
		size_t		j = i;

		while (j > 0 && token(s, j)->class != GR_WORD_QUANTITY)
			j--;
		while (j > 0 && !is_boundary(token(s, j - 1)->class))
			j--;
		if (j > 0 && token(s, j)->class == GR_WORD_ENUM)
			total = -1;
	}
	s->list.total = total;
	s->list.verb = -2;
	s->list.bracket = false;
}

static void
open_bracket(gr_fact_state *s, size_t i)
{
	gr_fact_list inner = {-1, -1, -2, true, false};
	size_t		of = i;

	if (s->depth < GR_FACT_DEPTH)
		s->outer[s->depth] = s->list;
	s->depth++;
	/* 61个政务新媒体（…: the noun may stand between. */
	while (of > 0 && token(s, of)->gap == 0 && !is_boundary(token(s, of - 1)->class) && token(s, of - 1)->class != GR_WORD_ENUM)
		of--;
	if (of > 0 && token(s, of - 1)->class == GR_WORD_QUANTITY && token(s, of)->gap == 0 && s->depth <= GR_FACT_DEPTH)
	{
		int32_t		total = s->of_token[of - 1];

		if (total >= 0 && !is_rate(fact(s, total)->unit))
			inner.total = total;
	}
	s->list = inner;
}

static void
close_bracket(gr_fact_state *s)
{
	if (s->depth == 0)
		return;
	s->depth--;
	if (s->depth < GR_FACT_DEPTH)
		s->list = s->outer[s->depth];
}

/* ---------- shares and changes ---------- */

/* The count right before: 3件，占… or 3件（…. */
static int32_t
count_before(gr_fact_state *s)
{
	size_t		i = s->phrase_from;

	if (i == 0)
		return -1;
	i--;
	if (token(s, i)->class == GR_WORD_COMMA || token(s, i)->class == GR_WORD_OPEN)
	{
		if (token(s, i)->gap > 0 || i == 0)
			return -1;
		i--;
	}
	if (token(s, i)->class != GR_WORD_QUANTITY || s->of_token[i] < 0 || is_rate(fact(s, s->of_token[i])->unit))
		return -1;
	return s->of_token[i];
}

/* Whether a percentage is said to be the share of the count before it. */
static bool
is_share(const gr_fact_state *s, size_t i)
{
	bool		share = s->phrase_from == i && s->phrase_from > 0 && token(s, i - 1)->class == GR_WORD_OPEN;

	for (size_t j = s->phrase_from; j <= i; j++)
	{
		int			class = token(s, j)->class;

		if (token(s, j)->gap > 0)
			return false;
		if (class == GR_WORD_SHARE)
			share = true;
		else if (j < i && class != GR_WORD_FILL && class != GR_WORD_TOTAL && class != GR_WORD_APPLICATION &&
				 !(share && class == GR_WORD_COMPARE_WITH))
			return false;
	}
	return share;
}

/* 下降16.7%: -1 or 1, 0 where the figure is no change. */
static int
direction(const gr_fact_state *s, size_t i)
{
	if (token(s, i)->gap > 0)
		return 0;
	while (i-- > s->phrase_from && token(s, i)->class == GR_WORD_FILL && token(s, i)->gap == 0)
		;
	if (i + 1 <= s->phrase_from)
		return 0;
	return token(s, i)->class == GR_WORD_UP ? 1 : token(s, i)->class == GR_WORD_DOWN ? -1 : 0;
}

/* What a change is one of: by the nouns of its phrase, else the last count. */
static int
changed(gr_fact_state *s, size_t i, int unit, int32_t *of)
{
	int			key = GR_FACT_NONE;
	bool		only_frame = true;

	*of = -1;
	for (size_t j = s->phrase_from; j < i; j++)
	{
		const gr_fact_token *t = token(s, j);

		if (gr_fact_is_noun(t->class) || t->class == GR_WORD_CHANNEL || t->class == GR_WORD_WAY || t->class == GR_WORD_APPLICANT ||
			t->class == GR_WORD_SUBJECT || t->gap > 0)
			only_frame = false;
	}
	if (!only_frame)
	{
		size_t		end;

		/* The words up to the comparison, as if a count stood there. */
		for (end = s->phrase_from; end < i; end++)
			if (token(s, end)->class == GR_WORD_COMPARE || token(s, end)->class == GR_WORD_COMPARE_WITH || token(s, end)->class == GR_WORD_UP ||
				token(s, end)->class == GR_WORD_DOWN)
				break;
		key = gr_fact_noun_key(s, s->phrase_from, end, GR_UNIT_NONE);
	}
	else if (s->list.last >= 0 && (s->list.total < 0 || s->list.last == s->list.total))
	{
		key = fact(s, s->list.last)->key;
		*of = s->list.last;
		if (!is_rate(unit) && unit != fact(s, *of)->unit)
			key = GR_FACT_NONE;
	}
	if (unit == GR_UNIT_PERCENTAGE_POINT)
		return GR_FACT_NONE;
	return key == GR_FACT_RECEIVED ? GR_FACT_CHANGE_RECEIVED : key == GR_FACT_PUBLISHED ? GR_FACT_CHANGE_PUBLISHED : GR_FACT_NONE;
}

/* ---------- figures ---------- */

static void
set_figure(gr_raw_fact *f, const gr_figure *figure)
{
	f->value = figure->value;
	f->low = figure->low;
	f->high = figure->high;
	f->unit = figure->unit;
	f->qualifier = figure->qualifier;
	f->scale = figure->scale;
}

static void
negate(gr_raw_fact *f)
{
	int64_t		low = f->high == INT64_MAX ? INT64_MIN : -f->high;

	f->high = f->low == INT64_MIN ? INT64_MAX : -f->low;
	f->low = low;
	f->value = -f->value;
}

/* 至少召开2次: the verb stands between. */
static bool
says_at_least(const gr_fact_state *s, size_t i)
{
	while (i > s->phrase_from && token(s, i)->gap == 0 && (gr_fact_is_verb(token(s, i - 1)->class) || token(s, i - 1)->class == GR_WORD_FILL))
		i--;
	return i > s->phrase_from && token(s, i)->gap == 0 && token(s, i - 1)->class == GR_WORD_LEAST;
}

static int32_t
add_figure(gr_fact_state *s, int key, size_t i)
{
	const gr_figure *figure = &s->sentence->figures[token(s, i)->figure];
	gr_raw_fact *f = gr_fact_add(s, key, figure->from, figure->to);

	if (f == NULL)
		return -1;
	set_figure(f, figure);
	if (f->qualifier == GR_QUALIFIER_NONE && says_at_least(s, i))
	{
		f->qualifier = GR_QUALIFIER_AT_LEAST;
		f->high = INT64_MAX;
	}
	/* 是上年的2.4倍 */
	if (f->unit == GR_UNIT_TIMES)
		f->other_year = false;
	s->of_token[i] = (int32_t) (s->facts->count - 1);
	return s->of_token[i];
}

/* A count: remembers it, and of what it is a part. */
static void
add_count(gr_fact_state *s, int key, size_t from, size_t to, size_t i)
{
	int32_t		f = add_figure(s, key, i);

	if (f < 0)
		return;
	if (is_rate(fact(s, f)->unit))
		return;
	link_part(s, f, from, to);
	if (!fact(s, f)->other_year)
	{
		s->list.last = f;
		s->base_fact = -1;
	}
}

static void
add_change(gr_fact_state *s, size_t i, int sign)
{
	const gr_figure *figure = &s->sentence->figures[token(s, i)->figure];
	int32_t		of;
	int			key = changed(s, i, figure->unit, &of);
	bool		compared = gr_class_in(&s->classes, GR_WORD_COMPARE) || gr_class_in(&s->classes, GR_WORD_COMPARE_WITH);
	int32_t		f = add_figure(s, compared ? key : GR_FACT_NONE, i);

	if (f < 0)
		return;
	if (sign < 0 && compared)
		negate(fact(s, f));
	if (fact(s, f)->key == GR_FACT_NONE || of < 0)
		return;
	fact(s, f)->relation = GR_RELATION_CHANGE;
	fact(s, f)->first = of;
	fact(s, f)->second = s->base_fact;
}

/* Whether a figure without a unit is one of its noun, or introduced by 为 or 达. */
static bool
is_complete(const gr_fact_state *s, size_t i, int key)
{
	const gr_figure *figure = &s->sentence->figures[token(s, i)->figure];

	if (figure->kind == GR_FIGURE_QUANTITY || figure->multiplied)
		return true;
	/* A noun and a figure alone are a row of some table: 其他处理0. */
	return key != GR_FACT_NONE && i > s->phrase_from && token(s, i)->gap == 0 &&
		(s->sentence->figure_count > 1 || is_text(s, i - 1, "为") || is_text(s, i - 1, "达"));
}

/* 一 makes idioms; it counts where it ends its phrase, or what it counts is known. */
static bool
is_idiom(const gr_fact_state *s, size_t i, int key)
{
	const gr_figure *figure = &s->sentence->figures[token(s, i)->figure];

	if (!figure->spelled || figure->value != 1 || figure->scale > 0 || key != GR_FACT_NONE)
		return false;
	return (i == s->phrase_from && token(s, i)->gap == 0) || !is_boundary(token(s, i + 1)->class) || token(s, i + 1)->gap > 0;
}

/* Names joined by 、 or 和 in the tokens [from, to): fills the bounds of each, returns how many, 0 for too many. */
static size_t
names(const gr_fact_state *s, size_t from, size_t to, size_t *bounds, size_t limit)
{
	size_t		count = 0;
	size_t		start = from;
	bool		named = false;

	for (size_t i = from; i <= to; i++)
	{
		int			class = token(s, i)->class;

		if (i == to || class == GR_WORD_ENUM || class == GR_WORD_AND)
		{
			if (!named)
				return 0;
			if (count == limit)
				return 0;
			bounds[2 * count] = start;
			bounds[2 * count + 1] = i;
			count++;
			start = i + 1;
			named = false;
		}
		else
			named = named || gr_fact_is_noun(class) || class == GR_WORD_WAY || class == GR_WORD_CHANNEL || class == GR_WORD_APPLICANT ||
				token(s, i)->gap > 0;
	}
	return count;
}

#define NAMES_LIMIT 12

/* 所占比重分别为75%、25%: of the counts before, where there are as many. */
static void
share_out(gr_fact_state *s, const size_t *figures, size_t count)
{
	size_t		end = s->facts->count;
	size_t		n = 0;
	int32_t		total = -1;

	while (n < end - s->first)
	{
		const gr_raw_fact *f = fact(s, (int32_t) (end - 1 - n));

		if (is_rate(f->unit) || (n > 0 && f->part_of != total))
			break;
		total = f->part_of;
		n++;
	}
	for (size_t i = 0; i < count; i++)
	{
		int32_t		f = add_figure(s, GR_FACT_NONE, figures[i]);

		if (f < 0 || n != count || fact(s, f)->unit != GR_UNIT_PERCENT)
			continue;
		fact(s, f)->relation = GR_RELATION_SHARE;
		fact(s, f)->first = (int32_t) (end - count + i);
		fact(s, f)->second = fact(s, fact(s, f)->first)->part_of;
	}
}

/* A、B分别为x、y: token i is the first of the figures.  Returns the last. */
static size_t
distribute(gr_fact_state *s, size_t word, size_t i)
{
	size_t		bounds[2 * NAMES_LIMIT];
	size_t		figures[NAMES_LIMIT];
	int			keys[NAMES_LIMIT];
	size_t		count = 0;
	size_t		last = i;
	size_t		named;

	for (size_t j = i; j < s->sentence->count && count < NAMES_LIMIT; j++)
	{
		int			class = token(s, j)->class;

		if (class == GR_WORD_QUANTITY && token(s, j)->gap == 0)
		{
			figures[count++] = j;
			last = j;
		}
		else if ((class != GR_WORD_ENUM && class != GR_WORD_AND && class != GR_WORD_COMMA) || token(s, j)->gap > 0 ||
				 (j > i && class == token(s, j - 1)->class))
			break;
	}
	if (count == 0)
	{
		figures[count++] = i;
		last = i;
	}
	if (s->sentence->figures[token(s, figures[0])->figure].unit == GR_UNIT_PERCENT && !find(s, word, GR_WORD_RATE, &named))
	{
		share_out(s, figures, count);
		return last;
	}
	named = names(s, s->phrase_from, word, bounds, NAMES_LIMIT);
	for (size_t n = 0; n < count; n++)
		keys[n] = named != count ? GR_FACT_NONE
			: gr_fact_noun_key(s, bounds[2 * n], bounds[2 * n + 1], s->sentence->figures[token(s, figures[n])->figure].unit);
	for (size_t n = 0; n < count; n++)
		if (is_complete(s, figures[n], keys[n]))
			add_count(s, keys[n], named == count ? bounds[2 * n] : word, named == count ? bounds[2 * n + 1] : word, figures[n]);
	return last;
}

/* 行政复议、行政诉讼均为0件: each of them. */
static bool
add_each(gr_fact_state *s, size_t word, size_t i)
{
	size_t		bounds[2 * NAMES_LIMIT];
	int			keys[NAMES_LIMIT];
	int			unit = s->sentence->figures[token(s, i)->figure].unit;
	size_t		named = names(s, s->phrase_from, word, bounds, NAMES_LIMIT);

	if (named < 2 || is_rate(unit))
		return false;
	for (size_t n = 0; n < named; n++)
		if ((keys[n] = gr_fact_noun_key(s, bounds[2 * n], bounds[2 * n + 1], unit)) == GR_FACT_NONE)
			return false;
	for (size_t n = 0; n < named; n++)
		add_figure(s, keys[n], i);
	return true;
}

/* A figure of a year that it is compared with, or that 上年 named. */
static bool
is_of_base(const gr_fact_state *s, size_t i)
{
	size_t		at;

	if (s->base)
		return true;
	return find(s, i, GR_WORD_COMPARE, &at) && direction(s, i) == 0 && at + 1 >= i;
}

/* A sentence states a total once; where it seems to do so twice, the second is another's: 会同部门答复8件. */
static bool
is_said(gr_fact_state *s, int key)
{
	if (key != GR_FACT_RECEIVED && key != GR_FACT_PUBLISHED && key != GR_FACT_CONCLUDED)
		return false;
	for (size_t i = s->facts->count; i-- > s->first;)
		if (fact(s, (int32_t) i)->key == key && fact(s, (int32_t) i)->scope == s->scope)
			return true;
	return false;
}

/* One figure, at token i; returns the last token that belongs to it. */
static size_t
interpret_figure(gr_fact_state *s, size_t i)
{
	const gr_figure *figure = &s->sentence->figures[token(s, i)->figure];
	size_t		to = end_behind(s, i);
	size_t		word;
	int			sign;
	int			key;
	gr_fact_phrase phrase;

	if (s->phrase_from < i && token(s, s->phrase_from)->class == GR_WORD_ENUM)
		s->phrase_from++;
	if (find(s, i, GR_WORD_RESPECTIVELY, &word))
		return distribute(s, word, i);
	if (find(s, i, GR_WORD_ALL_BE, &word) && add_each(s, word, i))
		return i;
	if ((sign = direction(s, i)) != 0 && figure->kind == GR_FIGURE_QUANTITY)
	{
		add_change(s, i, sign);
		return i;
	}
	if (figure->unit == GR_UNIT_PERCENT && is_share(s, i))
	{
		int32_t		part = count_before(s);
		int32_t		f = add_figure(s, GR_FACT_NONE, i);

		if (f >= 0 && part >= 0)
		{
			fact(s, f)->relation = GR_RELATION_SHARE;
			fact(s, f)->first = part;
			fact(s, f)->second = fact(s, part)->part_of;
			s->list.shared = s->list.total >= 0 && fact(s, part)->part_of == s->list.total;
		}
		return i;
	}
	if (!s->list.bracket && (find(s, i, GR_WORD_TOTAL, &word) || find(s, i, GR_WORD_THIS_YEAR, &word)))
		close_list(s);
	phrase = phrase_of(s, s->phrase_from, i, to, figure->unit);
	key = gr_fact_phrase_key(&phrase);
	if (s->phrase_from + 1 == i && token(s, s->phrase_from)->class == GR_WORD_REACH && figure->unit != GR_UNIT_PERCENT)
		key = s->other_key;
	if (!is_complete(s, i, key) || is_idiom(s, i, key))
		return i;
	if (is_of_base(s, i))
	{
		gr_fact_time time = s->time;

		s->time = GR_TIME_OTHER;
		s->base_fact = add_figure(s, GR_FACT_NONE, i);
		s->time = time;
		return i;
	}
	if (s->time == GR_TIME_OTHER)
		s->other_key = key;
	if (is_said(s, key))
		key = GR_FACT_NONE;
	add_count(s, key, s->phrase_from, i, i);
	return i;
}

/* ---------- words ---------- */

static void
set_year(gr_fact_state *s, size_t i)
{
	const gr_fact_token *t = token(s, i);
	bool		compared = i > 0 && t->gap == 0 && (token(s, i - 1)->class == GR_WORD_COMPARE_WITH || token(s, i - 1)->class == GR_WORD_AND);

	if (compared && t->year != s->report_year)
	{
		s->base = true;
		return;
	}
	/* 由2019年的12件增至20件 */
	s->borrowed = i > 0 && t->gap == 0 && (is_text(s, i - 1, "由") || is_text(s, i - 1, "从"));
	s->time_before = s->time;
	if (t->class == GR_WORD_YEAR && t->year < s->report_year)
		s->since = true;
	s->time = t->class == GR_WORD_YEAR && (s->report_year == 0 || t->year == s->report_year) ? GR_TIME_OWN : GR_TIME_OTHER;
}

/* A scope, unless the words before make it a place: 在全市, 参加全市培训. */
static void
set_scope(gr_fact_state *s, size_t i)
{
	static const char *const places[] = {"在", "列", "居", "向", "于", "获", "得", "为"};
	const gr_fact_token *t = token(s, i);

	if (i > 0 && token(s, i - 1)->to == t->from && token(s, i - 1)->class == GR_WORD_ATTEND)
		return;
	/* 迁移全市平台: behind other words it has to lead on to a verb or a sum. */
	if (t->gap > 0 && !gr_fact_is_verb(t[1].class) && t[1].class != GR_WORD_TOTAL && t[1].class != GR_WORD_FILL && t[1].class != GR_WORD_THIS_YEAR)
		return;
	for (size_t j = 0; j < sizeof(places) / sizeof(places[0]); j++)
		if (t->from >= s->sentence->from + 3 && memcmp(s->sentence->text.data + t->from - 3, places[j], 3) == 0)
			return;
	s->scope = t->which;
}

static void
set_topic(gr_fact_state *s, int class)
{
	switch (class)
	{
		case GR_WORD_APPLICATION:
		case GR_WORD_APPLICANT_WORD:
		case GR_WORD_CARRY_IN:
		case GR_WORD_CARRY_OUT:
			s->topic = GR_TOPIC_APPLICATIONS;
			break;
		case GR_WORD_REVIEW:
			s->topic = GR_TOPIC_RECONSIDERATION;
			break;
		case GR_WORD_LITIGATION:
			s->topic = GR_TOPIC_LITIGATION;
			break;
		case GR_WORD_DIRECT:
		case GR_WORD_AFTER:
			s->topic = GR_TOPIC_LITIGATION_PART;
			break;
		case GR_WORD_OBJECT:
		case GR_WORD_SUGGESTION:
		case GR_WORD_MOTION:
		case GR_WORD_PROPOSAL:
			s->topic = GR_TOPIC_OTHER;
			break;
	}
}

static void
interpret_word(gr_fact_state *s, size_t i)
{
	int			class = token(s, i)->class;

	switch (class)
	{
		case GR_WORD_YEAR:
		case GR_WORD_LAST_YEAR:
		case GR_WORD_NEXT_YEAR:
			set_year(s, i);
			break;
		case GR_WORD_THIS_YEAR:
			s->time = GR_TIME_OWN;
			s->borrowed = false;
			break;
		case GR_WORD_SINCE:
			s->since = true;
			break;
		case GR_WORD_CUMULATIVE:
			if (s->since)
				s->time = GR_TIME_OTHER;
			break;
		case GR_WORD_FUTURE:
			s->future = true;
			break;
		case GR_WORD_UP:
		case GR_WORD_DOWN:
		case GR_WORD_REACH:
		case GR_WORD_COMPARE_WITH:
			if (s->borrowed)
				s->time = s->time_before;
			s->borrowed = false;
			s->base = false;
			break;
		case GR_WORD_COMMA:
			s->base = false;
			break;
		case GR_WORD_SEMICOLON:
			s->base = false;
			s->future = false;
			/* A件，占x%；B件，占y%: semicolons part the parts. */
			if (!s->list.bracket && !s->list.shared)
				close_list(s);
			break;
		case GR_WORD_OPEN:
			open_bracket(s, i);
			break;
		case GR_WORD_CLOSE:
			close_bracket(s);
			break;
		case GR_WORD_SCOPE:
			set_scope(s, i);
			break;
		case GR_WORD_PART:
			open_list(s, i);
			break;
	}
	set_topic(s, class);
	if (gr_fact_is_verb(class))
		s->verb = class;
	gr_class_add(&s->classes, class);
}

/* The only count of the sentence that is no part of another, or -1. */
static int32_t
only_total(gr_fact_state *s)
{
	int32_t		total = -1;

	for (size_t i = s->first; i < s->facts->count; i++)
	{
		const gr_raw_fact *f = fact(s, (int32_t) i);

		if (is_rate(f->unit) || f->part_of >= 0 || f->other_year || f->relation != GR_RELATION_NONE)
			continue;
		if (total >= 0)
			return -1;
		total = (int32_t) i;
	}
	return total;
}

static void
begin_sentence(gr_fact_state *s, const gr_fact_sentence *sentence)
{
	bool		goes_on = sentence->count > 0 && sentence->tokens[0].class == GR_WORD_PART && sentence->tokens[0].gap == 0;

	s->sentence = sentence;
	s->first = s->facts->count;
	s->phrase_from = 0;
	memset(&s->classes, 0, sizeof(s->classes));
	s->verb = -1;
	s->time = s->time_before = GR_TIME_OWN;
	s->borrowed = s->base = s->since = s->future = false;
	s->base_fact = -1;
	s->other_key = GR_FACT_NONE;
	s->depth = 0;
	s->list = (gr_fact_list) {-1, -1, -2, false, false};
	for (size_t i = 0; i < sentence->count; i++)
	{
		int			class = sentence->tokens[i].class;

		s->of_token[i] = -1;
		/* 已答复41件（含上年结转申请2件） */
		if (s->topic == GR_TOPIC_NONE && (class == GR_WORD_APPLICATION || class == GR_WORD_CARRY_IN || class == GR_WORD_CARRY_OUT))
			s->topic = GR_TOPIC_APPLICATIONS;
	}
	if (!goes_on)
	{
		s->scope = GR_SCOPE_NONE;
		s->previous_total = -1;
	}
}

/* 2019年结转申请, 结转至2021年: the year says which way. */
static void
resolve_carried(gr_fact_sentence *sentence, int report_year)
{
	for (size_t i = 0; i < sentence->count; i++)
	{
		gr_fact_token *t = &sentence->tokens[i];
		gr_fact_token *year = NULL;
		bool		in;

		if (t->class != GR_WORD_CARRY)
			continue;
		in = i > 0 && t->gap == 0 && t[-1].class == GR_WORD_YEAR && t[-1].year == report_year - 1;
		if (in)
			year = t - 1;
		else if (t[1].class == GR_WORD_YEAR && t[1].gap == 0 && t[1].year == report_year + 1)
			year = t + 1;
		if (year == NULL)
			continue;
		t->class = in ? GR_WORD_CARRY_IN : GR_WORD_CARRY_OUT;
		year->class = GR_WORD_FILL;
	}
}

void
gr_fact_sentence_interpret(gr_fact_state *s, gr_fact_sentence *sentence)
{
	resolve_carried(sentence, s->report_year);
	begin_sentence(s, sentence);
	for (size_t i = 0; i < sentence->count && !s->failed; i++)
	{
		int			class = token(s, i)->class;

		if (class == GR_WORD_QUANTITY)
			i = interpret_figure(s, i);
		else
		{
			if (class == GR_WORD_NEGATION || class == GR_WORD_ZERO)
				gr_fact_add_zeros(s, i);
			interpret_word(s, i);
		}
		/* 行政复议：3件 is one phrase. */
		if (is_boundary(token(s, i)->class) &&
			!(class == GR_WORD_COLON && i + 1 < sentence->count && token(s, i + 1)->class == GR_WORD_QUANTITY && token(s, i + 1)->gap == 0))
			s->phrase_from = i + 1;
	}
	s->previous_total = only_total(s);
}
