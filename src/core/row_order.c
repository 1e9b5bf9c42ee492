#include "row_order.h"

#include "fold.h"
#include "utf8.h"

/* Characters of a label that are compared; the longest has 36. */
#define LABEL_CHARACTERS 64

/* Characters at the end of a word that tell whose piece it is. */
#define TAIL_CHARACTERS 3

static bool
is_printed(int row, int table, int form)
{
	if (gr_rows[row].table != table)
		return false;
	for (int column = 0; column < GR_COLUMNS; column++)
	{
		int			slot = gr_slot_of(row, column);

		if (slot >= 0 && gr_form_has(form, slot))
			return true;
	}
	return false;
}

/* Characters of a text without blanks and quotation marks, widths folded; at most LABEL_CHARACTERS. */
static size_t
condense(gr_slice text, uint32_t *to)
{
	/* Of no words there may be no place either. */
	const char *end = text.len == 0 ? text.data : text.data + text.len;
	size_t		count = 0;

	for (const char *p = text.data; p < end && count < LABEL_CHARACTERS;)
	{
		size_t		length;
		uint32_t	c = gr_fold_next(p, end, &length);

		p += length;
		if (c == ' ' || gr_is_quote(c))
			continue;
		to[count++] = gr_simplify(c == 0x3001 ? ',' : c);
	}
	return count;
}

static bool
contains(const char *label_text, const uint32_t *piece, size_t length)
{
	uint32_t	label[LABEL_CHARACTERS];
	size_t		label_length = condense(gr_slice_cstring(label_text), label);

	for (size_t at = 0; at + length <= label_length; at++)
		if (memcmp(label + at, piece, length * sizeof(uint32_t)) == 0)
			return true;
	return false;
}

/*
 * Whether the words may be a piece of the row's label, or of those of the groups it
 * is in, which stand beside several rows.  Of a longer word the end counts: it may
 * begin with a group's piece.
 */
static bool
fits(gr_slice words, int form, int row)
{
	uint32_t	piece[LABEL_CHARACTERS];
	gr_slice	before;
	/* Group labels stand before the last word. */
	size_t		length = condense(gr_last_word(words, &before), piece);
	size_t		tail = length < TAIL_CHARACTERS ? length : TAIL_CHARACTERS;
	int			parent = gr_rows[row].parent;

	return length == 0 || contains(gr_row_label(form, row), piece + length - tail, tail) ||
		(parent != GR_ROW_NONE && contains(gr_rows[parent].zh, piece, length)) || contains("三、本年度办理结果", piece, length);
}

/* Orphans from "first" that lie in the same gap: index one past the last. */
static int
end_of_gap(const gr_raw_table *table, int first)
{
	int			end = first + 1;

	while (end < table->orphan_count && table->orphans[end].previous == table->orphans[first].previous &&
		   table->orphans[end].next == table->orphans[first].next)
		end++;
	return end;
}

/* The rows of the form that lie in the gap of an orphan and have no figures yet; returns how many. */
static int
open_rows(const gr_raw_table *table, int table_id, int form, const gr_orphan *orphan, int rows[GR_RAW_ROWS])
{
	int			first = orphan->previous == GR_ROW_NONE ? 0 : orphan->previous + 1;
	int			count = 0;

	for (int row = first; row < orphan->next && row < GR_RAW_ROWS; row++)
		if (is_printed(row, table_id, form) && (table->rows[row] == NULL || !gr_has_content(table->rows[row])))
			rows[count++] = row;
	return count;
}

void
gr_rows_place(gr_raw_table *table, int table_id, int form)
{
	int			end;

	if (table->orphans_lost)
		return;
	for (int first = 0; first < table->orphan_count; first = end)
	{
		int			rows[GR_RAW_ROWS];
		int			count = open_rows(table, table_id, form, &table->orphans[first], rows);
		bool		fit;

		end = end_of_gap(table, first);
		fit = count == end - first;
		for (int i = 0; fit && i < count; i++)
			fit = fits(table->orphans[first + i].row->words, form, rows[i]);
		for (int i = 0; fit && i < count; i++)
		{
			gr_raw_row *row = table->orphans[first + i].row;

			if (table->rows[rows[i]] != NULL)
				row->label = table->rows[rows[i]]->label;
			row->row = (unsigned char) rows[i];
			table->rows[rows[i]] = row;
		}
	}
}
