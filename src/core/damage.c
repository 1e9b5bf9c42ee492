#include "damage.h"

#include "date.h"
#include "fold.h"
#include "position.h"

static gr_status
diagnose(gr_arena *arena, gr_report *report, int rule, gr_span span, int64_t actual)
{
	gr_diagnostic d = {(unsigned char) rule, GR_TABLE_NONE, span, actual};

	return gr_report_diagnose(arena, report, d);
}

/* Bytes between two looks at the cancel hook. */
#define BYTES_PER_CHECK ((size_t) 1 << 20)

/* Places of words in a text, one after the other. */
typedef struct search
{
	gr_arena   *arena;
	gr_slice	text;
	size_t		at;				/* where to look on */
	size_t		next_check;
} search;

static search
search_begin(gr_arena *arena, gr_slice text)
{
	search		s = {arena, text, 0, BYTES_PER_CHECK};

	return s;
}

/* The next place, or GR_NOT_FOUND; "telling" as in gr_slice_find. */
static gr_status
search_next(search *s, gr_slice word, size_t telling, size_t *place)
{
	*place = GR_NOT_FOUND;
	while (s->at < s->text.len)
	{
		size_t		end = s->next_check + word.len - 1;

		if (end > s->text.len)
			end = s->text.len;
		*place = gr_slice_find(gr_slice_sub(s->text, 0, end), s->at, word, telling);
		s->at = *place != GR_NOT_FOUND ? *place + 1 : end == s->text.len ? end : s->next_check;
		if (s->at >= s->next_check)
		{
			s->next_check = s->at + BYTES_PER_CHECK;
			if (gr_cancelled(s->arena))
				return GR_CANCELLED;
		}
		if (*place != GR_NOT_FOUND)
			break;
	}
	return GR_OK;
}

/* Somebody decoded the text with the wrong encoding, or from broken bytes. */
static gr_status
note_replacements(gr_arena *arena, gr_slice text, gr_report *report)
{
	gr_slice	sign = GR_SLICE("\xEF\xBF\xBD");
	search		s = search_begin(arena, text);
	gr_position p = gr_position_begin(text);
	gr_span		first = {0, 0};
	int64_t		count = 0;

	for (;;)
	{
		size_t		at;
		/* Its last byte is rarer than the first, which punctuation has. */
		gr_status	status = search_next(&s, sign, 2, &at);

		if (status != GR_OK)
			return status;
		if (at == GR_NOT_FOUND)
			break;
		if (count++ == 0)
			first = gr_position_span(&p, at, at + sign.len);
	}
	return count == 0 ? GR_OK : diagnose(arena, report, GR_RULE_TEXT_REPLACEMENT, first, count);
}

/* ---------- planted words ---------- */

/* What no organ writes. */
typedef struct planted
{
	gr_slice	word;
	int			root;
} planted;

/* What the words have in common; found by the byte at "telling", which few other characters have. */
typedef struct root
{
	gr_slice	word;
	size_t		telling;
} root;

#define WORD(text) {text, sizeof(text) - 1}

static const root roots[] = {{WORD("比分"), 2}, {WORD("雷速"), 5}, {WORD("bet"), 0}};

#define ROOTS (sizeof(roots) / sizeof(roots[0]))

static const planted words[] = {
	{WORD("比分直播"), 0}, {WORD("雷速体育"), 1}, {WORD("比分网"), 0}, {WORD("足球比分"), 0}, {WORD("bet365"), 2}, {WORD("365bet"), 2},
};

static gr_status
note_word(gr_arena *arena, gr_slice text, gr_report *report, gr_slice word)
{
	search		s = search_begin(arena, text);
	gr_position p = gr_position_begin(text);

	for (int told = 0; told < GR_DAMAGE_LIMIT; told++)
	{
		size_t		at;
		gr_status	status = search_next(&s, word, word.len - 1, &at);

		if (status == GR_OK && at == GR_NOT_FOUND)
			break;
		if (status == GR_OK)
			status = diagnose(arena, report, GR_RULE_TEXT_SPAM, gr_position_span(&p, at, at + word.len), 0);
		if (status != GR_OK)
			return status;
	}
	return GR_OK;
}

