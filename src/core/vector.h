/*
 * vector.h
 *		What of the processor's vector instructions can be used.
 *
 * Those of SSE2 every x86-64 machine has.  A function marked GR_AVX2 may be called where gr_has_avx2() says so, and
 * does what a plainer one beside it does.
 */
#ifndef GR_VECTOR_H
#define GR_VECTOR_H

#include <stdbool.h>

#if defined(__SSE2__) && defined(__GNUC__) && defined(__x86_64__)

#include <immintrin.h>

#define GR_AVX2 __attribute__((target("avx2")))

static inline bool
gr_has_avx2(void)
{
	return __builtin_cpu_supports("avx2");
}

#elif defined(__SSE2__)

#include <emmintrin.h>

#endif

#endif							/* GR_VECTOR_H */
