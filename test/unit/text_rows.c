/*
 * text_rows.c
 *		Paragraphs of two texts side by side: which belong together, and what differs in them.
 */
#include "text_rows.h"

#include "markup.h"
#include "position.h"

/* The rows as "left|right" lines, changes between brackets. */
static void
write_side(text *to, gr_slice all, size_t from, size_t end, const gr_text_rows *rows, bool of_a)
{
	for (size_t i = from; i < end; i++)
	{
		for (size_t c = 0; c < rows->change_count; c++)
		{
			gr_position position = gr_position_begin(all);
			gr_span		s = of_a ? rows->changes[c].a : rows->changes[c].b;

			if (s.len > 0 && gr_position_offset(&position, s.pos) == i)
				text_add(to, "[");
		}
		if (all.data[i] == '\n')
			text_add(to, "/");
		else
			text_bytes(to, all.data + i, 1);
		for (size_t c = 0; c < rows->change_count; c++)
		{
			gr_position position = gr_position_begin(all);
			gr_span		s = of_a ? rows->changes[c].a : rows->changes[c].b;

			if (s.len > 0 && gr_position_offset(&position, s.pos + s.len) == i + 1)
				text_add(to, "]");
		}
	}
}

static void
rows(const char *a, const char *b, const char *expected)
{
	gr_arena	arena;
	gr_text_rows r;
	text		got = {NULL, 0, 0};

	gr_arena_init(&arena, &gr_host_libc);
	if (gr_text_rows_of(&arena, gr_slice_cstring(a), gr_slice_cstring(b), &r) != GR_OK)
		abort();
	for (size_t i = 0; i < r.count; i++)
	{
		write_side(&got, gr_slice_cstring(a), r.rows[i].from_a, r.rows[i].to_a, &r, true);
		text_add(&got, r.rows[i].same ? "=" : "|");
		write_side(&got, gr_slice_cstring(b), r.rows[i].from_b, r.rows[i].to_b, &r, false);
		text_add(&got, "\n");
	}
	is_bytes(got.len == 0 ? "" : got.data, got.len, expected, strlen(expected), "rows of [%s] and [%s]", a, b);
	text_free(&got);
	gr_arena_free(&arena);
}

static void
test_rows(void)
{
	rows("", "", "");
	rows("公开", "公开。", "公开=公开。\n");
	rows("公开\n受理", "公开\n受理", "公开/=公开/\n受理=受理\n");
	rows("", "公开\n受理", "|[公开/受理]\n");
	/* A paragraph more, in the middle, in front, behind. */
	rows("公开\n受理", "公开\n新设窗口\n受理", "公开/=公开/\n|[新设窗口]/\n受理=受理\n");
	rows("公开\n受理", "新设窗口\n公开\n受理", "|[新设窗口]/\n公开/=公开/\n受理=受理\n");
	rows("公开\n受理", "公开\n受理\n新设窗口", "公开/=公开/\n受理=受理/\n|[新设窗口]\n");
	rows("公开\n撤销站点\n受理", "公开\n受理", "公开/=公开/\n[撤销站点]/|\n受理=受理\n");
	/* Paragraphs that were put together are one row with both. */
	rows("公开目录\n受理申请", "公开目录，受理申请", "公开目录/受理申请=公开目录，受理申请\n");
	rows("全年收到申请12件。\n无结转", "全年收到申请9件。\n无结转", "全年收到申请[12]件。/|全年收到申请[9]件。/\n无结转=无结转\n");
	rows("甲\n乙\n丙", "甲\n丁戊\n丙", "甲/=甲/\n[乙]/|[丁戊]/\n丙=丙\n");
	rows("（一）公开", "\n（一）公开\n", "（一）公开=/（一）公开/\n");
}

