/*
 * audit_sheet.c
 *		The page about a report: what it shows, where its links lead, and that no text breaks out.
 */
#include "audit_sheet.h"

#include "compare.h"
#include "markup.h"
#include "parse.h"
#include "rollup.h"

static const char wrong[] =
"鹭岚县人民政府2021年政府信息公开工作年度报告\n"
"统计期限自2021年1月1日起至2021年12月31日止。\n"
"一、总体情况\n"
"全县共受理申请15件。\n"
"三、收到和处理政府信息公开申请情况\n"
"申请人情况\n"
"一、本年新收政府信息公开申请数量 | 9 | 1 | 0 | 0 | 0 | 2 | 13 |\n"
"二、上年结转政府信息公开申请数量 | 0 | 0 | 0 | 0 | 0 | — | 0 |\n"
"（一）予以公开 | 8 | 1 | 0 | 0 | 0 | 2 | 11 |\n"
"（七）总计 | 8 | 1 | 0 | 0 | 0 | 2 | 11 |\n"
"四、结转下年度继续办理 | 1 | 0 | 0 | 0 | 0 | 1 | 2 |\n"
"行政复议 | 行政诉讼\n"
"结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计\n"
"1 | 0 | 2 | 0 | 4 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0\n";

/* A page in the making. */
typedef struct made
{
	gr_arena	arena;
	gr_report	report;
	gr_findings findings;
	gr_sheet	sheet;
	text		html;
} made;

static void
begin(made *m, const char *raw)
{
	gr_error	error = {0, NULL};

	memset(m, 0, sizeof(*m));
	gr_arena_init(&m->arena, &gr_host_libc);
	if (gr_parse(&m->arena, gr_slice_cstring(raw), &m->report, &error) != GR_OK || gr_findings_of(&m->arena, &m->report, &m->findings) != GR_OK)
		abort();
	m->sheet.report = &m->report;
	m->sheet.findings = &m->findings;
	m->sheet.raw = gr_slice_cstring(raw);
}

static gr_status
finish(made *m)
{
	gr_writer	writer;
	gr_status	status;

	gr_writer_init(&writer, &m->arena);
	status = gr_sheet_write(&m->arena, &m->sheet, &writer);
	text_free(&m->html);
	if (status == GR_OK)
		text_bytes(&m->html, writer.data, writer.len);
	return status;
}

static void
drop(made *m)
{
	text_free(&m->html);
	gr_arena_free(&m->arena);
}

/* Links whose target is not there, and names that are there twice. */
static int
broken_links(const text *html)
{
	int			broken = 0;

	for (const char *p = html->data; (p = strstr(p, "href=\"#")) != NULL; p++)
	{
		char		id[64];

		snprintf(id, sizeof(id), " id=\"%.*s\"", (int) strcspn(p + 7, "\""), p + 7);
		if (occurrences(html, id) != 1)
		{
			broken++;
			diag("%s", id);
		}
	}
	for (const char *p = html->data; (p = strstr(p, " id=\"")) != NULL; p++)
	{
		char		id[64];

		snprintf(id, sizeof(id), "%.*s", (int) strcspn(p + 5, "\"") + 6, p);
		broken += occurrences(html, id) != 1;
	}
	return broken;
}

/* Each finding is in the list, and at its cell where it names one of a table that is there. */
static int
missing_findings(const made *m)
{
	int			missing = 0;
	text		tables = {NULL, 0, 0};

	/* The raw text has links to findings, too. */
	text_bytes(&tables, m->html.data, (size_t) (strstr(m->html.data, "<h2 id=\"findings\"") - m->html.data));
	for (size_t i = 0; i < m->findings.count; i++)
	{
		const gr_finding *f = &m->findings.items[i];
		int			slot = gr_slot_of(f->row, f->column);
		char		words[64];

		snprintf(words, sizeof(words), "<li id=\"f%zu\" class=\"%s\">", i + 1, gr_severity_name((gr_severity) f->severity));
		missing += occurrences(&m->html, words) != 1;
		if (slot < 0 || !gr_form_has(m->report.forms[gr_slots[slot].table], slot))
			continue;
		snprintf(words, sizeof(words), "<a href=\"#f%zu\">", i + 1);
		missing += occurrences(&tables, words) != 1;
		snprintf(words, sizeof(words), "<td id=\"c%d\"", slot);
		missing += occurrences(&tables, words) != 1;
	}
	text_free(&tables);
	return missing;
}

