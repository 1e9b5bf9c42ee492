#include "headings.h"

#include "bits.h"
#include "fold.h"
#include "furniture.h"
#include "han.h"
#include "heading_rows.h"
#include "utf8.h"
#include "vector.h"

/* Bytes of a title that has a line for itself: 60 Han characters. */
#define TITLE_LIMIT 180

/* Bytes of a title with text behind it on the same line. */
#define RUN_IN_LIMIT 120

/* A longer title with a comma in it, and no mark behind it, is a sentence that was broken. */
#define BROKEN_TITLE 90

/* A title of the forms this long is never the beginning of another word: all but 总体情况. */
#define LONG_TITLE 27

static uint32_t
character_at(gr_slice text, size_t at, size_t *length)
{
	size_t		after;
	uint32_t	c = gr_sign_at(text, at, &after);

	*length = after - at;
	return c;
}

/* ---------- sentences ---------- */

static uint32_t
last_character(gr_slice text)
{
	size_t		before;

	return gr_sign_before(text, 0, text.len, &before);
}

static bool
has_full_stop(gr_slice text)
{
	return gr_slice_find(text, 0, GR_SLICE("。"), 2) != GR_NOT_FOUND;
}

bool
gr_is_sentence(gr_slice line)
{
	if (line.len > TITLE_LIMIT)
		return true;
	switch (last_character(line))
	{
		case 0:
			return false;
		case 0x3002:
		case ';':
		case '!':
		case '?':
			return true;
	}
	return has_full_stop(line);
}

/* ---------- titles ---------- */

/* 12件, 600余条, 3万人次: what counts is a statement, and no title. */
static bool
has_quantity(gr_slice title)
{
	static const char units[] = "件条次篇项期份起宗人家册本场个元％";
	bool		digits = false;
	size_t		length;

	for (size_t at = gr_skip_han(title, 0); at < title.len; at += length)
	{
		uint32_t	c = character_at(title, at, &length);

		if (gr_is_digit(c))
			digits = true;
		else if (!digits)
			length = gr_skip_han(title, at + length) - at;
		else if (c == 0x4F59 || c == 0x591A || c == 0x4E07 || c == 0x4EBF || c == ' ')
			continue;
		else if (c == '%')
			return true;
		else
		{
			for (size_t u = 0; u + 3 < sizeof(units); u += 3)
				if (length == 3 && memcmp(title.data + at, units + u, 3) == 0)
					return true;
			digits = false;
		}
	}
	return false;
}

/* What the beginning of a line says about the title that may stand there. */
typedef struct outlook
{
	bool		han;			/* 65.?4 is a figure, whatever its last sign was */
	bool		leaders;		/* dots that lead to a page number: a line of a table of contents */
	uint32_t	mark;			/* the first that may close a title: 。 ： ；, or 0 */
	size_t		stop;			/* its offset, or where looking for it ended */
	size_t		behind;			/* it */
	int			commas;			/* before it */
} outlook;

/* Dots in a row up to this character, the ones before it given: … is three, · as good as one. */
static int
count_dots(uint32_t c, int before)
{
	return c == 0x2026 ? before + 3 : c == '.' || c == 0x00B7 || c == 0x30FB ? before + 1 : c == ' ' ? before : 0;
}

/* As what a character, with this offset behind it, may close a title; 0: it does not. */
static uint32_t
stop_mark(gr_slice text, uint32_t previous, uint32_t c, size_t behind)
{
	size_t		length;

	if (c == 0x3002 || c == ';')
		return c;
	/* 10:45, and http:// */
	if (c != ':' || gr_is_digit(previous))
		return 0;
	return character_at(text, behind, &length) == '/' ? ';' : c;
}

#ifdef __SSE2__

#define BLOCK ((size_t) 16)

