/*
 * glued.c
 *		Rows without borders come back where arithmetic allows one reading, and nowhere else.
 */
#include "glued.h"
#include "identities.h"
#include "tap.h"

#include <stdlib.h>
#include <time.h>

#define BLANK (-1)

/* ---------- random numbers ---------- */

static uint64_t seed;

static int
random_below(int n)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return (int) ((seed >> 11) % (uint64_t) n);
}

static bool
chance(int percent)
{
	return random_below(100) < percent;
}

/* ---------- hosts ---------- */

typedef struct
{
	int			allocations;
	int			fail_from;
	int			polls;
	int			cancel_from;
} counting;

static void *
counting_allocate(void *context, size_t size)
{
	counting   *c = context;

	return ++c->allocations >= c->fail_from && c->fail_from > 0 ? NULL : malloc(size);
}

static void
counting_release(void *context, void *memory)
{
	(void) context;
	free(memory);
}

static bool
counting_cancelled(void *context)
{
	counting   *c = context;

	return ++c->polls >= c->cancel_from && c->cancel_from > 0;
}

/* ---------- a table, its truth and its runs ---------- */

enum
{
	ROWS = 32,
	TEXT = 512
};

typedef struct
{
	int			table;
	int			form;
	int			rows;
	int			row_ids[ROWS];	/* of runs that are one row */
	gr_glued_run runs[ROWS];
	char		texts[ROWS][TEXT];
	int64_t		truth[ROWS][GR_GLUED_CELLS];	/* BLANK: nothing printed */
	gr_report	report;
} table;

static void
begin_table(table *t, int id, int form)
{
	t->table = id;
	t->form = form;
	t->rows = 0;
	gr_report_init(&t->report);
	t->report.forms[id] = (unsigned char) form;
}

/* A run for the columns first … first + count - 1 of a row. */
static gr_glued_run *
add_run(table *t, int row, int first, int count)
{
	gr_glued_run *run = &t->runs[t->rows];

	t->row_ids[t->rows++] = row;
	run->count = count;
	for (int i = 0; i < count; i++)
	{
		run->slots[i] = (short) gr_slot_of(row, first + i);
		run->units[i] = GR_UNIT_NONE;
	}
	t->report.labels[row].pos = (uint32_t) (1000 * row + 1);
	t->report.labels[row].len = 5;
	return run;
}

static void
set_text(table *t, int row, const char *text)
{
	gr_glued_run *run = &t->runs[row];

	run->text = gr_slice_cstring(text);
	run->span.pos = (uint32_t) (1000 * row + 7);
	run->span.len = (uint32_t) strlen(text);
}

/* Prints the truth. */
static void
glue(table *t)
{
	for (int row = 0; row < t->rows; row++)
	{
		char	   *at = t->texts[row];

		*at = '\0';
		for (int i = 0; i < t->runs[row].count; i++)
			if (t->truth[row][i] != BLANK)
				at += sprintf(at, "%" PRId64, t->truth[row][i]);
		set_text(t, row, t->texts[row]);
	}
}

static gr_status
solve(table *t)
{
	gr_arena	arena;
	gr_status	status;

	gr_arena_init(&arena, &gr_host_libc);
	status = gr_glued_solve(&arena, &t->report, t->table, t->runs, t->rows);
	gr_arena_free(&arena);
	return status;
}

static const gr_cell *
cell_at(const table *t, int row, int column)
{
	return &t->report.cells[t->runs[row].slots[column]];
}

typedef struct
{
	int			solved;
	int			open;
	int			wrong;
} score;

/* Compares with what is printed; a solved cell must show its own digits as well. */
static score
judge(const table *t)
{
	score		s = {0, 0, 0};

	for (int row = 0; row < t->rows; row++)
	{
		uint32_t	from = t->runs[row].span.pos;

		for (int i = 0; i < t->runs[row].count; i++)
		{
			const gr_cell *cell = cell_at(t, row, i);
			int64_t		truth = t->truth[row][i];
			char		digits[32] = "";
			uint32_t	length = truth == BLANK ? 0 : (uint32_t) sprintf(digits, "%" PRId64, truth);
			bool		whole = cell->span.pos == t->runs[row].span.pos && cell->span.len == t->runs[row].span.len;

			if (cell->status != GR_CELL_SOLVED)
				s.open++;
			else if (truth == BLANK || cell->value != truth || (!whole && (cell->span.pos != from || cell->span.len != length)))
				s.wrong++;
			else
				s.solved++;
			from += length;
		}
	}
	return s;
}

/* ---------- realistic tables ---------- */

static const int results_2019[] = {
	GR_ROW_GRANTED, GR_ROW_PARTLY_GRANTED, GR_ROW_DENIED_STATE_SECRET, GR_ROW_DENIED_LAW, GR_ROW_DENIED_SAFETY,
	GR_ROW_DENIED_THIRD_PARTY, GR_ROW_DENIED_INTERNAL, GR_ROW_DENIED_PROCESS, GR_ROW_DENIED_ENFORCEMENT_FILE,
	GR_ROW_DENIED_INQUIRY, GR_ROW_UNAVAILABLE_NOT_HELD, GR_ROW_UNAVAILABLE_NOT_COMPILED, GR_ROW_UNAVAILABLE_UNCLEAR,
	GR_ROW_REJECTED_PETITION, GR_ROW_REJECTED_DUPLICATE, GR_ROW_REJECTED_PUBLICATION, GR_ROW_REJECTED_EXCESSIVE,
	GR_ROW_REJECTED_REISSUE, GR_ROW_OTHER
};

enum
{
	COLUMNS = 7,
	LEAVES = sizeof(results_2019) / sizeof(results_2019[0])
};

