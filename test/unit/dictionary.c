/*
 * dictionary.c
 *		The .def files: sorted, without collisions, each spelling its own normal form.
 */
#include "dictionary.h"
#include "label.h"
#include "tap.h"

#include "identities.h"
#include "statistics_labels.h"

/* ---------- spellings ---------- */

static int
compare_bytes(const gr_spelling *a, const gr_spelling *b)
{
	size_t		n = a->len < b->len ? a->len : b->len;
	int			order = memcmp(a->text, b->text, n);

	return order != 0 ? order : (int) a->len - (int) b->len;
}

static void
test_spellings(void)
{
	int			disorder = 0;
	int			strangers = 0;
	int			too_short = 0;
	bool		spelled[GR_LABELS] = {false};

	ok(gr_spelling_count > 100, "there are spellings (%zu)", gr_spelling_count);
	for (size_t i = 1; i < gr_spelling_count; i++)
		if (compare_bytes(&gr_spellings[i - 1], &gr_spellings[i]) >= 0)
		{
			disorder++;
			diag("%s stands before %s", gr_spellings[i - 1].text, gr_spellings[i].text);
		}
	is_int(disorder, 0, "spellings are sorted by bytes, none occurs twice");
	for (size_t i = 0; i < gr_spelling_count; i++)
	{
		const gr_spelling *s = &gr_spellings[i];
		gr_slice	text = gr_slice_make(s->text, s->len);
		gr_label_match match;
		bool		found = gr_label_read(text, 0, &match);

		spelled[s->label] = true;
		too_short += s->len < 6;
		if (!found || match.label != (gr_label) s->label || match.begin != 0 || match.end != s->len || match.enumerator.level != 0)
		{
			strangers++;
			diag("%s is not read as itself", s->text);
		}
	}
	is_int(too_short, 0, "spellings have at least two characters, which are compared at once");
	is_int(strangers, 0, "each spelling is its own normal form: read as its label, to its last byte, without enumerator");
	for (int label = GR_LABEL_NONE + 1; label < GR_LABELS; label++)
	{
		/* 金额 alone says nothing; 本年收费金额 and 采购总金额 are the labels of that column. */
		bool		of_statistics = (label >= GR_LABEL_ROW_RULES && label < GR_LABEL_ROW_RULES + GR_ROWS &&
									 gr_rows[label - GR_LABEL_ROW_RULES].table == GR_TABLE_STATISTICS) ||
			(label >= GR_LABEL_COLUMN_MADE && label < GR_LABEL_COLUMN_MADE + GR_COLUMNS &&
			 gr_columns[label - GR_LABEL_COLUMN_MADE].table == GR_TABLE_STATISTICS);
		bool		by_place = label == GR_LABEL_COLUMN_AMOUNT || label == GR_LABEL_COLUMN_OTHER_APPLICANT ||
			label == GR_LABEL_COLUMN_TOTAL || label == GR_LABEL_COLUMN_PROCEEDING_TOTAL || label == GR_LABEL_ROW_OTHER_OTHER ||
			label == GR_LABEL_ROW_CONCLUDED;

		/* Rows and columns of the statistics have spellings of their own. */
		if (of_statistics && spelled[label])
			fail("label %d is spelled in statistics.def alone", label);
		else if (of_statistics)
			continue;
		if (by_place)
			ok(!spelled[label], "label %d is told apart by its place only", label);
		else if (!spelled[label])
			fail("label %d has a spelling", label);
	}
	pass("every other label has a spelling");
}

/* ---------- spellings of the statistics ---------- */

/* What two rows may share a spelling: they stand in different groups, or in different forms. */
static bool
may_collide(int a, int b)
{
	int			parent_a = gr_rows[a].parent;
	int			parent_b = gr_rows[b].parent;

	return parent_a != parent_b && parent_a != GR_ROW_NONE && parent_b != GR_ROW_NONE;
}

static bool
stands_for(const gr_statistic_label *label, int row)
{
	for (int i = 0; i < label->row_count; i++)
		if (label->rows[i] == row)
			return true;
	return false;
}

