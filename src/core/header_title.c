#include "header_parts.h"

#include "date.h"
#include "enumerator.h"
#include "fold.h"
#include "utf8.h"

/* Words of a report's name behind 公开, each at most once or twice. */
#define REPORT_WORDS 8

/* Bytes behind the name of a report on a line that is a title: （图解）, 的通知. */
#define TITLE_REST 48

/* Bytes of the rest of a title that a text from a PDF broke: 年度报告, 告. */
#define BROKEN_REST 45
#define BROKEN_TITLE 150

/* The offset behind year, 年 and 度, the year directly at "at"; 0 in *year where there is none. */
static size_t
take_year(gr_slice line, size_t at, int *year)
{
	size_t		after = at;
	int			found = gr_year_read(line, at, &after);

	*year = 0;
	if (found == 0)
		return at;
	after = gr_skip_blanks(line, after);
	if (!gr_take_word(line, &after, "年"))
		return at;
	gr_take_word(line, &after, "度");
	*year = found;
	return gr_skip_blanks(line, after);
}

/* 工作年度报告 and its variants behind 公开; *year is that of 公开2020年度报告.  The end, or GR_NO_PLACE. */
static size_t
read_report_words(gr_slice line, size_t at, int *year)
{
	static const char *const words[] = {"工作", "年度", "情况", "的", "总结及", "总结和", "总结", NULL};
	static const char *const ends[] = {"报告", "年报", NULL};

	*year = 0;
	for (int i = 0; i < REPORT_WORDS; i++)
	{
		int			found;

		at = gr_skip_blanks(line, at);
		if (gr_take_any_word(line, &at, ends))
			return at;
		if (gr_take_any_word(line, &at, words))
			continue;
		at = take_year(line, at, &found);
		if (found == 0)
			return GR_NO_PLACE;
		*year = found;
	}
	return GR_NO_PLACE;
}

/* Whether one of the subjects of begin_of_report_words() may end at "at": with 息 or 务. */
static bool
may_follow_subject(gr_slice line, size_t at)
{
	uint32_t	c;

	do
		c = gr_sign_before(line, 0, at, &at);
	while (c == ' ');
	return c == 0x606F || c == 0x52A1;
}

/* Where 政府信息公开 begins, when 公开 stands at "at". */
static size_t
begin_of_report_words(gr_slice line, size_t at)
{
	static const char *const subjects[] = {
		"政府信息和政务", "政府信息与政务", "政府信息及政务", "政府信息", "政务信息", "政务", "信息", NULL,
	};

	for (const char *const *s = subjects; *s != NULL; s++)
	{
		size_t		begin = gr_back_over_spaced(line, 0, at, gr_slice_cstring(*s));

		if (begin != GR_NO_PLACE)
			return begin;
	}
	return GR_NO_PLACE;
}

/* Whether 公开 may stand at "at", where 公 does, and read_report_words() find its words behind it: by the first character of one, or of a year. */
static bool
may_begin_report_words(gr_slice line, size_t at)
{
	at = gr_skip_blanks(line, at + strlen("公"));
	if (gr_simplify(gr_sign_at(line, at, &at)) != gr_han_at("开"))
		return false;
	switch (gr_simplify(gr_sign_at(line, gr_skip_blanks(line, at), &at)))
	{
		case 0x62A5:			/* 报 */
		case 0x5E74:			/* 年 */
		case 0x5DE5:			/* 工 */
		case 0x60C5:			/* 情 */
		case 0x7684:			/* 的 */
		case '1':
		case '2':
		case 0x4E00:			/* 一 */
		case 0x4E8C:			/* 二 */
			return true;
	}
	return false;
}

/* The first place in the line where the words of a report's name stand. */
static size_t
find_report_words(gr_slice line, size_t *end, int *year)
{
	/* 公开 is everywhere, 报告 is not. */
	if (gr_find(line, 0, "报") == GR_NO_PLACE)
		return GR_NO_PLACE;
	for (size_t at = gr_find(line, 0, "公"); at != GR_NO_PLACE; at = gr_find(line, at + strlen("公"), "公"))
	{
		size_t		behind = at;
		size_t		begin;

		if (!may_begin_report_words(line, at) || !may_follow_subject(line, at) || !gr_take_word(line, &behind, "公开"))
			continue;
		begin = begin_of_report_words(line, at);
		if (begin == GR_NO_PLACE)
			continue;
		*end = read_report_words(line, behind, year);
		if (*end != GR_NO_PLACE)
			return begin;
	}
	return GR_NO_PLACE;
}

