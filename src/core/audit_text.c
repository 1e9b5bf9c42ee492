#include "audit_text.h"

#include "markup_writer.h"
#include "position.h"
#include "sort.h"

/* By place; of two that begin together the one of a cell first, then the longer one. */
static int
by_place(const void *a, const void *b)
{
	const gr_audit_place *x = a;
	const gr_audit_place *y = b;

	if (x->span.pos != y->span.pos)
		return x->span.pos < y->span.pos ? -1 : 1;
	if (x->of_cell != y->of_cell)
		return x->of_cell ? -1 : 1;
	if (x->span.len != y->span.len)
		return x->span.len > y->span.len ? -1 : 1;
	return x->slot - y->slot;
}

gr_slice
gr_audit_shown(gr_slice text, size_t limit)
{
	size_t		len = text.len;

	if (len > limit)
		for (len = limit; len > 0 && ((unsigned char) text.data[len] & 0xC0) == 0x80;)
			len--;
	return gr_slice_sub(text, 0, len);
}

/* The place that a span lies in, or NULL. */
static gr_audit_place *
place_of(const gr_audit_text *text, gr_span span)
{
	size_t		low = 0;
	size_t		high = text->count;
	gr_audit_place *place;

	/* The last place that begins at or before it. */
	while (low < high)
	{
		size_t		middle = low + (high - low) / 2;

		if (text->places[middle].span.pos <= span.pos)
			low = middle + 1;
		else
			high = middle;
	}
	if (span.pos == 0 || low == 0)
		return NULL;
	place = &text->places[low - 1];
	return span.pos == place->span.pos || span.pos < place->span.pos + place->span.len ? place : NULL;
}

uint32_t
gr_audit_text_anchor(const gr_audit_text *text, gr_span span)
{
	const gr_audit_place *place = place_of(text, span);

	return place == NULL ? 0 : place->span.pos;
}

/*
 * What is within the shown text, each stretch once.  A place inside that of a cell is the cell's;
 * what was found about more than a cell gives way to what stands in it.
 */
static void
keep_places(gr_audit_text *text, size_t count)
{
	for (size_t i = 0; i < count; i++)
	{
		gr_audit_place place = text->places[i];
		gr_audit_place *last = text->count == 0 ? NULL : &text->places[text->count - 1];

		if (place.span.pos > text->end || place.span.len > text->end - place.span.pos)
			continue;
		if (last != NULL && place.span.pos < last->span.pos + last->span.len)
		{
			if (last->of_cell || last->span.pos == place.span.pos)
				continue;
			last->span.len = place.span.pos - last->span.pos;
		}
		else if (last != NULL && last->span.pos == place.span.pos)
			continue;
		text->places[text->count++] = place;
	}
}

/* What was found about a place. */
static void
link_findings(const gr_sheet *sheet, gr_audit_text *text)
{
	for (size_t i = sheet->findings->count; i > 0; i--)
	{
		gr_audit_place *place = place_of(text, sheet->findings->items[i - 1].span);

		text->next[i - 1] = place == NULL ? 0 : place->first;
		if (place != NULL)
			place->first = (uint32_t) i;
	}
}

/* A place that may turn out to lie in another one. */
static void
add_place(gr_audit_text *text, gr_span span, bool of_cell, int slot)
{
	if (span.pos != 0)
		text->places[text->count++] = (gr_audit_place) {span, of_cell, slot, 0};
}

gr_status
gr_audit_text_places(gr_arena *arena, const gr_sheet *sheet, gr_audit_text *text)
{
	const gr_report *report = sheet->report;
	size_t		count;

	text->count = 0;
	text->places = gr_arena_alloc(arena, (GR_SLOTS + report->extra_count + sheet->findings->count) * sizeof(gr_audit_place));
	text->next = gr_arena_alloc(arena, (sheet->findings->count + 1) * sizeof(uint32_t));
	if (text->places == NULL || text->next == NULL)
		return GR_OUT_OF_MEMORY;
	if (sheet->raw.len == 0 || sheet->other != NULL)
		return GR_OK;
	text->end = (uint32_t) gr_utf8_count(gr_audit_shown(sheet->raw, GR_SHEET_TEXT_LIMIT)) + 1;
	for (int slot = 0; slot < GR_SLOTS; slot++)
		if (gr_form_has(report->forms[gr_slots[slot].table], slot))
			add_place(text, report->cells[slot].span, true, slot);
	for (size_t i = 0; i < report->extra_count; i++)
		add_place(text, report->extras[i].cell.span, true, -1);
	for (size_t i = 0; i < sheet->findings->count; i++)
		add_place(text, sheet->findings->items[i].span, false, -1);
	count = text->count;
	gr_sort(text->places, count, sizeof(gr_audit_place), by_place);
	text->count = 0;
	keep_places(text, count);
	link_findings(sheet, text);
	return GR_OK;
}

void
gr_audit_words_write(gr_writer *to, gr_slice text)
{
	static const char hex[] = "0123456789ABCDEF";
	size_t		done = 0;
	size_t		length = 0;
	uint32_t	c = 0;

	for (size_t i; (i = gr_markup_find_dropped(text, done, &c, &length)) < text.len; done = i + length)
	{
		gr_markup_write(to, "%t<span class=\"control\">U+", gr_slice_sub(text, done, i));
		for (int shift = 12; shift >= 0; shift -= 4)
			gr_write_byte(to, (unsigned char) hex[c >> shift & 15]);
		gr_markup_write(to, "</span>");
	}
	gr_markup_write(to, "%t", gr_slice_sub(text, done, text.len));
}

void
gr_audit_text_write(const gr_sheet *sheet, const gr_audit_text *text, const gr_audit_marks *marks, gr_writer *to)
{
	gr_slice	raw = gr_audit_shown(sheet->raw, GR_SHEET_TEXT_LIMIT);
	gr_position position = gr_position_begin(raw);
	size_t		done = 0;

	for (size_t i = 0; i < text->count; i++)
	{
		const gr_audit_place *place = &text->places[i];
		size_t		from = gr_position_offset(&position, place->span.pos);
		size_t		end = gr_position_offset(&position, place->span.pos + place->span.len);

		gr_audit_words_write(to, gr_slice_sub(raw, done, from));
		marks->begin(marks->context, place);
		gr_audit_words_write(to, gr_slice_sub(raw, from, end));
		marks->end(marks->context, place);
		done = end;
	}
	gr_audit_words_write(to, gr_slice_sub(raw, done, raw.len));
	if (raw.len < sheet->raw.len)
		gr_markup_write(to, " …");
}
