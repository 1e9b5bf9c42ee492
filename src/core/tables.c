#include "tables.h"

#include "blocks.h"
#include "position.h"

/* A longer line of words is a sentence, not a piece of a broken header. */
#define HEADER_WORDS_LIMIT 180

/* Words of a label on one line, in bytes, and the lines it may be broken over. */
#define BROKEN_LABEL_LIMIT 90
#define BROKEN_LABEL_LINES 3

/* Heads of the proceedings, but for the totals: four for each of three kinds. */
#define WHOLE_OUTCOME_HEADS 12

/* Lone figures that make no mismatch: the number of a page is one. */
#define LOOSE_FIGURES 2

/* Lines between two looks at the cancel hook. */
#define LINES_PER_CHECK 1024

typedef struct table_reader
{
	gr_arena   *arena;
	gr_slice	text;
	gr_raw_tables *result;
	bool		markdown;		/* a rule of Markdown was met */
	int			table;			/* the table we are in, or GR_TABLE_NONE */
	int			group;			/* the row whose children are being read, or GR_ROW_NONE */
	int			last_row;
	int			last_full[GR_TABLES];	/* the row with figures that was met last */
	gr_block	block;			/* of the table of disclosure */
	bool		block_open;		/* its header may still go on */
	bool		await_outcomes;	/* the heads of the proceedings were met, their figures not yet */
	int			outcome_heads;	/* heads of their columns that were whole */
	bool		outcomes_open;	/* the first line of these heads begins with a border */
	gr_raw_row *row;			/* being filled, or NULL */
	gr_raw_row *spare;			/* one that no table kept */
	bool		border_dropped;	/* the closing separator of its last line was no cell */
	gr_slice	previous;		/* the line before, of plain text */
	bool		misnumbered;	/* its label has another number than the form prints */
	bool		narrow;			/* its cells come one a line */
	bool		cell_open;		/* narrow: no border came since the last label or figure */
	bool		indented;		/* the line begins with a blank: it is a line of the page */
	int			loose;			/* figures since the last row that no row has room for */
	int			loose_before;	/* of these, those before the label of the row */
	int			bare_labels;	/* labels since the last row with figures that have none */
	int			bare_row;		/* the last of them, or GR_ROW_NONE: a label may be read again as a longer one */
	bool		block_empty;	/* no row of the block was met */
	size_t		broken_from[BROKEN_LABEL_LINES];	/* where the last lines of words began: a label may be broken over them */
	int			broken_lines;
	gr_position position;
} table_reader;

/* ---------- rows ---------- */

bool
gr_row_is_glued(const gr_raw_row *row)
{
	if (row->count != 1 || row->border != GR_BORDER_NONE)
		return false;
	return row->cells[0].kind == GR_ITEM_GLUED || (row->label.pos == 0 && row->cells[0].text.len >= row->wanted);
}

static void
note_layout(table_reader *r, const gr_raw_row *row)
{
	gr_layout	layout;

	switch ((gr_border) row->border)
	{
		case GR_BORDER_PIPE:
			layout = r->markdown ? GR_LAYOUT_MARKDOWN : GR_LAYOUT_PIPE;
			break;
		case GR_BORDER_TAB:
			layout = GR_LAYOUT_TAB;
			break;
		case GR_BORDER_HTML:
			layout = GR_LAYOUT_HTML;
			break;
		case GR_BORDER_BLANK:
			layout = GR_LAYOUT_ALIGNED;
			break;
		default:
			layout = gr_row_is_glued(row) ? GR_LAYOUT_GLUED : GR_LAYOUT_LINES;
			break;
	}
	r->result->layouts |= 1u << layout;
}

static bool
has_content(const gr_raw_row *row)
{
	for (size_t i = 0; i < row->count; i++)
		if (row->cells[i].kind != GR_ITEM_BLANK)
			return true;
	return false;
}

static bool
has_digit(gr_slice text)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.data[i] >= '0' && text.data[i] <= '9')
			return true;
	return false;
}

