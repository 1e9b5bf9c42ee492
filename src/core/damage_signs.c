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

#define BLOCK ((size_t) GR_VECTOR)

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

/* Those that are any, as bits. */
GR_AVX2 static inline uint32_t
places_of(__m256i candidates)
{
	return ~gr_vector_mask(gr_vector_equal(candidates, 0));
}

/* Looks at the next blocks up to two with a candidate; few are so by chance.  The last ones reach back, over places that were seen. */
GR_AVX2 static bool
look_on(gr_sign_search *s)
{
	const char *text = s->text.data;
	size_t		end = s->text.len - 2;	/* of the places with three bytes */
	size_t		at = s->seen;
	size_t		first;

	for (; at + 2 * BLOCK <= end; at += 2 * BLOCK)
	{
		__m256i		these = candidates_at(text + at);
		__m256i		those = candidates_at(text + at + BLOCK);
		__m256i		either = _mm256_or_si256(these, those);

		if (_mm256_testz_si256(either, either))
			continue;
		s->left = places_of(these) | (uint64_t) places_of(those) << BLOCK;
		s->block = at;
		s->seen = at + 2 * BLOCK;
		return true;
	}
	s->seen = end;
	if (at >= end)
		return false;
	first = end - at < BLOCK ? end - BLOCK : at;
	s->left = (places_of(candidates_at(text + first)) | (uint64_t) places_of(candidates_at(text + end - BLOCK)) << (end - BLOCK - first)) >> (at - first);
	s->block = at;
	return s->left != 0;
}

static bool
find_sign_at(gr_slice text, gr_damage_sign *sign)
{
	const unsigned char *bytes = (const unsigned char *) text.data;
	unsigned	may_be = by_byte[0][bytes[0] & 15] & by_byte[1][bytes[1] & 15] & by_byte[2][bytes[2] & 15];

	for (; may_be != 0; may_be &= may_be - 1)
	{
		gr_slice	wanted = gr_damage_signs[gr_lowest_bit(may_be)];

		*sign = (gr_damage_sign) gr_lowest_bit(may_be);
		if (memcmp(text.data, wanted.data, 3) == 0 && (wanted.len == 3 || gr_slice_starts(text, wanted)))
			return true;
	}
	return false;
}

static size_t
next_of_all(gr_sign_search *s, size_t end, gr_damage_sign *sign)
{
	while (s->left != 0 || look_on(s))
	{
		size_t		place = s->block + (size_t) gr_lowest_bit(s->left);

		s->at = place;
		if (place >= end)
			return GR_NOT_FOUND;
		s->at++;
		s->left &= s->left - 1;
		if (find_sign_at(gr_slice_sub(s->text, place, s->text.len), sign))
			return place;
	}
	s->at = s->text.len;
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
