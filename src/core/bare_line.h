/*
 * bare_line.h
 *		Lines of a table that has one cell a line: a figure, with the pipe behind it or without, or a pipe.
 */
#ifndef GR_BARE_LINE_H
#define GR_BARE_LINE_H

#include "fold.h"
#include "layout.h"

typedef struct gr_bare_line
{
	gr_origin	origin;
	gr_slice	content;
	size_t		digits;			/* that it begins with; 0: it is a pipe */
	bool		pipe;
} gr_bare_line;

/* Whether the line is bare, and what it is then. */
static inline bool
gr_bare_line_read(gr_slice content, gr_origin origin, gr_bare_line *bare)
{
	size_t		digits = 0;
	size_t		pipe;

	while (digits < content.len && digits <= GR_PLAIN_DIGITS && gr_is_digit((unsigned char) content.data[digits]))
		digits++;
	pipe = digits + (digits > 0 && digits < content.len && content.data[digits] == ' ');
	*bare = (gr_bare_line) {origin, content, digits, digits < content.len};
	if (bare->pipe)
		return digits <= GR_PLAIN_DIGITS && pipe + 1 == content.len && content.data[pipe] == '|';
	return digits > 0 && digits <= GR_PLAIN_DIGITS;
}

#endif							/* GR_BARE_LINE_H */
