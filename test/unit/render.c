/*
 * render.c
 *		What is printed is read back: the same figures and units in the same cells, in every format.
 *
 * SOURCES: test/generator/?*.c
 * BUILD: plain, with more reports.
 */
#include "../generator/generator.h"
#include "html_tables.h"
#include "parse.h"
#include "printed.h"
#include "utf8.h"

#include <dirent.h>

/* Made-up reports of each form, such with blank cells, and reports filled with random cells. */
#ifdef __SANITIZE_ADDRESS__
#define GENERATED 200
#define WITH_BLANKS 60
#else
#define GENERATED 1000
#define WITH_BLANKS 300
#endif
#define RANDOM_REPORTS 1000

/* Of reports with each damage, as many; and the shape of the print is looked at in every so-manieth report. */
#ifdef __SANITIZE_ADDRESS__
#define DAMAGED 5
#else
#define DAMAGED 25
#endif
#define SHAPES_EVERY 8

static const char *const formats[GR_FORMATS] = {"text", "markdown", "html"};

static gr_slice
rendered(gr_arena *arena, const gr_report *report, int format)
{
	gr_writer	writer;

	gr_writer_init(&writer, arena);
	gr_render(&writer, report, (gr_format) format);
	return writer.data == NULL ? gr_slice_make("", 0) : gr_slice_make(writer.data, writer.len);
}

static const gr_report *
parsed(gr_arena *arena, gr_slice text)
{
	gr_report  *report = gr_arena_alloc(arena, sizeof(gr_report));
	gr_error	error = {0, NULL};

	if (gr_parse(arena, text, report, &error) != GR_OK)
		abort();
	return report;
}

/* ---------- comparison ---------- */

static void
describe_cell(int slot, const gr_cell *cell, const gr_cell *again)
{
	diag("%s %s: %lld e-%d %s (%s), read again as %lld e-%d %s (%s)", gr_rows[gr_slots[slot].row].key, gr_columns[gr_slots[slot].column].key,
		 (long long) cell->value, cell->scale, gr_units[cell->unit].text, gr_cell_status_name(cell->status), (long long) again->value,
		 again->scale, gr_units[again->unit].text, gr_cell_status_name(again->status));
}

/* Cells that are not read back as they were; the first that differs is shown. */
static int
differences(const gr_report *report, const gr_report *again, bool show)
{
	int			count = 0;

	for (int slot = 0; slot < GR_SLOTS; slot++)
	{
		if (!gr_form_has(report->forms[gr_slots[slot].table], slot) || same_cell(&report->cells[slot], &again->cells[slot], slot))
			continue;
		if (count++ == 0 && show)
			describe_cell(slot, &report->cells[slot], &again->cells[slot]);
	}
	return count;
}

typedef struct counts
{
	int			reports;
	int			values;
	int			differing;		/* reports with a cell that differs */
	int			wrong;			/* cells that come back with another figure */
	int			forms;			/* reports with a table of another form */
} counts;

static void
count_round_trip(gr_arena *arena, const gr_report *report, int format, counts *c)
{
	gr_slice	text = rendered(arena, report, format);
	const gr_report *again = parsed(arena, text);
	int			differing = differences(report, again, c->differing == 0);
	bool		forms = true;

	if (differing > 0 && c->differing == 0 && getenv("RENDER_FAILURES") != NULL)
		fprintf(stderr, "%s\n%.*s\n", formats[format], (int) text.len, text.data);
	c->reports++;
	c->differing += differing > 0;
	for (int slot = 0; slot < GR_SLOTS; slot++)
		c->wrong += gr_cell_has_value(&again->cells[slot]) && gr_form_has(report->forms[gr_slots[slot].table], slot) &&
			gr_cell_has_value(&report->cells[slot]) && !same_cell(&report->cells[slot], &again->cells[slot], slot);
	for (int slot = 0; slot < GR_SLOTS; slot++)
		c->values += gr_cell_has_value(&again->cells[slot]);
	for (int t = 0; t < GR_TABLES; t++)
	{
		bool		any = false;

		for (int slot = gr_tables[t].first_slot; slot < (int) gr_tables[t].end_slot; slot++)
			any = any || gr_cell_has_value(&again->cells[slot]);
		forms = forms && (!any || report->forms[t] == again->forms[t]);
	}
	c->forms += !forms;
}

