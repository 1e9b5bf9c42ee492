#include "header_voice.h"

#include "fold.h"
#include "issuer.h"
#include "utf8.h"

static const gr_self selves[] = {
	{"自治区", GR_ORGAN_GOVERNMENT, GR_LEVEL_PROVINCE, {NULL}},
	{"省", GR_ORGAN_GOVERNMENT, GR_LEVEL_PROVINCE, {NULL}},
	{"市", GR_ORGAN_GOVERNMENT, GR_LEVEL_UNKNOWN, {"场", "级", "民", NULL}},
	{"州", GR_ORGAN_GOVERNMENT, GR_LEVEL_PREFECTURE, {NULL}},
	{"盟", GR_ORGAN_GOVERNMENT, GR_LEVEL_PREFECTURE, {NULL}},
	{"县", GR_ORGAN_GOVERNMENT, GR_LEVEL_COUNTY, {"域", "级", NULL}},
	{"旗", GR_ORGAN_GOVERNMENT, GR_LEVEL_COUNTY, {NULL}},
	{"区", GR_ORGAN_GOVERNMENT, GR_LEVEL_UNKNOWN, {"域", "级", NULL}},
	{"镇", GR_ORGAN_TOWNSHIP_GOV, GR_LEVEL_TOWNSHIP, {NULL}},
	{"乡", GR_ORGAN_TOWNSHIP_GOV, GR_LEVEL_TOWNSHIP, {"镇", "村", NULL}},
	{"街道", GR_ORGAN_TOWNSHIP_GOV, GR_LEVEL_TOWNSHIP, {NULL}},
	{"苏木", GR_ORGAN_TOWNSHIP_GOV, GR_LEVEL_TOWNSHIP, {NULL}},
	{"局", GR_ORGAN_DEPARTMENT, GR_LEVEL_UNKNOWN, {NULL}},
	{"委", GR_ORGAN_DEPARTMENT, GR_LEVEL_UNKNOWN, {"托", NULL}},
	{"厅", GR_ORGAN_DEPARTMENT, GR_LEVEL_PROVINCE, {NULL}},
	{"支队", GR_ORGAN_DEPARTMENT, GR_LEVEL_UNKNOWN, {NULL}},
	{"中心", GR_ORGAN_INSTITUTION, GR_LEVEL_UNKNOWN, {NULL}},
	{"院", GR_ORGAN_INSTITUTION, GR_LEVEL_UNKNOWN, {NULL}},
	{"校", GR_ORGAN_INSTITUTION, GR_LEVEL_UNKNOWN, {NULL}},
	{"办", GR_ORGAN_UNKNOWN, GR_LEVEL_UNKNOWN, {"法", "理", "结", NULL}},
};

#define SELVES (sizeof(selves) / sizeof(selves[0]))

const gr_self *
gr_self_at(gr_slice text, size_t at)
{
	size_t		length;
	uint32_t	first = at < text.len ? gr_fold_next(text.data + at, text.data + text.len, &length) : 0;

	/* Signs are Han characters, and have no blank before them. */
	if (first < 0x3400)
		return NULL;
	first = gr_simplify(first);
	for (size_t i = 0; i < SELVES; i++)
	{
		const char *sign = selves[i].sign;
		size_t		after = at;
		bool		meant = gr_han_at(sign) == first && gr_take_word(text, &after, sign);

		for (int k = 0; meant && selves[i].not_before[k] != NULL; k++)
		{
			size_t		end = after;

			meant = !gr_take_word(text, &end, selves[i].not_before[k]);
		}
		if (meant)
			return &selves[i];
	}
	return NULL;
}

bool
gr_is_self(gr_slice name)
{
	static const char *const own[] = {"我", "本", "全", "各", "该", "此", NULL};
	size_t		at = 0;
	const gr_self *sign;

	if (gr_slice_starts(name, gr_slice_cstring("我")))
		return true;
	if (!gr_take_any_word(name, &at, own) || (sign = gr_self_at(name, at)) == NULL)
		return false;
	at += strlen(sign->sign);
	/* 全州县 and 本溪市 are names. */
	return at == name.len || gr_take_word(name, &at, "人民政府") || gr_take_word(name, &at, "政府");
}

/* Whether a sentence or a part of one begins at "at": 2020年，我区…; 2020年我区…; 年度我区. */
static bool
begins_clause(gr_slice text, size_t at)
{
	static const char *const years[] = {"年度", NULL};
	gr_slice	head = gr_slice_sub(text, 0, at);
	size_t		last;
	size_t		length;

	while (head.len > 0 && head.data[head.len - 1] == ' ')
		head.len--;
	if (head.len == 0 || head.data[head.len - 1] == '\n')
		return true;
	last = head.len - 1;
	while (last > 0 && ((unsigned char) head.data[last] & 0xC0) == 0x80)
		last--;
	switch (gr_utf8_next(head.data + last, head.data + head.len, &length))
	{
		case 0x3000:
			return true;
		case ',':
		case ';':
		case ':':
		case '|':
		case 0xFF0C:			/* ， */
		case 0x3002:
		case 0xFF1B:			/* ； */
		case 0xFF1A:			/* ： */
		case 0x5E74:			/* 年 */
		case 0x6765:			/* 来 */
			return last > 0;
		default:
			return gr_strip_end(&head, years);
	}
}

gr_voice
gr_voice_find(gr_slice text)
{
	static const char *const words[] = {"我", "本", NULL};
	gr_voice	v = {NULL, false};

	for (const char *const *word = words; *word != NULL; word++)
		for (size_t at = gr_find(text, 0, *word); at != GR_NO_PLACE; at = gr_find(text, at + strlen(*word), *word))
		{
			const gr_self *found = begins_clause(text, at) ? gr_self_at(text, at + strlen(*word)) : NULL;

			if (found == NULL || found == v.speaker)
				continue;
			if (v.speaker != NULL)
				return (gr_voice) {NULL, true};
			v.speaker = found;
		}
	return v;
}
