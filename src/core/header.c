#include "header.h"

#include "date.h"
#include "fold.h"
#include "issuer.h"
#include "utf8.h"

/* The title and the words around it stand in the first bytes, a footer in the last. */
#define HEAD_BYTES ((size_t) 8192)
#define PAGE_EDGE_BYTES ((size_t) 4096)

static const size_t no_place = GR_NOT_FOUND;

/* The first place of a word of Han characters at or after "from". */
static size_t
find(gr_slice text, size_t from, const char *word)
{
	gr_slice	wanted = gr_slice_cstring(word);

	/* Most characters of the text share the first byte of the word, few its third. */
	return gr_slice_find(text, from, wanted, wanted.len >= 3 ? 2 : 0);
}

static size_t
find_any(gr_slice text, const char *const *words, size_t count, size_t *word_end)
{
	size_t		first = no_place;

	for (size_t i = 0; i < count; i++)
	{
		size_t		at = find(text, 0, words[i]);

		if (at != no_place && (first == no_place || at < first))
		{
			first = at;
			*word_end = at + strlen(words[i]);
		}
	}
	return first;
}

static bool
take(gr_slice text, size_t *at, const char *word)
{
	if (!gr_slice_starts(gr_slice_sub(text, *at, text.len), gr_slice_cstring(word)))
		return false;
	*at += strlen(word);
	return true;
}

/* 政府信息公开工作年度报告 in its variants, at "from"; returns the end, or no_place. */
static size_t
read_report_words(gr_slice text, size_t from)
{
	size_t		at = from;

	if (!take(text, &at, "政府信息公开") && !take(text, &at, "政务公开") && !take(text, &at, "政务信息公开"))
		return no_place;
	take(text, &at, "工作");
	at = gr_skip_blanks(text, at);
	take(text, &at, "年度");
	take(text, &at, "工作");
	if (take(text, &at, "报告") || take(text, &at, "年报"))
		return at;
	return no_place;
}

/* The first place in the line where the words of a report's name stand. */
static size_t
find_report_words(gr_slice line, size_t *end)
{
	for (size_t at = find(line, 0, "政"); at != no_place; at = find(line, at + 3, "政"))
	{
		*end = read_report_words(line, at);
		if (*end != no_place)
			return at;
	}
	return no_place;
}

static bool
is_issuer(gr_slice name)
{
	const char *end = name.data + name.len;
	size_t		characters = gr_utf8_count(name);

	if (characters < 2 || characters > 60)
		return false;
	for (const char *p = name.data; p < end;)
	{
		size_t		length;
		uint32_t	c = gr_fold_next(p, end, &length);

		/* Han characters, and brackets as in 开发区(新区). */
		if (!((c >= 0x3400 && c < 0xF900) || c == '(' || c == ')' || c == 0x00B7))
			return false;
		p += length;
	}
	return true;
}

/* Words that stand before a name in a title or a sentence, and are no part of it. */
static gr_slice
strip_lead(gr_slice name)
{
	static const char *const leads[] = {"现公布", "现将", "公布", "关于", "《", "【", "“", "根据要求"};
	bool		again = true;

	name = gr_trim(name);
	while (again)
	{
		again = false;
		for (size_t i = 0; i < sizeof(leads) / sizeof(leads[0]); i++)
		{
			size_t		at = 0;

			if (take(name, &at, leads[i]))
			{
				name = gr_trim(gr_slice_sub(name, at, name.len));
				again = true;
			}
		}
	}
	return name;
}

/* The offset of the last year that ends at "end" with 年 or 年度 behind it, or no_place. */
static size_t
year_before(gr_slice line, size_t end, int *year)
{
	size_t		last = no_place;

	for (size_t at = 0; at < end; at += gr_utf8_length((unsigned char) line.data[at]))
	{
		size_t		after;
		int			found = gr_year_read(line, at, &after);

		if (found == 0 || after > end)
			continue;
		after = gr_skip_blanks(line, after);
		if (!take(line, &after, "年"))
			continue;
		take(line, &after, "度");
		if (gr_skip_blanks(line, after) > end)
			continue;
		*year = found;
		/* Directly before the words: the issuer is in front; else the issuer is between. */
		last = at;
	}
	return last;
}

