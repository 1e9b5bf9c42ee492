/*
 * html_stack.h
 *		The open elements that matter, and what is in scope among them.
 */
#ifndef GR_HTML_STACK_H
#define GR_HTML_STACK_H

#include "html_reader.h"

/* What an element is to the rules: the sum of these. */
#define GR_IS_BLOCK 1			/* its borders end a line */
#define GR_IS_SCOPE 2			/* hides what is below it from end tags */
#define GR_IS_THIN 4			/* an <li> looks through it for the <li> that it ends */
#define GR_IS_PART 8			/* of a table: sets the insertion mode */
#define GR_IS_BREAK 16			/* its start tag ends a line */
#define GR_IS_HTML 32			/* its start tag ends svg and math */
#define GR_IS_ODD 64			/* has rules of its own */
#define GR_IS_BORDER 128		/* in a cell it is a border, and no more */

/* Without these an element leaves no trace, outside svg and math. */
#define GR_IS_NOTABLE (GR_IS_BLOCK | GR_IS_SCOPE | GR_IS_PART | GR_IS_BREAK | GR_IS_ODD)

extern const unsigned char gr_html_traits[GR_TAG_COUNT];

/* Opens an element; false if it cannot be. */
extern bool gr_html_push(gr_html_reader *r, gr_html_frame *f, gr_html_tag tag);

/* Closes the elements from the uppermost one down to this one. */
extern void gr_html_pop_to(gr_html_reader *r, gr_html_frame *f, uint32_t index);

static inline gr_html_tag
gr_html_tag_at(gr_html_reader *r, gr_html_frame *f, uint32_t index)
{
	return index == 0 ? GR_TAG_OTHER : r->elements[f->base + index].tag;
}

static inline bool
gr_html_is_foreign(gr_html_tag tag)
{
	return tag == GR_TAG_SVG || tag == GR_TAG_MATH;
}

static inline bool
gr_html_in_scope(const gr_html_frame *f, gr_html_tag tag)
{
	return f->last[tag] != 0 && f->last[tag] >= f->scope;
}

static inline bool
gr_html_in_button_scope(const gr_html_frame *f, gr_html_tag tag)
{
	return gr_html_in_scope(f, tag) && f->last[tag] > f->last[GR_TAG_BUTTON];
}

static inline bool
gr_html_in_list_scope(const gr_html_frame *f, gr_html_tag tag)
{
	return gr_html_in_scope(f, tag) && f->last[tag] > f->last[GR_TAG_UL] && f->last[tag] > f->last[GR_TAG_OL];
}

static inline bool
gr_html_in_table_scope(const gr_html_frame *f, gr_html_tag tag)
{
	return f->last[tag] != 0 && f->last[tag] >= f->last[GR_TAG_TABLE];
}

static inline bool
gr_html_is_group(gr_html_tag tag)
{
	return tag == GR_TAG_TBODY || tag == GR_TAG_THEAD || tag == GR_TAG_TFOOT;
}

#endif							/* GR_HTML_STACK_H */
