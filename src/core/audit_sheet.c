#include "audit_sheet.h"

#include "audit_changes.h"
#include "audit_style.h"
#include "audit_text.h"
#include "audit_words.h"
#include "markup_writer.h"
#include "render.h"

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
say(const page *p, gr_sheet_word w)
{
	return gr_sheet_say(p->sheet->language, w);
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

/* The gravest of a chain of findings; GR_SHEET_SEVERITIES for none. */
static int
gravest_of(const page *p, uint32_t first, const uint32_t *next)
{
	int			gravest = GR_SHEET_SEVERITIES;

	for (uint32_t n = first; n != 0; n = next[n - 1])
		if (p->sheet->findings->items[n - 1].severity < gravest)
			gravest = p->sheet->findings->items[n - 1].severity;
	return gravest;
}

/* Links to a chain of findings, each with its sign and number. */
static void
write_references(page *p, uint32_t first, const uint32_t *next)
{
	if (first == 0)
		return;
	gr_markup_write(p->to, "<span class=\"refs\">");
	for (uint32_t n = first; n != 0; n = next[n - 1])
		gr_markup_write(p->to, "%s<a href=\"#f%i\"><span aria-hidden=\"true\">%s</span><span class=\"sr\">%s </span>%i</a>", n == first ? "" : " ",
						(int) n, gr_sheet_severities[p->sheet->findings->items[n - 1].severity].sign, say(p, GR_SHEET_NOTE_WORD), (int) n);
	gr_markup_write(p->to, "</span>");
}

/* The gravest severity of a cell's findings, as class; and what is said of it, as its title. */
static void
write_cell_start(page *p, const gr_cell *cell, int slot, int colspan, uint32_t first)
{
	const gr_sheet_sign *status = &gr_sheet_statuses[cell->status];
	int			gravest = gravest_of(p, first, p->next);

	gr_markup_write(p->to, "<td");
	if (cell == &p->sheet->report->cells[slot])
		gr_markup_write(p->to, " id=\"c%i\"", slot);
	if (colspan > 1)
		gr_markup_write(p->to, " colspan=\"%i\"", colspan);
	if (gravest < GR_SHEET_SEVERITIES || *status->sign != '\0')
		gr_markup_write(p->to, " class=\"%s%s%s\"", gravest < GR_SHEET_SEVERITIES ? gr_severity_name((gr_severity) gravest) : "",
						gravest < GR_SHEET_SEVERITIES && *status->sign != '\0' ? " " : "", *status->sign != '\0' ? "none" : "");
	if (gravest < GR_SHEET_SEVERITIES)
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
					say(p, compare ? GR_SHEET_COMPUTED_WORD : GR_SHEET_PREVIOUS_WORD), compare ? "Σ" : "←", figure.len > 0 ? figure : GR_SLICE("—"));
}

static void
write_cell(void *context, gr_writer *to, const gr_cell *cell, int slot, gr_slice figure, int colspan)
{
	page	   *p = context;
	bool		own = cell == &p->sheet->report->cells[slot];
	uint32_t	first = own ? p->of_slot[slot] : 0;
	uint32_t	anchor = gr_audit_text_anchor(&p->text, cell->span);
	const gr_sheet_sign *status = &gr_sheet_statuses[cell->status];
	const gr_repair *repair = own ? repair_of(p, slot) : NULL;
	char		proposed[GR_DECIMAL_LENGTH];

	write_cell_start(p, cell, slot, colspan, first);
	if (figure.len > 0 && anchor != 0)
		gr_markup_write(to, "<a href=\"#p%i\">%t</a>", (int) anchor, figure);
	else
		gr_markup_write(to, "%t", figure);
	if (*status->sign != '\0')
		gr_markup_write(to, "<span aria-hidden=\"true\">%s</span><span class=\"sr\">%s</span>", status->sign, status->words[p->sheet->language]);
	write_references(p, first, p->next);
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

	gr_markup_write(p->to, "<h3>%s</h3>\n<ul class=\"signs\">", say(p, GR_SHEET_SIGNS_WORD));
	for (int s = 0; s < GR_SHEET_SEVERITIES; s++)
		gr_markup_write(p->to, "<li>%s %s</li>", gr_sheet_severities[s].sign, gr_sheet_severities[s].words[l]);
	for (int s = 0; s < GR_CELL_STATUSES; s++)
		if (*gr_sheet_statuses[s].sign != '\0')
			gr_markup_write(p->to, "<li>%s %s</li>", gr_sheet_statuses[s].sign, gr_sheet_statuses[s].words[l]);
	if (p->sheet->other != NULL)
		gr_markup_write(p->to, "<li>%s %s</li>", p->sheet->kind == GR_SHEET_COMPARE ? "Σ" : "←",
						say(p, p->sheet->kind == GR_SHEET_COMPARE ? GR_SHEET_COMPUTED_WORD : GR_SHEET_PREVIOUS_WORD));
	gr_markup_write(p->to, "</ul>\n");
}

