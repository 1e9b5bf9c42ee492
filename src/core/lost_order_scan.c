#include "lost_order_scan.h"

#include "bits.h"
#include "fold.h"
#include "label.h"
#include "position.h"
#include "vector.h"

/* Lines that are a figure, below which no table can have lost its order. */
#define FEWEST_FIGURES 15

/* Bytes of a line that may be a label with a figure behind it. */
#define LABEL_LINE_LIMIT 120

/* Bytes of a line that may be a heading. */
#define HEADING_LIMIT 120

/* Bytes between two figures that may be the head of a column. */
#define HEAD_LIMIT 60

/* Lines between two looks at the cancel hook. */
#define LINES_PER_CHECK 4096

/* And bytes, where lines are not told apart. */
#define BYTES_PER_CHECK ((size_t) 1 << 18)

/* A figure of so many digits at most. */
#define DIGITS_LIMIT 12

typedef struct scanner
{
	gr_slice	text;
	gr_position position;
	bool		inside;			/* the table of applications has begun */
	bool		closing;		/* the heading behind the tables was met: their last figures may follow on its page */
	bool		ended;
	bool		foreign;		/* the last label belongs to the table of disclosure */
	bool		labelled;		/* the last line of words is the label of a row of the applications */
	int			page;
	int			first_page;		/* of the table */
	unsigned char parted;
	int			lines;			/* of the page so far, blank ones left out */
	gr_lost_figures *found;
} scanner;

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

int64_t
gr_lost_figure(gr_slice piece)
{
	int64_t		value = 0;
	int			digits = 0;
	int			since = -1;		/* digits behind the last separator */

	for (size_t i = 0; i < piece.len; i++)
	{
		if (piece.data[i] == ',' && digits > 0 && (since < 0 ? digits <= 3 : since == 3))
		{
			since = 0;
			continue;
		}
		if (!gr_is_digit(piece.data[i]) || ++digits > DIGITS_LIMIT)
			return -1;
		value = value * 10 + piece.data[i] - '0';
		since += since >= 0;
	}
	if (digits == 0 || (since >= 0 && since != 3) || (digits > 1 && piece.data[0] == '0'))
		return -1;
	return value;
}

/* Counts lines that are a figure, up to FEWEST_FIGURES. */
static gr_status
count_figures_plain(gr_arena *arena, gr_slice text, int *count)
{
	size_t		from = 0;
	int			polled = 0;

	while (from < text.len && *count < FEWEST_FIGURES)
	{
		const char *end;
		size_t		at;

		if (++polled % LINES_PER_CHECK == 0 && gr_cancelled(arena))
			return GR_CANCELLED;
		at = gr_end_of_digits(text, from);
		*count += at > from && at - from <= DIGITS_LIMIT && (at == text.len || text.data[at] == '\n' || text.data[at] == '\r');
		/* Of many lines this is the end: a search would cost more than they are long. */
		if (at < text.len && text.data[at] != '\n')
		{
			end = memchr(text.data + at, '\n', text.len - at);
			at = end == NULL ? text.len : (size_t) (end - text.data);
		}
		from = at + 1;
	}
	return GR_OK;
}

#ifdef GR_AVX2

/* Places that are looked at together. */
#define STEP ((size_t) 2 * GR_VECTOR)

/* Whether all of a line is a figure that ends at "end". */
static bool
is_figure_line(gr_slice text, size_t end)
{
	size_t		begin = end;

	while (begin > 0 && end - begin <= DIGITS_LIMIT && gr_is_digit(text.data[begin - 1]))
		begin--;
	return end > begin && end - begin <= DIGITS_LIMIT && (begin == 0 || text.data[begin - 1] == '\n');
}

/* Where a line may end with a digit, or one of the signs behind 9: one byte before is looked at. */
GR_AVX2 static inline __m256i
ends_behind_digits(const char *at)
{
	/* By the lower half of a byte, the end of a line that has the same. */
	const __m256i ends = _mm256_broadcastsi128_si256(_mm_setr_epi8(-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, '\n', -1, -1, '\r', -1, -1));
	__m256i		bytes = gr_vector_at(at);
	__m256i		upper = _mm256_and_si256(gr_vector_at(at - 1), _mm256_set1_epi8((char) 0xF0));

	return _mm256_and_si256(_mm256_cmpeq_epi8(_mm256_shuffle_epi8(ends, bytes), bytes), gr_vector_equal(upper, '0'));
}

