#include "damage_signs.h"

#include "bits.h"
#include "vector.h"

#define SIGN(text) {text, sizeof(text) - 1}

const gr_slice gr_damage_signs[GR_DAMAGE_SIGNS] = {
	[GR_SIGN_REPLACEMENT] = SIGN("\xEF\xBF\xBD"),
	[GR_SIGN_SCORES] = SIGN("比分"),
	[GR_SIGN_THUNDER] = SIGN("雷速"),
	[GR_SIGN_BET] = SIGN("bet"),
	[GR_SIGN_DAY] = SIGN("日"),
	[GR_SIGN_NUMBER] = SIGN("号"),
};

gr_sign_search
gr_sign_search_begin(gr_slice text)
{
	gr_sign_search s = {.text = text};

	return s;
}

/* ---------- each by itself ---------- */

/* Where a sign comes next; "end" where it does not begin before that. */
static size_t
find_sign(const gr_sign_search *s, size_t end, gr_slice sign)
{
	size_t		stop = s->text.len - end < sign.len ? s->text.len : end + sign.len - 1;
	size_t		place = gr_slice_find(gr_slice_sub(s->text, 0, stop), s->at, sign, 2);

	return place == GR_NOT_FOUND ? end : place;
}

size_t
gr_sign_next_plain(gr_sign_search *s, size_t end, gr_damage_sign *sign)
{
	size_t		first = end;

	for (int i = 0; i < GR_DAMAGE_SIGNS; i++)
	{
		if (s->next[i] <= s->at)
			s->next[i] = find_sign(s, end, gr_damage_signs[i]);
		if (s->next[i] < first)
		{
			first = s->next[i];
			*sign = (gr_damage_sign) i;
		}
	}
	s->at = first < end ? first + 1 : end;
	return first < end ? first : GR_NOT_FOUND;
}

/* ---------- all at once ---------- */

#ifdef GR_AVX2

#define BLOCK ((size_t) 32)

/* The first three bytes of each. */
#define FIRST_BYTES(IN, n) \
	IN(GR_SIGN_REPLACEMENT, 0xEF, n) IN(GR_SIGN_SCORES, 0xE6, n) IN(GR_SIGN_THUNDER, 0xE9, n) \
	IN(GR_SIGN_BET, 'b', n) IN(GR_SIGN_DAY, 0xE6, n) IN(GR_SIGN_NUMBER, 0xE5, n)
#define SECOND_BYTES(IN, n) \
	IN(GR_SIGN_REPLACEMENT, 0xBF, n) IN(GR_SIGN_SCORES, 0xAF, n) IN(GR_SIGN_THUNDER, 0x9B, n) \
	IN(GR_SIGN_BET, 'e', n) IN(GR_SIGN_DAY, 0x97, n) IN(GR_SIGN_NUMBER, 0x8F, n)
#define THIRD_BYTES(IN, n) \
	IN(GR_SIGN_REPLACEMENT, 0xBD, n) IN(GR_SIGN_SCORES, 0x94, n) IN(GR_SIGN_THUNDER, 0xB7, n) \
	IN(GR_SIGN_BET, 't', n) IN(GR_SIGN_DAY, 0xA5, n) IN(GR_SIGN_NUMBER, 0xB7, n)

/* By the lower half of a byte, the signs that have such a one there. */
#define IN_LOW(sign, byte, n) | (((byte) & 15) == (n) ? 1 << (sign) : 0)
#define LOW_HALVES(BYTES) \
	{0 BYTES(IN_LOW, 0), 0 BYTES(IN_LOW, 1), 0 BYTES(IN_LOW, 2), 0 BYTES(IN_LOW, 3), \
	0 BYTES(IN_LOW, 4), 0 BYTES(IN_LOW, 5), 0 BYTES(IN_LOW, 6), 0 BYTES(IN_LOW, 7), \
	0 BYTES(IN_LOW, 8), 0 BYTES(IN_LOW, 9), 0 BYTES(IN_LOW, 10), 0 BYTES(IN_LOW, 11), \
	0 BYTES(IN_LOW, 12), 0 BYTES(IN_LOW, 13), 0 BYTES(IN_LOW, 14), 0 BYTES(IN_LOW, 15)}

static const unsigned char by_byte[3][16] = {LOW_HALVES(FIRST_BYTES), LOW_HALVES(SECOND_BYTES), LOW_HALVES(THIRD_BYTES)};

/* The signs whose byte number "which" may stand at each place. */
GR_AVX2 static inline __m256i
signs_at(const char *at, int which)
{
	__m256i		signs = _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *) (const void *) by_byte[which]));
	__m256i		bytes = _mm256_loadu_si256((const __m256i *) (const void *) (at + which));

	return _mm256_shuffle_epi8(signs, _mm256_and_si256(bytes, _mm256_set1_epi8(15)));
}

GR_AVX2 static inline __m256i
candidates_at(const char *at)
{
	return _mm256_and_si256(_mm256_and_si256(signs_at(at, 0), signs_at(at, 1)), signs_at(at, 2));
}

/* Passes over blocks without a candidate, two at a time, up to the one that ends behind "last". */
GR_AVX2 static inline size_t
pass_blocks(gr_slice text, size_t at, size_t last)
{
	for (; at + BLOCK <= last; at += 2 * BLOCK)
	{
		__m256i		either = _mm256_or_si256(candidates_at(text.data + at), candidates_at(text.data + at + BLOCK));

		if (!_mm256_testz_si256(either, either))
			break;
	}
	return at;
}

/* The first candidate from "at" on, or the end; few are so by chance.  The last block reaches back. */
GR_AVX2 static size_t
next_candidate(gr_slice text, size_t at)
{
	size_t		last = text.len - BLOCK - 2;

	at = pass_blocks(text, at, last);
	while (at < last + BLOCK)
	{
		size_t		from = at < last ? at : last;
		__m256i		candidates = candidates_at(text.data + from);
		uint32_t	mask = ~(uint32_t) _mm256_movemask_epi8(_mm256_cmpeq_epi8(candidates, _mm256_setzero_si256())) >> (at - from);

		if (mask != 0)
			return at + (size_t) gr_lowest_bit(mask);
		at = from + BLOCK;
	}
	return text.len;
}

static bool
find_sign_at(gr_slice text, gr_damage_sign *sign)
{
	for (int i = 0; i < GR_DAMAGE_SIGNS; i++)
		if (*text.data == *gr_damage_signs[i].data && gr_slice_starts(text, gr_damage_signs[i]))
		{
			*sign = (gr_damage_sign) i;
			return true;
		}
	return false;
}

static size_t
next_of_all(gr_sign_search *s, size_t end, gr_damage_sign *sign)
{
	while ((s->at = next_candidate(s->text, s->at)) < end)
	{
		size_t		place = s->at++;

		if (find_sign_at(gr_slice_sub(s->text, place, s->text.len), sign))
			return place;
	}
	return GR_NOT_FOUND;
}

#endif

size_t
gr_sign_next(gr_sign_search *s, size_t end, gr_damage_sign *sign)
{
#ifdef GR_AVX2
	if (s->text.len >= BLOCK + 2 && gr_has_avx2())
		return next_of_all(s, end, sign);
#endif
	return gr_sign_next_plain(s, end, sign);
}
