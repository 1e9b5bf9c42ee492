/*
 * parse.c
 *		Whole reports: every cell where it belongs, and no value where the text does not say.
 */
#include "cell_count.h"
#include "citations.h"
#include "parse.h"
#include "report_prose.h"
#include "sample.h"
#include "utf8.h"

static gr_arena arena;
static gr_report report;

/* Parses into "report"; every promise of parse that holds for any text is looked at. */
static gr_status
parse(gr_slice whole)
{
	gr_error	error = {0, NULL};
	gr_status	status;
	const char *broken;

	gr_arena_free(&arena);
	status = gr_parse(&arena, whole, &report, &error);
	if (status != GR_OK)
		return status;
	broken = parse_rule_broken(whole, gr_utf8_count(whole), &report);
	if (broken != NULL)
		fail("%s", broken);
	return status;
}

static const char *
layout_word(char separator)
{
	return separator == '|' ? "pipes" : separator == '\t' ? "tabs" : separator == '\n' ? "lines" : "glued";
}

/* ---------- whole reports ---------- */

/* A figure of its own for every cell, so that a swap would show. */
static void
number_cells(sample *s, char (*figures)[16])
{
	for (int slot = 0; slot < GR_SLOTS; slot++)
	{
		snprintf(figures[slot], sizeof(figures[slot]), "%d", 1000 + slot);
		s->cells[slot] = figures[slot];
	}
	s->cells[GR_SLOT_PROCUREMENT_AMOUNT] = "31.17亿元";
	s->cells[GR_SLOT_FEES_AMOUNT] = "2926.8311";
	s->cells[GR_SLOT_LICENSING_CHANGE] = "增12";
	s->cells[GR_SLOT_PENALTY_CHANGE] = "-47";
}

static void
cells_are_right(const sample *s, gr_slice whole, const char *name)
{
	int			wrong = 0;
	int			cells = 0;

	for (int slot = 0; slot < GR_SLOTS; slot++)
	{
		const gr_cell *cell = &report.cells[slot];
		gr_number	wanted = gr_number_read(gr_slice_cstring(s->cells[slot]));
		int			unit = wanted.unit != GR_UNIT_NONE ? wanted.unit : gr_slots[slot].unit;

		if (!gr_form_has(s->form, slot))
		{
			wrong += cell->status != GR_CELL_MISSING;
			continue;
		}
		cells++;
		if (cell->status != GR_CELL_GIVEN || cell->value != wanted.value || cell->scale != wanted.scale || cell->unit != unit ||
			!gr_slice_equal(text_at(whole, cell->span), gr_slice_cstring(s->cells[slot])))
		{
			if (wrong++ < 5)
				diag("%s %s: %s %" PRId64 ", wanted %s", gr_rows[gr_slots[slot].row].key, gr_columns[gr_slots[slot].column].key,
					 gr_cell_status_name(cell->status), cell->value, s->cells[slot]);
		}
	}
	is_int(wrong, 0, "%s: all %d cells", name, cells);
}

static void
labels_are_right(const sample *s, gr_slice whole, const char *name)
{
	int			wrong = 0;

	for (int row = 0; row < GR_ROWS; row++)
	{
		gr_slice	label = text_at(whole, report.labels[row]);
		gr_label_match match;
		const char *printed = gr_row_label(s->form, row);
		bool		has_label = gr_slot_of(row, gr_rows[row].table == GR_TABLE_APPLICATIONS ? GR_COLUMN_TOTAL : GR_COLUMN_NONE) >= 0 ||
			gr_rows[row].table == GR_TABLE_DISCLOSURE;

		for (int slot = 0; slot < GR_SLOTS; slot++)
			if (gr_slots[slot].row == row && !gr_form_has(s->form, slot) && gr_rows[row].table == GR_TABLE_APPLICATIONS)
				has_label = false;
		if (row == GR_ROW_OTHER_SERVICES || row == GR_ROW_PROCUREMENT)
			has_label = s->form == GR_FORM_2019;
		if (!has_label)
			continue;
		/* The place has the label without the note behind it. */
		if (label.len == 0 || !gr_slice_starts(gr_slice_cstring(printed), label) || !gr_label_read(label, 0, &match) || match.end != label.len)
		{
			wrong++;
			diag("%s is at [%.*s]", printed, (int) label.len, label.data);
		}
	}
	is_int(wrong, 0, "%s: all labels have their places", name);
}

/* Totals that add up: of figures one a line that do not the order is doubted. */
static void
total_rows(char figures[GR_SLOTS][16])
{
	for (int row = GR_ROW_RECEIVED; row <= GR_ROW_CARRIED_OUT; row++)
	{
		int			total = gr_slot_of(row, GR_COLUMN_TOTAL);
		long		sum = 0;

		if (total < 0)
			continue;
		for (int column = GR_COLUMN_NATURAL_PERSON; column < GR_COLUMN_TOTAL; column++)
			sum += strtol(figures[gr_slot_of(row, column)], NULL, 10);
		snprintf(figures[total], sizeof(figures[total]), "%ld", sum);
	}
}

static void
test_whole(void)
{
	static const char separators[] = {'|', '\t', '\n'};

	for (int form = GR_FORM_2019; form <= GR_FORM_2021; form += GR_FORM_2021 - GR_FORM_2019)
		for (size_t i = 0; i < sizeof(separators); i++)
			for (int variant = 0; variant < (separators[i] == '\n' ? 3 : 6); variant++)
			{
				char		figures[GR_SLOTS][16];
				char		name[80];
				sample		s;
				text		t = {NULL, 0, 0};
				gr_slice	whole;

				sample_init(&s, form, separators[i]);
				number_cells(&s, figures);
				if (separators[i] == '\n')
					total_rows(figures);
				if (separators[i] != '\n')
				{
					s.borders = variant % 2 != 0;
					s.spacers = variant / 2;
					s.trailing = variant == 2 ? 2 : 0;
				}
				sample_write(&t, &s);
				/* All texts of a page in one line, with something between. */
				for (size_t at = 0; at < t.len && separators[i] == '\n' && variant > 0; at++)
					if (t.data[at] == '\n')
						t.data[at] = separators[variant - 1];
				whole = text_slice(&t);
				snprintf(name, sizeof(name), "form %s, %s%s, %d spacers, %d behind%s", gr_forms[form].key, layout_word(separators[i]),
						 s.borders ? " with outer borders" : "", s.spacers, s.trailing, separators[i] == '\n' && variant > 0 ? ", in one line" : "");
				is_int(parse(whole), GR_OK, "%s", name);
				for (int table = 0; table < GR_TABLE_STATISTICS; table++)
					if (report.forms[table] != form)
						fail("table %s has form %s", gr_tables[table].key, gr_forms[form].key);
				if (report.forms[GR_TABLE_STATISTICS] != GR_FORM_NONE || report.extra_count > 0)
					fail("there is no table of statistics");
				cells_are_right(&s, whole, name);
				labels_are_right(&s, whole, name);
				is_int(report.header.layout, separators[i] == '|' ? GR_LAYOUT_PIPE : separators[i] == '\t' ? GR_LAYOUT_TAB : GR_LAYOUT_LINES, "its layout");
				is_int(report.diagnostic_count, 0, "no diagnostic");
				text_free(&t);
			}
}

static void
test_header(void)
{
	sample		s;
	text		t = {NULL, 0, 0};

	sample_init(&s, GR_FORM_2019, '|');
	sample_write(&t, &s);
	parse(text_slice(&t));
	is_slice(report.header.title, "河阳省临川市北山区2020年政府信息公开工作年度报告", "title");
	is_slice(report.header.issuer, "河阳省临川市北山区", "issuer");
	is_int(report.header.year, 2020, "year");
	is_int(report.header.level, GR_LEVEL_COUNTY, "level");
	is_int(report.header.kind, GR_ORGAN_GOVERNMENT, "kind");
	ok(gr_date_compare(report.header.period_from, (gr_date) {2020, 1, 1}) == 0 && gr_date_compare(report.header.period_to, (gr_date) {2020, 12, 31}) == 0,
	   "period");
	text_free(&t);
}