static void
applications_rows(table *t, int form)
{
	begin_table(t, GR_TABLE_APPLICATIONS, form);
	add_run(t, GR_ROW_RECEIVED, GR_COLUMN_NATURAL_PERSON, COLUMNS);
	add_run(t, GR_ROW_CARRIED_IN, GR_COLUMN_NATURAL_PERSON, COLUMNS);
	for (int i = 0; i < LEAVES; i++)
	{
		if (results_2019[i] == GR_ROW_OTHER && form == GR_FORM_2021)
			for (int row = GR_ROW_OTHER_UNCORRECTED; row <= GR_ROW_OTHER_OTHER; row++)
				add_run(t, row, GR_COLUMN_NATURAL_PERSON, COLUMNS);
		else
			add_run(t, results_2019[i], GR_COLUMN_NATURAL_PERSON, COLUMNS);
	}
	add_run(t, GR_ROW_CONCLUDED, GR_COLUMN_NATURAL_PERSON, COLUMNS);
	add_run(t, GR_ROW_CARRIED_OUT, GR_COLUMN_NATURAL_PERSON, COLUMNS);
}

/* A kind of applicant: natural persons above all, then businesses, seldom another. */
static int
random_applicant(const int *weights)
{
	int			sum = 0;
	int			pick;

	for (int i = 0; i < 6; i++)
		sum += weights[i];
	pick = random_below(sum);
	for (int i = 0; i < 6; i++)
	{
		if (pick < weights[i])
			return i;
		pick -= weights[i];
	}
	return 0;
}

static void
row_totals(table *t)
{
	for (int row = 0; row < t->rows; row++)
	{
		t->truth[row][6] = 0;
		for (int i = 0; i < 6; i++)
			t->truth[row][6] += t->truth[row][i];
	}
}

/* Applications one by one, each with an applicant and an outcome; from a village with two to a city with thousands. */
static void
random_applications(table *t, int form)
{
	static const int sizes[] = {3, 3, 10, 30, 30, 100, 100, 300, 600, 2500};
	int			applicants[6] = {900, chance(70) ? 80 : 0, 0, 0, 0, chance(40) ? 40 : 0};
	int			outcomes[ROWS] = {0};
	int			carried_out;
	int			concluded;
	int			n = random_below(sizes[random_below(10)] + 1);

	applications_rows(t, form);
	memset(t->truth, 0, sizeof(t->truth));
	carried_out = t->rows - 1;
	concluded = t->rows - 2;
	for (int i = 2; i < 5; i++)
		if (chance(15))
			applicants[i] = 15;
	for (int row = 2; row < concluded; row++)
		if (chance(row == 2 || row == 12 ? 95 : 35))
			outcomes[row] = row == 2 ? 400 : row == 12 ? 200 : 10 + random_below(60);
	outcomes[2] += 1;
	for (int i = 0; i < n; i++)
	{
		int			from = random_applicant(applicants);
		int			sum = 0;
		int			pick;
		int			row = carried_out;

		t->truth[chance(5)][from]++;
		if (!chance(6))
		{
			for (row = 2; row < concluded; row++)
				sum += outcomes[row];
			pick = random_below(sum);
			for (row = 2; pick >= outcomes[row]; row++)
				pick -= outcomes[row];
			t->truth[concluded][from]++;
		}
		t->truth[row][from]++;
	}
	row_totals(t);
	glue(t);
}

/* ---------- examples ---------- */

/* The values of a row; BLANK where the cell has to be ambiguous. */
static void
is_row(const table *t, int row, const int64_t *expected, const char *name)
{
	int			count = t->runs[row].count;
	bool		same = true;

	for (int i = 0; i < count; i++)
	{
		const gr_cell *cell = cell_at(t, row, i);

		same = same && cell->status == (expected[i] == BLANK ? GR_CELL_AMBIGUOUS : GR_CELL_SOLVED) &&
			cell->value == (expected[i] == BLANK ? 0 : expected[i]);
	}
	ok(same, "%s", name);
	for (int i = 0; !same && i < count; i++)
		diag("cell %d: %s %" PRId64 ", expected %" PRId64, i, gr_cell_status_name(cell_at(t, row, i)->status),
			 cell_at(t, row, i)->value, expected[i]);
}

#define ROW(...) ((const int64_t[]) {__VA_ARGS__})

/* A table of 2019 of which all rows are zeros. */
static void
zeros_2019(table *t)
{
	applications_rows(t, GR_FORM_2019);
	memset(t->truth, 0, sizeof(t->truth));
	for (int row = 0; row < t->rows; row++)
		set_text(t, row, "0000000");
}

static void
test_sample_003(table *t)
{
	score		s;

	zeros_2019(t);
	set_text(t, 0, "2000002");
	set_text(t, 2, "2000002");
	set_text(t, 21, "2000002");
	is_int(solve(t), GR_OK, "the table of applications of 003");
	is_row(t, 0, ROW(2, 0, 0, 0, 0, 0, 2), "2000002 is seven cells");
	is_int(cell_at(t, 0, 6)->span.pos, 7 + 6, "the total has its own place");
	is_int(cell_at(t, 0, 6)->span.len, 1, "... of one digit");
	is_int(cell_at(t, 0, 6)->unit, GR_UNIT_DOCUMENT, "... and the unit of the form");
	is_int(cell_at(t, 0, 6)->reports, 1, "... and counts as one report");
	t->truth[0][0] = t->truth[0][6] = t->truth[2][0] = t->truth[2][6] = t->truth[21][0] = t->truth[21][6] = 2;
	s = judge(t);
	ok(s.open == 0 && s.wrong == 0, "all of it is solved");
}

