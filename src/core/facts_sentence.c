#include "facts_each.h"
#include "facts_relations.h"
#include "rare.h"

static int
parent_key(gr_fact_state *s)
{
	return s->list.total < 0 ? -1 : gr_fact_at(s, s->list.total)->key;
}

static gr_fact_phrase
phrase_of(gr_fact_state *s, size_t from, size_t figure, bool noun_only, int unit)
{
	gr_fact_phrase p;

	p.tokens = s->sentence->tokens;
	p.from = from;
	p.figure = figure;
	p.noun_only = noun_only;
	p.unit = unit;
	p.parent = parent_key(s);
	p.topic = s->topic;
	p.said = s->figure;
	p.sentence = s->classes;
	gr_fact_phrase_sum_up(&p);
	return p;
}

int
gr_fact_noun_key(gr_fact_state *s, size_t from, size_t to, int unit)
{
	gr_fact_phrase p = phrase_of(s, from, to, true, unit);

	return gr_fact_phrase_key(&p);
}

/* Whether a word of the class stands before the figure. */
static bool
has(const gr_fact_phrase *p, int class)
{
	return gr_class_in(&p->classes, class);
}

/* The last such word in the phrase before token "to", which has one. */
static size_t
last_of(const gr_fact_state *s, size_t to, int class)
{
	while (gr_fact_token_at(s, --to)->class != class)
		;
	return to;
}

/* The first such word from token "from" on, or "to". */
static size_t
first_of(const gr_fact_state *s, size_t from, size_t to, int class)
{
	while (from < to && gr_fact_token_at(s, from)->class != class)
		from++;
	return from;
}

GR_RARE static void
add_change(gr_fact_state *s, size_t i, int sign)
{
	int32_t		base = s->time == GR_TIME_OTHER || s->base_fact < 0 ? gr_fact_year_before(s) : -1;
	int32_t		of;
	int			key;

	if (base >= 0)
	{
		s->time = GR_TIME_OWN;
		s->base_fact = base;
	}
	key = gr_fact_changed(s, i, s->sentence->figures[gr_fact_token_at(s, i)->figure].unit, &of);

	gr_fact_add_change(s, key, i, sign, of);
}

bool
gr_fact_is_complete(const gr_fact_state *s, size_t i, int key)
{
	const gr_fact_figure *figure = &s->sentence->figures[gr_fact_token_at(s, i)->figure];

	if (figure->kind == GR_FIGURE_QUANTITY || figure->multiplied)
		return true;
	/* A noun and a figure alone are a row of some table: 其他处理0. */
	return key != GR_FACT_NONE && i > s->phrase_from && gr_fact_token_at(s, i)->gap == 0 &&
		(s->sentence->figure_count > 1 || gr_fact_token_is(s, i - 1, "为") || gr_fact_token_is(s, i - 1, "数量为") || gr_fact_token_is(s, i - 1, "达"));
}

/* 一 makes idioms; it counts where it ends its phrase, or what it counts is known. */
static bool
is_idiom(const gr_fact_state *s, size_t i, int key)
{
	const gr_fact_figure *figure = &s->sentence->figures[gr_fact_token_at(s, i)->figure];

	if (!figure->spelled || figure->value != 1 || figure->scale > 0 || key != GR_FACT_NONE)
		return false;
	return (i == s->phrase_from && gr_fact_token_at(s, i)->gap == 0) || !gr_fact_is_boundary(gr_fact_token_at(s, i + 1)->class) || gr_fact_token_at(s, i + 1)->gap > 0;
}

/* Whether the name that ends at byte "to" is that of an organ of another name than the government's: 县自然资源局, but not 我县. */
static bool
names_other(const gr_fact_state *s, size_t to)
{
	static const char *const ends[] = {"局", "委", "厅", "室", "镇", "乡", "道", "县", "区", "市", "旗"};
	static const char *const own[] = {"我", "本", "全", "该"};
	const char *last = s->sentence->text.data + to - 6;
	bool		organ = false;

	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++)
		organ = organ || memcmp(last + 3, ends[i], 3) == 0;
	for (size_t i = 0; i < sizeof(own) / sizeof(own[0]) && organ; i++)
		organ = memcmp(last, own[i], 3) != 0;
	return organ && gr_slice_find(s->government, 0, gr_slice_make(last, 6), 0) == GR_NOT_FOUND;
}

