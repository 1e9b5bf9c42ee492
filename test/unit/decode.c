/*
 * decode.c
 *		src/core/decode.c and src/core/encoding_declaration.c: bytes in, UTF-8 out.
 *
 * ICU makes the bytes that are decoded, and its memory is counted: an object that is
 * left open where the host might leave by longjmp shows as memory not given back.
 */
#include "decode.h"
#include "encoding_declaration.h"
#include "tap.h"
#include "utf8.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdlib.h>
#include <time.h>
#include <unicode/uclean.h>
#include <unicode/ucnv.h>

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

/* Far more than linear work takes under a sanitizer, far less than quadratic work. */
#define SECONDS 20.0

/* Invented places and figures. */
static const char simplified[] =
	"清溪县人民政府2021年政府信息公开工作年度报告\n\n一、总体情况\n\n"
	"（一）主动公开。2021年，清溪县共主动公开政府信息1,286条，其中规范性文件12件，办理“12345”热线答复——"
	"按时办结率99.5%。\n\n（二）依申请公开。收到申请48件，上年结转2件；予以公开31件，部分公开6件，不予公开9件，"
	"结转下年度继续办理4件。\n\n①行政复议3件 ②行政诉讼1件；收费总金额0万元。\n";

static const char traditional[] =
	"清溪縣人民政府2021年政府信息公開工作年度報告\n\n一、總體情況\n\n"
	"（一）主動公開。2021年，清溪縣共主動公開政府信息1,286條，其中規範性文件12件，辦理熱線答覆，按時辦結率99.5%。\n\n"
	"（二）依申請公開。收到申請48件，上年結轉2件；予以公開31件，部分公開6件，不予公開9件，結轉下年度繼續辦理4件。\n\n"
	"行政復議3件，行政訴訟1件；收費總金額0萬元。\n";

/* In GB 18030 four bytes each: extensions A and B, and a village that has one. */
static const char four_bytes[] = "清溪县㘵村、䶮泉镇和𠮷祥里：政府信息公开工作年度报告，主动公开3件。";

/*
 * A host that fails, cancels and jumps on demand, and ICU's memory.
 */
typedef struct host_state
{
	size_t		live;
	size_t		calls;			/* of either hook */
	size_t		patience;		/* calls before the one that does not come back well */
	bool		jumps;
	size_t		icu_at_rest;
	bool		icu_open;		/* ICU held more than that when a hook was called */
	jmp_buf		target;
} host_state;

static size_t icu_live;

static void *U_CALLCONV
icu_allocate(const void *context, size_t size)
{
	(void) context;
	icu_live++;
	return malloc(size);
}

static void *U_CALLCONV
icu_reallocate(const void *context, void *memory, size_t size)
{
	(void) context;
	icu_live += memory == NULL;
	return realloc(memory, size);
}

static void U_CALLCONV
icu_release(const void *context, void *memory)
{
	(void) context;
	icu_live -= memory != NULL;
	free(memory);
}

/* Is this the call that goes wrong? */
static bool
host_called(host_state *state)
{
	state->icu_open |= icu_live > state->icu_at_rest;
	if (state->calls++ != state->patience)
		return false;
	if (state->jumps)
		longjmp(state->target, 1);
	return true;
}

static void *
host_allocate(void *context, size_t size)
{
	host_state *state = context;

	if (host_called(state))
		return NULL;
	state->live++;
	return malloc(size);
}

static void
host_release(void *context, void *memory)
{
	host_state *state = context;

	state->live--;
	free(memory);
}

static bool
host_cancelled(void *context)
{
	return host_called(context);
}

/*
 * Bytes, and what became of them.
 */
typedef struct document
{
	host_state	state;
	gr_host		host;
	gr_arena	arena;
	char	   *bytes;
	size_t		len;
	gr_decoded	result;
	gr_error	error;
	gr_status	status;
} document;

static const host_state patient = {.patience = SIZE_MAX,.icu_at_rest = SIZE_MAX};

static const gr_decoded untouched = {{"untouched", 9}, "untouched", GR_DECODED_BY_BOM, 77};

/* Decodes from memory that ends where the bytes end, so that ASan sees each byte read past it. */
static void
decode_with(document *d, gr_slice bytes, const char *encoding, host_state state)
{
	gr_slice	name = gr_slice_make(encoding, tap_length(encoding));

	d->state = state;
	d->host = (gr_host) {host_allocate, host_release, host_cancelled, &d->state};
	gr_arena_init(&d->arena, &d->host);
	d->len = bytes.len;
	d->bytes = malloc(bytes.len == 0 ? 1 : bytes.len);
	if (bytes.len > 0)
		memcpy(d->bytes, bytes.data, bytes.len);
	d->result = untouched;
	d->error = (gr_error) {77, "stale"};
	if (setjmp(d->state.target) == 0)
		d->status = gr_decode(&d->arena, gr_slice_make(d->bytes, d->len), encoding == NULL ? NULL : &name, &d->result, &d->error);
	else
		d->status = GR_CANCELLED;
}

static void
decode(document *d, gr_slice bytes, const char *encoding)
{
	decode_with(d, bytes, encoding, patient);
}

static void
release(document *d)
{
	gr_arena_free(&d->arena);
	free(d->bytes);
}

static bool
is_untouched(const document *d)
{
	return d->result.text.data == untouched.text.data && d->result.text.len == untouched.text.len &&
		d->result.encoding == untouched.encoding && d->result.decided_by == untouched.decided_by &&
		d->result.replaced == untouched.replaced;
}

static size_t
count_replacements(gr_slice text)
{
	size_t		count = 0;

	for (size_t i = 0; i + 3 <= text.len; i++)
		count += memcmp(text.data + i, "\xEF\xBF\xBD", 3) == 0;
	return count;
}

/* What holds of every text, whatever the bytes. */
static bool
is_sane(const document *d)
{
	gr_slice	text = d->result.text;

	return d->status == GR_OK && d->error.position == 0 && d->error.detail == NULL && d->result.encoding != NULL &&
		gr_utf8_valid_prefix(text) == text.len && (text.len == 0 || memchr(text.data, 0, text.len) == NULL) &&
		count_replacements(text) >= d->result.replaced && d->arena.used <= 3 * d->len + 16384;
}

