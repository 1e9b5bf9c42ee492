/*
 * figures.c
 *		What offices report, what adds up to what, and what is wrong on purpose.
 */
#include "province.h"

/* splitmix64, as in the generator. */
uint64_t
province_random(uint64_t *state)
{
	uint64_t	z = (*state += UINT64_C(0x9E3779B97F4A7C15));

	z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
	return z ^ (z >> 31);
}

int
province_below(uint64_t *state, int n)
{
	return (int) (province_random(state) >> 33) % n;
}

/* ---------- an office ---------- */

/* Mostly none. */
static int
few(uint64_t *random, int limit)
{
	return province_below(random, 100) < 55 ? 0 : province_below(random, limit + 1);
}

static void
set(figures f, int form, int row, int column, int64_t value)
{
	int			slot = gr_slot_of(row, column);

	if (slot >= 0 && gr_form_has(form, slot))
		f[slot] = value;
}

/* What goes from one year to the next. */
typedef struct stock
{
	int			carried[GR_COLUMNS];
	int			items[GR_ROWS];
	int			in_force[GR_ROWS];
} stock;

static void
report_applications(uint64_t *random, int form, stock *s, figures f)
{
	for (int column = GR_COLUMN_NATURAL_PERSON; column < GR_COLUMN_TOTAL; column++)
	{
		int			received = few(random, column == GR_COLUMN_NATURAL_PERSON ? 60 : 4);
		int			available = received + s->carried[column];
		int			left = province_below(random, available / 6 + 1);
		int			rest = available - left;

		set(f, form, GR_ROW_RECEIVED, column, received);
		set(f, form, GR_ROW_CARRIED_IN, column, s->carried[column]);
		set(f, form, GR_ROW_CONCLUDED, column, rest);
		set(f, form, GR_ROW_CARRIED_OUT, column, left);
		s->carried[column] = left;
		for (int row = GR_ROW_GRANTED + 1; row < GR_ROW_CONCLUDED; row++)
		{
			int			slot = gr_slot_of(row, column);

			if (slot < 0 || !gr_form_has(form, slot) || rest == 0)
				continue;
			f[slot] = province_below(random, 100) < 70 ? 0 : province_below(random, rest / 3 + 2);
			if (f[slot] > rest)
				f[slot] = rest;
			rest -= (int) f[slot];
		}
		set(f, form, GR_ROW_GRANTED, column, rest);
	}
	for (int row = 0; row < GR_ROWS; row++)
	{
		int64_t		sum = 0;

		if (gr_rows[row].table != GR_TABLE_APPLICATIONS)
			continue;
		for (int column = GR_COLUMN_NATURAL_PERSON; column < GR_COLUMN_TOTAL; column++)
			if (gr_slot_of(row, column) >= 0)
				sum += f[gr_slot_of(row, column)];
		set(f, form, row, GR_COLUMN_TOTAL, sum);
	}
}

static void
report_proceedings(uint64_t *random, int form, figures f)
{
	static const int rows[] = {GR_ROW_RECONSIDERATION, GR_ROW_LITIGATION_DIRECT, GR_ROW_LITIGATION_AFTER_RECONSIDERATION};

	for (int i = 0; i < 3; i++)
	{
		int			sum = 0;

		for (int column = GR_COLUMN_UPHELD; column < GR_COLUMN_PROCEEDING_TOTAL; column++)
		{
			int			n = few(random, 3);

			set(f, form, rows[i], column, n);
			sum += n;
		}
		set(f, form, rows[i], GR_COLUMN_PROCEEDING_TOTAL, sum);
	}
}

static void
report_disclosure(uint64_t *random, int form, stock *s, figures f)
{
	for (int row = GR_ROW_RULES; row <= GR_ROW_PROCUREMENT; row++)
	{
		int			made = few(random, 9);
		int			repealed = province_below(random, s->in_force[row] / 4 + 1);
		int			change = few(random, 5);

		s->in_force[row] += made - repealed;
		if (province_below(random, 2) == 0)
			change = -(change > s->items[row] ? s->items[row] : change);
		set(f, form, row, GR_COLUMN_MADE, made);
		set(f, form, row, GR_COLUMN_DISCLOSED, made);
		set(f, form, row, GR_COLUMN_PUBLIC_TOTAL, made + few(random, 40));
		set(f, form, row, GR_COLUMN_ISSUED, made);
		set(f, form, row, GR_COLUMN_REPEALED, repealed);
		set(f, form, row, GR_COLUMN_IN_FORCE, s->in_force[row]);
		set(f, form, row, GR_COLUMN_PRIOR_ITEMS, s->items[row]);
		set(f, form, row, GR_COLUMN_CHANGE, change);
		set(f, form, row, GR_COLUMN_DECISIONS, few(random, 900));
		set(f, form, row, GR_COLUMN_PURCHASES, few(random, 30));
		set(f, form, row, GR_COLUMN_AMOUNT, few(random, 90000));
		s->items[row] += change;
	}
}

