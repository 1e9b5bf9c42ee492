#include "facts_each.h"

#include "facts_relations.h"
#include "rare.h"

/* Names joined by 、 or 和 in the tokens [from, to): fills the bounds of each, returns how many, 0 for too many. */
GR_RARE static size_t
names(const gr_fact_state *s, size_t from, size_t to, size_t *bounds, size_t limit)
{
	size_t		count = 0;
	size_t		start = from;
	bool		named = false;

	for (size_t i = from; i <= to; i++)
	{
		int			class = gr_fact_token_at(s, i)->class;

		if (i == to || class == GR_WORD_ENUM || class == GR_WORD_AND)
		{
			if (!named || count == limit)
				return 0;
			bounds[2 * count] = start;
			bounds[2 * count + 1] = i;
			count++;
			start = i + 1;
			named = false;
		}
		else
			named = named || gr_fact_is_noun(class) || class == GR_WORD_WAY || class == GR_WORD_CHANNEL || class == GR_WORD_APPLICANT ||
				gr_fact_token_at(s, i)->gap > 0;
	}
	return count;
}

#define NAMES_LIMIT 12

/* How many counts stand right before, none of them a part of another. */
static size_t
counts_before(gr_fact_state *s)
{
	size_t		end = s->facts->count;
	size_t		n = 0;
	int32_t		total = -1;

	while (n < end - s->first)
	{
		const gr_raw_fact *f = gr_fact_at(s, (int32_t) (end - 1 - n));

		if (gr_fact_is_rate(f->unit) || (n > 0 && f->part_of != total))
			break;
		total = f->part_of;
		n++;
	}
	return n;
}

/* 所占比重分别为75%、25%: of the counts before, where there are as many. */
GR_RARE static void
share_out(gr_fact_state *s, const size_t *figures, size_t count)
{
	size_t		end = s->facts->count;
	size_t		n = counts_before(s);

	for (size_t i = 0; i < count; i++)
	{
		int32_t		f = gr_fact_add_figure(s, GR_FACT_NONE, figures[i]);

		if (f < 0 || n != count || gr_fact_at(s, f)->unit != GR_UNIT_PERCENT)
			continue;
		gr_fact_at(s, f)->relation = GR_RELATION_SHARE;
		gr_fact_at(s, f)->first = (int32_t) (end - count + i);
		gr_fact_at(s, f)->second = gr_fact_at(s, gr_fact_at(s, f)->first)->part_of;
	}
}

/* 较上年分别增长5.6%和下降14.3%: of the counts before, or of the names in front. */
GR_RARE static void
change_each(gr_fact_state *s, size_t word, const size_t *figures, const int *signs, size_t count)
{
	size_t		bounds[2 * NAMES_LIMIT];
	size_t		end = s->facts->count;
	size_t		named = names(s, s->phrase_from, word, bounds, NAMES_LIMIT);
	bool		counted = named == 0 && counts_before(s) == count;

	for (size_t i = 0; i < count; i++)
	{
		int			unit = s->sentence->figures[gr_fact_token_at(s, figures[i])->figure].unit;
		int32_t		of = counted ? (int32_t) (end - count + i) : -1;
		int			key = counted ? gr_fact_at(s, of)->key : named == count ? gr_fact_noun_key(s, bounds[2 * i], bounds[2 * i + 1], GR_UNIT_NONE) : GR_FACT_NONE;

		gr_fact_add_change(s, gr_fact_change_key(key, unit), figures[i], signs[i], of);
	}
}

/* Whether the phrase names one before token "to". */
static bool
names_rate(const gr_fact_state *s, size_t to)
{
	for (size_t i = s->phrase_from; i < to; i++)
		if (gr_fact_token_at(s, i)->class == GR_WORD_RATE)
			return true;
	return false;
}

/* 微博、微信分别发布信息x条、y条: the channel that is named in tokens [from, to), and nothing else. */
static int
channel_named(const gr_fact_state *s, size_t word, size_t from, size_t to, int unit)
{
	int			verb = gr_fact_token_at(s, word + 1)->class;
	int			key = GR_FACT_NONE;

	if ((verb != GR_WORD_PUBLISH && verb != GR_WORD_ISSUE_OUT && verb != GR_WORD_OWN) || gr_fact_token_at(s, word + 1)->gap > 0)
		return GR_FACT_NONE;
	for (size_t i = from; i < to; i++)
	{
		const gr_fact_token *t = gr_fact_token_at(s, i);

		if (t->class == GR_WORD_CHANNEL && key == GR_FACT_NONE && (t->gap == 0 || i == from))
			key = t->which;
		else if (t->class != GR_WORD_FILL && t->class != GR_WORD_YEAR && t->class != GR_WORD_THIS_YEAR && t->class != GR_WORD_PART)
			return GR_FACT_NONE;
	}
	return gr_fact_unit_fits(key, unit) ? key : GR_FACT_NONE;
}