/* Whether a word says nothing of whose the figure is, or stands behind who that is. */
static bool
goes_with_subject(int class)
{
	return class == GR_WORD_PART || class == GR_WORD_YEAR || class == GR_WORD_YEAR_WORD || class == GR_WORD_FILL || class == GR_WORD_SCOPE ||
		class == GR_WORD_TOTAL || class == GR_WORD_THIS_YEAR;
}

/* Whose figures these are: the phrase has its subject in front, in words that are none of ours, or it has that of the phrase before. */
GR_RARE static void
look_for_subject(gr_fact_state *s, size_t i)
{
	const gr_fact_token *t;
	size_t		j = s->phrase_from;

	do
	{
		t = gr_fact_token_at(s, j++);
		if (t->gap > 0)
			s->others = t->gap > 1 && t->from >= s->sentence->from + 6 && names_other(s, t->from);
		else if (t->class == GR_WORD_SCOPE || t->class == GR_WORD_TOTAL)
			s->others = s->others && j > s->phrase_from + 1;
	} while (j < i && goes_with_subject(t->class));
}

/* Last year's figure: right behind 比上年的, or 较上年（52件）. */
GR_RARE static bool
is_compared_with(const gr_fact_state *s, size_t i, const gr_fact_phrase *p)
{
	if (i > 1 && i == s->phrase_from && gr_fact_token_at(s, i - 1)->class == GR_WORD_OPEN)
		return gr_fact_token_at(s, i - 2)->class == GR_WORD_COMPARE && gr_fact_token_at(s, i - 1)->gap + gr_fact_token_at(s, i)->gap == 0;
	if (!has(p, GR_WORD_COMPARE) || gr_fact_direction(s, i) != 0)
		return false;
	while (gr_fact_token_at(s, i - 1)->class == GR_WORD_FILL && gr_fact_token_at(s, i)->gap == 0)
		i--;
	/* 比去年多3件 is none. */
	return last_of(s, i, GR_WORD_COMPARE) + 1 >= i && gr_fact_token_at(s, i)->gap == 0;
}

/* A figure of a year that it is compared with, or that 上年 named. */
static bool
is_of_base(const gr_fact_state *s, size_t i, const gr_fact_phrase *p)
{
	return s->base || (gr_class_in(&s->sentence->classes, GR_WORD_REACH) && gr_fact_is_before_change(s, i)) ||
		(gr_class_in(&s->classes, GR_WORD_COMPARE) && is_compared_with(s, i, p));
}

/* A sentence states a total once; where it seems to do so twice, the second is another's: 会同部门答复8件. */
static bool
is_said(gr_fact_state *s, int key)
{
	switch (key)
	{
		case GR_FACT_CONCLUDED:
			/* 收到网民来稿75件，办结16件 */
			if (gr_class_in(&s->classes, GR_WORD_RECEIVE) && gr_fact_is_of_others(s))
				return true;
			break;
		case GR_FACT_RECEIVED:
		case GR_FACT_PUBLISHED:
			break;
		case GR_FACT_RECONSIDERATION_CORRECTED:
			if (gr_fact_goes_with_unknown_count(s, key))
				return true;
			break;
		case GR_FACT_RECONSIDERATION_UPHELD:
		case GR_FACT_RECONSIDERATION_OTHER:
		case GR_FACT_RECONSIDERATION_PENDING:
		case GR_FACT_LITIGATION_UPHELD:
		case GR_FACT_LITIGATION_CORRECTED:
		case GR_FACT_LITIGATION_OTHER:
		case GR_FACT_LITIGATION_PENDING:
		case GR_FACT_TRAINING_PARTICIPANTS:
			return gr_fact_goes_with_unknown_count(s, key);
		case GR_FACT_RECONSIDERATION:
		case GR_FACT_LITIGATION:
			return gr_fact_is_of_other_matters(s, key);
		case GR_FACT_RATE_CONCLUDED:
		case GR_FACT_RATE_ON_TIME:
			return gr_fact_is_of_others(s);
		default:
			return false;
	}
	for (size_t i = s->facts->count; i-- > s->first;)
		if (gr_fact_at(s, (int32_t) i)->key == key && gr_fact_at(s, (int32_t) i)->scope == s->scope)
			return gr_fact_is_said_of(s, key, (int32_t) i);
	return false;
}