/* The real rows of 001, as they would stand without borders; its blank cell filled. */
static void
test_sample_001(table *t)
{
	static const struct
	{
		int			row;
		int64_t		cells[COLUMNS];
	}			rows[] = {
		{0, {193, 19, 0, 0, 0, 12, 224}}, {1, {1, 0, 0, 0, 0, 0, 1}}, {2, {50, 4, 0, 0, 0, 1, 55}}, {3, {94, 1, 0, 0, 0, 1, 96}},
		{4, {1, 0, 0, 0, 0, 1, 2}}, {8, {2, 3, 0, 0, 0, 0, 5}}, {9, {0, 3, 0, 0, 0, 0, 3}}, {12, {30, 3, 0, 0, 0, 7, 40}},
		{13, {3, 3, 0, 0, 0, 0, 6}}, {14, {1, 0, 0, 0, 0, 2, 3}}, {20, {11, 2, 0, 0, 0, 0, 13}}, {21, {192, 19, 0, 0, 0, 12, 223}},
		{22, {2, 0, 0, 0, 0, 0, 2}}
	};
	score		s;

	begin_table(t, GR_TABLE_APPLICATIONS, GR_FORM_2019);
	add_run(t, GR_ROW_RECEIVED, GR_COLUMN_NATURAL_PERSON, COLUMNS);
	set_text(t, 0, "1931900012224");
	solve(t);
	is_row(t, 0, ROW(BLANK, BLANK, BLANK, 0, 0, 12, 224), "1931900012224 alone: what both readings have");
	is_int(cell_at(t, 0, 0)->span.len, 13, "an ambiguous cell has the place of the run");

	zeros_2019(t);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		memcpy(t->truth[rows[i].row], rows[i].cells, sizeof(rows[i].cells));
	glue(t);
	is_slice(t->runs[0].text, "1931900012224", "the same row among the others of 001");
	is_int(solve(t), GR_OK, "the table of applications of 001");
	s = judge(t);
	ok(s.open == 0 && s.wrong == 0, "the columns decide, all cells are solved");

	/* The cell that really is blank there. */
	t->truth[1][5] = BLANK;
	glue(t);
	solve(t);
	s = judge(t);
	ok(s.wrong == 0, "with the blank cell of the original nothing is wrong");
	is_row(t, 0, ROW(BLANK, BLANK, BLANK, BLANK, BLANK, BLANK, BLANK), "... and what digits alone do not tell is ambiguous");
	is_row(t, 5, ROW(0, 0, 0, 0, 0, 0, 0), "... while seven zeros are seven zeros");
}

/* The fifteen cells of the one row of the proceedings. */
static void
proceedings_row(table *t, const char *text)
{
	static const int rows[] = {GR_ROW_RECONSIDERATION, GR_ROW_LITIGATION_DIRECT, GR_ROW_LITIGATION_AFTER_RECONSIDERATION};
	gr_glued_run *run;

	begin_table(t, GR_TABLE_PROCEEDINGS, GR_FORM_2021);
	run = add_run(t, GR_ROW_RECONSIDERATION, GR_COLUMN_UPHELD, 15);
	for (int i = 0; i < 15; i++)
		run->slots[i] = (short) gr_slot_of(rows[i / 5], GR_COLUMN_UPHELD + i % 5);
	set_text(t, 0, text);
	solve(t);
}

static void
test_proceedings(table *t)
{
	proceedings_row(t, "000000000000000");
	is_row(t, 0, ROW(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0), "fifteen zeros");
	proceedings_row(t, "012030000030003");
	is_row(t, 0, ROW(0, 1, 2, 0, 3, 0, 0, 0, 0, 0, 3, 0, 0, 0, 3), "fifteen digits, the row of 000");
	proceedings_row(t, "8013120000030104");
	is_row(t, 0, ROW(8, 0, 1, 3, 12, 0, 0, 0, 0, 0, 3, 0, 1, 0, 4), "sixteen digits, the row of 001");
	is_int(cell_at(t, 0, 4)->span.pos, 7 + 4, "12 stands behind four digits");
	is_int(cell_at(t, 0, 4)->span.len, 2, "... and has two");
	proceedings_row(t, "300030000000000");
	is_row(t, 0, ROW(3, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0), "fifteen digits again: two blanks for another reading are one too many");
	proceedings_row(t, "1111111111");
	ok(cell_at(t, 0, 0)->status == GR_CELL_AMBIGUOUS, "fewer digits than cells: ambiguous");
	proceedings_row(t, "0120400000" "30003");
	ok(cell_at(t, 0, 4)->status == GR_CELL_AMBIGUOUS, "a wrong sum: ambiguous");
	is_int(cell_at(t, 0, 0)->status, GR_CELL_AMBIGUOUS, "... in every cell");
}

static void
one_row(table *t, int form, int row, int first, int count, const char *text)
{
	begin_table(t, GR_TABLE_DISCLOSURE, form);
	add_run(t, row, first, count);
	set_text(t, 0, text);
	is_int(solve(t), GR_OK, "%s", text);
}