/* The table of one form in a report of the other: the labels decide, not the year. */
static void
test_forms_by_labels(void)
{
	sample		older;
	sample		newer;
	text		t = {NULL, 0, 0};

	sample_init(&older, GR_FORM_2019, '|');
	sample_init(&newer, GR_FORM_2021, '|');
	text_add(&t, "河阳省2023年政府信息公开工作年度报告\n统计期限为2023年1月1日至12月31日。\n");
	sample_disclosure(&t, &older);
	sample_applications(&t, &newer);
	sample_proceedings(&t, &newer);
	parse(text_slice(&t));
	is_int(report.forms[GR_TABLE_DISCLOSURE], GR_FORM_2019, "a 2019 table in a report on 2023");
	is_int(report.forms[GR_TABLE_APPLICATIONS], GR_FORM_2021, "beside one of 2021");
	is_int(report.forms[GR_TABLE_PROCEEDINGS], GR_FORM_2021, "table 四, the same in both, goes with table 三");
	is_int(report.header.year, 2023, "the year is that of the period");
	text_free(&t);

	/* Table 三 alone: its row 其他处理 has figures, be they on lines of their own. */
	for (int i = 0; i < 2; i++)
	{
		sample_init(&older, GR_FORM_2019, i == 0 ? '\n' : '|');
		sample_applications(&t, &older);
		parse(text_slice(&t));
		is_int(report.forms[GR_TABLE_APPLICATIONS], GR_FORM_2019, "table 三 of 2019 alone");
		is_int(with_status(&report, GR_TABLE_APPLICATIONS, GR_CELL_GIVEN), 161, "all its cells are given");
		text_free(&t);
	}

	/* The order of the tables, and the headings, say nothing. */
	sample_proceedings(&t, &older);
	text_add(&t, "二、主动公开政府信息情况\n");
	sample_applications(&t, &older);
	text_add(&t, "四、政府信息公开行政复议、行政诉讼情况\n");
	sample_disclosure(&t, &older);
	parse(text_slice(&t));
	for (int slot = 0, given = 0; slot < GR_SLOTS; slot++)
	{
		given += report.cells[slot].status == GR_CELL_GIVEN;
		if (slot == GR_SLOTS - 1)
			is_int(given, 22 + 161 + 15, "tables in another order under other headings: all cells");
	}
	text_free(&t);
}

/* ---------- glued ---------- */

static void
test_glued(void)
{
	sample		s;
	text		t = {NULL, 0, 0};
	int			given = 0;

	sample_init(&s, GR_FORM_2019, 0);
	s.cells[GR_SLOT_RECEIVED_NATURAL_PERSON] = s.cells[GR_SLOT_RECEIVED_TOTAL] = "2";
	s.cells[GR_SLOT_GRANTED_NATURAL_PERSON] = s.cells[GR_SLOT_GRANTED_TOTAL] = "2";
	s.cells[GR_SLOT_CONCLUDED_NATURAL_PERSON] = s.cells[GR_SLOT_CONCLUDED_TOTAL] = "2";
	s.cells[GR_SLOT_NORMATIVE_DOCUMENTS_MADE] = "32";
	s.cells[GR_SLOT_NORMATIVE_DOCUMENTS_DISCLOSED] = "15";
	s.cells[GR_SLOT_NORMATIVE_DOCUMENTS_PUBLIC_TOTAL] = "57";
	sample_write(&t, &s);
	is_int(parse(text_slice(&t)), GR_OK, "cells without borders");
	is_int(report.header.layout, GR_LAYOUT_GLUED, "the layout is glued");
	is_int(report.forms[GR_TABLE_APPLICATIONS], GR_FORM_2019, "the form is seen");
	is_int(with_status(&report, GR_TABLE_APPLICATIONS, GR_CELL_SOLVED), 161, "2000002 and zeros: one digit a cell");
	ok(report.cells[GR_SLOT_RECEIVED_NATURAL_PERSON].value == 2 && report.cells[GR_SLOT_RECEIVED_BUSINESS].value == 0 &&
	   report.cells[GR_SLOT_RECEIVED_TOTAL].value == 2, "2, 0 …, 2");
	for (int slot = GR_SLOT_NORMATIVE_DOCUMENTS_MADE; slot <= GR_SLOT_NORMATIVE_DOCUMENTS_PUBLIC_TOTAL; slot++)
		if (gr_form_has(GR_FORM_2019, slot))
			is_int(report.cells[slot].status, GR_CELL_AMBIGUOUS, "规范性文件321557 can be cut in ten ways: ambiguous");
	for (int slot = 0; slot < GR_SLOTS; slot++)
		given += report.cells[slot].status == GR_CELL_GIVEN;
	is_int(given, 0, "nothing is given where borders are lost");
	text_free(&t);
}

/* ---------- blanks never shift ---------- */

/*
 * In a row whose cells are 1 … n some are blank.  What is read must be the figure
 * of its own column, or no value at all.
 */
static void
test_shifts(void)
{
	static const char separators[] = {'|', '\t'};
	static const int rows[] = {GR_ROW_RECEIVED, GR_ROW_GRANTED, GR_ROW_DENIED_STATE_SECRET, GR_ROW_DENIED_LAW, GR_ROW_CONCLUDED, GR_ROW_CARRIED_OUT};
	static const char *const figures[] = {"1", "2", "3", "4", "5", "6", "7"};
	int			shifted = 0;
	int			wrong_status = 0;
	int			read = 0;
	int			tried = 0;

	for (int round = 0; round < 1500; round++)
	{
		sample		s;
		text		t = {NULL, 0, 0};
		int			blanks[GR_ROWS] = {0};
		unsigned	damage = random_below(3);

		sample_init(&s, random_below(2) != 0 ? GR_FORM_2019 : GR_FORM_2021, separators[random_below(2)]);
		s.spacers = (int) random_below(3);
		s.trailing = (int) random_below(3);
		s.borders = random_below(3) == 0;
		for (int row = GR_ROW_RECEIVED; row <= GR_ROW_CARRIED_OUT; row++)
		{
			bool		chosen = damage == 2;

			for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
				chosen = chosen || rows[i] == row;
			if (gr_slot_of(row, GR_COLUMN_TOTAL) < 0)
				continue;
			/* Blanks at the start, at the end, or anywhere. */
			if (chosen)
				blanks[row] = damage == 0 ? (1 << random_below(4)) - 1 : damage == 1 ? (0x7F << (4 + random_below(4))) & 0x7F : (int) random_below(128);
			if (chosen && random_below(3) == 0)
				blanks[row] |= 0x41;
			for (int i = 0; i < 7; i++)
				s.cells[gr_slot_of(row, GR_COLUMN_NATURAL_PERSON + i)] = blanks[row] >> i & 1 ? "" : figures[i];
		}
		sample_applications(&t, &s);
		parse(text_slice(&t));
		for (int row = GR_ROW_RECEIVED; row <= GR_ROW_CARRIED_OUT; row++)
			for (int i = 0; i < 7; i++)
			{
				int			slot = gr_slot_of(row, GR_COLUMN_NATURAL_PERSON + i);
				const gr_cell *cell;

				if (slot < 0 || !gr_form_has(s.form, slot))
					continue;
				cell = &report.cells[slot];
				tried++;
				if (gr_cell_has_value(cell))
				{
					read++;
					if (cell->value != i + 1 && shifted++ < 3)
					{
						diag("%s, column %d: %" PRId64 " (blanks %02x, %d spacers, %d behind)", gr_rows[row].key, i + 1, cell->value, (unsigned) blanks[row],
							 s.spacers, s.trailing);
						tap_show("text", t.data, t.len);
					}
				}
				else
					wrong_status += cell->status != GR_CELL_BLANK && cell->status != GR_CELL_AMBIGUOUS && cell->status != GR_CELL_MISSING;
			}
		text_free(&t);
	}
	is_int(shifted, 0, "1500 tables with blank cells, spacers and cells behind: no figure in another column than its own");
	is_int(wrong_status, 0, "and where no value is read, the status says why");
	ok(read > tried / 2, "(%d of %d cells have values)", read, tried);
}

