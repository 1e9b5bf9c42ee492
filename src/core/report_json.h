/*
 * report_json.h
 *		The text form of a report.
 *
 * A report, its members always in this order, those without value left out:
 *
 *	{"version": 1,
 *	 "header": {"title", "issuer", "level", "kind", "year", "period": [first day, last day],
 *				"published", "site_code", "layout"},
 *	 "tables": [{"table", "form", "pos", "len",
 *				 "rows": [{"row", "pos", "len",
 *						   "cells": [{"column", "value", "unit", "status", "printed": {"value", "unit", "status"}, "pos", "len"}]}]}],
 *	 "extras": [{"table", "row", "column", "label": {"pos", "len"}, "value", "unit", "status", "pos", "len"}],
 *	 the members of report_prose_json.h,
 *	 "diagnostics": [{"rule", "table", "pos", "len", "actual"}]}
 *
 * A cell that is missing is left out; status stands where it is not "given", unit
 * where it is not that of the form (null: none), printed where the cell is repaired.  A
 * roll-up:
 *
 *	{"version": 1, "reports": n, "overlap": n, "years": [{"year", "reports"}],
 *	 "tables": [{"table", "forms": [{"form", "reports"}],
 *				 "rows": [{"row", "cells": [{"column", "value", "reports"}]}]}]}
 *
 * Keys are those of labels.def; a value is a JSON number with its decimals.
 */
#ifndef GR_REPORT_JSON_H
#define GR_REPORT_JSON_H

#include "report.h"

/* Values of a text that is read, at most; a report with all its lists full has a quarter of them. */
#define GR_REPORT_VALUES_LIMIT ((size_t) 1000000)

/* From binary to text.  Fails as gr_report_decode does. */
extern gr_status gr_report_to_json(gr_arena *arena, gr_slice bytes, gr_slice *json, gr_error *error);

/*
 * From text to binary; members may come in any order.  GR_BAD_JSON for what is no
 * JSON, GR_BAD_REPORT_TEXT for what is no report, both with position and detail.
 */
extern gr_status gr_report_from_json(gr_arena *arena, gr_slice json, gr_slice *bytes, gr_error *error);

#endif							/* GR_REPORT_JSON_H */
