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

/* The first border of a cell, or NULL. */
static const char *
find_border(const char *from, size_t length)
{
	const char *pipe = memchr(from, '|', length);
	const char *tab = memchr(from, '\t', pipe == NULL ? length : (size_t) (pipe - from));

	return tab == NULL ? pipe : tab;
}

void
gr_statistic_join_lines(gr_line_reader *lines, gr_slice *content)
{
	gr_slice	text = lines->text;
	const char *end = content->data + content->len;
	const char *from = end;
	size_t		begin = (size_t) (content->data - text.data);
	size_t		rest = text.len - lines->next;
	const char *border;
	gr_slice	cell;
	gr_slice	words;
	gr_slice	tail;
	gr_statistic_label label;

	/* A border or a digit ends its row, and so does any figure or unit. */
	if ((end[-1] & 0x80) == 0 && end[-1] != '.')
		return;
	while (from > content->data && from[-1] != '|' && from[-1] != '\t' && (size_t) (end - from) < GR_STATISTIC_PARTIAL)
		from--;
	words = gr_trim(gr_slice_make(from, (size_t) (end - from)));
	border = find_border(text.data + lines->next, rest < GR_STATISTIC_PARTIAL ? rest : GR_STATISTIC_PARTIAL);
	if (border == NULL || words.len == 0 || (size_t) (border - words.data) > GR_STATISTIC_PARTIAL || gr_statistic_unit_of(words) != GR_UNITS || gr_statistic_is_figure(words))
		return;
	cell = gr_trim(gr_slice_make(words.data, (size_t) (border - words.data)));
	/* Words that are a row as they stand stay one: the label must end behind the break, and behind that its cell. */
	if (!gr_statistic_label_read(cell, &label) || label.note_open)
		return;
	words = gr_trim(gr_slice_sub(cell, 0, label.end));
	tail = gr_trim(gr_slice_sub(cell, label.end, cell.len));
	if (words.data + words.len <= end || !gr_statistic_is_tail(tail) || (tail.len > 0 && memchr(tail.data, '\n', tail.len) != NULL))
		return;
	lines->next = (size_t) (border - text.data);
	gr_line_next(lines, content);
	*content = gr_slice_make(text.data + begin, (size_t) (content->data + content->len - text.data) - begin);
}

int
gr_statistic_split(gr_slice content, char border, gr_origin origin, gr_statistic_cell *cells)
{
	int			count = 0;

	while (count < GR_STATISTIC_CELLS)
	{
		const char *end = memchr(content.data, border, content.len);
		size_t		length = end == NULL ? content.len : (size_t) (end - content.data);

		cells[count].text = gr_trim(gr_slice_make(content.data, length));
		cells[count++].origin = origin;
		if (end == NULL)
			break;
		content = gr_slice_sub(content, length + 1, content.len);
	}
	return count;
}

bool
gr_statistic_is_whole_text(gr_slice content, char border)
{
	int			count = 0;

	for (size_t at = 0; at < content.len && count <= GR_LINE_ITEMS; count++)
		gr_next_cell(content, border, &at);
	return count > GR_LINE_ITEMS;
}

int
gr_statistic_end_of_row(const gr_statistic_reader *r, const gr_statistic_cell *cells, int at, int count)
{
	for (at++; at < count; at++)
	{
		gr_slice	text = cells[at].text;
		gr_statistic_label label;

		if (text.len > 0 && gr_statistic_find_label(&text, &label) && gr_statistic_row_of(r, &label) != GR_ROW_NONE &&
			gr_statistic_is_tail(gr_trim(gr_slice_sub(text, label.end, text.len))))
			break;
	}
	return at;
}
