#include "facts_relations.h"

/* 办结50件，结转2件: what is left then; token i is a mere 结转. */
static bool
is_left_over(const gr_fact_sentence *sentence, size_t i)
{
	const gr_fact_token *t = &sentence->tokens[i];

	if (i < 3 || t->gap + t[1].gap > 0 || t[1].class != GR_WORD_QUANTITY || t[-1].class != GR_WORD_COMMA || t[-1].gap > 0)
		return false;
	/* 办结50件（含上年结转3件），结转2件 */
	if (t[-2].class == GR_WORD_CLOSE)
		while (i > 4 && sentence->tokens[i - 2].class != GR_WORD_OPEN)
			i--;
	t = &sentence->tokens[i - (i > 3 && sentence->tokens[i - 2].class == GR_WORD_OPEN)];
	return t[-2].class == GR_WORD_QUANTITY && t[-2].gap == 0 && t[-3].class == GR_WORD_CONCLUDE;
}

void
gr_fact_resolve_carried(gr_fact_sentence *sentence, int report_year)
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
		/* 上年无结转 */
		else if (i > 1 && t->gap + t[-1].gap == 0 && t[-1].class == GR_WORD_NEGATION && t[-2].class == GR_WORD_LAST_YEAR && t[-2].which == GR_YEAR_BEFORE)
		{
			in = true;
			year = t - 2;
		}
		else if (t[1].class == GR_WORD_YEAR && t[1].gap == 0 && t[1].year == report_year + 1)
			year = t + 1;
		/* 结转5件至2021年, 结转5件到下年度 */
		else if (t[1].class == GR_WORD_QUANTITY && t[1].gap == 0)
		{
			gr_fact_token *next = t + 2 + (t[2].class == GR_WORD_FILL && t[2].gap == 0);

			if (next->gap <= 1 && (next->class == GR_WORD_NEXT_YEAR || (next->class == GR_WORD_YEAR && next->year == report_year + 1)))
				year = next;
		}
		if (year == NULL && !is_left_over(sentence, i))
			continue;
		t->class = in ? GR_WORD_CARRY_IN : GR_WORD_CARRY_OUT;
		gr_class_add(&sentence->classes, t->class);
		if (year != NULL)
			year->class = GR_WORD_FILL;
	}
}

static void
set_year(gr_fact_state *s, size_t i)
{
	const gr_fact_token *t = gr_fact_token_at(s, i);
	int			before = i > 0 && t->gap == 0 ? gr_fact_token_at(s, i - 1)->class : GR_WORD_END;
	bool		compared = before == GR_WORD_COMPARE_WITH || before == GR_WORD_COMPARE || before == GR_WORD_AND;

	if (compared && t->year != s->report_year)
	{
		s->base = true;
		return;
	}
	/* 由2019年的12件增至20件 */
	s->borrowed = i > 0 && t->gap == 0 && (gr_fact_token_is(s, i - 1, "由") || gr_fact_token_is(s, i - 1, "从"));
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
	const gr_fact_token *t = gr_fact_token_at(s, i);

	if (i > 0 && gr_fact_token_at(s, i - 1)->to == t->from && gr_fact_token_at(s, i - 1)->class == GR_WORD_ATTEND)
		return;
	/* 迁移全市平台: behind other words it has to lead on to a verb or a sum. */
	if (t->gap > 0 && !gr_fact_is_verb(t[1].class) && t[1].class != GR_WORD_TOTAL && t[1].class != GR_WORD_FILL && t[1].class != GR_WORD_THIS_YEAR)
		return;
	for (size_t j = 0; j < sizeof(places) / sizeof(places[0]); j++)
		if (t->from >= s->sentence->from + 3 && memcmp(s->sentence->text.data + t->from - 3, places[j], 3) == 0)
			return;
	s->scope = t->which;
}

void
gr_fact_narrow_scope(gr_fact_state *s, size_t i)
{
	static const struct
	{
		char		place[4];
		unsigned char scope;
	}			governments[] = {{"省", GR_SCOPE_PROVINCE_GOVERNMENT}, {"市", GR_SCOPE_CITY_GOVERNMENT}, {"区", GR_SCOPE_DISTRICT_GOVERNMENT},
		{"县", GR_SCOPE_COUNTY_GOVERNMENT}, {"旗", GR_SCOPE_BANNER_GOVERNMENT}, {"盟", GR_SCOPE_LEAGUE_GOVERNMENT}, {"州", GR_SCOPE_PREFECTURE_GOVERNMENT}};
	size_t		j = s->phrase_from + (gr_fact_token_at(s, s->phrase_from)->class == GR_WORD_PART);
	const gr_fact_token *t = gr_fact_token_at(s, j);
	size_t		before;

	if (j >= i || !gr_is_government_subject(t))
		return;
	if ((t->gap != 1 && t->gap != 3) || t->from < s->sentence->from + 3 * t->gap)
		return;
	before = t->from - 3 * t->gap;
	if (t->gap == 3 && memcmp(s->sentence->text.data + before + 3, "人民", 6) != 0)
		return;
	for (size_t g = 0; g < sizeof(governments) / sizeof(governments[0]); g++)
		if (memcmp(s->sentence->text.data + before, governments[g].place, 3) == 0)
			s->scope = governments[g].scope;
}

