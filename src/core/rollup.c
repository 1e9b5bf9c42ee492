#include "rollup.h"

#include "codec.h"
#include "date.h"
#include "number.h"

void
gr_rollup_init(gr_rollup *rollup)
{
	memset(rollup, 0, sizeof(*rollup));
}

/* ---------- sums ---------- */

static bool
rescale(gr_sum *sum, int scale)
{
	while (sum->scale < scale)
	{
		if (!gr_wide_multiply(&sum->value, 10))
			return false;
		sum->scale++;
	}
	return true;
}

void
gr_sum_normalize(gr_sum *sum)
{
	while (sum->scale > 0)
	{
		int64_t		rest;
		gr_wide		tenth = gr_wide_divide(sum->value, 10, &rest);

		if (rest != 0)
			return;
		sum->value = tenth;
		sum->scale--;
	}
}

bool
gr_cell_addend(const gr_cell *cell, int slot, gr_sum *addend)
{
	int			exponent;
	int			scale = cell->scale;

	if (!gr_cell_has_value(cell))
		return false;
	addend->value = gr_wide_of(cell->value);
	addend->reports = cell->reports;
	addend->scale = cell->scale;
	if (gr_slots[slot].quantity != GR_QUANTITY_MONEY)
		return true;
	if (cell->value == 0)
	{
		addend->scale = 0;
		return true;
	}
	exponent = gr_units[cell->unit].exponent;
	if (exponent < 0)
		return false;
	/* To 万元: the point moves by the difference of the units. */
	scale -= exponent - 4;
	for (; scale < 0; scale++)
		if (!gr_wide_multiply(&addend->value, 10))
			return false;
	addend->scale = (unsigned char) scale;
	return true;
}

/* Counts of reports are kept this far from the edge. */
static bool
add_count(int64_t *count, int64_t reports)
{
	int64_t		limit = INT64_MAX / 4;

	if (*count > limit || *count < -limit || reports > limit || reports < -limit)
		return false;
	*count += reports;
	return true;
}

static bool
add_sum(gr_sum *sum, const gr_sum *addend, int sign)
{
	gr_sum		a = *addend;

	if (a.scale != sum->scale && (!rescale(&a, sum->scale) || !rescale(sum, a.scale)))
		return false;
	if (!add_count(&sum->reports, sign * a.reports))
		return false;
	return sign > 0 ? gr_wide_add(&sum->value, a.value) : gr_wide_subtract(&sum->value, a.value);
}

/* ---------- counts ---------- */

static bool
add_year(gr_rollup *rollup, int year, int64_t reports)
{
	size_t		at = 0;

	while (at < rollup->year_count && rollup->years[at].year < year)
		at++;
	if (at == rollup->year_count || rollup->years[at].year != year)
	{
		if (rollup->year_count == GR_ROLLUP_YEARS)
			return false;
		memmove(&rollup->years[at + 1], &rollup->years[at], (rollup->year_count - at) * sizeof(gr_year_count));
		rollup->years[at].year = year;
		rollup->years[at].reports = 0;
		rollup->year_count++;
	}
	if (!add_count(&rollup->years[at].reports, reports))
		return false;
	if (rollup->years[at].reports == 0)
	{
		rollup->year_count--;
		memmove(&rollup->years[at], &rollup->years[at + 1], (rollup->year_count - at) * sizeof(gr_year_count));
	}
	return true;
}

gr_status
gr_rollup_merge(gr_rollup *rollup, const gr_rollup *other, int sign)
{
	if (!add_count(&rollup->reports, sign * other->reports) || !add_count(&rollup->overlap, sign * other->overlap))
		return GR_OVERFLOW;
	for (size_t i = 0; i < other->year_count; i++)
		if (!add_year(rollup, other->years[i].year, sign * other->years[i].reports))
			return GR_OVERFLOW;
	for (int t = 0; t < GR_TABLES; t++)
		for (int f = 0; f < GR_FORMS; f++)
			if (!add_count(&rollup->form_reports[t][f], sign * other->form_reports[t][f]))
				return GR_OVERFLOW;
	for (int slot = 0; slot < GR_SLOTS; slot++)
		if ((other->sums[slot].reports != 0 || !gr_wide_is_zero(other->sums[slot].value)) &&
			!add_sum(&rollup->sums[slot], &other->sums[slot], sign))
			return GR_OVERFLOW;
	return GR_OK;
}

/* ---------- adding bytes ---------- */

