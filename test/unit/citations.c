/*
 * citations.c
 *		Documents, titles, dates, addresses and numbers in sentences, whole and damaged.
 */
#include <time.h>

#include "citation_parts.h"
#include "sample.h"

/* Paragraphs here are one line of the source; gr_paragraph_source of the core is for any. */
size_t
gr_paragraph_source(const gr_paragraph *paragraph, size_t offset)
{
	return (size_t) (paragraph->text.data - paragraph->pieces[0].origin.base) + offset;
}

static gr_arena arena;

static gr_paragraph
paragraph_of(gr_prose_piece *piece, gr_slice source, gr_slice line)
{
	gr_paragraph p = {GR_PARAGRAPH_PROSE, line, piece, 1};

	memset(piece, 0, sizeof(*piece));
	piece->line = line;
	piece->origin.base = source.data;
	return p;
}

static gr_status
read_paragraph(gr_citation_reader *reader, const gr_paragraph *paragraph, gr_raw_citations *citations)
{
	gr_beginnings beginnings = {0};
	gr_status	status = gr_beginnings_find(&beginnings, reader->arena, paragraph->text);

	return status == GR_OK ? gr_citations_read(reader, paragraph, &beginnings, citations) : status;
}

/* The citations of all lines of a source. */
static gr_raw_citations
read_lines(gr_slice source, gr_citation_reader *reader)
{
	gr_raw_citations all = {NULL, 0, 0};
	gr_line_reader lines = {source, 0};
	gr_slice	line;

	while (gr_line_next(&lines, &line))
	{
		gr_prose_piece piece;
		gr_paragraph p = paragraph_of(&piece, source, line);

		if (read_paragraph(reader, &p, &all) != GR_OK)
			abort();
	}
	return all;
}

static void
add_stretch(text *t, const char *mark, gr_slice words, gr_stretch stretch)
{
	if (stretch.from >= stretch.to)
		return;
	text_add(t, mark);
	text_bytes(t, words.data + stretch.from, stretch.to - stretch.from);
}

/* "kind number organ: title= full title~ year, serial, ! where damaged", one after the other. */
static void
describe(text *t, gr_slice words, gr_raw_citations all)
{
	for (size_t i = 0; i < all.count; i++)
	{
		const gr_raw_citation *c = &all.citations[i];
		char		figures[60];

		text_add(t, i == 0 ? "" : "; ");
		text_add(t, gr_citation_kind_name(c->kind));
		add_stretch(t, " ", words, c->number);
		add_stretch(t, " :", words, c->organ);
		add_stretch(t, " =", words, c->title);
		add_stretch(t, " ~", words, c->full_title);
		if (c->year != 0)
			snprintf(figures, sizeof(figures), " %d", c->year);
		text_add(t, c->year != 0 ? figures : "");
		if (c->serial != 0)
			snprintf(figures, sizeof(figures), " #%d", c->serial);
		text_add(t, c->serial != 0 ? figures : "");
		text_add(t, c->damaged ? " !" : "");
	}
}

static void
cites(const char *sentence, const char *wanted)
{
	gr_slice	words = gr_slice_cstring(sentence);
	gr_raw_citations all = {NULL, 0, 0};
	gr_prose_piece piece;
	gr_paragraph p = paragraph_of(&piece, words, words);
	text		got = {NULL, 0, 0};

	if (read_paragraph(gr_citation_reader_new(&arena), &p, &all) != GR_OK)
		abort();
	text_add(&got, "");
	describe(&got, words, all);
	is_str(got.data, wanted, "%s", sentence);
	text_free(&got);
}

/* What the first citation covers as a whole. */
static void
covers(const char *sentence, const char *whole)
{
	gr_slice	words = gr_slice_cstring(sentence);
	gr_raw_citations all = {NULL, 0, 0};
	gr_prose_piece piece;
	gr_paragraph p = paragraph_of(&piece, words, words);
	gr_slice	got = {NULL, 0};

	if (read_paragraph(gr_citation_reader_new(&arena), &p, &all) != GR_OK)
		abort();
	if (all.count > 0)
		got = gr_slice_sub(words, all.citations[0].whole.from, all.citations[0].whole.to);
	is_slice(got, whole, "%s covers", sentence);
}

