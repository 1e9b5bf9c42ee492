/*
 * divisions.h
 *		The administrative divisions of China: names, codes of GB/T 2260, and which an organ's name tells.
 */
#ifndef GR_DIVISIONS_H
#define GR_DIVISIONS_H

#include "report.h"

/* The earliest and the latest edition of the dictionary: the years of its codes. */
#define GR_DIVISIONS_FIRST 2015
#define GR_DIVISIONS_LAST 2023

typedef struct gr_division
{
	const char *name;
	uint32_t	code;			/* six digits */
	uint32_t	successor;		/* the code that it has in the latest edition, where only name, code or rank changed; 0: none */
	short		since;			/* edition; 0: the earliest has it */
	short		until;			/* 0: the latest has it */
} gr_division;

/* By the bytes of their names, then by code; a division whose name or code changed is here once for each. */
extern const gr_division gr_divisions[];
extern const size_t gr_division_count;

/* Short names and stems, by their bytes. */
typedef struct gr_division_name
{
	const char *name;
	uint32_t	code;
} gr_division_name;

extern const gr_division_name gr_division_shorts[];
extern const size_t gr_division_short_count;
extern const gr_division_name gr_division_stems[];
extern const size_t gr_division_stem_count;

/* PROVINCE, PREFECTURE or COUNTY; the divisions right below a province without a prefecture are counties. */
extern gr_level gr_division_level(uint32_t code);

/* The code above; 0 for a province. */
extern uint32_t gr_division_parent(uint32_t code);

/* Whether a code lies in another one, or is it; in 0 lies all. */
extern bool gr_division_within(uint32_t code, uint32_t outer);

/* Whether the dictionary has a code, of today or of before. */
extern bool gr_division_known(uint32_t code);

/* Codes that one name can have at most. */
#define GR_NAMESAKES 16

/*
 * The codes of a name as it is, full or short, that lie in "outer", or above it.  A former division is
 * left out beside its successor.  Returns how many there are; the first GR_NAMESAKES are stored.
 */
extern size_t gr_divisions_named(gr_slice name, uint32_t outer, uint32_t codes[GR_NAMESAKES]);

/* The same of the provinces and prefectures with that stem. */
extern size_t gr_divisions_of_stem(gr_slice stem, uint32_t outer, uint32_t codes[GR_NAMESAKES]);

/* The level of a 市, now and since 2008; UNKNOWN where it is not listed or was of two levels. */
extern gr_level gr_level_of_city(gr_slice city);

/* The cities that the editions do not have any more, by their bytes; for tests. */
typedef struct gr_former_city
{
	const char *name;
	unsigned char level;
} gr_former_city;

extern const gr_former_city gr_former_cities[];
extern const size_t gr_former_city_count;

#endif							/* GR_DIVISIONS_H */
