/*
 * dictionary.h
 *		What the official forms say, as the .def files have it.
 *
 * A "slot" is a cell that some form has: a row and a column.  Slots are numbered
 * in the order of the forms, those of one table in one run, so that a report is
 * an array over slots whatever form it came in.
 */
#ifndef GR_DICTIONARY_H
#define GR_DICTIONARY_H

#include "slice.h"

typedef enum gr_table_id
{
#define GR_TABLE(name, key, zh, en, article) GR_TABLE_##name,
#include "labels.def"
	GR_TABLES,
	GR_TABLE_NONE = GR_TABLES
} gr_table_id;

typedef enum gr_form_id
{
#define GR_FORM(name, key, zh, en, document, first_year, last_year) GR_FORM_##name,
#include "forms.def"
	GR_FORMS
} gr_form_id;

#define GR_IN_LOCAL (1u << GR_FORM_LOCAL)
#define GR_IN_2014 (1u << GR_FORM_2014)
#define GR_IN_2019 (1u << GR_FORM_2019)
#define GR_IN_2021 (1u << GR_FORM_2021)

typedef enum gr_row_id
{
#define GR_ROW(name, table, key, parent, zh, en, article) GR_ROW_##name,
#include "labels.def"
	GR_ROWS,
	GR_ROW_NONE = GR_ROWS
} gr_row_id;

typedef enum gr_column_id
{
#define GR_COLUMN(name, table, key, zh, en) GR_COLUMN_##name,
#include "labels.def"
	GR_COLUMNS,
	GR_COLUMN_NONE = GR_COLUMNS
} gr_column_id;

/* Cells of a row of the applications, of one kind of proceedings, and of the three kinds, which the form prints in one row. */
#define GR_APPLICANT_CELLS (GR_COLUMN_TOTAL - GR_COLUMN_NATURAL_PERSON + 1)
#define GR_OUTCOME_CELLS (GR_COLUMN_PROCEEDING_TOTAL - GR_COLUMN_UPHELD + 1)
#define GR_PROCEEDINGS_CELLS (3 * GR_OUTCOME_CELLS)

typedef enum gr_slot
{
#define GR_CELL(table, row, column, forms, unit, quantity) GR_SLOT_##row##_##column,
#include "forms.def"
	GR_SLOTS
} gr_slot;

typedef enum gr_unit_id
{
#define GR_UNIT(name, text, exponent) GR_UNIT_##name,
#include "units.def"
#undef GR_UNIT
	GR_UNITS
} gr_unit_id;

typedef enum gr_quantity
{
	GR_QUANTITY_COUNT,
	GR_QUANTITY_CHANGE,
	GR_QUANTITY_MONEY
} gr_quantity;

typedef enum gr_severity
{
	GR_SEVERITY_ERROR,
	GR_SEVERITY_WARNING,
	GR_SEVERITY_INFO
} gr_severity;

typedef enum gr_rule_id
{
#define GR_RULE(name, id, severity, table, zh, en, article, sentence_zh, sentence_en) GR_RULE_##name,
#include "rules.def"
	GR_RULES
} gr_rule_id;

/*
 * A text as labels are printed.  Rows and columns have one each; the rest are
 * words that frame the tables, or that only their place tells apart.
 */
typedef enum gr_label
{
	GR_LABEL_NONE,
#define GR_ROW(name, table, key, parent, zh, en, article) GR_LABEL_ROW_##name,
#include "labels.def"
#define GR_COLUMN(name, table, key, zh, en) GR_LABEL_COLUMN_##name,
#include "labels.def"
	GR_LABEL_YEAR_DECISIONS,	/* 本年处理决定数量, the spelling of 2021 */
	GR_LABEL_PURCHASE_AMOUNT,
	GR_LABEL_FEE_AMOUNT,
	GR_LABEL_TOTAL,				/* a column, or the row （七）总计 */
	GR_LABEL_OTHER,				/* a column, or a row （六）其他 or 3.其他 */
	GR_LABEL_RESULT,			/* 三、本年度办理结果 */
	GR_LABEL_ITEM,				/* 信息内容, head of a block of the table of disclosure */
	GR_LABEL_CAPTION,			/* 第二十条第（…）项 */
	GR_LABEL_APPLICANTS,
	GR_LABEL_ORGANIZATIONS,
	GR_LABEL_STATISTICS,		/* words that only a statistics table has in a cell */
	GR_LABELS
} gr_label;

