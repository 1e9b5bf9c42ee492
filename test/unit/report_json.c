/*
 * report_json.c
 *		The text form: read back without loss, and refused with a place when it is wrong.
 */
#include "report_json.h"
#include "json.h"
#include "rollup.h"
#include "sample.h"

/* ---------- round trips ---------- */

static gr_slice
random_rollup(gr_arena *arena)
{
	gr_rollup  *rollup = gr_arena_alloc(arena, sizeof(gr_rollup));
	gr_report  *report = gr_arena_alloc(arena, sizeof(gr_report));
	gr_writer	writer;
	gr_error	error;

	gr_rollup_init(rollup);
	for (unsigned k = random_below(6); k > 0; k--)
	{
		random_report(arena, report);
		gr_rollup_add(rollup, encoded(arena, report), random_below(4) == 0 ? -1 : 1, &error);
	}
	/* Now and then beyond int64. */
	if (random_below(3) == 0)
	{
		rollup->sums[GR_SLOT_FEES_AMOUNT].value.high += random_below(1000);
		rollup->sums[GR_SLOT_FEES_AMOUNT].reports++;
	}
	gr_writer_init(&writer, arena);
	gr_rollup_encode(&writer, rollup);
	return gr_slice_make(writer.data, writer.len);
}

static gr_slice
random_value_bytes(gr_arena *arena, bool rollup)
{
	gr_report  *report;

	if (rollup)
		return random_rollup(arena);
	report = gr_arena_alloc(arena, sizeof(gr_report));
	random_report(arena, report);
	return encoded(arena, report);
}

/* The same value with the members of every object in another order. */
static void
write_shuffled(gr_json_writer *w, const gr_json *node)
{
	const gr_json *members[32];
	size_t		count = 0;

	switch (node->kind)
	{
		case GR_JSON_NULL:
			gr_json_write_null(w);
			return;
		case GR_JSON_FALSE:
		case GR_JSON_TRUE:
			gr_json_write_bool(w, node->kind == GR_JSON_TRUE);
			return;
		case GR_JSON_NUMBER:
			gr_json_write_number(w, node->text);
			return;
		case GR_JSON_STRING:
			gr_json_write_string(w, node->text);
			return;
		case GR_JSON_ARRAY:
			gr_json_begin_array(w);
			for (const gr_json *c = node->first_child; c != NULL; c = c->next_sibling)
				write_shuffled(w, c);
			gr_json_end_array(w);
			return;
		case GR_JSON_OBJECT:
			break;
	}
	for (const gr_json *c = node->first_child; c != NULL && count < 32; c = c->next_sibling)
		members[count++] = c;
	gr_json_begin_object(w);
	while (count > 0)
	{
		size_t		k = random_below((unsigned) count);

		gr_json_write_key(w, members[k]->key);
		write_shuffled(w, members[k]);
		members[k] = members[--count];
	}
	gr_json_end_object(w);
}

static void
test_round_trip(bool rollup)
{
	int			failed = 0;
	int			different = 0;
	int			order_matters = 0;
	int			unstable = 0;

	for (int i = 0; i < 400; i++)
	{
		gr_arena	arena;
		gr_slice	bytes;
		gr_slice	json;
		gr_slice	again;
		gr_slice	back;
		gr_slice	shuffled;
		const gr_json *root;
		gr_json_writer w;
		gr_error	error = {0, NULL};

		gr_arena_init(&arena, &gr_host_libc);
		bytes = random_value_bytes(&arena, rollup);
		if (gr_report_to_json(&arena, bytes, &json, &error) != GR_OK || gr_report_from_json(&arena, json, &back, &error) != GR_OK)
		{
			if (failed++ < 3)
				diag("%s at %zu", error.detail, error.position);
			gr_arena_free(&arena);
			continue;
		}
		different += !gr_slice_equal(bytes, back);
		unstable += gr_report_to_json(&arena, back, &again, &error) != GR_OK || !gr_slice_equal(json, again);
		gr_json_read(&arena, json, SIZE_MAX, &root, &error);
		gr_json_writer_init(&w, &arena);
		write_shuffled(&w, root);
		if (gr_json_finish(&w, &shuffled) != GR_OK || gr_report_from_json(&arena, shuffled, &back, &error) != GR_OK || !gr_slice_equal(bytes, back))
			order_matters++;
		gr_arena_free(&arena);
	}
	is_int(failed, 0, "400 random %s are written and read", rollup ? "roll-ups" : "reports");
	is_int(different, 0, "to the same bytes");
	is_int(unstable, 0, "which are written as the same text");
	is_int(order_matters, 0, "and members may come in any order");
}

