#include "furniture.h"

#include "bits.h"
#include "fold.h"

/* Bytes of a line that are looked at. */
#define LINE_LIMIT 600

bool
gr_ends_with_file(gr_slice line)
{
	static const gr_slice ends[] = {
#define GR_FURNITURE_FILE(end) {end, sizeof(end) - 1},
#include "furniture.def"
	};

	/* Few lines end with a letter. */
	if (line.len == 0 || !gr_is_ascii_letter((unsigned char) line.data[line.len - 1]))
		return false;
	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++)
		if (gr_slice_ends(line, ends[i]))
			return true;
	return false;
}

/* The last six bits of a word's first character, and the six before them. */
#define LAST_BITS(word) (((unsigned char) (word)[0] < 0x80 ? (word)[0] : (word)[2]) & 63)
#define BITS_BEFORE(word) (((unsigned char) (word)[0] < 0x80 ? (word)[0] >> 6 : (word)[1]) & 63)

/* Whether furniture may begin with the character, which few do. */
static bool
may_begin_furniture(uint32_t c)
{
	const uint64_t last = 0
#define GR_FURNITURE_START(word, kind) | UINT64_C(1) << LAST_BITS(word)
#include "furniture.def"
	;
	const uint64_t before = 0
#define GR_FURNITURE_START(word, kind) | UINT64_C(1) << BITS_BEFORE(word)
#include "furniture.def"
	;

	return gr_passes(last, before, c);
}

gr_furniture
gr_furniture_of(gr_slice line)
{
	typedef struct furniture
	{
		gr_slice	word;
		gr_furniture kind;
	} furniture;
	static const furniture starts[] = {
#define GR_FURNITURE_START(word, kind) {{word, sizeof(word) - 1}, GR_FURNITURE_##kind},
#include "furniture.def"
	};
	static const furniture insides[] = {
#define GR_FURNITURE_INSIDE(word, kind) {{word, sizeof(word) - 1}, GR_FURNITURE_##kind},
#include "furniture.def"
	};
	size_t		length;
	uint32_t	first;
	bool		begins;

	/* Most lines end with a full stop. */
	if (line.len == 0 || line.len > LINE_LIMIT || gr_slice_ends(line, GR_SLICE("。")) || gr_slice_find(line, 0, GR_SLICE("。"), 2) != GR_NOT_FOUND)
		return GR_FURNITURE_NONE;
	if (gr_ends_with_file(line))
		return GR_FURNITURE_LINE;
	first = gr_simplify(gr_sign_at(line, 0, &length));
	begins = may_begin_furniture(first);
	for (size_t i = 0; begins && i < sizeof(starts) / sizeof(starts[0]); i++)
		/* Most begin with another character. */
		if (LAST_BITS(starts[i].word.data) == (first & 63) && gr_starts_word(line, starts[i].word.data, &length))
			return starts[i].kind;
	for (size_t i = 0; i < sizeof(insides) / sizeof(insides[0]); i++)
		if (gr_slice_find(line, 0, insides[i].word, 2) != GR_NOT_FOUND)
			return insides[i].kind;
	return GR_FURNITURE_NONE;
}