static void
test_documents(void)
{
	cites("按照河政办发〔2020〕89号文件", "document 河政办发〔2020〕89号 :河政办发 2020 #89");
	cites("（河政办发〔2020〕89号）", "document 河政办发〔2020〕89号 :河政办发 2020 #89");
	cites("（工作通知〔2020〕3008号）", "document 工作通知〔2020〕3008号 :工作通知 2020 #3008");
	cites("(临政公发﹝2020﹞2号)", "document 临政公发﹝2020﹞2号 :临政公发 2020 #2");
	cites("（河政发【2012】33号）", "document 河政发【2012】33号 :河政发 2012 #33");
	cites("（河政发[2012]33号）", "document 河政发[2012]33号 :河政发 2012 #33");
	cites("（河政发［2012］33号）", "document 河政发［2012］33号 :河政发 2012 #33");
	cites("（河政发（2012）33号）", "document 河政发（2012）33号 :河政发 2012 #33");
	cites("河政发(2012)33号", "document 河政发(2012)33号 :河政发 2012 #33");
	cites("河政发〈2012〉33号", "document 河政发〈2012〉33号 :河政发 2012 #33");
	cites("（国办公开办函〔2021〕30 号）", "document 国办公开办函〔2021〕30 号 :国办公开办函 2021 #30");
	cites("（临政发〔2011〕 22号）", "document 临政发〔2011〕 22号 :临政发 2011 #22");
	cites("（临政发 〔2011〕22号）", "document 临政发 〔2011〕22号 :临政发 2011 #22");
	cites("（临政发〔2011〕第022号）", "document 临政发〔2011〕第022号 :临政发 2011 #22");
	cites("（临政发〔２０１１〕２２号）", "document 临政发〔２０１１〕２２号 :临政发 2011 #22");
	cites("（临政发〔2011年〕22号）", "document 临政发〔2011年〕22号 :临政发 2011 #22");
	cites("我市印发临政办字〔2020〕11号，要求落实", "document 临政办字〔2020〕11号 :临政办字 2020 #11");
	cites("《要点》和国办发〔2019〕14号", "title =要点; document 国办发〔2019〕14号 :国办发 2019 #14");
	cites("国办发〔2019〕14号和国办函〔2020〕109号", "document 国办发〔2019〕14号 :国办发 2019 #14; document 国办函〔2020〕109号 :国办函 2020 #109");
	cites("国办发〔2020〕5、6号和国办发〔2020〕7－9号", "document 国办发〔2020〕5、6号 :国办发 2020; document 国办发〔2020〕7－9号 :国办发 2020");
	cites("（和政发〔2020〕1号）", "document 和政发〔2020〕1号 :和政发 2020 #1");
	cites("（新府办〔2019〕1号、新府办〔2019〕2号）", "document 新府办〔2019〕1号 :新府办 2019 #1; document 新府办〔2019〕2号 :新府办 2019 #2");
	cites("临川市税务局公告2018年第5号", "document 2018年第5号 :临川市税务局 2018 #5");
	/* Where the organ begins is not known: it is left out. */
	cites("将青政办发〔2021〕3号纳入", "document 〔2021〕3号 2021 #3");
	cites("将政发〔2021〕3号", "document 将政发〔2021〕3号 :将政发 2021 #3");
	cites("以河政办〔2017〕5号为依据", "document 河政办〔2017〕5号 :河政办 2017 #5");
	cites("废止河政发〔2009〕15号，其中河政规〔2022〕1号", "document 河政发〔2009〕15号 :河政发 2009 #15; document 河政规〔2022〕1号 :河政规 2022 #1");
	cites("依据省财政厅河财非税〔2021〕2号，县政府办公室东政办函〔2023〕8号", "document 河财非税〔2021〕2号 :河财非税 2021 #2; document 东政办函〔2023〕8号 :东政办函 2023 #8");
	cites("（省政府办公厅函〔2021〕2号）", "document 省政府办公厅函〔2021〕2号 :省政府办公厅函 2021 #2");
	cites("（市政府公告〔2021〕2号）", "document 市政府公告〔2021〕2号 :市政府公告 2021 #2");
	cites("（河阳省人民政府办公厅令第2号）", "order 2号 :河阳省人民政府办公厅 #2");
	cites("全市上下再一次认真研读国办发〔2019〕14号", "document 〔2019〕14号 2019 #14");
	/* Years in brackets that number nothing. */
	cites("收费目录清单(2020)已公布", "");
	cites("全区（2020年）共收到5件", "date 2020年 2020");
	cites("河政发〔1820〕33号", "");
}

static void
test_damaged_documents(void)
{
	cites("（国办发﹝201724号）", "document 国办发﹝201724号 :国办发 !");
	cites("按照国办公开办函〔202130的要求", "document 国办公开办函〔202130 :国办公开办函 !");
	cites("（闽政办2018〕43号）", "document 闽政办2018〕43号 :闽政办 2018 #43 !");
	cites("（国办发〔2014 32号）", "document 国办发〔2014 32号 :国办发 2014 #32 !");
	cites("（国办发201432号）", "document 国办发201432号 :国办发 !");
	cites("（国办发〔2014〕32）", "document 国办发〔2014〕32 :国办发 2014 #32 !");
	cites("（国办发〔2014〕号）", "document 国办发〔2014〕号 :国办发 2014 !");
	cites("发布信息201432条", "");
	cites("截至2018）共43号", "");
}

/* A character is taken as the word that it is, whichever stands there. */
static void
test_characters(void)
{
	static const char *const characters[] = {"年", "日", "月", "号", "条", "令", "第", "起", "份", "度"};
	uint32_t	differs = 0;

	for (uint32_t c = 1; c < 0x10000; c++)
		for (size_t i = 0; i < sizeof(characters) / sizeof(characters[0]); i++)
		{
			char		bytes[8] = "x";
			gr_slice	here = gr_slice_make(bytes, 1 + gr_utf8_write(bytes + 1, c));
			size_t		by_character = 1;
			size_t		by_word = 1;

			if (c >= 0xD800 && c < 0xE000)
				continue;
			if (gr_take_han(here, &by_character, characters[i]) != gr_take_word(here, &by_word, characters[i]) || by_character != by_word)
				differs = c;
		}
	ok(differs == 0, "a character and a word of one are taken alike (U+%04X)", (unsigned) differs);
}

