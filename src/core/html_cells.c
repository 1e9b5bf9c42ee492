/*
 * html_cells.c
 *		Cells with one run of words, as they stand in the source.
 */
#include "html_cells.h"

#include "html_rows.h"
#include "html_scan.h"
#include "html_stack.h"

/* Those of "</td>". */
#define CELL_END_BYTES 5

/* Is there room for a cell at every limit, in a text that items can point to, and does no line end here? */
static bool
may_be_plain(gr_html_reader *r, gr_html_frame *f)
{
	return f->view.map == NULL && f->base + f->top + 1 < GR_HTML_DEPTH && r->line.text.len == 0 &&
		r->line.text.segments_left > 0 && r->count < r->limit && !gr_html_innermost_table(r, f)->layout;
}

/* Does the end tag of such a cell stand at p? */
static inline bool
is_cell_end(const char *p, const char *end, gr_html_tag cell)
{
	return end - p >= CELL_END_BYTES && p[0] == '<' && p[1] == '/' && (p[2] | 0x20) == 't' &&
		(p[3] | 0x20) == (cell == GR_TAG_TD ? 'd' : 'h') && p[4] == '>';
}

/* Is an element with this tag no more than a border in a cell, or not even that? */
static inline bool
leaves_words(gr_html_tag tag)
{
	return (gr_html_traits[tag] & GR_IS_BORDER) || !(gr_html_traits[tag] & GR_IS_NOTABLE);
}

/* Does this tag end any cell that is open, without being its end tag? */
static inline bool
ends_any_cell(const gr_html_token *token)
{
	if (token->kind == GR_HTML_START_TAG)
		return token->tag == GR_TAG_TD || token->tag == GR_TAG_TH || token->tag == GR_TAG_TR;
	return token->tag == GR_TAG_TR || token->tag == GR_TAG_TABLE;
}

/* The words at p with single blanks between, none where there is anything else; returns what follows them and the white space behind. */
static inline const char *
read_words(const char *p, const char *end, gr_slice *words)
{
	const char *from = p;

	p = gr_html_word_end(from, end, true);
	while (end - p > 1 && *p == ' ' && gr_html_is_plain(p[1], true))
		p = gr_html_word_end(p + 1, end, true);
	*words = gr_slice_make(from, (size_t) (p - from));
	return gr_html_skip_spaces(p, end);
}

/* The bytes of a tag of the most usual ones, as they are mostly written; 0 if none stands at p. */
static inline size_t
usual_tag(const char *p, const char *end)
{
	if (end - p < 8)
		return 0;
	if (memcmp(p, "</p>", 4) == 0)
		return 4;
	if (memcmp(p, "</span>", 7) == 0)
		return 7;
	if (memcmp(p, "<p>", 3) == 0)
		return 3;
	if (memcmp(p, "<span>", 6) == 0)
		return 6;
	return 0;
}

typedef enum step
{
	GOES_ON,
	CELL_ENDS,
	NOT_PLAIN
} step;

/* Reads a tag, or a comment, in a cell. */
static step
read_tag(gr_html_tokenizer *tokenizer, gr_html_tag cell)
{
	gr_html_token token;

	if (!gr_html_next(tokenizer, &token) || token.kind == GR_HTML_TEXT)
		return NOT_PLAIN;
	if (token.kind == GR_HTML_END_TAG && token.tag == cell)
		return CELL_ENDS;
	if (ends_any_cell(&token))
	{
		tokenizer->next = token.from;
		return CELL_ENDS;
	}
	return tokenizer->content == GR_HTML_DATA && leaves_words(token.tag) ? GOES_ON : NOT_PLAIN;
}

