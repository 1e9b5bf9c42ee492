/*
 * audit_sheet.h
 *		What was read and found in a report as one HTML page, for people.
 *
 * The official tables as the forms print them, each cell with what is to be said of it; the
 * findings as a numbered list, which leads to cells and places and back; with the raw text
 * the text itself, every value linked to its place.  The page needs nothing from outside
 * and no script.  Colour says nothing that signs and borders do not say, too.
 *
 * Two reports side by side: a published one and the sum of those below it, a year and
 * the one before; with the raw text of both, their prose with what changed.
 */
#ifndef GR_AUDIT_SHEET_H
#define GR_AUDIT_SHEET_H

#include "describe.h"
#include "repairs.h"

/* Bytes of raw text that a page shows; of a longer text the beginning. */
#define GR_SHEET_TEXT_LIMIT ((size_t) 1 << 20)

/* Bytes of the prose of each of two reports that are compared: time grows with the product. */
#define GR_SHEET_PROSE_LIMIT ((size_t) 1 << 18)

/* Solutions of a table that the list of repairs tells; what cells can only hold stands at the cells alone. */
#define GR_SHEET_SOLUTIONS 20

typedef enum gr_sheet_kind
{
	GR_SHEET_AUDIT,
	GR_SHEET_COMPARE,			/* other: the roll-up of the reports below */
	GR_SHEET_CONTINUITY			/* other: the report of the year before */
} gr_sheet_kind;

typedef struct gr_sheet
{
	gr_sheet_kind kind;
	gr_language language;
	const gr_report *report;
	const gr_report *other;		/* NULL for GR_SHEET_AUDIT */
	const gr_findings *findings;
	const gr_repairs *repairs;	/* or NULL */
	gr_slice	raw;			/* what was parsed; empty: the page has no text */
	gr_slice	other_raw;		/* of the other report; both: the prose of the two is compared */
} gr_sheet;

/* Appends the page.  GR_OK, GR_OUT_OF_MEMORY or, where prose is compared, GR_CANCELLED. */
extern gr_status gr_sheet_write(gr_arena *arena, const gr_sheet *sheet, gr_writer *to);

#endif							/* GR_AUDIT_SHEET_H */