static void
test_page(void)
{
	made		m;
	char		place[64];
	int			misplaced = 0;

	begin(&m, wrong);
	is_int(finish(&m), GR_OK, "a page of a report with wrong sums");
	ok(well_formed(&m.html, "html"), "is a page");
	ok(m.findings.count >= 5, "with %zu findings", m.findings.count);
	is_int(missing_findings(&m), 0, "each of them in the list and at its cell");
	is_int(broken_links(&m.html), 0, "each link leads to its place");
	is_int(occurrences(&m.html, "<h1>鹭岚县人民政府 2021年 审核表</h1>"), 1, "a heading");
	is_int(occurrences(&m.html, "<dt>勾稽</dt><dd>不相符</dd>"), 1, "the verdict");
	ok(occurrences(&m.html, "<script") == 0 && occurrences(&m.html, "http") == 0, "no script, nothing from outside");
	is_int(occurrences(&m.html, ">–</span><span class=\"sr\">占位</span>"), 1, "a placeholder is told by a sign");
	/* Every value is linked to the words it was read from. */
	for (int slot = 0; slot < GR_SLOTS; slot++)
	{
		const gr_cell *cell = &m.report.cells[slot];
		gr_slice	words;

		if (cell->span.pos == 0 || cell->span.len == 0)
			continue;
		words = text_at(m.sheet.raw, cell->span);
		/* And these back to it, with a class where something was found about them. */
		snprintf(place, sizeof(place), "<mark id=\"p%u\"", cell->span.pos);
		misplaced += occurrences(&m.html, place) != 1;
		snprintf(place, sizeof(place), "><a href=\"#c%d\">%.*s</a></mark>", slot, (int) words.len, words.data);
		misplaced += occurrences(&m.html, place) != 1;
		snprintf(place, sizeof(place), "<a href=\"#p%u\">", cell->span.pos);
		misplaced += gr_cell_has_value(cell) && occurrences(&m.html, place) < 1;
	}
	is_int(misplaced, 0, "each value leads to its words");
	/* The prose says 15 where the table says 13: both places. */
	ok(strstr(m.html.data, "narrative.received</code> <a class=\"links\" href=\"#c") != NULL && occurrences(&m.html, "\">15件</mark>") == 1,
	   "a contradiction leads to the table and to the prose");
	is_int(occurrences(&m.html, "class=\"warning\">15件</mark><span class=\"refs\"><a href=\"#f"), 1, "and the prose to what was found about it");
	m.sheet.language = GR_LANGUAGE_EN;
	is_int(finish(&m), GR_OK, "the same in English");
	ok(well_formed(&m.html, "html") && occurrences(&m.html, "<html lang=\"en\">") == 1 && occurrences(&m.html, "do not reconcile") == 1, "is a page");
	is_int(missing_findings(&m) + broken_links(&m.html), 0, "with all findings and links");
	m.sheet.raw = gr_slice_make(NULL, 0);
	is_int(finish(&m), GR_OK, "without the text");
	ok(well_formed(&m.html, "html") && occurrences(&m.html, "<mark") == 0 && occurrences(&m.html, "href=\"#p") == 0, "no link leads into it");
	is_int(missing_findings(&m) + broken_links(&m.html), 0, "and all others do");
	drop(&m);
	begin(&m, "没有表格的文字。");
	is_int(finish(&m), GR_OK, "a text without tables");
	ok(well_formed(&m.html, "html") && occurrences(&m.html, "报告中没有官方表格。") == 1, "says so");
	drop(&m);
}

static void
test_repairs(void)
{
	gr_repair	undecided = {.table = GR_TABLE_APPLICATIONS,.slot = -1,.kind = GR_REPAIR_UNDECIDED};
	gr_repairs	repairs;
	made		m;

	begin(&m, wrong);
	is_int(finish(&m), GR_OK, "without repairs");
	is_int(occurrences(&m.html, "修改建议"), 0, "no list of them");
	m.sheet.repairs = &repairs;
	is_int(gr_repairs_of(&m.arena, &m.report, NULL, &repairs), GR_OK, "the repairs");
	is_int(finish(&m), GR_OK, "with repairs");
	ok(well_formed(&m.html, "html") && broken_links(&m.html) == 0, "is a page");
	ok(occurrences(&m.html, "<span class=\"repair\">→ 3</span>") > 0 && occurrences(&m.html, "其他: 2 → 3 (可能)") == 1, "the figure at its cell, and in a list");
	ok(occurrences(&m.html, "结果维持: 1 → 2 (可能)") == 1 && occurrences(&m.html, "总计: 4 → 3 (可能)") == 1, "and all that may be");
	ok(occurrences(&m.html, "<span class=\"repair\">→ 0</span>") > 0 && occurrences(&m.html, "— → 0") == 0, "what a blank cell can only be, at the cell alone");
	repairs.items = &undecided;
	repairs.count = 1;
	is_int(finish(&m), GR_OK, "beyond a limit");
	is_int(occurrences(&m.html, "<li>收到和处理政府信息公开申请情况: 错误过多，无法判定</li>"), 1, "nothing is proposed");
	drop(&m);
}

