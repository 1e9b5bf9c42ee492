#include "pg_words.h"

#include "miscadmin.h"
#include "parse.h"

gr_raw_words
gr_arg_raw(FunctionCallInfo fcinfo, int n)
{
	gr_slice	none = {NULL, 0};
	gr_raw_words words = {.raw = gr_position_begin(PG_NARGS() > n ? gr_arg_bytes(fcinfo, n) : none)};

	return words;
}

/* Words with a bracket or an ampersand are few, so the text is asked when the first ones come. */
static bool
may_be_marked_up(gr_raw_words *words, const gr_arena *arena, gr_slice found)
{
	gr_error	error = {0, NULL};

	if (found.len == 0 || (memchr(found.data, '<', found.len) == NULL && memchr(found.data, '&', found.len) == NULL))
		return false;
	if (!words->asked)
		gr_check(gr_has_markup(arena, words->raw.text, &words->html), &error);
	words->asked = true;
	return words->html;
}

gr_slice
gr_words_at(gr_raw_words *words, gr_arena *arena, gr_span span)
{
	gr_slice	found = {NULL, 0};
	gr_error	error = {0, NULL};

	/* Places of a stored value may lead to and fro over the whole text. */
	CHECK_FOR_INTERRUPTS();
	if (words->raw.text.data != NULL)
		found = gr_position_words(&words->raw, span);
	if (may_be_marked_up(words, arena, found))
		gr_check(gr_markup_words(arena, found, &found), &error);
	return found;
}

void
gr_put_words(gr_row_values *row, gr_raw_words *words, gr_span span)
{
	gr_arena	arena;

	gr_arena_init(&arena, &gr_host_server);
	gr_put_slice(row, gr_words_at(words, &arena, span));
	gr_arena_free(&arena);
}
