/*
 * html_nested.c
 *		A frame for each text inside a text; literals that a "+" joins are one.
 */
#include "html_nested.h"

#include "html_rows.h"
#include "html_stack.h"

void
gr_html_push_frame(gr_html_reader *r, const gr_html_view *view)
{
	gr_html_frame *f;
	size_t		base = 0,
				at = 0;

	if (r->level >= 0)
	{
		gr_html_frame *outer = &r->frames[r->level];

		/* Its tables are inside those that are open. */
		gr_html_mark_layout(r, outer, outer->last[GR_TAG_TABLE]);
		base = outer->base + outer->top + 1;
	}
	f = &r->frames[++r->level];
	/* The tokenizer is set below. */
	memset(&f->view, 0, sizeof(*f) - offsetof(gr_html_frame, view));
	f->view = *view;
	f->base = base;
	gr_html_start(&f->tokenizer, view->text, r->arena);
	if (r->level < GR_HTML_STRING_LEVELS && gr_html_is_json(view->text) &&
		gr_html_find_table(view->text, &at) != GR_HTML_NO_TABLE)
	{
		f->in_strings = true;
		f->tokenizer.next = view->text.len;
		gr_html_strings_start(&f->strings, view->text, true);
	}
}

void
gr_html_pop_frame(gr_html_reader *r)
{
	gr_html_frame *f = &r->frames[r->level];

	gr_html_pop_to(r, f, 1);
	gr_html_flush_line(r);
	r->level--;
}

void
gr_html_push_text(gr_html_reader *r, gr_html_text *text, size_t source)
{
	gr_html_view view = {0};
	size_t		at = 0;

	gr_html_check_text(r, text, source);
	view.text = gr_html_text_finish(text, &view.map, &view.map_count);
	if (r->status != GR_OK || r->full || view.text.len == 0)
		return;
	if (gr_html_find_table(view.text, &at) == GR_HTML_TABLE_ESCAPED)
	{
		gr_html_text_add_decoded(text, &view, 0, view.text.len);
		gr_html_check_text(r, text, source);
		view.text = gr_html_text_finish(text, &view.map, &view.map_count);
		view.cursor = 0;
		if (r->status != GR_OK || r->full)
			return;
	}
	gr_html_push_frame(r, &view);
}

bool
gr_html_read_string(gr_html_reader *r, gr_html_frame *f)
{
	gr_html_text *text = &r->decoded[r->level];
	size_t		source,
				from,
				to;
	bool		joined;

	if (!f->held && !gr_html_next_string(&f->strings, &f->held_from, &f->held_to, &joined))
		return false;
	from = f->held_from;
	to = f->held_to;
	f->held = false;
	source = gr_html_view_source(&f->view, f->strings_at + from);
	do
	{
		gr_html_text_add_literal(text, &f->view, f->strings_at + from, f->strings_at + to);
		if (!gr_html_tick(r, to - from) || !gr_html_next_string(&f->strings, &from, &to, &joined))
			break;
		f->held = !joined;
	} while (joined);
	f->held_from = from;
	f->held_to = to;
	if (r->status == GR_OK)
		gr_html_push_text(r, text, source);
	return true;
}