/* The text in that encoding; each call frees the bytes of the eighth call before. */
static gr_slice
encode(const char *text, const char *converter_name)
{
	static char *results[8];
	static int	next;
	UErrorCode	code = U_ZERO_ERROR;
	UConverter *utf8 = ucnv_open("UTF-8", &code);
	UConverter *converter = ucnv_open(converter_name, &code);
	size_t		len = strlen(text);
	UChar	   *units = malloc((len + 1) * sizeof(UChar));
	int32_t		count = ucnv_toUChars(utf8, units, (int32_t) len + 1, text, (int32_t) len, &code);
	int32_t		size;

	next = (next + 1) % LENGTH(results);
	free(results[next]);
	results[next] = malloc(len * 4 + 16);
	size = ucnv_fromUChars(converter, results[next], (int32_t) len * 4 + 16, units, count, &code);
	if (U_FAILURE(code))
	{
		fail("ICU writes %s: %s", converter_name, u_errorName(code));
		size = 0;
	}
	ucnv_close(utf8);
	ucnv_close(converter);
	free(units);
	return gr_slice_make(results[next], (size_t) size);
}

static gr_slice
concatenate(gr_slice a, gr_slice b)
{
	static char *results[8];
	static int	next;

	next = (next + 1) % LENGTH(results);
	free(results[next]);
	results[next] = malloc(a.len + b.len + 1);
	memcpy(results[next], a.data, a.len);
	memcpy(results[next] + a.len, b.data, b.len);
	return gr_slice_make(results[next], a.len + b.len);
}

static bool
decodes(gr_slice bytes, const char *named, const char *text, const char *encoding, gr_decoded_by by, size_t replaced)
{
	document	d;
	gr_slice	expected = gr_slice_cstring(text);
	bool		as_told;

	decode(&d, bytes, named);
	as_told = is_sane(&d) && gr_slice_equal(d.result.text, expected) && strcmp(d.result.encoding, encoding) == 0 &&
		d.result.decided_by == by && d.result.replaced == replaced;
	if (!as_told)
	{
		diag("status %d, encoding %s, decided by %d, %zu replaced", d.status, d.result.encoding, d.result.decided_by,
			 d.result.replaced);
		tap_show("text", d.result.text.data, d.result.text.len < 300 ? d.result.text.len : 300);
	}
	release(&d);
	return as_told;
}

/* ICU's names of the encodings, ours, and their byte order marks. */
static const struct
{
	const char *converter;
	const char *name;
	gr_slice	mark;
}			encodings[] = {
	{"UTF-8", "UTF-8", {"\xEF\xBB\xBF", 3}},
	{"UTF-16LE", "UTF-16LE", {"\xFF\xFE", 2}},
	{"UTF-16BE", "UTF-16BE", {"\xFE\xFF", 2}},
	{"UTF-32LE", "UTF-32LE", {"\xFF\xFE\0\0", 4}},
	{"UTF-32BE", "UTF-32BE", {"\0\0\xFE\xFF", 4}},
	{"gb18030", "GB18030", {"\x84\x31\x95\x33", 4}}
};

static void
test_encodings(void)
{
	const char *texts[] = {simplified, traditional, four_bytes};

	for (size_t i = 0; i < LENGTH(encodings); i++)
	{
		const char *name = encodings[i].name;

		for (size_t t = 0; t < LENGTH(texts); t++)
		{
			gr_slice	plain = encode(texts[t], encodings[i].converter);
			gr_slice	marked = concatenate(encodings[i].mark, plain);

			ok(decodes(plain, NULL, texts[t], name, GR_DECODED_BY_VALIDITY, 0), "%s is found out, text %zu", name, t);
			ok(decodes(marked, NULL, texts[t], name, GR_DECODED_BY_BOM, 0), "%s is told by its BOM, text %zu", name, t);
			ok(decodes(plain, name, texts[t], name, GR_DECODED_BY_ARGUMENT, 0), "%s is named, text %zu", name, t);
			ok(decodes(marked, name, texts[t], name, GR_DECODED_BY_ARGUMENT, 0), "%s is named, with a BOM, text %zu", name, t);
		}
		ok(decodes(encodings[i].mark, NULL, "", name, GR_DECODED_BY_BOM, 0), "%s: nothing but a BOM", name);
		ok(decodes(concatenate(encodings[i].mark, encodings[i].mark), NULL, "\xEF\xBB\xBF", name, GR_DECODED_BY_BOM, 0),
		   "%s: of two marks the second is text", name);
	}
	ok(decodes(encode(traditional, "Big5"), NULL, traditional, "Big5", GR_DECODED_BY_VALIDITY, 0), "Big5 is found out");
	ok(decodes(encode(traditional, "Big5"), "big5", traditional, "Big5", GR_DECODED_BY_ARGUMENT, 0), "Big5 is named");
	ok(decodes(encode("香港𨋢、啲嘢。", "Big5-HKSCS"), "Big5", "香港𨋢、啲嘢。", "Big5", GR_DECODED_BY_ARGUMENT, 0),
	   "Big5 has the characters of Hong Kong");
	ok(decodes(encode(simplified, "GBK"), NULL, simplified, "GB18030", GR_DECODED_BY_VALIDITY, 0), "GBK is found out, as GB18030");
	ok(decodes(encode(traditional, "GBK"), "cp936", traditional, "GB18030", GR_DECODED_BY_ARGUMENT, 0), "GBK is GB18030");
}

/* Single lines of a report, as a cell of a table holds them. */
static void
test_short_texts(void)
{
	static const char *const lines[] = {
		"清溪县人民政府", "政府信息公开", "一、总体情况", "结转下年度继续办理", "联通", "2021年年度报告", "本年收费金额0万元"
	};

	for (size_t i = 0; i < LENGTH(lines); i++)
	{
		ok(decodes(encode(lines[i], "UTF-8"), NULL, lines[i], "UTF-8", GR_DECODED_BY_VALIDITY, 0), "UTF-8: %s", lines[i]);
		/* The bytes of 联通 in GB18030 are famous for being valid UTF-8 as well. */
		if (strcmp(lines[i], "联通") != 0)
			ok(decodes(encode(lines[i], "gb18030"), NULL, lines[i], "GB18030", GR_DECODED_BY_VALIDITY, 0), "GB18030: %s", lines[i]);
	}
	ok(decodes(encode("政府信息公開", "Big5"), NULL, "政府信息公開", "Big5", GR_DECODED_BY_VALIDITY, 0), "Big5: 政府信息公開");
	ok(decodes(encode("政府信息公开工作", "UTF-16LE"), NULL, "政府信息公开工作", "UTF-16LE", GR_DECODED_BY_VALIDITY, 0),
	   "UTF-16LE without a single ASCII character");
	ok(decodes(encode("政府信息公开工作", "UTF-16BE"), NULL, "政府信息公开工作", "UTF-16BE", GR_DECODED_BY_VALIDITY, 0),
	   "UTF-16BE without a single ASCII character");
	ok(decodes(encode("plain words", "UTF-16LE"), NULL, "plain words", "UTF-16LE", GR_DECODED_BY_VALIDITY, 0), "UTF-16LE of ASCII");
	ok(decodes(encode("plain words", "UTF-32BE"), NULL, "plain words", "UTF-32BE", GR_DECODED_BY_VALIDITY, 0), "UTF-32BE of ASCII");
}