/* ---------- one report, changed in one place ---------- */

static const char report_text[] =
	"{\"version\":1,\"header\":{\"title\":\"T\",\"issuer\":\"I\",\"level\":\"county\",\"kind\":\"department\",\"year\":2020,"
	"\"period\":[\"2020-01-01\",\"2020-12-31\"],\"published\":\"2021-01-30\",\"site_code\":\"1507000006\",\"layout\":\"pipe\"},"
	"\"tables\":[{\"table\":\"disclosure\",\"form\":\"2019\",\"pos\":5,\"len\":900,\"rows\":["
	"{\"row\":\"rules\",\"pos\":5,\"len\":2,\"cells\":[{\"column\":\"made\",\"value\":3,\"pos\":10,\"len\":1},"
	"{\"column\":\"disclosed\",\"status\":\"blank\",\"pos\":12,\"len\":0}]},"
	"{\"row\":\"procurement\",\"pos\":50,\"len\":6,\"cells\":[{\"column\":\"amount\",\"value\":31.17,\"unit\":\"亿元\",\"pos\":60,\"len\":7}]}]}],"
	"\"diagnostics\":[{\"rule\":\"text.replacement\",\"pos\":7,\"len\":1,\"actual\":2}]}";

static const char rollup_text[] =
	"{\"version\":1,\"reports\":3,\"years\":[{\"reports\":1},{\"year\":2020,\"reports\":2}],"
	"\"tables\":[{\"table\":\"disclosure\",\"forms\":[{\"form\":\"2019\",\"reports\":2},{\"form\":\"2021\",\"reports\":1}],\"rows\":["
	"{\"row\":\"fees\",\"cells\":[{\"column\":\"amount\",\"value\":12.5,\"reports\":1}]}]},"
	"{\"table\":\"applications\",\"forms\":[],\"rows\":[]},{\"table\":\"proceedings\",\"forms\":[],\"rows\":[]},"
	"{\"table\":\"statistics\",\"forms\":[],\"rows\":[]}]}";

static gr_status
read_text(const char *json, gr_error *error)
{
	gr_arena	arena;
	gr_slice	bytes;
	gr_status	status;

	error->position = 0;
	error->detail = NULL;
	gr_arena_init(&arena, &gr_host_libc);
	status = gr_report_from_json(&arena, gr_slice_cstring(json), &bytes, error);
	gr_arena_free(&arena);
	return status;
}

/* "old" of the text becomes "new"; the error points at "at" in the new text (NULL: at no place). */
static void
refuses(const char *text, const char *old, const char *new, const char *at, gr_status expected)
{
	char		changed[4096];
	const char *hit = strstr(text, old);
	gr_error	error;
	gr_status	status;
	const char *place;

	if (hit == NULL)
	{
		fail("%s is in the text", old);
		return;
	}
	snprintf(changed, sizeof(changed), "%.*s%s%s", (int) (hit - text), text, new, hit + strlen(old));
	status = read_text(changed, &error);
	/* The change itself may hold the place, else it is looked for in the whole. */
	place = at == NULL ? NULL : strstr(changed + (hit - text), at);
	if (place == NULL && at != NULL)
		place = strstr(changed, at);
	if (!ok(status == expected && (expected == GR_BAD_VERSION || error.detail != NULL) &&
			error.position == (place == NULL ? 0 : (size_t) (place - changed) + 1), "%s", new[0] == '\0' ? old : new))
		diag("status %d at %zu, wanted %d at %zu: %s", status, error.position, expected, place == NULL ? 0 : (size_t) (place - changed) + 1,
			 error.detail == NULL ? "(no detail)" : error.detail);
}

static void
bad(const char *old, const char *new, const char *at)
{
	refuses(report_text, old, new, at, GR_BAD_REPORT_TEXT);
}

static void
bad_rollup(const char *old, const char *new, const char *at)
{
	refuses(rollup_text, old, new, at, GR_BAD_REPORT_TEXT);
}