static void
test_statistic_spellings(void)
{
	int			disorder = 0;
	int			strangers = 0;
	int			collisions = 0;
	bool		spelled[GR_ROWS] = {false};

	ok(gr_statistic_spelling_count > 300, "there are spellings of the statistics (%zu)", gr_statistic_spelling_count);
	for (size_t i = 0; i < gr_statistic_spelling_count; i++)
	{
		const gr_statistic_spelling *s = &gr_statistic_spellings[i];
		const gr_statistic_spelling *before = i == 0 ? NULL : &gr_statistic_spellings[i - 1];
		int			order = before == NULL ? -1 : memcmp(before->text, s->text, (before->len < s->len ? before->len : s->len));
		gr_statistic_label label;
		bool		found = gr_statistic_label_read(gr_slice_make(s->text, s->len), &label);

		if (order == 0)
			order = (int) before->len - (int) s->len;
		if (order > 0 || (order == 0 && before->row >= s->row))
		{
			disorder++;
			diag("%s stands before %s", before->text, s->text);
		}
		for (size_t k = i; order == 0 && k > 0 && strcmp(gr_statistic_spellings[k - 1].text, s->text) == 0; k--)
			collisions += !may_collide(gr_statistic_spellings[k - 1].row, s->row);
		spelled[s->row] = true;
		if (!found || label.end != s->len || label.unit != GR_UNIT_NONE || label.traditional || !stands_for(&label, s->row))
		{
			strangers++;
			diag("%s is not read as itself", s->text);
		}
	}
	is_int(disorder, 0, "spellings of the statistics are sorted by bytes, then by row, none twice");
	is_int(collisions, 0, "rows that share a spelling stand in different groups");
	is_int(strangers, 0, "each is its own normal form: read as its row, to its last byte");
	for (int r = 0; r < GR_ROWS; r++)
		if (gr_rows[r].table == GR_TABLE_STATISTICS)
			ok(spelled[r], "%s has a spelling", gr_rows[r].key);
		else if (spelled[r])
			fail("%s is a row of the statistics", gr_rows[r].key);
}

/* ---------- keys ---------- */

static bool
is_key(const char *key)
{
	size_t		n = strspn(key, "abcdefghijklmnopqrstuvwxyz0123456789_.");

	return key[0] != '\0' && key[n] == '\0';
}

static void
test_keys(void)
{
	for (int t = 0; t < GR_TABLES; t++)
	{
		is_int(gr_table_by_key(gr_slice_cstring(gr_tables[t].key)), t, "table %s is found by its key", gr_tables[t].key);
		ok(is_key(gr_tables[t].key), "%s is a key", gr_tables[t].key);
	}
	for (int f = 0; f < GR_FORMS; f++)
		is_int(gr_form_by_key(gr_slice_cstring(gr_forms[f].key)), f, "form %s is found by its key", gr_forms[f].key);
	for (int r = 0; r < GR_ROWS; r++)
	{
		/* The first of that key is found: a second of the same table would not be. */
		is_int(gr_row_by_key(gr_rows[r].table, gr_slice_cstring(gr_rows[r].key)), r, "row %s is found by its key", gr_rows[r].key);
		if (!is_key(gr_rows[r].key))
			fail("%s is a key", gr_rows[r].key);
	}
	for (int c = 0; c < GR_COLUMNS; c++)
	{
		is_int(gr_column_by_key(gr_columns[c].table, gr_slice_cstring(gr_columns[c].key)), c, "column %s.%s is found by its key",
			   gr_tables[gr_columns[c].table].key, gr_columns[c].key);
		if (!is_key(gr_columns[c].key))
			fail("%s is a key", gr_columns[c].key);
	}
	for (int u = 0; u < GR_UNITS; u++)
		is_int(gr_unit_by_text(gr_slice_cstring(gr_units[u].text)), u, "unit %d is found by its text", u);
	is_int(gr_table_by_key(GR_SLICE("application")), GR_TABLE_NONE, "a part of a key is none");
	is_int(gr_table_by_key(GR_SLICE("applicationss")), GR_TABLE_NONE, "nor is more than a key");
	is_int(gr_row_by_key(GR_TABLE_DISCLOSURE, GR_SLICE("received")), GR_ROW_NONE, "a row of another table is none");
	is_int(gr_column_by_key(GR_TABLE_PROCEEDINGS, GR_SLICE("business")), GR_COLUMN_NONE, "a column of another table is none");
	is_int(gr_form_by_key(GR_SLICE("2020")), GR_FORMS, "2020 is no form");
	is_int(gr_rule_by_id(GR_SLICE("table.none")), GR_RULES, "an unknown rule");
	is_int(gr_unit_by_text(GR_SLICE("吨")), GR_UNITS, "an unknown unit");
}

/* ---------- rows ---------- */

