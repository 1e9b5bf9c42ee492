/*
 * identities.h
 *		The equalities of the official tables (勾稽关系).
 */
#ifndef GR_IDENTITIES_H
#define GR_IDENTITIES_H

#include "report.h"

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

/* What an identity leaves over, among figures of which each is known or not. */
typedef struct gr_gap
{
	int64_t		gap;			/* named - sum of the other terms */
	short		named;
	unsigned char rule;
	unsigned char unknown;		/* how many of its cells, "named" among them, are not known */
} gr_gap;

/*
 * The gaps of the identities of a table, in the order of gr_identities_of; returns how many.  A few additions a cell:
 * this is what answers for a table that holds.  The figures are whole numbers, at most GR_LARGEST_FIGURE.
 *
 * cells: by slot.
 * unknown: by slot, 1 for cells of the form that are not known, 0 for all others; NULL: all are known.
 */
extern int	gr_identity_gaps(int table, int form, const gr_cell *cells, const unsigned char *unknown, gr_gap gaps[GR_IDENTITIES]);

/*
 * The same for tables of applications and proceedings in which all is known: only the gaps that are not zero, from the
 * cells that are not.
 *
 * filled: the slots of those cells, in any order.
 */
extern int	gr_filled_gaps(int table, const gr_cell *cells, const short *filled, int filled_count, gr_gap gaps[GR_IDENTITIES]);

/* Of the same tables in a form that has so many cells: how many identities there are of each rule. */
#define GR_IDENTITY_RULES 3

typedef struct gr_rule_count
{
	unsigned char rule;			/* gr_rule_id */
	int			count;
} gr_rule_count;

extern int	gr_identity_counts(int table, int cells, gr_rule_count counts[GR_IDENTITY_RULES]);

#endif							/* GR_IDENTITIES_H */
