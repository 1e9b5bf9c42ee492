#include "lost_order.h"

#include "lost_order_pages.h"
#include "lost_order_proceedings.h"
#include "lost_order_rows.h"

/* ---------- rows whose lines are kept ---------- */

/*
 * As many lines of figures as there are rows, and all adds up, but a label stands on
 * the line of another row's figures: nobody knows which.
 */
static void
doubt_what_differs(gr_report *report, const gr_lost_form *rows, const gr_lost_token *const figures[GR_LOST_CELLS])
{
	for (int first = 0; first < rows->rows * GR_LOST_COLUMNS; first += GR_LOST_COLUMNS)
	{
		bool		differs = false;

		for (int k = first; k < first + GR_LOST_COLUMNS; k++)
		{
			const gr_cell *cell = &report->cells[rows->slots[k]];

			differs = differs || (gr_cell_has_value(cell) && (cell->value != figures[k]->value || cell->scale != 0));
		}
		for (int k = first; differs && k < first + GR_LOST_COLUMNS; k++)
		{
			gr_cell    *cell = &report->cells[rows->slots[k]];

			*cell = (gr_cell) {.span = cell->span, .status = GR_CELL_AMBIGUOUS, .unit = GR_UNIT_NONE};
		}
	}
}

/* As many rows of seven figures as the form has, that add up: the k-th is the k-th. */
static gr_status
read_by_rank(gr_arena *arena, gr_slice text, gr_report *report, bool *done)
{
	static const int forms[] = {GR_FORM_2019, GR_FORM_2021};
	gr_lost_lines *lines = gr_arena_alloc(arena, sizeof(gr_lost_lines));
	gr_identity *identities = gr_arena_alloc(arena, GR_IDENTITIES * sizeof(gr_identity));
	gr_lost_form *rows = gr_arena_alloc(arena, sizeof(gr_lost_form));
	const gr_lost_token *figures[GR_LOST_CELLS];
	static const bool differs[GR_LOST_CELLS] = {false};
	gr_status	status;

	if (lines == NULL || identities == NULL || rows == NULL)
		return GR_OUT_OF_MEMORY;
	status = gr_lost_lines_read(arena, text, lines);
	if (status != GR_OK || lines->unsure || lines->count == 0)
		return status;
	for (int i = 0; i < 2; i++)
	{
		gr_lost_form_make(rows, forms[i]);
		/* A table of the other form may have lost two rows. */
		if (rows->rows != lines->count || (report->forms[GR_TABLE_APPLICATIONS] != GR_FORM_NONE && report->forms[GR_TABLE_APPLICATIONS] != forms[i]))
			continue;
		for (int k = 0; k < rows->rows * GR_LOST_COLUMNS; k++)
			figures[k] = &lines->tokens[k];
		if (!gr_lost_adds_up(rows, figures, identities))
			continue;
		*done = gr_lost_fill_table(report, rows, figures, differs);
		if (!*done)
			doubt_what_differs(report, rows, figures);
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
	gr_lost_form *rows = gr_arena_alloc(arena, sizeof(gr_lost_form));
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
		gr_lost_form_make(rows, forms[i / 2]);
		surplus = f->count - rows->rows * GR_LOST_COLUMNS - (i % 2 == 0 ? GR_LOST_PROCEEDINGS : 0);
		if (surplus < 0 || !leave_out(f, surplus, room))
			continue;
		table.rows = rows->rows;
		table.signs = rows->signs;
		status = gr_lost_bands_read(arena, &table, cells, differs, &found);
		if (status != GR_OK)
			return status;
		if (found && gr_lost_adds_up(rows, cells, identities))
			*done = gr_lost_fill_table(report, rows, cells, differs);
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

/* The tables that are asked for, where the figures can be divided into pages in one way only, of both forms and of theirs. */
static gr_status
read_pages(gr_arena *arena, gr_slice text, const gr_lost_figures *found, bool applications, bool proceedings, gr_report *report)
{
	static const int forms[] = {GR_FORM_2019, GR_FORM_2021};
	gr_lost_form *rows = gr_arena_alloc(arena, 2 * sizeof(gr_lost_form));
	gr_lost_token *rooms = gr_arena_alloc(arena, 4 * GR_LOST_TOKENS * sizeof(gr_lost_token));
	gr_lost_division	fits = {.count = 0};
	gr_status	status = GR_OK;
	int			fitting = -1;
	int			fit_count = 0;

	if (rows == NULL || rooms == NULL)
		return GR_OUT_OF_MEMORY;
	for (int i = 0; i < 4; i++)
	{
		gr_lost_division	d = {.count = 0};

		gr_lost_form_make(&rows[i / 2], forms[i / 2]);
		if ((forms[i / 2] == GR_FORM_2019 ? found->evidence_2021 : found->evidence_2019) > 0)
			continue;
		if (!gr_lost_divide(found, rows[i / 2].rows, i % 2 != 0, rooms + i * GR_LOST_TOKENS, &d))
			continue;
		fits = d;
		fitting = i / 2;
		fit_count++;
	}
	if (fit_count != 1)
		return GR_OK;
	if (applications)
		status = gr_lost_pages_solve(arena, &rows[fitting], &fits, report);
	/* Figures that follow others of the page without a word between them may be those of the applications, all zeros. */
	if (status == GR_OK && proceedings && fits.proceedings_count > 0 && fits.count > 0 &&
		(fits.proceedings[0].parted == GR_LOST_TEXT || fits.proceedings[-1].page != fits.proceedings[0].page))
		gr_lost_proceedings_read(text, fits.proceedings, fits.proceedings[-1].to, forms[fitting], report);
	return status;
}

gr_status
gr_lost_order_read(gr_arena *arena, gr_slice text, gr_report *report)
{
	bool		applications = is_incomplete(report, GR_TABLE_APPLICATIONS);
	bool		proceedings = is_incomplete(report, GR_TABLE_PROCEEDINGS);
	gr_lost_figures *found;
	gr_lost_token *room;
	gr_status	status;
	bool		any;

	if (applications)
	{
		bool		done = false;

		status = read_by_rank(arena, text, report, &done);
		if (status != GR_OK)
			return status;
		applications = !done;
	}
	if (!applications && !proceedings)
		return GR_OK;
	status = gr_lost_has_figures(arena, text, &any);
	if (status != GR_OK || !any)
		return status;
	found = gr_arena_alloc(arena, sizeof(gr_lost_figures));
	room = gr_arena_alloc(arena, GR_LOST_TOKENS * sizeof(gr_lost_token));
	if (found == NULL || room == NULL)
		return GR_OUT_OF_MEMORY;
	status = gr_lost_scan(arena, text, found);
	if (status != GR_OK || found->overflow || found->count == 0)
		return status;
	if (proceedings)
		read_proceedings(text, found, room, report);
	if (applications)
	{
		bool		done = false;

		status = read_bands(arena, text, found, report, &done);
		if (status != GR_OK)
			return status;
		applications = !done;
	}
	return read_pages(arena, text, found, applications, proceedings && is_incomplete(report, GR_TABLE_PROCEEDINGS), report);
}
