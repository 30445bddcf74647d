"""Excel workbooks (xlsx) row by row: long lists of records that would be no document of a readable size.

The sheets are parsed as a stream, so that memory holds the texts of the cells and no tree. Unlike in a Document, a cell
with a day in its format gives that day whole (2024-03-05), since lists are often formatted to show 3月5日 only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from io import BytesIO

from lxml import etree

from gouji.errors import EmptyFile
from gouji.model import Gap, Place, Text
from gouji.readers.package import Package
from gouji.readers.sheet_formats import GENERAL, show
from gouji.readers.sheet_grid import Sheet, Workbook, leave_hidden
from gouji.readers.source import Source
from gouji.readers.xlsx import Cells, Reader, why_empty

_DAY = "yyyy-mm-dd"
_LITERAL = re.compile(r'"[^"]*"?|\[[^\]]*\]?|[\\!_*].')


def read_xlsx_rows(data: bytes, name: str) -> tuple[tuple[Sheet, ...], tuple[Gap, ...]]:
    """The visible sheets of a workbook with the texts of their cells; raises as the reading of a Document does."""
    source = Source(name=name, data=data)
    with Package(source) as package:
        book = Workbook(source)
        reader = _Rows(source, package)
        hidden = reader.walk(book)
        if not any(any(sheet.rows.values()) for sheet in reader.sheets):
            raise EmptyFile(name, *why_empty(hidden))
        return tuple(reader.sheets), tuple(book.gaps)


class _Rows(Reader):
    """Reads sheets as streams and keeps them."""

    def __init__(self, source: Source, package: Package):
        super().__init__(source, package)
        self.sheets: list[Sheet] = []

    def read_sheet(self, book: Workbook, name: str, target: str | None) -> None:
        data = self.package.read(target) if target else None
        if data is None:
            zh, en = f"工作表“{name}”在文件里没有内容部件。", f"sheet {name} has no part in the file."
            book.gaps.append(Gap(kind="missing_part", message=Text(zh, en), place=Place(sheet=name)))
            return
        sheet = Sheet(name=name)
        try:
            self._stream(data, sheet, target or name)
        except etree.XMLSyntaxError as error:
            zh, en = f"部件 {target} 不是合法的 XML", f"part {target} is not well-formed XML"
            raise self.package.damaged(zh, en) from error
        leave_hidden(sheet)
        self.sheets.append(sheet)
        book.gaps += sheet.gaps

    def _stream(self, data: bytes, sheet: Sheet, part: str) -> None:
        events = etree.iterparse(
            BytesIO(data),
            events=("start", "end"),
            resolve_entities=False,
            no_network=True,
            huge_tree=False,
            load_dtd=False,
            remove_comments=True,
            remove_pis=True,
        )
        _, root = next(events)
        if root.getroottree().docinfo.internalDTD is not None:
            raise self.package.damaged(f"部件 {part} 含有 DOCTYPE", f"part {part} has a DOCTYPE")
        if root.tag.rpartition("}")[2] != "worksheet":
            sheet.gap("chart", "是图表，其中的文字没有读", "is a chart; its text was not read")
            return
        cells = _DatedCells(self, sheet, root)
        cells.rows(_rows(events, cells))
        cells.say_unread()


def _rows(events: Iterator[tuple[str, etree._Element]], cells: Cells) -> Iterator[etree._Element]:
    """The rows of a sheet as they are parsed, each forgotten once it has been used."""
    for event, element in events:
        if event != "end":
            continue
        if element.tag == cells.row:
            yield element
            parent = element.getparent()
            element.clear()
            while parent is not None and element.getprevious() is not None:
                del parent[0]
        elif element.tag.rpartition("}")[2] == "cols":
            cells.columns(element)
        elif element.tag.rpartition("}")[2] == "mergeCells":
            cells.merges(element)


class _DatedCells(Cells):
    """Cells whose days are given whole."""

    def number(self, value: str, style: str | None, row: int, column: int) -> str:
        code = GENERAL if style is None else self.reader.looks.format(style)
        if _shows_a_day(code):
            try:
                shown = show(float(value), _DAY, self.reader.since_1904)
            except ValueError:
                return value
            if shown:
                return shown
        return super().number(value, style, row, column)


@lru_cache(maxsize=512)
def _shows_a_day(code: str) -> bool:
    """Whether a number format has a letter for the day."""
    return "d" in _LITERAL.sub("", code).lower() and code != GENERAL
