/*
 * sample.h
 *		What the unit tests share: a host that counts and fails, random numbers, reports.
 *
 * Reports come in two ways: as text, written from a table of cells in one of the
 * layouts, and as gr_report structures with random content that is legal.
 */
#ifndef GR_SAMPLE_H
#define GR_SAMPLE_H

#include <stdlib.h>

#include "arena.h"
#include "codec.h"
#include "date.h"
#include "number.h"
#include "label.h"
#include "report.h"
#include "tap.h"

/* ---------- a host ---------- */

typedef struct counting
{
	long		allocations;
	long		releases;
	long		fail_at;		/* the allocation that fails, from 1; 0: none; -1: all */
	long		cancel_at;		/* the look at the hook that cancels, from 1; 0: none */
	long		looks;
} counting;

static TAP_UNUSED void *
counting_allocate(void *context, size_t size)
{
	counting   *c = context;

	if (++c->allocations == c->fail_at || c->fail_at < 0)
	{
		/* Nothing to give back. */
		c->releases++;
		return NULL;
	}
	return malloc(size);
}

static TAP_UNUSED void
counting_release(void *context, void *memory)
{
	((counting *) context)->releases++;
	free(memory);
}

static TAP_UNUSED bool
counting_cancelled(void *context)
{
	counting   *c = context;

	return ++c->looks == c->cancel_at;
}

static TAP_UNUSED gr_host
counting_host(counting *c)
{
	gr_host		host = {counting_allocate, counting_release, counting_cancelled, c};

	memset(c, 0, sizeof(*c));
	return host;
}

/* ---------- random numbers: the same in every run ---------- */

static uint64_t random_state = UINT64_C(0x9E3779B97F4A7C15);

static TAP_UNUSED uint64_t
random64(void)
{
	random_state ^= random_state >> 12;
	random_state ^= random_state << 25;
	random_state ^= random_state >> 27;
	return random_state * UINT64_C(0x2545F4914F6CDD1D);
}

/* 0 … n - 1 */
static TAP_UNUSED unsigned
random_below(unsigned n)
{
	return (unsigned) (random64() >> 33) % n;
}

/* ---------- text ---------- */

typedef struct text
{
	char	   *data;
	size_t		len;
	size_t		capacity;
} text;

static TAP_UNUSED void
text_bytes(text *t, const char *data, size_t len)
{
	if (t->len + len + 1 > t->capacity)
	{
		t->capacity = (t->len + len + 1) * 2;
		t->data = realloc(t->data, t->capacity);
		if (t->data == NULL)
			abort();
	}
	memcpy(t->data + t->len, data, len);
	t->len += len;
	t->data[t->len] = '\0';
}

static TAP_UNUSED void
text_add(text *t, const char *string)
{
	text_bytes(t, string, strlen(string));
}

static TAP_UNUSED void
text_free(text *t)
{
	free(t->data);
	memset(t, 0, sizeof(*t));
}

static TAP_UNUSED gr_slice
text_slice(const text *t)
{
	return gr_slice_make(t->data == NULL ? "" : t->data, t->len);
}

/* The bytes of a text from character pos on, len characters, as substr gives them. */
static TAP_UNUSED gr_slice
text_at(gr_slice whole, gr_span span)
{
	size_t		from = 0;
	size_t		to;
	uint32_t	i;

	for (i = 1; i < span.pos && from < whole.len; i++)
		do
			from++;
		while (from < whole.len && ((unsigned char) whole.data[from] & 0xC0) == 0x80);
	to = from;
	for (i = 0; i < span.len && to < whole.len; i++)
		do
			to++;
		while (to < whole.len && ((unsigned char) whole.data[to] & 0xC0) == 0x80);
	return gr_slice_sub(whole, from, to);
}

/* ---------- a report as text ---------- */

typedef struct sample
{
	int			form;			/* GR_FORM_2019 or GR_FORM_2021 */
	char		separator;		/* '|', '\t', '\n' (one cell a line), or 0 (glued) */
	int			spacers;		/* empty cells between the labels and the cells, all rows */
	int			trailing;		/* empty cells behind the last, all rows */
	bool		borders;		/* a separator before the first and behind the last cell */
	const char *cells[GR_SLOTS];	/* NULL: the cell is left out, with its separator */
} sample;