static void
test_no_copy(void)
{
	document	d;

	decode(&d, gr_slice_cstring(simplified), NULL);
	ok(is_sane(&d) && d.result.text.data == d.bytes && d.arena.used == 0, "valid UTF-8 is not copied");
	release(&d);
	decode(&d, gr_slice_cstring("\xEF\xBB\xBF" "plain"), "utf8");
	ok(is_sane(&d) && d.result.text.data == d.bytes + 3 && d.arena.used == 0, "behind a BOM neither");
	release(&d);
	ok(decodes(GR_SLICE("plain ASCII"), NULL, "plain ASCII", "UTF-8", GR_DECODED_BY_VALIDITY, 0), "ASCII is UTF-8");
	ok(decodes(GR_SLICE(""), NULL, "", "UTF-8", GR_DECODED_BY_VALIDITY, 0), "nothing is UTF-8");
	ok(decodes(gr_slice_make(NULL, 0), "gbk", "", "GB18030", GR_DECODED_BY_ARGUMENT, 0), "nothing, named");
}

static void
test_names(void)
{
	static const char *const names[][2] = {
		{"utf-8", "UTF-8"}, {"UTF8", "UTF-8"}, {"unicode-1-1-utf-8", "UTF-8"}, {"x-unicode20utf8", "UTF-8"},
		{"cp65001", "UTF-8"}, {"gb2312", "GB18030"}, {"GB_2312-80", "GB18030"}, {"gb2312-1980", "GB18030"},
		{"csISO58GB231280", "GB18030"}, {"chinese", "GB18030"}, {"EUC-CN", "GB18030"}, {"GBK", "GB18030"},
		{"x-gbk", "GB18030"}, {"CP936", "GB18030"}, {"windows-936", "GB18030"}, {"gb18030", "GB18030"},
		{" GB 18030\n", "GB18030"}, {"gb18030-2022", "GB18030"}, {"Big5", "Big5"}, {"BIG-5", "Big5"}, {"cn-big5", "Big5"},
		{"x-x-big5", "Big5"}, {"big5-hkscs", "Big5"}, {"cp950", "Big5"}, {"iso-8859-1", "windows-1252"},
		{"latin1", "windows-1252"}, {"ISO_8859-1:1987", "windows-1252"}, {"us-ascii", "windows-1252"},
		{"windows-1252", "windows-1252"}, {"iso-8859-9", "windows-1254"}, {"tis-620", "windows-874"},
		{"euc-kr", "EUC-KR"}, {"ks_c_5601-1987", "EUC-KR"}, {"shift_jis", "Shift_JIS"}, {"sjis", "Shift_JIS"},
		{"euc-jp", "EUC-JP"}, {"koi8-r", "KOI8-R"}, {"windows-1251", "windows-1251"}, {"x-cp1251", "windows-1251"},
		{"iso-8859-2", "ISO-8859-2"}, {"macintosh", "macintosh"}, {"ibm866", "IBM866"}, {"euc-tw", "euc-tw-2014"},
		{"utf-16le", "UTF-16LE"}, {"unicodeFEFF", "UTF-16LE"}, {"cp1200", "UTF-16LE"}, {"unicodeFFFE", "UTF-16BE"},
		{"utf-16be", "UTF-16BE"}, {"ucs-2", "UTF-16"}, {"unicode", "UTF-16"}, {"utf-32le", "UTF-32LE"}, {"ucs-4", "UTF-32"}
	};
	static const char *const unknown[] = {
		"", "  ", "klingon", "utf-9", "gb", "replacement", "gb18030,swaplfnl", "UTF-16,version=1", "../gb18030", "汉字",
		"utf-8/", "--", "a name that is longer than any name of an encoding has ever been or will be"
	};
	static const char *const stateful[] = {"hz-gb-2312", "iso-2022-cn", "ISO-2022-JP", "utf-7", "SCSU", "BOCU-1", "x-compound-text"};
	gr_encoding encoding;
	gr_error	error;

	for (size_t i = 0; i < LENGTH(names); i++)
	{
		if (gr_encoding_named(gr_slice_cstring(names[i][0]), &encoding, &error) != GR_OK)
			fail("%s is known", names[i][0]);
		else
			is_str(encoding.name, names[i][1], "%s is %s", names[i][0], names[i][1]);
	}
	for (size_t i = 0; i < LENGTH(unknown) + LENGTH(stateful); i++)
	{
		const char *name = i < LENGTH(unknown) ? unknown[i] : stateful[i - LENGTH(unknown)];
		document	d;

		decode(&d, gr_slice_cstring(simplified), name);
		ok(d.status == GR_UNKNOWN_ENCODING && d.error.detail != NULL && d.error.position == 0 && is_untouched(&d) &&
		   d.arena.used == 0, "\"%s\" is refused: %s", name, d.error.detail);
		release(&d);
	}
	ok(gr_encoding_named(gr_slice_make("gbk\0", 4), &encoding, &error) == GR_UNKNOWN_ENCODING, "a name with U+0000 is refused");
	for (gr_encoding_kind kind = GR_ENCODING_UTF8; kind < GR_ENCODING_OTHER; kind++)
		is_int(gr_encoding_of_kind(kind).kind, kind, "encoding of kind %d", kind);
}

static void
test_byte_order_left_open(void)
{
	gr_slice	little = encode(simplified, "UTF-16LE");
	gr_slice	big = encode(simplified, "UTF-16BE");

	ok(decodes(little, "utf-16", simplified, "UTF-16LE", GR_DECODED_BY_ARGUMENT, 0), "UTF-16, little end first by its look");
	ok(decodes(big, "utf-16", simplified, "UTF-16BE", GR_DECODED_BY_ARGUMENT, 0), "UTF-16, big end first by its look");
	ok(decodes(concatenate(GR_SLICE("\xFE\xFF"), big), "unicode", simplified, "UTF-16BE", GR_DECODED_BY_ARGUMENT, 0),
	   "UTF-16, big end first by its BOM");
	ok(decodes(GR_SLICE("\x07\x01"), "utf-16", "ć", "UTF-16LE", GR_DECODED_BY_ARGUMENT, 0), "UTF-16, else little end first");
	ok(decodes(encode(simplified, "UTF-32BE"), "utf-32", simplified, "UTF-32BE", GR_DECODED_BY_ARGUMENT, 0), "UTF-32 by its look");
	ok(decodes(GR_SLICE(""), "utf-32", "", "UTF-32LE", GR_DECODED_BY_ARGUMENT, 0), "UTF-32, else little end first");
	ok(decodes(GR_SLICE("\xFF\xFE\x2D\x4E"), "utf-16be", "\xEF\xBF\xBE\xE2\xB5\x8E", "UTF-16BE", GR_DECODED_BY_ARGUMENT, 0),
	   "a byte order that is named stands against the BOM");
	ok(decodes(GR_SLICE("\xEF\xBB\xBF"), "windows-1252", "ï»¿", "windows-1252", GR_DECODED_BY_ARGUMENT, 0),
	   "so does any other name");
}

