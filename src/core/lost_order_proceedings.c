#include "lost_order_proceedings.h"

#include "lost_order_scan.h"

/* Cells of reconsideration, and of each kind of litigation. */
#define GROUP 5

void
gr_lost_fill(gr_report *report, int slot, const gr_lost_token *token, bool same)
{
	gr_cell    *cell = &report->cells[slot];

	gr_span_widen(&report->tables[gr_slots[slot].table], (gr_span) {token->pos, token->len});
	if (gr_cell_has_value(cell))
		return;
	cell->span.pos = token->pos;
	cell->span.len = token->len;
	cell->scale = 0;
	cell->value = same ? token->value : 0;
	cell->reports = same;
	cell->unit = same ? gr_slots[slot].unit : GR_UNIT_NONE;
	cell->status = same ? GR_CELL_SOLVED : GR_CELL_AMBIGUOUS;
}

/* The only column that words name, or -1; *named: how many they name. */
static int
column_named(gr_slice words, int *named)
{
	/* Not 未, which is in 未经复议直接起诉 too. */
	static const char *const names[GROUP][2] = {{"维", "持"}, {"纠", "正"}, {"其", "他"}, {"尚", "审结"}, {"总", "计"}};
	int			column = -1;

	*named = 0;
	for (int c = 0; c < GROUP; c++)
		if (gr_lost_holds(words, names[c][0]) || gr_lost_holds(words, names[c][1]))
		{
			column = c;
			(*named)++;
		}
	return *named == 1 ? column : -1;
}

static int
count_first_heads(gr_slice words)
{
	int			count = 0;

	for (size_t at = 0; at < words.len; at++)
		count += gr_slice_starts(gr_slice_sub(words, at, words.len), GR_SLICE("维"));
	return count;
}

/* Whether the head of the totals, whole, stands before a piece of another: these are out of their order, and so may the figures be. */
static bool
total_comes_first(gr_slice words)
{
	static const char *const names[] = {"维", "纠", "他", "尚"};
	size_t		total = gr_slice_find(words, 0, GR_SLICE("总计"), 0);

	for (int c = 0; c < GROUP - 1; c++)
	{
		size_t		at = gr_slice_find(words, 0, gr_slice_cstring(names[c]), 0);

		if (at != GR_NOT_FOUND && total < at)
			return true;
	}
	return false;
}

/*
 * Whether some heads share a line and others have one of their own: what stands in a
 * line was taken for a block, and its figures may come before or after the others.
 */
static bool
some_share_lines(gr_slice words)
{
	static const char *const heads[] = {"结果", "其他", "尚未", "维持", "纠正", "审结"};
	bool		shared = false;
	bool		apart = false;
	size_t		from = 0;

	while (from < words.len)
	{
		gr_slice	line;
		size_t		to = gr_slice_find(words, from, GR_SLICE("\n"), 0);
		int			count = 0;

		if (to == GR_NOT_FOUND)
			to = words.len;
		line = gr_slice_sub(words, from, to);
		for (size_t i = 0; i < sizeof(heads) / sizeof(heads[0]); i++)
			for (size_t at = 0; (at = gr_slice_find(line, at, gr_slice_cstring(heads[i]), 0)) != GR_NOT_FOUND; at++)
				count++;
		shared = shared || (count > 1 && gr_lost_holds(line, " "));
		apart = apart || count == 1;
		from = to + 1;
	}
	return shared && apart;
}

/*
 * Whether the heads around the figures say nothing against their order: the first
 * figure follows the heads of the first group, or those of all; others the head of
 * their column, or the heads of the group that they begin.
 */
static bool
heads_agree(gr_slice text, const gr_lost_token *t, size_t before)
{
	for (int i = 0; i < GR_LOST_PROCEEDINGS; i++)
	{
		gr_slice	words = gr_slice_sub(text, i == 0 ? before : t[i - 1].to, t[i].from);
		int			named;
		int			column = column_named(words, &named);

		if (i % GROUP == 0 && t[i + GROUP - 1].value != 0 && (total_comes_first(words) || some_share_lines(words)))
			return false;
		if (i == 0 && (named == 0 || count_first_heads(words) == GR_LOST_PROCEEDINGS / GROUP - 1))
			return false;
		if (i > 0 && t[i].parted == GR_LOST_TEXT && named > 0 && (named == 1 ? column != i % GROUP : i % GROUP != 0))
			return false;
	}
	return true;
}

void
gr_lost_proceedings_read(gr_slice text, const gr_lost_token *t, size_t begin, int form, gr_report *report)
{
	static const int groups[] = {GR_ROW_RECONSIDERATION, GR_ROW_LITIGATION_DIRECT, GR_ROW_LITIGATION_AFTER_RECONSIDERATION};
	int64_t		all = 0;

	for (int i = 0; i < GR_LOST_PROCEEDINGS; i++)
	{
		const gr_cell *cell = &report->cells[gr_slot_of(groups[i / GROUP], GR_COLUMN_UPHELD + i % GROUP)];

		all += t[i].value;
		if (gr_cell_has_value(cell) && cell->value != t[i].value)
			return;
	}
	for (int g = 0; g < GR_LOST_PROCEEDINGS; g += GROUP)
		if (t[g].value + t[g + 1].value + t[g + 2].value + t[g + 3].value != t[g + 4].value)
			return;
	if (all != 0 && !heads_agree(text, t, begin))
		return;
	report->forms[GR_TABLE_PROCEEDINGS] = (unsigned char) form;
	for (int i = 0; i < GR_LOST_PROCEEDINGS; i++)
		gr_lost_fill(report, gr_slot_of(groups[i / GROUP], GR_COLUMN_UPHELD + i % GROUP), &t[i], true);

}
