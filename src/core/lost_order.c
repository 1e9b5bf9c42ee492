#include "lost_order.h"

#include "identities.h"
#include "lost_order_bands.h"
#include "lost_order_proceedings.h"
#include "lost_order_rows.h"
#include "lost_order_scan.h"

#include <stdlib.h>

/* Ways to combine pages, and ways that satisfy all identities. */
#define COMBINATION_LIMIT 20000
#define SOLUTION_LIMIT 512

/* Combinations whose pages cost so much more than their cheapest layouts are not tried. */
#define COMBINATION_WINDOW 40

/* A layout that costs so much more than the cheapest one that adds up is no rival. */
#define RIVAL_COST 1

/* ---------- rows of the form ---------- */

typedef struct table_rows
{
	int			form;
	int			rows;
	short		slots[GR_LOST_CELLS];
	uint64_t	factors[GR_LOST_CELLS];
	gr_lost_sign signs[GR_LOST_ROWS];
} table_rows;

static gr_lost_sign
sign_of(int row)
{
	switch (row)
	{
		case GR_ROW_RECEIVED:
		case GR_ROW_CARRIED_IN:
			return (gr_lost_sign) {0, 1};
		case GR_ROW_CONCLUDED:
			return (gr_lost_sign) {-1, -1};
		case GR_ROW_CARRIED_OUT:
			return (gr_lost_sign) {0, -1};
		default:
			return (gr_lost_sign) {1, 0};
	}
}

static void
list_rows(table_rows *t, int form)
{
	t->form = form;
	t->rows = 0;
	for (int row = 0; row < GR_ROWS; row++)
	{
		int			total = gr_slot_of(row, GR_COLUMN_TOTAL);

		if (gr_rows[row].table != GR_TABLE_APPLICATIONS || total < 0 || !gr_form_has(form, total))
			continue;
		t->signs[t->rows] = sign_of(row);
		for (int c = 0; c < GR_LOST_COLUMNS; c++)
		{
			uint64_t	balance = gr_lost_mix((uint64_t) c + 1) | 1;
			uint64_t	sum = gr_lost_mix((uint64_t) c + 101) | 1;
			uint64_t	factor = sum;

			if (row == GR_ROW_RECEIVED || row == GR_ROW_CARRIED_IN)
				factor = balance;
			else if (row == GR_ROW_CONCLUDED)
				factor = 0 - balance - sum;
			else if (row == GR_ROW_CARRIED_OUT)
				factor = 0 - balance;
			t->slots[t->rows * GR_LOST_COLUMNS + c] = (short) gr_slot_of(row, GR_COLUMN_NATURAL_PERSON + c);
			t->factors[t->rows * GR_LOST_COLUMNS + c] = factor;
		}
		t->rows++;
	}
}

/* ---------- which figures are the table's ---------- */

typedef struct division
{
	gr_lost_token *tokens;		/* of the applications, without the numbers of pages */
	int			count;
	gr_lost_token *proceedings;
	int			proceedings_count;
	int			rows[GR_LOST_PAGES];
} division;

/* Leaves out numbers of pages; false where the figures are not whole rows. */
static bool
divide(const gr_lost_figures *f, int rows, bool with_proceedings, gr_lost_token *room, division *d)
{
	int			sum = 0;
	int			last = f->count > 0 ? f->tokens[f->count - 1].page : -1;

	d->tokens = room;
	d->count = 0;
	d->proceedings_count = with_proceedings ? GR_LOST_PROCEEDINGS : 0;
	/* The last page may hold its own number and nothing else. */
	for (int page = 0, at = 0; page < f->pages; page++)
	{
		int			from = at;
		int			count;
		bool		drop;

		while (at < f->count && f->tokens[at].page == page)
			at++;
		count = at - from;
		if (page == last && with_proceedings)
			count -= GR_LOST_PROCEEDINGS;
		drop = count % GR_LOST_COLUMNS == 1 && f->edge[page] >= 0;
		count -= drop;
		if (count < 0 || count % GR_LOST_COLUMNS != 0)
			return false;
		d->rows[page] = count / GR_LOST_COLUMNS;
		sum += d->rows[page];
		for (int i = from; i < at; i++)
			if (!drop || i != f->edge[page])
				room[d->count++] = f->tokens[i];
	}
	d->count -= d->proceedings_count;
	d->proceedings = room + d->count;
	return sum == rows;
}

