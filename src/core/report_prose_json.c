#include "report_prose_json.h"

#include "chapters.h"
#include "facts.h"
#include "number.h"
#include "sections.h"

/* ---------- out ---------- */

static void
place_member(gr_json_writer *w, const char *name, gr_span span)
{
	if (span.pos == 0)
		return;
	gr_json_key(w, name);
	gr_json_begin_object(w);
	gr_json_span_members(w, span);
	gr_json_end_object(w);
}

static void
flag_member(gr_json_writer *w, const char *name, bool flag)
{
	if (!flag)
		return;
	gr_json_key(w, name);
	gr_json_write_bool(w, true);
}

static void
write_section(gr_json_writer *w, const gr_section *s)
{
	gr_json_begin_object(w);
	gr_json_int_member(w, "level", s->level);
	if (s->chapter != GR_CHAPTER_NONE)
		gr_json_string_member(w, "chapter", gr_chapters[s->chapter].key);
	gr_json_span_members(w, s->heading);
	place_member(w, "number", s->number);
	place_member(w, "title", s->title);
	place_member(w, "body", s->body);
	gr_json_end_object(w);
}

/* A bound that is the value is left out. */
static void
bound_member(gr_json_writer *w, const char *name, int64_t bound, const gr_fact *f)
{
	if (bound == f->value)
		return;
	if (bound != INT64_MIN && bound != INT64_MAX)
	{
		gr_json_value_member(w, name, gr_wide_of(bound), f->scale);
		return;
	}
	gr_json_key(w, name);
	gr_json_write_null(w);
}

static const char *
relation_name(int relation)
{
	return relation == GR_RELATION_SHARE ? "share" : relation == GR_RELATION_CHANGE ? "change" : NULL;
}

static void
link_member(gr_json_writer *w, const char *name, int32_t link)
{
	if (link >= 0)
		gr_json_int_member(w, name, link);
}

static void
write_fact(gr_json_writer *w, const gr_fact *f)
{
	gr_json_begin_object(w);
	gr_json_string_member(w, "fact", gr_fact_key(f->key));
	if (f->scope != GR_SCOPE_NONE)
		gr_json_string_member(w, "scope", gr_scope_text(f->scope));
	gr_json_value_member(w, "value", gr_wide_of(f->value), f->scale);
	bound_member(w, "low", f->low, f);
	bound_member(w, "high", f->high, f);
	if (f->unit != GR_UNIT_NONE)
		gr_json_string_member(w, "unit", gr_units[f->unit].text);
	if (f->qualifier != GR_QUALIFIER_NONE)
		gr_json_string_member(w, "qualifier", gr_qualifier_text(f->qualifier));
	gr_json_span_members(w, f->span);
	link_member(w, "part_of", f->part_of);
	gr_json_string_member(w, "relation", relation_name(f->relation));
	link_member(w, "first", f->first);
	link_member(w, "second", f->second);
	flag_member(w, "other_year", f->other_year);
	flag_member(w, "partitioned", f->partitioned);
	gr_json_end_object(w);
}

static void
write_citation(gr_json_writer *w, const gr_citation *c)
{
	gr_json_begin_object(w);
	gr_json_string_member(w, "kind", gr_citation_kind_name(c->kind));
	if (c->year != 0)
		gr_json_int_member(w, "year", c->year);
	if (c->serial != 0)
		gr_json_int_member(w, "serial", c->serial);
	gr_json_span_members(w, c->whole);
	place_member(w, "number", c->number);
	place_member(w, "organ", c->organ);
	place_member(w, "title", c->title);
	flag_member(w, "damaged", c->damaged);
	gr_json_end_object(w);
}

void
gr_prose_to_json(gr_json_writer *w, const gr_report *report)
{
	if (report->section_count > 0)
	{
		gr_json_key(w, "sections");
		gr_json_begin_array(w);
		for (size_t i = 0; i < report->section_count; i++)
			write_section(w, &report->sections[i]);
		gr_json_end_array(w);
	}
	if (report->fact_count > 0)
	{
		gr_json_key(w, "facts");
		gr_json_begin_array(w);
		for (size_t i = 0; i < report->fact_count; i++)
			write_fact(w, &report->facts[i]);
		gr_json_end_array(w);
	}
	if (report->citation_count > 0)
	{
		gr_json_key(w, "citations");
		gr_json_begin_array(w);
		for (size_t i = 0; i < report->citation_count; i++)
			write_citation(w, &report->citations[i]);
		gr_json_end_array(w);
	}
}

