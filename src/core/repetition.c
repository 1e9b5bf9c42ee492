#include "repetition.h"

#include "lcs.h"

/* What both texts begin or end with is common in some longest subsequence. */
static void
trim(gr_lcs_string *a, gr_lcs_string *b, size_t *prefix, size_t *suffix)
{
	size_t		shorter = a->count < b->count ? a->count : b->count;

	*prefix = *suffix = 0;
	while (*prefix < shorter && a->class[*prefix] == b->class[*prefix])
		++*prefix;
	while (*suffix < shorter - *prefix && a->class[a->count - 1 - *suffix] == b->class[b->count - 1 - *suffix])
		++*suffix;
	a->class += *prefix;
	b->class += *prefix;
	a->count -= *prefix + *suffix;
	b->count -= *prefix + *suffix;
}

gr_status
gr_repetition_of(gr_arena *arena, gr_slice a, gr_slice b, gr_repetition *repetition)
{
	gr_letters	of_a;
	gr_letters	of_b;
	uint32_t	classes;
	gr_lcs		lcs;
	gr_lcs_string left;
	gr_lcs_string right;
	size_t		prefix;
	size_t		suffix;
	gr_status	status = gr_letters_read(arena, a, b, &of_a, &of_b, &classes);

	if (status != GR_OK)
		return status;
	left = (gr_lcs_string) {of_a.class, of_a.count, false};
	right = (gr_lcs_string) {of_b.class, of_b.count, false};
	trim(&left, &right, &prefix, &suffix);
	status = gr_lcs_init(&lcs, arena, classes, left.count);
	if (status == GR_OK)
		status = gr_lcs_run(&lcs, left, right, NULL);
	if (status != GR_OK)
		return status;
	repetition->a = of_a.count;
	repetition->b = of_b.count;
	repetition->common = prefix + gr_lcs_length(&lcs) + suffix;
	return GR_OK;
}

/* ---------- which letters are common ---------- */

/* Words of the rows that are kept at once, to be followed back; a text is cut in two until they fit. */
#define ROWS_LIMIT ((size_t) 1 << 17)

typedef struct alignment
{
	gr_lcs		lcs;
	uint64_t   *rows;
	uint64_t   *half;			/* the row of the first half */
	const uint32_t *class_a;	/* where the texts begin */
	const uint32_t *class_b;
	bool	   *common_a;		/* for each letter; the n-th common one of a is that of b */
	bool	   *common_b;
} alignment;

static void
mark(alignment *al, const uint32_t *a, const uint32_t *b)
{
	al->common_a[a - al->class_a] = true;
	al->common_b[b - al->class_b] = true;
}

/*
 * Follows the rows back from their end.  Where letter i makes the subsequence longer in
 * this row and the one before, b's letter is not needed; where in this row only, the
 * two are one.
 */
static void
follow_back(alignment *al, gr_lcs_string a, gr_lcs_string b)
{
	size_t		words = al->lcs.words;
	size_t		i = a.count;
	size_t		j = b.count;

	while (i > 0 && j > 0)
	{
		if (gr_lcs_bit(al->rows + (j - 1) * words, i - 1))
			i--;
		else if (j > 1 && !gr_lcs_bit(al->rows + (j - 2) * words, i - 1))
			j--;
		else
			mark(al, &a.class[--i], &b.class[--j]);
	}
}

/* How many letters of a go with the first half of b, for the longest sum (Hirschberg 1975). */
static gr_status
cut(alignment *al, gr_lcs_string a, gr_lcs_string b, size_t middle, size_t *at)
{
	gr_lcs_string first = {b.class, middle, false};
	gr_lcs_string last = {b.class + middle, b.count - middle, true};
	size_t		length;
	size_t		longest;
	gr_status	status = gr_lcs_run(&al->lcs, a, first, NULL);

	if (status != GR_OK)
		return status;
	memcpy(al->half, al->lcs.row, al->lcs.words * sizeof(uint64_t));
	a.backwards = true;
	status = gr_lcs_run(&al->lcs, a, last, NULL);
	if (status != GR_OK)
		return status;
	*at = 0;
	length = longest = gr_lcs_length(&al->lcs);
	for (size_t i = 0; i < a.count; i++)
	{
		length += !gr_lcs_bit(al->half, i);
		length -= !gr_lcs_bit(al->lcs.row, a.count - 1 - i);
		if (length > longest)
		{
			longest = length;
			*at = i + 1;
		}
	}
	return GR_OK;
}

