/*
 * audit_words.h
 *		The words and signs of sheets, in Chinese and English.
 */
#ifndef GR_AUDIT_WORDS_H
#define GR_AUDIT_WORDS_H

#include "describe.h"

typedef enum gr_sheet_word
{
#define GR_SHEET_WORD(name, zh, en) GR_SHEET_##name##_WORD,
#include "audit_sheet.def"
	GR_SHEET_WORDS
} gr_sheet_word;

typedef struct gr_sheet_sign
{
	const char *sign;
	const char *words[2];		/* by language */
} gr_sheet_sign;

extern const char *gr_sheet_say(gr_language language, gr_sheet_word word);

/* By gr_cell_status; the sign is empty where a cell is as it was read. */
extern const gr_sheet_sign gr_sheet_statuses[GR_CELL_STATUSES];

#define GR_SHEET_SEVERITIES (GR_SEVERITY_INFO + 1)

/* By gr_severity, the gravest first. */
extern const gr_sheet_sign gr_sheet_severities[GR_SHEET_SEVERITIES];

/* Chinese; NULL where the level or the kind is not known. */
extern const char *gr_sheet_level(int level);
extern const char *gr_sheet_organ_kind(int kind);

#endif							/* GR_AUDIT_WORDS_H */
