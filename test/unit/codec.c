/*
 * codec.c
 *		The binary form: nothing is lost, nothing but its one form is taken, whatever comes.
 */
#include "codec.h"
#include "facts.h"
#include "rollup.h"
#include "sample.h"

/* ---------- equality, member by member ---------- */

static bool
same_string(gr_slice a, gr_slice b)
{
	return (a.data == NULL) == (b.data == NULL) && gr_slice_equal(a, b);
}

static bool
same_span(gr_span a, gr_span b)
{
	return a.pos == b.pos && a.len == b.len;
}

static bool
same_header(const gr_header *a, const gr_header *b)
{
	return same_string(a->title, b->title) && same_string(a->issuer, b->issuer) && same_string(a->site_code, b->site_code) &&
		a->level == b->level && a->kind == b->kind && a->layout == b->layout && a->year == b->year &&
		gr_date_compare(a->period_from, b->period_from) == 0 && gr_date_compare(a->period_to, b->period_to) == 0 &&
		gr_date_compare(a->published, b->published) == 0;
}

/* The first difference, or NULL. */
static const char *
difference(const gr_report *a, const gr_report *b)
{
	if (a->rollup != b->rollup || a->reports != b->reports)
		return "rollup or reports";
	if (!same_header(&a->header, &b->header))
		return "header";
	for (int t = 0; t < GR_TABLES; t++)
		if (a->forms[t] != b->forms[t] || !same_span(a->tables[t], b->tables[t]))
			return "form or place of a table";
	for (int r = 0; r < GR_ROWS; r++)
		if (!same_span(a->labels[r], b->labels[r]))
			return "place of a label";
	for (int slot = 0; slot < GR_SLOTS; slot++)
	{
		const gr_cell *c = &a->cells[slot];
		const gr_cell *d = &b->cells[slot];

		if (c->status != d->status || c->value != d->value || c->scale != d->scale || c->unit != d->unit || c->reports != d->reports)
			return "value of a cell";
		if (!same_span(c->span, d->span))
			return "place of a cell";
	}
	if (a->extra_count != b->extra_count)
		return "number of cells beyond the forms";
	for (size_t i = 0; i < a->extra_count; i++)
	{
		const gr_extra *e = &a->extras[i];
		const gr_extra *f = &b->extras[i];

		if (e->table != f->table || e->row != f->row || e->column != f->column || !same_span(e->label, f->label) ||
			!same_span(e->cell.span, f->cell.span) || e->cell.status != f->cell.status || e->cell.value != f->cell.value ||
			e->cell.scale != f->cell.scale || e->cell.unit != f->cell.unit || e->cell.reports != f->cell.reports)
			return "a cell beyond the forms";
	}
	if (a->diagnostic_count != b->diagnostic_count)
		return "number of diagnostics";
	for (size_t i = 0; i < a->diagnostic_count; i++)
	{
		const gr_diagnostic *d = &a->diagnostics[i];
		const gr_diagnostic *e = &b->diagnostics[i];

		if (d->rule != e->rule || d->table != e->table || !same_span(d->span, e->span) || d->actual != e->actual)
			return "a diagnostic";
	}
	return NULL;
}

/* ---------- round trips ---------- */

static void
test_round_trip(void)
{
	int			lost = 0;
	int			sizes = 0;

	for (int i = 0; i < 800; i++)
	{
		gr_arena	arena;
		gr_report  *before;
		gr_report  *after;
		gr_error	error = {0, NULL};
		gr_slice	bytes;
		gr_status	status;
		const char *what;

		gr_arena_init(&arena, &gr_host_libc);
		before = gr_arena_alloc(&arena, sizeof(gr_report));
		after = gr_arena_alloc(&arena, sizeof(gr_report));
		random_report(&arena, before);
		bytes = encoded(&arena, before);
		status = gr_report_decode_strict(&arena, bytes, after, &error);
		what = status == GR_OK ? difference(before, after) : error.detail;
		if (what != NULL && lost++ < 5)
			diag("report %d: status %d, %s", i, status, what);
		sizes += (int) bytes.len;
		gr_arena_free(&arena);
	}
	is_int(lost, 0, "800 random reports come back as they were (%d bytes on average)", sizes / 800);
}

