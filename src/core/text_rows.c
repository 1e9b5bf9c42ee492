#include "text_rows.h"

#include "fold.h"
#include "letters.h"
#include "position.h"

/* A text that is walked through. */
typedef struct side
{
	gr_slice	text;
	size_t		byte;			/* behind the letter read last */
	uint32_t	pos;			/* of the character there, from 1 */
	size_t		start;			/* of the row */
} side;

/* What stands between two letters. */
typedef struct gap
{
	size_t		end;			/* where the next letter begins, or the text ends */
	uint32_t	pos;
	size_t		length;			/* bytes of that letter, 0 at the end */
	size_t		line;			/* behind the last line feed of the gap, or where the text ends; 0: neither */
} gap;

static gap
gap_at(const side *s)
{
	const char *end = s->text.data + s->text.len;
	gap			g = {s->byte, s->pos, 0, 0};

	while (g.end < s->text.len)
	{
		size_t		length;
		uint32_t	c = gr_fold_next(s->text.data + g.end, end, &length);

		if (gr_is_letter(c))
		{
			g.length = length;
			break;
		}
		if (s->text.data[g.end] == '\n')
			g.line = g.end + length;
		g.end += length;
		g.pos++;
	}
	if (g.length == 0)
		g.line = s->text.len;
	return g;
}

/* Reads the letter behind the gap. */
static void
step(side *s, const gap *g)
{
	s->byte = g->end + g->length;
	s->pos = g->pos + (g->length > 0);
}

/* Goes behind the letters of a span; how many there are. */
static size_t
pass(side *s, gr_span span)
{
	size_t		letters = 0;

	for (;;)
	{
		gap			g = gap_at(s);

		if (g.length == 0 || g.pos >= span.pos + span.len)
			return letters;
		step(s, &g);
		letters++;
	}
}

/* ---------- changes that belong together ---------- */

static size_t
size_of(const gr_text_change *c)
{
	return c->a.len > c->b.len ? c->a.len : c->b.len;
}

/* The characters between two changes, which both texts have but for signs. */
static uint32_t
between(const gr_text_change *first, const gr_text_change *second)
{
	uint32_t	a = second->a.pos - (first->a.pos + first->a.len);
	uint32_t	b = second->b.pos - (first->b.pos + first->b.len);

	return a > b ? a : b;
}

/* From the beginning of one to the end of another. */
static gr_span
join_spans(gr_span first, gr_span second)
{
	first.len = second.pos + second.len - first.pos;
	return first;
}

static bool
has_line(gr_position *position, gr_span first, gr_span second)
{
	size_t		from = gr_position_offset(position, first.pos + first.len);
	size_t		to = gr_position_offset(position, second.pos);

	return from < to && memchr(position->text.data + from, '\n', to - from) != NULL;
}

/* Joins changes that are longer, each, than what they have between them on one line. */
static size_t
join_changes(gr_slice a, gr_slice b, gr_text_change *changes, size_t count)
{
	gr_position in_a = gr_position_begin(a);
	gr_position in_b = gr_position_begin(b);
	size_t		kept = 0;

	for (size_t i = 0; i < count; i++)
	{
		gr_text_change *last = kept == 0 ? NULL : &changes[kept - 1];
		uint32_t	common = last == NULL ? 0 : between(last, &changes[i]);

		if (last == NULL || common >= size_of(last) || common >= size_of(&changes[i]) ||
			has_line(&in_a, last->a, changes[i].a) || has_line(&in_b, last->b, changes[i].b))
		{
			changes[kept++] = changes[i];
			continue;
		}
		last->a = join_spans(last->a, changes[i].a);
		last->b = join_spans(last->b, changes[i].b);
		last->kind = last->a.len == 0 ? GR_CHANGE_ADDED : last->b.len == 0 ? GR_CHANGE_REMOVED : GR_CHANGE_REPLACED;
	}
	return kept;
}

/* ---------- rows ---------- */

typedef struct walk
{
	gr_arena   *arena;
	gr_text_rows *to;
	size_t		capacity;
	side		a;
	side		b;
	bool		same;			/* of the row so far */
} walk;