static void
test_reports_refused(void)
{
	gr_error	error;

	is_int(read_text(report_text, &error), GR_OK, "the report is one");
	bad("\"version\":1,", "", "{\"header\"");
	bad("\"version\":1", "\"version\":\"1\"", "{\"version\"");
	refuses(report_text, "\"version\":1", "\"version\":2", NULL, GR_BAD_VERSION);
	bad("\"version\":1", "\"version\":0", "{\"version\"");
	bad("\"version\":1", "\"version\":1,\"words\":[]", "[],\"header\"");
	/* the header */
	bad("\"title\":\"T\"", "\"title\":7", "7,");
	bad("\"title\":\"T\"", "\"title\":null", "null");
	bad("\"title\":\"T\"", "\"name\":\"T\"", "\"T\"");
	bad("\"level\":\"county\"", "\"level\":\"village\"", "\"village\"");
	bad("\"kind\":\"department\"", "\"kind\":3", "3,\"year\"");
	bad("\"year\":2020", "\"year\":1989", "1989");
	bad("\"year\":2020", "\"year\":2100", "2100");
	bad("\"year\":2020", "\"year\":2020.0", "2020.0");
	bad("\"period\":[\"2020-01-01\",\"2020-12-31\"]", "\"period\":[\"2020-01-01\"]", "[\"2020-01-01\"]");
	bad("\"period\":[\"2020-01-01\",\"2020-12-31\"]", "\"period\":\"2020\"", "\"2020\"");
	bad("\"2020-12-31\"", "\"2019-12-31\"", NULL);
	bad("\"2021-01-30\"", "\"2021-02-30\"", "\"2021-02-30\"");
	bad("\"2021-01-30\"", "\"2021-13-01\"", "\"2021-13-01\"");
	bad("\"2021-01-30\"", "\"2021/01/30\"", "\"2021/01/30\"");
	bad("\"2021-01-30\"", "\"2021-1-30\"", "\"2021-1-30\"");
	bad("\"2021-01-30\"", "\"2021- 1-30\"", "\"2021- 1-30\"");
	bad("\"2021-01-30\"", "\"1989-01-30\"", "\"1989-01-30\"");
	bad("\"2021-01-30\"", "\"2021-01-30T\"", "\"2021-01-30T\"");
	bad(",\"layout\":\"pipe\"", "", "{\"title\"");
	bad("\"layout\":\"pipe\"", "\"layout\":\"stone\"", "\"stone\"");
	/* tables */
	bad("\"tables\":[", "\"tables\":[7,", "7,");
	bad("\"table\":\"disclosure\"", "\"table\":\"statutes\"", "\"statutes\"");
	bad("\"form\":\"2019\"", "\"form\":\"2020\"", "\"2020\"");
	bad("\"form\":\"2019\"", "\"form\":\"none\"", "\"none\"");
	bad("\"form\":\"2019\"", "\"form\":\"mixed\"", "\"mixed\"");
	bad("\"form\":\"2019\"", "\"form\":\"2014\"", "{\"column\":\"made\"");
	bad("\"form\":\"2019\"", "\"form\":\"2021\"", "{\"column\":\"made\"");
	bad("\"form\":\"2019\",", "", NULL);
	bad("\"pos\":5,\"len\":900", "\"pos\":5", NULL);
	bad("\"pos\":5,\"len\":900", "\"pos\":0,\"len\":900", "0,\"len\":900");
	bad("\"pos\":5,\"len\":900", "\"pos\":5,\"len\":-1", "-1");
	bad("\"pos\":5,\"len\":900", "\"pos\":67108866,\"len\":1", "67108866");
	bad("\"tables\":[{", "\"tables\":[{\"table\":\"disclosure\",\"form\":\"2019\",\"rows\":[]},{", "{\"table\":\"disclosure\",\"form\":\"2019\",\"pos\"");
	/* rows and cells */
	bad("\"row\":\"rules\"", "\"row\":\"received\"", "{\"row\":\"received\"");
	bad("\"row\":\"rules\"", "\"row\":\"nothing\"", "{\"row\":\"nothing\"");
	bad("\"column\":\"made\"", "\"column\":\"total\"", "\"total\"");
	bad("\"column\":\"made\"", "\"column\":\"amount\"", "\"amount\"");
	bad("\"column\":\"made\"", "\"column\":\"issued\"", "{\"column\":\"issued\"");
	bad("\"column\":\"made\"", "\"column\":\"disclosed\"", "{\"column\":\"disclosed\",\"status\"");
	bad("\"value\":3,", "", "{\"column\":\"made\"");
	bad("\"status\":\"blank\"", "\"status\":\"blank\",\"value\":0", "{\"column\":\"disclosed\"");
	bad("\"status\":\"blank\"", "\"status\":\"invalid\",\"value\":5", "{\"column\":\"disclosed\"");
	bad("\"status\":\"blank\"", "\"status\":\"solved\"", "{\"column\":\"disclosed\"");
	bad("\"status\":\"blank\"", "\"status\":\"missing\"", "{\"column\":\"disclosed\"");
	bad("\"status\":\"blank\"", "\"status\":\"summed\",\"value\":5", "{\"column\":\"disclosed\"");
	bad("\"status\":\"blank\"", "\"status\":\"lost\"", "\"lost\"");
	bad("\"value\":3", "\"value\":3e0", "3e0");
	bad("\"value\":3", "\"value\":3E+2", "3E+2");
	bad("\"value\":3", "\"value\":\"3\"", "\"3\"");
	bad("\"value\":3", "\"value\":null", "null");
	bad("\"value\":3", "\"value\":9223372036854775808", "9223372036854775808");
	bad("\"value\":3", "\"value\":99999999999999999999999999999999999999999999", "9999");
	bad("\"value\":3", "\"value\":1000000000001", NULL);
	bad("\"value\":31.17", "\"value\":31.123456789", "31.123456789");
	bad("\"unit\":\"亿元\"", "\"unit\":\"件\"", NULL);
	bad("\"unit\":\"亿元\"", "\"unit\":\"吨\"", "\"吨\"");
	bad("\"unit\":\"亿元\"", "\"unit\":\"\"", "\"\"");
	bad("\"unit\":\"亿元\"", "\"unit\":7", "7,");
	bad("\"value\":31.17,\"unit\":\"亿元\"", "\"status\":\"blank\",\"unit\":\"亿元\"", "\"亿元\"");
	/* diagnostics */
	bad("\"rule\":\"text.replacement\"", "\"rule\":\"text.poetry\"", "{\"rule\":\"text.poetry\"");
	bad("\"actual\":2", "\"actual\":2.5", "2.5");
	bad("\"actual\":2", "\"table\":\"none\"", "\"none\"");
	bad("\"diagnostics\":[", "\"diagnostics\":{\"x\":1},\"more\":[", "[");
	/* facts */
	bad("\"diagnostics\":[", "\"facts\":[{\"value\":-1,\"low\":9223372036854775807,\"pos\":1,\"len\":1}],\"diagnostics\":[", "{\"value\":-1");
	bad("\"diagnostics\":[", "\"facts\":[{\"value\":1,\"high\":-9223372036854775808,\"pos\":1,\"len\":1}],\"diagnostics\":[", "{\"value\":1");
	bad("\"diagnostics\":[", "\"facts\":[{\"value\":5,\"low\":6,\"pos\":1,\"len\":1}],\"diagnostics\":[", "{\"value\":5");
}