/* Figures with no room in the row they follow; lines of a page keep their rows, and "- 3 -" is its number. */
static void
add_loose(table_reader *r, const gr_line *line, size_t first)
{
	int			figures = (int) (line->count - first);

	if (r->table == GR_TABLE_NONE || r->indented)
		return;
	if (figures == 3 && !has_digit(line->items[first].text) && !has_digit(line->items[first + 2].text))
		return;
	r->loose += figures;
	r->result->tables[r->table].loose_figures += figures;
}

/* Rows that the form has between two others; of another form some, too. */
static int
rows_between(int previous, int next)
{
	int			count = 0;

	for (int row = previous + 1; row < next; row++)
		count += row != GR_ROW_DENIED && row != GR_ROW_UNAVAILABLE && row != GR_ROW_REJECTED;
	return count;
}

/*
 * Between the last row with figures and this one: figures without a label must be
 * those of rows without figures, and labels without figures must find theirs.
 */
static void
weigh_gap(table_reader *r, int table, int row, int wanted)
{
	gr_raw_table *t = &r->result->tables[table];
	int			previous = r->last_full[table] == GR_ROW_NONE ? GR_ROW_RECEIVED - 1 : r->last_full[table];

	/* The beginning of its own label. */
	r->bare_labels -= r->bare_row == row;
	if (table == GR_TABLE_DISCLOSURE)
		t->crowded = t->crowded || (r->block_empty && r->loose_before >= wanted);
	else if (row > previous)
		t->crowded = t->crowded || r->loose_before >= wanted * (1 + rows_between(previous, row));
	if (r->loose_before < wanted * r->bare_labels)
		t->bare_labels += r->bare_labels;
	r->bare_labels = 0;
	r->bare_row = GR_ROW_NONE;
	r->block_empty = false;
	r->loose -= r->loose_before;
	r->loose_before = 0;
}

/* Figures of a row that has one a line: as many as it should have? */
static void
weigh_lone_figures(table_reader *r, const gr_raw_row *row)
{
	gr_raw_table *t = &r->result->tables[row->table];
	int			over = (int) row->count - row->wanted;

	if (!row->apart || row->border != GR_BORDER_NONE)
		return;
	t->lone_figures += (int) row->count;
	t->bare_labels += over < 0;
	if (over > 0)
	{
		r->loose += over;
		t->loose_figures += over;
	}
}

/* Hands the row being filled over to its table; the first of a kind stays. */
static void
finish_row(table_reader *r)
{
	gr_raw_row *row = r->row;
	gr_raw_table *table;

	r->row = NULL;
	if (row == NULL)
		return;
	table = &r->result->tables[row->table];
	if (table->rows[row->row] != NULL && has_content(table->rows[row->row]))
	{
		if (has_content(row) && table->again.pos == 0)
			table->again = row->label.pos != 0 ? row->label : row->cells[0].span;
		r->spare = row;
		return;
	}
	if (!has_content(row) && row->border == GR_BORDER_NONE)
	{
		/* A heading, or words of a sentence. */
		if (row->row != GR_ROW_OTHER && row->row != r->bare_row)
		{
			r->bare_row = row->row;
			r->bare_labels++;
		}
		r->spare = row;
		return;
	}
	if (has_content(row))
	{
		note_layout(r, row);
		weigh_gap(r, row->table, row->row, row->wanted);
		weigh_lone_figures(r, row);
		r->last_full[row->table] = row->row;
		for (int i = table->orphan_count; i > 0 && table->orphans[i - 1].next == GR_ROW_NONE; i--)
			table->orphans[i - 1].next = row->row;
	}
	r->spare = table->rows[row->row];
	table->rows[row->row] = row;
}

static bool
start_row(table_reader *r, int table, int row_id, int wanted, const gr_line *line)
{
	gr_raw_row *row;

	finish_row(r);
	r->loose_before = r->loose;
	row = r->spare != NULL ? r->spare : gr_arena_alloc(r->arena, sizeof(gr_raw_row));
	r->spare = NULL;
	if (row == NULL)
		return false;
	row->table = (unsigned char) table;
	row->row = (unsigned char) row_id;
	row->wanted = (unsigned char) wanted;
	row->border = (unsigned char) line->border;
	row->overlong = false;
	row->closes = false;
	row->before = 0;
	row->placed = false;
	row->apart = false;
	row->doubted = false;
	row->words = gr_slice_make(NULL, 0);
	row->label_cell = 0;
	row->label.pos = 0;
	row->label.len = 0;
	row->block = r->block;
	row->count = 0;
	r->row = row;
	r->table = table;
	r->last_row = row_id;
	r->narrow = false;
	r->misnumbered = false;
	return true;
}

