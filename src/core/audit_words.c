#include "audit_words.h"

static const char *const words[GR_SHEET_WORDS][2] = {
#define GR_SHEET_WORD(name, zh, en) {zh, en},
#include "audit_sheet.def"
};

const gr_sheet_sign gr_sheet_statuses[GR_CELL_STATUSES] = {
#define GR_SHEET_STATUS(name, sign, zh, en) [GR_CELL_##name] = {sign, {zh, en}},
#include "audit_sheet.def"
};

const gr_sheet_sign gr_sheet_severities[GR_SHEET_SEVERITIES] = {
#define GR_SHEET_SEVERITY(name, sign, zh, en) [GR_SEVERITY_##name] = {sign, {zh, en}},
#include "audit_sheet.def"
};

static const char *const levels[GR_LEVELS] = {
#define GR_SHEET_LEVEL(name, zh) [GR_LEVEL_##name] = zh,
#include "audit_sheet.def"
};

static const char *const kinds[GR_ORGAN_KINDS] = {
#define GR_SHEET_KIND(name, zh) [GR_ORGAN_##name] = zh,
#include "audit_sheet.def"
};

const char *
gr_sheet_say(gr_language language, gr_sheet_word word)
{
	return words[word][language];
}

const char *
gr_sheet_level(int level)
{
	return levels[level];
}

const char *
gr_sheet_organ_kind(int kind)
{
	return kinds[kind];
}
