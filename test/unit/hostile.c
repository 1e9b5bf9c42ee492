/*
 * hostile.c
 *		Large files that are no reports: time that grows with the text, bounded memory, and a host that is asked in time.
 *
 * BUILD: plain
 *
 * Run a second time without sanitizers and with larger files: of HOSTILE_MB, or of 16 MB.  test/slow/hostile.sh runs it
 * with files as large as parse accepts.
 */
#include "parse.h"
#include "tap.h"

#include <stdlib.h>
#include <time.h>

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED
#endif
#endif

/* The largest file; a quarter of it shows how time grows. */
#ifdef SANITIZED
#define LARGEST_USUAL ((size_t) 1 << 20)
#define SECONDS_UNASKED 0.5
#else
#define LARGEST_USUAL ((size_t) 16 << 20)
/* A file four times as large is asked for within 0.1 s, with room for a slower machine. */
#define SECONDS_UNASKED 0.05
#define SECONDS_UNASKED_LARGER 0.1
#endif

static size_t largest = LARGEST_USUAL;
static double seconds_unasked = SECONDS_UNASKED;

/* Four times the text in four times the time, eight times at most: something quadratic takes sixteen times as long. */
#define GROWTH 8.0

/* How often a figure that is too large is taken anew. */
#define AGAIN 3

/* Times that are too short to tell. */
#define SECONDS_SHORT 0.05

/* Memory of the arena: so many times the text, and what a small text takes, too. */
#define TEXT_TIMES 4
#define MEMORY_BASE ((size_t) 16 << 20)

typedef struct hostile
{
	const char *name;
	const char *piece;			/* again and again */
	const char *before;			/* once, or NULL */
} hostile;

/* Where rows of a table may follow. */
#define APPLICATIONS "三、收到和处理政府信息公开申请情况\n" \
	"本列数据的勾稽关系 | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计\n" \
	"一、本年新收政府信息公开申请数量 | 1 | 0 | 0 | 0 | 0 | 0 | 1\n"

static const hostile files[] = {
	{"digits", "0123456789", NULL},
	{"digits in lines", "7\n", NULL},
	{"pipes", "|", NULL},
	{"pipes in lines", "|||||||||\n", NULL},
	{"cells of HTML", "<td>", NULL},
	{"rows of HTML", "<table><tr><td>1", NULL},
	{"headings", "一、总体情况\n", NULL},
	{"headings in one line", "一、总体情况", NULL},
	{"dates", "2020年1月1日", NULL},
	{"damaged dates", "202011日", NULL},
	{"document numbers", "〔202012号", NULL},
	{"labels", "规章 1 2 3\n", NULL},
	{"labels and figures in one line", "规章1", NULL},
	{"planted words", "足球比分直播", NULL},
	{"line ends", "\n", NULL},
	{"blanks", " ", NULL},
	{"one line of Chinese", "政府信息公开", NULL},
	{"titles that are never closed", "《", NULL},
	{"titles in titles", "《关于印发《办法", NULL},
	{"brackets that are never closed", "（", NULL},
	{"brackets that were never opened", "）】》", NULL},
	{"numbers at every depth", "一、（一）1.（1）①\n", NULL},
	{"headings of the form", "二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n", NULL},
	{"a table of contents", "一、总体情况……………………1\n", NULL},
	{"footers", "— 1 —\n", NULL},
	{"alternating separators", "|\t", NULL},
	{"cells between tabs", "1\t2\t3\t4\t5\t6\t7\t8\n", NULL},
	{"cells between blanks", "  1   2   3  4    5   6   7\n", NULL},
	{"rules of Markdown", "|---|:-:|\n", NULL},
	{"rows of a table", "（一）予以公开 | 1 | 0 | 0 | 0 | 0 | 0 | 1\n", APPLICATIONS},
	{"rows that nobody knows", "其他事项 | 1 | 0 | 0 | 0 | 0 | 0 | 1\n", APPLICATIONS},
	{"glued rows", "（一）予以公开10000001\n", APPLICATIONS},
	{"figures below a table", "1\n0\n", APPLICATIONS},
	{"heads of tables", "信息内容 | 本年新制作数量 | 本年新公开数量 | 对外公开总数量\n", NULL},
	{"tables", APPLICATIONS, NULL},
	{"cells of proceedings", "行政复议 | 行政诉讼\n结果维持 | 结果纠正 | 其他结果 | 尚未审结 | 总计\n1 | 0 | 0 | 0 | 1\n", NULL},
	{"sentences with figures", "本年收到申请12件，其中自然人3件，同比增长50%。", NULL},
	{"one sentence with figures", "收到申请12件，", NULL},
	{"Chinese numerals", "三千六百五十万零九", NULL},
	{"figures in groups of three", "1,234,567,", NULL},
	{"full-width figures", "１２３，", NULL},
	{"periods", "2020年1月1日至2020年12月31日", NULL},
	{"addresses", "http://www.example.gov.cn/", NULL},
	{"addresses cut in the middle", "http://www.", NULL},
	{"telephones", "0316-1234567 ", NULL},
	{"deep HTML", "<div>", NULL},
	{"tables in tables", "<table><tr><td>", NULL},
	{"cells over many rows and columns", "<tr><td colspan=65534 rowspan=65534>1", "<table>"},
	{"cells over rows", "<tr><td rowspan=3>1<td>2", "<table>"},
	{"attributes", " a=1", "<td"},
	{"a quote in a tag", "a", "<td a='"},
	{"a comment that is never closed", "-", "<!-"},
	{"ends of a comment that are none", ">", "<!--"},
	{"a script", "var a = 1;", "<script>"},
	{"brackets in a script", "<", "<script>"},
	{"brackets in a script inside a comment", "<", "<script><!--"},
	{"brackets in a title", "<", "<title>"},
	{"brackets in CDATA", "]", "<svg><![CDATA["},
	{"a value without quotes", "a", "<td a="},
	{"blanks in a tag", " ", "<td"},
	{"backslashes", "\\", NULL},
	{"open tags", "<", NULL},
	{"closing tags", "</td></tr></table>", NULL},
	{"entities", "&#20013;", NULL},
	{"ampersands", "&", NULL},
	{"members of JSON", "{\"a\":\"1\",\"b\":[", NULL},
	{"traditional characters", "規章 1 2 3\n", NULL},
	{"accents", "e\xCC\x81", NULL},
	{"characters lost in decoding", "\xEF\xBF\xBD", NULL},
	{"lines of characters lost in decoding", "\n\xEF\xBF\xBD", NULL},
	{"lines that begin a damaged label", "\n\xEF\xBF\xBD行政", NULL},
	{"lines inside a bracket that is never closed", "#\n", "信息内容\n本年收费金额（单位：\n"},
	{"four bytes a character", "\xF0\xA0\x80\x80", NULL},
	{"control characters", "\x01\x02\x7F", NULL},
	{"carriage returns", "\r", NULL},
	{"dots and commas", "，。", NULL},
	{"minus signs", "-", NULL},
};