/* The offset of the last year with 年 behind it that ends at or before "end", *after behind it; or GR_NO_PLACE. */
static size_t
year_before(gr_slice line, size_t end, int *year, size_t *after)
{
	size_t		last = GR_NO_PLACE;

	for (size_t sign = gr_find(line, 0, "年"); sign != GR_NO_PLACE && sign < end; sign = gr_find(line, sign + strlen("年"), "年"))
	{
		size_t		at = sign;

		if (!gr_ends_with_digit(gr_slice_sub(line, 0, sign)))
			continue;
		/* Four digits, perhaps with blanks, perhaps full-width: at most 16 bytes back. */
		while (at > 0 && sign - at < 16)
		{
			size_t		behind;
			int			found;

			do
				at--;
			while (at > 0 && ((unsigned char) line.data[at] & 0xC0) == 0x80);
			behind = take_year(line, at, &found);
			if (found == 0 || behind < sign || behind > end)
				continue;
			*year = found;
			*after = behind;
			last = at;
			break;
		}
	}
	return last;
}

/* （2020年度） behind the words. */
static int
year_behind(gr_slice line, size_t at)
{
	size_t		length;
	int			year;

	at = gr_skip_blanks(line, at);
	if (at >= line.len || gr_fold_next(line.data + at, line.data + line.len, &length) != '(')
		return 0;
	at = take_year(line, gr_skip_blanks(line, at + length), &year);
	if (at >= line.len || gr_fold_next(line.data + at, line.data + line.len, &length) != ')')
		return 0;
	return year;
}

/* A year alone on the line below the name of a report. */
static int
year_below(gr_slice line, size_t at)
{
	int			year;

	if (at >= line.len || line.data[at] != '\n')
		return 0;
	return take_year(line, gr_skip_blanks(line, at + 1), &year) == line.len ? year : 0;
}

int
gr_title_year(gr_slice title)
{
	int			inside = 0;
	int			year = 0;
	size_t		end = title.len;
	size_t		after;
	size_t		words = find_report_words(title, &end, &inside);

	if (inside != 0)
		return inside;
	year_before(title, words == GR_NO_PLACE ? title.len : words, &year, &after);
	return year != 0 || words == GR_NO_PLACE ? year : year_behind(title, end);
}

/* ---------- the name in a title ---------- */

/* Words that stand before a name in a title or a sentence, and are no part of it. */
static const char *const leads[] = {
	"现公布", "现将", "现发布", "现编制", "公布", "发布", "印发", "编制了", "形成了", "关于", "附件", "标题", "名称", "《", "【", "“", "附", NULL,
};

/* And behind one. */
static const char *const tails[] = {"关于发布", "关于公布", "关于印发", "关于报送", "关于上报", "关于", "发布", "公布", "】", "》", "”", NULL};

static const char *const colons[] = {"：", ":", NULL};
static const char *const brackets[] = {"）", ")", NULL};

/* What no name has; a line with one of these in front of the year is a sentence. */
#define VERB_LIST \
	VERB("及时") VERB("按时") VERB("做好") VERB("完成") VERB("现编制") VERB("编制了") VERB("公布") VERB("发布") VERB("撰写") VERB("报送") \
	VERB("认真") VERB("根据") VERB("按照") VERB("现将") VERB("查看") VERB("全文") VERB("我") VERB("本报告") VERB("本年") VERB("本机关") \
	VERB("本单位") VERB("本级") VERB("本局") VERB("目前") VERB("截至") VERB("为") VERB("由") VERB("在") VERB("已") VERB("此") VERB("是")

static const gr_slice verbs[] = {
#define VERB(word) {word, sizeof(word) - 1},
	VERB_LIST
#undef VERB
};

/* By the last two bytes of the character. */
static bool
may_begin_verb(const char *character)
{
	const uint64_t seconds = 0
#define VERB(word) | UINT64_C(1) << (word[1] & 63)
		VERB_LIST
#undef VERB
	;
	const uint64_t thirds = 0
#define VERB(word) | UINT64_C(1) << (word[2] & 63)
		VERB_LIST
#undef VERB
	;

	return (seconds >> (character[1] & 63) & thirds >> (character[2] & 63) & 1) != 0;
}

