/*
 * statistics.c
 *		The statistics table: made-up ones in every layout against the truth, labels, what is no such table.
 *
 * SOURCES: test/generator/?*.c
 * BUILD: plain, with as many reports as the rates ask for, and larger hostile texts.
 *
 * A cell is right, null or wrong as in layouts.c.  Cells beyond the form are found
 * in the report's extras; one that is there and not in the text is wrong, too.
 *
 * LAYOUT_FAILURES=directory in the environment: the first texts of each kind that fail are written there.
 */
#include "../generator/statistics.h"
#include "findings.h"
#include "parse.h"
#include "sample.h"
#include "statistics_labels.h"

#include <time.h>

/* Reports for each form and layout, for each damage, and modern ones for each layout; megabytes of a hostile text. */
#ifdef __SANITIZE_ADDRESS__
#define REPORTS 100
#define DAMAGED_REPORTS 11
#define MODERN_REPORTS 50
#define HOSTILE_MB 2
#else
#define REPORTS 1000
#define DAMAGED_REPORTS 33
#define MODERN_REPORTS 100
#define HOSTILE_MB 8
#endif

#define POSITIONS_EVERY 8
#define CHANGED_EVERY 4
#define EXAMPLES 3

/* Per mille of the cells still in a damaged text that are read; of a label that is broken anywhere a part may say too little. */
#define SHARE_DAMAGED 995
#define SHARE_WRAPPED 980

static const int forms[] = {GR_FORM_2014, GR_FORM_LOCAL};

#define FORMS 2
#define UNDAMAGED GEN_DAMAGES

typedef struct tally
{
	long		reports;
	long		right;
	long		null;
	long		excused;
	long		wrong;
	long		misplaced;
	long		misnamed;		/* of another form, or none */
	int			examples;
} tally;

static gr_report report;		/* of parse() */

static gr_status
parse(gr_arena *arena, gr_slice text)
{
	gr_error	error = {0, NULL};
	gr_status	status = gr_parse(arena, text, &report, &error);

	if (status != GR_OK)
		gr_report_init(&report);
	return status;
}

/* ---------- against the truth ---------- */

static bool
same_figure(const gr_cell *cell, const gen_cell *truth)
{
	int64_t		value = cell->value;
	int64_t		wanted = truth->value;

	for (int scale = cell->scale; scale < truth->scale; scale++)
		value *= 10;
	for (int scale = truth->scale; scale < cell->scale; scale++)
		wanted *= 10;
	return value == wanted && cell->unit == truth->unit;
}

static void
save_text(const gen_options *options, const gen_report *made, const char *what)
{
	const char *directory = getenv("LAYOUT_FAILURES");
	char		path[4096];
	FILE	   *file;

	if (directory == NULL)
		return;
	snprintf(path, sizeof(path), "%s/%s-%s-%x-%llu.txt", directory, gr_forms[options->form].key, gen_statistics_layout_key((int) options->layout),
			 options->damages, (unsigned long long) options->seed);
	file = fopen(path, "w");
	if (file == NULL)
		return;
	fwrite(made->text, 1, made->len, file);
	fprintf(file, "\n<!-- %s -->\n", what);
	fclose(file);
}

static void
note(tally *t, const gen_options *options, const gen_report *made, const char *what, int row, const gr_cell *cell, const gen_cell *truth)
{
	char		line[300];

	/* What is wrong is shown, whatever was shown before. */
	if (t->examples >= EXAMPLES && (what[0] != 'W' || t->wrong > EXAMPLES))
		return;
	t->examples++;
	snprintf(line, sizeof(line), "%s: %s is %s %lld e-%d %s, truth %d %lld e-%d %s%s", what, row == GR_ROW_NONE ? "unknown row" : gr_rows[row].key,
			 cell == NULL ? "not there" : gr_cell_status_name(cell->status), cell == NULL ? 0LL : (long long) cell->value,
			 cell == NULL ? 0 : cell->scale, cell == NULL ? "" : gr_units[cell->unit].text, truth == NULL ? 0 : truth->presence,
			 truth == NULL ? 0LL : (long long) truth->value, truth == NULL ? 0 : truth->scale,
			 truth == NULL ? "" : gr_units[truth->unit].text, truth != NULL && truth->loose ? " (loose)" : "");
	diag("%s %s %s, damages %x, seed %llu: %s", gr_forms[options->form].key, gen_statistics_layout_key((int) options->layout),
		 gen_shape_keys[gen_shape_of(options)], options->damages, (unsigned long long) options->seed, line);
	save_text(options, made, line);
}

static void
judge_cell(tally *t, const gen_options *options, const gen_report *made, int slot)
{
	const gr_cell *cell = &report.cells[slot];
	const gen_cell *truth = &made->cells[slot];
	bool		has = gr_cell_has_value(cell);
	bool		right = false;

	switch ((gen_presence) truth->presence)
	{
		case GEN_NOT_IN_FORM:
		case GEN_ABSENT:
			right = !has;
			if (right && truth->presence == GEN_NOT_IN_FORM)
				return;
			break;
		case GEN_VALUE:
			right = has && same_figure(cell, truth);
			break;
		case GEN_BLANK:
			right = cell->status == GR_CELL_BLANK;
			break;
		case GEN_PLACEHOLDER:
			right = cell->status == GR_CELL_PLACEHOLDER;
			break;
	}
	if (right)
		t->right++;
	else if (has)
	{
		t->wrong++;
		note(t, options, made, "WRONG", gr_slots[slot].row, cell, truth);
	}
	else if (truth->loose)
		t->excused++;
	else
	{
		t->null++;
		note(t, options, made, "null", gr_slots[slot].row, cell, truth);
	}
}

