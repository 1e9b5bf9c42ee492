/*
 * header_parts.h
 *		What the readers of the header share: words in a text, names, and the page around it.
 */
#ifndef GR_HEADER_PARTS_H
#define GR_HEADER_PARTS_H

#include "fold.h"
#include "header.h"
#include "issuer.h"

/* What gr_find returns where there is nothing. */
#define GR_NO_PLACE GR_NOT_FOUND

/* The first place of a word of Han characters at or after "from". */
static inline size_t
gr_find(gr_slice text, size_t from, const char *word)
{
	gr_slice	wanted = gr_slice_cstring(word);

	/* The last byte of a Han character tells it best from others. */
	return from + wanted.len > text.len ? GR_NO_PLACE : gr_slice_find(text, from, wanted, wanted.len < 3 ? wanted.len - 1 : 2);
}

/* Cuts one of the words off the end of a name, where more than the word is left. */
extern bool gr_strip_end(gr_slice *name, const char *const *words);

/* A line without blanks and the marks of a Markdown heading. */
static inline gr_slice
gr_strip_heading(gr_slice line)
{
	line = gr_trim(line);
	while (line.len > 0 && (line.data[0] == '#' || line.data[0] == '*'))
		line = gr_slice_sub(line, 1, line.len);
	while (line.len > 0 && line.data[line.len - 1] == '*')
		line.len--;
	return gr_trim(line);
}

/* Whether the last sign, blanks left aside, is a digit of any kind. */
extern bool gr_ends_with_digit(gr_slice text);

/* Where 2021-2022学年 begins, which ends at "at"; or GR_NO_PLACE. */
extern size_t gr_school_year_before(gr_slice line, size_t at);

/* Whether a slice may be a name: Han characters and brackets, not too short, not too long. */
extern bool gr_is_name(gr_slice name);

/* A name that says what organ it is, with something in front of that. */
extern bool gr_is_organ(gr_slice name);

/* ---------- the parts ---------- */

/* A name, and what it tells where it is not NULL. */
typedef struct gr_named_issuer
{
	gr_slice	name;
	gr_issuer_parts parts;
} gr_named_issuer;

/* The title, and issuer and year as it names them; a year of 0 and slices of NULL: not found. */
typedef struct gr_title
{
	gr_slice	title;
	gr_named_issuer issuer;
	int			year;
	size_t		end;			/* in the text; 0: no title */
} gr_title;

extern void gr_title_read(gr_slice head, gr_title *title);

/* A line that may be a title, alone: that of the page, or of its metadata. */
extern void gr_title_of_line(gr_slice line, gr_title *title);

/* Who reports, where no title says so, be there one ("title_end") or none (0); sets issuer, level and kind as far as they are known. */
extern void gr_header_issuer(gr_slice text, size_t title_end, const gr_page_names *page, gr_header *header);

/* The level of a 市 whose name does not tell it, from the code of the site. */
extern void gr_header_refine_level(gr_slice text, const gr_page_names *page, gr_header *header);

extern void gr_header_period(gr_slice head, gr_header *header);

/* The year that the first sentences begin with, where they agree; 0 otherwise. */
extern int	gr_header_lead_year(gr_slice head);

/* The organ on the line above the last date that stands alone near the end, and that date; {NULL, 0} and year 0: none. */
extern gr_slice gr_header_signature(gr_slice text, int year, gr_date *date);

/* "title_end" is where the title ends in the text; 0: there is none. */
extern void gr_header_published(gr_slice text, size_t title_end, const gr_page_names *page, gr_header *header);

#endif							/* GR_HEADER_PARTS_H */
