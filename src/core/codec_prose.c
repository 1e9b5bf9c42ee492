#include "codec_prose.h"

#include "chapters.h"
#include "date.h"
#include "facts.h"
#include "number.h"
#include "sections.h"

enum
{
	SECTION_LEVEL = 7,
	SECTION_NUMBER = 8,
	SECTION_TITLE = 16
};

enum
{
	FACT_SCALE = 1,
	FACT_SCOPE = 2,
	FACT_INTERVAL = 4,
	FACT_PART = 8,
	FACT_RELATION = 16,
	FACT_OTHER_YEAR = 32,
	FACT_PARTITIONED = 64
};

enum
{
	INTERVAL_LOW = 16,
	INTERVAL_HIGH = 32
};

enum
{
	CITATION_YEAR = 1,
	CITATION_SERIAL = 2,
	CITATION_NUMBER = 4,
	CITATION_ORGAN = 8,
	CITATION_TITLE = 16,
	CITATION_DAMAGED = 32
};

static gr_status
corrupt(gr_error *error, const char *detail)
{
	error->detail = detail;
	return GR_CORRUPT;
}

/* ---------- places ---------- */

/* What a section, a fact or a citation takes at most. */
#define ITEM_BYTES (8 + 9 * GR_NUMBER_BYTES)

static char *
put_place(char *to, gr_span span, uint32_t *cursor)
{
	to = gr_put_signed(to, (int64_t) span.pos - (int64_t) *cursor);
	*cursor = span.pos + span.len;
	return gr_put_unsigned(to, span.len);
}

/* A place inside the largest text. */
static gr_span
read_place(gr_reader *reader, uint32_t *cursor)
{
	int64_t		limit = (int64_t) GR_TEXT_LIMIT + 1;
	int64_t		distance = gr_read_signed(reader);
	uint64_t	len = gr_read_unsigned(reader);
	gr_span		span = {0, 0};

	if (distance > limit || distance < -limit || len > (uint64_t) limit || distance + (int64_t) *cursor < 1 ||
		distance + (int64_t) *cursor > limit)
	{
		reader->failed = true;
		return span;
	}
	span.pos = (uint32_t) (distance + (int64_t) *cursor);
	span.len = (uint32_t) len;
	*cursor = span.pos + span.len;
	return span;
}

/* A place told from another one, which stays where it is. */
static char *
put_near(char *to, gr_span span, uint32_t from)
{
	return put_place(to, span, &from);
}

/* The same where there is one. */
static char *
put_near_if_any(char *to, gr_span span, uint32_t from)
{
	return to + (put_near(to, span, from) - to) * (span.pos != 0);
}

static gr_span
read_near(gr_reader *reader, uint32_t from)
{
	return read_place(reader, &from);
}

/* Room for as many as the bytes that are left can hold, or NULL with the reader failed. */
static void *
array_of(gr_arena *arena, gr_reader *reader, uint64_t *count, uint64_t limit, size_t size, gr_status *status)
{
	void	   *array;

	*count = gr_read_unsigned(reader);
	*status = GR_OK;
	if (reader->failed || *count > limit || *count > (uint64_t) (reader->end - reader->at))
	{
		*count = 0;
		reader->failed = true;
		return NULL;
	}
	array = gr_arena_alloc(arena, (size_t) *count * size);
	if (array == NULL)
		*status = GR_OUT_OF_MEMORY;
	return array;
}

/* ---------- sections ---------- */

static void
write_sections(gr_writer *writer, const gr_report *report)
{
	uint32_t	cursor = 1;

	gr_write_unsigned(writer, report->section_count);
	for (size_t i = 0; i < report->section_count; i++)
	{
		const gr_section *s = &report->sections[i];
		char	   *to = gr_writer_room(writer, ITEM_BYTES);

		if (to == NULL)
			return;
		*to++ = (char) (s->level | (s->number.pos != 0 ? SECTION_NUMBER : 0) | (s->title.pos != 0 ? SECTION_TITLE : 0));
		*to++ = (char) s->chapter;
		to = put_place(to, s->heading, &cursor);
		to = gr_put_unsigned_if(s->number.pos != 0, to, s->number.len);
		to = put_near_if_any(to, s->title, s->heading.pos);
		gr_writer_end(writer, put_near(to, s->body, s->heading.pos + s->heading.len));
	}
}

