/*
 * json_unique.h
 *		Whether the names of an object's members differ.
 */
#ifndef GR_JSON_UNIQUE_H
#define GR_JSON_UNIQUE_H

#include "json.h"

/*
 * The first member, by the input, whose name one before it has; NULL: none.  Linear where the names come in the order of
 * jsonb; else members are sorted, in the arena.  GR_OK, GR_OUT_OF_MEMORY or GR_CANCELLED.
 */
extern gr_status gr_json_repeated(gr_arena *arena, const gr_json *object, const gr_json **repeated);

#endif							/* GR_JSON_UNIQUE_H */