static TAP_UNUSED void
sample_init(sample *s, int form, char separator)
{
	memset(s, 0, sizeof(*s));
	s->form = form;
	s->separator = separator;
	for (int slot = 0; slot < GR_SLOTS; slot++)
		s->cells[slot] = "0";
}

/* Cells of a line, then of the next line: "first" tells them apart. */
static TAP_UNUSED void
sample_cell(text *t, const sample *s, const char *cell, bool first)
{
	if (!first && s->separator != 0)
		text_bytes(t, &s->separator, 1);
	if (s->separator == '|')
		text_add(t, " ");
	text_add(t, cell);
	if (s->separator == '|')
		text_add(t, " ");
}

static TAP_UNUSED void
sample_open(text *t, const sample *s)
{
	if (s->borders && s->separator != '\n')
		text_bytes(t, &s->separator, 1);
}

static TAP_UNUSED void
sample_close(text *t, const sample *s)
{
	if (s->borders && s->separator != '\n')
		text_bytes(t, &s->separator, 1);
	text_add(t, "\n");
}

/* Labels (up to NULL) on one line. */
static TAP_UNUSED void
sample_labels(text *t, const sample *s, const char *const *labels)
{
	sample_open(t, s);
	for (int i = 0; labels[i] != NULL; i++)
		sample_cell(t, s, labels[i], i == 0);
	sample_close(t, s);
}

#define SAMPLE_LABELS(t, s, ...) sample_labels(t, s, (const char *const[]) {__VA_ARGS__, NULL})

/* A row with its label, or two: the group's in front, where group is not NULL; row GR_ROW_NONE has neither. */
static TAP_UNUSED void
sample_row(text *t, const sample *s, const char *group, const char *label, const int *rows, int row_count)
{
	bool		first = true;

	sample_open(t, s);
	if (group != NULL)
	{
		sample_cell(t, s, group, first);
		first = false;
	}
	if (label != NULL)
	{
		sample_cell(t, s, label, first);
		first = false;
	}
	for (int i = 0; i < s->spacers && s->separator != 0 && s->separator != '\n' && label != NULL; i++)
		sample_cell(t, s, "", false);
	for (int r = 0; r < row_count; r++)
		for (int slot = 0; slot < GR_SLOTS; slot++)
		{
			if (gr_slots[slot].row != rows[r] || !gr_form_has(s->form, slot) || s->cells[slot] == NULL)
				continue;
			sample_cell(t, s, s->cells[slot], first);
			first = false;
		}
	for (int i = 0; i < s->trailing && s->separator != 0 && s->separator != '\n'; i++)
		sample_cell(t, s, "", false);
	sample_close(t, s);
}

static TAP_UNUSED void
sample_disclosure_row(text *t, const sample *s, int row)
{
	sample_row(t, s, NULL, gr_row_label(s->form, row), &row, 1);
}

static TAP_UNUSED void
sample_disclosure(text *t, const sample *s)
{
	if (s->form == GR_FORM_2019)
	{
		SAMPLE_LABELS(t, s, "第二十条第（一）项");
		SAMPLE_LABELS(t, s, "信息内容", "本年新制作数量", "本年新公开数量", "对外公开总数量");
		sample_disclosure_row(t, s, GR_ROW_RULES);
		sample_disclosure_row(t, s, GR_ROW_NORMATIVE_DOCUMENTS);
		SAMPLE_LABELS(t, s, "第二十条第（五）项");
		SAMPLE_LABELS(t, s, "信息内容", "上一年项目数量", "本年增/减", "处理决定数量");
		sample_disclosure_row(t, s, GR_ROW_LICENSING);
		sample_disclosure_row(t, s, GR_ROW_OTHER_SERVICES);
		SAMPLE_LABELS(t, s, "第二十条第（六）项");
		SAMPLE_LABELS(t, s, "信息内容", "上一年项目数量", "本年增/减", "处理决定数量");
		sample_disclosure_row(t, s, GR_ROW_PENALTY);
		sample_disclosure_row(t, s, GR_ROW_COMPULSION);
		SAMPLE_LABELS(t, s, "第二十条第（八）项");
		SAMPLE_LABELS(t, s, "信息内容", "上一年项目数量", "本年增/减");
		sample_disclosure_row(t, s, GR_ROW_FEES);
		SAMPLE_LABELS(t, s, "第二十条第（九）项");
		SAMPLE_LABELS(t, s, "信息内容", "采购项目数量", "采购总金额");
		sample_disclosure_row(t, s, GR_ROW_PROCUREMENT);
		return;
	}
	SAMPLE_LABELS(t, s, "第二十条第（一）项");
	SAMPLE_LABELS(t, s, "信息内容", "本年制发件数", "本年废止件数", "现行有效件数");
	sample_disclosure_row(t, s, GR_ROW_RULES);
	sample_disclosure_row(t, s, GR_ROW_NORMATIVE_DOCUMENTS);
	SAMPLE_LABELS(t, s, "第二十条第（五）项");
	SAMPLE_LABELS(t, s, "信息内容", "本年处理决定数量");
	sample_disclosure_row(t, s, GR_ROW_LICENSING);
	SAMPLE_LABELS(t, s, "第二十条第（六）项");
	SAMPLE_LABELS(t, s, "信息内容", "本年处理决定数量");
	sample_disclosure_row(t, s, GR_ROW_PENALTY);
	sample_disclosure_row(t, s, GR_ROW_COMPULSION);
	SAMPLE_LABELS(t, s, "第二十条第（八）项");
	SAMPLE_LABELS(t, s, "信息内容", "本年收费金额（单位：万元）");
	sample_disclosure_row(t, s, GR_ROW_FEES);
}

