#include "audit_changes.h"

#include "audit_text.h"
#include "audit_words.h"
#include "chapter_words.h"
#include "markup_writer.h"
#include "position.h"
#include "text_rows.h"

/* Chapters, and one more for what stands in none. */
#define PARTS (GR_CHAPTERS + 1)

/* The prose of both reports; a is the other report's, left. */
typedef struct prose_pair
{
	gr_slice	a[PARTS];
	gr_slice	b[PARTS];
	gr_text_rows rows[PARTS];
	gr_repetition sum;
	bool		cut;			/* some prose is longer than what is compared */
} prose_pair;

static const char *
say(const gr_sheet *sheet, gr_sheet_word w)
{
	return gr_sheet_say(sheet->language, w);
}

/* ---------- what is compared ---------- */

static gr_status
read_prose(gr_arena *arena, const gr_report *report, gr_slice raw, bool by_chapter, gr_slice words[PARTS], bool *cut)
{
	size_t		left = GR_SHEET_PROSE_LIMIT;
	gr_writer	writers[PARTS];
	gr_status	status;

	for (int part = 0; part < PARTS; part++)
		gr_writer_init(&writers[part], arena);
	raw = gr_audit_shown(raw, GR_SHEET_TEXT_LIMIT);
	status = by_chapter ? gr_words_by_chapter(arena, report, raw, writers) :
		gr_chapter_words(arena, report, raw, GR_CHAPTER_NONE, &writers[GR_CHAPTER_NONE]);
	for (int part = 0; part < PARTS && status == GR_OK; part++)
	{
		gr_slice	all = gr_slice_make(writers[part].data, writers[part].len);

		words[part] = gr_audit_shown(all, left);
		left -= words[part].len;
		*cut = *cut || words[part].len < all.len;
	}
	return status;
}

/* Where one of the two has no headings, its prose is held against all of the other's. */
static gr_status
compare_prose(gr_arena *arena, const gr_sheet *sheet, prose_pair *pair)
{
	bool		by_chapter = sheet->report->section_count > 0 && sheet->other->section_count > 0;
	gr_status	status;

	memset(pair, 0, sizeof(*pair));
	status = read_prose(arena, sheet->other, sheet->other_raw, by_chapter, pair->a, &pair->cut);
	if (status == GR_OK)
		status = read_prose(arena, sheet->report, sheet->raw, by_chapter, pair->b, &pair->cut);
	for (int part = 0; part < PARTS && status == GR_OK; part++)
	{
		if (pair->a[part].len + pair->b[part].len == 0)
			continue;
		status = gr_text_rows_of(arena, pair->a[part], pair->b[part], &pair->rows[part]);
		pair->sum.a += pair->rows[part].repetition.a;
		pair->sum.b += pair->rows[part].repetition.b;
		pair->sum.common += pair->rows[part].repetition.common;
	}
	return status;
}

/* ---------- the shares ---------- */

/* In tenths of a percent; 1000 only where nothing differs, 0 only where nothing is common. */
static int
permille_of(const gr_repetition *r)
{
	size_t		letters = r->a + r->b;
	size_t		permille = (2000 * r->common + letters / 2) / letters;

	if (2 * r->common == letters)
		return 1000;
	if (r->common == 0)
		return 0;
	return permille >= 1000 ? 999 : permille == 0 ? 1 : (int) permille;
}

static void
write_share(const gr_repetition *r, gr_writer *to)
{
	int			permille;

	if (r->a + r->b == 0)
	{
		gr_markup_write(to, "—");
		return;
	}
	permille = permille_of(r);
	gr_markup_write(to, "%i.%i%%", permille / 10, permille % 10);
}