static bool
names_disclosure(int class)
{
	return class == GR_WORD_SUBJECT || class == GR_WORD_INFO_GOV || class == GR_WORD_APPLICATION;
}

/* Behind 行政复议56件，其中政府信息公开8件 suits that are not said to be of disclosure are of all matters, too. */
static bool
is_of_any_matter(const gr_fact_phrase *p, int key)
{
	return (key == GR_FACT_RECONSIDERATION || key == GR_FACT_LITIGATION) && !has(p, GR_WORD_SUBJECT) && !has(p, GR_WORD_INFO_GOV) &&
		!has(p, GR_WORD_APPLICATION);
}

/* 行政复议56件，其中政府信息公开8件: where only a part is named so, the rest are of other matters. */
static void
leave_other_matters(gr_fact_state *s, size_t i, const gr_fact_phrase *p)
{
	size_t		named = 0;

	/* 其中土地类41件，信息公开类5件: or a later part is. */
	if (!has(p, GR_WORD_PART) && (s->phrase_from == 0 || gr_fact_token_at(s, s->phrase_from - 1)->class != GR_WORD_PART) &&
		(s->list.total < 0 || !gr_fact_counts_any_matter(s, (size_t) s->list.total)))
		return;
	while (named < i && !names_disclosure(gr_fact_token_at(s, named)->class))
		named++;
	if (named == i || named < s->phrase_from)
		return;
	s->mixed = true;
	for (size_t f = s->previous; f + 1 < s->facts->count; f++)
		if (gr_fact_counts_any_matter(s, f))
			gr_fact_at(s, (int32_t) f)->key = GR_FACT_NONE;
}

/* What a report also tells of the organs below. */
static bool
is_counted_of_organs(int key)
{
	return key == GR_FACT_PUBLISHED || (key >= GR_FACT_RECEIVED && key <= GR_FACT_NORMATIVE_DOCUMENTS) || key == GR_FACT_FEE;
}

/* 累计公开1500条: whether the total of the list is said to be of no year. */
GR_RARE static bool
is_of_all_years(const gr_fact_state *s)
{
	bool		cumulative = false;

	for (size_t i = 0; i < s->figure && s->of_token[i] != s->list.total; i++)
	{
		int			class = gr_fact_token_at(s, i)->class;

		if (class == GR_WORD_YEAR || class == GR_WORD_THIS_YEAR)
			return false;
		cumulative = cumulative || class == GR_WORD_CUMULATIVE;
	}
	return cumulative;
}

/* 截至2012年底共公开1056条，其中2012年268条: of all years. */
static void
leave_other_years(gr_fact_state *s, const gr_fact_phrase *p)
{
	gr_raw_fact *total;

	if (s->list.total < 0 || s->time != GR_TIME_OWN || !has(p, GR_WORD_PART) || (!has(p, GR_WORD_YEAR) && !has(p, GR_WORD_THIS_YEAR)) ||
		(!s->since && !is_of_all_years(s)))
		return;
	total = gr_fact_at(s, s->list.total);
	if (total->key != GR_FACT_PUBLISHED)
		return;
	total->key = GR_FACT_NONE;
	total->other_year = true;
}

/* 本年度办结60件: of what, the next sentence may say. */
GR_RARE static void
note_conclusion(gr_fact_state *s, const gr_fact_phrase *p)
{
	gr_fact_phrase of_applications = *p;
	const gr_raw_fact *last;

	of_applications.topic = GR_TOPIC_APPLICATIONS;
	if (s->facts->count == s->first)
		return;
	last = gr_fact_at(s, (int32_t) s->facts->count - 1);
	if (last->key == GR_FACT_NONE && last->part_of < 0 && !last->other_year && !s->future && !s->others &&
		gr_fact_phrase_key(&of_applications) == GR_FACT_CONCLUDED)
		s->concluded = (int32_t) s->facts->count - 1;
}

