/*
 * html_entities.c
 *		Character references by the standard's tables; texts with their segments.
 */
#include "html_entities.h"

#include "html.h"
#include "utf8.h"

typedef struct entity
{
	char		name[33];
	char		text[GR_HTML_REFERENCE_BYTES + 1];
} entity;

static const entity entities[] = {
#define GR_ENTITY(name, text) {name, text},
#include "html_entities.def"
#undef GR_ENTITY
};

#define ENTITIES (sizeof(entities) / sizeof(entities[0]))

size_t
gr_html_reference_count(void)
{
	return ENTITIES;
}

const char *
gr_html_reference_name(size_t i)
{
	return entities[i].name;
}

const char *
gr_html_reference_text(size_t i)
{
	return entities[i].text;
}

/* What 0x80 to 0x9F stand for: pages wrote windows-1252. */
static const uint16_t windows_1252[32] = {
	0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D, 0x017D, 0x8F,
	0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D, 0x017E, 0x0178
};

static inline int
digit_value(char c, bool hexadecimal)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (hexadecimal && (c | 0x20) >= 'a' && (c | 0x20) <= 'f')
		return (c | 0x20) - 'a' + 10;
	return -1;
}

/* p is behind "&#". */
static size_t
numeric_reference(const char *p, const char *end, char *out, size_t *length)
{
	const char *from = p;
	bool		hexadecimal = p < end && (*p | 0x20) == 'x';
	uint32_t	code = 0;
	const char *digits;

	p += hexadecimal;
	for (digits = p; p < end && digit_value(*p, hexadecimal) >= 0; p++)
	{
		if (code <= 0x10FFFF)
			code = code * (hexadecimal ? 16 : 10) + (uint32_t) digit_value(*p, hexadecimal);
	}
	if (p == digits)
		return 0;
	if (code >= 0x80 && code < 0xA0)
		code = windows_1252[code - 0x80];
	else if (code == 0 || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000))
		code = GR_REPLACEMENT_CHARACTER;
	*length = gr_utf8_write(out, code);
	return (size_t) (p - from) + (p < end && *p == ';' ? 3 : 2);
}

/* The index of the longest name in the table that the text at p begins with, or -1. */
static int
find_entity(const char *p, const char *end)
{
	size_t		low = 0,
				high = ENTITIES;
	size_t		depth;
	int			found = -1;

	/* Names from low up to high share their first depth letters with the text. */
	for (depth = 0; p + depth < end && p[depth] != '\0' && low < high; depth++)
	{
		char		c = p[depth];
		size_t		to = high;

		while (low < to)
		{
			size_t		middle = low + (to - low) / 2;

			if (entities[middle].name[depth] < c)
				low = middle + 1;
			else
				to = middle;
		}
		for (to = high, high = low; high < to;)
		{
			size_t		middle = high + (to - high) / 2;

			if (entities[middle].name[depth] <= c)
				high = middle + 1;
			else
				to = middle;
		}
		if (low < high && entities[low].name[depth + 1] == '\0')
			found = (int) low;
	}
	return found;
}

static bool
is_alphanumeric(char c)
{
	return (unsigned char) ((c | 0x20) - 'a') < 26 || (unsigned char) (c - '0') < 10;
}

size_t
gr_html_reference(const char *p, const char *end, bool in_attribute, char *out, size_t *length)
{
	int			found;
	size_t		len;

	if (end - p < 2)
		return 0;
	if (p[1] == '#')
		return numeric_reference(p + 2, end, out, length);
	/* By far the most frequent one. */
	if (end - p >= 6 && memcmp(p, "&nbsp;", 6) == 0)
	{
		memcpy(out, "\xC2\xA0", 2);
		*length = 2;
		return 6;
	}
	if (!is_alphanumeric(p[1]))
		return 0;
	found = find_entity(p + 1, end);
	if (found < 0)
		return 0;
	len = strlen(entities[found].name);
	/* "?a=1&copy=2" is an address, not a copyright sign. */
	if (in_attribute && entities[found].name[len - 1] != ';' && p + 1 + len < end &&
		(p[1 + len] == '=' || is_alphanumeric(p[1 + len])))
		return 0;
	*length = strlen(entities[found].text);
	memcpy(out, entities[found].text, *length);
	return len + 1;
}

