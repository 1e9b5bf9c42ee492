/*
 * truth.c
 *		Random tables whose figures are like those of real reports and add up.
 */
#include "internal.h"

#include "identities.h"

/* Items are dealt out one by one up to this many; above it by shares. */
#define DEAL_LIMIT 400

static void
set_figure(gen_writer *w, int row, int column, int64_t value)
{
	int			slot = gr_slot_of(row, column);
	gen_cell   *cell;

	if (slot < 0 || !gr_form_has(w->options->form, slot))
		return;
	cell = &w->report->cells[slot];
	cell->value = value;
	cell->scale = 0;
	cell->unit = gr_slots[slot].unit;
	cell->presence = GEN_VALUE;
}

/* Mostly nothing, a few, now and then many: 0 … about limit. */
static int
few(gen_random *random, int zero_percent, int limit)
{
	if (gen_chance(random, zero_percent))
		return 0;
	if (limit > 10 && gen_chance(random, 70))
		return 1 + gen_below(random, limit / 10);
	return 1 + gen_below(random, limit);
}

static void
deal(gen_random *random, int items, const int *weights, int count, int *parts)
{
	int			sum = 0;
	int			rest = items;

	for (int i = 0; i < count; i++)
	{
		parts[i] = 0;
		sum += weights[i];
	}
	if (sum == 0)
		return;
	if (items > DEAL_LIMIT)
	{
		for (int i = 0; i < count; i++)
		{
			int			share = (int) ((int64_t) items * weights[i] / sum);

			/* A third more or less, and small shares may stay empty. */
			share = share < 3 ? gen_below(random, 4) : share * 2 / 3 + gen_below(random, share * 2 / 3 + 1);
			if (share > rest)
				share = rest;
			parts[i] = share;
			rest -= share;
		}
		parts[0] += rest;
		return;
	}
	for (; rest > 0; rest--)
	{
		int			ticket = gen_below(random, sum);
		int			i = 0;

		while (ticket >= weights[i])
			ticket -= weights[i++];
		parts[i]++;
	}
}

/* ---------- applications ---------- */

static int
weight_of_result(int row)
{
	switch (row)
	{
		case GR_ROW_GRANTED:
			return 40;
		case GR_ROW_PARTLY_GRANTED:
			return 12;
		case GR_ROW_UNAVAILABLE_NOT_HELD:
			return 25;
		case GR_ROW_UNAVAILABLE_NOT_COMPILED:
		case GR_ROW_UNAVAILABLE_UNCLEAR:
		case GR_ROW_REJECTED_PETITION:
		case GR_ROW_OTHER_OTHER:
			return 4;
		case GR_ROW_DENIED_INTERNAL:
		case GR_ROW_DENIED_PROCESS:
		case GR_ROW_DENIED_INQUIRY:
		case GR_ROW_OTHER:
			return 3;
		case GR_ROW_DENIED_LAW:
		case GR_ROW_DENIED_THIRD_PARTY:
		case GR_ROW_DENIED_ENFORCEMENT_FILE:
		case GR_ROW_REJECTED_DUPLICATE:
			return 2;
		default:
			return 1;
	}
}

/* Applications received in a year: a township gets none, a capital 10^5. */
static int
applications_received(gen_random *random)
{
	int			die = gen_below(random, 1000);

	if (die < 150)
		return 0;
	if (die < 620)
		return 1 + gen_below(random, 9);
	if (die < 880)
		return 5 + gen_below(random, 80);
	if (die < 985)
		return 50 + gen_below(random, 900);
	if (die < 998)
		return 500 + gen_below(random, 20000);
	return 20000 + gen_below(random, 120000);
}

static void
applicants_column(gen_writer *w, int column, int received, int carried_in, int *sums)
{
	int			rows[GR_ROWS];
	int			weights[GR_ROWS];
	int			parts[GR_ROWS];
	int			count = 0;
	int			available = received + carried_in;
	int			carried_out = gen_chance(&w->figures, 60) ? 0 : gen_below(&w->figures, available / 10 + 2);

	if (carried_out > available)
		carried_out = available;
	for (int row = GR_ROW_GRANTED; row < GR_ROW_CONCLUDED; row++)
	{
		int			slot = gr_slot_of(row, column);

		if (slot < 0 || !gr_form_has(w->options->form, slot))
			continue;
		rows[count] = row;
		/* No report uses every kind. */
		weights[count] = count == 0 || gen_chance(&w->figures, 55) ? weight_of_result(row) : 0;
		count++;
	}
	deal(&w->figures, available - carried_out, weights, count, parts);
	for (int i = 0; i < count; i++)
	{
		set_figure(w, rows[i], column, parts[i]);
		sums[rows[i]] += parts[i];
	}
	set_figure(w, GR_ROW_RECEIVED, column, received);
	set_figure(w, GR_ROW_CARRIED_IN, column, carried_in);
	set_figure(w, GR_ROW_CONCLUDED, column, available - carried_out);
	set_figure(w, GR_ROW_CARRIED_OUT, column, carried_out);
	sums[GR_ROW_RECEIVED] += received;
	sums[GR_ROW_CARRIED_IN] += carried_in;
	sums[GR_ROW_CONCLUDED] += available - carried_out;
	sums[GR_ROW_CARRIED_OUT] += carried_out;
}

