#include "citation_parts.h"

#include "han.h"
#include "rare.h"

/* Characters of the code of an organ: 国办公开办函, 住房城乡建设办发. */
#define ORGAN_CODE_LIMIT 12

/* Further back than any organ is long. */
#define ORGAN_REACH 24

/* Words that lead to a number and are no part of what issued it. */
#define LEAD_LIST \
	LEAD("根据") LEAD("按照") LEAD("依据") LEAD("依照") LEAD("遵照") LEAD("参照") LEAD("对照") LEAD("落实") LEAD("贯彻") \
	LEAD("执行") LEAD("印发") LEAD("下发") LEAD("转发") LEAD("制发") LEAD("制定") LEAD("出台") LEAD("发布") LEAD("公布") \
	LEAD("施行") LEAD("实施") LEAD("修订") LEAD("结合") LEAD("学习") LEAD("宣传") LEAD("关于") LEAD("以及") LEAD("收到") \
	LEAD("围绕") LEAD("通过") LEAD("文件") LEAD("详见") LEAD("参见") LEAD("经过") LEAD("遵循") LEAD("严格") LEAD("废止") LEAD("其中")

static const gr_slice leads[] = {
#define LEAD(word) GR_ENDING(word),
	LEAD_LIST GR_NO_ENDING,
#undef LEAD
};

/* Names that stand in front of a whole number: 省政府办公厅河政办发; but 市政府公告 is what issued it. */
static const gr_slice offices[] = {GR_ENDING("政府"), GR_ENDING("办公室"), GR_ENDING("厅"), GR_NO_ENDING};

/* By the last byte of the character. */
static bool
may_end_lead(char last)
{
	const uint64_t ends = 0
#define LEAD(word) | UINT64_C(1) << (word[sizeof(word) - 2] & 63)
		LEAD_LIST
#undef LEAD
	;

	return (ends >> (last & 63) & 1) != 0;
}

/* One sign that joins; part of a name where it comes first: 和政发, 于府发. */
static const gr_slice joints[] = {
	GR_ENDING("和"), GR_ENDING("与"), GR_ENDING("及"), GR_ENDING("以"), GR_ENDING("为"), GR_ENDING("按"), GR_ENDING("由"),
	GR_ENDING("于"), GR_ENDING("等"), GR_ENDING("的"), GR_ENDING("了"), GR_ENDING("即"), GR_ENDING("见"), GR_ENDING("将"),
	GR_ENDING("把"), GR_ENDING("是"), GR_NO_ENDING,
};

/* Those that are in no name: 呼和浩特市 is one. */
static const gr_slice joints_of_names[] = {
	GR_ENDING("以"), GR_ENDING("为"), GR_ENDING("按"), GR_ENDING("由"), GR_ENDING("等"), GR_ENDING("的"), GR_ENDING("了"),
	GR_ENDING("即"), GR_ENDING("把"), GR_NO_ENDING,
};

/* What the code of an organ ends with. */
static const gr_slice code_ends[] = {
	GR_ENDING("发"), GR_ENDING("函"), GR_ENDING("字"), GR_ENDING("秘"), GR_ENDING("规"), GR_ENDING("令"), GR_ENDING("通"),
	GR_ENDING("电"), GR_ENDING("文"), GR_ENDING("任"), GR_ENDING("办"), GR_ENDING("公告"), GR_ENDING("通知"), GR_ENDING("通报"),
	GR_NO_ENDING,
};

/* Whether a code begins at "at", behind the name of an office that is not a part of it, as it is in 省政府办公厅函. */
static bool
ends_office(const gr_citation_text *t, size_t at, const gr_slice *inside)
{
	uint32_t	last = gr_han_at(t->text.data + at - 3);

	/* Few characters are one of these. */
	if (last != gr_han_at("府") && last != gr_han_at("室") && last != gr_han_at("厅"))
		return false;
	return inside == joints && gr_han_at(t->text.data + at) != gr_han_at("办") && gr_back_over_any_word(t->text, t->taken, &at, offices);
}

/* What the first sign of a clause is before a code: GR_JOINS is in no name, with GR_MAY_JOIN the name may begin with it or behind it. */
enum
{
	GR_JOINS_NOT,
	GR_MAY_JOIN,
	GR_JOINS
};