/* ---------- pages together ---------- */

typedef struct combination
{
	int			cost;
	uint64_t	mark;
	unsigned short layouts[GR_LOST_PAGES];
} combination;

typedef struct solver
{
	gr_arena   *arena;
	const table_rows *rows;
	gr_lost_page pages[GR_LOST_PAGES];
	int			page_count;
	combination *partial;
	int			partial_count;
	combination *solutions;
	int			solution_count;
	int			unseen;			/* cost of the cheapest combination that may have been missed */
	bool		too_many;
} solver;

static int
by_cost(const void *a, const void *b)
{
	const combination *x = a;
	const combination *y = b;

	return x->cost != y->cost ? (x->cost < y->cost ? -1 : 1) : memcmp(x->layouts, y->layouts, sizeof(x->layouts));
}

static int
least_cost(const solver *s)
{
	int			sum = 0;

	for (int i = 0; i < s->page_count; i++)
		sum += s->pages[i].layouts[0].cost;
	return sum;
}

/* Adds one more page to the combinations. */
static bool
add_page(solver *s, int page)
{
	const gr_lost_page *p = &s->pages[page];
	combination *more = gr_arena_alloc(s->arena, COMBINATION_LIMIT * sizeof(combination));
	int			least = least_cost(s);
	int			base = s->partial[0].cost + p->layouts[0].cost;
	int			count = 0;

	if (more == NULL)
		return false;
	for (int window = 0; window <= COMBINATION_WINDOW; window++)
		for (int i = 0; i < s->partial_count; i++)
			for (int k = 0; k < p->count; k++)
			{
				int			over = s->partial[i].cost + p->layouts[k].cost - base;

				if (over > window)
					break;
				if (over < window)
					continue;
				if (count == COMBINATION_LIMIT)
				{
					s->unseen = s->unseen < least + window ? s->unseen : least + window;
					window = COMBINATION_WINDOW;
					i = s->partial_count;
					break;
				}
				more[count] = s->partial[i];
				more[count].cost += p->layouts[k].cost;
				more[count].mark += p->layouts[k].mark;
				more[count++].layouts[page] = (unsigned short) k;
			}
	s->unseen = s->unseen < least + COMBINATION_WINDOW + 1 ? s->unseen : least + COMBINATION_WINDOW + 1;
	s->partial = more;
	s->partial_count = count;
	return true;
}

typedef struct marked
{
	uint64_t	mark;
	unsigned short layout;
} marked;

static int
by_mark(const void *a, const void *b)
{
	const marked *x = a;
	const marked *y = b;

	return x->mark != y->mark ? (x->mark < y->mark ? -1 : 1) : x->layout - y->layout;
}

/* The figures of all cells of the table, as indexes of tokens. */
static void
cells_of(const solver *s, const combination *c, const gr_lost_token *cells[GR_LOST_CELLS])
{
	for (int i = 0; i < s->page_count; i++)
	{
		const gr_lost_page *p = &s->pages[i];

		for (int k = 0; k < p->rows * GR_LOST_COLUMNS; k++)
			cells[p->first_row * GR_LOST_COLUMNS + k] = &p->tokens[p->layouts[c->layouts[i]].cells[k]];
	}
}

