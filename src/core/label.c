#include "label.h"

#include "bits.h"
#include "fold.h"
#include "utf8.h"
#include "vector.h"

#include <limits.h>

const gr_spelling gr_spellings[] = {
/* Two NULs more, so that three bytes can be read wherever it ends. */
#define GR_SPELLING(text, label) {text "\0\0", sizeof(text) - 1, GR_LABEL_##label},
#include "spellings.def"
};

/* Their bytes once more, side by side, for a search by length that reads up to two vectors of them. */
static const unsigned char lengths[] = {
#define GR_SPELLING(text, label) sizeof(text) - 1,
#include "spellings.def"
	0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
};

const size_t gr_spelling_count = sizeof(gr_spellings) / sizeof(gr_spellings[0]);

/* The index of each spelling, under the number of its line, and of the first of each group, which shares its first character. */
#define INDEX_OF(line) INDEX_OF_LINE(line)
#define INDEX_OF_LINE(line) SPELLING_OF_LINE_##line
enum
{
#define GR_SPELLINGS_FROM(first) FIRST_##first, BEFORE_##first = FIRST_##first - 1,
#define GR_SPELLING(text, label) INDEX_OF(__LINE__),
#include "spellings.def"
	SPELLINGS
};

enum
{
#define GR_SPELLINGS_FROM(first) GROUP_##first,
#include "spellings.def"
	GROUPS
};

/* Where each group begins, and where the last one ends. */
static const unsigned char group_starts[GROUPS + 1] = {
#define GR_SPELLINGS_FROM(first) FIRST_##first,
#include "spellings.def"
	SPELLINGS
};

/* The group + 1 at the code point less FIRST_HAN; 0 for a character that begins no spelling. */
#define FIRST_HAN 0x4E00
#define HAN_CHARACTERS 0x5200

static const unsigned char groups[HAN_CHARACTERS] = {
#define GR_SPELLINGS_FROM(first) [first - FIRST_HAN] = GROUP_##first + 1,
#include "spellings.def"
};

_Static_assert(SPELLINGS < UCHAR_MAX, "the index of a spelling has to fit in a byte");

/* Notes in front of this many bytes are part of a label: 本年(2023)制发件数, 國(guó). */
#define INNER_NOTE_LIMIT 16

/*
 * The end of a bracket inside a label that says nothing: a year, or a
 * pronunciation.  0 when the bracket at "from" is none of these.
 */
static size_t
skip_inner_note(gr_slice text, size_t from, bool *gloss)
{
	const char *end = text.data + text.len;
	size_t		i;
	size_t		length;
	bool		digits = false;
	bool		letters = false;

	/* The bracket may be a full-width one: step over whatever it takes. */
	gr_fold_next(text.data + from, end, &length);
	i = from + length;
	while (i < text.len && i - from < INNER_NOTE_LIMIT)
	{
		uint32_t	c = gr_fold_next(text.data + i, end, &length);

		if (c == ')')
		{
			*gloss = *gloss || letters;
			return digits != letters ? i + length : 0;
		}
		if (c >= '0' && c <= '9')
			digits = true;
		else if ((c >= 'a' && c <= 'z') || (c >= 0xC0 && c < 0x250))
			letters = true;
		else if (c != 0x5E74 && c != 0x5EA6 && c != ' ')
			return 0;
		i += length;
	}
	return 0;
}

/* The offset behind the bracket that opens at "from"; an unclosed one ends with the text. */
static size_t
skip_note(gr_slice text, size_t from)
{
	const char *end = text.data + text.len;
	size_t		i = from;
	int			depth = 0;

	while (i < text.len)
	{
		size_t		length;
		uint32_t	c = gr_fold_next(text.data + i, end, &length);

		i += length;
		if (c == '(' || c == '[')
			depth++;
		else if (c == ')' || c == ']')
		{
			if (--depth <= 0)
				break;
		}
	}
	return i;
}

/* Three bytes in their order; a spelling has as many behind its last one. */
static inline uint32_t
three_bytes(const char *at)
{
	const unsigned char *u = (const unsigned char *) at;

	return (uint32_t) u[0] << 16 | (uint32_t) u[1] << 8 | u[2];
}

