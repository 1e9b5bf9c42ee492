#include "issuer.h"

#include "divisions.h"
#include "utf8.h"

/* Characters of a listed city: 呼伦贝尔市, 乌兰察布市. */
#define LONGEST_CITY 8

#define WORD(text) {text, sizeof(text) - 1}

typedef struct suffix
{
	gr_slice	text;
	unsigned char kind;			/* gr_organ_kind */
} suffix;

/* What an organ is called behind its region; a longer suffix comes before one it ends with. */
static const suffix organ_suffixes[] = {
	{WORD("政府办公厅"), GR_ORGAN_GOV_OFFICE},
	{WORD("政府办公室"), GR_ORGAN_GOV_OFFICE},
	{WORD("公署办公室"), GR_ORGAN_GOV_OFFICE},
	{WORD("行署办公室"), GR_ORGAN_GOV_OFFICE},
	{WORD("政府办"), GR_ORGAN_GOV_OFFICE},
	{WORD("政府"), GR_ORGAN_GOVERNMENT},
	{WORD("行政公署"), GR_ORGAN_GOVERNMENT},
	{WORD("行署"), GR_ORGAN_GOVERNMENT},
	{WORD("生产建设兵团"), GR_ORGAN_GOVERNMENT},
	{WORD("街道办事处"), GR_ORGAN_TOWNSHIP_GOV},
	{WORD("街道办"), GR_ORGAN_TOWNSHIP_GOV},
	{WORD("地区办事处"), GR_ORGAN_TOWNSHIP_GOV},
	{WORD("镇办事处"), GR_ORGAN_TOWNSHIP_GOV},
	{WORD("区公所"), GR_ORGAN_TOWNSHIP_GOV},
	{WORD("监督管理委员会"), GR_ORGAN_DEPARTMENT},
	{WORD("城市管理委员会"), GR_ORGAN_DEPARTMENT},
	{WORD("市政管理委员会"), GR_ORGAN_DEPARTMENT},
	{WORD("建设和管理委员会"), GR_ORGAN_DEPARTMENT},
	{WORD("公积金管理委员会"), GR_ORGAN_DEPARTMENT},
	{WORD("管理委员会"), GR_ORGAN_ZONE},
	{WORD("管委会"), GR_ORGAN_ZONE},
	{WORD("开发区"), GR_ORGAN_ZONE},
	{WORD("高新区"), GR_ORGAN_ZONE},
	{WORD("经开区"), GR_ORGAN_ZONE},
	{WORD("示范区"), GR_ORGAN_ZONE},
	{WORD("试验区"), GR_ORGAN_ZONE},
	{WORD("保税区"), GR_ORGAN_ZONE},
	{WORD("度假区"), GR_ORGAN_ZONE},
	{WORD("风景区"), GR_ORGAN_ZONE},
	{WORD("名胜区"), GR_ORGAN_ZONE},
	{WORD("合作区"), GR_ORGAN_ZONE},
	{WORD("集聚区"), GR_ORGAN_ZONE},
	{WORD("产业区"), GR_ORGAN_ZONE},
	{WORD("工业区"), GR_ORGAN_ZONE},
	{WORD("管理区"), GR_ORGAN_ZONE},
	{WORD("园区"), GR_ORGAN_ZONE},
	{WORD("委员会"), GR_ORGAN_DEPARTMENT},
	{WORD("办公室"), GR_ORGAN_DEPARTMENT},
	{WORD("办公厅"), GR_ORGAN_DEPARTMENT},
	{WORD("局"), GR_ORGAN_DEPARTMENT},
	{WORD("委"), GR_ORGAN_DEPARTMENT},
	{WORD("厅"), GR_ORGAN_DEPARTMENT},
	{WORD("部"), GR_ORGAN_DEPARTMENT},
	{WORD("署"), GR_ORGAN_DEPARTMENT},
	{WORD("支队"), GR_ORGAN_DEPARTMENT},
	{WORD("大队"), GR_ORGAN_DEPARTMENT},
	{WORD("总队"), GR_ORGAN_DEPARTMENT},
	{WORD("调查队"), GR_ORGAN_DEPARTMENT},
	{WORD("海关"), GR_ORGAN_DEPARTMENT},
	{WORD("海事处"), GR_ORGAN_DEPARTMENT},
	{WORD("中心"), GR_ORGAN_INSTITUTION},
	{WORD("医院"), GR_ORGAN_INSTITUTION},
	{WORD("学校"), GR_ORGAN_INSTITUTION},
	{WORD("中学"), GR_ORGAN_INSTITUTION},
	{WORD("小学"), GR_ORGAN_INSTITUTION},
	{WORD("幼儿园"), GR_ORGAN_INSTITUTION},
	{WORD("大学"), GR_ORGAN_INSTITUTION},
	{WORD("学院"), GR_ORGAN_INSTITUTION},
	{WORD("公司"), GR_ORGAN_INSTITUTION},
	{WORD("集团"), GR_ORGAN_INSTITUTION},
	{WORD("研究院"), GR_ORGAN_INSTITUTION},
	{WORD("研究所"), GR_ORGAN_INSTITUTION},
	{WORD("图书馆"), GR_ORGAN_INSTITUTION},
	{WORD("博物馆"), GR_ORGAN_INSTITUTION},
	{WORD("档案馆"), GR_ORGAN_INSTITUTION},
	{WORD("农场"), GR_ORGAN_INSTITUTION},
	{WORD("林场"), GR_ORGAN_INSTITUTION},
	{WORD("牧场"), GR_ORGAN_INSTITUTION},
	{WORD("管理处"), GR_ORGAN_INSTITUTION},
	{WORD("管理所"), GR_ORGAN_INSTITUTION},
};

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
	bool		zone;
	const char *not_before[12];
	const char *not_after[14];
} region;

