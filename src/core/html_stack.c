/*
 * html_stack.c
 *		Opening and closing, and what the end of an element does to the stream.
 *
 * Elements that neither hold a table together nor end a line (span, b, a, unknown
 * ones) are not even on the stack: the standard's rules for them move no text from
 * one cell to another.
 */
#include "html_stack.h"

#include "html_rows.h"

const unsigned char gr_html_traits[GR_TAG_COUNT] = {
	[GR_TAG_TABLE] = GR_IS_SCOPE | GR_IS_PART | GR_IS_HTML,[GR_TAG_CAPTION] = GR_IS_BLOCK | GR_IS_SCOPE | GR_IS_PART,
	[GR_TAG_COLGROUP] = GR_IS_PART,[GR_TAG_TBODY] = GR_IS_PART,[GR_TAG_THEAD] = GR_IS_PART,[GR_TAG_TFOOT] = GR_IS_PART,
	[GR_TAG_TR] = GR_IS_PART,[GR_TAG_TD] = GR_IS_SCOPE | GR_IS_PART,[GR_TAG_TH] = GR_IS_SCOPE | GR_IS_PART,
	[GR_TAG_OBJECT] = GR_IS_SCOPE,[GR_TAG_APPLET] = GR_IS_SCOPE,[GR_TAG_MARQUEE] = GR_IS_SCOPE,
	[GR_TAG_P] = GR_IS_BORDER | GR_IS_BLOCK | GR_IS_THIN | GR_IS_HTML,[GR_TAG_DIV] = GR_IS_BORDER | GR_IS_BLOCK | GR_IS_THIN | GR_IS_HTML,
	[GR_TAG_ADDRESS] = GR_IS_BLOCK | GR_IS_THIN,[GR_TAG_UL] = GR_IS_BORDER | GR_IS_BLOCK | GR_IS_HTML,
	[GR_TAG_OL] = GR_IS_BORDER | GR_IS_BLOCK | GR_IS_HTML,[GR_TAG_LI] = GR_IS_BORDER | GR_IS_BLOCK | GR_IS_HTML,[GR_TAG_DL] = GR_IS_BLOCK | GR_IS_HTML,
	[GR_TAG_DT] = GR_IS_BLOCK | GR_IS_HTML,[GR_TAG_DD] = GR_IS_BLOCK | GR_IS_HTML,[GR_TAG_MENU] = GR_IS_BLOCK | GR_IS_HTML,
	[GR_TAG_DIR] = GR_IS_BLOCK,[GR_TAG_H1] = GR_IS_BORDER | GR_IS_BLOCK | GR_IS_HTML,[GR_TAG_H2] = GR_IS_BORDER | GR_IS_BLOCK | GR_IS_HTML,
	[GR_TAG_H3] = GR_IS_BORDER | GR_IS_BLOCK | GR_IS_HTML,[GR_TAG_H4] = GR_IS_BORDER | GR_IS_BLOCK | GR_IS_HTML,[GR_TAG_H5] = GR_IS_BORDER | GR_IS_BLOCK | GR_IS_HTML,
	[GR_TAG_H6] = GR_IS_BORDER | GR_IS_BLOCK | GR_IS_HTML,[GR_TAG_PRE] = GR_IS_BLOCK | GR_IS_HTML,
	[GR_TAG_LISTING] = GR_IS_BLOCK | GR_IS_HTML,[GR_TAG_CENTER] = GR_IS_BORDER | GR_IS_BLOCK | GR_IS_HTML,
	[GR_TAG_BLOCKQUOTE] = GR_IS_BLOCK | GR_IS_HTML,[GR_TAG_SECTION] = GR_IS_BLOCK,[GR_TAG_ARTICLE] = GR_IS_BLOCK,
	[GR_TAG_HEADER] = GR_IS_BLOCK,[GR_TAG_FOOTER] = GR_IS_BLOCK,[GR_TAG_NAV] = GR_IS_BLOCK,[GR_TAG_ASIDE] = GR_IS_BLOCK,
	[GR_TAG_MAIN] = GR_IS_BLOCK,[GR_TAG_DETAILS] = GR_IS_BLOCK,[GR_TAG_DIALOG] = GR_IS_BLOCK,[GR_TAG_FIELDSET] = GR_IS_BLOCK,
	[GR_TAG_FIGCAPTION] = GR_IS_BLOCK,[GR_TAG_FIGURE] = GR_IS_BLOCK,[GR_TAG_HGROUP] = GR_IS_BLOCK,
	[GR_TAG_SEARCH] = GR_IS_BLOCK,[GR_TAG_SUMMARY] = GR_IS_BLOCK,[GR_TAG_FORM] = GR_IS_BLOCK,
	[GR_TAG_BR] = GR_IS_BORDER | GR_IS_BREAK | GR_IS_HTML,[GR_TAG_SELECT] = GR_IS_BREAK,[GR_TAG_OPTION] = GR_IS_BREAK,
	[GR_TAG_OPTGROUP] = GR_IS_BREAK,[GR_TAG_HR] = GR_IS_BREAK | GR_IS_HTML,[GR_TAG_XMP] = GR_IS_BREAK,
	[GR_TAG_PLAINTEXT] = GR_IS_BREAK,[GR_TAG_BODY] = GR_IS_HTML,[GR_TAG_HEAD] = GR_IS_HTML,[GR_TAG_IMG] = GR_IS_HTML,
	[GR_TAG_SPAN] = GR_IS_HTML,
	[GR_TAG_COL] = GR_IS_ODD,[GR_TAG_SCRIPT] = GR_IS_ODD,[GR_TAG_NOSCRIPT] = GR_IS_ODD,[GR_TAG_TEMPLATE] = GR_IS_ODD,
	[GR_TAG_BUTTON] = GR_IS_ODD,[GR_TAG_SVG] = GR_IS_ODD,[GR_TAG_MATH] = GR_IS_ODD
};

