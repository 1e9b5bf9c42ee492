/*
 * facts.h
 *		The quantities that the prose states.
 */
#ifndef GR_FACTS_H
#define GR_FACTS_H

#include "citations.h"
#include "prose.h"

/* Facts of one report; further ones are a diagnostic text.limit. */
#define GR_FACTS_LIMIT 4000

typedef enum gr_fact_id
{
#define GR_FACT(name, key, zh, en) GR_FACT_##name,
#include "facts.def"
	GR_FACT_KEYS,
	GR_FACT_NONE = GR_FACT_KEYS
} gr_fact_id;

typedef enum gr_scope_id
{
#define GR_SCOPE(name, zh, reach) GR_SCOPE_##name,
#include "scopes.def"
	GR_SCOPES
} gr_scope_id;

typedef enum gr_qualifier
{
	GR_QUALIFIER_NONE,
#define GR_QUALIFIER(name, zh) GR_QUALIFIER_##name,
	GR_QUALIFIER(ABOUT, "约")
	GR_QUALIFIER(NEARLY, "近")
	GR_QUALIFIER(AND_SOME, "余")
	GR_QUALIFIER(MANY, "多")
	GR_QUALIFIER(EXCEEDING, "超过")
	GR_QUALIFIER(SHORT_OF, "不足")
	GR_QUALIFIER(OR_MORE, "以上")
	GR_QUALIFIER(OR_LESS, "以下")
	GR_QUALIFIER(AT_LEAST, "至少")
#undef GR_QUALIFIER
	GR_QUALIFIERS
} gr_qualifier;

/* A fact within its paragraph. */
typedef struct gr_raw_fact
{
	int64_t		value;			/* the figure is value / 10^scale, likewise low and high */
	int64_t		low;			/* INT64_MIN: no bound */
	int64_t		high;			/* INT64_MAX: no bound; a bound itself counts, but for AND_SOME and its kin */
	size_t		from;			/* byte offsets in the paragraph: the figure with its unit */
	size_t		to;
	unsigned char key;			/* gr_fact_id, NONE where the quantity is not known */
	unsigned char scope;		/* gr_scope_id */
	unsigned char unit;			/* gr_unit_id */
	unsigned char qualifier;	/* gr_qualifier */
	unsigned char scale;
} gr_raw_fact;

typedef struct gr_raw_facts
{
	gr_raw_fact *facts;
	size_t		count;
	size_t		capacity;
} gr_raw_facts;

/*
 * Adds the facts of a paragraph in the order of the text.  Nothing inside a citation
 * is one.  GR_OK, GR_OUT_OF_MEMORY or GR_CANCELLED; linear in the paragraph.
 */
extern gr_status gr_facts_read(gr_arena *arena, gr_slice paragraph, const gr_raw_citations *citations, gr_raw_facts *facts);

#endif							/* GR_FACTS_H */
