"""Makes examples/示例自评报告.docx from the text of the same name: headings, paragraphs and the merged table.

The committed docx is what this prints; run it again after a change of the text: python tools/make_example.py [OUT]
"""

from __future__ import annotations

import argparse
import re
import sys
from datetime import datetime
from pathlib import Path

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import Table

TEXT = Path(__file__).parents[1] / "examples" / "示例自评报告.txt"
_HEADING = re.compile(r"(?P<one>[一二三四五]、.{2,20})|(?P<two>（[一二三四五]）[^。]{2,20})")


def main() -> None:
    """Write the docx to the path given, beside the text otherwise."""
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else TEXT.with_suffix(".docx")
    document = docx.Document()
    _look(document)
    rows: list[list[str]] = []
    for line in TEXT.read_text("utf-8").splitlines():
        if "\t" in line:
            rows.append(line.split("\t"))
            continue
        if rows:
            _table(document.add_table(len(rows), len(rows[0]), style="Table Grid"), rows)
            rows = []
        if line:
            _paragraph(document, line)
    document.save(str(out))


def _look(document: docx.document.Document) -> None:
    """A4, the fonts of official documents, and fixed properties."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    for name, font, size in (("Normal", "仿宋", 14), ("Heading 1", "黑体", 14), ("Heading 2", "楷体", 14)):
        style = document.styles[name]
        style.font.size = Pt(size)
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    properties = document.core_properties
    properties.author, properties.title, properties.comments = "", "示例自评报告", ""
    properties.created = properties.modified = datetime(2024, 3, 1)


def _paragraph(document: docx.document.Document, line: str) -> None:
    found = _HEADING.fullmatch(line)
    if found:
        document.add_heading(line, level=1 if found["one"] else 2)
        return
    paragraph = document.add_paragraph(line)
    if line.endswith("自评报告") or line.endswith("自评表") or ("。" not in line and len(line) < 12):
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    else:
        paragraph.paragraph_format.first_line_indent = Pt(28)


def _table(table: Table, rows: list[list[str]]) -> None:
    """Fill the grid, then merge: an empty cell at the left belongs to the one above, a label's to the label."""
    indicators = range(*(next(i for i, row in enumerate(rows) if row[0] == name) for name in ("绩效指标", "总分")))
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            cell = table.cell(row, column)
            above = column == 0 or (row in indicators and column in (1, 2))
            label = row not in indicators and column and not re.match(r"\d|$", _label(texts, column))
            if text:
                cell.text = text
                for paragraph in cell.paragraphs:
                    paragraph.runs[0].font.size = Pt(9)
            elif above:
                table.cell(row - 1, column).merge(cell)
                _tidy(table.cell(row, column))
            elif label:
                table.cell(row, column - 1).merge(cell)
                _tidy(table.cell(row, column))


def _label(texts: list[str], column: int) -> str:
    """The nearest text to the left of a cell."""
    return next((text for text in reversed(texts[:column]) if text), "")


def _tidy(cell: docx.table._Cell) -> None:
    """Take off the empty paragraphs that merging leaves behind."""
    for paragraph in cell.paragraphs[1:]:
        if not paragraph.text:
            paragraph._p.getparent().remove(paragraph._p)


if __name__ == "__main__":
    argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0]).parse_args()
    main()
