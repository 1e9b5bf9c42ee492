#include "issuer.h"

#include "utf8.h"

typedef struct suffix
{
	const char *text;
	unsigned char kind;			/* gr_organ_kind */
} suffix;

/* What an organ is called behind its region; a longer suffix comes before one it ends with. */
static const suffix organ_suffixes[] = {
	{"人民政府办公厅", GR_ORGAN_GOV_OFFICE},
	{"人民政府办公室", GR_ORGAN_GOV_OFFICE},
	{"政府办公厅", GR_ORGAN_GOV_OFFICE},
	{"政府办公室", GR_ORGAN_GOV_OFFICE},
	{"政府办", GR_ORGAN_GOV_OFFICE},
	{"人民政府", GR_ORGAN_GOVERNMENT},
	{"政府", GR_ORGAN_GOVERNMENT},
	{"街道办事处", GR_ORGAN_TOWNSHIP_GOV},
	{"街道办", GR_ORGAN_TOWNSHIP_GOV},
	{"地区办事处", GR_ORGAN_TOWNSHIP_GOV},
	{"管理委员会", GR_ORGAN_ZONE},
	{"管委会", GR_ORGAN_ZONE},
	{"开发区", GR_ORGAN_ZONE},
	{"高新区", GR_ORGAN_ZONE},
	{"经开区", GR_ORGAN_ZONE},
	{"园区", GR_ORGAN_ZONE},
	{"委员会", GR_ORGAN_DEPARTMENT},
	{"办公室", GR_ORGAN_DEPARTMENT},
	{"局", GR_ORGAN_DEPARTMENT},
	{"委", GR_ORGAN_DEPARTMENT},
	{"厅", GR_ORGAN_DEPARTMENT},
	{"部", GR_ORGAN_DEPARTMENT},
	{"署", GR_ORGAN_DEPARTMENT},
	{"支队", GR_ORGAN_DEPARTMENT},
	{"大队", GR_ORGAN_DEPARTMENT},
	{"海关", GR_ORGAN_DEPARTMENT},
	{"中心", GR_ORGAN_INSTITUTION},
	{"医院", GR_ORGAN_INSTITUTION},
	{"学校", GR_ORGAN_INSTITUTION},
	{"大学", GR_ORGAN_INSTITUTION},
	{"学院", GR_ORGAN_INSTITUTION},
	{"公司", GR_ORGAN_INSTITUTION},
	{"集团", GR_ORGAN_INSTITUTION},
	{"研究院", GR_ORGAN_INSTITUTION},
};

static bool
ends_with(gr_slice text, gr_slice end)
{
	return text.len >= end.len && memcmp(text.data + text.len - end.len, end.data, end.len) == 0;
}

static bool
starts_with_any(gr_slice text, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (gr_slice_starts(text, gr_slice_cstring(words[i])))
			return true;
	return false;
}

/* A region suffix, and the words in which the same sign is none. */
typedef struct region
{
	const char *suffix;
	unsigned char level;
	const char *not_before[5];
	const char *not_after[5];
} region;

static const region regions[] = {
	{"自治区", GR_LEVEL_PROVINCE, {NULL}, {NULL}},
	{"自治州", GR_LEVEL_PREFECTURE, {NULL}, {NULL}},
	{"地区", GR_LEVEL_PREFECTURE, {"办事处", NULL}, {NULL}},
	{"街道", GR_LEVEL_TOWNSHIP, {NULL}, {NULL}},
	{"苏木", GR_LEVEL_TOWNSHIP, {NULL}, {NULL}},
	{"省", GR_LEVEL_PROVINCE, {NULL}, {NULL}},
	{"盟", GR_LEVEL_PREFECTURE, {NULL}, {"联", "同", NULL}},
	{"县", GR_LEVEL_COUNTY, {"域", "级", NULL}, {NULL}},
	{"旗", GR_LEVEL_COUNTY, {"舰", NULL}, {NULL}},
	{"区", GR_LEVEL_COUNTY, {"域", "划", "块", NULL}, {"社", "园", "小", "景", NULL}},
	{"镇", GR_LEVEL_TOWNSHIP, {NULL}, {"乡", "城", NULL}},
	{"乡", GR_LEVEL_TOWNSHIP, {"村", "镇", NULL}, {"城", NULL}},
	{"市", GR_LEVEL_UNKNOWN, {"场", "政", "容", "民", NULL}, {"城", NULL}},
};

