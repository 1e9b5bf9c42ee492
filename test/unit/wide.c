/*
 * wide.c
 *		128-bit arithmetic against the compiler's own.
 */
#include "sample.h"
#include "wide.h"

/* What holds of any arithmetic; enough to trust it where the compiler has none of its own to compare with. */
static void
test_laws(void)
{
	int			wrong = 0;

	for (int i = 0; i < 200000; i++)
	{
		gr_wide		a = gr_wide_of((int64_t) random64() >> random_below(63));
		gr_wide		b = gr_wide_of((int64_t) random64() >> random_below(63));
		uint32_t	factor = (uint32_t) random64() >> random_below(31) | 1;
		gr_wide		product;
		gr_wide		sum;
		gr_wide		quotient;
		gr_wide		read = gr_wide_of(0);
		int64_t		remainder;
		char		digits[40];
		int			length;

		wrong += !gr_wide_multiply(&a, factor);
		sum = a;
		wrong += !gr_wide_add(&sum, b) || (gr_wide_compare(sum, a) < 0) != gr_wide_negative(b);
		/* (a + b) - a = b */
		product = sum;
		wrong += !gr_wide_subtract(&product, a) || !gr_wide_equal(product, b);
		/* quotient * divisor + remainder = the number */
		quotient = gr_wide_divide(sum, factor, &remainder);
		wrong += !gr_wide_multiply(&quotient, factor) || !gr_wide_add(&quotient, gr_wide_of(remainder)) || !gr_wide_equal(quotient, sum);
		wrong += remainder != 0 && (remainder < 0) != gr_wide_negative(sum);
		wrong += remainder >= (int64_t) factor || remainder <= -(int64_t) factor;
		/* The digits, read again. */
		length = gr_wide_write(digits, sum);
		for (int d = digits[0] == '-'; d < length; d++)
		{
			wrong += digits[d] < '0' || digits[d] > '9' || !gr_wide_multiply(&read, 10);
			wrong += digits[0] == '-' ? !gr_wide_subtract(&read, gr_wide_of(digits[d] - '0')) : !gr_wide_add(&read, gr_wide_of(digits[d] - '0'));
		}
		wrong += !gr_wide_equal(read, sum);
	}
	is_int(wrong, 0, "sums, products, quotients and digits of 200000 numbers undo each other");
}

