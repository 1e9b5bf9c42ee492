#include "facts_words.h"

/* Words that begin like a unit but make none of the number before them. */
static const char *const not_units[] = {
	"部门", "部分", "个方面", "个部分", "个层面", "个维度", "个环节", "个阶段", "项制度", "件事", "人民", "人大", "人员", "次性",
	"期间", "期限", "条例", "名单", "名录", "本级", "处理", "处罚", "页面", "字号", "家庭", "级", "类似", "单位", "位一体", "台账",
	"分之", "分别", "分类", "分钟", "分局", "个月", "个季度", "个年度", "个小时", "次会议", "次全会", "次全体", "次代表", "所有", "所属", "套餐", "通知", "通报", "通过", "户口", "村级", "村务", "村民",
	"批复", "批准", "起诉", "起草", "张贴", "卷宗", "轮训", "座谈", "间接", "句话", "方面", "名称", "名义", "篇章", "场所", "份额",
	"块链", "则例", "条款", "项目", "家属", "天候", "本着", "本市", "本区", "本县", "本局", "人才", "单个", "类人", "元旦",
};

#define NOT_UNITS (sizeof(not_units) / sizeof(not_units[0]))

/* Every unit, then what is none. */
#define CANDIDATES (GR_UNITS + NOT_UNITS)

typedef struct slot
{
	uint16_t	first;			/* code point; 0: empty */
	uint16_t	at;
	uint16_t	count;
} slot;

struct gr_fact_index
{
	slot		words[GR_FACT_SLOTS];	/* "at": the first word with that character, and how many there are */
	slot		units[GR_FACT_UNIT_SLOTS];	/* "at": a candidate, the others follow in "next" */
	uint16_t	next[CANDIDATES];	/* 0: none, since candidate 0 is the unit NONE */
};

const gr_fact_word gr_fact_words[] = {
#define GR_FACT_WORD(text, class, which) {text, sizeof(text) - 1, GR_WORD_##class, which},
#include "facts_words.def"
};

const size_t gr_fact_word_count = sizeof(gr_fact_words) / sizeof(gr_fact_words[0]);

/* A character of three bytes; all words begin with one, and all units but %. */
static uint16_t
first_of(const char *p)
{
	const unsigned char *u = (const unsigned char *) p;

	return u[0] < 0x80 ? u[0] : (uint16_t) ((u[0] & 0x0F) << 12 | (u[1] & 0x3F) << 6 | (u[2] & 0x3F));
}

/* The three bytes at p in their order. */
static uint32_t
three_bytes(const char *p)
{
	const unsigned char *u = (const unsigned char *) p;

	return (uint32_t) u[0] << 16 | (uint32_t) u[1] << 8 | u[2];
}

static size_t
hash(uint16_t c)
{
	return ((size_t) c * 40503u) >> 5;
}

static slot *
slot_of(slot *slots, size_t count, uint16_t c)
{
	size_t		i = hash(c) & (count - 1);

	while (slots[i].first != 0 && slots[i].first != c)
		i = (i + 1) & (count - 1);
	return &slots[i];
}

static const slot *
find(const slot *slots, size_t count, uint16_t c)
{
	size_t		i = hash(c) & (count - 1);

	while (slots[i].first != 0 && slots[i].first != c)
		i = (i + 1) & (count - 1);
	return slots[i].first == 0 ? NULL : &slots[i];
}

static const char *
candidate(size_t i)
{
	return i < GR_UNITS ? gr_units[i].text : not_units[i - GR_UNITS];
}

