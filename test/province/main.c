/*
 * main.c
 *		Writes a made-up province to a directory: crawled files, the tree of organs, and what is to be found in them.
 */
#include "province.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

void
province_fail(const char *what, const char *which)
{
	fprintf(stderr, "province: %s: %s\n", what, which);
	exit(1);
}

void *
province_alloc(size_t count, size_t size)
{
	void	   *memory = calloc(count, size);

	if (memory == NULL)
		province_fail("out of memory", "");
	return memory;
}

static void
usage(FILE *out)
{
	fputs("usage: province [--cities N] [--counties N] [--offices N] [--seed N] DIRECTORY\n"
		  "\n"
		  "Makes DIRECTORY, with\n"
		  "  first/, second/           the files of a crawl, and those that a later one found changed\n"
		  "  organs.csv                the tree of organs\n"
		  "  coverage.csv              who reported not once, after both\n"
		  "  republications.csv        what the changed files change\n"
		  "  rollup_differences.csv    in what parents and children differ, after both\n"
		  "  continuity.csv            in what years do not follow each other\n"
		  "\n"
		  "14 cities, 120 counties and 3000 offices, 6 years.  The same options give the same files.\n",
		  out);
}

static int
number(const char *option, const char *text)
{
	char	   *end;
	long		n = strtol(text, &end, 10);

	if (end == text || *end != '\0' || n < 1 || n > 1000000)
		province_fail(option, "a number from 1 to 1000000 is wanted");
	return (int) n;
}

int
main(int argc, char **argv)
{
	province	p = {.cities = 14, .counties = 120, .offices = 3000, .seed = 1};
	int			i = 1;

	for (; i + 1 < argc && strncmp(argv[i], "--", 2) == 0; i += 2)
	{
		if (strcmp(argv[i], "--cities") == 0)
			p.cities = number(argv[i], argv[i + 1]);
		else if (strcmp(argv[i], "--counties") == 0)
			p.counties = number(argv[i], argv[i + 1]);
		else if (strcmp(argv[i], "--offices") == 0)
			p.offices = number(argv[i], argv[i + 1]);
		else if (strcmp(argv[i], "--seed") == 0)
			p.seed = (uint64_t) number(argv[i], argv[i + 1]);
		else
			break;
	}
	if (i + 1 == argc && strcmp(argv[i], "--help") == 0)
	{
		usage(stdout);
		return 0;
	}
	if (i + 1 != argc || argv[i][0] == '-')
	{
		usage(stderr);
		return 2;
	}
	if (mkdir(argv[i], 0777) != 0)
		province_fail(argv[i], strerror(errno));
	p.count = 1 + p.cities + p.counties + p.offices;
	p.organs = province_alloc((size_t) p.count, sizeof(organ));
	p.true_figures = province_alloc((size_t) p.count * YEARS, sizeof(figures));
	p.plants = province_alloc((size_t) p.count * YEARS, sizeof(plant));
	province_name_organs(&p);
	province_make_figures(&p);
	province_plant(&p);
	province_write_reports(&p, argv[i]);
	province_write_truth(&p, argv[i]);
	free(p.organs);
	free(p.true_figures);
	free(p.plants);
	return 0;
}
