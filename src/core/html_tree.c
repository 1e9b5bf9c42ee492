/*
 * html_tree.c
 *		Tree construction without the tree: the insertion modes, by what is open.
 */
#include "html_tree.h"

#include "html_cells.h"
#include "html_rows.h"
#include "html_stack.h"

static void
close_paragraph(gr_html_reader *r, gr_html_frame *f)
{
	if (gr_html_in_button_scope(f, GR_TAG_P))
		gr_html_pop_to(r, f, f->last[GR_TAG_P]);
}

/* Does the insertion mode hand what is not of the table to its surroundings? */
static bool
is_between_cells(gr_html_tag part)
{
	return part == GR_TAG_TABLE || part == GR_TAG_TR || part == GR_TAG_COLGROUP || gr_html_is_group(part);
}

/*
 * A start tag that is part of a table (caption to th), or table itself between
 * cells.  Goes down through the insertion modes until one takes it.
 */
static void
start_table_part(gr_html_reader *r, gr_html_frame *f, const gr_html_token *token)
{
	gr_html_tag tag = token->tag;

	while (r->status == GR_OK)
	{
		gr_html_tag part = gr_html_tag_at(r, f, f->part);
		bool		is_cell = tag == GR_TAG_TD || tag == GR_TAG_TH;
		gr_html_tag opens = tag;

		if (part == GR_TAG_OTHER)
		{
			gr_html_border(r);
			return;
		}
		if (part == GR_TAG_TR && !is_cell)
		{
			gr_html_pop_to(r, f, f->part);
			continue;
		}
		if (gr_html_is_group(part) && is_cell)
			opens = GR_TAG_TR;
		else if (part == GR_TAG_TABLE && (is_cell || tag == GR_TAG_TR))
			opens = GR_TAG_TBODY;
		else if (part == GR_TAG_TABLE && tag == GR_TAG_COL)
			opens = GR_TAG_COLGROUP;
		else if (part == GR_TAG_COLGROUP && tag == GR_TAG_COL)
			return;
		else if ((part != GR_TAG_TABLE && part != GR_TAG_TR && !(gr_html_is_group(part) && tag == GR_TAG_TR)) ||
				 (part == GR_TAG_TABLE && tag == GR_TAG_TABLE))
		{
			/* A cell, caption, column group or row group ends; so does a table that meets another. */
			gr_html_pop_to(r, f, f->part);
			if (tag == GR_TAG_TABLE && part == GR_TAG_TABLE)
				return;
			continue;
		}
		if (f->top > f->part)
			gr_html_pop_to(r, f, f->part + 1);
		if (is_cell && opens == tag && gr_html_read_plain_cells(r, f, token))
			return;
		if (gr_html_is_group(opens) && gr_html_innermost_table(r, f)->item != GR_HTML_NO_ITEM)
			gr_html_start_group(r);
		if (!gr_html_push(r, f, opens))
			return;
		if (opens == GR_TAG_TR)
			gr_html_start_row(r, f);
		else if (opens == GR_TAG_CAPTION)
			gr_html_inhabit_table(r, f);
		if (opens == tag)
		{
			if (is_cell)
				gr_html_start_cell(r, f, token);
			return;
		}
	}
}

/* An end tag of a table or a part of it. */
static void
end_table_part(gr_html_reader *r, gr_html_frame *f, gr_html_tag tag)
{
	while (r->status == GR_OK)
	{
		gr_html_tag part = gr_html_tag_at(r, f, f->part);
		bool		leaves;

		switch (part)
		{
			case GR_TAG_TD:
			case GR_TAG_TH:
				leaves = tag == GR_TAG_TABLE || tag == GR_TAG_TR || (gr_html_is_group(tag) && gr_html_in_table_scope(f, tag));
				break;
			case GR_TAG_TR:
				leaves = tag == GR_TAG_TABLE || (gr_html_is_group(tag) && gr_html_in_table_scope(f, tag));
				break;
			case GR_TAG_CAPTION:
			case GR_TAG_TBODY:
			case GR_TAG_THEAD:
			case GR_TAG_TFOOT:
				leaves = tag == GR_TAG_TABLE;
				break;
			case GR_TAG_COLGROUP:
				leaves = tag != GR_TAG_COL && tag != GR_TAG_COLGROUP;
				break;
			case GR_TAG_TABLE:
				leaves = false;
				break;
			default:
				gr_html_border(r);
				return;
		}
		if (leaves || part == tag)
			gr_html_pop_to(r, f, f->part);
		if (!leaves)
			return;
	}
}