/* Those of STEP places, as bits. */
GR_AVX2 static inline uint64_t
places_of_ends(const char *at)
{
	return gr_vector_mask(ends_behind_digits(at)) | (uint64_t) gr_vector_mask(ends_behind_digits(at + GR_VECTOR)) << GR_VECTOR;
}

/* The first STEP places with one of them from "at" on, as far as there are so many before "stop"; or behind the last of these. */
GR_AVX2 static inline size_t
pass_words(gr_slice text, size_t at, size_t stop)
{
	for (; at + STEP <= stop; at += STEP)
	{
		__m256i		either = _mm256_or_si256(ends_behind_digits(text.data + at), ends_behind_digits(text.data + at + GR_VECTOR));

		if (!_mm256_testz_si256(either, either))
			break;
	}
	return at;
}

static int
count_figure_lines(gr_slice text, size_t from, uint64_t ends)
{
	int			count = 0;

	for (; ends != 0; ends &= ends - 1)
		count += is_figure_line(text, from + (size_t) gr_lowest_bit(ends));
	return count;
}

/* The same in a text with STEP places behind the first: few of its lines end with a digit. */
GR_AVX2 static gr_status
count_figures_wide(gr_arena *arena, gr_slice text, int *count)
{
	size_t		at = 1;
	size_t		stop = BYTES_PER_CHECK;

	*count = is_figure_line(text, text.len);
	while (text.len - at >= STEP && *count < FEWEST_FIGURES)
	{
		if (at > stop)
		{
			if (gr_cancelled(arena))
				return GR_CANCELLED;
			stop = at + BYTES_PER_CHECK;
		}
		at = pass_words(text, at, stop < text.len ? stop : text.len);
		if (text.len - at < STEP)
			break;
		*count += count_figure_lines(text, at, places_of_ends(text.data + at));
		at += STEP;
	}
	/* The last places reach back, over some that were seen. */
	if (at < text.len && *count < FEWEST_FIGURES)
		*count += count_figure_lines(text, at, places_of_ends(text.data + text.len - STEP) >> (at - (text.len - STEP)));
	return GR_OK;
}

#endif

gr_status
gr_lost_has_figures(gr_arena *arena, gr_slice text, bool *result)
{
	gr_status	status;
	int			count = 0;

#ifdef GR_AVX2
	if (text.len > STEP && gr_has_avx2())
		status = count_figures_wide(arena, text, &count);
	else
#endif
		status = count_figures_plain(arena, text, &count);
	*result = count >= FEWEST_FIGURES;
	return status;
}

bool
gr_lost_holds(gr_slice line, const char *words)
{
	size_t		n = strlen(words);

	for (size_t i = 0; i + n <= line.len; i++)
		if (line.data[i] == words[0] && memcmp(line.data + i, words, n) == 0)
			return true;
	return false;
}

/* The table that a label belongs to, or GR_TABLE_NONE where it may be several. */
static int
table_of(gr_label label)
{
	if (label >= GR_LABEL_ROW_RULES && label < GR_LABEL_ROW_RULES + GR_ROWS)
		return gr_rows[label - GR_LABEL_ROW_RULES].table;
	if (label >= GR_LABEL_ROW_RULES + GR_ROWS && label < GR_LABEL_ROW_RULES + GR_ROWS + GR_COLUMNS)
		return gr_columns[label - GR_LABEL_ROW_RULES - GR_ROWS].table;
	switch (label)
	{
		case GR_LABEL_YEAR_DECISIONS:
		case GR_LABEL_PURCHASE_AMOUNT:
		case GR_LABEL_FEE_AMOUNT:
		case GR_LABEL_ITEM:
		case GR_LABEL_CAPTION:
			return GR_TABLE_DISCLOSURE;
		case GR_LABEL_APPLICANTS:
		case GR_LABEL_ORGANIZATIONS:
			return GR_TABLE_APPLICATIONS;
		default:
			return GR_TABLE_NONE;
	}
}

/* The only column of the table of applications that words name, or -1. */
static signed char
column_of_head(gr_slice words)
{
	static const char *const names[GR_LOST_COLUMNS] = {"然", "商业", "科研", "公益", "法律服", "其他", "总计"};
	signed char column = -1;

	if (words.len > HEAD_LIMIT || gr_lost_holds(words, "七") || gr_lost_holds(words, "行政"))
		return -1;
	for (int c = 0; c < GR_LOST_COLUMNS; c++)
		if (gr_lost_holds(words, names[c]))
		{
			if (column >= 0)
				return -1;
			column = (signed char) c;
		}
	return column;
}