static size_t
skip_blanks_and_quotes_slow(gr_slice text, size_t i)
{
	while (i < text.len)
	{
		size_t		length;
		uint32_t	c = gr_fold_next(text.data + i, text.data + text.len, &length);

		if (c >= 0x3400 || (c != ' ' && !gr_is_quote(c)))
			break;
		i += length;
		/* A hostile line is full of one sign. */
		while (length == 3 && text.len - i >= 3 && three_bytes(text.data + i) == three_bytes(text.data + i - 3))
			i += 3;
	}
	return i;
}

static inline size_t
skip_blanks_and_quotes(gr_slice text, size_t i)
{
	unsigned char byte = i < text.len ? (unsigned char) text.data[i] : '0';

	/* Most stand before a Han character or a digit, or at the end. */
	return gr_starts_han(byte) || (byte >= '0' && byte <= '9') ? i : skip_blanks_and_quotes_slow(text, i);
}

/* The range of spellings that share the bytes read so far. */
typedef struct candidates
{
	size_t		low;
	size_t		high;
	size_t		depth;
} candidates;

/* Keeps the spellings that go on with these bytes, which are not NUL; few are left after the first character. */
static bool
narrow(candidates *range, uint32_t bytes, size_t n)
{
	uint32_t	wanted = bytes << (3 - n) * 8;
	uint32_t	mask = UINT32_C(0xFFFFFF) << (3 - n) * 8;

	while (range->low < range->high && (three_bytes(gr_spellings[range->low].text + range->depth) & mask) < wanted)
		range->low++;
	while (range->low < range->high && (three_bytes(gr_spellings[range->high - 1].text + range->depth) & mask) > wanted)
		range->high--;
	range->depth += n;
	return range->low < range->high;
}

/* The group of the spellings that begin with a character; 0: none do. */
static inline size_t
group_of(uint32_t c)
{
	return c >= FIRST_HAN && c < FIRST_HAN + HAN_CHARACTERS ? groups[c - FIRST_HAN] : 0;
}

bool
gr_begins_spelling(uint32_t c)
{
	return group_of(c) != 0;
}

/* The spellings that begin with a character; most cells that are no label fail here. */
static bool
narrow_first(candidates *range, uint32_t c)
{
	size_t		group = group_of(c);

	if (group == 0)
		return false;
	*range = (candidates) {group_starts[group - 1], group_starts[group], 3};
	return true;
}

/* The bytes of a character that has three. */
static uint32_t
bytes_of(uint32_t c)
{
	return (0xE0 | c >> 12) << 16 | (0x80 | (c >> 6 & 0x3F)) << 8 | 0x80 | (c & 0x3F);
}

static bool
narrow_character(candidates *range, uint32_t c)
{
	if (c == 0x3001)
		c = ',';
	if (c < 0x80)
		return range->depth > 0 && c != 0 && narrow(range, c, 1);
	/* Spellings have ASCII signs and characters of three bytes. */
	if (c < 0x800 || c > 0xFFFF)
		return false;
	return range->depth == 0 ? narrow_first(range, c) : narrow(range, bytes_of(c), 3);
}

/* The rest of the only spelling left, where the text has it byte by byte. */
static bool
take_whole(candidates *range, gr_slice text, size_t *at)
{
	const gr_spelling *s = &gr_spellings[range->low];
	size_t		rest;

	if (range->high - range->low != 1 || (rest = s->len - range->depth) == 0 || text.len - *at < rest ||
		memcmp(text.data + *at, s->text + range->depth, rest) != 0)
		return false;
	range->depth = s->len;
	*at += rest;
	return true;
}

/* Whether a spelling of the group of the first character stands there byte by byte; they differ at the end more often than not. */
static inline bool
stands_at(gr_slice text, const gr_spelling *s)
{
	size_t		at = s->len - 4;

	if (s->len > text.len || gr_half_word_at(s->text + at) != gr_half_word_at(text.data + at))
		return false;
	/* Eight bytes at once; the last reach back, over the first character. */
	while (at > 3)
	{
		at = at > 8 ? at - 8 : 0;
		if (gr_word_at(s->text + at) != gr_word_at(text.data + at))
			return false;
	}
	return true;
}