static void
add_raw_cell(table_reader *r, const gr_item *item)
{
	gr_raw_row *row = r->row;
	gr_raw_cell *cell;

	if (row->count == GR_ROW_CELLS)
	{
		row->overlong = row->overlong || item->kind != GR_ITEM_BLANK;
		return;
	}
	cell = &row->cells[row->count++];
	cell->kind = item->kind == GR_ITEM_LABEL ? GR_ITEM_TEXT : item->kind;
	cell->text = item->text;
	cell->span = gr_position_span(&r->position, item->from, item->to);
}

static void
add_cells(table_reader *r, const gr_line *line, size_t first, bool continues)
{
	for (size_t i = first; i < line->count; i++)
		add_raw_cell(r, &line->items[i]);
	r->row->overlong = r->row->overlong || line->cut;
	r->row->closes = line->closes;
	r->border_dropped = false;
	/* Between an opening and a closing pipe stand all cells of a row. */
	if (line->border == GR_BORDER_PIPE && line->opens && line->closes && !continues && r->row->count > 0)
	{
		r->row->count--;
		r->row->closes = false;
		r->border_dropped = true;
	}
}

/* A line of at most one cell, with or without a pipe on either side. */
static bool
is_narrow(const gr_line *line)
{
	size_t		cells = 0;
	size_t		content = 0;

	if (line->border != GR_BORDER_NONE && line->border != GR_BORDER_PIPE)
		return false;
	for (size_t i = 0; i < line->count; i++)
	{
		/* Several labels may stand in one cell. */
		if (i > 0 && line->items[i].cell == line->items[i - 1].cell && line->items[i].kind == GR_ITEM_LABEL)
			continue;
		cells++;
		content += line->items[i].kind != GR_ITEM_BLANK;
	}
	return content <= 1 && cells <= 3;
}

/* The cells of the row may follow, one a line. */
static void
expect_narrow(table_reader *r, const gr_line *line)
{
	r->narrow = true;
	r->row->apart = line->border == GR_BORDER_NONE;
	r->cell_open = !line->closes;
	/* What follows the border of a label, or of a lone figure, is no cell. */
	if (r->row->closes && r->row->count > 0)
		r->row->count--;
	r->row->closes = false;
}

/*
 * A line of a row whose cells come one a line.  A pipe closes the cell before it,
 * on the same line or not; a pipe with none before it is an empty cell.
 */
static void
read_narrow(table_reader *r, const gr_line *line, size_t first)
{
	if (line->border == GR_BORDER_PIPE)
	{
		r->row->border = GR_BORDER_PIPE;
		r->row->apart = false;
	}
	r->row->before = 0;
	if (first < line->count)
	{
		add_raw_cell(r, &line->items[first]);
		r->cell_open = !line->closes;
		return;
	}
	for (size_t pipe = 1; pipe < line->count; pipe++)
	{
		if (!r->cell_open)
			add_raw_cell(r, &line->items[pipe]);
		r->cell_open = false;
	}
}

/* ---------- headers ---------- */

static void
open_block(table_reader *r)
{
	r->block.count = 0;
	r->block.by_form = false;
	r->block.offset = -1;
	r->block_open = true;
	r->block_empty = true;
	r->loose = 0;
}

/* A header line of the table of disclosure: the columns in their order. */
static void
read_block_header(table_reader *r, const gr_line *line, size_t first)
{
	int			head = -1;
	bool		row_labels = false;

	for (size_t i = first; i < line->count; i++)
	{
		const gr_item *item = &line->items[i];

		if (item->kind == GR_ITEM_LABEL && (item->label == GR_LABEL_ITEM || item->label == GR_LABEL_CAPTION))
		{
			open_block(r);
			head = item->label == GR_LABEL_ITEM ? item->cell : -1;
			if (item->label == GR_LABEL_CAPTION)
				r->block.article = gr_article_of(item->text);
			continue;
		}
		if (item->kind == GR_ITEM_BLANK || row_labels)
			continue;
		if (!r->block_open)
			open_block(r);
		if (item->kind == GR_ITEM_LABEL && gr_table_of_header(item->label) != GR_TABLE_DISCLOSURE)
		{
			row_labels = true;
			continue;
		}
		if (r->block.count == 0 && head >= 0 && item->cell > head)
			r->block.offset = item->cell - head - 1;
		gr_block_add_column(&r->block, item);
		gr_weigh_form(&r->result->tables[GR_TABLE_DISCLOSURE], item->label);
	}
	r->table = GR_TABLE_DISCLOSURE;
}

