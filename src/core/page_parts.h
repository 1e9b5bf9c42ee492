/*
 * page_parts.h
 *		What the page of a workspace is made of: what comes in as JSON, words, figures, links, tables.
 */
#ifndef GR_PAGE_PARTS_H
#define GR_PAGE_PARTS_H

#include "markup_writer.h"
#include "workspace_page.h"

typedef enum gr_page_word
{
#define GR_PAGE_WORD(name, zh, en) GR_PAGE_##name,
#include "workspace_page.def"
	GR_PAGE_WORDS
} gr_page_word;

/* A page that is being written. */
typedef struct gr_page
{
	const gr_workspace_page *in;
	gr_arena   *arena;
	gr_writer  *to;
	gr_page_word section;		/* the one that is written */
	gr_status	status;
} gr_page;

extern const char *gr_page_say(const gr_page *p, gr_page_word w);

/* The words for a level or a kind; what users of their own wrote there as it is. */
extern gr_slice gr_page_level(const gr_page *p, gr_slice key);
extern gr_slice gr_page_kind(const gr_page *p, gr_slice key);

/* ---------- what comes in ---------- */

extern const gr_json *gr_page_member(const gr_page *p, const char *key);

/* The first row of a member, and how many it has; NULL and 0 where it is no list. */
extern const gr_json *gr_page_rows(const gr_page *p, const char *key);
extern size_t gr_page_length(const gr_page *p, const char *key);

/* An element of a row; NULL where there is none. */
extern const gr_json *gr_page_at(const gr_json *row, int n);

/* Of a string or a number; empty for all else. */
extern gr_slice gr_page_text(const gr_json *node);

/* A count; 0 for all else. */
extern int64_t gr_page_integer(const gr_json *node);

/* ---------- pieces ---------- */

extern void gr_page_figure(gr_page *p, const gr_json *node);
extern void gr_page_count(gr_page *p, int64_t value);

/* A share such as 0.6538 as 65.38%; what is no plain decimal as it is. */
extern void gr_page_share(gr_page *p, gr_slice share);

/* The share of two counts, to hundredths of a percent. */
extern void gr_page_ratio(gr_page *p, int64_t numerator, int64_t denominator);

/* The name of an organ, with a link to a sheet of its report, or to a finding on it. */
extern void gr_page_organ(gr_page *p, const char *sheet, const gr_json *name, const gr_json *report, const gr_json *finding);

extern void gr_page_severity(gr_page *p, gr_slice key);

/* How many of a list are not shown. */
extern void gr_page_more(gr_page *p, int64_t in_all, size_t shown);

/* ---------- sections and tables ---------- */

extern void gr_page_begin_section(gr_page *p, const char *id, gr_page_word title);
extern void gr_page_end_section(gr_page *p);

/*
 * A table, wider than a telephone: scrolled by keyboard, too.  Its heads follow, then its rows.
 * The title is shown where it is not that of the section.
 */
extern void gr_page_begin_table(gr_page *p, gr_page_word title);
extern void gr_page_head(gr_page *p, const char *sign, const char *head);
extern void gr_page_heads(gr_page *p, const gr_page_word *columns, size_t count);
extern void gr_page_severity_heads(gr_page *p);
extern void gr_page_begin_rows(gr_page *p);
extern void gr_page_end_table(gr_page *p);

#define GR_PAGE_HEADS(p, ...) \
	gr_page_heads(p, (const gr_page_word[]) {__VA_ARGS__}, sizeof((const gr_page_word[]) {__VA_ARGS__}) / sizeof(gr_page_word))

extern void gr_page_cell_figure(gr_page *p, const gr_json *node);
extern void gr_page_cell_share(gr_page *p, const gr_json *node);

#endif							/* GR_PAGE_PARTS_H */
