/*
 * html_flatten.c
 *		The text of layout tables becomes lines.
 */
#include "html_flatten.h"

/*
 * The text of a cell as lines.  Each of them, and each break between two, begins a
 * segment of its own.  Returns their number; to may be NULL.
 */
static size_t
split_cell(gr_html_item cell, gr_html_item *to)
{
	gr_html_segment *segment = (gr_html_segment *) cell.segments;
	size_t		left = cell.segment_count,
				lines = 0,
				from = 0;

	for (; from < cell.text.len; lines++)
	{
		const char *line_end = memchr(cell.text.data + from, '\n', cell.text.len - from);
		size_t		behind = line_end == NULL ? cell.text.len : (size_t) (line_end - cell.text.data);
		gr_html_item *line = to == NULL ? &cell : &to[lines];

		if (to != NULL)
		{
			*line = cell;
			line->kind = GR_HTML_TEXT_LINE;
			line->header = false;
			line->column = line->colspan = line->rowspan = 0;
			line->text = gr_slice_sub(cell.text, from, behind);
			line->from = segment == NULL ? cell.from : segment->source;
			line->segments = segment;
			for (line->segment_count = 0; left > 0 && segment->text < behind; segment++, left--)
			{
				segment->text -= (uint32_t) from;
				line->segment_count++;
			}
			if (line->segment_count < 2)
				line->segment_count = 0;
			if (line_end != NULL)
			{
				line->to = segment->source;
				segment++;
				left--;
			}
		}
		from = behind + 1;
	}
	return lines;
}

/* Does the item stand in a table? None before it is layout. */
static bool
stands_in_table(const gr_html_reader *r, size_t item)
{
	while (item > 0 && r->items[item - 1].kind != GR_HTML_TABLE_START && r->items[item - 1].kind != GR_HTML_TABLE_END)
		item--;
	return item > 0 && r->items[item - 1].kind == GR_HTML_TABLE_START;
}

/*
 * Copies the items from the first layout table on, of layout tables only the text; returns their number, with those before.
 * to may be NULL: *ahead is then how far the copies would at most run ahead of what
 * they are made from.
 */
static size_t
flatten(const gr_html_reader *r, gr_html_item *to, size_t *ahead)
{
	bool		in_table = stands_in_table(r, r->first_layout);
	size_t		count = r->first_layout;
	size_t		i;

	for (i = count; i < r->count; i++)
	{
		const gr_html_item *item = &r->items[i];
		unsigned char kind = item->kind;

		if (kind == GR_HTML_TABLE_START && !item->header)
			in_table = true;
		if (kind == GR_HTML_CELL && !in_table)
			count += split_cell(*item, to == NULL ? NULL : to + count);
		else if (in_table || kind == GR_HTML_TEXT_LINE || kind == GR_HTML_TITLE)
		{
			if (to != NULL)
				to[count] = *item;
			count++;
		}
		if (kind == GR_HTML_TABLE_END)
			in_table = false;
		if (ahead != NULL && count > i + 1 && count - i - 1 > *ahead)
			*ahead = count - i - 1;
	}
	return count;
}

void
gr_html_remove_layout(gr_html_reader *r)
{
	size_t		ahead = 0;
	size_t		count = flatten(r, NULL, &ahead);
	gr_html_item *items = r->items;

	if (ahead > 0)
		items = gr_arena_alloc(r->arena, count * sizeof(*items));
	if (items == NULL)
	{
		r->status = GR_OUT_OF_MEMORY;
		return;
	}
	if (items != r->items)
		memcpy(items, r->items, r->first_layout * sizeof(*items));
	flatten(r, items, NULL);
	r->items = items;
	r->count = count;
}