/* ---------- shapes ---------- */

/* Whether every row of every table is as wide as the first, spans counted, and no cell lies on another. */
static bool
html_is_rectangular(gr_arena *arena, gr_slice html)
{
	gr_html_page page;
	int			width = 0;
	int			column = 0;
	unsigned char covered[64] = {0};
	bool		right = gr_html_read(arena, html, 0, &page) == GR_OK;

	for (size_t i = 0; right && i < page.count; i++)
	{
		const gr_html_item *item = &page.items[i];

		switch ((gr_html_item_kind) item->kind)
		{
			case GR_HTML_TABLE_START:
				width = 0;
				memset(covered, 0, sizeof(covered));
				break;
			case GR_HTML_ROW_START:
				column = 0;
				break;
			case GR_HTML_CELL:
				while (column < item->column && covered[column] > 0)
					covered[column++]--;
				right = column == item->column && column + item->colspan < (int) sizeof(covered);
				for (int c = 0; right && c < item->colspan; c++)
				{
					right = covered[column] == 0;
					covered[column++] = (unsigned char) (item->rowspan - 1);
				}
				break;
			case GR_HTML_ROW_END:
				while (column < (int) sizeof(covered) && covered[column] > 0)
					covered[column++]--;
				right = width == 0 || column == width;
				width = column;
				break;
			case GR_HTML_TITLE:
			case GR_HTML_TEXT_LINE:
			case GR_HTML_TABLE_END:
				break;
		}
	}
	return right;
}

static size_t
count_of(gr_slice text, const char *word)
{
	gr_slice	wanted = gr_slice_cstring(word);
	size_t		count = 0;

	for (size_t at = 0; at < text.len; at++)
		count += gr_slice_starts(gr_slice_sub(text, at, text.len), wanted);
	return count;
}

/* Every tag that is opened is closed. */
static bool
html_is_balanced(gr_slice html)
{
	static const char *const tags[] = {"h3", "table", "thead", "tbody", "tr", "th", "td"};
	size_t		all = 0;

	for (size_t i = 0; i < sizeof(tags) / sizeof(tags[0]); i++)
	{
		char		open[16];
		char		begin[16];
		char		close[16];
		size_t		opened;

		snprintf(open, sizeof(open), "<%s>", tags[i]);
		snprintf(begin, sizeof(begin), "<%s ", tags[i]);
		snprintf(close, sizeof(close), "</%s>", tags[i]);
		opened = count_of(html, open) + count_of(html, begin);
		if (opened != count_of(html, close))
			return false;
		all += 2 * opened;
	}
	return all == count_of(html, "<") && all == count_of(html, ">");
}

/* Lines between two blank ones all have as many separators. */
static bool
lines_are_rectangular(gr_slice text, char separator)
{
	size_t		width = 0;

	for (size_t at = 0; at < text.len;)
	{
		const char *end = memchr(text.data + at, '\n', text.len - at);
		size_t		stop = end == NULL ? text.len : (size_t) (end - text.data);
		size_t		count = 0;

		for (size_t i = at; i < stop; i++)
			count += text.data[i] == separator;
		if (stop == at)
			width = 0;
		else if (width != 0 && count != width)
			return false;
		else
			width = count;
		at = stop + 1;
	}
	return true;
}

static bool
is_well_shaped(gr_arena *arena, gr_slice text, int format)
{
	switch ((gr_format) format)
	{
		case GR_FORMAT_TEXT:
			return lines_are_rectangular(text, '\t');
		case GR_FORMAT_MARKDOWN:
			return lines_are_rectangular(text, '|');
		case GR_FORMAT_HTML:
			return html_is_balanced(text) && html_is_rectangular(arena, text);
		case GR_FORMATS:
			break;
	}
	return false;
}

/* ---------- blank forms ---------- */

