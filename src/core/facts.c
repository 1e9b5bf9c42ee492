#include "facts.h"

#include "facts_plain.h"
#include "facts_sentence.h"
#include "rare.h"

/* Bytes of prose between two looks at the cancel hook. */
#define CANCEL_EVERY ((size_t) 1 << 16)

static const char *const fact_keys[GR_FACT_KEYS] = {
#define GR_FACT(name, key, zh, en) key,
#include "facts.def"
};

static const char *const scope_texts[GR_SCOPES] = {
#define GR_SCOPE(name, zh, reach) zh,
#include "scopes.def"
};

static const char *const qualifier_texts[GR_QUALIFIERS] = {
	"",
#define GR_QUALIFIER(name, zh) zh,
	GR_QUALIFIER_LIST(GR_QUALIFIER)
#undef GR_QUALIFIER
};

const char *
gr_fact_key(int key)
{
	return key < 0 || key >= GR_FACT_KEYS ? NULL : fact_keys[key];
}

const char *
gr_qualifier_text(int qualifier)
{
	return qualifier < 0 || qualifier >= GR_QUALIFIERS ? NULL : qualifier_texts[qualifier];
}

const char *
gr_scope_text(int scope)
{
	return scope < 0 || scope >= GR_SCOPES ? NULL : scope_texts[scope];
}

bool
gr_scope_is_wide(int scope)
{
	enum
	{
		OWN, WIDE
	};
	static const unsigned char reach_of[GR_SCOPES] = {
#define GR_SCOPE(name, zh, reach) reach,
#include "scopes.def"
	};

	return scope >= 0 && scope < GR_SCOPES && reach_of[scope] == WIDE;
}

int
gr_fact_by_key(gr_slice key)
{
	for (int i = 0; i < GR_FACT_KEYS; i++)
		if (gr_slice_equal(key, gr_slice_cstring(fact_keys[i])))
			return i;
	return GR_FACT_KEYS;
}

int
gr_qualifier_by_text(gr_slice text)
{
	for (int i = 0; i < GR_QUALIFIERS; i++)
		if (gr_slice_equal(text, gr_slice_cstring(qualifier_texts[i])))
			return i;
	return GR_QUALIFIERS;
}

int
gr_scope_by_text(gr_slice text)
{
	for (int i = 0; i < GR_SCOPES; i++)
		if (gr_slice_equal(text, gr_slice_cstring(scope_texts[i])))
			return i;
	return GR_SCOPES;
}

/* What the chapter speaks of. */
static gr_fact_topic
topic_of(int chapter)
{
	if (chapter > GR_CHAPTER_NONE)
		return chapter == GR_CHAPTER_OF_REVIEWS ? GR_TOPIC_RECONSIDERATION : GR_TOPIC_LITIGATION;
	return chapter == GR_CHAPTER_FEES ? GR_TOPIC_FEES : chapter == GR_CHAPTER_APPLICATIONS ? GR_TOPIC_APPLICATIONS : GR_TOPIC_NONE;
}

/* The facts of the paragraph that the reader has. */
static gr_status
read_paragraph(gr_arena *arena, gr_fact_reader *reader, const gr_fact_context *context, gr_raw_facts *facts)
{
	gr_fact_state state;
	gr_fact_sentence sentence;
	size_t		looked = 0;

	state.arena = arena;
	state.facts = facts;
	state.report_year = context->report_year;
	state.government = context->government;
	state.failed = false;
	state.concluded = -1;
	state.any_matter = 0;
	state.topic = topic_of(context->chapter);
	state.scope = GR_SCOPE_NONE;
	state.paragraph = state.previous = facts->count;
	for (size_t at = 0; at < reader->text.len && !facts->limited;)
	{
		bool		found;
		size_t		from = gr_fact_next_sentence(reader, at, CANCEL_EVERY, &found);

		if (from - looked >= CANCEL_EVERY)
		{
			if (gr_cancelled(arena))
				return GR_CANCELLED;
			looked = from;
		}
		/* 其中 goes on with the sentence right before only. */
		if (from != at)
			state.previous = facts->count;
		at = from;
		if (!found)
			continue;
		gr_fact_sentence_read(reader, from, &sentence);
		gr_fact_sentence_interpret(&state, &sentence);
		if (state.failed)
			return GR_OUT_OF_MEMORY;
		at = sentence.to;
	}
	return GR_OK;
}

/* The facts of a paragraph once more, without what hides its words. */
GR_RARE static gr_status
read_plain(gr_arena *arena, const gr_fact_reader *disguised, const gr_fact_context *context, gr_raw_facts *facts)
{
	gr_fact_reader reader;
	gr_beginnings beginnings = {0};
	gr_plain_text plain;
	size_t		before = facts->count;
	gr_status	status;

	if (!gr_plain_text_make(arena, disguised->text, disguised->citations, &plain))
		return GR_OUT_OF_MEMORY;
	status = gr_beginnings_find(&beginnings, arena, plain.text);
	if (status != GR_OK)
		return status;
	gr_fact_reader_init(&reader, plain.text, &beginnings, &plain.citations);
	status = read_paragraph(arena, &reader, context, facts);
	for (size_t i = before; i < facts->count; i++)
	{
		gr_stretch	source = gr_plain_text_source(&plain, facts->facts[i].from, facts->facts[i].to);

		facts->facts[i].from = source.from;
		facts->facts[i].to = source.to;
	}
	if (facts->limited)
		facts->limited_at = gr_plain_text_source(&plain, facts->limited_at, facts->limited_at).from;
	return status;
}

gr_status
gr_facts_read(gr_arena *arena, gr_slice paragraph, const gr_beginnings *beginnings, const gr_raw_citations *citations,
			  const gr_fact_context *context, gr_raw_facts *facts)
{
	gr_fact_reader reader;
	size_t		before = facts->count;
	gr_status	status;

	gr_fact_reader_init(&reader, paragraph, beginnings, citations);
	status = read_paragraph(arena, &reader, context, facts);
	if (status != GR_OK || !reader.disguised || facts->limited || paragraph.len > GR_PLAIN_LIMIT)
		return status;
	facts->count = before;
	return read_plain(arena, &reader, context, facts);
}
