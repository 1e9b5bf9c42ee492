/*
 * html_tables.c
 *		Reads the tokens of a page one after the other, and of the texts inside it where they stand.
 */
#include "html_tables.h"

#include "html_estimate.h"
#include "html_flatten.h"
#include "html_nested.h"
#include "html_rows.h"
#include "html_scan.h"
#include "html_stack.h"
#include "html_tree.h"

void
gr_html_poll(gr_html_reader *r)
{
	r->work = 0;
	if (gr_cancelled(r->arena))
		r->status = GR_CANCELLED;
}

/* Adds characters to a line of the reader; a line end among them ends it. */
static void
add_text(gr_html_reader *r, gr_html_frame *f, gr_html_line *line, const gr_html_token *token, unsigned how)
{
	size_t		from = token->from;

	while (from < token->to)
	{
		size_t		start = from;
		bool		ended;

		from = gr_html_line_add(line, &f->view, from, token->to, how, &ended);
		gr_html_check_text(r, &line->text, line->to);
		if (ended && line == &r->line)
			gr_html_border(r);
		if (!gr_html_tick(r, from - start) || r->full)
			return;
	}
}

/* Do blanks and line ends stand for themselves: in a pre in the innermost cell, or outside all? */
static inline bool
counts_blanks(const gr_html_reader *r, const gr_html_frame *f)
{
	uint32_t	pre = f->last[GR_TAG_PRE] > f->last[GR_TAG_LISTING] ? f->last[GR_TAG_PRE] : f->last[GR_TAG_LISTING];

	if (pre > 0 && pre > f->last[GR_TAG_TD] && pre > f->last[GR_TAG_TH] && pre > f->last[GR_TAG_CAPTION])
		return true;
	return (r->flags & GR_HTML_KEEP_LINES) && r->level == 0 && f->last[GR_TAG_TABLE] == 0;
}

/*
 * Lines of text without tags and references, where blanks and line ends count: an item each, as they stand in the source.
 * Returns where the first line begins that is left, for one that does not end here, or not in a line end.
 */
static size_t
read_plain_lines(gr_html_reader *r, gr_html_frame *f, const gr_html_token *token)
{
	const char *start = f->view.text.data;
	const char *end = start + token->to;
	const char *p = start + token->from;

	if (f->view.map != NULL || r->in_cell || r->line.text.len > 0 || r->line.broken || r->line.blank != NULL)
		return token->from;
	while (p < end && r->count < r->limit)
	{
		const char *stop = gr_html_verbatim_end(p, end);
		const char *solid = stop;
		const char *behind;

		if (stop == end || (*stop != '\n' && *stop != '\r'))
			break;
		behind = stop + (*stop == '\r' && end - stop > 1 && stop[1] == '\n' ? 2 : 1);
		while (solid > p && gr_html_is_space(solid[-1]))
			solid--;
		if (solid > p)
			gr_html_emit_line(r, f, gr_slice_make(p, (size_t) (solid - p)));
		if (!gr_html_tick(r, (size_t) (behind - p)))
			break;
		p = behind;
	}
	return (size_t) (p - start);
}

/*
 * Between cells too: the line is then none of a cell (or still that of the cell
 * around, while the table has no rows), and white space alone gives none.
 */
static void
read_text(gr_html_reader *r, gr_html_frame *f, const gr_html_token *token)
{
	unsigned	how = token->content == GR_HTML_DATA || token->content == GR_HTML_RCDATA ? GR_HTML_DECODE : 0;
	gr_html_token rest = *token;

	if (counts_blanks(r, f) || token->content == GR_HTML_PLAINTEXT || token->tag == GR_TAG_XMP)
	{
		how |= GR_HTML_VERBATIM;
		rest.from = read_plain_lines(r, f, token);
	}
	add_text(r, f, &r->line, &rest, how);
}

static void
read_title(gr_html_reader *r, gr_html_frame *f, const gr_html_token *token)
{
	if (!r->in_cell)
		gr_html_flush_line(r);
	add_text(r, f, &r->title, token, GR_HTML_DECODE);
	if (r->title.solid > 0)
		gr_html_take_line(&r->title, gr_html_emit(r, GR_HTML_TITLE, 0, 0));
}

/* Content of script, textarea and the like: does it hold a page? */
static void
read_raw(gr_html_reader *r, gr_html_frame *f, const gr_html_token *token)
{
	gr_slice	content = gr_slice_sub(f->view.text, token->from, token->to);
	bool		readable = r->level < GR_HTML_STRING_LEVELS && (token->tag == GR_TAG_SCRIPT || token->tag == GR_TAG_TEXTAREA);
	size_t		at = 0;

	if (!gr_html_tick(r, content.len) || (readable && gr_html_find_table(content, &at) == GR_HTML_NO_TABLE))
		readable = false;
	if (token->tag == GR_TAG_XMP || (token->tag == GR_TAG_TEXTAREA && !readable))
		read_text(r, f, token);
	if (token->tag == GR_TAG_XMP)
		gr_html_border(r);
	if (!readable)
		return;
	if (token->tag == GR_TAG_TEXTAREA)
	{
		gr_html_text_add_decoded(&r->decoded[r->level], &f->view, token->from, token->to);
		gr_html_push_text(r, &r->decoded[r->level], r->at);
	}
	else if (f->script_is_html)
	{
		gr_html_view view = f->view;

		view.text = content;
		view.origin += token->from;
		gr_html_push_frame(r, &view);
	}
	else
	{
		f->in_strings = true;
		f->strings_at = token->from;
		gr_html_strings_start(&f->strings, content, false);
	}
}