static void
add_token(scanner *s, size_t from, size_t to, int64_t value, bool alone)
{
	gr_lost_figures *f = s->found;
	gr_lost_token *token;

	if (f->count == GR_LOST_TOKENS || s->page - s->first_page >= GR_LOST_PAGES)
	{
		f->overflow = true;
		return;
	}
	token = &f->tokens[f->count++];
	token->value = value;
	token->pos = gr_position_of(&s->position, from);
	token->len = (uint32_t) (to - from);
	token->from = from;
	token->to = to;
	token->parted = s->parted;
	token->column = s->parted == GR_LOST_TEXT ? column_of_head(gr_slice_sub(s->text, f->count > 1 ? token[-1].to : from, from)) : -1;
	token->alone = alone;
	token->labelled = s->parted == GR_LOST_TEXT && s->labelled;
	token->page = s->page - s->first_page;
	s->parted = GR_LOST_TOGETHER;
}

/* The next piece between blanks. */
static bool
next_piece(gr_slice text, size_t *at, size_t end, size_t *from)
{
	while (*at < end && is_blank(text.data[*at]))
		(*at)++;
	*from = *at;
	while (*at < end && !is_blank(text.data[*at]))
		(*at)++;
	return *at > *from;
}

/* Whether a line holds figures only. */
static bool
only_figures(gr_slice text, size_t from, size_t to)
{
	size_t		at = from;
	size_t		piece;
	bool		any = false;

	while (next_piece(text, &at, to, &piece))
	{
		if (gr_lost_figure(gr_slice_sub(text, piece, at)) < 0)
			return false;
		any = true;
	}
	return any;
}

/* Words of the heads of the table of disclosure, and of no other: the ends of their second lines. */
static bool
is_disclosure(gr_slice line)
{
	return gr_lost_holds(line, "件数") || gr_lost_holds(line, "目数量") || gr_lost_holds(line, "公开数量") || gr_lost_holds(line, "决定数量") ||
		gr_lost_holds(line, "总金额");
}

/* The figures at the end of a line, right behind its words: a whole row, or the first of one. */
static void
read_figures_behind(scanner *s, size_t from, size_t to)
{
	size_t		begins[GR_LOST_COLUMNS];
	size_t		ends[GR_LOST_COLUMNS];
	size_t		end = to;
	int			count = 0;

	while (count < GR_LOST_COLUMNS && end > from)
	{
		size_t		begin = end;

		while (begin > from && !is_blank(s->text.data[begin - 1]))
			begin--;
		if (begin == from || gr_lost_figure(gr_slice_sub(s->text, begin, end)) < 0)
			break;
		begins[count] = begin;
		ends[count++] = end;
		end = begin;
		while (end > from && is_blank(s->text.data[end - 1]))
			end--;
	}
	if (end == from || (unsigned char) s->text.data[end - 1] < 0x80)
		return;
	while (count-- > 0)
		add_token(s, begins[count], ends[count], gr_lost_figure(gr_slice_sub(s->text, begins[count], ends[count])), false);
}

/* A line of words: what it says of the place, and figures at its end. */
static void
read_words(scanner *s, size_t from, size_t to)
{
	gr_slice	line = gr_slice_sub(s->text, from, to);
	gr_label_match match;
	int			table = gr_label_read(line, 0, &match) ? table_of(match.label) : GR_TABLE_NONE;

	s->found->evidence_2019 += gr_lost_holds(line, "新制作数量");
	s->found->evidence_2021 += gr_lost_holds(line, "制发件数") || gr_lost_holds(line, "现行有效");
	s->parted = GR_LOST_TEXT;
	if (!s->inside && (table == GR_TABLE_APPLICATIONS || gr_lost_holds(line, "勾稽")))
	{
		s->inside = true;
		s->first_page = s->page;
	}
	s->labelled = table == GR_TABLE_APPLICATIONS && match.label < GR_LABEL_ROW_RULES + GR_ROWS && match.note_end == line.len;
	/* The second line of a head of that table does not end it. */
	s->foreign = table == GR_TABLE_DISCLOSURE || (s->foreign && table == GR_TABLE_NONE && is_disclosure(line));
	if (!s->inside)
		return;
	if (line.len <= HEADING_LIMIT && (gr_lost_holds(line, "主要问题") || gr_lost_holds(line, "其他需要报告")))
	{
		s->closing = true;
		return;
	}
	if (line.len <= HEADING_LIMIT && gr_lost_holds(line, "行政复议") && gr_lost_holds(line, "行政诉讼"))
	{
		s->found->proceedings = s->found->count;
		s->found->proceedings_heading = to;
	}
	if (s->closing)
		return;
	if (line.len <= LABEL_LINE_LIMIT && (unsigned char) line.data[line.len - 1] < 0x80 && !s->foreign)
		read_figures_behind(s, from, to);
}

