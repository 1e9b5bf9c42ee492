/*
 * rollup.c
 *		Reports added up: the same sums and the same bytes in any order, and back again.
 */
#include "rollup.h"
#include "sample.h"

#define REPORTS 24

/* ---------- as the aggregate, its combine function, + and - do ---------- */

static gr_slice
bytes_of(gr_arena *arena, const gr_rollup *rollup)
{
	gr_writer	writer;

	gr_writer_init(&writer, arena);
	if (gr_rollup_encode(&writer, rollup) != GR_OK)
		return gr_slice_make("", 0);
	return gr_slice_make(writer.data, writer.len);
}

/* a + b or a - b, each a report or a roll-up; empty when it fails. */
static gr_slice
combined(gr_arena *arena, gr_slice a, gr_slice b, int sign)
{
	gr_rollup  *rollup = gr_arena_alloc(arena, sizeof(gr_rollup));
	gr_error	error = {0, NULL};

	gr_rollup_init(rollup);
	if (gr_rollup_add(rollup, a, 1, &error) != GR_OK || gr_rollup_add(rollup, b, sign, &error) != GR_OK)
		return gr_slice_make("", 0);
	return bytes_of(arena, rollup);
}

static gr_slice
sum_in_order(gr_arena *arena, const gr_slice *reports, const int *order, int count)
{
	gr_rollup  *rollup = gr_arena_alloc(arena, sizeof(gr_rollup));
	gr_error	error = {0, NULL};

	gr_rollup_init(rollup);
	for (int i = 0; i < count; i++)
		if (gr_rollup_add(rollup, reports[order[i]], 1, &error) != GR_OK)
			return gr_slice_make("", 0);
	return bytes_of(arena, rollup);
}

static void
shuffle(int *order, int count)
{
	for (int i = count - 1; i > 0; i--)
	{
		int			k = (int) random_below((unsigned) i + 1);
		int			swap = order[i];

		order[i] = order[k];
		order[k] = swap;
	}
}

/* Merges random neighbours until one is left: any tree. */
static gr_slice
sum_as_tree(gr_arena *arena, const gr_slice *reports, const int *order, int count)
{
	gr_slice	parts[REPORTS];
	int			left = count;

	for (int i = 0; i < count; i++)
		parts[i] = reports[order[i]];
	while (left > 1)
	{
		int			a = (int) random_below((unsigned) left);
		int			b = (int) random_below((unsigned) left - 1);

		if (b >= a)
			b++;
		parts[a] = combined(arena, parts[a], parts[b], 1);
		parts[b] = parts[--left];
	}
	return parts[0];
}

/* As workers do: each part summed in memory, the memory states merged. */
static gr_slice
sum_merged(gr_arena *arena, const gr_slice *reports, const int *order, int count)
{
	gr_rollup  *total = gr_arena_alloc(arena, sizeof(gr_rollup));
	gr_rollup  *part = gr_arena_alloc(arena, sizeof(gr_rollup));
	gr_error	error = {0, NULL};

	gr_rollup_init(total);
	gr_rollup_init(part);
	for (int i = 0; i < count; i++)
	{
		if (gr_rollup_add(part, reports[order[i]], 1, &error) != GR_OK)
			return gr_slice_make("", 0);
		if (random_below(3) == 0 || i == count - 1)
		{
			if (gr_rollup_merge(total, part, 1) != GR_OK)
				return gr_slice_make("", 0);
			gr_rollup_init(part);
		}
	}
	return bytes_of(arena, total);
}

static void
test_order(void)
{
	int			different = 0;
	int			refused = 0;

	for (int round = 0; round < 40; round++)
	{
		gr_arena	arena;
		gr_slice	reports[REPORTS];
		int			order[REPORTS];
		int			count = 1 + (int) random_below(REPORTS);
		gr_slice	first;

		gr_arena_init(&arena, &gr_host_libc);
		for (int i = 0; i < count; i++)
		{
			gr_report  *report = gr_arena_alloc(&arena, sizeof(gr_report));

			random_report(&arena, report);
			reports[i] = encoded(&arena, report);
			order[i] = i;
		}
		first = sum_in_order(&arena, reports, order, count);
		refused += first.len == 0;
		for (int k = 0; k < 6; k++)
		{
			gr_slice	again;
			gr_report  *report = gr_arena_alloc(&arena, sizeof(gr_report));
			gr_error	error;

			shuffle(order, count);
			again = k % 3 == 0 ? sum_in_order(&arena, reports, order, count) :
				k % 3 == 1 && count > 1 ? sum_as_tree(&arena, reports, order, count) : sum_merged(&arena, reports, order, count);
			different += !gr_slice_equal(first, again);
			refused += gr_report_decode_strict(&arena, again, report, &error) != GR_OK;
		}
		gr_arena_free(&arena);
	}
	is_int(refused, 0, "random reports add up, and the sums are values that the strict reader takes");
	is_int(different, 0, "40 sets of reports: the same bytes in any order, as any tree, and merged in memory");
}