static void
test_blank_forms(void)
{
	static const unsigned char forms[] = {GR_FORM_LOCAL, GR_FORM_2014, GR_FORM_2019, GR_FORM_2021};
	gr_arena	arena;
	gr_writer	writer;

	gr_arena_init(&arena, &gr_host_libc);
	for (size_t f = 0; f < sizeof(forms); f++)
	{
		const char *key = gr_forms[forms[f]].key;

		for (int format = 0; format < GR_FORMATS; format++)
		{
			const gr_report *again;
			gr_slice	text;
			int			values = 0;

			gr_writer_init(&writer, &arena);
			ok(gr_render_blank(&writer, forms[f], (gr_format) format), "%s as %s is a form", key, formats[format]);
			text = gr_slice_make(writer.data, writer.len);
			ok(is_well_shaped(&arena, text, format), "%s as %s: every row is as wide as its table", key, formats[format]);
			ok(gr_utf8_valid_prefix(text) == text.len && text.data[text.len - 1] != '\n', "%s as %s: UTF-8, without a line end at the end", key,
			   formats[format]);
			again = parsed(&arena, text);
			for (int slot = 0; slot < GR_SLOTS; slot++)
				values += gr_cell_has_value(&again->cells[slot]);
			is_int(values, 0, "%s as %s: no figure is read in it", key, formats[format]);
		}
	}
	gr_writer_init(&writer, &arena);
	ok(!gr_render_blank(&writer, GR_FORM_NONE, GR_FORMAT_TEXT), "\"none\" is no form to fill in");
	ok(!gr_render_blank(&writer, GR_FORM_MIXED, GR_FORMAT_TEXT), "nor is \"mixed\"");
	is_int(writer.len, 0, "and nothing is written");
	gr_arena_free(&arena);
}

/* Each cell of the form has its own figure; all are read back from where they belong. */
static void
test_every_cell(void)
{
	static const unsigned char forms[] = {GR_FORM_2014, GR_FORM_2019, GR_FORM_2021};

	for (size_t f = 0; f < sizeof(forms); f++)
		for (int format = 0; format < GR_FORMATS; format++)
		{
			gr_arena	arena;
			gr_report	report;
			gr_slice	text;
			counts		c = {0};
			int			cells = 0;

			gr_arena_init(&arena, &gr_host_libc);
			gr_report_init(&report);
			for (int slot = 0; slot < GR_SLOTS; slot++)
			{
				if (!gr_form_has(forms[f], slot))
					continue;
				report.forms[gr_slots[slot].table] = forms[f];
				report.cells[slot].status = GR_CELL_GIVEN;
				report.cells[slot].value = 1000 + slot;
				report.cells[slot].unit = gr_slots[slot].unit;
				cells++;
			}
			text = rendered(&arena, &report, format);
			count_round_trip(&arena, &report, format, &c);
			is_int(c.values, cells, "%s as %s: every cell is printed", gr_forms[forms[f]].key, formats[format]);
			is_int(c.differing + c.forms, 0, "%s as %s: every cell is read back", gr_forms[forms[f]].key, formats[format]);
			/* The corner of the applications and, of the statistics, units and lines of groups are no figures. */
			if (format == GR_FORMAT_HTML && forms[f] != GR_FORM_2014)
				is_int(count_of(text, "<td"), cells + 1, "%s: one element for each cell", gr_forms[forms[f]].key);
			gr_arena_free(&arena);
		}
}

/* ---------- reports ---------- */

typedef struct tally
{
	counts		counts[GR_FORMATS];
	int			broken[GR_FORMATS];	/* rows that are not as wide as their table */
} tally;

static void
print_and_read(gr_arena *arena, const gr_report *report, bool shapes, tally *t)
{
	for (int format = 0; format < GR_FORMATS; format++)
	{
		count_round_trip(arena, report, format, &t->counts[format]);
		if (shapes)
			t->broken[format] += !is_well_shaped(arena, rendered(arena, report, format), format);
	}
}

static void
add_generated(int form, unsigned damages, int reports, tally *t)
{
	gen_report	made = {0};

	for (int seed = 1; seed <= reports; seed++)
	{
		gen_options options = {form, GEN_PIPE, damages, (uint64_t) seed, seed % 4};
		gr_arena	arena;

		gr_arena_init(&arena, &gr_host_libc);
		gen_make(&options, &made);
		print_and_read(&arena, parsed(&arena, gr_slice_make(made.text, made.len)), seed % SHAPES_EVERY == 0, t);
		gr_arena_free(&arena);
	}
	gen_free(&made);
}

