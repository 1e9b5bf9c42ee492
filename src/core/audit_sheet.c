#include "audit_sheet.h"

#include "audit_style.h"
#include "audit_text.h"
#include "markup_writer.h"
#include "render.h"

/* ---------- words ---------- */

typedef enum word
{
#define GR_SHEET_WORD(name, zh, en) WORD_##name,
#include "audit_sheet.def"
	WORDS
} word;

typedef struct sign_words
{
	const char *sign;
	const char *words[2];		/* by language */
} sign_words;

static const char *const words[WORDS][2] = {
#define GR_SHEET_WORD(name, zh, en) {zh, en},
#include "audit_sheet.def"
};

static const sign_words statuses[GR_CELL_STATUSES] = {
#define GR_SHEET_STATUS(name, sign, zh, en) [GR_CELL_##name] = {sign, {zh, en}},
#include "audit_sheet.def"
};

static const sign_words severities[] = {
#define GR_SHEET_SEVERITY(name, sign, zh, en) [GR_SEVERITY_##name] = {sign, {zh, en}},
#include "audit_sheet.def"
};

#define SEVERITIES ((int) (sizeof(severities) / sizeof(severities[0])))

static const char *const levels[GR_LEVELS] = {
#define GR_SHEET_LEVEL(name, zh) [GR_LEVEL_##name] = zh,
#include "audit_sheet.def"
};

static const char *const kinds[GR_ORGAN_KINDS] = {
#define GR_SHEET_KIND(name, zh) [GR_ORGAN_##name] = zh,
#include "audit_sheet.def"
};

/* ---------- the page ---------- */

typedef struct page
{
	const gr_sheet *sheet;
	gr_arena   *arena;
	gr_writer  *to;
	gr_audit_text text;
	uint32_t   *of_slot;		/* one more than the first finding of a cell; 0: none */
	uint32_t   *next;			/* of a finding: one more than the next one of its cell */
} page;

static const char *
say(const page *p, word w)
{
	return words[w][p->sheet->language];
}

/* The cell that a row and a column name, if the report has its table; -1: none. */
static int
slot_of(const page *p, int row, int column)
{
	int			slot = gr_slot_of(row, column);

	return slot >= 0 && gr_form_has(p->sheet->report->forms[gr_slots[slot].table], slot) ? slot : -1;
}

/* Which findings a cell has, in their order. */
static gr_status
link_findings(page *p)
{
	const gr_findings *f = p->sheet->findings;

	p->of_slot = gr_arena_alloc(p->arena, GR_SLOTS * sizeof(uint32_t));
	p->next = gr_arena_alloc(p->arena, (f->count + 1) * sizeof(uint32_t));
	if (p->of_slot == NULL || p->next == NULL)
		return GR_OUT_OF_MEMORY;
	memset(p->of_slot, 0, GR_SLOTS * sizeof(uint32_t));
	for (size_t i = f->count; i > 0; i--)
	{
		int			slot = slot_of(p, f->items[i - 1].row, f->items[i - 1].column);

		if (slot < 0)
			continue;
		p->next[i - 1] = p->of_slot[slot];
		p->of_slot[slot] = (uint32_t) i;
	}
	return GR_OK;
}

/* A figure without zeros behind its point; empty where it is not known. */
static gr_slice
figure_text(const gr_figure *figure, char to[GR_DECIMAL_LENGTH])
{
	size_t		len;

	if (!figure->known)
		return gr_slice_make(NULL, 0);
	len = (size_t) gr_wide_write_decimal(to, figure->value, figure->scale);
	if (figure->scale > 0)
	{
		while (len > 0 && to[len - 1] == '0')
			len--;
		if (len > 0 && to[len - 1] == '.')
			len--;
	}
	return gr_slice_make(to, len);
}

/* The sentence of a finding, in the arena. */
static gr_slice
sentence_of(page *p, const gr_finding *f)
{
	char		expected[GR_DECIMAL_LENGTH];
	char		actual[GR_DECIMAL_LENGTH];
	char		difference[GR_DECIMAL_LENGTH];
	gr_description d = {f->rule, f->severity, f->table, f->row, f->column, figure_text(&f->expected, expected), figure_text(&f->actual, actual),
	figure_text(&f->difference, difference)};
	gr_writer	writer;

	gr_writer_init(&writer, p->arena);
	gr_describe(&writer, &d, p->sheet->language);
	p->to->failed = p->to->failed || writer.failed;
	return gr_slice_make(writer.data, writer.len);
}

