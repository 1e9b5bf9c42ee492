/*
 * prose.h
 *		The prose of a report, as headings and paragraphs: what stands in no table.
 *
 * Lines go in one after the other, each as the reader of the tables saw it.  Whether a
 * line is part of a table often shows only in the lines behind it: （一）予以公开 is a
 * heading until figures follow.  So lines wait, a few at a time.  Lines that a text from
 * a PDF broke are put together again, so that a sentence is read as a whole.
 *
 * Nothing is kept of the lines but those that wait: memory does not grow with the text.
 */
#ifndef GR_PROSE_H
#define GR_PROSE_H

#include "bare_line.h"
#include "headings.h"
#include "status.h"

/* A joined paragraph is at most so long, in bytes and in lines; a line of its own may be longer. */
#define GR_PARAGRAPH_LIMIT 16384
#define GR_PARAGRAPH_LINES 256

/*
 * Lines that are taken together: what reads tables and what reads prose are as much code as the processor keeps at hand,
 * and one after the other for each line would push each other out.
 */
#define GR_LINES_TOGETHER 128

/* Lines that wait until it shows whether they are part of a table. */
#define GR_PROSE_WAITING 32

/* Where a part of a paragraph comes from: text from "at" on is this line, byte by byte. */
typedef struct gr_prose_piece
{
	size_t		at;
	gr_slice	line;
	gr_origin	origin;
} gr_prose_piece;

typedef enum gr_paragraph_kind
{
	GR_PARAGRAPH_PROSE,			/* sentences; with the words of a heading that they follow on its line */
	GR_PARAGRAPH_HEADING,		/* a heading that has a line for itself, where a digit or a denial is in it */
	GR_PARAGRAPH_FURNITURE,		/* of the page: where it was published, who runs the site */
	GR_PARAGRAPH_CELLS			/* a row of a table that is none of the official ones, one line of text */
} gr_paragraph_kind;

typedef struct gr_paragraph
{
	gr_paragraph_kind kind;
	gr_slice	text;			/* the line itself where it is one, else put together, until the next paragraph */
	const gr_prose_piece *pieces;	/* at least one, ascending */
	size_t		piece_count;
} gr_paragraph;

/* Where in the source the byte of the paragraph stands; text.len is allowed. */
extern size_t gr_paragraph_source(const gr_paragraph *paragraph, size_t offset);

/*
 * Who is told what, in the order of the text; members may be NULL.  Anything but GR_OK
 * ends the reading.
 */
typedef struct gr_prose_sink
{
	/* A heading of a line; "before": the byte of the source where the content before it ended. */
	gr_status	(*heading) (void *context, const gr_heading *heading, gr_origin origin, size_t before);

	/* The byte of the source where the first content behind a heading begins, be it text or a table. */
	gr_status	(*content) (void *context, size_t from);
	gr_status	(*paragraph) (void *context, const gr_paragraph *paragraph);
	void	   *context;
} gr_prose_sink;

/* A line that waits. */
typedef struct gr_prose_line
{
	gr_slice	words;			/* trimmed */
	gr_origin	origin;
	size_t		indent;			/* bytes of blanks in front */
	unsigned char kind;
	unsigned char table;		/* that its labels belong to, or GR_TABLE_NONE */
	unsigned char marks;
	bool		apart;			/* behind a blank line: as it is told, or with the lines before it */
} gr_prose_line;

/* A line that was asked whether it begins with a heading, and the answer. */
typedef struct gr_prose_answer
{
	gr_slice	asked;
	gr_heading	heading;
	bool		is_heading;
} gr_prose_answer;

/* A line, a row of an HTML table or the end of one, as it was told. */
typedef struct gr_prose_told
{
	gr_prose_line line;			/* of a row the kind and the table only */
	const gr_html_item *items;	/* those of a row's page; of the end of a table any; NULL for a line */
	size_t		item_count;		/* 0 for the end of a table */
} gr_prose_told;

typedef struct gr_prose
{
	gr_arena   *arena;
	const gr_prose_sink *sinks;
	size_t		sink_count;
	gr_status	status;			/* the first that was not GR_OK */
	size_t		told_count;		/* that were not taken yet */
	bool		blank_told;		/* a blank line behind them */

	/* Where we are among the tables. */
	bool		inside;
	int			table;			/* gr_table_id; NONE: a table of another kind */
	size_t		waiting_count;
	bool		apart;			/* a blank line came last */
	bool		cut;			/* a table of another kind ended, and nothing has come since */
	bool		page_turned;	/* a page number came since the last line of text */

	/* Where we are in the prose. */
	bool		started;		/* a heading was met */
	bool		footer;
	bool		heading_open;	/* the content behind the last heading did not begin yet */
	gr_slice	last;			/* of the content so far, the last line */
	gr_origin	last_origin;
	const char *annex;			/* the last line that is an annex behind the first */

	gr_prose_answer answers[2];	/* the last ones */
	bool		last_answer;	/* which of them came last */

	/* The paragraph that is being put together. */
	gr_prose_piece first;
	gr_prose_piece *pieces;		/* of a joined one; NULL before the first */
	char	   *joined;
	size_t		piece_count;
	size_t		joined_length;
	size_t		indent;			/* of its last line */

	/* Not cleared at the beginning. */
	gr_prose_line waiting[GR_PROSE_WAITING];
	gr_prose_told told[GR_LINES_TOGETHER];
} gr_prose;

extern void gr_prose_begin(gr_prose *prose, gr_arena *arena, const gr_prose_sink *sinks, size_t sink_count);

/* A line of text; as: what gr_line_of_text made of it, or of it and the lines before (of an empty one nothing); marks: its h element, or 0. */
extern gr_status gr_prose_text(gr_prose *prose, gr_slice content, gr_origin origin, const gr_line *as, int marks);

/* A line of text that is bare. */
extern gr_status gr_prose_bare(gr_prose *prose, const gr_bare_line *bare);

/* A row of an HTML table: count items of its page, which stays, and of which the cells count. */
extern gr_status gr_prose_row(gr_prose *prose, const gr_html_item *items, size_t count, const gr_line *as);

/* The end of an HTML table, which is an item. */
extern gr_status gr_prose_table_end(gr_prose *prose, const gr_html_item *end);

extern gr_status gr_prose_end(gr_prose *prose);

/* Where the content read so far ends in the source, furniture and blanks left out. */
extern size_t gr_prose_content_end(const gr_prose *prose);

#endif							/* GR_PROSE_H */
