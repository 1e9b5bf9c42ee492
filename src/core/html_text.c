/*
 * html_text.c
 *		Texts with their segments, and views of them.
 */
#include "html_text.h"

#include "html_entities.h"
#include "html_strings.h"

#define FIRST_BLOCK 1024
#define LARGEST_BLOCK ((size_t) 1 << 18)

void
gr_html_text_init(gr_html_text *text, gr_arena *arena, size_t segment_limit)
{
	memset(text, 0, sizeof(*text));
	text->arena = arena;
	text->segments_left = segment_limit;
	text->bytes.block = FIRST_BLOCK;
	text->segments.block = FIRST_BLOCK;
}

/*
 * Room for n more bytes behind the "used" ones under construction, and for as many
 * again as "slack" in a new block.  A full block is left behind and only what is
 * under construction moves, so that all the copies of a page take about the room
 * of its text.
 */
static bool
make_room(gr_html_text *text, gr_html_stock *stock, size_t used, size_t n, size_t slack)
{
	size_t		size = used + n + slack > stock->block ? used + n + slack : stock->block;
	char	   *moved;

	if (used + n <= stock->room)
		return true;
	moved = gr_arena_alloc(text->arena, size);
	if (moved == NULL)
	{
		text->failed = true;
		return false;
	}
	if (used > 0)
		memcpy(moved, stock->at, used);
	stock->at = moved;
	stock->room = size;
	if (stock->block < LARGEST_BLOCK)
		stock->block *= 2;
	return true;
}

static inline size_t
copied(const gr_html_text *text)
{
	return text->direct == NULL ? text->len : 0;
}

void
gr_html_text_reserve(gr_html_text *text, size_t bytes, size_t segments)
{
	text->full = text->full || segments > text->segments_left;
	if (text->full)
		return;
	make_room(text, &text->bytes, copied(text), bytes, 0);
	make_room(text, &text->segments, text->segment_count * sizeof(gr_html_segment), segments * sizeof(gr_html_segment), 0);
}

static void
copy_bytes(gr_html_text *text, const char *bytes, size_t used, size_t len)
{
	if (len > 0 && make_room(text, &text->bytes, used, len, used))
		memcpy(text->bytes.at + used, bytes, len);
}

static void
add_segment(gr_html_text *text, size_t source)
{
	gr_html_segment segment = {(uint32_t) text->len, (uint32_t) source};
	size_t		used = text->segment_count * sizeof(segment);

	text->full = text->full || text->segments_left == 0;
	if (text->full || !make_room(text, &text->segments, used, sizeof(segment), used))
		return;
	memcpy(text->segments.at + used, &segment, sizeof(segment));
	text->segment_count++;
	text->segments_left--;
}

void
gr_html_text_add(gr_html_text *text, const char *bytes, size_t len, size_t source, bool lasting)
{
	if (len == 0 || text->failed || text->full)
		return;
	if (text->len == 0 || text->broken || source != text->expected)
		add_segment(text, source);
	if (text->full)
		return;
	text->broken = false;
	text->expected = source + len;
	if (text->len == 0 && lasting)
		text->direct = bytes;
	else if (text->direct == NULL)
		copy_bytes(text, bytes, text->len, len);
	else if (!lasting || bytes != text->direct + text->len)
	{
		const char *direct = text->direct;

		text->direct = NULL;
		copy_bytes(text, direct, 0, text->len);
		if (!text->failed)
			copy_bytes(text, bytes, text->len, len);
	}
	if (!text->failed)
		text->len += len;
}

void
gr_html_text_mark(gr_html_text *text, size_t source)
{
	add_segment(text, source);
	text->broken = true;
}

void
gr_html_text_cut(gr_html_text *text, size_t len)
{
	const gr_html_segment *segments = (const gr_html_segment *) (void *) text->segments.at;

	text->len = len;
	text->broken = true;
	while (text->segment_count > 0 && segments[text->segment_count - 1].text >= len)
	{
		text->segment_count--;
		text->segments_left++;
	}
}

static void
take_stock(gr_html_stock *stock, size_t used)
{
	stock->at += used;
	stock->room -= used;
}

