/*
 * facts_sentence.h
 *		The facts of one sentence: whose they are, of which year, part of what.
 */
#ifndef GR_FACTS_SENTENCE_H
#define GR_FACTS_SENTENCE_H

#include "facts_keys.h"

/* Brackets in brackets; what stands deeper is no part of anything. */
#define GR_FACT_DEPTH 4

/* Facts that are looked back at for what they are of, bits of any_matter. */
#define GR_FACT_MATTERS 32

typedef enum gr_fact_time
{
	GR_TIME_OWN,				/* of the report's year */
	GR_TIME_OTHER
} gr_fact_time;

/* Parts that are being listed: 其中 … */
typedef struct gr_fact_list
{
	int32_t		total;			/* -1: no list */
	int32_t		last;			/* the last count at this level, -1 for none */
	int			verb;			/* of its first part; -2 before it */
	bool		bracket;
	bool		shared;			/* its last part came with its percentage */
	gr_fact_topic topic;		/* of a bracket: what was spoken of before it, */
	gr_fact_time time;			/* and of which year */
	bool		lines;			/* 其中：A；B；C, and no comma so far: semicolons part the parts */
	unsigned char scope;		/* of a bracket: whose figures stand around it */
} gr_fact_list;

/* What reading remembers: the first members through a paragraph, the rest through a sentence. */
typedef struct gr_fact_state
{
	gr_arena   *arena;
	gr_raw_facts *facts;
	int			report_year;
	gr_slice	government;		/* the issuer's name, where it is one */
	bool		failed;			/* no memory */
	gr_fact_topic topic;
	unsigned char scope;
	size_t		paragraph;		/* number of its first fact */
	uint32_t	any_matter;		/* of the last facts by number: whether they are reconsiderations or suits that are not said to be of disclosure */
	size_t		previous;		/* number of the first fact of the sentence before, where 其中 may go on with it */

	const gr_fact_sentence *sentence;
	size_t		first;			/* number of the sentence's first fact */
	size_t		phrase_from;
	size_t		figure;			/* token of the figure that is read, */
	gr_class_set classes;		/* and those before it */
	gr_fact_time time;
	gr_fact_time time_before;	/* what 上年 broke into */
	bool		borrowed;		/* time is but that of 上年 */
	bool		base;			/* 比2019年: what is compared with */
	bool		since;			/* 截至, 以来, or a year before the report's */
	bool		future;
	bool		others;			/* the subject is an organ below the government */
	int32_t		concluded;		/* the fact that is of applications if their outcomes follow, or -1 */
	bool		mixed;			/* reconsiderations or suits are not those of disclosure alone */
	int32_t		base_fact;		/* last year's figure behind "last", -1 for none */
	int			other_key;		/* what the last figure of another year counts */
	int32_t		of_token[GR_FACT_TOKENS + 1];	/* the fact of a figure, -1 for none */
	gr_fact_list list;
	gr_fact_list outer[GR_FACT_DEPTH];	/* of the brackets around, */
	size_t		depth;
} gr_fact_state;

static inline const gr_fact_token *
gr_fact_token_at(const gr_fact_state *s, size_t i)
{
	return &s->sentence->tokens[i];
}

/* Whether a word of the class stands before token i. */
extern bool gr_fact_stands_before(const gr_fact_state *state, size_t i, int class);

static inline gr_raw_fact *
gr_fact_at(gr_fact_state *s, int32_t i)
{
	return &s->facts->facts[i];
}

static inline bool
gr_fact_is_rate(int unit)
{
	return unit == GR_UNIT_PERCENT || unit == GR_UNIT_PER_MILLE || unit == GR_UNIT_PERCENTAGE_POINT || unit == GR_UNIT_TIMES;
}

static inline bool
gr_fact_token_is(const gr_fact_state *s, size_t i, const char *text)
{
	const gr_fact_token *t = gr_fact_token_at(s, i);

	return gr_slice_equal(gr_slice_sub(s->sentence->text, t->from, t->to), gr_slice_cstring(text));
}

/* Adds the facts of the sentence. */
extern void gr_fact_sentence_interpret(gr_fact_state *state, gr_fact_sentence *sentence);

/* A new fact, of the state's scope and year, or NULL when there is no memory or the limit is reached. */
extern gr_raw_fact *gr_fact_add(gr_fact_state *state, int key, size_t from, size_t to);

/* That of the figure at token i, or -1. */
extern int32_t gr_fact_add_figure(gr_fact_state *state, int key, size_t i);

/* The same of a count, named by the words [from, to), which may be a part of another. */
extern void gr_fact_add_count(gr_fact_state *state, int key, size_t from, size_t to, size_t i);

/* The same of a change, of the fact "of" or -1; the sign is that of the words. */
extern void gr_fact_add_change(gr_fact_state *state, int key, size_t i, int sign, int32_t of);

/* Whether the sentence has compared so far. */
extern bool gr_fact_is_compared(const gr_fact_state *state);

/* Whether the figure at token i counts something: a figure without a unit is one of its noun, or introduced by 为 or 达. */
extern bool gr_fact_is_complete(const gr_fact_state *state, size_t i, int key);

/* What a word that is no figure changes for those behind it: year, scope, topic, lists. */
extern void gr_fact_interpret_word(gr_fact_state *state, size_t i);

/* 全市收到120件，其中市政府收到44件: the figure at token i is of the government alone, where its phrase says so. */
extern void gr_fact_narrow_scope(gr_fact_state *state, size_t i);

/* 2019年结转申请, 结转至2021年: the year, or what stands before, says which way mere 结转 is. */
extern void gr_fact_resolve_carried(gr_fact_sentence *sentence, int report_year);

/* Adds the zeros that the negation at token i states: 未收到…, …未发生. */
extern void gr_fact_add_zeros(gr_fact_state *state, size_t i);

/* The phrase of words [from, to) in front of nothing: for the key of a noun alone. */
extern int	gr_fact_noun_key(gr_fact_state *state, size_t from, size_t to, int unit);

#endif							/* GR_FACTS_SENTENCE_H */