/*
 * Content
 */

static bool
is_heading(gr_html_tag tag)
{
	return tag >= GR_TAG_H1 && tag <= GR_TAG_H6;
}

static void
start_block(gr_html_reader *r, gr_html_frame *f, gr_html_tag tag)
{
	close_paragraph(r, f);
	gr_html_border(r);
	if (!is_heading(tag))
	{
		gr_html_push(r, f, tag);
		return;
	}
	if (gr_html_tag_at(r, f, f->top) == GR_TAG_H1)
		gr_html_pop_to(r, f, f->top);
	if (gr_html_push(r, f, GR_TAG_H1))
		r->elements[f->base + f->top].level = (unsigned char) (tag - GR_TAG_H1 + 1);
}

static void
start_table(gr_html_reader *r, gr_html_frame *f)
{
	close_paragraph(r, f);
	/* In front of a table that turns out to have no rows the text of a cell goes on. */
	if (!r->in_cell)
		gr_html_border(r);
	if (gr_html_push(r, f, GR_TAG_TABLE))
		r->depth++;
}

/* Within a cell of a row between pipes, as Markdown has it: the break is part of its words, and not the end of the row. */
static bool
is_in_row(const gr_html_reader *r, const gr_html_frame *f)
{
	const gr_html_line *line = &r->line;
	const char *text = f->view.text.data;

	return (r->flags & GR_HTML_KEEP_LINES) && r->level == 0 && !r->in_cell && f->last[GR_TAG_TABLE] == 0 && line->solid > 0 &&
		text[line->from - f->view.origin] == '|' && text[line->to - 1 - f->view.origin] != '|';
}

/* The start tag of what is no part of a table. */
static void
start_element(gr_html_reader *r, gr_html_frame *f, const gr_html_token *token)
{
	gr_html_tag tag = token->tag;
	gr_html_tag wall = gr_html_tag_at(r, f, f->wall);

	switch (tag)
	{
		case GR_TAG_P:
		case GR_TAG_DIV:
			start_block(r, f, tag);
			return;
		case GR_TAG_TABLE:
			start_table(r, f);
			return;
		case GR_TAG_LI:
			if (wall == GR_TAG_LI)
				gr_html_pop_to(r, f, f->wall);
			break;
		case GR_TAG_DD:
		case GR_TAG_DT:
			if (wall == GR_TAG_DD || wall == GR_TAG_DT)
				gr_html_pop_to(r, f, f->wall);
			break;
		case GR_TAG_FORM:
			if (f->form_open)
				return;
			f->form_open = true;
			if (is_between_cells(gr_html_tag_at(r, f, f->part)))
				return;
			break;
		case GR_TAG_BUTTON:
			if (gr_html_in_scope(f, tag))
				gr_html_pop_to(r, f, f->last[tag]);
			break;
		case GR_TAG_TEMPLATE:
			f->templates++;
			return;
		case GR_TAG_HR:
		case GR_TAG_XMP:
		case GR_TAG_PLAINTEXT:
			close_paragraph(r, f);
			break;
		default:
			break;
	}
	if (gr_html_traits[tag] & GR_IS_BLOCK)
		start_block(r, f, tag);
	else if (tag == GR_TAG_BR && is_in_row(r, f))
		gr_html_line_break(&r->line);
	else if (gr_html_traits[tag] & GR_IS_BREAK)
		gr_html_border(r);
	else if ((gr_html_traits[tag] & GR_IS_SCOPE) || tag == GR_TAG_BUTTON || tag == GR_TAG_NOSCRIPT ||
			 (gr_html_is_foreign(tag) && !token->self_closing))
		gr_html_push(r, f, tag);
}