static const region regions[] = {
#define REGION(suffix, level, ...) {suffix, level, __VA_ARGS__},
#include "regions.def"
};

/* By the last two bytes of the character: most begin the suffix of no region. */
static bool
may_begin_region(const char *character)
{
	const uint64_t seconds = 0
#define REGION(suffix, ...) | UINT64_C(1) << (suffix[1] & 63)
#include "regions.def"
	;
	const uint64_t thirds = 0
#define REGION(suffix, ...) | UINT64_C(1) << (suffix[2] & 63)
#include "regions.def"
	;

	return (seconds >> (character[1] & 63) & thirds >> (character[2] & 63) & 1) != 0;
}

static const region *
region_at(gr_slice name, size_t at, size_t token_start)
{
	gr_slice	here = gr_slice_sub(name, at, name.len);
	gr_slice	before = gr_slice_sub(name, token_start, at);

	if (before.len < 3 || here.len < 3 || !may_begin_region(here.data))
		return NULL;
	for (size_t i = 0; i < sizeof(regions) / sizeof(regions[0]); i++)
	{
		const region *r = &regions[i];
		gr_slice	sign;
		gr_slice	after;
		bool		is_region;

		/* Most differ in their first character. */
		if (here.data[2] != r->suffix[2] || memcmp(here.data, r->suffix, 3) != 0)
			continue;
		sign = gr_slice_cstring(r->suffix);
		is_region = gr_slice_starts(here, sign);
		if (!is_region)
			continue;
		after = gr_slice_sub(here, sign.len, here.len);
		for (int w = 0; r->not_before[w] != NULL && is_region; w++)
			is_region = !gr_slice_starts(after, gr_slice_cstring(r->not_before[w]));
		for (int w = 0; r->not_after[w] != NULL && is_region; w++)
			is_region = !gr_slice_ends(before, gr_slice_cstring(r->not_after[w]));
		if (is_region)
			return r;
	}
	return NULL;
}

/* The end of the short name of an autonomous prefecture that a name begins with, or 0. */
static size_t
end_of_short_prefecture(gr_slice name)
{
	static const char *const names[] = {
		"延边州", "恩施州", "湘西州", "阿坝州", "甘孜州", "凉山州", "黔西南州", "黔东南州", "黔南州", "楚雄州",
		"红河州", "文山州", "西双版纳州", "大理州", "德宏州", "怒江州", "迪庆州", "临夏州", "甘南州", "海北州",
		"黄南州", "海南州", "果洛州", "玉树州", "海西州", "昌吉州", "博州", "巴州", "克州", "伊犁州",
	};

	size_t		sign = strlen("博");

	while (sign + 3 <= name.len && sign <= strlen("西双版纳") && memcmp(name.data + sign, "州", 3) != 0)
		sign += 3;
	if (sign + 3 > name.len || sign > strlen("西双版纳"))
		return 0;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (gr_slice_starts(name, gr_slice_cstring(names[i])))
			return strlen(names[i]);
	return 0;
}

