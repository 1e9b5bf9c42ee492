/*
 * report_prose.h
 *		The prose of a report on its way into it: sections, citations, facts.
 */
#ifndef GR_REPORT_PROSE_H
#define GR_REPORT_PROSE_H

#include "contents_sentence.h"
#include "facts.h"
#include "sections.h"

/*
 * Paragraphs that are read together, first for their citations, then for their facts: either reader is as much code as the
 * processor keeps at hand, and one after the other for each paragraph would push it out each time.
 */
#define GR_PARAGRAPHS_TOGETHER 128

/* A paragraph that waits. */
typedef struct gr_queued_paragraph
{
	gr_paragraph paragraph;
	gr_prose_piece piece;		/* where it is one line */
	gr_beginnings beginnings;	/* their memory serves the next ones in this place */
	size_t		citations_from; /* the first of its citations among those of all that wait */
	int			chapter;		/* that it stands in, as gr_fact_context has it */
} gr_queued_paragraph;

/* What is read of the prose, while the tables are. */
typedef struct gr_report_prose
{
	gr_outline	outline;
	gr_contents_sentence contents;
	gr_prose_sink sinks[3];
	gr_arena   *arena;
	gr_report  *report;
	const gr_positions *positions;
	gr_citation_reader *reader;
	size_t		queued;
	size_t		places;			/* of the queue that were in use already */
	gr_raw_citations citations;	/* of the paragraphs that wait */
	gr_raw_facts facts;			/* of all, their places those of their paragraphs */
	unsigned char chapter;		/* that the next paragraphs stand in, likewise, */
	unsigned char chapter_level;	/* and the level of the heading that says so */
	size_t		fact_capacity;
	size_t		citation_capacity;
	gr_span		beyond;			/* the first fact beyond the limit; pos 0: none */
	gr_prose	prose;			/* to be told the lines */
	gr_queued_paragraph queue[GR_PARAGRAPHS_TOGETHER];
} gr_report_prose;

/* The year of the report's header is known.  NULL when there is no memory. */
extern gr_report_prose *gr_report_prose_begin(gr_arena *arena, gr_slice text, gr_report *report);

/* What is done with the paragraphs that wait as soon as there are enough, and at the end; one behind the other. */
extern gr_status gr_report_prose_citations(gr_report_prose *p);
extern gr_status gr_report_prose_facts(gr_report_prose *p);

/* After gr_prose_end, and after the tables of the report are known. */
extern gr_status gr_report_prose_end(gr_report_prose *p, gr_report *report);

#endif							/* GR_REPORT_PROSE_H */
