/*
 * facts_each.h
 *		Names that stand together and share a verb: each with a figure of its own, or all with one.
 */
#ifndef GR_FACTS_EACH_H
#define GR_FACTS_EACH_H

#include "facts_sentence.h"

/* A、B分别为x、y: the word is token "word", the first figure token i.  Returns the last. */
extern size_t gr_fact_distribute(gr_fact_state *state, size_t word, size_t i);

/* 行政复议、行政诉讼均为0件: each of them, where all are known. */
extern bool gr_fact_add_each(gr_fact_state *state, size_t word, size_t i);

#endif							/* GR_FACTS_EACH_H */
