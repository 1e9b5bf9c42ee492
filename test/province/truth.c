/*
 * truth.c
 *		What the views of a workspace have to show of a province, computed from what was planted.
 *
 * Columns are those of the views; cells of money in 万元.
 */
#include "province.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static FILE *
open_file(const char *directory, const char *name, const char *head)
{
	char		path[4096];
	FILE	   *file;

	if (snprintf(path, sizeof(path), "%s/%s.csv", directory, name) >= (int) sizeof(path))
		province_fail("path is too long", directory);
	file = fopen(path, "wb");
	if (file == NULL || fprintf(file, "%s\n", head) < 0)
		province_fail(path, strerror(errno));
	return file;
}

static void
close_file(FILE *file)
{
	if (ferror(file) || fclose(file) != 0)
		province_fail("could not write", strerror(errno));
}

static void
put_value(FILE *file, int slot, int64_t value)
{
	if (gr_slots[slot].column == GR_COLUMN_AMOUNT)
		fprintf(file, ",%s%lld.%02lld", value < 0 ? "-" : "", (long long) (value < 0 ? -value : value) / 100, (long long) (value < 0 ? -value : value) % 100);
	else
		fprintf(file, ",%lld", (long long) value);
}

/* table, row, column, expected, actual */
static void
put_cell(FILE *file, int slot, int64_t expected, int64_t actual)
{
	fprintf(file, ",%s,%s,%s", gr_tables[gr_slots[slot].table].key, gr_rows[gr_slots[slot].row].key, gr_columns[gr_slots[slot].column].key);
	put_value(file, slot, expected);
	put_value(file, slot, actual);
	fputc('\n', file);
}

static bool
is_missing(const province *p, int organ, int year)
{
	return plant_at(p, organ, year)->kind == PLANT_MISSING;
}

static bool
is_printed(int form, int slot)
{
	return gr_slots[slot].table != GR_TABLE_STATISTICS && gr_form_has(form, slot);
}

/* ---------- the tree, and who reported ---------- */

static void
write_organs(const province *p, const char *directory)
{
	FILE	   *file = open_file(directory, "organs", "id,name,level,parent");

	for (int i = 0; i < p->count; i++)
	{
		fprintf(file, "%d,%s,%s,", i + 1, p->organs[i].name, p->organs[i].level);
		if (p->organs[i].parent >= 0)
			fprintf(file, "%d", p->organs[i].parent + 1);
		fputc('\n', file);
	}
	close_file(file);
}

/* Only what is not one report. */
static void
write_coverage(const province *p, const char *directory)
{
	FILE	   *file = open_file(directory, "coverage", "organ,year,reports,superseded");

	for (int i = 0; i < p->count * YEARS; i++)
	{
		int			kind = p->plants[i].kind;

		if (kind == PLANT_MISSING || kind == PLANT_TWICE || kind == PLANT_REPUBLISHED)
			fprintf(file, "%d,%d,%d,%d\n", i / YEARS + 1, FIRST_YEAR + i % YEARS, kind == PLANT_MISSING ? 0 : kind == PLANT_TWICE ? 2 : 1,
					kind == PLANT_REPUBLISHED);
	}
	close_file(file);
}

static void
write_republications(const province *p, const char *directory)
{
	FILE	   *file = open_file(directory, "republications", "organ,year,table_key,row_key,column_key,before,after");

	for (int i = 0; i < p->count * YEARS; i++)
	{
		figures		before;
		figures		after;
		int			slot = p->plants[i].slot;

		if (p->plants[i].kind != PLANT_REPUBLISHED)
			continue;
		province_published(p, i / YEARS, i % YEARS, true, before);
		province_published(p, i / YEARS, i % YEARS, false, after);
		fprintf(file, "%d,%d", i / YEARS + 1, FIRST_YEAR + i % YEARS);
		put_cell(file, slot, before[slot], after[slot]);
	}
	close_file(file);
}

/* ---------- parent and children ---------- */

/* The children of an organ stand in one run or every so many; simply all are looked at, once for all parents. */
static void
sum_children(const province *p, int year, figures *sums, int *reported, int *missing)
{
	memset(sums, 0, sizeof(figures) * (size_t) p->count);
	memset(reported, 0, sizeof(int) * (size_t) p->count);
	memset(missing, 0, sizeof(int) * (size_t) p->count);
	for (int i = 1; i < p->count; i++)
	{
		int			parent = p->organs[i].parent;
		figures		f;

		if (is_missing(p, i, year))
		{
			missing[parent]++;
			continue;
		}
		reported[parent]++;
		province_published(p, i, year, false, f);
		for (int slot = 0; slot < GR_SLOTS; slot++)
			sums[parent][slot] += f[slot];
	}
}