static gr_status
damaged(gr_error *error)
{
	error->detail = "The values of a table are damaged.";
	return GR_CORRUPT;
}

static gr_status
add_table(gr_rollup *rollup, gr_reader *reader, int table, int form, int sign, gr_error *error)
{
	gr_value_reader r;

	rollup->form_reports[table][form] += sign;
	if (!gr_value_reader_start(&r, reader, gr_form_cells(table, form)))
		return damaged(error);
	for (int slot = gr_tables[table].first_slot; slot < (int) gr_tables[table].end_slot; slot++)
	{
		gr_cell		cell;
		gr_sum		addend;

		if (!gr_form_has(form, slot))
			continue;
		gr_value_reader_next(&r, slot, &cell);
		if (r.failed)
			return damaged(error);
		if (cell.status == GR_CELL_GIVEN && cell.value == 0 && cell.scale == 0)
			rollup->sums[slot].reports += sign;
		else if (gr_cell_addend(&cell, slot, &addend) && !add_sum(&rollup->sums[slot], &addend, sign))
			return GR_OVERFLOW;
	}
	return gr_value_reader_end(&r, reader) ? GR_OK : damaged(error);
}

static bool
tells_twice(const gr_report *report)
{
	if (report->forms[GR_TABLE_STATISTICS] == GR_FORM_NONE)
		return false;
	for (int t = 0; t < GR_TABLE_STATISTICS; t++)
		if (report->forms[t] != GR_FORM_NONE)
			return true;
	return false;
}

static gr_status
add_report(gr_rollup *rollup, gr_reader *reader, int sign, gr_error *error)
{
	gr_status	status = GR_OK;
	gr_report	report;			/* only its head is filled */

	if (!gr_read_report_head(reader, &report, error))
		return GR_CORRUPT;
	rollup->reports += sign;
	if (tells_twice(&report))
		rollup->overlap += sign;
	if (!add_year(rollup, report.header.year, sign))
		return GR_OVERFLOW;
	for (int t = 0; t < GR_TABLES && status == GR_OK; t++)
		if (report.forms[t] != GR_FORM_NONE)
			status = add_table(rollup, reader, t, report.forms[t], sign, error);
	return status;
}

/* The largest counts and sums that are written and read, so that 2^31 of them still add up. */
#define REPORTS_LIMIT (INT64_C(1) << 48)
#define HIGH_LIMIT (INT64_C(1) << 56)

static bool
is_count(int64_t reports)
{
	return reports <= REPORTS_LIMIT && reports >= -REPORTS_LIMIT;
}

static bool
is_sum(const gr_sum *sum)
{
	return is_count(sum->reports) && sum->scale <= GR_SUM_SCALE && sum->value.high <= HIGH_LIMIT && sum->value.high >= -HIGH_LIMIT;
}

static int64_t
read_reports(gr_reader *reader)
{
	int64_t		reports = gr_read_signed(reader);

	if (!is_count(reports))
		reader->failed = true;
	return reports;
}

static void
read_years(gr_reader *reader, gr_rollup *into)
{
	uint64_t	count = gr_read_unsigned(reader);
	int64_t		year = 0;

	if (count > GR_ROLLUP_YEARS)
		reader->failed = true;
	for (uint64_t i = 0; i < count && !reader->failed; i++)
	{
		int64_t		distance = gr_read_signed(reader);
		int64_t		reports = read_reports(reader);

		if (distance < 0 || distance > GR_LAST_YEAR || (i > 0 && distance == 0) || reports == 0)
			reader->failed = true;
		year += distance;
		if (year > GR_LAST_YEAR || (year != 0 && year < GR_FIRST_YEAR) || reader->failed || !add_year(into, (int) year, reports))
			reader->failed = true;
	}
}

static void
read_forms(gr_reader *reader, gr_rollup *into, int table)
{
	unsigned	count = gr_read_byte(reader);
	unsigned	previous = GR_FORM_NONE;

	if (count > GR_FORMS)
		reader->failed = true;
	for (unsigned i = 0; i < count && !reader->failed; i++)
	{
		unsigned	form = gr_read_byte(reader);

		if (form <= previous || form >= GR_FORM_MIXED)
		{
			reader->failed = true;
			return;
		}
		into->form_reports[table][form] = read_reports(reader);
		if (into->form_reports[table][form] == 0)
			reader->failed = true;
		previous = form;
	}
}

