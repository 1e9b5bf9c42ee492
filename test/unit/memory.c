/*
 * memory.c
 *		A host without memory: each allocation in turn fails, and nothing is lost.
 *
 * The address sanitizer sees what leaks or is used after it went back; the host
 * counts what was asked for and given back.
 */
#include "describe.h"
#include "findings.h"
#include "parse.h"
#include "render.h"
#include "report_json.h"
#include "rollup.h"
#include "sample.h"

/* What a call is given: the text of a report, its bytes, its JSON, the bytes and JSON of a roll-up. */
static text report_text;
static gr_slice report_bytes;
static gr_slice report_json;
static gr_slice rollup_bytes;
static gr_slice rollup_json;

typedef gr_status (*call) (gr_arena *arena);

static gr_status
call_parse(gr_arena *arena)
{
	gr_report  *report = gr_arena_alloc(arena, sizeof(gr_report));
	gr_error	error = {0, NULL};
	gr_writer	writer;
	gr_status	status;

	if (report == NULL)
		return GR_OUT_OF_MEMORY;
	status = gr_parse(arena, text_slice(&report_text), report, &error);
	if (status != GR_OK)
		return status;
	gr_writer_init(&writer, arena);
	return gr_report_encode(&writer, report);
}

static gr_status
call_to_json(gr_arena *arena)
{
	gr_slice	json;
	gr_error	error = {0, NULL};
	gr_status	status = gr_report_to_json(arena, report_bytes, &json, &error);

	return status == GR_OK ? gr_report_to_json(arena, rollup_bytes, &json, &error) : status;
}

static gr_status
call_from_json(gr_arena *arena)
{
	gr_slice	bytes;
	gr_error	error = {0, NULL};

	return gr_report_from_json(arena, report_json, &bytes, &error);
}

static gr_status
call_rollup_from_json(gr_arena *arena)
{
	gr_slice	bytes;
	gr_error	error = {0, NULL};

	return gr_report_from_json(arena, rollup_json, &bytes, &error);
}

static gr_status
call_decode(gr_arena *arena)
{
	gr_report  *report = gr_arena_alloc(arena, sizeof(gr_report));
	gr_error	error = {0, NULL};
	gr_status	status;

	if (report == NULL)
		return GR_OUT_OF_MEMORY;
	status = gr_report_decode_strict(arena, report_bytes, report, &error);
	return status == GR_OK ? gr_report_decode_strict(arena, rollup_bytes, report, &error) : status;
}

static gr_status
call_findings(gr_arena *arena)
{
	gr_report  *report = gr_arena_alloc(arena, sizeof(gr_report));
	gr_findings findings;
	gr_error	error = {0, NULL};
	gr_status	status;

	if (report == NULL)
		return GR_OUT_OF_MEMORY;
	status = gr_report_decode(arena, report_bytes, report, &error);
	if (status == GR_OK)
		status = gr_findings_of(arena, report, &findings);
	for (size_t i = 0; status == GR_OK && i < findings.count; i++)
	{
		gr_description d;
		gr_writer	writer;

		memset(&d, 0, sizeof(d));
		d.rule = findings.items[i].rule;
		d.severity = findings.items[i].severity;
		d.table = findings.items[i].table;
		d.row = findings.items[i].row;
		d.column = findings.items[i].column;
		gr_writer_init(&writer, arena);
		gr_describe(&writer, &d, GR_LANGUAGE_EN);
		if (writer.failed)
			status = GR_OUT_OF_MEMORY;
	}
	return status;
}

static gr_status
call_render(gr_arena *arena)
{
	gr_report  *report = gr_arena_alloc(arena, sizeof(gr_report));
	gr_error	error = {0, NULL};
	gr_status	status;

	if (report == NULL)
		return GR_OUT_OF_MEMORY;
	status = gr_report_decode(arena, report_bytes, report, &error);
	for (int format = 0; status == GR_OK && format < GR_FORMATS; format++)
	{
		gr_writer	writer;

		gr_writer_init(&writer, arena);
		gr_render(&writer, report, (gr_format) format);
		if (!writer.failed)
			gr_render_blank(&writer, GR_FORM_2014, (gr_format) format);
		if (writer.failed)
			status = GR_OUT_OF_MEMORY;
	}
	return status;
}

static gr_status
call_rollup(gr_arena *arena)
{
	gr_rollup  *rollup = gr_arena_alloc(arena, sizeof(gr_rollup));
	gr_report  *report = gr_arena_alloc(arena, sizeof(gr_report));
	gr_error	error = {0, NULL};
	gr_writer	writer;
	gr_status	status;

	if (rollup == NULL || report == NULL)
		return GR_OUT_OF_MEMORY;
	gr_rollup_init(rollup);
	status = gr_rollup_add(rollup, report_bytes, 1, &error);
	if (status == GR_OK)
		status = gr_rollup_add(rollup, rollup_bytes, 1, &error);
	gr_writer_init(&writer, arena);
	if (status == GR_OK)
		status = gr_rollup_encode(&writer, rollup);
	if (status == GR_OK)
		status = gr_rollup_read(arena, gr_slice_make(writer.data, writer.len), report, &error);
	return status;
}

