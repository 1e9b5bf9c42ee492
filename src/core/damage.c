#include "damage.h"

#include "bits.h"
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

/* Bytes that a damaged date or number has behind its first sign, all of digits. */
#define DIGIT_BYTES 5

/* By gr_has_byte: those of digits, of either width. */
static const uint64_t bytes_of_digits[4] = {
	UINT64_C(0x3FF) << '0', 0, UINT64_C(0x3FF) << (0x90 & 63) | UINT64_C(1) << (0xBC & 63), UINT64_C(1) << (0xEF & 63),
};

/* Whether so many digits may end at "at": most days have a month before them, and most numbers a bracket or 第. */
static bool
may_follow_digits(gr_slice text, size_t at)
{
	uint64_t	all = 1;

	if (at < DIGIT_BYTES)
		return false;
	for (int i = 1; i <= DIGIT_BYTES; i++)
		all &= gr_has_byte(bytes_of_digits, (unsigned char) text.data[at - (size_t) i]);
	return all != 0;
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

#define WORD(text) {text, sizeof(text) - 1}

/* What no organ writes. */
typedef struct planted
{
	gr_slice	word;
	gr_damage_sign root;		/* what the words have in common */
	size_t		before;			/* bytes of the word before that */
} planted;

static const planted words[] = {
	{WORD("比分直播"), GR_SIGN_SCORES, 0}, {WORD("雷速体育"), GR_SIGN_THUNDER, 0}, {WORD("比分网"), GR_SIGN_SCORES, 0},
	{WORD("足球比分"), GR_SIGN_SCORES, sizeof("足球") - 1}, {WORD("bet365"), GR_SIGN_BET, 0}, {WORD("365bet"), GR_SIGN_BET, sizeof("365") - 1},
};

#define WORDS (sizeof(words) / sizeof(words[0]))

typedef struct damage
{
	size_t		replacements;	/* how many */
	size_t		replacement;	/* the first */
	size_t		planted[WORDS];	/* the first of each, or GR_NOT_FOUND */
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

/* 比分 is in many words, as in 占比分别为: only one of those above around it is looked for. */
static void
take_root(damage *d, gr_slice text, gr_damage_sign root, size_t at)
{
	for (size_t i = 0; i < WORDS; i++)
		if (words[i].root == root && d->planted[i] == GR_NOT_FOUND && at >= words[i].before &&
			gr_slice_starts(gr_slice_sub(text, at - words[i].before, text.len), words[i].word))
			d->planted[i] = at - words[i].before;
}

static void
take_sign(damage *d, gr_slice text, gr_damage_sign sign, size_t at)
{
	size_t		to = at + gr_damage_signs[sign].len;
	size_t		from;

	if (sign == GR_SIGN_DAY || sign == GR_SIGN_NUMBER)
	{
		if (!may_follow_digits(text, at))
			return;
		if (sign == GR_SIGN_DAY && is_damaged_date(text, at, &from))
			keep(&d->dates, from, to);
		if (sign == GR_SIGN_NUMBER && is_damaged_number(text, at, &from))
			keep(&d->numbers, from, to);
	}
	else if (sign != GR_SIGN_REPLACEMENT)
		take_root(d, text, sign, at);
	else if (d->replacements++ == 0)
		d->replacement = at;
}

static gr_status
find_damage(const gr_arena *arena, gr_slice text, damage *d)
{
	gr_sign_search s = gr_sign_search_begin(text);

	d->replacements = d->replacement = 0;
	for (size_t i = 0; i < WORDS; i++)
		d->planted[i] = GR_NOT_FOUND;
	d->dates.count = d->numbers.count = 0;
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
	size_t		to = d->replacement + gr_damage_signs[GR_SIGN_REPLACEMENT].len;

	if (d->replacements == 0)
		return GR_OK;
	return diagnose(arena, report, GR_RULE_TEXT_REPLACEMENT, gr_position_span(&p, d->replacement, to), (int64_t) d->replacements);
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

	for (size_t i = 0; i < WORDS && status == GR_OK; i++)
		if (d->planted[i] != GR_NOT_FOUND)
			status = note_word(arena, text, report, words[i].word, d->planted[i]);
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