static TAP_UNUSED void
sample_applications(text *t, const sample *s)
{
	const char *result = "三、本年度办理结果";

	SAMPLE_LABELS(t, s, "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", "申请人情况");
	SAMPLE_LABELS(t, s, "自然人", "法人或其他组织", "总计");
	SAMPLE_LABELS(t, s, "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他");
	for (int row = GR_ROW_RECEIVED; row <= GR_ROW_CARRIED_OUT; row++)
	{
		int			slot = gr_slot_of(row, GR_COLUMN_TOTAL);
		int			parent = gr_rows[row].parent;
		const char *group = NULL;

		if (slot < 0 || !gr_form_has(s->form, slot))
			continue;
		if (row == GR_ROW_GRANTED)
			group = result;
		else if (parent != GR_ROW_NONE && row == parent + 1)
			group = gr_rows[parent].zh;
		/* One cell a line, and glued: a group's label stands in front on a line of its own. */
		if (group != NULL && (s->separator == '\n' || s->separator == 0))
		{
			text_add(t, group);
			text_add(t, "\n");
			group = NULL;
		}
		sample_row(t, s, group, gr_row_label(s->form, row), &row, 1);
	}
}

static TAP_UNUSED void
sample_proceedings(text *t, const sample *s)
{
	static const int rows[] = {GR_ROW_RECONSIDERATION, GR_ROW_LITIGATION_DIRECT, GR_ROW_LITIGATION_AFTER_RECONSIDERATION};

	SAMPLE_LABELS(t, s, "行政复议", "行政诉讼");
	SAMPLE_LABELS(t, s, "结果维持", "结果纠正", "其他结果", "尚未审结", "总计", "未经复议直接起诉", "复议后起诉");
	SAMPLE_LABELS(t, s, "结果维持", "结果纠正", "其他结果", "尚未审结", "总计", "结果维持", "结果纠正", "其他结果", "尚未审结", "总计");
	sample_row(t, s, NULL, NULL, rows, 3);
}

/* A whole report of an invented district. */
static TAP_UNUSED void
sample_write(text *t, const sample *s)
{
	const char *year = s->form == GR_FORM_2019 ? "2020" : "2022";

	text_add(t, "河阳省临川市北山区");
	text_add(t, year);
	text_add(t, "年政府信息公开工作年度报告\n\n本报告所列数据的统计期限为");
	text_add(t, year);
	text_add(t, "年1月1日至");
	text_add(t, year);
	text_add(t, "年12月31日。\n\n一、总体情况\n\n全区各级行政机关认真贯彻落实条例。\n\n二、主动公开政府信息情况\n\n");
	sample_disclosure(t, s);
	text_add(t, "\n三、收到和处理政府信息公开申请情况\n\n");
	sample_applications(t, s);
	text_add(t, "\n四、政府信息公开行政复议、行政诉讼情况\n\n");
	sample_proceedings(t, s);
	text_add(t, "\n五、存在的主要问题及改进情况\n\n公开的内容有待进一步丰富。\n\n六、其他需要报告的事项\n\n无其他需要报告的事项。\n");
}