/* ---------- cells ---------- */

/* The likeliest figure of a cell, or NULL. */
static const gr_repair *
repair_of(const page *p, int slot)
{
	const gr_repairs *repairs = p->sheet->repairs;

	for (size_t i = 0; repairs != NULL && i < repairs->count; i++)
		if (repairs->items[i].slot == slot && repairs->items[i].proposed.known)
			return &repairs->items[i];
	return NULL;
}

/* The gravest severity of a cell's findings, as class; and what is said of it, as its title. */
static void
write_cell_start(page *p, const gr_cell *cell, int slot, int colspan, uint32_t first)
{
	const sign_words *status = &statuses[cell->status];
	int			gravest = SEVERITIES;

	for (uint32_t n = first; n != 0; n = p->next[n - 1])
		if (p->sheet->findings->items[n - 1].severity < gravest)
			gravest = p->sheet->findings->items[n - 1].severity;
	gr_markup_write(p->to, "<td");
	if (cell == &p->sheet->report->cells[slot])
		gr_markup_write(p->to, " id=\"c%i\"", slot);
	if (colspan > 1)
		gr_markup_write(p->to, " colspan=\"%i\"", colspan);
	if (gravest < SEVERITIES || *status->sign != '\0')
		gr_markup_write(p->to, " class=\"%s%s%s\"", gravest < SEVERITIES ? gr_severity_name((gr_severity) gravest) : "",
						gravest < SEVERITIES && *status->sign != '\0' ? " " : "", *status->sign != '\0' ? "none" : "");
	if (gravest < SEVERITIES)
	{
		gr_markup_write(p->to, " title=\"");
		for (uint32_t n = first; n != 0; n = p->next[n - 1])
			gr_markup_write(p->to, "%s[%i] %t", n == first ? "" : "\n", (int) n, sentence_of(p, &p->sheet->findings->items[n - 1]));
		gr_markup_write(p->to, "\"");
	}
	gr_markup_write(p->to, ">");
}

/* The same cell of the other report. */
static void
write_beside(page *p, int slot)
{
	bool		compare = p->sheet->kind == GR_SHEET_COMPARE;
	char		text[GR_FIGURE_LENGTH];
	gr_slice	figure = gr_render_figure(&p->sheet->other->cells[slot], slot, text);

	gr_markup_write(p->to, "<span class=\"beside\"><span class=\"sr\">%s </span><span aria-hidden=\"true\">%s</span> %t</span>",
					say(p, compare ? WORD_COMPUTED : WORD_PREVIOUS), compare ? "Σ" : "←", figure.len > 0 ? figure : GR_SLICE("—"));
}

static void
write_cell(void *context, gr_writer *to, const gr_cell *cell, int slot, gr_slice figure, int colspan)
{
	page	   *p = context;
	bool		own = cell == &p->sheet->report->cells[slot];
	uint32_t	first = own ? p->of_slot[slot] : 0;
	uint32_t	anchor = own ? gr_audit_text_anchor(&p->text, cell->span) : 0;
	const sign_words *status = &statuses[cell->status];
	const gr_repair *repair = own ? repair_of(p, slot) : NULL;
	char		proposed[GR_DECIMAL_LENGTH];

	write_cell_start(p, cell, slot, colspan, first);
	if (figure.len > 0 && anchor != 0)
		gr_markup_write(to, "<a href=\"#p%i\">%t</a>", (int) anchor, figure);
	else
		gr_markup_write(to, "%t", figure);
	if (*status->sign != '\0')
		gr_markup_write(to, "<span aria-hidden=\"true\">%s</span><span class=\"sr\">%s</span>", status->sign, status->words[p->sheet->language]);
	if (first != 0)
		gr_markup_write(to, "<span class=\"refs\">");
	for (uint32_t n = first; n != 0; n = p->next[n - 1])
		gr_markup_write(to, "<a href=\"#f%i\"><span aria-hidden=\"true\">%s</span><span class=\"sr\">%s </span>%i</a> ",
						(int) n, severities[p->sheet->findings->items[n - 1].severity].sign, say(p, WORD_NOTE), (int) n);
	if (first != 0)
		gr_markup_write(to, "</span>");
	if (own && p->sheet->other != NULL)
		write_beside(p, slot);
	if (repair != NULL)
		gr_markup_write(to, "<span class=\"repair\">→ %t</span>", figure_text(&repair->proposed, proposed));
	gr_markup_write(to, "</td>");
}

