/*
 * html_line.c
 *		Words and the blanks between them, eight bytes at a time.
 */
#include "html_line.h"

#include "html.h"
#include "html_entities.h"
#include "html_scan.h"

void
gr_html_line_init(gr_html_line *line, gr_arena *arena, size_t segment_limit)
{
	memset(line, 0, sizeof(*line));
	gr_html_text_init(&line->text, arena, segment_limit);
}

/* What goes in front of the next word, or of blanks that count, which stand at this source offset. */
static void
add_gap(gr_html_line *line, size_t source)
{
	if (line->text.len == 0)
		line->from = source;
	else if (line->broken)
	{
		/* The break stands where the text before it ended, alone in its segment. */
		line->text.broken = true;
		gr_html_text_add(&line->text, "\n", 1, line->to, false);
		line->text.broken = true;
	}
	else if (line->blank != NULL)
		gr_html_text_add(&line->text, line->blank, 1, line->blank_source, true);
	line->blank = NULL;
	line->broken = false;
}

/*
 * A word of the source, alone in the line so far or one blank behind the word before
 * it: most words are.  False if it is another one.
 */
static inline bool
point_to_word(gr_html_line *line, gr_html_view *view, size_t offset, size_t len)
{
	size_t		source = view->origin + offset;
	const char *word = view->text.data + offset;

	if (view->map != NULL || len == 0)
		return false;
	if (line->text.len == 0)
	{
		if (!gr_html_text_point(&line->text, word, len, source))
			return false;
		line->from = source;
	}
	else if (line->broken || line->blank != word - 1 || !gr_html_text_point(&line->text, line->blank, len + 1, source - 1))
		return false;
	line->blank = NULL;
	line->broken = false;
	line->to = source + len;
	line->solid = line->text.len;
	return true;
}

static void
add_word(gr_html_line *line, gr_html_view *view, size_t offset, size_t len)
{
	if (point_to_word(line, view, offset, len))
		return;
	add_gap(line, gr_html_view_source(view, offset));
	gr_html_text_add_view(&line->text, view, offset, len);
	line->to = gr_html_view_behind(view, offset + len);
	line->solid = line->text.len;
}

#define REPEAT(byte) (UINT64_C(0x0101010101010101) * (byte))

/* White space from p on, of which the first byte is left to say what it is; returns what follows. */
static const char *
add_blanks(gr_html_line *line, gr_html_view *view, const char *p, const char *end, unsigned how, bool *ended)
{
	size_t		offset = (size_t) (p - view->text.data);
	const char *from = p;

	if (!(how & GR_HTML_VERBATIM))
	{
		if (line->blank == NULL)
		{
			line->blank = *p == ' ' ? p : " ";
			line->blank_source = gr_html_view_source(view, offset);
		}
		while (end - p >= 8 && gr_word_at(p) == REPEAT(' '))
			p += 8;
		while (p < end && gr_html_is_space(*p))
			p++;
		return p;
	}
	*ended = *p == '\n' || *p == '\r';
	if (*ended)
		return p + (*p == '\r' && end - p > 1 && p[1] == '\n' ? 2 : 1);
	while (p < end && (*p == ' ' || *p == '\t' || *p == '\f'))
		p++;
	add_gap(line, gr_html_view_source(view, offset));
	gr_html_text_add_view(&line->text, view, offset, (size_t) (p - from));
	return p;
}

/* The reference at p; returns what follows it, or p if it is none. */
static const char *
add_reference(gr_html_line *line, gr_html_view *view, const char *p, const char *end, unsigned how, bool *ended)
{
	char		out[GR_HTML_REFERENCE_BYTES];
	size_t		offset = (size_t) (p - view->text.data);
	size_t		length;
	size_t		taken = gr_html_reference(p, end, false, out, &length);

	if (taken == 0)
		return p;
	if (length == 1 && gr_html_is_space(out[0]) && !(how & GR_HTML_VERBATIM))
	{
		if (line->blank == NULL)
		{
			line->blank = " ";
			line->blank_source = gr_html_view_source(view, offset);
		}
		return p + taken;
	}
	*ended = length == 1 && (out[0] == '\n' || out[0] == '\r');
	if (*ended)
		return p + taken;
	add_gap(line, gr_html_view_source(view, offset));
	gr_html_text_add_escape(&line->text, out, length, gr_html_view_source(view, offset), taken);
	if (length == 1 && gr_html_is_space(out[0]))
		return p + taken;
	line->to = gr_html_view_behind(view, offset + taken);
	line->solid = line->text.len;
	return p + taken;
}

/* Work after which gr_html_line_add comes back. */
#define PATIENCE 65536

/*
 * What begins a line whose blanks count: pointed to as it stands in the source, up to what does not stand for itself.
 * Returns what follows, or p where it has to be added piece by piece.
 */
static const char *
point_to_line(gr_html_line *line, gr_html_view *view, const char *p, const char *end)
{
	size_t		source = view->origin + (size_t) (p - view->text.data);
	const char *stop = gr_html_verbatim_end(p, end - p > PATIENCE ? p + PATIENCE : end);
	const char *solid = stop;

	if (stop == p || !gr_html_text_point(&line->text, p, (size_t) (stop - p), source))
		return p;
	while (solid > p && gr_html_is_space(solid[-1]))
		solid--;
	line->from = source;
	if (solid > p)
		line->to = source + (size_t) (solid - p);
	line->solid = (size_t) (solid - p);
	return stop;
}

size_t
gr_html_line_add(gr_html_line *line, gr_html_view *view, size_t from, size_t to, unsigned how, bool *ended)
{
	const char *start = view->text.data;
	const char *p = start + from;
	const char *end = start + to;

	*ended = false;
	if ((how & GR_HTML_VERBATIM) && line->text.len == 0 && !line->broken && line->blank == NULL && view->map == NULL)
		p = point_to_line(line, view, p, end);
	while (p < end && !*ended && (size_t) (p - start) - from < PATIENCE)
	{
		const char *word = p;

		if (gr_html_is_space(*p))
			p = add_blanks(line, view, p, end, how, ended);
		else if (*p == '&' && (how & GR_HTML_DECODE) && (p = add_reference(line, view, word, end, how, ended)) != word)
			continue;
		else if (*p == '\0')
			p++;
		else
		{
			p = gr_html_word_end_before(p + 1, end, start + view->text.len, false);
			add_word(line, view, (size_t) (word - start), (size_t) (p - word));
		}
	}
	return (size_t) (p - start);
}

void
gr_html_line_break(gr_html_line *line)
{
	line->blank = NULL;
	if (line->text.len > line->solid)
		gr_html_text_cut(&line->text, line->solid);
	line->broken = line->solid > 0;
}

gr_slice
gr_html_line_finish(gr_html_line *line, const gr_html_segment **segments, size_t *count)
{
	if (line->text.len > line->solid)
		gr_html_text_cut(&line->text, line->solid);
	line->blank = NULL;
	line->broken = false;
	line->solid = 0;
	return gr_html_text_finish(&line->text, segments, count);
}