/* The group's own row, or one below it at any depth. */
static bool
is_in_group(int row, int group)
{
	while (row != group && row != GR_ROW_NONE)
		row = gr_rows[row].parent;
	return row == group;
}

static int
depth_of(int row)
{
	int			depth = 0;

	for (; row != GR_ROW_NONE; row = gr_rows[row].parent)
		depth++;
	return depth;
}

static void
test_rows(void)
{
	int			previous_table = 0;

	for (int r = 0; r < GR_ROWS; r++)
	{
		int			parent = gr_rows[r].parent;

		if (gr_rows[r].table < previous_table)
			fail("row %s stands among those of its table", gr_rows[r].key);
		previous_table = gr_rows[r].table;
		if (parent == GR_ROW_NONE)
			continue;
		ok(parent < r && gr_rows[parent].table == gr_rows[r].table, "%s: its parent is before it, in the same table", gr_rows[r].key);
		ok(strncmp(gr_rows[r].key, gr_rows[parent].key, strlen(gr_rows[parent].key)) == 0 &&
		   gr_rows[r].key[strlen(gr_rows[parent].key)] == '.', "%s: its key begins with that of its parent", gr_rows[r].key);
		ok(is_in_group(r - 1, parent), "%s: children follow their parent in one run", gr_rows[r].key);
		is_int(depth_of(r), gr_rows[r].table == GR_TABLE_STATISTICS && gr_rows[parent].parent != GR_ROW_NONE ? 3 : 2,
			   "%s: two levels, three in the statistics, no more", gr_rows[r].key);
	}
}

/* The label a form prints, enumerator and all, is read as that row. */
static void
test_printed_labels(void)
{
	for (int form = GR_FORM_2019; form <= GR_FORM_2021; form += GR_FORM_2021 - GR_FORM_2019)
		for (int r = 0; r < GR_ROWS; r++)
		{
			const char *label = gr_row_label(form, r);
			gr_slice	text = gr_slice_cstring(label);
			gr_label_match match;
			bool		read = gr_label_read(text, 0, &match);
			gr_label	wanted = (gr_label) (GR_LABEL_ROW_RULES + r);

			if (gr_rows[r].table == GR_TABLE_STATISTICS)
				continue;
			if (r == GR_ROW_CONCLUDED)
				wanted = GR_LABEL_TOTAL;
			else if (r == GR_ROW_OTHER_OTHER)
				wanted = GR_LABEL_OTHER;
			if (!ok(read, "%s is a label", label))
				continue;
			is_int(match.label, wanted, "%s is the label of its row", label);
			is_int(match.note_end, text.len, "%s is read to its end", label);
		}
	for (int c = 0; c < GR_COLUMNS; c++)
	{
		gr_label_match match;
		gr_label	wanted = (gr_label) (GR_LABEL_COLUMN_MADE + c);

		if (c == GR_COLUMN_AMOUNT || gr_columns[c].table == GR_TABLE_STATISTICS)
			continue;
		if (c == GR_COLUMN_TOTAL || c == GR_COLUMN_PROCEEDING_TOTAL)
			wanted = GR_LABEL_TOTAL;
		if (c == GR_COLUMN_OTHER_APPLICANT)
			wanted = GR_LABEL_OTHER;
		if (c == GR_COLUMN_DECISIONS)
			wanted = GR_LABEL_YEAR_DECISIONS;
		if (ok(gr_label_read(gr_slice_cstring(gr_columns[c].zh), 0, &match), "%s is a label", gr_columns[c].zh))
			is_int(match.label, wanted, "%s is the label of its column", gr_columns[c].zh);
	}
	is_str(gr_row_label(GR_FORM_2019, GR_ROW_NORMATIVE_DOCUMENTS), "规范性文件", "the form of 2019 says 规范性文件");
	is_str(gr_row_label(GR_FORM_2021, GR_ROW_NORMATIVE_DOCUMENTS), "行政规范性文件", "the form of 2021 says 行政规范性文件");
}