/* Whether a citation ends behind each of the words, with what stands before and behind it. */
static void
ends_behind_each(const char *before, const char *const *words, const char *behind)
{
	for (; *words != NULL; words++)
	{
		char		whole[100];
		char		sentence[120];

		snprintf(whole, sizeof(whole), "%s%s%s", before, *words, behind);
		snprintf(sentence, sizeof(sentence), "%s。", whole);
		covers(sentence, whole);
	}
}

static void
test_words(void)
{
	static const char *const suffixes[] = {"试行", "暂行", "暫行", "修订", "修正", "征求意见", "送审", "草案", "2020年", "2024版", "2024年版", "2024年本", NULL};
	static const char *const parts[] = {"度", "上半年", "下半年", "底", "末", "初", "第一季度", "第3季度", "二季度", NULL};
	static const char *const joints[] = {"至", "到", "截至", "—", "~", "、", "和", "与", "與", "及", NULL};

	ends_behind_each("《收费办法》（", suffixes, "）");
	ends_behind_each("2020年", parts, "");
	ends_behind_each("2019", joints, "2020年");
}

/* A title and the short name that each word introduces. */
static void
test_namings(void)
{
	static const char *const words[] = {"以下简称", "以下统称", "以下統称", "以下称", "简称", "下称", "统称"};

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
	{
		char		sentence[200];

		snprintf(sentence, sizeof(sentence), "《河区收费办法》（%s《办法》）", words[i]);
		cites(sentence, "title =河区收费办法; abbreviation =办法 ~河区收费办法");
	}
}

static void
test_orders(void)
{
	cites("国务院令第711号", "order 711号 :国务院 #711");
	cites("根据国务院令第711号规定", "order 711号 :国务院 #711");
	cites("中华人民共和国国务院令第492号", "order 492号 :中华人民共和国国务院 #492");
	cites("（国令第711号）", "order 711号 :国 #711");
	cites("国务院492号令", "order 492号 :国务院 #492");
	cites("国务院第492号令", "order 492号 :国务院 #492");
	cites("（市人民政府令第156号）", "order 156号 :市人民政府 #156");
	cites("根据呼和浩特市人民政府令第5号", "order 5号 :呼和浩特市人民政府 #5");
	cites("国务院令第七百一十一号", "order 七百一十一号 :国务院 #711");
	cites("国务院令711号", "order 711号 :国务院 #711");
	cites("国务院令（第711号）", "order 711号 :国务院 #711");
	cites("国务院令 第711号", "order 711号 :国务院 #711");
	cites("建议（第711号）", "");
	cites("青财〔2021〕1号至青财〔2021〕45号", "document 青财〔2021〕1号 :青财 2021 #1; document 青财〔2021〕45号 :青财 2021 #45");
	cites("（河阳省农业部令2012年第3号）", "order 2012年第3号 :河阳省农业部 2012 #3");
	covers("根据国务院令第711号规定", "国务院令第711号");
	covers("根据国务院令（第711号）规定", "国务院令（第711号）");
	covers("（国务院令第711号）", "国务院令第711号");
	covers("《甲办法》（国务院令（第711号））", "《甲办法》（国务院令（第711号））");
	covers("落实国务院第492号令精神", "国务院第492号令");
	covers("下达命令第1号", NULL);
	covers("友好路711号", NULL);
}

static void
test_titles(void)
{
	cites("根据《中华人民共和国政府信息公开条例》的规定", "title =中华人民共和国政府信息公开条例");
	cites("《甲办法》《乙办法》、《丙办法》", "title =甲办法; title =乙办法; title =丙办法");
	cites("《关于贯彻实施〈条例〉的意见》", "title =关于贯彻实施〈条例〉的意见");
	cites("《关于贯彻实施<条例>的意见》", "title =关于贯彻实施<条例>的意见");
	cites("《关于贯彻实施《条例》的意见》", "title =关于贯彻实施《条例》的意见");
	cites("《《甲办法》》", "title =甲办法");
	cites("《《甲办法》和《乙办法》》", "title =《甲办法》和《乙办法》");
	cites("《2020年政务公开工作要点》发布信息20条", "title =2020年政务公开工作要点");
	cites("《甲决定》（河府令〔2020〕337号）", "document 河府令〔2020〕337号 :河府令 =甲决定 2020 #337");
	cites("《甲条例》（国务院令第711号）", "order 711号 :国务院 =甲条例 #711");
	cites("《甲条例》(中华人民共和国国务院令第711号)", "order 711号 :中华人民共和国国务院 =甲条例 #711");
	cites("《甲通知》河政发〔2020〕3号", "document 河政发〔2020〕3号 :河政发 =甲通知 2020 #3");
	cites("《甲通知》（〔2020〕3号）", "document 〔2020〕3号 =甲通知 2020 #3");
	cites("《甲通知》（国办发﹝201724号）", "document 国办发﹝201724号 :国办发 =甲通知 !");
	cites("《甲通知》（见附件2）", "title =甲通知");
	cites("《甲通知》，河政发〔2020〕3号", "title =甲通知; document 河政发〔2020〕3号 :河政发 2020 #3");
	cites("《》和《甲通知》", "title =甲通知");
	covers("《甲决定》（河府令〔2020〕337号）要求", "《甲决定》（河府令〔2020〕337号）");
	covers("《甲办法（试行）》", "《甲办法（试行）》");
	covers("《甲办法》（试行）施行", "《甲办法》（试行）");
	covers("《甲清单》(2020年)已公布", "《甲清单》(2020年)");
	covers("《甲清单》（2024版）（河政发〔2024〕3号）", "《甲清单》（2024版）（河政发〔2024〕3号）");
	covers("《甲清单》（见附件）", "《甲清单》");
	/* Without its second mark nobody knows where a title ends. */
	cites("根据《甲条例规定，收到5件", "title !");
	cites("《甲条例和《乙办法》", "title !; title =乙办法");
	cites("《甲条例〉规定", "title =甲条例 !");
	covers("根据《甲条例规定，收到5件", "《甲条例规定");
	cites("《", "");
	cites("《》", "");
}