/* Each cut halves b, and the rows of eight letters always fit: the depth is at most 17. */
static gr_status
align(alignment *al, gr_lcs_string a, gr_lcs_string b)
{
	const uint32_t *end_a = a.class + a.count;
	const uint32_t *end_b = b.class + b.count;
	size_t		prefix;
	size_t		suffix;
	size_t		middle;
	size_t		at = 0;
	gr_status	status;

	trim(&a, &b, &prefix, &suffix);
	for (size_t i = 1; i <= prefix; i++)
		mark(al, a.class - i, b.class - i);
	for (size_t i = 1; i <= suffix; i++)
		mark(al, end_a - i, end_b - i);
	if (a.count == 0 || b.count == 0)
		return GR_OK;
	if ((a.count + 63) / 64 * b.count <= ROWS_LIMIT)
	{
		status = gr_lcs_run(&al->lcs, a, b, al->rows);
		if (status == GR_OK)
			follow_back(al, a, b);
		return status;
	}
	middle = b.count / 2;
	status = cut(al, a, b, middle, &at);
	if (status == GR_OK)
		status = align(al, (gr_lcs_string) {a.class, at, false}, (gr_lcs_string) {b.class, middle, false});
	if (status == GR_OK)
		status = align(al, (gr_lcs_string) {a.class + at, a.count - at, false},
					   (gr_lcs_string) {b.class + middle, b.count - middle, false});
	return status;
}

static gr_status
align_texts(alignment *al, gr_arena *arena, const gr_letters *a, const gr_letters *b, uint32_t classes)
{
	size_t		rows = (a->count / 64 + 1) * b->count;
	gr_status	status = gr_lcs_init(&al->lcs, arena, classes, a->count);

	if (status != GR_OK)
		return status;
	al->rows = gr_arena_alloc(arena, (rows < ROWS_LIMIT ? rows : ROWS_LIMIT) * sizeof(uint64_t));
	al->half = gr_arena_alloc(arena, (a->count / 64 + 1) * sizeof(uint64_t));
	al->common_a = gr_arena_alloc(arena, a->count * sizeof(bool));
	al->common_b = gr_arena_alloc(arena, b->count * sizeof(bool));
	if (al->rows == NULL || al->half == NULL || al->common_a == NULL || al->common_b == NULL)
		return GR_OUT_OF_MEMORY;
	memset(al->common_a, 0, a->count * sizeof(bool));
	memset(al->common_b, 0, b->count * sizeof(bool));
	al->class_a = a->class;
	al->class_b = b->class;
	return align(al, (gr_lcs_string) {a->class, a->count, false}, (gr_lcs_string) {b->class, b->count, false});
}

/* ---------- changes ---------- */

const char *
gr_change_kind_name(int kind)
{
	static const char *const names[GR_CHANGE_KINDS] = {"added", "removed", "replaced"};

	return kind >= 0 && kind < GR_CHANGE_KINDS ? names[kind] : NULL;
}

/* The span of letters from … to - 1; of none, the place behind the letter before. */
static gr_span
span_of(const gr_letters *letters, size_t from, size_t to)
{
	gr_span		span = {1, 0};

	if (from < to)
	{
		span.pos = letters->pos[from];
		span.len = letters->pos[to - 1] + 1 - span.pos;
	}
	else if (from > 0)
		span.pos = letters->pos[from - 1] + 1;
	return span;
}

gr_status
gr_text_changes(gr_arena *arena, gr_slice a, gr_slice b, gr_text_change **changes, size_t *count)
{
	gr_letters	of_a;
	gr_letters	of_b;
	uint32_t	classes;
	alignment	al;
	size_t		capacity = 0;
	size_t		i = 0;
	size_t		j = 0;
	gr_status	status = gr_letters_read(arena, a, b, &of_a, &of_b, &classes);

	*changes = NULL;
	*count = 0;
	if (status == GR_OK)
		status = align_texts(&al, arena, &of_a, &of_b, classes);
	while (status == GR_OK && (i < of_a.count || j < of_b.count))
	{
		size_t		from_a = i;
		size_t		from_b = j;

		while (i < of_a.count && !al.common_a[i])
			i++;
		while (j < of_b.count && !al.common_b[j])
			j++;
		if (i > from_a || j > from_b)
		{
			gr_text_change *grown = gr_arena_grow(arena, *changes, &capacity, *count + 1, sizeof(gr_text_change));

			if (grown == NULL)
				return GR_OUT_OF_MEMORY;
			*changes = grown;
			grown[(*count)++] = (gr_text_change)
			{
				span_of(&of_a, from_a, i), span_of(&of_b, from_b, j),
				i == from_a ? GR_CHANGE_ADDED : j == from_b ? GR_CHANGE_REMOVED : GR_CHANGE_REPLACED
			};
		}
		/* Common letters come in pairs. */
		i += i < of_a.count;
		j += j < of_b.count;
	}
	return status;
}
