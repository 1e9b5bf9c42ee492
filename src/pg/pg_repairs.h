/*
 * pg_repairs.h
 *		Repairs told in an error.
 */
#ifndef GR_PG_REPAIRS_H
#define GR_PG_REPAIRS_H

#include "pg_compat.h"

#include "report.h"

/* The certain repairs of a report, in one line; NULL where there are none. */
extern char *gr_certain_repairs(gr_arena *arena, const gr_report *report);

#endif							/* GR_PG_REPAIRS_H */