static void
test_two(void)
{
	made		m;
	made		other;
	char		year[sizeof(wrong)];

	begin(&m, wrong);
	strcpy(year, wrong);
	/* The year before: 2020, with 7 in place of the first 9. */
	for (char *p = year; (p = strstr(p, "2021")) != NULL;)
		p[3] = '0';
	*strstr(year, "| 9 |") = '|';
	strstr(year, "| 9 |")[2] = '7';
	begin(&other, year);
	m.sheet.kind = GR_SHEET_CONTINUITY;
	m.sheet.other = &other.report;
	m.sheet.raw = gr_slice_make(NULL, 0);
	is_int(gr_continuity(&m.arena, &other.report, &m.report, &m.findings), GR_OK, "a year against the one before");
	is_int(finish(&m), GR_OK, "side by side");
	ok(well_formed(&m.html, "html") && missing_findings(&m) == 0 && broken_links(&m.html) == 0 && m.findings.count > 0, "with what does not go together");
	ok(occurrences(&m.html, "上年 </span><span aria-hidden=\"true\">←</span> 7</span>") == 1 && occurrences(&m.html, "年度衔接核对表</h1>") == 1, "last year's figure in its cell");
	m.sheet.kind = GR_SHEET_COMPARE;
	is_int(gr_compare(&m.arena, &m.report, &other.report, &m.findings), GR_OK, "a report against a computed one");
	is_int(finish(&m), GR_OK, "side by side");
	ok(well_formed(&m.html, "html") && missing_findings(&m) == 0 && broken_links(&m.html) == 0 && occurrences(&m.html, "Σ</span> 7</span>") == 1, "is a page");
	drop(&m);
	drop(&other);
}

/* The prose of two years beside each other. */
static void
test_prose(void)
{
	static const char before[] =
	"鹭岚县人民政府2020年政府信息公开工作年度报告\n"
	"一、总体情况\n全县共受理申请15件。\n<b>全年</b>未收取任何费用。\n"
	"五、存在的主要问题及改进情况\n公开的范围不够广。\n"
	"六、其他需要报告的事项\n无。\n";
	static const char now[] =
	"鹭岚县人民政府2021年政府信息公开工作年度报告\n"
	"一、总体情况\n全县共受理申请28件。\n新设查阅点3处。\n<b>全年</b>未收取任何费用。\n"
	"五、存在的主要问题及改进情况\n公开的范围不够广。\n"
	"六、其他需要报告的事项\n无。\n";
	made		m;
	made		other;

	begin(&m, now);
	begin(&other, before);
	m.sheet.kind = GR_SHEET_CONTINUITY;
	m.sheet.other = &other.report;
	is_int(finish(&m), GR_OK, "with the text of one year only");
	ok(well_formed(&m.html, "html") && occurrences(&m.html, "id=\"changes\"") == 0 && occurrences(&m.html, "<pre") == 0, "nothing is compared");
	m.sheet.other_raw = gr_slice_cstring(before);
	is_int(finish(&m), GR_OK, "with the text of both");
	ok(well_formed(&m.html, "html") && broken_links(&m.html) == 0, "is a page");
	is_int(occurrences(&m.html, "<td>全县共受理申请<del>15</del>件。</td><td>全县共受理申请<ins>28</ins>件。</td>"), 1, "what was replaced");
	is_int(occurrences(&m.html, "<tr><td></td><td><ins>新设查阅点3处。</ins></td></tr>"), 1, "what was added");
	is_int(occurrences(&m.html, "<tr class=\"same\"><td>&lt;b&gt;全年&lt;/b&gt;未收取任何费用。</td>"), 1, "what repeats, escaped");
	is_int(occurrences(&m.html, "<th scope=\"col\">上年 · 2020</th><th scope=\"col\">本年 · 2021</th>"), 4, "under the years");
	/* 全县共受理申请15件b全年b未收取任何费用: 21 letters, of which two differ, to 28. */
	is_int(occurrences(&m.html, "<tr><th scope=\"row\">总体情况</th><td>77.6%</td><td>21</td><td>28</td></tr>"), 1, "the share of a chapter");
	is_int(occurrences(&m.html, "<h3>总体情况 · 重复率 77.6%</h3>"), 1, "also above it");
	is_int(occurrences(&m.html, "<td>100.0%</td><td>8</td><td>8</td>"), 1, "a chapter that is the same");
	is_int(occurrences(&m.html, "<tr><th scope=\"row\">合计</th><td>83.6%</td><td>30</td><td>37</td></tr>"), 1, "and of all");
	m.sheet.language = GR_LANGUAGE_EN;
	m.sheet.kind = GR_SHEET_COMPARE;
	is_int(finish(&m), GR_OK, "another report, in English");
	ok(well_formed(&m.html, "html") && occurrences(&m.html, ">the other report · 2020</th>") == 4 && occurrences(&m.html, "<h2 id=\"changes\">Prose compared</h2>") == 1, "is a page");
	/* One of them without headings: all against all. */
	other.report.section_count = 0;
	is_int(finish(&m), GR_OK, "a report without headings");
	ok(well_formed(&m.html, "html") && occurrences(&m.html, "<table class=\"texts\">") == 1 && occurrences(&m.html, "<h3>Prose · Repetition ") == 1, "is compared as a whole");
	m.sheet.raw = m.sheet.other_raw = GR_SLICE("| |");
	is_int(finish(&m), GR_OK, "texts without prose");
	ok(well_formed(&m.html, "html") && occurrences(&m.html, "Neither report has prose.") == 1, "say so");
	drop(&m);
	drop(&other);
}

