/*
 * audit_changes.h
 *		The prose of two reports side by side on a sheet, with what changed and how much repeats.
 */
#ifndef GR_AUDIT_CHANGES_H
#define GR_AUDIT_CHANGES_H

#include "audit_sheet.h"

/*
 * A section of the page, by chapters; nothing unless both reports have their raw text.  Of each
 * prose the first GR_SHEET_PROSE_LIMIT bytes are compared.  GR_CANCELLED may come.
 */
extern gr_status gr_audit_changes_write(gr_arena *arena, const gr_sheet *sheet, gr_writer *to);

#endif							/* GR_AUDIT_CHANGES_H */
