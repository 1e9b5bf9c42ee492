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

/* Characters back that are read once more rather than that all are counted. */
#define FAR_BACK 4096

static gr_slice
words_of(gr_raw_words *words, gr_span span)
{
	gr_arena	arena;
	size_t		from;

	if (words->all == NULL && (span.pos == 0 || (size_t) span.pos + FAR_BACK > words->raw.characters))
		return gr_position_words(&words->raw, span);
	if (span.pos == 0)
		return gr_slice_make(NULL, 0);
	if (words->all == NULL)
	{
		/* It lasts as long as the current memory context. */
		gr_arena_init(&arena, &gr_host_server);
		words->all = gr_positions_new(&arena, words->raw.text);
	}
	from = gr_positions_offset(words->all, span.pos);
	return gr_slice_sub(words->raw.text, from, gr_positions_offset(words->all, span.pos + span.len));
}

gr_slice
gr_words_at(gr_raw_words *words, gr_arena *arena, gr_span span)
{
	gr_slice	found = {NULL, 0};
	gr_error	error = {0, NULL};

	CHECK_FOR_INTERRUPTS();
	if (words->raw.text.data != NULL)
		found = words_of(words, span);
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
