/*
 * html_positions.h
 *		Whether what was made of a page leads back to the place in the page that it was made of.
 */
#ifndef GR_TEST_HTML_POSITIONS_H
#define GR_TEST_HTML_POSITIONS_H

#include "html_tables.h"

/*
 * Does every byte of the text map into the item, in order, and to the byte itself,
 * or to a blank, a line end, a reference or an escape that stands for it?
 */
static bool
positions_hold(gr_slice source, const gr_html_item *item)
{
	size_t		before = item->from;

	if (item->from > item->to || item->to > source.len || item->segment_count == 1)
		return false;
	for (size_t i = 0; i < item->text.len; i++)
	{
		size_t		at = gr_html_source_offset(item, i);
		size_t		back;
		char		c = item->text.data[i];

		if (at < before || at >= item->to)
			return false;
		before = at;
		if (c == ' ' || c == '\n' || source.data[at] == c)
			continue;
		for (back = 0; back <= at && back < 40 && source.data[at - back] != '&' && source.data[at - back] != '\\'; back++)
			;
		if (back > at || back == 40)
			return false;
	}
	return item->text.len == 0 || (gr_html_source_offset(item, 0) == item->from &&
								   gr_html_source_offset(item, item->text.len) == item->to);
}

#endif							/* GR_TEST_HTML_POSITIONS_H */
