"""The blocks of a report as a Word document, the way offices write them."""

import zipfile
from xml.sax.saxutils import escape

from as_html import PAGES

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
TYPES = """<?xml version="1.0" encoding="UTF-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>
<Override PartName="/word/footer1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/>
</Types>"""
RELATIONS = """<?xml version="1.0" encoding="UTF-8"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s" Target="%s"/>
</Relationships>"""


def run(text, layout, size, bold=False):
    properties = '<w:rPr><w:rFonts w:ascii="%s" w:hAnsi="%s" w:eastAsia="%s"/>%s<w:sz w:val="%d"/></w:rPr>' % (
        layout["digits"] or layout["font"], layout["digits"] or layout["font"], layout["font"],
        "<w:b/>" if bold else "", round(size * 2))
    pieces = text.split("\n")
    inner = "<w:br/>".join('<w:t xml:space="preserve">%s</w:t>' % escape(piece) for piece in pieces)
    return "<w:r>%s%s</w:r>" % (properties, inner)


def paragraph(text, layout, size, align="left", indent=0, bold=False, keep=False):
    # lines as high as the layout asks; multiples of 240
    spacing = '<w:spacing w:before="0" w:after="0" w:line="%d" w:lineRule="auto"/>' % round(170 * layout["line_height"])
    return '<w:p><w:pPr>%s%s%s<w:jc w:val="%s"/></w:pPr>%s</w:p>' % (
        "<w:keepNext/>" if keep else "", spacing, '<w:ind w:firstLine="%d"/>' % round(indent * size * 20) if indent else "",
        align, run(text, layout, size, bold) if text else "")


def table(name, content, layout, width):
    head, body = content
    shares = layout["widths"][name]
    grid = [round(width * share / 100) for share in shares]
    border = 4 if layout["border"] != "0" else 0
    edges = "".join('<w:%s w:val="%s" w:sz="%d"/>' % (edge, "single" if border else "nil", border)
                    for edge in ("top", "left", "bottom", "right", "insideH", "insideV"))
    pad = round(layout["padding"] * 20)
    out = ['<w:tbl><w:tblPr><w:tblW w:w="%d" w:type="dxa"/><w:tblBorders>%s</w:tblBorders><w:tblLayout w:type="fixed"/>'
           '<w:tblCellMar><w:left w:w="%d" w:type="dxa"/><w:right w:w="%d" w:type="dxa"/></w:tblCellMar></w:tblPr>'
           % (sum(grid), edges, pad, pad),
           "<w:tblGrid>%s</w:tblGrid>" % "".join('<w:gridCol w:w="%d"/>' % w for w in grid)]
    held = {}  # column → (rows still covered, colspan)
    for i, line in enumerate(head + body):
        out.append("<w:tr><w:trPr>%s%s</w:trPr>" % ("<w:cantSplit/>" if layout["whole_rows"] else "",
                                                     "<w:tblHeader/>" if i < len(head) and layout["repeat_head"] else ""))
        column, cells = 0, list(line)
        while column < len(grid):
            if held.get(column, (0, 0))[0]:
                left, colspan = held[column]
                held[column] = (left - 1, colspan)
                out.append('<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/><w:gridSpan w:val="%d"/><w:vMerge/></w:tcPr><w:p/></w:tc>'
                           % (sum(grid[column:column + colspan]), colspan))
                column += colspan
                continue
            kind, text, colspan, rowspan = cells.pop(0)
            if rowspan > 1:
                held[column] = (rowspan - 1, colspan)
            direction = ""
            if kind == "group":
                if layout["group"] == "breaks":
                    text = "\n".join(text)
                elif layout["group"] == "vertical":
                    direction = '<w:textDirection w:val="tbRlV"/>'
            elif kind == "subgroup" and layout["subgroup"] == "breaks":
                text = text[:3] + "\n" + text[3:5] + "\n" + text[5:]
            elif kind == "head" and layout["head_breaks"] and len(text) in (4, 6):
                text = text[:len(text) // 2] + "\n" + text[len(text) // 2:]
            align = {"value": layout["value_align"], "label": layout["label_align"]}.get(kind, "center")
            if align == "justify":
                align = "distribute" if layout["distribute"] else "both"
            out.append('<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/><w:gridSpan w:val="%d"/>%s%s<w:vAlign w:val="%s"/></w:tcPr>%s</w:tc>'
                       % (sum(grid[column:column + colspan]), colspan, '<w:vMerge w:val="restart"/>' if rowspan > 1 else "",
                          direction, {"middle": "center"}.get(layout["valign"], layout["valign"]),
                          paragraph(text, layout, layout["size"], align)))
            column += colspan
        out.append("</w:tr>")
    out.append("</w:tbl>")
    return "".join(out)


def save(path, blocks, layout):
    wide, high = PAGES[layout["page"]]
    if layout["landscape"]:
        wide, high = high, wide
    margin = 56.7 * layout["margin_mm"]
    width = wide * 56.7 - 2 * margin
    size = layout["text_size"]
    body = []
    for kind, content in blocks:
        if kind == "title":
            body.append(paragraph(content, layout, size * 1.5, "center", bold=True))
        elif kind == "heading":
            body.append(paragraph(content, layout, size * 1.15, bold=True, keep=layout["keep_heading"]))
        elif kind == "paragraph":
            body.append(paragraph(content, layout, size, "both" if layout["justify"] else "left", 2))
        elif kind == "signature":
            body.append(paragraph(content, layout, size, "right"))
        else:
            body.append(table(kind, content, layout, width))
    field = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>%s</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    word = '<w:r><w:t xml:space="preserve">%s</w:t></w:r>'
    number, total = field % "PAGE", field % "NUMPAGES"
    footer = {"none": "", "plain": number, "running": number, "dash": word % "— " + number + word % " —",
              "hyphen": word % "- " + number + word % " -", "slash": number + word % "/" + total,
              "of": word % "第 " + number + word % " 页 共 " + total + word % " 页"}[layout["footer"]]
    section = ('<w:sectPr><w:footerReference w:type="default" r:id="rId1"/><w:pgSz w:w="%d" w:h="%d"%s/>'
               '<w:pgMar w:top="%d" w:right="%d" w:bottom="%d" w:left="%d" w:header="500" w:footer="500" w:gutter="0"/></w:sectPr>'
               % (wide * 56.7, high * 56.7, ' w:orient="landscape"' if layout["landscape"] else "", margin, margin, margin, margin))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("_rels/.rels", RELATIONS % ("officeDocument", "word/document.xml"))
        archive.writestr("word/_rels/document.xml.rels", RELATIONS % ("footer", "footer1.xml"))
        archive.writestr("word/footer1.xml", '<w:ftr %s><w:p><w:pPr><w:jc w:val="center"/></w:pPr>%s</w:p></w:ftr>' % (W, footer))
        archive.writestr("word/document.xml", '<w:document %s %s><w:body>%s%s</w:body></w:document>' % (W, R, "".join(body), section))
