#include "repair_supposition.h"

/* ---------- the grid ---------- */

bool
gr_has_figure(const gr_figures *f, int edge)
{
	return edge >= 0 && !gr_edge_in(&f->open, edge) && !gr_edge_in(&f->false_ones, edge);
}

/* All figures there, and their sum another one. */
static bool
sum_is_wrong(const gr_supposition *s, int row)
{
	const gr_figures *f = &s->system->figures;
	int64_t		gap = 0;

	for (int c = 0; c < s->column_count; c++)
	{
		int			edge = s->edges[row][c];

		if (edge < 0 || gr_edge_in(&f->open, edge))
			return false;
		gap += c == s->column_count - 1 ? -f->values[edge] : f->values[edge];
	}
	return gap != 0;
}

void
gr_supposition_lay_out(gr_supposition *s)
{
	const gr_network *n = s->system->network;
	int			first = GR_COLUMN_NATURAL_PERSON;
	int			last = GR_COLUMN_TOTAL;

	s->row_count = 0;
	s->column_count = last - first + 1;
	for (int c = 0; c < s->column_count; c++)
		s->columns[c] = first + c;
	for (int e = 0; e < n->edges; e++)
	{
		const gr_slot_info *slot = &gr_slots[n->slots[e]];

		if (s->row_count == 0 || s->rows[s->row_count - 1] != slot->row)
		{
			if (s->row_count == GR_SUPPOSITION_ROWS)
				return;
			for (int c = 0; c < 8; c++)
				s->edges[s->row_count][c] = -1;
			s->rows[s->row_count++] = slot->row;
		}
		s->edges[s->row_count - 1][slot->column - first] = (short) e;
	}
	s->wrong_rows = 0;
	for (int r = 0; r < s->row_count; r++)
	{
		s->wrong[r] = sum_is_wrong(s, r);
		s->wrong_rows += s->wrong[r];
	}
}

/* ---------- suppositions ---------- */

void
gr_suppose_nothing(gr_supposition *s)
{
	s->figures = s->system->figures;
	memset(&s->touched, 0, sizeof(s->touched));
	memset(&s->vague, 0, sizeof(s->vague));
}

void
gr_suppose(gr_supposition *s, int edge, int64_t value)
{
	const gr_figures *f = &s->system->figures;

	gr_edge_remove(&s->figures.open, edge);
	gr_edge_remove(&s->figures.false_ones, edge);
	s->figures.values[edge] = value;
	if (!gr_has_figure(f, edge) || f->values[edge] != value)
		gr_edge_add(&s->touched, edge);
}

void
gr_suppose_open(gr_supposition *s, int edge)
{
	gr_edge_remove(&s->figures.false_ones, edge);
	gr_edge_add(&s->figures.open, edge);
	s->figures.values[edge] = 0;
	gr_edge_add(&s->touched, edge);
}

void
gr_suppose_from(gr_supposition *s, int edge, int from)
{
	const gr_figures *f = &s->system->figures;

	if (gr_has_figure(f, from))
		gr_suppose(s, edge, f->values[from]);
	else if (gr_edge_in(&f->open, from))
		gr_suppose_open(s, edge);
}

void
gr_supposition_translate(const gr_supposition *s, gr_repair_kind kind, const gr_edge_set *wrong_cells, gr_solution *solution)
{
	const gr_figures *f = &s->system->figures;

	for (int w = 0; w < GR_EDGE_WORDS; w++)
	{
		uint64_t	settled = s->touched.words[w] & ~s->figures.open.words[w];

		solution->known.words[w] = (solution->known.words[w] | settled) & ~s->vague.words[w];
		solution->changed.words[w] = (wrong_cells->words[w] | s->touched.words[w] | f->false_ones.words[w]);
	}
	/* A lost cell that has what was printed there did not change. */
	for (int e = gr_edge_next(&solution->changed, 0); e >= 0; e = gr_edge_next(&solution->changed, e + 1))
		if (gr_has_figure(f, e) && gr_edge_in(&solution->known, e) && solution->values[e] == f->values[e])
			gr_edge_remove(&solution->changed, e);
	solution->changes = 1 + s->more;
	solution->systematic = kind;
}

void
gr_supposition_judge(gr_supposition *s, gr_repair_kind kind)
{
	gr_repair_table *t = s->t;
	gr_solutions found = {NULL, 0, 0};
	gr_search	search;
	size_t		kept = s->system->solutions.count;

	if (s->status != GR_OK || gr_edges_count(&s->touched) < 2)
		return;
	gr_search_begin(&search, t->arena, s->system->network, &s->figures, &found);
	if (!gr_search_may_end(&search, s->more))
		return;
	s->status = gr_search_run(&search, s->more);
	for (size_t i = 0; i < found.count && s->status == GR_OK; i++)
	{
		gr_solution *solution = &found.items[i];
		gr_solutions *list = &s->system->solutions;
		gr_solution *grown;
		gr_edge_set wrong_cells = solution->changed;

		for (int w = 0; w < GR_EDGE_WORDS; w++)
			wrong_cells.words[w] &= ~s->figures.false_ones.words[w];
		gr_supposition_translate(s, kind, &wrong_cells, solution);
		if (gr_edges_count(&solution->changed) < 2)
			continue;
		if (list->count == GR_REPAIR_SOLUTIONS)
			break;
		grown = gr_arena_grow(t->arena, list->items, &list->capacity, list->count + 1, sizeof(gr_solution));
		if (grown == NULL)
		{
			s->status = GR_OUT_OF_MEMORY;
			return;
		}
		list->items = grown;
		list->items[list->count++] = *solution;
	}
	s->system->doubtful = s->system->doubtful || (s->system->solutions.count > kept && search.end != GR_SEARCH_COMPLETE);
}