static void
test_abbreviations(void)
{
	cites("《甲公开条例》（以下简称《条例》）施行，按照《条例》公开",
		  "title =甲公开条例; abbreviation =条例 ~甲公开条例; abbreviation =条例 ~甲公开条例");
	cites("《甲公开条例》(以下简称“条例”)，《条例》", "title =甲公开条例; abbreviation =条例 ~甲公开条例; abbreviation =条例 ~甲公开条例");
	cites("《甲公开条例》（下称“《条例》”），《条例》", "title =甲公开条例; abbreviation =条例 ~甲公开条例; abbreviation =条例 ~甲公开条例");
	cites("《甲公开条例》（国务院令第711号，以下简称新《条例》），新《条例》",
		  "order 711号 :国务院 =甲公开条例 #711; abbreviation =条例 ~甲公开条例; abbreviation =条例 ~甲公开条例");
	cites("《甲公开条例》（国务院令第711号）（以下简称《条例》）", "order 711号 :国务院 =甲公开条例 #711; abbreviation =条例 ~甲公开条例");
	cites("《甲公开条例》，以下简称《条例》。", "title =甲公开条例; abbreviation =条例 ~甲公开条例");
	cites("《甲公开条例》（以下统称为《条例》）", "title =甲公开条例; abbreviation =条例 ~甲公开条例");
	cites("《甲公开条例》（以下简称公开条例），《公开条例》", "title =甲公开条例; abbreviation =公开条例 ~甲公开条例; abbreviation =公开条例 ~甲公开条例");
	cites("中华人民共和国甲公开条例（以下简称《条例》）", "title =中华人民共和国甲公开条例; abbreviation =条例 ~中华人民共和国甲公开条例");
	cites("《甲办法》（以下简称《办法》），《乙办法》（以下简称《办法》），《办法》",
		  "title =甲办法; abbreviation =办法 ~甲办法; title =乙办法; abbreviation =办法 ~乙办法; abbreviation =办法 ~乙办法");
	/* Nothing says what these stand for. */
	cites("按照《条例》公开", "title =条例");
	cites("五公开（以下简称《要求》）", "title =要求");
	cites("决策公开、结果公开（以下简称“五公开”），《甲办法》", "title =甲办法");
}

static void
test_abbreviations_across(void)
{
	gr_slice	source = GR_SLICE("前言\n根据《甲公开条例》（以下简称《条例》）编制。\n一是宣传《条例》。\n二是《办法》。\n");
	gr_citation_reader *reader = gr_citation_reader_new(&arena);
	gr_raw_citations all = read_lines(source, reader);

	is_int((int64_t) all.count, 4, "citations of three paragraphs");
	is_int(all.citations[2].kind, GR_CITATION_ABBREVIATION, "a short name of an earlier paragraph");
	is_slice(gr_slice_sub(source, all.citations[2].full_title.from, all.citations[2].full_title.to), "甲公开条例", "its title, in the source");
	is_int(all.citations[3].kind, GR_CITATION_TITLE, "another title");
}

static void
test_articles(void)
{
	cites("第二十条第（一）项", "article 第二十条第（一）项 #20");
	cites("第二十条  第(一)项", "article 第二十条  第(一)项 #20");
	cites("根据条例第五十条规定", "article 第五十条 #50");
	cites("第36条第一款第2项", "article 第36条第一款第2项 #36");
	cites("第一百零三条", "article 第一百零三条 #103");
	cites("第十三、十四条", "article 第十三、十四条 #13");
	cites("第（七）项", "article 第（七）项");
	cites("第三方评估，第一时间，第一项加第二项之和", "");
}

