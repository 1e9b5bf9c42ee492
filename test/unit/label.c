/*
 * label.c
 *		Labels as they are printed, typed, wrapped and damaged.
 */
#include "label.h"
#include "sample.h"
#include "utf8.h"

/* The whole text is the label, with its enumerator, and its note where it has one. */
static void
is_label(const char *text, gr_label label)
{
	gr_label_match m;
	bool		found = gr_label_read(gr_slice_cstring(text), 0, &m);

	if (!found)
		m.label = GR_LABEL_NONE;
	if (!ok(found && m.label == label && m.note_end == strlen(text), "[%s]", text))
		diag("label %d, wanted %d; end %zu, note_end %zu of %zu", m.label, label, found ? m.end : 0, found ? m.note_end : 0, strlen(text));
}

#define ROW(name) GR_LABEL_ROW_##name
#define COLUMN(name) GR_LABEL_COLUMN_##name

/* forms.md §6, canonical label after canonical label. */
static void
test_variants(void)
{
	is_label("第二十条第（一）项", GR_LABEL_CAPTION);
	is_label("第二十条第(一)项", GR_LABEL_CAPTION);
	is_label("第二十条  第(一)项", GR_LABEL_CAPTION);
	is_label("第二十一条第(一)项", GR_LABEL_CAPTION);
	is_label("第二十条第（五）项", GR_LABEL_CAPTION);
	is_label("第二十条第（六）项", GR_LABEL_CAPTION);
	is_label("第二十条第（八）项", GR_LABEL_CAPTION);
	is_label("第二十条第（九）项", GR_LABEL_CAPTION);
	is_label("信息内容", GR_LABEL_ITEM);
	is_label("信 息 内 容", GR_LABEL_ITEM);
	is_label("本年新制作数量", COLUMN(MADE));
	is_label("本年新 制作数量", COLUMN(MADE));
	is_label("本年新\n制作数量", COLUMN(MADE));
	is_label("本年新公开数量", COLUMN(DISCLOSED));
	is_label("本年新\n\n公开数量", COLUMN(DISCLOSED));
	is_label("对外公开总数量", COLUMN(PUBLIC_TOTAL));
	is_label("对外公开 总数量", COLUMN(PUBLIC_TOTAL));
	is_label("对外公开\n\n总数量", COLUMN(PUBLIC_TOTAL));
	is_label("公开总数量", COLUMN(PUBLIC_TOTAL));
	is_label("规章", ROW(RULES));
	is_label("规章(设区的市、自治州人民政府应提供相关数据)", ROW(RULES));
	is_label("规范性文件", ROW(NORMATIVE_DOCUMENTS));
	is_label("行政规范性文件", ROW(NORMATIVE_DOCUMENTS));
	is_label("规范性文件(行政机关制定发布的决定、公告、通知等,一般情况下属于规范性文件)", ROW(NORMATIVE_DOCUMENTS));
	is_label("本年制发件数", COLUMN(ISSUED));
	is_label("本年(2023)制发件数", COLUMN(ISSUED));
	is_label("本年（2023）制发件数", COLUMN(ISSUED));
	is_label("本年（2023年）制发件数", COLUMN(ISSUED));
	is_label("本年（2023年度）制发件数", COLUMN(ISSUED));
	is_label("本年废止件数", COLUMN(REPEALED));
	is_label("本年(2023)废止件数", COLUMN(REPEALED));
	is_label("现行有效件数", COLUMN(IN_FORCE));
	is_label("现行有效件", COLUMN(IN_FORCE));
	is_label("上一年项目数量", COLUMN(PRIOR_ITEMS));
	is_label("上一年项目 数量", COLUMN(PRIOR_ITEMS));
	is_label("本年增/减", COLUMN(CHANGE));
	is_label("本年增/", COLUMN(CHANGE));
	is_label("本年增／减", COLUMN(CHANGE));
	is_label("本年增减", COLUMN(CHANGE));
	is_label("处理决定数量", COLUMN(DECISIONS));
	is_label("本年处理决定数量", GR_LABEL_YEAR_DECISIONS);
	is_label("行政事业性收费", ROW(FEES));
	is_label("行政事业性 收费", ROW(FEES));
	is_label("本年收费金额（单位：万元）", GR_LABEL_FEE_AMOUNT);
	is_label("本年收费金额(单位:万元)", GR_LABEL_FEE_AMOUNT);
	is_label("本年收费金额（万元）", GR_LABEL_FEE_AMOUNT);
	is_label("采购总金额", GR_LABEL_PURCHASE_AMOUNT);
	is_label("采购总金额(单位:万元)", GR_LABEL_PURCHASE_AMOUNT);
	is_label("采购总金额（单位：万元，保留4位小数）", GR_LABEL_PURCHASE_AMOUNT);
	is_label("采购项目数量", COLUMN(PURCHASES));
	is_label("政府集中采购", ROW(PROCUREMENT));
	is_label("其他对外管理服务事项", ROW(OTHER_SERVICES));
	is_label("其他对外管理服务事项（不含行政处罚、行政强制）", ROW(OTHER_SERVICES));
	is_label("行政许可", ROW(LICENSING));
	is_label("行政处罚", ROW(PENALTY));
	is_label("行政强制", ROW(COMPULSION));
	is_label("申请人情况", GR_LABEL_APPLICANTS);
	is_label("自然人", COLUMN(NATURAL_PERSON));
	is_label("商业企业", COLUMN(BUSINESS));
	is_label("商业 企业", COLUMN(BUSINESS));
	is_label("商业\n\n企业", COLUMN(BUSINESS));
	is_label("科研 机构", COLUMN(RESEARCH));
	is_label("社会公益组织", COLUMN(WELFARE));
	is_label("社会公益", COLUMN(WELFARE));
	is_label("社会 公益 组织", COLUMN(WELFARE));
	is_label("法律 服务 机构", COLUMN(LEGAL_SERVICE));
	is_label("法人或其他组织", GR_LABEL_ORGANIZATIONS);
	is_label("法人或者其他组织", GR_LABEL_ORGANIZATIONS);
	is_label("总计", GR_LABEL_TOTAL);
	is_label("合计", GR_LABEL_TOTAL);
	is_label("其他", GR_LABEL_OTHER);
	is_label("一、本年新收政府信息公开申请数量", ROW(RECEIVED));
	is_label("二、上年结转政府信息公开申请数量", ROW(CARRIED_IN));
	is_label("二、上年转结政府信息公开申请数量", ROW(CARRIED_IN));
	is_label("二、上年结转政府信息", ROW(CARRIED_IN));
	is_label("三、本年度办理结果", GR_LABEL_RESULT);
	is_label("三 、 本 年 度 办 理 结 果", GR_LABEL_RESULT);
	is_label("（一）予以公开", ROW(GRANTED));
	is_label("(一)予以公开", ROW(GRANTED));
	is_label("(一) 予以公开", ROW(GRANTED));
	is_label("㈠予以公开", ROW(GRANTED));
	is_label("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", ROW(PARTLY_GRANTED));
	is_label("(二)部分公开(区分处理的,只计一情形,不计其他情形)", ROW(PARTLY_GRANTED));
	is_label("（二）部分公开", ROW(PARTLY_GRANTED));
	is_label("(二)部分公开 (区分处理的, 只计这一情形, 不计其他情形)", ROW(PARTLY_GRANTED));
	is_label("(三) 不予公开", ROW(DENIED));
	is_label("(三)\n\n不予公开", ROW(DENIED));
	is_label("（三）不\n予公开", ROW(DENIED));
	is_label("1.属于国家秘密", ROW(DENIED_STATE_SECRET));
	is_label("１．属于国家秘密", ROW(DENIED_STATE_SECRET));
	is_label("2.其他法律行政法规禁止公开", ROW(DENIED_LAW));
	is_label("2.其他法律法规禁止公开", ROW(DENIED_LAW));
	is_label("2.其他法律行政法规禁\n止公开", ROW(DENIED_LAW));
	is_label("2.其他法律、行政法规禁止公开", ROW(DENIED_LAW));
	is_label("3.危及“三安全一稳定”", ROW(DENIED_SAFETY));
	is_label("3.危及\"三安全一稳定\"", ROW(DENIED_SAFETY));
	is_label("3.危及三安全一稳定", ROW(DENIED_SAFETY));
	is_label("3.危及‘三安全一稳定’", ROW(DENIED_SAFETY));
	is_label("3.危及《三安全一稳定》", ROW(DENIED_SAFETY));
	is_label("3.危及「三安全一稳定」", ROW(DENIED_SAFETY));
	is_label("3. 危及 “ 三安全一稳定 ”", ROW(DENIED_SAFETY));
	is_label("4.保护第三方合法权益", ROW(DENIED_THIRD_PARTY));
	is_label("5.属于三类内部事务信\n息", ROW(DENIED_INTERNAL));
	is_label("6.属于四类过程性信息", ROW(DENIED_PROCESS));
	is_label("7.属于行政执法案卷", ROW(DENIED_ENFORCEMENT_FILE));
	is_label("7.属于行政执法案件", ROW(DENIED_ENFORCEMENT_FILE));
	is_label("8.属于行政查询事项", ROW(DENIED_INQUIRY));
	is_label("（四）无法提供", ROW(UNAVAILABLE));
	is_label("1.本机关不掌握相关政府信息", ROW(UNAVAILABLE_NOT_HELD));
	is_label("2.没有现成信息需要另\n行制作", ROW(UNAVAILABLE_NOT_COMPILED));
	is_label("3.补正后申请内容仍不\n明确", ROW(UNAVAILABLE_UNCLEAR));
	is_label("（五）不予处理", ROW(REJECTED));
	is_label("1.信访举报投诉类申请", ROW(REJECTED_PETITION));
	is_label("2.重复申请", ROW(REJECTED_DUPLICATE));
	is_label("3.要求提供公开出版物", ROW(REJECTED_PUBLICATION));
	is_label("4.无正当理由大量反复申请", ROW(REJECTED_EXCESSIVE));
	is_label("5.要求行政机关确认或重新出\n具已获取信息", ROW(REJECTED_REISSUE));
	is_label("(六) 其他处理", ROW(OTHER));
	is_label("(六) 其他", GR_LABEL_OTHER);
	is_label("1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请", ROW(OTHER_UNCORRECTED));
	is_label("1、申请人无正当理由逾期不补正, 行政机关不再处理其政府信息公开申请", ROW(OTHER_UNCORRECTED));
	is_label("1.申请人无正当理由逾期不补正，行政机关不再处理其政府信息公开申请", ROW(OTHER_UNCORRECTED));
	is_label("1.逾期不补正", ROW(OTHER_UNCORRECTED));
	is_label("2、申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请", ROW(OTHER_UNPAID));
	is_label("2.逾期不缴费", ROW(OTHER_UNPAID));
	is_label("3.其他", GR_LABEL_OTHER);
	is_label("(七) 总计", GR_LABEL_TOTAL);
	is_label("四、结转下年度继续办理", ROW(CARRIED_OUT));
	is_label("行政复议", ROW(RECONSIDERATION));
	is_label("行政诉讼", ROW(LITIGATION));
	is_label("未经复议直接起诉", ROW(LITIGATION_DIRECT));
	is_label("未经复议直接诉讼", ROW(LITIGATION_DIRECT));
	is_label("复议后起诉", ROW(LITIGATION_AFTER_RECONSIDERATION));
	is_label("复议后诉讼", ROW(LITIGATION_AFTER_RECONSIDERATION));
	is_label("结果\n维持", COLUMN(UPHELD));
	is_label("结果纠正", COLUMN(CORRECTED));
	is_label("其他结果", COLUMN(OTHER_RESULT));
	is_label("尚未审结", COLUMN(PENDING));
}

