#include "header_parts.h"

#include "bits.h"
#include "date.h"
#include "enumerator.h"
#include "fold.h"

/* Where metadata and a date below the title stand, and a signature above a footer. */
#define PAGE_EDGE ((size_t) 4096)

/* Lines that are looked at below a title, and above the end. */
#define LINES_BELOW_TITLE 4
#define LINES_ABOVE_END 40

/* Bytes of a line of metadata at most. */
#define METADATA_LINE ((size_t) 300)

/* Bytes of a date at least: 2021.1.1. */
#define SHORTEST_DATE 8

/* ---------- the period ---------- */

/* Y年M月1日 … 至 … Y年M月D日, the second year optional. */
static bool
read_period(gr_slice text, size_t from, gr_header *header)
{
	static const char *const words[] = {"至", "到", "截至", NULL};
	size_t		at;
	size_t		end;
	gr_date		first = gr_date_read(text, from, &at);
	gr_date		last;
	size_t		length;

	if (first.year == 0 || first.day != 1)
		return false;
	at = gr_skip_blanks(text, at);
	if (!gr_take_word(text, &at, "起"))
		gr_take_word(text, &at, "始");
	if (!gr_take_word(text, &at, "，"))
		gr_take_word(text, &at, ",");
	at = gr_skip_blanks(text, at);
	if (!gr_take_any_word(text, &at, words))
	{
		uint32_t	sign;

		if (at >= text.len)
			return false;
		sign = gr_fold_next(text.data + at, text.data + text.len, &length);
		if (sign != '-' && sign != '~')
			return false;
		while (at < text.len && gr_fold_next(text.data + at, text.data + text.len, &length) == sign)
			at += length;
	}
	at = gr_skip_blanks(text, at);
	last = gr_date_read(text, at, &end);
	if (last.year == 0)
		last = gr_date_read_in_year(text, at, first.year, &end);
	if (last.year == 0 || gr_date_compare(first, last) >= 0 || last.year - first.year > 1)
		return false;
	header->period_from = first;
	header->period_to = last;
	return true;
}

/* Whether the sentence says that this is the period of the figures. */
static bool
speaks_of_figures(gr_slice text, size_t at)
{
	static const char *const words[] = {"统计", "期限", "数据", "时限", "起止", "时间段", NULL};
	size_t		from = at;

	/* To the last full stop or line end, not far. */
	while (from > 0 && at - from < 150 && text.data[from - 1] != '\n' && !(from >= 3 && memcmp(text.data + from - 3, "。", 3) == 0))
		from--;
	for (const char *const *word = words; *word != NULL; word++)
		if (gr_find(gr_slice_sub(text, from, at), 0, *word) != GR_NO_PLACE)
			return true;
	return false;
}

/* A period of the figures; without such words one that ends with a year. */
static bool
is_report_period(gr_slice text, size_t at, const gr_header *found)
{
	return (found->period_to.month == 12 && found->period_to.day == 31) || speaks_of_figures(text, at);
}

/* Whether the number of a month may begin at "at", of any digits. */
static bool
may_begin_month(gr_slice text, size_t at)
{
	uint32_t	c = gr_sign_at(text, gr_skip_blanks(text, at), &at);

	return gr_is_digit(c) || gr_chinese_digit(c) >= 0;
}

void
gr_header_period(gr_slice text, gr_header *header)
{
	for (size_t at = gr_find(text, 0, "年"); at != GR_NO_PLACE; at = gr_find(text, at + 3, "年"))
	{
		size_t		year_at = at;

		if (!may_begin_month(text, at + 3) || !gr_ends_with_digit(gr_slice_sub(text, 0, at)))
			continue;

		/* Four digits, perhaps with blanks, perhaps full-width: at most 16 bytes back. */
		while (year_at > 0 && at - year_at < 16)
		{
			gr_header	found;
			size_t		end;

			do
				year_at--;
			while (year_at > 0 && ((unsigned char) text.data[year_at] & 0xC0) == 0x80);
			if (gr_year_read(text, year_at, &end) == 0 || gr_skip_blanks(text, end) != at)
				continue;
			found = *header;
			if (read_period(text, year_at, &found) && is_report_period(text, year_at, &found))
			{
				*header = found;
				return;
			}
			break;
		}
	}
}

