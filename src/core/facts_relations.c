#include "facts_relations.h"
#include "rare.h"

/* ---------- parts ---------- */

void
gr_fact_close_list(gr_fact_state *s)
{
	s->list.total = -1;
	s->list.verb = -2;
}

static int
first_verb(const gr_fact_state *s, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		if (gr_fact_is_verb(gr_fact_token_at(s, i)->class))
			return gr_fact_token_at(s, i)->class;
	return -1;
}

/* Whether the phrase says 其余, and nothing that narrows it. */
static bool
is_rest(const gr_fact_state *s, size_t from, size_t to)
{
	bool		rest = false;

	for (size_t i = from; i < to; i++)
	{
		int			class = gr_fact_token_at(s, i)->class;

		if (class == GR_WORD_REST)
			rest = true;
		else if (rest && (gr_fact_token_at(s, i)->gap > 0 || (class != GR_WORD_FILL && class != GR_WORD_INFO && class != GR_WORD_APPLICATION)))
			return false;
	}
	return rest && gr_fact_token_at(s, to)->gap == 0;
}

GR_RARE bool
gr_fact_adds_up(const gr_fact_state *s, size_t i)
{
	const gr_fact_figure *figure = &s->sentence->figures[gr_fact_token_at(s, i)->figure];
	const gr_raw_fact *first;
	int64_t		sum = 0;

	for (size_t j = s->phrase_from; j <= i; j++)
		if (gr_fact_token_at(s, j)->gap > 0 || (j < i && gr_fact_token_at(s, j)->class != GR_WORD_TOTAL && gr_fact_token_at(s, j)->class != GR_WORD_FILL))
			return false;
	if (s->facts->count < s->first + 2 || figure->scale > 0)
		return false;
	first = &s->facts->facts[s->first];
	if (first->scope == GR_SCOPE_NONE || gr_scope_is_wide(first->scope))
		return false;
	for (size_t f = s->first; f < s->facts->count; f++)
	{
		const gr_raw_fact *part = &s->facts->facts[f];

		if (part->unit != figure->unit || part->part_of >= 0 || part->other_year || part->scale > 0 ||
			part->value < 0 || part->value > INT64_MAX - sum)
			return false;
		sum += part->value;
	}
	return sum == figure->value;
}

bool
gr_fact_counts_any_matter(const gr_fact_state *s, size_t fact)
{
	int			key = s->facts->facts[fact].key;

	return (key == GR_FACT_RECONSIDERATION || key == GR_FACT_LITIGATION) && (s->any_matter >> fact % GR_FACT_MATTERS & 1) != 0;
}

/* 因工伤认定引发行政复议6件、行政诉讼5件: what the first are of, the second are of too. */
static bool
goes_with_unknown(const gr_fact_state *s)
{
	size_t		i = s->phrase_from;

	return i >= 4 && gr_class_in(&s->classes, GR_WORD_HAPPEN) && gr_fact_token_at(s, i)->gap == 0 && gr_fact_token_at(s, i - 1)->class == GR_WORD_ENUM &&
		gr_fact_token_at(s, i - 2)->class == GR_WORD_QUANTITY && gr_fact_token_at(s, i - 3)->class == GR_WORD_REVIEW &&
		s->of_token[i - 2] >= 0 && s->facts->facts[s->of_token[i - 2]].key == GR_FACT_NONE;
}