/* ---------- in ---------- */

static bool
take_flag(gr_json_taker *r, const gr_json *node, bool *flag)
{
	*flag = node != NULL;
	return node == NULL || node->kind == GR_JSON_TRUE || gr_json_refuse(r, node, "A flag is true, or left out.");
}

/* The element of a dictionary that the string is the key of; NULL leaves the value as it is. */
static bool
take_key(gr_json_taker *r, const gr_json *node, int (*by_key) (gr_slice), int none, unsigned char *value)
{
	int			found;

	if (node == NULL)
		return true;
	found = gr_json_is_string(node) ? by_key(node->text) : none;
	if (found == none)
		return gr_json_refuse(r, node, "This is none of the words that may stand here.");
	*value = (unsigned char) found;
	return true;
}

static bool
take_section(gr_json_taker *r, const gr_json *node, gr_section *s)
{
	static const char *const names[] = {"level", "chapter", "pos", "len", "number", "title", "body"};
	const gr_json *m[7];
	int64_t		level;

	memset(s, 0, sizeof(*s));
	s->chapter = GR_CHAPTER_NONE;
	if (!gr_json_take_members(r, node, names, 7, m) || !gr_json_take_int(r, m[0], 1, GR_SECTION_LEVELS, &level) ||
		!take_key(r, m[1], gr_chapter_by_key, GR_CHAPTER_NONE, &s->chapter) || !gr_json_take_span(r, m[2], m[3], &s->heading) ||
		!gr_json_take_place(r, m[4], &s->number) || !gr_json_take_place(r, m[5], &s->title) || !gr_json_take_place(r, m[6], &s->body))
		return false;
	s->level = (unsigned char) level;
	if (s->heading.pos == 0 || s->body.pos == 0 || (s->number.pos != 0 && (s->number.pos != s->heading.pos || s->number.len == 0)))
		return gr_json_refuse(r, node, "A section has the places of a heading, which its number begins, and of a body.");
	return true;
}

static bool
take_bound(gr_json_taker *r, const gr_json *node, int64_t none, int scale, int64_t *bound)
{
	gr_wide		wide;
	int			own;

	if (node == NULL)
		return true;
	*bound = none;
	if (node->kind == GR_JSON_NULL)
		return true;
	if (!gr_json_take_decimal(r, node, GR_LARGEST_SCALE, &wide, &own))
		return false;
	if (own != scale || !gr_wide_fits(wide, bound))
		return gr_json_refuse(r, node, "A bound has as many decimals as the value.");
	return true;
}

static bool
take_link(gr_json_taker *r, const gr_json *node, size_t before, int32_t *link)
{
	int64_t		index;

	*link = -1;
	if (node == NULL)
		return true;
	if (!gr_json_take_int(r, node, 0, (int64_t) before - 1, &index))
		return false;
	*link = (int32_t) index;
	return true;
}

static bool
take_relation(gr_json_taker *r, const gr_json *node, unsigned char *relation)
{
	for (int i = GR_RELATION_SHARE; node != NULL && i <= GR_RELATION_CHANGE; i++)
		if (gr_json_is_string(node) && gr_slice_equal(node->text, gr_slice_cstring(relation_name(i))))
			*relation = (unsigned char) i;
	return node == NULL || *relation != GR_RELATION_NONE || gr_json_refuse(r, node, "This relation is not known.");
}