static void
test_smallest(void)
{
	gr_arena	arena;
	gr_report	report;
	gr_report	after;
	gr_error	error = {0, NULL};
	gr_slice	bytes;

	gr_arena_init(&arena, &gr_host_libc);
	gr_report_init(&report);
	bytes = encoded(&arena, &report);
	is_int(gr_report_decode_strict(&arena, bytes, &after, &error), GR_OK, "a report of nothing is a report");
	is_int(after.reports, 1, "it is one");
	is_int((unsigned char) bytes.data[0], GR_FORMAT_VERSION, "the first byte is the version");
	gr_arena_free(&arena);
}

/* ---------- damage ---------- */

static bool
is_clean_failure(gr_status status, const gr_error *error)
{
	return status == GR_BAD_VERSION || (status == GR_CORRUPT && error->detail != NULL);
}

/* Decodes in memory that ends where the value ends; both decoders must agree on what is broken. */
static gr_status
decode_exact(gr_slice bytes, bool strict, gr_error *error)
{
	char	   *exact = malloc(bytes.len == 0 ? 1 : bytes.len);
	gr_arena	arena;
	gr_report  *report;
	gr_status	status;

	if (bytes.len > 0)
		memcpy(exact, bytes.data, bytes.len);
	gr_arena_init(&arena, &gr_host_libc);
	report = gr_arena_alloc(&arena, sizeof(gr_report));
	error->detail = NULL;
	if (strict)
		status = gr_report_decode_strict(&arena, gr_slice_make(exact, bytes.len), report, error);
	else
		status = gr_report_decode(&arena, gr_slice_make(exact, bytes.len), report, error);
	gr_arena_free(&arena);
	free(exact);
	return status;
}

static gr_slice
random_value_bytes(gr_arena *arena, bool rollup)
{
	gr_report  *report = gr_arena_alloc(arena, sizeof(gr_report));
	gr_rollup  *sum = gr_arena_alloc(arena, sizeof(gr_rollup));
	gr_writer	writer;
	gr_error	error;

	random_report(arena, report);
	if (!rollup)
		return encoded(arena, report);
	gr_rollup_init(sum);
	for (int i = 0; i < 3; i++)
	{
		if (gr_rollup_add(sum, encoded(arena, report), 1, &error) != GR_OK)
			return gr_slice_make("", 0);
		random_report(arena, report);
	}
	gr_writer_init(&writer, arena);
	gr_rollup_encode(&writer, sum);
	return gr_slice_make(writer.data, writer.len);
}

static void
test_truncation(void)
{
	int			taken = 0;
	int			dirty = 0;
	int			tried = 0;

	for (int i = 0; i < 20; i++)
	{
		gr_arena	arena;
		gr_slice	bytes;

		gr_arena_init(&arena, &gr_host_libc);
		bytes = random_value_bytes(&arena, i % 2 != 0);
		for (size_t len = 0; len < bytes.len; len++, tried++)
		{
			gr_error	error;
			gr_status	status = decode_exact(gr_slice_make(bytes.data, len), false, &error);

			taken += status == GR_OK;
			dirty += status != GR_OK && !is_clean_failure(status, &error);
		}
		gr_arena_free(&arena);
	}
	is_int(taken, 0, "no value cut short is taken (%d cuts, reports and roll-ups)", tried);
	is_int(dirty, 0, "and each is refused with a reason");
}

static void
test_trailing(void)
{
	int			taken = 0;

	for (int i = 0; i < 20; i++)
	{
		gr_arena	arena;
		gr_slice	bytes;
		char	   *longer;
		gr_error	error;

		gr_arena_init(&arena, &gr_host_libc);
		bytes = random_value_bytes(&arena, i % 2 != 0);
		longer = gr_arena_alloc(&arena, bytes.len + 1);
		memcpy(longer, bytes.data, bytes.len);
		longer[bytes.len] = 0;
		taken += decode_exact(gr_slice_make(longer, bytes.len + 1), false, &error) == GR_OK;
		gr_arena_free(&arena);
	}
	is_int(taken, 0, "a byte behind a value is not taken");
}

