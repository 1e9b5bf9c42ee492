/*
 * decode.c
 *		Which encoding bytes are in; transcode.c does the rest.
 *
 * The detector of ICU is open only while nothing is called that may leave by longjmp.
 */
#include "decode.h"

#include <unicode/ucsdet.h>

#include "encoding_declaration.h"
#include "transcode.h"
#include "utf8.h"

/* How much is looked at to tell encodings apart, from the first byte that is not ASCII on; twenty characters nearly do. */
#define SAMPLE_BYTES ((size_t) 8 << 10)

/* The same for UTF-16 and UTF-32, from the beginning. */
#define WIDE_SAMPLE_BYTES ((size_t) 4 << 10)

/* The least confidence, of 100, at which the detector is believed.  Of noise it seldom says more than 20. */
#define DETECTOR_CONFIDENCE 30

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

typedef enum verdict
{
	COMMON,						/* frequent in Chinese text of this encoding */
	RARE,
	BROKEN,
	CUT							/* the bytes end within it */
} verdict;

typedef struct character
{
	size_t		length;			/* bytes; of a broken one, those to replace */
	verdict		verdict;
} character;

/* Reads one character that is not ASCII; left is at least 1. */
typedef character (*reader) (const unsigned char *p, size_t left);

static character
character_make(size_t length, verdict is)
{
	character	c = {length, is};

	return c;
}

/* Common are punctuation, Chinese and full-width characters: three bytes, from U+2000 on, Korean aside. */
static character
utf8_character(const unsigned char *p, size_t left)
{
	size_t		length;

	switch (gr_utf8_examine(p, left, &length))
	{
		case GR_UTF8_BROKEN:
			return character_make(length, BROKEN);
		case GR_UTF8_CUT:
			return character_make(length, CUT);
		case GR_UTF8_WHOLE:
			break;
	}
	return character_make(length, (p[0] >= 0xE2 && p[0] <= 0xE9) || p[0] == 0xEF ? COMMON : RARE);
}

static bool
is_digit(unsigned char c)
{
	return c >= 0x30 && c <= 0x39;
}

static bool
is_lead(unsigned char c)
{
	return c >= 0x81 && c <= 0xFE;
}

/*
 * GB 18030, section 5: one, two and four bytes.  Common are the signs (rows 1 to 3) and
 * the 3,755 characters of level 1 (rows 16 to 55) of GB 2312.
 */
static character
gb18030_character(const unsigned char *p, size_t left)
{
	if (!is_lead(p[0]))
		return character_make(1, BROKEN);
	if (left == 1)
		return character_make(1, CUT);
	if (is_digit(p[1]))
	{
		if (left == 2 || (left == 3 && is_lead(p[2])))
			return character_make(left, CUT);
		return is_lead(p[2]) && is_digit(p[3]) ? character_make(4, RARE) : character_make(1, BROKEN);
	}
	if (p[1] < 0x40 || p[1] == 0x7F || p[1] == 0xFF)
		return character_make(1, BROKEN);
	if (p[1] >= 0xA1 && ((p[0] >= 0xB0 && p[0] <= 0xD7) || (p[0] >= 0xA1 && p[0] <= 0xA3)))
		return character_make(2, COMMON);
	return character_make(2, RARE);
}

/* Big5: common are the signs (A140 to A3BF) and the 5,401 characters of level 1 (A440 to C67E). */
static character
big5_character(const unsigned char *p, size_t left)
{
	if (!is_lead(p[0]))
		return character_make(1, BROKEN);
	if (left == 1)
		return character_make(1, CUT);
	if (p[1] < 0x40 || (p[1] > 0x7E && p[1] < 0xA1) || p[1] == 0xFF)
		return character_make(1, BROKEN);
	if (p[0] >= 0xA1 && (p[0] < 0xC6 || (p[0] == 0xC6 && p[1] <= 0x7E)))
		return character_make(2, COMMON);
	return character_make(2, RARE);
}

/* An encoding of Chinese that bytes can be read in, and what makes that plausible. */
typedef struct candidate
{
	gr_encoding_kind kind;
	reader		read;
	size_t		tolerance;		/* characters there must be for each broken one */
} candidate;

enum
{
	UTF8,
	GB18030,
	BIG5,
	CANDIDATES
};

/*
 * UTF-8 damaged by software that takes it for something else loses a byte of every
 * few characters, yet other encodings are hardly ever valid UTF-8 by chance.
 */
