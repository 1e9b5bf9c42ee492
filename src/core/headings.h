/*
 * headings.h
 *		Recognising a heading by the number in front of it, by its marks, or by its words.
 *
 * 一、 （一） 1. （1） and their kin, 第一部分, Markdown's #, and the titles of the forms
 * without a number.  Rows of tables look the same; telling them apart is left to prose.h.
 */
#ifndef GR_HEADINGS_H
#define GR_HEADINGS_H

#include "chapters.h"
#include "enumerator.h"

typedef struct gr_heading
{
	int			level;			/* as in enumerator.h; 0: by its marks or words alone */
	int			marks;			/* of #, or of h1 to h6; 0: none */
	bool		part;			/* 第一部分, 第一章 */
	int			number;			/* 0: none */
	int			chapter;		/* that the title heads, or GR_CHAPTER_NONE; of level 0 and 1 alone */
	uint32_t	essence;		/* of such a title: equal where the titles are */
	gr_slice	printed;		/* the number, with its brackets, without what separates it */
	gr_slice	title;			/* empty where a paragraph is numbered that has none */
	gr_slice	whole;			/* from the number to the end of the title */
	size_t		body;			/* where the text goes on, an offset in the line; its length: nowhere */
} gr_heading;

/*
 * Whether a line, blanks at both ends left out, begins with a heading.  marks: the
 * level of the h element the line stands in, 0 for none.  Looks at the beginning of
 * the line alone.
 */
extern bool gr_heading_read(gr_slice line, int marks, gr_heading *heading);

/* Whether a line ends a sentence, or is too long to be a title or a piece of a label. */
extern bool gr_is_sentence(gr_slice line);

#endif							/* GR_HEADINGS_H */