/* ---------- labels ---------- */

/* The row that a label stands for where it stands, or GR_ROW_NONE. */
static int
row_of_label(const table_reader *r, const gr_item *item, bool figures_follow)
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

static bool
is_group(int row)
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
	gr_enumerator printed = gr_enumerator_read(gr_slice_cstring(gr_rows[row].zh), 0);

	return gr_rows[row].table == GR_TABLE_APPLICATIONS && printed.level != 0 && item->number != printed.number;
}

static size_t
count_figures(const gr_line *line, size_t first)
{
	size_t		count = 0;

	for (size_t i = first; i < line->count; i++)
		count += line->items[i].kind == GR_ITEM_VALUE || (line->items[i].kind == GR_ITEM_GLUED && i + 1 == line->count && line->items[i].text.len == 1);
	return count;
}

static bool keep_orphan(table_reader *r, const gr_line *line, size_t figures_at);
static gr_slice stray_figure(const table_reader *r, const gr_line *line, size_t figures_at, int wanted);

static bool
read_row(table_reader *r, const gr_line *line, size_t label_at, int row, bool figures)
{
	const gr_item *item = &line->items[label_at];
	int			table = gr_rows[row].table;
	int			wanted;

	if (table == GR_TABLE_DISCLOSURE && r->table == GR_TABLE_DISCLOSURE)
		gr_block_complete(&r->block, &r->result->tables[GR_TABLE_DISCLOSURE], row, count_figures(line, label_at + 1), line->border == GR_BORDER_BLANK);
	wanted = table == GR_TABLE_APPLICATIONS ? 7 : table == GR_TABLE_PROCEEDINGS ? 5 : (int) r->block.count;

	if (table == GR_TABLE_DISCLOSURE)
	{
		/* 规章 and 行政许可 are words of any text: without the heads of a block they say nothing. */
		if (r->table != GR_TABLE_DISCLOSURE || wanted == 0)
			return true;
		r->block_open = false;
	}
	/* Lines of two cells may be mixed: figures beside such a label may be another row's. */
	if (line->border == GR_BORDER_BLANK && (is_misnumbered(item, row) || stray_figure(r, line, label_at + 1, wanted).len > 0))
		return keep_orphan(r, line, label_at + 1);
	if (!start_row(r, table, row, wanted, line))
		return false;
	r->misnumbered = is_misnumbered(item, row);
	r->row->label_cell = item->cell;
	r->row->label = gr_position_span(&r->position, item->from, item->to);
	if (item->traditional && r->result->traditional.pos == 0)
		r->result->traditional = r->row->label;
	if (item->gloss && r->result->gloss.pos == 0)
		r->result->gloss = r->row->label;
	if (line->border == GR_BORDER_PIPE || line->border == GR_BORDER_TAB)
		r->row->before = (unsigned char) (item->cell + 1);
	add_cells(r, line, label_at + 1, false);
	if (is_narrow(line))
		expect_narrow(r, line);
	if (row == GR_ROW_OTHER && figures)
		r->result->tables[table].evidence_2019++;
	if (gr_rows[row].parent == GR_ROW_OTHER)
		r->result->tables[table].evidence_2021++;
	return true;
}

/* The heads of the proceedings, in however many lines they come. */
static void
read_outcome_heads(table_reader *r, const gr_line *line)
{
	finish_row(r);
	if (r->table == GR_TABLE_APPLICATIONS)
	{
		r->loose_before = r->loose;
		weigh_gap(r, GR_TABLE_APPLICATIONS, GR_ROW_CARRIED_OUT + 1, 7);
	}
	r->table = GR_TABLE_PROCEEDINGS;
	if (!r->await_outcomes)
	{
		r->outcomes_open = line->opens;
		r->outcome_heads = 0;
	}
	for (size_t i = 0; i < line->count; i++)
		r->outcome_heads += line->items[i].kind == GR_ITEM_LABEL && gr_table_of_header(line->items[i].label) == GR_TABLE_PROCEEDINGS;
	r->await_outcomes = true;
}