/* The level of a 市: it depends on what stands before it, and on which it is. */
static gr_level
level_of_city(gr_slice city, gr_level outer)
{
	static const char *const municipalities[] = {"北京市", "上海市", "天津市", "重庆市"};
	gr_level	listed;

	if (outer == GR_LEVEL_PREFECTURE)
		return GR_LEVEL_COUNTY;
	if (starts_with_any(city, municipalities, 4))
		return GR_LEVEL_PROVINCE;
	listed = gr_level_of_city(city);
	if (listed != GR_LEVEL_UNKNOWN)
		return listed;
	/* 红河州蒙自市 is two names, and so may be what is as long as 博州博乐市. */
	if (city.len >= strlen("博州博乐市") && end_of_short_prefecture(city) > 0)
		return GR_LEVEL_COUNTY;
	return outer == GR_LEVEL_PROVINCE ? GR_LEVEL_PREFECTURE : GR_LEVEL_UNKNOWN;
}

/* The end of the listed city that begins at "at", or "at": 新乡市 is no 乡, 晋城市 no 城市. */
static size_t
end_of_listed_city(gr_slice name, size_t at)
{
	size_t		end = at;

	for (int i = 0; i < LONGEST_CITY && end < name.len; i++)
	{
		bool		sign = gr_slice_starts(gr_slice_sub(name, end, name.len), GR_SLICE("市"));

		end += gr_utf8_length((unsigned char) name.data[end]);
		if (sign && end <= name.len && gr_level_of_city(gr_slice_sub(name, at, end)) != GR_LEVEL_UNKNOWN)
			return end;
	}
	return at;
}

/* Where the first region of a name may begin: the offices of the tax administration have its name in front of theirs. */
static size_t
begin_of_regions(gr_slice name)
{
	return gr_slice_starts(name, GR_SLICE("国家税务总局")) ? strlen("国家税务总局") : 0;
}

/* The level of the last region of a name, its end, and whether it is a 市. */
static void
last_region(gr_slice name, gr_issuer_parts *parts)
{
	size_t		token = begin_of_regions(name);
	size_t		at = token;
	int			city_count = 0;

	while (at < name.len)
	{
		size_t		city = at == token ? end_of_listed_city(name, at) : at;
		const region *r = city > at ? NULL : region_at(name, at, token);
		size_t		end = at + gr_utf8_length((unsigned char) name.data[at]);

		if (r != NULL)
			end = at + strlen(r->suffix);
		parts->city = (city > at) || (r == NULL ? parts->city : strcmp(r->suffix, "市") == 0);
		if (city > at || (r != NULL && parts->city))
		{
			end = city > at ? city : end;
			/* The second of two cities is the lower one, whatever the first is. */
			parts->level = city_count++ > 0 ? GR_LEVEL_COUNTY : level_of_city(gr_slice_sub(name, token, end), parts->level);
		}
		else if (r != NULL)
			parts->level = (gr_level) r->level;
		if (r != NULL || city > at)
			token = parts->region_end = end;
		at = end;
	}
}

/* 凉山州 at the beginning of a name, or behind its province: no sign of a region tells that it is one. */
static void
add_short_prefecture(gr_slice name, gr_issuer_parts *parts)
{
	size_t		begin = parts->region_end > 0 ? parts->region_end : begin_of_regions(name);
	size_t		end = end_of_short_prefecture(gr_slice_sub(name, begin, name.len));

	if (end == 0)
		return;
	parts->level = GR_LEVEL_PREFECTURE;
	parts->region_end = begin + end;
	parts->city = false;
}