/* A host that notes how long it was not asked. */
typedef struct watch
{
	clock_t		last;
	clock_t		longest;
	bool		stop;
} watch;

static void
look(watch *w)
{
	clock_t		now = clock();

	if (now - w->last > w->longest)
		w->longest = now - w->last;
	w->last = now;
}

static bool
cancelled(void *context)
{
	look(context);
	return ((watch *) context)->stop;
}

typedef struct measure
{
	gr_status	status;
	double		seconds;
	double		unasked;		/* the longest time */
	size_t		memory;
} measure;

static measure
parse(const char *text, size_t len, bool stop)
{
	static gr_report report;
	watch		w = {clock(), 0, stop};
	gr_host		host = gr_host_libc;
	clock_t		start = w.last;
	gr_arena	arena;
	gr_error	error = {0, NULL};
	measure		m;

	host.cancelled = cancelled;
	host.context = &w;
	gr_arena_init(&arena, &host);
	m.status = gr_parse(&arena, gr_slice_make(text, len), &report, &error);
	look(&w);
	m.seconds = (double) (clock() - start) / CLOCKS_PER_SEC;
	m.unasked = (double) w.longest / CLOCKS_PER_SEC;
	m.memory = arena.used;
	gr_arena_free(&arena);
	return m;
}

static bool
grows_linearly(double quarter, double whole)
{
	return whole < SECONDS_SHORT || whole <= quarter * GROWTH;
}

static void
test_file(const hostile *file, char *text)
{
	size_t		n = strlen(file->piece);
	size_t		head = file->before == NULL ? 0 : strlen(file->before);
	size_t		len = head + (largest - head) / n * n;
	size_t		bound = TEXT_TIMES * len + MEMORY_BASE;
	size_t		part = head + (len / 4 - head) / n * n;
	measure		quarter;
	measure		whole;
	measure		stopped;
	double		unasked;

	if (head > 0)
		memcpy(text, file->before, head);
	for (size_t i = head; i < len; i += n)
		memcpy(text + i, file->piece, n);
	quarter = parse(text, part, false);
	whole = parse(text, len, false);
	/* Again, should something else have held the machine up. */
	for (int i = 0; i < AGAIN && (!grows_linearly(quarter.seconds, whole.seconds) || whole.unasked > seconds_unasked); i++)
	{
		quarter = parse(text, part, false);
		whole = parse(text, len, false);
	}
	stopped = parse(text, len, true);
	ok(quarter.status == GR_OK && whole.status == GR_OK, "%zu MB of %s: read", largest >> 20, file->name);
	ok(grows_linearly(quarter.seconds, whole.seconds), "time grows with the text: %.3f s for a quarter, %.3f s for all of it",
	   quarter.seconds, whole.seconds);
	ok(whole.memory <= bound, "memory is bounded: %.2f MB per MB of text", (double) whole.memory / (double) len);
	unasked = whole.unasked > stopped.unasked ? whole.unasked : stopped.unasked;
	ok(unasked <= seconds_unasked, "the host is asked in time: %.0f ms at most between two looks", unasked * 1000);
	ok(stopped.status == GR_CANCELLED && stopped.seconds <= seconds_unasked, "and can stop it (after %.0f ms)", stopped.seconds * 1000);
}

int
main(void)
{
	const char *megabytes = getenv("HOSTILE_MB");
	char	   *text;

#ifndef SANITIZED
	if (megabytes != NULL && atoi(megabytes) > 0)
		largest = (size_t) atoi(megabytes) << 20;
	if (largest > LARGEST_USUAL)
		seconds_unasked = SECONDS_UNASKED_LARGER;
#else
	(void) megabytes;
#endif
	text = malloc(largest);

	if (text == NULL)
		return 2;
	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++)
		test_file(&files[i], text);
	free(text);
	return done_testing();
}