static bool
read_labels(table_reader *r, const gr_line *line, size_t first)
{
	size_t		end = end_of_labels(line, first);
	const gr_item *leaf = &line->items[end - 1];
	bool		figures = figures_from(line, end);
	int			header = gr_table_of_header(line->items[first].label);
	int			row;

	if (header != GR_TABLE_NONE)
	{
		finish_row(r);
		r->bare_row = GR_ROW_NONE;
		r->bare_labels = 0;
		if (header == GR_TABLE_DISCLOSURE)
			read_block_header(r, line, first);
		else if (header == GR_TABLE_PROCEEDINGS)
			read_outcome_heads(r, line);
		else
			r->table = header;
		return true;
	}
	for (size_t i = first; i + 1 < end; i++)
	{
		int			outer = line->items[i].kind == GR_ITEM_LABEL ? row_of_label(r, &line->items[i], figures) : GR_ROW_NONE;

		if (outer != GR_ROW_NONE && is_group(outer))
			r->group = outer;
	}
	row = row_of_label(r, leaf, figures);
	if (row == GR_ROW_NONE && figures && line->border == GR_BORDER_BLANK && r->table != GR_TABLE_NONE)
		return keep_orphan(r, line, first_figure(line, end));
	if (row == GR_ROW_NONE)
	{
		finish_row(r);
		return true;
	}
	if (gr_rows[row].table == GR_TABLE_PROCEEDINGS && !figures)
	{
		if (line->border != GR_BORDER_NONE || r->table == GR_TABLE_PROCEEDINGS || end - first > 1)
			read_outcome_heads(r, line);
		else
			finish_row(r);
		return true;
	}
	if (is_group(row))
		r->group = row;
	else if (gr_rows[row].table == GR_TABLE_APPLICATIONS && gr_rows[row].parent == GR_ROW_NONE)
		r->group = GR_ROW_NONE;
	if (row == GR_ROW_LITIGATION || (is_group(row) && row != GR_ROW_OTHER))
	{
		/* A group label beside the figures of one of its rows. */
		if (figures && line->border == GR_BORDER_BLANK && r->table == GR_TABLE_APPLICATIONS)
			return keep_orphan(r, line, first_figure(line, end));
		finish_row(r);
		r->last_row = row;
		return true;
	}
	return read_row(r, line, end - 1, row, figures);
}

/* The sum that a row of the applications ends with. */
static bool
figures_add_up(gr_slice first, const gr_item *rest, size_t count)
{
	int64_t		sum = gr_number_read(first).value;

	for (size_t i = 0; i + 1 < count; i++)
		sum += gr_number_read(rest[i].text).value;
	return sum == gr_number_read(rest[count - 1].text).value;
}

/*
 * The first figure of a row may have stayed on the line above, behind the words there:
 * taken if the row then adds up.
 */
static gr_slice
stray_figure(const table_reader *r, const gr_line *line, size_t figures_at, int wanted)
{
	gr_slice	none = {NULL, 0};
	gr_slice	figure;

	if (r->table != GR_TABLE_APPLICATIONS || r->previous.len == 0 || line->count - figures_at + 1 != (size_t) wanted)
		return none;
	figure = gr_last_figure(r->previous);
	return figure.len > 0 && figures_add_up(figure, &line->items[figures_at], line->count - figures_at) ? figure : none;
}