static void
test_dates(void)
{
	cites("2020年", "date 2020年 2020");
	cites("2020年度主动公开", "date 2020年度 2020");
	cites("2020年底前", "date 2020年底 2020");
	cites("2020年第三季度", "date 2020年第三季度 2020");
	cites("于2020年5月印发", "date 2020年5月 2020");
	cites("2020年5月份", "date 2020年5月份 2020");
	cites("2020年5月9日", "date 2020年5月9日 2020");
	cites("2020 年 5 月 9 日", "date 2020 年 5 月 9 日 2020");
	cites("２０２０年５月９日", "date ２０２０年５月９日 2020");
	cites("二〇二一年一月十五日", "date 二〇二一年一月十五日 2021");
	cites("二○一八年", "date 二○一八年 2018");
	cites("已于7月10日开通", "date 7月10日");
	cites("5月起", "date 5月");
	cites("自2020年1月1日起至2020年12月31日止", "date 2020年1月1日起至2020年12月31日 2020");
	cites("2020年1月1日至12月31日", "date 2020年1月1日至12月31日 2020");
	cites("2020年1月1日—12月31日", "date 2020年1月1日—12月31日 2020");
	cites("1月1日至30日", "date 1月1日至30日");
	cites("2020年1-6月", "date 2020年1-6月 2020");
	cites("2020年1月至6月", "date 2020年1月至6月 2020");
	cites("2019年12月1日至2020年1月31日", "date 2019年12月1日至2020年1月31日");
	cites("2016—2018年", "date 2016—2018年");
	cites("2018、2019和2020年", "date 2018、2019和2020年");
	cites("2021-01-30 10:45:02", "date 2021-01-30 10:45:02 2021");
	cites("2021.1.30发布", "date 2021.1.30 2021");
	cites("2021/01/30", "date 2021/01/30 2021");
	cites("建于1958年", "date 1958年 1958");
	/* Damaged ones stay as they are. */
	cites("201711日至20171231日", "date 201711日至20171231日 !");
	cites("2020119日", "date 2020119日 !");
	cites("2019年11日", "date 2019年11日 !");
	cites("2020年13月5日", "date 2020年13月 !");
	cites("2020年2月30日", "date 2020年2月30日 !");
	cites("2021-02-30", "date 2021-02-30 !");
	/* Figures. */
	cites("受理10981日均30条，2020条，12个月，20年来，20个工作日，30日内，第2.5版，3至5个", "");
	cites("版本2021.13.50", "");
}

static void
test_urls(void)
{
	cites("网站（http://www.beishan.gov.cn）", "url http://www.beishan.gov.cn");
	cites("（https://www.beishan.gov.cn/col/index.html?id=5&p=1），", "url https://www.beishan.gov.cn/col/index.html?id=5&p=1");
	cites("登录www.beishan.gov.cn查询", "url www.beishan.gov.cn");
	cites("www.beishan.gov.cn。", "url www.beishan.gov.cn");
	cites("www.beishan.gov.cn,2020年", "url www.beishan.gov.cn; date 2020年 2020");
	cites("(beishan.gov.cn)", "url beishan.gov.cn");
	cites("HTTP://WWW.BEISHAN.GOV.CN/", "url HTTP://WWW.BEISHAN.GOV.CN/");
	cites("http://10.1.2.3:8080/a", "url http://10.1.2.3:8080/a");
	cites("（http:www.beishan.gov.cn）", "url http:www.beishan.gov.cn !");
	cites("http//www.beishan.gov.cn", "url http//www.beishan.gov.cn !");
	cites("http：//www.beishan.gov.cn", "url http：//www.beishan.gov.cn !");
	cites("http://（", "url http:// !");
	cites("www.beishan", "url www.beishan !");
	cites("4A级景区，H5页面，IPv6，APP、GSP认证，5G", "");
}

static void
test_mail(void)
{
	cites("邮箱：bsxxgk@163.com", "email bsxxgk@163.com");
	cites("bs_xxgk-1@beishan.gov.cn，", "email bs_xxgk-1@beishan.gov.cn");
	cites("8812345@qq.com", "email 8812345@qq.com");
	cites("bsxxgk＠163.com", "email bsxxgk＠163.com");
	cites("562170318qq.com", "email 562170318qq.com !");
	cites("邮箱：bsxxgk163.com", "email bsxxgk163.com !");
	cites("电子邮箱：bsxxgk.beishan.gov.cn", "email bsxxgk.beishan.gov.cn !");
	cites("bsxxgk#163.com", "email bsxxgk#163.com !");
	cites("邮箱：bsxxgk@", "email bsxxgk@ !");
	cites("mail.163.com", "url mail.163.com");
}

static void
test_phones(void)
{
	cites("电话：0564-3374099", "phone 0564-3374099");
	cites("0564-3374099、3374098", "phone 0564-3374099; phone 3374098");
	cites("0564--3374099", "phone 0564--3374099");
	cites("0578—2090823", "phone 0578—2090823");
	cites("（010）88050000", "phone （010）88050000");
	cites("010-88050000-8001", "phone 010-88050000-8001");
	cites("0564 3374099", "phone 0564 3374099");
	cites("电话：0564 - 3374099", "phone 0564 - 3374099");
	cites("联系电话：3374099", "phone 3374099");
	cites("传真3374099。", "phone 3374099");
	cites("13805640000", "phone 13805640000");
	cites("400-123-4567", "phone 400-123-4567");
	cites("400-1234567", "phone 400-1234567");
	cites("拨打12345热线", "phone 12345");
	cites("“12345”政务服务便民热线", "phone 12345");
	cites("12345热线", "phone 12345");
	cites("12345 政务服务便民热线", "phone 12345");
	cites("电话：0576-82512345 转 8012", "phone 0576-82512345 转 8012");
	cites("96345便民服务", "phone 96345");
	cites("12329公积金热线、12366纳税缴费服务热线", "phone 12329; phone 12366");
	cites("电话：0871-12345", "phone 0871-12345");
	cites("052784368216", "phone 052784368216 !");
	cites("电话：0564-337409", "phone 0564-337409 !");
	/* Figures of the same length. */
	cites("受理电话12345件，网站访问3374099次，1234567人次，12345条，12366件热线工单，400-500件，400 1234567", "");
}

