#include "facts_relations.h"
#include "rare.h"

gr_raw_fact *
gr_fact_add(gr_fact_state *s, int key, size_t from, size_t to)
{
	gr_raw_facts *facts = s->facts;
	gr_raw_fact *f;

	if (facts->count == GR_FACTS_LIMIT)
	{
		if (!facts->limited)
			facts->limited_at = from;
		facts->limited = true;
		return NULL;
	}
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

static void
set_figure(gr_raw_fact *f, const gr_fact_figure *figure)
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
	if (!gr_class_in(&s->sentence->classes, GR_WORD_LEAST))
		return false;
	while (i > s->phrase_from && gr_fact_token_at(s, i)->gap == 0 && (gr_fact_is_verb(gr_fact_token_at(s, i - 1)->class) || gr_fact_token_at(s, i - 1)->class == GR_WORD_FILL))
		i--;
	return i > s->phrase_from && gr_fact_token_at(s, i)->gap == 0 && gr_fact_token_at(s, i - 1)->class == GR_WORD_LEAST;
}

int32_t
gr_fact_add_figure(gr_fact_state *s, int key, size_t i)
{
	const gr_fact_figure *figure = &s->sentence->figures[gr_fact_token_at(s, i)->figure];
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
	if (f->unit == GR_UNIT_TIMES && f->other_year)
	{
		f->other_year = false;
		s->time = s->time_before;
	}
	s->of_token[i] = (int32_t) (s->facts->count - 1);
	return s->of_token[i];
}

void
gr_fact_add_count(gr_fact_state *s, int key, size_t from, size_t to, size_t i)
{
	int32_t		f = gr_fact_add_figure(s, key, i);

	if (f < 0)
		return;
	if (gr_fact_is_rate(gr_fact_at(s, f)->unit))
		return;
	gr_fact_link_part(s, f, from, to);
	if (!gr_fact_at(s, f)->other_year)
	{
		s->list.last = f;
		s->base_fact = -1;
	}
}

bool
gr_fact_is_compared(const gr_fact_state *s)
{
	return s->base_fact >= 0 || gr_class_in(&s->classes, GR_WORD_COMPARE) || gr_class_in(&s->classes, GR_WORD_COMPARE_WITH);
}

GR_RARE void
gr_fact_add_change(gr_fact_state *s, int key, size_t i, int sign, int32_t of)
{
	int32_t		f = gr_fact_add_figure(s, gr_fact_is_compared(s) ? key : GR_FACT_NONE, i);

	if (f < 0)
		return;
	if (sign < 0 && gr_fact_is_compared(s))
		negate(gr_fact_at(s, f));
	if (gr_fact_at(s, f)->key == GR_FACT_NONE || of < 0)
		return;
	gr_fact_at(s, f)->relation = GR_RELATION_CHANGE;
	gr_fact_at(s, f)->first = of;
	gr_fact_at(s, f)->second = s->base_fact;
}
