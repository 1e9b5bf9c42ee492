#include "codec.h"

#include "codec_cells.h"
#include "codec_prose.h"
#include "date.h"
#include "number.h"
#include "rollup.h"
#include "utf8.h"

/* What is asked of memory ahead of reading it: most reports, whole. */
#define CACHE_LINE 64
#define PREFETCHED 1024

/* Whether a table has any cell in that form. */
static bool
has_cells(int table, int form)
{
	int			slot = gr_tables[table].first_slot;

	while (slot < (int) gr_tables[table].end_slot && !gr_form_has(form, slot))
		slot++;
	return slot < (int) gr_tables[table].end_slot;
}

static gr_status
corrupt(gr_error *error, const char *detail)
{
	error->detail = detail;
	return GR_CORRUPT;
}

/* ---------- dates and strings ---------- */

static uint64_t
pack_date(gr_date date)
{
	return date.year == 0 ? 0 : (uint64_t) date.year * 512 + (uint64_t) date.month * 32 + date.day;
}

static gr_date
read_date(gr_reader *reader)
{
	uint64_t	packed = gr_read_unsigned(reader);
	gr_date		date = {0, 0, 0};

	if (packed == 0)
		return date;
	date.year = (short) (packed / 512 % 10000);
	date.month = (unsigned char) (packed / 32 % 16);
	date.day = (unsigned char) (packed % 32);
	if (packed / 512 >= 10000 || !gr_date_valid(date))
		reader->failed = true;
	return date;
}

static void
write_string(gr_writer *writer, gr_slice string)
{
	gr_write_unsigned(writer, string.data == NULL ? 0 : (uint64_t) string.len + 1);
	gr_write_bytes(writer, string);
}

static gr_slice
read_string(gr_reader *reader)
{
	gr_slice	none = {NULL, 0};
	gr_slice	string;
	uint64_t	length = gr_read_unsigned(reader);

	if (length == 0)
		return none;
	if (length - 1 > GR_HEADER_STRING_LIMIT * 4)
	{
		reader->failed = true;
		return none;
	}
	string = gr_read_bytes(reader, (size_t) length - 1);
	if (gr_utf8_valid_prefix(string) < string.len || gr_utf8_count(string) > GR_HEADER_STRING_LIMIT ||
		(string.len > 0 && memchr(string.data, 0, string.len) != NULL))
		reader->failed = true;
	return string;
}

/* ---------- cells beyond the forms ---------- */

static void
write_extras(gr_writer *writer, const gr_report *report)
{
	gr_write_unsigned(writer, report->extra_count);
	for (size_t i = 0; i < report->extra_count; i++)
	{
		const gr_extra *extra = &report->extras[i];

		gr_write_byte(writer, extra->table);
		gr_write_byte(writer, extra->row);
		gr_write_byte(writer, extra->column);
		gr_write_byte(writer, extra->cell.status);
		gr_write_byte(writer, extra->cell.scale);
		gr_write_byte(writer, extra->cell.unit);
		gr_write_signed(writer, extra->cell.value);
		gr_write_span(writer, extra->label);
		gr_write_span(writer, extra->cell.span);
	}
}

static bool
extra_is_legal(const gr_report *report, const gr_extra *extra)
{
	const gr_cell *cell = &extra->cell;

	if (extra->table >= GR_TABLES || report->forms[extra->table] == GR_FORM_NONE || cell->status >= GR_CELL_STATUSES ||
		cell->status == GR_CELL_SUMMED || cell->status == GR_CELL_REPAIRED || cell->status == GR_CELL_MISSING || cell->scale > GR_LARGEST_SCALE || cell->unit >= GR_UNITS)
		return false;
	if (extra->row != GR_ROW_NONE && (extra->row > GR_ROW_NONE || gr_rows[extra->row].table != extra->table))
		return false;
	if (extra->column != GR_COLUMN_NONE && (extra->column > GR_COLUMN_NONE || gr_columns[extra->column].table != extra->table))
		return false;
	if (!gr_cell_has_value(cell) && (cell->value != 0 || cell->scale != 0 || cell->unit != GR_UNIT_NONE))
		return false;
	return gr_is_in_range(cell->value, cell->scale);
}