/* The end of the form that the last start tag opened; false if something in it stays open. */
static bool
ends_form(gr_html_reader *r, gr_html_frame *f)
{
	bool		open = f->form_open && gr_html_in_scope(f, GR_TAG_FORM);

	f->form_open = false;
	if (open && gr_html_tag_at(r, f, f->top) != GR_TAG_FORM)
	{
		r->elements[f->base + f->last[GR_TAG_FORM]].tag = GR_TAG_OTHER;
		f->last[GR_TAG_FORM] = 0;
		open = false;
	}
	return open;
}

/* The end tag of what is no part of a table. */
static void
end_tag(gr_html_reader *r, gr_html_frame *f, gr_html_tag tag)
{
	bool		ends;

	if (is_heading(tag))
		tag = GR_TAG_H1;
	switch (tag)
	{
		case GR_TAG_P:
			/* Without a start tag it is an empty paragraph. */
			ends = gr_html_in_button_scope(f, tag);
			if (!ends)
				gr_html_border(r);
			break;
		case GR_TAG_LI:
			ends = gr_html_in_list_scope(f, tag);
			break;
		case GR_TAG_FORM:
			ends = ends_form(r, f);
			break;
		case GR_TAG_NOSCRIPT:
			ends = gr_html_tag_at(r, f, f->top) == tag;
			break;
		case GR_TAG_SVG:
		case GR_TAG_MATH:
			ends = f->tokenizer.foreign && f->last[tag] != 0;
			break;
		case GR_TAG_BR:
		case GR_TAG_SELECT:
			gr_html_border(r);
			return;
		default:
			ends = gr_html_in_scope(f, tag);
			break;
	}
	if (ends)
		gr_html_pop_to(r, f, f->last[tag]);
}

static bool
is_table_part(gr_html_tag tag)
{
	return tag >= GR_TAG_CAPTION && tag <= GR_TAG_TH;
}

/* A script that browsers keep, but do not run: its text may be a page. */
static bool
has_html_type(const gr_html_token *script)
{
	gr_slice	type = gr_html_attribute_value(script, GR_SLICE("type"));
	static const char *const kinds[] = {"text/plain", "text/html", "text/template", "text/x-"};
	size_t		i;

	for (i = 0; type.len > 0 && i < sizeof(kinds) / sizeof(kinds[0]); i++)
	{
		if (gr_html_starts_word(type.data, type.data + type.len, kinds[i], strlen(kinds[i])))
			return true;
	}
	return false;
}

void
gr_html_read_start_tag(gr_html_reader *r, gr_html_frame *f, const gr_html_token *token)
{
	gr_html_tag tag = token->tag;

	if (!(gr_html_traits[tag] & GR_IS_NOTABLE) && !f->tokenizer.foreign)
		return;
	if (f->templates > 0)
	{
		f->templates += tag == GR_TAG_TEMPLATE;
		return;
	}
	if (tag == GR_TAG_SCRIPT)
		f->script_is_html = has_html_type(token);
	if (f->tokenizer.foreign && !gr_html_is_foreign(tag))
	{
		if (!(gr_html_traits[tag] & GR_IS_HTML))
			return;
		while (gr_html_is_foreign(gr_html_tag_at(r, f, f->top)))
			gr_html_pop_to(r, f, f->top);
	}
	if (is_table_part(tag) || (tag == GR_TAG_TABLE && is_between_cells(gr_html_tag_at(r, f, f->part))))
		start_table_part(r, f, token);
	if (!is_table_part(tag))
		start_element(r, f, token);
}

void
gr_html_read_end_tag(gr_html_reader *r, gr_html_frame *f, gr_html_tag tag)
{
	if (!(gr_html_traits[tag] & GR_IS_NOTABLE))
		return;
	if (f->templates > 0)
		f->templates -= tag == GR_TAG_TEMPLATE;
	else if (tag == GR_TAG_TABLE || is_table_part(tag))
		end_table_part(r, f, tag);
	else
		end_tag(r, f, tag);
}
