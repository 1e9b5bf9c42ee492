#include "facts_proceedings.h"
#include "facts_sentence.h"

/* Nouns that one negation can hold. */
#define NOUNS_LIMIT 8

typedef struct noun
{
	size_t		token;
	int			key;
} noun;

typedef struct nouns
{
	noun		list[NOUNS_LIMIT];
	size_t		count;
	bool		fee_named;		/* by names_fee, not any fee */
} nouns;

static bool
ends_phrase(int class)
{
	return class <= GR_WORD_QUANTITY ? class != GR_WORD_ENUM : class == GR_WORD_END;
}

/* The key of a noun that can be said not to have been; -1: none such. */
static int
key_of(int class)
{
	switch (class)
	{
		case GR_WORD_REVIEW:
			return GR_FACT_RECONSIDERATION;
		case GR_WORD_LITIGATION:
			return GR_FACT_LITIGATION;
		case GR_WORD_APPLICATION:
			return GR_FACT_RECEIVED;
		case GR_WORD_PRESS:
			return GR_FACT_PRESS_CONFERENCES;
		case GR_WORD_FEE:
			return GR_FACT_FEE;
		case GR_WORD_CARRY_OUT:
			return GR_FACT_CARRIED_OUT;
		case GR_WORD_CARRY_IN:
			return GR_FACT_CARRIED_IN;
		case GR_WORD_NORMATIVE:
			return GR_FACT_NORMATIVE_DOCUMENTS;
		case GR_WORD_TRAINING:
			return GR_FACT_TRAINING_SESSIONS;
	}
	return -1;
}

/* Words that may stand around the nouns without changing what is denied. */
static bool
is_frame(const gr_fact_token *t)
{
	switch (t->class)
	{
		/* 没有收取依申请公开信息处理费 */
		case GR_WORD_ATTRIBUTE:
			return t->which == GR_FACT_RECEIVED;
		case GR_WORD_RECEIVE:
		case GR_WORD_ISSUE:
		case GR_WORD_HOLD:
		case GR_WORD_FEE_TAKE:
		case GR_WORD_HAPPEN:
		case GR_WORD_FILL:
		case GR_WORD_SUBJECT:
		case GR_WORD_AND:
		case GR_WORD_ENUM:
		case GR_WORD_APPLICANT:
		case GR_WORD_APPLICANT_WORD:
		case GR_WORD_THIS_YEAR:
		case GR_WORD_ALL_BE:
		case GR_WORD_YEAR:
		case GR_WORD_YEAR_WORD:
		case GR_WORD_SCOPE:
		case GR_WORD_TOTAL:
			return true;
	}
	return false;
}

/* The fees for information: 信息处理费, and since before 2019 those of 检索、复制、邮寄. */
static bool
names_fee(gr_slice words)
{
	return gr_slice_starts(words, GR_SLICE("检索")) || gr_slice_find(words, 0, GR_SLICE("处理费"), 0) != GR_NOT_FOUND;
}

/* Adds the noun at token i; one that only qualifies the next (申请引起的行政复议) makes way for it. */
static bool
add_noun(const gr_fact_state *s, nouns *n, size_t i, bool apart)
{
	const gr_fact_token *t = &s->sentence->tokens[i];

	if (n->count > 0 && !apart)
	{
		/* 结转申请 are those carried. */
		if (t->class == GR_WORD_APPLICATION && (n->list[n->count - 1].key == GR_FACT_CARRIED_OUT || n->list[n->count - 1].key == GR_FACT_CARRIED_IN))
			return true;
		n->count--;
	}
	if (n->count == NOUNS_LIMIT)
		return false;
	n->list[n->count].token = i;
	n->list[n->count++].key = key_of(t->class);
	n->fee_named = n->fee_named || (t->class == GR_WORD_FEE && names_fee(gr_slice_sub(s->sentence->text, t->from, t->to)));
	return true;
}

/*
 * The nouns in the tokens from "from" up to the end of the phrase or "to"; false where
 * a word in between makes it the denial of something else.
 */
static bool
collect(const gr_fact_state *s, size_t from, size_t to, bool lead, nouns *n)
{
	bool		apart = false;

	memset(n, 0, sizeof(*n));
	for (size_t i = from; i < to; i++)
	{
		const gr_fact_token *t = &s->sentence->tokens[i];

		/* Words that lead are the subject: 我镇未收到…. */
		if (t->gap > 0 && !(lead && i == from))
			return false;
		if (key_of(t->class) >= 0)
		{
			/* 复议诉讼 are two. */
			apart = apart || (t->class == GR_WORD_LITIGATION && i > from && t[-1].class == GR_WORD_REVIEW);
			if (!add_noun(s, n, i, apart))
				return false;
			apart = false;
		}
		else if ((t->class == GR_WORD_OBJECT || t->class == GR_WORD_FEE_OTHER) && apart)
			break;
		else if (!is_frame(t))
			return false;
		else if (t->class == GR_WORD_ENUM || t->class == GR_WORD_AND)
			apart = true;
	}
	return true;
}