/* A page with that declaration, its bytes in that encoding. */
static gr_slice
page(const char *declaration, const char *text, const char *converter)
{
	return concatenate(gr_slice_cstring(declaration), encode(text, converter));
}

#define META "<html><head><meta charset="

static void
test_declarations_and_bytes(void)
{
	/* For each page: what it declares, what it is, what is found, and how. */
	static const struct
	{
		const char *declaration;
		const char *converter;
		const char *encoding;
		gr_decoded_by by;
	}			pages[] = {
		{META "utf-8>", "UTF-8", "UTF-8", GR_DECODED_BY_VALIDITY},
		{META "gb2312>", "UTF-8", "UTF-8", GR_DECODED_BY_VALIDITY},
		{META "big5>", "UTF-8", "UTF-8", GR_DECODED_BY_VALIDITY},
		{META "iso-8859-1>", "UTF-8", "UTF-8", GR_DECODED_BY_VALIDITY},
		{META "utf-8>", "UTF-16LE", "UTF-16LE", GR_DECODED_BY_VALIDITY},
		{META "gb2312>", "gb18030", "GB18030", GR_DECODED_BY_DECLARATION},
		{META "GBK>", "gb18030", "GB18030", GR_DECODED_BY_DECLARATION},
		{META "utf-8>", "gb18030", "GB18030", GR_DECODED_BY_VALIDITY},
		{META "utf-16>", "gb18030", "GB18030", GR_DECODED_BY_VALIDITY},
		{META "big5>", "gb18030", "GB18030", GR_DECODED_BY_VALIDITY},
		{META "iso-8859-1>", "gb18030", "GB18030", GR_DECODED_BY_VALIDITY},
		{META "windows-1252>", "gb18030", "GB18030", GR_DECODED_BY_VALIDITY},
		{META "klingon>", "gb18030", "GB18030", GR_DECODED_BY_VALIDITY},
		{META "iso-2022-cn>", "gb18030", "GB18030", GR_DECODED_BY_VALIDITY},
		{"<?xml version='1.0' encoding='gbk'?>", "gb18030", "GB18030", GR_DECODED_BY_DECLARATION},
	};

	for (size_t i = 0; i < LENGTH(pages); i++)
	{
		const char *declaration = pages[i].declaration;
		bool		is_utf16 = strcmp(pages[i].converter, "UTF-16LE") == 0;
		gr_slice	head = is_utf16 ? encode(declaration, "UTF-16LE") : gr_slice_cstring(declaration);
		gr_slice	expected = concatenate(gr_slice_cstring(declaration), GR_SLICE(simplified));
		document	d;

		decode(&d, concatenate(head, encode(simplified, pages[i].converter)), NULL);
		ok(is_sane(&d) && gr_slice_equal(d.result.text, expected) && strcmp(d.result.encoding, pages[i].encoding) == 0 &&
		   d.result.decided_by == pages[i].by && d.result.replaced == 0,
		   "%s, and is %s: found %s by %d", declaration, pages[i].converter, d.result.encoding, d.result.decided_by);
		release(&d);
	}
}

/* The same for texts that are not the simplified sample. */
static void
test_declarations_and_other_texts(void)
{
	static const struct
	{
		const char *label;
		const char *text;
		const char *converter;
		const char *encoding;
		gr_decoded_by by;
	}			pages[] = {
		{"big5", traditional, "Big5", "Big5", GR_DECODED_BY_DECLARATION},
		{"gb2312", traditional, "Big5", "Big5", GR_DECODED_BY_VALIDITY},
		{"utf-8", traditional, "Big5", "Big5", GR_DECODED_BY_VALIDITY},
		{"iso-8859-1", traditional, "Big5", "Big5", GR_DECODED_BY_VALIDITY},
		{"gb2312", traditional, "gb18030", "GB18030", GR_DECODED_BY_DECLARATION},
		{"big5", traditional, "gb18030", "GB18030", GR_DECODED_BY_VALIDITY},
		{"gb2312", four_bytes, "gb18030", "GB18030", GR_DECODED_BY_DECLARATION},
		{"gb2312", "朱镕基、赵喆、王祎、陈玥、李堃", "gb18030", "GB18030", GR_DECODED_BY_DECLARATION},
		{"iso-8859-1", "Une école, un élève, où l'été dure.", "ISO-8859-1", "windows-1252", GR_DECODED_BY_DECLARATION},
		{"iso-8859-1", "Müll, Tür, Käse", "ISO-8859-1", "windows-1252", GR_DECODED_BY_DECLARATION},
		{"euc-kr", "정보공개 연차보고서", "windows-949", "EUC-KR", GR_DECODED_BY_DECLARATION},
		{"windows-1251", "Отчёт о раскрытии информации", "windows-1251", "windows-1251", GR_DECODED_BY_DECLARATION},
		{"shift_jis", "情報公開の年次報告書です。", "Shift_JIS", "Shift_JIS", GR_DECODED_BY_DECLARATION},
	};

	for (size_t i = 0; i < LENGTH(pages); i++)
	{
		char		head[100];
		char		expected[4096];

		snprintf(head, sizeof(head), "<meta charset=%s>", pages[i].label);
		snprintf(expected, sizeof(expected), "%s%s", head, pages[i].text);
		ok(decodes(page(head, pages[i].text, pages[i].converter), NULL, expected, pages[i].encoding, pages[i].by, 0),
		   "declares %s, is %s: %s", pages[i].label, pages[i].converter, pages[i].encoding);
	}
	ok(decodes(encode("Une école, un élève, où l'été dure.", "ISO-8859-1"), NULL, "Une école, un élève, où l'été dure.", "windows-1252",
			   GR_DECODED_BY_DETECTOR, 0), "what is not Chinese and declares nothing is left to the detector");
}

static const char *
declared(const char *bytes)
{
	gr_encoding encoding;

	return gr_encoding_declared(gr_slice_cstring(bytes), &encoding) ? encoding.name : "none";
}

#define CONTENT "http-equiv=content-type content="