static const char *
part_name(const gr_sheet *sheet, const prose_pair *pair, int part)
{
	bool		zh = sheet->language == GR_LANGUAGE_ZH;

	if (part < GR_CHAPTERS)
		return zh ? gr_chapters[part].zh : gr_chapters[part].en;
	for (int chapter = 0; chapter < GR_CHAPTERS; chapter++)
		if (pair->a[chapter].len + pair->b[chapter].len > 0)
			return say(sheet, GR_SHEET_NO_CHAPTER_WORD);
	return say(sheet, GR_SHEET_PROSE_WORD);
}

static void
write_share_row(const char *name, const gr_repetition *r, gr_writer *to)
{
	gr_markup_write(to, "<tr><th scope=\"row\">%s</th><td>", name);
	write_share(r, to);
	gr_markup_write(to, "</td><td>%i</td><td>%i</td></tr>\n", (int) r->a, (int) r->b);
}

static gr_sheet_word
left_word(const gr_sheet *sheet)
{
	return sheet->kind == GR_SHEET_CONTINUITY ? GR_SHEET_PREVIOUS_WORD : GR_SHEET_OTHER_REPORT_WORD;
}

static gr_sheet_word
right_word(const gr_sheet *sheet)
{
	return sheet->kind == GR_SHEET_CONTINUITY ? GR_SHEET_CURRENT_WORD : GR_SHEET_THIS_REPORT_WORD;
}

/* A column's head: whose prose it has, and the year where it tells. */
static void
write_head(const gr_sheet *sheet, gr_sheet_word word, const gr_report *report, gr_writer *to)
{
	gr_markup_write(to, "<th scope=\"col\">%s", say(sheet, word));
	if (report->header.year != 0)
		gr_markup_write(to, " · %i", report->header.year);
	gr_markup_write(to, "</th>");
}

static void
write_shares(const gr_sheet *sheet, const prose_pair *pair, gr_writer *to)
{
	gr_markup_write(to, "<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"%s\">\n<table>\n<thead>\n"
					"<tr><th scope=\"col\" rowspan=\"2\">%s</th><th scope=\"col\" rowspan=\"2\">%s</th><th scope=\"colgroup\" colspan=\"2\">%s</th></tr>\n<tr>",
					say(sheet, GR_SHEET_REPETITION_WORD), say(sheet, GR_SHEET_CHAPTER_WORD), say(sheet, GR_SHEET_REPETITION_WORD), say(sheet, GR_SHEET_CHARACTERS_WORD));
	write_head(sheet, left_word(sheet), sheet->other, to);
	write_head(sheet, right_word(sheet), sheet->report, to);
	gr_markup_write(to, "</tr>\n</thead>\n<tbody>\n");
	for (int part = 0; part < PARTS; part++)
		if (pair->a[part].len + pair->b[part].len > 0)
			write_share_row(part_name(sheet, pair, part), &pair->rows[part].repetition, to);
	write_share_row(say(sheet, GR_SHEET_ALL_CHAPTERS_WORD), &pair->sum, to);
	gr_markup_write(to, "</tbody>\n</table>\n</div>\n");
}

/* ---------- the texts ---------- */

/* One side of the rows of a part. */
typedef struct reading
{
	gr_slice	text;
	gr_position position;
	size_t		next;			/* of the changes */
	bool		of_a;
} reading;

/* Words in <del> or <ins>: the other side does not have them. */
static void
write_changed(const reading *r, size_t from, size_t end, gr_writer *to)
{
	const char *element = r->of_a ? "del" : "ins";

	gr_markup_write(to, "<%s>", element);
	gr_audit_words_write(to, gr_slice_sub(r->text, from, end));
	gr_markup_write(to, "</%s>", element);
}

