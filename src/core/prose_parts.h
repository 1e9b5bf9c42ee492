/*
 * prose_parts.h
 *		Headings and paragraphs, as the lines that are no part of a table make them.
 */
#ifndef GR_PROSE_PARTS_H
#define GR_PROSE_PARTS_H

#include "prose.h"

/* A line that is no part of a table: heads something, surrounds the page, or goes on with a paragraph. */
extern void gr_prose_put_line(gr_prose *prose, const gr_prose_line *line);

/* A figure that is in no table: the number of a page, or a piece of a sentence. */
extern void gr_prose_put_figure(gr_prose *prose, const gr_prose_line *line);

/* A row of no table that we know, on a line: 会议 | 3次, or what surrounds the page: 网站地图 | 联系我们. */
extern void gr_prose_put_cells(gr_prose *prose, const gr_prose_line *line);

/* The heading that the line begins with, or NULL; it stays until the next lines are asked for theirs. */
extern const gr_heading *gr_prose_heading_of(gr_prose *prose, const gr_prose_line *line);

/* Tells the paragraph that is being put together. */
extern void gr_prose_finish_paragraph(gr_prose *prose);

/* Tells a line that is a paragraph by itself. */
extern void gr_prose_tell_line(gr_prose *prose, gr_paragraph_kind kind, gr_slice words, gr_origin origin);

/* Tells the cells of a row that says nothing to us, side by side. */
extern void gr_prose_tell_cells(gr_prose *prose, const gr_html_item *cells, size_t count);

/* Content that is told or not: the section that is open has it. */
extern void gr_prose_note_content(gr_prose *prose, gr_slice words, gr_origin origin);

#endif							/* GR_PROSE_PARTS_H */
