/*
 * label_damaged.c
 *		Labels of texts that lost characters in decoding.
 */
#include "label.h"

#include "fold.h"
#include "utf8.h"

/* Characters of a text that may be a damaged label; the longest spelling has 36. */
#define DAMAGED_CHARACTERS 40

/* They, and what is the same; blanks and quotes are left out. */
typedef struct damaged_text
{
	int			count;
	uint32_t	characters[DAMAGED_CHARACTERS];
	uint32_t	simplified[DAMAGED_CHARACTERS];
	size_t		ends[DAMAGED_CHARACTERS];
} damaged_text;

/* A third of a label may be lost. */
static inline bool
has_enough(int lost, int count)
{
	return count >= 4 && lost * 3 <= count;
}

/* Reads the text from "from" on, once for all spellings; false where too much of it is lost for any. */
static bool
read_damaged_text(gr_slice text, size_t from, damaged_text *t)
{
	int			lost = 0;
	bool		enough = false;

	t->count = 0;
	for (size_t at = from; at < text.len && t->count < DAMAGED_CHARACTERS;)
	{
		size_t		length;
		uint32_t	c = gr_fold_next(text.data + at, text.data + text.len, &length);

		at += length;
		if (c == ' ' || gr_is_quote(c))
			continue;
		t->characters[t->count] = c;
		t->simplified[t->count] = c == 0x3001 ? ',' : gr_simplify(c);
		t->ends[t->count++] = at;
		lost += c == GR_REPLACEMENT_CHARACTER;
		/* No spelling is so long that it could have lost more. */
		if (lost > DAMAGED_CHARACTERS / 3)
			break;
		enough = enough || has_enough(lost, t->count);
	}
	return enough;
}

/* Whether a spelling is the beginning of the text, U+FFFD standing for any character; *end is behind it. */
static bool
matches_damaged(const damaged_text *t, const gr_spelling *spelling, size_t *end)
{
	const char *s_end = spelling->text + spelling->len;
	int			lost = 0;
	int			count = 0;

	for (const char *s = spelling->text; s < s_end; count++)
	{
		size_t		length;
		uint32_t	wanted;

		if (count == t->count)
			return false;
		wanted = gr_utf8_next(s, s_end, &length);
		s += length;
		if (t->characters[count] == GR_REPLACEMENT_CHARACTER)
			lost++;
		else if (t->characters[count] != wanted && t->simplified[count] != wanted)
			return false;
	}
	if (!has_enough(lost, count))
		return false;
	*end = t->ends[count - 1];
	return true;
}

void
gr_label_read_damaged(gr_slice text, size_t from, gr_label_match *match)
{
	size_t		longest = 0;
	unsigned	label = GR_LABEL_NONE;
	bool		unique = false;
	damaged_text damaged;

	if (!read_damaged_text(text, from, &damaged))
		return;
	for (size_t i = 0; i < gr_spelling_count; i++)
	{
		size_t		end;

		if (!matches_damaged(&damaged, &gr_spellings[i], &end))
			continue;
		if (longest != 0 && end == longest && label != gr_spellings[i].label)
			unique = false;
		if (end <= longest)
			continue;
		longest = end;
		label = gr_spellings[i].label;
		unique = true;
	}
	if (longest == 0 || !unique)
		return;
	match->label = (gr_label) label;
	match->end = longest;
}