/* 受理行政复议56件。因信息公开被申请行政复议8件 */
GR_RARE bool
gr_fact_is_of_other_matters(gr_fact_state *s, int key)
{
	size_t		count = s->facts->count;
	size_t		from = count - s->paragraph < GR_FACT_MATTERS ? s->paragraph : count - GR_FACT_MATTERS + 1;
	bool		named = gr_class_in(&s->classes, GR_WORD_SUBJECT) || gr_class_in(&s->classes, GR_WORD_INFO_GOV) || gr_class_in(&s->classes, GR_WORD_APPLICATION);
	int64_t		value = s->sentence->figures[gr_fact_token_at(s, s->figure)->figure].value;
	uint32_t	bit = UINT32_C(1) << count % GR_FACT_MATTERS;

	s->any_matter = named ? s->any_matter & ~bit : s->any_matter | bit;
	if (s->list.total >= 0)
		return false;
	if (!named && goes_with_unknown(s))
		return true;
	for (size_t i = from; i < count; i++)
	{
		gr_raw_fact *other = gr_fact_at(s, (int32_t) i);

		/* A zero is said without a figure. */
		if (other->key != key || other->scope != s->scope || other->value == value || other->value == 0 || other->part_of >= 0 ||
			gr_fact_counts_any_matter(s, i) != named)
			continue;
		if (!named)
			return true;
		other->key = GR_FACT_NONE;
	}
	return false;
}

GR_RARE bool
gr_fact_goes_with_unknown_count(const gr_fact_state *s, int key)
{
	int32_t		last = s->list.last;
	size_t		i = s->phrase_from;
	int			class;

	do
	{
		if (last < (int32_t) s->first || s->facts->facts[last].key != GR_FACT_NONE || s->facts->facts[last].part_of >= 0)
			return false;
		while (i > 0 && s->of_token[i] != last)
			i--;
		if (i == 0 || gr_fact_token_at(s, i)->gap > 0)
			return false;
		class = gr_fact_token_at(s, i - 1)->class;
		last--;
	} while (class == GR_WORD_RESULT);
	return key == GR_FACT_TRAINING_PARTICIPANTS ? class == GR_WORD_TRAINING : class == (key < GR_FACT_LITIGATION ? GR_WORD_REVIEW : GR_WORD_LITIGATION);
}

GR_RARE bool
gr_fact_is_of_others(const gr_fact_state *s)
{
	const gr_raw_fact *before;

	if (s->facts->count == s->first)
		return false;
	before = &s->facts->facts[s->facts->count - 1];
	return before->key == GR_FACT_NONE && before->part_of < 0 && !before->other_year && !gr_fact_is_rate(before->unit) &&
		gr_fact_unit_fits(GR_FACT_CONCLUDED, before->unit) && !gr_class_in(&s->classes, GR_WORD_APPLICATION);
}

GR_RARE bool
gr_fact_is_said_of(gr_fact_state *s, int key, int32_t fact)
{
	bool		handled = false;
	bool		was_handled = false;

	/* 撤销2件，确认违法1件: neither is all that was corrected. */
	if (key == GR_FACT_RECONSIDERATION_CORRECTED)
		gr_fact_at(s, fact)->key = GR_FACT_NONE;
	if (key != GR_FACT_CONCLUDED)
		return true;
	/* 共办理30件，办结28件: the second is it. */
	for (size_t i = 0; i < s->figure; i++)
	{
		const gr_fact_token *t = gr_fact_token_at(s, i);

		if (t->class == GR_WORD_CONCLUDE)
			handled = t->which == GR_CONCLUDE_HANDLED;
		was_handled = was_handled || (handled && s->of_token[i] == fact);
	}
	if (!was_handled || handled)
		return true;
	gr_fact_at(s, fact)->key = GR_FACT_NONE;
	return false;
}

/* Links a new fact to the total whose parts are listed, or finds that the list is over. */
void
gr_fact_link_part(gr_fact_state *s, int32_t i, size_t from, size_t to)
{
	gr_raw_fact *f = gr_fact_at(s, i);
	gr_raw_fact *total;
	int			verb;

	if (s->list.total < 0)
		return;
	verb = first_verb(s, from, to);
	total = gr_fact_at(s, s->list.total);
	/* 其中公安局12件（办结10件）: of those, whatever they are. */
	if (total->part_of >= 0 && total->key == GR_FACT_NONE && f->key >= GR_FACT_RECEIVED && f->key <= GR_FACT_OTHER)
		f->key = GR_FACT_NONE;
	/* 办结67件（其中本年新收63件）: of those that were concluded. */
	if (f->key == GR_FACT_RECEIVED && total->key == GR_FACT_CONCLUDED && (s->list.bracket || s->list.verb == -2))
		f->key = GR_FACT_NONE;
	if (f->unit != total->unit || f->other_year != total->other_year || !gr_fact_can_be_part(f->key, total->key) ||
		(f->key == GR_FACT_NONE && !s->list.bracket && s->list.verb != -2 && verb != s->list.verb && verb != -1))
	{
		if (!s->list.bracket)
			gr_fact_close_list(s);
		return;
	}
	if (s->list.verb == -2)
		s->list.verb = verb;
	if (f->key == total->key && f->scope == total->scope)
		f->key = GR_FACT_NONE;
	f->part_of = s->list.total;
	s->list.shared = false;
	if (gr_class_in(&s->sentence->classes, GR_WORD_REST) && is_rest(s, from, to))
		total->partitioned = true;
}