/* Whether an organ whose name begins with that of the state is one of its organs in some place: 中华人民共和国澜江海关, 国家统计局临川调查队. */
static bool
is_local_office(gr_slice name)
{
	static const gr_slice alone[] = {WORD("海关"), WORD("海事局"), WORD("海事处"), WORD("边防检查站"), WORD("检验检疫局")};
	static const gr_slice above[] = {WORD("局"), WORD("银行"), WORD("委员会"), WORD("监会"), WORD("民用航空")};

	for (size_t i = 0; i < sizeof(alone) / sizeof(alone[0]); i++)
		/* 中华人民共和国海关 is all of them. */
		if (gr_slice_ends(name, alone[i]) && name.len > strlen("中华人民共和国") + alone[i].len)
			return true;
	for (size_t i = 0; i < sizeof(above) / sizeof(above[0]); i++)
	{
		size_t		at = gr_slice_find(name, 0, above[i], 2);
		gr_slice	rest;

		if (at == GR_NOT_FOUND || at + above[i].len == name.len)
			continue;
		rest = gr_slice_sub(name, at + above[i].len, name.len);
		/* 中国银行保险监督管理委员会, 中国银行业监督管理委员会 */
		if (gr_slice_starts(rest, GR_SLICE("保险")) || gr_slice_starts(rest, GR_SLICE("业")))
			continue;
		/* 中国民用航空局 is the organ itself. */
		return !gr_slice_starts(rest, GR_SLICE("办公")) && !gr_slice_equal(rest, GR_SLICE("局")) && !gr_slice_equal(rest, GR_SLICE("总局"));
	}
	return false;
}

/*
 * Whether what stands behind the last region leaves that region's level: 北京市公安局云岭分局 works for a part that
 * it does not name as a region, and a 师 or 团 is one of the parts of 新疆生产建设兵团.
 */
static bool
is_of_part(gr_slice name, size_t region_end)
{
	gr_slice	rest = gr_slice_sub(name, region_end, name.len);

	if (gr_slice_ends(rest, (gr_slice) WORD("分局")))
		return rest.len > strlen("分局");
	return gr_slice_starts(rest, GR_SLICE("第")) && gr_slice_ends(gr_slice_sub(name, 0, region_end), (gr_slice) WORD("兵团"));
}

bool
gr_issuer_is_regiment(gr_slice name)
{
	return gr_slice_ends(name, (gr_slice) WORD("团")) && gr_slice_starts(name, GR_SLICE("第")) && gr_slice_find(name, 0, GR_SLICE("师"), 2) != GR_NOT_FOUND;
}

/* The level that the first sign tells where the name of the region is left out: 县财政局. */
static gr_level
level_of_bare_sign(gr_slice name)
{
	static const struct
	{
		const char *sign;
		unsigned char level;
	}			signs[] = {
		{"省", GR_LEVEL_PROVINCE}, {"县", GR_LEVEL_COUNTY}, {"旗", GR_LEVEL_COUNTY}, {"镇", GR_LEVEL_TOWNSHIP}, {"乡", GR_LEVEL_TOWNSHIP}, {"街道", GR_LEVEL_TOWNSHIP},
	};

	for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++)
		if (name.len > strlen(signs[i].sign) && gr_slice_starts(name, gr_slice_cstring(signs[i].sign)))
			return (gr_level) signs[i].level;
	return GR_LEVEL_UNKNOWN;
}

/* A name without what stands in brackets at its end, another name of the organ: 临川市水务局（临川市河长办）. */
static gr_slice
without_brackets(gr_slice name)
{
	static const gr_slice closing[] = {WORD(")"), WORD("）")};
	static const gr_slice opening[] = {WORD("("), WORD("（")};
	size_t		end = name.len;

	for (size_t i = 0; i < 2; i++)
		if (gr_slice_ends(name, closing[i]))
			for (size_t o = 0; o < 2; o++)
			{
				size_t		at = gr_slice_find(name, 0, opening[o], opening[o].len - 1);

				end = at != GR_NOT_FOUND && at > 0 && at < end ? at : end;
			}
	return gr_slice_sub(name, 0, end);
}

/*
 * Whether the name is that of a department of the State Council, as they were called since 2008, and has no 国家 or 中国 in front: a
 * section of an organ whose region is not named, 规划建设部, ends likewise.
 */