/* ---------- a report in memory ---------- */

static TAP_UNUSED gr_span
random_span(uint32_t *at)
{
	gr_span		span;

	if (random_below(20) == 0)
		*at += random_below(100000);
	span.pos = *at + 1 + random_below(12);
	span.len = random_below(10) == 0 ? random_below(200) : 1 + random_below(5);
	*at = span.pos + span.len;
	return span;
}

/* A figure that parse could have read in that slot. */
static TAP_UNUSED void
random_value(gr_cell *cell, int slot)
{
	bool		money = gr_slots[slot].quantity == GR_QUANTITY_MONEY;
	static const unsigned char money_units[] = {GR_UNIT_NONE, GR_UNIT_YUAN, GR_UNIT_WAN_YUAN, GR_UNIT_YI_YUAN};

	cell->scale = random_below(4) == 0 ? (unsigned char) random_below(GR_LARGEST_SCALE + 1) : 0;
	switch (random_below(6))
	{
		case 0:
			cell->value = 0;
			break;
		case 1:
			cell->value = (int64_t) (random64() % (uint64_t) (GR_LARGEST_FIGURE * 2 + 1)) - GR_LARGEST_FIGURE;
			break;
		case 2:
			cell->value = GR_LARGEST_FIGURE * (random_below(2) != 0 ? 1 : -1);
			if (cell->scale <= 6)
				cell->value *= gr_power_of_ten(cell->scale);
			break;
		default:
			cell->value = (int64_t) random_below(300) - (random_below(5) == 0 ? 100 : 0);
			break;
	}
	cell->unit = gr_slots[slot].unit;
	if (money)
		cell->unit = money_units[random_below(4)];
	else if (random_below(10) == 0)
		cell->unit = (unsigned char) (GR_UNIT_DOCUMENT + random_below(GR_CELL_UNITS - GR_UNIT_DOCUMENT));
	cell->reports = 1;
}

static TAP_UNUSED void
random_cell(gr_cell *cell, int slot, uint32_t *at)
{
	static const unsigned char statuses[] = {
		GR_CELL_MISSING, GR_CELL_BLANK, GR_CELL_PLACEHOLDER, GR_CELL_AMBIGUOUS, GR_CELL_INVALID, GR_CELL_SOLVED, GR_CELL_REPAIRED,
	};

	memset(cell, 0, sizeof(*cell));
	cell->status = random_below(4) != 0 ? GR_CELL_GIVEN : statuses[random_below(sizeof(statuses))];
	if (gr_cell_has_value(cell))
		random_value(cell, slot);
	if (cell->status != GR_CELL_MISSING && random_below(20) != 0)
		cell->span = random_span(at);
	if (cell->status == GR_CELL_BLANK)
		cell->span.len = 0;
}

/* What stood in a repaired cell. */
static TAP_UNUSED void
random_printed(gr_arena *arena, gr_report *report, int slot)
{
	static const unsigned char statuses[] = {
		GR_CELL_MISSING, GR_CELL_GIVEN, GR_CELL_BLANK, GR_CELL_PLACEHOLDER, GR_CELL_AMBIGUOUS, GR_CELL_INVALID, GR_CELL_SOLVED,
	};
	gr_printed	printed = {0, (short) slot, statuses[random_below(sizeof(statuses))], 0, GR_UNIT_NONE};
	gr_cell		cell;

	if (gr_status_has_value(printed.status))
	{
		random_value(&cell, slot);
		printed.value = cell.value;
		printed.scale = cell.scale;
		printed.unit = cell.unit;
	}
	gr_report_keep_printed(arena, report, printed);
}

static TAP_UNUSED gr_slice
random_string(void)
{
	static const char *const strings[] = {
		"河阳省临川市2020年政府信息公开工作年度报告", "北山区财政局", "", "a", "\"\\\t\n\x01\x7f", "𠮷野家", "1507000006", "e\xCC\x81",
	};
	gr_slice	none = {NULL, 0};

	return random_below(4) == 0 ? none : gr_slice_cstring(strings[random_below(8)]);
}

