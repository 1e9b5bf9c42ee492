#include "facts_keys.h"

#include "facts_proceedings.h"
#include "rare.h"

#define IN(class) gr_class_in(&w->phrase->classes, GR_WORD_##class)

/* 通过政府网站、微信公众号等渠道主动公开: the website first, and all the others. */
static bool
names_all_channels(const gr_fact_phrase *p)
{
	size_t		i = 0;

	if ((p->fillers >> GR_FILL_CHANNELS & 1) == 0 || p->parent >= 0 || !gr_class_in(&p->classes, GR_WORD_OWN))
		return false;
	while (i < p->figure && p->tokens[i].class != GR_WORD_CHANNEL)
		i++;
	return i > p->from && p->tokens[i].which == GR_FACT_PUBLISHED_WEBSITE && p->tokens[i + 1].class == GR_WORD_ENUM;
}

static int
publication(const gr_phrase_words *w)
{
	const gr_fact_phrase *p = w->phrase;
	const gr_fact_token *head = &p->tokens[w->head];

	if (IN(KILL) || IN(MAKE) || IN(OBJECT) || IN(ATTRIBUTE) || IN(APPLICATION) || IN(PRESS_LIKE) || IN(RECEIVE) || IN(NORMATIVE) || IN(INTERPRET) ||
		gr_class_in(&p->sentence, GR_WORD_MAKE))
		return GR_FACT_NONE;
	if (w->gap_behind > 0 || head->gap > 0 || !(IN(OWN) || IN(PUBLISH) || IN(ISSUE_OUT)))
		return GR_FACT_NONE;
	if (names_all_channels(p))
		return GR_FACT_PUBLISHED;
	/* 新媒体 are both of these, and more. */
	if (IN(NEW_MEDIA) && w->channel != GR_FACT_PUBLISHED_WEIBO && w->channel != GR_FACT_PUBLISHED_WECHAT)
		return GR_FACT_NONE;
	if (gr_is_any_key(w->channel))
		return gr_is_one_key(w->channel) ? w->channel : GR_FACT_NONE;
	/* 通过公示屏: that channel's, where it is not any. */
	if (IN(WAY) || (p->fillers >> GR_FILL_THROUGH & 1) > (p->fillers >> GR_FILL_CHANNELS & 1))
		return GR_FACT_NONE;
	/* 政府信息 is all of it; mere 信息 only behind 主动公开. */
	if (head->class == GR_WORD_INFO_GOV || IN(OWN))
		return GR_FACT_PUBLISHED;
	return GR_FACT_NONE;
}

static int
conclusion(const gr_phrase_words *w)
{
	if (IN(ON_TIME))
		return IN(EXTEND) ? GR_FACT_NONE : GR_FACT_CONCLUDED_ON_TIME;
	return IN(EXTEND) ? GR_FACT_CONCLUDED_EXTENDED : GR_FACT_CONCLUDED;
}

/* 公文1652件，其中主动公开36件，不予公开1616件: what is listed with 主动公开 are documents. */
static bool
is_attribute(const gr_fact_phrase *p)
{
	size_t		i = p->figure;

	if (p->parent != GR_FACT_NONE || !gr_class_in(&p->sentence, GR_WORD_OWN))
		return false;
	while (i > 0 && p->tokens[i].class != GR_WORD_PART && p->tokens[i].class != GR_WORD_OWN)
		i--;
	return p->tokens[i].class == GR_WORD_OWN;
}

/* 宅基地类申请4件: what leads is no subject, but a kind of them. */
static bool
leads_with_kind(const gr_fact_phrase *p)
{
	const gr_fact_token *lead = &p->tokens[gr_phrase_lead(p)];

	return (p->fillers >> GR_FILL_KIND & 1) != 0 && lead->class == GR_WORD_FILL && lead->which == GR_FILL_KIND && lead->gap > 0;
}

