/*
 * repair_revealed.c
 *		What adds up and is wrong all the same, where the prose or last year's report says so.
 */
#include "repair_table.h"

#include "checker.h"
#include "narrative.h"
#include "number.h"

#define WRONG_UNIT 10000

/* Money of two years that differs by more than 10^4 divided or multiplied by this has not changed its unit. */
#define USUAL_CHANGE 4

/* Solutions of sums that money is told with; of more of them, the likeliest. */
#define SOLUTIONS_WITH_MONEY 50

typedef struct revealed
{
	gr_arena   *arena;
	const gr_report *report;
	gr_repairs *repairs;
	int			solutions[GR_TABLES];	/* told already */
	gr_status	status;
} revealed;

static void
tell(revealed *r, int solution, int slot, gr_figure proposed, int kind)
{
	const gr_cell *cell = &r->report->cells[slot];
	gr_repair	repair;

	memset(&repair, 0, sizeof(repair));
	repair.solution = solution;
	repair.table = gr_slots[slot].table;
	repair.slot = (short) slot;
	repair.printed.known = gr_cell_has_value(cell);
	if (repair.printed.known)
		repair.printed = gr_figure_of(cell->value, cell->scale);
	repair.proposed = proposed;
	repair.kind = (unsigned char) kind;
	if (r->status == GR_OK)
		r->status = gr_repairs_tell(r->arena, r->repairs, repair);
}

/* ---------- rows and columns ---------- */

static bool
same_cell(const gr_cell *a, const gr_cell *b)
{
	return a->value == b->value && a->scale == b->scale && gr_cell_has_value(a) == gr_cell_has_value(b);
}

/* Two cells have each other's figures; blanks have none to give. */
static void
exchange(revealed *r, int a, int b, int kind)
{
	const gr_cell *x = &r->report->cells[a];
	const gr_cell *y = &r->report->cells[b];
	gr_figure	none;

	if (same_cell(x, y))
		return;
	memset(&none, 0, sizeof(none));
	tell(r, 1, a, gr_cell_has_value(y) ? gr_figure_of(y->value, y->scale) : none, kind);
	tell(r, 1, b, gr_cell_has_value(x) ? gr_figure_of(x->value, x->scale) : none, kind);
}

static void
exchange_rows(revealed *r, int a, int b)
{
	int			table = gr_rows[a].table;

	for (int column = 0; column < GR_COLUMNS; column++)
	{
		int			x = gr_slot_of(a, column);
		int			y = gr_slot_of(b, column);

		if (x >= 0 && y >= 0 && gr_form_has(r->report->forms[table], x) && gr_form_has(r->report->forms[table], y))
			exchange(r, x, y, GR_REPAIR_SWAPPED_ROWS);
	}
	r->solutions[table] = 1;
}

static void
exchange_columns(revealed *r, int table, int a, int b)
{
	for (int row = 0; row < GR_ROWS; row++)
	{
		int			x = gr_slot_of(row, a);
		int			y = gr_slot_of(row, b);

		if (gr_rows[row].table == table && x >= 0 && y >= 0 && gr_form_has(r->report->forms[table], x) && gr_form_has(r->report->forms[table], y))
			exchange(r, x, y, GR_REPAIR_SWAPPED_COLUMNS);
	}
	r->solutions[table] = 1;
}

static bool
same_sum(gr_sum a, gr_sum b)
{
	gr_sum_normalize(&a);
	gr_sum_normalize(&b);
	return a.scale == b.scale && gr_wide_equal(a.value, b.value);
}

/* Each of two cells has the figure that the prose states of the other. */
static void
look_at_pair(revealed *r, const gr_contradiction *a, const gr_contradiction *b)
{
	int			table = gr_rows[a->row].table;

	if (gr_rows[b->row].table != table || r->solutions[table] > 0 || r->report->forms[table] == GR_FORM_NONE ||
		!same_sum(a->stated, b->printed) || !same_sum(b->stated, a->printed))
		return;
	if (a->column == b->column)
		exchange_rows(r, a->row, b->row);
	else if (a->row == b->row)
		exchange_columns(r, table, a->column, b->column);
}

/* What stood in 结转 last year stands in 新收 this year, and not in 上年结转. */
static void
look_at_last_year(revealed *r, const gr_report *previous)
{
	int			table = GR_TABLE_APPLICATIONS;
	bool		same = true;
	bool		differs = false;
	bool		any = false;

	if (r->solutions[table] > 0 || previous->header.year == 0 || r->report->header.year != previous->header.year + 1 ||
		r->report->forms[table] == GR_FORM_NONE || previous->forms[table] == GR_FORM_NONE)
		return;
	for (int column = GR_COLUMN_NATURAL_PERSON; column <= GR_COLUMN_TOTAL; column++)
	{
		const gr_cell *left = &previous->cells[gr_slot_of(GR_ROW_CARRIED_OUT, column)];
		const gr_cell *received = &r->report->cells[gr_slot_of(GR_ROW_RECEIVED, column)];
		const gr_cell *carried_in = &r->report->cells[gr_slot_of(GR_ROW_CARRIED_IN, column)];

		same = same && gr_cell_has_value(left) && same_cell(left, received);
		differs = differs || !same_cell(left, carried_in);
		any = any || left->value != 0;
	}
	if (same && differs && any)
		exchange_rows(r, GR_ROW_RECEIVED, GR_ROW_CARRIED_IN);
}

/* ---------- money ---------- */

