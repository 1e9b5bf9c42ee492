#include "audit_text.h"

#include "markup_writer.h"
#include "position.h"

/* By place, the longer one first. */
static bool
comes_before(gr_span a, gr_span b)
{
	return a.pos != b.pos ? a.pos < b.pos : a.len > b.len;
}

static void
sink(gr_span *spans, size_t at, size_t count)
{
	gr_span		s = spans[at];
	size_t		child;

	for (; (child = 2 * at + 1) < count; at = child)
	{
		child += child + 1 < count && comes_before(spans[child], spans[child + 1]);
		if (!comes_before(s, spans[child]))
			break;
		spans[at] = spans[child];
	}
	spans[at] = s;
}

static void
sort_spans(gr_span *spans, size_t count)
{
	for (size_t i = count / 2; i > 0; i--)
		sink(spans, i - 1, count);
	for (size_t i = count; i > 1; i--)
	{
		gr_span		last = spans[i - 1];

		spans[i - 1] = spans[0];
		spans[0] = last;
		sink(spans, 0, i - 1);
	}
}

/* The characters of the text that are shown. */
static gr_slice
shown_text(gr_slice raw)
{
	size_t		len = raw.len;

	if (len > GR_SHEET_TEXT_LIMIT)
		for (len = GR_SHEET_TEXT_LIMIT; len > 0 && ((unsigned char) raw.data[len] & 0xC0) == 0x80;)
			len--;
	return gr_slice_sub(raw, 0, len);
}

gr_status
gr_audit_text_places(gr_arena *arena, const gr_sheet *sheet, gr_audit_text *text)
{
	size_t		count = 0;
	uint32_t	reached = 0;

	text->count = 0;
	text->places = gr_arena_alloc(arena, (GR_SLOTS + sheet->findings->count) * sizeof(gr_span));
	if (text->places == NULL)
		return GR_OUT_OF_MEMORY;
	if (sheet->raw.len == 0)
		return GR_OK;
	text->end = (uint32_t) gr_utf8_count(shown_text(sheet->raw)) + 1;
	for (int slot = 0; slot < GR_SLOTS; slot++)
		if (sheet->report->cells[slot].span.pos != 0)
			text->places[count++] = sheet->report->cells[slot].span;
	for (size_t i = 0; i < sheet->findings->count; i++)
		if (sheet->findings->items[i].span.pos != 0)
			text->places[count++] = sheet->findings->items[i].span;
	sort_spans(text->places, count);
	for (size_t i = 0; i < count; i++)
	{
		gr_span		s = text->places[i];

		/* Beyond what is shown. */
		if (s.pos > text->end || s.len > text->end - s.pos)
			continue;
		/* A place inside the one before is that one's. */
		if (s.pos < reached || (text->count > 0 && s.pos == text->places[text->count - 1].pos))
			continue;
		text->places[text->count++] = s;
		reached = s.pos + s.len;
	}
	return GR_OK;
}

uint32_t
gr_audit_text_anchor(const gr_audit_text *text, gr_span span)
{
	size_t		low = 0;
	size_t		high = text->count;

	/* The last place that begins at or before it. */
	while (low < high)
	{
		size_t		middle = low + (high - low) / 2;

		if (text->places[middle].pos <= span.pos)
			low = middle + 1;
		else
			high = middle;
	}
	if (span.pos == 0 || low == 0)
		return 0;
	low--;
	return span.pos == text->places[low].pos || span.pos < text->places[low].pos + text->places[low].len ? text->places[low].pos : 0;
}

/* Text with what would not be seen made visible: it may be why two lines look alike. */
static void
write_text(gr_writer *to, gr_slice text)
{
	size_t		done = 0;
	size_t		length;

	for (size_t i = 0; i < text.len; i += length)
	{
		uint32_t	c = gr_utf8_next(text.data + i, text.data + text.len, &length);
		static const char hex[] = "0123456789ABCDEF";

		if (!gr_markup_drops(c))
			continue;
		gr_markup_write(to, "%t<span class=\"control\">U+", gr_slice_sub(text, done, i));
		for (int shift = 12; shift >= 0; shift -= 4)
			gr_write_byte(to, (unsigned char) hex[c >> shift & 15]);
		gr_markup_write(to, "</span>");
		done = i + length;
	}
	gr_markup_write(to, "%t", gr_slice_sub(text, done, text.len));
}

void
gr_audit_text_write(const gr_sheet *sheet, const gr_audit_text *text, gr_writer *to)
{
	gr_slice	raw = shown_text(sheet->raw);
	gr_position position = gr_position_begin(raw);
	size_t		done = 0;

	for (size_t i = 0; i < text->count; i++)
	{
		gr_span		s = text->places[i];
		size_t		from = gr_position_offset(&position, s.pos);
		size_t		end = gr_position_offset(&position, s.pos + s.len);

		write_text(to, gr_slice_sub(raw, done, from));
		gr_markup_write(to, "<mark id=\"p%i\">", (int) s.pos);
		write_text(to, gr_slice_sub(raw, from, end));
		gr_markup_write(to, "</mark>");
		done = end;
	}
	write_text(to, gr_slice_sub(raw, done, raw.len));
	if (raw.len < sheet->raw.len)
		gr_markup_write(to, " …");
}