/* decode_strict itself writes again and compares: what it takes must be the bytes that came. */
static void
test_mutation(void)
{
	int			dirty = 0;
	int			accepted = 0;
	int			strict_only = 0;
	int			tried = 0;
	int			different = 0;

	for (int i = 0; i < 6; i++)
	{
		gr_arena	arena;
		gr_slice	bytes;
		char	   *changed;

		gr_arena_init(&arena, &gr_host_libc);
		bytes = random_value_bytes(&arena, i % 3 == 2);
		changed = gr_arena_alloc(&arena, bytes.len);
		memcpy(changed, bytes.data, bytes.len);
		for (size_t at = 0; at < bytes.len; at++)
		{
			for (int value = 0; value < 256; value += i == 0 || at < 16 ? 1 : 1 + (int) random_below(40), tried++)
			{
				gr_error	error;
				gr_status	status;
				gr_report  *report;
				gr_arena	inner;

				if ((unsigned char) bytes.data[at] == value)
					continue;
				changed[at] = (char) value;
				status = decode_exact(gr_slice_make(changed, bytes.len), true, &error);
				dirty += status != GR_OK && !is_clean_failure(status, &error);
				if (status == GR_OK)
				{
					accepted++;
					gr_arena_init(&inner, &gr_host_libc);
					report = gr_arena_alloc(&inner, sizeof(gr_report));
					if (gr_report_decode(&inner, gr_slice_make(changed, bytes.len), report, &error) != GR_OK)
						strict_only++;
					else if (!report->rollup && !gr_slice_equal(encoded(&inner, report), gr_slice_make(changed, bytes.len)))
						different++;
					gr_arena_free(&inner);
				}
			}
			changed[at] = bytes.data[at];
		}
		gr_arena_free(&arena);
	}
	is_int(dirty, 0, "a changed byte is taken, or refused with a reason (%d changes)", tried);
	is_int(strict_only, 0, "what the strict reader takes, the other takes");
	is_int(different, 0, "and it is written as the same bytes again (%d were taken)", accepted);
	ok(accepted > 100, "(some changes make another value)");
}

static void
test_random_bytes(void)
{
	int			dirty = 0;

	for (int i = 0; i < 50000; i++)
	{
		char		bytes[64];
		size_t		len = random_below(sizeof(bytes));
		gr_error	error;
		gr_status	status;

		for (size_t k = 0; k < len; k++)
			bytes[k] = (char) (random_below(3) == 0 ? random64() : random_below(8));
		if (len > 1 && random_below(8) != 0)
		{
			bytes[0] = GR_FORMAT_VERSION;
			bytes[1] = (char) random_below(2);
		}
		status = decode_exact(gr_slice_make(bytes, len), true, &error);
		dirty += status != GR_OK && !is_clean_failure(status, &error);
	}
	is_int(dirty, 0, "50000 random byte strings are taken, or refused with a reason");
}

/* ---------- versions and limits ---------- */

static gr_status
decode_changed(const gr_report *report, size_t at, int value)
{
	gr_arena	arena;
	gr_slice	bytes;
	gr_error	error;
	char	   *changed;
	gr_status	status;

	gr_arena_init(&arena, &gr_host_libc);
	bytes = encoded(&arena, report);
	changed = gr_arena_alloc(&arena, bytes.len);
	memcpy(changed, bytes.data, bytes.len);
	changed[at] = (char) value;
	status = decode_exact(gr_slice_make(changed, bytes.len), true, &error);
	gr_arena_free(&arena);
	return status;
}

static void
test_versions(void)
{
	gr_report	report;

	gr_report_init(&report);
	is_int(decode_changed(&report, 0, GR_FORMAT_VERSION), GR_OK, "this version");
	is_int(decode_changed(&report, 0, GR_FORMAT_VERSION + 1), GR_BAD_VERSION, "a later version says so");
	is_int(decode_changed(&report, 0, 255), GR_BAD_VERSION, "the last one too");
	is_int(decode_changed(&report, 0, 0), GR_CORRUPT, "version 0 was never written");
	is_int(decode_changed(&report, 1, 2), GR_CORRUPT, "a third kind is none");
}

/* Encodes what no parse gives: the reader must refuse it. */
static gr_status
reread(gr_report *report)
{
	gr_arena	arena;
	gr_error	error;
	gr_slice	bytes;
	gr_status	status;

	gr_arena_init(&arena, &gr_host_libc);
	bytes = encoded(&arena, report);
	status = decode_exact(bytes, true, &error);
	if (status != GR_OK && !is_clean_failure(status, &error))
		status = GR_OVERFLOW;
	gr_arena_free(&arena);
	return status;
}

