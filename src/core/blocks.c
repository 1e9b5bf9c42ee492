#include "blocks.h"

#include "fold.h"

int
gr_column_of_label(int label)
{
	switch (label)
	{
		case GR_LABEL_YEAR_DECISIONS:
			return GR_COLUMN_DECISIONS;
		case GR_LABEL_PURCHASE_AMOUNT:
		case GR_LABEL_FEE_AMOUNT:
			return GR_COLUMN_AMOUNT;
	}
	if (label >= GR_LABEL_COLUMN_MADE && label <= GR_LABEL_COLUMN_PROCEEDING_TOTAL)
		return label - GR_LABEL_COLUMN_MADE + GR_COLUMN_MADE;
	return GR_COLUMN_NONE;
}

int
gr_table_of_header(int label)
{
	int			column = gr_column_of_label(label);

	if (label == GR_LABEL_ITEM || label == GR_LABEL_CAPTION)
		return GR_TABLE_DISCLOSURE;
	if (label == GR_LABEL_APPLICANTS || label == GR_LABEL_ORGANIZATIONS)
		return GR_TABLE_APPLICATIONS;
	return column == GR_COLUMN_NONE ? GR_TABLE_NONE : gr_columns[column].table;
}

void
gr_weigh_form(gr_raw_table *table, int label)
{
	switch (label)
	{
		case GR_LABEL_COLUMN_MADE:
		case GR_LABEL_COLUMN_DISCLOSED:
		case GR_LABEL_COLUMN_PUBLIC_TOTAL:
		case GR_LABEL_COLUMN_PRIOR_ITEMS:
		case GR_LABEL_COLUMN_CHANGE:
		case GR_LABEL_COLUMN_PURCHASES:
		case GR_LABEL_PURCHASE_AMOUNT:
			table->evidence_2019++;
			break;
		case GR_LABEL_COLUMN_ISSUED:
		case GR_LABEL_COLUMN_REPEALED:
		case GR_LABEL_COLUMN_IN_FORCE:
		case GR_LABEL_FEE_AMOUNT:
		case GR_LABEL_YEAR_DECISIONS:
			table->evidence_2021++;
			break;
		default:
			break;
	}
}

void
gr_block_add_column(gr_block *block, const gr_item *item, bool elsewhere)
{
	unsigned char repeats = 1;

	/* A head that went on in the next line comes again, as a whole; one that comes elsewhere stands in each of the cells that were merged. */
	if (block->count > 0 && item->label != GR_LABEL_NONE && block->columns[block->count - 1] == gr_column_of_label(item->label))
	{
		block->count--;
		if (elsewhere)
		{
			repeats = (unsigned char) (block->repeats[block->count] + (block->repeats[block->count] < GR_ROW_CELLS));
			block->repeated = true;
		}
	}
	if (block->count == GR_BLOCK_COLUMNS)
		return;
	block->repeats[block->count] = repeats;
	block->columns[block->count] = (unsigned char) gr_column_of_label(item->label);
	block->units[block->count] = (unsigned char) gr_money_unit_in(item->note);
	block->count++;
}

/* The item in 第二十条第（五）项. */
int
gr_article_of(gr_slice caption)
{
	const char *end = caption.data + caption.len;
	int			article = 0;

	for (const char *p = caption.data; p < end;)
	{
		size_t		length;
		uint32_t	c = gr_fold_next(p, end, &length);
		int			digit = c >= '0' && c <= '9' ? (int) (c - '0') : gr_chinese_digit(c);

		if (digit > 0 && digit < 10)
			article = digit;
		p += length;
	}
	return article;
}

/* The columns that a block has when so many figures follow its rows; their number, 0 for none. */
static size_t
usual_columns(int article, size_t figures, unsigned char columns[3])
{
	static const struct
	{
		unsigned char article;
		unsigned char count;
		unsigned char columns[3];
	}			blocks[] = {
		{1, 3, {GR_COLUMN_MADE, GR_COLUMN_DISCLOSED, GR_COLUMN_PUBLIC_TOTAL}},
		{5, 3, {GR_COLUMN_PRIOR_ITEMS, GR_COLUMN_CHANGE, GR_COLUMN_DECISIONS}},
		{5, 1, {GR_COLUMN_DECISIONS, 0, 0}},
		{6, 3, {GR_COLUMN_PRIOR_ITEMS, GR_COLUMN_CHANGE, GR_COLUMN_DECISIONS}},
		{6, 1, {GR_COLUMN_DECISIONS, 0, 0}},
		{8, 2, {GR_COLUMN_PRIOR_ITEMS, GR_COLUMN_CHANGE, 0}},
		{8, 1, {GR_COLUMN_AMOUNT, 0, 0}},
		{9, 2, {GR_COLUMN_PURCHASES, GR_COLUMN_AMOUNT, 0}},
	};

	for (size_t i = 0; i < sizeof(blocks) / sizeof(blocks[0]); i++)
	{
		if (blocks[i].article != article || blocks[i].count != figures)
			continue;
		memcpy(columns, blocks[i].columns, sizeof(blocks[i].columns));
		return figures;
	}
	return 0;
}

