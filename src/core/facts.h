/*
 * facts.h
 *		The quantities that the prose states.
 */
#ifndef GR_FACTS_H
#define GR_FACTS_H

#include "citations.h"
#include "dictionary.h"
#include "prose.h"

/* Facts of one report; further ones are not read, which is a diagnostic text.limit. */
#define GR_FACTS_LIMIT 4000

/* A figure, in units of its last decimal, is no larger, and neither are its bounds. */
#define GR_FACT_LIMIT (INT64_C(1) << 60)

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

/*
 * What is said of the figure.  The bounds that follow: AND_SOME and MANY [low, high),
 * EXCEEDING above low, NEARLY and SHORT_OF below high, OR_MORE and AT_LEAST from low
 * on, OR_LESS (不超过 too) up to high; ABOUT has none.
 */
#define GR_QUALIFIER_LIST(X) \
	X(ABOUT, "约") X(NEARLY, "近") X(AND_SOME, "余") X(MANY, "多") X(EXCEEDING, "超过") \
	X(SHORT_OF, "不足") X(OR_MORE, "以上") X(OR_LESS, "以下") X(AT_LEAST, "至少")

typedef enum gr_qualifier
{
	GR_QUALIFIER_NONE,
#define GR_QUALIFIER(name, zh) GR_QUALIFIER_##name,
	GR_QUALIFIER_LIST(GR_QUALIFIER)
#undef GR_QUALIFIER
	GR_QUALIFIERS
} gr_qualifier;

typedef enum gr_fact_relation
{
	GR_RELATION_NONE,
	GR_RELATION_SHARE,			/* a percentage: the fact "first" in the fact "second" */
	GR_RELATION_CHANGE			/* of the fact "first" against "second", last year's */
} gr_fact_relation;

/* A fact within its paragraph.  Links are indexes of facts before it, -1 where the text makes none certain. */
typedef struct gr_raw_fact
{
	int64_t		value;			/* the figure is value / 10^scale, likewise low and high; of a range its low end */
	int64_t		low;			/* INT64_MIN: no bound */
	int64_t		high;			/* INT64_MAX: no bound */
	size_t		from;			/* byte offsets in the paragraph: the figure with its unit, or the words that say zero */
	size_t		to;
	int32_t		part_of;		/* the total it is a part of: 其中, brackets */
	int32_t		first;
	int32_t		second;
	unsigned char key;			/* gr_fact_id, NONE where the quantity is not known, or another year's */
	unsigned char scope;		/* gr_scope_id */
	unsigned char unit;			/* gr_unit_id */
	unsigned char qualifier;	/* gr_qualifier */
	unsigned char scale;
	unsigned char relation;		/* gr_fact_relation */
	bool		other_year;		/* of another year, or summed over years */
	bool		partitioned;	/* its parts are claimed to be all of it (其余, 其他) */
} gr_raw_fact;

typedef struct gr_raw_facts
{
	gr_raw_fact *facts;
	size_t		count;
	size_t		capacity;
	bool		limited;		/* there were more than GR_FACTS_LIMIT, */
	size_t		limited_at;		/* the first of those here in its paragraph, the last that was read */
} gr_raw_facts;

/* By number; NULL out of range.  The qualifier NONE and the scope NONE are the empty text. */
extern const char *gr_fact_key(int key);
extern const char *gr_qualifier_text(int qualifier);
extern const char *gr_scope_text(int scope);

/* Whether the scope takes in the organs below the issuer. */
extern bool gr_scope_is_wide(int scope);

/* By its text; GR_FACT_KEYS, GR_QUALIFIERS, GR_SCOPES when there is none. */
extern int	gr_fact_by_key(gr_slice key);
extern int	gr_qualifier_by_text(gr_slice text);
extern int	gr_scope_by_text(gr_slice text);

/* In place of GR_CHAPTER_PROCEEDINGS: a chapter on reconsiderations alone, or on suits. */
enum
{
	GR_CHAPTER_OF_REVIEWS = GR_CHAPTER_NONE + 1,
	GR_CHAPTER_OF_SUITS
};

/* What of the report tells how a paragraph of it is to be read. */
typedef struct gr_fact_context
{
	int			report_year;	/* 0 when it is not known: then every year that is named is taken for the report's */
	int			chapter;		/* of the heading above, GR_CHAPTER_OF_REVIEWS or _SUITS, or GR_CHAPTER_NONE */
	gr_slice	government;		/* the issuer's name where that is one, else empty: figures of an organ below it are not its own */
} gr_fact_context;

/*
 * Adds the facts of a paragraph in the order of the text, up to the limit: facts that are limited already are left as they
 * are.  Nothing inside a citation is one.  The beginnings are the paragraph's.  GR_OK, GR_OUT_OF_MEMORY or GR_CANCELLED;
 * linear in the paragraph.
 */
extern gr_status gr_facts_read(gr_arena *arena, gr_slice paragraph, const gr_beginnings *beginnings, const gr_raw_citations *citations,
							   const gr_fact_context *context, gr_raw_facts *facts);

#endif							/* GR_FACTS_H */