static void
test_rollups_refused(void)
{
	gr_error	error;

	is_int(read_text(rollup_text, &error), GR_OK, "the roll-up is one");
	bad_rollup("\"reports\":3", "\"reports\":3.0", "3.0");
	bad_rollup("\"reports\":3,", "", NULL);
	bad_rollup("\"reports\":3", "\"reports\":281474976710657", "{\"version\"");
	bad_rollup("\"year\":2020", "\"year\":1989", "1989");
	bad_rollup("{\"reports\":1},{\"year\":2020,\"reports\":2}", "{\"year\":2020,\"reports\":2},{\"reports\":1}", "{\"reports\":1}");
	bad_rollup("{\"reports\":1},", "{\"year\":2020,\"reports\":1},", "{\"year\":2020,\"reports\":2}");
	bad_rollup("{\"reports\":1},", "{\"reports\":0},", NULL);
	bad_rollup("\"table\":\"disclosure\"", "\"table\":\"statutes\"", "\"statutes\"");
	bad_rollup("\"form\":\"2021\"", "\"form\":\"2019\"", "{\"form\":\"2019\",\"reports\":1}");
	bad_rollup("\"form\":\"2021\"", "\"form\":\"mixed\"", "\"mixed\"");
	bad_rollup("\"row\":\"fees\"", "\"row\":\"rules\"", "\"amount\"");
	bad_rollup("\"value\":12.5", "\"value\":12.5e1", "12.5e1");
	bad_rollup("\"value\":12.5", "\"value\":1.1234567890123", "1.1234567890123");
	bad_rollup("\"value\":12.5", "\"value\":9999999999999999999999999999999999999", "{\"version\"");
	bad_rollup("\"value\":12.5,", "", NULL);
	bad_rollup("\"reports\":1}]}]}", "\"reports\":1},{\"column\":\"amount\",\"value\":1,\"reports\":1}]}]}", "{\"column\":\"amount\",\"value\":1,");
	bad_rollup("\"value\":12.5", "\"status\":\"given\",\"value\":12.5", "\"given\"");
	bad_rollup("\"version\":1", "\"version\":1,\"title\":\"x\"", "\"x\"");
}