/* Characters before each byte. */
static uint32_t *
characters_of(const gen_report *made)
{
	uint32_t   *characters = malloc((made->len + 1) * sizeof(*characters));
	uint32_t	count = 0;

	if (characters == NULL)
		abort();
	for (size_t i = 0; i <= made->len; i++)
	{
		characters[i] = count;
		count += i < made->len && ((unsigned char) made->text[i] & 0xC0) != 0x80;
	}
	return characters;
}

static bool
lies_in(gr_span span, const gen_cell *truth, const uint32_t *characters)
{
	return span.pos > characters[truth->from] && span.pos + span.len <= characters[truth->to] + 1;
}

/* An extra of the report that is the one of the truth, by row, column, figure and place. */
static bool
is_extra(const gr_extra *extra, const gen_report *made, int i, const uint32_t *characters)
{
	const gen_cell *truth = &made->cells[GR_SLOTS + i];
	const gen_cell *label = &made->cells[GR_SLOTS + GEN_EXTRAS + i];

	/* One head may have lost its name with its letters; a figure is that of its row still. */
	if (extra->row != made->extras[i].row || (extra->column != made->extras[i].column && !(truth->loose && extra->column == GR_COLUMN_NONE)))
		return false;
	if (!gr_cell_has_value(&extra->cell) || extra->cell.scale != truth->scale || extra->cell.value != truth->value ||
		!lies_in(extra->cell.span, truth, characters))
		return false;
	return label->to == 0 || truth->loose || lies_in(extra->label, label, characters);
}

/* A figure of the form that is kept as one of an unknown row, as its label or its group was lost. */
static bool
is_orphan(const gr_extra *extra, const gen_report *made, const uint32_t *characters)
{
	for (int slot = 0; slot < GR_SLOTS; slot++)
		if (made->cells[slot].to > 0 && lies_in(extra->cell.span, &made->cells[slot], characters))
			return extra->row == GR_ROW_NONE && !gr_cell_has_value(&report.cells[slot]) && extra->cell.value == made->cells[slot].value;
	for (int i = 0; i < made->extra_count; i++)
		if (made->cells[GR_SLOTS + i].to > 0 && lies_in(extra->cell.span, &made->cells[GR_SLOTS + i], characters))
			return extra->row == GR_ROW_NONE && extra->cell.value == made->cells[GR_SLOTS + i].value;
	return false;
}

static void
judge_extras(tally *t, const gen_options *options, const gen_report *made, const uint32_t *characters)
{
	bool		met[GR_EXTRAS_LIMIT] = {false};

	for (int i = 0; i < made->extra_count; i++)
	{
		const gen_cell *truth = &made->cells[GR_SLOTS + i];
		bool		found = false;

		if (truth->presence != GEN_VALUE || truth->to == 0)
			continue;
		for (size_t k = 0; k < report.extra_count && !found; k++)
			if (!met[k] && is_extra(&report.extras[k], made, i, characters))
				found = met[k] = true;
		if (found)
			t->right++;
		else if (truth->loose)
			t->excused++;
		else
		{
			t->null++;
			note(t, options, made, "null, beyond the form", made->extras[i].row, NULL, truth);
		}
	}
	for (size_t k = 0; k < report.extra_count; k++)
		if (!met[k] && gr_cell_has_value(&report.extras[k].cell))
		{
			if ((options->damages != 0 && is_orphan(&report.extras[k], made, characters)))
			{
				t->excused++;
				continue;
			}
			t->wrong++;
			note(t, options, made, "WRONG, beyond the form", report.extras[k].row, &report.extras[k].cell, NULL);
		}
}

static void
judge_positions(tally *t, const gen_options *options, const gen_report *made, const uint32_t *characters)
{
	for (int slot = 0; slot < GR_SLOTS; slot++)
	{
		const gen_cell *truth = &made->cells[slot];

		if (truth->presence != GEN_VALUE || truth->loose || truth->to == 0 || !gr_cell_has_value(&report.cells[slot]))
			continue;
		if (!lies_in(report.cells[slot].span, truth, characters))
		{
			t->misplaced++;
			note(t, options, made, "misplaced", gr_slots[slot].row, &report.cells[slot], truth);
		}
	}
}

static void
try_report(tally *t, const gen_options *options, gen_report *made)
{
	gr_arena	arena;
	uint32_t   *characters;

	gr_arena_init(&arena, &gr_host_libc);
	gen_make(options, made);
	parse(&arena, gr_slice_make(made->text, made->len));
	t->reports++;
	for (int slot = 0; slot < GR_SLOTS; slot++)
		judge_cell(t, options, made, slot);
	characters = characters_of(made);
	if (options->layout != GEN_HTML || options->seed % 4 == 0)
		judge_extras(t, options, made, characters);
	if (options->seed % POSITIONS_EVERY == 0)
		judge_positions(t, options, made, characters);
	t->misnamed += report.forms[GR_TABLE_STATISTICS] != options->form;
	free(characters);
	gr_arena_free(&arena);
}