/* Combinations with the last page whose marks say that all columns add up. */
static bool
join_last(solver *s)
{
	const gr_lost_page *p = &s->pages[s->page_count - 1];
	marked	   *marks = gr_arena_alloc(s->arena, (size_t) p->count * sizeof(marked));

	s->solutions = gr_arena_alloc(s->arena, SOLUTION_LIMIT * sizeof(combination));
	if (marks == NULL || s->solutions == NULL)
		return false;
	for (int k = 0; k < p->count; k++)
		marks[k] = (marked) {p->layouts[k].mark, (unsigned short) k};
	qsort(marks, (size_t) p->count, sizeof(marked), by_mark);
	for (int i = 0; i < s->partial_count; i++)
	{
		uint64_t	wanted = 0 - s->partial[i].mark;
		int			low = 0;
		int			high = p->count;

		while (low < high)
		{
			int			middle = (low + high) / 2;

			if (marks[middle].mark < wanted)
				low = middle + 1;
			else
				high = middle;
		}
		for (; low < p->count && marks[low].mark == wanted; low++)
		{
			combination *c;

			if (s->solution_count == SOLUTION_LIMIT)
			{
				s->too_many = true;
				return true;
			}
			c = &s->solutions[s->solution_count++];
			*c = s->partial[i];
			c->layouts[s->page_count - 1] = marks[low].layout;
			c->cost += p->layouts[marks[low].layout].cost;
		}
	}
	qsort(s->solutions, (size_t) s->solution_count, sizeof(combination), by_cost);
	return true;
}

/* Everything again, exactly: marks may agree by chance. */
static bool
adds_up(const table_rows *rows, const gr_lost_token *const cells[GR_LOST_CELLS], gr_identity *identities)
{
	int64_t		values[GR_SLOTS] = {0};
	int			count = gr_identities_of(GR_TABLE_APPLICATIONS, rows->form, identities);

	for (int i = 0; i < rows->rows * GR_LOST_COLUMNS; i++)
		values[rows->slots[i]] = cells[i]->value;
	for (int k = 0; k < count; k++)
	{
		int64_t		sum = 0;

		for (int i = 0; i < identities[k].count; i++)
			sum += identities[k].signs[i] * values[identities[k].terms[i]];
		if (sum != values[identities[k].named])
			return false;
	}
	return true;
}

/* Whether the figures of a row stand in the text one after the other. */
static bool
is_line(const short *cells, int row)
{
	for (int c = 1; c < GR_LOST_COLUMNS; c++)
		if (cells[row * GR_LOST_COLUMNS + c] != cells[row * GR_LOST_COLUMNS + c - 1] + 1)
			return false;
	return true;
}

/*
 * Columns of a page come in any order, and no sum can tell one from another.  Only
 * a head right before its figures can: where columns have none, rows in which their
 * figures are not all the same stay open, but for rows that come as such.
 */
static void
doubt_columns(const gr_lost_page *page, const short *cells, bool *differs)
{
	bool		headed[GR_LOST_COLUMNS] = {false};

	headed[GR_LOST_COLUMNS - 1] = true;
	for (int k = 0; k < page->rows * GR_LOST_COLUMNS; k++)
		if (page->tokens[cells[k]].column == k % GR_LOST_COLUMNS)
			headed[k % GR_LOST_COLUMNS] = true;
	for (int row = 0; row < page->rows; row++)
	{
		const short *in_row = cells + row * GR_LOST_COLUMNS;
		int			first = -1;
		bool		same = true;

		for (int c = 0; c < GR_LOST_COLUMNS; c++)
		{
			if (headed[c])
				continue;
			if (first < 0)
				first = c;
			same = same && page->tokens[in_row[c]].value == page->tokens[in_row[first]].value;
		}
		for (int c = 0; c < GR_LOST_COLUMNS; c++)
			if (!same && !headed[c] && !is_line(cells, row))
				differs[row * GR_LOST_COLUMNS + c] = true;
	}
}

/* Gives the cells their figures, but for those that differ; nothing where that contradicts what was read before. */
static bool
fill(gr_report *report, const table_rows *rows, const gr_lost_token *const figures[GR_LOST_CELLS], const bool *differs)
{
	/* A cell that the form does not have was met: it is the other form. */
	for (int slot = gr_tables[GR_TABLE_APPLICATIONS].first_slot; slot < (int) gr_tables[GR_TABLE_APPLICATIONS].end_slot; slot++)
		if (!gr_form_has(rows->form, slot) && report->cells[slot].status != GR_CELL_MISSING)
			return false;
	for (int k = 0; k < rows->rows * GR_LOST_COLUMNS; k++)
	{
		const gr_cell *cell = &report->cells[rows->slots[k]];

		if (gr_cell_has_value(cell) && (cell->value != figures[k]->value || cell->scale != 0))
			return false;
	}
	report->forms[GR_TABLE_APPLICATIONS] = (unsigned char) rows->form;
	for (int k = 0; k < rows->rows * GR_LOST_COLUMNS; k++)
		gr_lost_fill(report, rows->slots[k], figures[k], !differs[k]);
	return true;
}