static const candidate candidates[CANDIDATES] = {
	[UTF8] = {GR_ENCODING_UTF8, utf8_character, 3},
	[GB18030] = {GR_ENCODING_GB18030, gb18030_character, 16},
	[BIG5] = {GR_ENCODING_BIG5, big5_character, 16}
};

/*
 * Common characters of 100.  Text has more than 90, but traditional text in GB18030 about
 * 60 and a list of names fewer; the other encoding's text makes 50, or is broken.
 */
#define LEAST_SHARE 25

/* A declaration that another reading of the bytes beats by so many of 100 is wrong. */
#define SHARE_MARGIN 25

typedef struct evidence
{
	size_t		characters;		/* whole ones that are not ASCII */
	size_t		common;
	size_t		broken;
} evidence;

static evidence
examine(gr_slice sample, reader read)
{
	const unsigned char *p = (const unsigned char *) sample.data;
	evidence	e = {0, 0, 0};

	for (size_t i = 0; i < sample.len;)
	{
		character	c = {1, COMMON};

		if (p[i] >= 0x80)
		{
			c = read(p + i, sample.len - i);
			e.characters += c.verdict == COMMON || c.verdict == RARE;
			e.common += c.verdict == COMMON;
			e.broken += c.verdict == BROKEN;
		}
		i += c.length;
	}
	return e;
}

static size_t
share(evidence e)
{
	return e.characters == 0 ? 0 : e.common * 100 / e.characters;
}

static bool
is_sound(const candidate *c, evidence e)
{
	return e.characters > 0 && e.characters >= e.broken * c->tolerance;
}

/* The most plausible candidate, or CANDIDATES when none is. */
static int
guess(const evidence *found)
{
	int			best = CANDIDATES;

	if (is_sound(&candidates[UTF8], found[UTF8]))
		return UTF8;
	for (int i = GB18030; i < CANDIDATES; i++)
	{
		if (is_sound(&candidates[i], found[i]) && share(found[i]) >= LEAST_SHARE &&
			(best == CANDIDATES || share(found[i]) > share(found[best])))
			best = i;
	}
	return best;
}

/*
 * Is a page that declares this encoding to be believed?  A Chinese one, unless its own
 * is not sound and another is, or another fits much better.  The Western one, which is
 * a server's default, only where the bytes are not Chinese.
 */
static bool
is_believable(gr_encoding_kind declared, const evidence *found, int guessed)
{
	if (guessed == CANDIDATES)
		return true;
	if (declared == GR_ENCODING_WESTERN)
		return false;
	for (int i = 0; i < CANDIDATES; i++)
	{
		if (candidates[i].kind == declared && i != guessed)
			return guessed != UTF8 && is_sound(&candidates[i], found[i]) &&
				share(found[i]) + SHARE_MARGIN > share(found[guessed]);
	}
	return true;
}

/* ICU's opinion; false when it has none worth the name. */
static bool
detect(gr_slice sample, gr_encoding *encoding)
{
	UErrorCode	code = U_ZERO_ERROR;
	UCharsetDetector *detector = ucsdet_open(&code);
	const UCharsetMatch *match;
	bool		found = false;

	ucsdet_setText(detector, sample.data, (int32_t) sample.len, &code);
	match = ucsdet_detect(detector, &code);
	if (U_SUCCESS(code) && match != NULL && ucsdet_getConfidence(match, &code) >= DETECTOR_CONFIDENCE)
	{
		const char *name = ucsdet_getName(match, &code);
		gr_error	ignored;

		found = U_SUCCESS(code) && gr_encoding_named(gr_slice_cstring(name), encoding, &ignored) == GR_OK;
	}
	ucsdet_close(detector);
	return found;
}