static int
application(const gr_phrase_words *w)
{
	if (w->gap_behind == 0 && (IN(CARRY_IN) || IN(CARRY_OUT)))
		return IN(CARRY_OUT) ? GR_FACT_CARRIED_OUT : GR_FACT_CARRIED_IN;
	/* 媒体提出申请1件: those of one kind of applicants. */
	if ((w->phrase->fillers >> GR_FILL_ASKED & 1) != 0 && !IN(RECEIVE) && !IN(APPLICANT_WORD) && !gr_is_any_key(w->applicant))
		return GR_FACT_NONE;
	if (w->gap_behind > 0 || IN(OBJECT) || IN(KILL) || IN(OWN) || IN(SUGGESTION) || IN(MOTION))
		return GR_FACT_NONE;
	/* 制作公文40件，其中依申请公开12件 are documents; 网站收到申请5件 says nothing of other ways. */
	if (gr_is_any_key(w->channel) || (gr_class_in(&w->phrase->sentence, GR_WORD_MAKE) && !IN(RECEIVE) && !IN(CONCLUDE)))
		return GR_FACT_NONE;
	/* Mere 申请 are those of the permits that the sentence spoke of. */
	if (gr_fact_is_short(&w->phrase->tokens[w->head]) && gr_class_in(&w->phrase->sentence, GR_WORD_OBJECT))
		return GR_FACT_NONE;
	/* 土地类政府信息公开申请 is but a kind of them. */
	if (w->gap_before > 0)
	{
		size_t		i = w->head;
		size_t		gap = w->phrase->tokens[i].gap;

		while (i-- > w->phrase->from && w->phrase->tokens[i].class != GR_WORD_RECEIVE && w->phrase->tokens[i].class != GR_WORD_CONCLUDE)
			gap += w->phrase->tokens[i].gap;
		if (gap > 0)
			return GR_FACT_NONE;
	}
	else if (w->phrase->tokens[w->head].gap > 0 || leads_with_kind(w->phrase))
		return GR_FACT_NONE;
	if (gr_is_any_key(w->way) || gr_is_any_key(w->applicant))
	{
		if (IN(CONCLUDE) || (gr_is_any_key(w->way) && gr_is_any_key(w->applicant)))
			return GR_FACT_NONE;
		return gr_is_one_key(w->way) ? w->way : gr_is_one_key(w->applicant) ? w->applicant : GR_FACT_NONE;
	}
	if (IN(CONCLUDE))
		return IN(RECEIVE) ? GR_FACT_NONE : conclusion(w);
	return IN(OUTCOME) || IN(ATTRIBUTE) || IN(PUBLISH) || (!IN(RECEIVE) && is_attribute(w->phrase)) ? GR_FACT_NONE : GR_FACT_RECEIVED;
}

/* Whether what was carried over are reconsiderations or suits: 行政复议3件（其中1件为上年结转）. */
static bool
carries_proceedings(const gr_fact_phrase *p)
{
	return (gr_class_in(&p->sentence, GR_WORD_REVIEW) || gr_class_in(&p->sentence, GR_WORD_LITIGATION)) &&
		!gr_class_in(&p->sentence, GR_WORD_APPLICATION);
}

static int
carried(const gr_phrase_words *w, int key)
{
	return w->gap_behind > 0 || w->phrase->topic == GR_TOPIC_OTHER || carries_proceedings(w->phrase) ? GR_FACT_NONE : key;
}

static int
document(const gr_phrase_words *w)
{
	int			verb;

	/* 联合印发规范性文件2件 are not all */
	if (w->gap_behind > 0 || IN(KILL) || IN(INTERPRET) || IN(HANDLE) || IN(ASIDE) || (w->phrase->fillers >> GR_FILL_HELD & 1) != 0)
		return GR_FACT_NONE;
	if (w->phrase->tokens[w->head].gap > 0)
		return GR_FACT_NONE;
	if (IN(ISSUE) || IN(ISSUE_OUT) || IN(MAKE))
		return IN(PUBLISH) || IN(OWN) ? GR_FACT_NONE : GR_FACT_NORMATIVE_DOCUMENTS;
	if (IN(PUBLISH) || IN(OWN) || IN(ATTEND) || IN(CONCLUDE))
		return GR_FACT_NONE;
	verb = gr_phrase_last_verb(w->phrase);
	/* 梳理存量规范性文件6件, 对不涉密的规范性文件6件 */
	if (verb == -1 && w->gap_before + w->phrase->tokens[gr_phrase_lead(w->phrase)].gap > 0)
		return GR_FACT_NONE;
	return verb == -1 || verb == GR_WORD_ISSUE || verb == GR_WORD_ISSUE_OUT ? GR_FACT_NORMATIVE_DOCUMENTS : GR_FACT_NONE;
}