static void
test_long_prose(void)
{
	text		raw = {NULL, 0, 0};
	made		m;
	made		other;

	text_add(&raw, "一、总体情况\n");
	while (raw.len <= GR_SHEET_PROSE_LIMIT + 100)
		text_add(&raw, "字字字字字字字字字字，字字字字字字字字字字。\n");
	begin(&m, raw.data);
	begin(&other, "一、总体情况\n字。\n");
	m.sheet.kind = GR_SHEET_CONTINUITY;
	m.sheet.other = &other.report;
	m.sheet.other_raw = GR_SLICE("一、总体情况\n字。\n");
	ok(finish(&m) == GR_OK && well_formed(&m.html, "html") && m.html.len < GR_SHEET_PROSE_LIMIT + 300000 && occurrences(&m.html, "只对照开头部分") == 1, "longer prose is cut");
	m.sheet.other = &m.report;
	m.sheet.other_raw = m.sheet.raw;
	ok(finish(&m) == GR_OK && well_formed(&m.html, "html") && occurrences(&m.html, "重复率 100.0%") == 1, "on both sides");
	drop(&m);
	drop(&other);
	text_free(&raw);
}

/* ---------- what no text may do ---------- */

static const char *const hostile[] = {
	"<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onclick='alert(1)", "&lt;b&gt; &amp; &#0; &x;", "</pre></mark><script>", "</title></style>",
	"<!--", "]]>", "\x01\x02\x08\x0b\x1f\x7f", ("\xE2\x80\xAE" "gnp.exe\xE2\x80\xAC"), "\xE2\x81\xA6\xE2\x81\xA9\xE2\x80\x8F", "\xEF\xBF\xBF", "%n%s%t", "javascript:alert(1)",
};

#define HOSTILE (sizeof(hostile) / sizeof(hostile[0]))

static bool
is_safe(const made *m)
{
	return well_formed(&m->html, "html") && broken_links(&m->html) == 0 && occurrences(&m->html, "<script") == 0 && occurrences(&m->html, "<img") == 0 &&
		occurrences(&m->html, "\xE2\x80\xAE") == 0 && occurrences(&m->html, "\xE2\x81\xA6") == 0;
}