void
province_make_figures(province *p)
{
	for (int i = p->count - p->offices; i < p->count; i++)
	{
		uint64_t	random = p->seed * 1000003 + (uint64_t) i;
		stock		s = {{0}, {0}, {0}};

		for (int row = GR_ROW_RULES; row <= GR_ROW_PROCUREMENT; row++)
		{
			s.items[row] = few(&random, 90);
			s.in_force[row] = few(&random, 60);
		}
		for (int year = 0; year < YEARS; year++)
		{
			int64_t    *f = p->true_figures[i * YEARS + year];

			report_applications(&random, form_of_year(year), &s, f);
			report_proceedings(&random, form_of_year(year), f);
			report_disclosure(&random, form_of_year(year), &s, f);
		}
	}
	/* Parents stand before their children. */
	for (int i = p->count - 1; i > 0; i--)
		for (int year = 0; year < YEARS; year++)
			for (int slot = 0; slot < GR_SLOTS; slot++)
				p->true_figures[p->organs[i].parent * YEARS + year][slot] += p->true_figures[i * YEARS + year][slot];
}

/* ---------- what is wrong ---------- */

/* A report to which nothing was done yet, nor in the years beside it: what follows from two plants together is no plant. */
static plant *
free_report(province *p, uint64_t *random, int from, int end, int first_year)
{
	for (;;)
	{
		int			organ = from + province_below(random, end - from);
		int			year = first_year + province_below(random, YEARS - first_year);

		if (plant_at(p, organ, year)->kind == PLANT_NONE && (year == 0 || plant_at(p, organ, year - 1)->kind == PLANT_NONE) &&
			(year + 1 == YEARS || plant_at(p, organ, year + 1)->kind == PLANT_NONE))
			return plant_at(p, organ, year);
	}
}

static void
wrong_cell(const province *p, uint64_t *random, plant *it)
{
	int			form = form_of_year((int) (it - p->plants) % YEARS);

	do
		it->slot = (short) province_below(random, GR_SLOTS);
	while (gr_slots[it->slot].table == GR_TABLE_STATISTICS || !gr_form_has(form, it->slot));
	it->delta = 1 + province_below(random, 40);
}

static void
plant_some(province *p, uint64_t *random, plant_kind kind, int from, int end, int first_year, int count)
{
	for (; count > 0; count--)
	{
		plant	   *it = free_report(p, random, from, end, first_year);

		it->kind = (unsigned char) kind;
		if (kind == PLANT_WRONG || kind == PLANT_REPUBLISHED)
			wrong_cell(p, random, it);
	}
}

void
province_plant(province *p)
{
	uint64_t	random = p->seed * 7919;
	int			county = 1 + p->cities;
	int			office = county + p->counties;
	int			reports = p->offices * YEARS;

	plant_some(p, &random, PLANT_MISSING, office, p->count, 0, reports / 150);
	plant_some(p, &random, PLANT_WRONG, office, p->count, 0, reports / 300);
	plant_some(p, &random, PLANT_REPUBLISHED, office, p->count, 0, reports / 200);
	plant_some(p, &random, PLANT_TWICE, office, p->count, 0, reports / 400);
	/* A copy needs the same form in the year before. */
	plant_some(p, &random, PLANT_COPY, office, p->count, 3, reports / 2000);
	plant_some(p, &random, PLANT_MISSING, county, office, 0, p->counties / 30);
	plant_some(p, &random, PLANT_WRONG, county, office, 0, p->counties / 6);
	plant_some(p, &random, PLANT_REPUBLISHED, county, office, 0, p->counties / 12);
	plant_some(p, &random, PLANT_MISSING, 1, county, 0, 1);
	plant_some(p, &random, PLANT_WRONG, 1, county, 0, p->cities / 4);
	plant_some(p, &random, PLANT_WRONG, 0, 1, 0, 1);
}

void
province_published(const province *p, int organ, int year, bool first_version, figures out)
{
	const plant *it = plant_at(p, organ, year);
	int			source = organ * YEARS + year - (it->kind == PLANT_COPY);

	memcpy(out, p->true_figures[source], sizeof(figures));
	if (it->kind == PLANT_WRONG || (it->kind == PLANT_REPUBLISHED && first_version))
		out[it->slot] += it->delta;
}