static void
write_tables(page *p)
{
	gr_render_cells cells = {write_cell, p};
	bool		any = false;

	gr_markup_write(p->to, "<section aria-labelledby=\"tables\">\n<h2 id=\"tables\">%s</h2>\n", say(p, GR_SHEET_TABLES_WORD));
	for (int table = 0; table < GR_TABLES; table++)
		any = any || p->sheet->report->forms[table] != GR_FORM_NONE;
	if (any)
	{
		/* Wider than a telephone: scrolled by keyboard, too. */
		gr_markup_write(p->to, "<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"%s\" lang=\"zh\">\n", say(p, GR_SHEET_TABLES_WORD));
		gr_render_with(p->to, p->sheet->report, &cells);
		gr_markup_write(p->to, "\n</div>\n");
		write_signs(p);
	}
	else
		gr_markup_write(p->to, "<p>%s</p>\n", say(p, GR_SHEET_NO_TABLES_WORD));
	gr_markup_write(p->to, "</section>\n");
}

/* ---------- findings ---------- */

static void
write_finding(page *p, size_t i)
{
	const gr_finding *f = &p->sheet->findings->items[i];
	const gr_sheet_sign *severity = &gr_sheet_severities[f->severity];
	int			slot = slot_of(p, f->row, f->column);
	uint32_t	anchor = gr_audit_text_anchor(&p->text, f->span);

	gr_markup_write(p->to, "<li id=\"f%i\" class=\"%s\"><strong><span aria-hidden=\"true\">%s</span> %s</strong> %t", (int) i + 1,
					gr_severity_name((gr_severity) f->severity), severity->sign, severity->words[p->sheet->language], sentence_of(p, f));
	gr_markup_write(p->to, " <code>%s</code>", gr_rules[f->rule].id);
	if (slot >= 0)
		gr_markup_write(p->to, " <a class=\"links\" href=\"#c%i\">→ %s</a>", slot, say(p, GR_SHEET_TO_CELL_WORD));
	if (anchor != 0)
		gr_markup_write(p->to, " <a class=\"links\" href=\"#p%i\">→ %s</a>", (int) anchor, say(p, GR_SHEET_TO_TEXT_WORD));
	gr_markup_write(p->to, "</li>\n");
}

