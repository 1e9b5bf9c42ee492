/*
 * pg_language.h
 *		The language of sentences as an argument.
 */
#ifndef GR_PG_LANGUAGE_H
#define GR_PG_LANGUAGE_H

#include "pg_compat.h"

#include "describe.h"

/* The language in an argument, Chinese where there is no such argument; an error for one that is neither. */
extern gr_language gr_arg_language(FunctionCallInfo fcinfo, int n);

#endif							/* GR_PG_LANGUAGE_H */