static void
test_layouts(gen_report *made)
{
	for (int form = 0; form < FORMS; form++)
		for (int layout = 0; layout < GEN_STATISTICS_LAYOUTS; layout++)
		{
			const char *key = gr_forms[forms[form]].key;
			const char *name = gen_statistics_layout_key(layout);
			tally		t = {0, 0, 0, 0, 0, 0, 0, 0};

			for (int seed = 1; seed <= REPORTS; seed++)
			{
				gen_options options = {forms[form], (gen_layout) layout, 0, (uint64_t) seed, 0};

				if (seed % CHANGED_EVERY == 0)
					options.changed = 1 + seed / CHANGED_EVERY % 3;
				try_report(&t, &options, made);
			}
			is_int(t.wrong, 0, "%s %s: no wrong value in %ld tables", key, name, t.reports);
			ok(t.right * 1000 >= (t.right + t.null + t.wrong) * 999, "%s %s: at least 99.9 %% of the cells are read (%ld, %ld not, %ld excused)", key,
			   name, t.right, t.null, t.excused);
			is_int(t.misplaced, 0, "%s %s: values point at their cells", key, name);
			/* Where the columns cannot be told there may be no figure that is sure to be one of the table. */
			if (t.excused == 0)
				is_int(t.misnamed, 0, "%s %s: the form is seen", key, name);
			else
				ok(t.misnamed * 2 < t.reports, "%s %s: the form is seen, not always (%ld of %ld not)", key, name, t.misnamed, t.reports);
		}
}

static void
test_damages(gen_report *made)
{
	for (int damage = 0; damage < GEN_DAMAGES; damage++)
	{
		tally		sum = {0, 0, 0, 0, 0, 0, 0, 0};

		if ((GEN_STATISTICS_DAMAGES >> damage & 1) == 0)
			continue;
		for (int layout = 0; layout < GEN_STATISTICS_LAYOUTS; layout++)
			for (int form = 0; form < FORMS; form++)
				for (int seed = 1; seed <= DAMAGED_REPORTS; seed++)
				{
					gen_options options = {forms[form], (gen_layout) layout, 1u << damage, 1000000 + (uint64_t) seed, 0};

					if (layout < GEN_LAYOUTS && (gen_damages[damage].detail >> layout & 1) == 0)
						continue;
					try_report(&sum, &options, made);
				}
		is_int(sum.wrong, 0, "%s: no wrong value in %ld tables", gen_damages[damage].key, sum.reports);
		ok(sum.right * 1000 >= (sum.right + sum.null + sum.wrong) * (damage == GEN_WRAPPED_LABELS ? SHARE_WRAPPED : SHARE_DAMAGED), "%s: what is still in the text is read (%ld, %ld not, %ld excused)",
		   gen_damages[damage].key, sum.right, sum.null, sum.excused);
		is_int(sum.misplaced, 0, "%s: values point at their cells", gen_damages[damage].key);
	}
}

/* ---------- what is no such table ---------- */

static void
append_line(gen_report *made, text *t, const char *line)
{
	t->len = 0;
	text_bytes(t, made->text, made->len);
	text_add(t, "\n");
	text_add(t, line);
	text_add(t, "\n");
}

static void
test_modern(gen_report *made)
{
	text		longer = {NULL, 0, 0};
	static const int modern[] = {GR_FORM_2019, GR_FORM_2021};
	gr_arena	arena;

	for (int layout = 0; layout < GEN_LAYOUTS; layout++)
	{
		long		tables = 0;
		long		reports = 0;

		for (int form = 0; form < 2; form++)
			for (int seed = 1; seed <= MODERN_REPORTS; seed++)
			{
				gen_options options = {modern[form], (gen_layout) layout, 0, (uint64_t) seed, 0};

				if (seed % 2 == 0)
					options.damages = 1u << seed / 2 % GEN_DAMAGES;
				if (seed % 2 == 0 && (gen_damages[seed / 2 % GEN_DAMAGES].detail >> layout & 1) == 0)
					options.damages = 0;
				gen_make(&options, made);
				/* Words of the statistics in a line of its own, as a report on several years may have them. */
				append_line(made, &longer, seed % 3 == 0 ? "收到申请数" : seed % 3 == 1 ? "本表统计指标口径与往年一致" : "");
				gr_arena_init(&arena, &gr_host_libc);
				parse(&arena, text_slice(&longer));
				tables += report.forms[GR_TABLE_STATISTICS] != GR_FORM_NONE;
				reports++;
				gr_arena_free(&arena);
			}
		is_int(tables, 0, "%s: no statistics in %ld reports of later years", gen_layouts[layout].key, reports);
	}
	text_free(&longer);
}

static void
gives_none(const char *what, const char *text)
{
	gr_arena	arena;

	gr_arena_init(&arena, &gr_host_libc);
	parse(&arena, gr_slice_cstring(text));
	ok(report.forms[GR_TABLE_STATISTICS] == GR_FORM_NONE && report.extra_count == 0, "%s", what);
	gr_arena_free(&arena);
}