bool
gr_fact_stands_before(const gr_fact_state *s, size_t i, int class)
{
	if (!gr_class_in(&s->sentence->classes, class))
		return false;
	while (i > 0 && gr_fact_token_at(s, i - 1)->class != class)
		i--;
	return i > 0;
}

/* Mere 申请 that are counted, with a word before that is none of ours. */
static bool
is_of_unknown_kind(const gr_fact_state *s, size_t i)
{
	const gr_fact_token *t = gr_fact_token_at(s, i);

	return t->gap > 0 && i > s->phrase_from && gr_fact_is_short(t) && t[1].class == GR_WORD_QUANTITY && t[1].gap == 0;
}

/* 各类行政复议 */
static bool
is_of_every_kind(const gr_fact_token *t, size_t i)
{
	return i > 0 && t->gap == 0 && t[-1].class == GR_WORD_FILL && t[-1].which == GR_FILL_EVERY_KIND;
}

/* Whether a word of the class stands in the phrase before token i. */
static bool
phrase_names(const gr_fact_state *s, size_t i, int class)
{
	while (i > s->phrase_from && gr_fact_token_at(s, i - 1)->class != class)
		i--;
	return i > s->phrase_from;
}

static void
set_topic(gr_fact_state *s, size_t i)
{
	const gr_fact_token *t = gr_fact_token_at(s, i);

	switch (t->class)
	{
		case GR_WORD_APPLICATION:
			/* 行政许可…，受理申请: still those */
			if (s->topic == GR_TOPIC_OTHER && gr_fact_is_short(t) && gr_fact_stands_before(s, i, GR_WORD_OBJECT))
				break;
			/* 受理业务申请300件，办结280件: of another kind */
			s->topic = is_of_unknown_kind(s, i) ? GR_TOPIC_OTHER : GR_TOPIC_APPLICATIONS;
			break;
		case GR_WORD_CARRY_IN:
		case GR_WORD_CARRY_OUT:
			/* 处理举报件27件，上年结转4件: of those */
			if (s->topic == GR_TOPIC_OTHER && !gr_class_in(&s->sentence->classes, GR_WORD_APPLICATION) && gr_fact_stands_before(s, i, GR_WORD_OBJECT))
				break;
			s->topic = GR_TOPIC_APPLICATIONS;
			break;
		case GR_WORD_APPLICANT_WORD:
			s->topic = GR_TOPIC_APPLICATIONS;
			break;
		case GR_WORD_REVIEW:
			/* 复议机构收到行政复议申请410件: of all matters, and so are their results */
			s->topic = (gr_class_in(&s->sentence->classes, GR_WORD_OBJECT) && phrase_names(s, i, GR_WORD_OBJECT)) || is_of_every_kind(t, i)
				? GR_TOPIC_OTHER : GR_TOPIC_RECONSIDERATION;
			break;
		case GR_WORD_LITIGATION:
			/* 复议后起诉的行政诉讼 */
			s->topic = gr_fact_stands_before(s, i, GR_WORD_DIRECT) || gr_fact_stands_before(s, i, GR_WORD_AFTER) ? GR_TOPIC_LITIGATION_PART
				: GR_TOPIC_LITIGATION;
			break;
		case GR_WORD_DIRECT:
		case GR_WORD_AFTER:
			/* 行政诉讼8件，均为复议后起诉: all of them */
			if (s->topic != GR_TOPIC_LITIGATION || t->gap > 0 || i == 0 || t[-1].class != GR_WORD_ALL_BE)
				s->topic = GR_TOPIC_LITIGATION_PART;
			break;
		case GR_WORD_COURT:
			/* 复议…维持8件。一审未审结2件: whose suits these are, nobody says */
			if (s->topic == GR_TOPIC_RECONSIDERATION)
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

void
gr_fact_interpret_word(gr_fact_state *s, size_t i)
{
	switch (gr_fact_token_at(s, i)->class)
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
			/* 今年以来 is no other time. */
			s->since = s->since || i == 0 || gr_fact_token_at(s, i)->gap > 0 || gr_fact_token_at(s, i - 1)->class != GR_WORD_THIS_YEAR;
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
		case GR_WORD_SEMICOLON:
			s->base = false;
			s->future = false;
			/* A件，占x%；B件，占y%: semicolons part the parts. */
			if (!s->list.bracket && !s->list.shared && !s->list.lines)
				gr_fact_close_list(s);
			/* A件，占x%；B件；C件: and go on doing so. */
			s->list.lines = s->list.shared || s->list.lines;
			break;
		case GR_WORD_OPEN:
			gr_fact_open_bracket(s, i);
			break;
		case GR_WORD_CLOSE:
			gr_fact_close_bracket(s);
			break;
		case GR_WORD_SCOPE:
			set_scope(s, i);
			break;
		case GR_WORD_PART:
			gr_fact_open_list(s, i);
			break;
	}
	set_topic(s, i);
}
