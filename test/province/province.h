/*
 * province.h
 *		A province made up for tests: its organs, what each reports in each year, and what is wrong with it on purpose.
 *
 * One province, cities, counties and offices.  Every organ above the offices reports
 * the sum of what is below it, and each year goes on where the last one ended; so
 * whatever does not add up was planted.  The figures are those of the form of the
 * year: 2019 until 2020, then 2021.
 */
#ifndef PROVINCE_H
#define PROVINCE_H

#include "generator.h"

#define FIRST_YEAR 2019
#define YEARS 6
#define NAME_SIZE 96

typedef struct organ
{
	char		name[NAME_SIZE];	/* in the table of organs */
	char		title[NAME_SIZE];	/* in its reports: some have the names of organs above in front */
	char		place[NAME_SIZE];
	const char *level;
	int			parent;			/* -1: the province */
} organ;

/* What was done to the report of an organ for a year. */
typedef enum plant_kind
{
	PLANT_NONE,
	PLANT_MISSING,				/* not published */
	PLANT_WRONG,				/* one cell is wrong */
	PLANT_COPY,					/* the figures of last year once more */
	PLANT_REPUBLISHED,			/* one cell was wrong in the first version */
	PLANT_TWICE					/* found in two places */
} plant_kind;

typedef struct plant
{
	unsigned char kind;
	short		slot;
	int			delta;
} plant;

/* Figures by slot: counts, and money in hundredths of 万元. */
typedef int64_t figures[GR_SLOTS];

typedef struct province
{
	int			cities;
	int			counties;
	int			offices;
	int			count;			/* of organs: the province, cities, counties, offices, in this order */
	uint64_t	seed;
	organ	   *organs;
	figures	   *true_figures;	/* [organ * YEARS + year] */
	plant	   *plants;			/* the same */
} province;

static inline int
form_of_year(int year)
{
	return FIRST_YEAR + year < 2021 ? GR_FORM_2019 : GR_FORM_2021;
}

static inline plant *
plant_at(const province *p, int organ, int year)
{
	return &p->plants[organ * YEARS + year];
}

/* Numbers that follow from the seed and what they are for. */
extern uint64_t province_random(uint64_t *state);
extern int	province_below(uint64_t *state, int n);

/* organs.c */
extern void province_name_organs(province *p);

/* figures.c */
extern void province_make_figures(province *p);
extern void province_plant(province *p);

/* What the report of an organ says, in its first or its last version. */
extern void province_published(const province *p, int organ, int year, bool first_version, figures out);

/* reports.c: the files of the first crawl, and what the second one found changed */
extern void province_write_reports(const province *p, const char *directory);

/* truth.c: what the views of a workspace have to show, as CSV */
extern void province_write_truth(const province *p, const char *directory);

/* main.c */
extern void province_fail(const char *what, const char *which);
extern void *province_alloc(size_t count, size_t size);

#endif							/* PROVINCE_H */
