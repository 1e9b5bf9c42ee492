/*
 * pg_compat.h
 *		Everything that differs between PostgreSQL 14 and 18.
 */
#ifndef GR_PG_COMPAT_H
#define GR_PG_COMPAT_H

#include "postgres.h"

#include "fmgr.h"
#include "utils/rangetypes.h"

#if PG_VERSION_NUM < 140000
#error "govreport needs PostgreSQL 14 or later"
#endif

#if PG_VERSION_NUM >= 160000
#include "nodes/miscnodes.h"
#include "varatt.h"
#define gr_make_range(typcache, lower, upper, empty) make_range(typcache, lower, upper, empty, NULL)
#define GR_SOFT_ERROR_CONTEXT(fcinfo) ((fcinfo)->context)
#else
#define gr_make_range(typcache, lower, upper, empty) make_range(typcache, lower, upper, empty)

/* Before 16 every error of an input function is a hard one. */
#define errsave(context, ...) ereport(ERROR, __VA_ARGS__)
#define GR_SOFT_ERROR_CONTEXT(fcinfo) NULL
#endif

#endif							/* GR_PG_COMPAT_H */