static void
test_group(void)
{
	gr_arena	arena;
	gr_rollup  *empty;
	gr_slice	nothing;
	int			wrong = 0;

	for (int round = 0; round < 60; round++)
	{
		gr_report  *report;
		gr_slice	a;
		gr_slice	b;
		gr_slice	c;
		gr_slice	ab;

		gr_arena_init(&arena, &gr_host_libc);
		report = gr_arena_alloc(&arena, sizeof(gr_report));
		empty = gr_arena_alloc(&arena, sizeof(gr_rollup));
		gr_rollup_init(empty);
		nothing = bytes_of(&arena, empty);
		random_report(&arena, report);
		a = encoded(&arena, report);
		random_report(&arena, report);
		b = encoded(&arena, report);
		random_report(&arena, report);
		c = encoded(&arena, report);
		ab = combined(&arena, a, b, 1);
		wrong += !gr_slice_equal(ab, combined(&arena, b, a, 1));
		wrong += !gr_slice_equal(combined(&arena, ab, c, 1), combined(&arena, a, combined(&arena, b, c, 1), 1));
		wrong += !gr_slice_equal(combined(&arena, ab, b, -1), combined(&arena, nothing, a, 1));
		wrong += !gr_slice_equal(combined(&arena, combined(&arena, ab, a, -1), b, -1), nothing);
		wrong += !gr_slice_equal(combined(&arena, a, a, -1), nothing);
		/* Below zero and back. */
		wrong += !gr_slice_equal(combined(&arena, combined(&arena, nothing, ab, -1), ab, 1), nothing);
		wrong += !gr_slice_equal(combined(&arena, combined(&arena, a, c, -1), c, 1), combined(&arena, nothing, a, 1));
		gr_arena_free(&arena);
	}
	is_int(wrong, 0, "a + b = b + a, (a + b) + c = a + (b + c), a + b - b = a, a - a = 0, 0 - a + a = 0");
}

/* ---------- known sums ---------- */

static gr_report *
plain_report(gr_arena *arena, int form)
{
	gr_report  *report = gr_arena_alloc(arena, sizeof(gr_report));

	gr_report_init(report);
	for (int t = 0; t < GR_TABLES; t++)
		report->forms[t] = (unsigned char) (t == GR_TABLE_STATISTICS ? GR_FORM_NONE : form);
	return report;
}

static void
give(gr_report *report, int slot, int64_t value, int scale, int unit)
{
	gr_cell    *cell = &report->cells[slot];

	cell->value = value;
	cell->scale = (unsigned char) scale;
	cell->unit = (unsigned char) unit;
	cell->status = GR_CELL_GIVEN;
	cell->reports = 1;
}

static gr_report *
read_back(gr_arena *arena, gr_slice bytes)
{
	gr_report  *report = gr_arena_alloc(arena, sizeof(gr_report));
	gr_error	error;

	return gr_report_decode(arena, bytes, report, &error) == GR_OK ? report : NULL;
}