/* Fills what all rivals agree on. */
static gr_status
settle(solver *s, gr_report *report)
{
	const gr_lost_token *best[GR_LOST_CELLS];
	const gr_lost_token *other[GR_LOST_CELLS];
	bool		differs[GR_LOST_CELLS] = {false};
	gr_identity *identities = gr_arena_alloc(s->arena, GR_IDENTITIES * sizeof(gr_identity));
	int			count = s->rows->rows * GR_LOST_COLUMNS;

	if (identities == NULL)
		return GR_OUT_OF_MEMORY;
	if (s->solution_count == 0 || s->too_many || s->solutions[0].cost + RIVAL_COST >= s->unseen)
		return GR_OK;
	cells_of(s, &s->solutions[0], best);
	if (!adds_up(s->rows, best, identities))
		return GR_OK;
	for (int i = 1; i < s->solution_count && s->solutions[i].cost <= s->solutions[0].cost + RIVAL_COST; i++)
	{
		cells_of(s, &s->solutions[i], other);
		for (int k = 0; k < count; k++)
			differs[k] = differs[k] || other[k]->value != best[k]->value;
	}
	for (int i = 0; i < s->page_count; i++)
	{
		const gr_lost_page *p = &s->pages[i];

		doubt_columns(p, p->layouts[s->solutions[0].layouts[i]].cells, differs + p->first_row * GR_LOST_COLUMNS);
	}
	fill(report, s->rows, best, differs);
	return GR_OK;
}

static gr_status
solve_applications(gr_arena *arena, const table_rows *rows, const division *d, gr_report *report)
{
	solver		s = {.arena = arena, .rows = rows, .unseen = GR_LOST_NO_COST};
	const gr_lost_token *tokens = d->tokens;
	gr_lost_room *room = gr_lost_room_make(arena);
	int			first_row = 0;
	int			least;

	if (room == NULL)
		return GR_OUT_OF_MEMORY;
	for (int page = 0; page < GR_LOST_PAGES && first_row < rows->rows; page++)
	{
		gr_lost_page *p = &s.pages[s.page_count];
		gr_status	status;

		if (d->rows[page] == 0)
			continue;
		p->tokens = tokens;
		p->first_row = first_row;
		p->rows = d->rows[page];
		status = gr_lost_page_read(arena, room, p, rows->factors);
		if (status != GR_OK)
			return status;
		if (p->count == 0)
			return GR_OK;
		tokens += p->rows * GR_LOST_COLUMNS;
		first_row += p->rows;
		s.page_count++;
	}
	least = least_cost(&s);
	for (int i = 0; i < s.page_count; i++)
	{
		int			missed = least - s.pages[i].layouts[0].cost + s.pages[i].dropped;

		s.unseen = missed < s.unseen ? missed : s.unseen;
	}
	s.partial = gr_arena_alloc(arena, sizeof(combination));
	if (s.partial == NULL)
		return GR_OUT_OF_MEMORY;
	memset(s.partial, 0, sizeof(combination));
	s.partial_count = 1;
	for (int i = 0; i + 1 < s.page_count; i++)
		if (!add_page(&s, i))
			return GR_OUT_OF_MEMORY;
	if (!join_last(&s))
		return GR_OUT_OF_MEMORY;
	return settle(&s, report);
}

/* ---------- rows whose lines are kept ---------- */