int
gr_title_year(gr_slice title)
{
	int			year = 0;
	size_t		end;
	size_t		words = find_report_words(title, &end);

	year_before(title, words == no_place ? title.len : words, &year);
	return year;
}

/* Behind year, 年 and 度. */
static size_t
end_of_year(gr_slice line, size_t at)
{
	size_t		after = at;

	gr_year_read(line, at, &after);
	after = gr_skip_blanks(line, after);
	take(line, &after, "年");
	take(line, &after, "度");
	return gr_skip_blanks(line, after);
}

/* Issuer and year from a line that holds the name of a report; false when it is not such a line. */
static bool
read_title_line(gr_slice line, gr_header *header, int *title_year)
{
	size_t		end;
	size_t		words = find_report_words(line, &end);
	size_t		at;
	gr_slice	before;
	gr_slice	name;
	size_t		sentence = 0;

	if (words == no_place)
		return false;
	before = gr_slice_sub(line, 0, words);
	/* What comes before the last stop is another sentence. */
	for (size_t stop = find(before, 0, "，"); stop != no_place; stop = find(before, stop + 3, "，"))
		sentence = stop + 3;
	for (size_t stop = find(before, sentence, ","); stop != no_place; stop = find(before, stop + 1, ","))
		sentence = stop + 1;
	for (size_t stop = find(before, sentence, ">"); stop != no_place; stop = find(before, stop + 1, ">"))
		sentence = stop + 1;
	line = gr_slice_sub(line, sentence, line.len);
	words -= sentence;
	end -= sentence;
	at = year_before(line, words, title_year);
	if (at == no_place)
		return false;
	name = strip_lead(gr_slice_sub(line, 0, at));
	if (name.len == 0)
		name = gr_trim(gr_slice_sub(line, end_of_year(line, at), words));
	if (is_issuer(name))
		header->issuer = name;
	/* A title is a line of its own; in a sentence it is only named. */
	if (sentence == 0 && gr_trim(gr_slice_sub(line, end, line.len)).len <= 30 && find(line, end, "。") == no_place &&
		gr_utf8_count(line) <= GR_HEADER_STRING_LIMIT)
		header->title = gr_trim(line);
	return header->title.data != NULL || header->issuer.data != NULL;
}

/* A line without blanks and the marks of a Markdown heading. */
static gr_slice
strip_heading(gr_slice line)
{
	line = gr_trim(line);
	while (line.len > 0 && (line.data[0] == '#' || line.data[0] == '*'))
		line = gr_slice_sub(line, 1, line.len);
	while (line.len > 0 && line.data[line.len - 1] == '*')
		line.len--;
	return gr_trim(line);
}

/* A name whose suffix says that it is an organ's. */
static bool
is_organ(gr_slice name)
{
	gr_level	level;
	gr_organ_kind kind;

	gr_issuer_classify(name, &level, &kind);
	return is_issuer(name) && kind != GR_ORGAN_UNKNOWN;
}

static void
read_title(gr_slice head, gr_header *header, int *title_year)
{
	size_t		from = 0;
	gr_slice	previous = {NULL, 0};

	while (from < head.len)
	{
		const char *border = memchr(head.data + from, '\n', head.len - from);
		size_t		to = border == NULL ? head.len : (size_t) (border - head.data);

		gr_slice	line = strip_heading(gr_slice_sub(head, from, to));

		if (read_title_line(line, header, title_year))
		{
			/* The name of the organ may have the line above for itself. */
			if (header->issuer.data == NULL && header->title.data != NULL && previous.len > 0 && is_organ(previous))
				header->issuer = previous;
			return;
		}
		if (line.len > 0)
			previous = line;
		from = to + 1;
	}
}