/* 政策解读, but no kind of it, and none of another organ. */
static int
interpretation(const gr_phrase_words *w)
{
	const gr_fact_phrase *p = w->phrase;

	if (w->gap_behind > 0 || IN(KILL) || IN(KIND) || IN(OBJECT) || IN(NORMATIVE))
		return GR_FACT_NONE;
	if (p->tokens[w->head].class == GR_WORD_POLICY_DOC)
	{
		/* 解读政策文件 is a verb with its object. */
		if (!IN(INTERPRET) || w->gap_before > 0 || IN(ISSUE))
			return GR_FACT_NONE;
	}
	else if (p->tokens[w->head].gap > 0)
		return GR_FACT_NONE;
	return GR_FACT_INTERPRETATIONS;
}

/* 参加市里组织的: what others hold. */
static bool
is_attended(const gr_phrase_words *w)
{
	const gr_fact_phrase *p = w->phrase;
	size_t		i = p->figure;

	if (!IN(ATTEND))
		return false;
	while (!gr_fact_is_verb(p->tokens[i - 1].class))
		i--;
	/* Behind the last verb. */
	return p->tokens[i - 1].class == GR_WORD_ATTEND || (p->tokens[i].class == GR_WORD_FILL && p->tokens[i].which == GR_FILL_OF);
}

static int
training(const gr_phrase_words *w)
{
	const gr_fact_phrase *p = w->phrase;
	bool		ours = gr_class_in(&p->sentence, GR_WORD_SUBJECT);
	bool		people = gr_fact_unit_fits(GR_FACT_TRAINING_PARTICIPANTS, p->unit);

	if (w->gap_behind > 0 || IN(OTHER_SKILL) || IN(OBJECT) || IN(KILL) || gr_class_in(&p->sentence, GR_WORD_OTHER_SKILL))
		return GR_FACT_NONE;
	/* 组织村（社区）干部培训: the bracket is within the words before. */
	if (!ours && (w->gap_before > 0 || (p->from > 0 && p->tokens[p->from].gap > 0 && p->tokens[p->from - 1].class == GR_WORD_CLOSE)))
		return GR_FACT_NONE;
	if (people)
		return GR_FACT_TRAINING_PARTICIPANTS;
	return is_attended(w) ? GR_FACT_NONE : GR_FACT_TRAINING_SESSIONS;
}

/* 举办培训班4期，: mere 培训 was counted before the phrase. */
static bool
follows_training(const gr_fact_phrase *p)
{
	for (size_t i = p->from; i-- > 1;)
		if (p->tokens[i].class == GR_WORD_QUANTITY)
			return p->tokens[i - 1].class == GR_WORD_TRAINING && p->tokens[i - 1].gap + p->tokens[i].gap == 0;
	return false;
}

/* Whether a count of people is one of those trained: the sentence spoke of the training. */
static bool
is_training(const gr_fact_phrase *p)
{
	return gr_fact_unit_fits(GR_FACT_TRAINING_PARTICIPANTS, p->unit) && gr_class_in(&p->sentence, GR_WORD_TRAINING) &&
		(gr_class_in(&p->sentence, GR_WORD_SUBJECT) || gr_class_in(&p->sentence, GR_WORD_APPLICATION) || follows_training(p)) &&
		!gr_class_in(&p->sentence, GR_WORD_OTHER_SKILL);
}

static int
rate(const gr_phrase_words *w)
{
	const gr_fact_phrase *p = w->phrase;
	int			key = p->tokens[w->head].which;

	if (w->gap_behind > 0 || IN(OBJECT) || p->topic != GR_TOPIC_APPLICATIONS)
		return GR_FACT_NONE;
	return key == GR_FACT_RATE_CONCLUDED && (IN(ON_TIME) || IN(EXTEND)) ? GR_FACT_RATE_ON_TIME : key;
}

/* 因不掌握等原因无法提供3件 are all of them. */
static bool
is_for_all_reasons(const gr_fact_phrase *p, size_t head)
{
	const gr_fact_token *t = &p->tokens[head];

	return head > p->from && t->gap == 0 && t[-1].class == GR_WORD_FILL && t[-1].which == GR_FILL_REASONS;
}

