/*
 * narrative.c
 *		What the prose says against the tables and against itself, and what only the prose says.
 */
#include "facts.h"
#include "narrative.h"
#include "parse.h"
#include "repairs.h"
#include "sample.h"
#include "series.h"

static gr_arena arena;
static gr_report report;
static gr_findings found;

#define TITLE "鹭岚县人民政府2022年政府信息公开工作年度报告\n一、总体情况\n"

static void
read_text(const char *raw)
{
	gr_error	error = {0, NULL};

	gr_arena_free(&arena);
	if (gr_parse(&arena, gr_slice_cstring(raw), &report, &error) != GR_OK || gr_findings_of(&arena, &report, &found) != GR_OK)
		abort();
}

/* The sentence, and a table: fifty applications came in, three were carried in, two are left. */
static text
with_table(const char *sentence)
{
	text		t = {NULL, 0, 0};
	sample		s;

	sample_init(&s, GR_FORM_2021, '|');
	s.cells[GR_SLOT_RECEIVED_NATURAL_PERSON] = "30";
	s.cells[GR_SLOT_RECEIVED_BUSINESS] = "20";
	s.cells[GR_SLOT_RECEIVED_TOTAL] = "50";
	s.cells[GR_SLOT_CARRIED_IN_NATURAL_PERSON] = s.cells[GR_SLOT_CARRIED_IN_TOTAL] = "3";
	s.cells[GR_SLOT_GRANTED_NATURAL_PERSON] = s.cells[GR_SLOT_CONCLUDED_NATURAL_PERSON] = "31";
	s.cells[GR_SLOT_GRANTED_BUSINESS] = s.cells[GR_SLOT_CONCLUDED_BUSINESS] = "20";
	s.cells[GR_SLOT_GRANTED_TOTAL] = s.cells[GR_SLOT_CONCLUDED_TOTAL] = "51";
	s.cells[GR_SLOT_CARRIED_OUT_NATURAL_PERSON] = s.cells[GR_SLOT_CARRIED_OUT_TOTAL] = "2";
	text_add(&t, TITLE);
	text_add(&t, sentence);
	text_add(&t, "\n三、收到和处理政府信息公开申请情况\n");
	sample_applications(&t, &s);
	read_text(t.data);
	return t;
}

static const gr_finding *
finding_of(int rule)
{
	for (size_t i = 0; i < found.count; i++)
		if (found.items[i].rule == rule)
			return &found.items[i];
	return NULL;
}

static bool
figure_is(gr_figure figure, int64_t value, int scale)
{
	int64_t		v;

	return figure.known && gr_wide_fits(figure.value, &v) && v == value && figure.scale == scale;
}

/* The rule is looked at, and holds. */
static void
holds(const char *sentence, int rule)
{
	text		t = with_table(sentence);

	ok(found.rules[rule].passed > 0 && finding_of(rule) == NULL, "%s: holds", sentence);
	text_free(&t);
}

/* It does not, and names the words; the figures in the decimals of the prose. */
static void
fails(const char *sentence, int rule, int severity, int64_t expected, int64_t actual, int scale, const char *words)
{
	text		t = with_table(sentence);
	const gr_finding *f = finding_of(rule);

	if (ok(f != NULL, "%s: does not hold", sentence))
	{
		ok(f->severity == severity && figure_is(f->expected, expected, scale) && figure_is(f->actual, actual, scale), "with both figures");
		is_slice(text_at(text_slice(&t), f->span), words, "at its words");
	}
	text_free(&t);
}

static void
test_tables(void)
{
	holds("全年共收到政府信息公开申请50件。", GR_RULE_NARRATIVE_RECEIVED);
	fails("全年共收到政府信息公开申请52件。", GR_RULE_NARRATIVE_RECEIVED, GR_SEVERITY_WARNING, 50, 52, 0, "52件");
	/* The whole county's figure is not the office's, where both are given. */
	holds("全县共收到政府信息公开申请90件。县政府办公室共收到政府信息公开申请50件。本机关共收到政府信息公开申请50件。", GR_RULE_NARRATIVE_RECEIVED);
	fails("收到的政府信息公开申请已全部按时办结，无结转下年度办理的申请。", GR_RULE_NARRATIVE_CARRIED_OUT, GR_SEVERITY_WARNING, 2, 0, 0, "无结转下年度办理");
}