/* A table whose reports cancelled out may still have sums, after a subtraction. */
static bool
has_sums(const gr_rollup *rollup, int table)
{
	for (int slot = gr_tables[table].first_slot; slot < (int) gr_tables[table].end_slot; slot++)
		if (rollup->sums[slot].reports != 0 || !gr_wide_is_zero(rollup->sums[slot].value))
			return true;
	return false;
}

static void
read_sums(gr_reader *reader, gr_rollup *into, int table)
{
	int			first = gr_tables[table].first_slot;
	int			cells = (int) gr_tables[table].end_slot - first;
	const unsigned char *bits = (const unsigned char *) gr_read_bytes(reader, ((size_t) cells + 7) / 8).data;

	for (int i = 0; i < cells && !reader->failed; i++)
	{
		gr_sum	   *sum = &into->sums[first + i];

		if ((bits[i / 8] >> i % 8 & 1) == 0)
			continue;
		sum->reports = read_reports(reader);
		sum->scale = (unsigned char) gr_read_byte(reader);
		sum->value = gr_read_wide(reader);
		if (!is_sum(sum))
			reader->failed = true;
	}
}

static gr_status
read_rollup(gr_reader *reader, gr_rollup *into, gr_error *error)
{
	gr_rollup_init(into);
	into->reports = read_reports(reader);
	into->overlap = read_reports(reader);
	read_years(reader, into);
	for (int t = 0; t < GR_TABLES; t++)
	{
		read_forms(reader, into, t);
		if (gr_read_byte(reader) != 0)
			read_sums(reader, into, t);
	}
	if (reader->failed || reader->at != reader->end)
	{
		error->detail = "The sums of a roll-up are damaged.";
		return GR_CORRUPT;
	}
	return GR_OK;
}

/* Version and kind, which every value begins with. */
static gr_status
read_kind(gr_reader *reader, unsigned *kind, gr_error *error)
{
	unsigned	version = gr_read_byte(reader);

	*kind = gr_read_byte(reader);
	if (reader->failed || version == 0 || *kind > GR_KIND_ROLLUP)
	{
		error->detail = "The value is neither a report nor a roll-up.";
		return GR_CORRUPT;
	}
	return version == GR_FORMAT_VERSION ? GR_OK : GR_BAD_VERSION;
}

gr_status
gr_rollup_add(gr_rollup *rollup, gr_slice bytes, int sign, gr_error *error)
{
	gr_reader	reader = gr_reader_of(bytes);
	gr_rollup	other;
	unsigned	kind;
	gr_status	status = read_kind(&reader, &kind, error);

	if (status != GR_OK)
		return status;
	if (kind == GR_KIND_REPORT)
		return add_report(rollup, &reader, sign, error);
	status = read_rollup(&reader, &other, error);
	return status == GR_OK ? gr_rollup_merge(rollup, &other, sign) : status;
}

/* ---------- bytes out ---------- */

static void
write_sums(gr_writer *writer, const gr_rollup *rollup, int table)
{
	int			first = gr_tables[table].first_slot;
	int			cells = (int) gr_tables[table].end_slot - first;
	size_t		bytes = ((size_t) cells + 7) / 8;
	size_t		bits = writer->len;

	if (!gr_writer_reserve(writer, bytes))
		return;
	memset(writer->data + bits, 0, bytes);
	writer->len += bytes;
	for (int i = 0; i < cells; i++)
	{
		gr_sum		sum = rollup->sums[first + i];

		if (sum.reports == 0 && gr_wide_is_zero(sum.value))
			continue;
		gr_sum_normalize(&sum);
		gr_write_signed(writer, sum.reports);
		gr_write_byte(writer, sum.scale);
		gr_write_wide(writer, sum.value);
		if (!writer->failed)
			writer->data[bits + (size_t) i / 8] |= (char) (1 << i % 8);
	}
}

/* What is written can be read again. */
static bool
is_writable(const gr_rollup *rollup)
{
	bool		writable = is_count(rollup->reports) && is_count(rollup->overlap);

	for (size_t i = 0; i < rollup->year_count; i++)
		writable = writable && is_count(rollup->years[i].reports);
	for (int t = 0; t < GR_TABLES; t++)
		for (int f = 0; f < GR_FORMS; f++)
			writable = writable && is_count(rollup->form_reports[t][f]);
	for (int slot = 0; slot < GR_SLOTS; slot++)
	{
		gr_sum		sum = rollup->sums[slot];

		gr_sum_normalize(&sum);
		writable = writable && is_sum(&sum);
	}
	return writable;
}