static gr_status
read_extras(gr_arena *arena, gr_reader *reader, gr_report *report, gr_error *error)
{
	uint64_t	count = gr_read_unsigned(reader);

	if (count > GR_EXTRAS_LIMIT)
		return corrupt(error, "Too many cells beyond the forms.");
	for (uint64_t i = 0; i < count; i++)
	{
		gr_extra	extra;
		gr_status	status;

		memset(&extra, 0, sizeof(extra));
		extra.table = (unsigned char) gr_read_byte(reader);
		extra.row = (unsigned char) gr_read_byte(reader);
		extra.column = (unsigned char) gr_read_byte(reader);
		extra.cell.status = (unsigned char) gr_read_byte(reader);
		extra.cell.scale = (unsigned char) gr_read_byte(reader);
		extra.cell.unit = (unsigned char) gr_read_byte(reader);
		extra.cell.value = gr_read_signed(reader);
		extra.label = gr_read_span(reader);
		extra.cell.span = gr_read_span(reader);
		if (reader->failed || !extra_is_legal(report, &extra))
			return corrupt(error, "A cell beyond the forms is out of range.");
		extra.cell.reports = gr_cell_has_value(&extra.cell);
		status = gr_report_add_extra(arena, report, extra);
		if (status != GR_OK)
			return status;
	}
	return GR_OK;
}

/* ---------- what was printed in repaired cells ---------- */

static gr_printed
printed_in(const gr_report *report, int slot)
{
	gr_printed	none = {0, (short) slot, GR_CELL_MISSING, 0, GR_UNIT_NONE};
	const gr_printed *printed = gr_report_printed(report, slot);

	return printed == NULL ? none : *printed;
}

/* Of every repaired cell, in the order of the slots: which these are the values have told. */
static void
write_printed(gr_writer *writer, const gr_report *report)
{
	for (int slot = 0; slot < GR_SLOTS; slot++)
	{
		gr_printed	printed;

		if (report->cells[slot].status != GR_CELL_REPAIRED)
			continue;
		printed = printed_in(report, slot);
		gr_write_byte(writer, printed.status);
		if (!gr_status_has_value(printed.status))
			continue;
		gr_write_byte(writer, printed.scale);
		gr_write_byte(writer, printed.unit);
		gr_write_signed(writer, printed.value);
	}
}

static gr_status
read_printed(gr_arena *arena, gr_reader *reader, gr_report *report, gr_error *error)
{
	for (int slot = 0; slot < GR_SLOTS; slot++)
	{
		gr_cell		cell;
		gr_printed	printed = {0, (short) slot, 0, 0, GR_UNIT_NONE};
		gr_status	status;

		if (report->cells[slot].status != GR_CELL_REPAIRED)
			continue;
		printed.status = (unsigned char) gr_read_byte(reader);
		if (printed.status >= GR_CELL_STATUSES || printed.status == GR_CELL_REPAIRED || printed.status == GR_CELL_SUMMED)
			return corrupt(error, "What was printed in a repaired cell is out of range.");
		if (gr_status_has_value(printed.status))
		{
			printed.scale = (unsigned char) gr_read_byte(reader);
			printed.unit = (unsigned char) gr_read_byte(reader);
			printed.value = gr_read_signed(reader);
		}
		memset(&cell, 0, sizeof(cell));
		cell.value = printed.value;
		cell.scale = printed.scale;
		cell.unit = printed.unit;
		if (reader->failed || !gr_value_is_legal(&cell, slot))
			return corrupt(error, "What was printed in a repaired cell is out of range.");
		status = gr_report_keep_printed(arena, report, printed);
		if (status != GR_OK)
			return status;
	}
	return GR_OK;
}

/* ---------- reports ---------- */

gr_status
gr_report_encode(gr_writer *writer, const gr_report *report)
{
	const gr_header *h = &report->header;
	int			repaired = 0;

	gr_write_byte(writer, GR_FORMAT_VERSION);
	gr_write_byte(writer, GR_KIND_REPORT);
	gr_write_byte(writer, h->layout);
	gr_write_byte(writer, h->level);
	gr_write_byte(writer, h->kind);
	for (int t = 0; t < GR_TABLES; t++)
		gr_write_byte(writer, report->forms[t]);
	gr_write_unsigned(writer, (uint64_t) h->year);
	gr_write_unsigned(writer, pack_date(h->period_from));
	gr_write_unsigned(writer, pack_date(h->period_to));
	gr_write_unsigned(writer, pack_date(h->published));
	for (int t = 0; t < GR_TABLES; t++)
		if (report->forms[t] != GR_FORM_NONE)
			repaired += gr_values_encode(writer, report, t);
	for (int t = 0; t < GR_TABLES; t++)
		if (report->forms[t] != GR_FORM_NONE)
			gr_places_encode(writer, report, t);
	write_string(writer, h->title);
	write_string(writer, h->issuer);
	write_string(writer, h->site_code);
	write_extras(writer, report);
	if (repaired > 0)
		write_printed(writer, report);
	gr_prose_encode(writer, report);
	gr_write_unsigned(writer, report->diagnostic_count);
	for (size_t i = 0; i < report->diagnostic_count; i++)
	{
		const gr_diagnostic *d = &report->diagnostics[i];

		gr_write_byte(writer, d->rule);
		gr_write_byte(writer, d->table);
		gr_write_span(writer, d->span);
		gr_write_signed(writer, d->actual);
	}
	return writer->failed ? GR_OUT_OF_MEMORY : GR_OK;
}

