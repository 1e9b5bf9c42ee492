#include "wide.h"

static gr_wide
negated(gr_wide w)
{
	gr_wide		n;

	n.low = ~w.low + 1;
	/* INT64_MIN has no counterpart; the additions below never let it arise. */
	n.high = (w.low == 0) ? -w.high : -w.high - 1;
	return n;
}

bool
gr_wide_add(gr_wide *sum, gr_wide b)
{
	uint64_t	low = sum->low + b.low;
	int64_t		carry = low < b.low;
	int64_t		limit = INT64_MAX / 2;

	/* Kept far from the edge, so that negation and carries are always safe. */
	if (sum->high > limit - 1 || sum->high < -limit || b.high > limit - 1 || b.high < -limit)
		return false;
	sum->high += b.high + carry;
	sum->low = low;
	return true;
}

bool
gr_wide_subtract(gr_wide *sum, gr_wide b)
{
	if (b.high == INT64_MIN)
		return false;
	return gr_wide_add(sum, negated(b));
}

bool
gr_wide_multiply(gr_wide *product, uint32_t factor)
{
	bool		negative = gr_wide_negative(*product);
	gr_wide		w = negative ? negated(*product) : *product;
	uint64_t	low = (w.low & UINT32_MAX) * factor;
	uint64_t	middle = (w.low >> 32) * factor + (low >> 32);
	uint64_t	high;

	if ((uint64_t) w.high > (uint64_t) (INT64_MAX / 4) / (factor == 0 ? 1 : factor))
		return false;
	high = (uint64_t) w.high * factor + (middle >> 32);
	w.low = middle << 32 | (low & UINT32_MAX);
	w.high = (int64_t) high;
	*product = negative ? negated(w) : w;
	return true;
}

gr_wide
gr_wide_divide(gr_wide w, uint32_t divisor, int64_t *remainder)
{
	bool		negative = gr_wide_negative(w);
	gr_wide		u = negative ? negated(w) : w;
	uint32_t	parts[4] = {
		(uint32_t) ((uint64_t) u.high >> 32), (uint32_t) u.high, (uint32_t) (u.low >> 32), (uint32_t) u.low,
	};
	uint64_t	rest = 0;
	gr_wide		q;

	for (int i = 0; i < 4; i++)
	{
		rest = rest << 32 | parts[i];
		parts[i] = (uint32_t) (rest / divisor);
		rest %= divisor;
	}
	q.high = (int64_t) ((uint64_t) parts[0] << 32 | parts[1]);
	q.low = (uint64_t) parts[2] << 32 | parts[3];
	*remainder = negative ? -(int64_t) rest : (int64_t) rest;
	return negative ? negated(q) : q;
}

int
gr_wide_compare(gr_wide a, gr_wide b)
{
	if (a.high != b.high)
		return a.high < b.high ? -1 : 1;
	if (a.low != b.low)
		return a.low < b.low ? -1 : 1;
	return 0;
}

int
gr_wide_write(char *to, gr_wide w)
{
	char		digits[40];
	int			n = 0;
	int			length = 0;
	bool		negative = gr_wide_negative(w);

	do
	{
		int64_t		digit;

		w = gr_wide_divide(w, 10, &digit);
		digits[n++] = (char) ('0' + (digit < 0 ? -digit : digit));
	} while (!gr_wide_is_zero(w));
	if (negative)
		to[length++] = '-';
	while (n > 0)
		to[length++] = digits[--n];
	return length;
}

int
gr_wide_write_decimal(char *to, gr_wide w, int scale)
{
	char		digits[48];
	int			count = gr_wide_write(digits, w);
	int			sign = digits[0] == '-';
	int			whole = count - sign - scale;
	int			length = 0;

	if (sign)
		to[length++] = '-';
	if (whole <= 0)
		to[length++] = '0';
	for (int i = 0; i < whole; i++)
		to[length++] = digits[sign + i];
	if (scale > 0)
	{
		to[length++] = '.';
		for (int i = whole; i < 0; i++)
			to[length++] = '0';
		for (int i = whole > 0 ? whole : 0; i < count - sign; i++)
			to[length++] = digits[sign + i];
	}
	return length;
}
