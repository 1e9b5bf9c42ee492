/*
 * html_strings.h
 *		Tables that hide in string literals, of scripts and of JSON.
 */
#ifndef GR_HTML_STRINGS_H
#define GR_HTML_STRINGS_H

#include "slice.h"

/* How a "<table" was written. */
typedef enum gr_html_marker
{
	GR_HTML_NO_TABLE,
	GR_HTML_TABLE_PLAIN,		/* < or the \u003c of a string literal */
	GR_HTML_TABLE_ESCAPED		/* &lt; and its like */
} gr_html_marker;

/* The first sign of a table at or after *at, which becomes its offset, or s.len. */
extern gr_html_marker gr_html_find_table(gr_slice s, size_t *at);

/*
 * Is the whole text JSON, or a call with JSON as its argument, rather than HTML
 * or prose?  It begins with {" or [{ or the like, blanks and the call aside.
 */
extern bool gr_html_is_json(gr_slice s);

/* The string literals of a script that hold a "<table", or of JSON those that hold text. */
typedef struct gr_html_strings
{
	gr_slice	script;
	bool		json;
	bool		read_previous;	/* the literal before was handed out */
	bool		joined;			/* nothing but a "+" since then */
	char		significant;	/* the last character of code that is no blank */
	size_t		next;
	size_t		marker;			/* where the next "<table" is */
	size_t		no_regex_before;	/* up to here no "/" opens a regular expression */
} gr_html_strings;

extern void gr_html_strings_start(gr_html_strings *strings, gr_slice script, bool json);

/*
 * The next literal, without its quotes, as offsets in the script.  *joined: it
 * goes on, by "+", where the literal before it ended, and is handed out whatever
 * it holds.  False when there is none left.
 */
extern bool gr_html_next_string(gr_html_strings *strings, size_t *from, size_t *to, bool *joined);

/*
 * Decodes the escape at p (which holds a backslash) in a string literal: the
 * bytes (at most 4, perhaps none) go to out, their number to *length.  Returns
 * how many bytes of the literal the escape takes.
 */
extern size_t gr_html_string_escape(const char *p, const char *end, char *out, size_t *length);

#endif							/* GR_HTML_STRINGS_H */
