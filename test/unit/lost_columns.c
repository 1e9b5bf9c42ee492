/*
 * lost_columns.c
 *		A table whose figures come column after column: which column is which, and what is none of them.
 */
#include "cell_count.h"
#include "parse.h"
#include "tap.h"

#include <stdio.h>

/* What is asked for besides one page of the form of 2021, its columns from left to right. */
typedef struct column_text
{
	const char *what;
	const char *before;			/* words right before the first column */
	const char *behind_first;	/* and right behind it */
	const char *order;			/* columns, "3456127" */
	int			solved;
}			column_text;

static int
figure_at(int row, int column)
{
	/* Received, granted and not held, concluded. */
	static const int rows[4][7] = {{5, 2, 0, 1, 0, 0, 8}, {3, 0, 0, 1, 0, 0, 4}, {2, 2, 0, 0, 0, 0, 4}, {5, 2, 0, 1, 0, 0, 8}};
	int			known = row == 0 ? 0 : row == 2 ? 1 : row == 12 ? 2 : row == 23 ? 3 : -1;

	return known < 0 ? 0 : rows[known][column];
}

static gr_slice
write_columns(char *text, size_t size, const column_text *c)
{
	int			n = snprintf(text, size, "三、收到和处理政府信息公开申请情况\n（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）\n"
							 "申请人情况\n\n2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请\n\n%s\n\n", c->before);

	for (int k = 0; k < 7; k++)
	{
		for (int row = 0; row < 25; row++)
			n += snprintf(text + n, size - (size_t) n, "%d\n\n", figure_at(row, c->order[k] - '1'));
		if (k == 0)
			n += snprintf(text + n, size - (size_t) n, "%s", c->behind_first);
	}
	n += snprintf(text + n, size - (size_t) n, "四、政府信息公开行政复议、行政诉讼情况\n\n");
	for (int i = 0; i < 15; i++)
		n += snprintf(text + n, size - (size_t) n, "0\n\n");
	return gr_slice_make(text, (size_t) n);
}

static void
test_columns(void)
{
	/* Twenty-one rows are all zero; of the others the total is certain in any order. */
	static const column_text texts[] = {
		{"behind the label of a row", "四、结转下年度继续办理", "", "1234567", 175},
		{"behind a head", "法人或其他组织", "", "1234567", 21 * 7 + 4},
		{"words behind the first", "四、结转下年度继续办理", "申请人情况\n\n", "1234567", 21 * 7 + 4},
		{"the number of the page amidst", "四、结转下年度继续办理", "1\n\n申请人情况\n\n", "1234567", 21 * 7 + 4},
		{"out of turn, behind a head", "法人或其他组织", "", "3456127", 21 * 7 + 4},
	};

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
	{
		gr_arena	arena;
		gr_report  *report;
		gr_error	error;
		char		text[4096];
		int			wrong = 0;

		gr_arena_init(&arena, &gr_host_libc);
		report = gr_arena_alloc(&arena, sizeof(gr_report));
		ok(report != NULL && gr_parse(&arena, write_columns(text, sizeof(text), &texts[i]), report, &error) == GR_OK, "columns %s", texts[i].what);
		is_int(with_status(report, GR_TABLE_APPLICATIONS, GR_CELL_SOLVED), texts[i].solved, "as many cells are solved");
		for (int row = GR_ROW_RECEIVED, rank = 0; row <= GR_ROW_CARRIED_OUT; row++)
		{
			if (gr_slot_of(row, GR_COLUMN_TOTAL) < 0 || !gr_form_has(GR_FORM_2021, gr_slot_of(row, GR_COLUMN_TOTAL)))
				continue;
			for (int c = 0; c < 7; c++)
			{
				const gr_cell *cell = &report->cells[gr_slot_of(row, GR_COLUMN_NATURAL_PERSON + c)];

				wrong += gr_cell_has_value(cell) && cell->value != figure_at(rank, c);
			}
			rank++;
		}
		is_int(wrong, 0, "none of them wrong");
		gr_arena_free(&arena);
	}
}

int
main(void)
{
	test_columns();
	return done_testing();
}
