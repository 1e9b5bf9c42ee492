/*
 * check.h
 *		What holds for every value of the type, whoever made it: shared by the fuzzers.
 */
#ifndef GR_FUZZ_CHECK_H
#define GR_FUZZ_CHECK_H

#include "../unit/printed.h"
#include "../unit/sample.h"

#include "chapter_words.h"
#include "describe.h"
#include "findings.h"
#include "locate.h"
#include "parse.h"
#include "report_json.h"
#include "rollup.h"
#include "utf8.h"

#define CHECK(condition) \
	do { \
		if (!(condition)) \
		{ \
			fprintf(stderr, "%s:%d: does not hold: %s\n", __FILE__, __LINE__, #condition); \
			abort(); \
		} \
	} while (0)

/* The findings of a report, each in words. */
static void
check_findings(gr_arena *arena, const gr_report *report)
{
	gr_findings findings;
	gr_writer	writer;

	CHECK(gr_findings_of(arena, report, &findings) == GR_OK);
	gr_verdict_of(&findings);
	for (int rule = 0; rule < GR_RULES; rule++)
	{
		const gr_assessment *a = &findings.rules[rule];

		CHECK(a->passed >= 0 && a->failed >= 0 && a->unassessable >= 0 && a->passed + a->failed + a->unassessable == a->instances);
	}
	for (size_t i = 0; i < findings.count; i++)
	{
		const gr_finding *f = &findings.items[i];

		CHECK(f->rule < GR_RULES && f->table <= GR_TABLE_NONE && f->row <= GR_ROW_NONE && f->column <= GR_COLUMN_NONE);
		CHECK(f->severity >= gr_rules[f->rule].severity);
		if (i < 20)
		{
			gr_description d;

			memset(&d, 0, sizeof(d));
			d.rule = f->rule;
			d.severity = f->severity;
			d.table = f->table;
			d.row = f->row;
			d.column = f->column;
			gr_writer_init(&writer, arena);
			gr_describe(&writer, &d, i % 2 == 0 ? GR_LANGUAGE_ZH : GR_LANGUAGE_EN);
			CHECK(!writer.failed && gr_utf8_valid_prefix(gr_slice_make(writer.data, writer.len)) == writer.len);
		}
	}
}

/* The words below its headings, of the text that was parsed or of another one, and where its issuer sits. */
static TAP_UNUSED void
check_words(gr_arena *arena, const gr_report *report, gr_slice raw)
{
	gr_writer	writer;
	int			chapter = (int) (raw.len % (GR_CHAPTER_NONE + 1));

	gr_writer_init(&writer, arena);
	CHECK(gr_chapter_words(arena, report, raw, chapter, &writer) == GR_OK);
	CHECK(writer.len == 0 || gr_utf8_valid_prefix(gr_slice_make(writer.data, writer.len)) == writer.len);
	if (report->header.issuer.data != NULL)
		gr_locate(report->header.issuer, gr_slice_make("", 0));
}

/* The tables as text. */
static TAP_UNUSED gr_slice
printed(gr_arena *arena, const gr_report *report, int format)
{
	gr_writer	writer;

	gr_writer_init(&writer, arena);
	gr_render(&writer, report, (gr_format) format);
	CHECK(!writer.failed && gr_utf8_valid_prefix(gr_slice_make(writer.data, writer.len)) == writer.len);
	return gr_slice_make(writer.len == 0 ? "" : writer.data, writer.len);
}

/* Whether a row has a cell without a figure: of such a row it may be left open which cell its figures are of. */
static TAP_UNUSED bool
has_gap(const gr_report *report, int row)
{
	for (int slot = 0; slot < GR_SLOTS; slot++)
		if (gr_slots[slot].row == row && gr_form_has(report->forms[gr_slots[slot].table], slot) && !gr_cell_has_value(&report->cells[slot]))
			return true;
	return false;
}

/* The tables are read back as they were printed, if of one form each. */
static TAP_UNUSED void
check_print(gr_arena *arena, const gr_report *report, int format)
{
	gr_report  *again = gr_arena_alloc(arena, sizeof(gr_report));
	gr_error	error = {0, NULL};

	CHECK(gr_parse(arena, printed(arena, report, format), again, &error) == GR_OK);
	for (int slot = 0; slot < GR_SLOTS; slot++)
	{
		int			table = gr_slots[slot].table;

		/* A table whose labels are those of two forms may be taken for the other one. */
		if (!report->rollup && gr_form_has(report->forms[table], slot) && gr_form_has(again->forms[table], slot))
			CHECK(same_cell(&report->cells[slot], &again->cells[slot], slot) ||
				  (again->cells[slot].status == GR_CELL_AMBIGUOUS && has_gap(report, gr_slots[slot].row)));
	}
}

/* Twice the value less the value is the value's roll-up; the value less itself is nothing. */
static void
check_rollup(gr_arena *arena, gr_slice bytes)
{
	gr_rollup  *once = gr_arena_alloc(arena, sizeof(gr_rollup));
	gr_rollup  *thrice = gr_arena_alloc(arena, sizeof(gr_rollup));
	gr_report  *report = gr_arena_alloc(arena, sizeof(gr_report));
	gr_writer	a;
	gr_writer	b;
	gr_error	error = {0, NULL};
	gr_status	status;

	gr_rollup_init(once);
	gr_rollup_init(thrice);
	CHECK(gr_rollup_add(once, bytes, 1, &error) == GR_OK);
	gr_writer_init(&a, arena);
	CHECK(gr_rollup_encode(&a, once) == GR_OK);
	CHECK(gr_report_decode_strict(arena, gr_slice_make(a.data, a.len), report, &error) == GR_OK);
	check_findings(arena, report);
	status = gr_rollup_add(thrice, bytes, 1, &error);
	if (status == GR_OK)
		status = gr_rollup_add(thrice, gr_slice_make(a.data, a.len), 1, &error);
	if (status == GR_OK)
		status = gr_rollup_add(thrice, bytes, -1, &error);
	if (status == GR_OVERFLOW)
		return;
	CHECK(status == GR_OK);
	gr_writer_init(&b, arena);
	CHECK(gr_rollup_encode(&b, thrice) == GR_OK);
	CHECK(gr_slice_equal(gr_slice_make(a.data, a.len), gr_slice_make(b.data, b.len)));
}

/* A valid value: to text and back, checked, summed. */
static TAP_UNUSED void
check_value(gr_arena *arena, gr_slice bytes)
{
	gr_report  *report = gr_arena_alloc(arena, sizeof(gr_report));
	gr_error	error = {0, NULL};
	gr_slice	json;
	gr_slice	again;
	gr_slice	back;

	CHECK(gr_report_decode_strict(arena, bytes, report, &error) == GR_OK);
	check_findings(arena, report);
	for (int row = 0; row < GR_ROWS; row++)
		for (int column = 0; column < GR_COLUMNS; column++)
		{
			gr_cell		cell;

			if (gr_columns[column].table == gr_rows[row].table)
				gr_report_value(report, row, column, &cell);
		}
	CHECK(gr_report_to_json(arena, bytes, &json, &error) == GR_OK);
	CHECK(gr_utf8_valid_prefix(json) == json.len);
	CHECK(gr_report_from_json(arena, json, &back, &error) == GR_OK);
	CHECK(gr_slice_equal(bytes, back));
	CHECK(gr_report_to_json(arena, back, &again, &error) == GR_OK);
	CHECK(gr_slice_equal(json, again));
	check_rollup(arena, bytes);
}

#endif							/* GR_FUZZ_CHECK_H */
