/*
 * json.h
 *		A strict reader of JSON (RFC 8259) into a tree, and a writer.
 *
 * Stricter than the RFC asks: no member name occurs twice in an object, strings
 * hold valid UTF-8 without U+0000, and nesting ends at GR_JSON_DEPTH.  A byte
 * order mark is not white space.
 */
#ifndef GR_JSON_H
#define GR_JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "arena.h"
#include "slice.h"
#include "status.h"

/* Arrays and objects inside one another, the outermost counted, to read or write. */
#define GR_JSON_DEPTH 32

typedef enum gr_json_kind
{
	GR_JSON_NULL,
	GR_JSON_FALSE,
	GR_JSON_TRUE,
	GR_JSON_NUMBER,
	GR_JSON_STRING,
	GR_JSON_ARRAY,
	GR_JSON_OBJECT
} gr_json_kind;

/*
 * One value.  Slices point into the input or the arena, and live as long as the
 * shorter-lived of the two.
 */
typedef struct gr_json gr_json;

struct gr_json
{
	gr_json_kind kind;
	size_t		position;		/* of the first byte of the value, byte offset in the input from 1 */
	gr_slice	text;			/* number: the literal; string: decoded UTF-8; others: empty */
	gr_slice	key;			/* member of an object: its decoded name; others: empty */
	size_t		key_position;	/* member of an object: of the quote before its name; others: 0 */
	const gr_json *first_child; /* elements or members, in the order of the input */
	const gr_json *next_sibling;
	size_t		count;			/* of children */
};

/*
 * Reads one value, of any kind, with white space around it and nothing else.
 * Time is linear in the text, except that an object whose members do not come in
 * the order of jsonb (by length of the name, then by its bytes) is sorted.  A node
 * takes about 100 bytes of the arena for at least two bytes of text; a text of
 * more than "nodes" of them is refused.
 *
 * GR_BAD_JSON: error has the position of the first byte that does not fit (one past the
 * text when it ends too early; the opening quote of a string that is not closed)
 * and the detail.  GR_OUT_OF_MEMORY, GR_CANCELLED: error is {0, NULL}.  After each
 * of the three *root is NULL.
 */
extern gr_status gr_json_read(gr_arena *arena, gr_slice text, size_t nodes, const gr_json **root, gr_error *error);

/*
 * The member of that name, or NULL when there is none, or "object" is NULL or of
 * another kind.  Walks the members: to look up many names, walk them once instead.
 */
extern const gr_json *gr_json_member(const gr_json *object, const char *key);

/*
 * True when node is a number written as a plain integer, an optional minus and
 * digits, from min to max; *value is then set, otherwise left alone.  1.0 and 1e3
 * are not plain integers.  node may be NULL: false.
 */
extern bool gr_json_int64(const gr_json *node, int64_t min, int64_t max, int64_t *value);

/*
 * Writes without spaces, and puts the commas itself.  After a failure each call does
 * nothing, so that only gr_json_finish needs to be looked at.  The members
 * are private.
 */
typedef struct gr_json_writer
{
	gr_arena   *arena;
	gr_status	status;
	char	   *data;
	size_t		len;
	size_t		capacity;
	unsigned int depth;
	uint64_t	objects;		/* bit n: the container at depth n is an object */
	uint64_t	filled;			/* bit n: something has been written at depth n */
	bool		keyed;			/* a key waits for its value */
} gr_json_writer;

extern void gr_json_writer_init(gr_json_writer *writer, gr_arena *arena);

extern void gr_json_begin_object(gr_json_writer *writer);
extern void gr_json_end_object(gr_json_writer *writer);
extern void gr_json_begin_array(gr_json_writer *writer);
extern void gr_json_end_array(gr_json_writer *writer);

/* Keys and strings are valid UTF-8 without U+0000, and keys differ within an object: not checked here. */
extern void gr_json_write_key(gr_json_writer *writer, gr_slice key);
extern void gr_json_write_string(gr_json_writer *writer, gr_slice string);

/* "literal" is a number of JSON, such as the text of a node: not checked here. */
extern void gr_json_write_number(gr_json_writer *writer, gr_slice literal);
extern void gr_json_write_int64(gr_json_writer *writer, int64_t value);
extern void gr_json_write_bool(gr_json_writer *writer, bool value);
extern void gr_json_write_null(gr_json_writer *writer);

/*
 * The text, in the arena, when all calls succeeded and made one complete value.
 * GR_OUT_OF_MEMORY; GR_BAD_JSON when the calls do not make a value that the reader
 * accepts: nested past GR_JSON_DEPTH, a key too many or too few, an end that fits
 * no begin.  *text is then empty.
 */
extern gr_status gr_json_finish(gr_json_writer *writer, gr_slice *text);

#endif							/* GR_JSON_H */
