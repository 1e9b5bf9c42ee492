/*
 * organs.c
 *		The tree of organs and their names, all of them invented.
 */
#include "province.h"

#include <stdio.h>

static const char *const first[] = {"澄", "望", "霁", "栖", "砚", "怀", "青", "柏", "云", "临", "沅", "翠"};
static const char *const second[] = {"岭", "垣", "渡", "箐", "桐", "川", "棠", "苇", "沙", "洼", "坪", "湾"};

#define PLACES 144				/* pairs of the two */

static const char *const offices[] = {
	"人民政府办公室", "发展和改革局", "教育局", "科学技术局", "公安局", "民政局", "司法局", "财政局", "人力资源和社会保障局", "自然资源局",
	"生态环境局", "住房和城乡建设局", "交通运输局", "水利局", "农业农村局", "商务局", "文化和旅游局", "卫生健康委员会", "退役军人事务局",
	"应急管理局", "审计局", "市场监督管理局", "统计局", "医疗保障局", "林业局", "行政审批局", "信访局", "城市管理局", "乡村振兴局", "档案局",
};

#define OFFICES ((int) (sizeof(offices) / sizeof(offices[0])))

static void
set_name(char *to, const char *a, const char *b, const char *c, const char *d)
{
	if (snprintf(to, NAME_SIZE, "%s%s%s%s", a, b, c, d) >= NAME_SIZE)
		province_fail("name is too long", a);
}

/* Place number n: no two are alike, and neighbours do not look it. */
static void
name_place(organ *o, int n, const char *kind)
{
	set_name(o->place, first[n % 12], second[(n / 12 + n) % 12], kind, "");
}

void
province_name_organs(province *p)
{
	organ	   *o = p->organs;

	if (p->cities + p->counties > PLACES || p->cities > p->counties || p->counties > p->offices || p->offices > p->counties * OFFICES)
		province_fail("there are no names for so many organs", "");
	for (int i = 0; i < p->count; i++, o++)
	{
		int			county = i - 1 - p->cities;
		int			office = county - p->counties;

		if (i == 0)
		{
			set_name(o->place, "泠江省", "", "", "");
			o->level = "province";
			o->parent = -1;
		}
		else if (county < 0)
		{
			name_place(o, i - 1, "市");
			o->level = "city";
			o->parent = 0;
		}
		else if (office < 0)
		{
			name_place(o, i - 1, county % 4 == 3 ? "区" : "县");
			o->level = "county";
			o->parent = 1 + county % p->cities;
		}
		else
		{
			o->parent = 1 + p->cities + office % p->counties;
			set_name(o->place, p->organs[o->parent].place, "", "", "");
			o->level = "office";
		}
		set_name(o->name, o->place, office < 0 ? "人民政府" : offices[office / p->counties], "", "");
		/* Every third is called by its full name. */
		if (office >= 0 && i % 3 == 0)
			set_name(o->title, p->organs[p->organs[o->parent].parent].place, o->name, "", "");
		else
			set_name(o->title, o->name, "", "", "");
	}
}
