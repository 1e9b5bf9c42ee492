/*
 * rare.h
 *		What is seldom needed, kept out of the way of what often is.
 *
 * A function marked GR_RARE stands apart from the others and is never made part of one, so that the cache of instructions
 * holds more of what is used.
 */
#ifndef GR_RARE_H
#define GR_RARE_H

#ifdef __GNUC__
#define GR_RARE __attribute__((cold, noinline))
#else
#define GR_RARE
#endif

#endif							/* GR_RARE_H */