/* ---------- the year of the first sentences ---------- */

/* Y年， or Y年度， or Y年 and a subject at the beginning of a line. */
static int
year_of_line(gr_slice line)
{
	static const char *const subjects[] = {"，", ",", "我", "本", "全", NULL};
	size_t		at = gr_skip_blanks(line, 0);
	int			year = gr_year_read(line, at, &at);

	at = gr_skip_blanks(line, at);
	if (year == 0 || !gr_take_word(line, &at, "年"))
		return 0;
	gr_take_word(line, &at, "度");
	at = gr_skip_blanks(line, at);
	return gr_take_any_word(line, &at, subjects) ? year : 0;
}

int
gr_header_lead_year(gr_slice head)
{
	int			year = 0;

	for (size_t from = 0; from < head.len;)
	{
		const char *border = memchr(head.data + from, '\n', head.len - from);
		size_t		to = border == NULL ? head.len : (size_t) (border - head.data);
		int			found = year_of_line(gr_slice_sub(head, from, to));

		if (found != 0 && year != 0 && found != year)
			return 0;
		year = found != 0 ? found : year;
		from = to + 1;
	}
	return year;
}

/* ---------- the publication ---------- */

/* A report is out at the end of its year or later. */
static bool
may_be_published(gr_date date, int year)
{
	return date.year != 0 && (year == 0 || date.year > year || (date.year == year && date.month == 12));
}

/* A date, or one of eight digits, which a label tells. */
static gr_date
labelled_date(gr_slice text, size_t at, size_t *end)
{
	gr_date		date = gr_date_read(text, at, end);

	return date.year != 0 ? date : gr_date_of_digits(text, at, end);
}

static bool
take_colon(gr_slice text, size_t *at)
{
	return gr_take_word(text, at, ":") || gr_take_word(text, at, "：");
}

/* A date behind one of the words, in the order of the words; "named": whether 日期, which most end with, is there at all. */
static gr_date
date_behind(gr_slice head, const char *const *words, bool named, int year)
{
	gr_date		none = {0, 0, 0};

	for (; *words != NULL; words++)
	{
		gr_slice	word = gr_slice_cstring(*words);

		if (!named && memcmp(word.data + word.len - strlen("日期"), "日期", strlen("日期")) == 0)
			continue;
		for (size_t at = gr_find(head, 0, *words); at != GR_NO_PLACE; at = gr_find(head, at, *words))
		{
			size_t		end;
			gr_date		date;

			at = gr_skip_blanks(head, at + word.len);
			/* A colon, the border of a table of metadata, a bracket: 【发布时间】. */
			if (gr_take_word(head, &at, "】") || gr_take_word(head, &at, "]"))
				at = gr_skip_blanks(head, at);
			if (!take_colon(head, &at))
				gr_take_word(head, &at, "|");
			date = labelled_date(head, gr_skip_blanks(head, at), &end);
			if (may_be_published(date, year))
				return date;
		}
	}
	return none;
}

static bool
is_around_date(uint32_t c)
{
	return c == ' ' || c == '(' || c == ')' || c == '[' || c == ']' || c == 0x3010 || c == 0x3011 || c == '|' || c == ':' || c == '*';
}

static bool
is_opening(uint32_t c)
{
	return c == '(' || c == '[' || c == 0x3010;
}

/* Many lines are a figure, most others begin with a word, and no year but 二〇二一 does. */
static bool
may_be_date(gr_slice line)
{
	return line.len >= SHORTEST_DATE && (!gr_starts_han((unsigned char) line.data[0]) || gr_slice_starts(line, GR_SLICE("二")));
}