/* Where in a block something begins that count_dots() counts, as bits: 2E, C2 B7, E2 80 A4 or A6, E3 83 BB, EF B9 92, EF BC 8E, and little else. */
static unsigned
dots_at(const char *at)
{
	__m128i		first = _mm_loadu_si128((const __m128i *) (const void *) at);
	__m128i		third = _mm_loadu_si128((const __m128i *) (const void *) (at + 2));
	__m128i		leads = _mm_or_si128(_mm_cmpeq_epi8(_mm_and_si128(first, _mm_set1_epi8((char) 0xFE)), _mm_set1_epi8((char) 0xE2)),
									 _mm_cmpeq_epi8(first, _mm_set1_epi8((char) 0xEF)));
	__m128i		lasts = _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(_mm_and_si128(third, _mm_set1_epi8((char) 0xFD)), _mm_set1_epi8((char) 0xA4)),
												  _mm_cmpeq_epi8(third, _mm_set1_epi8((char) 0xBB))),
									 _mm_or_si128(_mm_cmpeq_epi8(third, _mm_set1_epi8((char) 0x92)),
												  _mm_cmpeq_epi8(third, _mm_set1_epi8((char) 0x8E))));
	__m128i		shorter = _mm_or_si128(_mm_cmpeq_epi8(first, _mm_set1_epi8('.')), _mm_cmpeq_epi8(first, _mm_set1_epi8((char) 0xC2)));

	return (unsigned) _mm_movemask_epi8(_mm_or_si128(shorter, _mm_and_si128(leads, lasts)));
}

/* Whether leaders may begin at or behind "at", where none have begun. */
static bool
may_have_dots(gr_slice text, size_t at)
{
	unsigned	found = 0;

	if (text.len < at + BLOCK + 2)
		return true;
	for (; at < TITLE_LIMIT && at + BLOCK + 2 <= text.len && found == 0; at += BLOCK)
		found = dots_at(text.data + at);
	/* The last block reaches back, over bytes that were seen; in the last two no leaders begin. */
	if (at < TITLE_LIMIT && found == 0)
		found = dots_at(text.data + text.len - BLOCK - 2);
	return found != 0;
}

#else

static bool
may_have_dots(gr_slice text, size_t at)
{
	return at < text.len;
}

#endif

/* Within the limit, and up to leaders, if there are any. */
static outlook
look_ahead(gr_slice text)
{
	outlook		o = {.mark = 0};
	uint32_t	previous = 0;
	int			dots = 0;
	size_t		at = 0;
	size_t		after;

	if (text.len > 2 * TITLE_LIMIT)
		text.len = 2 * TITLE_LIMIT;
	for (; at < text.len && at <= TITLE_LIMIT && !o.leaders; at = after)
	{
		uint32_t	c = 0x4E00; /* any Han character */

		after = gr_skip_han(text, at);
		if (after == at)
			c = gr_sign_at(text, at, &after);
		o.han = o.han || (at < TITLE_LIMIT && gr_is_han(c));
		dots = count_dots(c, dots);
		o.leaders = dots >= 4 && at < TITLE_LIMIT;
		if (o.mark == 0)
		{
			o.mark = stop_mark(text, previous, c, after);
			o.stop = at;
			o.behind = after;
			o.commas += c == ',';
			if (o.mark != 0 && o.han && !may_have_dots(text, after))
				break;
		}
		previous = c;
	}
	if (o.mark == 0)
		o.stop = o.behind = at;
	return o;
}

/* Most titles end with three Han characters, a row with a figure or a dash. */
static inline bool
may_be_row(gr_slice text)
{
	const uint64_t high = UINT64_C(0x8080808080808080);

	return text.len > 8 && ((gr_word_at(text.data + text.len - 8) & high) != high || (unsigned char) text.data[text.len - 3] == 0xE2);
}

/* A page number with short leaders: 总体情况..1, 总体情况…1 */
static bool
ends_with_page(gr_slice text)
{
	size_t		at = text.len;
	uint32_t	c;

	if (text.len == 0 || !gr_is_digit((unsigned char) text.data[text.len - 1]))
		return false;
	do
		c = gr_sign_before(text, 0, at, &at);
	while (gr_is_digit(c));
	return c == 0x2026 || (c == '.' && gr_sign_before(text, 0, at, &at) == '.');
}

