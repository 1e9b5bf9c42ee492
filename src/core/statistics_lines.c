/*
 * statistics_lines.c
 *		Lines of the text that say nothing by themselves, and such as are one row together.
 */
#include "statistics_reader.h"

#include "fold.h"

bool
gr_statistic_is_rule(gr_slice content)
{
	for (size_t i = 0; i < content.len; i++)
		if (content.data[i] == '\0' || strchr("|-: ", content.data[i]) == NULL)
			return false;
	for (size_t i = 0; i + 3 <= content.len; i++)
		if (memcmp(content.data + i, "---", 3) == 0)
			return true;
	return false;
}

static bool
is_border(char c)
{
	return c == '|' || c == '\t';
}

void
gr_statistic_join_lines(gr_line_reader *lines, gr_slice *content)
{
	const char *end = content->data + content->len;
	const char *from = end;
	size_t		begin = (size_t) (content->data - lines->text.data);
	size_t		to = lines->next;
	size_t		limit;
	gr_slice	cell;
	gr_slice	words;
	gr_slice	tail;
	gr_statistic_label label;

	while (from > content->data && !is_border(from[-1]) && (size_t) (end - from) < GR_STATISTIC_PARTIAL)
		from--;
	words = gr_trim(gr_slice_make(from, (size_t) (end - from)));
	/* A figure or a unit ends its row. */
	if (words.len == 0 || (from > content->data && !is_border(from[-1])) || gr_statistic_is_figure(words) || gr_statistic_unit_of(words) != GR_UNITS)
		return;
	limit = (size_t) (from - lines->text.data) + GR_STATISTIC_PARTIAL;
	while (to < lines->text.len && to < limit && !is_border(lines->text.data[to]))
		to++;
	if (to >= lines->text.len || to >= limit)
		return;
	cell = gr_trim(gr_slice_make(words.data, (size_t) (lines->text.data + to - words.data)));
	/* Words that are a row as they stand stay one: the label must end behind the break, and behind that its cell. */
	if (!gr_statistic_label_read(cell, &label) || label.note_open)
		return;
	words = gr_trim(gr_slice_sub(cell, 0, label.end));
	tail = gr_trim(gr_slice_sub(cell, label.end, cell.len));
	if (words.data + words.len <= end || !gr_statistic_is_tail(tail) || (tail.len > 0 && memchr(tail.data, '\n', tail.len) != NULL))
		return;
	lines->next = to;
	gr_line_next(lines, content);
	*content = gr_slice_make(lines->text.data + begin, (size_t) (content->data + content->len - lines->text.data) - begin);
}
