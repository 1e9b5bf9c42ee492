/*
 * codec_cells.h
 *		The cells of a table in the binary form of a report, as codec.h describes them: values, and in codec_places.c places.
 */
#ifndef GR_CODEC_CELLS_H
#define GR_CODEC_CELLS_H

#include "codec.h"

/* Returns how many cells are repaired: what was printed in them is for the caller to write. */
extern int	gr_values_encode(gr_writer *writer, const gr_report *report, int table);
extern void gr_places_encode(gr_writer *writer, const gr_report *report, int table);

/*
 * Into a report that knows its forms, the values first: of cells nothing need be initialised, those that the form does not
 * have, or all without a form, are cleared.  What no encode wrote leaves the reader failed.
 */
extern void gr_values_decode(gr_reader *reader, gr_report *report, int table, gr_table_values *values);
extern void gr_places_decode(gr_reader *reader, gr_report *report, int table);

/* Passes over the places of cells and labels; that of the table is read.  "given" as the values have told. */
extern void gr_places_skip(gr_reader *reader, gr_report *report, int table, bool given);

/* Scale, unit and size of a value against what parse can have read. */
extern bool gr_value_is_legal(const gr_cell *cell, int slot);

/* A place in some text, or none; what the text form can say, and no more. */
static inline bool
gr_span_is_legal(gr_span span)
{
	return span.pos == 0 ? span.len == 0 : span.pos <= GR_TEXT_LIMIT + 1 && span.len <= GR_TEXT_LIMIT + 1;
}

/* pos and len, each by itself. */
extern void gr_write_span(gr_writer *writer, gr_span span);
extern gr_span gr_read_span(gr_reader *reader);

#endif							/* GR_CODEC_CELLS_H */