/* The title in text, which begins behind the number.  False where no heading can be there. */
static bool
take_title(gr_slice text, const outlook *o, gr_slice *title, size_t *body)
{
	size_t		after = gr_skip_blanks(text, o->behind);
	gr_slice	words = gr_trim(gr_slice_sub(text, 0, o->stop));
	bool		alone = o->mark == 0 ? text.len <= TITLE_LIMIT : after >= text.len;
	bool		fits;

	if (alone && (o->mark == ';' || (o->mark == 0 && may_be_row(text) && (gr_is_row_of_figures(text) || ends_with_page(text)))))
		return false;
	if (o->mark == 0)
		fits = alone && last_character(text) != 0x3001 && (o->commas == 0 || (last_character(text) != ',' && text.len <= BROKEN_TITLE));
	else if (alone)
		fits = o->mark == ':' || (o->commas < 2 && !has_quantity(words));
	else
		fits = o->mark != ';' && words.len <= RUN_IN_LIMIT && o->commas < 2 && !has_quantity(words);
	if (!fits || words.len == 0)
	{
		*title = gr_slice_sub(text, 0, 0);
		*body = 0;
		return true;
	}
	*title = words;
	*body = o->mark == 0 ? text.len : after < text.len ? after : text.len;
	return true;
}

/* A title of the forms with text right behind it: 三、收到和处理政府信息公开申请情况该部分以表格形式报告。 */
static bool
take_glued_chapter(gr_slice text, gr_slice *title, size_t *body)
{
	size_t		end;
	size_t		length;
	uint32_t	next;

	if (gr_chapter_at(text, &end) == GR_CHAPTER_NONE || end == text.len)
		return false;
	next = character_at(text, end, &length);
	/* 六、其他需要报告的事项 无。 */
	if (next == ' ' && end < LONG_TITLE && !has_full_stop(text))
		return false;
	if (gr_is_han(next) ? end < LONG_TITLE || !has_full_stop(text) : !gr_is_digit(next) && next != '(' && next != ' ')
		return false;
	*title = gr_slice_sub(text, 0, end);
	*body = gr_skip_blanks(text, end);
	return true;
}

/* Fills in what stands behind the number, whose end, with what separates it, is "from". */
static bool
read_words(gr_slice line, size_t from, gr_heading *heading)
{
	size_t		at = gr_skip_blanks(line, from);
	gr_slice	words = gr_slice_sub(line, at, line.len);
	outlook		o = look_ahead(words);
	size_t		body;

	if (!o.han || o.leaders || gr_ends_with_file(words))
		return false;
	if ((heading->level > 1 || !take_glued_chapter(words, &heading->title, &body)) && !take_title(words, &o, &heading->title, &body))
		return false;
	heading->body = at + body;
	heading->whole = heading->printed;
	if (heading->title.len > 0)
	{
		const char *begin = heading->printed.len > 0 ? heading->printed.data : heading->title.data;

		heading->whole = gr_slice_make(begin, (size_t) (heading->title.data + heading->title.len - begin));
	}
	if (heading->level <= 1)
		heading->chapter = gr_chapter_of_title(heading->title, &heading->essence);
	return heading->whole.len > 0;
}

/* ---------- numbers ---------- */

/* 一 to 九十九 or 1 to 99 at *at; 0 for none. */
static int
read_count(gr_slice line, size_t *at)
{
	int			tens = 0;
	int			ones = 0;

	for (int i = 0; i < 3; i++)
	{
		size_t		length;
		uint32_t	c = character_at(line, *at, &length);
		int			digit = gr_is_digit(c) ? (int) (c - '0') : gr_chinese_digit(c);

		if (length == 0 || digit < 0)
			break;
		if (digit == 10)
		{
			tens = ones > 0 ? ones : 1;
			ones = 0;
		}
		else if (gr_is_digit(c))
			ones = ones * 10 + digit;
		else
			ones = digit;
		*at += length;
	}
	return tens * 10 + ones;
}