/* As many figures as a row has, behind words that are no label: kept until all rows are known. */
static bool
keep_orphan(table_reader *r, const gr_line *line, size_t figures_at)
{
	gr_raw_table *table = &r->result->tables[r->table];
	int			wanted = r->table == GR_TABLE_APPLICATIONS ? 7 : (int) r->block.count;
	int			last_row = r->last_row;
	gr_slice	stray = stray_figure(r, line, figures_at, wanted);
	gr_orphan  *orphan;
	int			previous;

	finish_row(r);
	add_loose(r, line, figures_at);
	if (r->table == GR_TABLE_PROCEEDINGS || line->count - figures_at + (stray.len > 0) != (size_t) wanted)
		return true;
	if (table->orphan_count == GR_ORPHANS)
	{
		table->orphans_lost = true;
		return true;
	}
	previous = r->last_full[r->table];
	if (table->orphan_count > 0 && table->orphans[table->orphan_count - 1].next == GR_ROW_NONE)
		previous = table->orphans[table->orphan_count - 1].previous;
	if (!start_row(r, r->table, GR_ROW_NONE, wanted, line))
		return false;
	r->last_row = last_row;
	r->row->placed = true;
	r->row->apart = figures_at == 0 && !r->indented;
	if (figures_at > 0)
		r->row->words = line->items[figures_at - 1].text;
	if (stray.len > 0)
	{
		gr_item		item = {.kind = GR_ITEM_VALUE, .text = stray};

		item.from = (size_t) (stray.data - r->text.data);
		item.to = item.from + stray.len;
		add_raw_cell(r, &item);
	}
	add_cells(r, line, figures_at, false);
	orphan = &table->orphans[table->orphan_count++];
	orphan->row = r->row;
	orphan->previous = (unsigned char) previous;
	orphan->next = GR_ROW_NONE;
	r->row = NULL;
	return true;
}

/* A line of figures without a label: the rest of a broken row, or the row of proceedings. */
static bool
read_figures(table_reader *r, const gr_line *line, size_t first)
{
	gr_raw_row *row = r->row;

	/* Figures with blanks between them may have a line of their own, below their label. */
	if (row != NULL && row->count == 0 && row->border == GR_BORDER_NONE && line->border == GR_BORDER_BLANK)
	{
		if (r->misnumbered)
			return keep_orphan(r, line, first);
		row->border = GR_BORDER_BLANK;
		row->apart = !r->indented;
		r->narrow = false;
	}
	if (row != NULL && row->count < row->wanted && row->border == line->border)
	{
		if (line->border == GR_BORDER_BLANK)
		{
			add_cells(r, line, first, false);
			return true;
		}
		if (line->opens)
		{
			/* The border that closed the line before opened a cell that holds the line end. */
			bool		closed = r->narrow ? !r->cell_open : row->closes || r->border_dropped;

			if (row->closes && row->count > 0)
				row->count--;
			add_cells(r, line, closed ? 0 : 1, true);
			return true;
		}
	}
	if (r->await_outcomes && r->table == GR_TABLE_PROCEEDINGS)
	{
		r->await_outcomes = false;
		if (!start_row(r, GR_TABLE_PROCEEDINGS, GR_ROW_RECONSIDERATION, 15, line))
			return false;
		/* What opens the heads, too, is a border; before figures alone it is a blank cell. */
		add_cells(r, line, line->opens && r->outcomes_open ? 1 : 0, false);
		if (is_narrow(line))
			expect_narrow(r, line);
		r->row->apart = r->row->apart && r->outcome_heads < WHOLE_OUTCOME_HEADS;
		return true;
	}
	if (line->border == GR_BORDER_BLANK && r->table != GR_TABLE_NONE)
		return keep_orphan(r, line, first);
	if (line->border == GR_BORDER_NONE)
		add_loose(r, line, 0);
	return true;
}

/* A line whose cells lie apart, and that begins with words that are no label. */
static bool
read_apart(table_reader *r, const gr_line *line)
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
		/* Behind pieces of other heads: 第三项加第四项之和）  自然人  商业企业 … */
		if (header == GR_TABLE_APPLICATIONS || header == GR_TABLE_PROCEEDINGS)
			return read_labels(r, line, i);
	}
	if (figures > 0 && figures < line->count && line->items[figures - 1].kind == GR_ITEM_LABEL)
		return read_labels(r, line, figures - 1);
	if (r->table != GR_TABLE_NONE && figures < line->count)
		return keep_orphan(r, line, figures);
	finish_row(r);
	return true;
}