/* times 10^4 (up), or divided by it; false where that is no figure any more. */
static bool
in_other_unit(const gr_cell *cell, bool up, gr_figure *figure)
{
	int64_t		value = cell->value;
	int			scale = cell->scale;

	for (int i = 0; i < 4; i++)
	{
		if (!up)
			scale++;
		else if (scale > 0)
			scale--;
		else if (value > GR_LARGEST_FIGURE / 10 || value < -GR_LARGEST_FIGURE / 10)
			return false;
		else
			value *= 10;
	}
	/* No more decimals than it takes. */
	while (scale > 0 && value % 10 == 0)
	{
		value /= 10;
		scale--;
	}
	*figure = gr_figure_of(value, scale);
	return scale <= GR_LARGEST_SCALE;
}

static void
tell_unit(revealed *r, int slot, bool up)
{
	int			table = gr_slots[slot].table;
	int			last = r->solutions[table] > 0 ? r->solutions[table] : 1;
	gr_figure	figure;

	if (!in_other_unit(&r->report->cells[slot], up, &figure))
		return;
	/* It has nothing to do with the solutions that mend sums: it is one more repair of each. */
	for (int solution = 1; solution <= last && solution <= SOLUTIONS_WITH_MONEY; solution++)
		tell(r, solution, slot, figure, GR_REPAIR_WRONG_UNIT);
}

/* a = b * 10^4, or about as much. */
static bool
is_ten_thousandfold(gr_sum a, gr_sum b, bool about)
{
	gr_wide		low;
	gr_wide		high;

	for (; a.scale < b.scale; a.scale++)
		if (!gr_wide_multiply(&a.value, 10))
			return false;
	for (; b.scale < a.scale; b.scale++)
		if (!gr_wide_multiply(&b.value, 10))
			return false;
	low = high = b.value;
	if (gr_wide_is_zero(b.value) || gr_wide_negative(b.value) ||
		!gr_wide_multiply(&low, about ? WRONG_UNIT / USUAL_CHANGE : WRONG_UNIT) ||
		!gr_wide_multiply(&high, about ? WRONG_UNIT * USUAL_CHANGE : WRONG_UNIT))
		return false;
	return gr_wide_compare(a.value, low) >= 0 && gr_wide_compare(a.value, high) <= 0;
}

static void
look_at_money(revealed *r, const gr_report *previous)
{
	for (int slot = 0; slot < GR_SLOTS; slot++)
	{
		int			table = gr_slots[slot].table;
		gr_sum		now;
		gr_sum		before;

		if (gr_slots[slot].quantity != GR_QUANTITY_MONEY || !gr_form_has(r->report->forms[table], slot) || !gr_form_has(previous->forms[table], slot) ||
			!gr_cell_addend(&r->report->cells[slot], slot, &now) || !gr_cell_addend(&previous->cells[slot], slot, &before))
			continue;
		if (is_ten_thousandfold(now, before, true))
			tell_unit(r, slot, false);
		else if (is_ten_thousandfold(before, now, true))
			tell_unit(r, slot, true);
	}
}

bool
gr_repair_in_other_unit(const gr_cell *cell, int slot, gr_sum right, gr_figure *proposed)
{
	gr_sum		printed;

	if (gr_slots[slot].quantity != GR_QUANTITY_MONEY || !gr_cell_addend(cell, slot, &printed))
		return false;
	if (is_ten_thousandfold(printed, right, false))
		return in_other_unit(cell, false, proposed);
	return is_ten_thousandfold(right, printed, false) && in_other_unit(cell, true, proposed);
}

static void
look_at_stated_money(revealed *r, const gr_contradiction *c)
{
	int			slot = gr_slot_of(c->row, c->column);

	if (gr_slots[slot].quantity != GR_QUANTITY_MONEY)
		return;
	if (is_ten_thousandfold(c->printed, c->stated, false))
		tell_unit(r, slot, false);
	else if (is_ten_thousandfold(c->stated, c->printed, false))
		tell_unit(r, slot, true);
}

/* ---------- order ---------- */

/* By table and solution, each with its cells in the order they came. */
static void
put_in_order(gr_repairs *repairs, size_t from)
{
	for (size_t i = from; i < repairs->count; i++)
	{
		gr_repair	repair = repairs->items[i];
		size_t		at = i;

		for (; at > 0 && (repairs->items[at - 1].table > repair.table || (repairs->items[at - 1].table == repair.table &&
																	   repairs->items[at - 1].solution > repair.solution)); at--)
			repairs->items[at] = repairs->items[at - 1];
		repairs->items[at] = repair;
	}
}

gr_status
gr_repairs_reveal(gr_arena *arena, const gr_report *report, const gr_report *previous, gr_repairs *repairs)
{
	gr_contradiction list[GR_CONTRADICTIONS];
	int			count = gr_narrative_contradictions(report, list);
	size_t		told = repairs->count;
	revealed	r = {arena, report, repairs, {0}, GR_OK};

	for (size_t i = 0; i < told; i++)
		if (repairs->items[i].solution > r.solutions[repairs->items[i].table] || repairs->items[i].kind == GR_REPAIR_UNDECIDED)
			r.solutions[repairs->items[i].table] = repairs->items[i].solution == 0 ? 1 : repairs->items[i].solution;
	for (int a = 0; a < count; a++)
	{
		look_at_stated_money(&r, &list[a]);
		for (int b = a + 1; b < count; b++)
			look_at_pair(&r, &list[a], &list[b]);
	}
	if (previous != NULL && !previous->rollup)
	{
		look_at_last_year(&r, previous);
		look_at_money(&r, previous);
	}
	put_in_order(repairs, told);
	return r.status;
}