static void
write_signs(page *p)
{
	gr_language l = p->sheet->language;

	gr_markup_write(p->to, "<h3>%s</h3>\n<ul class=\"signs\">", say(p, WORD_SIGNS));
	for (int s = 0; s < SEVERITIES; s++)
		gr_markup_write(p->to, "<li>%s %s</li>", severities[s].sign, severities[s].words[l]);
	for (int s = 0; s < GR_CELL_STATUSES; s++)
		if (*statuses[s].sign != '\0')
			gr_markup_write(p->to, "<li>%s %s</li>", statuses[s].sign, statuses[s].words[l]);
	if (p->sheet->other != NULL)
		gr_markup_write(p->to, "<li>%s %s</li>", p->sheet->kind == GR_SHEET_COMPARE ? "Σ" : "←",
						say(p, p->sheet->kind == GR_SHEET_COMPARE ? WORD_COMPUTED : WORD_PREVIOUS));
	gr_markup_write(p->to, "</ul>\n");
}

static void
write_tables(page *p)
{
	gr_render_cells cells = {write_cell, p};
	bool		any = false;

	gr_markup_write(p->to, "<section aria-labelledby=\"tables\">\n<h2 id=\"tables\">%s</h2>\n", say(p, WORD_TABLES));
	for (int table = 0; table < GR_TABLES; table++)
		any = any || p->sheet->report->forms[table] != GR_FORM_NONE;
	if (any)
	{
		/* Wider than a telephone: scrolled by keyboard, too. */
		gr_markup_write(p->to, "<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"%s\" lang=\"zh\">\n", say(p, WORD_TABLES));
		gr_render_with(p->to, p->sheet->report, &cells);
		gr_markup_write(p->to, "\n</div>\n");
		write_signs(p);
	}
	else
		gr_markup_write(p->to, "<p>%s</p>\n", say(p, WORD_NO_TABLES));
	gr_markup_write(p->to, "</section>\n");
}

/* ---------- findings ---------- */

static void
write_finding(page *p, size_t i)
{
	const gr_finding *f = &p->sheet->findings->items[i];
	const sign_words *severity = &severities[f->severity];
	int			slot = slot_of(p, f->row, f->column);
	uint32_t	anchor = gr_audit_text_anchor(&p->text, f->span);

	gr_markup_write(p->to, "<li id=\"f%i\" class=\"%s\"><strong><span aria-hidden=\"true\">%s</span> %s</strong> %t", (int) i + 1,
					gr_severity_name((gr_severity) f->severity), severity->sign, severity->words[p->sheet->language], sentence_of(p, f));
	gr_markup_write(p->to, " <code>%s</code>", gr_rules[f->rule].id);
	if (slot >= 0)
		gr_markup_write(p->to, " <a class=\"links\" href=\"#c%i\">→ %s</a>", slot, say(p, WORD_TO_CELL));
	if (anchor != 0)
		gr_markup_write(p->to, " <a class=\"links\" href=\"#p%i\">→ %s</a>", (int) anchor, say(p, WORD_TO_TEXT));
	gr_markup_write(p->to, "</li>\n");
}

static void
write_findings(page *p)
{
	gr_markup_write(p->to, "<section aria-labelledby=\"findings\">\n<h2 id=\"findings\">%s</h2>\n", say(p, WORD_FINDINGS));
	if (p->sheet->findings->count == 0)
		gr_markup_write(p->to, "<p>%s</p>\n", say(p, WORD_NO_FINDINGS));
	else
	{
		gr_markup_write(p->to, "<ol class=\"list\">\n");
		for (size_t i = 0; i < p->sheet->findings->count; i++)
			write_finding(p, i);
		gr_markup_write(p->to, "</ol>\n");
	}
	gr_markup_write(p->to, "</section>\n");
}

