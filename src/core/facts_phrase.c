#include "facts_phrase.h"

#include "rare.h"

/* yes or no, without a branch that nothing foretells. */
static inline size_t
chosen(bool which, size_t yes, size_t no)
{
	return no ^ ((yes ^ no) & -(size_t) which);
}

void
gr_fact_phrase_sum_up(gr_fact_phrase *p)
{
	gr_class_set classes = {{0, 0}};
	size_t		head = p->figure;
	size_t		lead = gr_phrase_lead(p);
	size_t		before = 0;
	size_t		gap = 0;
	uint64_t	fillers = 0;

	for (size_t i = p->from; i < p->figure; i++)
	{
		const gr_fact_token *t = &p->tokens[i];
		bool		noun = gr_fact_is_noun(t->class);

		/* What leads the phrase is its subject: 区教育局收到…. */
		gap += i > lead ? t->gap : 0;
		gr_class_add(&classes, t->class);
		/* 中 counts behind the head. */
		fillers &= ~((uint64_t) noun << GR_FILL_WITHIN);
		fillers |= (uint64_t) (t->class == GR_WORD_FILL) << (t->which & 63);
		head = chosen(noun, i, head);
		before = chosen(noun, gap, before);
	}
	p->classes = classes;
	p->head = head;
	p->gap_before = before;
	p->gap_behind = gap + p->tokens[p->figure].gap - before;
	p->fillers = fillers;
}

/* One value of several: NOT_NAMED so far, SEVERAL once two differ. */
static int
unite(int known, int which)
{
	return known == GR_KEY_NOT_NAMED ? which : known == which ? known : GR_KEY_SEVERAL;
}

/* Whether there are words of which it matters which one they are. */
static bool
has_details(const gr_class_set *classes)
{
	return gr_class_in(classes, GR_WORD_CHANNEL) || gr_class_in(classes, GR_WORD_GAZETTE) || gr_class_in(classes, GR_WORD_WAY) ||
		gr_class_in(classes, GR_WORD_APPLICANT) || gr_class_in(classes, GR_WORD_OUTCOME);
}

void
gr_phrase_look_closely(gr_phrase_words *w, const gr_fact_phrase *p)
{
	int			outcome = GR_KEY_NOT_NAMED;
	bool		verb = false;

	w->phrase = p;
	w->head = p->head;
	w->gap_before = p->gap_before;
	w->gap_behind = p->gap_behind;
	w->channel = w->way = w->applicant = GR_KEY_NOT_NAMED;
	w->outcomes = 0;
	if (!has_details(&p->classes))
		return;
	for (size_t i = p->from; i < p->figure; i++)
	{
		const gr_fact_token *t = &p->tokens[i];

		/* 公众号、某平台发布: one more, that is not known */
		if (t->gap > 0 && gr_is_any_key(w->channel) && !verb && (t[-1].class == GR_WORD_ENUM || t[-1].class == GR_WORD_AND))
			w->channel = GR_KEY_SEVERAL;
		verb = verb || gr_fact_is_verb(t->class);
		switch (t->class)
		{
			case GR_WORD_CHANNEL:
				w->channel = unite(w->channel, t->which);
				break;
			case GR_WORD_GAZETTE:
				w->channel = unite(w->channel, GR_FACT_PUBLISHED_GAZETTE);
				break;
			case GR_WORD_WAY:
				w->way = unite(w->way, t->which);
				break;
			case GR_WORD_APPLICANT:
				w->applicant = unite(w->applicant, t->which);
				break;
			case GR_WORD_OUTCOME:
				outcome = unite(outcome, t->which);
				break;
		}
	}
	w->outcomes = outcome == GR_KEY_NOT_NAMED ? 0 : outcome == GR_KEY_SEVERAL ? 2 : 1;
}

size_t
gr_phrase_end_behind(const gr_fact_phrase *p)
{
	size_t		i = p->figure + 1;

	while (!p->noun_only && !gr_fact_is_boundary(p->tokens[i].class) && p->tokens[i].class != GR_WORD_ENUM)
		i++;
	return i;
}

int
gr_phrase_last_verb(const gr_fact_phrase *p)
{
	size_t		i = p->said;

	while (i > 0 && !gr_fact_is_verb(p->tokens[i - 1].class))
		i--;
	return i > 0 ? p->tokens[i - 1].class : -1;
}

GR_RARE bool
gr_phrase_goes_on_with_applicants(const gr_fact_phrase *p)
{
	if (p->parent >= 0 || p->topic != GR_TOPIC_APPLICATIONS || !gr_class_in(&p->sentence, GR_WORD_APPLICATION))
		return false;
	for (size_t i = p->from; i-- > 0;)
	{
		const gr_fact_token *t = &p->tokens[i];

		/* 收到的申请中，自然人3件 */
		if (i > 1 && t->class == GR_WORD_COMMA && t[-1].class == GR_WORD_FILL && t[-1].which == GR_FILL_WITHIN && t[-2].class == GR_WORD_APPLICATION)
			return t->gap + t[-1].gap == 0 && !gr_class_in(&p->sentence, GR_WORD_OUTCOME) && !gr_class_in(&p->sentence, GR_WORD_CONCLUDE) &&
				p->tokens[p->from].gap == 0;
		if (t->class == GR_WORD_APPLICANT && t[1].class == GR_WORD_APPLICATION && t[2].class == GR_WORD_QUANTITY && t[1].gap + t[2].gap == 0)
			return p->tokens[p->from].gap == 0;
	}
	return false;
}

/* Whether a phrase that ends at token "to" names a channel; *said: and that something was published there. */
static bool
names_channel(const gr_fact_token *tokens, size_t *to, bool *said)
{
	bool		channel = false;
	size_t		i = *to;

	for (*said = false; i > 0 && !gr_fact_is_boundary(tokens[i - 1].class) && tokens[i - 1].class != GR_WORD_ENUM; i--)
	{
		int			class = tokens[i - 1].class;

		channel = channel || class == GR_WORD_CHANNEL;
		*said = *said || class == GR_WORD_OWN || class == GR_WORD_PUBLISH || class == GR_WORD_ISSUE_OUT;
	}
	*to = i;
	return channel;
}

GR_RARE bool
gr_phrase_goes_on_with_channels(const gr_fact_phrase *p)
{
	const gr_fact_token *t = p->tokens;
	size_t		i = p->from;
	bool		said = false;

	if (p->parent >= 0 || gr_class_in(&p->sentence, GR_WORD_KILL) || gr_class_in(&p->sentence, GR_WORD_LOWER) || gr_class_in(&p->sentence, GR_WORD_OBJECT))
		return false;
	for (size_t j = i; j <= p->figure; j++)
		if (t[j].gap > 0 || (j < p->figure && t[j].class != GR_WORD_CHANNEL))
			return false;
	while (!said && i > 1 && (t[i - 1].class == GR_WORD_COMMA || t[i - 1].class == GR_WORD_ENUM) && t[i - 1].gap == 0 &&
		   t[i - 2].class == GR_WORD_QUANTITY && t[i - 2].gap == 0)
	{
		i -= 2;
		if (!names_channel(t, &i, &said))
			return false;
	}
	return said;
}
