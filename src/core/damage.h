/*
 * damage.h
 *		What extraction and intruders did to the text: told, never repaired.
 */
#ifndef GR_DAMAGE_H
#define GR_DAMAGE_H

#include "report.h"

/* Places told of one kind; more of it says nothing new. */
#define GR_DAMAGE_LIMIT 20

/*
 * Adds a diagnostic for each U+FFFD (one for all of them), planted word and damaged
 * date or document number.  One pass for all kinds, linear and cancellable, and one for
 * each planted word that may be there.
 */
extern gr_status gr_damage_note(gr_arena *arena, gr_slice text, gr_report *report);

#endif							/* GR_DAMAGE_H */