/* 网络、信函、当面申请分别为: the way or the applicants that are all that tokens [from, to) name, where the last name says of what. */
static int
kind_named(const gr_fact_state *s, size_t from, size_t to)
{
	int			key = GR_FACT_NONE;

	for (size_t i = from; i < to; i++)
	{
		const gr_fact_token *t = gr_fact_token_at(s, i);

		if (t->gap == 0 && (t->class == GR_WORD_WAY || t->class == GR_WORD_APPLICANT) && key == GR_FACT_NONE)
			key = t->which;
		else if (t->gap > 0 || (t->class != GR_WORD_FILL && t->class != GR_WORD_PART))
			return GR_FACT_NONE;
	}
	return key;
}

/* A、B分别为x、y: token i is the first of the figures.  Returns the last. */
GR_RARE size_t
gr_fact_distribute(gr_fact_state *s, size_t word, size_t i)
{
	size_t		bounds[2 * NAMES_LIMIT];
	size_t		figures[NAMES_LIMIT];
	int			signs[NAMES_LIMIT];
	int			keys[NAMES_LIMIT];
	size_t		count = 0;
	size_t		last = i;
	size_t		named;
	int			sign = gr_fact_is_compared(s) ? gr_fact_direction(s, i) : 0;

	for (size_t j = i; j < s->sentence->count && count < NAMES_LIMIT; j++)
	{
		int			class = gr_fact_token_at(s, j)->class;

		if (class == GR_WORD_QUANTITY && gr_fact_token_at(s, j)->gap == 0)
		{
			signs[count] = sign;
			figures[count++] = j;
			last = j;
		}
		else if (sign != 0 && (class == GR_WORD_UP || class == GR_WORD_DOWN))
			sign = class == GR_WORD_UP ? 1 : -1;
		else if ((class != GR_WORD_ENUM && class != GR_WORD_AND && class != GR_WORD_COMMA) || gr_fact_token_at(s, j)->gap > 0 ||
				 (j > i && class == gr_fact_token_at(s, j - 1)->class))
			break;
	}
	if (count == 0)
	{
		signs[count] = sign;
		figures[count++] = i;
		last = i;
	}
	if (sign != 0)
	{
		change_each(s, word, figures, signs, count);
		return last;
	}
	if (s->sentence->figures[gr_fact_token_at(s, figures[0])->figure].unit == GR_UNIT_PERCENT && !names_rate(s, word))
	{
		share_out(s, figures, count);
		return last;
	}
	named = names(s, s->phrase_from, word, bounds, NAMES_LIMIT);
	for (size_t n = 0; n < count; n++)
	{
		int			unit = s->sentence->figures[gr_fact_token_at(s, figures[n])->figure].unit;

		keys[n] = named != count ? GR_FACT_NONE : gr_fact_noun_key(s, bounds[2 * n], bounds[2 * n + 1], unit);
		if (keys[n] == GR_FACT_NONE && named == count)
			keys[n] = channel_named(s, word, bounds[2 * n], bounds[2 * n + 1], unit);
	}
	for (size_t n = 0; n + 1 < count && keys[count - 1] >= GR_FACT_RECEIVED_IN_PERSON && keys[count - 1] <= GR_FACT_RECEIVED_LEGAL_SERVICE; n++)
		if (keys[n] == GR_FACT_NONE)
			keys[n] = kind_named(s, bounds[2 * n], bounds[2 * n + 1]);
	for (size_t n = 0; n < count; n++)
		if (gr_fact_is_complete(s, figures[n], keys[n]))
			gr_fact_add_count(s, keys[n], named == count ? bounds[2 * n] : word, named == count ? bounds[2 * n + 1] : word, figures[n]);
	return last;
}

/* 行政复议、行政诉讼均为0件: each of them. */
GR_RARE bool
gr_fact_add_each(gr_fact_state *s, size_t word, size_t i)
{
	size_t		bounds[2 * NAMES_LIMIT];
	int			keys[NAMES_LIMIT];
	int			unit = s->sentence->figures[gr_fact_token_at(s, i)->figure].unit;
	size_t		named = names(s, s->phrase_from, word, bounds, NAMES_LIMIT);

	if (named < 2 || gr_fact_is_rate(unit))
		return false;
	for (size_t n = 0; n < named; n++)
		if ((keys[n] = gr_fact_noun_key(s, bounds[2 * n], bounds[2 * n + 1], unit)) == GR_FACT_NONE)
			return false;
	for (size_t n = 0; n < named; n++)
		gr_fact_add_figure(s, keys[n], i);
	return true;
}