static void
test_prose(void)
{
	gives_none("sentences with the words of the table",
			   "青湖县2017年政府信息公开工作年度报告\n一、概述\n2017年收到申请数525件，申请办结数525件，申请答复数525件。\n"
			   "行政复议数量1件，行政诉讼数量2件，举报投诉数量0件。\n其中：当面申请数3件，传真申请数0件，网络申请数520件，信函申请数2件。\n");
	gives_none("chapters that are named as its rows",
			   "收到申请数有所上升\n一、主动公开情况\n（一）主动公开政府信息数\n2017年公开信息312条。\n二、行政复议\n2件。\n三、行政诉讼\n1件。\n四、举报投诉\n无。\n");
	gives_none("a contact line", "收到申请数\n联系方式：\n传真：5551234\n电话：5551235\n信函：人民路1号\n");
	gives_none("heads alone", "统计指标 | 单位 | 统计数\n合计 | 区政府 | 区直单位\n");
	gives_none("one label with a figure", "收到申请数 | 件 | 12\n");
	gives_none("another table of statistics", "指标名称 | 计量单位 | 年度 | 历年累计\n办件量 | 件 | 12 | 40\n好评率 | 件 | 3 | 7\n差评数 | 件 | 1 | 2\n热线接听数 | 次 | 9 | 9\n");
}

static const gr_cell *
total_of(int row)
{
	return &report.cells[gr_slot_of(row, GR_COLUMN_STAT_TOTAL)];
}

static void
test_lines(void)
{
	gr_arena	arena;

	gr_arena_init(&arena, &gr_host_libc);
	parse(&arena, GR_SLICE("统计指标 | 单位 | 统计数 | 统计指标 | 单位 | 统计数\n收到申请数 | 件 | 7 | 申请办结数 | 件 | 6\n1.当面申请数 | 件 | | 1.按时办结数 | 件 | 5\n"
						   "2.传真申请数 | 件 | 3 | 2.延期办结数 | 件 | 1\n"));
	ok(total_of(GR_ROW_STAT_RECEIVED)->value == 7 && total_of(GR_ROW_STAT_CONCLUDED)->value == 6 && total_of(GR_ROW_STAT_RECEIVED_FAX)->value == 3 &&
	   total_of(GR_ROW_STAT_CONCLUDED_ON_TIME)->value == 5 && total_of(GR_ROW_STAT_CONCLUDED_EXTENDED)->value == 1, "two rows on a line");
	ok(!gr_cell_has_value(total_of(GR_ROW_STAT_RECEIVED_IN_PERSON)), "the figure of the second is not the first's");
	parse(&arena, GR_SLICE("| 统计指标 | 单位 | 统计数 | 统计指标 | 单位 | 统计数 |\n| 制发规范性文件总数 | 件 | | 政务热线数 | 件 | 9 |\n| 政民互动件数 | 件 | | 收到申请数 | 件 | 7 |\n"
						   "| 主动公开政府信息数 | 条 | | 政务微博数 | 件 | 8\n"));
	ok(total_of(GR_ROW_STAT_NORMATIVE_DOCUMENTS)->status == GR_CELL_BLANK, "nor is that of a row that the form does not have");
	ok(total_of(GR_ROW_STAT_RECEIVED)->value == 7, "a row beside one that the form does not have");
	ok(!gr_cell_has_value(total_of(GR_ROW_STAT_PUBLISHED)), "of a line that lost a cell nothing tells whose its figure is");
	parse(&arena, GR_SLICE("| 序号 | 统计指标 | 单位 | 统计数 | 序号 | 统计指标 | 单位 | 统计数 |\n| 1 | 制发规范性文件总数 | 件 | 14 | 5 | 收到申请数 | 件 | 31 |\n"));
	ok(total_of(GR_ROW_STAT_NORMATIVE_DOCUMENTS)->value == 14 && total_of(GR_ROW_STAT_RECEIVED)->value == 31, "the number of the second row is none of the first's figures");
	parse(&arena, GR_SLICE("统计指标 | 单位 | 合计 | 区政府 | 区直单位 | 乡镇街道\n收到申请数 | 件 | 7 | 1 | 2 | 4\n1.当面申请数 | 件 | 3 | 1 | 2\n2.传真申请数 | 件 | 3\n"));
	ok(total_of(GR_ROW_STAT_RECEIVED)->value == 7 && total_of(GR_ROW_STAT_RECEIVED_IN_PERSON)->status == GR_CELL_AMBIGUOUS &&
	   total_of(GR_ROW_STAT_RECEIVED_FAX)->value == 3, "of a row that lost a cell it is not known which");
	gr_arena_free(&arena);
}

/* The reports that are not in the repository. */
static void
test_real(void)
{
	const char *directory = getenv("GOVREPORT_REAL_REPORTS");
	static const char *const names[] = {
		"000_68a8c5bdb68e9915.txt", "001_44d6bdc10f146279.txt", "002_ce6ac6f1327dbed6.txt", "003_91b7c3b427fd0bbb.txt", "004_0f3172fa03440804.txt",
	};

	for (size_t i = 0; directory != NULL && i < sizeof(names) / sizeof(names[0]); i++)
	{
		static char buffer[1 << 20];
		char		path[4096];
		FILE	   *file;
		size_t		len;

		snprintf(path, sizeof(path), "%s/%s", directory, names[i]);
		file = fopen(path, "rb");
		if (file == NULL)
			continue;
		len = fread(buffer, 1, sizeof(buffer) - 1, file);
		buffer[len] = '\0';
		fclose(file);
		gives_none(names[i], buffer);
	}
}

/* ---------- labels ---------- */