static gr_status
end_row(walk *w, size_t end_a, size_t end_b)
{
	gr_text_row *grown;

	if (end_a == w->a.start && end_b == w->b.start)
		return GR_OK;
	grown = gr_arena_grow(w->arena, w->to->rows, &w->capacity, w->to->count + 1, sizeof(gr_text_row));
	if (grown == NULL)
		return GR_OUT_OF_MEMORY;
	w->to->rows = grown;
	grown[w->to->count++] = (gr_text_row) {w->a.start, end_a, w->b.start, end_b, w->same};
	w->a.start = end_a;
	w->b.start = end_b;
	w->same = true;
	return GR_OK;
}

/* Where a side lets a row end: at a line's end, or where its row is empty yet; 0: not here. */
static bool
may_end(const side *s, const gap *g, size_t *at)
{
	*at = g->line > s->start ? g->line : s->start;
	return g->line > s->start || s->start >= s->byte;
}

/* Ends the row in a gap where both texts begin another paragraph; empty lines are no row. */
static gr_status
look_for_end(walk *w, const gap *a, const gap *b)
{
	size_t		end_a;
	size_t		end_b;

	if (w->a.byte <= w->a.start && w->b.byte <= w->b.start)
		return GR_OK;
	return may_end(&w->a, a, &end_a) && may_end(&w->b, b, &end_b) ? end_row(w, end_a, end_b) : GR_OK;
}

/* Letters that both texts have, up to a change. */
static gr_status
walk_common(walk *w, const gr_text_change *until)
{
	for (;;)
	{
		gap			a = gap_at(&w->a);
		gap			b = gap_at(&w->b);
		gr_status	status = look_for_end(w, &a, &b);

		if (status != GR_OK || a.length == 0 || b.length == 0 || (until != NULL && (a.pos >= until->a.pos || b.pos >= until->b.pos)))
			return status;
		step(&w->a, &a);
		step(&w->b, &b);
	}
}

/* How many letters a text has, and how many of them stand in its spans. */
static size_t
count_letters(gr_slice text, const gr_text_change *changes, size_t count, bool of_a, size_t *changed)
{
	side		s = {text, 0, 1, 0};
	size_t		letters = 0;

	*changed = 0;
	for (size_t i = 0; i < count; i++)
	{
		gr_span		span = of_a ? changes[i].a : changes[i].b;
		size_t		in_span;

		letters += pass(&s, (gr_span) {1, span.pos - 1});
		in_span = pass(&s, span);
		letters += in_span;
		*changed += in_span;
	}
	/* All that is left. */
	return letters + pass(&s, (gr_span) {1, UINT32_MAX - 1});
}

gr_status
gr_text_rows_of(gr_arena *arena, gr_slice a, gr_slice b, gr_text_rows *rows)
{
	walk		w = {.arena = arena,.to = rows,.a = {a, 0, 1, 0},.b = {b, 0, 1, 0},.same = true};
	size_t		removed;
	size_t		added;
	gr_status	status;

	memset(rows, 0, sizeof(*rows));
	status = gr_text_changes(arena, a, b, &rows->changes, &rows->change_count);
	if (status != GR_OK)
		return status;
	rows->repetition.a = count_letters(a, rows->changes, rows->change_count, true, &removed);
	rows->repetition.b = count_letters(b, rows->changes, rows->change_count, false, &added);
	rows->repetition.common = rows->repetition.a - removed;
	rows->change_count = join_changes(a, b, rows->changes, rows->change_count);
	for (size_t i = 0; i < rows->change_count && status == GR_OK; i++)
	{
		if (gr_cancelled(arena))
			return GR_CANCELLED;
		status = walk_common(&w, &rows->changes[i]);
		pass(&w.a, rows->changes[i].a);
		pass(&w.b, rows->changes[i].b);
		w.same = false;
	}
	if (status == GR_OK)
		status = walk_common(&w, NULL);
	return status == GR_OK ? end_row(&w, a.len, b.len) : status;
}