static gr_status
read_sections(gr_arena *arena, gr_reader *reader, gr_report *report, gr_error *error)
{
	uint32_t	cursor = 1;
	uint64_t	count;
	gr_status	status;

	report->sections = array_of(arena, reader, &count, GR_SECTIONS_LIMIT, sizeof(gr_section), &status);
	report->section_count = (size_t) count;
	for (uint64_t i = 0; i < count && status == GR_OK && !reader->failed; i++)
	{
		gr_section *s = &report->sections[i];
		unsigned	flags = gr_read_byte(reader);

		memset(s, 0, sizeof(*s));
		s->level = (unsigned char) (flags & SECTION_LEVEL);
		s->chapter = (unsigned char) gr_read_byte(reader);
		s->heading = read_place(reader, &cursor);
		if ((flags & SECTION_NUMBER) != 0)
		{
			uint64_t	len = gr_read_unsigned(reader);

			s->number.pos = s->heading.pos;
			s->number.len = (uint32_t) (len > s->heading.len ? 0 : len);
			if (len > s->heading.len || len == 0)
				reader->failed = true;
		}
		if ((flags & SECTION_TITLE) != 0)
			s->title = read_near(reader, s->heading.pos);
		s->body = read_near(reader, s->heading.pos + s->heading.len);
		if (s->level == 0 || s->level > GR_SECTION_LEVELS || s->chapter > GR_CHAPTER_NONE || (flags & ~31u) != 0)
			reader->failed = true;
	}
	if (status == GR_OK && reader->failed)
		return corrupt(error, "A section is out of range.");
	return status;
}

/* ---------- facts ---------- */

static bool
has_interval(const gr_fact *f)
{
	return f->qualifier != GR_QUALIFIER_NONE || f->low != f->value || f->high != f->value;
}

static char *
put_link(char *to, int32_t link, size_t i)
{
	return gr_put_unsigned(to, link < 0 ? 0 : (uint64_t) i - (uint64_t) link);
}

/* An index of a fact before, or -1. */
static int32_t
read_link(gr_reader *reader, uint64_t i)
{
	uint64_t	distance = gr_read_unsigned(reader);

	if (distance > i)
	{
		reader->failed = true;
		return -1;
	}
	return distance == 0 ? -1 : (int32_t) (i - distance);
}

static char *
put_interval(char *to, const gr_fact *f)
{
	*to++ = (char) (f->qualifier | (f->low != INT64_MIN ? INTERVAL_LOW : 0) | (f->high != INT64_MAX ? INTERVAL_HIGH : 0));
	if (f->low != INT64_MIN)
		to = gr_put_signed(to, f->low - f->value);
	if (f->high != INT64_MAX)
		to = gr_put_signed(to, f->high - f->value);
	return to;
}

static char *
put_relation(char *to, const gr_fact *f, size_t i)
{
	*to++ = (char) f->relation;
	to = put_link(to, f->first, i);
	return put_link(to, f->second, i);
}

static void
write_facts(gr_writer *writer, const gr_report *report)
{
	uint32_t	cursor = 1;

	gr_write_unsigned(writer, report->fact_count);
	for (size_t i = 0; i < report->fact_count; i++)
	{
		const gr_fact *f = &report->facts[i];
		char	   *to = gr_writer_room(writer, ITEM_BYTES);

		if (to == NULL)
			return;
		*to++ = (char) f->key;
		*to++ = (char) ((f->scale != 0 ? FACT_SCALE : 0) | (f->scope != GR_SCOPE_NONE ? FACT_SCOPE : 0) |
						(has_interval(f) ? FACT_INTERVAL : 0) | (f->part_of >= 0 ? FACT_PART : 0) |
						(f->relation != GR_RELATION_NONE ? FACT_RELATION : 0) | (f->other_year ? FACT_OTHER_YEAR : 0) |
						(f->partitioned ? FACT_PARTITIONED : 0));
		*to++ = (char) f->unit;
		to = put_place(to, f->span, &cursor);
		to = gr_put_signed(to, f->value);
		*to = (char) f->scale;
		to += f->scale != 0;
		*to = (char) f->scope;
		to += f->scope != GR_SCOPE_NONE;
		if (has_interval(f))
			to = put_interval(to, f);
		if (f->part_of >= 0)
			to = put_link(to, f->part_of, i);
		if (f->relation != GR_RELATION_NONE)
			to = put_relation(to, f, i);
		gr_writer_end(writer, to);
	}
}