/* A row in a table that is sure to be one, behind the rows that open its group. */
static const gr_cell *
cell_of_label(gr_arena *arena, const char *before, const char *label, int row)
{
	char		text[4096];

	snprintf(text, sizeof(text), "统计指标 | 单位 | 统计数\n收到申请数 | 件 | 41\n当面申请数 | 件 | 1\n申请办结数 | 件 | 42\n接受培训人员数 | 人次 | 2\n"
			 "%s%s |  | 7319\n五、行政诉讼数量 | 件 | 0\n填报人：甲某\n", before, label);
	parse(arena, gr_slice_cstring(text));
	return &report.cells[gr_slot_of(row, GR_COLUMN_STAT_TOTAL)];
}

static void
label_is(const char *before, const char *label, int row)
{
	gr_arena	arena;
	const gr_cell *cell;
	int			others = 0;

	gr_arena_init(&arena, &gr_host_libc);
	cell = cell_of_label(&arena, before, label, row);
	for (int slot = 0; slot < GR_SLOTS; slot++)
		others += report.cells[slot].value == 7319;
	if (!ok(cell->status == GR_CELL_GIVEN && cell->value == 7319 && others == 1, "%s is %s", label, gr_rows[row].key))
		for (int slot = 0; slot < GR_SLOTS; slot++)
			if (report.cells[slot].value == 7319)
				diag("is %s", gr_rows[gr_slots[slot].row].key);
	gr_arena_free(&arena);
}

#define ANSWERS "（三）申请答复数 | 件 | 3\n"
#define OF_2014 "1.属于已主动公开范围数 | 件 | 3\n"
#define DENIALS ANSWERS "4.不同意公开答复数 | 件 | 3\n"
#define REFUSALS "本年度对申请的答复总数 | 件 | 3\n否决公开答复总数 | 件 | 3\n"
#define REVIEWS "四、行政复议数量 | 件 | 3\n"
#define SUITS "五、行政诉讼数量 | 件 | 3\n"

/* forms.md §3 and §3.1. */
static void
test_labels(void)
{
	label_is(ANSWERS, "6.申请信息不存在数", GR_ROW_STAT_ANSWERED_NOT_EXISTING);
	label_is(ANSWERS OF_2014, "6.信息不存在", GR_ROW_STAT_ANSWERED_NOT_EXISTING);
	label_is(ANSWERS, "5.不属于本行政机关公开数", GR_ROW_STAT_ANSWERED_NOT_OWN);
	label_is(ANSWERS, "5.不属于本行政机关公开的", GR_ROW_STAT_ANSWERED_NOT_OWN);
	label_is(ANSWERS, "5.不属于本机关", GR_ROW_STAT_ANSWERED_NOT_OWN);
	label_is(ANSWERS, "7.告知作出更改补充数", GR_ROW_STAT_ANSWERED_AMENDMENT);
	label_is(ANSWERS, "7.申请补正信息", GR_ROW_STAT_ANSWERED_AMENDMENT);
	label_is(ANSWERS, "4.不同意公开答复数", GR_ROW_STAT_ANSWERED_DENIED);
	label_is(ANSWERS, "4.不予公开", GR_ROW_STAT_ANSWERED_DENIED);
	label_is("", "3.网络申请数", GR_ROW_STAT_RECEIVED_ONLINE);
	label_is("", "3.网上申请", GR_ROW_STAT_RECEIVED_ONLINE);
	label_is("", "4.信函申请数", GR_ROW_STAT_RECEIVED_LETTER);
	label_is("", "4.书面申请", GR_ROW_STAT_RECEIVED_LETTER);
	label_is("", "四、行政复议数量", GR_ROW_STAT_RECONSIDERATION);
	label_is("", "四、行政复议数", GR_ROW_STAT_RECONSIDERATION);
	label_is("", "五、行政诉讼数", GR_ROW_STAT_LITIGATION);
	label_is("", "（一）主動公開政府信息數", GR_ROW_STAT_PUBLISHED);
	label_is("", "政府信息公开专项经费（不包括用于政府公报编辑管理及政府网站建设维护等方面的经费）（万元）", GR_ROW_STAT_BUDGET);
	label_is("", "（二） 设置 政府信息公开 查阅点数", GR_ROW_STAT_READING_POINTS);
	label_is("", "①专职人员数", GR_ROW_STAT_STAFF_FULL_TIME);
	label_is("主动公开信息数 | 条 | 3\n", "其中：1.政府网站", GR_ROW_STAT_PUBLISHED_WEBSITE);
	label_is("主动公开信息数 | 条 | 3\n", "2.政府公报", GR_ROW_STAT_PUBLISHED_GAZETTE);
	label_is("受理依申请公开信息总数 | 件 | 3\n", "2.传真", GR_ROW_STAT_RECEIVED_FAX);
	label_is("受理依申请公开信息总数 | 件 | 3\n", "6.其它形式", GR_ROW_STAT_RECEIVED_OTHER);
	label_is("", "“全文电子化的主动公开信息数”", GR_ROW_STAT_PUBLISHED_DIGITIZED);
	label_is("", "网站专栏页面访问量（人次）", GR_ROW_STAT_PAGE_VIEWS);
	label_is("", "对本部门首次处理不满意的行政申诉数", GR_ROW_STAT_APPEALS_FIRST_HANDLING);
}