static void
test_disclosure(table *t)
{
	one_row(t, GR_FORM_2019, GR_ROW_RULES, GR_COLUMN_MADE, 3, "000");
	is_row(t, 0, ROW(0, 0, 0), "three zeros in three cells");
	one_row(t, GR_FORM_2019, GR_ROW_NORMATIVE_DOCUMENTS, GR_COLUMN_MADE, 3, "321557");
	is_row(t, 0, ROW(BLANK, BLANK, BLANK), "has ten readings");
	one_row(t, GR_FORM_2019, GR_ROW_NORMATIVE_DOCUMENTS, GR_COLUMN_MADE, 3, "512");
	is_row(t, 0, ROW(5, 1, 2), "three digits in three cells, where no cell of the table is blank");
	one_row(t, GR_FORM_2021, GR_ROW_RULES, GR_COLUMN_ISSUED, 3, "0012");
	is_row(t, 0, ROW(0, 0, 12), "a zero is no part of the figure behind it");
	one_row(t, GR_FORM_2021, GR_ROW_RULES, GR_COLUMN_ISSUED, 3, "0120");
	is_row(t, 0, ROW(0, BLANK, BLANK), "but may be one of the figure before it");
	one_row(t, GR_FORM_2019, GR_ROW_LICENSING, GR_COLUMN_PRIOR_ITEMS, 3, "406-47182376");
	is_row(t, 0, ROW(406, BLANK, BLANK), "a sign ends the figure before it");
	one_row(t, GR_FORM_2019, GR_ROW_FEES, GR_COLUMN_PRIOR_ITEMS, 2, "12-47");
	is_row(t, 0, ROW(12, -47), "a dash may be a placeholder, but then no cell is left for 47");
	one_row(t, GR_FORM_2019, GR_ROW_FEES, GR_COLUMN_PRIOR_ITEMS, 2, "12+47");
	is_row(t, 0, ROW(12, 47), "a sign and two cells");
	is_int(cell_at(t, 0, 1)->span.len, 3, "the sign belongs to its figure");
	one_row(t, GR_FORM_2019, GR_ROW_FEES, GR_COLUMN_PRIOR_ITEMS, 2, "00");
	is_row(t, 0, ROW(0, 0), "two zeros in two cells");
	one_row(t, GR_FORM_2019, GR_ROW_FEES, GR_COLUMN_PRIOR_ITEMS, 2, "0/");
	is_int(cell_at(t, 0, 0)->status, GR_CELL_SOLVED, "a figure before a placeholder");
	is_int(cell_at(t, 0, 1)->status, GR_CELL_PLACEHOLDER, "... and the placeholder");
	is_int(cell_at(t, 0, 1)->span.pos, 7 + 1, "... in its place");
	one_row(t, GR_FORM_2019, GR_ROW_PROCUREMENT, GR_COLUMN_PURCHASES, 2, "010860.82");
	is_int(cell_at(t, 0, 0)->value, 0, "a zero before money");
	is_int(cell_at(t, 0, 1)->value, 1086082, "money with a decimal point");
	is_int(cell_at(t, 0, 1)->scale, 2, "... and two decimals");
	one_row(t, GR_FORM_2019, GR_ROW_PROCUREMENT, GR_COLUMN_PURCHASES, 2, "1210860.82");
	is_row(t, 0, ROW(BLANK, BLANK), "digits before money");
	one_row(t, GR_FORM_2021, GR_ROW_LICENSING, GR_COLUMN_DECISIONS, 1, "182376");
	is_row(t, 0, ROW(182376), "one cell");
	one_row(t, GR_FORM_2021, GR_ROW_LICENSING, GR_COLUMN_DECISIONS, 1, "1000000000001");
	is_row(t, 0, ROW(BLANK), "more than the largest figure is none");
	one_row(t, GR_FORM_2021, GR_ROW_LICENSING, GR_COLUMN_DECISIONS, 1, "12件");
	is_row(t, 0, ROW(BLANK), "words are not read");
	one_row(t, GR_FORM_2021, GR_ROW_LICENSING, GR_COLUMN_DECISIONS, 1, "");
	is_row(t, 0, ROW(BLANK), "nothing at all");
	one_row(t, GR_FORM_2019, GR_ROW_PROCUREMENT, GR_COLUMN_PURCHASES, 2, "010860123456789012345.82");
	is_row(t, 0, ROW(BLANK, BLANK), "more digits than a figure has");

	begin_table(t, GR_TABLE_DISCLOSURE, GR_FORM_2019);
	add_run(t, GR_ROW_PROCUREMENT, GR_COLUMN_PURCHASES, 2)->units[1] = GR_UNIT_WAN_YUAN;
	set_text(t, 0, "00");
	t->runs[0].units[0] = GR_UNIT_WAN_YUAN;
	solve(t);
	is_int(cell_at(t, 0, 1)->unit, GR_UNIT_WAN_YUAN, "the unit of the header");
	is_int(cell_at(t, 0, 0)->status, GR_CELL_INVALID, "money is no count");

	begin_table(t, GR_TABLE_DISCLOSURE, GR_FORM_2019);
	add_run(t, GR_ROW_LICENSING, GR_COLUMN_PRIOR_ITEMS, 3)->slots[1] = -1;
	set_text(t, 0, "０００");
	t->runs[0].span.len = 3;
	solve(t);
	is_int(cell_at(t, 0, 2)->status, GR_CELL_SOLVED, "full-width digits, and a column the form does not have");
	is_int(cell_at(t, 0, 2)->span.pos, 7 + 2, "places count characters");
	t->runs[0].span.len = 15;
	solve(t);
	is_int(cell_at(t, 0, 2)->span.len, 15, "a source that counts otherwise gives the place of the run");
}

