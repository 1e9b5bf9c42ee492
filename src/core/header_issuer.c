#include "header_voice.h"

#include "date.h"
#include "fold.h"
#include "issuer.h"
#include "utf8.h"

/* Where somebody may be named: the sentences, the first of them, the metadata above and the footer below. */
#define VOICE_BYTES ((size_t) 32768)
#define LEAD_BYTES ((size_t) 6144)
#define FOOT_BYTES ((size_t) 6144)
#define CLAUSE_BYTES ((size_t) 150)

/* ---------- a name, and whether it may be the issuer ---------- */

/* Whether a region or an organ is of the sort that speaks. */
static bool
is_sort(gr_slice name, const gr_self *speaker)
{
	static const char *const committee[] = {"委员会", "委", NULL};
	static const char *const office[] = {"办公室", "办公厅", "办", NULL};
	const char *one[] = {speaker->sign, NULL};

	if (strcmp(speaker->sign, "委") == 0)
		return gr_strip_end(&name, committee);
	if (strcmp(speaker->sign, "办") == 0)
		return gr_strip_end(&name, office);
	return gr_strip_end(&name, one);
}

/*
 * Of an organ that somehow has to do with the report, the one that reports: the organ
 * itself, the government that it works for, or nobody.
 */
static gr_slice
reporter(gr_slice name, const gr_voice *v, bool compiled)
{
	static const char *const for_others[] = {"政务", "行政审批", "大数据", "数据", "信息", "网", NULL};
	gr_slice	none = {NULL, 0};
	gr_slice	region;
	gr_issuer_parts parts;

	if (!gr_is_name(name) || gr_is_self(name) || v->several)
		return none;
	gr_issuer_read(name, &parts);
	if (parts.kind == GR_ORGAN_UNKNOWN || parts.region_end == 0)
		return none;
	region = gr_slice_sub(name, 0, parts.region_end);
	if (v->speaker != NULL)
	{
		bool		government = v->speaker->kind == GR_ORGAN_GOVERNMENT || v->speaker->kind == GR_ORGAN_TOWNSHIP_GOV;

		if (!government)
			return parts.kind != GR_ORGAN_GOVERNMENT && is_sort(name, v->speaker) ? name : none;
		if (!is_sort(region, v->speaker))
			return none;
		return parts.kind == GR_ORGAN_GOVERNMENT || parts.kind == GR_ORGAN_TOWNSHIP_GOV || parts.kind == GR_ORGAN_ZONE ? name : region;
	}
	/* Offices compile for governments, and some departments do. */
	if (!compiled || parts.kind == GR_ORGAN_GOV_OFFICE)
		return none;
	for (const char *const *word = for_others; *word != NULL && parts.kind == GR_ORGAN_DEPARTMENT; word++)
		if (gr_find(name, 0, *word) != GR_NO_PLACE)
			return none;
	return name;
}

/* The Han characters that begin at "at". */
static gr_slice
name_at(gr_slice text, size_t at)
{
	size_t		end = at;

	while (end < text.len && end - at < 150)
	{
		size_t		length;
		uint32_t	c = gr_fold_next(text.data + end, text.data + text.len, &length);

		if (!gr_is_han(c))
			break;
		end += length;
	}
	return gr_slice_sub(text, at, end);
}

/* Those that end at "at". */
static gr_slice
name_before(gr_slice text, size_t at)
{
	size_t		from = at;

	while (from > 0 && at - from < 150)
	{
		size_t		before = from;
		size_t		length;
		uint32_t	c;

		do
			before--;
		while (before > 0 && ((unsigned char) text.data[before] & 0xC0) == 0x80);
		c = gr_fold_next(text.data + before, text.data + from, &length);
		if (!gr_is_han(c))
			break;
		from = before;
	}
	return gr_slice_sub(text, from, at);
}

/* ---------- places where issuers are named ---------- */

/* 本报告由北山区财政局根据《条例》编制: the name in front of the rules, where 编制 stands at "at". */
static gr_slice
name_before_rules(gr_slice lead, size_t at)
{
	static const char *const rules[] = {"根据", "依据", "按照", "依照", "按要求", NULL};
	gr_slice	clause = gr_slice_sub(lead, at < CLAUSE_BYTES ? 0 : at - CLAUSE_BYTES, at);
	size_t		from = gr_find(clause, 0, "报告由");
	gr_slice	name = {NULL, 0};

	if (from != GR_NO_PLACE && gr_find(clause, from, "。") == GR_NO_PLACE)
		name = name_at(clause, from + strlen("报告由"));
	for (size_t end = 0, after = 0; end < name.len; after = end += gr_utf8_length((unsigned char) name.data[end]))
		if (gr_take_any_word(name, &after, rules))
			return gr_slice_sub(name, 0, end);
	return (gr_slice) {NULL, 0};
}

