/*
 * issuer.h
 *		What the name of an organ tells: its level and its kind.
 */
#ifndef GR_ISSUER_H
#define GR_ISSUER_H

#include "report.h"

/* Bytes; what is longer is no name of an organ, and nothing is told of it. */
#define GR_ISSUER_LIMIT 1024

typedef struct gr_issuer_parts
{
	gr_level	level;
	gr_organ_kind kind;
	size_t		region_end;		/* 河阳省临川市北山区 of the name above; 0: no region */
	bool		city;			/* the last region is a 市 */
} gr_issuer_parts;

/*
 * Reads a name such as 河阳省临川市北山区财政局 by its suffixes.  A 市 that may be of
 * two levels, and is not listed in divisions.def, leaves the level unknown; so does a zone, which has the rank that somebody gave it, and a name
 * without region.
 */
extern void gr_issuer_read(gr_slice issuer, gr_issuer_parts *parts);

/* A name that ends in the sign of a region. */
typedef struct gr_issuer_region
{
	gr_level	level;			/* UNKNOWN for a 市 or a zone */
	bool		zone;
	size_t		end;
} gr_issuer_region;

/* The first region in a name by its sign, listed or not; false where there is none. */
extern bool gr_issuer_first_region(gr_slice name, gr_issuer_region *found);

extern void gr_issuer_classify(gr_slice issuer, gr_level *level, gr_organ_kind *kind);

/* 第四师七十三团, a part of 新疆生产建设兵团: an issuer, of no level or kind that the others have. */
extern bool gr_issuer_is_regiment(gr_slice name);

#endif							/* GR_ISSUER_H */
