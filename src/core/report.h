/*
 * report.h
 *		A parsed report, or a roll-up of reports, in memory.
 */
#ifndef GR_REPORT_H
#define GR_REPORT_H

#include "arena.h"
#include "dictionary.h"
#include "status.h"

/* Text of one report, in bytes; above it parse refuses. */
#define GR_TEXT_LIMIT ((size_t) 64 << 20)

/* Characters of a title or an issuer that are kept. */
#define GR_HEADER_STRING_LIMIT 200

/* Cells beyond the form that one report keeps; for the first one left out there is a text.limit. */
#define GR_EXTRAS_LIMIT 500

/* Diagnostics of one report; the last one kept is then text.limit. */
#define GR_DIAGNOSTICS_LIMIT 1000

typedef enum gr_cell_status
{
	GR_CELL_MISSING,			/* the row, or the cell, is not in the text */
	GR_CELL_GIVEN,
	GR_CELL_BLANK,
	GR_CELL_PLACEHOLDER,		/* — / 无 and the like */
	GR_CELL_SOLVED,				/* the only value that arithmetic allows */
	GR_CELL_AMBIGUOUS,			/* several readings */
	GR_CELL_INVALID,			/* no figure */
	GR_CELL_SUMMED,				/* of a roll-up */
	GR_CELL_REPAIRED,
	GR_CELL_STATUSES
} gr_cell_status;

typedef enum gr_layout
{
	GR_LAYOUT_NONE,
	GR_LAYOUT_PIPE,
	GR_LAYOUT_TAB,
	GR_LAYOUT_LINES,
	GR_LAYOUT_MARKDOWN,
	GR_LAYOUT_HTML,
	GR_LAYOUT_ALIGNED,
	GR_LAYOUT_GLUED,
	GR_LAYOUT_MIXED,
	GR_LAYOUTS
} gr_layout;

typedef enum gr_level
{
	GR_LEVEL_UNKNOWN,
	GR_LEVEL_STATE,				/* organs of the State Council */
	GR_LEVEL_PROVINCE,
	GR_LEVEL_PREFECTURE,
	GR_LEVEL_COUNTY,
	GR_LEVEL_TOWNSHIP,
	GR_LEVELS
} gr_level;

typedef enum gr_organ_kind
{
	GR_ORGAN_UNKNOWN,
	GR_ORGAN_GOVERNMENT,
	GR_ORGAN_GOV_OFFICE,
	GR_ORGAN_DEPARTMENT,
	GR_ORGAN_TOWNSHIP_GOV,
	GR_ORGAN_ZONE,
	GR_ORGAN_INSTITUTION,
	GR_ORGAN_KINDS
} gr_organ_kind;

/* NULL for the unknown value and out of range. */
extern const char *gr_cell_status_name(int status);
extern const char *gr_layout_name(int layout);
extern const char *gr_level_name(int level);
extern const char *gr_organ_kind_name(int kind);

/* Characters from 1, as substr counts; pos 0: no place in the text. */
typedef struct gr_span
{
	uint32_t	pos;
	uint32_t	len;
} gr_span;

typedef struct gr_date
{
	short		year;			/* 0: no date */
	unsigned char month;
	unsigned char day;
} gr_date;

typedef struct gr_cell
{
	int64_t		value;			/* the figure is value / 10^scale; 0 where the status has none */
	int64_t		reports;		/* how many gave a value; 0 or 1 but for roll-ups */
	gr_span		span;			/* len 0 for a blank cell */
	unsigned char status;		/* gr_cell_status */
	unsigned char scale;
	unsigned char unit;			/* gr_unit_id */
} gr_cell;

typedef struct gr_header
{
	gr_slice	title;			/* data NULL: unknown, as in the strings below */
	gr_slice	issuer;
	gr_slice	site_code;
	unsigned char level;		/* gr_level */
	unsigned char kind;			/* gr_organ_kind */
	unsigned char layout;		/* gr_layout */
	int			year;			/* 0: unknown */
	gr_date		period_from;	/* both or none */
	gr_date		period_to;		/* the last day, inclusive */
	gr_date		published;
} gr_header;

/*
 * A cell that the form of its table does not have: of a row or a column that was
 * added to it.  It is kept and shown, and adds nothing to a roll-up.
 */
typedef struct gr_extra
{
	unsigned char table;		/* gr_table_id */
	unsigned char row;			/* gr_row_id; NONE: the label is not known */
	unsigned char column;		/* gr_column_id; NONE: the head is not known */
	gr_span		label;
	gr_cell		cell;
} gr_extra;

/* A heading and the text below it; see sections.h. */
typedef struct gr_section
{
	gr_span		heading;		/* from the number to the end of the title, without the mark that closes it */
	gr_span		number;			/* as printed, brackets and all, without what separates it; pos 0: none */
	gr_span		title;			/* pos 0: a paragraph with a number and no title */
	gr_span		body;			/* from the first character behind the heading to the last; len 0: nothing */
	unsigned char level;
	unsigned char chapter;		/* gr_chapter_id of the chapter it is or stands in; NONE: not known */
} gr_section;

