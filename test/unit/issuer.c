/*
 * issuer.c
 *		What the name of an organ tells, and the names that mislead.
 */
#include "issuer.h"

#include "divisions.h"
#include "sample.h"

static void
is_organ(const char *name, gr_level level, gr_organ_kind kind)
{
	gr_level	l;
	gr_organ_kind k;

	gr_issuer_classify(gr_slice_cstring(name), &l, &k);
	if (!ok(l == level && k == kind, "%s", name))
		diag("%s %s, wanted %s %s", gr_level_name(l) == NULL ? "(no level)" : gr_level_name(l), gr_organ_kind_name(k) == NULL ? "(no kind)" : gr_organ_kind_name(k),
			 gr_level_name(level) == NULL ? "(none)" : gr_level_name(level), gr_organ_kind_name(kind) == NULL ? "(none)" : gr_organ_kind_name(kind));
}

#define UNKNOWN GR_LEVEL_UNKNOWN
#define PROVINCE GR_LEVEL_PROVINCE
#define PREFECTURE GR_LEVEL_PREFECTURE
#define COUNTY GR_LEVEL_COUNTY
#define TOWNSHIP GR_LEVEL_TOWNSHIP

static void
test_governments(void)
{
	is_organ("河阳省人民政府", PROVINCE, GR_ORGAN_GOVERNMENT);
	is_organ("河北省邯郸市肥乡区人民政府", COUNTY, GR_ORGAN_GOVERNMENT);
	is_organ("安徽省蚌埠市固镇县教育局", COUNTY, GR_ORGAN_DEPARTMENT);
	is_organ("甘肃省临夏回族自治州东乡族自治县人民政府", COUNTY, GR_ORGAN_GOVERNMENT);
	is_organ("河阳省", PROVINCE, GR_ORGAN_GOVERNMENT);
	is_organ("北原自治区人民政府", PROVINCE, GR_ORGAN_GOVERNMENT);
	is_organ("上海市", PROVINCE, GR_ORGAN_GOVERNMENT);
	is_organ("重庆市人民政府", PROVINCE, GR_ORGAN_GOVERNMENT);
	is_organ("河阳省临川市人民政府", PREFECTURE, GR_ORGAN_GOVERNMENT);
	is_organ("临川市人民政府", UNKNOWN, GR_ORGAN_GOVERNMENT);
	is_organ("南山自治州", PREFECTURE, GR_ORGAN_GOVERNMENT);
	is_organ("北原自治区东沙盟", PREFECTURE, GR_ORGAN_GOVERNMENT);
	is_organ("西岭地区", PREFECTURE, GR_ORGAN_GOVERNMENT);
	is_organ("河阳省临川市北山区人民政府", COUNTY, GR_ORGAN_GOVERNMENT);
	is_organ("临川市东河县", COUNTY, GR_ORGAN_GOVERNMENT);
	is_organ("河阳省临川市南河市", COUNTY, GR_ORGAN_GOVERNMENT);
	is_organ("上海市青田区", COUNTY, GR_ORGAN_GOVERNMENT);
	is_organ("东沙旗", COUNTY, GR_ORGAN_GOVERNMENT);
	is_organ("青石自治县人民政府", COUNTY, GR_ORGAN_GOVERNMENT);
	is_organ("北山区柳河镇人民政府", TOWNSHIP, GR_ORGAN_TOWNSHIP_GOV);
	is_organ("柳河镇", TOWNSHIP, GR_ORGAN_TOWNSHIP_GOV);
	is_organ("东河县石桥乡", TOWNSHIP, GR_ORGAN_TOWNSHIP_GOV);
	is_organ("东河县白云民族乡", TOWNSHIP, GR_ORGAN_TOWNSHIP_GOV);
	is_organ("北山区人民路街道办事处", TOWNSHIP, GR_ORGAN_TOWNSHIP_GOV);
	is_organ("北山区人民路街道", TOWNSHIP, GR_ORGAN_TOWNSHIP_GOV);
}