/* The date that a trimmed line begins with, in brackets or not; *end is behind it. */
static gr_date
date_at_beginning(gr_slice line, size_t *end)
{
	gr_date		none = {0, 0, 0};
	size_t		at = 0;
	size_t		after;

	if (!may_be_date(line))
		return none;
	while (at < line.len && is_around_date(gr_sign_at(line, at, &after)))
		at = after;
	return gr_date_read(line, at, end);
}

/* A trimmed line that is a date, in brackets or not, with the time or not. */
static gr_date
date_of_line(gr_slice line)
{
	gr_date		none = {0, 0, 0};
	size_t		at;
	size_t		after;
	gr_date		date = date_at_beginning(line, &at);

	if (date.year == 0)
		return none;
	for (; at < line.len; at = after)
	{
		uint32_t	c = gr_sign_at(line, at, &after);

		/* 2022-01-10T10:20:00 */
		if (!is_around_date(c) && (c < '0' || c > '9') && c != 'T')
			return none;
	}
	return date;
}

/* Where the first of the words stands in a line, or its end. */
static size_t
first_place(gr_slice line, size_t from, const char *const *words)
{
	size_t		first = line.len;

	for (; *words != NULL; words++)
	{
		size_t		place = gr_find(line, from, *words);

		first = place < first ? place : first;
	}
	return first;
}

/* Labels of dates, and what pages say beside them. */
static const char *const date_labels[] = {"日期", "时间", NULL};
static const char *const others[] = {"来源", "信息来源", "文章来源", "稿件来源", "单位", "作者", "浏览", "点击", "阅读", "访问", "字体", "字号", "大小", "责任编辑", "编辑", "打印", "分享", "http", "www", NULL};

static size_t
skip_opening(gr_slice line)
{
	size_t		at = 0;
	size_t		after;

	while (at < line.len && is_opening(gr_sign_at(line, at, &after)))
		at = after;
	return at;
}

/*
 * Skips what stands before a date and its label: 来源：办公室, 北山区财政局, and 录入 or 发布, which *given tells of and
 * which need no label.  False where the date is another one: 更新时间 behind 来源.
 */
static bool
skip_before_date(gr_slice line, size_t *at, bool *given)
{
	static const char *const ways[] = {"录入", "上传", "添加", "发文", "信息提供", "信息", "发布", "发表", "发稿", "公开", "公布", NULL};
	size_t		year = line.len <= METADATA_LINE ? gr_find(line, 0, "20") : GR_NO_PLACE;
	size_t		before;
	bool		apart;

	if (year == GR_NO_PLACE)
		return true;
	apart = year > 0 && gr_sign_before(line, 0, year, &before) == ' ';
	if (gr_starts_any_word(line, others, at) != NULL)
	{
		*at = first_place(line, *at, date_labels);
		if (*at == line.len && apart)
			*at = year;
		return *at == year || !gr_is_han(gr_sign_before(line, 0, *at, &before));
	}
	if (apart && gr_is_organ(gr_trim(gr_slice_sub(line, 0, year))))
		*at = year;
	else
		*given = gr_take_any_word(line, at, ways);
	return true;
}

/* Without what pages say behind a date: 作者：办公室, a weekday before that, 北山区财政局. */
static gr_slice
without_others(gr_slice line)
{
	gr_slice	rest = gr_trim(gr_slice_sub(line, 0, first_place(line, 0, others)));
	size_t		at = rest.len > strlen("星期一") ? rest.len - strlen("星期一") : 0;
	size_t		before;

	/* 2022年1月10日 星期一 alone is today's date. */
	if (rest.len < line.len && gr_slice_starts(gr_slice_sub(rest, at, rest.len), GR_SLICE("星期")))
		rest = gr_trim(gr_slice_sub(rest, 0, at));
	for (at = rest.len; at > 0 && gr_is_han(gr_sign_before(rest, 0, at, &before));)
		at = before;
	if (at < rest.len && at > 0 && gr_sign_before(rest, 0, at, &before) == ' ' && gr_is_organ(gr_slice_sub(rest, at, rest.len)))
		rest = gr_trim(gr_slice_sub(rest, 0, at));
	return rest;
}