/* A bound told from the value; false where it leaves the figures that are read. */
static int64_t
read_bound(gr_reader *reader, int64_t value)
{
	int64_t		distance = gr_read_signed(reader);

	if (distance > GR_FACT_LIMIT || distance < -GR_FACT_LIMIT)
	{
		reader->failed = true;
		return value;
	}
	return value + distance;
}

static void
read_interval(gr_reader *reader, gr_fact *f)
{
	unsigned	byte = gr_read_byte(reader);

	f->qualifier = (unsigned char) (byte & 15);
	f->low = (byte & INTERVAL_LOW) != 0 ? read_bound(reader, f->value) : INT64_MIN;
	f->high = (byte & INTERVAL_HIGH) != 0 ? read_bound(reader, f->value) : INT64_MAX;
	if (f->qualifier >= GR_QUALIFIERS || (byte & ~63u) != 0 || f->low > f->value || f->high < f->value || !has_interval(f))
		reader->failed = true;
}

/* What every fact has, and how it is read. */
typedef struct fact_head
{
	unsigned	key;
	unsigned	flags;
	unsigned	unit;
	gr_span		span;
	int64_t		value;
} fact_head;

/* A number of one or two bytes; NULL for a longer one, and one with a superfluous byte. */
static inline const unsigned char *
short_number(const unsigned char *at, uint64_t *value)
{
	*value = at[0];
	if (at[0] < 0x80)
		return at + 1;
	*value = (uint64_t) (at[0] & 0x7F) | (uint64_t) at[1] << 7;
	return at[1] != 0 && at[1] < 0x80 ? at + 2 : NULL;
}

/* The bytes of a head with three such numbers. */
#define SHORT_HEAD (3 + 3 * 2)

/* Nearly all are such heads: then false is for those that are not. */
static inline bool
read_short_head(gr_reader *reader, uint32_t *cursor, fact_head *head)
{
	const unsigned char *at = reader->at;
	uint64_t	distance;
	uint64_t	len;
	uint64_t	value;
	int64_t		pos;

	if (reader->end - at < SHORT_HEAD)
		return false;
	head->key = at[0];
	head->flags = at[1];
	head->unit = at[2];
	if ((at = short_number(at + 3, &distance)) == NULL || (at = short_number(at, &len)) == NULL || (at = short_number(at, &value)) == NULL)
		return false;
	pos = (int64_t) *cursor + gr_signed_of(distance);
	if (pos < 1 || pos > (int64_t) GR_TEXT_LIMIT + 1)
		return false;
	head->span.pos = (uint32_t) pos;
	head->span.len = (uint32_t) len;
	head->value = gr_signed_of(value);
	*cursor = head->span.pos + head->span.len;
	reader->at = at;
	return true;
}

static void
read_head(gr_reader *reader, uint32_t *cursor, fact_head *head)
{
	head->key = gr_read_byte(reader);
	head->flags = gr_read_byte(reader);
	head->unit = gr_read_byte(reader);
	head->span = read_place(reader, cursor);
	head->value = gr_read_signed(reader);
}

