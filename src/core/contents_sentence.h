/*
 * contents_sentence.h
 *		The sentence in which a report names its chapters: 本报告由总体情况、…六个部分组成。
 */
#ifndef GR_CONTENTS_SENTENCE_H
#define GR_CONTENTS_SENTENCE_H

#include "chapters.h"
#include "prose.h"
#include "report.h"

typedef struct gr_contents_sentence
{
	int			paragraphs;		/* looked at so far */
	bool		found;			/* and every part that it names is a chapter */
	uint32_t	named;			/* bits 1 << gr_chapter_id */
	int			fewest;			/* parts that it names, neighbours of one chapter as one, */
	int			most;			/* and one by one */
	int			stated;			/* parts that it says there are */
	size_t		from;			/* offsets in the source */
	size_t		to;
} gr_contents_sentence;

/* What gr_prose tells; all zero before the first line. */
extern gr_prose_sink gr_contents_sink(gr_contents_sentence *contents);

/* Whether the headings of these sections are of other chapters than the sentence names, or of another number of them. */
extern bool gr_contents_differ(const gr_contents_sentence *contents, const gr_section *sections, size_t count);

#endif							/* GR_CONTENTS_SENTENCE_H */