/* 微信、微博等新媒体账号: whether what stands before the noun are but some of them. */
GR_RARE static bool
names_some(const gr_fact_phrase *p, size_t head)
{
	const gr_fact_token *t = &p->tokens[head];

	return head > p->from && t->gap == 0 && t[-1].class == GR_WORD_FILL && t[-1].which == GR_FILL_SUCH;
}

/* The phrase ends with a noun. */
static int
key_of_noun(const gr_phrase_words *w)
{
	const gr_fact_phrase *p = w->phrase;
	const gr_fact_token *head = &p->tokens[w->head];

	switch (head->class)
	{
		case GR_WORD_INFO_GOV:
		case GR_WORD_INFO:
			return publication(w);
		case GR_WORD_APPLICATION:
			return application(w);
		case GR_WORD_ATTRIBUTE:
			/* 收到依申请公开信息3件: not the documents that are given on application */
			return head->which == GR_FACT_RECEIVED && (IN(RECEIVE) || IN(CONCLUDE)) ? application(w) : GR_FACT_NONE;
		case GR_WORD_REVIEW:
			return gr_fact_proceeding_key(w, GR_FACT_RECONSIDERATION);
		case GR_WORD_LITIGATION:
			return gr_fact_proceeding_key(w, GR_FACT_LITIGATION);
		case GR_WORD_DIRECT:
			return w->gap_behind > 0 ? GR_FACT_NONE : GR_FACT_LITIGATION_DIRECT;
		case GR_WORD_AFTER:
			return w->gap_behind > 0 ? GR_FACT_NONE : GR_FACT_LITIGATION_AFTER_RECONSIDERATION;
		case GR_WORD_RESULT:
			/* 申请人撤销1件 is no result; 审理行政复议83件，其中维持8件: of all matters. */
			return w->gap_behind > 0 || IN(APPLICANT_WORD) || p->parent == GR_FACT_NONE ? GR_FACT_NONE : gr_fact_result_key(p->topic, head->which);
		case GR_WORD_OUTCOME:
			/* 因涉密不予公开2件, 对信访类申请不予处理3件 are but some of them. */
			return w->gap_behind > 0 || (w->gap_before > 0 && !is_for_all_reasons(p, w->head)) || w->outcomes != 1 || IN(NO_APPLICATION) || IN(KIND) || gr_class_in(&p->sentence, GR_WORD_MAKE) ||
				is_attribute(p) || p->topic == GR_TOPIC_OTHER || (p->topic == GR_TOPIC_NONE && p->parent == GR_FACT_NONE) ? GR_FACT_NONE : head->which;
		case GR_WORD_CARRY_IN:
			return carried(w, GR_FACT_CARRIED_IN);
		case GR_WORD_CARRY_OUT:
			return carried(w, GR_FACT_CARRIED_OUT);
		case GR_WORD_NORMATIVE:
			return document(w);
		case GR_WORD_INTERPRET:
		case GR_WORD_POLICY_DOC:
			return interpretation(w);
		case GR_WORD_PRESS:
			return w->gap_behind > 0 || IN(KILL) || is_attended(w) ? GR_FACT_NONE : GR_FACT_PRESS_CONFERENCES;
		case GR_WORD_GAZETTE:
			if (p->parent == GR_FACT_PUBLISHED ? p->unit != GR_UNIT_ISSUE : IN(PUBLISH) && p->unit == GR_UNIT_ENTRY)
				return w->gap_behind > 0 || !gr_is_one_key(w->channel) ? GR_FACT_NONE : w->channel;
			/* 环境状况公报 is none. */
			return w->gap_behind > 0 || IN(KILL) || (gr_fact_is_short(head) && head->gap > 0) ? GR_FACT_NONE : GR_FACT_GAZETTE_ISSUES;
		case GR_WORD_PROPOSAL:
			return w->gap_behind > 0 || IN(KILL) ? GR_FACT_NONE : GR_FACT_PROPOSALS;
		case GR_WORD_SUGGESTION:
		case GR_WORD_MOTION:
			return w->gap_behind > 0 || IN(KILL) || !IN(SUGGESTION) || !IN(MOTION) ? GR_FACT_NONE : GR_FACT_PROPOSALS;
		case GR_WORD_NEW_MEDIA:
			return w->gap_behind > 0 || IN(KILL) || (IN(CHANNEL) && !names_some(p, w->head)) ? GR_FACT_NONE : GR_FACT_NEW_MEDIA_ACCOUNTS;
		case GR_WORD_TRAINING:
		case GR_WORD_TRAINED:
			return training(w);
		case GR_WORD_FEE:
			/* 依据某办法收取信息处理费0元 has words in front that make it no other fee. */
			if (head->which == GR_FEE_OF_ONE_KIND || (w->gap_before > 0 && (head->which != GR_FEE_FOR_INFORMATION || head[-1].class != GR_WORD_FEE_TAKE)))
				return GR_FACT_NONE;
			return w->gap_behind > 0 || IN(FEE_OTHER) || IN(OBJECT) || head->gap > 0 ? GR_FACT_NONE : GR_FACT_FEE;
		case GR_WORD_RATE:
			return rate(w);
	}
	return GR_FACT_NONE;
}

