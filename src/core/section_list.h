/*
 * section_list.h
 *		The sections as they are gathered, with what is wrong with them.
 */
#ifndef GR_SECTION_LIST_H
#define GR_SECTION_LIST_H

#include "sections.h"

/* From level 0, which no section has, to one below the lowest: as many as a word has bytes. */
#define GR_SECTION_PLACES 8

_Static_assert(GR_SECTION_LEVELS + 1 < GR_SECTION_PLACES, "a word has a byte for each level and one below");

/* What is wrong with where a chapter stands. */
typedef enum gr_section_fault
{
	GR_FAULT_NONE,
	GR_FAULT_TOLD,				/* which a finding tells */
	GR_FAULT_BEHIND_TABLE		/* and is to be told unless it is out of the order */
} gr_section_fault;

typedef struct gr_raw_section
{
	gr_section	section;
	uint32_t	essence;
	uint32_t	before;			/* where the content before it ended */
	unsigned char style;		/* the level of its number; 0: none */
	unsigned char number;
	unsigned char own;			/* the chapter that its title heads, or GR_CHAPTER_NONE */
	bool		part;
	bool		top;			/* level 1, or what would be without parts */
	bool		removed;
	bool		anew;			/* the order of the chapters begins with it once more */
	unsigned char fault;		/* gr_section_fault */
	unsigned	run;			/* numbering began anew so many times before it */
} gr_raw_section;

/* Something of each level, in the bytes of a word; what is above a level stays. */
static inline uint64_t
gr_put_from_level(uint64_t levels, int level, unsigned char value)
{
	uint64_t	above = (UINT64_C(1) << level * 8) - 1;

	return (levels & above) | ((UINT64_C(0x0101010101010101) * value) & ~above);
}

static inline unsigned char
gr_at_level(uint64_t levels, int level)
{
	return (unsigned char) (levels >> level * 8);
}

/* What is wrong with the order, the numbers and the count of the sections becomes diagnostics of the report. */
extern gr_status gr_sections_inspect(gr_outline *outline, gr_report *report);

#endif							/* GR_SECTION_LIST_H */