/* Y年M月D日 … 至 … Y年M月D日, the second year optional. */
static bool
read_period(gr_slice text, size_t from, gr_header *header)
{
	size_t		at;
	size_t		end;
	gr_date		first = gr_date_read(text, from, &at);
	gr_date		last;
	size_t		length;

	if (first.year == 0 || first.day != 1)
		return false;
	at = gr_skip_blanks(text, at);
	if (take(text, &at, "起") && !take(text, &at, "，"))
		take(text, &at, ",");
	at = gr_skip_blanks(text, at);
	if (!take(text, &at, "至") && !take(text, &at, "到") && !take(text, &at, "截至"))
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

/* The first statement of a period; 月1日 is rarer than 年. */
static void
find_period(gr_slice text, gr_header *header)
{
	for (size_t at = find(text, 0, "年"); at != no_place; at = find(text, at + 3, "年"))
	{
		size_t		year_at = at;

		/* Four digits, perhaps with blanks, perhaps full-width: at most 16 bytes back. */
		for (int back = 0; back < 16 && year_at > 0; back++)
		{
			size_t		end;

			do
				year_at--;
			while (year_at > 0 && ((unsigned char) text.data[year_at] & 0xC0) == 0x80);
			if (gr_year_read(text, year_at, &end) != 0 && gr_skip_blanks(text, end) == at)
			{
				if (read_period(text, year_at, header))
					return;
				break;
			}
			if (at - year_at > 16)
				break;
		}
	}
}

static void
find_published(gr_slice text, gr_header *header)
{
	static const char *const words[] = {"发布时间", "发布日期", "成文日期", "发文日期", "公开日期", "发布于"};
	gr_slice	head = gr_slice_sub(text, 0, text.len < PAGE_EDGE_BYTES ? text.len : PAGE_EDGE_BYTES);
	size_t		at = 0;
	size_t		end;

	if (find_any(head, words, sizeof(words) / sizeof(words[0]), &at) == no_place)
		return;
	at = gr_skip_blanks(head, at);
	/* A colon, or the border of a table of metadata. */
	if (!take(head, &at, ":") && !take(head, &at, "："))
		take(head, &at, "|");
	at = gr_skip_blanks(head, at);
	header->published = gr_date_read(head, at, &end);
}

static bool
is_code(gr_slice code)
{
	for (size_t i = 0; i < code.len; i++)
		if (code.data[i] < '0' || code.data[i] > '9')
			return false;
	return true;
}

static void
find_site_code(gr_slice text, gr_header *header)
{
	gr_slice	foot = gr_slice_sub(text, text.len < PAGE_EDGE_BYTES ? 0 : text.len - PAGE_EDGE_BYTES, text.len);
	size_t		at = find(foot, 0, "标识码");
	gr_slice	code;

	if (at == no_place)
		return;
	at = gr_skip_blanks(foot, at + strlen("标识码"));
	if (!take(foot, &at, ":"))
		take(foot, &at, "：");
	at = gr_skip_blanks(foot, at);
	if (foot.len - at < 10)
		return;
	code = gr_slice_sub(foot, at, at + 10);
	if (foot.len - at > 10 && foot.data[at + 10] >= '0' && foot.data[at + 10] <= '9')
		return;
	if (is_code(code) || ((gr_slice_starts(code, GR_SLICE("bm")) || gr_slice_starts(code, GR_SLICE("BM"))) &&
						  is_code(gr_slice_sub(code, 2, 10))))
		header->site_code = code;
}

void
gr_header_read(gr_slice text, gr_header *header)
{
	gr_slice	head = gr_slice_sub(text, 0, text.len < HEAD_BYTES ? text.len : HEAD_BYTES);
	gr_level	level = GR_LEVEL_UNKNOWN;
	gr_organ_kind kind = GR_ORGAN_UNKNOWN;
	int			title_year = 0;

	/* The cut must not fall into a character. */
	while (head.len > 0 && head.len < text.len && ((unsigned char) text.data[head.len] & 0xC0) == 0x80)
		head.len--;
	read_title(head, header, &title_year);
	find_period(head, header);
	find_published(text, header);
	find_site_code(text, header);
	if (header->issuer.data != NULL)
		gr_issuer_classify(header->issuer, &level, &kind);
	header->level = (unsigned char) level;
	header->kind = (unsigned char) kind;
	header->year = header->period_to.year != 0 ? header->period_to.year : title_year;
}