/* What the label is framed by. */
static void
test_frame(void)
{
	static const char *const blanks[] = {" ", "\t", "\n", "\r\n", "　", "\xC2\xA0", "\xE2\x80\x83", "\xE2\x80\x8B", "\xEF\xBB\xBF"};

	for (size_t i = 0; i < sizeof(blanks) / sizeof(blanks[0]); i++)
	{
		char		text[200];

		snprintf(text, sizeof(text), "%s（一）%s予%s以公%s开", blanks[i], blanks[i], blanks[i], blanks[i]);
		is_label(text, ROW(GRANTED));
	}
	is_label("“自然人”", COLUMN(NATURAL_PERSON));
	is_label("总计：", GR_LABEL_TOTAL);
	is_label("总计:", GR_LABEL_TOTAL);
	is_label("总(zǒng)计", GR_LABEL_TOTAL);
}

static void
is_no_label(const char *text)
{
	gr_label_match m;

	ok(!gr_label_read(gr_slice_cstring(text), 0, &m), "[%s] is no label", text);
}

static void
test_no_labels(void)
{
	static const char *const texts[] = {
		"", " ", "一、", "（一）", "1.", "规", "总", "共规章", "各类规章", "信息", "182376", "（三）", "政府信息公开工作年度报告", "(2023)总计", "上年", "不予",
	};

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		is_no_label(texts[i]);
}

