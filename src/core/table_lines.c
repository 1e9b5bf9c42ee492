#include "table_reader.h"

#include "blocks.h"
#include "rare.h"
#include "utf8.h"

/* A longer line of words is a sentence, not a piece of a broken header. */
#define HEADER_WORDS_LIMIT 180

/* Characters of a word that stands in the place of a figure. */
#define CELL_WORD_LIMIT 4

/* Bytes of a figure in two halves. */
#define BROKEN_FIGURE_LIMIT 40

/* Heads of the proceedings, but for the totals: four for each of three kinds. */
#define WHOLE_OUTCOME_HEADS 12

/* ---------- labels ---------- */

/* The row that a label stands for where it stands, or GR_ROW_NONE. */
static int
row_of_label(const gr_table_reader *r, const gr_item *item, bool figures_follow)
{
	if (item->label >= GR_LABEL_ROW_RULES && item->label <= GR_LABEL_ROW_LITIGATION_AFTER_RECONSIDERATION)
		return item->label - GR_LABEL_ROW_RULES + GR_ROW_RULES;
	if (r->table != GR_TABLE_APPLICATIONS)
		return GR_ROW_NONE;
	if (item->label == GR_LABEL_TOTAL)
	{
		if (item->level == 2 || (item->level == 0 && figures_follow && r->last_row != GR_ROW_NONE))
			return GR_ROW_CONCLUDED;
	}
	if (item->label == GR_LABEL_OTHER)
	{
		if (item->level == 2 && item->number == 6)
			return GR_ROW_OTHER;
		if (r->group == GR_ROW_OTHER && item->number == 3)
			return GR_ROW_OTHER_OTHER;
		if (r->group == GR_ROW_OTHER && item->level == 0 && figures_follow)
			return GR_ROW_OTHER_OTHER;
	}
	return GR_ROW_NONE;
}

bool
gr_is_group(int row)
{
	return row == GR_ROW_DENIED || row == GR_ROW_UNAVAILABLE || row == GR_ROW_REJECTED || row == GR_ROW_OTHER;
}

/* The items from "first" on that are labels, with blank cells between them: index one past the last. */
static size_t
end_of_labels(const gr_line *line, size_t first)
{
	size_t		end = first;

	for (size_t i = first; i < line->count; i++)
	{
		if (line->items[i].kind == GR_ITEM_LABEL)
			end = i + 1;
		else if (line->items[i].kind != GR_ITEM_BLANK)
			break;
	}
	return end;
}

static size_t
first_figure(const gr_line *line, size_t first)
{
	while (first < line->count && line->items[first].kind != GR_ITEM_VALUE && line->items[first].kind != GR_ITEM_GLUED)
		first++;
	return first;
}

static bool
figures_from(const gr_line *line, size_t first)
{
	return first_figure(line, first) < line->count;
}

/* A label of the applications whose number is not the one that the form prints before it. */
static bool
is_misnumbered(const gr_item *item, int row)
{
	gr_enumerator printed;

	if (gr_rows[row].table != GR_TABLE_APPLICATIONS)
		return false;
	printed = gr_enumerator_read(gr_slice_cstring(gr_rows[row].zh), 0);
	return printed.level != 0 && item->number != printed.number;
}

static size_t
count_figures(const gr_line *line, size_t first)
{
	size_t		count = 0;

	for (size_t i = first; i < line->count; i++)
		count += line->items[i].kind == GR_ITEM_VALUE || (line->items[i].kind == GR_ITEM_GLUED && i + 1 == line->count && line->items[i].text.len == 1);
	return count;
}

