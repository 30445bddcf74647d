"""Excel workbooks (xlsx): the visible sheets with the figures as they are shown.

The sheet's own XML is read and nothing is calculated: a formula shows the value that was stored with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from lxml import etree

from gouji.errors import EmptyFile, TooLarge, UnsupportedFormat
from gouji.model import Document, Gap, Place, Text
from gouji.readers.package import Package
from gouji.readers.sheet_formats import GENERAL, show, show_text
from gouji.readers.sheet_grid import Sheet, Workbook, cell_name, hidden_sheet
from gouji.readers.source import Source
from gouji.readers.xlsx_drawing import read_drawing
from gouji.readers.xlsx_parts import Looks, Strings, own, related, rich_text

_MAX_TAGS = 4_000_000
_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})\Z")
_MOST_GAPS = 20
_RELATION_ID = re.compile(r"\{[^}]*\}id\Z")


def read_xlsx(source: Source) -> Document:
    """The Document of an xlsx; raises DamagedFile, ProtectedFile, TooLarge, or EmptyFile without a text."""
    with Package(source) as package:
        return Reader(source, package).read()


class Reader:
    """Reads the parts of a workbook, sheet by sheet, into a Workbook."""

    def __init__(self, source: Source, package: Package):
        self.source, self.package = source, package
        self.main = package.relations("").get("officeDocument", "xl/workbook.xml")

    def read(self) -> Document:
        """The Document of the workbook."""
        book = Workbook(self.source)
        hidden = self.walk(book)
        text = book.out.text()
        if not text.strip():
            raise EmptyFile(self.source.name, *why_empty(hidden))
        return self.source.document("xlsx", text, book.blocks, book.out.segments, book.gaps)

    def walk(self, book: Workbook) -> int:
        """Read every visible sheet into the book; how many are hidden."""
        if self.main.lower().endswith(".bin"):
            raise UnsupportedFormat(
                self.source.name,
                "这是二进制的 Excel 工作簿（xlsb）。请用 Excel 或 WPS 打开，另存为 xlsx。",
                "a binary Excel workbook (xlsb); open it in Excel or WPS and save it as xlsx.",
            )
        root = self.package.xml(self.main)
        if root is None:
            raise self.package.damaged("没有工作簿部件（workbook.xml）", "has no main part (workbook.xml)")
        parts, targets = related(self.package, self.main)
        self.strings = Strings(self.package, parts.get("sharedStrings"))
        self.looks = Looks(self.package, parts.get("styles"))
        properties = own(root, "workbookPr")
        self.since_1904 = properties is not None and properties.get("date1904") in ("1", "true", "on")
        listed = [element for element in root.iter() if etree.QName(element).localname == "sheet"]
        hidden = 0
        for element in listed:
            name = element.get("name", "")
            if element.get("state", "visible") != "visible":
                hidden += 1
                book.gaps.append(hidden_sheet(name))
                continue
            target = next((targets.get(str(v)) for k, v in element.items() if _RELATION_ID.match(str(k))), None)
            self.read_sheet(book, name, target)
        return hidden

    def read_sheet(self, book: Workbook, name: str, target: str | None) -> None:
        """Read the sheet in a part of the file into the book."""
        data = self.package.read(target) if target else None
        if data is None:
            zh, en = f"工作表“{name}”在文件里没有内容部件。", f"sheet {name} has no part in the file."
            book.gaps.append(Gap(kind="missing_part", message=Text(zh, en), place=Place(sheet=name)))
            return
        if data.count(b"<") > _MAX_TAGS:
            raise TooLarge(
                self.source.name,
                f"工作表“{name}”太大。请只留下与报告有关的区域。",
                f"sheet {name} is too large; keep only what belongs to the report.",
            )
        root = self.package.parse(data, target or name)
        sheet = Sheet(name=name)
        local = root.tag.rpartition("}")[2]
        if local != "worksheet":
            # A sheet may be nothing but a chart.
            sheet.gap("chart", "是图表，其中的文字没有读", "is a chart; its text was not read")
        else:
            Cells(self, sheet, root).read()
        book.add(sheet)
        if b"<drawing" in data or b":drawing" in data:
            read_drawing(self.package, target or "", name, book)


class Cells:
    """Reads the cells of one worksheet into a Sheet."""

    def __init__(self, reader: Reader, sheet: Sheet, root: etree._Element):
        self.reader, self.sheet, self.root = reader, sheet, root
        space = root.tag[: -len("worksheet")]
        self.row, self.c, self.v, self.f, self.inline = (space + name for name in ("row", "c", "v", "f", "is"))
        self.uncached: list[str] = []
        self.concealed: list[str] = []

    def read(self) -> None:
        """Read all parts of the sheet."""
        for part in self.root:
            local = part.tag.rpartition("}")[2]
            if local == "sheetData":
                self.rows(part.iterchildren(self.row))
            elif local == "cols":
                self.columns(part)
            elif local == "mergeCells":
                self.merges(part)
        self.say_unread()

    def merges(self, cells: etree._Element) -> None:
        """Note which cells are merged."""
        for merge in cells:
            area = _area(merge.get("ref", ""))
            if area:
                self.sheet.merges.append(area)

    def say_unread(self) -> None:
        """Say which cells were not read."""
        zh, en = "是公式，文件里没有存它的结果，没有读入", "is a formula without a stored result"
        self._say("formula", self.uncached, zh, en)
        zh, en = "的格式不显示数值，没有读入", "has a format that shows nothing; its value was left out"
        self._say("hidden", self.concealed, zh, en)

    def _say(self, kind: str, names: list[str], zh: str, en: str) -> None:
        for name in names[:_MOST_GAPS]:
            self.sheet.gap(kind, zh, en, name)
        rest = len(names) - _MOST_GAPS
        if rest > 0:
            self.sheet.gap(kind, f"另有 {rest} 个单元格也{zh}", f"{rest} more cells: each {en}")

    def columns(self, cols: etree._Element) -> None:
        """Note which columns are hidden."""
        for col in cols:
            if col.get("hidden") in ("1", "true") or col.get("width") == "0":
                first, last = _whole(col.get("min")), _whole(col.get("max"))
                if first and last:
                    self.sheet.hidden_columns.append((first - 1, last - 1))

    def rows(self, elements: Iterable[etree._Element]) -> None:
        """Read the rows, one after the other."""
        sheet, borders = self.sheet, self.reader.looks.borders
        row = -1
        for element in elements:
            number = _whole(element.get("r"))
            row = number - 1 if number else row + 1
            if element.get("hidden") in ("1", "true") or (element.get("ht") == "0" and element.get("customHeight")):
                sheet.hidden_rows.add(row)
            cells: dict[int, str] = {}
            column = -1
            for cell in element:
                column = _column(cell.get("r"), column + 1)
                text = self._text(cell, row, column) if len(cell) else ""
                if text and not text.isspace():
                    cells[column] = text
                elif borders and cell.get("s") in borders:
                    sheet.lined.add(row)
            if cells:
                sheet.rows[row] = {**sheet.rows[row], **cells} if row in sheet.rows else cells

    def _text(self, cell: etree._Element, row: int, column: int) -> str:
        kind = cell.get("t", "n")
        value: str | None = None
        formula = False
        for child in cell:
            tag = child.tag
            if tag == self.v:
                value = child.text or ""
            elif tag == self.f:
                formula = True
            elif tag == self.inline and kind == "inlineStr":
                value = rich_text(child)
        if formula and (value is None or (not value and kind != "str")):
            self.uncached.append(cell_name(row, column))
        if not value:
            return ""
        if kind == "s":
            value = self.reader.strings.get(value)
        elif kind == "n":
            return self.number(value, cell.get("s"), row, column)
        elif kind == "b":
            return "TRUE" if value.strip() in ("1", "true") else "FALSE"
        elif kind == "d":
            return value.replace("T00:00:00", "")
        text = value.replace("\r\n", "\n").replace("\r", "\n") if "\r" in value else value
        style = cell.get("s")
        return text if style is None else show_text(text, self.reader.looks.format(style))

    def number(self, value: str, style: str | None, row: int, column: int) -> str:
        """What a cell shows of its number in its style."""
        if not value.strip():
            return ""
        try:
            number = float(value)
        except ValueError:
            return value
        shown = show(number, GENERAL if style is None else self.reader.looks.format(style), self.reader.since_1904)
        if not shown:
            self.concealed.append(cell_name(row, column))
        return shown


@lru_cache(maxsize=2048)
def _letters(letters: str) -> int | None:
    place = _position(f"{letters}1")
    return place[1] if place else None


def _column(name: str | None, following: int) -> int:
    """The column of a cell by its name; a cell without one follows the cell before it."""
    found = _letters(name.rstrip("0123456789")) if name else None
    return following if found is None else found


def _position(name: str | None) -> tuple[int, int] | None:
    match = _CELL.match(name) if name else None
    if match is None:
        return None
    column = 0
    for letter in match.group(1).upper():
        column = column * 26 + ord(letter) - 64
    row = int(match.group(2))
    return (row - 1, column - 1) if row else None


def _area(reference: str) -> tuple[int, int, int, int] | None:
    first, _, last = reference.partition(":")
    start, end = _position(first), _position(last or first)
    if start is None or end is None:
        return None
    rows, columns = sorted((start[0], end[0])), sorted((start[1], end[1]))
    return rows[0], columns[0], rows[1], columns[1]


def _whole(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 8 else None


def why_empty(hidden: int) -> tuple[str, str]:
    """What is said of a workbook without text, in Chinese and English."""
    if hidden:
        return (
            f"看得见的工作表里没有文字，另有 {hidden} 个隐藏的工作表。请取消隐藏后另存。",
            f"the visible sheets hold no text, {hidden} sheets are hidden; show them and save again.",
        )
    return "工作簿里没有文字。请重新导出。", "the workbook holds no text; export it again."
