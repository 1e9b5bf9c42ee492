#include "locate.h"

#include "fold.h"
#include "issuer.h"
#include "utf8.h"

/* Characters of the longest division: 积石山保安族东乡族撒拉族自治县 has 15. */
#define LONGEST_NAME 16

/* Of a province or a prefecture without its sign: 克孜勒苏柯尔克孜 is kept as 克孜勒苏. */
#define LONGEST_STEM 5

/* Digits of a code, and the fewest of a 政府网站标识码. */
#define CODE_DIGITS 6
#define SITE_DIGITS 10

/* Organs of the state that have offices everywhere: the place comes behind their name. */
static const char *const state_organs[] = {
	"中华人民共和国", "国家税务总局", "国家统计局", "国家金融监督管理总局", "国家矿山安全监察局", "国家粮食和物资储备局", "国家外汇管理局",
	"国家能源局", "国家林业和草原局", "中国人民银行", "中国银行保险监督管理委员会", "中国银行业监督管理委员会", "中国保险监督管理委员会",
	"中国证券监督管理委员会", "中国银保监会", "中国银监会", "中国证监会", "中国共产党", "中共", "新疆生产建设兵团", NULL
};

/* What follows a name that is not of a division but of a township: 东区街道 is no 东区; and a stem, of a road: 中山路. */
static const char *const township_signs[] = {"街道", "街办", "镇", "乡", "苏木", "办事处", NULL};
static const char *const road_signs[] = {"路", "街", "大道", NULL};

/* What stands behind the stem of a division where it means the division: 石家庄海关, 河北雄安新区. */
static const char *const stem_organs[] = {
	"局", "厅", "委员会", "管委会", "海关", "总队", "支队", "办公室", "办公厅", "监管局", "证监局", "管理局", NULL
};

/* The government, and nothing else: longer words first. */
static const char *const governments[] = {"人民政府办公室", "人民政府办公厅", "人民政府", "政府办公室", "政府办公厅", "政府", NULL};

/* Levels that stand first in a name without its region, and what the division around may be. */
static const struct
{
	const char *sign;
	gr_level	level;
}			bare_signs[] = {
	{"自治区", GR_LEVEL_PROVINCE}, {"省", GR_LEVEL_PROVINCE}, {"自治州", GR_LEVEL_PREFECTURE}, {"州", GR_LEVEL_PREFECTURE}, {"盟", GR_LEVEL_PREFECTURE},
	{"地区", GR_LEVEL_PREFECTURE}, {"县", GR_LEVEL_COUNTY}, {"旗", GR_LEVEL_COUNTY}, {"区", GR_LEVEL_COUNTY},
	{"镇", GR_LEVEL_TOWNSHIP}, {"乡", GR_LEVEL_TOWNSHIP}, {"街道", GR_LEVEL_TOWNSHIP},
};

/* What was read of a name. */
typedef struct place
{
	uint32_t	code;			/* 0: none */
	uint32_t	outer;			/* the one before it */
	size_t		from;			/* of its name */
	size_t		end;
	bool		ambiguous;		/* several have that name */
} place;

static gr_slice
rest_of(gr_slice name, size_t from)
{
	return gr_slice_sub(name, from, name.len);
}

/* The word of a list that a name begins with, or NULL. */
static const char *
starting_word(gr_slice name, const char *const *words)
{
	for (; *words != NULL; words++)
		if (gr_slice_starts(name, gr_slice_cstring(*words)))
			return *words;
	return NULL;
}

static bool
ends_with_any(gr_slice name, const char *const *words)
{
	for (; *words != NULL; words++)
		if (gr_slice_ends(name, gr_slice_cstring(*words)))
			return true;
	return false;
}

/* Offsets of the first characters of a name. */
typedef struct starts
{
	size_t		at[LONGEST_NAME + 1];
	int			count;			/* at[count] ends the last one */
} starts;

