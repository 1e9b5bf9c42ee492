#include "facts_figure.h"
#include "facts_numerals.h"
#include "rare.h"

static bool
ends_with(gr_slice text, size_t at, const char *word)
{
	size_t		len = strlen(word);

	return at >= len && memcmp(text.data + at - len, word, len) == 0;
}

/* 过 于 多 少 足 到 满 出 破 超 逾 近 约: what the words of qualify_before() end with. */
#define ENDS_OF_QUALIFIERS(IS) \
	IS(0x8FC7) IS(0x4E8E) IS(0x591A) IS(0x5C11) IS(0x8DB3) IS(0x5230) IS(0x6EE1) IS(0x51FA) IS(0x7834) IS(0x8D85) IS(0x903E) IS(0x8FD1) IS(0x7EA6)

/* 约 before the figure, which ends at "at", and its kin, the longer first; and what only ends like one. */
GR_RARE static void
read_qualifier(gr_slice text, size_t at, gr_fact_figure *f)
{
	static const struct
	{
		const char *word;
		unsigned char qualifier;
	}			words[] = {
		{"不超过", GR_QUALIFIER_OR_LESS}, {"不高于", GR_QUALIFIER_OR_LESS}, {"不多于", GR_QUALIFIER_OR_LESS},
		{"至多", GR_QUALIFIER_OR_LESS}, {"最多", GR_QUALIFIER_OR_LESS}, {"不少于", GR_QUALIFIER_AT_LEAST},
		{"不低于", GR_QUALIFIER_AT_LEAST}, {"至少", GR_QUALIFIER_AT_LEAST}, {"最少", GR_QUALIFIER_AT_LEAST},
		{"不足", GR_QUALIFIER_SHORT_OF}, {"不到", GR_QUALIFIER_SHORT_OF}, {"不满", GR_QUALIFIER_SHORT_OF},
		{"超过", GR_QUALIFIER_EXCEEDING}, {"超出", GR_QUALIFIER_EXCEEDING}, {"突破", GR_QUALIFIER_EXCEEDING},
		{"超", GR_QUALIFIER_EXCEEDING}, {"逾", GR_QUALIFIER_EXCEEDING}, {"接近", GR_QUALIFIER_NEARLY},
		{"近", GR_QUALIFIER_NEARLY}, {"约", GR_QUALIFIER_ABOUT},
	};
	static const char *const others[] = {"最近", "附近", "邻近", "临近", "节约", "预约", "特约", "公约", "签约", "契约", "相约", "赶超"};

	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		if (ends_with(text, at, others[i]))
			return;
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (ends_with(text, at, words[i].word))
		{
			f->qualifier = words[i].qualifier;
			return;
		}
}

static inline void
qualify_before(gr_slice text, gr_fact_figure *f)
{
	size_t		at = f->from;
	size_t		start;
	uint32_t	c;

	while (((c = gr_sign_before(text, 0, at, &start)) == ' ' || c == '*') && at > 0)
		at = start;
	if (GR_MAY_BE_IN(ENDS_OF_QUALIFIERS, c))
		read_qualifier(text, at, f);
}

/* Words behind a figure, which begin with 以 及 左 上. */
#define BEGINNINGS_OF_QUALIFIERS(IS) IS(0x4EE5) IS(0x53CA) IS(0x5DE6) IS(0x4E0A)

GR_RARE static void
read_qualifier_behind(gr_slice text, gr_fact_figure *f)
{
	gr_numeral_reader		r = {text, gr_skip_blanks(text, f->to)};

	if (gr_numeral_take(&r, "以上") || gr_numeral_take(&r, "及以上"))
		f->qualifier = GR_QUALIFIER_OR_MORE;
	else if (gr_numeral_take(&r, "以下") || gr_numeral_take(&r, "以内"))
		f->qualifier = GR_QUALIFIER_OR_LESS;
	else if (gr_numeral_take(&r, "左右") || gr_numeral_take(&r, "上下"))
		f->qualifier = GR_QUALIFIER_ABOUT;
	else
		return;
	f->end = r.at;
}

static inline void
qualify_behind(gr_slice text, gr_fact_figure *f)
{
	const char *behind = text.data + f->to;

	if (text.len - f->to < 3)
		return;
	if (gr_starts_han((unsigned char) *behind) ? GR_MAY_BE_IN(BEGINNINGS_OF_QUALIFIERS, gr_han_at(behind)) : *behind == ' ')
		read_qualifier_behind(text, f);
}

GR_RARE static void
bound(gr_fact_figure *f)
{
	switch (f->qualifier)
	{
		case GR_QUALIFIER_ABOUT:
			f->low = INT64_MIN;
			f->high = INT64_MAX;
			break;
		case GR_QUALIFIER_NEARLY:
		case GR_QUALIFIER_SHORT_OF:
		case GR_QUALIFIER_OR_LESS:
			f->low = INT64_MIN;
			f->high = f->value;
			break;
		case GR_QUALIFIER_EXCEEDING:
		case GR_QUALIFIER_OR_MORE:
		case GR_QUALIFIER_AT_LEAST:
			f->low = f->value;
			f->high = INT64_MAX;
			break;
	}
}

void
gr_figure_qualify(gr_slice text, gr_fact_figure *f)
{
	if (f->qualifier == GR_QUALIFIER_NONE)
		qualify_before(text, f);
	if (f->qualifier == GR_QUALIFIER_NONE)
		qualify_behind(text, f);
	if (f->qualifier != GR_QUALIFIER_NONE)
		bound(f);
}