bool
gr_html_push(gr_html_reader *r, gr_html_frame *f, gr_html_tag tag)
{
	size_t		place = f->base + f->top + 1;
	gr_html_element *e;

	if (place >= GR_HTML_DEPTH)
		return false;
	if (place >= r->elements_room)
	{
		gr_html_element *elements = gr_arena_grow(r->arena, r->elements, &r->elements_room, place + 1, sizeof(*elements));

		if (elements == NULL)
		{
			r->status = GR_OUT_OF_MEMORY;
			return false;
		}
		r->elements = elements;
	}
	e = &r->elements[place];
	f->top++;
	e->tag = (unsigned char) tag;
	e->level = 0;
	e->layout = e->inhabited = false;
	e->same = f->last[tag];
	e->scope = f->scope;
	e->wall = f->wall;
	e->part = f->part;
	e->at = (uint32_t) r->at;
	e->item = GR_HTML_NO_ITEM;
	f->last[tag] = f->top;
	if (gr_html_traits[tag] & GR_IS_SCOPE)
		f->scope = f->top;
	if (!(gr_html_traits[tag] & GR_IS_THIN))
		f->wall = f->top;
	if (gr_html_traits[tag] & GR_IS_PART)
		f->part = f->top;
	f->tokenizer.foreign = gr_html_is_foreign(tag);
	return true;
}

/* What the end of a part of a table does to the stream. */
static void
end_part(gr_html_reader *r, gr_html_frame *f, gr_html_tag tag)
{
	gr_html_element *table = gr_html_innermost_table(r, f);
	bool		shown = f->last[GR_TAG_TABLE] != 0 && table->item != GR_HTML_NO_ITEM && !table->layout;

	switch (tag)
	{
		case GR_TAG_TR:
			gr_html_flush_line(r);
			if (shown)
				gr_html_emit(r, GR_HTML_ROW_END, r->at, r->at);
			break;
		case GR_TAG_TBODY:
		case GR_TAG_THEAD:
		case GR_TAG_TFOOT:
			if (!r->in_cell)
				gr_html_flush_line(r);
			if (shown)
				gr_html_end_group(r);
			break;
		case GR_TAG_TABLE:
			gr_html_border(r);
			if (shown)
				gr_html_emit(r, GR_HTML_TABLE_END, r->at, r->at);
			r->depth--;
			break;
		default:
			break;
	}
}

static inline void
end_element(gr_html_reader *r, gr_html_frame *f, gr_html_tag tag)
{
	if (tag == GR_TAG_TD || tag == GR_TAG_TH)
		gr_html_end_cell(r);
	else if (gr_html_traits[tag] & GR_IS_BLOCK)
		gr_html_border(r);
	else if (gr_html_traits[tag] & GR_IS_PART)
		end_part(r, f, tag);
}

void
gr_html_pop_to(gr_html_reader *r, gr_html_frame *f, uint32_t index)
{
	while (f->top >= index)
	{
		gr_html_element *e = &r->elements[f->base + f->top];

		end_element(r, f, e->tag);
		f->last[e->tag] = e->same;
		f->scope = e->scope;
		f->wall = e->wall;
		f->part = e->part;
		f->top--;
		if (f->tokenizer.foreign)
			f->tokenizer.foreign = gr_html_is_foreign(gr_html_tag_at(r, f, f->top));
	}
}
