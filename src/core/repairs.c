#include "repair_table.h"

#include "checker.h"
#include "number.h"
#include "repair_flow.h"

/* Solutions beyond the smallest that are looked at; with more of them nothing is certain. */
#define OTHERS_LIMIT 256

/* Where more solutions than these compete nothing is certain. */
#define CERTAIN_SOLUTIONS 16

/* Wrong cells that count against a certainty, however few the smallest solution changes. */
#define DOUBTED_CHANGES 2

static const char *const kind_names[GR_REPAIR_KINDS] = {
#define KIND(name, key) key,
	GR_REPAIR_KIND_LIST(KIND)
#undef KIND
};

const char *
gr_repair_kind_name(int kind)
{
	return kind >= 0 && kind < GR_REPAIR_KINDS ? kind_names[kind] : NULL;
}

/* ---------- one system ---------- */

static bool
is_clean(const gr_repair_system *s)
{
	int64_t		wants[GR_REPAIR_NODES];

	if (!gr_edges_empty(&s->figures.open) || !gr_edges_empty(&s->figures.false_ones))
		return false;
	gr_network_wants(s->network, &s->figures, wants);
	for (int v = 1; v < s->network->nodes; v++)
		if (wants[v] != 0)
			return false;
	return true;
}

/* Whether sums do not hold, whatever open cells have. */
static bool
is_broken(gr_repair_table *t, const gr_repair_system *s)
{
	gr_solutions none = {NULL, 0, 0};
	gr_search	search;

	if (is_clean(s))
		return false;
	gr_search_begin(&search, t->arena, s->network, &s->figures, &none);
	return !gr_search_may_end(&search, 0);
}

/*
 * Solutions with a change more than the smallest that are no larger than what certainty
 * has to stand up to.  Those that only add to a smallest one say nothing new.
 */
static gr_status
find_others(gr_repair_table *t, gr_repair_system *s, int changes)
{
	gr_search	search;
	gr_status	status;
	size_t		kept = 0;

	gr_search_begin(&search, t->arena, s->network, &s->figures, &s->others);
	search.most = OTHERS_LIMIT;
	status = gr_search_run(&search, changes);
	s->doubtful = s->doubtful || search.end != GR_SEARCH_COMPLETE;
	for (size_t i = 0; i < s->others.count && status == GR_OK; i++)
	{
		bool		more = false;

		for (size_t k = 0; k < s->solutions.count && !more; k++)
		{
			const gr_solution *small = &s->solutions.items[k];

			more = small->systematic < 0;
			for (int w = 0; w < GR_EDGE_WORDS; w++)
				more = more && (small->changed.words[w] & ~s->others.items[i].changed.words[w]) == 0;
		}
		if (!more)
			s->others.items[kept++] = s->others.items[i];
	}
	s->others.count = kept;
	return status;
}