/* Rows with borders take part in the identities. */
static void
test_known_cells(table *t)
{
	table		alone;

	zeros_2019(t);
	set_text(t, 0, "1931900012224");
	set_text(t, 2, "1931900012224");
	set_text(t, 21, "1931900012224");
	solve(t);
	is_row(t, 0, ROW(BLANK, BLANK, BLANK, 0, 0, 12, 224), "two readings in three equal rows: no column decides");

	/* The row of all results comes with borders. */
	for (int i = 0; i < COLUMNS; i++)
	{
		static const int64_t values[] = {193, 19, 0, 0, 0, 12, 224};
		gr_cell    *cell = &t->report.cells[t->runs[21].slots[i]];

		memset(cell, 0, sizeof(*cell));
		cell->status = GR_CELL_GIVEN;
		cell->value = values[i];
	}
	alone = *t;
	t->runs[21] = t->runs[22];
	t->rows = 22;
	solve(t);
	is_row(t, 0, ROW(193, 19, 0, 0, 0, 12, 224), "a row with borders decides");
	is_row(t, 2, ROW(193, 19, 0, 0, 0, 12, 224), "... in both rows");
	is_int(t->report.cells[alone.runs[21].slots[0]].status, GR_CELL_GIVEN, "... and stays as it is");

	/* One of its cells is blank. */
	t->report.cells[alone.runs[21].slots[2]].status = GR_CELL_BLANK;
	solve(t);
	is_row(t, 0, ROW(BLANK, BLANK, BLANK, BLANK, BLANK, BLANK, BLANK), "a blank cell in the table: its rows may have blanks, too");
	is_row(t, 5, ROW(0, 0, 0, 0, 0, 0, 0), "... zeros not");

	/* A row that is not in the text may have any figures; one with a label and no figures is blank. */
	zeros_2019(t);
	set_text(t, 0, "504000054");
	set_text(t, 2, "504000054");
	t->rows = 21;
	memset(t->report.labels, 0, sizeof(t->report.labels));
	solve(t);
	is_row(t, 0, ROW(50, 4, 0, 0, 0, 0, 54), "a table that is cut off");
	t->report.labels[GR_ROW_CONCLUDED].pos = 900;
	solve(t);
	is_row(t, 0, ROW(BLANK, BLANK, BLANK, BLANK, BLANK, BLANK, BLANK), "a row without figures");
}

/* ---------- properties over many tables ---------- */

typedef struct
{
	int			tables;
	int			whole;			/* all cells solved */
	int			with_wrong;
	score		cells;
	double		microseconds;
	double		slowest;
} tally;

static void
count_table(tally *c, table *t)
{
	clock_t		before = clock();
	double		took;
	score		s;

	solve(t);
	took = (double) (clock() - before) * 1e6 / CLOCKS_PER_SEC;
	s = judge(t);
	c->tables++;
	c->whole += s.open == 0 && s.wrong == 0;
	c->with_wrong += s.wrong > 0;
	c->cells.solved += s.solved;
	c->cells.open += s.open;
	c->cells.wrong += s.wrong;
	c->microseconds += took;
	if (took > c->slowest)
		c->slowest = took;
}

static void
print_tally(const tally *c, const char *name)
{
	diag("%s: %d tables, %d whole (%.2f %%); cells: %d right, %d ambiguous, %d wrong in %d tables; %.0f us a table, at most %.0f",
		 name, c->tables, c->whole, 100.0 * c->whole / c->tables, c->cells.solved, c->cells.open, c->cells.wrong, c->with_wrong,
		 c->microseconds / c->tables, c->slowest);
}

enum
{
	TABLES = 2000
};

static void
test_realistic(table *t, int form)
{
	tally		c = {0};

	seed = 88172645463325252u + (uint64_t) form;
	for (int i = 0; i < TABLES; i++)
	{
		random_applications(t, form);
		count_table(&c, t);
	}
	print_tally(&c, gr_forms[form].key);
	is_int(c.cells.wrong, 0, "applications of %s: no cell is wrong", gr_forms[form].key);
	ok(c.whole >= TABLES * 98 / 100, "... at least 98 %% of the tables are whole");
}

/* ---------- blanks ---------- */

/* A row that is not all zeros, if there is one. */
static int
busy_row(const table *t)
{
	int			row = random_below(t->rows);

	for (int i = 0; i < 100 && t->truth[row][6] <= 0; i++)
		row = random_below(t->rows);
	return row;
}

static void
plant_zeros(table *t, int percent)
{
	for (int row = 0; row < t->rows; row++)
		for (int i = 0; i < COLUMNS; i++)
			if (t->truth[row][i] == 0 && t->truth[row][6] != 0 && chance(percent))
				t->truth[row][i] = BLANK;
}

static void
plant_column(table *t, int column, bool everywhere)
{
	for (int row = 0; row < t->rows; row++)
		if (everywhere || t->truth[row][6] != 0)
			t->truth[row][column] = BLANK;
}

static const char *const blank_kinds[] = {
	"one zero", "a fifth of the zeros of rows with figures", "all zeros", "the total of one row", "the totals of two rows",
	"the totals of rows with figures", "all totals", "any one cell", "any two cells", "a third of the cells of a row",
	"one column of rows with figures", "the totals of received, concluded and carried out", "a row of zeros"
};

static void
plant_blanks(table *t, int kind)
{
	int			row = busy_row(t);
	int			column = random_below(COLUMNS);

	switch (kind)
	{
		case 0:
			for (int i = 0; i < 50 && t->truth[row][column] != 0; i++)
				column = random_below(COLUMNS);
			t->truth[row][column] = t->truth[row][column] == 0 ? BLANK : t->truth[row][column];
			break;
		case 1:
			plant_zeros(t, 20);
			break;
		case 2:
			plant_zeros(t, 100);
			for (int i = 0; i < t->rows; i++)
				if (t->truth[i][6] == 0)
					for (column = 0; column < COLUMNS; column++)
						t->truth[i][column] = BLANK;
			break;
		case 4:
			t->truth[busy_row(t)][6] = BLANK;
			/* FALLTHROUGH */
		case 3:
			t->truth[row][6] = BLANK;
			break;
		case 5:
			plant_column(t, 6, false);
			break;
		case 6:
			plant_column(t, 6, true);
			break;
		case 8:
			t->truth[random_below(t->rows)][random_below(COLUMNS)] = BLANK;
			/* FALLTHROUGH */
		case 7:
			t->truth[row][column] = BLANK;
			break;
		case 9:
			for (int i = 0; i < COLUMNS; i++)
				if (chance(33))
					t->truth[row][i] = BLANK;
			break;
		case 10:
			plant_column(t, column, false);
			break;
		case 11:
			t->truth[0][6] = t->truth[t->rows - 2][6] = t->truth[t->rows - 1][6] = BLANK;
			break;
		case 12:
			for (row = 0; row < t->rows && t->truth[row][6] != 0;)
				row++;
			for (int i = 0; i < COLUMNS && row < t->rows; i++)
				t->truth[row][i] = BLANK;
			break;
	}
	glue(t);
}