typedef struct gr_table_info
{
	const char *key;
	const char *zh;
	const char *en;
	const char *article;
	gr_slot		first_slot;
	gr_slot		end_slot;		/* one past the last */
	int			block;			/* from the first slot on, so many belong to one row, to the same forms, and are the same quantity */
} gr_table_info;

typedef struct gr_form_info
{
	const char *key;
	const char *zh;
	const char *en;
	const char *document;		/* document number, or NULL */
	int			first_year;		/* of the reports; 0 when it has none */
	int			last_year;		/* 0 while in force */
} gr_form_info;

typedef struct gr_row_info
{
	const char *key;
	const char *zh;
	const char *en;
	const char *article;		/* or NULL */
	unsigned char table;
	unsigned char parent;		/* GR_ROW_NONE at the top */
} gr_row_info;

typedef struct gr_column_info
{
	const char *key;
	const char *zh;
	const char *en;
	unsigned char table;
} gr_column_info;

typedef struct gr_slot_info
{
	unsigned char table;
	unsigned char row;
	unsigned char column;
	unsigned char forms;		/* bits GR_IN_… */
	unsigned char unit;			/* of a bare number; NONE: not known from the form */
	unsigned char quantity;
} gr_slot_info;

typedef struct gr_unit_info
{
	const char *text;
	size_t		len;			/* of the text, in bytes */
	int			exponent;		/* money: power of ten of one 元; -1 for what is no money */
} gr_unit_info;

typedef struct gr_rule_info
{
	const char *id;
	gr_severity severity;		/* the gravest a finding of this rule can have */
	unsigned char table;		/* or GR_TABLE_NONE */
	const char *zh;
	const char *en;
	const char *article;		/* or NULL */
	const char *sentence_zh;
	const char *sentence_en;
} gr_rule_info;

extern const gr_table_info gr_tables[GR_TABLES];
extern const gr_form_info gr_forms[GR_FORMS];
extern const gr_row_info gr_rows[GR_ROWS];
extern const gr_column_info gr_columns[GR_COLUMNS];
extern const gr_slot_info gr_slots[GR_SLOTS];
extern const gr_unit_info gr_units[GR_UNITS];
extern const gr_rule_info gr_rules[GR_RULES];

extern const char *gr_severity_name(gr_severity severity);

/* By its name; ERROR for a name that is none. */
extern gr_severity gr_severity_by_name(gr_slice name);

/* The label of a row as a form prints it. */
extern const char *gr_row_label(int form, int row);

/* The head of a column as a form prints it above a row. */
extern const char *gr_column_head(int form, int row, int column);

/* One more than the slot, so that 0 is "no such cell". */
extern const unsigned short gr_slot_at[GR_ROWS][GR_COLUMNS];

/* The slot of a row and a column, or -1. */
static inline int
gr_slot_of(int row, int column)
{
	return row >= GR_ROWS || column >= GR_COLUMNS ? -1 : (int) gr_slot_at[row][column] - 1;
}

/* Whether a table of that form has the cell; a mixed roll-up has every cell. */
static inline bool
gr_form_has(int form, int slot)
{
	return form == GR_FORM_MIXED || (gr_slots[slot].forms >> form & 1) != 0;
}

/* By key; GR_TABLE_NONE, GR_FORMS, GR_ROW_NONE, GR_COLUMN_NONE, GR_RULES when there is none. */
extern int	gr_table_by_key(gr_slice key);
extern int	gr_form_by_key(gr_slice key);
extern int	gr_row_by_key(int table, gr_slice key);
extern int	gr_column_by_key(int table, gr_slice key);
extern int	gr_rule_by_id(gr_slice id);

/* By its text; GR_UNITS when there is none. */
extern int	gr_unit_by_text(gr_slice text);

#endif							/* GR_DICTIONARY_H */