static void
test_no_reports(void)
{
	static const char *const texts[] = {"", " ", "北山区2020年政府信息公开工作年度报告", "{", "{\"version\":1", "{\"version\":1}x", "<html>", "{'version':1}"};
	static const char *const values[] = {"null", "[]", "{}", "1", "\"x\"", "{\"version\":1}", "{\"version\":1,\"header\":{}}", "{\"version\":1,\"header\":[]}"};
	gr_error	error;

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		ok(read_text(texts[i], &error) == GR_BAD_JSON && error.position > 0 && error.detail != NULL, "[%s] is no JSON", texts[i]);
	for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++)
		ok(read_text(values[i], &error) == GR_BAD_REPORT_TEXT && error.detail != NULL, "%s is JSON, but no report", values[i]);
}

/* What is written in the documentation of the form. */
static void
test_written(void)
{
	gr_arena	arena;
	gr_slice	bytes;
	gr_slice	json;
	gr_error	error;

	gr_arena_init(&arena, &gr_host_libc);
	is_int(gr_report_from_json(&arena, gr_slice_cstring(report_text), &bytes, &error), GR_OK, "read");
	is_int(gr_report_to_json(&arena, bytes, &json, &error), GR_OK, "written");
	is_bytes(json.data, json.len, report_text, strlen(report_text), "a report, members in their order, what is usual left out");
	is_int(gr_report_from_json(&arena, gr_slice_cstring(rollup_text), &bytes, &error), GR_OK, "read");
	is_int(gr_report_to_json(&arena, bytes, &json, &error), GR_OK, "written");
	is_bytes(json.data, json.len, rollup_text, strlen(rollup_text), "a roll-up");
	gr_arena_free(&arena);
}

/* ---------- cells beyond the forms ---------- */

static const char extras_text[] =
	"{\"version\":1,\"header\":{\"year\":2012,\"layout\":\"tab\"},"
	"\"tables\":[{\"table\":\"statistics\",\"form\":\"local\",\"pos\":5,\"len\":900,\"rows\":["
	"{\"row\":\"received\",\"pos\":5,\"len\":4,\"cells\":[{\"column\":\"total\",\"value\":12,\"pos\":10,\"len\":2}]}]}],"
	"\"extras\":[{\"table\":\"statistics\",\"row\":\"received\",\"column\":\"cumulative\",\"label\":{\"pos\":5,\"len\":4},"
	"\"value\":40,\"unit\":\"件\",\"pos\":13,\"len\":2},"
	"{\"table\":\"statistics\",\"label\":{\"pos\":20,\"len\":6},\"status\":\"blank\",\"pos\":27,\"len\":0},"
	"{\"table\":\"statistics\",\"value\":2.50}],"
	"\"diagnostics\":[]}";

static void
bad_extra(const char *old, const char *new, const char *at)
{
	refuses(extras_text, old, new, at, GR_BAD_REPORT_TEXT);
}

