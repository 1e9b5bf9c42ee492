/*
 * chapters.h
 *		Which chapter of a report a title heads, however it is worded.
 */
#ifndef GR_CHAPTERS_H
#define GR_CHAPTERS_H

#include "dictionary.h"

typedef enum gr_chapter_id
{
#define GR_CHAPTER(name, key, number, table, zh, en) GR_CHAPTER_##name,
#include "chapters.def"
	GR_CHAPTERS,
	GR_CHAPTER_NONE = GR_CHAPTERS
} gr_chapter_id;

/* Chapters of the forms of 2019 and 2021, which come first. */
#define GR_STATUTORY_CHAPTERS 6

typedef struct gr_chapter_info
{
	const char *key;
	const char *zh;
	const char *en;
	unsigned char number;		/* in the forms of 2019 and 2021; 0: not in them */
	unsigned char table;		/* the table that stands in it, or GR_TABLE_NONE */
} gr_chapter_info;

extern const gr_chapter_info gr_chapters[GR_CHAPTERS];

/* By key; GR_CHAPTER_NONE when there is none. */
extern int	gr_chapter_by_key(gr_slice key);

/* Bytes of a title's essence; a longer title is none of a chapter. */
#define GR_ESSENCE_LIMIT 120

/*
 * What is left of a title without the words that most titles share, widths folded,
 * in simplified characters: 主动公开 of 主动公开政府信息的情况.  Returns its bytes, 0
 * where nothing is left or too much.
 */
extern size_t gr_title_essence(gr_slice title, char essence[GR_ESSENCE_LIMIT]);

/* The chapter with that essence, or GR_CHAPTER_NONE. */
extern int	gr_chapter_of_essence(gr_slice essence);

/* The chapter that a title heads, or GR_CHAPTER_NONE; *mark is the same for titles of one essence. */
extern int	gr_chapter_of_title(gr_slice title, uint32_t *mark);

/* The same without a look at the usual titles; for tests. */
extern int	gr_chapter_of_title_plain(gr_slice title, uint32_t *mark);

/* The chapter of the forms whose title stands at the start of text, word for word; *length: its bytes. */
extern int	gr_chapter_at(gr_slice text, size_t *length);

/* The titles, sorted by bytes; for tests. */
typedef struct gr_chapter_title
{
	const char *essence;
	unsigned char len;			/* bytes */
	unsigned char chapter;
} gr_chapter_title;

extern const gr_chapter_title gr_chapter_titles[];
extern const size_t gr_chapter_title_count;

#endif							/* GR_CHAPTERS_H */
