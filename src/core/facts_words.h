/*
 * facts_words.h
 *		The vocabulary of the facts, and how it is looked up.
 *
 * Words are found by their first character in a table over all Han characters, so that
 * one that begins no word costs one look.
 */
#ifndef GR_FACTS_WORDS_H
#define GR_FACTS_WORDS_H

#include "facts.h"
#include "fold.h"

/* All words begin with one of these characters: those of gr_starts_han, and more up to a power of two, so that broken text leads nowhere else. */
#define GR_FACT_LOWEST_FIRST 0x4000
#define GR_FACT_FIRSTS 0x8000

/* What a token of a sentence is: a mark, a figure, or a word of that class. */
typedef enum gr_fact_class
{
	GR_WORD_COMMA,
	GR_WORD_SEMICOLON,
	GR_WORD_COLON,
	GR_WORD_ENUM,				/* 、 */
	GR_WORD_OPEN,
	GR_WORD_CLOSE,
	GR_WORD_PLUS,
	GR_WORD_QUANTITY,
	GR_WORD_YEAR,
	GR_WORD_END,				/* of the sentence */
#define CLASS(name) GR_WORD_##name,
	/* verbs */
	CLASS(RECEIVE) CLASS(CONCLUDE) CLASS(ON_TIME) CLASS(EXTEND) CLASS(OWN) CLASS(PUBLISH) CLASS(ISSUE_OUT)
	CLASS(ISSUE) CLASS(MAKE) CLASS(HOLD) CLASS(ATTEND) CLASS(HANDLE) CLASS(FEE_TAKE)
	CLASS(KILL)					/* what makes another quantity of it: 清理, 转发, 专栏 */
	/* nouns */
	CLASS(INFO_GOV) CLASS(INFO) CLASS(ATTRIBUTE) CLASS(APPLICATION) CLASS(APPLICANT_WORD) CLASS(NO_APPLICATION)
	CLASS(REVIEW) CLASS(LITIGATION) CLASS(DIRECT) CLASS(AFTER) CLASS(RESULT) CLASS(OUTCOME) CLASS(BOTH_GRANTED)
	CLASS(CARRY) CLASS(CARRY_IN) CLASS(CARRY_OUT) CLASS(NORMATIVE) CLASS(INTERPRET) CLASS(POLICY_DOC) CLASS(KIND) CLASS(PRESS)
	CLASS(PRESS_LIKE) CLASS(GAZETTE) CLASS(SUGGESTION) CLASS(MOTION) CLASS(PROPOSAL) CLASS(NEW_MEDIA) CLASS(TRAINING)
	CLASS(TRAINED) CLASS(OTHER_SKILL) CLASS(FEE) CLASS(FEE_OTHER) CLASS(RATE)
	CLASS(OBJECT)				/* what is no business of these reports: 信访, 留言 */
	CLASS(CHANNEL) CLASS(WAY) CLASS(APPLICANT)
	/* the frame */
	CLASS(SUBJECT) CLASS(PART) CLASS(REST) CLASS(RESPECTIVELY) CLASS(ALL_BE) CLASS(NEGATION) CLASS(ZERO)
	CLASS(NO_NEGATION) CLASS(HAPPEN) CLASS(AND) CLASS(COMPARE) CLASS(COMPARE_WITH) CLASS(UP) CLASS(DOWN) CLASS(REACH)
	CLASS(SHARE) CLASS(LAST_YEAR) CLASS(THIS_YEAR) CLASS(NEXT_YEAR) CLASS(SINCE) CLASS(CUMULATIVE) CLASS(FUTURE)
	CLASS(ASIDE)				/* what makes it a part, or another's: 直接, 协助 */
	CLASS(EACH) CLASS(LEAST) CLASS(LOWER) CLASS(TOTAL) CLASS(FILL) CLASS(YEAR_WORD) CLASS(SCOPE) CLASS(NO_SCOPE) CLASS(COURT)
#undef CLASS
	GR_WORD_CLASSES
} gr_fact_class;