size_t
gr_html_decode(gr_slice text, bool in_attribute, char *out)
{
	const char *p = text.data;
	const char *end = p + text.len;
	char	   *to = out;

	while (p < end)
	{
		const char *ampersand = memchr(p, '&', (size_t) (end - p));
		size_t		plain = (size_t) ((ampersand == NULL ? end : ampersand) - p);
		size_t		taken,
					length;

		memcpy(to, p, plain);
		to += plain;
		p += plain;
		if (p == end)
			break;
		taken = gr_html_reference(p, end, in_attribute, to, &length);
		if (taken == 0)
		{
			*to = '&';
			taken = length = 1;
		}
		to += length;
		p += taken;
	}
	return (size_t) (to - out);
}

#define FIRST_BLOCK 1024
#define LARGEST_BLOCK ((size_t) 1 << 18)

void
gr_html_text_init(gr_html_text *text, gr_arena *arena, size_t segment_limit)
{
	memset(text, 0, sizeof(*text));
	text->arena = arena;
	text->segments_left = segment_limit;
	text->bytes.block = FIRST_BLOCK;
	text->segments.block = FIRST_BLOCK;
}

/*
 * Room for n more bytes behind the "used" ones under construction, and for as many
 * again as "slack" in a new block.  A full block is left behind and only what is
 * under construction moves, so that all the copies of a page take about the room
 * of its text.
 */
static bool
make_room(gr_html_text *text, gr_html_stock *stock, size_t used, size_t n, size_t slack)
{
	size_t		size = used + n + slack > stock->block ? used + n + slack : stock->block;
	char	   *moved;

	if (used + n <= stock->room)
		return true;
	moved = gr_arena_alloc(text->arena, size);
	if (moved == NULL)
	{
		text->failed = true;
		return false;
	}
	if (used > 0)
		memcpy(moved, stock->at, used);
	stock->at = moved;
	stock->room = size;
	if (stock->block < LARGEST_BLOCK)
		stock->block *= 2;
	return true;
}

static inline size_t
copied(const gr_html_text *text)
{
	return text->direct == NULL ? text->len : 0;
}

void
gr_html_text_reserve(gr_html_text *text, size_t bytes, size_t segments)
{
	text->full = text->full || segments > text->segments_left;
	if (text->full)
		return;
	make_room(text, &text->bytes, copied(text), bytes, 0);
	make_room(text, &text->segments, text->segment_count * sizeof(gr_html_segment), segments * sizeof(gr_html_segment), 0);
}

static void
copy_bytes(gr_html_text *text, const char *bytes, size_t used, size_t len)
{
	if (len > 0 && make_room(text, &text->bytes, used, len, used))
		memcpy(text->bytes.at + used, bytes, len);
}

static void
add_segment(gr_html_text *text, size_t source)
{
	gr_html_segment segment = {(uint32_t) text->len, (uint32_t) source};
	size_t		used = text->segment_count * sizeof(segment);

	text->full = text->full || text->segments_left == 0;
	if (text->full || !make_room(text, &text->segments, used, sizeof(segment), used))
		return;
	memcpy(text->segments.at + used, &segment, sizeof(segment));
	text->segment_count++;
	text->segments_left--;
}