static void
test_offices(void)
{
	is_organ("河阳省人民政府办公厅", PROVINCE, GR_ORGAN_GOV_OFFICE);
	is_organ("东河县人民政府办公室", COUNTY, GR_ORGAN_GOV_OFFICE);
	is_organ("东河县政府办公室", COUNTY, GR_ORGAN_GOV_OFFICE);
	is_organ("东河县政府办", COUNTY, GR_ORGAN_GOV_OFFICE);
	is_organ("北山区财政局", COUNTY, GR_ORGAN_DEPARTMENT);
	is_organ("河阳省教育厅", PROVINCE, GR_ORGAN_DEPARTMENT);
	is_organ("河阳省发展和改革委员会", PROVINCE, GR_ORGAN_DEPARTMENT);
	is_organ("上海市科委", PROVINCE, GR_ORGAN_DEPARTMENT);
	is_organ("北山区大数据中心", COUNTY, GR_ORGAN_INSTITUTION);
	is_organ("北山区人民医院", COUNTY, GR_ORGAN_INSTITUTION);
	is_organ("国家税务总局", GR_LEVEL_STATE, GR_ORGAN_DEPARTMENT);
	is_organ("中华人民共和国海关", GR_LEVEL_STATE, GR_ORGAN_DEPARTMENT);
	is_organ("国家税务总局东河县税务局", COUNTY, GR_ORGAN_DEPARTMENT);
	is_organ("国家税务总局昆山市税务局", COUNTY, GR_ORGAN_DEPARTMENT);
	is_organ("国家税务总局上海市税务局", PROVINCE, GR_ORGAN_DEPARTMENT);
}

/* Autonomous prefectures by their short names. */
static void
test_short_names(void)
{
	is_organ("凉山州教育和体育局", PREFECTURE, GR_ORGAN_DEPARTMENT);
	is_organ("四川省凉山州教育和体育局", PREFECTURE, GR_ORGAN_DEPARTMENT);
	is_organ("红河州", PREFECTURE, GR_ORGAN_GOVERNMENT);
	is_organ("云南省红河州人民政府", PREFECTURE, GR_ORGAN_GOVERNMENT);
	is_organ("云南省红河州蒙自市人民政府", COUNTY, GR_ORGAN_GOVERNMENT);
	is_organ("红河州蒙自市人民政府", COUNTY, GR_ORGAN_GOVERNMENT);
	is_organ("国家税务总局凉山州税务局", PREFECTURE, GR_ORGAN_DEPARTMENT);
	is_organ("国家税务总局红河州蒙自市税务局", COUNTY, GR_ORGAN_DEPARTMENT);
	is_organ("红河州建水县人民政府", COUNTY, GR_ORGAN_GOVERNMENT);
	is_organ("巴州区人民政府", COUNTY, GR_ORGAN_GOVERNMENT);
	is_organ("云南省杭州研究院", PROVINCE, GR_ORGAN_INSTITUTION);
}

/* Signs of a region that are none where they stand. */
static void
test_traps(void)
{
	is_organ("北山区市场监督管理局", COUNTY, GR_ORGAN_DEPARTMENT);
	is_organ("东河县市场监督管理局", COUNTY, GR_ORGAN_DEPARTMENT);
	is_organ("河阳省市场监督管理局", PROVINCE, GR_ORGAN_DEPARTMENT);
	is_organ("东河县城市管理局", COUNTY, GR_ORGAN_DEPARTMENT);
	is_organ("东河县市政公用局", COUNTY, GR_ORGAN_DEPARTMENT);
	is_organ("北山区乡村振兴局", COUNTY, GR_ORGAN_DEPARTMENT);
	is_organ("北山区社区管理服务中心", COUNTY, GR_ORGAN_INSTITUTION);
	is_organ("北原自治区财政厅", PROVINCE, GR_ORGAN_DEPARTMENT);
	is_organ("临川经济技术开发区管委会", UNKNOWN, GR_ORGAN_ZONE);
	is_organ("临川高新技术产业开发区管理委员会", UNKNOWN, GR_ORGAN_ZONE);
	is_organ("河阳省临川市工业园区", UNKNOWN, GR_ORGAN_ZONE);
	is_organ("临川高新区", UNKNOWN, GR_ORGAN_ZONE);
	is_organ("河阳省民族宗教事务委员会", PROVINCE, GR_ORGAN_DEPARTMENT);
	is_organ("东河县住房和城乡建设局", COUNTY, GR_ORGAN_DEPARTMENT);
	is_organ("河阳省残疾人联合会", PROVINCE, GR_ORGAN_UNKNOWN);
	is_organ("财政局", UNKNOWN, GR_ORGAN_DEPARTMENT);
	is_organ("市", UNKNOWN, GR_ORGAN_UNKNOWN);
	is_organ("", UNKNOWN, GR_ORGAN_UNKNOWN);
}

