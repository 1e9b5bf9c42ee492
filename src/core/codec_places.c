#include "codec_cells.h"

/* A place in one byte. */
#define SHORT_DISTANCE 16
#define SHORT_LENGTH 8
#define LONG_PLACE 0x80u

/* What a cell or a label takes at most. */
#define PLACE_BYTES (1 + 2 * GR_NUMBER_BYTES)

static char *
put_distance(char *to, uint32_t pos, uint32_t cursor)
{
	return gr_put_signed(to, (int64_t) pos - (int64_t) cursor);
}

static char *
put_place(char *to, gr_span span, uint32_t *cursor)
{
	uint32_t	distance = span.pos - *cursor;

	/* Back to a place before, the distance is a large number. */
	if ((distance / SHORT_DISTANCE | span.len / SHORT_LENGTH) == 0)
		*to++ = (char) (distance * SHORT_LENGTH + span.len);
	else
	{
		*to++ = (char) LONG_PLACE;
		to = put_distance(to, span.pos, *cursor);
		to = gr_put_unsigned(to, span.len);
	}
	if (span.pos != 0)
		*cursor = span.pos + span.len;
	return to;
}

static char *
put_label(char *to, gr_span label, uint32_t *cursor)
{
	to = gr_put_unsigned(to, label.len);
	if (label.len == 0)
		return to;
	to = put_distance(to, label.pos, *cursor);
	*cursor = label.pos + label.len;
	return to;
}

void
gr_places_encode(gr_writer *writer, const gr_report *report, int table)
{
	int			block = gr_tables[table].block;
	uint32_t	cursor = report->tables[table].pos;
	int			row = GR_ROW_NONE;

	gr_write_span(writer, report->tables[table]);
	for (int first = (int) gr_tables[table].first_slot; first < (int) gr_tables[table].end_slot; first += block)
	{
		char	   *to;

		if (!gr_form_has(report->forms[table], first))
			continue;
		to = gr_writer_room(writer, (size_t) (1 + block) * PLACE_BYTES);
		if (to == NULL)
			return;
		if (gr_slots[first].row != row)
		{
			row = gr_slots[first].row;
			to = put_label(to, report->labels[row], &cursor);
		}
		for (int slot = first; slot < first + block; slot++)
			if (report->cells[slot].status != GR_CELL_MISSING)
				to = put_place(to, report->cells[slot].span, &cursor);
		gr_writer_end(writer, to);
	}
}

/* A number that must lie inside the largest text. */
static uint32_t
read_extent(gr_reader *reader)
{
	uint64_t	value = gr_read_unsigned(reader);

	if (value > GR_TEXT_LIMIT + 1)
	{
		reader->failed = true;
		return 0;
	}
	return (uint32_t) value;
}

static uint32_t
read_distance(gr_reader *reader, uint32_t cursor)
{
	int64_t		distance = gr_read_signed(reader);
	int64_t		limit = 2 * (int64_t) GR_TEXT_LIMIT;

	if (distance < -limit || distance > limit || distance + (int64_t) cursor < 0 || distance + (int64_t) cursor > limit)
	{
		reader->failed = true;
		return 0;
	}
	return (uint32_t) (distance + (int64_t) cursor);
}

/* A place that has taken more than a byte. */
static gr_span
read_long_place(gr_reader *reader, uint32_t *cursor)
{
	gr_span		span;

	if (gr_read_byte(reader) != LONG_PLACE)
		reader->failed = true;
	span.pos = read_distance(reader, *cursor);
	span.len = read_extent(reader);
	if (!gr_span_is_legal(span))
		reader->failed = true;
	if (span.pos != 0)
		*cursor = span.pos + span.len;
	return span;
}

/* Places of those cells of a block that are not missing. */
static void
read_places(gr_reader *reader, gr_cell *cell, int block, uint32_t *from)
{
	const unsigned char *at = reader->at;
	const unsigned char *end = reader->end;
	uint32_t	cursor = *from;

	for (int i = 0; i < block; i++, cell++)
	{
		if (cell->status == GR_CELL_MISSING)
			continue;
		if (at < end && *at < LONG_PLACE)
		{
			cell->span.pos = cursor + *at / SHORT_LENGTH;
			cell->span.len = *at++ % SHORT_LENGTH;
			cursor = cell->span.pos + cell->span.len;
			if (!gr_span_is_legal(cell->span))
				reader->failed = true;
			continue;
		}
		*from = cursor;
		reader->at = at;
		cell->span = read_long_place(reader, from);
		at = reader->at;
		cursor = *from;
	}
	reader->at = at;
	*from = cursor;
}