static void
test_hostile(void)
{
	static const char *const lines[] = {
		"鹭岚县人民政府%s2021年政府信息公开工作年度报告\n", "发布机构：鹭岚县%s人民政府\n", "网站标识码：%s4100000001\n", "一、总体情况%s\n全县共受理%s申请15件。\n", "申请人情况 | %s\n",
		"一、本年新收政府信息公开申请数量 | 9%s | 1 | 0 | 0 | 0 | 2 | 13 |\n", "（一）予以公开%s | %s | 1 | 0 | 0 | 0 | 2 | 11 |\n", "（七）总计 | 8 | 1 | 0 | 0 | 0 | 2 | 11 | %s\n",
	};
	int			wrong_pages = 0;

	for (size_t h = 0; h < HOSTILE; h++)
	{
		text		raw = {NULL, 0, 0};
		made		m;

		for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++)
			for (const char *p = lines[i]; *p != '\0'; p++)
			{
				if (*p == '%' && p[1] == 's')
				{
					text_add(&raw, hostile[h]);
					p++;
				}
				else
					text_bytes(&raw, p, 1);
			}
		begin(&m, raw.data);
		for (int own = 0; own < 2; own++)
		{
			/* What parse would not make of it, a report that came from elsewhere may have. */
			if (own == 1)
				m.report.header.title = m.report.header.issuer = m.report.header.site_code = gr_slice_cstring(hostile[h]);
			for (int language = 0; language < 2; language++)
			{
				m.sheet.language = (gr_language) language;
				if (finish(&m) != GR_OK || !is_safe(&m))
				{
					wrong_pages++;
					diag("%s", hostile[h]);
				}
			}
		}
		/* Its prose against another one. */
		m.sheet.kind = GR_SHEET_CONTINUITY;
		m.sheet.other = &m.report;
		m.sheet.other_raw = gr_slice_cstring(wrong);
		wrong_pages += finish(&m) != GR_OK || !is_safe(&m) || occurrences(&m.html, "<ins>") == 0;
		drop(&m);
		text_free(&raw);
	}
	is_int(wrong_pages, 0, "no text breaks out of its place");
	{
		made		m;

		begin(&m, "鹭岚县\xE2\x80\xAE人民政府");
		finish(&m);
		is_int(occurrences(&m.html, "<span class=\"control\">U+202E</span>"), 1, "what turns the direction of text is shown");
		drop(&m);
	}
}

/* Places of a report need not be those of the text it is shown with. */
static void
test_other_text(void)
{
	made		m;

	begin(&m, wrong);
	m.sheet.raw = GR_SLICE("短");
	ok(finish(&m) == GR_OK && is_safe(&m), "a text that is shorter than the places");
	m.report.cells[gr_slot_of(GR_ROW_RECEIVED, GR_COLUMN_TOTAL)].span = (gr_span) {UINT32_MAX - 1, UINT32_MAX};
	m.findings.items[0].span = (gr_span) {5, UINT32_MAX - 2};
	m.findings.items[1].span = (gr_span) {1, UINT32_MAX};
	m.sheet.raw = gr_slice_cstring(wrong);
	ok(finish(&m) == GR_OK && is_safe(&m), "places beyond every text");
	drop(&m);
}

static void
test_limit(void)
{
	text		raw = {NULL, 0, 0};
	made		m;

	text_add(&raw, wrong);
	while (raw.len <= GR_SHEET_TEXT_LIMIT)
		text_add(&raw, "字");
	begin(&m, raw.data);
	ok(finish(&m) == GR_OK && is_safe(&m) && m.html.len < GR_SHEET_TEXT_LIMIT + 100000 && occurrences(&m.html, " …</pre>") == 1, "a longer text is cut");
	drop(&m);
	text_free(&raw);
}

static void
test_memory(bool two)
{
	made		m;
	bool		right = true;

	begin(&m, wrong);
	if (two)
	{
		m.sheet.kind = GR_SHEET_CONTINUITY;
		m.sheet.other = &m.report;
		m.sheet.other_raw = m.sheet.raw;
	}
	for (long at = 1;; at++)
	{
		counting	c;
		gr_host		host = counting_host(&c);
		gr_arena	arena;
		gr_writer	writer;
		gr_status	status;

		c.fail_at = at;
		gr_arena_init(&arena, &host);
		gr_writer_init(&writer, &arena);
		status = gr_sheet_write(&arena, &m.sheet, &writer);
		gr_arena_free(&arena);
		right = right && c.allocations == c.releases;
		if (c.allocations < at)
			break;
		right = right && status == GR_OUT_OF_MEMORY;
	}
	ok(right, "each allocation may fail, of a sheet of %s", two ? "two reports" : "one");
	drop(&m);
}

int
main(void)
{
	test_page();
	test_repairs();
	test_two();
	test_prose();
	test_long_prose();
	test_hostile();
	test_other_text();
	test_limit();
	test_memory(false);
	test_memory(true);
	return done_testing();
}