/* The same, with what pages say beside it: 时间：2022-01-10 作者：办公室 点击：123, 来源：办公室 时间：2022-01-10, (北山区财政局 2022年1月10日). */
static gr_date
date_of_metadata(gr_slice line)
{
	gr_date		none = {0, 0, 0};
	gr_date		digits = none;
	size_t		at = 0;
	bool		given = false;
	bool		labelled;

	line = gr_slice_sub(line, skip_opening(line), line.len);
	if (!skip_before_date(line, &at, &given))
		return none;
	at = gr_skip_blanks(line, at);
	labelled = gr_take_any_word(line, &at, date_labels);
	if (labelled || given)
	{
		at = gr_skip_blanks(line, at);
		if (!take_colon(line, &at) && labelled)
			return none;
	}
	line = gr_trim(gr_slice_sub(line, at, line.len));
	if (date_at_beginning(line, &at).year != 0)
		return date_of_line(without_others(line));
	if (labelled)
		digits = gr_date_of_digits(line, 0, &at);
	return digits.year != 0 && gr_skip_blanks(line, at) == first_place(line, at, others) ? digits : none;
}

/* A date alone on one of the first lines below the title, and above the first heading. */
static gr_date
date_below(gr_slice text, size_t from, int year)
{
	gr_date		none = {0, 0, 0};
	int			lines = 0;

	while (from < text.len && lines < LINES_BELOW_TITLE)
	{
		const char *border = memchr(text.data + from, '\n', text.len - from);
		size_t		to = border == NULL ? text.len : (size_t) (border - text.data);
		gr_slice	line = gr_trim(gr_slice_sub(text, from, to));
		gr_date		date = date_of_metadata(line);

		if (may_be_published(date, year))
			return date;
		if (date.year == 0 && gr_enumerator_read(line, 0).level != 0)
			return none;
		lines += line.len > 0;
		from = to + 1;
	}
	return none;
}

/* 发 布 日 期：2022-01-10 among the metadata above the title: with blanks in the words no search finds them. */
static gr_date
date_above(gr_slice text, size_t title_end, int year)
{
	static const char *const labels[] = {"发布日期", "发布时间", "公开日期", "公开时间", "信息时间", NULL};
	gr_date		none = {0, 0, 0};

	for (size_t from = 0; from < title_end;)
	{
		const char *border = memchr(text.data + from, '\n', title_end - from);
		size_t		to = border == NULL ? title_end : (size_t) (border - text.data);
		gr_slice	line = gr_trim(gr_slice_sub(text, from, to));
		size_t		at = skip_opening(line);

		if (gr_take_any_word(line, &at, labels))
		{
			gr_date		date = date_of_metadata(line);

			if (may_be_published(date, year))
				return date;
		}
		from = to + 1;
	}
	return none;
}

/* ---------- the signature ---------- */

/* The lines of a text from the last one on, down to where an edge cuts it. */
typedef struct lines_above
{
	gr_slice	text;
	size_t		edge;
	size_t		block;			/* up to here the line ends are still to be looked for */
	size_t		behind;			/* those before this place were, 64 bytes back: */
	uint64_t	ends;
} lines_above;

static lines_above
last_lines(gr_slice text, size_t edge)
{
	/* The end of the last line begins no other. */
	size_t		block = text.len > edge ? text.len - 1 : edge;

	return (lines_above) {text, edge, block, block, 0};
}

/* Where the next line up begins. */
static inline size_t
line_above(lines_above *l)
{
	int			last;

	while (l->ends == 0)
	{
		size_t		left = l->block - l->edge;

		if (left == 0)
			return l->edge;
		l->behind = l->block;
		l->ends = gr_slice_places_before(l->text, l->behind, '\n');
		l->block -= left < 64 ? left : 64;
		if (left < 64)
			l->ends &= ~UINT64_C(0) << (64 - left);
	}
	last = gr_highest_bit(l->ends);
	l->ends ^= UINT64_C(1) << last;
	return l->behind + (size_t) last - 63;
}

