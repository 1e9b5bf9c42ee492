/*
 * position.c
 *		Positions in any order, by either way, against counting from the start.
 */
#include "position.h"
#include "tap.h"

#include <stdlib.h>

/* Characters of one to four bytes, in memory that ends with the text. */
static char *
make_text(size_t characters, size_t *len)
{
	static const char *const signs[] = {"a", "\n", "\xC2\xA7", "\xE6\x97\xA5", "\xE3\x80\x82", "\xF0\xA0\x80\x80"};
	char	   *text = malloc(characters * 4 + 1);

	*len = 0;
	for (size_t i = 0; i < characters; i++)
	{
		const char *sign = signs[rand() % 6];

		memcpy(text + *len, sign, strlen(sign));
		*len += strlen(sign);
	}
	return realloc(text, *len + (*len == 0));
}

/* Offsets of a text whose positions are not those that counting finds. */
static int
count_wrong(gr_arena *arena, gr_slice text)
{
	const gr_positions *p = gr_positions_new(arena, text);
	const gr_positions *plain = gr_positions_new_plain(arena, text);
	uint32_t	position = 1;
	int			wrong = 0;

	for (size_t at = 0; at <= text.len; at++)
	{
		size_t		from = at > 0 ? (size_t) rand() % at : 0;
		gr_span		span = gr_positions_span(p, from, at);

		wrong += span.pos != gr_positions_at_plain(p, from) || span.pos + span.len != position;
		wrong += gr_positions_at(p, at) != position || gr_positions_at_plain(p, at) != position || gr_positions_at_plain(plain, at) != position;
		if (at == text.len || ((unsigned char) text.data[at] & 0xC0) != 0x80)
			wrong += gr_positions_offset(p, position) != at;
		position += at < text.len && ((unsigned char) text.data[at] & 0xC0) != 0x80;
	}
	wrong += gr_positions_offset(p, position + 1) != text.len || gr_positions_offset(p, UINT32_MAX) != text.len;
	return wrong;
}

int
main(void)
{
	gr_arena	arena;
	int			wrong = 0;
	size_t		longest = 0;

	gr_arena_init(&arena, &gr_host_libc);
	srand(1);
	for (int round = 0; round < 500; round++)
	{
		size_t		len;
		char	   *text = make_text((size_t) (rand() % 200), &len);

		wrong += count_wrong(&arena, gr_slice_make(text, len));
		longest = len > longest ? len : longest;
		free(text);
	}
	ok(wrong == 0, "each byte has the position that counting finds");
	ok(longest > 4 * GR_POSITION_BLOCK, "in texts of many blocks");
	is_int(gr_positions_span(gr_positions_new(&arena, GR_SLICE("ab\xE6\x97\xA5" "c")), 2, 5).len, 1, "a character is one of any length");
	gr_arena_free(&arena);
	return done_testing();
}