/* What its flags say that it has. */
static void
read_rest(gr_reader *reader, uint64_t i, unsigned flags, gr_fact *f)
{
	if ((flags & FACT_SCALE) != 0)
	{
		f->scale = (unsigned char) gr_read_byte(reader);
		if (f->scale == 0 || f->scale > GR_LARGEST_SCALE)
			reader->failed = true;
	}
	if ((flags & FACT_SCOPE) != 0)
	{
		f->scope = (unsigned char) gr_read_byte(reader);
		if (f->scope == GR_SCOPE_NONE || f->scope >= GR_SCOPES)
			reader->failed = true;
	}
	if ((flags & FACT_INTERVAL) != 0)
		read_interval(reader, f);
	if ((flags & FACT_PART) != 0)
	{
		f->part_of = read_link(reader, i);
		if (f->part_of < 0)
			reader->failed = true;
	}
	if ((flags & FACT_RELATION) != 0)
	{
		f->relation = (unsigned char) gr_read_byte(reader);
		f->first = read_link(reader, i);
		f->second = read_link(reader, i);
		if (f->relation == GR_RELATION_NONE || f->relation > GR_RELATION_CHANGE)
			reader->failed = true;
	}
	f->other_year = (flags & FACT_OTHER_YEAR) != 0;
	f->partitioned = (flags & FACT_PARTITIONED) != 0;
}

static inline void
read_fact(gr_reader *reader, uint64_t i, uint32_t *cursor, gr_fact *f)
{
	fact_head	head;

	if (!read_short_head(reader, cursor, &head))
		read_head(reader, cursor, &head);
	memset(f, 0, sizeof(*f));
	f->key = (unsigned char) head.key;
	f->unit = (unsigned char) head.unit;
	f->span = head.span;
	f->value = f->low = f->high = head.value;
	f->part_of = f->first = f->second = -1;
	if (head.key > GR_FACT_NONE || head.unit >= GR_UNITS || (head.flags & 128) != 0 || head.value > GR_FACT_LIMIT || head.value < -GR_FACT_LIMIT)
		reader->failed = true;
	else if (head.flags != 0)
		read_rest(reader, i, head.flags, f);
}

static gr_status
read_facts(gr_arena *arena, gr_reader *reader, gr_report *report, gr_error *error)
{
	uint32_t	cursor = 1;
	uint64_t	count;
	gr_status	status;

	report->facts = array_of(arena, reader, &count, GR_FACTS_LIMIT, sizeof(gr_fact), &status);
	report->fact_count = (size_t) count;
	for (uint64_t i = 0; i < count && status == GR_OK && !reader->failed; i++)
		read_fact(reader, i, &cursor, &report->facts[i]);
	if (status == GR_OK && reader->failed)
		return corrupt(error, "A fact is out of range.");
	return status;
}

/* ---------- citations ---------- */

static void
write_citations(gr_writer *writer, const gr_report *report)
{
	uint32_t	cursor = 1;

	gr_write_unsigned(writer, report->citation_count);
	for (size_t i = 0; i < report->citation_count; i++)
	{
		const gr_citation *c = &report->citations[i];
		char	   *to = gr_writer_room(writer, ITEM_BYTES);

		if (to == NULL)
			return;
		*to++ = (char) c->kind;
		*to++ = (char) ((c->year != 0 ? CITATION_YEAR : 0) | (c->serial != 0 ? CITATION_SERIAL : 0) |
						(c->number.pos != 0 ? CITATION_NUMBER : 0) | (c->organ.pos != 0 ? CITATION_ORGAN : 0) |
						(c->title.pos != 0 ? CITATION_TITLE : 0) | (c->damaged ? CITATION_DAMAGED : 0));
		to = put_place(to, c->whole, &cursor);
		to = gr_put_unsigned_if(c->year != 0, to, (uint64_t) c->year);
		to = gr_put_unsigned_if(c->serial != 0, to, (uint64_t) c->serial);
		to = put_near_if_any(to, c->number, c->whole.pos);
		to = put_near_if_any(to, c->organ, c->whole.pos);
		gr_writer_end(writer, put_near_if_any(to, c->title, c->whole.pos));
	}
}