bool
gr_read_report_head(gr_reader *reader, gr_report *report, gr_error *error)
{
	gr_header  *h = &report->header;
	uint64_t	year;

	h->layout = (unsigned char) gr_read_byte(reader);
	h->level = (unsigned char) gr_read_byte(reader);
	h->kind = (unsigned char) gr_read_byte(reader);
	if (h->layout >= GR_LAYOUTS || h->level >= GR_LEVELS || h->kind >= GR_ORGAN_KINDS)
		return corrupt(error, "Layout, level or kind is out of range."), false;
	for (int t = 0; t < GR_TABLES; t++)
	{
		unsigned	form = gr_read_byte(reader);

		if (form >= GR_FORMS || form == GR_FORM_MIXED || (form != GR_FORM_NONE && !has_cells(t, (int) form)))
			return corrupt(error, "The form of a table is out of range."), false;
		report->forms[t] = (unsigned char) form;
	}
	year = gr_read_unsigned(reader);
	if (year != 0 && (year < GR_FIRST_YEAR || year > GR_LAST_YEAR))
		return corrupt(error, "The year is out of range."), false;
	h->year = (int) year;
	h->period_from = read_date(reader);
	h->period_to = read_date(reader);
	h->published = read_date(reader);
	if ((h->period_from.year == 0) != (h->period_to.year == 0) || gr_date_compare(h->period_from, h->period_to) > 0)
		return corrupt(error, "The period is not in order."), false;
	if (reader->failed)
		return corrupt(error, "The header is cut short or a date is not in the calendar."), false;
	return true;
}

static gr_status
read_diagnostics(gr_arena *arena, gr_reader *reader, gr_report *report, gr_error *error)
{
	uint64_t	count = gr_read_unsigned(reader);

	if (count > GR_DIAGNOSTICS_LIMIT)
		return corrupt(error, "Too many diagnostics.");
	for (uint64_t i = 0; i < count; i++)
	{
		gr_diagnostic d;
		gr_status	status;

		d.rule = (unsigned char) gr_read_byte(reader);
		d.table = (unsigned char) gr_read_byte(reader);
		d.span = gr_read_span(reader);
		d.actual = gr_read_signed(reader);
		if (reader->failed || d.rule >= GR_RULES || d.table > GR_TABLE_NONE)
			return corrupt(error, "A diagnostic is out of range.");
		status = gr_report_diagnose(arena, report, d);
		if (status != GR_OK)
			return status;
	}
	return GR_OK;
}

/* The strings of the header; of their bytes only where they end, when skimmed. */
static void
read_strings(gr_reader *reader, gr_header *header, bool skim)
{
	gr_slice   *strings[] = {&header->title, &header->issuer, &header->site_code};

	for (size_t i = 0; i < sizeof(strings) / sizeof(strings[0]); i++)
	{
		uint64_t	length;

		if (!skim)
			*strings[i] = read_string(reader);
		else if ((length = gr_read_unsigned(reader)) > 0)
			*strings[i] = gr_read_bytes(reader, length > GR_TEXT_LIMIT ? SIZE_MAX : (size_t) length - 1);
	}
}

