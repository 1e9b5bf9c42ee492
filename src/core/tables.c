#include "tables.h"

#include "rare.h"
#include "table_reader.h"

/* Words of a label on one line, in bytes: the longest has 108, and blanks. */
#define BROKEN_LABEL_LIMIT 150

/* A row of a table that is broken within its cells, in bytes. */
#define BROKEN_ROW_LIMIT 1000

/* Lines between two looks at the cancel hook. */
#define LINES_PER_CHECK 1024

/* A line of so many bytes takes long by itself. */
#define LONG_LINE ((size_t) 1 << 20)

/* Words on a line of their own, though not close to each other. */
static bool
is_words(const gr_line *line)
{
	const gr_item *last = &line->items[line->count - 1];

	if (line->border != GR_BORDER_NONE && line->border != GR_BORDER_BLANK)
		return false;
	for (size_t i = 0; i < line->count; i++)
		if (line->items[i].kind != GR_ITEM_LABEL && line->items[i].kind != GR_ITEM_TEXT)
			return false;
	return last->to - line->items[0].from <= BROKEN_LABEL_LIMIT;
}

static bool
is_labels(const gr_line *line)
{
	for (size_t i = 0; i < line->count; i++)
		if (line->items[i].kind != GR_ITEM_LABEL)
			return false;
	return line->count > 0;
}

/* The same with figures stuck to the last of them, as where the borders of cells were lost. */
static bool
is_glued_row(const gr_line *line)
{
	const gr_item *last = &line->items[line->count > 0 ? line->count - 1 : 0];

	return line->count > 1 && last->kind == GR_ITEM_GLUED && gr_end_of_digits(last->text, 0) == last->text.len;
}

/* Whether words that go on may be labels where these are none, or other ones; those far apart are read otherwise. */
static bool
may_go_on(const gr_line *line)
{
	return line->open || line->border != GR_BORDER_NONE || line->items[0].kind != GR_ITEM_TEXT;
}

/* Leaves out the lines of words that no label begins with, or that are too far away by now. */
static int
keep_open(gr_broken_line *lines, int count)
{
	int			kept = 0;

	for (int i = 0; i < count; i++)
		if (lines[i].open && ++lines[i].lines < GR_BROKEN_LABEL_LINES)
			lines[kept++] = lines[i];
	return kept;
}

static inline bool
ends_in_words(const gr_line *line)
{
	gr_item_kind last = (gr_item_kind) line->items[line->count - 1].kind;

	return last == GR_ITEM_TEXT || last == GR_ITEM_LABEL;
}

/* A row whose last cell has no border behind it: its words may go on in the first cell of the next line. */
static void
open_cell(gr_table_reader *r, const gr_line *line, size_t row, int lines)
{
	const gr_item *last = &line->items[line->count - 1];
	/* A sign alone is none. */
	bool		words = last->kind == GR_ITEM_TEXT && gr_utf8_count(last->text) > 1;

	r->broken_lines = 0;
	if (line->open && ends_in_words(line) && lines < GR_BROKEN_LABEL_LINES)
		r->broken[r->broken_lines++] = (gr_broken_line) {last->from, row, lines, true, words};
}

/* A label broken within a cell: the lines that hold it, read as one.  False when they give none. */
GR_RARE static bool
join_cell(gr_table_reader *r, const gr_line *line, gr_line *joined, gr_origin origin)
{
	const gr_item *first = &line->items[0];
	size_t		end = line->items[line->count - 1].to;

	for (int i = r->broken_lines; i > 0; i--)
	{
		gr_broken_line start = r->broken[i - 1];

		/* Two labels are not one, but the end of a label may be another: 本年/处理决定数量. */
		if (end - start.row > BROKEN_ROW_LIMIT || (first->kind != GR_ITEM_TEXT && !(start.words && first->kind == GR_ITEM_LABEL)))
			continue;
		gr_line_of_words(joined, gr_slice_sub(r->text, start.from, first->to), origin);
		if (joined->count != 1 || !is_labels(joined))
			continue;
		gr_line_of_text(joined, gr_slice_sub(r->text, start.row, end), origin);
		if (joined->cut)
			continue;
		open_cell(r, joined, start.row, start.lines + 1);
		return true;
	}
	open_cell(r, line, first->from, 0);
	return false;
}

/*
 * A label may be broken over lines: the lines since its first words, read as one.
 * False, and the line as it was, when they are no label together.
 */
