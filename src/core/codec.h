/*
 * codec.h
 *		The binary form of a report: what is stored, sent and compared.
 *
 * Version 1.  Bytes, varints and zigzag varints as in buffer.h.
 *
 *	version, kind (0 a report, 1 a roll-up)
 *
 * A report goes on with what a roll-up reads, and nothing of it is optional:
 *	layout, level, organ kind, form of each table, year (unsigned), and the
 *	dates period_from, period_to, published (each unsigned: year * 512 + month *
 *	32 + day, or 0)
 *	for each table with a form, its values:
 *		exceptions: their number, then for each the gap to the one before (index
 *		in the cells of the form) and a byte: status, plus 128 when scale and unit
 *		follow, a byte each.  Every other cell is given, a whole number, in the
 *		unit of the form.
 *		a bit for each cell, lowest first: whether the value is not zero
 *		the values that are not zero, signed
 *	for each table with a form, its places:
 *		pos and len of the table
 *		for each row the len of its label, and if that is not 0 its distance,
 *		signed, from the end of what came before; then for each cell that is not
 *		missing one byte (distance * 8 + len) where distance < 16 and len < 8, else
 *		128, distance signed, len.  A cell without place has distance to 0 and len 0.
 *	title, issuer, site code: len + 1 and the bytes, or 0 for none
 *	cells beyond the forms: their number, for each a byte for table, row, column,
 *	status, scale and unit, signed value, pos and len of label and cell
 *	for each repaired cell, in the order of the forms, what was printed: a byte, its
 *	status, and where that comes with a value scale and unit, a byte each, and signed value
 *	the prose: see codec_prose.h
 *	diagnostics: their number, each rule, table, pos, len, signed actual
 *
 * A roll-up:
 *	reports and overlap (signed); years: their number, each signed distance from the one
 *	before and signed reports; for each table: the number of forms, each form and
 *	signed reports; for each table with a form: a bit for each of all its cells,
 *	whether a value is there; for each of these, signed reports, scale, wide value
 *
 * Numbers are written in one way only, so equal reports have equal bytes.
 */
#ifndef GR_CODEC_H
#define GR_CODEC_H

#include "buffer.h"
#include "number.h"
#include "report.h"

#define GR_FORMAT_VERSION 1

enum
{
	GR_KIND_REPORT,
	GR_KIND_ROLLUP
};

/* Appends the bytes of a parsed report (not of a roll-up, see rollup.h). */
extern gr_status gr_report_encode(gr_writer *writer, const gr_report *report);

/*
 * Reads either kind.  Any bytes may come: GR_CORRUPT, with error->detail, for what no
 * encode wrote, GR_BAD_VERSION for a later version.  Strings point into the bytes.
 */
extern gr_status gr_report_decode(gr_arena *arena, gr_slice bytes, gr_report *report, gr_error *error);

/* What reading the values of a table told beside them. */
typedef struct gr_table_values
{
	int			cells;			/* that the form has */
	int			counts;			/* those that are counts */
	int			repaired;		/* what was printed in them comes later */
	bool		given;			/* all cells are given whole numbers, zero or more */
	int			filled_count;
	short		filled[GR_SLOTS];	/* the slots that have a value other than zero, in their order */
} gr_table_values;

/* What is known of a report that was skimmed, of the tables that it has. */
typedef struct gr_skimmed
{
	gr_table_values values[GR_TABLES];
	gr_reader	places[GR_TABLES];	/* where those of the table begin */
} gr_skimmed;

/*
 * As gr_report_decode, but of a report only what checks look at: cells and labels come without places, sections and
 * citations are counted and not kept, the bytes of strings are not looked into.  What is kept is checked as ever.
 */
extern gr_status gr_report_skim(gr_arena *arena, gr_slice bytes, gr_report *report, gr_skimmed *skimmed, gr_error *error);

/* Reads the places of one of its tables after all.  Not for roll-ups, which have none. */
extern gr_status gr_skimmed_places(const gr_skimmed *skimmed, gr_report *report, int table, gr_error *error);

/*
 * As gr_report_decode, for bytes from outside: what decodes must also be the one form
 * that encode writes.
 */
extern gr_status gr_report_decode_strict(gr_arena *arena, gr_slice bytes, gr_report *report, gr_error *error);

/* The header of a report's values, up to the cells of its tables; for rollup.c. */
extern bool gr_read_report_head(gr_reader *reader, gr_report *report, gr_error *error);

/*
 * The values of one table, one cell at a time in the order of the form.  Where
 * failed is set, the bytes were no values.
 */
typedef struct gr_value_reader
{
	gr_reader	exceptions;
	gr_reader	values;
	const unsigned char *bits;
	uint64_t	exceptions_left;
	int			next_exception; /* index of the cell, or -1 */
	int			index;
	bool		failed;
} gr_value_reader;

/* cells: how many the form has.  Returns false when the bytes are too short. */
extern bool gr_value_reader_start(gr_value_reader *r, gr_reader *reader, int cells);

/* What an exception changes in a cell. */
extern void gr_value_reader_exception(gr_value_reader *r, int slot, gr_cell *cell);

/* status, scale, unit and value of the next cell; slot is which. */
static inline void
gr_value_reader_next(gr_value_reader *r, int slot, gr_cell *cell)
{
	int			index = r->index++;

	cell->status = GR_CELL_GIVEN;
	cell->scale = 0;
	cell->unit = gr_slots[slot].unit;
	cell->reports = 1;
	cell->value = 0;
	if ((r->bits[index / 8] >> index % 8 & 1) != 0)
	{
		cell->value = gr_read_signed(&r->values);
		/* A value that is not there, or larger than one that parse can have read. */
		if (cell->value == 0 || (index != r->next_exception &&
								 (cell->value > GR_LARGEST_FIGURE || cell->value < -GR_LARGEST_FIGURE)))
			r->failed = true;
	}
	if (index == r->next_exception)
		gr_value_reader_exception(r, slot, cell);
}

/* Leaves *reader behind the values; false when they were broken. */
extern bool gr_value_reader_end(gr_value_reader *r, gr_reader *reader);

/* How many cells a table has in that form. */
extern int	gr_form_cells(int table, int form);

#endif							/* GR_CODEC_H */