static void
test_prescan(void)
{
	static const char *const pages[][2] = {
		{"<meta charset=gbk>", "GB18030"}, {"<META CHARSET=\"GB2312\">", "GB18030"}, {"<meta charset='big5'/>", "Big5"},
		{"<meta\ncharset = \" gbk \" >", "GB18030"}, {"<meta/charset=gbk>", "GB18030"}, {"<meta charset=gbk;>", "GB18030"},
		{"<meta " CONTENT "'text/html; charset=gb2312'>", "GB18030"},
		{"<meta content=\"text/html;charset = 'big5'\" http-equiv=\"Content-Type\"/>", "Big5"},
		{"<meta " CONTENT "'charset; charsetcharset=big5'>", "Big5"},
		{"<meta " CONTENT "'text/html; charset=\"big5'>", "none"},
		{"<meta " CONTENT "'text/html; charset=big5;x=gbk'>", "Big5"},
		{"<meta http-equiv=refresh content='1; charset=gbk'>", "none"},
		{"<meta name=x content='text/html; charset=gbk'>", "none"},
		{"<meta charset=big5 " CONTENT "'charset=gbk'>", "Big5"},
		{"<meta charset=big5 charset=gbk>", "Big5"},
		{"<meta " CONTENT "'charset=gbk' content='charset=big5'>", "GB18030"},
		{"<meta charset='' " CONTENT "'charset=gbk'>", "none"},
		{"<meta = charset=gbk>", "GB18030"},
		{"<meta charset=klingon><meta charset=gbk>", "GB18030"},
		{"<meta charset><meta charset=>", "none"},
		{"<meta charset=utf-16>", "UTF-8"}, {"<meta charset=utf-32be>", "UTF-8"}, {"<meta charset=x-user-defined>", "windows-1252"},
		{"<!-- <meta charset=gbk> --><meta charset=big5>", "Big5"}, {"<!--><meta charset=big5>", "Big5"},
		{"<!-- <meta charset=gbk>", "none"}, {"<!doctype html><meta charset=gbk>", "GB18030"},
		{"<a title='<meta charset=gbk>'><meta charset=big5>", "Big5"}, {"<a b=c'd><meta charset=big5>", "Big5"},
		{"</a <meta charset=gbk>", "none"}, {"</ <meta charset=gbk>", "none"}, {"<?php <meta charset=gbk>", "none"},
		{"<metal charset=gbk>", "none"}, {"<meta charset=gbk", "none"}, {"<meta charset='gbk", "none"}, {"<meta", "none"},
		{"<meta =charset=gbk charset=big5>", "Big5"}, {"< meta charset=gbk>", "none"}, {"<3 <meta charset=gbk>", "GB18030"},
		{"<?xml version=\"1.0\" encoding=\"GBK\"?>", "GB18030"}, {"\r\n<?xml version='1.0' encoding = 'big5' ?>", "Big5"},
		{"<?xml version='1.0'?><meta charset=gbk>", "GB18030"}, {"<?xml encoding='big5'?><meta charset=gbk>", "GB18030"},
		{"<?xml version='1.0'?> encoding='gbk'", "none"}, {"<?xml encoding='utf-16'?>", "UTF-8"}, {"<?xml", "none"},
		{"x<?xml encoding='gbk'?>", "none"}, {"", "none"}, {"<", "none"}, {"charset=gbk", "none"}
	};
	static char long_page[GR_DECLARATION_LIMIT + 64];

	for (size_t i = 0; i < LENGTH(pages); i++)
		is_str(declared(pages[i][0]), pages[i][1], "%s", pages[i][0]);

	memset(long_page, ' ', sizeof(long_page));
	memcpy(long_page + GR_DECLARATION_LIMIT - 18, "<meta charset=gbk>", 19);
	is_str(declared(long_page), "GB18030", "a declaration that ends at the limit");
	memmove(long_page + 1, long_page, sizeof(long_page) - 1);
	is_str(declared(long_page), "none", "a declaration that ends one past the limit");
}

static void
test_broken_utf8(void)
{
	/* The examples of chapter 3 of the Unicode Standard, tables 3-8 to 3-11, and the ends of ranges. */
	static const char *const cases[][2] = {
		{"\xC0\xAF\xE0\x80\xBF\xF0\x81\x82\x41", "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFDA"},
		{"\xED\xA0\x80\xED\xBF\xBF\xED\xAF\x41", "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFDA"},
		{"\xF4\x91\x92\x93\xFF\x41\x80\xBF\x42", "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFDA\uFFFD\uFFFDB"},
		{"\xE1\x80\xE2\xF0\x91\x92\xF1\xBF\x41", "\uFFFD\uFFFD\uFFFD\uFFFDA"},
		{"\x61\xF1\x80\x80\xE1\x80\xC2\x62\x80\x63\x80\xBF\x64", "a\uFFFD\uFFFD\uFFFDb\uFFFDc\uFFFD\uFFFDd"},
		{"\xE4\xB8", "\uFFFD"}, {"\xF0\x9F\x98", "\uFFFD"}, {"\xF5\x80", "\uFFFD\uFFFD"}, {"\x7F\xC2\x80\xDF\xBF", "\x7F\xC2\x80\u07FF"},
		{"\xE0\xA0\x80\xED\x9F\xBF\xEE\x80\x80\xEF\xBF\xBF", "\u0800\xED\x9F\xBF\uE000\uFFFF"},
		{"\xF0\x90\x80\x80\xF4\x8F\xBF\xBF", "\U00010000\U0010FFFF"}
	};

	for (size_t i = 0; i < LENGTH(cases); i++)
	{
		gr_slice	expected = gr_slice_cstring(cases[i][1]);

		ok(decodes(gr_slice_cstring(cases[i][0]), "utf-8", cases[i][1], "UTF-8", GR_DECODED_BY_ARGUMENT, count_replacements(expected)),
		   "broken UTF-8 %zu", i);
	}
	ok(decodes(GR_SLICE("政府信息\xE5\x85公开年\xE5度\xE6\x8A报告"), NULL, "政府信息\uFFFD公开年\uFFFD度\uFFFD报告", "UTF-8",
			   GR_DECODED_BY_VALIDITY, 3), "damaged UTF-8 is still UTF-8");
	ok(decodes(GR_SLICE("一\uFFFD\xFF二三四"), NULL, "一\uFFFD\uFFFD二三四", "UTF-8", GR_DECODED_BY_VALIDITY, 1),
	   "U+FFFD in the source is not counted");
}