static void
applications(gen_writer *w)
{
	int			weights[6] = {80, 10, 1, 2, 1, 5};
	int			received[6];
	int			carried[6];
	int			sums[GR_ROWS] = {0};
	int			total = applications_received(&w->figures);

	/* Few reports have applicants of every kind. */
	for (int i = 1; i < 6; i++)
		if (!gen_chance(&w->figures, 50))
			weights[i] = 0;
	deal(&w->figures, total, weights, 6, received);
	deal(&w->figures, few(&w->figures, 60, total / 8 + 2), weights, 6, carried);
	for (int i = 0; i < 6; i++)
		applicants_column(w, GR_COLUMN_NATURAL_PERSON + i, received[i], carried[i], sums);
	for (int row = 0; row < GR_ROWS; row++)
		if (gr_rows[row].table == GR_TABLE_APPLICATIONS)
			set_figure(w, row, GR_COLUMN_TOTAL, sums[row]);
}

/* ---------- proceedings ---------- */

static void
proceedings(gen_writer *w)
{
	static const int rows[] = {GR_ROW_RECONSIDERATION, GR_ROW_LITIGATION_DIRECT, GR_ROW_LITIGATION_AFTER_RECONSIDERATION};
	int			limit = gen_chance(&w->figures, 3) ? 900 : gen_chance(&w->figures, 20) ? 60 : 6;

	for (size_t i = 0; i < LENGTH(rows); i++)
	{
		int			sum = 0;
		bool		none = gen_chance(&w->figures, 50);

		for (int column = GR_COLUMN_UPHELD; column < GR_COLUMN_PROCEEDING_TOTAL; column++)
		{
			int			n = none ? 0 : few(&w->figures, 50, limit);

			set_figure(w, rows[i], column, n);
			sum += n;
		}
		set_figure(w, rows[i], GR_COLUMN_PROCEEDING_TOTAL, sum);
	}
}

/* ---------- disclosure ---------- */

static void
set_money(gen_writer *w, int row, int64_t value, int scale, int unit)
{
	int			slot = gr_slot_of(row, GR_COLUMN_AMOUNT);

	if (slot < 0 || !gr_form_has(w->options->form, slot))
		return;
	set_figure(w, row, GR_COLUMN_AMOUNT, value);
	w->report->cells[slot].scale = (unsigned char) scale;
	w->report->cells[slot].unit = (unsigned char) unit;
}

/* Up to four decimals; 元 have none or two. */
static void
money(gen_writer *w, int row, bool unit_known)
{
	gen_random *random = &w->figures;
	int			unit = gen_chance(random, 80) ? GR_UNIT_WAN_YUAN : gen_chance(random, 50) ? GR_UNIT_YUAN : GR_UNIT_YI_YUAN;
	int			scale = gen_chance(random, 25) ? 0 : 1 + gen_below(random, 4);
	int64_t		whole = few(random, 25, 60000);

	if (!unit_known && gen_chance(random, 10))
		unit = GR_UNIT_NONE;
	if (unit == GR_UNIT_YUAN)
	{
		whole *= 1 + gen_below(random, 500);
		scale = gen_chance(random, 70) ? 0 : 2;
	}
	else if (unit == GR_UNIT_YI_YUAN)
	{
		whole = 1 + whole % 90;
		scale = 2;
	}
	if (whole == 0 && gen_chance(random, 80))
		scale = 0;
	for (int i = 0; i < scale; i++)
		whole = whole * 10 + gen_below(random, 10);
	set_money(w, row, whole, scale, unit);
}

