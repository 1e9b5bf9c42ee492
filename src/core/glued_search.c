#include "glued_search.h"

#include "number.h"

_Static_assert(INT64_MAX / GR_LARGEST_FIGURE > 4 * (GR_IDENTITY_TERMS + 1), "sums of an identity fit in an int64");
_Static_assert(GR_IDENTITIES <= 64, "a set of equations fits in 64 bits");

/* ---------- equations ---------- */

/* Adds sign * the slot; false when its figure is none that an equation can use. */
static bool
add_term(const gr_glued_solver *s, gr_glued_equation *e, int slot, int sign)
{
	const gr_cell *known = &s->report->cells[slot];
	int			row = gr_glued_row_of(s, slot);
	int			cell = gr_glued_cell_of(s, slot);
	int64_t		low = 0;
	int64_t		high = GR_LARGEST_FIGURE;

	if (row >= 0 && !gr_glued_is_open(s, row) && s->rows[row].readings > 1)
	{
		gr_glued_term t = {(short) row, (signed char) cell, (signed char) sign};

		e->terms[e->count++] = t;
		return true;
	}
	if (row >= 0 && !gr_glued_is_open(s, row))
		low = high = gr_glued_value(&s->rows[row], 0, cell);
	/* In a run that is not solved by sums, too, a cell may leave no choice. */
	else if (gr_cell_has_value(known))
	{
		if (known->scale != 0 || known->value < 0 || known->value > GR_LARGEST_FIGURE)
			return false;
		low = high = known->value;
	}
	e->low += sign > 0 ? low : -high;
	e->high += sign > 0 ? high : -low;
	return true;
}

/* False when an identity without glued cells that have a choice does not hold. */
static bool
add_equation(gr_glued_solver *s, const gr_identity *identity)
{
	gr_glued_equation *e = &s->equations[s->equation_count];

	e->count = 0;
	e->low = 0;
	e->high = 0;
	if (!add_term(s, e, identity->named, -1))
		return true;
	for (int i = 0; i < identity->count; i++)
		if (!add_term(s, e, identity->terms[i], identity->signs[i]))
			return true;
	if (e->count == 0)
		return e->low <= 0 && e->high >= 0;
	for (int i = 0; i < e->count; i++)
		s->candidates[e->terms[i].row].equations |= UINT64_C(1) << s->equation_count;
	s->equation_count++;
	return true;
}

/* Whether an identity whose total stands in that row is one of the row, not of a column. */
static bool
in_row(const gr_glued_solver *s, int row, int first_term)
{
	return gr_glued_row_of(s, first_term) == row;
}

bool
gr_glued_equations(gr_glued_solver *s, const gr_identity *identities, int count)
{
	bool		possible = true;

	s->equation_count = 0;
	for (int i = 0; i < s->count; i++)
		s->candidates[i].equations = 0;
	for (int i = 0; i < count; i++)
	{
		int			row = gr_glued_row_of(s, identities[i].named);
		int			cell = gr_glued_cell_of(s, identities[i].named);

		/* The readings of a row obey its own sums already. */
		if (row >= 0 && s->rows[row].has_sums && s->rows[row].total[cell] == cell && in_row(s, row, identities[i].terms[0]))
			continue;
		possible = add_equation(s, &identities[i]) && possible;
	}
	return possible;
}

/* ---------- search ---------- */

static bool
count_steps(gr_glued_solver *s, int steps)
{
	int			before = s->steps / GR_GLUED_POLL;

	s->steps += steps;
	if (s->steps / GR_GLUED_POLL != before && gr_cancelled(s->arena))
		s->status = GR_CANCELLED;
	return s->status == GR_OK && s->steps <= GR_GLUED_STEPS;
}

static int64_t
term_value(const gr_glued_solver *s, const gr_glued_term *t, int reading)
{
	return t->sign * gr_glued_value(&s->rows[t->row], reading, t->cell);
}

/* Bounds of a term over the readings that are left. */
static void
term_bounds(const gr_glued_solver *s, const gr_glued_term *t, int64_t *low, int64_t *high)
{
	const gr_glued_candidates *c = &s->candidates[t->row];

	*low = *high = term_value(s, t, c->order[0]);
	for (int i = 1; i < c->live; i++)
	{
		int64_t		value = term_value(s, t, c->order[i]);

		if (value < *low)
			*low = value;
		if (value > *high)
			*high = value;
	}
}

/* Leaves the readings whose term lies within the bounds; false when that is none. */
static bool
narrow(gr_glued_solver *s, const gr_glued_term *t, int64_t low, int64_t high, uint64_t *pending)
{
	gr_glued_candidates *c = &s->candidates[t->row];
	int			before = c->live;

	for (int i = 0; i < c->live;)
	{
		unsigned short reading = c->order[i];
		int64_t		value = term_value(s, t, reading);

		if (value >= low && value <= high)
		{
			i++;
			continue;
		}
		c->order[i] = c->order[--c->live];
		c->order[c->live] = reading;
	}
	if (c->live < before)
		*pending |= c->equations;
	return c->live > 0;
}

/* What the other terms leave for each term, until nothing changes. */
static gr_glued_outcome
propagate(gr_glued_solver *s, uint64_t pending)
{
	int64_t		low[GR_IDENTITY_TERMS + 1];
	int64_t		high[GR_IDENTITY_TERMS + 1];

	for (int next = 0; pending != 0; next = (next + 1) % s->equation_count)
	{
		const gr_glued_equation *e = &s->equations[next];
		int64_t		least = e->low;
		int64_t		most = e->high;
		int			steps = 1;

		if ((pending >> next & 1) == 0)
			continue;
		pending &= ~(UINT64_C(1) << next);
		for (int i = 0; i < e->count; i++)
		{
			term_bounds(s, &e->terms[i], &low[i], &high[i]);
			least += low[i];
			most += high[i];
			steps += 2 * s->candidates[e->terms[i].row].live;
		}
		if (!count_steps(s, steps))
			return GR_GLUED_STOPPED;
		if (least > 0 || most < 0)
			return GR_GLUED_NONE;
		for (int i = 0; i < e->count; i++)
		{
			/* The sum of all terms can be 0 only with this one between these. */
			int64_t		from = high[i] - most;
			int64_t		to = low[i] - least;

			if ((low[i] < from || high[i] > to) && !narrow(s, &e->terms[i], from, to, &pending))
				return GR_GLUED_NONE;
		}
	}
	return GR_GLUED_FOUND;
}

