#!/usr/bin/python3
"""Print generated reports to PDF and read them back: NAME.{plain,layout,raw,pdfminer}.txt and NAME.gold.json."""

import argparse
import collections
import json
import os
import random
import re
import subprocess
import sys
import tempfile

import as_docx
import as_html
import document
import figures

PRINTERS = ("chromium", "docx", "writer", "weasyprint")
READERS = {
    "plain": ("pdftotext", "{}", "-"),
    "layout": ("pdftotext", "-layout", "{}", "-"),
    "raw": ("pdftotext", "-raw", "{}", "-"),
    "pdfminer": ("pdf2txt", "{}"),
}
TABLES = ("disclosure", "applications", "proceedings")


def longest(content):
    return max(len(text) for row in content[1] for kind, text, _, _ in row if kind == "value")


def choose_widths(rng, layout, blocks, width):
    """Shares of the columns in percent; False if the numbers do not fit (they must not break over lines)."""
    em, pad = layout["size"], 2 * layout["padding"] + 1.5
    widths = {}
    for name, content in blocks:
        if name == "applications":
            value = longest(content) * 0.62 * em + pad
            group = {"wide": rng.uniform(3, 9) * em}.get(layout["group"], rng.uniform(1.05, 1.6) * em) + pad
            sub = rng.uniform(2.1, 7.5) * em + pad
            leaf = rng.uniform(4, 18) * em + pad
            left = width - 7 * value - group
            if left < 6.2 * em + 2 * pad:
                return False
            shrink = min(1, left / (sub + leaf))
            sub, leaf = sub * shrink, leaf * shrink
            if rng.random() < 0.5:  # the labels take what is left
                leaf += (left - sub - leaf) * rng.random()
            value = (width - group - sub - leaf) / 7
            parts = [group, sub, leaf] + [value] * 7
        elif name == "proceedings":
            parts = [rng.uniform(1, layout["uneven"]) for _ in range(15)]
            if longest(content) * 0.62 * em + pad > width * min(parts) / sum(parts):
                return False
        elif name == "disclosure":
            first = rng.uniform(0.16, 0.45)
            parts = [first] + [(1 - first) / 3] * 3
            if longest(content) * 0.62 * em + pad > width * parts[1]:
                return False
        else:
            continue
        widths[name] = [100 * part / sum(parts) for part in parts]
    return widths


def choose_layout(rng, printer, blocks):
    while True:
        layout = {
            "page": rng.choices(("A4", "A3", "Letter"), (10, 1, 2))[0],
            "landscape": rng.random() < 0.25,
            "margin_mm": rng.randint(8, 30),
            "size": rng.choice((6.5, 7.5, 8, 9, 9, 10, 10.5, 10.5, 12, 12, 14, 16)),
            "text_size": rng.choice((10.5, 12, 14, 16)),
            "line_height": rng.choice((1.15, 1.3, 1.5, 1.8, 2.2)),
            "font": rng.choice(("Noto Sans CJK SC", "Noto Serif CJK SC", "Noto Serif CJK SC")),
            "digits": rng.choice(("", "", "Liberation Serif", "Liberation Sans", "DejaVu Sans")),
            "padding": rng.choice((0.5, 1.5, 3, 5)),
            "border": rng.choice(("1px", "1px", "0.5pt", "0")),
            "valign": rng.choice(("middle", "middle", "middle", "top", "bottom")),
            "value_align": rng.choice(("center", "center", "center", "right", "left")),
            "label_align": rng.choice(("left", "left", "center", "justify")),
            "distribute": rng.random() < 0.2,
            "group": rng.choice(("narrow", "breaks", "vertical", "wide")),
            "subgroup": rng.choice(("", "", "breaks")),
            "head_breaks": rng.random() < 0.3,
            "table_layout": rng.choice(("fixed", "fixed", "auto")),
            "uneven": rng.choice((1, 1, 1.3)),
            "repeat_head": rng.random() < 0.65,
            "whole_rows": rng.random() < 0.5,
            "keep_heading": rng.random() < 0.7,
            "justify": rng.random() < 0.5,
            "paragraphs": rng.random() < 0.3,
            "footer": rng.choice(("none", "plain", "dash", "hyphen", "of", "slash", "running")),
            "clock": "2022/1/%d %d:%02d" % (rng.randint(4, 30), rng.randint(8, 18), rng.randint(0, 59)),
        }
        layout["margin"] = "%dmm" % layout["margin_mm"]
        if layout["group"] == "vertical" and printer in ("writer", "weasyprint"):
            layout["group"] = "breaks"  # they cannot turn text
        paper = as_html.PAGES[layout["page"]][1 if layout["landscape"] else 0]
        layout["widths"] = choose_widths(rng, layout, blocks, (paper - 2 * layout["margin_mm"]) / 25.4 * 72)
        if layout["widths"]:
            return layout


def run(arguments, **options):
    return subprocess.run(["nice", *arguments], check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, **options).stdout


