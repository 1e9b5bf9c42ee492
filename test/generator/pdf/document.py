"""A report as a list of blocks: titles, headings, paragraphs and the three official tables.

A table is (columns, header rows, rows); a row is a list of cells (kind, text, colspan, rowspan), where kind is
`head`, `caption`, `group` (三、本年度办理结果), `label` or `value`.
"""

PLACES = [a + b for a in "岚澄霁砚棠芷筠黛槿皎溆柘" for b in "栖塬渡陂浦埂崟漪垞"]
SMALL = ("财政局", "教育局", "市场监督管理局", "水务局", "住房和城乡建设局", "审计局", "文化和旅游局", "应急管理局")

APPLICANTS = ("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")
RESULTS = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
NOTE = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
DENIED = (
    ("denied.state_secret", "1.属于国家秘密"), ("denied.law", "2.其他法律行政法规禁止公开"),
    ("denied.safety", "3.危及“三安全一稳定”"), ("denied.third_party", "4.保护第三方合法权益"),
    ("denied.internal", "5.属于三类内部事务信息"), ("denied.process", "6.属于四类过程性信息"),
    ("denied.enforcement_file", "7.属于行政执法案卷"), ("denied.inquiry", "8.属于行政查询事项"))
UNAVAILABLE = (
    ("unavailable.not_held", "1.本机关不掌握相关政府信息"), ("unavailable.not_compiled", "2.没有现成信息需要另行制作"),
    ("unavailable.unclear", "3.补正后申请内容仍不明确"))
REJECTED = (
    ("rejected.petition", "1.信访举报投诉类申请"), ("rejected.duplicate", "2.重复申请"),
    ("rejected.publication", "3.要求提供公开出版物"), ("rejected.excessive", "4.无正当理由大量反复申请"),
    ("rejected.reissue", "5.要求行政机关确认或重新出具已获取信息"))
OTHER = (
    ("other.uncorrected", "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"),
    ("other.unpaid", "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"),
    ("other.other", "3.其他"))


def signed(value, style):
    if value > 0 and style != "bare":
        return {"plus": "+%d", "word": "增%d"}[style] % value
    if value < 0 and style == "word":
        return "减%d" % -value
    return str(value)


def cell(kind, text, colspan=1, rowspan=1):
    return (kind, text, colspan, rowspan)


def disclosure_table(form, rows, style):
    def number(key, column):
        value = rows[key][column]
        if value is None:
            return ""
        if column == "change":
            return signed(value, style["signs"])
        if column == "amount":
            return value + style["amount_unit"] if form == "2019" and value != "0" else value
        return grouped(value, style)

    body = []

    def block(caption, heads, labels):
        spans = [1] * len(heads)
        spans[-1] = 4 - len(heads)
        body.append([cell("caption", "第二十条第（%s）项" % caption, 4)])
        body.append([cell("head", "信息内容")] + [cell("head", text, span) for (_, text), span in zip(heads, spans)])
        for key, label in labels:
            body.append([cell("label", label)] +
                        [cell("value", number(key, column), span) for (column, _), span in zip(heads, spans)])

    if form == "2019":
        block("一", (("made", "本年新制作数量"), ("disclosed", "本年新公开数量"), ("public_total", "对外公开总数量")),
              (("rules", "规章"), ("normative_documents", "规范性文件")))
        items = (("prior_items", "上一年项目数量"), ("change", "本年增/减"), ("decisions", "处理决定数量"))
        block("五", items, (("licensing", "行政许可"), ("other_services", "其他对外管理服务事项")))
        block("六", items, (("penalty", "行政处罚"), ("compulsion", "行政强制")))
        block("八", items[:2], (("fees", "行政事业性收费"),))
        block("九", (("purchases", "采购项目数量"), ("amount", style["amount_head"])), (("procurement", "政府集中采购"),))
    else:
        block("一", (("issued", "本年制发件数"), ("repealed", "本年废止件数"), ("in_force", "现行有效件数")),
              (("rules", "规章"), ("normative_documents", "行政规范性文件")))
        decisions = (("decisions", "本年处理决定数量"),)
        block("五", decisions, (("licensing", "行政许可"),))
        block("六", decisions, (("penalty", "行政处罚"), ("compulsion", "行政强制")))
        block("八", (("amount", "本年收费金额（单位：万元）"),), (("fees", "行政事业性收费"),))
    return ([], body)