static const region *
region_at(gr_slice name, size_t at, size_t token_start)
{
	gr_slice	here = gr_slice_sub(name, at, name.len);
	gr_slice	before = gr_slice_sub(name, token_start, at);

	for (size_t i = 0; i < sizeof(regions) / sizeof(regions[0]); i++)
	{
		const region *r = &regions[i];
		gr_slice	sign = gr_slice_cstring(r->suffix);
		gr_slice	after;
		bool		is_region = before.len >= 3 && gr_slice_starts(here, sign);

		if (!is_region)
			continue;
		after = gr_slice_sub(here, sign.len, here.len);
		for (int w = 0; r->not_before[w] != NULL && is_region; w++)
			is_region = !gr_slice_starts(after, gr_slice_cstring(r->not_before[w]));
		for (int w = 0; r->not_after[w] != NULL && is_region; w++)
			is_region = !ends_with(before, gr_slice_cstring(r->not_after[w]));
		if (is_region)
			return r;
	}
	return NULL;
}

/* The level of a 市: it depends on what stands before it. */
static gr_level
level_of_city(gr_slice city, gr_level outer)
{
	static const char *const municipalities[] = {"北京市", "上海市", "天津市", "重庆市"};

	if (outer == GR_LEVEL_PROVINCE)
		return GR_LEVEL_PREFECTURE;
	if (outer == GR_LEVEL_PREFECTURE)
		return GR_LEVEL_COUNTY;
	return starts_with_any(city, municipalities, 4) ? GR_LEVEL_PROVINCE : GR_LEVEL_UNKNOWN;
}

/* The level of the last region of a name, *end behind it; 0 when it has none. */
static gr_level
last_region(gr_slice name, size_t *end)
{
	gr_level	level = GR_LEVEL_UNKNOWN;
	size_t		token = 0;
	size_t		at = 0;
	int			cities = 0;

	*end = 0;
	while (at < name.len)
	{
		const region *r = region_at(name, at, token);
		size_t		length = gr_utf8_length((unsigned char) name.data[at]);

		if (r != NULL)
		{
			bool		city = strcmp(r->suffix, "市") == 0;
			gr_slice	whole;

			length = strlen(r->suffix);
			whole = gr_slice_sub(name, token, at + length);
			/* The second of two cities is the lower one, whatever the first is. */
			if (city)
				level = cities++ > 0 ? GR_LEVEL_COUNTY : level_of_city(whole, level);
			else
				level = (gr_level) r->level;
			token = *end = at + length;
		}
		at += length;
	}
	return level;
}

void
gr_issuer_classify(gr_slice issuer, gr_level *level, gr_organ_kind *kind)
{
	static const char *const state[] = {"国家", "国务院", "中国", "中华人民共和国"};
	size_t		region_end;

	*kind = GR_ORGAN_UNKNOWN;
	*level = last_region(issuer, &region_end);
	if (region_end == 0 && starts_with_any(issuer, state, 4))
		*level = GR_LEVEL_STATE;
	for (size_t i = 0; i < sizeof(organ_suffixes) / sizeof(organ_suffixes[0]) && *kind == GR_ORGAN_UNKNOWN; i++)
		if (ends_with(issuer, gr_slice_cstring(organ_suffixes[i].text)))
			*kind = (gr_organ_kind) organ_suffixes[i].kind;
	if (*kind == GR_ORGAN_UNKNOWN && region_end == issuer.len && region_end > 0)
		*kind = GR_ORGAN_GOVERNMENT;
	/* A zone has the rank that somebody gave it, not that of its name. */
	if (*kind == GR_ORGAN_ZONE)
		*level = GR_LEVEL_UNKNOWN;
	if (*kind == GR_ORGAN_GOVERNMENT && *level == GR_LEVEL_TOWNSHIP)
		*kind = GR_ORGAN_TOWNSHIP_GOV;
}