static bool
is_ministry(gr_slice name)
{
	static const gr_slice ministries[] = {
		WORD("外交部"), WORD("国防部"), WORD("教育部"), WORD("科技部"), WORD("科学技术部"), WORD("工业和信息化部"), WORD("公安部"),
		WORD("民政部"), WORD("司法部"), WORD("财政部"), WORD("人力资源和社会保障部"), WORD("自然资源部"), WORD("国土资源部"), WORD("生态环境部"), WORD("环境保护部"),
		WORD("住房和城乡建设部"), WORD("交通运输部"), WORD("铁道部"), WORD("水利部"), WORD("农业农村部"), WORD("农业部"), WORD("商务部"), WORD("文化和旅游部"), WORD("文化部"),
		WORD("卫生部"), WORD("退役军人事务部"), WORD("应急管理部"), WORD("监察部"), WORD("审计署"), WORD("海关总署"), WORD("新闻出版总署"),
	};

	for (size_t i = 0; i < sizeof(ministries) / sizeof(ministries[0]); i++)
		if (gr_slice_equal(name, ministries[i]))
			return true;
	return false;
}

void
gr_issuer_read(gr_slice issuer, gr_issuer_parts *parts)
{
	static const char *const state[] = {"国家", "国务院", "中国", "中华人民共和国"};

	memset(parts, 0, sizeof(*parts));
	if (issuer.len > GR_ISSUER_LIMIT)
		return;
	issuer = without_brackets(issuer);
	last_region(issuer, parts);
	if (parts->region_end == 0 || parts->level == GR_LEVEL_PROVINCE)
		add_short_prefecture(issuer, parts);
	if (parts->region_end == 0)
		parts->level = !starts_with_any(issuer, state, 4) ? level_of_bare_sign(issuer) : is_local_office(issuer) ? GR_LEVEL_UNKNOWN : GR_LEVEL_STATE;
	for (size_t i = 0; i < sizeof(organ_suffixes) / sizeof(organ_suffixes[0]) && parts->kind == GR_ORGAN_UNKNOWN; i++)
		if (gr_slice_ends(issuer, organ_suffixes[i].text))
			parts->kind = (gr_organ_kind) organ_suffixes[i].kind;
	if (parts->kind == GR_ORGAN_UNKNOWN && gr_slice_starts(issuer, GR_SLICE("中国人民银行")) && gr_slice_ends(issuer, (gr_slice) WORD("行")))
		parts->kind = GR_ORGAN_DEPARTMENT;
	if (parts->region_end == 0 && parts->level == GR_LEVEL_UNKNOWN && parts->kind == GR_ORGAN_DEPARTMENT && is_ministry(issuer))
		parts->level = GR_LEVEL_STATE;
	if (parts->region_end > 0 && is_of_part(issuer, parts->region_end))
	{
		parts->level = GR_LEVEL_UNKNOWN;
		parts->city = false;
	}
	/* A bare region stands for its government; a new district may be either. */
	if (parts->kind == GR_ORGAN_UNKNOWN && parts->region_end == issuer.len && parts->region_end > 0 && (parts->level != GR_LEVEL_UNKNOWN || parts->city))
		parts->kind = GR_ORGAN_GOVERNMENT;
	if (parts->kind == GR_ORGAN_ZONE)
		parts->level = GR_LEVEL_UNKNOWN;
	/* An office of a county's district is one of a township, whatever 区 says. */
	if (parts->kind == GR_ORGAN_TOWNSHIP_GOV)
		parts->level = GR_LEVEL_TOWNSHIP;
	if (parts->kind == GR_ORGAN_GOVERNMENT && parts->level == GR_LEVEL_TOWNSHIP)
		parts->kind = GR_ORGAN_TOWNSHIP_GOV;
}

bool
gr_issuer_first_region(gr_slice name, gr_issuer_region *found)
{
	size_t		at = 0;

	while (at < name.len)
	{
		const region *r = region_at(name, at, 0);

		if (r != NULL)
		{
			*found = (gr_issuer_region) {(gr_level) r->level, r->zone, at + strlen(r->suffix)};
			return true;
		}
		at += gr_utf8_length((unsigned char) name.data[at]);
	}
	return false;
}

void
gr_issuer_classify(gr_slice issuer, gr_level *level, gr_organ_kind *kind)
{
	gr_issuer_parts parts;

	gr_issuer_read(issuer, &parts);
	*level = parts.level;
	*kind = parts.kind;
}
