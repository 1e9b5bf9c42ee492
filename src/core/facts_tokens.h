/*
 * facts_tokens.h
 *		A sentence as marks, figures and the words that matter.
 */
#ifndef GR_FACTS_TOKENS_H
#define GR_FACTS_TOKENS_H

#include "facts_figure.h"
#include "facts_kinds.h"

/* Tokens of a sentence; a longer one is read in parts. */
#define GR_FACT_TOKENS 384

typedef struct gr_fact_token
{
	size_t		from;
	size_t		to;
	unsigned short gap;			/* characters before it that are no word of ours */
	unsigned char class;		/* gr_fact_class */
	unsigned char which;		/* of a word; a figure: 1 where it has its unit */
	short		year;			/* of a YEAR */
	short		figure;			/* of a QUANTITY: index in figures */
} gr_fact_token;

/* A noun of two characters: mere 申请, mere 公报. */
static inline bool
gr_fact_is_short(const gr_fact_token *token)
{
	return token->to - token->from <= 2 * 3;
}

typedef struct gr_fact_sentence
{
	gr_slice	text;			/* the paragraph */
	size_t		from;
	size_t		to;
	gr_class_set classes;		/* of the tokens */
	size_t		count;
	size_t		figure_count;
	size_t		acting_count;
	gr_fact_token tokens[GR_FACT_TOKENS + 1];	/* the last is the END */
	unsigned short acting[GR_FACT_TOKENS + 1];	/* the tokens of classes that do more than be counted, the END among them */
	gr_fact_figure	figures[GR_FACT_TOKENS];
	gr_class_set before[GR_FACT_TOKENS];	/* of the tokens before each figure */
} gr_fact_sentence;

/* Where the reading of a paragraph stands. */
typedef struct gr_fact_reader
{
	gr_slice	text;
	const gr_beginnings *beginnings;
	const gr_raw_citations *citations;
	size_t		citation;		/* the first that does not end before the reading */
	gr_fact_figure	skimmed;		/* the last figure that skimming met; end 0: none */
	size_t		quoted_to;		/* figures up to here stand in quotation marks or 《》 */
	size_t		searched[4];	/* per mark: up to where its end was looked for */
	bool		disguised;		/* by gr_is_disguise, in a sentence that was read */
} gr_fact_reader;

extern void gr_fact_reader_init(gr_fact_reader *reader, gr_slice paragraph, const gr_beginnings *beginnings, const gr_raw_citations *citations);

/*
 * Where the next sentence with something of interest begins, at or after "at".  Skims:
 * most prose states no quantity.  *found is false where there is none in the next
 * "limit" bytes: what is returned is where to go on.
 */
extern size_t gr_fact_next_sentence(gr_fact_reader *reader, size_t at, size_t limit, bool *found);

/* Reads the sentence, or what of it fits; sentence->to is where the next one begins. */
extern void gr_fact_sentence_read(gr_fact_reader *reader, size_t from, gr_fact_sentence *sentence);

#endif							/* GR_FACTS_TOKENS_H */