static bool
is_listed(const gr_repair *r)
{
	return r->kind != GR_REPAIR_FILL && r->solution <= GR_SHEET_SOLUTIONS;
}

static void
write_repair(page *p, const gr_repair *r)
{
	bool		zh = p->sheet->language == GR_LANGUAGE_ZH;
	char		buffers[2][GR_DECIMAL_LENGTH];
	gr_slice	printed = figure_text(&r->printed, buffers[0]);
	gr_slice	proposed = figure_text(&r->proposed, buffers[1]);
	const gr_row_info *row;
	const gr_column_info *column;

	if (r->slot < 0)
	{
		gr_markup_write(p->to, "<li>%s: %s</li>\n", zh ? gr_tables[r->table].zh : gr_tables[r->table].en, say(p, WORD_UNDECIDED));
		return;
	}
	row = &gr_rows[gr_slots[r->slot].row];
	column = &gr_columns[gr_slots[r->slot].column];
	gr_markup_write(p->to, "<li>[%i] %s · %s: %t → %t (%s)", r->solution, zh ? row->zh : row->en, zh ? column->zh : column->en,
					printed.len > 0 ? printed : GR_SLICE("—"), proposed.len > 0 ? proposed : GR_SLICE("?"), say(p, r->certain ? WORD_CERTAIN : WORD_POSSIBLE));
	if (slot_of(p, gr_slots[r->slot].row, gr_slots[r->slot].column) >= 0)
		gr_markup_write(p->to, " <a class=\"links\" href=\"#c%i\">→ %s</a>", r->slot, say(p, WORD_TO_CELL));
	gr_markup_write(p->to, "</li>\n");
}

static void
write_repairs(page *p)
{
	const gr_repairs *repairs = p->sheet->repairs;
	size_t		listed = 0;

	for (size_t i = 0; repairs != NULL && i < repairs->count; i++)
		listed += is_listed(&repairs->items[i]);
	if (listed == 0)
		return;
	gr_markup_write(p->to, "<section aria-labelledby=\"repairs\">\n<h2 id=\"repairs\">%s</h2>\n<ol class=\"list\">\n", say(p, WORD_REPAIRS));
	for (size_t i = 0; i < repairs->count; i++)
		if (is_listed(&repairs->items[i]))
			write_repair(p, &repairs->items[i]);
	gr_markup_write(p->to, "</ol>\n</section>\n");
}

/* ---------- head ---------- */

static void
write_fact(page *p, word name, gr_slice value)
{
	gr_markup_write(p->to, "<div><dt>%s</dt><dd>%t</dd></div>\n", say(p, name), value.len > 0 ? value : gr_slice_cstring(say(p, WORD_UNKNOWN)));
}

static gr_slice
words_of(const page *p, const char *zh, const char *en)
{
	const char *chosen = p->sheet->language == GR_LANGUAGE_ZH ? zh : en;

	return chosen == NULL ? gr_slice_make(NULL, 0) : gr_slice_cstring(chosen);
}

static gr_slice
number_text(int64_t value, char to[GR_DECIMAL_LENGTH])
{
	return gr_slice_make(to, (size_t) gr_wide_write(to, gr_wide_of(value)));
}

/* Whose sheet it is. */
static void
write_title(page *p)
{
	static const word names[] = {WORD_AUDIT, WORD_COMPARE, WORD_CONTINUITY};
	const gr_header *h = &p->sheet->report->header;
	char		year[GR_DECIMAL_LENGTH];

	if (h->issuer.len > 0)
		gr_markup_write(p->to, "%t ", h->issuer);
	if (h->year != 0)
		gr_markup_write(p->to, "%t%s ", number_text(h->year, year), say(p, WORD_YEAR));
	gr_markup_write(p->to, "%s", say(p, names[p->sheet->kind]));
}

