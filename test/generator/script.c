/*
 * script.c
 *		What characters suffer: traditional forms with wrong conversions, pronunciations, replacement characters.
 */
#include "internal.h"

/* Simplified and traditional, side by side: the characters of labels and prose. */
static const char traditional[] =
	"万萬业業严嚴个個临臨为為举舉义義习習乡鄉于於云雲会會体體关關内內决決况況减減办辦务務动動区區华華单單卫衛厅廳县縣发發变變"
	"号號后後员員团團围圍国國场場坚堅处處备備复復实實审審宽寬对對导導将將属屬岭嶺并並应應废廢开開张張强強当當录錄征徵径徑怀懷"
	"态態总總执執护護报報据據数數断斷无無时時机機权權条條来來构構标標栖棲没沒洼窪济濟湾灣点點现現电電监監码碼砚硯确確种種称稱"
	"稳穩简簡篮籃类類纠糾纳納线線组組织織经經结結绕繞络絡统統继繼绩績续續维維编編缴繳网網罚罰联聯苇葦范範获獲补補规規计計订訂"
	"认認训訓议議许許讼訟设設访訪识識诉訴试試话話询詢说說请請读讀调調谈談财財责責购購费費资資转轉达達过過这這进進邮郵采採释釋"
	"传傳参參书書专專从從历歷满滿为為热熱众眾络絡错錯听聽训訓栏欄负負舆輿职職门門际際驳駁" /* of statistics */
	"镇鎮问問间間闻聞阅閱霁霽页頁项項预預领領题題额額";

/* What converters get wrong, character by character. */
static const char mistaken[] =
	"制製面麵复複余餘系係布佈占佔于於采採据據发髮";

typedef struct gloss
{
	const char *character;
	const char *sound;
} gloss;

static const gloss glosses[] = {
	{"国", "guó"}, {"总", "zǒng"}, {"计", "jì"}, {"数", "shù"}, {"申", "shēn"}, {"请", "qǐng"}, {"政", "zhèng"}, {"法", "fǎ"},
	{"理", "lǐ"}, {"信", "xìn"}, {"处", "chǔ"}, {"讼", "sòng"}, {"获", "huò"}, {"机", "jī"}, {"业", "yè"}, {"强", "qiáng"},
};

/* Three bytes each; NULL when the character is not in the table. */
static const char *
other_form(const char *pairs, const char *c)
{
	for (; *pairs != '\0'; pairs += 6)
		if (memcmp(pairs, c, 3) == 0)
			return pairs + 3;
	return NULL;
}

static const char *
sound_of(const char *c)
{
	for (size_t i = 0; i < LENGTH(glosses); i++)
		if (memcmp(glosses[i].character, c, 3) == 0)
			return glosses[i].sound;
	return NULL;
}

static bool
is_han(const char *c)
{
	unsigned char lead = (unsigned char) *c;

	return lead >= 0xE4 && lead <= 0xE9;
}

/* One character of a label of six or more is lost; none of a caption, which might be its number. */
static size_t
lost_character(gen_writer *w, const char *words)
{
	size_t		places[96];
	int			count = 0;

	if (strncmp(words, "第", 3) == 0 || !gen_chance(&w->look, 12))
		return SIZE_MAX;
	for (size_t i = 0; words[i] != '\0' && words[i] != '(' && count < (int) LENGTH(places); i++)
	{
		if (strncmp(words + i, "（", 3) == 0 && i > 0)
			break;
		/* Enumerators stay. */
		if (is_han(words + i) && strncmp(words + i + 3, "、", 3) != 0 && strncmp(words + i + 3, "）", 3) != 0)
			places[count++] = i;
		if ((unsigned char) words[i] >= 0xE0)
			i += 2;
	}
	return count < 6 ? SIZE_MAX : places[gen_below(&w->look, count)];
}

static void
put_character(gen_writer *w, const char *c, size_t len, bool html)
{
	gen_report *report = w->report;

	if (html && len == 1 && *c == '&')
		gen_put(report, "&amp;");
	else if (html && len == 1 && *c == '<')
		gen_put(report, "&lt;");
	else if (html && len == 1 && *c == '\n')
		gen_put(report, "<br/>");
	else
		gen_put_bytes(report, c, len);
}

void
gen_put_words(gen_writer *w, const char *words, bool label, bool html)
{
	bool		old = gen_has(w, GEN_TRADITIONAL);
	bool		sounds = gen_has(w, GEN_PINYIN) && gen_chance(&w->look, 40);
	size_t		lost = label && gen_has(w, GEN_REPLACED) ? lost_character(w, words) : SIZE_MAX;

	for (size_t i = 0; words[i] != '\0';)
	{
		unsigned char lead = (unsigned char) words[i];
		size_t		len = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
		const char *c = words + i;
		const char *other = NULL;

		if (i == lost)
			c = "\xEF\xBF\xBD";
		else if (old && len == 3)
		{
			if (gen_chance(&w->look, 25))
				other = other_form(mistaken, c);
			if (other == NULL)
				other = other_form(traditional, c);
		}
		put_character(w, other != NULL ? other : c, len, html);
		if (sounds && i != lost && is_han(words + i) && gen_chance(&w->look, 40))
		{
			const char *sound = sound_of(words + i);

			if (sound != NULL)
			{
				gen_put(w->report, "(");
				gen_put(w->report, sound);
				gen_put(w->report, ")");
			}
		}
		i += len;
	}
}
