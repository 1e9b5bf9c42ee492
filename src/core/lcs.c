#include "lcs.h"

/* Letters of b between two looks at the cancel hook: at most 16,000 words each. */
#define LETTERS_PER_LOOK 256

gr_status
gr_lcs_init(gr_lcs *lcs, gr_arena *arena, uint32_t classes, size_t longest)
{
	lcs->arena = arena;
	lcs->words = 0;
	lcs->matches = gr_arena_alloc(arena, longest * sizeof(gr_lcs_match));
	lcs->first = gr_arena_alloc(arena, classes * sizeof(uint32_t));
	lcs->end = gr_arena_alloc(arena, classes * sizeof(uint32_t));
	lcs->row = gr_arena_alloc(arena, (longest / 64 + 1) * sizeof(uint64_t));
	if (lcs->matches == NULL || lcs->first == NULL || lcs->end == NULL || lcs->row == NULL)
		return GR_OUT_OF_MEMORY;
	memset(lcs->first, 0, classes * sizeof(uint32_t));
	memset(lcs->end, 0, classes * sizeof(uint32_t));
	return GR_OK;
}

static inline uint32_t
letter(gr_lcs_string s, size_t i)
{
	return s.class[s.backwards ? s.count - 1 - i : i];
}

/* Classes that do not occur in a have no matches, before and after. */
static void
unload(gr_lcs *lcs, gr_lcs_string a)
{
	for (size_t i = 0; i < a.count; i++)
		lcs->first[a.class[i]] = lcs->end[a.class[i]] = 0;
}

static void
load(gr_lcs *lcs, gr_lcs_string a)
{
	uint32_t	total = 0;

	/* How many matches at most, then where they go, then which. */
	for (size_t i = 0; i < a.count; i++)
		lcs->end[a.class[i]]++;
	for (size_t i = 0; i < a.count; i++)
	{
		uint32_t	c = letter(a, i);

		/* The class is met first: its number of matches becomes their place, from 1. */
		if (lcs->first[c] == 0)
		{
			uint32_t	count = lcs->end[c];

			lcs->first[c] = lcs->end[c] = total + 1;
			total += count;
		}
		if (lcs->end[c] > lcs->first[c] && lcs->matches[lcs->end[c] - 2].word == i / 64)
			lcs->matches[lcs->end[c] - 2].bits |= UINT64_C(1) << i % 64;
		else
			lcs->matches[lcs->end[c]++ - 1] = (gr_lcs_match) {UINT64_C(1) << i % 64, i / 64};
	}
}

/* Adds the carry to the words from "from" up to "to"; returns what is left of it. */
static inline bool
carry_through(uint64_t *row, size_t from, size_t to)
{
	while (from < to && row[from] == UINT64_MAX)
		from++;
	if (from == to)
		return true;
	row[from] |= row[from] + 1;
	return false;
}

/* The row of one more letter of b. */
static inline void
step(gr_lcs *lcs, uint32_t class)
{
	const gr_lcs_match *m = lcs->matches + lcs->first[class];
	const gr_lcs_match *end = lcs->matches + lcs->end[class];
	uint64_t   *row = lcs->row;
	size_t		next = 0;
	bool		carry = false;

	if (m == end)
		return;
	/* Places are from 1. */
	for (m--, end--; m < end; m++)
	{
		uint64_t	v = row[m->word];
		uint64_t	hits = v & m->bits;
		uint64_t	sum;

		if (carry)
			carry = carry_through(row, next, m->word);
		sum = v + hits + carry;
		carry = sum < v || (carry && sum == v);
		row[m->word] = sum | (v & ~hits);
		next = m->word + 1;
	}
	if (carry)
		carry_through(row, next, lcs->words);
}

gr_status
gr_lcs_run(gr_lcs *lcs, gr_lcs_string a, gr_lcs_string b, uint64_t *rows)
{
	gr_status	status = GR_OK;

	lcs->words = (a.count + 63) / 64;
	memset(lcs->row, 0xFF, lcs->words * sizeof(uint64_t));
	load(lcs, a);
	for (size_t j = 0; j < b.count; j++)
	{
		if (j % LETTERS_PER_LOOK == 0 && gr_cancelled(lcs->arena))
		{
			status = GR_CANCELLED;
			break;
		}
		step(lcs, letter(b, j));
		if (rows != NULL)
			memcpy(rows + j * lcs->words, lcs->row, lcs->words * sizeof(uint64_t));
	}
	unload(lcs, a);
	return status;
}

static unsigned
bits_set(uint64_t v)
{
	v -= v >> 1 & UINT64_C(0x5555555555555555);
	v = (v & UINT64_C(0x3333333333333333)) + (v >> 2 & UINT64_C(0x3333333333333333));
	v = (v + (v >> 4)) & UINT64_C(0x0F0F0F0F0F0F0F0F);
	return (unsigned) (v * UINT64_C(0x0101010101010101) >> 56);
}

size_t
gr_lcs_length(const gr_lcs *lcs)
{
	size_t		length = 0;

	for (size_t w = 0; w < lcs->words; w++)
		length += bits_set(~lcs->row[w]);
	return length;
}