static void
test_blanks(table *t)
{
	for (int kind = 0; kind < (int) (sizeof(blank_kinds) / sizeof(blank_kinds[0])); kind++)
	{
		tally		c = {0};

		seed = 362436069362436069u + (uint64_t) kind;
		for (int i = 0; i < TABLES; i++)
		{
			random_applications(t, i % 2 == 0 ? GR_FORM_2019 : GR_FORM_2021);
			plant_blanks(t, kind);
			count_table(&c, t);
		}
		print_tally(&c, blank_kinds[kind]);
		is_int(c.cells.wrong, 0, "blank: %s: no cell is wrong", blank_kinds[kind]);
	}
}

/* One cell is not what the identities want. */
static void
test_inconsistent(table *t)
{
	tally		c = {0};

	seed = 521288629521288629u;
	for (int i = 0; i < 2 * TABLES; i++)
	{
		int			row;
		int			column = random_below(COLUMNS);
		int64_t		old;

		random_applications(t, i % 2 == 0 ? GR_FORM_2019 : GR_FORM_2021);
		row = i % 3 == 0 ? random_below(t->rows) : busy_row(t);
		old = t->truth[row][column];
		do
			t->truth[row][column] = chance(50) ? random_below(20) : old + random_below(21) - 10;
		while (t->truth[row][column] == old || t->truth[row][column] < 0);
		glue(t);
		count_table(&c, t);
	}
	print_tally(&c, "one wrong cell");
	is_int(c.cells.wrong, 0, "one wrong cell: nothing is read but what is printed");
}

/* The row of the proceedings, of which half of the groups are zeros. */
static void
random_proceedings(table *t)
{
	proceedings_row(t, "");
	for (int group = 0; group < 15; group += 5)
	{
		bool		empty = chance(50);

		t->truth[0][group + 4] = 0;
		for (int k = group; k < group + 4; k++)
		{
			t->truth[0][k] = empty || chance(60) ? 0 : random_below(chance(5) ? 200 : chance(25) ? 30 : 10);
			t->truth[0][group + 4] += t->truth[0][k];
		}
	}
}

/* They have nothing but the sums of the row. */
static void
test_realistic_proceedings(table *t)
{
	static const char *const names[] = {
		"proceedings", "proceedings, one zero blank", "proceedings, two zeros blank", "proceedings, all zeros blank",
		"proceedings, a total blank", "proceedings, a wrong cell"
	};

	for (int kind = 0; kind < 6; kind++)
	{
		tally		c = {0};

		seed = 123456789123456789u;
		for (int i = 0; i < 2 * TABLES; i++)
		{
			random_proceedings(t);
			for (int blanks = 0; blanks < (kind < 3 ? kind : 0); blanks++)
			{
				int			k = random_below(15);

				for (int n = 0; n < 50 && t->truth[0][k] != 0; n++)
					k = random_below(15);
				if (t->truth[0][k] == 0)
					t->truth[0][k] = BLANK;
			}
			for (int k = 0; k < 15 && kind == 3; k++)
				if (t->truth[0][k] == 0)
					t->truth[0][k] = BLANK;
			if (kind == 4)
				t->truth[0][5 * random_below(3) + 4] = BLANK;
			if (kind == 5)
				t->truth[0][random_below(15)] += 1 + random_below(9);
			glue(t);
			count_table(&c, t);
		}
		print_tally(&c, names[kind]);
		if (kind < 2 || kind == 3)
			is_int(c.cells.wrong, 0, "%s: no cell is wrong", names[kind]);
		else
			ok(c.with_wrong * 100 < c.tables, "%s: seldom a false reading (%d of %d)", names[kind], c.with_wrong, c.tables);
		if (kind == 0)
			ok(c.whole * 100 >= c.tables * 90, "... at least 90 %% of the rows are whole");
	}
}

/* ---------- brute force ---------- */

/* Four rows, all readings, all choices of readings. */
enum
{
	SMALL_ROWS = 4,
	SMALL_READINGS = 40000
};

typedef struct
{
	int			value[COLUMNS];	/* BLANK */
	int			from[COLUMNS];
	bool		full;
} reading;

typedef struct
{
	int			all;			/* readings of the digits */
	int			count;			/* those of them whose sum is right */
	reading    *list;
	int			first_value[COLUMNS];	/* over all, to see which cells leave no choice */
	int			first_from[COLUMNS];
	bool		choice[COLUMNS];
	reading		now;
} small_row;

static void
all_readings(small_row *row, const char *text, int length, int cell, int from)
{
	int			value = 0;

	if (cell == COLUMNS)
	{
		int			sum = 0;

		if (from != length)
			return;
		row->now.full = true;
		for (int i = 0; i < COLUMNS; i++)
		{
			if (row->now.value[i] == BLANK)
				row->now.full = false;
			if (row->all > 0 && (row->first_value[i] != row->now.value[i] || row->first_from[i] != row->now.from[i]))
				row->choice[i] = true;
			row->first_value[i] = row->now.value[i];
			row->first_from[i] = row->now.from[i];
			sum += i < 6 && row->now.value[i] != BLANK ? row->now.value[i] : 0;
		}
		row->all++;
		if (sum == (row->now.value[6] == BLANK ? 0 : row->now.value[6]) && row->count < SMALL_READINGS)
			row->list[row->count++] = row->now;
		return;
	}
	row->now.value[cell] = BLANK;
	row->now.from[cell] = -1;
	all_readings(row, text, length, cell + 1, from);
	for (int to = from; to < length && to < from + 9; to++)
	{
		value = value * 10 + (text[to] - '0');
		row->now.value[cell] = value;
		row->now.from[cell] = from;
		all_readings(row, text, length, cell + 1, to + 1);
		if (text[from] == '0')
			break;
	}
}

