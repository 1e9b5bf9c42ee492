/*
 * facts_kinds.h
 *		Which words are nouns and verbs, which units a key has, and what its parts are.
 */
#ifndef GR_FACTS_KINDS_H
#define GR_FACTS_KINDS_H

#include "facts_words.h"

/* Whether a quantity of this unit can be the key's. */
extern bool gr_fact_unit_fits(int key, int unit);

/* What words of a class do in a sentence, as bits. */
#define GR_ROLE_NOUN 1u
#define GR_ROLE_VERB 2u
#define GR_ROLE_FRAME 4u
#define GR_ROLE_ZERO 8u
#define GR_ROLE_BOUNDARY 16u

/* What makes a word more than what figures count. */
#define GR_ROLES_THAT_ACT (GR_ROLE_FRAME | GR_ROLE_ZERO | GR_ROLE_BOUNDARY)

extern const unsigned char gr_fact_roles[GR_WORD_CLASSES];

/* Whether the class is a noun that says what is counted. */
static inline bool
gr_fact_is_noun(int class)
{
	return (gr_fact_roles[class] & GR_ROLE_NOUN) != 0;
}

/* Whether the class is a verb. */
static inline bool
gr_fact_is_verb(int class)
{
	return (gr_fact_roles[class] & GR_ROLE_VERB) != 0;
}

/* Whether words of the class change year, scope, topic or list for those behind them. */
static inline bool
gr_fact_tells(int class)
{
	return (gr_fact_roles[class] & GR_ROLE_FRAME) != 0;
}

/* Whether words of the class can state a zero. */
static inline bool
gr_fact_states_zero(int class)
{
	return (gr_fact_roles[class] & GR_ROLE_ZERO) != 0;
}

/* Ends the phrase that a figure's words are looked for in. */
static inline bool
gr_fact_is_boundary(int class)
{
	return (gr_fact_roles[class] & GR_ROLE_BOUNDARY) != 0;
}

/* Whether a fact of the key can be a part of one of the key "total" (NONE: of any that is not known). */
extern bool gr_fact_can_be_part(int key, int total);

#endif							/* GR_FACTS_KINDS_H */