static void
test_codes(void)
{
	cites("邮编:021008", "postcode 021008");
	cites("邮政编码：237000", "postcode 237000");
	cites("邮编:02100", "postcode 02100 !");
	cites("蒙ICP备16005794号", "icp 蒙ICP备16005794号");
	cites("京ICP备05070218号-1", "icp 京ICP备05070218号-1");
	cites("京ICP备05070218号/1", "icp 京ICP备05070218号");
	cites("京ICP备05070218", "icp 京ICP备05070218 !");
	cites("蒙公网安备 15070202000001号", "icp 蒙公网安备 15070202000001号");
	cites("蒙公网安备 150702号", "icp 蒙公网安备 150702号 !");
	cites("政府网站标识码:1507000006", "site_code 1507000006");
	cites("网站标识码：bm12345678", "site_code bm12345678");
	cites("网站标识码：150700", "site_code 150700 !");
	cites("索引号：014320144/2015-00056", "index_number 014320144/2015-00056");
	cites("索引号：11341702486344515H/202110-00013", "index_number 11341702486344515H/202110-00013");
	cites("索 引 号：014320144/2015-00056", "index_number 014320144/2015-00056");
	cites("[ 索引号 ]\t11341702486344515H/202110-00013", "index_number 11341702486344515H/202110-00013");
	cites("【索引号】014320144/2015-00056", "index_number 014320144/2015-00056");
	cites("邮　编：021008，电　话：3374099", "postcode 021008; phone 3374099");
	cites("021008件", "");
}

static void
test_footer(void)
{
	cites("地址：友好六街1号 邮编:021008 电话：0470-8212345 蒙ICP备16005794号 政府网站标识码:1507000006",
		  "postcode 021008; phone 0470-8212345; icp 蒙ICP备16005794号; site_code 1507000006");
}

/* ---------- what must hold for any text ---------- */

static int
broken(gr_slice words, gr_raw_citations all)
{
	size_t		end = 0;
	int			wrong = 0;

	for (size_t i = 0; i < all.count; i++)
	{
		const gr_raw_citation *c = &all.citations[i];
		const gr_stretch parts[] = {c->number, c->organ, c->title};

		wrong += c->whole.from < end || c->whole.from >= c->whole.to || c->whole.to > words.len || c->kind >= GR_CITATION_KINDS;
		wrong += c->serial < 0 || (c->kind == GR_CITATION_ABBREVIATION) != (c->full_title.from < c->full_title.to);
		wrong += c->full_title.to > words.len;
		for (int k = 0; k < 3; k++)
			wrong += parts[k].from < parts[k].to && (parts[k].from < c->whole.from || parts[k].to > c->whole.to);
		/* Nothing ends inside a character. */
		wrong += (c->whole.to < words.len && ((unsigned char) words.data[c->whole.to] & 0xC0) == 0x80) ||
			((unsigned char) words.data[c->whole.from] & 0xC0) == 0x80;
		end = c->whole.to;
	}
	return wrong;
}

static void
test_random(void)
{
	static const char *const pieces[] = {
		"国办发", "〔", "〕", "2014", "32", "号", "《", "》", "条例", "以下简称", "（", "）", "第", "令", "年", "月", "日", "1", "0564", "-", "3374099", "http", ":", "//", "www.", "a.gov.cn",
		"@", "qq.com", "二", "〇", "至", "、", " ", "\xE3\x80\x80", "邮编", "标识码", "ICP备", "一", "项", "条", "国务院", "和", "“", "”", "12345", "０", "﹝", "电话", "，", "中华人民共和国", "\xF0\xA0\x80\x80", "索引号", "/",
	};
	int			wrong = 0;
	size_t		found = 0;

	for (int i = 0; i < 60000; i++)
	{
		text		t = {NULL, 0, 0};
		char	   *exact;
		gr_arena	a;
		gr_raw_citations all = {NULL, 0, 0};
		gr_prose_piece piece;
		gr_paragraph p;

		gr_arena_init(&a, &gr_host_libc);
		for (unsigned k = random_below(24); k > 0; k--)
			text_add(&t, pieces[random_below(sizeof(pieces) / sizeof(pieces[0]))]);
		/* Exactly as long as it is, so that the sanitizer sees a step too far. */
		exact = malloc(t.len == 0 ? 1 : t.len);
		if (t.len > 0)
			memcpy(exact, t.data, t.len);
		p = paragraph_of(&piece, gr_slice_make(exact, t.len), gr_slice_make(exact, t.len));
		if (read_paragraph(gr_citation_reader_new(&a), &p, &all) != GR_OK)
			abort();
		if (broken(p.text, all) != 0 && wrong++ < 5)
			diag("%s", t.data);
		found += all.count;
		gr_arena_free(&a);
		free(exact);
		text_free(&t);
	}
	is_int(wrong, 0, "60000 random texts: citations are in order, apart, and inside the text");
	ok(found > 30000, "(%zu citations)", found);
}