/*
 * floor: per cent of the reports that must come back whole.  Below a hundred the rest is
 * withheld, never wrong: of rows picked at random a label that two groups share does not
 * tell whose it is.
 */
static void
judge(const tally *t, const char *what, int least, bool one_form, int floor)
{
	for (int format = 0; format < GR_FORMATS; format++)
	{
		const counts *c = &t->counts[format];
		char		name[200];

		snprintf(name, sizeof(name), "%s, %s: %d of %d reports are read back, %d figures in all", what, formats[format],
				 c->reports - c->differing, c->reports, c->values);
		is_int(c->wrong, 0, "%s, %s: no figure comes back as another one", what, formats[format]);
		ok((c->reports - c->differing) * 100 >= floor * c->reports && c->values >= least, "%s", name);
		/* What does not tell by itself, as the proceedings do not, takes the form of the other tables. */
		if (one_form)
			is_int(c->forms, 0, "%s, %s: with their forms", what, formats[format]);
		is_int(t->broken[format], 0, "%s, %s: every row is as wide as its table", what, formats[format]);
	}
}

static void
test_generated(int form)
{
	char		what[80];
	tally		whole;
	tally		blanks;
	tally		damaged;

	memset(&whole, 0, sizeof(whole));
	memset(&blanks, 0, sizeof(blanks));
	memset(&damaged, 0, sizeof(damaged));
	add_generated(form, 0, GENERATED, &whole);
	snprintf(what, sizeof(what), "reports of %s", gr_forms[form].key);
	judge(&whole, what, GENERATED * 190, true, 100);
	add_generated(form, 1u << GEN_BLANK_CELLS, WITH_BLANKS, &blanks);
	snprintf(what, sizeof(what), "reports of %s with blank cells", gr_forms[form].key);
	judge(&blanks, what, WITH_BLANKS * 100, true, 100);
	for (int damage = 0; damage < GEN_DAMAGES; damage++)
		if ((gen_damages[damage].detail >> GEN_PIPE & 1) != 0)
			add_generated(form, 1u << damage, DAMAGED, &damaged);
	snprintf(what, sizeof(what), "damaged reports of %s", gr_forms[form].key);
	judge(&damaged, what, DAMAGED * 1000, true, 100);
}

/* ---------- statistics, and any tables ---------- */

static gr_extra
extra_of(int row, int column, uint32_t *at)
{
	gr_extra	extra;

	memset(&extra, 0, sizeof(extra));
	extra.table = GR_TABLE_STATISTICS;
	extra.row = (unsigned char) row;
	extra.column = (unsigned char) column;
	extra.label = random_span(at);
	random_cell(&extra.cell, gr_slot_of(row, GR_COLUMN_STAT_TOTAL), at);
	return extra;
}

static void
fill_statistics(gr_arena *arena, gr_report *report, int form)
{
	uint32_t	at = 0;

	report->forms[GR_TABLE_STATISTICS] = (unsigned char) form;
	for (int row = GR_ROW_STAT_PUBLISHED; row <= GR_ROW_STAT_TRAINING_PARTICIPANTS; row++)
	{
		int			slot = gr_slot_of(row, GR_COLUMN_STAT_TOTAL);

		if (!gr_form_has(form, slot))
			continue;
		/* Local tables have some of the rows. */
		if (form == GR_FORM_LOCAL && gr_form_has(GR_FORM_2014, slot) && random_below(2) == 0)
			continue;
		report->labels[row] = random_span(&at);
		random_cell(&report->cells[slot], slot, &at);
		if (random_below(40) == 0)
			gr_report_add_extra(arena, report, extra_of(row, GR_COLUMN_STAT_PERIOD, &at));
		if (random_below(40) == 0)
			gr_report_add_extra(arena, report, extra_of(row, GR_COLUMN_STAT_CUMULATIVE, &at));
	}
}

/* Any content that a stored report can have, hostile figures among it. */
static void
test_random(void)
{
	tally		t;

	memset(&t, 0, sizeof(t));
	for (int i = 0; i < RANDOM_REPORTS; i++)
	{
		gr_arena	arena;
		gr_report	report;

		gr_arena_init(&arena, &gr_host_libc);
		random_report(&arena, &report);
		if (i % 4 == 0)
			fill_statistics(&arena, &report, GR_FORM_2014);
		print_and_read(&arena, &report, i % SHAPES_EVERY == 0, &t);
		gr_arena_free(&arena);
	}
	judge(&t, "reports of random content", RANDOM_REPORTS * 50, false, 98);
}