static bool
read_row(gr_table_reader *r, const gr_line *line, size_t label_at, int row)
{
	const gr_item *item = &line->items[label_at];
	int			table = gr_rows[row].table;
	int			wanted;

	if (table == GR_TABLE_DISCLOSURE && r->table == GR_TABLE_DISCLOSURE)
		gr_block_complete(&r->block, &r->result->tables[GR_TABLE_DISCLOSURE], row, count_figures(line, label_at + 1), line->border == GR_BORDER_BLANK);
	wanted = table == GR_TABLE_APPLICATIONS ? GR_APPLICANT_CELLS : table == GR_TABLE_PROCEEDINGS ? GR_OUTCOME_CELLS : (int) r->block.count;

	if (table == GR_TABLE_DISCLOSURE)
	{
		/* 规章 and 行政许可 are words of any text: without the heads of a block they say nothing. */
		if (r->table != GR_TABLE_DISCLOSURE || wanted == 0)
			return true;
		r->block_open = false;
	}
	/* Lines of two cells may be mixed: figures beside such a label may be another row's. */
	if (line->border == GR_BORDER_BLANK && (is_misnumbered(item, row) || gr_stray_figure(r, line, label_at + 1, wanted).len > 0))
		return gr_keep_orphan(r, line, label_at + 1);
	if (!gr_start_row(r, table, row, wanted, line))
		return false;
	/* Figures on a line of their own may be another row's; those on the line of the label were looked at above. */
	r->misnumbered = line->border == GR_BORDER_NONE && is_misnumbered(item, row);
	r->row->label = gr_position_span(&r->position, item->from, item->to);
	if (item->traditional && r->result->traditional.pos == 0)
		r->result->traditional = r->row->label;
	if (item->gloss && r->result->gloss.pos == 0)
		r->result->gloss = r->row->label;
	if (line->border == GR_BORDER_PIPE || line->border == GR_BORDER_TAB)
		r->row->before = (unsigned char) (item->cell + 1);
	gr_add_cells(r, line, label_at + 1);
	if (gr_is_narrow(line) && r->row->count <= 1)
		gr_expect_narrow(r, line);
	if (gr_rows[row].parent == GR_ROW_OTHER)
		r->result->tables[table].evidence_2021++;
	return true;
}

/* The heads of a table, or of a block of one. */
static bool
read_heads(gr_table_reader *r, const gr_line *line, size_t first, int table)
{
	gr_finish_row(r);
	gr_forget_bare_labels(r);
	if (table == GR_TABLE_DISCLOSURE)
		gr_read_block_header(r, line, first);
	else if (table == GR_TABLE_PROCEEDINGS)
		gr_read_outcome_heads(r, line);
	else
	{
		gr_note_columns(r, line);
		r->table = table;
	}
	return true;
}

/* Of the labels before the last one those of groups. */
static inline void
note_groups(gr_table_reader *r, const gr_line *line, size_t first, size_t last, bool figures)
{
	for (size_t i = first; i < last; i++)
	{
		int			outer = line->items[i].kind == GR_ITEM_LABEL ? row_of_label(r, &line->items[i], figures) : GR_ROW_NONE;

		if (outer != GR_ROW_NONE && gr_is_group(outer))
			r->group = outer;
	}
}

/* The label of a group as the last of its line. */
static bool
read_group(gr_table_reader *r, const gr_line *line, size_t end, int row, bool figures)
{
	/* Beside the figures of one of its rows. */
	if (figures && line->border == GR_BORDER_BLANK && r->table == GR_TABLE_APPLICATIONS)
		return gr_keep_orphan(r, line, first_figure(line, end));
	/* （三）不予公开 | 9.属于工作秘密 | 0 | …: the group is known, its row is not. */
	if (figures && end < line->count && line->items[end].kind == GR_ITEM_TEXT)
		return gr_keep_extra_row(r, line, end);
	gr_finish_row(r);
	r->last_row = row;
	return true;
}

static bool
read_labels(gr_table_reader *r, const gr_line *line, size_t first)
{
	size_t		end = end_of_labels(line, first);
	bool		figures = figures_from(line, end);
	int			header = gr_table_of_header(line->items[first].label);
	int			row;

	if (header != GR_TABLE_NONE)
		return read_heads(r, line, first, header);
	note_groups(r, line, first, end - 1, figures);
	row = row_of_label(r, &line->items[end - 1], figures);
	if (row == GR_ROW_NONE && figures && line->border == GR_BORDER_BLANK && r->table != GR_TABLE_NONE)
		return gr_keep_orphan(r, line, first_figure(line, end));
	if (row == GR_ROW_NONE)
	{
		gr_finish_row(r);
		if (r->await_outcomes)
			gr_note_head(r, line);
		return true;
	}
	if (gr_rows[row].table == GR_TABLE_PROCEEDINGS && !figures)
	{
		if (line->border != GR_BORDER_NONE || r->table == GR_TABLE_PROCEEDINGS || end - first > 1)
			gr_read_outcome_heads(r, line);
		else
			gr_finish_row(r);
		return true;
	}
	if (gr_is_group(row))
		r->group = row;
	else if (gr_rows[row].table == GR_TABLE_APPLICATIONS && gr_rows[row].parent == GR_ROW_NONE)
		r->group = GR_ROW_NONE;
	if (row == GR_ROW_LITIGATION || (gr_is_group(row) && row != GR_ROW_OTHER))
		return read_group(r, line, end, row, figures);
	return read_row(r, line, end - 1, row);
}

