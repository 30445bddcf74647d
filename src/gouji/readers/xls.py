"""Old Excel workbooks (xls) and WPS spreadsheets (et): the visible sheets with the figures as they are shown.

The BIFF records are read directly, since the number format of a cell decides what it shows. Formulas are not
calculated and macros never looked at: a formula shows the value that was stored with it.
"""

from __future__ import annotations

import struct
from collections.abc import Callable

import msgspec

from gouji.errors import EmptyFile, ProtectedFile, TooLarge, UnsupportedFormat
from gouji.model import Document, Gap, Place, Text
from gouji.readers import xls_records as x
from gouji.readers.ole import Compound
from gouji.readers.sheet_formats import BUILT_IN, GENERAL, show, show_text
from gouji.readers.sheet_grid import MAX_CELLS, Sheet, Workbook, hidden_sheet
from gouji.readers.source import Source

_RC = struct.Struct("<HHH")
_U16 = struct.Struct("<H")
_BIFF8, _BIFF5 = 0x0600, 0x0500
_KINDS = {1: ("macro", "宏表"), 2: ("chart", "图表"), 6: ("macro", "宏模块")}

_FLOATING = {
    8: ("picture", "上有一幅图片，其中的文字没有读", "a picture stands on it; text in it was not read"),
    5: ("chart", "上有一个图表，其中的文字没有读", "a chart stands on it; text in it was not read"),
}
At = tuple[int, int, int]
"""Row, column and style of a cell."""


class Listed(msgspec.Struct):
    """A sheet as the workbook lists it: where its records begin, whether it is hidden, and of what kind it is."""

    name: str
    offset: int
    state: int
    kind: int


def read_xls(source: Source) -> Document:
    """The Document of an xls or et; raises DamagedFile, ProtectedFile, TooLarge, or EmptyFile without a text."""
    return read_compound(Compound(source))


def read_compound(compound: Compound) -> Document:
    """The Document of an open compound file that holds a workbook."""
    data = compound.read("Workbook")
    if data is None:
        data = compound.read("Book")
    if data is None:
        raise compound.damaged("没有工作簿数据流", "it has no stream of a workbook")
    return _Reader(compound, data).read()


class _Reader:
    def __init__(self, compound: Compound, data: bytes):
        self.compound, self.source, self.data = compound, compound.source, data
        self.strings: list[str] = []
        self.formats: dict[int, str] = dict(BUILT_IN)
        self.styles: list[tuple[int, bool]] = []
        self.listed: list[Listed] = []
        self.since_1904 = False
        self.codec = "gb18030"
        self.biff8 = True
        self.cells = 0

    def read(self) -> Document:
        try:
            self._globals()
            book, hidden = self._sheets()
        except (struct.error, IndexError) as error:
            raise self.compound.damaged("工作簿的记录不完整", "a record of the workbook is cut short") from error
        text = book.out.text()
        if not text.strip():
            raise EmptyFile(
                self.source.name,
                f"看得见的工作表里没有文字（另有 {hidden} 个隐藏的工作表）。请检查原文件，重新导出。",
                f"the visible sheets hold no text ({hidden} are hidden); check the file and export it again.",
            )
        return self.source.document("xls", text, book.blocks, book.out.segments, book.gaps)

    # ---- the records before the sheets

    def _globals(self) -> None:
        for kind, content, after in x.records(self.data):
            if kind == x.BOF:
                self._version(content)
            elif kind == x.FILE_PASS:
                raise ProtectedFile(
                    self.source.name,
                    "工作簿加了打开密码。请用 Excel 或 WPS 去掉密码后另存，再试一次。",
                    "the workbook is encrypted with a password; remove it in Excel or WPS, save, and try again.",
                )
            elif kind == x.CODE_PAGE:
                self.codec = x.codec_of(_U16.unpack_from(content)[0])
            elif kind == x.DATE_MODE:
                self.since_1904 = content[:1] == b"\x01"
            elif kind == x.BOUND_SHEET:
                self._bound_sheet(content)
            elif kind == x.FORMAT:
                self._format(content)
            elif kind == x.XF:
                self.styles.append((_U16.unpack_from(content, 2)[0], self._has_border(content)))
            elif kind == x.SST:
                self.strings = x.shared_strings([content, *x.continued(self.data, after)])
            elif kind == x.EOF:
                return

    def _version(self, content: bytes) -> None:
        version = _U16.unpack_from(content)[0]
        if version not in (_BIFF8, _BIFF5):
            raise UnsupportedFormat(
                self.source.name,
                "这是很旧的 Excel 工作簿（4.0 及以前）。请用 Excel 或 WPS 打开，另存为 xlsx。",
                "a workbook of Excel 4 or older; open it in Excel or WPS and save it as xlsx.",
            )
        self.biff8 = version == _BIFF8

    def _bound_sheet(self, content: bytes) -> None:
        offset, state, kind = struct.unpack_from("<IBB", content)
        name = x.Strings([content[6:]]).string(1) if self.biff8 else x.byte_string(content, 6, 1, self.codec)
        self.listed.append(Listed(name, offset, state & 3, kind))

    def _format(self, content: bytes) -> None:
        number = _U16.unpack_from(content)[0]
        if self.biff8:
            self.formats[number] = x.Strings([content[2:]]).string()
        else:
            self.formats[number] = x.byte_string(content, 2, 1, self.codec)

    def _has_border(self, content: bytes) -> bool:
        if self.biff8:
            return len(content) > 10 and content[10] != 0
        return len(content) > 12 and _U16.unpack_from(content.ljust(16, b"\x00"), 12)[0] & 0x1F8 != 0

    # ---- sheets

    def _sheets(self) -> tuple[Workbook, int]:
        book = Workbook(self.source)
        hidden = 0
        for entry in self.listed:
            if entry.state and entry.kind != 6:
                hidden += 1
                book.gaps.append(hidden_sheet(entry.name))
            elif entry.kind == 0:
                sheet = Sheet(name=entry.name)
                cells = _Cells(self, sheet)
                cells.read(entry.offset)
                book.add(sheet)
                for text in cells.boxes:
                    book.box(text, entry.name)
            elif entry.kind in _KINDS:
                kind, zh = _KINDS[entry.kind]
                message = Text(f"“{entry.name}”是{zh}，没有读入。", f"sheet {entry.name} is a {kind} and was left out.")
                book.gaps.append(Gap(kind=kind, message=message, place=Place(sheet=entry.name)))
        return book, hidden