/* The extra with that place, or NULL. */
static const gr_cell *
extra_at(const gr_report *report, const gr_extra *wanted)
{
	for (size_t i = 0; i < report->extra_count; i++)
	{
		const gr_extra *extra = &report->extras[i];

		if (extra->table == wanted->table && extra->row == wanted->row && extra->column == wanted->column)
			return &extra->cell;
	}
	return NULL;
}

static void
test_statistics(int form)
{
	char		what[80];
	tally		t;
	int			lost[GR_FORMATS] = {0};
	int			extras = 0;

	memset(&t, 0, sizeof(t));
	for (int i = 0; i < RANDOM_REPORTS; i++)
	{
		gr_arena	arena;
		gr_report	report;

		gr_arena_init(&arena, &gr_host_libc);
		gr_report_init(&report);
		fill_statistics(&arena, &report, form);
		print_and_read(&arena, &report, i % SHAPES_EVERY == 0, &t);
		extras += (int) report.extra_count;
		for (int format = 0; format < GR_FORMATS; format++)
		{
			const gr_report *again = parsed(&arena, rendered(&arena, &report, format));

			for (size_t k = 0; k < report.extra_count; k++)
			{
				const gr_extra *extra = &report.extras[k];
				const gr_cell *cell = extra_at(again, extra);
				int			slot = gr_slot_of(extra->row, GR_COLUMN_STAT_TOTAL);

				lost[format] += cell == NULL ? gr_cell_has_value(&extra->cell) : !same_cell(&extra->cell, cell, slot);
			}
		}
		gr_arena_free(&arena);
	}
	snprintf(what, sizeof(what), "statistics of %s", gr_forms[form].key);
	judge(&t, what, RANDOM_REPORTS * 30, true, form == GR_FORM_LOCAL ? 95 : 100);
	for (int format = 0; format < GR_FORMATS; format++)
		ok(lost[format] * 100 <= (form == GR_FORM_LOCAL ? 5 : 0) * extras, "%s, %s: and %d cells of other columns, but for %d", what, formats[format], extras, lost[format]);
}

/* A row of a local table that the form does not have, and a row that no dictionary has. */
static void
test_added_rows(void)
{
	for (int format = 0; format < GR_FORMATS; format++)
	{
		gr_arena	arena;
		const gr_report *report;
		const gr_report *again;
		gr_slice	text;
		size_t		known = 0;

		gr_arena_init(&arena, &gr_host_libc);
		report = parsed(&arena, GR_SLICE("统计指标 | 单位 | 统计数\n（一）收到申请数 | 件 | 7\n3.网络申请数 | 件 | 5\n电子邮件申请数 | 件 | 2\n"
										 "人事信息公开数 | 条 | 31\n（二）申请办结数 | 件 | 7\n1.按时办结数 | 件 | 7\n2.延期办结数 | 件 | 0\n"
										 "4.微博微信回应事件数 | 次 | 3\n"));
		is_int(report->forms[GR_TABLE_STATISTICS], GR_FORM_2014, "a table of 2014 with rows added");
		is_int(report->extra_count, 2, "two of them");
		text = rendered(&arena, report, format);
		again = parsed(&arena, text);
		is_int(differences(report, again, true), 0, "as %s: the form is read back", formats[format]);
		for (size_t i = 0; i < again->extra_count; i++)
			known += again->extras[i].row == GR_ROW_STAT_RECEIVED_EMAIL && again->extras[i].cell.value == 2;
		is_int(known, 1, "as %s: and the row that the dictionary has", formats[format]);
		is_int(count_of(text, "31"), 0, "as %s: the other one is left out", formats[format]);
		gr_arena_free(&arena);
	}
}

