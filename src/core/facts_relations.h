/*
 * facts_relations.h
 *		Facts that belong together: parts of a total, shares, changes against last year.
 *
 * A link is made only where the words leave no other; token numbers are those of the
 * sentence, and the phrase is the one that the state is in.
 */
#ifndef GR_FACTS_RELATIONS_H
#define GR_FACTS_RELATIONS_H

#include "facts_sentence.h"

extern void gr_fact_close_list(gr_fact_state *state);

/* Links a new fact, of the words [from, to), to the total whose parts are listed, or finds that the list is over. */
extern void gr_fact_link_part(gr_fact_state *state, int32_t fact, size_t from, size_t to);

/* 其中 at token i: of the last count, where it is clear which. */
extern void gr_fact_open_list(gr_fact_state *state, size_t i);

/* 收到的17件申请中，: of the count that the phrase, up to the comma, stands behind. */
extern void gr_fact_open_list_of(gr_fact_state *state, size_t comma);

extern void gr_fact_open_bracket(gr_fact_state *state, size_t i);
extern void gr_fact_close_bracket(gr_fact_state *state);

/*
 * Whether the figure is one of reconsiderations or suits of any matter, where others are named those of disclosure; takes the
 * key from those before it where it is named so.  And whether a fact, one of the last, is.
 */
extern bool gr_fact_is_of_other_matters(gr_fact_state *state, int key);
extern bool gr_fact_counts_any_matter(const gr_fact_state *state, size_t fact);

/* 区本级收到24件，各部门收到71件，共计95件: the sum of all counts of the sentence, where the first is of a part of the area. */
extern bool gr_fact_adds_up(const gr_fact_state *state, size_t i);

/* 审结税务行政复议6件，维持6件: whether the result, or the people trained, are of a count before that is not known. */
extern bool gr_fact_goes_with_unknown_count(const gr_fact_state *state, int key);

/* Whether the count before a rate or a conclusion, in its sentence, is of something else: 处理工单216件，办结率99%. */
extern bool gr_fact_is_of_others(const gr_fact_state *state);

/* Whether a fact of the sentence leaves no other of its key for the phrase; takes the key from the fact where it is none of it. */
extern bool gr_fact_is_said_of(gr_fact_state *state, int key, int32_t fact);

/* The count right before the phrase: 3件，占… or 3件（…; -1 for none. */
extern int32_t gr_fact_count_before(gr_fact_state *state);

/* Whether the percentage at token i is said to be the share of the count before it. */
extern bool gr_fact_is_share(const gr_fact_state *state, size_t i);

/* 下降16.7%: -1 or 1, 0 where the figure at token i is no change. */
extern int	gr_fact_direction(const gr_fact_state *state, size_t i);

/* 由35个减至28个: whether the figure at token i is what was so before. */
extern bool gr_fact_is_before_change(const gr_fact_state *state, size_t i);

/* 今年公开5434条，上年公开5467条，同比减少0.6%: the one of last year, where a change is that between two figures before it, or -1. */
extern int32_t gr_fact_year_before(const gr_fact_state *state);

/* The key of a change of what that key counts, in that unit. */
extern int	gr_fact_change_key(int key, int unit);

/* The key of the change at token i: by the nouns of its phrase, else of the last count, which *of is then. */
extern int	gr_fact_changed(gr_fact_state *state, size_t i, int unit, int32_t *of);

#endif							/* GR_FACTS_RELATIONS_H */