static gr_slice
strip_leads(gr_slice name)
{
	size_t		at;

	name = gr_trim(name);
	for (at = 0; gr_take_any_word(name, &at, leads); at = 0)
		name = gr_trim(gr_slice_sub(name, at, name.len));
	while (gr_strip_end(&name, tails))
		name = gr_trim(name);
	return name;
}

/* In a sentence the name begins behind the last of the words that lead to one. */
static gr_slice
behind_last_lead(gr_slice name)
{
	size_t		from = 0;

	for (const char *const *lead = leads; *lead != NULL; lead++)
		for (size_t at = gr_find(name, 0, *lead); at != GR_NO_PLACE; at = gr_find(name, at + strlen(*lead), *lead))
			if (at + strlen(*lead) > from && at + strlen(*lead) < name.len)
				from = at + strlen(*lead);
	return gr_slice_sub(name, from, name.len);
}

static bool
has_verb(gr_slice name)
{
	/* Each byte, as where a character begins. */
	for (size_t at = 0; at + 3 <= name.len; at++)
		for (size_t i = 0; i < sizeof(verbs) / sizeof(verbs[0]) && may_begin_verb(name.data + at); i++)
			if (name.data[at + 2] == verbs[i].data[2] && gr_slice_starts(gr_slice_sub(name, at, name.len), verbs[i]))
				return true;
	return false;
}

static bool
names_region(const gr_issuer_parts *parts)
{
	return parts->region_end > 0 || parts->level != GR_LEVEL_UNKNOWN;
}

/* Takes a name for that of the issuer where it tells what organ it is, or, where a region may be one, of which region. */
static void
take_issuer(gr_title *title, gr_slice name, bool region)
{
	gr_issuer_parts parts;

	if (!gr_is_name(name))
		return;
	gr_issuer_read(name, &parts);
	if (parts.kind != GR_ORGAN_UNKNOWN || (region && (names_region(&parts) || gr_issuer_is_regiment(name))))
		title->issuer = (gr_named_issuer) {name, parts};
}

/*
 * The issuer where a title does not begin with one: 北山区财政局：2020年…报告, …报告（北山区财政局）, and the last of
 * 北山区人民政府 信息公开 北山区财政局2020年….  "before": what stands in front of the title.
 */
static void
take_issuer_beside(gr_title *title, gr_slice before, gr_slice name, gr_slice behind)
{
	size_t		at = name.len;
	size_t		from;

	if (name.len > 0)
	{
		while (at > 0 && name.data[at - 1] != ' ' && name.data[at - 1] != '-')
			at--;
		if (at > 0)
			take_issuer(title, gr_slice_sub(name, at, name.len), false);
		if (title->issuer.parts.region_end == 0)
			title->issuer.name = gr_slice_make(NULL, 0);
		return;
	}
	if (gr_strip_end(&before, colons))
		take_issuer(title, gr_trim(before), false);
	from = gr_skip_blanks(behind, 0);
	if (title->issuer.name.data == NULL && gr_sign_at(behind, from, &from) == '(' && gr_strip_end(&behind, brackets))
		take_issuer(title, gr_trim(gr_slice_sub(behind, from, behind.len)), false);
}

/* The last sign before "end" that parts what belongs to a title from what does not; *sentence for a stop. */
static size_t
begin_of_title(gr_slice line, size_t end, bool *sentence)
{
	size_t		begin = 0;

	*sentence = false;
	for (size_t at = 0; at < end;)
	{
		size_t		length;
		uint32_t	c = gr_fold_next(line.data + at, line.data + end, &length);
		bool		stop = c == ',' || c == ';' || c == 0x3002;
		bool		dash = c == '-' && at > 0 && line.data[at - 1] == ' ';

		at += length;
		if (stop || dash || c == '>' || c == '|' || c == '_' || c == ':' || c == 0x00BB || line.data[at - length] == '\t')
		{
			begin = at;
			*sentence = *sentence || stop;
		}
	}
	return begin;
}

/* What stands behind the title on its line, up to the name of the site or the next cell. */
static size_t
end_of_title(gr_slice line, size_t end)
{
	for (size_t at = end; at < line.len;)
	{
		size_t		length;
		uint32_t	c = gr_fold_next(line.data + at, line.data + line.len, &length);

		if (c == '|' || c == '_' || c == '-' || c == '>' || line.data[at] == '\t')
			return at;
		/* 附件：….pdf */
		if (c == '.' && at + 1 < line.len && gr_is_ascii_letter((unsigned char) line.data[at + 1]))
			return at;
		at += length;
	}
	return line.len;
}

