/*
 * divisions.c
 *		The dictionary of divisions, and the division that the name of an organ tells.
 */
#include "divisions.h"
#include "issuer.h"
#include "locate.h"
#include "sample.h"
#include "utf8.h"

/* ---------- the dictionary ---------- */

static void
test_order(void)
{
	int			wrong = 0;

	for (size_t i = 1; i < gr_division_count; i++)
	{
		const gr_division *a = &gr_divisions[i - 1];
		const gr_division *b = &gr_divisions[i];
		int			order = strcmp(a->name, b->name);

		if (order > 0 || (order == 0 && a->code >= b->code))
		{
			wrong++;
			diag("%s %s", a->name, b->name);
		}
	}
	is_int(wrong, 0, "divisions by name, then by code, none twice");
	wrong = 0;
	for (size_t i = 1; i < gr_division_short_count; i++)
		wrong += strcmp(gr_division_shorts[i - 1].name, gr_division_shorts[i].name) > 0;
	for (size_t i = 1; i < gr_division_stem_count; i++)
		wrong += strcmp(gr_division_stems[i - 1].name, gr_division_stems[i].name) > 0;
	for (size_t i = 1; i < gr_former_city_count; i++)
		wrong += strcmp(gr_former_cities[i - 1].name, gr_former_cities[i].name) >= 0;
	is_int(wrong, 0, "short names, stems and former cities by name");
}

static const gr_division *
current(uint32_t code)
{
	for (size_t i = 0; i < gr_division_count; i++)
		if (gr_divisions[i].code == code && gr_divisions[i].until == 0)
			return &gr_divisions[i];
	return NULL;
}

static void
test_content(void)
{
	int			levels[GR_LEVELS] = {0};
	int			wrong = 0;
	int			twice = 0;
	bool	   *seen = calloc(1000000, sizeof(bool));

	for (size_t i = 0; i < gr_division_count; i++)
	{
		const gr_division *d = &gr_divisions[i];
		uint32_t	parent = gr_division_parent(d->code);
		gr_slice	name = gr_slice_cstring(d->name);
		bool		right = d->code >= 110000 && d->code < 830000 && gr_utf8_valid_prefix(name) == name.len && gr_utf8_count(name) >= 2 &&
			gr_utf8_count(name) <= 15 && (d->since == 0 || (d->since > GR_DIVISIONS_FIRST && d->since <= GR_DIVISIONS_LAST)) &&
			(d->until == 0 || (d->until >= GR_DIVISIONS_FIRST && d->until < GR_DIVISIONS_LAST)) && (d->until == 0 || d->since <= d->until);

		right = right && (parent == 0) == (gr_division_level(d->code) == GR_LEVEL_PROVINCE) && (parent == 0 || gr_division_known(parent)) &&
			gr_division_within(d->code, parent);
		/* A successor is a division of today, and of the same province. */
		right = right && (d->successor == 0 || (d->until != 0 && current(d->successor) != NULL && d->successor / 10000 == d->code / 10000));
		if (d->until == 0)
		{
			twice += seen[d->code];
			seen[d->code] = true;
			levels[gr_division_level(d->code)]++;
		}
		wrong += !right;
		if (!right)
			diag("%s %u", d->name, d->code);
	}
	free(seen);
	is_int(wrong, 0, "every division has a parent, a name, and its years");
	is_int(twice, 0, "no code is two divisions today");
	is_int(levels[GR_LEVEL_PROVINCE], 34, "provinces");
	is_int(levels[GR_LEVEL_PREFECTURE], 333, "prefectures");
	is_int(levels[GR_LEVEL_COUNTY], 2845, "counties");
	wrong = 0;
	for (size_t i = 0; i < gr_division_short_count; i++)
		wrong += current(gr_division_shorts[i].code) == NULL;
	for (size_t i = 0; i < gr_division_stem_count; i++)
		wrong += current(gr_division_stems[i].code) == NULL ||
			strncmp(current(gr_division_stems[i].code)->name, gr_division_stems[i].name, strlen(gr_division_stems[i].name)) != 0;
	is_int(wrong, 0, "short names and stems are of divisions of today");
}

static void
test_lookup(void)
{
	int			wrong = 0;
	uint32_t	codes[GR_NAMESAKES];

	for (size_t i = 0; i < gr_division_count; i++)
	{
		const gr_division *d = &gr_divisions[i];
		size_t		count = gr_divisions_named(gr_slice_cstring(d->name), d->code, codes);
		bool		found = false;

		for (size_t c = 0; c < count; c++)
			found = found || codes[c] == d->code;
		wrong += !found || count >= GR_NAMESAKES;
	}
	is_int(wrong, 0, "each division is found by its name");
	is_int(gr_divisions_named(GR_SLICE("鼓楼区"), 0, codes), 4, "four districts are called 鼓楼区");
	is_int(gr_divisions_named(GR_SLICE("鼓楼"), 0, codes), 0, "none 鼓楼");
	is_int(gr_divisions_named(GR_SLICE(""), 0, codes), 0, "none nothing");
	is_int(gr_divisions_named(GR_SLICE("寿县"), 0, codes), 1, "a county that moved is one");
	is_int(codes[0], 340422, "where it is now");
	is_int(gr_divisions_named(GR_SLICE("寿县"), 341500, codes), 1, "but not in the prefecture it was in");
	is_int(codes[0], 341521, "there it is the former one");
	ok(gr_level_of_city(GR_SLICE("昆山市")) == GR_LEVEL_COUNTY && gr_level_of_city(GR_SLICE("大连市")) == GR_LEVEL_PREFECTURE, "levels of cities");
	ok(gr_level_of_city(GR_SLICE("上虞市")) == GR_LEVEL_COUNTY && gr_level_of_city(GR_SLICE("临安市")) == GR_LEVEL_COUNTY, "of former ones");
	ok(gr_level_of_city(GR_SLICE("哈密市")) == GR_LEVEL_UNKNOWN && gr_level_of_city(GR_SLICE("毕节市")) == GR_LEVEL_UNKNOWN, "of those of two levels");
	is_int(gr_level_of_city(GR_SLICE("临川市")), GR_LEVEL_UNKNOWN, "of none");
	/* The level that a dictionary city has with the organ's name read whole. */
	wrong = 0;
	for (size_t i = 0; i < gr_division_count; i++)
	{
		const gr_division *d = &gr_divisions[i];
		gr_slice	name = gr_slice_cstring(d->name);
		gr_level	level;
		gr_organ_kind kind;

		if (gr_level_of_city(name) == GR_LEVEL_UNKNOWN || strcmp(d->name + name.len - 3, "市") != 0)
			continue;
		gr_issuer_classify(name, &level, &kind);
		if (level != gr_division_level(d->code))
		{
			wrong++;
			diag("%s", d->name);
		}
	}
	is_int(wrong, 0, "a city as an issuer has its level");
}