/* Labels that stand in two groups: the group that is open says which. */
static void
test_groups(void)
{
	label_is(REVIEWS, "（二）被依法纠错数", GR_ROW_STAT_RECONSIDERATION_CORRECTED);
	label_is(REVIEWS SUITS, "（二）被依法纠错数", GR_ROW_STAT_LITIGATION_CORRECTED);
	label_is(SUITS, "（三）其他情形数", GR_ROW_STAT_LITIGATION_OTHER);
	label_is(REVIEWS "（一）维持具体行政行为数 | 件 | 1\n（二）被依法纠错数 | 件 | 1\n（三）其他情形数 | 件 | 1\n" SUITS, "（三）其他情形数",
			 GR_ROW_STAT_LITIGATION_OTHER);
	label_is(REFUSALS, "“信息不存在”数", GR_ROW_STAT_REFUSED_NOT_EXISTING);
	label_is(DENIALS OF_2014 "6.法律法规规定的其他情形 | 件 | 3\n", "6.信息不存在数", GR_ROW_STAT_ANSWERED_NOT_EXISTING);
	label_is(DENIALS, "5.非《条例》所指政府信息", GR_ROW_STAT_ANSWERED_DENIED_NOT_INFORMATION);
	label_is(REFUSALS, "“非《条例》所指政府信息”数", GR_ROW_STAT_REFUSED_NOT_INFORMATION);
}

/* Without its group such a label is nobody's. */
static void
test_no_group(void)
{
	static const int rows[] = {GR_ROW_STAT_RECONSIDERATION_CORRECTED, GR_ROW_STAT_LITIGATION_CORRECTED};
	gr_arena	arena;

	gr_arena_init(&arena, &gr_host_libc);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		ok(!gr_cell_has_value(cell_of_label(&arena, "", "被依法纠错数", rows[i])), "被依法纠错数 outside its groups is not %s", gr_rows[rows[i]].key);
	/* 五、 lost its row: its parts must not become those of 四、. */
	parse(&arena, GR_SLICE("统计指标 | 单位 | 统计数\n收到申请数 | 件 | 41\n当面申请数 | 件 | 1\n申请办结数 | 件 | 42\n按时办结数 | 件 | 2\n"
						   "四、行政复议数量 | 件 | 9\n（一）维持具体行政行为数 | 件 | 4\n（三）其他情形数 | 件 | 77\n六、举报投诉数量 | 件 | 0\n"));
	ok(!gr_cell_has_value(&report.cells[GR_SLOT_STAT_RECONSIDERATION_OTHER_STAT_TOTAL]), "a part that may be of a group whose row was lost is of neither");
	is_int(report.cells[GR_SLOT_STAT_RECONSIDERATION_STAT_TOTAL].value, 9, "the group itself is read");
	gr_arena_free(&arena);
}

/* All texts of a page in one line, with something between: each is a line. */
static void
test_one_line(void)
{
	static const char *const parts[] = {"收到申请数", "件", "12", "当面申请数", "件", "0", "网络申请数", "件", "12", "申请办结数", "件", "11", "按时办结数", "件", "11"};
	static const char *const borders[] = {"|", "\t"};
	gr_arena	arena;

	gr_arena_init(&arena, &gr_host_libc);
	for (size_t b = 0; b < sizeof(borders) / sizeof(borders[0]); b++)
	{
		text		t = {NULL, 0, 0};

		for (int i = 0; i < 130; i++)
		{
			text_add(&t, "政务动态");
			text_add(&t, borders[b]);
		}
		for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		{
			text_add(&t, parts[i]);
			text_add(&t, borders[b]);
		}
		parse(&arena, text_slice(&t));
		ok(report.cells[GR_SLOT_STAT_RECEIVED_STAT_TOTAL].value == 12 && report.cells[GR_SLOT_STAT_RECEIVED_IN_PERSON_STAT_TOTAL].status == GR_CELL_GIVEN &&
		   report.cells[GR_SLOT_STAT_CONCLUDED_ON_TIME_STAT_TOTAL].value == 11, "%s between all texts of a page", b == 0 ? "pipes" : "tabs");
		gr_arena_free(&arena);
		text_free(&t);
	}
}

/* A label that is broken within its cell is one label, and its end none of another row. */
static void
test_broken_labels(void)
{
	static const char *const rows[] = {
		"| 其中：主要负责同志参加政府网站\n在线访谈次数 | 次 | 13 |\n",
		"| 9 | 其中：主要负责同志参加\n政府网\n站在线访谈次数 | 次 | 13 |\n",
		"其中：主要负责同志参加政府网站\n在线访谈次数 | 次 | 13\n",
		"其中：主要负责同志参加政府网站\n在线访谈次数\t次\t13\n",
	};
	gr_arena	arena;

	gr_arena_init(&arena, &gr_host_libc);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
	{
		text		t = {NULL, 0, 0};

		text_add(&t, "统计指标 | 单位 | 统计数\n2.政府网站在线访谈次数 | 次 | —\n");
		text_add(&t, rows[i]);
		text_add(&t, "3.政策解读稿件发\n布数 | 篇 | 4\n4.微博微信回应事件数 | 次 |\n5.其他方式回应事件数\n次\n6\n（二）举办各类培训班数 | 次 | 7\n");
		parse(&arena, text_slice(&t));
		ok(report.cells[GR_SLOT_STAT_INTERVIEWS_STAT_TOTAL].status == GR_CELL_PLACEHOLDER && report.cells[GR_SLOT_STAT_INTERVIEWS_LED_STAT_TOTAL].value == 13 &&
		   report.cells[GR_SLOT_STAT_INTERPRETATIONS_STAT_TOTAL].value == 4 && report.cells[GR_SLOT_STAT_RESPONSES_OTHER_STAT_TOTAL].value == 6, "a broken label is read: %s", rows[i]);
		gr_arena_free(&arena);
		text_free(&t);
	}
}

