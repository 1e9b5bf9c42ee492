#include "statistics_labels.h"

#include "date.h"
#include "enumerator.h"
#include "fold.h"
#include "utf8.h"

/* Bytes of a label without blanks; the longest spelling has 63. */
#define LABEL_LIMIT 96

const gr_statistic_spelling gr_statistic_spellings[] = {
#define GR_STATISTIC(text, row) {text, sizeof(text) - 1, GR_ROW_STAT_##row, false},
#define GR_STATISTIC_PART(text, row) {text, sizeof(text) - 1, GR_ROW_STAT_##row, true},
#include "statistics.def"
};

const size_t gr_statistic_spelling_count = sizeof(gr_statistic_spellings) / sizeof(gr_statistic_spellings[0]);

/* A text as labels are compared, and where in it each byte came from. */
typedef struct plain_label
{
	char		text[LABEL_LIMIT];
	unsigned short ends[LABEL_LIMIT];	/* offset in the source behind the character of this byte */
	size_t		len;
	bool		traditional;
} plain_label;

/* 《》〈〉 too: 不是《条例》所指政府信息. */
static bool
is_left_out(uint32_t c)
{
	return c == ' ' || gr_is_quote(c) || (c >= 0x3008 && c <= 0x300B);
}

/* Characters of a pronunciation in brackets, as some pages have it. */
#define GLOSS_LIMIT 10

/* The bytes of (guó) behind a character, or 0. */
static size_t
gloss_length(const char *p, const char *end)
{
	size_t		length;
	size_t		at = 0;
	int			letters = 0;

	gr_fold_next(p, end, &length);
	for (at = length; p + at < end && letters <= GLOSS_LIMIT; at += length)
	{
		uint32_t	c = gr_fold_next(p + at, end, &length);

		if (c == ')')
			return letters == 0 ? 0 : at + length;
		if (!((c >= 'a' && c <= 'z') || (c >= 0xC0 && c < 0x250)))
			return 0;
		letters++;
	}
	return 0;
}

/* Up to a bracket or the end; brackets hold notes, which are no part of a label. */
static void
make_plain(gr_slice text, size_t from, plain_label *plain)
{
	const char *end = text.data + text.len;
	size_t		i = from;

	plain->len = 0;
	plain->traditional = false;
	while (i < text.len)
	{
		size_t		length;
		uint32_t	c = gr_fold_next(text.data + i, end, &length);
		uint32_t	simple = gr_simplify(c);
		char		bytes[4];
		size_t		n;

		if (c == '(' && i > from && gloss_length(text.data + i, end) > 0)
		{
			i += gloss_length(text.data + i, end);
			continue;
		}
		if (c == '(' || c == '[' || c == ':' || i + length > UINT16_MAX)
			return;
		i += length;
		if (is_left_out(c))
			continue;
		plain->traditional = plain->traditional || simple != c;
		n = gr_utf8_write(bytes, simple == 0x3001 ? ',' : simple);
		if (plain->len + n > LABEL_LIMIT)
			return;
		for (size_t b = 0; b < n; b++)
		{
			plain->text[plain->len] = bytes[b];
			plain->ends[plain->len++] = (unsigned short) i;
		}
	}
}