/* A letter that two sentences happen to share is not left alone between longer changes; it counts all the same. */
static void
test_joined(void)
{
	gr_arena	arena;
	gr_text_rows r;
	const char *a = "春季培训的安排不变";
	const char *b = "秋冬会议的地点不变";

	rows(a, b, "[春季培训的安排]不变|[秋冬会议的地点]不变\n");
	rows("全年收到申请1件，办结1件", "全年收到申请2件，办结3件", "全年收到申请[1]件，办结[1]件|全年收到申请[2]件，办结[3]件\n");
	rows("春季培训\n的\n安排不变", "秋冬会议\n的\n地点不变", "[春季培训]/|[秋冬会议]/\n的/=的/\n[安排]不变|[地点]不变\n");
	gr_arena_init(&arena, &gr_host_libc);
	is_int(gr_text_rows_of(&arena, gr_slice_cstring(a), gr_slice_cstring(b), &r), GR_OK, "the share");
	ok(r.repetition.a == 9 && r.repetition.b == 9 && r.repetition.common == 3, "counts each common letter");
	gr_arena_free(&arena);
}

/* Rows and changes of random texts: nothing is lost, nothing comes twice, no change reaches over the end of a row. */
static void
check_random(gr_slice a, gr_slice b, int *wrong)
{
	gr_arena	arena;
	gr_text_rows r;
	gr_repetition exact;
	size_t		at_a = 0;
	size_t		at_b = 0;
	size_t		next = 0;
	gr_position in_a = gr_position_begin(a);
	gr_position in_b = gr_position_begin(b);

	gr_arena_init(&arena, &gr_host_libc);
	if (gr_text_rows_of(&arena, a, b, &r) != GR_OK || gr_repetition_of(&arena, a, b, &exact) != GR_OK)
		abort();
	for (size_t i = 0; i < r.count; i++)
	{
		const gr_text_row *row = &r.rows[i];
		bool		changed = false;

		*wrong += row->from_a != at_a || row->from_b != at_b || (row->to_a == at_a && row->to_b == at_b);
		at_a = row->to_a;
		at_b = row->to_b;
		for (; next < r.change_count; next++)
		{
			const gr_text_change *c = &r.changes[next];

			if (c->a.len > 0 ? gr_position_offset(&in_a, c->a.pos) >= at_a : gr_position_offset(&in_b, c->b.pos) >= at_b)
				break;
			changed = true;
			*wrong += c->a.len > 0 && gr_position_offset(&in_a, c->a.pos + c->a.len) > at_a;
			*wrong += c->b.len > 0 && gr_position_offset(&in_b, c->b.pos + c->b.len) > at_b;
		}
		*wrong += changed == row->same;
	}
	*wrong += at_a != a.len || at_b != b.len || next != r.change_count;
	*wrong += exact.a != r.repetition.a || exact.b != r.repetition.b || exact.common != r.repetition.common;
	gr_arena_free(&arena);
}

static void
test_random(void)
{
	static const char *const pieces[] = {"公", "开", "受", "理", "a", "1", "，", "。", " ", "\n", "\n\n", "（一）"};
	int			wrong = 0;

	for (int round = 0; round < 3000; round++)
	{
		text		texts[2] = {{NULL, 0, 0}, {NULL, 0, 0}};

		for (int t = 0; t < 2; t++)
			for (unsigned n = random_below(40) + 1; n > 0; n--)
				text_add(&texts[t], pieces[random_below(sizeof(pieces) / sizeof(pieces[0]))]);
		check_random(text_slice(&texts[0]), text_slice(&texts[1]), &wrong);
		text_free(&texts[0]);
		text_free(&texts[1]);
	}
	is_int(wrong, 0, "rows of random texts");
}

/* Time follows the length where nothing but signs is there, or nothing is common. */
static void
test_long(void)
{
	static const char *const pieces[] = {"，", "\n", "公\n", "，，，，，，，，，，，，，，，，公"};

	for (size_t i = 0; i < sizeof(pieces) / sizeof(pieces[0]); i++)
	{
		text		a = {NULL, 0, 0};
		text		b = {NULL, 0, 0};
		int			wrong = 0;

		for (int n = 0; n < 10000; n++)
		{
			text_add(&a, pieces[i]);
			text_add(&b, n % 3 == 0 ? "开\n" : pieces[i]);
		}
		check_random(text_slice(&a), text_slice(&b), &wrong);
		is_int(wrong, 0, "a long text of pieces %zu", i);
		text_free(&a);
		text_free(&b);
	}
}

int
main(void)
{
	test_rows();
	test_joined();
	test_random();
	test_long();
	return done_testing();
}