static gr_report
with_cell(int slot, int64_t value, int scale, int unit, gr_cell_status status)
{
	gr_report	report;

	gr_report_init(&report);
	for (int t = 0; t < GR_TABLES; t++)
		report.forms[t] = (unsigned char) form_of_table(t, false);
	report.cells[slot].value = value;
	report.cells[slot].scale = (unsigned char) scale;
	report.cells[slot].unit = (unsigned char) unit;
	report.cells[slot].status = (unsigned char) status;
	return report;
}

static void
cell_is(const char *what, gr_status expected, int slot, int64_t value, int scale, int unit, gr_cell_status status)
{
	gr_report	report = with_cell(slot, value, scale, unit, status);

	is_int(reread(&report), expected, "%s", what);
}

static void
test_cell_limits(void)
{
	const int	count = GR_SLOT_RECEIVED_TOTAL;
	const int	money = GR_SLOT_PROCUREMENT_AMOUNT;

	cell_is("the largest count", GR_OK, count, GR_LARGEST_FIGURE, 0, GR_UNIT_DOCUMENT, GR_CELL_GIVEN);
	cell_is("one more", GR_CORRUPT, count, GR_LARGEST_FIGURE + 1, 0, GR_UNIT_DOCUMENT, GR_CELL_GIVEN);
	cell_is("the smallest", GR_OK, count, -GR_LARGEST_FIGURE, 0, GR_UNIT_DOCUMENT, GR_CELL_GIVEN);
	cell_is("one less", GR_CORRUPT, count, -GR_LARGEST_FIGURE - 1, 0, GR_UNIT_DOCUMENT, GR_CELL_GIVEN);
	cell_is("the largest with decimals", GR_OK, money, GR_LARGEST_FIGURE * 1000000, 6, GR_UNIT_WAN_YUAN, GR_CELL_GIVEN);
	cell_is("half a 万元 more", GR_CORRUPT, money, GR_LARGEST_FIGURE * 10 + 5, 1, GR_UNIT_WAN_YUAN, GR_CELL_GIVEN);
	cell_is("a little less than the smallest", GR_CORRUPT, money, -GR_LARGEST_FIGURE * 1000000 - 1, 6, GR_UNIT_WAN_YUAN, GR_CELL_GIVEN);
	cell_is("the lowest int64", GR_CORRUPT, count, INT64_MIN, 0, GR_UNIT_DOCUMENT, GR_CELL_GIVEN);
	cell_is("eight decimals", GR_OK, money, 1, GR_LARGEST_SCALE, GR_UNIT_WAN_YUAN, GR_CELL_GIVEN);
	cell_is("nine", GR_CORRUPT, money, 1, GR_LARGEST_SCALE + 1, GR_UNIT_WAN_YUAN, GR_CELL_GIVEN);
	cell_is("nine decimals of nothing", GR_CORRUPT, money, 0, GR_LARGEST_SCALE + 1, GR_UNIT_WAN_YUAN, GR_CELL_GIVEN);
	cell_is("money without unit", GR_OK, money, 8040, 0, GR_UNIT_NONE, GR_CELL_GIVEN);
	cell_is("money counted in 件", GR_CORRUPT, money, 8040, 0, GR_UNIT_DOCUMENT, GR_CELL_GIVEN);
	cell_is("no money counted in 件", GR_CORRUPT, money, 0, 0, GR_UNIT_DOCUMENT, GR_CELL_GIVEN);
	cell_is("a count in 元", GR_CORRUPT, count, 5, 0, GR_UNIT_YUAN, GR_CELL_GIVEN);
	cell_is("a count of zero in 元", GR_CORRUPT, count, 0, 0, GR_UNIT_YUAN, GR_CELL_GIVEN);
	cell_is("an unknown unit", GR_CORRUPT, count, 5, 0, GR_UNITS, GR_CELL_GIVEN);
	cell_is("an unknown status", GR_CORRUPT, count, 5, 0, GR_UNIT_DOCUMENT, GR_CELL_STATUSES);
	cell_is("summed, in a report that is none", GR_CORRUPT, count, 5, 0, GR_UNIT_DOCUMENT, GR_CELL_SUMMED);
	cell_is("solved", GR_OK, count, 5, 0, GR_UNIT_DOCUMENT, GR_CELL_SOLVED);
	cell_is("repaired", GR_OK, count, 5, 0, GR_UNIT_DOCUMENT, GR_CELL_REPAIRED);
}