/* The paragraphs of a row up to a byte; "alone" where the other side has none, signs included. */
static void
write_side(reading *r, const gr_text_rows *rows, size_t from, size_t to_byte, bool alone, gr_writer *to)
{
	size_t		last = to_byte;
	size_t		done = from;

	/* The line feed parts rows. */
	while (last > from && r->text.data[last - 1] == '\n')
		last--;
	if (alone && last > from)
	{
		write_changed(r, from, last, to);
		done = last;
	}
	for (; r->next < rows->change_count; r->next++)
	{
		gr_span		s = r->of_a ? rows->changes[r->next].a : rows->changes[r->next].b;
		size_t		begin;
		size_t		end;

		if (s.len == 0)
			continue;
		begin = gr_position_offset(&r->position, s.pos);
		if (begin >= to_byte)
			break;
		if (alone)
			continue;
		end = gr_position_offset(&r->position, s.pos + s.len);
		gr_audit_words_write(to, gr_slice_sub(r->text, done, begin));
		write_changed(r, begin, end, to);
		done = end;
	}
	if (done < last)
		gr_audit_words_write(to, gr_slice_sub(r->text, done, last));
}

static void
write_part(const gr_sheet *sheet, const prose_pair *pair, int part, gr_writer *to)
{
	const gr_text_rows *rows = &pair->rows[part];
	reading		a = {pair->a[part], gr_position_begin(pair->a[part]), 0, true};
	reading		b = {pair->b[part], gr_position_begin(pair->b[part]), 0, false};

	gr_markup_write(to, "<h3>%s · %s ", part_name(sheet, pair, part), say(sheet, GR_SHEET_REPETITION_WORD));
	write_share(&rows->repetition, to);
	gr_markup_write(to, "</h3>\n<table class=\"texts\">\n<thead>\n<tr>");
	write_head(sheet, left_word(sheet), sheet->other, to);
	write_head(sheet, right_word(sheet), sheet->report, to);
	gr_markup_write(to, "</tr>\n</thead>\n<tbody lang=\"zh\">\n");
	for (size_t i = 0; i < rows->count; i++)
	{
		const gr_text_row *row = &rows->rows[i];

		gr_markup_write(to, "<tr%s><td>", row->same ? " class=\"same\"" : "");
		write_side(&a, rows, row->from_a, row->to_a, row->from_b == row->to_b, to);
		gr_markup_write(to, "</td><td>");
		write_side(&b, rows, row->from_b, row->to_b, row->from_a == row->to_a, to);
		gr_markup_write(to, "</td></tr>\n");
	}
	gr_markup_write(to, "</tbody>\n</table>\n");
}

gr_status
gr_audit_changes_write(gr_arena *arena, const gr_sheet *sheet, gr_writer *to)
{
	prose_pair *pair;
	gr_status	status;

	if (sheet->other == NULL || sheet->raw.len == 0 || sheet->other_raw.len == 0)
		return GR_OK;
	pair = gr_arena_alloc(arena, sizeof(prose_pair));
	if (pair == NULL)
		return GR_OUT_OF_MEMORY;
	status = compare_prose(arena, sheet, pair);
	if (status != GR_OK)
		return status;
	gr_markup_write(to, "<section aria-labelledby=\"changes\">\n<h2 id=\"changes\">%s</h2>\n", say(sheet, GR_SHEET_PROSE_COMPARED_WORD));
	if (pair->sum.a + pair->sum.b == 0)
		gr_markup_write(to, "<p>%s</p>\n", say(sheet, GR_SHEET_NO_PROSE_WORD));
	else
	{
		write_shares(sheet, pair, to);
		gr_markup_write(to, "<ul class=\"signs\"><li><del>%s</del> %s</li><li><ins>%s</ins> %s</li></ul>\n", say(sheet, GR_SHEET_EXAMPLE_WORD),
						say(sheet, GR_SHEET_ONLY_LEFT_WORD), say(sheet, GR_SHEET_EXAMPLE_WORD), say(sheet, GR_SHEET_ONLY_RIGHT_WORD));
		if (pair->cut)
			gr_markup_write(to, "<p>%s</p>\n", say(sheet, GR_SHEET_PROSE_CUT_WORD));
		for (int part = 0; part < PARTS; part++)
			if (pair->a[part].len + pair->b[part].len > 0)
				write_part(sheet, pair, part, to);
	}
	gr_markup_write(to, "</section>\n");
	return GR_OK;
}