/* |---|:---:| as Markdown has it below the head of a table. */
static bool
is_rule(const gr_line *line)
{
	bool		any = false;

	if (line->border != GR_BORDER_PIPE)
		return false;
	for (size_t i = 0; i < line->count; i++)
	{
		const gr_slice text = line->items[i].text;

		if (line->items[i].kind == GR_ITEM_BLANK)
			continue;
		if (text.len < 3)
			return false;
		for (size_t c = 0; c < text.len; c++)
			if (text.data[c] != '-' && text.data[c] != ':')
				return false;
		any = true;
	}
	return any;
}

static bool
read_line(table_reader *r, const gr_line *line)
{
	size_t		first = 0;

	while (first < line->count && line->items[first].kind == GR_ITEM_BLANK)
		first++;
	if (is_rule(line))
	{
		r->markdown = true;
		return true;
	}
	if (r->row != NULL && r->narrow && is_narrow(line) && (first == line->count || line->items[first].kind == GR_ITEM_VALUE))
	{
		if (line->border == GR_BORDER_PIPE || first < line->count)
			read_narrow(r, line, first);
		return true;
	}
	if (first == line->count)
	{
		/* The end of a broken row may be blank; a line of pipes alone fills a page. */
		if (r->row != NULL && !r->narrow && line->border == GR_BORDER_PIPE && line->count <= 3 && r->row->count <= r->row->wanted)
			return read_figures(r, line, 0);
		return true;
	}
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
	finish_row(r);
	/* Among the figures of the proceedings they are a cell that cannot be read. */
	if (r->await_outcomes && line->border != GR_BORDER_NONE && line->border != GR_BORDER_BLANK && figures_from(line, first + 1))
		return read_figures(r, line, first);
	if (line->border == GR_BORDER_NONE && line->items[first].text.len > HEADER_WORDS_LIMIT)
		r->await_outcomes = false;
	return true;
}

/*
 * A label may be broken over lines: the lines since its first words, read as one.
 * False, and the line as it was, when they are no label together.
 */
static bool
join_label(table_reader *r, gr_line *line, gr_line *joined, gr_origin origin)
{
	const gr_item *item = &line->items[0];
	bool		label = line->count > 0 && item->kind == GR_ITEM_LABEL;

	if (line->count == 0 || (line->count == 1 && item->kind == GR_ITEM_BLANK))
		return false;
	if (line->border != GR_BORDER_NONE || line->count != 1 || (!label && item->kind != GR_ITEM_TEXT) || item->text.len > BROKEN_LABEL_LIMIT)
	{
		r->broken_lines = 0;
		return false;
	}
	/* From the line before, then from those before it. */
	for (int i = r->broken_lines; i > 0 && !label; i--)
	{
		gr_line_of_text(joined, gr_slice_sub(r->text, r->broken_from[i - 1], item->to), origin);
		if (joined->count == 1 && joined->items[0].kind == GR_ITEM_LABEL)
			return true;
	}
	if (r->broken_lines == BROKEN_LABEL_LINES)
		memmove(r->broken_from, r->broken_from + 1, (size_t) --r->broken_lines * sizeof(r->broken_from[0]));
	r->broken_from[r->broken_lines++] = item->from;
	return false;
}

static gr_status
read_plain(table_reader *r, gr_line *line)
{
	gr_line    *joined = gr_arena_alloc(r->arena, sizeof(gr_line));
	gr_line_reader lines = {r->text, 0};
	gr_origin	origin = {r->text.data, NULL};
	gr_slice	content;
	unsigned	number = 0;

	if (joined == NULL)
		return GR_OUT_OF_MEMORY;
	while (gr_line_next(&lines, &content))
	{
		if (++number % LINES_PER_CHECK == 0 && gr_cancelled(r->arena))
			return GR_CANCELLED;
		gr_line_of_text(line, content, origin);
		r->indented = content.len > 0 && content.data[0] == ' ';
		if (!read_line(r, join_label(r, line, joined, origin) ? joined : line))
			return GR_OUT_OF_MEMORY;
		if (line->count > 0)
			r->previous = content;
	}
	return GR_OK;
}

