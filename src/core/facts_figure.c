#include "facts_figure.h"

#include "date.h"
#include "fold.h"
#include "number.h"
#include "utf8.h"

/* A figure has at most this many digits, so that it fits in an int64 with 亿 behind it checked. */
#define DIGITS_LIMIT 15

/* Parts of a figure that blanks or commas separate; more are no figure. */
#define GROUPS_LIMIT 16

typedef struct reader
{
	const gr_fact_index *index;
	gr_slice	text;
	size_t		at;
} reader;

static uint32_t
peek_at(gr_slice text, size_t at, size_t *length)
{
	unsigned char c;

	*length = 0;
	if (at >= text.len)
		return 0;
	c = (unsigned char) text.data[at];
	if (c > 0x20 && c < 0x80)
	{
		*length = 1;
		return c;
	}
	return gr_fold_next(text.data + at, text.data + text.len, length);
}

static uint32_t
peek(const reader *r, size_t *length)
{
	return peek_at(r->text, r->at, length);
}

/* The folded character that ends at "at", or 0. */
static uint32_t
character_before(gr_slice text, size_t at, size_t *start)
{
	size_t		from = at;
	size_t		length;

	if (at == 0)
	{
		*start = 0;
		return 0;
	}
	do
		from--;
	while (from > 0 && at - from < 4 && ((unsigned char) text.data[from] & 0xC0) == 0x80);
	*start = from;
	return gr_fold_next(text.data + from, text.data + at, &length);
}

static bool
is_digit(uint32_t c)
{
	return c >= '0' && c <= '9';
}

