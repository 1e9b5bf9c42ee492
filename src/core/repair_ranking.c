/*
 * repair_ranking.c
 *		How a figure may have become another: for the name of a repair and the order of solutions.
 */
#include "repair_table.h"

#include "narrative.h"
#include "number.h"
#include "sort.h"

/* 万: what a figure is told in instead of ones. */
#define WRONG_UNIT INT64_C(10000)

/* What makes a change unlikely; only the order counts. */
enum
{
	COST_STATED = 0,			/* the prose or last year's report has the figure */
	COST_SYSTEMATIC = 1,
	COST_DIGIT = 4,
	COST_UNIT = 5,
	COST_NEIGHBOUR = 6,			/* the figure of the cell beside it was printed twice */
	COST_DOUBLE = 7,
	COST_CELL = 12,				/* and one more for every digit that differs */
	COST_UNKNOWN = 40
};

#define DIGITS 24

/* ---------- figures as they are printed ---------- */

/* Backwards; that does not matter where two are compared. */
static int
write_digits(int64_t value, char *digits)
{
	int			count = 0;

	do
	{
		digits[count++] = (char) ('0' + value % 10);
		value /= 10;
	} while (value > 0);
	return count;
}

/* Digits changed, added, lost, or exchanged with their neighbour: how many at least. */
static int
digit_distance(int64_t a, int64_t b)
{
	char		x[DIGITS];
	char		y[DIGITS];
	int			d[DIGITS + 1][DIGITS + 1];
	int			m = write_digits(a, x);
	int			n = write_digits(b, y);

	for (int i = 0; i <= m; i++)
		for (int j = 0; j <= n; j++)
		{
			int			best;

			if (i == 0 || j == 0)
			{
				d[i][j] = i + j;
				continue;
			}
			best = d[i - 1][j - 1] + (x[i - 1] != y[j - 1]);
			if (d[i - 1][j] + 1 < best)
				best = d[i - 1][j] + 1;
			if (d[i][j - 1] + 1 < best)
				best = d[i][j - 1] + 1;
			if (i > 1 && j > 1 && x[i - 1] == y[j - 2] && x[i - 2] == y[j - 1] && d[i - 2][j - 2] + 1 < best)
				best = d[i - 2][j - 2] + 1;
			d[i][j] = best;
		}
	return d[m][n];
}

/* The figure of a cell as it stands; false where there is none. */
static bool
printed_figure(const gr_report *report, int slot, int64_t *value)
{
	const gr_cell *cell = slot < 0 ? NULL : &report->cells[slot];

	if (cell == NULL || !gr_cell_has_value(cell) || cell->scale != 0)
		return false;
	*value = cell->value;
	return true;
}

/* ---------- kinds ---------- */

/* 1.2 for 12000, or 12000 for 1.2 in 万. */
static bool
is_wrong_unit(const gr_cell *cell, int64_t proposed)
{
	int64_t		power = gr_power_of_ten(cell->scale);
	int64_t		scaled;

	if (cell->value <= 0 || proposed <= 0 || proposed > GR_LARGEST_FIGURE)
		return false;
	if (cell->scale == 0 && cell->value == proposed * WRONG_UNIT)
		return true;
	if (cell->value > INT64_MAX / WRONG_UNIT || power > INT64_MAX / proposed)
		return false;
	scaled = proposed * power;
	return cell->value * WRONG_UNIT == scaled;
}

/* The rows of a group in one column, as far as they have figures; false where there are none. */
static bool
group_sum(const gr_repair_table *t, int parent, int column, int64_t *sum)
{
	bool		any = false;

	*sum = 0;
	for (int row = 0; row < GR_ROWS; row++)
	{
		int			slot = gr_slot_of(row, column);
		int64_t		value;

		if (gr_rows[row].parent != parent || slot < 0 || !gr_form_has(t->form, slot) || !printed_figure(t->report, slot, &value))
			continue;
		*sum += value;
		any = true;
	}
	return any;
}

/* A sum that has too much what one of its groups adds up to. */
static bool
is_double_counted(const gr_repair_table *t, int slot, int64_t printed, int64_t proposed)
{
	int			row = gr_slots[slot].row;
	int			column = gr_slots[slot].column;
	int64_t		sum;

	if (printed - proposed < 2)
		return false;
	if (proposed > 1 && printed == 2 * proposed &&
		(row == GR_ROW_CONCLUDED || (t->table == GR_TABLE_STATISTICS && group_sum(t, row, column, &sum))))
		return true;
	for (int group = 0; group < GR_ROWS; group++)
	{
		bool		part = row == GR_ROW_CONCLUDED ? gr_slot_of(group, column) < 0 || group == GR_ROW_OTHER : gr_rows[group].parent == row;

		if (gr_rows[group].table == t->table && part && group_sum(t, group, column, &sum) && sum == printed - proposed)
			return true;
	}
	return false;
}