/* Without a failure once, then with each allocation failing. */
static void
each_fails(const char *name, call function)
{
	counting	c;
	gr_host		host = counting_host(&c);
	gr_arena	arena;
	long		needed;
	int			wrong = 0;
	int			lost = 0;

	gr_arena_init(&arena, &host);
	is_int(function(&arena), GR_OK, "%s", name);
	gr_arena_free(&arena);
	needed = c.allocations;
	is_int(c.releases, needed, "gives all memory back");
	for (long at = 1; at <= needed; at++)
	{
		host = counting_host(&c);
		c.fail_at = at;
		gr_arena_init(&arena, &host);
		wrong += function(&arena) != GR_OUT_OF_MEMORY;
		gr_arena_free(&arena);
		lost += c.releases != c.allocations;
	}
	is_int(wrong, 0, "says so when one of its %ld allocations fails", needed);
	is_int(lost, 0, "and gives back the others");
}

/* A report with findings of every kind and diagnostics, and the sum of some. */
static void
make_values(gr_arena *arena)
{
	sample		s;
	gr_report  *report = gr_arena_alloc(arena, sizeof(gr_report));
	gr_rollup  *rollup = gr_arena_alloc(arena, sizeof(gr_rollup));
	gr_writer	writer;
	gr_error	error = {0, NULL};

	sample_init(&s, GR_FORM_2019, '|');
	for (int slot = 0; slot < GR_SLOTS; slot++)
		s.cells[slot] = slot % 7 == 0 ? "约5" : slot % 5 == 0 ? "-3" : slot % 3 == 0 ? "2.5" : "1";
	sample_write(&report_text, &s);
	text_add(&report_text, "\xEF\xBF\xBD\n");
	sample_applications(&report_text, &s);
	/* And the rows of a table without borders. */
	s.separator = 0;
	for (int slot = 0; slot < GR_SLOTS; slot++)
		s.cells[slot] = slot % 4 == 0 ? "12" : "0";
	text_add(&report_text, "\n");
	sample_applications(&report_text, &s);
	gr_parse(arena, text_slice(&report_text), report, &error);
	for (int i = 0; i < 100; i++)
	{
		gr_diagnostic d = {GR_RULE_TEXT_REPLACEMENT, GR_TABLE_NONE, {1, 1}, i};

		gr_report_diagnose(arena, report, d);
	}
	report_bytes = encoded(arena, report);
	gr_report_to_json(arena, report_bytes, &report_json, &error);
	gr_rollup_init(rollup);
	for (int i = 0; i < 30; i++)
	{
		random_report(arena, report);
		gr_rollup_add(rollup, encoded(arena, report), 1, &error);
	}
	gr_writer_init(&writer, arena);
	gr_rollup_encode(&writer, rollup);
	rollup_bytes = gr_slice_make(writer.data, writer.len);
	gr_report_to_json(arena, rollup_bytes, &rollup_json, &error);
}

/* The text of the glued sample alone, so that its rows are read and solved. */
static gr_status
call_parse_glued(gr_arena *arena)
{
	static text t;
	gr_report  *report = gr_arena_alloc(arena, sizeof(gr_report));
	gr_error	error = {0, NULL};

	if (report == NULL)
		return GR_OUT_OF_MEMORY;
	if (t.len == 0)
	{
		sample		s;

		sample_init(&s, GR_FORM_2021, 0);
		s.cells[GR_SLOT_RECEIVED_NATURAL_PERSON] = s.cells[GR_SLOT_RECEIVED_TOTAL] = "12";
		s.cells[GR_SLOT_GRANTED_NATURAL_PERSON] = s.cells[GR_SLOT_GRANTED_TOTAL] = "12";
		s.cells[GR_SLOT_CONCLUDED_NATURAL_PERSON] = s.cells[GR_SLOT_CONCLUDED_TOTAL] = "12";
		sample_write(&t, &s);
	}
	return gr_parse(arena, text_slice(&t), report, &error);
}

static gr_status
call_parse_html(gr_arena *arena)
{
	static const char page[] =
		"<html><head><title>北山区2022年政府信息公开工作年度报告</title></head><body><p>统计期限为2022年1月1日至12月31日。</p>"
		"<table><tr><td>信息内容</td><td>本年处理决定数量</td></tr><tr><td>行政许可</td><td>1,288</td></tr></table>"
		"<table><tr><td rowspan=2>（三）不予公开</td><td>1.属于国家秘密</td><td>1<td>0<td>0<td>0<td>0<td>0<td>1</tr>"
		"<tr><td>2.其他法律行政法规禁止公开</td><td>0</td><td></td><td>0</td><td>0</td><td>0</td><td>0</td><td>0</td></tr></table></body></html>";
	gr_report  *report = gr_arena_alloc(arena, sizeof(gr_report));
	gr_error	error = {0, NULL};

	if (report == NULL)
		return GR_OUT_OF_MEMORY;
	return gr_parse(arena, GR_SLICE(page), report, &error);
}

int
main(void)
{
	gr_arena	arena;

	gr_arena_init(&arena, &gr_host_libc);
	make_values(&arena);
	each_fails("parse of plain text", call_parse);
	each_fails("parse of cells without borders", call_parse_glued);
	each_fails("parse of a page", call_parse_html);
	each_fails("report to text", call_to_json);
	each_fails("report from text", call_from_json);
	each_fails("roll-up from text", call_rollup_from_json);
	each_fails("report from bytes", call_decode);
	each_fails("findings, in words", call_findings);
	each_fails("tables as text", call_render);
	each_fails("roll-up", call_rollup);
	gr_arena_free(&arena);
	text_free(&report_text);
	return done_testing();
}