def to_pdf(printer, stem, blocks, layout, room):
    """Print the blocks as STEM.pdf; room is a directory for what the printers keep."""
    if printer == "docx":
        source = stem + ".docx"
        as_docx.save(source, blocks, layout)
    else:
        source = stem + ".html"
        with open(source, "w", encoding="utf-8") as file:
            file.write(as_html.page(blocks, layout))
    if printer == "chromium":
        run(["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
             "--user-data-dir=" + os.path.join(room, "chromium"), "--print-to-pdf=" + stem + ".pdf", "file://" + source])
    elif printer == "weasyprint":
        run(["weasyprint", source, stem + ".pdf"])
    else:
        filters = ["--infilter=HTML (StarWriter)"] if printer == "writer" else []
        run(["soffice", "--headless", "-env:UserInstallation=file://" + os.path.join(room, "office"), *filters,
             "--convert-to", "pdf:writer_pdf_Export", "--outdir", os.path.dirname(stem), source])


def truth(form, numbers, style, printer, layout, name):
    cells = {"disclosure": {}, "applications": numbers["applications"], "proceedings": numbers["proceedings"]}
    units = {"fees": None, "procurement": None}
    for key, row in numbers["disclosure"].items():
        cells["disclosure"][key] = {}
        for column, value in row.items():
            if column == "amount" and value is not None:
                unit = "万元" if form == "2021" or "万元" in style["amount_head"] else None
                if form == "2019" and value != "0":
                    unit = style["amount_unit"] or unit
                units[key] = unit
                value = float(value) if "." in value else int(value)
            cells["disclosure"][key][column] = value
    made = {key: layout[key] for key in ("page", "landscape", "size", "valign", "value_align", "label_align", "group", "subgroup",
                                         "head_breaks", "table_layout", "repeat_head", "whole_rows", "footer", "digits", "border")}
    return {"name": name, "forms": dict.fromkeys(TABLES, form), "cells": cells,
            "amount_unit": units["procurement" if form == "2019" else "fees"], "printer": printer, "layout": made,
            "style": {key: style[key] for key in ("thousands", "signs", "half_width")}}


def lost(text, gold):
    """How many values are no number of their own in the text (glued together, or apart)."""
    found = collections.Counter(re.findall(r"\d+(?:\.\d+)?", text.replace(",", "")))
    wanted = collections.Counter()
    for table in ("applications", "proceedings"):
        for row in gold["cells"][table].values():
            wanted.update(str(value) for value in row)
    return sum((wanted - found).values())


def dump(gold):
    """JSON, one row a line."""
    text = json.dumps(gold, ensure_ascii=False, indent=1)
    text = re.sub(r"\[[^][{}]*\]", lambda m: re.sub(r"\s+", " ", m.group()).replace("[ ", "[").replace(" ]", "]"), text)
    return re.sub(r"\{[^][{}]*\}", lambda m: re.sub(r"\s+", " ", m.group()).replace("{ ", "{").replace(" }", "}"), text) + "\n"


def make(form, number, seed, out, work, keep):
    rng = random.Random("%s-%d-%d" % (form, number, seed))
    printer = PRINTERS[(number - 1) % len(PRINTERS)]
    name = "%s-%03d-%s" % (form, number, printer)
    size = figures.scale(rng)
    numbers = {"disclosure": figures.disclosure(rng, form, size), "applications": figures.applications(rng, form, size),
               "proceedings": figures.proceedings(rng, size)}
    style = {"thousands": rng.random() < 0.06, "signs": rng.choice(("bare", "bare", "bare", "plus", "word")),
             "amount_unit": rng.choice(("", "", "万元")), "half_width": rng.random() < 0.3,
             "amount_head": rng.choice(("采购总金额", "采购总金额", "采购总金额（单位：万元）"))}
    blocks = document.report(rng, form, numbers, size, style)
    layout = choose_layout(rng, printer, blocks)
    stem = os.path.join(work, name)
    to_pdf(printer, stem, blocks, layout, work)
    gold = truth(form, numbers, style, printer, layout, name)
    with open(os.path.join(out, name + ".gold.json"), "w", encoding="utf-8") as file:
        file.write(dump(gold))
    report = []
    for mode, command in READERS.items():
        text = run([part.format(stem + ".pdf") for part in command])
        with open(os.path.join(out, "%s.%s.txt" % (name, mode)), "wb") as file:
            file.write(text)
        report.append("%s %d" % (mode, lost(text.decode("utf-8"), gold)))
    print(name, "values that are not numbers of their own:", ", ".join(report), flush=True)
    for suffix in (".html", ".docx", ".pdf"):
        if os.path.exists(stem + suffix):
            if keep:
                os.replace(stem + suffix, os.path.join(keep, name + suffix))
            else:
                os.remove(stem + suffix)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", help="directory for the texts and their truth")
    parser.add_argument("--first", type=int, default=1, help="number of the first report of each form")
    parser.add_argument("--count", type=int, default=20, help="reports of each form")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", help="directory for the PDF files and their sources")
    options = parser.parse_args()
    for directory in (options.out, options.keep):
        if directory:
            os.makedirs(directory, exist_ok=True)
    with tempfile.TemporaryDirectory() as work:
        for number in range(options.first, options.first + options.count):
            for form in ("2019", "2021"):
                make(form, number, options.seed, options.out, work, options.keep)


if __name__ == "__main__":
    sys.exit(main())