static void
test_printed_statistics(void)
{
	static const struct
	{
		int			column;
		gr_statistic_head head;
	}			heads[] = {
		{GR_COLUMN_STAT_TOTAL, GR_HEAD_TOTAL}, {GR_COLUMN_STAT_PERIOD, GR_HEAD_PERIOD}, {GR_COLUMN_STAT_CUMULATIVE, GR_HEAD_CUMULATIVE},
	};
	bool		strong;
	gr_statistic_label label;

	for (int r = 0; r < GR_ROWS; r++)
	{
		gr_slice	text = gr_slice_cstring(gr_rows[r].zh);

		if (gr_rows[r].table != GR_TABLE_STATISTICS)
			continue;
		ok(gr_statistic_label_read(text, &label) && stands_for(&label, r) && label.end == text.len, "%s is the label of its row, to its end",
		   gr_rows[r].zh);
	}
	for (size_t i = 0; i < sizeof(heads) / sizeof(heads[0]); i++)
		is_int(gr_statistic_head_of(gr_slice_cstring(gr_columns[heads[i].column].zh), &strong), heads[i].head, "%s is the head of its column",
			   gr_columns[heads[i].column].zh);
	ok(gr_statistic_label_read(GR_SLICE("申请信息不存在数"), &label) && label.row_count == 1 && label.rows[0] == GR_ROW_STAT_ANSWERED_NOT_EXISTING,
	   "申请信息不存在数 is of the statistics of 2014");
	ok(!gr_statistic_label_read(GR_SLICE("2.没有现成信息需要另行制作"), &label), "没有现成信息需要另行制作 of 2019 is none of theirs");
	ok(GR_ROW_STAT_ANSWERED_NOT_EXISTING != GR_ROW_UNAVAILABLE_NOT_COMPILED &&
	   strcmp(gr_rows[GR_ROW_STAT_ANSWERED_NOT_EXISTING].key, gr_rows[GR_ROW_UNAVAILABLE_NOT_COMPILED].key) != 0, "the two have keys of their own");
}

/* ---------- slots ---------- */

static int
cells_of(int table, int form)
{
	int			cells = 0;

	for (int slot = 0; slot < GR_SLOTS; slot++)
		cells += gr_slots[slot].table == table && gr_form_has(form, slot);
	return cells;
}

static void
test_slots(void)
{
	int			end = 0;

	is_int(cells_of(GR_TABLE_DISCLOSURE, GR_FORM_2019), 22, "form of 2019, table 二: 22 cells");
	is_int(cells_of(GR_TABLE_APPLICATIONS, GR_FORM_2019), 161, "form of 2019, table 三: 161 cells");
	is_int(cells_of(GR_TABLE_PROCEEDINGS, GR_FORM_2019), 15, "form of 2019, table 四: 15 cells");
	is_int(cells_of(GR_TABLE_DISCLOSURE, GR_FORM_2021), 10, "form of 2021, table 二: 10 cells");
	is_int(cells_of(GR_TABLE_APPLICATIONS, GR_FORM_2021), 175, "form of 2021, table 三: 175 cells");
	is_int(cells_of(GR_TABLE_PROCEEDINGS, GR_FORM_2021), 15, "form of 2021, table 四: 15 cells");
	is_int(cells_of(GR_TABLE_STATISTICS, GR_FORM_2014), 58, "form of 2014: 58 cells");
	is_int(cells_of(GR_TABLE_STATISTICS, GR_FORM_LOCAL), gr_tables[GR_TABLE_STATISTICS].end_slot - gr_tables[GR_TABLE_STATISTICS].first_slot,
		   "a local table may have any of the statistics");
	is_int(cells_of(GR_TABLE_STATISTICS, GR_FORM_2019) + cells_of(GR_TABLE_STATISTICS, GR_FORM_2021), 0, "the later forms have none");
	is_int(cells_of(GR_TABLE_DISCLOSURE, GR_FORM_2014) + cells_of(GR_TABLE_APPLICATIONS, GR_FORM_LOCAL), 0, "nor has that of 2014 theirs");
	is_int(cells_of(GR_TABLE_APPLICATIONS, GR_FORM_MIXED), 182, "a mixed roll-up of table 三 has the cells of both forms");
	is_int(cells_of(GR_TABLE_APPLICATIONS, GR_FORM_NONE), 0, "no form, no cell");
	for (int t = 0; t < GR_TABLES; t++)
	{
		is_int(gr_tables[t].first_slot, end, "%s: its slots begin where those before end", gr_tables[t].key);
		end = gr_tables[t].end_slot;
		for (int slot = gr_tables[t].first_slot; slot < end; slot++)
			if (gr_slots[slot].table != t)
				fail("slot %d is one of %s", slot, gr_tables[t].key);
	}
	is_int(end, GR_SLOTS, "every slot is in a table");
	for (int slot = 0; slot < GR_SLOTS; slot++)
	{
		const gr_slot_info *s = &gr_slots[slot];
		bool		right = gr_slot_of(s->row, s->column) == slot && gr_rows[s->row].table == s->table &&
			gr_columns[s->column].table == s->table && s->forms != 0;

		if (!right)
			fail("slot %d: row and column are of its table, and lead back to it", slot);
		if (slot > (int) gr_tables[s->table].first_slot && (s->row < gr_slots[slot - 1].row ||
													  (s->row == gr_slots[slot - 1].row && s->column <= gr_slots[slot - 1].column)))
			fail("slot %d: rows and columns are in the order of the form", slot);
		/* Money is counted in money, all else is not. */
		if (s->unit != GR_UNIT_NONE && (gr_units[s->unit].exponent >= 0) != (s->quantity == GR_QUANTITY_MONEY))
			fail("slot %d: its unit is one of its quantity", slot);
	}
	is_int(gr_slot_of(GR_ROW_DENIED, GR_COLUMN_TOTAL), -1, "a group that no form prints has no slot");
	is_int(gr_slot_of(GR_ROW_RULES, GR_COLUMN_TOTAL), -1, "row and column of different tables have no slot");
	is_int(gr_slot_of(GR_ROW_NONE, GR_COLUMN_TOTAL), -1, "no row, no slot");
	is_int(gr_slot_of(GR_ROW_RULES, GR_COLUMN_NONE), -1, "no column, no slot");
}

