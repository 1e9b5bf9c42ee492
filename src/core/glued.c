/*
 * glued.c
 *		The rules of glued.h, for one table.
 */
#include "glued_search.h"

/* ---------- the identities of a row ---------- */

/* Whether an identity is one of this row: the cell "total" is the sum of the cells right before it. */
static bool
add_group(gr_glued_row *row, int total, const gr_identity *identity)
{
	int			first = total - identity->count;

	if (first < 0)
		return false;
	for (int i = 0; i < identity->count; i++)
		if (identity->signs[i] != 1 || row->run->slots[first + i] != identity->terms[i] || row->total[first + i] >= 0)
			return false;
	for (int cell = first; cell <= total; cell++)
		row->total[cell] = (signed char) total;
	return true;
}

/* Other rows have a say in the row of this slot. */
static void
add_column(gr_glued_solver *s, int slot)
{
	int			row = gr_glued_row_of(s, slot);

	if (row >= 0)
		s->rows[row].blanks = GR_GLUED_CELLS;
}

static void
find_sums(gr_glued_solver *s, const gr_identity *identities, int count)
{
	for (int i = 0; i < count; i++)
	{
		const gr_identity *identity = &identities[i];
		int			row = gr_glued_row_of(s, identity->named);

		if (row >= 0 && add_group(&s->rows[row], gr_glued_cell_of(s, identity->named), identity))
			continue;
		add_column(s, identity->named);
		for (int k = 0; k < identity->count; k++)
			add_column(s, identity->terms[k]);
	}
}

static bool
has_sums(const gr_glued_row *row)
{
	for (int cell = 0; cell < row->run->count; cell++)
		if (row->total[cell] < 0)
			return false;
	return row->only_digits && row->length > 0;
}

/* ---------- one table ---------- */

/* Rule 2 of the header, as far as the rows say it one by one. */
static bool
prints_all_cells(const gr_glued_solver *s, int table)
{
	const gr_report *report = s->report;

	for (int i = 0; i < s->count; i++)
		if (s->rows[i].length == 0 || (s->rows[i].has_sums && s->rows[i].full == 0 && !s->rows[i].full_cut))
			return false;
	for (int slot = gr_tables[table].first_slot; slot < (int) gr_tables[table].end_slot; slot++)
	{
		int			status = report->cells[slot].status;

		if (!gr_form_has(report->forms[table], slot))
			continue;
		if (status == GR_CELL_BLANK || (status == GR_CELL_MISSING && report->labels[gr_slots[slot].row].pos != 0))
			return false;
	}
	return true;
}

/* The readings that take part: those without blanks, or all; a list that was cut says nothing. */
static int
count_readings(const gr_glued_row *row, bool with_blanks)
{
	if (!row->has_sums || row->full_cut || (with_blanks && row->readings_cut))
		return 0;
	return with_blanks ? row->readings : row->full;
}

static void
set_candidates(gr_glued_solver *s, bool with_blanks)
{
	for (int i = 0; i < s->count; i++)
	{
		gr_glued_candidates *c = &s->candidates[i];

		c->live = count_readings(&s->rows[i], with_blanks);
		for (int k = 0; k < c->live; k++)
			c->order[k] = (unsigned short) k;
	}
}

/* Whether readings with blanks leave the same rows open as those without: then the equations are the same. */
static bool
are_open_alike(const gr_glued_solver *s)
{
	for (int i = 0; i < s->count; i++)
		if ((count_readings(&s->rows[i], true) == 0) != (count_readings(&s->rows[i], false) == 0))
			return false;
	return true;
}

/* The place of the cell's own digits, where the span counts characters. */
static void
give_place(gr_glued_solver *s, int run, int cell, int from, int length)
{
	const gr_glued_run *r = &s->runs[run];
	gr_span    *span = &s->report->cells[r->slots[cell]].span;

	if (from < 0 || r->span.len != (uint32_t) s->rows[run].length)
		return;
	span->pos = r->span.pos + (uint32_t) from;
	span->len = (uint32_t) length;
}