/* 微博发布214条: what is counted so is what was published. */
static bool
counts_entries(const gr_fact_phrase *p)
{
	return (p->unit == GR_UNIT_ENTRY || p->unit == GR_UNIT_ARTICLE || p->unit == GR_UNIT_PIECE_OF_NEWS) && !gr_class_in(&p->sentence, GR_WORD_MAKE);
}

/* 其中在厅门户网站公开12条, 通过局网站公开12条: whose channel it is. */
static size_t
gap_of_owner(const gr_phrase_words *w)
{
	const gr_fact_phrase *p = w->phrase;

	if ((p->parent != GR_FACT_PUBLISHED && (p->fillers >> GR_FILL_THROUGH & 1) == 0) || !gr_is_one_key(w->channel))
		return 0;
	for (size_t i = p->from + 1; i < p->figure; i++)
		if (p->tokens[i].class == GR_WORD_CHANNEL)
			return p->tokens[i].gap;
	return 0;
}

/* 维持3件，纠错1件，其他情形2件; 其他 alone only behind the other results */
static bool
says_other_cases(const gr_fact_phrase *p)
{
	int			least = gr_class_in(&p->sentence, GR_WORD_RESULT) ? GR_REST_OTHER : GR_REST_OF_CASES;

	for (size_t i = p->from; i < p->figure; i++)
		if (p->tokens[i].class == GR_WORD_REST && p->tokens[i].which >= least)
			return true;
	return false;
}