static double
seconds_for(const char *unit, size_t bytes)
{
	text		t = {NULL, 0, 0};
	gr_arena	a;
	gr_raw_citations all = {NULL, 0, 0};
	gr_prose_piece piece;
	gr_paragraph p;
	clock_t		start;
	double		seconds;

	gr_arena_init(&a, &gr_host_libc);
	while (t.len < bytes)
		text_add(&t, unit);
	p = paragraph_of(&piece, text_slice(&t), text_slice(&t));
	start = clock();
	if (read_paragraph(gr_citation_reader_new(&a), &p, &all) != GR_OK || all.count > GR_CITATIONS_LIMIT)
		abort();
	seconds = (double) (clock() - start) / CLOCKS_PER_SEC;
	gr_arena_free(&a);
	text_free(&t);
	return seconds;
}

/* Eight times the text takes about eight times as long, not sixty-four. */
static void
test_linear(void)
{
	static const char *const units[] = {
		"《", "》", "《》", "《甲", "1", "1 ", "(", "〔", "〔2014", "〔2014〕", "国办发〔2014〕32号", "第", "第一", "第（", "〇", "二〇", "a", "a@", "@", "http:", "http", "www.", ".", "-", "1-", "2020年", "2020、",
		"2020-", "年", "（以下简称《条例》）", "《甲》（以下简称《乙》）", "零", "第零", "0564-", "国", "令第", " ", "1　", "第 ", "《甲》 ",
	};

	for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++)
	{
		double		small = seconds_for(units[i], 32 * 1024);
		double		large = seconds_for(units[i], 256 * 1024);

		if (!ok(large < 0.3 + small * 24, "256 kB of %s", units[i]))
			diag("%f s, %f s for an eighth", large, small);
	}
}

/* Different long starts in front of the same end, as long as the text. */
static void
test_long_runs(void)
{
	static const char *const starts[] = {"第", "2020", "http", "《", "〔", "2020年", "1月", "电话"};
	static const char *const runs[] = {" ", "　", "0", "〇", "a", "-", ":", "/", "一"};

	for (size_t i = 0; i < sizeof(starts) / sizeof(starts[0]); i++)
		for (size_t k = 0; k < sizeof(runs) / sizeof(runs[0]); k++)
		{
			text		t = {NULL, 0, 0};
			double		seconds;

			text_add(&t, starts[i]);
			for (int n = 0; n < 2000; n++)
				text_add(&t, runs[k]);
			seconds = seconds_for(t.data, 128 * 1024);
			if (!ok(seconds < 1, "%s and 2000 times %s, again and again", starts[i], runs[k]))
				diag("%f s", seconds);
			text_free(&t);
		}
}

static void
test_limit(void)
{
	text		t = {NULL, 0, 0};
	gr_citation_reader *reader = gr_citation_reader_new(&arena);
	gr_raw_citations all;

	for (int i = 0; i < GR_CITATIONS_LIMIT; i++)
		text_add(&t, "《甲》\n");
	all = read_lines(text_slice(&t), reader);
	ok(all.count == GR_CITATIONS_LIMIT && !reader->limited, "as many citations as the limit allows");
	text_add(&t, "另有《乙》\n");
	reader = gr_citation_reader_new(&arena);
	all = read_lines(text_slice(&t), reader);
	ok(all.count == GR_CITATIONS_LIMIT && reader->limited, "and one more is told");
	is_int((int64_t) reader->limited_at, (int64_t) (t.len - strlen("《乙》\n")), "with its place");
	text_free(&t);

	reader = gr_citation_reader_new(&arena);
	for (int i = 0; i < GR_ABBREVIATIONS_LIMIT + 2; i++)
	{
		char		line[200];

		snprintf(line, sizeof(line), "《甲%d》（以下简称《乙%d》）\n", i, i);
		text_add(&t, line);
	}
	text_add(&t, "《乙0》《乙65》");
	all = read_lines(text_slice(&t), reader);
	is_int(all.citations[all.count - 2].kind, GR_CITATION_ABBREVIATION, "a short name within the limit");
	is_int(all.citations[all.count - 1].kind, GR_CITATION_TITLE, "and one beyond it");
	text_free(&t);
}

