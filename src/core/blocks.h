/*
 * blocks.h
 *		The heads of the tables: which words are heads of which table, and the columns
 *		of a block of the table of disclosure, understood or not.
 */
#ifndef GR_BLOCKS_H
#define GR_BLOCKS_H

#include "tables.h"

/* The column that a label is the head of, or GR_COLUMN_NONE. */
extern int	gr_column_of_label(int label);

/* The table that a label heads, or GR_TABLE_NONE. */
extern int	gr_table_of_header(int label);

/* Counts a label that only one of the forms has. */
extern void gr_weigh_form(gr_raw_table *table, int label);

/* The item of article 20 that a caption such as 第二十条第（五）项 names, 0 for none. */
extern int	gr_article_of(gr_slice caption);

/*
 * The next head of a block, with the unit in its note; words that are no label are a column, too.
 * elsewhere: it does not begin where the last one did.
 */
extern void gr_block_add_column(gr_block *block, const gr_item *item, bool elsewhere);

/*
 * Makes up for heads that were cut off or broken over lines: the row, and how many
 * figures it has, say which columns they are.  What was understood must agree;
 * "apart": the cells lie apart in the line, so that whole heads may be missing.
 */
extern void gr_block_complete(gr_block *block, gr_raw_table *table, int row, size_t figures, bool apart);

#endif							/* GR_BLOCKS_H */
