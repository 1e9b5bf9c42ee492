/*
 * memory.c
 *		A host without memory, or without patience: each allocation in turn fails, each look at the hook cancels, and
 *		nothing is lost.
 *
 * The address sanitizer sees what leaks or is used after it went back; the host
 * counts what was asked for and given back.
 */
#include "audit_sheet.h"
#include "chapter_words.h"
#include "compare.h"
#include "describe.h"
#include "findings.h"
#include "parse.h"
#include "render.h"
#include "repair_children.h"
#include "report_json.h"
#include "repetition.h"
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

/* Looks at the hook of which one cancels, and sizes of the memory that is all there is: all, or so many. */
#define LOOKS 200
#define SIZES 200

/* All memory is what the caller gives, less and less too little; the host has none. */
static void
every_size_fails(call function, size_t needed)
{
	size_t		step = (needed / SIZES / sizeof(max_align_t) + 1) * sizeof(max_align_t);
	int			failed = 0;
	int			wrong = 0;
	gr_status	status = GR_OUT_OF_MEMORY;

	for (size_t size = 0; status == GR_OUT_OF_MEMORY && size < 2 * needed + step; size += step)
	{
		counting	c;
		gr_host		host = counting_host(&c);
		char	   *memory = malloc(size + 1);
		gr_arena	arena;

		if (memory == NULL)
			abort();
		c.fail_at = -1;
		gr_arena_init_in(&arena, &host, memory, size);
		status = function(&arena);
		failed += status == GR_OUT_OF_MEMORY;
		wrong += status != GR_OUT_OF_MEMORY && status != GR_OK;
		gr_arena_free(&arena);
		free(memory);
	}
	ok(status == GR_OK && wrong == 0, "and of %d sizes of memory each was too little, until it was enough", failed);
}

