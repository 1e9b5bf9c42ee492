/*
 * repair_children.h
 *		Which of the reports below a published one is wrong, where their sum is not what it says.
 */
#ifndef GR_REPAIR_CHILDREN_H
#define GR_REPAIR_CHILDREN_H

#include "repairs.h"

/*
 * What a child would have to say so that the roll-up of the children, "computed", says
 * what the parent, "published", does.  Of each table, either all cells that disagree are
 * given the whole difference (solution 1): told where the identities of the child hold
 * then, and certain where they do not hold now.  Or, where another child has its share in
 * the difference, the cells for which a smallest repair of the child's own gives that very
 * difference: these are certain.  Money is told where it is in the wrong unit, never as
 * certain.  Nothing is told of cells that some child does not give.
 */
extern gr_status gr_repair_child(gr_arena *arena, const gr_report *published, const gr_report *computed, const gr_report *child,
								 gr_repairs *repairs);

#endif							/* GR_REPAIR_CHILDREN_H */
