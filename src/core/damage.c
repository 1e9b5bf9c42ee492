#include "damage.h"

#include "damage_signs.h"
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

/* ---------- what the text shows ---------- */

/* Bytes from … to - 1. */
typedef struct stretch
{
	size_t		from;
	size_t		to;
} stretch;

typedef struct stretches
{
	stretch		told[GR_DAMAGE_LIMIT];
	int			count;
} stretches;

typedef struct damage
{
	size_t		found[GR_DAMAGE_SIGNS];	/* how often */
	size_t		first[GR_DAMAGE_SIGNS];	/* place of each */
	stretches	dates;
	stretches	numbers;
} damage;

/* One that reaches into the last one told is left out. */
static void
keep(stretches *s, size_t from, size_t to)
{
	if (s->count < GR_DAMAGE_LIMIT && (s->count == 0 || from >= s->told[s->count - 1].to))
		s->told[s->count++] = (stretch) {from, to};
}

static void
take_sign(damage *d, gr_slice text, gr_damage_sign sign, size_t at)
{
	size_t		to = at + gr_damage_signs[sign].len;
	size_t		from;

	if (d->found[sign]++ == 0)
		d->first[sign] = at;
	if (sign == GR_SIGN_DAY && is_damaged_date(text, at, &from))
		keep(&d->dates, from, to);
	if (sign == GR_SIGN_NUMBER && is_damaged_number(text, at, &from))
		keep(&d->numbers, from, to);
}

static gr_status
find_damage(const gr_arena *arena, gr_slice text, damage *d)
{
	gr_sign_search s = gr_sign_search_begin(text);

	memset(d, 0, sizeof(*d));
	while (s.at < text.len)
	{
		size_t		end = text.len - s.at < BYTES_PER_CHECK ? text.len : s.at + BYTES_PER_CHECK;
		gr_damage_sign sign;
		size_t		at;

		while ((at = gr_sign_next(&s, end, &sign)) != GR_NOT_FOUND)
			take_sign(d, text, sign, at);
		if (gr_cancelled(arena))
			return GR_CANCELLED;
	}
	return GR_OK;
}

/* Somebody decoded the text with the wrong encoding, or from broken bytes. */
static gr_status
note_replacements(gr_arena *arena, gr_slice text, gr_report *report, const damage *d)
{
	gr_position p = gr_position_begin(text);
	size_t		count = d->found[GR_SIGN_REPLACEMENT];
	size_t		first = d->first[GR_SIGN_REPLACEMENT];

	if (count == 0)
		return GR_OK;
	return diagnose(arena, report, GR_RULE_TEXT_REPLACEMENT, gr_position_span(&p, first, first + gr_damage_signs[GR_SIGN_REPLACEMENT].len), (int64_t) count);
}

static gr_status
note_damaged(gr_arena *arena, gr_slice text, gr_report *report, const stretches *s)
{
	gr_position p = gr_position_begin(text);
	gr_status	status = GR_OK;

	for (int i = 0; i < s->count && status == GR_OK; i++)
		status = diagnose(arena, report, GR_RULE_TEXT_DAMAGED, gr_position_span(&p, s->told[i].from, s->told[i].to), 0);
	return status;
}

/* ---------- planted words ---------- */

/* Places of words in a text, one after the other. */
typedef struct search
{
	gr_arena   *arena;
	gr_slice	text;
	size_t		at;				/* where to look on */
	size_t		next_check;
} search;

static search
search_begin(gr_arena *arena, gr_slice text, size_t from)
{
	search		s = {arena, text, from, from + BYTES_PER_CHECK};

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

/* What no organ writes. */
typedef struct planted
{
	gr_slice	word;
	gr_damage_sign root;		/* what the words have in common */
} planted;

#define WORD(text) {text, sizeof(text) - 1}

static const planted words[] = {
	{WORD("比分直播"), GR_SIGN_SCORES}, {WORD("雷速体育"), GR_SIGN_THUNDER}, {WORD("比分网"), GR_SIGN_SCORES},
	{WORD("足球比分"), GR_SIGN_SCORES}, {WORD("bet365"), GR_SIGN_BET}, {WORD("365bet"), GR_SIGN_BET},
};

static gr_status
note_word(gr_arena *arena, gr_slice text, gr_report *report, gr_slice word, size_t from)
{
	search		s = search_begin(arena, text, from);
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
note_planted(gr_arena *arena, gr_slice text, gr_report *report, const damage *d)
{
	gr_status	status = GR_OK;

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]) && status == GR_OK; i++)
	{
		size_t		first = d->first[words[i].root];

		/* The word may begin before its root. */
		if (d->found[words[i].root] > 0)
			status = note_word(arena, text, report, words[i].word, first < words[i].word.len ? 0 : first - words[i].word.len);
	}
	return status;
}

/* ---------- all of it ---------- */

gr_status
gr_damage_note(gr_arena *arena, gr_slice text, gr_report *report)
{
	damage		d;
	gr_status	status = find_damage(arena, text, &d);

	if (status == GR_OK)
		status = note_replacements(arena, text, report, &d);
	if (status == GR_OK)
		status = note_planted(arena, text, report, &d);
	if (status == GR_OK)
		status = note_damaged(arena, text, report, &d.dates);
	if (status == GR_OK)
		status = note_damaged(arena, text, report, &d.numbers);
	return status;
}