/* 第一部分, 第二章 */
static bool
read_part(gr_slice line, size_t from, gr_heading *heading)
{
	size_t		at = gr_skip_blanks(line, from + 3);
	size_t		length;
	size_t		end;

	heading->number = read_count(line, &at);
	at = gr_skip_blanks(line, at);
	if (heading->number == 0 || heading->number > 99)
		return false;
	if (!gr_starts_word(gr_slice_sub(line, at, line.len), "部分", &length) && !gr_starts_word(gr_slice_sub(line, at, line.len), "章", &length))
		return false;
	end = at + length;
	heading->level = 1;
	heading->part = true;
	heading->printed = gr_slice_sub(line, from, end);
	at = gr_skip_blanks(line, end);
	switch (character_at(line, at, &length))
	{
		case 0x3001:
		case ':':
		case '.':
			return read_words(line, at + length, heading);
	}
	/* 第一部分内容… is no heading. */
	return at > end && read_words(line, at, heading);
}

/* A number with only a blank behind it, as in 一 总体情况: where a chapter's title follows. */
static bool
read_loose_number(gr_slice line, size_t from, gr_heading *heading)
{
	size_t		at = from;
	size_t		length;

	if (gr_chinese_digit(character_at(line, from, &length)) < 1)
		return false;
	heading->number = read_count(line, &at);
	if (heading->number == 0 || character_at(line, at, &length) != ' ')
		return false;
	heading->level = 1;
	heading->printed = gr_slice_sub(line, from, at);
	return read_words(line, at, heading) && heading->body == line.len && heading->chapter != GR_CHAPTER_NONE;
}

/* Whether what looks like a number, and what follows it, is something else.  *end: behind （一）、 too. */
static bool
is_no_number(gr_slice line, gr_enumerator e, uint32_t separator, size_t *end)
{
	size_t		at = gr_skip_blanks(line, e.end);
	size_t		length;
	uint32_t	next = character_at(line, at, &length);

	switch (e.level)
	{
		case 1:
			/* 一、二、三季度 */
			return gr_enumerator_read(line, at).level == 1;
		case 2:
		case 4:
			if (next == 0x3001)
				*end = at + length;
			/* 第二十条第 … （一）项 */
			return next == 0x9879 || next == 0x6B3E || next == 0x6761;
		default:
			return separator == ',' || (gr_is_digit(next) && !gr_starts_with_year(line, at));
	}
}

static bool
read_number(gr_slice line, size_t from, gr_heading *heading)
{
	gr_enumerator e = gr_enumerator_read(line, from);
	size_t		last = e.end;
	size_t		end = last;
	size_t		length;
	uint32_t	separator;

	if (e.level == 0)
		return read_loose_number(line, from, heading);
	do
		last--;
	while (last > from && ((unsigned char) line.data[last] & 0xC0) == 0x80);
	separator = character_at(line, last, &length);
	if (is_no_number(line, e, separator, &end))
		return false;
	heading->level = e.level;
	heading->number = e.number;
	/* A bracket belongs to the number, and so does the circle of ①. */
	heading->printed = gr_trim(gr_slice_sub(line, from, separator == 0x3001 || separator == '.' || separator == ',' ? last : e.end));
	return read_words(line, end, heading);
}

/* ---------- marks and words ---------- */

/* A title of the forms that has neither number nor marks. */
static bool
read_bare_title(gr_slice line, size_t from, gr_heading *heading)
{
	size_t		end;
	size_t		length;
	uint32_t	mark;

	heading->chapter = gr_chapter_at(gr_slice_sub(line, from, line.len), &end);
	if (heading->chapter == GR_CHAPTER_NONE)
		return false;
	end += from;
	heading->title = gr_slice_sub(line, from, end);
	mark = character_at(line, end, &length);
	if (mark == ':' || mark == 0x3002)
		end += length;
	if (end < line.len)
		return false;
	heading->whole = heading->title;
	heading->body = line.len;
	heading->chapter = gr_chapter_of_title(heading->title, &heading->essence);
	return true;
}