/* As many rows of seven figures as the form has, that add up: the k-th is the k-th. */
static gr_status
read_by_rank(gr_arena *arena, gr_slice text, gr_report *report, bool *done)
{
	static const int forms[] = {GR_FORM_2019, GR_FORM_2021};
	gr_lost_lines *lines = gr_arena_alloc(arena, sizeof(gr_lost_lines));
	gr_identity *identities = gr_arena_alloc(arena, GR_IDENTITIES * sizeof(gr_identity));
	table_rows *rows = gr_arena_alloc(arena, sizeof(table_rows));
	const gr_lost_token *figures[GR_LOST_CELLS];
	static const bool differs[GR_LOST_CELLS] = {false};
	gr_status	status;

	if (lines == NULL || identities == NULL || rows == NULL)
		return GR_OUT_OF_MEMORY;
	status = gr_lost_lines_read(arena, text, lines);
	if (status != GR_OK || lines->unsure)
		return status;
	for (int i = 0; i < 2; i++)
	{
		list_rows(rows, forms[i]);
		/* A table of the other form may have lost two rows. */
		if (rows->rows != lines->count || (report->forms[GR_TABLE_APPLICATIONS] != GR_FORM_NONE && report->forms[GR_TABLE_APPLICATIONS] != forms[i]))
			continue;
		for (int k = 0; k < rows->rows * GR_LOST_COLUMNS; k++)
			figures[k] = &lines->tokens[k];
		if (adds_up(rows, figures, identities))
			*done = fill(report, rows, figures, differs);
	}
	return GR_OK;
}

/* ---------- bands ---------- */

/* Whether a figure is the number of its page: "number" of the first page, and so on. */
static bool
is_number(const gr_lost_figures *f, int page, int64_t number)
{
	return f->edge[page] >= 0 && f->tokens[f->edge[page]].value == number + page;
}

/* Leaves out so many figures that are numbers of pages; false where it is not clear which. */
static bool
leave_out(const gr_lost_figures *f, int surplus, gr_lost_token *room)
{
	bool		dropped[GR_LOST_TOKENS] = {false};
	int			count = 0;
	int			edges = 0;

	for (int page = 0; page < f->pages; page++)
		edges += f->edge[page] >= 0;
	for (int page = 0; page < f->pages && count != surplus; page++)
	{
		int64_t		number;

		if (f->edge[page] < 0)
			continue;
		number = f->tokens[f->edge[page]].value - page;
		count = 0;
		memset(dropped, 0, sizeof(dropped));
		for (int other = 0; other < f->pages; other++)
			if (edges == surplus ? f->edge[other] >= 0 : is_number(f, other, number))
			{
				dropped[f->edge[other]] = true;
				count++;
			}
	}
	if (count != surplus)
		return false;
	for (int i = 0; i < f->count; i++)
		if (surplus == 0 || !dropped[i])
			*room++ = f->tokens[i];
	return true;
}

/* All figures of the table in the order of the text, as bands of rows. */
static gr_status
read_bands(gr_arena *arena, gr_slice text, const gr_lost_figures *f, gr_report *report, bool *done)
{
	static const int forms[] = {GR_FORM_2019, GR_FORM_2021};
	gr_lost_token *room = gr_arena_alloc(arena, GR_LOST_TOKENS * sizeof(gr_lost_token));
	table_rows *rows = gr_arena_alloc(arena, sizeof(table_rows));
	gr_identity *identities = gr_arena_alloc(arena, GR_IDENTITIES * sizeof(gr_identity));
	const gr_lost_token *cells[GR_LOST_CELLS];
	bool		differs[GR_LOST_CELLS];

	if (room == NULL || rows == NULL || identities == NULL)
		return GR_OUT_OF_MEMORY;
	for (int i = 0; i < 4 && !*done; i++)
	{
		gr_lost_band_table table = {.text = text, .tokens = room, .rows = 0};
		int			surplus;
		bool		found;
		gr_status	status;

		if ((forms[i / 2] == GR_FORM_2019 ? f->evidence_2021 : f->evidence_2019) > 0)
			continue;
		list_rows(rows, forms[i / 2]);
		surplus = f->count - rows->rows * GR_LOST_COLUMNS - (i % 2 == 0 ? GR_LOST_PROCEEDINGS : 0);
		if (surplus < 0 || !leave_out(f, surplus, room))
			continue;
		table.rows = rows->rows;
		table.signs = rows->signs;
		status = gr_lost_bands_read(arena, &table, cells, differs, &found);
		if (status != GR_OK)
			return status;
		if (found && adds_up(rows, cells, identities))
			*done = fill(report, rows, cells, differs);
	}
	return GR_OK;
}

