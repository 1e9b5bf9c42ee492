/*
 * facts_proceedings.h
 *		Which key of reconsiderations and suits a phrase has: those of a legal office are no matter of disclosure.
 */
#ifndef GR_FACTS_PROCEEDINGS_H
#define GR_FACTS_PROCEEDINGS_H

#include "facts_phrase.h"

/* That of a result, given as a key of reconsiderations, for what was last spoken of; GR_FACT_NONE where that was neither. */
extern int	gr_fact_result_key(gr_fact_topic topic, int key);

/* GR_FACT_RECONSIDERATION or GR_FACT_LITIGATION, or which suits they are; GR_FACT_NONE where the phrase counts something else. */
extern int	gr_fact_proceeding_key(const gr_phrase_words *w, int key);

#endif							/* GR_FACTS_PROCEEDINGS_H */
