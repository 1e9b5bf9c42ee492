#include "facts_proceedings.h"

#define IN(class) gr_class_in(&w->phrase->classes, GR_WORD_##class)

int
gr_fact_result_key(gr_fact_topic topic, int key)
{
	if (topic == GR_TOPIC_RECONSIDERATION)
		return key;
	if (topic != GR_TOPIC_LITIGATION)
		return GR_FACT_NONE;
	switch (key)
	{
		case GR_FACT_RECONSIDERATION_UPHELD:
			return GR_FACT_LITIGATION_UPHELD;
		case GR_FACT_RECONSIDERATION_CORRECTED:
			return GR_FACT_LITIGATION_CORRECTED;
		case GR_FACT_RECONSIDERATION_OTHER:
			return GR_FACT_LITIGATION_OTHER;
	}
	return GR_FACT_LITIGATION_PENDING;
}

/* 1件因此被纠正: the figure is that of a result. */
static bool
tells_result(const gr_fact_phrase *p)
{
	size_t		to = gr_phrase_end_behind(p);

	for (size_t i = p->figure + 1; i < to; i++)
		if (p->tokens[i].class == GR_WORD_RESULT)
			return true;
	return false;
}

/* 办理行政复议3件、行政诉讼2件: the verb is that of both. */
static bool
is_handled(const gr_phrase_words *w)
{
	const gr_fact_phrase *p = w->phrase;
	int			verb;

	if (IN(HANDLE) || IN(CONCLUDE))
		return true;
	if (p->from == 0 || p->tokens[p->from - 1].class != GR_WORD_ENUM)
		return false;
	verb = gr_phrase_last_verb(p);
	return verb == GR_WORD_HANDLE || verb == GR_WORD_CONCLUDE;
}

/* Whether the word is a court that acts: 被法院 has another subject. */
static bool
is_acting_court(const gr_fact_phrase *p, size_t i)
{
	return p->tokens[i].which == GR_COURT_ITSELF && !(i > p->from && p->tokens[i].gap == 0 && p->tokens[i - 1].class == GR_WORD_HAPPEN);
}

/* 县法院受理行政诉讼90件: it, and not we. */
static bool
court_acts(const gr_fact_phrase *p)
{
	bool		court = false;

	for (size_t i = p->from; i < p->figure; i++)
	{
		int			class = p->tokens[i].class;

		if (court && (class == GR_WORD_RECEIVE || class == GR_WORD_HANDLE || class == GR_WORD_CONCLUDE))
			return true;
		court = class == GR_WORD_COURT ? court || is_acting_court(p, i) : court && class == GR_WORD_FILL;
	}
	return false;
}

int
gr_fact_proceeding_key(const gr_phrase_words *w, int key)
{
	const gr_fact_phrase *p = w->phrase;
	bool		ours = gr_class_in(&p->sentence, GR_WORD_SUBJECT) || gr_class_in(&p->sentence, GR_WORD_APPLICATION) ||
		gr_class_in(&p->sentence, GR_WORD_INFO_GOV) || gr_class_in(&p->sentence, GR_WORD_APPLICANT_WORD);

	/* 作为第三人参加行政诉讼3件: not against us */
	if (w->gap_behind > 0 || IN(ATTEND) || IN(OBJECT) || IN(RESULT) || IN(CARRY_IN) || IN(CARRY_OUT) || (IN(REVIEW) && IN(LITIGATION)) || tells_result(p))
		return GR_FACT_NONE;
	if (!ours && is_handled(w))
		return GR_FACT_NONE;
	/* 受理各类行政复议申请254件: of all matters */
	if ((p->fillers >> GR_FILL_EVERY_KIND & 1) != 0 && !IN(SUBJECT) && !IN(INFO_GOV) && !IN(APPLICATION))
		return GR_FACT_NONE;
	/* 因征地引发行政复议8件, 受理工伤认定行政复议31件 */
	if ((IN(HAPPEN) || (IN(RECEIVE) && p->tokens[w->head].gap > 0)) && w->gap_before > 0 && !IN(SUBJECT) && !IN(INFO_GOV) && !IN(APPLICATION))
		return GR_FACT_NONE;
	/* 全市法院审结行政诉讼46件: whose suits these are, nobody says */
	if (IN(COURT) && (IN(SCOPE) || court_acts(p)))
		return GR_FACT_NONE;
	/* 复议后起诉的行政诉讼 */
	if (key == GR_FACT_LITIGATION && (IN(DIRECT) || IN(AFTER)))
		return IN(DIRECT) && IN(AFTER) ? GR_FACT_NONE : IN(DIRECT) ? GR_FACT_LITIGATION_DIRECT : GR_FACT_LITIGATION_AFTER_RECONSIDERATION;
	return key;
}
