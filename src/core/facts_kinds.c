#include "facts_kinds.h"

bool
gr_fact_is_noun(int class)
{
	switch (class)
	{
		case GR_WORD_INFO_GOV:
		case GR_WORD_INFO:
		case GR_WORD_ATTRIBUTE:
		case GR_WORD_APPLICATION:
		case GR_WORD_NO_APPLICATION:
		case GR_WORD_REVIEW:
		case GR_WORD_LITIGATION:
		case GR_WORD_DIRECT:
		case GR_WORD_AFTER:
		case GR_WORD_RESULT:
		case GR_WORD_OUTCOME:
		case GR_WORD_BOTH_GRANTED:
		case GR_WORD_CARRY_IN:
		case GR_WORD_CARRY_OUT:
		case GR_WORD_NORMATIVE:
		case GR_WORD_INTERPRET:
		case GR_WORD_POLICY_DOC:
		case GR_WORD_PRESS:
		case GR_WORD_PRESS_LIKE:
		case GR_WORD_GAZETTE:
		case GR_WORD_SUGGESTION:
		case GR_WORD_MOTION:
		case GR_WORD_PROPOSAL:
		case GR_WORD_NEW_MEDIA:
		case GR_WORD_TRAINING:
		case GR_WORD_TRAINED:
		case GR_WORD_FEE:
		case GR_WORD_FEE_OTHER:
		case GR_WORD_RATE:
		case GR_WORD_OBJECT:
			return true;
	}
	return false;
}

bool
gr_fact_is_verb(int class)
{
	switch (class)
	{
		case GR_WORD_RECEIVE:
		case GR_WORD_CONCLUDE:
		case GR_WORD_OWN:
		case GR_WORD_PUBLISH:
		case GR_WORD_ISSUE_OUT:
		case GR_WORD_ISSUE:
		case GR_WORD_MAKE:
		case GR_WORD_HOLD:
		case GR_WORD_ATTEND:
		case GR_WORD_HANDLE:
		case GR_WORD_FEE_TAKE:
		case GR_WORD_KILL:
			return true;
	}
	return false;
}

static bool
is_count_of_cases(int unit)
{
	switch (unit)
	{
		case GR_UNIT_DOCUMENT:
		case GR_UNIT_CASE:
		case GR_UNIT_OCCURRENCE:
		case GR_UNIT_COPY:
		case GR_UNIT_TIME:
		case GR_UNIT_INSTANCE:
		case GR_UNIT_ITEM:
		case GR_UNIT_PIECE:
		case GR_UNIT_ENTRY:
		case GR_UNIT_NONE:
			return true;
	}
	return false;
}

bool
gr_fact_unit_fits(int key, int unit)
{
	switch (key)
	{
		case GR_FACT_PUBLISHED:
		case GR_FACT_PUBLISHED_WEBSITE:
		case GR_FACT_PUBLISHED_WEIBO:
		case GR_FACT_PUBLISHED_WECHAT:
		case GR_FACT_PUBLISHED_GAZETTE:
		case GR_FACT_PUBLISHED_OTHER:
			return unit == GR_UNIT_ENTRY || unit == GR_UNIT_DOCUMENT || unit == GR_UNIT_COPY || unit == GR_UNIT_ARTICLE ||
				unit == GR_UNIT_ITEM || unit == GR_UNIT_NONE;
		case GR_FACT_NORMATIVE_DOCUMENTS:
		case GR_FACT_PROPOSALS:
			return is_count_of_cases(unit) || unit == GR_UNIT_WORK;
		case GR_FACT_INTERPRETATIONS:
			return is_count_of_cases(unit) || unit == GR_UNIT_ARTICLE || unit == GR_UNIT_ISSUE || unit == GR_UNIT_WORK ||
				unit == GR_UNIT_PIECE_OF_NEWS;
		case GR_FACT_PRESS_CONFERENCES:
			return unit == GR_UNIT_TIME || unit == GR_UNIT_EVENT || unit == GR_UNIT_EVENT_TIME || unit == GR_UNIT_PIECE || unit == GR_UNIT_ISSUE ||
				unit == GR_UNIT_NONE;
		case GR_FACT_GAZETTE_ISSUES:
			return unit == GR_UNIT_ISSUE;
		case GR_FACT_NEW_MEDIA_ACCOUNTS:
			return unit == GR_UNIT_PIECE || unit == GR_UNIT_HOUSE || unit == GR_UNIT_NONE;
		case GR_FACT_TRAINING_SESSIONS:
			return unit == GR_UNIT_TIME || unit == GR_UNIT_ISSUE || unit == GR_UNIT_EVENT || unit == GR_UNIT_EVENT_TIME || unit == GR_UNIT_PIECE ||
				unit == GR_UNIT_ISSUE_TIME || unit == GR_UNIT_CLASS || unit == GR_UNIT_NONE;
		case GR_FACT_TRAINING_PARTICIPANTS:
			return unit == GR_UNIT_PERSON || unit == GR_UNIT_PERSON_TIME || unit == GR_UNIT_NAMED_PERSON;
		case GR_FACT_FEE:
			return unit == GR_UNIT_NONE || gr_units[unit].exponent >= 0;
		case GR_FACT_RATE_CONCLUDED:
		case GR_FACT_RATE_ON_TIME:
			return unit == GR_UNIT_PERCENT;
		case GR_FACT_NONE:
			return true;
	}
	return is_count_of_cases(unit);
}

static bool
is_application_part(int key)
{
	return key >= GR_FACT_RECEIVED_IN_PERSON && key <= GR_FACT_RECEIVED_LEGAL_SERVICE;
}

static bool
is_outcome(int key)
{
	return key >= GR_FACT_GRANTED && key <= GR_FACT_OTHER;
}

bool
gr_fact_can_be_part(int key, int total)
{
	if (key == GR_FACT_NONE || key == total)
		return true;
	switch (total)
	{
		case GR_FACT_PUBLISHED:
			return key >= GR_FACT_PUBLISHED_WEBSITE && key <= GR_FACT_PUBLISHED_OTHER;
		case GR_FACT_RECEIVED:
			return is_application_part(key) || is_outcome(key);
		case GR_FACT_CONCLUDED:
			return is_outcome(key) || key == GR_FACT_CARRIED_IN || key == GR_FACT_CONCLUDED_ON_TIME || key == GR_FACT_CONCLUDED_EXTENDED;
		case GR_FACT_RECONSIDERATION:
			return key >= GR_FACT_RECONSIDERATION_UPHELD && key <= GR_FACT_RECONSIDERATION_PENDING;
		case GR_FACT_LITIGATION:
			return key >= GR_FACT_LITIGATION_DIRECT && key <= GR_FACT_LITIGATION_PENDING;
	}
	return false;
}