static int
as_zero(int value)
{
	return value == BLANK ? 0 : value;
}

/* received = concluded + carried out, and concluded = granted, all other rows being zero. */
static bool
columns_hold(const reading *received, const reading *granted, const reading *concluded, const reading *carried_out)
{
	for (int i = 0; i < COLUMNS; i++)
		if (as_zero(granted->value[i]) != as_zero(concluded->value[i]) ||
			as_zero(received->value[i]) != as_zero(concluded->value[i]) + as_zero(carried_out->value[i]))
			return false;
	return true;
}

static bool
same_columns(const reading *a, const reading *b)
{
	for (int i = 0; i < COLUMNS; i++)
		if (as_zero(a->value[i]) != as_zero(b->value[i]))
			return false;
	return true;
}

/* Which figure each cell has to be given, BLANK for none. */
static void
brute_force(small_row rows[SMALL_ROWS], int expected[SMALL_ROWS][COLUMNS])
{
	bool		seen = false;
	bool		seen_full = false;
	bool		differs[SMALL_ROWS][COLUMNS] = {{false}};
	const reading *pick[SMALL_ROWS];
	int			first[SMALL_ROWS][COLUMNS];

	for (int g = 0; g < rows[1].count; g++)
		for (int k = 0; k < rows[2].count; k++)
		{
			pick[1] = &rows[1].list[g];
			pick[2] = &rows[2].list[k];
			if (!same_columns(pick[1], pick[2]))
				continue;
			for (int n = 0; n < rows[0].count; n++)
				for (int o = 0; o < rows[3].count; o++)
				{
					pick[0] = &rows[0].list[n];
					pick[3] = &rows[3].list[o];
					if (!columns_hold(pick[0], pick[1], pick[2], pick[3]))
						continue;
					for (int row = 0; row < SMALL_ROWS; row++)
						for (int i = 0; i < COLUMNS; i++)
						{
							if (!seen)
								first[row][i] = pick[row]->value[i];
							else if (first[row][i] != pick[row]->value[i])
								differs[row][i] = true;
						}
					seen = true;
					if (pick[0]->full && pick[1]->full && pick[2]->full && pick[3]->full)
						seen_full = true;
				}
		}
	for (int row = 0; row < SMALL_ROWS; row++)
		for (int i = 0; i < COLUMNS; i++)
		{
			if (rows[row].all > 0 && !rows[row].choice[i])
				expected[row][i] = rows[row].first_value[i];
			else
				expected[row][i] = seen_full && !differs[row][i] ? first[row][i] : BLANK;
		}
}

/* Small figures in three columns, often of several readings. */
static void
small_table(table *t)
{
	static const int ids[SMALL_ROWS] = {GR_ROW_RECEIVED, GR_ROW_GRANTED, GR_ROW_CONCLUDED, GR_ROW_CARRIED_OUT};
	int			other = 1 + random_below(5);

	begin_table(t, GR_TABLE_APPLICATIONS, GR_FORM_2019);
	memset(t->truth, 0, sizeof(t->truth));
	for (int slot = gr_tables[GR_TABLE_APPLICATIONS].first_slot; slot < (int) gr_tables[GR_TABLE_APPLICATIONS].end_slot; slot++)
		t->report.cells[slot].status = GR_CELL_GIVEN;
	for (int row = 0; row < SMALL_ROWS; row++)
		add_run(t, ids[row], GR_COLUMN_NATURAL_PERSON, COLUMNS);
	for (int column = 0; column < 6; column += column == 0 ? other : 6)
	{
		int			concluded = chance(70) ? random_below(chance(30) ? 300 : 40) : 0;
		int			carried_out = chance(50) ? random_below(15) : 0;

		t->truth[0][column] = concluded + carried_out;
		t->truth[1][column] = t->truth[2][column] = concluded;
		t->truth[3][column] = carried_out;
	}
	row_totals(t);
	if (chance(25))
		for (int row = 0; row < SMALL_ROWS; row++)
			for (int i = 0; i < COLUMNS; i++)
				if (t->truth[row][i] == 0 && chance(15))
					t->truth[row][i] = BLANK;
	if (chance(10))
		t->truth[random_below(SMALL_ROWS)][random_below(COLUMNS)] += 1;
	glue(t);
}

static void
test_brute_force(table *t)
{
	small_row  *rows = malloc(SMALL_ROWS * sizeof(small_row));
	int			different = 0;
	int			solved = 0;
	int			ambiguous = 0;

	for (int row = 0; row < SMALL_ROWS; row++)
		rows[row].list = malloc(SMALL_READINGS * sizeof(reading));
	seed = 777767777677777u;
	for (int i = 0; i < 600; i++)
	{
		int			expected[SMALL_ROWS][COLUMNS];

		small_table(t);
		solve(t);
		for (int row = 0; row < SMALL_ROWS; row++)
		{
			rows[row].all = rows[row].count = 0;
			memset(rows[row].choice, 0, sizeof(rows[row].choice));
			all_readings(&rows[row], t->texts[row], (int) strlen(t->texts[row]), 0, 0);
		}
		brute_force(rows, expected);
		for (int row = 0; row < SMALL_ROWS; row++)
			for (int k = 0; k < COLUMNS; k++)
			{
				const gr_cell *cell = cell_at(t, row, k);
				bool		found = cell->status == GR_CELL_SOLVED;

				solved += expected[row][k] != BLANK;
				ambiguous += expected[row][k] == BLANK;
				if (found == (expected[row][k] != BLANK) && (!found || cell->value == expected[row][k]))
					continue;
				if (different++ < 5)
					diag("%s %s %s %s: row %d cell %d is %s %" PRId64 ", expected %d", t->texts[0], t->texts[1], t->texts[2],
						 t->texts[3], row, k, gr_cell_status_name(cell->status), cell->value, expected[row][k]);
			}
	}
	diag("brute force: %d cells solved, %d ambiguous", solved, ambiguous);
	is_int(different, 0, "exactly the cells on which all solutions agree are solved");
	ok(solved > 1000 && ambiguous > 1000, "... and both happened often");
	for (int row = 0; row < SMALL_ROWS; row++)
		free(rows[row].list);
	free(rows);
}