static bool
is_ascii_text(uint32_t c)
{
	return (c >= 0x20 && c <= 0x7E) || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

/* Western letters, signs, rare Chinese characters: they are text, and say nothing of Chinese. */
static bool
is_neutral(uint32_t c)
{
	return (c >= 0xA0 && c <= 0x24F) || (c >= 0x2000 && c <= 0x2BFF) || (c >= 0x3100 && c <= 0x4DFF) ||
		(c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3FFFD) || c == 0xFEFF || c == GR_REPLACEMENT_CHARACTER;
}

/*
 * How well the bytes read in that order as Chinese text: code points that say so, less
 * those that speak against it; 0 when it is not to be believed.  In UTF-16 two ASCII
 * bytes in a row often are a Chinese character: they say nothing.
 */
static size_t
wide_score(const gr_byte_order *order, gr_slice s)
{
	size_t		good = 0;
	size_t		weak = 0;
	size_t		bad = 0;

	if (s.len > WIDE_SAMPLE_BYTES)
		s.len = WIDE_SAMPLE_BYTES;
	for (size_t at = 0; s.len - at >= order->unit;)
	{
		uint32_t	c = gr_next_code_point(order, s, &at);

		if (order->unit == 2 && c < 0x10000 && is_ascii_text(c & 0xFF) && is_ascii_text(c >> 8))
			weak++;
		else if (is_ascii_text(c) || (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3000 && c <= 0x303F) ||
				 (c >= 0xFF01 && c <= 0xFFEF))
			good++;
		else if (!is_neutral(c))
			bad++;
	}
	return good >= bad * 8 && (good > weak || (good >= 3 && good * 2 >= weak)) ? good - bad : 0;
}

/* The best order for the bytes among those of that many bytes a unit; 0 stands for any. */
static const gr_byte_order *
guess_byte_order(gr_slice bytes, size_t unit)
{
	const gr_byte_order *best = NULL;
	size_t		best_score = 0;

	for (size_t i = 0; i < GR_BYTE_ORDERS; i++)
	{
		size_t		score = unit == 0 || unit == gr_byte_orders[i].unit ? wide_score(&gr_byte_orders[i], bytes) : 0;

		/* A character of UTF-32 counts as the two units that UTF-16 would see. */
		score *= gr_byte_orders[i].unit;
		if (score > best_score)
		{
			best = &gr_byte_orders[i];
			best_score = score;
		}
	}
	return best;
}

/* Are all bytes valid UTF-8, and if so, is there no U+0000 among them, so that they are text as they are? */
static gr_status
check_utf8(gr_arena *arena, gr_slice bytes, bool *is_valid, bool *is_text)
{
	size_t		valid;
	gr_status	status = gr_utf8_check(arena, bytes, &valid);

	*is_valid = valid == bytes.len;
	*is_text = *is_valid && (bytes.len == 0 || memchr(bytes.data, 0, bytes.len) == NULL);
	return status;
}

/* In the order in which they are looked for: that of UTF-16LE begins that of UTF-32LE. */
static const struct
{
	gr_encoding_kind kind;
	gr_slice	mark;
}			marks[] = {
	{GR_ENCODING_UTF8, {"\xEF\xBB\xBF", 3}},
	{GR_ENCODING_UTF32LE, {"\xFF\xFE\0\0", 4}},
	{GR_ENCODING_UTF32BE, {"\0\0\xFE\xFF", 4}},
	{GR_ENCODING_UTF16LE, {"\xFF\xFE", 2}},
	{GR_ENCODING_UTF16BE, {"\xFE\xFF", 2}},
	{GR_ENCODING_GB18030, {"\x84\x31\x95\x33", 4}}
};

static bool
find_mark(gr_slice bytes, gr_encoding_kind *kind)
{
	for (size_t i = 0; i < LENGTH(marks); i++)
	{
		if (gr_slice_starts(bytes, marks[i].mark))
		{
			*kind = marks[i].kind;
			return true;
		}
	}
	return false;
}

static gr_slice
without_mark(gr_slice bytes, gr_encoding_kind kind)
{
	for (size_t i = 0; i < LENGTH(marks); i++)
	{
		if (marks[i].kind == kind && gr_slice_starts(bytes, marks[i].mark))
			return gr_slice_sub(bytes, marks[i].mark.len, bytes.len);
	}
	return bytes;
}

/* The byte order where the name leaves it open: of the mark, of the bytes, else the little end first, as in HTML. */
static gr_encoding
with_byte_order(gr_encoding encoding, gr_slice bytes)
{
	size_t		unit = encoding.kind == GR_ENCODING_UTF16 ? 2 : 4;
	const gr_byte_order *order;

	if (encoding.kind != GR_ENCODING_UTF16 && encoding.kind != GR_ENCODING_UTF32)
		return encoding;
	for (size_t i = 0; i < GR_BYTE_ORDERS; i++)
	{
		if (gr_byte_orders[i].unit == unit && without_mark(bytes, gr_byte_orders[i].kind).len < bytes.len)
			return gr_encoding_of_kind(gr_byte_orders[i].kind);
	}
	order = guess_byte_order(bytes, unit);
	if (order != NULL)
		return gr_encoding_of_kind(order->kind);
	return gr_encoding_of_kind(unit == 2 ? GR_ENCODING_UTF16LE : GR_ENCODING_UTF32LE);
}

/* Of bytes that are neither valid UTF-8 nor look like UTF-16 or UTF-32; declared may be NULL. */
static gr_encoding
encoding_of_legacy(gr_slice bytes, const gr_encoding *declared, gr_decoded_by *by)
{
	evidence	found[CANDIDATES];
	gr_encoding encoding;
	gr_slice	sample;
	size_t		from = 0;
	int			guessed;

	while (from < bytes.len && (unsigned char) bytes.data[from] < 0x80)
		from++;
	sample = gr_slice_sub(bytes, from, bytes.len - from > SAMPLE_BYTES ? from + SAMPLE_BYTES : bytes.len);
	for (int i = 0; i < CANDIDATES; i++)
		found[i] = examine(sample, candidates[i].read);
	guessed = guess(found);

	*by = GR_DECODED_BY_DECLARATION;
	if (declared != NULL && is_believable(declared->kind, found, guessed))
		return *declared;
	*by = GR_DECODED_BY_VALIDITY;
	if (guessed != CANDIDATES)
		return gr_encoding_of_kind(candidates[guessed].kind);
	*by = GR_DECODED_BY_DETECTOR;
	if (detect(sample, &encoding))
		return with_byte_order(encoding, bytes);
	/* Nobody knows: then the damage is to be seen, and ASCII to be read. */
	return gr_encoding_of_kind(GR_ENCODING_UTF8);
}

/* *is_text: the bytes are the text already. */
static gr_status
find_out(gr_arena *arena, gr_slice bytes, gr_encoding *encoding, gr_decoded_by *by, bool *is_text)
{
	const gr_byte_order *order = NULL;
	gr_encoding_kind kind;
	gr_encoding declared;
	bool		is_declared;
	bool		is_valid;
	gr_status	status;

	*by = GR_DECODED_BY_BOM;
	if (find_mark(bytes, &kind))
	{
		*encoding = gr_encoding_of_kind(kind);
		return GR_OK;
	}
	status = check_utf8(arena, bytes, &is_valid, is_text);
	if (status != GR_OK)
		return status;
	*by = GR_DECODED_BY_VALIDITY;
	*encoding = gr_encoding_of_kind(GR_ENCODING_UTF8);
	if (*is_text)
		return GR_OK;
	/* A declaration that can be read bytewise, true or not, rules out UTF-16 and UTF-32. */
	is_declared = gr_encoding_declared(bytes, &declared);
	if (!is_declared)
		order = guess_byte_order(bytes, 0);
	if (order != NULL)
		*encoding = gr_encoding_of_kind(order->kind);
	else if (!is_valid)
		*encoding = encoding_of_legacy(bytes, is_declared ? &declared : NULL, by);
	return GR_OK;
}

/* Without the mark: as they are, if they are text, else converted. */
static gr_status
make_text(gr_arena *arena, const gr_encoding *encoding, gr_slice bytes, bool is_text, gr_decoded *result)
{
	gr_status	status = GR_OK;
	bool		is_valid;

	bytes = without_mark(bytes, encoding->kind);
	if (encoding->kind == GR_ENCODING_UTF8 && !is_text)
		status = check_utf8(arena, bytes, &is_valid, &is_text);
	if (status != GR_OK)
		return status;
	result->text = bytes;
	return is_text ? GR_OK : gr_transcode(arena, encoding, bytes, &result->text, &result->replaced);
}

gr_status
gr_decode(gr_arena *arena, gr_slice bytes, const gr_slice *encoding, gr_decoded *result, gr_error *error)
{
	gr_decoded	decoded = {{NULL, 0}, NULL, GR_DECODED_BY_ARGUMENT, 0};
	bool		is_text = false;
	gr_encoding chosen;
	gr_status	status;

	*error = (gr_error) {0, NULL};
	if (bytes.len > GR_TEXT_LIMIT)
		return GR_TEXT_TOO_LONG;
	if (encoding == NULL)
		status = find_out(arena, bytes, &chosen, &decoded.decided_by, &is_text);
	else
		status = gr_encoding_named(*encoding, &chosen, error);
	if (status != GR_OK)
		return status;
	if (encoding != NULL)
		chosen = with_byte_order(chosen, bytes);
	decoded.encoding = chosen.name;
	status = make_text(arena, &chosen, bytes, is_text, &decoded);
	if (status == GR_UNKNOWN_ENCODING)
		error->detail = "The installed ICU has no converter for it.";
	if (status == GR_OK)
		*result = decoded;
	return status;
}