/* A title with the marks of Markdown, or in an h element, and no number. */
static bool
read_marked_title(gr_slice line, size_t from, bool markdown, gr_heading *heading)
{
	if (!read_words(line, from, heading) || heading->title.len == 0)
		return false;
	if (heading->chapter != GR_CHAPTER_NONE)
		return true;
	/* Pages have h elements for everything; and the title of the report is no section of it. */
	return markdown && heading->body == line.len && !gr_slice_ends(heading->title, GR_SLICE("报告")) && !gr_slice_ends(heading->title, GR_SLICE("年报"));
}

/* No two of the Han characters below have the same place. */
#define PLACE(c) (((c) * 11 >> 4) & 63)

/* Characters that a number, a mark or a title of the forms begins with. */
static bool
may_begin(uint32_t c)
{
#define WORD(c) [PLACE(c)] = (c)
	static const uint16_t words[64] = {
		WORD(0x4E00), WORD(0x4E8C), WORD(0x4E09), WORD(0x56DB), WORD(0x4E94),	/* 一 to 十 */
		WORD(0x516D), WORD(0x4E03), WORD(0x516B), WORD(0x4E5D), WORD(0x5341),
		WORD(0x7B2C), WORD(0x603B), WORD(0x7E3D), WORD(0x4E3B),	/* 第 总 總 主 */
		WORD(0x6536), WORD(0x653F), WORD(0x5B58), WORD(0x5176),	/* 收 政 存 其 */
	};
#undef WORD
	const uint64_t signs = UINT64_C(1) << '(' | UINT64_C(1) << '#' | UINT64_C(1) << '*' | UINT64_C(1) << '-' | UINT64_C(0x3FF) << '0';

	if (c < 64)
		return (signs >> c & 1) != 0;
	if (c >= 0x3400)
		return words[PLACE(c)] == c;
	return (c >= 0x2460 && c <= 0x249B) || (c >= 0x3220 && c <= 0x3229);
}

/* Behind the stars of Markdown, or behind the sign of an item of a list, which a blank follows. */
static size_t
behind_marks(gr_slice line, size_t from)
{
	size_t		at = from;

	while (at < line.len && line.data[at] == '*')
		at++;
	at += at == from;
	return gr_skip_blanks(line, at) > at || line.data[from] == '*' ? gr_skip_blanks(line, at) : from;
}

/* A line without marks around it. */
static bool
read_unmarked(gr_slice line, size_t from, bool markdown, gr_heading *heading)
{
	size_t		length;

	if (character_at(line, from, &length) == 0x7B2C)
		return read_part(line, from, heading);
	if (read_number(line, from, heading))
		return true;
	heading->level = 0;
	heading->number = 0;
	heading->printed = gr_slice_sub(line, from, from);
	return heading->marks > 0 ? read_marked_title(line, from, markdown, heading) : read_bare_title(line, from, heading);
}

bool
gr_heading_read(gr_slice line, int marks, gr_heading *heading)
{
	gr_slice	words = line;
	size_t		from = 0;
	size_t		length;
	bool		found;

	if (marks == 0 && !may_begin(character_at(line, 0, &length)))
		return false;
	memset(heading, 0, sizeof(*heading));
	heading->chapter = GR_CHAPTER_NONE;
	heading->marks = marks;
	while (from < line.len && line.data[from] == '#' && heading->marks < 6)
	{
		heading->marks++;
		from++;
	}
	from = gr_skip_blanks(line, from);
	if (from < line.len && (line.data[from] == '*' || line.data[from] == '-'))
		from = behind_marks(line, from);
	while (words.len > from && words.data[words.len - 1] == '*')
		words.len--;
	heading->printed = gr_slice_sub(line, from, from);
	found = read_unmarked(words, from, heading->marks > marks, heading);
	if (heading->body == words.len)
		heading->body = line.len;
	return found;
}