/*
 * Cells that span columns came with as many empty cells: labels stand in the first,
 * second or third cell, and all columns below one another.
 */
static void
test_spread_labels(void)
{
	static const char separators[] = {'|', '\t'};
	int			shifted = 0;
	int			read = 0;
	int			tried = 0;

	for (int round = 0; round < 1500; round++)
	{
		text		t = {NULL, 0, 0};
		char		separator[2] = {separators[random_below(2)], '\0'};
		unsigned	rate = 1 + random_below(20);

		for (int row = GR_ROW_RECEIVED; row <= GR_ROW_CARRIED_OUT; row++)
		{
			int			slot = gr_slot_of(row, GR_COLUMN_TOTAL);
			int			parent = gr_rows[row].parent;
			bool		result = row >= GR_ROW_GRANTED && row <= GR_ROW_CONCLUDED;
			int			cell = parent != GR_ROW_NONE ? 2 : result ? 1 : 0;
			int			blanks = random_below(rate) == 0 ? (int) random_below(128) | (int) random_below(2) * 0x61 : 0;

			if (slot < 0 || !gr_form_has(GR_FORM_2021, slot))
				continue;
			if (cell > 0)
				text_add(&t, row == GR_ROW_GRANTED ? "三、本年度办理结果" : "");
			if (cell > 0)
				text_add(&t, separator);
			if (cell > 1)
				text_add(&t, row == parent + 1 ? gr_rows[parent].zh : "");
			if (cell > 1)
				text_add(&t, separator);
			text_add(&t, gr_rows[row].zh);
			for (int i = cell; i < 2; i++)
				text_add(&t, separator);
			for (int i = 0; i < 7; i++)
			{
				char		figure[16] = "";

				if ((blanks >> i & 1) == 0)
					snprintf(figure, sizeof(figure), "%d", i + 1);
				text_add(&t, separator);
				text_add(&t, figure);
			}
			text_add(&t, "\n");
		}
		parse(text_slice(&t));
		for (int row = GR_ROW_RECEIVED; row <= GR_ROW_CARRIED_OUT; row++)
			for (int i = 0; i < 7; i++)
			{
				int			slot = gr_slot_of(row, GR_COLUMN_NATURAL_PERSON + i);

				if (slot < 0 || !gr_form_has(GR_FORM_2021, slot))
					continue;
				tried++;
				read += gr_cell_has_value(&report.cells[slot]);
				if (gr_cell_has_value(&report.cells[slot]) && report.cells[slot].value != i + 1 && shifted++ < 3)
				{
					diag("%s, column %d: %" PRId64, gr_rows[row].key, i + 1, report.cells[slot].value);
					tap_show("text", t.data, t.len);
				}
			}
		text_free(&t);
	}
	is_int(shifted, 0, "1500 tables whose spanned cells came with empty ones: no figure in another column than its own");
	ok(read > tried / 2, "(%d of %d cells have values)", read, tried);
}

/*
 * One row has another number of spacers than the rest, and blanks at both ends.  With as
 * many cells as the rest it would be one of them, and nobody could tell.
 */
static void
test_odd_rows(void)
{
	int			shifted = 0;
	int			tried = 0;

	for (int usual = 0; usual < 3; usual++)
		for (int odd = 0; odd < 4; odd++)
			for (int trailing = 0; trailing < 3; trailing++)
				for (int first = 0; first < 7; first++)
					for (int last = first; last < 7; last++)
					{
						sample		s;
						text		t = {NULL, 0, 0};
						text		whole = {NULL, 0, 0};
						const char *label = gr_rows[GR_ROW_CARRIED_OUT].zh;
						char	   *hit;

						if (odd != usual && odd + trailing == usual)
							continue;
						sample_init(&s, GR_FORM_2021, '|');
						s.spacers = usual;
						sample_applications(&t, &s);
						hit = strstr(t.data, label);
						text_bytes(&whole, t.data, (size_t) (hit - t.data));
						text_add(&whole, label);
						for (int i = 0; i < odd; i++)
							text_add(&whole, "|");
						for (int i = 0; i < 7; i++)
						{
							char		cell[16] = "|";

							if (i >= first && i <= last)
								snprintf(cell, sizeof(cell), "|%d", i + 1);
							text_add(&whole, cell);
						}
						for (int i = 0; i < trailing; i++)
							text_add(&whole, "|");
						text_add(&whole, "\n");
						parse(text_slice(&whole));
						for (int i = 0; i < 7; i++, tried++)
						{
							const gr_cell *cell = &report.cells[gr_slot_of(GR_ROW_CARRIED_OUT, GR_COLUMN_NATURAL_PERSON + i)];

							if (gr_cell_has_value(cell) && cell->value != i + 1 && shifted++ < 5)
								diag("%d spacers, %d usually, %d behind, figures %d to %d: %" PRId64 " in column %d", odd, usual, trailing, first + 1, last + 1,
									 cell->value, i + 1);
						}
						text_free(&t);
						text_free(&whole);
					}
	is_int(shifted, 0, "a row with another number of spacers than the rest: no figure in another column than its own (%d cells)", tried);
}

/* ---------- what a cell can be ---------- */