static gr_status
read_page(table_reader *r, const gr_html_page *page, gr_line *line)
{
	for (size_t i = 0; i < page->count; i++)
	{
		const gr_html_item *item = &page->items[i];
		gr_origin	origin = {NULL, item};

		if (i % LINES_PER_CHECK == 0 && gr_cancelled(r->arena))
			return GR_CANCELLED;
		switch ((gr_html_item_kind) item->kind)
		{
			case GR_HTML_TEXT_LINE:
				gr_line_of_text(line, item->text, origin);
				if (!read_line(r, line))
					return GR_OUT_OF_MEMORY;
				break;
			case GR_HTML_ROW_START:
				gr_line_begin_row(line);
				break;
			case GR_HTML_CELL:
				gr_line_add_cell(line, item);
				break;
			case GR_HTML_ROW_END:
				if (!read_line(r, line))
					return GR_OUT_OF_MEMORY;
				break;
			case GR_HTML_TABLE_START:
			case GR_HTML_TABLE_END:
				finish_row(r);
				break;
			case GR_HTML_TITLE:
				break;
		}
	}
	return GR_OK;
}

/* Whether a label is followed by a blank and what may be one figure: no other begins with a zero. */
static bool
is_one_figure(gr_slice figure, gr_slice text)
{
	return figure.data > text.data && figure.data[-1] == ' ' && (figure.len == 1 || figure.data[0] != '0');
}

/* One figure on the line of its label, others on the next lines, or more columns than the heads that were met. */
static bool
is_half_read(const table_reader *r, const gr_raw_table *table, const gr_raw_row *row)
{
	if (row->border != GR_BORDER_NONE || row->count == 0)
		return false;
	if (row->wanted == 1)
		return row->table == GR_TABLE_DISCLOSURE && table->evidence_2019 > table->evidence_2021;
	return table->lone_figures + table->loose_figures >= LOOSE_FIGURES && gr_row_is_glued(row) && is_one_figure(row->cells[0].text, r->text);
}

/* Whether a row of the form has no figures. */
static bool
lacks_row(const gr_raw_table *table, int id)
{
	bool		other = table->rows[GR_ROW_OTHER] != NULL && has_content(table->rows[GR_ROW_OTHER]);

	for (int row = 0; row < GR_ROWS; row++)
	{
		if (gr_rows[row].table != id || is_group(row) || (other && gr_rows[row].parent == GR_ROW_OTHER))
			continue;
		if (table->rows[row] == NULL || !has_content(table->rows[row]))
			return true;
	}
	return false;
}

/*
 * Where labels and lines of figures do not pair off, what stands below a label may be
 * the figures of the row above or below, as in text out of PDF files.
 */
static void
doubt_rows(const table_reader *r)
{
	for (int t = 0; t < GR_TABLES; t++)
	{
		gr_raw_table *table = &r->result->tables[t];
		bool		mismatch = (table->crowded && lacks_row(table, t)) || (table->bare_labels > 0 && table->loose_figures >= LOOSE_FIGURES);

		for (int i = 0; i < GR_ROWS; i++)
			if (table->rows[i] != NULL)
				table->rows[i]->doubted = (mismatch && table->rows[i]->apart) || is_half_read(r, table, table->rows[i]);
		for (int i = 0; i < table->orphan_count; i++)
			table->orphans[i].row->doubted = mismatch && table->orphans[i].row->apart;
	}
}

gr_status
gr_tables_read(gr_arena *arena, gr_slice text, const gr_html_page *page, gr_raw_tables *result)
{
	table_reader r;
	gr_line    *line = gr_arena_alloc(arena, sizeof(gr_line));
	gr_status	status;

	if (line == NULL)
		return GR_OUT_OF_MEMORY;
	memset(result, 0, sizeof(*result));
	memset(&r, 0, sizeof(r));
	r.arena = arena;
	r.text = text;
	r.result = result;
	r.position = gr_position_begin(text);
	r.table = GR_TABLE_NONE;
	r.group = GR_ROW_NONE;
	r.last_row = GR_ROW_NONE;
	r.bare_row = GR_ROW_NONE;
	for (int t = 0; t < GR_TABLES; t++)
		r.last_full[t] = GR_ROW_NONE;
	r.block.offset = -1;
	status = page == NULL ? read_plain(&r, line) : read_page(&r, page, line);
	finish_row(&r);
	if (page == NULL)
		doubt_rows(&r);
	return status;
}