/* 由北山区财政局编制, 北山区财政局编制了. */
static gr_slice
compiler(gr_slice lead, const gr_voice *v)
{
	static const char *const tails[] = {"特", "现", "负责", "组织", "牵头", "统一", "汇总", "综合", NULL};
	static const char *const starts[] = {"本报告由", "本年报由", "报告由", "年报由", "由", NULL};
	gr_slice	none = {NULL, 0};

	for (size_t at = gr_find(lead, 0, "编制"); at != GR_NO_PLACE; at = gr_find(lead, at + strlen("编制"), "编制"))
	{
		gr_slice	name = name_before(lead, at);
		size_t		from = 0;
		gr_slice	found;

		/* 由市政务服务局综合各部门的报告编制 */
		for (const char *const *start = starts; *start != NULL && from == 0; start++)
		{
			size_t		place = gr_find(name, 0, *start);

			if (place != GR_NO_PLACE)
				from = place + strlen(*start);
		}
		name = gr_slice_sub(name, from, name.len);
		from = gr_find(name, 0, "综合");
		if (from != GR_NO_PLACE)
			name.len = from;
		while (gr_strip_end(&name, tails))
			;
		found = reporter(name, v, true);
		if (found.data != NULL || (found = reporter(name_before_rules(lead, at), v, true)).data != NULL)
			return found;
	}
	return none;
}

/* 北山区财政局（以下简称“我局”） */
static gr_slice
named_self(gr_slice lead)
{
	static const char *const leads[] = {"关于", "根据", "按照", "由", "为", NULL};
	gr_slice	none = {NULL, 0};

	for (size_t at = gr_find(lead, 0, "简称"); at != GR_NO_PLACE; at = gr_find(lead, at + strlen("简称"), "简称"))
	{
		size_t		place = at + strlen("简称");
		size_t		length;
		size_t		open = at;
		gr_slice	name;

		gr_take_word(lead, &place, "为");
		while (place < lead.len && gr_is_quote(gr_fold_next(lead.data + place, lead.data + lead.len, &length)))
			place += length;
		if ((!gr_take_word(lead, &place, "我") && !gr_take_word(lead, &place, "本")) || gr_self_at(lead, place) == NULL)
			continue;
		if (open >= strlen("以下") && memcmp(lead.data + open - strlen("以下"), "以下", strlen("以下")) == 0)
			open -= strlen("以下");
		if (open > 0 && lead.data[open - 1] == '(')
			open--;
		else if (open >= 3 && memcmp(lead.data + open - 3, "（", 3) == 0)
			open -= 3;
		else
			continue;
		name = name_before(lead, open);
		place = 0;
		while (gr_take_any_word(name, &place, leads))
			;
		name = gr_slice_sub(name, place, name.len);
		if (gr_is_organ(name) && !gr_is_self(name))
			return name;
	}
	return none;
}

/* The organ that a sentence has for its subject at "at", up to the word that goes on. */
static gr_slice
subject_at(gr_slice text, size_t at, const gr_voice *v)
{
	static const char *const verbs[] = {
		"严格", "认真", "深入", "全面", "坚持", "按照", "根据", "在", "以", "紧紧", "积极", "高度", "切实", "始终", "主动", "持续", "坚决", "不断", "着力", "围绕", "贯彻", "落实", "扎实", "大力", "进一步",
		"共", "把", "将", "依法", "政府信息公开工作", "政务公开工作", "各级", NULL,
	};
	gr_slice	name = name_at(text, at);
	gr_slice	none = {NULL, 0};

	for (size_t end = 0; end < name.len; end += gr_utf8_length((unsigned char) name.data[end]))
	{
		size_t		after = end;
		gr_issuer_parts parts;
		gr_slice	subject = gr_slice_sub(name, 0, end);

		if (!gr_take_any_word(name, &after, verbs) || !gr_is_name(subject) || gr_is_self(subject))
			continue;
		gr_issuer_read(subject, &parts);
		if (parts.kind == GR_ORGAN_UNKNOWN || parts.region_end == 0)
			continue;
		/* 我局 in another sentence: then this one tells of somebody else. */
		if (v->speaker != NULL && (v->speaker->kind == GR_ORGAN_GOVERNMENT) != (parts.kind == GR_ORGAN_GOVERNMENT))
			return none;
		return subject;
	}
	return none;
}

