#include "divisions.h"

/* 伊犁哈萨克自治州 stands above the prefectures 塔城地区 and 阿勒泰地区. */
#define ILI 654000
#define LAST_OF_ILI 654399

const gr_division gr_divisions[] = {
#define GR_DIVISION(name, code, since, until, successor) {name, code, successor, since, until},
#include "divisions.def"
};

const size_t gr_division_count = sizeof(gr_divisions) / sizeof(gr_divisions[0]);

const gr_division_name gr_division_shorts[] = {
#define GR_DIVISION_SHORT(name, code) {name, code},
#include "divisions.def"
};

const size_t gr_division_short_count = sizeof(gr_division_shorts) / sizeof(gr_division_shorts[0]);

const gr_division_name gr_division_stems[] = {
#define GR_DIVISION_STEM(name, code) {name, code},
#include "divisions.def"
};

const size_t gr_division_stem_count = sizeof(gr_division_stems) / sizeof(gr_division_stems[0]);

const gr_former_city gr_former_cities[] = {
#define GR_CITY_BEFORE(name, level) {name, GR_LEVEL_##level},
#include "divisions.def"
};

const size_t gr_former_city_count = sizeof(gr_former_cities) / sizeof(gr_former_cities[0]);

/* Each list begins with the names. */
static int
compare(const void *entry, gr_slice name)
{
	const char *other = *(const char *const *) entry;
	size_t		i;

	for (i = 0; i < name.len; i++)
	{
		/* A shorter name ends in NUL, which is less than any byte of the other. */
		int			order = (int) (unsigned char) other[i] - (int) (unsigned char) name.data[i];

		if (order != 0)
			return order;
	}
	return other[i] == '\0' ? 0 : 1;
}

/* The first entry with that name, or where it would stand. */
static size_t
find(const void *list, size_t count, size_t size, gr_slice name)
{
	size_t		low = 0;
	size_t		high = count;

	while (low < high)
	{
		size_t		middle = low + (high - low) / 2;

		if (compare((const char *) list + middle * size, name) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

#define FIND(list, count, name) find(list, count, sizeof(*(list)), name)

/* Whether entry i of a list has that name. */
#define HAS_NAME(list, count, i, name) ((i) < (count) && compare(&(list)[i], name) == 0)

static bool
is_municipality(uint32_t code)
{
	uint32_t	province = code / 10000;

	return province == 11 || province == 12 || province == 31 || province == 50;
}

gr_level
gr_division_level(uint32_t code)
{
	return code % 10000 == 0 ? GR_LEVEL_PROVINCE : code % 100 == 0 ? GR_LEVEL_PREFECTURE : GR_LEVEL_COUNTY;
}

uint32_t
gr_division_parent(uint32_t code)
{
	if (code % 10000 == 0)
		return 0;
	/* 90 stands for no prefecture, and municipalities have none. */
	if (code % 100 == 0 || code / 100 % 100 == 90 || is_municipality(code))
		return code / 10000 * 10000;
	return code / 100 * 100;
}

bool
gr_division_within(uint32_t code, uint32_t outer)
{
	if (outer == 0 || code == outer || (outer == ILI && code >= ILI && code <= LAST_OF_ILI))
		return true;
	if (outer % 10000 == 0)
		return code / 10000 == outer / 10000;
	return outer % 100 == 0 && code / 100 == outer / 100;
}

bool
gr_division_known(uint32_t code)
{
	for (size_t i = 0; i < gr_division_count; i++)
		if (gr_divisions[i].code == code)
			return true;
	return false;
}

static bool
is_one_of(uint32_t code, const uint32_t *codes, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (codes[i] == code)
			return true;
	return false;
}

/* In it or above it. */
static bool
on_one_line(uint32_t code, uint32_t outer)
{
	return gr_division_within(code, outer) || gr_division_within(outer, code);
}

/* Appends the codes that a list of names has for one; returns how many there are then. */
static size_t
add_names(const gr_division_name *list, size_t size, gr_slice name, uint32_t outer, uint32_t *codes, size_t count)
{
	for (size_t i = FIND(list, size, name); HAS_NAME(list, size, i, name); i++)
		if (on_one_line(list[i].code, outer) && count < GR_NAMESAKES)
			codes[count++] = list[i].code;
	return count;
}

size_t
gr_divisions_named(gr_slice name, uint32_t outer, uint32_t codes[GR_NAMESAKES])
{
	size_t		count = 0;

	for (size_t i = FIND(gr_divisions, gr_division_count, name); HAS_NAME(gr_divisions, gr_division_count, i, name); i++)
	{
		const gr_division *d = &gr_divisions[i];

		if (on_one_line(d->code, outer) && count < GR_NAMESAKES)
			codes[count++] = d->code;
	}
	for (size_t i = FIND(gr_divisions, gr_division_count, name); HAS_NAME(gr_divisions, gr_division_count, i, name); i++)
	{
		const gr_division *d = &gr_divisions[i];

		if (d->until == 0 || d->successor == d->code || !is_one_of(d->successor, codes, count))
			continue;
		for (size_t c = 0; c < count; c++)
			if (codes[c] == d->code)
				codes[c] = codes[--count];
	}
	return add_names(gr_division_shorts, gr_division_short_count, name, outer, codes, count);
}

size_t
gr_divisions_of_stem(gr_slice stem, uint32_t outer, uint32_t codes[GR_NAMESAKES])
{
	return add_names(gr_division_stems, gr_division_stem_count, stem, outer, codes, 0);
}

gr_level
gr_level_of_city(gr_slice city)
{
	size_t		i = FIND(gr_former_cities, gr_former_city_count, city);
	gr_level	level;

	if (HAS_NAME(gr_former_cities, gr_former_city_count, i, city))
		return (gr_level) gr_former_cities[i].level;
	i = FIND(gr_divisions, gr_division_count, city);
	if (!HAS_NAME(gr_divisions, gr_division_count, i, city))
		return GR_LEVEL_UNKNOWN;
	level = gr_division_level(gr_divisions[i].code);
	for (i++; HAS_NAME(gr_divisions, gr_division_count, i, city); i++)
		if (gr_division_level(gr_divisions[i].code) != level)
			return GR_LEVEL_UNKNOWN;
	return level;
}