static TAP_UNUSED gr_date
random_date(void)
{
	gr_date		date = {0, 0, 0};

	do
	{
		date.year = (short) (GR_FIRST_YEAR + (int) random_below(GR_LAST_YEAR - GR_FIRST_YEAR + 1));
		date.month = (unsigned char) (1 + random_below(12));
		date.day = (unsigned char) (1 + random_below(31));
	} while (!gr_date_valid(date));
	return date;
}

static TAP_UNUSED void
random_header(gr_header *h)
{
	h->title = random_string();
	h->issuer = random_string();
	h->site_code = random_string();
	h->level = (unsigned char) random_below(GR_LEVELS);
	h->kind = (unsigned char) random_below(GR_ORGAN_KINDS);
	h->layout = (unsigned char) random_below(GR_LAYOUTS);
	if (random_below(4) != 0)
		h->year = GR_FIRST_YEAR + (int) random_below(GR_LAST_YEAR - GR_FIRST_YEAR + 1);
	if (random_below(2) != 0)
	{
		h->period_from = random_date();
		do
			h->period_to = random_date();
		while (gr_date_compare(h->period_from, h->period_to) > 0);
	}
	if (random_below(2) != 0)
		h->published = random_date();
}

/* The two forms that a table can have; they are told apart by "later". */
static TAP_UNUSED int
form_of_table(int table, bool later)
{
	if (table == GR_TABLE_STATISTICS)
		return later ? GR_FORM_2014 : GR_FORM_LOCAL;
	return later ? GR_FORM_2021 : GR_FORM_2019;
}

/* A cell that the form of its table does not have. */
static TAP_UNUSED gr_extra
random_extra(int table)
{
	static const unsigned char statuses[] = {
		GR_CELL_GIVEN, GR_CELL_GIVEN, GR_CELL_BLANK, GR_CELL_PLACEHOLDER, GR_CELL_AMBIGUOUS, GR_CELL_INVALID, GR_CELL_SOLVED,
	};
	uint32_t	at = random_below(5000);
	gr_extra	extra;

	memset(&extra, 0, sizeof(extra));
	extra.table = (unsigned char) table;
	extra.row = GR_ROW_NONE;
	extra.column = GR_COLUMN_NONE;
	for (int r = 0; r < GR_ROWS; r++)
		if (gr_rows[r].table == table && random_below(12) == 0)
			extra.row = (unsigned char) r;
	for (int c = 0; c < GR_COLUMNS; c++)
		if (gr_columns[c].table == table && random_below(4) == 0)
			extra.column = (unsigned char) c;
	extra.cell.status = statuses[random_below(sizeof(statuses))];
	if (gr_cell_has_value(&extra.cell))
	{
		random_value(&extra.cell, gr_tables[table].first_slot);
		extra.cell.unit = (unsigned char) random_below(GR_CELL_UNITS);
	}
	if (random_below(4) != 0)
		extra.label = random_span(&at);
	if (random_below(8) != 0)
		extra.cell.span = random_span(&at);
	return extra;
}

/* Everything of a report that the format can hold. */
static TAP_UNUSED void
random_report(gr_arena *arena, gr_report *report)
{
	uint32_t	at = random_below(1000);
	unsigned	diagnostics = random_below(4) == 0 ? random_below(20) : 0;

	gr_report_init(report);
	random_header(&report->header);
	for (int t = 0; t < GR_TABLES; t++)
	{
		int			row = GR_ROW_NONE;

		if (random_below(3) == 0)
			continue;
		report->forms[t] = (unsigned char) form_of_table(t, random_below(2) != 0);
		report->tables[t].pos = at + 1;
		for (int slot = gr_tables[t].first_slot; slot < (int) gr_tables[t].end_slot; slot++)
		{
			if (!gr_form_has(report->forms[t], slot))
				continue;
			if (gr_slots[slot].row != row)
			{
				row = gr_slots[slot].row;
				if (random_below(5) != 0)
					report->labels[row] = random_span(&at);
				if (report->labels[row].len == 0)
					report->labels[row].pos = 0;
			}
			random_cell(&report->cells[slot], slot, &at);
			if (report->cells[slot].status == GR_CELL_REPAIRED)
				random_printed(arena, report, slot);
		}
		report->tables[t].len = at - report->tables[t].pos;
		for (unsigned i = random_below(4) == 0 ? random_below(12) : 0; i > 0; i--)
			gr_report_add_extra(arena, report, random_extra(t));
	}
	for (unsigned i = 0; i < diagnostics; i++)
	{
		gr_diagnostic d = {(unsigned char) random_below(GR_RULES), (unsigned char) random_below(GR_TABLES + 1), {0, 0}, 0};

		if (random_below(2) != 0)
			d.span = random_span(&at);
		if (random_below(2) != 0)
			d.actual = (int64_t) random64();
		gr_report_diagnose(arena, report, d);
	}
}