static void
add_zero(gr_fact_state *s, int key, size_t from, size_t to)
{
	gr_raw_fact *f = gr_fact_add(s, key, from, to);

	/* value, low and high are 0 */
	if (f != NULL && f->key == GR_FACT_NONE)
		s->facts->count--;
}

/* Whether the negation at token i is that of what is left: 其余申请均未收费. */
static bool
is_of_rest(const gr_fact_state *s, size_t i)
{
	for (; gr_fact_token_at(s, i)->gap == 0 && i > s->phrase_from; i--)
		switch (gr_fact_token_at(s, i - 1)->class)
		{
			case GR_WORD_REST:
				return true;
			case GR_WORD_APPLICATION:
			case GR_WORD_ALL_BE:
			case GR_WORD_FILL:
				break;
			default:
				return false;
		}
	return false;
}

/* 部分单位未举办培训 is said of them alone, and so it is where words that are not known stand before the negation at token i; "any" such words. */
static bool
is_of_some(const gr_fact_state *s, size_t i, bool any)
{
	bool		lower = false;

	if (any && (gr_fact_token_at(s, i)->gap > 0 || (s->phrase_from > 0 && gr_fact_token_at(s, s->phrase_from - 1)->class == GR_WORD_CLOSE)))
		return true;
	for (size_t j = s->phrase_from; j < i; j++)
	{
		const gr_fact_token *t = gr_fact_token_at(s, j);

		if (t->class == GR_WORD_SCOPE)
			return false;
		lower = lower || t->class == GR_WORD_LOWER || (any && t->gap > 0);
	}
	return lower;
}

void
gr_fact_add_zeros(gr_fact_state *s, size_t i)
{
	const gr_fact_token *tokens = s->sentence->tokens;
	size_t		end = i + 1;
	bool		zero = tokens[i].class == GR_WORD_ZERO;
	bool		before;
	bool		ours;
	nouns		n;

	if (is_of_rest(s, i))
		return;
	/* 行政复议6件，无被纠错案件 */
	if (tokens[end].class == GR_WORD_RESULT && tokens[end].which == GR_FACT_RECONSIDERATION_CORRECTED && tokens[end].gap == 0)
	{
		while (tokens[++end].class == GR_WORD_FILL && tokens[end].gap == 0)
			;
		if (tokens[end].gap == 0 && ends_phrase(tokens[end].class) && tokens[end].class != GR_WORD_QUANTITY && !is_of_some(s, i, false))
			add_zero(s, gr_fact_result_key(s->topic, GR_FACT_RECONSIDERATION_CORRECTED), tokens[i].from, tokens[end - 1].to);
		return;
	}
	while (!ends_phrase(tokens[end].class) && tokens[end].class != GR_WORD_NEGATION)
		end++;
	if (tokens[end].gap > 0 || tokens[end].class == GR_WORD_QUANTITY || !collect(s, i + 1, end, false, &n))
		return;
	before = n.count == 0;
	if (before)
	{
		/* 行政复议和行政诉讼均未发生 */
		if (tokens[i].gap > 0 || !collect(s, s->phrase_from, i, true, &n))
			return;
	}
	else if (zero)
		return;
	ours = s->topic == GR_TOPIC_FEES || gr_fact_stands_before(s, i, GR_WORD_SUBJECT) || gr_fact_stands_before(s, i, GR_WORD_APPLICATION);
	for (size_t k = 0; k < n.count; k++)
	{
		const gr_fact_token *t = &tokens[n.list[k].token];
		size_t		from = !before && k == 0 ? tokens[i].from : t->from;
		size_t		to = before && k + 1 == n.count ? tokens[end - 1].to : t->to;

		for (size_t j = i; j < end && !ours; j++)
			ours = tokens[j].class == GR_WORD_SUBJECT || tokens[j].class == GR_WORD_APPLICATION || tokens[j].class == GR_WORD_APPLICANT_WORD;
		if (is_of_some(s, i, n.list[k].key == GR_FACT_TRAINING_SESSIONS))
			continue;
		if (!ours && (n.list[k].key == GR_FACT_TRAINING_SESSIONS || (n.list[k].key == GR_FACT_FEE && !n.fee_named)))
			continue;
		add_zero(s, n.list[k].key, from, to);
	}
}
