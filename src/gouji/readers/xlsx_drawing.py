"""What floats over a worksheet: text boxes become paragraphs after the sheet, pictures and charts are said."""

from __future__ import annotations

from gouji.model import Gap, Place, Text
from gouji.readers.package import Package
from gouji.readers.sheet_grid import Workbook

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_XDR = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
_SAID = {
    _XDR + "pic": ("picture", "上有一幅图片，其中的文字没有读", "has a picture; text in it was not read"),
    _XDR + "graphicFrame": ("chart", "上有一个图表，其中的文字没有读", "has a chart; text in it was not read"),
}


def read_drawing(package: Package, target: str, sheet: str, book: Workbook) -> None:
    """Add the drawing of the worksheet in part `target`."""
    part = package.relations(target).get("drawing")
    root = package.xml(part) if part else None
    if root is None:
        return
    for element in root.iter(_XDR + "txBody", *_SAID):
        if element.tag in _SAID:
            kind, zh, en = _SAID[element.tag]
            message = Text(f"工作表“{sheet}”{zh}。", f"sheet {sheet} {en}.")
            book.gaps.append(Gap(kind=kind, message=message, place=Place(sheet=sheet)))
            continue
        for paragraph in element.iter(_A + "p"):
            text = "".join(t.text or "" for t in paragraph.iter(_A + "t"))
            if text.strip():
                book.box(text, sheet)