/* The rest of a cell from a tag on, or from what is not plain. */
static bool
read_decorated(gr_html_frame *f, gr_html_tag cell, gr_slice *words)
{
	gr_html_tokenizer *tokenizer = &f->tokenizer;
	const char *start = f->view.text.data;
	const char *end = start + f->view.text.len;
	size_t		from = tokenizer->next;

	/* A cell of many tags is read where the host is asked between them. */
	while (tokenizer->next - from < GR_HTML_POLL_BYTES)
	{
		const char *p = start + tokenizer->next;
		size_t		usual = usual_tag(p, end);
		gr_slice	more;

		tokenizer->next += usual;
		if (usual == 0 && is_cell_end(p, end, cell))
		{
			tokenizer->next += CELL_END_BYTES;
			return true;
		}
		if (usual == 0)
		{
			step		next = read_tag(tokenizer, cell);

			if (next != GOES_ON)
				return next == CELL_ENDS;
		}
		tokenizer->next = (size_t) (read_words(gr_html_skip_spaces(start + tokenizer->next, end), end, &more) - start);
		if (more.len > 0 && words->len > 0)
			return false;
		if (more.len > 0)
			*words = more;
	}
	return false;
}

/*
 * What stands in the cell whose start tag ends at the tokenizer, which goes on behind its end tag, or at the tag that
 * implies that.  False if it is not plain.
 */
static inline bool
read_plain_cell(gr_html_frame *f, gr_html_tag cell, gr_slice *words)
{
	const char *start = f->view.text.data;
	const char *end = start + f->view.text.len;
	const char *p = read_words(gr_html_skip_spaces(start + f->tokenizer.next, end), end, words);

	if (is_cell_end(p, end, cell))
	{
		f->tokenizer.next = (size_t) (p + CELL_END_BYTES - start);
		return true;
	}
	f->tokenizer.next = (size_t) (p - start);
	return read_decorated(f, cell, words);
}

/* Reads the start tag of a cell, if one comes next. */
static inline bool
next_cell(gr_html_reader *r, gr_html_frame *f, gr_html_token *token)
{
	const char *start = f->view.text.data;
	const char *end = start + f->view.text.len;
	/* White space in front of a cell gives nothing, not even in a pre. */
	const char *p = gr_html_skip_spaces(start + f->tokenizer.next, end);
	size_t		from = (size_t) (p - start);

	if (end - p < 4 || p[0] != '<' || (p[1] | 0x20) != 't' || ((p[2] | 0x20) != 'd' && (p[2] | 0x20) != 'h'))
		return false;
	f->tokenizer.next = from;
	/* Most have no attributes. */
	if (p[3] == '>')
	{
		token->tag = (p[2] | 0x20) == 'd' ? GR_TAG_TD : GR_TAG_TH;
		token->from = from;
		token->to = f->tokenizer.next = from + 4;
		token->colspan.data = token->rowspan.data = NULL;
	}
	else if (!gr_html_next(&f->tokenizer, token) || (token->tag != GR_TAG_TD && token->tag != GR_TAG_TH))
	{
		f->tokenizer.content = GR_HTML_DATA;
		f->tokenizer.next = from;
		return false;
	}
	r->at = f->view.origin + from;
	r->behind = f->view.origin + token->to;
	return true;
}

/* A cell with these words. */
static inline void
add_plain_cell(gr_html_reader *r, gr_html_frame *f, const gr_html_token *token, gr_slice words)
{
	gr_html_item *item;

	gr_html_begin_cell(r, token);
	item = gr_html_emit_cell(r);
	if (words.len > 0)
		gr_html_point_item(item, &f->view, words);
	r->at = r->behind = f->view.origin + f->tokenizer.next;
}

bool
gr_html_read_plain_cells(gr_html_reader *r, gr_html_frame *f, const gr_html_token *token)
{
	gr_html_token next = *token;
	bool		first = true;

	if (!may_be_plain(r, f))
		return false;
	gr_html_flush_line(r);
	do
	{
		gr_slice	words;
		bool		plain = read_plain_cell(f, next.tag, &words);

		if (f->tokenizer.cancelled)
			r->status = GR_CANCELLED;
		if (!gr_html_tick(r, f->tokenizer.next - next.from))
			return true;
		if (!plain)
		{
			f->tokenizer.next = next.to;
			f->tokenizer.content = GR_HTML_DATA;
			if (!first && gr_html_push(r, f, next.tag))
				gr_html_start_cell(r, f, &next);
			return !first;
		}
		add_plain_cell(r, f, &next, words);
		first = false;
	} while (r->count < r->limit && next_cell(r, f, &next));
	return true;
}
