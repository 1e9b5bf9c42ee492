/*
 * render_html.c
 *		A grid as an HTML table: clean, as an office exports its form, or as web editors leave it.
 */
#include "internal.h"

static void
put_indented(gen_writer *w, const char *text)
{
	if (w->style.page != 0 && gen_chance(&w->look, 30))
		gen_put(w->report, "  ");
	gen_put(w->report, text);
}

static void
put_attributes(gen_writer *w, const grid_cell *cell)
{
	static const char *const noise[] = {
		" width=\"64\" valign=\"center\"",
		" style=\"border:1px solid #000; padding:0 5.4pt; mso-border-alt: 0.5pt solid\"",
		" class='et3' x:num=\"\"",
		" nowrap align=center bgcolor=\"#FFFFFF\"",
		" data-colwidth=\"72\" title=\"a > b\"",
	};

	if (cell->colspan > 1)
		gen_put(w->report, gen_format(w, w->style.dirty && gen_chance(&w->look, 30) ? " colspan=%d" : " colspan=\"%d\"", cell->colspan));
	if (cell->rowspan > 1)
		gen_put(w->report, gen_format(w, w->style.dirty && gen_chance(&w->look, 30) ? " ROWSPAN='%d'" : " rowspan=\"%d\"", cell->rowspan));
	if (w->style.dirty && gen_chance(&w->look, 40))
		gen_put(w->report, gen_pick(&w->look, noise));
}

static void
put_content(gen_writer *w, const grid_cell *cell)
{
	static const char *const wrappers[][2] = {
		{"", ""},
		{"<p>", "</p>"},
		{"<p style=\"text-align:center;line-height:18px\"><span style=\"font-size:14px\">", "</span></p>"},
		{"<span>", "</span>"},
		{"<div><font face=\"宋体\" size=2>", "</font></div>"},
		{"\n\t\t\t\t", "\n\t\t\t"},
		{"<p><!-- 0 -->", "<o:p></o:p></p>"},
		{"&nbsp;", "&nbsp;"},
	};
	int			wrapper = w->style.dirty ? gen_below(&w->look, (int) LENGTH(wrappers)) : 0;
	gen_report *report = w->report;

	gen_put(report, wrappers[wrapper][0]);
	if (cell->kind == KIND_VALUE)
	{
		size_t		from = report->len;

		if (cell->text[0] == '\0')
			gen_put(report, w->style.dirty && gen_chance(&w->look, 50) ? gen_chance(&w->look, 50) ? "&nbsp;" : "<br />" : "");
		else
			gen_put(report, cell->text);
		if (cell->slot >= 0)
		{
			report->cells[cell->slot].from = from;
			report->cells[cell->slot].to = report->len;
		}
	}
	else
		gen_put_words(w, cell->text, true, true);
	gen_put(report, wrappers[wrapper][1]);
}

static void
put_row(gen_writer *w, const grid_row *row, bool ends, bool upper)
{
	bool		head = row->kind == ROW_HEAD && w->style.dirty && gen_chance(&w->look, 20);
	const char *tag = head ? "th" : upper ? "TD" : "td";

	put_indented(w, upper ? "<TR>\n" : "<tr>\n");
	for (int i = 0; i < row->count; i++)
	{
		gen_put(w->report, gen_format(w, "<%s", tag));
		put_attributes(w, &row->cells[i]);
		gen_put(w->report, ">");
		put_content(w, &row->cells[i]);
		if (ends)
			gen_put(w->report, gen_format(w, "</%s>", tag));
		if (!w->style.dirty || gen_chance(&w->look, 50))
			gen_put(w->report, "\n");
	}
	if (gen_has(w, GEN_SURPLUS_COLUMN))
		gen_put(w->report, ends ? "<td></td>" : "<td>");
	if (ends)
		gen_put(w->report, upper ? "</TR>\n" : "</tr>\n");
}

static void
open_table(gen_writer *w, bool body)
{
	gen_put(w->report, w->style.dirty ? "<table border=1 cellspacing=\"0\" style=\"border-collapse:collapse;width:100%\">" : "<table>");
	gen_put(w->report, body ? "<tbody>\n" : "\n");
}

void
gen_render_html(gen_writer *w, const grid *g)
{
	/* Implied ends: legal, and met in old pages. */
	bool		ends = !w->style.dirty || gen_chance(&w->look, 75);
	bool		upper = w->style.dirty && gen_chance(&w->look, 15);
	bool		body = gen_chance(&w->look, 60);
	bool		nested = w->style.dirty && gen_chance(&w->look, 25);

	if (nested)
		gen_put(w->report, "<table class=\"layout\"><tr><td width=10>&nbsp;</td><td>\n");
	open_table(w, body);
	for (int i = 0; i < g->count; i++)
	{
		const grid_row *row = &g->rows[i];

		if (row->kind != ROW_TEXT)
		{
			put_row(w, row, ends, upper);
			continue;
		}
		/* A page ends: so does the table, and it goes on behind. */
		gen_put(w->report, body ? "</tbody></table>\n" : "</table>\n");
		gen_put(w->report, "<p>");
		gen_put_words(w, row->text, false, true);
		gen_put(w->report, "</p>\n");
		open_table(w, body);
	}
	gen_put(w->report, body ? "</tbody></table>\n" : "</table>\n");
	if (nested)
		gen_put(w->report, "</td></tr></table>\n");
}