/* 受理8件，办结8件: the same applications */
static bool
is_concluded_whole(const gr_raw_fact *received, const gr_raw_fact *f)
{
	return received->key == GR_FACT_RECEIVED && f->key == GR_FACT_CONCLUDED && f->value == received->value && f->unit == received->unit;
}

/* Whether the sentence lists outcomes, and no ways or kinds of applicants. */
static bool
lists_but_outcomes(const gr_class_set *classes)
{
	return gr_class_in(classes, GR_WORD_OUTCOME) && !gr_class_in(classes, GR_WORD_WAY) && !gr_class_in(classes, GR_WORD_APPLICANT);
}

/* The only count of the sentence before that is no part of another, or -1; of outcomes, what was concluded. */
static int32_t
previous_total(gr_fact_state *s)
{
	int32_t		total = -1;

	for (size_t i = s->previous; i < s->first; i++)
	{
		const gr_raw_fact *f = gr_fact_at(s, (int32_t) i);

		if (gr_fact_is_rate(f->unit) || f->part_of >= 0 || f->other_year || f->relation != GR_RELATION_NONE)
			continue;
		if (total < 0)
			total = (int32_t) i;
		else if (is_concluded_whole(gr_fact_at(s, total), f))
			continue;
		/* 收到33件，答复31件。其中公开6件，不予公开4件 */
		else if (f->key == GR_FACT_CONCLUDED && gr_fact_at(s, total)->key == GR_FACT_RECEIVED && lists_but_outcomes(&s->sentence->classes))
			total = (int32_t) i;
		else
			return -1;
	}
	return total;
}

/* 其中: of the last count, where it is clear which. */
void
gr_fact_open_list(gr_fact_state *s, size_t i)
{
	int32_t		total = s->list.last;

	if (i != s->phrase_from && !(i == s->phrase_from + 1 && gr_fact_token_at(s, i - 1)->class == GR_WORD_FILL))
		return;
	/* （含新制定1件）: the bracket says of what. */
	if (s->list.bracket && total < 0 && s->list.total >= 0)
		return;
	if (total < 0 && i == 0)
		total = previous_total(s);
	/* 复议6件、诉讼9件，其中: of both. */
	if (total > 0 && total > (int32_t) s->first && s->list.last == total && gr_fact_at(s, total)->part_of < 0 && gr_fact_at(s, total - 1)->part_of < 0)
	{
		size_t		j = i;

		while (j > 0 && gr_fact_token_at(s, j)->class != GR_WORD_QUANTITY)
			j--;
		while (j > 0 && !gr_fact_is_boundary(gr_fact_token_at(s, j - 1)->class))
			j--;
		if (j > 0 && gr_fact_token_at(s, j)->class == GR_WORD_ENUM)
			total = -1;
	}
	/* 收到4件，3件关于…，1件关于…，其中: behind a list it may be of the whole. */
	if (total > (int32_t) s->first && gr_fact_at(s, total)->key == GR_FACT_NONE && gr_fact_at(s, total - 1)->unit == gr_fact_at(s, total)->unit)
		total = -1;
	s->list.total = total;
	s->list.verb = -2;
	s->list.bracket = false;
	s->list.lines = gr_fact_token_at(s, i + 1)->class == GR_WORD_COLON && gr_fact_token_at(s, i + 1)->gap == 0;
}