/* ---------- identities ---------- */

static void
test_identities(void)
{
	static const struct
	{
		int			table;
		int			form;
		int			rows;
		int			columns;
		int			balances;
		int			addends;	/* of a column sum */
	}			cases[] = {
		{GR_TABLE_APPLICATIONS, GR_FORM_2019, 23, 7, 7, 19},
		{GR_TABLE_APPLICATIONS, GR_FORM_2021, 25, 7, 7, 21},
		{GR_TABLE_APPLICATIONS, GR_FORM_MIXED, 26, 7, 7, 22},
		{GR_TABLE_PROCEEDINGS, GR_FORM_2019, 3, 0, 0, 0},
		{GR_TABLE_PROCEEDINGS, GR_FORM_2021, 3, 0, 0, 0},
		{GR_TABLE_DISCLOSURE, GR_FORM_2021, 0, 0, 0, 0},
		{GR_TABLE_APPLICATIONS, GR_FORM_NONE, 0, 0, 0, 0},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
	{
		gr_identity identities[GR_IDENTITIES];
		int			count = gr_identities_of(cases[i].table, cases[i].form, identities);
		int			rows = 0;
		int			columns = 0;
		int			balances = 0;

		for (int n = 0; n < count; n++)
		{
			const gr_identity *id = &identities[n];

			rows += id->rule == GR_RULE_APPLICATIONS_ROW_SUM || id->rule == GR_RULE_PROCEEDINGS_ROW_SUM;
			columns += id->rule == GR_RULE_APPLICATIONS_COLUMN_SUM;
			balances += id->rule == GR_RULE_APPLICATIONS_BALANCE;
			if (id->rule == GR_RULE_APPLICATIONS_ROW_SUM && id->count != 6)
				fail("a row sum has six addends");
			if (id->rule == GR_RULE_APPLICATIONS_COLUMN_SUM && id->count != cases[i].addends)
				fail("a column sum has %d addends, not %d", cases[i].addends, id->count);
			if (id->rule == GR_RULE_APPLICATIONS_BALANCE && id->count != 3)
				fail("a balance has three terms");
			if (id->rule == GR_RULE_PROCEEDINGS_ROW_SUM && id->count != 4)
				fail("a sum of proceedings has four addends");
			for (int k = 0; k < id->count; k++)
				if (id->terms[k] < 0 || id->terms[k] == id->named || !gr_form_has(cases[i].form, id->terms[k]))
					fail("a term of an identity is another cell of the form");
		}
		is_int(rows, cases[i].rows, "%s of form %s: row sums", gr_tables[cases[i].table].key, gr_forms[cases[i].form].key);
		is_int(columns, cases[i].columns, "column sums");
		is_int(balances, cases[i].balances, "balances");
		is_int(count, rows + columns + balances, "and nothing else");
	}
}

/* Each sum of the statistics as the form of 2014 has it: row, its parts. */
static void
test_statistics_identities(void)
{
	static const struct
	{
		int			row;
		int			parts_2014;
		int			parts_local;
	}			sums[] = {
		{GR_ROW_STAT_RECEIVED, 4, 6}, {GR_ROW_STAT_CONCLUDED, 2, 2}, {GR_ROW_STAT_ANSWERED, 8, 9}, {GR_ROW_STAT_ANSWERED_DENIED, 6, 6},
		{GR_ROW_STAT_ANSWERED_REFUSED, 0, 11}, {GR_ROW_STAT_RECONSIDERATION, 3, 3}, {GR_ROW_STAT_LITIGATION, 3, 3}, {GR_ROW_STAT_STAFF, 2, 2},
	};
	gr_identity identities[GR_IDENTITIES];

	for (int form = GR_FORM_LOCAL; form <= GR_FORM_2014; form++)
	{
		int			count = gr_identities_of(GR_TABLE_STATISTICS, form, identities);

		is_int(count, form == GR_FORM_2014 ? 7 : 8, "form %s: its sums", gr_forms[form].key);
		for (int i = 0; i < count; i++)
		{
			int			wanted = -1;

			for (size_t k = 0; k < sizeof(sums) / sizeof(sums[0]); k++)
				if (identities[i].named == gr_slot_of(sums[k].row, GR_COLUMN_STAT_TOTAL))
					wanted = form == GR_FORM_2014 ? sums[k].parts_2014 : sums[k].parts_local;
			is_int(identities[i].count, wanted, "%s: parts", gr_rules[identities[i].rule].id);
			for (int k = 0; k < identities[i].count; k++)
				if (identities[i].signs[k] != 1 || gr_rows[gr_slots[identities[i].terms[k]].row].parent != gr_slots[identities[i].named].row ||
					!gr_form_has(form, identities[i].terms[k]))
					fail("a part is one of the group, and of the form");
		}
	}
	is_int(gr_identities_of(GR_TABLE_STATISTICS, GR_FORM_2021, identities), 0, "later forms have none of them");
}

/* ---------- rules and words ---------- */

static bool
known_names_only(const char *sentence)
{
	static const char *const names[] = {"table", "row", "column", "expected", "actual", "difference"};

	while ((sentence = strchr(sentence, '{')) != NULL)
	{
		const char *close = strchr(sentence, '}');
		bool		known = false;

		if (close == NULL)
			return false;
		sentence++;
		for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
			known = known || ((size_t) (close - sentence) == strlen(names[i]) && memcmp(sentence, names[i], strlen(names[i])) == 0);
		if (!known)
			return false;
	}
	return true;
}

static void
test_rules(void)
{
	for (int r = 0; r < GR_RULES; r++)
	{
		const gr_rule_info *rule = &gr_rules[r];

		is_int(gr_rule_by_id(gr_slice_cstring(rule->id)), r, "rule %s is found by its id", rule->id);
		ok(is_key(rule->id) && strchr(rule->id, '.') != NULL, "%s is of the form table.rule", rule->id);
		ok(known_names_only(rule->sentence_zh) && known_names_only(rule->sentence_en), "%s: its sentences ask for known names", rule->id);
		ok(rule->zh[0] != '\0' && rule->en[0] != '\0', "%s is described in both languages", rule->id);
		if (rule->table != GR_TABLE_NONE)
			ok(strncmp(rule->id, gr_tables[rule->table].key, strlen(gr_tables[rule->table].key)) == 0, "%s begins with its table", rule->id);
	}
	ok(!known_names_only("{who}") && !known_names_only("{row") && known_names_only("{row} {difference}"), "(the check itself can fail)");
	is_str(gr_severity_name(GR_SEVERITY_ERROR), "error", "severities have names");
	is_str(gr_severity_name(GR_SEVERITY_WARNING), "warning", "warning");
	is_str(gr_severity_name(GR_SEVERITY_INFO), "info", "info");
	for (int i = GR_SEVERITY_ERROR; i <= GR_SEVERITY_INFO; i++)
		is_int(gr_severity_by_name(gr_slice_cstring(gr_severity_name((gr_severity) i))), i, "and are found by them");
	is_int(gr_severity_by_name(GR_SLICE("warn")), GR_SEVERITY_ERROR, "of any other name the gravest is meant");
}

int
main(void)
{
	test_spellings();
	test_statistic_spellings();
	test_keys();
	test_rows();
	test_printed_labels();
	test_printed_statistics();
	test_slots();
	test_identities();
	test_statistics_identities();
	test_rules();
	return done_testing();
}
