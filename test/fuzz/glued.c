/*
 * glued.c
 *		Any digits as the rows of a table without borders.
 *
 * The first byte chooses the table and its form; then each line is the next row of it: none
 * where it is empty, cells with borders, a character each, behind "=", else a run of glued
 * ones.  A row that is solved prints as the digits it was; where arithmetic chose among its
 * readings the table adds up; and of a row that is alone every reading that adds up agrees.
 *
 * SEEDS: rows
 */
#include "check.h"
#include "draw.h"
#include "lines.h"

#include "glued.h"
#include "identities.h"

int			LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define RUNS 32

/* Figures that are tried for the readings of a row; a run that may be longer is not tried. */
#define TRIED 20000
#define TRIED_CHARACTERS 32

typedef struct row_readings
{
	const gr_report *report;
	const gr_glued_run *run;
	bool		alone;
	int64_t		figures[GR_GLUED_CELLS];
	int			tried;
	int			count;			/* without blanks, whether they add up or not */
} row_readings;

/* ---------- a table ---------- */

static gr_slice
draw_line(draw *d)
{
	const uint8_t *from = d->at;
	size_t		len = 0;

	while (d->at < d->end && *d->at != '\n')
	{
		d->at++;
		len++;
	}
	draw_byte(d);
	return gr_slice_make((const char *) from, len);
}

/* Cells with borders around them: digits, "-" for a placeholder, else blank; what is not there is missing. */
static void
give_row(gr_report *report, const short *slots, int count, gr_slice line)
{
	for (int i = 0; i < count && (size_t) i < line.len; i++)
	{
		gr_cell    *cell = &report->cells[slots[i]];
		char		c = line.data[i];

		cell->span.pos = report->labels[gr_slots[slots[i]].row].pos + 10 + 2 * (uint32_t) i;
		cell->span.len = 1;
		if (c >= '0' && c <= '9')
		{
			cell->status = GR_CELL_GIVEN;
			cell->value = c - '0';
			cell->unit = gr_slots[slots[i]].unit;
			cell->reports = 1;
		}
		else
			cell->status = c == '-' ? GR_CELL_PLACEHOLDER : GR_CELL_BLANK;
	}
}

/* The cells of a row, in the proceedings those of all three; none where the form has no such row. */
static int
cells_of(int table, int form, int row, short slots[GR_GLUED_CELLS])
{
	int			count = 0;

	for (int slot = gr_tables[table].first_slot; slot < (int) gr_tables[table].end_slot && count < GR_GLUED_CELLS; slot++)
		if (gr_form_has(form, slot) && (gr_slots[slot].row == row || (table == GR_TABLE_PROCEEDINGS && row == GR_ROW_RECONSIDERATION)))
			slots[count++] = (short) slot;
	return table == GR_TABLE_PROCEEDINGS && row != GR_ROW_RECONSIDERATION ? 0 : count;
}

static int
draw_runs(draw *d, gr_report *report, int table, int form, gr_glued_run runs[RUNS])
{
	int			count = 0;

	for (int row = 0; row < GR_ROWS && count < RUNS; row++)
	{
		gr_glued_run *run = &runs[count];
		gr_slice	line;

		run->count = cells_of(table, form, row, run->slots);
		if (run->count == 0)
			continue;
		line = draw_line(d);
		if (line.len == 0)
			continue;
		report->labels[row].pos = (uint32_t) (1000 * row + 1);
		report->labels[row].len = 5;
		if (line.data[0] == '=')
			give_row(report, run->slots, run->count, gr_slice_sub(line, 1, line.len));
		else
		{
			run->text = line;
			run->span.pos = report->labels[row].pos + 6;
			run->span.len = (uint32_t) gr_utf8_count(gr_slice_make(line.data, gr_utf8_valid_prefix(line)));
			run->text.len = gr_utf8_valid_prefix(line);
			memset(run->units, GR_UNIT_NONE, sizeof(run->units));
			count += run->text.len > 0;
		}
	}
	return count;
}

/* ---------- what must hold ---------- */

static bool
only_digits(gr_slice text)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.data[i] < '0' || text.data[i] > '9')
			return false;
	return true;
}

static bool
is_solved(const gr_report *report, const gr_glued_run *run)
{
	for (int i = 0; i < run->count; i++)
		if (report->cells[run->slots[i]].status != GR_CELL_SOLVED)
			return false;
	return only_digits(run->text);
}