static starts
character_starts(gr_slice name)
{
	starts		s = {{0}, 0};

	while (s.count < LONGEST_NAME && s.at[s.count] < name.len)
	{
		size_t		next = s.at[s.count] + gr_utf8_length((unsigned char) name.data[s.at[s.count]]);

		if (next > name.len)
			break;
		s.at[++s.count] = next;
	}
	return s;
}

/* The divisions, in "outer" or above, whose name is the longest that this one begins with. */
static size_t
longest_name(gr_slice name, uint32_t outer, uint32_t codes[GR_NAMESAKES], size_t *length)
{
	starts		s = character_starts(name);

	for (int n = s.count; n >= 2; n--)
	{
		size_t		count = gr_divisions_named(gr_slice_sub(name, 0, s.at[n]), outer, codes);

		if (count > 0)
		{
			*length = s.at[n];
			return count;
		}
	}
	return 0;
}

/* Whether the sign of a township comes next, and nothing but its government behind it. */
static bool
completes_township(gr_slice rest)
{
	const char *sign = starting_word(rest, township_signs);
	gr_slice	behind;

	if (sign == NULL)
		return false;
	behind = rest_of(rest, strlen(sign));
	return behind.len == 0 || starting_word(behind, governments) != NULL || gr_slice_starts(behind, GR_SLICE("办事处"));
}

/*
 * Whether a name and what follows are one name of a township: 东区街道, 古县镇, and with one more character
 * 古县渡镇, unless the division before it tells that it is the county.
 */
static bool
means_township(gr_slice name, gr_slice rest, bool first)
{
	static const char *const counties[] = {"区", "县", "旗", NULL};
	gr_issuer_region region;

	if (!ends_with_any(name, counties))
		return false;
	return completes_township(rest) ||
		(first && gr_utf8_count(name) == 2 && gr_issuer_first_region(rest, &region) && region.level == GR_LEVEL_TOWNSHIP &&
		 gr_utf8_count(gr_slice_sub(rest, 0, region.end)) == 2);
}

/* Below a division, strictly. */
static bool
is_below(uint32_t code, uint32_t outer)
{
	return code != outer && gr_division_within(code, outer);
}

/*
 * The next division of a name, inside the one before; the first one may also be the scope or above it.
 * Of several namesakes what follows may tell the one.
 */
static place
next_place(gr_slice name, const place *before, uint32_t scope)
{
	place		next = {0, before->code, before->end, before->end, false};
	gr_slice	rest = rest_of(name, before->end);
	uint32_t	codes[GR_NAMESAKES];
	uint32_t	inner[GR_NAMESAKES];
	size_t		length;
	size_t		count = longest_name(rest, before->code != 0 ? before->code : scope, codes, &length);
	size_t		left = 0;

	for (size_t i = 0; i < count; i++)
		if ((before->code == 0 || is_below(codes[i], before->code)) &&
			(gr_division_within(codes[i], scope) || gr_division_within(scope, codes[i])))
			codes[left++] = codes[i];
	if (left == 0 || means_township(gr_slice_sub(rest, 0, length), rest_of(rest, length), before->code == 0))
		return next;
	next.end = before->end + length;
	if (left > 1)
	{
		size_t		leading = 0;
		size_t		inner_length;

		for (size_t i = 0; i < left; i++)
		{
			size_t		found = longest_name(rest_of(rest, length), codes[i], inner, &inner_length);

			for (size_t j = 0; j < found; j++)
			{
				if (!is_below(inner[j], codes[i]))
					continue;
				codes[leading++] = codes[i];
				break;
			}
		}
		left = leading;
	}
	next.ambiguous = left != 1;
	next.code = left == 1 ? codes[0] : 0;
	return next;
}

static const char *const signs[] = {"市", "县", "区", "旗"};