/* Which word of the class FILL it is. */
enum
{
	GR_FILL_ANY,
	GR_FILL_WITHIN,				/* 中: 复议中有1件 is no total */
	GR_FILL_REGARD,				/* 方面: what stands before is what follows is of */
	GR_FILL_ASKED,				/* 提出: by whom stands in front */
	GR_FILL_THROUGH,			/* 通过: by which channel follows, */
	GR_FILL_CHANNELS,			/* or 渠道: any */
	GR_FILL_OF,					/* 的 */
	GR_FILL_HELD,				/* 共有: what there is, whenever it came */
	GR_FILL_GOVERNMENT,			/* 政府: it may be the subject */
	GR_FILL_REASONS,			/* 等原因: all of what follows, for whatever reason */
	GR_FILL_KIND,				/* 类: which kind stands in front */
	GR_FILL_EVERY_KIND,			/* 各类 */
	GR_FILL_SUCH				/* 等: what stands before are some of them */
};

/* Which word of the class REST it is. */
enum
{
	GR_REST_ANY,
	GR_REST_OTHER,				/* 其他 */
	GR_REST_OF_CASES			/* 其他情形: a row of its own, behind 维持 and 纠错 */
};

/* Which word of the class LAST_YEAR it is. */
enum
{
	GR_YEAR_OTHER,				/* of others, or a part of this one */
	GR_YEAR_BEFORE				/* 上年 */
};

/* Which word of the class COURT it is. */
enum
{
	GR_COURT_ANY,
	GR_COURT_ITSELF				/* 法院 */
};

/* Which word of the class CONCLUDE it is. */
enum
{
	GR_CONCLUDE_DONE,
	GR_CONCLUDE_HANDLED			/* 办理: where 办结 stands beside it, that is what was concluded */
};

/* Which word of the class FEE it is. */
enum
{
	GR_FEE_ANY,
	GR_FEE_FOR_INFORMATION,		/* 信息处理费; 检索、复制、邮寄 before 2019 */
	GR_FEE_OF_ONE_KIND			/* 检索费3元、复印费20元: no figure of its own is that of all */
};

/* A set of gr_fact_class. */
typedef struct gr_class_set
{
	uint64_t	bits[2];
} gr_class_set;

static inline bool
gr_class_in(const gr_class_set *set, int class)
{
	return (set->bits[class >> 6] >> (class & 63) & 1) != 0;
}

static inline void
gr_class_add(gr_class_set *set, int class)
{
	set->bits[class >> 6] |= UINT64_C(1) << (class & 63);
}

/* Bytes of the longest word. */
#define GR_FACT_LONGEST_WORD 36

typedef struct gr_fact_word
{
	char		text[GR_FACT_LONGEST_WORD + 1];
	unsigned char len;
	unsigned char class;		/* gr_fact_class */
	unsigned char which;		/* gr_fact_id, gr_scope_id, or of FILL, REST, CONCLUDE or FEE */
} gr_fact_word;

extern const gr_fact_word gr_fact_words[];
extern const size_t gr_fact_word_count;

/* For each of those characters the group of the words that begin with it; 0: none. */
extern const uint16_t gr_fact_word_groups[GR_FACT_FIRSTS];

/* The place of the Han character, by gr_starts_han, that begins here. */
static inline size_t
gr_fact_first(const char *character)
{
	return (gr_han_at(character) - GR_FACT_LOWEST_FIRST) & (GR_FACT_FIRSTS - 1);
}

/* Its group. */
static inline size_t
gr_fact_word_group(const char *character)
{
	return gr_fact_word_groups[gr_fact_first(character)];
}

/* For each group the second characters of its words, as bits by their last byte; all of them where one character is a word. */
extern const uint64_t gr_fact_word_seconds[];

/* The longest word of the group that the text from "at" on begins with, or NULL. */
extern const gr_fact_word *gr_fact_word_of_group(size_t group, gr_slice text, size_t at);

/* Whether a word of the group may stand here, where six bytes are left: its first character does. */
static inline bool
gr_fact_may_be_word(size_t group, const char *here)
{
	return (gr_fact_word_seconds[group] >> (here[5] & 63) & 1) != 0;
}

/* The longest word that the text from "at" on begins with, or NULL. */
static inline const gr_fact_word *
gr_fact_word_at(gr_slice text, size_t at)
{
	if (!gr_starts_han((unsigned char) text.data[at]) || text.len - at < 3)
		return NULL;
	return gr_fact_word_of_group(gr_fact_word_group(text.data + at), text, at);
}

/*
 * The longest unit there and its bytes; GR_UNIT_NONE when none stands there, or what
 * stands there only begins like one (部 of 部门).
 */
extern int	gr_fact_unit_at(gr_slice text, size_t at, size_t *length);

#endif							/* GR_FACTS_WORDS_H */
