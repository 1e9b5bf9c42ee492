/*
 * main.c
 *		Seeds for the fuzzers: made-up reports in every layout, as texts, pages, strings, bytes and values.
 *
 * SOURCES: test/generator/?*.c
 */
#include "../../generator/statistics.h"
#include "../../unit/sample.h"
#include "chart.h"
#include "parse.h"
#include "report_json.h"
#include "rollup.h"
#include "utf8.h"

#include <sys/stat.h>
#include <unicode/ucnv.h>

static const char *directory;

static void
write_file(const char *kind, const char *name, gr_slice content)
{
	char		path[4096];
	FILE	   *file;

	snprintf(path, sizeof(path), "%s/%s", directory, kind);
	mkdir(path, 0777);
	if (snprintf(path, sizeof(path), "%s/%s/%s", directory, kind, name) >= (int) sizeof(path))
		abort();
	file = fopen(path, "wb");
	if (file == NULL || fwrite(content.data, 1, content.len, file) != content.len || fclose(file) != 0)
	{
		perror(path);
		exit(1);
	}
}

/* ---------- values ---------- */

static gr_rollup sum;

/* The bytes of a report, and its text form; all of them are summed. */
static void
write_value(const char *name, gr_slice raw)
{
	gr_arena	arena;
	gr_report  *report;
	gr_error	error = {0, NULL};
	gr_slice	json;

	gr_arena_init(&arena, &gr_host_libc);
	report = gr_arena_alloc(&arena, sizeof(gr_report));
	if (gr_parse(&arena, raw, report, &error) != GR_OK || gr_rollup_add(&sum, encoded(&arena, report), 1, &error) != GR_OK ||
		gr_report_to_json(&arena, encoded(&arena, report), &json, &error) != GR_OK)
		abort();
	write_file("binary", name, encoded(&arena, report));
	write_file("json", name, json);
	gr_arena_free(&arena);
}

static void
write_sum(void)
{
	gr_arena	arena;
	gr_writer	writer;
	gr_error	error = {0, NULL};
	gr_slice	json;

	gr_arena_init(&arena, &gr_host_libc);
	gr_writer_init(&writer, &arena);
	if (gr_rollup_encode(&writer, &sum) != GR_OK ||
		gr_report_to_json(&arena, gr_slice_make(writer.data, writer.len), &json, &error) != GR_OK)
		abort();
	write_file("binary", "sum", gr_slice_make(writer.data, writer.len));
	write_file("json", "sum", json);
	gr_arena_free(&arena);
}

/* ---------- texts ---------- */

/* The page as a string of JSON, as crawlers keep it. */
static void
write_string(const char *name, gr_slice page)
{
	text		t = {NULL, 0, 0};

	text_add(&t, "{\"id\": 7, \"content\": \"");
	for (size_t i = 0; i < page.len; i++)
		switch (page.data[i])
		{
			case '"':
				text_add(&t, "\\\"");
				break;
			case '\\':
				text_add(&t, "\\\\");
				break;
			case '\n':
				text_add(&t, "\\n");
				break;
			case '\t':
				text_add(&t, "\\t");
				break;
			case '<':
				text_add(&t, "\\u003c");
				break;
			default:
				text_bytes(&t, page.data + i, 1);
		}
	text_add(&t, "\"}\n");
	write_file("texts", name, text_slice(&t));
	text_free(&t);
}

/* As decode.c has it. */
#define NO_NAME 0
#define NAME_FOLLOWS 1

/* The text in an encoding, behind the byte that chooses a name or none. */
static void
write_bytes(const char *name, gr_slice utf8, const char *encoding, const char *before, char choice)
{
	UErrorCode	code = U_ZERO_ERROR;
	size_t		room = utf8.len * 4 + 16;
	size_t		length = strlen(before);
	char	   *bytes = malloc(room + length + 1);
	int32_t		converted;

	if (bytes == NULL)
		abort();
	bytes[0] = choice;
	memcpy(bytes + 1, before, length);
	converted = ucnv_convert(encoding, "UTF-8", bytes + 1 + length, (int32_t) room, utf8.data, (int32_t) utf8.len, &code);
	if (U_FAILURE(code))
		abort();
	write_file("bytes", name, gr_slice_make(bytes, 1 + length + (size_t) converted));
	free(bytes);
}