/* 收到的17件申请中，: parts of the figure that the phrase begins behind. */
void
gr_fact_open_list_of(gr_fact_state *s, size_t comma)
{
	size_t		of = s->phrase_from;

	for (size_t i = of; i <= comma; i++)
		if (gr_fact_token_at(s, i)->gap > 0)
			return;
	if (of == 0 || s->list.bracket || s->of_token[of - 1] < 0 || gr_fact_is_rate(gr_fact_at(s, s->of_token[of - 1])->unit))
		return;
	s->list.total = s->of_token[of - 1];
	s->list.verb = -2;
}

void
gr_fact_open_bracket(gr_fact_state *s, size_t i)
{
	gr_fact_list inner = {-1, -1, -2, true, false, s->topic, s->time, false, s->scope};
	size_t		of = i;

	if (s->depth < GR_FACT_DEPTH)
		s->outer[s->depth] = s->list;
	s->depth++;
	/* 61个政务新媒体（…: the noun may stand between. */
	while (of > 0 && gr_fact_token_at(s, of)->gap == 0 && !gr_fact_is_boundary(gr_fact_token_at(s, of - 1)->class) && gr_fact_token_at(s, of - 1)->class != GR_WORD_ENUM)
		of--;
	if (of > 0 && gr_fact_token_at(s, of - 1)->class == GR_WORD_QUANTITY && gr_fact_token_at(s, of)->gap == 0 && s->depth <= GR_FACT_DEPTH)
	{
		int32_t		total = s->of_token[of - 1];

		if (total >= 0 && !gr_fact_is_rate(gr_fact_at(s, total)->unit))
			inner.total = total;
	}
	s->list = inner;
}

void
gr_fact_close_bracket(gr_fact_state *s)
{
	if (s->depth == 0)
		return;
	/* 收到申请11件（信件3件，上年9件），答复11件 */
	if (s->list.bracket && s->list.topic != GR_TOPIC_NONE)
		s->topic = s->list.topic;
	if (s->list.bracket)
		s->time = s->list.time;
	/* 全县行政复议12件（其中县本级4件），行政诉讼7件 */
	if (s->list.bracket && s->list.last >= 0)
		s->scope = s->list.scope;
	s->depth--;
	if (s->depth < GR_FACT_DEPTH)
		s->list = s->outer[s->depth];
}

/* ---------- shares and changes ---------- */

/* The count right before: 3件，占… or 3件（…. */
int32_t
gr_fact_count_before(gr_fact_state *s)
{
	size_t		i = s->phrase_from;

	if (i == 0)
		return -1;
	i--;
	if (gr_fact_token_at(s, i)->class == GR_WORD_COMMA || gr_fact_token_at(s, i)->class == GR_WORD_OPEN)
	{
		if (gr_fact_token_at(s, i)->gap > 0 || i == 0)
			return -1;
		i--;
	}
	if (gr_fact_token_at(s, i)->class != GR_WORD_QUANTITY || s->of_token[i] < 0 || gr_fact_is_rate(gr_fact_at(s, s->of_token[i])->unit))
		return -1;
	return s->of_token[i];
}

/* Whether a percentage is said to be the share of the count before it. */
bool
gr_fact_is_share(const gr_fact_state *s, size_t i)
{
	bool		share = s->phrase_from == i && s->phrase_from > 0 && gr_fact_token_at(s, i - 1)->class == GR_WORD_OPEN;

	for (size_t j = s->phrase_from; j <= i; j++)
	{
		int			class = gr_fact_token_at(s, j)->class;

		if (gr_fact_token_at(s, j)->gap > 0)
			return false;
		if (class == GR_WORD_SHARE)
			share = true;
		else if (j < i && class != GR_WORD_FILL && class != GR_WORD_TOTAL && class != GR_WORD_APPLICATION &&
				 !(share && class == GR_WORD_COMPARE_WITH))
			return false;
	}
	return share;
}