/* ---------- both ---------- */

static bool
is_incomplete(const gr_report *report, int table)
{
	for (int slot = gr_tables[table].first_slot; slot < (int) gr_tables[table].end_slot; slot++)
		if ((report->forms[table] == GR_FORM_NONE || gr_form_has(report->forms[table], slot)) && !gr_cell_has_value(&report->cells[slot]))
			return true;
	return false;
}

/* The fifteen figures between the heading of the proceedings and the next one, but for the numbers of pages. */
static void
read_proceedings(gr_slice text, const gr_lost_figures *f, gr_lost_token *room, gr_report *report)
{
	int			form = report->forms[GR_TABLE_APPLICATIONS];
	int			surplus = f->count - f->proceedings - GR_LOST_PROCEEDINGS;
	int			count = 0;

	if (f->proceedings < 0 || surplus < 0)
		return;
	for (int i = f->proceedings; i < f->count; i++)
		if (surplus == 0 || f->edge[f->tokens[i].page] != i)
			room[count++] = f->tokens[i];
	if (f->evidence_2019 + f->evidence_2021 > 0)
		form = f->evidence_2019 > 0 ? GR_FORM_2019 : GR_FORM_2021;
	if (count == GR_LOST_PROCEEDINGS)
		gr_lost_proceedings_read(text, room, f->proceedings_heading, form == GR_FORM_NONE ? GR_FORM_2021 : form, report);
}

gr_status
gr_lost_order_read(gr_arena *arena, gr_slice text, gr_report *report)
{
	static const int forms[] = {GR_FORM_2019, GR_FORM_2021};
	bool		applications = is_incomplete(report, GR_TABLE_APPLICATIONS);
	bool		proceedings = is_incomplete(report, GR_TABLE_PROCEEDINGS);
	gr_lost_figures *found;
	division	fits = {.count = 0};
	gr_lost_token *rooms;
	table_rows *rows;
	gr_status	status;
	int			fitting = -1;
	int			fit_count = 0;

	if (applications)
	{
		bool		done = false;

		status = read_by_rank(arena, text, report, &done);
		if (status != GR_OK)
			return status;
		applications = !done;
	}
	if ((!applications && !proceedings) || !gr_lost_has_figures(text))
		return GR_OK;
	found = gr_arena_alloc(arena, sizeof(gr_lost_figures));
	rows = gr_arena_alloc(arena, 2 * sizeof(table_rows));
	rooms = gr_arena_alloc(arena, 4 * GR_LOST_TOKENS * sizeof(gr_lost_token));
	if (found == NULL || rows == NULL || rooms == NULL)
		return GR_OUT_OF_MEMORY;
	status = gr_lost_scan(arena, text, found);
	if (status != GR_OK || found->overflow || found->count == 0)
		return status;
	if (proceedings)
		read_proceedings(text, found, rooms, report);
	if (applications)
	{
		bool		done = false;

		status = read_bands(arena, text, found, report, &done);
		if (status != GR_OK)
			return status;
		applications = !done;
	}
	proceedings = proceedings && is_incomplete(report, GR_TABLE_PROCEEDINGS);
	for (int i = 0; i < 4; i++)
	{
		division	d = {.count = 0};

		list_rows(&rows[i / 2], forms[i / 2]);
		if ((forms[i / 2] == GR_FORM_2019 ? found->evidence_2021 : found->evidence_2019) > 0)
			continue;
		if (!divide(found, rows[i / 2].rows, i % 2 != 0, rooms + i * GR_LOST_TOKENS, &d))
			continue;
		fits = d;
		fitting = i / 2;
		fit_count++;
	}
	if (fit_count != 1)
		return GR_OK;
	if (applications)
		status = solve_applications(arena, &rows[fitting], &fits, report);
	if (status == GR_OK && proceedings && fits.proceedings_count > 0 && fits.count > 0)
		gr_lost_proceedings_read(text, fits.proceedings, fits.proceedings[-1].to, forms[fitting], report);
	return status;
}