static void
save(gr_glued_solver *s, int *saved)
{
	for (int i = 0; i < s->count; i++)
		saved[i] = s->candidates[i].live;
}

/* Readings are only moved within what is left: the counts bring back what was there. */
static void
restore(gr_glued_solver *s, const int *saved)
{
	for (int i = 0; i < s->count; i++)
		s->candidates[i].live = saved[i];
}

/* The row with the fewest readings to choose from, or -1. */
static int
next_choice(const gr_glued_solver *s)
{
	int			best = -1;

	for (int i = 0; i < s->count; i++)
		if (s->candidates[i].live > 1 && s->candidates[i].equations != 0 && (best < 0 || s->candidates[i].live < s->candidates[best].live))
			best = i;
	return best;
}

/* Looks for one solution among the readings that are left, and leaves them as they are; one level for each row. */
static gr_glued_outcome
find(gr_glued_solver *s, int level, uint64_t pending)
{
	int		   *saved = s->saved + (size_t) level * (size_t) s->count;
	gr_glued_outcome		result;
	int			row;
	gr_glued_candidates *c;

	save(s, saved);
	result = propagate(s, pending);
	row = next_choice(s);
	if (result == GR_GLUED_FOUND && row < 0)
		for (int i = 0; i < s->count; i++)
			s->found[i] = gr_glued_is_open(s, i) ? 0 : s->candidates[i].order[0];
	else if (result == GR_GLUED_FOUND)
	{
		int			live = s->candidates[row].live;
		int		   *narrowed = saved + s->count;

		c = &s->candidates[row];
		for (result = GR_GLUED_NONE; result == GR_GLUED_NONE && live > 0; live--)
		{
			unsigned short tried = c->order[0];

			c->live = 1;
			save(s, narrowed);
			result = find(s, level + 2, c->equations);
			restore(s, narrowed);
			c->order[0] = c->order[live - 1];
			c->order[live - 1] = tried;
		}
	}
	restore(s, saved);
	return result;
}

static uint64_t
all_equations(const gr_glued_solver *s)
{
	return s->equation_count == 0 ? 0 : UINT64_MAX >> (64 - s->equation_count);
}

gr_glued_outcome
gr_glued_search(gr_glued_solver *s)
{
	return find(s, 0, all_equations(s));
}

/* ---------- cells on which all solutions agree ---------- */

bool
gr_glued_same_cell(const gr_glued_row *row, int a, int b, int cell)
{
	return gr_glued_value(row, a, cell) == gr_glued_value(row, b, cell) &&
		(gr_glued_length(row, a, cell) == 0) == (gr_glued_length(row, b, cell) == 0);
}

/* The cells in which two readings differ. */
static unsigned
difference(const gr_glued_row *row, int a, int b)
{
	unsigned	bits = 0;

	if (a != b)
		for (int cell = 0; cell < row->run->count; cell++)
			if (!gr_glued_same_cell(row, a, b, cell))
				bits |= 1u << cell;
	return bits;
}

/* Leaves the readings of a row that differ from the base in a cell that has agreed so far. */
static bool
leave_rivals(gr_glued_solver *s, int row)
{
	gr_glued_candidates *c = &s->candidates[row];

	for (int i = 0; i < c->live;)
	{
		unsigned short reading = c->order[i];

		if ((difference(&s->rows[row], s->base[row], reading) & ~(unsigned) s->differs[row]) != 0)
		{
			i++;
			continue;
		}
		c->order[i] = c->order[--c->live];
		c->order[c->live] = reading;
	}
	return c->live > 0;
}

/* Looks for a solution that differs in that row, and in a cell that has agreed so far. */
static gr_glued_outcome
find_rival(gr_glued_solver *s, int row)
{
	gr_glued_candidates *c = &s->candidates[row];
	int			live = c->live;
	gr_glued_outcome result = GR_GLUED_NONE;

	if (!count_steps(s, live))
		result = GR_GLUED_STOPPED;
	else if (leave_rivals(s, row))
		result = find(s, 0, c->equations);
	c->live = live;
	return result;
}

/* What could not be compared to the end is not known to agree. */
static void
give_up(gr_glued_solver *s, int from)
{
	for (int row = from; row < s->count; row++)
		s->differs[row] = (1u << GR_GLUED_CELLS) - 1;
}

void
gr_glued_compare(gr_glued_solver *s)
{
	gr_glued_outcome result = propagate(s, all_equations(s));

	memset(s->differs, 0, (size_t) s->count * sizeof(unsigned short));
	if (result == GR_GLUED_STOPPED)
		give_up(s, 0);
	for (int row = 0; row < s->count && result != GR_GLUED_STOPPED; row++)
	{
		while (s->candidates[row].live > 1 && (result = find_rival(s, row)) == GR_GLUED_FOUND)
			for (int i = 0; i < s->count; i++)
				if (!gr_glued_is_open(s, i))
					s->differs[i] |= (unsigned short) difference(&s->rows[i], s->base[i], s->found[i]);
		if (result == GR_GLUED_STOPPED)
			give_up(s, row);
	}
}