static void
test_shares(void)
{
	holds("受理政府信息公开申请50件，其中网络申请35件，占70%。", GR_RULE_NARRATIVE_PERCENT);
	holds("受理政府信息公开申请30件，其中网络申请20件，占66.67%。", GR_RULE_NARRATIVE_PERCENT);
	fails("受理政府信息公开申请30件，其中网络申请20件，占66.66%。", GR_RULE_NARRATIVE_PERCENT, GR_SEVERITY_INFO, 6667, 6666, 2, "66.66%");
	fails("受理政府信息公开申请50件，其中网络申请35件，占65%。", GR_RULE_NARRATIVE_PERCENT, GR_SEVERITY_WARNING, 70, 65, 0, "65%");
}

static void
test_changes(void)
{
	holds("收到政府信息公开申请50件，较2021年的40件增加10件。", GR_RULE_NARRATIVE_CHANGE);
	fails("收到政府信息公开申请50件，较2021年的40件增加12件。", GR_RULE_NARRATIVE_CHANGE, GR_SEVERITY_WARNING, 10, 12, 0, "12件");
	holds("收到政府信息公开申请50件，较2021年的40件增长25%。", GR_RULE_NARRATIVE_CHANGE);
	holds("收到政府信息公开申请50件，较2021年的80件下降37.5%。", GR_RULE_NARRATIVE_CHANGE);
	holds("收到政府信息公开申请50件，比上年增加10件，增长25%。", GR_RULE_NARRATIVE_CHANGE);
	fails("收到政府信息公开申请50件，比上年增加10件，增长20%。", GR_RULE_NARRATIVE_CHANGE, GR_SEVERITY_WARNING, 25, 20, 0, "20%");
	holds("收到政府信息公开申请0件，比上年减少3件，下降100%。", GR_RULE_NARRATIVE_CHANGE);
	fails("收到政府信息公开申请50件，较2021年的80件下降30%。", GR_RULE_NARRATIVE_CHANGE, GR_SEVERITY_WARNING, -38, -30, 0, "30%");
}

static void
test_parts(void)
{
	holds("收到政府信息公开申请50件，其中当面申请5件、网络申请35件、信函申请10件。", GR_RULE_NARRATIVE_PARTS);
	fails("收到政府信息公开申请50件，其中当面申请5件、网络申请35件、信函申请20件。", GR_RULE_NARRATIVE_PARTS, GR_SEVERITY_WARNING, 50, 60, 0, "50件");
	holds("收到政府信息公开申请50件，其中同意公开30件，不同意公开12件，其他8件。", GR_RULE_NARRATIVE_PARTS);
	fails("收到政府信息公开申请50件，其中同意公开30件，不同意公开12件，其他9件。", GR_RULE_NARRATIVE_PARTS, GR_SEVERITY_WARNING, 50, 51, 0, "50件");
	holds("行政诉讼5件，其中直接起诉2件，复议后起诉3件。", GR_RULE_NARRATIVE_PARTS);
	fails("行政诉讼5件，其中直接起诉3件，复议后起诉3件。", GR_RULE_NARRATIVE_PARTS, GR_SEVERITY_WARNING, 5, 6, 0, "5件");
	holds("收到政府信息公开申请50件，其中当面申请5件、网络申请35件；征地类申请30件，其他20件。", GR_RULE_NARRATIVE_PARTS);
	holds("收到政府信息公开申请50件，其中当面申请15件、网络申请35件，同意公开30件，其他20件。", GR_RULE_NARRATIVE_PARTS);
}