static inline bool
join_label(gr_table_reader *r, gr_line *line, gr_line *joined, gr_origin origin)
{
	bool		label;

	if (line->count == 0 || (line->count == 1 && line->items[0].kind == GR_ITEM_BLANK))
		return false;
	if (line->border == GR_BORDER_PIPE || line->border == GR_BORDER_TAB)
		return (r->broken_lines > 0 || (line->open && ends_in_words(line))) && join_cell(r, line, joined, origin);
	/* Such a label is whole: what stands before it, far apart, is a piece of another. */
	if (!is_words(line) || (line->border == GR_BORDER_BLANK && line->items[line->count - 1].kind == GR_ITEM_LABEL))
	{
		r->broken_lines = 0;
		return false;
	}
	label = is_labels(line);
	/* From the line before, then from those before it: few lines begin a label, and fewer one that goes on. */
	for (int i = r->broken_lines; i > 0 && !label; i--)
	{
		gr_broken_line *first = &r->broken[i - 1];
		gr_slice	words = gr_slice_sub(r->text, first->from, line->items[line->count - 1].to);

		gr_line_of_words(joined, words, origin);
		if (is_labels(joined))
		{
			/* A bracket that nothing closes takes in any line: not without end. */
			if (++first->lines == GR_BROKEN_LABEL_LINES)
				r->broken_lines = 0;
			return true;
		}
		if (is_glued_row(joined))
		{
			r->broken_lines = 0;
			return true;
		}
		first->open = may_go_on(joined);
	}
	r->broken_lines = keep_open(r->broken, r->broken_lines);
	if (may_go_on(line))
		r->broken[r->broken_lines++] = (gr_broken_line) {line->items[0].from, line->items[0].from, 0, true, false};
	return false;
}

/* Between the steps of one line. */
static bool
is_stopped(const gr_table_reader *r, gr_slice line)
{
	return line.len >= LONG_LINE && gr_cancelled(r->arena);
}

/* Reads a bare line of the row whose cells come one a line; false, and nothing done, for any other line. */
static bool
read_bare(gr_table_reader *r, gr_slice content, gr_origin origin, gr_status *status)
{
	gr_bare_line bare;

	if (!r->narrow || r->row == NULL || !gr_bare_line_read(content, origin, &bare))
		return false;
	r->broken_lines = 0;
	r->indented = false;
	gr_read_bare(r, &bare);
	if (r->prose != NULL)
		*status = gr_prose_bare(r->prose, &bare);
	return true;
}

/* A line that has more cells than any row: the text lost its line ends, and each cell is a line. */
GR_RARE static gr_status
read_cells(gr_table_reader *r, gr_slice content, gr_line *line, gr_line *joined)
{
	gr_origin	origin = {r->text.data, NULL};
	char		border = line->border == GR_BORDER_PIPE ? '|' : '\t';
	gr_status	status = GR_OK;
	unsigned	number = 0;

	r->indented = false;
	for (size_t at = 0; at < content.len && status == GR_OK;)
	{
		gr_slice	cell = gr_trim(gr_next_cell(content, border, &at));

		if (++number % LINES_PER_CHECK == 0 && gr_cancelled(r->arena))
			return GR_CANCELLED;
		if (cell.len == 0)
			continue;
		gr_line_of_text(line, cell, origin);
		if (join_label(r, line, joined, origin))
			*line = *joined;
		if (!gr_read_line(r, line))
			return GR_OUT_OF_MEMORY;
		r->previous = cell;
		if (r->prose != NULL)
			status = gr_prose_text(r->prose, cell, origin, line, 0);
	}
	return status;
}

static gr_status
read_plain(gr_table_reader *r, gr_line *line)
{
	gr_line    *joined = gr_arena_alloc(r->arena, sizeof(gr_line));
	gr_line_scan lines = {.text = r->text};
	gr_origin	origin = {r->text.data, NULL};
	gr_slice	content;
	gr_status	status = GR_OK;
	unsigned	number = 0;
	unsigned	signs;

	if (joined == NULL)
		return GR_OUT_OF_MEMORY;
	while (status == GR_OK && gr_line_scan_next(&lines, &content, &signs))
	{
		const gr_line *as = line;

		if (++number % LINES_PER_CHECK == 0 && gr_cancelled(r->arena))
			return GR_CANCELLED;
		/* It is no part of any row. */
		if (content.len == 0)
		{
			r->indented = false;
			status = r->prose == NULL ? GR_OK : gr_prose_text(r->prose, content, origin, NULL, 0);
			continue;
		}
		if (read_bare(r, content, origin, &status))
		{
			r->previous = content;
			continue;
		}
		gr_line_of_signs(line, content, signs, origin);
		if (is_stopped(r, content))
			return GR_CANCELLED;
		if (line->cut)
		{
			status = read_cells(r, content, line, joined);
			continue;
		}
		r->indented = content.data[0] == ' ';
		if (join_label(r, line, joined, origin))
			as = joined;
		if (!gr_read_line(r, as))
			return GR_OUT_OF_MEMORY;
		if (is_stopped(r, content))
			return GR_CANCELLED;
		if (line->count > 0)
			r->previous = content;
		if (r->prose != NULL)
			status = gr_prose_text(r->prose, content, origin, as, 0);
	}
	return status;
}

