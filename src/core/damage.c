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

/* Somebody decoded the text with the wrong encoding, or from broken bytes. */
static gr_status
note_replacements(gr_arena *arena, gr_slice text, gr_report *report)
{
	gr_position p = gr_position_begin(text);
	gr_span		first = {0, 0};
	int64_t		count = 0;
	size_t		at = 0;

	/* The last byte of U+FFFD, EF BF BD, is rarer than the first. */
	for (;;)
	{
		const char *hit = memchr(text.data + at, 0xBD, text.len - at);

		if (hit == NULL)
			break;
		at = (size_t) (hit - text.data) + 1;
		if (at >= 3 && memcmp(hit - 2, "\xEF\xBF\xBD", 3) == 0 && count++ == 0)
			first = gr_position_span(&p, at - 3, at);
	}
	return count == 0 ? GR_OK : diagnose(arena, report, GR_RULE_TEXT_REPLACEMENT, first, count);
}

/* ---------- planted words ---------- */

/* What no organ writes; found by the byte at "telling", which few other characters have. */
typedef struct planted
{
	const char *word;
	size_t		telling;
} planted;

static gr_status
note_planted(gr_arena *arena, gr_slice text, gr_report *report)
{
	static const planted words[] = {
		{"比分直播", 2}, {"雷速体育", 2}, {"比分网", 2}, {"足球比分", 2}, {"bet365", 0}, {"365bet", 3},
	};
	gr_status	status = GR_OK;

	for (size_t w = 0; w < sizeof(words) / sizeof(words[0]) && status == GR_OK; w++)
	{
		size_t		n = strlen(words[w].word);
		gr_position p = gr_position_begin(text);
		size_t		at = 0;
		int			told = 0;

		while (at + n <= text.len && told < GR_DAMAGE_LIMIT && status == GR_OK)
		{
			const char *hit = memchr(text.data + at + words[w].telling, words[w].word[words[w].telling], text.len - at - n + 1);

			if (hit == NULL)
				break;
			at = (size_t) (hit - text.data) - words[w].telling;
			if (memcmp(text.data + at, words[w].word, n) == 0)
			{
				status = diagnose(arena, report, GR_RULE_TEXT_SPAM, gr_position_span(&p, at, at + n), 0);
				told++;
			}
			at++;
		}
	}
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
note_damaged(gr_arena *arena, gr_slice text, gr_report *report, const char *sign, bool (*damaged) (gr_slice, size_t, size_t *))
{
	gr_position p = gr_position_begin(text);
	size_t		at = 0;
	int			told = 0;

	while (at + 3 <= text.len && told < GR_DAMAGE_LIMIT)
	{
		const char *hit = memchr(text.data + at + 2, sign[2], text.len - at - 2);
		size_t		from;
		gr_status	status;

		if (hit == NULL)
			break;
		at = (size_t) (hit - text.data) + 1;
		if (memcmp(hit - 2, sign, 3) != 0 || !damaged(text, at - 3, &from) || from < p.byte)
			continue;
		status = diagnose(arena, report, GR_RULE_TEXT_DAMAGED, gr_position_span(&p, from, at), 0);
		if (status != GR_OK)
			return status;
		told++;
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
		status = note_damaged(arena, text, report, "日", is_damaged_date);
	if (status == GR_OK)
		status = note_damaged(arena, text, report, "号", is_damaged_number);
	return status;
}