/* ---------- forms ---------- */

static void
form_is(const char *what, int form, const char *text)
{
	gr_arena	arena;

	gr_arena_init(&arena, &gr_host_libc);
	parse(&arena, gr_slice_cstring(text));
	is_int(report.forms[GR_TABLE_STATISTICS], form, "%s", what);
	gr_arena_free(&arena);
}

#define COMMON "收到申请数 | 件 | 3\n当面申请数 | 件 | 1\n信函申请数 | 件 | 2\n行政复议数 | 件 | 0\n行政诉讼数 | 件 | 0\n"

static void
test_forms(void)
{
	form_is("rows that both have, in a year before the form", GR_FORM_LOCAL, "青湖县2011年政府信息公开工作年度报告\n" COMMON);
	form_is("a few rows of its own make no form of 2014", GR_FORM_LOCAL, "青湖县2016年政府信息公开工作年度报告\n" COMMON);
	form_is("按时办结 and 延期办结 do", GR_FORM_2014, "青湖县2016年政府信息公开工作年度报告\n" COMMON "按时办结数 | 件 | 3\n延期办结数 | 件 | 0\n");
	form_is("whatever the year", GR_FORM_2014, COMMON "按时办结数 | 件 | 3\n延期办结数 | 件 | 0\n专职人员数 | 人 | 1\n");
	form_is("行政申诉 and 否决 are local", GR_FORM_LOCAL, "青湖县2015年政府信息公开工作年度报告\n" COMMON "否决公开答复总数 | 件 | 3\n行政申诉数 | 件 | 0\n");
	form_is("so is a column for all years", GR_FORM_LOCAL, "指标名称 | 计量单位 | 年度 | 历年累计\n收到申请数 | 件 | 3 | 9\n当面申请数 | 件 | 3 | 9\n信函申请数 | 件 | 0 | 0\n");
	form_is("a row that was added to the form of 2014 leaves it that", GR_FORM_2014,
			"青湖县2016年政府信息公开工作年度报告\n" COMMON "电子邮件申请数 | 件 | 0\n按时办结数 | 件 | 3\n延期办结数 | 件 | 0\n政务微博公开政府信息数 | 条 | 3\n");
}

/* What the form does not have stands in the extras. */
static void
test_extras(void)
{
	gr_arena	arena;
	gr_slice	text = GR_SLICE("统计指标 | 单位 | 合计 | 区政府\n收到申请数 | 件 | 3 | 2\n当面申请数 | 件 | 1 | 1\n信函申请数 | 件 | 2 | 1\n"
								"热线接听数 | 次 | 88 | 80\n按时办结数 | 件 | 3 | 2\n延期办结数 | 件 | 0 | 0\n");
	int			unknown = 0;

	gr_arena_init(&arena, &gr_host_libc);
	parse(&arena, text);
	is_int(report.extra_count, 7, "another column of five rows, and a row with both");
	for (size_t i = 0; i < report.extra_count; i++)
	{
		const gr_extra *extra = &report.extras[i];

		if (extra->row != GR_ROW_NONE)
			continue;
		is_slice(text_at(text, extra->label), "热线接听数", "the label of the unknown row has its place");
		is_int(extra->column, unknown == 0 ? GR_COLUMN_STAT_TOTAL : GR_COLUMN_NONE, "its column is that of the head, if it is known");
		is_int(extra->cell.value, unknown == 0 ? 88 : 80, "its figure");
		is_int(extra->cell.unit, GR_UNIT_TIME, "in its unit");
		unknown++;
	}
	is_int(unknown, 2, "the unknown row has two cells");
	gr_arena_free(&arena);
}

/* A row that only looks like one of a later table takes what stood below it along. */
static void
test_dropped_table(void)
{
	gr_arena	arena;
	gr_report  *again;
	gr_error	error = {0, NULL};

	gr_arena_init(&arena, &gr_host_libc);
	parse(&arena, GR_SLICE("内容\n（三） 1.属于国家秘密 0 0 0\n\t 六、举报投诉数量 \t 2 \t\n\t \t 个 \t 3 \t\n"));
	ok(report.forms[GR_TABLE_STATISTICS] != GR_FORM_NONE && report.forms[GR_TABLE_APPLICATIONS] == GR_FORM_NONE, "a table of statistics and no other");
	is_int(report.extra_count, 0, "a row below the other is gone with it");
	again = gr_arena_alloc(&arena, sizeof(gr_report));
	is_int(gr_report_decode_strict(&arena, encoded(&arena, &report), again, &error), GR_OK, "the report can be read again");
	gr_arena_free(&arena);
}