static void
write_findings(page *p)
{
	gr_markup_write(p->to, "<section aria-labelledby=\"findings\">\n<h2 id=\"findings\">%s</h2>\n", say(p, GR_SHEET_FINDINGS_WORD));
	if (p->sheet->findings->count == 0)
		gr_markup_write(p->to, "<p>%s</p>\n", say(p, GR_SHEET_NO_FINDINGS_WORD));
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
		gr_markup_write(p->to, "<li>%s: %s</li>\n", zh ? gr_tables[r->table].zh : gr_tables[r->table].en, say(p, GR_SHEET_UNDECIDED_WORD));
		return;
	}
	row = &gr_rows[gr_slots[r->slot].row];
	column = &gr_columns[gr_slots[r->slot].column];
	gr_markup_write(p->to, "<li>[%i] %s · %s: %t → %t (%s)", r->solution, zh ? row->zh : row->en, zh ? column->zh : column->en,
					printed.len > 0 ? printed : GR_SLICE("—"), proposed.len > 0 ? proposed : GR_SLICE("?"), say(p, r->certain ? GR_SHEET_CERTAIN_WORD : GR_SHEET_POSSIBLE_WORD));
	if (slot_of(p, gr_slots[r->slot].row, gr_slots[r->slot].column) >= 0)
		gr_markup_write(p->to, " <a class=\"links\" href=\"#c%i\">→ %s</a>", r->slot, say(p, GR_SHEET_TO_CELL_WORD));
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
	gr_markup_write(p->to, "<section aria-labelledby=\"repairs\">\n<h2 id=\"repairs\">%s</h2>\n<ol class=\"list\">\n", say(p, GR_SHEET_REPAIRS_WORD));
	for (size_t i = 0; i < repairs->count; i++)
		if (is_listed(&repairs->items[i]))
			write_repair(p, &repairs->items[i]);
	gr_markup_write(p->to, "</ol>\n</section>\n");
}

/* ---------- text ---------- */

/* Words of the text lead back to their cell, and to what was found about them. */
static void
begin_place(void *context, const gr_audit_place *place)
{
	page	   *p = context;
	int			gravest = gravest_of(p, place->first, p->text.next);

	gr_markup_write(p->to, "<mark id=\"p%i\"", (int) place->span.pos);
	if (gravest < GR_SHEET_SEVERITIES)
		gr_markup_write(p->to, " class=\"%s\"", gr_severity_name((gr_severity) gravest));
	gr_markup_write(p->to, ">");
	if (place->slot >= 0 && place->span.len > 0)
		gr_markup_write(p->to, "<a href=\"#c%i\">", place->slot);
}

static void
end_place(void *context, const gr_audit_place *place)
{
	page	   *p = context;

	gr_markup_write(p->to, "%s</mark>", place->slot >= 0 && place->span.len > 0 ? "</a>" : "");
	write_references(p, place->first, p->text.next);
}

static void
write_text(page *p)
{
	gr_audit_marks marks = {begin_place, end_place, p};

	gr_markup_write(p->to, "<section class=\"text\" aria-labelledby=\"text\">\n<h2 id=\"text\">%s</h2>\n<pre tabindex=\"0\" lang=\"zh\">", say(p, GR_SHEET_TEXT_WORD));
	gr_audit_text_write(p->sheet, &p->text, &marks, p->to);
	gr_markup_write(p->to, "</pre>\n</section>\n");
}

/* ---------- head ---------- */

static void
write_fact(page *p, gr_sheet_word name, gr_slice value)
{
	gr_markup_write(p->to, "<div><dt>%s</dt><dd>%t</dd></div>\n", say(p, name), value.len > 0 ? value : gr_slice_cstring(say(p, GR_SHEET_UNKNOWN_WORD)));
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
	static const gr_sheet_word names[] = {GR_SHEET_AUDIT_WORD, GR_SHEET_COMPARE_WORD, GR_SHEET_CONTINUITY_WORD};
	const gr_header *h = &p->sheet->report->header;
	char		year[GR_DECIMAL_LENGTH];

	if (h->issuer.len > 0)
		gr_markup_write(p->to, "%t ", h->issuer);
	if (h->year != 0)
		gr_markup_write(p->to, "%t%s ", number_text(h->year, year), say(p, GR_SHEET_YEAR_WORD));
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
	write_fact(p, GR_SHEET_PUBLISHED_WORD, gr_slice_make(text, (size_t) at));
}

