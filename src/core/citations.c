#include "citation_parts.h"

/* No citation has a longer run of digits. */
#define LONGEST_NUMBER 20

/* Digits of a figure that is a quantity where nothing behind it says otherwise. */
#define LONGEST_QUANTITY 3

/* Beginnings between two looks at the cancel hook. */
#define CANCEL_INTERVAL 1024

const char *
gr_citation_kind_name(int kind)
{
	static const char *const names[GR_CITATION_KINDS] = {
		"document", "order", "title", "abbreviation", "article", "date", "url", "email", "phone", "postcode", "icp", "site_code", "index_number",
	};

	return kind >= 0 && kind < GR_CITATION_KINDS ? names[kind] : NULL;
}

gr_citation_reader *
gr_citation_reader_new(gr_arena *arena)
{
	gr_citation_reader *reader = gr_arena_alloc(arena, sizeof(gr_citation_reader));

	if (reader == NULL)
		return NULL;
	reader->arena = arena;
	reader->abbreviation_count = 0;
	reader->count = 0;
	reader->limited = false;
	reader->limited_at = 0;
	return reader;
}

/* ---------- short names ---------- */

static gr_stretch
in_source(const gr_paragraph *paragraph, gr_stretch stretch)
{
	gr_stretch	source = {gr_paragraph_source(paragraph, stretch.from), gr_paragraph_source(paragraph, stretch.to)};

	return source;
}

static gr_abbreviation *
find_abbreviation(gr_citation_reader *reader, gr_slice name)
{
	for (size_t i = 0; i < reader->abbreviation_count; i++)
		if (gr_slice_equal(reader->abbreviations[i].name, name))
			return &reader->abbreviations[i];
	return NULL;
}

/* The last meaning of a short name holds. */
static void
remember(gr_citation_reader *reader, gr_slice name, gr_stretch full_title)
{
	gr_abbreviation *known = find_abbreviation(reader, name);

	if (known == NULL)
	{
		if (reader->abbreviation_count == GR_ABBREVIATIONS_LIMIT)
			return;
		known = &reader->abbreviations[reader->abbreviation_count++];
		known->name = name;
	}
	known->full_title = full_title;
}

/* ---------- one paragraph ---------- */

typedef struct reading
{
	gr_citation_reader *reader;
	const gr_paragraph *paragraph;
	gr_raw_citations *citations;
	gr_citation_text t;
} reading;

static gr_status
add(reading *r, const gr_raw_citation *c)
{
	gr_raw_citations *list = r->citations;
	gr_raw_citation *grown;

	r->t.taken = c->whole.to;
	r->t.previous_kind = c->kind;
	if (r->reader->count == GR_CITATIONS_LIMIT)
	{
		if (!r->reader->limited)
			r->reader->limited_at = gr_paragraph_source(r->paragraph, c->whole.from);
		r->reader->limited = true;
		return GR_OK;
	}
	grown = gr_arena_grow(r->reader->arena, list->citations, &list->capacity, list->count + 1, sizeof(gr_raw_citation));
	if (grown == NULL)
		return GR_OUT_OF_MEMORY;
	list->citations = grown;
	list->citations[list->count++] = *c;
	r->reader->count++;
	return GR_OK;
}

/* A title, and the short name that it gets. */
static gr_status
add_title(reading *r, gr_raw_citation *c, gr_raw_citation *short_name)
{
	gr_slice	text = r->t.text;
	gr_abbreviation *known;
	gr_status	status;

	known = c->kind == GR_CITATION_TITLE && !c->damaged ? find_abbreviation(r->reader, gr_slice_sub(text, c->title.from, c->title.to)) : NULL;
	if (known != NULL && short_name->whole.to == 0)
	{
		c->kind = GR_CITATION_ABBREVIATION;
		c->full_title = known->full_title;
	}
	status = add(r, c);
	if (status != GR_OK || short_name->whole.to == 0)
		return status;
	short_name->full_title = in_source(r->paragraph, c->title);
	remember(r->reader, gr_slice_sub(text, short_name->title.from, short_name->title.to), short_name->full_title);
	return add(r, short_name);
}

static gr_status
read_title(reading *r, size_t at, size_t *next)
{
	gr_raw_citation c;
	gr_raw_citation short_name;

	gr_citation_clear(&c);
	gr_citation_clear(&short_name);
	*next = at + strlen("《");
	if (!gr_citation_unmarked_title(&r->t, at, &c, &short_name) && !gr_citation_title(&r->t, at, &c, &short_name))
		return GR_OK;
	*next = short_name.whole.to != 0 ? short_name.whole.to : c.whole.to;
	return add_title(r, &c, &short_name);
}

