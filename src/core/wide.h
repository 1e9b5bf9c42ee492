/*
 * wide.h
 *		128-bit sums: what 2^31 reports of any legal figure can add up to.
 */
#ifndef GR_WIDE_H
#define GR_WIDE_H

#include <stdbool.h>
#include <stdint.h>

/* high * 2^64 + low, two's complement. */
typedef struct gr_wide
{
	int64_t		high;
	uint64_t	low;
} gr_wide;

static inline gr_wide
gr_wide_of(int64_t value)
{
	gr_wide		w = {value < 0 ? -1 : 0, (uint64_t) value};

	return w;
}

static inline bool
gr_wide_is_zero(gr_wide w)
{
	return w.high == 0 && w.low == 0;
}

static inline bool
gr_wide_equal(gr_wide a, gr_wide b)
{
	return a.high == b.high && a.low == b.low;
}

/* True when w is a value of int64, then stored in *value. */
static inline bool
gr_wide_fits(gr_wide w, int64_t *value)
{
	int64_t		low;

	/* No cast of an unsigned value above INT64_MAX: that is up to the implementation. */
	if (w.high == 0 && w.low <= INT64_MAX)
		low = (int64_t) w.low;
	else if (w.high == -1 && w.low > INT64_MAX)
		low = -(int64_t) (UINT64_MAX - w.low) - 1;
	else
		return false;
	*value = low;
	return true;
}

/* Each returns false, and leaves *sum alone, when the result does not fit. */
extern bool gr_wide_add(gr_wide *sum, gr_wide b);
extern bool gr_wide_subtract(gr_wide *sum, gr_wide b);
extern bool gr_wide_multiply(gr_wide *product, uint32_t factor);

/* The quotient towards zero; *remainder has the sign of w. */
extern gr_wide gr_wide_divide(gr_wide w, uint32_t divisor, int64_t *remainder);

static inline bool
gr_wide_negative(gr_wide w)
{
	return w.high < 0;
}

extern int gr_wide_compare(gr_wide a, gr_wide b);

/* Decimal digits with a sign where needed, no NUL; returns the length, at most 40. */
extern int gr_wide_write(char *to, gr_wide w);

/* Bytes that gr_wide_write_decimal takes at most. */
#define GR_DECIMAL_LENGTH 64

/* w / 10^scale with all its decimals, scale at most 20; no NUL, returns the length. */
extern int gr_wide_write_decimal(char *to, gr_wide w, int scale);

#endif							/* GR_WIDE_H */