/* No noun: the verb, the channel or the applicant says it. */
static int
key_without_noun(const gr_phrase_words *w)
{
	const gr_fact_phrase *p = w->phrase;
	int			last = p->figure > p->from ? p->tokens[p->figure - 1].class : -1;

	if (w->gap_behind > gap_of_owner(w) || IN(KILL) || IN(OBJECT))
		return GR_FACT_NONE;
	/* 其中涉及宅基地2件、财务公开1件: what is asked for */
	if (p->parent >= 0 && p->tokens[gr_phrase_lead(p)].gap > 0 && !gr_is_any_key(w->channel) && !IN(WAY) &&
		!gr_is_government_subject(&p->tokens[gr_phrase_lead(p)]))
		return GR_FACT_NONE;
	if (IN(CONCLUDE))
	{
		int			key = conclusion(w);

		/* 当场答复3件 */
		if (IN(RECEIVE) || IN(OWN) || IN(PUBLISH) || IN(WAY) || p->topic == GR_TOPIC_OTHER)
			return GR_FACT_NONE;
		return key == GR_FACT_CONCLUDED && p->topic != GR_TOPIC_APPLICATIONS ? GR_FACT_NONE : key;
	}
	if (IN(OWN) || IN(PUBLISH) || IN(ISSUE_OUT))
	{
		if (gr_is_any_key(w->channel))
			return gr_is_one_key(w->channel) && (p->parent == GR_FACT_PUBLISHED || IN(OWN) || counts_entries(p)) ? w->channel : GR_FACT_NONE;
		if (IN(OWN) && p->unit == GR_UNIT_ENTRY && !gr_class_in(&p->sentence, GR_WORD_MAKE))
			return GR_FACT_PUBLISHED;
		return IN(PUBLISH) && !IN(OWN) && (p->parent == GR_FACT_RECEIVED || p->parent == GR_FACT_CONCLUDED) ? GR_FACT_GRANTED : GR_FACT_NONE;
	}
	if (gr_is_any_key(w->channel) || IN(WAY))
	{
		if (p->parent == GR_FACT_PUBLISHED)
			return gr_is_one_key(w->channel) && !IN(WAY) ? w->channel : GR_FACT_NONE;
		if (gr_is_one_key(w->channel) && counts_entries(p) && gr_phrase_goes_on_with_channels(p))
			return w->channel;
		/* 从申请方式看，网络7件; 通过网络渠道7件 */
		if ((p->parent != GR_FACT_RECEIVED &&
			 !(p->topic == GR_TOPIC_APPLICATIONS && (gr_class_in(&p->sentence, GR_WORD_NO_APPLICATION) || (p->fillers >> GR_FILL_CHANNELS & 1) != 0))) ||
			gr_is_any_key(w->applicant))
			return GR_FACT_NONE;
		if (gr_is_any_key(w->channel))
			return w->channel == GR_FACT_PUBLISHED_WEBSITE && !IN(WAY) ? GR_FACT_RECEIVED_ONLINE : GR_FACT_NONE;
		return gr_is_one_key(w->way) ? w->way : GR_FACT_NONE;
	}
	if (gr_is_any_key(w->applicant))
	{
		bool		ours = p->parent == GR_FACT_RECEIVED || IN(APPLICANT_WORD) || gr_class_in(&p->sentence, GR_WORD_APPLICANT_WORD) ||
			gr_phrase_goes_on_with_applicants(p);

		return gr_is_one_key(w->applicant) && ours ? w->applicant : GR_FACT_NONE;
	}
	if (IN(ATTEND) && is_training(p))
		return GR_FACT_TRAINING_PARTICIPANTS;
	if (IN(REST) && says_other_cases(p))
		return gr_fact_result_key(p->topic, GR_FACT_RECONSIDERATION_OTHER);
	/* 收到60件，答复58件。其中，省级机关收到12件: not all of them */
	if (IN(RECEIVE) && last != -1 && p->topic == GR_TOPIC_APPLICATIONS)
		return p->parent < 0 && p->tokens[0].class == GR_WORD_PART && p->tokens[p->from].gap > 0 && !gr_is_government_subject(&p->tokens[p->from])
			? GR_FACT_NONE : GR_FACT_RECEIVED;
	/* 收取信息处理费3笔，共计1080元 */
	return IN(TOTAL) && p->parent < 0 && p->tokens[p->from].gap == 0 && gr_class_in(&p->sentence, GR_WORD_FEE) &&
		gr_class_in(&p->sentence, GR_WORD_FEE_TAKE) && !gr_class_in(&p->sentence, GR_WORD_FEE_OTHER) ? GR_FACT_FEE : GR_FACT_NONE;
}

/* 收到申请14件，其中13件通过网络提交, 13件为自然人提出 */
GR_RARE static int
asked_behind(const gr_phrase_words *w)
{
	const gr_fact_phrase *p = w->phrase;
	int			key = GR_FACT_NONE;

	if (p->parent != GR_FACT_RECEIVED || gr_phrase_lead(p) < p->figure)
		return GR_FACT_NONE;
	for (size_t i = p->figure + 1; i < w->to; i++)
	{
		const gr_fact_token *t = &p->tokens[i];

		bool		tells = t->class == GR_WORD_WAY || t->class == GR_WORD_APPLICANT;

		if (tells ? key != GR_FACT_NONE : t->class != GR_WORD_FILL && t->class != GR_WORD_ALL_BE && t->class != GR_WORD_APPLICATION)
			return GR_FACT_NONE;
		key = tells ? t->which : key;
	}
	return key;
}