/* The smallest solutions; systematic errors are tried before as many wrong cells as they are worth. */
static gr_status
solve(gr_repair_table *t, gr_repair_system *s)
{
	int			wrong = gr_edges_count(&s->figures.false_ones);
	int			more = 0;
	gr_search	search;
	gr_status	status = gr_systematic_solve_form(t, s);
	size_t		forms = s->solutions.count;

	gr_search_begin(&search, t->arena, s->network, &s->figures, &s->solutions);
	/* Beside the figures of another form only what explains as much with one change or none. */
	for (int changes = 0; changes <= 1 && forms > 0 && status == GR_OK && s->solutions.count == forms; changes++)
		status = gr_search_run(&search, changes);
	for (int changes = gr_search_bound(&search); status == GR_OK && forms == 0; changes++)
	{
		/* Before two, and before three wrong cells: errors of many cells, with none and with one more. */
		for (; more <= 1 && changes >= more + 2 && s->solutions.count == 0 && status == GR_OK; more++)
			status = gr_systematic_solve(t, s, more);
		if (status != GR_OK || s->solutions.count > 0)
			break;
		if (changes > GR_REPAIR_CHANGES)
		{
			s->undecided = true;
			return GR_OK;
		}
		status = gr_search_run(&search, changes);
		if (search.end == GR_SEARCH_EXHAUSTED)
		{
			s->solutions.count = 0;
			s->undecided = true;
			return status;
		}
		if (s->solutions.count > 0)
		{
			/* Where cells stand in one sum only, two that changed places look like any of them. */
			if (changes == 1 && t->table != GR_TABLE_APPLICATIONS)
				status = gr_systematic_solve(t, s, 0);
			break;
		}
	}
	if (status != GR_OK)
		return status;
	s->fewest = wrong;
	for (size_t i = 0; i < s->solutions.count; i++)
		if (i == 0 || s->solutions.items[i].changes + wrong < s->fewest)
			s->fewest = s->solutions.items[i].changes + wrong;
	if (s->fewest == 0 || s->fewest >= DOUBTED_CHANGES || wrong > DOUBTED_CHANGES)
		return GR_OK;
	return find_others(t, s, DOUBTED_CHANGES - wrong);
}

/* The figure of a cell in a solution; false where it has several. */
static bool
figure_in(const gr_repair_system *s, const gr_solution *solution, int edge, int64_t *value)
{
	bool		free = gr_edge_in(&solution->changed, edge) || gr_edge_in(&s->figures.open, edge);

	*value = solution->values[edge];
	return !free || gr_edge_in(&solution->known, edge);
}

static bool
agree(const gr_repair_system *s, const gr_solutions *list, int edge, int64_t value)
{
	for (size_t i = 0; i < list->count; i++)
	{
		int64_t		other;

		if (!figure_in(s, &list->items[i], edge, &other) || other != value)
			return false;
	}
	return true;
}

/* Whether one more wrong cell, unseen, would give the cell another figure in a smallest solution. */
static bool
is_exposed(const gr_repair_system *s, int edge)
{
	for (size_t i = 0; i < s->solutions.count; i++)
	{
		const gr_solution *solution = &s->solutions.items[i];
		gr_edge_set free;
		gr_edge_set fixed = {{0}};

		for (int w = 0; w < GR_EDGE_WORDS; w++)
			free.words[w] = solution->changed.words[w] | s->figures.open.words[w];
		for (int e = 0; e < s->network->edges; e++)
			if (!gr_edge_in(&free, e))
				gr_edge_add(&fixed, e);
		if (gr_flow_is_exposed(s->network, &free, &fixed, solution->values, edge))
			return true;
	}
	return false;
}

static bool
is_certain(const gr_repair_system *s, int edge)
{
	int64_t		value;

	if (!figure_in(s, &s->solutions.items[0], edge, &value) ||
		value > GR_LARGEST_FIGURE || !agree(s, &s->solutions, edge, value) || !agree(s, &s->others, edge, value))
		return false;
	/* Where nothing is broken a blank has what the printed figures leave.  An error of many cells is none of a cell or two. */
	return s->fewest == 0 || s->solutions.items[0].systematic >= 0 || !is_exposed(s, edge);
}

static void
find_certain(gr_repair_system *s)
{
	if (s->doubtful || s->fewest > GR_REPAIR_CERTAIN_CHANGES || s->solutions.count == 0 || s->solutions.count > CERTAIN_SOLUTIONS)
		return;
	for (int edge = 0; edge < s->network->edges; edge++)
		if ((gr_edge_in(&s->solutions.items[0].changed, edge) || gr_edge_in(&s->figures.open, edge)) && is_certain(s, edge))
			gr_edge_add(&s->certain, edge);
}

/* ---------- what is told ---------- */