static void
read_line(scanner *s, size_t from, size_t to)
{
	size_t		piece;
	bool		first = true;

	while (from < to && is_blank(s->text.data[from]))
		from++;
	while (to > from && is_blank(s->text.data[to - 1]))
		to--;
	if (from == to)
	{
		if (s->parted == GR_LOST_TOGETHER)
			s->parted = GR_LOST_BLANK;
		return;
	}
	s->lines++;
	if (!only_figures(s->text, from, to))
	{
		read_words(s, from, to);
		return;
	}
	if (!s->inside || s->foreign)
		return;
	while (next_piece(s->text, &from, to, &piece))
	{
		add_token(s, piece, from, gr_lost_figure(gr_slice_sub(s->text, piece, from)), first && from == to);
		first = false;
	}
}

/*
 * The only figure of the page that is its number and stands by itself, with words before
 * it or behind it: what is printed below a table may come anywhere in its page; -1: none.
 */
static int
number_amidst(const scanner *s, int first_token)
{
	const gr_lost_figures *f = s->found;
	int			number = -1;

	for (int i = first_token; i < f->count; i++)
	{
		const gr_lost_token *token = &f->tokens[i];
		int			behind = i + 1 < f->count ? token[1].parted : GR_LOST_TEXT;

		if (token->value != s->page + 1 || !token->alone || token->parted == GR_LOST_TOGETHER || behind == GR_LOST_TOGETHER ||
			(token->parted != GR_LOST_TEXT && behind != GR_LOST_TEXT))
			continue;
		if (number >= 0)
			return -1;
		number = i;
	}
	return number;
}

/* A page has ended: its last figure may be its number, or its first, or one between words. */
static void
end_page(scanner *s, int first_token, int before_last, int first_lines)
{
	gr_lost_figures *f = s->found;
	int			page = s->page - s->first_page;
	int			amidst;

	if (!s->inside || page < 0 || page >= GR_LOST_PAGES)
		return;
	f->edge[page] = -1;
	if (f->count > first_token && f->count > before_last && f->tokens[f->count - 1].page == page)
		f->edge[page] = f->count - 1;
	else if (f->count > first_token && first_lines == 1)
		f->edge[page] = first_token;
	amidst = f->edge[page] >= 0 && f->tokens[f->edge[page]].value == s->page + 1 ? -1 : number_amidst(s, first_token);
	if (amidst >= 0)
		f->edge[page] = amidst;
	f->pages = page + 1;
}

gr_status
gr_lost_scan(gr_arena *arena, gr_slice text, gr_lost_figures *found)
{
	scanner		s = {.text = text, .position = gr_position_begin(text), .parted = GR_LOST_TEXT, .found = found};
	size_t		from = 0;
	int			first_token = 0;
	int			before_last = 0;	/* figures before the last line */
	int			first_lines = 0;	/* lines up to the first figure of the page */
	int			polled = 0;

	memset(found, 0, sizeof(*found));
	found->proceedings = -1;
	while (from <= text.len && !s.ended && !found->overflow)
	{
		size_t		to = from;
		int			lines = s.lines;
		int			count = found->count;

		while (to < text.len && text.data[to] != '\n' && text.data[to] != '\f')
			to++;
		if (++polled % LINES_PER_CHECK == 0 && gr_cancelled(arena))
			return GR_CANCELLED;
		read_line(&s, from, to);
		if (s.lines > lines)
			before_last = count;
		if (count == first_token && found->count > count)
			first_lines = s.lines;
		if (to < text.len && text.data[to] == '\f')
		{
			end_page(&s, first_token, before_last, first_lines);
			s.page++;
			s.ended = s.closing;
			s.lines = 0;
			s.parted = GR_LOST_TEXT;
			first_token = found->count;
			first_lines = 0;
		}
		from = to + 1;
	}
	end_page(&s, first_token, found->count, first_lines);
	return GR_OK;
}