static void
test_money(void)
{
	static const struct
	{
		int64_t		value;
		int			scale;
		int			unit;
		int64_t		sum;		/* in 万元 */
		int			sum_scale;
	}			cases[] = {
		{1086082, 2, GR_UNIT_WAN_YUAN, 1086082, 2},	/* 10860.82万元 */
		{3117, 2, GR_UNIT_YI_YUAN, 311700, 0},	/* 31.17亿元 */
		{251000, 0, GR_UNIT_YUAN, 251, 1},	/* 251000元 */
		{1, 0, GR_UNIT_YUAN, 1, 4},
		{1, 8, GR_UNIT_YUAN, 1, 12},
		{1, 8, GR_UNIT_YI_YUAN, 1, 4},
		{1, 0, GR_UNIT_YI_YUAN, 10000, 0},
		{-5, 0, GR_UNIT_WAN_YUAN, -5, 0},
		{100, 2, GR_UNIT_WAN_YUAN, 1, 0},
	};
	gr_arena	arena;
	gr_slice	total;
	gr_report  *sum;
	const gr_cell *cell;

	gr_arena_init(&arena, &gr_host_libc);
	total = bytes_of(&arena, memset(gr_arena_alloc(&arena, sizeof(gr_rollup)), 0, sizeof(gr_rollup)));
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
	{
		gr_report  *report = plain_report(&arena, GR_FORM_2019);
		gr_slice	bytes;

		give(report, GR_SLOT_PROCUREMENT_AMOUNT, cases[i].value, cases[i].scale, cases[i].unit);
		bytes = encoded(&arena, report);
		sum = read_back(&arena, combined(&arena, bytes, encoded(&arena, plain_report(&arena, GR_FORM_2019)), 1));
		cell = &sum->cells[GR_SLOT_PROCUREMENT_AMOUNT];
		ok(cell->status == GR_CELL_SUMMED && cell->value == cases[i].sum && cell->scale == cases[i].sum_scale && cell->unit == GR_UNIT_WAN_YUAN &&
		   cell->reports == 1, "%" PRId64 " / 10^%d %s is %" PRId64 " / 10^%d 万元", cases[i].value, cases[i].scale, gr_units[cases[i].unit].text,
		   cases[i].sum, cases[i].sum_scale);
		total = combined(&arena, total, bytes, 1);
	}
	sum = read_back(&arena, total);
	cell = &sum->cells[GR_SLOT_PROCUREMENT_AMOUNT];
	/* 10860.82 + 311700 + 25.1 + 0.0001 + 10^-12 + 0.0001 + 10000 - 5 + 1 = 332581.920200000001 */
	ok(cell->status == GR_CELL_SUMMED && cell->scale == 12 && cell->value == INT64_C(332581920200000001), "all together, exactly: %" PRId64 " / 10^%d",
	   cell->value, cell->scale);
	is_int(cell->reports, 9, "nine reports gave it");
	gr_arena_free(&arena);
}

static void
test_unknown_money(void)
{
	gr_arena	arena;
	gr_report  *known;
	gr_report  *unknown;
	gr_report  *zero;
	gr_report  *sum;
	const gr_cell *cell;

	gr_arena_init(&arena, &gr_host_libc);
	known = plain_report(&arena, GR_FORM_2019);
	unknown = plain_report(&arena, GR_FORM_2019);
	zero = plain_report(&arena, GR_FORM_2019);
	give(known, GR_SLOT_PROCUREMENT_AMOUNT, 7, 0, GR_UNIT_WAN_YUAN);
	give(unknown, GR_SLOT_PROCUREMENT_AMOUNT, 8040, 0, GR_UNIT_NONE);
	give(zero, GR_SLOT_PROCUREMENT_AMOUNT, 0, 0, GR_UNIT_NONE);
	sum = read_back(&arena, combined(&arena, encoded(&arena, known), encoded(&arena, unknown), 1));
	cell = &sum->cells[GR_SLOT_PROCUREMENT_AMOUNT];
	ok(cell->value == 7 && cell->reports == 1, "money of unknown unit is left out, and not counted");
	sum = read_back(&arena, combined(&arena, encoded(&arena, known), encoded(&arena, zero), 1));
	cell = &sum->cells[GR_SLOT_PROCUREMENT_AMOUNT];
	ok(cell->value == 7 && cell->reports == 2, "nothing is nothing in any unit");
	sum = read_back(&arena, combined(&arena, encoded(&arena, unknown), encoded(&arena, unknown), 1));
	is_int(sum->cells[GR_SLOT_PROCUREMENT_AMOUNT].status, GR_CELL_MISSING, "where no unit is known there is no sum");
	gr_arena_free(&arena);
}

