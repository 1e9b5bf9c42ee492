"""The blocks of a report as a page for a browser, WeasyPrint or LibreOffice."""

from html import escape

PAGES = {"A4": (210, 297), "A3": (297, 420), "Letter": (216, 279)}


def label(text, kind, layout):
    text = escape(text, quote=False)
    if kind == "group" and layout["group"] == "breaks":
        return "<br>".join(text)
    if kind == "subgroup" and layout["subgroup"] == "breaks":
        return text[:3] + "<br>" + text[3:5] + "<br>" + text[5:]
    if kind == "head" and layout["head_breaks"] and len(text) in (4, 6):
        return text[:len(text) // 2] + "<br>" + text[len(text) // 2:]
    return text


def table(name, content, layout):
    head, body = content
    out = ['<table class="%s" width="100%%">' % name]
    widths = layout["widths"][name]
    out.append("<colgroup>" + "".join('<col style="width:%.2f%%" width="%.2f%%">' % (w, w) for w in widths) + "</colgroup>")

    def rows(lines):
        for line in lines:
            out.append("<tr>")
            for kind, text, colspan, rowspan in line:
                spans = (' colspan="%d"' % colspan if colspan > 1 else "") + (' rowspan="%d"' % rowspan if rowspan > 1 else "")
                align = {"value": layout["value_align"], "label": layout["label_align"]}.get(kind, "center")
                tag = "p" if layout["paragraphs"] else None
                inner = label(text, kind, layout)
                if tag:
                    inner = "<p>%s</p>" % inner
                out.append('<td class="%s"%s align="%s" valign="%s">%s</td>' % (kind, spans, align, layout["valign"], inner))
            out.append("</tr>")

    if head and layout["repeat_head"]:
        out.append("<thead>")
        rows(head)
        out.append("</thead><tbody>")
        rows(body)
        out.append("</tbody>")
    else:
        rows(head + body)
    out.append("</table>")
    return "\n".join(out)


def page(blocks, layout):
    wide, high = PAGES[layout["page"]]
    if layout["landscape"]:
        wide, high = high, wide
    footer = {
        "none": "",
        "plain": "@bottom-center{content:counter(page)}",
        "dash": "@bottom-center{content:'— ' counter(page) ' —'}",
        "hyphen": "@bottom-right{content:'- ' counter(page) ' -'}",
        "of": "@bottom-center{content:'第 ' counter(page) ' 页 共 ' counter(pages) ' 页'}",
        "slash": "@bottom-right{content:counter(page) '/' counter(pages)}"
                 "@top-left{content:'%s'}@top-center{content:'%s'}@bottom-left{content:'http://www.%s.example/gkbg/t1.html'}"
                 % (layout["clock"], blocks[0][1], "gov"),
        "running": "@top-center{content:'%s'}@bottom-center{content:counter(page)}" % blocks[0][1],
    }[layout["footer"]]
    fonts = '"%s","%s"' % (layout["digits"], layout["font"]) if layout["digits"] else '"%s"' % layout["font"]
    group = {"vertical": "writing-mode:vertical-rl;", "narrow": "", "breaks": "", "wide": ""}[layout["group"]]
    style = """
@page{size:%dmm %dmm;margin:%s;%s}
body{font-family:%s;font-size:%.1fpt;line-height:%.2f;margin:0}
h1{font-size:150%%;text-align:center} h2{font-size:115%%} p{text-indent:2em;margin:.3em 0;text-align:%s}
p.signature{text-align:right}
table{width:100%%;border-collapse:collapse;table-layout:%s;font-family:%s;font-size:%.1fpt;line-height:%.2f;margin:.5em 0}
td{border:%s solid #000;padding:%.1fpt;vertical-align:%s} td p{text-indent:0;margin:0;text-align:inherit}
td.value{text-align:%s} td.label{text-align:%s} td.head,td.caption,td.group,td.subgroup{text-align:center}
td.group{%s}
tr{%s} h2{break-after:%s}
""" % (wide, high, layout["margin"], footer, fonts, layout["text_size"], layout["line_height"],
       "justify" if layout["justify"] else "left", layout["table_layout"], fonts, layout["size"], layout["line_height"],
       layout["border"], layout["padding"], layout["valign"], layout["value_align"], layout["label_align"], group,
       "break-inside:avoid" if layout["whole_rows"] else "", "avoid" if layout["keep_heading"] else "auto")
    out = ['<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>%s</title><style>%s</style></head><body>'
           % (escape(blocks[0][1]), style)]
    for kind, content in blocks:
        if kind == "title":
            out.append("<h1>%s</h1>" % escape(content))
        elif kind == "heading":
            out.append("<h2>%s</h2>" % escape(content))
        elif kind == "paragraph":
            out.append("<p>%s</p>" % escape(content, quote=False))
        elif kind == "signature":
            out.append('<p class="signature">%s</p>' % escape(content))
        else:
            out.append(table(kind, content, layout))
    out.append("</body></html>")
    return "\n".join(out)
