/*
 * facts_keys.h
 *		What a figure counts: its phrase of words, read as a key.
 *
 * A key is given only where every word between the noun and the figure is known, since
 * an unknown one makes it another quantity (公开规章12条).
 */
#ifndef GR_FACTS_KEYS_H
#define GR_FACTS_KEYS_H

#include "facts_phrase.h"

/* GR_FACT_NONE where the quantity is not known. */
extern int	gr_fact_phrase_key(const gr_fact_phrase *phrase);

#endif							/* GR_FACTS_KEYS_H */
