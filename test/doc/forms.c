/*
 * forms.c
 *		The tables of doc/forms.md and doc/forms.zh.md, from the dictionaries.
 *
 * forms LANGUAGE                 the forms, their documents and years, and how many cells their tables have
 * cells LANGUAGE TABLE FORM      every cell: for tables whose rows have different columns
 * rows LANGUAGE TABLE FORM       every row, as that form prints it
 * columns LANGUAGE TABLE FORM    every column
 * presence LANGUAGE TABLE        every row or cell, and the forms that have it
 *
 * LANGUAGE is that of the heads: en or zh.  forms_doc.sh compares and writes.
 */
#include "dictionary.h"

#include <stdio.h>
#include <stdlib.h>

typedef enum word
{
	WORD_FORM, WORD_TITLE_ZH, WORD_TITLE_EN, WORD_DOCUMENT, WORD_YEARS, WORD_ROW, WORD_COLUMN, WORD_GROUP, WORD_LABEL, WORD_HEAD, WORD_ENGLISH, WORD_UNIT,
	WORD_ARTICLE, WORD_CELLS, WORDS
} word;

static const char *const words[2][WORDS] = {
	{
		"`form`", "title", "in English", "document", "report years", "`row_key`", "`column_key`", "group", "label", "head", "in English", "unit",
		"article", "cells of"
	},
	{
		"`form`", "名称", "英文名称", "文号", "报告年度", "`row_key`", "`column_key`", "所属组", "行标签", "列标题", "英文", "单位",
		"条款", "单元格数："
	},
};

static int	language;

static void
head(const int *columns, int count)
{
	for (int i = 0; i < count; i++)
		printf("| %s ", words[language][columns[i]]);
	printf("|\n");
	for (int i = 0; i < count; i++)
		printf("|---");
	printf("|\n");
}

#define HEAD(...) head((const int[]) {__VA_ARGS__}, (int) (sizeof((const int[]) {__VA_ARGS__}) / sizeof(int)))

static void
field(const char *text)
{
	printf(text == NULL || text[0] == '\0' ? "| " : "| %s ", text);
}

static void
code(const char *text)
{
	printf("| `%s` ", text);
}

static void
end(void)
{
	printf("|\n");
}

static int
cells_of(int table, int form)
{
	int			cells = 0;

	for (int slot = gr_tables[table].first_slot; slot < (int) gr_tables[table].end_slot; slot++)
		cells += gr_form_has(form, slot);
	return cells;
}

static bool
form_has_row(int form, int row)
{
	for (int slot = 0; slot < GR_SLOTS; slot++)
		if (gr_slots[slot].row == row && gr_form_has(form, slot))
			return true;
	return false;
}

/* A group of rows: printed as a label without figures. */
static bool
form_has_group(int form, int row)
{
	for (int child = 0; child < GR_ROWS; child++)
		if (gr_rows[child].parent == row && form_has_row(form, child))
			return true;
	return false;
}

/* The unit of a row with one column, or of a column whose cells all have the same. */
static const char *
unit_of(int form, int row, int column)
{
	const char *unit = NULL;

	for (int slot = 0; slot < GR_SLOTS; slot++)
	{
		if (!gr_form_has(form, slot) || (row != GR_ROW_NONE && gr_slots[slot].row != row) || (column != GR_COLUMN_NONE && gr_slots[slot].column != column))
			continue;
		if (unit != NULL && strcmp(unit, gr_units[gr_slots[slot].unit].text) != 0)
			return NULL;
		unit = gr_units[gr_slots[slot].unit].text;
	}
	return unit;
}

static void
years(const gr_form_info *form)
{
	if (form->first_year == 0)
		printf("| ");
	else if (form->last_year == 0)
		printf("| %d– ", form->first_year);
	else
		printf("| %d–%d ", form->first_year, form->last_year);
}

static void
print_forms(void)
{
	static const int columns[] = {WORD_FORM, WORD_TITLE_ZH, WORD_TITLE_EN, WORD_DOCUMENT, WORD_YEARS};
	int			count = (int) (sizeof(columns) / sizeof(columns[0]));

	for (int i = 0; i < count; i++)
		printf("| %s ", words[language][columns[i]]);
	for (int t = 0; t < GR_TABLES; t++)
		printf("| %s `%s` ", words[language][WORD_CELLS], gr_tables[t].key);
	printf("|\n");
	for (int i = 0; i < count + GR_TABLES; i++)
		printf("|---");
	printf("|\n");
	for (int form = 0; form < GR_FORMS; form++)
	{
		const gr_form_info *info = &gr_forms[form];

		code(info->key);
		field(info->zh);
		field(info->en);
		field(info->document);
		years(info);
		for (int t = 0; t < GR_TABLES; t++)
			if (cells_of(t, form) == 0)
				field(NULL);
			else
				printf("| %d ", cells_of(t, form));
		end();
	}
}