gr_slice
gr_html_text_finish(gr_html_text *text, const gr_html_segment **segments, size_t *count)
{
	gr_slice	result = gr_slice_make(text->direct != NULL ? text->direct : text->len > 0 ? text->bytes.at : "", text->len);

	*segments = NULL;
	*count = 0;
	if (text->failed)
		return GR_SLICE("");
	if (text->segment_count > 1)
	{
		*segments = (const gr_html_segment *) (void *) text->segments.at;
		*count = text->segment_count;
		take_stock(&text->segments, text->segment_count * sizeof(gr_html_segment));
	}
	else
		text->segments_left += text->segment_count;
	if (copied(text) > 0)
		take_stock(&text->bytes, text->len);
	text->segment_count = 0;
	text->direct = NULL;
	text->len = 0;
	text->broken = false;
	return result;
}

size_t
gr_html_view_mapped(gr_html_view *view, size_t offset)
{
	const gr_html_segment *map = view->map;

	offset += view->origin;
	while (view->cursor > 0 && map[view->cursor].text > offset)
		view->cursor--;
	while (view->cursor + 1 < view->map_count && map[view->cursor + 1].text <= offset)
		view->cursor++;
	return map[view->cursor].source + (offset - map[view->cursor].text);
}

/* Where the segment that was last asked for ends, as an offset in the text; SIZE_MAX for the last one. */
static inline size_t
view_segment_end(const gr_html_view *view)
{
	if (view->map == NULL || view->cursor + 1 >= view->map_count)
		return SIZE_MAX;
	return view->map[view->cursor + 1].text - view->origin;
}

size_t
gr_html_view_behind(gr_html_view *view, size_t offset)
{
	size_t		before = gr_html_view_source(view, offset - 1);

	/* An escape is longer than its bytes: it ends where the next segment says. */
	if (view_segment_end(view) == offset)
		return view->map[view->cursor + 1].source;
	return before + 1;
}

void
gr_html_text_add_view(gr_html_text *text, gr_html_view *view, size_t offset, size_t len)
{
	size_t		end = offset + len;

	while (offset < end)
	{
		size_t		source = gr_html_view_source(view, offset);
		size_t		to = view_segment_end(view);

		if (to > end)
			to = end;
		gr_html_text_add(text, view->text.data + offset, to - offset, source, true);
		offset = to;
	}
}

void
gr_html_text_add_escape(gr_html_text *text, const char *bytes, size_t len, size_t source, size_t taken)
{
	size_t		in_step = len < taken ? len : taken;

	gr_html_text_add(text, bytes, in_step, source, false);
	gr_html_text_add(text, bytes + in_step, len - in_step, source + taken - 1, false);
}

/* Makes room for what decoding these bytes can give, if there is anything to decode. */
static void
reserve_decoded(gr_html_text *text, gr_slice s, size_t from, size_t to, char sign)
{
	size_t		count = 0;
	size_t		i;

	for (i = from; i < to; i++)
		count += s.data[i] == sign;
	if (count > 0)
		gr_html_text_reserve(text, GR_HTML_DECODE_ROOM(to - from), count + 2);
}

/* Appends what escapes like these stand for, and the text between them. */
static void
add_unescaped(gr_html_text *text, gr_html_view *view, size_t from, size_t to, char sign)
{
	const char *start = view->text.data;
	const char *end = start + to;
	const char *p = start + from;

	while (p < end)
	{
		const char *next = memchr(p, sign, (size_t) (end - p));
		char		out[GR_HTML_REFERENCE_BYTES];
		size_t		length;
		size_t		taken;

		if (next == NULL)
			next = end;
		gr_html_text_add_view(text, view, (size_t) (p - start), (size_t) (next - p));
		p = next;
		if (p == end)
			break;
		taken = sign == '\\' ? gr_html_string_escape(p, end, out, &length) : gr_html_reference(p, end, false, out, &length);
		if (taken == 0)
		{
			out[0] = sign;
			taken = length = 1;
		}
		gr_html_text_add_escape(text, out, length, gr_html_view_source(view, (size_t) (p - start)), taken);
		p += taken;
	}
}

void
gr_html_text_add_decoded(gr_html_text *text, gr_html_view *view, size_t from, size_t to)
{
	reserve_decoded(text, view->text, from, to, '&');
	add_unescaped(text, view, from, to, '&');
	gr_html_text_mark(text, gr_html_view_source(view, to - 1) + 1);
}

void
gr_html_text_add_literal(gr_html_text *text, gr_html_view *view, size_t from, size_t to)
{
	reserve_decoded(text, view->text, from, to, '\\');
	add_unescaped(text, view, from, to, '\\');
	gr_html_text_mark(text, gr_html_view_source(view, to));
}