/* 2020年，北山区严格按照…, at the beginning of a line, with its year. */
static gr_slice
subject_of_lead(gr_slice lead, const gr_voice *v, int *year)
{
	gr_slice	none = {NULL, 0};

	for (size_t from = 0; from < lead.len && !v->several;)
	{
		const char *border = memchr(lead.data + from, '\n', lead.len - from);
		size_t		to = border == NULL ? lead.len : (size_t) (border - lead.data);
		size_t		at = gr_skip_blanks(lead, from);
		size_t		clause;
		gr_slice	found;

		/* Empty lines are skipped together, each of them once. */
		if (at > to)
		{
			from = at;
			continue;
		}
		/* 2020 年，北山区 */
		if (at < to && (*year = gr_year_read(lead, at, &at)) != 0 && (at = gr_skip_blanks(lead, at)) < to && gr_take_word(lead, &at, "年"))
		{
			gr_take_word(lead, &at, "度");
			if (!gr_take_word(lead, &at, "，"))
				gr_take_word(lead, &at, ",");
			/* 2020年，在县委的领导下，北山区财政局 */
			if (gr_take_word(lead, &at, "在") && (clause = gr_find(lead, at, "下，")) < to && clause - at < CLAUSE_BYTES)
				at = clause + strlen("下，");
			found = subject_at(lead, at, v);
			if (found.data != NULL)
				return found;
		}
		from = to + 1;
	}
	return none;
}

/* The name behind one of the words and a colon or a border. */
static gr_slice
behind_word(gr_slice text, const char *const *words, const gr_voice *v)
{
	gr_slice	none = {NULL, 0};

	for (; *words != NULL; words++)
		for (size_t at = gr_find(text, 0, *words); at != GR_NO_PLACE; at = gr_find(text, at, *words))
		{
			size_t		length;
			gr_slice	found;

			at = gr_skip_blanks(text, at + strlen(*words));
			while (at < text.len)
			{
				uint32_t	c = gr_fold_next(text.data + at, text.data + text.len, &length);

				if (c != ':' && c != '|' && c != ' ' && c != ']' && c != 0x3011)
					break;
				at += length;
			}
			found = reporter(name_at(text, at), v, false);
			if (found.data != NULL)
				return found;
		}
	return none;
}

static const char *const runs_site[] = {"主办单位", "主办", "版权所有", NULL};

static gr_slice
foot_of(gr_slice text)
{
	size_t		from = text.len < FOOT_BYTES ? 0 : text.len - FOOT_BYTES;

	while (from < text.len && ((unsigned char) text.data[from] & 0xC0) == 0x80)
		from++;
	return gr_slice_sub(text, from, text.len);
}

/* 北山区人民政府 from 北山区人民政府门户网站, at the end of the page's title or alone. */
static gr_slice
name_of_site(gr_slice title)
{
	static const char *const tails[] = {"门户网站", "公众信息网", "信息公开网", "政务网", "官方网站", "网站", "网", NULL};
	gr_slice	name = gr_trim(title);
	size_t		from = 0;

	for (size_t at = 0; at < name.len;)
	{
		size_t		length;
		uint32_t	c = gr_fold_next(name.data + at, name.data + name.len, &length);

		at += length;
		if (c == '_' || c == '-' || c == '|' || c == '>')
			from = at;
	}
	name = gr_trim(gr_slice_sub(name, from, name.len));
	gr_strip_end(&name, tails);
	return name;
}

/* ---------- what is found ---------- */

/* （北山区财政局） on the line below a title that does not say whose it is. */
static gr_slice
below_title(gr_slice text, size_t title_end, const gr_voice *v)
{
	size_t		from = gr_skip_blanks(text, title_end);
	const char *border = from < text.len ? memchr(text.data + from, '\n', text.len - from) : NULL;
	gr_slice	line = gr_trim(gr_slice_sub(text, from, border == NULL ? text.len : (size_t) (border - text.data)));
	size_t		after = 0;
	size_t		before;

	if (gr_sign_at(line, 0, &after) == '(' && gr_sign_before(line, after, line.len, &before) == ')')
		line = gr_trim(gr_slice_sub(line, after, before));
	return reporter(line, v, true);
}