/* The border that closed the last line of the row opened a cell that holds the line end. */
static bool
is_broken_in_cell(const gr_table_reader *r)
{
	return r->narrow ? !r->cell_open : r->row->closes;
}

/* Whether the figures of the line, and the cells between, are no more than the row has left. */
static bool
has_room(const gr_table_reader *r, const gr_line *line)
{
	const gr_raw_row *row = r->row;
	size_t		cells = row->count - (row->closes && row->count > 0);
	size_t		begun = 0;
	size_t		added = line->count;

	while (begun < cells && row->cells[begun].kind == GR_ITEM_BLANK)
		begun++;
	while (added > 0 && line->items[added - 1].kind == GR_ITEM_BLANK)
		added--;
	return cells - begun + added - !is_broken_in_cell(r) <= row->wanted;
}

/*
 * The row of the proceedings may begin on a line of pipes alone, the last of whose
 * blank cells holds a line end: false if it has no room for those.
 */
static bool
add_broken_start(gr_table_reader *r, const gr_line *line)
{
	gr_item		blank = {.kind = GR_ITEM_BLANK, .from = line->items[0].from, .to = line->items[0].from};
	size_t		blanks = (size_t) r->blank_cells - 1 - r->row->opens;
	size_t		content = line->count;

	while (content > 0 && line->items[content - 1].kind == GR_ITEM_BLANK)
		content--;
	if (blanks + content > r->row->wanted)
		return false;
	for (size_t i = 0; i < blanks; i++)
		gr_add_raw_cell(r, &blank);
	gr_add_cells(r, line, 0);
	r->row->begins = r->row->opens;
	return true;
}

/* The row of the proceedings. */
static bool
start_outcomes(gr_table_reader *r, const gr_line *line)
{
	r->await_outcomes = false;
	if (!gr_start_row(r, GR_TABLE_PROCEEDINGS, GR_ROW_RECONSIDERATION, GR_PROCEEDINGS_CELLS, line))
		return false;
	/* What opens the heads, too, is a border; before figures alone it is a blank cell. */
	r->row->opens = line->opens && r->outcomes_open;
	if (gr_is_narrow(line))
	{
		gr_item		blank = {.kind = GR_ITEM_BLANK, .from = line->items[0].from, .to = line->items[0].from};

		for (int i = r->outcomes_lone; i < r->lone_borders; i++)
			gr_add_raw_cell(r, &blank);
		gr_add_cells(r, line, r->row->opens ? 1 : 0);
		gr_expect_narrow(r, line);
		/* Below whole heads the order is the form's. */
		r->row->apart = r->row->apart && r->outcome_heads < WHOLE_OUTCOME_HEADS;
		return true;
	}
	if (r->blank_cells > 0 && line->opens && add_broken_start(r, line))
		return true;
	gr_add_cells(r, line, r->row->opens ? 1 : 0);
	return true;
}

/* The rest of a row that is broken within a cell, or before a border. */
static void
join_broken(gr_table_reader *r, const gr_line *line)
{
	bool		in_cell = is_broken_in_cell(r);

	if (r->row->closes && r->row->count > 0)
		r->row->count--;
	/* Of the row without a label only the sums tell where it begins. */
	r->row->apart = r->row->apart || (!line->opens && r->row->label.pos == 0);
	gr_add_cells(r, line, in_cell ? 0 : 1);
}

static bool
is_in(gr_slice text, const char *at)
{
	return (uintptr_t) at >= (uintptr_t) text.data && (uintptr_t) at < (uintptr_t) text.data + text.len;
}

/* | 行政许可 | 2926.83↵11 |: between borders the figure at the end of the row goes on in the line, which does not begin with one. */
GR_RARE static bool
join_figure(gr_table_reader *r, const gr_line *line, size_t first)
{
	gr_raw_row *row = r->row;
	gr_raw_cell *last = &row->cells[row->count > 0 ? row->count - 1 : 0];
	const char *end = line->items[first].text.data + line->items[first].text.len;

	if (row->count == 0 || last->kind != GR_ITEM_VALUE || r->narrow)
		return false;
	/* On a page they may stand in texts of their own. */
	if (!is_in(r->text, last->text.data) || !is_in(r->text, end - 1) || end - last->text.data > BROKEN_FIGURE_LIMIT || end <= last->text.data)
		return false;
	/* The reader of figures says whether both are one. */
	last->text.len = (size_t) (end - last->text.data);
	last->span.len = (uint32_t) gr_utf8_count(last->text);
	if (first + 1 < line->count)
		gr_add_cells(r, line, first + 1);
	row->closes = line->closes;
	return true;
}

