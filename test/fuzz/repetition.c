/*
 * repetition.c
 *		Two texts, parted by the first zero byte: what they have in common, and the changes from one to the other.
 *
 * SEEDS: pairs
 * WORDS: labels
 */
#include "check.h"
#include "lines.h"

#include "letters.h"
#include "repetition.h"

int			LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Letters of texts whose common part is counted the slow way, too. */
#define COUNTED 200

/* The textbook way: one row of the table of lengths. */
static size_t
common_letters(const gr_letters *a, const gr_letters *b)
{
	size_t		lengths[COUNTED + 1] = {0};

	for (size_t i = 0; i < a->count; i++)
	{
		size_t		corner = 0;

		for (size_t k = 0; k < b->count; k++)
		{
			size_t		above = lengths[k + 1];

			if (a->class[i] == b->class[k])
				lengths[k + 1] = corner + 1;
			else if (lengths[k] > above)
				lengths[k + 1] = lengths[k];
			corner = above;
		}
	}
	return lengths[b->count];
}

/* Letters that no change has: classes in their order. */
static size_t
unchanged(const gr_letters *letters, const gr_text_change *changes, size_t count, bool second, uint32_t *kept)
{
	size_t		n = 0;
	size_t		at = 0;

	for (size_t i = 0; i < letters->count; i++)
	{
		while (at < count && (second ? changes[at].b.pos + changes[at].b.len : changes[at].a.pos + changes[at].a.len) <= letters->pos[i])
			at++;
		if (at == count || letters->pos[i] < (second ? changes[at].b.pos : changes[at].a.pos))
			kept[n++] = letters->class[i];
	}
	return n;
}

/* In order, inside the texts, and of the kind that their lengths say. */
static void
check_order(gr_slice a, gr_slice b, const gr_text_change *changes, size_t count)
{
	uint64_t	end_a = 1;
	uint64_t	end_b = 1;

	for (size_t i = 0; i < count; i++)
	{
		const gr_text_change *c = &changes[i];

		CHECK(c->a.pos >= end_a && c->b.pos >= end_b);
		end_a = (uint64_t) c->a.pos + c->a.len;
		end_b = (uint64_t) c->b.pos + c->b.len;
		CHECK(c->kind == (c->a.len == 0 ? GR_CHANGE_ADDED : c->b.len == 0 ? GR_CHANGE_REMOVED : GR_CHANGE_REPLACED));
		CHECK(c->a.len > 0 || c->b.len > 0);
	}
	CHECK(end_a <= gr_utf8_count(a) + 1 && end_b <= gr_utf8_count(b) + 1);
}

static void
check_changes(gr_arena *arena, gr_slice a, gr_slice b, const gr_repetition *r)
{
	gr_text_change *changes;
	size_t		count;
	gr_letters	of_a;
	gr_letters	of_b;
	uint32_t	classes;
	uint32_t   *kept_a;
	uint32_t   *kept_b;
	size_t		kept;

	CHECK(gr_text_changes(arena, a, b, &changes, &count) == GR_OK);
	check_order(a, b, changes, count);
	CHECK(gr_letters_read(arena, a, b, &of_a, &of_b, &classes) == GR_OK);
	CHECK(of_a.count == r->a && of_b.count == r->b);
	if (of_a.count <= COUNTED && of_b.count <= COUNTED)
		CHECK(common_letters(&of_a, &of_b) == r->common);
	/* What is left without the changes is the same in both, and all that they have in common. */
	kept_a = gr_arena_alloc(arena, (of_a.count + 1) * sizeof(uint32_t));
	kept_b = gr_arena_alloc(arena, (of_b.count + 1) * sizeof(uint32_t));
	kept = unchanged(&of_a, changes, count, false, kept_a);
	CHECK(kept == unchanged(&of_b, changes, count, true, kept_b) && kept == r->common);
	CHECK(memcmp(kept_a, kept_b, kept * sizeof(uint32_t)) == 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const uint8_t *part = size == 0 ? NULL : memchr(data, 0, size);
	size_t		first = part == NULL ? size : (size_t) (part - data);
	gr_slice	a = gr_slice_make(size == 0 ? "" : (const char *) data, first);
	gr_slice	b = part == NULL ? gr_slice_make("", 0) : gr_slice_make((const char *) part + 1, size - first - 1);
	gr_repetition forth;
	gr_repetition back;
	gr_arena	arena;

	a.len = gr_utf8_valid_prefix(a);
	b.len = gr_utf8_valid_prefix(b);
	gr_arena_init(&arena, &gr_host_libc);
	CHECK(gr_repetition_of(&arena, a, b, &forth) == GR_OK && gr_repetition_of(&arena, b, a, &back) == GR_OK);
	CHECK(forth.common == back.common && forth.a == back.b && forth.b == back.a);
	CHECK(forth.common <= forth.a && forth.common <= forth.b);
	check_changes(&arena, a, b, &forth);
	gr_arena_free(&arena);
	return 0;
}
