#include "facts_ties.h"

#include "rare.h"

/* A character that ties digits to an address, a telephone number, a time. */
static bool
is_tie(uint32_t c)
{
	return c == '.' || c == '/' || c == ':' || c == '@' || c == '_' || c == '-' || c == '~' || c == '#' || c == '=' || c == '&' ||
		c == '?' || c == '\\' || c == '*' || c == 0x00D7;
}

GR_RARE size_t
gr_figure_end_of_run(gr_slice text, size_t at)
{
	size_t		length;

	for (;;)
	{
		uint32_t	c;

		at = gr_end_of_digits(text, at);
		c = gr_numeral_peek_at(text, at, &length);
		if (!gr_is_digit(c) && !gr_is_ascii_letter(c) && !is_tie(c))
			return at;
		at += length;
	}
}

/* gr_figure_is_tied() behind what is no Han character. */
GR_RARE bool
gr_figure_is_tied_to_sign(gr_slice text, size_t from)
{
	size_t		start;
	size_t		word;
	uint32_t	c;
	uint32_t	d;

	c = d = gr_sign_before(text, 0, from, &start);
	/* **12件**, in Markdown */
	if (c == '*' && start > 0 && text.data[start - 1] == '*')
		return false;
	for (word = start; d == ' ' && word > 0;)
		d = gr_sign_before(text, 0, word, &word);
	if (gr_is_ordinal(d))
		return true;
	/* A colon introduces a figure as well: 合计：12件. */
	if (c == ':' || c == '-')
		return gr_is_digit(gr_sign_before(text, 0, start, &start)) || c == '-';
	if (c == '+')
		return gr_is_digit(gr_sign_before(text, 0, start, &start)) || gr_is_ascii_letter(gr_sign_before(text, 0, start, &start));
	return gr_is_ascii_letter(c) || is_tie(c) || c == '%' || c == '[' || c == 0x3014;
}

bool
gr_figure_goes_on(gr_slice text, size_t at)
{
	size_t		after;
	uint32_t	c = gr_sign_at(text, at, &after);

	if (c == '*')
		return gr_skip_bold(text, at) == at;
	return gr_is_ascii_letter(c) || is_tie(c) || (c == '+' && gr_is_digit(gr_sign_at(text, at + 1, &after)));
}

bool
gr_numeral_is_in_word(gr_slice text, size_t from)
{
	size_t		start;

	switch (gr_sign_before(text, 0, from, &start))
	{
		case 0x7B2C:			/* 第 */
		case 0x524D:			/* 前 */
		case 0x6BCF:			/* 每 */
		case 0x4EFB:			/* 任 */
		case 0x540C:			/* 同 */
		case 0x8FD9:			/* 这 */
		case 0x90A3:			/* 那 */
		case 0x53E6:			/* 另 */
		case 0x54EA:			/* 哪 */
		case 0x7EDF:			/* 统 */
		case 0x552F:			/* 唯 */
		case 0x4E4B:			/* 之 */
		case 0x9010:			/* 逐 */
		case 0x8FDB:			/* 进 */
		case 0x4E13:			/* 专 */
		case 0x5355:			/* 单 */
		case 0x5176:			/* 其 */
		case 0x67D0:			/* 某 */
		case 0x5E7A:			/* 幺 */
		case 0x6570:			/* 数 */
		case 0x51E0:			/* 几 */
		case 0x4E0A:			/* 上 */
		case 0x8DD1:			/* 跑 */
		case 0x5212:			/* 划 */
		case 0x4E0D:			/* 不 */
		case 0x5468:			/* 周 */
		case 0x671F:			/* 期, of 星期 */
		case 0x521D:			/* 初 */
		case '"':
		case 0x201C:
			return true;
	}
	return false;
}