/* The first spelling that is not before the text in the order of bytes. */
static size_t
lower_bound(const char *text, size_t len)
{
	size_t		low = 0;
	size_t		high = gr_statistic_spelling_count;

	while (low < high)
	{
		size_t		middle = low + (high - low) / 2;
		const gr_statistic_spelling *s = &gr_statistic_spellings[middle];
		size_t		common = s->len < len ? s->len : len;
		int			order = memcmp(s->text, text, common);

		if (order < 0 || (order == 0 && s->len < len))
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* 其中：, 其中:1. and enumerators of any kind, in either order. */
static size_t
skip_front(gr_slice text)
{
	size_t		at = gr_skip_blanks(text, 0);

	for (int i = 0; i < 3; i++)
	{
		gr_enumerator number = gr_enumerator_read(text, at);
		size_t		length;

		if (number.level != 0)
			at = gr_skip_blanks(text, number.end);
		else if (gr_starts_word(gr_slice_sub(text, at, text.len), "其中", &length))
		{
			at = gr_skip_blanks(text, at + length);
			if (at < text.len && gr_fold_next(text.data + at, text.data + text.len, &length) == ':')
				at = gr_skip_blanks(text, at + length);
		}
		else
			break;
	}
	return at;
}

/* The unit that is all a note in brackets says: （件）, （单位：人次）. */
static int
unit_of_note(gr_slice note)
{
	size_t		length;
	int			unit;

	note = gr_trim(note);
	if (gr_starts_word(note, "单位", &length))
	{
		note = gr_trim(gr_slice_sub(note, length, note.len));
		if (note.len > 0 && gr_fold_next(note.data, note.data + note.len, &length) == ':')
			note = gr_trim(gr_slice_sub(note, length, note.len));
	}
	unit = note.len == 0 ? GR_UNITS : gr_unit_by_text(note);
	return unit == GR_UNITS ? GR_UNIT_NONE : unit;
}

/* Behind brackets, colons and the quotation marks that close a label. */
static size_t
skip_back(gr_slice text, size_t at, int *unit, bool *open)
{
	const char *end = text.data + text.len;

	*open = false;

	while (at < text.len)
	{
		size_t		length;
		uint32_t	c = gr_fold_next(text.data + at, end, &length);

		if (c == '(' || c == '[')
		{
			size_t		from = at + length;
			int			depth = 1;

			for (at = from;; at += length)
			{
				c = at < text.len ? gr_fold_next(text.data + at, end, &length) : 0;
				depth += c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
				if (c == 0 || depth == 0)
					break;
			}
			if (unit_of_note(gr_slice_sub(text, from, at)) != GR_UNIT_NONE)
				*unit = unit_of_note(gr_slice_sub(text, from, at));
			*open = c == 0;
			at = c == 0 ? text.len : at + length;
		}
		else if (c == ':' || is_left_out(c))
			at += length;
		else
			break;
	}
	return at;
}

bool
gr_statistic_label_read(gr_slice text, gr_statistic_label *label)
{
	size_t		from = skip_front(text);
	plain_label plain;
	size_t		best = 0;

	make_plain(text, from, &plain);
	label->row_count = 0;
	label->part = false;
	label->unit = GR_UNIT_NONE;
	label->traditional = plain.traditional;
	/* The longest spelling that the text begins with: shorter and shorter beginnings. */
	for (size_t len = plain.len; len >= 6 && label->row_count == 0; len--)
	{
		if (len < plain.len && ((unsigned char) plain.text[len] & 0xC0) == 0x80)
			continue;
		for (size_t i = lower_bound(plain.text, len); i < gr_statistic_spelling_count; i++)
		{
			const gr_statistic_spelling *s = &gr_statistic_spellings[i];

			if (s->len != len || memcmp(s->text, plain.text, len) != 0)
				break;
			if (label->row_count < GR_STATISTIC_ROWS)
				label->rows[label->row_count++] = s->row;
			label->part = s->part;
			best = len;
		}
	}
	if (label->row_count == 0)
		return false;
	label->words_end = plain.ends[best - 1];
	label->end = skip_back(text, label->words_end, &label->unit, &label->note_open);
	return true;
}

bool
gr_statistic_label_begins(gr_slice text)
{
	plain_label plain;
	size_t		from = skip_front(text);
	size_t		at;

	make_plain(text, from, &plain);
	/* Behind an enumerator one character is enough. */
	if (plain.len < (from > 0 && from > gr_skip_blanks(text, 0) ? 3 : 9))
		return false;
	at = lower_bound(plain.text, plain.len);
	while (at < gr_statistic_spelling_count && gr_statistic_spellings[at].len == plain.len &&
		   memcmp(gr_statistic_spellings[at].text, plain.text, plain.len) == 0)
		at++;
	return at < gr_statistic_spelling_count && gr_statistic_spellings[at].len > plain.len &&
		memcmp(gr_statistic_spellings[at].text, plain.text, plain.len) == 0;
}

/* ---------- heads ---------- */

static const struct
{
	const char *text;
	gr_statistic_head head;
	bool		strong;
}			heads[] = {
	{"统计指标", GR_HEAD_LABEL, false}, {"指标名称", GR_HEAD_LABEL, false}, {"统计项目", GR_HEAD_LABEL, false},
	{"指标", GR_HEAD_LABEL, false}, {"项目", GR_HEAD_LABEL, false}, {"项目名称", GR_HEAD_LABEL, false}, {"统计内容", GR_HEAD_LABEL, false},
	{"内容", GR_HEAD_LABEL, false}, {"单位", GR_HEAD_UNIT, false}, {"计量单位", GR_HEAD_UNIT, false}, {"代码", GR_HEAD_CODE, false},
	{"指标代码", GR_HEAD_CODE, false}, {"序号", GR_HEAD_CODE, false}, {"编号", GR_HEAD_CODE, false}, {"行次", GR_HEAD_CODE, false},
	{"统计数", GR_HEAD_TOTAL, false}, {"统计数据", GR_HEAD_TOTAL, false}, {"统计数量", GR_HEAD_TOTAL, false}, {"数量", GR_HEAD_TOTAL, false},
	{"数值", GR_HEAD_TOTAL, false}, {"数据", GR_HEAD_TOTAL, false}, {"数字", GR_HEAD_TOTAL, false}, {"合计", GR_HEAD_TOTAL, true},
	{"总计", GR_HEAD_TOTAL, true}, {"总数", GR_HEAD_TOTAL, true}, {"年度", GR_HEAD_TOTAL, false}, {"本年度", GR_HEAD_TOTAL, false},
	{"本年累计", GR_HEAD_TOTAL, true}, {"本年度累计", GR_HEAD_TOTAL, true}, {"全年累计", GR_HEAD_TOTAL, true}, {"全年", GR_HEAD_TOTAL, false},
	{"本年", GR_HEAD_TOTAL, false}, {"本期实际", GR_HEAD_PERIOD, false}, {"本期", GR_HEAD_PERIOD, false}, {"本期数", GR_HEAD_PERIOD, false},
	{"历年累计", GR_HEAD_CUMULATIVE, false}, {"累计", GR_HEAD_CUMULATIVE, false}, {"累计数", GR_HEAD_CUMULATIVE, false},
	{"备注", GR_HEAD_REMARK, false}, {"说明", GR_HEAD_REMARK, false},
};

/* 2012年, 2012年度: the column of that year. */
static bool
year_begins(gr_slice text, size_t *end)
{
	size_t		length;

	if (gr_year_read(text, 0, end) == 0 || !gr_starts_word(gr_slice_sub(text, *end, text.len), "年", &length))
		return false;
	*end += length;
	if (gr_starts_word(gr_slice_sub(text, *end, text.len), "度", &length))
		*end += length;
	return true;
}

gr_statistic_head
gr_statistic_head_begins(gr_slice text, bool *strong, size_t *end)
{
	plain_label plain;
	size_t		best = 0;
	size_t		found = 0;
	int			unit;
	bool		open;

	*strong = false;
	make_plain(text, 0, &plain);
	for (size_t i = 0; i < sizeof(heads) / sizeof(heads[0]); i++)
	{
		size_t		len = strlen(heads[i].text);

		if (len > best && len <= plain.len && memcmp(heads[i].text, plain.text, len) == 0)
		{
			best = len;
			found = i;
		}
	}
	if (best == 0)
		return year_begins(text, end) ? GR_HEAD_TOTAL : GR_HEAD_NONE;
	*strong = heads[found].strong;
	*end = skip_back(text, plain.ends[best - 1], &unit, &open);
	return heads[found].head;
}

gr_statistic_head
gr_statistic_head_of(gr_slice cell, bool *strong)
{
	gr_slice	text = gr_trim(cell);
	size_t		end;
	gr_statistic_head head = gr_statistic_head_begins(text, strong, &end);

	if (head == GR_HEAD_NONE || end == text.len)
		return head;
	*strong = false;
	return GR_HEAD_NONE;
}
