#include "layout.h"

#include "fold.h"

/* A longer line that begins with a digit is a sentence, not a figure that cannot be read. */
#define LONE_FIGURE_LIMIT 32

static gr_item *
add_item(gr_line *line, gr_item_kind kind, size_t from, size_t to, unsigned short cell)
{
	gr_item    *item;

	if (line->count == GR_LINE_ITEMS)
	{
		line->cut = true;
		return NULL;
	}
	item = &line->items[line->count++];
	item->kind = (unsigned char) kind;
	item->label = GR_LABEL_NONE;
	item->level = 0;
	item->number = 0;
	item->cell = cell;
	item->from = from;
	item->to = to;
	item->note_to = to;
	return item;
}

static bool
starts_figure(gr_slice text)
{
	size_t		length;
	uint32_t	c;

	if (text.len == 0)
		return false;
	c = gr_fold_next(text.data, text.data + text.len, &length);
	return (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '/' || c == 0x2191 || c == 0x2193 ||
		c == 0x589E || c == 0x51CF || c == 0x65E0;
}

/*
 * A cell of words: labels, perhaps several, perhaps with figures glued to the
 * last.  Anything else behind a label makes the whole cell text.
 */
static void
add_words(gr_slice text, gr_line *line, gr_slice words, unsigned short cell)
{
	size_t		base = (size_t) (words.data - text.data);
	size_t		first = line->count;
	size_t		at = 0;
	gr_label_match match;

	while (at < words.len && gr_label_read(words, at, &match))
	{
		gr_slice	rest;
		gr_item    *item = add_item(line, GR_ITEM_LABEL, base + match.begin, base + match.end, cell);

		if (item == NULL)
			return;
		item->label = (unsigned char) match.label;
		item->level = (unsigned char) match.enumerator.level;
		item->number = (unsigned char) match.enumerator.number;
		item->note_to = base + match.note_end;
		rest = gr_trim(gr_slice_sub(words, match.note_end, words.len));
		at = (size_t) (rest.data - words.data);
		/* A label in one cell with what follows it begins anew; a figure ends the cell. */
		if (rest.len > 0 && starts_figure(rest) && !gr_label_read(words, at, &match))
		{
			add_item(line, GR_ITEM_GLUED, base + at, base + words.len, cell);
			return;
		}
	}
	if (at < words.len)
	{
		line->count = first;
		add_item(line, GR_ITEM_TEXT, base, base + words.len, cell);
	}
}

static void
add_cell(gr_slice text, gr_line *line, gr_slice cell, unsigned short index)
{
	gr_slice	trimmed;
	gr_number	number;

	/* Nine cells in ten are one digit between two blanks. */
	if (cell.len == 3 && cell.data[0] == ' ' && cell.data[2] == ' ' && cell.data[1] >= '0' && cell.data[1] <= '9')
	{
		size_t		at = (size_t) (cell.data - text.data) + 1;

		add_item(line, GR_ITEM_VALUE, at, at + 1, index);
		return;
	}
	trimmed = gr_trim(cell);
	if (trimmed.len == 0)
	{
		/* It stands where the cell begins. */
		size_t		at = (size_t) (cell.data - text.data);

		add_item(line, GR_ITEM_BLANK, at, at, index);
		return;
	}
	number = gr_number_read(trimmed);
	if (number.kind == GR_NUMBER_NONE)
		add_words(text, line, trimmed, index);
	else if (number.kind == GR_NUMBER_UNREADABLE)
	{
		/* "3.其他" begins like a figure, and so does "2 0 0" that is none. */
		add_words(text, line, trimmed, index);
		if (line->items[line->count - 1].kind == GR_ITEM_TEXT && (line->separator != 0 || trimmed.len <= LONE_FIGURE_LIMIT))
			line->items[line->count - 1].kind = GR_ITEM_VALUE;
	}
	else
	{
		size_t		at = (size_t) (trimmed.data - text.data);

		add_item(line, GR_ITEM_VALUE, at, at + trimmed.len, index);
	}
}

static void
split(gr_slice text, gr_line *line, gr_slice content)
{
	gr_slice	trimmed = content;
	unsigned short index = 0;

	/* Tabs are blanks, too: only pipes and line ends may be trimmed here. */
	while (trimmed.len > 0 && trimmed.data[0] == ' ')
		trimmed = gr_slice_sub(trimmed, 1, trimmed.len);
	while (trimmed.len > 0 && trimmed.data[trimmed.len - 1] == ' ')
		trimmed.len--;
	line->opens = trimmed.len > 0 && trimmed.data[0] == line->separator;
	line->closes = trimmed.len > 0 && trimmed.data[trimmed.len - 1] == line->separator;
	for (;;)
	{
		const char *border = memchr(content.data, line->separator, content.len);
		size_t		length = border == NULL ? content.len : (size_t) (border - content.data);

		add_cell(text, line, gr_slice_make(content.data, length), index);
		if (border == NULL || line->cut)
			return;
		content = gr_slice_sub(content, length + 1, content.len);
		index++;
	}
}

bool
gr_line_next(gr_line_reader *reader, gr_line *line)
{
	gr_slice	rest = gr_slice_sub(reader->text, reader->next, reader->text.len);
	const char *end;
	gr_slice	content;

	if (rest.len == 0)
		return false;
	end = memchr(rest.data, '\n', rest.len);
	content = gr_slice_make(rest.data, end == NULL ? rest.len : (size_t) (end - rest.data));
	reader->next += content.len + (end != NULL);
	line->from = (size_t) (content.data - reader->text.data);
	line->to = line->from + content.len;
	if (content.len > 0 && content.data[content.len - 1] == '\r')
		content.len--;
	line->separator = 0;
	line->opens = false;
	line->closes = false;
	line->cut = false;
	line->count = 0;
	if (memchr(content.data, '|', content.len) != NULL)
		line->separator = '|';
	else if (memchr(content.data, '\t', content.len) != NULL)
		line->separator = '\t';
	if (line->separator != 0)
		split(reader->text, line, content);
	else if (content.len > 0)
		add_cell(reader->text, line, content, 0);
	return true;
}