static gr_status
note_planted(gr_arena *arena, gr_slice text, gr_report *report)
{
	bool		found[ROOTS];
	gr_status	status = GR_OK;

	for (size_t i = 0; i < ROOTS && status == GR_OK; i++)
	{
		search		s = search_begin(arena, text);
		size_t		at;

		status = search_next(&s, roots[i].word, roots[i].telling, &at);
		found[i] = at != GR_NOT_FOUND;
	}
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]) && status == GR_OK; i++)
		if (found[words[i].root])
			status = note_word(arena, text, report, words[i].word);
	return status;
}

/* ---------- dates and document numbers ---------- */

/* The digits that end at "to", folded widths, at most nine; *from is where they begin. */
static int
digits_before(gr_slice text, size_t to, size_t *from, char digits[10])
{
	int			count = 0;

	*from = to;
	while (*from > 0 && count < 9)
	{
		size_t		at = *from - 1;
		size_t		length;
		uint32_t	c;

		while (at > 0 && ((unsigned char) text.data[at] & 0xC0) == 0x80)
			at--;
		c = gr_fold_next(text.data + at, text.data + text.len, &length);
		if (c < '0' || c > '9')
			break;
		memmove(digits + 1, digits, (size_t) count);
		digits[0] = (char) c;
		count++;
		*from = at;
	}
	return count;
}

static bool
starts_with_year(const char *digits, int count)
{
	return count >= 4 && ((digits[0] == '1' && digits[1] == '9') || (digits[0] == '2' && digits[1] == '0'));
}

/* 201711日, 2020119日: the year and what followed it grew together. */
static bool
is_damaged_date(gr_slice text, size_t sign, size_t *from)
{
	char		digits[10];
	int			count = digits_before(text, sign, from, digits);

	return count >= 6 && count <= 8 && starts_with_year(digits, count);
}

/* 〔201724号: the closing bracket is gone. */
static bool
is_damaged_number(gr_slice text, size_t sign, size_t *from)
{
	char		digits[10];
	int			count = digits_before(text, sign, from, digits);
	uint32_t	c;
	size_t		length;

	if (count < 5 || !starts_with_year(digits, count) || *from == 0)
		return false;
	do
		(*from)--;
	while (*from > 0 && ((unsigned char) text.data[*from] & 0xC0) == 0x80);
	c = gr_fold_next(text.data + *from, text.data + text.len, &length);
	return c == 0x3014 || c == 0xFE5D || c == '[' || c == 0x3010;
}

static gr_status
note_damaged(gr_arena *arena, gr_slice text, gr_report *report, gr_slice sign, size_t telling, bool (*damaged) (gr_slice, size_t, size_t *))
{
	search		s = search_begin(arena, text);
	gr_position p = gr_position_begin(text);
	int			told = 0;

	while (told < GR_DAMAGE_LIMIT)
	{
		size_t		from;
		size_t		at;
		gr_status	status = search_next(&s, sign, telling, &at);

		if (status == GR_OK && at == GR_NOT_FOUND)
			break;
		if (status == GR_OK && damaged(text, at, &from) && from >= p.byte)
		{
			status = diagnose(arena, report, GR_RULE_TEXT_DAMAGED, gr_position_span(&p, from, at + sign.len), 0);
			told++;
		}
		if (status != GR_OK)
			return status;
	}
	return GR_OK;
}

gr_status
gr_damage_note(gr_arena *arena, gr_slice text, gr_report *report)
{
	gr_status	status = note_replacements(arena, text, report);

	if (status == GR_OK)
		status = note_planted(arena, text, report);
	if (status == GR_OK)
		status = note_damaged(arena, text, report, GR_SLICE("日"), 1, is_damaged_date);
	if (status == GR_OK)
		status = note_damaged(arena, text, report, GR_SLICE("号"), 2, is_damaged_number);
	return status;
}