static void
write_encodings(gr_slice utf8)
{
	static const char *const encodings[] = {"UTF-8", "GB18030", "Big5", "UTF-16LE", "UTF-16BE", "UTF-16", "UTF-32LE", "UTF-32BE", "EUC-TW", "windows-1252"};
	gr_slice	head = gr_slice_sub(utf8, 0, gr_utf8_valid_prefix(gr_slice_make(utf8.data, utf8.len < 1500 ? utf8.len : 1500)));

	for (size_t i = 0; i < sizeof(encodings) / sizeof(encodings[0]); i++)
	{
		char		name[64];

		snprintf(name, sizeof(name), "%s-plain", encodings[i]);
		write_bytes(name, head, encodings[i], "", NO_NAME);
		snprintf(name, sizeof(name), "%s\n", encodings[i]);
		write_bytes(encodings[i], head, encodings[i], name, NAME_FOLLOWS);
		snprintf(name, sizeof(name), "%s-declared", encodings[i]);
		write_bytes(name, head, encodings[i], "<html><head><meta charset=\"gbk\">", NO_NAME);
	}
	write_bytes("mark", head, "UTF-8", "\xEF\xBB\xBF", NO_NAME);
	write_bytes("xml", head, "GB18030", "<?xml version=\"1.0\" encoding=\"gb2312\"?>", NO_NAME);
}

/* Two texts, and a text behind the byte that chooses a page. */
static void
write_pairs(const char *name, gr_slice a, gr_slice b)
{
	text		t = {NULL, 0, 0};

	text_bytes(&t, a.data, a.len < 3000 ? a.len : 3000);
	text_bytes(&t, "", 1);
	text_bytes(&t, b.data, b.len < 3000 ? b.len : 3000);
	write_file("pairs", name, text_slice(&t));
	t.len = 0;
	text_bytes(&t, "", 1);
	text_bytes(&t, a.data, a.len);
	write_file("sheets", name, text_slice(&t));
	text_free(&t);
}

static void
write_made(int form, int layout, unsigned damages, const char *damage, bool value)
{
	static gen_report made;
	static gen_report other;
	gen_options options = {form, (gen_layout) layout, damages, 1 + (uint64_t) layout, 0};
	char		name[128];
	gr_slice	raw;

	snprintf(name, sizeof(name), "%s-%s%s%s", gr_forms[form].key, gen_statistics_layout_key(layout), damages == 0 ? "" : "-", damage);
	gen_make(&options, &made);
	raw = gr_slice_make(made.text, made.len);
	write_file("texts", name, raw);
	if (!value)
		return;
	write_value(name, raw);
	options.seed += 100;
	gen_make(&options, &other);
	write_pairs(name, raw, gr_slice_make(other.text, other.len));
	if (layout == GEN_HTML)
	{
		snprintf(name, sizeof(name), "%s-string", gr_forms[form].key);
		write_string(name, raw);
	}
	if (layout == GEN_PIPE && form == GR_FORM_2021)
		write_encodings(raw);
}

/* ---------- glued rows ---------- */

/* The rows of a table as glued.c has them: behind the byte that chooses the table, the figures of each in one run. */
static void
write_rows(const char *name, int form, int table, char choice, uint64_t seed)
{
	static gen_report made;
	gen_options options = {form, GEN_LINES, 0, seed, 0};
	text		t = {NULL, 0, 0};

	gen_make(&options, &made);
	text_bytes(&t, &choice, 1);
	for (int row = 0; row < GR_ROWS; row++)
	{
		bool		any = false;

		for (int slot = gr_tables[table].first_slot; slot < (int) gr_tables[table].end_slot; slot++)
		{
			char		figure[24];

			if (gr_slots[slot].row != row || !gr_form_has(form, slot))
				continue;
			any = true;
			if (made.cells[slot].presence != GEN_VALUE)
				continue;
			snprintf(figure, sizeof(figure), "%" PRId64, made.cells[slot].value);
			text_add(&t, figure);
		}
		/* Of the proceedings all three make one row. */
		if (any && table != GR_TABLE_PROCEEDINGS)
			text_add(&t, "\n");
	}
	write_file("rows", name, text_slice(&t));
	text_free(&t);
}