/* Whether the digits are part of an address: 8812345@qq.com, 163.com. */
static bool
goes_on_as_address(gr_slice text, size_t at)
{
	unsigned char c = at < text.len ? (unsigned char) text.data[at] : 0;

	if (c == '.' || c == '-' || c == '_')
		c = at + 1 < text.len ? (unsigned char) text.data[at + 1] : 0;
	return c == '@' || c == '#' || gr_is_ascii_letter(c);
}

/*
 * Whether a figure of one to three digits may be more than a quantity: what follows
 * tells, 号 月 至 到, a dash, a wave, a bracket or a blank.
 */
static bool
may_be_number(uint32_t next)
{
	return next == 0x53F7 || next == 0x6708 || next == 0x81F3 || next == 0x5230 || next == '-' || next == '~' || next == ')' || next == ' ';
}

/*
 * Behind the one to three ASCII digits at "at" where a Han character, a percent sign or a point says that they are a quantity,
 * as most are, or number a heading; or "at".
 */
static size_t
behind_quantity(gr_slice text, size_t at)
{
	const unsigned char *digits = (const unsigned char *) text.data + at;
	unsigned	second;
	size_t		count;

	if (text.len - at < LONGEST_QUANTITY + strlen("件") || !gr_is_digit(digits[0]))
		return at;
	second = gr_is_digit(digits[1]);
	count = 1 + second + (second & gr_is_digit(digits[2]));
	if (gr_starts_han(digits[count]))
		return may_be_number(gr_han_at((const char *) digits + count)) ? at : at + count;
	return digits[count] == '%' || (digits[count] == '.' && (digits[count + 1] >= 0x80 || gr_is_digit(digits[count + 1]))) ? at + count : at;
}

static bool
read_figure(const reading *r, size_t at, gr_raw_citation *c, size_t *next)
{
	gr_slice	text = r->t.text;
	gr_digits	d = gr_digits_read(text, at);
	size_t		after;

	/* Only what is no UTF-8 looks like a digit and is none. */
	if (d.count == 0)
		return false;
	*next = d.to;
	if (goes_on_as_address(text, d.to))
		return gr_citation_address(&r->t, at, c, next);
	if (d.count > LONGEST_NUMBER || (d.count <= LONGEST_QUANTITY && !may_be_number(gr_sign_at(text, d.to, &after))))
		return false;
	if (!gr_citation_number(&r->t, &d, c) && !gr_citation_date(&r->t, &d, c) && !gr_citation_code(&r->t, &d, c))
		return false;
	*next = c->whole.to;
	return true;
}

/* What begins at "at"; *next is where to go on. */
static gr_status
read_citation(reading *r, size_t at, size_t *next)
{
	unsigned char first = (unsigned char) r->t.text.data[at];
	gr_raw_citation c;
	bool		found = false;

	if (first == 0xE3 && (unsigned char) r->t.text.data[at + 2] == 0x8A)
		return read_title(r, at, next);
	gr_citation_clear(&c);
	*next = at + gr_utf8_length(first);
	if (first == 0xE7)
		found = gr_citation_ordinal(&r->t, at, &c);
	else if (first == 0xE3 || first == 0xE2)
	{
		/* 〇 is the second sign of a year. */
		size_t		year;

		if (gr_sign_before(r->t.text, r->t.taken, at, &year) == 0x4E8C)
		{
			gr_digits	none = gr_digits_read(r->t.text, year);

			found = gr_citation_date(&r->t, &none, &c);
		}
	}
	else if (first == 0xEF || (first >= '0' && first <= '9'))
		found = read_figure(r, at, &c, next);
	else
		found = gr_citation_address(&r->t, at, &c, next);
	if (!found)
		return GR_OK;
	if (c.whole.to > *next)
		*next = c.whole.to;
	return add(r, &c);
}

gr_status
gr_citations_read(gr_citation_reader *reader, const gr_paragraph *paragraph, const gr_beginnings *beginnings, gr_raw_citations *citations)
{
	reading		r = {reader, paragraph, citations, {paragraph->text, 0, GR_CITATION_KINDS}};
	size_t		len = paragraph->text.len;
	unsigned	count = 0;
	gr_status	status = GR_OK;

	for (size_t at = 0; status == GR_OK && (at = gr_beginning_next(beginnings, GR_BEGINS_CITATION, at, len)) < len;)
	{
		size_t		behind = behind_quantity(paragraph->text, at);

		if (++count % CANCEL_INTERVAL == 0 && gr_cancelled(reader->arena))
			return GR_CANCELLED;
		if (behind > at)
			at = behind;
		else
			status = read_citation(&r, at, &at);
	}
	return status;
}