gr_status
gr_repairs_tell(gr_arena *arena, gr_repairs *repairs, gr_repair repair)
{
	gr_repair  *grown = gr_arena_grow(arena, repairs->items, &repairs->capacity, repairs->count + 1, sizeof(gr_repair));

	if (grown == NULL)
		return GR_OUT_OF_MEMORY;
	repairs->items = grown;
	repairs->items[repairs->count++] = repair;
	return GR_OK;
}

static gr_status
tell_undecided(gr_repair_table *t, gr_repairs *repairs)
{
	gr_repair	r;

	memset(&r, 0, sizeof(r));
	r.table = (unsigned char) t->table;
	r.slot = -1;
	r.kind = GR_REPAIR_UNDECIDED;
	return gr_repairs_tell(t->arena, repairs, r);
}

/* Rows that a local table does not have are no blanks. */
static bool
is_left_out(const gr_repair_table *t, int slot)
{
	return t->form == GR_FORM_LOCAL && t->report->cells[slot].status == GR_CELL_MISSING;
}

static gr_status
tell_cell(gr_repair_table *t, const gr_repair_system *s, const gr_solution *solution, int edge, int number, gr_repairs *repairs)
{
	int			slot = s->network->slots[edge];
	const gr_cell *cell = &t->report->cells[slot];
	bool		fill = gr_edge_in(&s->figures.open, edge);
	int64_t		value;
	bool		known = figure_in(s, solution, edge, &value);
	gr_repair	r;

	if (fill && (!known || is_left_out(t, slot)))
		return GR_OK;
	memset(&r, 0, sizeof(r));
	r.solution = number;
	r.table = (unsigned char) t->table;
	r.slot = (short) slot;
	if (!fill)
		r.printed = gr_figure_of(cell->value, cell->scale);
	if (known)
		r.proposed = gr_figure_of(value, 0);
	if (fill && !(solution->systematic >= 0 && gr_edge_in(&solution->changed, edge)))
		r.kind = GR_REPAIR_FILL;
	else if (solution->systematic >= 0)
		r.kind = (unsigned char) solution->systematic;
	else
		r.kind = (unsigned char) (known ? gr_repair_kind_of(t, slot, value) : GR_REPAIR_CELL);
	r.certain = known && gr_edge_in(&s->certain, edge);
	return gr_repairs_tell(t->arena, repairs, r);
}

/* Every solution of the table is one of each system: in mixed radix, the first system slowest. */
static gr_status
tell_solutions(gr_repair_table *t, gr_repairs *repairs)
{
	size_t		at[GR_REPAIR_SYSTEMS] = {0};
	gr_status	status = GR_OK;
	int			number = 1;
	bool		more = true;

	while (more && status == GR_OK)
	{
		for (int i = 0; i < t->count && status == GR_OK; i++)
		{
			gr_repair_system *s = &t->systems[i];
			const gr_solution *solution;

			if (s->solutions.count == 0)
				continue;
			solution = &s->solutions.items[at[i]];
			for (int edge = 0; edge < s->network->edges && status == GR_OK; edge++)
				if (gr_edge_in(&solution->changed, edge) || gr_edge_in(&s->figures.open, edge))
					status = tell_cell(t, s, solution, edge, number, repairs);
		}
		number++;
		more = false;
		for (int i = t->count - 1; i >= 0 && !more; i--)
		{
			more = at[i] + 1 < t->systems[i].solutions.count;
			at[i] = more ? at[i] + 1 : 0;
		}
	}
	return status;
}

/* Too many solutions all in all: the systems with several are undecided. */
static bool
cut_back(gr_repair_table *t)
{
	size_t		product = 1;
	bool		undecided = false;

	for (int i = 0; i < t->count; i++)
	{
		undecided = undecided || t->systems[i].undecided;
		if (t->systems[i].solutions.count > 1 && product <= GR_REPAIR_TOLD)
			product *= t->systems[i].solutions.count;
	}
	for (int i = 0; i < t->count && product > GR_REPAIR_TOLD; i++)
		if (t->systems[i].solutions.count > 1)
		{
			t->systems[i].solutions.count = 0;
			undecided = true;
		}
	return undecided;
}