static bool
heads_understood(const gr_block *block)
{
	for (size_t i = 0; i < block->count; i++)
		if (block->columns[i] == GR_COLUMN_NONE)
			return false;
	return block->count > 0;
}

/*
 * Whether the heads that were understood are some of these columns, in their order.
 * Where cells lie apart a head that is broken over lines may be missing.
 */
static bool
agrees(const gr_block *block, const unsigned char *columns, size_t count, bool apart)
{
	size_t		at = 0;

	if (block->count > count || (!apart && block->count != 0 && block->count != count))
		return false;
	for (size_t i = 0; i < block->count; i++)
	{
		if (!apart)
			at = i;
		else if (block->columns[i] == GR_COLUMN_NONE)
			continue;
		while (apart && at < count && block->columns[i] != columns[at] && block->columns[i] != columns[at] + 3)
			at++;
		if (at == count || (block->columns[i] != GR_COLUMN_NONE && block->columns[i] != columns[at] && block->columns[i] != columns[at] + 3))
			return false;
		at++;
	}
	return true;
}

/* The columns that a block has in the form whose labels were met, or in both; 0 where none were, and they differ. */
static size_t
columns_of_form(const gr_raw_table *table, int article)
{
	static const unsigned char counts[][2] = {[1] = {3, 3},[5] = {3, 1},[6] = {3, 1},[8] = {2, 1},[9] = {2, 0}};

	if (table->evidence_2019 == table->evidence_2021 && counts[article][0] != counts[article][1])
		return 0;
	return counts[article][table->evidence_2019 < table->evidence_2021];
}

/* The unit that the head of money names goes with its column, where heads before it are missing. */
static void
move_units(gr_block *block, const unsigned char *columns, size_t count)
{
	for (size_t i = block->count; i > 0; i--)
		for (size_t k = i; k < count; k++)
			if (block->columns[i - 1] == GR_COLUMN_AMOUNT && columns[k] == GR_COLUMN_AMOUNT)
			{
				block->units[k] = block->units[i - 1];
				block->units[i - 1] = GR_UNIT_NONE;
				block->count = k + 1;
				return;
			}
}

/*
 * Heads that were cut off or broken over lines: the caption, and how many figures a
 * row has, say which columns they are.  What was understood must agree.
 */
void
gr_block_complete(gr_block *block, gr_raw_table *table, int row, size_t figures, bool apart)
{
	static const unsigned char article_of_row[] = {1, 1, 5, 5, 6, 6, 8, 9};
	unsigned char columns[3];
	bool		assumed = figures == 0 && block->count == 0;
	size_t		count;

	/* Figures that come one a line are not met yet; the caption stands for heads that were left out. */
	if (assumed && block->article == article_of_row[row - GR_ROW_RULES])
		figures = columns_of_form(table, block->article);
	if ((figures == 0 && block->count == 0) || (heads_understood(block) && (!apart || block->count >= figures)))
		return;
	/* Some cells may be blank: the heads say how many there are, understood or not. */
	if (!apart && figures < block->count)
		figures = block->count;
	count = usual_columns(article_of_row[row - GR_ROW_RULES], figures, columns);
	if (count == 0 || !agrees(block, columns, count, apart))
		return;
	block->by_form = columns[0] == GR_COLUMN_MADE;
	block->assumed = assumed;
	if (apart)
		move_units(block, columns, count);
	for (size_t i = 0; i < count; i++)
	{
		if (i >= block->count)
		{
			block->units[i] = GR_UNIT_NONE;
			block->repeats[i] = 1;
		}
		block->columns[i] = columns[i];
	}
	block->count = count;
	if (!block->by_form)
	{
		if (columns[0] == GR_COLUMN_DECISIONS || columns[0] == GR_COLUMN_AMOUNT)
			table->evidence_2021++;
		else
			table->evidence_2019++;
	}
}
