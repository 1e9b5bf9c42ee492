/*
 * main.c
 *		Writes made-up reports to files, with the truth beside.
 */
#include "statistics.h"

#include <stdio.h>
#include <stdlib.h>

static void
usage(FILE *out)
{
	fputs("usage: generator [--form 2014|2019|2021|local] [--layout NAME] [--damage NAME]... [--changed N] [--seed N] [--count K] [--out DIR]\n"
		  "\n"
		  "Writes K reports (1) to DIR (.): FORM-LAYOUT[-DAMAGE]...-SEED.txt, and .truth.json with the figures, beginning with\n"
		  "seed N (1).  --changed breaks the identities in so many cells.  The same options give the same files.\n"
		  "\n"
		  "layouts:",
		  out);
	for (int i = 0; i < GEN_LAYOUTS; i++)
		fprintf(out, " %s", gen_layouts[i].key);
	fputs("\nof statistics alone: aligned raw\ndamages:", out);
	for (int i = 0; i < GEN_DAMAGES; i++)
		fprintf(out, " %s", gen_damages[i].key);
	fputs("\n", out);
}

static void
fail(const char *what, const char *which)
{
	fprintf(stderr, "generator: %s: %s\n", what, which);
	exit(1);
}

static unsigned long long
number(const char *option, const char *text)
{
	char	   *end;
	unsigned long long n = strtoull(text, &end, 10);

	if (*text < '0' || *text > '9' || *end != '\0')
		fail(option, "a number is wanted");
	return n;
}

static void
write_file(const char *directory, const char *name, const char *suffix, const gen_report *content)
{
	char		path[4096];
	FILE	   *file;

	if (snprintf(path, sizeof(path), "%s/%s%s", directory, name, suffix) >= (int) sizeof(path))
		fail("path is too long", directory);
	file = fopen(path, "wb");
	if (file == NULL || fwrite(content->text, 1, content->len, file) != content->len || fclose(file) != 0)
	{
		perror(path);
		exit(1);
	}
}

static void
write_reports(gen_options *options, unsigned long long count, const char *directory)
{
	gen_report	report = {0};
	gen_report	json = {0};

	for (; count > 0; count--, options->seed++)
	{
		char		name[1024];
		int			len = snprintf(name, sizeof(name), "%s-%s", gr_forms[options->form].key, gen_statistics_layout_key((int) options->layout));

		for (int i = 0; i < GEN_DAMAGES; i++)
			if ((options->damages >> i & 1) != 0)
				len += snprintf(name + len, sizeof(name) - (size_t) len, "-%s", gen_damages[i].key);
		snprintf(name + len, sizeof(name) - (size_t) len, "-%llu", (unsigned long long) options->seed);
		gen_make(options, &report);
		gen_truth_json(options, &report, &json);
		write_file(directory, name, ".txt", &report);
		write_file(directory, name, ".truth.json", &json);
	}
	gen_free(&report);
	gen_free(&json);
}

int
main(int argc, char **argv)
{
	gen_options options = {GR_FORM_2021, GEN_PIPE, 0, 1, 0};
	unsigned long long count = 1;
	const char *directory = ".";

	for (int i = 1; i < argc; i += 2)
	{
		const char *option = argv[i];
		const char *value = argv[i + 1];

		if (strcmp(option, "--help") == 0)
		{
			usage(stdout);
			return 0;
		}
		if (value == NULL)
		{
			usage(stderr);
			return 2;
		}
		if (strcmp(option, "--form") == 0)
		{
			options.form = gr_form_by_key(gr_slice_cstring(value));
			if (options.form != GR_FORM_2019 && options.form != GR_FORM_2021 && !gen_is_statistics(options.form))
				fail("no such form", value);
		}
		else if (strcmp(option, "--layout") == 0)
		{
			options.layout = (gen_layout) gen_statistics_layout_by_key(value);
			if ((int) options.layout == GEN_STATISTICS_LAYOUTS)
				fail("no such layout", value);
		}
		else if (strcmp(option, "--damage") == 0)
		{
			gen_damage	damage = gen_damage_by_key(value);

			if (damage == GEN_DAMAGES)
				fail("no such damage", value);
			options.damages |= 1u << damage;
		}
		else if (strcmp(option, "--changed") == 0)
			options.changed = (int) (number(option, value) % 100);
		else if (strcmp(option, "--seed") == 0)
			options.seed = number(option, value);
		else if (strcmp(option, "--count") == 0)
			count = number(option, value);
		else if (strcmp(option, "--out") == 0)
			directory = value;
		else
		{
			usage(stderr);
			return 2;
		}
	}
	if ((int) options.layout >= GEN_LAYOUTS && !gen_is_statistics(options.form))
		fail("not a layout of this form", gen_statistics_layout_key((int) options.layout));
	write_reports(&options, count, directory);
	return 0;
}