static void
test_extras(void)
{
	gr_arena	arena;
	gr_slice	bytes;
	gr_slice	json;
	gr_error	error;
	text		many = {NULL, 0, 0};
	const char *first = strstr(extras_text, "\"extras\":[") + strlen("\"extras\":[");

	gr_arena_init(&arena, &gr_host_libc);
	is_int(gr_report_from_json(&arena, gr_slice_cstring(extras_text), &bytes, &error), GR_OK, "cells beyond the form are read");
	is_int(gr_report_to_json(&arena, bytes, &json, &error), GR_OK, "and written");
	is_bytes(json.data, json.len, extras_text, strlen(extras_text), "as they were");
	bad_extra("\"extras\":[{\"table\":\"statistics\"", "\"extras\":[{\"table\":\"statutes\"", "\"statutes\"");
	bad_extra("\"row\":\"received\",\"column\"", "\"row\":\"rules\",\"column\"", "\"rules\"");
	bad_extra("\"row\":\"received\",\"column\"", "\"row\":7,\"column\"", "7,\"column\"");
	bad_extra("\"column\":\"cumulative\"", "\"column\":\"business\"", "\"business\"");
	bad_extra("\"value\":40", "\"value\":4e1", "4e1");
	bad_extra("\"value\":40,", "", "{\"table\":\"statistics\",\"row\"");
	bad_extra("\"status\":\"blank\"", "\"status\":\"blank\",\"value\":1", "{\"table\":\"statistics\",\"label\":{\"pos\":20");
	bad_extra("\"status\":\"blank\"", "\"status\":\"summed\",\"value\":1", NULL);
	bad_extra("\"status\":\"blank\"", "\"status\":\"missing\"", NULL);
	bad_extra("\"label\":{\"pos\":20,\"len\":6}", "\"label\":{\"pos\":20}", NULL);
	bad_extra("\"label\":{\"pos\":20,\"len\":6}", "\"label\":20", "20");
	bad_extra("\"unit\":\"件\"", "\"unit\":\"吨\"", "\"吨\"");
	bad_extra("{\"table\":\"statistics\",\"value\":2.50}", "{\"table\":\"disclosure\",\"value\":2.50}", NULL);
	is_int(read_text("{\"version\":1,\"header\":{\"layout\":\"none\"},\"tables\":[],\"extras\":7,\"diagnostics\":[]}", &error), GR_BAD_REPORT_TEXT,
		   "they come in an array");
	for (int over = 0; over < 2; over++)
	{
		text_free(&many);
		text_bytes(&many, extras_text, (size_t) (first - extras_text));
		for (int i = 0; i < GR_EXTRAS_LIMIT + over; i++)
			text_add(&many, i == 0 ? "{\"table\":\"statistics\",\"value\":1}" : ",{\"table\":\"statistics\",\"value\":1}");
		text_add(&many, "],\"diagnostics\":[]}");
		is_int(gr_report_from_json(&arena, text_slice(&many), &bytes, &error), over == 0 ? GR_OK : GR_BAD_REPORT_TEXT, "%d cells beyond the form",
			   GR_EXTRAS_LIMIT + over);
	}
	text_free(&many);
	gr_arena_free(&arena);
}

/* Decimals as they are printed, and nothing else of a number. */
static void
test_decimals(void)
{
	static const struct
	{
		const char *value;
		const char *written;
	}			cases[] = {
		{"0", "0"}, {"-0", "0"}, {"0.00", "0.00"}, {"0.05", "0.05"}, {"-0.05", "-0.05"}, {"31.10", "31.10"}, {"1000000000000", "1000000000000"},
		{"-7", "-7"}, {"0.00000001", "0.00000001"}, {"999999999.99999999", "999999999.99999999"},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
	{
		char		text[4096];
		char		wanted[64];
		const char *hit = strstr(report_text, "31.17");
		gr_arena	arena;
		gr_slice	bytes;
		gr_slice	json;
		gr_error	error;

		snprintf(text, sizeof(text), "%.*s%s%s", (int) (hit - report_text), report_text, cases[i].value, hit + 5);
		snprintf(wanted, sizeof(wanted), "\"value\":%s,\"unit\"", cases[i].written);
		gr_arena_init(&arena, &gr_host_libc);
		if (ok(gr_report_from_json(&arena, gr_slice_cstring(text), &bytes, &error) == GR_OK && gr_report_to_json(&arena, bytes, &json, &error) == GR_OK,
			   "%s is read", cases[i].value))
		{
			snprintf(text, sizeof(text), "%.*s", (int) json.len, json.data);
			ok(strstr(text, wanted) != NULL, "and written as %s", cases[i].written);
		}
		gr_arena_free(&arena);
	}
}

/* The text of a damaged value is not made. */
static void
test_damaged(void)
{
	gr_arena	arena;
	gr_slice	json;
	gr_error	error = {0, NULL};

	gr_arena_init(&arena, &gr_host_libc);
	is_int(gr_report_to_json(&arena, GR_SLICE(""), &json, &error), GR_CORRUPT, "nothing");
	is_int(gr_report_to_json(&arena, GR_SLICE("\x07"), &json, &error), GR_CORRUPT, "one byte");
	is_int(gr_report_to_json(&arena, GR_SLICE("\x02\x00"), &json, &error), GR_BAD_VERSION, "a later version");
	gr_arena_free(&arena);
}

int
main(void)
{
	test_round_trip(false);
	test_round_trip(true);
	test_written();
	test_decimals();
	test_reports_refused();
	test_rollups_refused();
	test_no_reports();
	test_damaged();
	test_extras();
	return done_testing();
}