/* The spellings of a group that have so many bytes, as bits. */
static inline uint32_t
with_length(candidates group, size_t len)
{
	uint32_t	same = 0;

#ifdef __SSE2__
	const __m128i *at = (const __m128i *) (const void *) (lengths + group.low);
	__m128i		wanted = _mm_set1_epi8((char) len);

	same = (uint32_t) _mm_movemask_epi8(_mm_cmpeq_epi8(_mm_loadu_si128(at), wanted)) |
		(uint32_t) _mm_movemask_epi8(_mm_cmpeq_epi8(_mm_loadu_si128(at + 1), wanted)) << 16;
	same &= (uint32_t) ((UINT64_C(1) << (group.high - group.low)) - 1);
#else
	for (size_t i = group.low; i < group.high; i++)
		same |= (uint32_t) (lengths[i] == len) << (i - group.low);
#endif
	return same;
}

/* The spelling of the group that is all of the text, byte by byte. */
static bool
take_all(candidates group, gr_slice text, candidates *range)
{
	if (text.len > UCHAR_MAX)
		return false;
	for (uint32_t same = with_length(group, text.len); same != 0; same &= same - 1)
	{
		size_t		i = group.low + (size_t) gr_lowest_bit(same);

		if (!stands_at(text, &gr_spellings[i]))
			continue;
		*range = (candidates) {i, i + 1, text.len};
		return true;
	}
	return false;
}

/* The longest spelling that stands there byte by byte, as most labels do, and those that go on from it. */
static bool
take_longest(candidates *range, gr_slice text, size_t *at)
{
	gr_slice	rest = gr_slice_sub(text, *at, text.len);
	const gr_spelling *longest;
	candidates	group;
	size_t		behind;

	if (rest.len < 3 || !narrow_first(&group, gr_utf8_next(rest.data, rest.data + rest.len, &(size_t) {0})))
		return false;
	/* Most labels are all of their cell. */
	if (take_all(group, rest, range))
	{
		*at = text.len;
		return true;
	}
	/* The longer ones come last. */
	for (behind = group.high; behind > group.low && !stands_at(rest, &gr_spellings[behind - 1]);)
		behind--;
	if (behind == group.low)
		return false;
	longest = &gr_spellings[behind - 1];
	*range = (candidates) {behind - 1, behind, longest->len};
	while (range->high < group.high && gr_spellings[range->high].len > range->depth &&
		   memcmp(gr_spellings[range->high].text, longest->text, range->depth) == 0)
		range->high++;
	*at += range->depth;
	return true;
}

/* Goes on from the range before with the simplified character for a traditional one. */
static bool
narrow_simplified(candidates *range, candidates before, uint32_t c)
{
	uint32_t	simplified = c < 0x3400 ? c : gr_simplify(c);

	if (simplified == c)
		return false;
	*range = before;
	return narrow_character(range, simplified);
}

/*
 * Whether nothing that stands at "at" can go on with the range, nor begin a note or a sign that is left aside: behind a
 * whole spelling that no other goes on from, a digit or a Han character.
 */
static inline bool
ends_label(const candidates *range, gr_slice text, size_t at)
{
	unsigned char byte = (unsigned char) text.data[at];

	return range->high - range->low == 1 && gr_spellings[range->low].len == range->depth && ((byte >= '0' && byte <= '9') || gr_starts_han(byte));
}

/* Whether a spelling of the group of the first character has the second one, too, byte by byte. */
static bool
any_goes_on(candidates group, const char *at)
{
	/* With the last byte of the first, which is the same. */
	for (size_t i = group.low; i < group.high; i++)
		if (gr_half_word_at(gr_spellings[i].text + 2) == gr_half_word_at(at + 2))
			return true;
	return false;
}

/* Whether a Han character stands at "at" that begins no spelling, simplified or not, or one with another behind it that goes on none. */
static bool
begins_no_label(gr_slice text, size_t at)
{
	const char *begin = text.data + at;
	candidates	range;
	uint32_t	c;

	if (!gr_has_han_at(text, at))
		return false;
	c = gr_han_at(begin);
	if (!narrow_first(&range, c))
		return !narrow_first(&range, gr_simplify(c));
	if (text.len - at < 6 || !gr_starts_han((unsigned char) begin[3]) || any_goes_on(range, begin))
		return false;
	c = gr_han_at(begin + 3);
	return gr_simplify(c) == c;
}