class _Cells:
    """Reads the records of one sheet into a Sheet."""

    def __init__(self, reader: _Reader, sheet: Sheet):
        self.reader, self.sheet = reader, sheet
        self.boxes: list[str] = []
        self._waiting: tuple[int, int, int] | None = None
        self._concealed = 0
        self._readers: dict[int, Callable[[bytes], None]] = {
            x.LABEL_SST: self._label_sst, x.LABEL: self._label, x.R_STRING: self._label, x.NUMBER: self._number,
            x.RK: self._rk, x.MUL_RK: self._mul_rk, x.FORMULA: self._formula, x.STRING: self._string,
            x.BOOL_ERR: self._bool_err, x.BLANK: self._blank, x.MUL_BLANK: self._mul_blank, x.ROW: self._row,
            x.COL_INFO: self._col_info, x.MERGED: self._merged, x.OBJ: self._object,
        }  # fmt: skip

    def read(self, offset: int) -> None:
        depth = 0
        for kind, content, after in x.records(self.reader.data, offset):
            if kind == x.BOF:
                depth += 1
            elif kind == x.EOF:
                depth -= 1
                if depth <= 0:
                    break
            elif depth == 1:
                # Charts stand inside, as streams of their own with figures of their own.
                known = self._readers.get(kind)
                if known is not None:
                    known(content)
                elif kind == x.TXO:
                    self._text_box(content, after)
        if self._concealed:
            zh = f"有 {self._concealed} 个单元格的格式不显示数值，没有读入"
            self.sheet.gap("hidden", zh, f"{self._concealed} cells have a format that shows nothing; left out")

    # ---- cells

    def _put(self, row: int, column: int, text: str) -> None:
        if text and not text.isspace():
            self.reader.cells += 1
            if self.reader.cells > MAX_CELLS:
                raise TooLarge(
                    self.reader.source.name,
                    "工作簿的单元格太多。请只留下与报告有关的工作表和区域。",
                    "the workbook has too many cells; keep only the sheets that belong to the report.",
                )
            self.sheet.rows.setdefault(row, {})[column] = text

    def _code(self, style: int) -> str:
        styles = self.reader.styles
        return self.reader.formats.get(styles[style][0], GENERAL) if style < len(styles) else GENERAL

    def _words(self, at: At, text: str) -> None:
        row, column, style = at
        self._put(row, column, show_text(text.replace("\r\n", "\n").replace("\r", "\n"), self._code(style)))

    def _figure(self, at: At, value: float) -> None:
        row, column, style = at
        shown = show(value, self._code(style), self.reader.since_1904)
        self._concealed += not shown
        self._put(row, column, shown)

    def _label_sst(self, content: bytes) -> None:
        index = int.from_bytes(content[6:10], "little")
        if index < len(self.reader.strings):
            self._words(_RC.unpack_from(content), self.reader.strings[index])

    def _label(self, content: bytes) -> None:
        text = x.Strings([content[6:]]).string() if self.reader.biff8 else self._bytes(content, 6)
        self._words(_RC.unpack_from(content), text)

    def _bytes(self, content: bytes, start: int) -> str:
        return x.byte_string(content, start, 2, self.reader.codec)

    def _number(self, content: bytes) -> None:
        self._figure(_RC.unpack_from(content), struct.unpack_from("<d", content, 6)[0])

    def _rk(self, content: bytes) -> None:
        self._figure(_RC.unpack_from(content), x.number_of_rk(struct.unpack_from("<I", content, 6)[0]))

    def _mul_rk(self, content: bytes) -> None:
        row, first = struct.unpack_from("<HH", content)
        for index in range((len(content) - 6) // 6):
            style, value = struct.unpack_from("<HI", content, 4 + 6 * index)
            self._figure((row, first + index, style), x.number_of_rk(value))

    def _formula(self, content: bytes) -> None:
        place = _RC.unpack_from(content)
        self._waiting = None
        if content[12:14] != b"\xff\xff":
            self._figure(place, struct.unpack_from("<d", content, 6)[0])
        elif content[6] == 0:
            self._waiting = place
        elif content[6] == 1:
            self._put(place[0], place[1], "TRUE" if content[8] else "FALSE")
        elif content[6] == 2:
            self._put(place[0], place[1], x.ERRORS.get(content[8], "#N/A"))

    def _string(self, content: bytes) -> None:
        if self._waiting is not None:
            text = x.Strings([content]).string() if self.reader.biff8 else self._bytes(content, 0)
            self._words(self._waiting, text)
            self._waiting = None

    def _bool_err(self, content: bytes) -> None:
        row, column, _ = _RC.unpack_from(content)
        text = x.ERRORS.get(content[6], "#N/A") if content[7] else "TRUE" if content[6] else "FALSE"
        self._put(row, column, text)

    # ---- looks

    def _blank(self, content: bytes) -> None:
        row, _, style = _RC.unpack_from(content)
        self._line(row, style)

    def _mul_blank(self, content: bytes) -> None:
        row = _U16.unpack_from(content)[0]
        for at in range(4, len(content) - 3, 2):
            self._line(row, _U16.unpack_from(content, at)[0])

    def _line(self, row: int, style: int) -> None:
        if style < len(self.reader.styles) and self.reader.styles[style][1]:
            self.sheet.lined.add(row)

    def _row(self, content: bytes) -> None:
        if _U16.unpack_from(content, 12)[0] & 0x20:
            self.sheet.hidden_rows.add(_U16.unpack_from(content)[0])

    def _col_info(self, content: bytes) -> None:
        first, last, width, _, flags = struct.unpack_from("<HHHHH", content)
        if flags & 1 or width == 0:
            self.sheet.hidden_columns.append((first, last))

    def _merged(self, content: bytes) -> None:
        for index in range(min(_U16.unpack_from(content)[0], (len(content) - 2) // 8)):
            top, bottom, left, right = struct.unpack_from("<HHHH", content, 2 + 8 * index)
            if top <= bottom and left <= right:
                self.sheet.merges.append((top, left, bottom, right))

    def _object(self, content: bytes) -> None:
        kind = _U16.unpack_from(content, 4)[0] if len(content) >= 6 else 0
        if kind in _FLOATING:
            self.sheet.gap(*_FLOATING[kind])

    def _text_box(self, content: bytes, after: int) -> None:
        count = _U16.unpack_from(content, 10)[0]
        chunks = x.continued(self.reader.data, after)
        if count and chunks and chunks[0]:
            text = x.Strings([chunks[0][1:], *chunks[1:]]).characters(count, chunks[0][0] & 1)
            self.boxes += [line for line in text.replace("\r", "\n").split("\n") if line.strip()]
