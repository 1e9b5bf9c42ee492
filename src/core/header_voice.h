/*
 * header_voice.h
 *		我区, 我局: who speaks in a report.
 */
#ifndef GR_HEADER_VOICE_H
#define GR_HEADER_VOICE_H

#include "header_parts.h"

/* The signs of 我市, 我局 and so on, and what they tell of the one who speaks. */
typedef struct gr_self
{
	const char *sign;
	unsigned char kind;			/* gr_organ_kind; UNKNOWN: an office, of whatever */
	unsigned char level;
	const char *not_before[4];
} gr_self;

/* Who speaks: one of the above, or NULL where nobody does, or several. */
typedef struct gr_voice
{
	const gr_self *speaker;
	bool		several;		/* of different kinds: text copied from elsewhere */
} gr_voice;

/* The sign that stands there, or NULL. */
extern const gr_self *gr_self_at(gr_slice text, size_t at);

/* 我市, 全区, 本县, 各区: no name, though it has the form of one. */
extern bool gr_is_self(gr_slice name);

/* 我 and 本 at the beginning of a clause, with a sign behind. */
extern gr_voice gr_voice_find(gr_slice text);

#endif							/* GR_HEADER_VOICE_H */