/* A list that claims to be whole, with a part that no word tells: it is one of the others. */
static void
test_whole(void)
{
	holds("办结政府信息公开申请51件，其中予以公开31件、部分公开12件、其他8件。", GR_RULE_NARRATIVE_PARTS);
	fails("办结政府信息公开申请51件，其中予以公开31件、部分公开12件、其他9件。", GR_RULE_NARRATIVE_PARTS, GR_SEVERITY_WARNING, 51, 52, 0, "51件");
	fails("办结政府信息公开申请51件，其中予以公开31件、部分公开12件、其他5件。", GR_RULE_NARRATIVE_PARTS, GR_SEVERITY_WARNING, 51, 48, 0, "51件");
	/* Divided by more than one thing, it is not known which of them is whole. */
	holds("收到政府信息公开申请50件，其中自然人40件，网络申请35件，其他15件。", GR_RULE_NARRATIVE_PARTS);
	holds("共受理政府信息公开申请186件，其中省局34件、市局71件、县局81件。从申请方式看，当面申请52件，传真申请9件，电子邮件申请61件，信函申请64件。", GR_RULE_NARRATIVE_PARTS);
	holds("公开86条：网站41条，公告栏45条。其中财务24条、计生12条、低保20条、征兵2条、其它28条。", GR_RULE_NARRATIVE_PARTS);
	holds("收到申请7件，其中自然人5件，企业2件。其中征地3件，其他4件。", GR_RULE_NARRATIVE_PARTS);
	holds("全年收到申请10件，其中征地4件、教育3件、其他3件。其中：公开6件，不公开4件。", GR_RULE_NARRATIVE_PARTS);
	fails("收到申请7件，其中自然人5件，企业2件。其中征地3件，其他5件。", GR_RULE_NARRATIVE_PARTS, GR_SEVERITY_WARNING, 7, 15, 0, "7件");
	holds("主动公开政府信息10条，其中网站公开10条，政务微信公开10条。", GR_RULE_NARRATIVE_PARTS);
	fails("收到申请10件，其中自然人10件，商业企业10件。", GR_RULE_NARRATIVE_PARTS, GR_SEVERITY_WARNING, 10, 20, 0, "10件");
	fails("公开86条：网站41条，公告栏45条。其中财务24条、计生12条、低保20条、征兵2条、其它29条。", GR_RULE_NARRATIVE_PARTS, GR_SEVERITY_WARNING, 86, 173, 0, "86条");
	holds("办结政府信息公开申请51件，其中按时办结50件，延期办结1件，予以公开31件，部分公开12件。", GR_RULE_NARRATIVE_PARTS);
}

/* Stated of its parts only, a quantity is their sum. */
static void
test_together(void)
{
	holds("收到政府信息公开申请20件。另收到政府信息公开申请30件。", GR_RULE_NARRATIVE_RECEIVED);
	fails("收到政府信息公开申请20件。另收到政府信息公开申请29件。", GR_RULE_NARRATIVE_RECEIVED, GR_SEVERITY_WARNING, 50, 20, 0, "20件");
	/* An organ below is not the government. */
	text		t = with_table("其中，县自然资源局收到政府信息公开申请15件，办结14件，霍山乡收到申请2件。");

	ok(finding_of(GR_RULE_NARRATIVE_RECEIVED) == NULL && finding_of(GR_RULE_NARRATIVE_CONCLUDED) == NULL, "figures of other organs are not held against the table");
	text_free(&t);
	fails("鹭岚县收到政府信息公开申请15件。", GR_RULE_NARRATIVE_RECEIVED, GR_SEVERITY_WARNING, 50, 15, 0, "15件");
	fails("县自然资源局收到申请15件，全县共收到申请52件。", GR_RULE_NARRATIVE_RECEIVED, GR_SEVERITY_WARNING, 50, 52, 0, "52件");
	/* A part of the year is not held against the year. */
	holds("上半年收到政府信息公开申请20件，全年共收到申请50件。", GR_RULE_NARRATIVE_RECEIVED);
	holds("收取信息处理费210元，其余申请均未收费。", GR_RULE_NARRATIVE_FEE);
}

/* ---------- what only the prose says ---------- */

static void
stated(const char *raw, int series, bool any, int64_t value, int scale, const char *what)
{
	gr_sum		sum;
	int64_t		v;

	read_text(raw);
	if (!any)
		ok(!gr_narrative_value_of(&report, series, &sum), "%s", what);
	else
		ok(gr_narrative_value_of(&report, series, &sum) && gr_wide_fits(sum.value, &v) && v == value && sum.scale == scale, "%s", what);
}