/* A blank is not zero: it is left out, and the sum knows how many gave a value. */
static void
test_counts(void)
{
	static const unsigned char without[] = {GR_CELL_MISSING, GR_CELL_BLANK, GR_CELL_PLACEHOLDER, GR_CELL_AMBIGUOUS, GR_CELL_INVALID};
	gr_arena	arena;
	gr_report  *a;
	gr_report  *b;
	gr_report  *sum;

	gr_arena_init(&arena, &gr_host_libc);
	a = plain_report(&arena, GR_FORM_2021);
	b = plain_report(&arena, GR_FORM_2021);
	give(a, GR_SLOT_RECEIVED_TOTAL, 40, 0, GR_UNIT_DOCUMENT);
	give(a, GR_SLOT_GRANTED_TOTAL, 0, 0, GR_UNIT_DOCUMENT);
	give(b, GR_SLOT_GRANTED_TOTAL, 0, 0, GR_UNIT_DOCUMENT);
	give(a, GR_SLOT_CARRIED_IN_TOTAL, 5, 0, GR_UNIT_DOCUMENT);
	give(b, GR_SLOT_CARRIED_IN_TOTAL, 5, 0, GR_UNIT_DOCUMENT);
	b->cells[GR_SLOT_CARRIED_IN_TOTAL].status = GR_CELL_SOLVED;
	for (size_t i = 0; i < sizeof(without); i++)
	{
		b->cells[GR_SLOT_RECEIVED_TOTAL].status = without[i];
		sum = read_back(&arena, combined(&arena, encoded(&arena, a), encoded(&arena, b), 1));
		ok(sum->cells[GR_SLOT_RECEIVED_TOTAL].value == 40 && sum->cells[GR_SLOT_RECEIVED_TOTAL].reports == 1, "a cell that is %s is left out",
		   gr_cell_status_name(without[i]));
	}
	ok(sum->cells[GR_SLOT_GRANTED_TOTAL].value == 0 && sum->cells[GR_SLOT_GRANTED_TOTAL].reports == 2 &&
	   sum->cells[GR_SLOT_GRANTED_TOTAL].status == GR_CELL_SUMMED, "a zero is counted");
	ok(sum->cells[GR_SLOT_CARRIED_IN_TOTAL].value == 10 && sum->cells[GR_SLOT_CARRIED_IN_TOTAL].reports == 2, "a solved figure is added");
	is_int(sum->cells[GR_SLOT_RECEIVED_BUSINESS].status, GR_CELL_MISSING, "what nobody gave is missing");
	gr_arena_free(&arena);
}

static void
test_header(void)
{
	gr_arena	arena;
	gr_report  *a;
	gr_report  *b;
	gr_slice	ab;
	gr_report  *sum;

	gr_arena_init(&arena, &gr_host_libc);
	a = plain_report(&arena, GR_FORM_2019);
	b = plain_report(&arena, GR_FORM_2021);
	a->header.year = 2020;
	a->header.title = GR_SLICE("河阳省2020年");
	a->header.issuer = GR_SLICE("河阳省");
	a->header.level = GR_LEVEL_PROVINCE;
	a->header.published = (gr_date) {2021, 1, 30};
	a->tables[0].pos = 5;
	b->header.year = 2022;
	b->forms[GR_TABLE_DISCLOSURE] = GR_FORM_NONE;
	sum = read_back(&arena, combined(&arena, encoded(&arena, a), encoded(&arena, a), 1));
	ok(sum->rollup && sum->reports == 2 && sum->header.year == 2020, "two reports of one year keep the year");
	ok(sum->header.title.data == NULL && sum->header.issuer.data == NULL && sum->header.level == GR_LEVEL_UNKNOWN && sum->header.published.year == 0 &&
	   sum->tables[0].pos == 0, "all else of the header is gone, and so are the places");
	is_int(sum->forms[GR_TABLE_APPLICATIONS], GR_FORM_2019, "one form stays");
	ab = combined(&arena, encoded(&arena, a), encoded(&arena, b), 1);
	sum = read_back(&arena, ab);
	is_int(sum->header.year, 0, "two years leave none");
	is_int(sum->year_count, 2, "but are counted");
	ok(sum->years[0].year == 2020 && sum->years[0].reports == 1 && sum->years[1].year == 2022, "in order");
	is_int(sum->forms[GR_TABLE_APPLICATIONS], GR_FORM_MIXED, "two forms are mixed");
	is_int(sum->forms[GR_TABLE_DISCLOSURE], GR_FORM_2019, "a report without the table does not mix");
	is_int(sum->form_reports[GR_TABLE_APPLICATIONS][GR_FORM_2021], 1, "reports are counted per form");
	sum = read_back(&arena, combined(&arena, ab, encoded(&arena, b), -1));
	ok(sum->header.year == 2020 && sum->forms[GR_TABLE_APPLICATIONS] == GR_FORM_2019 && sum->reports == 1, "take one away, and year and form are back");
	gr_arena_free(&arena);
}

