/*
 * json_members.h
 *		What the text form of a report is made of: keys, words, places, figures.
 */
#ifndef GR_JSON_MEMBERS_H
#define GR_JSON_MEMBERS_H

#include "json.h"
#include "report.h"
#include "wide.h"

/* ---------- out ---------- */

extern void gr_json_key(gr_json_writer *w, const char *name);

/* Left out where the value is NULL. */
extern void gr_json_string_member(gr_json_writer *w, const char *name, const char *value);
extern void gr_json_int_member(gr_json_writer *w, const char *name, int64_t value);

/* pos and len, left out where there is no place. */
extern void gr_json_span_members(gr_json_writer *w, gr_span span);

/* value / 10^scale with all its decimals. */
extern void gr_json_value_member(gr_json_writer *w, const char *name, gr_wide value, int scale);

/* ---------- in ---------- */

typedef struct gr_json_taker
{
	gr_arena   *arena;
	gr_error   *error;
	gr_status	status;			/* the first failure */
} gr_json_taker;

/* Keeps the first failure; false.  What is not there has no place: "detail" is about what is. */
extern bool gr_json_refuse(gr_json_taker *r, const gr_json *at, const char *detail);

/*
 * Finds the members of an object by name, in found[]; NULL where one is left out.
 * A name that is not asked for is an error: it would be lost.
 */
extern bool gr_json_take_members(gr_json_taker *r, const gr_json *object, const char *const *names, int count, const gr_json **found);

/* The first element of an array, NULL where there is none. */
extern const gr_json *gr_json_take_elements(gr_json_taker *r, const gr_json *array);

extern bool gr_json_is_string(const gr_json *node);
extern bool gr_json_take_int(gr_json_taker *r, const gr_json *node, int64_t min, int64_t max, int64_t *value);

/* pos and len, both or none. */
extern bool gr_json_take_span(gr_json_taker *r, const gr_json *pos, const gr_json *len, gr_span *span);

/* An object of pos and len; NULL leaves the span as it is. */
extern bool gr_json_take_place(gr_json_taker *r, const gr_json *node, gr_span *span);

/* The number of the name among "count", where "name" gives NULL for unknown; a node that is NULL leaves the value as it is. */
extern bool gr_json_take_name(gr_json_taker *r, const gr_json *node, const char *(*name) (int), int count, unsigned char *value);

/* A number with decimals as an integer and its scale. */
extern bool gr_json_take_decimal(gr_json_taker *r, const gr_json *node, int scale_limit, gr_wide *value, int *scale);

#endif							/* GR_JSON_MEMBERS_H */