/* What the prose refers to; see citations.h. */
typedef struct gr_citation
{
	gr_span		whole;
	gr_span		number;			/* pos 0: none, as in the two that follow */
	gr_span		organ;
	gr_span		title;			/* of an abbreviation the title that it stands for, which may be elsewhere */
	int			serial;			/* 0: none */
	short		year;			/* 0: none, or several */
	unsigned char kind;			/* gr_citation_kind */
	bool		damaged;		/* lost characters: kept as it stands */
} gr_citation;

/* A quantity that the prose states; see facts.h.  Links are indexes of facts before it, -1 for none. */
typedef struct gr_fact
{
	int64_t		value;			/* the figure is value / 10^scale, likewise low and high */
	int64_t		low;			/* INT64_MIN: no bound */
	int64_t		high;			/* INT64_MAX: no bound */
	gr_span		span;			/* the figure with its unit, or the words that say zero */
	int32_t		part_of;		/* the total it is a part of */
	int32_t		first;			/* of a relation */
	int32_t		second;
	unsigned char key;			/* gr_fact_id */
	unsigned char scope;		/* gr_scope_id */
	unsigned char unit;			/* gr_unit_id */
	unsigned char qualifier;	/* gr_qualifier */
	unsigned char scale;
	unsigned char relation;		/* gr_fact_relation */
	bool		other_year;		/* of another year, or summed over years */
	bool		partitioned;	/* its parts are claimed to be all of it */
} gr_fact;

/* What stood in a cell before it was repaired. */
typedef struct gr_printed
{
	int64_t		value;			/* 0 where the status has none */
	short		slot;
	unsigned char status;		/* gr_cell_status, not REPAIRED or SUMMED */
	unsigned char scale;
	unsigned char unit;
} gr_printed;

/* What parse met in the text; a finding is made of it later. */
typedef struct gr_diagnostic
{
	unsigned char rule;			/* gr_rule_id */
	unsigned char table;		/* gr_table_id or GR_TABLE_NONE */
	gr_span		span;
	int64_t		actual;
} gr_diagnostic;

/* Of a roll-up: how many reports have this year. */
typedef struct gr_year_count
{
	int			year;			/* 0: unknown */
	int64_t		reports;
} gr_year_count;

typedef struct gr_report
{
	bool		rollup;
	gr_header	header;
	int64_t		reports;		/* 1 but for roll-ups */
	unsigned char forms[GR_TABLES];	/* gr_form_id */
	gr_span		tables[GR_TABLES];	/* from the first label to the last cell */
	gr_span		labels[GR_ROWS];
	gr_cell		cells[GR_SLOTS];
	gr_section *sections;		/* in the order of the text, like all that follow */
	size_t		section_count;
	gr_fact    *facts;
	size_t		fact_count;
	gr_citation *citations;
	size_t		citation_count;
	gr_extra   *extras;			/* in the order of the text */
	size_t		extra_count;
	size_t		extra_capacity;
	gr_printed *printed;		/* of the cells with the status REPAIRED, one each, by slot */
	size_t		printed_count;
	size_t		printed_capacity;
	gr_diagnostic *diagnostics;
	size_t		diagnostic_count;
	size_t		diagnostic_capacity;

	/* Of a roll-up: years in ascending order, and reports per form of each table. */
	gr_year_count *years;
	size_t		year_count;
	int64_t		overlap;		/* reports whose quantities stand in two tables, see rollup.h */
	int64_t		form_reports[GR_TABLES][GR_FORMS];
} gr_report;

/* Whether a status comes with a value. */
static inline bool
gr_status_has_value(int status)
{
	return status == GR_CELL_GIVEN || status == GR_CELL_SOLVED || status == GR_CELL_SUMMED || status == GR_CELL_REPAIRED;
}

static inline bool
gr_cell_has_value(const gr_cell *cell)
{
	return gr_status_has_value(cell->status);
}

/* All cells missing, header unknown, one report. */
extern void gr_report_init(gr_report *report);

extern gr_status gr_report_diagnose(gr_arena *arena, gr_report *report, gr_diagnostic diagnostic);

/* Makes a span hold another one, too; one without place changes nothing. */
extern void gr_span_widen(gr_span *span, gr_span part);

/* Gives a cell a figure that its text does not have; what it had before is kept, the first time. */
extern gr_status gr_report_repair(gr_arena *arena, gr_report *report, int slot, int64_t value);

/* Notes what a repaired cell had, in the order of the slots. */
extern gr_status gr_report_keep_printed(gr_arena *arena, gr_report *report, gr_printed printed);

/* What was printed in a cell that is repaired, or NULL. */
extern const gr_printed *gr_report_printed(const gr_report *report, int slot);

/* Beyond GR_EXTRAS_LIMIT a diagnostic, once, instead. */
extern gr_status gr_report_add_extra(gr_arena *arena, gr_report *report, gr_extra extra);

/*
 * The sum of a group row (denied, unavailable, rejected, other, litigation) or
 * the cell of a row that is printed.  False where it has no value, and where one
 * of the parts has none: a blank is not zero.
 */
extern bool gr_report_value(const gr_report *report, int row, int column, gr_cell *result);

#endif							/* GR_REPORT_H */