/* Behind a tag white space gives nothing as long as the line is empty, and need not become a token. */
static inline void
skip_blanks(gr_html_reader *r, gr_html_frame *f)
{
	const char *from = f->view.text.data + f->tokenizer.next;
	const char *to;

	if (r->line.text.len > 0 || f->tokenizer.content != GR_HTML_DATA || counts_blanks(r, f))
		return;
	to = gr_html_skip_spaces(from, f->view.text.data + f->view.text.len);
	r->work += (size_t) (to - from);
	f->tokenizer.next += (size_t) (to - from);
}

static void
read_token(gr_html_reader *r, gr_html_frame *f, const gr_html_token *token)
{
	r->at = gr_html_view_source(&f->view, token->from);
	r->behind = gr_html_view_source(&f->view, token->to);
	if (token->kind != GR_HTML_TEXT && !gr_html_tick(r, token->to - token->from))
		return;
	if (token->kind == GR_HTML_START_TAG)
	{
		gr_html_read_start_tag(r, f, token);
		skip_blanks(r, f);
	}
	else if (token->kind == GR_HTML_END_TAG)
	{
		gr_html_read_end_tag(r, f, token->tag);
		skip_blanks(r, f);
	}
	else if (token->kind == GR_HTML_COMMENT || f->templates > 0)
		return;
	else if (token->tag == GR_TAG_TITLE)
	{
		if (!f->tokenizer.foreign)
			read_title(r, f, token);
	}
	else if (token->tag == GR_TAG_OTHER || token->content == GR_HTML_PLAINTEXT)
		read_text(r, f, token);
	else
		read_raw(r, f, token);
}

/* Reads until the end of the page, or until there are too many items. */
static void
read_frames(gr_html_reader *r)
{
	gr_html_token token;

	while (r->level >= 0 && r->status == GR_OK && !r->full)
	{
		gr_html_frame *f = &r->frames[r->level];

		if (f->in_strings)
			f->in_strings = gr_html_read_string(r, f);
		else if (gr_html_next(&f->tokenizer, &token))
			read_token(r, f, &token);
		else if (f->tokenizer.cancelled)
			r->status = GR_CANCELLED;
		else
		{
			r->at = r->behind = gr_html_view_source(&f->view, f->view.text.len);
			gr_html_pop_frame(r);
		}
		if (r->count >= r->limit && r->level >= 0 && !r->full)
		{
			r->full = true;
			r->stop = r->behind;
		}
	}
}

/* For a source of so many bytes there is room for an item in every so many, which few pages need. */
#define SMALL_SOURCE 32768
#define SMALL_ITEM 12

/* Room for items from the start: an array that grew would leave its old places behind, which in a small page is no loss. */
static size_t
item_room(const gr_html_reader *r, gr_slice source)
{
	size_t		count = 16 + (source.len <= SMALL_SOURCE ? source.len / SMALL_ITEM : source.len / 1024 + gr_html_estimate_items(source));

	return count < r->limit + 16 ? count : r->limit + 16;
}

gr_status
gr_html_read(gr_arena *arena, gr_slice source, unsigned flags, gr_html_page *page)
{
	gr_html_reader r;
	gr_html_view view = {0};
	int			i;

	memset(page, 0, sizeof(*page));
	if (source.len > UINT32_MAX - 1)
		return GR_TEXT_TOO_LONG;
	memset(&r, 0, sizeof(r));
	r.arena = arena;
	r.flags = flags;
	r.limit = GR_HTML_ITEMS(source.len);
	r.level = -1;
	r.first_layout = SIZE_MAX;
	gr_html_line_init(&r.line, arena, GR_HTML_SEGMENTS(source.len));
	gr_html_line_init(&r.title, arena, GR_HTML_SEGMENTS(source.len));
	for (i = 0; i <= GR_HTML_STRING_LEVELS; i++)
		gr_html_text_init(&r.decoded[i], arena, GR_HTML_SEGMENTS(source.len));
	r.room = item_room(&r, source);
	r.items = gr_arena_alloc(arena, r.room * sizeof(*r.items));
	if (r.items == NULL)
		return GR_OUT_OF_MEMORY;
	view.text = source;
	gr_html_push_frame(&r, &view);
	read_frames(&r);
	page->read_to = r.full ? r.stop : source.len;
	while (r.level >= 0 && r.status == GR_OK)
		gr_html_pop_frame(&r);
	if (r.status == GR_OK && r.first_layout != SIZE_MAX)
		gr_html_remove_layout(&r);
	page->items = r.items;
	page->count = r.count;
	return r.status;
}

size_t
gr_html_source_offset(const gr_html_item *item, size_t text_offset)
{
	size_t		low = 0,
				high = item->segment_count;

	if (text_offset >= item->text.len)
		return item->to;
	if (item->segment_count == 0)
		return item->from + text_offset;
	while (high - low > 1)
	{
		size_t		middle = low + (high - low) / 2;

		if (item->segments[middle].text <= text_offset)
			low = middle;
		else
			high = middle;
	}
	return item->segments[low].source + (text_offset - item->segments[low].text);
}