/* ---------- statistics ---------- */

static void
test_statistics(void)
{
	gr_arena	arena;
	gr_report  *old;
	gr_report  *new;
	gr_report  *local;
	gr_slice	with;
	gr_slice	without;
	gr_report  *sum;
	gr_extra	extra = {GR_TABLE_STATISTICS, GR_ROW_STAT_FEE, GR_COLUMN_STAT_CUMULATIVE, {0, 0}, {9, 1, {0, 0}, GR_CELL_GIVEN, 0, GR_UNIT_WAN_YUAN}};

	gr_arena_init(&arena, &gr_host_libc);
	old = plain_report(&arena, GR_FORM_NONE);
	old->forms[GR_TABLE_STATISTICS] = GR_FORM_2014;
	old->header.year = 2017;
	give(old, GR_SLOT_STAT_RECEIVED_STAT_TOTAL, 525, 0, GR_UNIT_DOCUMENT);
	give(old, GR_SLOT_STAT_FEE_STAT_TOTAL, 12000, 0, GR_UNIT_YUAN);
	new = plain_report(&arena, GR_FORM_2021);
	new->header.year = 2022;
	give(new, GR_SLOT_RECEIVED_TOTAL, 224, 0, GR_UNIT_DOCUMENT);
	without = combined(&arena, encoded(&arena, old), encoded(&arena, new), 1);
	sum = read_back(&arena, without);
	ok(sum->forms[GR_TABLE_STATISTICS] == GR_FORM_2014 && sum->forms[GR_TABLE_APPLICATIONS] == GR_FORM_2021 && sum->reports == 2 && sum->year_count == 2,
	   "a report of 2017 and one of 2022: each table keeps its form");
	ok(sum->cells[GR_SLOT_STAT_RECEIVED_STAT_TOTAL].value == 525 && sum->cells[GR_SLOT_STAT_RECEIVED_STAT_TOTAL].reports == 1 &&
	   sum->cells[GR_SLOT_RECEIVED_TOTAL].value == 224 && sum->cells[GR_SLOT_RECEIVED_TOTAL].reports == 1,
	   "applications received of the statistics and of table 三 are not added to each other");
	ok(sum->cells[GR_SLOT_STAT_FEE_STAT_TOTAL].value == 12 && sum->cells[GR_SLOT_STAT_FEE_STAT_TOTAL].scale == 1 &&
	   sum->cells[GR_SLOT_STAT_FEE_STAT_TOTAL].unit == GR_UNIT_WAN_YUAN, "12000元 of fees are 1.2 万元");
	gr_report_add_extra(&arena, old, extra);
	with = combined(&arena, encoded(&arena, old), encoded(&arena, new), 1);
	ok(gr_slice_equal(with, without), "cells beyond the form add nothing");
	local = plain_report(&arena, GR_FORM_NONE);
	local->forms[GR_TABLE_STATISTICS] = GR_FORM_LOCAL;
	local->header.year = 2012;
	give(local, GR_SLOT_STAT_RECEIVED_STAT_TOTAL, 5, 0, GR_UNIT_DOCUMENT);
	give(local, GR_SLOT_STAT_APPEALS_STAT_TOTAL, 2, 0, GR_UNIT_DOCUMENT);
	with = combined(&arena, with, encoded(&arena, local), 1);
	sum = read_back(&arena, with);
	ok(sum->forms[GR_TABLE_STATISTICS] == GR_FORM_MIXED && sum->cells[GR_SLOT_STAT_RECEIVED_STAT_TOTAL].value == 530 &&
	   sum->cells[GR_SLOT_STAT_APPEALS_STAT_TOTAL].value == 2, "with a local table the form is mixed, and has the rows of both");
	ok(gr_slice_equal(combined(&arena, with, encoded(&arena, local), -1), without), "taken away, the bytes are those before");
	gr_arena_free(&arena);
}

/* ---------- overflow ---------- */

