#include "codec_cells.h"

/* An exception with scale and unit. */
#define HAS_UNIT 0x80u

int
gr_form_cells(int table, int form)
{
	int			cells = 0;

	for (int slot = gr_tables[table].first_slot; slot < (int) gr_tables[table].end_slot; slot++)
		cells += gr_form_has(form, slot);
	return cells;
}

/* Whether the bit and the value alone tell what the cell is. */
static bool
is_plain(const gr_cell *cell, int slot)
{
	return ((cell->status ^ GR_CELL_GIVEN) | cell->scale | (cell->unit ^ gr_slots[slot].unit)) == 0;
}

/* Words of bits for all slots, and one for those that are put in behind the last. */
#define WORDS (GR_SLOTS / 64 + 2)

/* The cells that a form has, and which of them are what, as bits in their order. */
typedef struct form_cells
{
	short		slots[GR_SLOTS];
	int			count;
	uint64_t	exceptional[WORDS];
	uint64_t	valued[WORDS];	/* with a value that is not zero */
} form_cells;

/* Slots that are looked at before their bits are put down. */
#define SLOTS_TOGETHER 32

/* Up to 63 bits, from "at" on, of which those are not set yet. */
static void
put_bits(uint64_t *words, int at, uint64_t bits)
{
	words[at / 64] |= bits << at % 64;
	words[at / 64 + 1] |= bits >> 1 >> (63 - at % 64);
}

/* Without a jump for what differs from cell to cell: which of them the form has, are exceptional, have a value. */
static void
gather_cells(const gr_report *report, int table, form_cells *f)
{
	int			form = report->forms[table];
	int			end_slot = (int) gr_tables[table].end_slot;

	f->count = 0;
	memset(f->exceptional, 0, sizeof(f->exceptional));
	memset(f->valued, 0, sizeof(f->valued));
	for (int first = (int) gr_tables[table].first_slot; first < end_slot; first += SLOTS_TOGETHER)
	{
		int			end = end_slot - first < SLOTS_TOGETHER ? end_slot : first + SLOTS_TOGETHER;
		uint64_t	exceptional = 0;
		uint64_t	valued = 0;
		int			count = 0;

		for (int slot = first; slot < end; slot++)
		{
			const gr_cell *cell = &report->cells[slot];
			uint64_t	has = gr_form_has(form, slot);

			f->slots[f->count + count] = (short) slot;
			exceptional |= (has & !is_plain(cell, slot)) << count;
			valued |= (has & (cell->value != 0) & gr_cell_has_value(cell)) << count;
			count += (int) has;
		}
		put_bits(f->exceptional, f->count, exceptional);
		put_bits(f->valued, f->count, valued);
		f->count += count;
	}
}

/* What an exception takes at most. */
#define EXCEPTION_BYTES (GR_NUMBER_BYTES + 3)

/* Returns how many of them are repaired. */
static int
write_exceptions(gr_writer *writer, const gr_report *report, const form_cells *f)
{
	char	   *to;
	int			previous = -1;
	int			count = 0;
	int			repaired = 0;

	for (int w = 0; w < WORDS; w++)
		count += gr_count_bits(f->exceptional[w]);
	to = gr_writer_room(writer, GR_NUMBER_BYTES + (size_t) count * EXCEPTION_BYTES);
	if (to == NULL)
		return 0;
	to = gr_put_unsigned(to, (uint64_t) count);
	for (int w = 0; w < WORDS; w++)
		for (uint64_t left = f->exceptional[w]; left != 0; left &= left - 1)
		{
			int			index = w * 64 + gr_lowest_bit(left);
			int			slot = f->slots[index];
			const gr_cell *cell = &report->cells[slot];
			bool		unit = gr_cell_has_value(cell) & ((cell->scale != 0) | (cell->unit != gr_slots[slot].unit));

			to = gr_put_unsigned(to, (uint64_t) (index - previous - 1));
			to[0] = (char) (cell->status | (unit ? HAS_UNIT : 0));
			to[1] = (char) cell->scale;
			to[2] = (char) cell->unit;
			to += unit ? 3 : 1;
			previous = index;
			repaired += cell->status == GR_CELL_REPAIRED;
		}
	gr_writer_end(writer, to);
	return repaired;
}

