/*
 * report_prose_json.h
 *		The prose of a report in its text form: members of the report's object.
 *
 *	"sections": [{"level", "chapter", "pos", "len", "number": {"pos", "len"},
 *				  "title": {"pos", "len"}, "body": {"pos", "len"}}]
 *	"facts": [{"fact", "scope", "value", "low", "high", "unit", "qualifier", "pos", "len",
 *			   "part_of", "relation", "first", "second", "other_year", "partitioned"}]
 *	"citations": [{"kind", "year", "serial", "pos", "len", "number": {"pos", "len"},
 *				   "organ": {"pos", "len"}, "title": {"pos", "len"}, "damaged"}]
 *
 * A list without elements is left out, and so are low and high that are the value;
 * null is no bound.  part_of, first and second count facts from 0.
 */
#ifndef GR_REPORT_PROSE_JSON_H
#define GR_REPORT_PROSE_JSON_H

#include "json_members.h"

extern void gr_prose_to_json(gr_json_writer *w, const gr_report *report);

/* Each list may be NULL.  False after the first failure. */
extern bool gr_prose_from_json(gr_json_taker *r, const gr_json *sections, const gr_json *facts, const gr_json *citations,
							   gr_report *report);

#endif							/* GR_REPORT_PROSE_JSON_H */