static gr_span
read_label(gr_reader *reader, uint32_t *cursor)
{
	gr_span		label = {0, read_extent(reader)};

	if (label.len == 0)
		return label;
	label.pos = read_distance(reader, *cursor);
	*cursor = label.pos + label.len;
	if (!gr_span_is_legal(label))
		reader->failed = true;
	return label;
}

void
gr_places_decode(gr_reader *reader, gr_report *report, int table)
{
	int			form = report->forms[table];
	int			end_slot = (int) gr_tables[table].end_slot;
	int			block = gr_tables[table].block;
	int			row = GR_ROW_NONE;
	uint32_t	cursor;

	report->tables[table] = gr_read_span(reader);
	cursor = report->tables[table].pos;
	for (int slot = (int) gr_tables[table].first_slot; slot < end_slot && !reader->failed; slot += block)
	{
		if (!gr_form_has(form, slot))
			continue;
		/* A row has a label once a cell of it is in the form. */
		if (gr_slots[slot].row != row)
		{
			row = gr_slots[slot].row;
			report->labels[row] = read_label(reader, &cursor);
		}
		read_places(reader, &report->cells[slot], block, &cursor);
	}
}

/* Whether the first bytes of eight are places of one byte each. */
static bool
are_short(const unsigned char *at, int places)
{
	static const unsigned char masks[8][8] = {
		{0},
		{0x80},
		{0x80, 0x80},
		{0x80, 0x80, 0x80},
		{0x80, 0x80, 0x80, 0x80},
		{0x80, 0x80, 0x80, 0x80, 0x80},
		{0x80, 0x80, 0x80, 0x80, 0x80, 0x80},
		{0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80},
	};
	uint64_t	mask;
	uint64_t	bytes;

	memcpy(&mask, masks[places], sizeof(mask));
	memcpy(&bytes, at, sizeof(bytes));
	return (bytes & mask) == 0;
}

/* Bytes of a label and of places behind it that have one byte each, the label's len one and its distance two at most; else 0. */
static inline int
short_row(const unsigned char *at, bool labelled, int places)
{
	int			label = 0;

	if (labelled)
	{
		label = 1 + (at[0] != 0) * (1 + (at[1] >> 7));
		if (((at[0] | at[label - 1]) & 0x80) != 0)
			return 0;
	}
	return are_short(at + label, places) ? label + places : 0;
}

/* Bytes that short_row looks at. */
#define SHORT_ROW (3 + 8)

static void
skip_row(gr_reader *reader, bool labelled, int places)
{
	/* The length of the label and, where there is one, how far it is. */
	if (labelled && gr_read_unsigned(reader) != 0)
		gr_skip_numbers(reader, 1);
	for (; places > 0; places--)
	{
		if (gr_read_byte(reader) < LONG_PLACE)
			continue;
		gr_read_unsigned(reader);
		gr_read_unsigned(reader);
	}
}

void
gr_places_skip(gr_reader *reader, gr_report *report, int table, bool given)
{
	const unsigned char *at;
	int			form = report->forms[table];
	int			end_slot = (int) gr_tables[table].end_slot;
	int			block = gr_tables[table].block;
	int			row = GR_ROW_NONE;

	report->tables[table] = gr_read_span(reader);
	at = reader->at;
	for (int slot = (int) gr_tables[table].first_slot; slot < end_slot; slot += block)
	{
		bool		labelled = gr_slots[slot].row != row;
		int			places = given ? block : 0;
		int			skipped;

		if (!gr_form_has(form, slot))
			continue;
		row = gr_slots[slot].row;
		for (int i = 0; i < block && !given; i++)
			places += report->cells[slot + i].status != GR_CELL_MISSING;
		skipped = reader->end - at >= SHORT_ROW ? short_row(at, labelled, places) : 0;
		at += skipped;
		if (skipped == 0)
		{
			reader->at = at;
			skip_row(reader, labelled, places);
			at = reader->at;
		}
	}
	reader->at = at;
}

void
gr_write_span(gr_writer *writer, gr_span span)
{
	gr_write_unsigned(writer, span.pos);
	gr_write_unsigned(writer, span.len);
}

gr_span
gr_read_span(gr_reader *reader)
{
	gr_span		span;

	span.pos = read_extent(reader);
	span.len = read_extent(reader);
	if (!gr_span_is_legal(span))
		reader->failed = true;
	return span;
}