static void
test_decimals(void)
{
	static const struct
	{
		int64_t		value;
		int			scale;
		const char *text;
	}			cases[] = {
		{0, 0, "0"}, {0, 2, "0.00"}, {5, 0, "5"}, {5, 1, "0.5"}, {5, 3, "0.005"}, {-5, 1, "-0.5"}, {-12345, 2, "-123.45"}, {12345, 5, "0.12345"},
		{100, 2, "1.00"}, {INT64_MAX, 8, "92233720368.54775807"}, {INT64_MIN, 12, "-9223372.036854775808"}, {-1, 20, "-0.00000000000000000001"},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
	{
		char		text[GR_DECIMAL_LENGTH];

		is_slice(gr_slice_make(text, (size_t) gr_wide_write_decimal(text, gr_wide_of(cases[i].value), cases[i].scale)), cases[i].text,
				 "%s", cases[i].text);
	}
}

#ifdef __SIZEOF_INT128__

__extension__ typedef __int128 int128;
__extension__ typedef unsigned __int128 uint128;

static int128
native(gr_wide w)
{
	return (int128) ((uint128) (uint64_t) w.high << 64 | w.low);
}

static gr_wide
wide(int128 value)
{
	gr_wide		w = {(int64_t) (value >> 64), (uint64_t) value};

	return w;
}

/* Up to 126 bits: the type promises no more. */
static int128
random_value_of(unsigned bits)
{
	uint128		u = ((uint128) random64() << 64 | random64()) >> (128 - bits);

	return random_below(2) != 0 ? (int128) u : -(int128) u;
}

static const int64_t edges[] = {
	0, 1, -1, 2, 9, 10, -10, INT32_MAX, (int64_t) UINT32_MAX, (int64_t) UINT32_MAX + 1, INT64_MAX, INT64_MAX - 1, INT64_MIN, INT64_MIN + 1,
};

#define EDGES (sizeof(edges) / sizeof(edges[0]))

/* An edge, perhaps shifted up, or a random value. */
static int128
operand(void)
{
	int128		e;

	if (random_below(3) == 0)
		return random_value_of(1 + random_below(124));
	e = edges[random_below(EDGES)];
	return random_below(2) != 0 ? e : e * ((int128) 1 << random_below(60));
}

static void
test_add(void)
{
	int			wrong = 0;

	for (int i = 0; i < 300000; i++)
	{
		int128		a = operand();
		int128		b = operand();
		gr_wide		sum = wide(a);
		gr_wide		difference = wide(a);

		wrong += !gr_wide_add(&sum, wide(b)) || native(sum) != a + b;
		wrong += !gr_wide_subtract(&difference, wide(b)) || native(difference) != a - b;
		wrong += gr_wide_compare(wide(a), wide(b)) != (a > b) - (a < b);
		wrong += gr_wide_equal(wide(a), wide(b)) != (a == b);
		wrong += gr_wide_negative(wide(a)) != (a < 0);
		wrong += gr_wide_is_zero(wide(a)) != (a == 0);
	}
	is_int(wrong, 0, "add, subtract, compare: 300000 pairs up to 2^124");
}

static void
test_multiply(void)
{
	static const uint32_t factors[] = {0, 1, 2, 10, 10000, INT32_MAX, UINT32_MAX};
	int			wrong = 0;
	int			refused = 0;

	for (int i = 0; i < 300000; i++)
	{
		int128		a = random_value_of(1 + random_below(124));
		uint32_t	factor = random_below(2) != 0 ? factors[random_below(7)] : (uint32_t) random64();
		gr_wide		w = wide(a);
		int128		limit = (int128) 1 << 124;
		bool		fits = factor == 0 || ((a < 0 ? -a : a) <= limit / factor);

		if (gr_wide_multiply(&w, factor))
			wrong += factor != 0 && native(w) / factor != a;
		else
		{
			refused++;
			wrong += fits && (a < 0 ? -a : a) < limit / (factor == 0 ? 1 : factor) / 2;
			wrong += native(w) != a;
		}
		if (fits && factor == 0)
			wrong += native(w) != 0;
	}
	is_int(wrong, 0, "multiply: 300000 products; a refused one leaves the number alone");
	ok(refused > 1000, "(%d were refused)", refused);
}

static void
test_divide(void)
{
	static const uint32_t divisors[] = {1, 2, 10, 10000, INT32_MAX, UINT32_MAX};
	int			wrong = 0;

	for (int i = 0; i < 300000; i++)
	{
		int128		a = operand();
		uint32_t	divisor = random_below(2) != 0 ? divisors[random_below(6)] : (uint32_t) random64() | 1;
		int64_t		remainder;
		gr_wide		q = gr_wide_divide(wide(a), divisor, &remainder);

		wrong += native(q) != a / (int128) divisor || remainder != (int64_t) (a % (int128) divisor);
	}
	is_int(wrong, 0, "divide: 300000 quotients towards zero, the remainder with the sign of the number");
}

static int
naive_write(char *to, int128 value)
{
	char		digits[48];
	int			n = 0;
	int			length = 0;
	uint128		u = value < 0 ? -(uint128) value : (uint128) value;

	do
		digits[n++] = (char) ('0' + (int) (u % 10));
	while ((u /= 10) != 0);
	if (value < 0)
		to[length++] = '-';
	while (n > 0)
		to[length++] = digits[--n];
	return length;
}

static void
test_write(void)
{
	int			wrong = 0;
	int			longest = 0;

	for (int i = 0; i < 50000; i++)
	{
		int128		a = i < (int) EDGES ? edges[i] : random_value_of(1 + random_below(126));
		char		expected[48];
		char	   *actual = malloc(40);
		int			expected_len = naive_write(expected, a);
		int			len = gr_wide_write(actual, wide(a));

		wrong += len != expected_len || memcmp(actual, expected, (size_t) len) != 0;
		longest = len > longest ? len : longest;
		free(actual);
	}
	is_int(wrong, 0, "write: 50000 numbers in at most 40 bytes (longest: %d)", longest);
}

static void
test_fits(void)
{
	int			wrong = 0;

	for (int64_t shift = -3; shift <= 3; shift++)
	{
		int64_t		value = 42;
		int128		top = (int128) INT64_MAX + shift;
		int128		bottom = (int128) INT64_MIN + shift;

		wrong += gr_wide_fits(wide(top), &value) != (shift <= 0) || (shift <= 0 ? value != (int64_t) top : value != 42);
		value = 42;
		wrong += gr_wide_fits(wide(bottom), &value) != (shift >= 0) || (shift >= 0 ? value != (int64_t) bottom : value != 42);
	}
	for (size_t i = 0; i < EDGES; i++)
	{
		int64_t		value;

		wrong += !gr_wide_fits(gr_wide_of(edges[i]), &value) || value != edges[i] || native(gr_wide_of(edges[i])) != edges[i];
	}
	is_int(wrong, 0, "fits in an int64 exactly when it does, and is left alone otherwise");
}

/* Beyond 2^126 nothing is promised but that it says so. */
static void
test_overflow(void)
{
	gr_wide		huge = wide(((int128) 1 << 126) - 1);
	gr_wide		sum = wide((int128) 1 << 125);
	gr_wide		before = sum;
	gr_wide		lowest = {INT64_MIN, 0};
	int			doublings = 0;

	ok(!gr_wide_add(&sum, huge) && gr_wide_equal(sum, before), "a sum near the edge is refused, and the number left alone");
	ok(!gr_wide_subtract(&sum, lowest) && gr_wide_equal(sum, before), "so is taking away the lowest number");
	sum = gr_wide_of(1);
	while (doublings < 200 && gr_wide_add(&sum, sum))
		doublings++;
	ok(doublings >= 124 && doublings < 128, "1 can be doubled %d times", doublings);
	ok(!gr_wide_negative(sum), "and never turns negative");
}

int
main(void)
{
	test_laws();
	test_decimals();
	test_add();
	test_multiply();
	test_divide();
	test_write();
	test_fits();
	test_overflow();
	return done_testing();
}

#else

int
main(void)
{
	test_laws();
	test_decimals();
	skip(1, "this compiler has no 128-bit integers to compare with");
	return done_testing();
}

#endif