/* 申请信息不存在数 of 2014 is not 没有现成信息 of 2019, nor the other way round. */
static void
test_other_keys(void)
{
	gr_arena	arena;
	gr_slice	text = GR_SLICE("统计指标 | 单位 | 统计数\n申请答复数 | 件 | 9\n申请信息不存在数 | 件 | 9\n按时办结数 | 件 | 9\n延期办结数 | 件 | 0\n");

	gr_arena_init(&arena, &gr_host_libc);
	parse(&arena, text);
	is_int(report.cells[GR_SLOT_STAT_ANSWERED_NOT_EXISTING_STAT_TOTAL].value, 9, "申请信息不存在数 is answered.not_existing");
	for (int slot = gr_tables[GR_TABLE_APPLICATIONS].first_slot; slot < (int) gr_tables[GR_TABLE_APPLICATIONS].end_slot; slot++)
		if (report.cells[slot].status != GR_CELL_MISSING)
			fail("and no cell of the table of applications");
	gr_arena_free(&arena);
}

/* ---------- hostile input ---------- */

static double
seconds_for(const char *front, const char *unit, size_t bytes)
{
	text		t = {NULL, 0, 0};
	gr_arena	arena;
	clock_t		start;
	double		seconds;

	text_add(&t, front);
	while (t.len < bytes)
		text_add(&t, unit);
	gr_arena_init(&arena, &gr_host_libc);
	start = clock();
	parse(&arena, text_slice(&t));
	seconds = (double) (clock() - start) / CLOCKS_PER_SEC;
	gr_arena_free(&arena);
	text_free(&t);
	return seconds;
}

#define MEGABYTE ((size_t) 1 << 20)

/* Four times the text takes about four times as long, not sixteen times. */
static void
test_hostile(void)
{
	static const struct
	{
		const char *what;
		const char *front;
		const char *unit;
	}			cases[] = {
		{"label lines", "", "收到申请数\n"},
		{"labels and figures", "", "收到申请数 件 3\n"},
		{"rows with pipes", "", "| 收到申请数 | 件 | 3 |\n"},
		{"unknown rows", "统计指标 | 单位 | 统计数\n", "其他事项 | 件 | 3\n"},
		{"lines of digits", "收到申请数\n", "7\n"},
		{"digits in one line", "收到申请数\n", "1234567890"},
		{"figures in one line", "收到申请数\n", "12 "},
		{"one long line", "收到申请数\n", "公开政府信息"},
		{"one long line of labels", "收到申请数\n", "收到申请数"},
		{"brackets", "收到申请数", "（"},
		{"brackets after labels", "", "收到申请数（\n"},
		{"quotation marks", "收到申请数\n", "“"},
		{"blanks", "收到申请数\n", "　"},
		{"beginnings of labels", "收到申请数\n", "危及国家安全、公共\n"},
		{"heads", "", "统计指标\n"},
		{"heads in one line", "收到申请数\n", "统计指标 单位 "},
		{"borders", "收到申请数\n统计指标 | 单位 | 统计数\n", "|"},
		{"tabs", "收到申请数\n", "\t"},
		{"cells of a page", "<table><tr><td>收到申请数</td></tr>", "<tr><td>收到申请数<td>件<td>3"},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
	{
		double		small = seconds_for(cases[i].front, cases[i].unit, HOSTILE_MB * MEGABYTE / 4);
		double		large = seconds_for(cases[i].front, cases[i].unit, HOSTILE_MB * MEGABYTE);

		ok(large < 0.3 + small * 9, "%d MB of %s: %.2f s, a quarter of it %.2f s", HOSTILE_MB, cases[i].what, large, small);
	}
}

/* Rows and cells beyond the limits are left out, and that is said. */
static void
test_limits(void)
{
	text		t = {NULL, 0, 0};
	gr_arena	arena;
	int			said = 0;

	text_add(&t, "统计指标 | 单位 | 统计数\n收到申请数 | 件 | 3\n当面申请数 | 件 | 1\n信函申请数 | 件 | 2\n");
	for (int i = 0; i < 700; i++)
		text_add(&t, "另加的事项 | 件 | 3\n");
	gr_arena_init(&arena, &gr_host_libc);
	parse(&arena, text_slice(&t));
	for (size_t i = 0; i < report.diagnostic_count; i++)
		said += report.diagnostics[i].rule == GR_RULE_TEXT_LIMIT;
	ok(report.extra_count <= GR_EXTRAS_LIMIT && report.extra_count > 300, "%zu rows beyond the form are kept", report.extra_count);
	is_int(said, 1, "of the rest there is one text.limit");
	is_int(report.cells[GR_SLOT_STAT_RECEIVED_STAT_TOTAL].value, 3, "the rows of the form are read");
	gr_arena_free(&arena);
	text_free(&t);
}

static void
test_generator(gen_report *made)
{
	gen_report	again = {0};

	for (int layout = 0; layout < GEN_STATISTICS_LAYOUTS; layout++)
	{
		gen_options options = {GR_FORM_2014, (gen_layout) layout, 0, 42, 0};

		gen_make(&options, made);
		gen_make(&options, &again);
		is_bytes(again.text, again.len, made->text, made->len, "%s: the same seed gives the same text", gen_statistics_layout_key(layout));
	}
	gen_free(&again);
}

int
main(void)
{
	static gen_report made;

	test_generator(&made);
	test_layouts(&made);
	test_damages(&made);
	test_modern(&made);
	test_prose();
	test_lines();
	test_real();
	test_labels();
	test_groups();
	test_no_group();
	test_one_line();
	test_broken_labels();
	test_forms();
	test_extras();
	test_dropped_table();
	test_other_keys();
	test_limits();
	test_hostile();
	gen_free(&made);
	return done_testing();
}
