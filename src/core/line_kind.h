/*
 * line_kind.h
 *		What a line is to a reader of prose: words, or a part of a table.
 */
#ifndef GR_LINE_KIND_H
#define GR_LINE_KIND_H

#include "layout.h"

typedef enum gr_line_kind
{
	GR_LINE_BLANK,
	GR_LINE_WORDS,
	GR_LINE_PAGE_NUMBER,		/* — 3 —, 3/12, 第3页 */
	GR_LINE_UNIT,				/* 件 alone on its line */
	GR_LINE_FIGURE,				/* figures without a label */
	GR_LINE_MIXED,				/* words, then figures that lie apart */
	GR_LINE_LABEL,				/* labels of rows, without figures */
	GR_LINE_ROW,				/* labels with figures */
	GR_LINE_HEAD,				/* heads of a table */
	GR_LINE_CELLS				/* cells of a table that say nothing to us */
} gr_line_kind;

/*
 * What a line is by itself.  *words: what of it may be prose, trimmed.  *table: the table
 * that its labels belong to, or GR_TABLE_NONE.
 */
extern gr_line_kind gr_line_kind_of(const gr_line *line, gr_slice content, gr_slice *words, int *table);

/* Words of a line without cells; a cell that stands alone in its row is none, either. */
extern gr_line_kind gr_words_kind(gr_slice words, int *table);

#endif							/* GR_LINE_KIND_H */