/* 受理信息公开申请，共计46件: what the phrase before spoke of. */
GR_RARE static int
key_of_sum(gr_fact_state *s, size_t i, int unit)
{
	size_t		comma = s->phrase_from - 1;
	size_t		from = comma;
	int			key;

	if (s->phrase_from < 2 || gr_fact_token_at(s, comma)->class != GR_WORD_COMMA || gr_fact_token_at(s, comma - 1)->class != GR_WORD_APPLICATION)
		return GR_FACT_NONE;
	for (size_t j = s->phrase_from; j <= i; j++)
		if (gr_fact_token_at(s, j)->gap > 0 || (j < i && gr_fact_token_at(s, j)->class != GR_WORD_TOTAL && gr_fact_token_at(s, j)->class != GR_WORD_FILL))
			return GR_FACT_NONE;
	while (from > 0 && !gr_fact_is_boundary(gr_fact_token_at(s, from - 1)->class))
		from--;
	if (first_of(s, from, comma, GR_WORD_RECEIVE) == comma)
		return GR_FACT_NONE;
	key = gr_fact_noun_key(s, from, comma, unit);
	return key == GR_FACT_RECEIVED ? key : GR_FACT_NONE;
}

/* One figure, at token i; returns the last token that belongs to it. */
static size_t
interpret_figure(gr_fact_state *s, size_t i)
{
	const gr_fact_figure *figure = &s->sentence->figures[gr_fact_token_at(s, i)->figure];
	int			sign;
	int			key;
	gr_fact_phrase phrase;

	s->figure = i;
	s->classes = s->sentence->before[gr_fact_token_at(s, i)->figure];
	if (s->phrase_from < i && gr_fact_token_at(s, s->phrase_from)->class == GR_WORD_ENUM)
		s->phrase_from++;
	/* 1件被纠正、4件维持: the words before are those of the other figure. */
	if (s->phrase_from < i && gr_fact_token_at(s, i - 1)->class == GR_WORD_ENUM && gr_fact_token_at(s, i)->gap == 0)
		s->phrase_from = i;
	phrase = phrase_of(s, s->phrase_from, i, false, figure->unit);
	if (has(&phrase, GR_WORD_RESPECTIVELY))
		return gr_fact_distribute(s, last_of(s, i, GR_WORD_RESPECTIVELY), i);
	if (has(&phrase, GR_WORD_ALL_BE) && gr_fact_add_each(s, last_of(s, i, GR_WORD_ALL_BE), i))
		return i;
	if ((has(&phrase, GR_WORD_UP) || has(&phrase, GR_WORD_DOWN) || has(&phrase, GR_WORD_COMPARE) || s->base) && figure->kind == GR_FIGURE_QUANTITY && (sign = gr_fact_direction(s, i)) != 0)
	{
		add_change(s, i, sign);
		return i;
	}
	if (figure->unit == GR_UNIT_PERCENT && gr_fact_is_share(s, i))
	{
		int32_t		part = gr_fact_count_before(s);
		int32_t		f = gr_fact_add_figure(s, GR_FACT_NONE, i);

		if (f >= 0 && part >= 0)
		{
			gr_fact_at(s, f)->relation = GR_RELATION_SHARE;
			gr_fact_at(s, f)->first = part;
			gr_fact_at(s, f)->second = gr_fact_at(s, part)->part_of;
			s->list.shared = s->list.total >= 0 && gr_fact_at(s, part)->part_of == s->list.total;
		}
		return i;
	}
	leave_other_years(s, &phrase);
	/* 办结67件，其中本年新收63件 goes on. */
	if (!s->list.bracket && (has(&phrase, GR_WORD_TOTAL) || (has(&phrase, GR_WORD_THIS_YEAR) && !has(&phrase, GR_WORD_PART))))
		gr_fact_close_list(s);
	phrase.parent = parent_key(s);
	key = gr_fact_phrase_key(&phrase);
	if (s->phrase_from + 1 == i && gr_fact_token_at(s, s->phrase_from)->class == GR_WORD_REACH && figure->unit != GR_UNIT_PERCENT)
		key = s->other_key;
	if (!gr_fact_is_complete(s, i, key) || is_idiom(s, i, key))
		return i;
	if (is_of_base(s, i, &phrase))
	{
		gr_fact_time time = s->time;

		s->time = GR_TIME_OTHER;
		s->base_fact = gr_fact_add_figure(s, GR_FACT_NONE, i);
		s->other_key = key;
		s->time = time;
		return i;
	}
	if (key == GR_FACT_NONE && has(&phrase, GR_WORD_TOTAL))
	{
		if (gr_fact_adds_up(s, i))
		{
			key = gr_fact_at(s, (int32_t) s->first)->key;
			s->scope = GR_SCOPE_NONE;
		}
		else
			key = key_of_sum(s, i, figure->unit);
	}
	if (s->time == GR_TIME_OTHER)
		s->other_key = key;
	if (s->government.len > 0 && is_counted_of_organs(key) && (s->others || gr_fact_token_at(s, s->phrase_from)->gap + phrase.gap_before + phrase.gap_behind > 1))
		look_for_subject(s, i);
	if (s->government.len > 0 && is_counted_of_organs(key) && gr_scope_is_wide(s->scope))
		gr_fact_narrow_scope(s, i);
	if (key != GR_FACT_NONE && (s->others || is_said(s, key) || (s->mixed && is_of_any_matter(&phrase, key))))
		key = GR_FACT_NONE;
	/* 其中市本级20件，区县30件 */
	if (s->scope != GR_SCOPE_NONE && has(&phrase, GR_WORD_LOWER) && !has(&phrase, GR_WORD_SCOPE) && !gr_scope_is_wide(s->scope))
		s->scope = GR_SCOPE_NONE;
	gr_fact_add_count(s, key, s->phrase_from, i, i);
	if (s->topic == GR_TOPIC_NONE && has(&phrase, GR_WORD_CONCLUDE))
		note_conclusion(s, &phrase);
	leave_other_matters(s, i, &phrase);
	return i;
}