void
gr_html_text_add(gr_html_text *text, const char *bytes, size_t len, size_t source, bool lasting)
{
	if (len == 0 || text->failed || text->full)
		return;
	if (text->len == 0 || text->broken || source != text->expected)
		add_segment(text, source);
	if (text->full)
		return;
	text->broken = false;
	text->expected = source + len;
	if (text->len == 0 && lasting)
		text->direct = bytes;
	else if (text->direct == NULL)
		copy_bytes(text, bytes, text->len, len);
	else if (!lasting || bytes != text->direct + text->len)
	{
		const char *direct = text->direct;

		text->direct = NULL;
		copy_bytes(text, direct, 0, text->len);
		if (!text->failed)
			copy_bytes(text, bytes, text->len, len);
	}
	if (!text->failed)
		text->len += len;
}

void
gr_html_text_mark(gr_html_text *text, size_t source)
{
	add_segment(text, source);
	text->broken = true;
}

void
gr_html_text_cut(gr_html_text *text, size_t len)
{
	const gr_html_segment *segments = (const gr_html_segment *) (void *) text->segments.at;

	text->len = len;
	text->broken = true;
	while (text->segment_count > 0 && segments[text->segment_count - 1].text >= len)
	{
		text->segment_count--;
		text->segments_left++;
	}
}

static void
take_stock(gr_html_stock *stock, size_t used)
{
	stock->at += used;
	stock->room -= used;
}

gr_slice
gr_html_text_finish(gr_html_text *text, const gr_html_segment **segments, size_t *count)
{
	gr_slice	result = gr_slice_make(text->direct != NULL ? text->direct : text->len > 0 ? text->bytes.at : "", text->len);

	*segments = NULL;
	*count = 0;
	if (text->failed)
		return GR_SLICE("");
	if (text->segment_count > 1)
	{
		*segments = (const gr_html_segment *) (void *) text->segments.at;
		*count = text->segment_count;
		take_stock(&text->segments, text->segment_count * sizeof(gr_html_segment));
	}
	else
		text->segments_left += text->segment_count;
	if (copied(text) > 0)
		take_stock(&text->bytes, text->len);
	text->segment_count = 0;
	text->direct = NULL;
	text->len = 0;
	text->broken = false;
	return result;
}

size_t
gr_html_view_mapped(gr_html_view *view, size_t offset)
{
	const gr_html_segment *map = view->map;

	offset += view->origin;
	while (view->cursor > 0 && map[view->cursor].text > offset)
		view->cursor--;
	while (view->cursor + 1 < view->map_count && map[view->cursor + 1].text <= offset)
		view->cursor++;
	return map[view->cursor].source + (offset - map[view->cursor].text);
}

/* Where the segment that was last asked for ends, as an offset in the text; SIZE_MAX for the last one. */
static inline size_t
view_segment_end(const gr_html_view *view)
{
	if (view->map == NULL || view->cursor + 1 >= view->map_count)
		return SIZE_MAX;
	return view->map[view->cursor + 1].text - view->origin;
}

size_t
gr_html_view_behind(gr_html_view *view, size_t offset)
{
	size_t		before = gr_html_view_source(view, offset - 1);

	/* An escape is longer than its bytes: it ends where the next segment says. */
	if (view_segment_end(view) == offset)
		return view->map[view->cursor + 1].source;
	return before + 1;
}

void
gr_html_text_add_view(gr_html_text *text, gr_html_view *view, size_t offset, size_t len)
{
	size_t		end = offset + len;

	while (offset < end)
	{
		size_t		source = gr_html_view_source(view, offset);
		size_t		to = view_segment_end(view);

		if (to > end)
			to = end;
		gr_html_text_add(text, view->text.data + offset, to - offset, source, true);
		offset = to;
	}
}

/* What a reference or escape of so many bytes stands for: no byte of it maps behind its end. */
static void
add_decoded(gr_html_text *text, const char *bytes, size_t len, size_t source, size_t taken)
{
	size_t		in_step = len < taken ? len : taken;

	gr_html_text_add(text, bytes, in_step, source, false);
	gr_html_text_add(text, bytes + in_step, len - in_step, source + taken - 1, false);
}