static void
test_header_limits(void)
{
	static char long_string[GR_HEADER_STRING_LIMIT * 4 + 8];
	gr_report	report;

	memset(long_string, 'x', sizeof(long_string));
	gr_report_init(&report);
	report.header.title = gr_slice_make(long_string, GR_HEADER_STRING_LIMIT);
	is_int(reread(&report), GR_OK, "a title of %d characters", GR_HEADER_STRING_LIMIT);
	report.header.title.len++;
	is_int(reread(&report), GR_CORRUPT, "and one more");
	for (int i = 0; i < GR_HEADER_STRING_LIMIT; i++)
		memcpy(long_string + 4 * i, "𠮷", 4);
	report.header.title.len = GR_HEADER_STRING_LIMIT * 4;
	is_int(reread(&report), GR_OK, "characters are counted, not bytes");
	report.header.title = GR_SLICE("a\0b");
	is_int(reread(&report), GR_CORRUPT, "a title with U+0000");
	report.header.title = GR_SLICE("\xED\xA0\x80");
	is_int(reread(&report), GR_CORRUPT, "a title that is no UTF-8");

	gr_report_init(&report);
	report.header.year = GR_FIRST_YEAR - 1;
	is_int(reread(&report), GR_CORRUPT, "the year before the first");
	report.header.year = GR_LAST_YEAR + 1;
	is_int(reread(&report), GR_CORRUPT, "the year behind the last");
	report.header.year = GR_LAST_YEAR;
	is_int(reread(&report), GR_OK, "the last");
	report.header.published = (gr_date) {2021, 2, 29};
	is_int(reread(&report), GR_CORRUPT, "29 February 2021");
	report.header.published = (gr_date) {2020, 2, 29};
	is_int(reread(&report), GR_OK, "29 February 2020");
	report.header.period_from = (gr_date) {2020, 1, 1};
	is_int(reread(&report), GR_CORRUPT, "a period without end");
	report.header.period_to = (gr_date) {2019, 12, 31};
	is_int(reread(&report), GR_CORRUPT, "a period that ends before it begins");
	report.header.period_to = (gr_date) {2020, 12, 31};
	is_int(reread(&report), GR_OK, "a year");
	report.header.layout = GR_LAYOUTS;
	is_int(reread(&report), GR_CORRUPT, "an unknown layout");
	report.header.layout = GR_LAYOUT_NONE;
	report.header.level = GR_LEVELS;
	is_int(reread(&report), GR_CORRUPT, "an unknown level");
	report.header.level = GR_LEVEL_UNKNOWN;
	report.header.kind = GR_ORGAN_KINDS;
	is_int(reread(&report), GR_CORRUPT, "an unknown kind");
	report.header.kind = GR_ORGAN_UNKNOWN;
	report.forms[0] = GR_FORM_MIXED;
	is_int(reread(&report), GR_CORRUPT, "a report of mixed form");
	report.forms[0] = GR_FORM_2014;
	is_int(reread(&report), GR_CORRUPT, "a form without cells of the table");
}

static void
test_place_limits(void)
{
	gr_report	report;

	gr_report_init(&report);
	report.forms[GR_TABLE_PROCEEDINGS] = GR_FORM_2019;
	report.tables[GR_TABLE_PROCEEDINGS].pos = (uint32_t) GR_TEXT_LIMIT + 1;
	is_int(reread(&report), GR_OK, "a table at the end of the longest text");
	report.tables[GR_TABLE_PROCEEDINGS].pos++;
	is_int(reread(&report), GR_CORRUPT, "and behind it");
	report.tables[GR_TABLE_PROCEEDINGS].pos = 0;
	is_int(reread(&report), GR_OK, "a table without place");
	report.tables[GR_TABLE_PROCEEDINGS].len = 1;
	is_int(reread(&report), GR_CORRUPT, "has no length");
	report.tables[GR_TABLE_PROCEEDINGS].len = 0;
	report.cells[GR_SLOT_RECONSIDERATION_PENDING].status = GR_CELL_BLANK;
	is_int(reread(&report), GR_OK, "a cell without place");
	report.cells[GR_SLOT_RECONSIDERATION_PENDING].span.len = 1;
	is_int(reread(&report), GR_CORRUPT, "has none either");
	report.cells[GR_SLOT_RECONSIDERATION_PENDING].span.pos = (uint32_t) GR_TEXT_LIMIT + 2;
	is_int(reread(&report), GR_CORRUPT, "a cell behind the longest text");
}