static int
joins_first(const char *sign, const char *next)
{
	switch (gr_han_at(sign))
	{
		case 0x4EE5:			/* 以 */
		case 0x4E3A:			/* 为 */
		case 0x6309:			/* 按 */
		case 0x7531:			/* 由 */
		case 0x89C1:			/* 见 */
		case 0x662F:			/* 是 */
		case 0x628A:			/* 把 */
		case 0x4E0E:			/* 与 */
		case 0x636E:			/* 据 */
		case 0x56E0:			/* 因 */
		case 0x81F3:			/* 至 */
		case 0x5728:			/* 在 */
			return GR_JOINS;
		case 0x5C06:			/* 将青政发 or 将乐政发, but 将政发 */
		case 0x4ECE:			/* 从 */
		case 0x4F9D:			/* 依 */
		case 0x542B:			/* 含 */
		case 0x7ECF:			/* 经 */
			return gr_han_at(next) == gr_han_at("政") || gr_han_at(next) == gr_han_at("府") ? GR_JOINS_NOT : GR_MAY_JOIN;
	}
	return GR_JOINS_NOT;
}

/* 青财〔2021〕1号至青财〔2021〕45号 */
static bool
joins_ends(const char *sign)
{
	return gr_han_at(sign) == gr_han_at("至") || gr_han_at(sign) == gr_han_at("到");
}

/*
 * Han characters that end at "to", without what leads to them; "inside" are the signs
 * that cut among them.  *certain: the beginning is known.
 */
static gr_stretch
organ_before(const gr_citation_text *t, size_t to, const gr_slice *inside, bool *certain)
{
	gr_stretch	organ = {to, to};
	size_t		before;
	size_t		start[ORGAN_REACH + 1];
	int			count = 0;
	uint32_t	border;
	bool		joined;
	bool		cut = false;

	start[0] = to;
	while (count < ORGAN_REACH && gr_is_han(gr_sign_before(t->text, t->taken, start[count], &before)))
		start[++count] = before;
	border = gr_sign_before(t->text, t->taken, start[count], &before);
	/* Behind another citation the first sign joins the two. */
	joined = border == 0x300B || gr_closes_bracket(border) || (border == 0 && t->taken > 0);
	for (int i = 0; i <= count && !cut; i++)
	{
		size_t		place = start[i];
		bool		first = i == count - 1;

		organ.from = place;
		cut = i > 0 && place > t->taken && may_end_lead(t->text.data[place - 1]) && gr_back_over_any_word(t->text, t->taken, &place, leads);
		cut = cut || (i > 2 && i < count && ends_office(t, place, inside));
		if (!cut && i > 0 && (!first || joined))
			cut = gr_back_over_any_word(t->text, t->taken, &place, first ? joints : inside) || (first && joins_ends(t->text.data + start[count]));
		else if (!cut && i > 1 && first)
		{
			int			join = joins_first(t->text.data + start[count], t->text.data + place);

			cut = join == GR_JOINS;
			if (join == GR_MAY_JOIN)
			{
				*certain = false;
				organ.from = to;
				return organ;
			}
		}
	}
	*certain = cut || (count < ORGAN_REACH && (border == 0 || gr_opens_bracket(border) || border == 0x300B));
	if (count == ORGAN_REACH && !cut)
		organ.from = to;
	return organ;
}

static bool
is_code(const gr_citation_text *t, gr_stretch organ)
{
	size_t		at = organ.to;

	return organ.from < organ.to && gr_back_over_any_word(t->text, organ.from, &at, code_ends);
}

/* The code of the organ in front of a year; an uncertain one is left out. */
static gr_stretch
code_before(const gr_citation_text *t, size_t to)
{
	bool		certain;
	gr_stretch	organ = organ_before(t, gr_back_over_blanks(t->text, t->taken, to), joints, &certain);
	size_t		characters = gr_utf8_count(gr_slice_sub(t->text, organ.from, organ.to));

	if (characters > (certain ? ORGAN_CODE_LIMIT : ORGAN_CODE_LIMIT / 2))
		organ.from = organ.to;
	return organ;
}

static void
document(gr_raw_citation *c, gr_stretch organ, size_t from, size_t to, bool damaged)
{
	c->kind = GR_CITATION_DOCUMENT;
	c->damaged = damaged;
	c->organ = organ;
	c->number.from = organ.from < organ.to ? organ.from : from;
	c->number.to = to;
	c->whole = c->number;
}