static void
give_cell(gr_glued_solver *s, int run, int cell, int from, int length, int64_t value, int scale)
{
	const gr_glued_run *r = &s->runs[run];
	const gr_slot_info *slot = &gr_slots[r->slots[cell]];
	gr_cell    *to = &s->report->cells[r->slots[cell]];
	int			unit = r->units[cell] != GR_UNIT_NONE ? r->units[cell] : slot->unit;

	give_place(s, run, cell, from, length);
	/* Money among counts, or things among money, is no figure of that cell. */
	if (unit != GR_UNIT_NONE && (gr_units[unit].exponent >= 0) != (slot->quantity == GR_QUANTITY_MONEY))
	{
		to->status = GR_CELL_INVALID;
		return;
	}
	to->status = GR_CELL_SOLVED;
	to->value = value;
	to->scale = (unsigned char) scale;
	to->unit = (unsigned char) unit;
	to->reports = 1;
}

static void
give_forced(gr_glued_solver *s)
{
	for (int i = 0; i < s->count; i++)
		for (int cell = 0; cell < s->runs[i].count; cell++)
		{
			const gr_glued_row *row = &s->rows[i];
			int			from = row->forced_from[cell];
			int64_t		value;
			int			scale;

			if (from < 0 || s->runs[i].slots[cell] < 0)
				continue;
			if (gr_glued_figure(row, from, row->forced_length[cell], &value, &scale))
				give_cell(s, i, cell, from, row->forced_length[cell], value, scale);
			else
			{
				give_place(s, i, cell, from, row->forced_length[cell]);
				s->report->cells[s->runs[i].slots[cell]].status = GR_CELL_PLACEHOLDER;
			}
		}
}

/* Where the digits of a cell begin in a reading. */
static int
place_in(const gr_glued_row *row, int reading, int cell)
{
	int			from = 0;

	for (int i = 0; i < cell; i++)
		from += gr_glued_length(row, reading, i);
	return from;
}

/* Whether all readings that are left have the figure of the base at the same digits. */
static bool
same_place(const gr_glued_solver *s, int run, int cell)
{
	const gr_glued_row *row = &s->rows[run];
	const gr_glued_candidates *c = &s->candidates[run];
	int			from = place_in(row, s->base[run], cell);

	for (int i = 0; i < c->live; i++)
		if (gr_glued_same_cell(row, s->base[run], c->order[i], cell) && place_in(row, c->order[i], cell) != from)
			return false;
	return true;
}

static void
give_agreed(gr_glued_solver *s)
{
	for (int i = 0; i < s->count; i++)
		for (int cell = 0; cell < s->runs[i].count; cell++)
		{
			const gr_glued_row *row = &s->rows[i];
			int			base = s->base[i];

			if (gr_glued_is_open(s, i) || s->runs[i].slots[cell] < 0 || row->forced_from[cell] >= 0 || (s->differs[i] >> cell & 1) != 0)
				continue;
			give_cell(s, i, cell, same_place(s, i, cell) ? place_in(row, base, cell) : -1,
					  gr_glued_length(row, base, cell), gr_glued_value(row, base, cell), 0);
		}
}

/* All cells of the runs wait for a figure. */
static void
begin(gr_glued_solver *s)
{
	for (int i = 0; i < s->count; i++)
		for (int cell = 0; cell < s->runs[i].count; cell++)
			if (s->runs[i].slots[cell] >= 0)
			{
				gr_cell		waiting = {0, 0, s->runs[i].span, GR_CELL_AMBIGUOUS, 0, GR_UNIT_NONE};

				s->report->cells[s->runs[i].slots[cell]] = waiting;
			}
}

