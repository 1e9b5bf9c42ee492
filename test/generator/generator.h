/*
 * generator.h
 *		Reports made up for tests: random tables, written in any layout, with the truth beside.
 *
 * Everything follows from the options: the same options give the same text.  The
 * figures depend on the form, the seed and the number of changed cells alone, so
 * that the same report can be had in every layout.
 */
#ifndef GR_GENERATOR_H
#define GR_GENERATOR_H

#include "dictionary.h"

/* Layouts of forms.md §6.1: GEN_LAYOUT(name, key, letter). */
#define GEN_LAYOUT_LIST \
	GEN_LAYOUT(PIPE, "pipe", 'A') \
	GEN_LAYOUT(TAB, "tab", 'B') \
	GEN_LAYOUT(GLUED, "glued", 'C') \
	GEN_LAYOUT(MARKDOWN, "markdown", 'D') \
	GEN_LAYOUT(LINES, "lines", 'E') \
	GEN_LAYOUT(SPACED, "spaced", 'F') \
	GEN_LAYOUT(PIPE_END, "pipe-end", 'G') \
	GEN_LAYOUT(PIPE_OPEN, "pipe-open", 'H') \
	GEN_LAYOUT(HTML, "html", 'I') \
	GEN_LAYOUT(BROKEN, "broken", 'L') \
	GEN_LAYOUT(TRUNCATED, "truncated", 'N') \
	GEN_LAYOUT(MIXED, "mixed", '*')

typedef enum gen_layout
{
#define GEN_LAYOUT(name, key, letter) GEN_##name,
	GEN_LAYOUT_LIST
#undef GEN_LAYOUT
	GEN_LAYOUTS
} gen_layout;

#define GEN_ALL_LAYOUTS ((1u << GEN_LAYOUTS) - 1)
#define GEN_BORDERED (GEN_ALL_LAYOUTS & ~(1u << GEN_GLUED | 1u << GEN_LINES | 1u << GEN_SPACED))

/* Damages: GEN_DAMAGE(name, key, layouts that can show it). */
#define GEN_DAMAGE_LIST \
	GEN_DAMAGE(EXTRA_ROWS, "extra-rows", GEN_ALL_LAYOUTS) \
	GEN_DAMAGE(MISSING_ROWS, "missing-rows", GEN_ALL_LAYOUTS) \
	GEN_DAMAGE(SWAPPED_ROWS, "swapped-rows", GEN_ALL_LAYOUTS) \
	GEN_DAMAGE(LOST_LABELS, "lost-labels", GEN_ALL_LAYOUTS & ~(1u << GEN_GLUED)) \
	GEN_DAMAGE(CUT_TABLE, "cut-table", GEN_ALL_LAYOUTS) \
	GEN_DAMAGE(BLANK_CELLS, "blank-cells", GEN_ALL_LAYOUTS) \
	GEN_DAMAGE(DROPPED_CELLS, "dropped-cells", GEN_ALL_LAYOUTS & ~(1u << GEN_BROKEN)) \
	GEN_DAMAGE(PLACEHOLDERS, "placeholders", GEN_ALL_LAYOUTS) \
	GEN_DAMAGE(MERGED_CELLS, "merged-cells", GEN_BORDERED) \
	GEN_DAMAGE(REPEATED_LINES, "repeated-lines", 1u << GEN_PIPE | 1u << GEN_TAB | 1u << GEN_LINES | 1u << GEN_SPACED) \
	GEN_DAMAGE(PAGE_BREAKS, "page-breaks", GEN_ALL_LAYOUTS) \
	GEN_DAMAGE(NOTES, "notes", GEN_ALL_LAYOUTS) \
	GEN_DAMAGE(PROSE, "prose", GEN_ALL_LAYOUTS) \
	GEN_DAMAGE(FOREIGN_TABLES, "foreign-tables", GEN_ALL_LAYOUTS) \
	GEN_DAMAGE(FILLERS, "fillers", 1u << GEN_PIPE | 1u << GEN_TRUNCATED | 1u << GEN_BROKEN) \
	GEN_DAMAGE(SURPLUS_COLUMN, "surplus-column", GEN_BORDERED) \
	GEN_DAMAGE(HEADINGS_AFTER, "headings-after", GEN_ALL_LAYOUTS) \
	GEN_DAMAGE(HEADINGS_MISSING, "headings-missing", GEN_ALL_LAYOUTS) \
	GEN_DAMAGE(TABLES_MISSING, "tables-missing", 1u << GEN_LINES | 1u << GEN_HTML) \
	GEN_DAMAGE(LABEL_NOTES, "label-notes", GEN_ALL_LAYOUTS) \
	GEN_DAMAGE(WRAPPED_LABELS, "wrapped-labels", 1u << GEN_LINES | 1u << GEN_SPACED | 1u << GEN_HTML) \
	GEN_DAMAGE(VALUE_WORDS, "value-words", GEN_ALL_LAYOUTS & ~(1u << GEN_GLUED)) \
	GEN_DAMAGE(TRADITIONAL, "traditional", GEN_ALL_LAYOUTS) \
	GEN_DAMAGE(PINYIN, "pinyin", GEN_ALL_LAYOUTS) \
	GEN_DAMAGE(REPLACED, "replaced", GEN_ALL_LAYOUTS & ~(1u << GEN_GLUED)) \
	GEN_DAMAGE(SPAM, "spam", GEN_ALL_LAYOUTS)