static void
write_date(page *p, gr_date date)
{
	char		text[16];
	int			parts[3] = {date.year, date.month, date.day};
	int			at = 0;

	for (int i = 0; i < 3 && date.year != 0; i++)
	{
		if (i > 0)
			text[at++] = '-';
		for (int digit = i == 0 ? 1000 : 10; digit > 0; digit /= 10)
			text[at++] = (char) ('0' + parts[i] / digit % 10);
	}
	write_fact(p, WORD_PUBLISHED, gr_slice_make(text, (size_t) at));
}

static void
write_overview(page *p)
{
	const gr_report *r = p->sheet->report;
	static const word verdicts[] = {[GR_NOTHING_TO_RECONCILE] = WORD_NOTHING,[GR_RECONCILES] = WORD_RECONCILES,[GR_DOES_NOT_RECONCILE] = WORD_DOES_NOT};
	char		number[GR_DECIMAL_LENGTH];
	int			counts[SEVERITIES];

	memset(counts, 0, sizeof(counts));
	for (size_t i = 0; i < p->sheet->findings->count; i++)
		counts[p->sheet->findings->items[i].severity]++;
	gr_markup_write(p->to, "<section aria-labelledby=\"overview\">\n<h2 id=\"overview\">%s</h2>\n<dl class=\"facts\">\n", say(p, WORD_OVERVIEW));
	write_fact(p, WORD_ISSUER, r->header.issuer);
	write_fact(p, WORD_OF_YEAR, r->header.year == 0 ? gr_slice_make(NULL, 0) : number_text(r->header.year, number));
	if (r->rollup)
		write_fact(p, WORD_REPORTS, number_text(r->reports, number));
	else
	{
		write_fact(p, WORD_LEVEL, words_of(p, levels[r->header.level], gr_level_name(r->header.level)));
		write_fact(p, WORD_KIND, words_of(p, kinds[r->header.kind], gr_organ_kind_name(r->header.kind)));
		write_date(p, r->header.published);
		write_fact(p, WORD_SITE_CODE, r->header.site_code);
	}
	if (p->sheet->kind == GR_SHEET_AUDIT)
		write_fact(p, WORD_VERDICT, gr_slice_cstring(say(p, verdicts[gr_verdict_of(p->sheet->findings)])));
	for (int s = 0; s < SEVERITIES; s++)
		gr_markup_write(p->to, "<div><dt><span aria-hidden=\"true\">%s</span> %s</dt><dd>%i</dd></div>\n", severities[s].sign,
						severities[s].words[p->sheet->language], counts[s]);
	gr_markup_write(p->to, "</dl>\n</section>\n");
}

gr_status
gr_sheet_write(gr_arena *arena, const gr_sheet *sheet, gr_writer *to)
{
	page		p = {.sheet = sheet,.arena = arena,.to = to};
	gr_status	status = gr_audit_text_places(arena, sheet, &p.text);

	if (status == GR_OK)
		status = link_findings(&p);
	if (status != GR_OK)
		return status;
	gr_markup_write(to, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>",
					sheet->language == GR_LANGUAGE_ZH ? "zh" : "en");
	write_title(&p);
	gr_markup_write(to, "</title>\n<style>%s</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#findings\">%s</a>\n<header><h1>", gr_audit_style, say(&p, WORD_SKIP));
	write_title(&p);
	gr_markup_write(to, "</h1></header>\n<main>\n");
	write_overview(&p);
	if (sheet->raw.len > 0)
		gr_markup_write(to, "<div class=\"split\">\n<div>\n");
	write_tables(&p);
	write_findings(&p);
	write_repairs(&p);
	if (sheet->raw.len > 0)
	{
		gr_markup_write(to, "</div>\n<section class=\"text\" aria-labelledby=\"text\">\n<h2 id=\"text\">%s</h2>\n<pre tabindex=\"0\" lang=\"zh\">", say(&p, WORD_TEXT));
		gr_audit_text_write(sheet, &p.text, to);
		gr_markup_write(to, "</pre>\n</section>\n</div>\n");
	}
	gr_markup_write(to, "</main>\n</body>\n</html>");
	return to->failed ? GR_OUT_OF_MEMORY : GR_OK;
}