static void
test_failures(void)
{
	counting	c;
	gr_host		host = counting_host(&c);
	gr_arena	a;
	gr_raw_citations all = {NULL, 0, 0};
	gr_citation_reader *reader;
	gr_slice	words = GR_SLICE("《甲》《乙》");
	gr_prose_piece piece;
	gr_paragraph p = paragraph_of(&piece, words, words);
	text		t = {NULL, 0, 0};

	c.fail_at = 1;
	gr_arena_init(&a, &host);
	ok(gr_citation_reader_new(&a) == NULL, "no memory for a reader");
	c.fail_at = 0;
	reader = gr_citation_reader_new(&a);
	/* Everything left in the block, then one request more. */
	while (gr_arena_alloc(&a, 64) != NULL && (size_t) (a.limit - a.next) >= 64)
		;
	c.fail_at = c.allocations + 1;
	is_int(read_paragraph(reader, &p, &all), GR_OUT_OF_MEMORY, "no memory for citations");
	gr_arena_free(&a);

	host = counting_host(&c);
	c.cancel_at = 2;
	gr_arena_init(&a, &host);
	for (int i = 0; i < 3000; i++)
		text_add(&t, "1，");
	p = paragraph_of(&piece, text_slice(&t), text_slice(&t));
	is_int(read_paragraph(gr_citation_reader_new(&a), &p, &all), GR_CANCELLED, "a long paragraph can be cancelled");
	gr_arena_free(&a);
	text_free(&t);
}

/* ---------- real reports, where they are ---------- */

static bool
read_file(const char *directory, const char *name, text *t)
{
	char		path[2000];
	char		buffer[4096];
	FILE	   *f;
	size_t		n;

	snprintf(path, sizeof(path), "%s/%s", directory, name);
	f = fopen(path, "rb");
	if (f == NULL)
		return false;
	while ((n = fread(buffer, 1, sizeof(buffer), f)) > 0)
		text_bytes(t, buffer, n);
	fclose(f);
	return true;
}

static int
count_of(gr_raw_citations all, int kind, bool damaged)
{
	int			n = 0;

	for (size_t i = 0; i < all.count; i++)
		n += all.citations[i].kind == kind && all.citations[i].damaged == damaged;
	return n;
}

static gr_raw_citations
real_citations(const char *directory, const char *name, text *t)
{
	gr_raw_citations none = {NULL, 0, 0};

	if (read_file(directory, name, t))
		return read_lines(text_slice(t), gr_citation_reader_new(&arena));
	ok(false, "%s can be read", name);
	return none;
}

static bool
has_number(gr_raw_citations all, int year, int serial)
{
	for (size_t i = 0; i < all.count; i++)
		if (all.citations[i].kind == GR_CITATION_DOCUMENT && all.citations[i].year == year && all.citations[i].serial == serial && !all.citations[i].damaged)
			return true;
	return false;
}

static void
test_real(void)
{
	static const struct
	{
		const char *file;
		int			documents;
		int			titles;
		int			abbreviations;
		int			damaged_urls;
		int			numbers[6][2];
	}			reports[] = {
		{"000_68a8c5bdb68e9915.txt", 7, 3, 0, 1, {{2020, 89}, {2020, 3008}, {2020, 337}, {2020, 21}, {2020, 16}, {2020, 19}}},
		{"001_44d6bdc10f146279.txt", 2, 7, 6, 0, {{2020, 2}, {2020, 11}}},
		{"002_ce6ac6f1327dbed6.txt", 0, 3, 1, 0, {{0, 0}}},
		{"003_91b7c3b427fd0bbb.txt", 0, 6, 0, 0, {{0, 0}}},
		{"004_0f3172fa03440804.txt", 1, 9, 1, 0, {{2018, 67}}},
	};
	const char *directory = getenv("GOVREPORT_REAL_REPORTS");

	if (directory == NULL || directory[0] == '\0')
	{
		skip(1, "no real reports here");
		return;
	}
	for (size_t i = 0; i < sizeof(reports) / sizeof(reports[0]); i++)
	{
		text		t = {NULL, 0, 0};
		gr_raw_citations all = real_citations(directory, reports[i].file, &t);

		is_int(count_of(all, GR_CITATION_DOCUMENT, false), reports[i].documents, "%.3s: documents", reports[i].file);
		is_int(count_of(all, GR_CITATION_TITLE, false), reports[i].titles, "%.3s: titles", reports[i].file);
		is_int(count_of(all, GR_CITATION_ABBREVIATION, false), reports[i].abbreviations, "%.3s: abbreviations", reports[i].file);
		is_int(count_of(all, GR_CITATION_URL, true), reports[i].damaged_urls, "%.3s: damaged addresses", reports[i].file);
		for (int k = 0; k < 6 && reports[i].numbers[k][0] != 0; k++)
			ok(has_number(all, reports[i].numbers[k][0], reports[i].numbers[k][1]), "%.3s: 〔%d〕%d号", reports[i].file, reports[i].numbers[k][0],
			   reports[i].numbers[k][1]);
		text_free(&t);
	}
}

int
main(void)
{
	gr_arena_init(&arena, &gr_host_libc);
	test_characters();
	test_words();
	test_namings();
	test_documents();
	test_damaged_documents();
	test_orders();
	test_titles();
	test_abbreviations();
	test_abbreviations_across();
	test_articles();
	test_dates();
	test_urls();
	test_mail();
	test_phones();
	test_codes();
	test_footer();
	test_random();
	test_linear();
	test_long_runs();
	test_limit();
	test_failures();
	test_real();
	gr_arena_free(&arena);
	return done_testing();
}