gr_status
gr_rollup_encode(gr_writer *writer, const gr_rollup *rollup)
{
	int			year = 0;

	if (!is_writable(rollup))
		return GR_OVERFLOW;
	gr_write_byte(writer, GR_FORMAT_VERSION);
	gr_write_byte(writer, GR_KIND_ROLLUP);
	gr_write_signed(writer, rollup->reports);
	gr_write_signed(writer, rollup->overlap);
	gr_write_unsigned(writer, rollup->year_count);
	for (size_t i = 0; i < rollup->year_count; i++)
	{
		gr_write_signed(writer, rollup->years[i].year - year);
		gr_write_signed(writer, rollup->years[i].reports);
		year = rollup->years[i].year;
	}
	for (int t = 0; t < GR_TABLES; t++)
	{
		unsigned	forms = 0;

		for (int f = 0; f < GR_FORMS; f++)
			forms += rollup->form_reports[t][f] != 0;
		gr_write_byte(writer, forms);
		for (int f = 0; f < GR_FORMS; f++)
		{
			if (rollup->form_reports[t][f] == 0)
				continue;
			gr_write_byte(writer, (unsigned) f);
			gr_write_signed(writer, rollup->form_reports[t][f]);
		}
		gr_write_byte(writer, has_sums(rollup, t));
		if (has_sums(rollup, t))
			write_sums(writer, rollup, t);
	}
	return writer->failed ? GR_OUT_OF_MEMORY : GR_OK;
}

gr_status
gr_rollup_rewrite(gr_arena *arena, gr_slice bytes, gr_writer *writer, gr_error *error)
{
	gr_rollup  *rollup = gr_arena_alloc(arena, sizeof(gr_rollup));
	gr_status	status;

	if (rollup == NULL)
		return GR_OUT_OF_MEMORY;
	gr_rollup_init(rollup);
	status = gr_rollup_add(rollup, bytes, 1, error);
	return status == GR_OK ? gr_rollup_encode(writer, rollup) : status;
}

/* ---------- as a report ---------- */

/* The form that the sums of a table are read as. */
static int
form_of(const gr_rollup *rollup, int table)
{
	int			form = GR_FORM_NONE;

	for (int f = 0; f < GR_FORMS; f++)
	{
		if (rollup->form_reports[table][f] == 0)
			continue;
		if (form != GR_FORM_NONE)
			return GR_FORM_MIXED;
		form = f;
	}
	return form == GR_FORM_NONE && has_sums(rollup, table) ? GR_FORM_MIXED : form;
}

static void
show_sum(const gr_sum *sum, int slot, gr_cell *cell)
{
	gr_sum		s = *sum;

	if (s.reports == 0 && gr_wide_is_zero(s.value))
		return;
	gr_sum_normalize(&s);
	cell->reports = s.reports;
	cell->status = GR_CELL_INVALID;
	if (!gr_wide_fits(s.value, &cell->value))
		return;
	cell->status = GR_CELL_SUMMED;
	cell->scale = s.scale;
	cell->unit = gr_slots[slot].quantity == GR_QUANTITY_MONEY ? GR_UNIT_WAN_YUAN : gr_slots[slot].unit;
}

gr_status
gr_rollup_read(gr_arena *arena, gr_slice bytes, gr_report *report, gr_error *error)
{
	gr_reader	reader = gr_reader_of(bytes);
	gr_rollup  *rollup = gr_arena_alloc(arena, sizeof(gr_rollup));
	unsigned	kind;
	gr_status	status;

	if (rollup == NULL)
		return GR_OUT_OF_MEMORY;
	status = read_kind(&reader, &kind, error);
	if (status == GR_OK)
		status = read_rollup(&reader, rollup, error);
	if (status != GR_OK)
		return status;
	gr_report_init(report);
	report->rollup = true;
	report->reports = rollup->reports;
	report->overlap = rollup->overlap;
	report->years = rollup->years;
	report->year_count = rollup->year_count;
	if (rollup->year_count == 1)
		report->header.year = rollup->years[0].year;
	memcpy(report->form_reports, rollup->form_reports, sizeof(report->form_reports));
	for (int t = 0; t < GR_TABLES; t++)
		report->forms[t] = (unsigned char) form_of(rollup, t);
	for (int slot = 0; slot < GR_SLOTS; slot++)
		show_sum(&rollup->sums[slot], slot, &report->cells[slot]);
	return GR_OK;
}