/* The binary form, in the arena; an empty slice when there is no memory. */
static TAP_UNUSED gr_slice
encoded(gr_arena *arena, const gr_report *report)
{
	gr_writer	writer;

	gr_writer_init(&writer, arena);
	if (gr_report_encode(&writer, report) != GR_OK)
		return gr_slice_make("", 0);
	return gr_slice_make(writer.data, writer.len);
}

/*
 * What holds for every report that parse made of a text, whatever the text: the
 * first rule that is broken, or NULL.  "characters" is the length of the text.
 */
static TAP_UNUSED const char *
parse_rule_broken(gr_slice whole, size_t characters, const gr_report *report)
{
	/* A text with tags or escapes in it may have been read as a page: there the figure is not what the source has. */
	bool		plain = whole.len > 0 && memchr(whole.data, '<', whole.len) == NULL && memchr(whole.data, '\\', whole.len) == NULL;

	if (report->rollup || report->reports != 1)
		return "parse gives one report";
	for (int t = 0; t < GR_TABLES; t++)
		if (report->forms[t] != GR_FORM_NONE && report->forms[t] != form_of_table(t, false) && report->forms[t] != form_of_table(t, true))
			return "a table has one of its forms, or none";
	for (size_t i = 0; i < report->extra_count; i++)
	{
		const gr_extra *extra = &report->extras[i];

		if (extra->table >= GR_TABLES || report->forms[extra->table] == GR_FORM_NONE)
			return "a cell beyond a form is one of a table that is there";
		if (extra->row != GR_ROW_NONE && gr_slot_of(extra->row, extra->column) >= 0 &&
			gr_form_has(report->forms[extra->table], gr_slot_of(extra->row, extra->column)))
			return "a cell of the form is none beyond it";
		if (extra->label.pos == 0 || extra->label.len == 0 || extra->label.pos - 1 + extra->label.len > characters ||
			extra->cell.span.pos == 0 || extra->cell.span.pos - 1 + extra->cell.span.len > characters)
			return "a cell beyond the form and its label lie in the text";
	}
	for (int slot = 0; slot < GR_SLOTS; slot++)
	{
		const gr_cell *cell = &report->cells[slot];
		int			form = report->forms[gr_slots[slot].table];
		gr_number	number;

		if (cell->status != GR_CELL_MISSING && !gr_form_has(form, slot))
			return "a cell is one of the form of its table";
		if (cell->status == GR_CELL_SUMMED || cell->status == GR_CELL_REPAIRED)
			return "nothing is summed or repaired";
		if (!gr_cell_has_value(cell) && (cell->value != 0 || cell->scale != 0 || cell->unit != GR_UNIT_NONE || cell->reports != 0))
			return "a cell without value has none";
		if (cell->status == GR_CELL_MISSING)
			continue;
		if (cell->span.pos == 0 || cell->span.pos > characters + 1 || cell->span.pos - 1 + cell->span.len > characters)
			return "a cell lies in the text";
		if (cell->status != GR_CELL_BLANK && cell->span.len == 0)
			return "a cell that is not blank has a length";
		if (cell->status != GR_CELL_GIVEN || !plain)
			continue;
		number = gr_number_read(text_at(whole, cell->span));
		if (number.kind == GR_NUMBER_UNCHANGED && gr_slots[slot].quantity == GR_QUANTITY_CHANGE && cell->value == 0)
			continue;
		if (number.kind != GR_NUMBER_VALUE || number.value != cell->value || number.scale != cell->scale)
			return "a given value is the figure at its place";
	}
	for (size_t i = 0; i < report->diagnostic_count; i++)
		if (report->diagnostics[i].span.pos > characters + 1)
			return "a diagnostic lies in the text";
	return NULL;
}

#endif							/* GR_SAMPLE_H */