gr_repair_kind
gr_repair_kind_of(const gr_repair_table *t, int slot, int64_t proposed)
{
	const gr_cell *cell = &t->report->cells[slot];

	if (is_wrong_unit(cell, proposed))
		return GR_REPAIR_WRONG_UNIT;
	if (cell->scale == 0 && is_double_counted(t, slot, cell->value, proposed))
		return GR_REPAIR_DOUBLE_COUNTED;
	if (cell->scale == 0 && cell->value == -proposed)
		return GR_REPAIR_DIGIT;
	if (cell->value >= 0 && proposed >= 0 && digit_distance(cell->value, proposed) == (cell->scale == 0 ? 1 : 0))
		return GR_REPAIR_DIGIT;
	return GR_REPAIR_CELL;
}

/* ---------- order ---------- */

/* What was left over last year comes in this year. */
static bool
follows_from_last_year(const gr_repair_table *t, int slot, int64_t value)
{
	int64_t		left;

	return t->previous != NULL && gr_slots[slot].row == GR_ROW_CARRIED_IN && t->previous->header.year != 0 &&
		t->report->header.year == t->previous->header.year + 1 &&
		printed_figure(t->previous, gr_slot_of(GR_ROW_CARRIED_OUT, gr_slots[slot].column), &left) && left == value;
}

/* A cell of the table some rows below and columns to the right, or -1. */
static int
slot_beside(int slot, int rows, int columns)
{
	int			row = gr_slots[slot].row + rows;
	int			column = gr_slots[slot].column + columns;
	int			other = row < 0 || column < 0 ? -1 : gr_slot_of(row, column);

	return other >= 0 && gr_slots[other].table == gr_slots[slot].table ? other : -1;
}

static bool
has_figure_of_neighbour(const gr_repair_table *t, int slot)
{
	int64_t		own;
	int64_t		other;

	if (!printed_figure(t->report, slot, &own) || own == 0)
		return false;
	for (int step = -1; step <= 1; step += 2)
		if ((printed_figure(t->report, slot_beside(slot, 0, step), &other) && other == own) ||
			(printed_figure(t->report, slot_beside(slot, step, 0), &other) && other == own))
			return true;
	return false;
}

static int
cost_of(const gr_repair_table *t, int slot, int64_t proposed)
{
	int64_t		printed;

	if (gr_narrative_states(t->report, gr_slots[slot].row, gr_slots[slot].column, proposed) || follows_from_last_year(t, slot, proposed))
		return COST_STATED;
	switch (gr_repair_kind_of(t, slot, proposed))
	{
		case GR_REPAIR_DIGIT:
			return COST_DIGIT;
		case GR_REPAIR_WRONG_UNIT:
			return COST_UNIT;
		case GR_REPAIR_DOUBLE_COUNTED:
			return COST_DOUBLE;
		default:
			break;
	}
	if (has_figure_of_neighbour(t, slot))
		return COST_NEIGHBOUR;
	return COST_CELL + (printed_figure(t->report, slot, &printed) && printed >= 0 ? digit_distance(printed, proposed) : 0);
}

static int64_t
rank_of(const gr_repair_table *t, const gr_repair_system *s, const gr_solution *solution)
{
	int64_t		rank = 0;

	if (solution->systematic >= 0)
		return COST_SYSTEMATIC + (solution->changes - 1) * COST_CELL;
	/* Nothing but blanks to fill, where figures fit another form as well. */
	if (gr_edges_empty(&solution->changed))
		return COST_DIGIT;
	for (int edge = gr_edge_next(&solution->changed, 0); edge >= 0; edge = gr_edge_next(&solution->changed, edge + 1))
		rank += gr_edge_in(&solution->known, edge) ? cost_of(t, s->network->slots[edge], solution->values[edge]) : COST_UNKNOWN;
	return rank;
}

/* By rank, then by the first cell that differs, then by figures: the same order everywhere. */
static int
by_rank(const void *first, const void *second)
{
	const gr_solution *a = first;
	const gr_solution *b = second;

	if (a->rank != b->rank)
		return a->rank < b->rank ? -1 : 1;
	for (int w = 0; w < GR_EDGE_WORDS; w++)
	{
		uint64_t	differ = a->changed.words[w] ^ b->changed.words[w];

		if (differ != 0)
			return (a->changed.words[w] & differ & (~differ + 1)) != 0 ? -1 : 1;
	}
	for (int edge = gr_edge_next(&a->changed, 0); edge >= 0; edge = gr_edge_next(&a->changed, edge + 1))
		if (a->values[edge] != b->values[edge])
			return a->values[edge] < b->values[edge] ? -1 : 1;
	return (a->systematic > b->systematic) - (a->systematic < b->systematic);
}

void
gr_repair_rank(const gr_repair_table *t, gr_repair_system *s)
{
	if (s->solutions.count < 2)
		return;
	for (size_t i = 0; i < s->solutions.count; i++)
		s->solutions.items[i].rank = rank_of(t, s, &s->solutions.items[i]);
	gr_sort(s->solutions.items, s->solutions.count, sizeof(gr_solution), by_rank);
}
