/*
 * glued.c
 *		Which cells of a table without borders only one reading allows.
 *
 * The table of applications is left to its identities, and judged as a whole.  A
 * row of the other tables is one run of characters: all ways to cut it into
 * figures without a leading zero are tried, and for proceedings each group of five
 * has to add up.  A dash may be a cell, too, the placeholder that offices print for
 * none: 40-401 is 40, -40 and 1, or 40, a dash and 401.  A cell that is the same in all
 * readings must be read.
 */
#include "internal.h"

#define MAX_CELLS 15
#define MAX_LENGTH 160

typedef struct run
{
	char		text[MAX_LENGTH];
	int			len;
	int			slots[MAX_CELLS];
	int			count;
	int			from[MAX_CELLS];	/* of the first reading found */
	int			to[MAX_CELLS];
	bool		same[MAX_CELLS];
	int			readings;
	int			cut_from[MAX_CELLS];	/* of the reading being tried */
	int			cut_to[MAX_CELLS];
} run;

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static int64_t
value_of(const run *r, int cell)
{
	int64_t		value = 0;

	for (int i = r->cut_from[cell]; i < r->cut_to[cell]; i++)
		value = value * 10 + (r->text[i] - '0');
	return value;
}

/* Whether a figure of that cell may stand there: digits, a sign for changes, decimals and a unit for money. */
static bool
may_be(const run *r, int cell, int from, int to)
{
	int			quantity = gr_slots[r->slots[cell]].quantity;
	int			at = from;
	int			digits;

	if (to - from == 1 && r->text[from] == '-')
		return true;
	if (quantity == GR_QUANTITY_CHANGE)
	{
		if (r->text[at] == '-')
			at++;
		else if (to - at > 3 && (memcmp(r->text + at, "增", 3) == 0 || memcmp(r->text + at, "减", 3) == 0))
			at += 3;
	}
	digits = at;
	while (at < to && is_digit(r->text[at]))
		at++;
	if (at == digits || (r->text[digits] == '0' && at - digits > 1) || at - digits > 12)
		return false;
	if (quantity == GR_QUANTITY_MONEY && at < to)
	{
		if (r->text[at] == '.')
		{
			int			decimals = ++at;

			while (at < to && is_digit(r->text[at]))
				at++;
			if (at == decimals)
				return false;
		}
		/* The unit is the rest. */
		if (at < to && !is_digit(r->text[at]) && r->text[at] != '.' && to == r->len)
			at = to;
	}
	return at == to;
}

static bool
adds_up(const run *r, int last)
{
	int64_t		sum = 0;

	for (int i = last - 4; i < last; i++)
		sum += value_of(r, i);
	return sum == value_of(r, last);
}

static void
try_cell(run *r, int cell, int from)
{
	if (cell == r->count)
	{
		if (from != r->len)
			return;
		for (int i = 0; i < r->count; i++)
		{
			if (r->readings == 0)
			{
				r->from[i] = r->cut_from[i];
				r->to[i] = r->cut_to[i];
				r->same[i] = true;
			}
			else if (r->from[i] != r->cut_from[i] || r->to[i] != r->cut_to[i])
				r->same[i] = false;
		}
		r->readings++;
		return;
	}
	for (int to = from + 1; to <= r->len && r->readings < 2000; to++)
	{
		if (!may_be(r, cell, from, to))
			continue;
		r->cut_from[cell] = from;
		r->cut_to[cell] = to;
		if (r->count == MAX_CELLS && cell % 5 == 4 && !adds_up(r, cell))
			continue;
		try_cell(r, cell + 1, to);
	}
}

static void
judge(gen_writer *w, const int *slots, int count)
{
	gen_report *report = w->report;
	run			r;
	bool		whole = true;

	r.len = 0;
	r.count = count;
	r.readings = 0;
	for (int i = 0; i < count; i++)
	{
		const gen_cell *cell = &report->cells[slots[i]];
		size_t		len = cell->to - cell->from;

		/* A row with a cell that is no figure, or away, has no count of cells to go by. */
		whole = whole && cell->presence == GEN_VALUE && (size_t) r.len + len < MAX_LENGTH;
		if (!whole)
			break;
		r.slots[i] = slots[i];
		memcpy(r.text + r.len, report->text + cell->from, len);
		r.len += (int) len;
	}
	if (whole)
		try_cell(&r, 0, 0);
	for (int i = 0; i < count; i++)
		if (!whole || !r.same[i] || r.readings == 0)
			report->cells[slots[i]].loose = true;
}

void
gen_judge_glued(gen_writer *w)
{
	int			slots[MAX_CELLS];
	int			count = 0;

	for (int slot = 0; slot < GR_SLOTS; slot++)
	{
		const gr_slot_info *info = &gr_slots[slot];

		if (w->report->cells[slot].presence == GEN_NOT_IN_FORM)
			continue;
		if (info->table == GR_TABLE_APPLICATIONS)
		{
			w->report->cells[slot].loose = true;
			continue;
		}
		if (info->table == GR_TABLE_DISCLOSURE && count > 0 && gr_slots[slots[0]].row != info->row)
		{
			judge(w, slots, count);
			count = 0;
		}
		if (info->table == GR_TABLE_PROCEEDINGS && count > 0 && gr_slots[slots[0]].table != GR_TABLE_PROCEEDINGS)
		{
			judge(w, slots, count);
			count = 0;
		}
		slots[count++] = slot;
	}
	if (count > 0)
		judge(w, slots, count);
}