/* The end of the numbers that go on at "at", where several have one 号: 5、6号, 1-3号; or "at". */
GR_RARE static size_t
end_of_serials(gr_slice text, size_t at)
{
	size_t		end = at;

	for (;;)
	{
		size_t		after;
		uint32_t	c = gr_sign_at(text, gr_skip_blanks(text, end), &after);
		gr_digits	d;

		if (c != 0x3001 && c != '-' && c != '~' && c != 0x81F3)
			return at;
		d = gr_digits_read(text, gr_skip_blanks(text, after));
		if (d.count == 0 || d.count > 5)
			return at;
		end = gr_skip_blanks(text, d.to);
		if (gr_take_han(text, &end, "号"))
			return end;
	}
}

/* 第32号, 32 号 behind the year; *damaged where 号 or the number is missing. */
static bool
take_serial(gr_slice text, size_t *at, int *serial, bool *damaged)
{
	size_t		place = gr_skip_blanks(text, *at);
	gr_digits	d;

	gr_take_han(text, &place, "第");
	d = gr_digits_read(text, gr_skip_blanks(text, place));
	if (d.count > 5)
		return false;
	if (d.count > 0)
	{
		*at = d.to;
		*serial = d.value;
	}
	place = gr_skip_blanks(text, d.to);
	if (gr_take_han(text, &place, "号"))
	{
		*at = place;
		*damaged = d.count == 0;
		return true;
	}
	place = d.count > 0 ? end_of_serials(text, d.to) : d.to;
	*damaged = place == d.to;
	if (!*damaged)
	{
		*at = place;
		*serial = 0;
	}
	return d.count > 0;
}

/* The brackets that hold the year of a document, and hardly anything else. */
static bool
is_year_bracket(uint32_t sign)
{
	return sign == 0x3014 || sign == 0xFE5D;
}

/* A number whose year has brackets on both sides: 〔2014〕32号. */
static bool
bracketed(const gr_citation_text *t, const gr_digits *year, size_t open, uint32_t sign, gr_raw_citation *c)
{
	size_t		at = gr_skip_blanks(t->text, year->to);
	size_t		after;
	int			serial = 0;
	bool		unclosed;
	bool		incomplete = true;
	bool		numbered;
	gr_stretch	organ;

	gr_take_han(t->text, &at, "年");
	unclosed = !gr_closes_bracket(gr_sign_at(t->text, at, &after));
	if (unclosed)
	{
		/* 〔2014 32号: a blank tells the two numbers apart. */
		if (at == year->to || !is_year_bracket(sign))
			return false;
		after = at;
	}
	numbered = take_serial(t->text, &after, &serial, &incomplete);
	if (!numbered && (unclosed || !is_year_bracket(sign)))
		return false;
	organ = code_before(t, open);
	if (incomplete && !is_code(t, organ))
		return false;
	/* Other brackets hold a year for many reasons. */
	if (!is_year_bracket(sign) && organ.from == organ.to)
		return false;
	document(c, organ, open, after, unclosed || incomplete);
	c->year = (short) year->value;
	c->serial = serial;
	return true;
}

/* 国办发﹝201724号, 国办发201724号: where the year ends is lost. */
static bool
glued(const gr_citation_text *t, const gr_digits *d, size_t open, uint32_t sign, gr_raw_citation *c)
{
	size_t		at = gr_skip_blanks(t->text, d->to);
	bool		numbered = gr_take_han(t->text, &at, "号");
	gr_stretch	organ;

	if (d->count > 9 || !gr_is_year(d->leading) || (!numbered && !is_year_bracket(sign)))
		return false;
	organ = code_before(t, open);
	if (!is_code(t, organ))
		return false;
	document(c, organ, open, numbered ? at : d->to, true);
	return true;
}

/* "sign" is what stands before the number, at "open", and "next" behind it. */
static bool
document_number(const gr_citation_text *t, const gr_digits *d, uint32_t sign, size_t open, uint32_t next, gr_raw_citation *c)
{
	size_t		after;
	gr_stretch	organ;
	int			serial = 0;
	bool		damaged;

	if (d->count > 4)
		return glued(t, d, gr_opens_bracket(sign) ? open : d->from, sign, c);
	if (gr_opens_bracket(sign))
		return bracketed(t, d, open, sign, c);
	/* 闽政办2018〕43号 */
	if (!gr_closes_bracket(next))
		return false;
	gr_sign_at(t->text, gr_skip_blanks(t->text, d->to), &after);
	organ = code_before(t, d->from);
	if (!is_code(t, organ) || !take_serial(t->text, &after, &serial, &damaged) || damaged)
		return false;
	document(c, organ, d->from, after, true);
	c->year = (short) d->value;
	c->serial = serial;
	return true;
}