def grouped(value, style):
    return format(value, ",d") if style["thousands"] else str(value)


def applications_table(form, rows, style):
    def values(key):
        return [cell("value", grouped(v, style)) for v in rows[key]]

    head = [
        [cell("head", NOTE, 3, 3), cell("head", "申请人情况", 7)],
        [cell("head", "自然人", 1, 2), cell("head", "法人或其他组织", 5), cell("head", "总计", 1, 2)],
        [cell("head", text) for text in APPLICANTS],
    ]
    body = [[cell("label", "一、本年新收政府信息公开申请数量", 3)] + values("received"),
            [cell("label", "二、上年结转政府信息公开申请数量", 3)] + values("carried_in")]
    result = [[cell("label", "（一）予以公开", 2)] + values("granted"),
              [cell("label", "（二）部分公开（区分处理的，只计这一情形，不计其他情形）", 2)] + values("partly_granted")]

    def group(label, members):
        for i, (key, text) in enumerate(members):
            first = [cell("subgroup", label, 1, len(members))] if i == 0 else []
            result.append(first + [cell("label", text)] + values(key))

    group("（三）不予公开", DENIED)
    group("（四）无法提供", UNAVAILABLE)
    group("（五）不予处理", REJECTED)
    if form == "2019":
        result.append([cell("label", "（六）其他处理", 2)] + values("other"))
    else:
        group("（六）其他处理", OTHER)
    result.append([cell("label", "（七）总计", 2)] + values("concluded"))
    result[0].insert(0, cell("group", "三、本年度办理结果", 1, len(result)))
    body += result
    body.append([cell("label", "四、结转下年度继续办理", 3)] + values("carried_out"))
    return (head, body)


def proceedings_table(rows, style):
    head = [
        [cell("head", "行政复议", 5), cell("head", "行政诉讼", 10)],
        [cell("head", text, 1, 2) for text in RESULTS] + [cell("head", "未经复议直接起诉", 5), cell("head", "复议后起诉", 5)],
        [cell("head", text) for text in RESULTS * 2],
    ]
    return (head, [[cell("value", grouped(v, style)) for row in rows.values() for v in row]])


def prose(rng, place, year, size, received):
    """Chapters one, five and six in plain words."""
    def some(low, high):
        return rng.randint(low, high * (1 + size))

    openings = (
        "%d年，%s把公开透明作为改进作风的一件实事来抓，围绕群众关心的事项及时发布信息，全年工作平稳有序。",
        "%d年，%s坚持以公开为常态、不公开为例外，制度、平台和队伍都有所加强。",
        "过去的%d年，%s按照上级统一部署，细化分工、压实责任，公开工作取得了新的进步。")
    sections = [
        ("主动公开", ["通过门户网站发布各类信息%d条，其中机构职能类%d条、动态类%d条。" % (some(80, 900), some(5, 40), some(60, 700)),
                      "全年解读政策文件%d件，图解和视频解读占%d%%。" % (some(1, 20), rng.randint(20, 95)),
                      "规划计划、预算决算、重大项目等领域的信息均在规定时间内上网。"]),
        ("依申请公开", ["全年收到政府信息公开申请%d件，均在法定期限内办结或者按规定延期。" % received,
                        "办理中注意与申请人沟通，先后电话沟通%d人次。" % some(1, 40),
                        "申请内容主要涉及征地补偿、住房保障和历史档案等方面。"]),
        ("政府信息管理", ["修订信息发布审核办法%d项，实行先审后发、分级负责。" % rng.randint(1, 4),
                          "对历年文件集中清理，更正栏目错放%d处。" % some(1, 60)]),
        ("平台建设", ["政务新媒体账号%d个，全年推送消息%d条，阅读量约%d万次。" % (rng.randint(1, 9), some(50, 600), some(1, 90)),
                      "公开专区配备自助查询设备%d台，接待群众%d人次。" % (rng.randint(1, 12), some(20, 300))]),
        ("监督保障", ["组织业务培训%d次，%d人参加；未发生因公开工作被追究责任的情形。" % (rng.randint(1, 6), some(20, 200)),
                      "社会评议满意率为%.1f%%。" % rng.uniform(88, 100)])]
    first = [rng.choice(openings) % (year, place)]
    numbered = rng.random() < 0.7
    for i, (name, sentences) in enumerate(sections):
        text = "".join(rng.sample(sentences, rng.randint(1, len(sentences))))
        first.append("（%s）%s。%s" % ("一二三四五"[i], name, text) if numbered else text)
    problems = ["主要问题：一是个别栏目更新不够快；二是解读形式还不够丰富；三是基层人员变动较多。"
                "改进措施：一是每季度通报一次更新情况；二是多用图表和问答；三是全年安排培训不少于%d次。" % rng.randint(2, 6),
                "对照要求，主动公开的深度还不够，与群众互动还不多。下一步将细化目录，把%d类事项列入重点，逐项落实到科室。" % rng.randint(3, 26),
                "存在的不足主要是平台功能有待完善、申请答复的规范性有待提高。%d年将统一答复文书，并请法律顾问参与审核。" % (year + 1)]
    others = ["无其他需要报告的事项。", "本年度未收取信息处理费。", "全年收取信息处理费%d元。" % (10 * rng.randint(1, 90)),
              "承办人大代表建议%d件、政协提案%d件，办理结果全部公开。" % (some(1, 30), some(1, 40))]
    return first, rng.sample(problems, rng.randint(1, 2)), rng.sample(others, rng.randint(1, 2))


