/*
 * statistics.h
 *		Made-up tables of statistics: the form of 2014 and the local tables before it.
 *
 * gen_make makes them when the form of the options is GR_FORM_2014 or GR_FORM_LOCAL.
 * The layout may be one of the two below as well; of the damages those of
 * GEN_STATISTICS_DAMAGES show.  What the table's columns are, its shape, follows
 * from the seed.
 *
 * Cells that the form does not have (other columns, unknown rows) come behind the
 * slots: cell i of extras[] is cells[GR_SLOTS + i], its label's place is that of
 * cells[GR_SLOTS + GEN_EXTRAS + i].
 */
#ifndef GR_GENERATOR_STATISTICS_H
#define GR_GENERATOR_STATISTICS_H

#include "generator.h"

/* Layouts without borders, as pdftotext gives them: columns aligned by blanks, and one blank between cells. */
#define GEN_ALIGNED GEN_LAYOUTS
#define GEN_RAW (GEN_LAYOUTS + 1)
#define GEN_STATISTICS_LAYOUTS (GEN_LAYOUTS + 2)

#define GEN_STATISTICS_DAMAGES \
	(1u << GEN_EXTRA_ROWS | 1u << GEN_MISSING_ROWS | 1u << GEN_SWAPPED_ROWS | 1u << GEN_LOST_LABELS | 1u << GEN_CUT_TABLE | \
	 1u << GEN_BLANK_CELLS | 1u << GEN_PLACEHOLDERS | 1u << GEN_REPEATED_LINES | 1u << GEN_PAGE_BREAKS | 1u << GEN_NOTES | \
	 1u << GEN_PROSE | 1u << GEN_FILLERS | 1u << GEN_SURPLUS_COLUMN | 1u << GEN_HEADINGS_MISSING | 1u << GEN_LABEL_NOTES | \
	 1u << GEN_WRAPPED_LABELS | 1u << GEN_VALUE_WORDS | 1u << GEN_TRADITIONAL | 1u << GEN_PINYIN | 1u << GEN_REPLACED)

/* Columns of a table: GEN_SHAPE(name, key, forms it is met with). */
#define GEN_SHAPE_LIST \
	GEN_SHAPE(PLAIN, "plain", GR_IN_2014 | GR_IN_LOCAL)	/* 统计指标 | 单位 | 统计数 */ \
	GEN_SHAPE(NUMBERED, "numbered", GR_IN_2014 | GR_IN_LOCAL)	/* 序号 in front */ \
	GEN_SHAPE(MEASURED, "measured", GR_IN_2014)	/* 指标 | 计量单位 | 数量, with ① below 1. */ \
	GEN_SHAPE(UNITLESS, "unitless", GR_IN_2014)	/* 统计指标 | 统计数, units in the labels */ \
	GEN_SHAPE(HEADLESS, "headless", GR_IN_2014 | GR_IN_LOCAL) \
	GEN_SHAPE(REMARKED, "remarked", GR_IN_2014 | GR_IN_LOCAL)	/* 备注 behind */ \
	GEN_SHAPE(LEVELS, "levels", GR_IN_2014)	/* 合计 | 区政府 | 区直单位 | 乡镇街道 */ \
	GEN_SHAPE(LEVELS_BELOW, "levels-below", GR_IN_2014)	/* the same below 统计数, in a second line */ \
	GEN_SHAPE(LEVELS_ONLY, "levels-only", GR_IN_2014)	/* without 合计 */ \
	GEN_SHAPE(FUJIAN, "fujian", GR_IN_LOCAL)	/* 指标名称 | 计量单位 | 年度 | 历年累计 */ \
	GEN_SHAPE(CODED, "coded", GR_IN_LOCAL)	/* 指标名称 | 计量单位 | 代码 | 本期实际 | 本年累计 */

typedef enum gen_shape
{
#define GEN_SHAPE(name, key, forms) GEN_SHAPE_##name,
	GEN_SHAPE_LIST
#undef GEN_SHAPE
	GEN_SHAPES
} gen_shape;

extern const char *const gen_shape_keys[GEN_SHAPES];

extern gen_shape gen_shape_of(const gen_options *options);

static inline bool
gen_is_statistics(int form)
{
	return form == GR_FORM_2014 || form == GR_FORM_LOCAL;
}

/* The key of a layout, those of statistics included. */
extern const char *gen_statistics_layout_key(int layout);
extern int	gen_statistics_layout_by_key(const char *key);

#endif							/* GR_GENERATOR_STATISTICS_H */