/* 12 | 2.重复申请 | 0 | …: rows are counted in a column of their own. */
static bool
is_count_before_label(const gr_line *line, size_t first)
{
	return first == 0 && line->count > 2 && line->items[1].kind == GR_ITEM_LABEL && line->items[0].text.len <= 2 && line->items[1].cell > 0;
}

/* A line of figures without a label: the rest of a broken row, or the row of proceedings. */
static bool
read_figures(gr_table_reader *r, const gr_line *line, size_t first)
{
	gr_raw_row *row = r->row;

	/* Figures with blanks between them may have a line of their own, below their label. */
	if (row != NULL && row->count == 0 && row->border == GR_BORDER_NONE && line->border == GR_BORDER_BLANK)
	{
		if (r->misnumbered)
			return gr_keep_orphan(r, line, first);
		row->border = GR_BORDER_BLANK;
		row->apart = !r->indented;
		r->narrow = false;
	}
	if (row != NULL && row->border == line->border)
	{
		if (row->opens && !row->closes && !line->opens && line->border == GR_BORDER_PIPE && join_figure(r, line, first))
			return true;
		/* Figures of no row, between the two, part what is no row's rest. */
		if (line->border == GR_BORDER_BLANK && row->count < row->wanted && (row->count == 0 || r->loose == r->loose_before))
		{
			row->pieced = row->count > 0;
			gr_add_cells(r, line, first);
			return true;
		}
		/* A cell that opens with a line end may leave figures on a line without a border before them. */
		if (line->border != GR_BORDER_BLANK && (line->opens || (row->closes && line->border == GR_BORDER_PIPE)) && has_room(r, line))
		{
			join_broken(r, line);
			return true;
		}
	}
	if (r->await_outcomes && r->table == GR_TABLE_PROCEEDINGS)
		return start_outcomes(r, line);
	if (line->border == GR_BORDER_BLANK && r->table != GR_TABLE_NONE)
		return gr_keep_orphan(r, line, first);
	if (line->border == GR_BORDER_NONE)
	{
		gr_note_loose_figures(r, line, 0);
		/* It may be the beginning of a cell: what follows does not go on behind the last border. */
		if (row != NULL && row->border == GR_BORDER_PIPE)
			gr_finish_row(r);
	}
	else if (is_count_before_label(line, first))
		return read_labels(r, line, first + 1);
	return true;
}

/*
 * A line of blank cells: the rest of a broken row, or of the proceedings that had
 * none.  A line of pipes may also fill a page, so that its cells are doubted.
 */
static bool
read_blank(gr_table_reader *r, const gr_line *line)
{
	gr_raw_row *row = r->row;

	if (r->await_outcomes && r->table == GR_TABLE_PROCEEDINGS && line->border != GR_BORDER_NONE)
	{
		if (line->border == GR_BORDER_PIPE && line->count == 2)
		{
			r->lone_borders += !r->head_open && !r->boxed;
			r->head_open = false;
		}
		r->blank_cells = line->border == GR_BORDER_PIPE ? (int) line->count : 0;
		if (line->count < GR_PROCEEDINGS_CELLS && r->lone_borders - r->outcomes_lone != GR_PROCEEDINGS_CELLS)
			return true;
		if (!start_outcomes(r, line))
			return false;
		/* The figures may follow. */
		r->await_outcomes = true;
		return true;
	}
	if (row != NULL && (!r->narrow || row->count == 0) && row->tail == 0 && row->border == GR_BORDER_PIPE && line->border == GR_BORDER_PIPE &&
		is_broken_in_cell(r))
	{
		size_t		before = row->count;

		join_broken(r, line);
		row->tail = row->count > before ? row->count - before : 0;
		r->narrow = false;
	}
	return true;
}