/* Without a failure once, then with each allocation failing, then with a look at the hook that cancels. */
static void
each_fails(const char *name, call function)
{
	counting	c;
	gr_host		host = counting_host(&c);
	gr_arena	arena;
	long		needed;
	long		looks;
	size_t		used;
	int			wrong = 0;
	int			lost = 0;

	gr_arena_init(&arena, &host);
	is_int(function(&arena), GR_OK, "%s", name);
	used = arena.used;
	gr_arena_free(&arena);
	needed = c.allocations;
	looks = c.looks;
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
	every_size_fails(function, used);
	wrong = lost = 0;
	for (long at = 1; at <= looks; at += 1 + looks / LOOKS)
	{
		host = counting_host(&c);
		c.cancel_at = at;
		gr_arena_init(&arena, &host);
		wrong += function(&arena) != GR_CANCELLED;
		gr_arena_free(&arena);
		lost += c.releases != c.allocations;
	}
	ok(wrong == 0 && lost == 0, "ends when one of its %ld looks at the hook cancels, and gives all memory back", looks);
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

/* Of text out of a PDF file, whose rows are pieced together. */
static gr_status
call_parse_lost_order(gr_arena *arena)
{
	static char pages[1 << 16];
	static size_t len;
	gr_report  *report = gr_arena_alloc(arena, sizeof(gr_report));
	gr_error	error = {0, NULL};

	if (report == NULL)
		return GR_OUT_OF_MEMORY;
	if (len == 0)
	{
		FILE	   *file = fopen("test/data/pdf/2019-003-writer.pdfminer.txt", "rb");

		if (file == NULL)
			return GR_CORRUPT;
		len = fread(pages, 1, sizeof(pages), file);
		fclose(file);
	}
	return gr_parse(arena, gr_slice_make(pages, len), report, &error);
}

/* A table of 2014, and prose with headings, quantities and documents. */
static const char statistics_text[] =
"鹭岚县人民政府2016年政府信息公开工作年度报告\n一、概述\n（一）组织领导。根据《中华人民共和国政府信息公开条例》（国务院令第492号）和"
"《鹭岚县政府信息公开办法》（鹭政发〔2015〕12号），全县收到申请38件，其中网络申请30件，占78.9%，比2015年的30件增加8件。\n"
"二、附表\n统计指标 | 单位 | 统计数 | 区政府\n主动公开政府信息数 | 条 | 120 | 100\n收到申请数 | 件 | 38 | 20\n1.当面申请数 | 件 | 8 | 8\n"
"2.传真申请数 | 件 | 0 | 0\n热线接听数 | 次 | 88 | 80\n申请办结数 | 件 | 38 | 20\n1.按时办结数 | 件 | 38 | 20\n2.延期办结数 | 件 | 0 | 0\n";

static gr_status
call_parse_statistics(gr_arena *arena)
{
	gr_report  *report = gr_arena_alloc(arena, sizeof(gr_report));
	gr_error	error = {0, NULL};
	gr_writer	words;
	gr_status	status;

	if (report == NULL)
		return GR_OUT_OF_MEMORY;
	status = gr_parse(arena, GR_SLICE(statistics_text), report, &error);
	gr_writer_init(&words, arena);
	if (status == GR_OK)
		status = gr_chapter_words(arena, report, GR_SLICE(statistics_text), GR_CHAPTER_NONE, &words);
	return status;
}

/* ---------- wrong tables ---------- */

/* A table of applications in which everything is one, or what it adds up to. */
static void
make_table(gr_report *report)
{
	gr_report_init(report);
	report->header.year = 2022;
	report->forms[GR_TABLE_APPLICATIONS] = GR_FORM_2021;
	for (int slot = gr_tables[GR_TABLE_APPLICATIONS].first_slot; slot < (int) gr_tables[GR_TABLE_APPLICATIONS].end_slot; slot++)
	{
		int			row = gr_slots[slot].row;
		int64_t		value = row == GR_ROW_RECEIVED ? 30 : row == GR_ROW_CONCLUDED ? 0 : 1;

		if (!gr_form_has(GR_FORM_2021, slot))
			continue;
		for (int r = GR_ROW_GRANTED; row == GR_ROW_CONCLUDED && r < GR_ROW_CONCLUDED; r++)
			value += gr_slot_of(r, GR_COLUMN_TOTAL) >= 0 && gr_form_has(GR_FORM_2021, gr_slot_of(r, GR_COLUMN_TOTAL));
		if (row == GR_ROW_CARRIED_OUT)
			value = 31 - report->cells[gr_slot_of(GR_ROW_CONCLUDED, GR_COLUMN_NATURAL_PERSON)].value;
		if (gr_slots[slot].column == GR_COLUMN_TOTAL)
			value *= 6;
		report->cells[slot].value = value;
		report->cells[slot].unit = gr_slots[slot].unit;
		report->cells[slot].status = GR_CELL_GIVEN;
		report->cells[slot].reports = 1;
		report->cells[slot].span = (gr_span) {(uint32_t) slot * 4 + 1, 1};
	}
}

static void
exchange(gr_report *report, int a, int b)
{
	gr_cell		cell = report->cells[a];

	report->cells[a] = report->cells[b];
	report->cells[b] = cell;
}

/* Three cells that no sum agrees with, and rows that changed places. */
static gr_status
call_repairs(gr_arena *arena)
{
	static gr_report report;
	gr_repairs	repairs;
	gr_status	status;

	make_table(&report);
	report.cells[GR_SLOT_GRANTED_BUSINESS].value = 7;
	report.cells[GR_SLOT_DENIED_LAW_WELFARE].value = 12;
	report.cells[GR_SLOT_CARRIED_IN_TOTAL].status = GR_CELL_BLANK;
	report.cells[GR_SLOT_CARRIED_IN_TOTAL].value = 0;
	status = gr_repairs_of(arena, &report, NULL, &repairs);
	if (status == GR_OK)
		status = gr_repairs_apply(arena, &report, &repairs);
	if (status != GR_OK)
		return status;
	make_table(&report);
	for (int column = GR_COLUMN_NATURAL_PERSON; column <= GR_COLUMN_TOTAL; column++)
		exchange(&report, gr_slot_of(GR_ROW_CONCLUDED, column), gr_slot_of(GR_ROW_CARRIED_OUT, column));
	return gr_repairs_of(arena, &report, NULL, &repairs);
}

static gr_status
call_compare(gr_arena *arena)
{
	static gr_report published;
	static gr_report computed;
	gr_findings findings;
	gr_repairs	repairs;
	gr_status	status;

	make_table(&published);
	make_table(&computed);
	published.cells[GR_SLOT_GRANTED_BUSINESS].value = 7;
	computed.header.year = 2021;
	status = gr_compare(arena, &published, &computed, &findings);
	if (status == GR_OK)
		status = gr_continuity(arena, &computed, &published, &findings);
	return status == GR_OK ? gr_repair_child(arena, &published, &computed, &computed, &repairs) : status;
}

static gr_status
call_sheet(gr_arena *arena)
{
	gr_report  *report = gr_arena_alloc(arena, sizeof(gr_report));
	gr_findings findings;
	gr_repairs	repairs;
	gr_sheet	sheet = {.report = report,.findings = &findings,.repairs = &repairs,.raw = text_slice(&report_text)};
	gr_error	error = {0, NULL};
	gr_writer	writer;
	gr_status	status;

	if (report == NULL)
		return GR_OUT_OF_MEMORY;
	gr_writer_init(&writer, arena);
	status = gr_report_decode(arena, report_bytes, report, &error);
	if (status == GR_OK)
		status = gr_findings_of(arena, report, &findings);
	if (status == GR_OK)
		status = gr_repairs_of(arena, report, NULL, &repairs);
	return status == GR_OK ? gr_sheet_write(arena, &sheet, &writer) : status;
}

static gr_status
call_repetition(gr_arena *arena)
{
	gr_repetition repetition;
	gr_text_change *changes;
	size_t		count;
	gr_slice	a = GR_SLICE(statistics_text);
	gr_slice	b = text_slice(&report_text);
	gr_status	status = gr_repetition_of(arena, a, b, &repetition);

	return status == GR_OK ? gr_text_changes(arena, a, b, &changes, &count) : status;
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
	each_fails("parse of text out of a PDF file", call_parse_lost_order);
	each_fails("parse of statistics and prose, and the words of it", call_parse_statistics);
	each_fails("report to text", call_to_json);
	each_fails("report from text", call_from_json);
	each_fails("roll-up from text", call_rollup_from_json);
	each_fails("report from bytes", call_decode);
	each_fails("findings, in words", call_findings);
	each_fails("tables as text", call_render);
	each_fails("roll-up", call_rollup);
	each_fails("repairs", call_repairs);
	each_fails("comparisons", call_compare);
	each_fails("page about a report", call_sheet);
	each_fails("two texts", call_repetition);
	gr_arena_free(&arena);
	text_free(&report_text);
	return done_testing();
}