static void
disclosure(gen_writer *w)
{
	static const int itemised[] = {GR_ROW_LICENSING, GR_ROW_OTHER_SERVICES, GR_ROW_PENALTY, GR_ROW_COMPULSION, GR_ROW_FEES};
	static const int documents[] = {GR_ROW_RULES, GR_ROW_NORMATIVE_DOCUMENTS};
	gen_random *random = &w->figures;
	int			limit = gen_chance(random, 3) ? 150000 : gen_chance(random, 30) ? 3000 : 120;

	for (size_t i = 0; i < LENGTH(documents); i++)
	{
		int			zero = documents[i] == GR_ROW_RULES ? 85 : 30;
		int			made = few(random, zero, 40);
		int			repealed = few(random, zero, 20);

		set_figure(w, documents[i], GR_COLUMN_MADE, made);
		set_figure(w, documents[i], GR_COLUMN_DISCLOSED, gen_chance(random, 70) ? made : few(random, zero, 60));
		set_figure(w, documents[i], GR_COLUMN_PUBLIC_TOTAL, made + few(random, zero, 700));
		set_figure(w, documents[i], GR_COLUMN_ISSUED, made);
		set_figure(w, documents[i], GR_COLUMN_REPEALED, repealed);
		set_figure(w, documents[i], GR_COLUMN_IN_FORCE, made + few(random, zero, 300));
	}
	for (size_t i = 0; i < LENGTH(itemised); i++)
	{
		int			prior = few(random, 30, 900);
		int			change = few(random, 40, 120);

		if (gen_chance(random, 50))
			change = -(change > prior ? prior : change);
		set_figure(w, itemised[i], GR_COLUMN_PRIOR_ITEMS, prior);
		set_figure(w, itemised[i], GR_COLUMN_CHANGE, change);
		set_figure(w, itemised[i], GR_COLUMN_DECISIONS, few(random, 35, limit));
	}
	money(w, GR_ROW_FEES, true);
	set_figure(w, GR_ROW_PROCUREMENT, GR_COLUMN_PURCHASES, few(random, 30, 300));
	money(w, GR_ROW_PROCUREMENT, false);
}

void
gen_figures(gen_writer *w)
{
	memset(w->report->cells, 0, sizeof(w->report->cells));
	disclosure(w);
	applications(w);
	proceedings(w);
}

/* ---------- what does not add up, and what is empty ---------- */

/* A random cell of a table; a value of the form. */
static int
some_cell(gen_random *random, int table)
{
	const gr_table_info *info = &gr_tables[table];

	return (int) info->first_slot + gen_below(random, (int) (info->end_slot - info->first_slot));
}

void
gen_break_identities(gen_writer *w, int cells)
{
	gen_random	random = gen_seed(w->options->seed, 2);

	while (cells > 0)
	{
		int			slot = some_cell(&random, gen_chance(&random, 85) ? GR_TABLE_APPLICATIONS : GR_TABLE_PROCEEDINGS);
		gen_cell   *cell = &w->report->cells[slot];

		if (cell->presence != GEN_VALUE)
			continue;
		if (cell->value >= 10 && gen_chance(&random, 50))
			cell->value = cell->value / 10;
		else
			cell->value += 1 + gen_below(&random, 9);
		cells--;
	}
}

/* Whether a layout shows where an empty cell of that table stood. */
static bool
may_be_empty(const gen_writer *w, int table)
{
	/* "规章120" with a blank: nobody can tell that there were three cells. */
	return w->options->layout != GEN_GLUED || table != GR_TABLE_DISCLOSURE;
}

static void
empty(gen_writer *w, gen_random *random, gen_presence presence, int percent)
{
	for (int slot = 0; slot < GR_SLOTS; slot++)
	{
		gen_cell   *cell = &w->report->cells[slot];
		bool		hit = gen_chance(random, percent);

		/* Zeros are what is left out, but not only. */
		if (!hit || cell->presence != GEN_VALUE || (cell->value != 0 && !gen_chance(random, 30)))
			continue;
		if (may_be_empty(w, gr_slots[slot].table))
			cell->presence = (unsigned char) presence;
	}
}

/* Rows of zeros, or all zeros, as the model of 2019 leaves them. */
static void
empty_zeros(gen_writer *w, gen_random *random)
{
	for (int slot = 0; slot < GR_SLOTS; slot++)
	{
		gen_cell   *cell = &w->report->cells[slot];

		if (cell->presence == GEN_VALUE && cell->value == 0 && may_be_empty(w, gr_slots[slot].table) && !gen_chance(random, 5))
			cell->presence = GEN_BLANK;
	}
}

/* A layout whose rows are broken by an empty cell needs some. */
void
gen_empty_cells(gen_writer *w)
{
	gen_random	random = gen_seed(w->options->seed, 3);

	if (gen_has(w, GEN_BLANK_CELLS))
	{
		if (gen_chance(&random, 15))
			empty_zeros(w, &random);
		else
			empty(w, &random, GEN_BLANK, 2 + gen_below(&random, 20));
	}
	else if (w->options->layout == GEN_BROKEN)
		empty(w, &random, GEN_BLANK, 2);
	if (gen_has(w, GEN_DROPPED_CELLS))
		empty(w, &random, GEN_BLANK, 4);
	if (gen_has(w, GEN_PLACEHOLDERS))
		empty(w, &random, GEN_PLACEHOLDER, 2 + gen_below(&random, 20));
}