/* 比去年多7件: likewise, of the one character between; blanks, and what Markdown prints bold, count for nothing. */
GR_RARE static int
direction_of_gap(const gr_fact_state *s, size_t i)
{
	const gr_fact_token *t = gr_fact_token_at(s, i);
	int			before = i > s->phrase_from ? t[-1].class : GR_WORD_END;
	size_t		at = t->from;
	uint32_t	c;

	if (t->gap != 1 || i == 0 || (before != GR_WORD_COMPARE && before != GR_WORD_YEAR && before != GR_WORD_LAST_YEAR))
		return 0;
	do
		c = gr_sign_before(s->sentence->text, t[-1].to, at, &at);
	while (c == ' ' || c == '*');
	return c == 0x591A ? 1 : c == 0x5C11 ? -1 : 0;	/* 多 少 */
}

/* 下降16.7%: -1 or 1, 0 where the figure is no change. */
int
gr_fact_direction(const gr_fact_state *s, size_t i)
{
	if (gr_fact_token_at(s, i)->gap > 0)
		return direction_of_gap(s, i);
	while (i-- > s->phrase_from && gr_fact_token_at(s, i)->class == GR_WORD_FILL && gr_fact_token_at(s, i)->gap == 0)
		;
	if (i + 1 <= s->phrase_from)
		return 0;
	return gr_fact_token_at(s, i)->class == GR_WORD_UP ? 1 : gr_fact_token_at(s, i)->class == GR_WORD_DOWN ? -1 : 0;
}

bool
gr_fact_is_before_change(const gr_fact_state *s, size_t i)
{
	const gr_fact_token *t = gr_fact_token_at(s, i);

	return t[1].class == GR_WORD_REACH && t[1].gap <= 4 && t->gap == 0 && i > s->phrase_from &&
		(gr_fact_token_is(s, i - 1, "由") || gr_fact_token_is(s, i - 1, "从"));
}

int
gr_fact_change_key(int key, int unit)
{
	if (unit == GR_UNIT_PERCENTAGE_POINT)
		return GR_FACT_NONE;
	return key == GR_FACT_RECEIVED ? GR_FACT_CHANGE_RECEIVED : key == GR_FACT_PUBLISHED ? GR_FACT_CHANGE_PUBLISHED : GR_FACT_NONE;
}

/* Whether the figure at token i is said to be last year's; "alone": by words that say nothing else. */
static bool
is_of_last_year(const gr_fact_state *s, size_t i, bool *alone)
{
	bool		last = false;

	*alone = true;
	for (;; i--)
	{
		const gr_fact_token *t = gr_fact_token_at(s, i);

		*alone = *alone && t->gap == 0;
		if (i == 0 || gr_fact_is_boundary(t[-1].class))
			return last;
		switch (t[-1].class)
		{
			case GR_WORD_YEAR:
				last = t[-1].year == s->report_year - 1;
				break;
			case GR_WORD_LAST_YEAR:
				last = t[-1].which == GR_YEAR_BEFORE;
				break;
			case GR_WORD_FILL:
				break;
			default:
				*alone = false;
		}
	}
}

GR_RARE int32_t
gr_fact_year_before(const gr_fact_state *s)
{
	const gr_fact_token *t = gr_fact_token_at(s, s->phrase_from);
	size_t		i = s->phrase_from;
	int32_t		second;
	const gr_raw_fact *facts;
	bool		alone;

	if (i < 3 || (t->class != GR_WORD_COMPARE && t->class != GR_WORD_UP && t->class != GR_WORD_DOWN) || t->gap + t[-1].gap > 0 ||
		t[-1].class != GR_WORD_COMMA || s->list.total >= 0)
		return -1;
	/* 收到34件（去年28件），增长21.4% */
	i -= t[-2].class == GR_WORD_CLOSE && t[-2].gap == 0 ? 3 : 2;
	second = s->of_token[i];
	if (second <= (int32_t) s->first || s->facts->facts[second].unit != s->facts->facts[second - 1].unit)
		return -1;
	facts = &s->facts->facts[second - 1];
	if (facts[1].other_year)
		return s->list.last == second - 1 && is_of_last_year(s, i, &alone) && (alone || s->other_key == facts->key) ? second : -1;
	/* 去年收到28件，今年收到34件 */
	while (i > 0 && s->of_token[i] != second - 1)
		i--;
	return facts->other_year && s->other_key == facts[1].key && s->list.last == second && is_of_last_year(s, i, &alone) ? second - 1 : -1;
}