/* A bit for each cell, whether it has a value, and these. */
static void
write_values(gr_writer *writer, const gr_report *report, const form_cells *f)
{
	char	   *to = gr_writer_room(writer, (GR_NUMBER_BYTES + 1) * (size_t) f->count + 1);

	if (to == NULL)
		return;
	for (int index = 0; index < f->count; index += 8)
		*to++ = (char) (unsigned char) (f->valued[index / 64] >> index % 64);
	for (int w = 0; w < WORDS; w++)
		for (uint64_t left = f->valued[w]; left != 0; left &= left - 1)
			to = gr_put_signed(to, report->cells[f->slots[w * 64 + gr_lowest_bit(left)]].value);
	gr_writer_end(writer, to);
}

int
gr_values_encode(gr_writer *writer, const gr_report *report, int table)
{
	form_cells	f;
	int			repaired;

	gather_cells(report, table, &f);
	repaired = write_exceptions(writer, report, &f);
	write_values(writer, report, &f);
	return repaired;
}

static void
next_exception(gr_value_reader *r)
{
	uint64_t	gap;

	if (r->exceptions_left == 0)
	{
		r->next_exception = -1;
		return;
	}
	r->exceptions_left--;
	gap = gr_read_unsigned(&r->exceptions);
	if (gap > GR_SLOTS)
		gap = GR_SLOTS;
	r->next_exception += (int) gap + 1;
}

bool
gr_value_reader_start(gr_value_reader *r, gr_reader *reader, int cells)
{
	uint64_t	count = gr_read_unsigned(reader);

	if (count > (uint64_t) cells)
		return false;
	r->exceptions_left = count;
	r->exceptions = *reader;
	r->index = 0;
	r->failed = false;
	r->next_exception = -1;
	for (uint64_t i = 0; i < count; i++)
	{
		gr_read_unsigned(reader);
		if ((gr_read_byte(reader) & HAS_UNIT) != 0)
			gr_read_bytes(reader, 2);
	}
	r->bits = (const unsigned char *) gr_read_bytes(reader, ((size_t) cells + 7) / 8).data;
	if (reader->failed)
		return false;
	r->values = *reader;
	next_exception(r);
	return true;
}

/* Scale, unit and size of a value against what parse can have read. */
bool
gr_value_is_legal(const gr_cell *cell, int slot)
{
	bool		money = gr_slots[slot].quantity == GR_QUANTITY_MONEY;

	if (cell->scale > GR_LARGEST_SCALE || cell->unit >= GR_UNITS)
		return false;
	if (cell->unit != GR_UNIT_NONE && (gr_units[cell->unit].exponent >= 0) != money)
		return false;
	return gr_is_in_range(cell->value, cell->scale);
}

void
gr_value_reader_exception(gr_value_reader *r, int slot, gr_cell *cell)
{
	bool		value = cell->value != 0;
	unsigned	byte = gr_read_byte(&r->exceptions);
	bool		has_unit = (byte & HAS_UNIT) != 0;

	cell->status = (unsigned char) (byte & ~HAS_UNIT);
	if (has_unit)
	{
		cell->scale = (unsigned char) gr_read_byte(&r->exceptions);
		cell->unit = (unsigned char) gr_read_byte(&r->exceptions);
	}
	if (cell->status >= GR_CELL_STATUSES || cell->status == GR_CELL_SUMMED ||
		(!gr_cell_has_value(cell) && (value || has_unit)))
		r->failed = true;
	if (!gr_cell_has_value(cell))
		cell->unit = GR_UNIT_NONE;
	cell->reports = gr_cell_has_value(cell);
	if ((value || has_unit) && !gr_value_is_legal(cell, slot))
		r->failed = true;
	next_exception(r);
}

bool
gr_value_reader_end(gr_value_reader *r, gr_reader *reader)
{
	*reader = r->values;
	/* An exception behind the last cell was never met. */
	if (r->failed || r->values.failed || r->exceptions.failed || r->exceptions_left > 0 || r->next_exception >= r->index)
		reader->failed = true;
	return !reader->failed;
}

/* What a cell is before values and exceptions are read. */
static const gr_cell given_cells[GR_SLOTS] = {
#define GR_CELL(table, row, column, forms, cell_unit, quantity) {.reports = 1, .status = GR_CELL_GIVEN, .unit = GR_UNIT_##cell_unit},
#include "forms.def"
};

/* Slots of a form without one between them that it does not have. */
typedef struct slot_run
{
	short		end;			/* index, in the cells of the form, one past the last */
	short		shift;			/* from index to slot */
} slot_run;

static void
clear_cells(gr_report *report, int first, int end)
{
	memset(&report->cells[first], 0, (size_t) (end - first) * sizeof(gr_cell));
}