/* The counties that a stem may be of; returns how many there are, the first stored. */
static size_t
counties_of_stem(gr_slice stem, uint32_t scope, uint32_t *code)
{
	char		full[LONGEST_NAME * 4 + 4];
	uint32_t	codes[GR_NAMESAKES];
	size_t		counties = 0;

	if (stem.len > LONGEST_NAME * 4)
		return 0;
	memcpy(full, stem.data, stem.len);
	for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++)
	{
		size_t		len = strlen(signs[i]);
		size_t		count;

		memcpy(full + stem.len, signs[i], len);
		count = gr_divisions_named(gr_slice_make(full, stem.len + len), scope, codes);
		for (size_t c = 0; c < count; c++)
			if (gr_division_level(codes[c]) == GR_LEVEL_COUNTY && counties++ == 0)
				*code = codes[c];
	}
	return counties;
}

/* Whether what follows a stem can only be of a division: nothing, its government, or a division in it. */
static bool
stem_is_clear(gr_slice name, const place *stem, uint32_t scope)
{
	uint32_t	county;
	gr_slice	rest = rest_of(name, stem->end);

	if (next_place(name, stem, scope).code != 0)
		return true;
	/* 朝阳人民政府 may be a prefecture's or a district's; of a province nobody doubts it. */
	return (rest.len == 0 || starting_word(rest, governments) != NULL) &&
		(gr_division_level(stem->code) == GR_LEVEL_PROVINCE || counties_of_stem(gr_slice_sub(name, stem->from, stem->end), scope, &county) == 0);
}

/* A province or a prefecture without its sign, in front of what can only be meant of it. */
static place
stem_place(gr_slice name, size_t from, uint32_t scope)
{
	place		none = {0, 0, from, from, false};
	gr_slice	rest = rest_of(name, from);
	starts		s = character_starts(rest);

	for (int n = s.count < LONGEST_STEM ? s.count : LONGEST_STEM; n >= 2; n--)
	{
		uint32_t	codes[GR_NAMESAKES];
		size_t		count = gr_divisions_of_stem(gr_slice_sub(rest, 0, s.at[n]), scope, codes);
		gr_slice	behind = rest_of(rest, s.at[n]);
		place		found = {0, 0, from, from + s.at[n], count > 1};
		gr_issuer_region region;

		/* 中山路街道 is no street of 中山市. */
		if (count == 0 || starting_word(behind, township_signs) != NULL || starting_word(behind, road_signs) != NULL)
			continue;
		if (found.ambiguous)
			return found;
		found.code = codes[0];
		if (stem_is_clear(name, &found, scope))
			return found;
		if (ends_with_any(behind, stem_organs) && (!gr_issuer_first_region(behind, &region) || region.zone) &&
			(gr_division_level(found.code) == GR_LEVEL_PROVINCE || counties_of_stem(gr_slice_sub(rest, 0, s.at[n]), scope, codes) == 0))
			return found;
		return (place) {0, 0, from, found.end, true};
	}
	return none;
}

/* A county's stem stands for it only where nothing but the government follows: 昆山人民政府. */
static place
bare_county(gr_slice name, size_t from, uint32_t scope)
{
	place		found = {0, 0, from, name.len, false};
	gr_slice	stem = rest_of(name, from);
	size_t		count;

	for (int i = 0; governments[i] != NULL; i++)
	{
		gr_slice	government = gr_slice_cstring(governments[i]);

		if (!gr_slice_ends(stem, government))
			continue;
		stem.len -= government.len;
		break;
	}
	count = counties_of_stem(stem, scope, &found.code);
	found.ambiguous = count > 1;
	return found;
}

/* Whether what follows a division tells another one that is not listed. */
static bool
tells_unlisted(gr_slice rest, uint32_t code)
{
	gr_issuer_region region;
	gr_slice	behind;

	if (gr_division_level(code) == GR_LEVEL_COUNTY || !gr_issuer_first_region(rest, &region))
		return false;
	behind = rest_of(rest, region.end);
	return !region.zone && region.level != GR_LEVEL_TOWNSHIP && !completes_township(behind);
}