/* A line whose cells lie apart, and that begins with words that are no label. */
static bool
read_apart(gr_table_reader *r, const gr_line *line)
{
	size_t		figures = 0;

	while (figures < line->count && line->items[figures].kind != GR_ITEM_VALUE)
		figures++;
	for (size_t i = 0; i < figures; i++)
	{
		const gr_item *item = &line->items[i];
		int			header = item->kind == GR_ITEM_LABEL ? gr_table_of_header(item->label) : GR_TABLE_NONE;

		if (figures == line->count && item->kind == GR_ITEM_LABEL &&
			(item->label == GR_LABEL_ROW_LITIGATION_DIRECT || item->label == GR_LABEL_ROW_LITIGATION_AFTER_RECONSIDERATION))
			header = GR_TABLE_PROCEEDINGS;
		/* Behind pieces of other heads: 第三项加第四项之和）  自然人  商业企业 …, 信息  本年制发件数 … */
		if (header == GR_TABLE_APPLICATIONS || header == GR_TABLE_PROCEEDINGS || (header == GR_TABLE_DISCLOSURE && figures == line->count))
			return read_labels(r, line, i);
	}
	if (figures > 0 && figures < line->count && line->items[figures - 1].kind == GR_ITEM_LABEL)
		return read_labels(r, line, figures - 1);
	if (r->table != GR_TABLE_NONE && figures < line->count)
		return gr_keep_orphan(r, line, figures);
	gr_finish_row(r);
	return true;
}

/*
 * |---|:---:| as Markdown has it below the head of a table, or dashes with blanks between, of
 * which a narrow column has few: a line of placeholders has few everywhere.
 */
static bool
is_rule(const gr_line *line)
{
	size_t		widest = 0;

	if (line->border != GR_BORDER_PIPE && line->border != GR_BORDER_BLANK)
		return false;
	for (size_t i = 0; i < line->count; i++)
	{
		const gr_slice text = line->items[i].text;

		for (size_t c = 0; c < text.len; c++)
			if (text.data[c] != '-' && text.data[c] != ':')
				return false;
		if (text.len > widest)
			widest = text.len;
	}
	return widest >= (line->border == GR_BORDER_PIPE ? 3 : 5);
}

/* Several blank cells on the line behind a label: the row is no run of lines. */
static bool
begins_broken(const gr_table_reader *r, const gr_line *line)
{
	return r->row->count == 0 && line->count > 2 && !(r->boxed && gr_is_boxed(line));
}

/*
 * 待定, 保密: a word between the figures of a row that come one a line is one of its cells, whatever it says.  A label
 * that is broken begins otherwise, and pieces of it come when the row has all its figures.
 */
GR_RARE static bool
is_word_among_figures(const gr_table_reader *r, const gr_line *line, const gr_item *item)
{
	size_t		letters = gr_utf8_count(item->text);

	return letters >= 2 && letters <= CELL_WORD_LIMIT && !line->open && gr_enumerator_read(item->text, 0).level == 0 &&
		r->row->count < r->row->wanted && r->row->wanted > 1;
}

bool
gr_read_line(gr_table_reader *r, const gr_line *line)
{
	size_t		first = 0;

	r->result->statistics = r->result->statistics || line->statistics;
	while (first < line->count && line->items[first].kind == GR_ITEM_BLANK)
		first++;
	if (is_rule(line))
	{
		r->markdown = r->markdown || line->border == GR_BORDER_PIPE;
		return true;
	}
	if (r->row != NULL && r->narrow && gr_is_narrow(line) &&
		(first == line->count ? !begins_broken(r, line) : line->items[first].kind == GR_ITEM_VALUE || (line->items[first].kind == GR_ITEM_TEXT && is_word_among_figures(r, line, &line->items[first]))))
	{
		if (line->border != GR_BORDER_NONE || first < line->count)
			gr_read_narrow(r, line, first);
		return true;
	}
	if (line->count > 0)
		gr_look_behind_narrow(r, line, first);
	if (first == line->count)
		return read_blank(r, line);
	switch ((gr_item_kind) line->items[first].kind)
	{
		case GR_ITEM_LABEL:
			return read_labels(r, line, first);
		case GR_ITEM_VALUE:
		case GR_ITEM_GLUED:
			return read_figures(r, line, first);
		case GR_ITEM_TEXT:
		case GR_ITEM_BLANK:
			break;
	}
	if (line->border == GR_BORDER_BLANK)
		return read_apart(r, line);
	/* Words that are no label: the row is over, and a sentence ends a header spread over lines. */
	gr_finish_row(r);
	r->away = r->away || line->border == GR_BORDER_NONE;
	gr_note_columns(r, line);
	/* Among the figures of the proceedings they are a cell that cannot be read. */
	if (r->await_outcomes && line->border != GR_BORDER_NONE && line->border != GR_BORDER_BLANK && figures_from(line, first + 1))
		return read_figures(r, line, first);
	if (line->border == GR_BORDER_NONE && line->items[first].text.len > HEADER_WORDS_LIMIT)
		r->await_outcomes = false;
	else if (r->await_outcomes)
		gr_note_head(r, line);
	else if (first < line->count && figures_from(line, first + 1))
		return gr_keep_extra_row(r, line, first);
	return true;
}