/* A value too large for a report, but not for a roll-up. */
static gr_slice
large_rollup(gr_arena *arena, int slot, gr_wide value, int64_t reports)
{
	gr_rollup  *rollup = gr_arena_alloc(arena, sizeof(gr_rollup));

	gr_rollup_init(rollup);
	rollup->reports = reports;
	rollup->years[0].year = 2020;
	rollup->years[0].reports = reports;
	rollup->year_count = reports != 0;
	rollup->form_reports[gr_slots[slot].table][GR_FORM_2019] = reports;
	rollup->sums[slot].value = value;
	rollup->sums[slot].reports = reports;
	return bytes_of(arena, rollup);
}

static void
test_beyond_int64(void)
{
	gr_arena	arena;
	gr_wide		near_limit = gr_wide_of(INT64_MAX - 5);
	gr_slice	a;
	gr_slice	b;
	gr_slice	ab;
	gr_report  *sum;

	gr_arena_init(&arena, &gr_host_libc);
	a = large_rollup(&arena, GR_SLOT_RECEIVED_TOTAL, near_limit, 3);
	b = large_rollup(&arena, GR_SLOT_RECEIVED_TOTAL, near_limit, 4);
	sum = read_back(&arena, a);
	ok(sum->cells[GR_SLOT_RECEIVED_TOTAL].status == GR_CELL_SUMMED && sum->cells[GR_SLOT_RECEIVED_TOTAL].value == INT64_MAX - 5, "a sum below 2^63 is shown");
	ab = combined(&arena, a, b, 1);
	sum = read_back(&arena, ab);
	ok(sum->cells[GR_SLOT_RECEIVED_TOTAL].status == GR_CELL_INVALID && sum->cells[GR_SLOT_RECEIVED_TOTAL].reports == 7, "one above is invalid");
	ok(gr_slice_equal(combined(&arena, ab, b, -1), a), "and comes back, byte for byte, when the other is taken away");
	sum = read_back(&arena, large_rollup(&arena, GR_SLOT_RECEIVED_TOTAL, gr_wide_of(INT64_MIN), 1));
	ok(sum->cells[GR_SLOT_RECEIVED_TOTAL].status == GR_CELL_SUMMED && sum->cells[GR_SLOT_RECEIVED_TOTAL].value == INT64_MIN, "so is the lowest");
	gr_arena_free(&arena);
}

/* What is written can be read, or it was not written: doubling never leads to a damaged value. */
static void
test_doubling(void)
{
	gr_arena	arena;
	gr_slice	value;
	gr_rollup  *rollup;
	gr_error	error = {0, NULL};
	gr_status	status = GR_OK;
	int			doublings = 0;

	for (int what = 0; what < 2; what++)
	{
		gr_arena_init(&arena, &gr_host_libc);
		rollup = gr_arena_alloc(&arena, sizeof(gr_rollup));
		value = large_rollup(&arena, GR_SLOT_RECEIVED_TOTAL, gr_wide_of(what == 0 ? INT64_MAX : 1), what == 0 ? 0 : 1);
		status = GR_OK;
		for (doublings = 0; doublings < 300 && status == GR_OK; doublings++)
		{
			gr_writer	writer;

			gr_rollup_init(rollup);
			status = gr_rollup_add(rollup, value, 1, &error);
			if (status == GR_OK)
				status = gr_rollup_add(rollup, value, 1, &error);
			if (status != GR_OK)
				break;
			gr_writer_init(&writer, &arena);
			status = gr_rollup_encode(&writer, rollup);
			value = gr_slice_make(writer.data, writer.len);
		}
		is_int(status, GR_OVERFLOW, "a %s doubled again and again ends with an overflow, not with a value that cannot be read (%d times)",
			   what == 0 ? "sum" : "count", doublings);
		gr_arena_free(&arena);
	}
}

/* ---------- odds and ends ---------- */

static void
test_damage(void)
{
	gr_rollup	rollup;
	gr_error	error = {0, NULL};

	gr_rollup_init(&rollup);
	is_int(gr_rollup_add(&rollup, GR_SLICE(""), 1, &error), GR_CORRUPT, "nothing is no report");
	is_int(gr_rollup_add(&rollup, GR_SLICE("\x01\x02"), 1, &error), GR_CORRUPT, "an unknown kind");
	is_int(gr_rollup_add(&rollup, GR_SLICE("\x02\x00"), 1, &error), GR_BAD_VERSION, "a later version");
	is_int(gr_rollup_add(&rollup, GR_SLICE("\x01\x00\xFF"), 1, &error), GR_CORRUPT, "a broken head");
}