static bool
is_letter(uint32_t c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* A character that ties digits to an address, a telephone number, a time. */
static bool
is_tie(uint32_t c)
{
	return c == '.' || c == '/' || c == ':' || c == '@' || c == '_' || c == '-' || c == '~' || c == '#' || c == '=' || c == '&' ||
		c == '?' || c == '\\' || c == '*' || c == 0x00D7;
}

static bool
take(reader *r, const char *word)
{
	size_t		len = strlen(word);

	if (r->text.len - r->at < len || memcmp(r->text.data + r->at, word, len) != 0)
		return false;
	r->at += len;
	return true;
}

static bool
ends_with(gr_slice text, size_t at, const char *word)
{
	size_t		len = strlen(word);

	return at >= len && memcmp(text.data + at - len, word, len) == 0;
}

/* The value of a Chinese numeral below ten, or -1. */
static int
chinese_digit(uint32_t c)
{
	switch (c)
	{
		case 0x3007:			/* 〇 */
		case 0x25CB:			/* ○ */
		case 0x96F6:			/* 零 */
			return 0;
		case 0x4E00:
			return 1;
		case 0x4E8C:
		case 0x4E24:			/* 两 */
			return 2;
		case 0x4E09:
			return 3;
		case 0x56DB:
			return 4;
		case 0x4E94:
			return 5;
		case 0x516D:
			return 6;
		case 0x4E03:
			return 7;
		case 0x516B:
			return 8;
		case 0x4E5D:
			return 9;
	}
	return -1;
}

/* The exponent of 十 百 千 万 亿, or 0. */
static int
chinese_power(uint32_t c)
{
	switch (c)
	{
		case 0x5341:
			return 1;
		case 0x767E:
			return 2;
		case 0x5343:
			return 3;
		case 0x4E07:
			return 4;
		case 0x4EBF:
			return 8;
	}
	return 0;
}

bool
gr_figure_begins(gr_slice text, size_t at)
{
	unsigned char c = (unsigned char) text.data[at];
	size_t		length;
	uint32_t	code;

	if (c < 0x80)
		return c >= '0' && c <= '9';
	if (c != 0xE2 && c != 0xE3 && c != 0xE4 && c != 0xE5 && c != 0xE7 && c != 0xE9 && c != 0xEF)
		return false;
	code = gr_utf8_next(text.data + at, text.data + text.len, &length);
	return (code >= 0xFF10 && code <= 0xFF19) || chinese_digit(code) >= 0 || chinese_power(code) > 0;
}

/* Behind everything that digits, letters and ties run on with. */
static size_t
end_of_run(gr_slice text, size_t at)
{
	size_t		length;

	for (;;)
	{
		uint32_t	c = peek_at(text, at, &length);

		if (!is_digit(c) && !is_letter(c) && !is_tie(c))
			return at;
		at += length;
	}
}

/*
 * Digits, in one run, in groups of three with commas or blanks between them, or one by
 * one with blanks between them.  False where the groups make no one figure.
 */
static bool
read_whole(reader *r, int64_t *value, int *digits)
{
	int			sizes[GROUPS_LIMIT];
	int			groups = 0;
	int			size = 0;
	uint32_t	separator = 0;
	bool		ones = true;
	bool		threes = true;
	size_t		length;

	*value = 0;
	*digits = 0;
	for (;;)
	{
		uint32_t	c = peek(r, &length);
		size_t		behind;

		if (is_digit(c))
		{
			if (++*digits > DIGITS_LIMIT)
				return false;
			*value = *value * 10 + (int64_t) (c - '0');
			size++;
			r->at += length;
			continue;
		}
		if ((c != ',' && c != ' ') || r->text.data[r->at] == '\n')
			break;
		behind = c == ' ' ? gr_skip_blanks(r->text, r->at) : r->at + length;
		if (!is_digit(peek_at(r->text, behind, &length)))
			break;
		if (c == ',')
		{
			/* Exactly three digits make it one figure, else the comma parts two. */
			size_t		p = behind;
			int			n = 0;

			while (n < 4 && is_digit(peek_at(r->text, p, &length)))
			{
				p += length;
				n++;
			}
			if (n != 3 || separator == ' ' || (groups == 0 && (size > 3 || *value == 0)))
				break;
		}
		else if (separator == ',')
			break;
		separator = c;
		if (groups == GROUPS_LIMIT)
			return false;
		sizes[groups++] = size;
		size = 0;
		r->at = behind;
	}
	if (groups == 0 || separator == ',')
		return true;
	for (int i = 0; i < groups; i++)
	{
		ones = ones && sizes[i] == 1;
		threes = threes && (i == 0 ? sizes[i] <= 3 : sizes[i] == 3);
	}
	return (ones && size == 1) || (threes && size == 3);
}

static bool
read_fraction(reader *r, gr_figure *f)
{
	size_t		length;
	size_t		point;

	if (peek(r, &point) != '.')
		return true;
	if (!is_digit(peek_at(r->text, r->at + point, &length)))
		return false;
	r->at += point;
	for (;;)
	{
		uint32_t	c = peek(r, &length);

		if (!is_digit(c))
			break;
		if (f->scale == GR_LARGEST_SCALE || f->value > INT64_MAX / 100)
			return false;
		f->value = f->value * 10 + (int64_t) (c - '0');
		f->scale++;
		r->at += length;
	}
	return peek(r, &length) != '.';
}

/* A whole number in Chinese numerals; *plain where it is digits only, such as 二〇二〇. */
static bool
read_chinese(reader *r, int64_t *value, int *digits, bool *plain)
{
	int64_t		total = 0;
	int64_t		section = 0;	/* below 万 */
	int64_t		digit = -1;
	int64_t		string = 0;
	size_t		length;

	*digits = 0;
	*plain = true;
	for (;; r->at += length)
	{
		uint32_t	c = peek(r, &length);
		int			d = chinese_digit(c);
		int			power = chinese_power(c);

		if (d >= 0)
		{
			if (++*digits > DIGITS_LIMIT)
				return false;
			string = string * 10 + d;
			digit = d;
			continue;
		}
		if (power == 0)
			break;
		/* 万 alone, and 百 or 千 without a digit, are words unless 余 follows. */
		if (*plain && digit < 0 && power != 1)
		{
			*digits = 1;
			digit = 1;
		}
		*plain = false;
		if (++*digits > DIGITS_LIMIT || total > INT64_C(10000000000000))
			return false;
		if (power >= 4)
		{
			total = (total + section + (digit > 0 ? digit : 0)) * gr_power_of_ten(power);
			section = 0;
		}
		else
			section += (digit < 0 ? 1 : digit) * gr_power_of_ten(power);
		digit = 0;
	}
	*value = *plain ? string : total + section + (digit > 0 ? digit : 0);
	return true;
}

static bool
multiply(gr_figure *f, int64_t by)
{
	while (by >= 10 && f->scale > 0)
	{
		f->scale--;
		by /= 10;
	}
	if (f->value > GR_LARGEST_FIGURE * 1000 / by)
		return false;
	f->value *= by;
	return true;
}

/* The width of what 余 leaves open: one unit of the last figure that is not zero. */
static int64_t
last_place(int64_t value)
{
	int64_t		place = 1;

	while (value != 0 && value % (place * 10) == 0)
		place *= 10;
	return place;
}

static bool
take_and_some(reader *r, gr_figure *f)
{
	size_t		length;

	switch (peek(r, &length))
	{
		case 0x4F59:			/* 余 */
		case 0x9980:			/* 馀 */
			f->qualifier = GR_QUALIFIER_AND_SOME;
			break;
		case 0x591A:			/* 多 */
		case 0x51E0:			/* 几 */
			f->qualifier = GR_QUALIFIER_MANY;
			break;
		default:
			return false;
	}
	r->at += length;
	return true;
}

static bool
read_unit(reader *r, gr_figure *f)
{
	size_t		at = gr_skip_blanks(r->text, r->at);
	size_t		length;
	int			unit = gr_fact_unit_at(r->index, r->text, at, &length);

	if (unit == GR_UNIT_NONE)
		return false;
	r->at = at + length;
	f->unit = (unsigned char) unit;
	return true;
}

/* 余, 万, 亿 and the unit behind the digits; the bounds that follow from them.  False: no figure. */
static bool
read_tail(reader *r, gr_figure *f)
{
	int64_t		width = last_place(f->value);
	bool		some;

	f->low = f->high = f->value;
	some = take_and_some(r, f);
	if (!read_unit(r, f))
	{
		size_t		at = gr_skip_blanks(r->text, r->at);
		size_t		length;
		int64_t		by = 1;
		int			power;

		while ((power = chinese_power(peek_at(r->text, at, &length))) > 0)
		{
			at += length;
			if (by > 100000000)
				return false;
			by *= gr_power_of_ten(power);
		}
		if (by > 1)
		{
			int			scale = f->scale;

			r->at = at;
			if (!multiply(f, by))
				return false;
			f->multiplied = by >= 10000;
			f->low = f->high = f->value;
			if (some)
				width = width * by;
			else if (take_and_some(r, f))
			{
				some = true;
				width = by;
			}
			else
			{
				/* What is printed in 万 is rounded at its last figure. */
				int64_t		half = by * gr_power_of_ten(f->scale) / gr_power_of_ten(scale) / 2;

				f->low -= half;
				f->high += half;
			}
			read_unit(r, f);
		}
	}
	if (some)
	{
		f->low = f->value;
		f->high = f->value + width;
	}
	return true;
}

/* Whether a word of qualify_before() can end with the character. */
static bool
ends_qualifier(uint32_t c)
{
	switch (c)
	{
		case 0x8FC7:			/* 过 */
		case 0x4E8E:			/* 于 */
		case 0x591A:			/* 多 */
		case 0x5C11:			/* 少 */
		case 0x8DB3:			/* 足 */
		case 0x5230:			/* 到 */
		case 0x6EE1:			/* 满 */
		case 0x51FA:			/* 出 */
		case 0x7834:			/* 破 */
		case 0x8D85:			/* 超 */
		case 0x903E:			/* 逾 */
		case 0x8FD1:			/* 近 */
		case 0x7EA6:			/* 约 */
			return true;
	}
	return false;
}

/* 约 before the figure and its kin, the longer first; and what only ends like one. */
static void
qualify_before(gr_slice text, gr_figure *f)
{
	static const struct
	{
		const char *word;
		unsigned char qualifier;
	}			words[] = {
		{"不超过", GR_QUALIFIER_OR_LESS}, {"不高于", GR_QUALIFIER_OR_LESS}, {"不多于", GR_QUALIFIER_OR_LESS},
		{"至多", GR_QUALIFIER_OR_LESS}, {"最多", GR_QUALIFIER_OR_LESS}, {"不少于", GR_QUALIFIER_AT_LEAST},
		{"不低于", GR_QUALIFIER_AT_LEAST}, {"至少", GR_QUALIFIER_AT_LEAST}, {"最少", GR_QUALIFIER_AT_LEAST},
		{"不足", GR_QUALIFIER_SHORT_OF}, {"不到", GR_QUALIFIER_SHORT_OF}, {"不满", GR_QUALIFIER_SHORT_OF},
		{"超过", GR_QUALIFIER_EXCEEDING}, {"超出", GR_QUALIFIER_EXCEEDING}, {"突破", GR_QUALIFIER_EXCEEDING},
		{"超", GR_QUALIFIER_EXCEEDING}, {"逾", GR_QUALIFIER_EXCEEDING}, {"接近", GR_QUALIFIER_NEARLY},
		{"近", GR_QUALIFIER_NEARLY}, {"约", GR_QUALIFIER_ABOUT},
	};
	static const char *const others[] = {"最近", "附近", "邻近", "临近", "节约", "预约", "特约", "公约", "签约", "契约", "相约", "赶超"};
	size_t		at = f->from;
	size_t		start;
	uint32_t	c;

	while ((c = character_before(text, at, &start)) == ' ' && at > 0)
		at = start;
	if (!ends_qualifier(c))
		return;
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		if (ends_with(text, at, others[i]))
			return;
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (ends_with(text, at, words[i].word))
		{
			f->qualifier = words[i].qualifier;
			return;
		}
}

static void
qualify_behind(gr_slice text, gr_figure *f)
{
	reader		r = {NULL, text, f->to};
	size_t		length;
	uint32_t	c = peek(&r, &length);

	/* 以 及 左 上 */
	if (c != 0x4EE5 && c != 0x53CA && c != 0x5DE6 && c != 0x4E0A)
		return;
	if (take(&r, "以上") || take(&r, "及以上"))
		f->qualifier = GR_QUALIFIER_OR_MORE;
	else if (take(&r, "以下") || take(&r, "以内"))
		f->qualifier = GR_QUALIFIER_OR_LESS;
	else if (take(&r, "左右") || take(&r, "上下"))
		f->qualifier = GR_QUALIFIER_ABOUT;
	f->end = r.at;
}

static void
bound(gr_figure *f)
{
	switch (f->qualifier)
	{
		case GR_QUALIFIER_ABOUT:
			f->low = INT64_MIN;
			f->high = INT64_MAX;
			break;
		case GR_QUALIFIER_NEARLY:
		case GR_QUALIFIER_SHORT_OF:
		case GR_QUALIFIER_OR_LESS:
			f->low = INT64_MIN;
			f->high = f->value;
			break;
		case GR_QUALIFIER_EXCEEDING:
		case GR_QUALIFIER_OR_MORE:
		case GR_QUALIFIER_AT_LEAST:
			f->low = f->value;
			f->high = INT64_MAX;
			break;
	}
}

/* Whether what stands before a figure of digits makes it part of something else. */
static bool
tied_before(gr_slice text, size_t from)
{
	size_t		start;
	uint32_t	c = character_before(text, from, &start);

	while (c == ' ' && start > 0)
		c = character_before(text, start, &start);
	if (c == 0x7B2C || c == 0x524D)	/* 第 前 */
		return true;
	c = character_before(text, from, &start);
	/* A colon introduces a figure as well: 合计：12件. */
	if (c == ':' || c == '-')
		return is_digit(character_before(text, start, &start)) || c == '-';
	if (c == '+')
		return is_digit(character_before(text, start, &start)) || is_letter(character_before(text, start, &start));
	return is_letter(c) || is_tie(c) || c == '%' || c == '[' || c == 0x3014;
}

/* A second figure behind a dash or 至: a range has one unit for both. */
static bool
read_range(reader *r, gr_figure *f)
{
	reader		ahead = *r;
	size_t		length;
	uint32_t	c = peek(r, &length);
	int64_t		second;
	int			digits;

	if (c != '-' && c != '~' && c != 0x81F3 && c != 0x5230)
		return false;
	ahead.at += length;
	if (!is_digit(peek(&ahead, &length)) || !read_whole(&ahead, &second, &digits) || digits > 6 || f->scale > 0 || second <= f->value)
		return false;
	if (!read_unit(&ahead, f))
		return false;
	f->low = f->value;
	f->high = second;
	r->at = ahead.at;
	return true;
}

/* Whether the text goes on so that a figure without a unit is complete. */
static bool
ends_here(gr_slice text, size_t at)
{
	size_t		length;
	uint32_t	c = peek_at(text, gr_skip_blanks(text, at), &length);

	return c == 0 || c == ',' || c == 0x3002 || c == 0x3001 || c == ';' || c == '(' || c == ')' || c == 0x5360 || c == '!';
}

static gr_figure
read_arabic(const gr_fact_index *index, gr_slice text, size_t from)
{
	gr_figure	f = {.kind = GR_FIGURE_NOTHING, .from = from};
	reader		r = {index, text, from};
	bool		tied = tied_before(text, from);
	int			digits;
	size_t		year_end;
	size_t		length;
	uint32_t	c;

	if (!tied && (f.value = gr_year_read(text, from, &year_end)) != 0 && f.value >= GR_FIRST_YEAR && f.value <= GR_LAST_YEAR &&
		peek_at(text, gr_skip_blanks(text, year_end), &length) == 0x5E74)
	{
		f.kind = GR_FIGURE_YEAR;
		f.to = f.end = gr_skip_blanks(text, year_end) + length;
		return f;
	}
	f.value = 0;
	if (!read_whole(&r, &f.value, &digits) || tied || !read_fraction(&r, &f))
	{
		f.end = end_of_run(text, r.at);
		return f;
	}
	f.low = f.high = f.value;
	if (!read_range(&r, &f))
	{
		c = peek(&r, &length);
		if (is_letter(c) || is_tie(c) || (c == '+' && is_digit(peek_at(text, r.at + 1, &length))))
		{
			f.end = end_of_run(text, r.at);
			return f;
		}
		if (!read_tail(&r, &f))
		{
			f.end = r.at;
			return f;
		}
	}
	f.to = f.end = r.at;
	if (f.unit != GR_UNIT_NONE)
		f.kind = GR_FIGURE_QUANTITY;
	/* A row of zeros, a year without 年, and the long numbers of telephones, need their noun too. */
	else if (ends_here(text, r.at) && digits <= 8 && (digits == 1 || f.scale > 0 || text.data[from] != '0') && !(digits == 4 && f.value >= GR_FIRST_YEAR && f.value <= GR_LAST_YEAR))
		f.kind = GR_FIGURE_BARE;
	return f;
}

/* Whether the character before makes the numeral part of a word: 第三, 统一, 数十, 每一. */
static bool
word_before(gr_slice text, size_t from)
{
	size_t		start;

	switch (character_before(text, from, &start))
	{
		case 0x7B2C:			/* 第 */
		case 0x524D:			/* 前 */
		case 0x6BCF:			/* 每 */
		case 0x4EFB:			/* 任 */
		case 0x540C:			/* 同 */
		case 0x8FD9:			/* 这 */
		case 0x90A3:			/* 那 */
		case 0x53E6:			/* 另 */
		case 0x54EA:			/* 哪 */
		case 0x7EDF:			/* 统 */
		case 0x552F:			/* 唯 */
		case 0x4E4B:			/* 之 */
		case 0x9010:			/* 逐 */
		case 0x8FDB:			/* 进 */
		case 0x4E13:			/* 专 */
		case 0x5355:			/* 单 */
		case 0x5176:			/* 其 */
		case 0x67D0:			/* 某 */
		case 0x5E7A:			/* 幺 */
		case 0x6570:			/* 数 */
		case 0x51E0:			/* 几 */
		case 0x4E0A:			/* 上 */
		case 0x8DD1:			/* 跑 */
		case 0x5212:			/* 划 */
		case 0x4E0D:			/* 不 */
		case 0x5468:			/* 周 */
		case 0x671F:			/* 期, of 星期 */
		case 0x521D:			/* 初 */
		case '"':
		case 0x201C:
			return true;
	}
	return false;
}

/* Units that Chinese numerals make names with: 四类, 三位一体, 两种. */
static bool
spelled_unit(int unit)
{
	switch (unit)
	{
		case GR_UNIT_KIND:
		case GR_UNIT_SORT:
		case GR_UNIT_HONOURED_PERSON:
		case GR_UNIT_SCORE:
		case GR_UNIT_VILLAGE:
			return false;
	}
	return true;
}

/* 百分之 or 千分之 and a number: the text stands behind the words. */
static gr_figure
read_parts_of(const gr_fact_index *index, gr_slice text, size_t from, size_t at, int unit)
{
	gr_figure	f = {.kind = GR_FIGURE_NOTHING, .from = from, .spelled = true};
	reader		r = {index, text, at};
	int			digits = 0;
	bool		plain;
	size_t		length;

	f.end = at;
	if (is_digit(peek(&r, &length)))
	{
		if (!read_whole(&r, &f.value, &digits) || !read_fraction(&r, &f))
			return f;
	}
	else
	{
		if (!read_chinese(&r, &f.value, &digits, &plain) || digits == 0)
			return f;
		if (take(&r, "点"))
			for (int d; f.scale < GR_LARGEST_SCALE && (d = chinese_digit(peek(&r, &length))) >= 0; r.at += length)
			{
				f.value = f.value * 10 + d;
				f.scale++;
			}
	}
	f.kind = GR_FIGURE_QUANTITY;
	f.unit = (unsigned char) unit;
	f.low = f.high = f.value;
	f.to = f.end = r.at;
	return f;
}

static gr_figure
read_spelled(const gr_fact_index *index, gr_slice text, size_t from)
{
	gr_figure	f = {.kind = GR_FIGURE_NOTHING, .from = from, .spelled = true};
	reader		r = {index, text, from};
	int			digits;
	bool		plain;
	bool		some;
	bool		alone;
	size_t		length;
	size_t		year_end;

	if (take(&r, "百分之"))
		return read_parts_of(index, text, from, r.at, GR_UNIT_PERCENT);
	if (take(&r, "千分之"))
		return read_parts_of(index, text, from, r.at, GR_UNIT_PER_MILLE);
	f.value = gr_year_read(text, from, &year_end);
	if (f.value >= GR_FIRST_YEAR && f.value <= GR_LAST_YEAR && peek_at(text, year_end, &length) == 0x5E74)
	{
		f.kind = GR_FIGURE_YEAR;
		f.to = f.end = year_end + length;
		return f;
	}
	alone = chinese_power(peek(&r, &length)) > 1;
	if (!read_chinese(&r, &f.value, &digits, &plain) || word_before(text, from) || (plain && digits > 1))
	{
		f.end = r.at > from ? r.at : from + length;
		return f;
	}
	f.end = r.at;
	f.low = f.high = f.value;
	some = take_and_some(&r, &f);
	if (some)
		f.high = f.value + last_place(f.value);
	if (alone && !some)
		return f;
	if (some && take(&r, "万"))
	{
		if (!multiply(&f, 10000))
			return f;
		f.low = f.value;
		f.high *= 10000;
	}
	if (!read_unit(&r, &f) || !spelled_unit(f.unit))
	{
		f.unit = GR_UNIT_NONE;
		return f;
	}
	f.to = f.end = r.at;
	f.kind = GR_FIGURE_QUANTITY;
	return f;
}

gr_figure
gr_figure_skim(const gr_fact_index *index, gr_slice text, size_t at)
{
	size_t		length;
	uint32_t	c = peek_at(text, at, &length);
	gr_figure	f = is_digit(c) ? read_arabic(index, text, at) : read_spelled(index, text, at);

	if (f.end <= at)
		f.end = at + (length == 0 ? 1 : length);
	return f;
}

gr_figure
gr_figure_read(const gr_fact_index *index, gr_slice text, size_t at)
{
	gr_figure	f = gr_figure_skim(index, text, at);

	if (f.kind == GR_FIGURE_QUANTITY || f.kind == GR_FIGURE_BARE)
	{
		if (f.qualifier == GR_QUALIFIER_NONE)
			qualify_before(text, &f);
		if (f.qualifier == GR_QUALIFIER_NONE)
			qualify_behind(text, &f);
		bound(&f);
	}
	return f;
}
