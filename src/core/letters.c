#include "letters.h"

#include "fold.h"

/* Characters between two looks at the cancel hook. */
#define LETTERS_PER_LOOK 65536

/* Two levels of a table over all code points: hashing could be made to collide. */
#define PAGE_BITS 8
#define PAGE_SIZE (1u << PAGE_BITS)
#define PAGES (0x110000u >> PAGE_BITS)

typedef struct class_table
{
	gr_arena   *arena;
	uint32_t  **pages;			/* NULL: no class on that page */
	uint32_t	next;
} class_table;

/* What does not count, in ascending order. */
static const struct
{
	uint32_t	first;
	uint32_t	last;
}			signs[] = {
	{0x00, 0x2F}, {0x3A, 0x40}, {0x5B, 0x60}, {0x7B, 0xA9}, {0xAB, 0xB1}, {0xB4, 0xB4}, {0xB6, 0xB8}, {0xBB, 0xBB}, {0xBF, 0xBF},
	{0xD7, 0xD7}, {0xF7, 0xF7},
	{0x2000, 0x206F},			/* General Punctuation */
	{0x207A, 0x207E}, {0x208A, 0x208E}, {0x20A0, 0x20CF},
	{0x2190, 0x245F},			/* arrows, operators, technical signs */
	{0x2500, 0x2775}, {0x2794, 0x2BFF}, /* box drawing, shapes, dingbats; between them stand circled digits */
	{0x2E00, 0x2E2E}, {0x2E30, 0x2E7F}, /* Supplemental Punctuation */
	{0x2FF0, 0x3004}, {0x3008, 0x3020}, {0x3030, 0x3030}, {0x3036, 0x3037}, {0x303D, 0x303F},
	{0x309B, 0x309C}, {0x30A0, 0x30A0}, {0x30FB, 0x30FB},
	{0xFE00, 0xFE6F},			/* variation selectors, vertical and small forms */
	{0xFEFF, 0xFF0F}, {0xFF1A, 0xFF20}, {0xFF3B, 0xFF40}, {0xFF5B, 0xFF65}, {0xFFE0, 0xFFFC},
	{0x1F300, 0x1FAFF},			/* pictures */
	{0xE0000, 0xE0FFF},			/* tags */
};

bool
gr_is_letter(uint32_t c)
{
	size_t		low = 0;
	size_t		high = sizeof(signs) / sizeof(signs[0]);

	if (gr_is_han(c))
		return true;
	while (low < high)
	{
		size_t		middle = low + (high - low) / 2;

		if (signs[middle].last < c)
			low = middle + 1;
		else
			high = middle;
	}
	return low == sizeof(signs) / sizeof(signs[0]) || c < signs[low].first;
}

/* The place of a character's class; NULL where it has none and, with "make", where memory runs out. */
static uint32_t *
class_of(class_table *table, uint32_t c, bool make)
{
	uint32_t  **page = &table->pages[c >> PAGE_BITS];

	if (*page == NULL && make)
	{
		*page = gr_arena_alloc(table->arena, PAGE_SIZE * sizeof(uint32_t));
		if (*page != NULL)
			memset(*page, 0, PAGE_SIZE * sizeof(uint32_t));
	}
	return *page == NULL ? NULL : &(*page)[c & (PAGE_SIZE - 1)];
}

static gr_status
read_letters(class_table *table, gr_slice text, bool first, gr_letters *letters)
{
	const char *p = text.data;
	const char *end = text.data + text.len;
	size_t		characters = gr_utf8_count(text);
	size_t		limit = characters < GR_LETTERS_LIMIT ? characters : GR_LETTERS_LIMIT;
	uint32_t	pos = 0;

	letters->count = 0;
	letters->class = gr_arena_alloc(table->arena, limit * sizeof(uint32_t));
	letters->pos = gr_arena_alloc(table->arena, limit * sizeof(uint32_t));
	if (letters->class == NULL || letters->pos == NULL)
		return GR_OUT_OF_MEMORY;
	while (p < end)
	{
		size_t		length;
		uint32_t	c = gr_fold_next(p, end, &length);
		uint32_t   *class;

		if (pos % LETTERS_PER_LOOK == 0 && gr_cancelled(table->arena))
			return GR_CANCELLED;
		p += length;
		pos++;
		if (!gr_is_letter(c))
			continue;
		if (letters->count == limit)
			return GR_COMPARED_TEXT_TOO_LONG;
		class = class_of(table, c, first);
		if (class == NULL && first)
			return GR_OUT_OF_MEMORY;
		if (first && *class == GR_CLASS_NONE)
			*class = table->next++;
		letters->class[letters->count] = class == NULL ? GR_CLASS_NONE : *class;
		letters->pos[letters->count++] = pos;
	}
	return GR_OK;
}

gr_status
gr_letters_read(gr_arena *arena, gr_slice a, gr_slice b, gr_letters *of_a, gr_letters *of_b, uint32_t *classes)
{
	class_table table = {arena, gr_arena_alloc(arena, PAGES * sizeof(uint32_t *)), GR_CLASS_NONE + 1};
	gr_status	status;

	if (table.pages == NULL)
		return GR_OUT_OF_MEMORY;
	for (size_t i = 0; i < PAGES; i++)
		table.pages[i] = NULL;
	status = read_letters(&table, a, true, of_a);
	if (status == GR_OK)
		status = read_letters(&table, b, false, of_b);
	*classes = table.next;
	return status;
}
