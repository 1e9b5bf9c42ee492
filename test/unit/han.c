/*
 * han.c
 *		Han characters passed over in blocks, against the plain way to do it.
 */
#include "han.h"
#include "sample.h"

static int	wrong;
static int	tried;

/* From "at" on, with every end of the text; what is behind the end must not matter. */
static void
try_all_ends(gr_slice text, size_t at)
{
	for (size_t end = at; end <= text.len; end++, tried++)
	{
		gr_slice	piece = gr_slice_sub(text, 0, end);

		wrong += gr_skip_han(piece, at) != gr_skip_han_plain(piece, at);
	}
}

static void
test_same_as_plain(void)
{
	/* Common Han characters, those of planes and rows beside them, and all lengths. */
	static const char *const others[] = {"a", "é", "𠮷", "　", "。", "，", "㐀", "豈", "０", "\n"};
	char		buffer[200];

	for (int round = 0; round < 200; round++)
	{
		size_t		starts[sizeof(buffer)];
		size_t		count = 0;
		size_t		len = 0;

		while (len + 4 <= sizeof(buffer))
		{
			const char *c = random_below(12) == 0 ? others[random_below(10)] : random_below(2) == 0 ? "一" : "鿿";

			starts[count++] = len;
			memcpy(buffer + len, c, strlen(c));
			len += strlen(c);
		}
		for (size_t i = 0; i < count; i += 3)
			try_all_ends(gr_slice_make(buffer, len), starts[i]);
	}
	is_int(wrong, 0, "the same as one by one, %d pieces", tried);
}

static void
test_places(void)
{
	gr_slice	text = GR_SLICE("政府信息公开工作年度报告，二〇二〇年度");

	is_int(gr_skip_han(text, 0), strlen("政府信息公开工作年度报告"), "up to a comma");
	is_int(gr_skip_han(text, strlen("政府信息公开工作年度报告")), strlen("政府信息公开工作年度报告"), "not over it");
	is_int(gr_skip_han(text, strlen("政府信息公开工作年度报告，")), strlen("政府信息公开工作年度报告，二"), "〇 is none of the common ones");
	is_int(gr_skip_han(text, strlen("政府信息公开工作年度报告，二〇")), strlen("政府信息公开工作年度报告，二〇二"), "one");
	is_int(gr_skip_han(text, text.len), text.len, "nothing at the end");
	text.len--;
	is_int(gr_skip_han(text, strlen("政府信息公开工作年度报告，二〇二〇")), text.len - 2, "what is cut short is left");
	is_int(gr_skip_han(gr_slice_make(NULL, 0), 0), 0, "nothing in nothing");
}

int
main(void)
{
	test_places();
	test_same_as_plain();
	return done_testing();
}