/* The longest label that stands there, and what follows it is the caller's. */
static void
test_ends(void)
{
	gr_label_match m;

	ok(gr_label_read(GR_SLICE("规章000"), 0, &m) && m.label == ROW(RULES) && m.end == 6 && m.note_end == 6, "规章000: the digits are not read");
	ok(gr_label_read(GR_SLICE("其他结果"), 0, &m) && m.label == COLUMN(OTHER_RESULT), "其他结果, not 其他");
	ok(gr_label_read(GR_SLICE("其他结"), 0, &m) && m.label == GR_LABEL_OTHER && m.end == 6, "其他结: 其他, and 结 is left");
	ok(gr_label_read(GR_SLICE("其他法律行政法规禁止公"), 0, &m) && m.label == GR_LABEL_OTHER && m.end == 6, "a long label cut short falls back to 其他");
	ok(gr_label_read(GR_SLICE("本年增/减5"), 0, &m) && m.label == COLUMN(CHANGE) && m.end == strlen("本年增/减"), "本年增/减5: without the 5");
	ok(gr_label_read(GR_SLICE("结果维持结果纠正"), 0, &m) && m.label == COLUMN(UPHELD) && m.end == 12, "two labels: the first");
	ok(gr_label_read(GR_SLICE("结果维持结果纠正"), 12, &m) && m.label == COLUMN(CORRECTED) && m.begin == 12, "and the second, from its place");
	ok(gr_label_read(GR_SLICE("  （一） 予以公开 3"), 0, &m) && m.begin == 2 && m.enumerator.level == 2 && m.enumerator.number == 1,
	   "begin is that of the enumerator");
	ok(gr_label_read(GR_SLICE("部分公开（区分（处理）的）12"), 0, &m) && m.note_end == strlen("部分公开（区分（处理）的）"), "notes nest");
	ok(gr_label_read(GR_SLICE("部分公开（区分处理的"), 0, &m) && m.end == 12 && m.note_end == strlen("部分公开（区分处理的"), "an open note ends with the text");
	ok(gr_label_read(GR_SLICE("第二十条第（五）项其他"), 0, &m) && m.label == GR_LABEL_CAPTION && m.end == strlen("第二十条第（五）项"), "a caption, then more");
	ok(gr_label_read(GR_SLICE("3.其他 0"), 0, &m) && m.enumerator.level == 3 && m.enumerator.number == 3 && m.label == GR_LABEL_OTHER, "3.其他 keeps its number");
	ok(gr_label_read(GR_SLICE("（六）其他 0"), 0, &m) && m.enumerator.level == 2 && m.enumerator.number == 6 && m.label == GR_LABEL_OTHER, "（六）其他 as well");
}