const gr_fact_index *
gr_fact_index_make(gr_arena *arena)
{
	gr_fact_index *index = gr_arena_alloc(arena, sizeof(*index));
	slot	   *last = NULL;
	uint32_t	before = 0;

	if (index == NULL)
		return NULL;
	memset(index, 0, sizeof(*index));
	for (size_t i = 0; i < gr_fact_word_count; i++)
	{
		uint32_t	first = three_bytes(gr_fact_words[i].text);

		if (first != before)
		{
			uint16_t	c = first_of(gr_fact_words[i].text);

			last = slot_of(index->words, GR_FACT_SLOTS, c);
			last->first = c;
			last->at = (uint16_t) i;
			before = first;
		}
		last->count++;
	}
	for (size_t i = 1; i < CANDIDATES; i++)
	{
		uint16_t	c = first_of(candidate(i));
		slot	   *s = slot_of(index->units, GR_FACT_UNIT_SLOTS, c);

		s->first = c;
		index->next[i] = s->at;
		s->at = (uint16_t) i;
	}
	return index;
}

/* The character at "at" as first_of() has it, or 0 for what begins no word. */
static uint16_t
character_at(gr_slice text, size_t at)
{
	unsigned char c = (unsigned char) text.data[at];

	if (c < 0x80)
		return c;
	return c >= 0xE2 && c < 0xF0 && text.len - at >= 3 ? first_of(text.data + at) : 0;
}

/* The second character of a word, larger than any for a word of one. */
static uint32_t
second_of(const gr_fact_word *w)
{
	return w->len < 6 ? 0xFFFFFF : three_bytes(w->text + 3);
}

/* From the end: words that begin alike are many. */
static bool
is_same(const char *a, const char *b, size_t len)
{
	while (len > 0)
	{
		len--;
		if (a[len] != b[len])
			return false;
	}
	return true;
}

const gr_fact_word *
gr_fact_word_at(const gr_fact_index *index, gr_slice text, size_t at)
{
	uint16_t	c = character_at(text, at);
	const slot *s = c == 0 ? NULL : find(index->words, GR_FACT_SLOTS, c);
	const gr_fact_word *w;
	const gr_fact_word *end;

	if (s == NULL)
		return NULL;
	w = &gr_fact_words[s->at];
	end = w + s->count;
	if (text.len - at >= 6)
	{
		uint32_t	second = three_bytes(text.data + at + 3);
		size_t		left = s->count;

		while (left > 0)
		{
			size_t		half = left / 2;

			if (second_of(w + half) < second)
			{
				w += half + 1;
				left -= half + 1;
			}
			else
				left = half;
		}
		for (; w < end && second_of(w) == second; w++)
			if (text.len - at >= w->len && is_same(text.data + at + 6, w->text + 6, w->len - 6u))
				return w;
	}
	/* A word of one character is the last. */
	w = end - 1;
	return w->len < 6 ? w : NULL;
}

bool
gr_fact_unit_begins(const gr_fact_index *index, gr_slice text, size_t at)
{
	uint16_t	c = at < text.len ? character_at(text, at) : 0;

	return c != 0 && find(index->units, GR_FACT_UNIT_SLOTS, c) != NULL;
}

int
gr_fact_unit_at(const gr_fact_index *index, gr_slice text, size_t at, size_t *length)
{
	uint16_t	c;
	const slot *s;
	size_t		best = GR_UNIT_NONE;

	*length = 0;
	if (at >= text.len)
		return GR_UNIT_NONE;
	c = character_at(text, at);
	/* The full-width percent sign. */
	if (c == 0xFF05)
	{
		*length = 3;
		return GR_UNIT_PERCENT;
	}
	s = c == 0 ? NULL : find(index->units, GR_FACT_UNIT_SLOTS, c);
	if (s == NULL)
		return GR_UNIT_NONE;
	for (size_t i = s->at; i != 0; i = index->next[i])
	{
		size_t		len = strlen(candidate(i));

		if (len > *length && text.len - at >= len && memcmp(text.data + at, candidate(i), len) == 0)
		{
			*length = len;
			best = i;
		}
	}
	if (best >= GR_UNITS)
	{
		*length = 0;
		return GR_UNIT_NONE;
	}
	return (int) best;
}