static void
read_citation(gr_reader *reader, uint32_t *cursor, gr_citation *c)
{
	uint64_t	year = 0;
	uint64_t	serial = 0;
	unsigned	flags;

	memset(c, 0, sizeof(*c));
	c->kind = (unsigned char) gr_read_byte(reader);
	flags = gr_read_byte(reader);
	c->whole = read_place(reader, cursor);
	if ((flags & CITATION_YEAR) != 0)
		year = gr_read_unsigned(reader);
	if ((flags & CITATION_SERIAL) != 0)
		serial = gr_read_unsigned(reader);
	if (c->kind >= GR_CITATION_KINDS || (flags & ~63u) != 0 || year > INT16_MAX || serial > INT32_MAX ||
		((flags & CITATION_YEAR) != 0 && year == 0) || ((flags & CITATION_SERIAL) != 0 && serial == 0))
	{
		reader->failed = true;
		return;
	}
	c->year = (short) year;
	c->serial = (int) serial;
	if ((flags & CITATION_NUMBER) != 0)
		c->number = read_near(reader, c->whole.pos);
	if ((flags & CITATION_ORGAN) != 0)
		c->organ = read_near(reader, c->whole.pos);
	if ((flags & CITATION_TITLE) != 0)
		c->title = read_near(reader, c->whole.pos);
	c->damaged = (flags & CITATION_DAMAGED) != 0;
}

static gr_status
read_citations(gr_arena *arena, gr_reader *reader, gr_report *report, gr_error *error)
{
	uint32_t	cursor = 1;
	uint64_t	count;
	gr_status	status;

	report->citations = array_of(arena, reader, &count, GR_CITATIONS_LIMIT, sizeof(gr_citation), &status);
	report->citation_count = (size_t) count;
	for (uint64_t i = 0; i < count && status == GR_OK && !reader->failed; i++)
		read_citation(reader, &cursor, &report->citations[i]);
	if (status == GR_OK && reader->failed)
		return corrupt(error, "A citation is out of range.");
	return status;
}

/* ---------- all of it ---------- */

void
gr_prose_encode(gr_writer *writer, const gr_report *report)
{
	write_sections(writer, report);
	write_facts(writer, report);
	write_citations(writer, report);
}

gr_status
gr_prose_decode(gr_arena *arena, gr_reader *reader, gr_report *report, gr_error *error)
{
	gr_status	status = read_sections(arena, reader, report, error);

	if (status == GR_OK)
		status = read_facts(arena, reader, report, error);
	return status == GR_OK ? read_citations(arena, reader, report, error) : status;
}

/* ---------- what checks look at ---------- */

/* A number of things that comes to no more than the bytes that are left. */
static size_t
read_count(gr_reader *reader, uint64_t limit)
{
	uint64_t	count = gr_read_unsigned(reader);

	if (count <= limit && count <= (uint64_t) (reader->end - reader->at))
		return (size_t) count;
	reader->failed = true;
	return 0;
}

static void
skip_sections(gr_reader *reader, gr_report *report)
{
	report->section_count = read_count(reader, GR_SECTIONS_LIMIT);
	for (size_t i = 0; i < report->section_count && !reader->failed; i++)
	{
		unsigned	flags = gr_read_byte(reader);

		gr_read_byte(reader);
		/* Heading and body have two numbers each. */
		gr_skip_numbers(reader, 4 + ((flags & SECTION_NUMBER) != 0) + 2 * ((flags & SECTION_TITLE) != 0));
	}
}

static void
skip_citations(gr_reader *reader, gr_report *report)
{
	report->citation_count = read_count(reader, GR_CITATIONS_LIMIT);
	for (size_t i = 0; i < report->citation_count && !reader->failed; i++)
	{
		unsigned	flags;

		gr_read_byte(reader);
		flags = gr_read_byte(reader);
		gr_skip_numbers(reader, 2 + ((flags & CITATION_YEAR) != 0) + ((flags & CITATION_SERIAL) != 0) +
						2 * ((flags & CITATION_NUMBER) != 0) + 2 * ((flags & CITATION_ORGAN) != 0) + 2 * ((flags & CITATION_TITLE) != 0));
	}
}

gr_status
gr_prose_skim(gr_arena *arena, gr_reader *reader, gr_report *report, gr_error *error)
{
	gr_status	status;

	skip_sections(reader, report);
	if (reader->failed)
		return corrupt(error, "A section is out of range.");
	status = read_facts(arena, reader, report, error);
	if (status != GR_OK)
		return status;
	skip_citations(reader, report);
	return reader->failed ? corrupt(error, "A citation is out of range.") : GR_OK;
}