def report(rng, form, figures, size, style):
    place = rng.choice(PLACES) + ("镇", "镇", "县", "市", "省")[size]
    kind = rng.choice(("人民政府", "人民政府办公室") + (("",) if size < 2 else ("", rng.choice(SMALL), rng.choice(SMALL))))
    issuer = place + kind
    year = rng.randint(2019, 2020) if form == "2019" else rng.randint(2021, 2025)
    received = figures["applications"]["received"][6]
    first, fifth, sixth = prose(rng, issuer, year, size, received)
    number = "国办公开办函〔2019〕60号" if form == "2019" else "国办公开办函〔2021〕30号"
    blocks = [("title", "%s%d年政府信息公开工作年度报告" % (issuer, year))]
    if rng.random() < 0.7:
        blocks.append(("paragraph", "根据《中华人民共和国政府信息公开条例》和年度报告格式（%s）的要求，编制本报告。"
                       "所列数据的统计期限为%d年1月1日至%d年12月31日。" % (number, year, year)))
    blocks.append(("heading", "一、总体情况"))
    blocks += [("paragraph", text) for text in first]
    blocks.append(("heading", "二、主动公开政府信息情况"))
    blocks.append(("disclosure", disclosure_table(form, figures["disclosure"], style)))
    blocks.append(("heading", "三、收到和处理政府信息公开申请情况"))
    if rng.random() < 0.15:
        blocks.append(("paragraph", "该部分以表格形式报告，单位为件。"))
    blocks.append(("applications", applications_table(form, figures["applications"], style)))
    blocks.append(("heading", "四、政府信息公开行政复议、行政诉讼情况"))
    blocks.append(("proceedings", proceedings_table(figures["proceedings"], style)))
    blocks.append(("heading", "五、存在的主要问题及改进情况"))
    blocks += [("paragraph", text) for text in fifth]
    blocks.append(("heading", "六、其他需要报告的事项"))
    blocks += [("paragraph", text) for text in sixth]
    if rng.random() < 0.4:
        blocks.append(("signature", issuer))
        blocks.append(("signature", "%d年1月%d日" % (year + 1, rng.randint(4, 30))))
    if style["half_width"]:
        blocks = [halve(block) for block in blocks]
    return blocks


def halve(block):
    """Half-width brackets in the labels of the tables, as many reports print them."""
    kind, content = block
    if isinstance(content, str):
        return block
    return (kind, tuple([[(k, t.replace("（", "(").replace("）", ")"), c, r) for k, t, c, r in row] for row in rows]
                        for rows in content))