/* 6件按时答复, 5件均已答复, 180余人参加. */
static int
key_of_verb_behind(const gr_phrase_words *w, const gr_class_set *behind)
{
	const gr_fact_phrase *p = w->phrase;
	bool		on_time = gr_class_in(behind, GR_WORD_ON_TIME);
	bool		handled = false;

	if (gr_class_in(behind, GR_WORD_ATTEND))
		return is_training(p) ? GR_FACT_TRAINING_PARTICIPANTS : GR_FACT_NONE;
	if (gr_class_in(behind, GR_WORD_WAY) || gr_class_in(behind, GR_WORD_APPLICANT))
		return asked_behind(w);
	if (!gr_class_in(behind, GR_WORD_CONCLUDE) || p->topic != GR_TOPIC_APPLICATIONS || IN(RECEIVE))
		return GR_FACT_NONE;
	for (size_t i = p->figure + 1; i < w->to; i++)
	{
		int			class = p->tokens[i].class;

		if (class != GR_WORD_CONCLUDE && class != GR_WORD_ON_TIME && class != GR_WORD_ALL_BE && class != GR_WORD_FILL)
			return GR_FACT_NONE;
		handled = handled || (class == GR_WORD_CONCLUDE && p->tokens[i].which == GR_CONCLUDE_HANDLED);
	}
	/* 办理 is not done yet; 网上申请3件，3件已答复 are those of one way. */
	return on_time ? GR_FACT_CONCLUDED_ON_TIME :
		handled || gr_class_in(&p->sentence, GR_WORD_WAY) || gr_class_in(&p->sentence, GR_WORD_APPLICANT) || gr_class_in(&p->sentence, GR_WORD_OBJECT)
		? GR_FACT_NONE : GR_FACT_CONCLUDED;
}

/* 3件申请不予公开, 2件申请结转下年: what became of them says which they are. */
static bool
qualifies(int class)
{
	return class == GR_WORD_OUTCOME || class == GR_WORD_CARRY_IN || class == GR_WORD_CARRY_OUT;
}

/* 2件结转下年继续办理, 召开11次新闻发布会: the noun stands behind the figure. */
static int
key_behind(const gr_phrase_words *w)
{
	const gr_fact_phrase *p = w->phrase;
	gr_class_set behind = {{0, 0}};
	size_t		gap = 0;
	size_t		head;
	bool		verb;

	for (head = p->figure + 1; head < w->to; head++)
	{
		int			class = p->tokens[head].class;

		gap += p->tokens[head].gap;
		if (gr_fact_is_noun(class) && !(class == GR_WORD_APPLICATION && head + 1 < w->to && qualifies(p->tokens[head + 1].class)))
			break;
		gr_class_add(&behind, class);
	}
	if (head >= w->to && w->gap_behind == 0 && gap + w->end_gap == 0)
		return key_of_verb_behind(w, &behind);
	if (head >= w->to || gap > 0 || IN(KILL) || IN(OBJECT) || gr_class_in(&behind, GR_WORD_KILL) || gr_class_in(&behind, GR_WORD_OBJECT) ||
		gr_class_in(&behind, GR_WORD_NEGATION) || gr_class_in(&behind, GR_WORD_KIND) || gr_class_in(&behind, GR_WORD_LOWER))
		return GR_FACT_NONE;
	verb = IN(HOLD) || IN(ISSUE) || IN(ISSUE_OUT) || IN(RECEIVE);
	switch (p->tokens[head].class)
	{
		case GR_WORD_APPLICATION:
			/* 其中29件为当面申请 */
			if (gr_class_in(&behind, GR_WORD_WAY) || gr_class_in(&behind, GR_WORD_APPLICANT))
				return w->gap_behind + w->end_gap == 0 && head + 1 == w->to ? asked_behind(w) : GR_FACT_NONE;
			if (w->gap_behind > 0 || IN(WAY))
				return GR_FACT_NONE;
			if (IN(RECEIVE))
				return IN(CONCLUDE) ? GR_FACT_NONE : GR_FACT_RECEIVED;
			return IN(CONCLUDE) ? conclusion(w) : GR_FACT_NONE;
		case GR_WORD_OUTCOME:
			if (w->gap_behind > 0 || p->topic == GR_TOPIC_OTHER || IN(RECEIVE))
				return GR_FACT_NONE;
			for (size_t i = head + 1; i < w->to; i++)
				if (p->tokens[i].class == GR_WORD_OUTCOME || p->tokens[i].class == GR_WORD_INFO)
					return GR_FACT_NONE;
			return p->tokens[head].which;
		case GR_WORD_RESULT:
			return w->gap_behind > 0 || w->end_gap > 0 || head + 1 < w->to ? GR_FACT_NONE : gr_fact_result_key(p->topic, p->tokens[head].which);
		case GR_WORD_CARRY_IN:
			return carried(w, GR_FACT_CARRIED_IN);
		case GR_WORD_CARRY_OUT:
			return carried(w, GR_FACT_CARRIED_OUT);
		case GR_WORD_NORMATIVE:
			return (IN(ISSUE) || IN(ISSUE_OUT)) && !IN(PUBLISH) ? GR_FACT_NORMATIVE_DOCUMENTS : GR_FACT_NONE;
		case GR_WORD_INTERPRET:
			return verb && !IN(KIND) ? GR_FACT_INTERPRETATIONS : GR_FACT_NONE;
		case GR_WORD_PRESS:
			return IN(HOLD) ? GR_FACT_PRESS_CONFERENCES : GR_FACT_NONE;
		case GR_WORD_GAZETTE:
			return verb ? GR_FACT_GAZETTE_ISSUES : GR_FACT_NONE;
		case GR_WORD_NEW_MEDIA:
			return verb || p->figure == p->from || w->gap_behind == 0 ? GR_FACT_NEW_MEDIA_ACCOUNTS : GR_FACT_NONE;
		case GR_WORD_TRAINING:
		case GR_WORD_TRAINED:
			if (gr_fact_unit_fits(GR_FACT_TRAINING_PARTICIPANTS, p->unit))
				return gr_class_in(&behind, GR_WORD_ATTEND) || IN(HOLD) || p->tokens[head].class == GR_WORD_TRAINED
					? GR_FACT_TRAINING_PARTICIPANTS : GR_FACT_NONE;
			return IN(HOLD) && !IN(ATTEND) ? GR_FACT_TRAINING_SESSIONS : GR_FACT_NONE;
		case GR_WORD_REVIEW:
			return (IN(RECEIVE) || IN(HAPPEN)) && w->gap_behind == 0 ? gr_fact_proceeding_key(w, GR_FACT_RECONSIDERATION) : GR_FACT_NONE;
		case GR_WORD_LITIGATION:
			return (IN(RECEIVE) || IN(HAPPEN)) && w->gap_behind == 0 ? gr_fact_proceeding_key(w, GR_FACT_LITIGATION) : GR_FACT_NONE;
	}
	return GR_FACT_NONE;
}