static bool
take_fact(gr_json_taker *r, const gr_json *node, size_t index, gr_fact *f)
{
	static const char *const names[] = {"fact", "scope", "value", "low", "high", "unit", "qualifier", "pos", "len",
		"part_of", "relation", "first", "second", "other_year", "partitioned"};
	const gr_json *m[15];
	gr_wide		wide;
	int			scale;

	memset(f, 0, sizeof(*f));
	f->key = GR_FACT_NONE;
	if (!gr_json_take_members(r, node, names, 15, m) || !take_key(r, m[0], gr_fact_by_key, GR_FACT_KEYS, &f->key) ||
		!take_key(r, m[1], gr_scope_by_text, GR_SCOPES, &f->scope) || !gr_json_take_decimal(r, m[2], GR_LARGEST_SCALE, &wide, &scale))
		return false;
	if (!gr_wide_fits(wide, &f->value))
		return gr_json_refuse(r, m[2], "The number is out of range.");
	f->scale = (unsigned char) scale;
	f->low = f->high = f->value;
	if (!take_bound(r, m[3], INT64_MIN, scale, &f->low) || !take_bound(r, m[4], INT64_MAX, scale, &f->high) ||
		!take_key(r, m[5], gr_unit_by_text, GR_UNITS, &f->unit) || !take_key(r, m[6], gr_qualifier_by_text, GR_QUALIFIERS, &f->qualifier) ||
		!gr_json_take_span(r, m[7], m[8], &f->span) || !take_link(r, m[9], index, &f->part_of) ||
		!take_relation(r, m[10], &f->relation) || !take_link(r, m[11], index, &f->first) || !take_link(r, m[12], index, &f->second) ||
		!take_flag(r, m[13], &f->other_year) || !take_flag(r, m[14], &f->partitioned))
		return false;
	if (f->span.pos == 0 || f->value > GR_FACT_LIMIT || f->value < -GR_FACT_LIMIT ||
		(f->low != INT64_MIN && f->low < -GR_FACT_LIMIT) || (f->high != INT64_MAX && f->high > GR_FACT_LIMIT) ||
		f->low > f->value || f->high < f->value ||
		(f->relation == GR_RELATION_NONE && (f->first >= 0 || f->second >= 0)))
		return gr_json_refuse(r, node, "A fact has a place, a value in range and between its bounds, and links of its relation only.");
	return true;
}

static bool
take_citation(gr_json_taker *r, const gr_json *node, gr_citation *c)
{
	static const char *const names[] = {"kind", "year", "serial", "pos", "len", "number", "organ", "title", "damaged"};
	const gr_json *m[9];
	int64_t		year = 0;
	int64_t		serial = 0;

	memset(c, 0, sizeof(*c));
	if (!gr_json_take_members(r, node, names, 9, m) || (m[1] != NULL && !gr_json_take_int(r, m[1], 1, INT16_MAX, &year)) ||
		(m[2] != NULL && !gr_json_take_int(r, m[2], 1, INT32_MAX, &serial)) || !gr_json_take_span(r, m[3], m[4], &c->whole) ||
		!gr_json_take_place(r, m[5], &c->number) || !gr_json_take_place(r, m[6], &c->organ) || !gr_json_take_place(r, m[7], &c->title) ||
		!take_flag(r, m[8], &c->damaged))
		return false;
	if (m[0] == NULL || c->whole.pos == 0)
		return gr_json_refuse(r, node, "A citation has a kind and a place.");
	c->year = (short) year;
	c->serial = (int) serial;
	return gr_json_take_name(r, m[0], gr_citation_kind_name, GR_CITATION_KINDS, &c->kind);
}

/* Room for the elements of a list; NULL, and perhaps a failure, where there are none. */
static void *
array_of(gr_json_taker *r, const gr_json *list, size_t limit, size_t size)
{
	void	   *array;

	if (list == NULL || gr_json_take_elements(r, list) == NULL)
		return NULL;
	if (list->count > limit)
	{
		gr_json_refuse(r, list, "There are too many elements.");
		return NULL;
	}
	array = gr_arena_alloc(r->arena, list->count * size);
	if (array == NULL)
		r->status = GR_OUT_OF_MEMORY;
	return array;
}

bool
gr_prose_from_json(gr_json_taker *r, const gr_json *sections, const gr_json *facts, const gr_json *citations, gr_report *report)
{
	report->sections = array_of(r, sections, GR_SECTIONS_LIMIT, sizeof(gr_section));
	if (report->sections != NULL)
		for (const gr_json *node = sections->first_child; node != NULL && r->status == GR_OK; node = node->next_sibling)
			take_section(r, node, &report->sections[report->section_count++]);
	report->facts = array_of(r, facts, GR_FACTS_LIMIT, sizeof(gr_fact));
	if (report->facts != NULL)
		for (const gr_json *node = facts->first_child; node != NULL && r->status == GR_OK; node = node->next_sibling)
		{
			take_fact(r, node, report->fact_count, &report->facts[report->fact_count]);
			report->fact_count++;
		}
	report->citations = array_of(r, citations, GR_CITATIONS_LIMIT, sizeof(gr_citation));
	if (report->citations != NULL)
		for (const gr_json *node = citations->first_child; node != NULL && r->status == GR_OK; node = node->next_sibling)
			take_citation(r, node, &report->citations[report->citation_count++]);
	return r->status == GR_OK;
}