static void
test_nuls(void)
{
	document	d;

	ok(decodes(GR_SLICE("政府\0信息\0"), NULL, "政府\uFFFD信息\uFFFD", "UTF-8", GR_DECODED_BY_VALIDITY, 2), "U+0000 in UTF-8");
	ok(decodes(GR_SLICE("a word\0"), NULL, "a word\uFFFD", "UTF-8", GR_DECODED_BY_VALIDITY, 1), "U+0000 behind ASCII");
	ok(decodes(GR_SLICE("\0\0\0"), NULL, "\uFFFD\uFFFD\uFFFD", "UTF-8", GR_DECODED_BY_VALIDITY, 3), "nothing but U+0000");
	ok(decodes(GR_SLICE("\xD5\xFE\0\xB8\xAE"), "gbk", "政\uFFFD府", "GB18030", GR_DECODED_BY_ARGUMENT, 1), "U+0000 in GB18030");
	ok(decodes(GR_SLICE("\x2D\x4E\0\0"), "utf-16le", "中\uFFFD", "UTF-16LE", GR_DECODED_BY_ARGUMENT, 1), "U+0000 in UTF-16");
	ok(decodes(GR_SLICE("\0\0\0\0"), "utf-32", "\uFFFD", "UTF-32LE", GR_DECODED_BY_ARGUMENT, 1), "U+0000 in UTF-32");
	decode(&d, concatenate(page("<meta charset=gbk>", simplified, "gb18030"), GR_SLICE("\0\0")), NULL);
	ok(is_sane(&d) && strcmp(d.result.encoding, "GB18030") == 0 && d.result.replaced == 2, "U+0000 behind a page in GB18030");
	release(&d);
}

static void
test_broken_units(void)
{
	static const struct
	{
		gr_slice	bytes;
		const char *named;
		const char *text;
		size_t		replaced;
	}			cases[] = {
		{{"\x2D\x4E\x41", 3}, "UTF-16LE", "中\uFFFD", 1},
		{{"\x4E\x2D\x41", 3}, "UTF-16BE", "中\uFFFD", 1},
		{{"\x3D\xD8\x00\xDE", 4}, "UTF-16LE", "\U0001F600", 0},
		{{"\x3D\xD8\x41\x00", 4}, "UTF-16LE", "\uFFFDA", 1},
		{{"\x3D\xD8\x3D\xD8\x00\xDE", 6}, "UTF-16LE", "\uFFFD\U0001F600", 1},
		{{"\x00\xDE\x3D\xD8", 4}, "UTF-16LE", "\uFFFD\uFFFD", 2},
		{{"\x3D\xD8\x00", 3}, "UTF-16LE", "\uFFFD\uFFFD", 2},
		{{"\xD8\x3D\xDE\x00", 4}, "UTF-16BE", "\U0001F600", 0},
		{{"\x00\xD8\x00\x00\x41\x00\x00\x00", 8}, "UTF-32LE", "\uFFFDA", 1},
		{{"\x00\x11\x00\x00\x00\x10\xFF\xFF", 8}, "UTF-32BE", "\uFFFD\U0010FFFF", 1},
		{{"\x00\x00\x4E\x2D\x00\x00", 6}, "UTF-32BE", "中\uFFFD", 1},
		{{"\xD5\xFE\xFF\xB8\xAE\x80", 6}, "GB18030", "政\uFFFD府\uFFFD", 2},
		{{"\xD5\xFE\xB8", 3}, "GB18030", "政\uFFFD", 1},
		{{"\x81\x30\x81", 3}, "GB18030", "\uFFFD", 1},
		{{"\xE3\x32\x9A\x35\xE3\x32\x9A\x36", 8}, "GB18030", "\U0010FFFF\uFFFD", 1},
		{{"\xAC\x46\xFF\xA9\xB2\xA4", 6}, "Big5", "政\uFFFD府\uFFFD", 2},
		{{"\xED\xA0\xBD\xED\xB8\x80", 6}, "CESU-8", "\U0001F600", 0},
		{{"\xED\xB8\x80\xE4\xB8\xAD", 6}, "CESU-8", "\uFFFD中", 1},
		{{"\xED\xA0\xBD\x41", 4}, "CESU-8", "\uFFFD\x41", 1},
		{{"\x41\xED\xA0\xBD", 4}, "CESU-8", "A\uFFFD", 1}
	};

	for (size_t i = 0; i < LENGTH(cases); i++)
		ok(decodes(cases[i].bytes, cases[i].named, cases[i].text, cases[i].named, GR_DECODED_BY_ARGUMENT, cases[i].replaced),
		   "broken %s, case %zu", cases[i].named, i);
	ok(decodes(GR_SLICE("\xFE\x59\x82\x35\x90\x37\xA6\xD9\x84\x31\x82\x36\xA8\xBC\x81\x35\xF4\x37"), "gb18030",
			   "\u9FB4\u9FB4\uFE10\uFE10\u1E3F\u1E3F", "GB18030", GR_DECODED_BY_ARGUMENT, 0),
	   "what editions of GB 18030 place differently is the same with every ICU");
}

/* A text that ends anywhere is the same text, and at its end at most a U+FFFD or two. */
static void
test_truncation(void)
{
	static const char *const converters[] = {"UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE", "gb18030", "Big5"};
	static const char *const names[] = {"UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE", "GB18030", "Big5"};

	/* What is cut off does not count as broken: in a short text that would tip the scales. */
	ok(decodes(GR_SLICE("政府\xE4\xBF"), NULL, "政府\uFFFD", "UTF-8", GR_DECODED_BY_VALIDITY, 1), "a few characters of UTF-8, cut");
	ok(decodes(GR_SLICE("\xD5\xFE\xB8\xAE\xD0"), NULL, "政府\uFFFD", "GB18030", GR_DECODED_BY_VALIDITY, 1), "of GB18030");
	ok(decodes(GR_SLICE("\xD5\xFE\xB8\xAE\x82\x30\xFE"), NULL, "政府\uFFFD", "GB18030", GR_DECODED_BY_VALIDITY, 1),
	   "of GB18030, within four bytes");
	ok(decodes(GR_SLICE("\xAC\x46\xA9\xB2\xAB"), NULL, "政府\uFFFD", "Big5", GR_DECODED_BY_VALIDITY, 1), "of Big5");
	for (size_t i = 0; i < LENGTH(converters); i++)
	{
		const char *text = strcmp(names[i], "Big5") == 0 ? traditional : simplified;
		gr_slice	bytes = encode(text, converters[i]);
		size_t		wrong = 0;

		/* From a few words on: of less nobody could tell. */
		for (size_t len = 64; len <= bytes.len; len++)
		{
			document	d;
			size_t		kept;

			decode(&d, gr_slice_sub(bytes, 0, len), NULL);
			kept = d.result.text.len - 3 * d.result.replaced;
			wrong += !is_sane(&d) || d.result.replaced > 1 || memcmp(d.result.text.data, text, kept) != 0 ||
				strcmp(d.result.encoding, names[i]) != 0;
			release(&d);
		}
		is_int(wrong, 0, "%s, cut at each of %zu places", names[i], bytes.len - 64);
	}
}

