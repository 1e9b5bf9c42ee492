/*
 * reports.c
 *		The reports of a province as crawled files, in all layouts and encodings that real ones come in.
 */
#include "province.h"

#include <errno.h>
#include <iconv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* Those that show every figure where it stands. */
static const gen_layout layouts[] = {
	GEN_PIPE, GEN_TAB, GEN_MARKDOWN, GEN_LINES, GEN_PIPE_END, GEN_PIPE_OPEN, GEN_HTML, GEN_HTML, GEN_HTML, GEN_MIXED,
};

/* Half of the pages are UTF-8. */
static const char *const encodings[] = {"UTF-8", "UTF-8", "UTF-8", "UTF-8", "GB18030", "GB18030", "GBK", "UTF-16"};

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

static void
make_directory(const char *path)
{
	if (mkdir(path, 0777) != 0 && errno != EEXIST)
		province_fail(path, strerror(errno));
}

static void
write_bytes(const char *path, const char *bytes, size_t len)
{
	FILE	   *file = fopen(path, "wb");

	if (file == NULL || fwrite(bytes, 1, len, file) != len || fclose(file) != 0)
		province_fail(path, strerror(errno));
}

/* In an encoding that may not have all of its characters: then in UTF-8. */
static void
write_report(const char *path, const gen_report *report, const char *encoding)
{
	size_t		room = report->len * 2 + 16;
	char	   *bytes = province_alloc(room, 1);
	char	   *from = report->text;
	char	   *to = bytes;
	size_t		from_left = report->len;
	size_t		to_left = room;
	iconv_t		converter = iconv_open(encoding, "UTF-8");

	if (converter == (iconv_t) -1)
		province_fail(encoding, "no such encoding");
	if (iconv(converter, &from, &from_left, &to, &to_left) == (size_t) -1)
		write_bytes(path, report->text, report->len);
	else
		write_bytes(path, bytes, room - to_left);
	iconv_close(converter);
	free(bytes);
}

static void
make_report(const province *p, int organ, int year, bool first_version, uint64_t *look, gen_layout *layout, gen_report *report)
{
	figures		f;
	gen_cell	cells[GR_SLOTS];
	gen_given	given = {cells, p->organs[organ].place, p->organs[organ].title, FIRST_YEAR + year};
	gen_options options = {form_of_year(year), GEN_PIPE, 0, province_random(look), 0};

	province_published(p, organ, year, first_version, f);
	memset(cells, 0, sizeof(cells));
	for (int slot = 0; slot < GR_SLOTS; slot++)
	{
		bool		money = gr_slots[slot].column == GR_COLUMN_AMOUNT;

		if (gr_slots[slot].table == GR_TABLE_STATISTICS || !gr_form_has(options.form, slot))
			continue;
		cells[slot].value = f[slot];
		cells[slot].scale = money ? 2 : 0;
		cells[slot].unit = money ? GR_UNIT_WAN_YUAN : gr_slots[slot].unit;
		cells[slot].presence = GEN_VALUE;
	}
	options.layout = *layout = layouts[province_below(look, (int) LENGTH(layouts))];
	gen_make_given(&options, &given, report);
}

static void
make_path(char *path, size_t size, const char *directory, const char *part, const organ *o, int year, gen_layout layout)
{
	if (snprintf(path, size, "%s/%s/%s/%s-%d.%s", directory, part, o->place, o->name, FIRST_YEAR + year, layout == GEN_HTML ? "html" : "txt") >= (int) size)
		province_fail("path is too long", directory);
}

void
province_write_reports(const province *p, const char *directory)
{
	gen_report	report = {0};
	char		path[4096];

	for (int part = 0; part < 2; part++)
	{
		snprintf(path, sizeof(path), "%s/%s", directory, part == 0 ? "first" : "second");
		make_directory(path);
		for (int i = 0; i < p->count - p->offices; i++)
		{
			snprintf(path, sizeof(path), "%s/%s/%s", directory, part == 0 ? "first" : "second", p->organs[i].place);
			make_directory(path);
		}
	}
	snprintf(path, sizeof(path), "%s/first/转载", directory);
	make_directory(path);
	for (int i = 0; i < p->count * YEARS; i++)
	{
		int			organ = i / YEARS;
		int			year = i % YEARS;
		int			kind = p->plants[i].kind;
		uint64_t	look = p->seed * 15485863 + (uint64_t) i;
		uint64_t	same_look = look;
		const char *encoding = encodings[province_below(&look, (int) LENGTH(encodings))];
		gen_layout	layout;

		if (kind == PLANT_MISSING)
			continue;
		same_look = look;
		make_report(p, organ, year, true, &look, &layout, &report);
		make_path(path, sizeof(path), directory, "first", &p->organs[organ], year, layout);
		write_report(path, &report, encoding);
		if (kind == PLANT_TWICE)
		{
			snprintf(path, sizeof(path), "%s/first/转载/%s-%d.txt", directory, p->organs[organ].name, FIRST_YEAR + year);
			write_report(path, &report, "UTF-8");
		}
		if (kind == PLANT_REPUBLISHED)
		{
			make_report(p, organ, year, false, &same_look, &layout, &report);
			make_path(path, sizeof(path), directory, "second", &p->organs[organ], year, layout);
			write_report(path, &report, encoding);
		}
	}
	gen_free(&report);
}