/* 全年办结30件，其中予以公开20件: nothing but applications ends so. */
static bool
lists_outcomes(const gr_fact_sentence *sentence)
{
	const gr_class_set *classes = &sentence->classes;

	if (!gr_class_in(classes, GR_WORD_OUTCOME) || gr_class_in(classes, GR_WORD_MAKE) || gr_class_in(classes, GR_WORD_OBJECT))
		return false;
	/* 不予处理 may be of other cases. */
	for (size_t i = 0; i < sentence->count; i++)
		if (sentence->tokens[i].class == GR_WORD_OUTCOME && sentence->tokens[i].which >= GR_FACT_GRANTED && sentence->tokens[i].which <= GR_FACT_UNAVAILABLE)
			return true;
	return false;
}

/* 予以公开20件、…、无法提供3件: nor does anything but applications end in both of these ways. */
GR_RARE static bool
lists_all_outcomes(const gr_fact_sentence *sentence)
{
	uint64_t	outcomes = 0;

	for (size_t i = 0; i < sentence->count; i++)
		if (sentence->tokens[i].class == GR_WORD_OUTCOME)
			outcomes |= UINT64_C(1) << sentence->tokens[i].which;
	return (outcomes >> GR_FACT_UNAVAILABLE & 1) != 0 && (outcomes >> GR_FACT_GRANTED & 1) != 0 && lists_outcomes(sentence);
}

static void
begin_sentence(gr_fact_state *s, const gr_fact_sentence *sentence)
{
	bool		goes_on = sentence->count > 0 && sentence->tokens[0].class == GR_WORD_PART && sentence->tokens[0].gap == 0;

	s->sentence = sentence;
	s->first = s->facts->count;
	s->phrase_from = 0;
	s->time = s->time_before = GR_TIME_OWN;
	s->borrowed = s->base = s->since = s->future = s->others = s->mixed = false;
	s->base_fact = -1;
	s->other_key = GR_FACT_NONE;
	s->depth = 0;
	s->list = (gr_fact_list) {-1, -1, -2, false, false, GR_TOPIC_NONE, GR_TIME_OWN, false, GR_SCOPE_NONE};
	for (size_t i = 0; i < sentence->count; i++)
		s->of_token[i] = -1;
	/* 已答复41件（含上年结转申请2件） */
	if (s->topic == GR_TOPIC_NONE && (gr_class_in(&sentence->classes, GR_WORD_APPLICATION) || gr_class_in(&sentence->classes, GR_WORD_CARRY_IN) ||
									  gr_class_in(&sentence->classes, GR_WORD_CARRY_OUT) ||
									  (gr_class_in(&sentence->classes, GR_WORD_CONCLUDE) && lists_outcomes(sentence))))
		s->topic = GR_TOPIC_APPLICATIONS;
	if (s->topic == GR_TOPIC_OTHER && !goes_on && gr_class_in(&sentence->classes, GR_WORD_OUTCOME) && lists_all_outcomes(sentence))
		s->topic = GR_TOPIC_APPLICATIONS;
	/* 本年度办结60件。其中，予以公开17件 */
	if (goes_on && s->concluded >= (int32_t) s->previous && lists_outcomes(sentence))
	{
		gr_fact_at(s, s->concluded)->key = GR_FACT_CONCLUDED;
		s->topic = GR_TOPIC_APPLICATIONS;
	}
	s->concluded = -1;
	if (!goes_on)
	{
		s->scope = GR_SCOPE_NONE;
		s->previous = s->first;
	}
}