/* Whether nothing but 中 stands behind the figure, up to the token "to": 受理的32件中，. */
static bool
ends_at_once(const gr_fact_phrase *p, size_t to)
{
	const gr_fact_token *t = &p->tokens[p->figure + 1];

	return to == p->figure + 1 || (to == p->figure + 2 && t->class == GR_WORD_FILL && t->which == GR_FILL_WITHIN && t->gap == 0);
}

int
gr_fact_phrase_key(const gr_fact_phrase *p)
{
	gr_phrase_words w;
	int			key;

	/* 未受理申请3件 */
	if (gr_class_in(&p->classes, GR_WORD_NEGATION) || gr_class_in(&p->classes, GR_WORD_NO_NEGATION))
		return GR_FACT_NONE;
	/* 各乡镇收到: of others, unless they are all meant (全市各乡镇). */
	if (gr_class_in(&p->classes, GR_WORD_EACH) || (gr_class_in(&p->classes, GR_WORD_LOWER) && !gr_class_in(&p->classes, GR_WORD_SCOPE)))
		return GR_FACT_NONE;
	gr_phrase_look_closely(&w, p);
	if (p->head < p->figure)
		key = (p->fillers >> GR_FILL_WITHIN & 1) != 0 ? GR_FACT_NONE : key_of_noun(&w);
	else
	{
		w.to = gr_phrase_end_behind(p);
		w.end_gap = p->noun_only ? 0 : p->tokens[w.to].gap;
		key = key_behind(&w);
		/* What follows a figure at once is what it counts: no verb before it does. */
		if (key == GR_FACT_NONE && ((ends_at_once(p, w.to) && w.end_gap == 0) || p->parent >= 0))
			key = key_without_noun(&w);
	}
	/* 协助县政府办理申请2件: another organ's. */
	if (gr_class_in(&p->classes, GR_WORD_ASIDE) && key >= GR_FACT_RECEIVED && key <= GR_FACT_OTHER)
		return GR_FACT_NONE;
	return gr_fact_unit_fits(key, p->unit) ? key : GR_FACT_NONE;
}
