/*
 * facts_phrase.h
 *		The words of a phrase before its figure, summed up, and those of which it matters which one they are.
 */
#ifndef GR_FACTS_PHRASE_H
#define GR_FACTS_PHRASE_H

#include "facts_kinds.h"
#include "facts_tokens.h"

/* What the sentence, or the one before it, last spoke of. */
typedef enum gr_fact_topic
{
	GR_TOPIC_NONE,
	GR_TOPIC_APPLICATIONS,
	GR_TOPIC_RECONSIDERATION,
	GR_TOPIC_LITIGATION,
	GR_TOPIC_LITIGATION_PART,	/* direct or after reconsideration */
	GR_TOPIC_FEES,				/* as the heading says */
	GR_TOPIC_OTHER
} gr_fact_topic;

/* The words around a figure. */
typedef struct gr_fact_phrase
{
	const gr_fact_token *tokens;
	size_t		from;			/* the words before it */
	size_t		figure;			/* its token; the words behind it follow */
	bool		noun_only;		/* nothing does: the words before are a noun alone */
	int			unit;
	int			parent;			/* key of the total that this is said to be a part of, NONE, or -1 for no total */
	gr_fact_topic topic;
	size_t		said;			/* tokens of the sentence so far */
	gr_class_set sentence;		/* all their classes */

	/* The sum of the words before the figure. */
	gr_class_set classes;
	size_t		head;			/* token of the last noun, or "figure" for none */
	size_t		gap_before;		/* unknown characters before the head, but for what leads the phrase */
	size_t		gap_behind;		/* between the head and the figure */
	uint64_t	fillers;		/* as bits which words of FILL: WITHIN behind the head, the others anywhere */
} gr_fact_phrase;

/* Sums up the words before the figure, for what follows. */
extern void gr_fact_phrase_sum_up(gr_fact_phrase *phrase);

/* Beside a key: no such word was found, or words that name several. */
enum
{
	GR_KEY_NOT_NAMED = GR_FACT_KEYS + 1,
	GR_KEY_SEVERAL = -1
};

/* The words of a phrase, in more detail. */
typedef struct gr_phrase_words
{
	const gr_fact_phrase *phrase;
	size_t		head;			/* those of the phrase */
	size_t		gap_before;
	size_t		gap_behind;
	size_t		to;				/* the end of the words behind the figure */
	size_t		end_gap;		/* unknown characters before it */
	int			channel;		/* the only one, NOT_NAMED or SEVERAL */
	int			way;
	int			applicant;
	int			outcomes;		/* how many different ones */
} gr_phrase_words;

/* Reads them; the end of the words behind the figure is left alone. */
extern void gr_phrase_look_closely(gr_phrase_words *w, const gr_fact_phrase *p);

/* Where the words behind the figure end. */
extern size_t gr_phrase_end_behind(const gr_fact_phrase *p);

/* The class of the last verb of the sentence so far, or -1. */
extern int	gr_phrase_last_verb(const gr_fact_phrase *p);

/* 自然人申请31件，商业企业2件: those of the first are said to be applications. */
extern bool gr_phrase_goes_on_with_applicants(const gr_fact_phrase *p);

/* 网站公开214条，政务微博40条、微信12条: those of the first are said to be published. */
extern bool gr_phrase_goes_on_with_channels(const gr_fact_phrase *p);

/* The token that its subject stands before: the first, or the one behind 其中. */
static inline size_t
gr_phrase_lead(const gr_fact_phrase *p)
{
	return p->from + (p->tokens[p->from].class == GR_WORD_PART);
}

/* 县政府收到, 县政府全年: whether the token is 政府, the subject. */
static inline bool
gr_is_government_subject(const gr_fact_token *t)
{
	return t->class == GR_WORD_FILL && t->which == GR_FILL_GOVERNMENT && t[1].gap == 0 &&
		(gr_fact_is_verb(t[1].class) || t[1].class == GR_WORD_TOTAL || t[1].class == GR_WORD_THIS_YEAR);
}

/* Whether one, and only one, was named. */
static inline bool
gr_is_one_key(int which)
{
	return which >= 0 && which < GR_FACT_NONE;
}

static inline bool
gr_is_any_key(int which)
{
	return which != GR_KEY_NOT_NAMED;
}

#endif							/* GR_FACTS_PHRASE_H */