static void
test_values(void)
{
	stated(TITLE "全年主动公开政府信息1286条。\n", GR_SERIES_PUBLISHED, true, 1286, 0, "a figure of the prose");
	stated(TITLE "全年主动公开政府信息1286条。其后又称主动公开政府信息1286条。\n", GR_SERIES_PUBLISHED, true, 1286, 0, "said twice");
	stated(TITLE "全年主动公开政府信息1286条。主动公开政府信息1300条。\n", GR_SERIES_PUBLISHED, false, 0, 0, "two figures are none");
	stated(TITLE "全年主动公开政府信息1200余条。\n", GR_SERIES_PUBLISHED, false, 0, 0, "a figure that is not exact is none");
	stated(TITLE "本年度工作平稳。\n", GR_SERIES_PUBLISHED, false, 0, 0, "nor is one that is not there");
	stated(TITLE "县财政局主动公开政府信息90条，县教育局主动公开政府信息80条。\n", GR_SERIES_PUBLISHED, false, 0, 0, "nor those of organs below the government");
	stated(TITLE "鹭岚县主动公开政府信息90条。\n", GR_SERIES_PUBLISHED, true, 90, 0, "but its own are");
	stated(TITLE "全年收取依申请公开信息处理费1.5万元。\n", GR_SERIES_FEE, true, 15, 1, "money in 万元");
	stated(TITLE "全年收取依申请公开信息处理费500元。\n", GR_SERIES_FEE, true, 5, 2, "and money in 元, in 万元");
}

