/*
 * issuer.h
 *		What the name of an organ tells: its level and its kind.
 */
#ifndef GR_ISSUER_H
#define GR_ISSUER_H

#include "report.h"

/*
 * Reads a name such as 河阳省临川市北山区财政局 by its suffixes.  A 市 that may be of
 * two levels leaves the level unknown; so does a name without region.
 */
extern void gr_issuer_classify(gr_slice issuer, gr_level *level, gr_organ_kind *kind);

#endif							/* GR_ISSUER_H */
