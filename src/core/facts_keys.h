/*
 * facts_keys.h
 *		What a figure counts: its phrase of words, read as a key.
 *
 * A key is given only where every word between the noun and the figure is known, since
 * an unknown one makes it another quantity (公开规章12条).
 */
#ifndef GR_FACTS_KEYS_H
#define GR_FACTS_KEYS_H

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

/* GR_FACT_NONE where the quantity is not known. */
extern int	gr_fact_phrase_key(const gr_fact_phrase *phrase);

#endif							/* GR_FACTS_KEYS_H */
