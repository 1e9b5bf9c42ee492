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
#include <stdint.h>

#if defined(__SSE2__) && defined(__GNUC__) && defined(__x86_64__)

#include <immintrin.h>

#define GR_AVX2 __attribute__((target("avx2")))

static inline bool
gr_has_avx2(void)
{
	return __builtin_cpu_supports("avx2");
}

/* Bytes of a vector. */
#define GR_VECTOR 32

/* The bytes from here on, all of which are there. */
GR_AVX2 static inline __m256i
gr_vector_at(const char *from)
{
	return _mm256_loadu_si256((const __m256i *) (const void *) from);
}

/* All bits of the bytes that are this one. */
GR_AVX2 static inline __m256i
gr_vector_equal(__m256i bytes, unsigned char byte)
{
	return _mm256_cmpeq_epi8(bytes, _mm256_set1_epi8((char) byte));
}

/* Those of the bytes from "first" to "last". */
GR_AVX2 static inline __m256i
gr_vector_in_range(__m256i bytes, char first, char last)
{
	__m256i		behind_first = _mm256_sub_epi8(bytes, _mm256_set1_epi8(first));

	return _mm256_cmpeq_epi8(_mm256_min_epu8(behind_first, _mm256_set1_epi8((char) (last - first))), behind_first);
}

/* The highest bit of each byte, the first in the lowest bit. */
GR_AVX2 static inline uint32_t
gr_vector_mask(__m256i bytes)
{
	return (uint32_t) _mm256_movemask_epi8(bytes);
}

#elif defined(__SSE2__)

#include <emmintrin.h>

#endif

#endif							/* GR_VECTOR_H */