/* 中, of 收到的17件申请中, or 方面 */
static bool
is_within(const gr_fact_token *t)
{
	return t->class == GR_WORD_FILL && (t->which == GR_FILL_WITHIN || t->which == GR_FILL_REGARD);
}

/* 行政诉讼方面，新收8件: whether the figure behind the comma at token i is of the noun before it, which the phrase goes on with. */
GR_RARE static bool
goes_on_with_theme(const gr_fact_state *s, size_t i)
{
	const gr_fact_token *t = gr_fact_token_at(s, i);
	bool		tells = false;

	if (i < 2 || t->gap + t[-1].gap > 0 || t[-1].which != GR_FILL_REGARD)
		return false;
	switch (t[-2].class)
	{
		case GR_WORD_REVIEW:
		case GR_WORD_LITIGATION:
		case GR_WORD_NORMATIVE:
		case GR_WORD_INTERPRET:
		case GR_WORD_PRESS:
		case GR_WORD_GAZETTE:
		case GR_WORD_TRAINING:
			break;
		default:
			return false;
	}
	for (t++; t->gap == 0; t++)
		switch (t->class)
		{
			case GR_WORD_RECEIVE:
			case GR_WORD_HAPPEN:
			case GR_WORD_HOLD:
			case GR_WORD_ISSUE:
			case GR_WORD_ISSUE_OUT:
			case GR_WORD_TOTAL:
				tells = true;
				break;
			case GR_WORD_FILL:
			case GR_WORD_THIS_YEAR:
				break;
			default:
				return tells && t->class == GR_WORD_QUANTITY && t[1].gap == 0 && gr_fact_is_boundary(t[1].class);
		}
	return false;
}

/* Whether the colon at token i ends no phrase: 行政复议：3件.  Behind a figure it may list parts: 收到申请38件：网络20件、信函18件. */
GR_RARE static bool
is_within_phrase(gr_fact_state *s, size_t i)
{
	if (i > 0 && gr_fact_token_at(s, i)->gap == 0 && gr_fact_token_at(s, i - 1)->class == GR_WORD_QUANTITY)
		gr_fact_open_list_of(s, i);
	return gr_fact_token_at(s, i + 1)->class == GR_WORD_QUANTITY && gr_fact_token_at(s, i + 1)->gap == 0;
}

/* Token i, which is no figure. */
static inline void
interpret_word(gr_fact_state *s, size_t i, int class)
{
	if (class == GR_WORD_COMMA)
	{
		s->base = s->list.lines = false;
		if (i > 0 && is_within(gr_fact_token_at(s, i - 1)))
		{
			if (goes_on_with_theme(s, i))
				return;
			if (gr_fact_token_at(s, i - 1)->which == GR_FILL_WITHIN)
				gr_fact_open_list_of(s, i);
		}
	}
	else if (gr_fact_states_zero(class))
		gr_fact_add_zeros(s, i);
	else if (gr_fact_tells(class))
		gr_fact_interpret_word(s, i);
	if (gr_fact_is_boundary(class) && !(class == GR_WORD_COLON && is_within_phrase(s, i)))
		s->phrase_from = i + 1;
}

void
gr_fact_sentence_interpret(gr_fact_state *s, gr_fact_sentence *sentence)
{
	size_t		next = 0;

	if (gr_class_in(&sentence->classes, GR_WORD_CARRY))
		gr_fact_resolve_carried(sentence, s->report_year);
	begin_sentence(s, sentence);
	/* The last is the END. */
	for (size_t k = 0; k + 1 < sentence->acting_count && !s->failed && !s->facts->limited; k++)
	{
		size_t		i = sentence->acting[k];
		int			class = sentence->tokens[i].class;

		if (i < next)
			continue;
		if (class == GR_WORD_QUANTITY)
			s->phrase_from = next = interpret_figure(s, i) + 1;
		else
			interpret_word(s, i, class);
	}
	s->previous = s->first;
}