/* 市 is of two levels; the names that real cities have tell which. */
static void
test_cities(void)
{
	int			misread = 0;
	int			by_level[GR_LEVELS] = {0};

	for (size_t i = 0; i < gr_division_count + gr_former_city_count; i++)
	{
		const char *name = i < gr_division_count ? gr_divisions[i].name : gr_former_cities[i - gr_division_count].name;
		gr_level	level = gr_level_of_city(gr_slice_cstring(name));
		char		office[200];
		gr_issuer_parts parts;

		if (strcmp(name + strlen(name) - strlen("市"), "市") != 0 || level == UNKNOWN || level == PROVINCE)
			continue;
		snprintf(office, sizeof(office), "%s财政局", name);
		gr_issuer_read(gr_slice_cstring(office), &parts);
		if ((parts.level != level || parts.kind != GR_ORGAN_DEPARTMENT || parts.region_end != strlen(name)) && misread++ < 5)
			diag("%s", office);
		by_level[level]++;
	}
	is_int(misread, 0, "an office of each has its level");
	ok(by_level[PREFECTURE] > 250 && by_level[COUNTY] > 350, "(%d and %d)", by_level[PREFECTURE], by_level[COUNTY]);
	is_organ("江苏省昆山市人民政府", COUNTY, GR_ORGAN_GOVERNMENT);
	is_organ("昆山市人民政府办公室", COUNTY, GR_ORGAN_GOV_OFFICE);
	is_organ("江苏省苏州市昆山市人民政府", COUNTY, GR_ORGAN_GOVERNMENT);
	is_organ("苏州市财政局", PREFECTURE, GR_ORGAN_DEPARTMENT);
	is_organ("苏州市姑苏区", COUNTY, GR_ORGAN_GOVERNMENT);
	/* Of a county's level until 2011, of a prefecture's since. */
	is_organ("毕节市人民政府", UNKNOWN, GR_ORGAN_GOVERNMENT);
}

static void
test_zones(void)
{
	is_organ("临川经济技术开发区财政局", UNKNOWN, GR_ORGAN_DEPARTMENT);
	is_organ("临川高新区管委会办公室", UNKNOWN, GR_ORGAN_DEPARTMENT);
	is_organ("临川市柳湖风景名胜区管理局", UNKNOWN, GR_ORGAN_DEPARTMENT);
	is_organ("临川经济技术开发区柳河镇人民政府", TOWNSHIP, GR_ORGAN_TOWNSHIP_GOV);
	is_organ("青田新区人民政府", COUNTY, GR_ORGAN_GOVERNMENT);
	is_organ("青田新区", UNKNOWN, GR_ORGAN_UNKNOWN);
	is_organ("青田新区管委会", UNKNOWN, GR_ORGAN_ZONE);
	is_organ("河阳省临川市高新技术产业示范区", UNKNOWN, GR_ORGAN_ZONE);
	is_organ("临川综合保税区管委会", UNKNOWN, GR_ORGAN_ZONE);
}