/* A line of a page; of a line of tabs those at its end are cells. */
static void
read_text_line(gr_table_reader *r, const gr_html_item *item, gr_line *line)
{
	gr_origin	origin = {NULL, item};
	gr_slice	text = item->text;
	bool		in_source = text.len > 0 && text.data == r->text.data + item->from;
	unsigned	signs = in_source ? gr_line_signs_within(r->text, item->from, item->from + text.len) : gr_line_signs_within(text, 0, text.len);

	if (in_source && (r->tabs || (signs & GR_LINE_HAS_TAB) != 0))
	{
		const char *end = r->text.data + r->text.len;

		origin.base = r->text.data;
		origin.item = NULL;
		for (; text.data + text.len < end && text.data[text.len] == '\t'; text.len++)
			signs |= GR_LINE_HAS_TAB;
	}
	gr_line_of_signs(line, text, signs, origin);
	r->tabs = line->border == GR_BORDER_TAB;
}

static gr_status
read_page(gr_table_reader *r, const gr_html_page *page, gr_line *line)
{
	gr_status	status = GR_OK;
	size_t		row = 0;		/* its first cell; 0: outside all rows */
	bool		read = false;	/* the line is one of text, between the cells of a row, and was read */

	for (size_t i = 0; i < page->count && status == GR_OK; i++)
	{
		const gr_html_item *item = &page->items[i];
		gr_origin	origin = {NULL, item};

		if (i % LINES_PER_CHECK == 0 && gr_cancelled(r->arena))
			return GR_CANCELLED;
		switch ((gr_html_item_kind) item->kind)
		{
			case GR_HTML_TEXT_LINE:
				if (row == 0 && !r->tabs && read_bare(r, item->text, origin, &status))
					break;
				read_text_line(r, item, line);
				read = true;
				if (!gr_read_line(r, line))
					return GR_OUT_OF_MEMORY;
				if (r->prose != NULL)
					status = gr_prose_text(r->prose, item->text, origin, line, item->heading);
				break;
			case GR_HTML_ROW_START:
				gr_line_begin_row(line);
				row = i + 1;
				read = false;
				break;
			case GR_HTML_CELL:
				gr_line_add_cell(line, item);
				read = false;
				break;
			case GR_HTML_ROW_END:
				if (!read && !gr_read_line(r, line))
					return GR_OUT_OF_MEMORY;
				if (r->prose != NULL)
					status = gr_prose_row(r->prose, &page->items[row], i - row, line);
				row = 0;
				break;
			case GR_HTML_TABLE_START:
				gr_finish_row(r);
				break;
			case GR_HTML_TABLE_END:
				gr_finish_row(r);
				r->away = true;
				if (r->prose != NULL)
					status = gr_prose_table_end(r->prose, item);
				break;
			case GR_HTML_TITLE:
				break;
		}
	}
	return status;
}

gr_status
gr_tables_read(gr_arena *arena, gr_slice text, const gr_html_page *page, gr_prose *prose, gr_raw_tables *result)
{
	gr_table_reader r;
	gr_line    *line = gr_arena_alloc(arena, sizeof(gr_line));
	gr_status	status;

	if (line == NULL)
		return GR_OUT_OF_MEMORY;
	memset(result, 0, sizeof(*result));
	memset(&r, 0, sizeof(r));
	r.arena = arena;
	r.text = text;
	r.result = result;
	r.prose = prose;
	r.position = gr_position_begin(text);
	r.table = GR_TABLE_NONE;
	r.group = GR_ROW_NONE;
	r.last_row = GR_ROW_NONE;
	r.bare_row = GR_ROW_NONE;
	for (int t = 0; t < GR_TABLES; t++)
	{
		r.last_full[t] = GR_ROW_NONE;
		result->tables[t].columns_at = -1;
	}
	r.block.offset = -1;
	r.block.cells = -1;
	status = page == NULL ? read_plain(&r, line) : read_page(&r, page, line);
	gr_finish_row(&r);
	if (page == NULL)
		gr_doubt_rows(&r);
	return status == GR_OK && prose != NULL ? gr_prose_end(prose) : status;
}