static uint32_t
next_random(uint32_t *state)
{
	*state = *state * 1664525u + 1013904223u;
	return *state >> 8;
}

static void
test_noise(void)
{
	static const char *const names[] = {
		NULL, "utf-8", "utf-16", "utf-16be", "utf-32", "gb18030", "big5", "latin1", "shift_jis", "euc-jp", "euc-kr", "euc-tw"
	};
	uint32_t	state = 1;
	char		bytes[700];

	for (size_t n = 0; n < LENGTH(names); n++)
	{
		size_t		wrong = 0;

		for (int run = 0; run < 400; run++)
		{
			size_t		len = next_random(&state) % sizeof(bytes);
			document	d;

			for (size_t i = 0; i < len; i++)
				bytes[i] = (char) next_random(&state);
			decode(&d, gr_slice_make(bytes, len), names[n]);
			wrong += !is_sane(&d);
			release(&d);
		}
		is_int(wrong, 0, "noise as %s", names[n] == NULL ? "whatever it is" : names[n]);
	}
}

static void
test_all_pairs(void)
{
	static const char *const names[] = {"utf-8", "utf-16le", "utf-16be", "gb18030", "big5", "windows-1252", "shift_jis", "euc-kr"};
	static char all[65536 * 3];
	size_t		wrong = 0;

	for (size_t v = 0; v < 65536; v++)
	{
		char		two[2] = {(char) (v >> 8), (char) v};
		document	d;

		decode(&d, gr_slice_make(two, 2), NULL);
		wrong += !is_sane(&d);
		release(&d);
		memcpy(all + 3 * v, two, 2);
		all[3 * v + 2] = '\n';
	}
	is_int(wrong, 0, "any two bytes make a text");
	for (size_t n = 0; n < LENGTH(names); n++)
	{
		document	d;

		decode(&d, gr_slice_make(all, sizeof(all)), names[n]);
		ok(is_sane(&d), "all pairs of bytes as %s: %zu replaced", names[n], d.result.replaced);
		release(&d);
	}
}

/* Repeats a piece behind a prefix, to len bytes. */
static gr_slice
repeat(gr_slice prefix, gr_slice piece, size_t len)
{
	static char *result;

	free(result);
	result = malloc(len);
	memcpy(result, prefix.data, prefix.len);
	for (size_t at = prefix.len; at < len; at++)
		result[at] = piece.data[(at - prefix.len) % piece.len];
	return gr_slice_make(result, len);
}

/* What ICU makes of all the bytes at once. */
static bool
equals_icu(gr_slice bytes, const char *name, const char *converter_name)
{
	UErrorCode	code = U_ZERO_ERROR;
	UConverter *converter = ucnv_open(converter_name, &code);
	UChar	   *units = malloc((bytes.len + 1) * sizeof(UChar));
	char	   *text = malloc(bytes.len * 3 + 1);
	int32_t		count;
	int32_t		len;
	document	d;
	bool		equal;

	count = ucnv_toUChars(converter, units, (int32_t) bytes.len, bytes.data, (int32_t) bytes.len, &code);
	ucnv_close(converter);
	/* Its own callback makes U+001A of a single byte in some encodings. */
	for (int32_t i = 0; i < count; i++)
		units[i] = units[i] == 0x1A ? 0xFFFD : units[i];
	converter = ucnv_open("UTF-8", &code);
	len = ucnv_fromUChars(converter, text, (int32_t) bytes.len * 3 + 1, units, count, &code);
	ucnv_close(converter);
	decode(&d, bytes, name);
	equal = U_SUCCESS(code) && is_sane(&d) && gr_slice_equal(d.result.text, gr_slice_make(text, (size_t) len));
	release(&d);
	free(units);
	free(text);
	return equal;
}

/* Conversion goes chunk by chunk: characters, and what is none, lie across their borders. */
static void
test_chunks(void)
{
	static const char *const names[][2] = {
		{"big5", "Big5-HKSCS"}, {"shift_jis", "Shift_JIS"}, {"euc-tw", "EUC-TW"}, {"euc-jp", "EUC-JP"}, {"euc-kr", "windows-949"}
	};
	static const char gb_bytes[] = {'\x81', '\x30', '\x35', '\xFE', '\xFF', '\x40', '\xA1', 'b'};
	static char noise[300000];
	uint32_t	state = 7;

	for (size_t shift = 0; shift < 4; shift++)
	{
		ok(equals_icu(repeat(gr_slice_make("aaaa", shift), encode("\U00020BB7", "gb18030"), 300000), "gb18030", "gb18030"),
		   "GB18030 of four bytes, shifted by %zu", shift);
		ok(equals_icu(repeat(gr_slice_make("aaaa", shift), encode("政", "gb18030"), 300000), "gb18030", "gb18030"),
		   "GB18030 of two bytes, shifted by %zu", shift);
		ok(equals_icu(repeat(gr_slice_make("aaaa", shift), encode("政\U00020BB7", "UTF-16LE"), 300000), "utf-16le", "UTF-16LE"),
		   "UTF-16, shifted by %zu", shift);
		ok(equals_icu(repeat(gr_slice_make("aaaa", shift), GR_SLICE("政\xE6\x94\U00020BB7"), 300000), "utf-8", "UTF-8"),
		   "broken UTF-8, shifted by %zu", shift);
		ok(equals_icu(repeat(gr_slice_make("aaaa", shift), GR_SLICE("政府"), 300000), "utf-8", "UTF-8"),
		   "UTF-8, shifted by %zu", shift);
	}
	/* The most that each can grow by, to a length at which one byte too many lies behind the block of the arena. */
	ok(equals_icu(repeat(GR_SLICE(""), GR_SLICE("\x3F\x65"), 32 * 1000 + 1), "utf-16le", "UTF-16LE"), "UTF-16 that fills its room");
	ok(equals_icu(repeat(GR_SLICE(""), GR_SLICE("\xFF"), 32 * 1000), "gb18030", "gb18030"), "GB18030 that fills its room");
	ok(equals_icu(repeat(GR_SLICE(""), GR_SLICE("\xFF"), 32 * 1000), "utf-8", "UTF-8"), "UTF-8 that fills its room");
	for (size_t i = 0; i < sizeof(noise); i++)
		noise[i] = gb_bytes[next_random(&state) % sizeof(gb_bytes)];
	ok(equals_icu(gr_slice_make(noise, sizeof(noise)), "gb18030", "gb18030"), "noise in the bytes of GB18030");
	/* Without U+0000, which comes out changed, and what may become U+001A, which ICU's own callback uses. */
	for (size_t i = 0; i < sizeof(noise); i++)
	{
		noise[i] = (char) (next_random(&state) % 229 + 27);
		noise[i] = noise[i] == 0x7F ? ' ' : noise[i];
	}
	for (size_t n = 0; n < LENGTH(names); n++)
		ok(equals_icu(gr_slice_make(noise, sizeof(noise)), names[n][0], names[n][1]), "noise as %s", names[n][0]);
}