static void
set_issuer(gr_header *header, gr_slice issuer)
{
	gr_level	level;
	gr_organ_kind kind;

	header->issuer = issuer;
	gr_issuer_classify(issuer, &level, &kind);
	header->level = (unsigned char) level;
	header->kind = (unsigned char) kind;
}

void
gr_header_issuer(gr_slice text, size_t title_end, const gr_page_names *page, gr_header *header)
{
	static const char *const metadata[] = {"发布机构", "发文机关", "发文机构", "发布单位", "公开机构", "公开主体", "制作单位", "信息来源", "来源", NULL};
	gr_slice	lead = gr_slice_sub(text, 0, text.len < LEAD_BYTES ? text.len : LEAD_BYTES);
	gr_slice	found = named_self(lead);
	gr_voice	v;
	gr_date		signed_on;
	int			year;

	if (found.data != NULL)
	{
		set_issuer(header, found);
		return;
	}
	v = gr_voice_find(gr_slice_sub(text, 0, text.len < VOICE_BYTES ? text.len : VOICE_BYTES));
	if (title_end != 0)
		found = below_title(text, title_end, &v);
	if (found.data == NULL)
		found = compiler(lead, &v);
	if (found.data == NULL)
	{
		found = subject_of_lead(lead, &v, &year);
		if (found.data != NULL && header->year == 0)
			header->year = year;
	}
	if (found.data == NULL)
		found = behind_word(lead, metadata, &v);
	if (found.data == NULL)
		found = reporter(gr_header_signature(text, header->year, &signed_on), &v, true);
	if (found.data == NULL && page != NULL && page->site_name.data != NULL)
		found = reporter(name_of_site(page->site_name), &v, false);
	if (found.data == NULL && page != NULL && page->title.data != NULL)
		found = reporter(name_of_site(page->title), &v, false);
	if (found.data == NULL)
		found = behind_word(foot_of(text), runs_site, &v);
	if (found.data != NULL)
		set_issuer(header, found);
	else if (v.speaker != NULL && strcmp(v.speaker->sign, "区") != 0)
	{
		header->level = v.speaker->level;
		header->kind = v.speaker->kind;
	}
}

/* ---------- the level of a 市 ---------- */

/* The region of the site's owner is that of the issuer. */
static bool
same_region(gr_slice owner, gr_slice region)
{
	gr_issuer_parts parts;

	if (!gr_is_name(owner))
		return false;
	gr_issuer_read(owner, &parts);
	/* One of the two may name the province as well. */
	if (parts.region_end >= region.len)
		return parts.region_end > 0 && memcmp(owner.data + parts.region_end - region.len, region.data, region.len) == 0;
	return parts.region_end > 0 && memcmp(region.data + region.len - parts.region_end, owner.data, parts.region_end) == 0;
}

static bool
runs_this_site(gr_slice text, const gr_page_names *page, gr_slice region)
{
	gr_slice	foot = foot_of(text);

	if (page != NULL && page->site_name.data != NULL && same_region(name_of_site(page->site_name), region))
		return true;
	for (const char *const *word = runs_site; *word != NULL; word++)
		for (size_t at = gr_find(foot, 0, *word); at != GR_NO_PLACE; at = gr_find(foot, at, *word))
		{
			at = gr_skip_blanks(foot, at + strlen(*word));
			if (!gr_take_word(foot, &at, "："))
				gr_take_word(foot, &at, ":");
			if (same_region(name_at(foot, gr_skip_blanks(foot, at)), region))
				return true;
		}
	return false;
}

void
gr_header_refine_level(gr_slice text, const gr_page_names *page, gr_header *header)
{
	gr_slice	code = header->site_code;
	gr_issuer_parts parts;
	bool		county;

	if (header->level != GR_LEVEL_UNKNOWN || header->issuer.data == NULL || code.len != 10 || code.data[0] < '1' || code.data[0] > '6')
		return;
	gr_issuer_read(header->issuer, &parts);
	if (!parts.city)
		return;
	/* The first six digits are the code of the division: 410000, 411300, 411381. */
	county = memcmp(code.data + 4, "00", 2) != 0;
	if (county)
		header->level = GR_LEVEL_COUNTY;
	else if (memcmp(code.data + 2, "00", 2) != 0 && runs_this_site(text, page, gr_slice_sub(header->issuer, 0, parts.region_end)))
		header->level = GR_LEVEL_PREFECTURE;
}