/* Who issued an order: 国务院, or a name that begins at a border. */
static gr_stretch
issuer_of_order(const gr_citation_text *t, size_t to)
{
	static const gr_slice council[] = {GR_ENDING("中华人民共和国国务院"), GR_ENDING("国务院"), GR_NO_ENDING};
	static const gr_slice ends[] = {
		GR_ENDING("政府"), GR_ENDING("部"), GR_ENDING("委"), GR_ENDING("委员会"), GR_ENDING("总局"), GR_ENDING("局"), GR_ENDING("厅"),
		GR_ENDING("署"), GR_ENDING("国"), GR_ENDING("主席"), GR_ENDING("行"), GR_ENDING("会"), GR_NO_ENDING,
	};
	gr_stretch	none = {to, to};
	gr_stretch	organ = {to, to};
	bool		certain;
	size_t		at = to;

	if (gr_back_over_any_word(t->text, t->taken, &organ.from, council))
		return organ;
	organ = organ_before(t, to, joints_of_names, &certain);
	if (organ.from == organ.to || !gr_back_over_any_word(t->text, organ.from, &at, ends))
		return none;
	return certain || gr_utf8_count(gr_slice_sub(t->text, organ.from, to)) <= 9 ? organ : none;
}

/* 令 in front of a blank or a bracket: 国务院令（第711号）.  The bracket is closed at *end, behind which that is put. */
GR_RARE static bool
back_over_apart(const gr_citation_text *t, size_t *at, size_t *end)
{
	size_t		place = gr_back_over_blanks(t->text, t->taken, *at);
	size_t		before;
	size_t		behind;
	bool		brackets = gr_opens_bracket(gr_sign_before(t->text, t->taken, place, &before));

	if (brackets)
		place = gr_back_over_blanks(t->text, t->taken, before);
	if (!gr_back_over_word(t->text, t->taken, &place, "令"))
		return false;
	*at = place;
	if (brackets && gr_closes_bracket(gr_sign_at(t->text, gr_skip_blanks(t->text, *end), &behind)))
		*end = behind;
	return true;
}

static bool
order_number(const gr_citation_text *t, size_t from, size_t to, int value, gr_raw_citation *c)
{
	size_t		number = gr_skip_blanks(t->text, to);
	size_t		end;
	size_t		place;
	size_t		before;
	gr_stretch	organ;

	if (value <= 0 || !gr_take_han(t->text, &number, "号"))
		return false;
	place = gr_back_over_blanks(t->text, t->taken, from);
	gr_back_over_word(t->text, t->taken, &place, "第");
	end = number;
	if (!gr_take_han(t->text, &end, "令"))
	{
		if (!gr_back_over_word(t->text, t->taken, &place, "令") && !back_over_apart(t, &place, &end))
			return false;
		/* 命令第1号 is nobody's. */
		if (gr_sign_before(t->text, t->taken, place, &before) == 0x547D)
			return false;
	}
	organ = issuer_of_order(t, gr_back_over_blanks(t->text, t->taken, place));
	c->kind = GR_CITATION_ORDER;
	c->serial = value;
	c->organ = organ;
	c->number.from = from;
	c->number.to = number;
	c->whole.from = organ.from < organ.to ? organ.from : place;
	c->whole.to = end;
	return true;
}

/* Y年第N号 behind 令 or 公告, as ministries number. */
static bool
order_of_year(const gr_citation_text *t, const gr_digits *year, gr_raw_citation *c)
{
	size_t		place;
	size_t		at = gr_skip_blanks(t->text, year->to);
	gr_digits	serial;
	gr_stretch	organ;

	if (!gr_take_han(t->text, &at, "年"))
		return false;
	place = gr_back_over_blanks(t->text, t->taken, year->from);
	if (gr_back_over_word(t->text, t->taken, &place, "公告"))
		c->kind = GR_CITATION_DOCUMENT;
	else if (gr_back_over_word(t->text, t->taken, &place, "令"))
		c->kind = GR_CITATION_ORDER;
	else
		return false;
	gr_take_han(t->text, &at, "第");
	serial = gr_digits_read(t->text, gr_skip_blanks(t->text, at));
	at = gr_skip_blanks(t->text, serial.to);
	if (serial.count == 0 || serial.count > 5 || !gr_take_han(t->text, &at, "号"))
		return false;
	organ = issuer_of_order(t, place);
	c->year = (short) year->value;
	c->serial = serial.value;
	c->organ = organ;
	c->number.from = year->from;
	c->number.to = at;
	c->whole.from = organ.from < organ.to ? organ.from : place;
	c->whole.to = at;
	return true;
}