/* Behind a label in brackets and in front of a name: [信息名称] 北山区…, but not 【北山区】2020年…. */
static size_t
behind_label(gr_slice line, size_t begin)
{
	size_t		at = gr_skip_blanks(line, begin);
	size_t		after;
	uint32_t	c = gr_sign_at(line, at, &after);

	if (c != '[' && c != 0x3010)
		return begin;
	while (after < line.len && (c = gr_sign_at(line, after, &after)) != ']' && c != 0x3011)
		continue;
	after = gr_skip_blanks(line, after);
	return gr_is_han(gr_sign_at(line, after, &at)) && gr_chinese_digit(gr_sign_at(line, after, &at)) < 0 ? after : begin;
}

/* What stands before the year at "at", or behind it where nothing does: 2020年北山区, （2020年）北山区. */
static gr_slice
name_at_year(gr_slice line, size_t at, size_t after, size_t words)
{
	gr_slice	name = strip_leads(gr_slice_sub(line, 0, at));
	size_t		end = 0;
	bool		bracket = gr_sign_at(name, 0, &end) == '(' && end == name.len;

	if (name.len > 0 && !bracket)
		return gr_slice_sub(line, 0, at);
	if (bracket && gr_sign_at(line, after, &end) == ')')
		after = end;
	return gr_slice_sub(line, after, words);
}

static const char *const neighbours[] = {"上一篇", "下一篇", "上一条", "下一条", "相关", NULL};

/* A line that holds the name of a report, with a year; false when it is not such a line. */
static bool
read_line(gr_slice line, gr_title *title)
{
	size_t		end;
	size_t		words;
	size_t		begin;
	size_t		at;
	size_t		after = 0;
	int			inside;
	bool		sentence;
	bool		alone;
	size_t		from = 0;
	gr_slice	name;
	gr_slice	before;

	memset(title, 0, sizeof(*title));
	words = find_report_words(line, &end, &inside);
	/* 上一篇：… is another report. */
	if (words == GR_NO_PLACE || gr_take_any_word(line, &from, neighbours))
		return false;
	begin = behind_label(line, begin_of_title(line, words, &sentence));
	if (begin > words)
		return false;
	before = gr_slice_sub(line, 0, begin);
	line = gr_slice_sub(line, begin, line.len);
	words -= begin;
	end -= begin;
	at = year_before(line, words, &title->year, &after);
	name = at == GR_NO_PLACE ? gr_slice_sub(line, 0, words) : name_at_year(line, at, after, words);
	/* 2018年临川市人民政府信息公开: 政府 is of both. */
	if (name.data + name.len == line.data + words && gr_slice_ends(name, GR_SLICE("人民")) && gr_slice_starts(gr_slice_sub(line, words, end), GR_SLICE("政府")))
		name.len += strlen("政府");
	if (at == GR_NO_PLACE)
		title->year = inside != 0 ? inside : year_behind(line, end);
	at = title->year == 0 ? gr_school_year_before(line, words) : GR_NO_PLACE;
	if (at != GR_NO_PLACE)
		name = gr_slice_sub(line, 0, at);
	else if (title->year == 0)
	{
		title->year = year_below(line, end);
		/* Below a heading without a name stand the years that one may choose. */
		if (title->year == 0 || !gr_is_organ(strip_leads(name)))
			return false;
	}
	/* A title is a line of its own; in a sentence it is only named. */
	line.len = end_of_title(line, end);
	alone = !sentence && line.len - end <= TITLE_REST && gr_find(line, end, "。") == GR_NO_PLACE && gr_utf8_count(line) <= GR_HEADER_STRING_LIMIT;
	name = strip_leads(name);
	if (!alone || has_verb(name))
	{
		name = strip_leads(behind_last_lead(name));
		alone = alone && name.len == 0;
		if (!has_verb(name))
			take_issuer(title, name, false);
	}
	else
	{
		take_issuer(title, name, true);
		if (title->issuer.name.data == NULL)
			take_issuer_beside(title, before, name, gr_trim(gr_slice_sub(line, end, line.len)));
	}
	if (alone)
		title->title = gr_trim(line);
	return title->title.data != NULL || title->issuer.name.data != NULL;
}