static void
print_cells(int table, int form)
{
	HEAD(WORD_ARTICLE, WORD_LABEL, WORD_ROW, WORD_ENGLISH, WORD_HEAD, WORD_COLUMN, WORD_ENGLISH, WORD_UNIT);
	for (int slot = gr_tables[table].first_slot; slot < (int) gr_tables[table].end_slot; slot++)
	{
		const gr_slot_info *info = &gr_slots[slot];

		if (!gr_form_has(form, slot))
			continue;
		field(gr_rows[info->row].article);
		field(gr_row_label(form, info->row));
		code(gr_rows[info->row].key);
		field(gr_rows[info->row].en);
		field(gr_column_head(form, info->row, info->column));
		code(gr_columns[info->column].key);
		field(gr_columns[info->column].en);
		field(gr_units[info->unit].text);
		end();
	}
}

static void
print_rows(int table, int form)
{
	HEAD(WORD_LABEL, WORD_ROW, WORD_ENGLISH, WORD_GROUP, WORD_UNIT, WORD_ARTICLE);
	for (int row = 0; row < GR_ROWS; row++)
	{
		const gr_row_info *info = &gr_rows[row];

		if (info->table != table || (!form_has_row(form, row) && !form_has_group(form, row)))
			continue;
		field(gr_row_label(form, row));
		code(info->key);
		field(info->en);
		if (info->parent == GR_ROW_NONE)
			field(NULL);
		else
			code(gr_rows[info->parent].key);
		field(form_has_row(form, row) ? unit_of(form, row, GR_COLUMN_NONE) : "—");
		field(info->article);
		end();
	}
}

static void
print_columns(int table, int form)
{
	HEAD(WORD_HEAD, WORD_COLUMN, WORD_ENGLISH, WORD_UNIT);
	for (int column = 0; column < GR_COLUMNS; column++)
	{
		if (gr_columns[column].table != table)
			continue;
		/* Columns without a cell stand beyond the form; the statistics table has them. */
		field(gr_column_head(form, GR_ROW_NONE, column));
		code(gr_columns[column].key);
		field(gr_columns[column].en);
		field(unit_of(form, GR_ROW_NONE, column));
		end();
	}
}

/* Whether all rows of the table have the same columns, so that the row alone tells. */
static bool
is_regular(int table)
{
	return table != GR_TABLE_DISCLOSURE;
}

static void
print_presence(int table)
{
	static const unsigned char forms[] = {GR_FORM_LOCAL, GR_FORM_2014, GR_FORM_2019, GR_FORM_2021};
	int			previous = GR_ROW_NONE;

	printf("| %s ", words[language][WORD_ROW]);
	if (!is_regular(table))
		printf("| %s ", words[language][WORD_COLUMN]);
	for (size_t f = 0; f < sizeof(forms); f++)
		if (cells_of(table, forms[f]) > 0)
			printf("| `%s` ", gr_forms[forms[f]].key);
	printf("|\n|---");
	if (!is_regular(table))
		printf("|---");
	for (size_t f = 0; f < sizeof(forms); f++)
		if (cells_of(table, forms[f]) > 0)
			printf("|:-:");
	printf("|\n");
	for (int slot = gr_tables[table].first_slot; slot < (int) gr_tables[table].end_slot; slot++)
	{
		const gr_slot_info *info = &gr_slots[slot];

		if (is_regular(table) && info->row == previous)
			continue;
		previous = info->row;
		code(gr_rows[info->row].key);
		if (!is_regular(table))
			code(gr_columns[info->column].key);
		for (size_t f = 0; f < sizeof(forms); f++)
			if (cells_of(table, forms[f]) > 0)
				field(gr_form_has(forms[f], slot) ? "●" : NULL);
		end();
	}
}

static void
refuse(void)
{
	fprintf(stderr, "usage: forms|cells|rows|columns|presence en|zh [TABLE [FORM]]\n");
	exit(2);
}

int
main(int argc, char **argv)
{
	int			table = argc > 3 ? gr_table_by_key(gr_slice_cstring(argv[3])) : GR_TABLE_NONE;
	int			form = argc > 4 ? gr_form_by_key(gr_slice_cstring(argv[4])) : GR_FORMS;

	if (argc < 3 || (strcmp(argv[2], "en") != 0 && strcmp(argv[2], "zh") != 0))
		refuse();
	language = strcmp(argv[2], "zh") == 0;
	if (strcmp(argv[1], "forms") == 0)
		print_forms();
	else if (table == GR_TABLE_NONE)
		refuse();
	else if (strcmp(argv[1], "presence") == 0)
		print_presence(table);
	else if (form == GR_FORMS)
		refuse();
	else if (strcmp(argv[1], "cells") == 0)
		print_cells(table, form);
	else if (strcmp(argv[1], "rows") == 0)
		print_rows(table, form);
	else if (strcmp(argv[1], "columns") == 0)
		print_columns(table, form);
	else
		refuse();
	return 0;
}
