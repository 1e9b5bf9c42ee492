/*
 * chapter_words.h
 *		The prose of a report, or of one of its chapters, as it can be compared.
 */
#ifndef GR_CHAPTER_WORDS_H
#define GR_CHAPTER_WORDS_H

#include "buffer.h"
#include "chapters.h"
#include "report.h"

/*
 * Appends the paragraphs below the headings of a chapter, of all for GR_CHAPTER_NONE, a
 * line each: what parse reads facts in, without tables, headings on lines of their own,
 * the furniture of pages and markup.  Of a report without headings all paragraphs are taken.
 * raw is the text that was parsed: of another one the words are those at the same places.
 * GR_OUT_OF_MEMORY and GR_CANCELLED may come.
 */
extern gr_status gr_chapter_words(gr_arena *arena, const gr_report *report, gr_slice raw, int chapter, gr_writer *to);

/* All of them at once, those of sections in no chapter in to[GR_CHAPTER_NONE]. */
extern gr_status gr_words_by_chapter(gr_arena *arena, const gr_report *report, gr_slice raw, gr_writer to[GR_CHAPTERS + 1]);

#endif							/* GR_CHAPTER_WORDS_H */