/* A unit that stands in a column of its own, and that no cell is read with: 7场. */
static void
test_prose_units(void)
{
	for (int format = 0; format < GR_FORMATS; format++)
	{
		gr_arena	arena;
		const gr_report *report;
		const gr_report *again;

		gr_arena_init(&arena, &gr_host_libc);
		report = parsed(&arena, GR_SLICE("统计指标 | 单位 | 统计数\n（一）收到申请数 | 件 | 7\n3.网络申请数 | 部 | 5\n（二）申请办结数 | 件 | 7\n1.按时办结数 | 场 | 7\n"));
		is_int(report->cells[GR_SLOT_STAT_RECEIVED_ONLINE_STAT_TOTAL].unit, gr_unit_by_text(GR_SLICE("部")), "a row with another unit");
		again = parsed(&arena, rendered(&arena, report, format));
		is_int(differences(report, again, true), 0, "as %s it is read back", formats[format]);
		gr_arena_free(&arena);
	}
}

/* ---------- roll-ups ---------- */

static const gr_report *
rolled_up(gr_arena *arena, const gr_slice *texts, int count)
{
	gr_rollup  *rollup = gr_arena_alloc(arena, sizeof(gr_rollup));
	gr_report  *report = gr_arena_alloc(arena, sizeof(gr_report));
	gr_error	error = {0, NULL};
	gr_writer	writer;

	gr_rollup_init(rollup);
	for (int i = 0; i < count; i++)
		if (gr_rollup_add(rollup, encoded(arena, parsed(arena, texts[i])), 1, &error) != GR_OK)
			abort();
	gr_writer_init(&writer, arena);
	if (gr_rollup_encode(&writer, rollup) != GR_OK || gr_rollup_read(arena, gr_slice_make(writer.data, writer.len), report, &error) != GR_OK)
		abort();
	return report;
}

static gr_slice
generated(gr_arena *arena, int form, uint64_t seed)
{
	gen_options options = {form, GEN_PIPE, 0, seed, 0};
	gen_report	made = {0};
	char	   *copy;
	gr_slice	text;

	gen_make(&options, &made);
	copy = gr_arena_alloc(arena, made.len);
	memcpy(copy, made.text, made.len);
	text = gr_slice_make(copy, made.len);
	gen_free(&made);
	return text;
}

static void
test_rollups(void)
{
	static const int forms[] = {GR_FORM_2019, GR_FORM_2021};

	for (int f = 0; f < 2; f++)
		for (int format = 0; format < GR_FORMATS; format++)
		{
			gr_arena	arena;
			gr_slice	texts[12];
			counts		c = {0};

			gr_arena_init(&arena, &gr_host_libc);
			for (int i = 0; i < 12; i++)
				texts[i] = generated(&arena, forms[f], 5000 + (uint64_t) i);
			count_round_trip(&arena, rolled_up(&arena, texts, 12), format, &c);
			is_int(c.differing + c.forms, 0, "a roll-up of %s as %s is read back", gr_forms[forms[f]].key, formats[format]);
			gr_arena_free(&arena);
		}
}

/* Rows and columns of both forms are there; parse takes the table for one of them. */
static void
test_mixed_rollup(void)
{
	for (int format = 0; format < GR_FORMATS; format++)
	{
		gr_arena	arena;
		gr_slice	texts[2];
		const gr_report *sum;
		const gr_report *again;
		gr_slice	text;
		int			lost = 0;

		gr_arena_init(&arena, &gr_host_libc);
		texts[0] = generated(&arena, GR_FORM_2019, 77);
		texts[1] = generated(&arena, GR_FORM_2021, 78);
		sum = rolled_up(&arena, texts, 2);
		is_int(sum->forms[GR_TABLE_APPLICATIONS], GR_FORM_MIXED, "a roll-up of two forms");
		text = rendered(&arena, sum, format);
		again = parsed(&arena, text);
		ok(is_well_shaped(&arena, text, format), "as %s: every row is as wide as its table", formats[format]);
		is_int(again->forms[GR_TABLE_APPLICATIONS], GR_FORM_2021, "as %s: the applications are taken for the form of 2021", formats[format]);
		is_int(again->forms[GR_TABLE_DISCLOSURE], GR_FORM_2019, "as %s: the disclosure for that of 2019", formats[format]);
		for (int slot = 0; slot < GR_SLOTS; slot++)
			if (gr_form_has(again->forms[gr_slots[slot].table], slot) && !same_cell(&sum->cells[slot], &again->cells[slot], slot))
			{
				describe_cell(slot, &sum->cells[slot], &again->cells[slot]);
				lost++;
			}
		is_int(lost, 0, "as %s: and its cells are read back", formats[format]);
		is_int(count_of(text, gr_rows[GR_ROW_OTHER].zh), 2, "as %s: （六）其他处理 is a row and a group", formats[format]);
		is_int(count_of(text, gr_columns[GR_COLUMN_MADE].zh) + count_of(text, gr_columns[GR_COLUMN_ISSUED].zh), 2,
			   "as %s: there are heads of both", formats[format]);
		gr_arena_free(&arena);
	}
}