typedef enum gen_damage
{
#define GEN_DAMAGE(name, key, layouts) GEN_##name,
	GEN_DAMAGE_LIST
#undef GEN_DAMAGE
	GEN_DAMAGES
} gen_damage;

typedef struct gen_name
{
	const char *key;
	unsigned	detail;			/* a letter, or a set of layouts */
} gen_name;

extern const gen_name gen_layouts[GEN_LAYOUTS];
extern const gen_name gen_damages[GEN_DAMAGES];

typedef enum gen_presence
{
	GEN_NOT_IN_FORM,
	GEN_VALUE,
	GEN_BLANK,
	GEN_PLACEHOLDER,
	GEN_ABSENT					/* not in the text; the value is what stood there before the damage */
} gen_presence;

typedef struct gen_cell
{
	int64_t		value;			/* the figure is value / 10^scale */
	unsigned char scale;
	unsigned char unit;			/* gr_unit_id */
	unsigned char presence;		/* gen_presence */
	bool		loose;			/* in the text, but no reader needs to tell where it belongs */
	size_t		from;			/* bytes of the text that the cell takes; both 0 where it is not in the text */
	size_t		to;
} gen_cell;

/* Cells beyond the form that one report can have. */
#define GEN_EXTRAS 256

typedef struct gen_extra
{
	int			row;			/* gr_row_id, NONE */
	int			column;			/* gr_column_id, NONE */
} gen_extra;

/* A report whose figures and words are not made up here. */
typedef struct gen_given
{
	const gen_cell *cells;		/* GR_SLOTS of them; those with presence GEN_VALUE are printed */
	const char *place;
	const char *organ;
	int			year;
} gen_given;

typedef struct gen_options
{
	int			form;			/* gr_form_id: 2019 or 2021; those of statistics.h */
	gen_layout	layout;
	unsigned	damages;		/* bits 1 << gen_damage */
	uint64_t	seed;
	int			changed;		/* cells that break the identities */
} gen_options;

typedef struct gen_report
{
	char	   *text;			/* of malloc, ended by NUL */
	size_t		len;
	size_t		capacity;
	int			year;
	gen_cell	cells[GR_SLOTS + 2 * GEN_EXTRAS];	/* behind the slots see statistics.h */
	gen_extra	extras[GEN_EXTRAS];
	int			extra_count;
} gen_report;

/* A report; the text of an earlier one in *report is used again. */
extern void gen_make(const gen_options *options, gen_report *report);
extern void gen_make_given(const gen_options *options, const gen_given *given, gen_report *report);

/* Begin with {0}; ends with this. */
extern void gen_free(gen_report *report);

/* The truth as JSON, to a text that grows as that of a report does. */
extern void gen_truth_json(const gen_options *options, const gen_report *report, gen_report *json);

/* By key: GEN_LAYOUTS, GEN_DAMAGES when there is none. */
extern gen_layout gen_layout_by_key(const char *key);
extern gen_damage gen_damage_by_key(const char *key);

#endif							/* GR_GENERATOR_H */