static void
test_statuses(void)
{
	static const struct
	{
		const char *cell;
		gr_cell_status status;
	}			cases[] = {
		{"5", GR_CELL_GIVEN}, {" ", GR_CELL_BLANK}, {"　", GR_CELL_BLANK}, {"—", GR_CELL_PLACEHOLDER}, {"/", GR_CELL_PLACEHOLDER}, {"无", GR_CELL_PLACEHOLDER},
		{"5（含上年结转1件）", GR_CELL_GIVEN}, {"5件", GR_CELL_GIVEN}, {"12,34", GR_CELL_INVALID}, {"五", GR_CELL_INVALID}, {"约5", GR_CELL_INVALID},
		{"5元", GR_CELL_INVALID}, {"1000000000000", GR_CELL_GIVEN}, {"1000000000001", GR_CELL_INVALID}, {"1000000000000.0", GR_CELL_GIVEN},
		{"1000000000000.5", GR_CELL_INVALID}, {"999999999999.99", GR_CELL_GIVEN}, {"-1000000000000.01", GR_CELL_INVALID}, {"持平", GR_CELL_INVALID}, {"-5", GR_CELL_GIVEN},
		{"2.5", GR_CELL_GIVEN}, {"1,113", GR_CELL_GIVEN}, {"规章", GR_CELL_INVALID},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
	{
		sample		s;
		text		t = {NULL, 0, 0};

		sample_init(&s, GR_FORM_2021, '|');
		s.cells[GR_SLOT_DENIED_LAW_RESEARCH] = cases[i].cell;
		sample_write(&t, &s);
		parse(text_slice(&t));
		is_str(gr_cell_status_name(report.cells[GR_SLOT_DENIED_LAW_RESEARCH].status), gr_cell_status_name(cases[i].status), "[%s]", cases[i].cell);
		is_int(report.cells[GR_SLOT_DENIED_LAW_TOTAL].status, GR_CELL_GIVEN, "its neighbours are read");
		text_free(&t);
	}
}

static void
test_money(void)
{
	static const struct
	{
		const char *header;
		const char *cell;
		gr_cell_status status;
		int			unit;
	}			cases[] = {
		{"采购总金额", "8040", GR_CELL_GIVEN, GR_UNIT_NONE},
		{"采购总金额", "10860.82万元", GR_CELL_GIVEN, GR_UNIT_WAN_YUAN},
		{"采购总金额（单位：万元，保留4位小数）", "2926.8311", GR_CELL_GIVEN, GR_UNIT_WAN_YUAN},
		{"采购总金额（单位：万元，保留4位小数）", "251000元", GR_CELL_GIVEN, GR_UNIT_YUAN},
		{"采购总金额(单位:元)", "251000", GR_CELL_GIVEN, GR_UNIT_YUAN},
		{"采购总金额(单位:万元)", "12.5万", GR_CELL_GIVEN, GR_UNIT_YUAN},
		{"采购总金额(单位:亿元)", "31.17", GR_CELL_GIVEN, GR_UNIT_YI_YUAN},
		{"采购总金额", "13000000(预算", GR_CELL_GIVEN, GR_UNIT_NONE},
		{"采购总金额", "5件", GR_CELL_INVALID, GR_UNIT_NONE},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
	{
		text		t = {NULL, 0, 0};

		text_add(&t, "第二十条第（九）项 | | |\n信息内容 | 采购项目数量 | ");
		text_add(&t, cases[i].header);
		text_add(&t, " |\n政府集中采购 | 131 | ");
		text_add(&t, cases[i].cell);
		text_add(&t, " |\n");
		parse(text_slice(&t));
		ok(report.cells[GR_SLOT_PROCUREMENT_AMOUNT].status == cases[i].status && report.cells[GR_SLOT_PROCUREMENT_AMOUNT].unit == cases[i].unit,
		   "%s under %s is %s in %s", cases[i].cell, cases[i].header, gr_cell_status_name(cases[i].status), gr_units[cases[i].unit].text);
		is_int(report.cells[GR_SLOT_PROCUREMENT_PURCHASES].value, 131, "beside 131 purchases");
		text_free(&t);
	}
}

static void
test_change(void)
{
	text		t = {NULL, 0, 0};

	text_add(&t, "信息内容 | 上一年项目数量 | 本年增/减 | 处理决定数量\n行政许可 | 持平 | 持平 | 持平\n");
	parse(text_slice(&t));
	is_int(report.cells[GR_SLOT_LICENSING_PRIOR_ITEMS].status, GR_CELL_INVALID, "持平 is no number of items");
	ok(report.cells[GR_SLOT_LICENSING_CHANGE].status == GR_CELL_GIVEN && report.cells[GR_SLOT_LICENSING_CHANGE].value == 0, "but as a change it is zero");
	is_int(report.cells[GR_SLOT_LICENSING_DECISIONS].status, GR_CELL_INVALID, "nor is it a number of decisions");
	text_free(&t);
}

/* ---------- rows ---------- */

static int64_t
row_as_number(int row)
{
	int64_t		number = 0;

	for (int i = 0; i < 7; i++)
	{
		const gr_cell *cell = &report.cells[gr_slot_of(row, GR_COLUMN_NATURAL_PERSON + i)];

		number = number * 10 + (gr_cell_has_value(cell) ? cell->value : 9);
	}
	return number;
}

/* The rows of a table of applications, with some lines put in the place of one row. */
static void
parse_with_row(int row, const char *lines)
{
	sample		s;
	text		t = {NULL, 0, 0};
	text		whole = {NULL, 0, 0};
	char	   *hit;
	char	   *end;

	sample_init(&s, GR_FORM_2021, '|');
	sample_applications(&t, &s);
	hit = strstr(t.data, gr_rows[row].zh);
	end = strchr(hit, '\n');
	text_bytes(&whole, t.data, (size_t) (hit - t.data));
	text_add(&whole, lines);
	text_add(&whole, end + 1);
	parse(text_slice(&whole));
	text_free(&t);
	text_free(&whole);
}

static void
test_rows(void)
{
	parse_with_row(GR_ROW_CARRIED_IN, "二、上年结转政府信息公开申请数量 | 1 | 0 | 0 | 0 | 0 |\n| 1 | ||\n");
	ok(row_as_number(GR_ROW_CARRIED_IN) == 1000091 && report.cells[GR_SLOT_CARRIED_IN_OTHER_APPLICANT].status == GR_CELL_BLANK,
	   "a row broken in an empty cell is one row, and the cell is blank");
	parse_with_row(GR_ROW_CARRIED_IN, "| 二、上年结转政府信息公开申请数量 | 1 | 2 |\n 3 | 4 | 5 |\n 6 |\n 7 |\n");
	is_int(row_as_number(GR_ROW_CARRIED_IN), 1234567, "and so is one whose cells open with a line end");
	parse_with_row(GR_ROW_CARRIED_IN, "| 二、上年结转政府信息公开申请数量 | 1 | 2 | 3 | 4 | 5 | 6 |\n 37\n56 |\n");
	ok(row_as_number(GR_ROW_CARRIED_IN) != 1234568 && report.cells[GR_SLOT_CARRIED_IN_TOTAL].value == 0, "the end of a figure that is broken there is none");
	parse_with_row(GR_ROW_CARRIED_IN, "| 二、上年结转政府信息公开申请数量 | 1 | 2 | 3 | 4 | 5 | 6 | 71\n4061 |\n");
	is_int(report.cells[GR_SLOT_CARRIED_IN_TOTAL].status, GR_CELL_INVALID, "nor is its beginning");
	parse_with_row(GR_ROW_CARRIED_IN, "二、上年结转政府信息公开申请数量 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | | |\n");
	is_int(row_as_number(GR_ROW_CARRIED_IN), 1234567, "ragged separators behind a row are no cells");
	parse_with_row(GR_ROW_CARRIED_IN, "二、上年结转政府信息公开申请数量 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 |\n");
	is_int(with_status(&report, GR_TABLE_APPLICATIONS, GR_CELL_AMBIGUOUS), 7, "eight figures for seven cells: ambiguous");
	parse_with_row(GR_ROW_CARRIED_IN, "二、上年结转政府信息公开申请数量 | 1 | 7 |\n");
	is_int(with_status(&report, GR_TABLE_APPLICATIONS, GR_CELL_GIVEN), 175 - 7, "two figures for seven cells: none is read");
	parse_with_row(GR_ROW_CARRIED_IN, "二、上年结转政府信息公开申请数量 |\n");
	is_int(with_status(&report, GR_TABLE_APPLICATIONS, GR_CELL_GIVEN), 175 - 7, "no figure at all: none is read, and none borrowed");
	parse_with_row(GR_ROW_CARRIED_IN, "");
	is_int(with_status(&report, GR_TABLE_APPLICATIONS, GR_CELL_MISSING), 7 + 7, "a row that is not there is missing (and so is 其他处理 of 2019)");
	parse_with_row(GR_ROW_CARRIED_IN, "二、上年结转政府信息公开申请数量 9 0 0 0 0 1 288\n");
	is_int(with_status(&report, GR_TABLE_APPLICATIONS, GR_CELL_AMBIGUOUS), 7, "a blank may have split a figure where the row does not add up");
	parse_with_row(GR_ROW_CARRIED_IN, "二、上年结转政府信息公开申请数量  9  0  0  0  0  1  288\n");
	is_int(row_as_number(GR_ROW_CARRIED_IN), 9000000 + 10 + 288, "two blanks part cells");
	parse_with_row(GR_ROW_DENIED_LAW, "9.工作秘密 | 1 | 1 | 1 | 1 | 1 | 1 | 6 |\n2.其他法律行政法规禁止公开 | 1 | 2 | 3 | 4 | 5 | 6 | 7 |\n");
	is_int(row_as_number(GR_ROW_DENIED_LAW), 1234567, "an unknown row does not move the rows behind it");
	is_int(row_as_number(GR_ROW_DENIED_STATE_SECRET), 0, "nor change the row before it");
	parse_with_row(GR_ROW_DENIED_LAW, "上年结转政府信息公开申请数量0件。\n2.其他法律行政法规禁止公开 | 1 | 2 | 3 | 4 | 5 | 6 | 7 |\n");
	is_int(row_as_number(GR_ROW_CARRIED_IN), 0, "a sentence that begins with a label is no row");
}

/* One cell a line, of a row whose fourth is a word. */
static void
test_words_among_figures(void)
{
	text		lone = {NULL, 0, 0};
	sample		s;

	sample_init(&s, GR_FORM_2021, '\n');
	sample_applications(&lone, &s);
	for (int piped = 0; piped < 2; piped++)
	{
		text		t = {NULL, 0, 0};
		char	   *hit = strstr(lone.data, gr_rows[GR_ROW_CARRIED_IN].zh);
		char	   *next = strstr(hit, gr_rows[GR_ROW_GRANTED].zh);

		text_bytes(&t, lone.data, (size_t) (hit - lone.data));
		text_add(&t, piped ? "二、上年结转政府信息公开申请数量 |\n1 |\n0 |\n0 |\n待定 |\n0 |\n0 |\n1 |\n" : "二、上年结转政府信息公开申请数量\n1\n0\n0\n待定\n0\n0\n1\n");
		text_add(&t, next);
		parse(text_slice(&t));
		ok(report.cells[GR_SLOT_CARRIED_IN_NATURAL_PERSON].value == 1 && report.cells[GR_SLOT_CARRIED_IN_WELFARE].status == GR_CELL_INVALID &&
		   report.cells[GR_SLOT_CARRIED_IN_TOTAL].value == 1, "a word among figures is a cell that cannot be read");
		is_int(with_status(&report, GR_TABLE_APPLICATIONS, GR_CELL_GIVEN), 174, "... and all others can");
		text_free(&t);
	}
	text_free(&lone);
}

/* Of a row without a label only the sums tell whether a cell is blank or lost. */
static void
test_outcomes(void)
{
	static const char heads[] = "行政复议\t\t\t\t\t行政诉讼\n结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t未经复议直接起诉\t\t\t\t\t复议后起诉\n";
	static const struct
	{
		const char *row;
		int			given;
	}			rows[] = {
		{"0\t1\t1\t0\t2\t2\t0\t2\t0\t4\t1\t0\t0\t0\t\n", 0},
		{"2\t0\t1\t3\t6\t0\t0\t0\t6\t0\t1\t0\t0\t1\t\n", 0},
		{"\t1\t1\t0\t2\t2\t0\t2\t0\t4\t1\t0\t0\t0\t1\n", 14},
		{" | 0 | 0 | 0 | 0 | 2 | 0 | 0 | 0 | 2 | 0 | 0 | 3 | 0 | 3 |\n", 14},
		/* 0, 1, 0, 0, 1 that lost a zero adds up behind the blank, too. */
		{" | 0 | 1 | 0 | 1 | 2 | 0 | 0 | 0 | 2 | 0 | 0 | 3 | 0 | 3 |\n", 0},
		{" | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |\n", 0},
		{"0\t1\t1\t0\t3\t2\t0\t2\t0\t4\t1\t0\t0\t0\t1\n", 15},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
	{
		text		t = {NULL, 0, 0};

		text_add(&t, heads);
		text_add(&t, rows[i].row);
		parse(text_slice(&t));
		is_int(with_status(&report, GR_TABLE_PROCEEDINGS, GR_CELL_GIVEN), rows[i].given, "figures that are read: %s", rows[i].row);
		text_free(&t);
	}
}

/* A label that holds a line end, or the tag that stands for one, is one label. */
static void
test_broken_labels(void)
{
	static const char *const rows[] = {
		"2.其他法律行政法规禁\n止公开 | 1 | 2 | 3 | 4 | 5 | 6 | 7 |\n",
		"| （三）不予公开 | 2.其他法律行政法规禁\n止公开 | 1 | 2 | 3 | 4 | 5 | 6 | 7 |\n",
		"| （三）不\n\n予公开 | 2.其他法律\n行政法规禁\n 止公开 | 1 | 2 | 3 | 4 | 5 | 6 | 7 |\n",
		"| 2.\n其他法律行政法规禁止公开 | 1 | 2 | 3 | 4 | 5 | 6 | 7 |\n",
		"\t2.其他法律行政法规禁\n止公开\t1\t2\t3\t4\t5\t6\t7\n",
	};
	static const char *const heads[] = {
		"信息内容 | 本年新\n制作数量 | 本年新\n公开数量 | 对外公开\n总数量 |\n规章 | 1 | 2 | 3 |\n",
		"| 信息内容 | 本年新<br>制作数量 | 本年新公开数量 | 对外公开<br />总数量 |\n| 规章 | 1 | 2 | 3 |\n",
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
	{
		parse_with_row(GR_ROW_DENIED_LAW, rows[i]);
		ok(row_as_number(GR_ROW_DENIED_LAW) == 1234567 && report.extra_count == 0, "a broken label is read: %s", rows[i]);
	}
	parse_with_row(GR_ROW_PARTLY_GRANTED, "| （二）部分公开（区分处理的\n，只计这一情形，不计其他情形） | 1 | 2 | 3 | 4 | 5 | 6 | 7 |\n");
	is_int(row_as_number(GR_ROW_PARTLY_GRANTED), 1234567, "and so is one broken in its note");
	parse(GR_SLICE("| （三）<br/>不予<br/>公开 | 2.其他法律行政法规禁<br>止公开 | 1 | 2 | 3 | 4 | 5 | 6 | 7 |\n"));
	is_int(row_as_number(GR_ROW_DENIED_LAW), 1234567, "and by tags");
	for (size_t i = 0; i < sizeof(heads) / sizeof(heads[0]); i++)
	{
		parse(gr_slice_make(heads[i], strlen(heads[i])));
		ok(report.forms[GR_TABLE_DISCLOSURE] == GR_FORM_2019 && report.cells[GR_SLOT_RULES_MADE].value == 1 && report.cells[GR_SLOT_RULES_DISCLOSED].value == 2 &&
		   report.cells[GR_SLOT_RULES_PUBLIC_TOTAL].value == 3, "broken heads are read: %s", heads[i]);
	}
	parse(GR_SLICE("| 第二十条第（六）项 |  |\n| 信息内容 | 本年\n处理决定数量 |\n| 行政处罚 | 5 |\n| 行政强制 | 6 |\n"));
	ok(report.forms[GR_TABLE_DISCLOSURE] == GR_FORM_2021 && report.cells[GR_SLOT_PENALTY_DECISIONS].value == 5, "a head whose end is another head is one");
}

/* Columns stand below their heads, if the row is as long as these; no row need have all its figures. */
static void
test_heads(void)
{
	parse(GR_SLICE("| 申请人情况 | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计 |\n"
				   "| 一、本年新收政府信息公开申请数量 | | 2 | 3 | 4 | 5 | 6 | |\n"));
	ok(report.cells[GR_SLOT_RECEIVED_BUSINESS].value == 2 && report.cells[GR_SLOT_RECEIVED_OTHER_APPLICANT].value == 6 &&
	   report.cells[GR_SLOT_RECEIVED_TOTAL].status == GR_CELL_BLANK, "blank at both ends, between pipes");
	parse(GR_SLICE("申请人情况\t自然人\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t总计\n"
				   "一、本年新收政府信息公开申请数量\t\t2\t3\t4\t5\t6\t\n"));
	ok(report.cells[GR_SLOT_RECEIVED_BUSINESS].value == 2 && report.cells[GR_SLOT_RECEIVED_OTHER_APPLICANT].value == 6 &&
	   report.cells[GR_SLOT_RECEIVED_TOTAL].status == GR_CELL_BLANK, "blank at both ends, between tabs");
	parse(GR_SLICE("| 申请人情况 | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计 |\n"
				   "| 一、本年新收政府信息公开申请数量 | 2 | 3 | 4 | 5 | 6 | |\n"));
	is_int(with_status(&report, GR_TABLE_APPLICATIONS, GR_CELL_AMBIGUOUS), 7, "a row that lost a cell is ambiguous");
	parse(GR_SLICE("| 申请人情况 | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计 |\n"
				   "| 一、本年新收政府信息公开申请数量 | | 1 | 2 | 3 | 4 | 5 | 6 | 21 |\n"
				   "| 二、上年结转政府信息公开申请数量 | | 2 | 3 | 4 | 5 | 6 | |\n"));
	is_int(with_status(&report, GR_TABLE_APPLICATIONS, GR_CELL_AMBIGUOUS), 7, "and so is one where full rows do not stand below the heads");
}

/* Below the first line of a table, as wide as its columns: some have room for two dashes, or one. */
static void
test_rules(void)
{
	static const char *const rules[] = {
		"| ---- | ---- | ---- | ---- | -- | -------- | ----- | ---- | ---- | -- | - | -- | - | -- | --- |\n",
		"  -------- ---- ---- ---- -- -------- ----- ---- ---- -- ---- -- ---- -- ---\n"
	};
	static const char *const rows[] = {"| 1 | 0 | 0 | 0 | 1 | 2 | 0 | 0 | 0 | 2 | 3 | 0 | 0 | 0 | 3 |\n", "  1 0 0 0 1 2 0 0 0 2 3 0 0 0 3\n"};

	for (int i = 0; i < 2; i++)
	{
		text		t = {NULL, 0, 0};

		text_add(&t, i == 0 ? "| 行政复议 | 行政诉讼 | | | | | | | | | | | | | |\n" : "  行政复议            行政诉讼\n");
		text_add(&t, rules[i]);
		text_add(&t, i == 0 ? "| 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 未经复议直接起诉 | 复议后起诉 | | | | | | | | |\n" :
				 "  结果维持  结果纠正  其他结果  尚未审结  总计  未经复议直接起诉  复议后起诉\n");
		text_add(&t, rows[i]);
		parse(text_slice(&t));
		ok(report.cells[GR_SLOT_RECONSIDERATION_UPHELD].value == 1 && report.cells[GR_SLOT_LITIGATION_AFTER_RECONSIDERATION_UPHELD].value == 3 &&
		   report.diagnostic_count == 0, "a rule is no row of placeholders, between %s", i == 0 ? "pipes" : "blanks");
		text_free(&t);
	}
	parse(GR_SLICE("| 结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计 | 未经复议直接起诉 | 复议后起诉 |\n| -- | -- | -- | -- | -- | -- | -- | -- | -- | -- | -- | -- | -- | -- | -- |\n"));
	is_int(with_status(&report, GR_TABLE_PROCEEDINGS, GR_CELL_PLACEHOLDER), 15, "two dashes everywhere are placeholders");
}

/* In HTML a row of fewer columns is as long as the others where a cell of it spans several. */
static void
test_spans(void)
{
	static const char rules[] = "<table><tr><td>信息内容</td><td>本年新制作数量</td><td>本年新公开数量</td><td>对外公开总数量</td></tr>"
		"<tr><td>规章</td><td>1</td><td>2</td><td>3</td></tr>"
		"<tr><td>信息内容</td><td>上一年项目数量</td><td colspan=2>本年增/减</td></tr><tr><td>行政事业性收费</td>";
	text		t = {NULL, 0, 0};

	text_add(&t, rules);
	text_add(&t, "<td></td><td colspan=2>5</td></tr></table>");
	parse(text_slice(&t));
	ok(report.cells[GR_SLOT_FEES_CHANGE].value == 5 && report.cells[GR_SLOT_FEES_PRIOR_ITEMS].status == GR_CELL_BLANK, "blank before a span");
	text_free(&t);
	text_add(&t, rules);
	text_add(&t, "<td colspan=2>5</td></tr></table>");
	parse(text_slice(&t));
	is_int(with_status(&report, GR_TABLE_DISCLOSURE, GR_CELL_AMBIGUOUS), 2, "a row that lost a cell is ambiguous");
	text_free(&t);
}

/* Heads and figures that stand in each of the cells that were merged, as readers of Word files have them. */
static void
test_repeated(void)
{
	parse(GR_SLICE("第二十条第（五）项 | 第二十条第（五）项 | 第二十条第（五）项 | 第二十条第（五）项\n信息内容 | 本年处理决定数量 | 本年处理决定数量 | 本年处理决定数量\n"
				   "行政许可 | 1520 | 1520 | 1520\n"));
	ok(report.cells[GR_SLOT_LICENSING_DECISIONS].status == GR_CELL_GIVEN && report.cells[GR_SLOT_LICENSING_DECISIONS].value == 1520, "a figure thrice below a head thrice: once");
	parse(GR_SLICE("| 信息内容 | 上一年项目数量 | 本年增/减 | 本年增/减 |\n| 行政事业性收费 | 7 | -2 | -2 |\n"));
	ok(report.cells[GR_SLOT_FEES_PRIOR_ITEMS].value == 7 && report.cells[GR_SLOT_FEES_CHANGE].value == -2, "the last head alone may be there twice");
	parse(GR_SLICE("信息内容\n本年处理决定数量\n本年处理决定数量\n本年处理决定数量\n行政处罚\n31\n31\n31\n行政强制\n4\n4\n4\n"));
	ok(report.cells[GR_SLOT_PENALTY_DECISIONS].value == 31 && report.cells[GR_SLOT_COMPULSION_DECISIONS].value == 4, "and so one cell a line");
	parse(GR_SLICE("信息内容 | 本年处理决定数量 | 本年处理决定数量 | 本年处理决定数量\n行政许可 | 1520 | 1520 | 1521\n"));
	is_int(report.cells[GR_SLOT_LICENSING_DECISIONS].status, GR_CELL_AMBIGUOUS, "figures that differ are ambiguous");
	parse(GR_SLICE("信息内容 | 本年处理决定数量\n行政许可 | 1520 | 1520 | 1520\n"));
	is_int(report.cells[GR_SLOT_LICENSING_DECISIONS].status, GR_CELL_AMBIGUOUS, "and so are those below one head");
}

/* Every text of a page between two separators, and what is between the tags, too: a separator alone on its line is no cell. */
static void
add_boxed(text *t, const char *separator, const char *words)
{
	const char *const parts[] = {separator, "\n", separator, words, separator, "\n", separator, "\n"};

	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		text_add(t, parts[i]);
}

static void
test_boxed(void)
{
	static const char *const received[] = {"申请人情况", "一、本年新收政府信息公开申请数量", "4", "3", "2", "6", "5", "1", "21", "二、上年结转政府信息公开申请数量",
	"4", "3", "\u00A0", "6", "5", "1", "21", "结果维持", "结果纠正", "未经复议直接起诉", "复议后起诉", "总计", "1", "1", "1", "1", "4", "2", "2", "2", "2", "8", "3", "3", "3", "3", "12"};

	for (int kind = 0; kind < 2; kind++)
	{
		text		t = {NULL, 0, 0};

		for (size_t i = 0; i < sizeof(received) / sizeof(received[0]); i++)
			add_boxed(&t, kind == 0 ? "|" : "\t", received[i]);
		parse(text_slice(&t));
		is_int(row_as_number(GR_ROW_RECEIVED), 4326531, "%s: one cell a line, none of them shifted", kind == 0 ? "pipes" : "tabs");
		ok(report.cells[GR_SLOT_CARRIED_IN_RESEARCH].status == GR_CELL_BLANK && report.cells[GR_SLOT_CARRIED_IN_WELFARE].value == 6, "a blank cell is one");
		ok(report.cells[GR_SLOT_RECONSIDERATION_UPHELD].value == 1 && report.cells[GR_SLOT_LITIGATION_DIRECT_PENDING].value == 2 &&
		   report.cells[GR_SLOT_LITIGATION_AFTER_RECONSIDERATION_UPHELD].value == 3, "and so in the proceedings");
		text_free(&t);
	}
}

/* Columns that the form has not: the rows are counted in front, and have notes behind. */
static void
test_columns_around(void)
{
	text		t = {NULL, 0, 0};

	text_add(&t, "<table><tr><th>序号</th><th colspan=2></th><th>自然人</th><th>商业企业</th><th>科研机构</th><th>社会公益组织</th><th>法律服务机构</th><th>其他</th><th>总计</th><th>备注</th></tr>"
			 "<tr><td>1</td><td colspan=2>一、本年新收政府信息公开申请数量</td><td>1</td><td>2</td><td>3</td><td>4</td><td>5</td><td>6</td><td>21</td><td></td></tr>"
			 "<tr><td>2</td><td rowspan=2>三、本年度办理结果</td><td>（一）予以公开</td><td>0</td><td>0</td><td>0</td><td>0</td><td>0</td><td>0</td><td>0</td><td>含撤回2件</td></tr>"
			 "<tr><td>3</td><td>（七）总计</td><td>0</td><td>0</td><td>0</td><td>1</td><td>0</td><td>0</td><td>1</td><td></td></tr></table>");
	parse(text_slice(&t));
	is_int(row_as_number(GR_ROW_RECEIVED), 1234581, "a row that is counted in front");
	is_int(row_as_number(GR_ROW_GRANTED), 0, "a row with a note behind");
	is_int(row_as_number(GR_ROW_CONCLUDED), 1001, "a row below a group");
	is_int(with_status(&report, GR_TABLE_APPLICATIONS, GR_CELL_GIVEN), 21, "no other cell is read");
	text_free(&t);
	text_add(&t, "<table><tr><td>一、本年新收政府信息公开申请数量</td><td>1</td><td></td><td>2</td><td></td><td>3</td><td></td><td>4</td><td></td><td>5</td><td></td><td>6</td><td></td><td>21</td></tr>"
			 "<tr><td>二、上年结转政府信息公开申请数量</td><td>1</td><td></td><td>2</td><td></td><td></td><td></td><td>4</td><td></td><td>5</td><td></td><td>6</td><td></td><td>18</td></tr></table>");
	parse(text_slice(&t));
	is_int(row_as_number(GR_ROW_RECEIVED), 1234581, "empty columns between the others");
	is_int(with_status(&report, GR_TABLE_APPLICATIONS, GR_CELL_AMBIGUOUS), 7, "a figure less, and they may be cells");
	text_free(&t);
}

/* Words between the cells of a row are a line of their own, which is read once. */
static void
test_words_in_rows(void)
{
	text		t = {NULL, 0, 0};

	text_add(&t, "<table><tr><th></th><th>自然人</th><th>商业企业</th><th>科研机构</th><th>社会公益组织</th><th>法律服务机构</th><th>其他</th><th>总计</th></tr>"
			 "<tr>一、本年新收政府信息公开申请数量<tr>1<tr>2<tr>3<tr>4<tr>5<tr>6<tr>21<tr><td>二、上年结转政府信息公开申请数量<td>0<td>0<td>0<td>0<td>0<td>0<td>0</table>");
	parse(text_slice(&t));
	is_int(row_as_number(GR_ROW_RECEIVED), 1234581, "seven figures, not fourteen");
	is_int(row_as_number(GR_ROW_CARRIED_IN), 0, "and the row of cells below");
	is_int(with_status(&report, GR_TABLE_APPLICATIONS, GR_CELL_GIVEN), 14, "both are read");
	text_free(&t);
}

static void
test_duplicate(void)
{
	sample		s;
	text		t = {NULL, 0, 0};
	size_t		first;

	sample_init(&s, GR_FORM_2021, '|');
	s.cells[GR_SLOT_GRANTED_TOTAL] = "7";
	sample_applications(&t, &s);
	first = gr_utf8_count(text_slice(&t));
	s.cells[GR_SLOT_GRANTED_TOTAL] = "8";
	text_add(&t, "\n附表\n");
	sample_applications(&t, &s);
	parse(text_slice(&t));
	is_int(report.cells[GR_SLOT_GRANTED_TOTAL].value, 7, "of two tables the first is read");
	if (ok(report.diagnostic_count == 1, "and the second is told of"))
	{
		is_int(report.diagnostics[0].rule, GR_RULE_TABLE_DUPLICATE, "as table.duplicate");
		is_int(report.diagnostics[0].table, GR_TABLE_APPLICATIONS, "of that table");
		ok(report.diagnostics[0].span.pos > first, "at its place");
	}
	text_free(&t);
}

/* ---------- any text ---------- */

static void
test_limits(void)
{
	char	   *large = malloc(GR_TEXT_LIMIT + 1);

	memset(large, 'x', GR_TEXT_LIMIT + 1);
	for (size_t i = 99; i < GR_TEXT_LIMIT + 1; i += 100)
		large[i] = '\n';
	is_int(parse(gr_slice_make(large, GR_TEXT_LIMIT)), GR_OK, "a text of the largest size");
	is_int(parse(gr_slice_make(large, GR_TEXT_LIMIT + 1)), GR_TEXT_TOO_LONG, "and one byte more");
	free(large);
}

static void
broken_at(const char *whole, size_t position)
{
	gr_error	error = {0, NULL};

	gr_arena_free(&arena);
	ok(gr_parse(&arena, gr_slice_cstring(whole), &report, &error) == GR_BAD_ENCODING && error.position == position, "broken UTF-8 at byte %zu", position);
}

static void
test_encoding(void)
{
	gr_report	again;
	gr_error	error = {0, NULL};

	broken_at("\xFF", 1);
	broken_at("规章\x80", 7);
	broken_at("规\xE7\xAB", 4);
	broken_at("规\xC0\x80", 4);
	broken_at("规\xED\xA0\x80", 4);
	parse(GR_SLICE("北山区\xEF\xBF\xBD" "2020年\xEF\xBF\xBD\xEF\xBF\xBD\n"));
	if (ok(report.diagnostic_count == 1, "U+FFFD is told of once"))
		ok(report.diagnostics[0].rule == GR_RULE_TEXT_REPLACEMENT && report.diagnostics[0].actual == 3 && report.diagnostics[0].span.pos == 4 &&
		   report.diagnostics[0].span.len == 1, "with their number, and the place of the first");
	parse(GR_SLICE("\xEF\xBB\xBF北山区\xEF\xBC\x88\n"));
	is_int(report.diagnostic_count, 0, "other characters that begin with the same byte are not told of");
	/* A host that takes it for valid all the same gets a report that can be read again. */
	is_int(gr_parse_valid(&arena, gr_slice_cstring("一、总体情况\n全县\xEF\xBC" "A公开信息。\n"), &report), GR_OK, "broken UTF-8 that nobody looked for");
	is_int(gr_report_decode_strict(&arena, encoded(&arena, &report), &again, &error), GR_OK, "is a report");
}

static void
test_no_report(void)
{
	static const char *const texts[] = {
		"", "\n", " ", "|", "||||||||", "\t\t\t", "\n\n\n", "|\n|\n|\n", "\r\n\r\n", "0", "000", "北山区财政局", "一、", "<", "<table>", "<html>", "{", "[",
		"第二十条第（一）项", "信息内容", "总计", "行政复议", "（七）总计", "\xEF\xBB\xBF",
	};

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
	{
		bool		none = true;

		is_int(parse(gr_slice_cstring(texts[i])), GR_OK, "[%s] is read", texts[i]);
		for (int slot = 0; slot < GR_SLOTS; slot++)
			none = none && !gr_cell_has_value(&report.cells[slot]);
		ok(none, "and has no value");
	}
}

/* Broken lines are put together in one place after the other: what an earlier one called a title must not be lost there. */
static void
test_short_names(void)
{
	gr_slice	text = GR_SLICE(
		"一、总体情况\n"
		"今年以来，本单位按照《某某省政务公开条例》（以下简称《公开条例》）的要求，持续加强\n"
		"信息公开工作，进一步完善了各项制度。\n"
		"我们还对照上级部门印发的各项工作要点，逐条逐项细化任务分工，明确了责任科室以及\n"
		"完成的时限，确保工作落到实处。\n"
		"凡是《公开条例》要求公开的，都已公开。\n");

	is_int(parse(text), GR_OK, "two paragraphs of broken lines");
	is_int((int64_t) report.citation_count, 3, "three citations");
	is_int(report.citations[2].kind, GR_CITATION_ABBREVIATION, "the last is the short name that the first gave");
}

/* A text whose lines end with a carriage return alone says the same at the same places. */
static void
test_carriage_returns(void)
{
	char		raw[] =
		"北山区人民政府2022年政府信息公开工作年度报告\n一、总体情况\n全年收到政府信息公开申请12件。\n二、主动公开政府信息情况\n"
		"第二十条第（六）项\n信息内容 | 本年处理决定数量 |\n行政处罚 | 41 |\n行政强制 | 3 |\n";
	char		before[4096];
	size_t		length;
	gr_slice	bytes;

	is_int(parse(gr_slice_cstring(raw)), GR_OK, "lines that end with a newline");
	bytes = encoded(&arena, &report);
	length = bytes.len < sizeof(before) ? bytes.len : sizeof(before);
	memcpy(before, bytes.data, length);
	for (size_t i = 0; i < sizeof(raw); i++)
		raw[i] = raw[i] == '\n' ? '\r' : raw[i];
	is_int(parse(gr_slice_cstring(raw)), GR_OK, "and with a carriage return");
	bytes = encoded(&arena, &report);
	ok(report.section_count == 2 && report.fact_count == 1 && bytes.len == length && memcmp(bytes.data, before, length) == 0, "make the same report");
}

/* Lines and paragraphs are read some at a time: nothing is lost or moved where one batch ends. */
static void
test_batches(void)
{
	static const int counts[] = {1, GR_PARAGRAPHS_TOGETHER - 1, GR_PARAGRAPHS_TOGETHER, GR_PARAGRAPHS_TOGETHER + 1, 3 * GR_PARAGRAPHS_TOGETHER + 1};
	const int	figure_at = (int) gr_utf8_count(GR_SLICE("根据《第0000号办法》，全年举办培训"));
	const int	title_at = (int) gr_utf8_count(GR_SLICE("根据"));
	const int	length = (int) gr_utf8_count(GR_SLICE("根据《第0000号办法》，全年举办培训1000次。\n"));

	for (size_t c = 0; c < sizeof(counts) / sizeof(counts[0]); c++)
	{
		text		t = {NULL, 0, 0};
		int			wrong = 0;

		for (int i = 0; i < counts[c]; i++)
		{
			char		line[200];

			snprintf(line, sizeof(line), "根据《第%04d号办法》，全年举办培训%d次。\n", i, 1000 + i);
			text_add(&t, line);
		}
		is_int(parse(text_slice(&t)), GR_OK, "%d paragraphs", counts[c]);
		is_int(report.citation_count, counts[c], "as many citations");
		is_int(report.fact_count, counts[c], "as many facts");
		for (int i = 0; i < counts[c] && (size_t) i < report.fact_count && (size_t) i < report.citation_count; i++)
			wrong += report.facts[i].value != 1000 + i || (int) report.facts[i].span.pos != 1 + i * length + figure_at ||
				(int) report.citations[i].whole.pos != 1 + i * length + title_at;
		is_int(wrong, 0, "each with its figure, in its place");
		text_free(&t);
	}
}

/* The words of a report without its tables. */
static void
test_prose(void)
{
	parse(GR_SLICE("河阳省2018年政府信息公开工作年度报告\n一、总体情况\n2018年，新收政府信息公开申请12件，予以公开10件，行政许可类信息979条。\n规章3件，规范性文件5件。\n"
				   "行政复议2件，行政诉讼1件。\n3次 | 2次 | 21条 | 400余条\n索引号 | 分类 | 发布机构 | 文号\n"));
	for (int t = 0; t < GR_TABLES; t++)
		is_int(report.forms[t], GR_FORM_NONE, "prose has no table %s", gr_tables[t].key);
	is_int(report.header.year, 2018, "but a year");
}

/* A sample with random damage: what is promised for any text holds. */
static void
test_damage(void)
{
	int			given = 0;

	for (int round = 0; round < 600; round++)
	{
		static const char separators[] = {'|', '\t', '\n', 0};
		static const char *const junk[] = {"|", "\t", "\n", " ", "0", "12", "总计", "其他", "（", "规章", "第二十条第（一）项", "行政复议", "—", "<td>", "&nbsp;", "</table>", "一、"};
		sample		s;
		text		t = {NULL, 0, 0};
		text		damaged = {NULL, 0, 0};
		size_t		at = 0;
		unsigned	rate = 20 + random_below(2000);

		sample_init(&s, random_below(2) != 0 ? GR_FORM_2019 : GR_FORM_2021, separators[random_below(4)]);
		s.spacers = (int) random_below(2);
		sample_write(&t, &s);
		while (at < t.len)
		{
			size_t		n = gr_utf8_length((unsigned char) t.data[at]);

			if (random_below(rate) == 0)
				text_add(&damaged, junk[random_below(sizeof(junk) / sizeof(junk[0]))]);
			else if (random_below(rate) != 0)
				text_bytes(&damaged, t.data + at, n);
			at += n;
		}
		if (parse(text_slice(&damaged)) != GR_OK)
			fail("damaged text is read");
		given += with_status(&report, GR_TABLE_APPLICATIONS, GR_CELL_GIVEN);
		text_free(&t);
		text_free(&damaged);
	}
	ok(given > 10000, "600 damaged reports are read by the rules (%d cells have values)", given);
}

static void
test_cancel(void)
{
	counting	c;
	gr_host		host = counting_host(&c);
	gr_arena	own;
	gr_error	error;
	char	   *lines = malloc(100000);

	memset(lines, '\n', 100000);
	gr_arena_init(&own, &host);
	c.cancel_at = 3;
	is_int(gr_parse(&own, gr_slice_make(lines, 100000), &report, &error), GR_CANCELLED, "the host can stop it");
	ok(c.looks >= 3, "(it was asked %ld times)", c.looks);
	gr_arena_free(&own);
	is_int(c.releases, c.allocations, "and all memory goes back");
	free(lines);
}

int
main(void)
{
	gr_arena_init(&arena, &gr_host_libc);
	test_whole();
	test_header();
	test_forms_by_labels();
	test_glued();
	test_shifts();
	test_spread_labels();
	test_odd_rows();
	test_statuses();
	test_money();
	test_change();
	test_rows();
	test_words_among_figures();
	test_outcomes();
	test_broken_labels();
	test_heads();
	test_rules();
	test_spans();
	test_repeated();
	test_boxed();
	test_columns_around();
	test_words_in_rows();
	test_duplicate();
	test_limits();
	test_encoding();
	test_no_report();
	test_batches();
	test_prose();
	test_short_names();
	test_carriage_returns();
	test_damage();
	test_cancel();
	gr_arena_free(&arena);
	return done_testing();
}