/* ---------- limits ---------- */

static void
test_hostile(table *t)
{
	static const int lengths[] = {7, 8, 10, 12, 13, 14, 16, 20, 24, 30, 40, 51, 60, 80, 91, 92, 127, 128, 129, 400};
	tally		c = {0};

	seed = 424242424242u;
	for (size_t i = 0; i < sizeof(lengths) / sizeof(lengths[0]); i++)
		for (int kind = 0; kind < 6; kind++)
		{
			applications_rows(t, GR_FORM_2021);
			memset(t->truth, 0, sizeof(t->truth));
			for (int row = 0; row < t->rows; row++)
			{
				for (int k = 0; k < lengths[i]; k++)
					t->texts[row][k] = (char) ('0' + (kind == 0 ? 1 : kind == 1 ? random_below(10) : kind == 2 ? random_below(2)
													  : kind == 3 ? (k + 1) % 2 : kind == 4 ? chance(30) * random_below(10)
													  : 1 + random_below(3)));
				t->texts[row][lengths[i]] = '\0';
				set_text(t, row, t->texts[row]);
			}
			count_table(&c, t);
		}
	for (int length = 15; length <= 128; length += 7)
		for (int kind = 0; kind < 2; kind++)
		{
			for (int k = 0; k < length; k++)
				t->texts[0][k] = (char) ('0' + (kind == 0 ? 1 : random_below(2)));
			t->texts[0][length] = '\0';
			proceedings_row(t, t->texts[0]);
			count_table(&c, t);
		}

	/* Rows that add up each by itself, dense and of many readings: the columns do, or do not. */
	for (int i = 0; i < 200; i++)
	{
		random_applications(t, GR_FORM_2021);
		for (int row = 0; row < t->rows; row++)
			for (int k = 0; k < 6; k++)
				t->truth[row][k] = random_below(i % 2 == 0 ? 20 : 100);
		if (i % 4 < 2)
			for (int k = 0; k < 6; k++)
			{
				t->truth[t->rows - 2][k] = 0;
				for (int row = 2; row < t->rows - 2; row++)
					t->truth[t->rows - 2][k] += t->truth[row][k];
				t->truth[0][k] = t->truth[t->rows - 2][k] + t->truth[t->rows - 1][k];
				t->truth[1][k] = 0;
			}
		row_totals(t);
		glue(t);
		count_table(&c, t);
	}
	diag("hostile tables: %.0f us on average, at most %.0f", c.microseconds / c.tables, c.slowest);
	ok(c.slowest < 1e6, "no table takes long");
}

/* Every allocation may fail, and every poll may cancel: no harm, and the cells of the runs show no figure that is not there. */
static void
test_hosts(table *t)
{
	counting	c = {0, 0, 0, 0};
	gr_host		host = {counting_allocate, counting_release, counting_cancelled, &c};
	gr_arena	arena;
	int			failures = 0;
	int			cancelled = 0;

	seed = 99u;
	for (int i = 0; i < 50; i++)
	{
		random_applications(t, GR_FORM_2021);
		for (int from = 1; from <= 40; from++)
		{
			gr_status	status;

			memset(&c, 0, sizeof(c));
			c.fail_from = from;
			gr_arena_init(&arena, &host);
			status = gr_glued_solve(&arena, &t->report, t->table, t->runs, t->rows);
			if (status == GR_OUT_OF_MEMORY)
				failures++;
			else if (status != GR_OK)
				fail("another status than success and no memory");
			if (judge(t).wrong > 0)
				fail("a wrong cell after an allocation failed");
			gr_arena_free(&arena);
		}
	}
	ok(failures >= 50, "no memory is reported (%d times)", failures);

	for (int row = 0; row < t->rows; row++)
		set_text(t, row, "1111111111111111111111111111111111111111");
	for (int from = 1; from <= 1000; from++)
	{
		gr_status	status;

		memset(&c, 0, sizeof(c));
		c.cancel_from = from;
		gr_arena_init(&arena, &host);
		status = gr_glued_solve(&arena, &t->report, t->table, t->runs, t->rows);
		gr_arena_free(&arena);
		if (status == GR_OK)
			break;
		cancelled += status == GR_CANCELLED;
	}
	ok(cancelled > 1, "each look at the cancel hook may be the last (%d)", cancelled);
	ok(cancelled < 999, "... and there is an end");

	begin_table(t, GR_TABLE_APPLICATIONS, GR_FORM_2021);
	is_int(solve(t), GR_OK, "no runs at all");
}

int
main(void)
{
	table	   *t = malloc(sizeof(*t));

	test_sample_003(t);
	test_sample_001(t);
	test_proceedings(t);
	test_disclosure(t);
	test_known_cells(t);
	test_realistic(t, GR_FORM_2019);
	test_realistic(t, GR_FORM_2021);
	test_realistic_proceedings(t);
	test_brute_force(t);
	test_blanks(t);
	test_inconsistent(t);
	test_hostile(t);
	test_hosts(t);
	free(t);
	return done_testing();
}