static void
write_overview(page *p)
{
	const gr_report *r = p->sheet->report;
	static const gr_sheet_word verdicts[] = {[GR_NOTHING_TO_RECONCILE] = GR_SHEET_NOTHING_WORD,[GR_RECONCILES] = GR_SHEET_RECONCILES_WORD,[GR_DOES_NOT_RECONCILE] = GR_SHEET_DOES_NOT_WORD};
	char		number[GR_DECIMAL_LENGTH];
	int			counts[GR_SHEET_SEVERITIES];

	memset(counts, 0, sizeof(counts));
	for (size_t i = 0; i < p->sheet->findings->count; i++)
		counts[p->sheet->findings->items[i].severity]++;
	gr_markup_write(p->to, "<section aria-labelledby=\"overview\">\n<h2 id=\"overview\">%s</h2>\n<dl class=\"facts\">\n", say(p, GR_SHEET_OVERVIEW_WORD));
	write_fact(p, GR_SHEET_ISSUER_WORD, r->header.issuer);
	write_fact(p, GR_SHEET_OF_YEAR_WORD, r->header.year == 0 ? gr_slice_make(NULL, 0) : number_text(r->header.year, number));
	if (r->rollup)
		write_fact(p, GR_SHEET_REPORTS_WORD, number_text(r->reports, number));
	else
	{
		write_fact(p, GR_SHEET_LEVEL_WORD, words_of(p, gr_sheet_level(r->header.level), gr_level_name(r->header.level)));
		write_fact(p, GR_SHEET_KIND_WORD, words_of(p, gr_sheet_organ_kind(r->header.kind), gr_organ_kind_name(r->header.kind)));
		write_date(p, r->header.published);
		write_fact(p, GR_SHEET_SITE_CODE_WORD, r->header.site_code);
	}
	if (p->sheet->kind == GR_SHEET_AUDIT)
		write_fact(p, GR_SHEET_VERDICT_WORD, gr_slice_cstring(say(p, verdicts[gr_verdict_of(p->sheet->findings)])));
	for (int s = 0; s < GR_SHEET_SEVERITIES; s++)
		gr_markup_write(p->to, "<div><dt><span aria-hidden=\"true\">%s</span> %s</dt><dd>%i</dd></div>\n", gr_sheet_severities[s].sign,
						gr_sheet_severities[s].words[p->sheet->language], counts[s]);
	gr_markup_write(p->to, "</dl>\n</section>\n");
}

gr_status
gr_sheet_write(gr_arena *arena, const gr_sheet *sheet, gr_writer *to)
{
	page		p = {.sheet = sheet,.arena = arena,.to = to};
	/* Of two reports the prose is shown side by side. */
	bool		has_text = sheet->raw.len > 0 && sheet->other == NULL;
	gr_status	status = gr_audit_text_places(arena, sheet, &p.text);

	if (status == GR_OK)
		status = link_findings(&p);
	if (status != GR_OK)
		return status;
	gr_markup_write(to, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>",
					sheet->language == GR_LANGUAGE_ZH ? "zh" : "en");
	write_title(&p);
	gr_markup_write(to, "</title>\n<style>%s</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#findings\">%s</a>\n<header><h1>", gr_audit_style, say(&p, GR_SHEET_SKIP_WORD));
	write_title(&p);
	gr_markup_write(to, "</h1></header>\n<main>\n");
	write_overview(&p);
	if (has_text)
		gr_markup_write(to, "<div class=\"split\">\n<div>\n");
	write_tables(&p);
	write_findings(&p);
	write_repairs(&p);
	status = gr_audit_changes_write(arena, sheet, to);
	if (status != GR_OK)
		return status;
	if (has_text)
	{
		gr_markup_write(to, "</div>\n");
		write_text(&p);
		gr_markup_write(to, "</div>\n");
	}
	gr_markup_write(to, "</main>\n</body>\n</html>");
	return to->failed ? GR_OUT_OF_MEMORY : GR_OK;
}