/* The first spelling of the range is the label if it is whole at "end". */
static inline void
note_whole(const candidates *range, size_t end, gr_label_match *match)
{
	if (gr_spellings[range->low].len != range->depth)
		return;
	match->label = (gr_label) gr_spellings[range->low].label;
	match->end = end;
}

/* Whether all spellings of the range go on with the Han character that stands there. */
static inline bool
all_go_on(const candidates *range, gr_slice text, size_t at)
{
	uint32_t	bytes;

	if (range->depth == 0 || !gr_has_han_at(text, at))
		return false;
	bytes = three_bytes(text.data + at);
	return three_bytes(gr_spellings[range->low].text + range->depth) == bytes && three_bytes(gr_spellings[range->high - 1].text + range->depth) == bytes;
}

/* Goes on behind what stands there byte by byte: other widths, characters and signs, blanks and notes between. */
static void
read_on(candidates range, gr_slice text, size_t i, gr_label_match *match)
{
	const char *end = text.data + text.len;
	size_t		length;

	while (i < text.len)
	{
		candidates	before = range;
		uint32_t	c;
		size_t		note;

		if (take_whole(&range, text, &i))
		{
			note_whole(&range, i, match);
			continue;
		}
		if (all_go_on(&range, text, i))
		{
			range.depth += 3;
			i += 3;
			note_whole(&range, i, match);
			continue;
		}
		c = gr_fold_next(text.data + i, end, &length);
		if (c < 0x3400 && (c == ' ' || gr_is_quote(c)))
		{
			i += length;
			continue;
		}
		if (c == '(' && range.depth > 0 && (note = skip_inner_note(text, i, &match->gloss)) != 0)
		{
			i = note;
			continue;
		}
		if (!narrow_character(&range, c))
		{
			if (!narrow_simplified(&range, before, c))
			{
				if (c == GR_REPLACEMENT_CHARACTER)
					gr_label_read_damaged(text, match->enumerator.end, match);
				/* What is behind such a sign may matter. */
				match->open = c == '(' || c == GR_REPLACEMENT_CHARACTER;
				return;
			}
			match->traditional = true;
		}
		i += length;
		note_whole(&range, i, match);
	}
}

/* There is no label; but a number, or a bracket before one, may be the first part of an enumerator. */
static bool
none_read(gr_slice text, bool open, gr_label_match *match)
{
	size_t		behind;
	uint32_t	c = match->enumerator.level == 0 ? gr_sign_at(text, match->begin, &behind) : 0;

	match->open = open || c == '(' || gr_is_digit(c) || gr_chinese_digit(c) > 0;
	return false;
}

/* A closing quotation mark belongs to the label, a note follows it. */
static void
take_note(gr_slice text, gr_label_match *match)
{
	size_t		behind;
	uint32_t	c;

	match->end = skip_blanks_and_quotes(text, match->end);
	match->note_end = match->end;
	c = gr_sign_at(text, match->end, &behind);
	if (c == '(' || c == '[')
		match->note_end = skip_note(text, match->end);
	else if (c == ':')
		match->note_end = behind;
}

bool
gr_label_read(gr_slice text, size_t from, gr_label_match *match)
{
	candidates	range = {0, gr_spelling_count, 0};
	size_t		i = skip_blanks_and_quotes(text, from);

	match->label = GR_LABEL_NONE;
	match->traditional = false;
	match->gloss = false;
	match->open = true;
	match->begin = i;
	match->enumerator = gr_enumerator_read(text, i);
	i = match->enumerator.end;
	if (take_longest(&range, text, &i))
	{
		match->label = (gr_label) gr_spellings[range.low].label;
		match->end = match->note_end = i;
		if (i == text.len)
			return true;
	}
	else if (i < text.len && begins_no_label(text, i))
		return none_read(text, false, match);
	if (match->label == GR_LABEL_NONE || !ends_label(&range, text, i))
		read_on(range, text, i, match);
	else
		match->open = false;
	if (match->label == GR_LABEL_NONE)
		return none_read(text, match->open, match);
	take_note(text, match);
	match->open = match->open || match->note_end == text.len;
	return true;
}