/* By gr_has_byte: ASCII signs but those around a date, 1 and 2, and first bytes of Han characters. */
static const uint64_t first_of_words[4] = {
	~(UINT64_C(0x1FFFFFFFF) | UINT64_C(7) << '(' | UINT64_C(1) << '1' | UINT64_C(1) << '2' | UINT64_C(1) << ':'),
	~(UINT64_C(1) << ('[' & 63) | UINT64_C(1) << (']' & 63) | UINT64_C(1) << ('|' & 63)),
	0,
	UINT64_C(0x3F) << (0xE4 & 63),
};

/*
 * Whether what begins with these eight bytes is no date: a word, for no year of Han characters but 二〇二一 begins a line; a
 * figure of no year; 1. or 2、 or (二).
 */
static inline bool
begins_no_date(uint64_t bytes)
{
	unsigned	first = bytes & 0xFF;
	unsigned	second = bytes >> 8 & 0xFF;
	bool		word = gr_has_byte(first_of_words, (unsigned char) first) & ((bytes & 0xFFFFFF) != 0x8CBAE4);
	bool		numbered = (first - '1' < 2) & ((second == '.') | ((bytes >> 8 & 0xFFFFFF) == 0x8180E3));

	/* All of it is looked at: which it is cannot be guessed. */
	return word | numbered | ((first == '(') & (second - 0xE4 < 6) & ((bytes >> 32 & 0xFF) == ')'));
}

gr_slice
gr_header_signature(gr_slice text, int year, gr_date *date)
{
	gr_slice	unsigned_text = {NULL, 0};
	gr_date		none = {0, 0, 0};
	gr_date		below = none;
	size_t		edge = text.len < PAGE_EDGE ? 0 : text.len - PAGE_EDGE;
	size_t		to = text.len;
	lines_above above = last_lines(text, edge);

	for (int lines = 0; to > edge && lines < LINES_ABOVE_END;)
	{
		size_t		from = line_above(&above);
		gr_slice	line = gr_slice_sub(text, from, to - (text.data[to - 1] == '\n'));
		size_t		at;

		to = from;
		at = gr_skip_blanks(line, 0);
		if (at == line.len)
			continue;
		lines++;
		/* Most lines are no date, and stand above none. */
		if (below.year == 0 && (line.len - at < SHORTEST_DATE || begins_no_date(gr_word_at(line.data + at))))
			continue;
		line = gr_trim(line);
		if (below.year != 0 && gr_is_organ(line))
		{
			*date = below;
			return line;
		}
		below = date_of_line(line);
		if (!may_be_published(below, year))
			below = none;
	}
	*date = none;
	return unsigned_text;
}

/* ---------- all of it ---------- */

void
gr_header_published(gr_slice text, size_t title_end, const gr_page_names *page, gr_header *header)
{
	static const char *const published[] = {"发布时间", "发布日期", "发布于", "公开日期", "公开时间", NULL};
	static const char *const written[] = {"发文日期", "成文日期", "印发日期", "生成日期", NULL};
	gr_slice	head = gr_slice_sub(text, 0, text.len < PAGE_EDGE ? text.len : PAGE_EDGE);
	gr_date		date = {0, 0, 0};
	bool		named = gr_find(head, 0, "日期") != GR_NO_PLACE;
	size_t		end;
	/* A school year ends before its year does. */
	int			year = header->year - (header->period_to.month != 0 && header->period_to.month < 12);

	if (page != NULL && page->published.data != NULL)
		date = gr_date_read(page->published, 0, &end);
	if (!may_be_published(date, year))
		date = date_behind(head, published, named, year);
	if (date.year == 0 && title_end != 0)
		date = date_below(text, title_end, year);
	if (date.year == 0 && title_end != 0)
		date = date_above(text, title_end, year);
	if (date.year == 0)
		gr_header_signature(text, year, &date);
	if (date.year == 0)
		date = date_behind(head, written, named, year);
	header->published = date;
}