/* The slots of a form, all of them given, and the others missing; counts its cells. */
static void
start_cells(gr_report *report, int table, gr_table_values *values, slot_run runs[GR_SLOTS])
{
	int			form = report->forms[table];
	int			end_slot = (int) gr_tables[table].end_slot;
	int			block = gr_tables[table].block;
	int			slot = (int) gr_tables[table].first_slot;

	while (slot < end_slot)
	{
		int			first = slot;
		int			counts = 0;

		for (; slot < end_slot && gr_form_has(form, slot); slot += block)
			counts += gr_slots[slot].quantity == GR_QUANTITY_COUNT ? block : 0;
		if (slot > first)
		{
			memcpy(&report->cells[first], &given_cells[first], (size_t) (slot - first) * sizeof(gr_cell));
			runs->shift = (short) (first - values->cells);
			values->cells += slot - first;
			values->counts += counts;
			runs++->end = (short) values->cells;
		}
		for (first = slot; slot < end_slot && !gr_form_has(form, slot);)
			slot += block;
		clear_cells(report, first, slot);
	}
}

/* The next 64 bits of those that end with "end", from a multiple of 8 on. */
static uint64_t
bits_from(const unsigned char *bits, int from, int end)
{
	uint64_t	word = 0;

	if (end - from >= 64)
		return gr_word_at(bits + from / 8);
	for (int bit = from; bit < end; bit += 8)
		word |= (uint64_t) bits[bit / 8] << (bit - from);
	return word & ((UINT64_C(1) << (end - from)) - 1);
}

/* What the values are that an exception must explain. */
typedef struct oddities
{
	uint64_t	negative;		/* its lowest bit */
	int			too_large;		/* how many only decimals can have made so */
} oddities;

static oddities
read_filled(gr_value_reader *r, gr_report *report, gr_table_values *values, const slot_run *run)
{
	const unsigned char *at = r->values.at;
	const unsigned char *end = r->values.end;
	oddities	o = {0, 0};

	for (int from = 0; from < values->cells; from += 64)
		for (uint64_t word = bits_from(r->bits, from, values->cells); word != 0; word &= word - 1)
		{
			int			index = from + gr_lowest_bit(word);
			uint64_t	zigzag;

			while (index >= run->end)
				run++;
			if (at < end && *at < 0x80)
				zigzag = *at++;
			else
			{
				r->values.at = at;
				zigzag = gr_read_unsigned(&r->values);
				at = r->values.at;
			}
			report->cells[index + run->shift].value = gr_signed_of(zigzag);
			values->filled[values->filled_count++] = (short) (index + run->shift);
			if (zigzag == 0)
				r->failed = true;
			o.negative |= zigzag & 1;
			o.too_large += zigzag > 2 * (uint64_t) GR_LARGEST_FIGURE;
		}
	r->values.at = at;
	return o;
}

/*
 * What gr_value_reader_next does cell by cell, in the order in which it costs least: what all cells of a form are,
 * the values that are not zero, the exceptions.
 */
void
gr_values_decode(gr_reader *reader, gr_report *report, int table, gr_table_values *values)
{
	slot_run	runs[GR_SLOTS];
	const slot_run *run = runs;
	oddities	o;
	gr_value_reader r;

	values->cells = values->counts = values->repaired = values->filled_count = 0;
	values->given = false;
	if (report->forms[table] == GR_FORM_NONE)
	{
		clear_cells(report, (int) gr_tables[table].first_slot, (int) gr_tables[table].end_slot);
		return;
	}
	start_cells(report, table, values, runs);
	if (!gr_value_reader_start(&r, reader, values->cells))
	{
		reader->failed = true;
		return;
	}
	values->given = r.next_exception < 0;
	o = read_filled(&r, report, values, runs);
	while (r.next_exception >= 0 && r.next_exception < values->cells)
	{
		gr_cell    *cell;
		int			slot;

		while (r.next_exception >= run->end)
			run++;
		slot = r.next_exception + run->shift;
		cell = &report->cells[slot];
		gr_value_reader_exception(&r, slot, cell);
		o.too_large -= cell->value > GR_LARGEST_FIGURE || cell->value < -GR_LARGEST_FIGURE;
		values->repaired += cell->status == GR_CELL_REPAIRED;
	}
	r.index = values->cells;
	r.failed = r.failed || o.too_large != 0;
	gr_value_reader_end(&r, reader);
	values->given = values->given && o.negative == 0;
}
