/*
 * citations.h
 *		What the prose refers to: documents, titles, dates, addresses, numbers that are no quantities.
 *
 * Paragraphs go in in the order of the text, because a short name that one of them
 * gives to a title, 《…条例》（以下简称《条例》）, holds in all that follow.
 *
 * What lost characters is cited as it stands, and said to be damaged: 国办发﹝201724号
 * has no year and no serial number, since nobody prints where one ends.
 */
#ifndef GR_CITATIONS_H
#define GR_CITATIONS_H

#include "arena.h"
#include "beginnings.h"
#include "prose.h"
#include "status.h"

/* Citations of one report; further ones are a diagnostic text.limit. */
#define GR_CITATIONS_LIMIT 4000

/* Short names of one report that are remembered; further ones are read as titles. */
#define GR_ABBREVIATIONS_LIMIT 64

typedef enum gr_citation_kind
{
	GR_CITATION_DOCUMENT,		/* 国办发〔2014〕32号, with or without its 《title》 */
	GR_CITATION_ORDER,			/* 国务院令第711号, likewise */
	GR_CITATION_TITLE,			/* 《…》 without a number */
	GR_CITATION_ABBREVIATION,	/* 《条例》, where the text says what it stands for */
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
	short		year;			/* of a date or a document; 0: none, or several */
	int			serial;			/* of a document, an order, an article; 0: none */
	gr_stretch	whole;
	gr_stretch	number;			/* 国办发〔2014〕32号, 711号, the date, the URL, the telephone number … */
	gr_stretch	organ;			/* 国办发, 国务院; none where its beginning is uncertain */
	gr_stretch	title;			/* as printed, without the outer 《》; （试行） behind them is in "whole" only */

	/*
	 * Of an abbreviation, the title that it stands for, which may be in an earlier
	 * paragraph: byte offsets in the source, by gr_paragraph_source.
	 */
	gr_stretch	full_title;
} gr_raw_citation;

typedef struct gr_raw_citations
{
	gr_raw_citation *citations;
	size_t		count;
	size_t		capacity;
} gr_raw_citations;

/* A short name, and its title in bytes of the source. */
typedef struct gr_abbreviation
{
	gr_slice	name;
	gr_stretch	full_title;
} gr_abbreviation;

/* What is remembered between paragraphs, whose texts must stay. */
typedef struct gr_citation_reader
{
	gr_arena   *arena;
	gr_abbreviation abbreviations[GR_ABBREVIATIONS_LIMIT];
	size_t		abbreviation_count;
	size_t		count;			/* citations so far, in all paragraphs */
	bool		limited;		/* there were more than GR_CITATIONS_LIMIT, */
	size_t		limited_at;		/* the first of those here in the source */
} gr_citation_reader;

/* NULL out of range. */
extern const char *gr_citation_kind_name(int kind);

/* In the arena; NULL when there is no memory. */
extern gr_citation_reader *gr_citation_reader_new(gr_arena *arena);

/*
 * Adds the citations of the next paragraph in the order of the text; they do not
 * overlap.  The beginnings are the paragraph's.  GR_OK, GR_OUT_OF_MEMORY or GR_CANCELLED; linear in the paragraph.
 */
extern gr_status gr_citations_read(gr_citation_reader *reader, const gr_paragraph *paragraph, const gr_beginnings *beginnings,
								   gr_raw_citations *citations);

#endif							/* GR_CITATIONS_H */
