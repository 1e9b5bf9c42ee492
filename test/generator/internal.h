/*
 * internal.h
 *		What the parts of the generator share.
 */
#ifndef GR_GENERATOR_INTERNAL_H
#define GR_GENERATOR_INTERNAL_H

#include "arena.h"
#include "generator.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

/* ---------- random numbers ---------- */

typedef struct gen_random
{
	uint64_t	state;
} gen_random;

extern gen_random gen_seed(uint64_t seed, uint64_t stream);
extern uint64_t gen_next(gen_random *random);

/* 0 … n - 1; n > 0. */
extern int gen_below(gen_random *random, int n);
extern bool gen_chance(gen_random *random, int percent);

/* One of the strings of an array. */
#define gen_pick(random, array) ((array)[gen_below((random), (int) LENGTH(array))])

/* ---------- the writer ---------- */

typedef enum gen_result_cell
{
	RESULT_OWN,					/* 三、本年度办理结果 in a cell of its own */
	RESULT_MISSING,
	RESULT_GLUED				/* in one cell with （一）予以公开 */
} gen_result_cell;

typedef enum gen_pipe_style
{
	PIPE_PADDED,				/* as in the samples: cells, then pipes up to the width of the table */
	PIPE_RECTANGLE,				/* | a | b |, spans as empty cells */
	PIPE_BARE_RECTANGLE,		/* a | b */
	PIPE_RAGGED,				/* a | b, no empty cells for spans */
	PIPE_COMPACT,				/* a|b, the same */
	PIPE_STYLES
} gen_pipe_style;

/* How this report is written; the same all through. */
typedef struct gen_style
{
	int			width;			/* of brackets and commas: 0 full, 1 half, 2 mixed */
	int			dot;			/* behind the enumerator of a leaf */
	bool		blank_after_enumerator;
	int			spelling;		/* percent of labels that are spelled in another way */
	int			blanks;			/* percent of labels with a blank inside */
	int			result_cell;
	int			quotes;
	bool		change_words;	/* 增12 instead of 12 */
	bool		unit_in_cell;
	bool		total_before;	/* 总计 stands beside 申请人情况, not below it */
	bool		table_caption;
	int			pipe;			/* gen_pipe_style */
	int			spacers;		/* tab: empty cells behind a label; -1: as it comes */
	int			page;			/* html: fragments, body, whole page */
	bool		dirty;			/* html */
	const char *indent;
	bool		blank_lines;	/* between paragraphs */
} gen_style;

typedef struct gen_writer
{
	const gen_options *options;
	const gen_given *given;		/* or NULL */
	gen_report *report;
	gr_arena	arena;			/* strings of the tables */
	gen_random	figures;
	gen_random	words;
	gen_random	look;
	gen_style	style;
	gen_layout	layout;			/* of the table that is being written */
	bool		html;			/* the prose is HTML, too */
	const char *place;
	const char *organ;			/* the place and what it is */
	int			year;
} gen_writer;

static inline bool
gen_has(const gen_writer *w, gen_damage damage)
{
	return (w->options->damages >> damage & 1) != 0;
}

/* A string of the arena. */
#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
extern const char *gen_format(gen_writer *w, const char *format, ...);

/* ---------- text (generator.c) ---------- */

extern void gen_put_bytes(gen_report *report, const char *bytes, size_t len);
extern void gen_put(gen_report *report, const char *string);

/* Words, after the damages that characters take; html: escaped. */
extern void gen_put_words(gen_writer *w, const char *words, bool label, bool html);

/* ---------- tables ---------- */

typedef enum gen_kind
{
	KIND_LABEL,
	KIND_HEAD,
	KIND_VALUE,
	KIND_EMPTY
} gen_kind;

#define GRID_CELLS 24
#define GRID_ROWS 96

typedef struct grid_cell
{
	const char *text;
	short		slot;			/* or -1 */
	unsigned char kind;
	unsigned char colspan;
	unsigned char rowspan;
	bool		line_end;		/* an empty cell that holds a line end */
} grid_cell;

typedef enum grid_row_kind
{
	ROW_CAPTION,
	ROW_HEAD,
	ROW_DATA,
	ROW_TEXT					/* a line that is no row */
} grid_row_kind;

typedef struct grid_row
{
	unsigned char kind;
	bool		short_of_cells;
	const char *text;			/* of ROW_TEXT */
	int			count;
	grid_cell	cells[GRID_CELLS];
} grid_row;

typedef struct grid
{
	int			table;			/* gr_table_id */
	int			width;
	bool		has_blank;
	int			count;
	grid_row	rows[GRID_ROWS];
} grid;

/* truth.c */
extern void gen_figures(gen_writer *w);
extern void gen_break_identities(gen_writer *w, int cells);
extern void gen_empty_cells(gen_writer *w);

/* labels.c */
extern const char *gen_row_label(gen_writer *w, int row);
extern const char *gen_column_label(gen_writer *w, int column);
extern const char *gen_caption(gen_writer *w, int block);
extern const char *gen_dress(gen_writer *w, const char *label);
extern const char *gen_value_text(gen_writer *w, int slot);

/* tables.c, damage.c */
extern void gen_build(gen_writer *w, int table, grid *g);
extern void gen_damage_grid(gen_writer *w, grid *g);
extern int	gen_damage_rows(gen_writer *w, int table, int *rows, int count, int limit);
extern const char *gen_extra_label(gen_writer *w, int row);
extern int	gen_extra_parent(int row);
extern void gen_drop_repeated_lines(gen_writer *w);
extern void gen_mark_row(gen_writer *w, int row, gen_presence presence);
extern void gen_loosen_row(gen_writer *w, const grid_row *row);

/* A row that no form has: a number from here on. */
#define EXTRA_ROW 1000

/* render_*.c */
extern void gen_render(gen_writer *w, const grid *g);
extern void gen_render_html(gen_writer *w, const grid *g);
extern void gen_put_cell(gen_writer *w, const grid_cell *cell);

/* glued.c: which cells of a glued table only one reading allows. */
extern void gen_judge_glued(gen_writer *w);

/* prose.c */
extern void gen_document(gen_writer *w);
extern void gen_choose_words(gen_writer *w);
extern void gen_open_page(gen_writer *w);
extern void gen_close_page(gen_writer *w);
extern void gen_paragraph(gen_writer *w, const char *text);
extern const char *gen_trap_sentence(gen_writer *w);
extern const char *gen_page_number(gen_writer *w);

#endif							/* GR_GENERATOR_INTERNAL_H */