/* Each call of a hook goes wrong once, in each way that it can. */
static void
test_host(void)
{
	static const char *const names[] = {NULL, "gbk", "big5", "utf-8", "utf-16", "shift_jis"};
	gr_slice	texts[] = {
		GR_SLICE(simplified), encode(simplified, "gb18030"), encode(simplified, "UTF-16LE"), GR_SLICE("\x82\xB1\x82\xEA\x82\xCD\x83\x65"), GR_SLICE("政\xFF府")
	};
	size_t		failures = 0;
	bool		wrong = false;
	bool		open = false;

	for (size_t t = 0; t < LENGTH(texts) * LENGTH(names) * 2; t++)
	{
		gr_slice	text = texts[t / 2 % LENGTH(texts)];
		gr_slice	bytes = repeat(GR_SLICE(""), text, 200000 / text.len * text.len);
		const char *name = names[t / 2 / LENGTH(texts)];
		host_state	state = patient;
		document	d;

		/* What ICU keeps for later is there now. */
		decode(&d, bytes, name);
		release(&d);
		state.icu_at_rest = icu_live;
		state.jumps = t % 2;
		for (state.patience = 0;; state.patience++)
		{
			decode_with(&d, bytes, name, state);
			open |= d.state.icu_open || icu_live > state.icu_at_rest;
			wrong |= d.status == GR_OK && state.patience == 0;
			if (d.status == GR_OK)
				break;
			failures++;
			wrong |= (d.status != GR_OUT_OF_MEMORY && d.status != GR_CANCELLED) || !is_untouched(&d) || d.error.detail != NULL;
			release(&d);
			wrong |= d.state.live != 0;
		}
		release(&d);
	}
	ok(!wrong && failures > 100, "%zu allocations that fail and polls that cancel", failures);
	ok(!open, "no ICU object is open when the host is called, or afterwards");
}

static void
test_limit(void)
{
	char	   *bytes = malloc(GR_TEXT_LIMIT + 1);
	document	d;

	memset(bytes, 'a', GR_TEXT_LIMIT + 1);
	decode(&d, gr_slice_make(bytes, GR_TEXT_LIMIT), NULL);
	ok(is_sane(&d) && d.result.text.len == GR_TEXT_LIMIT, "a text as long as the limit");
	release(&d);
	decode(&d, gr_slice_make(bytes, GR_TEXT_LIMIT + 1), NULL);
	ok(d.status == GR_TEXT_TOO_LONG && is_untouched(&d), "a text one byte longer");
	release(&d);
	free(bytes);
}

static void
test_time(void)
{
	static const char *const pieces[] = {
		"<!--", "<meta ", "<meta charset=", "<meta charset='", "<meta content='charset ", "<meta content=charset=\"", "<a b='", "<?", "</a ",
		"charset", "<?xml encoding", "\xFF", "\xE4", "\x81\x30", "\xD5\xFE", "\xA4\x40", "a\xE9", "\x3D\xD8"
	};
	static const char *const names[] = {NULL, "gbk", "utf-8"};
	clock_t		start = clock();
	bool		sane = true;
	double		seconds;

	for (size_t i = 0; i < LENGTH(pieces) * LENGTH(names); i++)
	{
		document	d;

		/* One byte that is not UTF-8, so that a declaration is looked for. */
		decode(&d, repeat(GR_SLICE("\xFF"), gr_slice_cstring(pieces[i / LENGTH(names)]), 1 << 20), names[i % LENGTH(names)]);
		sane &= is_sane(&d);
		release(&d);
	}
	seconds = (double) (clock() - start) / CLOCKS_PER_SEC;
	ok(sane && seconds < SECONDS, "%zu hostile megabytes take less than %.0f s", LENGTH(pieces) * LENGTH(names), SECONDS);
}

static char *
read_file(const char *directory, const char *name, size_t *len)
{
	char		path[4096];
	FILE	   *file;
	char	   *text;

	snprintf(path, sizeof(path), "%s/%s", directory, name);
	file = fopen(path, "rb");
	if (file == NULL)
		return NULL;
	fseek(file, 0, SEEK_END);
	*len = (size_t) ftell(file);
	rewind(file);
	text = calloc(1, *len + 1);
	*len = fread(text, 1, *len, file);
	fclose(file);
	return text;
}

/* Real reports come back from each encoding, with and without BOM. */
static void
test_real_reports(void)
{
	const char *directory = getenv("GOVREPORT_REAL_REPORTS");
	DIR		   *reports = directory == NULL ? NULL : opendir(directory);
	struct dirent *entry;

	if (reports == NULL)
	{
		skip(1, "GOVREPORT_REAL_REPORTS names no directory of real reports");
		return;
	}
	while ((entry = readdir(reports)) != NULL)
	{
		const char *suffix = strrchr(entry->d_name, '.');
		size_t		len = 0;
		char	   *text;

		if (suffix == NULL || strcmp(suffix, ".txt") != 0)
			continue;
		text = read_file(directory, entry->d_name, &len);
		for (size_t i = 0; text != NULL && i < LENGTH(encodings); i++)
		{
			gr_slice	bytes = encode(text, encodings[i].converter);

			ok(decodes(bytes, NULL, text, encodings[i].name, GR_DECODED_BY_VALIDITY, 0) &&
			   decodes(concatenate(encodings[i].mark, bytes), NULL, text, encodings[i].name, GR_DECODED_BY_BOM, 0),
			   "%s comes back from %s", entry->d_name, encodings[i].name);
		}
		free(text);
	}
	closedir(reports);
}

int
main(void)
{
	UErrorCode	code = U_ZERO_ERROR;

	u_setMemoryFunctions(NULL, icu_allocate, icu_reallocate, icu_release, &code);
	ok(U_SUCCESS(code), "ICU lets its memory be counted");
	test_encodings();
	test_short_texts();
	test_no_copy();
	test_names();
	test_byte_order_left_open();
	test_declarations_and_bytes();
	test_declarations_and_other_texts();
	test_prescan();
	test_broken_utf8();
	test_nuls();
	test_broken_units();
	test_truncation();
	test_noise();
	test_all_pairs();
	test_chunks();
	test_host();
	test_limit();
	test_time();
	test_real_reports();
	return done_testing();
}
