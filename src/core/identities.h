/*
 * identities.h
 *		The equalities of the official tables (勾稽关系).
 */
#ifndef GR_IDENTITIES_H
#define GR_IDENTITIES_H

#include "dictionary.h"

/* The longest: a column of results in a mixed roll-up, and its total. */
#define GR_IDENTITY_TERMS 32

/* Upper bound of the number of identities of one table. */
#define GR_IDENTITIES 64

/*
 * The cell "named" equals the sum of the other terms, each with its sign:
 * named = sum of signs[i] * cell of terms[i].
 */
typedef struct gr_identity
{
	unsigned char rule;			/* gr_rule_id */
	short		named;			/* slot */
	short		terms[GR_IDENTITY_TERMS];
	signed char signs[GR_IDENTITY_TERMS];
	int			count;
} gr_identity;

/* The identities of a table in that form; returns how many, in the order of the form. */
extern int	gr_identities_of(int table, int form, gr_identity identities[GR_IDENTITIES]);

#endif							/* GR_IDENTITIES_H */