/* ---------- names of organs ---------- */

static const struct
{
	const char *issuer;
	const char *within;
	uint32_t	code;
}			issuers[] = {
#define ISSUER(issuer, within, code) {issuer, within, code},
#include "issuers.def"
#undef ISSUER
};

#define ISSUERS (sizeof(issuers) / sizeof(issuers[0]))

static void
test_issuers(void)
{
	int			wrong = 0;
	int			unambiguous = 0;
	int			missed = 0;

	for (size_t i = 0; i < ISSUERS; i++)
	{
		uint32_t	code = gr_locate(gr_slice_cstring(issuers[i].issuer), gr_slice_cstring(issuers[i].within));

		unambiguous += issuers[i].code != 0;
		if (code == issuers[i].code)
			continue;
		if (code == 0)
			missed++;
		else
			wrong++;
		diag("%s [%s]: %u, not %u", issuers[i].issuer, issuers[i].within, code, issuers[i].code);
	}
	ok(ISSUERS >= 300, "%zu names of organs", ISSUERS);
	is_int(wrong, 0, "no wrong code");
	ok(missed * 20 <= unambiguous, "of %d that tell one division %d are not found", unambiguous, missed);
}

/* Each division by its name with all above it, as issuer of every kind; and nothing that is put in front or behind breaks it. */
static void
test_whole_names(void)
{
	static const char *const organs[] = {"", "人民政府", "人民政府办公室", "财政局", "住房和城乡建设局", "柳河镇人民政府", "高新技术产业开发区管理委员会"};
	int			wrong = 0;
	int			missed = 0;
	int			of = 0;

	for (size_t i = 0; i < gr_division_count; i++)
	{
		const gr_division *d = &gr_divisions[i];
		uint32_t	above[3] = {d->code, gr_division_parent(d->code), 0};
		text		name = {NULL, 0, 0};

		if (d->until != 0)
			continue;
		above[2] = above[1] == 0 ? 0 : gr_division_parent(above[1]);
		for (int a = 2; a >= 0; a--)
			if (above[a] != 0)
				text_add(&name, current(above[a])->name);
		for (size_t o = 0; o < sizeof(organs) / sizeof(organs[0]); o++)
		{
			size_t		len = name.len;
			uint32_t	code;

			text_add(&name, organs[o]);
			code = gr_locate(text_slice(&name), GR_SLICE(""));
			of++;
			/* 哈密市 was a county before it was a prefecture, and has kept its name. */
			missed += code == 0 && strcmp(d->name, "哈密市") != 0;
			wrong += code != 0 && code != d->code;
			if (code != d->code)
				diag("%s: %u", name.data, code);
			name.len = len;
			name.data[len] = '\0';
		}
		text_free(&name);
	}
	is_int(wrong, 0, "%d whole names: no wrong code", of);
	is_int(missed, 0, "none missed");
}

static void
test_hostile(void)
{
	static const char *const broken[] = {"", " ", "\xE5", "\xE5\xBC", "河北\xE7", "\xFF\xFE", "市", "市市市市", "区区", "　河北省　", "13", "130102"};
	text		t = {NULL, 0, 0};

	for (size_t i = 0; i < sizeof(broken) / sizeof(broken[0]); i++)
		for (size_t j = 0; j < sizeof(broken) / sizeof(broken[0]); j++)
			gr_locate(gr_slice_cstring(broken[i]), gr_slice_cstring(broken[j]));
	pass("broken names");
	is_int(gr_locate(GR_SLICE("　河北省　"), GR_SLICE("")), 130000, "blanks around a name");
	is_int(gr_locate(GR_SLICE("长安区"), GR_SLICE("99999999999999999999")), 0, "a number that is no code");
	is_int(gr_locate(GR_SLICE("长安区"), GR_SLICE("1301990001")), 130102, "a code that is not listed: the prefecture's");
	for (int i = 0; i < 100000; i++)
		text_add(&t, i % 2 == 0 ? "河北省" : "石家庄市");
	ok(gr_locate(text_slice(&t), text_slice(&t)) == gr_locate(text_slice(&t), GR_SLICE("")), "a name of a megabyte");
	text_free(&t);
}

int
main(void)
{
	test_order();
	test_content();
	test_lookup();
	test_issuers();
	test_whole_names();
	test_hostile();
	return done_testing();
}
