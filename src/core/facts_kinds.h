/*
 * facts_kinds.h
 *		Which words are nouns and verbs, which units a key has, and what its parts are.
 */
#ifndef GR_FACTS_KINDS_H
#define GR_FACTS_KINDS_H

#include "facts_words.h"

/* Whether a quantity of this unit can be the key's. */
extern bool gr_fact_unit_fits(int key, int unit);

/* Whether the class is a noun that says what is counted. */
extern bool gr_fact_is_noun(int class);

/* Whether the class is a verb. */
extern bool gr_fact_is_verb(int class);

/* Whether a fact of the key can be a part of one of the key "total" (NONE: of any that is not known). */
extern bool gr_fact_can_be_part(int key, int total);

#endif							/* GR_FACTS_KINDS_H */