/* What names of organs end with, without a name: 办公室 below 临川市人民政府. */
static bool
is_end_of_name(gr_slice name)
{
	static const char *const ends[] = {
		"人民政府办公室", "人民政府办公厅", "政府办公室", "政府办公厅", "办公室", "办公厅", "人民政府", "政府", "街道办事处", "办事处", "管理委员会", "管委会", "委员会", NULL,
	};

	for (const char *const *end = ends; *end != NULL; end++)
		if (gr_slice_equal(name, gr_slice_cstring(*end)))
			return true;
	return false;
}

/* The line above a title has the issuer, with the year or without; "reports": one of the two has 报. */
static bool
read_with_above(gr_slice above, gr_slice line, bool reports, gr_title *title)
{
	gr_slice	both;

	if (title->title.data != NULL)
	{
		if (title->issuer.name.data == NULL)
			take_issuer(title, above, false);
		/* 建设局 below 临川市住房和城乡: half a name. */
		if (title->issuer.name.data != NULL && (is_end_of_name(title->issuer.name) || (gr_is_name(above) && !names_region(&title->issuer.parts))))
			title->issuer.name = gr_slice_make(NULL, 0);
		return true;
	}
	if (!reports || above.len == 0 || line.len > TITLE_REST * 2 || gr_find(line, 0, "公开") == GR_NO_PLACE)
		return false;
	both = gr_slice_make(above.data, (size_t) (line.data + line.len - above.data));
	return read_line(both, title) && title->title.data != NULL && title->title.data + title->title.len > line.data && title->issuer.name.data != NULL &&
		title->issuer.parts.kind != GR_ORGAN_UNKNOWN;
}

/* The next line has the last words of a title; "report" is the first place of 报 in the two, if there is one. */
static bool
read_with_below(gr_slice head, gr_slice line, size_t below, size_t report, gr_title *title)
{
	size_t		to;
	const char *border;
	gr_slice	both;

	if (line.len > BROKEN_TITLE)
		return false;
	below = gr_skip_blanks(head, below < head.len ? below : head.len);
	/* Behind the rest, wherever that ends. */
	if (report >= below + BROKEN_REST)
		return false;
	border = memchr(head.data + below, '\n', head.len - below);
	to = border == NULL ? head.len : (size_t) (border - head.data);
	if (to - below > BROKEN_REST || report >= to)
		return false;
	if (gr_find(line, 0, "年") == GR_NO_PLACE || gr_find(line, 0, "，") != GR_NO_PLACE || gr_find(line, 0, ",") != GR_NO_PLACE)
		return false;
	both = gr_slice_make(line.data, (size_t) (head.data + to - line.data));
	return read_line(gr_trim(both), title) && title->title.data != NULL;
}

void
gr_title_of_line(gr_slice line, gr_title *title)
{
	read_line(gr_strip_heading(line), title);
}

void
gr_title_read(gr_slice head, gr_title *title)
{
	size_t		from = 0;
	size_t		report = gr_find(head, 0, "报");	/* the next place of it */
	gr_slice	above = {NULL, 0};
	bool		above_reports = false;
	gr_title	named;

	memset(&named, 0, sizeof(named));
	while (from < head.len)
	{
		const char *border = memchr(head.data + from, '\n', head.len - from);
		size_t		to = border == NULL ? head.len : (size_t) (border - head.data);
		gr_slice	line = gr_strip_heading(gr_slice_sub(head, from, to));
		bool		found = false;
		bool		reports;

		if (report < from)
			report = gr_find(head, from, "报");
		reports = report < to;
		if (reports)
			found = read_line(line, title);
		else
			memset(title, 0, sizeof(*title));
		from = to + 1;
		if (line.len == 0)
			continue;
		if (!found)
			found = read_with_below(head, line, from, report, title);
		if (!found || title->title.data != NULL)
			found = read_with_above(above, line, reports || above_reports, title) || found;
		if (found && title->title.data != NULL)
		{
			title->end = to;
			/* A title that does not say whose it is may follow a sentence that does. */
			if (title->issuer.name.data == NULL && named.year == title->year)
				title->issuer = named.issuer;
			return;
		}
		if (found && named.issuer.name.data == NULL)
			named = *title;
		above = line;
		above_reports = reports;
	}
	*title = named;
}