/* A cell lies in its run, and a solved one at its own digits where it does not have the place of the run. */
static void
check_places(const gr_report *report, const gr_glued_run *run)
{
	for (int i = 0; i < run->count; i++)
	{
		const gr_cell *cell = &report->cells[run->slots[i]];
		char		digits[24];
		size_t		len = (size_t) snprintf(digits, sizeof(digits), "%" PRId64, cell->value);

		CHECK(cell->status == GR_CELL_SOLVED || cell->status == GR_CELL_AMBIGUOUS || cell->status == GR_CELL_PLACEHOLDER ||
			  cell->status == GR_CELL_INVALID);
		CHECK(cell->span.pos >= run->span.pos && cell->span.pos + cell->span.len <= run->span.pos + run->span.len);
		if (cell->status == GR_CELL_SOLVED && only_digits(run->text) && cell->span.len < run->span.len)
			CHECK(cell->span.len == len && memcmp(run->text.data + (cell->span.pos - run->span.pos), digits, len) == 0);
	}
}

static void
check_digits(const gr_report *report, const gr_glued_run *run)
{
	char		digits[GR_GLUED_CELLS * 24];
	size_t		len = 0;

	for (int i = 0; i < run->count; i++)
		len += (size_t) snprintf(digits + len, sizeof(digits) - len, "%" PRId64, report->cells[run->slots[i]].value);
	CHECK(gr_slice_equal(gr_slice_make(digits, len), run->text));
}

/* The last cell of a row of applicants is the sum of the others. */
static void
check_reading(const row_readings *r)
{
	int			last = r->run->count - 1;
	int64_t		sum = 0;

	for (int i = 0; i < last; i++)
		sum += r->figures[i];
	if (sum != r->figures[last])
		return;
	for (int i = 0; i <= last; i++)
	{
		const gr_cell *solved = &r->report->cells[r->run->slots[i]];

		CHECK(solved->status != GR_CELL_SOLVED || solved->value == r->figures[i]);
	}
}

/* All readings without blanks of the cells from "cell" on. */
static void
try_readings(row_readings *r, int cell, size_t from)
{
	gr_slice	text = r->run->text;
	int64_t		value = 0;

	if (cell == r->run->count)
	{
		if (from == text.len)
		{
			r->count++;
			if (r->alone)
				check_reading(r);
		}
		return;
	}
	for (size_t to = from; to < text.len && r->tried < TRIED; to++)
	{
		value = value * 10 + (text.data[to] - '0');
		if (value > GR_LARGEST_FIGURE || (to > from && text.data[from] == '0'))
			return;
		r->tried++;
		r->figures[cell] = value;
		try_readings(r, cell + 1, to + 1);
	}
}

/* Whether arithmetic chose: the row is solved, and there was a choice. */
static bool
check_run(const gr_report *report, const gr_glued_run *run, bool alone)
{
	row_readings r = {report, run, alone, {0}, 0, 0};

	check_places(report, run);
	if (only_digits(run->text) && run->text.len <= TRIED_CHARACTERS)
		try_readings(&r, 0, 0);
	if (!is_solved(report, run))
		return false;
	check_digits(report, run);
	return r.count > 1;
}

/* The identities whose cells all have figures. */
static void
check_sums(const gr_report *report, int table)
{
	gr_identity identities[GR_IDENTITIES];
	int			count = gr_identities_of(table, report->forms[table], identities);

	for (int i = 0; i < count; i++)
	{
		const gr_identity *identity = &identities[i];
		int64_t		gap = report->cells[identity->named].value;
		bool		known = gr_cell_has_value(&report->cells[identity->named]);

		for (int k = 0; k < identity->count; k++)
		{
			known = known && gr_cell_has_value(&report->cells[identity->terms[k]]);
			gap -= identity->signs[k] * report->cells[identity->terms[k]].value;
		}
		CHECK(!known || gap == 0);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	draw		d = draw_begin(data, size);
	unsigned	choice = draw_byte(&d);
	int			table = choice / 2 % 4 == 0 ? GR_TABLE_PROCEEDINGS : choice / 2 % 4 == 1 ? GR_TABLE_DISCLOSURE : GR_TABLE_APPLICATIONS;
	int			form = form_of_table(table, choice % 2 == 0);
	gr_glued_run runs[RUNS];
	gr_arena	arena;
	gr_report  *report;
	int			count;
	bool		chosen = false;
	bool		alone = table == GR_TABLE_APPLICATIONS;

	gr_arena_init(&arena, &gr_host_libc);
	report = gr_arena_alloc(&arena, sizeof(gr_report));
	gr_report_init(report);
	report->forms[table] = (unsigned char) form;
	count = draw_runs(&d, report, table, form, runs);
	alone = alone && count == 1;
	for (int slot = 0; slot < GR_SLOTS; slot++)
		alone = alone && report->cells[slot].status == GR_CELL_MISSING;
	if (count > 0)
		CHECK(gr_glued_solve(&arena, report, table, runs, count) == GR_OK);
	for (int i = 0; i < count; i++)
		chosen = check_run(report, &runs[i], alone) || chosen;
	if (chosen)
		check_sums(report, table);
	gr_arena_free(&arena);
	return 0;
}