/* ---------- figures ---------- */

typedef struct money
{
	int64_t		value;
	int			scale;
	int			unit;
	const char *procurement;	/* below a head without unit */
	const char *fees;			/* below 万元 */
} money;

static void
test_money(void)
{
	static const money cases[] = {
		{1086082, 2, GR_UNIT_WAN_YUAN, "10860.82万元", "10860.82"},
		{150, 2, GR_UNIT_WAN_YUAN, "1.50万元", "1.50"},
		{3117, 2, GR_UNIT_YI_YUAN, "311700万元", "311700"},
		{251000, 0, GR_UNIT_YUAN, "25.1万元", "25.1"},
		{5, 0, GR_UNIT_YUAN, "0.0005万元", "0.0005"},
		{-5, 0, GR_UNIT_YUAN, "-0.0005万元", "-0.0005"},
		{0, 0, GR_UNIT_YUAN, "0万元", "0"},
		{0, 0, GR_UNIT_NONE, "0", "0"},
		{8040, 0, GR_UNIT_NONE, "8040", ""},
		/* Nine decimals of 万元 are five of 元. */
		{100001, 5, GR_UNIT_YUAN, "1.00001元", "1.00001元"},
		{GR_LARGEST_FIGURE, 0, GR_UNIT_YI_YUAN, "1000000000000.0000亿元", "1000000000000.0000亿元"},
		{GR_LARGEST_FIGURE * 10, 1, GR_UNIT_WAN_YUAN, "1000000000000.0万元", "1000000000000.0"},
		{GR_LARGEST_FIGURE * 100 + 1, 6, GR_UNIT_YI_YUAN, "100000000.000001亿元", "100000000.000001亿元"},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
	{
		gr_cell		cell = {cases[i].value, 1, {1, 1}, GR_CELL_GIVEN, (unsigned char) cases[i].scale, (unsigned char) cases[i].unit};
		char		wanted[100];
		gr_arena	arena;
		gr_report	report;

		gr_arena_init(&arena, &gr_host_libc);
		gr_report_init(&report);
		report.forms[GR_TABLE_DISCLOSURE] = GR_FORM_2019;
		report.cells[GR_SLOT_PROCUREMENT_AMOUNT] = cell;
		snprintf(wanted, sizeof(wanted), "| 政府集中采购 | | %s%s| |", cases[i].procurement, cases[i].procurement[0] == '\0' ? "" : " ");
		is_int(count_of(rendered(&arena, &report, GR_FORMAT_MARKDOWN), wanted), 1, "%s", wanted);
		gr_report_init(&report);
		report.forms[GR_TABLE_DISCLOSURE] = GR_FORM_2021;
		report.cells[GR_SLOT_FEES_AMOUNT] = cell;
		snprintf(wanted, sizeof(wanted), "| 行政事业性收费 | %s%s| | |", cases[i].fees, cases[i].fees[0] == '\0' ? "" : " ");
		is_int(count_of(rendered(&arena, &report, GR_FORMAT_MARKDOWN), wanted), 1, "%s", wanted);
		gr_arena_free(&arena);
	}
}

/* ---------- markup ---------- */

static void
test_escapes(void)
{
	static const char *const wanted[GR_FORMATS] = {
		" <b>&\"| \\`*_x\t\n-\t\n", "| \t&lt;b>&amp;\"\\| \\\\\\`\\*\\_x | |\n| --- | --- |\n| - | |\n",
		"<tr><th colspan=\"2\" scope=\"row\">\t&lt;b&gt;&amp;&quot;|\n\\`*_x</th></tr>\n</tbody>\n<tbody>\n<tr><td>-</td></tr>\n</tbody>\n</table>\n",
	};

	for (int format = 0; format < GR_FORMATS; format++)
	{
		gr_arena	arena;
		gr_writer	writer;
		gr_table_writer table;
		size_t		start;

		gr_arena_init(&arena, &gr_host_libc);
		gr_writer_init(&writer, &arena);
		gr_table_writer_init(&table, &writer, (gr_format) format);
		gr_table_begin(&table, "<", "&", 2);
		start = writer.len;
		gr_table_row(&table, GR_PART_BODY);
		gr_table_put(&table, GR_TABLE_ROW_HEAD, GR_SLICE("\t<b>&\"|\n\\`*_x"), 2, 1);
		gr_table_row(&table, GR_PART_NEW_BODY);
		gr_table_put(&table, GR_TABLE_DATA, GR_SLICE("-"), 1, 1);
		gr_table_end(&table);
		if (format == GR_FORMAT_HTML)
			start += sizeof("<tbody>\n") - 1;
		is_slice(gr_slice_make(writer.data + start, writer.len - start), wanted[format], "%s: what would be markup is escaped", formats[format]);
		is_int(count_of(gr_slice_make(writer.data, start), "<") > 0, format != GR_FORMAT_MARKDOWN, "%s: in titles, too", formats[format]);
		gr_arena_free(&arena);
	}
	is_int(gr_format_by_name(GR_SLICE("HTML")), GR_FORMATS, "names of formats are lower-case");
	is_int(gr_format_by_name(GR_SLICE("")), GR_FORMATS, "no name is no format");
}

static void
test_nothing(void)
{
	gr_arena	arena;
	gr_report	report;

	gr_arena_init(&arena, &gr_host_libc);
	gr_report_init(&report);
	for (int format = 0; format < GR_FORMATS; format++)
		is_int(rendered(&arena, &report, format).len, 0, "a report without tables is no text as %s", formats[format]);
	/* Forms that do not have the table at all. */
	report.forms[GR_TABLE_DISCLOSURE] = GR_FORM_2014;
	report.forms[GR_TABLE_STATISTICS] = GR_FORM_2021;
	is_int(rendered(&arena, &report, GR_FORMAT_TEXT).len, 0, "a table that its form does not have is left out");
	gr_arena_free(&arena);
}

/* ---------- real reports ---------- */

static void
test_real_reports(void)
{
	const char *directory = getenv("GOVREPORT_REAL_REPORTS");
	DIR		   *reports = directory == NULL || directory[0] == '\0' ? NULL : opendir(directory);
	struct dirent *entry;

	if (reports == NULL)
	{
		skip(1, "GOVREPORT_REAL_REPORTS names no directory of real reports");
		return;
	}
	while ((entry = readdir(reports)) != NULL)
	{
		const char *suffix = strrchr(entry->d_name, '.');
		char		path[4096];
		text		t = {NULL, 0, 0};
		char		buffer[65536];
		FILE	   *file;
		size_t		n;

		if (suffix == NULL || strcmp(suffix, ".txt") != 0)
			continue;
		snprintf(path, sizeof(path), "%s/%s", directory, entry->d_name);
		file = fopen(path, "rb");
		if (file == NULL)
			abort();
		while ((n = fread(buffer, 1, sizeof(buffer), file)) > 0)
			text_bytes(&t, buffer, n);
		fclose(file);
		for (int format = 0; format < GR_FORMATS; format++)
		{
			gr_arena	arena;
			counts		c = {0};

			gr_arena_init(&arena, &gr_host_libc);
			count_round_trip(&arena, parsed(&arena, text_slice(&t)), format, &c);
			is_int(c.differing + c.forms, 0, "%s as %s: %d figures are read back", entry->d_name, formats[format], c.values);
			gr_arena_free(&arena);
		}
		text_free(&t);
	}
	closedir(reports);
}

int
main(void)
{
	test_nothing();
	test_escapes();
	test_money();
	test_blank_forms();
	test_every_cell();
	test_statistics(GR_FORM_2014);
	test_statistics(GR_FORM_LOCAL);
	test_added_rows();
	test_prose_units();
	test_generated(GR_FORM_2019);
	test_generated(GR_FORM_2021);
	test_rollups();
	test_mixed_rollup();
	test_random();
	test_real_reports();
	return done_testing();
}