static void
test_diagnostic_limits(void)
{
	gr_arena	arena;
	gr_report  *report;
	gr_diagnostic d = {GR_RULE_TEXT_REPLACEMENT, GR_TABLE_NONE, {1, 1}, 7};

	gr_arena_init(&arena, &gr_host_libc);
	report = gr_arena_alloc(&arena, sizeof(gr_report));
	gr_report_init(report);
	for (int i = 0; i < GR_DIAGNOSTICS_LIMIT - 1; i++)
		gr_report_diagnose(&arena, report, d);
	is_int(report->diagnostics[GR_DIAGNOSTICS_LIMIT - 2].rule, GR_RULE_TEXT_REPLACEMENT, "all but the last diagnostic are what they are");
	is_int(gr_report_diagnose(&arena, report, d), GR_OK, "the last");
	is_int(report->diagnostics[GR_DIAGNOSTICS_LIMIT - 1].rule, GR_RULE_TEXT_LIMIT, "says that there were more");
	gr_report_diagnose(&arena, report, d);
	is_int(report->diagnostic_count, GR_DIAGNOSTICS_LIMIT, "and no more are kept");
	is_int(reread(report), GR_OK, "so many can be stored");
	d.rule = GR_RULES;
	report->diagnostics[5] = d;
	is_int(reread(report), GR_CORRUPT, "an unknown rule cannot");
	d.rule = GR_RULE_TEXT_LIMIT;
	d.table = GR_TABLE_NONE + 1;
	report->diagnostics[5] = d;
	is_int(reread(report), GR_CORRUPT, "nor an unknown table");
	gr_arena_free(&arena);
}

/* Numbers have one writing: a superfluous group of zero bits is refused. */
static void
test_varints(void)
{
	static const int64_t values[] = {0, 1, -1, 63, 64, -64, -65, 127, 128, INT32_MAX, INT64_MAX, INT64_MIN, INT64_MIN + 1};
	int			wrong = 0;
	gr_reader	reader;

	for (size_t i = 0; i < 3000; i++)
	{
		int64_t		value = i < sizeof(values) / sizeof(values[0]) ? values[i] : (int64_t) (random64() >> random_below(64));
		gr_wide		wide = {(int64_t) (random64() >> random_below(64)) >> 2, random64()};
		gr_arena	arena;
		gr_writer	writer;

		gr_arena_init(&arena, &gr_host_libc);
		gr_writer_init(&writer, &arena);
		gr_write_signed(&writer, value);
		gr_write_unsigned(&writer, (uint64_t) value);
		gr_write_wide(&writer, wide);
		gr_write_wide(&writer, gr_wide_of(value));
		reader = gr_reader_of(gr_slice_make(writer.data, writer.len));
		wrong += gr_read_signed(&reader) != value;
		wrong += gr_read_unsigned(&reader) != (uint64_t) value;
		wrong += !gr_wide_equal(gr_read_wide(&reader), wide);
		wrong += !gr_wide_equal(gr_read_wide(&reader), gr_wide_of(value));
		wrong += reader.failed || reader.at != reader.end;
		gr_arena_free(&arena);
	}
	is_int(wrong, 0, "3000 numbers, signed, unsigned and wide, come back");
	reader = gr_reader_of(GR_SLICE("\x80\x00"));
	gr_read_unsigned(&reader);
	ok(reader.failed, "a group of zeros at the end is refused");
	reader = gr_reader_of(GR_SLICE("\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x02"));
	gr_read_unsigned(&reader);
	ok(reader.failed, "65 bits are refused");
	reader = gr_reader_of(GR_SLICE("\x80"));
	gr_read_unsigned(&reader);
	ok(reader.failed, "so is a number cut short");
	reader = gr_reader_of(GR_SLICE("ab"));
	is_int(gr_read_bytes(&reader, 3).len, 0, "three of two bytes are none");
	ok(reader.failed, "and a failure");
}

/* Numbers are passed over eight bytes at a time as they are read one by one, to the end of the bytes too. */
static void
test_skipped_numbers(void)
{
	int			wrong = 0;

	for (int n = 0; n < 3000; n++)
	{
		char		bytes[40];
		size_t		len = random_below(sizeof(bytes));
		int			count = (int) random_below(24);
		int			left = count;
		size_t		at = 0;
		gr_reader	reader = gr_reader_of(gr_slice_make(bytes, len));

		for (size_t i = 0; i < len; i++)
			bytes[i] = (char) (random_below(3) == 0 ? random64() | 0x80 : random64() & 0x7F);
		for (; left > 0 && at < len; at++)
			left -= (bytes[at] & 0x80) == 0;
		gr_skip_numbers(&reader, count);
		wrong += reader.failed != (left > 0) || reader.at != (const unsigned char *) bytes + at;
	}
	is_int(wrong, 0, "3000 lots of numbers are passed over");
}