/* Every label printed with blanks between all its characters, full width where there is one. */
static void
test_widths(void)
{
	int			wrong = 0;

	for (size_t i = 0; i < gr_spelling_count; i++)
		for (int blank = 0; blank < 2; blank++)
		{
			char		text[1024];
			size_t		len = 0;
			gr_label_match m;

			for (const char *p = gr_spellings[i].text; *p != '\0';)
			{
				size_t		n = gr_utf8_length((unsigned char) *p);

				if (n == 1)
					len += gr_utf8_write(text + len, (uint32_t) ((unsigned char) *p - 0x20) + 0xFF00);
				else
				{
					memcpy(text + len, p, n);
					len += n;
				}
				p += n;
				if (blank && *p != '\0')
					text[len++] = ' ';
			}
			if (!gr_label_read(gr_slice_make(text, len), 0, &m) || m.label != (gr_label) gr_spellings[i].label || m.end != len)
			{
				wrong++;
				diag("%.*s", (int) len, text);
			}
		}
	is_int(wrong, 0, "every spelling in full width, and with blanks between its characters");
}

/* Random pieces of labels, in memory that ends where the text ends. */
static void
test_random(void)
{
	int			outside = 0;
	int			found = 0;

	for (int i = 0; i < 100000; i++)
	{
		char		text[1024];
		size_t		len = 0;
		char	   *exact;
		gr_label_match m;
		size_t		from;

		for (unsigned k = random_below(5); k > 0; k--)
		{
			const gr_spelling *s = &gr_spellings[random_below((unsigned) gr_spelling_count)];
			size_t		n = random_below(3) == 0 ? random_below(s->len) : s->len;

			memcpy(text + len, s->text, n);
			len += n;
			if (random_below(4) == 0)
				text[len++] = (char) random64();
			if (random_below(4) == 0)
				text[len++] = "( )1."[random_below(5)];
		}
		exact = malloc(len == 0 ? 1 : len);
		memcpy(exact, text, len);
		from = len == 0 || random_below(3) != 0 ? 0 : random_below((unsigned) len + 1);
		if (gr_label_read(gr_slice_make(exact, len), from, &m))
		{
			found++;
			outside += m.label <= GR_LABEL_NONE || m.label >= GR_LABELS || m.begin < from || m.begin >= m.end || m.end > m.note_end || m.note_end > len;
		}
		free(exact);
	}
	is_int(outside, 0, "100000 random texts: begin, end and note_end in order and in the text");
	ok(found > 10000, "(%d of them have a label)", found);
}