static void
test_more_organs(void)
{
	is_organ("东沙盟行政公署办公室", PREFECTURE, GR_ORGAN_GOV_OFFICE);
	is_organ("西岭地区行政公署", PREFECTURE, GR_ORGAN_GOVERNMENT);
	is_organ("西岭地区行署", PREFECTURE, GR_ORGAN_GOVERNMENT);
	is_organ("西岭地区教育局", PREFECTURE, GR_ORGAN_DEPARTMENT);
	is_organ("新疆生产建设兵团", PROVINCE, GR_ORGAN_GOVERNMENT);
	is_organ("新疆生产建设兵团教育局", PROVINCE, GR_ORGAN_DEPARTMENT);
	is_organ("新疆生产建设兵团第三师五十一团", UNKNOWN, GR_ORGAN_UNKNOWN);
	is_organ("新疆生产建设兵团第三师教育局", UNKNOWN, GR_ORGAN_DEPARTMENT);
	is_organ("北京市公安局云岭分局", UNKNOWN, GR_ORGAN_DEPARTMENT);
	is_organ("重庆市公安局云岭区分局", COUNTY, GR_ORGAN_DEPARTMENT);
	is_organ("中国银保监会云岭监管分局", UNKNOWN, GR_ORGAN_DEPARTMENT);
	is_organ("中国证监会河东监管局", UNKNOWN, GR_ORGAN_DEPARTMENT);
	is_organ("中国民用航空河东安全监督管理局", UNKNOWN, GR_ORGAN_DEPARTMENT);
	is_organ("中国民用航空局", GR_LEVEL_STATE, GR_ORGAN_DEPARTMENT);
	is_organ("中国银行保险监督管理委员会", GR_LEVEL_STATE, GR_ORGAN_DEPARTMENT);
	is_organ("中国人民银行", GR_LEVEL_STATE, GR_ORGAN_DEPARTMENT);
	is_organ("中国工商银行云岭分行", UNKNOWN, GR_ORGAN_UNKNOWN);
	is_organ("中国人民银行云岭中心支行", UNKNOWN, GR_ORGAN_DEPARTMENT);
	is_organ("中国人民银行河东省分行", PROVINCE, GR_ORGAN_DEPARTMENT);
	is_organ("香港特别行政区", PROVINCE, GR_ORGAN_GOVERNMENT);
	is_organ("东河县柳河区公所", TOWNSHIP, GR_ORGAN_TOWNSHIP_GOV);
	is_organ("北山区柳河地区办事处", TOWNSHIP, GR_ORGAN_TOWNSHIP_GOV);
	is_organ("东河县公安局交通警察大队", COUNTY, GR_ORGAN_DEPARTMENT);
	is_organ("昆山市民政局", COUNTY, GR_ORGAN_DEPARTMENT);
	is_organ("昆山市政府办公室", COUNTY, GR_ORGAN_GOV_OFFICE);
	is_organ("晋城市政务服务局", PREFECTURE, GR_ORGAN_DEPARTMENT);
	is_organ("东河县市民服务中心", COUNTY, GR_ORGAN_INSTITUTION);
	is_organ("东河县石桥市民服务中心", COUNTY, GR_ORGAN_INSTITUTION);
	is_organ("临川市灌区管理局", UNKNOWN, GR_ORGAN_DEPARTMENT);
	is_organ("东河县村镇建设局", COUNTY, GR_ORGAN_DEPARTMENT);
	is_organ("北山区市监局", COUNTY, GR_ORGAN_DEPARTMENT);
	is_organ("县财政局", COUNTY, GR_ORGAN_DEPARTMENT);
	is_organ("省教育厅", PROVINCE, GR_ORGAN_DEPARTMENT);
	is_organ("市财政局", UNKNOWN, GR_ORGAN_DEPARTMENT);
	is_organ("区财政局", UNKNOWN, GR_ORGAN_DEPARTMENT);
	is_organ("东河县博物馆", COUNTY, GR_ORGAN_INSTITUTION);
	is_organ("东河县实验小学", COUNTY, GR_ORGAN_INSTITUTION);
	is_organ("东河县总工会", COUNTY, GR_ORGAN_UNKNOWN);
}

static void
test_names(void)
{
	is_str(gr_level_name(GR_LEVEL_UNKNOWN), NULL, "no level has no name");
	is_str(gr_level_name(GR_LEVEL_STATE), "state", "state");
	is_str(gr_level_name(GR_LEVELS), NULL, "out of range");
	is_str(gr_level_name(-1), NULL, "below");
	is_str(gr_organ_kind_name(GR_ORGAN_TOWNSHIP_GOV), "township_gov", "township_gov");
	is_str(gr_organ_kind_name(GR_ORGAN_KINDS), NULL, "out of range");
	is_str(gr_layout_name(GR_LAYOUT_GLUED), "glued", "glued");
	is_str(gr_layout_name(GR_LAYOUTS), NULL, "out of range");
	is_str(gr_cell_status_name(GR_CELL_GIVEN), "given", "given");
	is_str(gr_cell_status_name(GR_CELL_STATUSES), NULL, "out of range");
}

int
main(void)
{
	test_governments();
	test_offices();
	test_short_names();
	test_traps();
	test_cities();
	test_zones();
	test_more_organs();
	test_names();
	return done_testing();
}