/* ---------- facts ---------- */

/* A figure of up to so many bits, either sign. */
static int64_t
random_figure(int bits)
{
	int64_t		value = (int64_t) (random64() >> (64 - bits + (int) random_below((uint64_t) bits)));

	return random_below(4) == 0 ? -value : value;
}

static bool
same_facts(const gr_fact *facts, size_t count, const gr_report *report)
{
	bool		same = report->fact_count == count;

	for (size_t i = 0; i < count && same; i++)
	{
		const gr_fact *a = &facts[i];
		const gr_fact *b = &report->facts[i];

		same = a->key == b->key && a->unit == b->unit && same_span(a->span, b->span) && a->value == b->value && a->low == b->low &&
			a->high == b->high && a->scale == b->scale && a->part_of == b->part_of && a->other_year == b->other_year;
	}
	return same;
}

/* Facts with numbers of all lengths, the last one close to the end of the bytes: not all can be read in the short way. */
static void
test_facts(void)
{
	static gr_report report;
	gr_fact		facts[20];
	int			wrong = 0;

	for (int n = 0; n < 1000; n++)
	{
		uint32_t	pos = 1;
		gr_arena	arena;
		gr_writer	writer;
		gr_error	error = {0, NULL};
		gr_skimmed	skimmed;
		gr_slice	bytes;

		gr_arena_init(&arena, &gr_host_libc);
		gr_report_init(&report);
		report.facts = facts;
		report.fact_count = 1 + random_below(20);
		memset(facts, 0, sizeof(facts));
		for (size_t i = 0; i < report.fact_count; i++)
		{
			gr_fact    *f = &facts[i];

			f->key = (unsigned char) random_below(GR_FACT_NONE + 1);
			f->unit = (unsigned char) random_below(GR_UNITS);
			f->span.pos = pos += (uint32_t) (random64() >> (44 + random_below(20)));
			f->span.len = (uint32_t) (random64() >> (48 + random_below(16)));
			f->value = f->low = f->high = random_figure(40);
			f->part_of = i > 0 && random_below(4) == 0 ? (int32_t) random_below(i) : -1;
			f->first = f->second = -1;
			f->scale = random_below(4) == 0 ? 2 : 0;
			f->other_year = random_below(4) == 0;
		}
		gr_writer_init(&writer, &arena);
		gr_report_encode(&writer, &report);
		bytes = gr_slice_make(writer.data, writer.len);
		for (int skim = 0; skim < 2; skim++)
		{
			static gr_report read;
			gr_status	status = skim ? gr_report_skim(&arena, bytes, &read, &skimmed, &error) : gr_report_decode(&arena, bytes, &read, &error);

			wrong += status != GR_OK || !same_facts(facts, report.fact_count, &read);
		}
		gr_arena_free(&arena);
	}
	is_int(wrong, 0, "the facts of 1000 reports come back, skimmed as well");
}

/* ---------- cells beyond the forms ---------- */

static gr_status
reread_extra(gr_extra extra, int form, int times)
{
	gr_arena	arena;
	gr_report	report;
	gr_status	status;

	gr_arena_init(&arena, &gr_host_libc);
	gr_report_init(&report);
	report.forms[GR_TABLE_STATISTICS] = (unsigned char) form;
	while (times-- > 0)
		gr_report_add_extra(&arena, &report, extra);
	status = reread(&report);
	gr_arena_free(&arena);
	return status;
}