/* All of it, or with "skimmed" what checks look at. */
static gr_status
decode_report(gr_arena *arena, gr_reader *reader, gr_report *report, gr_skimmed *skimmed, gr_error *error)
{
	gr_table_values own = {.repaired = 0};
	gr_status	status;
	int			repaired = 0;

	if (!gr_read_report_head(reader, report, error))
		return GR_CORRUPT;
	for (int t = 0; t < GR_TABLES; t++)
	{
		gr_table_values *values = skimmed != NULL ? &skimmed->values[t] : &own;

		gr_values_decode(reader, report, t, values);
		repaired += values->repaired;
	}
	if (reader->failed)
		return corrupt(error, "The values of a table are damaged.");
	for (int t = 0; t < GR_TABLES; t++)
	{
		if (report->forms[t] == GR_FORM_NONE)
			continue;
		if (skimmed != NULL)
		{
			skimmed->places[t] = *reader;
			gr_places_skip(reader, report, t, skimmed->values[t].given);
		}
		else
			gr_places_decode(reader, report, t);
	}
	if (reader->failed)
		return corrupt(error, "The places of a table are damaged.");
	read_strings(reader, &report->header, skimmed != NULL);
	if (reader->failed)
		return corrupt(error, "A string of the header is damaged.");
	status = read_extras(arena, reader, report, error);
	if (status == GR_OK && repaired > 0)
		status = read_printed(arena, reader, report, error);
	if (status == GR_OK)
		status = skimmed != NULL ? gr_prose_skim(arena, reader, report, error) : gr_prose_decode(arena, reader, report, error);
	if (status == GR_OK)
		status = read_diagnostics(arena, reader, report, error);
	if (status == GR_OK && reader->failed)
		return corrupt(error, "The report is cut short.");
	if (status == GR_OK && reader->at != reader->end)
		return corrupt(error, "Bytes follow the report.");
	return status;
}

/* What is read next comes from a page of the server, whose lines no cache has: they come while memory is cleared. */
static void
prefetch(gr_slice bytes)
{
#if defined(__GNUC__)
	for (size_t at = 0; at < bytes.len && at < PREFETCHED; at += CACHE_LINE)
		__builtin_prefetch(bytes.data + at);
#else
	(void) bytes;
#endif
}

/* What gr_report_init does but for the cells, which are most of a report: reading the values fills them. */
static void
init_but_cells(gr_report *report)
{
	size_t		behind = offsetof(gr_report, cells) + sizeof(report->cells);

	memset(report, 0, offsetof(gr_report, cells));
	memset((char *) report + behind, 0, sizeof(*report) - behind);
	report->reports = 1;
}

static gr_status
decode(gr_arena *arena, gr_slice bytes, gr_report *report, gr_skimmed *skimmed, gr_error *error)
{
	gr_reader	reader = gr_reader_of(bytes);
	unsigned	version = gr_read_byte(&reader);
	unsigned	kind = gr_read_byte(&reader);

	prefetch(bytes);
	if (reader.failed || version == 0)
		return corrupt(error, "The value is too short.");
	if (version != GR_FORMAT_VERSION)
		return GR_BAD_VERSION;
	if (kind == GR_KIND_REPORT)
	{
		init_but_cells(report);
		return decode_report(arena, &reader, report, skimmed, error);
	}
	if (kind == GR_KIND_ROLLUP)
	{
		gr_report_init(report);
		return gr_rollup_read(arena, bytes, report, error);
	}
	return corrupt(error, "The value is neither a report nor a roll-up.");
}

gr_status
gr_report_decode(gr_arena *arena, gr_slice bytes, gr_report *report, gr_error *error)
{
	return decode(arena, bytes, report, NULL, error);
}

gr_status
gr_report_skim(gr_arena *arena, gr_slice bytes, gr_report *report, gr_skimmed *skimmed, gr_error *error)
{
	return decode(arena, bytes, report, skimmed, error);
}

gr_status
gr_skimmed_places(const gr_skimmed *skimmed, gr_report *report, int table, gr_error *error)
{
	gr_reader	reader = skimmed->places[table];

	gr_places_decode(&reader, report, table);
	return reader.failed ? corrupt(error, "The places of a table are damaged.") : GR_OK;
}

gr_status
gr_report_decode_strict(gr_arena *arena, gr_slice bytes, gr_report *report, gr_error *error)
{
	gr_writer	writer;
	gr_status	status = gr_report_decode(arena, bytes, report, error);

	if (status != GR_OK)
		return status;
	gr_writer_init(&writer, arena);
	status = report->rollup ? gr_rollup_rewrite(arena, bytes, &writer, error) : gr_report_encode(&writer, report);
	if (status != GR_OK)
		return status;
	if (!gr_slice_equal(gr_slice_make(writer.data, writer.len), bytes))
		return corrupt(error, "The value is not in its only form.");
	return GR_OK;
}