/* Makes room for what decoding these bytes can give, if there is anything to decode. */
static void
reserve_decoded(gr_html_text *text, gr_slice s, size_t from, size_t to, char sign)
{
	size_t		count = 0;
	size_t		i;

	for (i = from; i < to; i++)
		count += s.data[i] == sign;
	if (count > 0)
		gr_html_text_reserve(text, GR_HTML_DECODE_ROOM(to - from), count + 2);
}

/* Appends what escapes like these stand for, and the text between them. */
static void
add_unescaped(gr_html_text *text, gr_html_view *view, size_t from, size_t to, char sign)
{
	const char *start = view->text.data;
	const char *end = start + to;
	const char *p = start + from;

	while (p < end)
	{
		const char *next = memchr(p, sign, (size_t) (end - p));
		char		out[GR_HTML_REFERENCE_BYTES];
		size_t		length;
		size_t		taken;

		if (next == NULL)
			next = end;
		gr_html_text_add_view(text, view, (size_t) (p - start), (size_t) (next - p));
		p = next;
		if (p == end)
			break;
		taken = sign == '\\' ? gr_html_string_escape(p, end, out, &length) : gr_html_reference(p, end, false, out, &length);
		if (taken == 0)
		{
			out[0] = sign;
			taken = length = 1;
		}
		add_decoded(text, out, length, gr_html_view_source(view, (size_t) (p - start)), taken);
		p += taken;
	}
}

void
gr_html_text_add_decoded(gr_html_text *text, gr_html_view *view, size_t from, size_t to)
{
	reserve_decoded(text, view->text, from, to, '&');
	add_unescaped(text, view, from, to, '&');
	gr_html_text_mark(text, gr_html_view_source(view, to - 1) + 1);
}

void
gr_html_text_add_literal(gr_html_text *text, gr_html_view *view, size_t from, size_t to)
{
	reserve_decoded(text, view->text, from, to, '\\');
	add_unescaped(text, view, from, to, '\\');
	gr_html_text_mark(text, gr_html_view_source(view, to));
}

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

static void
add_word(gr_html_line *line, gr_html_view *view, size_t offset, size_t len)
{
	add_gap(line, gr_html_view_source(view, offset));
	gr_html_text_add_view(&line->text, view, offset, len);
	line->to = gr_html_view_behind(view, offset + len);
	line->solid = line->text.len;
}

static inline uint64_t
eight_bytes(const char *p)
{
	uint64_t	x;

	memcpy(&x, p, 8);
	return x;
}

#define REPEAT(byte) (UINT64_C(0x0101010101010101) * (byte))

/* The first byte from p on that is white space, a control character or an ampersand. */
static const char *
word_end(const char *p, const char *end)
{
	while (end - p >= 8)
	{
		uint64_t	x = eight_bytes(p);
		uint64_t	y = x ^ REPEAT('&');

		if ((((x - REPEAT(0x21)) & ~x) | ((y - REPEAT(1)) & ~y)) & REPEAT(0x80))
			break;
		p += 8;
	}
	while (p < end && (unsigned char) *p > ' ' && *p != '&')
		p++;
	return p;
}

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
		while (end - p >= 8 && eight_bytes(p) == REPEAT(' '))
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
	add_decoded(&line->text, out, length, gr_html_view_source(view, offset), taken);
	if (length == 1 && gr_html_is_space(out[0]))
		return p + taken;
	line->to = gr_html_view_behind(view, offset + taken);
	line->solid = line->text.len;
	return p + taken;
}

/* Work after which gr_html_line_add comes back. */
#define PATIENCE 65536

size_t
gr_html_line_add(gr_html_line *line, gr_html_view *view, size_t from, size_t to, unsigned how, bool *ended)
{
	const char *start = view->text.data;
	const char *p = start + from;
	const char *end = start + to;

	*ended = false;
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
			p = word_end(p + 1, end);
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