/* Fifty came in, and three were carried in. */
static void
test_carried_in(void)
{
	static const struct
	{
		const char *sentence;
		int			rule;
		bool		told;
	}			cases[] = {
		{"全年共受理政府信息公开申请53件（含上年结转3件）。", GR_RULE_NARRATIVE_RECEIVED, false},
		{"全年共办理政府信息公开申请53件，结转下年度2件。", GR_RULE_NARRATIVE_CONCLUDED, false},
		{"全年共受理政府信息公开申请54件。", GR_RULE_NARRATIVE_RECEIVED, true},
		{"全年办结政府信息公开申请50件。", GR_RULE_NARRATIVE_CONCLUDED, true},
		{"全年共收到政府信息公开申请47件。", GR_RULE_NARRATIVE_RECEIVED, true},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
	{
		text		t = with_table(cases[i].sentence);

		ok((finding_of(cases[i].rule) != NULL) == cases[i].told, "%s %s a contradiction", cases[i].sentence, cases[i].told ? "is" : "is not");
		text_free(&t);
	}
}

/* ---------- what the prose reveals of the tables ---------- */

/* Rows that changed places add up as before: only the prose tells. */
static void
test_exchanged_rows(void)
{
	gr_repairs	repairs;
	text		t;
	int			cells = 0;

	t = with_table("全年共收到政府信息公开申请3件，上年结转政府信息公开申请50件。");
	is_int(gr_repairs_of(&arena, &report, NULL, &repairs), GR_OK, "what the prose says the other way round");
	for (size_t i = 0; i < repairs.count; i++)
	{
		const gr_repair *r = &repairs.items[i];

		cells += r->kind == GR_REPAIR_SWAPPED_ROWS && !r->certain && r->solution == 1;
		if (r->slot == GR_SLOT_RECEIVED_TOTAL)
			ok(figure_is(r->printed, 50, 0) && figure_is(r->proposed, 3, 0), "the figure of the other row");
	}
	is_int(cells, 6, "is two rows that changed places, in the columns that differ");
	is_int(repairs.count, 6, "and nothing else");
	text_free(&t);
	t = with_table("全年共收到政府信息公开申请50件，上年结转政府信息公开申请3件。");
	is_int(gr_repairs_of(&arena, &report, NULL, &repairs), GR_OK, "what the prose says as the table does");
	is_int(repairs.count, 0, "needs no repair");
	text_free(&t);
}

/* Columns that changed places do, too. */
static void
test_exchanged_columns(void)
{
	gr_repairs	repairs;
	text		t = with_table("全年共收到政府信息公开申请50件，其中自然人申请20件，商业企业申请30件。");
	int			columns = 0;

	is_int(gr_repairs_of(&arena, &report, NULL, &repairs), GR_OK, "what the prose says of two kinds of applicants the other way round");
	for (size_t i = 0; i < repairs.count; i++)
	{
		const gr_repair *r = &repairs.items[i];
		int			column = gr_slots[r->slot].column;

		columns += r->kind == GR_REPAIR_SWAPPED_COLUMNS && !r->certain && (column == GR_COLUMN_NATURAL_PERSON || column == GR_COLUMN_BUSINESS);
		if (r->slot == GR_SLOT_RECEIVED_NATURAL_PERSON)
			ok(figure_is(r->printed, 30, 0) && figure_is(r->proposed, 20, 0), "the figure of the other column");
	}
	/* Five rows have figures, and in none are the two alike. */
	ok(columns == 10 && repairs.count == 10, "is two columns that changed places, in the rows that differ");
	text_free(&t);
}

/* All of those due are concluded where the sentence says itself what is left. */
static void
test_left(void)
{
	text		t = with_table("全年答复政府信息公开申请51件，答复率100%，结转下年度2件。");

	ok(finding_of(GR_RULE_NARRATIVE_ALL_CONCLUDED) == NULL, "what is left is said beside the rate");
	text_free(&t);
	t = with_table("全年答复政府信息公开申请51件，答复率100%。");
	ok(finding_of(GR_RULE_NARRATIVE_ALL_CONCLUDED) != NULL, "and where it is not, something is wrong");
	text_free(&t);
}

/* What was left over last year stands in the row above the one it belongs into. */
static void
test_last_year(void)
{
	static gr_report previous;
	gr_repairs	repairs;
	text		t = with_table("工作平稳。");
	int			swapped = 0;

	previous = report;
	previous.header.year = 2021;
	for (int column = GR_COLUMN_NATURAL_PERSON; column <= GR_COLUMN_TOTAL; column++)
		previous.cells[gr_slot_of(GR_ROW_CARRIED_OUT, column)] = report.cells[gr_slot_of(GR_ROW_RECEIVED, column)];
	is_int(gr_repairs_of(&arena, &report, &previous, &repairs), GR_OK, "a row that last year's report knows");
	for (size_t i = 0; i < repairs.count; i++)
		swapped += repairs.items[i].kind == GR_REPAIR_SWAPPED_ROWS &&
			(gr_slots[repairs.items[i].slot].row == GR_ROW_RECEIVED || gr_slots[repairs.items[i].slot].row == GR_ROW_CARRIED_IN);
	ok(swapped == 6 && repairs.count == 6, "changed places with the one above it");
	previous.header.year = 2020;
	is_int(gr_repairs_of(&arena, &report, &previous, &repairs), GR_OK, "a year that is not the one before");
	is_int(repairs.count, 0, "tells nothing");
	text_free(&t);
}

#define FEES(amount) \
	"二、主动公开政府信息情况\n第二十条第（八）项\n信息内容 | 本年收费金额（单位：万元）\n行政事业性收费 | " amount "\n"

static const gr_repair *
unit_repair(const gr_report *previous)
{
	static gr_repairs repairs;

	if (gr_repairs_of(&arena, &report, previous, &repairs) != GR_OK)
		abort();
	for (size_t i = 0; i < repairs.count; i++)
		if (repairs.items[i].kind == GR_REPAIR_WRONG_UNIT)
			return &repairs.items[i];
	return NULL;
}

static void
test_money(void)
{
	static gr_report previous;
	gr_arena	kept;
	gr_error	error = {0, NULL};
	const gr_repair *r;

	gr_arena_init(&kept, &gr_host_libc);
	if (gr_parse(&kept, GR_SLICE(TITLE FEES("12.5")), &previous, &error) != GR_OK)
		abort();
	read_text(TITLE FEES("125000"));
	r = unit_repair(&previous);
	ok(r != NULL && r->slot == gr_slot_of(GR_ROW_FEES, GR_COLUMN_AMOUNT) && figure_is(r->proposed, 125, 1) && !r->certain,
	   "ten thousand times last year's money is in 元");
	read_text(TITLE FEES("0.0013"));
	r = unit_repair(&previous);
	ok(r != NULL && figure_is(r->proposed, 13, 0), "a ten-thousandth is in 亿元, or divided twice");
	read_text(TITLE FEES("20"));
	ok(unit_repair(&previous) == NULL, "money of the same size is right");
	ok(unit_repair(NULL) == NULL, "nothing is known of it without last year");
	gr_arena_free(&kept);
}

/* A sentence that leaves to its heading what it is about. */
static void
test_headings(void)
{
	static const struct
	{
		const char *heading;
		const char *sentence;
		int			key;
	}			cases[] = {
		{"四、收费及减免情况", "本年度无收费情况。", GR_FACT_FEE}, {"四、收费及减免情况\n（一）收费情况", "未收取任何费用。", GR_FACT_FEE},
		{"三、依申请公开情况", "当年度答复12件，答复率98%。", GR_FACT_CONCLUDED},
		{"四、其他需要报告的事项", "未收取任何费用。", GR_FACT_NONE}, {"四、收费及减免情况\n略。\n五、便民服务", "未收取任何费用。", GR_FACT_NONE},
		{"二、主动公开情况", "答复12件。", GR_FACT_NONE},
		{"六、其他需要报告的事项\n（一）收费情况", "未收取任何费用。", GR_FACT_FEE},
		{"六、其他需要报告的事项\n（一）收费情况\n略。\n（二）便民服务", "未收取任何费用。", GR_FACT_NONE},
		{"（一）行政复议、行政诉讼", "（二）无复议、诉讼情况。\n（三）其他", GR_FACT_RECONSIDERATION},
		{"四、行政复议情况", "（一）维持具体行政行为6件", GR_FACT_RECONSIDERATION_UPHELD}, {"五、行政诉讼情况", "（二）被依法纠错1件", GR_FACT_LITIGATION_CORRECTED},
		{"四、行政复议、行政诉讼情况", "（一）维持具体行政行为6件", GR_FACT_NONE},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
	{
		text		t = {NULL, 0, 0};

		text_add(&t, TITLE);
		text_add(&t, cases[i].heading);
		text_add(&t, "\n");
		text_add(&t, cases[i].sentence);
		read_text(t.data);
		is_int(report.fact_count == 0 ? GR_FACT_NONE : report.facts[0].key, cases[i].key, "%s: %s", cases[i].heading, cases[i].sentence);
		text_free(&t);
	}
}

/* Of a government's report, what the government itself received. */
static void
test_own(void)
{
	text		t = with_table("2022年，全县共收到政府信息公开申请120件，较上年上升4.6%。其中，县政府共收到50件。");

	ok(finding_of(GR_RULE_NARRATIVE_RECEIVED) == NULL, "the table is that of the government alone");
	is_int(report.facts[2].scope, GR_SCOPE_COUNTY_GOVERNMENT, "whose it is");
	text_free(&t);
	t = with_table("2022年，全县收到政府信息公开申请120件，其中县政府收到50件。");
	ok(finding_of(GR_RULE_NARRATIVE_RECEIVED) == NULL, "nor is it contradicted where that is a part");
	is_int(report.facts[1].scope, GR_SCOPE_COUNTY_GOVERNMENT, "whose part it is");
	text_free(&t);
	t = with_table("2022年，全县共收到政府信息公开申请50件，较上年上升4.6%。其中，县政府部门共收到40件。");
	ok(report.facts[2].scope != GR_SCOPE_COUNTY_GOVERNMENT, "not what its departments received");
	text_free(&t);
}

int
main(void)
{
	gr_arena_init(&arena, &gr_host_libc);
	test_tables();
	test_headings();
	test_own();
	test_shares();
	test_changes();
	test_parts();
	test_whole();
	test_together();
	test_values();
	test_carried_in();
	test_exchanged_rows();
	test_exchanged_columns();
	test_left();
	test_last_year();
	test_money();
	gr_arena_free(&arena);
	return done_testing();
}