static void
write_all_rows(void)
{
	static const int tables[] = {GR_TABLE_PROCEEDINGS, GR_TABLE_DISCLOSURE, GR_TABLE_APPLICATIONS};

	for (char choice = 0; choice < 6; choice++)
		for (uint64_t seed = 1; seed <= 3; seed++)
		{
			char		name[64];

			snprintf(name, sizeof(name), "%d-%" PRIu64, choice, seed);
			write_rows(name, choice % 2 == 0 ? GR_FORM_2021 : GR_FORM_2019, tables[choice / 2], choice, seed);
		}
}

/* ---------- charts ---------- */

static void
write_chart(const char *name, gr_chart_kind kind, const char *const (*points)[3], size_t count)
{
	gr_chart_options options = {gr_slice_cstring("收到申请 <件>"), gr_slice_cstring("年"), {NULL, 0}, 0};
	gr_arena	arena;
	gr_writer	writer;

	gr_arena_init(&arena, &gr_host_libc);
	gr_writer_init(&writer, &arena);
	gr_chart_write_head(&writer, kind, &options);
	for (size_t i = 0; i < count; i++)
	{
		gr_chart_point point = {gr_slice_cstring(points[i][0]), gr_slice_cstring(points[i][1]), {NULL, 0}};

		if (points[i][2] != NULL)
			point.y = gr_slice_cstring(points[i][2]);
		gr_chart_write_point(&writer, &point);
	}
	write_file("charts", name, gr_slice_make(writer.data, writer.len));
	gr_arena_free(&arena);
}

static void
write_charts(void)
{
	static const char *const points[][3] = {
		{"北山区", "2019", "12"}, {"北山区", "2020", "-3.5"}, {"南坪县", "2019", NULL}, {"南坪县", "2021", "1286"},
	};
	static const char *const bars[][3] = {{"2019年", "", "12"}, {"2020年", "", "7.25"}, {"2021年", "", "0"}};

	write_chart("lines", GR_CHART_KIND_LINES, points, 4);
	write_chart("bars", GR_CHART_KIND_BARS, bars, 3);
	write_chart("heat", GR_CHART_KIND_HEAT, points, 4);
}

int
main(int argc, char **argv)
{
	static const int forms[] = {GR_FORM_2021, GR_FORM_2019, GR_FORM_2014, GR_FORM_LOCAL};

	if (argc != 2)
	{
		fputs("usage: material DIRECTORY\n", stderr);
		return 2;
	}
	directory = argv[1];
	gr_rollup_init(&sum);
	for (size_t f = 0; f < sizeof(forms) / sizeof(forms[0]); f++)
		for (int layout = 0; layout < (gen_is_statistics(forms[f]) ? GEN_STATISTICS_LAYOUTS : GEN_LAYOUTS); layout++)
			write_made(forms[f], layout, 0, "", layout == GEN_PIPE || layout == GEN_HTML || layout == GEN_GLUED);
	/* Each damage, in a layout that shows it. */
	for (int damage = 0; damage < GEN_DAMAGES; damage++)
	{
		int			layout = damage % GEN_LAYOUTS;

		while ((gen_damages[damage].detail >> layout & 1) == 0)
			layout = (layout + 1) % GEN_LAYOUTS;
		write_made(damage % 2 == 0 ? GR_FORM_2021 : GR_FORM_2019, layout, 1u << damage, gen_damages[damage].key, false);
	}
	write_value("empty", gr_slice_make("", 0));
	write_sum();
	write_all_rows();
	write_charts();
	return 0;
}