/* The change right before, with a comma between: 减少35条，下降11.2%.  NULL for none. */
static const gr_raw_fact *
change_before(gr_fact_state *s)
{
	size_t		i = s->phrase_from;
	const gr_raw_fact *f;

	if (i < 2 || gr_fact_token_at(s, i - 1)->class != GR_WORD_COMMA || gr_fact_token_at(s, i - 1)->gap > 0 || s->of_token[i - 2] < 0)
		return NULL;
	f = gr_fact_at(s, s->of_token[i - 2]);
	return f->key == GR_FACT_CHANGE_RECEIVED || f->key == GR_FACT_CHANGE_PUBLISHED ? f : NULL;
}

/* What a change is one of: by the nouns of its phrase, else the last count. */
int
gr_fact_changed(gr_fact_state *s, size_t i, int unit, int32_t *of)
{
	int			key = GR_FACT_NONE;
	bool		only_frame = true;
	bool		compared = false;
	bool		own = false;
	const gr_raw_fact *before;

	*of = -1;
	for (size_t j = s->phrase_from; j < i; j++)
	{
		const gr_fact_token *t = gr_fact_token_at(s, j);

		if (gr_fact_is_noun(t->class) || t->class == GR_WORD_CHANNEL || t->class == GR_WORD_WAY || t->class == GR_WORD_APPLICANT ||
			t->class == GR_WORD_SUBJECT || t->gap > 0)
			only_frame = false;
		/* 主动公开量较去年, 办结量同比: not of the count before; but 比上年多公开 is. */
		compared = compared || t->class == GR_WORD_COMPARE || t->class == GR_WORD_COMPARE_WITH;
		own = own || (t->class == GR_WORD_OWN && !compared);
		if (!compared && t->class != GR_WORD_RECEIVE && gr_fact_is_verb(t->class))
			only_frame = false;
	}
	if (!only_frame)
	{
		size_t		end;

		/* The words up to the comparison, as if a count stood there. */
		for (end = s->phrase_from; end < i; end++)
			if (gr_fact_token_at(s, end)->class == GR_WORD_COMPARE || gr_fact_token_at(s, end)->class == GR_WORD_COMPARE_WITH || gr_fact_token_at(s, end)->class == GR_WORD_UP ||
				gr_fact_token_at(s, end)->class == GR_WORD_DOWN)
				break;
		key = gr_fact_noun_key(s, s->phrase_from, end, own ? GR_UNIT_ENTRY : GR_UNIT_NONE);
	}
	else if ((before = change_before(s)) != NULL)
	{
		*of = before->first;
		return unit == GR_UNIT_PERCENTAGE_POINT ? GR_FACT_NONE : before->key;
	}
	/* 702条（同比增长8%）: of what the bracket stands behind. */
	else if (s->list.bracket && s->list.last < 0 && s->list.total >= 0)
	{
		*of = s->list.total;
		key = gr_fact_at(s, *of)->key;
		if (!gr_fact_is_rate(unit) && unit != gr_fact_at(s, *of)->unit)
			key = GR_FACT_NONE;
	}
	else if (s->list.last >= 0 && (s->list.total < 0 || s->list.last == s->list.total))
	{
		key = gr_fact_at(s, s->list.last)->key;
		*of = s->list.last;
		if (!gr_fact_is_rate(unit) && unit != gr_fact_at(s, *of)->unit)
			key = GR_FACT_NONE;
	}
	return gr_fact_change_key(key, unit);
}