static bool
allocate(gr_glued_solver *s, size_t identity_count)
{
	size_t		count = (size_t) s->count;

	return (s->rows = gr_arena_alloc(s->arena, count * sizeof(gr_glued_row))) != NULL &&
		(s->owner = gr_arena_alloc(s->arena, GR_SLOTS * sizeof(short))) != NULL &&
		(s->candidates = gr_arena_alloc(s->arena, count * sizeof(gr_glued_candidates))) != NULL &&
		(s->equations = gr_arena_alloc(s->arena, identity_count * sizeof(gr_glued_equation))) != NULL &&
		(s->saved = gr_arena_alloc(s->arena, 2 * (count + 1) * count * sizeof(int))) != NULL &&
		(s->found = gr_arena_alloc(s->arena, count * sizeof(unsigned short))) != NULL &&
		(s->base = gr_arena_alloc(s->arena, count * sizeof(unsigned short))) != NULL &&
		(s->differs = gr_arena_alloc(s->arena, count * sizeof(unsigned short))) != NULL;
}

/* Which cell of which run each slot is. */
static void
find_owners(gr_glued_solver *s)
{
	for (int slot = 0; slot < GR_SLOTS; slot++)
		s->owner[slot] = -1;
	for (int i = 0; i < s->count; i++)
		for (int cell = 0; cell < s->runs[i].count; cell++)
			if (s->runs[i].slots[cell] >= 0)
				s->owner[s->runs[i].slots[cell]] = (short) (i * GR_GLUED_CELLS + cell);
}

static gr_status
list_readings(gr_glued_solver *s, const gr_identity *identities, int identity_count)
{
	int			steps = GR_GLUED_LIST_STEPS;

	find_sums(s, identities, identity_count);
	for (int i = 0; i < s->count; i++)
	{
		gr_glued_row *row = &s->rows[i];

		row->has_sums = has_sums(row);
		if (row->has_sums)
		{
			gr_status	status = gr_glued_list(s->arena, row, &steps);

			if (status != GR_OK)
				return status;
		}
		s->candidates[i].order = gr_arena_alloc(s->arena, (size_t) row->readings * sizeof(unsigned short));
		if (s->candidates[i].order == NULL)
			return GR_OUT_OF_MEMORY;
	}
	return GR_OK;
}

/* Rules 2 and 3. */
static gr_status
solve_by_sums(gr_glued_solver *s, int table, const gr_identity *identities, int identity_count)
{
	gr_status	status = list_readings(s, identities, identity_count);

	if (status != GR_OK || !prints_all_cells(s, table))
		return status;
	set_candidates(s, false);
	if (!gr_glued_equations(s, identities, identity_count) || gr_glued_search(s) != GR_GLUED_FOUND)
		return s->status;
	memcpy(s->base, s->found, (size_t) s->count * sizeof(unsigned short));
	set_candidates(s, true);
	if (!are_open_alike(s))
		gr_glued_equations(s, identities, identity_count);
	gr_glued_compare(s);
	if (s->status == GR_OK)
		give_agreed(s);
	return s->status;
}

/* Whether some row has fewer digits than cells, or some cell is known to be blank: then others may be. */
static bool
lacks_figures(const gr_glued_solver *s, int table)
{
	for (int i = 0; i < s->count; i++)
		if (s->runs[i].text.len < (size_t) s->runs[i].count)
			return true;
	for (int slot = gr_tables[table].first_slot; slot < (int) gr_tables[table].end_slot; slot++)
		if (s->report->cells[slot].status == GR_CELL_BLANK)
			return true;
	return false;
}

gr_status
gr_glued_solve(gr_arena *arena, gr_report *report, int table, const gr_glued_run *runs, int count)
{
	gr_glued_solver s = {.arena = arena, .report = report, .runs = runs, .count = count, .status = GR_OK};
	gr_identity identities[GR_IDENTITIES];
	int			identity_count = gr_identities_of(table, report->forms[table], identities);
	bool		blanks;

	begin(&s);
	blanks = identity_count > 0 || lacks_figures(&s, table);
	if (gr_cancelled(arena))
		return GR_CANCELLED;
	if (!allocate(&s, (size_t) identity_count))
		return GR_OUT_OF_MEMORY;
	find_owners(&s);
	for (int i = 0; i < count; i++)
		if (!gr_glued_read(arena, &s.rows[i], &runs[i], blanks))
			return GR_OUT_OF_MEMORY;
	give_forced(&s);
	return identity_count == 0 ? GR_OK : solve_by_sums(&s, table, identities, identity_count);
}