bool
gr_citation_number(const gr_citation_text *t, const gr_digits *d, gr_raw_citation *c)
{
	bool		year = d->count == 4 && gr_is_year(d->value);
	size_t		place;
	uint32_t	next = gr_sign_at(t->text, gr_skip_blanks(t->text, d->to), &place);

	if (year || d->count > 4)
	{
		uint32_t	sign = gr_sign_before(t->text, t->taken, gr_back_over_blanks(t->text, t->taken, d->from), &place);

		if (document_number(t, d, sign, place, next, c))
			return true;
		/* Behind 公告 and 令 */
		if (year && (sign == 0x544A || sign == 0x4EE4) && order_of_year(t, d, c))
			return true;
	}
	return d->count <= 5 && gr_simplify(next) == gr_han_at("号") && order_number(t, d->from, d->to, d->value, c);
}

bool
gr_citation_number_at(const gr_citation_text *t, size_t at, gr_raw_citation *c)
{
	/* The organ, a bracket or 令第, then the first digit. */
	size_t		reach = (ORGAN_REACH + 3) * strlen("令");
	gr_slice	near = gr_slice_sub(t->text, 0, t->text.len - at < reach ? t->text.len : at + reach);

	for (size_t signs = 0; signs < ORGAN_REACH + 3; signs++)
	{
		size_t		words = gr_skip_han(near, at);
		size_t		after;
		uint32_t	sign = gr_sign_at(t->text, words, &after);

		signs += (words - at) / strlen("令");
		if (signs >= ORGAN_REACH + 3)
			return false;
		if (sign >= '0' && sign <= '9')
		{
			gr_digits	d = gr_digits_read(t->text, words);

			return gr_citation_number(t, &d, c);
		}
		if (!gr_is_han(sign) && sign != ' ' && !gr_opens_bracket(sign))
			return false;
		at = after;
	}
	return false;
}

/* ---------- 第 … ---------- */

/* A number of either kind; 0: none. */
static int
ordinal_number(gr_slice text, size_t at, size_t *end)
{
	gr_digits	d = gr_digits_read(text, at);

	*end = d.to;
	return d.count > 0 ? d.value : gr_chinese_number_read(text, at, end);
}

/* 第一款, 第（一）项, 第2目 behind an article. */
static bool
take_part(gr_slice text, size_t *at, const char *word)
{
	size_t		place = gr_skip_blanks(text, *at);
	size_t		after;
	size_t		end;

	if (!gr_take_han(text, &place, "第"))
		return false;
	place = gr_skip_blanks(text, place);
	if (gr_opens_bracket(gr_sign_at(text, place, &after)))
		place = after;
	if (ordinal_number(text, gr_skip_blanks(text, place), &end) <= 0)
		return false;
	end = gr_skip_blanks(text, end);
	if (gr_closes_bracket(gr_sign_at(text, end, &after)))
		end = gr_skip_blanks(text, after);
	if (!gr_take_word(text, &end, word))
		return false;
	*at = end;
	return true;
}

bool
gr_citation_ordinal(const gr_citation_text *t, size_t at, gr_raw_citation *c)
{
	size_t		from = gr_skip_blanks(t->text, at + strlen("第"));
	size_t		end;
	size_t		after;
	int			value;

	c->whole.from = at;
	if (gr_opens_bracket(gr_sign_at(t->text, from, &after)))
	{
		end = at;
		if (!take_part(t->text, &end, "项"))
			return false;
		value = 0;
	}
	else
	{
		value = ordinal_number(t->text, from, &end);
		if (value <= 0)
			return false;
		if (order_number(t, from, end, value, c))
			return true;
		/* 第十三、十四条 */
		for (int i = 0; i < 8 && gr_sign_at(t->text, end, &after) == 0x3001; i++)
			if (ordinal_number(t->text, after, &from) > 0)
				end = from;
			else
				return false;
		end = gr_skip_blanks(t->text, end);
		if (!gr_take_han(t->text, &end, "条"))
			return false;
		take_part(t->text, &end, "款");
		take_part(t->text, &end, "项");
		take_part(t->text, &end, "目");
	}
	c->kind = GR_CITATION_ARTICLE;
	c->serial = value;
	c->whole.to = end;
	c->number = c->whole;
	return true;
}