/* A stored value that was cut or changed: refused, or a sum that can be read again. */
static bool
is_refused_or_sum(gr_arena *arena, gr_slice bytes, int *refused)
{
	gr_rollup  *rollup = gr_arena_alloc(arena, sizeof(gr_rollup));
	gr_report  *report = gr_arena_alloc(arena, sizeof(gr_report));
	gr_error	error = {0, NULL};
	gr_writer	writer;
	gr_status	status;

	gr_rollup_init(rollup);
	gr_writer_init(&writer, arena);
	status = gr_rollup_add(rollup, bytes, 1, &error);
	if (status == GR_OK)
		status = gr_rollup_encode(&writer, rollup);
	*refused += status != GR_OK;
	if (status == GR_OK)
		return gr_report_decode_strict(arena, gr_slice_make(writer.data, writer.len), report, &error) == GR_OK;
	return status == GR_OVERFLOW || status == GR_BAD_VERSION || (status == GR_CORRUPT && error.detail != NULL);
}

static void
test_damaged_values(void)
{
	int			wrong = 0;
	int			cut = 0;
	int			changed = 0;
	int			whole = 0;

	for (int i = 0; i < 20; i++)
	{
		gr_arena	arena;
		gr_report  *report;
		gr_slice	value;
		char	   *copy;

		gr_arena_init(&arena, &gr_host_libc);
		report = gr_arena_alloc(&arena, sizeof(gr_report));
		random_report(&arena, report);
		value = encoded(&arena, report);
		/* Every other one is a sum. */
		if (i % 2 == 1)
			value = combined(&arena, value, value, 1);
		wrong += !is_refused_or_sum(&arena, value, &whole);
		for (size_t len = 0; len < value.len; len += 1 + value.len / 200)
			wrong += !is_refused_or_sum(&arena, gr_slice_make(value.data, len), &cut);
		copy = gr_arena_alloc(&arena, value.len);
		for (size_t at = 0; at < value.len; at += 1 + value.len / 200)
		{
			memcpy(copy, value.data, value.len);
			copy[at] = (char) (copy[at] ^ (1 << random_below(8)));
			wrong += !is_refused_or_sum(&arena, gr_slice_make(copy, value.len), &changed);
		}
		gr_arena_free(&arena);
	}
	is_int(wrong, 0, "damaged values are refused, or give a sum that can be read");
	ok(whole == 0 && cut > 100 && changed > 100, "%d that were cut and %d with a bit changed are refused", cut, changed);
}

/* Adding from bytes is adding the decoded cells. */
static void
test_against_cells(void)
{
	int			wrong = 0;

	for (int round = 0; round < 200; round++)
	{
		gr_arena	arena;
		gr_report  *report;
		gr_rollup  *rollup;
		gr_error	error;

		gr_arena_init(&arena, &gr_host_libc);
		report = gr_arena_alloc(&arena, sizeof(gr_report));
		rollup = gr_arena_alloc(&arena, sizeof(gr_rollup));
		random_report(&arena, report);
		gr_rollup_init(rollup);
		wrong += gr_rollup_add(rollup, encoded(&arena, report), 1, &error) != GR_OK;
		for (int slot = 0; slot < GR_SLOTS; slot++)
		{
			gr_sum		addend;
			gr_sum		sum = rollup->sums[slot];
			bool		has = gr_form_has(report->forms[gr_slots[slot].table], slot) && gr_cell_addend(&report->cells[slot], slot, &addend);

			if (!has)
			{
				wrong += sum.reports != 0 || !gr_wide_is_zero(sum.value);
				continue;
			}
			gr_sum_normalize(&sum);
			gr_sum_normalize(&addend);
			wrong += sum.reports != 1 || sum.scale != addend.scale || !gr_wide_equal(sum.value, addend.value);
		}
		gr_arena_free(&arena);
	}
	is_int(wrong, 0, "200 random reports: each sum is the figure of the cell");
}

int
main(void)
{
	test_order();
	test_group();
	test_money();
	test_unknown_money();
	test_counts();
	test_header();
	test_statistics();
	test_beyond_int64();
	test_doubling();
	test_damage();
	test_damaged_values();
	test_against_cells();
	return done_testing();
}
