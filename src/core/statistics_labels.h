/*
 * statistics_labels.h
 *		The words of the statistics table: labels of its rows, heads of its columns.
 */
#ifndef GR_STATISTICS_LABELS_H
#define GR_STATISTICS_LABELS_H

#include "dictionary.h"

/* Rows that one label can stand for. */
#define GR_STATISTIC_ROWS 3

typedef struct gr_statistic_label
{
	unsigned char rows[GR_STATISTIC_ROWS];	/* gr_row_id, in the order of the form */
	int			row_count;
	bool		part;			/* it says so only among the rows of its group: 传真 */
	size_t		end;			/* offset behind the label and its notes */
	size_t		words_end;		/* offset behind the label alone */
	bool		note_open;		/* the bracket of its note does not close */
	int			unit;			/* gr_unit_id that a note names, NONE otherwise */
	bool		traditional;	/* written with traditional characters */
} gr_statistic_label;

/*
 * The longest label at the start of the text, behind an enumerator and 其中.  What
 * follows it is for the caller to judge.  False when none stands there.
 */
extern bool gr_statistic_label_read(gr_slice text, gr_statistic_label *label);

/* Whether the text is the beginning, of three characters and more or behind an enumerator, of some label. */
extern bool gr_statistic_label_begins(gr_slice text);

/* What a column of the table holds. */
typedef enum gr_statistic_head
{
	GR_HEAD_NONE,				/* no head that is known */
	GR_HEAD_LABEL,				/* 统计指标 */
	GR_HEAD_UNIT,				/* 计量单位 */
	GR_HEAD_CODE,				/* 代码, 序号 */
	GR_HEAD_TOTAL,				/* 统计数, 本年累计, 合计 */
	GR_HEAD_PERIOD,				/* 本期实际 */
	GR_HEAD_CUMULATIVE,			/* 历年累计 */
	GR_HEAD_REMARK				/* 备注 */
} gr_statistic_head;

/* The longest head at the start of the text; *strong: 合计 and its kin, before which 统计数 is a group of columns. */
extern gr_statistic_head gr_statistic_head_begins(gr_slice text, bool *strong, size_t *end);

/* The head that a cell is, as a whole. */
extern gr_statistic_head gr_statistic_head_of(gr_slice cell, bool *strong);

/* The spellings, sorted by bytes, for tests. */
typedef struct gr_statistic_spelling
{
	const char *text;
	unsigned char len;			/* bytes */
	unsigned char row;
	bool		part;
} gr_statistic_spelling;

extern const gr_statistic_spelling gr_statistic_spellings[];
extern const size_t gr_statistic_spelling_count;

#endif							/* GR_STATISTICS_LABELS_H */