static void
test_extras(void)
{
	const gr_extra usual = {GR_TABLE_STATISTICS, GR_ROW_STAT_RECEIVED, GR_COLUMN_STAT_CUMULATIVE, {5, 3}, {17, 1, {20, 2}, GR_CELL_GIVEN, 0, GR_UNIT_DOCUMENT}};
	gr_extra	extra = usual;
	gr_report	report;
	gr_arena	arena;
	gr_slice	bytes;

	is_int(reread_extra(extra, GR_FORM_LOCAL, 1), GR_OK, "a cell of another column");
	is_int(reread_extra(extra, GR_FORM_LOCAL, GR_EXTRAS_LIMIT), GR_OK, "as many as there may be");
	is_int(reread_extra(extra, GR_FORM_LOCAL, GR_EXTRAS_LIMIT + 1), GR_OK, "of more the first are kept");
	is_int(reread_extra(extra, GR_FORM_NONE, 1), GR_CORRUPT, "a cell of a table that is not there");
	extra.row = GR_ROW_NONE;
	extra.column = GR_COLUMN_NONE;
	is_int(reread_extra(extra, GR_FORM_LOCAL, 1), GR_OK, "a row and a column that are not known");
	extra.row = GR_ROW_RECEIVED;
	is_int(reread_extra(extra, GR_FORM_LOCAL, 1), GR_CORRUPT, "a row of another table");
	extra.row = GR_ROW_NONE + 1;
	is_int(reread_extra(extra, GR_FORM_LOCAL, 1), GR_CORRUPT, "a row that is none");
	extra = usual;
	extra.column = GR_COLUMN_TOTAL;
	is_int(reread_extra(extra, GR_FORM_LOCAL, 1), GR_CORRUPT, "a column of another table");
	extra.column = GR_COLUMN_NONE + 1;
	is_int(reread_extra(extra, GR_FORM_LOCAL, 1), GR_CORRUPT, "a column that is none");
	extra = usual;
	extra.table = GR_TABLE_NONE;
	is_int(reread_extra(extra, GR_FORM_LOCAL, 1), GR_CORRUPT, "a table that is none");
	for (int status = 0; status < GR_CELL_STATUSES + 1; status++)
	{
		bool		value = status < GR_CELL_STATUSES && gr_status_has_value((gr_cell_status) status);
		bool		legal = status < GR_CELL_STATUSES && status != GR_CELL_SUMMED && status != GR_CELL_MISSING && status != GR_CELL_REPAIRED;

		extra = usual;
		extra.cell.status = (unsigned char) status;
		is_int(reread_extra(extra, GR_FORM_LOCAL, 1), legal && value ? GR_OK : GR_CORRUPT, "status %d with a value", status);
		extra.cell.value = 0;
		extra.cell.unit = GR_UNIT_NONE;
		is_int(reread_extra(extra, GR_FORM_LOCAL, 1), legal ? GR_OK : GR_CORRUPT, "status %d without", status);
	}
	extra = usual;
	extra.cell.value = GR_LARGEST_FIGURE + 1;
	is_int(reread_extra(extra, GR_FORM_LOCAL, 1), GR_CORRUPT, "a figure beyond the largest");
	extra = usual;
	extra.cell.scale = GR_LARGEST_SCALE + 1;
	is_int(reread_extra(extra, GR_FORM_LOCAL, 1), GR_CORRUPT, "nine decimals");
	extra = usual;
	extra.cell.unit = GR_UNITS;
	is_int(reread_extra(extra, GR_FORM_LOCAL, 1), GR_CORRUPT, "an unknown unit");
	extra = usual;
	extra.label.pos = 0;
	is_int(reread_extra(extra, GR_FORM_LOCAL, 1), GR_CORRUPT, "a label of some length at no place");
	extra = usual;
	extra.cell.span.len = GR_TEXT_LIMIT + 2;
	is_int(reread_extra(extra, GR_FORM_LOCAL, 1), GR_CORRUPT, "a cell longer than any text");

	/* The number of them is the byte before the one of the diagnostics, at the end of a report of nothing. */
	gr_report_init(&report);
	gr_arena_init(&arena, &gr_host_libc);
	bytes = encoded(&arena, &report);
	is_int(decode_changed(&report, bytes.len - 2, 0), GR_OK, "no cell beyond the forms");
	is_int(decode_changed(&report, bytes.len - 2, 1), GR_CORRUPT, "one that does not come");
	is_int(decode_changed(&report, bytes.len - 2, 127), GR_CORRUPT, "many that do not come");
	gr_arena_free(&arena);
}

int
main(void)
{
	test_round_trip();
	test_smallest();
	test_truncation();
	test_trailing();
	test_mutation();
	test_random_bytes();
	test_versions();
	test_cell_limits();
	test_header_limits();
	test_place_limits();
	test_diagnostic_limits();
	test_varints();
	test_skipped_numbers();
	test_facts();
	test_extras();
	return done_testing();
}