static void
write_differences(const province *p, const char *directory)
{
	FILE	   *file = open_file(directory, "rollup_differences", "organ,year,children_missing,table_key,row_key,column_key,expected,actual");
	figures    *sums = province_alloc((size_t) p->count, sizeof(figures));
	int		   *reported = province_alloc((size_t) p->count, sizeof(int));
	int		   *missing = province_alloc((size_t) p->count, sizeof(int));

	for (int year = 0; year < YEARS; year++)
	{
		sum_children(p, year, sums, reported, missing);
		for (int i = 0; i < p->count - p->offices; i++)
		{
			figures		f;

			if (is_missing(p, i, year) || reported[i] == 0)
				continue;
			province_published(p, i, year, false, f);
			for (int slot = 0; slot < GR_SLOTS; slot++)
			{
				if (!is_printed(form_of_year(year), slot) || f[slot] == sums[i][slot])
					continue;
				fprintf(file, "%d,%d,%d", i + 1, FIRST_YEAR + year, missing[i]);
				put_cell(file, slot, sums[i][slot], f[slot]);
			}
		}
	}
	free(sums);
	free(reported);
	free(missing);
	close_file(file);
}

/* ---------- year and year ---------- */

static void
put_carry(FILE *file, int organ, int year, const char *rule, int slot, int64_t expected, int64_t actual)
{
	if (expected == actual)
		return;
	fprintf(file, "%d,%d,%s", organ + 1, FIRST_YEAR + year, rule);
	put_cell(file, slot, expected, actual);
}

static void
put_stock(FILE *file, int organ, int year, const figures before, const figures now)
{
	for (int column = GR_COLUMN_NATURAL_PERSON; column <= GR_COLUMN_TOTAL; column++)
		put_carry(file, organ, year, "continuity.carried_in", gr_slot_of(GR_ROW_CARRIED_IN, column), before[gr_slot_of(GR_ROW_CARRIED_OUT, column)],
				  now[gr_slot_of(GR_ROW_CARRIED_IN, column)]);
	if (form_of_year(year) != form_of_year(year - 1))
		return;
	for (int row = GR_ROW_RULES; row <= GR_ROW_PROCUREMENT; row++)
	{
		int			items = gr_slot_of(row, GR_COLUMN_PRIOR_ITEMS);
		int			in_force = gr_slot_of(row, GR_COLUMN_IN_FORCE);

		if (items >= 0 && gr_form_has(form_of_year(year), items))
			put_carry(file, organ, year, "continuity.prior_items", items, before[items] + before[gr_slot_of(row, GR_COLUMN_CHANGE)], now[items]);
		if (in_force >= 0 && gr_form_has(form_of_year(year), in_force))
			put_carry(file, organ, year, "continuity.in_force", in_force,
					  before[in_force] + now[gr_slot_of(row, GR_COLUMN_ISSUED)] - now[gr_slot_of(row, GR_COLUMN_REPEALED)], now[in_force]);
	}
}

/* Alike in every cell, and not all of them zero. */
static bool
is_copy(int previous_year, int year, const figures before, const figures now)
{
	static const figures zeros;

	return form_of_year(previous_year) == form_of_year(year) && memcmp(before, now, sizeof(figures)) == 0 && memcmp(now, zeros, sizeof(figures)) != 0;
}

static void
write_continuity(const province *p, const char *directory)
{
	FILE	   *file = open_file(directory, "continuity", "organ,year,rule,table_key,row_key,column_key,expected,actual");

	for (int i = 0; i < p->count; i++)
	{
		int			previous = -1;

		for (int year = 0; year < YEARS; year++)
		{
			figures		before;
			figures		now;

			if (is_missing(p, i, year))
				continue;
			if (previous >= 0)
			{
				province_published(p, i, previous, false, before);
				province_published(p, i, year, false, now);
				if (previous + 1 < year)
					fprintf(file, "%d,%d,continuity.year,,,,%d,%d\n", i + 1, FIRST_YEAR + year, FIRST_YEAR + previous + 1, FIRST_YEAR + year);
				else
					put_stock(file, i, year, before, now);
				if (is_copy(previous, year, before, now))
					fprintf(file, "%d,%d,continuity.identical,,,,,\n", i + 1, FIRST_YEAR + year);
			}
			previous = year;
		}
	}
	close_file(file);
}

void
province_write_truth(const province *p, const char *directory)
{
	write_organs(p, directory);
	write_coverage(p, directory);
	write_republications(p, directory);
	write_differences(p, directory);
	write_continuity(p, directory);
}