/* So many bytes of a spelling that no character is cut. */
static size_t
whole_characters(const gr_spelling *s, size_t n)
{
	while (n > 0 && n < s->len && ((unsigned char) s->text[n] & 0xC0) == 0x80)
		n--;
	return n;
}

/* Behind a blank after its first character a label is not compared byte by byte: what is found is the same. */
static void
test_by_characters(void)
{
	int			different = 0;
	int			found = 0;

	for (int i = 0; i < 200000; i++)
	{
		char		text[1024];
		char		blank[1024];
		size_t		len = 0;
		gr_label_match whole;
		gr_label_match parted;
		bool		is_whole;
		bool		is_parted;

		for (unsigned k = 1 + random_below(3); k > 0; k--)
		{
			const gr_spelling *s = &gr_spellings[random_below((unsigned) gr_spelling_count)];
			size_t		n = random_below(3) == 0 ? s->len : whole_characters(s, 3 * (1 + random_below(4)));

			n = n < s->len ? n : s->len;
			memcpy(text + len, s->text, n);
			len += n;
			if (random_below(4) == 0)
				len += (size_t) snprintf(text + len, sizeof(text) - len, "%s", random_below(2) == 0 ? "國" : "某");
		}
		snprintf(blank, sizeof(blank), "%.3s %.*s", text, (int) len - 3, text + 3);
		is_whole = gr_label_read(gr_slice_make(text, len), 0, &whole);
		is_parted = gr_label_read(gr_slice_make(blank, len + 1), 0, &parted);
		found += is_whole;
		different += is_whole != is_parted || (is_whole && (whole.label != parted.label || whole.end + 1 != parted.end || whole.note_end + 1 != parted.note_end));
	}
	is_int(different, 0, "200000 texts of pieces of labels: the same byte by byte and by characters");
	ok(found > 20000, "(%d of them have a label)", found);
}

int
main(void)
{
	test_variants();
	test_frame();
	test_no_labels();
	test_ends();
	test_widths();
	test_random();
	test_by_characters();
	return done_testing();
}