/* ---------- tables ---------- */

/* Whether every identity holds, all its cells given: nearly always. */
static bool
holds(const gr_report *report, const gr_identity *identity)
{
	const gr_cell *cell = &report->cells[identity->named];
	int64_t		gap = cell->value;
	bool		plain = gr_cell_has_value(cell) && cell->scale == 0 && cell->value >= 0;

	for (int i = 0; i < identity->count && plain; i++)
	{
		cell = &report->cells[identity->terms[i]];
		gap -= identity->signs[i] * cell->value;
		plain = gr_cell_has_value(cell) && cell->scale == 0 && cell->value >= 0;
	}
	return plain && gap == 0;
}

static gr_status
solve_table(gr_repair_table *t, gr_repairs *repairs)
{
	bool		found = false;
	int			broken = 0;
	gr_status	status = GR_OK;

	for (int i = 0; i < t->count; i++)
	{
		gr_repair_system *s = &t->systems[i];

		memset(s, 0, sizeof(*s));
		s->network = &t->networks[i];
		gr_network_figures(t->report, s->network, &s->figures);
		broken += is_broken(t, s);
	}
	if (broken > 1)
		status = gr_systematic_solve_table(t, &found);
	for (int i = 0; i < t->count && status == GR_OK && !found; i++)
		if (!is_clean(&t->systems[i]))
			status = solve(t, &t->systems[i]);
	for (int i = 0; i < t->count && status == GR_OK; i++)
	{
		gr_repair_rank(t, &t->systems[i]);
		find_certain(&t->systems[i]);
	}
	if (status == GR_OK && cut_back(t))
		status = tell_undecided(t, repairs);
	return status == GR_OK ? tell_solutions(t, repairs) : status;
}

static gr_status
repair_table(gr_arena *arena, const gr_report *report, const gr_report *previous, int table, gr_repairs *repairs)
{
	gr_repair_table t = {arena, report, previous, table, report->forms[table], NULL, NULL, 0};
	gr_identity identities[GR_IDENTITIES];
	int			count = gr_identities_of(table, t.form, identities);
	bool		clean = true;

	for (int i = 0; i < count && clean; i++)
		clean = holds(report, &identities[i]);
	if (clean)
		return GR_OK;
	t.networks = gr_arena_alloc(arena, sizeof(gr_network) * GR_REPAIR_SYSTEMS);
	t.systems = gr_arena_alloc(arena, sizeof(gr_repair_system) * GR_REPAIR_SYSTEMS);
	if (t.networks == NULL || t.systems == NULL)
		return GR_OUT_OF_MEMORY;
	t.count = gr_networks_of(table, identities, count, t.networks);
	return solve_table(&t, repairs);
}

gr_status
gr_repairs_of(gr_arena *arena, const gr_report *report, const gr_report *previous, gr_repairs *repairs)
{
	gr_status	status = GR_OK;

	memset(repairs, 0, sizeof(*repairs));
	for (int t = 0; t < GR_TABLES && status == GR_OK && !report->rollup; t++)
		status = repair_table(arena, report, previous, t, repairs);
	return status == GR_OK && !report->rollup ? gr_repairs_reveal(arena, report, previous, repairs) : status;
}

/* ---------- into the report ---------- */

gr_status
gr_repairs_apply(gr_arena *arena, gr_report *report, const gr_repairs *repairs)
{
	for (size_t i = 0; i < repairs->count; i++)
	{
		const gr_repair *r = &repairs->items[i];
		int64_t		value;
		gr_status	status;

		/* What is certain stands in every solution: the first tells it. */
		if (!r->certain || r->solution != 1 || !gr_wide_fits(r->proposed.value, &value))
			continue;
		status = gr_report_repair(arena, report, r->slot, value);
		if (status != GR_OK)
			return status;
	}
	return GR_OK;
}
