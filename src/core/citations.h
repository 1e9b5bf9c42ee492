/*
 * citations.h
 *		What the prose refers to: documents, titles, dates, addresses, numbers that are no quantities.
 */
#ifndef GR_CITATIONS_H
#define GR_CITATIONS_H

#include "prose.h"

/* Citations of one report; further ones are a diagnostic text.limit. */
#define GR_CITATIONS_LIMIT 4000

typedef enum gr_citation_kind
{
	GR_CITATION_DOCUMENT,		/* 国办发〔2014〕32号, with or without its 《title》 */
	GR_CITATION_ORDER,			/* 国务院令第711号 */
	GR_CITATION_TITLE,			/* 《…》 without a number */
	GR_CITATION_ABBREVIATION,	/* 《条例》, resolved to the title it stands for */
	GR_CITATION_ARTICLE,		/* 第二十条第（一）项 */
	GR_CITATION_DATE,			/* a day, a month, a year, a period */
	GR_CITATION_URL,
	GR_CITATION_EMAIL,
	GR_CITATION_PHONE,			/* fax too, and hotlines */
	GR_CITATION_POSTCODE,
	GR_CITATION_ICP,			/* ICP备 and 公网安备 numbers */
	GR_CITATION_SITE_CODE,
	GR_CITATION_INDEX_NUMBER,	/* 索引号 */
	GR_CITATION_KINDS
} gr_citation_kind;

/* A stretch of a paragraph, in bytes; from == to: none. */
typedef struct gr_stretch
{
	size_t		from;
	size_t		to;
} gr_stretch;

typedef struct gr_raw_citation
{
	unsigned char kind;			/* gr_citation_kind */
	bool		damaged;		/* lost characters: kept as it stands */
	short		year;			/* 0: none */
	int			serial;			/* 0: none */
	gr_stretch	whole;
	gr_stretch	number;			/* 国办发〔2014〕32号, 711号, the URL, the telephone number … */
	gr_stretch	organ;			/* 国办发, 国务院 */
	gr_stretch	title;			/* without the outer 《》 */
} gr_raw_citation;

typedef struct gr_raw_citations
{
	gr_raw_citation *citations;
	size_t		count;
	size_t		capacity;
} gr_raw_citations;

/* NULL out of range. */
extern const char *gr_citation_kind_name(int kind);

/*
 * Adds the citations of a paragraph in the order of the text; they do not overlap.
 * GR_OK, GR_OUT_OF_MEMORY or GR_CANCELLED; linear in the paragraph.
 */
extern gr_status gr_citations_read(gr_arena *arena, gr_slice paragraph, gr_raw_citations *citations);

#endif							/* GR_CITATIONS_H */
