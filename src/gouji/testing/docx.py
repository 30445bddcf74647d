"""A synthetic report as a real Word file: paragraphs, headings, and tables with merged cells."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from lxml import etree

from gouji.testing.record import Cell, Paragraph, Synthetic, Table

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_EPOCH = (1980, 1, 1, 0, 0, 0)


def to_docx(report: Synthetic) -> bytes:
    """The bytes of the .docx file of a report; the same for the same report."""
    root = etree.Element(f"{{{_W}}}document", nsmap={"w": _W})
    body = _add(root, "body")
    for block in report.blocks:
        if isinstance(block, Paragraph):
            _paragraph(body, block.text, block.level)
        else:
            _table(body, block)
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations(),
        "word/document.xml": etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True),
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(zipfile.ZipInfo(name, _EPOCH), data)
    return buffer.getvalue()


def _add(parent: etree._Element, name: str, **values: str) -> etree._Element:
    """A child in the language of Word, with attributes in it."""
    return etree.SubElement(parent, f"{{{_W}}}{name}", {f"{{{_W}}}{key}": value for key, value in values.items()})


def _paragraph(parent: etree._Element, text: str, level: int = 0) -> None:
    paragraph = _add(parent, "p")
    if level:
        _add(_add(paragraph, "pPr"), "outlineLvl", val=str(level - 1))
    if text:
        written = _add(_add(paragraph, "r"), "t")
        written.text = text
        written.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _table(parent: etree._Element, table: Table) -> None:
    """Rows of cells: what is merged to the right is one cell, what is merged downwards goes on in empty ones."""
    element = _add(parent, "tbl")
    _borders(element)
    grid = _add(element, "tblGrid")
    for _ in range(table.columns):
        _add(grid, "gridCol", w=str(9000 // table.columns))
    covering = {
        (cell.row + down, cell.column): (cell, down == 0) for cell in table.cells for down in range(cell.rowspan)
    }
    for row in range(table.rows):
        line = _add(element, "tr")
        for column in range(table.columns):
            found = covering.get((row, column))
            if found is not None:
                _cell(line, *found)


def _borders(table: etree._Element) -> None:
    borders = _add(_add(table, "tblPr"), "tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        _add(borders, side, val="single", sz="4", space="0", color="auto")


def _cell(row: etree._Element, cell: Cell, first: bool) -> None:
    element = _add(row, "tc")
    properties = _add(element, "tcPr")
    if cell.colspan > 1:
        _add(properties, "gridSpan", val=str(cell.colspan))
    if cell.rowspan > 1:
        _add(properties, "vMerge", val="restart" if first else "continue")
    _paragraph(element, cell.text if first else "")


def _content_types() -> bytes:
    root = etree.Element(f"{{{_PACKAGE}/content-types}}Types", nsmap=_default(f"{_PACKAGE}/content-types"))
    tag = f"{{{_PACKAGE}/content-types}}"
    rels = "application/vnd.openxmlformats-package.relationships+xml"
    etree.SubElement(root, f"{tag}Default", Extension="rels", ContentType=rels)
    etree.SubElement(root, f"{tag}Override", PartName="/word/document.xml", ContentType=_MAIN)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _relations() -> bytes:
    space = f"{_PACKAGE}/relationships"
    root = etree.Element(f"{{{space}}}Relationships", nsmap=_default(space))
    etree.SubElement(root, f"{{{space}}}Relationship", Id="rId1", Type=_DOCUMENT, Target="word/document.xml")
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _default(space: str) -> Any:
    """A name space without a prefix, which the stubs of lxml do not know."""
    return {None: space}