/* The divisions of a name, one inside the other, from "from" on. */
static place
read_places(gr_slice name, size_t from, uint32_t scope)
{
	place		last = {0, 0, from, from, false};

	for (;;)
	{
		place		next = next_place(name, &last, scope);

		if (next.code == 0 && !next.ambiguous && last.code == 0)
			next = stem_place(name, from, scope);
		if (next.ambiguous)
			return next;
		if (next.code == 0)
			break;
		last = next;
	}
	return last;
}

/* Where the place begins: behind an organ of the state, and the division of the 兵团 (第八师石河子市). */
static size_t
start_of_place(gr_slice name)
{
	const char *organ = starting_word(name, state_organs);
	size_t		from = organ == NULL ? 0 : strlen(organ);
	starts		s = character_starts(rest_of(name, from));

	if (organ == NULL || !gr_slice_starts(rest_of(name, from), GR_SLICE("第")))
		return from;
	for (int n = 1; n < s.count && n < 5; n++)
		if (gr_slice_starts(rest_of(name, from + s.at[n]), GR_SLICE("师")))
			return from + s.at[n + 1];
	return from;
}

static uint32_t
locate_name(gr_slice name, uint32_t scope)
{
	size_t		from = start_of_place(name);
	place		found = read_places(name, from, scope);

	if (found.code == 0 && !found.ambiguous)
		found = bare_county(name, from, scope);
	if (found.ambiguous || found.code == 0 || tells_unlisted(rest_of(name, found.end), found.code))
		return 0;
	/* Named is the scope or what lies in it; above it nothing more is told. */
	return gr_division_within(found.code, scope) ? found.code : 0;
}

/* The division of a code or of a 政府网站标识码: that one, or the nearest above it that is listed. */
static uint32_t
listed_code(gr_slice digits)
{
	uint32_t	code = 0;

	for (int i = 0; i < CODE_DIGITS; i++)
		code = code * 10 + (uint32_t) (digits.data[i] - '0');
	while (code != 0 && !gr_division_known(code))
		code = gr_division_parent(code);
	return code;
}

static bool
is_number(gr_slice s)
{
	for (size_t i = 0; i < s.len; i++)
		if (s.data[i] < '0' || s.data[i] > '9')
			return false;
	return s.len >= CODE_DIGITS;
}

/* Whether an organ whose name tells no division may be one of this division. */
static bool
may_be_of(gr_slice name, uint32_t code)
{
	gr_level	level = gr_division_level(code);
	gr_issuer_region region;

	for (size_t i = 0; i < sizeof(bare_signs) / sizeof(bare_signs[0]); i++)
	{
		if (!gr_slice_starts(name, gr_slice_cstring(bare_signs[i].sign)))
			continue;
		/* A township lies in a county. */
		return bare_signs[i].level == level || (bare_signs[i].level == GR_LEVEL_TOWNSHIP && level == GR_LEVEL_COUNTY);
	}
	if (starting_word(name, state_organs) != NULL)
		return false;
	return !gr_issuer_first_region(name, &region) || (region.level == GR_LEVEL_TOWNSHIP && level == GR_LEVEL_COUNTY);
}

/* Whether any division begins the name, listed in the scope or not. */
static bool
tells_any(gr_slice name)
{
	place		any = read_places(name, 0, 0);

	return any.code != 0 || any.ambiguous;
}

uint32_t
gr_locate(gr_slice issuer, gr_slice within)
{
	uint32_t	scope = 0;
	uint32_t	code;

	issuer = gr_trim(issuer);
	within = gr_trim(within);
	if (issuer.len > GR_ISSUER_LIMIT || within.len > GR_ISSUER_LIMIT)
		return 0;
	if (within.len > 0)
	{
		scope = is_number(within) ? listed_code(within) : locate_name(within, 0);
		if (scope == 0)
			return 0;
	}
	code = locate_name(issuer, scope);
	if (code == 0 && is_number(within) && within.len >= SITE_DIGITS && issuer.len > 0 && !tells_any(issuer) && may_be_of(issuer, scope))
		return scope;
	return code;
}
